package report

// This file is the page on one treaty: its life, who was bound when, what it promises and declares, and what it rests on.

import (
	"encoding/json"
	"fmt"
	"strings"
)

// TreatyPage is everything the list knows of one treaty.
type TreatyPage struct {
	Treaty
	On         string       `json:"on"`
	Aliases    []string     `json:"aliases"`
	Suspended  string       `json:"suspended"`
	Superseded *TreatyLink  `json:"superseded_by"`
	TookPlace  []TreatyLink `json:"supersedes"`
	Bound      []PartySpan  `json:"bound"`
	Declares   []Clause     `json:"declares"`
	Successors []Fact       `json:"successions"`
	Read       []string     `json:"read_in"`  // locators: "atop:4980", "doc:ADDRESS"
	Recalled   []string     `json:"recalled"` // the parts not read in a source though the treaty was
	Remark     string       `json:"remark"`
	Warnings   []Note       `json:"warnings"`
}

// TreatyLink names another treaty of the list.
type TreatyLink struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Signed string `json:"signed"`
}

// PartySpan is a state bound by the treaty over a span of days.
type PartySpan struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	From    string `json:"from"`
	To      string `json:"to"`       // empty while it is bound
	On      bool   `json:"on"`       // whether bound, or a signatory, on the day asked for
	RestsOn string `json:"rests_on"` // the succession the binding rests on, in words; empty where it bound itself
}

// Clause is one thing a treaty declares.
type Clause struct {
	Kind   string `json:"kind"` // a word of the vocabulary in docs/GLOSSARY.md
	Value  string `json:"value"`
	Text   string `json:"text"`
	Note   string `json:"note"`
	Source Ref    `json:"source"`
}

// JSON gives the page as data.
func (t TreatyPage) JSON() ([]byte, error) { return json.MarshalIndent(t, "", "  ") }

// Document lays the page out.
func (t TreatyPage) Document() Document {
	d := Document{Title: t.Title}
	d.Blocks = append(d.Blocks, Block{Lead: t.lead()})
	d.warn(t.Warnings)
	d.Blocks = append(d.Blocks, Block{Table: t.facts()})
	d.add("Who was bound, and when", t.parties()...)
	if len(t.Declares) > 0 {
		d.add("What it declares", Block{Table: t.clauses()})
	}
	if len(t.Successors) > 0 {
		d.add("Succession of states to it", facts(t.Successors, "")...)
	}
	d.Notes = append(d.Notes, "read in: "+orDash(strings.Join(t.Read, "; ")))
	if len(t.Recalled) > 0 {
		d.Notes = append(d.Notes, "unverified: "+strings.Join(t.Recalled, ", "))
	}
	return d
}

// lead says where the treaty stood on the day.
func (t TreatyPage) lead() string {
	say := fmt.Sprintf("Signed %s; on %s it was %s", t.Signed, t.On, t.Stage)
	if t.Stage == "in force" && t.Ended == "" {
		say += " as far as the list knows, which has no end of it"
	}
	if t.Stage == "suspended" {
		say += " (since " + t.Suspended + ", by a party that did not leave it)"
	}
	n := 0
	for _, p := range t.Bound {
		if p.On {
			n++
		}
	}
	return fmt.Sprintf("%s, with %s.%s", say, plural(n, "state"), t.Source.doubt())
}

// facts are the life of the treaty in rows.
func (t TreatyPage) facts() *Table {
	out := &Table{Header: []string{"", ""}}
	add := func(name, value string) {
		if value != "" {
			out.Rows = append(out.Rows, []string{name, value})
		}
	}
	add("id", t.ID)
	add("kind", t.Kind)
	add("also called", strings.Join(t.Aliases, "; "))
	add("signed", t.Signed)
	add("in force", t.InForce)
	add("extended", strings.Join(t.Extended, ", "))
	add("suspended", t.Suspended)
	add("ended", strings.TrimSpace(t.Ended+" "+t.EndedHow))
	if t.Superseded != nil {
		add("superseded by", t.Superseded.words())
	}
	for _, l := range t.TookPlace {
		add("takes the place of", l.words())
	}
	add("obligations", t.Obligations)
	add("remark", t.Remark)
	return out
}

func (l TreatyLink) words() string { return fmt.Sprintf("%s (%.4s; %s)", l.Title, l.Signed, l.ID) }

// parties are the states with their days, those that share them on one row.
func (t TreatyPage) parties() []Block {
	out := &Table{Header: []string{"from", "to", "states"}}
	at := map[string]int{}
	for _, p := range t.Bound {
		name := p.Name
		if p.RestsOn != "" {
			name += " (" + p.RestsOn + ")"
		}
		k := p.From + " " + p.To
		if i, ok := at[k]; ok {
			out.Rows[i][2] += ", " + name
			continue
		}
		at[k] = len(out.Rows)
		out.Rows = append(out.Rows, []string{p.From, orDash(p.To), name})
	}
	return []Block{{Table: out}}
}

func (t TreatyPage) clauses() *Table {
	out := &Table{Header: []string{"clause", "in words", "source"}}
	for _, c := range t.Declares {
		text := c.Text
		if c.Note != "" {
			text += " (" + c.Note + ")"
		}
		source := c.Source.Note
		if source == "" {
			source = c.Source.ID
		}
		out.Rows = append(out.Rows, []string{c.Kind, text, source + c.Source.doubt()})
	}
	return out
}
