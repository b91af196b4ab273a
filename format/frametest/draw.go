package frametest

// Tables that say of themselves all that a table can, tame enough for formats that are narrow about names and zero bytes: random
// ones, the same cut into blocks, and a large one with dates and names in it to be measured on.

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"comity/format/frame"

	"pgregory.net/rapid"
)

// Tame are texts without a zero byte that writers of packed, marked-up or padded files stumble over, beside those of Hostile.
var Tame = append(slices.DeleteFunc(slices.Clone(Hostile), func(s string) bool { return strings.IndexByte(s, 0) >= 0 }),
	"<b>&amp;</b>]]>", "_x0041_", "\x01\x1f\x7f", "\uFFFE\uFFFF", " before", "after ", "$PATH `x'", strings.Repeat("long ", 500))

// Reasons are what the letters of missing cells mean in the tables made here.
var Reasons = []string{"not covered by the source", "not applicable", "missing in the source", "undefined", "withheld"}

// Draw makes a frame of a few columns, of every kind and storage, some kept once and reached through an index, with missing
// cells of the first five letters, and gives it as a table in one piece and cut into blocks. The columns are named a_real,
// b_text and so on.
func Draw(t *rapid.T) (f *frame.Frame, whole, cut *frame.Table) {
	f = &frame.Frame{Rows: rapid.IntRange(0, 40).Draw(t, "rows")}
	for i := range rapid.IntRange(1, 8).Draw(t, "columns") {
		f.Columns = append(f.Columns, tame(t, i, f.Rows))
	}
	ends := rapid.SliceOfN(rapid.IntRange(0, f.Rows), 0, 3).Draw(t, "cuts")
	return f, describe(frame.One(f)), Cut(f, ends...)
}

// describe says of a table what can be said of one.
func describe(t *frame.Table) *frame.Table {
	t.Title, t.Notes, t.Reasons = "A table for a test", []string{"first note", "second “note”"}, Reasons
	return t
}

// Cut gives a frame as a table of blocks, which end before the rows given, in any order, and at its end.
func Cut(f *frame.Frame, ends ...int) *frame.Table {
	ends = append(slices.Sorted(slices.Values(ends)), f.Rows)
	t := describe(frame.One(f))
	t.Blocks = func(yield func(*frame.Frame, error) bool) {
		lo := 0
		for _, hi := range ends {
			rows := make([]int32, hi-lo)
			for i := range rows {
				rows[i] = int32(lo + i)
			}
			if !yield(f.Select(rows), nil) {
				return
			}
			lo = hi
		}
	}
	return t
}

// tame draws one column.
func tame(t *rapid.T, i, rows int) *frame.Column {
	kind := rapid.SampledFrom([]frame.Kind{frame.Real, frame.Whole, frame.Flag, frame.Date, frame.Text}).Draw(t, "kind")
	c := &frame.Column{Name: fmt.Sprintf("%c_%s", 'a'+i, kind), Label: "Column of " + kind.String(), Unit: "things", Notes: []string{"a note"}, Kind: kind}
	cells := rows
	if rows > 0 && rapid.Bool().Draw(t, "via") {
		cells = rapid.IntRange(1, rows).Draw(t, "cells")
		c.Via = make([]int32, rows)
		for r := range c.Via {
			c.Via[r] = int32(rapid.IntRange(0, cells-1).Draw(t, "place"))
		}
	}
	if kind == frame.Text {
		c.Texts = Tame
	}
	if kind == frame.Whole {
		c.Named = []frame.Named{{Value: -1, Text: "less"}, {Value: 1, Text: "more"}}
	}
	missing := rapid.IntRange(0, 3).Draw(t, "missing")
	switch storage := rapid.IntRange(0, 2).Draw(t, "storage"); {
	case kind == frame.Real && storage == 2, kind == frame.Date && storage == 2:
		c.Reals = fill(t, cells, missing, tameReals(kind), frame.NaN)
	case kind == frame.Text || storage == 1:
		c.Ints = fill(t, cells, missing, tameInts(kind), frame.IntMissing)
	default:
		c.Small = fill(t, cells, missing, tameSmalls(kind), frame.SmallMissing)
	}
	return c
}

// fill draws cells, of which so many in ten are missing.
func fill[T any](t *rapid.T, n, missing int, g *rapid.Generator[T], letter func(uint8) T) []T {
	cells := make([]T, n)
	for i := range cells {
		if rapid.IntRange(0, 9).Draw(t, "gap") < missing {
			cells[i] = letter(uint8(rapid.IntRange(1, len(Reasons)).Draw(t, "letter")))
		} else {
			cells[i] = g.Draw(t, "cell")
		}
	}
	return cells
}

