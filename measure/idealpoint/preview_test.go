package idealpoint

import (
	"context"
	"math"
	"runtime"
	"slices"
	"testing"

	"comity/numeric"
)

// made is a small assembly of known thetas: countries on random walks, items with betas of both signs, a third of them voted on twice.
func made(countries, sessions, items int) (*Data, map[[2]int32]float64) {
	s := numeric.NewStream(7)
	truth := map[[2]int32]float64{}
	for c := range countries {
		at := 2 * s.Norm()
		if c == 0 {
			at = 3
		}
		for t := range sessions {
			at += 0.2 * s.Norm()
			truth[[2]int32{int32(c + 1), int32(t + 1)}] = at
		}
	}
	var ballots []Ballot
	var pairs [][2]int32
	call := int32(0)
	old := [3]float64{}
	for t := range sessions {
		for i := range items {
			call++
			p := [3]float64{s.Norm() * 1.5, -1 + s.Norm()*0.5, 0}
			p[2] = p[1] + 0.8
			if i == 0 && t > 0 {
				p = old
				pairs = append(pairs, [2]int32{call - int32(items), call})
			}
			if i == 0 {
				old = p
			}
			for c := range countries {
				z := p[0]*truth[[2]int32{int32(c + 1), int32(t + 1)}] + s.Norm()
				vote := No
				switch {
				case z < p[1]:
					vote = Yes
				case z < p[2]:
					vote = Abstain
				}
				ballots = append(ballots, Ballot{call, int32(t + 1), int32(c + 1), vote})
			}
		}
	}
	d, err := Gather(ballots, pairs, Anchors{High: []int32{1}, Low: []int32{2}, Lead: [2]int32{1, 2}})
	if err != nil {
		panic(err)
	}
	return d, truth
}

func correlation(x, y []float64) float64 {
	mx, sx := meanSD(x)
	my, sy := meanSD(y)
	sum := 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum / float64(len(x)-1) / sx / sy
}

func TestPreviewFindsKnownPoints(t *testing.T) {
	d, truth := made(40, 6, 30)
	e, err := Preview(t.Context(), d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var want []float64
	for _, u := range d.Units {
		want = append(want, truth[[2]int32{u.Country, u.Session}])
	}
	if r := correlation(e.Mean, want); r < 0.97 {
		t.Errorf("r with the truth %.4f", r)
	}
	if mean, sd := meanSD(e.Mean); math.Abs(mean) > 1e-9 || math.Abs(sd-1) > 1e-9 {
		t.Errorf("mean %v and sd %v, want 0 and 1", mean, sd)
	}
	for i := range d.Units {
		if !(e.SD[i] > 0 && e.SD[i] < 1 && e.Low[i] < e.Mean[i] && e.Mean[i] < e.High[i]) {
			t.Fatalf("unit %d: sd %v, interval %v to %v around %v", i, e.SD[i], e.Low[i], e.High[i], e.Mean[i])
		}
	}
	if len(e.Warnings) != 1 || e.Warnings[0] != PreviewWarning || e.Kept != 0 {
		t.Errorf("warnings %q, draws %d", e.Warnings, e.Kept)
	}
}

func TestPreviewIsTheSameAtAnyNumberOfThreads(t *testing.T) {
	d, _ := made(30, 4, 20)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first *Estimate
	for _, n := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(n)
		e, err := Preview(t.Context(), d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = e
		}
		if !slices.Equal(e.Mean, first.Mean) || !slices.Equal(e.SD, first.SD) {
			t.Errorf("%d threads give other points", n)
		}
	}
}

