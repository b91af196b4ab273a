package xlsx

// The rows of a sheet, one after another.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"comity/format/sheet"
)

// rows reads one sheet; it is the sheet.Rows of this format.
type rows struct {
	*book
	s    *scanner
	file *os.File // that OpenFile opened
	text textReader

	row    int          // the current row, from 0; -1 before the first
	column int          // the current cell's; -1 before the row's first
	cells  []sheet.Cell // of the current row
	used   []int        // places of cells that are not empty, to be emptied before the next row
	value  []byte       // what <v> holds
	end    bool         // the sheet's data has ended
}

// rows opens the chosen sheet and goes to its data.
func (b *book) rows() (*rows, error) {
	r := &rows{book: b, row: -1, column: -1, text: textReader{max: b.limits.Cell}}
	s, err := b.open(b.parts[b.current])
	if err != nil {
		return nil, b.fail(b.parts[b.current], -1, err)
	}
	r.s = s
	for {
		k, err := s.next()
		switch {
		case err != nil:
			return nil, r.here(err)
		case k == atEnd:
			return nil, r.here(fmt.Errorf("the part holds no sheetData: %w", ErrFormat))
		case k != opening:
		case s.depth() == 1 && string(s.name) != "worksheet":
			return nil, r.here(fmt.Errorf("the part is a <%s>, not a worksheet: %w", s.name, ErrFormat))
		case s.depth() == 2 && string(s.name) == "sheetData":
			return r, nil
		}
	}
}

// Sheets implements sheet.Rows.
func (r *rows) Sheets() ([]string, int) { return r.names, r.current }

// Close implements sheet.Rows.
func (r *rows) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// Fail implements sheet.Rows.
func (r *rows) Fail(column, row int, reason error) error {
	cell := ""
	switch {
	case row >= 0 && column >= 0:
		cell = sheet.CellName(column, row)
	case row >= 0:
		cell = strconv.Itoa(row + 1)
	}
	return &sheet.Error{Format: "xlsx", Name: r.opt.Name, Sheet: r.names[r.current], Cell: cell, Offset: -1, Err: reason}
}

// here wraps a reason with the place the reader has come to.
func (r *rows) here(reason error) error {
	e := r.Fail(r.column, r.row, reason).(*sheet.Error)
	e.Part, e.Offset = r.parts[r.current], r.s.start
	return e
}

// Next implements sheet.Rows.
func (r *rows) Next() (int, []sheet.Cell, error) {
	if r.end {
		return 0, nil, io.EOF
	}
	r.clear()
	for {
		k, err := r.s.next()
		switch {
		case err != nil:
			return 0, nil, r.here(err)
		case k == opening && r.s.depth() == 3 && string(r.s.name) == "row":
			if err := r.readRow(); err != nil {
				return 0, nil, r.here(err)
			}
			return r.row, r.cells, nil
		case k == closing && r.s.depth() == 1:
			return 0, nil, r.finish()
		}
	}
}

// clear empties the cells of the row before, and only those that were filled: a row of one cell in the last column costs
// what one of one cell in the first does.
func (r *rows) clear() {
	for _, i := range r.used {
		r.cells[i] = sheet.Cell{}
	}
	r.used, r.cells, r.column = r.used[:0], r.cells[:0], -1
}

// finish reads the part to its end, so that a file cut off or changed does not pass for a whole one.
func (r *rows) finish() error {
	r.end = true
	r.row, r.column = -1, -1
	for {
		k, err := r.s.next()
		if err != nil {
			return r.here(err)
		}
		if k == atEnd {
			return io.EOF
		}
	}
}

