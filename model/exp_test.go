package model

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestExps: within two units of the last digit of the true value, and as math.Exp has it at the ends.
func TestExps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	x := []float64{0, 1, -1, 1e-300, -1e-20, .005, 700, -700, 708.9, -707.9}
	for range 20_000 {
		x = append(x, 30*r.NormFloat64())
	}
	got := make([]float64, len(x))
	exps(got, x)
	for i, v := range x {
		if off := math.Abs(got[i] - math.Exp(v)); off > 4.5e-16*math.Exp(v) {
			t.Fatalf("exp(%v) = %v, math.Exp has %v", v, got[i], math.Exp(v))
		}
	}
	for i, v := range x[:300] { // against a series in 200 bits
		want, term := big.NewFloat(1).SetPrec(200), big.NewFloat(1).SetPrec(200)
		half := new(big.Float).SetPrec(200).SetFloat64(v / 1024) // exact
		for k := 1; k < 60; k++ {
			term.Mul(term, half).Quo(term, big.NewFloat(float64(k)))
			want.Add(want, term)
		}
		for range 10 {
			want.Mul(want, want)
		}
		true64, _ := want.Float64()
		if off := math.Abs(got[i] - true64); off > 4.5e-16*true64 {
			t.Fatalf("exp(%v) = %v, it is %v", v, got[i], true64)
		}
	}
	ends := []float64{-1e5, -745, 710, math.Inf(1), math.Inf(-1), math.NaN()}
	got = got[:len(ends)]
	exps(got, ends)
	for i := range ends {
		if want := math.Exp(ends[i]); got[i] != want && !(math.IsNaN(got[i]) && math.IsNaN(want)) {
			t.Errorf("exp(%v) = %v, want %v", ends[i], got[i], want)
		}
	}
}
