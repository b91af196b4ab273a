// Package change measures change in a series: where its mean shifted, whether it changed at a date named beforehand, and whether it has a
// trend. Numbers in the order of time in, estimates out; the values are known (the caller leaves missing ones out).
package change

import (
	"math"
	"slices"
)

// series are the sums from which the cost of any stretch is had at once: values are taken less their median, so that no digits are lost.
type series struct {
	n          int
	w, wy, wyy []float64 // of the first k items
	middle     float64
}

// sums lays a series out; weights are one over the variance of each value's error, nil: one each.
func sums(y, weights []float64) *series {
	s := &series{n: len(y), middle: Median(y), w: make([]float64, len(y)+1), wy: make([]float64, len(y)+1), wyy: make([]float64, len(y)+1)}
	for i, x := range y {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		x -= s.middle
		s.w[i+1], s.wy[i+1], s.wyy[i+1] = s.w[i]+w, s.wy[i]+w*x, s.wyy[i]+w*x*x
	}
	return s
}

// cost is the weighted sum of squares of items i to j-1 about their weighted mean.
func (s *series) cost(i, j int) float64 {
	wy := s.wy[j] - s.wy[i]
	return max(0, s.wyy[j]-s.wyy[i]-wy*wy/(s.w[j]-s.w[i]))
}

// mean is the weighted mean of items i to j-1.
func (s *series) mean(i, j int) float64 {
	return s.middle + (s.wy[j]-s.wy[i])/(s.w[j]-s.w[i])
}

// Regime is a stretch of a series with one mean: items From to To-1.
type Regime struct {
	From, To int
	Mean     float64
}

// regimes are the stretches between breaks, each the first item of a new regime.
func (s *series) regimes(breaks []int) []Regime {
	var out []Regime
	from := 0
	for _, to := range append(slices.Clone(breaks), s.n) {
		out = append(out, Regime{from, to, s.mean(from, to)})
		from = to
	}
	return out
}

// Partition is the best division of a series by a number of breaks.
type Partition struct {
	Breaks   []int // the first item of each new regime
	Regimes  []Regime
	Cost     float64 // sum of squares about the means (each over its variance where those are known)
	BIC, LWZ float64 // the lower the better; where variances are known BIC alone, and LWZ is NaN
}

// Partitions finds, for each number of breaks from none to most, the division with the least sum of squares, by dynamic programming
// (Bai and Perron 1998, 2003). No regime is shorter than least items. variances are of the error of each value; nil: unknown and equal.
// There are fewer partitions than asked for where the series is too short, none where it is shorter than one regime.
func Partitions(y, variances []float64, most, least int) []Partition {
	least = max(least, 1)
	if len(y) < least || len(y) == 0 {
		return nil
	}
	s := sums(y, inverse(variances))
	most = max(0, min(most, s.n/least-1))
	// best[m][j] is the least cost of the first j items in m+1 regimes, from[m][j] where the last of them begins.
	best, from := make([][]float64, most+1), make([][]int, most+1)
	for m := range best {
		best[m], from[m] = make([]float64, s.n+1), make([]int, s.n+1)
		for j := range best[m] {
			best[m][j], from[m][j] = s.lastRegime(best, m, j, least)
		}
	}
	var out []Partition
	for m := range best {
		p := Partition{Cost: best[m][s.n], Breaks: make([]int, m)}
		for k, j := m, s.n; k > 0; k-- {
			j = from[k][j]
			p.Breaks[k-1] = j
		}
		p.Regimes = s.regimes(p.Breaks)
		p.criteria(s.n, m, variances != nil)
		out = append(out, p)
	}
	return out
}

// lastRegime is the least cost of the first j items in m+1 regimes, and where the last begins.
func (s *series) lastRegime(best [][]float64, m, j, least int) (float64, int) {
	if j < (m+1)*least {
		return math.Inf(1), 0
	}
	if m == 0 {
		return s.cost(0, j), 0
	}
	low, at := math.Inf(1), 0
	for i := m * least; i <= j-least; i++ {
		if c := best[m-1][i] + s.cost(i, j); c < low {
			low, at = c, i
		}
	}
	return low, at
}

// criteria are BIC (Yao 1988) and LWZ (Liu, Wu and Zidek 1997) of a partition with m breaks: m+1 means and m dates.
func (p *Partition) criteria(n, m int, known bool) {
	size, parameters := float64(n), float64(2*m+1)
	if known {
		p.BIC, p.LWZ = p.Cost+parameters*math.Log(size), math.NaN()
		return
	}
	p.BIC = size*math.Log(p.Cost/size) + parameters*math.Log(size)
	p.LWZ = math.NaN()
	if size > parameters {
		p.LWZ = math.Log(p.Cost/(size-parameters)) + parameters/size*.299*math.Pow(math.Log(size), 2.1)
	}
}

