package network

// This file holds the little linear algebra of the samplers: small symmetric matrices, row by row in slices the caller keeps, so that
// inner loops allocate nothing.

import (
	"math"

	"comity/numeric"
)

// cholesky turns the lower triangle of a k by k matrix into its Cholesky factor. Where a column is dependent on those before it, but
// for the share least, it gives its number; else -1.
func cholesky(m []float64, k int, least float64) int {
	for i := range k {
		ri := m[i*k : i*k+k]
		for j := range i + 1 {
			rj := m[j*k : j*k+k]
			left := ri[j]
			for l := range j {
				left -= float64(ri[l] * rj[l])
			}
			if j < i {
				ri[j] = left / rj[j]
				continue
			}
			if !(left > least*math.Abs(ri[i])) || math.IsInf(left, 0) {
				return i
			}
			ri[i] = math.Sqrt(left)
		}
	}
	return -1
}

// forward solves L x = b in place, L a Cholesky factor.
func forward(l []float64, k int, b []float64) {
	for i := range k {
		x := b[i]
		for j := range i {
			x -= float64(l[i*k+j] * b[j])
		}
		b[i] = x / l[i*k+i]
	}
}

// backward solves L' x = b in place.
func backward(l []float64, k int, b []float64) {
	for i := k - 1; i >= 0; i-- {
		x := b[i]
		for j := i + 1; j < k; j++ {
			x -= float64(l[j*k+i] * b[j])
		}
		b[i] = x / l[i*k+i]
	}
}

// drawNormal turns lin into a draw of a normal vector of precision prec and mean prec⁻¹ lin. prec becomes its factor. Where prec is not
// positive, which only numbers out of range bring about, lin becomes zeros.
func drawNormal(r *numeric.Stream, prec, lin []float64, k int) {
	if cholesky(prec, k, 0) >= 0 {
		clear(lin)
		return
	}
	forward(prec, k, lin)
	for i := range lin[:k] {
		lin[i] += r.Norm()
	}
	backward(prec, k, lin)
}

// inverseGamma draws a variance whose inverse is gamma distributed with the given shape and rate.
func inverseGamma(r *numeric.Stream, shape, rate float64) float64 { return rate / r.Gamma(shape) }

// wishart draws a precision matrix of df degrees of freedom and scale s⁻¹ into out, by Bartlett's decomposition: with s = C C' and T a
// lower triangle of normals under a diagonal of roots of chi-squares it is C'⁻¹ T T' C⁻¹. s becomes its factor; work is of k*k.
func wishart(r *numeric.Stream, df float64, s []float64, k int, work, out []float64) {
	if cholesky(s, k, 0) >= 0 {
		return // out of range: the last draw stands
	}
	for j := range k { // column j of T, solved
		col := work[j*k : j*k+k]
		for i := range k {
			switch {
			case i < j:
				col[i] = 0
			case i == j:
				col[i] = math.Sqrt(2 * r.Gamma((df-float64(i))/2))
			default:
				col[i] = r.Norm()
			}
		}
		backward(s, k, col)
	}
	for i := range k {
		for j := range k {
			x := 0.0
			for l := range k {
				x += float64(work[l*k+i] * work[l*k+j])
			}
			out[i*k+j] = x
		}
	}
}

// two is a symmetric two by two matrix: [x y; y z].
type two struct{ x, y, z float64 }

func (m two) plus(f float64, o two) two {
	return two{m.x + float64(f*o.x), m.y + float64(f*o.y), m.z + float64(f*o.z)}
}

func (m two) inverse() two {
	det := float64(m.x*m.z) - float64(m.y*m.y)
	return two{m.z / det, -m.y / det, m.x / det}
}

func (m two) times(a, b float64) (float64, float64) {
	return float64(m.x*a) + float64(m.y*b), float64(m.y*a) + float64(m.z*b)
}

// spread turns two independent normals into ones with this matrix as their precision.
func (m two) spread(a, b float64) (float64, float64) {
	l11 := math.Sqrt(m.x)
	l21 := m.y / l11
	l22 := math.Sqrt(m.z - float64(l21*l21))
	b /= l22
	return (a - float64(l21*b)) / l11, b
}
