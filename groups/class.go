package groups

// Classes: lists of states somebody else drew up, taken from classes.tsv, and the blocks of numbers of the Correlates of War;
// the states are members for the days each existed.

import (
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

// roll is one list of states by its definer.
type roll struct {
	states []comity.State
	ref    comity.Ref
}

// rolls holds classes.tsv by group.
var rolls = sync.OnceValue(func() map[string]roll {
	m := map[string]roll{}
	for _, l := range lines("classes.tsv", 5) {
		r := roll{ref: comity.Ref{Source: l.fields[3], Note: l.fields[4], Basis: l.basis(l.fields[2])}}
		for _, id := range strings.Fields(l.fields[1]) {
			s, ok := states.FromID(id)
			if !ok {
				l.fault("no state has the id " + quote(id))
			}
			r.states = append(r.states, s)
		}
		m[l.fields[0]] = r
	}
	return m
})

// class takes the states of the group's list.
func (g Group) class() []Membership {
	r := rolls()[g.ID]
	var out []Membership
	for _, s := range r.states {
		for _, span := range existence(s) {
			m := g.member(s, span)
			m.Ref = r.ref
			out = append(out, m)
		}
	}
	return out
}

// numbers takes the states of the COW list whose numbers lie between two, on the days they were in it.
func (g Group) numbers(low, high string) []Membership {
	from, _ := strconv.Atoi(low)
	to, _ := strconv.Atoi(high)
	var out []Membership
	for _, sp := range states.Spells(comity.COW) {
		if n, err := strconv.Atoi(states.Code(sp.State, states.SchemeCOW, sp.Span.From)); err != nil || n < from || n > to {
			continue
		}
		m := g.member(sp.State, sp.Span)
		m.Ref, m.DayBasis = comity.Ref{Source: "comity_states", Note: sp.Source, Basis: sp.Basis}, sp.DayBasis
		out = append(out, m)
	}
	return out
}
