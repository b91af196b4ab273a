package thirdparty

// This file is the additive model of closeness: a_ij = mu + s_i + s_j + e_ij, fitted by least squares to all pairs with a value. What
// it expects of a pair when that pair is left out follows from the fit with it (the residual over one less the leverage), so that every
// pair of two hundred states is left out at the cost of one factorisation. With t_i = s_i + mu/2 the normal equations are (D + A) t = r:
// A says which pairs have a value, D how many each state has, r sums them.

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// ErrTooFew says that the pairs with a value do not determine a model of them: too few states, or no triangle among them.
var ErrTooFew = errors.New("too few pairs with a value to fit an effect of each state")

// Additive is a fit of the additive model.
type Additive struct {
	Mu      float64   // the level
	Effects []float64 // of each state, with mean zero; NaN for a state without a value
	a       *Square
	place   []int // of a state among those with a value, or -1
	half    []float64
	inverse *mat.SymDense
}

// FitAdditive fits the additive model.
func FitAdditive(a *Square) (*Additive, error) {
	m := &Additive{a: a, place: make([]int, a.n), Effects: make([]float64, a.n)}
	k := 0
	for i := range a.n {
		if m.place[i] = -1; a.degree(i) > 0 {
			m.place[i] = k
			k++
		}
	}
	if k < 4 {
		return nil, ErrTooFew
	}
	normal, sums := mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)
	m.normal(normal, sums)
	var c mat.Cholesky
	if !c.Factorize(normal) || c.Cond() > 1e12 {
		return nil, ErrTooFew
	}
	m.inverse = mat.NewSymDense(k, nil)
	if err := c.InverseTo(m.inverse); err != nil {
		return nil, ErrTooFew
	}
	t := mat.NewVecDense(k, nil)
	if err := c.SolveVecTo(t, sums); err != nil {
		return nil, ErrTooFew
	}
	m.half = t.RawVector().Data
	mean := mat.Sum(t) / float64(k)
	m.Mu = 2 * mean
	for i, at := range m.place {
		m.Effects[i] = math.NaN()
		if at >= 0 {
			m.Effects[i] = m.half[at] - mean
		}
	}
	return m, nil
}

// degree counts the values of an item.
func (s *Square) degree(i int) int {
	n := 0
	for j, x := range s.Row(i) {
		if j != i && x == x {
			n++
		}
	}
	return n
}

// normal fills the normal equations.
func (m *Additive) normal(normal *mat.SymDense, sums *mat.VecDense) {
	for i, at := range m.place {
		if at < 0 {
			continue
		}
		degree, sum := 0.0, 0.0
		for j, x := range m.a.Row(i) {
			if j == i || x != x {
				continue
			}
			degree++
			sum += x
			if j > i {
				normal.SetSym(at, m.place[j], 1)
			}
		}
		normal.SetSym(at, at, degree)
		sums.SetVec(at, sum)
	}
}

// Expect gives what the model expects of two; NaN where it knows nothing of one.
func (m *Additive) Expect(i, j int) float64 { return m.Mu + (m.Effects[i] + m.Effects[j]) }

// Without gives what the model expects of two when it is fitted without them; NaN where it then could not be.
func (m *Additive) Without(i, j int) float64 {
	x, expected := m.a.At(i, j), m.Expect(i, j)
	if x != x || expected != expected {
		return expected
	}
	p, q := m.place[i], m.place[j]
	leverage := m.inverse.At(p, p) + m.inverse.At(q, q) + 2*m.inverse.At(p, q)
	if leverage > 1-1e-9 {
		return math.NaN()
	}
	return x - (x-expected)/(1-leverage)
}

// Expectation is the closeness of two beside what a model of all pairs expects of them without having seen them.
type Expectation struct {
	States, Pairs int     // with a value, the two among them
	Value         float64 // closeness of the two
	Expected      float64 // by the model without the two
	Residual      float64 // the one less the other
	Low, High     float64 // nine pairs in ten lie as far from what is expected of them
	SD            float64 // of the residuals of all pairs, each left out in its turn
	Z             float64 // residual over SD
	Percentile    float64 // of the residual among all pairs
	InSample      float64 // residual of the fit that has seen the two
}

// Structure holds the closeness of two against the additive model. It is NaN throughout where the two have no value.
func Structure(a *Square, i, j int) (Expectation, error) {
	m, err := FitAdditive(a)
	if err != nil {
		return Expectation{}, err
	}
	e := Expectation{Value: a.At(i, j), Expected: m.Without(i, j)}
	e.InSample, e.Residual = e.Value-m.Expect(i, j), e.Value-e.Expected
	for _, at := range m.place {
		if at >= 0 {
			e.States++
		}
	}
	e.among(m.residuals())
	return e, nil
}

// residuals are those of all pairs, each left out in its turn.
func (m *Additive) residuals() []float64 {
	var out []float64
	for i := range m.a.n {
		for j := i + 1; j < m.a.n; j++ {
			if r := m.a.At(i, j) - m.Without(i, j); r == r {
				out = append(out, r)
			}
		}
	}
	return out
}

// among places an expectation among the residuals of all pairs.
func (e *Expectation) among(residuals []float64) {
	e.Pairs = len(residuals)
	_, e.SD = meanSD(residuals)
	e.Z, e.Percentile = e.Residual/e.SD, Place(residuals, e.Residual)
	slices.Sort(residuals)
	e.Low, e.High = e.Expected+quantile(residuals, 0.05), e.Expected+quantile(residuals, 0.95)
}

// meanSD gives the mean and the standard deviation (over n - 1) of numbers.
func meanSD(xs []float64) (mean, sd float64) {
	n := float64(len(xs))
	for _, x := range xs {
		mean += x / n
	}
	for _, x := range xs {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / (n - 1))
}

// quantile interpolates between sorted numbers; NaN where there are none.
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-1)
	return sorted[i] + (at-float64(i))*(sorted[min(i+1, len(sorted)-1)]-sorted[i])
}
