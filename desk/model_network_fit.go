package desk

// This file has models of matrices fitted, and lays out what was found.

import (
	"cmp"
	"context"
	"fmt"
	"math"

	"comity/model/network"
	"comity/numeric"
	"comity/report"
)

// fitQAP tests by permutation.
func fitQAP(ctx context.Context, s NetworkSpec, m *matrices, out *report.Network) error {
	o := network.QAPOptions{Permutations: s.Permutations, Permuting: network.Permuting(s.Permute), Logit: s.Family == "logit", Seed: s.Seed, Progress: s.share()}
	fit, err := network.QAP(ctx, m.Data, o)
	if err != nil {
		return err
	}
	out.Cells, out.Unknown = fit.Cells, fit.Unknown
	out.R2, out.LogLik, out.NullLogLik = known(fit.R2), known(fit.LogLik), known(fit.NullLogLik)
	out.Made = report.NetworkMade{Seed: s.Seed, Permutations: fit.Permutations, Permuted: "the residuals of each regressor from the others (double semi-partialling)"}
	if o.Permuting == network.ByY {
		out.Made.Permuted = "the outcome"
	}
	spreads := m.spreads()
	for k, t := range fit.Terms {
		out.Terms = append(out.Terms, testedTerm(t))
		if k > 0 {
			out.Terms[k].SD = known(spreads[k-1])
		}
	}
	for _, t := range fit.Correlations {
		out.Correlations = append(out.Correlations, testedTerm(t))
	}
	out.Notes = append(out.Notes, fit.Notes...)
	if fit.Permutations < 999 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d permutations tell p to about %.3f: make some thousands.", fit.Permutations, 1/math.Sqrt(float64(fit.Permutations))/4))
	}
	return nil
}

func testedTerm(t network.QAPTerm) report.NetworkTerm {
	return report.NetworkTerm{Name: t.Name, Estimate: known(t.Estimate), Statistic: known(t.Statistic), P: known(t.P), PAbove: known(t.Above),
		PBelow: known(t.Below), NullLow: known(t.Low), NullHigh: known(t.High), NaiveP: known(t.Naive)}
}

// fitSRM takes the matrix apart.
func fitSRM(_ context.Context, s NetworkSpec, m *matrices, out *report.Network) error {
	fit, err := network.SRM(m.Data)
	if err != nil {
		return err
	}
	out.States, out.Cells = fit.N, fit.N*(fit.N-1)
	if fit.Symmetric {
		out.Cells /= 2
	}
	far := -numeric.Quantile((1 - s.Level) / 2)
	for _, v := range fit.Moments {
		out.Variances = append(out.Variances, report.NetworkTerm{Name: v.Name, Estimate: known(v.Value), SE: known(v.SE), Low: known(v.Value - far*v.SE), High: known(v.Value + far*v.SE)})
	}
	for i, k := range fit.Kept {
		out.Effects = append(out.Effects, report.NetworkState{State: m.states[k], Row: known(fit.Row[i]), Col: known(fit.Col[i]), Left: []float64{}, Right: []float64{}})
	}
	if len(fit.Left) > 0 {
		var names []string
		for _, i := range fit.Left {
			names = append(names, m.states[i])
		}
		out.Notes = append(out.Notes, fmt.Sprintf("Left out, so that no cell is missing: %s of %d states (%s).", thousands(len(names)), len(m.states), firstNames(names)))
	}
	out.Warnings = append(out.Warnings, fit.Warnings...)
	return nil
}

