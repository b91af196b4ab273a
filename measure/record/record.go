// Package record measures records: whether a value is the highest of its series, how sure that is when the values are measured with
// error, how surprising a record is at all, and whether several indicators are at their best together. Numbers in, numbers out; a value
// that is not known is NaN and is left out. To ask for the lowest instead of the highest, hand in the values with their signs turned.
package record

import (
	"context"
	"math"
	"slices"

	"comity/numeric"
)

// Standing is how a value stands among the others of its series.
type Standing struct {
	N      int     // values known, with this one
	Rank   int     // 1 where none is higher; values that are equal share a rank
	Record bool    // higher than every value before it
	Best   bool    // higher than every other value, before and after
	Rival  int     // the place of the highest other value before it, the first of equal ones; -1: none
	Margin float64 // the value less that; NaN where there is none
}

// Stand says how the value at a place stands. A first value is no record: there was nothing to beat. ok is false where the value at
// the place is not known.
func Stand(xs []float64, at int) (s Standing, ok bool) {
	if at < 0 || at >= len(xs) || xs[at] != xs[at] {
		return Standing{}, false
	}
	s = Standing{Rank: 1, Rival: -1, Margin: math.NaN(), Best: true}
	for i, x := range xs {
		if x != x {
			continue
		}
		s.N++
		if x > xs[at] {
			s.Rank++
		}
		s.Best = s.Best && (i == at || x < xs[at])
		if i < at && (s.Rival < 0 || x > xs[s.Rival]) {
			s.Rival = i
		}
	}
	if s.Rival >= 0 {
		s.Margin = xs[at] - xs[s.Rival]
		s.Record = s.Margin > 0
	}
	return s, true
}

// Records marks the values higher than all before them, from the second known one on.
func Records(xs []float64) []bool {
	out := make([]bool, len(xs))
	most := math.NaN()
	for i, x := range xs {
		if x != x {
			continue
		}
		out[i] = x > most
		most = max(x, orLow(most))
	}
	return out
}

func orLow(x float64) float64 {
	if x != x {
		return math.Inf(-1)
	}
	return x
}

// Within counts the records among the last values that are known up to a place: records of so many.
func Within(xs []float64, at, last int) (records, of int) {
	is := Records(xs[:at+1])
	for i := at; i >= 0 && of < last; i-- {
		if xs[i] == xs[i] {
			of++
			if is[i] {
				records++
			}
		}
	}
	return records, of
}

// Chance is the probability that the n-th of n independent values of one distribution is the highest: 1/n.
func Chance(n int) float64 { return 1 / float64(n) }

// Expected is the number of records expected among n such values, the first one counted: 1 + 1/2 + … + 1/n.
func Expected(n int) float64 {
	sum := 0.0
	for k := n; k > 0; k-- {
		sum += 1 / float64(k)
	}
	return sum
}

// Walk is the probability that the last of n steps of a symmetric random walk stands higher than all before it and the start:
// C(2n,n)/4^n, whatever the (continuous) distribution of the steps (Sparre Andersen 1953).
func Walk(n int) float64 {
	p := 1.0
	for k := 1; k <= n; k++ {
		p *= float64(2*k-1) / float64(2*k)
	}
	return p
}

// Drifting is the same of a walk with normal steps whose mean is drift times their standard deviation, by the recurrence
// n p(n) = sum over k of P(S_k > 0) p(n-k) (Sparre Andersen 1954; Spitzer 1956). With drift 0 it is Walk.
func Drifting(n int, drift float64) float64 {
	p := make([]float64, n+1)
	p[0] = 1
	above := make([]float64, n+1)
	for k := 1; k <= n; k++ {
		above[k] = numeric.Phi(drift * math.Sqrt(float64(k)))
		for j := 1; j <= k; j++ {
			p[k] += above[j] * p[k-j]
		}
		p[k] /= float64(k)
	}
	return p[n]
}

