// Package capability measures how much of something states have against one another: shares of each component of national power,
// their mean (CINC), and ratios of two states. Numbers in, numbers out; a missing number is NaN and is never taken for zero.
package capability

import "math"

// Shares gives each number's share of the sum of those that are known; all are NaN where the sum is not above zero, or a number is
// below it. Singer, Bremer and Stuckey 1972.
func Shares(xs []float64) []float64 {
	out := make([]float64, len(xs))
	sum := 0.0
	for _, x := range xs {
		if x < 0 {
			sum = math.NaN()
		}
		if x == x {
			sum += x
		}
	}
	for i, x := range xs {
		out[i] = math.NaN()
		if sum > 0 && x == x {
			out[i] = x / sum
		}
	}
	return out
}

// Index gives each state's mean over the components it has a share of, and of how many: components[c][i] is the share of state i in
// component c, NaN where it has none. With six components it is CINC. A state without any has NaN and 0.
func Index(components [][]float64) (mean []float64, n []int) {
	if len(components) == 0 {
		return nil, nil
	}
	mean, n = make([]float64, len(components[0])), make([]int, len(components[0]))
	for _, shares := range components {
		for i, s := range shares {
			if s == s {
				mean[i] += s
				n[i]++
			}
		}
	}
	for i := range mean {
		mean[i] /= float64(n[i]) // 0/0 is NaN: no component
	}
	return mean, n
}

// Ratio is the smaller of two capabilities over the greater (Bremer 1992), from 0 to 1. It is NaN unless both are above zero.
func Ratio(a, b float64) float64 {
	if !(a > 0 && b > 0) {
		return math.NaN()
	}
	return min(a, b) / max(a, b)
}

// LogRatio is the natural logarithm of the greater of two capabilities over the smaller (Oneal and Russett 1997), 0 where they are
// equal. It is NaN unless both are above zero.
func LogRatio(a, b float64) float64 {
	if !(a > 0 && b > 0) {
		return math.NaN()
	}
	return math.Abs(math.Log(a) - math.Log(b))
}

// Part is the first state's part of what the two have together. It is NaN where the two have nothing, or one is below zero.
func Part(a, b float64) float64 {
	if !(a >= 0 && b >= 0 && a+b > 0) {
		return math.NaN()
	}
	return a / (a + b)
}
