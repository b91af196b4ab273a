// Package parquet reads Parquet files that are flat tables, row by row and in bounded memory.
//
// A Parquet file is groups of rows; a group holds each column as a run of pages, packed one by one; a footer at the end
// describes columns and groups. parquet-go decodes it. This package adds what a reader of strangers' tables needs: rows as
// text and numbers with what is missing kept apart, a look at every size a file claims before the library believes it
// (guard.go, thrift.go), and a panic of the library turned into an error.
//
// Groups of columns become columns with dotted names (place.lat). Lists and maps have no one value for a row: such a
// column is refused by name, unless Options.Only leaves it out. Pages packed with snappy, gzip or zstd, or not at all, are
// read.
//
//	r, err := parquet.OpenFile("events.parquet", parquet.Options{Only: []string{"year", "tone"}})
//	…
//	defer r.Close()
//	for r.Next() {
//		tone, ok := r.Float(1)
//		…
//	}
//	return r.Err()
package parquet

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	lib "github.com/parquet-go/parquet-go"
)

// Options say which columns to read and what a file may take. A zero field means its default.
type Options struct {
	Only    []string // the columns to read, in this order; default: all
	Memory  int64    // bytes the footer and the pages open at one time may take; default 1 GiB
	Rows    int64    // of the file; default 1,000,000,000
	Columns int      // read at one time; default 10,000
}

// withDefaults fills in the zero fields.
func (o Options) withDefaults() Options {
	if o.Memory <= 0 {
		o.Memory = 1 << 30
	}
	if o.Rows <= 0 {
		o.Rows = 1_000_000_000
	}
	if o.Columns <= 0 {
		o.Columns = 10_000
	}
	return o
}

// The reasons an Error may have, for errors.Is.
var (
	ErrTooBig = errors.New("too big")                   // a limit was met
	ErrFormat = errors.New("not Parquet, or damaged")   // or cut off
	ErrNested = errors.New("a list or map in each row") // and so no column of a table
)

// Error says where a file could not be read.
type Error struct {
	Offset int64  // byte of the file, -1 where it is not known
	Row    int64  // row, from 1, 0 where it is not known
	Column string // name, empty where none is concerned
	Err    error
}

// Error tells place and reason.
func (e *Error) Error() string {
	place := "parquet"
	if e.Offset >= 0 {
		place += fmt.Sprintf(": byte %d", e.Offset)
	}
	if e.Row > 0 {
		place += fmt.Sprintf(": row %d", e.Row)
	}
	if e.Column != "" {
		place += fmt.Sprintf(": column %s", e.Column)
	}
	return place + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Reader gives the rows of a file one after another. It is for one goroutine.
type Reader struct {
	opt     Options
	src     io.ReaderAt
	file    *lib.File
	closer  io.Closer
	columns []column
	names   []string

	group   int   // of rows, the next to open
	left    int64 // rows of the open group not yet given
	inBatch int   // rows at hand not yet given
	at      int   // place of the current row in the batch
	row     int64
	err     error
}

// Open begins to read a file of the given size. Its footer is read at once, the rows with Next.
func Open(src io.ReaderAt, size int64, o Options) (r *Reader, err error) {
	r = &Reader{opt: o.withDefaults(), src: src, at: -1}
	defer caught(&err)
	if err := r.checkFooter(size); err != nil {
		return nil, err
	}
	r.file, err = lib.OpenFile(src, size, lib.SkipPageIndex(true), lib.SkipBloomFilters(true))
	if err != nil {
		return nil, &Error{Offset: -1, Err: fmt.Errorf("%w: %w", ErrFormat, err)}
	}
	if n := r.file.NumRows(); n < 0 || n > r.opt.Rows {
		return nil, &Error{Offset: -1, Err: fmt.Errorf("it claims %d rows, where Options.Rows = %d are allowed: %w", n, r.opt.Rows, ErrTooBig)}
	}
	return r, r.pick()
}

// OpenFile is Open of the file at path, which Close closes and errors name.
func OpenFile(path string, o Options) (*Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var r *Reader
		if r, err = Open(f, info.Size(), o); err == nil {
			r.closer = f
			return r, nil
		}
	}
	f.Close()
	return nil, fmt.Errorf("%s: %w", path, err)
}

// caught turns a panic into an error. The library checks most of what it reads, and panics on some of the rest.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = &Error{Offset: -1, Err: fmt.Errorf("%w: the library gave up: %v", ErrFormat, p)}
	}
}

