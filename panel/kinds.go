package panel

// The kinds of rows a panel may have, and how each reaches the grids its columns are computed on.

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
)

// kind is a kind of rows: what a row is of.
type kind struct {
	name   string
	title  string
	slots  int          // states a row has; 0 of k-ads until it is known how many
	grain  comity.Grain // of the rows, where they are of the days a unit existed
	system string       // the list of states it is of where none is asked for; empty: cow
	of     []string     // what may be asked for with Of, the usual first; nil: nothing
	ofMany bool         // several of these may be asked for, or groups by name
	// Of units that may be too many to be held at once: the parts their rows are made in, of about so many rows, and the number
	// of rows, reckoned without making them. Of all others: the rows.
	split func(b *bench, k kind, s Spec, size int64) ([]part, error)
	tally func(b *bench, k kind, s Spec) (int64, error)
	rows  func(b *bench, k kind, s Spec) (*rows, error)
}

// kinds is the plain list of them.
var kinds = []kind{
	{name: "state-year", title: "one row a state and year", slots: 1, grain: comity.YearGrain, split: stateParts, tally: entryCount},
	{name: "dyad-year", title: "one row a pair and year", slots: 2, grain: comity.YearGrain, split: dyadParts, tally: entryCount},
	{name: "state-month", title: "one row a state and month", slots: 1, grain: comity.MonthGrain, split: stateParts, tally: entryCount},
	{name: "state-day", title: "one row a state and day", slots: 1, grain: comity.DayGrain, split: stateParts, tally: entryCount},
	{name: "dyad-month", title: "one row a pair and month", slots: 2, grain: comity.MonthGrain, split: dyadParts, tally: entryCount},
	{name: kAdYear, title: "one row a set of k states and year", grain: comity.YearGrain, split: kadParts, tally: kadCount},
	{name: "leader-year", title: "one row a term of office, state and year", slots: 1, grain: comity.YearGrain, of: []string{"states", "all"}, rows: leaderYearRows},
	{name: "leader-dyad-year", title: "one row two leaders in office on a common day, and year", slots: 2, grain: comity.YearGrain, rows: leaderDyadRows},
	{name: "dispute-dyad-year", title: "one row a dispute, pair and year", slots: 2, of: midLists, rows: disputeRows},
	{name: "treaty-party-year", title: "one row a treaty, party and year in force", slots: 1, of: treatyLists, rows: treatyRows},
	{name: worldYear, title: "one row a year of the list of states", rows: worldRows},
	{name: "group-year", title: "one row a group of states and year", of: groupKinds, ofMany: true, rows: groupRows},
	{name: "group-member-year", title: "one row a group, member and year", slots: 1, of: groupKinds, ofMany: true, rows: groupMemberRows},
	{name: "roll-call", title: "one row a roll call", system: "un", of: bodies, rows: callRows},
	{name: "roll-call-state", title: "one row a roll call and member of the day", slots: 1, system: "un", of: bodies, rows: callStateRows},
	{name: "dyad-day", title: "one row a pair and day", slots: 2, grain: comity.DayGrain, split: dyadParts, tally: entryCount},
}

// count gives the number of rows before any step.
func (k kind) count(b *bench, s Spec) (int64, error) {
	if k.tally != nil {
		return k.tally(b, k, s)
	}
	r, err := keptRows(k, b, s)
	if err != nil {
		return 0, err
	}
	return int64(r.n), nil
}

// parts gives the parts of the rows, one where they are made at once.
func (k kind) parts(b *bench, s Spec, size int64) ([]part, error) {
	if k.split != nil {
		return k.split(b, k, s, size)
	}
	r, err := keptRows(k, b, s)
	if err != nil {
		return nil, err
	}
	return []part{{int64(r.n), func() (*rows, error) { return r, nil }}}, nil
}

// keptRows makes the rows of a unit that is made at once, once a panel.
func keptRows(k kind, b *bench, s Spec) (*rows, error) {
	type got struct {
		r   *rows
		err error
	}
	g := keep(b, "rows of "+k.name+" "+strings.Join(s.Scope, "\n"), func() got {
		r, err := k.rows(b, k, s)
		if absent := new(AbsentError); errors.As(err, &absent) && len(absent.Columns) == 0 {
			absent.Columns = []string{"rows of " + k.name}
		}
		return got{r, err}
	})
	return g.r, g.err
}

// ofList says that the rows are of the years the list of states is known for.
func (k kind) ofList() bool { return k.split != nil || k.name == worldYear }

// hold refuses what a unit cannot be asked, and gives it as many states as are asked for.
func (k kind) hold(s Spec) (kind, error) {
	if k.slots == 0 && k.name == kAdYear {
		if s.K == 2 {
			return k, fmt.Errorf("two states are a pair: ask for dyad-year")
		}
		if s.K < 3 || s.K > maxK {
			return k, fmt.Errorf("a row of %s has from 3 to %d states: say how many with -k", k.name, maxK)
		}
		k.slots = s.K
	} else if s.K != 0 {
		return k, fmt.Errorf("-k is of %s, not of %s", kAdYear, k.name)
	}
	if s.On != "" && k.grain > comity.YearGrain {
		return k, fmt.Errorf("--on is a day of the year, and rows of %s are of their own days", k.name)
	}
	if s.Directed && k.slots != 2 {
		return k, fmt.Errorf("--directed is of pairs, and a row of %s has %s", k.name, countStates(k.slots))
	}
	switch {
	case s.Of != "" && k.of == nil:
		return k, fmt.Errorf("--of says nothing for %s: its rows are of one thing alone", k.name)
	case s.Of != "" && !k.ofMany && !slices.Contains(k.of, s.Of):
		return k, fmt.Errorf("--of %s: rows of %s are of %s", s.Of, k.name, strings.Join(k.of, " or "))
	case s.ExtendTo != 0 && s.ExtendTo > lastYear:
		return k, fmt.Errorf("--extend-to %d: a panel goes on to %d at most", s.ExtendTo, lastYear)
	}
	return k, nil
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
	world         *Grid        // of columns of the whole system
	fineOf        func() *fine // makes fine, where it is only made when a column asks for it
	fine          *fine        // of rows of months or days: their places in grids of their grain; nil where rows are of years
	own           []filled     // columns the unit brings with it: in the panel where no columns are asked for, else by their names
	// The same as pair, where it is made only for columns of two states: those of one direction, or of both.
	morePairs func(directed bool) map[[2]int][]int32
	only      *Grid    // the grid that was made for these rows alone, and not for other parts of the panel
	notes     []string // what was left out while they were made
}

