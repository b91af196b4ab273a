package panel

// This file says what a panel would be before it is made: how many rows and columns, of which sources, how large.

import (
	"comity"
	"comity/column"
)

// Plan is what a panel would be, before its steps.
type Plan struct {
	Title   string
	Rows    int
	Keys    []string // the columns that identify a row
	Columns []Planned
	Memory  int64 // bytes it takes at most while it is made
}

// Planned is a column asked for: its names in the panel, the sources and families it is made of, and those of them that are not
// in the record.
type Planned struct {
	Column  column.Column
	Headers []string
	From    []string
	Absent  []string
}

// Plan counts a panel before it is made; the steps are not carried out.
func (e *Engine) Plan(cat *Catalogue, s Spec) (Plan, error) {
	if err := s.check(); err != nil {
		return Plan{}, err
	}
	sys, err := systemNamed(s.System)
	if err != nil {
		return Plan{}, err
	}
	k, err := findKind(s.Unit)
	if err != nil {
		return Plan{}, err
	}
	r, err := k.rows(newBench(e, sys, s), s)
	if err != nil {
		return Plan{}, err
	}
	items, err := cat.items(s, k, r)
	if err != nil {
		return Plan{}, err
	}
	out := Plan{Title: k.title, Rows: r.n, Memory: int64(r.n) * 4 * int64(len(r.ids)+len(r.slot)+3)}
	for _, c := range r.ids {
		out.Keys = append(out.Keys, c.Name)
	}
	for _, it := range items {
		out.Columns = append(out.Columns, e.planned(it, r, sys))
		if it.Column.Size() > 1 {
			out.Memory += 8 * int64(r.n)
		}
	}
	return out, nil
}

// planned says what a column asked for would be.
func (e *Engine) planned(it Item, r *rows, sys comity.System) Planned {
	p := &Panel{rows: r}
	p.spread(it, made{})
	out := Planned{Column: it.Column}
	for _, m := range p.Columns {
		out.Headers = append(out.Headers, m.Header)
	}
	if it.fill != nil {
		out.From = it.fill.sources(sys)
		out.Absent = lacks(e.rec, out.From)
	}
	return out
}
