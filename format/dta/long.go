package dta

// Long texts (strL): each stands once after the rows, by the variable and row that held it first, and cells refer to it.

import (
	"bytes"
	"cmp"
	"slices"
)

// longText is where one lies in the file.
type longText struct {
	column, row uint64
	body        []byte // without the zero byte that ends a text
	binary      bool
}

// compareKey orders long texts by what cells call them.
func (l longText) compareKey(column, row uint64) int {
	return cmp.Or(cmp.Compare(l.row, row), cmp.Compare(l.column, column))
}

// longTextCost is the memory one takes beside the file.
const longTextCost = 48

// longTexts reads the part of the long texts and sees to it that every cell's is there.
func (d *decoder) longTexts() {
	if !d.layout.tagged {
		return
	}
	d.tag("<strls>")
	f := d.frame
	for bytes.HasPrefix(d.buf[d.pos:], []byte("GSO")) {
		d.spend(longTextCost)
		f.long = append(f.long, d.longText())
	}
	d.tag("</strls>")
	order := func(a, b longText) int { return a.compareKey(b.column, b.row) }
	if !slices.IsSortedFunc(f.long, order) {
		slices.SortStableFunc(f.long, order)
	}
	for i := range f.Columns {
		if f.Columns[i].Type == LongText {
			d.column = i + 1
			d.checkLong(&f.Columns[i])
		}
	}
	d.column = 0
}

// longText reads one: GSO, variable, row, kind, length, the bytes.
func (d *decoder) longText() longText {
	d.take(3, "a long text")
	l := longText{column: d.uint(4, "a long text"), row: d.uint(d.layout.longKey, "a long text")}
	const binary, text = 129, 130
	kind := d.take(1, "a long text")[0]
	l.binary = kind == binary
	l.body = d.take(d.size(4, 1, "a long text"), "a long text")
	if kind != binary && kind != text {
		d.fail("a long text of kind %d, neither %d nor %d: %w", kind, binary, text, ErrFormat)
	}
	if kind == text {
		l.body = upToZero(l.body)
	}
	return l
}

// checkLong looks each cell's long text up.
func (d *decoder) checkLong(c *Column) {
	for i := range d.frame.rows {
		if _, ok := c.longText(i); !ok {
			column, row := c.reference(i)
			d.failAt(d.frame.at+i*d.frame.width+c.offset, int64(i)+1, "it refers to the long text of variable %d, row %d, which the file does not hold: %w", column, row, ErrFormat)
		}
	}
}

// reference gives what a cell refers to.
func (c *Column) reference(i int) (column, row uint64) {
	cell, n := c.cell(i), c.frame.longColumn
	return number(cell[:n], c.frame.BigEndian), number(cell[n:], c.frame.BigEndian)
}

// longText gives a cell's long text; variable 0, row 0 is the empty one.
func (c *Column) longText(i int) (longText, bool) {
	column, row := c.reference(i)
	if column == 0 && row == 0 {
		return longText{}, true
	}
	all := c.frame.long
	k, ok := slices.BinarySearchFunc(all, longText{column: column, row: row}, func(a, b longText) int { return a.compareKey(b.column, b.row) })
	if !ok {
		return longText{}, false
	}
	return all[k], true
}
