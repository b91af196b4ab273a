package network

// This file gathers the chains of an AME model into what is told of it.

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Estimate is what the draws say of one figure.
type Estimate struct {
	Name     string
	Mean, SD float64
	RHat     float64 // split R-hat: 1 where chains agree; NaN where there is no variation
	ESS      float64 // effective number of independent draws
	draws    []float64
}

// Quantile gives a quantile of the draws.
func (e Estimate) Quantile(p float64) float64 { return quantile(e.draws, p) }

// Above is the share of draws above zero.
func (e Estimate) Above() float64 {
	n := 0
	for _, d := range e.draws {
		if d > 0 {
			n++
		}
	}
	return float64(n) / float64(len(e.draws))
}

// AMEFit is a fitted AME model, in the units of the outcome (of a probit, of the number behind it).
type AMEFit struct {
	Family    Family
	Symmetric bool
	N, Rank   int
	Cells     int // known ones, in outcome and regressors; of symmetric matrices pairs
	HeldOut   int // cells drawn along
	Chains    int
	Draws     int // kept of each chain
	Coef      []Estimate
	// Variance holds the variances: of rows, of columns and their covariance, rho, of errors, and of the multiplicative term (its mean
	// square over cells). A symmetric model has one of states in place of the first three and no rho; a probit none of errors.
	Variance []Estimate
	// Row and Col are the additive effects: posterior mean and standard deviation of each state. They are one in a symmetric model.
	Row, Col []Effect
	// Left and Right are the dimensions of the posterior mean of the multiplicative term: N rows of Rank numbers, such that the sum over
	// dimensions of Left_ir Sign_r Right_jr comes nearest to it. In a symmetric model Left and Right are one; else Sign is 1.
	Left, Right [][]float64
	Sign        []float64
	Checks      Checks
	// Notes say in words what was done beyond what was asked, Warnings what puts the estimates in doubt.
	Notes, Warnings []string

	s                  *setup
	mean, square, held []float64
}

// Effect is the posterior mean and standard deviation of an additive effect.
type Effect struct{ Mean, SD float64 }

func newAMEFit(s *setup) *AMEFit {
	f := &AMEFit{Family: s.o.Family, Symmetric: s.d.Symmetric, N: s.n, Rank: s.o.Rank, Cells: len(s.d.cells()), HeldOut: len(s.missing),
		Chains: s.o.Chains, Notes: slices.Clone(s.notes), s: s}
	return f
}

// The names of the variances.
const (
	VarRows   = "variance of rows"
	VarCols   = "variance of columns"
	CovRows   = "covariance of row and column"
	VarStates = "variance of states"
	Rho       = "correlation within pairs"
	VarErrors = "variance of errors"
	VarUV     = "variance of the multiplicative term"
)

// parameterNames are those of the figures of a draw.
func (s *setup) parameterNames() []string {
	out := slices.Clone(s.names)
	if s.d.Symmetric {
		out = append(out, VarStates)
	} else {
		out = append(out, VarRows, CovRows, VarCols, Rho)
	}
	if s.o.Family == Gaussian {
		out = append(out, VarErrors)
	}
	if s.o.Rank > 0 {
		out = append(out, VarUV)
	}
	return out
}

// gather puts the chains together, in their order.
func (f *AMEFit) gather(chains []*chain) {
	s := f.s
	f.Draws = len(chains[0].draws)
	for p, name := range s.parameterNames() {
		e := estimate(name, chains, p)
		if p < s.k {
			f.Coef = append(f.Coef, e)
		} else {
			f.Variance = append(f.Variance, e)
		}
	}
	all := float64(f.Draws * len(chains))
	f.Row = effects(chains, all, s.sd, func(c *chain) (a, b []float64) { return c.aSum, c.aSq })
	f.Col = effects(chains, all, s.sd, func(c *chain) (a, b []float64) { return c.bSum, c.bSq })
	if s.d.Symmetric {
		f.Col = f.Row
	}
	f.predictions(chains, all)
	f.dimensions(chains, all)
	f.Checks = s.checked(chains)
	f.warn()
}

// estimate takes one figure out of all chains.
func estimate(name string, chains []*chain, p int) Estimate {
	e := Estimate{Name: name}
	var parts [][]float64
	for _, c := range chains {
		part := make([]float64, len(c.draws))
		for i, d := range c.draws {
			part[i] = d[p]
		}
		parts = append(parts, part)
		e.draws = append(e.draws, part...)
	}
	e.Mean, e.SD = meanSD(e.draws)
	e.RHat, e.ESS = converged(parts)
	slices.Sort(e.draws)
	return e
}

// effects gives means and standard deviations of the additive effects.
func effects(chains []*chain, all, unit float64, of func(*chain) (sum, square []float64)) []Effect {
	out := make([]Effect, chains[0].n)
	for i := range out {
		sum, sq := 0.0, 0.0
		for _, c := range chains {
			a, b := of(c)
			sum += a[i]
			sq += b[i]
		}
		m := sum / all
		out[i] = Effect{m * unit, math.Sqrt(max(sq/all-m*m, 0)) * unit}
	}
	return out
}

