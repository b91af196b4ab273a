// Package stability estimates how often events fall upon a set of states, per year and state or pair at risk, with exact intervals, and
// whether the rate rises or falls.
package stability

import (
	"math"

	"comity"

	"gonum.org/v1/gonum/stat/distuv"
)

// Rate is events over exposure with an interval of 95 percent.
type Rate struct{ Value, Low, High float64 }

// RateOf gives a rate with the exact interval of a Poisson count (Garwood 1936, Biometrika 28:437). Undefined without exposure.
func RateOf(events int, exposure float64) Rate {
	if !(exposure > 0) || events < 0 {
		u := comity.NaN(comity.Undefined)
		return Rate{u, u, u}
	}
	low, high := Interval(events)
	return Rate{float64(events) / exposure, low / exposure, high / exposure}
}

// Interval is the exact interval of 95 percent of the mean of a Poisson count: half the quantiles of chi-squared with 2n and 2n + 2
// degrees of freedom; from 0 where nothing was counted.
func Interval(n int) (low, high float64) {
	if n > 0 {
		low = distuv.ChiSquared{K: 2 * float64(n)}.Quantile(.025) / 2
	}
	return low, distuv.ChiSquared{K: 2*float64(n) + 2}.Quantile(.975) / 2
}

// Trend is the yearly change of a rate: a Poisson regression of counts on the year, exposure as offset, whose errors are widened by the
// dispersion left over (quasi-Poisson).
type Trend struct {
	Change, Low, High float64 // change a year as a part of the rate: .02 is two percent more each year
	Dispersion        float64 // Pearson's chi-squared over degrees of freedom: 1 where counts scatter as Poisson's
	Z                 float64
	Years             int
}

// leastYears is the fewest years a trend is made of.
const leastYears = 8

// TrendOf fits the trend; ok is false with fewer than eight years at risk or two events, or where the fit does not settle. Errors are
// narrowed for no dispersion below one (McCullagh and Nelder 1989, 6.2).
func TrendOf(years []int, events []int, exposure []float64) (t Trend, ok bool) {
	var x, y, at []float64
	total := 0
	for i := range years {
		if exposure[i] > 0 {
			x, y, at = append(x, float64(years[i])), append(y, float64(events[i])), append(at, exposure[i])
			total += events[i]
		}
	}
	if len(x) < leastYears || total < 2 {
		return t, false
	}
	middle := (x[0] + x[len(x)-1]) / 2
	for i := range x {
		x[i] -= middle
	}
	a, b, variance, ok := poisson(x, y, at)
	if !ok {
		return t, false
	}
	t = Trend{Years: len(x), Dispersion: dispersion(x, y, at, a, b)}
	se := math.Sqrt(variance * math.Max(1, t.Dispersion))
	const z = 1.959963984540054
	t.Change, t.Low, t.High, t.Z = math.Exp(b)-1, math.Exp(b-z*se)-1, math.Exp(b+z*se)-1, b/se
	return t, true
}

// poisson fits log(mean / exposure) = a + b x by Newton's steps, and gives the variance of b.
func poisson(x, y, exposure []float64) (a, b, variance float64, ok bool) {
	events, at := 0.0, 0.0
	for i := range y {
		events, at = events+y[i], at+exposure[i]
	}
	a = math.Log(events / at)
	for range 100 {
		var g0, g1, h00, h01, h11 float64
		for i := range y {
			mean := exposure[i] * math.Exp(a+b*x[i])
			g0, g1 = g0+y[i]-mean, g1+(y[i]-mean)*x[i]
			h00, h01, h11 = h00+mean, h01+mean*x[i], h11+mean*x[i]*x[i]
		}
		det := h00*h11 - h01*h01
		if !(det > 0) {
			return a, b, 0, false
		}
		da, db := (h11*g0-h01*g1)/det, (h00*g1-h01*g0)/det
		a, b, variance = a+da, b+db, h00/det
		if math.Abs(da)+math.Abs(db) < 1e-12 {
			return a, b, variance, !math.IsInf(b, 0) && b == b
		}
	}
	return a, b, variance, math.Abs(b) < 10
}

func dispersion(x, y, exposure []float64, a, b float64) float64 {
	chi := 0.0
	for i := range y {
		mean := exposure[i] * math.Exp(a+b*x[i])
		chi += (y[i] - mean) * (y[i] - mean) / mean
	}
	return chi / float64(len(y)-2)
}

// Ratio compares two rates: the one over the other with the exact interval of 95 percent, given their sum (Przyborowski and Wilenski
// 1940, Biometrika 31:313, by the interval of Clopper and Pearson). Undefined without exposure or any event; where the other has no event
// only the lower end is defined, for a rate over a rate of nothing has no number and no bound above.
func Ratio(events, otherEvents int, exposure, otherExposure float64) Rate {
	n := events + otherEvents
	if !(exposure > 0) || !(otherExposure > 0) || n == 0 {
		u := comity.NaN(comity.Undefined)
		return Rate{u, u, u}
	}
	k := float64(events)
	scale := otherExposure / exposure
	odds := func(share float64) float64 { return share / (1 - share) * scale }
	r := Rate{comity.NaN(comity.Undefined), 0, comity.NaN(comity.Undefined)}
	if events > 0 {
		r.Low = odds(distuv.Beta{Alpha: k, Beta: float64(n) - k + 1}.Quantile(.025))
	}
	if otherEvents > 0 {
		r.Value, r.High = k/float64(otherEvents)*scale, odds(distuv.Beta{Alpha: k + 1, Beta: float64(n) - k}.Quantile(.975))
	}
	return r
}
