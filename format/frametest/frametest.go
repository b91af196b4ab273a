// Package frametest makes tables for the tests of those who write them: one of every kind and letter, one of the size and shape
// of a large panel, and cuts of a table into blocks.
package frametest

import (
	"fmt"
	"math"
	"math/rand/v2"

	"comity/format/frame"
)

// Hostile are texts that a careless writer of some format damages.
var Hostile = []string{
	"", "plain", "Côte d'Ivoire", "日本", "a,b", "a;b", "a\tb", `say "hi"`, `"`, "two\nlines", "two\r\nlines", "\r", " padded ", "null",
	"NA", "NaN", ".", ".a", "-", "0", "007", "1e5", "TRUE", "2024-02-29", "nul\x00inside", "\x00", "\x1b[31m", "\u2028", `back\slash`, "</script>&amp;", "#note", "=1+1",
	"\uFEFFmark", "'", "🏳️‍🌈", "a\u0301",
}

// Everything is a frame with a column of each kind in each storage, direct and through an index, whose rows hold every letter,
// both ends of each storage, numbers that are hard to write and hostile texts.
func Everything() *frame.Frame {
	reals := []float64{0, math.Copysign(0, -1), 1, 12, -3, 0.1, 1.0 / 3, 1e15, 1e16, 123456789012345678, 1e20, 1e21, 1e22, 1e-5, 1e-6, 9.9e-7, 1e-7, 1e300, 5e-324, math.MaxFloat64,
		-2.33158371, 19952.315, 4503599627370497.5, math.Pi}
	whole := []int32{0, 1, -1, 9, 10, 12, 99, 100, 127, 128, 990, 2010, 1_000_000, math.MaxInt32, frame.MinInt}
	small := []int8{0, 1, 9, 10, -9, 100, frame.MinSmall, frame.MaxSmall}
	days := []int32{0, -1, 19782, 11016, -56248, -719162, 2932896}
	for l := uint8(1); l <= 26; l++ {
		reals, whole = append(reals, frame.NaN(l)), append(whole, frame.IntMissing(l))
		small, days = append(small, frame.SmallMissing(l)), append(days, frame.IntMissing(l))
	}
	reals = append(reals, math.NaN())
	places := []int32{frame.IntMissing(1), frame.IntMissing(26)}
	for i := range Hostile {
		places = append(places, int32(i))
	}
	const n = 70
	f := &frame.Frame{Rows: n}
	add := func(c frame.Column) { f.Columns = append(f.Columns, &c) }
	add(frame.Column{Name: "id", Kind: frame.Whole, Ints: cycle(n, 0, upTo(n))})
	add(frame.Column{Name: "real", Label: "A number", Unit: "km", Notes: []string{"made up", "for tests"}, Kind: frame.Real, Reals: cycle(n, 0, reals)})
	add(frame.Column{Name: "whole", Kind: frame.Whole, Ints: cycle(n, 0, whole)})
	add(frame.Column{Name: "little", Kind: frame.Whole, Small: cycle(n, 0, small), Named: []frame.Named{{Value: 0, Text: "none"}, {Value: 1, Text: `some, "more"`}}})
	add(frame.Column{Name: "flag", Kind: frame.Flag, Small: cycle(n, 0, []int8{0, 1, frame.SmallMissing(2), 1})})
	add(frame.Column{Name: "flag wide", Kind: frame.Flag, Ints: cycle(n, 0, []int32{0, 1, 1})})
	add(frame.Column{Name: "day", Kind: frame.Date, Ints: cycle(n, 0, days)})
	add(frame.Column{Name: "text", Kind: frame.Text, Ints: cycle(n, 0, places), Texts: Hostile})
	via, back := cycle(n, 3, upTo(n)), make([]int32, n)
	for i := range back {
		back[i] = int32(n - 1 - i)
	}
	for i, c := range f.Columns[1:] {
		d := *c
		d.Name, d.Via = c.Name+" via", via
		if i%3 == 2 {
			d.Via = back
		}
		add(d)
	}
	add(frame.Column{Name: "whole, as real", Kind: frame.Whole, Reals: cycle(n, 0, []float64{1, -5, 2e9, frame.NaN(5)})})
	add(frame.Column{Name: "all \"missing\"", Kind: frame.Real, Small: cycle(n, 0, []int8{frame.SmallMissing(3)})})
	add(frame.Column{Name: "real in small", Kind: frame.Real, Small: cycle(n, 0, small)})
	return f
}

// upTo gives 0 to n-1.
func upTo(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// cycle gives n items, those of a list from one on, again and again.
func cycle[T any](n, from int, of []T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = of[(from+i)%len(of)]
	}
	return all
}

// Blocks gives a frame as a table in blocks of n rows. Their cells are the frame's own, reached through an index, or with copied
// their own.
func Blocks(f *frame.Frame, n int, copied bool) *frame.Table {
	t := frame.One(f)
	t.Blocks = func(yield func(*frame.Frame, error) bool) {
		for lo := 0; lo < f.Rows; lo += n {
			rows := upTo(min(n, f.Rows-lo))
			for i := range rows {
				rows[i] += int32(lo)
			}
			block := f.Select(rows)
			for i := range block.Columns {
				if copied {
					block.Columns[i] = copyOf(block.Columns[i])
				}
			}
			if !yield(block, nil) {
				return
			}
		}
	}
	return t
}

