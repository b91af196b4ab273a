package panel

// Group-years, each group of states and year of its life with how many belonged, and group-member-years, each member as well. A state
// belongs in a year where it surely was a member on a day of it; observers and the like are no members.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/groups"
	"comity/states"
)

// groupKinds are the kinds of groups.
var groupKinds = []string{"organisation", "treaty", "bloc", "class"}

// groupsOf reads which groups are asked for: all, those of kinds, or some by name.
func groupsOf(text string) ([]groups.Group, error) {
	if text == "" {
		return groups.All(), nil
	}
	asked := map[string]bool{}
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if slices.Contains(groupKinds, name) {
			asked[name] = true
			continue
		}
		g, err := groups.Lookup(name)
		if err != nil {
			return nil, fmt.Errorf("--of %s: %w; there are also the kinds %s", text, err, strings.Join(groupKinds, ", "))
		}
		asked[g.ID] = true
	}
	return slices.DeleteFunc(groups.All(), func(g groups.Group) bool { return !asked[g.ID] && !asked[g.Kind] }), nil
}

// belonging is the members of a group by day: of each state the runs of days on which it surely was one, as one where they touch.
type belonging struct {
	group  groups.Group
	known  comity.Span // the days on which the roster is complete
	life   comity.Span // the days of the group itself
	spells []stay
}

// stay is a spell of a member; a state that goes on under another key neither left nor joined.
type stay struct {
	groups.Membership
	continues, goesOn bool
}

func belongingOf(g groups.Group) belonging {
	b := belonging{group: g, known: groups.Coverage(g.ID)}
	for _, m := range groups.Spells(g.ID) {
		if !groups.MemberLike(m.Role) {
			continue
		}
		m.Span.To = min(m.Span.To, b.known.To) // nothing is known of what goes on after
		if m.Span.Empty() {
			continue
		}
		if n := len(b.spells) - 1; n >= 0 && b.spells[n].State == m.State && m.Span.From <= b.spells[n].Span.To+1 {
			b.spells[n].Span.To, b.spells[n].End, b.spells[n].Role = max(b.spells[n].Span.To, m.Span.To), m.End, m.Role
			continue
		}
		b.spells = append(b.spells, stay{Membership: m})
	}
	b.join()
	b.life = comity.Span{From: b.known.From, To: b.known.To}
	if len(b.spells) > 0 {
		b.life.From = b.spells[0].Span.From
		for _, m := range b.spells {
			b.life.From = min(b.life.From, m.Span.From)
		}
	}
	if g.Founded.Known() {
		b.life.From = max(min(b.life.From, g.Founded.First()), comity.DayOf(1800, 1, 1))
	}
	if g.Dissolved.Known() {
		b.life.To = min(b.life.To, g.Dissolved.Last())
	}
	return b
}

// join marks the spells that go on where another of the same ISO code ends.
func (b *belonging) join() {
	for i := range b.spells {
		for j := range b.spells {
			x, y := &b.spells[i], &b.spells[j]
			if x.Span.To+1 == y.Span.From && slices.Contains(states.Stands(x.State), y.State) {
				x.goesOn, y.continues = true, true
			}
		}
	}
}

// on counts the members on a day; not covered where the roster is not complete.
func (b belonging) on(d comity.Day) float64 {
	if !b.known.Has(d) {
		return comity.NaN(comity.NotCovered)
	}
	return b.count(func(m stay) bool { return m.Span.Has(d) })
}

// during counts states of which something is so, over a year the roster is complete for.
func (b belonging) during(year int, is func(m stay, span comity.Span) bool) float64 {
	span := comity.YearSpan(year)
	if part := span.Meet(b.life); !b.known.Has(part.From) || !b.known.Has(part.To) || part.To < span.To && !b.group.Dissolved.Known() {
		return comity.NaN(comity.NotCovered)
	}
	return b.count(func(m stay) bool { return is(m, span) })
}

// count counts the states with a spell of which something is so.
func (b belonging) count(is func(m stay) bool) float64 {
	n, last := 0, comity.NoState
	for _, m := range b.spells {
		if m.State != last && is(m) {
			n, last = n+1, m.State
		}
	}
	return float64(n)
}

