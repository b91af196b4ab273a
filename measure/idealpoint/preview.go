package idealpoint

// This file is the preview: an approximation of the random walk's posterior by a product of independent distributions of thetas and
// betas (mean field; Grimmer 2011, Political Analysis 19:32; Imai, Lo and Olmsted 2016, APSR 110:631, for related models), found by
// coordinate ascent in seconds. Its means are near those of the samplers; its standard deviations are about half of theirs, for a
// product knows nothing of how thetas and betas move together. It draws nothing at random.
//
// A sweep takes, of each item in turn, the mean of Z of each vote given the means of theta and beta; from these the distribution of
// beta; and one step of Newton's towards the most likely cuts. Then each country's thetas are solved for together, as a random walk.

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"comity/numeric"
)

const (
	previewSweeps = 400
	previewMoves  = 5e-4 // it stops when no theta moves by more
	cutPrior      = 50.0 // variance of the weak normal prior of cuts
	cutGap        = 1e-3 // weight of the logarithm of the gap between the cuts, which keeps them apart
	cutStride     = 0.5  // most that a cut moves in a sweep
)

// PreviewWarning stands first among the warnings of every preview.
const PreviewWarning = "A preview by a variational approximation: ranks and means are near those of the samplers, but its standard deviations and intervals are about half the right size. Ask for the model rw for intervals."

// Preview approximates the random walk. Of the options only Progress counts; there are no draws, and thus no R-hat.
func Preview(ctx context.Context, d *Data, o Options) (*Estimate, error) {
	p := newVariational(d)
	moved := math.Inf(1)
	k := 0
	for ; k < previewSweeps && moved > previewMoves; k++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.sweepItems()
		moved = p.solvePaths()
		if o.Progress != nil {
			o.Progress(k+1, previewSweeps)
		}
	}
	e := p.estimate()
	if moved > previewMoves {
		e.Warnings = append(e.Warnings, fmt.Sprintf("The preview did not settle in %d sweeps: a country-session still moved by %.4f.", k, moved))
	}
	return e, nil
}

// variational is an approximation under way: means and variances of thetas and betas, and cuts.
type variational struct {
	d                   *Data
	theta, thetaVar     []float64 // by unit
	beta, betaVar       []float64 // by item
	cuts                [][2]float64
	info, prec          []float64 // by unit: sums of E(beta) E(z) and of E(beta^2)
	spread              []float64
	paths               [][]int32
	forward, shift, row []float64 // scratch of paths
	shards              []*part
}

// part is a run of items with room for its work.
type part struct {
	from, to   int
	info, prec []float64
	z          []float64
}

func newVariational(d *Data) *variational {
	n, items := len(d.Units), len(d.Items)
	p := &variational{d: d, theta: starts(d), thetaVar: make([]float64, n), beta: make([]float64, items), betaVar: make([]float64, items), cuts: make([][2]float64, items),
		info: make([]float64, n), prec: make([]float64, n), spread: spreads(d), paths: paths(d), forward: make([]float64, n), shift: make([]float64, n), row: make([]float64, n)}
	longest := 0
	for i, it := range d.Items {
		from, size := float64(d.ItemStart[i]), float64(d.ItemStart[i+1]-d.ItemStart[i])
		p.beta[i] = float64(it.Sign)
		p.cuts[i] = [2]float64{-1 + 2*(float64(it.Abstain)-from)/size, -1 + 2*(float64(it.No)-from)/size}
		p.cuts[i][1] = max(p.cuts[i][1], p.cuts[i][0]+0.05)
		longest = max(longest, int(size))
	}
	for k := range shardCount {
		p.shards = append(p.shards, &part{from: d.cutAt(k), to: d.cutAt(k + 1), info: make([]float64, n), prec: make([]float64, n), z: make([]float64, longest)})
	}
	return p
}

// sweepItems renews beta and the cuts of every item, and what the items say of the units.
func (p *variational) sweepItems() {
	var next atomic.Int32
	var all sync.WaitGroup
	for range min(shardCount, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for k := next.Add(1) - 1; k < int32(len(p.shards)); k = next.Add(1) - 1 {
				p.shards[k].sweep(p)
			}
		})
	}
	all.Wait()
	clear(p.info)
	clear(p.prec)
	for _, s := range p.shards {
		for u := range p.info {
			p.info[u] += s.info[u]
			p.prec[u] += s.prec[u]
		}
	}
}

