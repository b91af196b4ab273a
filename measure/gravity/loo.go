package gravity

// This file leaves pairs out one at a time: what a pair would be expected to trade by all the others. One pair is fitted anew; for all
// pairs, one step of Newton's method from the fit of all is taken in closed form, and those that pull the fit hard are fitted anew.

import (
	"context"
	"math"
	"runtime"
	"sync"
)

// Expected is what a pair is expected to trade by the fit of all other pairs, both ways, in the unit of the flows.
type Expected struct {
	There, Back float64 // from i to j and from j to i; NaN where nothing can be expected
	Pull        float64 // the leverage of the pair: the share of its own flows in what is expected of them by the fit of all (0 to 1)
	Exact       bool    // fitted anew; else one step from the fit of all
	move        float64 // how far the step goes
}

// influence is what the closed form needs of a fit of all pairs.
type influence struct {
	r     *Room
	f     *Fit
	p, qp []float64 // inverse of the importers' block; share of each exporter's flows times it
	qpq   []float64 // and again times the shares
	gram  []float64 // inverse of the covariates' block
}

// influenceOf prepares it: three products of square matrices.
func (f *Fit) influenceOf() (*influence, bool) {
	r := f.p.NewRoom()
	r.weigh(nil, NoPair)
	r.fill(f)
	if _, _, _, ok := r.step(); !ok {
		return nil, false
	}
	n, k := f.p.n, f.p.k
	in := &influence{r: r, f: f, p: inverse(r.schur, n), gram: inverse(r.gram, k)}
	for j, sum := range r.col {
		if sum == 0 {
			in.p[j*n+j] = 0
		}
	}
	for j, sum := range r.col { // the importer without an effect of its own
		if sum > 0 {
			in.p[j*n+j] = 0
			break
		}
	}
	q := make([]float64, n*n)
	for i, sum := range r.row {
		for j := range n {
			if sum > 0 {
				q[i*n+j] = r.m[i*n+j] / sum
			}
		}
	}
	in.qp = times(q, in.p, n)
	in.qpq = times(in.qp, q, n)
	return in, true
}

// inverse inverts by a Cholesky factor.
func inverse(l []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		row := out[i*n : i*n+n]
		row[i] = 1
		solve(l, n, row)
	}
	return out
}

// times multiplies a square matrix by the transpose of another.
func times(a, b []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		for j := range n {
			out[i*n+j] = dot(a[i*n:i*n+n], b[j*n:j*n+n])
		}
	}
	return out
}

// bilinear is the covariance of the predictors of the cells (i,j) and (k,l), in units of the information.
func (in *influence) bilinear(i, j, k, l int) float64 {
	n, kk := in.f.p.n, in.f.p.k
	sum := in.qpq[i*n+k] - in.qp[i*n+l] - in.qp[k*n+j] + in.p[j*n+l]
	if i == k {
		sum += 1 / in.r.row[i]
	}
	for a := range kk {
		for b := range kk {
			sum += in.r.pure[a][i*n+j] * in.gram[a*kk+b] * in.r.pure[b][k*n+l]
		}
	}
	return sum
}

// without takes the one step of a pair: with G the covariance of its two predictors, M what is expected of it and r what is left over,
// the predictors move by -G (I - M G)^-1 r.
func (in *influence) without(i, j int) Expected {
	n := in.f.p.n
	at := [2]int{i*n + j, j*n + i}
	w, r, m := in.r.w, [2]float64{in.r.s[at[0]], in.r.s[at[1]]}, [2]float64{in.r.m[at[0]], in.r.m[at[1]]}
	e := Expected{There: math.NaN(), Back: math.NaN()}
	g := [2][2]float64{}
	pairs := [2][2]int{{i, j}, {j, i}}
	for a := range 2 {
		for b := range 2 {
			if w[at[a]] != 0 && w[at[b]] != 0 {
				g[a][b] = in.bilinear(pairs[a][0], pairs[a][1], pairs[b][0], pairs[b][1])
			}
		}
	}
	// The matrix I - M G and its inverse applied to r.
	a, b, c, d := 1-m[0]*g[0][0], -m[0]*g[0][1], -m[1]*g[1][0], 1-m[1]*g[1][1]
	det := a*d - b*c
	v := [2]float64{(d*r[0] - b*r[1]) / det, (a*r[1] - c*r[0]) / det}
	e.Pull = max(m[0]*g[0][0], m[1]*g[1][1])
	for side, out := range [2]*float64{&e.There, &e.Back} {
		if w[at[side]] != 0 {
			move := g[side][0]*v[0] + g[side][1]*v[1]
			*out = m[side] * in.f.p.unit * math.Exp(-move)
			e.move = max(e.move, math.Abs(move))
		}
	}
	return e
}

