package parquet

// One column: its pages, its type, and its cells as text and numbers.

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	lib "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// Type is what the cells of a column are.
type Type uint8

// The types. Bytes are those that no annotation calls text.
const (
	Bytes Type = iota
	Bool
	Integer
	Float
	Decimal
	Text
	Date
	Time
)

// String names the type.
func (t Type) String() string {
	return [...]string{"bytes", "bool", "integer", "float", "decimal", "text", "date", "time"}[t]
}

// batch is how many rows are decoded at one time.
const batch = 1024

// column is one column that is read.
type column struct {
	name     string
	index    int // among the file's
	kind     Type
	unsigned bool
	scale    int   // of a Decimal
	unit     int64 // of a Time, in nanoseconds
	zoned    bool  // a Time is in UTC, and not on a clock of no place

	pages  lib.Pages
	page   lib.Page
	values lib.ValueReader
	inPage int64 // values not yet read
	cells  []lib.Value
}

// newColumn reads a column's type.
func newColumn(name string, c *lib.Column) column {
	k := column{name: name, index: c.Index(), cells: make([]lib.Value, 0, batch)}
	switch c.Type().Kind() {
	case lib.Boolean:
		k.kind = Bool
	case lib.Int32, lib.Int64:
		k.kind = Integer
	case lib.Int96:
		k.kind, k.unit = Time, 1
	case lib.Float, lib.Double:
		k.kind = Float
	}
	if l := c.Type().LogicalType(); l != nil {
		k.annotate(l)
	}
	return k
}

// annotate reads what a column's numbers or bytes mean.
func (k *column) annotate(l *format.LogicalType) {
	switch v := l.Value.(type) {
	case *format.StringType, *format.EnumType, *format.JsonType:
		k.kind = Text
	case *format.DateType:
		k.kind = Date
	case *format.IntType:
		k.unsigned = !v.IsSigned
	case *format.DecimalType:
		k.kind, k.scale = Decimal, int(v.Scale)
	case *format.TimestampType:
		k.kind, k.zoned, k.unit = Time, v.IsAdjustedToUTC, 1
		switch v.Unit.Value.(type) {
		case *format.MilliSeconds:
			k.unit = 1_000_000
		case *format.MicroSeconds:
			k.unit = 1_000
		}
	}
}

// ready sees to it that a page with values is open.
func (k *column) ready() error {
	for k.inPage == 0 {
		k.release()
		page, err := k.pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: its pages end before its rows do", ErrFormat)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrFormat, err)
		}
		k.page, k.values, k.inPage = page, page.Values(), page.NumValues()
	}
	return nil
}

// read takes the next n values to hand; the open page has that many.
func (k *column) read(n int) error {
	k.cells = k.cells[:n]
	for got := 0; got < n; {
		m, err := k.values.ReadValues(k.cells[got:])
		got += m
		if got < n && (err != nil || m == 0) {
			return fmt.Errorf("%w: a page has fewer values than it says: %v", ErrFormat, err)
		}
	}
	k.inPage -= int64(n)
	return nil
}

// release frees the open page.
func (k *column) release() {
	if k.page != nil {
		lib.Release(k.page)
	}
	k.page, k.values, k.inPage, k.cells = nil, nil, 0, k.cells[:0]
}

// close frees the pages of a group.
func (k *column) close() {
	k.release()
	if k.pages != nil {
		k.pages.Close()
	}
	k.pages = nil
}

// IsNull says whether a cell of the current row is missing.
func (r *Reader) IsNull(i int) bool { return r.columns[i].cells[r.at].IsNull() }