// Choose gives the number of breaks with the least of a criterion; the fewest of equal ones. Partitions that fit exactly have none below.
func Choose(ps []Partition, of func(Partition) float64) int {
	best := 0
	for m, p := range ps {
		if of(p) < of(ps[best]) {
			best = m
		}
	}
	return best
}

// inverse turns variances into weights.
func inverse(variances []float64) []float64 {
	if variances == nil {
		return nil
	}
	w := make([]float64, len(variances))
	for i, v := range variances {
		w[i] = 1 / v
	}
	return w
}

// PELT finds the breaks that make the sum of squares over the variances, and a penalty for each break, least: the pruned exact search of
// Killick, Fearnhead and Eckley 2012. Where variances are nil they are taken to be the square of sigma. No regime is shorter than least.
func PELT(y, variances []float64, sigma, penalty float64, least int) []int {
	least = max(least, 1)
	if len(y) < 2*least {
		return nil
	}
	w := inverse(variances)
	if w == nil {
		w = make([]float64, len(y))
		for i := range w {
			w[i] = 1 / (sigma * sigma)
		}
	}
	s := sums(y, w)
	low, from := make([]float64, s.n+1), make([]int, s.n+1) // the least cost of the first t items
	low[0] = -penalty
	until := map[int]int{} // the time after which a start is never best
	starts := []int{}
	for t := least; t <= s.n; t++ {
		if u := t - least; u == 0 || u >= least {
			starts = append(starts, u)
		}
		low[t] = math.Inf(1)
		for _, u := range starts {
			if c := low[u] + s.cost(u, t) + penalty; c < low[t] {
				low[t], from[t] = c, u
			}
		}
		kept := starts[:0]
		for _, u := range starts {
			// A start that is beaten now may still be best until the regime that beats it is long enough.
			if _, beaten := until[u]; !beaten && low[u]+s.cost(u, t) >= low[t] {
				until[u] = t + least
			}
			if end, beaten := until[u]; !beaten || t+1 < end {
				kept = append(kept, u)
			}
		}
		starts = kept
	}
	var out []int
	for t := from[s.n]; t > 0; t = from[t] {
		out = append(out, t)
	}
	slices.Reverse(out)
	return out
}

// RegimesOf are the stretches between breaks with their means.
func RegimesOf(y, variances []float64, breaks []int) []Regime {
	if len(y) == 0 {
		return nil
	}
	return sums(y, inverse(variances)).regimes(breaks)
}

// Median is the middle value; NaN of none.
func Median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	switch n := len(s); {
	case n == 0:
		return math.NaN()
	case n%2 == 1:
		return s[n/2]
	default:
		return s[n/2-1] + (s[n/2]-s[n/2-1])/2
	}
}

// normalMAD is the median absolute value of a standard normal number.
const normalMAD = .6744897501960817

// Sigma is the standard deviation of the noise about a mean that shifts seldom: the median absolute difference of neighbours, scaled to
// the normal distribution. It is 0 where more than half the neighbours are equal, NaN of fewer than two values.
func Sigma(y []float64) float64 {
	return Median(absDifferences(y, 1)) / (normalMAD * math.Sqrt2)
}

func absDifferences(y []float64, lag int) []float64 {
	var out []float64
	for i := lag; i < len(y); i++ {
		out = append(out, math.Abs(y[i]-y[i-lag]))
	}
	return out
}

// Rho is the autocorrelation of the noise about a mean that shifts seldom: the squared ratio of the median absolute differences of
// values two apart and of neighbours, less one (Chakar, Lebarbier, Lévy-Leduc and Robin 2017), kept within -0.99 and 0.99. It is NaN
// where neighbours do not differ.
func Rho(y []float64) float64 {
	one, two := Median(absDifferences(y, 1)), Median(absDifferences(y, 2))
	if !(one > 0) {
		return math.NaN()
	}
	return max(-.99, min(.99, two*two/(one*one)-1))
}

// Whiten takes from each value rho times the one before: what is left of noise with that autocorrelation has none. The series is
// divided by 1-rho, so that its means are those of the series; it is one item shorter, and its item i is the series' item i+1.
func Whiten(y []float64, rho float64) []float64 {
	var out []float64
	for i := 1; i < len(y); i++ {
		out = append(out, (y[i]-rho*y[i-1])/(1-rho))
	}
	return out
}
