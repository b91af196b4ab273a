package balance

import (
	"context"
	_ "embed"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity/format/rda"
)

//go:embed testdata/published/tribes.tsv
var tribesTSV string

// tribes is the network of the table, nodes in order of appearance.
func tribes(t testing.TB, order func(n int) []int) *Graph {
	t.Helper()
	at, g := map[string]int{}, NewGraph(16)
	place := order(16)
	for line := range strings.Lines(tribesTSV) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 3 || c[0] == "first" {
			continue
		}
		for _, name := range c[:2] {
			if _, ok := at[name]; !ok {
				at[name] = place[len(at)]
			}
		}
		sign, err := strconv.Atoi(c[2])
		if err != nil {
			t.Fatal(err)
		}
		g.Set(at[c[0]], at[c[1]], sign)
	}
	return g
}

func same(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// TestTribes: the figures of the tribes as methods.md has them (measured; those of the signnet vignette): triangles 19, 2, 40, 7,
// balanced .8676470588, walks .3575761057, frustration 7, line index .7586206897. The same however the tribes are numbered.
func TestTribes(t *testing.T) {
	orders := []func(int) []int{same}
	for seed := range uint64(5) {
		orders = append(orders, func(n int) []int { return rand.New(rand.NewPCG(seed, 1)).Perm(n) })
	}
	for _, order := range orders {
		g := tribes(t, order)
		if p, m := g.Edges(); p != 29 || m != 29 {
			t.Fatalf("%d positive and %d negative ties", p, m)
		}
		tri := g.Triangles()
		if tri != (Triangles{19, 2, 40, 7}) {
			t.Errorf("triangles %v", tri)
		}
		near(t, "balanced", tri.Balanced(), .8676470588, 5e-11)
		near(t, "weak", tri.Weak(), 66./68, 1e-15)
		near(t, "walks", g.Walks().Whole, .3575761057, 5e-11)
		f, err := g.Frustration(context.Background(), 0, 1)
		if err != nil || f.Low != 7 || f.High != 7 || !f.Exact() {
			t.Errorf("frustration %+v, want 7; %v", f, err)
		}
		near(t, "line index", f.Line(58), .7586206897, 5e-11)
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %.12f, want %.12f", what, got, want)
	}
}

// TestTribesFile: the table is that of the package it was taken from.
func TestTribesFile(t *testing.T) {
	path := "../../../shared/data/checks/signnet_tribes.rda"
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the file to hold against is not here: %v", err)
	}
	objects, err := rda.ReadFile(path, rda.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	items := objects[0].Value.Items()
	from, to, sign := items[2].Reals(), items[3].Reals(), items[8].Items()[3].Items()[0].Reals()
	g := NewGraph(16)
	for i := range from {
		g.Set(int(from[i]), int(to[i]), int(sign[i]))
	}
	ours := tribes(t, same)
	a, b := degrees(g), degrees(ours)
	if len(from) != 58 || g.Triangles() != ours.Triangles() || !slices.Equal(a, b) {
		t.Errorf("%v and %v differ", a, b)
	}
}

// degrees are the sorted pairs of positive and negative degrees.
func degrees(g *Graph) (out []int) {
	for i := range g.N {
		p, m := g.Degree(i)
		out = append(out, p*100+m)
	}
	slices.Sort(out)
	return out
}

// randomGraph ties nodes at random.
func randomGraph(r *rand.Rand, n int, tie, negative float64) *Graph {
	g := NewGraph(n)
	for i := range n {
		for j := range i {
			if r.Float64() < tie {
				sign := 1
				if r.Float64() < negative {
					sign = -1
				}
				g.Set(i, j, sign)
			}
		}
	}
	return g
}

// TestBruteForce: triangles, the census and the frustration of small graphs, node by node and partition by partition.
func TestBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for trial := range 60 {
		n := 3 + r.IntN(9)
		if trial < 3 {
			n = 70 // more than a word
		}
		g := randomGraph(r, n, .6, .4)
		var tri Triangles
		var census Census
		local := make([]Triangles, n)
		for i := range n {
			for j := range i {
				for k := range j {
					p, m := 0, 0
					for _, s := range []int{g.Sign(i, j), g.Sign(i, k), g.Sign(j, k)} {
						if s > 0 {
							p++
						} else if s < 0 {
							m++
						}
					}
					census[p][m]++
					if p+m == 3 {
						tri[m]++
						local[i][m]++
						local[j][m]++
						local[k][m]++
					}
				}
			}
		}
		if got := g.Triangles(); got != tri {
			t.Fatalf("n %d: triangles %v, want %v", n, got, tri)
		}
		if got := g.Census(); got != census {
			t.Fatalf("n %d: census %v, want %v", n, got, census)
		}
		for i := range n {
			if got := g.TrianglesOf(i); got != local[i] {
				t.Fatalf("n %d: triangles of %d %v, want %v", n, i, got, local[i])
			}
		}
		if n > 12 {
			continue
		}
		best := math.MaxInt
		for camp := range 1 << (n - 1) {
			bad := 0
			for i := range n {
				for j := range i {
					if s := g.Sign(i, j); s != 0 && (s > 0) != (camp>>i&1 == camp>>j&1) {
						bad++
					}
				}
			}
			best = min(best, bad)
		}
		f, err := g.Frustration(context.Background(), 0, 1)
		if err != nil || f.Low != best || f.High != best {
			t.Fatalf("n %d: frustration %+v, want %d; %v", n, f, best, err)
		}
	}
}

