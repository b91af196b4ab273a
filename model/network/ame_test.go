package network

import (
	"context"
	"errors"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"comity/numeric"
)

// made is a network drawn from a model that is known.
type made struct {
	Data
	a, b []float64
	uv   []float64 // the multiplicative term
	z    []float64 // what is behind a probit
}

// truth says what a network is drawn from.
type truth struct {
	n, rank     int
	symmetric   bool
	beta        []float64 // constant first
	va, cab, vb float64
	s2, rho     float64
	scale       float64 // standard deviation of each dimension
	seed        uint64
	signs       []float64
}

func (t truth) draw() made {
	r := numeric.NewStream(t.seed)
	n := t.n
	m := made{Data: Data{YName: "y", Y: NewMatrix(n), Symmetric: t.symmetric}, uv: make([]float64, n*n)}
	u, v := make([]float64, n*t.rank), make([]float64, n*t.rank)
	for range n {
		x, y := r.Norm(), r.Norm()
		m.a = append(m.a, math.Sqrt(t.va)*x)
		c := 0.0
		if t.va > 0 {
			c = t.cab / math.Sqrt(t.va)
		}
		m.b = append(m.b, c*x+math.Sqrt(max(t.vb-c*c, 0))*y)
	}
	if t.symmetric {
		m.b = m.a
	}
	for i := range u {
		u[i], v[i] = t.scale*r.Norm(), t.scale*r.Norm()
	}
	for k := 1; k < len(t.beta); k++ {
		x := NewMatrix(n)
		for i := range n {
			for j := range n {
				x.Set(i, j, r.Norm())
				if t.symmetric && j < i {
					x.Set(i, j, x.At(j, i))
				}
			}
		}
		m.X = append(m.X, Covariate{string(rune('a' + k)), x})
	}
	for i := range n {
		for j := range i {
			e := math.Sqrt(t.s2) * r.Norm()
			f := t.rho*e + math.Sqrt(t.s2*(1-t.rho*t.rho))*r.Norm()
			if t.symmetric {
				f = e
			}
			for k := range t.rank {
				sign := 1.0
				if t.signs != nil {
					sign = t.signs[k]
				}
				if t.symmetric {
					m.uv[i*n+j] += sign * u[i*t.rank+k] * u[j*t.rank+k]
					m.uv[j*n+i] = m.uv[i*n+j]
					continue
				}
				m.uv[i*n+j] += u[i*t.rank+k] * v[j*t.rank+k]
				m.uv[j*n+i] += u[j*t.rank+k] * v[i*t.rank+k]
			}
			m.Y.Set(i, j, m.fixed(t, i, j)+e)
			m.Y.Set(j, i, m.fixed(t, j, i)+f)
		}
	}
	m.z = append([]float64(nil), m.Y.V...)
	return m
}

func (m made) fixed(t truth, i, j int) float64 {
	y := t.beta[0] + m.a[i] + m.b[j] + m.uv[i*t.n+j]
	for k, x := range m.X {
		y += t.beta[k+1] * x.At(i, j)
	}
	return y
}

