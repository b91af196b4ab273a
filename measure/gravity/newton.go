package gravity

// This file is Newton's method for all coefficients and effects at once. The information matrix has the exporters' block diagonal, which
// is eliminated exactly; what is left of the importers' is factored; coefficients are found from covariates with both effects taken out.
// Nothing is iterated within a step, so that a fit takes a few steps of n³/2 multiplications each.

import "math"

// Room is what one fit is worked on in. It may be used again, by one goroutine at a time.
type Room struct {
	p          *Problem
	w          []float64 // weight of each cell; 0: not used
	total      float64   // of weights times flows
	mu, m, s   []float64 // expectation, weight times expectation, score
	row, col   []float64 // sums of m
	schur      []float64 // factored
	pure       [][]float64
	rows, cols [][]float64 // of each covariate: the effects taken out of it
	gram       []float64
	eA, eC     []float64
	next       *Fit
}

// NewRoom makes room for fits of a problem.
func (p *Problem) NewRoom() *Room {
	n := p.n
	r := &Room{p: p, w: make([]float64, n*n), mu: make([]float64, n*n), m: make([]float64, n*n), s: make([]float64, n*n),
		row: make([]float64, n), col: make([]float64, n), schur: make([]float64, n*n), gram: make([]float64, p.k*p.k), eA: make([]float64, n), eC: make([]float64, n)}
	for range p.k {
		r.pure, r.rows, r.cols = append(r.pure, make([]float64, n*n)), append(r.rows, make([]float64, n)), append(r.cols, make([]float64, n))
	}
	r.next = &Fit{p: p, beta: make([]float64, p.k), a: make([]float64, n), c: make([]float64, n)}
	return r
}

// weigh sets the weights of cells.
func (r *Room) weigh(countries []float64, without Without) {
	n := r.p.n
	r.total = 0
	for i := range n {
		for j := range n {
			at := i*n + j
			r.w[at] = 0
			if !r.p.used[at] || i == without.I && j == without.J || i == without.J && j == without.I {
				continue
			}
			r.w[at] = 1
			if countries != nil {
				r.w[at] = countries[i] * countries[j]
			}
			r.total += r.w[at] * r.p.y[at]
		}
	}
}

// proportion makes the sums of rows and columns right in turn, which is where Newton's method begins well: three times from nothing, once
// from another fit. Countries without weight keep their effects.
func (r *Room) proportion(f *Fit, cold bool) {
	times := 1
	if cold {
		times = 3
		r.fill(f)
	}
	n := r.p.n
	for range times {
		for _, side := range [2]bool{true, false} {
			have, want := r.eA, r.eC
			clear(have)
			clear(want)
			effects := f.c
			if side {
				effects = f.a
			}
			for at, w := range r.w {
				g := at % n
				if side {
					g = at / n
				}
				have[g] += float64(w * r.mu[at])
				want[g] += float64(w * r.p.y[at])
			}
			for g := range effects {
				if have[g] > 0 && want[g] > 0 {
					effects[g] += math.Log(want[g] / have[g])
				}
			}
			r.fill(f)
		}
	}
}

// fill works out expectations, scores and the likelihood of a fit.
func (r *Room) fill(f *Fit) float64 {
	n, ll := r.p.n, 0.0
	for i := range n {
		lo := i * n
		eta := r.mu[lo : lo+n]
		for j := range eta {
			eta[j] = f.a[i] + f.c[j]
		}
		for k, b := range f.beta {
			for j, x := range r.p.x[k][lo : lo+n] {
				eta[j] += float64(b * x)
			}
		}
		for j, e := range eta {
			at := lo + j
			w := r.w[at]
			if w == 0 {
				eta[j], r.m[at], r.s[at] = 0, 0, 0
				continue
			}
			mu := math.Exp(e)
			ll += w * (r.p.y[at]*e - mu)
			eta[j], r.m[at], r.s[at] = mu, w*mu, w*(r.p.y[at]-mu)
		}
	}
	return ll
}

