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
	in      func(year int) []comity.State
	whole   bool // all states
}

// sets gives the definitions of the claim's set: all states where it names none.
func (q question) sets() []set {
	switch strings.ToLower(q.Set) {
	case "", "states", "countries", "partners", "any state", "the world", "world":
		return []set{{in: panel.StatesIn, whole: true}}
	}
	var out []set
	for _, d := range groups.Sets(q.Set) {
		out = append(out, set{label: d.Name, definer: d.Definer, in: membersIn(d.GroupID)})
	}
	if len(out) == 0 {
		if g, err := groups.Lookup(q.Set); err == nil {
			out = append(out, set{label: g.Name, definer: g.Definer, in: membersIn(g.ID)})
		}
	}
	return out
}

// membersIn gives who belonged to a group at the end of a year; nobody where its roster does not cover the day, so that a reading
// of it is silent.
func membersIn(id string) func(int) []comity.State {
	return func(year int) []comity.State {
		list, complete := groups.Roster(id, comity.DayOf(year, 12, 31))
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
