package panel

// Rows of leaders: a term of office with the state and the year, and two of them in office on a common day. A term counts for a state
// on the days on which the state is in the panel's list; --of all takes every year of every term, whatever the list says.

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
)

// inOffice is a term of office in a year, for a number of the panel's list, with the days of it that count.
type inOffice struct {
	term int32
	code int16
	year int16
	days []comity.Span
}

// leaderRoster is who the scope leaves of the panel's list of states, by number.
func (b *bench) leaderRoster(s Spec, slots int) (*roster, map[int16]int, error) {
	scopes, err := s.scopes(kind{name: s.Unit, slots: slots}, b.sys)
	if err != nil {
		return nil, nil, err
	}
	r := newRoster(b.sys, b.lives(s), comity.YearGrain, s.options(), scopes)
	at := map[int16]int{}
	for i, m := range r.members {
		at[m.code] = i
	}
	return r, at, nil
}

// offices gives the rows of leaders of the roster's states, in the order of the list of leaders and of years.
func (l *leaderList) offices(b *bench, r *roster, at map[int16]int) []inOffice {
	numbers := l.numbersOf(b)
	var out []inOffice
	for i := range l.number {
		for y := l.years[i][0]; y <= l.years[i][1]; y++ {
			span := l.days[i].Meet(comity.YearSpan(y))
			if r.opt.On != "" {
				day := r.opt.day(y)
				span = span.Meet(comity.Span{From: day, To: day})
			}
			first := len(out)
			for _, n := range numbers(i, y, span) {
				m, ok := at[int16(n.key)]
				if !ok {
					continue
				}
				if days := r.members[m].on(n.Span, y); len(days) > 0 {
					out = append(out, inOffice{int32(i), int16(n.key), int16(y), days})
				}
			}
			slices.SortStableFunc(out[first:], func(x, y inOffice) int { return cmp.Compare(x.days[0].From, y.days[0].From) })
		}
	}
	return out
}

// on gives the days of a span in a year on which a member of a roster is one.
func (m *member) on(span comity.Span, year int) []comity.Span {
	var out []comity.Span
	for _, s := range m.stretches {
		if days := s.span.Meet(span); s.first <= year && year <= s.last && !days.Empty() {
			out = append(out, days)
		}
	}
	return out
}

// numbersOf gives the way from a term in a year to the numbers of the panel's list it is of, each with its days: the list's own
// number; in other lists the state that it stood for on each day; in the peer's way the number its table has for the year.
func (l *leaderList) numbersOf(b *bench) func(term, year int, days comity.Span) []heldDays {
	switch {
	case b.sys == comity.GW:
		return func(term, _ int, days comity.Span) []heldDays {
			return []heldDays{{days, comity.State(l.number[term])}}
		}
	case b.compat:
		peers := l.peersNumbers(b)
		return func(term, year int, days comity.Span) []heldDays {
			var out []heldDays
			for _, code := range peers[numberYear{l.number[term], int16(year)}] {
				out = append(out, heldDays{days, comity.State(code)})
			}
			return out
		}
	}
	held := keysOf(comity.GW)
	return func(term, _ int, days comity.Span) []heldDays {
		if days.Empty() {
			return nil
		}
		var out []heldDays
		rest := []comity.Span{days}
		for _, h := range held[l.number[term]] {
			if d := h.Meet(days); !d.Empty() {
				out = append(out, heldDays{d, h.key})
				rest = lessDays(rest, []comity.Span{d})
			}
		}
		for _, d := range rest {
			out = append(out, heldDays{d, comity.State(l.number[term])}) // of days that only the other list has
		}
		return out
	}
}

// numberYear is a number of a list in a year.
type numberYear struct{ number, year int16 }

// peersNumbers gives the Correlates of War numbers the peer has for each Gleditsch-Ward number and year, from the side of either list,
// with two it adds by hand.
func (l *leaderList) peersNumbers(b *bench) map[numberYear][]int16 {
	out := map[numberYear][]int16{}
	add := func(gw, year, cow int16) {
		if k := (numberYear{gw, year}); !slices.Contains(out[k], cow) {
			out[k] = append(out[k], cow)
		}
	}
	for _, sys := range []comity.System{comity.COW, comity.GW} {
		g := gridOf(StateYears(sys, UnitOptions{}))
		other := comity.GW
		if sys == comity.GW {
			other = comity.COW
		}
		for row, s := range spellsOf(newBench(b.e, sys, Spec{Compat: "peacesciencer"}), g, other) {
			switch {
			case s == nil:
			case sys == comity.COW:
				add(s.Code, g.Year[row], g.A[row])
			default:
				add(g.A[row], g.Year[row], s.Code)
			}
		}
	}
	for y := int16(1905); y <= 1912; y++ {
		add(600, y, 600)
	}
	for y := int16(1927); y <= 1932; y++ {
		add(670, y, 670)
	}
	return out
}

