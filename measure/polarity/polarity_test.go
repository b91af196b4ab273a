package polarity

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > by {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

var nan = math.NaN()

// TestCON: worked by hand; (.5, .3, .2) has squares summing to .38, and (.38 - 1/3) / (2/3) = .07.
func TestCON(t *testing.T) {
	near(t, "three", CON([]float64{.5, .3, .2}), .2645751, 5e-8)
	near(t, "equal", CON([]float64{.25, .25, .25, .25}), 0, 1e-12)
	near(t, "one has all", CON([]float64{1, 0, 0}), 1, 1e-12)
	near(t, "one state", CON([]float64{1}), nan, 0)
	near(t, "no state", CON(nil), nan, 0)
	near(t, "effective", Effective([]float64{.25, .25, .25, .25}), 4, 1e-12)
	near(t, "hhi of none", HHI(nil), nan, 0)
}

func TestSet(t *testing.T) {
	got := Set([]float64{2, nan, 6})
	if len(got) != 2 {
		t.Fatalf("%v", got)
	}
	near(t, "first", got[0], .25, 1e-12)
	if Set([]float64{0, nan}) != nil {
		t.Error("shares of nothing")
	}
	// Two components, the second without the third state: means (.4, .4, .4) sum to 1.2 and are made to sum to one.
	for _, s := range SetOf([][]float64{{4, 2, 4}, {4, 6, nan}}) {
		near(t, "of components", s, 1.0/3, 1e-12)
	}
}

func TestMove(t *testing.T) {
	no := []bool{false, false, false}
	near(t, "a tenth", Move([]float64{5, 3, 2}, []float64{4, 4, 2}, no, no), .1, 1e-12)
	near(t, "nothing, in another unit", Move([]float64{5, 3, 2}, []float64{50, 30, 20}, no, no), 0, 1e-12)
	near(t, "one came", Move([]float64{5, 5, nan}, []float64{4, 4, 2}, []bool{false, false, true}, no), .2, 1e-12)
	near(t, "one not known", Move([]float64{5, 5, nan}, []float64{5, 5, 2}, no, no), 0, 1e-12)
	near(t, "none", Move([]float64{nan}, []float64{1}, no[:1], no[:1]), nan, 0)
}

func TestPoles(t *testing.T) {
	for _, c := range []struct {
		shares         []float64
		half, modelski int
	}{
		{[]float64{.5, .3, .2}, 2, 1},
		{[]float64{.3, .3, .2, .2}, 4, 2},
		{[]float64{.3, .24, .23, .23}, 4, 3},
		{[]float64{.6, .2, .2}, 1, 1},
		{[]float64{.2, .1, .7}, 1, 1},
		{nil, 0, 0},
	} {
		if Above(c.shares, .5) != c.half || Modelski(c.shares) != c.modelski {
			t.Errorf("%v: %d and %d", c.shares, Above(c.shares, .5), Modelski(c.shares))
		}
	}
}

// TestInvariance: the order and the unit of states do not matter, and CON is of the variance of shares.
func TestInvariance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		xs := make([]float64, 2+r.IntN(20))
		for i := range xs {
			xs[i] = r.ExpFloat64()
		}
		s := Set(xs)
		n, mean, variance := float64(len(s)), 1/float64(len(s)), 0.0
		for _, x := range s {
			variance += (x - mean) * (x - mean) / n
		}
		con, poles := CON(s), Above(s, .5)
		near(t, "by the variance", con, math.Sqrt(variance/((1-1/n)/n)), 1e-12)
		r.Shuffle(len(xs), func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
		for i := range xs {
			xs[i] *= 1e9
		}
		s = Set(xs)
		near(t, "shuffled", CON(s), con, 1e-12)
		if Above(s, .5) != poles {
			t.Error("poles depend on order or unit")
		}
	}
}
