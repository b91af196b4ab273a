package model

import (
	"math"
	"strings"
	"testing"
)

// sampled is made-up data with weights, by formulas that R can follow.
func sampled() (d Data, cuts, counts []float64) {
	x, z, y, w := make([]float64, 60), make([]float64, 60), make([]float64, 60), make([]float64, 60)
	for r := range y {
		i := float64(r + 1)
		x[r] = 2 * math.Sin(i)
		z[r] = math.Cos(1.7*i) + .3*x[r]
		w[r] = float64(1 + (r+1)*7%5)
		y[r] = .5 + .4*x[r] - .2*z[r] + math.Sin(3.1*i)
		cuts = append(cuts, yes(y[r] > .4))
		counts = append(counts, math.Floor(math.Exp(.3*x[r]+.5*math.Sin(3.1*i))*1.5))
	}
	return Data{YName: "y", Y: y, X: []Column{{"x", x}, {"z", z}}, Constant: true, Weights: w}, cuts, counts
}

// TestWeightsAsR: weights as those of R 4.2.2's lm and glm (weights of mean one, steps until nothing moves), whose figures were computed for
// this test; errors iid and, for glm, HC0.
func TestWeightsAsR(t *testing.T) {
	d, cuts, counts := sampled()
	for _, m := range []struct {
		kind          Kind
		y             []float64
		coef, iid, hc []float64
		logLik        float64
	}{
		{KindOLS, d.Y, []float64{0.503189600901797, 0.411662218188018, -0.210499777282365}, []float64{0.1026496493299892, 0.0834983582122956, 0.1432348220563379}, nil, -73.9077836796458},
		{KindLogit, cuts, []float64{0.198244059201549, 0.535040712970478, -0.278818435055052}, []float64{0.273814531524922, 0.232910912128828, 0.384582430286048},
			[]float64{0.304401354046185, 0.250876197837876, 0.437167204408158}, -38.163249398641},
		{KindCLogLog, cuts, []float64{-0.261206357164804, 0.382419506537531, -0.207345957567316}, []float64{0.190567019759643, 0.154856132643818, 0.255098504767263},
			[]float64{0.213895808576655, 0.168307943569104, 0.293370785378566}, -38.010139427906},
		{KindPPML, counts, []float64{0.0312399059774711, 0.4720575346592094, -0.0264173713256764}, []float64{0.142229412486561, 0.104891151263158, 0.156851946447302},
			[]float64{0.1102544784892400, 0.0846764310259805, 0.1215985682552437}, -72.4752348809619},
	} {
		t.Run(string(m.kind), func(t *testing.T) {
			d.Y = m.y
			f, err := Run(m.kind, d, Options{})
			if err != nil {
				t.Fatal(err)
			}
			hc := f.HC(false).SE()
			for i, se := range f.IID().SE() {
				near(t, f.Names[i], f.Coef[i], m.coef[i], 1e-9)
				relative(t, f.Names[i]+" iid", se, m.iid[i], 1e-8)
				if m.hc != nil {
					relative(t, f.Names[i]+" HC0", hc[i], m.hc[i], 1e-8)
				}
			}
			relative(t, "log-likelihood", f.LogLik, m.logLik, 1e-11)
			if m.kind == KindOLS {
				near(t, "R2", f.R2, 0.309194785815883, 1e-11)
				near(t, "sigma", f.Sigma, 0.792904525329338, 1e-11)
			}
		})
	}
}

// TestWeightsAreCopies: a weight of three is three rows, but for the scale; of ten times all weights nothing changes.
func TestWeightsAreCopies(t *testing.T) {
	d, cuts, _ := sampled()
	d.Y = cuts
	weighted := run(t, KindLogit, d)
	tenfold := d
	tenfold.Weights = nil
	for _, w := range d.Weights {
		tenfold.Weights = append(tenfold.Weights, 10*w)
	}
	var rows []int32
	for i, w := range d.Weights {
		for range int(w) {
			rows = append(rows, int32(i))
		}
	}
	copies := d.with(rows)
	copies.Weights = nil
	ten, copied := run(t, KindLogit, tenfold), run(t, KindLogit, copies)
	for i := range weighted.Coef {
		near(t, "tenfold "+weighted.Names[i], ten.Coef[i], weighted.Coef[i], 1e-12)
		near(t, "tenfold s.e.", ten.HC(false).SE()[i], weighted.HC(false).SE()[i], 1e-12)
		near(t, "copies "+weighted.Names[i], copied.Coef[i], weighted.Coef[i], 1e-9)
	}
}

// TestBadWeights: what no weight can be is said, and what takes none.
func TestBadWeights(t *testing.T) {
	d, cuts, _ := sampled()
	d.Y = cuts
	for want, change := range map[string]func(d *Data) Kind{
		"weight of row 3 is 0":    func(d *Data) Kind { d.Weights[2] = 0; return KindLogit },
		"weight of row 3 is -1":   func(d *Data) Kind { d.Weights[2] = -1; return KindOLS },
		"weight of row 3 is NaN":  func(d *Data) Kind { d.Weights[2] = math.NaN(); return KindOLS },
		"5 weights for 60 rows":   func(d *Data) Kind { d.Weights = d.Weights[:5]; return KindOLS },
		"absorbed effects":        func(d *Data) Kind { d.Effects = []Effect{{"e", GroupsOf(d.Y)}}; return KindOLS },
		"penalty takes no weight": func(d *Data) Kind { return KindFirth },
	} {
		bad := d
		bad.Weights = append([]float64(nil), d.Weights...)
		kind := change(&bad)
		if _, err := Run(kind, bad, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
