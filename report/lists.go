package report

// This file is the answers to the small questions, as data and as documents.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
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

// Group says who belonged to a group on a day.
type Group struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Definer   string   `json:"definer,omitempty"`
	Founded   string   `json:"founded,omitempty"`
	Dissolved string   `json:"dissolved,omitempty"`
	On        string   `json:"on"`
	From      string   `json:"complete_from"`
	To        string   `json:"complete_to"`
	Members   []Member `json:"members"`
	Source    Ref      `json:"source"`
}

// Member is a state in a group.
type Member struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Role     string `json:"role"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"`
	DayBasis string `json:"day_basis"`
	Source   Ref    `json:"source"`
}

// JSON gives the answer as data.
func (g Group) JSON() ([]byte, error) { return json.MarshalIndent(g, "", "  ") }

// Document lays the answer out.
func (g Group) Document() Document {
	d := Document{Title: g.Name + " on " + g.On}
	roles := map[string]int{}
	var words []string
	for _, m := range g.Members {
		if roles[m.Role]++; roles[m.Role] == 1 {
			words = append(words, m.Role)
		}
	}
	for i, w := range words {
		words[i] = fmt.Sprintf("%d %s", roles[w], w)
	}
	lead := "Nobody belonged to it on that day."
	if len(words) > 0 {
		lead = upper(g.Kind) + ": " + strings.Join(words, ", ") + "."
	}
	if g.Definer != "" {
		lead += " Defined by " + g.Definer + "."
	}
	d.Blocks = append(d.Blocks, Block{Paragraph: lead})
	t := &Table{Header: []string{"id", "state", "role", "since", "source"}}
	for _, m := range g.Members {
		since := m.From
		if m.To != "" {
			since += " to " + m.To
		}
		if m.DayBasis == "recalled" {
			since += " (day unverified)"
		}
		t.Rows = append(t.Rows, []string{m.ID, m.Name, m.Role, since, m.Source.words()})
	}
	d.Blocks = append(d.Blocks, Block{Table: t})
	d.Notes = append(d.Notes, fmt.Sprintf("The roster is complete from %s to %s; outside it nothing is said.", g.From, g.To))
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
