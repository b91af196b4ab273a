package change

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// nile is the yearly discharge of the Nile at Aswan, 1871-1970 (Cobb 1978, Biometrika 65:243), huron the level of Lake Huron, 1875-1972
// (Brockwell and Davis 1991), both as R's package datasets has them.
var nile = []float64{
	1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260,
	1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821,
	768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801,
	1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
}

var huron = []float64{
	580.38, 581.86, 580.97, 580.8, 579.79, 580.39, 580.42, 580.82, 581.4, 581.32, 581.44, 581.68, 581.17, 580.53, 580.01, 579.91,
	579.14, 579.16, 579.55, 579.67, 578.44, 578.24, 579.1, 579.09, 579.35, 578.82, 579.32, 579.01, 579, 579.8, 579.83, 579.72,
	579.89, 580.01, 579.37, 578.69, 578.19, 578.67, 579.55, 578.92, 578.09, 579.37, 580.13, 580.14, 579.51, 579.24, 578.66, 578.86,
	578.05, 577.79, 576.75, 576.75, 577.82, 578.64, 580.58, 579.48, 577.38, 576.9, 576.94, 576.24, 576.84, 576.85, 576.9, 577.79,
	578.18, 577.51, 577.23, 578.42, 579.61, 579.05, 579.26, 579.22, 579.38, 579.1, 577.95, 578.12, 579.75, 580.85, 580.41, 579.96,
	579.61, 578.76, 578.18, 577.21, 577.13, 579.1, 578.25, 577.91, 576.89, 575.96, 576.8, 577.68, 578.38, 578.52, 579.74, 579.31,
	579.89, 579.96,
}

func years(first, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = float64(first + i)
	}
	return out
}

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > relative*max(1, math.Abs(want)) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

// TestPartitions: Bai and Perron's divisions of the two series by R's strucchange 1.5-3 (trimming .15): dates, sums of squares, BIC up to
// a number that is the same for all, and the number of breaks it chooses.
func TestPartitions(t *testing.T) {
	for _, c := range []struct {
		y      []float64
		breaks [][]int
		rss    []float64
		bic    []float64
		chosen int
	}{
		{nile, [][]int{{}, {28}, {28, 83}, {28, 68, 83}, {28, 45, 68, 83}}, []float64{2835156.75, 1597457.19444444, 1552923.6157754, 1538096.5127451, 1507888.47591645},
			[]float64{1318.24180688, 1270.08373574, 1276.46670076, 1284.71766745, 1291.94447689}, 1},
		{huron, [][]int{{}, {16}, {14, 46}, {14, 48, 67}, {14, 48, 68, 82}, {14, 34, 48, 68, 82}}, []float64{168.577367347, 106.515955945, 89.8956163805, 75.4885489178, 65.6646045063, 65.1344908929},
			[]float64{340.439764741, 304.617899424, 297.1625640346, 289.2150149571, 284.7216979248, 293.0972631901}, 4},
	} {
		n := len(c.y)
		ps := Partitions(c.y, nil, len(c.rss)-1, n*15/100)
		if len(ps) != len(c.rss) {
			t.Fatalf("%d partitions", len(ps))
		}
		for m, p := range ps {
			if !slices.Equal(p.Breaks, c.breaks[m]) {
				t.Errorf("%d breaks at %v, want %v", m, p.Breaks, c.breaks[m])
			}
			near(t, "sum of squares", p.Cost, c.rss[m], 1e-11)
			near(t, "BIC against none", p.BIC-ps[0].BIC, c.bic[m]-c.bic[0], 1e-9)
		}
		if m := Choose(ps, func(p Partition) float64 { return p.BIC }); m != c.chosen {
			t.Errorf("BIC chooses %d breaks, want %d", m, c.chosen)
		}
	}
}

// everyDivision tries all sets of breaks of a short series.
func everyDivision(y, variances []float64, least int, f func(breaks []int, cost float64)) {
	s := sums(y, inverse(variances))
	for set := range 1 << (len(y) - 1) {
		var breaks []int
		cost, from, fits := 0.0, 0, true
		for i := 1; i <= len(y); i++ {
			if i < len(y) && set>>(i-1)&1 == 0 {
				continue
			}
			fits = fits && i-from >= least
			cost += s.cost(from, i)
			if from = i; i < len(y) {
				breaks = append(breaks, i)
			}
		}
		if fits {
			f(breaks, cost)
		}
	}
}

