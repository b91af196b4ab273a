// Package model fits regressions to matrices and gives estimates: least squares, logit, complementary log-log, Poisson (PPML)
// with effects absorbed, Firth's and King and Zeng's corrections, and errors that know that rows share states. It knows columns
// of numbers and nothing of states, sources or files; formulas, references and check values are in docs/METHODS.md.
//
// The same rows give the same bytes at any number of threads: sums are made over blocks that hang on the number of rows alone,
// and added in their order.
package model

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The bounds of a model.
const (
	MaxColumns = 1000
	MaxEffects = 8
	maxSteps   = 200 // of Newton's method, halvings not counted
)

// Column is a named regressor, one number a row.
type Column struct {
	Name   string
	Values []float64
}

// Data is what a model is fitted to. All columns are of one length and every cell is a finite number: rows with missing cells
// were taken away before.
type Data struct {
	YName    string
	Y        []float64
	X        []Column
	Constant bool     // a constant before the regressors; it goes unsaid where effects are absorbed
	Effects  []Effect // absorbed; only OLS and PPML take them
	// Weights count a row for more or less than one, as the inverse of the probability with which it was drawn; nil: all alike. Their
	// scale does not matter: they are brought to mean one.
	Weights []float64
}

// Effect is a group of constants that is absorbed: one for each level of a column.
type Effect struct {
	Name string
	Groups
}

// Fit is an estimated model. Estimates are in the units of the columns.
type Fit struct {
	Kind  Kind
	Names []string // of the coefficients; the constant comes first
	Coef  []float64
	SD    []float64 // of each regressor in the rows used; without a constant the root of the mean square; NaN for the constant

	N          int
	Events     int     // rows with y = 1; rows with y > 0 of a PPML; 0 for OLS
	LogLik     float64 // of a PPML the Poisson pseudo-log-likelihood; of Firth's logit without the penalty
	NullLogLik float64 // with the constant alone
	Iterations int
	Absorbed   int     // constants absorbed, those that say the same as others not counted
	R2         float64 // OLS: share of the variance explained, effects included; others NaN
	WithinR2   float64 // OLS with effects: of what they leave; else NaN
	Sigma      float64 // OLS: standard deviation of the residuals; others NaN

	// Eta is the linear predictor of each row, effects and constant included.
	Eta []float64
	// Kept are the rows that were used, in order; nil for all. PPML leaves out those a regressor or effect predicts to be zero.
	Kept []int32
	// Notes say in words what was done beyond what was asked.
	Notes []string

	p      *problem
	scores []float64 // of each row: the derivative of the log-likelihood by the linear predictor
	bread  matrix    // inverse information, in the design's coordinates
	shrink float64   // factor of the covariance that comes with a correction: King and Zeng's (n/(n+k))²
}

// Kind is a kind of model.
type Kind string

// The kinds.
const (
	KindOLS     Kind = "ols"
	KindLogit   Kind = "logit"
	KindCLogLog Kind = "cloglog"
	KindPPML    Kind = "ppml"
	KindFirth   Kind = "firth"
	KindRare    Kind = "relogit"

	KindConditional Kind = "clogit"
)

// Words says what a kind is.
func (k Kind) Words() string {
	return map[Kind]string{
		KindOLS: "least squares", KindLogit: "logit", KindCLogLog: "complementary log-log", KindPPML: "Poisson pseudo-maximum likelihood",
		KindFirth: "logit with Firth's penalty", KindRare: "rare events logit (King and Zeng 2001)",
		KindConditional: "conditional logit (Chamberlain 1980)",
	}[k]
}

// check holds the data to what every model needs.
func (d Data) check() error {
	n, k := len(d.Y), len(d.X)
	if d.Constant && len(d.Effects) == 0 {
		k++
	}
	switch {
	case k == 0:
		return errors.New("the model has no regressors and no constant: name some")
	case k > MaxColumns:
		return fmt.Errorf("the model has %d coefficients, more than %d: absorb groups of constants instead of naming each", k, MaxColumns)
	case len(d.Effects) > MaxEffects:
		return fmt.Errorf("%d groups of constants are to be absorbed, more than %d", len(d.Effects), MaxEffects)
	case n <= k:
		return fmt.Errorf("%d complete rows are too few for %d coefficients", n, k)
	}
	names := map[string]bool{}
	for _, c := range d.X {
		if len(c.Values) != n {
			return fmt.Errorf("%s has %d cells for %d rows", c.Name, len(c.Values), n)
		}
		if names[c.Name] {
			return fmt.Errorf("%s is named twice among the regressors", c.Name)
		}
		names[c.Name] = true
		if err := finite(c.Name, c.Values); err != nil {
			return err
		}
	}
	for _, e := range d.Effects {
		if len(e.Of) != n {
			return fmt.Errorf("%s has %d cells for %d rows", e.Name, len(e.Of), n)
		}
	}
	if err := d.checkWeights(); err != nil {
		return err
	}
	return finite(d.YName, d.Y)
}

// finite says which cell is no number.
func finite(name string, values []float64) error {
	if total(values)*0 == 0 { // a sum of numbers may be infinite, that of anything else is no number
		return nil
	}
	at := slices.IndexFunc(values, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) })
	if at < 0 {
		return nil
	}
	return fmt.Errorf("%s has no number in row %d", name, at+1)
}

// binary holds the outcome to 0 and 1, both of them present, and counts the ones.
func (d Data) binary() (ones int, err error) {
	for i, y := range d.Y {
		switch y {
		case 0:
		case 1:
			ones++
		default:
			return 0, fmt.Errorf("%s is %s in row %d; this model needs 0 and 1: say when it is 1, as \"%s > 0\"", d.YName, short(y), i+1, d.YName)
		}
	}
	if ones == 0 || ones == len(d.Y) {
		return 0, fmt.Errorf("%s is %s in all %d complete rows: without variation there is nothing to explain", d.YName, short(d.Y[0]), len(d.Y))
	}
	return ones, nil
}

// counts holds the outcome to numbers that are not negative, some above zero, and counts those.
func (d Data) counts() (positive int, err error) {
	for i, y := range d.Y {
		if y < 0 {
			return 0, fmt.Errorf("%s is %s in row %d; a Poisson model needs numbers of zero and above", d.YName, short(y), i+1)
		}
		if y > 0 {
			positive++
		}
	}
	if positive == 0 {
		return 0, fmt.Errorf("%s is zero in all %d complete rows: there is nothing to explain", d.YName, len(d.Y))
	}
	return positive, nil
}

// with gives the data of some of the rows.
func (d Data) with(rows []int32) Data {
	out := d
	out.Y, out.X, out.Effects = pick(d.Y, rows), nil, nil
	for _, c := range d.X {
		out.X = append(out.X, Column{c.Name, pick(c.Values, rows)})
	}
	for _, e := range d.Effects {
		out.Effects = append(out.Effects, Effect{e.Name, e.Groups.With(rows)})
	}
	if d.Weights != nil {
		out.Weights = pick(d.Weights, rows)
	}
	return out
}

// pick gives the cells of some rows.
func pick[T any](x []T, rows []int32) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = x[r]
	}
	return out
}

// mean is the mean of a column.
func mean(x []float64) float64 {
	return inOrder(len(x), 1, func(lo, hi, _ int, sums []float64) {
		sums[0] = total(x[lo:hi])
	})[0] / float64(len(x))
}

// short writes a number with the digits that matter.
func short(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// list writes names with commas, the first few of many.
func list(names []string) string {
	const most = 8
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
