package model

// This file holds the little linear algebra that models need: systems of as many unknowns as a model has coefficients.

import (
	"math"

	"comity/numeric"
)

// matrix is a square matrix, row by row.
type matrix struct {
	k int
	a []float64
}

func newMatrix(k int) matrix { return matrix{k, make([]float64, k*k)} }

func (m matrix) at(i, j int) float64     { return m.a[i*m.k+j] }
func (m matrix) set(i, j int, x float64) { m.a[i*m.k+j] = x }
func (m matrix) row(i int) []float64     { return m.a[i*m.k : (i+1)*m.k] }

// packed is how many numbers the lower triangle of k rows has.
func packed(k int) int { return k * (k + 1) / 2 }

// unpack gives the symmetric matrix of which the lower triangle is given, row by row.
func unpack(k int, lower []float64) matrix {
	m := newMatrix(k)
	at := 0
	for i := range k {
		for j := range i + 1 {
			m.set(i, j, lower[at])
			m.set(j, i, lower[at])
			at++
		}
	}
	return m
}

// times is the matrix times a column.
func (m matrix) times(x []float64) []float64 {
	out := make([]float64, m.k)
	for i := range out {
		out[i] = numeric.Dot(m.row(i), x)
	}
	return out
}

// by is the product of two matrices.
func (m matrix) by(b matrix) matrix {
	out := newMatrix(m.k)
	for i := range m.k {
		for l := range m.k {
			addTimes(out.row(i), m.at(i, l), b.row(l))
		}
	}
	return out
}

// transposed is the matrix with rows and columns changed over.
func (m matrix) transposed() matrix {
	out := newMatrix(m.k)
	for i := range m.k {
		for j := range m.k {
			out.set(j, i, m.at(i, j))
		}
	}
	return out
}

// plus adds f times another matrix.
func (m matrix) plus(f float64, b matrix) matrix {
	out := newMatrix(m.k)
	for i := range out.a {
		out.a[i] = m.a[i] + float64(f*b.a[i])
	}
	return out
}

// factor is Cholesky's: a symmetric positive matrix, its diagonal brought to one first, as a lower triangle times its transpose.
type factor struct {
	lower matrix
	scale []float64 // one over the root of the diagonal
}

// cholesky factors a matrix. Where a column says what those before it say, but for the share least of its square, it gives that
// column; else -1.
func cholesky(m matrix, least float64) (f factor, dependent int) {
	k := m.k
	f = factor{newMatrix(k), make([]float64, k)}
	for i := range k {
		d := m.at(i, i)
		if !(d > 0) || math.IsInf(d, 0) {
			return f, i
		}
		f.scale[i] = 1 / math.Sqrt(d)
	}
	for i := range k {
		row := f.lower.row(i)
		for j := range i + 1 {
			left := float64(float64(m.at(i, j)*f.scale[i])*f.scale[j]) - numeric.Dot(row[:j], f.lower.row(j)[:j])
			if j < i {
				row[j] = left / f.lower.at(j, j)
				continue
			}
			if !(left > least) {
				return f, i
			}
			row[i] = math.Sqrt(left)
		}
	}
	return f, -1
}

// solve gives x where the factored matrix times x is b.
func (f factor) solve(b []float64) []float64 {
	x := f.forward(b)
	for i := len(x) - 1; i >= 0; i-- {
		for j := i + 1; j < len(x); j++ {
			x[i] -= float64(f.lower.at(j, i) * x[j])
		}
		x[i] /= f.lower.at(i, i)
	}
	for i := range x {
		x[i] *= f.scale[i]
	}
	return x
}

// forward solves with the lower triangle alone.
func (f factor) forward(b []float64) []float64 {
	x := make([]float64, len(b))
	for i := range b {
		x[i] = (float64(b[i]*f.scale[i]) - numeric.Dot(f.lower.row(i)[:i], x[:i])) / f.lower.at(i, i)
	}
	return x
}

// inverse gives the inverse of the factored matrix.
func (f factor) inverse() matrix {
	k := f.lower.k
	out := newMatrix(k)
	unit := make([]float64, k)
	for j := range k {
		clear(unit)
		unit[j] = 1
		for i, x := range f.solve(unit) {
			out.set(i, j, x)
		}
	}
	return out.symmetric()
}

// symmetric evens out what rounding left between the two triangles.
func (m matrix) symmetric() matrix {
	for i := range m.k {
		for j := range i {
			x := (m.at(i, j) + m.at(j, i)) / 2
			m.set(i, j, x)
			m.set(j, i, x)
		}
	}
	return m
}

// logDet is the logarithm of the determinant of the factored matrix.
func (f factor) logDet() float64 {
	sum := 0.0
	for i, s := range f.scale {
		sum += 2 * (math.Log(f.lower.at(i, i)) - math.Log(s))
	}
	return sum
}

// eigen gives the values and vectors (by column) of a symmetric matrix by Jacobi's rotations, which end when what is off the
// diagonal has vanished.
func eigen(m matrix) (values []float64, vectors matrix) {
	k := m.k
	a := matrix{k, append([]float64(nil), m.a...)}
	vectors = newMatrix(k)
	for i := range k {
		vectors.set(i, i, 1)
	}
	for range 60 {
		off := 0.0
		for i := range k {
			for j := range i {
				off = max(off, math.Abs(a.at(i, j))/math.Sqrt(math.Abs(a.at(i, i)*a.at(j, j))+1e-300))
			}
		}
		if off < 1e-15 {
			break
		}
		for i := range k {
			for j := range i {
				rotate(a, vectors, j, i)
			}
		}
	}
	values = make([]float64, k)
	for i := range k {
		values[i] = a.at(i, i)
	}
	return values, vectors
}

// rotate makes the cell p, q of a zero.
func rotate(a, v matrix, p, q int) {
	x := a.at(p, q)
	if x == 0 {
		return
	}
	theta := (a.at(q, q) - a.at(p, p)) / (2 * x)
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	turn := func(m matrix, i1, j1, i2, j2 int) {
		x, y := m.at(i1, j1), m.at(i2, j2)
		m.set(i1, j1, float64(c*x)-float64(s*y))
		m.set(i2, j2, float64(s*x)+float64(c*y))
	}
	for i := range a.k {
		turn(a, i, p, i, q)
	}
	for i := range a.k {
		turn(a, p, i, q, i)
	}
	for i := range a.k {
		turn(v, i, p, i, q)
	}
}

// clipped gives the nearest matrix without negative eigenvalues, and how many there were; the matrix itself where there were none.
func clipped(m matrix) (matrix, int) {
	if _, bad := cholesky(m, 1e-14); bad < 0 {
		return m, 0
	}
	values, vectors := eigen(m)
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	negative := 0
	for _, v := range values {
		if v < -1e-12*most {
			negative++
		}
	}
	if negative == 0 {
		return m, 0
	}
	out := newMatrix(m.k)
	for l, v := range values {
		if v <= 0 {
			continue
		}
		for i := range m.k {
			for j := range m.k {
				out.set(i, j, out.at(i, j)+float64(float64(v*vectors.at(i, l))*vectors.at(j, l)))
			}
		}
	}
	return out.symmetric(), negative
}
