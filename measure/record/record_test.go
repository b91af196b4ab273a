package record

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"comity/numeric"
)

var nan = math.NaN()

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > by {
		t.Errorf("%s: %v, want %v within %v", what, got, want, by)
	}
}

func TestStand(t *testing.T) {
	xs := []float64{nan, 3, 5, nan, 5, 7, 6}
	for _, c := range []struct {
		at, n, rank, rival int
		record, best, ok   bool
	}{{0, 0, 0, 0, false, false, false}, {1, 5, 5, -1, false, false, true}, {2, 5, 3, 1, true, false, true}, {4, 5, 3, 2, false, false, true}, {5, 5, 1, 2, true, true, true}, {6, 5, 2, 5, false, false, true}} {
		s, ok := Stand(xs, c.at)
		if ok != c.ok || ok && (s.N != c.n || s.Rank != c.rank || s.Rival != c.rival || s.Record != c.record || s.Best != c.best) {
			t.Errorf("at %d: %+v %v", c.at, s, ok)
		}
	}
	if _, ok := Stand(xs, 9); ok {
		t.Error("a place outside the series stands")
	}
	if got := Records(xs); !slices.Equal(got, []bool{false, false, true, false, false, true, false}) {
		t.Errorf("records %v", got)
	}
	if k, n := Within(xs, 6, 3); k != 1 || n != 3 {
		t.Errorf("%d records of %d", k, n)
	}
	if k, n := Within(xs, 6, 99); k != 2 || n != 5 {
		t.Errorf("%d records of %d", k, n)
	}
}

// TestSurprise: C(40,20)/4^20 and C(140,70)/4^70, and the drift of nothing.
func TestSurprise(t *testing.T) {
	near(t, "walk of 20", Walk(20), .1254, .00005)
	near(t, "walk of 70", Walk(70), .0673, .00005)
	near(t, "root of pi n", Walk(5000)*math.Sqrt(math.Pi*5000), 1, 1e-4)
	near(t, "chance", Chance(20), .05, 0)
	near(t, "expected of 4", Expected(4), 25.0/12, 1e-15)
	for _, n := range []int{1, 2, 20, 70} {
		near(t, "no drift", Drifting(n, 0), Walk(n), 1e-12)
	}
	near(t, "one step", Drifting(1, .5), numeric.Phi(.5), 1e-15)
	if a, b := Drifting(200, .2), Drifting(400, .2); !(a > b && a-b < .002 && b > .2) {
		t.Errorf("with drift the probability tends to a constant above zero: %v, %v", a, b)
	}
}

// TestDrifting: the recurrence against simulated walks.
func TestDrifting(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n, drift, draws = 12, .3, 200000
	hits := 0
	for range draws {
		sum, most := 0.0, 0.0
		top := false
		for range n {
			sum += drift + r.NormFloat64()
			top = sum > most
			most = max(most, sum)
		}
		if top {
			hits++
		}
	}
	near(t, "simulated", float64(hits)/draws, Drifting(n, drift), 4*math.Sqrt(.25/draws))
	near(t, "drift of steps 1, 2, 3", Drift([]float64{0, 1, 3, 6}), 2, 1e-12)
	near(t, "drift of a line", Drift([]float64{0, 1, 2, 3}), nan, 0)
	near(t, "drift of a rounded line", Drift([]float64{2000.1, 2000.2, 2000.3, 2000.4, 2000.5}), nan, 0)
	near(t, "drift of a rounded line through zero", Drift([]float64{-.2, -.1, 0, .1, .2, .3}), nan, 0)
}

// TestProbability: goods trade of two states in 2023 and 2022 by the customs of one of them, 240.11 and 190.27 billion dollars, with
// an error of five or ten per cent; worked by hand: ln ratio .2327, z 3.29 and 1.65.
func TestProbability(t *testing.T) {
	xs := []float64{math.Log(147), math.Log(190.27), math.Log(240.11)}
	for s, want := range map[float64]float64{.05: .9995, .10: .950} {
		two := Probability(context.Background(), xs[1:], []float64{s, s}, 1, 10000, 1)
		near(t, "two values", two, want, .0005)
		near(t, "by the formula", two, numeric.Phi(math.Log(240.11/190.27)/(s*math.Sqrt2)), 1e-12)
		near(t, "three values, drawn", Probability(context.Background(), xs, []float64{s, s, s}, 2, 100000, 1), want, .0025)
	}
	if a, b := Probability(context.Background(), xs, []float64{.3, .3, .3}, 2, 1000, 7), Probability(context.Background(), xs, []float64{.3, .3, .3}, 2, 1000, 7); a != b {
		t.Error("one seed gives two answers")
	}
	near(t, "no rival near", Probability(context.Background(), []float64{1, 100}, []float64{1, 1}, 1, 10, 1), 1, 0)
	near(t, "nothing before", Probability(context.Background(), []float64{1}, []float64{1}, 0, 10, 1), nan, 0)
	near(t, "not known", Probability(context.Background(), []float64{1, nan}, []float64{1, 1}, 1, 10, 1), nan, 0)
	near(t, "without error", Probability(context.Background(), []float64{1, 2}, []float64{0, 0}, 1, 10, 1), 1, 0)
	near(t, "without error, a tie", Probability(context.Background(), []float64{2, 2}, []float64{0, 0}, 1, 10, 1), 0, 0)
	// A common factor changes nothing.
	for i := range xs {
		xs[i] += 5
	}
	near(t, "another unit", Probability(context.Background(), xs[1:], []float64{.1, .1}, 1, 10000, 1), .950, .0005)
	near(t, "higher", Higher(1, 0, 3, 4), numeric.Phi(.2), 1e-15)
}

