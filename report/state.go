package report

// This file is the answer about one state: who it is on a day, who counts it, and what it was at other times.

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// State says who a state is on a day.
type State struct {
	StateCard
	On        string            `json:"on"`
	Codes     map[string]string `json:"codes"`
	Names     map[string]string `json:"names"`
	Contested []CountedBy       `json:"contested"`
	Groups    []Fact            `json:"groups"`
	Past      *Past             `json:"past,omitempty"`
	Warnings  []Note            `json:"warnings"`
}

// CountedBy is how one counter of states counts an entity that not all count alike.
type CountedBy struct {
	By     string `json:"by"`
	Status string `json:"status"`
	Basis  string `json:"basis"`
}

// Past is what a state was at other times: its entries into the lists of states and its exits, what it came from and what came
// out of it, its names and its codes, each with days.
type Past struct {
	Turns []Turn   `json:"turns"`
	From  []string `json:"from"`
	Into  []string `json:"into"`
	Names []Dated  `json:"names"`
	Codes []Dated  `json:"codes"`
}

// Turn is an entry into a list of states or an exit, and why.
type Turn struct {
	List   string `json:"list"`
	Day    string `json:"day"`
	Change string `json:"change"`
	Reason string `json:"reason"`
	Note   string `json:"note"`
	Basis  string `json:"basis"`
}

// Dated is a name or code over a span of days.
type Dated struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
	From string `json:"from"`
	To   string `json:"to"`
}

// JSON gives the answer as data.
func (s State) JSON() ([]byte, error) { return json.MarshalIndent(s, "", "  ") }

// Document lays the answer out.
func (s State) Document() Document {
	d := Document{Title: s.Name + " on " + s.On}
	d.warn(s.Warnings)
	t := &Table{Header: []string{"", ""}, Rows: [][]string{{"id", s.ID}, {"formal name", s.Formal}}}
	for _, k := range slices.Sorted(maps.Keys(s.Codes)) {
		t.Rows = append(t.Rows, []string{"code " + k, s.Codes[k]})
	}
	for _, k := range slices.Sorted(maps.Keys(s.Names)) {
		t.Rows = append(t.Rows, []string{"name " + k, s.Names[k]})
	}
	for _, m := range s.Member {
		t.Rows = append(t.Rows, []string{"member", m})
	}
	for _, h := range s.History {
		t.Rows = append(t.Rows, []string{"succession", h})
	}
	d.Blocks = append(d.Blocks, Block{Table: t})
	if s.Past != nil {
		s.Past.document(&d)
	}
	d.add("Counted by", counted(s.Contested)...)
	d.add("Belongs to", facts(s.Groups, "No group of comity's table on that day.")...)
	return d
}

// counted lays out who counts an entity, and as what.
func counted(list []CountedBy) []Block {
	if len(list) == 0 {
		return nil
	}
	t := &Table{Header: []string{"by", "as"}}
	for _, c := range list {
		t.Rows = append(t.Rows, []string{c.By, c.Status + doubtful(c.Basis)})
	}
	return []Block{{Table: t}}
}

func doubtful(basis string) string {
	if basis == "recalled" {
		return " (unverified)"
	}
	return ""
}

func (p *Past) document(d *Document) {
	t := &Table{Header: []string{"list", "day", "", "why"}}
	for _, x := range p.Turns {
		why := x.Reason
		if strings.Contains(x.Note, x.Reason) {
			why = x.Note
		} else if x.Note != "" {
			why += ": " + x.Note
		}
		t.Rows = append(t.Rows, []string{x.List, x.Day, x.Change, why + doubtful(x.Basis)})
	}
	if len(t.Rows) > 0 {
		d.add("Entries and exits", Block{Table: t})
	}
	d.add("What it came from", lines(p.From)...)
	d.add("What came out of it", lines(p.Into)...)
	d.add("Names", datedTable(p.Names)...)
	d.add("Codes", datedTable(p.Codes)...)
}

// lines lays texts out one a line.
func lines(list []string) []Block {
	if len(list) == 0 {
		return nil
	}
	t := &Table{Header: []string{""}}
	for _, l := range list {
		t.Rows = append(t.Rows, []string{l})
	}
	return []Block{{Table: t}}
}

func datedTable(list []Dated) []Block {
	if len(list) == 0 {
		return nil
	}
	t := &Table{Header: []string{"", "", "from", "to"}}
	for _, x := range list {
		t.Rows = append(t.Rows, []string{x.Kind, x.Text, x.From, x.To})
	}
	return []Block{{Table: t}}
}
