package society

// This file is whether indicators measure one thing.

import (
	"math"
	"slices"
)

// Alpha is Cronbach's alpha of items over the rows that have them all; NaN where there are fewer than two items or three rows, or
// nothing varies.
func Alpha(items [][]float64) (alpha float64, n int) {
	k := len(items)
	if k < 2 {
		return math.NaN(), 0
	}
	var total []float64
	kept := make([][]float64, k)
	for row := range items[0] {
		sum := 0.0
		for _, xs := range items {
			sum += xs[row]
		}
		if sum != sum {
			continue
		}
		total = append(total, sum)
		for i, xs := range items {
			kept[i] = append(kept[i], xs[row])
		}
	}
	_, sd := meanSD(total)
	if n = len(total); n < 3 || still(total) || !(sd > 0) {
		return math.NaN(), n
	}
	variances := 0.0
	for _, xs := range kept {
		_, s := meanSD(xs)
		variances += s * s
	}
	return float64(k) / float64(k-1) * (1 - variances/(sd*sd)), n
}

// still says whether numbers are all equal, exactly: rounding makes a spread of none.
func still(xs []float64) bool { return slices.Min(xs) == slices.Max(xs) }

// Correlation is that of two items over the rows that have both; NaN where there are fewer than three, or one does not vary.
func Correlation(x, y []float64) (r float64, n int) {
	var u, v []float64
	for i := range x {
		if x[i] == x[i] && y[i] == y[i] {
			u, v = append(u, x[i]), append(v, y[i])
		}
	}
	mu, su := meanSD(u)
	mv, sv := meanSD(v)
	if n = len(u); n < 3 || still(u) || still(v) || !(su > 0) || !(sv > 0) {
		return math.NaN(), n
	}
	for i := range u {
		r += (u[i] - mu) * (v[i] - mv)
	}
	return r / float64(n-1) / (su * sv), n
}

// Coherence is how far the parts of an index go together.
type Coherence struct {
	Alpha       float64     // of the pillars
	N           int         // pairs with all of them
	Pillars     [][]float64 // correlations of pillars
	Least       float64     // the least of them
	Importance  []float64   // of each indicator: its squared correlation with the index
	ImportanceN []int
}

// Cohere works it out under the usual scheme.
func (p *Population) Cohere() Coherence {
	pillars := make([][]float64, p.Pillars)
	index := p.All(Usual)
	for pair := range index {
		for i, x := range p.PillarsOf(pair, Usual) {
			pillars[i] = append(pillars[i], x)
		}
	}
	c := Coherence{Least: math.NaN(), Pillars: make([][]float64, p.Pillars)}
	c.Alpha, c.N = Alpha(pillars)
	for i := range pillars {
		for j := range pillars {
			r, _ := Correlation(pillars[i], pillars[j])
			c.Pillars[i] = append(c.Pillars[i], r)
			if j < i && r == r && !(r >= c.Least) {
				c.Least = r
			}
		}
	}
	for k := range p.X {
		r, n := Correlation(index, p.normalised[ByRank][k])
		c.Importance, c.ImportanceN = append(c.Importance, r*r), append(c.ImportanceN, n)
	}
	return c
}
