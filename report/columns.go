package report

// This file is the catalogue of columns: the list of them, and the page of one.

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Columns is the catalogue of columns, or those with a word in them.
type Columns struct {
	Word string   `json:"word"`
	List []Column `json:"columns"`
}

// Column is a row of the catalogue.
type Column struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Shape   string   `json:"shape"`
	Unit    string   `json:"unit"`
	Formula string   `json:"formula"`
	Missing string   `json:"missing"`
	Family  string   `json:"family"` // the part of its name before the first dot
	Header  string   `json:"header"` // its name in a panel file
	Units   []string `json:"units"`  // the units it is a column of, where not of all
	Sources []string `json:"sources"`
	Here    bool     `json:"here"`   // what it is made of is in the record
	Panel   bool     `json:"panel"`  // panels can have it
	Claims  bool     `json:"claims"` // claims may be about it
}

// JSON gives the catalogue as data.
func (c Columns) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the catalogue out, a table a family.
func (c Columns) Document() Document {
	d := Document{Title: "Columns"}
	if c.Word != "" {
		d.Title = fmt.Sprintf("Columns with %q", c.Word)
	}
	last := ""
	for _, x := range c.List {
		if x.Family != last || len(d.Blocks) == 0 {
			d.Blocks = append(d.Blocks, Block{Table: &Table{Caption: x.Family, Header: []string{"column", "of a", "unit", "what it is", "here"}}})
			last = x.Family
		}
		t := d.Blocks[len(d.Blocks)-1].Table
		t.Rows = append(t.Rows, []string{x.Name, x.of(), x.Unit, x.Title, x.here()})
	}
	if len(c.List) == 0 {
		d.Blocks = append(d.Blocks, Block{Paragraph: "No column has it in its name, title, words, unit or source."})
	}
	d.Notes = []string{fmt.Sprintf("%d columns. `comity column NAME` says what one is; where it is not here, which command brings it.", len(c.List))}
	return d
}

// of says what a cell of the column is of.
func (c Column) of() string {
	if len(c.Units) > 0 {
		return strings.Join(c.Units, ", ")
	}
	return c.Shape
}

// here says whether the column can be made now.
func (c Column) here() string {
	if c.Here {
		return "yes"
	}
	return "no"
}

// ColumnPage is all that is known of one column.
type ColumnPage struct {
	Column
	Words     []string       `json:"words"`
	Values    []ColumnValue  `json:"values"`
	Options   []ColumnOption `json:"options"`
	Coverage  []ColumnSource `json:"coverage"`
	Citations []Citation     `json:"citations"`
	Example   string         `json:"example"`
}

// ColumnValue is the name of one value of a column of codes.
type ColumnValue struct {
	Value int    `json:"value"`
	Text  string `json:"text"`
}

// ColumnOption is a choice a column's name may carry.
type ColumnOption struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Values []string `json:"values"`
	Many   bool     `json:"many"`
}

// ColumnSource is a source a column is made of, and what it covers.
type ColumnSource struct {
	ID      string `json:"id"`
	Edition string `json:"edition"`
	Years   string `json:"years"`
	Terms   string `json:"terms"`
	Here    bool   `json:"here"`
	Get     string `json:"get,omitempty"` // the command that brings it, where it is not here
}

// JSON gives the page as data.
func (c ColumnPage) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the page out.
func (c ColumnPage) Document() Document {
	t := &Table{Header: []string{"", ""}}
	add := func(name, words string) {
		if words != "" {
			t.Rows = append(t.Rows, []string{name, words})
		}
	}
	add("what it is", c.Title)
	add("of a", c.of())
	add("unit", c.Unit)
	add("in a panel", c.Header)
	add("formula", c.Formula)
	add("missing", c.Missing)
	for _, v := range c.Values {
		add(fmt.Sprintf("value %d", v.Value), v.Text)
	}
	add("words", strings.Join(c.Words, ", "))
	d := Document{Title: c.Name, Blocks: []Block{{Table: t}}}
	if len(c.Options) > 0 {
		d.add("options", Block{Table: optionTable(c.Options)})
	}
	d.add("coverage", c.coverage()...)
	for _, x := range c.Citations {
		d.add("cite "+x.ID, Block{Paragraph: x.Full})
	}
	d.add("example", Block{Code: c.Example})
	return d
}

// optionTable lists the choices a name may carry.
func optionTable(list []ColumnOption) *Table {
	t := &Table{Header: []string{"option", "what it chooses", "values"}}
	for _, o := range list {
		values := strings.Join(o.Values, ", ")
		if o.Many {
			values = strings.TrimSpace(values + " (several, with + between them)")
		}
		t.Rows = append(t.Rows, []string{o.Name, o.Title, values})
	}
	return t
}

// coverage says which years the column's sources speak of, and how to bring those that are not here.
func (c ColumnPage) coverage() []Block {
	if len(c.Coverage) == 0 {
		return []Block{{Paragraph: "Made of comity's own lists alone; they ship with comity."}}
	}
	t := &Table{Header: []string{"source", "edition", "years", "here", "may be written out"}}
	var get []Block
	for _, s := range c.Coverage {
		t.Rows = append(t.Rows, []string{s.ID, s.Edition, s.Years, Column{Here: s.Here}.here(), s.Terms})
		if s.Get != "" {
			get = append(get, Block{Paragraph: s.ID + " is not here: `" + s.Get + "`"})
		}
	}
	return append([]Block{{Table: t}}, get...)
}
