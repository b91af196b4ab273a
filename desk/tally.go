package desk

// This file counts the cells of a table: how many are there, how many are missing for which reason, from which year to which.
// A table that comes in blocks is counted block by block.

import (
	"context"
	"math"
	"slices"
	"sync"

	"comity"
	"comity/format/frame"
)

// tally is the count of one column. Low and High are its least and greatest number (a text's place means nothing there).
type tally struct {
	N         int
	Missing   [comity.Withheld + 1]int // by reason; [0] is not used
	Low, High float64
	Years     map[int]int // cells that are there, by calendar year
}

// counted is the count of a table: of each column, and the rows of each year. Years is nil where the table has no column year.
type countedTable struct {
	Columns []tally
	Years   map[int]int
}

// count goes through a table once.
func count(ctx context.Context, t *frame.Table) (countedTable, error) {
	out := countedTable{Columns: make([]tally, len(t.Columns))}
	for i := range out.Columns {
		out.Columns[i] = tally{Low: math.Inf(1), High: math.Inf(-1), Years: map[int]int{}}
	}
	err := t.Each(ctx, func(_ int, f *frame.Frame) error {
		years := yearsOf(f)
		var wg sync.WaitGroup
		for i, c := range f.Columns {
			wg.Go(func() { out.Columns[i].add(c, years) })
		}
		if years != nil && out.Years == nil {
			out.Years = map[int]int{}
		}
		for _, y := range years {
			out.Years[int(y)]++
		}
		wg.Wait()
		return nil
	})
	return out, err
}

// yearsOf gives the calendar year of each row; nil where the frame has no years of our time in a column of that name.
func yearsOf(f *frame.Frame) []int16 {
	c := f.Column("year")
	if c == nil || c.Kind != frame.Whole {
		return nil
	}
	out := make([]int16, f.Rows)
	for i := range out {
		x := c.At(i)
		if x != x || x < 1 || x >= 1<<12 {
			return nil
		}
		out[i] = int16(x)
	}
	return out
}

// add counts the cells of a column of a block.
func (t *tally) add(c *frame.Column, years []int16) {
	const step = 4096
	var cells [step]float64
	var there [1 << 12]int // of each year of years, from the first
	first := 0
	if len(years) > 0 {
		first = int(slices.Min(years))
	}
	for lo := 0; lo < c.Len(); lo += step {
		hi := min(lo+step, c.Len())
		c.Read(lo, hi, cells[:hi-lo])
		for i, x := range cells[:hi-lo] {
			if x != x {
				t.Missing[min(frame.Letter(x), uint8(comity.Withheld))]++
				continue
			}
			t.N++
			t.Low, t.High = min(t.Low, x), max(t.High, x)
			if years != nil {
				there[int(years[lo+i])-first]++
			}
		}
	}
	for i, n := range there {
		if n > 0 {
			t.Years[first+i] += n
		}
	}
}

// span gives the first and the last year with a cell that is there.
func (t *tally) span() (from, to int, ok bool) {
	for y, n := range t.Years {
		if n > 0 && (!ok || y < from) {
			from = y
		}
		if n > 0 && (!ok || y > to) {
			to = y
		}
		ok = ok || n > 0
	}
	return from, to, ok
}

// letters gives the missing cells by letter, those that occur.
func (t *tally) letters() map[string]int {
	out := map[string]int{}
	for m := comity.NotCovered; m <= comity.Withheld; m++ {
		if n := t.Missing[m]; n > 0 {
			out[m.Letter()] = n
		}
	}
	return out
}
