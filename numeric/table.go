package numeric

// This file tabulates the normal distribution function and its inverse as piecewise polynomials for inner loops: a few
// nanoseconds a value, and within 1e-12 of the exact ones (table_test.go walks through every piece). Both keep their relative accuracy in
// the lower tail, so that ratios of small probabilities are right.

import (
	"math"
	"sync"
)

const (
	reach   = 9  // Phi is tabulated on [-reach, reach]
	perUnit = 16 // pieces of Phi to a unit
	octaves = 64 // the quantile is tabulated for p of 2^-octaves to 1/2,
	perHalf = 16 // in so many pieces to a halving of p
	degree  = 7
)

// piece is a polynomial in t, from -1/2 to 1/2 over the piece.
type piece [degree + 1]float64

// Table is the standard normal distribution, tabulated. It is read-only and may be shared.
type Table struct {
	phi      [2 * reach * perUnit]piece
	quantile [(octaves-1)*perHalf + 1]piece
}

// Tabulated gives the table, made when it is first asked for.
var Tabulated = sync.OnceValue(func() *Table {
	t := new(Table)
	for i := range t.phi {
		t.phi[i] = fit(Phi, -reach+(float64(i)+0.5)/perUnit, 1.0/perUnit)
	}
	for i := range t.quantile {
		octave := math.Ldexp(1, i/perHalf-octaves)
		width := octave / perHalf
		t.quantile[i] = fit(Quantile, octave+(float64(i%perHalf)+0.5)*width, width)
	}
	return t
})

// fit interpolates f at the Chebyshev nodes of a piece, by Newton's divided differences.
func fit(f func(float64) float64, middle, width float64) piece {
	var nodes, c piece
	for k := range nodes {
		nodes[k] = math.Cos(math.Pi*(float64(k)+0.5)/(degree+1)) / 2
		c[k] = f(middle + width*nodes[k])
	}
	for step := 1; step <= degree; step++ {
		for k := degree; k >= step; k-- {
			c[k] = (c[k] - c[k-1]) / (nodes[k] - nodes[k-step])
		}
	}
	var out piece
	for k := degree; k >= 0; k-- { // out = out * (t - nodes[k]) + c[k]
		for j := degree; j > 0; j-- {
			out[j] = out[j-1] - nodes[k]*out[j]
		}
		out[0] = c[k] - nodes[k]*out[0]
	}
	return out
}

// at is the polynomial at t; the terms are grouped (Estrin's scheme) so that they are worked out side by side.
func (c *piece) at(t float64) float64 {
	s := t * t
	return (c[0] + c[1]*t + s*(c[2]+c[3]*t)) + s*s*((c[4]+c[5]*t)+s*(c[6]+c[7]*t))
}

// Phi is the distribution function at x.
func (t *Table) Phi(x float64) float64 {
	y := (x + reach) * perUnit
	if !(y >= 0 && y < 2*reach*perUnit) {
		return Phi(x)
	}
	i := int(y)
	return t.phi[i].at(y - float64(i) - 0.5)
}

// Quantile is the inverse of the distribution function at p, which must be within 0 and 1.
func (t *Table) Quantile(p float64) float64 {
	if p > 0.5 {
		return -t.lower(1 - p)
	}
	return t.lower(p)
}

const (
	mantissa = 52
	chosen   = 4 // bits of the mantissa that choose the piece: perHalf = 1 << chosen
	first    = (1023 - octaves) << chosen
)

// lower is the quantile of p up to one half. The exponent and the first bits of p say the piece, the others where in it.
func (t *Table) lower(p float64) float64 {
	bits := math.Float64bits(p)
	i := bits>>(mantissa-chosen) - first
	if i >= uint64(len(t.quantile)) {
		return Quantile(p)
	}
	rest := bits&(1<<(mantissa-chosen)-1) | 1023<<mantissa
	return t.quantile[i].at((math.Float64frombits(rest)-1)*perHalf - 0.5)
}

// Below is the u-quantile (0 < u < 1) of a standard normal number known to be below b: a draw where u is uniform. It works in the
// lower tail and holds for any b.
func (t *Table) Below(u, b float64) float64 {
	if b < deep {
		return min(deepQuantile(math.Log(u)+LogPhi(b), b), b)
	}
	return min(t.Quantile(u*t.Phi(b)), b)
}

// Between is the u-quantile of a standard normal number known to lie between a and b.
func (t *Table) Between(u, a, b float64) float64 {
	if a > 0 {
		return -t.Between(1-u, -b, -a)
	}
	if b < deep {
		low, high := LogPhi(a), LogPhi(b)
		x := deepQuantile(high+math.Log(u+(1-u)*math.Exp(low-high)), b)
		return max(a, min(x, b))
	}
	low, high := t.Phi(a), t.Phi(b)
	return max(a, min(t.Quantile(low+u*(high-low)), b))
}

// deep is where the probabilities of the lower tail come near the smallest numbers.
const deep = -35

// deepQuantile solves LogPhi(x) = log by Newton's steps, for x below -35 or so: the start is within 1e-4 of it.
func deepQuantile(log, start float64) float64 {
	x := -math.Sqrt(max(start*start+2*(LogPhi(start)-log), start*start))
	for range 3 {
		x -= (LogPhi(x) - log) / InverseMills(x)
	}
	return x
}
