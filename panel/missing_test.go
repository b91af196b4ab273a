package panel

// Attacks "missing is never zero" at the level of columns: random records with gaps, missing codes and silent years, and a plain
// judge that knows the rules and nothing else.

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"comity"
	"comity/record"
	"comity/states"
)

// at is one cell of the judge's plain record.
type at struct {
	source, variable string
	a, b             comity.State
	year             int
}

// judge is a record as a plain map, and the heads of its tables.
type judge struct {
	cells map[at]float64
	heads map[string]record.Head
}

var randomTables = []struct {
	source    string
	pairs     bool
	absence   string
	variables []string
}{
	{"cow-trade-4.0", true, "silent", []string{"flow"}},
	{"itpd-e", true, "silent", []string{"flow"}},
	{"worldbank", false, "silent", []string{"gdp", "population"}},
	{"nmc-7.0", false, "silent", []string{"cinc", "milex"}},
	{"cow-mid-5", true, "zero", []string{"dispute.ongoing"}},
	{"atop-5.1", true, "zero", []string{"defense", "offense", "neutral", "nonagg", "consul"}},
}

// The states are those whose keys, systems and ends are hard: Germany and its halves, the Yemens, the two governments of China,
// Czechoslovakia and a successor, Ukraine (in the UN before it was a state of COW's), a territory.
var hardStates = []comity.State{2, 255, 260, 265, 315, 316, 365, 369, 678, 679, 710, 713, 1344}

func randomRecord(t *testing.T, r *rand.Rand) (*Engine, *judge) {
	t.Helper()
	j := &judge{map[at]float64{}, map[string]record.Head{}}
	var builders []record.Builder
	for _, x := range randomTables {
		from := 1960 + r.IntN(25)
		b := &record.SeriesBuilder{Head: record.Head{Source: x.source, Edition: "random", From: from, To: from + r.IntN(25)}}
		for _, v := range x.variables {
			b.Head.Variables = append(b.Head.Variables, record.Variable{Name: v, Unit: "u", Absence: x.absence})
		}
		j.heads[x.source] = b.Head
		for _, v := range x.variables {
			j.fill(r, b, v, x.pairs, x.absence == "zero")
		}
		builders = append(builders, b)
	}
	var out bytes.Buffer
	if err := record.Write(&out, builders...); err != nil {
		t.Fatal(err)
	}
	tables, err := record.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return New(record.New("random", tables, nil)), j
}

// fill puts values (never zero), missing codes and gaps; some cells stand outside the coverage the head claims.
func (j *judge) fill(r *rand.Rand, b *record.SeriesBuilder, variable string, pairs, flags bool) {
	codes := []comity.Missing{comity.InSource, comity.Undefined, comity.Withheld, comity.NotApplicable}
	put := func(x, y comity.State) {
		for year := b.Head.From - 2; year <= b.Head.To+2; year++ {
			v := 1 + r.Float64()*1e9
			if flags {
				v = 1
			}
			switch r.IntN(6) {
			case 0, 1:
				continue
			case 2:
				v = comity.NaN(codes[r.IntN(len(codes))])
			}
			b.Add(record.Datum{Variable: variable, A: x, B: y, Year: year, Value: v, Row: int64(1 + r.IntN(1000))})
			j.cells[at{b.Head.Source, variable, x, y, year}] = v
		}
	}
	for _, x := range hardStates {
		if !pairs {
			put(x, comity.NoState)
			continue
		}
		for _, y := range hardStates {
			if x != y && r.IntN(4) > 0 {
				put(x, y)
			}
		}
	}
}

// get is the rule for one cell.
func (j *judge) get(source, variable string, a, b comity.State, year int) float64 {
	h := j.heads[source]
	if year < h.From || year > h.To {
		return comity.NaN(comity.NotCovered)
	}
	if v, ok := j.cells[at{source, variable, a, b, year}]; ok {
		return v
	}
	if h.Variables[0].Absence == "zero" && dayTogether(comity.COW, a, b, year) {
		return 0
	}
	return comity.NaN(comity.NotCovered)
}

