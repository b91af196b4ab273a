package network

// This file tests correlations and regressions of matrices by permuting states (QAP: Krackhardt 1988, Social Networks 10:359; MRQAP by
// double semi-partialling: Dekker, Krackhardt and Snijders 2007, Psychometrika 72:563).
//
// The cells of a matrix that share a state hang together, so that errors which take them for independent are too small. Renumbering the
// states of one matrix, rows and columns alike, breaks its tie to the others and leaves within it whatever hangs together: how often a
// statistic is then as far from zero as it was is its p-value.

import (
	"context"
	"fmt"
	"math"

	"comity/numeric"

	"gonum.org/v1/gonum/stat/distuv"
)

// MaxPermutations is the most of them.
const MaxPermutations = 1_000_000

// Permuting is what is renumbered.
type Permuting string

// DSP renumbers, of each regressor, the residuals from the others (double semi-partialling); ByY renumbers the outcome.
const (
	DSP Permuting = "dsp"
	ByY Permuting = "y"
)

// QAPOptions say how a test is made.
type QAPOptions struct {
	Permutations int       // 0: 2000
	Permuting    Permuting // empty: DSP
	Logit        bool      // of an outcome of 0 and 1; permuted by DSP alone
	Seed         uint64
	Progress     func(share float64) // where not nil it is told the share that is done, from several goroutines
}

func (o *QAPOptions) defaults() error {
	if o.Permutations == 0 {
		o.Permutations = 2000
	}
	if o.Permuting == "" {
		o.Permuting = DSP
	}
	switch {
	case o.Permutations < 19 || o.Permutations > MaxPermutations:
		return fmt.Errorf("%d permutations: 19 (for p of .05) to %d can be made", o.Permutations, MaxPermutations)
	case o.Permuting != DSP && o.Permuting != ByY:
		return fmt.Errorf("%q is nothing to permute; want dsp (the residuals of regressors) or y (the outcome)", o.Permuting)
	case o.Logit && o.Permuting == ByY:
		return fmt.Errorf("a logit is tested by permuting the residuals of regressors (dsp), not the outcome")
	}
	return nil
}

// QAPTerm is a coefficient or correlation with its test.
type QAPTerm struct {
	Name     string
	Estimate float64
	// Statistic is what is compared: t of least squares, z of the score test of a logit, of a correlation the correlation itself.
	Statistic float64
	// Naive is the two-sided p-value that takes cells for independent; NaN of a correlation.
	Naive float64
	// P is the two-sided p-value by permutation, (1 + as far from 0) / (1 + permutations): the matrix as it stands is one of the
	// permutations (Phipson and Smyth 2010, SAGMB 9:39). Above and Below are one-sided. NaN for the constant.
	P, Above, Below float64
	// Low and High are the 2.5 and 97.5 per cent quantiles of the statistic under permutation.
	Low, High float64
	Valid     int // permutations that gave a statistic; with missing cells some may not
}

// QAPFit is a regression of matrices with its tests.
type QAPFit struct {
	Symmetric    bool
	N            int // states
	Cells        int // used; of symmetric matrices pairs
	Unknown      int // left out because outcome or a regressor is missing
	Terms        []QAPTerm
	Correlations []QAPTerm // of the outcome with each regressor by itself
	R2           float64   // NaN of a logit
	LogLik       float64   // NaN of least squares
	NullLogLik   float64
	Permutations int
	Notes        []string
}

// qap is a test on its way. Columns are over the cells, of mean 0 and variance 1 but for the constant and the outcome of a logit.
type qap struct {
	Data
	o            QAPOptions
	n, k         int // k: coefficients, the constant among them
	cells        []int32
	ci, cj       []int32 // rows and columns of the cells
	full         bool    // no cell is missing, so that a renumbering has the same cells
	y            []float64
	x            [][]float64 // the constant first
	shift, scale []float64   // means and standard deviations of the regressors, and last of the outcome
}

