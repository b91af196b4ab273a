package model

// This file takes groups of constants out of columns: each column is projected on what is orthogonal to all of them, under weights.
// One group is its means taken off; several are taken off in turn, to and fro, which is a symmetric operator T, and (I-T)x = 0 is
// solved by conjugate gradients (Guimarães and Portugal 2010; Gaure 2013; Correia, Guimarães and Zylkin 2020).

import (
	"math"

	"comity/numeric"
)

// absorber takes effects out of columns under weights.
type absorber struct {
	effects []Groups
	weights []float64
	sums    [][]float64 // of the weights, by effect and group
}

func newAbsorber(effects []Effect, n int) *absorber {
	a := &absorber{weights: make([]float64, n)}
	for _, e := range effects {
		a.effects = append(a.effects, e.Groups)
		a.sums = append(a.sums, make([]float64, e.Count))
	}
	for i := range a.weights {
		a.weights[i] = 1
	}
	a.weigh()
	return a
}

// weigh sums the weights anew, once they have changed.
func (a *absorber) weigh() {
	numeric.AtOnce(len(a.effects), func(e, _ int) {
		sums := a.sums[e]
		clear(sums)
		for i, g := range a.effects[e].Of {
			sums[g] += a.weights[i]
		}
	})
}

// meansOff takes the weighted means of each group of an effect off a column; means is room for them.
func (a *absorber) meansOff(e int, x, means []float64) {
	of := a.effects[e].Of[:len(x)]
	w := a.weights[:len(x)]
	means = means[:a.effects[e].Count]
	clear(means)
	for i, g := range of {
		means[g] += float64(w[i] * x[i])
	}
	for g, s := range a.sums[e] {
		if s > 0 {
			means[g] /= s
		}
	}
	for i, g := range of {
		x[i] -= means[g]
	}
}

// sweep takes all effects off in turn, to and fro.
func (a *absorber) sweep(x, means []float64) {
	last := len(a.effects) - 1
	for e := range last {
		a.meansOff(e, x, means)
	}
	for e := last; e >= 0; e-- {
		a.meansOff(e, x, means)
	}
}

// most steps of conjugate gradients, and what is left of a column's size when they end.
const (
	projections = 10_000
	leftOver    = 1e-11
)

// project takes the effects out of columns, each by itself and all at once, until what a further sweep would take is the share left of
// the size of the column. It says whether all came to an end.
func (a *absorber) project(columns [][]float64, left float64) bool {
	largest := 0
	for _, g := range a.effects {
		largest = max(largest, g.Count)
	}
	done := make([]bool, len(columns))
	work := make([]*room, min(len(columns), workers()))
	numeric.AtOnce(len(columns), func(c, worker int) {
		if work[worker] == nil {
			work[worker] = newRoom(len(a.weights), largest)
		}
		done[c] = a.column(columns[c], left, work[worker])
	})
	for _, ok := range done {
		if !ok {
			return false
		}
	}
	return true
}

// room is what one column is worked on in.
type room struct {
	means, r, u, v []float64
}

func newRoom(n, groups int) *room {
	return &room{make([]float64, groups), make([]float64, n), make([]float64, n), make([]float64, n)}
}

// column projects one column.
func (a *absorber) column(x []float64, left float64, t *room) bool {
	if len(a.effects) == 1 {
		a.meansOff(0, x, t.means)
		return true
	}
	w := a.weights
	end := left * left * dotBy(w, x, x)
	copy(t.r, x)
	a.sweep(x, t.means) // the first sweep does most
	take(t.r, x)
	if dotBy(w, t.r, t.r) <= end {
		return true
	}
	copy(t.r, x)
	copy(t.v, x)
	a.sweep(t.v, t.means)
	take(t.r, t.v) // r = (I-T)x
	copy(t.u, t.r)
	size := dotBy(w, t.r, t.r)
	for range projections {
		if size <= end {
			return true
		}
		copy(t.v, t.u)
		a.sweep(t.v, t.means)
		for i := range t.v {
			t.v[i] = t.u[i] - t.v[i] // v = (I-T)u
		}
		along := dotBy(w, t.u, t.v)
		if !(along > 0) {
			return size <= 1e4*end
		}
		step := size / along
		addTimes(x, -step, t.u)
		addTimes(t.r, -step, t.v)
		next := dotBy(w, t.r, t.r)
		turn := next / size
		for i := range t.u {
			t.u[i] = t.r[i] + float64(turn*t.u[i])
		}
		size = next
	}
	return false
}

// take takes a column off another.
func take(from, x []float64) {
	x = x[:len(from)]
	for i := range from {
		from[i] -= x[i]
	}
}

// free is how many of the constants absorbed say something of their own: of the first effect all, of the second all but one for each
// piece the two fall into, of every further one all but one (at most; Abowd, Creecy and Kramarz 2002).
func free(effects []Effect) int {
	n := 0
	for i, e := range effects {
		switch i {
		case 0:
			n += e.Count
		case 1:
			n += e.Count - components(effects[0].Groups, e.Groups)
		default:
			n += e.Count - 1
		}
	}
	return n
}

// size is the root of the mean square of a column under weights.
func size(w, x []float64) float64 {
	sum := 0.0
	for _, v := range w {
		sum += v
	}
	return math.Sqrt(dotBy(w, x, x) / sum)
}
