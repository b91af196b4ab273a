package report

// This file is the answers to the small questions, as data and as documents.

import "encoding/json"

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
