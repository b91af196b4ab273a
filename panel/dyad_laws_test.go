package panel

// The laws of the columns of pairs, tried over whole panels of both lists of states, comity's own values and the peer's.

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"comity/column"
	"comity/format/frame"
)

// pairColumns are the columns of ties, places and quarrels of pairs.
func pairColumns() []string {
	var out []string
	for _, f := range slices.Concat(allianceFillers, contiguityFillers, disputeFillers(), distanceFillers, rivalryFillers(), igoFillers, flowFillers, relevanceFillers) {
		out = append(out, f.column)
	}
	return out
}

// TestPairLaws: what is told of a cell is the cell; what has no direction is the same both ways; outside the years of all its
// sources a column of comity's own has no values.
func TestPairLaws(t *testing.T) {
	notUnderRace(t, "TestPairThreads")
	e, cat := built(t), catalogueOf(t)
	for _, s := range []Spec{
		{Unit: "dyad-year", Directed: true, From: 1960, ExtendTo: 2030},
		{Unit: "dyad-year", Directed: true, From: 1930, To: 1970, Compat: "peacesciencer"},
		{Unit: "dyad-year", Directed: true, System: "gw", From: 1985, ExtendTo: 2030},
		{Unit: "dyad-year", From: 1816, To: 1950},
		{Unit: "dyad-year", From: 1980, To: 2016, On: "07-01"},
	} {
		s.Columns, s.Absent = pairColumns(), "missing"
		p, err := e.Build(t.Context(), cat, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range p.Columns {
			if m.Key {
				continue
			}
			c := p.Frame.Column(m.Header)
			holdWhy(t, p, m, c, s)
			holdKind(t, p, m, c)
			if m.Column.Shape == column.Symmetric && s.Directed {
				holdSymmetric(t, p, m, c)
			}
			if s.Compat == "" {
				holdCovered(t, e, p, m, c)
			}
		}
	}
}

// holdWhy holds what is told of a sample of cells, half of them such as are neither 0 nor missing, against the cells.
func holdWhy(t *testing.T, p *Panel, m Made, c *frame.Column, s Spec) {
	rng, full := rand.New(rand.NewPCG(1, 2)), 0
	for try := 0; try < 4000; try++ {
		row := rng.IntN(p.Frame.Rows)
		x := c.At(row)
		if x != x || x == 0 {
			if try >= 60 {
				continue
			}
		} else if full++; full > 60 {
			break
		}
		cell, err := p.Explain(row, m)
		if err != nil {
			t.Fatal(err)
		}
		if math.Float64bits(cell.Value) != math.Float64bits(x) {
			t.Errorf("%s of row %d %v (%+v) is %v, and %v is told of it", m.Column.Name, row, key3(p, row), s.System, showCell(c, row), cell.Value)
			return
		}
		if x == x && cell.Ref.Source == "" {
			t.Errorf("%s of %v: no source is told", m.Column.Name, key3(p, row))
			return
		}
	}
}

// holdKind holds a column to its kind: flags are 0 or 1, and what has the unit of a flag is one.
func holdKind(t *testing.T, p *Panel, m Made, c *frame.Column) {
	if (c.Kind == frame.Flag) != (m.Column.Unit == "0/1") {
		t.Errorf("%s is %v, and its unit %q", m.Column.Name, c.Kind, m.Column.Unit)
	}
	kept := *c
	kept.Via = nil
	for i := 0; c.Kind == frame.Flag && i < kept.Cells(); i++ {
		if x := kept.At(i); x == x && x != 0 && x != 1 {
			t.Errorf("%s is %v in its cell %d, a flag", m.Column.Name, x, i)
			return
		}
	}
}

func key3(p *Panel, row int) [3]int {
	c := p.Frame.Columns
	return [3]int{int(c[0].At(row)), int(c[1].At(row)), int(c[2].At(row))}
}

// holdSymmetric holds every cell of a column without direction against that of the pair the other way round.
func holdSymmetric(t *testing.T, p *Panel, m Made, c *frame.Column) {
	g := p.rows.dyads
	for i := range g.Runs {
		r := &g.Runs[i]
		if r.CodeA > r.CodeB {
			continue // held with the other
		}
		back := g.Find(r.CodeB, r.CodeA, r.From)
		for k := range r.Len {
			if x, y := c.At(r.Row+k), c.At(back+k); math.Float64bits(x) != math.Float64bits(y) {
				t.Errorf("%s of %v is %v, the other way round %v", m.Column.Name, key3(p, r.Row+k), x, y)
				return
			}
		}
	}
}

// holdCovered finds values in years that none of a column's sources covers.
func holdCovered(t *testing.T, e *Engine, p *Panel, m Made, c *frame.Column) {
	from, to := math.MaxInt, 0
	for _, id := range m.fill.sources(p.rows.dyads.System) {
		for _, table := range e.rec.Answering(id) {
			from, to = min(from, table.From), max(to, table.To)
		}
	}
	if len(m.fill.from) == 0 {
		return
	}
	g := p.rows.dyads
	for i := range g.Runs {
		r := &g.Runs[i]
		for k := range r.Len {
			if year := r.From + k; from <= year && year <= to {
				continue
			} else if row := r.Row + k; c.At(row) == c.At(row) {
				t.Errorf("%s of %v is %v, and its sources cover %d to %d", m.Column.Name, key3(p, row), c.At(row), from, to)
				return
			}
		}
	}
}
