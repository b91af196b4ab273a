package desk

// This file answers which columns there are, and what one of them is.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/panel"
	"comity/report"
	"comity/source"
)

// Columns is the catalogue: all columns, or those with every one of some words in name, title, words, unit or source.
func (d *Desk) Columns(words []string) report.Columns {
	out := report.Columns{Word: strings.Join(words, " "), List: []report.Column{}}
	cat := d.catalogue()
	for _, c := range cat.Columns() {
		if it, err := cat.Find(c.Name); err == nil && hasWords(c, it, words) {
			out.List = append(out.List, d.columnRow(cat, it))
		}
	}
	ours := len(column.All()) + len(column.Panel())
	rank := map[string]int{} // comity's own families before the sources'
	for i, c := range cat.Columns() {
		if f := familyName(c); i < ours {
			rank[f] = -1
		}
	}
	slices.SortStableFunc(out.List, func(a, b report.Column) int {
		return cmp.Or(cmp.Compare(rank[a.Family], rank[b.Family]), strings.Compare(a.Family, b.Family))
	})
	return out
}

func familyName(c column.Column) string {
	family, _, _ := strings.Cut(c.Name, ".")
	return family
}

// hasWords says whether a column has every one of some words.
func hasWords(c column.Column, it panel.Item, words []string) bool {
	text := strings.ToLower(strings.Join(slices.Concat([]string{c.Name, c.Title, c.Unit, c.In()}, c.Words, it.From(), c.Units), "\n"))
	for _, w := range words {
		if !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// columnRow is a column as the catalogue lists it.
func (d *Desk) columnRow(cat *panel.Catalogue, it panel.Item) report.Column {
	c := it.Column
	_, claims := column.Claimable(c.Name)
	row := report.Column{Name: c.Name, Title: c.Title, Shape: c.Shape.String(), Unit: c.Unit, Formula: c.Formula, Missing: c.Missing, Family: familyName(c), Header: c.In(), Units: orEmpty(c.Units),
		Sources: []string{}, Panel: it.InPanels(), Claims: claims}
	row.Sources = append(row.Sources, d.madeOf(cat, it)...)
	if row.Panel {
		row.Here = !slices.ContainsFunc(row.Sources, func(id string) bool { return !d.isHere(id) })
	} else { // any of its readings will do
		row.Here = slices.ContainsFunc(row.Sources, d.isHere)
	}
	return row
}

// isHere says whether a source is in the record, or comity's own.
func (d *Desk) isHere(id string) bool {
	_, ours := own[id]
	return ours || len(d.rec.Source(id)) > 0
}

// madeOf gives the ids of the sources a column is made of: those that answer here, else the newest there are.
func (d *Desk) madeOf(cat *panel.Catalogue, it panel.Item) []string {
	if !it.InPanels() {
		return d.engine.Sources(it.Column.Name)
	}
	var out []string
	for _, name := range it.From() {
		if _, id, ok := strings.Cut(name, "="); ok {
			name = id
		}
		id := cat.Newest(name)
		if here := d.rec.Editions(name); len(here) > 0 {
			id = here[0]
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// ColumnPage answers what a column is, by its name, its name in a panel, or either with options.
func (d *Desk) ColumnPage(name string) (report.ColumnPage, error) {
	cat := d.catalogue()
	it, err := cat.Find(name)
	if err != nil {
		return report.ColumnPage{}, err
	}
	c := it.Column
	out := report.ColumnPage{Column: d.columnRow(cat, it), Words: orEmpty(c.Words), Values: []report.ColumnValue{}, Options: []report.ColumnOption{}, Coverage: []report.ColumnSource{}, Citations: []report.Citation{}, Example: exampleOf(c, it)}
	for _, v := range c.Values {
		out.Values = append(out.Values, report.ColumnValue{Value: v.Value, Text: v.Text})
	}
	for _, o := range c.Options {
		out.Options = append(out.Options, report.ColumnOption{Name: o.Name, Title: o.Title, Values: orEmpty(o.Values), Many: o.Many})
	}
	for _, id := range out.Sources {
		src, err := d.source(id)
		if err != nil {
			if title, ok := own[id]; ok {
				out.Citations = append(out.Citations, report.Citation{ID: id, Full: title + ", version " + comity.Version + "."})
			}
			continue
		}
		out.Coverage = append(out.Coverage, d.columnSource(src.Card(), c))
		out.Citations = append(out.Citations, citation(src.Card()))
	}
	return out, nil
}

// columnSource says what a source covers of a column, and how to bring it.
func (d *Desk) columnSource(c source.Card, col column.Column) report.ColumnSource {
	out := report.ColumnSource{ID: c.ID, Edition: c.Edition, Years: coverageOf(c), Terms: exportWords[c.Export], Here: d.isHere(c.ID)}
	for _, v := range c.Variables {
		if col.Name == c.ID+"."+v.Name || c.Family != "" && col.Name == c.Family+"."+v.Name {
			out.Years = codebookVariable(c, v).Coverage
		}
	}
	if !out.Here {
		out.Get = fmt.Sprintf("%s && comity build %s", getCommand(c), c.ID)
	}
	return out
}

// exampleOf is a command that asks for a column.
func exampleOf(c column.Column, it panel.Item) string {
	who := "RUS CHN"
	unit := "dyad-year"
	if c.Size() < 2 {
		who, unit = "RUS", "state-year"
	}
	if len(c.Units) > 0 && !slices.Contains(c.Units, unit) {
		return fmt.Sprintf("comity panel %s --columns %s", c.Units[0], cmp.Or(c.Asked, c.Name))
	}
	if !it.InPanels() {
		return fmt.Sprintf("comity why %s 2012 %s", who, c.Name)
	}
	name := cmp.Or(c.Asked, c.Name)
	return fmt.Sprintf("comity panel %s --years 1990-2000 --columns %s\ncomity why %s 1995 %s", unit, name, who, name)
}