// QAP regresses a matrix on others and tests each coefficient, and each correlation, by permutations.
func QAP(ctx context.Context, d Data, o QAPOptions) (*QAPFit, error) {
	if err := d.check(4); err != nil {
		return nil, err
	}
	if err := o.defaults(); err != nil {
		return nil, err
	}
	if len(d.X) == 0 {
		return nil, fmt.Errorf("name a matrix to hold %s against", d.YName)
	}
	q, err := newQAP(d, o)
	if err != nil {
		return nil, err
	}
	f := &QAPFit{Symmetric: d.Symmetric, N: q.n, Cells: len(q.cells), Permutations: o.Permutations, R2: math.NaN(), LogLik: math.NaN(), NullLogLik: math.NaN()}
	f.Unknown = q.n*(q.n-1)/(1+b2i(d.Symmetric)) - f.Cells
	if f.Unknown > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("%d cells are left out in which the outcome or a regressor is missing; in a permutation those are besides that the renumbered matrix lacks.", f.Unknown))
	}
	if err := q.estimate(f); err != nil {
		return nil, err
	}
	return f, q.permute(ctx, f)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// newQAP lays out the cells.
func newQAP(d Data, o QAPOptions) (*qap, error) {
	q := &qap{Data: d, o: o, n: d.Y.N, k: len(d.X) + 1, cells: d.cells(), full: d.full()}
	if len(q.cells) <= q.k+1 {
		return nil, fmt.Errorf("%d cells in which all is known are too few for %d coefficients", len(q.cells), q.k)
	}
	one := make([]float64, len(q.cells))
	for i, c := range q.cells {
		q.ci, q.cj = append(q.ci, c/int32(q.n)), append(q.cj, c%int32(q.n))
		one[i] = 1
	}
	q.x, q.shift, q.scale = [][]float64{one}, []float64{0}, []float64{1}
	for _, c := range d.X {
		x, err := q.column(c.Name, c.Matrix)
		if err != nil {
			return nil, err
		}
		q.x = append(q.x, x)
	}
	var err error
	if q.y, err = q.column(d.YName, d.Y); err != nil {
		return nil, err
	}
	if o.Logit {
		if err := q.zerosAndOnes(); err != nil {
			return nil, err
		}
	}
	return q, q.dependent()
}

// column takes the cells of a matrix and standardises them.
func (q *qap) column(name string, m Matrix) ([]float64, error) {
	mean, sd := moments(m.V, q.cells)
	if !(sd > 1e-13*math.Abs(mean)) {
		return nil, fmt.Errorf("%s is %v in all %d cells in which all is known: without variation it says nothing", name, mean, len(q.cells))
	}
	x := make([]float64, len(q.cells))
	for i, at := range q.cells {
		x[i] = (m.V[at] - mean) / sd
	}
	q.shift, q.scale = append(q.shift, mean), append(q.scale, sd)
	return x, nil
}

// zerosAndOnes brings the outcome of a logit back to what it was.
func (q *qap) zerosAndOnes() error {
	for i, at := range q.cells {
		q.y[i] = q.Y.V[at]
		if q.y[i] != 0 && q.y[i] != 1 {
			return fmt.Errorf("%s is %v in row %d, column %d; a logit needs 0 and 1", q.YName, q.y[i], q.ci[i]+1, q.cj[i]+1)
		}
	}
	q.shift[q.k], q.scale[q.k] = 0, 1
	return nil
}

// dependent says where a regressor says what others say.
func (q *qap) dependent() error {
	g := q.gram(q.x, nil)
	for i := range g {
		g[i] /= float64(len(q.y))
	}
	if bad := cholesky(g, q.k, 1e-10); bad >= 0 {
		return fmt.Errorf("%s says what the regressors before it say: leave one of them out", q.X[bad-1].Name)
	}
	return nil
}

// gram is the matrix of the sums of products of columns, weighted (nil: by 1).
func (q *qap) gram(cols [][]float64, weight []float64) []float64 {
	k := len(cols)
	out := make([]float64, k*k)
	for a := range k {
		left := weighted(cols[a], weight)
		for b := range a + 1 {
			out[a*k+b] = numeric.Dot(left, cols[b])
			out[b*k+a] = out[a*k+b]
		}
	}
	return out
}

// weighted multiplies a column by weights.
func weighted(x, weight []float64) []float64 {
	if weight == nil {
		return x
	}
	out := make([]float64, len(x))
	for i, w := range weight {
		out[i] = w * x[i]
	}
	return out
}