// Drift is the mean over the standard deviation of the steps between values that follow each other; NaN of fewer than three steps or of
// steps that are all the same but for the rounding of the values.
func Drift(xs []float64) float64 {
	var steps []float64
	for i := 1; i < len(xs); i++ {
		if d := xs[i] - xs[i-1]; d == d {
			steps = append(steps, d)
		}
	}
	n, mean, square, size := float64(len(steps)), 0.0, 0.0, 0.0
	for _, d := range steps {
		mean += d / n
	}
	for _, d := range steps {
		square += (d - mean) * (d - mean)
	}
	for _, x := range xs {
		if x == x {
			size = max(size, math.Abs(x))
		}
	}
	if rounding := 1e-15 * size; len(steps) < 3 || square <= n*rounding*rounding {
		return math.NaN()
	}
	return mean / math.Sqrt(square/(n-1))
}

// far is how many standard deviations of the difference a rival may be below before it is no rival.
const far = 9

// Probability is the probability that the true value at a place is the highest of all before it, when each value is its true value and a
// normal error of a standard deviation of its own, by so many draws. An error that all share (a bias of the source) falls out of it.
// Amounts measured with an error in per cent are handed in as logarithms. It is NaN where the value is not known, nothing is before it, or the
// context ends first.
func Probability(ctx context.Context, xs, sd []float64, at, draws int, seed uint64) float64 {
	if at < 0 || at >= len(xs) || !(xs[at] == xs[at]) {
		return math.NaN()
	}
	var rivals []int
	any := false
	for i, x := range xs[:at] {
		any = any || x == x
		if d := xs[at] - x; d == d && d <= far*math.Hypot(sd[at], sd[i]) {
			rivals = append(rivals, i)
		}
	}
	switch {
	case !any:
		return math.NaN()
	case len(rivals) == 0:
		return 1
	case len(rivals) == 1: // the difference of two normal numbers
		return overtakes(xs[at]-xs[rivals[0]], math.Hypot(sd[at], sd[rivals[0]]))
	}
	r := numeric.NewStream(seed, uint64(at))
	hits := 0
	for range draws {
		if ctx.Err() != nil {
			return math.NaN()
		}
		x, wins := xs[at]+sd[at]*r.Norm(), true
		for _, i := range rivals {
			if y := xs[i] + sd[i]*r.Norm(); y >= x {
				wins = false // the others are drawn all the same, so that draws do not depend on their order
			}
		}
		if wins {
			hits++
		}
	}
	return float64(hits) / float64(draws)
}

// overtakes is the probability that a difference is above zero when it is measured with an error.
func overtakes(difference, sd float64) float64 {
	if sd == 0 {
		if difference > 0 {
			return 1
		}
		return 0
	}
	return numeric.Phi(difference / sd)
}

// Higher is the probability that the first of two values is truly the higher, each measured with a normal error of its own.
func Higher(x, y, sdX, sdY float64) float64 {
	if d := x - y; d != d {
		return math.NaN()
	}
	return overtakes(x-y, math.Hypot(sdX, sdY))
}

// Best is how several indicators stand at one time against all others.
type Best struct {
	M, K       int       // indicators known at the time, and those higher then than at every other time (an equal one at another time is none)
	Dominant   bool      // all of them are
	Ranks      []int     // of each indicator, 0 where it is not known
	N          []int     // how many times each is known
	Equal      []int     // of each: the other times with the same value
	LowerHalf  []bool    // of each: more than half the other times were higher
	Times      int       // times at which every indicator that counts is known, this one with them
	ShareRange float64   // part of all weightings under which the time is the highest, indicators laid between their lowest and highest
	ShareRank  float64   // the same of ranks in place of values
	Beaten     []float64 // of each of those times: the part of weightings under which it is above this one, laid between lowest and highest
	BeatenAt   []int     // their places
}

