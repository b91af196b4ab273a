package csv

// This file reads a table row by row as it stands, every byte kept, for programs that add to a file and change nothing else.

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Raw gives the rows of a table as they stand in the file: quotes, blanks and line ends included. All its rows, blank ones
// too, make the file again.
type Raw struct {
	src  *bufio.Reader
	o    Options
	row  []byte
	ends []int // of the fields, in row
	line int64 // of the file, on which the row begins
	next int64
	err  error
}

// NewRaw reads a table as it stands. Of the options Name, Comma, MaxRow and MaxColumns count.
func NewRaw(src io.Reader, o Options) *Raw {
	o = o.withDefaults()
	return &Raw{src: bufio.NewReaderSize(src, firstBuffer), o: o, next: 1, err: o.check()}
}

// Next goes to the next row; false at the end of the file or at an error, which Err tells.
func (r *Raw) Next() bool {
	if r.err != nil {
		return false
	}
	r.row, r.ends, r.line = r.row[:0], r.ends[:0], r.next
	open := r.read()
	switch {
	case r.err != nil:
		return false
	case open:
		r.fail(errors.New("a quoted field has no closing quote"))
		return false
	case len(r.row) == 0:
		r.err = io.EOF
		return false
	}
	r.ends = append(r.ends, len(r.row)-len(r.End()))
	return true
}

// read takes the bytes of one row; it says whether the file ended within quotes.
func (r *Raw) read() (open bool) {
	start := true
	if r.line == 1 {
		r.mark()
	}
	for {
		c, err := r.src.ReadByte()
		if err == io.EOF {
			return open
		}
		if err != nil {
			r.fail(err)
			return open
		}
		r.row = append(r.row, c)
		if len(r.row) > r.o.MaxRow {
			r.fail(fmt.Errorf("a row of more than %d bytes: %w", r.o.MaxRow, ErrTooBig))
			return false
		}
		closed := false
		switch {
		case c == '"' && (open || start):
			closed, open = open, !open
		case c == '\n':
			r.next++
			if !open {
				return false
			}
		case c == r.o.Comma && !open:
			if r.ends = append(r.ends, len(r.row)-1); len(r.ends) >= r.o.MaxColumns {
				r.fail(fmt.Errorf("a row of more than %d fields: %w", r.o.MaxColumns, ErrTooBig))
				return false
			}
			start = true
			continue
		}
		start = closed // the second quote of a pair opens again
	}
}

// mark takes a byte order mark into the row, where it counts for no field's first byte, and refuses UTF-16.
func (r *Raw) mark() {
	head, _ := r.src.Peek(3)
	switch {
	case bytes.Equal(head, bom):
		r.row = append(r.row, bom...)
		r.src.Discard(len(bom))
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		r.fail(errors.New("the file is UTF-16; convert it to UTF-8 first"))
	}
}

var bom = []byte("\xEF\xBB\xBF")

func (r *Raw) fail(err error) { r.err = &Error{Name: r.o.Name, Line: r.line, Err: err} }

// Err gives the error that stopped Next, nil at the end of the file.
func (r *Raw) Err() error {
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// Line gives the line of the file the row begins on, from 1.
func (r *Raw) Line() int64 { return r.line }

// Row gives the bytes of the row without its line end, valid to the next call of Next.
func (r *Raw) Row() []byte { return r.row[:len(r.row)-len(r.End())] }

// End gives the bytes that end the row: "\n", "\r\n" or, on the last row, none or "\r".
func (r *Raw) End() []byte {
	n := len(r.row)
	switch {
	case n > 1 && r.row[n-1] == '\n' && r.row[n-2] == '\r':
		return r.row[n-2:]
	case n > 0 && (r.row[n-1] == '\n' || r.row[n-1] == '\r'):
		return r.row[n-1:]
	}
	return nil
}

// Blank says that there is nothing on the line.
func (r *Raw) Blank() bool { return len(r.Row()) == 0 }

// Len gives the number of fields of the row.
func (r *Raw) Len() int { return len(r.ends) }

// Field gives the value of a field of the row, from 0: without its quotes, each pair of quotes within made one.
func (r *Raw) Field(i int) []byte {
	start := 0
	if i > 0 {
		start = r.ends[i-1] + 1
	} else if r.line == 1 && bytes.HasPrefix(r.row, bom) {
		start = len(bom)
	}
	f := r.row[start:r.ends[i]]
	if len(f) == 0 || f[0] != '"' {
		return f
	}
	return unquoted(f)
}

// unquoted takes the quotes off a quoted field. What stands after the closing quote is kept, as Reader keeps it.
func unquoted(f []byte) []byte {
	out := make([]byte, 0, len(f))
	in := true
	for i := 1; i < len(f); i++ {
		switch {
		case f[i] != '"' || !in:
			out = append(out, f[i])
		case i+1 < len(f) && f[i+1] == '"':
			out = append(out, '"')
			i++
		default:
			in = false
		}
	}
	return out
}
