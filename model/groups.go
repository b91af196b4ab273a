package model

// This file holds groups of rows: levels of an effect, clusters, dyads.

import (
	"cmp"
	"math"
	"slices"
)

// Groups says to which group each row belongs, the groups numbered from 0 in the order in which they first come.
type Groups struct {
	Of    []int32
	Count int
}

// GroupsOf numbers the different values of a column.
func GroupsOf[T cmp.Ordered](values []T) Groups {
	number := map[T]int32{}
	return Groups{numbered(values, number), len(number)}
}

// numbered numbers values, with the numbers given before.
func numbered[T cmp.Ordered](values []T, number map[T]int32) []int32 {
	out := make([]int32, len(values))
	var last T
	var at int32
	for i, v := range values {
		if i == 0 || v != last { // runs of one value are common
			var ok bool
			if at, ok = number[v]; !ok {
				at = int32(len(number))
				number[v] = at
			}
			last = v
		}
		out[i] = at
	}
	return out
}

// With gives the groups of some of the rows, numbered anew.
func (g Groups) With(rows []int32) Groups { return GroupsOf(pick(g.Of, rows)) }

// Both gives the groups of rows that are together in both groupings.
func (g Groups) Both(h Groups) Groups {
	return cross(g.Of, h.Of, g.Count, h.Count, func(a, b int32) (int32, int32) { return a, b })
}

// within says that rows of one group of g are always of one group of h.
func (g Groups) within(h Groups) bool {
	of := make([]int32, g.Count)
	for i, a := range g.Of {
		if b := h.Of[i] + 1; of[a] == 0 {
			of[a] = b
		} else if of[a] != b {
			return false
		}
	}
	return true
}

// alone counts the groups of one row.
func (g Groups) alone() (n int) {
	size := make([]int32, g.Count)
	for _, a := range g.Of {
		size[a]++
	}
	for _, s := range size {
		if s == 1 {
			n++
		}
	}
	return n
}

// Dyads are rows of two states each: which states, numbered alike on both sides, and which pair without regard to direction.
type Dyads struct {
	A, B   []int32 // from 0 to States-1
	States int
	Pair   Groups
	ends   [][2]int32 // of each pair: its two states
}

// DyadsOf numbers states and pairs of two columns of numbers of states.
func DyadsOf[T cmp.Ordered](a, b []T) Dyads {
	number := map[T]int32{}
	d := Dyads{A: numbered(a, number), B: numbered(b, number)}
	d.States = len(number)
	d.Pair = cross(d.A, d.B, d.States, d.States, func(a, b int32) (int32, int32) { return min(a, b), max(a, b) })
	d.ends = make([][2]int32, d.Pair.Count)
	for i, p := range d.Pair.Of {
		d.ends[p] = [2]int32{d.A[i], d.B[i]}
	}
	return d
}

// With gives the dyads of some of the rows, numbered anew.
func (d Dyads) With(rows []int32) Dyads { return DyadsOf(pick(d.A, rows), pick(d.B, rows)) }

// cross numbers the pairs of two groupings, brought into an order first.
func cross(a, b []int32, na, nb int, order func(a, b int32) (int32, int32)) Groups {
	const table = 1 << 23 // cells of a table of all pairs there could be
	g := Groups{Of: make([]int32, len(a))}
	if na <= table/max(nb, 1) {
		number := make([]int32, na*nb)
		for i := range a {
			x, y := order(a[i], b[i])
			at := &number[int(x)*nb+int(y)]
			if *at == 0 {
				g.Count++
				*at = int32(g.Count)
			}
			g.Of[i] = *at - 1
		}
		return g
	}
	keys := make([]int64, len(a))
	for i := range a {
		x, y := order(a[i], b[i])
		keys[i] = int64(x)<<32 | int64(y)
	}
	return GroupsOf(keys)
}

// components counts the pieces that two groupings fall into where rows tie their groups together.
func components(g, h Groups) int {
	parent := make([]int32, g.Count+h.Count)
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(x int32) int32 {
		for parent[x] != x {
			parent[x] = parent[parent[x]]
			x = parent[x]
		}
		return x
	}
	pieces := len(parent)
	for i := range g.Of {
		if a, b := root(g.Of[i]), root(h.Of[i]+int32(g.Count)); a != b {
			parent[a] = b
			pieces--
		}
	}
	return pieces
}

// Overlap is the share of groups of two columns that have a name in common: 1 where both hold the same names.
func Overlap[T cmp.Ordered](a, b []T) float64 {
	in := func(values []T) []T {
		out := slices.Clone(values)
		slices.Sort(out)
		return slices.Compact(out)
	}
	x, y := in(a), in(b)
	if len(x) == 0 || len(y) == 0 {
		return math.NaN()
	}
	both := 0
	for _, v := range x {
		if _, ok := slices.BinarySearch(y, v); ok {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}
