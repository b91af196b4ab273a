package dta

// How narrow the columns of a table can be stored, which one look at all its cells tells.

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"

	"comity/format/frame"
)

// fitted is what the cells of a column ask for.
type fitted struct {
	broken   bool    // a number is no whole one
	min, max float64 // of the numbers, shifted
	letters  uint32  // those that occur, a in bit 1
	longest  int     // bytes of a text
}

// fit looks at the table and decides how each column is stored.
func (e *encoder) fit(ctx context.Context) error {
	for i := range e.columns {
		if e.table.Columns[i].Kind == frame.Date {
			e.columns[i].shift = -epoch
		}
	}
	cells := make([]float64, chunkRows)
	err := e.table.Each(ctx, func(before int, f *frame.Frame) error {
		for i, c := range f.Columns {
			if err := e.columns[i].look(c, cells); err != nil {
				return fmt.Errorf("column %d (%s), row %d: %w", i+1, e.table.Columns[i].Name, before+err.row+1, err.reason)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	e.place()
	if e.long.columns > 0 {
		if err := e.gather(ctx); err != nil {
			return err
		}
	}
	return e.nameValues()
}

// tooGreat is the least number that Stata takes for a missing value.
const tooGreat = 0x1p1023

// misfit is a cell that cannot be stored.
type misfit struct {
	row    int
	reason error
}

// look takes the cells of a block into account.
func (c *outColumn) look(in *frame.Column, cells []float64) *misfit {
	if in.Kind == frame.Text {
		return c.lookAtTexts(in)
	}
	rows := in.Len()
	for lo := 0; lo < rows; lo += len(cells) {
		chunk := cells[:min(len(cells), rows-lo)]
		in.Read(lo, lo+len(chunk), chunk)
		c.lookAtNumbers(chunk)
		if c.max < tooGreat && c.min >= -math.MaxFloat64 {
			continue
		}
		for i, x := range chunk {
			if x >= tooGreat || math.IsInf(x, 0) {
				return &misfit{lo + i, fmt.Errorf("%v is %w, whose numbers end below 2^1023: filter the row or leave the column out", x, ErrValue)}
			}
		}
	}
	return nil
}

// lookAtNumbers takes numbers into account.
func (c *outColumn) lookAtNumbers(cells []float64) {
	low, high, broken, shift := c.min, c.max, c.broken, c.shift
	for _, x := range cells {
		if x != x {
			c.letters |= 1 << frame.Letter(x)
			continue
		}
		x += shift
		low, high = min(low, x), max(high, x)
		broken = broken || x != math.Trunc(x)
	}
	c.min, c.max, c.broken = low, high, broken
}

// lookAtTexts takes texts into account, each that a row holds once.
func (c *outColumn) lookAtTexts(in *frame.Column) *misfit {
	seen := make([]bool, len(in.Texts))
	for row := range in.Len() {
		x := in.At(row)
		if x != x || seen[int(x)] {
			continue
		}
		seen[int(x)] = true
		s := in.Texts[int(x)]
		if strings.IndexByte(s, 0) >= 0 {
			return &misfit{row, fmt.Errorf("the text %.40q is %w: it has a zero byte; mend it at its source or leave the column out", s, ErrValue)}
		}
		c.longest = max(c.longest, len(s))
	}
	return nil
}

// place chooses the storage types, and with them where in a row the columns lie.
func (e *encoder) place() {
	for i := range e.columns {
		c := &e.columns[i]
		c.kind, c.width = c.storage(e.table.Columns[i].Kind)
		c.offset = e.width
		e.width += c.width
		if c.kind == LongText {
			e.long.columns++
		}
	}
}

// storage is the narrowest type for a column.
func (c *outColumn) storage(kind frame.Kind) (Type, int) {
	const widest = 2045
	t := Double
	switch {
	case kind == frame.Text && c.longest > widest:
		return LongText, 8
	case kind == frame.Text:
		return Text, max(1, c.longest)
	case c.broken:
	case c.min >= -math.MaxInt8 && c.max <= math.MaxInt8-27:
		t = Byte
	case c.min >= -math.MaxInt16 && c.max <= math.MaxInt16-27:
		t = Int
	case c.min >= -math.MaxInt32 && c.max <= math.MaxInt32-27:
		t = Long
	}
	return t, numberWidth[t]
}

// longOut is the long texts of a table: each stands once after the rows, under the column and row (from 1) that hold it first.
type longOut struct {
	columns int // how many hold long texts
	keys    map[string]longKey
	order   []string
	size    uint64 // bytes in the file
}

// longKey is what a cell calls a long text.
type longKey struct{ column, row uint64 }

// longHead is the bytes before a long text: GSO, column, row, kind, length. One zero byte ends it.
const longHead = 3 + 4 + 8 + 1 + 4

// gather collects the long texts.
func (e *encoder) gather(ctx context.Context) error {
	e.long.keys = map[string]longKey{}
	return e.table.Each(ctx, func(before int, f *frame.Frame) error {
		for row := range f.Rows {
			for i, c := range f.Columns {
				if e.columns[i].kind != LongText {
					continue
				}
				if s, _ := c.TextAt(row); s != "" {
					e.long.add(s, longKey{uint64(i + 1), uint64(before + row + 1)})
				}
			}
		}
		return nil
	})
}

// add notes a text that a cell holds.
func (l *longOut) add(s string, key longKey) {
	if _, known := l.keys[s]; known {
		return
	}
	s = strings.Clone(s)
	l.keys[s] = key
	l.order = append(l.order, s)
	l.size += uint64(longHead + len(s) + 1)
}

// write writes the long texts.
func (l *longOut) write(w io.Writer) error {
	const text = 130
	var b bytes.Buffer
	for _, s := range l.order {
		key := l.keys[s]
		head := binary.LittleEndian.AppendUint32(append(b.AvailableBuffer(), "GSO"...), uint32(key.column))
		head = append(binary.LittleEndian.AppendUint64(head, key.row), text)
		b.Write(binary.LittleEndian.AppendUint32(head, uint32(len(s)+1)))
		b.WriteString(s)
		b.WriteByte(0)
		if _, err := b.WriteTo(w); err != nil {
			return err
		}
	}
	return nil
}
