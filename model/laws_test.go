package model

// Laws that hold for any data, tried on made-up panels of dyads: what the order of rows, the units of columns, the names of states and
// the number of threads must not change; effects absorbed against the same effects named; fast sums against slow ones.

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// madeUp is a panel of dyads of some states over years, with an outcome of each kind.
type madeUp struct {
	a, b, year []int32
	x          []Column
	binary     []float64
	count      []float64
	real       []float64
}

func makeUp(seed uint64, states, years int) madeUp {
	r := rand.New(rand.NewPCG(seed, 7))
	var m madeUp
	power := make([]float64, states)
	for i := range power {
		power[i] = r.NormFloat64()
	}
	cols := make([][]float64, 3)
	for i := range int32(states) {
		for j := range int32(states) {
			if j < i && r.Float64() < .5 { // some directed, all with themselves
				continue
			}
			shared := r.NormFloat64()
			for year := range int32(years) {
				x := []float64{shared + r.NormFloat64(), power[i] - power[j] + r.NormFloat64(), yes(r.Float64() < .3)}
				for c := range cols {
					cols[c] = append(cols[c], x[c])
				}
				eta := -.5 + .5*x[0] - .3*x[1] + .8*x[2] + .4*power[i] + .3*float64(year)/float64(years)
				m.a, m.b, m.year = append(m.a, i), append(m.b, j), append(m.year, year)
				m.binary = append(m.binary, yes(r.Float64() < 1/(1+math.Exp(-eta))))
				m.count = append(m.count, math.Floor(math.Exp(eta+r.NormFloat64())*2))
				m.real = append(m.real, eta+r.NormFloat64())
			}
		}
	}
	for c, x := range cols {
		m.x = append(m.x, Column{fmt.Sprintf("x%d", c+1), x})
	}
	return m
}

// data is the panel as a model of a kind takes it.
func (m madeUp) data(kind Kind, effects ...Effect) Data {
	y := m.binary
	switch kind {
	case KindOLS:
		y = m.real
	case KindPPML:
		y = m.count
	}
	return Data{YName: "y", Y: y, X: m.x, Constant: true, Effects: effects}
}

func (m madeUp) effects() []Effect {
	return []Effect{{"a", GroupsOf(m.a)}, {"b", GroupsOf(m.b)}}
}

var kinds = []Kind{KindOLS, KindLogit, KindCLogLog, KindPPML, KindFirth, KindRare}

// everyKind runs a law for each kind, those that absorb with effects as well.
func everyKind(t *testing.T, law func(t *testing.T, kind Kind, absorb bool)) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) { law(t, kind, false) })
	}
	for _, kind := range []Kind{KindOLS, KindPPML} {
		t.Run(string(kind)+" absorbed", func(t *testing.T) { law(t, kind, true) })
	}
}

