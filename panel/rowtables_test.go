package panel

// Columns made of tables of rows, held against going through the rows one by one.

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/record"
	"comity/source"
)

// casesCard is a made-up source of rows of pairs with days, kinds and amounts.
const casesCard = `
id = "made-cases"
family = "made"
title = "Made-up cases"
edition = "1"
producer = "nobody"
citation = "Nobody. 2000. Made-up cases."
short = "Nobody (cases)"
licence = "CC0-1.0"
rights = "bring"
export = "yes"
page = "https://example.org/"
contact = "nobody"
from = 1946
to = 2005
data_to = "2005"

[[file]]
name = "made/cases.csv"
sha256 = ""
size = 0
address = ""
format = "csv"

[[table]]
name = "case"
title = "cases"
key = ["number"]
absence = "zero"

  [[table.column]]
  name = "number"
  kind = "number"
  column = "number"
  meaning = "number"

  [[table.column]]
  name = "a"
  kind = "state"
  column = "a"
  scheme = "cow"
  meaning = "sender"

  [[table.column]]
  name = "b"
  kind = "state"
  column = "b"
  scheme = "cow"
  meaning = "target"

  [[table.column]]
  name = "start"
  kind = "date"
  column = "start"
  meaning = "first day"

  [[table.column]]
  name = "end"
  kind = "date"
  column = "end"
  meaning = "last day"

  [[table.column]]
  name = "kind"
  kind = "text"
  column = "kind"
  meaning = "kind"

  [[table.column]]
  name = "amount"
  kind = "number"
  column = "amount"
  unit = "USD"
  meaning = "amount"
`

// madeCase is one row of them.
type madeCase struct {
	a, b       comity.State
	start, end comity.Date
	kind       string
	amount     float64
}

// madeCases makes rows among a few states, some without an end, some without a beginning, and the record that holds them.
func madeCases(t *testing.T, n int) ([]madeCase, *Engine, *Catalogue) {
	t.Helper()
	card, err := source.ParseCard("made-cases.toml", casesCard)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	who := []comity.State{2, 200, 220, 255, 260, 365, 710, 713, 750} // among those the test looks at
	b := record.NewRows(card, card.Tables[0])
	var out []madeCase
	for i := range n {
		from := comity.DayOf(1940+r.IntN(70), 1+r.IntN(12), 1+r.IntN(28))
		c := madeCase{who[r.IntN(len(who))], who[r.IntN(len(who))], comity.On(from), comity.On(from + comity.Day(r.IntN(2000))), []string{"trade", "arms", ""}[r.IntN(3)], float64(r.IntN(5))}
		switch r.IntN(8) {
		case 0:
			c.end = comity.NoDate
		case 1:
			c.end = comity.On(comity.Forever)
		case 2:
			c.start = comity.NoDate
		case 3:
			c.amount = comity.NaN(comity.InSource)
		}
		out = append(out, c)
		b.Add(source.Row{Row: int64(i + 1), Cells: []source.Cell{{Number: float64(i)}, {State: c.a}, {State: c.b}, {Date: c.start}, {Date: c.end}, {Text: c.kind}, {Number: c.amount}}})
	}
	var data bytes.Buffer
	if err := record.Write(&data, b); err != nil {
		t.Fatal(err)
	}
	tables, err := record.Read(data.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return out, New(record.New("made", nil, tables)), NewCatalogue([]source.Card{card})
}

// in says whether a case is in a year, by its days or by its first.
func (c madeCase) in(year int, first bool) bool {
	if !c.start.Known() || year < 1946 || year > 2005 {
		return false
	}
	to := c.start.Year()
	if !first {
		to = 2005
		if c.end.Known() && c.end.Day != comity.Forever {
			to = c.end.Year()
		}
	}
	return c.start.Year() <= year && year <= to
}

func TestRowTables(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	cases, e, cat := madeCases(t, 400)
	b := newBench(e, comity.COW, Spec{})
	for _, c := range []struct {
		text  string
		first bool // by the first day alone
		of    func(m madeCase, r *Run) bool
		what  string
	}{
		{"made.case.count", false, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B }, "count"},
		{"made-cases.case.any", false, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B }, "any"},
		{"made.case.count:either", false, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B || m.a == r.B && m.b == r.A }, "count"},
		{"made.case.count:by=start;kind=arms", true, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B && m.kind == "arms" }, "count"},
		{"made.case.count:kind=arms+trade", false, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B && m.kind != "" }, "count"},
		{"made.case.count.b:amount=3", false, func(m madeCase, r *Run) bool { return m.b == r.A && m.amount == 3 }, "count"},
		{"made.case.any.a", false, func(m madeCase, r *Run) bool { return m.a == r.A }, "any"},
		{"made.case.amount:sum", false, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B }, "sum"},
		{"made.case.amount:rule=max;by=start", true, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B }, "max"},
		{"made.case.amount:first", false, func(m madeCase, r *Run) bool { return m.a == r.A && m.b == r.B }, "first"},
	} {
		it, err := cat.Find(c.text)
		if err != nil {
			t.Fatal(err)
		}
		g := gridFor(b, it.Column)
		m, err := it.fill.fill(b, g)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		present := 0
		var last *Run
		var of []madeCase // of the states of the run, whatever the year
		for row := range g.Len() {
			if a, b := g.A[row], g.B; a > 760 || a%10 != 0 && a != 2 && a != 365 || b != nil && (b[row] > 760 || b[row]%10 != 0 && b[row] != 2) || g.Year[row] < 1943 || g.Year[row] > 2008 {
				continue
			}
			r := g.runOf(row)
			if r != last {
				last, of = r, slices.DeleteFunc(slices.Clone(cases), func(m madeCase) bool { return !c.of(m, r) })
			}
			want, n := rowsOneByOne(of, c.what, func(m madeCase) bool { return m.in(r.year(row), c.first) }, r.year(row))
			if got := m.At(row); !same(got, want) {
				t.Fatalf("%s of %v in %d: %v, want %v", c.text, r.states(), r.year(row), show(got), show(want))
			}
			if n > 0 {
				present++
				if why := m.why(row); !same(why.Value, want) || why.N != n || len(why.Inputs) != min(n, mostRows) {
					t.Fatalf("%s of %v in %d: explained as %+v", c.text, r.states(), r.year(row), why)
				}
			}
		}
		if present == 0 {
			t.Errorf("%s: no row in any year", c.text)
		}
	}
}

