package panel

// What units that are listed somewhere (disputes, treaties, groups, roll calls) have in common: keys are put into the numbers of the
// panel's list of states, rows of states who were none then are left out and told, and the rest is led to the grids.

import (
	"fmt"
	"sort"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
	"comity/source"
	"comity/states"
)

// numbered says that a key bears a number of a list on some days.
type numbered struct {
	comity.Span
	code int16
}

// keyNumbers are the numbers of a list of states by key.
type keyNumbers map[comity.State][]numbered

func (b *bench) keyNumbers() keyNumbers {
	return keep(b, "numbers of keys", func() keyNumbers {
		out := keyNumbers{}
		for _, l := range livesOf(b.sys, UnitOptions{ExtendTo: lastYear}) {
			for _, h := range l.held {
				out[h.key] = append(out[h.key], numbered{h.Span, l.code})
			}
		}
		return out
	})
}

// during gives the number a key bears in the span, the latest where it is several; 0 where it is none.
func (n keyNumbers) during(s comity.State, span comity.Span) (code int16) {
	last := comity.NoDay
	for _, m := range n[s] {
		if m.Overlaps(span) && m.From >= last {
			code, last = m.code, m.From
		}
	}
	return code
}

// has says whether a state (b is 0) or a pair has a row of a period.
func (r *roster) has(a, b int16, n int) bool {
	i := r.find(a)
	j := -1
	if b != 0 {
		j = r.find(b)
	}
	if i < 0 || b != 0 && j < 0 {
		return false
	}
	x, y := r.lists(i, j)
	for first, last := range shared(x, y) {
		if first <= n && n <= last {
			return true
		}
	}
	return false
}

func (r *roster) find(code int16) int {
	i := sort.Search(len(r.members), func(i int) bool { return r.members[i].code >= code })
	if i == len(r.members) || r.members[i].code != code {
		return -1
	}
	return i
}

// rostersOf gives who exists when within the scope, and without it.
func (b *bench) rostersOf(k kind, s Spec) (scoped, all *roster, err error) {
	scopes, err := s.scopes(k, b.sys)
	if err != nil {
		return nil, nil, err
	}
	scoped = newRoster(b.sys, b.lives(s), comity.YearGrain, s.options(), scopes)
	if len(scopes) == 0 {
		return scoped, scoped, nil
	}
	return scoped, newRoster(b.sys, b.lives(s), comity.YearGrain, s.options(), nil), nil
}

// listing gathers rows of states or pairs by year.
type listing struct {
	b           *bench
	scoped, all *roster
	pairs       bool
	undirected  bool    // of a pair in both directions only the one with the lower number first
	from        []int32 // where each row is from: a row of a table, a place in a list
	a, b2, year []int16
	unit        []int32
	gone        int // rows of states that were none then
}

// add takes a row in, where its states were there and the scope has them.
func (l *listing) add(from int, a, b comity.State, year int, unit int32) {
	during := comity.YearSpan(year)
	nums := l.b.keyNumbers()
	x, y := nums.during(a, during), int16(0)
	if l.pairs {
		y = nums.during(b, during)
	}
	o := l.all.opt
	switch {
	case l.undirected && (x > y || x == y && a > b):
	case o.From != 0 && year < o.From || o.To != 0 && year > o.To:
	case x == 0 || l.pairs && y == 0 || !l.all.has(x, y, year):
		l.gone++
	case l.all == l.scoped || l.scoped.has(x, y, year):
		l.from, l.a, l.b2, l.year, l.unit = append(l.from, int32(from)), append(l.a, x), append(l.b2, y), append(l.year, int16(year)), append(l.unit, unit)
	}
}

