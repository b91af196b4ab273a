package panel

// Fillers: how the cells of a column of panels are computed over a whole grid at once, and how one of them is explained. A filler
// does both with the same index, so that what is explained is what was filled.

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
)

// filler computes a column of the catalogue over a grid: of state-years where the column is of a state, else of dyad-years.
type filler struct {
	column string
	from   []string // families or ids of the sources it is made of, "gw=ID" for one system alone; nothing: comity's own lists
	byDay  bool     // it reads facts by their days: given a grid of months or days it fills that (spellindex.go); else rows of those take the year's
	fill   func(b *bench, g *Grid) (made, error)
	choose func(o Options) (func(b *bench, g *Grid) (made, error), error) // of a column with options: the fill they ask for; nil: no options
	reads  func(o Options) []string                                       // what from is under options, where they change it
}

// made is a column over the rows of a grid, and how the cell of a row came about: the source rows and figures behind it.
type made struct {
	*frame.Column
	why func(row int) Cell
}

// fillers is the plain list of them: a family of columns a file (column_*.go).
var fillers = slices.Concat(
	tieFillers(),
	figureFillers(),
	capabilityFillers,
	powerFillers,
	allianceFillers,
	jointFillers,
	contiguityFillers,
	disputeFillers(),
	distanceFillers,
	rivalryFillers(),
	igoFillers,
	identityFillers,
	civilWarFillers,
	rivalFillers,
	stateDisputeFillers,
	conflictFillers,
	societyFillers,
	neighbourFillers,
	leaderFillers,
	unitLeaderFillers(),
	flowFillers,
	exchangeFillers(),
	relevanceFillers,
	blocFillers,
)

func findFiller(name string) *filler {
	for i := range fillers {
		if fillers[i].column == name {
			return &fillers[i]
		}
	}
	return nil
}

// sources gives the families and ids of the sources the column is made of in a system.
func (f *filler) sources(sys comity.System) []string {
	var out []string
	for _, id := range f.from {
		only, rest, cut := strings.Cut(id, "=")
		switch {
		case !cut:
			out = append(out, id)
		case only == sys.String():
			out = append(out, rest)
		}
	}
	return out
}

// bench is what the fillers of one panel work with: the record, the system, whether a peer's ways are asked for, and the indexes
// they share.
type bench struct {
	e      *Engine
	sys    comity.System
	spec   Spec
	on     string // "MM-DD": facts of that day of the year; empty: of any day of it
	compat bool   // values as peacesciencer gives them, faults included
	mu     sync.Mutex
	kept   map[any]func() any
	read   map[string]bool     // the sources whose tables were opened
	uses   map[string][]string // of a column by its key: the sources it was made of, where only the filler knows
	booked string              // the book of trade that columns were read from that ask for none
}

func newBench(e *Engine, sys comity.System, s Spec) *bench {
	return &bench{e: e, sys: sys, spec: s, on: s.On, compat: s.Compat != "", kept: map[any]func() any{}, read: map[string]bool{}, uses: map[string][]string{}}
}

// daysOf are the days of a row of a run that are looked at: all of its period, or the one day of the year asked for.
func (b *bench) daysOf(r *Run, i int) comity.Span {
	if b.on == "" || r.Grain > comity.YearGrain {
		return r.Span(i)
	}
	day := UnitOptions{On: b.on}.day(r.Year(i))
	return comity.Span{From: day, To: day}
}

// keep gives what f makes, made once a panel under a name, however many fillers ask.
func keep[T any](b *bench, name string, f func() T) T { return keepBy(b, name, f) }

// keepBy keeps under any key.
func keepBy[T any](b *bench, key any, f func() T) T {
	b.mu.Lock()
	get, ok := b.kept[key]
	if !ok {
		get = sync.OnceValue(func() any { return f() })
		b.kept[key] = get
	}
	b.mu.Unlock()
	return get().(T)
}

// table finds a table of rows of a source or a family by the table's name.
func (b *bench) table(family, name string) (*record.Table, error) {
	for _, t := range b.e.rec.Answering(family) {
		if t.Name == name && len(t.Columns) > 0 {
			return b.opened(t), nil
		}
	}
	return nil, &AbsentError{Sources: []string{family}}
}

// variable finds the table of values of a source or a family that has a variable.
func (b *bench) variable(family, name string) (*record.Table, error) {
	for _, t := range b.e.rec.Answering(family) {
		if _, ok := t.Variable(name); ok {
			return b.opened(t), nil
		}
	}
	return nil, &AbsentError{Sources: []string{family}}
}

// opened notes that a table was opened.
func (b *bench) opened(t *record.Table) *record.Table {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.read[t.Source] = true
	return t
}

// rests notes the sources a column is made of under options, where the record decides which they are.
func (b *bench) rests(name string, o Options, sources ...string) {
	d, _ := descriptor(name)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.uses[Item{Column: d, Options: o}.key()] = sources
}

// AbsentError says that columns rest on sources that are not in the record.
type AbsentError struct {
	Columns []string
	Sources []string
}

func (e *AbsentError) Error() string {
	sources := strings.Join(e.Sources, " ")
	columns := strings.Join(e.Columns, ", ")
	if len(e.Columns) > 6 {
		columns = fmt.Sprintf("%s and %d more columns", strings.Join(e.Columns[:5], ", "), len(e.Columns)-5)
	}
	return fmt.Sprintf("%s: made of %s, not in the record here; fetch and build it: comity pull %s && comity build",
		columns, strings.Join(e.Sources, ", "), sources)
}

// The letters of missing cells, as frame keeps them.
const (
	notCovered    = uint8(comity.NotCovered)
	notApplicable = uint8(comity.NotApplicable)
	inSource      = uint8(comity.InSource)
	undefined     = uint8(comity.Undefined)
	withheld      = uint8(comity.Withheld)
)

// flags makes a column of flags, all of one value at first.
func flags(n int, value int8) *frame.Column {
	c := &frame.Column{Kind: frame.Flag, Small: make([]int8, n)}
	if value != 0 {
		for i := range c.Small {
			c.Small[i] = value
		}
	}
	return c
}

// reals makes a column of numbers, each at first missing for a reason.
func reals(n int, why comity.Missing) *frame.Column {
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, n)}
	nan := comity.NaN(why)
	for i := range c.Reals {
		c.Reals[i] = nan
	}
	return c
}

// descriptor finds the description of a column of comity's own: one of claims, or of panels.
func descriptor(name string) (column.Column, bool) {
	if c, ok := column.Lookup(name); ok {
		return c, true
	}
	for _, c := range column.Panel() {
		if c.Name == name {
			return c, true
		}
	}
	return column.Column{}, false
}
