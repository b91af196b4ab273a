package idealpoint

// This file holds the two exact samplers. Both are hybrids of Gibbs and Metropolis-Hastings (Cowles 1996, Statistics and Computing
// 6:101; Johnson and Albert 1999, Ordinal Data Modeling, p. 135): thetas, cuts, latent Z, betas. They differ in how theta is drawn, and in
// the correction of the proposal of cuts.

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"comity/numeric"
)

const (
	smooth     = 0.5 // most that the prior variance of theta can be
	firstSpan  = 4.0 // prior variance of a country's first theta (random walk)
	cutBound   = 7.0
	thetaBound = 5.0
	zBound     = 9.0
	cutStep    = 0.2 / 3 // standard deviation of the proposal of cuts: Johnson and Albert's 0.05 / categories, widened by the authors
	shardCount = 16      // fixed, so that results do not depend on threads
)

// Compat is the sampler of the published estimates, with its ways: the prior of theta looks back only, at the conditional mean of the
// sweep before, unstandardised; a country's first session is tied to its second; and the proposal of cuts is corrected in part.
func Compat(ctx context.Context, d *Data, o Options) (*Estimate, error) {
	return sample(ctx, d, o, func(g *gibbs) func() { g.mean = starts(d); return g.drawForward })
}

// RandomWalk draws from the joint posterior of a random walk of theta, by forward filtering and backward sampling of each country's path.
func RandomWalk(ctx context.Context, d *Data, o Options) (*Estimate, error) {
	return sample(ctx, d, o, func(g *gibbs) func() { g.proper, g.paths = true, paths(d); return g.drawPaths })
}

// gibbs is a chain under way.
type gibbs struct {
	d       *Data
	stream  *numeric.Stream // of the thetas
	theta   []float64
	info    []float64 // sum of beta z, by unit
	prec    []float64 // sum of beta^2, by unit
	spread  []float64 // prior variance of theta given the neighbour, by unit
	mean    []float64 // the conditional means of the last sweep (Compat)
	paths   [][]int32 // the units of each country in time (RandomWalk)
	pivot   []float64 // scratch of a path
	shift   []float64
	beta    []float64
	cuts    [][2]float64
	step    []float64 // standard deviation of the proposal of cuts, by item
	tune    float64   // how much a proposal tells of the step; 0 when tuning has ended
	proper  bool      // whether the proposal of cuts is corrected in full and tuned, and items are moved as a whole
	shards  []*shard
	threads int
}

// shard is a run of items with what their work needs: one goroutine works on it at a time.
type shard struct {
	from, to   int // items
	normal     *numeric.Table
	stream     *numeric.Stream
	info, prec []float64 // by unit, this shard's items only
	z          []float64 // of the item at hand, before they are
	shift      float64   // shifted and
	scale      float64   // stretched
	now, then  [][2]float64
}

// sample runs the chains, each begun by begin, which gives the step that draws the thetas.
func sample(ctx context.Context, d *Data, o Options, begin func(*gibbs) func()) (*Estimate, error) {
	o, err := o.checked(len(d.Units))
	if err != nil {
		return nil, err
	}
	draws := make([]float32, 0, o.Chains*o.kept()*len(d.Units))
	sweeps := o.Burn + o.Draws
	for chain := range o.Chains {
		g := newGibbs(d, o.Seed, uint64(chain))
		drawThetas := begin(g)
		g.start()
		for k := range sweeps {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			g.tune = 0
			if g.proper && k < o.Burn {
				g.tune = 1 / math.Sqrt(float64(k+1))
			}
			drawThetas()
			g.sweepItems()
			if after := k + 1 - o.Burn; after > 0 && after%o.Thin == 0 && after/o.Thin <= o.kept() {
				for _, x := range g.theta {
					draws = append(draws, float32(x))
				}
			}
			if o.Progress != nil {
				o.Progress(chain*sweeps+k+1, o.Chains*sweeps)
			}
		}
	}
	return summarise(d, draws, o.Chains), nil
}

// newGibbs sets a chain up: its stream and those of its shards are named by seed, chain and shard.
func newGibbs(d *Data, seed, chain uint64) *gibbs {
	n := len(d.Units)
	g := &gibbs{d: d, stream: numeric.NewStream(seed, chain, shardCount), theta: make([]float64, n), info: make([]float64, n), prec: make([]float64, n),
		spread: spreads(d), pivot: make([]float64, n), shift: make([]float64, n), beta: make([]float64, len(d.Items)), cuts: make([][2]float64, len(d.Items)), step: make([]float64, len(d.Items)),
		threads: min(shardCount, runtime.GOMAXPROCS(0))}
	longest := 0
	for i := range d.Items {
		longest = max(longest, int(d.ItemStart[i+1]-d.ItemStart[i]))
	}
	for k := range shardCount {
		s := &shard{from: d.cutAt(k), to: d.cutAt(k + 1), scale: 1, normal: numeric.Tabulated(), stream: numeric.NewStream(seed, chain, uint64(k)),
			info: make([]float64, n), prec: make([]float64, n), z: make([]float64, longest), now: make([][2]float64, longest), then: make([][2]float64, longest)}
		g.shards = append(g.shards, s)
	}
	return g
}

// cutAt is the first item of a shard, such that shards have about the same number of votes.
func (d *Data) cutAt(k int) int {
	i, _ := slices.BinarySearch(d.ItemStart[:len(d.Items)], int32(len(d.ItemUnit)*k/shardCount))
	if k == shardCount {
		return len(d.Items)
	}
	return i
}

