package panel

// The laws the columns keep, and the published figures they are held against over the core record.

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"comity"
	"comity/column"
	"comity/measure/similarity"
	"comity/states"
)

// TestChanceCorrected holds S, kappa and pi of session 74 (2019; all roll calls, yes 1, abstain 2, no 3) against figures computed in
// R from the same votes (S: Signorino and Ritter 1999; kappa: Cohen 1960, 1968; pi: Scott 1955; Häge 2011 for their use).
func TestChanceCorrected(t *testing.T) {
	b := core(t).votes.load()
	w, ok := b.window(variant{"half", false, true}, 2019)
	if !ok {
		t.Fatal("no session 74")
	}
	for _, c := range []struct {
		name string
		a, b comity.State
		n    int32
		want [7]float64 // S absolute and squared; kappa nominal, linear, quadratic; pi linear, quadratic
	}{
		{"USA-RUS", usa, russia, 87, [7]float64{-.4253, -.3448, -.1273, -.1670, -.1918, -.4424, -.5020}},
		{"USA-CHN", usa, china, 89, [7]float64{-.5955, -.5281, -.1437, -.1665, -.1798, -.6186, -.6732}},
		{"RUS-CHN", russia, china, 87, [7]float64{.7471, .8276, .5108, .6269, .7096, .6176, .7016}},
		{"USA-UKG", usa, uk, 91, [7]float64{.3077, .4231, .2987, .3556, .3949, .2729, .3079}},
		{"USA-ISR", usa, israel, 89, [7]float64{.9213, .9382, .8779, .8973, .9102, .8972, .9101}},
	} {
		x := similarity.CrossOf(b.bits[b.votes.Of(c.a)], b.bits[b.votes.Of(c.b)], w.Window)
		got := [7]float64{x.S(similarity.Linear), x.S(similarity.Quadratic), x.Kappa(similarity.Nominal), x.Kappa(similarity.Linear), x.Kappa(similarity.Quadratic),
			x.Pi(similarity.Linear), x.Pi(similarity.Quadratic)}
		if x.N() != c.n {
			t.Errorf("%s: %d roll calls, want %d", c.name, x.N(), c.n)
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > .00006 {
				t.Errorf("%s, index %d: %.4f, want %.4f", c.name, i, got[i], c.want[i])
			}
		}
	}
}

// TestTradeOfCore holds sums over ITPD-E against the same sums made in R from the file of matrices, turned back from dollars of
// 2010: Germany and France 234.2157 bn in 2012, China with all partners 3672.765 bn, Luxembourg 140.3726 bn.
func TestTradeOfCore(t *testing.T) {
	e := core(t)
	r := Reading{Source: "itpd-e"}
	for _, c := range []struct {
		column  string
		who     []comity.State
		billion float64
	}{
		{"trade.turnover", []comity.State{255, 220}, 234.215747008}, {"trade.total", []comity.State{china}, 3672.76501934}, {"trade.total", []comity.State{212}, 140.37262306},
	} {
		if got := e.Cell(c.column, c.who, r, 2012); math.Abs(got.Value/1e9-c.billion) > 1e-6*c.billion {
			t.Errorf("%s of %v: %.6f bn, want %.6f", c.column, c.who, got.Value/1e9, c.billion)
		}
	}
}

// TestSuccession: a question about a state is one about whoever its ISO code stood for in the year.
func TestSuccession(t *testing.T) {
	for _, c := range []struct {
		s    comity.State
		year int
		want comity.State
	}{
		{255, 1914, 255}, {255, 1947, comity.NoState}, {255, 1970, 260}, {255, 1990, 255}, {255, 2020, 255},
		{260, 1970, 260}, {260, 1990, 260}, {260, 2020, 255}, {260, 1914, 255}, {265, 1990, 265}, {265, 1991, comity.NoState},
		{679, 1960, 678}, {679, 1990, 679}, {678, 2000, 679}, {680, 2000, comity.NoState},
		{365, 1950, 365}, {365, 2020, 365}, {369, 1960, 369}, {315, 1993, comity.NoState}, {316, 1992, comity.NoState}, {1344, 1900, 1344},
	} {
		if got := KeyIn(c.s, c.year); got != c.want {
			t.Errorf("%d in %d: %d, want %d", c.s, c.year, got, c.want)
		}
	}
	for _, c := range []struct {
		a, b comity.State
		year int
		want string
	}{
		{255, 265, 1970, "[260 265]"}, {255, 265, 1990, "[260 265]"}, {255, 220, 1990, "[255 220]"}, {679, 680, 1990, "[678 680]"},
		{255, 260, 1970, "[]"}, {255, 260, 1990, "[]"}, {315, 316, 1992, "[]"}, {710, 713, 1960, "[710 713]"}, {1344, 710, 2000, "[1344 710]"},
	} {
		keys, ok := unitIn([]comity.State{c.a, c.b}, c.year)
		if !ok {
			keys = nil
		}
		if fmt.Sprint(keys) != c.want {
			t.Errorf("%d and %d in %d: %v, want %s", c.a, c.b, c.year, keys, c.want)
		}
	}
}

