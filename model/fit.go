package model

// This file runs a model: it holds the data to what the model needs, solves, and gathers what is told.

import (
	"errors"
	"fmt"
	"math"

	"comity/numeric"
)

// Options are what some kinds ask for.
type Options struct {
	// Tau is the share of events in the population, for the rare events logit of rows sampled on the outcome; 0 where the rows are
	// the population.
	Tau float64
	// Weighting corrects for Tau by weights, not by the constant alone.
	Weighting bool
}

// Run fits a model.
func Run(kind Kind, d Data, o Options) (*Fit, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	if len(d.Effects) > 0 && kind != KindOLS && kind != KindPPML && kind != KindConditional {
		return nil, fmt.Errorf("%s takes no absorbed effects: with few rows a group its estimates would be biased (Neyman and Scott 1948); use ols or ppml, condition on the groups (--conditional), or name them as regressors", kind.Words())
	}
	if err := d.weighable(kind); err != nil {
		return nil, err
	}
	if o.Tau != 0 && (kind != KindRare || !(o.Tau > 0 && o.Tau < 1)) {
		return nil, errors.New("tau is the share of events in the population, above 0 and below 1, and goes with relogit")
	}
	switch kind {
	case KindOLS:
		return ols(d)
	case KindPPML:
		return ppml(d)
	case KindLogit:
		return binaryFit(d, kind, logitFamily())
	case KindCLogLog:
		return binaryFit(d, kind, cloglogFamily())
	case KindFirth:
		return firth(d)
	case KindRare:
		return rare(d, o)
	case KindConditional:
		return conditional(d)
	}
	return nil, fmt.Errorf("%q is no model", kind)
}

// newFit begins what is told of a fit.
func newFit(kind Kind, d Data, p *problem) *Fit {
	n := len(d.Y)
	sd := make([]float64, p.k)
	for j := range sd {
		if sd[j] = 1 / p.scale[j]; j < p.at() {
			sd[j] = math.NaN()
		}
	}
	return &Fit{Kind: kind, Names: p.names, SD: sd, N: n, p: p, R2: math.NaN(), WithinR2: math.NaN(), Sigma: math.NaN(), shrink: 1,
		scores: make([]float64, n), Eta: make([]float64, n)}
}

// take takes over where Newton's method ended.
func (f *Fit) take(s solved) {
	f.Coef, f.LogLik, f.Iterations, f.bread = f.p.estimates(s.gamma), s.ll, s.steps, s.inverse
}

// binaryFit fits a model of 0 and 1 by maximum likelihood.
func binaryFit(d Data, kind Kind, family family) (*Fit, error) {
	ones, err := d.binary()
	if err != nil {
		return nil, err
	}
	design, err := newDesign(d, d.Constant)
	if err != nil {
		return nil, err
	}
	p := newProblem(design, d.Y, family)
	p.by = meanOne(d.Weights)
	f := newFit(kind, d, p)
	s, err := p.newton(p.near(), f.scores, f.Eta)
	if sep := (*errSeparated)(nil); errors.As(err, &sep) {
		return nil, fmt.Errorf("%w; use firth, whose estimates are always finite, or leave out what separates", err)
	}
	if err != nil {
		return nil, err
	}
	f.take(s)
	f.Events, f.NullLogLik = ones, binaryNull(ones, len(d.Y))
	if d.Weights != nil {
		f.NullLogLik = weightedNull(kind, d)
	}
	return f, nil
}

// binaryNull is the log-likelihood of n rows, ones of them events, under one probability.
func binaryNull(ones, n int) float64 {
	p := float64(ones) / float64(n)
	return float64(ones)*math.Log(p) + float64(n-ones)*math.Log1p(-p)
}

// ols fits by least squares, with effects absorbed where there are any.
func ols(d Data) (*Fit, error) {
	spread := variance(d.Y)
	if spread == 0 {
		return nil, fmt.Errorf("%s is %s in all %d complete rows: without variation there is nothing to explain", d.YName, short(d.Y[0]), len(d.Y))
	}
	f, err := leastSquares(d, spread)
	if err != nil {
		return nil, err
	}
	if d.Weights != nil {
		f.tellWeighted(d)
		return f, nil
	}
	n := float64(f.N)
	rss, total := numeric.Dot(f.scores, f.scores), spread*n
	if !d.Constant && len(d.Effects) == 0 {
		total = numeric.Dot(d.Y, d.Y)
	}
	f.R2 = 1 - rss/total
	if left := f.N - f.used(); left > 0 {
		f.Sigma = math.Sqrt(rss / float64(left))
	} else {
		return nil, fmt.Errorf("%d complete rows are too few for %d coefficients and %d constants absorbed", f.N, len(f.Coef), f.Absorbed)
	}
	f.LogLik = -n / 2 * (math.Log(2*math.Pi*rss/n) + 1)
	f.NullLogLik = -n / 2 * (math.Log(2*math.Pi*spread) + 1)
	return f, nil
}

// leastSquares solves, by Newton's method without effects and by projection with them.
func leastSquares(d Data, spread float64) (*Fit, error) {
	if len(d.Effects) > 0 {
		return absorbedOLS(d)
	}
	design, err := newDesign(d, d.Constant)
	if err != nil {
		return nil, err
	}
	p := newProblem(design, d.Y, normalFamily())
	p.unit, p.by = spread, meanOne(d.Weights)
	f := newFit(KindOLS, d, p)
	s, err := p.newton(p.start(), f.scores, f.Eta)
	if err != nil {
		return nil, err
	}
	f.take(s)
	return f, nil
}

// used is how many constants were estimated, the absorbed ones included.
func (f *Fit) used() int { return len(f.Coef) + f.Absorbed }

// variance is the mean square of a column about its mean.
func variance(x []float64) float64 {
	m := mean(x)
	return inOrder(len(x), 1, func(lo, hi, _ int, sums []float64) {
		sums[0] = squares(x[lo:hi], m)
	})[0] / float64(len(x))
}

// poissonNull is the log-likelihood of outcomes under their mean.
func poissonNull(y []float64) float64 {
	m := mean(y)
	return float64(len(y))*(float64(m*math.Log(m))-m) - logFactorials(y)
}