// Steps end here: where one would gain less than a share of the sum of flows.
const (
	mostSteps = 100
	nothing   = 1e-12 // the step that gains so little is still taken, and what it leaves is the square of that
)

// climb takes steps to the end.
func (r *Room) climb(f *Fit) error {
	f.LogLik = r.fill(f)
	for f.Steps = 1; f.Steps <= mostSteps; f.Steps++ {
		delta, dA, dC, ok := r.step()
		if !ok {
			return ErrNoEnd
		}
		gain := r.gain(delta, dA, dC)
		if !r.advance(f, delta, dA, dC) {
			return ErrNoEnd
		}
		if gain <= nothing*r.total {
			return nil
		}
	}
	return ErrNoEnd
}

// gain is the slope of the likelihood along a step.
func (r *Room) gain(delta, dA, dC []float64) float64 {
	n, sum := r.p.n, 0.0
	for i := range n {
		for j, s := range r.s[i*n : i*n+n] {
			sum += s * (dA[i] + dC[j])
		}
	}
	for k, d := range delta {
		sum += d * dot(r.p.x[k], r.s)
	}
	return sum
}

// advance takes a step, or half of it, or half of that, so that the likelihood does not fall by more than rounding.
func (r *Room) advance(f *Fit, delta, dA, dC []float64) bool {
	for part := 1.0; part > 1e-9; part /= 2 {
		for k, d := range delta {
			r.next.beta[k] = f.beta[k] + part*d
		}
		for i := range dA {
			r.next.a[i], r.next.c[i] = f.a[i]+part*dA[i], f.c[i]+part*dC[i]
		}
		if ll := r.fill(r.next); ll >= f.LogLik-1e-12*math.Abs(f.LogLik) {
			f.LogLik = ll
			copy(f.beta, r.next.beta)
			copy(f.a, r.next.a)
			copy(f.c, r.next.c)
			return true
		}
	}
	return false
}

// step finds the next step: of the coefficients and of the effects of exporters and importers.
func (r *Room) step() (delta, dA, dC []float64, ok bool) {
	if !r.reduce() {
		return nil, nil, nil, false
	}
	n, k := r.p.n, r.p.k
	for c, x := range r.p.x {
		r.effectsOf(func(i, j, at int) float64 { return r.m[at] * x[at] }, r.rows[c], r.cols[c])
		r.takeOut(x, c)
	}
	delta = make([]float64, k)
	for c := range k {
		for d := range c + 1 {
			r.gram[c*k+d] = dotBy(r.m, r.pure[c], r.pure[d])
		}
		delta[c] = dot(r.pure[c], r.s)
	}
	if !factor(r.gram, k) {
		return nil, nil, nil, false
	}
	solve(r.gram, k, delta)
	dA, dC = make([]float64, n), make([]float64, n)
	r.effectsOf(func(i, j, at int) float64 { return r.s[at] }, dA, dC)
	for c, d := range delta {
		for i := range n {
			dA[i] -= d * r.rows[c][i]
			dC[i] -= d * r.cols[c][i]
		}
	}
	return delta, dA, dC, true
}

// takeOut takes both effects out of a covariate.
func (r *Room) takeOut(x []float64, c int) {
	n := r.p.n
	for i := range n {
		out, e := r.pure[c][i*n:i*n+n], r.rows[c][i]
		for j := range out {
			out[j] = 0
			if at := i*n + j; r.w[at] != 0 {
				out[j] = x[at] - e - r.cols[c][j]
			}
		}
	}
}

// reduce sums the rows and columns of m, takes the exporters out of the importers' block, and factors what is left. One importer has no
// effect of its own: all exporters' together are the same.
func (r *Room) reduce() bool {
	n := r.p.n
	clear(r.row)
	clear(r.col)
	clear(r.schur)
	for i := range n {
		for j, m := range r.m[i*n : i*n+n] {
			r.row[i] += m
			r.col[j] += m
		}
	}
	for i, sum := range r.row {
		if sum > 0 {
			lower(r.schur, r.m[i*n:i*n+n], -1/sum)
		}
	}
	pinned := false
	for j, sum := range r.col {
		r.schur[j*n+j] += sum
		if sum == 0 || !pinned {
			pinned = pinned || sum > 0
			r.alone(j)
		}
	}
	return factor(r.schur, n)
}