func (s *part) sweep(p *variational) {
	clear(s.info)
	clear(s.prec)
	mills := inverseMills()
	for i := s.from; i < s.to; i++ {
		s.item(p, i, mills)
	}
}

// slope is the gradient of the log-likelihood of an item in its two cuts, and its second derivatives.
type slope struct {
	g         [2]float64
	h         [2]float64 // on the diagonal
	crossways float64
}

// item renews one item and scatters what it says. E(z) of a yes is m - r(gamma1 - m), of a no m + r(m - gamma2), r the inverse Mills ratio,
// and of an abstention m + (phi(a) - phi(c)) / (Phi(c) - Phi(a)), a and c the cuts less m; m is E(beta) E(theta).
func (s *part) item(p *variational, i int, mills *millsTable) {
	d, beta, cuts := p.d, p.beta[i], p.cuts[i]
	from := d.ItemStart[i]
	units := d.ItemUnit[from:d.ItemStart[i+1]]
	abstain, no := int(d.Items[i].Abstain-from), int(d.Items[i].No-from)
	z, theta, spread := s.z[:len(units)], p.theta, p.thetaVar
	var f slope
	sum, squares := 0.0, 1.0
	for k, u := range units[:abstain] {
		t := theta[u]
		m := beta * t
		a := cuts[0] - m
		r := mills.at(a)
		z[k] = m - r
		sum += t * z[k]
		squares += t*t + spread[u]
		f.g[0] += r
		f.h[0] -= r * (r + a)
	}
	for k := abstain; k < no; k++ {
		u := units[k]
		t := theta[u]
		m := beta * t
		z[k] = m + f.between(cuts[0]-m, cuts[1]-m)
		sum += t * z[k]
		squares += t*t + spread[u]
	}
	for k := no; k < len(units); k++ {
		u := units[k]
		t := theta[u]
		m := beta * t
		c := m - cuts[1]
		r := mills.at(c)
		z[k] = m + r
		sum += t * z[k]
		squares += t*t + spread[u]
		f.g[1] -= r
		f.h[1] -= r * (r + c)
	}
	p.betaVar[i] = 1 / squares
	beta = sum / squares
	p.beta[i] = beta
	p.cuts[i] = f.step(cuts)
	square := beta*beta + p.betaVar[i]
	for k, u := range units {
		s.info[u] += beta * z[k]
		s.prec[u] += square
	}
}

// between gives the mean of a standard normal number known to lie between a and c, and adds what its probability says of the cuts.
func (f *slope) between(a, c float64) float64 {
	normal := numeric.Tabulated()
	low, high := math.Exp(-a*a/2)*rootOf, math.Exp(-c*c/2)*rootOf
	var whole float64
	if a > 0 {
		whole = normal.Phi(-a) - normal.Phi(-c)
	} else {
		whole = normal.Phi(c) - normal.Phi(a)
	}
	if !(whole > 1e-250) { // far in a tail: at the nearer end
		if a > 0 {
			return a
		}
		return c
	}
	pa, pc := low/whole, high/whole
	f.g[0] -= pa
	f.g[1] += pc
	f.h[0] += a*pa - pa*pa
	f.h[1] -= c*pc + pc*pc
	f.crossways += pa * pc
	return pa - pc
}

const rootOf = 0.39894228040143267794 // 1 / sqrt(2 pi)

// step is one step of Newton's up the log-likelihood with its prior, damped and bounded.
func (f slope) step(cuts [2]float64) [2]float64 {
	gap := cuts[1] - cuts[0]
	g0, g1 := f.g[0]-cuts[0]/cutPrior-cutGap/gap, f.g[1]-cuts[1]/cutPrior+cutGap/gap
	fence := cutGap / (gap * gap)
	h00, h11, h01 := f.h[0]-1/cutPrior-fence, f.h[1]-1/cutPrior-fence, f.crossways+fence
	det := h00*h11 - h01*h01
	if !(det > 0) || !(h00 < 0) {
		return cuts
	}
	step0, step1 := (h01*g1-h11*g0)/det, (h01*g0-h00*g1)/det
	scale := min(1, cutStride/max(math.Abs(step0), math.Abs(step1)))
	if closer := scale * (step0 - step1); closer > 0.9*gap {
		scale *= 0.9 * gap / closer
	}
	return [2]float64{max(-cutBound, cuts[0]+scale*step0), min(cutBound, cuts[1]+scale*step1)}
}

