package network

// This file says what an AME model is and runs its chains.

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"

	"comity/numeric"
)

// Family is how the outcome hangs on the linear predictor.
type Family string

// The families: Gaussian takes any numbers, Probit 0 and 1.
const (
	Gaussian Family = "gaussian"
	Probit   Family = "probit"
)

// MaxRank is the most dimensions of the multiplicative effects.
const MaxRank = 16

// AMEOptions say how an AME model is fitted.
type AMEOptions struct {
	Family Family // empty: Gaussian
	Rank   int    // dimensions of the multiplicative effects; 0 leaves them out
	Chains int    // 0: 4
	Burn   int    // scans of each chain that are thrown away
	Draws  int    // scans of each chain that are kept, before thinning
	Thin   int    // every Thin-th scan is kept; 0: 1
	Seed   uint64
	// Checks is how many outcomes are drawn anew from the posterior, to hold the fit against; 0: 200.
	Checks int
	// Progress, where not nil, is told the share of all scans that is done, from several goroutines.
	Progress func(share float64)
}

// mostNumbers bounds what the chains hold: some ten matrices each, and the parameters of every scan that is kept.
const mostNumbers = 200_000_000

// defaults fills in what is not said, and refuses what cannot be, of n states and k coefficients.
func (o *AMEOptions) defaults(n, k int) error {
	if o.Family == "" {
		o.Family = Gaussian
	}
	for _, d := range []struct {
		x  *int
		to int
	}{{&o.Chains, 4}, {&o.Thin, 1}, {&o.Checks, 200}} {
		if *d.x == 0 {
			*d.x = d.to
		}
	}
	switch {
	case o.Family != Gaussian && o.Family != Probit:
		return fmt.Errorf("%q is no family of outcomes; those are gaussian and probit", o.Family)
	case o.Rank < 0 || o.Rank > min(MaxRank, n/3):
		return fmt.Errorf("rank %d: with %d states it is from 0 to %d", o.Rank, n, min(MaxRank, n/3))
	case o.Chains < 1 || o.Chains > 64:
		return fmt.Errorf("%d chains: 1 to 64 can be run", o.Chains)
	case o.Burn < 0 || o.Thin < 1 || o.Checks < 0:
		return errors.New("the scans to throw away, to thin by and to check are not negative")
	case o.Draws/o.Thin < 10 || o.Draws > 10_000_000 || o.Burn > 10_000_000:
		return fmt.Errorf("%d scans of which each %d. is kept: want ten draws and more, and at most ten million scans", o.Draws, o.Thin)
	case o.Chains*(10*n*n+o.Draws/o.Thin*(k+6)) > mostNumbers:
		return fmt.Errorf("%d chains of %d states and %d scans kept of %d coefficients are more than %d numbers: thin the scans or run fewer chains", o.Chains, n, o.Draws/o.Thin, k, mostNumbers)
	}
	return nil
}