// TestAgainstEveryDivision: both searches find the best of all divisions, with equal and with known variances.
func TestAgainstEveryDivision(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 150 {
		n, least := 4+r.IntN(9), 1+r.IntN(3)
		y, v := make([]float64, n), make([]float64, n)
		for i := range y {
			y[i], v[i] = r.NormFloat64()+3*float64(r.IntN(2)), .2+r.Float64()
		}
		penalty := 4 * r.Float64()
		best, byCount, least := math.Inf(1), map[int]float64{}, min(least, n)
		everyDivision(y, v, least, func(breaks []int, cost float64) {
			best = min(best, cost+penalty*float64(len(breaks)))
			if old, ok := byCount[len(breaks)]; !ok || cost < old {
				byCount[len(breaks)] = cost
			}
		})
		for m, p := range Partitions(y, v, n, least) {
			near(t, "least cost", p.Cost, byCount[m], 1e-9)
		}
		s, got := sums(y, inverse(v)), 0.0
		breaks := PELT(y, v, 0, penalty, least)
		for _, g := range s.regimes(breaks) {
			got += s.cost(g.From, g.To)
			if len(breaks) > 0 && g.To-g.From < least {
				t.Fatalf("a regime of %d items", g.To-g.From)
			}
		}
		near(t, "penalised cost", got+penalty*float64(len(breaks)), best, 1e-9)
	}
}

// TestPELT: the Nile has one shift, after 1898, with the penalty of two log n and the robust deviation.
func TestPELT(t *testing.T) {
	if got := PELT(nile, nil, Sigma(nile), 2*math.Log(float64(len(nile))), 2); !slices.Equal(got, []int{28}) {
		t.Errorf("breaks at %v, want 28", got)
	}
	if got := PELT([]float64{1, 1, 1, 1, 5, 5, 5, 5}, nil, 1, 1, 2); !slices.Equal(got, []int{4}) {
		t.Errorf("breaks at %v, want 4", got)
	}
	if PELT([]float64{1, 2, 3}, nil, 1, 0, 2) != nil || Partitions(nil, nil, 3, 2) != nil {
		t.Error("too short a series has breaks")
	}
}

// TestKnownDate: 1899 in the Nile, by R: lm, and sandwich's NeweyWest with four lags, not prewhitened, adjusted.
func TestKnownDate(t *testing.T) {
	s, ok := KnownDate(nile, years(1871, 100), 28, false, -1)
	if !ok || s.Lags != 4 || s.Before != 28 || s.After != 72 {
		t.Fatalf("%+v", s)
	}
	near(t, "mean before", s.MeanBefore, 1097.75, 1e-12)
	near(t, "shift", s.Shift, -247.777777777778, 1e-12)
	near(t, "naive error", s.NaiveSE, 28.4352016922, 1e-11)
	near(t, "error", s.SE, 31.6576238677, 1e-11)
	near(t, "p", s.P/5.92937177781e-12, 1, 1e-8)
	s, _ = KnownDate(nile, years(1871, 100), 28, true, -1)
	near(t, "shift beside a trend", s.Shift, -283.602379144521, 1e-11)
	near(t, "slope", s.Slope, .716492027335, 1e-10)
	near(t, "error beside a trend", s.SE, 48.8057099904, 1e-11)
	near(t, "naive error beside a trend", s.NaiveSE, 45.2270661087, 1e-11)
	if _, ok := KnownDate(nile[:3], years(1, 3), 2, false, -1); ok {
		t.Error("one value after the date is tested")
	}
	if _, ok := KnownDate(nile[:10], make([]float64, 10), 5, true, -1); !ok {
		t.Log("times that do not move leave no trend")
	}
}

// TestNothingLeft: a constant has no step and no trend, and a step that leaves nothing has no error to be held against.
func TestNothingLeft(t *testing.T) {
	flat := []float64{.1, .1, .1, .1, .1, .1, .1, .1, .1, .1}
	if s, ok := KnownDate(flat, years(1, 10), 5, false, -1); ok {
		t.Errorf("a constant steps: %+v", s)
	}
	trend, err := TrendOf(flat, years(1, 10), .95)
	if err != nil || trend.Slope != 0 || trend.Tau == trend.Tau || trend.Z == trend.Z || trend.P == trend.P || trend.NaiveP == trend.NaiveP {
		t.Errorf("a constant has a trend: %+v, %v", trend, err)
	}
	stairs := []float64{.1, .1, .1, .1, .1, .7, .7, .7, .7, .7}
	s, ok := KnownDate(stairs, years(1, 10), 5, false, -1)
	near(t, "step", s.Shift, .6, 1e-12)
	for _, x := range []float64{s.SE, s.T, s.P, s.NaiveSE, s.NaiveT, s.NaiveP} {
		if !ok || x == x {
			t.Fatalf("no error, and yet: %+v", s)
		}
	}
	f, ok := SupFTest(stairs, 2, 99, 1)
	if !ok || f.At != 5 || f.F == f.F || f.PFree != .01 {
		t.Errorf("the most telling date of one step: %+v", f)
	}
}