// spreads is the prior variance of each theta given the session it is tied to: 0.5 N/(N + N of that session).
func spreads(d *Data) []float64 {
	out := make([]float64, len(d.Units))
	for i, u := range d.Units {
		tied := int32(0)
		if u.Prev >= 0 {
			tied = d.Units[u.Prev].Votes
		} else if u.Next >= 0 {
			tied = d.Units[u.Next].Votes
		}
		out[i] = smooth * float64(u.Votes) / float64(u.Votes+tied)
	}
	return out
}

func starts(d *Data) []float64 {
	out := make([]float64, len(d.Units))
	for i, u := range d.Units {
		out[i] = u.Start
	}
	return out
}

// paths gives the units of each country in time, in the order of their first sessions.
func paths(d *Data) [][]int32 {
	var out [][]int32
	for i, u := range d.Units {
		if u.Prev >= 0 {
			continue
		}
		path := []int32{int32(i)}
		for next := u.Next; next >= 0; next = d.Units[next].Next {
			path = append(path, next)
		}
		out = append(out, path)
	}
	return out
}

// start sets betas by the anchors and cuts by the shares of votes, and draws Z with all thetas at 0.
func (g *gibbs) start() {
	d := g.d
	for i, it := range d.Items {
		from, n := float64(d.ItemStart[i]), float64(d.ItemStart[i+1]-d.ItemStart[i])
		g.beta[i], g.step[i] = float64(it.Sign), cutStep
		g.cuts[i] = [2]float64{-1 + 2*(float64(it.Abstain)-from)/n, -1 + 2*(float64(it.No)-from)/n}
	}
	g.eachShard(func(s *shard) {
		s.clear()
		for i := s.from; i < s.to; i++ {
			s.fill(d, i, g.cuts[i], 0, g.theta, s.now)
			s.drawZ(d, i, g.cuts[i], 0, g.theta, s.now)
			s.scatter(d, i, g.beta[i])
		}
	})
	g.gather()
}

// eachShard works on all shards, on as many threads as there are.
func (g *gibbs) eachShard(work func(*shard)) {
	var next atomic.Int32
	var all sync.WaitGroup
	for range g.threads {
		all.Go(func() {
			for k := next.Add(1) - 1; k < int32(len(g.shards)); k = next.Add(1) - 1 {
				work(g.shards[k])
			}
		})
	}
	all.Wait()
}

// gather adds up what the shards know of each unit, in the order of the shards.
func (g *gibbs) gather() {
	clear(g.info)
	clear(g.prec)
	for _, s := range g.shards {
		for u := range g.info {
			g.info[u] += s.info[u]
			g.prec[u] += s.prec[u]
		}
	}
}

// sweepItems draws cuts, Z and beta of every item.
func (g *gibbs) sweepItems() {
	g.eachShard(func(s *shard) {
		s.clear()
		for i := s.from; i < s.to; i++ {
			s.drawCuts(g, i)
			s.drawBeta(g, i)
			s.scatter(g.d, i, g.beta[i])
		}
	})
	g.gather()
}

// drawForward draws each theta given the mean of the session before (step 1 of the published sampler).
func (g *gibbs) drawForward() {
	old := g.shift
	copy(old, g.mean)
	for i, u := range g.d.Units {
		tied := 0.0
		if u.Prev >= 0 {
			tied = old[u.Prev]
		} else if u.Next >= 0 {
			tied = old[u.Next]
		}
		v := 1 / (g.prec[i] + 1/g.spread[i])
		g.mean[i] = v * (g.info[i] + tied/g.spread[i])
		g.theta[i] = g.mean[i] + math.Sqrt(v)*g.stream.Norm()
	}
	g.standardise()
}

// drawPaths draws the thetas of all countries.
func (g *gibbs) drawPaths() {
	for _, path := range g.paths {
		g.drawPath(path)
	}
	g.standardise()
}

// drawPath draws a country's thetas jointly: elimination forward in time through the tridiagonal precision, then draws backward
// (Carter and Kohn 1994, Biometrika 81:541; Rue 2001, JRSS B 63:325).
func (g *gibbs) drawPath(path []int32) {
	for k, u := range path {
		diagonal, shift := g.prec[u], g.info[u]
		if k == 0 {
			diagonal += 1 / firstSpan
		} else {
			tie := 1 / g.spread[u]
			diagonal += tie - tie*tie/g.pivot[k-1]
			shift += tie * g.shift[k-1] / g.pivot[k-1]
		}
		if k+1 < len(path) {
			diagonal += 1 / g.spread[path[k+1]]
		}
		g.pivot[k], g.shift[k] = diagonal, shift
	}
	after := 0.0
	for k := len(path) - 1; k >= 0; k-- {
		x := (g.shift[k]+after)/g.pivot[k] + g.stream.Norm()/math.Sqrt(g.pivot[k])
		g.theta[path[k]] = x
		after = x / g.spread[path[k]]
	}
}

// standardise clamps the thetas and gives them mean 0 and standard deviation 1.
func (g *gibbs) standardise() {
	sum, n := 0.0, float64(len(g.theta))
	for i, x := range g.theta {
		g.theta[i] = max(-thetaBound, min(x, thetaBound))
		sum += g.theta[i]
	}
	mean, squares := sum/n, 0.0
	for _, x := range g.theta {
		squares += (x - mean) * (x - mean)
	}
	sd := math.Sqrt(squares / (n - 1))
	if !(sd > 0) {
		return // a single unit: no scale
	}
	for i, x := range g.theta {
		g.theta[i] = (x - mean) / sd
	}
}
