package model

// This file fits the conditional logit (Chamberlain 1980): of each group of rows the number of ones is taken as given, so that a constant
// of the group falls out, however many groups there are:
//
//	P(y_1 … y_n | sum y = m) = exp(sum y_i x_i'b) / B(m),  B(m) = the sum of exp(sum over S of x_i'b) over all sets S of m rows
//
// Row by row B(j) = B(j) + exp(x_i'b) B(j-1) (Gail, Lubin and Rubinstein 1981); mean and covariance of the sum of x over S go along, those
// of a mixture. Groups of ones alone or zeros alone say nothing and are left out.

import (
	"errors"
	"fmt"
	"math"

	"comity/numeric"
)

// conditionalWork is the most numbers that one step of Newton's method may add up.
const conditionalWork = 2e10

// conditional fits it; the only effect names the groups.
func conditional(d Data) (*Fit, error) {
	if len(d.Effects) != 1 {
		return nil, errors.New("a conditional logit takes one grouping of rows")
	}
	if _, err := d.binary(); err != nil {
		return nil, err
	}
	kept, note, err := varying(d)
	if err != nil {
		return nil, err
	}
	d = d.with(kept)
	p, _, err := absorbedProblem(d, logitFamily())
	if err != nil {
		return nil, err
	}
	p.effects = nil // no constant is estimated
	f := newFit(KindConditional, d, p)
	c, err := newStrata(p, d.Effects[0])
	if err != nil {
		return nil, err
	}
	s, err := c.newton()
	if err != nil {
		return nil, err
	}
	f.take(s)
	f.Events, f.NullLogLik, f.Kept = int(total(d.Y)), c.pass(make([]float64, p.k)).ll, kept
	f.Notes = append(f.Notes, note...)
	c.finish(s.gamma, f)
	return f, nil
}

// varying gives the rows of groups in which the outcome varies, and says what was left out.
func varying(d Data) (kept []int32, note []string, err error) {
	e := d.Effects[0]
	ones, size := make([]float64, e.Count), make([]float64, e.Count)
	for i, g := range e.Of {
		ones[g] += d.Y[i]
		size[g]++
	}
	for i, g := range e.Of {
		if ones[g] > 0 && ones[g] < size[g] {
			kept = append(kept, int32(i))
		}
	}
	left := 0
	for g := range ones {
		if ones[g] == 0 || ones[g] == size[g] {
			left++
		}
	}
	if len(kept) == 0 {
		return nil, nil, fmt.Errorf("%s varies in none of the %d groups of %s: there is nothing to explain within them", d.YName, e.Count, e.Name)
	}
	if left > 0 {
		note = []string{fmt.Sprintf("%d rows left out: %s is the same in all rows of %d of the %d groups of %s, which say nothing", len(d.Y)-len(kept), d.YName, left, e.Count, e.Name)}
	}
	return kept, note, nil
}

// strata are the rows by group.
type strata struct {
	*problem
	rows [][]int32
	take []int // of each group how many rows are looked for: the ones, or the zeros where those are fewer
	sign []float64
}

func newStrata(p *problem, e Effect) (*strata, error) {
	s := &strata{problem: p, rows: make([][]int32, e.Count), take: make([]int, e.Count), sign: make([]float64, e.Count)}
	for i, g := range e.Of {
		s.rows[g] = append(s.rows[g], int32(i))
		s.take[g] += int(p.y[i])
	}
	work := 0.0
	for g, rows := range s.rows {
		s.sign[g] = 1
		if zeros := len(rows) - s.take[g]; zeros < s.take[g] {
			s.take[g], s.sign[g] = zeros, -1
		}
		work += float64(len(rows)) * float64(s.take[g]) * float64(packed(p.k)+2*p.k)
	}
	if work > conditionalWork {
		return nil, fmt.Errorf("the groups of %s are too large: one step would add up %.1g numbers, more than %.1g; condition on smaller groups", e.Name, work, conditionalWork)
	}
	return s, nil
}

// chain is what one group is worked out in.
type chain struct {
	log  []float64 // of B(j)
	mean []float64 // of the sum of x, by j
	cov  []float64 // its covariance, a lower triangle by j
	x    []float64
}

// pass adds up log-likelihood, gradient and information of all groups, a few groups at a time, in their order.
func (s *strata) pass(gamma []float64) sums {
	const few = 16
	k, m := s.k, 1+s.k+packed(s.k)
	parts := (len(s.rows) + few - 1) / few
	all := make([]float64, parts*m)
	work := make([]chain, workers())
	numeric.AtOnce(parts, func(part, worker int) {
		for g := part * few; g < min((part+1)*few, len(s.rows)); g++ {
			s.group(g, gamma, &work[worker], all[part*m:(part+1)*m])
		}
	})
	sum := make([]float64, m)
	for part := range parts {
		addTimes(sum, 1, all[part*m:(part+1)*m])
	}
	return sums{ll: sum[0], g: sum[1 : 1+k], h: unpack(k, sum[1+k:])}
}