// TestSupF: R's Fstats of the Nile from .15 on is 75.93 at 1898; noise with the autocorrelation of the series does as well more often than
// free noise, and of an autoregression of .6 without a shift about one in twenty is found at five in a hundred.
func TestSupF(t *testing.T) {
	s, ok := SupFTest(nile, 15, 199, 1)
	near(t, "F", s.F, 75.9297694275, 1e-10)
	if !ok || s.At != 28 || s.PFree != 1./200 || s.PBound < s.PFree {
		t.Errorf("%+v", s)
	}
	if again, _ := SupFTest(nile, 15, 199, 1); again != s {
		t.Error("one seed gives two answers")
	}
	if _, ok := SupFTest([]float64{2, 2, 2, 2, 2, 2}, 2, 9, 1); ok {
		t.Error("a series that does not vary is tested")
	}
	r := rand.New(rand.NewPCG(8, 8))
	free, bound := 0, 0
	const series = 150
	for i := range series {
		y, x := make([]float64, 60), 0.0
		for k := range 50 + len(y) {
			x = .6*x + r.NormFloat64()
			if k >= 50 {
				y[k-50] = x
			}
		}
		s, _ := SupFTest(y, 9, 99, uint64(i))
		if s.PFree <= .05 {
			free++
		}
		if s.PBound <= .05 {
			bound++
		}
	}
	if free < series/2 || bound > series*15/100 {
		t.Errorf("of %d series without a shift %d are found to have one as if noise were free, %d with its autocorrelation", series, free, bound)
	}
	t.Logf("of %d autoregressions without a shift: free %d, bound %d", series, free, bound)
}

// TestTrend: Mann-Kendall, Theil-Sen and the correction of Hamed and Rao by their definitions in R.
func TestTrend(t *testing.T) {
	for _, c := range []struct {
		y                             []float64
		first, s                      int
		slope, factor, naive, z, p, q float64
		lags                          []int
	}{
		{nile, 1871, -1387, -2.6, 2.1428983271, -4.12806652284, -2.81997919565, .00480267631018, 3.65826292166e-05, []int{1, 2, 3, 33, 34, 35}},
		{huron, 1875, -1682, -.025125, 3.28656655842, -5.15982522603, -2.84618925970, .00442458891548, 2.47180483773e-07, []int{1, 2, 3, 19, 20, 56}},
	} {
		got, err := TrendOf(c.y, years(c.first, len(c.y)), .95)
		if err != nil || got.S != c.s || !slices.Equal(got.Lags, c.lags) {
			t.Errorf("%+v, %v", got, err)
		}
		near(t, "slope", got.Slope, c.slope, 1e-10)
		near(t, "correction", got.Correction, c.factor, 1e-9)
		near(t, "naive z", got.NaiveZ, c.naive, 1e-9)
		near(t, "z", got.Z, c.z, 1e-9)
		near(t, "p", got.P/c.p, 1, 1e-8)
		near(t, "naive p", got.NaiveP/c.q, 1, 1e-8)
		if !(got.Low < got.NaiveLow && got.NaiveLow < got.Slope && got.Slope < got.NaiveHigh && got.NaiveHigh < got.High) {
			t.Errorf("intervals %+v", got)
		}
	}
	if _, err := TrendOf(nile[:7], years(1, 7), .95); err == nil {
		t.Error("seven values have a trend")
	}
	if flat, err := TrendOf(make([]float64, 9), years(1, 9), .95); err != nil || flat.S != 0 || flat.P == flat.P || flat.Slope != 0 {
		t.Errorf("a flat series: %+v, %v", flat, err)
	}
}

// TestInvariance: another unit, another beginning, or time turned about.
func TestInvariance(t *testing.T) {
	turned, moved := slices.Clone(nile), slices.Clone(nile)
	slices.Reverse(turned)
	for i := range moved {
		moved[i] = 1e6 + 1000*moved[i]
	}
	a, b := Partitions(nile, nil, 3, 15), Partitions(turned, nil, 3, 15)
	c := Partitions(moved, nil, 3, 15)
	for m := range a {
		near(t, "turned about", b[m].Cost, a[m].Cost, 1e-11)
		if !slices.Equal(a[m].Breaks, c[m].Breaks) {
			t.Errorf("in another unit breaks at %v, not %v", c[m].Breaks, a[m].Breaks)
		}
	}
	x, _ := TrendOf(nile, years(1, 100), .95)
	y, _ := TrendOf(turned, years(1, 100), .95)
	near(t, "slope turned about", y.Slope, -x.Slope, 1e-12)
	near(t, "S turned about", float64(y.S), -float64(x.S), 0)
}

// TestNoise: the robust deviation and autocorrelation of noise about a shifting mean.
func TestNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	y, x := make([]float64, 20000), 0.0
	for i := range y {
		x = .5*x + 2*r.NormFloat64()
		y[i] = x + 10*float64(i/5000)
	}
	near(t, "rho", Rho(y), .5, .05)
	white := Whiten(y, .5)
	near(t, "rho of what is left", Rho(white), 0, .04)
	near(t, "deviation", Sigma(white)*.5, 2, .03)
	near(t, "means stay", Median(white[15000:])-Median(white[:4000]), 30, .2)
	if !math.IsNaN(Sigma([]float64{1})) || !math.IsNaN(Rho([]float64{1, 1, 1})) || !math.IsNaN(Median(nil)) {
		t.Error("noise of nothing")
	}
	rho, bound := Leftover(nile, RegimesOf(nile, nil, []int{28}))
	near(t, "autocorrelation left", rho, .159856152157, 1e-11)
	near(t, "bound", bound, .1959963985, 1e-9)
}
