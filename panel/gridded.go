package panel

// This file lets claims, pages and `comity why` ask the columns that panels fill over grids: each of comity's own columns of states,
// of pairs and of the whole system answers for one unit as the columns with a calculator do. Of a pair the grid holds all pairs of
// its first state, so that ranks among alters cost one filling.

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"comity"
	"comity/column"
	"comity/format/frame"

	"github.com/agnivade/levenshtein"
)

// readingOptions are the options whose values are defensible readings of one quantity; those of all others choose another quantity
// (an issue, a group), and stay at their defaults.
var readingOptions = []string{"distance", "scoring", "values", "calls", "by"}

// defensible are the values of an option that are readings, where not all are.
var defensible = map[string][]string{"calls": {"divided", "all"}}

// gridded keeps what was laid out for one engine.
type gridded struct {
	mu    sync.Mutex
	bench map[comity.System]*bench
	made  map[griddedKey]func() laid
}

func newGridded() *gridded {
	return &gridded{bench: map[comity.System]*bench{}, made: map[griddedKey]func() laid{}}
}

type griddedKey struct {
	column string // with its options
	system comity.System
	first  comity.State // the state whose pairs, or NoState: all state-years, or the system
}

// laid is a column over a grid.
type laid struct {
	g *Grid
	made
	err error
}

// griddedColumn finds a column of panels that can answer for one unit: it is of states, pairs or the system, by year.
func griddedColumn(name string) (column.Column, *filler) {
	f := findFiller(name)
	if f == nil {
		return column.Column{}, nil
	}
	d, ok := descriptor(name)
	if !ok || len(d.Units) > 0 && !slices.Contains(d.Units, unitOfSize(d.Size())) {
		return column.Column{}, nil
	}
	return d, f
}

// unitOfSize is the unit of rows of so many states by year.
func unitOfSize(n int) string { return [...]string{"system-year", "state-year", "dyad-year"}[n] }

// griddedCalculator answers for a column of panels; nil where none has the name.
func griddedCalculator(name string) *calculator {
	d, f := griddedColumn(name)
	if f == nil {
		return nil
	}
	return &calculator{column: name,
		readings: func(e *Engine, who []comity.State) []Reading { return griddedReadings(e, d, f, who) },
		span: func(e *Engine, r Reading, who []comity.State) (int, int) {
			x := e.laid(d, r, who)
			return x.reach(who)
		},
		cell: func(e *Engine, r Reading, who []comity.State, year int) Cell {
			x := e.laid(d, r, who)
			row := x.row(e.benchOf(listFor(f)), who, year)
			switch {
			case x.err != nil:
				return silent(year)
			case row < 0:
				return Cell{Year: year, Value: comity.NaN(comity.NotApplicable)}
			}
			return x.why(row)
		}}
}

// listFor is the list of states a column is filled for: of votes the members of the United Nations, else the Correlates of War's.
func listFor(f *filler) comity.System {
	for _, id := range f.from {
		if strings.HasPrefix(id, "unga-votes") || strings.HasPrefix(id, "unsc-votes") {
			return comity.UN
		}
	}
	return comity.COW
}

// benchOf is the bench of a list of states, its indexes kept from one question to the next.
func (e *Engine) benchOf(sys comity.System) *bench {
	g := e.gridded
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.bench[sys] == nil {
		g.bench[sys] = newBench(e, sys, Spec{System: sys.String(), ExtendTo: lastClaimed})
	}
	return g.bench[sys]
}

// lastClaimed is the last year claims are held against grids: that of the newest votes. The members of a list that ends before are
// repeated, and every column says for itself which years its sources cover.
const lastClaimed = 2025

// laid gives a column laid out for a unit under a reading.
func (e *Engine) laid(d column.Column, r Reading, who []comity.State) laid {
	f := findFiller(d.Name)
	key := griddedKey{d.Name + ":" + r.Variant, listFor(f), comity.NoState}
	if d.Size() == 2 {
		key.first = who[0]
	}
	g := e.gridded
	g.mu.Lock()
	get := g.made[key]
	if get == nil {
		get = sync.OnceValue(func() laid { return e.lay(d, f, r, key) })
		g.made[key] = get
	}
	g.mu.Unlock()
	return get()
}

// lay fills a column over the grid of a key.
func (e *Engine) lay(d column.Column, f *filler, r Reading, key griddedKey) laid {
	b := e.benchOf(key.system)
	fill := f.fill
	if f.choose != nil {
		o := Options{}
		if r.Variant != "" {
			var err error
			if o, err = parseOptions(r.Variant, d); err != nil {
				return laid{err: err}
			}
		}
		var err error
		if fill, err = f.choose(o); err != nil {
			return laid{err: err}
		}
	}
	g := b.worldGrid()
	switch d.Size() {
	case 1:
		g = b.stateGrid(b.spec)
	case 2:
		g = b.pairsWith(key.first)
	}
	m, err := fill(b, g)
	return laid{g, m, err}
}

