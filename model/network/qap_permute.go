package network

// This file makes the permutations of a QAP test and compares.

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"comity/numeric"
)

// target is one coefficient whose regressor is renumbered: e, the residuals from the others. What is compared comes out of the Cholesky
// factor of a matrix of sums of products, of the others z first, then e, then what is explained r:
//
//	least squares: of [z e y] with themselves: t = L_ye / L_yy · root of the degrees of freedom
//	logit: of [z e] weighted by p(1-p), with y - p in the last row, p fitted without e: the z of the score test is L_re
//
// Only sums with e change from one permutation to the next where no cell is missing.
type target struct {
	z      [][]float64
	zw     [][]float64 // weighted
	weight []float64   // nil: 1
	r      []float64
	base   []float64 // of z and r
	e      Matrix
	df     float64
	logit  bool
}

// targets prepares all coefficients.
func (q *qap) targets() ([]target, error) {
	var out []target
	for k := 1; k < q.k; k++ {
		t := target{r: q.y, df: float64(len(q.y) - q.k), logit: q.o.Logit}
		for j, x := range q.x {
			if j != k {
				t.z = append(t.z, x)
			}
		}
		if t.logit {
			l, err := q.logit(t.z)
			if err != nil {
				return nil, err
			}
			t.weight, t.r = make([]float64, len(q.y)), make([]float64, len(q.y))
			for i, p := range l.p {
				t.weight[i], t.r[i] = p*(1-p), q.y[i]-p
			}
		}
		for _, z := range t.z {
			t.zw = append(t.zw, weighted(z, t.weight))
		}
		t.e = q.residuals(k, t.z)
		t.prepare()
		out = append(out, t)
	}
	return out, nil
}

// residuals are those of a regressor from others, as a matrix.
func (q *qap) residuals(k int, z [][]float64) Matrix {
	with := make([]float64, len(z))
	for j := range z {
		with[j] = numeric.Dot(z[j], q.x[k])
	}
	beta, _, _ := leastSquares(q.gram(z, nil), with, numeric.Dot(q.x[k], q.x[k]), len(z), 1)
	e := append([]float64(nil), q.x[k]...)
	for j := range z {
		addTimes(e, -beta[j], z[j])
	}
	return q.matrix(e)
}

// matrix puts a column over the cells back into a matrix, of a symmetric one into both halves.
func (q *qap) matrix(x []float64) Matrix {
	m := NewMatrix(q.n)
	for i, at := range q.cells {
		m.V[at] = x[i]
		if q.Symmetric {
			m.Set(int(q.cj[i]), int(q.ci[i]), x[i])
		}
	}
	return m
}

// prepare makes the sums that do not hang on e.
func (t *target) prepare() {
	k := len(t.z)
	size := k + 2
	t.base = make([]float64, size*size)
	for a := range k {
		for b := range a + 1 {
			t.base[a*size+b] = numeric.Dot(t.zw[a], t.z[b])
		}
		t.base[(k+1)*size+a] = numeric.Dot(t.r, t.z[a])
	}
	t.base[(k+1)*size+k+1] = numeric.Dot(t.r, t.r)
}

// permuting is what a worker works in.
type permuting struct {
	order []int32
	e, w  []float64
	l     []float64
	few   target // of the cells that are known after renumbering
	cols  [][]float64
}

// statistic compares, for e over the cells in s.e.
func (t *target) statistic(q *qap, s *permuting) float64 {
	if !q.full {
		t = t.some(s)
	}
	k := len(t.z)
	size := k + 2
	e := s.e[:len(t.r)]
	copy(s.l, t.base)
	for a := range k {
		s.l[k*size+a] = numeric.Dot(t.zw[a], e)
	}
	s.l[(k+1)*size+k] = numeric.Dot(t.r, e)
	own := e
	if t.weight != nil {
		own = s.w[:len(e)]
		for i, w := range t.weight {
			own[i] = w * e[i]
		}
	}
	s.l[k*size+k] = numeric.Dot(own, e)
	return t.compare(s.l, size)
}

