package desk

// This file answers the questions about groups: who belonged on a day, who came and went, which groups there are, to what
// a state belonged.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/groups"
	"comity/report"
	"comity/states"
)

// GroupAnswer says who belonged to a group on a day, in which role, since when. Without a day it is the last one its roster is
// complete for, or the last one the group had.
func (d *Desk) GroupAnswer(name string, on comity.Day) (report.Group, error) {
	g, err := groups.Lookup(name)
	if err != nil {
		return report.Group{}, err
	}
	if on == comity.NoDay {
		on = lastOf(g)
	}
	out := report.Group{GroupCard: groupCard(g), On: on.String(), Members: []report.Member{}}
	if cover := groups.Coverage(g.ID); !cover.Has(on) {
		return out, fmt.Errorf("comity's roster of %s is complete from %s to %s; %s lies outside, so nothing is said of it (try --on %s)", g.Name, cover.From, cover.To, on, cover.To)
	}
	for _, m := range groups.Members(g.ID, "*", on) {
		out.Members = append(out.Members, report.Member{ID: states.ID(m.State, on), Name: states.Name(m.State, on), Role: m.Role, From: m.Span.From.String(), To: m.Span.To.String(),
			DayBasis: m.DayBasis.String(), Source: report.NewRef(m.Ref)})
	}
	slices.SortStableFunc(out.Members, func(x, y report.Member) int {
		return cmp.Or(strings.Compare(x.Role, y.Role), strings.Compare(x.Name, y.Name))
	})
	return out, nil
}

// lastOf is the last day one may ask a group's roster of: nobody belongs to a group that has ended.
func lastOf(g groups.Group) comity.Day {
	on := min(LastDay, groups.Coverage(g.ID).To)
	if g.Dissolved.Known() {
		on = min(on, g.Dissolved.First())
	}
	return on
}

func groupCard(g groups.Group) report.GroupCard {
	cover := groups.Coverage(g.ID)
	return report.GroupCard{ID: g.ID, Name: g.Name, Kind: g.Kind, Definer: g.Definer, Founded: g.Founded.String(), Dissolved: g.Dissolved.String(),
		From: cover.From.String(), To: cover.To.String(), Note: g.Note, Source: report.NewRef(g.Ref)}
}

// GroupHistory says who came to a group and who left it, in which role, by date.
func (d *Desk) GroupHistory(name string) (report.GroupHistory, error) {
	g, err := groups.Lookup(name)
	if err != nil {
		return report.GroupHistory{}, err
	}
	out := report.GroupHistory{GroupCard: groupCard(g), Changes: []report.Change{}}
	type dated struct {
		on comity.Day
		report.Change
	}
	var list []dated
	for _, m := range groups.Spells(g.ID) {
		list = append(list, dated{m.Span.From, began(m)})
		if m.End.Known() {
			list = append(list, dated{m.End.Last(), ended(m)})
		}
	}
	slices.SortStableFunc(list, func(x, y dated) int { return cmp.Or(cmp.Compare(x.on, y.on), strings.Compare(x.Name, y.Name)) })
	for _, c := range list {
		out.Changes = append(out.Changes, c.Change)
	}
	return out, nil
}

// began is the start of a spell as a change.
func began(m groups.Membership) report.Change {
	when, day := m.Start.String(), m.DayBasis.String()
	if !m.Start.Known() {
		when, day = "by "+m.Span.From.String(), comity.Recalled.String()
	}
	return report.Change{When: when, ID: states.ID(m.State, m.Span.From), Name: states.Name(m.State, m.Span.From), Change: "from", Role: m.Role, DayBasis: day, Source: report.NewRef(m.Ref)}
}

// ended is the end of a spell as a change: the last day, month or year of it. No source shows the days on which spells end.
func ended(m groups.Membership) report.Change {
	on := m.End.First()
	return report.Change{When: m.End.String(), ID: states.ID(m.State, on), Name: states.Name(m.State, on), Change: "to", Role: m.Role,
		DayBasis: comity.Recalled.String(), Source: report.NewRef(m.Ref)}
}

// GroupsAnswer lists the groups comity knows, with how many belonged at the end of what is known and on what basis.
func (d *Desk) GroupsAnswer() report.Groups {
	out := report.Groups{List: []report.GroupLine{}}
	for _, g := range groups.All() {
		on := lastOf(g)
		line := report.GroupLine{GroupCard: groupCard(g), On: on.String()}
		members, _ := groups.Roster(g.ID, on)
		line.Members = len(members)
		for _, m := range groups.Spells(g.ID) {
			line.Spells++
			if m.Ref.Basis == comity.Seen {
				line.Seen++
			}
		}
		out.List = append(out.List, line)
	}
	return out
}

// GroupsOf lists what a state belonged to on a day, in any role. An organisation, treaty or bloc whose roster is
// not complete then is named as silent.
func (d *Desk) GroupsOf(text string, on comity.Day) (report.Belonging, error) {
	s, notes, err := asked(text, on)
	if err != nil {
		return report.Belonging{}, err
	}
	day := orLast(on)
	key := keyOn(s, day)
	out := report.Belonging{StateCard: card(s, day), On: day.String(), List: []report.Belongs{}, Silent: []string{}, Warnings: []report.Note{}}
	for _, n := range notes {
		out.Warnings = append(out.Warnings, report.Note{Code: "name", Text: n})
	}
	for _, g := range groups.All() {
		in := false
		for _, m := range groups.History(g.ID, key) {
			if !m.Holds(day) {
				continue
			}
			in = true
			out.List = append(out.List, report.Belongs{ID: g.ID, Name: g.Name, Kind: g.Kind, Role: m.Role, From: m.Span.From.String(), To: m.Span.To.String(),
				DayBasis: m.DayBasis.String(), Source: report.NewRef(m.Ref)})
		}
		if !in && g.Kind != "class" && g.Founded.Known() && g.Founded.First() <= day && !groups.Coverage(g.ID).Has(day) {
			out.Silent = append(out.Silent, g.ID)
		}
	}
	return out, nil
}
