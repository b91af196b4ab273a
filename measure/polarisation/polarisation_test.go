package polarisation

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %.10f, want %.10f", what, got, want)
	}
}

// TestEstebanRay: two groups of a half at distance 1: 2 x .5^2.3 x .5 with alpha 1.3, the mean difference .5 with 0 (methods.md 4.2).
func TestEstebanRay(t *testing.T) {
	near(t, "alpha 1.3", EstebanRay([]float64{0, 1}, []float64{.5, .5}, 1.3), .2030631, 5e-8)
	near(t, "alpha 0", EstebanRay([]float64{0, 1}, []float64{.5, .5}, 0), .5, 1e-15)
	near(t, "shares of any sum", EstebanRay([]float64{1, 0}, []float64{7, 7}, 1.3), .2030631, 5e-8)
	// moving the middle group to the ends polarises (axiom of the paper's first figures)
	if EstebanRay([]float64{0, .5, 1}, []float64{.4, .2, .4}, 1.3) >= EstebanRay([]float64{0, 1}, []float64{.5, .5}, 1.3) {
		t.Error("three groups are more polarised than two")
	}
	if x := EstebanRay(nil, nil, 1); x == x {
		t.Error("no groups are not polarised")
	}
}

// TestAllEqual: points that are all at one place have no spread, whatever rounding makes of their mean.
func TestAllEqual(t *testing.T) {
	weights := []float64{.7, .2, .3, .9, .1, 1.3, .11}
	for _, x := range []float64{.1, -1.7, 1e9 / 3} {
		q := New([]float64{x, x, x, x, x, x, x}, weights)
		if q.SD() != 0 || q.MeanDifference() != 0 || EstebanRay([]float64{x, x, x}, []float64{.1, .2, .7}, 1.3) != 0 {
			t.Errorf("at %v: sd %v, mean difference %v", x, q.SD(), q.MeanDifference())
		}
		if b, d := q.Bimodality(), q.DER(.5, 0); b == b || d == d {
			t.Errorf("at %v: bimodality %v, DER %v", x, b, d)
		}
		if _, _, ok := q.Camps(); ok {
			t.Errorf("at %v: two camps", x)
		}
	}
}

// TestPublishedIdealPoints: methods.md 4.2, measured on the ideal points of the April 2020 edition (Bailey, Strezhnev and Voeten):
// session, n, sd, bimodality, mean difference.
func TestPublishedIdealPoints(t *testing.T) {
	f, err := os.Open("../../../shared/data/ideal_points/IdealpointestimatesAll_Apr2020.csv")
	if err != nil {
		t.Skipf("the file to hold against is not here: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	by := map[string][]float64{}
	for _, r := range rows[1:] {
		x, err := strconv.ParseFloat(r[at("IdealPoint")], 64)
		if err != nil {
			t.Fatal(err)
		}
		by[r[at("session")]] = append(by[r[at("session")]], x)
	}
	for session, want := range map[string][4]float64{
		"1": {54, 1.1149, .6942, 1.1006}, "20": {117, 1.1846, .4455, 1.3335}, "36": {155, .9191, .2783, .9901},
		"45": {154, .8590, .6515, .8864}, "60": {191, .8535, .4967, .9417}, "74": {193, .8201, .4541, .8979},
	} {
		q := New(by[session], nil)
		near(t, "n of session "+session, float64(q.N()), want[0], 0)
		near(t, "sd of session "+session, q.SD(), want[1], 5.1e-5)
		near(t, "bimodality of session "+session, q.Bimodality(), want[2], 5.1e-5)
		near(t, "mean difference of session "+session, q.MeanDifference(), want[3], 5.1e-5)
	}
}

func normals(n int) []float64 {
	r := rand.New(rand.NewPCG(1, 1))
	out := make([]float64, n)
	for i := range out {
		out[i] = r.NormFloat64()
	}
	return out
}

// TestDERClosedForm: of the standard normal with alpha 1 P = integral of f^2 E|y - Y| dy, worked out on a grid;
// with alpha 0 it is the mean difference, 2/sqrt(pi).
func TestDERClosedForm(t *testing.T) {
	want := 0.0
	for i := -80000; i < 80000; i++ {
		y := (float64(i) + .5) * 1e-4
		f := math.Exp(-y*y/2) / math.Sqrt(2*math.Pi)
		d := y*math.Erf(y/math.Sqrt2) + 2*f // E|y - Y|
		want += f * f * d * 1e-4
	}
	q := New(normals(2000), nil)
	near(t, "DER of normals", q.DER(1, .1), want, .015)
	near(t, "alpha 0", q.DER(0, 0), q.MeanDifference(), 1e-12)
	near(t, "mean difference of normals", q.MeanDifference(), 2/math.Sqrt(math.Pi), .04)
}

// TestInvariance: order does not count; adding a constant changes nothing; a unit scales as the formula says; weights of any sum;
// a point of weight two is two points.
func TestInvariance(t *testing.T) {
	y := normals(60)
	q := New(y, nil)
	turned := slices.Clone(y)
	slices.Reverse(turned)
	moved, scaled, ones := make([]float64, 60), make([]float64, 60), make([]float64, 60)
	for i := range y {
		moved[i], scaled[i], ones[i] = y[i]+5, -3*y[i], 4
	}
	for name, f := range map[string]struct {
		of    func(Points) float64
		scale float64
	}{
		"sd": {Points.SD, 3}, "mean difference": {Points.MeanDifference, 3}, "bimodality": {Points.Bimodality, 1}, "bandwidth": {Points.Bandwidth, 3},
		"der": {func(q Points) float64 { return q.DER(.5, 0) }, math.Sqrt(3)},
	} {
		want := f.of(q)
		near(t, name+" in another order", f.of(New(turned, nil)), want, 1e-12)
		near(t, name+" moved", f.of(New(moved, nil)), want, 1e-12)
		near(t, name+" scaled", f.of(New(scaled, nil)), f.scale*want, 1e-12)
		near(t, name+" with weights", f.of(New(y, ones)), want, 1e-12)
	}
	near(t, "mean difference of a point twice", New([]float64{0, 1}, []float64{2, 1}).MeanDifference(), New([]float64{0, 0, 1}, nil).MeanDifference(), 1e-15)
}

func TestCamps(t *testing.T) {
	shares, means, ok := New([]float64{-1, -1.2, 2, 2.2, -.8}, nil).Camps()
	near(t, "low", means[0], -1, 1e-12)
	near(t, "high", means[1], 2.1, 1e-12)
	near(t, "share", shares[1], .4, 1e-12)
	if _, _, same := New([]float64{1, 1}, nil).Camps(); same || !ok {
		t.Error("camps of one position")
	}
}

func TestUndefined(t *testing.T) {
	nan := math.NaN()
	for _, q := range []Points{New(nil, nil), New([]float64{1}, nil), New([]float64{1, nan}, nil), New([]float64{1, 2}, []float64{0, 0}), New([]float64{1, 2}, []float64{1, nan})} {
		for _, x := range []float64{q.SD(), q.MeanDifference(), q.Bimodality(), q.DER(.5, 0), q.Bandwidth()} {
			if x == x {
				t.Errorf("%v of %d points", x, q.N())
			}
		}
	}
	if q := New([]float64{2, 2, 2, 2, 2}, nil); q.SD() != 0 || q.DER(.5, 0) == q.DER(.5, 0) || q.Bimodality() == q.Bimodality() {
		t.Error("five of one position")
	}
}