// leadersFor gives the list of leaders for the rows of a unit, which cannot be made without it.
func (b *bench) leadersFor(s Spec) (*leaderList, error) {
	l, err := leaderListOf(b)
	if err != nil {
		return nil, &AbsentError{Columns: []string{"the rows of " + s.Unit}, Sources: []string{"archigos"}}
	}
	return l, nil
}

// leaderYearRows are the rows of terms of office.
func leaderYearRows(b *bench, _ kind, s Spec) (*rows, error) {
	l, err := b.leadersFor(s)
	if err != nil {
		return nil, err
	}
	grid := b.stateGrid(s)
	var list []inOffice
	if s.Of == "all" {
		if list, err = l.allOffices(b, s); err != nil {
			return nil, err
		}
		grid = withOffices(b, grid, list)
	} else {
		r, at, err := b.leaderRoster(s, 1)
		if err != nil {
			return nil, err
		}
		list = l.offices(b, r, at)
	}
	n := len(list)
	r := &rows{n: n, states: grid, unit: make([]int32, n), time: make([]int32, n), years: make([]int16, n)}
	codes, index := make([]int16, n), make([]int32, n)
	for i, o := range list {
		r.unit[i], r.time[i], r.years[i] = o.term, int32(o.year), o.year
		codes[i], index[i] = o.code, int32(grid.Find(o.code, 0, int(o.year)))
	}
	r.slot = [][]int32{index}
	r.ids = []*frame.Column{l.obsidColumn("", r.unit), codeColumn(b.sys, "", "the state", codes), wholeOf("year", "calendar year", r.years)}
	r.own = append(l.columns(b, "", "", r.unit, r.years), l.disputeColumns(b, r)...)
	return r, nil
}

// allOffices gives every year of every term, by the numbers of the list of leaders.
func (l *leaderList) allOffices(b *bench, s Spec) ([]inOffice, error) {
	switch {
	case b.sys != comity.GW:
		return nil, errors.New("--of all: the list of leaders numbers states as Gleditsch and Ward do: ask for it with --system gw")
	case len(s.Scope) > 0:
		return nil, errors.New("--of all takes leaders whether or not their state is in a list then, and a scope is of the states of a list: leave out one of them")
	}
	var out []inOffice
	for i := range l.number {
		for y := l.years[i][0]; y <= l.years[i][1]; y++ {
			if day := l.days[i].Meet(comity.YearSpan(y)); (s.From == 0 || y >= s.From) && (s.To == 0 || y <= s.To) && (s.On == "" || day.Has(s.options().day(y))) {
				out = append(out, inOffice{term: int32(i), code: l.number[i], year: int16(y)})
			}
		}
	}
	return out, nil
}

// withOffices adds to a grid of state-years those of offices outside it, which are of no state of the list.
func withOffices(b *bench, g *Grid, list []inOffice) *Grid {
	type stateYear struct{ code, year int16 }
	var all []stateYear
	for i := range g.A {
		all = append(all, stateYear{g.A[i], g.Year[i]})
	}
	for _, o := range list {
		all = append(all, stateYear{o.code, o.year})
	}
	slices.SortFunc(all, func(x, y stateYear) int { return cmp.Or(cmp.Compare(x.code, y.code), cmp.Compare(x.year, y.year)) })
	all = slices.Compact(all)
	u := Units{System: g.System, Grain: g.Grain}
	for _, x := range all {
		u.A, u.Year = append(u.A, x.code), append(u.Year, x.year)
	}
	return gridOf(u)
}

// obsidColumn is the column of the producers' names of terms.
func (l *leaderList) obsidColumn(suffix string, term []int32) *frame.Column {
	c := textColumn(len(l.number), func(i int) (string, uint8) { return l.obsid.Text(i), 0 })
	c.Name, c.Label, c.Via = "obsid"+suffix, "term of office, as the producers of the list of leaders name it", term
	if suffix != "" {
		c.Label += ", of leader " + suffix
	}
	return c
}

