package rda

// A data.frame as columns.

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Type is what the cells of a column are.
type Type uint8

// The types. Factor cells are texts out of a fixed set of levels. Other columns (lists, complex numbers, matrices, data
// frames in data frames, ALTREP vectors only their own package can restore) are reached through Column.Value.
const (
	Other Type = iota
	Bool
	Integer
	Float
	Text
	Factor
	Date
	Time
)

// String names the type.
func (t Type) String() string {
	return [...]string{"other", "bool", "integer", "float", "text", "factor", "date", "time"}[t]
}

// Frame is a data.frame.
type Frame struct {
	Columns []Column
	rows    int
	names   *Value
}

// Column is a column of a Frame. Rows count from 0. The accessors give false where the cell is NA or not of their sort;
// IsNA tells the one from the other.
type Column struct {
	Name   string
	Type   Type
	Levels []string // of a Factor
	Zone   string   // of a Time: the time zone it is to be shown in, empty for the reader's own
	Value  *Value

	ints  []int32
	reals []float64
	texts texts
	big   bool // reals hold 64-bit integers
}

// Frame gives the columns of a data.frame, or an error if v is none or its columns differ in length.
func (v *Value) Frame() (*Frame, error) {
	if v.kind != List || !v.Is("data.frame") {
		return nil, fmt.Errorf("rda: the value is a %s of class %q, not a data.frame", v.kind, v.Class())
	}
	names := v.Names()
	if len(names) != v.Len() {
		return nil, fmt.Errorf("rda: the data.frame has %d columns and %d names", v.Len(), len(names))
	}
	f := &Frame{names: v.Attr("row.names"), Columns: make([]Column, v.Len())}
	f.rows = f.countRows(v)
	for i, item := range v.Items() {
		if n := height(item); n != f.rows && item.kind != Unknown {
			return nil, fmt.Errorf("rda: column %d (%s) of the data.frame has %d rows, the data.frame %d", i+1, names[i], n, f.rows)
		}
		f.Columns[i] = newColumn(names[i], item)
	}
	return f, nil
}

// countRows reads the number of rows from the row names, which are often only their number (NA, -n), or else from the
// first column.
func (f *Frame) countRows(v *Value) int {
	if f.names != nil {
		if n, ok := compactRows(f.names); ok {
			return n
		}
		return f.names.Len()
	}
	if v.Len() > 0 {
		return height(v.Items()[0])
	}
	return 0
}

// compactRows reads row names that are only their number.
func compactRows(names *Value) (int, bool) {
	if n := names.Ints(); len(n) == 2 && n[0] == NAInt {
		return int(max(n[1], -n[1])), true
	}
	if n := names.Reals(); len(n) == 2 && IsNA(n[0]) && math.Abs(n[1]) < 1<<52 {
		return int(math.Abs(n[1])), true
	}
	return 0, false
}

// height is how many rows a column has: a matrix or data frame in a column may have several columns of its own.
func height(v *Value) int {
	if dim := v.Dim(); len(dim) > 0 {
		return dim[0]
	}
	if v.Is("data.frame") && v.Len() > 0 {
		return height(v.Items()[0])
	}
	return v.Len()
}

// newColumn looks at a vector by its class.
func newColumn(name string, v *Value) Column {
	c := Column{Name: name, Value: v, ints: v.Ints(), reals: v.Reals()}
	c.texts, _ = v.data.(texts)
	if len(v.Dim()) > 1 {
		return c
	}
	c.Type = plainType(v)
	switch number := c.ints != nil || c.reals != nil; {
	case v.Is("factor") && v.kind == Int:
		c.Type, c.Levels = Factor, v.strings("levels")
	case v.Is("Date") && number:
		c.Type = Date
	case v.Is("POSIXct") && number:
		c.Type = Time
		if zone := v.strings("tzone"); len(zone) > 0 {
			c.Zone = zone[0]
		}
	case v.Is("integer64") && v.kind == Real:
		c.Type, c.big = Integer, true
	}
	return c
}

// plainType is the type of a vector without a class.
func plainType(v *Value) Type {
	switch v.kind {
	case Logical:
		return Bool
	case Int:
		return Integer
	case Real:
		return Float
	case String:
		return Text
	}
	return Other
}

// Rows gives the number of rows: that of every column or, where there are no columns, what the file claims.
func (f *Frame) Rows() int { return f.rows }

