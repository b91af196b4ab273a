package dta

// The rows one after another, in the shape the other readers of tables have.

import "bytes"

// Cursor goes through the rows of a Frame. It is for one goroutine; several may go through one Frame.
type Cursor struct {
	frame *Frame
	names []string
	row   int
	last  []lastText
}

// lastText is what a text column last gave, given again while it does not change.
type lastText struct {
	raw  []byte
	text string
}

// Cursor begins before the first row.
func (f *Frame) Cursor() *Cursor {
	return &Cursor{frame: f, names: f.Names(), last: make([]lastText, len(f.Columns))}
}

// Columns gives the names of the columns.
func (c *Cursor) Columns() []string { return c.names }

// Next goes to the next row; false after the last.
func (c *Cursor) Next() bool {
	if c.row >= c.frame.rows {
		return false
	}
	c.row++
	return true
}

// Row is the number of the current row, from 1.
func (c *Cursor) Row() int64 { return int64(c.row) }

// Text is Column.Text of the current row.
func (c *Cursor) Text(i int) (string, bool) {
	column := &c.frame.Columns[i]
	if column.Type != Text {
		return column.Text(c.row - 1)
	}
	last := &c.last[i]
	raw := column.bytes(c.row - 1)
	if !bytes.Equal(raw, last.raw) {
		last.raw = raw
		last.text = decodeText(raw, c.frame.latin)
	}
	return last.text, len(raw) > 0
}

// Float is Column.Float of the current row.
func (c *Cursor) Float(i int) (float64, bool) { return c.frame.Columns[i].Float(c.row - 1) }

// Letter is Column.MissingLetter of the current row.
func (c *Cursor) Letter(i int) byte { return c.frame.Columns[i].MissingLetter(c.row - 1) }

// Err is always nil: a Frame was read whole.
func (c *Cursor) Err() error { return nil }
