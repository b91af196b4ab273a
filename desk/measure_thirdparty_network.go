package desk

// This file is the tests of third parties that fit a model of networks to agreement of all pairs: T1 with multiplicative effects, and T3.

import (
	"cmp"
	"context"
	"fmt"
	"math"

	"comity"
	"comity/measure/thirdparty"
	"comity/model/network"
	"comity/states"
)

// The chains of T1, and the permutations of T3.
const (
	latentChains, latentBurn, latentDraws = 2, 200, 400
	permutations                          = 1000
)

// matrix is agreement as a network has it.
func (s *session) matrix() network.Matrix {
	m := network.NewMatrix(len(s.states))
	for i := range s.states {
		for j := range s.states {
			if i != j {
				m.Set(i, j, s.x.At(i, j))
			}
		}
	}
	return m
}

// both sets a cell and its mirror.
func both(m network.Matrix, i, j int, x float64) {
	m.Set(i, j, x)
	m.Set(j, i, x)
}

// latent is T1 with multiplicative effects: states that are alike in what they agree on with others are expected to agree.
func (q *thirdQuestion) latent(ctx context.Context) error {
	if q.session == nil || q.s.Rank <= 0 {
		return nil
	}
	test := fmt.Sprintf("T1 rank %d", q.s.Rank)
	asks := "the same, where states that stand alike towards others are expected to agree"
	y := q.session.matrix()
	value := y.At(q.session.i, q.session.j)
	both(y, q.session.i, q.session.j, math.NaN())
	f, err := network.AME(ctx, network.Data{YName: "agreement", Y: y, Symmetric: true},
		network.AMEOptions{Rank: q.s.Rank, Chains: latentChains, Burn: latentBurn, Draws: latentDraws, Seed: q.s.Seed, Checks: 1})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		q.silent(test, "all others", asks, err.Error())
		return nil
	}
	if w := f.Unsettled(); w != "" {
		q.m.note("%s: %s", test, w)
	}
	p, ok := f.Predict(q.session.i, q.session.j)
	if !ok {
		q.silent(test, "all others", asks, "the model says nothing of the pair")
		return nil
	}
	residual, z := value-p.Mean, (value-p.Mean)/p.SD
	residuals := q.session.fitted(f)
	far := 0
	for _, r := range residuals {
		if math.Abs(r) >= math.Abs(residual) {
			far++
		}
	}
	const reach = 1.6448536269514722 // nine in ten
	q.add(testRow{test: test, third: "all others", asks: asks, estimate: residual, low: residual - reach*p.SD, high: residual + reach*p.SD, n: len(residuals),
		detectable: 2 * p.SD, power: noNumber, beside: number(thirdparty.Place(residuals, residual)), result: structural(z),
		detail: fmt.Sprintf("agreement %.4f, expected without the pair %.4f; residual %+.4f, z %.1f; %d of %s other pairs lie as far from what the model that has seen them says", value, p.Mean, residual, z, far, thousands(len(residuals)))})
	q.m.choose(test, fmt.Sprintf("%d chains of %d scans after %d", latentChains, latentDraws, latentBurn))
	return nil
}

// fitted gives the residuals of all pairs but the two.
func (s *session) fitted(f *network.AMEFit) []float64 {
	var out []float64
	for i := range s.states {
		for j := i + 1; j < len(s.states); j++ {
			x := s.x.At(i, j)
			if p, ok := f.Predict(i, j); ok && !p.Held && x == x {
				out = append(out, x-p.Mean)
			}
		}
	}
	return out
}

// permuted is T3, for each third state.
func (q *thirdQuestion) permuted(ctx context.Context) error {
	asks := "over all pairs, do states that agree alike with it agree more with each other?"
	if q.session == nil {
		for _, third := range q.thirds {
			q.silent("T3 all pairs", states.Name(third, q.on), asks, "no session in these years in which both voted")
		}
		return nil
	}
	beside, err := q.besides(ctx)
	if err != nil {
		return err
	}
	for _, third := range q.thirds {
		u := q.session.row(third)
		if u < 0 {
			q.silent("T3 all pairs", states.Name(third, q.on), asks, "it did not vote enough in the session")
			continue
		}
		if err := q.regressed(ctx, third, u, asks, beside); err != nil {
			return err
		}
	}
	return nil
}

