package network

// This file is one chain of an AME model: what it holds, its scans, and what it keeps of them.

import (
	"context"
	"math"
	"sync/atomic"

	"comity/numeric"

	"gonum.org/v1/gonum/mat"
)

// prior holds what is thought before, on the scale of an outcome of variance 1. Coefficients (per standard deviation of a regressor) are
// N(0, wide). A variance is inverse gamma of shape df/2 and rate df scale/2: it counts as much as df observations of mean square scale.
// Covariances are inverse Wishart of df more degrees of freedom than dimensions.
type prior struct{ wide, scale, df float64 }

// vague is the prior of all fits.
var vague = prior{wide: 100, scale: 0.1, df: 1}

// rate is what the prior adds to a sum of squares.
func (p prior) rate() float64 { return p.df * p.scale }

// side is the same for each side of a product, which has scale as a whole.
func (p prior) side() float64 { return p.df * math.Sqrt(p.scale) }

// start is where chains begin, before each moves away a little by itself.
type start struct {
	z    []float64 // outcome, with what is unknown filled in
	a, b []float64
	u, v []float64 // n*R
	l    []float64
}

// newStart fits additive effects by means and takes the leading dimensions of what they leave.
func (s *setup) newStart() start {
	n := s.n
	st := start{z: make([]float64, n*n), a: make([]float64, n), b: make([]float64, n)}
	constant := s.startLatent(st.z)
	for i := range n {
		st.a[i] = s.meanOf(st.z, i*n, 1) - constant
		st.b[i] = s.meanOf(st.z, i, n) - constant
		if s.d.Symmetric {
			st.b[i] = st.a[i]
		}
	}
	left := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			fitted := constant + st.a[i] + st.b[j]
			if st.z[i*n+j] != st.z[i*n+j] {
				st.z[i*n+j] = fitted
			}
			if i != j {
				left.Set(i, j, st.z[i*n+j]-fitted)
			}
		}
	}
	s.startDimensions(&st, left)
	return st
}

// startLatent puts the known outcomes into z (of a probit, the mean of a half-normal on their side) and gives their mean.
func (s *setup) startLatent(z []float64) float64 {
	sum, known := 0.0, 0
	for i, y := range s.y {
		z[i] = y
		if s.o.Family == Probit && y == y {
			z[i] = 0.8 * (2*y - 1)
		}
		if i/s.n == i%s.n {
			z[i] = 0
		} else if y == y {
			sum += z[i]
			known++
		}
	}
	return sum / float64(known)
}

// meanOf is the mean of the known cells of a row or column, or 0.
func (s *setup) meanOf(z []float64, from, step int) float64 {
	sum, known := 0.0, 0
	for j := range s.n {
		at := from + j*step
		if at/s.n != at%s.n && z[at] == z[at] {
			sum += z[at]
			known++
		}
	}
	if known == 0 {
		return 0
	}
	return sum / float64(known)
}

// startDimensions takes the leading eigenvectors, or singular vectors, of what additive effects leave.
func (s *setup) startDimensions(st *start, left *mat.Dense) {
	n, k := s.n, s.o.Rank
	st.u, st.v, st.l = make([]float64, n*k), make([]float64, n*k), make([]float64, k)
	if k == 0 {
		return
	}
	if s.d.Symmetric {
		values, vectors := leading(symmetric(left), k)
		for r := range k {
			st.l[r] = values[r] / float64(n)
			for i := range n {
				st.u[i*k+r] = vectors[r][i] * math.Sqrt(float64(n))
			}
		}
		return
	}
	var svd mat.SVD
	if !svd.Factorize(left, mat.SVDThin) {
		return
	}
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	for r, d := range svd.Values(nil)[:k] {
		for i := range n {
			st.u[i*k+r], st.v[i*k+r] = u.At(i, r)*math.Sqrt(d), v.At(i, r)*math.Sqrt(d)
		}
	}
}

// symmetric is the mean of a matrix and its transpose.
func symmetric(m *mat.Dense) *mat.SymDense {
	n, _ := m.Dims()
	out := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			out.SetSym(i, j, (m.At(i, j)+m.At(j, i))/2)
		}
	}
	return out
}

// leading gives the k eigenvalues of the largest magnitude with their vectors; zeros where there are none to be had.
func leading(m *mat.SymDense, k int) (values []float64, vectors [][]float64) {
	n := m.SymmetricDim()
	values, vectors = make([]float64, k), make([][]float64, k)
	for r := range vectors {
		vectors[r] = make([]float64, n)
	}
	var eig mat.EigenSym
	if !eig.Factorize(m, true) {
		return values, vectors
	}
	all := eig.Values(nil) // ascending
	var q mat.Dense
	eig.VectorsTo(&q)
	low, high := 0, n-1
	for r := range k {
		at := high
		if math.Abs(all[low]) > math.Abs(all[high]) {
			at = low
			low++
		} else {
			high--
		}
		values[r] = all[at]
		for i := range n {
			vectors[r][i] = q.At(i, at)
		}
	}
	return values, vectors
}

