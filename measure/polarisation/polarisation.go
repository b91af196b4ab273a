// Package polarisation measures how far a distribution of positions is spread, and how much it falls into camps: values of each unit
// and their weights in, numbers out. Weights are shares of any whole (units, people, capability); only their proportions count.
package polarisation

import (
	"math"
	"slices"

	"comity"
)

// Points are the positions that are measured, with weights that sum to one.
type Points struct {
	y, p []float64
	free float64 // sum of squared weights: 1/n where all are equal
}

// New makes points of values and weights; nil weights are equal ones. Values and weights that are missing, and weights of nothing, are
// left out in pairs. Without two points of weight all measures are undefined.
func New(values, weights []float64) Points {
	type point struct{ y, p float64 }
	var list []point
	sum := 0.0
	for i, y := range values {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		if y == y && w > 0 && !math.IsInf(y, 0) && !math.IsInf(w, 0) {
			list = append(list, point{y, w})
			sum += w
		}
	}
	slices.SortFunc(list, func(a, b point) int {
		switch {
		case a.y < b.y || a.y == b.y && a.p < b.p:
			return -1
		case a.y == b.y && a.p == b.p:
			return 0
		}
		return 1
	})
	out := Points{make([]float64, len(list)), make([]float64, len(list)), 0}
	for i, q := range list {
		out.y[i], out.p[i] = q.y, q.p/sum
		out.free += out.p[i] * out.p[i]
	}
	return out
}

// N is the number of points.
func (q Points) N() int { return len(q.y) }

// Effective is the number of equal points with as much concentration of weight: 1 over the sum of squared weights.
func (q Points) Effective() float64 {
	if q.N() == 0 {
		return comity.NaN(comity.Undefined)
	}
	return 1 / q.free
}

func (q Points) mean() (m float64) {
	for i, y := range q.y {
		m += q.p[i] * y
	}
	return m
}

// moment is the k-th central moment.
func (q Points) moment(k int) (s float64) {
	m := q.mean()
	for i, y := range q.y {
		s += q.p[i] * math.Pow(y-m, float64(k))
	}
	return s
}

// still says whether all points are equal, exactly: rounding makes a spread of none.
func (q Points) still() bool { return q.N() == 0 || q.y[0] == q.y[q.N()-1] }

// variance has the divisor n - 1 where weights are equal, else 1 - the sum of squared weights in its place.
func (q Points) variance() float64 {
	if q.N() < 2 {
		return comity.NaN(comity.Undefined)
	}
	if q.still() {
		return 0
	}
	return q.moment(2) / (1 - q.free)
}

// SD is the standard deviation.
func (q Points) SD() float64 { return keepReason(q.variance(), math.Sqrt) }

// keepReason applies a function to a number, and leaves the reason of a missing one.
func keepReason(x float64, f func(float64) float64) float64 {
	if x != x {
		return x
	}
	return f(x)
}

// MeanDifference is the mean distance of two points drawn with return: sum of p p' |y - y'|, Gini's mean difference.
func (q Points) MeanDifference() float64 {
	if q.N() < 2 {
		return comity.NaN(comity.Undefined)
	}
	total := 0.0
	for i, d := range q.distances() {
		total += q.p[i] * d
	}
	return total
}

// distances gives the mean distance of every point to all, in one pass over the sorted points.
func (q Points) distances() []float64 {
	out := make([]float64, q.N())
	if q.still() {
		return out
	}
	all := q.mean()
	below, sum := 0.0, 0.0 // weight and weighted sum of the points before
	for i, y := range q.y {
		out[i] = y*below - sum + (all - sum) - y*(1-below)
		below, sum = below+q.p[i], sum+q.p[i]*y
	}
	return out
}

