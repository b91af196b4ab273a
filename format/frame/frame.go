// Package frame is a rectangle of typed columns in which every cell can say why it is missing: what readers of files give and
// writers of files take. Cells are kept narrow and dense; a column whose cells repeat (a state's figure in every row of its
// pairs) is kept once and reached through an index. Missing cells carry a letter, a to z, as Stata's extended missing values do.
package frame

import (
	"iter"
	"math"
)

// Kind is what the cells of a column are.
type Kind uint8

// The kinds. A Date is counted in days from 1970-01-01. A Flag is 0 or 1.
const (
	Real  Kind = iota // a number
	Whole             // a whole number of at most 32 bits
	Flag
	Date
	Text
)

// String names the kind.
func (k Kind) String() string { return [...]string{"real", "whole", "flag", "date", "text"}[k] }

// Named is the name of one value of a column of whole numbers.
type Named struct {
	Value int32
	Text  string
}

// Column is one column: what it is, and its cells in exactly one of Small, Ints and Reals. A column of texts keeps in Ints the
// place of each text in Texts. With Via the cell of a row is the one at Via[row]; without, the one at the row.
type Column struct {
	Name  string
	Label string   // in one line
	Unit  string   // empty where it has none
	Notes []string // where it is from, its formula, what missing means
	Kind  Kind
	Named []Named // names of values, in order of value; nil where values have none

	Small []int8 // values from MinSmall to MaxSmall
	Ints  []int32
	Reals []float64
	Texts []string
	Via   []int32
}

// The values a Small column can hold.
const (
	MinSmall = math.MinInt8 + 27
	MaxSmall = math.MaxInt8
	MinInt   = math.MinInt32 + 27 // the least value an Ints column can hold
)

// A missing cell is one of 26 letters, counted from 1 (a). In Small and Ints it is the lowest numbers, in Reals a quiet NaN with
// the letter in bits 44 to 48. 0 is no letter: the cell is there.

// NaN gives the number that stands for a cell missing for a letter (1 is a).
func NaN(letter uint8) float64 {
	return math.Float64frombits(0x7FF8_0000_0000_0000 | uint64(letter&31)<<44)
}

// SmallMissing and IntMissing give the same for columns of Small and Ints.
func SmallMissing(letter uint8) int8 { return math.MinInt8 + int8(letter) }

// IntMissing is the cell of an Ints column missing for a letter.
func IntMissing(letter uint8) int32 { return math.MinInt32 + int32(letter) }

// Letter says why a number is missing: 0 where it is there, else the letter from 1 (a). A NaN without a letter is d, undefined.
func Letter(x float64) uint8 {
	if x == x {
		return 0
	}
	if l := uint8(math.Float64bits(x) >> 44 & 31); l >= 1 && l <= 26 {
		return l
	}
	return 4
}

// Cells is the number of cells kept; the number of rows is that of Via where there is one.
func (c *Column) Cells() int {
	switch {
	case c.Reals != nil:
		return len(c.Reals)
	case c.Ints != nil:
		return len(c.Ints)
	}
	return len(c.Small)
}

// Len is the number of rows.
func (c *Column) Len() int {
	if c.Via != nil {
		return len(c.Via)
	}
	return c.Cells()
}

// At gives the cell of a row as a number: a text's place in Texts, a date's day, NaN with its letter where it is missing.
func (c *Column) At(row int) float64 {
	if c.Via != nil {
		row = int(c.Via[row])
	}
	return c.cell(row)
}

// cell gives a kept cell as a number.
func (c *Column) cell(i int) float64 {
	switch {
	case c.Reals != nil:
		return c.Reals[i]
	case c.Ints != nil:
		return fromInt(c.Ints[i])
	}
	return fromSmall(c.Small[i])
}

func fromInt(x int32) float64 {
	if x < MinInt {
		return NaN(uint8(x - math.MinInt32))
	}
	return float64(x)
}

