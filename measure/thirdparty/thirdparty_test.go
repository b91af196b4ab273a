package thirdparty

// Tests of the formulas against brute force, published formulas and what must not matter.

import (
	"math"
	"testing"

	"comity/numeric"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.10g, want %.10g", what, got, want)
	}
}

// madeUp is a square with an effect of each item, noise, and a few pairs without a value.
func madeUp(n int, seed uint64) *Square {
	random, effects, s := numeric.NewStream(seed), make([]float64, n), NewSquare(n)
	for i := range effects {
		effects[i] = random.Norm()
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			if x := 2 + effects[i] + effects[j] + 0.3*random.Norm(); (i+j)%11 != 3 {
				s.Set(i, j, x)
			}
		}
	}
	return s
}

// Leaving a pair out by its leverage is fitting without it.
func TestWithoutIsRefitting(t *testing.T) {
	s := madeUp(14, 3)
	m, err := FitAdditive(s)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 14 {
		for j := i + 1; j < 14; j++ {
			x := s.At(i, j)
			if x != x {
				continue
			}
			without := m.Without(i, j)
			s.Set(i, j, math.NaN())
			again, err := FitAdditive(s)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "expected without the pair", without, again.Expect(i, j), 1e-10)
			s.Set(i, j, x)
		}
	}
}

// With all pairs there the effects are what the balanced design gives: (n-1)/(n-2) times row mean less level.
func TestAdditiveBalanced(t *testing.T) {
	n, random, s := 20, numeric.NewStream(8), NewSquare(20)
	sum := 0.0
	for i := range n {
		for j := i + 1; j < n; j++ {
			x := random.Norm()
			s.Set(i, j, x)
			sum += 2 * x
		}
	}
	m, err := FitAdditive(s)
	if err != nil {
		t.Fatal(err)
	}
	mu := sum / float64(n*(n-1))
	near(t, "mu", m.Mu, mu, 1e-12)
	for i := range n {
		row := 0.0
		for j := range n {
			if j != i {
				row += s.At(i, j)
			}
		}
		near(t, "effect", m.Effects[i], (row-float64(n-1)*mu)/float64(n-2), 1e-12)
	}
}

func TestAdditiveInvariance(t *testing.T) {
	s := madeUp(15, 5)
	e, err := Structure(s, 2, 9)
	if err != nil {
		t.Fatal(err)
	}
	swapped, _ := Structure(s, 9, 2)
	if e != swapped {
		t.Errorf("the order of the two matters: %v, %v", e, swapped)
	}
	other := NewSquare(15)
	for i := range 15 {
		for j := range 15 {
			if i != j {
				other.Set(14-i, 14-j, 7+3*s.At(i, j))
			}
		}
	}
	x, _ := Structure(other, 12, 5)
	near(t, "residual, scaled", x.Residual, 3*e.Residual, 1e-9)
	near(t, "z", x.Z, e.Z, 1e-9)
	near(t, "percentile", x.Percentile, e.Percentile, 1e-12)
}

func TestAdditiveUndefined(t *testing.T) {
	if _, err := FitAdditive(NewSquare(5)); err != ErrTooFew {
		t.Errorf("nothing known: %v", err)
	}
	cycle := NewSquare(4) // a ring of four: the effects are not determined
	for i := range 4 {
		cycle.Set(i, (i+1)%4, float64(i))
	}
	if _, err := FitAdditive(cycle); err != ErrTooFew {
		t.Errorf("a ring of four: %v", err)
	}
	s := madeUp(8, 1)
	for j := range 8 {
		if j != 3 {
			s.Set(3, j, math.NaN())
		}
	}
	e, err := Structure(s, 3, 4)
	if err != nil || e.Residual == e.Residual || e.Z == e.Z || e.Percentile == e.Percentile || e.States != 7 {
		t.Errorf("a state without a value: %+v, %v", e, err)
	}
}