// solvePaths renews every country's thetas together: the tridiagonal system of their precision, and the diagonal of its inverse by the
// two-sided recursion. It then gives all thetas mean 0 and standard deviation 1, and tells how far the one that moved most did.
func (p *variational) solvePaths() (moved float64) {
	copy(p.row, p.theta)
	for _, path := range p.paths {
		p.solve(path)
	}
	sum, n := 0.0, float64(len(p.theta))
	for _, x := range p.theta {
		sum += x
	}
	mean, squares := sum/n, 0.0
	for _, x := range p.theta {
		squares += (x - mean) * (x - mean)
	}
	sd := math.Sqrt(squares / (n - 1))
	if !(sd > 0) {
		return 0
	}
	for i, x := range p.theta {
		p.theta[i] = max(-thetaBound, min((x-mean)/sd, thetaBound))
		p.thetaVar[i] /= sd * sd
		moved = max(moved, math.Abs(p.theta[i]-p.row[i]))
	}
	return moved
}

// solve renews the thetas of one path. Forward it eliminates what lies before, backward what lies after; the precision of a theta alone is
// its diagonal less both.
func (p *variational) solve(path []int32) {
	last := len(path) - 1
	tie := func(k int) float64 { return 1 / p.spread[path[k]] } // between k-1 and k
	diagonal := func(k int) float64 {
		out := p.prec[path[k]]
		if k == 0 {
			out += 1 / firstSpan
		} else {
			out += tie(k)
		}
		if k < last {
			out += tie(k + 1)
		}
		return out
	}
	for k, u := range path {
		p.forward[k], p.shift[k] = diagonal(k), p.info[u]
		if k > 0 {
			p.forward[k] -= tie(k) * tie(k) / p.forward[k-1]
			p.shift[k] += tie(k) * p.shift[k-1] / p.forward[k-1]
		}
	}
	backward, after := 0.0, 0.0
	for k := last; k >= 0; k-- {
		u := path[k]
		full, less := diagonal(k), 0.0
		if k < last {
			less = tie(k+1) * tie(k+1) / backward
			after = tie(k+1) * p.theta[path[k+1]]
		}
		p.theta[u] = (p.shift[k] + after) / p.forward[k]
		backward = full - less
		p.thetaVar[u] = 1 / (p.forward[k] + backward - full)
	}
}

// estimate lays the approximation out. Its intervals are normal.
func (p *variational) estimate() *Estimate {
	n := len(p.theta)
	e := &Estimate{Mean: p.theta, SD: make([]float64, n), Low: make([]float64, n), High: make([]float64, n), RHat: make([]float64, n), ESS: make([]float64, n), Warnings: []string{PreviewWarning}}
	turn, sum := 1.0, 0.0
	for i, u := range p.d.Units {
		sum += u.Start * p.theta[i]
	}
	if sum < 0 {
		turn = -1
	}
	z := numeric.Quantile(0.95)
	for i := range p.theta {
		e.Mean[i] *= turn
		e.SD[i] = math.Sqrt(p.thetaVar[i])
		e.Low[i], e.High[i] = e.Mean[i]-z*e.SD[i], e.Mean[i]+z*e.SD[i]
		e.RHat[i], e.ESS[i] = math.NaN(), math.NaN()
	}
	return e
}

// millsTable is density over distribution of the standard normal, by straight lines between points a 256th apart: within 1e-6.
type millsTable [millsReach*2*millsSteps + 2]float64

const (
	millsReach = 9
	millsSteps = 256
)

var inverseMills = sync.OnceValue(func() *millsTable {
	t := new(millsTable)
	for i := range t {
		t[i] = numeric.InverseMills(float64(i)/millsSteps - millsReach)
	}
	return t
})

func (t *millsTable) at(x float64) float64 {
	y := (x + millsReach) * millsSteps
	if !(y >= 0 && y < 2*millsReach*millsSteps) {
		return numeric.InverseMills(x)
	}
	i := int(y)
	return t[i] + (y-float64(i))*(t[i+1]-t[i])
}