// ownNames gives the names of the columns the unit brings.
func (r *rows) ownNames() []string {
	var out []string
	for _, f := range r.own {
		if !f.beside {
			out = append(out, f.describe().Name)
		}
	}
	return out
}

// spelled gives names, with those of a column the unit brings of each of its leaders (leader.age1, leader.age2) in place of the one
// without a number.
func (r *rows) spelled(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, r.numbered(name)...)
	}
	return out
}

// numbered gives the names of the columns the unit brings that are a name and a digit; the name itself where it has one of that name
// or none.
func (r *rows) numbered(text string) []string {
	header, name, named := strings.Cut(text, "=")
	if !named {
		header, name = "", text
	}
	name = strings.TrimSpace(name)
	var out []string
	for _, f := range r.own {
		d := f.describe()
		if d.Name == name || d.In() == name {
			return []string{text}
		}
		if n := len(name); len(d.Name) == n+1 && d.Name[:n] == name && '1' <= d.Name[n] && d.Name[n] <= '9' {
			one := d.Name
			if named {
				one = strings.TrimSpace(header) + d.Name[n:] + "=" + one
			}
			out = append(out, one)
		}
	}
	if out == nil {
		out = []string{text}
	}
	return out
}

// unitColumn gives a column the unit brings.
func (r *rows) unitColumn(name string) (made, error) {
	for _, f := range r.own {
		if f.describe().Name == name {
			if f.late != nil {
				return f.late()
			}
			return f.made, nil
		}
	}
	return made{}, nil
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
	dyads, f := r.dyads, r.fine
	if it.fill.byDay && r.fineOf != nil {
		f = r.fineOf()
	}
	if it.fill.byDay && f != nil {
		g, slot, pair, dyads = f.states, f.slot, f.pair, f.dyads
	}
	switch it.Column.Size() {
	case 0:
		g = r.world
	case 2:
		if g = dyads; r.morePairs != nil {
			pair = r.morePairs(it.Column.Shape == column.Directed)
		}
	}
	return g, slot, pair
}

// filled is a column that a unit brings with it: of the catalogue by its name, or described here.
type filled struct {
	name   string
	column column.Column
	from   []string // families or ids of the sources it is made of
	made
	late   func() (made, error) // of one that is made when it is asked for: how
	beside bool                 // it is in the panel only where it is asked for by its name
}

// describe gives the description of a column the unit brings.
func (f filled) describe() column.Column {
	if f.column.Name != "" {
		return f.column
	}
	d, _ := descriptor(f.name)
	return d
}

// options are the options of the grid of the units asked for.
func (s Spec) options() UnitOptions {
	return UnitOptions{From: s.From, To: s.To, ExtendTo: s.ExtendTo, On: s.On}
}

// lives are the members of the panel's list of states, as far as the panel goes.
func (b *bench) lives(s Spec) []life {
	return keep(b, "lives", func() []life { return livesOf(b.sys, UnitOptions{ExtendTo: s.ExtendTo}) })
}

// days are the days of the list of states that the panel's years leave.
func (b *bench) days(s Spec) comity.Span {
	out := comity.Span{From: comity.Forever, To: comity.NoDay}
	for _, l := range b.lives(s) {
		out.From, out.To = min(out.From, l.held[0].From), max(out.To, l.held[len(l.held)-1].To)
	}
	return reach(out, comity.YearGrain, UnitOptions{From: s.From, To: s.To}).span
}

// stateGrid is all state-years of the system, whichever are asked for.
func (b *bench) stateGrid(s Spec) *Grid { return b.statesBy(s, comity.YearGrain) }

// statesBy is all states of the system by year, month or day.
func (b *bench) statesBy(s Spec, grain comity.Grain) *Grid {
	return keep(b, "grid of states by "+grain.String(), func() *Grid {
		r := newRoster(b.sys, b.lives(s), grain, UnitOptions{}, nil)
		return gridOf(r.units(r.entries(1, false)))
	})
}

// dyadGrid is all directed dyad-years of the system, for units that lead to pairs here and there.
func (b *bench) dyadGrid(s Spec) *Grid { return b.dyadsBy(s, true) }

// dyadsBy is all dyad-years of the system.
func (b *bench) dyadsBy(s Spec, directed bool) *Grid {
	return keep(b, "grid of dyad-years "+strconv.FormatBool(directed), func() *Grid {
		r := newRoster(b.sys, b.lives(s), comity.YearGrain, UnitOptions{}, nil)
		g := gridOf(r.units(r.entries(2, directed)))
		g.Undirected = !directed
		return g
	})
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
