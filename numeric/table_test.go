package numeric

// The tabulated distribution is held against the exact one in every piece.

import (
	"math"
	"testing"
)

// The bound is proven by walking through each piece at 33 places, the ends among them: a polynomial of degree 7 that interpolates has
// no more than eight humps of error in a piece.
func TestTabulatedPhi(t *testing.T) {
	table := Tabulated()
	worst, relative := 0.0, 0.0
	for i := 0; i <= len(table.phi)*32; i++ {
		x := -reach + float64(i)/(perUnit*32)
		exact := Phi(x)
		worst = max(worst, math.Abs(table.Phi(x)-exact))
		relative = max(relative, math.Abs(table.Phi(x)/exact-1))
	}
	t.Logf("worst error %.2g, relative %.2g", worst, relative)
	if worst > 1e-12 || relative > 1e-10 {
		t.Errorf("tabulated Phi is off by %.2g (%.2g of it), want 1e-12 (1e-10)", worst, relative)
	}
	for _, x := range []float64{-40, -9.5, 9, 12, math.Inf(-1), math.Inf(1)} {
		if table.Phi(x) != Phi(x) {
			t.Errorf("Phi(%g) outside the table is %g, want %g", x, table.Phi(x), Phi(x))
		}
	}
	if !math.IsNaN(table.Phi(math.NaN())) {
		t.Error("Phi of NaN is a number")
	}
}

func TestTabulatedQuantile(t *testing.T) {
	table := Tabulated()
	worst := 0.0
	for i := 0; i < (octaves-1)*perHalf*32; i++ {
		p := math.Ldexp(1+float64(i%(perHalf*32))/(perHalf*32), i/(perHalf*32)-octaves)
		worst = max(worst, math.Abs(table.Quantile(p)-Quantile(p)))
		if q := 1 - p; q < 1 {
			worst = max(worst, math.Abs(table.Quantile(q)+Quantile(1-q)))
		}
	}
	t.Logf("worst error %.2g", worst)
	if worst > 1e-12 {
		t.Errorf("tabulated quantile is off by %.2g, want 1e-12", worst)
	}
	for _, p := range []float64{0, 1e-300, 1e-25, 0.5, 1} {
		if got, want := table.Quantile(p), Quantile(p); math.Abs(got-want) > 1e-12 {
			t.Errorf("Quantile(%g) = %g, want %g", p, got, want)
		}
	}
}

// A truncated number is the quantile it should be, in both tails, and within its bounds.
func TestTruncated(t *testing.T) {
	table := Tabulated()
	for _, b := range []float64{-300, -60, -36, -34, -20, -9, -3, 0, 1, 5, 12} {
		for _, u := range []float64{1e-9, 0.1, 0.5, 0.9, 1 - 1e-9} {
			x := table.Below(u, b)
			if x > b {
				t.Fatalf("Below(%g, %g) = %g is above", u, b, x)
			}
			if got := math.Exp(LogPhi(x) - LogPhi(b)); math.Abs(got-u) > 1e-9 {
				t.Errorf("Below(%g, %g) = %g stands at %g", u, b, x, got)
			}
			a := b - 0.5
			x, y := table.Between(u, a, b), -table.Between(1-u, -b, -a)
			if x < a || x > b || math.Abs(x-y) > 1e-7 {
				t.Errorf("Between(%g, %g, %g) = %g, mirrored %g", u, a, b, x, y)
			}
			if b <= 0 {
				got := math.Expm1(LogPhi(x)-LogPhi(a)) / math.Expm1(LogPhi(b)-LogPhi(a))
				if math.Abs(got-u) > 1e-7 {
					t.Errorf("Between(%g, %g, %g) = %g stands at %g", u, a, b, x, got)
				}
			}
		}
	}
}

var sink float64

func BenchmarkPhi(b *testing.B) {
	table := Tabulated()
	b.Run("exact", func(b *testing.B) {
		for i := range b.N {
			sink += Phi(float64(i%1024)/128 - 4)
		}
	})
	b.Run("tabulated", func(b *testing.B) {
		for i := range b.N {
			sink += table.Phi(float64(i%1024)/128 - 4)
		}
	})
}

func BenchmarkQuantile(b *testing.B) {
	table := Tabulated()
	b.Run("exact", func(b *testing.B) {
		for i := range b.N {
			sink += Quantile((float64(i%1024) + 0.5) / 1024)
		}
	})
	b.Run("tabulated", func(b *testing.B) {
		for i := range b.N {
			sink += table.Quantile((float64(i%1024) + 0.5) / 1024)
		}
	})
	b.Run("normal draw", func(b *testing.B) {
		s := NewStream(1)
		for range b.N {
			sink += s.Norm()
		}
	})
}