// fitAME fits additive and multiplicative effects.
func fitAME(ctx context.Context, s NetworkSpec, m *matrices, out *report.Network) error {
	o := network.AMEOptions{Family: network.Family(cmp.Or(s.Family, "gaussian")), Rank: s.Rank, Chains: s.Chains, Burn: s.Burn, Draws: s.Draws,
		Thin: s.Thin, Seed: s.Seed, Progress: s.share()}
	fit, err := network.AME(ctx, m.Data, o)
	if err != nil {
		return err
	}
	out.Cells, out.Unknown = fit.Cells, fit.HeldOut
	out.Made = report.NetworkMade{Seed: s.Seed, Rank: fit.Rank, Chains: fit.Chains, Burn: s.Burn, Draws: s.Draws, Thin: s.Thin}
	spreads := m.spreads()
	for k, e := range fit.Coef {
		out.Terms = append(out.Terms, drawnTerm(e, s.Level))
		if k > 0 {
			out.Terms[k].SD = known(spreads[k-1])
		}
	}
	for _, e := range fit.Variance {
		out.Variances = append(out.Variances, drawnTerm(e, s.Level))
	}
	for _, c := range fit.Results() {
		out.Checks = append(out.Checks, report.NetworkCheck{Name: c.Name, Data: known(c.Data), Low: known(c.Quantile((1 - s.Level) / 2)), High: known(c.Quantile((1 + s.Level) / 2)), P: known(c.P())})
	}
	tellStates(fit, m, out)
	for _, h := range m.held {
		out.Predictions = append(out.Predictions, expected(fit, m, h))
	}
	out.Warnings = append(out.Warnings, fit.Warnings...)
	out.Notes = append(out.Notes, fit.Notes...)
	return nil
}

func drawnTerm(e network.Estimate, level float64) report.NetworkTerm {
	above := e.Above()
	return report.NetworkTerm{Name: e.Name, Estimate: known(e.Mean), SE: known(e.SD), Low: known(e.Quantile((1 - level) / 2)), High: known(e.Quantile((1 + level) / 2)),
		Above: &above, RHat: known(e.RHat), ESS: known(e.ESS)}
}

// tellStates lays out the effects and places of states.
func tellStates(fit *network.AMEFit, m *matrices, out *report.Network) {
	for _, s := range fit.Sign {
		out.Signs = append(out.Signs, int(s))
	}
	for i, name := range m.states {
		s := report.NetworkState{State: name, Row: known(fit.Row[i].Mean), RowSE: known(fit.Row[i].SD), Col: known(fit.Col[i].Mean), ColSE: known(fit.Col[i].SD),
			Left: []float64{}, Right: []float64{}}
		if fit.Rank > 0 {
			s.Left = append(s.Left, fit.Left[i]...)
			if !fit.Symmetric {
				s.Right = append(s.Right, fit.Right[i]...)
			}
		}
		out.Effects = append(out.Effects, s)
	}
}

// expected holds a cell held out against what the others say of it.
func expected(fit *network.AMEFit, m *matrices, cell [2]int) report.NetworkCell {
	i, j := cell[0], cell[1]
	out := report.NetworkCell{State1: m.states[i], State2: m.states[j], Outcome: known(m.shown[i*len(m.states)+j])}
	p, ok := fit.Predict(i, j)
	if !ok {
		return out
	}
	out.Expected, out.SD = &p.Mean, &p.SD
	if out.Outcome != nil {
		out.Z = known((*out.Outcome - p.Mean) / p.SD)
	}
	return out
}

// spreads are the standard deviations of the regressors over the cells in which all is known.
func (m *matrices) spreads() []float64 {
	var out []float64
	for _, x := range m.X {
		n, sum, square := 0.0, 0.0, 0.0
		for i := range m.Y.N {
			for j := range m.Y.N {
				if v := x.At(i, j); i != j && m.known(i, j) {
					n++
					sum += v
					square += v * v
				}
			}
		}
		out = append(out, math.Sqrt(max(square/n-sum/n*sum/n, 0)))
	}
	return out
}

// known says that the outcome and all regressors of a cell are known.
func (m *matrices) known(i, j int) bool {
	sum := m.Y.At(i, j)
	for _, x := range m.X {
		sum += x.At(i, j)
	}
	return sum == sum
}
