package panel

// Rows of states and of pairs by year, month or day: who existed on a day of the period, within the scope.

import (
	"strconv"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/states"
)

// entriesOf are the states or pairs of a panel within its scope, with the number of rows of each.
func (b *bench) entriesOf(k kind, s Spec) (*roster, []entry, error) {
	type got struct {
		r    *roster
		list []entry
		err  error
	}
	g := keep(b, "entries "+strings.Join(s.Scope, "\n"), func() got {
		scopes, err := s.scopes(k, b.sys)
		if err != nil {
			return got{err: err}
		}
		r := newRoster(b.sys, b.lives(s), k.grain, s.options(), scopes)
		return got{r, r.entries(k.slots, s.Directed), nil}
	})
	return g.r, g.list, g.err
}

// entryCount is the number of rows of states or pairs: the periods in which each has a day, which are reckoned from the ends of its
// spells.
func entryCount(b *bench, k kind, s Spec) (n int64, err error) {
	_, list, err := b.entriesOf(k, s)
	for _, e := range list {
		n += int64(e.n)
	}
	return n, err
}

func stateParts(b *bench, k kind, s Spec, size int64) ([]part, error) {
	return entryParts(b, k, s, size, stateRows)
}

func dyadParts(b *bench, k kind, s Spec, size int64) ([]part, error) {
	return entryParts(b, k, s, size, dyadRows)
}

// entryParts cuts the states or pairs into parts of about so many rows, at least one.
func entryParts(b *bench, k kind, s Spec, size int64, rowsOf func(*bench, Spec, *Grid) *rows) ([]part, error) {
	roster, list, err := b.entriesOf(k, s)
	if err != nil {
		return nil, err
	}
	var parts []part
	for lo := 0; lo < len(list) || len(parts) == 0; {
		hi, n := lo, int64(0)
		for hi < len(list) && (n == 0 || n+int64(list[hi].n) <= size) {
			n, hi = n+int64(list[hi].n), hi+1
		}
		some := list[lo:hi]
		parts = append(parts, part{n, func() (*rows, error) { return rowsOf(b, s, gridOf(roster.units(some))), nil }})
		lo = hi
	}
	return parts, nil
}

// stateRows leads rows of states to the grids.
func stateRows(b *bench, s Spec, g *Grid) *rows {
	all := b.stateGrid(s)
	r := &rows{n: g.Len(), years: g.Year, states: all, slot: [][]int32{g.reach(all, false)}, unit: make([]int32, g.Len()), time: make([]int32, g.Len())}
	for i := range r.unit {
		r.unit[i], r.time[i] = int32(g.A[i]), int32(g.period(i))
	}
	if g.Grain > comity.YearGrain {
		r.fine, r.only = &fine{states: g, slot: [][]int32{{}}}, g
	}
	r.ids = append(r.ids, codeColumn(b.sys, "", "the state", g.A))
	r.ids = append(r.ids, b.timeColumns(s, g)...)
	return r
}

// dyadRows leads rows of pairs to the grids. Rows of years are a grid themselves.
func dyadRows(b *bench, s Spec, g *Grid) *rows {
	g.Undirected = !s.Directed
	all := b.stateGrid(s)
	r := &rows{n: g.Len(), years: g.Year, states: all, dyads: g, only: g, unit: make([]int32, g.Len()), time: make([]int32, g.Len())}
	r.slot = [][]int32{g.reach(all, false), g.reach(all, true)}
	r.pair = map[[2]int][]int32{{0, 1}: {}}
	for i := range r.unit {
		r.unit[i], r.time[i] = int32(g.A[i])<<16|int32(g.B[i]), int32(g.period(i))
	}
	if g.Grain > comity.YearGrain {
		fineStates := b.statesBy(s, g.Grain)
		r.fine = &fine{states: fineStates, dyads: g, slot: [][]int32{g.reach(fineStates, false), g.reach(fineStates, true)}, pair: r.pair}
		r.dyads = b.dyadsBy(s, s.Directed)
		r.pair = map[[2]int][]int32{{0, 1}: g.reachPairs(r.dyads)}
	}
	for i, xs := range [][]int16{g.A, g.B} {
		n := strconv.Itoa(i + 1)
		r.ids = append(r.ids, codeColumn(b.sys, n, "state "+n, xs))
	}
	r.ids = append(r.ids, b.timeColumns(s, g)...)
	return r
}

// codeColumn is the column of the numbers of states.
func codeColumn(sys comity.System, suffix, whose string, codes []int16) *frame.Column {
	return wholeOf(codeName(sys)+suffix, "number of "+whose+" in the "+strings.ToUpper(sys.String())+" list", codes)
}

// timeColumns are the columns that say of which period a row is, and where the panel is extended, whether the row is of a year for
// which the list of states was only repeated.
func (b *bench) timeColumns(s Spec, g *Grid) []*frame.Column {
	var out []*frame.Column
	switch g.Grain {
	case comity.DayGrain:
		out = []*frame.Column{{Name: "date", Label: "calendar day", Kind: frame.Date, Ints: g.Time}}
	case comity.MonthGrain:
		month := &frame.Column{Name: "month", Label: "calendar month, 1 to 12", Kind: frame.Whole, Small: make([]int8, g.Len())}
		for i, n := range g.Time {
			month.Small[i] = int8(n%12 + 1)
		}
		out = []*frame.Column{wholeOf("year", "calendar year", g.Year), month}
	default:
		out = []*frame.Column{wholeOf("year", "calendar year", g.Year)}
	}
	if c := b.extended(s, g); c != nil {
		out = append(out, c)
	}
	return out
}

// extended marks the rows of periods after the last day the list of states is known for; nil where the panel is not extended.
func (b *bench) extended(s Spec, g *Grid) *frame.Column {
	last := states.Covered(b.sys)
	if s.ExtendTo <= last.Year() {
		return nil
	}
	c := flags(g.Len(), 0)
	c.Name, c.Label = "extended", "the members of "+last.String()+", the last day the list of states is known for, are only repeated"
	first := period(g.Grain, last+1)
	for i := range c.Small {
		if g.period(i) >= first {
			c.Small[i] = 1
		}
	}
	return c
}
