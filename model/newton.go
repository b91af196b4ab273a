package model

// This file holds Newton's method with expected information (scoring): gamma += (Z'WZ)⁻¹ Z's, until a step would move the estimates
// by no more than rounding.

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"comity/numeric"
)

// problem is a design, an outcome and a family.
type problem struct {
	*design
	y       []float64
	effects []Effect  // that were absorbed
	by      []float64 // weights of the rows, of mean one; nil: all count alike
	family  family
	unit    float64 // the square of what a linear predictor is measured in
	work    []scratch
}

func newProblem(d *design, y []float64, f family) *problem {
	return &problem{design: d, y: y, family: f, unit: 1, work: d.scratches()}
}

// tiny is the mean square of the last step, in units of the linear predictor, that is not worth taking.
const tiny = 1e-20

// sums are what one pass over the rows gives, in the design's coordinates.
type sums struct {
	ll     float64
	weight float64   // sum of the weights
	g      []float64 // gradient
	h      matrix    // information
}

// predict puts the linear predictors of a block into t.eta and its columns into t.z.
func (p *problem) predict(lo, hi int, gamma []float64, t *scratch) {
	p.fill(lo, hi, t.z)
	n := hi - lo
	eta := t.eta[:n]
	clear(eta)
	for j, g := range gamma {
		addTimes(eta, g, t.z[j])
	}
}

// pass goes through all rows once. scores and eta, where not nil, are filled on the way.
func (p *problem) pass(gamma, scores, eta []float64) sums {
	k := p.k
	all := inOrder(p.n, 2+k+packed(k), func(lo, hi, worker int, sums []float64) {
		t := &p.work[worker]
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			n := b - a
			p.predict(a, b, gamma, t)
			s, w := t.s[:n], t.w[:n]
			if p.by == nil {
				sums[0] += p.family.rows(p.y[a:b], t.eta[:n], s, w)
			} else {
				sums[0] += p.family.weigh(p.by[a:b], p.y[a:b], t.eta[:n], s, w)
			}
			sums[1] += total(w)
			for j := range k {
				sums[2+j] += numeric.Dot(s, t.z[j][:n])
			}
			products(sums[2+k:], w, t, n)
			if scores != nil {
				copy(scores[a:b], s)
			}
			if eta != nil {
				copy(eta[a:b], t.eta[:n])
			}
		}
	})
	return sums{all[0], all[1], all[2 : 2+k], unpack(k, all[2+k:])}
}

// solved is where Newton's method ended.
type solved struct {
	gamma []float64
	sums
	inverse matrix // of the information
	steps   int
}

// errSeparated says that there are no finite estimates, in which direction they go, and of how many rows the outcome is foretold.
type errSeparated struct {
	d         *design
	direction []float64
	rows      []int32
}

func (e *errSeparated) Error() string {
	columns, tell := e.columns(), "together tell"
	if len(columns) == 1 {
		tell = "tells"
	}
	return fmt.Sprintf("there is no finite estimate: %s %s the outcome of %d of %d rows without fault (separation)", list(columns), tell, len(e.rows), e.d.n)
}

// columns are those the direction moves.
func (e *errSeparated) columns() []string {
	most := 0.0
	for _, x := range e.direction {
		most = max(most, math.Abs(x))
	}
	var out []string
	for j, x := range e.direction {
		if math.Abs(x) > 1e-6*most && !(j == 0 && e.d.constant) {
			out = append(out, e.d.names[j])
		}
	}
	return out
}

var errNoEnd = errors.New("the estimates did not settle: some regressors may nearly tell the outcome; look at rare values of them, or use firth")

// newton solves a problem from a start on. scores and eta are filled as they are at the end.
func (p *problem) newton(gamma, scores, eta []float64) (solved, error) {
	now := p.pass(gamma, scores, eta)
	var step []float64
	for steps, before := 0, math.Inf(1); steps < maxSteps; steps++ {
		f, bad := cholesky(now.h, 1e-14)
		if bad >= 0 || !finiteAll(now.g) {
			return solved{}, p.noEnd(step)
		}
		step = f.solve(now.g)
		gain := numeric.Dot(step, now.g) // twice what the step should add to the log-likelihood
		if gain <= tiny*now.weight*p.unit {
			return solved{gamma, now, f.inverse(), steps}, nil
		}
		if steps >= 6 && gain > before/10 { // no longer the pace of Newton's method
			if rows := p.foretold(step); rows != nil {
				return solved{}, &errSeparated{p.design, step, rows}
			}
		}
		next, sums, ok := p.move(gamma, step, now, scores, eta)
		if !ok {
			return solved{}, p.noEnd(step)
		}
		gamma, now, before = next, sums, gain
	}
	return solved{}, p.noEnd(step)
}

