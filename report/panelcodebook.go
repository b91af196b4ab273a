package report

// This file is the codebook of one panel: how its rows were made, each of its columns, and the sources behind them.

import (
	"fmt"
	"strconv"
	"strings"
)

// PanelCodebook says what a panel file holds.
type PanelCodebook struct {
	File    string
	Made    []string // how the rows came about, a sentence each
	Rows    int
	Steps   []PanelStep
	Columns []PanelEntry
	Sources []PanelSource
	Letters [][2]string // of missing cells, and what they mean
	Marks   string      // how the format shows what is missing
}

// PanelEntry is a column in the codebook.
type PanelEntry struct {
	PanelColumn
	Shape    string // what its cells are of
	Formula  string
	Rule     string // what missing means
	Range    string // least and greatest value
	Years    string // first and last year with a value
	Values   [][2]string
	Options  string
	Notes    []string
	Units    string // how the source's units became those of the panel
	Computed string // its editions
}

// PanelSource is a source in the codebook.
type PanelSource struct {
	Source
	Licence string
	Export  string
	Size    string // what is in its tables
	Files   []PanelFile
	Known   []string
	Columns []string
}

// Document lays the codebook out.
func (c PanelCodebook) Document() Document {
	d := Document{Title: "Codebook of " + c.File}
	for _, m := range c.Made {
		d.Blocks = append(d.Blocks, Block{Paragraph: m})
	}
	d.add("Rows", Panel{Steps: c.Steps}.steps()...)
	letters := &Table{Header: []string{"letter", "a missing cell"}}
	for _, l := range c.Letters {
		letters.Rows = append(letters.Rows, []string{l[0], l[1]})
	}
	d.add("Missing", Block{Paragraph: c.Marks}, Block{Table: letters})
	list := make([]PanelColumn, len(c.Columns))
	for i, e := range c.Columns {
		list[i] = e.PanelColumn
	}
	d.add("Columns", Block{Table: Panel{Rows: c.Rows, Columns: list}.columns()})
	for _, e := range c.Columns {
		d.add(e.Name, Block{Table: e.table(c.Rows)})
	}
	for _, s := range c.Sources {
		d.add("Source "+s.ID, Block{Table: s.table()})
	}
	return d
}

// table is the column as a list of names and words; what is empty is left out.
func (e PanelEntry) table(rows int) *Table {
	t := &Table{Header: []string{"", ""}}
	add := func(name, words string) {
		if words != "" {
			t.Rows = append(t.Rows, []string{name, words})
		}
	}
	add("what it is", e.Title)
	add("in the catalogue", strings.TrimSpace(e.Of+" "+e.Options))
	add("unit", e.Unit)
	add("kind", e.Kind)
	add("cells are of", e.Shape)
	add("formula", e.Formula)
	add("missing means", e.Rule)
	add("values", e.Range)
	for _, v := range e.Values {
		add("value "+v[0], v[1])
	}
	add("n", strconv.Itoa(e.N))
	add("missing", MissingCounts(e.Missing, rows))
	add("years with a value", e.Years)
	add("source", e.Computed)
	add("codes and units", e.Units)
	for _, n := range e.Notes {
		add("note", n)
	}
	return t
}

// MissingCounts writes how many cells are missing for which reason.
func MissingCounts(missing map[string]int, rows int) string {
	var parts []string
	for _, l := range letters(missing) {
		parts = append(parts, fmt.Sprintf("%d %s", missing[l], l))
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ") + " (" + missingWords(missing, rows) + ")"
}

func (s PanelSource) table() *Table {
	t := &Table{Header: []string{"", ""}}
	add := func(name, words string) {
		if words != "" {
			t.Rows = append(t.Rows, []string{name, words})
		}
	}
	add("edition", s.Edition)
	add("cite", s.Citation)
	add("attribution", s.Attribution)
	add("terms", s.Licence)
	add("may be passed on", s.Export)
	add("columns", strings.Join(s.Columns, ", "))
	add("in its tables", s.Size)
	for _, f := range s.Files {
		add("file", f.Name+", SHA-256 "+f.SHA256)
	}
	for _, k := range s.Known {
		add("known", k)
	}
	return t
}