// dayTogether looks at every day of the year.
func dayTogether(sys comity.System, a, b comity.State, year int) bool {
	for d := comity.DayOf(year, 1, 1); d <= comity.DayOf(year, 12, 31); d++ {
		if states.Is(sys, a, d) && states.Is(sys, b, d) {
			return true
		}
	}
	return false
}

// all gives the gravest code of several values, or f of them.
func all(f func() float64, values ...float64) float64 {
	for _, m := range []comity.Missing{comity.NotApplicable, comity.Withheld, comity.NotCovered, comity.InSource, comity.Undefined} {
		for _, v := range values {
			if comity.Why(v) == m {
				return comity.NaN(m)
			}
		}
	}
	return f()
}

// attribute is a table's figure, but for the years in which it is of another territory.
func (j *judge) attribute(source, variable string, s comity.State, year int) float64 {
	if source == "worldbank" && s == 365 && year < 1992 {
		return comity.NaN(comity.NotCovered)
	}
	return j.get(source, variable, s, comity.NoState, year)
}

// either is the greater of the two directions; one that is known stands for both.
func (j *judge) either(source, variable string, a, b comity.State, year int) float64 {
	x, y := j.get(source, variable, min(a, b), max(a, b), year), j.get(source, variable, max(a, b), min(a, b), year)
	switch {
	case comity.Why(y) != comity.Present:
		return x
	case comity.Why(x) != comity.Present:
		return y
	}
	return max(x, y)
}

// total adds every flow of a state that is known.
func (j *judge) total(source string, s comity.State, year int) float64 {
	if source == "cow-trade-4.0" && year >= 1960 && year <= 1989 {
		return comity.NaN(comity.NotCovered) // holes.tsv
	}
	sum, n := 0.0, 0
	for _, x := range hardStates {
		for _, v := range []float64{j.get(source, flow, s, x, year), j.get(source, flow, x, s, year)} {
			if comity.Why(v) == comity.Present {
				sum, n = sum+v, n+1
			}
		}
	}
	if n == 0 {
		return comity.NaN(comity.NotCovered)
	}
	return sum
}

// want is what the rules say of a column for keys that were states together in the year.
func (j *judge) want(column, source string, who []comity.State, year int) float64 {
	a := who[0]
	b := comity.NoState
	if len(who) == 2 {
		b = who[1]
	}
	if h := j.heads[source]; year < h.From || year > h.To {
		return comity.NaN(comity.NotCovered) // the reading itself is silent, whatever else the column needs
	}
	out, back := j.get(source, flow, a, b, year), j.get(source, flow, b, a, year)
	switch column {
	case "trade.turnover":
		return all(func() float64 { return out + back }, out, back)
	case "trade.exports":
		return out
	case "trade.imports":
		return back
	case "trade.balance":
		return all(func() float64 { return out - back }, out, back)
	case "trade.total":
		return j.total(source, a, year)
	case "trade.share":
		whole := j.total(source, a, year)
		return all(func() float64 { return (out + back) / whole }, out, back, whole)
	case "trade.dependence":
		gdp := j.attribute("worldbank", "gdp", a, year)
		return all(func() float64 { return (out + back) / gdp }, out, back, gdp)
	case "gdp.percapita":
		x, y := j.attribute(source, "gdp", a, year), j.attribute(source, "population", a, year)
		return all(func() float64 { return x / y }, x, y)
	case "gdp", "population", "milex":
		return j.attribute(source, column, a, year)
	case "capability.cinc":
		return j.attribute(source, "cinc", a, year)
	case "dispute.ongoing":
		return j.either(source, column, a, b, year)
	case "alliance.obligation":
		var values []float64
		best := 0.0
		for _, g := range []struct {
			v string
			x float64
		}{{"defense", 3}, {"offense", 3}, {"neutral", 2}, {"consul", 2}, {"nonagg", 1}} {
			v := j.either(source, g.v, a, b, year)
			values = append(values, v)
			if v == 1 {
				best = max(best, g.x)
			}
		}
		return all(func() float64 { return best }, values...)
	}
	panic("no rule for " + column)
}