// TestOwnLists holds counts of comity's own lists against what is widely known.
func TestOwnLists(t *testing.T) {
	e := core(t)
	for _, c := range []struct {
		column string
		who    []comity.State
		year   int
		want   float64
	}{
		{"veto.count", []comity.State{usa}, 2011, 1}, {"veto.count", []comity.State{uk}, 2000, 0},
		{"veto.count", []comity.State{255}, 2011, comity.NaN(comity.NotApplicable)}, {"veto.count", []comity.State{china}, 1960, comity.NaN(comity.NotApplicable)},
		{"war.count", []comity.State{usa, 255}, 1941, 1}, {"war.count", []comity.State{usa, 255}, 1939, 0}, {"war.count", []comity.State{usa, 255}, 1942, 0},
		{"war.count", []comity.State{220, 255}, 1939, 1}, {"war.count", []comity.State{220, 255}, 1914, 1}, {"war.count", []comity.State{220, 255}, 1870, 1},
		{"war.count", []comity.State{1275, israel}, 2008, comity.NaN(comity.NotApplicable)}, {"war.count", []comity.State{369, 365}, 1960, comity.NaN(comity.NotApplicable)},
		{"alliance.obligation", []comity.State{usa, uk}, 2012, 3}, {"alliance.obligation", []comity.State{russia, china}, 1955, 3}, {"alliance.obligation", []comity.State{russia, china}, 2012, 2},
		{"alliance.obligation", []comity.State{usa, 1344}, 2012, comity.NaN(comity.NotCovered)}, {"alliance.obligation", []comity.State{usa, 40}, 2012, comity.NaN(comity.NotCovered)},
		{"alliance.obligation", []comity.State{usa, china}, 1960, 0}, {"alliance.obligation", []comity.State{usa, china}, 2012, 1}, // ASEAN's treaty of amity
		{"alliance.obligation", []comity.State{713, usa}, 1946, comity.NaN(comity.NotCovered)}, {"alliance.obligation", []comity.State{usa, china}, 2022, comity.NaN(comity.NotCovered)},
		{"vote.agreement", []comity.State{225, usa}, 1995, comity.NaN(comity.NotApplicable)}, // Switzerland joined the UN in 2002
		{"vote.agreement", []comity.State{china, usa}, 1960, comity.NaN(comity.NotApplicable)}, {"vote.agreement", []comity.State{560, usa}, 1980, comity.NaN(comity.Undefined)},
		{"gdp", []comity.State{365}, 1990, comity.NaN(comity.NotCovered)}, {"population", []comity.State{770}, 1965, comity.NaN(comity.NotCovered)},
		{"group.joint", []comity.State{usa, uk}, 1945, comity.NaN(comity.NotCovered)}, {"group.joint", []comity.State{365, 366}, 1960, comity.NaN(comity.NotApplicable)},
	} {
		got := e.Cell(c.column, c.who, e.Readings(c.column, c.who)[0], c.year)
		if comity.Why(got.Value) != comity.Why(c.want) || comity.Why(c.want) == comity.Present && got.Value != c.want {
			t.Errorf("%s of %v in %d: %v%s, want %v%s", c.column, c.who, c.year, got.Value, got.Missing().Letter(), c.want, comity.Why(c.want).Letter())
		}
	}
}

