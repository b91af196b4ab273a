// Package xmltable reads XML in which one element is one row, row by row and in bounded memory.
//
// Options.Path names the elements that are rows, from the root: "trips/trip", with "*" for any. In
//
//	<trips><trip role="president"><name>Nixon</name><country id="china">China</country></trip>…</trips>
//
// the columns are @role, name, country and country/@id: attributes with an at sign, elements within elements with a slash
// between, and "." for text that stands in the row itself. An element that occurs more than once in a row gives one cell,
// its texts joined. White space is made one space, and cut at the ends, unless Options.Raw. Text with elements among it is
// one text with theirs; each has its own column besides. XML knows no missing value: what is absent or empty is missing.
//
// Names are taken without their name space. Entities other than XML's own five are refused, declared or not, and nothing
// outside of the file is ever read. A file is read twice, once for the names of the columns and once for the rows, and
// never held in memory whole. Packed files are unpacked, told by their first bytes.
package xmltable

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"comity/format/latin1"
	"comity/format/nested"
	"comity/format/unpack"
)

// Options say which elements are rows and what a file may take. A zero field means its default.
type Options struct {
	Path string // names of elements with slashes between them, from the root; default "*/*", the children of the root
	Join string // what stands between the texts of an element that occurs more than once; default "; "
	Raw  bool   // keep white space as it is

	MaxRow     int    // bytes of one row, about; default 16 MiB
	MaxColumns int    // default 65,536
	MaxDepth   int    // of nesting; default 64
	Entry      string // the entry of a zip file to read; default: its only file
	Unpack     unpack.Limits
}

// withDefaults fills in the zero fields.
func (o Options) withDefaults() Options {
	if o.Path == "" {
		o.Path = "*/*"
	}
	if o.Join == "" {
		o.Join = "; "
	}
	nested.Defaults(&o.MaxRow, &o.MaxColumns, &o.MaxDepth)
	return o
}

// The reasons an Error may have, for errors.Is.
var (
	ErrTooBig = unpack.ErrTooBig          // a limit was met
	ErrFormat = errors.New("not XML")     // or damaged
	ErrShape  = errors.New("not a table") // XML, but there are no rows where they were looked for
)

// Error says where a file could not be read.
type Error struct {
	Line   int   // of the plain file, near which it was, from 1
	Offset int64 // byte there
	Row    int64 // row, from 1; 0 before the first
	Err    error
}

// Error tells place and reason.
func (e *Error) Error() string {
	place := fmt.Sprintf("xml: line %d, byte %d", e.Line, e.Offset)
	if e.Row > 0 {
		place += fmt.Sprintf(", row %d", e.Row)
	}
	return place + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Reader gives the rows of a file one after another. It is for one goroutine.
type Reader struct {
	opt     Options
	path    []string
	columns *nested.Columns
	closer  io.Closer

	dec     *xml.Decoder
	tokenAt int64    // byte at which the current token begins
	open    []string // names of the elements around
	fits    int      // how many of them the path agrees with
	ended   bool     // the root is closed
	near    []string // elements where the path led no further

	text  []byte // of the current row, in its order
	cells []cell
	kept  int // bytes in them
	row   int64
	rowAt int64 // byte at which it begins
	err   error
}

// cell is a cell of the current row, if its row is that one.
type cell struct {
	text []byte
	row  int64
}

// naming is the names columns get.
var naming = nested.Naming{Root: ".", Between: "/", Places: "kinds of elements"}

// Open reads a file of the given size once, for the names of its columns, and begins it anew.
func Open(f io.ReaderAt, size int64, o Options) (*Reader, error) {
	o = o.withDefaults()
	r := &Reader{opt: o, path: strings.Split(strings.TrimPrefix(o.Path, "/"), "/"), columns: nested.NewColumns(naming, o.MaxColumns)}
	if err := r.rewind(f, size); err != nil {
		return nil, err
	}
	for r.Next() {
	}
	if r.err == nil && r.row == 0 {
		r.fail("%w: no element at the path %q%s", ErrShape, o.Path, r.hint())
	}
	if r.err != nil {
		return nil, r.err
	}
	return r, r.rewind(f, size)
}

// OpenFile is Open of the file at path, which Close closes and errors name.
func OpenFile(path string, o Options) (*Reader, error) {
	r, f, err := nested.OpenFile(path, func(f io.ReaderAt, size int64) (*Reader, error) { return Open(f, size, o) })
	if err != nil {
		return nil, err
	}
	r.closer = f
	return r, nil
}

// Close closes the file OpenFile opened.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// rewind goes to the beginning of the file.
func (r *Reader) rewind(f io.ReaderAt, size int64) error {
	plain, _, err := unpack.Open(f, size, r.opt.Entry, r.opt.Unpack)
	if err != nil {
		return fmt.Errorf("xml: %w", err)
	}
	r.dec, r.tokenAt = r.decode(plain), 0
	r.open, r.fits, r.ended, r.row = nil, 0, false, 0
	for i := range r.cells {
		r.cells[i].row = 0
	}
	return nil
}

// hint lists elements at the place where the path led no further.
func (r *Reader) hint() string {
	if len(r.near) == 0 {
		return ""
	}
	return "; there are " + strings.Join(r.near, ", ")
}

// Columns gives the names of the columns, in the order they first occur.
func (r *Reader) Columns() []string { return r.columns.Names() }

// Row is the number of the current row, from 1.
func (r *Reader) Row() int64 { return r.row }

// Err is why Next ended, nil after the last row.
func (r *Reader) Err() error { return r.err }

// Text gives a cell of the current row; false where it is absent or empty.
func (r *Reader) Text(i int) (string, bool) {
	c := &r.cells[i]
	if c.row != r.row || len(c.text) == 0 {
		return "", false
	}
	return string(c.text), true
}

// Float gives a cell of the current row as a number, false where it is none.
func (r *Reader) Float(i int) (float64, bool) {
	s, ok := r.Text(i)
	if !ok {
		return 0, false
	}
	return nested.Number(s)
}

// fail ends the reading.
func (r *Reader) fail(format string, args ...any) {
	if r.err == nil {
		line, _ := r.dec.InputPos()
		r.err = &Error{Line: line, Offset: r.dec.InputOffset(), Row: r.row, Err: fmt.Errorf(format, args...)}
	}
}

// decode begins to give the tokens of a file.
func (r *Reader) decode(src io.Reader) *xml.Decoder {
	ahead := &nested.Ahead{Src: src, Done: func() int64 { return r.tokenAt }, Most: r.opt.MaxRow, What: "tag or text"}
	dec := xml.NewDecoder(ahead)
	dec.CharsetReader = charset
	return dec
}

// charset reads the one-byte western encodings besides UTF-8.
func charset(label string, src io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii":
		return &western{src: src}, nil
	}
	return nil, fmt.Errorf("the encoding %q is not read here (only UTF-8, ISO-8859-1 and windows-1252)", label)
}

// western turns Windows-1252 into UTF-8.
type western struct {
	src  io.Reader
	raw  [1024]byte
	wide []byte // not yet given
}

// Read implements io.Reader.
func (w *western) Read(p []byte) (int, error) {
	for len(w.wide) == 0 {
		n, err := w.src.Read(w.raw[:])
		w.wide = latin1.Append(w.wide[:0], w.raw[:n])
		if err != nil && n == 0 {
			return 0, err
		}
	}
	n := copy(p, w.wide)
	w.wide = w.wide[n:]
	return n, nil
}