// Power: methods.md 6.2 gives a 5 percent critical correlation of about .37 for 28 changes; the sample of 85 for r = .3 and 29 for r
// = .5 at power .8 are those of Cohen 1988, table 3.4.1 (two-sided, 5 percent).
func TestPower(t *testing.T) {
	near(t, "critical r of 28", Critical(28), 0.374, 0.0005)
	near(t, "power of .3 at 85", Power(0.3, 85), 0.8, 0.005)
	near(t, "power of .5 at 29", Power(0.5, 29), 0.8, 0.01)
	near(t, "detectable at 85", Detectable(85), 0.3, 0.001)
	near(t, "power of what is detectable", Power(Detectable(40), 40), 0.8, 0.001)
	near(t, "power of nothing", Power(0, 50), 0.05, 1e-9)
	if x := Power(0.3, 3); x == x {
		t.Errorf("power of three: %v", x)
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      Finding
	}{{-0.1, 0.2, Small}, {0.05, 0.2, Small}, {0.1, 0.5, Positive}, {-0.6, -0.1, Negative}, {-0.5, 0.1, Inconclusive}, {math.NaN(), math.NaN(), Inconclusive}} {
		if got := Read(c.low, c.high, 0.3); got != c.want {
			t.Errorf("[%v, %v]: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// Errors of Newey and West against the sum written out: by hand for two lags, in Python, and with no lag White's.
func TestNeweyWest(t *testing.T) {
	y := []float64{1.1, 0.4, -0.3, 0.9, 1.7, 0.2, -1.2, 0.8, 0.5, 1.9}
	x := []float64{0.5, 0.1, -0.4, 0.3, 0.9, 0.4, -0.8, 0.1, 0.6, 0.7}
	years := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for lags, want := range map[int][2]float64{0: {whiteSE, slope}, 2: {neweyWestSE, slope}} {
		c := regress(y, years, lags, x)[0]
		near(t, "slope", c.B, want[1], 1e-12)
		near(t, "error", c.SE, want[0], 1e-12)
	}
	gap := []int{1, 2, 3, 4, 5, 26, 27, 28, 29, 30}
	near(t, "error across a gap", regress(y, gap, 2, x)[0].SE, gapSE, 1e-12)
	if c := regress(y, years, 1, x, x)[0]; c.SE == c.SE && math.Abs(c.B) < 1e6 {
		t.Errorf("the same column twice: %v", c)
	}
}

// A partial correlation is the one of the textbook's formula.
func TestPartial(t *testing.T) {
	random := numeric.NewStream(4)
	x, y, z := make([]float64, 40), make([]float64, 40), make([]float64, 40)
	for i := range x {
		z[i] = random.Norm()
		x[i], y[i] = z[i]+random.Norm(), z[i]-random.Norm()
	}
	xy, xz, yz := correlation(x, y), correlation(x, z), correlation(y, z)
	near(t, "partial", partial(x, y, z), (xy-xz*yz)/math.Sqrt((1-xz*xz)*(1-yz*yz)), 1e-12)
	if r := partial(x, z, z); r == r {
		t.Errorf("nothing left to correlate: %v", r)
	}
}

// madeSeries are drifting series whose changes of the pair go with the first state's and not with the second's.
func madeSeries(n int, link float64) Series {
	random := numeric.NewStream(77)
	s := Series{}
	var a, b, c, m float64
	for year := range n {
		da, db := random.Norm(), random.Norm()
		a, b, c, m = a+link*da+random.Norm(), b+da, c+db, m+random.Norm()
		s.Years, s.Pair, s.First, s.Second, s.Common = append(s.Years, 1950+year), append(s.Pair, a), append(s.First, b), append(s.Second, c), append(s.Common, m)
	}
	return s
}

func TestTemporal(t *testing.T) {
	s := madeSeries(76, -1.5)
	got := Temporally(s, 1)
	if got.N != 75 || got.Finding[0] != Negative || got.Finding[1] == Negative {
		t.Errorf("found %+v", got)
	}
	near(t, "effect", got.Effect[0].B, -1.5, 3*got.Effect[0].SE)
	swapped := s
	swapped.First, swapped.Second = s.Second, s.First
	mirror := Temporally(swapped, 1)
	for k := range 2 {
		near(t, "mirrored correlation", mirror.Change[k], got.Change[1-k], 0)
		near(t, "mirrored interval", mirror.ChangeBand[k][0], got.ChangeBand[1-k][0], 0)
		near(t, "mirrored effect", mirror.Effect[k].B, got.Effect[1-k].B, 1e-12)
		near(t, "mirrored error", mirror.Effect[k].SE, got.Effect[1-k].SE, 1e-12)
		near(t, "mirrored partial", mirror.Partial[k], got.Partial[1-k], 1e-12)
	}
	if again := Temporally(s, 1); again != got {
		t.Error("the same seed gave another answer")
	}
	gap := madeSeries(20, 1)
	for i := 10; i < 20; i++ {
		gap.Years[i] += 5
	}
	if n := Temporally(gap, 1).N; n != 18 {
		t.Errorf("changes across a gap are counted: %d", n)
	}
	if short := Temporally(madeSeries(4, 1), 1); short.Finding[0] != Inconclusive || short.Power == short.Power {
		t.Errorf("three changes: %+v", short)
	}
	if none := Temporally(Series{}, 1); none.N != 0 || none.Change[0] == none.Change[0] {
		t.Errorf("nothing: %+v", none)
	}
}

func TestRemove(t *testing.T) {
	scores, away := make([]float64, 600), make([]bool, 600)
	for i := range scores {
		scores[i] = float64(i % 2)
		away[i] = i%2 == 1 && i%4 == 1 // half of those on which the two were alike
	}
	scores[0] = math.NaN()
	r := Remove(scores, away, 1)
	if r.Calls != 599 || r.Left != 449 || r.Finding != Negative {
		t.Errorf("%+v", r)
	}
	near(t, "all", r.All, 300.0/599, 1e-12)
	near(t, "rest", r.Rest, 150.0/449, 1e-12)
	none := Remove(scores, make([]bool, 600), 1)
	if none.Change != 0 || none.Finding != Inconclusive || none.Low == none.Low || none.High == none.High || none.Power == none.Power {
		t.Errorf("nothing taken away: %+v", none)
	}
	all := Remove(scores, constantly(600), 1)
	if all.Left != 0 || all.Rest == all.Rest || all.Finding != Inconclusive {
		t.Errorf("all taken away: %+v", all)
	}
}

func constantly(n int) []bool {
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

// Without weights the overlap by chance is hypergeometric: its mean is the product of the sizes over the number of states.
func TestJoint(t *testing.T) {
	a, b := make([]bool, 100), make([]bool, 100)
	for i := range 20 {
		a[i], b[i+15] = true, true
	}
	j := JointTargets(a, b, nil, 1)
	if j.A != 20 || j.B != 20 || j.Both != 5 {
		t.Fatalf("%+v", j)
	}
	near(t, "Jaccard", j.Jaccard, 5.0/35, 1e-12)
	mean := 0.0
	for _, x := range chanceOverlaps(100, 20, 20, nil, 9) {
		mean += x / jointDraws
	}
	near(t, "mean overlap", mean, 4, 0.1)
	near(t, "chance of 5 or more", j.P, 0.3647, 0.03) // hypergeometric(100, 20, 20)
	if other := JointTargets(b, a, nil, 1); other != j {
		t.Errorf("the order of the two matters: %+v, %+v", j, other)
	}
	popular := make([]float64, 100)
	for i := range popular {
		popular[i] = 1
		if i >= 15 && i < 20 {
			popular[i] = 500
		}
	}
	if w := JointTargets(a, b, popular, 1); w.P < 0.5 {
		t.Errorf("an overlap of everybody's targets is no more than chance: %+v", w)
	}
	none := JointTargets(a, make([]bool, 100), nil, 1)
	if none.P == none.P || none.Jaccard != 0 {
		t.Errorf("no targets: %+v", none)
	}
	empty := JointTargets(make([]bool, 5), make([]bool, 5), nil, 1)
	if empty.Jaccard == empty.Jaccard {
		t.Errorf("no targets of either: %+v", empty)
	}
}

// Worked out in Python with the double sum over rows of the slope's influences: slope, White's error, Newey and West's with two lags,
// and the same with a gap in the years; each with n/(n-k).
const (
	slope       = 1.589018302828619
	whiteSE     = 0.19312252764934426
	neweyWestSE = 0.08975683203691913
	gapSE       = 0.09227651769890785
)
