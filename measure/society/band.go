package society

// This file is how far an index depends on how it is put together: its band, the chance of its rank, and what makes its spread.

import (
	"math"
	"slices"

	"comity/numeric"
)

// Own is the pair whose index is asked for.
type Own struct {
	Pair  int
	Error []float64 // of each indicator: the standard error of its value; 0: none is known
}

// Band is an index with what the choices behind it leave of it.
type Band struct {
	Index       float64   // under the usual scheme
	Low, High   float64   // 5 and 95 percent of the draws
	Median      float64   //
	Place       float64   // share of pairs below it, under the usual scheme
	PlaceLow    float64   // 5 and 95 percent of the draws
	PlaceHigh   float64   //
	AboveMedian float64   // chance that it is above half of all pairs
	TopTenth    float64   // chance that it is among the highest tenth
	TopHundred  float64   // chance that it is among the highest hundredth
	Pairs       int       // pairs with an index under the usual scheme
	Draws       int       // draws in which there was an index
	Factors     []string  // the choices
	First       []float64 // share of the spread of the index that each makes by itself
	Total       []float64 // and with all it takes part in
	Pillars     []float64 // under the usual scheme, from 0 to 100
}

// Factors are the choices behind an index, in the order of their shares of its spread.
var Factors = []string{"normalisation", "aggregation", "weights of pillars", "indicator left out", "errors of measurement", "what is missing"}

// draws of the band, and of each of the two tables behind the shares.
const (
	bandDraws  = 1000
	sobolDraws = 4096
)

// choices read numbers between 0 and 1 as a scheme and the values of the own pair.
type choices struct {
	p      *Population
	own    Own
	groups [][]int
	dims   int
	raw    []float64 // the values of the own pair under the draw, then comparable
	w      []float64
	cells  []float64
}

func newChoices(p *Population, own Own) *choices {
	c := &choices{p: p, own: own, raw: make([]float64, len(p.X)), w: make([]float64, p.Pillars), cells: make([]float64, p.Pillars)}
	group := func(n int) {
		var places []int
		for range n {
			places = append(places, c.dims)
			c.dims++
		}
		c.groups = append(c.groups, places)
	}
	k := len(p.X)
	for _, n := range []int{1, 1, p.Pillars, 1, k, 1 + k} {
		group(n)
	}
	return c
}

// scheme reads the choices of the scheme.
func (c *choices) scheme(u []float64) Scheme {
	sum := 0.0
	for i, at := range c.groups[2] {
		c.w[i] = -math.Log(u[at])
		sum += c.w[i]
	}
	for i := range c.w {
		c.w[i] /= sum
	}
	k := len(c.p.X)
	return Scheme{Way: int(3 * u[c.groups[0][0]]), Aggregate: int(3 * u[c.groups[1][0]]), Weights: c.w, Without: int(float64(k+1)*u[c.groups[3][0]]) - 1}
}

// index is that of the own pair under a draw.
func (c *choices) index(u []float64) float64 {
	s := c.scheme(u)
	fill := u[c.groups[5][0]] >= 0.5
	for k := range c.raw {
		x := c.p.X[k][c.own.Pair]
		if e := c.own.Error[k]; e > 0 {
			x += e * numeric.Quantile(u[c.groups[4][k]])
		}
		if x != x && fill && len(c.p.scales[k].sorted) > 0 {
			x = quantile(c.p.scales[k].sorted, u[c.groups[5][1+k]])
		}
		c.raw[k] = c.p.scales[k].place(s.Way, x)
	}
	c.p.pillars(s, func(k int) float64 { return c.raw[k] }, c.cells)
	return s.aggregate(c.cells)
}

// Banded gives the index of a pair with its band. Index is NaN where a pillar has too few of its indicators.
func (p *Population) Banded(own Own, seed uint64) Band {
	all := p.All(Usual)
	b := Band{Index: all[own.Pair], Pillars: p.PillarsOf(own.Pair, Usual), Factors: Factors}
	b.Place, b.Pairs = placeOf(all, b.Index)
	c := newChoices(p, own)
	random := numeric.NewStream(seed, 0xba4d)
	u := make([]float64, c.dims)
	var indexes, places []float64
	for range bandDraws {
		for d := range u {
			u[d] = random.Uniform()
		}
		x := c.index(u)
		if x != x {
			continue
		}
		at, _ := placeOf(p.All(c.scheme(u)), x)
		indexes, places = append(indexes, x), append(places, at)
	}
	b.Draws = len(indexes)
	b.AboveMedian, b.TopTenth, b.TopHundred = above(places, 0.5), above(places, 0.9), above(places, 0.99)
	slices.Sort(indexes)
	slices.Sort(places)
	b.Low, b.Median, b.High = quantile(indexes, 0.05), quantile(indexes, 0.5), quantile(indexes, 0.95)
	b.PlaceLow, b.PlaceHigh = quantile(places, 0.05), quantile(places, 0.95)
	s := Sobol(c.index, c.dims, c.groups, sobolDraws, seed)
	b.First, b.Total = s.First, s.Total
	return b
}

// placeOf is the share of known values below x, those equal counted half.
func placeOf(values []float64, x float64) (place float64, n int) {
	below := 0.0
	for _, v := range values {
		switch {
		case v != v:
			continue
		case v < x:
			below++
		case v == x:
			below += 0.5
		}
		n++
	}
	if n == 0 || x != x {
		return math.NaN(), n
	}
	return below / float64(n), n
}

// above is the share of numbers of at least x; NaN where there are none.
func above(xs []float64, x float64) float64 {
	n := 0.0
	for _, v := range xs {
		if v >= x {
			n++
		}
	}
	return n / float64(len(xs))
}
