package panel

// Grids: the base rows on which columns are computed, of states and of pairs by year. Every other unit (leader-years, dispute
// dyad-years, months, k-ads) reaches the cells of its states and pairs through an index into a grid. Rows of months or days
// have a grid of that grain beside: facts that have days are read on it, all others by the row of the year.

import (
	"sort"
	"sync"

	"comity"
	"comity/states"
)

// Grid is states (B nil) or pairs by year, month or day, with its rows as runs of consecutive periods of one state or pair.
type Grid struct {
	Units
	Runs       []Run
	Undirected bool // each pair stands once, the lower number first

	kept sync.Map // what was laid out for this grid, by name: functions that make it once
}

// keepOn gives what f makes for a grid, made once under a name, and gone with the grid.
func keepOn[T any](g *Grid, name string, f func() T) T {
	get, _ := g.kept.LoadOrStore(name, sync.OnceValue(func() any { return f() }))
	return get.(func() any)().(T)
}

// Run is consecutive periods of one state, or of one pair, under one pair of keys. Its rows are Row, Row+1 …
type Run struct {
	A, B      comity.State // comity's keys; B is NoState where rows are of one state
	CodeA     int16        // the system's numbers
	CodeB     int16
	Grain     comity.Grain // of the periods
	From, Len int          // first period (of years the year; see period.go), number of periods
	Row       int
}

// gridOf lays units out as runs.
func gridOf(u Units) *Grid {
	g := &Grid{Units: u}
	keys := keysOf(u.System)
	n := u.Len()
	for i := 0; i < n; {
		r := Run{CodeA: u.A[i], Grain: u.Grain, From: u.period(i), Row: i}
		if u.B != nil {
			r.CodeB = u.B[i]
		}
		j := i + 1
		for j < n && u.A[j] == r.CodeA && (u.B == nil || u.B[j] == r.CodeB) && u.period(j) == r.From+j-i {
			j++
		}
		r.Len = j - i
		g.Runs = keys.split(g.Runs, r)
		i = j
	}
	return g
}

// heldDays says that a number of a system stands for a key on some days.
type heldDays struct {
	comity.Span
	key comity.State
}

// heldKeys are the keys of a system's numbers by day, in order.
type heldKeys map[int16][]heldDays

var heldKeysOf [3]struct {
	once sync.Once
	keys heldKeys
}

func keysOf(sys comity.System) heldKeys {
	h := &heldKeysOf[sys]
	h.once.Do(func() { h.keys = makeKeys(sys) })
	return h.keys
}

func makeKeys(sys comity.System) heldKeys {
	out := heldKeys{}
	for _, s := range states.Spells(sys) {
		last := min(s.Span.To, comity.DayOf(lastYear, 12, 31)) // a panel may be extended
		for from := s.Span.From; from <= last; {
			key := states.Key(sys, s.Code, from)
			to := from
			for to < last && states.Key(sys, s.Code, min(last, comity.DayOf(to.Year()+1, 12, 31))) == key {
				to = min(last, comity.DayOf(to.Year()+1, 12, 31))
			}
			more := sort.Search(int(min(last, to+800)-to), func(n int) bool { return states.Key(sys, s.Code, to+1+comity.Day(n)) != key })
			to += comity.Day(more)
			out[s.Code] = append(out[s.Code], heldDays{comity.Span{From: from, To: to}, key})
			from = to + 1
		}
	}
	return out
}

// in gives the key of a number in a period, that of the last day of it on which the number was a member, and the last period
// it goes on to from there.
func (k heldKeys) in(code int16, g comity.Grain, n int) (key comity.State, to int) {
	span := periodSpan(g, n)
	to = n
	list := k[code]
	for i := len(list) - 1; i >= 0; i-- {
		if !list[i].Overlaps(span) {
			continue
		}
		to = max(n, period(g, list[i].To))
		if i+1 < len(list) {
			to = min(to, max(n, period(g, list[i+1].From)-1))
		}
		return list[i].key, to
	}
	return comity.NoState, to
}

// split adds a run as runs under one pair of keys each.
func (k heldKeys) split(out []Run, r Run) []Run {
	for r.Len > 0 {
		s := r
		end := r.From + r.Len - 1
		var to int
		s.A, to = k.in(r.CodeA, r.Grain, r.From)
		end = min(end, to)
		if r.CodeB != 0 {
			s.B, to = k.in(r.CodeB, r.Grain, r.From)
			end = min(end, to)
		}
		s.Len = end - r.From + 1
		out = append(out, s)
		r.From, r.Row, r.Len = r.From+s.Len, r.Row+s.Len, r.Len-s.Len
	}
	return out
}

// Find gives the row of a state or pair (the system's numbers; b is 0 where rows are of one state) in a period, or -1.
func (g *Grid) Find(a, b int16, period int) int {
	i := sort.Search(len(g.Runs), func(i int) bool {
		r := &g.Runs[i]
		if r.CodeA != a {
			return r.CodeA > a
		}
		if r.CodeB != b {
			return r.CodeB > b
		}
		return r.From+r.Len > period
	})
	if i == len(g.Runs) || g.Runs[i].CodeA != a || g.Runs[i].CodeB != b || g.Runs[i].From > period {
		return -1
	}
	return g.Runs[i].Row + period - g.Runs[i].From
}

// eachRun calls f with the runs of a grid, shared among a few goroutines; each run is given once.
func (g *Grid) eachRun(f func(r *Run)) {
	each(len(g.Runs), func(i int) { f(&g.Runs[i]) })
}

// reach gives, for each row of a grid, the row of its state in a grid of states of the same grain or of years: that of A, or of B.
func (g *Grid) reach(of *Grid, second bool) []int32 {
	out := make([]int32, g.Len())
	g.eachRun(func(r *Run) {
		code := r.CodeA
		if second {
			code = r.CodeB
		}
		r.lead(of, code, 0, out)
	})
	return out
}

// reachPairs gives, for each row of a grid of pairs, the row of the pair in a grid of pairs of the same grain or of years.
func (g *Grid) reachPairs(of *Grid) []int32 {
	out := make([]int32, g.Len())
	g.eachRun(func(r *Run) { r.lead(of, r.CodeA, r.CodeB, out) })
	return out
}

// lead writes, for the rows of a run, the rows of a state or pair in a grid, which has them all.
func (r *Run) lead(of *Grid, a, b int16, out []int32) {
	if of.Grain == r.Grain {
		row := int32(of.Find(a, b, r.From))
		for i := range out[r.Row : r.Row+r.Len] {
			out[r.Row+i] = row + int32(i)
		}
		return
	}
	first := r.Year(0)
	row := of.Find(a, b, first)
	r.years(func(year, lo, hi int) {
		for i := lo; i < hi; i++ {
			out[i] = int32(row + year - first)
		}
	})
}
