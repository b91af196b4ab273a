package frametest

// Random frames, for laws.

import (
	"fmt"
	"math"

	"pgregory.net/rapid"

	"comity/format/frame"
)

// Frames draws frames of up to 6 columns and 30 rows, of every kind and storage, with missing cells of every letter.
func Frames() *rapid.Generator[*frame.Frame] {
	return rapid.Custom(func(t *rapid.T) *frame.Frame {
		f := &frame.Frame{Rows: rapid.IntRange(0, 30).Draw(t, "rows")}
		for i := range rapid.IntRange(1, 6).Draw(t, "columns") {
			c := column(t, f.Rows)
			c.Name = fmt.Sprintf("%c%s", 'a'+i, rapid.StringN(0, 6, 12).Draw(t, "name"))
			f.Columns = append(f.Columns, c)
		}
		return f
	})
}

// column draws a column of so many rows.
func column(t *rapid.T, rows int) *frame.Column {
	c := &frame.Column{Kind: frame.Kind(rapid.IntRange(0, int(frame.Text)).Draw(t, "kind"))}
	cells := rows
	if rows > 0 && rapid.Bool().Draw(t, "through an index") {
		cells = rapid.IntRange(1, 2*rows).Draw(t, "cells")
		c.Via = rapid.SliceOfN(rapid.Int32Range(0, int32(cells-1)), rows, rows).Draw(t, "index")
	}
	storage := rapid.IntRange(0, 2).Draw(t, "storage")
	switch {
	case c.Kind == frame.Text:
		c.Texts = rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom(Hostile)), 1, 5).Draw(t, "texts")
		c.Ints = rapid.SliceOfN(ints(0, int32(len(c.Texts)-1)), cells, cells).Draw(t, "places")
	case c.Kind == frame.Flag:
		c.Small = rapid.SliceOfN(small(0, 1), cells, cells).Draw(t, "flags")
	case c.Kind == frame.Date:
		c.Ints = rapid.SliceOfN(ints(-719162, 2932896), cells, cells).Draw(t, "days")
	case storage == 0:
		c.Small = rapid.SliceOfN(small(frame.MinSmall, frame.MaxSmall), cells, cells).Draw(t, "small")
	case storage == 1 || c.Kind == frame.Whole:
		c.Ints = rapid.SliceOfN(ints(frame.MinInt, math.MaxInt32), cells, cells).Draw(t, "ints")
	default:
		c.Reals = rapid.SliceOfN(reals(), cells, cells).Draw(t, "reals")
	}
	return c
}

// letters draws the letter of a missing cell.
func letters() *rapid.Generator[uint8] { return rapid.Uint8Range(1, 26) }

// small draws cells of Small, ints of Ints, reals of Reals.
func small(lo, hi int8) *rapid.Generator[int8] {
	return rapid.OneOf(rapid.Int8Range(lo, hi), rapid.Map(letters(), frame.SmallMissing))
}

func ints(lo, hi int32) *rapid.Generator[int32] {
	return rapid.OneOf(rapid.Int32Range(lo, hi), rapid.Int32Range(lo, min(hi, lo+10)), rapid.Map(letters(), frame.IntMissing))
}

func reals() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64(), rapid.Map(rapid.IntRange(-5, 5), func(i int) float64 { return float64(i) }), rapid.Map(letters(), frame.NaN))
}
