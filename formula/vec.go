package formula

// This file holds a piece of a formula that is ready to be worked out: what its cells are, and how they are filled in a block
// of rows.

import (
	"math"
	"sync/atomic"

	"comity/format/frame"
)

// block is how many rows are worked out at a time.
const block = 1024

// fill writes the cells of rows lo to hi into out.
type fill func(s *scratch, lo, hi int, out []float64)

// vec is a piece of a formula. A text's cells are places in texts.
type vec struct {
	kind    frame.Kind
	empty   bool // a letter of missing written out: fits any kind
	literal bool
	unit    string
	texts   []string
	named   []frame.Named
	col     *frame.Column // where the piece is a column as it is
	fill    fill
}

// kindName says what the cells are, for complaints.
func (x *vec) kindName() string {
	switch x.kind {
	case frame.Flag:
		return "true or false"
	case frame.Date:
		return "a date"
	case frame.Text:
		return "a text"
	}
	return "a number"
}

// isNumber says whether one may calculate with it: true counts 1, false 0.
func (x *vec) isNumber() bool {
	return x.kind == frame.Real || x.kind == frame.Whole || x.kind == frame.Flag || x.empty
}

func (x *vec) isWhole() bool { return x.kind == frame.Whole || x.kind == frame.Flag }

// scratch lends blocks to pieces that need a second one; one is used by one thread.
type scratch struct{ free [][]float64 }

func (s *scratch) take(n int) []float64 {
	if last := len(s.free) - 1; last >= 0 {
		x := s.free[last]
		s.free = s.free[:last]
		return x[:n]
	}
	return make([]float64, block)[:n]
}

func (s *scratch) give(x []float64) { s.free = append(s.free, x[:block]) }

// constant fills with one value.
func constant(v float64) fill {
	return func(_ *scratch, _, _ int, out []float64) {
		for i := range out {
			out[i] = v
		}
	}
}

// fromColumn makes a piece of a column. A cell that is infinite has no value.
func fromColumn(c *frame.Column) *vec {
	x := &vec{kind: c.Kind, unit: c.Unit, texts: c.Texts, named: c.Named, col: c}
	x.fill = func(_ *scratch, lo, hi int, out []float64) {
		c.Read(lo, hi, out)
		if c.Reals == nil {
			return
		}
		for i, v := range out {
			if math.IsInf(v, 0) {
				out[i] = frame.NaN(letterD)
			}
		}
	}
	return x
}

// each makes a piece by a rule for one cell that is there; what is missing stays so.
func each(x *vec, f func(float64) float64) fill {
	return func(s *scratch, lo, hi int, out []float64) {
		x.fill(s, lo, hi, out)
		for i, v := range out {
			if v == v {
				out[i] = f(v)
			}
		}
	}
}

// two makes a piece by a rule for two cells, both there or not.
func two(x, y *vec, f func(a, b float64) float64) fill {
	return func(s *scratch, lo, hi int, out []float64) {
		x.fill(s, lo, hi, out)
		other := s.take(hi - lo)
		y.fill(s, lo, hi, other)
		for i, v := range out {
			out[i] = f(v, other[i])
		}
		s.give(other)
	}
}

// present makes of a rule for two cells that are there one in which what is missing makes the result missing.
func present(f func(a, b float64) float64) func(a, b float64) float64 {
	return func(a, b float64) float64 {
		if a != a || b != b {
			return worst(a, b)
		}
		return f(a, b)
	}
}

// blocks fills rows lo to hi a block at a time and hands each on.
func (x *vec) blocks(lo, hi int, use func(lo int, cells []float64)) {
	var s scratch
	out := make([]float64, block)
	for at := lo; at < hi; at += block {
		end := min(at+block, hi)
		x.fill(&s, at, end, out[:end-at])
		use(at, out[:end-at])
	}
}

// reals works a piece out for all rows.
func (x *vec) reals(rows int) []float64 {
	out := make([]float64, rows)
	parallel(rows, 16*block, func(lo, hi int) {
		var s scratch
		for at := lo; at < hi; at += block {
			end := min(at+block, hi)
			x.fill(&s, at, end, out[at:end])
		}
	})
	return out
}

// store works a piece out for all rows and keeps it as narrowly as its kind allows. Whole numbers that do not fit 32 bits make
// the column one of reals.
func (x *vec) store(rows int) *frame.Column {
	c := &frame.Column{Kind: x.kind, Texts: x.texts}
	switch x.kind {
	case frame.Flag:
		c.Small = x.smalls(rows)
		return c
	case frame.Real:
		c.Reals = x.reals(rows)
		plainNaNs(c.Reals)
		return c
	}
	c.Reals = x.reals(rows)
	if ints, fit := narrow(c.Reals); fit {
		c.Ints, c.Reals = ints, nil
		return c
	}
	c.Kind = frame.Real
	plainNaNs(c.Reals)
	return c
}

// plainNaNs gives every missing cell a letter.
func plainNaNs(cells []float64) {
	for i, v := range cells {
		if v != v {
			cells[i] = frame.NaN(frame.Letter(v))
		}
	}
}

func (x *vec) smalls(rows int) []int8 {
	out := make([]int8, rows)
	parallel(rows, 16*block, func(lo, hi int) {
		x.blocks(lo, hi, func(at int, cells []float64) {
			for i, v := range cells {
				if v == v {
					out[at+i] = int8(v)
				} else {
					out[at+i] = frame.SmallMissing(frame.Letter(v))
				}
			}
		})
	})
	return out
}

// narrow gives cells as whole numbers of 32 bits, and whether all fit.
func narrow(cells []float64) (out []int32, fit bool) {
	out = make([]int32, len(cells))
	var over atomic.Bool
	parallel(len(cells), 16*block, func(lo, hi int) {
		for i, v := range cells[lo:hi] {
			switch {
			case v != v:
				out[lo+i] = frame.IntMissing(frame.Letter(v))
			case v >= frame.MinInt && v <= math.MaxInt32:
				out[lo+i] = int32(v)
			default:
				over.Store(true)
			}
		}
	})
	return out, !over.Load()
}
