package network

import (
	"context"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"comity/numeric"

	"gonum.org/v1/gonum/mat"
)

// networks draws an outcome and two regressors that hang together.
func networks(n int, symmetric, logit bool, holes int, seed uint64) Data {
	m := truth{n: n, symmetric: symmetric, beta: []float64{.2, .5, -.3}, va: .6, vb: .6, cab: .3, s2: 1, rho: .4, seed: seed}.draw()
	r := numeric.NewStream(seed, 9)
	for k := range m.X {
		side := make([]float64, n)
		for i := range side {
			side[i] = r.Norm()
		}
		for i := range n {
			for j := range n {
				m.X[k].Set(i, j, m.X[k].At(i, j)+.7*(side[i]+side[j])+.3*m.X[0].At(i, j))
			}
		}
	}
	for i, y := range m.Y.V {
		if logit && y == y {
			m.Y.V[i] = max(math.Copysign(1, y), 0)
		}
	}
	for range holes {
		x := []Matrix{m.Y, m.X[0].Matrix, m.X[1].Matrix}[r.IntN(3)]
		i, j := r.IntN(n), r.IntN(n)
		x.Set(i, j, math.NaN())
		if symmetric {
			x.Set(j, i, math.NaN())
		}
	}
	return m.Data
}

// brute regresses with gonum's solver: the residuals of regressor k from the others, renumbered, and the others on the outcome; it gives
// t of least squares or the z of a score test.
func brute(q *qap, k int, order []int32) float64 {
	z := [][]float64{}
	for j, x := range q.x {
		if j != k {
			z = append(z, x)
		}
	}
	e := q.matrix(bruteResiduals(z, q.x[k], nil))
	var p []float64
	if q.o.Logit {
		l, _ := q.logit(z)
		p = l.p
	}
	var cols [][]float64
	for range z {
		cols = append(cols, nil)
	}
	var ev, y, w []float64
	for i := range q.cells {
		v := e.At(int(order[q.ci[i]]), int(order[q.cj[i]]))
		if v != v {
			continue
		}
		ev, y = append(ev, v), append(y, q.y[i])
		w = append(w, 1)
		if p != nil {
			w[len(w)-1] = p[i] * (1 - p[i])
			y[len(y)-1] = q.y[i] - p[i]
		}
		for c := range z {
			cols[c] = append(cols[c], z[c][i])
		}
	}
	alone := bruteResiduals(cols, ev, w)
	ww, wy := 0.0, 0.0
	for i, a := range alone {
		ww += w[i] * a * a
		wy += a * y[i]
	}
	if p != nil { // efficient score over the root of its information; what z leave of the score is taken away by the residuals' weights
		return wy / math.Sqrt(ww)
	}
	left := bruteResiduals(append(cols, ev), y, nil)
	rss := 0.0
	for _, l := range left {
		rss += l * l
	}
	return wy / ww / math.Sqrt(rss/float64(len(y)-q.k)/ww)
}

// bruteResiduals are those of weighted least squares.
func bruteResiduals(z [][]float64, y, w []float64) []float64 {
	n := len(y)
	a, b := mat.NewDense(n, len(z), nil), mat.NewVecDense(n, nil)
	for i := range n {
		root := 1.0
		if w != nil {
			root = math.Sqrt(w[i])
		}
		for c := range z {
			a.Set(i, c, root*z[c][i])
		}
		b.SetVec(i, root*y[i])
	}
	var beta mat.VecDense
	if err := beta.SolveVec(a, b); err != nil {
		panic(err)
	}
	out := make([]float64, n)
	for i := range n {
		out[i] = y[i]
		for c := range z {
			out[i] -= beta.AtVec(c) * z[c][i]
		}
	}
	return out
}

