package idealpoint

// The samplers, held against brute force where the posterior can be worked out, against known thetas, and against themselves under
// what must not matter.

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"

	"comity/numeric"
)

// oneItem is a chain over a single item of fixed thetas.
func oneItem(t *testing.T, proper bool) (*gibbs, *shard) {
	t.Helper()
	s := numeric.NewStream(3)
	var ballots []Ballot
	theta := map[int32]float64{}
	for c := range int32(30) {
		theta[c+1] = s.Norm()
		z, vote := 0.8*theta[c+1]+s.Norm(), No
		if z < -0.4 {
			vote = Yes
		} else if z < 0.5 {
			vote = Abstain
		}
		ballots = append(ballots, Ballot{1, 1, c + 1, vote})
	}
	d, err := Gather(ballots, nil, Anchors{})
	if err != nil {
		t.Fatal(err)
	}
	g := newGibbs(d, 11, 0)
	g.proper = proper
	g.start()
	for i, u := range d.Units {
		g.theta[i] = theta[u.Country]
	}
	for _, one := range g.shards {
		if one.from == 0 && one.to == 1 {
			return g, one
		}
	}
	t.Fatal("no shard has the item")
	return nil, nil
}

// onGrid integrates the posterior of (gamma1, gamma2, beta) of the item over a grid; beta is held where bounds are equal.
func onGrid(g *gibbs, from, to [3]float64, n [3]int) (mean, sd [3]float64) {
	var sum, squares [3]float64
	total := 0.0
	at := func(k, i int) float64 { return from[k] + (to[k]-from[k])*(float64(i)+0.5)/float64(n[k]) }
	for i := range n[0] {
		for j := range n[1] {
			for k := range n[2] {
				x := [3]float64{at(0, i), at(1, j), at(2, k)}
				if x[0] >= x[1] {
					continue
				}
				p := likelihood(g, x)
				total += p
				for c := range x {
					sum[c] += p * x[c]
					squares[c] += p * x[c] * x[c]
				}
			}
		}
	}
	for c := range sum {
		mean[c] = sum[c] / total
		sd[c] = math.Sqrt(max(squares[c]/total-mean[c]*mean[c], 0))
	}
	return mean, sd
}

func likelihood(g *gibbs, x [3]float64) float64 {
	p := math.Exp(-x[2] * x[2] / 2)
	for k, u := range g.d.ItemUnit {
		m := x[2] * g.theta[u]
		switch g.d.ItemVote[k] {
		case Yes:
			p *= numeric.Phi(x[0] - m)
		case Abstain:
			p *= numeric.Phi(x[1]-m) - numeric.Phi(x[0]-m)
		default:
			p *= numeric.Phi(m - x[1])
		}
	}
	return p
}

// held says whether draws have the mean and deviation of the grid, within what so many correlated draws leave open.
func held(t *testing.T, what string, draws []float64, mean, sd float64) {
	t.Helper()
	gotMean, gotSD := meanSD(draws)
	_, ess := mixing(draws, 1)
	if math.Abs(gotMean-mean) > 5*sd/math.Sqrt(ess)+0.002 || math.Abs(gotSD/sd-1) > 5/math.Sqrt(ess) {
		t.Errorf("%s: mean %.4f, sd %.4f; the grid has %.4f and %.4f (%.0f independent draws)", what, gotMean, gotSD, mean, sd, ess)
	}
}

// TestCutsAgainstGrid: the cuts of an item given theta and beta, by the whole correction of the proposal.
func TestCutsAgainstGrid(t *testing.T) {
	g, s := oneItem(t, true)
	g.beta[0], g.step[0] = 0.8, 0.3
	mean, sd := onGrid(g, [3]float64{-2.5, -1.5, 0.8}, [3]float64{1.5, 2.5, 0.8}, [3]int{200, 200, 1})
	var first, second []float64
	for k := range 60_000 {
		s.drawCuts(g, 0)
		if k > 500 {
			first, second = append(first, g.cuts[0][0]), append(second, g.cuts[0][1])
		}
	}
	held(t, "gamma1", first, mean[0], sd[0])
	held(t, "gamma2", second, mean[1], sd[1])
}

