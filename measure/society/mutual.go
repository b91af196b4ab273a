package society

// This file is how even what two give each other is.

import (
	"math"

	"comity"
)

// Asymmetry is |x - y| / (x + y): 0 where both give as much, 1 where only one gives. It is undefined where neither gives anything or a
// flow is negative, and missing, for the graver reason, where one is.
func Asymmetry(x, y float64) float64 {
	if why := comity.Worst(comity.Why(x), comity.Why(y)); why != comity.Present {
		return comity.NaN(why)
	}
	if x < 0 || y < 0 || x+y == 0 {
		return comity.NaN(comity.Undefined)
	}
	return math.Abs(x-y) / (x + y)
}

// Reciprocity is the correlation of flows with those that come back, each pair entered in both directions; NaN where there are fewer than
// three pairs or nothing varies. Pairs of which one flow is missing do not count.
func Reciprocity(there, back []float64) (rho float64, n int) {
	var xs []float64
	for i, x := range there {
		if y := back[i]; x == x && y == y {
			xs = append(xs, x, y)
			n++
		}
	}
	if n < 3 || still(xs) {
		return math.NaN(), n
	}
	mean, variance, covariance := 0.0, 0.0, 0.0
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for i := 0; i < len(xs); i += 2 {
		x, y := xs[i]-mean, xs[i+1]-mean
		variance, covariance = variance+x*x+y*y, covariance+2*x*y
	}
	if !(variance > 0) {
		return math.NaN(), n
	}
	return covariance / variance, n
}

// Overlap is what two share of n things when each has so many of them: what chance would give, and the chance of as much or more
// (hypergeometric). NaN where the numbers are impossible.
func Overlap(a, b, both, n int) (expected, p float64) {
	if a < 0 || b < 0 || a > n || b > n || both > min(a, b) || both < max(0, a+b-n) || n == 0 {
		return math.NaN(), math.NaN()
	}
	choose := func(n, k int) float64 {
		x, _ := math.Lgamma(float64(n + 1))
		y, _ := math.Lgamma(float64(k + 1))
		z, _ := math.Lgamma(float64(n - k + 1))
		return x - y - z
	}
	for k := both; k <= min(a, b); k++ {
		p += math.Exp(choose(a, k) + choose(n-a, b-k) - choose(n, b))
	}
	return float64(a) * float64(b) / float64(n), min(1, p)
}
