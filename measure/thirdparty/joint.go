package thirdparty

// This file asks whether the hostile acts of two aim at the same states, beyond what sets of such sizes share by chance.

import (
	"math"
	"slices"

	"comity/numeric"
)

// Joint is how far the targets of two overlap.
type Joint struct {
	A, B, Both, Eligible int     // targets of each, of both, and states that could be
	Jaccard              float64 // those of both over those of either; NaN where neither has any
	Expected             float64 // mean by chance
	Low, High            float64 // 90 percent of chance lies between
	P                    float64 // chance of an overlap as large or larger
	Needed               float64 // the least overlap that chance exceeds once in twenty; NaN where none is: the test has no power
}

// jointDraws is how often targets are drawn.
const jointDraws = 4000

// JointTargets compares the targets of two with sets as large drawn by chance, each state in proportion to its weight (nil: all
// alike). It is the same in both orders.
func JointTargets(a, b []bool, weight []float64, seed uint64) Joint {
	j := Joint{Eligible: len(a)}
	for i := range a {
		if a[i] {
			j.A++
		}
		if b[i] {
			j.B++
		}
		if a[i] && b[i] {
			j.Both++
		}
	}
	j.Jaccard = jaccard(j.A, j.B, j.Both)
	j.Expected, j.Low, j.High, j.P, j.Needed = math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()
	if j.A == 0 || j.B == 0 {
		return j
	}
	draws := chanceOverlaps(len(a), min(j.A, j.B), max(j.A, j.B), weight, seed)
	for i, both := range draws {
		draws[i] = jaccard(j.A, j.B, int(both))
	}
	above := 1.0 // the overlap that was seen counts as one draw
	for _, x := range draws {
		if x >= j.Jaccard-1e-12 {
			above++
		}
	}
	j.P = above / float64(len(draws)+1)
	j.Expected, _ = meanSD(draws)
	slices.Sort(draws)
	j.Low, j.High = quantile(draws, 0.05), quantile(draws, 0.95)
	j.Needed = needed(draws, j.A, j.B)
	return j
}

// jaccard is the share of those of either that are of both.
func jaccard(a, b, both int) float64 {
	if a+b-both == 0 {
		return math.NaN()
	}
	return float64(both) / float64(a+b-both)
}

// needed is the least overlap that a draw equals or exceeds once in twenty at most.
func needed(sorted []float64, a, b int) float64 {
	for both := range min(a, b) + 1 {
		x := jaccard(a, b, both)
		at, _ := slices.BinarySearch(sorted, x-1e-12)
		if float64(len(sorted)-at+1)/float64(len(sorted)+1) <= 0.05 {
			return x
		}
	}
	return math.NaN()
}

// chanceOverlaps draws two sets of given sizes, again and again, and counts what they share. A set is drawn without repeating a
// member: each has an exponential waiting time at its weight, and the first come first (Efraimidis and Spirakis 2006).
func chanceOverlaps(n, small, large int, weight []float64, seed uint64) []float64 {
	random := numeric.NewStream(seed, 0x10e7)
	waiting, order, in := make([]float64, n), make([]int, n), make([]bool, n)
	first := func(k int) []int {
		for i := range waiting {
			order[i] = i
			if waiting[i] = random.Exp(); weight != nil {
				waiting[i] /= weight[i]
			}
		}
		slices.SortFunc(order, func(x, y int) int {
			switch {
			case waiting[x] < waiting[y]:
				return -1
			case waiting[x] > waiting[y]:
				return 1
			}
			return x - y
		})
		return order[:k]
	}
	out := make([]float64, jointDraws)
	for d := range out {
		clear(in)
		for _, i := range first(small) {
			in[i] = true
		}
		for _, i := range first(large) {
			if in[i] {
				out[d]++
			}
		}
	}
	return out
}
