package rda

// The bytes of the file and the three ways numbers are written in them. Whatever is wrong ends in fail, which unwinds
// to Read.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// writing is how numbers are written.
type writing byte

const (
	binaryBig    writing = 'X'
	binaryLittle writing = 'B'
	asText       writing = 'A'
)

// input is a window on the stream: what was read and not yet used is buf[pos:end].
type input struct {
	src      io.Reader
	buf      []byte
	pos, end int
	passed   int64 // bytes before buf
	err      error // why the source ended
}

// offset is the place in the unpacked file.
func (d *decoder) offset() int64 { return d.in.passed + int64(d.in.pos) }

// peek gives the next n bytes without using them up, fewer at the end of the file; n must fit the window.
func (d *decoder) peek(n int) []byte {
	in := &d.in
	if in.end-in.pos >= n {
		return in.buf[in.pos : in.pos+n]
	}
	in.passed += int64(in.pos)
	in.end = copy(in.buf, in.buf[in.pos:in.end])
	in.pos = 0
	for idle := 0; in.end < n && in.err == nil && idle < 100; idle++ {
		k, err := in.src.Read(in.buf[in.end:])
		in.end += k
		in.err = err
		if k > 0 {
			idle = 0
		}
	}
	return in.buf[:min(n, in.end)]
}

// take uses up the next n bytes, which must fit the window.
func (d *decoder) take(n int) []byte {
	b := d.peek(n)
	if len(b) < n {
		d.ended(int64(n - len(b)))
	}
	d.in.pos += n
	return b
}

// some uses up what is at hand, at least unit bytes and at most limit, a multiple of unit.
func (d *decoder) some(unit, limit int64) []byte {
	if d.in.end-d.in.pos < int(unit) {
		if b := d.peek(int(unit)); len(b) < int(unit) {
			d.ended(limit - int64(len(b)))
		}
	}
	n := min(int64(d.in.end-d.in.pos)/unit*unit, limit)
	return d.take(int(n))
}

// ended fails because the stream does; missing is how many bytes were still awaited.
func (d *decoder) ended(missing int64) {
	d.in.pos = d.in.end
	if d.in.err != nil && d.in.err != io.EOF && !errors.Is(d.in.err, io.ErrUnexpectedEOF) {
		d.fail("%w", d.in.err)
	}
	d.fail("%w, but at least %d more bytes were announced: is the file cut off?", ErrTruncated, missing)
}

// fail stops reading.
func (d *decoder) fail(format string, args ...any) {
	panic(&Error{Offset: d.offset(), Path: d.path(), Err: fmt.Errorf(format, args...)})
}

// drain reads on to the end of a packed stream, where its checksum is compared. What R itself would ignore after the
// last object is ignored, up to 1 MiB.
func (d *decoder) drain() {
	for left := 1 << 20; left > 0; {
		b := d.peek(len(d.in.buf))
		d.in.pos += len(b)
		left -= len(b)
		if len(b) < len(d.in.buf) {
			break
		}
	}
	if err := d.in.err; err != nil && err != io.EOF {
		d.fail("%w", err)
	}
}

// int reads one integer.
func (d *decoder) int() int {
	switch d.writing {
	case binaryBig:
		return int(int32(binary.BigEndian.Uint32(d.take(4))))
	case binaryLittle:
		return int(int32(binary.LittleEndian.Uint32(d.take(4))))
	}
	return int(d.textInt())
}

// textInt reads an integer written as text.
func (d *decoder) textInt() int32 {
	w := d.word()
	if w == "NA" {
		return NAInt
	}
	n, err := strconv.ParseInt(w, 10, 32)
	if err != nil {
		d.fail("%.40q where an integer was awaited: %w", w, ErrFormat)
	}
	return int32(n)
}

// naReal is R's NA_real_.
var naReal = math.Float64frombits(0x7FF00000_000007A2)

// textReal reads a number written as text.
func (d *decoder) textReal() float64 {
	w := d.word()
	switch w {
	case "NA":
		return naReal
	case "NaN":
		return math.NaN()
	}
	f, err := strconv.ParseFloat(w, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		d.fail("%.40q where a number was awaited: %w", w, ErrFormat)
	}
	return f
}

// textByte reads a byte written as two hexadecimal digits.
func (d *decoder) textByte() byte {
	w := d.word()
	n, err := strconv.ParseUint(w, 16, 8)
	if err != nil {
		d.fail("%.40q where a hexadecimal byte was awaited: %w", w, ErrFormat)
	}
	return byte(n)
}

// space tells the bytes that divide words of text.
func space(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// word reads the next word of a text file; none is longer than 128 bytes.
func (d *decoder) word() string {
	for space(d.take(1)[0]) {
	}
	d.in.pos--
	b := d.peek(129)
	n := 0
	for n < len(b) && !space(b[n]) {
		n++
	}
	switch {
	case n > 128:
		d.fail("a word of more than 128 letters: %w", ErrFormat)
	case n == len(b):
		d.ended(1) // what follows a word is a line end; without it the word may be cut
	}
	d.in.pos += n
	return string(b[:n])
}

// textString reads n bytes of text with C's escapes into the scratch buffer.
func (d *decoder) textString(n int) []byte {
	out := d.scratch[:0]
	for n > 0 && space(d.peekByte()) {
		d.in.pos++
	}
	for range n {
		c := d.take(1)[0]
		if c == '\\' {
			c = d.escape()
		}
		out = append(out, c)
	}
	d.scratch = out
	return out
}

// peekByte gives the next byte without using it up.
func (d *decoder) peekByte() byte {
	c := d.take(1)[0]
	d.in.pos--
	return c
}

// escape reads what follows a backslash.
func (d *decoder) escape() byte {
	c := d.take(1)[0]
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'b':
		return '\b'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	case 'a':
		return '\a'
	}
	if c < '0' || c > '7' {
		return c
	}
	n := c - '0'
	for range 2 {
		digit := d.peekByte()
		if digit < '0' || digit > '7' {
			break
		}
		d.in.pos++
		n = n<<3 | (digit - '0')
	}
	return n
}
