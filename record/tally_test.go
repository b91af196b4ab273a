package record

import (
	"testing"

	"comity"
)

// The official tallies are those of UN press releases and the Dag Hammarskjöld Library; where the source is a vote or two
// short of them, both figures stand.
var tallies = []struct {
	symbol           string
	yes, no, abstain int
	topic            string
}{
	{"A/RES/51/103", 57, 45, 59, "human rights and unilateral coercive measures"}, // 1996, official 57-45-59
	{"A/RES/65/217", 131, 53, 0, "human rights and unilateral coercive measures"}, // 2010, official 131-53-0
	{"A/RES/74/154", 135, 55, 0, "human rights and unilateral coercive measures"}, // 2019, official 135-55-0
	{"A/RES/77/214", 130, 53, 1, "human rights and unilateral coercive measures"}, // 2022, official 130-53-1
	{"A/RES/47/19", 58, 3, 71, "United States embargo against Cuba"},              // 1992, official 59-3-71
	{"A/RES/74/7", 187, 3, 2, "United States embargo against Cuba"},               // 2019, official 187-3-2
	{"A/RES/77/7", 185, 2, 2, "United States embargo against Cuba"},               // 2022, official 185-2-2
	{"A/RES/68/262", 100, 11, 58, "territorial integrity of Ukraine"},             // 2014, official 100-11-58
}

func TestTalliesOfTheCore(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	v := core.Votes("UNGA")
	at := map[string][]int{}
	for i, c := range v.Calls {
		if c.Flags&(Amendment|Paragraph) == 0 && c.Topic != "" {
			at[c.Symbol] = append(at[c.Symbol], i)
		}
	}
	for _, want := range tallies {
		calls := at[want.symbol]
		if len(calls) != 1 {
			t.Errorf("%s: %d roll calls, want 1", want.symbol, len(calls))
			continue
		}
		yes, no, abstain := v.Tally(calls[0])
		if yes != want.yes || no != want.no || abstain != want.abstain || v.Calls[calls[0]].Topic != want.topic {
			t.Errorf("%s: %d-%d-%d %q, want %d-%d-%d %q", want.symbol, yes, no, abstain, v.Calls[calls[0]].Topic, want.yes, want.no, want.abstain, want.topic)
		}
	}
}

func TestCoreFigures(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		variable  string
		a, b      comity.State
		year      int
		low, high float64
	}{
		{"flow", 255, 220, 2012, 125.1e9, 125.2e9}, // with the way back 222 bn, COW trade 214
		{"flow", 220, 255, 2012, 97.2e9, 97.4e9},
		{"gdp", 2, 0, 2023, 27e12, 28e12},
		{"population", 710, 0, 2020, 1.40e9, 1.42e9},
	}
	for _, c := range cases {
		tables := core.With(c.variable)
		if len(tables) != 1 {
			t.Fatalf("%d tables of %s", len(tables), c.variable)
		}
		run, ok := tables[0].Series(c.variable, c.a, c.b)
		v, row := run.At(c.year)
		if !ok || !(v >= c.low && v <= c.high) || row == 0 {
			t.Errorf("%s of %d and %d in %d is %g (row %d), want %g to %g", c.variable, c.a, c.b, c.year, v, row, c.low, c.high)
		}
	}
}
