// Package panel answers with values: units by scope by columns. It knows which units exist (units.go), attaches a calculator to
// every descriptor of package column (column_*.go), and takes facts from the record and measures from measure/*. A column may
// be read in several defensible ways (whose books, which scoring); each is a Reading, and every cell says where it came from.
package panel

import (
	"fmt"
	"slices"
	"sync"

	"comity"
	"comity/column"
	"comity/record"
)

// Engine computes columns over a record. It may be used by several goroutines at once.
type Engine struct {
	rec    *record.Record
	votes  *ballots
	tables map[string][]*record.Table // by source
	flows  map[string]*flows          // by source of trade

	gridded *gridded // columns of panels that were asked for one unit
}

// New makes an engine over a record.
func New(rec *record.Record) *Engine {
	tables := map[string][]*record.Table{}
	for _, t := range rec.Tables() {
		tables[t.Source] = append(tables[t.Source], t)
	}
	return &Engine{rec: rec, votes: &ballots{rec: rec, last: comity.Forever}, tables: tables, flows: flowsOf(rec), gridded: newGridded()}
}

// Record is the record the engine reads.
func (e *Engine) Record() *record.Record { return e.rec }

// Reading is one defensible way to read a column.
type Reading struct {
	Source  string // id of the book or source
	Variant string // scoring, window or unit; empty where there is only one
	Label   string // in words
	Partial bool   // the book does not cover all partners: no totals, shares or ranks
	Caution string // what makes its years hard to hold against each other; empty where nothing does
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
	Label    string
	Value    float64
	Unit     string
	Ref      comity.Ref
	Variable string // the variable of the record it is, where it is one figure of a table
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

// calculator computes one column. Span is the years a reading can speak of; a cell outside them is never computed.
type calculator struct {
	column   string
	readings func(e *Engine, who []comity.State) []Reading
	span     func(e *Engine, r Reading, who []comity.State) (from, to int)
	cell     func(e *Engine, r Reading, who []comity.State, year int) Cell
}

// calculators is the plain list: one a column, in the order of the catalogue.
var calculators = slices.Concat(tradeColumns, voteColumns, stateColumns, tieColumns)

// sizes is of how many states each column is.
var sizes = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for _, c := range slices.Concat(column.All(), column.Panel()) {
		out[c.Name] = c.Size()
	}
	return out
})

func find(name string) *calculator {
	for i := range calculators {
		if calculators[i].column == name {
			return &calculators[i]
		}
	}
	return nil
}

// answering is what computes a column for one unit: its calculator, else what panels fill.
func answering(name string) *calculator {
	if c := find(name); c != nil {
		return c
	}
	return griddedCalculator(name)
}

// UnknownColumnError says that no column has the name.
type UnknownColumnError struct{ Name string }

func (e *UnknownColumnError) Error() string {
	return fmt.Sprintf("no column is called %q; `comity columns` lists them", e.Name)
}

// feeds names what of the record each column is made of: a variable, or a body whose votes are counted. Columns that come from
// comity's own lists alone are not there.
var feeds = map[string]string{
	"trade.turnover": flow, "trade.exports": flow, "trade.imports": flow, "trade.balance": flow, "trade.share": flow, "trade.dependence": flow, "trade.total": flow,
	"vote.agreement": assembly, "gdp": "gdp", "gdp.percapita": "gdp", "population": "population", "capability.cinc": "cinc", "milex": "milex",
	"dispute.ongoing": "dispute.ongoing", "alliance.obligation": "defense",
	"trade.export_share": flow, "trade.import_share": flow, "trade.intensity": flow, "trade.weak_link": flow, "trade.salience": flow, "trade.symmetry": flow,
	"trade.interdependence": flow, "trade.turnover_real": flow, "trade.concentration": flow, "trade.hhi_exports": flow, "trade.hhi_imports": flow,
}

// Feeds gives the variable of the record, or the body, that a column is made of; empty where it comes from comity's own lists.
func Feeds(name string) string { return feeds[name] }

// Readings gives the defensible readings of a column for a unit that the record can make, the usual one first.
func (e *Engine) Readings(name string, who []comity.State) []Reading {
	c := answering(name)
	if c == nil {
		return nil
	}
	return c.readings(e, who)
}

// Series computes a column of a unit over all years its reading covers.
func (e *Engine) Series(name string, who []comity.State, r Reading) (Series, error) {
	d, ok := descriptor(name)
	c := answering(name)
	if !ok || c == nil {
		return Series{}, &UnknownColumnError{name}
	}
	s := Series{Column: d, Who: who, Reading: r}
	from, to := c.span(e, r, who)
	for year := from; year <= to; year++ {
		s.Cells = append(s.Cells, c.at(e, r, who, year, true))
	}
	return s, nil
}

// Cell computes one cell.
func (e *Engine) Cell(name string, who []comity.State, r Reading, year int) Cell {
	c := answering(name)
	if c == nil {
		return silent(year)
	}
	from, to := c.span(e, r, who)
	return c.at(e, r, who, year, from <= year && year <= to)
}

// at computes a cell under the keys the states had in the year: not applicable where the unit did not exist, silent where the
// reading does not cover the year.
func (c *calculator) at(e *Engine, r Reading, who []comity.State, year int, covered bool) Cell {
	keys, ok := unitIn(who, year)
	switch {
	case !ok || len(who) != sizes()[c.column]: // no such unit, or the question is of another number of states
		return Cell{Year: year, Value: comity.NaN(comity.NotApplicable)}
	case !covered:
		return silent(year)
	}
	cell := c.cell(e, r, keys, year)
	cell.Year = year
	return cell
}

// Ranked is one state with its value.
type Ranked struct {
	State comity.State
	Cell  Cell
}

// Partners computes a column of a state with every alter (a pair column) or of every state (a monadic one, first zero), the
// highest first; ties by key. Only cells with a value are ranked; where the book lacks too many of them (holes.tsv), none is.
func (e *Engine) Partners(name string, first comity.State, r Reading, year int, alters []comity.State) []Ranked {
	var out []Ranked
	if _, lacks := holeIn(r.Source, year); lacks {
		return nil
	}
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

// derived makes the cell computed from others: missing for the gravest of their reasons, else f's value. Its reference is that
// of the first input, no better known than the least known of them.
func derived(year int, inputs []Input, f func() float64) Cell {
	cell := Cell{Year: year, Inputs: inputs, Value: comity.NaN(comity.NotCovered)}
	if len(inputs) == 0 {
		return cell
	}
	cell.Ref = inputs[0].Ref
	worst := comity.Present
	for _, in := range inputs {
		worst = comity.Worst(worst, comity.Why(in.Value))
		cell.Ref.Basis = min(cell.Ref.Basis, in.Ref.Basis)
	}
	if worst != comity.Present {
		cell.Value = comity.NaN(worst)
		return cell
	}
	cell.Value = f()
	return cell
}

// counted makes the cell that counts facts of comity's own lists, no better known than the least known of them.
func counted(source string, facts []Input) Cell {
	ref := comity.Ref{Source: source, Edition: comity.Version, Basis: comity.Seen}
	for _, in := range facts {
		ref.Basis = min(ref.Basis, in.Ref.Basis)
	}
	return Cell{Value: float64(len(facts)), N: len(facts), Inputs: facts, Ref: ref}
}
