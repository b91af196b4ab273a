package panel

// This file fills who belongs to which groups, by comity's rosters.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/groups"
)

var groupFillers = []filler{
	{column: "group.in", byDay: true, choose: chooseMembership(func(m *membership, b *bench, g *Grid) made { return m.fill(g) })},
	{column: "group.both", byDay: true, choose: chooseMembership(func(m *membership, b *bench, g *Grid) made { return m.fillPairs(g) })},
	{column: "group.count", choose: chooseKinds("organisation", groupCounts)},
	{column: "group.shared", choose: chooseKinds("organisation,bloc", sharedGroups)},
}

// membership is a role in a group, asked by a rule of days.
type membership struct {
	group   groups.Group
	role    string
	day     dayRule
	covered comity.Span                          // the days for which the roster is complete
	spans   map[comity.State][]groups.Membership // in the role, and contested ones
}

// dayRule says which days of a period count: last, any, or a day of the year.
type dayRule string

// of gives the days of a row that count.
func (d dayRule) of(r *Run, i int) comity.Span {
	span := r.Span(i)
	switch {
	case d == "any" || r.Grain == comity.DayGrain:
		return span
	case d == "last" || r.Grain == comity.MonthGrain:
		return comity.Span{From: span.To, To: span.To}
	}
	day := UnitOptions{On: string(d)}.day(r.Year(i))
	return comity.Span{From: day, To: day}
}

// dayRuleOf reads the rule options choose: the last day of the year, or the day the panel is of.
func (b *bench) dayRuleOf(o Options) (dayRule, error) {
	usual := "last"
	if b.on != "" {
		usual = b.on
	}
	rule := o.One("day", usual)
	if rule == "last" || rule == "any" {
		return dayRule(rule), nil
	}
	if err := (UnitOptions{On: rule}).Check(); err != nil {
		return "", fmt.Errorf("day=%s: want last, any or MM-DD, a day every year has", rule)
	}
	return dayRule(rule), nil
}

// chooseMembership reads group, role and day. The group is needed when a panel is made, not to describe the column.
func chooseMembership(fill func(*membership, *bench, *Grid) made) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		name := o.One("group", "")
		group, err := groups.Lookup(name)
		if name != "" && err != nil {
			return nil, err
		}
		return func(b *bench, g *Grid) (made, error) {
			if name == "" {
				return made{}, fmt.Errorf("which group? Say it after a colon, as group.in:BRICS")
			}
			day, err := b.dayRuleOf(o)
			if err != nil {
				return made{}, err
			}
			return fill(newMembership(group, o.One("role", "member"), day), b, g), nil
		}, nil
	}
}

func newMembership(group groups.Group, role string, day dayRule) *membership {
	m := &membership{group: group, role: role, day: day, covered: groups.Coverage(group.ID), spans: map[comity.State][]groups.Membership{}}
	for _, s := range groups.Spells(group.ID) {
		if m.holds(s) || s.Role == "contested" {
			m.spans[s.State] = append(m.spans[s.State], s)
		}
	}
	return m
}

// holds says whether a spell is one in the role asked for.
func (m *membership) holds(s groups.Membership) bool {
	switch m.role {
	case "any":
		return s.Role != "contested"
	case "member":
		return groups.MemberLike(s.Role)
	}
	return s.Role == m.role
}

// surely gives the days on which a spell is known to hold: one without an end holds to the last day of the roster.
func (m *membership) surely(s groups.Membership) comity.Span {
	if s.Span.To == comity.Forever {
		return s.Span.Meet(comity.Span{From: s.Span.From, To: m.covered.To})
	}
	return s.Span
}

// cell says whether a state was in on a day of a span.
func (m *membership) cell(s comity.State, days comity.Span) int8 {
	contested := false
	for _, x := range m.spans[s] {
		if meets := !m.surely(x).Meet(days).Empty(); meets && m.holds(x) {
			return 1
		} else if meets {
			contested = true
		}
	}
	return m.absent(contested, days)
}

// absent is the cell of no membership on any day of a span: none only where the roster is complete for all of it.
func (m *membership) absent(contested bool, days comity.Span) int8 {
	switch {
	case contested:
		return missingSmall(comity.InSource)
	case m.covered.Has(days.From) && m.covered.Has(days.To):
		return 0
	}
	return missingSmall(comity.NotCovered)
}

// pair says whether two were in on one day of a span.
func (m *membership) pair(a, b comity.State, days comity.Span) int8 {
	for _, x := range m.spans[a] {
		for _, y := range m.spans[b] {
			if m.holds(x) && m.holds(y) && !m.surely(x).Meet(m.surely(y)).Meet(days).Empty() {
				return 1
			}
		}
	}
	x, y := m.cell(a, days), m.cell(b, days)
	switch {
	case x == 0 || y == 0: // one surely was not in
		return 0
	case x == 1 && y == 1:
		return 0 // both were in, on other days
	}
	return small(comity.NaN(comity.Worst(comity.Why(fromSmall(x)), comity.Why(fromSmall(y)))))
}