// AME fits the additive and multiplicative effects model (Hoff 2005, JASA 100:286; 2009, Computational and Mathematical Organization
// Theory 15:261; 2021, Statistical Science 36:34) by Gibbs sampling:
//
//	directed   z_ij = b'x_ij + a_i + b_j + u_i'v_j + e_ij,  (a_i, b_i) ~ N(0, S_ab),  Corr(e_ij, e_ji) = rho
//	symmetric  z_ij = b'x_ij + a_i + a_j + u_i'L u_j + e_ij, a_i ~ N(0, s_a²), L diagonal
//
// with y = z (Gaussian) or y = 1 where z > 0 and Var(e) = 1 (Probit). Cells that are not known are drawn along with the rest, so
// that Predict gives what the others say of them.
//
// Coefficients and additive effects are drawn in one block; the covariance of the additive effects from an inverse Wishart
// distribution; of a Gaussian model the variances of e_ij + e_ji and e_ij - e_ji from inverse gamma distributions, which is an exact
// draw of the error variance and rho; of a probit rho by Metropolis steps; u and v row by row.
func AME(ctx context.Context, d Data, o AMEOptions) (*AMEFit, error) {
	if err := d.check(4); err != nil {
		return nil, err
	}
	if err := o.defaults(d.Y.N, len(d.X)+1); err != nil {
		return nil, err
	}
	s, err := newSetup(d, o)
	if err != nil {
		return nil, err
	}
	fit := newAMEFit(s)
	chains := make([]*chain, o.Chains)
	var done atomic.Int64
	errs := make([]error, o.Chains)
	numeric.AtOnce(o.Chains, func(c, _ int) {
		chains[c] = s.newChain(c)
		errs[c] = chains[c].run(ctx, &done)
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	fit.gather(chains)
	return fit, nil
}

// setup is what all chains share: the data in the coordinates in which they are worked on, an outcome of mean 0 and variance 1 (of a
// probit as it is) and regressors likewise, the constant first.
type setup struct {
	d          Data
	o          AMEOptions
	n, k       int
	prior      prior
	y          []float64 // standardised; NaN where held out or unknown
	middle, sd float64   // of the outcome: y = (Y - middle) / sd
	names      []string
	x          [][]float64 // of each coefficient, n*n, 0 on the diagonal and where unknown
	shift      []float64   // of each regressor
	scale      []float64
	// sums over cells of the regressors: with one another, with one another the other way round, by row and by column
	same, across    []float64
	rows, cols      [][]float64
	missing         []int32 // cells without an outcome, or without a regressor; of symmetric matrices above the diagonal
	blind           []bool  // cells without a regressor
	cycles, triples float64 // how many triads of known cells there are: i to j to k to i; i to j, k to j and i
	notes           []string
	start           start
}

// newSetup brings the data into those coordinates.
func newSetup(d Data, o AMEOptions) (*setup, error) {
	n := d.Y.N
	s := &setup{d: d, o: o, n: n, prior: vague, sd: 1, y: make([]float64, n*n), blind: make([]bool, n*n)}
	cells := d.cells()
	if len(cells) == 0 {
		return nil, errNoCells
	}
	if err := s.outcome(cells); err != nil {
		return nil, err
	}
	s.constant()
	for _, c := range d.X {
		if err := s.regressor(c, cells); err != nil {
			return nil, err
		}
	}
	s.k = len(s.x)
	if len(cells) < s.k+n {
		return nil, fmt.Errorf("%d known cells are too few for %d coefficients and %d states", len(cells), s.k, n)
	}
	s.blanks()
	s.sums()
	s.countTriads()
	if err := s.rank(); err != nil {
		return nil, err
	}
	s.start = s.newStart()
	return s, nil
}

// outcome standardises the outcome, and holds that of a probit to 0 and 1.
func (s *setup) outcome(cells []int32) error {
	if s.o.Family == Probit {
		ones := 0
		for _, c := range cells {
			y := s.d.Y.V[c]
			if y != 0 && y != 1 {
				return fmt.Errorf("%s is %v in row %d, column %d; a probit needs 0 and 1", s.d.YName, y, int(c)/s.n+1, int(c)%s.n+1)
			}
			ones += int(y)
		}
		if ones == 0 || ones == len(cells) {
			return fmt.Errorf("%s is the same in all %d known cells: without variation there is nothing to explain", s.d.YName, len(cells))
		}
		copy(s.y, s.d.Y.V)
		return nil
	}
	s.middle, s.sd = moments(s.d.Y.V, cells)
	if !(s.sd > 1e-13*math.Abs(s.middle)) {
		return fmt.Errorf("%s is %v in all %d known cells: without variation there is nothing to explain", s.d.YName, s.middle, len(cells))
	}
	for i, y := range s.d.Y.V {
		s.y[i] = (y - s.middle) / s.sd
	}
	return nil
}

// moments are the mean and standard deviation of some cells.
func moments(v []float64, cells []int32) (mean, sd float64) {
	for _, c := range cells {
		mean += v[c]
	}
	mean /= float64(len(cells))
	for _, c := range cells {
		sd += float64((v[c] - mean) * (v[c] - mean))
	}
	return mean, math.Sqrt(sd / float64(len(cells)))
}

// constant adds the constant.
func (s *setup) constant() {
	one := make([]float64, s.n*s.n)
	for i := range one {
		if i/s.n != i%s.n {
			one[i] = 1
		}
	}
	s.names, s.x = append(s.names, "(constant)"), append(s.x, one)
	s.shift, s.scale = append(s.shift, 0), append(s.scale, 1)
}

// regressor adds a regressor, standardised over the known cells; where it is not known the outcome counts as unknown too.
func (s *setup) regressor(c Covariate, cells []int32) error {
	mean, sd := moments(c.V, cells)
	if !(sd > 1e-13*math.Abs(mean)) {
		return fmt.Errorf("%s is %v in all %d known cells: without variation it says nothing; leave it out", c.Name, mean, len(cells))
	}
	x := make([]float64, s.n*s.n)
	unknown := 0
	for i, v := range c.V {
		switch {
		case i/s.n == i%s.n:
		case v != v:
			s.blind[i] = true
			unknown++
		default:
			x[i] = (v - mean) / sd
		}
	}
	if unknown > 0 {
		s.notes = append(s.notes, fmt.Sprintf("%s is not known in %d cells, whose outcome is therefore not used.", c.Name, unknown))
	}
	s.names, s.x = append(s.names, c.Name), append(s.x, x)
	s.shift, s.scale = append(s.shift, mean), append(s.scale, 1/sd)
	return nil
}

// blanks lists the cells whose outcome is not known or not used.
func (s *setup) blanks() {
	for i := range s.n {
		for j := range s.n {
			c := i*s.n + j
			if i == j {
				s.y[c] = 0
				continue
			}
			if s.blind[c] {
				s.y[c] = math.NaN()
			}
			if s.y[c] != s.y[c] && (i < j || !s.d.Symmetric) {
				s.missing = append(s.missing, int32(c))
			}
		}
	}
}

// sums makes the sums of the regressors that every scan needs.
func (s *setup) sums() {
	n := s.n
	s.same, s.across = make([]float64, s.k*s.k), make([]float64, s.k*s.k)
	turned := make([]float64, n*n)
	for a, x := range s.x {
		transpose(turned, x, n)
		for b, y := range s.x {
			s.same[a*s.k+b] = numeric.Dot(x, y)
			s.across[a*s.k+b] = numeric.Dot(turned, y)
		}
		rows, cols := make([]float64, n), make([]float64, n)
		for i := range n {
			rows[i], cols[i] = total(x[i*n:(i+1)*n]), total(turned[i*n:(i+1)*n])
		}
		s.rows, s.cols = append(s.rows, rows), append(s.cols, cols)
	}
}

// transpose puts the transpose of a matrix into another.
func transpose(to, from []float64, n int) {
	for i := range n {
		row := from[i*n : (i+1)*n]
		for j, x := range row {
			to[j*n+i] = x
		}
	}
}

// rank says where a regressor says what others say.
func (s *setup) rank() error {
	m := append([]float64(nil), s.same...)
	for i := range s.k {
		for j := range s.k {
			m[i*s.k+j] /= math.Sqrt(s.same[i*s.k+i] * s.same[j*s.k+j])
		}
	}
	if bad := cholesky(m, s.k, 1e-10); bad >= 0 {
		return fmt.Errorf("%s says what the regressors before it say: leave one of them out", s.names[bad])
	}
	return nil
}