func run(t testing.TB, kind Kind, d Data) *Fit {
	t.Helper()
	f, err := Run(kind, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// all gives all errors of a fit of the panel.
func (m madeUp) all(t testing.TB, f *Fit) []Errors {
	t.Helper()
	d := DyadsOf(m.a, m.b)
	if f.Kept != nil {
		d = d.With(f.Kept)
	}
	cluster, err1 := f.Cluster("dyad", d.Pair)
	two, err2 := f.TwoWay("a, b", Groups{d.A, d.States}, Groups{d.B, d.States})
	dyadic, err3 := f.Dyadic("a, b", d)
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return []Errors{f.IID(), f.HC(false), f.HC(true), cluster, two, dyadic}
}

// permuted gives the panel with its rows in another order.
func (m madeUp) permuted(order []int32) madeUp {
	out := madeUp{a: pick(m.a, order), b: pick(m.b, order), year: pick(m.year, order),
		binary: pick(m.binary, order), count: pick(m.count, order), real: pick(m.real, order)}
	for _, c := range m.x {
		out.x = append(out.x, Column{c.Name, pick(c.Values, order)})
	}
	return out
}

// sameFit holds two fits to one another, coefficient by coefficient, in units of their errors.
func sameFit(t *testing.T, got, want *Fit, gotErrors, wantErrors []Errors, factor []float64) {
	t.Helper()
	for i := range want.Coef {
		for e := range wantErrors {
			se := wantErrors[e].SE()[i]
			relative(t, wantErrors[e].Kind+" "+want.Names[i], gotErrors[e].SE()[i]*factor[i], se, 1e-6)
			if math.Abs(got.Coef[i]*factor[i]-want.Coef[i]) > 1e-8*se {
				t.Errorf("%s: %v, want %v", want.Names[i], got.Coef[i]*factor[i], want.Coef[i])
			}
		}
	}
	near(t, "log-likelihood", got.LogLik, want.LogLik, 1e-10)
}

func ones(n int) []float64 { return slices.Repeat([]float64{1}, n) }

func TestOrderOfRows(t *testing.T) {
	m := makeUp(1, 9, 12)
	r := rand.New(rand.NewPCG(3, 3))
	var order []int32
	for _, i := range r.Perm(len(m.a)) {
		order = append(order, int32(i))
	}
	p := m.permuted(order)
	everyKind(t, func(t *testing.T, kind Kind, absorb bool) {
		var e1, e2 []Effect
		if absorb {
			e1, e2 = m.effects(), p.effects()
		}
		f, g := run(t, kind, m.data(kind, e1...)), run(t, kind, p.data(kind, e2...))
		sameFit(t, g, f, p.all(t, g), m.all(t, f), ones(len(f.Coef)))
	})
}

// TestUnits: a column in other units (scaled and shifted) has its coefficient in those, and nothing else is moved but the constant.
func TestUnits(t *testing.T) {
	m := makeUp(2, 8, 9)
	p := m
	p.x = slices.Clone(m.x)
	p.x[1] = Column{"x2", slices.Clone(m.x[1].Values)}
	for i := range p.x[1].Values {
		p.x[1].Values[i] = 1e6*p.x[1].Values[i] - 3e7
	}
	everyKind(t, func(t *testing.T, kind Kind, absorb bool) {
		var effects []Effect
		if absorb {
			effects = m.effects()
		}
		f, g := run(t, kind, m.data(kind, effects...)), run(t, kind, p.data(kind, effects...))
		factor := ones(len(f.Coef))
		factor[len(factor)-2] = 1e6
		ef, eg := m.all(t, f), p.all(t, g)
		if !absorb { // the constant takes up the shift: say it of a regressor of which zero is not shifted
			g.Coef[0], f.Coef[0] = 0, 0
			for e := range eg {
				eg[e].Cov[0][0], ef[e].Cov[0][0] = 1, 1
			}
		}
		sameFit(t, g, f, eg, ef, factor)
	})
}

// TestNamesOfStates: other numbers for states, and the two sides changed over, leave dyadic errors as they are.
func TestNamesOfStates(t *testing.T) {
	m := makeUp(4, 9, 6)
	f := run(t, KindLogit, m.data(KindLogit))
	want, err := f.Dyadic("", DyadsOf(m.a, m.b))
	if err != nil {
		t.Fatal(err)
	}
	names := func(x []int32) (out []string) {
		for _, v := range x {
			out = append(out, fmt.Sprint("state ", (v*7+3)%9))
		}
		return out
	}
	got, err := f.Dyadic("", DyadsOf(names(m.b), names(m.a)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range want.Cov {
		relative(t, f.Names[i], got.SE()[i], want.SE()[i], 1e-13)
	}
}

// TestThreads: the same bits at any number of threads.
func TestThreads(t *testing.T) {
	m := makeUp(5, 24, 30)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	everyKind(t, func(t *testing.T, kind Kind, absorb bool) {
		var effects []Effect
		if absorb {
			effects = m.effects()
		}
		var want string
		for _, threads := range []int{1, 2, 3, 8} {
			runtime.GOMAXPROCS(threads)
			f := run(t, kind, m.data(kind, effects...))
			got := fmt.Sprint(f.Coef, f.LogLik, f.R2, f.Eta[:50])
			for _, e := range m.all(t, f) {
				got += fmt.Sprint(e.Cov)
			}
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%d threads give other bits than one", threads)
			}
		}
	})
}

// dummies names effects as regressors: all levels of the first, and of the others all but the first.
func dummies(d Data) Data {
	out := d
	out.Constant, out.Effects = false, nil
	for i, e := range d.Effects {
		for level := range int32(e.Count) {
			if i > 0 && level == 0 {
				continue
			}
			x := make([]float64, len(d.Y))
			for row, g := range e.Of {
				x[row] = yes(g == level)
			}
			out.X = append(out.X, Column{fmt.Sprint(e.Name, level), x})
		}
	}
	return out
}

// TestAbsorbed: effects absorbed give what the same effects named give, with two groups and with three, their errors included.
func TestAbsorbed(t *testing.T) {
	m := makeUp(6, 8, 10)
	effects := append(m.effects(), Effect{"year", GroupsOf(m.year)})
	for _, kind := range []Kind{KindOLS, KindPPML} {
		for n := 1; n <= 3; n++ {
			t.Run(fmt.Sprint(kind, n), func(t *testing.T) {
				d := m.data(kind, effects[:n]...)
				f, g := run(t, kind, d), run(t, kind, dummies(d))
				if f.Absorbed != len(g.Coef)-len(f.Coef) {
					t.Errorf("%d constants absorbed, want %d", f.Absorbed, len(g.Coef)-len(f.Coef))
				}
				ef, eg := m.all(t, f), m.all(t, g)
				if kind == KindOLS {
					relative(t, "sigma", f.Sigma, g.Sigma, 1e-9)
				}
				for i := range f.Coef {
					near(t, f.Names[i], f.Coef[i], g.Coef[i], 1e-9)
					for e := range ef {
						if ef[e].Kind == "twoway" && (ef[e].Clipped > 0 || eg[e].Clipped > 0) {
							continue // what is clipped hangs on the whole matrix
						}
						want := eg[e].SE()[i]
						if kind == KindOLS && ef[e].Kind == "cluster" {
							continue // the factor counts nested effects otherwise
						}
						if kind == KindOLS && ef[e].Kind == "twoway" {
							continue
						}
						if ef[e].Clipped == 0 && eg[e].Clipped == 0 {
							relative(t, ef[e].Kind+" "+f.Names[i], ef[e].SE()[i], want, 1e-7)
						}
					}
				}
			})
		}
	}
}

// TestDyadicMeat: the fast sum over states and pairs against the sum over all pairs of rows that share a state, on 40 dyads over five
// years, states with themselves among them.
func TestDyadicMeat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		states := rapid.IntRange(4, 30).Draw(t, "states")
		var a, b []int32
		for range 40 {
			i, j := int32(r.IntN(states)), int32(r.IntN(states))
			for range 5 {
				if r.IntN(2) == 0 {
					i, j = j, i
				}
				a, b = append(a, i), append(b, j)
			}
		}
		n := len(a)
		d := Data{YName: "y", Constant: true, X: []Column{{"x1", make([]float64, n)}, {"x2", make([]float64, n)}}, Y: make([]float64, n)}
		for i := range n {
			d.X[0].Values[i], d.X[1].Values[i], d.Y[i] = r.NormFloat64(), r.ExpFloat64(), yes(r.Float64() < .4)
		}
		f, err := Run(KindLogit, d, Options{})
		if err != nil {
			t.Skip(err) // separated by chance
		}
		got := f.dyadicMeat(DyadsOf(a, b))
		want := f.slowMeat(func(i, j int) bool { return a[i] == a[j] || a[i] == b[j] || b[i] == a[j] || b[i] == b[j] })
		for i := range got.a {
			if math.Abs(got.a[i]-want.a[i]) > 1e-12*math.Max(1, math.Abs(want.a[i])) {
				t.Errorf("cell %d: %v, want %v", i, got.a[i], want.a[i])
			}
		}
		pair := DyadsOf(a, b).Pair
		got = f.clusterMeat(pair)
		want = f.slowMeat(func(i, j int) bool { return pair.Of[i] == pair.Of[j] })
		for i := range got.a {
			if math.Abs(got.a[i]-want.a[i]) > 1e-12*math.Max(1, math.Abs(want.a[i])) {
				t.Errorf("clusters, cell %d: %v, want %v", i, got.a[i], want.a[i])
			}
		}
	})
}

