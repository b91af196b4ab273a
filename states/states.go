// Package states says who is a state when, by which codes and by which names.
//
// Three lists are carried side by side, by day: the Correlates of War list (comity.COW, version 2016), the Gleditsch-Ward
// list with its microstates (comity.GW) and membership of the United Nations (comity.UN). Codes and names are tied to
// states with dates, so that SUN, RUS and 365 lead to one state, "Germany" of 1970 to another than "Germany" of 1914, and
// no question is answered with a silent blank. The package knows no data, no measure and not what day it is.
//
// Every list is known up to a day (Covered); a state still a member then has a span without end.
package states

import (
	"slices"
	"strings"
	"sync"

	"comity"
)

// Spell is a run of days for which a system counts a state among its members.
type Spell struct {
	Code    int16        // the system's own number: COW, Gleditsch-Ward, or (UN) comity's key
	State   comity.State // comity's key on the first day; see Alive for a number that changes hands (GW 260, 678)
	Letters string       // the system's own letters; empty for UN
	Name    string       // the system's own name
	Span    comity.Span  // To is comity.Forever for a member on the last covered day
	Micro   bool         // a microstate (Gleditsch-Ward only)
	// Basis is that of the spell, DayBasis that of its days: a membership seen in the votes may have a day that is recalled.
	Basis, DayBasis comity.Basis
	Source          string // where it is read
}

// held is a run of days for which a key is a member of a system.
type held struct {
	key  comity.State
	span comity.Span
}

// list is one system: its spells in order, and the same by key.
type list struct {
	spells []Spell
	alive  [][]comity.Span // by key; nil where a key never was a member
	pieces []piece         // code by day, for Codes and Code
}

// piece ties a number of a system to a key over a span.
type piece struct {
	code    int16
	letters string
	held
}

// Covered is the last day a system's list is known for; later days repeat it.
func Covered(sys comity.System) comity.Day {
	switch sys {
	case comity.COW:
		return comity.DayOf(2016, 12, 31)
	case comity.GW:
		return comity.DayOf(2020, 12, 31)
	}
	return comity.DayOf(2025, 12, 31)
}

// Spells gives every spell of a system by code and start. The slice is shared: do not change it.
func Spells(sys comity.System) []Spell { return system(sys).spells }

// Is says whether s is a member of the system on the day.
func Is(sys comity.System, s comity.State, on comity.Day) bool {
	for _, p := range Alive(sys, s) {
		if p.Has(on) {
			return true
		}
	}
	return false
}

// Was says whether somebody is on one of the lists of states on a day of the span, or is on none at any time (a territory with
// a code of its own). Lists end; after their end a member on the last day goes on.
func Was(s comity.State, span comity.Span) bool {
	member := false
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, alive := range Alive(sys, s) {
			if member = true; alive.Overlaps(span) {
				return true
			}
		}
	}
	return !member
}

// Alive gives the spans of days for which s is a member of the system, in order; nothing if it never was.
func Alive(sys comity.System, s comity.State) []comity.Span {
	if alive := system(sys).alive; s >= 0 && int(s) < len(alive) {
		return alive[s]
	}
	return nil
}

// Members gives the members of a system on a day, by key.
func Members(sys comity.System, on comity.Day) []comity.State {
	var out []comity.State
	for _, p := range system(sys).pieces {
		if p.span.Has(on) {
			out = append(out, p.key)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func system(sys comity.System) *list {
	switch sys {
	case comity.COW:
		return cowList()
	case comity.GW:
		return gwList()
	case comity.UN:
		return unList()
	}
	return &list{}
}

var cowList = sync.OnceValue(func() *list {
	var spells []Spell
	for _, f := range rows("cow.tsv", cowTable) {
		code := int16(number(f[0]))
		spells = append(spells, Spell{Code: code, State: comity.State(code), Letters: f[1], Name: f[2], Span: span(f[3], f[4]), Basis: comity.Seen, DayBasis: comity.Seen, Source: "cow-states"})
	}
	return listOf(spells, nil)
})

var gwList = sync.OnceValue(func() *list {
	keys := map[int16][]held{}
	for _, f := range rows("gwkey.tsv", gwKeyTable) {
		code := int16(number(f[0]))
		keys[code] = append(keys[code], held{comity.State(number(f[1])), span(f[2], f[3])})
	}
	var spells []Spell
	for _, f := range rows("gw.tsv", gwTable) {
		s := Spell{Code: int16(number(f[0])), Letters: f[1], Name: f[2], Micro: f[3] == "1", Span: span(f[4], f[5]), Basis: comity.Seen, DayBasis: comity.Seen, Source: "gw-states"}
		s.State = comity.State(s.Code)
		for _, h := range keys[s.Code] {
			if h.span.Has(s.Span.From) {
				s.State = h.key
			}
		}
		spells = append(spells, s)
	}
	return listOf(spells, keys)
})

var unList = sync.OnceValue(func() *list {
	var spells []Spell
	for _, f := range rows("un.tsv", unTable) {
		code := int16(number(f[0]))
		s := Spell{Code: code, State: comity.State(code), Span: span(f[1], f[2]), Source: f[4]}
		if strings.Contains(f[4], "seen:") {
			s.Basis = comity.Seen
		}
		if strings.HasPrefix(f[4], "seen:") {
			s.DayBasis = comity.Seen
		}
		s.Name = Name(s.State, s.Span.From)
		spells = append(spells, s)
	}
	return listOf(spells, nil)
})

// listOf sorts the spells and cuts them where a number passes from one key to another.
func listOf(spells []Spell, keys map[int16][]held) *list {
	slices.SortFunc(spells, func(a, b Spell) int {
		if a.Code != b.Code {
			return int(a.Code) - int(b.Code)
		}
		if a.Span.From < b.Span.From {
			return -1
		}
		return 1
	})
	l := &list{spells: spells}
	for _, s := range spells {
		holders := keys[s.Code]
		if holders == nil {
			holders = []held{{comity.State(s.Code), comity.Always}}
		}
		for _, h := range holders {
			if in := s.Span.Meet(h.span); !in.Empty() {
				l.pieces = append(l.pieces, piece{s.Code, s.Letters, held{h.key, in}})
				for int(h.key) >= len(l.alive) {
					l.alive = append(l.alive, nil)
				}
				l.alive[h.key] = append(l.alive[h.key], in)
			}
		}
	}
	for _, spans := range l.alive {
		slices.SortFunc(spans, func(a, b comity.Span) int {
			if a.From < b.From {
				return -1
			}
			return 1
		})
	}
	return l
}

// Key gives comity's key of a system's number on a day, or comity.NoState if the number was nobody's then. With comity.NoDay
// it gives the key of the number's last holder.
func Key(sys comity.System, code int16, on comity.Day) comity.State {
	pieces := system(sys).pieces
	i, _ := slices.BinarySearchFunc(pieces, code, func(p piece, c int16) int { return int(p.code) - int(c) })
	key := comity.NoState
	for ; i < len(pieces) && pieces[i].code == code; i++ {
		if at(pieces[i].span, on) {
			key = pieces[i].key
		}
	}
	return key
}
