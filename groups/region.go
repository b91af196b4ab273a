package groups

// Regions: today's geographic classes of the UN Statistics Division (M49) and the regional groups at the UN, laid over the
// whole past and cut to the days on which each state existed.

import (
	"slices"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

// place is the line of regions.tsv of one state.
type place struct {
	state comity.State
	id    string
	codes []string
	ref   comity.Ref
}

var places = sync.OnceValue(func() []place {
	var out []place
	for _, l := range lines("regions.tsv", 5) {
		f := l.fields
		s, ok := states.FromID(f[0])
		if !ok {
			l.fault("no state has the id " + quote(f[0]))
		}
		ref := comity.Ref{Source: "country_codes", Row: l.number(f[3]), RowEnd: l.number(f[3]), Note: f[4], Basis: l.basis(f[2])}
		out = append(out, place{s, f[0], strings.Fields(f[1]), ref})
	}
	return out
})

// region takes the states with one of the codes; "-" before a code or an id leaves those out.
func (g Group) region(args []string) []Membership {
	var out []Membership
	for _, p := range places() {
		if !p.chosen(args) {
			continue
		}
		for _, span := range existence(p.state) {
			m := g.member(p.state, span)
			m.Ref = p.ref
			out = append(out, m)
		}
	}
	return out
}

func (p place) chosen(args []string) bool {
	in := false
	for _, a := range args {
		if no, ok := strings.CutPrefix(a, "-"); ok {
			if no == p.id || slices.Contains(p.codes, no) {
				return false
			}
			continue
		}
		in = in || a == p.id || slices.Contains(p.codes, a)
	}
	return in
}

// existence gives the days on which a state was one in any of the systems; nothing for a territory.
func existence(s comity.State) []comity.Span {
	var all []comity.Span
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		all = append(all, states.Alive(sys, s)...)
	}
	return merge(all)
}
