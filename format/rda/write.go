package rda

// The writer of .rds files. R keeps a data.frame column by column and a panel comes row by row, so all blocks of the table are
// held until the last column is written. The serialization is that of version 2, which every R since 1.4.0 and every other reader
// knows; version 3 would add nothing a data.frame of plain vectors needs.

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"comity/format/frame"
	"comity/format/gzip"
)

// WriteOptions say how a file is written.
type WriteOptions struct {
	Strings bool // columns of texts as character vectors, never as factors
}

// ErrValue is in the chain of an error about a cell that R has no way to hold.
var ErrValue = errors.New("no value of R's")

// Write writes a table as the data.frame of an .rds file, packed with gzip, without a time: the same table gives the same bytes,
// however it is cut into blocks. All its blocks stay in memory until the end; nothing else does that grows with the rows, but for
// the runs of letters of one column.
//
// Real columns are double, columns of whole numbers and flags integer (0 and 1, which add up and take part in formulas as the
// field's own data sets do, where logical would make other names of coefficients), dates are of class Date, texts factors with
// their levels in order of their bytes, or character where more than half of the cells differ. Attributes of a column are label,
// units, notes and, naming values, labels; those of the data.frame label, notes and missing, which says what the letters of missing
// cells mean.
//
// All missing cells are NA. In double columns and dates the NA has the letter as its tag, in the byte where R's haven puts it:
// haven::na_tag gives it. Integers, factors and character vectors have no room in their NA, so such a column has an attribute
// missing, a run-length encoding of the letters with "" where a cell is there: inverse.rle(attr(x, "missing")).
//
// A text with a zero byte is an error with ErrValue in its chain.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o WriteOptions) error {
	if len(t.Columns) > 0 {
		if err := t.Sound(); err != nil {
			return fmt.Errorf("rda: %w", err)
		}
	}
	if len(t.Reasons) >= len(letterNames) {
		return fmt.Errorf("rda: %d reasons for missing cells, and there are 26 letters", len(t.Reasons))
	}
	var blocks []*frame.Frame
	err := t.Each(ctx, func(_ int, f *frame.Frame) error {
		blocks = append(blocks, f)
		return nil
	})
	if err != nil {
		return fmt.Errorf("rda: %w", err)
	}
	packed := gzip.NewWriter(ctx, w)
	e := &encoder{ctx: ctx, w: packed, table: t, blocks: blocks, options: o, symbols: map[string]uint32{}}
	if err := errors.Join(e.file(), packed.Close()); err != nil {
		return fmt.Errorf("rda: %w", err)
	}
	return nil
}

// encoder writes R's serialization, big-endian.
type encoder struct {
	ctx     context.Context
	w       io.Writer
	table   *frame.Table
	blocks  []*frame.Frame
	options WriteOptions
	buf     []byte
	symbols map[string]uint32 // those written, by the number later ones refer to them by
}

// What is said of an item in the word of its type, beside the flags that are read, and how the parts of a file are made.
const (
	isObject  = 1 << 8
	utf8Text  = 1 << 3 << 12
	asciiText = 1 << 6 << 12

	flushBytes  = 64 << 10
	chunkOfRows = 4096
)

// flush hands over what is in the buffer once it is full, or at the end.
func (e *encoder) flush(least int) error {
	if len(e.buf) < least {
		return nil
	}
	if err := e.ctx.Err(); err != nil {
		return err
	}
	_, err := e.w.Write(e.buf)
	e.buf = e.buf[:0]
	return err
}

// int appends 32 bits.
func (e *encoder) int(v uint32) { e.buf = binary.BigEndian.AppendUint32(e.buf, v) }

// real appends a number.
func (e *encoder) real(bits uint64) { e.buf = binary.BigEndian.AppendUint64(e.buf, bits) }

// char appends one text.
func (e *encoder) char(s string) {
	coding := uint32(asciiText)
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			coding = utf8Text
			break
		}
	}
	e.int(typeChar | coding)
	e.int(uint32(len(s)))
	e.buf = append(e.buf, s...)
}

// charNA appends the missing text.
func (e *encoder) charNA() {
	e.int(typeChar)
	e.int(math.MaxUint32)
}

// strings appends a character vector.
func (e *encoder) strings(all ...string) {
	e.int(typeString)
	e.int(uint32(len(all)))
	for _, s := range all {
		e.char(clean(s))
	}
}

// clean makes a description fit for R.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// attr begins an attribute: its value is to follow. End ends the attributes.
func (e *encoder) attr(name string) {
	e.int(typePairs | hasTag)
	if n, written := e.symbols[name]; written {
		e.int(n<<8 | typeRef)
		return
	}
	e.symbols[name] = uint32(len(e.symbols) + 1)
	e.int(typeSymbol)
	e.char(name)
}

// end ends the attributes of an item.
func (e *encoder) end() { e.int(typeNull) }

// describe appends the attributes label, units and notes where there is something to tell.
func (e *encoder) describe(label, unit string, notes []string) {
	if label != "" {
		e.attr("label")
		e.strings(label)
	}
	if unit != "" {
		e.attr("units")
		e.strings(unit)
	}
	if len(notes) > 0 {
		e.attr("notes")
		e.strings(notes...)
	}
}

// named appends the attribute names.
func (e *encoder) named(names ...string) {
	e.attr("names")
	e.strings(names...)
}

// class appends the attribute class.
func (e *encoder) class(name string) {
	e.attr("class")
	e.strings(name)
}

