package model

// This file fits with effects absorbed. By the theorem of Frisch, Waugh and Lovell a step is found from columns that the effects were
// taken out of, under the weights of the step; what the effects themselves move by is what is left over.

import (
	"errors"
	"fmt"
	"math"

	"comity/numeric"
)

// What is left of a column by a projection while steps are large, and at the end.
const (
	rough = 1e-5
	fine  = 1e-11
)

var errProjection = errors.New("the effects could not be taken out of the columns: their groups hang together by too few rows; leave out one of the effects")

// absorbedProblem makes the design of columns with the effects taken out, rows counted alike, and says which are wholly absorbed.
func absorbedProblem(d Data, f family) (*problem, *absorber, error) {
	n := len(d.Y)
	out := &design{n: n, k: len(d.X), ready: true, shift: make([]float64, len(d.X))}
	for _, c := range d.X {
		sd, m := math.Sqrt(variance(c.Values)), mean(c.Values)
		if !(sd > 1e-13*math.Abs(m)) {
			return nil, nil, fmt.Errorf("%s is %s in all %d complete rows: without variation it says nothing; leave it out", c.Name, short(c.Values[0]), n)
		}
		z := make([]float64, n)
		for i, x := range c.Values {
			z[i] = (x - m) / sd
		}
		out.names, out.cols, out.scale = append(out.names, c.Name), append(out.cols, z), append(out.scale, 1/sd)
	}
	a := newAbsorber(d.Effects, n)
	if !a.project(out.cols, fine) {
		return nil, nil, errProjection
	}
	for j, z := range out.cols {
		if size(a.weights, z) < 1e-6 {
			return nil, nil, fmt.Errorf("%s says nothing beside %s, which absorb it: it does not vary within their groups; leave it out, or absorb less", out.names[j], effectNames(d.Effects))
		}
	}
	gram := out.gram(nil)
	if factor, bad := cholesky(gram, 1e-11); bad >= 0 {
		return nil, nil, fmt.Errorf("once the effects are absorbed, %w", out.dependent(gram, factor, bad))
	}
	p := newProblem(out, d.Y, f)
	p.effects = d.Effects
	return p, a, nil
}

func effectNames(effects []Effect) string {
	var names []string
	for _, e := range effects {
		names = append(names, e.Name)
	}
	return list(names)
}

// effectNotes tells of groups of one row, which fit themselves.
func effectNotes(effects []Effect) (notes []string) {
	for _, e := range effects {
		if n := e.alone(); n > 0 {
			notes = append(notes, fmt.Sprintf("%d groups of %s have one row each, which says nothing about the coefficients", n, e.Name))
		}
	}
	return notes
}

// absorbedOLS fits by least squares.
func absorbedOLS(d Data) (*Fit, error) {
	p, a, err := absorbedProblem(d, normalFamily())
	if err != nil {
		return nil, err
	}
	f := newFit(KindOLS, d, p)
	y := append([]float64(nil), d.Y...)
	if !a.project([][]float64{y}, fine) {
		return nil, errProjection
	}
	within := numeric.Dot(y, y)
	inner := newProblem(p.design, y, p.family)
	inner.unit = within / float64(len(y))
	s, err := inner.newton(make([]float64, p.k), f.scores, nil)
	if err != nil {
		return nil, err
	}
	f.take(s)
	for i, e := range f.scores {
		f.Eta[i] = d.Y[i] - e
	}
	f.Absorbed, f.Notes = free(d.Effects), effectNotes(d.Effects)
	f.WithinR2 = 1 - numeric.Dot(f.scores, f.scores)/within
	return f, nil
}

// absorbedPoisson fits by the Poisson likelihood. Columns once projected are near what they will be under the next weights, so that
// each step goes on from them.
func absorbedPoisson(d Data) (*Fit, error) {
	p, a, err := absorbedProblem(d, poissonFamily())
	if err != nil {
		return nil, err
	}
	f := newFit(KindPPML, d, p)
	t := &climb{problem: p, absorber: a, eta: firstEta(d), scores: f.scores, working: make([]float64, p.n), move: make([]float64, p.n)}
	if err := t.run(); err != nil {
		return nil, err
	}
	copy(f.Eta, t.eta)
	s := solved{gamma: t.gamma, sums: sums{ll: t.ll}, inverse: t.inverse, steps: t.steps}
	f.take(s)
	f.Absorbed, f.Notes = free(d.Effects), effectNotes(d.Effects)
	return f, nil
}