// Turning every vote round (yes for no) turns the scale round; the anchors turn it back.
func TestPreviewOfVotesTurnedRound(t *testing.T) {
	d, _ := made(30, 4, 20)
	var turned []Ballot
	for i := range d.Items {
		for k := d.ItemStart[i]; k < d.ItemStart[i+1]; k++ {
			u := d.Units[d.ItemUnit[k]]
			turned = append(turned, Ballot{int32(i + 1), u.Session, u.Country, No - d.ItemVote[k]})
		}
	}
	again, err := Gather(turned, nil, Anchors{High: []int32{1}, Low: []int32{2}, Lead: [2]int32{1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	x, _ := Preview(t.Context(), d, Options{})
	y, _ := Preview(t.Context(), again, Options{})
	if r := correlation(x.Mean, y.Mean); r < 0.995 {
		t.Errorf("r of the points of votes and of the same turned round: %.4f", r)
	}
}

func TestPreviewStops(t *testing.T) {
	d, _ := made(10, 2, 5)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Preview(ctx, d, Options{}); err == nil {
		t.Error("it went on")
	}
}

// TestPathsAgainstElimination holds the two-sided recursion against the inverse of the whole matrix, row by row.
func TestPathsAgainstElimination(t *testing.T) {
	d, _ := made(3, 8, 6)
	p := newVariational(d)
	p.sweepItems()
	for _, path := range p.paths {
		n := len(path)
		q := make([][]float64, n)
		for i := range q {
			q[i] = make([]float64, n)
		}
		for k, u := range path {
			q[k][k] += p.prec[u]
			if k == 0 {
				q[0][0] += 1 / firstSpan
				continue
			}
			tie := 1 / p.spread[u]
			q[k][k] += tie
			q[k-1][k-1] += tie
			q[k][k-1] -= tie
			q[k-1][k] -= tie
		}
		p.solve(path)
		for k, u := range path {
			unit := make([]float64, n)
			unit[k] = 1
			row := eliminated(q, unit)
			want := 0.0
			for j, v := range path {
				want += row[j] * p.info[v]
			}
			if math.Abs(p.theta[u]-want) > 1e-10 || math.Abs(p.thetaVar[u]-row[k]) > 1e-12 {
				t.Errorf("theta %v with variance %v, want %v with %v", p.theta[u], p.thetaVar[u], want, row[k])
			}
		}
	}
}

// eliminated solves q x = b by Gauss's elimination; q is positive definite.
func eliminated(q [][]float64, b []float64) []float64 {
	n := len(b)
	m := make([][]float64, n)
	for i := range m {
		m[i] = append(slices.Clone(q[i]), b[i])
	}
	for k := range n {
		for i := k + 1; i < n; i++ {
			f := m[i][k] / m[k][k]
			for j := k; j <= n; j++ {
				m[i][j] -= f * m[k][j]
			}
		}
	}
	x := make([]float64, n)
	for k := n - 1; k >= 0; k-- {
		x[k] = m[k][n]
		for j := k + 1; j < n; j++ {
			x[k] -= m[k][j] * x[j]
		}
		x[k] /= m[k][k]
	}
	return x
}

// The table of inverse Mills ratios keeps what it promises; the slope of the cuts is that of the log-likelihood.
func TestMillsTableAndSlopes(t *testing.T) {
	mills := inverseMills()
	for x := -12.0; x < 12; x += 0.00173 {
		if got, want := mills.at(x), numeric.InverseMills(x); math.Abs(got-want) > 1e-6 {
			t.Fatalf("inverse Mills ratio at %v: %v, want %v", x, got, want)
		}
	}
	for _, c := range [][2]float64{{-0.5, 0.7}, {1, 1.2}, {-8, -7.5}, {4, 6}} {
		log := func(a, c float64) float64 { return math.Log(numeric.Phi(c) - numeric.Phi(a)) }
		if c[0] > 0 {
			log = func(a, c float64) float64 { return math.Log(numeric.Phi(-a) - numeric.Phi(-c)) }
		}
		var f slope
		mean := f.between(c[0], c[1])
		const h = 1e-5
		g0, g1 := (log(c[0]+h, c[1])-log(c[0]-h, c[1]))/(2*h), (log(c[0], c[1]+h)-log(c[0], c[1]-h))/(2*h)
		if math.Abs(f.g[0]-g0) > 1e-5*(1+math.Abs(g0)) || math.Abs(f.g[1]-g1) > 1e-5*(1+math.Abs(g1)) {
			t.Errorf("slope at %v: %v, want %v and %v", c, f.g, g0, g1)
		}
		if mean < c[0] || mean > c[1] {
			t.Errorf("the mean between %v is %v", c, mean)
		}
	}
}

func BenchmarkPreview(b *testing.B) {
	d, _ := made(150, 20, 60)
	for b.Loop() {
		if _, err := Preview(b.Context(), d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(d.Votes()), "votes")
}