// noEnd says why there is no end to the steps.
func (p *problem) noEnd(step []float64) error {
	if step != nil {
		if rows := p.foretold(step); rows != nil {
			return &errSeparated{p.design, step, rows}
		}
	}
	return errNoEnd
}

// move takes a step, or half of it, or half of that, so that the likelihood does not fall by more than rounding.
func (p *problem) move(gamma, step []float64, now sums, scores, eta []float64) ([]float64, sums, bool) {
	next := make([]float64, len(gamma))
	for f := 1.0; f > 1e-9; f /= 2 {
		for j := range next {
			next[j] = gamma[j] + float64(f*step[j])
		}
		if s := p.pass(next, scores, eta); s.ll >= now.ll-1e-9*math.Abs(now.ll) {
			return next, s, true
		}
	}
	return nil, sums{}, false
}

// foretold gives the rows whose linear predictor moves along a direction where none is held back: the outcome of each lets it go
// that way for ever. nil where a row is held back.
func (p *problem) foretold(step []float64) []int32 {
	moves := make([]float64, p.n)
	inOrder(p.n, 1, func(lo, hi, worker int, _ []float64) {
		t := &p.work[worker]
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			p.predict(a, b, step, t)
			copy(moves[a:b], t.eta[:b-a])
		}
	})
	return freeRows(p.y, moves, p.family.may)
}

// freeRows gives the rows that move, where all that move may.
func freeRows(y, moves []float64, may func(y float64, direction int) bool) (rows []int32) {
	most := 0.0
	for _, m := range moves {
		most = max(most, math.Abs(m))
	}
	if most < 1e-3 { // moves of a separated row stay near one
		return nil
	}
	for i, m := range moves {
		if math.Abs(m) <= 1e-6*most {
			continue
		}
		direction := 1
		if m < 0 {
			direction = -1
		}
		if !may(y[i], direction) {
			return nil
		}
		rows = append(rows, int32(i))
	}
	return rows
}

func finiteAll(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// start is where Newton's method begins: the constant that fits the mean of the outcome, or zeros.
func (p *problem) start() []float64 {
	gamma := make([]float64, p.k)
	if p.constant {
		gamma[0] = p.family.link(mean(p.y))
	}
	return gamma
}

// Of many rows every sixteenth is enough to come near the estimates, which saves more than half of the passes over all.
const (
	manyRows = 100_000
	oneIn    = 16
)

// near is where Newton's method begins where rows are many: the estimates of every sixteenth, if there are any, else the start.
func (p *problem) near() []float64 {
	if p.n < manyRows {
		return p.start()
	}
	var rows []int32
	for i := 0; i < p.n; i += oneIn {
		rows = append(rows, int32(i))
	}
	few := *p.design
	few.n, few.cols = len(rows), nil
	for _, c := range p.cols {
		few.cols = append(few.cols, pick(c, rows))
	}
	q := newProblem(&few, pick(p.y, rows), p.family)
	if p.by != nil {
		q.by = pick(p.by, rows)
	}
	s, err := q.newton(q.start(), nil, nil)
	if err != nil || slices.ContainsFunc(s.gamma, func(g float64) bool { return math.Abs(g) > 20 }) {
		return p.start()
	}
	return s.gamma
}

// nearLog is where Newton's method begins for a Poisson without a constant, which may lie far from zero: least squares of the
// logarithm of the outcome drawn half to its mean.
func (p *problem) nearLog() []float64 {
	m := mean(p.y)
	g := inOrder(p.n, p.k, func(lo, hi, worker int, sums []float64) {
		t := &p.work[worker]
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			p.fill(a, b, t.z)
			for i, y := range p.y[a:b] {
				t.eta[i] = math.Log((y + m) / 2)
			}
			for j := range t.z {
				sums[j] += numeric.Dot(t.eta[:b-a], t.z[j][:b-a])
			}
		}
	})
	f, _ := cholesky(p.gram(nil), 0)
	return f.solve(g)
}
