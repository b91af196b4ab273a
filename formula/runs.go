package formula

// This file finds the rows of each unit in order of time, and the rows of each time.

import (
	"fmt"
	"slices"
)

// runs are the rows by unit and time. Where rows stand so already, as panels do, nothing is moved.
type runs struct {
	order  []int32 // the row at each place; nil where each row is at its own
	unit   []int32 // at each place
	time   []int32
	starts []int32 // places where a unit begins, and the end
}

// row gives the row at a place.
func (r *runs) row(place int) int {
	if r.order == nil {
		return place
	}
	return int(r.order[place])
}

// byUnit gives the runs of the rows, found once. A unit with two rows of one time has no row "before".
func (e *Env) byUnit() (*runs, error) {
	if e.runs != nil {
		return e.runs, nil
	}
	if len(e.Unit) != e.Frame.Rows || len(e.Time) != e.Frame.Rows {
		return nil, fmt.Errorf("the rows are of no unit in time: lags, spells and running figures need a panel of units by time")
	}
	r := &runs{unit: e.Unit, time: e.Time}
	if !standing(e.Unit, e.Time) {
		r.order = sorted(sorted(counting(e.Frame.Rows), e.Time), e.Unit)
		r.unit, r.time = gather(e.Unit, r.order), gather(e.Time, r.order)
	}
	for i := range r.unit {
		if i == 0 || r.unit[i] != r.unit[i-1] {
			r.starts = append(r.starts, int32(i))
		} else if r.time[i] == r.time[i-1] {
			return nil, fmt.Errorf("rows %d and %d are of one unit and one %s (%d): lags, spells and running figures need one row for each unit and %s",
				r.row(i-1)+1, r.row(i)+1, e.period(), r.time[i], e.period())
		}
	}
	r.starts = append(r.starts, int32(e.Frame.Rows))
	e.runs = r
	return r, nil
}

// standing says whether rows stand by unit and time.
func standing(unit, time []int32) bool {
	for i := 1; i < len(unit); i++ {
		if unit[i] < unit[i-1] || unit[i] == unit[i-1] && time[i] < time[i-1] {
			return false
		}
	}
	return true
}

// counting is 0, 1, … n-1.
func counting(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

func gather[T any](x []T, order []int32) []T {
	out := make([]T, len(order))
	for i, r := range order {
		out[i] = x[r]
	}
	return out
}

// sorted puts rows in order of their keys, those of one key in the order they had: two rounds of counting by 16 bits, one where
// the upper halves are all the same.
func sorted(order, keys []int32) []int32 {
	for _, shift := range []uint{0, 16} {
		digit := func(row int32) uint32 { return (uint32(keys[row]) ^ 1<<31) >> shift & 0xFFFF }
		var places [1 << 16]int32
		for _, row := range order {
			places[digit(row)]++
		}
		if len(order) == 0 || places[digit(order[0])] == int32(len(order)) {
			continue
		}
		at := int32(0)
		for d, n := range places {
			places[d] = at
			at += n
		}
		out := make([]int32, len(order))
		for _, row := range order {
			d := digit(row)
			out[places[d]] = row
			places[d]++
		}
		order = out
	}
	return order
}

// periods are the times of the rows, numbered from 0 in order.
type periods struct {
	of    []int32 // of each row
	count int
}

// byTime gives the times of the rows, found once.
func (e *Env) byTime() (*periods, error) {
	if e.periods != nil {
		return e.periods, nil
	}
	if len(e.Time) != e.Frame.Rows {
		return nil, fmt.Errorf("the rows are of no time: totals, shares and ranks of a %s need one", e.period())
	}
	p := &periods{of: make([]int32, len(e.Time))}
	e.periods = p
	if len(e.Time) == 0 {
		return p, nil
	}
	least, most := int(slices.Min(e.Time)), int(slices.Max(e.Time))
	if most-least < len(e.Time)+1<<16 {
		p.count = most - least + 1
		for i, t := range e.Time {
			p.of[i] = int32(int(t) - least)
		}
		return p, nil
	}
	times := slices.Compact(slices.Sorted(slices.Values(e.Time)))
	p.count = len(times)
	for i, t := range e.Time {
		at, _ := slices.BinarySearch(times, t)
		p.of[i] = int32(at)
	}
	return p, nil
}
