package blocs

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// karate is the network of Zachary 1977, 34 members and 78 ties, as in every textbook (recalled; its numbers of ties are tested).
var karate = [][2]int{
	{1, 2}, {1, 3}, {2, 3}, {1, 4}, {2, 4}, {3, 4}, {1, 5}, {1, 6}, {1, 7}, {5, 7}, {6, 7}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {1, 9}, {3, 9},
	{3, 10}, {1, 11}, {5, 11}, {6, 11}, {1, 12}, {1, 13}, {4, 13}, {1, 14}, {2, 14}, {3, 14}, {4, 14}, {6, 17}, {7, 17}, {1, 18}, {2, 18},
	{1, 20}, {2, 20}, {1, 22}, {2, 22}, {24, 26}, {25, 26}, {3, 28}, {24, 28}, {25, 28}, {3, 29}, {24, 30}, {27, 30}, {2, 31}, {9, 31},
	{1, 32}, {25, 32}, {26, 32}, {29, 32}, {3, 33}, {9, 33}, {15, 33}, {16, 33}, {19, 33}, {21, 33}, {23, 33}, {24, 33}, {30, 33}, {31, 33},
	{32, 33}, {9, 34}, {10, 34}, {14, 34}, {15, 34}, {16, 34}, {19, 34}, {20, 34}, {21, 34}, {23, 34}, {24, 34}, {27, 34}, {28, 34}, {29, 34},
	{30, 34}, {31, 34}, {32, 34}, {33, 34},
}

func karateNetwork(order []int) Network {
	w := NewNetwork(34)
	for _, e := range karate {
		w.Set(order[e[0]-1], order[e[1]-1], 1)
	}
	return w
}

