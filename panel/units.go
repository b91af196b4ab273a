package panel

// Units: who exists when. State-years and dyad-years are computed from the spells by day, with no hand list: a pair exists in
// a year when both were members on the same day of it.

import (
	"fmt"
	"sync"

	"comity"
	"comity/states"
)

// Units are the rows of a panel in columns: state A, for dyads state B (nil where rows are of one state), the year, and where
// they are of months or days the period. A and B are the numbers of the system asked for (states.Key turns them into comity's
// keys). Rows are ordered by A, B and time.
type Units struct {
	System comity.System
	Grain  comity.Grain // of the rows; none is years
	A, B   []int16
	Year   []int16
	Time   []int32 // month or day (see period.go); nil where rows are of years
}

// period gives the number of the period of a row.
func (u Units) period(row int) int {
	if u.Time != nil {
		return int(u.Time[row])
	}
	return int(u.Year[row])
}

// slice gives the rows from lo to before hi.
func (u Units) slice(lo, hi int) Units {
	out := Units{System: u.System, Grain: u.Grain, A: u.A[lo:hi], Year: u.Year[lo:hi]}
	if u.B != nil {
		out.B = u.B[lo:hi]
	}
	if u.Time != nil {
		out.Time = u.Time[lo:hi]
	}
	return out
}

// lastYear is the last year a panel can be extended to.
const lastYear = 2199

// Len is the number of rows.
func (u Units) Len() int { return len(u.Year) }

// UnitOptions say which years, how far, and on which day.
type UnitOptions struct {
	From, To int    // first and last year; 0 = the whole system
	ExtendTo int    // repeat the last covered members up to this year; 0 = stop at the system's last covered year
	On       string // "" = members on any day of the year; "MM-DD" = members on that day
}

// Check says whether the options make sense; StateYears and DyadYears give no rows for options that do not.
func (o UnitOptions) Check() error {
	if o.To != 0 && o.From > o.To {
		return fmt.Errorf("years %d to %d: the first is after the last", o.From, o.To)
	}
	if o.On == "" {
		return nil
	}
	if len(o.On) != 5 || o.On == "02-29" {
		return fmt.Errorf("day of the year %q: want MM-DD, a day every year has", o.On)
	}
	if _, err := comity.ParseDate("2001-" + o.On); err != nil {
		return fmt.Errorf("day of the year %q: want MM-DD, a day every year has", o.On)
	}
	return nil
}

// stretch is a spell with the years it reaches: from the first to the last year that has one of its days (or, with On, that
// day of the year). Two stretches share exactly the years in both ranges if they share a day at all.
type stretch struct {
	span        comity.Span
	first, last int
}

// member is a state of a system with its stretches in order.
type member struct {
	code      int16
	stretches []stretch
}

// members gives the system's states by code, with the years the options leave.
func members(sys comity.System, o UnitOptions) []member {
	if o.Check() != nil {
		return nil
	}
	covered := states.Covered(sys)
	if o.ExtendTo != 0 {
		covered = comity.DayOf(o.ExtendTo, 12, 31)
	}
	var out []member
	for _, s := range states.Spells(sys) {
		st := reach(comity.Span{From: s.Span.From, To: min(s.Span.To, covered)}, o)
		if st.span.Empty() || st.first > st.last {
			continue
		}
		if n := len(out); n == 0 || out[n-1].code != s.Code {
			out = append(out, member{code: s.Code})
		}
		m := &out[len(out)-1]
		m.stretches = append(m.stretches, st)
	}
	return out
}

// reach gives the years of a span that the options leave.
func reach(span comity.Span, o UnitOptions) stretch {
	if span.Empty() {
		return stretch{span: span}
	}
	st := stretch{span, span.From.Year(), span.To.Year()}
	if o.On != "" {
		if o.day(st.first) < span.From {
			st.first++
		}
		if o.day(st.last) > span.To {
			st.last--
		}
	}
	if o.From != 0 {
		st.first = max(st.first, o.From)
	}
	if o.To != 0 {
		st.last = min(st.last, o.To)
	}
	return st
}

// day gives the day On names in a year.
func (o UnitOptions) day(year int) comity.Day {
	var month, day int
	fmt.Sscanf(o.On, "%d-%d", &month, &day)
	return comity.DayOf(year, month, day)
}

// StateYears gives one row per state and year.
func StateYears(sys comity.System, opt UnitOptions) Units {
	u := Units{System: sys}
	for _, m := range members(sys, opt) {
		done := 0
		for _, s := range m.stretches {
			for y := max(s.first, done+1); y <= s.last; y++ {
				u.A, u.Year = append(u.A, m.code), append(u.Year, int16(y))
			}
			done = max(done, s.last)
		}
	}
	return u
}

// DyadYears gives one row per pair and year; directed gives each pair in both directions, undirected only A < B. The work is
// shared out by A, each share written to its own place, so the rows do not depend on the number of processors.
func DyadYears(sys comity.System, directed bool, opt UnitOptions) Units {
	ms := members(sys, opt)
	start := make([]int, len(ms)+1)
	each(len(ms), func(i int) { start[i+1] = dyads(ms, i, directed, nil, 0) })
	for i := range ms {
		start[i+1] += start[i]
	}
	n := start[len(ms)]
	u := Units{System: sys, A: make([]int16, n), B: make([]int16, n), Year: make([]int16, n)}
	each(len(ms), func(i int) { dyads(ms, i, directed, &u, start[i]) })
	return u
}

// dyads writes the rows of one A from row at on (u nil: only counts them) and gives their number.
func dyads(ms []member, i int, directed bool, u *Units, at int) int {
	from, j0 := at, 0
	if !directed {
		j0 = i + 1
	}
	for j := j0; j < len(ms); j++ {
		if j == i {
			continue
		}
		first := at
		for y0, y1 := range shared(ms[i].stretches, ms[j].stretches) {
			if u != nil {
				years := u.Year[at : at+y1-y0+1]
				for k := range years {
					years[k] = int16(y0 + k)
				}
			}
			at += y1 - y0 + 1
		}
		if u != nil {
			fill(u.A[first:at], ms[i].code)
			fill(u.B[first:at], ms[j].code)
		}
	}
	return at - from
}

// shared yields the runs of years in which the two have a day together, in order and without overlap.
func shared(a, b []stretch) func(yield func(first, last int) bool) {
	return func(yield func(int, int) bool) {
		done := 0
		for _, s := range a {
			for _, t := range b {
				if !s.span.Overlaps(t.span) {
					continue
				}
				y0, y1 := max(s.first, t.first, done+1), min(s.last, t.last)
				if y0 > y1 {
					continue
				}
				if !yield(y0, y1) {
					return
				}
				done = y1
			}
		}
	}
}

func fill(xs []int16, x int16) {
	for i := range xs {
		xs[i] = x
	}
}

// each calls f for 0 … n-1, in runs shared among a few goroutines.
func each(n int, f func(i int)) {
	share := max(16, n/256)
	var wg sync.WaitGroup
	for lo := 0; lo < n; lo += share {
		wg.Go(func() {
			for i := lo; i < min(lo+share, n); i++ {
				f(i)
			}
		})
	}
	wg.Wait()
}
