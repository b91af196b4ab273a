// Package network fits models to whole matrices of what states are to one another, in which no cell stands alone: permutation tests
// of correlations and regressions (QAP, MRQAP), the moments of the social relations model, and the additive and multiplicative
// effects model (AME). It knows matrices of numbers and nothing of states, sources or files; formulas, references and check values
// are in docs/METHODS.md.
//
// The same matrices and seed give the same bytes at any number of threads: each permutation and each chain draws from a stream of
// its own, and what they give is gathered in their order.
package network

import (
	"errors"
	"fmt"
	"math"
)

// The bounds of a network.
const (
	MaxStates     = 2000
	MaxCovariates = 100
	maxCells      = 1 << 26 // of outcome and regressors together
	largest       = 1e100   // a cell
)

// Matrix holds what N states are to one another, row by row: V[i*N+j] is what i is to j. The diagonal is never looked at; a cell
// that is not known is any NaN.
type Matrix struct {
	N int
	V []float64
}

// NewMatrix is a matrix of which nothing is known.
func NewMatrix(n int) Matrix {
	m := Matrix{n, make([]float64, n*n)}
	for i := range m.V {
		m.V[i] = math.NaN()
	}
	return m
}

// At is the cell of row i and column j.
func (m Matrix) At(i, j int) float64 { return m.V[i*m.N+j] }

// Set fills the cell of row i and column j.
func (m Matrix) Set(i, j int, x float64) { m.V[i*m.N+j] = x }

// Covariate is a named matrix of a regressor.
type Covariate struct {
	Name string
	Matrix
}

// Data is an outcome and its regressors, all over the same states in the same order. Of a symmetric matrix both halves are given
// and equal; the model then looks at each pair once.
type Data struct {
	YName     string
	Y         Matrix
	X         []Covariate
	Symmetric bool
}

// check holds the data to what every model needs.
func (d Data) check(least int) error {
	n := d.Y.N
	switch {
	case n < least:
		return fmt.Errorf("%s is of %d states; this model needs %d and more", d.YName, n, least)
	case n > MaxStates:
		return fmt.Errorf("%s is of %d states, more than %d", d.YName, n, MaxStates)
	case len(d.X) > MaxCovariates:
		return fmt.Errorf("%d regressors, more than %d", len(d.X), MaxCovariates)
	}
	if n*n*(len(d.X)+1) > maxCells {
		return fmt.Errorf("%d states with %d regressors make %d cells, more than %d: take fewer states or regressors", n, len(d.X), n*n*(len(d.X)+1), maxCells)
	}
	if err := d.checkMatrix(d.YName, d.Y); err != nil {
		return err
	}
	names := map[string]bool{}
	for _, x := range d.X {
		if names[x.Name] {
			return fmt.Errorf("%s is named twice among the regressors", x.Name)
		}
		names[x.Name] = true
		if err := d.checkMatrix(x.Name, x.Matrix); err != nil {
			return err
		}
	}
	return nil
}

// checkMatrix holds one matrix to its size, to numbers, and to symmetry where that was said.
func (d Data) checkMatrix(name string, m Matrix) error {
	n := d.Y.N
	if m.N != n || len(m.V) != n*n {
		return fmt.Errorf("%s has %d cells of %d states; %s is of %d states", name, len(m.V), m.N, d.YName, n)
	}
	for i := range n {
		for j := range n {
			x := m.At(i, j)
			if i != j && math.Abs(x) > largest {
				return fmt.Errorf("%s is %v in row %d, column %d: too large to be squared; take its logarithm or other units", name, x, i+1, j+1)
			}
			if y := m.At(j, i); d.Symmetric && j < i && !alike(x, y) {
				return fmt.Errorf("%s is not symmetric: %v in row %d, column %d and %v the other way round", name, x, i+1, j+1, y)
			}
		}
	}
	return nil
}

// alike says that two cells are one number, but for rounding, or both missing.
func alike(x, y float64) bool {
	return math.Abs(x-y) <= 1e-12*(math.Abs(x)+math.Abs(y)) || x != x && y != y
}

// errNoCells says that a matrix is empty.
var errNoCells = errors.New("no cell is known in the outcome and all regressors")

// cells lists the cells to look at, where outcome and regressors are known: of symmetric matrices those above the diagonal.
func (d Data) cells() (at []int32) {
	n := d.Y.N
	for i := range n {
		first := 0
		if d.Symmetric {
			first = i + 1
		}
		for j := first; j < n; j++ {
			if i != j && d.known(i*n+j) {
				at = append(at, int32(i*n+j))
			}
		}
	}
	return at
}

// known says that outcome and regressors of a cell are known.
func (d Data) known(cell int) bool {
	x := d.Y.V[cell]
	for _, c := range d.X {
		x += c.V[cell]
	}
	return x == x
}

// full says that every cell off the diagonal is known.
func (d Data) full() bool {
	n := d.Y.N
	all := n * (n - 1)
	if d.Symmetric {
		all /= 2
	}
	return len(d.cells()) == all
}

// total is the sum of a column.
func total(x []float64) (sum float64) {
	for _, v := range x {
		sum += v
	}
	return sum
}

// addTimes adds f times a column to another.
func addTimes(to []float64, f float64, x []float64) {
	x = x[:len(to)]
	for i := range to {
		to[i] += float64(f * x[i])
	}
}