// fromSmall reads a cell of a column of small numbers.
func fromSmall(x int8) float64 { return (&frame.Column{Small: []int8{x}}).At(0) }

// fill fills the flag of single states.
func (m *membership) fill(g *Grid) made {
	c := smalls(g, frame.Flag, func(r *Run, out []int8) {
		for i := range out {
			out[i] = m.cell(r.A, m.day.of(r, i))
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		return m.explain(r, row-r.Row, c.At(row))
	}}
}

// fillPairs fills the flag of pairs. Most have a state that was never in: of them the roster alone speaks.
func (m *membership) fillPairs(g *Grid) made {
	c := g.pairSmalls(frame.Flag, func(r *Run, out []int8) {
		never := len(m.spans[r.A]) == 0 || len(m.spans[r.B]) == 0
		for i := range out {
			if days := m.day.of(r, i); never {
				out[i] = m.absent(false, days)
			} else {
				out[i] = m.pair(r.A, r.B, days)
			}
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		return m.explain(r, row-r.Row, c.At(row))
	}}
}

// explain shows the spells behind a cell.
func (m *membership) explain(r *Run, i int, value float64) Cell {
	days := m.day.of(r, i)
	cell := Cell{Year: r.Year(i), Value: value, Ref: comity.Ref{Source: "comity-groups", Edition: comity.Version, Basis: comity.Seen}}
	for _, s := range r.states() {
		for _, x := range m.spans[s] {
			if x.Span.Meet(days).Empty() {
				continue
			}
			ref := x.Ref
			cell.Ref.Basis = min(cell.Ref.Basis, ref.Basis)
			cell.Inputs = append(cell.Inputs, Input{Label: nameIn(s, r.Year(i)) + ": " + x.Role + " of " + m.group.Name + ", " + x.Span.String(), Value: 1, Unit: "0/1", Ref: ref})
		}
	}
	cell.Ref.Note = fmt.Sprintf("the roster of %s is complete from %s to %s", m.group.Name, m.covered.From, m.covered.To)
	return cell
}

// chooseKinds reads the kinds of groups to count.
func chooseKinds(usual string, fill func(b *bench, g *Grid, list []groups.Group) made) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		kinds := o["kind"]
		if kinds == nil {
			kinds = strings.Split(usual, ",")
		}
		return func(b *bench, g *Grid) (made, error) { return fill(b, g, completeGroups(kinds)), nil }, nil
	}
}

// completeGroups are the groups of some kinds whose roster is complete at the end of every year that group.joint counts.
func completeGroups(kinds []string) []groups.Group {
	whole := comity.Span{From: comity.DayOf(firstJoint, 12, 31), To: comity.DayOf(lastJoint, 12, 31)}
	return slices.DeleteFunc(groups.All(), func(g groups.Group) bool {
		c := groups.Coverage(g.ID)
		return !slices.Contains(kinds, g.Kind) || c.From > whole.From || c.To < whole.To
	})
}

func groupCounts(b *bench, g *Grid, list []groups.Group) made {
	in := b.membersAtYearEnd(list)
	return countOfGroups(list, numbers(g, func(r *Run, out []float64) {
		for i := range out {
			out[i] = comity.NaN(comity.NotCovered)
			if year := r.From + i; year >= firstJoint && year <= lastJoint {
				row := in.of(r.A, year)
				out[i] = float64(inBoth(row, row, nil))
			}
		}
	}), g)
}

func sharedGroups(b *bench, g *Grid, list []groups.Group) made {
	in := b.membersAtYearEnd(list)
	return countOfGroups(list, g.pairNumbers(func(r *Run, out []float64) {
		for i := range out {
			out[i] = comity.NaN(comity.NotCovered)
			if year := r.From + i; year >= firstJoint && year <= lastJoint {
				out[i] = float64(inBoth(in.of(r.A, year), in.of(r.B, year), nil))
			}
		}
	}), g)
}

// countOfGroups keeps a count as whole numbers, with the groups behind each cell.
func countOfGroups(list []groups.Group, c *frame.Column, g *Grid) made {
	narrow(c, "count")
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		if year < firstJoint || year > lastJoint {
			return silent(year)
		}
		var in []Input
		for _, x := range list {
			ref, both := x.Ref, true
			for _, s := range r.states() {
				m, ok := groups.In(x.ID, "", s, comity.DayOf(year, 12, 31))
				both = both && ok
				ref.Basis = min(ref.Basis, m.Ref.Basis)
			}
			if both {
				in = append(in, Input{Label: x.Name, Value: 1, Unit: "count", Ref: ref})
			}
		}
		cell := counted("comity-groups", in)
		cell.Year = year
		return cell
	}}
}
