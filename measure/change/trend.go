package change

// This file measures trends without a model of the noise: the median slope, and a test by signs that allows for autocorrelation.

import (
	"fmt"
	"math"
	"slices"

	"comity/numeric"
)

// TrendLeast is the fewest values a trend is measured on.
const TrendLeast = 8

// Trend is a trend of a series.
type Trend struct {
	N              int
	Slope          float64 // median of the slopes between all pairs of values, per unit of time (Theil 1950; Sen 1968)
	Low, High      float64 // its interval, allowing for autocorrelation
	NaiveLow       float64 // as if values were independent
	NaiveHigh      float64
	S              int     // pairs that rise less pairs that fall (Mann 1945; Kendall 1975)
	Tau            float64 // S over the number of pairs; NaN of values that are all equal, as are Z and P
	Z, P           float64 // with the variance of Hamed and Rao (1998)
	NaiveZ, NaiveP float64
	Correction     float64 // that variance over the variance of independent values
	Lags           []int   // the lags whose autocorrelation was found
}

// TrendOf measures the trend of values at times, which rise. level is that of the interval, as 0.95.
func TrendOf(y, times []float64, level float64) (Trend, error) {
	n := len(y)
	if n < TrendLeast {
		return Trend{}, fmt.Errorf("a trend wants %d values or more, and there are %d", TrendLeast, n)
	}
	t := Trend{N: n}
	slopes := make([]float64, 0, n*(n-1)/2)
	for i := range y {
		for j := i + 1; j < n; j++ {
			slopes = append(slopes, (y[j]-y[i])/(times[j]-times[i]))
			t.S += sign(y[j] - y[i])
		}
	}
	slices.Sort(slopes)
	t.Slope, t.Tau = Median(slopes), float64(t.S)/float64(len(slopes))
	variance := varianceOfS(y)
	if variance <= 0 {
		t.Tau = math.NaN()
	}
	t.Correction, t.Lags = hamedRao(y, times, t.Slope)
	t.NaiveZ, t.NaiveP = zOf(t.S, variance)
	t.Z, t.P = zOf(t.S, variance*t.Correction)
	z := numeric.Quantile(.5 + level/2)
	t.NaiveLow, t.NaiveHigh = senInterval(slopes, z*math.Sqrt(variance))
	t.Low, t.High = senInterval(slopes, z*math.Sqrt(variance*t.Correction))
	return t, nil
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// varianceOfS is that of independent values, ties allowed for.
func varianceOfS(y []float64) float64 {
	n := float64(len(y))
	v := n * (n - 1) * (2*n + 5)
	s := slices.Sorted(slices.Values(y))
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		t := float64(j - i)
		v -= t * (t - 1) * (2*t + 5)
		i = j
	}
	return v / 18
}

// zOf is S in standard deviations, one nearer to nothing since S is whole, and the probability of one as far; NaN of values that are all
// equal.
func zOf(s int, variance float64) (z, p float64) {
	if variance <= 0 {
		return math.NaN(), math.NaN()
	}
	if s == 0 {
		return 0, 1
	}
	z = (float64(s) - float64(sign(float64(s)))) / math.Sqrt(variance)
	return z, 2 * numeric.Phi(-math.Abs(z))
}

// hamedRao is the variance of S over that of independent values, by the autocorrelation of the ranks of the series without its trend at
// those lags where it is beyond 1.96 over the root of n. A factor at or below zero is none: then there is no correction.
func hamedRao(y, times []float64, slope float64) (factor float64, lags []int) {
	n := len(y)
	left := make([]float64, n)
	for i := range y {
		left[i] = y[i] - slope*times[i]
	}
	r := about(meanRanks(left), nil, false)
	whole := dot(r, r)
	size, sum := float64(n), 0.0
	if whole == 0 {
		return 1, nil
	}
	for k := 1; k < n; k++ {
		rho := dot(r[k:], r[:n-k]) / whole
		if math.Abs(rho) > 1.959963984540054/math.Sqrt(size) {
			m := size - float64(k)
			sum += m * (m - 1) * (m - 2) * rho
			lags = append(lags, k)
		}
	}
	factor = 1 + 2/(size*(size-1)*(size-2))*sum
	if factor <= 0 {
		return 1, nil
	}
	return factor, lags
}

// meanRanks are the ranks of values, equal ones sharing the mean of theirs.
func meanRanks(y []float64) []float64 {
	order := make([]int, len(y))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sign(y[a] - y[b]) })
	out := make([]float64, len(y))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && y[order[j]] == y[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}

// senInterval are the slopes so many places below and above the middle of them all (Sen 1968).
func senInterval(slopes []float64, c float64) (low, high float64) {
	n := float64(len(slopes))
	at := func(place float64) float64 {
		place = max(0, min(n-1, place))
		i := int(place)
		if i+1 == len(slopes) {
			return slopes[i]
		}
		return slopes[i] + (place-float64(i))*(slopes[i+1]-slopes[i])
	}
	return at((n-c)/2 - 1), at((n + c) / 2)
}
