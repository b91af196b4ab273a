package report

// This file is the answer to what a panel would be: how large, of which sources, what is missing and how to fetch it.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"comity"
)

// PanelPlan is a panel before it is made.
type PanelPlan struct {
	Title   string       `json:"title"`
	Rows    int          `json:"rows"` // before the steps
	Columns []string     `json:"columns"`
	Memory  int64        `json:"memory"` // bytes, about
	Bytes   int64        `json:"bytes"`  // of the file, about
	Format  string       `json:"format"`
	Sources []PlanSource `json:"sources"`
	Absent  []PlanAbsent `json:"absent"`
	Free    PlanFree     `json:"free"`
	Steps   []string     `json:"steps"`
	Get     []string     `json:"get"` // the commands that bring what is not here
	Told    []string     `json:"warnings"`
}

// PlanSource is a source the panel is made of.
type PlanSource struct {
	ID    string `json:"id"`
	Here  bool   `json:"here"`
	Terms string `json:"terms"`
}

// PlanAbsent is a column that cannot be made as things are.
type PlanAbsent struct {
	Column  string   `json:"column"`
	Sources []string `json:"sources"`
}

// PlanFree is what is free, in bytes; 0 where it is not known.
type PlanFree struct {
	Memory int64 `json:"memory"`
	Disk   int64 `json:"disk"`
}

// JSON gives the plan as data.
func (p PanelPlan) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// Document lays the plan out.
func (p PanelPlan) Document() Document {
	d := Document{Title: p.Title}
	t := &Table{Header: []string{"", ""}}
	add := func(name, words string) { t.Rows = append(t.Rows, []string{name, words}) }
	add("rows", strconv.Itoa(p.Rows)+stepsWords(p.Steps))
	add("columns", fmt.Sprintf("%d: %s", len(p.Columns), strings.Join(p.Columns, ", ")))
	add("memory", "about "+comity.Show(float64(p.Memory), "bytes")+freeWords(p.Free.Memory))
	add("file", "about "+comity.Show(float64(p.Bytes), "bytes")+" as "+p.Format+freeWords(p.Free.Disk))
	d.Blocks = append(d.Blocks, Block{Table: t})
	if len(p.Sources) > 0 {
		s := &Table{Header: []string{"source", "here", "may be written out"}}
		for _, x := range p.Sources {
			s.Rows = append(s.Rows, []string{x.ID, Column{Here: x.Here}.here(), x.Terms})
		}
		d.add("sources", Block{Table: s})
	}
	for _, a := range p.Absent {
		d.Blocks = append(d.Blocks, Block{Paragraph: fmt.Sprintf("%s cannot be made: %s is not here.", a.Column, strings.Join(a.Sources, ", "))})
	}
	if len(p.Get) > 0 {
		d.add("to bring it", Block{Code: strings.Join(p.Get, "\n")})
	}
	for _, w := range p.Told {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + w})
	}
	d.Notes = []string{"Nothing was made or written."}
	return d
}

func stepsWords(steps []string) string {
	if len(steps) == 0 {
		return ""
	}
	return fmt.Sprintf(", before %d steps (%s)", len(steps), strings.Join(steps, "; "))
}

func freeWords(n int64) string {
	if n == 0 {
		return ""
	}
	return ", free are " + comity.Show(float64(n), "bytes")
}
