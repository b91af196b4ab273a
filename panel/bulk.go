package panel

// The ways a grid is filled: run by run, each on its own, several at a time; of a symmetric column once a pair, and both directions
// lead to the same cells.

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

// folded is a grid of pairs in which each pair has its cells once: the runs that are computed, and the way from every row.
type folded struct {
	cells int
	at    []int32 // of each run: its first cell, that of its mirror where it is not computed itself
	done  []bool  // of each run: it is computed
	via   []int32 // of each row its cell; nil where every row has its own
}

// folded lays a grid out so, once.
func (g *Grid) folded() *folded {
	return keepOn(g, "folded", func() *folded {
		f := &folded{at: make([]int32, len(g.Runs)), done: make([]bool, len(g.Runs))}
		mirrors := g.mirrors()
		for i := range g.Runs {
			if r := &g.Runs[i]; mirrors[i] < 0 || r.CodeA < r.CodeB {
				f.at[i], f.done[i] = int32(f.cells), true
				f.cells += r.Len
			}
		}
		if f.cells == g.Len() {
			return f
		}
		f.via = make([]int32, g.Len())
		each(len(g.Runs), func(i int) {
			if !f.done[i] {
				f.at[i] = f.at[mirrors[i]]
			}
			for k := range g.Runs[i].Len {
				f.via[g.Runs[i].Row+k] = f.at[i] + int32(k)
			}
		})
		return f
	})
}

// pairNumbers makes a symmetric column of numbers: f is called once a pair.
func (g *Grid) pairNumbers(f func(r *Run, out []float64)) *frame.Column {
	return g.pairNumbersBy(func(i int, out []float64) { f(&g.Runs[i], out) })
}

// pairNumbersBy makes one where f wants the number of the run.
func (g *Grid) pairNumbersBy(f func(i int, out []float64)) *frame.Column {
	fold := g.folded()
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, fold.cells), Via: fold.via}
	each(len(g.Runs), func(i int) {
		if at := int(fold.at[i]); fold.done[i] {
			f(i, c.Reals[at:at+g.Runs[i].Len])
		}
	})
	return c
}

// pairSmalls makes a symmetric column of flags or small counts.
func (g *Grid) pairSmalls(kind frame.Kind, f func(r *Run, out []int8)) *frame.Column {
	fold := g.folded()
	c := &frame.Column{Kind: kind, Small: make([]int8, fold.cells), Via: fold.via}
	each(len(g.Runs), func(i int) {
		if at := int(fold.at[i]); fold.done[i] {
			f(&g.Runs[i], c.Small[at:at+g.Runs[i].Len])
		}
	})
	return c
}
