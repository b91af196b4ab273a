package panel

// Laws of the columns of states and leaders: a cell is what its explanation says, nothing is known outside what a source covers.

import (
	"fmt"
	"slices"
	"testing"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/states"
)

// stateColumnNames are the columns of states this file holds to the laws, with some of their options.
func stateColumnNames(sys string) []string {
	out := slices.Clone(stateSets[sys])
	for _, f := range slices.Concat(figureFillers(), civilWarFillers, rivalFillers, stateDisputeFillers, conflictFillers, societyFillers, neighbourFillers, leaderFillers) {
		if !slices.Contains(out, f.column) {
			out = append(out, f.column)
		}
	}
	return append(out, "conflict.ongoing:type=intrastate,II;level=war", "civilwar.onset:type=local", "disputes.onset_init:init=originators")
}

// TestStateColumnsExplained: the explanation of a cell has its value and, where it has one, a row of a source or a spell behind it.
func TestStateColumnsExplained(t *testing.T) {
	for _, s := range []Spec{{System: "cow"}, {System: "gw"}, {System: "cow", Compat: "peacesciencer"}, {System: "gw", Compat: "peacesciencer"}} {
		s.Unit, s.Columns, s.ExtendTo = "state-year", stateColumnNames(s.System), 2025
		holdExplained(t, panelOf(t, s), 97)
	}
	for _, s := range []Spec{{Unit: "leader-year", System: "cow"}, {Unit: "leader-year", System: "gw", Of: "all"}, {Unit: "leader-dyad-year", System: "gw", From: 1950, To: 1952}} {
		for _, d := range column.Panel() {
			if slices.Contains(d.Units, s.Unit) {
				s.Columns = append(s.Columns, d.Name)
			}
		}
		holdExplained(t, panelOf(t, s), 61)
	}
}

// holdExplained holds every step-th row.
func holdExplained(t *testing.T, p *Panel, step int) {
	t.Helper()
	for k, m := range p.Columns {
		if m.Key {
			continue
		}
		c := p.Frame.Columns[k]
		wrong := 0
		for row := k % step; row < p.Frame.Rows; row += step {
			cell, err := p.Explain(row, m)
			if err != nil {
				t.Fatalf("%s of row %d: %v", m.Header, row, err)
			}
			if x := c.At(row); cell.Value != x && (x == x || frame.Letter(x) != frame.Letter(cell.Value)) || cell.Ref.Source == "" || x == x && x != 0 && len(cell.Inputs) == 0 {
				if wrong++; wrong <= 2 {
					t.Errorf("%s %s%s: %s of row %d is %v, explained as %+v", p.Spec.Unit, p.Spec.System, p.Spec.Compat, m.Header, row, x, cell)
				}
			}
		}
	}
}

// TestStateColumnsCovered: in comity's own way no cell has a value in a year that none of its sources covers.
func TestStateColumnsCovered(t *testing.T) {
	for _, sys := range []string{"cow", "gw"} {
		p := panelOf(t, Spec{Unit: "state-year", System: sys, Columns: stateColumnNames(sys), ExtendTo: 2025})
		years := p.Frame.Column("year")
		for k, m := range p.Columns {
			ids := p.Behind(m)
			if len(ids) == 0 {
				continue
			}
			from, to := 3000, 0
			for _, id := range ids {
				for _, table := range p.bench.e.rec.Source(id) {
					from, to = min(from, table.From), max(to, table.To)
				}
			}
			for row := range p.Frame.Rows {
				if y := int(years.At(row)); (y < from || y > to) && frame.Letter(p.Frame.Columns[k].At(row)) == 0 {
					t.Errorf("%s of row %d has a value in %d, and its sources cover %d to %d", m.Header, row, y, from, to)
					break
				}
			}
		}
	}
}

// TestMissingIsNotZero: where a source is silent the peer's way has a value and comity's own has none.
func TestMissingIsNotZero(t *testing.T) {
	for _, c := range []struct {
		column       string
		system       string
		number, year int
		own          string // letter
		peers        float64
	}{
		{"power.major", "cow", 2, 2020, ".a", 1},
		{"power.major", "cow", 20, 2020, ".a", 0},
		{"disputes.ongoing", "cow", 2, 2015, ".a", 0},
		{"conflict.onsets_1", "gw", 2, 1900, ".a", 0},
		{"conflict.new", "gw", 2, 2020, ".a", 0},
		{"terrain.rugged", "cow", 2, 2025, ".a", 1.073},
	} {
		for _, compat := range []string{"", "peacesciencer"} {
			p := panelOf(t, Spec{Unit: "state-year", System: c.system, ExtendTo: 2025, From: c.year, To: c.year, Columns: []string{c.column}, Compat: compat})
			row := slices.Index(p.Frame.Columns[0].Ints, int32(c.number))
			x := p.Frame.Columns[len(p.Frame.Columns)-1].At(row)
			if compat == "" && comity.Why(x).Letter() != c.own || compat != "" && x != c.peers {
				t.Errorf("%s of %d in %d (%s) is %v", c.column, c.number, c.year, compat, x)
			}
		}
	}
}

// TestLeaderDyads: two leaders have a row in a year exactly where, on some day of it, both are in office and both states are in the list.
func TestLeaderDyads(t *testing.T) {
	p := panelOf(t, Spec{Unit: "leader-dyad-year", System: "gw", From: 1914, To: 1914})
	l, err := leaderListOf(p.bench)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for day := comity.DayOf(1914, 1, 1); day <= comity.DayOf(1914, 12, 31); day++ {
		var in []int
		for i := range l.number {
			if l.days[i].Has(day) && states.Key(comity.GW, l.number[i], day) != comity.NoState {
				in = append(in, i)
			}
		}
		for _, i := range in {
			for _, j := range in {
				if l.number[i] < l.number[j] {
					want[l.obsid.Text(i)+" "+l.obsid.Text(j)] = true
				}
			}
		}
	}
	if p.Frame.Rows != len(want) || len(want) < 1000 {
		t.Errorf("%d rows, want %d", p.Frame.Rows, len(want))
	}
	for row := range p.Frame.Rows {
		a, _ := p.Frame.Columns[0].TextAt(row)
		b, _ := p.Frame.Columns[1].TextAt(row)
		if !want[a+" "+b] {
			t.Fatalf("%s and %s have a row", a, b)
		}
		delete(want, fmt.Sprint(a, " ", b))
	}
	if len(want) > 0 {
		t.Errorf("%d pairs have no row", len(want))
	}
}

// TestNamesakes: a name in a panel that columns of pairs and of states share is the one that fits the unit.
func TestNamesakes(t *testing.T) {
	p := panelOf(t, Spec{Unit: "state-year", From: 1990, To: 1990, Columns: []string{"gmlmidongoing", "gmlmidonset_init:init=sidea", "rugged"}})
	if got := p.Columns[2].Column.Name; got != "disputes.ongoing" {
		t.Errorf("gmlmidongoing of a state is %s", got)
	}
	p = panelOf(t, Spec{Unit: "dyad-year", From: 1990, To: 1990, Columns: []string{"gmlmidongoing"}})
	if got := p.Columns[3].Column.Size(); got != 2 {
		t.Errorf("gmlmidongoing of a pair is a column of %d", got)
	}
}