func TestMissingIsNeverZero(t *testing.T) {
	columns := []string{"trade.turnover", "trade.exports", "trade.imports", "trade.balance", "trade.total", "trade.share", "trade.dependence",
		"gdp", "gdp.percapita", "population", "capability.cinc", "milex", "dispute.ongoing", "alliance.obligation"}
	cells, zeros := 0, 0
	codes := map[comity.Missing]int{}
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		e, j := randomRecord(t, r)
		for range 4000 {
			name := columns[r.IntN(len(columns))]
			a, b := hardStates[r.IntN(len(hardStates))], hardStates[r.IntN(len(hardStates))]
			who := []comity.State{a, b}
			if len(find(name).readings(e, []comity.State{a})) > 0 && monadic(name) {
				who = who[:1]
			}
			year := 1955 + r.IntN(60)
			for _, reading := range e.Readings(name, who) {
				if _, random := j.heads[reading.Source]; !random {
					continue // comity's own lists have their own tests
				}
				got := e.Cell(name, who, reading, year)
				want := comity.NaN(comity.NotApplicable)
				if keys, ok := plainUnit(who, year); ok {
					want = j.want(name, reading.Source, keys, year)
				}
				cells++
				codes[comity.Why(got.Value)]++
				if got.Value == 0 {
					zeros++
				}
				if comity.Why(got.Value) != comity.Why(want) || comity.Why(want) == comity.Present && math.Abs(got.Value-want) > 1e-12*math.Abs(want) {
					t.Fatalf("seed %d: %s of %v in %d by %s: got %v%s, want %v%s", seed, name, who, year, reading.Source, got.Value, got.Missing().Letter(), want, comity.Why(want).Letter())
				}
				if got.Missing() == comity.Present && (got.Ref.Source == "" || got.Ref.Edition == "") {
					t.Fatalf("%s of %v in %d by %s: a value without provenance", name, who, year, reading.Source)
				}
			}
		}
	}
	for m := comity.Present; m <= comity.Withheld; m++ {
		if codes[m] == 0 {
			t.Errorf("no cell was %s: the attack does not reach", m)
		}
	}
	t.Logf("%d cells, %d of them zero, by code %v", cells, zeros, codes)
}

func monadic(name string) bool {
	switch name {
	case "trade.total", "gdp", "gdp.percapita", "population", "capability.cinc", "milex":
		return true
	}
	return false
}

// plainUnit tries the keys a state may have had, its own first, and looks at every day.
func plainUnit(who []comity.State, year int) ([]comity.State, bool) {
	keys := func(s comity.State) (out []comity.State) {
		for _, k := range Keys(s) {
			if k > 1000 || dayTogether(comity.COW, k, k, year) || dayTogether(comity.UN, k, k, year) {
				out = append(out, k)
			}
		}
		return out
	}
	for _, a := range keys(who[0]) {
		if len(who) == 1 {
			return []comity.State{a}, true
		}
		for _, b := range keys(who[1]) {
			if a != b && anyTogether(a, b, year) {
				return []comity.State{a, b}, true
			}
		}
	}
	return nil, false
}

func anyTogether(a, b comity.State, year int) bool {
	if a > 1000 || b > 1000 {
		return true
	}
	for d := comity.DayOf(year, 1, 1); d <= comity.DayOf(year, 12, 31); d++ {
		is := func(s comity.State) bool { return states.Is(comity.COW, s, d) || states.Is(comity.UN, s, d) }
		if is(a) && is(b) {
			return true
		}
	}
	return false
}

// Nothing is said of years, states and pairs that no reading covers, over the core record.
func TestSilentOutsideCoverage(t *testing.T) {
	e := core(t)
	for _, c := range calculators {
		for _, who := range [][]comity.State{{365, 710}, {2, 200}, {255, 220}, {1344, 710}, {710, 1344}} {
			if monadic(c.column) || c.column == "veto.count" {
				who = who[:1]
			}
			for _, r := range e.Readings(c.column, who) {
				from, to := c.span(e, r, who)
				for _, year := range []int{1, 1500, 1815, from - 1, to + 1, 2026, 3000} {
					if year >= from && year <= to {
						continue
					}
					if got := e.Cell(c.column, who, r, year); got.Missing() == comity.Present {
						t.Errorf("%s of %v in %d by %s: %v, outside %d-%d", c.column, who, year, fmt.Sprint(r.Source, r.Variant), got.Value, from, to)
					}
				}
			}
		}
	}
}
