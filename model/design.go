package model

// This file holds the design: the regressors brought to mean zero and variance one on the way into a sum, so that years to the third
// power and shares of one fit into the same system, and estimates brought back into the units of the columns.

import (
	"fmt"
	"math"
	"strings"

	"comity/numeric"
)

// alike is the share of a column's variance that must be left by the others for the column to count as one of its own.
const alike = 1e-12

// design is the regressors in the coordinates in which a model is solved: z = (x - shift) * scale, a constant first.
type design struct {
	n, k         int
	constant     bool
	ready        bool        // the columns are in these coordinates already
	cols         [][]float64 // the regressors, without the constant
	names        []string    // with it
	shift, scale []float64   // of each coefficient; 0 and 1 for the constant
}

// at is the place of the first regressor among the coefficients.
func (d *design) at() int {
	if d.constant {
		return 1
	}
	return 0
}

// newDesign measures the columns, and says where one has no variation or says what others say.
func newDesign(d Data, constant bool) (*design, error) {
	out := &design{n: len(d.Y), constant: constant}
	if constant {
		out.names = append(out.names, "(constant)")
		out.shift, out.scale = append(out.shift, 0), append(out.scale, 1)
	}
	for _, c := range d.X {
		out.cols = append(out.cols, c.Values)
		out.names = append(out.names, c.Name)
	}
	out.k = len(out.names)
	if err := out.measure(); err != nil {
		return nil, err
	}
	gram := out.gram(nil)
	f, bad := cholesky(gram, alike)
	if bad >= 0 {
		return nil, out.dependent(gram, f, bad)
	}
	return out, nil
}

// measure finds what each column is shifted and scaled by. Without a constant nothing is shifted.
func (d *design) measure() error {
	p := len(d.cols)
	n := float64(d.n)
	means := inOrder(d.n, p, func(lo, hi, _ int, sums []float64) {
		for j, c := range d.cols {
			sums[j] = total(c[lo:hi])
		}
	})
	for j := range means {
		means[j] /= n
		if !d.constant {
			means[j] = 0
		}
	}
	spread := inOrder(d.n, p, func(lo, hi, _ int, sums []float64) {
		for j, c := range d.cols {
			sums[j] = squares(c[lo:hi], means[j])
		}
	})
	for j, s := range spread {
		sd := math.Sqrt(s / n)
		if !(sd > 1e-13*math.Abs(means[j])) {
			return fmt.Errorf("%s is %s in all %d complete rows: without variation it says nothing; leave it out", d.names[d.at()+j], short(d.cols[j][0]), d.n)
		}
		d.shift, d.scale = append(d.shift, means[j]), append(d.scale, 1/sd)
	}
	return nil
}

// fill brings a block of rows into the design's coordinates, column by column.
func (d *design) fill(lo, hi int, z [][]float64) {
	if d.ready {
		for j, c := range d.cols {
			z[j] = c[lo:hi]
		}
		return
	}
	at := d.at()
	for j, c := range d.cols {
		shift, scale := d.shift[at+j], d.scale[at+j]
		to := z[at+j][:hi-lo]
		from := c[lo:hi][:len(to)]
		for i, x := range from {
			to[i] = (x - shift) * scale
		}
	}
}

// scratch is what a worker works in: a block of each column, and a few more.
type scratch struct {
	z                 [][]float64
	eta, s, w, tmp, q []float64
}

// scratches makes one for each worker.
func (d *design) scratches() []scratch {
	out := make([]scratch, workers())
	for i := range out {
		s := &out[i]
		for range d.k {
			s.z = append(s.z, make([]float64, block))
		}
		for i := range block {
			if d.constant {
				s.z[0][i] = 1
			}
		}
		for _, x := range []*[]float64{&s.eta, &s.s, &s.w, &s.tmp, &s.q} {
			*x = make([]float64, block)
		}
	}
	return out
}

// gram is the sum of w z z' over all rows; w nil is one.
func (d *design) gram(w []float64) matrix {
	m := packed(d.k)
	work := d.scratches()
	lower := inOrder(d.n, m, func(lo, hi, worker int, sums []float64) {
		t := &work[worker]
		for a := lo; a < hi; a += block {
			b := min(a+block, hi)
			d.fill(a, b, t.z)
			if w == nil {
				products(sums, nil, t, b-a)
			} else {
				products(sums, w[a:b], t, b-a)
			}
		}
	})
	return unpack(d.k, lower)
}

// products adds the sums of w z z' of a block to a lower triangle.
func products(lower, w []float64, t *scratch, n int) {
	at := 0
	for j := range t.z {
		zj := t.z[j][:n]
		if w != nil {
			times(t.tmp[:n], w, zj)
			zj = t.tmp[:n]
		}
		for l := range j + 1 {
			lower[at] += numeric.Dot(zj, t.z[l][:n])
			at++
		}
	}
}

// dependent says which column says what others say, and how.
func (d *design) dependent(gram matrix, f factor, bad int) error {
	parts := []string{}
	named := []string{}
	first := f.lower.row(bad)[:bad]
	// the column in terms of those before it: back through the triangle that is done
	c := append([]float64(nil), first...)
	for i := bad - 1; i >= 0; i-- {
		for j := i + 1; j < bad; j++ {
			c[i] -= float64(f.lower.at(j, i) * c[j])
		}
		c[i] /= f.lower.at(i, i)
	}
	rest := d.shift[bad]
	for i := range c {
		by := c[i] * f.scale[i] / f.scale[bad] // in the design's coordinates
		if math.Abs(by) < 1e-6 {
			continue
		}
		by *= d.scale[i] / d.scale[bad]
		rest -= by * d.shift[i]
		if i == 0 && d.constant {
			continue
		}
		named = append(named, d.names[i])
		parts = append(parts, fmt.Sprintf("%s × %s", short(by), d.names[i]))
	}
	if math.Abs(rest) > 1e-9*math.Abs(d.shift[bad])+1e-12 {
		parts = append(parts, short(rest))
	}
	what := strings.Join(parts, " + ")
	if len(parts) > 6 {
		what = "a sum of " + list(named)
	}
	return fmt.Errorf("%s says nothing of its own: in all %d complete rows it is %s; leave out one of these columns", d.names[bad], d.n, what)
}

// estimates brings coefficients into the units of the columns.
func (d *design) estimates(gamma []float64) []float64 {
	out := make([]float64, d.k)
	for j, g := range gamma {
		out[j] = g * d.scale[j]
		if d.constant && j > 0 {
			out[0] -= float64(out[j] * d.shift[j])
		}
	}
	return out
}

// back is the matrix that does so.
func (d *design) back() matrix {
	t := newMatrix(d.k)
	for j := range d.k {
		t.set(j, j, d.scale[j])
		if d.constant && j > 0 {
			t.set(0, j, -d.scale[j]*d.shift[j])
		}
	}
	return t
}
