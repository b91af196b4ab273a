package report

// This file is the answer that is a measurement: tables of estimates with their units, how they were made, and what they do not show.

import (
	"encoding/json"
	"fmt"
	"strconv"

	"comity/chart"
)

// Measurement is what `comity measure NAME` answers. Its tables are columns of values side by side.
type Measurement struct {
	Comity  string          `json:"comity"`
	Measure string          `json:"measure"`
	Title   string          `json:"title"`
	Finding string          `json:"finding"` // one sentence: what the numbers say; empty where the table is the answer
	Choices []Choice        `json:"choices"`
	Tables  []MeasuredTable `json:"tables"`
	Notes   []string        `json:"notes"`  // warnings first: what did not converge, what is missing
	Limits  []string        `json:"limits"` // what the measure does not show
	Formula []FormulaOf     `json:"formulas"`
	Sources []Source        `json:"sources"`
	Charts  []*chart.Line   `json:"-"`
}

// Choice is an option of the measurement and what it was.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// FormulaOf is how a column is worked out.
type FormulaOf struct {
	Name      string `json:"name"`
	Formula   string `json:"formula"`
	Unit      string `json:"unit"`
	Reference string `json:"reference"`
}

// MeasuredTable is one table of a measurement. Of a long one only the first rows are shown; Rows counts them all.
type MeasuredTable struct {
	Name    string           `json:"name"`
	Title   string           `json:"title"`
	Rows    int              `json:"rows"`
	Columns []MeasuredColumn `json:"columns"`
}

// MeasuredColumn is a column of a table: as numbers (a missing one is null, its letter in Missing) or as texts, and as it is shown.
type MeasuredColumn struct {
	Name    string     `json:"name"`
	Title   string     `json:"title"`
	Unit    string     `json:"unit"`
	Numbers []*float64 `json:"numbers,omitempty"`
	Texts   []string   `json:"texts,omitempty"`
	Missing []string   `json:"missing,omitempty"` // the letter of each cell, empty where it is there; left out where all are
	Shown   []string   `json:"-"`
}

// JSON gives the measurement as data.
func (m Measurement) JSON() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// Document lays the measurement out.
func (m Measurement) Document() Document {
	d := Document{Title: m.Title}
	if m.Finding != "" {
		d.Blocks = append(d.Blocks, Block{Lead: m.Finding})
	}
	for _, n := range m.Notes {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + n})
	}
	for _, c := range m.Charts {
		d.Blocks = append(d.Blocks, Block{Chart: c})
	}
	for _, t := range m.Tables {
		d.add(t.Title, t.blocks()...)
	}
	if len(m.Limits) > 0 {
		var blocks []Block
		for _, l := range m.Limits {
			blocks = append(blocks, Block{Paragraph: l})
		}
		d.add("what this does not show", blocks...)
	}
	d.add("how it was made", m.how()...)
	for _, s := range m.Sources {
		d.Notes = append(d.Notes, "Source: "+s.Citation)
	}
	d.Notes = append(d.Notes, "Made by comity "+m.Comity+".")
	return d
}

// blocks are the table as it is shown.
func (t MeasuredTable) blocks() []Block {
	out := &Table{}
	shown := 0
	for _, c := range t.Columns {
		name := c.Name
		if c.Unit != "" && len(c.Unit) <= 6 && c.Numbers != nil { // longer ones stand with the formulas
			name += " (" + c.Unit + ")"
		}
		out.Header, out.Right = append(out.Header, name), append(out.Right, c.Texts == nil)
		shown = len(c.Shown)
	}
	for row := range shown {
		var cells []string
		for _, c := range t.Columns {
			cells = append(cells, c.Shown[row])
		}
		out.Rows = append(out.Rows, cells)
	}
	blocks := []Block{{Table: out}}
	if rest := t.Rows - shown; rest > 0 {
		blocks = append(blocks, Block{Paragraph: fmt.Sprintf("%s of %s rows; --rows N shows more, -o FILE writes all.", grouped(shown), grouped(t.Rows))})
	}
	return blocks
}

// how says by which choices and formulas the numbers were made.
func (m Measurement) how() []Block {
	var blocks []Block
	if len(m.Choices) > 0 {
		t := &Table{Header: []string{"choice", "value"}}
		for _, c := range m.Choices {
			t.Rows = append(t.Rows, []string{c.Name, c.Value})
		}
		blocks = append(blocks, Block{Table: t})
	}
	for _, f := range m.Formula {
		blocks = append(blocks, Block{Paragraph: fmt.Sprintf("%s (%s): %s. %s.", f.Name, f.Unit, f.Formula, f.Reference)})
	}
	return blocks
}

// Number writes a number for people: as many digits as tell it from its neighbours, six of them.
func Number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }
