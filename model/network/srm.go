package network

// This file takes a matrix of what states are to one another apart into rows, columns and pairs, in closed form.

import (
	"fmt"
	"math"

	"comity/numeric"
)

// Moment is a figure of the social relations model with its standard error by the jackknife over states.
type Moment struct {
	Name      string
	Value, SE float64
}

// SRMFit is a matrix taken apart.
type SRMFit struct {
	Symmetric bool
	N         int     // states used
	Kept      []int   // which, in order; those with cells missing were left out until none was
	Left      []int   // which were left out
	Mean      float64 // of the cells used
	Moments   []Moment
	// Row and Col are the effects of the states used: how far a state is above the mean as row and as column. One in a symmetric matrix.
	Row, Col []float64
	Warnings []string
}

// The names of the moments, besides those of AME's variances.
const (
	CovPairs  = "covariance within pairs"
	CorrRowsC = "correlation of row and column"
)

// SRM gives the moments of the social relations model x_ij = m + a_i + b_j + g_ij (Warner, Kenny and Stoto 1979, JPSP 37:1742; Lashley
// and Bond 1997, Psychological Methods 2:278): the variances of a, b and g, the covariance of a_i and b_i, and that of g_ij and g_ji,
// from sums of squares of estimated effects by what these sums are expected to be. With R_i and C_i the means of row and column i
//
//	a_i = ((n-1)² R_i + (n-1) C_i) / (n(n-2)) - (n-1)/(n-2) M,  b_i likewise, g_ij = x_ij - M - a_i - b_j
//	P = sum over pairs of (g_ij + g_ji)² / 2 / (n(n-3)/2),  D = sum over pairs of (g_ij - g_ji)² / 2 / ((n-1)(n-2)/2)
//	Var(g) = (P + D)/2,  Cov(g) = (P - D)/2
//	Var(a) = sum a²/(n-1) - (n-1)/(n(n-2)) Var(g) - 1/(n(n-2)) Cov(g),  Var(b) likewise
//	Cov(a, b) = sum a b/(n-1) - 1/(n(n-2)) Var(g) - (n-1)/(n(n-2)) Cov(g)
//
// Of a symmetric matrix x_ij = m + a_i + a_j + g_ij: a_i = (n-1)/(n-2) (R_i - M), Var(g) = sum over pairs of g² / (n(n-3)/2) and
// Var(a) = sum a²/(n-1) - Var(g)/(n-2). Variances may come out negative where there is none; they are told as they are.
func SRM(d Data) (*SRMFit, error) {
	d.X = nil
	if err := d.check(5); err != nil {
		return nil, err
	}
	kept, left := d.complete()
	if len(kept) < 5 {
		return nil, fmt.Errorf("%s: after leaving out states with missing cells %d of %d are left, and 5 are needed: the moments want whole matrices; comity model ame takes matrices with holes",
			d.YName, len(kept), d.Y.N)
	}
	m := parted{symmetric: d.Symmetric, n: len(kept), x: d.Y.of(kept)}
	m.part(-1)
	f := &SRMFit{Symmetric: d.Symmetric, N: m.n, Kept: kept, Left: left, Mean: m.mean, Row: m.a, Col: m.b}
	f.jackknife(m)
	for _, v := range f.Moments {
		if v.Value < 0 && (v.Name == VarRows || v.Name == VarCols || v.Name == VarStates) {
			f.Warnings = append(f.Warnings, fmt.Sprintf("The %s comes out negative: there is none that could be told from chance.", v.Name))
		}
	}
	return f, nil
}