// Text gives a cell of the current row as text, false where it is missing: numbers with the fewest digits that tell them
// from others of their width, decimals exactly, true or false, days as 2006-01-02, times as 2006-01-02T15:04:05.999999999,
// with Z where they are in UTC. Bytes that are no UTF-8 are given as 0x and hexadecimal digits.
func (r *Reader) Text(i int) (string, bool) {
	k := &r.columns[i]
	v := k.cells[r.at]
	if v.IsNull() {
		return "", false
	}
	switch k.kind {
	case Text, Bytes:
		return textOf(v.ByteArray()), true
	case Bool:
		return strconv.FormatBool(v.Boolean()), true
	case Decimal:
		return decimalText(unscaled(v), k.scale), true
	case Date:
		return time.Unix(int64(v.Int32())*86400, 0).UTC().Format("2006-01-02"), true
	case Time:
		return k.timeText(v), true
	case Float:
		if v.Kind() == lib.Float {
			return shortest(float64(v.Float()), 32), true
		}
		return shortest(v.Double(), 64), true
	}
	if k.unsigned {
		return strconv.FormatUint(k.natural(v), 10), true
	}
	return strconv.FormatInt(integer(v), 10), true
}

// Float gives a cell of the current row as a number: days since 1970-01-01 of a date, seconds since then of a time, 1 for
// true. It is false where the cell is missing, is not a number (NaN), or is text.
func (r *Reader) Float(i int) (float64, bool) {
	k := &r.columns[i]
	v := k.cells[r.at]
	if v.IsNull() {
		return 0, false
	}
	f := math.NaN()
	switch k.kind {
	case Bool:
		f = 0
		if v.Boolean() {
			f = 1
		}
	case Float:
		f = v.Double()
		if v.Kind() == lib.Float {
			f = float64(v.Float())
		}
	case Decimal:
		f, _ = strconv.ParseFloat(decimalText(unscaled(v), k.scale), 64)
	case Date:
		f = float64(v.Int32())
	case Time:
		seconds, nanos := k.moment(v)
		f = float64(seconds) + float64(nanos)/1e9
	case Integer:
		f = float64(integer(v))
		if k.unsigned {
			f = float64(k.natural(v))
		}
	}
	return f, f == f
}

// integer gives a whole number.
func integer(v lib.Value) int64 {
	if v.Kind() == lib.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

// natural gives a number without sign.
func (k *column) natural(v lib.Value) uint64 {
	if v.Kind() == lib.Int32 {
		return uint64(v.Uint32())
	}
	return v.Uint64()
}

// textOf gives text, or what stands for bytes that are none.
func textOf(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return fmt.Sprintf("0x%x", b)
}

// shortest writes a number with the fewest digits, without an exponent unless it is very great or small.
func shortest(v float64, bits int) string {
	if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.FormatFloat(v, 'e', -1, bits)
	}
	return strconv.FormatFloat(v, 'f', -1, bits)
}

// unscaled gives the whole number a decimal is written as.
func unscaled(v lib.Value) *big.Int {
	switch v.Kind() {
	case lib.Int32, lib.Int64:
		return big.NewInt(integer(v))
	}
	b := v.ByteArray()
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 { // two's complement, the most significant byte first
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}

// decimalText puts the point into a decimal.
func decimalText(n *big.Int, scale int) string {
	s := n.String()
	if scale <= 0 || scale > 1000 {
		return s
	}
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	if len(s) <= scale {
		s = strings.Repeat("0", scale-len(s)+1) + s
	}
	return sign + s[:len(s)-scale] + "." + s[len(s)-scale:]
}

// moment gives a time in seconds since 1970 and nanoseconds.
func (k *column) moment(v lib.Value) (seconds, nanos int64) {
	if v.Kind() == lib.Int96 { // nanoseconds of the day, then the Julian day
		const julian1970 = 2_440_588
		n := v.Int96()
		day := int64(n[2]) - julian1970
		nanos := int64(uint64(n[1])<<32 | uint64(n[0]))
		return day*86400 + nanos/1e9, nanos % 1e9
	}
	per := int64(1e9) / k.unit
	n := integer(v)
	seconds, rest := n/per, n%per
	if rest < 0 {
		seconds, rest = seconds-1, rest+per
	}
	return seconds, rest * k.unit
}

// timeText writes a time.
func (k *column) timeText(v lib.Value) string {
	s := time.Unix(k.moment(v)).UTC().Format("2006-01-02T15:04:05.999999999")
	if k.zoned {
		return s + "Z"
	}
	return s
}
