package sqlite

// Records: the types of the values, then the values (section 2.1 of the description).

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"comity/format/frame"
)

// record is one under way.
type record struct {
	types, body []byte
}

// reset begins another.
func (r *record) reset() { r.types, r.body = r.types[:0], r.body[:0] }

// appendVarint appends a number of 7 bits a byte, the highest first; those of more than 56 bits, which take 9 bytes of another kind, do
// not occur here.
func appendVarint(b []byte, v uint64) []byte {
	if v < 0x80 {
		return append(b, byte(v))
	}
	n := 1
	for rest := v >> 7; rest > 0; rest >>= 7 {
		n++
	}
	for i := n - 1; i > 0; i-- {
		b = append(b, byte(v>>(7*i))|0x80)
	}
	return append(b, byte(v&0x7F))
}

// The types of values. A text of n bytes is of type 13+2n.
const (
	nullType = 0
	realType = 7
	zeroType = 8
	oneType  = 9
	textType = 13
)

func (r *record) null() { r.types = append(r.types, nullType) }

// whole appends a whole number of at most 48 bits in as few bytes as hold it.
func (r *record) whole(v int64) {
	switch {
	case v == 0 || v == 1:
		r.types = append(r.types, zeroType+byte(v))
	case v == int64(int8(v)):
		r.types, r.body = append(r.types, 1), append(r.body, byte(v))
	case v == int64(int16(v)):
		r.types, r.body = append(r.types, 2), append(r.body, byte(v>>8), byte(v))
	case v >= -1<<23 && v < 1<<23:
		r.types, r.body = append(r.types, 3), append(r.body, byte(v>>16), byte(v>>8), byte(v))
	case v == int64(int32(v)):
		r.types, r.body = append(r.types, 4), binary.BigEndian.AppendUint32(r.body, uint32(v))
	default:
		r.types = append(r.types, 5)
		r.body = binary.BigEndian.AppendUint32(append(r.body, byte(v>>40), byte(v>>32)), uint32(v))
	}
}

// real appends a number; a whole one as such, which a column of type REAL gives back as it was.
func (r *record) real(x float64) {
	if isWhole(x) {
		r.whole(int64(x))
		return
	}
	r.types, r.body = append(r.types, realType), binary.BigEndian.AppendUint64(r.body, math.Float64bits(x))
}

func (r *record) text(s string) {
	r.types, r.body = appendVarint(r.types, textType+2*uint64(len(s))), append(r.body, s...)
}

// date appends a day (since 1970-01-01) as text, or says that it has no such text.
func (r *record) date(day float64) error {
	if !(day >= firstDay && day <= lastDay) {
		return fmt.Errorf("day %v (since 1970-01-01) lies outside the years 0 to 9999, which SQLite's dates have: leave the row out", day)
	}
	const length = 10
	r.types = append(r.types, textType+2*length)
	r.body = time.Unix(int64(day)*86400, 0).UTC().AppendFormat(r.body, "2006-01-02")
	return nil
}

// The days that begin the year 0 and end the year 9999.
const firstDay, lastDay = -719528, 2932896

// appendTo appends the finished record. The length of its head counts itself.
func (r *record) appendTo(b []byte) []byte {
	n := len(r.types) + 1
	for limit := 1 << 7; n >= limit; limit <<= 7 {
		n++
	}
	b = append(appendVarint(b, uint64(n)), r.types...)
	return append(b, r.body...)
}

// records are those of some rows: one after another, and where each ends.
type records struct {
	bytes []byte
	ends  []int
}

// encode makes the records of some rows of a block.
func (t *table) encode(f *frame.Frame, lo, hi int) (records, error) {
	n := hi - lo
	cells := make([]float64, n*len(f.Columns))
	for i, c := range f.Columns {
		c.Read(lo, hi, cells[i*n:(i+1)*n])
	}
	var r record
	out := records{bytes: make([]byte, 0, 6*len(cells)), ends: make([]int, 0, n)}
	for k := range n {
		r.reset()
		for _, field := range t.fields {
			c, x := f.Columns[field.Column], cells[field.Column*n+k]
			if err := r.field(c, x, field.Reason); err != nil {
				return records{}, fmt.Errorf("column %s: %w", field.Name, err)
			}
		}
		out.bytes = r.appendTo(out.bytes)
		out.ends = append(out.ends, len(out.bytes))
	}
	return out, nil
}

// field appends a cell, or the letter of why it is missing.
func (r *record) field(c *frame.Column, x float64, reason bool) error {
	switch letter := frame.Letter(x); {
	case reason && letter != 0:
		r.text("." + string(rune('a'-1+letter)))
	case reason, letter != 0:
		r.null()
	case c.Kind == frame.Text:
		r.text(c.Texts[int(x)])
	case c.Kind == frame.Date:
		return r.date(x)
	case c.Kind == frame.Real:
		r.real(x)
	default:
		r.whole(int64(x))
	}
	return nil
}