// TestItemAgainstGrid: cuts and beta of an item given theta, with Z drawn and the item moved as a whole; and by the published ways, whose
// correction in part moves the cuts by little.
func TestItemAgainstGrid(t *testing.T) {
	for _, proper := range []bool{true, false} {
		g, s := oneItem(t, proper)
		if proper {
			g.step[0] = 0.3
		}
		mean, sd := onGrid(g, [3]float64{-2.5, -1.5, -1}, [3]float64{1.5, 2.5, 3}, [3]int{60, 60, 60})
		var draws [3][]float64
		for k := range 100_000 {
			s.drawCuts(g, 0)
			s.drawBeta(g, 0)
			if k > 500 {
				for c, x := range [3]float64{g.cuts[0][0], g.cuts[0][1], g.beta[0]} {
					draws[c] = append(draws[c], x)
				}
			}
		}
		if !proper {
			if got, _ := meanSD(draws[2]); math.Abs(got-mean[2]) > 0.1 {
				t.Errorf("beta by the published ways %.3f, the grid has %.3f", got, mean[2])
			}
			continue
		}
		for c, name := range [3]string{"gamma1", "gamma2", "beta"} {
			held(t, name, draws[c], mean[c], sd[c])
		}
	}
}

// TestPathsAgainstDense: the draws of a country's path have the mean and variance of the joint normal, worked out by elimination over the
// whole matrix. Standardising is undone by the line through the draws being known: the test calls the recursion before it.
func TestPathsAgainstDense(t *testing.T) {
	d, _ := made(2, 4, 5)
	g := newGibbs(d, 5, 0)
	g.paths = paths(d)
	s := numeric.NewStream(9)
	for u := range g.prec {
		g.prec[u], g.info[u] = 0.5+s.Uniform(), s.Norm()
	}
	for _, path := range g.paths {
		n := len(path)
		q, h := make([][]float64, n), make([]float64, n)
		for k, u := range path {
			q[k] = make([]float64, n)
			h[k] = g.info[u]
			q[k][k] += g.prec[u]
			if k == 0 {
				q[k][k] += 1 / firstSpan
				continue
			}
			tie := 1 / g.spread[u]
			q[k][k] += tie
			q[k-1][k-1] += tie
			q[k][k-1], q[k-1][k] = -tie, -tie
		}
		var sum, squares [8]float64
		const times = 40_000
		for range times {
			g.drawPath(path)
			for k, u := range path {
				sum[k] += g.theta[u]
				squares[k] += g.theta[u] * g.theta[u]
			}
		}
		for k := range path {
			unit := make([]float64, n)
			unit[k] = 1
			want, variance := solve(q, h)[k], solve(q, unit)[k]
			mean := sum[k] / times
			if math.Abs(mean-want) > 5*math.Sqrt(variance/times) || math.Abs((squares[k]/times-mean*mean)/variance-1) > 5*math.Sqrt(2.0/times) {
				t.Errorf("theta %d of a path: mean %.4f, variance %.4f; want %.4f, %.4f", k, mean, squares[k]/times-mean*mean, want, variance)
			}
		}
	}
}

