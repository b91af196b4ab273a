package dta

// The writer, of the formats 118 and 119. A file says where its parts begin, how its columns are stored and how long its long
// texts are before the first row, and it is written without going back. So the table is looked at first (fit.go), then
// described, then written a chunk of rows at a time: memory does not grow with the rows.

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"comity/format/frame"
)

// WriteOptions say how a file is written.
type WriteOptions struct {
	Format int // 118 (Stata 14 and later) or 119 (Stata 15 and later, for more variables); default: 118 where it is enough
}

// The most variables of the formats 118 and 119.
const (
	maxColumns118 = 32_767
	maxColumns119 = 120_000
)

// ErrValue is in the chain of an error about a cell that Stata has no way to hold.
var ErrValue = errors.New("no value of Stata's")

// Write writes a table as a .dta file, little-endian and without a time of saving: the same table gives the same bytes,
// however it is cut into blocks.
//
// Numbers are stored in the smallest of byte, int, long and double that holds all of a column exactly, dates as the days
// since 1960 that %td shows. Texts take str1 to str2045 by the longest, and strL where one is longer; the distinct long texts
// are kept in memory meanwhile. A missing number keeps its letter, .a to .z; a column where any occurs gets value labels that
// say what the letters mean, beside the names of its values. A missing text is the empty text: Stata has no other.
//
// Labels over 80 characters are cut and stand whole in the first note. A column's unit and notes become its notes, the unit
// also its characteristic "unit"; the table's notes those of the data set. A name that Stata does not allow is an error in
// whose chain ErrName is; a text with a zero byte, an infinite number and one of 2^1023 or more are errors with ErrValue. As Stata has it, a table without columns has no rows.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o WriteOptions) error {
	e := &encoder{table: t, rows: t.Rows, columns: make([]outColumn, len(t.Columns))}
	if err := e.choose(o.Format); err != nil {
		return fmt.Errorf("dta: %w", err)
	}
	if err := e.fit(ctx); err != nil {
		return fmt.Errorf("dta: %w", err)
	}
	if err := e.file(ctx, w); err != nil {
		return fmt.Errorf("dta: %w", err)
	}
	return nil
}

// encoder is a table on its way into a file.
type encoder struct {
	table   *frame.Table
	format  int
	layout  layout
	rows    int
	columns []outColumn
	width   int // bytes of a row
	sets    []LabelSet
	long    longOut
	head    bytes.Buffer // up to the rows
	places  []uint64     // where the parts begin, for the map
}

// outColumn is how a column is stored.
type outColumn struct {
	fitted
	kind   Type
	width  int
	offset int // within a row
	set    string
	shift  float64 // added to a number before it is stored
}

// choose sees to the format and to what can be refused before a cell is looked at.
func (e *encoder) choose(format int) error {
	n := len(e.columns)
	if format == 0 {
		format = 118
		if n > maxColumns118 {
			format = 119
		}
	}
	switch {
	case format != 118 && format != 119:
		return fmt.Errorf("format %d is not written; choose 118, or 119 for more than %d variables", format, maxColumns118)
	case format == 118 && n > maxColumns118:
		return fmt.Errorf("format 118 holds %d variables and the table has %d: choose format 119, or fewer columns", maxColumns118, n)
	case n > maxColumns119:
		return fmt.Errorf("%d variables are the most that Stata holds, and the table has %d: choose fewer columns", maxColumns119, n)
	case len(e.table.Reasons) > 26:
		return fmt.Errorf("%d reasons for missing cells, and Stata has 26 letters", len(e.table.Reasons))
	}
	e.format = format
	e.layout, _ = layoutOf(format)
	if n == 0 {
		e.rows = 0
	}
	return checkNames(e.table.Columns)
}

// file writes all parts in their order.
func (e *encoder) file(ctx context.Context, w io.Writer) error {
	mapAt := e.describe()
	var tail bytes.Buffer
	e.labelTables(&tail)
	data := uint64(e.head.Len())
	strls := data + uint64(len("<data>")+len("</data>")) + uint64(e.rows)*uint64(e.width)
	labels := strls + uint64(len("<strls>")+len("</strls>")) + e.long.size
	end := labels + uint64(tail.Len())
	e.places = append(e.places, data, strls, labels, end, end+uint64(len("</stata_dta>")))
	head := e.head.Bytes()
	for i, place := range e.places {
		binary.LittleEndian.PutUint64(head[mapAt+8*i:], place)
	}
	if _, err := w.Write(append(head, "<data>"...)); err != nil {
		return err
	}
	if err := e.data(ctx, w); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "</data><strls>"); err != nil {
		return err
	}
	if err := e.long.write(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</strls>"+tail.String()+"</stata_dta>")
	return err
}

// num appends a number of n bytes to the head.
func (e *encoder) num(v uint64, n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], v)
	e.head.Write(b[:n])
}

