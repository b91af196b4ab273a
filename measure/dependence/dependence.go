// Package dependence works out what a pair's trade is to each of the two: shares, dependence, interdependence, intensity and
// concentration, from flows and totals in one currency. A missing figure comes in and goes out as comity.NaN of its reason; a
// share of nothing is undefined. The package knows no state, year or source.
package dependence

import (
	"math"

	"comity"
)

// missing gives what stands for figures of which some are missing, and whether some are.
func missing(xs ...float64) (float64, bool) {
	worst := comity.Present
	for _, x := range xs {
		worst = comity.Worst(worst, comity.Why(x))
	}
	return comity.NaN(worst), worst != comity.Present
}

// Over is a part over a whole: a share of trade or of product. Of nothing it is undefined.
func Over(part, whole float64) float64 {
	if nan, none := missing(part, whole); none {
		return nan
	}
	if whole == 0 {
		return comity.NaN(comity.Undefined)
	}
	return part / whole
}

// WeakLink is the dependence of the less dependent of two (Oneal and Russett 1997): trade ties the pair no more than it ties that one.
func WeakLink(a, b float64) float64 {
	if nan, none := missing(a, b); none {
		return nan
	}
	return min(a, b)
}

// Salience is the geometric mean of what each is of the other's trade (Barbieri 1996).
func Salience(a, b float64) float64 {
	if nan, none := missing(a, b); none {
		return nan
	}
	return math.Sqrt(a * b)
}

// Symmetry is 1 where each is the same share of the other's trade, and falls with the difference (Barbieri 1996).
func Symmetry(a, b float64) float64 {
	if nan, none := missing(a, b); none {
		return nan
	}
	return 1 - math.Abs(a-b)
}

// Interdependence is salience times symmetry (Barbieri 1996).
func Interdependence(a, b float64) float64 {
	if nan, none := missing(a, b); none {
		return nan
	}
	return math.Sqrt(a*b) * (1 - math.Abs(a-b))
}

// World is what intensity holds a flow against: all in one currency and year, by one book.
type World struct {
	Exports float64 // of the first state to all partners
	Imports float64 // of the second from all partners
	Own     float64 // of the first from all partners
	All     float64 // of all states from all partners
}

// Intensity is the share of the second state in the first's exports over its share in the imports of the world without the first
// (Yamazawa 1971): 1 where the flow is as large as the weight of the second in the world's imports makes it.
func Intensity(flow float64, w World) float64 {
	if nan, none := missing(flow, w.Exports, w.Imports, w.Own, w.All); none {
		return nan
	}
	if w.Exports == 0 || w.Imports == 0 || w.All <= w.Own {
		return comity.NaN(comity.Undefined)
	}
	return flow / w.Exports / (w.Imports / (w.All - w.Own))
}

// Concentration is the sum of squares over the square of the sum of what a state trades with each partner: 1 with one partner, 1/n
// with n equal ones (Herfindahl and Hirschman).
func Concentration(sum, squares float64) float64 {
	if nan, none := missing(sum, squares); none {
		return nan
	}
	if sum == 0 {
		return comity.NaN(comity.Undefined)
	}
	return squares / (sum * sum)
}

// Gap is how far two reports of one flow are apart, 0 where they are the same and 1 where one of them is nothing.
func Gap(x, y float64) float64 {
	if nan, none := missing(x, y); none {
		return nan
	}
	if x+y == 0 {
		return comity.NaN(comity.Undefined)
	}
	return math.Abs(x-y) / (x + y)
}

// Record is where a series stands against its own past: how many values there are, the year of the highest, the year of the one
// before it, and in how many years the value was higher than ever before (the first one does not count).
type Record struct {
	N              int
	Year, Before   int     // of the highest value, and of the highest of the years before it; 0: none
	Value, Earlier float64 // these values
	Last           int     // the last year that has a value
	Times          int
}

// RecordOf finds the record of a series; xs are by year from first on, missing ones are left out. Of equal values the first counts.
func RecordOf(first int, xs []float64) Record {
	r := Record{Value: comity.NaN(comity.NotCovered), Earlier: comity.NaN(comity.NotCovered)}
	for i, x := range xs {
		if x != x {
			continue
		}
		r.N, r.Last = r.N+1, first+i
		switch {
		case r.N == 1:
			r.Value, r.Year = x, first+i
		case x > r.Value:
			r.Earlier, r.Before = r.Value, r.Year
			r.Value, r.Year = x, first+i
			r.Times++
		}
	}
	return r
}
