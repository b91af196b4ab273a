package xls

// The cells of a sheet. Records are nearly always in the order of rows, but nothing holds writers to it, so all cells are
// read first and put in order where they are not.

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"comity/format/sheet"
)

// cell is a cell with its place; cellSize is what it takes in memory, for a moment twice that while their list grows.
type cell struct {
	row, column uint16
	sheet.Cell
}

const cellSize = 40

// rows holds one sheet; it is the sheet.Rows of this format.
type rows struct {
	*book
	s     *scanner
	cells []cell // that are not handed out yet
	line  []sheet.Cell
	used  []uint16 // places in line that are not empty
	at    [2]int   // column and row of the cell being read, -1 if none
	wait  bool     // the cell is a formula whose text comes in a record of its own
}

// rows reads the chosen sheet.
func (b *book) rows() (*rows, error) {
	r := &rows{book: b, s: &scanner{b: b.stream}, at: [2]int{-1, -1}}
	start := b.starts[b.current]
	if int64(start) > int64(len(b.stream)) {
		return nil, r.Fail(-1, -1, fmt.Errorf("the sheet begins at byte %d of %d: %w", start, len(b.stream), ErrFormat))
	}
	r.s.pos = int(start)
	if err := r.read(); err != nil {
		e := r.Fail(r.at[0], r.at[1], err).(*sheet.Error)
		e.Part, e.Offset = "Workbook", int64(r.s.start)
		return nil, e
	}
	if err := r.order(); err != nil {
		return nil, err
	}
	b.stream = nil
	return r, nil
}

// Sheets implements sheet.Rows.
func (r *rows) Sheets() ([]string, int) { return r.names, r.current }

// Close implements sheet.Rows.
func (r *rows) Close() error { return nil }

// Fail implements sheet.Rows.
func (r *rows) Fail(column, row int, reason error) error {
	place := ""
	switch {
	case row >= 0 && column >= 0:
		place = sheet.CellName(column, row)
	case row >= 0:
		place = strconv.Itoa(row + 1)
	}
	return &sheet.Error{Format: "xls", Name: r.opt.Name, Sheet: r.names[r.current], Cell: place, Offset: -1, Err: reason}
}

// Next implements sheet.Rows.
func (r *rows) Next() (int, []sheet.Cell, error) {
	if len(r.cells) == 0 {
		return 0, nil, io.EOF
	}
	for _, i := range r.used {
		r.line[i] = sheet.Cell{}
	}
	r.used = r.used[:0]
	row := r.cells[0].row
	last := 0
	for len(r.cells) > 0 && r.cells[0].row == row {
		c := r.cells[0]
		last = int(c.column)
		if last >= len(r.line) {
			r.line = append(r.line, make([]sheet.Cell, last+1-len(r.line))...)
		}
		r.line[last] = c.Cell
		r.used = append(r.used, c.column)
		r.cells = r.cells[1:]
	}
	return int(row), r.line[:last+1], nil
}

// order puts the cells in order and refuses two in one place.
func (r *rows) order() error {
	byPlace := func(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column)) }
	if !slices.IsSortedFunc(r.cells, byPlace) {
		slices.SortStableFunc(r.cells, byPlace)
	}
	for i := 1; i < len(r.cells); i++ {
		if c := r.cells[i]; byPlace(r.cells[i-1], c) == 0 {
			return r.Fail(int(c.column), int(c.row), fmt.Errorf("the cell comes twice: %w", ErrFormat))
		}
	}
	return nil
}

// read reads the records of the sheet, up to its EOF; a chart within it has its own BOF and EOF.
func (r *rows) read() error {
	kind, err := r.s.begin()
	if err != nil {
		return err
	}
	if kind != worksheet {
		return fmt.Errorf("a part of kind %#04x where a sheet of cells should begin: %w", kind, ErrFormat)
	}
	for depth := 1; depth > 0; {
		ok, err := r.s.next()
		switch {
		case err != nil:
			return err
		case !ok:
			return fmt.Errorf("the sheet's records have no end: it was cut off: %w", ErrFormat)
		case r.s.id == recBOF:
			depth++
		case r.s.id == recEOF:
			depth--
		case depth == 1:
			if err := r.record(); err != nil {
				return err
			}
		}
	}
	return nil
}

// smallest is how many bytes each record of cells has at least.
var smallest = map[uint16]int{recNumber: 14, recRK: 10, recMulRK: 12, recLabelSST: 10, recLabel: 9, recRString: 9, recFormula: 14, recBoolErr: 8}