// TestBounds: of a block too large to try, the bounds hold what trying finds, and graphs made of camps are known.
func TestBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 20 {
		g := randomGraph(r, 16, .5, .3)
		for _, nodes := range g.blocks() {
			b := g.block(nodes)
			want := b.whole()
			low := b.cycles()
			high, err := b.climb(context.Background(), 200, 1, low)
			if err != nil || low > want || high != want {
				t.Errorf("between %d and %d, it is %d", low, high, want)
			}
		}
	}
	g := NewGraph(60)
	for i := range 60 {
		for j := range i {
			g.Set(i, j, 1-2*((i/20+j/20)%2)) // three groups, the first and third in one camp
		}
	}
	if f, err := g.Frustration(context.Background(), 0, 1); err != nil || f.High != 0 || !f.Exact() {
		t.Errorf("a balanced graph: %+v, %v", f, err)
	}
	g.Set(0, 1, -1)
	if f, err := g.Frustration(context.Background(), 0, 1); err != nil || f != (Frustration{1, 1}) {
		t.Errorf("one tie wrong: %+v, %v", f, err)
	}
}

// TestWalks: of two camps all walks balance; of one negative triangle K = (e^-2 + 2 e) / (e^2 + 2 e^-1), from its eigenvalues.
func TestWalks(t *testing.T) {
	g := NewGraph(4)
	g.Set(0, 1, -1)
	g.Set(1, 2, -1)
	g.Set(0, 2, -1)
	w := g.Walks()
	want := (math.Exp(-2) + 2*math.E) / (math.Exp(2) + 2*math.Exp(-1))
	near(t, "walks", w.Whole, want, 1e-14)
	near(t, "walks of one", w.Local[1], want, 1e-14)
	if w.Local[3] == w.Local[3] {
		t.Error("a node without ties has no walks")
	}
	g.Set(0, 1, 1)
	near(t, "a balanced triangle", g.Walks().Whole, 1, 1e-14)
	big := NewGraph(300)
	for i := range 300 {
		big.Set(i, (i+1)%300, 1)
	}
	near(t, "a long ring", big.Walks().Whole, 1, 1e-9)
}