// TestQAPStatistics: what is compared in a permutation is what regressing with the renumbered residuals gives.
func TestQAPStatistics(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		for _, logit := range []bool{false, true} {
			for _, holes := range []int{0, 6} {
				d := networks(14, symmetric, logit, holes, 3)
				o := QAPOptions{Logit: logit}
				if err := o.defaults(); err != nil {
					t.Fatal(err)
				}
				q, err := newQAP(d, o)
				if err != nil {
					t.Fatal(err)
				}
				targets, err := q.targets()
				if err != nil {
					t.Fatal(err)
				}
				s := &permuting{order: make([]int32, q.n), e: make([]float64, len(q.y)), w: make([]float64, len(q.y)), l: make([]float64, 25)}
				for number := -1; number < 20; number++ {
					s.draw(5, number)
					for k := range targets {
						q.gather(s.e, targets[k].e, s.order)
						got, want := targets[k].statistic(q, s), brute(q, k+1, s.order)
						if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
							t.Errorf("symmetric %v, logit %v, %d holes, permutation %d: %v, not %v", symmetric, logit, holes, number, got, want)
						}
					}
				}
			}
		}
	}
}

// TestQAPLevel: where nothing is there, a test at 5 per cent rejects about so often, though rows and columns differ; taking cells for
// independent rejects far more often.
func TestQAPLevel(t *testing.T) {
	if underRace {
		t.Skip("TestQAPThreads runs permutations beside one another")
	}
	const networks = 300
	permuted, naive := 0, 0
	for seed := range uint64(networks) {
		m := truth{n: 12, beta: []float64{0}, va: 1, vb: 1, cab: .5, s2: 1, rho: .4, seed: 2*seed + 1}.draw()
		x := truth{n: 12, beta: []float64{0}, va: 1, vb: 1, cab: .5, s2: 1, rho: .4, seed: 2*seed + 2}.draw()
		z := truth{n: 12, beta: []float64{0}, va: 1, vb: 1, cab: .5, s2: 1, rho: .4, seed: 2*seed + 9002}.draw()
		m.X = []Covariate{{"x", x.Y}, {"z", z.Y}}
		f, err := QAP(context.Background(), m.Data, QAPOptions{Permutations: 199, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		permuted += b2i(f.Terms[1].P <= .05)
		naive += b2i(f.Terms[1].Naive <= .05)
	}
	if permuted < 5 || permuted > 28 { // 15 expected, sd 3.8
		t.Errorf("%d of %d tests at 5 per cent reject where nothing is there", permuted, networks)
	}
	if naive < 60 {
		t.Errorf("%d of %d tests that take cells for independent reject: the networks do not hang together", naive, networks)
	}
}

// TestQAPFinds: what is there is found, by either permuting, with and without holes; a correlation is the same whatever matrix is first.
func TestQAPFinds(t *testing.T) {
	for _, o := range []QAPOptions{{}, {Permuting: ByY}, {Logit: true}} {
		for _, holes := range []int{0, 20} {
			o.Permutations, o.Seed = 499, 4
			f, err := QAP(context.Background(), networks(30, false, o.Logit, holes, 6), o)
			if err != nil {
				t.Fatal(err)
			}
			if p := f.Terms[1].P; p > .01 {
				t.Errorf("%+v, %d holes: p of a slope of .5 is %v", o, holes, p)
			}
			if f.Cells+f.Unknown != 30*29 || f.Terms[1].Valid != 499 {
				t.Errorf("%d cells, %d unknown, %d valid permutations", f.Cells, f.Unknown, f.Terms[1].Valid)
			}
		}
	}
	d := networks(12, true, false, 0, 7)
	turned := Data{YName: "x", Y: d.X[0].Matrix, X: []Covariate{{"y", d.Y}}, Symmetric: true}
	d.X = d.X[:1]
	f, _ := QAP(context.Background(), d, QAPOptions{})
	g, _ := QAP(context.Background(), turned, QAPOptions{})
	if math.Abs(f.Correlations[0].Estimate-g.Correlations[0].Estimate) > 1e-12 || math.Abs(f.Correlations[0].P-g.Correlations[0].P) > .02 {
		t.Errorf("correlation %+v one way and %+v the other", f.Correlations[0], g.Correlations[0])
	}
	if one := f.Terms[1]; math.Abs(one.P-f.Correlations[0].P) > 1e-12 {
		t.Errorf("with one regressor the tests of slope and correlation are one: p %v and %v", one.P, f.Correlations[0].P)
	}
}

// TestQAPThreads: the same seed gives the same tests at any number of threads.
func TestQAPThreads(t *testing.T) {
	d := networks(15, false, false, 10, 8)
	run := func(threads int) *QAPFit {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		f, err := QAP(context.Background(), d, QAPOptions{Permutations: 99, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		for i := range f.Terms { // NaN of the constant is not equal to itself
			if f.Terms[i].Name == "(constant)" {
				f.Terms[i] = QAPTerm{}
			}
		}
		f.LogLik, f.NullLogLik = 0, 0
		for i := range f.Correlations {
			f.Correlations[i].Naive = 0
		}
		return f
	}
	if one, four := run(1), run(4); !reflect.DeepEqual(one, four) {
		t.Errorf("one thread: %+v, four: %+v", one, four)
	}
}

// TestQAPHostile: what cannot be tested is said.
func TestQAPHostile(t *testing.T) {
	for want, change := range map[string]func(d *Data, o *QAPOptions){
		"name a matrix":      func(d *Data, o *QAPOptions) { d.X = nil },
		"19 (for p of .05)":  func(d *Data, o *QAPOptions) { o.Permutations = 5 },
		"nothing to permute": func(d *Data, o *QAPOptions) { o.Permuting = "x" },
		"needs 0 and 1":      func(d *Data, o *QAPOptions) { o.Logit = true },
		"not the outcome":    func(d *Data, o *QAPOptions) { o.Logit, o.Permuting = true, ByY },
		"before it say":      func(d *Data, o *QAPOptions) { d.X = append(d.X[:1:1], Covariate{"twin", d.X[0].Matrix}) },
		"without variation":  func(d *Data, o *QAPOptions) { d.Y = Matrix{10, make([]float64, 100)} },
		"are too few":        func(d *Data, o *QAPOptions) { d.Y = NewMatrix(10) },
		"no finite estimate": func(d *Data, o *QAPOptions) { separate(d); o.Logit = true },
	} {
		d, o := networks(10, false, false, 0, 2), QAPOptions{Permutations: 99}
		change(&d, &o)
		if _, err := QAP(context.Background(), d, o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func separate(d *Data) {
	for i, x := range d.X[0].V {
		d.Y.V[i] = max(math.Copysign(1, x), 0)
	}
}

// TestSRMIsUnbiased: the moments are quadratic in the matrix, so that what they are expected to be follows from what they are of each
// piece of a covariance: of a matrix that is 1 in a row, in a column, in a cell. Each must give 1 for its own piece and 0 for others.
func TestSRMIsUnbiased(t *testing.T) {
	const n = 6
	unit := func(fill func(i, j int) bool) []float64 {
		x := make([]float64, n*n)
		for i := range n {
			for j := range n {
				if i != j && fill(i, j) {
					x[i*n+j] = 1
				}
			}
		}
		return x
	}
	sum := func(x, y []float64) []float64 {
		out := make([]float64, len(x))
		for i := range x {
			out[i] = x[i] + y[i]
		}
		return out
	}
	moments := func(x []float64) [5]float64 {
		m := parted{n: n, x: x}
		m.part(-1)
		return [5]float64{m.va, m.cab, m.vb, m.vg, m.cg}
	}
	var of [5][5]float64 // by piece, by moment
	add := func(piece int, f float64, x []float64) {
		for k, v := range moments(x) {
			of[piece][k] += f * v
		}
	}
	both := func(piece int, x, y []float64) { // covariance of two pieces
		add(piece, 1, sum(x, y))
		add(piece, -1, x)
		add(piece, -1, y)
	}
	for a := range n {
		row, col := unit(func(i, _ int) bool { return i == a }), unit(func(_, j int) bool { return j == a })
		add(0, 1, row)
		both(1, row, col)
		add(2, 1, col)
		for b := range n {
			if a == b {
				continue
			}
			cell, other := unit(func(i, j int) bool { return i == a && j == b }), unit(func(i, j int) bool { return i == b && j == a })
			add(3, 1, cell)
			if a < b {
				both(4, cell, other)
			}
		}
	}
	for piece, got := range of {
		for k, v := range got {
			if want := float64(b2i(piece == k)); math.Abs(v-want) > 1e-12 {
				t.Errorf("moment %d of piece %d is %v, not %v", k, piece, v, want)
			}
		}
	}
	// symmetric: the covariance of cell and counterpart is that of one number
	var sym [2][2]float64
	for a := range n {
		m := parted{symmetric: true, n: n, x: unit(func(i, j int) bool { return i == a || j == a })}
		m.part(-1)
		sym[0][0], sym[0][1] = sym[0][0]+m.va, sym[0][1]+m.vg
		for b := range a {
			m := parted{symmetric: true, n: n, x: unit(func(i, j int) bool { return i == a && j == b || i == b && j == a })}
			m.part(-1)
			sym[1][0], sym[1][1] = sym[1][0]+m.va, sym[1][1]+m.vg
		}
	}
	for piece := range sym {
		for k, v := range sym[piece] {
			if want := float64(b2i(piece == k)); math.Abs(v-want) > 1e-12 {
				t.Errorf("symmetric: moment %d of piece %d is %v, not %v", k, piece, v, want)
			}
		}
	}
}

// TestSRMIsAMEWithoutDimensions: moments and posterior means of the model without dimensions and regressors agree within their errors.
func TestSRMIsAMEWithoutDimensions(t *testing.T) {
	if underRace {
		t.Skip("TestAMEThreads runs chains beside one another")
	}
	for _, symmetric := range []bool{true, false} {
		m := truth{n: 80, symmetric: symmetric, beta: []float64{1}, va: .4, vb: .3, cab: .2, s2: .5, rho: .5, seed: 11}.draw()
		s, err := SRM(m.Data)
		if err != nil {
			t.Fatal(err)
		}
		f := fitted(t, m.Data, AMEOptions{Burn: 200, Draws: 800, Seed: 1})
		for _, v := range s.Moments {
			if v.Name == CorrRowsC || v.Name == CovPairs {
				continue
			}
			e := f.named(v.Name)
			if !(math.Abs(e.Mean-v.Value) < .5*e.SD) {
				t.Errorf("symmetric %v, %s: %.4f by moments, %.4f (%.4f) by AME", symmetric, v.Name, v.Value, e.Mean, e.SD)
			}
			if !(v.SE > .5*e.SD && v.SE < 2*e.SD) {
				t.Errorf("symmetric %v, %s: s.e. %.4f by the jackknife, %.4f by AME", symmetric, v.Name, v.SE, e.SD)
			}
		}
		for i := range s.Row {
			if math.Abs(s.Row[i]-f.Row[i].Mean+mean(f.Row)) > .2 {
				t.Errorf("state %d: %.3f by moments, %.3f by AME", i, s.Row[i], f.Row[i].Mean)
			}
		}
	}
}

func mean(e []Effect) (m float64) {
	for _, x := range e {
		m += x.Mean / float64(len(e))
	}
	return m
}

// TestSRMHoles: states with missing cells are left out, as few as it takes.
func TestSRMHoles(t *testing.T) {
	m := truth{n: 10, beta: []float64{1}, va: .4, vb: .3, s2: .5, seed: 11}.draw()
	for j := range 10 {
		m.Y.Set(3, j, math.NaN())
		m.Y.Set(j, 7, math.NaN())
	}
	m.Y.Set(1, 2, math.NaN())
	s, err := SRM(m.Data)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{2, 3, 7}; !reflect.DeepEqual(s.Left, want) {
		t.Errorf("left out: %v, not %v", s.Left, want)
	}
	if _, err := SRM(Data{YName: "y", Y: NewMatrix(10)}); err == nil || !strings.Contains(err.Error(), "want whole matrices") {
		t.Errorf("an empty matrix: %v", err)
	}
}

func BenchmarkMRQAP(b *testing.B) {
	for name, holes := range map[string]int{"full": 0, "holes": 400} {
		d := networks(200, false, false, holes, 6)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := QAP(context.Background(), d, QAPOptions{Permutations: 2000}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
