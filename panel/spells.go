package panel

// This file gives a state's spells in a group as one life, where it goes on under another key.

import (
	"cmp"
	"slices"

	"comity"
	"comity/groups"
)

// Spells gives a state's spells in a group, under its key and those its ISO code stands for.
func Spells(group, role string, s comity.State) []groups.Membership {
	var out []groups.Membership
	for _, key := range Keys(s) {
		for _, m := range groups.History(group, key) {
			if role == "founder" {
				g, _ := groups.Lookup(group)
				if m.Role == "founder" || g.Founded.Known() && m.Span.From <= g.Founded.Last() {
					out = append(out, m)
				}
				continue
			}
			if role != "" && role != "member" && m.Role == role || (role == "" || role == "member") && groups.MemberLike(m.Role) {
				out = append(out, m)
			}
		}
	}
	return joined(out)
}

// joined puts spells of one role that follow each other without a gap into one: a state goes on under another key.
func joined(spells []groups.Membership) []groups.Membership {
	slices.SortStableFunc(spells, func(x, y groups.Membership) int { return cmp.Compare(x.Span.From, y.Span.From) })
	var out []groups.Membership
	for _, m := range spells {
		if n := len(out) - 1; n >= 0 && groups.MemberLike(m.Role) == groups.MemberLike(out[n].Role) && out[n].Span.To != comity.Forever && m.Span.From <= out[n].Span.To+1 {
			out[n].Span.To = max(out[n].Span.To, m.Span.To)
			continue
		}
		out = append(out, m)
	}
	return out
}