// slowMeat is the sum of u u' over all pairs of rows that hang together.
func (f *Fit) slowMeat(together func(i, j int) bool) matrix {
	k := f.p.k
	z := make([][]float64, k)
	for j := range z {
		z[j] = make([]float64, f.N)
		for i := range z[j] {
			if j < f.p.at() {
				z[j][i] = 1
			} else {
				z[j][i] = (f.p.cols[j-f.p.at()][i] - f.p.shift[j]) * f.p.scale[j]
			}
		}
	}
	m := newMatrix(k)
	for i := range f.N {
		for j := range f.N {
			if !together(i, j) {
				continue
			}
			for p := range k {
				for q := range k {
					m.set(p, q, m.at(p, q)+f.scores[i]*z[p][i]*f.scores[j]*z[q][j])
				}
			}
		}
	}
	return m
}

// TestTwoWayIsNotDyadic: with states on both sides the two differ; with other names on each side dyadic errors are two-way ones
// without their factors.
func TestTwoWayIsNotDyadic(t *testing.T) {
	m := makeUp(8, 10, 5)
	f := run(t, KindLogit, m.data(KindLogit))
	g, h := GroupsOf(m.a), GroupsOf(m.b)
	apart := make([]int32, len(m.b))
	for i := range apart {
		apart[i] = m.b[i] + 100
	}
	both := outer(f.groupSums(g)).plus(1, outer(f.groupSums(h))).plus(-1, outer(f.groupSums(g.Both(h))))
	got := f.dyadicMeat(DyadsOf(m.a, apart))
	for i := range got.a {
		near(t, "meat", got.a[i], both.a[i], 1e-11)
	}
	if same := f.dyadicMeat(DyadsOf(m.a, m.b)); math.Abs(same.a[0]-both.a[0]) < 1e-3*math.Abs(same.a[0]) {
		t.Error("dyadic errors where states stand on both sides are two-way ones: they should not be")
	}
}

