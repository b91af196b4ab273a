package capability

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var nan = math.NaN()

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > 1e-12 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestShares(t *testing.T) {
	got := Shares([]float64{1, nan, 3, 0})
	for i, want := range []float64{.25, nan, .75, 0} {
		near(t, "share", got[i], want)
	}
	for _, xs := range [][]float64{{0, 0}, {nan, nan}, {-1, 3}, {0, nan}} {
		for _, x := range Shares(xs) {
			near(t, "share of nothing", x, nan)
		}
	}
}

// TestIndex: a missing component is left out, so that the mean is of the others.
func TestIndex(t *testing.T) {
	mean, n := Index([][]float64{{.5, .5}, {.1, nan}, {nan, nan}})
	near(t, "two known", mean[0], .3)
	near(t, "one known", mean[1], .5)
	if n[0] != 2 || n[1] != 1 {
		t.Errorf("components %v", n)
	}
	mean, n = Index([][]float64{{nan}})
	near(t, "none known", mean[0], nan)
	if n[0] != 0 {
		t.Errorf("components %v", n)
	}
}

func TestTwo(t *testing.T) {
	near(t, "ratio", Ratio(2, 8), .25)
	near(t, "log ratio", LogRatio(2, 8), math.Log(4))
	near(t, "part", Part(2, 8), .2)
	near(t, "part of nothing", Part(0, 8), 0)
	for _, x := range []float64{Ratio(0, 1), LogRatio(1, 0), Part(0, 0), Part(-1, 2), Ratio(nan, 1), LogRatio(nan, 1), Part(1, nan)} {
		near(t, "undefined", x, nan)
	}
}

// TestLaws: two states in either order, and in any unit.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, k := rapid.Float64Range(1e-6, 1e6).Draw(t, "a"), rapid.Float64Range(1e-6, 1e6).Draw(t, "b"), rapid.Float64Range(1e-3, 1e3).Draw(t, "k")
		if Ratio(a, b) != Ratio(b, a) || LogRatio(a, b) != LogRatio(b, a) {
			t.Fatal("the order of two states matters")
		}
		if math.Abs(Ratio(k*a, k*b)-Ratio(a, b)) > 1e-12 || math.Abs(Part(a, b)+Part(b, a)-1) > 1e-12 || math.Abs(LogRatio(a, b)+math.Log(Ratio(a, b))) > 1e-9 {
			t.Fatal("the unit matters")
		}
	})
}
