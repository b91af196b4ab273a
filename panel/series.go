package panel

// How a variable of a table of values is put over a grid: run by run, from the bytes of the table into cells as narrow as its
// values allow.

import (
	"math"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
	"comity/source"
)

// overlay is a variable over a grid.
type overlay struct {
	variable
	table *record.Table
	head  record.Variable
	pairs *pairSeries // of a grid of pairs; nil: of one of states
	sys   comity.System
}

// overlay finds the variable's runs for the states or the pairs of a grid.
func (v variable) overlay(b *bench, t *record.Table, g *Grid) overlay {
	o := overlay{variable: v, table: t, sys: b.sys}
	o.head, _ = t.Variable(v.name)
	if g.B != nil {
		o.pairs = b.seriesOf(t, v.name)
	}
	return o
}

// of gives the run of years of the state or pair of a run of the grid: of a symmetric variable the one there is, in either direction.
func (o *overlay) of(r *Run) record.Run {
	if o.pairs == nil {
		run, _ := o.table.Series(o.name, r.A, comity.NoState)
		return run
	}
	p := o.pair(r)
	list := o.pairs.runs.of(p.A, p.B)
	if len(list) == 0 && o.column.Shape == column.Symmetric {
		list = o.pairs.runs.of(p.B, p.A)
	}
	if len(list) == 0 {
		return record.Run{}
	}
	return list[0]
}

// speaks says whether the silence on a run in a year of a source whose silence means none does so there.
func (o *overlay) speaks(r *Run, year int) bool {
	return o.table.Covers(year) && o.listed && (o.sys == o.system || membersIn(o.system).both(r, year))
}

// read writes the values of a run of the grid, from its i-th year on.
func (o *overlay) read(r *Run, i int, dst []float64) {
	run := o.of(r)
	if o.head.None {
		x, _ := run.At(0)
		for i := range dst {
			dst[i] = x
		}
		return
	}
	repeat(dst, comity.NaN(comity.NotCovered))
	if o.head.Absence == string(source.Zero) {
		for k := range dst {
			if o.speaks(r, r.From+i+k) {
				dst[k] = 0
			}
		}
	}
	run.Values(r.From+i, dst)
}

// overlays are a variable and those that hold its other years, each over what the ones before are silent on, in a unit.
type overlays struct {
	list []overlay
	per  float64 // what values are divided by; 0: nothing
}

func (o *overlays) read(r *Run, i int, dst []float64) {
	o.list[0].read(r, i, dst)
	for k := range o.list[1:] {
		var more [chunk]float64
		rest := more[:len(dst)]
		o.list[k+1].read(r, i, rest)
		for j, x := range dst {
			if comity.Why(x) == comity.NotCovered {
				dst[j] = rest[j]
			}
		}
	}
	if o.per != 0 {
		for j, x := range dst {
			if x == x {
				dst[j] = x / o.per
			}
		}
	}
}

// chunk is how many cells of a run are read at a time.
const chunk = 128

// fill puts the values over a grid, in cells as narrow as a unit and the values allow.
func (o *overlays) fill(g *Grid, unit string) *frame.Column {
	kind, low, high := o.span(unit)
	c := &frame.Column{Kind: kind}
	switch {
	case kind == frame.Real:
		c.Reals = make([]float64, g.Len())
		o.each(g, func(at int, xs []float64) { copy(c.Reals[at:], xs) })
	case low >= frame.MinSmall && high <= frame.MaxSmall:
		c.Small = make([]int8, g.Len())
		o.each(g, func(at int, xs []float64) {
			for i, x := range xs {
				c.Small[at+i] = small(x)
			}
		})
	default:
		c.Ints = make([]int32, g.Len())
		o.each(g, func(at int, xs []float64) {
			for i, x := range xs {
				c.Ints[at+i] = wide(x)
			}
		})
	}
	return c
}

// each reads a grid in pieces: f is given the row a piece begins at, and its values.
func (o *overlays) each(g *Grid, f func(at int, xs []float64)) {
	g.eachRun(func(r *Run) {
		var buf [chunk]float64
		for i := 0; i < r.Len; i += chunk {
			xs := buf[:min(chunk, r.Len-i)]
			o.read(r, i, xs)
			f(r.Row+i, xs)
		}
	})
}

// span says what kind of column the values make, and their ends. Only units of whole numbers and flags are looked at.
func (o *overlays) span(unit string) (kind frame.Kind, low, high float64) {
	flag := unit == "0/1"
	if !flag && !wholeUnits[unit] {
		return frame.Real, 0, 0
	}
	whole := true
	for k := range o.list {
		o.list[k].table.Each(o.list[k].name, comity.NoState, func(run record.Run) {
			var buf [chunk]float64
			for from := run.From; from < run.From+run.Years(); from += chunk {
				clear(buf[:])
				run.Values(from, buf[:])
				for _, x := range buf {
					if x < low {
						low = x
					}
					if x > high {
						high = x
					}
					whole = whole && (x == math.Trunc(x) || x != x)
				}
			}
		})
	}
	switch {
	case !whole, low < frame.MinInt, high > math.MaxInt32, flag && (low < 0 || high > 1):
		return frame.Real, 0, 0
	case flag:
		return frame.Flag, 0, 1
	}
	return frame.Whole, low, high
}

// ofPair fills one variable of pairs that has no direction, of the source of a panel.
func ofPair(name string, source func(b *bench) string) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		v := variable{family: source(b), name: name, column: column.Column{Shape: column.Symmetric}}
		return v.filler().fill(b, g)
	}
}
