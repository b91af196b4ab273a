package thirdparty

// This file says what a test could have seen, and what an interval says.

import (
	"math"

	"comity/numeric"

	"gonum.org/v1/gonum/stat/distuv"
)

// Critical is the least correlation of n pairs of numbers that differs from none at 5 percent; NaN where n is less than 4.
func Critical(n int) float64 {
	if n < 4 {
		return math.NaN()
	}
	df := float64(n - 2)
	t := distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(0.975)
	return t / math.Sqrt(t*t+df)
}

// Detectable is the least correlation that n pairs of numbers show with power .8 at 5 percent (Fisher's z; Cohen 1988); NaN where n is
// less than 4.
func Detectable(n int) float64 {
	if n < 4 {
		return math.NaN()
	}
	return math.Tanh((numeric.Quantile(0.975) + numeric.Quantile(0.8)) / math.Sqrt(float64(n-3)))
}

// Power is the chance with which n pairs of numbers of a correlation r show it at 5 percent; NaN where n is less than 4.
func Power(r float64, n int) float64 {
	if n < 4 {
		return math.NaN()
	}
	z, edge := math.Atanh(r)*math.Sqrt(float64(n-3)), numeric.Quantile(0.975)
	return numeric.Phi(z-edge) + numeric.Phi(-z-edge)
}

// Finding is what an interval says of an effect.
type Finding int

// The findings. An interval that holds zero and reaches beyond the margin says nothing either way.
const (
	Inconclusive Finding = iota
	Positive
	Negative
	Small // it lies within the margin on both sides: whatever there is, is smaller
)

// Read reads an interval against a margin: the least effect that is of interest.
func Read(low, high, margin float64) Finding {
	switch {
	case -margin < low && high < margin:
		return Small
	case low > 0:
		return Positive
	case high < 0:
		return Negative
	}
	return Inconclusive
}