// Superlative holds indicators, each over the same times, against the time at a place. Weights are drawn evenly from all that sum to one
// (Dirichlet with every parameter 1: stochastic multicriteria acceptability, Lahdelma, Hokkanen and Salminen 1998), so that no weighting
// is chosen. Only times at which all indicators known at the place are known are weighed; the ranks of one indicator are over all its own.
func Superlative(ctx context.Context, indicators [][]float64, at, draws int, seed uint64) Best {
	b := Best{ShareRange: math.NaN(), ShareRank: math.NaN()}
	var known [][]float64
	for _, xs := range indicators {
		s, ok := Stand(xs, at)
		higher := s.Rank - 1
		b.Ranks, b.N, b.Equal = append(b.Ranks, s.Rank), append(b.N, s.N), append(b.Equal, equals(xs, at))
		b.LowerHalf = append(b.LowerHalf, ok && 2*higher > s.N-1)
		if !ok {
			continue
		}
		known = append(known, xs)
		if b.M++; s.Best {
			b.K++
		}
	}
	b.Dominant = b.M > 0 && b.K == b.M
	b.weigh(ctx, known, at, draws, seed)
	return b
}

// equals counts the other times with the value of a place.
func equals(xs []float64, at int) int {
	n := 0
	for t, x := range xs {
		if t != at && x == xs[at] {
			n++
		}
	}
	return n
}

// weigh draws weightings; of a context that ended, none.
func (b *Best) weigh(ctx context.Context, known [][]float64, at, draws int, seed uint64) {
	var times []int
	for t := range lengthOf(known) {
		if !slices.ContainsFunc(known, func(xs []float64) bool { return xs[t] != xs[t] }) {
			times = append(times, t)
		}
	}
	b.Times = len(times)
	if len(times) < 2 || draws < 1 {
		return
	}
	here := slices.Index(times, at)
	laid, ranked := make([][]float64, len(known)), make([][]float64, len(known))
	for i, xs := range known {
		laid[i], ranked[i] = between(xs, times), ranks(xs, times)
	}
	r := numeric.NewStream(seed)
	w, beaten := make([]float64, len(known)), make([]int, len(times))
	byRange, byRank := 0, 0
	for range draws {
		if ctx.Err() != nil {
			return
		}
		for i := range w {
			w[i] = r.Exp() // their parts of the sum are Dirichlet(1); the sum does not change which is highest
		}
		if highest(laid, w, here, beaten) {
			byRange++
		}
		if highest(ranked, w, here, nil) {
			byRank++
		}
	}
	b.ShareRange, b.ShareRank = float64(byRange)/float64(draws), float64(byRank)/float64(draws)
	for k, n := range beaten {
		b.BeatenAt, b.Beaten = append(b.BeatenAt, times[k]), append(b.Beaten, float64(n)/float64(draws))
	}
}

func lengthOf(xs [][]float64) int {
	if len(xs) == 0 {
		return 0
	}
	return len(xs[0])
}

// highest says whether the weighted sum at a place is above every other's, and counts those above it: one that equals it is not above it, but keeps it from being the highest.
func highest(xs [][]float64, w []float64, here int, above []int) bool {
	sum := func(t int) float64 {
		s := 0.0
		for i := range xs {
			s += w[i] * xs[i][t]
		}
		return s
	}
	mine, top := sum(here), true
	for t := range xs[0] {
		s := sum(t)
		if t == here || s < mine*(1-1e-12) {
			continue
		}
		top = false
		if above != nil && s > mine*(1+1e-12) {
			above[t]++
		}
	}
	return top
}

// between lays the values at some times between 0, the lowest, and 1, the highest; all are 1 where they are the same.
func between(xs []float64, times []int) []float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, t := range times {
		low, high = min(low, xs[t]), max(high, xs[t])
	}
	out := make([]float64, len(times))
	for k, t := range times {
		out[k] = 1
		if high > low {
			out[k] = (xs[t] - low) / (high - low)
		}
	}
	return out
}

// ranks are the part of the other times at which a value was lower, ties counted half.
func ranks(xs []float64, times []int) []float64 {
	out := make([]float64, len(times))
	for k, t := range times {
		for _, u := range times {
			switch {
			case u == t:
			case xs[u] < xs[t]:
				out[k]++
			case xs[u] == xs[t]:
				out[k] += .5
			}
		}
		out[k] /= float64(len(times) - 1)
	}
	return out
}
