// Package gravity says what two countries would be expected to trade: structural gravity, E(X_ij) = exp(z_ij'b + a_i + c_j) with an
// effect of each exporter and each importer, fitted by the Poisson likelihood (Santos Silva and Tenreyro 2006), with a pair left out,
// and with intervals; and what follows in general equilibrium where costs of trade change (hat.go). It knows countries by their place
// in square matrices, exporters in rows, and no state, year or source.
package gravity

import (
	"errors"
	"fmt"
	"math"
)

// Bounds of what is fitted.
const (
	MaxCountries  = 1000
	MaxCovariates = 20
)

// Flows is what gravity is fitted to. A cell whose flow or covariate is missing (no number) is not used; the diagonal is used where it
// is given.
type Flows struct {
	N     int         // countries
	Y     []float64   // N×N flows of zero and above
	X     [][]float64 // covariates, N×N each
	Names []string    // of the covariates
}

// Problem is flows made ready: cells that are used, in units in which numbers are near one.
type Problem struct {
	n, k  int
	names []string
	used  []bool
	y     []float64   // over unit
	x     [][]float64 // standardised over the used cells; 0 elsewhere
	raw   [][]float64 // as they came
	out   []bool      // countries with a flow that is used as exporter, and in as importer: they have effects
	in    []bool
	mean  []float64 // of each covariate
	sd    []float64
	unit  float64 // mean of the flows used
	Cells int     // used
	Zeros int     // of those, flows of zero
	Idle  []int   // countries that export nothing or import nothing in the cells there are: their rows or columns are left out
}

// New makes flows ready to fit.
func New(f Flows) (*Problem, error) {
	n, k := f.N, len(f.X)
	switch {
	case n < 3 || n > MaxCountries:
		return nil, fmt.Errorf("gravity needs 3 to %d countries; there are %d", MaxCountries, n)
	case k == 0 || k > MaxCovariates || len(f.Names) != k:
		return nil, fmt.Errorf("gravity needs 1 to %d named covariates; there are %d", MaxCovariates, k)
	case len(f.Y) != n*n:
		return nil, fmt.Errorf("%d flows are no square of %d countries", len(f.Y), n)
	}
	p := &Problem{n: n, k: k, names: f.Names, used: make([]bool, n*n), y: make([]float64, n*n)}
	for at, y := range f.Y {
		if y < 0 || math.IsInf(y, 0) {
			return nil, fmt.Errorf("the flow from country %d to %d is %v: flows are zero or above", at/n+1, at%n+1, y)
		}
		p.used[at] = y == y
	}
	for c, x := range f.X {
		if len(x) != n*n {
			return nil, fmt.Errorf("%s has %d cells for %d countries", f.Names[c], len(x), n)
		}
		for at := range x {
			p.used[at] = p.used[at] && x[at]-x[at] == 0
		}
	}
	p.leaveIdle(f.Y)
	p.raw, p.out, p.in = f.X, make([]bool, n), make([]bool, n)
	for at, used := range p.used {
		if used {
			p.out[at/n], p.in[at%n] = true, true
		}
	}
	return p, p.scale(f)
}

// leaveIdle leaves the rows of countries that ship nothing, and the columns of those that receive nothing, until none is left: their
// effects have no finite estimate.
func (p *Problem) leaveIdle(y []float64) {
	idle := map[int]bool{}
	for again := true; again; {
		again = false
		out, in := make([]float64, p.n), make([]float64, p.n)
		for at, used := range p.used {
			if used {
				out[at/p.n] += y[at]
				in[at%p.n] += y[at]
			}
		}
		for at, used := range p.used {
			if used && (out[at/p.n] == 0 || in[at%p.n] == 0) {
				p.used[at], again = false, true
				if out[at/p.n] == 0 {
					idle[at/p.n] = true
				} else {
					idle[at%p.n] = true
				}
			}
		}
	}
	for i := range p.n {
		if idle[i] {
			p.Idle = append(p.Idle, i)
		}
	}
}