// pairsWith is all directed dyad-years of a state with every other, under any of its keys.
func (b *bench) pairsWith(s comity.State) *Grid {
	return keepBy(b, [2]any{"pairs with", s}, func() *Grid {
		codes := map[int16]bool{}
		for _, key := range Keys(s) {
			for _, n := range b.keyNumbers()[key] {
				codes[n.code] = true
			}
		}
		r := newRoster(b.sys, b.lives(b.spec), comity.YearGrain, UnitOptions{}, nil)
		of := func(i int16) bool { return codes[r.members[i].code] }
		var list []entry
		for i := range r.members {
			for j := range r.members {
				if i != j && (of(int16(i)) || of(int16(j))) {
					list = r.entry(list, i, j)
				}
			}
		}
		return gridOf(r.units(list))
	})
}

// row finds the row of a unit in a year; -1 where it has none.
func (x laid) row(b *bench, who []comity.State, year int) int {
	if x.err != nil {
		return -1
	}
	var codes [2]int16
	for i, s := range who {
		if codes[i] = b.keyNumbers().during(s, comity.YearSpan(year)); codes[i] == 0 {
			return -1
		}
	}
	return x.g.Find(codes[0], codes[1], year)
}

// reach is the years from the first to the last in which a unit's cells say something; of a unit that never says anything, none.
func (x laid) reach(who []comity.State) (from, to int) {
	from, to = 1, 0
	if x.err != nil {
		return from, to
	}
	for i := range x.g.Runs {
		r := &x.g.Runs[i]
		if !r.of(who) {
			continue
		}
		for k := range r.Len {
			if y := r.From + k; comity.Why(x.At(r.Row+k)) != comity.NotCovered {
				if from > to {
					from, to = y, y
				}
				from, to = min(from, y), max(to, y)
			}
		}
	}
	return from, to
}

// of says whether a run is of a unit, under any of its keys.
func (r *Run) of(who []comity.State) bool {
	switch len(who) {
	case 0:
		return true
	case 1:
		return slices.Contains(Keys(who[0]), r.A)
	}
	return slices.Contains(Keys(who[0]), r.A) && slices.Contains(Keys(who[1]), r.B)
}

// griddedReadings are the readings of a column: a choice of values of each option that says how it is read. There are none where its
// sources are not here.
func griddedReadings(e *Engine, d column.Column, f *filler, who []comity.State) []Reading {
	if len(who) != d.Size() {
		return nil
	}
	id := e.sourceOfFiller(f)
	list := []Reading{{Source: id}}
	for _, name := range readingOptions {
		i := slices.IndexFunc(d.Options, func(o column.Option) bool { return o.Name == name })
		if i < 0 {
			continue
		}
		values := d.Options[i].Values
		if some := defensible[name]; some != nil {
			values = some
		}
		list = withValues(list, name, values)
	}
	if len(list) == 1 {
		list[0].Label = id
	}
	if x := e.laid(d, list[0], who); x.err != nil || x.Kind == frame.Text { // nothing can be said of a text but that it is there
		return nil
	}
	return list
}

// withValues multiplies readings by the values of an option.
func withValues(list []Reading, option string, values []string) []Reading {
	var out []Reading
	for _, r := range list {
		for _, v := range values {
			x := r
			x.Variant = strings.TrimPrefix(x.Variant+";"+option+"="+v, ";")
			x.Label = strings.TrimPrefix(x.Label+", "+option+" "+v, ", ")
			out = append(out, x)
		}
	}
	return out
}

// sourceOfFiller is the id of the source a column is made of here: the first of them.
func (e *Engine) sourceOfFiller(f *filler) string {
	list := f.sources(listFor(f))
	if len(list) == 0 {
		return "comity"
	}
	if here := e.rec.Editions(list[0]); len(here) > 0 {
		return here[0]
	}
	return list[0]
}

// Lacks gives the families or ids of the sources that a column is made of and that are not in the record, for a unit.
func (e *Engine) Lacks(name string, who []comity.State) []string {
	d, f := griddedColumn(name)
	if f == nil || find(name) != nil || len(who) != d.Size() {
		return nil
	}
	if absent := new(AbsentError); errors.As(e.laid(d, Reading{}, who).err, &absent) {
		return absent.Sources
	}
	return nil
}

// NearestColumn gives the column a claim may be about whose name is nearest to one that is none; empty where none is near.
func NearestColumn(name string) string {
	best, least := "", 1+len(name)/3
	for _, d := range slices.Concat(column.All(), column.Panel()) {
		if _, ok := column.Claimable(d.Name); !ok {
			continue
		}
		for _, known := range []string{d.Name, d.In()} {
			if n := levenshtein.ComputeDistance(name, known); n < least {
				best, least = d.Name, n
			}
		}
	}
	return best
}