// file writes the data.frame.
func (e *encoder) file() error {
	const version, writer, least = 2, 0x020300, 0x020300 // R 2.3.0
	t := e.table
	e.buf = append(e.buf, "X\n"...)
	for _, v := range []uint32{version, writer, least, typeList | isObject | hasAttributes, uint32(len(t.Columns))} {
		e.int(v)
	}
	names := make([]string, len(t.Columns))
	for i := range t.Columns {
		names[i] = t.Columns[i].Name
		if err := e.column(i); err != nil {
			return fmt.Errorf("column %d (%s): %w", i+1, names[i], err)
		}
	}
	e.named(names...)
	e.attr("row.names")
	for _, v := range []uint32{typeInt, 2, 1 << 31, -uint32(t.Rows)} { // NA and minus their number: rows without names
		e.int(v)
	}
	e.class("data.frame")
	e.describe(t.Title, "", t.Notes)
	e.reasons()
	e.end()
	return e.flush(0)
}

// reasons appends the attribute missing of the data.frame: what the letters mean, named by them.
func (e *encoder) reasons() {
	if len(e.table.Reasons) == 0 {
		return
	}
	e.attr("missing")
	e.int(typeString | hasAttributes)
	e.int(uint32(len(e.table.Reasons)))
	var letters []string
	for i, reason := range e.table.Reasons {
		e.char(clean(reason))
		letters = append(letters, letterNames[i+1])
	}
	e.named(letters...)
	e.end()
}

// letterNames are the letters of missing cells from 1 on; "" is a cell that is there.
var letterNames = strings.Split(",a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z", ",")

// column writes one column.
func (e *encoder) column(i int) error {
	c := &e.table.Columns[i]
	switch c.Kind {
	case frame.Real, frame.Date:
		return e.reals(i, c)
	case frame.Text:
		return e.texts(i, c)
	}
	return e.ints(i, c)
}

// reals writes numbers or days.
func (e *encoder) reals(i int, c *frame.Column) error {
	item := uint32(typeReal | hasAttributes)
	if c.Kind == frame.Date {
		item |= isObject
	}
	e.int(item)
	e.int(uint32(e.table.Rows))
	err := e.cells(i, func(cells []float64) error {
		for _, x := range cells {
			bits := math.Float64bits(x)
			if x != x {
				bits = taggedNA | uint64('a'-1+frame.Letter(x))<<32
			}
			e.real(bits)
		}
		return nil
	})
	if err != nil {
		return err
	}
	e.describe(c.Label, c.Unit, c.Notes)
	if c.Kind == frame.Date {
		e.class("Date")
	}
	e.end()
	return nil
}

// taggedNA is R's NA_real_, whose low word is 1954; haven's tag is the lowest byte of the high word.
const taggedNA = 0x7FF0_0000_0000_0000 | 1954

// ints writes whole numbers or flags.
func (e *encoder) ints(i int, c *frame.Column) error {
	e.int(typeInt | hasAttributes)
	e.int(uint32(e.table.Rows))
	var letters runs
	err := e.cells(i, func(cells []float64) error {
		for _, x := range cells {
			letters.add(frame.Letter(x))
			switch {
			case x != x:
				e.int(1 << 31)
			case x != math.Trunc(x) || x <= math.MinInt32 || x > math.MaxInt32:
				return fmt.Errorf("%v is in a column of kind %s: %w, whose whole numbers have 32 bits", x, c.Kind, ErrValue)
			default:
				e.int(uint32(int32(x)))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	e.describe(c.Label, c.Unit, c.Notes)
	if len(c.Named) > 0 {
		e.valueLabels(c.Named)
	}
	e.letters(letters)
	e.end()
	return nil
}

// valueLabels appends the attribute labels: values, named by what they stand for.
func (e *encoder) valueLabels(named []frame.Named) {
	e.attr("labels")
	e.int(typeInt | hasAttributes)
	e.int(uint32(len(named)))
	var names []string
	for _, n := range named {
		e.int(uint32(n.Value))
		names = append(names, n.Text)
	}
	e.named(names...)
	e.end()
}

// cells hands over the cells of a column as numbers, some rows at a time, and writes what came of them.
func (e *encoder) cells(i int, put func([]float64) error) error {
	cells := make([]float64, chunkOfRows)
	for _, f := range e.blocks {
		for lo := 0; lo < f.Rows; lo += len(cells) {
			part := cells[:min(len(cells), f.Rows-lo)]
			f.Columns[i].Read(lo, lo+len(part), part)
			if err := put(part); err != nil {
				return err
			}
			if err := e.flush(flushBytes); err != nil {
				return err
			}
		}
	}
	return nil
}

// runs counts equal letters that follow one another, 0 where a cell is there.
type runs []run

type run struct {
	length uint32
	letter uint8
}

// add takes the letter of the next row.
func (r *runs) add(letter uint8) {
	if n := len(*r); n > 0 && (*r)[n-1].letter == letter {
		(*r)[n-1].length++
		return
	}
	*r = append(*r, run{1, letter})
}

// letters appends the attribute missing of a column where any cell is: R's rle.
func (e *encoder) letters(all runs) {
	if !slices.ContainsFunc(all, func(r run) bool { return r.letter != 0 }) {
		return
	}
	e.attr("missing")
	e.int(typeList | isObject | hasAttributes)
	e.int(2)
	e.int(typeInt)
	e.int(uint32(len(all)))
	for _, r := range all {
		e.int(r.length)
	}
	e.int(typeString)
	e.int(uint32(len(all)))
	for _, r := range all {
		e.char(letterNames[r.letter])
	}
	e.named("lengths", "values")
	e.class("rle")
	e.end()
}
