// Package thirdparty measures whether the closeness of two states may be read off their relations to others: what the additive model
// of all pairs expects of the two, whether it moves from year to year with their distance from a named third, what is left of it when
// the roll calls on which the third took a stand are taken away, and whether their hostile acts aim at the same states. Each test has its
// interval and its power; none says why anything is so. The package knows no state and no source: matrices, series and sets in,
// estimates out.
package thirdparty

// This file holds a value of every two of n items.

import "math"

// Square has a value of every two of n items, the same in both orders; NaN where there is none. The diagonal is never read.
type Square struct {
	n  int
	at []float64
}

// NewSquare makes one without values.
func NewSquare(n int) *Square {
	s := &Square{n, make([]float64, n*n)}
	for i := range s.at {
		s.at[i] = math.NaN()
	}
	return s
}

// Len gives the number of items.
func (s *Square) Len() int { return s.n }

// At gives the value of two.
func (s *Square) At(i, j int) float64 { return s.at[i*s.n+j] }

// Set sets the value of two.
func (s *Square) Set(i, j int, x float64) { s.at[i*s.n+j], s.at[j*s.n+i] = x, x }

// Row gives the values of one with all, its own among them, which means nothing.
func (s *Square) Row(i int) []float64 { return s.at[i*s.n : (i+1)*s.n] }

// Place is the share of values below x, those equal to it counted half: its percentile over 100. Missing values do not count; NaN
// where there are none.
func Place(values []float64, x float64) float64 {
	below, n := 0.0, 0
	for _, v := range values {
		switch {
		case v != v:
			continue
		case v < x:
			below++
		case v == x:
			below += 0.5
		}
		n++
	}
	if n == 0 || x != x {
		return math.NaN()
	}
	return below / float64(n)
}
