package model

// This file holds the logits whose estimates are corrected: Firth's (1993) penalty, which keeps them finite whatever separates, and
// King and Zeng's (2001) for events that are rare.

import (
	"math"

	"comity/numeric"
)

// leverage gives of a block q = diag(Z A Z') for a matrix A: of each row the variance of its linear predictor.
func leverage(q []float64, t *scratch, a matrix, n int) {
	q = q[:n]
	clear(q)
	tmp := t.tmp[:n]
	for j := range t.z {
		clear(tmp)
		for l := range j {
			addTimes(tmp, 2*a.at(j, l), t.z[l][:n])
		}
		addTimes(tmp, a.at(j, j), t.z[j][:n])
		zj := t.z[j][:n]
		for i := range q {
			q[i] += float64(tmp[i] * zj[i])
		}
	}
}

// penalised gives the gradient with Firth's penalty, the score of a row being y - p + h (1/2 - p) with h = w q; scores are filled.
func (p *problem) penalised(gamma []float64, inverse matrix, scores, eta []float64) []float64 {
	return inOrder(p.n, p.k, func(lo, hi, worker int, sums []float64) {
		t := &p.work[worker]
		q := t.q
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			n := b - a
			p.predict(a, b, gamma, t)
			s, w := t.s[:n], t.w[:n]
			p.family.rows(p.y[a:b], t.eta[:n], s, w)
			leverage(q, t, inverse, n)
			for i := range n {
				prob := p.y[a+i] - s[i]
				s[i] += float64(float64(w[i]*q[i]) * (0.5 - prob))
			}
			for j := range t.z {
				sums[j] += numeric.Dot(s, t.z[j][:n])
			}
			copy(scores[a:b], s)
			copy(eta[a:b], t.eta[:n])
		}
	})
}

// firth fits a logit with the penalty log|X'WX|/2 on its log-likelihood.
func firth(d Data) (*Fit, error) {
	ones, err := d.binary()
	if err != nil {
		return nil, err
	}
	design, err := newDesign(d, d.Constant)
	if err != nil {
		return nil, err
	}
	p := newProblem(design, d.Y, logitFamily())
	f := newFit(KindFirth, d, p)
	s, err := p.climbPenalised(f.scores, f.Eta)
	if err != nil {
		return nil, err
	}
	f.take(s)
	f.Events, f.NullLogLik = ones, binaryNull(ones, len(d.Y))
	return f, nil
}

// climbPenalised is Newton's method on the penalised likelihood. A step moves no coefficient by more than five in the design's
// coordinates and is halved where the likelihood would fall.
func (p *problem) climbPenalised(scores, eta []float64) (solved, error) {
	gamma := p.start()
	now := p.pass(gamma, nil, nil)
	f, bad := cholesky(now.h, 1e-14)
	for steps := 0; steps < maxSteps && bad < 0; steps++ {
		inverse := f.inverse()
		g := p.penalised(gamma, inverse, scores, eta)
		step := f.solve(g)
		if numeric.Dot(step, g) <= tiny*now.weight {
			return solved{gamma, now, inverse, steps}, nil
		}
		most := 0.0
		for _, x := range step {
			most = max(most, math.Abs(x))
		}
		by := min(1, 5/most)
		for {
			next := append([]float64(nil), gamma...)
			addTimes(next, by, step)
			s := p.pass(next, nil, nil)
			nf, nbad := cholesky(s.h, 1e-14)
			was := now.ll + f.logDet()/2
			if nbad < 0 && s.ll+nf.logDet()/2 >= was-1e-9*math.Abs(was) {
				gamma, now, f = next, s, nf
				break
			}
			if by /= 2; by < 1e-9 {
				return solved{}, errNoEnd
			}
		}
	}
	return solved{}, errNoEnd
}

// rare fits the rare events logit: the bias of maximum likelihood, (Z'WZ)⁻¹ Z'W xi with xi = q [(1+w1) p - w1] / 2, is taken off, and
// where rows were sampled on the outcome the constant, or the weight of each row, is brought to the share of events in the population.
func rare(d Data, o Options) (*Fit, error) {
	ones, err := d.binary()
	if err != nil {
		return nil, err
	}
	share := float64(ones) / float64(len(d.Y))
	family, w1 := logitFamily(), 1.0
	if o.Weighting && o.Tau > 0 {
		w1 = o.Tau / share
		family = weightedLogit(w1, (1-o.Tau)/(1-share))
	}
	f, err := binaryFit(d, KindRare, family)
	if err != nil {
		return nil, err
	}
	p := f.p
	g := inOrder(p.n, p.k, func(lo, hi, worker int, sums []float64) {
		t := &p.work[worker]
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			n := b - a
			p.fill(a, b, t.z)
			p.family.rows(p.y[a:b], f.Eta[a:b], t.s[:n], t.w[:n])
			leverage(t.q, t, f.bread, n)
			for i, e := range f.Eta[a:b] {
				prob := 1 / (1 + math.Exp(-e))
				t.s[i] = float64(t.w[i]*t.q[i]) * ((1+w1)*prob - w1) / 2
			}
			for j := range t.z {
				sums[j] += numeric.Dot(t.s[:n], t.z[j][:n])
			}
		}
	})
	bias := p.estimates(f.bread.times(g))
	for j, b := range bias {
		f.Coef[j] -= b
	}
	if o.Tau > 0 && !o.Weighting && d.Constant {
		f.Coef[0] -= math.Log((1 - o.Tau) / o.Tau * share / (1 - share))
	}
	n := float64(p.n)
	f.shrink = n / (n + float64(p.k)) * n / (n + float64(p.k))
	return f, nil
}
