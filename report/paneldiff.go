package report

// This file is the answer to what changed in a panel from one lock file to another.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// PanelDiffs is what changed in the panels of two lock files.
type PanelDiffs struct {
	Old     string      `json:"old"`
	New     string      `json:"new"`
	Panels  []PanelDiff `json:"panels"`
	Sources []Source    `json:"sources"`
}

// PanelDiff is what changed in one panel.
type PanelDiff struct {
	File    string          `json:"file"`
	Same    bool            `json:"same"`           // the same bytes
	Only    string          `json:"only,omitempty"` // the only lock file that names it
	Asked   []string        `json:"asked"`          // what was asked for otherwise
	Made    []string        `json:"made"`           // what it was made of otherwise: editions, versions
	RowsOld int             `json:"rows_old"`
	RowsNew int             `json:"rows_new"`
	Added   int             `json:"added"`
	Removed int             `json:"removed"`
	Rows    []PanelRowDiff  `json:"rows"` // the first rows added and removed
	Columns []PanelCellDiff `json:"columns"`
}

// PanelRowDiff is a row that only one of two panels has.
type PanelRowDiff struct {
	Key  string `json:"key"`
	Kind string `json:"kind"` // added, removed
}

// PanelCellDiff is what changed in one column, over the rows both panels have.
type PanelCellDiff struct {
	Name    string            `json:"name"`
	Only    string            `json:"only,omitempty"` // old, new: the only panel that has it
	Changed int               `json:"changed"`
	Equal   int               `json:"equal"`
	First   []PanelCellChange `json:"first"`
}

// PanelCellChange is a cell that changed.
type PanelCellChange struct {
	Key string `json:"key"`
	Old string `json:"old"`
	New string `json:"new"`
}

// JSON gives the answer as data.
func (d PanelDiffs) JSON() ([]byte, error) { return json.MarshalIndent(d, "", "  ") }

// Document lays the answer out.
func (d PanelDiffs) Document() Document {
	out := Document{Title: fmt.Sprintf("From %s to %s", d.Old, d.New), Notes: sourceNotes(d.Sources)}
	for _, p := range d.Panels {
		out.add("panel", append([]Block{{Paragraph: p.File + ":"}}, p.blocks()...)...)
	}
	return out
}

func (p PanelDiff) blocks() []Block {
	switch {
	case p.Same:
		return []Block{{Paragraph: fmt.Sprintf("The same bytes: %d rows.", p.RowsNew)}}
	case p.Only != "":
		return []Block{{Paragraph: "Only " + p.Only + " names it."}}
	}
	var out []Block
	if len(p.Asked) > 0 {
		out = append(out, Block{Paragraph: "Asked for otherwise: " + strings.Join(p.Asked, "; ") + "."})
	}
	if len(p.Made) > 0 {
		out = append(out, Block{Paragraph: "Made otherwise: " + strings.Join(p.Made, "; ") + "."})
	}
	out = append(out, Block{Paragraph: fmt.Sprintf("Rows: %d before, %d after; %d added, %d removed.", p.RowsOld, p.RowsNew, p.Added, p.Removed)})
	if len(p.Rows) > 0 {
		t := &Table{Header: []string{"row", "what"}}
		for _, r := range p.Rows {
			t.Rows = append(t.Rows, []string{r.Key, r.Kind})
		}
		out = append(out, Block{Table: t})
	}
	sum := &Table{Header: []string{"column", "changed", "as before"}, Right: []bool{false, true, true}}
	cells := &Table{Caption: "The first cells that changed", Header: []string{"column", "row", "before", "after"}, Right: []bool{false, false, true, true}}
	for _, c := range p.Columns {
		changed, equal := strconv.Itoa(c.Changed), strconv.Itoa(c.Equal)
		if c.Only != "" {
			changed, equal = "only in the "+c.Only, ""
		}
		sum.Rows = append(sum.Rows, []string{c.Name, changed, equal})
		for _, x := range c.First {
			cells.Rows = append(cells.Rows, []string{c.Name, x.Key, x.Old, x.New})
		}
	}
	out = append(out, Block{Table: sum})
	if len(cells.Rows) > 0 {
		out = append(out, Block{Table: cells})
	}
	return out
}
