package panel

// Treaty-party-years: each treaty, each party, each year with a day on which it bound the party; of comity's own list, or alliances
// with their members of the Alliance Treaty Obligations and Provisions project.

import (
	"cmp"
	"slices"

	"comity"
	"comity/format/frame"
	"comity/record"
	"comity/source"
	"comity/treaties"
)

// treatyLists are the lists of treaties, the usual first.
var treatyLists = []string{"own", "atop"}

// atopFamily is the family of the sources that list alliances and their members.
const atopFamily = "atop-treaties"

// bound is a treaty that bound a party over some days.
type bound struct {
	treaty, party int // places in the list and among its parties
	state         comity.State
	days          comity.Span
}

func treatyRows(b *bench, k kind, s Spec) (*rows, error) {
	l := &listing{b: b}
	var err error
	if l.scoped, l.all, err = b.rostersOf(k, s); err != nil {
		return nil, err
	}
	if s.Of == "atop" {
		return l.atop(s)
	}
	return l.treaties(s), nil
}

// boundOf gives the days on which treaties bound their parties, by treaty in the order of the list, party and day.
func boundOf(list []treaties.Treaty) []bound {
	var out []bound
	for i, t := range list {
		if t.EndedHow == treaties.NotInForce {
			continue
		}
		life := comity.Span{From: t.Start(), To: comity.Forever}
		if t.Ended.Known() {
			life.To = t.Ended.Last()
		}
		first := len(out)
		for j, p := range t.Parties {
			if days := life.Meet(p.Span); !days.Empty() {
				out = append(out, bound{i, j, p.State, days})
			}
		}
		slices.SortFunc(out[first:], func(x, y bound) int {
			return cmp.Or(cmp.Compare(x.state, y.state), cmp.Compare(x.days.From, y.days.From), cmp.Compare(x.party, y.party))
		})
	}
	return out
}

// treaties makes the rows of comity's own list.
func (l *listing) treaties(s Spec) *rows {
	list := treaties.All()
	spells := boundOf(list)
	last := comity.DayOf(lastYear, 12, 31)
	unit := int32(0)
	for i, x := range spells {
		next := x.days.From.Year()
		if i > 0 && spells[i-1].treaty == x.treaty && spells[i-1].state == x.state {
			next = max(next, min(spells[i-1].days.To, last).Year()+1) // a year of two spells is one row
		} else {
			unit++
		}
		for year := next; year <= min(x.days.To, l.lastDay(last)).Year(); year++ {
			l.add(i, x.state, comity.NoState, year, unit)
		}
	}
	r := l.rows(s)
	of := func(row int) treaties.Treaty { return list[spells[l.from[row]].treaty] }
	id := textColumn(r.n, func(row int) (string, uint8) { return of(row).ID, 0 })
	id.Name, id.Label = "treaty", "id of the treaty in comity's list"
	r.ids = append([]*frame.Column{id}, l.codeColumns(s)...)
	l.describeTreaties(r, spells, of)
	return r
}

// lastDay is the last day of the panel's list of states: what binds without end is followed so far.
func (l *listing) lastDay(otherwise comity.Day) comity.Day {
	last := comity.NoDay
	for _, m := range l.all.members {
		last = max(last, m.stretches[len(m.stretches)-1].span.To)
	}
	return min(max(last, comity.DayOf(1, 1, 1)), otherwise)
}