// compare takes the statistic out of the sums, which become their factor.
func (t *target) compare(l []float64, size int) float64 {
	k := size - 1
	own := l[k*size+k]
	l[k*size+k] = math.Inf(1)
	if t.df < 1 || choleskyPart(l, size, k) >= 0 {
		return math.NaN()
	}
	last := l[k*size : k*size+k]
	if t.logit {
		return last[k-1]
	}
	rss := own - numeric.Dot(last, last)
	if !(rss > 1e-13*own) { // it is foretold without fault
		return math.Copysign(math.Inf(1), last[k-1])
	}
	return last[k-1] / math.Sqrt(rss/t.df)
}

// choleskyPart factors the first k rows of a matrix of a given size, and solves the last row.
func choleskyPart(l []float64, size, k int) int {
	for i := range k {
		ri := l[i*size : i*size+size]
		whole := ri[i]
		for j := range i + 1 {
			rj := l[j*size : j*size+size]
			left := ri[j] - numeric.Dot(ri[:j], rj[:j])
			if j < i {
				ri[j] = left / rj[j]
				continue
			}
			if !(left > 1e-12*whole) {
				return i
			}
			ri[i] = math.Sqrt(left)
		}
	}
	last := l[k*size : k*size+size]
	for j := range k {
		rj := l[j*size : j*size+size]
		last[j] = (last[j] - numeric.Dot(last[:j], rj[:j])) / rj[j]
	}
	return -1
}

// some is the target over the cells in which e is known; these are brought together in s.
func (t *target) some(s *permuting) *target {
	f := &s.few
	*f = target{z: f.z[:0], zw: f.zw[:0], base: f.base, df: t.df, logit: t.logit}
	at := 0
	take := func(x []float64) []float64 {
		if at == len(s.cols) {
			s.cols = append(s.cols, make([]float64, len(s.e)))
		}
		to := s.cols[at][:0]
		at++
		for i, e := range s.e {
			if e == e {
				to = append(to, x[i])
			}
		}
		return to
	}
	for a := range t.z {
		f.z = append(f.z, take(t.z[a]))
		if t.weight != nil {
			f.zw = append(f.zw, take(t.zw[a]))
		} else {
			f.zw = append(f.zw, f.z[a])
		}
	}
	f.r = take(t.r)
	if t.weight != nil {
		f.weight = take(t.weight)
	}
	f.df -= float64(len(t.r) - len(f.r))
	f.prepare()
	copy(s.e, take(s.e))
	return f
}

// draw renumbers the states; the first permutation (-1) leaves them.
func (s *permuting) draw(seed uint64, number int) {
	for i := range s.order {
		s.order[i] = int32(i)
	}
	if number >= 0 {
		r := numeric.NewStream(seed, uint64(number))
		r.Shuffle(len(s.order), func(i, j int) { s.order[i], s.order[j] = s.order[j], s.order[i] })
	}
}

// gather takes the renumbered cells of a matrix.
func (q *qap) gather(to []float64, m Matrix, order []int32) {
	cj := q.cj[:len(to)]
	for i, row := range q.ci[:len(to)] {
		to[i] = m.V[int(order[row])*m.N+int(order[cj[i]])]
	}
}

