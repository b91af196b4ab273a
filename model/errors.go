package model

// This file holds the covariances of estimates. All are A B A with A the inverse information and B the sum, over pairs of rows that
// may hang together, of the products of their scores u = s z; they differ in which pairs those are.

import (
	"fmt"
	"math"

	"comity/numeric"
)

// Errors is one way to see how exact the estimates are.
type Errors struct {
	Kind    string  // iid, hc0, hc1, cluster, twoway, dyadic
	By      string  // the columns that say what hangs together
	Groups  []int   // how many clusters there are on each side; of dyadic errors the states and the pairs
	Factor  float64 // for small samples, in the covariance already
	Clipped int     // eigenvalues that were below zero and set to zero
	DF      float64 // degrees of freedom of Student's t; infinite for the normal distribution
	Cov     [][]float64
}

// SE gives the standard errors.
func (e Errors) SE() []float64 {
	out := make([]float64, len(e.Cov))
	for i := range out {
		out[i] = math.Sqrt(e.Cov[i][i])
	}
	return out
}

// IID takes rows for independent and the model for the whole truth: A, of OLS times the variance of the residuals.
func (f *Fit) IID() Errors {
	factor := 1.0
	if f.Kind == KindOLS {
		factor = f.Sigma * f.Sigma
	}
	e := f.errors("iid", f.bread, factor, float64(f.N-f.used()))
	e.Factor = 1
	return e
}

// HC takes rows for independent, but not the model for the whole truth (Huber 1967, White 1980): HC0 as it is, HC1 times n/(n-K), K the
// number of all constants estimated.
func (f *Fit) HC(one bool) Errors {
	kind, factor := "hc0", 1.0
	if one {
		kind, factor = "hc1", float64(f.N)/float64(f.N-f.used())
	}
	squares := make([]float64, f.N)
	times(squares, f.scores, f.scores)
	return f.errors(kind, f.sandwich(f.p.gram(squares)), factor, float64(f.N-f.used()))
}

// Cluster lets rows of one group hang together (Liang and Zeger 1986): B is the sum of U U' over groups, U the sum of the scores of a
// group. The factor is G/(G-1), of OLS times (n-1)/(n-K); constants absorbed that lie within clusters do not count in K.
func (f *Fit) Cluster(by string, g Groups) (Errors, error) {
	if g.Count < 2 {
		return Errors{}, fmt.Errorf("%s has one value in all %d rows: clusters need two and more", by, f.N)
	}
	e := f.errors("cluster", f.sandwich(f.clusterMeat(g)), f.small(g), float64(g.Count-1))
	e.By, e.Groups = by, []int{g.Count}
	return e, nil
}

// TwoWay lets rows hang together that share either of two groups (Cameron, Gelbach and Miller 2011): the covariance by the one, plus by
// the other, less by both, each with its factor. Where states stand on both sides it is not the dyadic one: it misses the pairs of
// rows in which a state is on the left of one and on the right of the other.
func (f *Fit) TwoWay(by string, g, h Groups) (Errors, error) {
	if g.Count < 2 || h.Count < 2 {
		return Errors{}, fmt.Errorf("%s: one of the two has one value in all %d rows: clusters need two and more", by, f.N)
	}
	both := g.Both(h)
	cov := newMatrix(f.p.k)
	for _, part := range []struct {
		sign float64
		g    Groups
	}{{1, g}, {1, h}, {-1, both}} {
		cov = cov.plus(part.sign*f.small(part.g), f.sandwich(f.clusterMeat(part.g)))
	}
	e := f.errors("twoway", cov, 1, float64(min(g.Count, h.Count)-1))
	e.By, e.Groups = by, []int{g.Count, h.Count}
	return e, nil
}

// Dyadic lets all rows hang together that share a state, on whichever side (Aronow, Samii and Assenova 2015). The sum over all such
// pairs of rows is the sum of S S' over states less the sum of U U' over pairs of two states, S and U the sums of the scores of the
// rows of a state and of a pair: rows of one pair share two states and are counted twice by the first. There is no factor.
func (f *Fit) Dyadic(by string, d Dyads) (Errors, error) {
	if d.States < 3 {
		return Errors{}, fmt.Errorf("%s name %d states in %d rows: dyadic errors need three and more", by, d.States, f.N)
	}
	e := f.errors("dyadic", f.sandwich(f.dyadicMeat(d)), 1, float64(d.States-1))
	e.By, e.Groups = by, []int{d.States, d.Pair.Count}
	return e, nil
}

// small is the factor for few clusters.
func (f *Fit) small(g Groups) float64 {
	factor := float64(g.Count) / float64(g.Count-1)
	if f.Kind != KindOLS {
		return factor
	}
	var across []Effect
	for _, e := range f.p.effects {
		if !e.Groups.within(g) {
			across = append(across, e)
		}
	}
	used := len(f.Coef) + free(across)
	if len(across) == 0 && len(f.p.effects) > 0 {
		used++ // their mean
	}
	return factor * float64(f.N-1) / float64(max(f.N-used, 1))
}

// sandwich is A B A.
func (f *Fit) sandwich(meat matrix) matrix { return f.bread.by(meat).by(f.bread).symmetric() }

// errors brings a covariance into the units of the columns.
func (f *Fit) errors(kind string, cov matrix, factor, df float64) Errors {
	cov, negative := clipped(cov)
	back := f.p.back()
	cov = back.by(cov).by(back.transposed()).symmetric()
	e := Errors{Kind: kind, Factor: factor, Clipped: negative, DF: math.Inf(1), Cov: make([][]float64, cov.k)}
	if f.Kind == KindOLS {
		e.DF = df
	}
	for i := range e.Cov {
		e.Cov[i] = make([]float64, cov.k)
		for j := range cov.k {
			e.Cov[i][j] = cov.at(i, j) * factor * f.shrink
		}
	}
	return e
}

// groupSums gives the sums of the scores of each group, by coefficient. Each column is summed in the order of the rows.
func (f *Fit) groupSums(g Groups) [][]float64 {
	out := make([][]float64, f.p.k)
	at := f.p.at()
	numeric.AtOnce(f.p.k, func(j, _ int) {
		sums := make([]float64, g.Count)
		if j < at {
			for i, s := range f.scores {
				sums[g.Of[i]] += s
			}
		} else {
			shift, scale, x := f.p.shift[j], f.p.scale[j], f.p.cols[j-at]
			if f.p.ready {
				shift, scale = 0, 1
			}
			for i, s := range f.scores {
				sums[g.Of[i]] += float64(s * ((x[i] - shift) * scale))
			}
		}
		out[j] = sums
	})
	return out
}

// outer is the sum of U U' over groups.
func outer(u [][]float64) matrix {
	m := newMatrix(len(u))
	for i := range u {
		for j := range i + 1 {
			x := numeric.Dot(u[i], u[j])
			m.set(i, j, x)
			m.set(j, i, x)
		}
	}
	return m
}

func (f *Fit) clusterMeat(g Groups) matrix { return outer(f.groupSums(g)) }

func (f *Fit) dyadicMeat(d Dyads) matrix {
	u := f.groupSums(d.Pair)
	s := make([][]float64, len(u))
	for j := range u {
		s[j] = make([]float64, d.States)
		for p, x := range u[j] {
			a, b := d.ends[p][0], d.ends[p][1]
			s[j][a] += x
			if a == b {
				u[j][p] = 0 // shares one state with its like, and is counted once
			} else {
				s[j][b] += x
			}
		}
	}
	return outer(s).plus(-1, outer(u))
}
