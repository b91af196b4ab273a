package panel

// This file says under which key a state is found in a year, and when two states were there together.

import (
	"slices"

	"comity"
	"comity/states"
)

// Keys gives the keys a state is found under: its own, then those its ISO code stood for.
func Keys(s comity.State) []comity.State { return append([]comity.State{s}, states.Stands(s)...) }

// KeyIn gives the key under which a state is found in a year: its own where it was a state then, else that of the state its
// ISO code stood for, else comity.NoState where it was no state. Polities outside the systems keep their key.
func KeyIn(s comity.State, year int) comity.State {
	for _, key := range keysIn(s, year) {
		return key
	}
	return comity.NoState
}

// keysIn gives every key of a state that was one in the year, its own first; a polity outside the systems keeps its key.
func keysIn(s comity.State, year int) []comity.State {
	span := comity.YearSpan(year)
	others := states.Stands(s)
	if alive(s, span) && len(others) == 0 {
		return []comity.State{s}
	}
	var out []comity.State
	for _, key := range append([]comity.State{s}, others...) {
		if alive(key, span) {
			out = append(out, key)
		}
	}
	if len(out) == 0 && outside(s) {
		return []comity.State{s}
	}
	return out
}

// outside says whether a polity is in none of the systems: a territory, an entity.
func outside(s comity.State) bool {
	return len(states.Alive(comity.COW, s)) == 0 && len(states.Alive(comity.GW, s)) == 0 && len(states.Alive(comity.UN, s)) == 0
}

// alive says whether a state was one on a day of the span: by COW or UN membership, or, in neither, on the Gleditsch-Ward list.
func alive(s comity.State, span comity.Span) bool {
	cow, un := states.Alive(comity.COW, s), states.Alive(comity.UN, s)
	overlap := func(p comity.Span) bool { return p.Overlaps(span) }
	if len(cow)+len(un) == 0 {
		return slices.ContainsFunc(states.Alive(comity.GW, s), overlap)
	}
	return slices.ContainsFunc(cow, overlap) || slices.ContainsFunc(un, overlap)
}

// unitIn gives the keys of a unit in a year; ok is false where one of its states was none then, or where two never shared a
// day of it: no such unit existed.
func unitIn(who []comity.State, year int) (keys []comity.State, ok bool) {
	switch len(who) {
	case 1:
		key := KeyIn(who[0], year)
		return []comity.State{key}, key != comity.NoState
	case 2:
		for _, a := range keysIn(who[0], year) {
			for _, b := range keysIn(who[1], year) {
				if a != b && together(a, b, year) {
					return []comity.State{a, b}, true
				}
			}
		}
		return nil, false
	}
	return who, true
}

// together says whether two were states on the same day of the year; a polity outside the systems has no days of its own.
func together(a, b comity.State, year int) bool {
	if outside(a) || outside(b) {
		return true
	}
	span := comity.YearSpan(year)
	for _, x := range lives(a) {
		for _, y := range lives(b) {
			if !x.Meet(y).Meet(span).Empty() {
				return true
			}
		}
	}
	return false
}

// lives gives the days on which a state was one, as alive reads them.
func lives(s comity.State) []comity.Span {
	cow, un := states.Alive(comity.COW, s), states.Alive(comity.UN, s)
	if len(cow)+len(un) == 0 {
		return states.Alive(comity.GW, s)
	}
	return slices.Concat(cow, un)
}

// bothCOW says whether two were members of the COW system on the same day of a year: only of such pairs does the silence of a
// source that codes by COW mean "none".
func bothCOW(a, b comity.State, year int) bool {
	span := comity.YearSpan(year)
	for _, x := range states.Alive(comity.COW, a) {
		for _, y := range states.Alive(comity.COW, b) {
			if a != b && !x.Meet(y).Meet(span).Empty() {
				return true
			}
		}
	}
	return false
}

// StatesIn gives the states of a year, by COW or UN membership, by key.
func StatesIn(year int) []comity.State {
	span := comity.YearSpan(year)
	seen := map[comity.State]bool{}
	var out []comity.State
	for _, sys := range []comity.System{comity.COW, comity.UN} {
		for _, sp := range states.Spells(sys) {
			if sp.Span.Overlaps(span) && !seen[sp.State] {
				seen[sp.State] = true
				out = append(out, sp.State)
			}
		}
	}
	slices.Sort(out)
	return out
}