// joinedIn says whether a spell begins in a span; certain is false where that is not known.
func joinedIn(m stay, span comity.Span) (is, certain bool) {
	if m.continues || !span.Has(m.Span.From) {
		return false, true
	}
	return true, m.Start.Known()
}

// leftIn says whether a spell ends in a span: one that was open does not.
func leftIn(m stay, span comity.Span) bool {
	return !m.goesOn && m.End.Known() && span.Has(m.Span.To)
}

// groupRows makes the rows of groups by year. They are of no states.
func groupRows(b *bench, _ kind, s Spec) (*rows, error) {
	list, err := groupsOf(s.Of)
	if err != nil {
		return nil, err
	}
	r := &rows{}
	during, err := s.during()
	if err != nil {
		return nil, err
	}
	var of []belonging
	var place []int32
	for _, g := range list {
		x := belongingOf(g)
		life := x.life.Meet(during)
		for year := life.From.Year(); !life.Empty() && year <= life.To.Year(); year++ {
			if s.From != 0 && year < s.From || s.To != 0 && year > s.To {
				continue
			}
			r.years, r.time, r.unit, place = append(r.years, int16(year)), append(r.time, int32(year)), append(r.unit, int32(len(of))), append(place, int32(len(of)))
		}
		of = append(of, x)
	}
	r.n = len(r.years)
	r.ids = []*frame.Column{groupColumn(r.n, func(row int) belonging { return of[place[row]] }), wholeOf("year", "calendar year", r.years)}
	at := func(row int) belonging { return of[place[row]] }
	r.describeGroups(at)
	return r, nil
}

// during gives the days the scopes leave, of units that have no states.
func (s Spec) during() (comity.Span, error) {
	out := comity.Always
	scopes, err := s.scopes(kind{name: s.Unit}, comity.COW)
	for _, c := range scopes {
		out = out.Meet(c.during)
	}
	return out, err
}

// groupColumn identifies the group of a row.
func groupColumn(n int, at func(row int) belonging) *frame.Column {
	c := textColumn(n, func(row int) (string, uint8) { return at(row).group.ID, 0 })
	c.Name, c.Label = "group", "id of the group in comity's list"
	return c
}

// describeGroups adds the columns of what a group is in the year of a row.
func (r *rows) describeGroups(at func(row int) belonging) {
	text := func(name string, of func(g groups.Group) string) {
		c := textColumn(r.n, func(row int) (string, uint8) { return of(at(row).group), 0 })
		r.own = append(r.own, filled{name: name, made: made{c, r.tellGroup(at, func(int) float64 { return 0 })}})
	}
	text("group.name", func(g groups.Group) string { return g.Name })
	text("group.kind", func(g groups.Group) string { return g.Kind })
	for _, c := range []struct {
		name string
		cell func(b belonging, year int) float64
	}{
		{"group.members", func(b belonging, year int) float64 { return b.on(min(comity.DayOf(year, 12, 31), b.lastDay())) }},
		{"group.members_any", func(b belonging, year int) float64 {
			return b.during(year, func(m stay, span comity.Span) bool {
				return m.Span.Overlaps(span) && !(m.continues && m.Span.From > span.From) // it is counted under the key before
			})
		}},
		{"group.joined", belonging.joined},
		{"group.left", func(b belonging, year int) float64 { return b.during(year, leftIn) }},
	} {
		type groupYear struct {
			id   string
			year int
		}
		cells := map[groupYear]float64{}
		value := func(row int) float64 {
			b, year := at(row), int(r.years[row])
			key := groupYear{b.group.ID, year}
			x, ok := cells[key]
			if !ok {
				x = c.cell(b, year)
				cells[key] = x
			}
			return x
		}
		column := eachNumber(r.n, "count", value)
		r.own = append(r.own, filled{name: c.name, made: made{column, r.tellGroup(at, column.At)}})
	}
}

// lastDay is the last day of a group that was dissolved; of others there is none.
func (b belonging) lastDay() comity.Day {
	if b.group.Dissolved.Known() {
		return b.life.To
	}
	return comity.Forever
}

// joined counts the states that became members in a year.
func (b belonging) joined(year int) float64 {
	unknown := false
	n := b.during(year, func(m stay, span comity.Span) bool {
		is, certain := joinedIn(m, span)
		unknown = unknown || is && !certain
		return is
	})
	if unknown && n == n {
		return comity.NaN(comity.InSource)
	}
	return n
}

