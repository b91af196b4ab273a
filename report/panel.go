package report

// This file is the answer that is a panel: what it is, what the steps did, its columns with what is missing of each, its first
// rows, and the files it was written to.

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"comity"
)

// Panel is a panel as it is shown.
type Panel struct {
	Title   string        `json:"title"`
	Unit    string        `json:"unit"`
	Rows    int           `json:"rows"`
	Columns []PanelColumn `json:"columns"`
	Steps   []PanelStep   `json:"steps"`
	Head    [][]string    `json:"first_rows"`
	Files   []PanelFile   `json:"files"`
	Sources []Source      `json:"sources"`
	Notes   []string      `json:"notes"`
}

// PanelColumn is a column of a panel.
type PanelColumn struct {
	Name    string         `json:"name"`
	Of      string         `json:"column"` // its name in the catalogue; empty where it identifies the row or a step made it
	Title   string         `json:"title"`
	Unit    string         `json:"unit"`
	Kind    string         `json:"kind"`
	N       int            `json:"n"`
	Missing map[string]int `json:"missing"` // cells by letter
	Sources []string       `json:"sources"`
}

// PanelStep is what a step did to the number of rows.
type PanelStep struct {
	What   string   `json:"what"`
	Before int      `json:"before"`
	After  int      `json:"after"`
	Notes  []string `json:"notes"`
}

// PanelFile is a file that was written.
type PanelFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// JSON gives the panel as data.
func (p Panel) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// Document lays the panel out.
func (p Panel) Document() Document {
	d := Document{Title: p.Title, Notes: append(sourceNotes(p.Sources), p.Notes...)}
	if len(p.Head) > 0 {
		d.add("first rows", p.head()...)
	}
	d.add("rows", p.steps()...)
	d.add("columns", Block{Table: p.columns()})
	for _, f := range p.Files {
		d.Blocks = append(d.Blocks, Block{Paragraph: fmt.Sprintf("wrote %s (%s)", f.Name, comity.Show(float64(f.Bytes), "bytes"))})
	}
	return d
}

// head is the first rows: of a wide panel as many columns as a line holds.
func (p Panel) head() []Block {
	t := &Table{}
	room := tableWidth
	for i, c := range p.Columns {
		width := utf8.RuneCountInString(c.Name)
		for _, r := range p.Head {
			width = max(width, utf8.RuneCountInString(r[i]))
		}
		if room -= width + 2; room < 0 {
			break
		}
		t.Header, t.Right = append(t.Header, c.Name), append(t.Right, c.Kind != "text")
	}
	for _, r := range p.Head {
		t.Rows = append(t.Rows, r[:len(t.Header)])
	}
	out := []Block{{Table: t}}
	if left := len(p.Columns) - len(t.Header); left > 0 {
		out = append(out, Block{Paragraph: fmt.Sprintf("%d more columns are not shown here.", left)})
	}
	return out
}

// steps are the numbers of rows, and below them what else is to be known of each step.
func (p Panel) steps() []Block {
	t := &Table{Header: []string{"step", "rows before", "rows after"}, Right: []bool{false, true, true}}
	var notes []Block
	for i, s := range p.Steps {
		before := strconv.Itoa(s.Before)
		if i == 0 {
			before = ""
		}
		t.Rows = append(t.Rows, []string{s.What, before, strconv.Itoa(s.After)})
		if len(s.Notes) > 0 {
			what := "Rows"
			if i > 0 {
				what = "Step " + strconv.Itoa(i)
			}
			notes = append(notes, Block{Paragraph: fmt.Sprintf("%s: %s.", what, strings.Join(s.Notes, "; "))})
		}
	}
	return append([]Block{{Table: t}}, notes...)
}

func (p Panel) columns() *Table {
	t := &Table{Header: []string{"name", "what it is", "unit", "n", "missing", "source"}, Right: []bool{false, false, false, true}}
	for _, c := range p.Columns {
		t.Rows = append(t.Rows, []string{c.Name, c.Title, c.Unit, strconv.Itoa(c.N), missingWords(c.Missing, p.Rows), strings.Join(c.Sources, ", ")})
	}
	return t
}

// missingWords says which share of the cells is missing for which reason: "12.3 % .a, 0.1 % .c".
func missingWords(missing map[string]int, rows int) string {
	var parts []string
	for _, l := range letters(missing) {
		parts = append(parts, comity.Show(float64(missing[l])/float64(rows), "share")+" "+l)
	}
	return strings.Join(parts, ", ")
}

// letters are the letters that occur, in order.
func letters(missing map[string]int) []string { return slices.Sorted(maps.Keys(missing)) }
