package csv

// The hot path: find the end of a row and of each of its fields, eight bytes at a time, and read more when a row is not
// whole yet. Nothing is changed in the buffer until a row is whole, so that it may be scanned again from its beginning.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
)

const (
	each = 0x0101010101010101 // a byte times each is that byte in every place of a word
	low7 = 0x7F * each
)

// split finds the row at the beginning of b: its spans and its length with the line end. done is false if b does not
// hold all of it. A blank line or comment gives no spans.
func (r *Reader) split(b []byte) (size int, done bool) {
	if size, done = r.skippable(b); done || len(b) == 0 {
		return size, done
	}
	for start := 0; ; {
		if start == len(b) || uint16(b[start]) != r.quote {
			next, stop := r.plainFields(b, start)
			if stop != atQuote {
				return next, stop == atEnd
			}
			start = next
		}
		next, ok := r.quotedField(b, start)
		switch {
		case !ok || next == len(b):
			return next, ok
		case b[next] == '\n':
			return next + 1, true
		}
		start = next + 1
	}
}

// stop is why plainFields stopped: the row ended, a quoted field begins, or b ended before the row did (or an error).
type stop uint8

const (
	atEnd stop = iota
	atQuote
	early
)

// plainFields adds the fields without quotes from start on and gives the place after the last.
func (r *Reader) plainFields(b []byte, start int) (next int, s stop) {
	comma := uint64(r.opt.Comma) * each
	for i := start; i < len(b); i += 8 {
		for hits := ends(word(b, i), comma); hits != 0; hits &= hits - 1 {
			p := i + bits.TrailingZeros64(hits)>>3
			if b[p] == '\n' {
				return r.endRow(b, start, p, p+1)
			}
			if !r.put(span{start: int32(start), end: int32(p)}) {
				return 0, early
			}
			start = p + 1
			if start < len(b) && uint16(b[start]) == r.quote {
				return start, atQuote
			}
		}
	}
	if !r.eof {
		return 0, early
	}
	return r.endRow(b, start, len(b), len(b))
}

// word gives the eight bytes from i on, zeros after the last.
func word(b []byte, i int) uint64 {
	if i+8 <= len(b) {
		return binary.LittleEndian.Uint64(b[i:])
	}
	var w uint64
	for j, c := range b[i:] {
		w |= uint64(c) << (8 * j)
	}
	return w
}

// ends has the top bit of each byte that is a comma or a line feed, and no other: of the bytes xor-ed with what is
// sought, those are zero, and only zero carries nothing into the top bit when 0x7F is added.
func ends(w, comma uint64) uint64 {
	x, y := w^comma, w^'\n'*each
	return ^(((x & low7) + low7 | x) & ((y & low7) + low7 | y)) &^ low7
}

// skippable answers for blank lines and comments, which are passed over whole.
func (r *Reader) skippable(b []byte) (size int, done bool) {
	r.n, r.tidy = 0, true
	switch {
	case len(b) == 0:
		return 0, false
	case b[0] == '\n':
		return 1, true
	case len(b) > 1 && b[0] == '\r' && b[1] == '\n':
		return 2, true
	case len(b) == 1 && b[0] == '\r' && r.eof:
		return 1, true
	case r.opt.Comment == 0 || b[0] != r.opt.Comment:
		return 0, false
	}
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return i + 1, true
	}
	return len(b), r.eof
}

// endRow adds the last field, without a carriage return at its end; next is where the next row begins.
func (r *Reader) endRow(b []byte, start, end, next int) (int, stop) {
	if end > start && b[end-1] == '\r' {
		end--
	}
	if !r.put(span{start: int32(start), end: int32(end)}) {
		return 0, early
	}
	return next, atEnd
}

// put adds a field; false, with an error, if the row has too many.
func (r *Reader) put(s span) bool {
	if r.n == len(r.spans) {
		if r.n >= r.opt.MaxColumns {
			r.failAt(int(s.start), 0, fmt.Errorf("the row has more than MaxColumns = %d fields: %w", r.opt.MaxColumns, ErrTooBig))
			return false
		}
		r.spans = append(r.spans, make([]span, min(r.n, r.opt.MaxColumns-r.n))...)
	}
	r.spans[r.n] = s
	r.n++
	return true
}

// quotedField adds the quoted field at start and gives the place of the delimiter or line feed after it, len(b) at the
// end of the file. ok is false if it is not whole yet, or not right (then r.err is set).
func (r *Reader) quotedField(b []byte, start int) (next int, ok bool) {
	r.tidy = false
	s := span{start: int32(start + 1), quoted: true}
	for i := start + 1; ; i += 2 {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			r.unclosed(start)
			return 0, false
		}
		i += j
		if i+1 < len(b) && b[i+1] == '"' {
			s.doubled = true
			continue
		}
		s.end = int32(i)
		next, ok = r.afterQuote(b, i+1)
		return next, ok && r.put(s)
	}
}

// afterQuote passes a carriage return and checks that a field ends at i.
func (r *Reader) afterQuote(b []byte, i int) (next int, ok bool) {
	switch {
	case i == len(b):
		return i, r.eof
	case b[i] == r.opt.Comma, b[i] == '\n':
		return i, true
	case b[i] == '\r' && i+1 == len(b):
		return i + 1, r.eof
	case b[i] == '\r' && b[i+1] == '\n':
		return i + 1, true
	}
	r.failAt(i, r.n+1, errors.New("text after the closing quote; a quote inside a quoted field is written twice (Options.NoQuote takes quotes as they are)"))
	return 0, false
}

// unclosed is an error at the end of the file; before it, only a reason to read more.
func (r *Reader) unclosed(start int) {
	if r.eof {
		r.failAt(start, r.n+1, errors.New("the quote that opens here is never closed"))
	}
}

// more reads on because the row at pos is not whole: it moves what is left to the front and fills the buffer, which
// grows when it is full already. False at the end of the file or at an error.
func (r *Reader) more() bool {
	if r.srcErr != nil {
		r.fail(0, 0, r.srcErr)
	}
	if r.eof || r.err != nil {
		return false
	}
	if r.pos > 0 {
		r.end = copy(r.buf, r.buf[r.pos:r.end])
		r.pos = 0
	} else if r.end == len(r.buf) && !r.grow() {
		return false
	}
	r.fill()
	return true
}

// grow doubles the buffer, up to MaxRow.
func (r *Reader) grow() bool {
	most := min(r.opt.MaxRow, math.MaxInt32-8)
	if len(r.buf) >= most {
		r.fail(0, 0, fmt.Errorf("the row is longer than MaxRow = %d bytes (a quote that is never closed?): %w", r.opt.MaxRow, ErrTooBig))
		return false
	}
	bigger := make([]byte, min(2*len(r.buf), most))
	copy(bigger, r.buf[:r.end])
	r.buf = bigger
	return true
}

// fill reads until the buffer is full or the source ends. A failure of the source is told by more, after the whole rows
// before it; what stands after them is not a row.
func (r *Reader) fill() {
	for idle := 0; r.end < len(r.buf) && !r.eof && r.srcErr == nil; idle++ {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		switch {
		case err == io.EOF:
			r.eof = true
		case err != nil:
			r.srcErr = err
		case n > 0:
			idle = 0
		case idle == 100:
			r.srcErr = io.ErrNoProgress
		}
	}
}