// tellGroup explains a cell by the group's line.
func (r *rows) tellGroup(at func(row int) belonging, value func(row int) float64) func(row int) Cell {
	return func(row int) Cell {
		b, year := at(row), int(r.years[row])
		cell := Cell{Year: year, Value: value(row), Ref: b.group.Ref}
		for _, m := range b.spells {
			if m.Span.Overlaps(comity.YearSpan(year)) && len(cell.Inputs) < explained {
				cell.Inputs = append(cell.Inputs, Input{Label: nameIn(m.State, year) + ", " + m.Role + " from " + m.Span.From.String(), Value: 1, Unit: "0/1", Ref: m.Ref})
			}
		}
		return cell
	}
}

// groupMemberRows makes the rows of members of groups by year.
func groupMemberRows(b *bench, k kind, s Spec) (*rows, error) {
	list, err := groupsOf(s.Of)
	if err != nil {
		return nil, err
	}
	l := &listing{b: b}
	if l.scoped, l.all, err = b.rostersOf(k, s); err != nil {
		return nil, err
	}
	var of []belonging
	var spells [][2]int // of each row taken in: its group, and the last of its spells in the year
	unit := int32(0)
	for g := range list {
		x := belongingOf(list[g])
		of = append(of, x)
		for i, m := range x.spells {
			first := m.Span.From.Year()
			again := i > 0 && x.spells[i-1].State == m.State
			if !again {
				unit++
			}
			for year := first; year <= m.Span.To.Year(); year++ {
				if n := len(l.from) - 1; again && n >= 0 && int(l.year[n]) == year && spells[l.from[n]] == [2]int{g, i - 1} {
					spells[l.from[n]][1] = i // a second spell of the year
					continue
				}
				spells = append(spells, [2]int{g, i})
				l.add(len(spells)-1, m.State, comity.NoState, year, unit)
			}
		}
	}
	r := l.rows(s)
	at := func(row int) belonging { return of[spells[l.from[row]][0]] }
	r.ids = append([]*frame.Column{groupColumn(r.n, at)}, l.codeColumns(s)...)
	r.describeMembers(at, func(row int) []stay {
		x, last := at(row), spells[l.from[row]][1]
		first := last
		for first > 0 && x.spells[first-1].State == x.spells[last].State && x.spells[first-1].Span.To.Year() == int(l.year[row]) {
			first--
		}
		return x.spells[first : last+1]
	})
	r.describeGroups(at)
	return r, nil
}

// describeMembers adds the columns of what a member is in the year of a row; spells gives those that have a day of it.
func (r *rows) describeMembers(at func(row int) belonging, spells func(row int) []stay) {
	add := func(name string, c *frame.Column) {
		value := c.At
		if c.Kind == frame.Text {
			value = func(int) float64 { return 0 }
		}
		r.own = append(r.own, filled{name: name, made: made{c, func(row int) Cell {
			cell := Cell{Year: int(r.years[row]), Value: value(row), Ref: at(row).group.Ref}
			for _, m := range spells(row) {
				cell.Inputs = append(cell.Inputs, Input{Label: nameIn(m.State, cell.Year) + ", " + m.Role + " " + m.Span.String(), Value: 1, Unit: "0/1", Ref: m.Ref})
			}
			return cell
		}}})
	}
	year := func(row int) comity.Span { return comity.YearSpan(int(r.years[row])) }
	add("member.role", textColumn(r.n, func(row int) (string, uint8) {
		list := spells(row)
		return list[len(list)-1].Role, 0
	}))
	add("member.days", eachNumber(r.n, "days", func(row int) float64 {
		days := 0
		for _, m := range spells(row) {
			d := m.Span.Meet(year(row))
			days += int(d.To-d.From) + 1
		}
		return float64(days)
	}))
	add("member.joined", eachNumber(r.n, "0/1", func(row int) float64 {
		for _, m := range spells(row) {
			switch is, certain := joinedIn(m, year(row)); {
			case is && !certain:
				return comity.NaN(comity.InSource)
			case is:
				return 1
			}
		}
		return 0
	}))
	add("member.left", flagsWhere(r.n, func(row int) bool {
		return slices.ContainsFunc(spells(row), func(m stay) bool { return leftIn(m, year(row)) })
	}))
}