// A pair is fitted anew where it pulls harder than this, or the one step is longer (in log points).
const (
	hard = .2
	long = .05
)

// How is how pairs are left out.
type How int

// The ways: one step for all, which is rough for pairs that pull hard; those anew; all anew.
const (
	OneStep How = iota
	HardAnew
	AllAnew
)

// Pairs gives what each pair i < j of which a flow is used is expected to trade without it, by their places. It tells how many of how
// many are done.
func (p *Problem) Pairs(ctx context.Context, full *Fit, how How, tell func(done, of int)) (map[[2]int]Expected, error) {
	in, ok := full.influenceOf()
	if !ok {
		return nil, ErrNoEnd
	}
	var list [][2]int
	for i := range p.n {
		for j := i + 1; j < p.n; j++ {
			if p.Used(i, j) || p.Used(j, i) {
				list = append(list, [2]int{i, j})
			}
		}
	}
	out := make([]Expected, len(list))
	err := atOnce(ctx, p, len(list), tell, func(at int, r *Room) {
		i, j := list[at][0], list[at][1]
		out[at] = in.without(i, j)
		if how == AllAnew || how == HardAnew && !(out[at].Pull < hard && out[at].move < long) {
			out[at] = p.again(full, i, j, out[at].Pull, r)
		}
	})
	if err != nil {
		return nil, err
	}
	byPair := make(map[[2]int]Expected, len(list))
	for at, pair := range list {
		byPair[pair] = out[at]
	}
	return byPair, nil
}

// Pair gives what one pair is expected to trade, fitted anew without it.
func (p *Problem) Pair(full *Fit, i, j int) Expected {
	pull := math.NaN()
	if in, ok := full.influenceOf(); ok {
		pull = in.without(i, j).Pull
	}
	return p.again(full, i, j, pull, nil)
}

// again fits without a pair. Where there is no such fit, because one of the two trades with the other alone, nothing is expected.
func (p *Problem) again(full *Fit, i, j int, pull float64, r *Room) Expected {
	e := Expected{There: math.NaN(), Back: math.NaN(), Pull: pull, Exact: true}
	if p.only(i, j) {
		return e
	}
	f, err := p.Fit(nil, Without{i, j}, full, r)
	if err != nil {
		return e
	}
	e.There, e.Back = f.Mean(i, j), f.Mean(j, i)
	return e
}

// only says whether one of two countries ships to, or receives from, nobody but the other.
func (p *Problem) only(i, j int) bool {
	for _, pair := range [2][2]int{{i, j}, {j, i}} {
		a, b := pair[0], pair[1]
		out, in := 0.0, 0.0
		for k := range p.n {
			if k != b {
				out, in = out+p.y[a*p.n+k], in+p.y[k*p.n+a]
			}
		}
		if p.Used(a, b) && out == 0 || p.Used(b, a) && in == 0 {
			return true
		}
	}
	return false
}

// atOnce does n pieces of work on as many goroutines as there are processors, each with room of its own. What a piece gives does not
// hang on which goroutine does it.
func atOnce(ctx context.Context, p *Problem, n int, tell func(done, of int), work func(i int, r *Room)) error {
	var wait sync.WaitGroup
	var lock sync.Mutex
	next, done := 0, 0
	take := func(finished int) int {
		lock.Lock()
		defer lock.Unlock()
		if done += finished; tell != nil && finished > 0 {
			tell(done, n)
		}
		if next >= n || ctx.Err() != nil {
			return -1
		}
		next++
		return next - 1
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			r := p.NewRoom()
			for i := take(0); i >= 0; i = take(1) {
				work(i, r)
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}
