package verdict

// This file gives vague sets their named definitions: each definition is a reading, and names its definer.

import (
	"slices"
	"strings"

	"comity"
	"comity/groups"
	"comity/panel"
	"comity/states"
)

// set is one definition of a set of states.
type set struct {
	label   string
	definer string
	in      func(on comity.Day) []comity.State // nobody where its roster does not cover the day
	whole   bool                               // all states
}

// sets gives the definitions of the claim's set: all states where it names none.
func (q question) sets() []set {
	switch strings.ToLower(q.Set) {
	case "", "states", "countries", "partners", "any state", "the world", "world":
		return []set{{in: func(on comity.Day) []comity.State { return panel.StatesIn(on.Year()) }, whole: true}}
	}
	var out []set
	for _, d := range groups.Sets(q.Set) {
		out = append(out, set{label: d.Name, definer: d.Definer, in: membersOf(d.GroupID)})
	}
	return out
}

// membersOf gives who belonged to a group on a day; nobody where its roster does not cover the day, so that a reading of it is
// silent.
func membersOf(id string) func(comity.Day) []comity.State {
	return func(on comity.Day) []comity.State {
		list, complete := groups.Roster(id, on)
		if !complete {
			return nil
		}
		list = slices.Clone(list)
		slices.Sort(list)
		return slices.Compact(list)
	}
}

// unMembers gives the members of the United Nations on a day.
func unMembers(on comity.Day) []comity.State { return states.Members(comity.UN, on) }

// setLabel names a set and who defines it.
func setLabel(s set) string {
	switch {
	case s.whole:
		return "all states"
	case s.definer != "":
		return s.label + ", as defined by " + s.definer
	}
	return s.label
}

// noSet says why a set gave no reading.
func (q question) noSet() string {
	if len(q.sets()) == 0 {
		return "the set “" + q.Set + "” has no named definition"
	}
	return "the members of the set “" + q.Set + "” are not known for the time"
}