// describeTreaties adds the columns of what a treaty is, and what it is to the party in the year.
func (l *listing) describeTreaties(r *rows, spells []bound, of func(row int) treaties.Treaty) {
	tell := func(value func(row int) float64) func(row int) Cell {
		return func(row int) Cell {
			t := of(row)
			in := Input{Label: t.String(), Value: value(row), Ref: t.Ref}
			return Cell{Year: int(l.year[row]), Value: in.Value, Ref: t.Ref, Inputs: []Input{in}}
		}
	}
	add := func(name string, c *frame.Column) {
		r.own = append(r.own, filled{name: name, made: made{c, tell(c.At)}})
	}
	text := func(name string, of func(row int) string) {
		c := textColumn(r.n, func(row int) (string, uint8) { return of(row), 0 })
		r.own = append(r.own, filled{name: name, made: made{c, tell(func(int) float64 { return 0 })}})
	}
	text("treaty.title", func(row int) string { return of(row).Title })
	text("treaty.kind", func(row int) string { return of(row).Kind })
	add("treaty.signed", dateColumn(r.n, func(row int) comity.Date { return of(row).Signed }))
	add("treaty.binding_from", dateColumn(r.n, func(row int) comity.Date { return of(row).InForce }))
	add("treaty.ended", dateColumn(r.n, func(row int) comity.Date { return of(row).Ended }))
	for _, p := range []struct {
		name string
		is   treaties.Obligation
	}{
		{"treaty.defence", treaties.Defence}, {"treaty.offence", treaties.Offence}, {"treaty.neutrality", treaties.Neutrality},
		{"treaty.nonaggression", treaties.NonAggression}, {"treaty.consultation", treaties.Consultation},
	} {
		add(p.name, flagsWhere(r.n, func(row int) bool { return of(row).Obligations&p.is != 0 }))
	}
	add("treaty.days", eachNumber(r.n, "days", func(row int) float64 {
		days, year := 0, comity.YearSpan(int(l.year[row]))
		for _, x := range sameParty(spells, int(l.from[row])) {
			if d := x.days.Meet(year); !d.Empty() {
				days += int(d.To-d.From) + 1
			}
		}
		return float64(days)
	}))
	parties := map[[2]int]float64{}
	add("treaty.parties", eachNumber(r.n, "count", func(row int) float64 {
		key := [2]int{spells[l.from[row]].treaty, int(l.year[row])}
		n, ok := parties[key]
		if !ok {
			n = boundIn(spells, int(l.from[row]), key[1])
			parties[key] = n
		}
		return n
	}))
	add("treaty.begins", flagsWhere(r.n, func(row int) bool {
		return sameParty(spells, int(l.from[row]))[0].days.From.Year() == int(l.year[row])
	}))
}

// sameParty gives the spells in which the treaty of one bound its party.
func sameParty(spells []bound, i int) []bound {
	same := func(j int) bool { return spells[j].treaty == spells[i].treaty && spells[j].state == spells[i].state }
	lo, hi := i, i+1
	for lo > 0 && same(lo-1) {
		lo--
	}
	for hi < len(spells) && same(hi) {
		hi++
	}
	return spells[lo:hi]
}

// boundIn counts the states that the treaty of a spell bound on some day of a year.
func boundIn(spells []bound, i, year int) float64 {
	lo := i
	for lo > 0 && spells[lo-1].treaty == spells[i].treaty {
		lo--
	}
	n, last, span := 0, comity.NoState, comity.YearSpan(year)
	for _, x := range spells[lo:] {
		if x.treaty != spells[i].treaty {
			break
		}
		if x.state != last && x.days.Overlaps(span) {
			n, last = n+1, x.state
		}
	}
	return float64(n)
}

// flagsWhere makes a column of flags.
func flagsWhere(n int, is func(row int) bool) *frame.Column {
	c := flags(n, 0)
	for row := range c.Small {
		if is(row) {
			c.Small[row] = 1
		}
	}
	return c
}

// atop makes the rows of the members of alliances. A member has a row a phase of an alliance; of a year with two, the later is taken.
func (l *listing) atop(s Spec) (*rows, error) {
	t, err := l.b.table(atopFamily, "member")
	if err != nil {
		return nil, err
	}
	type key struct {
		number float64
		state  comity.State
		year   int
	}
	number, _ := t.Column("atopid")
	state, _ := t.Column("a")
	entered, _ := t.Column("entered")
	left, _ := t.Column("left")
	row := map[key]int{}
	var keys []key
	for i := range t.Rows {
		from, to := entered.Date(i), left.Date(i)
		if !from.Known() || state.State(i) == comity.NoState {
			continue
		}
		for year := from.Year(); year <= endOf(t, to); year++ {
			k := key{number.Number(i), state.State(i), year}
			if old, ok := row[k]; !ok {
				keys = append(keys, k)
			} else if entered.Date(old).First() > from.First() {
				continue
			}
			row[k] = i
		}
	}
	slices.SortFunc(keys, func(x, y key) int {
		return cmp.Or(cmp.Compare(x.number, y.number), cmp.Compare(x.state, y.state), cmp.Compare(x.year, y.year))
	})
	unit := int32(0)
	for n, k := range keys {
		if n > 0 && (k.number != keys[n-1].number || k.state != keys[n-1].state) {
			unit++
		}
		l.add(row[k], k.state, comity.NoState, k.year, unit)
	}
	r := l.rows(s)
	id := tableCells(t, number, l.from)
	id.Name, id.Label = "atopid", "number of the alliance in ATOP"
	r.ids = append([]*frame.Column{id}, l.codeColumns(s)...)
	for _, c := range t.All() {
		if c.Name != "atopid" && c.Kind != source.StateCell {
			r.own = append(r.own, tableColumn(t, atopFamily, c, l.from))
		}
	}
	return r, nil
}

// endOf is the last year of a date of an end: of one that has not come, the last the table covers.
func endOf(t *record.Table, d comity.Date) int {
	if d.Known() && d.Day != comity.Forever {
		return d.Year()
	}
	return t.To
}