// sample is pairs and years from which the laws are tried.
func sample(visit func(a, b comity.State, year int)) {
	for _, year := range []int{1816, 1914, 1946, 1960, 1975, 1990, 2000, 2005, 2012, 2016, 2020} {
		list := append(StatesIn(year), 1344, 1275)
		for i := 0; i < len(list); i += 3 {
			for j := i + 1; j < len(list); j += 7 {
				visit(list[i], list[j], year)
			}
		}
	}
}

func same(x, y float64) bool {
	return comity.Why(x) == comity.Why(y) && (comity.Why(x) != comity.Present || x == y)
}

// Symmetric columns do not know the order of the two; directed ones turn round as their meaning says.
func TestSymmetry(t *testing.T) {
	notUnderRace(t, "TestDeterminism")
	e, n := core(t), 0
	sample(func(a, b comity.State, year int) {
		there, back := []comity.State{a, b}, []comity.State{b, a}
		for _, c := range column.All() {
			if c.Shape != column.Symmetric {
				continue
			}
			for _, r := range e.Readings(c.Name, there) {
				n++
				if x, y := e.Cell(c.Name, there, r, year), e.Cell(c.Name, back, r, year); !same(x.Value, y.Value) || x.N != y.N {
					t.Errorf("%s of %d and %d in %d by %s: %v and %v", c.Name, a, b, year, r.Source, x.Value, y.Value)
				}
			}
		}
		for _, r := range e.Readings("trade.balance", there) {
			out, in, balance, turn := e.Cell("trade.exports", there, r, year).Value, e.Cell("trade.imports", back, r, year).Value, e.Cell("trade.balance", there, r, year).Value, e.Cell("trade.balance", back, r, year).Value
			if !same(out, in) || comity.Why(balance) == comity.Present && balance != -turn {
				t.Errorf("%d and %d in %d by %s: exports %v, imports of the other %v; balance %v and %v", a, b, year, r.Source, out, in, balance, turn)
			}
		}
	})
	t.Logf("%d cells both ways", n)
}

// The shares of a state's partners and of the flows known one way only add up to one, and a share of the total is the turnover.
func TestSharesAddUp(t *testing.T) {
	e := core(t)
	r := e.Readings("trade.share", nil)[0]
	f := e.flows[r.Source]
	for _, year := range []int{2000, 2006, 2012, 2016} {
		list := append(StatesIn(year), 1184, 1275, 1570, 1732) // and the territories of the table
		for i := 0; i < len(list); i += 9 {
			a := list[i]
			total := e.Cell("trade.total", []comity.State{a}, r, year)
			if total.Missing() != comity.Present {
				continue
			}
			sum, flows := 0.0, 0
			for _, b := range list {
				cell := e.Cell("trade.share", []comity.State{a, b}, r, year)
				if cell.Missing() == comity.Present {
					sum, flows = sum+cell.Value, flows+2
					if turn := e.Cell("trade.turnover", []comity.State{a, b}, r, year); math.Abs(cell.Value*total.Value-turn.Value) > 1e-9*turn.Value {
						t.Errorf("%d with %d in %d: share %v of %v is not %v", a, b, year, cell.Value, total.Value, turn.Value)
					}
					continue
				}
				for _, p := range [2]comity.Pair{{A: a, B: b}, {A: b, B: a}} {
					if v, _ := f.at(p.A, p.B, year); comity.Why(v) == comity.Present {
						sum, flows = sum+v/total.Value, flows+1
					}
				}
			}
			if _, n := f.total(a, year); math.Abs(sum-1) > 1e-9 || n != flows {
				t.Errorf("%s in %d: shares add up to %v over %d of %d flows", states.Name(a, comity.DayOf(year, 12, 31)), year, sum, flows, n)
			}
		}
	}
}

// The same question has the same answer to the last bit on one processor and on several, asked in turn and at once.
func TestDeterminism(t *testing.T) {
	ask := func(threads int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		e := New(core(t).Record())
		parts := make([]string, 4)
		each(len(parts)*16, func(i int) {
			if i%16 != 0 {
				return
			}
			var s strings.Builder
			for _, c := range column.All() {
				who := []comity.State{china, russia, usa}[:max(c.Size(), 1)]
				for _, r := range e.Readings(c.Name, who) {
					series, err := e.Series(c.Name, who, r)
					if err != nil {
						t.Error(err)
					}
					for _, cell := range series.Cells {
						fmt.Fprintln(&s, c.Name, r, cell.Year, math.Float64bits(cell.Value), cell.N, cell.Ref, len(cell.Inputs))
					}
					fmt.Fprintln(&s, e.Partners(c.Name, china, r, 2012, StatesIn(2012)))
				}
			}
			fmt.Fprintln(&s, e.Turnovers(Reading{Source: "itpd-e"}, 2012))
			parts[i/16] = s.String()
		})
		for _, p := range parts[1:] {
			if p != parts[0] {
				t.Errorf("%d threads: two askers got different answers", threads)
			}
		}
		return parts[0]
	}
	if one, many := ask(1), ask(8); one != many {
		t.Error("one thread and eight give different answers")
	}
}

