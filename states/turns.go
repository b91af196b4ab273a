package states

// This file says why a list counts a state from a day, or no longer: by a succession of about that day, or by the reason
// that stands in entries.tsv.

import (
	"slices"
	"sync"

	"comity"
)

// Turn is an entry of a state into a list, or its exit, and why.
type Turn struct {
	System comity.System
	State  comity.State
	Day    comity.Day // the first day on the list, or the last
	Entry  bool
	Events []Event // the successions that explain it; else Reason and Note do
	Reason string  // independence, recognition, occupation, restoration …; see entries.tsv
	Note   string
	Basis  comity.Basis
}

// beginning is the first day of the COW and Gleditsch-Ward lists: who is on them then did not enter.
var beginning = comity.DayOf(1816, 1, 1)

// about is how many days may lie between a list's day and that of the event that explains it.
const about = 31

type turnKey struct {
	sys   comity.System
	state comity.State
	day   comity.Day
	entry bool
}

// reasons is entries.tsv.
var reasons = sync.OnceValue(func() map[turnKey]Turn {
	m := map[turnKey]Turn{}
	for _, f := range rows("entries.tsv", entriesTable) {
		sys := comity.COW
		if f[0] == "gw" {
			sys = comity.GW
		}
		t := Turn{System: sys, State: comity.State(number(f[1])), Day: day(f[3]), Entry: f[2] == "entry", Reason: f[4], Note: f[5], Basis: basisOf(f[6])}
		m[turnKey{sys, t.State, t.Day, t.Entry}] = t
	}
	return m
})

// Turns gives the entries of a state into the COW or Gleditsch-Ward list and its exits, in order, each with its reason. The
// beginning of the list is no entry, its last covered day no exit, and a change of number neither.
func Turns(sys comity.System, s comity.State) []Turn {
	var out []Turn
	spans := Alive(sys, s)
	for i, span := range spans {
		if span.From != beginning && (i == 0 || spans[i-1].To+1 < span.From) {
			out = append(out, turn(turnKey{sys, s, span.From, true}))
		}
		if span.To != comity.Forever && (i+1 == len(spans) || span.To+1 < spans[i+1].From) {
			out = append(out, turn(turnKey{sys, s, span.To, false}))
		}
	}
	return out
}

func turn(k turnKey) Turn {
	if t, ok := reasons()[k]; ok {
		return t
	}
	t := Turn{System: k.sys, State: k.state, Day: k.day, Entry: k.entry, Basis: comity.Recalled}
	for _, e := range events() {
		if far := e.Date - k.day; e.explains(k) && -about <= far && far <= about {
			t.Events = append(t.Events, e)
			t.Basis = max(t.Basis, e.Basis)
		}
	}
	own := slices.DeleteFunc(slices.Clone(t.Events), func(e Event) bool { return k.entry && e.Kind == MergesInto })
	if len(own) > 0 {
		t.Events = own // another state that joined on the day explains nothing where there is more
	}
	return t
}

// explains says whether an event is of the sort that brings a state onto a list, or off it.
func (e *Event) explains(k turnKey) bool {
	if k.entry {
		return e.To == k.state && (e.From != e.To || e.Kind == Continues)
	}
	return e.From == k.state && (e.Kind == MergesInto || e.Kind == Continues)
}
