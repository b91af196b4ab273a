package panel

// Units that are listed somewhere against the plain way, day by day.

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/groups"
	"comity/record"
	"comity/states"
	"comity/treaties"
)

// keysOfRows reads the identifying columns of a panel as texts.
func keysOfRows(t *testing.T, p *Panel) (out []string) {
	t.Helper()
	n := 0
	for _, m := range p.Columns {
		if m.Key {
			n++
		}
	}
	for row := range p.Frame.Rows {
		text := ""
		for _, c := range p.Frame.Columns[:n] {
			if c.Kind == frame.Text {
				s, _ := c.TextAt(row)
				text += " " + s
			} else {
				text += fmt.Sprint(" ", c.At(row))
			}
		}
		out = append(out, text)
	}
	return out
}

// anyDay says whether something is so on a day of a year.
func anyDay(year int, is func(d comity.Day) bool) bool {
	for d := comity.DayOf(year, 1, 1); d <= comity.DayOf(year, 12, 31); d++ {
		if is(d) {
			return true
		}
	}
	return false
}

func TestDisputeRows(t *testing.T) {
	e := built(t)
	for _, list := range midLists {
		for _, directed := range []bool{true, false} {
			tables := e.rec.Answering(midTables[list].family)
			at := slices.IndexFunc(tables, func(t *record.Table) bool { return t.Name == midTables[list].table })
			if at < 0 {
				t.Logf("the disputes of %s are not here", list)
				continue
			}
			table, want := tables[at], 0
			a, _ := table.Column("a")
			b, _ := table.Column("b")
			year, _ := table.Column("year")
			for i := range table.Rows {
				together := func(d comity.Day) bool {
					return states.Is(comity.COW, a.State(i), d) && states.Is(comity.COW, b.State(i), d)
				}
				if (directed || a.State(i) < b.State(i)) && anyDay(int(year.Number(i)), together) {
					want++
				}
			}
			s := Spec{Unit: "dispute-dyad-year", Of: list, Directed: directed}
			p, err := e.Build(t.Context(), catalogueOf(t), s)
			if err != nil {
				t.Fatal(err)
			}
			n, err := e.Count(s)
			if p.Rows() != want || int(n) != want || err != nil {
				t.Errorf("%s, directed %v: %d rows, %d counted (%v), want %d", list, directed, p.Rows(), n, err, want)
			}
			keys := keysOfRows(t, p)
			if slices.Sort(keys); len(slices.Compact(keys)) != p.Rows() {
				t.Errorf("%s: a row comes twice", list)
			}
		}
	}
}

