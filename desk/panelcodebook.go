package desk

// This file writes the codebook of a panel: just its columns, each with meaning, unit, values, coverage, formula and source.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/format/xlsx"
	"comity/panel"
	"comity/record"
	"comity/report"
)

// panelCodebook says what a panel file holds.
func (d *Desk) panelCodebook(p *panel.Panel, t *frame.Table, counted countedTable, file string, f panelFormat) report.PanelCodebook {
	shown := d.describePanel(p, t, counted)
	out := report.PanelCodebook{File: file, Made: madeWords(p.Spec, t), Rows: t.Rows, Steps: shown.Steps, Marks: f.marks}
	for m := comity.NotCovered; m <= comity.Withheld; m++ {
		out.Letters = append(out.Letters, [2]string{m.Letter(), m.String()})
	}
	for i, m := range p.Columns {
		out.Columns = append(out.Columns, d.panelEntry(p, m, shown.Columns[i], &t.Columns[i], &counted.Columns[i]))
	}
	for _, s := range shown.Sources {
		out.Sources = append(out.Sources, d.panelSource(s, shown.Columns))
	}
	return out
}

// madeWords says how the rows came about, a sentence each.
func madeWords(s PanelSpec, t *frame.Table) []string {
	out := []string{fmt.Sprintf("%s. Made by comity %s.", panelTitle(s, t), comity.Version)}
	day := "A state is there in a year if it was a member of the list of states on any day of it, two states if both were on the same day."
	if s.On != "" {
		day = fmt.Sprintf("A state is there in a year if it was a member of the list of states on its %s, two states if both were.", s.On)
	}
	out = append(out, day)
	if s.ExtendTo != 0 {
		out = append(out, fmt.Sprintf("The list of states ends earlier: its last members are taken to go on to %d (--extend-to %d).", s.ExtendTo, s.ExtendTo))
	}
	if len(s.Scope) > 0 {
		out = append(out, "Only these: "+strings.Join(s.Scope, "; ")+".")
	}
	if s.Compat != "" {
		out = append(out, fmt.Sprintf("Values are those %s gives, its faults included (--compat %s; docs/COMPAT.md lists where they differ from comity's).", s.Compat, s.Compat))
	}
	if s.Absent != "" {
		out = append(out, "Columns whose sources were not here are missing for .e (--absent missing).")
	}
	return out
}

// panelEntry describes a column.
func (d *Desk) panelEntry(p *panel.Panel, m panel.Made, c report.PanelColumn, head *frame.Column, n *tally) report.PanelEntry {
	e := report.PanelEntry{PanelColumn: c, Formula: m.Column.Formula, Rule: m.Column.Missing, Notes: slices.Clone(head.Notes)}
	for _, v := range head.Named {
		e.Values = append(e.Values, [2]string{strconv.Itoa(int(v.Value)), v.Text})
	}
	if n.N > 0 {
		e.Range = rangeWords(head, n)
	}
	if from, to, ok := n.span(); ok {
		e.Years = fmt.Sprintf("%d-%d", from, to)
	}
	if m.Key {
		e.Shape = "the row: it identifies it"
		return e
	}
	e.Notes = slices.DeleteFunc(e.Notes, func(n string) bool { return n == m.Column.Formula || n == "missing: "+m.Column.Missing })
	e.Shape = shapeWords(p.Spec, m)
	var editions []string
	for _, id := range c.Sources {
		editions = append(editions, strings.TrimSpace(id+", "+d.cite(id).Edition))
	}
	e.Computed = cmp.Or(strings.Join(editions, "; "), ownWords(m))
	if len(c.Sources) > 0 {
		e.Units = "the source's codes of states are read by date into comity's keys; a row takes the key its number has on the last day of the year on which it was a member"
	}
	return e
}

// ownWords says what a column is made of that rests on no source.
func ownWords(m panel.Made) string {
	switch {
	case m.Table != "":
		return "your own table " + m.Table
	case m.Why != nil:
		return "the columns its formula names"
	}
	return "comity's own lists, version " + comity.Version
}