// RowName gives the name of row i, its number from 1 where rows have no names.
func (f *Frame) RowName(i int) string {
	if f.names != nil {
		if _, compact := compactRows(f.names); !compact {
			s, _ := printed(f.names, i)
			return s
		}
	}
	return strconv.Itoa(i + 1)
}

// Column gives the column of a name, or an error that lists the names there are.
func (f *Frame) Column(name string) (*Column, error) {
	var names []string
	for i := range f.Columns {
		if f.Columns[i].Name == name {
			return &f.Columns[i], nil
		}
		names = append(names, f.Columns[i].Name)
	}
	return nil, fmt.Errorf("rda: no column %q; there are %s", name, strings.Join(names, ", "))
}

// IsNA says whether cell i is missing. NaN is not; a cell of an Other column never is.
func (c *Column) IsNA(i int) bool {
	switch {
	case c.Type == Other:
		return false
	case c.ints != nil:
		return c.ints[i] == NAInt
	case c.big:
		return int64(math.Float64bits(c.reals[i])) == math.MinInt64
	case c.reals != nil:
		return IsNA(c.reals[i])
	case c.texts.pool != nil:
		return c.texts.ids[i] == naText
	}
	return false
}

// Float gives a number: a Float, Integer or Bool cell, the seconds of a Time, the days of a Date. NaN is true.
func (c *Column) Float(i int) (float64, bool) {
	switch {
	case c.Type == Other || c.Type == Factor || c.Type == Text || c.IsNA(i):
		return 0, false
	case c.ints != nil:
		return float64(c.ints[i]), true
	case c.big:
		return float64(int64(math.Float64bits(c.reals[i]))), true
	}
	return c.reals[i], true
}

// Int gives a whole number: as Float, but false too for a fraction, NaN, or what does not fit.
func (c *Column) Int(i int) (int64, bool) {
	if c.big && c.reals != nil {
		return int64(math.Float64bits(c.reals[i])), !c.IsNA(i)
	}
	f, ok := c.Float(i)
	if !ok || f != math.Trunc(f) || math.Abs(f) >= 1<<63 {
		return 0, false
	}
	return int64(f), true
}

// Code gives a Factor cell's place among Levels, from 0.
func (c *Column) Code(i int) (int, bool) {
	if c.Type != Factor || c.IsNA(i) || c.ints[i] < 1 || int(c.ints[i]) > len(c.Levels) {
		return 0, false
	}
	return int(c.ints[i]) - 1, true
}

// Day gives a Date cell, or a Time cell's day in UTC, as days since 1970-01-01.
func (c *Column) Day(i int) (int, bool) {
	f, ok := c.Float(i)
	if c.Type == Time {
		f /= 86400
	}
	if !ok || c.Type != Date && c.Type != Time || !(math.Abs(f) < 1<<31) {
		return 0, false
	}
	return int(math.Floor(f)), true
}

// Time gives a Time cell in UTC, or the first moment of a Date cell.
func (c *Column) Time(i int) (time.Time, bool) {
	f, ok := c.Float(i)
	if c.Type == Date {
		f *= 86400
	}
	if !ok || c.Type != Date && c.Type != Time || !(math.Abs(f) < 1<<48) {
		return time.Time{}, false
	}
	whole := math.Floor(f)
	return time.Unix(int64(whole), int64((f-whole)*1e9)).UTC(), true
}

// Text gives any cell as text: a Factor's level, numbers with up to 15 digits as R prints them, TRUE or FALSE, days as
// 2006-01-02, times as 2006-01-02T15:04:05Z.
func (c *Column) Text(i int) (string, bool) {
	if c.IsNA(i) {
		return "", false
	}
	switch c.Type {
	case Text:
		return c.texts.at(i)
	case Factor:
		k, ok := c.Code(i)
		if !ok {
			return "", false
		}
		return c.Levels[k], true
	case Date:
		if d, ok := c.Day(i); ok {
			return printDay(int64(d)), true
		}
		return "", false
	case Time:
		if t, ok := c.Time(i); ok {
			return t.Format("2006-01-02T15:04:05.999999Z07:00"), true
		}
		return "", false
	case Other:
		return "", false
	}
	if c.big {
		n, ok := c.Int(i)
		return strconv.FormatInt(n, 10), ok
	}
	return printed(c.Value, i)
}