// Every column of the catalogue has a calculator, and every calculator a column; what each is made of is known.
func TestCatalogue(t *testing.T) {
	for _, c := range column.All() {
		if find(c.Name) == nil {
			t.Errorf("column %s has no calculator", c.Name)
		}
	}
	for _, c := range calculators {
		if _, ok := column.Lookup(c.column); !ok {
			t.Errorf("calculator %s has no column", c.column)
		}
		own := map[string]bool{"veto.count": true, "war.count": true, "group.joint": true}[c.column]
		if (Feeds(c.column) == "") != own {
			t.Errorf("%s: made of %q", c.column, Feeds(c.column))
		}
	}
}

// A column asked of too few or too many states, or of none that ever was, does not apply; it does not fail either.
func TestWrongUnits(t *testing.T) {
	e := core(t)
	for _, c := range column.All() {
		for _, who := range [][]comity.State{nil, {}, {usa}, {usa, uk}, {usa, usa}, {usa, uk, russia}, {comity.NoState, usa}, {comity.NoState}, {-5, 32000}} {
			for _, r := range append(e.Readings(c.Name, who), Reading{}, Reading{Source: "nothing"}) {
				got := e.Cell(c.Name, who, r, 2012)
				distinct := len(who) < 2 || who[0] != who[1]
				if (len(who) != c.Size() || !distinct) && got.Missing() != comity.NotApplicable {
					t.Errorf("%s of %v by %s: %v%s", c.Name, who, r.Source, got.Value, got.Missing().Letter())
				}
				if _, err := e.Series(c.Name, who, r); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// Every line of the two small tables is of their form.
func TestTables(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int
	}{"carried.tsv": {carriedTSV, len(carriedBack())}, "holes.tsv": {holesTSV, len(holes()["cow-trade-4.0"])}} {
		n := 0
		for line := range strings.Lines(c.text) {
			if line[0] != '#' {
				n++
			}
		}
		if n-1 != c.want {
			t.Errorf("%s: %d lines, %d read", name, n-1, c.want)
		}
	}
	for c := range carriedBack() {
		if c.state == comity.NoState {
			t.Errorf("carried.tsv: a line of no state: %v", c)
		}
	}
}

// Pooled agreement of one year is that year's; of a state with itself under another key there is none; votes are found under
// the key that sat on the day.
func TestPooledAndSeats(t *testing.T) {
	e := core(t)
	r := e.Readings("vote.agreement", nil)[0]
	for _, who := range [][]comity.State{{russia, china}, {255, 220}, {679, 651}} {
		for _, year := range []int{1975, 1989, 2012, 2019} {
			one, pooled := e.Cell("vote.agreement", who, r, year), e.Pooled(r, who, year, year)
			if one.Value != pooled.Value || one.N != pooled.N || one.N == 0 {
				t.Errorf("%v in %d: %v over %d, pooled %v over %d", who, year, one.Value, one.N, pooled.Value, pooled.N)
			}
		}
	}
	if got := e.Pooled(r, []comity.State{255, 260}, 1970, 1980); got.Missing() == comity.Present {
		t.Errorf("Germany agrees with itself: %v", got.Value)
	}
	voted := map[bool]int{}
	for _, c := range e.RollCalls("", comity.YearSpan(1990)) {
		if v := e.Votes(c, []comity.State{255}); v[0] != 0 {
			voted[c.Day >= comity.DayOf(1990, 10, 3)]++
		}
	}
	if voted[true] == 0 {
		t.Error("Germany cast no vote after unification in 1990")
	}
	t.Logf("votes of Germany in 1990 before and after unification: %d and %d", voted[false], voted[true])
}
