package panel

// Which sources stand behind the columns of a panel: whose terms hold for it, what is to be cited, what a lock file names.

import (
	"slices"

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
	if ids, ok := p.bench.uses[m.key()]; ok {
		return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return len(p.bench.e.rec.Source(id)) == 0 })
	}
	for _, name := range m.fill.sources(p.bench.sys) {
		for _, id := range p.bench.behind(name) {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
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