// Bimodality is Sarle's coefficient (skewness^2 + 1) / (kurtosis - 3 + 3 (n-1)^2/((n-2)(n-3))), with moments over the standard
// deviation of divisor n - 1. A uniform distribution has 5/9; above it there may be two humps, but skewness alone raises it too.
// Undefined with fewer than four points or without spread. With unequal weights n is the effective number.
func (q Points) Bimodality() float64 {
	n := q.Effective()
	v := q.variance()
	if q.N() < 4 || n <= 3 || !(v > 0) {
		return comity.NaN(comity.Undefined)
	}
	skew, kurtosis := q.moment(3)/math.Pow(v, 1.5), q.moment(4)/(v*v)
	return (skew*skew + 1) / (kurtosis - 3 + 3*(n-1)*(n-1)/((n-2)*(n-3)))
}

// Bandwidth is Silverman's rule for a Gaussian kernel: 0.9 min(sd, interquartile range / 1.34) n^(-1/5), n the effective number of
// points (Silverman 1986, eq. 3.31). Where the quartiles coincide the sd alone counts.
func (q Points) Bandwidth() float64 {
	spread := q.SD()
	if spread != spread {
		return spread
	}
	if iqr := (q.quantile(.75) - q.quantile(.25)) / 1.34; iqr > 0 {
		spread = math.Min(spread, iqr)
	}
	return .9 * spread * math.Pow(q.Effective(), -.2)
}

// quantile is the smallest value with at least the share of weight at or below it, the mean of two where it is met exactly.
func (q Points) quantile(share float64) float64 {
	below := 0.0
	for i, y := range q.y {
		below += q.p[i]
		if math.Abs(below-share) < 1e-12 && i+1 < q.N() {
			return (y + q.y[i+1]) / 2
		}
		if below > share {
			return y
		}
	}
	return q.y[q.N()-1]
}

// DER is the polarisation of Duclos, Esteban and Ray (2004, Econometrica 72:1737): the sum over points of p f(y)^alpha times the mean
// distance to all, f a Gaussian kernel density of the bandwidth (0: Bandwidth). alpha is the weight of identification, .25 to 1;
// with alpha 0 it is the mean difference. It has the unit of y to the power 1 - alpha. Undefined without spread.
func (q Points) DER(alpha, bandwidth float64) float64 {
	if q.N() < 2 || !(q.variance() > 0) {
		return comity.NaN(comity.Undefined)
	}
	if bandwidth <= 0 {
		bandwidth = q.Bandwidth()
	}
	total := 0.0
	for i, d := range q.distances() {
		total += q.p[i] * math.Pow(q.density(q.y[i], bandwidth), alpha) * d
	}
	return total
}

func (q Points) density(y, bandwidth float64) (f float64) {
	for j, z := range q.y {
		u := (y - z) / bandwidth
		f += q.p[j] * math.Exp(-u*u/2)
	}
	return f / (bandwidth * math.Sqrt(2*math.Pi))
}

// EstebanRay is the polarisation of groups at positions y with population shares p: sum over groups of p^(1+alpha) p' |y - y'|
// (Esteban and Ray 1994, Econometrica 62:819), alpha in (0, 1.6]; shares are brought to sum one. Points of one state each are no
// groups: the more there are the nearer it is to zero.
func EstebanRay(y, shares []float64, alpha float64) float64 {
	q := New(y, shares)
	if q.N() == 0 {
		return comity.NaN(comity.Undefined)
	}
	total := 0.0
	for i, d := range q.distances() {
		total += math.Pow(q.p[i], 1+alpha) * d
	}
	return total
}

// Camps are the two groups a distribution is best cut into: those of the cut between two points that leaves the least squared
// distance to the two means (Fisher 1958). It gives the shares and means of both, low first.
func (q Points) Camps() (shares, means [2]float64, ok bool) {
	if q.N() < 2 || !(q.variance() > 0) {
		return shares, means, false
	}
	all, best := q.mean(), math.Inf(-1)
	below, sum := 0.0, 0.0
	for i := range q.N() - 1 {
		below, sum = below+q.p[i], sum+q.p[i]*q.y[i]
		if q.y[i] == q.y[i+1] {
			continue
		}
		low, high := sum/below, (all-sum)/(1-below)
		if between := below * (1 - below) * (high - low) * (high - low); between > best+1e-15 {
			best, shares, means = between, [2]float64{below, 1 - below}, [2]float64{low, high}
		}
	}
	return shares, means, true
}
