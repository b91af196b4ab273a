package panel

// The kinds of rows a panel may have, and how each reaches the grids its columns are computed on.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/frame"
)

// kind is a kind of rows: what a row is of.
type kind struct {
	name  string
	title string
	slots int // states a row has
	rows  func(b *bench, s Spec) (*rows, error)
}

// kinds is the plain list of them.
var kinds = []kind{
	{"state-year", "one row a state and year", 1, stateYearRows},
	{"dyad-year", "one row a pair and year", 2, dyadYearRows},
}

// UnknownUnitError says that no unit has the name.
type UnknownUnitError struct{ Name string }

func (e *UnknownUnitError) Error() string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return fmt.Sprintf("no unit is called %q; there are %s", e.Name, strings.Join(names, ", "))
}

func findKind(name string) (kind, error) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return kind{}, &UnknownUnitError{name}
	}
	return kinds[i], nil
}

// rows are the rows of a panel before anything is filtered: what identifies each, and its places in the grids.
type rows struct {
	n     int
	ids   []*frame.Column    // as they are written, in their order
	unit  []int32            // the number of the unit (state, pair, leader …) of each row, for what runs over time
	time  []int32            // year, or the count of months or days, of each row
	years []int16            // calendar year of each row
	slot  [][]int32          // of each state of a row: its row in states
	pair  map[[2]int][]int32 // of two states of a row: their row in dyads; an empty index: the row itself
	// The grids. Both may have rows no row of the panel leads to.
	states, dyads *Grid
	fine          *fine    // of rows of months or days: their places in grids of their grain; nil where rows are of years
	own           []filled // columns of the unit itself that are always there (their names may be asked for)
}

// fine are the places of rows of months or days in grids of their grain, for the columns that are read by day.
type fine struct {
	states, dyads *Grid
	slot          [][]int32
	pair          map[[2]int][]int32
}

// of gives the grid a column is computed on, and the way to its cells from the rows for the states i and j of them.
func (r *rows) of(it Item) (g *Grid, slot [][]int32, pair map[[2]int][]int32) {
	g, slot, pair = r.states, r.slot, r.pair
	dyads, byDay := r.dyads, r.fine != nil && it.fill.byDay
	if byDay {
		g, slot, pair, dyads = r.fine.states, r.fine.slot, r.fine.pair, r.fine.dyads
	}
	if it.Column.Size() == 2 {
		g = dyads
	}
	return g, slot, pair
}

// filled is a column that a unit brings with it.
type filled struct {
	name string
	made
}

// options are the options of the grid of the units asked for.
func (s Spec) options() UnitOptions {
	return UnitOptions{From: s.From, To: s.To, ExtendTo: s.ExtendTo, On: s.On}
}

// stateGrid is all state-years of the system, whichever are asked for.
func (b *bench) stateGrid(s Spec) *Grid {
	return keep(b, "grid of state-years", func() *Grid { return gridOf(StateYears(b.sys, UnitOptions{ExtendTo: s.ExtendTo})) })
}

// dyadGrid is all directed dyad-years of the system, for units that lead to pairs here and there.
func (b *bench) dyadGrid(s Spec) *Grid {
	return keep(b, "grid of dyad-years", func() *Grid { return gridOf(DyadYears(b.sys, true, UnitOptions{ExtendTo: s.ExtendTo})) })
}

// codeName is the name of the column of a system's numbers.
func codeName(sys comity.System) string {
	switch sys {
	case comity.GW:
		return "gwcode"
	case comity.UN:
		return "uncode"
	}
	return "ccode"
}

func wholeOf(name, label string, xs []int16) *frame.Column {
	c := &frame.Column{Name: name, Label: label, Kind: frame.Whole, Ints: make([]int32, len(xs))}
	for i, x := range xs {
		c.Ints[i] = int32(x)
	}
	return c
}

func stateYearRows(b *bench, s Spec) (*rows, error) {
	u := StateYears(b.sys, s.options())
	grid := b.stateGrid(s)
	r := &rows{n: u.Len(), years: u.Year, states: grid, unit: make([]int32, u.Len()), time: make([]int32, u.Len())}
	index := make([]int32, u.Len())
	for i := range index {
		index[i] = int32(grid.Find(u.A[i], 0, int(u.Year[i])))
		r.unit[i], r.time[i] = int32(u.A[i]), int32(u.Year[i])
	}
	r.slot = [][]int32{index}
	code := codeName(b.sys)
	r.ids = []*frame.Column{wholeOf(code, "number of the state in the "+strings.ToUpper(b.sys.String())+" list", u.A), wholeOf("year", "calendar year", u.Year)}
	return r, nil
}

func dyadYearRows(b *bench, s Spec) (*rows, error) {
	grid := gridOf(DyadYears(b.sys, s.Directed, s.options()))
	grid.Undirected = !s.Directed
	all := b.stateGrid(s)
	r := &rows{n: grid.Len(), years: grid.Year, states: all, dyads: grid, unit: make([]int32, grid.Len()), time: make([]int32, grid.Len())}
	r.slot = [][]int32{grid.reach(all, false), grid.reach(all, true)}
	r.pair = map[[2]int][]int32{{0, 1}: {}}
	for i := range r.unit {
		r.unit[i], r.time[i] = int32(grid.A[i])<<16|int32(grid.B[i]), int32(grid.Year[i])
	}
	code, list := codeName(b.sys), strings.ToUpper(b.sys.String())
	for i, xs := range [][]int16{grid.A, grid.B} {
		n := strconv.Itoa(i + 1)
		r.ids = append(r.ids, wholeOf(code+n, "number of state "+n+" in the "+list+" list", xs))
	}
	r.ids = append(r.ids, wholeOf("year", "calendar year", grid.Year))
	return r, nil
}