// scale puts flows and covariates in units near one.
func (p *Problem) scale(f Flows) error {
	sum := 0.0
	for at, used := range p.used {
		if used {
			p.Cells++
			sum += f.Y[at]
			if f.Y[at] == 0 {
				p.Zeros++
			}
		}
	}
	if p.Cells < 2*p.n+p.k || sum == 0 {
		return fmt.Errorf("%d flows with all covariates are too few for %d countries", p.Cells, p.n)
	}
	p.unit = sum / float64(p.Cells)
	for at, used := range p.used {
		if used {
			p.y[at] = f.Y[at] / p.unit
		}
	}
	for c, x := range f.X {
		mean, square := 0.0, 0.0
		for at, used := range p.used {
			if used {
				mean += x[at] / float64(p.Cells)
			}
		}
		for at, used := range p.used {
			if used {
				square += (x[at] - mean) * (x[at] - mean) / float64(p.Cells)
			}
		}
		sd := math.Sqrt(square)
		if !(sd > 1e-12*math.Abs(mean)) {
			return fmt.Errorf("%s is the same in all %d flows: it says nothing; leave it out", f.Names[c], p.Cells)
		}
		z := make([]float64, len(x))
		for at, used := range p.used {
			if used {
				z[at] = (x[at] - mean) / sd
			}
		}
		p.x, p.mean, p.sd = append(p.x, z), append(p.mean, mean), append(p.sd, sd)
	}
	return nil
}

// Fit is fitted gravity.
type Fit struct {
	p      *Problem
	beta   []float64 // of the standardised covariates
	a, c   []float64 // effects of exporters and importers
	Steps  int
	LogLik float64 // of the flows in units of their mean, without the constant
}

// Coefficients are the coefficients in the units of the covariates, in their order.
func (f *Fit) Coefficients() []float64 {
	out := make([]float64, f.p.k)
	for k, b := range f.beta {
		out[k] = b / f.p.sd[k]
	}
	return out
}

// Mean is the flow expected from i to j, in the unit of the flows, also of a flow that is not known; no number where a covariate is
// missing or one of the two has no effect.
func (f *Fit) Mean(i, j int) float64 {
	p := f.p
	eta, at := f.a[i]+f.c[j], i*p.n+j
	for k, b := range f.beta {
		eta += b * (p.raw[k][at] - p.mean[k]) / p.sd[k]
	}
	if !p.out[i] || !p.in[j] || eta-eta != 0 {
		return math.NaN()
	}
	return math.Exp(eta) * p.unit
}

// Used says whether the flow from i to j is among those fitted.
func (p *Problem) Used(i, j int) bool { return p.used[i*p.n+j] }

// Flow is a flow that is used, in its unit.
func (p *Problem) Flow(i, j int) float64 { return p.y[i*p.n+j] * p.unit }

// Without is a pair of countries left out, both ways; NoPair is none.
type Without struct{ I, J int }

// NoPair leaves nothing out.
var NoPair = Without{-1, -1}

// ErrNoEnd says that a fit did not come to an end.
var ErrNoEnd = errors.New("the gravity equation could not be fitted: some covariate tells zero flows from others without exception, or the countries fall apart into groups that do not trade with each other")

// Fit fits the flows. Countries have weights (nil: all 1), of which a cell has the product; a pair may be left out; start is where the
// steps begin (nil: from effects alone).
func (p *Problem) Fit(weights []float64, without Without, start *Fit, r *Room) (*Fit, error) {
	if r == nil {
		r = p.NewRoom()
	}
	r.weigh(weights, without)
	f := &Fit{p: p, beta: make([]float64, p.k), a: make([]float64, p.n), c: make([]float64, p.n)}
	if start != nil {
		copy(f.beta, start.beta)
		copy(f.a, start.a)
		copy(f.c, start.c)
		r.fill(f)
	}
	if start == nil || weights != nil {
		r.proportion(f, start == nil)
	}
	if err := r.climb(f); err != nil {
		return nil, err
	}
	return f, nil
}