// complete leaves out the state with the most missing cells, the last of several, until no cell is missing.
func (d Data) complete() (kept, left []int) {
	n := d.Y.N
	out, missing := make([]bool, n), make([]int, n)
	for i := range n {
		for j := range n {
			if x := d.Y.At(i, j); i != j && x != x {
				missing[i]++
				missing[j]++
			}
		}
	}
	for {
		worst := -1
		for i, m := range missing {
			if !out[i] && m > 0 && (worst < 0 || m >= missing[worst]) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		out[worst] = true
		for j := range n {
			if j == worst {
				continue
			}
			if x := d.Y.At(worst, j); x != x {
				missing[j]--
			}
			if x := d.Y.At(j, worst); x != x {
				missing[j]--
			}
		}
	}
	for i, o := range out {
		if o {
			left = append(left, i)
		} else {
			kept = append(kept, i)
		}
	}
	return kept, left
}

// of gives the cells of some states.
func (m Matrix) of(states []int) []float64 {
	out := make([]float64, 0, len(states)*len(states))
	for _, i := range states {
		for _, j := range states {
			out = append(out, m.At(i, j))
		}
	}
	return out
}

// parted is a matrix on its way apart.
type parted struct {
	symmetric   bool
	n           int
	x           []float64
	mean        float64
	a, b        []float64
	va, cab, vb float64
	vg, cg      float64
}

// part takes the matrix apart, without the state less (-1: with all). The effects of that state are left 0.
func (m *parted) part(less int) {
	m.effects(less)
	n := float64(m.n)
	if less >= 0 {
		n--
	}
	plus, minus := m.pairs(less)
	saa, sab, sbb := numeric.Dot(m.a, m.a)/(n-1), numeric.Dot(m.a, m.b)/(n-1), numeric.Dot(m.b, m.b)/(n-1)
	if m.symmetric {
		m.vg = plus / 2 / (n * (n - 3) / 2) // plus is the sum of (2g)²/2
		m.va = saa - m.vg/(n-2)
		return
	}
	p, d := plus/(n*(n-3)/2), minus/((n-1)*(n-2)/2)
	m.vg, m.cg = (p+d)/2, (p-d)/2
	near, far := (n-1)/(n*(n-2)), 1/(n*(n-2))
	m.va = saa - near*m.vg - far*m.cg
	m.vb = sbb - near*m.vg - far*m.cg
	m.cab = sab - far*m.vg - near*m.cg
}

// effects estimates a and b.
func (m *parted) effects(less int) {
	size := m.n
	m.a, m.b = make([]float64, size), make([]float64, size)
	rows, cols := make([]float64, size), make([]float64, size)
	all, n := 0.0, float64(size)
	if less >= 0 {
		n--
	}
	for i := range size {
		for j := range size {
			if i == j || i == less || j == less {
				continue
			}
			x := m.x[i*size+j]
			rows[i] += x
			cols[j] += x
			all += x
		}
	}
	m.mean = all / (n * (n - 1))
	for i := range size {
		if i == less {
			continue
		}
		r, c := rows[i]/(n-1), cols[i]/(n-1)
		if m.symmetric {
			m.a[i] = (n - 1) / (n - 2) * (r - m.mean)
			m.b[i] = m.a[i]
			continue
		}
		own, other, mean := (n-1)*(n-1)/(n*(n-2)), (n-1)/(n*(n-2)), (n-1)/(n-2)*m.mean
		m.a[i], m.b[i] = own*r+other*c-mean, own*c+other*r-mean
	}
}

// pairs gives the sums of (g_ij + g_ji)²/2 and (g_ij - g_ji)²/2 over pairs.
func (m *parted) pairs(less int) (plus, minus float64) {
	for i := range m.n {
		for j := range i {
			if i == less || j == less {
				continue
			}
			g, h := m.x[i*m.n+j]-m.mean-m.a[i]-m.b[j], m.x[j*m.n+i]-m.mean-m.a[j]-m.b[i]
			plus += (g + h) * (g + h) / 2
			minus += (g - h) * (g - h) / 2
		}
	}
	return plus, minus
}

// moments lists the figures.
func (m *parted) moments() []Moment {
	if m.symmetric {
		return []Moment{{Name: VarStates, Value: m.va}, {Name: VarErrors, Value: m.vg}}
	}
	return []Moment{{Name: VarRows, Value: m.va}, {Name: CovRows, Value: m.cab}, {Name: VarCols, Value: m.vb},
		{Name: CorrRowsC, Value: correlation(m.cab, m.va, m.vb)}, {Name: VarErrors, Value: m.vg}, {Name: CovPairs, Value: m.cg},
		{Name: Rho, Value: correlation(m.cg, m.vg, m.vg)}}
}

// correlation is NaN where a variance is not above zero.
func correlation(cov, va, vb float64) float64 {
	if !(va > 0) || !(vb > 0) {
		return math.NaN()
	}
	return cov / math.Sqrt(va*vb)
}

// jackknife fills the moments, with errors from leaving out one state after another: se² = (n-1)/n sum (v_-i - mean)².
func (f *SRMFit) jackknife(m parted) {
	f.Moments = m.moments()
	without := make([][]Moment, m.n)
	if m.n < 6 {
		for i := range f.Moments {
			f.Moments[i].SE = math.NaN()
		}
		return
	}
	numeric.AtOnce(m.n, func(i, _ int) {
		one := m
		one.part(i)
		without[i] = one.moments()
	})
	for k := range f.Moments {
		var values []float64
		for _, w := range without {
			values = append(values, w[k].Value)
		}
		_, sd := meanSD(values)
		f.Moments[k].SE = sd * float64(m.n-1) / math.Sqrt(float64(m.n))
	}
}
