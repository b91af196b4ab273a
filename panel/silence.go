package panel

// What a source's silence means in the periods of a run: none where the source covers the year and its list of states has both, else
// nothing known.

import (
	"sync"

	"comity"
	"comity/format/frame"
	"comity/record"
	"comity/states"
)

// silence fills the flags of a run with what a table of a system that has no row of them says: 0, or not covered.
func (b *bench) silence(dst []int8, r *Run, t *record.Table, sys comity.System) {
	fillSilence(b, dst, r, t, sys, 0)
}

// fillSilence fills the cells of a run: with none in the years of which the silence of a table of a system means that there is
// nothing, else not covered.
func fillSilence[T int8 | int32](b *bench, dst []T, r *Run, t *record.Table, sys comity.System, none T) {
	repeat(dst, reasonOf[T](comity.NotCovered))
	if r.Grain > comity.YearGrain {
		r.years(func(year, lo, hi int) {
			if t.Covers(year) && (b.sys == sys || membersIn(sys).both(r, year)) {
				repeat(dst[lo-r.Row:hi-r.Row], none)
			}
		})
		return
	}
	lo, hi := max(0, t.From-r.From), min(r.Len, t.To+1-r.From)
	if b.sys == sys {
		if lo < hi {
			repeat(dst[lo:hi], none)
		}
		return
	}
	for i := lo; i < hi; i++ {
		if membersIn(sys).both(r, r.From+i) {
			dst[i] = none
		}
	}
}

// repeat writes one value into all cells.
func repeat[T any](dst []T, x T) {
	for i := range dst {
		dst[i] = x
	}
}

// reasonOf is the cell of a Small or an Ints column missing for a reason.
func reasonOf[T int8 | int32](m comity.Missing) (cell T) {
	switch p := any(&cell).(type) {
	case *int8:
		*p = frame.SmallMissing(uint8(m))
	case *int32:
		*p = frame.IntMissing(uint8(m))
	}
	return cell
}

// memberYears says in which years each key was a member of a system on some day.
type memberYears struct{ of [][]bool }

// The years memberYears knows of; no source covers others.
const firstMemberYear, lastMemberYear = 1800, 2100

var memberYearsOf [3]struct {
	once sync.Once
	memberYears
}

func membersIn(sys comity.System) *memberYears {
	m := &memberYearsOf[sys]
	m.once.Do(func() {
		for key := range lastKey + 1 {
			for _, span := range states.Alive(sys, comity.State(key)) {
				m.add(comity.State(key), span)
			}
		}
	})
	return &m.memberYears
}

func (m *memberYears) add(s comity.State, span comity.Span) {
	for int(s) >= len(m.of) {
		m.of = append(m.of, nil)
	}
	if m.of[s] == nil {
		m.of[s] = make([]bool, lastMemberYear-firstMemberYear+1)
	}
	for y := max(firstMemberYear, span.From.Year()); y <= lastMemberYear && comity.DayOf(y, 1, 1) <= span.To; y++ {
		m.of[s][y-firstMemberYear] = true
	}
}

// in says whether a key was a member in a year.
func (m *memberYears) in(s comity.State, year int) bool {
	return s > 0 && int(s) < len(m.of) && m.of[s] != nil && year >= firstMemberYear && year <= lastMemberYear && m.of[s][year-firstMemberYear]
}

// both says whether the states of a run were members in a year.
func (m *memberYears) both(r *Run, year int) bool {
	return m.in(r.A, year) && (r.B == comity.NoState || m.in(r.B, year))
}

// firstYearOf gives the first year in which both of a pair were members of a list on the same day, 0 where there is none.
func firstYearOf(sys comity.System, a, b comity.State) int {
	first := 0
	for _, x := range states.Alive(sys, a) {
		for _, y := range states.Alive(sys, b) {
			if year := max(x.From, y.From).Year(); x.Overlaps(y) && (first == 0 || year < first) {
				first = year
			}
		}
	}
	return first
}
