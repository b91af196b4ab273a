// Package sheet is what spreadsheets have in common, whichever file they come in: cells of a few kinds, days counted
// from one of two origins, and a table of rows under a header.
//
// Packages xlsx and xls read the files and give a *Reader of this package, so that whoever wants the table need not know
// which of the two it came from:
//
//	r, err := xlsx.OpenFile("votes.xlsx", sheet.Options{Sheet: "2023"})
//	…
//	defer r.Close()
//	for r.Next() {
//		yes, ok := r.Float(3) // not ok: missing
//		…
//	}
//	return r.Err()
//
// A cell's value is the one stored, not the one shown: numbers come at full precision whatever the number of decimals on
// the screen, of a formula comes the result the program last saved. A cell that is empty, that holds an empty text, or
// that holds an error such as #N/A or #DIV/0! is missing; Fault tells the error. A number is a date where its format
// shows a day, a month or a year. Of merged cells the first holds the value and the others are empty, as in the file.
// Rows without any value are passed over.
package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"comity/format/unpack"
)

// Options say which sheet is read, where its table begins, and what the file may take. The zero value is the first
// sheet, its first row the header.
type Options struct {
	Name     string // what to call the file in errors
	Sheet    string // the sheet's name; default: the first
	Skip     int    // rows of the sheet before the table, of a title or notes, to pass over
	NoHeader bool   // the first row after those is data
	Limits   Limits
}

// Limits bound what a file may take. A zero field means its default.
type Limits struct {
	Memory  int64         // bytes that texts, formats and (in an .xls file) cells may take together; default 512 MiB
	Cell    int           // bytes of one cell's text (a tag of an .xlsx file may have four times as many); default 1 MiB
	Columns int           // columns of a sheet; default 16,384, the most there can be
	Unpack  unpack.Limits // of the parts of an .xlsx file; Bytes bounds each part, and the whole of an .xls file
}

// WithDefaults fills in the zero fields.
func (l Limits) WithDefaults() Limits {
	if l.Memory <= 0 {
		l.Memory = 512 << 20
	}
	if l.Cell <= 0 {
		l.Cell = 1 << 20
	}
	if l.Columns <= 0 || l.Columns > MaxColumns {
		l.Columns = MaxColumns
	}
	return l
}

// The most rows and columns a sheet can have.
const (
	MaxRows    = 1 << 20
	MaxColumns = 1 << 14
)

// ErrTooBig is in the chain of every error about a limit, here as in package unpack.
var ErrTooBig = unpack.ErrTooBig

// Error says where a file could not be read. What is unknown is empty, and Offset -1.
type Error struct {
	Format string // "xlsx" or "xls"
	Name   string // Options.Name
	Sheet  string
	Cell   string // as the program shows it, "B12"; "12" where only the row is known
	Part   string // the part or stream inside the file: "xl/worksheets/sheet1.xml", "Workbook"
	Offset int64  // byte of that part, unpacked
	Err    error
}

// Error tells place and reason: `xlsx: votes.xlsx: sheet "2023", cell B12 (xl/worksheets/sheet1.xml, byte 812): …`.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Format + ": ")
	if e.Name != "" {
		b.WriteString(e.Name + ": ")
	}
	if e.Sheet != "" {
		fmt.Fprintf(&b, "sheet %q", e.Sheet)
	}
	switch {
	case e.Cell == "":
	case e.Cell[0] <= '9':
		b.WriteString(", row " + e.Cell)
	default:
		b.WriteString(", cell " + e.Cell)
	}
	if e.Part != "" {
		if e.Sheet != "" {
			b.WriteByte(' ')
		}
		b.WriteString("(" + e.Part)
		if e.Offset >= 0 {
			fmt.Fprintf(&b, ", byte %d", e.Offset)
		}
		b.WriteByte(')')
	}
	if e.Sheet != "" || e.Part != "" {
		b.WriteString(": ")
	}
	return b.String() + e.Err.Error()
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// CellName gives the name of a cell as programs show it: column 1, row 12 (both from 0) is "B13".
func CellName(column, row int) string { return ColumnName(column) + strconv.Itoa(row+1) }

// ColumnName gives the letters of a column, counted from 0: 0 is "A", 26 is "AA".
func ColumnName(column int) string {
	var b [8]byte
	i := len(b)
	for column >= 0 && i > 0 {
		i--
		b[i] = byte('A' + column%26)
		column = column/26 - 1
	}
	return string(b[i:])
}
