package split

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %.10f, want %.10f", what, got, want)
	}
}

func series(values ...float64) Series {
	s := Series{Values: values}
	for i := range values {
		s.Years = append(s.Years, 2000+i)
	}
	return s
}

// TestByHand: a slope and its Newey-West error with lag 2 worked out by hand from the formula.
func TestByHand(t *testing.T) {
	s := series(1, 3, 2, 5, 4, 6, 8, 7)
	e := s.Trend()
	near(t, "slope", e.Value, 39./42, 1e-12) // sum of (x - 3.5)(y - 4.5) is 39, of (x - 3.5)^2 is 42
	if Lag(8) != 2 {
		t.Fatalf("lag %d", Lag(8))
	}
	var u [8]float64
	for i, y := range s.Values {
		x := float64(i) - 3.5
		u[i] = x * (y - 4.5 - 39./42*x)
	}
	meat := 0.0
	for i := range u {
		meat += u[i] * u[i]
		if i > 0 {
			meat += 2 * 2. / 3 * u[i] * u[i-1]
		}
		if i > 1 {
			meat += 2 * 1. / 3 * u[i] * u[i-2]
		}
	}
	near(t, "se", e.SE, math.Sqrt(meat*8/6)/42, 1e-12)
	near(t, "interval", e.High-e.Value, 2.446912*e.SE, 1e-6) // t(.975, 6 df)
	if e.Clear() != 1 {
		t.Error("a clear rise")
	}
}

func TestDifference(t *testing.T) {
	s := series(1, 2, 1, 2, 5, 6, 5, 6)
	e := s.Difference(func(y int) bool { return y >= 2004 })
	near(t, "difference", e.Value, 4, 1e-12)
	if e.Clear() != 1 || e.N != 8 {
		t.Errorf("%+v", e)
	}
	one := s.Difference(func(y int) bool { return y >= 2007 })
	if one.Value != one.Value || one.SE == one.SE || one.Clear() != 0 {
		t.Errorf("one year after has no error: %+v", one)
	}
	if none := s.Difference(func(int) bool { return false }); none.Value == none.Value {
		t.Errorf("%+v", none)
	}
}

func TestStanding(t *testing.T) {
	s := series(1, 2, 3, math.NaN(), 2)
	if p := s.Standing(); p.Percentile != .5 || p.N != 4 || p.Year != 2004 {
		t.Errorf("%+v", p)
	}
	if p := series(7).Standing(); p.Percentile == p.Percentile || p.Value != 7 {
		t.Errorf("%+v", p)
	}
	if p := series().Standing(); p.Value == p.Value {
		t.Errorf("%+v", p)
	}
}

// TestCoverage: of white noise without a change the 95 % interval of the difference misses zero seldom, and moving or scaling the
// series does to the estimate what it must.
func TestCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	miss := 0
	for range 2000 {
		s := series(make([]float64, 60)...)
		for i := range s.Values {
			s.Values[i] = r.NormFloat64()
		}
		e := s.Difference(func(y int) bool { return y >= 2040 })
		if e.Clear() != 0 {
			miss++
		}
		for i := range s.Values {
			s.Values[i] = 7 - 2*s.Values[i]
		}
		near(t, "scaled", s.Difference(func(y int) bool { return y >= 2040 }).Value, -2*e.Value, 1e-12)
	}
	if miss < 60 || miss > 240 {
		t.Errorf("%d of 2000 intervals miss", miss)
	}
}
