package model

// This file lets rows count for more or less than one: the log-likelihood is the sum of w l, as where rows were drawn with unequal
// probability and w is one over it (Manski and Lerman 1977). Scores and information are weighted alike, so that the errors that know
// what hangs together hold; those that take the model for the whole truth (iid) take w for the precision of a row.

import (
	"errors"
	"fmt"
	"math"
)

// checkWeights holds weights to numbers above zero.
func (d Data) checkWeights() error {
	if d.Weights == nil {
		return nil
	}
	if len(d.Weights) != len(d.Y) {
		return fmt.Errorf("%d weights for %d rows", len(d.Weights), len(d.Y))
	}
	for i, w := range d.Weights {
		if !(w > 0) || math.IsInf(w, 1) {
			return fmt.Errorf("the weight of row %d is %s: weights are numbers above zero; leave rows that do not count out (--where)", i+1, short(w))
		}
	}
	return nil
}

// weighable says which models take weights.
func (d Data) weighable(kind Kind) error {
	switch {
	case d.Weights == nil:
		return nil
	case kind == KindConditional:
		return errors.New("a conditional logit takes no weights: leave them out")
	case len(d.Effects) > 0:
		return errors.New("weights do not go with absorbed effects: name the groups as regressors, or leave the weights out")
	case kind == KindFirth || kind == KindRare:
		return fmt.Errorf("%s takes no weights; relogit corrects for rows sampled on the outcome by --tau, with --weighting", kind.Words())
	}
	return nil
}

// meanOne brings weights to mean one; nil stays nil.
func meanOne(w []float64) []float64 {
	if w == nil {
		return nil
	}
	by := 1 / mean(w)
	out := make([]float64, len(w))
	for i, x := range w {
		out[i] = x * by
	}
	return out
}

// weigh is the rows of a family under weights: one row at a time, for each has a log-likelihood of its own.
func (f family) weigh(weights, y, eta, s, w []float64) (ll float64) {
	for i, by := range weights {
		ll += float64(by * f.rows(y[i:i+1], eta[i:i+1], s[i:i+1], w[i:i+1]))
		s[i] *= by
		w[i] *= by
	}
	return ll
}

// weightedSum is the sum of a figure of each row by its weight.
func weightedSum(weights []float64, of func(i int) float64) float64 {
	return inOrder(len(weights), 1, func(lo, hi, _ int, sums []float64) {
		for i := lo; i < hi; i++ {
			sums[0] += float64(weights[i] * of(i))
		}
	})[0]
}

// weightedNull is the log-likelihood of a mean under weights: of a binary outcome, or of a Poisson.
func weightedNull(kind Kind, d Data) float64 {
	w := meanOne(d.Weights)
	n := float64(len(w))
	m := weightedSum(w, func(i int) float64 { return d.Y[i] }) / n
	if kind == KindPPML {
		return n*(m*math.Log(m)-m) - weightedFactorials(w, d.Y)
	}
	return n * (m*math.Log(m) + (1-m)*math.Log1p(-m))
}

// weightedFactorials is the sum of w log(y!).
func weightedFactorials(w, y []float64) float64 {
	return weightedSum(w, func(i int) float64 {
		l, _ := math.Lgamma(y[i] + 1)
		return l
	})
}

// tellWeighted fills what least squares tells under weights: with the residuals e, s² = sum w e² / (n-K), the likelihood of errors of
// variance s²/w.
func (f *Fit) tellWeighted(d Data) {
	w := f.p.by
	n := float64(f.N)
	m := 0.0
	if d.Constant {
		m = weightedSum(w, func(i int) float64 { return d.Y[i] }) / n
	}
	rss := weightedSum(w, func(i int) float64 { return (d.Y[i] - f.Eta[i]) * (d.Y[i] - f.Eta[i]) })
	all := weightedSum(w, func(i int) float64 { return (d.Y[i] - m) * (d.Y[i] - m) })
	logs := weightedSum(w, func(i int) float64 { return math.Log(w[i]) / w[i] })
	f.R2 = 1 - rss/all
	f.Sigma = math.Sqrt(rss / (n - float64(len(f.Coef))))
	f.LogLik = (logs - n*(math.Log(2*math.Pi*rss/n)+1)) / 2
	f.NullLogLik = (logs - n*(math.Log(2*math.Pi*all/n)+1)) / 2
}