// shapeWords says what a cell of a column is of.
func shapeWords(s PanelSpec, m panel.Made) string {
	switch {
	case m.I >= 0 && m.J >= 0 && m.Column.Shape == column.Directed:
		return fmt.Sprintf("state %d of the row towards state %d", m.I+1, m.J+1)
	case m.I >= 0 && m.J >= 0:
		return fmt.Sprintf("states %d and %d of the row, whichever comes first", m.I+1, m.J+1)
	case m.I >= 0 && (m.Slot > 0 || s.Unit != "state-year"):
		return fmt.Sprintf("state %d of the row", m.I+1)
	case m.I >= 0:
		return "the state of the row"
	}
	return "the row"
}

// rangeWords gives the least and the greatest value of a column.
func rangeWords(c *frame.Column, n *tally) string {
	show := func(x float64) string {
		if c.Kind == frame.Date {
			return time.Unix(int64(x)*86400, 0).UTC().Format("2006-01-02")
		}
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	if c.Kind == frame.Text {
		return ""
	}
	if n.Low == n.High {
		return show(n.Low)
	}
	return show(n.Low) + " to " + show(n.High)
}

// panelSource describes a source behind a panel.
func (d *Desk) panelSource(s report.Source, columns []report.PanelColumn) report.PanelSource {
	out := report.PanelSource{Source: s}
	for _, c := range columns {
		if slices.Contains(c.Sources, s.ID) {
			out.Columns = append(out.Columns, c.Name)
		}
	}
	tables := d.rec.Source(s.ID)
	out.Size = sizeWords(tables)
	for _, t := range tables {
		for _, in := range t.Snapshots {
			if !slices.ContainsFunc(out.Files, func(f report.PanelFile) bool { return f.SHA256 == in.SHA256 }) {
				out.Files = append(out.Files, report.PanelFile{Name: in.File, SHA256: in.SHA256})
			}
		}
	}
	if src, err := d.source(s.ID); err == nil {
		c := src.Card()
		out.Licence, out.Export, out.Known = c.Licence, exportWords[c.Export], c.Known
		out.Citation = cmp.Or(c.Citation, s.Citation)
	}
	return out
}

// sizeWords says how much the tables of a source hold.
func sizeWords(tables []*record.Table) string {
	values, rows := 0, 0
	for _, t := range tables {
		rows += t.Rows
		for _, s := range t.Sections {
			if s.Name == "values" {
				values += int(s.Length / 8)
			}
		}
	}
	var parts []string
	if values > 0 {
		parts = append(parts, thousands(values)+" values by year")
	}
	if rows > 0 {
		parts = append(parts, thousands(rows)+" rows")
	}
	return strings.Join(parts, ", ")
}

// bookSheets gives a codebook as sheets of a workbook: a row a column, a row a source.
func bookSheets(b report.PanelCodebook) []xlsx.Sheet {
	columns := [][]string{}
	for _, e := range b.Columns {
		columns = append(columns, []string{e.Name, e.Title, e.Unit, e.Kind, e.Of, e.Shape, e.Formula, e.Rule, e.Range, strconv.Itoa(e.N), report.MissingCounts(e.Missing, b.Rows), e.Years, e.Computed})
	}
	sources := [][]string{}
	for _, s := range b.Sources {
		sources = append(sources, []string{s.ID, s.Edition, s.Citation, s.Licence, s.Export, s.Attribution, strings.Join(s.Columns, ", ")})
	}
	return []xlsx.Sheet{
		{Name: "codebook", Table: textTable([]string{"name", "what it is", "unit", "kind", "in the catalogue", "cells are of", "formula", "missing means", "values", "n", "missing", "years with a value", "source"}, columns)},
		{Name: "sources", Table: textTable([]string{"source", "edition", "cite", "terms", "may be passed on", "attribution", "columns"}, sources)},
	}
}

// textTable makes a table of texts.
func textTable(header []string, rows [][]string) *frame.Table {
	f := &frame.Frame{Rows: len(rows)}
	for i, name := range header {
		c := &frame.Column{Name: name, Kind: frame.Text, Ints: []int32{}}
		for j, r := range rows {
			c.Ints, c.Texts = append(c.Ints, int32(j)), append(c.Texts, r[i])
		}
		f.Columns = append(f.Columns, c)
	}
	return frame.One(f)
}