func fromSmall(x int8) float64 {
	if x < MinSmall {
		return NaN(uint8(x - math.MinInt8))
	}
	return float64(x)
}

// Read gives the cells of rows from lo to hi (without it) into out, which must be as long.
func (c *Column) Read(lo, hi int, out []float64) {
	out = out[:hi-lo]
	if c.Via != nil {
		via := c.Via[lo:hi]
		switch {
		case c.Reals != nil:
			for i, v := range via {
				out[i] = c.Reals[v]
			}
		case c.Ints != nil:
			for i, v := range via {
				out[i] = fromInt(c.Ints[v])
			}
		default:
			for i, v := range via {
				out[i] = fromSmall(c.Small[v])
			}
		}
		return
	}
	switch {
	case c.Reals != nil:
		copy(out, c.Reals[lo:hi])
	case c.Ints != nil:
		for i, x := range c.Ints[lo:hi] {
			out[i] = fromInt(x)
		}
	default:
		for i, x := range c.Small[lo:hi] {
			out[i] = fromSmall(x)
		}
	}
}

// TextAt gives the text of a row, and its letter where it is missing.
func (c *Column) TextAt(row int) (string, uint8) {
	x := c.At(row)
	if l := Letter(x); l != 0 || c.Kind != Text {
		return "", l
	}
	return c.Texts[int(x)], 0
}

// Shares says whether two columns keep the same cells in the same place, however their rows lead there.
func (c *Column) Shares(d *Column) bool {
	return same(c.Small, d.Small) && same(c.Ints, d.Ints) && same(c.Reals, d.Reals) && same(c.Texts, d.Texts)
}

// same says whether two slices are one.
func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Head gives the column without its cells.
func (c *Column) Head() Column {
	h := *c
	h.Small, h.Ints, h.Reals, h.Texts, h.Via = nil, nil, nil, nil, nil
	return h
}

// Frame is columns of one length.
type Frame struct {
	Columns []*Column
	Rows    int
}

// Column finds a column by its name, nil where there is none.
func (f *Frame) Column(name string) *Column {
	for _, c := range f.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Select gives the frame of some of its rows, in the order given. Cells are shared, not copied: only what leads to them is made,
// once for all columns that are reached alike.
func (f *Frame) Select(rows []int32) *Frame {
	if rows == nil {
		rows = []int32{} // nil would lead to all
	}
	out := &Frame{Columns: make([]*Column, len(f.Columns)), Rows: len(rows)}
	made := map[*int32][]int32{}
	for i, c := range f.Columns {
		d := *c
		d.Via = through(c.Via, rows, made)
		out.Columns[i] = &d
	}
	return out
}

// through composes an index with a choice of rows, each index once.
func through(via, rows []int32, made map[*int32][]int32) []int32 {
	if via == nil {
		return rows
	}
	if len(via) == 0 {
		return via
	}
	if done, ok := made[&via[0]]; ok {
		return done
	}
	out := make([]int32, len(rows))
	for i, r := range rows {
		out[i] = via[r]
	}
	made[&via[0]] = out
	return out
}

// Table is a table on its way into a file: its columns (Head: no cells), the number of its rows, and the rows in blocks, each a
// frame of the same columns in the same order. A block's texts are its own. An error in the run of blocks ends the writing.
// The blocks may be gone through more than once and give the same each time: a writer that must say how wide a column is before
// its first row looks at the blocks before it writes them.
type Table struct {
	Title   string
	Notes   []string
	Reasons []string // what the letters of missing cells mean, from a
	Columns []Column
	Rows    int
	Blocks  iter.Seq2[*Frame, error]
}

// One gives the table that is one frame.
func One(f *Frame) *Table {
	t := &Table{Rows: f.Rows, Blocks: func(yield func(*Frame, error) bool) { yield(f, nil) }}
	for _, c := range f.Columns {
		t.Columns = append(t.Columns, c.Head())
	}
	return t
}