// permute makes all permutations and fills the tests.
func (q *qap) permute(ctx context.Context, f *QAPFit) error {
	targets, err := q.targets()
	if err != nil {
		return err
	}
	many := q.o.Permutations
	results := make([][]float64, 2*len(targets)) // of each: the coefficient's statistic, the correlation; the matrix as it stands first
	for i := range results {
		results[i] = make([]float64, many+1)
	}
	workers := make([]*permuting, runtime.GOMAXPROCS(0))
	y := q.matrix(q.y)
	var done atomic.Int64
	numeric.AtOnce(many+1, func(job, worker int) {
		if ctx.Err() != nil {
			return
		}
		s := workers[worker]
		if s == nil {
			size := q.k + 2
			s = &permuting{order: make([]int32, q.n), e: make([]float64, len(q.y)), w: make([]float64, len(q.y)), l: make([]float64, size*size)}
			workers[worker] = s
		}
		s.draw(q.o.Seed, job-1)
		q.one(s, targets, y, results, job)
		if now := done.Add(1); q.o.Progress != nil && now%64 == 0 {
			q.o.Progress(float64(now) / float64(many+1))
		}
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	for k := range targets {
		f.Terms[k+1].test(results[2*k])
		r := QAPTerm{Name: q.X[k].Name, Naive: math.NaN(), Estimate: results[2*k+1][0]}
		r.test(results[2*k+1])
		f.Correlations = append(f.Correlations, r)
	}
	return nil
}

// one makes one permutation.
func (q *qap) one(s *permuting, targets []target, y Matrix, results [][]float64, job int) {
	if q.o.Permuting == ByY {
		q.gather(s.w, y, s.order)
		for k, t := range q.byOutcome(s) {
			results[2*k][job] = t
		}
	}
	for k := range targets {
		q.gather(s.e, q.X[k].Matrix, s.order)
		results[2*k+1][job] = pearson(s.e, q.y)
		if q.o.Permuting == DSP {
			q.gather(s.e, targets[k].e, s.order)
			results[2*k][job] = targets[k].statistic(q, s)
		}
	}
}

// byOutcome regresses the renumbered outcome in s.w, where it is known, on all regressors, and gives their t.
func (q *qap) byOutcome(s *permuting) []float64 {
	cols := [][]float64{s.w}
	cols = append(cols, q.x...)
	if !q.full {
		for c := range cols {
			var few []float64
			for i, y := range s.w {
				if y == y {
					few = append(few, cols[c][i])
				}
			}
			cols[c] = few
		}
	}
	y, x := cols[0], cols[1:]
	with := make([]float64, q.k)
	for k := range x {
		with[k] = numeric.Dot(x[k], y)
	}
	beta, se, _ := leastSquares(q.gram(x, nil), with, numeric.Dot(y, y), q.k, float64(len(y)-q.k))
	out := make([]float64, q.k-1)
	for k := range out {
		out[k] = beta[k+1] / se[k+1]
	}
	return out
}

// pearson is the correlation of two columns where both are known.
func pearson(a, b []float64) float64 {
	var n, sa, sb, saa, sab, sbb float64
	shift := math.NaN()
	for i, x := range a {
		if x != x {
			continue
		}
		if shift != shift {
			shift = x
		}
		x -= shift
		y := b[i]
		n++
		sa += x
		sb += y
		saa += float64(x * x)
		sab += float64(x * y)
		sbb += float64(y * y)
	}
	va, vb := saa-sa*sa/n, sbb-sb*sb/n
	if !(va > 0) || !(vb > 0) {
		return math.NaN()
	}
	return (sab - sa*sb/n) / math.Sqrt(va*vb)
}

// test compares the statistic as it stands, the first, with those of the permutations.
func (t *QAPTerm) test(all []float64) {
	t.Statistic = all[0]
	if t.Statistic != t.Statistic {
		t.P, t.Above, t.Below, t.Low, t.High = all[0], all[0], all[0], all[0], all[0]
		return
	}
	drawn := slices.DeleteFunc(slices.Clone(all[1:]), math.IsNaN)
	t.Valid = len(drawn)
	far, above, below := 0, 0, 0
	slack := 1e-10 * math.Abs(t.Statistic)
	for _, d := range drawn {
		far += b2i(math.Abs(d) >= math.Abs(t.Statistic)-slack)
		above += b2i(d >= t.Statistic-slack)
		below += b2i(d <= t.Statistic+slack)
	}
	n := float64(len(drawn) + 1)
	t.P, t.Above, t.Below = float64(far+1)/n, float64(above+1)/n, float64(below+1)/n
	slices.Sort(drawn)
	t.Low, t.High = quantile(drawn, .025), quantile(drawn, .975)
}
