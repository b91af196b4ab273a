package society

// Tests against analytic values, and of what must not matter.

import (
	"math"
	"slices"
	"testing"

	"comity"
	"comity/numeric"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.10g, want %.10g", what, got, want)
	}
}

// The function of Ishigami and Homma (1990) with a = 7, b = .1, whose shares are known exactly: .3139, .4424, 0; .5576, .4424, .2437
// (methods.md 10).
func TestSobolIshigami(t *testing.T) {
	f := func(u []float64) float64 {
		x := [3]float64{}
		for i := range x {
			x[i] = math.Pi * (2*u[i] - 1)
		}
		return math.Sin(x[0]) + 7*math.Pow(math.Sin(x[1]), 2) + 0.1*math.Pow(x[2], 4)*math.Sin(x[0])
	}
	s := Sobol(f, 3, [][]int{{0}, {1}, {2}}, 1<<17, 1)
	for i, want := range [][2]float64{{0.3139, 0.5576}, {0.4424, 0.4424}, {0, 0.2437}} {
		near(t, "first", s.First[i], want[0], 0.01)
		near(t, "total", s.Total[i], want[1], 0.01)
	}
	near(t, "mean", s.Mean, 3.5, 0.02)
	// A group makes what its members make together: of all three, all.
	all := Sobol(f, 3, [][]int{{0, 1, 2}, {0, 2}}, 1<<14, 1)
	near(t, "all together", all.First[0], 1, 0.03)
	near(t, "first and third together", all.First[1], 0.5576, 0.03)
	if still := Sobol(func([]float64) float64 { return 3 }, 2, [][]int{{0}, {1}}, 64, 1); still.First[0] == still.First[0] {
		t.Errorf("nothing varies: %+v", still)
	}
	// Draws of which a number is not known do not count, and those that are known say what they say.
	holes := Sobol(func(u []float64) float64 {
		if u[1] < 0.1 {
			return math.NaN()
		}
		return u[0]
	}, 2, [][]int{{0}, {1}}, 1<<14, 1)
	near(t, "known", float64(holes.N)/(1<<14), 0.81, 0.02)
	near(t, "mean of the known", holes.Mean, 0.5, 0.02)
	near(t, "first of the known", holes.First[0], 1, 0.03)
	near(t, "of the other", holes.Total[1], 0, 1e-12)
	if none := Sobol(func([]float64) float64 { return math.NaN() }, 1, [][]int{{0}}, 64, 1); none.N != 0 || none.Total[0] == none.Total[0] {
		t.Errorf("nothing is known: %+v", none)
	}
}

// madeUp is seven indicators of three pillars of 200 pairs, that go together; some are missing.
func madeUp() *Population {
	random := numeric.NewStream(2)
	p := &Population{Pillars: 3, Pillar: []int{0, 0, 0, 1, 1, 2, 2}}
	for range p.Pillar {
		p.X, p.Goals = append(p.X, make([]float64, 200)), append(p.Goals, [2]float64{math.NaN(), math.NaN()})
	}
	for pair := range 200 {
		common := random.Norm()
		for k := range p.X {
			p.X[k][pair] = common + random.Norm()
			if pair > 0 && (7*pair+k)%29 == 0 {
				p.X[k][pair] = math.NaN()
			}
		}
	}
	return p
}

func prepared(t *testing.T, p *Population) *Population {
	t.Helper()
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	return p
}

// With every indicator at its highest the index is 100, at its lowest 0, by rank and by goalposts.
func TestIndexEnds(t *testing.T) {
	p := madeUp()
	for k := range p.X {
		p.X[k][0], p.X[k][1] = 50, -50
	}
	p.X[0][2], p.X[0][3] = 50, 50 // others may be as high
	prepared(t, p)
	for way := range 3 {
		for how := range 3 {
			s := Scheme{Way: way, Aggregate: how, Without: -1}
			want := [2]float64{100, 0}
			if way == ByZ { // z of the ends is clipped to three
				continue
			}
			near(t, "highest", p.Index(0, s), want[0], 1e-9)
			near(t, "lowest", p.Index(1, s), want[1], 1e-9)
		}
	}
}

// The order of indicators and of pairs, and units and scales, change nothing.
func TestIndexInvariance(t *testing.T) {
	p, q := prepared(t, madeUp()), madeUp()
	slices.Reverse(q.X)
	slices.Reverse(q.Pillar)
	for _, xs := range q.X {
		slices.Reverse(xs)
		for i := range xs {
			xs[i] = 1000*xs[i] - 7
		}
	}
	prepared(t, q)
	for pair := range 200 {
		for way := range 3 {
			s := Scheme{Way: way, Without: -1}
			x, y := p.Index(pair, s), q.Index(199-pair, s)
			if x != x && y != y {
				continue
			}
			near(t, "index in another order and unit", y, x, 1e-8)
		}
	}
}

func TestPillarsNeedTwoThirds(t *testing.T) {
	p := madeUp()
	for k := range p.X {
		p.X[k][5] = 0.1
	}
	p.X[0][5] = math.NaN()
	prepared(t, p)
	if x := p.Index(5, Usual); x != x {
		t.Error("two of three are enough")
	}
	p = madeUp()
	for k := range p.X {
		p.X[k][5] = 0.1
	}
	p.X[3][5] = math.NaN()
	prepared(t, p)
	if x := p.Index(5, Usual); x == x {
		t.Errorf("one of two is not enough: %v", x)
	}
	if got := p.PillarsOf(5, Usual); got[1] == got[1] || got[0] != got[0] {
		t.Errorf("pillars %v", got)
	}
}

