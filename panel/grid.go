package panel

// Grids: the base rows on which columns are computed, state-years and dyad-years. Every other unit (leader-years, dispute
// dyad-years, months, k-ads) reaches the cells of its states and pairs through an index into a grid.

import (
	"sort"
	"sync"

	"comity"
	"comity/states"
)

// Grid is state-years (B nil) or dyad-years, with its rows as runs of consecutive years of one state or pair.
type Grid struct {
	Units
	Runs []Run
}

// Run is consecutive years of one state, or of one pair, under one pair of keys. Its rows are Row, Row+1 …
type Run struct {
	A, B      comity.State // comity's keys; B is NoState in state-years
	CodeA     int16        // the system's numbers
	CodeB     int16
	From, Len int // first year, number of years
	Row       int
}

// gridOf lays units out as runs.
func gridOf(u Units) *Grid {
	g := &Grid{Units: u}
	keys := keysByYear(u.System)
	n := u.Len()
	for i := 0; i < n; {
		r := Run{CodeA: u.A[i], From: int(u.Year[i]), Row: i}
		if u.B != nil {
			r.CodeB = u.B[i]
		}
		j := i + 1
		for j < n && u.A[j] == r.CodeA && (u.B == nil || u.B[j] == r.CodeB) && u.Year[j] == u.Year[j-1]+1 {
			j++
		}
		r.Len = j - i
		g.Runs = keys.split(g.Runs, r)
		i = j
	}
	return g
}

// held says that a number of a system stands for a key in some years.
type heldYears struct {
	from, to int
	key      comity.State
}

// yearKeys are the keys of a system's numbers by year: that of the last day of the year on which the number was a member.
type yearKeys map[int16][]heldYears

var yearKeysOf [3]struct {
	once sync.Once
	keys yearKeys
}

func keysByYear(sys comity.System) yearKeys {
	y := &yearKeysOf[sys]
	y.once.Do(func() { y.keys = makeYearKeys(sys) })
	return y.keys
}

func makeYearKeys(sys comity.System) yearKeys {
	out := yearKeys{}
	for _, s := range states.Spells(sys) {
		last := s.Span.To
		if last == comity.Forever {
			last = comity.DayOf(3000, 12, 31) // a panel may be extended
		}
		for y := s.Span.From.Year(); y <= last.Year(); y++ {
			key := states.Key(sys, s.Code, min(last, comity.DayOf(y, 12, 31)))
			list := out[s.Code]
			if n := len(list) - 1; n >= 0 && list[n].key == key && list[n].to >= y-1 {
				list[n].to = max(list[n].to, y)
				continue
			}
			out[s.Code] = append(list, heldYears{y, y, key})
		}
	}
	return out
}

// in gives the key of a number in a year and the last year it goes on from there.
func (k yearKeys) in(code int16, year int) (key comity.State, to int) {
	for _, h := range k[code] {
		if h.from <= year && year <= h.to {
			return h.key, h.to
		}
	}
	return comity.NoState, year
}

// split adds a run as runs under one pair of keys each.
func (k yearKeys) split(out []Run, r Run) []Run {
	for r.Len > 0 {
		s := r
		end := r.From + r.Len - 1
		var to int
		s.A, to = k.in(r.CodeA, r.From)
		end = min(end, to)
		if r.CodeB != 0 {
			s.B, to = k.in(r.CodeB, r.From)
			end = min(end, to)
		}
		s.Len = end - r.From + 1
		out = append(out, s)
		r.From, r.Row, r.Len = r.From+s.Len, r.Row+s.Len, r.Len-s.Len
	}
	return out
}

// Find gives the row of a state or pair (the system's numbers; b is 0 in state-years) in a year, or -1.
func (g *Grid) Find(a, b int16, year int) int {
	i := sort.Search(len(g.Runs), func(i int) bool {
		r := &g.Runs[i]
		if r.CodeA != a {
			return r.CodeA > a
		}
		if r.CodeB != b {
			return r.CodeB > b
		}
		return r.From+r.Len > year
	})
	if i == len(g.Runs) || g.Runs[i].CodeA != a || g.Runs[i].CodeB != b || g.Runs[i].From > year {
		return -1
	}
	return g.Runs[i].Row + year - g.Runs[i].From
}

// one gives the grid of a single row.
func (g *Grid) one(row int) *Grid {
	u := Units{System: g.System, A: g.A[row : row+1], Year: g.Year[row : row+1]}
	if g.B != nil {
		u.B = g.B[row : row+1]
	}
	return gridOf(u)
}

// eachRun calls f with the runs of a grid, shared among a few goroutines; each run is given once.
func (g *Grid) eachRun(f func(r *Run)) {
	each(len(g.Runs), func(i int) { f(&g.Runs[i]) })
}

// reach gives, for each row of a grid of pairs, the row of its state in the grid of state-years: that of A, or of B.
func (g *Grid) reach(of *Grid, second bool) []int32 {
	out := make([]int32, g.Len())
	g.eachRun(func(r *Run) {
		code := r.CodeA
		if second {
			code = r.CodeB
		}
		row := int32(of.Find(code, 0, r.From))
		for i := range out[r.Row : r.Row+r.Len] {
			out[r.Row+i] = row + int32(i)
		}
	})
	return out
}