// TestClosedForms: where estimates have a closed form.
func TestClosedForms(t *testing.T) {
	n, k := 50, 7
	d := Data{YName: "y", Y: make([]float64, n), Constant: true}
	for i := range k {
		d.Y[i] = 1
	}
	p := float64(k) / float64(n)
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	near(t, "logit of a share", run(t, KindLogit, d).Coef[0], logit(p), 1e-12)
	near(t, "its error", run(t, KindLogit, d).IID().SE()[0], 1/math.Sqrt(float64(n)*p*(1-p)), 1e-12)
	near(t, "Firth of a share: half an event and half a non-event more", run(t, KindFirth, d).Coef[0], logit((float64(k)+.5)/(float64(n)+1)), 1e-10)
	// King and Zeng (2001, eq. 16 with a constant alone): the bias is (p - 1/2) / (n p (1-p))
	near(t, "bias of a share", run(t, KindRare, d).Coef[0], logit(p)-(p-.5)/(float64(n)*p*(1-p)), 1e-12)
	near(t, "cloglog of a share", run(t, KindCLogLog, d).Coef[0], math.Log(-math.Log(1-p)), 1e-12)
	near(t, "Poisson of a mean", run(t, KindPPML, d).Coef[0], math.Log(p), 1e-12)
	near(t, "mean", run(t, KindOLS, d).Coef[0], p, 1e-14)

	tau := .01
	prior, err := Run(KindRare, d, Options{Tau: tau})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "prior correction", prior.Coef[0], logit(tau)-(p-.5)/(float64(n)*p*(1-p)), 1e-12)
	weighted, err := Run(KindRare, d, Options{Tau: tau, Weighting: true})
	if err != nil {
		t.Fatal(err)
	}
	w1 := tau / p
	near(t, "weighted", weighted.Coef[0], logit(tau)-((1+w1)*tau-w1)/2/(float64(n)*tau*(1-tau)), 1e-10)

	// two by two with an empty cell: Firth adds a half to each
	d.X = []Column{{"x", make([]float64, n)}}
	for i := 20; i < 30; i++ {
		d.X[0].Values[i] = 1
	}
	f := run(t, KindFirth, d)
	near(t, "Firth, two by two", f.Coef[1], math.Log(.5/10.5)-math.Log(7.5/33.5), 1e-9)
	near(t, "its constant", f.Coef[0], math.Log(7.5/33.5), 1e-9)
}

