package numeric

// Known digits of the normal distribution, and laws it keeps.

import (
	"math"
	"math/big"
	"testing"
)

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if math.Abs(got-want) > relative*math.Abs(want) {
		t.Errorf("%s = %.17g, want %.17g (off by %.2g of it)", what, got, want, math.Abs(got/want-1))
	}
}

func TestPublishedDigits(t *testing.T) {
	for _, c := range []struct {
		name string
		got  float64
		want float64
	}{
		// Wichura 1988, Applied Statistics 37:477, the values given there to check PPND16.
		{"Quantile(.25)", Quantile(0.25), -0.6744897501960817},
		{"Quantile(.001)", Quantile(0.001), -3.090232306167814},
		{"Quantile(1e-20)", Quantile(1e-20), -9.262340089798408},
		// Abramowitz and Stegun 1964, table 26.1: P(x) to fifteen decimals, Z(x).
		{"Phi(1)", Phi(1), 0.841344746068543},
		{"Phi(2)", Phi(2), 0.977249868051821},
		{"Phi(3)", Phi(3), 0.998650101968370},
		{"Density(1)", Density(1), 0.241970724519143},
		// Table 26.2: -log10 Q(x).
		{"-log10 Q(10)", -LogPhi(-10) / math.Ln10, 23.11805},
		{"-log10 Q(100)", -LogPhi(-100) / math.Ln10, 2173.87154},
		{"-log10 Q(500)", -LogPhi(-500) / math.Ln10, 54289.90830},
		{"Quantile(.975)", Quantile(0.975), 1.959963984540054},
	} {
		tolerance := 2e-15
		if c.want > 10 {
			tolerance = 3e-7
		}
		near(t, c.name, c.got, c.want, tolerance)
	}
}

func TestQuantileTurnsPhiRound(t *testing.T) {
	for x := -37.0; x < 5; x += 0.0137 {
		near(t, "Phi(Quantile(Phi(x)))", Phi(Quantile(Phi(x))), Phi(x), 1e-12)
		if got := Quantile(Phi(x)); math.Abs(got-x) > 1e-9 {
			t.Fatalf("Quantile(Phi(%g)) = %g", x, got)
		}
	}
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if !math.IsNaN(Quantile(p)) {
			t.Errorf("Quantile(%g) is %g: no probability", p, Quantile(p))
		}
	}
	if !math.IsInf(Quantile(0), -1) || !math.IsInf(Quantile(1), 1) {
		t.Error("the quantiles of 0 and 1 are without end")
	}
}

// The two forms of the Mills ratio meet, and its bounds hold (Birnbaum 1942; Sampford 1953).
func TestMills(t *testing.T) {
	for x := 4.0; x < 30; x += 0.01 {
		m := Mills(x)
		if low, high := 2/(x+math.Sqrt(x*x+4)), 4/(3*x+math.Sqrt(x*x+8)); m < low*(1-1e-14) || m > high*(1+1e-14) {
			t.Fatalf("Mills(%g) = %.17g is not within [%.17g, %.17g]", x, m, low, high)
		}
		near(t, "Mills", m, Phi(-x)/Density(x), 5e-13)
		near(t, "InverseMills", InverseMills(-x), 1/m, 1e-12)
	}
	near(t, "LogPhi, both forms", LogPhi(-farTail-1e-12), math.Log(Phi(-farTail)), 1e-12)
}

// Phi against its Taylor series at 0, summed with 200 bits.
func TestPhiAgainstSeries(t *testing.T) {
	for x := -6.0; x <= 6; x += 0.25 {
		near(t, "Phi", Phi(x), series(x), 1e-14)
	}
}

// series is 1/2 + (x - x^3/(2*3) + x^5/(2^2 2! 5) - ...)/sqrt(2 pi).
func series(x float64) float64 {
	f := func(v float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(v) }
	sum, power := f(0), f(x)
	square := f(x)
	square.Mul(square, f(x))
	for k := 0; k < 200; k++ {
		sum.Add(sum, new(big.Float).SetPrec(200).Quo(power, f(float64(2*k+1))))
		power.Mul(power, square)
		power.Quo(power, f(-2*float64(k+1)))
	}
	pi, _ := new(big.Float).SetPrec(200).SetString("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")
	root := new(big.Float).SetPrec(200).Sqrt(pi.Mul(pi, f(2)))
	sum.Quo(sum, root)
	out, _ := sum.Add(sum, f(0.5)).Float64()
	return out
}
