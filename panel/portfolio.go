package panel

// This file lays alliance portfolios out for the cross-tables of every pair and year: what each state promised every member of
// the Correlates of War system, itself with the highest grade.

import (
	"fmt"

	"comity"
	"comity/measure/similarity"
	"comity/record"
)

// portfolios is what each member promised each other, by year.
type portfolios struct {
	table    *record.Table
	from, to int
	planes   int          // grades above none
	place    stateNumbers // of a member, the same in all years
	items    []int32      // of each year: how many members
	member   [][]uint64   // of each year: who
	rows     []uint64     // state by state, year by year, grade by grade: the members it promised as much
	unknown  []bool       // of each state and year: a promise is missing in the source
	words    int
}

// portfolios lays out the obligations of a source, valued or binary, once a panel.
func (b *bench) portfolios(t *record.Table, binary bool) *portfolios {
	return keep(b, fmt.Sprintf("portfolios of %s, binary %v", t.Source, binary), func() *portfolios { return newPortfolios(t, binary) })
}

func newPortfolios(t *record.Table, binary bool) *portfolios {
	p := &portfolios{table: t, from: t.From, to: t.To, planes: 3, place: newStateNumbers()}
	if binary {
		p.planes = 1
	}
	members := gridOf(StateYears(comity.COW, UnitOptions{ExtendTo: t.To})) // the last members go on, in a panel that is extended
	n := 0
	for _, r := range members.Runs {
		if p.place.of(r.A) < 0 {
			p.place[r.A] = int16(n)
			n++
		}
	}
	years := p.to - p.from + 1
	p.words = (n + 63) / 64
	p.items, p.member = make([]int32, years), make([][]uint64, years)
	p.rows, p.unknown = make([]uint64, n*years*p.planes*p.words), make([]bool, n*years)
	for y := range p.member {
		p.member[y] = make([]uint64, p.words)
	}
	for _, r := range members.Runs {
		p.join(r)
	}
	for _, g := range obligationGrades {
		p.promise(g.variable, min(int(g.grade), p.planes))
	}
	each(len(p.unknown), p.settle)
	return p
}

// join makes a state a member in the years of a run, its own ally of the highest grade.
func (p *portfolios) join(r Run) {
	i := p.place.of(r.A)
	for year := max(r.From, p.from); year <= min(r.From+r.Len-1, p.to); year++ {
		y := year - p.from
		if p.is(i, y) {
			continue // two spells of one year
		}
		p.items[y]++
		p.member[y][i/64] |= 1 << (i % 64)
		p.grade(i, y, p.planes)[i/64] |= 1 << (i % 64)
	}
}

// is says whether a state is a member in a year.
func (p *portfolios) is(i, y int) bool { return p.member[y][i/64]>>(i%64)&1 == 1 }

// of gives the planes of a state in a year, grade gives one.
func (p *portfolios) of(i, y int) []uint64 {
	n := p.planes * p.words
	at := (i*len(p.member) + y) * n
	return p.rows[at : at+n : at+n]
}

func (p *portfolios) grade(i, y, grade int) []uint64 {
	return p.of(i, y)[(grade-1)*p.words : grade*p.words]
}

// promise enters one obligation under its grade.
func (p *portfolios) promise(variable string, grade int) {
	p.table.Each(variable, comity.NoState, func(run record.Run) {
		i, j := p.place.of(run.A), p.place.of(run.B)
		if i < 0 || j < 0 {
			return
		}
		for year := max(run.From, p.from); year < min(run.From+run.Years(), p.to+1); year++ {
			y := year - p.from
			switch x, _ := run.At(year); {
			case comity.Why(x) == comity.InSource:
				p.unknown[i*len(p.member)+y] = true
			case x == 1 && p.is(i, y) && p.is(j, y):
				p.grade(i, y, grade)[j/64] |= 1 << (j % 64)
			}
		}
	})
}

// settle leaves each ally of a state and year its highest grade alone.
func (p *portfolios) settle(at int) {
	planes := p.rows[at*p.planes*p.words : (at+1)*p.planes*p.words]
	for w := range p.words {
		var above uint64
		for g := p.planes - 1; g >= 0; g-- {
			x := &planes[g*p.words+w]
			*x &^= above
			above |= *x
		}
	}
}

// crossed gives the cross-table of two states in a year, or the reason why there is none.
func (p *portfolios) crossed(a, b comity.State, year int) (t similarity.Table, why comity.Missing) {
	i, j, known := p.pair(a, b)
	return p.crossedAt(i, j, known, year)
}

// pair gives the places of two states; known is false where one was never a member.
func (p *portfolios) pair(a, b comity.State) (i, j int, known bool) {
	i, j = p.place.of(a), p.place.of(b)
	return i, j, i >= 0 && j >= 0 && i != j
}

func (p *portfolios) crossedAt(i, j int, known bool, year int) (t similarity.Table, why comity.Missing) {
	t.K = p.planes + 1
	y := year - p.from
	switch {
	case !known || y < 0 || year > p.to || !p.is(i, y) || !p.is(j, y):
		return t, comity.NotCovered
	case p.unknown[i*len(p.member)+y] || p.unknown[j*len(p.member)+y]:
		return t, comity.InSource
	}
	return similarity.CountGrades(p.of(i, y), p.of(j, y), p.planes, p.items[y]), comity.Present
}

// tables are the cross-tables of the pairs of a grid, each counted once, in the cells of the folded grid. A table with nothing in
// it says why there is none.
type tables struct {
	cells [][similarity.MostGrades * similarity.MostGrades]uint8
	why   []uint8
}

// tables counts the cross-tables of a grid, once.
func (p *portfolios) tables(g *Grid) *tables {
	return keepOn(g, fmt.Sprintf("portfolios %s, %d grades", p.table.Source, p.planes), func() *tables {
		fold := g.folded()
		t := &tables{make([][16]uint8, fold.cells), make([]uint8, fold.cells)}
		each(len(g.Runs), func(i int) {
			if at := fold.at[i]; fold.done[i] {
				p.countRun(&g.Runs[i], t.cells[at:], t.why[at:])
			}
		})
		return t
	})
}

// countRun counts the tables of one run. No state has as many as 256 others.
func (p *portfolios) countRun(r *Run, cells [][16]uint8, why []uint8) {
	i, j, known := p.pair(r.A, r.B)
	for k := range r.Len {
		t, m := p.crossedAt(i, j, known, r.From+k)
		why[k] = uint8(m)
		for c, n := range t.N[:t.K*t.K] {
			cells[k][c] = uint8(n)
		}
	}
}
