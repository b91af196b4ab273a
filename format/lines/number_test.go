package lines

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestReal is how numbers look.
func TestReal(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 12: "12", -3: "-3", 0.1: "0.1", 1e15: "1000000000000000", 1e20: "100000000000000000000", 1e21: "1e+21", 123456789012345680: "123456789012345680",
		1e-6: "0.000001", 9.9e-7: "9.9e-07", 2.5e-7: "2.5e-07", 5e-324: "5e-324", math.MaxFloat64: "1.7976931348623157e+308", 1.0 / 3: "0.3333333333333333", -19952.315: "-19952.315",
	} {
		if got := string(Real(nil, x)); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	if got := string(Real(nil, math.Copysign(0, -1))); got != "-0.0" {
		t.Errorf("a zero below zero is written %s", got)
	}
}

// TestRealLaw: every number reads back to the bit.
func TestRealLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64(), rapid.Map(rapid.Uint64(), math.Float64frombits), rapid.Map(rapid.Int64(), func(i int64) float64 { return float64(i) })).Draw(t, "number")
		if x != x || math.IsInf(x, 0) {
			return
		}
		text := string(Real(nil, x))
		if y, err := strconv.ParseFloat(text, 64); err != nil || math.Float64bits(x) != math.Float64bits(y) {
			t.Fatalf("%v is written %s, which is %v, %v", x, text, y, err)
		}
	})
}

// TestDay is how days look, far from now too.
func TestDay(t *testing.T) {
	for day, want := range map[int32]string{0: "1970-01-01", -1: "1969-12-31", 19782: "2024-02-29", -719162: "0001-01-01", 2932896: "9999-12-31", -56248: "1816-01-01"} {
		if got := string(Day(nil, day)); got != want {
			t.Errorf("day %d is written %s, want %s", day, got, want)
		}
	}
}
