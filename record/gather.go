package record

// This file turns the rows of one source into tables, and says what was kept out.

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/source"
)

// Built is what building one source gave.
type Built struct {
	Source, Edition string
	Cells, Missing  int    // cells of values, and how many of them say why there is none
	Rows            int    // rows of tables
	Calls, Votes    int    // roll calls and votes
	Left            []Left // what was kept out, in the order of the reasons
	Breaches        int    // how often the tables break a law of the record
	Bytes           int64  // size of the table file
}

// Left is a reason for which rows were kept out, and how many.
type Left struct {
	Why string `json:"why"`
	N   int    `json:"n"`
}

// String sums the report up in a line.
func (b Built) String() string {
	var parts []string
	if b.Cells > 0 {
		parts = append(parts, fmt.Sprintf("%d cells (%d missing)", b.Cells, b.Missing))
	}
	if b.Rows > 0 {
		parts = append(parts, fmt.Sprintf("%d rows", b.Rows))
	}
	if b.Calls > 0 {
		parts = append(parts, fmt.Sprintf("%d roll calls, %d votes", b.Calls, b.Votes))
	}
	left := 0
	for _, l := range b.Left {
		left += l.N
	}
	if left > 0 {
		parts = append(parts, fmt.Sprintf("%d rows kept out", left))
	}
	if b.Breaches > 0 {
		parts = append(parts, fmt.Sprintf("%d breaches of the laws (comity laws %s)", b.Breaches, b.Source))
	}
	return b.Source + ": " + strings.Join(parts, ", ")
}

// gather is the sink of one source's rows.
type gather struct {
	series SeriesBuilder
	votes  VotesBuilder
	tables map[string]*RowsBuilder
	report Built
	left   map[string]int
	broken error
}

// Datum implements source.Sink. An infinite value is a fault of the reader: it is neither a number nor a reason.
func (g *gather) Datum(d source.Datum) {
	g.report.Cells++
	switch {
	case math.IsInf(d.Value, 0) && g.broken == nil:
		g.broken = fmt.Errorf("source %s: %s of %d and %d in %d (row %d) is infinite", g.report.Source, d.Variable, d.A, d.B, d.Year, d.Row)
	case math.IsNaN(d.Value):
		g.report.Missing++
		d.Value = comity.NaN(comity.Why(d.Value))
	}
	g.series.Add(d)
}

// Row implements source.Sink.
func (g *gather) Row(r source.Row) {
	g.report.Rows++
	g.tables[r.Table].Add(r)
}

// Call implements source.Sink.
func (g *gather) Call(c source.RollCall) int {
	g.report.Calls++
	return g.votes.Call(c)
}

// Cast implements source.Sink.
func (g *gather) Cast(call int, s comity.State, v source.Vote) {
	g.report.Votes++
	g.votes.Cast(call, s, v)
}

// Leave implements source.Sink.
func (g *gather) Leave(why string) { g.left[why]++ }

// build reads a source and gives its tables, ready for a container, with the report.
func build(s source.Source, files fs.FS) ([]Builder, Built, error) {
	c := s.Card()
	g := &gather{left: map[string]int{}, tables: map[string]*RowsBuilder{}, report: Built{Source: c.ID, Edition: c.Edition}}
	for _, t := range c.Tables {
		g.tables[t.Name] = NewRows(c, t)
	}
	if err := s.Read(files, g); err != nil {
		return nil, g.report, fmt.Errorf("source %s: %w", c.ID, err)
	}
	if g.broken != nil {
		return nil, g.report, g.broken
	}
	for why, n := range g.left {
		g.report.Left = append(g.report.Left, Left{why, n})
	}
	slices.SortFunc(g.report.Left, func(a, b Left) int { return strings.Compare(a.Why, b.Why) })
	var out []Builder
	if len(c.Variables) > 0 {
		g.series.Head = headOf(c)
		out = append(out, &g.series)
	}
	if c.Body != "" {
		g.votes.Head = headOf(c)
		out = append(out, &g.votes)
	}
	for _, t := range c.Tables {
		out = append(out, g.tables[t.Name])
	}
	g.keepLeft(out)
	return out, g.report, nil
}

// keepLeft writes what was kept out into the head of the source's first table.
func (g *gather) keepLeft(out []Builder) {
	if len(out) == 0 {
		return
	}
	switch b := out[0].(type) {
	case *SeriesBuilder:
		b.Head.Left = g.report.Left
	case *VotesBuilder:
		b.Head.Left = g.report.Left
	case *RowsBuilder:
		b.Head.Left = g.report.Left
	}
}

// headOf is the head of a source's table: what its card says.
func headOf(c source.Card) Head {
	h := Head{Source: c.ID, Edition: c.Edition, Family: c.Family, Rank: c.Rank, Body: c.Body, From: c.From, To: c.To, Data: c.DataTo}
	for _, v := range c.Variables {
		d := Variable{Name: v.Name, Column: v.Column, Unit: v.Unit, Absence: string(v.Absence), Meaning: v.Meaning, None: v.None}
		if v.Law != (source.Law{}) {
			d.Law = &v.Law
		}
		h.Variables = append(h.Variables, d)
	}
	for _, f := range c.Files {
		h.Snapshots = append(h.Snapshots, Input{f.Name, f.SHA256})
	}
	return h
}
