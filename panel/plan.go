package panel

// This file says what a panel would be before it is made: how many rows and columns, of which sources, how large.

import "comity/column"

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

// Count gives the number of rows of a panel before its steps, reckoned without making them where the unit allows it.
func (e *Engine) Count(s Spec) (int64, error) {
	k, sys, err := s.kind()
	if err != nil {
		return 0, err
	}
	return k.count(newBench(e, sys, s), s)
}

// Plan counts a panel before it is made; the steps are not carried out.
func (e *Engine) Plan(cat *Catalogue, s Spec) (Plan, error) {
	k, sys, err := s.kind()
	if err != nil {
		return Plan{}, err
	}
	s.System = sys.String()
	m := &maker{b: newBench(e, sys, s), cat: cat, spec: s, kind: k}
	n, err := k.count(m.b, s)
	if err != nil {
		return Plan{}, err
	}
	few, err := k.parts(m.b, s, min(blockRows, n/1000+1))
	if err != nil {
		return Plan{}, err
	}
	r, err := few[0].rows()
	if err != nil {
		return Plan{}, err
	}
	items, err := cat.items(s, k, r)
	if err != nil {
		return Plan{}, err
	}
	out := Plan{Title: k.title, Rows: int(n), Memory: n * m.rowBytes()}
	if n > wholeRows && k.split != nil && s.wants() == "" {
		out.Memory = 2 * blockRows * m.rowBytes()
	}
	for _, c := range r.ids {
		out.Keys = append(out.Keys, c.Name)
	}
	for _, it := range items {
		out.Columns = append(out.Columns, m.planned(it, r))
	}
	return out, nil
}

// planned says what a column asked for would be.
func (m *maker) planned(it Item, r *rows) Planned {
	p := &Panel{rows: r}
	p.spread(it, made{})
	out := Planned{Column: it.Column}
	for _, c := range p.Columns {
		out.Headers = append(out.Headers, c.Header)
	}
	if it.fill != nil {
		out.From = m.b.from(it)
		out.Absent = lacks(m.b.e.rec, out.From)
	}
	return out
}
