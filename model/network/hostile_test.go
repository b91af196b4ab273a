package network

import (
	"context"
	"math"
	"testing"

	"comity/numeric"
)

// TestHostileMatrices: whatever is in a matrix - holes, states of which nothing is known, huge and tiny numbers, a diagonal of anything -
// is fitted with finite figures or refused in words, never a panic.
func TestHostileMatrices(t *testing.T) {
	for seed := range uint64(150) {
		r := numeric.NewStream(seed, 77)
		n := 4 + r.IntN(6)
		d := Data{YName: "y", Y: hostile(r, n), Symmetric: r.IntN(2) == 0}
		for range r.IntN(3) {
			d.X = append(d.X, Covariate{string(rune('a' + len(d.X))), hostile(r, n)})
		}
		if d.Symmetric {
			upper(d.Y)
			for _, x := range d.X {
				upper(x.Matrix)
			}
		}
		family := []Family{Gaussian, Probit}[r.IntN(2)]
		for i, y := range d.Y.V {
			if family == Probit && y == y {
				d.Y.V[i] = float64(b2i(y > 0))
			}
		}
		if f, err := AME(context.Background(), d, AMEOptions{Family: family, Rank: r.IntN(2), Chains: 1, Burn: 3, Draws: 10, Seed: seed}); err == nil {
			for _, e := range append(f.Coef, f.Variance...) {
				if math.IsNaN(e.Mean) || math.IsInf(e.Mean, 0) {
					t.Errorf("seed %d: %s is %v", seed, e.Name, e.Mean)
				}
			}
		}
		if f, err := QAP(context.Background(), d, QAPOptions{Permutations: 19, Logit: family == Probit, Permuting: DSP}); err == nil {
			for _, term := range f.Terms[1:] {
				if !(term.P > 0 && term.P <= 1) && term.Statistic == term.Statistic {
					t.Errorf("seed %d: p of %s is %v", seed, term.Name, term.P)
				}
			}
		}
		if f, err := SRM(d); err == nil && math.IsNaN(f.Moments[0].Value) {
			t.Errorf("seed %d: moments %+v", seed, f.Moments)
		}
	}
}

// hostile is a matrix of anything.
func hostile(r *numeric.Stream, n int) Matrix {
	m := NewMatrix(n)
	scale := math.Pow(10, float64(r.IntN(5)*20-40))
	holes, alone := r.IntN(4), r.IntN(2*n)
	for i := range n {
		for j := range n {
			switch {
			case i == alone || j == alone || r.IntN(8) < holes && i != j:
			case r.IntN(6) == 0:
				m.Set(i, j, 0)
			default:
				m.Set(i, j, scale*r.Norm())
			}
		}
		m.Set(i, i, math.Inf(1))
	}
	return m
}
