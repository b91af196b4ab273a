package society

// This file makes indicators of all pairs comparable, in three ways, and puts them together.

import (
	"errors"
	"math"
	"slices"
)

// Population is the indicators of all pairs of a year, higher for closer pairs. A missing value is NaN.
type Population struct {
	Pillars    int
	Pillar     []int        // of each indicator, from 0
	X          [][]float64  // indicator by indicator, all pairs
	Goals      [][2]float64 // of each indicator the goalposts it cannot or should not pass; NaN: the 1st and 99th percentile of all pairs
	normalised [3][][]float64
	scales     []scale
}

// The ways to make an indicator comparable: the rank among all pairs between that of the lowest and of the highest value, the distance
// from the mean in standard deviations up to three, the place between goalposts. All from 0 to 1.
const (
	ByRank = iota
	ByZ
	ByGoalposts
)

// The ways to put pillars together.
const (
	Geometric = iota
	Arithmetic
	Minimum
)

// ErrPopulation says that indicators and pairs do not fit together.
var ErrPopulation = errors.New("indicators, pillars and pairs do not fit together")

// scale is what makes one indicator comparable.
type scale struct {
	sorted    []float64
	mean, sd  float64
	low, high float64
}

// Prepare makes the indicators comparable. It must be called first.
func (p *Population) Prepare() error {
	if len(p.Pillar) != len(p.X) || len(p.Goals) != len(p.X) || len(p.X) == 0 {
		return ErrPopulation
	}
	p.scales = make([]scale, len(p.X))
	for way := range p.normalised {
		p.normalised[way] = make([][]float64, len(p.X))
	}
	for k, xs := range p.X {
		if len(xs) != len(p.X[0]) || p.Pillar[k] < 0 || p.Pillar[k] >= p.Pillars {
			return ErrPopulation
		}
		p.scales[k] = newScale(xs, p.Goals[k])
		for way := range p.normalised {
			out := make([]float64, len(xs))
			for i, x := range xs {
				out[i] = p.scales[k].place(way, x)
			}
			p.normalised[way][k] = out
		}
	}
	return nil
}

func newScale(xs []float64, goals [2]float64) scale {
	var s scale
	for _, x := range xs {
		if x == x {
			s.sorted = append(s.sorted, x)
		}
	}
	slices.Sort(s.sorted)
	s.mean, s.sd = meanSD(s.sorted)
	s.low, s.high = goals[0], goals[1]
	if s.low != s.low {
		s.low = quantile(s.sorted, 0.01)
	}
	if s.high != s.high {
		s.high = quantile(s.sorted, 0.99)
	}
	return s
}

// place makes a value comparable; NaN where it is missing or all values are one.
func (s *scale) place(way int, x float64) float64 {
	n := len(s.sorted)
	if x != x || n < 2 || s.sorted[0] == s.sorted[n-1] {
		return math.NaN()
	}
	switch way {
	case ByZ:
		return (min(3, max(-3, (x-s.mean)/s.sd)) + 3) / 6
	case ByGoalposts:
		if s.high <= s.low {
			return math.NaN()
		}
		return min(1, max(0, (x-s.low)/(s.high-s.low)))
	}
	lowest, highest := s.rank(s.sorted[0]), s.rank(s.sorted[n-1])
	return min(1, max(0, (s.rank(x)-lowest)/(highest-lowest)))
}

// rank is the number of values below x and half of those equal to it.
func (s *scale) rank(x float64) float64 {
	below, _ := slices.BinarySearch(s.sorted, x)
	upto, _ := slices.BinarySearch(s.sorted, math.Nextafter(x, math.Inf(1)))
	return float64(below+upto) / 2
}

// Percentile is the share of all pairs that have less of an indicator than x, those with as much counted half; NaN where x is missing.
func (p *Population) Percentile(k int, x float64) float64 {
	if x != x || len(p.scales[k].sorted) == 0 {
		return math.NaN()
	}
	return p.scales[k].rank(x) / float64(len(p.scales[k].sorted))
}

// Known counts the pairs that have an indicator.
func (p *Population) Known(k int) int { return len(p.scales[k].sorted) }

// Scheme is one way to put an index together.
type Scheme struct {
	Way, Aggregate int
	Weights        []float64 // of the pillars, of sum one; nil: all alike
	Without        int       // the indicator left out; -1: none
}

// Usual is the scheme an index is given by: ranks, the geometric mean of pillars that weigh alike.
var Usual = Scheme{ByRank, Geometric, nil, -1}

// leastShare of a pillar's indicators must be there.
const leastShare = 2.0 / 3

// pillars gives the mean of each pillar's indicators under a scheme; value gives those of a pair. A pillar with less than two thirds of
// its indicators is NaN.
func (p *Population) pillars(s Scheme, value func(k int) float64, out []float64) {
	var have, all [16]int
	clear(out)
	for k, pillar := range p.Pillar {
		if k == s.Without {
			continue
		}
		all[pillar]++
		if x := value(k); x == x {
			have[pillar]++
			out[pillar] += x
		}
	}
	for i := range out {
		if have[i] == 0 || float64(have[i]) < leastShare*float64(all[i])-1e-9 {
			out[i] = math.NaN()
			continue
		}
		out[i] /= float64(have[i])
	}
}

// aggregate puts pillars together, from 0 to 100; NaN where one is missing.
func (s Scheme) aggregate(pillars []float64) float64 {
	sum, log, least := 0.0, 0.0, math.Inf(1)
	for i, x := range pillars {
		if x != x {
			return math.NaN()
		}
		w := 1 / float64(len(pillars))
		if s.Weights != nil {
			w = s.Weights[i]
		}
		sum, log, least = sum+w*x, log+w*math.Log(x), min(least, x)
	}
	switch s.Aggregate {
	case Arithmetic:
		return 100 * sum
	case Minimum:
		return 100 * least
	}
	return 100 * math.Exp(log)
}

// PillarsOf gives the pillars of a pair under a scheme, from 0 to 100.
func (p *Population) PillarsOf(pair int, s Scheme) []float64 {
	out := make([]float64, p.Pillars)
	p.pillars(s, func(k int) float64 { return p.normalised[s.Way][k][pair] }, out)
	for i := range out {
		out[i] *= 100
	}
	return out
}

// Index gives the index of a pair under a scheme; NaN where a pillar has too few of its indicators.
func (p *Population) Index(pair int, s Scheme) float64 {
	var room [16]float64
	out := room[:p.Pillars]
	p.pillars(s, func(k int) float64 { return p.normalised[s.Way][k][pair] }, out)
	return s.aggregate(out)
}

// All gives the index of every pair.
func (p *Population) All(s Scheme) []float64 {
	out := make([]float64, len(p.X[0]))
	for i := range out {
		out[i] = p.Index(i, s)
	}
	return out
}

func meanSD(xs []float64) (mean, sd float64) {
	n := float64(len(xs))
	for _, x := range xs {
		mean += x / n
	}
	for _, x := range xs {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / (n - 1))
}

// quantile interpolates between sorted numbers; NaN where there are none.
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-1)
	return sorted[i] + (at-float64(i))*(sorted[min(i+1, len(sorted)-1)]-sorted[i])
}
