package record

import (
	"encoding/json"
	"os"
	"testing"

	"comity"
	"comity/format/rda"
	"comity/states"
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
		{"flow", 255, 220, 2012, 131.7e9, 131.8e9}, // goods and services; COW trade has 128.6 bn of goods
		{"flow", 220, 255, 2012, 102.4e9, 102.5e9},
		{"gdp", 2, 0, 2023, 27e12, 28e12},
		{"flow", 2, 731, 2010, 1.6e6, 2e6}, // and no billions the year before
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

func TestMisfiledFiguresAreMissing(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	run, ok := core.With("flow")[0].Series("flow", 2, 731)
	if v, _ := run.At(2009); !ok || comity.Why(v) != comity.InSource {
		t.Errorf("the United States' trade with North Korea in 2009 is %g", v)
	}
}

// The Dag Hammarskjöld Library's totals by state and session (a summary made elsewhere) must be met in the sessions for which
// the voting data and the library have the same roll calls.
func TestSessionTotalsOfTheLibrary(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/un_votes/wcg_un-votes-summary.json")
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	v := core.Votes("UNGA")
	same, all := 0, 0
	for _, session := range []string{"44", "45", "46", "47", "48", "51", "68", "69", "77"} {
		for id, blob := range raw {
			var official struct {
				Sessions map[string]struct{ Yes, No, Abstain int }
			}
			if id == "_meta" || json.Unmarshal(blob, &official) != nil {
				continue
			}
			want, ok := official.Sessions[session]
			s, known := states.FromID(id)
			i := v.Of(s)
			if !ok || !known || i < 0 {
				continue
			}
			all++
			if got := total(v, i, session); got == [3]int{want.Yes, want.No, want.Abstain} {
				same++
			}
		}
	}
	t.Logf("%d of %d totals by state and session are the library's", same, all)
	if all < 1500 || same*100 < all*90 {
		t.Errorf("%d of %d totals are the library's, want nine in ten of at least 1,500", same, all)
	}
}

// total counts a state's votes in a session: yes, no, abstain.
func total(v *Votes, state int, session string) (n [3]int) {
	for c := range v.Calls {
		if v.Calls[c].Session != session {
			continue
		}
		switch v.Cast(state, c) {
		case Yes:
			n[0]++
		case No:
			n[1]++
		case Abstain:
			n[2]++
		}
	}
	return n
}

// The full table of sessions 1-72 gives each roll call's official tally; the roll calls the core has of it must add up to it.
func TestRollCallsAddUpToTheirTallies(t *testing.T) {
	f, err := rda.ReadFile("../../shared/data/un_votes/UNVotes1-72full.RData", rda.Limits{})
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	frame, want := f[0].Value, map[int64][3]int{}
	rcid := frame.Item("rcid").Reals()
	yes, no, abstain := frame.Item("yes").Ints(), frame.Item("no").Ints(), frame.Item("abstain").Ints()
	for i := range rcid {
		want[int64(rcid[i])] = [3]int{int(yes[i]), int(no[i]), int(abstain[i])}
	}
	v, same, all := core.Votes("UNGA"), 0, 0
	for c := range v.Calls {
		tally, ok := want[v.Calls[c].Number]
		if !ok {
			continue
		}
		all++
		if y, n, a := v.Tally(c); tally == [3]int{y, n, a} {
			same++
		}
	}
	t.Logf("%d of %d roll calls add up to the official tally (%.1f %%)", same, all, 100*float64(same)/float64(all))
	if all != 5598 || same < 5500 {
		t.Errorf("%d of %d add up, want at least 5,500 of 5,598 (98.4 %% in the source itself)", same, all)
	}
}