// copyOf gives a column with cells of its own and no index.
func copyOf(c *frame.Column) *frame.Column {
	d := c.Head()
	for _, i := range c.Via {
		switch {
		case c.Reals != nil:
			d.Reals = append(d.Reals, c.Reals[i])
		case c.Ints != nil:
			d.Ints = append(d.Ints, c.Ints[i])
		default:
			d.Small = append(d.Small, c.Small[i])
		}
	}
	d.Texts = append(d.Texts, c.Texts...)
	return &d
}

// Kitchen gives a frame of the shape of a directed dyad-year panel with everything in it: 76 columns, of which 46 are figures of
// one of the two states, kept once for each state and year; the others are flags, counts, spells and two distances. With
// states = 93 and years = 195 it has 1,668,420 rows. The same arguments give the same frame.
func Kitchen(states, years int) *frame.Frame {
	rng := rand.New(rand.NewPCG(1816, 2010))
	kept := states * years
	n := kept * (states - 1)
	f := &frame.Frame{Rows: n}
	one, two := make([]int32, 0, n), make([]int32, 0, n)
	code1, code2, year := make([]int32, 0, n), make([]int32, 0, n), make([]int32, 0, n)
	for a := range states {
		for b := range states {
			for y := range years {
				if a != b {
					one, two = append(one, int32(a*years+y)), append(two, int32(b*years+y))
					code1, code2, year = append(code1, int32(2+a*10)), append(code2, int32(2+b*10)), append(year, int32(1816+y))
				}
			}
		}
	}
	add := func(c frame.Column) { f.Columns = append(f.Columns, &c) }
	flags := func(k int) {
		for range k {
			add(frame.Column{Name: fmt.Sprintf("flag%d", len(f.Columns)), Kind: frame.Flag, Small: events(rng, n, years)})
		}
	}
	add(frame.Column{Name: "ccode1", Kind: frame.Whole, Ints: code1})
	add(frame.Column{Name: "ccode2", Kind: frame.Whole, Ints: code2})
	add(frame.Column{Name: "year", Kind: frame.Whole, Ints: year})
	flags(19)
	add(frame.Column{Name: "capdist", Kind: frame.Real, Reals: distances(rng, n, years)})
	for _, k := range []int{4, 7} {
		figures := make([]frame.Column, k)
		for i := range figures {
			figures[i] = figure(rng, kept, i)
		}
		for side, via := range [][]int32{one, two} {
			for _, c := range figures {
				c.Name, c.Via = fmt.Sprintf("%s%d_%d", c.Name, k, side+1), via
				add(c)
			}
		}
	}
	add(frame.Column{Name: "dyadigos", Kind: frame.Whole, Small: counts(rng, n)})
	add(frame.Column{Name: "mindist", Kind: frame.Real, Reals: distances(rng, n, years)})
	flags(5)
	six := make([]frame.Column, 12)
	for i := range six {
		six[i] = figure(rng, kept, i+2)
	}
	for side, via := range [][]int32{one, two} {
		for _, c := range six {
			c.Name, c.Via = fmt.Sprintf("%s_%d", c.Name, side+1), via
			add(c)
		}
	}
	return f
}

// figure makes the kept cells of a figure of states: every third one of whole numbers.
func figure(rng *rand.Rand, n, which int) frame.Column {
	c := frame.Column{Name: fmt.Sprintf("figure%d", which), Kind: frame.Real, Reals: make([]float64, n)}
	for i := range c.Reals {
		switch {
		case rng.IntN(12) == 0:
			c.Reals[i] = frame.NaN(uint8(1 + rng.IntN(3)))
		case which%3 == 1:
			c.Reals[i] = float64(rng.IntN(1_000_000))
		default:
			c.Reals[i] = rng.NormFloat64() * 100
		}
	}
	return c
}

// events makes a flag that is seldom 1, and not known in some years.
func events(rng *rand.Rand, n, years int) []int8 {
	all := make([]int8, n)
	for i := range all {
		switch {
		case i%years < 10:
			all[i] = frame.SmallMissing(1)
		case rng.IntN(50) == 0:
			all[i] = 1
		}
	}
	return all
}

// counts makes small counts.
func counts(rng *rand.Rand, n int) []int8 {
	all := make([]int8, n)
	for i := range all {
		all[i] = int8(rng.IntN(107))
	}
	return all
}

// distances makes numbers that stay the same for the years of a pair.
func distances(rng *rand.Rand, n, years int) []float64 {
	all := make([]float64, n)
	for i := range all {
		if i%years == 0 {
			all[i] = math.Round(rng.Float64()*2e7) / 1e3
			continue
		}
		all[i] = all[i-1]
	}
	return all
}