// TestStudent: quantiles of Student's t and of the normal distribution as tables have them (Abramowitz and Stegun 1964, table 26.10;
// the last digit is the table's).
func TestStudent(t *testing.T) {
	for _, x := range []struct{ p, df, want float64 }{
		{.975, 1, 12.706}, {.975, 5, 2.571}, {.975, 30, 2.042}, {.995, 10, 3.169}, {.95, 120, 1.658}, {.975, math.Inf(1), 1.95996}, {.995, math.Inf(1), 2.57583},
	} {
		if got := quantile(x.p, x.df); math.Abs(got-x.want) > 6e-4 || math.IsInf(x.df, 1) && math.Abs(got-x.want) > 6e-6 {
			t.Errorf("quantile(%v, %v) = %v, want %v", x.p, x.df, got, x.want)
		}
		if got := beyond(quantile(x.p, x.df), x.df); math.Abs(got-2*(1-x.p)) > 1e-10 {
			t.Errorf("beyond the quantile %v of %v: %v", x.p, x.df, got)
		}
	}
}

// TestBadData: what is wrong is told with the columns.
func TestBadData(t *testing.T) {
	m := makeUp(9, 8, 6)
	n := len(m.a)
	fill := func(f func(i int) float64) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = f(i)
		}
		return out
	}
	add := func(name string, f func(i int) float64) func(*Data) {
		return func(d *Data) { d.X = append(slices.Clone(d.X), Column{name, fill(f)}) }
	}
	for _, tt := range []struct {
		name string
		kind Kind
		do   func(d *Data)
		want string
	}{
		{"constant column", KindLogit, add("five", func(int) float64 { return 5 }), "five is 5 in all"},
		{"sum of others", KindLogit, add("sum", func(i int) float64 { return m.x[0].Values[i] - 2*m.x[2].Values[i] + 3 }), "sum says nothing of its own: in all"},
		{"how", KindOLS, add("sum", func(i int) float64 { return m.x[0].Values[i] - 2*m.x[2].Values[i] + 3 }), "1 × x1 + -2 × x3 + 3"},
		{"twice", KindOLS, add("x1", func(i int) float64 { return float64(i) }), "x1 is named twice"},
		{"not a number", KindOLS, add("x4", func(i int) float64 { return 1 / float64(i-3) }), "x4 has no number in row 4"},
		{"two", KindLogit, func(d *Data) { d.Y = fill(func(i int) float64 { return float64(i % 3) }) }, "y is 2 in row 3"},
		{"no events", KindLogit, func(d *Data) { d.Y = make([]float64, n) }, "y is 0 in all"},
		{"below zero", KindPPML, func(d *Data) { d.Y = fill(func(i int) float64 { return float64(i - 2) }) }, "y is -2 in row 1"},
		{"no trade", KindPPML, func(d *Data) { d.Y = make([]float64, n) }, "y is zero in all"},
		{"flat", KindOLS, func(d *Data) { d.Y = make([]float64, n) }, "y is 0 in all"},
		{"nothing", KindOLS, func(d *Data) { d.X, d.Constant = nil, false }, "no regressors"},
		{"few rows", KindOLS, func(d *Data) { *d = d.with([]int32{0, 1, 2}) }, "3 complete rows are too few for 4 coefficients"},
		{"absorbing logit", KindLogit, func(d *Data) { d.Effects = m.effects() }, "logit takes no absorbed effects"},
		{"absorbed column", KindPPML, func(d *Data) {
			d.Effects = m.effects()
			add("size", func(i int) float64 { return float64(m.a[i] * 3) })(d)
		}, "size says nothing beside a, b, which absorb it"},
		{"absorbed sum", KindOLS, func(d *Data) {
			d.Effects = m.effects()
			add("sum", func(i int) float64 { return m.x[0].Values[i] + float64(m.a[i]) })(d)
		}, "once the effects are absorbed, sum says nothing of its own: in all"},
		{"separated", KindLogit, add("never", func(i int) float64 { return yes(m.binary[i] == 0 && i%7 == 0) }), "no finite estimate: never tells the outcome of"},
		{"separated, cloglog", KindCLogLog, add("never", func(i int) float64 { return yes(m.binary[i] == 0 && i%7 == 0) }), "no finite estimate: never tells the outcome of"},
		{"separated wholly", KindLogit, add("same", func(i int) float64 { return m.binary[i]*2 - 5 }), "no finite estimate"},
		{"separated by two", KindLogit, func(d *Data) {
			add("p", func(i int) float64 { return m.x[0].Values[i] + 2*m.binary[i] })(d)
			add("q", func(i int) float64 { return m.x[0].Values[i] + .001*math.Sin(float64(i)) })(d)
			d.X = d.X[1:]
		}, "p, q together tell the outcome of 324 of 324"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := m.data(tt.kind)
			tt.do(&d)
			_, err := Run(tt.kind, d, Options{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
			if err != nil && testing.Verbose() {
				t.Log(err)
			}
		})
	}
}