// tameReals draws numbers: any for a Real, days for a Date.
func tameReals(kind frame.Kind) *rapid.Generator[float64] {
	if kind == frame.Date {
		return rapid.Map(rapid.IntRange(-100_000, 100_000), func(d int) float64 { return float64(d) })
	}
	return rapid.OneOf(rapid.Float64Range(-1e300, 1e300), rapid.SampledFrom([]float64{0, 1, -1, 0.1, 1e-300, 1.5, 100, 127, 32741, 1 << 31, 1 << 53, 1e15, math.MaxFloat64 / 4}))
}

// tameInts draws whole numbers that a column of Ints holds.
func tameInts(kind frame.Kind) *rapid.Generator[int32] {
	switch kind {
	case frame.Text:
		return rapid.Int32Range(0, int32(len(Tame)-1))
	case frame.Flag:
		return rapid.Int32Range(0, 1)
	case frame.Date:
		return rapid.Int32Range(-100_000, 100_000) // the years 1696 to 2243
	}
	return rapid.OneOf(rapid.Int32Range(frame.MinInt, math.MaxInt32), rapid.Int32Range(-130, 130), rapid.Int32Range(-33_000, 33_000))
}

// tameSmalls draws whole numbers that a column of Small holds.
func tameSmalls(kind frame.Kind) *rapid.Generator[int8] {
	if kind == frame.Flag {
		return rapid.Int8Range(0, 1)
	}
	return rapid.Int8Range(frame.MinSmall, frame.MaxSmall)
}

// Large makes a panel-like table to be measured on: two codes and a year that are the key, then flags, measures, states' figures
// reached through an index, whole numbers, a date and a name, in turn up to the number of columns. It comes in blocks of 65,536.
func Large(rows, columns int) *frame.Table {
	f := LargeFrame(rows, columns)
	var ends []int
	for at := 1 << 16; at < rows; at += 1 << 16 {
		ends = append(ends, at)
	}
	return Cut(f, ends...)
}

// LargeFrame is Large in one frame.
func LargeFrame(rows, columns int) *frame.Frame {
	r := rand.New(rand.NewPCG(1, 2))
	f := &frame.Frame{Rows: rows}
	state, key := make([]int32, rows), make([][]int32, 3)
	for k := range key {
		key[k] = make([]int32, rows)
	}
	for i := range rows { // 200 years of each pair of 200 states
		pair := i / 200
		key[0][i], key[1][i], key[2][i] = int32(2+pair/200), int32(2+pair%200), int32(1816+i%200)
		state[i] = int32(pair%200*20 + i%200/10)
	}
	for k, name := range []string{"ccode1", "ccode2", "year"} {
		f.Columns = append(f.Columns, &frame.Column{Name: name, Label: name, Kind: frame.Whole, Ints: key[k]})
	}
	for i := len(f.Columns); i < columns; i++ {
		c := largeColumn(r, i, rows, state)
		c.Name = fmt.Sprintf("v%d_%s", i, c.Kind)
		c.Label = "Column " + c.Name
		f.Columns = append(f.Columns, c)
	}
	f.Columns = f.Columns[:columns]
	return f
}

// largeColumn makes a column of Large. One cell in ten is missing.
func largeColumn(r *rand.Rand, i, rows int, state []int32) *frame.Column {
	gap := func() bool { return r.IntN(10) == 0 }
	c := &frame.Column{}
	switch i % 6 {
	case 0:
		c.Kind, c.Small = frame.Flag, make([]int8, rows)
		for j := range c.Small {
			if c.Small[j] = int8(r.IntN(2)); gap() {
				c.Small[j] = frame.SmallMissing(1)
			}
		}
	case 1:
		c.Kind, c.Reals = frame.Real, make([]float64, rows)
		for j := range c.Reals {
			if c.Reals[j] = r.Float64(); gap() {
				c.Reals[j] = frame.NaN(4)
			}
		}
	case 2:
		c.Kind, c.Reals, c.Via = frame.Real, make([]float64, 4000), state
		for j := range c.Reals {
			c.Reals[j] = math.Round(r.Float64()*1e6) / 1e6
		}
	case 3:
		c.Kind, c.Ints = frame.Whole, make([]int32, rows)
		for j := range c.Ints {
			if c.Ints[j] = int32(r.IntN(100_000)); gap() {
				c.Ints[j] = frame.IntMissing(3)
			}
		}
	case 4:
		c.Kind, c.Ints = frame.Date, make([]int32, rows)
		for j := range c.Ints {
			c.Ints[j] = int32(r.IntN(20_000))
		}
	default:
		c.Kind, c.Ints, c.Via = frame.Text, make([]int32, 4000), state
		for j := range c.Ints {
			c.Texts = append(c.Texts, fmt.Sprintf("state %d", j))
			c.Ints[j] = int32(j)
		}
	}
	return c
}
