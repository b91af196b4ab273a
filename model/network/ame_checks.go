package network

// This file holds an AME model against outcomes drawn anew from it (posterior predictive checks), by what networks have in common:
// how much states differ as rows and as columns, how much the two cells of a pair go together, and how much three states do (Hoff
// 2009; Minhas, Hoff and Ward 2019, Political Analysis 27:208).

import (
	"math"

	"comity/numeric"
)

// Check is what is looked at, of the data or of an outcome drawn anew. Deviations E are from the mean of the known cells.
type Check struct {
	Rows   float64 // standard deviation of the means of rows
	Cols   float64 // of columns
	Dyad   float64 // correlation of the two cells of a pair
	Cycle  float64 // sum of E_ij E_jk E_ki over three states, by their number and the cube of the standard deviation
	Triple float64 // sum of E_ij E_kj E_ki likewise (transitive)
}

// Checks holds the figures of the data against those of outcomes drawn anew.
type Checks struct {
	Data  Check
	Drawn []Check
}

// CheckResult is one figure of the data with those of the draws.
type CheckResult struct {
	Name  string
	Data  float64
	drawn []float64 // sorted, those that are defined
}

// Quantile gives a quantile of the draws.
func (c CheckResult) Quantile(p float64) float64 { return quantile(c.drawn, p) }

// P is the posterior predictive p-value, two-sided: twice the smaller of the shares of draws at or above, and at or below, the data; NaN where the
// figure is not defined of the data, or of any draw.
func (c CheckResult) P() float64 {
	above, below := 0, 0
	for _, d := range c.drawn {
		if d >= c.Data {
			above++
		}
		if d <= c.Data {
			below++
		}
	}
	if len(c.drawn) == 0 || c.Data != c.Data {
		return math.NaN()
	}
	return min(1, 2*float64(min(above, below))/float64(len(c.drawn)))
}

// list gives the figures that mean something: of a symmetric matrix rows and columns are one, and so are both sums over three states.
func (c Checks) list(symmetric bool) []CheckResult {
	of := func(name string, get func(Check) float64) CheckResult {
		out := CheckResult{Name: name, Data: get(c.Data)}
		for _, d := range c.Drawn {
			if x := get(d); x == x {
				out.drawn = append(out.drawn, x)
			}
		}
		out.drawn = sorted(out.drawn)
		return out
	}
	triads := of("dependence in cycles of three", func(c Check) float64 { return c.Cycle })
	if symmetric {
		triads.Name = "dependence among three states"
		return []CheckResult{of("s.d. of the means of states", func(c Check) float64 { return c.Rows }), triads}
	}
	return []CheckResult{
		of("s.d. of the means of rows", func(c Check) float64 { return c.Rows }),
		of("s.d. of the means of columns", func(c Check) float64 { return c.Cols }),
		of("correlation within pairs", func(c Check) float64 { return c.Dyad }),
		triads,
		of("transitive dependence of three", func(c Check) float64 { return c.Triple }),
	}
}

// Results gives each figure of the data with those of the draws.
func (f *AMEFit) Results() []CheckResult { return f.Checks.list(f.Symmetric) }

// checked gathers the checks of all chains.
func (s *setup) checked(chains []*chain) Checks {
	out := Checks{Data: s.check(s.y, chains[0].e, chains[0].et)}
	for _, c := range chains {
		out.Drawn = append(out.Drawn, c.checks...)
	}
	return out
}

// replicate draws an outcome anew from the parameters of this scan, and looks at the cells that are known.
func (c *chain) replicate() Check {
	y := c.scratch
	sd, other := math.Sqrt(c.s2), math.Sqrt(c.s2*(1-c.rho*c.rho))
	for i := range c.n {
		for j := range i {
			e := sd * c.r.Norm()
			y[i*c.n+j] = c.predictor(i, j) + e
			if c.d.Symmetric {
				y[j*c.n+i] = y[i*c.n+j]
				continue
			}
			y[j*c.n+i] = c.predictor(j, i) + c.rho*e + other*c.r.Norm()
		}
	}
	if c.o.Family == Probit {
		for i, z := range y {
			y[i] = 0
			if z > 0 {
				y[i] = 1
			}
		}
	}
	for i, seen := range c.y {
		if seen != seen {
			y[i] = seen
		}
	}
	return c.check(y, c.e, c.et)
}

// check looks at an outcome, in which cells not known are NaN. e and et are scratch.
func (s *setup) check(y, e, et []float64) (out Check) {
	n := s.n
	mean, known := 0.0, 0
	for i := range n {
		for j := range n {
			if x := y[i*n+j]; i != j && x == x {
				mean += x
				known++
			}
		}
	}
	mean /= float64(known)
	square := 0.0
	for i := range n {
		for j := range n {
			e[i*n+j] = 0
			if x := y[i*n+j]; i != j && x == x {
				e[i*n+j] = x - mean
				square += (x - mean) * (x - mean)
			}
		}
	}
	transpose(et, e, n)
	out.Rows, out.Cols = s.spreadOfMeans(y, n, 1), s.spreadOfMeans(y, 1, n)
	out.Dyad = s.within(y, mean)
	cube := math.Pow(square/float64(known), 1.5)
	out.Cycle, out.Triple = triads(e, et, n)
	out.Cycle /= s.cycles * cube
	out.Triple /= s.triples * cube
	return out
}

// countTriads counts the triads of known cells, of both kinds.
func (s *setup) countTriads() {
	n := s.n
	seen, turned := make([]float64, n*n), make([]float64, n*n)
	for i := range n {
		for j := range n {
			if i != j && s.y[i*n+j] == s.y[i*n+j] {
				seen[i*n+j] = 1
			}
		}
	}
	transpose(turned, seen, n)
	s.cycles, s.triples = triads(seen, turned, n)
}

// spreadOfMeans is the standard deviation of the means of rows or columns.
func (s *setup) spreadOfMeans(y []float64, from, step int) float64 {
	var means []float64
	for i := range s.n {
		sum, known := 0.0, 0
		for j := range s.n {
			if x := y[i*from+j*step]; i != j && x == x {
				sum += x
				known++
			}
		}
		if known > 0 {
			means = append(means, sum/float64(known))
		}
	}
	_, sd := meanSD(means)
	return sd
}

// within is the correlation of the two cells of a pair.
func (s *setup) within(y []float64, mean float64) float64 {
	both, square := 0.0, 0.0
	for i := range s.n {
		for j := range i {
			a, b := y[i*s.n+j]-mean, y[j*s.n+i]-mean
			if p := a * b; p == p {
				both += 2 * p
				square += a*a + b*b
			}
		}
	}
	return both / square
}

// triads gives the sums of E_ij E_jk E_ki and of E_ij E_kj E_ki over all three states.
func triads(e, et []float64, n int) (cycle, transitive float64) {
	for i := range n {
		ei := e[i*n : i*n+n]
		for k := range n {
			back := e[k*n+i]
			if back == 0 {
				continue
			}
			cycle += back * numeric.Dot(ei, et[k*n:k*n+n])
			transitive += back * numeric.Dot(ei, e[k*n:k*n+n])
		}
	}
	return cycle, transitive
}