// TestSeparatedTrade: rows that a regressor or effects predict to be zero are left out and told, and the others' estimates are what
// they are without those rows.
func TestSeparatedTrade(t *testing.T) {
	m := makeUp(10, 9, 8)
	n := len(m.a)
	war := make([]float64, n)
	for i := range war {
		war[i] = yes(i%11 == 0)
		if war[i] == 1 {
			m.count[i] = 0
		}
		if m.a[i] == 2 {
			m.count[i] = 0 // a state that sells nothing
		}
	}
	d := m.data(KindPPML, m.effects()...)
	d.X = append(slices.Clone(d.X), Column{"war", war}, Column{"peace", nil})
	d.X[4].Values = make([]float64, n)
	for i := range war { // at war or not, it says something: beside war it is not alone
		d.X[4].Values[i] = war[i]*float64(i%2) + float64(i%5)
	}
	if _, err := Run(KindPPML, d, Options{}); err == nil || !strings.Contains(err.Error(), "war is 0 in all") || !strings.Contains(err.Error(), "rows left out that can only be zero by war") {
		t.Errorf("got %v", err)
	}
	d.X = append(d.X[:3:3], d.X[4])
	f := run(t, KindPPML, d)
	if len(f.Notes) == 0 || !strings.Contains(f.Notes[0], "y is zero in all rows of 1 of the 9 groups of a") {
		t.Errorf("notes: %q", f.Notes)
	}
	g := run(t, KindPPML, d.with(f.Kept))
	for i := range f.Coef {
		near(t, f.Names[i], f.Coef[i], g.Coef[i], 1e-12)
	}
	// by a regressor alone, without effects
	d = m.data(KindPPML)
	d.X = append(slices.Clone(d.X), Column{"blockade", war})
	for i := range war {
		if i%11 == 5 {
			d.X[3].Values[i] = -1 // lets blockade vary among the rows that stay
		}
	}
	f, err := Run(KindPPML, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Notes) > 0 {
		t.Errorf("a regressor that also falls where trade is positive separates nothing: %q", f.Notes)
	}
}

