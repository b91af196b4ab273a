package panel

// This file is who is in what at the end of each year, or at any time in it, as rows of bits: what two share is counted by a few
// instructions, so that shared organisations and treaties of every pair and year cost no more than reading them.

import (
	"math/bits"

	"comity"
)

// belongs has, of each state and year, one bit a set: a group, a treaty.
type belongs struct {
	from, to int
	words    int
	rows     [][]uint64 // by key, year after year; nil where a state is in none
}

// newBelongs makes rows for n sets over years; no state is in any.
func newBelongs(from, to, n int) *belongs {
	return &belongs{from: from, to: to, words: (n + 63) / 64}
}

// put says that a state is in a set in the years.
func (b *belongs) put(s comity.State, set, from, to int) {
	for int(s) >= len(b.rows) {
		b.rows = append(b.rows, nil)
	}
	row := b.rows[s]
	if row == nil {
		row = make([]uint64, (b.to-b.from+1)*b.words)
		b.rows[s] = row
	}
	for y := max(from, b.from); y <= min(to, b.to); y++ {
		row[(y-b.from)*b.words+set/64] |= 1 << (set % 64)
	}
}

// of gives the row of a state in a year; nil where it is in no set or the years do not reach.
func (b *belongs) of(s comity.State, year int) []uint64 {
	if s < 0 || int(s) >= len(b.rows) || year < b.from || year > b.to {
		return nil
	}
	row := b.rows[s]
	if row == nil {
		return nil
	}
	at := (year - b.from) * b.words
	return row[at : at+b.words]
}

// inBoth counts the sets both are in, of those of a mask (nil: all).
func inBoth(x, y, mask []uint64) int {
	n := 0
	if x == nil || y == nil {
		return 0
	}
	for i, w := range x {
		w &= y[i]
		if mask != nil {
			w &= mask[i]
		}
		n += bits.OnesCount64(w)
	}
	return n
}

// yearEnds gives the first and last year at whose end the span holds; none where first is after last.
func yearEnds(s comity.Span) (first, last int) {
	if s.Empty() {
		return 1, 0
	}
	first, last = s.From.Year(), yearOf(s.To)
	if s.To != comity.Forever && s.To < comity.DayOf(last, 12, 31) {
		last--
	}
	return first, last
}

// yearOf is the year of a day, a far one for Forever and for a day before all.
func yearOf(d comity.Day) int {
	switch d {
	case comity.Forever:
		return 9999
	case comity.NoDay, comity.NoDay + 1:
		return -9999
	}
	return d.Year()
}

// years are runs of years.
type years []struct{ from, to int }

// has says whether a year is in one of them.
func (ys years) has(year int) bool {
	for _, y := range ys {
		if y.from <= year && year <= y.to {
			return true
		}
	}
	return false
}

// sharedYears gives the years on some day of which one of the spans of each holds.
func sharedYears(as, bs []comity.Span) years {
	var out years
	for _, a := range as {
		for _, b := range bs {
			if m := a.Meet(b); !m.Empty() {
				out = append(out, struct{ from, to int }{yearOf(m.From), yearOf(m.To)})
			}
		}
	}
	return out
}