// readRow reads the row whose tag was just read.
func (r *rows) readRow() error {
	row := r.row + 1
	if v, ok := r.s.attr("r"); ok {
		n, err := strconv.Atoi(string(v))
		if err != nil || n < 1 {
			return fmt.Errorf("a row with the number %q: %w", v, ErrFormat)
		}
		row = n - 1
	}
	switch {
	case row <= r.row:
		return fmt.Errorf("row %d comes after row %d: %w", row+1, r.row+1, ErrFormat)
	case row >= sheet.MaxRows:
		return fmt.Errorf("row %d, where %d are the most: %w", row+1, sheet.MaxRows, ErrTooBig)
	}
	r.row = row
	for {
		k, err := r.s.next()
		if err != nil {
			return err
		}
		if k == closing && r.s.depth() == 2 {
			return nil
		}
		if k == opening && r.s.depth() == 4 && string(r.s.name) == "c" {
			if err := r.readCell(); err != nil {
				return err
			}
		}
	}
}

// The kinds of cells, as attribute t has them.
type cellType uint8

const (
	number cellType = iota
	shared
	boolean
	fault
	formulaText
	inlineText
	isoDate
)

// typeOf reads attribute t.
func typeOf(t []byte) (cellType, error) {
	switch string(t) {
	case "", "n":
		return number, nil
	case "s":
		return shared, nil
	case "b":
		return boolean, nil
	case "e":
		return fault, nil
	case "str":
		return formulaText, nil
	case "inlineStr":
		return inlineText, nil
	case "d":
		return isoDate, nil
	}
	return 0, fmt.Errorf("a cell of kind %q, which the format does not have: %w", t, ErrFormat)
}

// readCell reads the cell whose tag was just read.
func (r *rows) readCell() error {
	if err := r.place(); err != nil {
		return err
	}
	t, _ := r.s.attr("t")
	typ, err := typeOf(t)
	if err != nil {
		return err
	}
	style := 0
	if v, ok := r.s.attr("s"); ok {
		if style, err = strconv.Atoi(string(v)); err != nil || style < 0 {
			return fmt.Errorf("a cell with the style %q: %w", v, ErrFormat)
		}
	}
	if err := r.readValue(); err != nil {
		return err
	}
	c, err := r.cell(typ, style)
	if err != nil || c.Kind == sheet.Empty {
		return err
	}
	return r.put(c)
}

// place finds the current cell's column: the one it names, or the next.
func (r *rows) place() error {
	column := r.column + 1
	if v, ok := r.s.attr("r"); ok {
		c, row, ok := parseName(v)
		if !ok {
			return fmt.Errorf("a cell with the name %q: %w", v[:min(len(v), 20)], ErrFormat)
		}
		if row != r.row {
			return fmt.Errorf("cell %s stands in row %d: %w", v, r.row+1, ErrFormat)
		}
		column = c
	}
	if column >= r.limits.Columns {
		return fmt.Errorf("column %s, beyond Limits.Columns = %d: %w", sheet.ColumnName(column), r.limits.Columns, ErrTooBig)
	}
	if column <= r.column {
		return fmt.Errorf("cell %s comes after cell %s: %w", sheet.CellName(column, r.row), sheet.CellName(r.column, r.row), ErrFormat)
	}
	r.column = column
	return nil
}

// parseName reads the name of a cell, "B12": column 1, row 11.
func parseName(b []byte) (column, row int, ok bool) {
	i := 0
	for i < len(b) && b[i] >= 'A' && b[i] <= 'Z' && i < 3 {
		column = column*26 + int(b[i]-'A') + 1
		i++
	}
	letters := i
	for i < len(b) && b[i] >= '0' && b[i] <= '9' && i-letters < 7 {
		row = row*10 + int(b[i]-'0')
		i++
	}
	return column - 1, row - 1, letters > 0 && row > 0 && i == len(b)
}

