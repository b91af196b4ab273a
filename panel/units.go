package panel

// Units: who exists when. State-years and dyad-years are computed from the spells by day, with no hand list: a pair exists in
// a year when both were members on the same day of it.

import (
	"fmt"
	"maps"
	"math"
	"slices"
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

// life is a number of a system with the days on which it was a member, in order, by the key it stood for.
type life struct {
	code int16
	held []heldDays
}

// livesOf gives the lives of a system's numbers, in their order, to the last day the options ask for.
func livesOf(sys comity.System, o UnitOptions) []life {
	covered := states.Covered(sys)
	if o.ExtendTo != 0 {
		covered = comity.DayOf(o.ExtendTo, 12, 31)
	}
	keys := keysOf(sys)
	var out []life
	for _, code := range slices.Sorted(maps.Keys(keys)) {
		l := life{code: code}
		for _, h := range keys[code] {
			if h.To = min(h.To, covered); !h.Empty() {
				l.held = append(l.held, h)
			}
		}
		if len(l.held) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// stretch is a run of days with the periods it reaches: from the first to the last that has one of its days (or, with On, that
// day of the year). Two stretches share exactly the periods in both ranges if they share a day at all.
type stretch struct {
	span        comity.Span
	first, last int
}

// member is a state of a system with its stretches in order, and for each condition on pairs the days on which it is in the
// places the condition names.
type member struct {
	code      int16
	stretches []stretch
	in        [][2]found
}

// roster is who exists when, within a scope: the states rows are made of.
type roster struct {
	sys     comity.System
	grain   comity.Grain
	opt     UnitOptions
	pairs   []Scope // the conditions that ask for the two states of a pair together
	members []member
}

// newRoster cuts the lives of a system's numbers to a scope. Options that make no sense give no members.
func newRoster(sys comity.System, lives []life, grain comity.Grain, o UnitOptions, scopes []Scope) *roster {
	r := &roster{sys: sys, grain: grain, opt: o}
	if o.Check() != nil {
		return r
	}
	for _, s := range scopes {
		if s.ofPair() {
			r.pairs = append(r.pairs, s)
		}
	}
	for _, l := range lives {
		m := member{code: l.code}
		spans := l.days()
		for _, s := range scopes {
			spans = s.cut(l, spans)
		}
		m.stretches = r.reach(spans)
		for _, s := range r.pairs {
			m.in = append(m.in, s.find(l))
		}
		if len(m.stretches) > 0 {
			r.members = append(r.members, m)
		}
	}
	return r
}

// days gives the days of a life.
func (l life) days() []comity.Span {
	var out []comity.Span
	for _, h := range l.held {
		out = append(out, h.Span)
	}
	return tidy(out)
}

// reach gives the stretches of days that have a period the options leave.
func (r *roster) reach(spans []comity.Span) []stretch {
	var out []stretch
	for _, span := range spans {
		if st := reach(span, r.grain, r.opt); !st.span.Empty() && st.first <= st.last {
			out = append(out, st)
		}
	}
	return out
}

// reach gives the periods of a span that the options leave.
func reach(span comity.Span, grain comity.Grain, o UnitOptions) stretch {
	if o.From != 0 {
		span.From = max(span.From, comity.DayOf(o.From, 1, 1))
	}
	if o.To != 0 {
		span.To = min(span.To, comity.DayOf(o.To, 12, 31))
	}
	if span.Empty() {
		return stretch{span: span}
	}
	st := stretch{span, period(grain, span.From), period(grain, span.To)}
	if o.On != "" {
		if o.day(st.first) < span.From {
			st.first++
		}
		if o.day(st.last) > span.To {
			st.last--
		}
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
	r := newRoster(sys, livesOf(sys, opt), comity.YearGrain, opt, nil)
	return r.units(r.entries(1, false))
}

// DyadYears gives one row per pair and year; directed gives each pair in both directions, undirected only A < B.
func DyadYears(sys comity.System, directed bool, opt UnitOptions) Units {
	r := newRoster(sys, livesOf(sys, opt), comity.YearGrain, opt, nil)
	return r.units(r.entries(2, directed))
}

// entry is one state (j is -1) or pair of a roster, by place, with the number of its rows.
type entry struct {
	i, j int16
	n    int32
}

// entries gives the states of a roster, or its pairs, that have a row, in order; directed gives pairs in both directions.
func (r *roster) entries(slots int, directed bool) []entry {
	lists := make([][]entry, len(r.members))
	each(len(r.members), func(i int) {
		if slots == 1 {
			lists[i] = r.entry(lists[i], i, -1)
			return
		}
		first := i + 1
		if directed {
			first = 0
		}
		for j := first; j < len(r.members); j++ {
			if j != i {
				lists[i] = r.entry(lists[i], i, j)
			}
		}
	})
	return slices.Concat(lists...)
}

// entry adds a state or pair that has rows.
func (r *roster) entry(list []entry, i, j int) []entry {
	n := 0
	a, b := r.lists(i, j)
	for first, last := range shared(a, b) {
		n += last - first + 1
	}
	if n == 0 {
		return list
	}
	return append(list, entry{int16(i), int16(j), int32(n)})
}

// units writes the rows of entries. The work is shared out, each share written to its own place, so that the rows do not depend
// on the number of processors.
func (r *roster) units(list []entry) Units {
	start := make([]int, len(list)+1)
	for k, e := range list {
		start[k+1] = start[k] + int(e.n)
	}
	n := start[len(list)]
	u := Units{System: r.sys, Grain: r.grain, A: make([]int16, n), Year: make([]int16, n)}
	if len(list) > 0 && list[0].j >= 0 {
		u.B = make([]int16, n)
	}
	if r.grain > comity.YearGrain {
		u.Time = make([]int32, n)
	}
	each(len(list), func(k int) { r.write(&u, start[k], list[k]) })
	return u
}

// write writes the rows of one entry, from one on.
func (r *roster) write(u *Units, at int, e entry) {
	fill(u.A[at:at+int(e.n)], r.members[e.i].code)
	if u.B != nil {
		fill(u.B[at:at+int(e.n)], r.members[e.j].code)
	}
	a, b := r.lists(int(e.i), int(e.j))
	for first, last := range shared(a, b) {
		years := u.Year[at : at+last-first+1]
		if u.Time == nil {
			for k := range years {
				years[k] = int16(first + k)
			}
		} else {
			writePeriods(r.grain, first, u.Time[at:at+len(years)], years)
		}
		at += len(years)
	}
}

// writePeriods writes consecutive months or days and the years they are of.
func writePeriods(g comity.Grain, first int, time []int32, year []int16) {
	run := Run{Grain: g, From: first, Len: len(time)}
	run.years(func(y, lo, hi int) {
		for k := lo; k < hi; k++ {
			time[k], year[k] = int32(first+k), int16(y)
		}
	})
}

// always is the stretches of nobody in particular: whoever shares days with them has his own.
var always = []stretch{{comity.Always, math.MinInt, math.MaxInt}}

// lists gives the stretches of a state (j is -1) or of two whose shared periods are the rows.
func (r *roster) lists(i, j int) (a, b []stretch) {
	switch {
	case j < 0:
		return r.members[i].stretches, always
	case len(r.pairs) > 0:
		return r.reach(r.daysOfPair(i, j)), always
	}
	return r.members[i].stretches, r.members[j].stretches
}

// daysOfPair gives the days on which two states exist and all conditions on the two hold.
func (r *roster) daysOfPair(i, j int) []comity.Span {
	a, b := &r.members[i], &r.members[j]
	days := meetDays(spansOf(a.stretches), spansOf(b.stretches))
	for c, s := range r.pairs {
		if len(days) == 0 {
			return nil
		}
		days = meetDays(days, s.together(a.in[c], b.in[c]))
	}
	return days
}

func spansOf(list []stretch) []comity.Span {
	out := make([]comity.Span, len(list))
	for i, s := range list {
		out[i] = s.span
	}
	return out
}

// shared yields the runs of periods in which the two have a day together, in order and without overlap.
func shared(a, b []stretch) func(yield func(first, last int) bool) {
	return func(yield func(int, int) bool) {
		done := math.MinInt
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