// predictions adds up what the chains say of each cell.
func (f *AMEFit) predictions(chains []*chain, all float64) {
	size := f.N * f.N
	f.mean, f.square, f.held = make([]float64, size), make([]float64, size), make([]float64, 0)
	noise := make([]float64, size)
	for _, c := range chains {
		addTimes(f.mean, 1/all, c.mean)
		addTimes(f.square, 1/all, c.square)
		addTimes(noise, 1/all, c.noise)
	}
	for i, m := range f.mean {
		if f.Family == Probit {
			f.square[i] = math.Sqrt(max(m*(1-m), 0))
			continue
		}
		f.square[i] = math.Sqrt(max(f.square[i]-m*m, 0)+noise[i]) * f.s.sd
		f.mean[i] = f.s.middle + m*f.s.sd
	}
}

// Prediction is what the model says of a cell.
type Prediction struct {
	// Mean is the posterior mean of the outcome; of a probit the probability of a one.
	Mean float64
	// SD is the standard deviation of the posterior predictive distribution: of an outcome drawn anew, the errors included.
	SD float64
	// Held says that the outcome of the cell was not known to the model, so that the prediction rests on the other cells alone (the
	// other one of the pair included, where it was known).
	Held bool
}

// Predict says what the model says of the cell of row i and column j; ok is false on the diagonal and where a regressor is not known.
func (f *AMEFit) Predict(i, j int) (p Prediction, ok bool) {
	if i < 0 || j < 0 || i >= f.N || j >= f.N || i == j {
		return p, false
	}
	at := i*f.N + j
	if f.s.blind[at] {
		return p, false
	}
	y := f.s.y[at]
	return Prediction{f.mean[at], f.square[at], y != y}, true
}

// dimensions finds the coordinates of the mean of the multiplicative term.
func (f *AMEFit) dimensions(chains []*chain, all float64) {
	n, k := f.N, f.Rank
	if k == 0 {
		return
	}
	m := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			sum := 0.0
			for _, c := range chains {
				sum += c.mult[i*n+j]
			}
			m.Set(i, j, sum/all*f.s.sd)
		}
	}
	f.Sign = make([]float64, k)
	f.Left, f.Right = table(n, k), table(n, k)
	if f.Symmetric {
		f.Right = f.Left
		f.eigen(symmetric(m))
		return
	}
	f.singular(m)
}

func table(n, k int) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, k)
	}
	return out
}

func (f *AMEFit) eigen(m *mat.SymDense) {
	values, vectors := leading(m, f.Rank)
	for r, l := range values {
		f.Sign[r] = math.Copysign(1, l)
		sign := orientation(vectors[r])
		for i := range f.N {
			f.Left[i][r] = sign * vectors[r][i] * math.Sqrt(math.Abs(l))
		}
	}
}

func (f *AMEFit) singular(m *mat.Dense) {
	var svd mat.SVD
	if !svd.Factorize(m, mat.SVDThin) {
		return
	}
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	for r, d := range svd.Values(nil)[:f.Rank] {
		f.Sign[r] = 1
		sign := orientation(mat.Col(nil, r, &u))
		for i := range f.N {
			f.Left[i][r], f.Right[i][r] = sign*u.At(i, r)*math.Sqrt(d), sign*v.At(i, r)*math.Sqrt(d)
		}
	}
}

// orientation is the sign that makes the largest number of a vector positive: which end of a dimension is called so means nothing.
func orientation(x []float64) float64 {
	most := 0.0
	for _, v := range x {
		if math.Abs(v) > math.Abs(most)+1e-9 {
			most = v
		}
	}
	return math.Copysign(1, most)
}

// The limits past which a figure is not taken for settled.
const (
	mostRHat = 1.05
	leastESS = 100
)

// Unsettled says which figures did not settle, and nothing where all did. It is the first of Warnings, apart from those of the checks.
func (f *AMEFit) Unsettled() string {
	var names []string
	worst, fewest := 1.0, math.Inf(1)
	for _, e := range slices.Concat(f.Coef, f.Variance) {
		if e.RHat > mostRHat || e.ESS < leastESS {
			names = append(names, e.Name)
			worst, fewest = max(worst, e.RHat), min(fewest, e.ESS)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("The chains have not converged: of %s R-hat is up to %.3f and there are down to %.0f effective draws (wanted: below %v, above %v). Make more scans.",
		list(names), worst, fewest, mostRHat, leastESS)
}

// warn says which figures did not settle, and which of the data's the model does not show.
func (f *AMEFit) warn() {
	if w := f.Unsettled(); w != "" {
		f.Warnings = append(f.Warnings, w)
	}
	for _, c := range f.Checks.list(f.Symmetric) {
		if p := c.P(); p < .05 {
			f.Warnings = append(f.Warnings, fmt.Sprintf("Outcomes drawn from the model do not show the %s of the data (p = %.3f).", c.Name, p))
		}
	}
}