// leaderDyadRows are the rows of two leaders of two states who were in office on a common day on which both states existed.
func leaderDyadRows(b *bench, _ kind, s Spec) (*rows, error) {
	l, err := b.leadersFor(s)
	if err != nil {
		return nil, err
	}
	roster, at, err := b.leaderRoster(s, 1)
	if err != nil {
		return nil, err
	}
	by := make([][]inOffice, len(roster.members))
	for _, o := range l.offices(b, roster, at) {
		m := at[o.code]
		by[m] = append(by[m], o)
	}
	for _, list := range by {
		slices.SortStableFunc(list, func(x, y inOffice) int { return cmp.Compare(x.year, y.year) })
	}
	lists := make([][]twoOffices, len(by))
	each(len(by), func(i int) {
		for j := range by {
			if i != j && (s.Directed || i < j) {
				lists[i] = roster.facing(lists[i], by, i, j)
			}
		}
	})
	return l.dyadRows(b, s, slices.Concat(lists...)), nil
}

// twoOffices are two offices of a year with a common day.
type twoOffices struct{ a, b *inOffice }

// facing adds the pairs of offices of two states, by year.
func (r *roster) facing(out []twoOffices, by [][]inOffice, i, j int) []twoOffices {
	var days []comity.Span // of the two states, where a condition is on both
	if len(r.pairs) > 0 {
		if days = r.daysOfPair(i, j); len(days) == 0 {
			return out
		}
	}
	a, b := by[i], by[j]
	first := 0
	for x := range a {
		for first < len(b) && b[first].year < a[x].year {
			first++
		}
		for y := first; y < len(b) && b[y].year == a[x].year; y++ {
			common := meetDays(a[x].days, b[y].days)
			if len(r.pairs) > 0 {
				common = meetDays(common, days)
			}
			if len(common) > 0 {
				out = append(out, twoOffices{&a[x], &b[y]})
			}
		}
	}
	return out
}

// dyadRows lays pairs of offices out as rows.
func (l *leaderList) dyadRows(b *bench, s Spec, list []twoOffices) *rows {
	n := len(list)
	all, pairs := b.stateGrid(s), b.dyadsBy(s, s.Directed)
	r := &rows{n: n, states: all, dyads: pairs, unit: make([]int32, n), time: make([]int32, n), years: make([]int16, n)}
	codes, term, slot, pair := [2][]int16{make([]int16, n), make([]int16, n)}, [2][]int32{make([]int32, n), make([]int32, n)}, [2][]int32{make([]int32, n), make([]int32, n)}, make([]int32, n)
	each(n, func(i int) {
		a, b := list[i].a, list[i].b
		r.unit[i], r.time[i], r.years[i] = a.term*int32(len(l.number))+b.term, int32(a.year), a.year
		for k, o := range []*inOffice{a, b} {
			codes[k][i], term[k][i], slot[k][i] = o.code, o.term, int32(all.Find(o.code, 0, int(o.year)))
		}
		pair[i] = int32(pairs.Find(a.code, b.code, int(a.year)))
	})
	r.slot, r.pair = [][]int32{slot[0], slot[1]}, map[[2]int][]int32{{0, 1}: pair}
	for k := range 2 {
		r.ids = append(r.ids, l.obsidColumn(strconv.Itoa(k+1), term[k]))
	}
	for k := range 2 {
		r.ids = append(r.ids, codeColumn(b.sys, strconv.Itoa(k+1), "state "+strconv.Itoa(k+1), codes[k]))
	}
	r.ids = append(r.ids, wholeOf("year", "calendar year", r.years))
	for k, which := range []string{"first", "second"} {
		r.own = append(r.own, l.columns(b, strconv.Itoa(k+1), ", of the "+which+" leader", term[k], r.years)...)
	}
	return r
}

// columns are those a unit of leaders brings: of the term of each row, some by the year. Those of lives before office and of the
// willingness to use force are in a panel where they are asked for.
func (l *leaderList) columns(b *bench, suffix, whose string, term []int32, years []int16) []filled {
	var out []filled
	add := func(name string, from string, beside bool, late func() (made, error)) {
		d, _ := descriptor(name)
		d.Name, d.Header, d.Title = d.Name+suffix, d.In()+suffix, d.Title+whose
		out = append(out, filled{column: d, from: []string{from}, late: late, beside: beside})
	}
	for _, x := range []struct {
		name, column string
		beside       bool
	}{{"leader.name", "leader", false}, {"leader.gender", "gender", false}, {"leader.person", "leadid", true}, {"leader.start", "start", true}, {"leader.end", "end", true},
		{"leader.entry", "entry", true}, {"leader.exit", "exit", true}, {"leader.exit_code", "exitcode", true}} {
		add(x.name, "archigos", x.beside, func() (made, error) { return l.termColumn(x.column, term, years), nil })
	}
	born, _ := l.t.Column("born")
	add("leader.age", "archigos", false, func() (made, error) {
		return l.yearColumn(term, years, func(i int32, year float64) float64 { return year - born.Number(int(i)) }), nil
	})
	add("leader.tenure", "archigos", false, func() (made, error) {
		return l.yearColumn(term, years, func(i int32, year float64) float64 { return year - float64(l.years[i][0]) + 1 }), nil
	})
	for _, family := range []string{"lead", "lwuf"} {
		for _, d := range column.Panel() {
			if name, ok := cutFamily(d.Name, family); ok {
				add(d.Name, family, true, func() (made, error) { return l.lifeColumn(b, family, name, term, years) })
			}
		}
	}
	return out
}