// describe writes the head of the file, all that comes before the rows, and gives the place where its map is to be filled in.
func (e *encoder) describe() (mapAt int) {
	fmt.Fprintf(&e.head, "<stata_dta><header><release>%d</release><byteorder>LSF</byteorder><K>", e.format)
	e.num(uint64(len(e.columns)), e.layout.columns)
	e.head.WriteString("</K><N>")
	e.num(uint64(e.rows), e.layout.rows)
	e.head.WriteString("</N><label>")
	title, _ := cutLabel(e.table.Title)
	e.num(uint64(len(title)), e.layout.label)
	e.head.WriteString(title + "</label><timestamp>\x00</timestamp></header>")
	e.places = append(e.places, 0, uint64(e.head.Len()))
	e.head.WriteString("<map>")
	mapAt = e.head.Len()
	e.head.Write(make([]byte, 14*8))
	e.head.WriteString("</map>")
	e.part("variable_types", func() {
		for _, c := range e.columns {
			e.num(uint64(typeCode(c.kind, c.width)), e.layout.types)
		}
	})
	e.each("varnames", e.layout.name, func(i int) string { return e.table.Columns[i].Name })
	e.part("sortlist", func() { e.head.Write(make([]byte, e.layout.sort*(len(e.columns)+1))) })
	e.each("formats", e.layout.format, func(i int) string { return e.columns[i].display(e.table.Columns[i].Kind) })
	e.each("value_label_names", e.layout.name, func(i int) string { return e.columns[i].set })
	e.each("variable_labels", e.layout.varLabel, func(i int) string {
		label, _ := cutLabel(e.table.Columns[i].Label)
		return label
	})
	e.part("characteristics", e.remarks)
	return mapAt
}

// part writes what stands between the tags of a part, and notes where it begins.
func (e *encoder) part(tag string, body func()) {
	e.places = append(e.places, uint64(e.head.Len()))
	e.head.WriteString("<" + tag + ">")
	body()
	e.head.WriteString("</" + tag + ">")
}

// each writes a part that is one text of a fixed width for each column.
func (e *encoder) each(tag string, width int, text func(i int) string) {
	e.part(tag, func() {
		for i := range e.columns {
			e.field(text(i), width)
		}
	})
}

// field writes a text and fills it up with zero bytes; what does not fit was cut before.
func (e *encoder) field(s string, width int) {
	e.head.WriteString(s)
	e.head.Write(make([]byte, width-len(s)))
}

// typeCode is the storage type as the file has it: the reverse of taggedType.
func typeCode(t Type, width int) uint16 {
	switch t {
	case Text:
		return uint16(width)
	case LongText:
		return 32768
	}
	return 65530 - uint16(t)
}

// display is the format Stata shows a column in: its own default, but for days.
func (c *outColumn) display(kind frame.Kind) string {
	switch {
	case kind == frame.Date:
		return "%td"
	case c.kind == Text:
		return fmt.Sprintf("%%%ds", max(9, c.width))
	}
	return [...]string{Byte: "%8.0g", Int: "%8.0g", Long: "%12.0g", Float: "%9.0g", Double: "%10.0g", LongText: "%9s"}[c.kind]
}

// The size of a chunk of rows, and the most rows of one.
const (
	chunkBytes = 256 << 10
	chunkRows  = 4096
)

// data writes the rows.
func (e *encoder) data(ctx context.Context, w io.Writer) error {
	if e.width == 0 {
		return nil
	}
	rows := min(max(1, chunkBytes/e.width), chunkRows)
	buf, cells := make([]byte, rows*e.width), make([]float64, rows)
	return e.table.Each(ctx, func(_ int, f *frame.Frame) error {
		for lo := 0; lo < f.Rows; lo += rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			hi := min(lo+rows, f.Rows)
			chunk := buf[:(hi-lo)*e.width]
			for i, c := range f.Columns {
				if err := e.cells(i, c, lo, hi, chunk, cells); err != nil {
					return err
				}
			}
			if _, err := w.Write(chunk); err != nil {
				return err
			}
		}
		return nil
	})
}

// errChanged is what comes of blocks that are not the same when they are gone through again.
var errChanged = errors.New("the blocks of the table gave other cells when they were gone through again")

// cells puts the cells of a column in rows lo to hi into their places in a chunk.
func (e *encoder) cells(i int, c *frame.Column, lo, hi int, chunk []byte, cells []float64) error {
	o := &e.columns[i]
	if !o.kind.numeric() {
		return e.texts(o, c, lo, hi, chunk)
	}
	cells = cells[:hi-lo]
	c.Read(lo, hi, cells)
	at := chunk[o.offset:]
	switch o.kind {
	case Byte:
		for row, x := range cells {
			at[row*e.width] = byte(whole(x, o.shift, math.MaxInt8-26))
		}
	case Int:
		for row, x := range cells {
			binary.LittleEndian.PutUint16(at[row*e.width:], uint16(whole(x, o.shift, math.MaxInt16-26)))
		}
	case Long:
		for row, x := range cells {
			binary.LittleEndian.PutUint32(at[row*e.width:], uint32(whole(x, o.shift, math.MaxInt32-26)))
		}
	default:
		for row, x := range cells {
			bits := math.Float64bits(x + o.shift)
			if x != x {
				bits = missingDouble + uint64(frame.Letter(x))<<40
			}
			binary.LittleEndian.PutUint64(at[row*e.width:], bits)
		}
	}
	return nil
}

// missingDouble is how the value "." is stored in a Double; the letters follow in steps of 2^40.
const missingDouble = 0x7FE0_0000_0000_0000

// whole gives a number as a whole one, a missing one as so many after the value "." of its type.
func whole(x, shift float64, missing int64) int64 {
	if x != x {
		return missing + int64(frame.Letter(x))
	}
	return int64(x + shift)
}

// texts is cells for texts.
func (e *encoder) texts(o *outColumn, c *frame.Column, lo, hi int, chunk []byte) error {
	for row := lo; row < hi; row++ {
		s, _ := c.TextAt(row)
		at := chunk[(row-lo)*e.width+o.offset:][:o.width]
		if o.kind == LongText {
			key, known := e.long.keys[s]
			if !known && s != "" {
				return errChanged
			}
			binary.LittleEndian.PutUint64(at, key.row<<(8*e.layout.longColumn)|key.column)
			continue
		}
		if len(s) > o.width {
			return errChanged
		}
		clear(at[copy(at, s):])
	}
	return nil
}
