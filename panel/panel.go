// Package panel answers with values: units by scope by columns. It knows which units exist (units.go), attaches a calculator to
// every descriptor of package column (column_*.go), and takes facts from the record and measures from measure/*. A column may
// be read in several defensible ways (whose books, which scoring); each is a Reading, and every cell says where it came from.
package panel

import (
	"fmt"
	"slices"

	"comity"
	"comity/column"
	"comity/record"
	"comity/states"
)

// Engine computes columns over a record. It may be used by several goroutines at once.
type Engine struct {
	rec   *record.Record
	votes *ballots
}

// New makes an engine over a record.
func New(rec *record.Record) *Engine {
	return &Engine{rec: rec, votes: &ballots{rec: rec}}
}

// Record is the record the engine reads.
func (e *Engine) Record() *record.Record { return e.rec }

// Reading is one defensible way to read a column.
type Reading struct {
	Source  string // id of the book or source
	Variant string // scoring, window or unit; empty where there is only one
	Label   string // in words
	Partial bool   // the book does not cover all partners: no totals, shares or ranks
}

// Cell is one value of a column: where it came from and what it was computed from.
type Cell struct {
	Year   int
	Value  float64 // a number, or comity.NaN of the reason
	N      int     // items behind a measure (roll calls), 0 where it is a single figure
	Ref    comity.Ref
	Inputs []Input
}

// Missing says why the cell has no value.
func (c Cell) Missing() comity.Missing { return comity.Why(c.Value) }

// Input is one of the figures a cell was computed from.
type Input struct {
	Label string
	Value float64
	Unit  string
	Ref   comity.Ref
}

// Series is a column of one unit over years, under one reading.
type Series struct {
	Column  column.Column
	Who     []comity.State
	Reading Reading
	Cells   []Cell
}

// Known gives the cells that have a value.
func (s Series) Known() []Cell {
	return slices.DeleteFunc(slices.Clone(s.Cells), func(c Cell) bool { return c.Missing() != comity.Present })
}

// In gives the cell of a year; outside the series it is not covered.
func (s Series) In(year int) Cell {
	for _, c := range s.Cells {
		if c.Year == year {
			return c
		}
	}
	return silent(year)
}

// silent is the cell of a year no source speaks of.
func silent(year int) Cell { return Cell{Year: year, Value: comity.NaN(comity.NotCovered)} }

// calculator computes one column.
type calculator struct {
	column   string
	readings func(e *Engine, who []comity.State) []Reading
	span     func(e *Engine, r Reading) (from, to int)
	cell     func(e *Engine, r Reading, who []comity.State, year int) Cell
}

// calculators is the plain list: one a column, in the order of the catalogue.
var calculators = slices.Concat(tradeColumns, voteColumns, stateColumns, tieColumns)

func find(name string) *calculator {
	for i := range calculators {
		if calculators[i].column == name {
			return &calculators[i]
		}
	}
	return nil
}

// UnknownColumnError says that no column has the name.
type UnknownColumnError struct{ Name string }

func (e *UnknownColumnError) Error() string {
	return fmt.Sprintf("no column is called %q; `comity columns` lists them", e.Name)
}

// Readings gives the defensible readings of a column for a unit that the record can make, the usual one first.
func (e *Engine) Readings(name string, who []comity.State) []Reading {
	c := find(name)
	if c == nil {
		return nil
	}
	return c.readings(e, who)
}

// Series computes a column of a unit over all years its reading covers.
func (e *Engine) Series(name string, who []comity.State, r Reading) (Series, error) {
	d, ok := column.Lookup(name)
	c := find(name)
	if !ok || c == nil {
		return Series{}, &UnknownColumnError{name}
	}
	s := Series{Column: d, Who: who, Reading: r}
	from, to := c.span(e, r)
	for year := from; year <= to; year++ {
		s.Cells = append(s.Cells, c.at(e, r, who, year))
	}
	return s, nil
}

// Cell computes one cell.
func (e *Engine) Cell(name string, who []comity.State, r Reading, year int) Cell {
	c := find(name)
	if c == nil {
		return silent(year)
	}
	return c.at(e, r, who, year)
}