// rows leads the rows that were taken in to the grids.
func (l *listing) rows(s Spec) *rows {
	n := len(l.year)
	r := &rows{n: n, years: l.year, unit: l.unit, time: make([]int32, n), states: l.b.stateGrid(s), slot: [][]int32{make([]int32, n)}}
	if l.pairs {
		r.slot = append(r.slot, make([]int32, n))
		r.dyads = l.b.dyadGrid(s)
		r.pair = map[[2]int][]int32{{0, 1}: make([]int32, n)}
	}
	each(n, func(i int) {
		year := int(l.year[i])
		r.time[i] = int32(year)
		r.slot[0][i] = int32(r.states.Find(l.a[i], 0, year))
		if l.pairs {
			r.slot[1][i] = int32(r.states.Find(l.b2[i], 0, year))
			r.pair[[2]int{0, 1}][i] = int32(r.dyads.Find(l.a[i], l.b2[i], year))
		}
	})
	if l.gone > 0 {
		r.notes = append(r.notes, fmt.Sprintf("%s rows of states that were not in the list %s in the year are left out", grouped(l.gone), l.b.sys))
	}
	return r
}

// codeColumns are the columns of the numbers of the states of a row, and its year.
func (l *listing) codeColumns(s Spec) []*frame.Column {
	year := wholeOf("year", "calendar year", l.year)
	var out []*frame.Column
	if l.pairs {
		out = append(out, codeColumn(l.b.sys, "1", "state 1", l.a), codeColumn(l.b.sys, "2", "state 2", l.b2))
	} else {
		out = append(out, codeColumn(l.b.sys, "", "the state", l.a))
	}
	out = append(out, year)
	if c := l.b.extended(s, &Grid{Units: Units{System: l.b.sys, A: l.a, Year: l.year}}); c != nil {
		out = append(out, c)
	}
	return out
}

// tableColumn is a column of a table of rows as one of a panel, reached from the rows by where they are from.
func tableColumn(t *record.Table, family string, c record.Column, from []int32) filled {
	d := column.Column{Name: family + "." + t.Name + "." + c.Name, Title: c.Meaning, Shape: column.Systemic, Unit: c.Unit, Header: headerOf(c.Name),
		Formula: "as the source says it, in its table " + t.Name, Missing: "missing in the source (.c) where it says that it does not know"}
	return filled{column: d, from: []string{family}, made: made{tableCells(t, c, from), func(row int) Cell { return tableCell(t, c, int(from[row])) }}}
}

// tableCells reads cells of a table.
func tableCells(t *record.Table, c record.Column, from []int32) *frame.Column {
	switch c.Kind {
	case source.TextCell:
		return textColumn(len(from), func(row int) (string, uint8) {
			if text := c.Text(int(from[row])); text != "" {
				return text, 0
			}
			return "", inSource
		})
	case source.StateCell:
		return textColumn(len(from), func(row int) (string, uint8) {
			if s := c.State(int(from[row])); s != comity.NoState {
				return states.ID(s, comity.NoDay), 0
			}
			return "", inSource
		})
	case source.DateCell:
		return dateColumn(len(from), func(row int) comity.Date { return c.Date(int(from[row])) })
	}
	out := &frame.Column{Kind: frame.Real, Reals: make([]float64, len(from))}
	for row, i := range from {
		out.Reals[row] = c.Number(int(i))
	}
	unit := "number"
	if c.Kind == source.FlagCell {
		unit = "0/1"
	}
	narrow(out, unit)
	return out
}

// dateColumn makes a column of days; a date known to the month or year stands as its first day, and an open or unknown one is
// missing: not applicable (.b) where it has not come, else missing in the source.
func dateColumn(n int, at func(row int) comity.Date) *frame.Column {
	c := &frame.Column{Kind: frame.Date, Ints: make([]int32, n)}
	for row := range n {
		switch d := at(row); {
		case d.Day == comity.Forever:
			c.Ints[row] = frame.IntMissing(notApplicable)
		case !d.Known():
			c.Ints[row] = frame.IntMissing(inSource)
		default:
			c.Ints[row] = int32(d.First())
		}
	}
	return c
}

// tableCell explains a cell of a table.
func tableCell(t *record.Table, c record.Column, i int) Cell {
	x := comity.NaN(comity.InSource)
	switch c.Kind {
	case source.NumberCell, source.FlagCell:
		x = c.Number(i)
	}
	in := Input{Label: strings.TrimSpace(c.Name + " " + c.Show(i)), Value: x, Unit: c.Unit, Ref: t.RowRef(i)}
	return Cell{Value: x, Ref: in.Ref, Inputs: []Input{in}}
}