func TestBand(t *testing.T) {
	p := prepared(t, madeUp())
	own := Own{Pair: 0, Error: make([]float64, 7)}
	own.Error[0] = 0.2
	b := p.Banded(own, 1)
	if !(b.Low < b.Index && b.Index < b.High) || !(b.PlaceLow <= b.Place && b.Place <= b.PlaceHigh) || b.Draws != bandDraws {
		t.Errorf("%+v", b)
	}
	again := p.Banded(own, 1)
	if again.Low != b.Low || again.TopTenth != b.TopTenth || !slices.Equal(again.Total, b.Total) {
		t.Error("the same seed gave another band")
	}
	sum := 0.0
	for g := range b.First {
		sum += b.First[g]
		if b.Total[g] < b.First[g]-0.05 || b.First[g] < -0.05 {
			t.Errorf("%s: first %v, total %v", b.Factors[g], b.First[g], b.Total[g])
		}
	}
	if sum > 1.1 {
		t.Errorf("the shares sum to %v", sum)
	}
	near(t, "what is missing, where nothing is", b.Total[5], 0, 1e-12)
}

// Weights from Dirichlet(1, 1, 1) have a mean of a third and a variance of 1/18.
func TestWeights(t *testing.T) {
	p := prepared(t, madeUp())
	c, random := newChoices(p, Own{Error: make([]float64, 7)}), numeric.NewStream(3)
	u, sum, squares := make([]float64, c.dims), [3]float64{}, 0.0
	const n = 40_000
	for range n {
		for d := range u {
			u[d] = random.Uniform()
		}
		for i, w := range c.scheme(u).Weights {
			sum[i] += w / n
			squares += (w - 1.0/3) * (w - 1.0/3) / (3 * n)
		}
	}
	for i := range sum {
		near(t, "mean weight", sum[i], 1.0/3, 0.004)
	}
	near(t, "variance", squares, 1.0/18, 0.001)
}

// Alpha of two items of equal variance with correlation r is 2r / (1 + r) (Spearman-Brown); of an item entered twice it is 1.
func TestAlpha(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, math.NaN()}
	y := []float64{2, 1, 4, 3, 5, 6}
	r, n := Correlation(x, y)
	near(t, "r", r, 0.8, 1e-12)
	alpha, m := Alpha([][]float64{x, y})
	near(t, "alpha", alpha, 2*r/(1+r), 1e-12)
	if n != 5 || m != 5 {
		t.Errorf("%d and %d rows", n, m)
	}
	twice, _ := Alpha([][]float64{x, x, x})
	near(t, "alpha of the same", twice, 1, 1e-12)
	if one, _ := Alpha([][]float64{x}); one == one {
		t.Errorf("of one item: %v", one)
	}
	if still, _ := Alpha([][]float64{{1, 1, 1}, {2, 2, 2}}); still == still {
		t.Errorf("nothing varies: %v", still)
	}
}

func TestCoherence(t *testing.T) {
	c := prepared(t, madeUp()).Cohere()
	if !(c.Alpha > 0.5 && c.Alpha < 1) || !(c.Least > 0.2 && c.Least < 1) || len(c.Importance) != 7 {
		t.Errorf("%+v", c)
	}
}

func TestMutual(t *testing.T) {
	near(t, "asymmetry", Asymmetry(30, 10), 0.5, 1e-12)
	near(t, "of one alone", Asymmetry(0, 4), 1, 1e-12)
	for _, c := range [][2]float64{{0, 0}, {-1, 2}, {math.NaN(), 1}} {
		if x := Asymmetry(c[0], c[1]); x == x {
			t.Errorf("asymmetry of %v: %v", c, x)
		}
	}
	if why := comity.Why(Asymmetry(comity.NaN(comity.InSource), 1)); why != comity.InSource {
		t.Errorf("a flow missing in the source: %v", why)
	}
	rho, n := Reciprocity([]float64{1, 2, 3, math.NaN()}, []float64{1, 2, 3, 4})
	near(t, "reciprocity of equal flows", rho, 1, 1e-12)
	if n != 3 {
		t.Errorf("%d pairs", n)
	}
	one, _ := Reciprocity([]float64{5, 1, 4, 2}, []float64{2, 4, 1, 6})
	other, _ := Reciprocity([]float64{2, 4, 1, 6}, []float64{5, 1, 4, 2})
	near(t, "either way round", one, other, 1e-12)
	if x, _ := Reciprocity([]float64{1, 2}, []float64{2, 1}); x == x {
		t.Errorf("of two pairs: %v", x)
	}
	tenths := []float64{.1, .1, .1, .1, .1, .1, .1}
	if x, _ := Reciprocity(tenths, tenths); x == x {
		t.Errorf("of flows that are all equal: %v", x)
	}
	if x, _ := Correlation(tenths, []float64{1, 2, 3, 4, 5, 6, 7}); x == x {
		t.Errorf("with what does not vary: %v", x)
	}
	if x, _ := Alpha([][]float64{tenths, tenths}); x == x {
		t.Errorf("alpha of what does not vary: %v", x)
	}
}

// Fisher's tea: of eight cups four and four, all four right by chance once in seventy.
func TestOverlap(t *testing.T) {
	expected, p := Overlap(4, 4, 4, 8)
	near(t, "expected", expected, 2, 1e-12)
	near(t, "p", p, 1.0/70, 1e-12)
	_, p = Overlap(4, 4, 0, 8)
	near(t, "p of anything", p, 1, 1e-12)
	if x, y := Overlap(3, 9, 1, 8); x == x || y == y {
		t.Errorf("more than there are: %v, %v", x, y)
	}
}
