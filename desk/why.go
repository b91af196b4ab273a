package desk

// This file says where a number comes from: the formula, the inputs and the rows behind them; and how to cite it.

import (
	"fmt"
	"slices"

	"comity"
	"comity/column"
	"comity/panel"
	"comity/report"
	"comity/source"
	"comity/states"
)

// Why answers where the value of a column comes from, for one or two states in a year, under every reading.
func (d *Desk) Why(who []string, year int, name string) (report.Why, error) {
	c, ok := column.Lookup(name)
	if !ok {
		return report.Why{}, &panel.UnknownColumnError{Name: name}
	}
	if want := c.Size(); len(who) != want {
		return report.Why{}, fmt.Errorf("column %s is of %d state(s), and %d are named", name, want, len(who))
	}
	on := comity.DayOf(year, 12, 31)
	keys, ids := make([]comity.State, len(who)), make([]string, len(who))
	for i, w := range who {
		s, _, err := anyTime(w, on)
		if err != nil {
			return report.Why{}, err
		}
		keys[i], ids[i] = s, states.ID(s, on)
	}
	if len(keys) == 2 && slices.Contains(panel.Keys(keys[0]), keys[1]) {
		return report.Why{}, &SameStateError{states.Name(keys[0], on)}
	}
	out := report.Why{Column: name, Title: c.Title, Formula: c.Formula, Who: ids, Year: year, Cells: []report.WhyCell{}, Sources: []report.WhyTable{}}
	for _, r := range d.engine.Readings(name, keys) {
		cell := d.engine.Cell(name, keys, r, year)
		out.Cells = append(out.Cells, whyCell(c, r, cell))
		for _, in := range append(cell.Inputs, panel.Input{Ref: cell.Ref}) {
			out.Sources = d.table(out.Sources, in.Ref.Source)
		}
	}
	return out, nil
}

func whyCell(c column.Column, r panel.Reading, cell panel.Cell) report.WhyCell {
	p := report.NewPoint(cell.Year, cell.Value, cell.N, cell.Ref.Basis)
	w := report.WhyCell{Reading: r.Label, Value: p.Value, Shown: comity.Show(cell.Value, c.Unit), N: cell.N, Inputs: []report.WhyInput{}, Source: report.NewRef(cell.Ref)}
	for _, in := range cell.Inputs {
		v := report.NewPoint(cell.Year, in.Value, 0, comity.Seen)
		w.Inputs = append(w.Inputs, report.WhyInput{Label: in.Label, Value: v.Value, Shown: comity.Show(in.Value, in.Unit), Source: report.NewRef(in.Ref)})
	}
	return w
}

// table adds the snapshots of a source, once.
func (d *Desk) table(list []report.WhyTable, id string) []report.WhyTable {
	if id == "" || slices.ContainsFunc(list, func(t report.WhyTable) bool { return t.Source == id }) {
		return list
	}
	for _, t := range d.rec.Source(id) {
		w := report.WhyTable{Source: t.Source, Edition: t.Edition, Files: []report.WhyFile{}}
		for _, in := range t.Snapshots {
			w.Files = append(w.Files, report.WhyFile{Name: in.File, SHA256: in.SHA256})
		}
		if !d.rec.Built(id) {
			w.Fetch = fmt.Sprintf("These figures are in the core record; `comity pull %s` fetches the files they were taken from.", id)
		}
		return append(list, w)
	}
	return list
}

// Citations answers how to cite a source, or every source a column may rest on.
func (d *Desk) Citations(name string) (report.Citations, error) {
	if s, ok := source.Lookup(name); ok {
		return report.Citations{List: []report.Citation{citation(s.Card())}}, nil
	}
	if _, ok := column.Lookup(name); !ok {
		return report.Citations{}, fmt.Errorf("%q is neither a source nor a column; `comity sources` and `comity columns` list them", name)
	}
	var out report.Citations
	for _, r := range d.engine.Readings(name, []comity.State{365, 710}) {
		id := r.Source
		if s, ok := source.Lookup(id); ok && !slices.ContainsFunc(out.List, func(c report.Citation) bool { return c.ID == id }) {
			out.List = append(out.List, citation(s.Card()))
		} else if title, ok := own[id]; ok {
			out.List = append(out.List, report.Citation{ID: id, Full: title + ", version " + comity.Version + "."})
		}
	}
	return out, nil
}

func citation(c source.Card) report.Citation {
	return report.Citation{ID: c.ID, Edition: c.Edition, Full: c.Citation, Short: c.ShortCitation, BibTeX: c.BibTeX, Licence: c.Licence}
}