// rowsOneByOne goes through all rows.
func rowsOneByOne(cases []madeCase, what string, in func(madeCase) bool, year int) (x float64, n int) {
	x = 0
	if what == "max" || what == "first" {
		x = comity.NaN(comity.NotApplicable)
	}
	if year < 1946 || year > 2005 {
		return comity.NaN(comity.NotCovered), 0
	}
	missing := false
	for _, m := range cases {
		if !in(m) {
			continue
		}
		n++
		missing = missing || m.amount != m.amount
		switch {
		case what == "count":
			x++
		case what == "any":
			x = 1
		case what == "sum":
			x += m.amount
		case n == 1:
			x = m.amount
		case what == "max":
			x = max(x, m.amount)
		}
	}
	if missing && (what == "sum" || what == "max") {
		x = comity.NaN(comity.InSource)
	}
	return x, n
}

func TestRowTableRefusals(t *testing.T) {
	_, e, cat := madeCases(t, 400)
	b := newBench(e, comity.COW, Spec{})
	for text, want := range map[string]string{
		"made.case.amount": "rows that differ", "made.case.kind:sum": "take first or last", "made.case.count:amount=many": "of numbers", "made.case.count:colour=red": "no option", "made.case.count:by=colour": "none of spell",
	} {
		it, err := cat.Find(text)
		if err == nil {
			_, err = it.fill.fill(b, gridFor(b, it.Column))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	it, err := cat.Find("made.case.kind:first")
	if err != nil {
		t.Fatal(err)
	}
	m, err := it.fill.fill(b, b.dyadGrid(Spec{}))
	if err != nil || len(m.Texts) != 2 {
		t.Errorf("texts %v, %v", m.Column, err)
	}
}

// TestRowTablesDescribed: every table of every card that has states and years gives columns with names a statistics program takes.
func TestRowTablesDescribed(t *testing.T) {
	var cards []source.Card
	for _, s := range source.All() {
		cards = append(cards, s.Card())
	}
	cat := NewCatalogue(cards)
	if len(cat.rows) < 600 {
		t.Errorf("only %d columns of tables of rows", len(cat.rows))
	}
	names := map[string]bool{}
	for _, r := range cat.rows {
		d := r.column
		if it, err := cat.Find(d.Name); err != nil || it.Column.Name != d.Name || it.fill == nil {
			t.Errorf("%s is not found: %v", d.Name, err)
		}
		if names[d.Name] || len(d.In()) > 30 || d.Title == "" || d.Missing == "" || d.Formula == "" {
			t.Errorf("%+v", d)
		}
		names[d.Name] = true
	}
}
