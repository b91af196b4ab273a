package csv

// The reader: one growing buffer, rows found in place, fields as spans of it.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"comity/format/latin1"
)

// span is where a field lies in its row; doubled says that it holds doubled quotes still to be undone.
type span struct {
	start, end      int32
	quoted, doubled bool
}

// Reader gives the rows of a table one after another. What Field returns is valid until the next call of Next.
type Reader struct {
	opt   Options
	src   io.Reader
	file  io.Closer
	quote uint16 // the quote, or a value no byte has

	buf      []byte // what was read and not yet passed on is buf[pos:end]
	pos, end int
	eof      bool
	srcErr   error // what the source failed with, told when its bytes are used up

	row   []byte // the current row
	spans []span // its fields are the first n
	n     int
	tidy  bool   // none of them is quoted
	wide  []byte // the current row in UTF-8 where it had to be converted

	want     int   // fields a row must have; 0 before the first
	line     int64 // of the current row's beginning
	nextLine int64
	rows     int64
	header   []string
	last     []string // what Text last gave for each field, given again while it does not change
	err      error
}

// firstBuffer is the buffer's size at the start; it grows, up to MaxRow, when a row does not fit.
const firstBuffer = 128 << 10

// NewReader reads a table from plain text and, unless Options.NoHeader, its header. An empty file is an error where a
// header is wanted; see Err.
func NewReader(src io.Reader, o Options) *Reader {
	o = o.withDefaults()
	r := &Reader{opt: o, src: src, quote: '"', line: 1, nextLine: 1, buf: make([]byte, min(firstBuffer, o.MaxRow)), spans: make([]span, 64)}
	if o.NoQuote {
		r.quote = 1 << 8
	}
	if r.err = o.check(); r.err != nil {
		return r
	}
	r.skipMark()
	r.skipLines(o.Skip)
	if !o.NoHeader {
		r.readHeader()
	}
	return r
}

// skipMark drops a UTF-8 byte order mark and refuses UTF-16.
func (r *Reader) skipMark() {
	r.fill()
	head := r.buf[r.pos:r.end]
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		r.pos += 3
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		r.fail(1, 0, errors.New("the file is UTF-16; convert it to UTF-8 first"))
	}
}

// skipLines passes over n lines.
func (r *Reader) skipLines(n int) {
	for n > 0 && r.err == nil {
		i := bytes.IndexByte(r.buf[r.pos:r.end], '\n')
		switch {
		case i >= 0:
			r.pos += i + 1
			r.nextLine++
			n--
		case !r.more():
			r.pos, n = r.end, 0
		}
	}
}

// readHeader takes the first row for the names of the columns.
func (r *Reader) readHeader() {
	r.rows = -1 // the header is row 0
	if !r.Next() {
		if r.err == nil {
			r.fail(0, 0, errors.New("the file is empty: not even a header"))
		}
		return
	}
	r.header = make([]string, r.n)
	for i := range r.header {
		r.header[i] = string(r.Field(i))
	}
}

// Header gives the names of the columns, nil with Options.NoHeader.
func (r *Reader) Header() []string { return r.header }

// Index gives the place of a column by its name, or an error that lists the names there are.
func (r *Reader) Index(name string) (int, error) {
	i := slices.Index(r.header, name)
	switch {
	case i < 0:
		return -1, named(r.opt.Name, fmt.Errorf("no column %q; there are %s", name, strings.Join(r.header, ", ")))
	case slices.Contains(r.header[i+1:], name):
		return -1, named(r.opt.Name, fmt.Errorf("several columns are named %q", name))
	}
	return i, nil
}

// Row gives the number of the current row of data, from 1.
func (r *Reader) Row() int64 { return r.rows }

// Line gives the line of the file the current row begins on, from 1.
func (r *Reader) Line() int64 { return r.line }

// Len gives the number of fields of the current row.
func (r *Reader) Len() int { return r.n }

// Err gives the error that stopped Next, nil at the end of the file.
func (r *Reader) Err() error { return r.err }

