package dependence

import (
	"math"
	"testing"

	"comity"

	"pgregory.net/rapid"
)

func near(t *testing.T, name string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12) {
		t.Errorf("%s: %v, want %v", name, got, want)
	}
}

// TestToys: the two worked examples of the design (Oneal and Russett's dependence, Barbieri's three).
func TestToys(t *testing.T) {
	a, b := Over(10, 100), Over(10, 400)
	near(t, "dependence of the first", a, .1)
	near(t, "dependence of the second", b, .025)
	near(t, "weak link", WeakLink(a, b), .025)
	near(t, "salience", Salience(.4, .1), .2)
	near(t, "symmetry", Symmetry(.4, .1), .7)
	near(t, "interdependence", Interdependence(.4, .1), .14)
	near(t, "one partner", Concentration(5, 25), 1)
	near(t, "four alike", Concentration(4, 4), .25)
	near(t, "gap", Gap(1, 3), .5)
}

// TestIntensityOfAWorldByWeight: where every flow is what the weights of the two make it, each intensity is 1.
func TestIntensityOfAWorldByWeight(t *testing.T) {
	weights := []float64{1, 2, 3, 4}
	var flows [4][4]float64
	var out, in [4]float64
	all := 0.0
	for i := range flows {
		for j := range flows {
			if i != j {
				flows[i][j] = 7 * weights[j] / (10 - weights[i])
			}
			out[i] += flows[i][j]
			in[j] += flows[i][j]
			all += flows[i][j]
		}
	}
	// The first exports by the weights of the others; hold its flows against a world whose imports have those weights.
	for j := 1; j < 4; j++ {
		w := World{Exports: out[0], Imports: weights[j], Own: weights[0], All: 10}
		near(t, "intensity", Intensity(flows[0][j], w), 1)
	}
	w := World{Exports: out[0], Imports: in[1], Own: in[0], All: all}
	near(t, "twice the flow", Intensity(2*flows[0][1], w), 2*Intensity(flows[0][1], w))
}

func TestUndefined(t *testing.T) {
	for name, x := range map[string]float64{
		"share of nothing": Over(0, 0), "no trade at all": Concentration(0, 0), "two reports of nothing": Gap(0, 0),
		"no exports": Intensity(0, World{0, 1, 1, 3}), "no other importer": Intensity(1, World{1, 1, 3, 3}),
	} {
		if comity.Why(x) != comity.Undefined {
			t.Errorf("%s: %v", name, x)
		}
	}
	gone := comity.NaN(comity.InSource)
	for name, x := range map[string]float64{"share": Over(gone, 1), "weak link": WeakLink(1, gone), "salience": Salience(gone, 1), "symmetry": Symmetry(1, gone),
		"interdependence": Interdependence(gone, 0), "intensity": Intensity(1, World{1, 1, gone, 3}), "gap": Gap(gone, 1), "concentration": Concentration(1, gone)} {
		if comity.Why(x) != comity.InSource {
			t.Errorf("%s of a missing figure: %v", name, x)
		}
	}
}

// TestLaws: no measure of a pair knows which comes first, none knows the unit of money, and interdependence lies below salience.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := rapid.Float64Range(0, 1)
		a, b := share.Draw(t, "a"), share.Draw(t, "b")
		for _, f := range []func(a, b float64) float64{WeakLink, Salience, Symmetry, Interdependence, Gap} {
			if x, y := f(a, b), f(b, a); x != y && !(x != x && y != y) {
				t.Fatal("swapped states give another value")
			}
		}
		if Interdependence(a, b) > Salience(a, b) || Symmetry(a, b) < 0 || Symmetry(a, b) > 1 {
			t.Fatal("out of bounds")
		}
		unit := rapid.Float64Range(1e-3, 1e6).Draw(t, "unit")
		x := 1 + 99*a
		one, other := Intensity(x, World{200, 300, 100, 900}), Intensity(x*unit, World{200 * unit, 300 * unit, 100 * unit, 900 * unit})
		if math.Abs(one-other) > 1e-12*one {
			t.Fatal("another unit gives another intensity")
		}
	})
}

func TestRecordOf(t *testing.T) {
	gone := comity.NaN(comity.NotCovered)
	r := RecordOf(2000, []float64{gone, 3, 2, 5, 5, gone, 4, 6, 1, gone})
	if r.N != 7 || r.Year != 2007 || r.Before != 2003 || r.Value != 6 || r.Earlier != 5 || r.Last != 2008 || r.Times != 2 {
		t.Errorf("%+v", r)
	}
	if r := RecordOf(2000, []float64{gone}); r.N != 0 || r.Year != 0 || comity.Why(r.Value) != comity.NotCovered {
		t.Errorf("a series without values: %+v", r)
	}
}