// ready makes room for j from 0 to most.
func (c *chain) ready(most, k int) {
	if cap(c.log) < most+1 {
		c.log, c.mean, c.cov = make([]float64, most+1), make([]float64, (most+1)*k), make([]float64, (most+1)*packed(k))
	}
	c.log, c.mean, c.cov = c.log[:most+1], c.mean[:(most+1)*k], c.cov[:(most+1)*packed(k)]
	clear(c.mean)
	clear(c.cov)
	for j := range c.log {
		c.log[j] = math.Inf(-1)
	}
	c.log[0] = 0
	c.x = append(c.x[:0], make([]float64, k)...)
}

// group adds what one group says.
func (s *strata) group(g int, gamma []float64, c *chain, sums []float64) {
	rows, m, k := s.rows[g], s.take[g], s.k
	c.ready(m, k)
	eta := 0.0
	for i, row := range rows {
		at := 0.0
		for j := range k {
			c.x[j] = s.sign[g] * s.cols[j][row]
			at += float64(gamma[j] * c.x[j])
		}
		for j := min(i+1, m); j >= max(1, m-(len(rows)-1-i)); j-- {
			c.mix(j, at, k)
		}
		if (s.y[row] == 1) == (s.sign[g] > 0) {
			eta += at
			addTimes(sums[1:1+k], 1, c.x)
		}
	}
	sums[0] += eta - c.log[m]
	addTimes(sums[1:1+k], -1, c.mean[m*k:])
	addTimes(sums[1+k:], 1, c.cov[m*packed(k):])
}

// mix lets a row into the sets of j rows: they are those without it, and those of j-1 with it.
func (c *chain) mix(j int, eta float64, k int) {
	without, with := c.log[j], c.log[j-1]+eta
	if math.IsInf(with, -1) {
		return
	}
	top := max(without, with)
	c.log[j] = top + math.Log(math.Exp(without-top)+math.Exp(with-top))
	share := math.Exp(with - c.log[j])
	mean, before := c.mean[j*k:j*k+k], c.mean[(j-1)*k:(j-1)*k+k]
	cov, covBefore := c.cov[j*packed(k):(j+1)*packed(k)], c.cov[(j-1)*packed(k):j*packed(k)]
	at := 0
	for a := range k {
		da := before[a] + c.x[a] - mean[a]
		for b := range a + 1 {
			db := before[b] + c.x[b] - mean[b]
			cov[at] += float64(share*(covBefore[at]-cov[at])) + float64(float64(share*(1-share))*float64(da*db))
			at++
		}
	}
	for a := range k {
		mean[a] += float64(share * (before[a] + c.x[a] - mean[a]))
	}
}

// newton solves; steps that lower the likelihood are halved.
func (s *strata) newton() (solved, error) {
	gamma := make([]float64, s.k)
	now := s.pass(gamma)
	for steps := range maxSteps {
		f, bad := cholesky(now.h, 1e-14)
		if bad >= 0 || !finiteAll(now.g) || math.Sqrt(numeric.Dot(gamma, gamma)) > 1e3 {
			break
		}
		step := f.solve(now.g)
		if numeric.Dot(step, now.g) <= tiny*float64(s.n) {
			return solved{gamma, now, f.inverse(), steps}, nil
		}
		next, ok := s.move(gamma, step, &now)
		if !ok {
			break
		}
		gamma = next
	}
	return solved{}, fmt.Errorf("there is no finite estimate: within the groups some of %s tell the outcome, or nearly; leave out what does", list(s.names))
}

func (s *strata) move(gamma, step []float64, now *sums) ([]float64, bool) {
	for by := 1.0; by > 1e-9; by /= 2 {
		next := append([]float64(nil), gamma...)
		addTimes(next, by, step)
		if then := s.pass(next); then.ll >= now.ll-1e-9*math.Abs(now.ll) {
			*now = then
			return next, true
		}
	}
	return nil, false
}

// finish fills linear predictors and scores, y less its probability given the sum of its group.
func (s *strata) finish(gamma []float64, f *Fit) {
	clear(f.Eta)
	for j, g := range gamma {
		addTimes(f.Eta, g, s.cols[j])
	}
	numeric.AtOnce(len(s.rows), func(g, _ int) {
		rows, m := s.rows[g], s.take[g]
		before := [][]float64{sets(m)} // of the rows before each one: the logarithm of B(j)
		for _, row := range rows {
			before = append(before, let(before[len(before)-1], s.sign[g]*f.Eta[row]))
		}
		all := before[len(rows)][m]
		after := sets(m)
		for i := len(rows) - 1; i >= 0; i-- {
			eta := s.sign[g] * f.Eta[rows[i]]
			p := 0.0
			for j := range m {
				p += math.Exp(before[i][j] + after[m-1-j] + eta - all)
			}
			if s.sign[g] < 0 {
				p = 1 - p
			}
			f.scores[rows[i]] = s.y[rows[i]] - p
			after = let(after, eta)
		}
	})
}

// sets is the logarithm of B(0) … B(m) of no rows.
func sets(m int) []float64 {
	out := make([]float64, m+1)
	for j := 1; j <= m; j++ {
		out[j] = math.Inf(-1)
	}
	return out
}

// let gives it with one row more.
func let(b []float64, eta float64) []float64 {
	out := append([]float64(nil), b...)
	for j := 1; j < len(b); j++ {
		if with := b[j-1] + eta; !math.IsInf(with, -1) {
			top := max(b[j], with)
			out[j] = top + math.Log(math.Exp(b[j]-top)+math.Exp(with-top))
		}
	}
	return out
}