// besides are the regressors that are known of most pairs of the session.
func (q *thirdQuestion) besides(ctx context.Context) ([]network.Covariate, error) {
	list := []indicator{
		{name: "distance", title: "ln distance of capitals", column: "distance.capital", of: either},
		{name: "alliance", title: "level of alliance obligation", column: "alliance.obligation", of: either},
		{name: "trade", title: "ln (1 + trade in million USD)", column: "trade.turnover", of: either},
	}
	rows, by, err := q.d.pairRows(ctx, PanelSpec{From: q.session.year, To: q.session.year, ExtendTo: max(q.session.year, 2016)}, list)
	if err != nil {
		return nil, err
	}
	var out []network.Covariate
	for k, c := range list {
		m, known := network.NewMatrix(len(q.session.states)), 0
		for _, r := range rows {
			i, j := q.session.row(comity.State(r.a)), q.session.row(comity.State(r.b))
			x := r.values[k]
			if i < 0 || j < 0 || x != x {
				continue
			}
			both(m, i, j, scaled(c.name, x))
			known++
		}
		if n := len(q.session.states); 10*known >= 9*n*(n-1)/2 {
			out = append(out, network.Covariate{Name: c.title, Matrix: m})
		}
	}
	if len(out) > 0 {
		q.m.rests(by.sources...)
	}
	return out, nil
}

// scaled puts a regressor on its scale.
func scaled(name string, x float64) float64 {
	switch name {
	case "distance":
		return math.Log(max(x, 1))
	case "trade":
		return math.Log1p(x / 1e6)
	}
	return x
}

// regressed tells T3 for one third state. The third itself and the pair are left out of what is fitted: it is asked of the others.
func (q *thirdQuestion) regressed(ctx context.Context, third comity.State, u int, asks string, beside []network.Covariate) error {
	y, alike := q.session.matrix(), network.NewMatrix(len(q.session.states))
	for i := range q.session.states {
		for j := range i {
			if i != u && j != u {
				both(alike, i, j, 1-math.Abs(q.session.x.At(i, u)-q.session.x.At(j, u)))
			}
		}
	}
	name := states.Name(third, q.on)
	both(y, q.session.i, q.session.j, math.NaN())
	data := network.Data{YName: "agreement", Y: y, X: append([]network.Covariate{{Name: "alike towards " + name, Matrix: alike}}, beside...), Symmetric: true}
	f, err := network.QAP(ctx, data, network.QAPOptions{Permutations: permutations, Seed: q.s.Seed})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		q.silent("T3 all pairs", name, asks, err.Error())
		return nil
	}
	q.associated(name, asks, f, data, alike.At(q.session.i, q.session.j))
	return nil
}

// associated tells what a regression says of one third state.
func (q *thirdQuestion) associated(name, asks string, f *network.QAPFit, data network.Data, ofPair float64) {
	var term network.QAPTerm
	for _, t := range f.Terms {
		if t.Name == data.X[0].Name {
			term = t
		}
	}
	error1 := term.Estimate / term.Statistic
	r := testRow{test: "T3 all pairs", third: name, asks: asks, estimate: number(term.Estimate), low: noNumber, high: noNumber, n: f.Cells,
		detectable: number(math.Abs(error1) * max(-term.Low, term.High)), power: noNumber, beside: number(term.P), result: "no more than chance would have it"}
	switch {
	case term.P != term.P || term.Estimate != term.Estimate:
		r.result = "undefined"
	case term.P <= 0.05 && term.Estimate > 0:
		r.result = "over all pairs, yes"
	case term.P <= 0.05:
		r.result = "over all pairs, less"
	}
	others := "nothing beside"
	for k, c := range data.X[1:] {
		others = cmp.Or(map[bool]string{true: "beside " + c.Name}[k == 0], others+", "+c.Name)
	}
	r.detail = fmt.Sprintf("coefficient %s of alikeness towards it (the pair's own: %s), p %s of %d permutations, R² %s; %s; it says nothing of this pair alone", signed(term.Estimate), plain(ofPair), plain(term.P), f.Permutations, plain(f.R2), others)
	q.add(r)
}