// solve solves a symmetric system by elimination.
func solve(q [][]float64, h []float64) []float64 {
	n := len(h)
	a := make([][]float64, n)
	for i := range a {
		a[i] = append(append([]float64{}, q[i]...), h[i])
	}
	for i := range n {
		for j := range n {
			if j == i {
				continue
			}
			f := a[j][i] / a[i][i]
			for k := range a[j] {
				a[j][k] -= f * a[i][k]
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = a[i][n] / a[i][i]
	}
	return x
}

func run(t *testing.T, s Sampler, d *Data, o Options) *Estimate {
	t.Helper()
	e, err := s(t.Context(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// ballotsOf gives the ballots of data back; an item is a roll call.
func ballotsOf(d *Data) (out []Ballot) {
	for i := range d.Items {
		for k := d.ItemStart[i]; k < d.ItemStart[i+1]; k++ {
			u := d.Units[d.ItemUnit[k]]
			out = append(out, Ballot{int32(i + 1), u.Session, u.Country, d.ItemVote[k]})
		}
	}
	return out
}

// apart is a made assembly whose anchors stand at its two ends: it gives the countries of the high and the low end.
func apart(t *testing.T, countries, sessions, items int) (d *Data, truth map[[2]int32]float64, high, low int32) {
	t.Helper()
	d, truth = made(countries, sessions, items)
	high, low = 1, 1
	for c := range int32(countries) {
		if x := truth[[2]int32{c + 1, 1}]; x > truth[[2]int32{high, 1}] {
			high = c + 1
		} else if x < truth[[2]int32{low, 1}] {
			low = c + 1
		}
	}
	d, err := Gather(ballotsOf(d), nil, Anchors{High: []int32{high}, Low: []int32{low}, Lead: [2]int32{high, low}})
	if err != nil {
		t.Fatal(err)
	}
	return d, truth, high, low
}

// TestKnownPoints: both samplers find the thetas the votes were made from; nine of ten intervals hold them, scale apart.
func TestKnownPoints(t *testing.T) {
	d, truth, _, _ := apart(t, 40, 6, 30)
	var want []float64
	for _, u := range d.Units {
		want = append(want, truth[[2]int32{u.Country, u.Session}])
	}
	mean, sd := meanSD(want)
	for name, s := range map[string]Sampler{"rw": RandomWalk, "compat": Compat} {
		e := run(t, s, d, Options{Burn: 200, Draws: 600, Seed: 1})
		within := 0
		for i, x := range want {
			if x = (x - mean) / sd; e.Low[i] <= x && x <= e.High[i] {
				within++
			}
		}
		r, share := correlation(e.Mean, want), float64(within)/float64(len(want))
		t.Logf("%s: r %.4f, share within %.3f", name, r, share)
		if r < 0.97 || share < 0.82 || share > 0.97 {
			t.Errorf("%s: r %.4f with the thetas the votes were made from, %.2f of them within their 90 %% interval", name, r, share)
		}
	}
}

// TestLevelsOfSessions: how all of a session stand against other sessions is known by few bridges, and is where samplers of cuts alone get stuck. On a
// made-up assembly with four repeated items a session the random walk finds the means of the sessions, and its intervals hold the truth.
func TestLevelsOfSessions(t *testing.T) {
	const countries, sessions, items, repeated = 40, 15, 20, 4
	s := numeric.NewStream(77)
	var ballots []Ballot
	var pairs [][2]int32
	var at [countries]float64
	var truth []float64 // by session, then country: the order of units
	for c := range at {
		at[c] = s.Norm()
	}
	at[0], at[1] = 3, -2.5
	var old [items][3]float64
	for session := range int32(sessions) {
		for c := range at {
			at[c] += 0.2 * s.Norm()
			truth = append(truth, at[c])
		}
		for i := range old {
			call := session*items + int32(i) + 1
			if i < repeated && session > 0 {
				pairs = append(pairs, [2]int32{call - items, call})
			} else {
				low := s.Norm() - 0.5
				old[i] = [3]float64{s.Norm(), low, low + 0.6*s.Uniform()}
			}
			for c := range at {
				vote, z := No, old[i][0]*at[c]+s.Norm()
				if z < old[i][1] {
					vote = Yes
				} else if z < old[i][2] {
					vote = Abstain
				}
				ballots = append(ballots, Ballot{call, session + 1, int32(c + 1), vote})
			}
		}
	}
	d, err := Gather(ballots, pairs, Anchors{High: []int32{1}, Low: []int32{2}, Lead: [2]int32{1, 2}})
	if err != nil || len(d.Units) != len(truth) {
		t.Fatal(err, len(d.Units))
	}
	e := run(t, RandomWalk, d, Options{Burn: 500, Draws: 1500, Seed: 1})
	mean, sd := meanSD(truth)
	within, levels := 0, [sessions]float64{}
	for i, x := range truth {
		x = (x - mean) / sd
		if e.Low[i] <= x && x <= e.High[i] {
			within++
		}
		levels[i/countries] += (e.Mean[i] - x) / countries
	}
	off := 0.0
	for _, x := range levels {
		off += x * x / sessions
	}
	share := float64(within) / float64(len(truth))
	t.Logf("share within %.3f, levels off by %.3f", share, math.Sqrt(off))
	if share < 0.85 || math.Sqrt(off) > 0.1 {
		t.Errorf("%.3f of the thetas are within their 90 %% interval; the levels of sessions are off by %.3f, root mean square", share, math.Sqrt(off))
	}
}

// TestSameBytes: the same seed gives the same bytes at any number of threads; another seed other draws, and nearly the same means.
func TestSameBytes(t *testing.T) {
	d, _, _, _ := apart(t, 30, 4, 20)
	old := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(old)
	for name, s := range map[string]Sampler{"rw": RandomWalk, "compat": Compat} {
		var all [][]byte
		for _, threads := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(threads)
			e := run(t, s, d, Options{Burn: 20, Draws: 40, Chains: 2, Seed: 5})
			var b bytes.Buffer
			for _, part := range []any{e.Draws, e.Mean, e.SD, e.Low, e.High, e.RHat, e.ESS} {
				if err := binary.Write(&b, binary.LittleEndian, part); err != nil {
					t.Fatal(err)
				}
			}
			all = append(all, b.Bytes())
		}
		if !bytes.Equal(all[0], all[1]) || !bytes.Equal(all[0], all[2]) {
			t.Errorf("%s: other bytes with other numbers of threads", name)
		}
		a, b := run(t, s, d, Options{Burn: 100, Draws: 400, Seed: 1}), run(t, s, d, Options{Burn: 100, Draws: 400, Seed: 2})
		if r := correlation(a.Mean, b.Mean); r < 0.98 || r == 1 {
			t.Errorf("%s: two seeds correlate %.4f", name, r)
		}
	}
}

// TestWhatMustNotMatter: the numbers of roll calls, and which country has which code, change nothing but the random numbers; turned anchors turn
// the scale round.
func TestWhatMustNotMatter(t *testing.T) {
	d, _, high, low := apart(t, 30, 4, 30)
	o := Options{Burn: 200, Draws: 800, Seed: 3}
	base := run(t, RandomWalk, d, o)
	ballots, moved := ballotsOf(d), ballotsOf(d)
	for i := range moved {
		moved[i].Call, moved[i].Country = int32(len(d.Items)+1)-moved[i].Call, 100-moved[i].Country
	}
	for name, c := range map[string]struct {
		ballots []Ballot
		anchors Anchors
		code    func(int32) int32
		sign    float64
	}{
		"renumbered": {moved, Anchors{High: []int32{100 - high}, Low: []int32{100 - low}, Lead: [2]int32{100 - high, 100 - low}}, func(c int32) int32 { return 100 - c }, 1},
		"turned":     {ballots, Anchors{High: []int32{low}, Low: []int32{high}, Lead: [2]int32{low, high}}, func(c int32) int32 { return c }, -1},
	} {
		other, err := Gather(c.ballots, nil, c.anchors)
		if err != nil {
			t.Fatal(err)
		}
		e := run(t, RandomWalk, other, o)
		at := map[[2]int32]float64{}
		for i, u := range other.Units {
			at[[2]int32{u.Session, u.Country}] = c.sign * e.Mean[i]
		}
		most := 0.0
		var xs []float64
		for i, u := range d.Units {
			x := at[[2]int32{u.Session, c.code(u.Country)}]
			xs = append(xs, x)
			most = max(most, math.Abs(x-base.Mean[i])/base.SD[i])
		}
		if r := correlation(xs, base.Mean); r < 0.995 || most > 1.5 {
			t.Errorf("%s: r %.4f with the estimates before, up to %.2f standard deviations off", name, r, most)
		}
	}
}

// TestFixed: our own figures, so that a change of the numbers is seen. The seed's draws are the same on every machine of one kind; sums may
// differ in the last digits on others.
func TestFixed(t *testing.T) {
	d, _ := made(20, 3, 15)
	for name, want := range map[string]float64{"rw": fixedRW, "compat": fixedCompat} {
		e := run(t, Samplers[name], d, Options{Burn: 10, Draws: 20, Seed: 1})
		if got := e.Mean[0]; math.Abs(got-want) > 1e-6 {
			t.Errorf("%s: the first country's first mean is %.9f, was %.9f", name, got, want)
		}
	}
}

const (
	fixedRW     = 1.260432333
	fixedCompat = 1.281155288
)

func TestOptions(t *testing.T) {
	d, _ := made(10, 2, 10)
	for _, o := range []Options{{}, {Draws: 1}, {Burn: -1, Draws: 10}, {Draws: 10, Thin: 9}, {Draws: 10, Thin: -1}, {Draws: 10, Chains: 100}, {Draws: 2_000_000}, {Draws: 30_000}} {
		if _, err := RandomWalk(t.Context(), d, o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
	if _, err := (Options{Draws: 20_000, Chains: 5}).checked(1001); err == nil || !strings.Contains(err.Error(), "5 chains of 20000 draws kept of 1001 country-sessions") {
		t.Errorf("more than fits: %v", err)
	}
	if _, err := (Options{Draws: 20_000, Chains: 5}).checked(1000); err != nil {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	told := 0
	_, err := RandomWalk(ctx, d, Options{Burn: 5, Draws: 50, Chains: 2, Progress: func(done, total int) {
		if told++; done != told || total != 110 {
			t.Errorf("told %d of %d after %d sweeps of 110", done, total, told)
		}
		if done == 60 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) || told != 60 {
		t.Errorf("stopped after 60 sweeps: %v after %d", err, told)
	}
	e := run(t, RandomWalk, d, Options{Burn: 5, Draws: 53, Thin: 10, Chains: 3})
	if e.Kept != 15 || len(e.Draws) != 15*len(d.Units) || e.Chains != 3 || len(e.Warnings) == 0 {
		t.Errorf("%d draws kept of 3 chains of 53, every tenth: want 15, and a warning that they are few: %v", e.Kept, e.Warnings)
	}
}

// TestStrangeData: one country alone, countries of one session, items that separate perfectly: numbers come out, or an error.
func TestStrangeData(t *testing.T) {
	for name, ballots := range map[string][]Ballot{
		"two votes":   {{1, 1, 1, Yes}, {1, 1, 2, No}},
		"one country": {{1, 1, 1, Yes}, {2, 1, 1, No}, {1, 2, 1, No}, {3, 2, 1, Yes}},
		"separated":   {{1, 1, 1, Yes}, {1, 1, 2, Yes}, {1, 1, 3, No}, {2, 1, 1, Yes}, {2, 1, 2, Yes}, {2, 1, 3, No}, {3, 9, 1, Abstain}, {3, 9, 3, No}},
	} {
		d, err := Gather(ballots, nil, Anchors{})
		if err != nil {
			if name != "one country" {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		for model, s := range Samplers {
			e, err := s(t.Context(), d, Options{Burn: 10, Draws: 20, Seed: 1})
			if err != nil {
				t.Errorf("%s, %s: %v", name, model, err)
				continue
			}
			for _, x := range e.Mean {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Errorf("%s, %s: mean %g", name, model, x)
				}
			}
		}
	}
}

// assembly has the shape of the votes of the published estimates: 0.8 million votes of 190 countries in 73 sessions.
func assembly(b *testing.B) *Data {
	b.Helper()
	s := numeric.NewStream(1)
	var ballots []Ballot
	call := int32(0)
	at := make([]float64, 190)
	for i := range at {
		at[i] = s.Norm()
	}
	for session := range int32(73) {
		for range 66 {
			call++
			beta, low := s.Norm(), s.Norm()-0.5
			for c := range at {
				vote, z := No, beta*at[c]+s.Norm()
				if z < low {
					vote = Yes
				} else if z < low+0.5 {
					vote = Abstain
				}
				if s.Uniform() < 0.87 {
					ballots = append(ballots, Ballot{call, session + 1, int32(c + 1), vote})
				}
			}
		}
	}
	d, err := Gather(ballots, nil, Anchors{High: []int32{1}, Low: []int32{2}, Lead: [2]int32{1, 2}})
	if err != nil {
		b.Fatal(err)
	}
	return d
}

func BenchmarkSweep(b *testing.B) {
	d := assembly(b)
	for name, begin := range map[string]func(*gibbs) func(){
		"rw":     func(g *gibbs) func() { g.proper, g.paths = true, paths(d); return g.drawPaths },
		"compat": func(g *gibbs) func() { g.mean = starts(d); return g.drawForward },
	} {
		b.Run(name, func(b *testing.B) {
			g := newGibbs(d, 1, 0)
			draw := begin(g)
			g.start()
			for range 20 {
				draw()
				g.sweepItems()
			}
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				draw()
				g.sweepItems()
			}
			b.ReportMetric(float64(d.Votes()), "votes")
		})
	}
}
