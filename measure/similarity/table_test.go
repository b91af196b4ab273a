package similarity

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestTableEqualsCross: the indices by whole numbers are those by the formula, which other tests hold against published figures.
func TestTableEqualsCross(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		n := 1 + r.IntN(200)
		c := CrossOf(ballots(random(r, n)), ballots(random(r, n)), Window{From: 0, To: n})
		x := c.Table()
		for name, pair := range map[string][2]float64{
			"S linear": {x.SLinear(), c.S(Linear)}, "S quadratic": {x.SQuadratic(), c.S(Quadratic)},
			"kappa nominal": {x.KappaNominal(), c.Kappa(Nominal)}, "kappa linear": {x.KappaLinear(), c.Kappa(Linear)}, "kappa quadratic": {x.KappaQuadratic(), c.Kappa(Quadratic)},
			"pi nominal": {x.PiNominal(), c.Pi(Nominal)}, "pi linear": {x.PiLinear(), c.Pi(Linear)}, "pi quadratic": {x.PiQuadratic(), c.Pi(Quadratic)},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-9 && !(pair[0] != pair[0] && pair[1] != pair[1]) {
				t.Fatalf("%s of %v: %v, by the formula %v", name, c, pair[0], pair[1])
			}
		}
		if got := x.Counts(); got.Both != c.N() || math.Abs(2*got.Half()-1-x.SLinear()) > 1e-12 && got.Both > 0 || math.Abs(got.Half()-x.Agreement()) > 1e-12 && got.Both > 0 {
			t.Fatalf("counts of %v: %+v", c, got)
		}
	}
}

// grades lays out the grades of items as planes, one after the other.
func grades(xs []int, k int) []uint64 {
	words := (len(xs) + 63) / 64
	out := make([]uint64, (k-1)*words)
	for i, x := range xs {
		if x > 0 {
			out[(x-1)*words+i/64] |= 1 << (i % 64)
		}
	}
	return out
}

// tauByPairs counts every pair of items.
func tauByPairs(x, y []int) float64 {
	var net, nx, ny float64
	sign := func(d int) float64 { return float64(max(-1, min(1, d))) }
	for i := range x {
		for j := range i {
			dx, dy := sign(x[i]-x[j]), sign(y[i]-y[j])
			net, nx, ny = net+dx*dy, nx+dx*dx, ny+dy*dy
		}
	}
	return net / math.Sqrt(nx*ny)
}

func TestGradesEqualThePlainLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		n, k := 1+r.IntN(200), 2+r.IntN(3)
		x, y := make([]int, n), make([]int, n)
		want := Table{K: k}
		for i := range x {
			x[i], y[i] = max(0, r.IntN(3*k)-2*k), max(0, r.IntN(3*k)-2*k)
			want.N[x[i]*k+y[i]]++
		}
		got := CountGrades(grades(x, k), grades(y, k), k-1, int32(n))
		if got != want {
			t.Fatalf("%v %v: %v, want %v", x, y, got, want)
		}
		if tau, slow := got.TauB(), tauByPairs(x, y); math.Abs(tau-slow) > 1e-12 && !(tau != tau && slow != slow) {
			t.Fatalf("tau-b of %v: %v, by pairs %v", got, tau, slow)
		}
		both := got.Binary()
		if both.Items() != int32(n) || k == 2 && both != got {
			t.Fatalf("binary of %v: %v", got, both)
		}
	}
}

func TestVotesInPlanes(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	planes := func(v Bits) []uint64 {
		var out [3][]uint64
		for i := range v.Low {
			out[0] = append(out[0], v.Low[i]&^v.High[i])
			out[1] = append(out[1], v.High[i]&^v.Low[i])
			out[2] = append(out[2], v.Low[i]&v.High[i])
		}
		return append(append(out[0], out[1]...), out[2]...)
	}
	for range 100 {
		n := 1 + r.IntN(200)
		x, y := ballots(random(r, n)), ballots(random(r, n))
		c := CrossOf(x, y, Window{From: 0, To: n})
		if got, want := CountVotes(planes(x), planes(y)), c.Table(); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

// TestUndefinedTable: nothing in common, nothing that varies: no number.
func TestUndefinedTable(t *testing.T) {
	none, flat := Table{K: 3}, Table{K: 3}
	flat.N[0] = 7
	for name, f := range map[string]func(*Table) float64{"kappa": (*Table).KappaQuadratic, "kappa nominal": (*Table).KappaNominal, "kappa linear": (*Table).KappaLinear,
		"pi": (*Table).PiQuadratic, "pi nominal": (*Table).PiNominal, "pi linear": (*Table).PiLinear, "tau-b": (*Table).TauB} {
		if x, y := f(&none), f(&flat); x == x || y == y {
			t.Errorf("%s: %v without items, %v where all are the same", name, x, y)
		}
	}
	if x := none.SLinear(); x == x {
		t.Errorf("S without items is %v", x)
	}
	if flat.SLinear() != 1 || flat.SQuadratic() != 1 || flat.Agreement() != 1 {
		t.Error("all the same is not 1")
	}
}

func BenchmarkIndices(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	c := CrossOf(ballots(random(r, 80)), ballots(random(r, 80)), Window{From: 0, To: 80})
	three := c.Table()
	x := make([]int, 195)
	for i := range x {
		x[i] = max(0, r.IntN(9)-5)
	}
	four := CountGrades(grades(x, 4), grades(append(x[7:], x[:7]...), 4), 3, 195)
	for name, f := range map[string]func(*Table) float64{"S linear": (*Table).SLinear, "S quadratic": (*Table).SQuadratic, "kappa quadratic": (*Table).KappaQuadratic, "pi quadratic": (*Table).PiQuadratic,
		"kappa nominal": (*Table).KappaNominal, "pi nominal": (*Table).PiNominal, "tau-b": (*Table).TauB} {
		b.Run(name+"/votes", func(b *testing.B) {
			for b.Loop() {
				f(&three)
			}
		})
		b.Run(name+"/grades", func(b *testing.B) {
			for b.Loop() {
				f(&four)
			}
		})
	}
}