// readValue reads the current cell to its end: the characters of <v> into value, the text of <is> into text.
func (r *rows) readValue() error {
	r.value = r.value[:0]
	r.text.begin()
	inValue, inline := false, false
	for {
		k, err := r.s.next()
		if err != nil {
			return err
		}
		switch {
		case k == closing && r.s.depth() == 3:
			return nil
		case k == opening && r.s.depth() == 5:
			inValue, inline = string(r.s.name) == "v", string(r.s.name) == "is"
		case inline && r.s.depth() >= 5:
			err = r.text.take(r.s, k)
		case inValue && k == chars && r.s.depth() == 5:
			r.value, err = appendText(r.value, r.s.data, r.s.raw)
		}
		if err == nil && len(r.value) > r.limits.Cell {
			err = fmt.Errorf("a value of more than Limits.Cell = %d bytes: %w", r.limits.Cell, ErrTooBig)
		}
		if err != nil {
			return err
		}
	}
}

// cell makes the cell of what readValue read.
func (r *rows) cell(typ cellType, style int) (sheet.Cell, error) {
	switch typ {
	case formulaText:
		return textCell(unescapeText(r.value)), nil
	case inlineText:
		return textCell(r.text.text()), nil
	}
	v := bytes.TrimSpace(r.value)
	if len(v) == 0 {
		return sheet.Cell{}, nil
	}
	switch typ {
	case shared:
		return r.sharedCell(v)
	case boolean:
		return boolCell(v)
	case fault:
		return sheet.Cell{Kind: sheet.Fault, Text: string(v)}, nil
	case isoDate:
		return dateCell(string(v))
	}
	return r.numberCell(v, style)
}

// textCell is the cell of a text; an empty one is an empty cell.
func textCell(s string) sheet.Cell {
	if s == "" {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Text, Text: s}
}

// sharedCell looks up a shared string.
func (r *rows) sharedCell(v []byte) (sheet.Cell, error) {
	i, err := strconv.Atoi(string(v))
	if err != nil || i < 0 || i >= len(r.strings) {
		return sheet.Cell{}, fmt.Errorf("shared string %q of %d: %w", v, len(r.strings), ErrFormat)
	}
	return textCell(r.strings[i]), nil
}

// boolCell reads a boolean.
func boolCell(v []byte) (sheet.Cell, error) {
	switch string(v) {
	case "1", "true":
		return sheet.Cell{Kind: sheet.Bool, Number: 1}, nil
	case "0", "false":
		return sheet.Cell{Kind: sheet.Bool}, nil
	}
	return sheet.Cell{}, fmt.Errorf("the bool %q: %w", v, ErrFormat)
}

// dateCell reads a date of the strict edition: 1976-11-22, or with a time, or a time alone, which is no date.
func dateCell(v string) (sheet.Cell, error) {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, v); err == nil {
			return sheet.Cell{Kind: sheet.Date, Number: float64(t.UnixMilli()) / 86_400_000}, nil
		}
	}
	if t, err := time.Parse("15:04:05.999999999", v); err == nil {
		return sheet.Cell{Kind: sheet.Number, Number: t.Sub(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24}, nil
	}
	return sheet.Cell{}, fmt.Errorf("the date %q: %w", v[:min(len(v), 40)], ErrFormat)
}

// numberCell reads a number, which is a date if the cell's style says so.
func (r *rows) numberCell(v []byte, style int) (sheet.Cell, error) {
	f, err := strconv.ParseFloat(string(v), 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || f-f != 0 {
		return sheet.Cell{}, fmt.Errorf("the number %q: %w", v[:min(len(v), 40)], ErrFormat)
	}
	date, err := r.isDate(style)
	if err != nil || !date {
		return sheet.Cell{Kind: sheet.Number, Number: f}, err
	}
	return sheet.DateCell(f, r.from1904), nil
}

// put keeps the current cell.
func (r *rows) put(c sheet.Cell) error {
	n := r.column + 1
	if n > cap(r.cells) {
		grown := make([]sheet.Cell, len(r.cells), min(max(n, 2*cap(r.cells), 64), sheet.MaxColumns))
		copy(grown, r.cells)
		r.cells = grown
	}
	r.cells = r.cells[:n]
	r.cells[r.column] = c
	r.used = append(r.used, r.column)
	return nil
}
