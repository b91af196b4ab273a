package groups

// Rosters: the spells of a group, read from the tables or made by its rule from other rosters.

import (
	"slices"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

// made keeps the rosters asked for so far, by id.
var made sync.Map

// roster gives the spells of a group by state and start; nothing for an id nobody has. The slice is shared.
func roster(id string) []Membership {
	id = strings.ToLower(id)
	if r, ok := made.Load(id); ok {
		return r.([]Membership)
	}
	g, ok := Get(id)
	if !ok {
		return nil
	}
	r, _ := made.LoadOrStore(g.ID, sorted(g.make()))
	return r.([]Membership)
}

// make follows the group's rule; a group without one is written out in the tables.
func (g Group) make() []Membership {
	if len(g.rule) == 0 {
		return written(g.ID)
	}
	switch args := g.rule[1:]; g.rule[0] {
	case "system":
		return g.system()
	case "role":
		return g.role(args[0], args[1])
	case "any":
		return g.any(args)
	case "less":
		return g.less(args[0], args[1])
	case "region":
		return g.region(args)
	case "income":
		return g.income(args)
	case "class":
		return g.class()
	case "numbers":
		return g.numbers(args[0], args[1])
	}
	panic("groups/rules.tsv: " + g.ID + " has an unknown rule " + strings.Join(g.rule, " "))
}

// lastOriginal is the last day of 1945: by then the fifty-one original members had ratified the Charter (article 3).
var lastOriginal = comity.DayOf(1945, 12, 31)

// system makes the roster of the United Nations from the list of states.
func (g Group) system() []Membership {
	var out []Membership
	for _, sp := range states.Spells(comity.UN) {
		m := g.member(sp.State, sp.Span)
		if sp.Span.From <= lastOriginal {
			m.Role = "founder"
		}
		m.Ref = comity.Ref{Source: "comity_states", Note: sp.Source, Basis: sp.Basis}
		m.DayBasis = sp.DayBasis
		out = append(out, m)
	}
	return out
}

// role takes those who hold one role in another group as members.
func (g Group) role(id, role string) []Membership {
	var out []Membership
	for _, m := range roster(id) {
		if m.Role == role {
			m.Group, m.Role = g.ID, "member"
			out = append(out, m)
		}
	}
	return out
}

// any takes the members of any of the groups; spells that touch become one.
func (g Group) any(ids []string) []Membership {
	spans := map[comity.State][]comity.Span{}
	refs := map[comity.State]comity.Ref{}
	for _, id := range ids {
		for _, m := range roster(id) {
			if !MemberLike(m.Role) {
				continue
			}
			if old, ok := refs[m.State]; !ok || m.Ref.Basis > old.Basis {
				refs[m.State] = m.Ref
			}
			spans[m.State] = append(spans[m.State], m.Span)
		}
	}
	var out []Membership
	for s, list := range spans {
		for _, span := range merge(list) {
			m := g.member(s, span)
			m.Ref = refs[s]
			out = append(out, m)
		}
	}
	return out
}

// less takes the members of one group on the days they are not in another.
func (g Group) less(id, without string) []Membership {
	var out []Membership
	for _, m := range roster(id) {
		if !MemberLike(m.Role) {
			continue
		}
		for _, span := range cut(m.Span, History(without, m.State)) {
			n := g.member(m.State, span)
			n.Ref = m.Ref
			out = append(out, n)
		}
	}
	return out
}

// member is a plain member over a span.
func (g Group) member(s comity.State, span comity.Span) Membership {
	m := Membership{Group: g.ID, State: s, Role: "member", Span: span}
	if span.From != comity.Always.From {
		m.Start = comity.On(span.From)
	}
	if span.To != comity.Forever {
		m.End = comity.On(span.To)
	}
	return m
}

// merge joins spans that overlap or touch.
func merge(spans []comity.Span) []comity.Span {
	slices.SortFunc(spans, func(a, b comity.Span) int { return compare(a.From, b.From) })
	var out []comity.Span
	for _, s := range spans {
		if n := len(out); n > 0 && (out[n-1].To == comity.Forever || s.From <= out[n-1].To+1) {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// cut takes from a span the days of the member-like spells given.
func cut(s comity.Span, away []Membership) []comity.Span {
	var out []comity.Span
	for _, m := range away {
		if !MemberLike(m.Role) || !m.Span.Overlaps(s) {
			continue
		}
		if m.Span.From > s.From {
			out = append(out, comity.Span{From: s.From, To: m.Span.From - 1})
		}
		if m.Span.To >= s.To {
			return out
		}
		s.From = m.Span.To + 1
	}
	return append(out, s)
}

// sorted orders spells by state, start and role.
func sorted(list []Membership) []Membership {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Membership) int {
		if a.State != b.State {
			return int(a.State) - int(b.State)
		}
		if c := compare(a.Span.From, b.Span.From); c != 0 {
			return c
		}
		return strings.Compare(a.Role, b.Role)
	})
	return list
}

// compare orders days without overflow.
func compare(a, b comity.Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