// TestSuperlative: two indicators of three times, where the weights can be worked out: time 2 has (1, 0), time 0 (0, 1), time 1
// (.6, .6) between lowest and highest; the last is highest where w lies between .4 and .6.
func TestSuperlative(t *testing.T) {
	x := [][]float64{{0, 6, 10}, {20, 12, 0}}
	b := Superlative(context.Background(), x, 1, 100000, 1)
	near(t, "between", b.ShareRange, .2, .005)
	near(t, "beaten by the third", b.Beaten[2], .4, .005)
	if b.K != 0 || b.M != 2 || b.Dominant || b.Times != 3 || b.Ranks[0] != 2 || b.LowerHalf[0] {
		t.Errorf("%+v", b)
	}
	b = Superlative(context.Background(), x, 2, 100000, 1)
	near(t, "one of two", b.ShareRange, .4, .005)
	if b.K != 1 || b.Dominant || !b.LowerHalf[1] {
		t.Errorf("%+v", b)
	}
	top := Superlative(context.Background(), [][]float64{{1, 2, 3}, {nan, 1, 9}, {nan, nan, nan}}, 2, 1000, 1)
	if !top.Dominant || top.M != 2 || top.ShareRange != 1 || top.ShareRank != 1 || top.Times != 2 {
		t.Errorf("all at their best: %+v", top)
	}
	if none := Superlative(context.Background(), [][]float64{{nan, 1}}, 0, 100, 1); none.M != 0 || none.Dominant || none.ShareRange == none.ShareRange {
		t.Errorf("nothing known: %+v", none)
	}
	if Superlative(context.Background(), nil, 0, 100, 1).Dominant {
		t.Error("no indicator dominates")
	}
}

// TestSuperlativeTies: what is equal at another time is not above it: an indicator that never changes supports nothing, and stands in
// nobody's way under weightings where the other is alone at its highest.
func TestSuperlativeTies(t *testing.T) {
	constant, top := []float64{2, 2, 2, 2}, []float64{1, 2, 3, 4}
	b := Superlative(context.Background(), [][]float64{constant, {0, 1, 1, 1}}, 3, 1000, 1)
	if b.K != 0 || b.M != 2 || b.Dominant || b.ShareRange != 0 || b.ShareRank != 0 || !slices.Equal(b.Equal, []int{3, 2}) || !slices.Equal(b.Ranks, []int{1, 1}) {
		t.Errorf("ties count: %+v", b)
	}
	b = Superlative(context.Background(), [][]float64{constant, top}, 3, 1000, 1)
	if b.K != 1 || b.Dominant || b.ShareRange != 1 || b.ShareRank != 1 {
		t.Errorf("one alone at its highest: %+v", b)
	}
}

// TestSuperlativeInvariance: the order and the unit of indicators do not matter to what is not drawn, and little to what is.
func TestSuperlativeInvariance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		x := make([][]float64, 3)
		for i := range x {
			for range 8 {
				x[i] = append(x[i], r.NormFloat64())
			}
		}
		a := Superlative(context.Background(), x, 7, 20000, 1)
		for i := range x[1] {
			x[1][i] = 7 + 1000*x[1][i]
		}
		b := Superlative(context.Background(), [][]float64{x[2], x[0], x[1]}, 7, 20000, 1)
		if a.K != b.K || a.Times != b.Times || !slices.Equal([]int{a.Ranks[2], a.Ranks[0], a.Ranks[1]}, b.Ranks) {
			t.Errorf("%+v and %+v", a, b)
		}
		near(t, "weightings", a.ShareRange, b.ShareRange, .02)
		near(t, "weightings of ranks", a.ShareRank, b.ShareRank, .02)
	}
}