// Close closes the file OpenFile opened; for other readers it does nothing.
func (r *Reader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// Field gives field i of the current row, from 0; empty where a ragged row has none. It is valid until Next.
func (r *Reader) Field(i int) []byte {
	if uint(i) >= uint(r.n) {
		return nil
	}
	s := r.spans[i]
	return r.row[s.start:s.end:s.end]
}

// Quoted says whether field i was written in quotes, which tells an empty text from nothing at all.
func (r *Reader) Quoted(i int) bool { return uint(i) < uint(r.n) && r.spans[i].quoted }

// Text gives field i as a string of its own. A value that repeats from row to row is given again, not copied again.
func (r *Reader) Text(i int) string {
	b := r.Field(i)
	for len(r.last) <= i {
		r.last = append(r.last, "")
	}
	if r.last[i] != string(b) {
		r.last[i] = string(b)
	}
	return r.last[i]
}

// Missing says whether field i is empty or, unquoted, one of Options.NA.
func (r *Reader) Missing(i int) bool {
	b := r.Field(i)
	if len(b) == 0 {
		return true
	}
	for _, na := range r.opt.NA {
		if string(b) == na {
			return !r.spans[i].quoted
		}
	}
	return false
}

// Next goes to the next row; false at the end of the file or at an error (see Err).
func (r *Reader) Next() bool {
	r.n = 0
	for r.err == nil {
		r.line, r.row = r.nextLine, r.buf[r.pos:r.end]
		switch size, done := r.split(r.row); {
		case r.err != nil:
			return false
		case !done:
			if !r.more() {
				return false
			}
		case r.take(size):
			return r.err == nil
		}
	}
	return false
}

// take makes the bytes split found the current row; false if they are only a blank line or a comment.
func (r *Reader) take(size int) bool {
	r.pos += size
	r.nextLine++
	if r.n == 0 {
		return false
	}
	r.row = r.row[:size]
	if !r.tidy {
		r.nextLine += r.innerLines()
	}
	r.settle()
	r.rows++
	return true
}

// innerLines counts the line ends within quoted fields.
func (r *Reader) innerLines() (lines int64) {
	for _, s := range r.spans[:r.n] {
		if s.quoted {
			lines += int64(bytes.Count(r.row[s.start:s.end], []byte{'\n'}))
		}
	}
	return lines
}

// settle does what only some rows need: check widths, sizes and encoding, then undo doubled quotes and convert.
func (r *Reader) settle() {
	if r.want == 0 {
		r.want = r.n
	}
	convert := r.opt.Encoding == Latin1 || r.opt.Encoding != Bytes && !utf8.Valid(r.row)
	switch {
	case r.n != r.want && !r.opt.Ragged:
		r.fail(0, 0, fmt.Errorf("the row has %d fields, the first row %d: a lost quote or delimiter? (Options.Ragged accepts it)", r.n, r.want))
	case len(r.row) > r.opt.MaxField && !r.fits():
	case convert && r.opt.Encoding == UTF8:
		r.refuse()
	default:
		if !r.tidy {
			r.undouble()
		}
		if convert {
			r.widen()
		}
	}
}

// fits checks each field's size.
func (r *Reader) fits() bool {
	for i, s := range r.spans[:r.n] {
		if size := int(s.end - s.start); size > r.opt.MaxField {
			r.failAt(int(s.start), i+1, fmt.Errorf("the field has %d bytes, more than MaxField = %d: %w", size, r.opt.MaxField, ErrTooBig))
			return false
		}
	}
	return true
}

// refuse points at the field that is not UTF-8.
func (r *Reader) refuse() {
	for i := range r.n {
		if b := r.Field(i); !utf8.Valid(b) {
			r.failAt(int(r.spans[i].start), i+1, fmt.Errorf("%.40q is not valid UTF-8: is the file Latin-1?", b))
			return
		}
	}
}

// undouble turns each pair of quotes in a field into one, in place.
func (r *Reader) undouble() {
	for i := range r.spans[:r.n] {
		s := &r.spans[i]
		if !s.doubled {
			continue
		}
		to := s.start
		for from := s.start; from < s.end; from++ {
			r.row[to] = r.row[from]
			to++
			if r.row[from] == '"' {
				from++
			}
		}
		s.end = to
	}
}

// widen brings the row from Latin-1 into UTF-8.
func (r *Reader) widen() {
	r.wide = r.wide[:0]
	for i := range r.spans[:r.n] {
		s := &r.spans[i]
		start := len(r.wide)
		r.wide = latin1.Append(r.wide, r.row[s.start:s.end])
		s.start, s.end = int32(start), int32(len(r.wide))
	}
	r.row = r.wide
}

// fail stops the reader at the row that is being read.
func (r *Reader) fail(column, field int, err error) {
	e := &Error{Name: r.opt.Name, Line: r.line, Row: r.rows + 1, Column: column, Field: field, Err: err}
	if field > 0 && field <= len(r.header) {
		e.Header = r.header[field-1]
	}
	r.err, r.n = e, 0
}

// failAt stops the reader at byte i of the row that is being read.
func (r *Reader) failAt(i, field int, err error) {
	before := r.row[:i]
	r.line += int64(bytes.Count(before, []byte{'\n'}))
	r.fail(i-bytes.LastIndexByte(before, '\n'), field, err)
}