// TestHostileData: whatever the numbers, a model gives finite estimates or says why not, and does not panic.
func TestHostileData(t *testing.T) {
	cells := []float64{0, 1, 1, 0, 2, -1, .5, 1e-300, 1e300, -1e300, 1e15, 1e15 + 1, math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1)}
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(1, 40).Draw(t, "rows"), rapid.IntRange(0, 4).Draw(t, "columns")
		most := rapid.SampledFrom([]int{2, 4, 7, 9, len(cells)}).Draw(t, "cells")
		column := func(name string, most int) []float64 {
			return rapid.SliceOfN(rapid.SampledFrom(cells[:most]), n, n).Draw(t, name)
		}
		d := Data{YName: "y", Y: column("y", min(most, rapid.SampledFrom([]int{2, 5, 16}).Draw(t, "outcome"))), Constant: rapid.Bool().Draw(t, "constant")}
		for j := range k {
			name := fmt.Sprint("x", j)
			d.X = append(d.X, Column{name, column(name, most)})
		}
		group := rapid.SliceOfN(rapid.Int32Range(0, 5), n, n)
		a, b := group.Draw(t, "a"), group.Draw(t, "b")
		for range rapid.IntRange(0, 2).Draw(t, "effects") {
			d.Effects = append(d.Effects, Effect{fmt.Sprint("e", len(d.Effects)), GroupsOf(group.Draw(t, "effect"))})
		}
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		f, err := Run(kind, d, Options{})
		if err != nil {
			return
		}
		if !finiteAll(f.Coef) {
			t.Fatalf("%s: %v", kind, f.Coef)
		}
		dyads, clusters := DyadsOf(a, b), GroupsOf(a)
		if f.Kept != nil {
			dyads, clusters = dyads.With(f.Kept), clusters.With(f.Kept)
		}
		kindsOf := []Errors{f.IID(), f.HC(false), f.HC(true)}
		for _, try := range []func() (Errors, error){
			func() (Errors, error) { return f.Cluster("a", clusters) },
			func() (Errors, error) { return f.TwoWay("a, b", clusters, dyads.Pair) },
			func() (Errors, error) { return f.Dyadic("a, b", dyads) },
		} {
			if e, err := try(); err == nil {
				kindsOf = append(kindsOf, e)
			}
		}
		for _, e := range kindsOf {
			for i, se := range e.SE() {
				if se < 0 || math.IsNaN(se) && e.Cov[i][i] >= 0 {
					t.Fatalf("%s %s: error %v", kind, e.Kind, se)
				}
			}
			f.Terms(e, .95)
		}
	})
}

// TestFactors: the factors for few clusters, and of clusters that hold whole groups of absorbed constants.
func TestFactors(t *testing.T) {
	m := makeUp(12, 7, 5)
	plain, absorbed := run(t, KindOLS, m.data(KindOLS)), run(t, KindOLS, m.data(KindOLS, m.effects()...))
	logit := run(t, KindLogit, m.data(KindLogit))
	n, pair := float64(len(m.a)), DyadsOf(m.a, m.b).Pair
	directed := GroupsOf(m.a).Both(GroupsOf(m.b))
	g := func(x Groups) float64 { return float64(x.Count) / float64(x.Count-1) }
	near(t, "logit", logit.small(pair), g(pair), 0)
	near(t, "ols", plain.small(pair), g(pair)*(n-1)/(n-4), 1e-15)
	near(t, "ols, effects across pairs", absorbed.small(pair), g(pair)*(n-1)/(n-3-float64(absorbed.Absorbed)), 1e-15)
	by := GroupsOf(m.a)
	near(t, "ols, one effect within clusters", absorbed.small(by), g(by)*(n-1)/(n-3-7), 1e-15)
	near(t, "HC1", absorbed.HC(true).Factor, n/(n-3-float64(absorbed.Absorbed)), 1e-15)
	one := run(t, KindOLS, m.data(KindOLS, Effect{"pair", directed}))
	near(t, "ols, all effects within clusters", one.small(directed), g(directed)*(n-1)/(n-3-1), 1e-15)
}
