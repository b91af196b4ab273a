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

// silence writes 0 into the rows of a run in years of which the silence of a table of a system means none.
func (b *bench) silence(dst []int8, r *Run, t *record.Table, sys comity.System) {
	speaks := func(year int) bool { return t.Covers(year) && (b.sys == sys || membersIn(sys).both(r, year)) }
	if r.Grain <= comity.YearGrain {
		for i := range dst {
			if speaks(r.From + i) {
				dst[i] = 0
			}
		}
		return
	}
	r.years(func(year, lo, hi int) {
		if speaks(year) {
			clear(dst[lo-r.Row : hi-r.Row])
		}
	})
}

// reasonSmall is the cell of a Small column missing for a reason.
func reasonSmall(m comity.Missing) int8 { return frame.SmallMissing(uint8(m)) }

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
		for key := range 1 << 12 { // no key is larger
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
