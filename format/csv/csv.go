// Package csv reads tables of delimited text, as fast as the disk gives them and in bounded memory.
//
// A table is rows of fields divided by a comma (or a tab, or another byte). The first row names the columns, unless
// Options.NoHeader. A row ends at a line feed, with or without a carriage return before it, or at the end of the file. A
// field that begins with a double quote runs to the closing quote and may hold delimiters, line ends and doubled quotes,
// each pair standing for one; a quote elsewhere is an ordinary byte. Blank lines are skipped, a byte order mark too. A
// row with more or fewer fields than the first is an error, unless Options.Ragged: it is nearly always a lost quote, and
// a shifted column is worse than a refusal.
//
// Fields are bytes: nothing is converted or trimmed unless asked (Options.Encoding, Float, Int). Open also unpacks gzip,
// bzip2, xz and zip, told by their first bytes. What a file may take is bounded by Options; a hostile one gets an error,
// not the machine's memory. Reading a row allocates nothing:
//
//	r, err := csv.OpenFile("trade.csv.gz", csv.Options{})
//	…
//	defer r.Close()
//	for r.Next() {
//		year, err := r.Int(0)
//		…
//	}
//	return r.Err()
package csv

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"comity/format/unpack"
)

// Encoding is how the bytes of a file stand for characters.
type Encoding uint8

// The encodings. Bytes passes fields as they are; UTF8 refuses rows that are not valid UTF-8; Latin1 turns ISO 8859-1
// (as Windows-1252) into UTF-8; Either does so only for rows that are not valid UTF-8, for files of mixed origin.
const (
	Bytes Encoding = iota
	UTF8
	Latin1
	Either
)

// Options say how a table is written and what it may take. The zero value is a comma-separated file with a header.
type Options struct {
	Name     string // what to call the file in errors
	Comma    byte   // the delimiter; default ','
	Comment  byte   // lines that begin with this byte are skipped; 0 for none
	Skip     int    // lines before the table, of a title or notes, to pass over unread
	NoQuote  bool   // a double quote is an ordinary byte
	NoHeader bool   // the first row is data
	Ragged   bool   // rows may have fewer or more fields than the first; those absent read as empty
	Encoding Encoding
	NA       []string // fields that mean a missing value, beside the empty one; see Missing

	MaxField   int           // bytes of one field; default 4 MiB
	MaxRow     int           // bytes of one row; default 16 MiB
	MaxColumns int           // fields of one row; default 65,536
	Entry      string        // the entry of a zip file to read; default: its only file
	Limits     unpack.Limits // of a packed file
}

// withDefaults fills in the zero fields.
func (o Options) withDefaults() Options {
	if o.Comma == 0 {
		o.Comma = ','
	}
	if o.MaxField <= 0 {
		o.MaxField = 4 << 20
	}
	if o.MaxRow <= 0 {
		o.MaxRow = 16 << 20
	}
	if o.MaxColumns <= 0 {
		o.MaxColumns = 1 << 16
	}
	return o
}

// check refuses options that contradict themselves.
func (o Options) check() error {
	special := func(c byte) bool { return c == '\n' || c == '\r' || c == '"' && !o.NoQuote }
	if special(o.Comma) || special(o.Comment) || o.Comma == o.Comment {
		return fmt.Errorf("csv: comma %q with comment %q cannot be told apart from quotes and line ends", o.Comma, o.Comment)
	}
	return nil
}

// ErrTooBig is in the chain of every error about a limit, here as in package unpack.
var ErrTooBig = unpack.ErrTooBig

// Error says where a table could not be read. Lines, rows, columns and fields count from 1; zero is unknown.
type Error struct {
	Name   string // Options.Name
	Line   int64  // line of the file; where only the row is known, its first
	Row    int64  // row of data, the header not counted; 0 in the header
	Column int    // byte of the line
	Field  int    // field of the row
	Header string // that field's name
	Err    error
}

// Error tells place and reason: `trade.csv: line 12, byte 7, field 3 (year): "19x5" is not a whole number`.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("csv: ")
	if e.Name != "" {
		b.WriteString(e.Name + ": ")
	}
	fmt.Fprintf(&b, "line %d", e.Line)
	if e.Column > 0 {
		fmt.Fprintf(&b, ", byte %d", e.Column)
	}
	if e.Field > 0 {
		fmt.Fprintf(&b, ", field %d", e.Field)
	}
	if e.Header != "" {
		fmt.Fprintf(&b, " (%s)", e.Header)
	}
	return b.String() + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Open reads a table from a file of the given size, unpacking it if it is packed. An error of the header is returned at
// once, one of a later row by Err.
func Open(f io.ReaderAt, size int64, o Options) (*Reader, error) {
	plain, _, err := unpack.Open(f, size, o.Entry, o.Limits)
	if err != nil {
		return nil, named(o.Name, err)
	}
	r := NewReader(plain, o)
	return r, r.Err()
}

// OpenFile is Open of the file at path, which Close closes. Errors carry the path unless Options.Name is set.
func OpenFile(path string, o Options) (*Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if o.Name == "" {
		o.Name = path
	}
	r, err := openStat(f, o)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	r.file = f
	return r, nil
}

// openStat opens a file once its size is known.
func openStat(f *os.File, o Options) (*Reader, error) {
	s, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if s.IsDir() {
		return nil, fmt.Errorf("csv: %s is a folder, not a file", o.Name)
	}
	return Open(f, s.Size(), o)
}

// named puts the file's name before an error that has no line.
func named(name string, err error) error {
	if name == "" {
		return fmt.Errorf("csv: %w", err)
	}
	return fmt.Errorf("csv: %s: %w", name, err)
}
