package formula

// This file is the arithmetic of what is missing: which reason stands for several, and truth of three values.

import (
	"math"

	"comity/format/frame"
)

// gravity orders the letters of missing cells, counted from 1 (a): b, e, a, c as in the house's order, then f to z, which are a
// table's own, and d last. 0 is a cell that is there.
var gravity = [32]uint8{1: 24, 2: 26, 3: 23, 4: 1, 5: 25,
	6: 22, 7: 21, 8: 20, 9: 19, 10: 18, 11: 17, 12: 16, 13: 15, 14: 14, 15: 13, 16: 12, 17: 11, 18: 10, 19: 9, 20: 8, 21: 7, 22: 6,
	23: 5, 24: 4, 25: 3, 26: 2}

// The letters a formula gives by itself.
const (
	letterA = 1 // no row, or no source, speaks of it
	letterB = 2 // did not exist, or does not apply
	letterC = 3
	letterD = 4 // has no value
	letterE = 5
)

// graver gives the graver of two letters; 0 is none.
func graver(x, y uint8) uint8 {
	if gravity[y] > gravity[x] {
		return y
	}
	return x
}

// worst gives the missing cell that stands for two cells of which at least one is missing. The letters are read and compared;
// the payload of a NaN is never left to arithmetic.
func worst(x, y float64) float64 { return frame.NaN(graver(frame.Letter(x), frame.Letter(y))) }

// isMissing says whether a cell is missing.
func isMissing(x float64) bool { return x != x }

// finite makes what is no number undefined, and -0 the plain 0.
func finite(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return frame.NaN(letterD)
	case x == 0:
		return 0
	}
	return x
}

// truth gives 1 or 0.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// both is and: false where one is false, else missing where one is missing.
func both(x, y float64) float64 {
	switch {
	case x == 0 || y == 0:
		return 0
	case isMissing(x) || isMissing(y):
		return worst(x, y)
	}
	return 1
}

// either is or: true where one is true, else missing where one is missing.
func either(x, y float64) float64 {
	switch {
	case !isMissing(x) && x != 0, !isMissing(y) && y != 0:
		return 1
	case isMissing(x) || isMissing(y):
		return worst(x, y)
	}
	return 0
}
