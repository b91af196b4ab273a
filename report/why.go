package report

// This file is the answer to "where does this number come from": the formula, the inputs, the source and its rows.

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Why says where one value comes from.
type Why struct {
	Column  string     `json:"column"`
	Title   string     `json:"title"`
	Formula string     `json:"formula"`
	Missing string     `json:"missing"`
	Who     []string   `json:"who"`
	Year    int        `json:"year"`
	Cells   []WhyCell  `json:"readings"`
	Sources []WhyTable `json:"sources"`
	More    []string   `json:"more"` // what could be fetched and would add a reading

	Of  string   `json:"of,omitempty"`  // of a cell of a panel: the column's name in the catalogue
	Row int      `json:"row,omitempty"` // its row, from 1
	Key []string `json:"key,omitempty"` // what identifies the row
}

// WhyCell is the value under one reading, and its inputs.
type WhyCell struct {
	Reading string     `json:"reading"`
	Value   *float64   `json:"value"`
	Shown   string     `json:"shown"`
	N       int        `json:"n,omitempty"`
	Inputs  []WhyInput `json:"inputs"`
	Source  Ref        `json:"source"`
}

// WhyInput is one figure behind a value.
type WhyInput struct {
	Label  string   `json:"label"`
	Value  *float64 `json:"value"`
	Shown  string   `json:"shown"`
	Source Ref      `json:"source"`
}

// WhyTable is a source the value rests on: its edition, its files, what is known of it, and the rows where they are here.
type WhyTable struct {
	Source   string    `json:"source"`
	Edition  string    `json:"edition"`
	Citation string    `json:"citation"`
	Known    []string  `json:"known,omitempty"`
	Files    []WhyFile `json:"files"`
	Rows     []WhyRows `json:"rows,omitempty"`
	Fetch    string    `json:"fetch,omitempty"`
}

// WhyFile is a snapshot: its name and checksum.
type WhyFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// WhyRows is rows of a source as they stand there, the number of each first; Note says what is left out.
type WhyRows struct {
	Of     string     `json:"of"` // the file, or what they are rows of
	Header []string   `json:"header"`
	Rows   [][]string `json:"rows"`
	Note   string     `json:"note,omitempty"`
}

// JSON gives the answer as data.
func (w Why) JSON() ([]byte, error) { return json.MarshalIndent(w, "", "  ") }

// Document lays the answer out.
func (w Why) Document() Document {
	d := Document{Title: fmt.Sprintf("%s, %s, %d", w.Column, strings.Join(w.Who, " "), w.Year)}
	if w.Row > 0 {
		d.Title = fmt.Sprintf("%s, row %d: %s", w.Column, w.Row, strings.Join(w.Key, ", "))
	}
	d.Blocks = append(d.Blocks, Block{Paragraph: upper(w.Title) + ": " + w.Formula + "."}, Block{Paragraph: upper(w.Missing) + "."})
	for _, c := range w.Cells {
		d.Blocks = append(d.Blocks, c.blocks()...)
	}
	for _, s := range w.Sources {
		d.Blocks = append(d.Blocks, s.blocks()...)
	}
	d.Notes = w.More
	return d
}

func (c WhyCell) blocks() []Block {
	head := c.Shown
	if c.N > 1 {
		head += fmt.Sprintf(" (n = %d)", c.N)
	}
	out := []Block{{Heading: c.Reading}, {Paragraph: head}}
	t := &Table{Header: []string{"computed from", "value", "source"}, Right: []bool{false, true}}
	for _, in := range c.Inputs {
		t.Rows = append(t.Rows, []string{in.Label, in.Shown, in.Source.words() + note(in.Source.Note)})
	}
	switch {
	case len(t.Rows) > 0:
		out = append(out, Block{Table: t})
	case c.Source.ID != "":
		out = append(out, Block{Paragraph: c.Source.words() + note(c.Source.Note)})
	}
	return out
}

func (s WhyTable) blocks() []Block {
	out := []Block{{Heading: "source " + s.Source}, {Paragraph: s.Citation + "."}}
	if len(s.Files) > 0 {
		t := &Table{Header: []string{"file", "SHA-256"}}
		for _, f := range s.Files {
			t.Rows = append(t.Rows, []string{f.Name, f.SHA256})
		}
		out = append(out, Block{Table: t})
	}
	for _, r := range s.Rows {
		out = append(out, Block{Paragraph: r.Of + ":"}, Block{Table: &Table{Header: r.Header, Rows: r.Rows}})
		if r.Note != "" {
			out = append(out, Block{Paragraph: r.Note})
		}
	}
	if s.Fetch != "" {
		out = append(out, Block{Paragraph: s.Fetch})
	}
	for _, k := range s.Known {
		out = append(out, Block{Paragraph: "Known: " + k + "."})
	}
	return out
}

func note(s string) string {
	if s == "" {
		return ""
	}
	return ", " + s
}
