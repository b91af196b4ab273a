package panel

// Which sources stand behind the columns of a panel: whose terms hold for it, what is to be cited, what a lock file names.

import (
	"slices"

	"comity"
	"comity/record"
)

// Behind gives the ids of the sources of the record that a column of the panel is made of, each once; none where it is made of
// comity's own lists alone, or only identifies the row.
func (p *Panel) Behind(m Made) []string {
	var out []string
	for _, in := range m.inputs {
		for _, id := range p.Behind(in) {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	if m.Key || m.fill == nil {
		return out
	}
	ids, only := p.bench.behindFilled(m.fill, m.key())
	if only {
		return ids
	}
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// behindFilled gives the sources a column was filled from: those its filler noted under the key (only), else those that answered for its sources and
// families.
func (b *bench) behindFilled(f *filler, key string) (out []string, only bool) {
	b.mu.Lock()
	noted, only := b.uses[key]
	b.mu.Unlock()
	if only {
		return slices.DeleteFunc(slices.Clone(noted), func(id string) bool { return len(b.e.rec.Source(id)) == 0 }), true
	}
	for _, name := range f.sources(b.sys) {
		for _, id := range b.behind(name) {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, false
}

// Behind gives the ids of the sources of the record that a column laid out over a grid rests on for a unit under a reading, each once; none of
// a column computed cell by cell, whose cells name theirs.
func (e *Engine) Behind(name string, who []comity.State, r Reading) []string {
	d, f := griddedColumn(name)
	if find(name) != nil || f == nil || len(who) != d.Size() || e.laid(d, r, who).err != nil {
		return nil
	}
	of, o := *f, Options{}
	if r.Variant != "" {
		o, _ = parseOptions(r.Variant, d) // laid refused what cannot be read
	}
	if of.reads != nil {
		of.from = of.reads(o)
	}
	ids, _ := e.benchOf(listFor(f)).behindFilled(&of, Item{Column: d, Options: o}.key())
	return ids
}

// Sources gives the ids of the sources of a cell and of the figures it was computed from, each once.
func (c Cell) Sources() []string {
	var out []string
	add := func(id string) {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	add(c.Ref.Source)
	for _, in := range c.Inputs {
		add(in.Ref.Source)
	}
	return out
}

// behind gives the sources that answered for a source or family: those opened for this panel, else the one that answers first.
func (b *bench) behind(name string) []string {
	tables := b.e.rec.Answering(name)
	var out []string
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range tables {
		if b.read[t.Source] && !slices.Contains(out, t.Source) {
			out = append(out, t.Source)
		}
	}
	if len(out) == 0 && len(tables) > 0 {
		out = append(out, tables[0].Source)
	}
	return out
}

// From gives the sources and families a column is made of, "gw=ID" for one system alone; none: comity's own lists alone.
func (it Item) From() []string {
	if it.fill == nil {
		return nil
	}
	return it.fill.from
}

// InPanels says whether the column can be put in a panel.
func (it Item) InPanels() bool { return it.fill != nil }

// lacks gives the sources and families a column is made of that are not in the record.
func lacks(rec *record.Record, from []string) (out []string) {
	for _, name := range from {
		if len(rec.Answering(name)) == 0 {
			out = append(out, name)
		}
	}
	return out
}
