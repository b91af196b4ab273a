package desk

// Every cell of a panel says where it comes from, and what is said is what stands in the cell.

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"comity/format/frame"
	"comity/panel"
)

// explained holds what is explained of sampled cells of a panel against the cells, over every one of its columns.
func explained(t *testing.T, d *Desk, s PanelSpec, rows int) {
	t.Helper()
	p, err := d.Panel(context.Background(), s)
	if err != nil {
		t.Errorf("%s %s %s: %v", s.Unit, s.System, s.Compat, err)
		return
	}
	if p.Frame == nil || p.Frame.Rows == 0 {
		return
	}
	draw := rand.New(rand.NewPCG(1, 2))
	for i, m := range p.Columns {
		c := p.Frame.Columns[i]
		if c.Kind == frame.Flag {
			flagged(t, c)
		}
		for range rows {
			row := draw.IntN(p.Frame.Rows)
			if wrong := explainedCell(d, p, i, row); wrong != "" {
				t.Errorf("%s %s, column %s (%s), row %d: %s", s.Unit, s.System, m.Header, m.Column.Name, row, wrong)
				break
			}
		}
	}
}

// flagged says that a flag is 0 or 1.
func flagged(t *testing.T, c *frame.Column) {
	t.Helper()
	one := *c
	one.Via = nil
	for i := range one.Cells() {
		if x := one.At(i); x == x && x != 0 && x != 1 {
			t.Errorf("%s is a flag and has the value %v", c.Name, x)
			return
		}
	}
}

// explainedCell says in what the explanation of a cell is not what stands in it, empty where in nothing.
func explainedCell(d *Desk, p *panel.Panel, i, row int) string {
	m, c := p.Columns[i], p.Frame.Columns[i]
	w, err := d.whyCellOf(p, i, row, WhyOptions{})
	if err != nil {
		return err.Error()
	}
	if len(w.Cells) != 1 {
		return fmt.Sprintf("%d cells", len(w.Cells))
	}
	x := c.At(row)
	if m.Key {
		return ""
	}
	cell, err := p.Explain(row, m)
	if err != nil {
		return err.Error()
	}
	switch {
	case x != x && frame.Letter(x) != frame.Letter(cell.Value):
		return fmt.Sprintf("the cell is missing for .%c, and explained as %v (.%c)", 'a'-1+frame.Letter(x), cell.Value, 'a'-1+frame.Letter(cell.Value))
	case x == x && c.Kind != frame.Text && math.Abs(cell.Value-x) > 1e-12*math.Abs(x):
		return fmt.Sprintf("the cell is %v, and explained as %v", x, cell.Value)
	case x == x && c.Kind != frame.Text && math.IsNaN(cell.Value):
		return fmt.Sprintf("the cell is %v, and explained as missing", x)
	}
	return ""
}

// allColumns are the columns of the catalogue that a unit may have and whose sources are here, each under a name of its own; where
// several rows of a source may fit one of the panel, the first.
func allColumns(d *Desk, unit string, states int) (out []string) {
	cat := d.catalogue()
	for _, c := range cat.Columns() {
		it, err := cat.Find(c.Name)
		if err != nil || !it.InPanels() || !d.columnRow(cat, it).Here || c.Size() > states || c.Size() == 1 && states == 2 || len(c.Units) > 0 && !slices.Contains(c.Units, unit) {
			continue
		}
		name := fmt.Sprintf("x%d=%s%s", len(out), c.Name, map[string]string{"recognition.of": ":XKX"}[c.Name])
		for _, o := range c.Options {
			switch o.Name {
			case "rule":
				name += ":rule=first"
			case "group":
				name += ":group=NATO"
			}
		}
		out = append(out, name)
	}
	return out
}

// explainedEverywhere holds every column of the catalogue, in panels of states and of pairs, against what is explained of it.
func explainedEverywhere(t *testing.T, d *Desk) {
	for _, way := range []PanelSpec{{System: "cow"}, {System: "gw"}, {System: "cow", Compat: "peacesciencer"}} {
		of := func(unit string, states, from, to int) PanelSpec {
			return PanelSpec{Unit: unit, System: way.System, Compat: way.Compat, Directed: from > 1950, From: from, To: to, Columns: allColumns(d, unit, states)}
		}
		explained(t, d, of("state-year", 1, 0, 0), 40)
		explained(t, d, of("dyad-year", 2, 1988, 1993), 40)
		explained(t, d, of("dyad-year", 2, 1905, 1914), 40)
	}
}

// explainedUnits does the same of what the other units bring, of columns of theirs, and of steps.
func explainedUnits(t *testing.T, d *Desk) {
	for _, s := range []PanelSpec{
		{Unit: "leader-year", From: 1980, Columns: allColumns(d, "leader-year", 1)},
		{Unit: "leader-dyad-year", From: 2010, To: 2012, Directed: true, Columns: []string{"leader.name", "leader.age", "nmc.cinc", "cowmidongoing"}},
		{Unit: "dispute-dyad-year", From: 1990}, {Unit: "treaty-party-year", From: 1990, To: 1995}, {Unit: "group-year", From: 2000, To: 2005}, {Unit: "group-member-year", From: 2000, To: 2002},
		{Unit: "roll-call", From: 2015, To: 2018}, {Unit: "roll-call-state", From: 2018, To: 2018},
		{Unit: "state-month", From: 1990, To: 1992, Columns: []string{"nmc.cinc", "leader.count", "worldbank.gdp"}},
		{Unit: "dyad-month", From: 1990, To: 1990, Columns: []string{"cowmidongoing", "contiguity.type", "nmc.cinc"}},
		{Unit: "k-ad-year", K: 3, From: 1914, To: 1914, Columns: []string{"nmc.cinc", "contiguity.type"}},
		{Unit: "state-year", From: 1950, Columns: []string{"nmc.milex", "nmc.tpop", "polity2"}, Steps: []PanelStep{{Kind: "let", Text: "each = milex / tpop"}, {Kind: "let", Text: "before = lag(each)"},
			{Kind: "where", Text: "year > 1955"}, {Kind: "let", Text: "all = total(milex)"}, {Kind: "sample", Text: "500 rows"}}},
	} {
		explained(t, d, s, 20)
	}
}

func TestWhyIsTheCell(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	explainedEverywhere(t, d)
}