// firstEta is where the steps begin: effects alone, fitted by three rounds of proportions (each group's sum made right in turn).
func firstEta(d Data) []float64 {
	eta := make([]float64, len(d.Y))
	mu := make([]float64, len(d.Y))
	for i := range mu {
		mu[i] = 1
	}
	for range 3 {
		for _, e := range d.Effects {
			have, want := make([]float64, e.Count), make([]float64, e.Count)
			for i, g := range e.Of {
				have[g] += mu[i]
				want[g] += d.Y[i]
			}
			for g := range have {
				want[g] /= have[g]
				have[g] = math.Log(want[g])
			}
			for i, g := range e.Of {
				mu[i] *= want[g]
				eta[i] += have[g]
			}
		}
	}
	return eta
}

// climb is Newton's method where effects are absorbed.
type climb struct {
	*problem
	*absorber
	eta, scores   []float64
	working, move []float64
	gamma         []float64 // sum of all steps
	ll, total     float64   // log-likelihood; sum of the weights
	inverse       matrix
	steps         int
}

// run takes steps to the end.
func (c *climb) run() error {
	c.gamma = make([]float64, c.k)
	c.ll = c.evaluate(c.eta)
	left, before := rough, math.Inf(1)
	for c.steps = 0; c.steps < maxSteps; c.steps++ {
		step, err := c.step(left)
		if err != nil {
			return c.noEnd(err)
		}
		gain := numeric.Dot(c.scores, c.move)
		if gain <= tiny*c.total {
			if left == fine {
				return nil
			}
			left = fine // once more, with columns as exact as they can be
			continue
		}
		if c.steps >= 6 && gain > before/10 {
			if rows := freeRows(c.y, c.move, c.problem.family.may); rows != nil {
				return &errSeparated{c.design, step, rows}
			}
		}
		if !c.advance(step) {
			return c.noEnd(errNoEnd)
		}
		if gain < 1e-6*c.total {
			left = fine
		}
		before = gain
	}
	return c.noEnd(errNoEnd)
}

// noEnd says why there is no end to the steps.
func (c *climb) noEnd(err error) error {
	if c.steps > 0 {
		if rows := freeRows(c.y, c.move, c.problem.family.may); rows != nil {
			return &errSeparated{c.design, make([]float64, c.k), rows}
		}
	}
	return err
}

// evaluate fills scores and weights as they are at a linear predictor, and gives the log-likelihood.
func (c *climb) evaluate(eta []float64) float64 {
	sums := inOrder(c.n, 2, func(lo, hi, _ int, sums []float64) {
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			sums[0] += c.problem.family.rows(c.y[a:b], eta[a:b], c.scores[a:b], c.weights[a:b])
			sums[1] += total(c.weights[a:b])
		}
	})
	c.total = sums[1]
	return sums[0]
}

// step finds the next step: of the coefficients as its value, of the linear predictor in c.move.
func (c *climb) step(left float64) ([]float64, error) {
	c.weigh()
	for i, s := range c.scores {
		c.working[i] = -1 // s/w where y is 0, also where w is too small for a number
		if c.y[i] > 0 {
			c.working[i] = s / c.weights[i]
		}
	}
	copy(c.move, c.working)
	if !c.project(append([][]float64{c.move}, c.cols...), left) {
		return nil, errProjection
	}
	f, bad := cholesky(c.gram(c.weights), 1e-13)
	if bad >= 0 {
		return nil, errNoEnd
	}
	c.inverse = f.inverse()
	g := make([]float64, c.k)
	for j, z := range c.cols {
		g[j] = dotBy(c.weights, z, c.move)
	}
	step := f.solve(g)
	for j, z := range c.cols {
		addTimes(c.move, -step[j], z)
	}
	for i, r := range c.working {
		c.move[i] = r - c.move[i]
	}
	return step, nil
}

// advance takes a step, or half of it, or half of that, so that the likelihood does not fall by more than rounding.
func (c *climb) advance(step []float64) bool {
	next := make([]float64, c.n)
	for f := 1.0; f > 1e-9; f /= 2 {
		copy(next, c.eta)
		addTimes(next, f, c.move)
		if ll := c.evaluate(next); ll >= c.ll-1e-9*math.Abs(c.ll) {
			c.ll, c.eta = ll, next
			addTimes(c.gamma, f, step)
			return true
		}
	}
	return false
}
