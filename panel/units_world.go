package panel

// Rows of years of a whole list of states, and the grid that columns of the whole system (capability concentration, polarity,
// polarisation) are computed on. In panels of states, pairs or anything else such a column has the same value in every row of a year.

import (
	"comity"
	"comity/format/frame"
)

// worldYear is the unit of rows of years of the whole list.
const worldYear = "system-year"

// firstYear is the first year of the grid of the system, so early that every row leads to it.
const firstYear = 1

// worldGrid is every year there may be, a row each: the grid of columns of the whole system. Its one run is of no state.
func (b *bench) worldGrid() *Grid {
	return keep(b, "grid of the system", func() *Grid {
		n := lastYear - firstYear + 1
		g := &Grid{Units: Units{System: b.sys, A: make([]int16, n), Year: make([]int16, n)}, Runs: []Run{{A: comity.NoState, B: comity.NoState, From: firstYear, Len: n}}}
		for i := range g.Year {
			g.Year[i] = int16(firstYear + i)
		}
		return g
	})
}

// toWorld leads rows to the grid of the system by their years; nil where they have none.
func (r *rows) toWorld() []int32 {
	if r.years == nil {
		return nil
	}
	index := make([]int32, len(r.years))
	for i, y := range r.years {
		if index[i] = int32(y) - firstYear; y < firstYear || y > lastYear {
			index[i] = -1
		}
	}
	return index
}

// worldRows are the years in which the list of states had a member within the scope.
func worldRows(b *bench, _ kind, s Spec) (*rows, error) {
	scopes, err := s.scopes(kind{name: s.Unit, slots: 1}, b.sys)
	if err != nil {
		return nil, err
	}
	roster := newRoster(b.sys, b.lives(s), comity.YearGrain, s.options(), scopes)
	var seen [lastYear + 1]bool
	for _, y := range roster.units(roster.entries(1, false)).Year {
		seen[y] = true
	}
	r := &rows{states: b.stateGrid(s)}
	for y, in := range seen {
		if in {
			r.years, r.time = append(r.years, int16(y)), append(r.time, int32(y))
		}
	}
	r.n, r.unit = len(r.years), make([]int32, len(r.years))
	r.ids = []*frame.Column{wholeOf("year", "calendar year", r.years)}
	if c := b.extended(s, &Grid{Units: Units{System: b.sys, Year: r.years}}); c != nil {
		r.ids = append(r.ids, c)
	}
	return r, nil
}
