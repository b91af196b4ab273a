package society

// This file is how even what two give each other is.

import "math"

// Asymmetry is |x - y| / (x + y): 0 where both give as much, 1 where only one gives. NaN where neither gives anything, or a flow is
// negative or missing.
func Asymmetry(x, y float64) float64 {
	if !(x >= 0 && y >= 0) || x+y == 0 {
		return math.NaN()
	}
	return math.Abs(x-y) / (x + y)
}

// Symmetry is Barbieri's 1 - |x - y|, of the shares of each in the other's trade.
func Symmetry(x, y float64) float64 { return 1 - math.Abs(x-y) }

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
	if n < 3 {
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
	if variance == 0 {
		return math.NaN(), n
	}
	return covariance / variance, n
}
