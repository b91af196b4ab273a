package states

// Succession and contested status: who came out of whom, and who counts whom.

import (
	"slices"
	"sync"

	"comity"
)

// EventKind is the kind of a succession.
type EventKind string

// The kinds. From and To are the same key where a state goes on under a number of its own.
const (
	Continues  EventKind = "continues"   // To goes on as From
	SplitsFrom EventKind = "splits from" // To leaves From
	MergesInto EventKind = "merges into" // From ends in To
	Renames    EventKind = "renames"     // From takes another name

	IndependentOf EventKind = "becomes independent of" // To was a colony, protectorate, mandate or trust territory of From
)

// Event is one step of succession.
type Event struct {
	From, To comity.State
	Date     comity.Day
	Kind     EventKind
	Note     string
	Basis    comity.Basis
}

var events = sync.OnceValue(func() []Event {
	var out []Event
	for _, f := range rows("succession.tsv", successionTable) {
		out = append(out, Event{comity.State(number(f[0])), comity.State(number(f[1])), day(f[2]), EventKind(f[3]), f[4], basisOf(f[5])})
	}
	slices.SortStableFunc(out, func(a, b Event) int { return int(a.Date) - int(b.Date) })
	return out
})

// History gives the successions that touch a state, by date.
func History(s comity.State) []Event {
	var out []Event
	for _, e := range events() {
		if e.From == s || e.To == s {
			out = append(out, e)
		}
	}
	return out
}

// Entity is a polity on none of the lists, and the days it held territory or claimed to be a state.
type Entity struct {
	State comity.State
	Span  comity.Span
	Note  string
	Basis comity.Basis
}

var entities = sync.OnceValue(func() map[comity.State]Entity {
	m := map[comity.State]Entity{}
	for _, f := range rows("entities.tsv", entitiesTable) {
		s := comity.State(number(f[0]))
		m[s] = Entity{s, span(f[1], f[2]), f[3], basisOf(f[4])}
	}
	return m
})

// EntityOf gives what is known of a polity that is on none of the lists; false for states and territories of the lists.
func EntityOf(s comity.State) (Entity, bool) {
	e, ok := entities()[s]
	return e, ok
}

// Status is how one counter of states counts an entity not counted alike by all.
type Status struct {
	State  comity.State
	By     string // cow, gw, un, iso, or an organisation
	Status string
	Basis  comity.Basis
}

// Contested gives who counts an entity, and as what; nothing for states all lists count alike.
func Contested(s comity.State) []Status {
	var out []Status
	for _, f := range rows("contested.tsv", contestedTable) {
		if k := comity.State(number(f[0])); k == s {
			out = append(out, Status{k, f[1], f[2], basisOf(f[3])})
		}
	}
	return out
}

// At gives the key that stood for a state's name on a day in a system: the state itself where it was a member, or the one
// it continues, or that continued it (Germany 255 of 1970 is the Federal Republic 260). It says whether it found one.
func At(sys comity.System, s comity.State, on comity.Day) (comity.State, bool) {
	if on == comity.NoDay || Is(sys, s, on) {
		return s, true
	}
	for _, e := range events() {
		if e.Kind != Continues || e.From == e.To {
			continue
		}
		if e.To == s && on < e.Date && Is(sys, e.From, on) {
			return e.From, true
		}
		if e.From == s && on >= e.Date && Is(sys, e.To, on) {
			return e.To, true
		}
	}
	return s, false
}