func fitted(t *testing.T, d Data, o AMEOptions) *AMEFit {
	t.Helper()
	f, err := AME(context.Background(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// inside holds an estimate to the truth: within its 99 per cent interval.
func inside(t *testing.T, e Estimate, want float64) {
	t.Helper()
	if low, high := e.Quantile(.005), e.Quantile(.995); want < low || want > high {
		t.Errorf("%s: [%.4f, %.4f] leaves out the true %.4f", e.Name, low, high, want)
	}
	if e.RHat > mostRHat || !(e.ESS > leastESS) {
		t.Errorf("%s: R-hat %.3f, %.0f effective draws", e.Name, e.RHat, e.ESS)
	}
}

// named finds an estimate.
func (f *AMEFit) named(name string) Estimate {
	for _, e := range append(append([]Estimate(nil), f.Coef...), f.Variance...) {
		if e.Name == name {
			return e
		}
	}
	return Estimate{Name: name + " is not there", Mean: math.NaN()}
}

// TestAMERecovers: networks drawn from known parameters give these back.
func TestAMERecovers(t *testing.T) {
	if underRace {
		t.Skip("TestAMEThreads runs chains beside one another")
	}
	for name, tr := range map[string]truth{
		"symmetric":      {n: 60, rank: 2, symmetric: true, beta: []float64{1, .5}, va: .4, s2: .5, scale: .8, seed: 1, signs: []float64{1, -1}},
		"directed":       {n: 60, rank: 2, beta: []float64{1, .5}, va: .4, vb: .3, cab: .2, s2: .5, rho: .5, scale: .8, seed: 2},
		"negative rho":   {n: 40, rank: 1, beta: []float64{-2, .5, -1}, va: .4, vb: .3, cab: -.2, s2: 2, rho: -.6, scale: .9, seed: 3},
		"one and of one": {n: 40, rank: 1, symmetric: true, beta: []float64{3, 0, 1}, va: .2, s2: 1, scale: .9, seed: 4, signs: []float64{-1}},
	} {
		t.Run(name, func(t *testing.T) {
			m := tr.draw()
			f := fitted(t, m.Data, AMEOptions{Rank: tr.rank, Burn: 300, Draws: 1000, Seed: 7})
			for k, b := range tr.beta {
				inside(t, f.Coef[k], b)
			}
			inside(t, f.named(VarErrors), tr.s2)
			if tr.symmetric {
				inside(t, f.named(VarStates), tr.va)
			} else {
				inside(t, f.named(VarRows), tr.va)
				inside(t, f.named(VarCols), tr.vb)
				inside(t, f.named(CovRows), tr.cab)
				inside(t, f.named(Rho), tr.rho)
			}
			if len(f.Warnings) > 0 {
				t.Errorf("warned: %q", f.Warnings)
			}
		})
	}
}

// TestProbitRecovers: of a probit coefficients are in units of the standard deviation of the errors.
func TestProbitRecovers(t *testing.T) {
	if underRace {
		t.Skip("TestAMEThreads runs chains beside one another")
	}
	for name, tr := range map[string]truth{
		"symmetric": {n: 60, rank: 1, symmetric: true, beta: []float64{-.5, .5}, va: .4, s2: 1, scale: .8, seed: 6},
		"directed":  {n: 60, rank: 1, beta: []float64{-.5, .5}, va: .4, vb: .3, cab: .2, s2: 1, rho: .5, scale: .8, seed: 7},
	} {
		t.Run(name, func(t *testing.T) {
			m := tr.draw()
			for i, z := range m.Y.V {
				if z == z {
					m.Y.V[i] = max(math.Copysign(1, z), 0)
				}
			}
			f := fitted(t, m.Data, AMEOptions{Rank: tr.rank, Family: Probit, Burn: 500, Draws: 2500, Seed: 7})
			for k, b := range tr.beta {
				inside(t, f.Coef[k], b)
			}
			if tr.symmetric {
				inside(t, f.named(VarStates), tr.va)
			} else {
				inside(t, f.named(VarRows), tr.va)
				inside(t, f.named(VarCols), tr.vb)
				inside(t, f.named(CovRows), tr.cab)
				inside(t, f.named(Rho), tr.rho)
			}
		})
	}
}

// TestHeldOut: predictions of cells held out are as good as their standard deviations say, and better than without dimensions.
func TestHeldOut(t *testing.T) {
	if underRace {
		t.Skip("TestAMEThreads runs chains beside one another")
	}
	for _, symmetric := range []bool{true, false} {
		tr := truth{n: 50, rank: 2, symmetric: symmetric, beta: []float64{1, .5}, va: .4, vb: .3, cab: .2, s2: .5, rho: .5, scale: .8, seed: 8}
		m := tr.draw()
		var held [][2]int
		for i := range tr.n {
			for j := range i {
				if (i*7+j*3)%12 == 0 {
					held = append(held, [2]int{i, j})
					m.Y.Set(i, j, math.NaN())
					if symmetric {
						m.Y.Set(j, i, math.NaN())
					}
				}
			}
		}
		mean := func(f *AMEFit) (standardised, raw float64) {
			for _, h := range held {
				p, ok := f.Predict(h[0], h[1])
				if !ok || !p.Held {
					t.Fatalf("%v was not held out", h)
				}
				e := m.z[h[0]*tr.n+h[1]] - p.Mean
				standardised += e * e / (p.SD * p.SD) / float64(len(held))
				raw += e * e / float64(len(held))
			}
			return standardised, raw
		}
		z, with := mean(fitted(t, m.Data, AMEOptions{Rank: 2, Burn: 300, Draws: 700, Seed: 7}))
		_, without := mean(fitted(t, m.Data, AMEOptions{Burn: 300, Draws: 700, Seed: 7}))
		if spread := 3 * math.Sqrt(2/float64(len(held))); math.Abs(z-1) > spread {
			t.Errorf("symmetric %v: mean square of %d standardised errors is %.3f, not 1 within %.3f", symmetric, len(held), z, spread)
		}
		if with > .8*without {
			t.Errorf("symmetric %v: mean square error %.3f with dimensions and %.3f without", symmetric, with, without)
		}
	}
}

// TestAMEThreads: the same seed gives the same figures at any number of threads; another seed others.
func TestAMEThreads(t *testing.T) {
	m := truth{n: 12, rank: 1, beta: []float64{1, .5}, va: .4, vb: .3, cab: .2, s2: .5, rho: .5, scale: .8, seed: 9}.draw()
	m.Y.Set(2, 3, math.NaN())
	run := func(threads int, seed uint64) *AMEFit {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		f := fitted(t, m.Data, AMEOptions{Rank: 1, Burn: 20, Draws: 60, Seed: seed})
		f.s = nil
		return f
	}
	one, four, other := run(1, 1), run(4, 1), run(4, 2)
	if !reflect.DeepEqual(one, four) {
		t.Error("one thread and four give different fits")
	}
	if one.Coef[0].Mean == other.Coef[0].Mean {
		t.Error("another seed gives the same draws")
	}
}

// TestAMEUnits: an outcome in other units gives the same model in these units, and so do regressors.
func TestAMEUnits(t *testing.T) {
	m := truth{n: 15, rank: 1, symmetric: true, beta: []float64{1, .5}, va: .4, s2: .5, scale: .8, seed: 9}.draw()
	o := AMEOptions{Rank: 1, Burn: 20, Draws: 60, Seed: 1}
	f := fitted(t, m.Data, o)
	for i := range m.Y.V {
		m.Y.V[i] = 1000*m.Y.V[i] + 5000
		m.X[0].V[i] = 4*m.X[0].V[i] - 3
	}
	g := fitted(t, m.Data, o)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-7*math.Abs(want) {
			t.Errorf("%s: %v, not %v", what, got, want)
		}
	}
	near("slope", g.Coef[1].Mean, 250*f.Coef[1].Mean)
	near("constant", g.Coef[0].Mean, 1000*f.Coef[0].Mean+5000+3*250*f.Coef[1].Mean)
	near("variance", g.named(VarStates).Mean, 1e6*f.named(VarStates).Mean)
	p, _ := f.Predict(1, 2)
	q, _ := g.Predict(1, 2)
	near("prediction", q.Mean, 1000*p.Mean+5000)
	near("its spread", q.SD, 1000*p.SD)
}

// TestChecksNotDefined: a figure that is not defined of the data has no p, one that is not of some draws has it of the others; neither NaN
// warns, and one draw in four at or above the data is p .5.
func TestChecksNotDefined(t *testing.T) {
	nan := math.NaN()
	c := Checks{Data: Check{Rows: 3, Cycle: nan}, Drawn: []Check{{Rows: nan}, {Rows: 1}, {Rows: 4}, {Rows: 2}, {Rows: nan}, {Rows: 0}}}
	list := c.list(true)
	if p := list[0].P(); p != .5 || list[0].Quantile(0) != 0 || list[0].Quantile(1) != 4 {
		t.Errorf("p %v, from %v to %v", p, list[0].Quantile(0), list[0].Quantile(1))
	}
	if p := list[1].P(); p == p {
		t.Errorf("nothing to look at has p %v", p)
	}
	c = Checks{Data: Check{Rows: 3, Cycle: 1}, Drawn: []Check{{Rows: nan, Cycle: nan}}}
	for _, r := range c.list(true) {
		if p, q := r.P(), r.Quantile(.5); p == p || q == q {
			t.Errorf("%s of no draw: p %v, median %v", r.Name, p, q)
		}
	}
	f := AMEFit{Symmetric: true, Checks: c}
	if f.warn(); len(f.Warnings) > 0 || f.Unsettled() != "" {
		t.Errorf("warned: %q", f.Warnings)
	}
	f.Coef = []Estimate{{Name: "distance", RHat: 1.2, ESS: 500}}
	if w := f.Unsettled(); !strings.Contains(w, "distance") || !strings.Contains(w, "1.200") {
		t.Errorf("unsettled: %q", w)
	}
}

// TestAMEHostile: what cannot be fitted is said, with what to do.
func TestAMEHostile(t *testing.T) {
	m := truth{n: 10, symmetric: true, beta: []float64{1, .5}, va: .4, s2: .5, seed: 9}.draw()
	good := AMEOptions{Draws: 20}
	for want, change := range map[string]func(d *Data, o *AMEOptions){
		"no cell is known": func(d *Data, o *AMEOptions) { d.Y = NewMatrix(10) },
		"not symmetric":    func(d *Data, o *AMEOptions) { d.Y = clone(d.Y); d.Y.Set(1, 2, 7) },
		"too large":        func(d *Data, o *AMEOptions) { d.Y = clone(d.Y); d.Y.Set(1, 2, math.Inf(1)) },
		"needs 0 and 1":    func(d *Data, o *AMEOptions) { o.Family = Probit },
		"no family":        func(d *Data, o *AMEOptions) { o.Family = "tobit" },
		"rank 4":           func(d *Data, o *AMEOptions) { o.Rank = 4 },
		"ten draws":        func(d *Data, o *AMEOptions) { o.Draws = 9 },
		"named twice":      func(d *Data, o *AMEOptions) { d.X = append(d.X[:1:1], d.X[0]) },
		"before it say":    func(d *Data, o *AMEOptions) { d.X = append(d.X[:1:1], Covariate{"twin", d.X[0].Matrix}) },
		"leave it out": func(d *Data, o *AMEOptions) {
			d.X = append(d.X[:1:1], Covariate{"flat", Matrix{10, make([]float64, 100)}})
		},
		"nothing to explain": func(d *Data, o *AMEOptions) { d.Y = Matrix{10, make([]float64, 100)} },
		"needs 4 and more":   func(d *Data, o *AMEOptions) { d.Y = NewMatrix(3) },
		"is of 10 states":    func(d *Data, o *AMEOptions) { d.X = append(d.X[:1:1], Covariate{"small", NewMatrix(9)}) },
		"64 can be run":      func(d *Data, o *AMEOptions) { o.Chains = 65 },
		"cells are too few":  func(d *Data, o *AMEOptions) { d.Y = only(d.Y, 3) },
		"8000000 scans kept": func(d *Data, o *AMEOptions) { o.Draws = 8_000_000 },
		"are not negative":   func(d *Data, o *AMEOptions) { o.Burn = -1 },
		"more than 2000":     func(d *Data, o *AMEOptions) { d.Y.N = 2001 },
		"more than 100":      func(d *Data, o *AMEOptions) { d.X = make([]Covariate, 101) },
	} {
		d, o := m.Data, good
		change(&d, &o)
		if _, err := AME(context.Background(), d, o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := AME(ctx, m.Data, good); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func clone(m Matrix) Matrix { return Matrix{m.N, append([]float64(nil), m.V...)} }

// only keeps the first pairs of a symmetric matrix.
func only(m Matrix, pairs int) Matrix {
	out := NewMatrix(m.N)
	for j := 1; j <= pairs; j++ {
		out.Set(0, j, m.At(0, j))
		out.Set(j, 0, m.At(0, j))
	}
	return out
}

// TestScansAllocateNothing: what a scan works in is made once.
func TestScansAllocateNothing(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		for _, family := range []Family{Gaussian, Probit} {
			c := smallChain(t, symmetric, family, 2)
			if n := testing.AllocsPerRun(50, c.scan); n > 0 {
				t.Errorf("symmetric %v, %s: %v allocations a scan", symmetric, family, n)
			}
		}
	}
}

func BenchmarkAMESymmetric(b *testing.B) { benchAME(b, true) }
func BenchmarkAMEDirected(b *testing.B)  { benchAME(b, false) }

// benchAME makes 10,000 scans of 200 states and two dimensions in all, with one regressor.
func benchAME(b *testing.B, symmetric bool) {
	m := truth{n: 200, rank: 2, symmetric: symmetric, beta: []float64{1, .5}, va: .4, vb: .4, cab: .1, s2: 1, rho: .3, scale: .7, seed: 3}.draw()
	for b.Loop() {
		if _, err := AME(context.Background(), m.Data, AMEOptions{Rank: 2, Chains: 2, Burn: 500, Draws: 4500, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