// chain is one chain.
type chain struct {
	*setup
	r         *numeric.Stream
	z, xb, uv []float64 // n*n: outcome, what regressors say, what dimensions say
	e, et     []float64 // n*n: residuals and their transpose, made anew in each step
	beta      []float64
	a, b      []float64
	sab       two // covariance of a and b; of a symmetric model x alone
	s2, rho   float64
	u, v, l   []float64 // of a directed model l is not used, of a symmetric one v
	lvar      float64   // prior variance of l
	psi       []float64 // precision of (u_i, v_i), 2R by 2R
	w         work
	kept
}

// work is scratch.
type work struct {
	prec, lin, gram, tmp, wish []float64
	row, ha, hb                []float64
}

// kept is what a chain keeps.
type kept struct {
	draws                     [][]float64 // one row a draw, in the units of the data
	mean, square, noise, mult []float64   // n*n: sums of predictions, of their squares, of their variances, of multiplicative terms
	aSum, aSq, bSum, bSq      []float64
	checks                    []Check // of outcomes drawn anew
	scratch                   []float64
}

func (s *setup) newChain(id int) *chain {
	n, k, rank := s.n, s.k, s.o.Rank
	c := &chain{setup: s, r: numeric.NewStream(s.o.Seed, uint64(id)), s2: 1, lvar: 1}
	for _, m := range []*[]float64{&c.xb, &c.uv, &c.e, &c.et, &c.mean, &c.square, &c.noise, &c.mult, &c.scratch} {
		*m = make([]float64, n*n)
	}
	c.z = append([]float64(nil), s.start.z...)
	c.beta = make([]float64, k)
	c.sab = two{s.prior.scale, 0, s.prior.scale}
	size := max(k, 2*rank, 2)
	c.w = work{prec: make([]float64, size*size), lin: make([]float64, size), gram: make([]float64, size*size),
		tmp: make([]float64, size*size), wish: make([]float64, size*size), row: make([]float64, n), ha: make([]float64, n), hb: make([]float64, n)}
	for _, v := range []*[]float64{&c.aSum, &c.aSq, &c.bSum, &c.bSq} {
		*v = make([]float64, n)
	}
	c.a, c.b = c.moved(s.start.a), c.moved(s.start.b)
	c.u, c.v, c.l = c.moved(s.start.u), c.moved(s.start.v), append([]float64(nil), s.start.l...)
	c.psi = make([]float64, 4*rank*rank)
	for r := range 2 * rank {
		c.psi[r*2*rank+r] = 1
	}
	if s.d.Symmetric {
		c.b = c.a
	}
	c.multiply()
	return c
}

// moved moves a start away, by half of its root mean square.
func (c *chain) moved(x []float64) []float64 {
	out := append([]float64(nil), x...)
	if len(x) == 0 {
		return out
	}
	far := math.Sqrt(numeric.Dot(x, x)/float64(len(x))) / 2
	for i := range out {
		out[i] += far * c.r.Norm()
	}
	return out
}

// run makes the scans.
func (c *chain) run(ctx context.Context, done *atomic.Int64) error {
	scans := c.o.Burn + c.o.Draws
	all := float64(scans * c.o.Chains)
	draws := c.o.Draws / c.o.Thin
	checks := (c.o.Checks + c.o.Chains - 1) / c.o.Chains
	every := max(draws/max(checks, 1), 1)
	for scan := range scans {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.scan()
		if now := done.Add(1); c.o.Progress != nil && now%64 == 0 {
			c.o.Progress(float64(now) / all)
		}
		after := scan + 1 - c.o.Burn
		if after <= 0 || after%c.o.Thin != 0 {
			continue
		}
		c.keep()
		if draw := after / c.o.Thin; draw%every == 0 && len(c.checks) < checks {
			c.checks = append(c.checks, c.replicate())
		}
	}
	return nil
}

// scan draws everything once.
func (c *chain) scan() {
	c.latent()
	c.residual(c.uv)
	if c.d.Symmetric {
		c.effectsSymmetric()
		c.dimensionsSymmetric()
	} else {
		c.effectsDirected()
		c.dimensionsDirected()
	}
	c.noiseDrawn()
	if c.o.Family == Probit {
		c.rescale()
	}
}

// residual puts z less some term into e, with zeros on the diagonal.
func (c *chain) residual(term []float64) {
	z, e := c.z, c.e[:len(c.z)]
	term = term[:len(z)]
	for i, x := range z {
		e[i] = x - term[i]
	}
	for i := 0; i < len(e); i += c.n + 1 {
		e[i] = 0
	}
}

// lessEffects takes what regressors and additive effects say away from z, into e.
func (c *chain) lessEffects() {
	n := c.n
	for i := range n {
		ai := c.a[i]
		z, xb, e := c.z[i*n:i*n+n], c.xb[i*n:i*n+n], c.e[i*n:i*n+n]
		for j, bj := range c.b {
			e[j] = z[j] - xb[j] - ai - bj
		}
		e[i] = 0
	}
}

// regress works out what the regressors say.
func (c *chain) regress() {
	clear(c.xb)
	for k, x := range c.x {
		addTimes(c.xb, c.beta[k], x)
	}
}

// predictor is the linear predictor of a cell.
func (c *chain) predictor(i, j int) float64 {
	at := i*c.n + j
	return c.xb[at] + c.a[i] + c.b[j] + c.uv[at]
}
