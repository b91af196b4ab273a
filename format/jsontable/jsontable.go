// Package jsontable reads JSON as a table, row by row and in bounded memory.
//
// What a row is, is told by where the rows lie. Options.Path leads there by keys with dots between them: "data.items". The
// value there is an array, whose items are the rows, or an object, whose members are the rows, their keys in a column
// "key". On the way "*" takes every member or item, each with a key column of its own: in
//
//	{"AFG": {"sessions": {"1": {"yes": 5, "no": 1}, "2": {"yes": 6, "no": 2}}}, "ALB": …}
//
// the path "*.sessions" gives the columns key1 (AFG), key2 (1), yes and no. With Options.One the value at the path is
// itself one row; with Options.Lines each of many values one after another is (JSON Lines).
//
// Objects within a row become columns with dotted names (capital.lat), arrays columns with the item's place (themes.1),
// or one cell with Options.Join. A row that is no object has the column "value", or one for each item of an array.
//
// Numbers are kept as they are written, so that none is rounded: Text gives 9007199254740993 as that. A file is read
// twice, once for the names of the columns and once for the rows, and never held in memory whole. Packed files are
// unpacked, told by their first bytes.
package jsontable

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"comity/format/nested"
	"comity/format/unpack"
)

// Options say where the rows are and what a file may take. A zero field means its default.
type Options struct {
	Path  string   // keys with dots between them, "*" for every one, `\.` for a dot within a key; default: the whole
	Keys  []string // names for the columns of keys, outermost first; default key or, with "*" in Path, key1, key2
	One   bool     // the value at Path is one row
	Lines bool     // each of the values one after another is a row; Path must be empty
	Join  string   // what stands between the items of an array of plain values made one cell; default: a column for each

	MaxRow     int    // bytes of one row, about; default 16 MiB
	MaxColumns int    // default 65,536
	MaxDepth   int    // of nesting; default 64
	Entry      string // the entry of a zip file to read; default: its only file
	Unpack     unpack.Limits
}

// withDefaults fills in the zero fields.
func (o Options) withDefaults() Options {
	nested.Defaults(&o.MaxRow, &o.MaxColumns, &o.MaxDepth)
	return o
}

// The reasons an Error may have, for errors.Is.
var (
	ErrTooBig = unpack.ErrTooBig          // a limit was met
	ErrFormat = errors.New("not JSON")    // or damaged
	ErrShape  = errors.New("not a table") // JSON, but there are no rows where they were looked for
)

// Error says where a file could not be read.
type Error struct {
	Offset int64  // byte of the plain file, near which it was
	Row    int64  // row, from 1; 0 before the first
	Column string // name, empty where none is concerned
	Err    error
}

// Error tells place and reason.
func (e *Error) Error() string {
	place := fmt.Sprintf("json: byte %d", e.Offset)
	if e.Row > 0 {
		place += fmt.Sprintf(", row %d", e.Row)
	}
	if e.Column != "" {
		place += fmt.Sprintf(", column %s", e.Column)
	}
	return place + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Reader gives the rows of a file one after another. It is for one goroutine.
type Reader struct {
	opt     Options
	path    []string
	keys    int // columns that hold keys
	columns *nested.Columns
	closer  io.Closer

	dec   *json.Decoder
	stack []frame
	begun bool
	found bool     // the path led somewhere
	near  []string // keys where it did not

	cells []cell
	row   int64
	rowAt int64 // byte at which it begins
	err   error
}

// cell is a cell of the current row, if its row is that one.
type cell struct {
	text string
	row  int64
	null bool
}

// frame is an array or object the reader is within.
type frame struct {
	object bool
	rows   bool // its members are the rows
	step   int  // of the path, that leads on from here
	next   int64
}

// naming is the names columns get.
var naming = nested.Naming{Root: "value", Between: ".", Places: "keys"}

// Open reads a file of the given size once, for the names of its columns, and begins it anew.
func Open(f io.ReaderAt, size int64, o Options) (*Reader, error) {
	r := &Reader{opt: o.withDefaults(), path: split(o.Path)}
	r.columns = nested.NewColumns(naming, r.opt.MaxColumns)
	if o.Lines && (o.Path != "" || o.One) {
		return nil, fmt.Errorf("json: Options.Lines goes with neither Path nor One: each value is a row")
	}
	if err := r.rewind(f, size); err != nil {
		return nil, err
	}
	r.nameKeys()
	for r.Next() {
	}
	if r.err == nil && !r.found {
		r.fail("%w: nothing at the path %q%s", ErrShape, o.Path, r.hint())
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

// split divides a path into keys.
func split(path string) []string {
	if path == "" {
		return nil
	}
	keys := strings.Split(strings.ReplaceAll(path, `\.`, "\x00"), ".")
	for i := range keys {
		keys[i] = strings.ReplaceAll(keys[i], "\x00", ".")
	}
	return keys
}

// rewind goes to the beginning of the file.
func (r *Reader) rewind(f io.ReaderAt, size int64) error {
	plain, _, err := unpack.Open(f, size, r.opt.Entry, r.opt.Unpack)
	if err != nil {
		return fmt.Errorf("json: %w", err)
	}
	r.dec = r.decode(plain)
	r.stack, r.begun, r.row = r.stack[:0], false, 0
	for i := range r.cells {
		r.cells[i] = cell{}
	}
	return nil
}

// hint lists keys at the place where the path led no further.
func (r *Reader) hint() string {
	if len(r.near) == 0 {
		return ""
	}
	return "; where it ends there are " + strings.Join(r.near, ", ")
}

// Columns gives the names of the columns: keys first, then in the order they first occur.
func (r *Reader) Columns() []string { return r.columns.Names() }

// Row is the number of the current row, from 1.
func (r *Reader) Row() int64 { return r.row }

// Err is why Next ended, nil after the last row.
func (r *Reader) Err() error { return r.err }

// Text gives a cell of the current row as it is written, true and false as these words; false where it is null or absent.
func (r *Reader) Text(i int) (string, bool) {
	c := &r.cells[i]
	if c.row != r.row || c.null || r.row == 0 {
		return "", false
	}
	return c.text, true
}

// Float gives a cell of the current row as a number, be it written as one or as a text that is one; false for all else,
// and where it is null or absent.
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
		r.err = &Error{Offset: r.dec.InputOffset(), Row: r.row, Err: fmt.Errorf(format, args...)}
	}
}

// decode begins to give the tokens of a file.
func (r *Reader) decode(src io.Reader) *json.Decoder {
	buffered := bufio.NewReader(src)
	if mark, _ := buffered.Peek(3); string(mark) == "\xEF\xBB\xBF" {
		buffered.Discard(3)
	}
	ahead := &nested.Ahead{Src: buffered, Most: r.opt.MaxRow, What: "text"}
	dec := json.NewDecoder(ahead)
	ahead.Done = dec.InputOffset
	dec.UseNumber()
	return dec
}