// cutFamily gives a column's name within its family.
func cutFamily(name, family string) (string, bool) {
	if len(name) > len(family) && name[:len(family)] == family && name[len(family)] == '.' {
		return name[len(family)+1:], true
	}
	return "", false
}

// termColumn is a column of the list of leaders, reached from the rows by their terms.
func (l *leaderList) termColumn(name string, term []int32, years []int16) made {
	from, _ := l.t.Column(name)
	c := columnOfTable(l.t, from)
	c.Via = term
	return made{c, func(row int) Cell {
		i := int(term[row])
		ref := l.t.RowRef(i)
		return Cell{Year: int(years[row]), Value: c.At(row), Ref: ref, Inputs: []Input{{Label: name + " of " + l.obsid.Text(i) + ": " + from.Show(i), Value: c.At(row), Ref: ref, Variable: name}}}
	}}
}

// columnOfTable gives a column of texts, dates or numbers of a table as one of a frame.
func columnOfTable(t *record.Table, from record.Column) *frame.Column {
	switch {
	case from.Kind == "text":
		return textColumn(t.Rows, func(i int) (string, uint8) {
			if text := from.Text(i); text != "" {
				return text, 0
			}
			return "", inSource
		})
	case from.Kind == "date":
		c := &frame.Column{Kind: frame.Date, Ints: make([]int32, t.Rows)}
		for i := range c.Ints {
			c.Ints[i] = frame.IntMissing(inSource)
			if d := from.Date(i); d.Grain == comity.DayGrain {
				c.Ints[i] = int32(d.Day)
			}
		}
		return c
	}
	return eachNumber(t.Rows, from.Unit, func(i int) float64 { return from.Number(i) })
}

// yearColumn is a column of whole numbers by term and year.
func (l *leaderList) yearColumn(term []int32, years []int16, of func(i int32, year float64) float64) made {
	c := eachNumber(len(term), "years", func(row int) float64 { return of(term[row], float64(years[row])) })
	return made{c, func(row int) Cell {
		i := int(term[row])
		born, _ := l.t.Column("born")
		ref := l.t.RowRef(i)
		return Cell{Year: int(years[row]), Value: c.At(row), Ref: ref, Inputs: []Input{
			{Label: "year of birth of " + l.obsid.Text(i), Value: born.Number(i), Unit: "year", Ref: ref, Variable: "born"},
			{Label: "first year in office of " + l.obsid.Text(i), Value: float64(l.years[i][0]), Unit: "year", Ref: ref, Variable: "start"}}}
	}}
}

// lifeColumn is a column of another table of leaders, found by the term.
func (l *leaderList) lifeColumn(b *bench, family, name string, term []int32, years []int16) (made, error) {
	t, err := b.table(family, "leader")
	if err != nil {
		return made{}, err
	}
	place := keep(b, "terms in "+family, func() []int32 {
		rows := map[string]int32{}
		obsid, _ := t.Column("obsid")
		for i := range t.Rows {
			rows[obsid.Text(i)] = int32(i)
		}
		out := make([]int32, len(l.number))
		for i := range out {
			at, ok := rows[l.obsid.Text(i)]
			if !ok {
				at = -1
			}
			out[i] = at
		}
		return out
	})
	from, ok := t.Column(name)
	if !ok {
		return made{}, &AbsentError{Sources: []string{family}}
	}
	c := eachNumber(len(place), from.Unit, func(i int) float64 {
		if place[i] < 0 {
			return frame.NaN(notCovered)
		}
		return from.Number(int(place[i]))
	})
	c.Via = term
	return made{c, func(row int) Cell {
		cell := Cell{Year: int(years[row]), Value: c.At(row), Ref: t.Ref(0)}
		if at := place[term[row]]; at >= 0 {
			cell.Ref = t.RowRef(int(at))
			cell.Inputs = []Input{{Label: name + " of " + l.obsid.Text(int(term[row])), Value: cell.Value, Unit: from.Unit, Ref: cell.Ref, Variable: name}}
		}
		return cell
	}}, nil
}
