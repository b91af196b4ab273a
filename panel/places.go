package panel

// Places: which rows of a grid of state-years the rows of a table belong to, and back.

import "comity"

// places finds the rows of a grid by comity's keys; two numbers of a list may stand for one key in a year (GW 340 and 345 in 2006).
type places struct {
	g    *Grid
	runs map[comity.State][]*Run
}

// placesOf lays out a grid of state-years once a panel.
func placesOf(b *bench, g *Grid) *places {
	return keptFor(b, "places", g, func() *places {
		p := &places{g, map[comity.State][]*Run{}}
		for i := range g.Runs {
			r := &g.Runs[i]
			p.runs[r.A] = append(p.runs[r.A], r)
		}
		return p
	})
}

// keptFor is keep for what belongs to one grid: a panel's own or that of a single row. The grid is kept with it.
func keptFor[T any](b *bench, name string, g *Grid, f func() T) T {
	type of struct {
		name string
		grid *Grid
	}
	return keepBy(b, of{name, g}, f)
}

// of gives the rows of a state in a year to f.
func (p *places) of(s comity.State, year int, f func(row int)) {
	for _, r := range p.runs[s] {
		if i := year - r.From; i >= 0 && i < r.Len {
			f(r.Row + i)
		}
	}
}

// numbered gives the rows of a Gleditsch-Ward number in a year to f: in a grid of that list its own, else that of the state it stands
// for at the end of the year.
func (p *places) numbered(number int16, year int, f func(row int)) {
	if p.g.System != comity.GW {
		key, _ := keysOf(comity.GW).in(number, comity.YearGrain, year)
		p.of(key, year, f)
		return
	}
	if row := p.g.Find(number, 0, year); row >= 0 {
		f(row)
	}
}

// span gives the rows of a state in a run of years to f.
func (p *places) span(s comity.State, from, to int, f func(row, year int)) {
	for _, r := range p.runs[s] {
		for y := max(from, r.From); y <= min(to, r.From+r.Len-1); y++ {
			f(r.Row+y-r.From, y)
		}
	}
}

// behind are the rows of a table behind each row of a grid, in the order of the table.
type behind struct {
	first []int32
	rows  []int32
}

// of gives the rows of the table behind a row of the grid.
func (b *behind) of(row int) []int32 { return b.rows[b.first[row]:b.first[row+1]] }

// behindOf gathers the pairs (row of the grid, row of the table) that each yields, for a grid of n rows.
func behindOf(n int, each func(yield func(row, source int))) *behind {
	b := &behind{first: make([]int32, n+1)}
	type pair struct{ row, source int32 }
	var pairs []pair
	each(func(row, source int) {
		pairs = append(pairs, pair{int32(row), int32(source)})
		b.first[row+1]++
	})
	for i := range n {
		b.first[i+1] += b.first[i]
	}
	at := append([]int32(nil), b.first[:n]...)
	b.rows = make([]int32, len(pairs))
	for _, p := range pairs {
		b.rows[at[p.row]] = p.source
		at[p.row]++
	}
	return b
}

// listedCOW says whether the state of a row is on the Correlates of War list in the year: only of those is a source that codes by it
// silent where there was nothing.
func listedCOW(g *Grid, row int) bool {
	return g.System == comity.COW || membersIn(comity.COW).in(g.runOf(row).A, int(g.Year[row]))
}

// listedGW says the same of the Gleditsch-Ward list.
func listedGW(g *Grid, row int) bool {
	return g.System == comity.GW || membersIn(comity.GW).in(g.runOf(row).A, int(g.Year[row]))
}