func TestTreatyRows(t *testing.T) {
	notUnderRace(t, "TestUnitsAtAnyThreads")
	p, err := core(t).Build(t.Context(), NewCatalogue(nil), Spec{Unit: "treaty-party-year", System: "un"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, k := range keysOfRows(t, p) {
		if got[k] {
			t.Fatalf("%s comes twice", k)
		}
		got[k] = true
	}
	n := 0
	for i, treaty := range treaties.All() {
		if i%60 != 0 {
			continue
		}
		want := map[string]bool{}
		for _, party := range treaty.Parties {
			for year := 1945; year <= 2025; year++ {
				if anyDay(year, func(d comity.Day) bool { return treaty.Live(d) && party.Span.Has(d) }) &&
					anyDay(year, func(d comity.Day) bool { return states.Is(comity.UN, party.State, d) }) {
					want[fmt.Sprintf(" %s %d %d", treaty.ID, party.State, year)] = true
				}
			}
		}
		for k := range got {
			if len(k) > len(treaty.ID)+2 && k[1:len(treaty.ID)+2] == treaty.ID+" " {
				if n++; !want[k] {
					t.Errorf("%s: it did not bind", k)
				}
				delete(want, k)
			}
		}
		for k := range want {
			t.Errorf("no row %s", k)
		}
	}
	if n < 1000 {
		t.Errorf("only %d rows were looked at", n)
	}
}

func TestGroupMemberRows(t *testing.T) {
	notUnderRace(t, "TestUnitsAtAnyThreads")
	p, err := core(t).Build(t.Context(), NewCatalogue(nil), Spec{Unit: "group-member-year", System: "un", Of: "nato,brics,warsaw-pact,unsc"})
	if err != nil {
		t.Fatal(err)
	}
	got := keysOfRows(t, p)
	var want []string
	for _, g := range groups.All() {
		if !slices.Contains([]string{"nato", "brics", "warsaw-pact", "unsc"}, g.ID) {
			continue
		}
		for _, s := range states.All() {
			for year := 1945; year <= 2025 && len(groups.History(g.ID, s)) > 0; year++ {
				is := func(d comity.Day) bool { m, ok := groups.In(g.ID, "", s, d); return ok && m.Holds(d) }
				if anyDay(year, is) && anyDay(year, func(d comity.Day) bool { return states.Is(comity.UN, s, d) }) {
					want = append(want, fmt.Sprintf(" %s %d %d", g.ID, s, year))
				}
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d rows, want %d", len(got), len(want))
	}
	for _, c := range []struct {
		of, header string
		year       int
		want       float64
	}{
		{"nato", "members", 1990, 16}, {"nato", "members_any", 1990, 16}, {"nato", "joined", 1990, 0}, {"nato", "left", 1990, 0}, {"nato", "joined", 1999, 3}, {"nato", "members", 2000, 19},
		{"warsaw-pact", "left", 1990, 1}, {"un", "members", 2000, 189}, {"unsc", "members", 2000, 15}, {"unsc", "members_any", 2000, 15}, {"unsc", "joined", 2000, 5}, {"unsc", "left", 2000, 5},
	} {
		p, err := core(t).Build(t.Context(), NewCatalogue(nil), Spec{Unit: "group-year", Of: c.of, From: c.year, To: c.year})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Frame.Column(c.header).At(0); p.Rows() != 1 || got != c.want {
			t.Errorf("%s of %s in %d: %v, want %v", c.header, c.of, c.year, got, c.want)
		}
	}
}

// TestVoteRows: a row a member of the day; the votes of a roll call are those of its rows; who shows none has none.
func TestVoteRows(t *testing.T) {
	e := core(t)
	p, err := e.Build(t.Context(), NewCatalogue(nil), Spec{Unit: "roll-call-state"})
	if err != nil {
		t.Fatal(err)
	}
	v := e.rec.Votes(assembly)
	want := 0
	for _, c := range v.Calls {
		want += len(states.Members(comity.UN, c.Day))
	}
	if more := p.Rows() - want; more < 0 || more > 300 { // of states seen to vote before the day they joined, the day being inexact
		t.Errorf("%d rows, %d members on the days", p.Rows(), want)
	}
	f := p.Frame
	vote, shown, number := f.Column("vote"), f.Column("voted"), f.Column("rcid")
	tally := map[float64][4]int{}
	for row := range f.Rows {
		x := vote.At(row)
		if (x == x) != (shown.At(row) == 1) || x != x && comity.Why(x) != comity.InSource {
			t.Fatalf("row %d: vote %v, shown %v", row, x, shown.At(row))
		}
		n := tally[number.At(row)]
		if x == x {
			n[int(x)]++
		}
		tally[number.At(row)] = n
	}
	left := 0
	for i, c := range v.Calls {
		yes, no, abstain := v.Tally(i)
		n := tally[float64(c.Number)]
		left += yes + no + abstain - n[1] - n[2] - n[3]
		if n[1] > yes || n[2] > abstain || n[3] > no {
			t.Errorf("roll call %d has %v votes, the source %d %d %d", c.Number, n, yes, abstain, no)
		}
	}
	if left > 20 {
		t.Errorf("%d votes have no row", left)
	}
	calls, err := e.Build(t.Context(), NewCatalogue(nil), Spec{Unit: "roll-call", Scope: []string{"during 1990..1999"}})
	renamed, other := e.Build(t.Context(), NewCatalogue(nil), Spec{Unit: "roll-call", Scope: []string{"during 1990..1999"}, Columns: []string{"sitting=session", "yes"}})
	if other != nil || renamed.Frame.Column("sitting") == nil || renamed.Frame.Column("yes") == nil {
		t.Errorf("a column the unit brings cannot be called otherwise: %v", other)
	}
	if err != nil || calls.Rows() < 600 || calls.Frame.Column("session").Len() != calls.Rows() {
		t.Errorf("%d roll calls of the nineties (%v)", calls.Rows(), err)
	}
}

// unitSpecs is a panel of every unit that the core has rows of.
var unitSpecs = []Spec{
	{Unit: "state-year", System: "gw", Columns: []string{"worldbank.gdp"}}, {Unit: "dyad-year", Directed: true, From: 2000, Columns: []string{"worldbank.gdp"}},
	{Unit: "state-month", From: 1990, Columns: []string{"worldbank.gdp"}}, {Unit: "state-day", From: 2015, Columns: []string{"worldbank.gdp"}},
	{Unit: "dyad-month", From: 2015, Scope: []string{"between NATO and BRICS"}, Columns: []string{"worldbank.gdp"}}, {Unit: "dyad-day", From: 2016, Scope: []string{"with USA"}},
	{Unit: "k-ad-year", K: 3, From: 2016, Scope: []string{"all in EU"}, Columns: []string{"worldbank.gdp"}},
	{Unit: "treaty-party-year", From: 2000, To: 2003, Columns: []string{"title", "days", "parties", "begins", "worldbank.gdp"}}, {Unit: "group-year", From: 1990}, {Unit: "group-member-year", From: 2010, Of: "organisation"},
	{Unit: "roll-call", From: 1990}, {Unit: "roll-call-state", From: 2015},
}

// TestUnitsAtAnyThreads: every unit has the same cells on one processor and on several, as many rows as are counted, and explains
// its cells.
func TestUnitsAtAnyThreads(t *testing.T) {
	e, cat := core(t), catalogueOf(t)
	for _, s := range unitSpecs {
		var cells [2][][]float64
		for i, procs := range []int{1, 4} {
			old := runtime.GOMAXPROCS(procs)
			p, err := e.Build(t.Context(), cat, s)
			runtime.GOMAXPROCS(old)
			if err != nil {
				t.Fatalf("%+v: %v", s, err)
			}
			cells[i] = cellsOf(t, p.Table())
			n, err := e.Count(s)
			if err != nil || int(n) != p.Rows() || p.Rows() == 0 || len(cells[i]) != p.Rows() {
				t.Errorf("%+v: %d rows, %d of the table, %d counted (%v)", s, p.Rows(), len(cells[i]), n, err)
			}
			row := p.Rows() / 2
			for at, m := range p.Columns {
				if m.Key {
					continue
				}
				c, err := p.Explain(row, m)
				if x := cells[i][row][at]; err != nil || !sameBits(c.Value, x) && p.Table().Columns[at].Kind != frame.Text {
					t.Errorf("%+v: %s is explained as %v (%v), not %v", s, m.Header, c.Value, err, x)
				}
			}
		}
		if !slices.EqualFunc(cells[0], cells[1], func(x, y []float64) bool { return slices.EqualFunc(x, y, sameBits) }) {
			t.Errorf("%+v: other cells on other processors", s)
		}
	}
}

func TestUnitAsked(t *testing.T) {
	e := core(t)
	for want, s := range map[string]Spec{
		"rows of dispute-dyad-year are of cow-mid or gml-mid or dyadic-mid": {Unit: "dispute-dyad-year", Of: "mid"},
		"--of says nothing for state-year":                                  {Unit: "state-year", Of: "NATO"},
		"no group is called":                                                {Unit: "group-year", Of: "nato,atlantis"},
		"has no state; only during":                                         {Unit: "roll-call", Scope: []string{"RUS"}},
		"panel goes on to 2199 at most":                                     {Unit: "state-year", ExtendTo: 9999},
	} {
		if _, err := e.Count(s); err == nil || !containsText(err, want) {
			t.Errorf("%+v: %v, want %q", s, err, want)
		}
	}
	p, err := e.Build(t.Context(), NewCatalogue(nil), Spec{Unit: "state-year", From: 2015, ExtendTo: 2018})
	if err != nil {
		t.Fatal(err)
	}
	for row := range p.Rows() {
		if year, ext := p.Frame.Column("year").At(row), p.Frame.Column("extended").At(row); (year > 2016) != (ext == 1) {
			t.Fatalf("%v is extended: %v", year, ext)
		}
	}
}

// TestUnitColumns: every column described for a unit is brought by it, and every one brought is described.
func TestUnitColumns(t *testing.T) {
	e := core(t)
	for _, unit := range []string{"treaty-party-year", "group-year", "group-member-year", "roll-call", "roll-call-state"} {
		p, err := e.Build(t.Context(), NewCatalogue(nil), Spec{Unit: unit, From: 2000, To: 2000})
		if err != nil {
			t.Fatal(err)
		}
		brought := map[string]bool{}
		for _, f := range p.rows.own {
			d := f.describe()
			if brought[d.Name] = true; d.Title == "" || !slices.Contains(d.Units, unit) {
				t.Errorf("%s brings %s, which is not described as its column", unit, f.name)
			}
		}
		for _, d := range column.Panel() {
			if n := slices.IndexFunc(column.Panel(), func(o column.Column) bool { return o.Name == d.Name }); !slices.Equal(column.Panel()[n].Units, d.Units) {
				t.Errorf("two columns are called %s", d.Name)
			}
			if slices.Contains(d.Units, unit) && !brought[d.Name] {
				t.Errorf("%s does not bring %s", unit, d.Name)
			}
		}
	}
}

// TestTooLarge: a step that needs all rows of very many is refused before anything is made; of few it is taken.
func TestTooLarge(t *testing.T) {
	e := core(t)
	s := Spec{Unit: "k-ad-year", K: 4, Steps: []Step{{"let", "place = rank(ccode1)"}}}
	_, err := e.Build(t.Context(), NewCatalogue(nil), s)
	if large := new(TooLargeError); !errors.As(err, &large) || large.Rows < 1e9 || !containsText(err, "rank") {
		t.Errorf("%v", err)
	}
	s.From, s.To, s.K = 1900, 1900, 3
	if p, err := e.Build(t.Context(), NewCatalogue(nil), s); err != nil || p.Frame == nil {
		t.Errorf("%v", err)
	}
	p, err := e.build(t.Context(), NewCatalogue(nil), s, 10, 100)
	if err != nil || p.Frame == nil {
		t.Errorf("a rank was made in blocks (%v)", err)
	}
}