// at computes a cell under the keys the states had in the year.
func (c *calculator) at(e *Engine, r Reading, who []comity.State, year int) Cell {
	keys := make([]comity.State, len(who))
	for i, s := range who {
		keys[i] = KeyIn(s, year)
		if keys[i] == comity.NoState {
			return Cell{Year: year, Value: comity.NaN(comity.NotApplicable)}
		}
	}
	cell := c.cell(e, r, keys, year)
	cell.Year = year
	return cell
}

// stands names the states that another key stood for before or after it: a question about Germany in 1970 is one about the
// Federal Republic, as the ISO code DEU says.
var stands = map[comity.State][]comity.State{255: {260}, 260: {255}, 679: {678}, 678: {679}}

// Keys gives the keys a state is found under: its own, then those its ISO code stood for.
func Keys(s comity.State) []comity.State { return append([]comity.State{s}, stands[s]...) }

// KeyIn gives the key under which a state is found in a year: its own where it was a state then, else that of the state its
// ISO code stood for, else comity.NoState where it was no state. Polities outside the systems keep their key.
func KeyIn(s comity.State, year int) comity.State {
	span := comity.YearSpan(year)
	if alive(s, span) {
		return s
	}
	for _, other := range stands[s] {
		if alive(other, span) {
			return other
		}
	}
	if len(states.Alive(comity.COW, s)) == 0 && len(states.Alive(comity.GW, s)) == 0 && len(states.Alive(comity.UN, s)) == 0 {
		return s
	}
	return comity.NoState
}

// alive says whether a state was one, by COW or UN membership, on a day of the span.
func alive(s comity.State, span comity.Span) bool {
	overlap := func(p comity.Span) bool { return p.Overlaps(span) }
	return slices.ContainsFunc(states.Alive(comity.COW, s), overlap) || slices.ContainsFunc(states.Alive(comity.UN, s), overlap)
}

// Ranked is one state with its value.
type Ranked struct {
	State comity.State
	Cell  Cell
}

// Partners computes a column of a state with every alter (a pair column) or of every state (a monadic one, first zero), the
// highest first; ties by key. Only cells with a value are ranked.
func (e *Engine) Partners(name string, first comity.State, r Reading, year int, alters []comity.State) []Ranked {
	var out []Ranked
	for _, s := range alters {
		who := []comity.State{s}
		if first != comity.NoState {
			who = []comity.State{first, s}
		}
		if s == first {
			continue
		}
		if c := e.Cell(name, who, r, year); c.Missing() == comity.Present {
			out = append(out, Ranked{s, c})
		}
	}
	slices.SortStableFunc(out, func(x, y Ranked) int {
		switch {
		case x.Cell.Value > y.Cell.Value:
			return -1
		case x.Cell.Value < y.Cell.Value:
			return 1
		}
		return int(x.State) - int(y.State)
	})
	return out
}

// StatesIn gives the states of a year, by COW or UN membership, by key.
func StatesIn(year int) []comity.State {
	span := comity.YearSpan(year)
	seen := map[comity.State]bool{}
	var out []comity.State
	for _, sys := range []comity.System{comity.COW, comity.UN} {
		for _, sp := range states.Spells(sys) {
			if sp.Span.Overlaps(span) && !seen[sp.State] {
				seen[sp.State] = true
				out = append(out, sp.State)
			}
		}
	}
	slices.Sort(out)
	return out
}

// derived makes the cell computed from others: missing for the gravest of their reasons, else f's value.
func derived(year int, inputs []Input, f func() float64) Cell {
	var why []comity.Missing
	for _, in := range inputs {
		why = append(why, comity.Why(in.Value))
	}
	cell := Cell{Year: year, Inputs: inputs, Value: comity.NaN(comity.NotCovered)}
	if len(inputs) > 0 {
		cell.Ref = inputs[0].Ref
	}
	if m := comity.Worst(why...); m != comity.Present {
		cell.Value = comity.NaN(m)
		return cell
	}
	if len(inputs) > 0 {
		cell.Value = f()
	}
	return cell
}