// TestShuffle: dealt signs keep their number, the mean is that of the hypergeometric law, the same seed deals the same.
func TestShuffle(t *testing.T) {
	g := tribes(t, same)
	c, err := g.Shuffle(context.Background(), 5000, 1)
	if err != nil {
		t.Fatal(err)
	}
	// a triangle is balanced with none or two of its ties negative: 29 of 58 are
	p := func(k int) float64 {
		choose := func(n, k int) float64 {
			x := 1.0
			for i := range k {
				x = x * float64(n-i) / float64(i+1)
			}
			return x
		}
		return choose(29, k) * choose(29, 3-k) / choose(58, 3)
	}
	near(t, "mean of deals", c.Mean, p(0)+p(2), 4*c.SD/math.Sqrt(5000))
	if c.Z < 3 || c.Above > .01 {
		t.Errorf("%+v: the tribes are more balanced than chance", c)
	}
	again, _ := g.Shuffle(context.Background(), 5000, 1)
	if again != c {
		t.Error("the same seed deals otherwise")
	}
	all := NewGraph(3)
	all.Set(0, 1, 1)
	all.Set(1, 2, 1)
	all.Set(0, 2, 1)
	if c, _ := all.Shuffle(context.Background(), 100, 1); c.Z == c.Z || c.Mean != 1 {
		t.Errorf("%+v: signs that cannot be dealt otherwise have no z", c)
	}
}

func TestNothing(t *testing.T) {
	g := NewGraph(5)
	c, _ := g.Shuffle(context.Background(), 10, 1)
	f, _ := g.Frustration(context.Background(), 0, 1)
	if b := g.Triangles().Balanced(); b == b || c.Z == c.Z || f.High != 0 || f.Line(0) == f.Line(0) || g.Walks().Whole == g.Walks().Whole {
		t.Error("a graph without ties is neither balanced nor not")
	}
}

// BenchmarkCensus: the bar is 5 ms a year of 200 states.
func BenchmarkCensus(b *testing.B) {
	g := randomGraph(rand.New(rand.NewPCG(1, 1)), 200, .2, .1)
	for b.Loop() {
		g.Census()
	}
}

func BenchmarkShuffle(b *testing.B) {
	g := randomGraph(rand.New(rand.NewPCG(1, 1)), 200, .2, .05)
	for b.Loop() {
		g.Shuffle(context.Background(), 1000, 1)
	}
}

func BenchmarkWalks(b *testing.B) {
	g := randomGraph(rand.New(rand.NewPCG(1, 1)), 200, .2, .05)
	for b.Loop() {
		g.Walks()
	}
}

func BenchmarkFrustration(b *testing.B) {
	g := randomGraph(rand.New(rand.NewPCG(1, 1)), 200, .2, .05)
	for b.Loop() {
		f, _ := g.Frustration(context.Background(), 0, 1)
		b.ReportMetric(float64(f.Low), "low")
		b.ReportMetric(float64(f.High), "high")
	}
}

// TestDirectedTriads: there are 138 kinds; of n nodes there are n(n-1)(n-2)/6 triads; numbering the nodes anew changes no count; a graph
// whose ties go both ways has the counts of the undirected census.
func TestDirectedTriads(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	d, turned := NewDirected(30), NewDirected(30)
	order := r.Perm(30)
	for i := range 30 {
		for j := range 30 {
			if i != j {
				s := r.IntN(3) - 1
				d.Set(i, j, s)
				turned.Set(order[i], order[j], s)
			}
		}
	}
	kinds, counts := d.TriadCensus()
	_, again := turned.TriadCensus()
	sum := int64(0)
	for _, n := range counts {
		sum += n
	}
	if len(kinds) != 138 || sum != 30*29*28/6 || !slices.Equal(counts, again) {
		t.Errorf("%d kinds, %d triads; the same when turned: %v", len(kinds), sum, slices.Equal(counts, again))
	}
	g := tribes(t, same)
	both := NewDirected(16)
	for i := range 16 {
		for j := range 16 {
			both.Set(i, j, g.Sign(i, j))
		}
	}
	kinds, counts = both.TriadCensus()
	found := map[string]int64{}
	for k, n := range counts {
		found[kinds[k].Signs] = n
	}
	if found["++++++"] != 19 || found["++++--"] != 2 || found["++----"] != 40 || found["------"] != 7 {
		t.Errorf("triangles %v", found)
	}
}

func BenchmarkDirectedCensus(b *testing.B) {
	d := NewDirected(200)
	r := rand.New(rand.NewPCG(1, 1))
	for i := range d.Signs {
		d.Signs[i] = int8(r.IntN(3) - 1)
	}
	for b.Loop() {
		d.TriadCensus()
	}
}
