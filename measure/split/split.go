// Package split holds the latest figures of a series against its own past: where they stand in it, how it has moved, and whether it
// changed at a date. It is made for yearly series that may be autocorrelated; standard errors allow for it.
package split

import (
	"math"

	"comity"

	"gonum.org/v1/gonum/stat/distuv"
)

// Series is a measure by year. Missing values are left out.
type Series struct {
	Years  []int
	Values []float64
}

// known drops the missing values.
func (s Series) known() Series {
	var out Series
	for i, x := range s.Values {
		if x == x {
			out.Years, out.Values = append(out.Years, s.Years[i]), append(out.Values, x)
		}
	}
	return out
}

// Standing is where the last value of a series stands in it.
type Standing struct {
	Year       int
	Value      float64
	Percentile float64 // share of the values of the series that are lower, equal ones counting half
	N          int
}

// Standing gives the place of the last value; undefined with fewer than two values.
func (s Series) Standing() Standing {
	k := s.known()
	n := len(k.Values)
	if n == 0 {
		nan := comity.NaN(comity.Undefined)
		return Standing{0, nan, nan, 0}
	}
	out := Standing{k.Years[n-1], k.Values[n-1], comity.NaN(comity.Undefined), n}
	if n > 1 {
		below := 0.0
		for _, x := range k.Values[:n-1] {
			switch {
			case x < out.Value:
				below++
			case x == out.Value:
				below += .5
			}
		}
		out.Percentile = below / float64(n-1)
	}
	return out
}

// Estimate is a number with its standard error and 95 % interval.
type Estimate struct {
	Value, SE, Low, High float64
	N                    int
}

// Clear says on which side of zero the interval lies wholly: 1, -1, or 0 where it holds zero or is not defined.
func (e Estimate) Clear() int {
	switch {
	case e.Low > 0:
		return 1
	case e.High < 0:
		return -1
	}
	return 0
}

// Trend is the change a year: the slope of least squares on the year.
func (s Series) Trend() Estimate {
	k := s.known()
	x := make([]float64, len(k.Years))
	for i, y := range k.Years {
		x[i] = float64(y)
	}
	return slope(x, k.Values)
}

// Difference is the mean of the values of years that are after less the mean of the others: the slope on 0 and 1.
func (s Series) Difference(after func(year int) bool) Estimate {
	k := s.known()
	x := make([]float64, len(k.Years))
	for i, y := range k.Years {
		if after(y) {
			x[i] = 1
		}
	}
	return slope(x, k.Values)
}

// Lag is how many neighbours the standard errors look back to: the whole part of 4 (n/100)^(2/9) (Newey and West 1994, Review of
// Economic Studies 61:631).
func Lag(n int) int { return int(4 * math.Pow(float64(n)/100, 2./9)) }

// slope is the slope of least squares with a standard error that allows for autocorrelation and unequal variance: Bartlett's weights up
// to Lag, n/(n-2) for small samples (Newey and West 1987, Econometrica 55:703), and the interval from Student's t with n - 2 degrees
// of freedom. Undefined with fewer than four values, or where x does not vary; with only one value on a side of a date a difference has
// no standard error.
func slope(x, y []float64) Estimate {
	n := len(y)
	nan := comity.NaN(comity.Undefined)
	out := Estimate{nan, nan, nan, nan, n}
	mx, my := mean(x), mean(y)
	var xx, xy float64
	for i := range x {
		xx, xy = xx+(x[i]-mx)*(x[i]-mx), xy+(x[i]-mx)*(y[i]-my)
	}
	if n < 4 || xx == 0 {
		return out
	}
	out.Value = xy / xx
	if lone(x) {
		return out
	}
	score := make([]float64, n)
	for i := range score {
		score[i] = (x[i] - mx) * (y[i] - my - out.Value*(x[i]-mx))
	}
	sum := dot(score, score)
	lag := Lag(n)
	for l := 1; l <= lag; l++ {
		sum += 2 * (1 - float64(l)/float64(lag+1)) * dot(score[l:], score[:n-l])
	}
	out.SE = math.Sqrt(math.Max(0, sum)*float64(n)/float64(n-2)) / xx
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 2)}.Quantile(.975)
	out.Low, out.High = out.Value-t*out.SE, out.Value+t*out.SE
	return out
}

// lone says that x has two values, one of them once: the residual of that observation is zero whatever it is.
func lone(x []float64) bool {
	times := map[float64]int{}
	for _, v := range x {
		times[v]++
	}
	return len(times) == 2 && (times[x[0]] == 1 || times[x[0]] == len(x)-1)
}

func mean(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s / float64(len(x))
}

func dot(a, b []float64) (s float64) {
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}
