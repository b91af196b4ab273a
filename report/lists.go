package report

// This file is the answers to the small questions, as data and as documents.

import (
	"encoding/json"
)

// Answer is what every face can print: data and a document.
type Answer interface {
	JSON() ([]byte, error)
	Document() Document
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
	d.warn(t.Warnings)
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
