// Package polarity measures how power is spread over a set of states: concentration, its change, and how many poles there are by rules
// that bear a name. Shares in, numbers out; NaN is a share that is not known, and is left out.
package polarity

import (
	"math"
	"slices"

	"comity/measure/capability"
)

// Set gives the shares of the states whose numbers are known, made to sum to one. It is nil where none is above zero.
func Set(xs []float64) []float64 {
	var out []float64
	for _, s := range capability.Shares(xs) {
		if s == s {
			out = append(out, s)
		}
	}
	return out
}

// SetOf gives the shares of a set by several components: each component's shares are made anew within the set, and those a state has
// are averaged (the construction of 1972), then made to sum to one. components[c][i] is the amount of component c state i has.
func SetOf(components [][]float64) []float64 {
	shares := make([][]float64, len(components))
	for c, xs := range components {
		shares[c] = capability.Shares(xs)
	}
	mean, _ := capability.Index(shares)
	return Set(mean)
}

// HHI is the sum of squared shares (Herfindahl and Hirschman), from 1/N to 1; NaN of no state. Shares sum to one.
func HHI(shares []float64) float64 {
	if len(shares) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, s := range shares {
		sum += s * s
	}
	return sum
}

// Effective is the effective number of powers: how many equal ones would be as concentrated (Laakso and Taagepera 1979).
func Effective(shares []float64) float64 { return 1 / HHI(shares) }

// CON is the concentration of Ray and Singer (1973): the standard deviation of the shares over the greatest it can be, 0 where all are
// equal and 1 where one has all. It is NaN of fewer than two states.
func CON(shares []float64) float64 {
	n := float64(len(shares))
	if n < 2 {
		return math.NaN()
	}
	return math.Sqrt(max(0, (HHI(shares)-1/n)/(1-1/n)))
}

// Move is the part of all capability that changed hands: half the sum of absolute differences of shares (Singer, Bremer and Stuckey
// 1972). before and after are amounts of the same states in the same order, NaN where one is not known; out marks states that are not
// of the set in the year, whose share of it is zero. States of the set in both years of which one amount is not known are left out of
// both. It is NaN where nothing is left.
func Move(before, after []float64, outBefore, outAfter []bool) float64 {
	a, b := make([]float64, len(before)), make([]float64, len(after))
	for i := range before {
		a[i], b[i] = before[i], after[i]
		if outBefore[i] {
			a[i] = 0
		}
		if outAfter[i] {
			b[i] = 0
		}
		if a[i] != a[i] || b[i] != b[i] {
			a[i], b[i] = 0, 0
		}
	}
	a, b = capability.Shares(a), capability.Shares(b)
	sum := 0.0
	for i := range a {
		sum += math.Abs(b[i] - a[i])
	}
	if len(a) == 0 {
		return math.NaN()
	}
	return sum / 2
}

// Above counts the states that have at least a part of what the leader has: with one half, the poles by the rule of half the leader's
// share. It is 0 of no state.
func Above(shares []float64, part float64) int {
	if len(shares) == 0 {
		return 0
	}
	least := part * slices.Max(shares)
	n := 0
	for _, s := range shares {
		if s >= least*(1-1e-12) {
			n++
		}
	}
	return n
}

// Modelski is the polarity of a set after Modelski (1974): 1 where the first has half of all or more, 2 where the first two have half
// together and each a quarter, else 3, which stands for several. It is 0 of no state.
func Modelski(shares []float64) int {
	if len(shares) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(shares))
	slices.Reverse(s)
	switch {
	case s[0] >= .5:
		return 1
	case s[0]+s[1] >= .5 && s[1] >= .25:
		return 2
	}
	return 3
}