// alone cuts an importer off from the others.
func (r *Room) alone(j int) {
	n := r.p.n
	for k := range n {
		if k < j {
			r.schur[j*n+k] = 0
		} else {
			r.schur[k*n+j] = 0
		}
	}
	r.schur[j*n+j] = 1
}

// lower adds scale times the product of a vector with itself to the lower triangle of a matrix.
func lower(matrix, v []float64, scale float64) {
	n := len(v)
	for j, x := range v {
		if x == 0 {
			continue
		}
		x *= scale
		row := matrix[j*n : j*n+j+1]
		for k, y := range v[:j+1] {
			row[k] += float64(x * y)
		}
	}
}

// effectsOf finds the effects of exporters and importers that cells of scores stand for.
func (r *Room) effectsOf(cell func(i, j, at int) float64, rows, cols []float64) {
	n := r.p.n
	clear(rows)
	clear(cols)
	for i := range n {
		for j := range n {
			x := cell(i, j, i*n+j)
			rows[i] += x
			cols[j] += x
		}
	}
	for i, sum := range r.row {
		if sum == 0 {
			rows[i] = 0
			continue
		}
		share := rows[i] / sum
		for j, m := range r.m[i*n : i*n+n] {
			cols[j] -= float64(share * m)
		}
	}
	r.pin(cols)
	solve(r.schur, n, cols)
	for i, sum := range r.row {
		if sum == 0 {
			continue
		}
		rows[i] = (rows[i] - dot(r.m[i*n:i*n+n], cols)) / sum
	}
}

// pin sets the right side of the importers that have no effect of their own to nothing.
func (r *Room) pin(cols []float64) {
	pinned := false
	for j, sum := range r.col {
		if sum == 0 || !pinned {
			pinned = pinned || sum > 0
			cols[j] = 0
		}
	}
}

// dot sums in four parts, which do not wait for one another. Products are rounded before they are added, here and below, so that processors
// that could do both at once give the same bytes.
func dot(x, y []float64) float64 {
	var a, b, c, d float64
	y = y[:len(x)]
	i := 0
	for ; i+4 <= len(x); i += 4 {
		v, w := x[i:i+4:i+4], y[i:i+4:i+4]
		a += float64(v[0] * w[0])
		b += float64(v[1] * w[1])
		c += float64(v[2] * w[2])
		d += float64(v[3] * w[3])
	}
	for ; i < len(x); i++ {
		a += float64(x[i] * y[i])
	}
	return a + b + (c + d)
}

func dotBy(w, x, y []float64) (sum float64) {
	x, y = x[:len(w)], y[:len(w)]
	for i, v := range w {
		sum += float64(float64(v*x[i]) * y[i])
	}
	return sum
}

// factor makes the lower triangle of a symmetric matrix its Cholesky factor; false where it is not positive.
func factor(a []float64, n int) bool {
	for j := range n {
		row := a[j*n : j*n+j+1]
		first := row[j]
		for k := range j {
			other := a[k*n : k*n+k+1]
			row[k] = (row[k] - dot(row[:k], other[:k])) / other[k]
		}
		d := row[j] - dot(row[:j], row[:j])
		if !(d > 1e-13*first) {
			return false
		}
		row[j] = math.Sqrt(d)
	}
	return true
}

// solve solves by a Cholesky factor, in place.
func solve(l []float64, n int, x []float64) {
	for i := range n {
		row := l[i*n : i*n+i+1]
		x[i] = (x[i] - dot(row[:i], x[:i])) / row[i]
	}
	for i := n - 1; i >= 0; i-- {
		row := l[i*n : i*n+i+1]
		x[i] /= row[i]
		for k, v := range row[:i] {
			x[k] -= float64(v * x[i])
		}
	}
}
