package panel

// This file lays comity's own treaties and organisations out by the end of the year, as bits.

import (
	"strings"

	"comity"
	"comity/groups"
	"comity/treaties"
)

// treatyYears is the parties of comity's treaties by the end of each year.
type treatyYears struct {
	*belongs
	list []treaties.Treaty
}

// firstTreaty and lastTreaty bound the years of the layout; the list's own bounds are treaties.Coverage's.
const firstTreaty, lastTreaty = 1800, 2024

// treatiesAtYearEnd lays out the treaties in force on the last day of each year.
func (b *bench) treatiesAtYearEnd() *treatyYears {
	return keep(b, "treaties at the end of each year", func() *treatyYears {
		t := &treatyYears{list: treaties.All()}
		t.belongs = newBelongs(firstTreaty, lastTreaty, len(t.list))
		for i, x := range t.list {
			if x.EndedHow == treaties.NotInForce {
				continue
			}
			life := comity.Span{From: x.Start(), To: comity.Forever}
			if x.Ended.Known() {
				life.To = x.Ended.Last()
			}
			for _, p := range x.Parties {
				from, to := yearEnds(p.Span.Meet(life))
				t.put(p.State, i, from, to)
			}
		}
		return t
	})
}

// mask marks the treaties that are of a kind.
func (t *treatyYears) mask(is func(treaties.Treaty) bool) []uint64 {
	out := make([]uint64, t.words)
	for i, x := range t.list {
		if is(x) {
			out[i/64] |= 1 << (i % 64)
		}
	}
	return out
}

// membersAtYearEnd lays out the members of groups on the last day of each year that group.joint counts.
func (b *bench) membersAtYearEnd(list []groups.Group) *belongs {
	var name strings.Builder
	name.WriteString("members at the end of each year of")
	for _, g := range list {
		name.WriteString(" " + g.ID)
	}
	return keep(b, name.String(), func() *belongs {
		out := newBelongs(firstJoint, lastJoint, len(list))
		for i, g := range list {
			for _, m := range groups.Spells(g.ID) {
				if groups.MemberLike(m.Role) {
					from, to := yearEnds(m.Span)
					out.put(m.State, i, from, to)
				}
			}
		}
		return out
	})
}
