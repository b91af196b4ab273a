package change

// This file tests a shift of the mean: at a date named beforehand, and at the most telling date of all.

import (
	"math"
	"slices"

	"comity/numeric"

	"gonum.org/v1/gonum/mathext"
)

// Step is the shift of the mean at a date that was named before the series was looked at.
type Step struct {
	Before, After           int     // values before the date, and from it on
	MeanBefore, MeanAfter   float64 // their means
	Shift                   float64 // the difference; with a trend, the step beside it
	SE, T, P                float64 // with autocorrelation and unequal variance allowed for (Newey and West 1987)
	NaiveSE, NaiveT, NaiveP float64 // as if values were independent with one variance
	Lags                    int     // of the autocorrelation allowed for
	Slope                   float64 // with a trend: per unit of time
}

// KnownDate tests whether the mean shifted at the item at. times are of the values; trend lets the series rise or fall all along. lags
// below zero: 4 (n/100)^(2/9), rounded down. ok is false where a side has fewer than two values, nothing is left to estimate from, or
// nothing varies. P is by Student's distribution with n less the number of coefficients. Errors, t and P are NaN where the step, and the
// trend, leave nothing of the series: there is no error to hold the step against.
func KnownDate(y, times []float64, at int, trend bool, lags int) (s Step, ok bool) {
	n := len(y)
	k := 2
	if trend {
		k = 3
	}
	if at < 2 || n-at < 2 || n <= k || slices.Min(y) == slices.Max(y) {
		return Step{}, false
	}
	if lags < 0 {
		lags = int(4 * math.Pow(float64(n)/100, 2.0/9))
	}
	s = Step{Before: at, After: n - at, MeanBefore: mean(y[:at]), MeanAfter: mean(y[at:]), Lags: min(lags, n-1), Slope: math.NaN()}
	step := make([]float64, n)
	for i := at; i < n; i++ {
		step[i] = 1
	}
	// What is left of the step and of the values when the constant, and the trend, have had their part (Frisch and Waugh 1933).
	d, v := about(step, times, trend), about(y, times, trend)
	dd, dv := dot(d, d), dot(d, v)
	if !(dd > 1e-12) {
		return Step{}, false
	}
	s.Shift = dv / dd
	score, rss := make([]float64, n), 0.0
	for i := range score {
		e := v[i] - s.Shift*d[i]
		rss += e * e
		score[i] = d[i] * e
	}
	if trend {
		s.Slope = slopeBeside(y, step, times, s.Shift)
	}
	none := math.NaN()
	s.SE, s.T, s.P, s.NaiveSE, s.NaiveT, s.NaiveP = none, none, none, none, none, none
	if rss <= 1e-28*dot(y, y) { // what rounding leaves
		return s, true
	}
	free := float64(n - k)
	s.NaiveSE = math.Sqrt(rss / free / dd)
	s.NaiveT = s.Shift / s.NaiveSE
	s.NaiveP = 2 * studentAbove(math.Abs(s.NaiveT), free)
	if long := longRun(score, s.Lags); long > 0 {
		s.SE = math.Sqrt(long*float64(n)/free) / dd
		s.T = s.Shift / s.SE
		s.P = 2 * studentAbove(math.Abs(s.T), free)
	}
	return s, true
}

// about is a series less its mean, or less its line over time.
func about(y, times []float64, trend bool) []float64 {
	out, m := make([]float64, len(y)), mean(y)
	for i := range y {
		out[i] = y[i] - m
	}
	if trend {
		t := about(times, nil, false)
		if tt := dot(t, t); tt > 0 {
			b := dot(t, out) / tt
			for i := range out {
				out[i] -= b * t[i]
			}
		}
	}
	return out
}

func slopeBeside(y, step, times []float64, shift float64) float64 {
	left := make([]float64, len(y))
	for i := range y {
		left[i] = y[i] - shift*step[i]
	}
	t := about(times, nil, false)
	return dot(t, left) / dot(t, t)
}

