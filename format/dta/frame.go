package dta

// A data set as columns. Cells are found in place in the bytes of the file.

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Frame is a data set.
type Frame struct {
	Format          int    // 104 to 119
	BigEndian       bool   // numbers are written with the most significant byte first
	Label           string // of the data set
	Stamp           string // when it was saved, as the file says it: "28 Jul 2025 08:36"; often empty
	Columns         []Column
	SortedBy        []string // names of columns
	LabelSets       []LabelSet
	Characteristics []Characteristic

	claimed    uint64 // rows
	rows       int
	width      int // bytes of a row
	at         int // where the rows begin in the file
	data       []byte
	longColumn int // bytes of a reference to a long text that tell its variable
	long       []longText
	latin      bool
}

// Characteristic is a free text kept with a variable or, Of being "_dta", with the data set.
type Characteristic struct {
	Of, Name, Text string
}

// Column is a variable. Rows count from 0. The accessors give false where the cell is missing or not of their sort; IsNA
// tells the one from the other.
type Column struct {
	Name   string
	Label  string
	Type   Type
	Width  int    // bytes of a cell; of a Text the most it holds
	Format string // how Stata displays it: "%9.0g", "%td"
	Unit   Unit   // what a number counts, told by the display format
	Set    string // the name of its value labels, empty for none

	set    *LabelSet
	frame  *Frame
	offset int
}

// Rows gives the number of rows; a file without variables has none, whatever it claims.
func (f *Frame) Rows() int { return f.rows }

// Column gives the column of a name, or an error that lists the names there are.
func (f *Frame) Column(name string) (*Column, error) {
	for i := range f.Columns {
		if f.Columns[i].Name == name {
			return &f.Columns[i], nil
		}
	}
	return nil, fmt.Errorf("dta: no column %q; there are %s", name, strings.Join(f.Names(), ", "))
}

// Names gives the names of the columns.
func (f *Frame) Names() []string {
	names := make([]string, len(f.Columns))
	for i := range names {
		names[i] = f.Columns[i].Name
	}
	return names
}

// Note is a remark somebody left with a variable or, Of being "_dta", with the data set.
type Note struct {
	Of     string
	Number int
	Text   string
}

// Notes gives the notes among the characteristics, those of one variable together and by number, in the order variables
// first occur.
func (f *Frame) Notes() []Note {
	var notes []Note
	place := map[string]int{}
	for _, c := range f.Characteristics {
		digits, ok := strings.CutPrefix(c.Name, "note")
		n, err := strconv.Atoi(digits)
		if !ok || err != nil || n < 1 { // note0 is how many there are
			continue
		}
		if _, seen := place[c.Of]; !seen {
			place[c.Of] = len(place)
		}
		notes = append(notes, Note{c.Of, n, c.Text})
	}
	slices.SortStableFunc(notes, func(a, b Note) int {
		if a.Of != b.Of {
			return place[a.Of] - place[b.Of]
		}
		return a.Number - b.Number
	})
	return notes
}

// cell is the bytes of a cell.
func (c *Column) cell(i int) []byte {
	at := i*c.frame.width + c.offset
	return c.frame.data[at : at+c.Width : at+c.Width]
}

// uint16 decodes two bytes as the file writes numbers.
func (f *Frame) uint16(b []byte) uint16 {
	if f.BigEndian {
		return binary.BigEndian.Uint16(b)
	}
	return binary.LittleEndian.Uint16(b)
}

// uint32 is uint16 of four bytes.
func (f *Frame) uint32(b []byte) uint32 {
	if f.BigEndian {
		return binary.BigEndian.Uint32(b)
	}
	return binary.LittleEndian.Uint32(b)
}

// uint64 is uint16 of eight bytes.
func (f *Frame) uint64(b []byte) uint64 {
	if f.BigEndian {
		return binary.BigEndian.Uint64(b)
	}
	return binary.LittleEndian.Uint64(b)
}

