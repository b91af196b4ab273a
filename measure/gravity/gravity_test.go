package gravity

import (
	"context"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity/numeric"
	"comity/source"
)

// world is made-up flows of n countries on a plane, with noise and zeros, that follow gravity with known coefficients.
func world(n int, seed uint64) Flows {
	r := numeric.NewStream(seed)
	x, y, big := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		x[i], y[i], big[i] = r.Uniform(), r.Uniform(), math.Exp(2*r.Norm())
	}
	f := Flows{N: n, Y: make([]float64, n*n), X: [][]float64{make([]float64, n*n), make([]float64, n*n)}, Names: []string{"distance", "border"}}
	for i := range n {
		for j := range n {
			at := i*n + j
			if i == j {
				f.Y[at], f.X[0][at] = math.NaN(), math.NaN()
				continue
			}
			far := math.Hypot(x[i]-x[j], y[i]-y[j]) + .01
			f.X[0][at] = math.Log(far)
			if far < .15 {
				f.X[1][at] = 1
			}
			if r.Uniform() > .1 {
				f.Y[at] = 1e6 * big[i] * big[j] * math.Exp(-f.X[0][at]+.5*f.X[1][at]+r.Norm()-.5)
			}
		}
	}
	return f
}

func problem(t testing.TB, f Flows) *Problem {
	t.Helper()
	p, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func fitted(t testing.TB, p *Problem, w []float64, without Without) *Fit {
	t.Helper()
	f, err := p.Fit(w, without, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// borders reads the flows of the 69 countries of Yotov, Piermartini, Monteiro and Larch (2016), chapter 2, domestic trade on the diagonal,
// with the countries' letters in order.
func borders(t testing.TB) (Flows, []string) {
	t.Helper()
	const checks = "../../../shared/data/checks"
	if _, err := os.Stat(checks); err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	own, err := source.ReadTable(os.DirFS(checks), "TradeWithoutBorder.dta", "")
	if err != nil {
		t.Fatal(err)
	}
	from, to := own.Frame.Column("exporter"), own.Frame.Column("importer")
	names := slices.Clone(from.Texts)
	slices.Sort(names)
	n := len(names)
	f := Flows{N: n, Y: make([]float64, n*n), Names: []string{"ln_DIST", "CNTG", "INTL_BRDR"}}
	for range f.Names {
		f.X = append(f.X, make([]float64, n*n))
	}
	for row := range own.Frame.Rows {
		i, _ := slices.BinarySearch(names, from.Texts[from.Ints[row]])
		j, _ := slices.BinarySearch(names, to.Texts[to.Ints[row]])
		f.Y[i*n+j] = own.Frame.Column("trade").At(row)
		for k, name := range f.Names {
			f.X[k][i*n+j] = own.Frame.Column(name).At(row)
		}
	}
	return f, names
}

// published reads the published figures of a kind: value and tolerance by name.
func published(t testing.TB, what string) map[string][2]float64 {
	t.Helper()
	text, err := os.ReadFile("testdata/published/without_borders.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][2]float64{}
	for line := range strings.Lines(string(text)) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 4 || c[0] != what {
			continue
		}
		value, err := strconv.ParseFloat(c[2], 64)
		tolerance, err2 := strconv.ParseFloat(c[3], 64)
		if err != nil || err2 != nil {
			t.Fatal(line)
		}
		out[c[1]] = [2]float64{value, tolerance}
	}
	if len(out) < 3 {
		t.Fatalf("%d published figures of %s", len(out), what)
	}
	return out
}

// TestTradeWithoutBorders: the published coefficients, by a solver other than package model's.
func TestTradeWithoutBorders(t *testing.T) {
	flows, _ := borders(t)
	p := problem(t, flows)
	f := fitted(t, p, nil, NoPair)
	want := published(t, "coefficient")
	for k, name := range flows.Names {
		if got := f.Coefficients()[k]; math.Abs(got-want[name][0]) > want[name][1] {
			t.Errorf("%s: %v, want %v", name, got, want[name][0])
		}
	}
	if p.Cells != 4761 {
		t.Errorf("%d flows", p.Cells)
	}
	t.Log(f.Coefficients(), f.Steps)
}

// TestSumsAreKept: what is expected of each exporter and importer is what it trades (the first order conditions).
func TestSumsAreKept(t *testing.T) {
	flows := world(40, 1)
	p := problem(t, flows)
	f := fitted(t, p, nil, NoPair)
	for i := range p.n {
		out, mu, in, nu := 0.0, 0.0, 0.0, 0.0
		for j := range p.n {
			if p.Used(i, j) {
				out, mu = out+p.Flow(i, j), mu+f.Mean(i, j)
			}
			if p.Used(j, i) {
				in, nu = in+p.Flow(j, i), nu+f.Mean(j, i)
			}
		}
		if math.Abs(mu/out-1) > 1e-9 || math.Abs(nu/in-1) > 1e-9 {
			t.Errorf("country %d: %v for %v, %v for %v", i, mu, out, nu, in)
		}
	}
}

// TestLaws: another order of countries, another unit of money or of distance, changes nothing else.
func TestLaws(t *testing.T) {
	flows := world(30, 2)
	p := problem(t, flows)
	f := fitted(t, p, nil, NoPair)
	n := flows.N
	turned := Flows{N: n, Y: make([]float64, n*n), X: [][]float64{make([]float64, n*n), make([]float64, n*n)}, Names: flows.Names}
	to := func(i int) int { return (7*i + 3) % n }
	for i := range n {
		for j := range n {
			turned.Y[to(i)*n+to(j)] = 1e-9 * flows.Y[i*n+j]
			turned.X[0][to(i)*n+to(j)] = flows.X[0][i*n+j] + math.Log(1.609)
			turned.X[1][to(i)*n+to(j)] = flows.X[1][i*n+j]
		}
	}
	g := fitted(t, problem(t, turned), nil, NoPair)
	for k := range flows.X {
		if math.Abs(f.Coefficients()[k]-g.Coefficients()[k]) > 1e-9 {
			t.Errorf("coefficient %d: %v, turned %v", k, f.Coefficients()[k], g.Coefficients()[k])
		}
	}
	if x, y := f.Mean(3, 5), 1e9*g.Mean(to(3), to(5)); math.Abs(x/y-1) > 1e-9 {
		t.Errorf("expected %v, turned %v", x, y)
	}
}

// TestWithoutAPair: a pair left out is fitted as if its flows had been what is expected of them; the fit from another start is the same.
func TestWithoutAPair(t *testing.T) {
	flows := world(30, 3)
	p := problem(t, flows)
	full := fitted(t, p, nil, NoPair)
	cold := fitted(t, p, nil, Without{4, 9})
	warm, err := p.Fit(nil, Without{4, 9}, full, nil)
	if err != nil {
		t.Fatal(err)
	}
	x, y := cold.Mean(4, 9), cold.Mean(9, 4)
	if math.Abs(warm.Mean(4, 9)/x-1) > 1e-8 {
		t.Errorf("%v from afar, %v from near", x, warm.Mean(4, 9))
	}
	flows.Y[4*30+9], flows.Y[9*30+4] = x, y
	filled := fitted(t, problem(t, flows), nil, NoPair)
	if math.Abs(filled.Mean(4, 9)/x-1) > 1e-8 || math.Abs(filled.Mean(9, 4)/y-1) > 1e-8 {
		t.Errorf("%v, with the pair's flows as expected %v", x, filled.Mean(4, 9))
	}
	flows.Y[4*30+9], flows.Y[9*30+4] = math.NaN(), math.NaN()
	gone := fitted(t, problem(t, flows), nil, NoPair)
	if math.Abs(gone.Coefficients()[0]-cold.Coefficients()[0]) > 1e-9 {
		t.Errorf("%v, without the cells %v", cold.Coefficients(), gone.Coefficients())
	}
}

// TestWeights: a country with twice the weight is a country that is there twice, the pair of the two left out.
func TestWeights(t *testing.T) {
	flows := world(20, 4)
	n := flows.N
	w := slices.Repeat([]float64{1}, n)
	w[2] = 2
	f := fitted(t, problem(t, flows), w, NoPair)
	twice := Flows{N: n + 1, Names: flows.Names, Y: make([]float64, (n+1)*(n+1)), X: [][]float64{make([]float64, (n+1)*(n+1)), make([]float64, (n+1)*(n+1))}}
	of := func(i int) int { return map[bool]int{true: 2, false: i}[i == n] }
	for i := range n + 1 {
		for j := range n + 1 {
			at, from := i*(n+1)+j, of(i)*n+of(j)
			twice.Y[at], twice.X[0][at], twice.X[1][at] = flows.Y[from], flows.X[0][from], flows.X[1][from]
		}
	}
	g := fitted(t, problem(t, twice), nil, NoPair)
	if a, b := f.Mean(0, 1), g.Mean(0, 1); math.Abs(a/b-1) > 1e-9 {
		t.Errorf("%v, twice there %v", a, b)
	}
}

func TestBadFlows(t *testing.T) {
	flows := world(10, 5)
	for name, spoil := range map[string]func(*Flows){
		"negative":  func(f *Flows) { f.Y[1] = -1 },
		"infinite":  func(f *Flows) { f.Y[1] = math.Inf(1) },
		"no square": func(f *Flows) { f.Y = f.Y[:50] },
		"one value": func(f *Flows) {
			f.X[1] = make([]float64, 100)
		},
		"nothing":   func(f *Flows) { f.Y = make([]float64, 100) },
		"too few":   func(f *Flows) { f.N, f.Y = 2, f.Y[:4] },
		"no names":  func(f *Flows) { f.Names = nil },
		"two alike": func(f *Flows) { f.X[1] = f.X[0] },
	} {
		f := flows
		f.Y, f.X = slices.Clone(flows.Y), slices.Clone(flows.X)
		spoil(&f)
		p, err := New(f)
		if err == nil {
			_, err = p.Fit(nil, NoPair, nil, nil)
		}
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	// A country without exports has no effect, and the others are fitted.
	f := world(10, 6)
	for j := range 10 {
		f.Y[3*10+j] = 0
	}
	p := problem(t, f)
	if !slices.Equal(p.Idle, []int{3}) || p.Used(3, 4) || !p.Used(4, 3) {
		t.Errorf("idle: %v", p.Idle)
	}
	fitted(t, p, nil, NoPair)
}

func BenchmarkFit(b *testing.B) {
	p := problem(b, world(195, 7))
	r := p.NewRoom()
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.Fit(nil, NoPair, nil, r); err != nil {
				b.Fatal(err)
			}
		}
	})
	full := fitted(b, p, nil, NoPair)
	b.Run("without a pair", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.Fit(nil, Without{1, 2}, full, r); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestPairs: one step from the fit of all against fits of all others, and the pull of a pair against its definition.
func TestPairs(t *testing.T) {
	p := problem(t, world(40, 8))
	full := fitted(t, p, nil, NoPair)
	fast, err := p.Pairs(t.Context(), full, HardAnew, nil)
	if err != nil {
		t.Fatal(err)
	}
	exact, err := p.Pairs(t.Context(), full, AllAnew, nil)
	if err != nil {
		t.Fatal(err)
	}
	var off []float64
	steps := 0
	for pair, e := range exact {
		a := fast[pair]
		if !a.Exact {
			steps++
			for _, d := range []float64{math.Abs(math.Log(a.There / e.There)), math.Abs(math.Log(a.Back / e.Back))} {
				if d == d {
					off = append(off, d)
				}
			}
		}
		if !(a.Pull >= 0 && a.Pull <= 1) || a.Pull != e.Pull {
			t.Errorf("%v: pull %v", pair, a.Pull)
		}
	}
	slices.Sort(off)
	t.Logf("%d of %d pairs by one step: median %.2g, largest %.2g log points from the exact", steps, len(exact), off[len(off)/2], off[len(off)-1])
	if off[len(off)-1] > .002 || steps < len(exact)/2 {
		t.Errorf("one step is %v off", off[len(off)-1])
	}
	if e := p.Pair(full, 3, 7); math.Abs(e.There/exact[[2]int{3, 7}].There-1) > 1e-9 {
		t.Errorf("%v, among all %v", e, exact[[2]int{3, 7}])
	}
}

// TestBootstrap: the same draws at any number of processors, and an interval about the fit without the pair.
func TestBootstrap(t *testing.T) {
	p := problem(t, world(30, 9))
	full := fitted(t, p, nil, NoPair)
	var first []float64
	for _, processors := range []int{1, 4} {
		old := runtime.GOMAXPROCS(processors)
		draws, err := p.Bootstrap(t.Context(), full, 2, 5, 40, nil, 11, 2016)
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		var there []float64
		for _, d := range draws {
			there = append(there, d.There)
		}
		if first == nil {
			first = there
		} else if !slices.Equal(first, there) {
			t.Error("another number of processors draws otherwise")
		}
	}
	slices.Sort(first)
	if e := p.Pair(full, 2, 5); !(first[1] < e.There && e.There < first[38]) {
		t.Errorf("%v is outside %v to %v", e.There, first[1], first[38])
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.Bootstrap(ctx, full, 2, 5, 40, nil, 11); err == nil {
		t.Error("it went on after a stop")
	}
}

// TestBootstrapOfOnePartner: a country that ships to one other alone has no effect where that one is not drawn, which is about once in e:
// such a draw is none.
func TestBootstrapOfOnePartner(t *testing.T) {
	f := world(30, 9)
	for j := range f.N {
		if j != 2 && j != 5 && j != 7 {
			f.Y[2*f.N+j] = 0
		}
	}
	f.Y[2*f.N+5], f.Y[2*f.N+7] = 3e6, 2e6
	p := problem(t, f)
	draws, err := p.Bootstrap(t.Context(), fitted(t, p, nil, NoPair), 2, 5, 200, nil, 11)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, d := range draws {
		if d.There != d.There && d.Back != d.Back && d.Coefficients == nil {
			failed++
		} else if !(d.There > 1 && d.Back > 1) {
			t.Errorf("a fit of nothing: %+v", d)
		}
	}
	if failed < 50 || failed > 100 {
		t.Errorf("%d of 200 draws failed", failed)
	}
}

func BenchmarkPairs(b *testing.B) {
	p := problem(b, world(195, 7))
	full := fitted(b, p, nil, NoPair)
	for name, how := range map[string]How{"one step": OneStep, "hard ones anew": HardAnew} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Pairs(b.Context(), full, how, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("bootstrap of 100", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.Bootstrap(b.Context(), full, 1, 2, 100, nil, 1); err != nil {
				b.Fatal(err)
			}
		}
	})
}
