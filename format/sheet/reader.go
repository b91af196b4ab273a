package sheet

// The reader: rows of cells as a format supplies them, seen as a table under a header.

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Rows is what a file format supplies: the rows of one sheet, from the top.
type Rows interface {
	// Next gives the next row that has cells and its number from 0; io.EOF after the last. The cells are valid until the
	// next call.
	Next() (row int, cells []Cell, err error)
	// Sheets gives the names of all sheets in the workbook's order, and which of them is read.
	Sheets() (names []string, current int)
	// Fail wraps a reason with the place it concerns: a cell of the sheet, or its row where column is -1.
	Fail(column, row int, reason error) error
	io.Closer
}

// Reader gives the rows of a table one after another.
type Reader struct {
	rows    Rows
	columns []string
	cells   []Cell
	at      int // row of the sheet, from 0
	n       int64
	held    bool // the row was read already, while looking where the table begins
	err     error
}

// NewReader makes a table of rows: it passes over Options.Skip rows and takes the next for the header, unless
// Options.NoHeader. An empty header is an error.
func NewReader(rows Rows, o Options) (*Reader, error) {
	r := &Reader{rows: rows, at: -1}
	for r.advance() && r.at < o.Skip {
	}
	if r.err != nil {
		return nil, r.err
	}
	if o.NoHeader {
		r.held = r.cells != nil
		return r, nil
	}
	if r.cells == nil || r.at != o.Skip {
		return nil, rows.Fail(-1, o.Skip, fmt.Errorf("the row is empty where the header should be%s", r.hint()))
	}
	r.columns = make([]string, len(r.cells))
	for i, c := range r.cells {
		r.columns[i] = c.Value()
	}
	return r, nil
}

// hint says what to do about an empty header.
func (r *Reader) hint() string {
	if r.cells == nil {
		names, _ := r.rows.Sheets()
		if len(names) > 1 {
			return "; no row after it holds anything either: choose another of the sheets " + quoted(names)
		}
		return "; no row after it holds anything either"
	}
	return fmt.Sprintf("; the next row that holds something is %d: skip %d rows", r.at+1, r.at)
}

// quoted lists names for a message.
func quoted(names []string) string {
	var b strings.Builder
	for i, n := range names[:min(len(names), 10)] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(n))
	}
	if len(names) > 10 {
		fmt.Fprintf(&b, " and %d more", len(names)-10)
	}
	return b.String()
}

// Choose gives the place of the sheet wanted; the first if none is named. The error lists what there is.
func Choose(names []string, want string) (int, error) {
	if len(names) == 0 {
		return 0, errors.New("the workbook holds no sheet of cells")
	}
	if want == "" {
		return 0, nil
	}
	if i := slices.Index(names, want); i >= 0 {
		return i, nil
	}
	for i, n := range names { // the programs take no two names that differ in case alone
		if strings.EqualFold(n, want) {
			return i, nil
		}
	}
	return 0, fmt.Errorf("no sheet %q; there are %s", want, quoted(names))
}

// advance takes the next row that holds a value; without one, cells is nil.
func (r *Reader) advance() bool {
	for {
		at, cells, err := r.rows.Next()
		if err != nil {
			r.cells = nil
			if err != io.EOF {
				r.err = err
			}
			return false
		}
		if n := filled(cells); n > 0 {
			r.at, r.cells = at, cells[:n]
			return true
		}
	}
}

// filled gives the length of a row without the empty cells at its end.
func filled(cells []Cell) int {
	n := len(cells)
	for n > 0 && cells[n-1].Kind == Empty {
		n--
	}
	return n
}

// Next goes to the next row; false at the end or at an error, see Err.
func (r *Reader) Next() bool {
	if r.err != nil {
		return false
	}
	if r.held {
		r.held = false
	} else if !r.advance() {
		return false
	}
	r.n++
	return true
}

// Columns gives the names in the header row, empty where its cell is; nil with Options.NoHeader.
func (r *Reader) Columns() []string { return r.columns }

// Row gives the number of the current row of data, from 1.
func (r *Reader) Row() int64 { return r.n }

// SheetRow gives the number of the current row as the spreadsheet shows it, from 1: rows before the header, the header
// and empty rows are counted.
func (r *Reader) SheetRow() int { return r.at + 1 }

// Len gives the number of cells of the current row up to the last that is not empty: fewer or more than there are columns.
func (r *Reader) Len() int { return len(r.cells) }

// Cell gives cell i of the current row, from 0; an empty one where the row has none.
func (r *Reader) Cell(i int) Cell {
	if i < 0 || i >= len(r.cells) {
		return Cell{}
	}
	return r.cells[i]
}

// Text gives cell i of the current row as text (see Cell.Value); false if it is missing.
func (r *Reader) Text(i int) (string, bool) {
	c := r.Cell(i)
	return c.Value(), !c.Missing()
}

// Float gives cell i of the current row as a number (see Cell.Float); false if it is none.
func (r *Reader) Float(i int) (float64, bool) { return r.Cell(i).Float() }

// Day gives cell i of the current row as days since 1970-01-01, the time of day left out; false if it is not a date.
func (r *Reader) Day(i int) (int, bool) {
	c := r.Cell(i)
	return int(math.Floor(c.Number)), c.Kind == Date
}

// Fault names the error in cell i of the current row, "#N/A"; empty if it holds none.
func (r *Reader) Fault(i int) string {
	if c := r.Cell(i); c.Kind == Fault {
		return c.Text
	}
	return ""
}

// Fail wraps a reason of the caller's with the place of cell i of the current row.
func (r *Reader) Fail(i int, reason error) error { return r.rows.Fail(i, r.at, reason) }

// Sheet gives the name of the sheet that is read.
func (r *Reader) Sheet() string {
	names, i := r.rows.Sheets()
	return names[i]
}

// Sheets gives the names of all sheets of the workbook, in its order.
func (r *Reader) Sheets() []string {
	names, _ := r.rows.Sheets()
	return names
}

// Err gives the error that stopped Next, nil at the end of the sheet.
func (r *Reader) Err() error { return r.err }

// Close closes the file, if the reader opened it.
func (r *Reader) Close() error { return r.rows.Close() }
