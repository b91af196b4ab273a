package society

// This file is how much of the spread of a number each of its inputs makes (Sobol 1993).

import (
	"math"

	"comity/numeric"
)

// Sensitivity is the share of the variance that each input, or group of inputs, makes by itself (First) and with all it takes part in
// (Total). They are NaN where nothing varies. N is the number of draws they rest on: those of which every number is known.
type Sensitivity struct {
	First, Total   []float64
	Mean, Variance float64
	N              int
}

// Sobol works f out at draws of numbers between 0 and 1, of which a group gives the places. First-order shares are estimated as by
// Saltelli and others (2010), total ones as by Jansen (1999): with two independent tables of n draws, and each group exchanged.
func Sobol(f func(u []float64) float64, dims int, groups [][]int, n int, seed uint64) Sensitivity {
	random := numeric.NewStream(seed, 0x50b01)
	a, b, mixed := make([]float64, dims), make([]float64, dims), make([]float64, dims)
	fa, fb, fm := make([]float64, 0, n), make([]float64, 0, n), make([][]float64, len(groups))
	row := make([]float64, len(groups))
	sum, squares := 0.0, 0.0
	for range n {
		for d := range dims {
			a[d], b[d] = random.Uniform(), random.Uniform()
		}
		x, y := f(a), f(b)
		known := x + y
		for g, places := range groups {
			copy(mixed, a)
			for _, d := range places {
				mixed[d] = b[d]
			}
			row[g] = f(mixed)
			known += row[g]
		}
		if known != known {
			continue
		}
		fa, fb = append(fa, x), append(fb, y)
		sum += x + y
		squares += x*x + y*y
		for g := range groups {
			fm[g] = append(fm[g], row[g])
		}
	}
	n = len(fa)
	s := Sensitivity{First: make([]float64, len(groups)), Total: make([]float64, len(groups)), Mean: sum / float64(2*n), N: n}
	s.Variance = squares/float64(2*n) - s.Mean*s.Mean
	for g := range groups {
		first, total := 0.0, 0.0
		for i := range n {
			first += (fb[i] - s.Mean) * (fm[g][i] - fa[i])
			total += (fa[i] - fm[g][i]) * (fa[i] - fm[g][i])
		}
		s.First[g], s.Total[g] = first/float64(n)/s.Variance, total/float64(2*n)/s.Variance
		if !(s.Variance > 1e-12) {
			s.First[g], s.Total[g] = math.NaN(), math.NaN()
		}
	}
	return s
}
