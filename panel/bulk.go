package panel

// The ways a grid is filled: run by run, each on its own, several at a time; of a symmetric column once a pair, the other
// direction copied.

import (
	"sort"

	"comity"
	"comity/format/frame"
)

// year gives the calendar year of a row of a run, and states its states.
func (r *Run) year(row int) int { return r.Year(row - r.Row) }

func (r *Run) states() []comity.State {
	if r.B == comity.NoState {
		return []comity.State{r.A}
	}
	return []comity.State{r.A, r.B}
}

// numbers makes a column of numbers: f writes the cells of one run.
func numbers(g *Grid, f func(r *Run, out []float64)) *frame.Column {
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, g.Len())}
	g.eachRun(func(r *Run) { f(r, c.Reals[r.Row:r.Row+r.Len]) })
	return c
}

// smalls does the same for flags and small counts. A missing cell is written with missingSmall.
func smalls(g *Grid, kind frame.Kind, f func(r *Run, out []int8)) *frame.Column {
	c := &frame.Column{Kind: kind, Small: make([]int8, g.Len())}
	g.eachRun(func(r *Run) { f(r, c.Small[r.Row:r.Row+r.Len]) })
	return c
}

// missingSmall is the cell of a column of small numbers that is missing for a reason.
func missingSmall(why comity.Missing) int8 { return frame.SmallMissing(uint8(why)) }

// fillSmall writes one cell over a run.
func fillSmall(out []int8, x int8) {
	for i := range out {
		out[i] = x
	}
}

// mirrors gives, for each run of pairs, the run of the same years the other way round, or -1.
func (g *Grid) mirrors() []int32 {
	return keepOn(g, "mirrors", func() []int32 {
		out := make([]int32, len(g.Runs))
		each(len(g.Runs), func(i int) { out[i] = g.mirror(&g.Runs[i]) })
		return out
	})
}

func (g *Grid) mirror(r *Run) int32 {
	i := sort.Search(len(g.Runs), func(i int) bool {
		m := &g.Runs[i]
		switch {
		case m.CodeA != r.CodeB:
			return m.CodeA > r.CodeB
		case m.CodeB != r.CodeA:
			return m.CodeB > r.CodeA
		}
		return m.From >= r.From
	})
	if i < len(g.Runs) {
		if m := &g.Runs[i]; m.CodeA == r.CodeB && m.CodeB == r.CodeA && m.From == r.From && m.Len == r.Len {
			return int32(i)
		}
	}
	return -1
}

// first says whether a run is computed: where it has a mirror, the run whose first state has the lower number.
func (g *Grid) first(i int, mirrors []int32) bool {
	return mirrors[i] < 0 || g.Runs[i].CodeA < g.Runs[i].CodeB
}

// eachPair calls f once for the runs of each pair, by number, and done with the run the other way round, where there is one.
func (g *Grid) eachPair(f func(i int), done func(r, mirror *Run)) {
	mirrors := g.mirrors()
	each(len(g.Runs), func(i int) {
		if !g.first(i, mirrors) {
			return // it is copied from the other
		}
		f(i)
		if m := mirrors[i]; m >= 0 {
			done(&g.Runs[i], &g.Runs[m])
		}
	})
}

// pairNumbers makes a symmetric column of numbers.
func (g *Grid) pairNumbers(f func(r *Run, out []float64)) *frame.Column {
	return g.pairNumbersBy(func(i int, out []float64) { f(&g.Runs[i], out) })
}

// pairNumbersBy makes one where f wants the number of the run.
func (g *Grid) pairNumbersBy(f func(i int, out []float64)) *frame.Column {
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, g.Len())}
	cells := func(r *Run) []float64 { return c.Reals[r.Row : r.Row+r.Len] }
	g.eachPair(func(i int) { f(i, cells(&g.Runs[i])) }, func(r, m *Run) { copy(cells(m), cells(r)) })
	return c
}

// pairSmalls makes a symmetric column of flags or small counts.
func (g *Grid) pairSmalls(kind frame.Kind, f func(r *Run, out []int8)) *frame.Column {
	c := &frame.Column{Kind: kind, Small: make([]int8, g.Len())}
	cells := func(r *Run) []int8 { return c.Small[r.Row : r.Row+r.Len] }
	g.eachPair(func(i int) { f(&g.Runs[i], cells(&g.Runs[i])) }, func(r, m *Run) { copy(cells(m), cells(r)) })
	return c
}