// number gives a number, or the letter of a missing value.
func (c *Column) number(i int) (v float64, letter byte) {
	b := c.cell(i)
	switch c.Type {
	case Byte:
		return c.whole(int64(int8(b[0])), math.MaxInt8)
	case Int:
		return c.whole(int64(int16(c.frame.uint16(b))), math.MaxInt16)
	case Long:
		return c.whole(int64(int32(c.frame.uint32(b))), math.MaxInt32)
	case Float:
		bits := c.frame.uint32(b)
		v = float64(math.Float32frombits(bits))
		if int32(bits) < 0x7F000000 && v == v {
			return v, 0
		}
		return 0, c.letter(v, int(bits-0x7F000000)>>11)
	case Double:
		bits := c.frame.uint64(b)
		v = math.Float64frombits(bits)
		if int64(bits) < 0x7FE0_0000_0000_0000 && v == v {
			return v, 0
		}
		return 0, c.letter(v, int((bits-0x7FE0_0000_0000_0000)>>40))
	}
	return 0, 0
}

// whole tells a whole number from a missing value: the 27 greatest from format 113 on, before only the very greatest.
func (c *Column) whole(v, greatest int64) (float64, byte) {
	switch {
	case c.frame.Format < 113 && v == greatest:
		return 0, '.'
	case c.frame.Format >= 113 && v > greatest-27:
		return 0, letterAt(int(v - (greatest - 26)))
	}
	return float64(v), 0
}

// letter gives the letter of a missing value. Those between two letters count as the lower one, as in Stata; what is no
// finite number was not written by Stata and is ".".
func (c *Column) letter(v float64, place int) byte {
	if c.frame.Format < 113 || v != v || math.IsInf(v, 0) {
		return '.'
	}
	return letterAt(min(place, 26))
}

// IsNA says whether cell i is missing: a missing value, or the empty text, which Stata knows no difference from.
func (c *Column) IsNA(i int) bool {
	if c.Type.numeric() {
		_, letter := c.number(i)
		return letter != 0
	}
	return len(c.bytes(i)) == 0
}

// MissingLetter gives '.' or 'a' to 'z' where a number is missing, 0 where it is not, and for texts.
func (c *Column) MissingLetter(i int) byte {
	_, letter := c.number(i)
	return letter
}

// Float gives a number as it is stored, a date as the count Unit tells.
func (c *Column) Float(i int) (float64, bool) {
	v, letter := c.number(i)
	return v, c.Type.numeric() && letter == 0
}

// Int gives a whole number: as Float, but false too for a fraction or what does not fit.
func (c *Column) Int(i int) (int64, bool) {
	v, ok := c.Float(i)
	if !ok || v != math.Trunc(v) || math.Abs(v) >= 1<<63 {
		return 0, false
	}
	return int64(v), true
}

// bytes gives a text as it is stored.
func (c *Column) bytes(i int) []byte {
	if c.Type == LongText {
		l, _ := c.longText(i)
		return l.body
	}
	return upToZero(c.cell(i))
}

// Bytes gives the bytes of a long text that is none but bytes, such as a picture.
func (c *Column) Bytes(i int) ([]byte, bool) {
	if c.Type != LongText {
		return nil, false
	}
	l, _ := c.longText(i)
	return l.body, l.binary
}

// ValueLabel gives what a number, or from format 113 on a missing value, stands for.
func (c *Column) ValueLabel(i int) (string, bool) {
	if c.set == nil {
		return "", false
	}
	letter := c.MissingLetter(i)
	code, ok := c.Int(i)
	if !ok && letter == 0 {
		return "", false
	}
	return c.set.find(code, letter)
}

// Text gives any cell that is not missing: texts as UTF-8, numbers with the fewest digits that tell them from others of
// their width, dates as 2006-01-02, times as 2006-01-02T15:04:05.000Z, periods as 2006-01, 2006q1, 2006h1, 2006w1, 2006.
// Bytes that are no text are missing; see Bytes.
func (c *Column) Text(i int) (string, bool) {
	if c.Type.numeric() {
		return c.numberText(i)
	}
	b := c.bytes(i)
	if _, binary := c.Bytes(i); binary || len(b) == 0 {
		return "", false
	}
	return decodeText(b, c.frame.latin), true
}

// numberText writes a number.
func (c *Column) numberText(i int) (string, bool) {
	v, letter := c.number(i)
	if letter != 0 {
		return "", false
	}
	if s, ok := c.dateText(v); ok {
		return s, true
	}
	switch c.Type {
	case Float:
		return shortest(v, 32), true
	case Double:
		return shortest(v, 64), true
	}
	return strconv.FormatInt(int64(v), 10), true
}

// shortest writes a number with the fewest digits, without an exponent unless it is very great or small.
func shortest(v float64, bits int) string {
	if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.FormatFloat(v, 'e', -1, bits)
	}
	return strconv.FormatFloat(v, 'f', -1, bits)
}
