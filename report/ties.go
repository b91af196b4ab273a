package report

// This file is the page on diplomatic relations: of a pair, its events, missions and recognition; of one state, all it has.

import (
	"encoding/json"
	"fmt"
)

// Ties is what is known of the relations of a pair of states.
type Ties struct {
	Title       string    `json:"title"`
	On          string    `json:"on"`
	Relations   string    `json:"relations"` // "open", "none", or "not known"
	Events      []Fact    `json:"events"`
	Missions    []Mission `json:"missions"`
	Recognition []Fact    `json:"recognition"`
	Coverage    string    `json:"coverage"`
	Warnings    []Note    `json:"warnings"`
}

// Mission is a span of days in which one state had a mission in another.
type Mission struct {
	Sender string `json:"sender"`
	Host   string `json:"host"`
	From   string `json:"from"`
	To     string `json:"to"`
	Rank   string `json:"rank"`
	Source Ref    `json:"source"`
}

// JSON gives the answer as data.
func (t Ties) JSON() ([]byte, error) { return json.MarshalIndent(t, "", "  ") }

// Document lays the answer out.
func (t Ties) Document() Document {
	d := Document{Title: t.Title, Notes: []string{t.Coverage}}
	d.Blocks = append(d.Blocks, Block{Lead: fmt.Sprintf("Diplomatic relations on %s: %s.", t.On, t.Relations)})
	d.warn(t.Warnings)
	d.add("Events", facts(t.Events, "No event of the two is in comity's list; that does not mean there was none.")...)
	if len(t.Missions) > 0 {
		m := &Table{Header: []string{"from", "to", "mission", "rank"}}
		for _, x := range t.Missions {
			m.Rows = append(m.Rows, []string{x.From, x.To, x.Sender + " in " + x.Host, x.Rank + x.Source.doubt()})
		}
		d.add("Missions", Block{Table: m})
	}
	if len(t.Recognition) > 0 {
		d.add("Recognition", facts(t.Recognition, "")...)
	}
	return d
}

// TiesOf is the relations of one state with all others of the list.
type TiesOf struct {
	Title       string     `json:"title"`
	On          string     `json:"on"`
	List        []Relation `json:"relations"`
	Recognises  []Fact     `json:"recognises"`
	RecognisedN *int       `json:"recognised_by"` // how many states of the list recognise it, where it is an entity of the list of recognition; else null
	RecognisedL []Fact     `json:"recognised_by_states"`
	Coverage    string     `json:"coverage"`
	Warnings    []Note     `json:"warnings"`
}

// Relation is the state of relations with one other state on a day.
type Relation struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Relations string `json:"relations"` // "open" or "none"
	Since     string `json:"since"`
	Event     string `json:"event"` // the event it follows from
	Source    Ref    `json:"source"`
}

// JSON gives the answer as data.
func (t TiesOf) JSON() ([]byte, error) { return json.MarshalIndent(t, "", "  ") }

// Document lays the answer out.
func (t TiesOf) Document() Document {
	d := Document{Title: t.Title, Notes: []string{t.Coverage}}
	open := 0
	rows := &Table{Header: []string{"with", "relations", "since", "source"}}
	for _, r := range t.List {
		if r.Relations == "open" {
			open++
		}
		rows.Rows = append(rows.Rows, []string{r.Name, r.Relations, r.Event + " " + r.Since, r.Source.Note + r.Source.doubt()})
	}
	lead := fmt.Sprintf("Of %s in comity's list it has relations with %d on %s. A state that is not listed is not covered.", plural(len(t.List), "state"), open, t.On)
	if len(t.List) == 0 {
		lead = "No relations of it are in comity's list; that does not mean there are none."
	}
	if t.RecognisedN != nil {
		lead += fmt.Sprintf(" It is recognised by %s of comity's list of recognition.", plural(*t.RecognisedN, "state"))
	}
	d.Blocks = append(d.Blocks, Block{Lead: lead})
	d.warn(t.Warnings)
	if len(rows.Rows) > 0 {
		d.Blocks = append(d.Blocks, Block{Table: rows})
	}
	if len(t.RecognisedL) > 0 {
		d.add("Recognised by", facts(t.RecognisedL, "")...)
	}
	if len(t.Recognises) > 0 {
		d.add("What it recognises, of entities not recognised by all", facts(t.Recognises, "")...)
	}
	return d
}