// longRun is the sum of squares of scores and, with falling weights, of their products up to some lags apart (Bartlett's weights), which
// is never below zero.
func longRun(score []float64, lags int) float64 {
	sum := dot(score, score)
	for l := 1; l <= lags; l++ {
		w := 1 - float64(l)/float64(lags+1)
		sum += 2 * w * dot(score[l:], score[:len(score)-l])
	}
	return max(0, sum)
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

// SupF is the most telling single shift of the mean.
type SupF struct {
	At     int     // the first item after it
	F      float64 // the highest F of all dates that leave least values on either side; NaN where two levels leave nothing of the series
	PFree  float64 // how often noise without autocorrelation does as well, by simulation
	PBound float64 // how often noise with the autocorrelation of the series does (an autoregression of order one)
	Rho    float64 // that autocorrelation, estimated as if there were no shift, which leans to finding none
}

// SupFTest looks for the most telling shift (Andrews 1993), and simulates how telling the best date of noise without a shift is. ok is
// false of a series too short for two regimes, or one that does not vary.
func SupFTest(y []float64, least, draws int, seed uint64) (s SupF, ok bool) {
	least = max(least, 1)
	if len(y) < 2*least || len(y) < 4 || slices.Min(y) == slices.Max(y) {
		return SupF{}, false
	}
	s.F, s.At = supF(y, least)
	if s.F != s.F {
		return SupF{}, false
	}
	s.Rho = max(0, min(.99, autocorrelation(y)))
	noise := make([]float64, len(y))
	count := func(rho float64, stream uint64) float64 {
		r, hits := numeric.NewStream(seed, stream), 1
		for range draws {
			x := r.Norm() / math.Sqrt(1-rho*rho)
			for i := range noise {
				noise[i] = x
				x = rho*x + r.Norm()
			}
			if f, _ := supF(noise, least); f >= s.F {
				hits++
			}
		}
		return float64(hits) / float64(draws+1)
	}
	s.PFree, s.PBound = count(0, 1), count(s.Rho, 2)
	if math.IsInf(s.F, 1) {
		s.F = math.NaN()
	}
	return s, true
}

func supF(y []float64, least int) (f float64, at int) {
	s := sums(y, nil)
	whole, low := s.cost(0, s.n), math.Inf(1)
	for i := least; i <= s.n-least; i++ {
		if c := s.cost(0, i) + s.cost(i, s.n); c < low {
			low, at = c, i
		}
	}
	if whole == 0 {
		return math.NaN(), 0
	}
	if low <= whole*1e-14 {
		return math.Inf(1), at
	}
	return (whole - low) / (low / float64(s.n-2)), at
}

// autocorrelation is that of neighbours about the mean.
func autocorrelation(y []float64) float64 {
	d := about(y, nil, false)
	if len(d) < 2 || dot(d, d) == 0 {
		return math.NaN()
	}
	return dot(d[1:], d[:len(d)-1]) / dot(d, d)
}

// Leftover is the autocorrelation of neighbours that is left when each regime's mean is taken off, and the bound beyond which one value
// in twenty lies where there is none: 1.96 over the root of n.
func Leftover(y []float64, regimes []Regime) (rho, bound float64) {
	left := make([]float64, 0, len(y))
	for _, r := range regimes {
		for _, x := range y[r.From:r.To] {
			left = append(left, x-r.Mean)
		}
	}
	return autocorrelation(left), 1.959963984540054 / math.Sqrt(float64(len(y)))
}

// studentAbove is the probability that a number of Student's distribution is above t, t not below zero.
func studentAbove(t, free float64) float64 {
	if t != t {
		return math.NaN()
	}
	if math.IsInf(t, 1) {
		return 0
	}
	return mathext.RegIncBeta(free/2, .5, free/(free+t*t)) / 2
}
