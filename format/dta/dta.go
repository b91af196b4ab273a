// Package dta reads the files Stata saves its data sets in: .dta of the formats 104, 105, 108, 110, 111, 113, 114, 115
// (Stata 3 to 12) and 117, 118, 119 (Stata 13 and later), in either byte order. Write writes 118 and 119.
//
// All of them hold the same things in the same order: a header (format, byte order, how many variables and rows, a label,
// when it was saved); for each variable its storage type, name, display format, the name of its value labels and its own
// label; characteristics (free text kept with the data or a variable, notes among them); the rows, each variable at a
// fixed place of a row of fixed width; value labels. Up to 115 these follow one another as binary fields; from 117 on each
// part stands between tags such as <data> and </data>, and long texts (strL) stand in a part of their own, to which a cell
// refers by two numbers. The formats differ in how wide the fields are: see layout.go.
//
// Read keeps the file in memory as it is and finds cells in place, so that opening a file costs little more than reading
// it. Missing values are kept apart from numbers, and from one another: from 113 on a number may be ".", or ".a" to ".z",
// which is what Column.MissingLetter gives; before, only ".". Text becomes UTF-8, whether it was that or
// Windows-1252 (see Encoding). Nothing else is changed: where a file codes true as -1, so does
// Column.Int.
//
// A hostile file gets an error that says at which byte, row and column, not the machine's memory: what a file claims is
// held against what it has before anything is set aside for it, and Options bound the rest.
package dta

import (
	"errors"
	"fmt"
	"io"
	"os"

	"comity/format/unpack"
)

// Encoding is how the bytes of texts stand for characters.
type Encoding uint8

// The encodings. Either takes what is valid UTF-8 for that and the rest for Windows-1252, one text at a time: Stata wrote
// the latter up to format 117 and the former since, but other programs write UTF-8 in any. Windows1252 takes all texts for
// that, as Stata itself does up to format 117.
const (
	Either Encoding = iota
	Windows1252
)

// Options say how texts are encoded and bound what a file may take. A zero field means its default.
type Options struct {
	Encoding Encoding
	Memory   int64  // bytes the plain file, and the places of its long texts, may take in memory; default 1 GiB
	Columns  int    // variables; default 120,000, the most Stata itself allows
	Entry    string // the entry of a zip file to read; default: its only file
	Unpack   unpack.Limits
}

// withDefaults fills in the zero fields.
func (o Options) withDefaults() Options {
	if o.Memory <= 0 {
		o.Memory = 1 << 30
	}
	if o.Columns <= 0 {
		o.Columns = 120_000
	}
	return o
}

// The reasons an Error may have, for errors.Is.
var (
	ErrTooBig    = unpack.ErrTooBig               // a limit was met
	ErrTruncated = errors.New("the file ends")    // before what it announced
	ErrFormat    = errors.New("not Stata's .dta") // or damaged
)

// Error says where a file could not be read.
type Error struct {
	Offset int64  // byte of the unpacked file, from 0
	Row    int64  // row of data, from 1; 0 where none is concerned
	Column int    // variable, from 1; 0 where none is concerned
	Name   string // of that variable, if it is known yet
	Err    error
}

// Error tells place and reason: `dta: byte 5120, row 12, column 3 (gdp): ...`.
func (e *Error) Error() string {
	place := fmt.Sprintf("dta: byte %d", e.Offset)
	if e.Row > 0 {
		place += fmt.Sprintf(", row %d", e.Row)
	}
	if e.Column > 0 {
		place += fmt.Sprintf(", column %d", e.Column)
	}
	if e.Name != "" {
		place += fmt.Sprintf(" (%s)", e.Name)
	}
	return place + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Read reads a .dta file, plain or packed with gzip, bzip2 or xz. The errors are of type *Error, but for those of the
// source itself.
func Read(r io.Reader, o Options) (*Frame, error) {
	plain, _, err := unpack.Stream(r, o.Unpack)
	if err != nil {
		return nil, fmt.Errorf("dta: %w", err)
	}
	return read(plain, 0, o.withDefaults())
}

// Open is Read of a file of the given size, which may also be packed with zip.
func Open(f io.ReaderAt, size int64, o Options) (*Frame, error) {
	plain, kind, err := unpack.Open(f, size, o.Entry, o.Unpack)
	if err != nil {
		return nil, fmt.Errorf("dta: %w", err)
	}
	if kind != unpack.Plain {
		size = 0
	}
	return read(plain, size, o.withDefaults())
}

// ReadFile is Open of the file at path, which its errors name.
func ReadFile(path string, o Options) (*Frame, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	frame, err := Open(f, info.Size(), o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return frame, nil
}

// read takes the whole plain file into memory and finds its parts. hint is its likely size.
func read(plain io.Reader, hint int64, o Options) (f *Frame, err error) {
	buf, err := slurp(plain, hint, o.Memory)
	if err != nil {
		return nil, err
	}
	d := &decoder{buf: buf, opt: o, frame: &Frame{}}
	defer func() {
		if failure := recover(); failure != nil {
			e, ok := failure.(*Error)
			if !ok {
				panic(failure)
			}
			f, err = nil, e
		}
	}()
	d.file()
	return d.frame, nil
}

// slurp reads all there is, at most limit bytes; memory grows as bytes really arrive.
func slurp(r io.Reader, hint, limit int64) ([]byte, error) {
	buf := make([]byte, 0, min(max(hint, 0), limit, 1<<30)+bytesAtOnce)
	for {
		if int64(len(buf)) > limit {
			return nil, &Error{Offset: limit, Err: fmt.Errorf("the file has more than Options.Memory = %d bytes: %w", limit, ErrTooBig)}
		}
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, &Error{Offset: int64(len(buf)), Err: err}
		}
	}
}

const bytesAtOnce = 4096