func inOrder(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func search(t *testing.T, w Network, o Options) Found {
	t.Helper()
	f, err := Search(context.Background(), w, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestKarate: the known best modularity of the karate club, .4197896 with four communities (recalled; Brandes and others 2008 prove it).
func TestKarate(t *testing.T) {
	w := karateNetwork(inOrder(34))
	if p, n := w.Counts(); p != 78 || n != 0 {
		t.Fatalf("%d ties, %d negative", p, n)
	}
	degree := 0
	for j := range 34 {
		degree += int(w.At(33, j))
	}
	if degree != 17 {
		t.Errorf("the 34th member has %d ties, want 17", degree)
	}
	f := search(t, w, Options{Seed: 1})
	if math.Abs(f.Q-.4197896) > 5e-8 || len(f.Sizes) != 4 || f.Blocs() != 4 {
		t.Errorf("Q %.7f, communities %v; want .4197896 and four", f.Q, f.Sizes)
	}
	if f.Runs != 50 || f.Best <= 0 || f.Stability <= .5 || f.Stability > 1 {
		t.Errorf("%+v", f)
	}
	if got := Modularity(w, f.Part, 1); math.Abs(got-f.Q) > 1e-12 {
		t.Errorf("the modularity of the partition is %v, the search says %v", got, f.Q)
	}
}

// TestKarateRelabelled: numbering the members anew changes nothing but the numbers.
func TestKarateRelabelled(t *testing.T) {
	first := search(t, karateNetwork(inOrder(34)), Options{Seed: 1})
	for seed := range 5 {
		order := rand.New(rand.NewPCG(7, uint64(seed))).Perm(34)
		f := search(t, karateNetwork(order), Options{Seed: 1})
		back := make([]int, 34)
		for i := range back {
			back[i] = f.Part[order[i]]
		}
		if math.Abs(f.Q-first.Q) > 1e-12 || NMI(first.Part, back) < 1-1e-12 {
			t.Errorf("order %v: Q %v, likeness %v", order, f.Q, NMI(first.Part, back))
		}
	}
}

// TestSameSeed: the same seed gives the same answer, another seed the same modularity.
func TestSameSeed(t *testing.T) {
	w := karateNetwork(inOrder(34))
	a, b, c := search(t, w, Options{Seed: 3}), search(t, w, Options{Seed: 3}), search(t, w, Options{Seed: 4})
	if !slices.Equal(a.Part, b.Part) || a.Q != b.Q || a.Stability != b.Stability {
		t.Error("the same seed gives another answer")
	}
	if math.Abs(a.Q-c.Q) > 1e-12 {
		t.Errorf("seeds 3 and 4 give %v and %v", a.Q, c.Q)
	}
}

// TestTwoCamps: two cliques of positive ties, all negative between: Q is worked out by hand. With k nodes a side there are
// k(k-1) positive and 2k^2 negative halves of ties, Q = (k(k-1) - k(k-1)/2 + k^2) / (k(k-1) + 2k^2/... ) as below.
func TestTwoCamps(t *testing.T) {
	const k = 4
	w := NewNetwork(2*k + 1) // the last has no tie
	for i := range 2 * k {
		for j := range i {
			w.Set(i, j, 1)
			if (i < k) != (j < k) {
				w.Set(i, j, -1)
			}
		}
	}
	f := search(t, w, Options{})
	plus, minus := float64(2*k*(k-1)), float64(2*k*k)
	inside := 2 * float64(k*k)                                 // pairs (i, j) of one side
	want := plus - inside*float64((k-1)*(k-1))/plus            // positive ties inside, less those expected
	want = (want + inside*float64(k*k)/minus) / (plus + minus) // no negative ones, though expected
	if math.Abs(f.Q-want) > 1e-12 || len(f.Sizes) != 2 || f.Part[2*k] != -1 || f.Stability != 1 || f.Best != 1 {
		t.Errorf("%+v, want Q %v", f, want)
	}
}

// TestExhaustive: on small signed networks the search finds the best of all partitions.
func TestExhaustive(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		n := 4 + r.IntN(4)
		w := NewNetwork(n)
		for i := range n {
			for j := range i {
				if r.IntN(3) > 0 {
					w.Set(i, j, r.Float64()*2-1)
				}
			}
		}
		best := math.Inf(-1)
		part := make([]int, n)
		var all func(at, used int)
		all = func(at, used int) {
			if at == n {
				best = math.Max(best, Modularity(w, part, 1))
				return
			}
			for c := range used + 1 {
				part[at] = c
				all(at+1, max(used, c+1))
			}
		}
		all(0, 0)
		if f := search(t, w, Options{Seed: 1}); math.Abs(f.Q-best) > 1e-10 {
			t.Errorf("found %v, the best is %v", f.Q, best)
		}
	}
}

// TestScale: ties in another unit change nothing.
func TestScale(t *testing.T) {
	w := karateNetwork(inOrder(34))
	for i := range w.Ties {
		w.Ties[i] *= 1000
	}
	if f := search(t, w, Options{Seed: 1}); math.Abs(f.Q-.4197896) > 5e-8 {
		t.Errorf("Q %v", f.Q)
	}
}

func TestNoTies(t *testing.T) {
	f := search(t, NewNetwork(3), Options{})
	if f.Q == f.Q || !slices.Equal(f.Part, []int{-1, -1, -1}) || f.Blocs() != 0 {
		t.Errorf("%+v", f)
	}
}

func TestNMI(t *testing.T) {
	a, b := []int{0, 0, 1, 1}, []int{1, 1, 0, 0}
	if NMI(a, b) != 1 || NMI(a, []int{0, 1, 0, 1}) != 0 {
		t.Error("the same partition under other numbers, or an independent one")
	}
	// one of two pairs split: I = log 2, H = log 2 and 1.5 log 2
	if got := NMI(a, []int{0, 0, 1, 2}); math.Abs(got-.8) > 1e-12 {
		t.Errorf("%v, want .8", got)
	}
}

func TestTrack(t *testing.T) {
	years := [][]int{
		{0, 0, 0, 1, 1, 2, -1},
		{1, 1, 0, 0, 0, 2, 2}, // numbers changed, one moved, a new one of two
		{-1, -1, -1, -1, -1, -1, -1},
		{0, 0, 0, 1, 1, -1, -1}, // after a gap
	}
	got := Track(years, .3)
	for y, want := range [][]int{{1, 1, 1, 2, 2, 0, -1}, {1, 1, 2, 2, 2, 3, 3}, {-1, -1, -1, -1, -1, -1, -1}, {1, 1, 1, 2, 2, -1, -1}} {
		if !slices.Equal(got[y], want) {
			t.Errorf("year %d: %v, want %v", y, got[y], want)
		}
	}
}

func TestPower(t *testing.T) {
	p, ok := PowerOf([]int{0, 0, 1, -1, -1}, []float64{.2, .3, .2, .2, .1}, .2)
	if !ok || math.Abs(p.Square-(.25+.04+.04+.01)) > 1e-12 || math.Abs(p.Largest-.5) > 1e-12 || p.Poles != 3 {
		t.Errorf("%+v", p)
	}
	if _, ok := PowerOf([]int{0}, []float64{math.NaN()}, .2); ok {
		t.Error("shares of nothing")
	}
}

func BenchmarkSearch(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	w := NewNetwork(193)
	for i := range w.N {
		for j := range i {
			x := r.NormFloat64() * .2
			if i%3 == j%3 {
				x += .1
			}
			w.Set(i, j, x)
		}
	}
	for b.Loop() {
		if _, err := Search(context.Background(), w, Options{Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
