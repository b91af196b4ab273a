package panel

// The book of trade of a panel: one for all its columns, that which covers most of its years.

import (
	"context"
	"slices"
	"strings"
	"testing"
)

func TestBookOfAPanel(t *testing.T) {
	e := built(t)
	cat := NewCatalogue(nil)
	for _, c := range []struct {
		spec Spec
		book string
	}{
		{Spec{From: 1990, To: 2000}, "cow-trade-4.0"},
		{Spec{}, "cow-trade-4.0"},
		{Spec{From: 2000, To: 2014}, "itpd-e"}, // as many years: the usual order
		{Spec{From: 2000, To: 2030}, "itpd-e"},
		{Spec{From: 2016, To: 2016}, "itpd-e"},
		{Spec{From: 2020, ExtendTo: 2022}, "itpd-e"}, // none
		{Spec{From: 1985, To: 2010}, "cow-trade-4.0"},
		{Spec{From: 1990, To: 2000, Book: "itpd-e"}, "itpd-e"}, // as a lock file says
	} {
		c.spec.Unit, c.spec.Scope, c.spec.Columns = "dyad-year", []string{"USA,CAN,CHN"}, []string{"trade.turnover", "trade.dependence"}
		plan, err := e.Plan(cat, c.spec)
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Build(context.Background(), cat, c.spec)
		if err != nil {
			t.Fatal(err)
		}
		m := p.Columns[len(p.Columns)-2]
		if p.Book() != c.book || plan.Columns[0].From[0] != c.book || !slices.Equal(p.Behind(m), []string{c.book}) {
			t.Errorf("%+v: read from %s, planned from %v, behind it %v, want %s", c.spec, p.Book(), plan.Columns[0].From, p.Behind(m), c.book)
		}
		if notes := strings.Join(p.Frame.Columns[len(p.Columns)-2].Notes, "\n"); !strings.Contains(notes, "read from "+c.book) || !strings.Contains(notes, "other books here: ") {
			t.Errorf("the notes do not say the books: %s", notes)
		}
		if p.Frame.Rows < 3 {
			t.Errorf("%+v: %d rows", c.spec, p.Frame.Rows)
		}
		for row := range p.Frame.Rows {
			cell, err := p.Explain(row, m)
			if err != nil || !same(cell.Value, p.Frame.Columns[len(p.Columns)-2].At(row)) || cell.Missing() == 0 && cell.Ref.Source != c.book {
				t.Fatalf("row %d: %v, explained as %+v, %v", row, p.Frame.Columns[len(p.Columns)-2].At(row), cell, err)
			}
		}
	}
}
