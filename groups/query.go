package groups

// The questions: who belonged on a day, to what a state belonged, since when, and for which days one may say so.

import (
	"slices"
	"sort"

	"comity"
)

// MemberLike says whether a role makes its holder a member: founder, member, permanent, elected. A suspended state goes on being a
// member (its spell of suspension lies over that of membership); observers, partners and the rest are not members.
func MemberLike(role string) bool {
	return role == "member" || role == "permanent" || role == "elected" || role == "founder"
}

// fits says whether a role answers the role asked for; "" asks for any member, "*" for any role at all. A founder is a
// member.
func fits(role, asked string) bool {
	switch asked {
	case "":
		return MemberLike(role)
	case "*":
		return true
	case "member":
		return role == "member" || role == "founder"
	}
	return role == asked
}

// Members gives who held the role in the group on the day, by state; "" asks for every kind of member, "*" for every
// role. It gives nothing for an unknown id: see Get. Ask Coverage before saying that a state was not a member.
func Members(id, role string, on comity.Day) []Membership {
	var out []Membership
	for _, m := range roster(id) {
		if m.Span.Has(on) && fits(m.Role, role) {
			out = append(out, m)
		}
	}
	return out
}

// Roster gives the states that were members of the group on the day, by key, and whether that is all of them: false outside
// the group's coverage, where the list may want some and no share of it may be taken.
func Roster(id string, on comity.Day) (members []comity.State, complete bool) {
	for _, m := range Members(id, "", on) {
		members = append(members, m.State)
	}
	return slices.Compact(members), Coverage(id).Has(on)
}

// Holds says whether the spell surely holds on the day: one that has not ended holds to the last day its group's roster is
// complete for, and nothing is known of it after.
func (m Membership) Holds(on comity.Day) bool {
	return m.Span.Has(on) && (m.Span.To != comity.Forever || on <= Coverage(m.Group).To)
}

// Of gives every spell of a state that holds on the day, in any role and any group, in the order of the groups.
func Of(s comity.State, on comity.Day) []Membership {
	var out []Membership
	for _, g := range table().groups {
		for _, m := range History(g.ID, s) {
			if m.Holds(on) {
				out = append(out, m)
			}
		}
	}
	return out
}

// Spells gives every spell in a group, in any role, by state and start; nothing for an unknown id.
func Spells(id string) []Membership { return slices.Clone(roster(id)) }

// History gives every spell of a state in a group, in any role, by start.
func History(id string, s comity.State) []Membership {
	list := roster(id)
	i := sort.Search(len(list), func(i int) bool { return list[i].State >= s })
	j := i
	for j < len(list) && list[j].State == s {
		j++
	}
	return slices.Clone(list[i:j])
}

// In gives the spell in which s holds the role in the group on the day; role "" asks for any kind of member.
func In(id, role string, s comity.State, on comity.Day) (Membership, bool) {
	for _, m := range History(id, s) {
		if m.Span.Has(on) && fits(m.Role, role) {
			return m, true
		}
	}
	return Membership{}, false
}

// Common gives the ids of the organisations and blocs of which both states surely were members on the day. Classes (regions,
// income groups, "the West") are left out: nobody joins them; and so are treaties open to all, to which nearly everybody is a
// party.
func Common(a, b comity.State, on comity.Day) []string {
	var out []string
	for _, g := range table().groups {
		if g.Kind == "class" || g.Kind == "treaty" {
			continue
		}
		x, inA := In(g.ID, "", a, on)
		y, inB := In(g.ID, "", b, on)
		if inA && inB && x.Holds(on) && y.Holds(on) {
			out = append(out, g.ID)
		}
	}
	return out
}

// Coverage gives the days for which the group's roster of members is complete, days before its founding (when nobody
// belonged) included. On other days a state without a spell is "not covered", never "not a member". Inside it, a spell
// with the role contested (North Korea in the NPT since 2003) means neither yes nor no. The span of an unknown id is empty.
func Coverage(id string) comity.Span {
	g, ok := Get(id)
	if !ok {
		return comity.Span{From: 1, To: 0}
	}
	return g.covered
}