// estimate finds the coefficients, and what cells taken for independent would say.
func (q *qap) estimate(f *QAPFit) error {
	var beta, se []float64
	df := float64(len(q.y) - q.k)
	if q.o.Logit {
		l, err := q.logit(q.x)
		if err != nil {
			return err
		}
		beta, se, f.LogLik, df = l.beta, l.se, l.logLik, math.Inf(1)
		n, ones := float64(len(q.y)), total(q.y)
		f.NullLogLik = ones*math.Log(ones/n) + (n-ones)*math.Log1p(-ones/n)
	} else {
		var rss float64
		beta, se, rss = leastSquares(q.gram(q.x, nil), q.products(q.y), numeric.Dot(q.y, q.y), q.k, df)
		f.R2 = 1 - rss/numeric.Dot(q.y, q.y)
	}
	nan, unit := math.NaN(), q.scale[q.k]
	constant := QAPTerm{Name: "(constant)", Estimate: q.shift[q.k] + beta[0]*unit, Statistic: nan, Naive: nan, P: nan, Above: nan, Below: nan, Low: nan, High: nan}
	for k := 1; k < q.k; k++ {
		slope := beta[k] * unit / q.scale[k]
		constant.Estimate -= slope * q.shift[k]
		f.Terms = append(f.Terms, QAPTerm{Name: q.X[k-1].Name, Estimate: slope, Naive: tails(beta[k]/se[k], df)})
	}
	f.Terms = append([]QAPTerm{constant}, f.Terms...)
	return nil
}

// products are the sums of the products of all regressors with a column.
func (q *qap) products(y []float64) []float64 {
	out := make([]float64, q.k)
	for k, x := range q.x {
		out[k] = numeric.Dot(x, y)
	}
	return out
}

// leastSquares solves from sums of products: of regressors, with the outcome, of the outcome. gram becomes its factor.
func leastSquares(gram, with []float64, own float64, k int, df float64) (beta, se []float64, rss float64) {
	beta, se = append([]float64(nil), with...), make([]float64, k)
	if cholesky(gram, k, 1e-12) >= 0 {
		for i := range k {
			beta[i], se[i] = math.NaN(), math.NaN()
		}
		return beta, se, math.NaN()
	}
	forward(gram, k, beta)
	rss = max(own-numeric.Dot(beta, beta), 0)
	backward(gram, k, beta)
	unit := make([]float64, k)
	for j := range k {
		clear(unit)
		unit[j] = 1
		forward(gram, k, unit)
		se[j] = math.Sqrt(numeric.Dot(unit, unit) * rss / df)
	}
	return beta, se, rss
}

// tails is the probability of being farther from zero than t, under Student's t or, without limit of degrees, the normal distribution.
func tails(t, df float64) float64 {
	if math.IsInf(df, 1) {
		return 2 * numeric.Phi(-math.Abs(t))
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: df}.Survival(math.Abs(t))
}

// logitFit is a logit by Newton's method.
type logitFit struct {
	beta, se []float64
	p        []float64 // of each cell
	logLik   float64
}

// logit fits one to some of the columns.
func (q *qap) logit(cols [][]float64) (l logitFit, err error) {
	k := len(cols)
	l.beta, l.p = make([]float64, k), make([]float64, len(q.y))
	weight, left := make([]float64, len(q.y)), make([]float64, len(q.y))
	for step := 0; ; step++ {
		l.logLik = l.probabilities(cols, q.y)
		for i, p := range l.p {
			weight[i], left[i] = p*(1-p), q.y[i]-p
		}
		gradient := make([]float64, k)
		for j, c := range cols {
			gradient[j] = numeric.Dot(c, left)
		}
		move, _, _ := leastSquares(q.gram(cols, weight), gradient, 0, k, 1)
		size := numeric.Dot(move, gradient)
		if step > 40 || size != size || numeric.Dot(l.beta, l.beta) > 1e4 {
			return l, fmt.Errorf("the logit of %s has no finite estimate: some regressor tells the outcome without fault (separation); leave it out, or use least squares (--kind ols)", q.YName)
		}
		if size < 1e-16*float64(len(q.y)) {
			_, l.se, _ = leastSquares(q.gram(cols, weight), make([]float64, k), 1, k, 1) // roots of the diagonal of the inverse information
			return l, nil
		}
		for j, m := range move {
			l.beta[j] += m
		}
	}
}

// probabilities fills p and gives the log-likelihood.
func (l *logitFit) probabilities(cols [][]float64, y []float64) (logLik float64) {
	clear(l.p)
	for j, c := range cols {
		addTimes(l.p, l.beta[j], c)
	}
	for i, eta := range l.p {
		if y[i] == 1 {
			eta = -eta
		}
		logLik -= math.Max(eta, 0) + math.Log1p(math.Exp(-math.Abs(eta)))
		l.p[i] = 1 / (1 + math.Exp(-l.p[i]))
	}
	return logLik
}
