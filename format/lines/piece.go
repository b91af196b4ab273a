package lines

// A piece of a line: neighbouring fields that are made together, and where their text comes from.

import (
	"math"
	"sync"

	"comity/format/frame"
)

// piece is fields that stand side by side and whose cells lie at the same place of their columns. Of one that is ready, the
// text of place i is text[at[i]:at[i+1]].
type piece struct {
	fields []field
	cells  int
	via    []int32 // the place of each row's cells; nil: the row itself
	small  []int8  // the place of each row's cells less 128, of a column of Small: a text for each value there can be
	ready  bool
	text   []byte
	at     []uint32
}

// field is a field with the column its cells are in.
type field struct {
	frame.Field
	before string
	column *frame.Column
}

// allSmall are the values of Small, in order.
var allSmall = func() (all []int8) {
	for i := math.MinInt8; i <= math.MaxInt8; i++ {
		all = append(all, int8(i))
	}
	return all
}()

// cut makes the pieces of a block's lines. Those of the block before are kept where the cells are the same.
func cut(f *frame.Frame, fields []frame.Field, s Style, before []piece) []piece {
	var all []piece
	for i, fd := range fields {
		c := f.Columns[fd.Column]
		p := piece{fields: []field{{fd, s.Before(i, fd), c}}, cells: c.Cells(), via: c.Via}
		if c.Small != nil && c.Via == nil {
			values := *c
			values.Small = allSmall
			p.fields[0].column, p.cells, p.small = &values, len(allSmall), c.Small
		}
		if n := len(all); n > 0 && all[n-1].joins(&p) {
			all[n-1].fields = append(all[n-1].fields, p.fields...)
			continue
		}
		all = append(all, p)
	}
	var wait sync.WaitGroup
	for i := range all {
		var old *piece
		if i < len(before) {
			old = &before[i]
		}
		wait.Go(func() { all[i].prepare(f.Rows, s, old) })
	}
	wait.Wait()
	return all
}

// joins says whether p, which follows, may be one piece with this: both reached through the same index, or of the same column.
func (q *piece) joins(p *piece) bool {
	if q.small != nil || p.small != nil {
		return q.small != nil && q.fields[0].Column == p.fields[0].Column
	}
	return q.fields[0].Column == p.fields[0].Column || len(q.via) > 0 && q.cells == p.cells && len(q.via) == len(p.via) && &q.via[0] == &p.via[0]
}

// prepare makes the texts of all places where that pays: where rows are many times as many, or the places were met in the block
// before. A column without an index has a place for each row, and nothing to gain.
func (q *piece) prepare(rows int, s Style, old *piece) {
	if q.small == nil && q.via == nil {
		return
	}
	met := old != nil && old.holds(q)
	if met && old.ready {
		q.ready, q.text, q.at = true, old.text, old.at
		return
	}
	if q.small == nil && q.cells > rows/4 && !met {
		return
	}
	q.ready = true
	q.at = make([]uint32, 1, q.cells+1)
	for i := range q.cells {
		q.text = q.cell(q.text, s, i)
		if uint64(len(q.text)) > math.MaxUint32 {
			q.ready, q.text, q.at = false, nil, nil
			return
		}
		q.at = append(q.at, uint32(len(q.text)))
	}
}

// holds says whether a piece of the block before has the same cells.
func (q *piece) holds(p *piece) bool {
	if len(q.fields) != len(p.fields) || q.cells != p.cells {
		return false
	}
	for i := range q.fields {
		if !q.fields[i].column.Shares(p.fields[i].column) {
			return false
		}
	}
	return true
}

// cell appends the text of place i.
func (q *piece) cell(to []byte, s Style, i int) []byte {
	for k := range q.fields {
		f := &q.fields[k]
		to = append(to, f.before...)
		to = f.cell(to, s, i)
	}
	return to
}

// cell appends a field's text of place i.
func (f *field) cell(to []byte, s Style, i int) []byte {
	c := f.column
	switch {
	case c.Reals != nil:
		return f.real(to, s, c.Reals[i])
	case c.Ints != nil:
		return f.whole(to, s, c.Ints[i], c.Ints[i] < frame.MinInt)
	}
	return f.whole(to, s, int32(c.Small[i]), c.Small[i] < frame.MinSmall)
}

// real appends the text of a number, or of its letter.
func (f *field) real(to []byte, s Style, x float64) []byte {
	l := frame.Letter(x)
	switch {
	case f.Reason:
		return s.Letter(to, l)
	case l != 0:
		return append(to, s.Missing...)
	case f.column.Kind == frame.Date:
		return s.Date(to, int32(x))
	case math.IsInf(x, 1):
		return append(to, s.Infinity...)
	case math.IsInf(x, -1):
		return append(append(to, '-'), s.Infinity...)
	}
	return Real(to, x)
}

// whole appends the text of a whole number, date or text, or of its letter.
func (f *field) whole(to []byte, s Style, x int32, missing bool) []byte {
	switch {
	case f.Reason && missing:
		return s.Letter(to, f.letter(x))
	case f.Reason:
		return s.Letter(to, 0)
	case missing:
		return append(to, s.Missing...)
	case f.column.Kind == frame.Text:
		return s.Text(to, f.column.Texts[x])
	case f.column.Kind == frame.Date:
		return s.Date(to, x)
	}
	return Whole(to, int64(x))
}

// letter reads the letter of a missing cell of Ints or Small; one without a letter is d, undefined.
func (f *field) letter(x int32) uint8 {
	l := x - math.MinInt32
	if f.column.Ints == nil {
		l = x - math.MinInt8
	}
	if l == 0 {
		return 4
	}
	return uint8(l)
}

// span is where the last text of a piece lies in the buffer.
type span struct{ start, end int }

// rows appends the lines of the rows from lo to hi.
func rows(to []byte, pieces []piece, s Style, lo, hi int) []byte {
	last := make([]span, len(pieces))
	for r := lo; r < hi; r++ {
		to = append(to, s.Open...)
		for k := range pieces {
			p := &pieces[k]
			switch {
			case p.small != nil:
				i := int(p.small[r]) - math.MinInt8
				to = append(to, p.text[p.at[i]:p.at[i+1]]...)
			case p.ready:
				i := p.via[r]
				to = append(to, p.text[p.at[i]:p.at[i+1]]...)
			default:
				start := len(to)
				if r > lo && p.repeats(r) {
					to = append(to, to[last[k].start:last[k].end]...)
				} else {
					to = p.cell(to, s, p.place(r))
				}
				last[k] = span{start, len(to)}
			}
		}
		to = append(to, s.Close...)
	}
	return to
}

// place is where a row's cells lie.
func (q *piece) place(row int) int {
	if q.via != nil {
		return int(q.via[row])
	}
	return row
}

// repeats says whether a row's cells are those of the row before. Many columns hold the same for years.
func (q *piece) repeats(row int) bool {
	if q.via != nil {
		return q.via[row] == q.via[row-1]
	}
	c := q.fields[0].column
	if c.Reals != nil {
		return math.Float64bits(c.Reals[row]) == math.Float64bits(c.Reals[row-1])
	}
	return c.Ints[row] == c.Ints[row-1]
}