// record reads one record of the sheet.
func (r *rows) record() error {
	if r.s.id == recString {
		return r.formulaText()
	}
	least, ok := smallest[r.s.id]
	if !ok {
		return nil
	}
	if err := r.s.need(least); err != nil {
		return err
	}
	d := r.s.data
	r.at, r.wait = [2]int{int(le16(d, 2)), int(le16(d, 0))}, false
	style := le16(d, 4)
	switch r.s.id {
	case recNumber:
		return r.number(math.Float64frombits(binary.LittleEndian.Uint64(d[6:])), style)
	case recRK:
		return r.number(unpackRK(le32(d, 6)), style)
	case recMulRK:
		return r.numbers(d)
	case recLabelSST:
		return r.shared(le32(d, 6))
	case recLabel, recRString:
		c := cursor{s: r.s, rest: d[6:], max: r.limits.Cell}
		text, err := c.text()
		if err != nil {
			return err
		}
		return r.add(textCell(text))
	case recFormula:
		return r.formula(d[6:14], style)
	}
	return r.boolOrFault(d[6], d[7])
}

// add keeps the cell being read.
func (r *rows) add(c sheet.Cell) error {
	if c.Kind == sheet.Empty {
		return nil
	}
	column, row := r.at[0], r.at[1]
	if column >= r.limits.Columns {
		return fmt.Errorf("column %s, beyond Limits.Columns = %d: %w", sheet.ColumnName(column), r.limits.Columns, ErrTooBig)
	}
	if err := r.charge(cellSize); err != nil {
		return err
	}
	r.cells = append(r.cells, cell{uint16(row), uint16(column), c})
	return nil
}

// textCell is the cell of a text; an empty one is an empty cell.
func textCell(s string) sheet.Cell {
	if s == "" {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Text, Text: s}
}

// number keeps a number, which is a date if its style says so.
func (r *rows) number(v float64, style uint16) error {
	if v-v != 0 {
		return fmt.Errorf("a number that is none (%v): %w", v, ErrFormat)
	}
	date, err := r.isDate(style)
	if err != nil {
		return err
	}
	if date {
		return r.add(sheet.DateCell(v, r.from1904))
	}
	return r.add(sheet.Cell{Kind: sheet.Number, Number: v})
}

// unpackRK unpacks a number kept in 30 bits (MS-XLS 2.5.217): a whole number, or the upper bits of a float64; bit 0 says
// that it is to be divided by 100.
func unpackRK(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// numbers keeps the numbers of a MULRK record: style and number by turns, and at the end the last column.
func (r *rows) numbers(d []byte) error {
	first, last := r.at[0], int(le16(d, len(d)-2))
	if n := (len(d) - 6) / 6; last-first+1 != n {
		return fmt.Errorf("%d numbers for the columns %d to %d: %w", n, first, last, ErrFormat)
	}
	for i := 4; i+6 <= len(d)-2; i += 6 {
		if err := r.number(unpackRK(le32(d, i+2)), le16(d, i)); err != nil {
			return err
		}
		r.at[0]++
	}
	return nil
}

// shared keeps a text of the shared string table.
func (r *rows) shared(i uint32) error {
	if int64(i) >= int64(len(r.strings)) {
		return fmt.Errorf("shared string %d of %d: %w", i, len(r.strings), ErrFormat)
	}
	return r.add(textCell(r.strings[i]))
}

// boolOrFault keeps a bool or an error.
func (r *rows) boolOrFault(v, isFault byte) error {
	if isFault == 0 {
		return r.add(sheet.Cell{Kind: sheet.Bool, Number: float64(min(v, 1))})
	}
	name, ok := sheet.FaultName(v)
	if !ok {
		return fmt.Errorf("the error %#02x, which there is not: %w", v, ErrFormat)
	}
	return r.add(sheet.Cell{Kind: sheet.Fault, Text: name})
}

// formula keeps the value saved with a formula. One that ends in FF FF is no number: its first byte says what it is, and
// a text comes in a STRING record.
func (r *rows) formula(value []byte, style uint16) error {
	if value[6] != 0xFF || value[7] != 0xFF {
		return r.number(math.Float64frombits(binary.LittleEndian.Uint64(value)), style)
	}
	switch value[0] {
	case 0:
		r.wait = true
		return nil
	case 1:
		return r.boolOrFault(value[2], 0)
	case 2:
		return r.boolOrFault(value[2], 1)
	case 3:
		return nil // an empty text
	}
	return fmt.Errorf("a formula's value of kind %d: %w", value[0], ErrFormat)
}

// formulaText keeps the text of the formula before.
func (r *rows) formulaText() error {
	if !r.wait {
		return nil
	}
	r.wait = false
	c := cursor{s: r.s, rest: r.s.data, max: r.limits.Cell}
	text, err := c.text()
	if err != nil {
		return err
	}
	return r.add(textCell(text))
}