// pick chooses the columns to read.
func (r *Reader) pick() error {
	all := map[string]*lib.Column{}
	var names []string
	walk(r.file.Root(), "", func(name string, c *lib.Column) {
		all[name] = c
		names = append(names, name)
	})
	wanted := r.opt.Only
	if len(wanted) == 0 {
		wanted = names
	}
	if len(wanted) > r.opt.Columns {
		return &Error{Offset: -1, Err: fmt.Errorf("%d columns, where Options.Columns = %d are allowed; ask for some with Options.Only: %w", len(wanted), r.opt.Columns, ErrTooBig)}
	}
	for _, name := range wanted {
		c, ok := all[name]
		if !ok {
			return &Error{Offset: -1, Err: fmt.Errorf("no column %q; there are %s", name, strings.Join(names, ", "))}
		}
		if c.MaxRepetitionLevel() > 0 || !c.Leaf() {
			return &Error{Offset: -1, Column: name, Err: fmt.Errorf("%w; leave it out with Options.Only", ErrNested)}
		}
		r.names = append(r.names, name)
		r.columns = append(r.columns, newColumn(name, c))
	}
	return nil
}

// walk calls do for each column that holds values, with its dotted name.
func walk(c *lib.Column, prefix string, do func(string, *lib.Column)) {
	for _, child := range c.Columns() {
		name := prefix + child.Name()
		if child.Leaf() {
			do(name, child)
			continue
		}
		walk(child, name+".", do)
	}
}

// Columns gives the names of the columns that are read.
func (r *Reader) Columns() []string { return slices.Clone(r.names) }

// Types gives what their cells are.
func (r *Reader) Types() []Type {
	types := make([]Type, len(r.columns))
	for i := range types {
		types[i] = r.columns[i].kind
	}
	return types
}

// Rows gives how many rows the file says it has.
func (r *Reader) Rows() int64 { return r.file.NumRows() }

// Next goes to the next row; false after the last, or where Err says why not.
func (r *Reader) Next() bool {
	if r.err != nil {
		return false
	}
	if r.inBatch == 0 {
		r.fill()
	}
	if r.inBatch == 0 {
		return false
	}
	r.inBatch--
	r.at++
	r.row++
	return true
}

// Row is the number of the current row, from 1.
func (r *Reader) Row() int64 { return r.row }

// Err is why Next ended, nil after the last row.
func (r *Reader) Err() error { return r.err }

// Close frees what the reader holds.
func (r *Reader) Close() (err error) {
	defer caught(&err)
	r.closeGroup()
	r.inBatch, r.left, r.group = 0, 0, len(r.file.RowGroups())
	if r.closer != nil {
		return r.closer.Close()
	}
	return nil
}

// fill takes the next rows to hand: as many as every column has left in its open page, at most a batch.
func (r *Reader) fill() {
	var err error
	defer func() {
		if err != nil {
			r.fail(err)
		}
	}()
	defer caught(&err)
	for r.left == 0 {
		if r.group >= len(r.file.RowGroups()) {
			return
		}
		if err = r.openGroup(); err != nil {
			return
		}
	}
	n := min(r.left, batch)
	for i := range r.columns {
		if err = r.columns[i].ready(); err != nil {
			err = &Error{Offset: -1, Row: r.row + 1, Column: r.columns[i].name, Err: err}
			return
		}
		n = min(n, r.columns[i].inPage)
	}
	for i := range r.columns {
		if err = r.columns[i].read(int(n)); err != nil {
			err = &Error{Offset: -1, Row: r.row + 1, Column: r.columns[i].name, Err: err}
			return
		}
	}
	r.inBatch, r.at = int(n), -1
	r.left -= n
}

// fail ends the reading.
func (r *Reader) fail(err error) {
	r.err, r.inBatch = err, 0
	var e *Error
	if !errors.As(err, &e) {
		r.err = &Error{Offset: -1, Row: r.row + 1, Err: err}
	}
}

// openGroup opens the next group of rows.
func (r *Reader) openGroup() error {
	r.closeGroup()
	group := r.file.RowGroups()[r.group]
	if err := r.checkGroup(r.group); err != nil {
		return err
	}
	chunks := group.ColumnChunks()
	for i := range r.columns {
		r.columns[i].pages = chunks[r.columns[i].index].Pages()
	}
	r.left = group.NumRows()
	if len(r.columns) == 0 {
		r.left = 0 // rows of nothing
	}
	r.group++
	return nil
}

// closeGroup frees the open group's pages.
func (r *Reader) closeGroup() {
	for i := range r.columns {
		r.columns[i].close()
	}
}
