package panel

// This file fills years without a dispute: by the calendar, or, as the peer has it, by counting the rows of the panel.

import (
	"cmp"
	"sort"

	"comity"
	"comity/format/frame"
)

// peaceFill counts the time since a pair had a dispute, or since one began.
func peaceFill(list listOf, onset bool) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		d, err := list(b)
		if err != nil {
			return made{}, err
		}
		events := func(p comity.Pair) []int {
			var out []int
			for _, w := range d.pairs.of(p.A, p.B) {
				if (w.onset || !onset) && (len(out) == 0 || out[len(out)-1] != w.year) {
					out = append(out, w.year)
				}
			}
			return out
		}
		c := &frame.Column{Kind: frame.Whole, Ints: make([]int32, g.Len())}
		g.eachRun(func(r *Run) { fillSilence(b, c.Ints[r.Row:r.Row+r.Len], r, d.table, comity.COW, 0) })
		if b.compat {
			g.eachUnit(func(runs []Run) { countRows(runs, events, c.Ints) })
		} else {
			g.eachRun(func(r *Run) {
				countYears(c.Ints[r.Row:r.Row+r.Len], r.From, firstYearOf(comity.COW, r.A, r.B), events(r.pair()))
			})
		}
		return made{c, func(row int) Cell { return d.explainPeace(b, g, c, row, events) }}, nil
	}
}

// countYears writes the years since the year after the last event, or since the pair's first year, into cells that are not missing.
func countYears(dst []int32, from, first int, events []int) {
	since := first
	for i := range dst {
		year := from + i
		for len(events) > 0 && events[0] < year {
			since = max(since, events[0]+1)
			events = events[1:]
		}
		switch {
		case first == 0 || year < first:
			dst[i] = frame.IntMissing(notCovered)
		case dst[i] >= 0:
			dst[i] = int32(year - since)
		}
	}
}

// countRows writes the rows of a pair since the row after the last one with an event, or since its first, into cells that are not
// missing.
func countRows(runs []Run, events func(p comity.Pair) []int, cells []int32) {
	n := int32(0)
	for k := range runs {
		r := &runs[k]
		list := events(r.pair())
		for i := range r.Len {
			if cells[r.Row+i] >= 0 {
				cells[r.Row+i] = n
			}
			n++
			for len(list) > 0 && list[0] < r.From+i {
				list = list[1:]
			}
			if len(list) > 0 && list[0] == r.From+i {
				n = 0
			}
		}
	}
}

// explainPeace tells the disputes before a year that a count began from, or the year the pair was first there.
func (d *disputes) explainPeace(b *bench, g *Grid, c *frame.Column, row int, events func(p comity.Pair) []int) Cell {
	r := g.runOf(row)
	year := r.From + row - r.Row
	cell := Cell{Year: year, Value: c.At(row), Ref: d.table.Ref(0)}
	if cell.Value != cell.Value {
		cell.Ref.Note = silenceNote(d.table, year)
		return cell
	}
	last := 0
	for _, y := range events(r.pair()) {
		if y < year {
			last = y
		}
	}
	for _, w := range d.pairs.of(r.A, r.B) {
		if w.year == last {
			in := Input{Label: d.words(&w, r.pair()), Value: float64(w.year), Unit: "year", Ref: d.table.RowRef(int(w.row))}
			cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
		}
	}
	if len(cell.Inputs) == 0 {
		in := Input{Label: "first year of both states, no dispute of theirs before", Value: float64(firstYearOf(comity.COW, r.A, r.B)), Unit: "year", Ref: cell.Ref}
		if b.compat {
			in.Label, in.Value = "first row of the two in the panel, no dispute of theirs in the rows before", float64(g.firstPeriod(r))
		}
		cell.Inputs = []Input{in}
	}
	if b.compat {
		cell.Inputs[0].Label += " (rows of the panel are counted, as the peer does, not years)"
	}
	return cell
}

// firstPeriod gives the first period of the state or pair (of the system's numbers) that a run is of.
func (g *Grid) firstPeriod(r *Run) int {
	i := sort.Search(len(g.Runs), func(i int) bool {
		x := &g.Runs[i]
		return cmp.Or(cmp.Compare(x.CodeA, r.CodeA), cmp.Compare(x.CodeB, r.CodeB)) >= 0
	})
	return g.Runs[i].From
}

// eachUnit calls f with the runs of each state or pair (of the system's numbers), shared among a few goroutines.
func (g *Grid) eachUnit(f func(runs []Run)) {
	var begin []int
	for i := range g.Runs {
		if i == 0 || g.Runs[i].CodeA != g.Runs[i-1].CodeA || g.Runs[i].CodeB != g.Runs[i-1].CodeB {
			begin = append(begin, i)
		}
	}
	each(len(begin), func(i int) {
		hi := len(g.Runs)
		if i+1 < len(begin) {
			hi = begin[i+1]
		}
		f(g.Runs[begin[i]:hi])
	})
}
