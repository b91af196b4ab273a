package report

// This file is the answers to the small questions, as data and as documents.

import (
	"encoding/json"
	"slices"
)

// Answer is what every face can print: data and a document.
type Answer interface {
	JSON() ([]byte, error)
	Document() Document
}

// State says who a state is on a day.
type State struct {
	StateCard
	On       string            `json:"on"`
	Codes    map[string]string `json:"codes"`
	Groups   []Fact            `json:"groups"`
	Warnings []Note            `json:"warnings"`
}

// JSON gives the answer as data.
func (s State) JSON() ([]byte, error) { return json.MarshalIndent(s, "", "  ") }

// Document lays the answer out.
func (s State) Document() Document {
	d := Document{Title: s.Name + " on " + s.On}
	for _, w := range s.Warnings {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + w.Text})
	}
	t := &Table{Header: []string{"", ""}, Rows: [][]string{{"id", s.ID}, {"formal name", s.Formal}}}
	var schemes []string
	for k := range s.Codes {
		schemes = append(schemes, k)
	}
	slices.Sort(schemes)
	for _, k := range schemes {
		t.Rows = append(t.Rows, []string{"code " + k, s.Codes[k]})
	}
	for _, m := range s.Member {
		t.Rows = append(t.Rows, []string{"member", m})
	}
	for _, h := range s.History {
		t.Rows = append(t.Rows, []string{"succession", h})
	}
	d.Blocks = append(d.Blocks, Block{Table: t})
	d.add("Belongs to", facts(s.Groups, "No group of comity's table on that day.")...)
	return d
}

// Treaties lists treaties.
type Treaties struct {
	Title    string   `json:"title"`
	List     []Treaty `json:"treaties"`
	Coverage string   `json:"coverage"`
	Warnings []Note   `json:"warnings"`
}

// JSON gives the answer as data.
func (t Treaties) JSON() ([]byte, error) { return json.MarshalIndent(t, "", "  ") }

// Document lays the answer out.
func (t Treaties) Document() Document {
	d := Document{Title: t.Title, Notes: []string{t.Coverage}}
	for _, w := range t.Warnings {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + w.Text})
	}
	d.Blocks = append(d.Blocks, Pair{Treaties: t.List}.treaties()...)
	return d
}

// Columns is the catalogue of columns.
type Columns struct {
	List []Column `json:"columns"`
}

// Column is a row of the catalogue.
type Column struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Shape   string `json:"shape"`
	Unit    string `json:"unit"`
	Formula string `json:"formula"`
	Missing string `json:"missing"`
}

// JSON gives the catalogue as data.
func (c Columns) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the catalogue out.
func (c Columns) Document() Document {
	t := &Table{Header: []string{"column", "of a", "unit", "what it is"}}
	for _, x := range c.List {
		t.Rows = append(t.Rows, []string{x.Name, x.Shape, x.Unit, x.Title})
	}
	return Document{Title: "Columns", Blocks: []Block{{Table: t}}}
}
