package desk

// This file reads which states a measurement is of: a group or class with its members of each day, or states by name.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/groups"
	"comity/states"
	"comity/topics"
)

// someStates are states by day.
type someStates struct {
	words string      // as they were read
	known comity.Span // the days on which it is known who is among them
	notes []string
	on    func(day comity.Day) []comity.State
	more  []someStates // the other definitions of a word for a set of states, where there are several
}

// over gives, of several definitions, the first of which it is known from a day on who is meant, with the others; and what to say of it.
func (s someStates) over(from comity.Day) someStates {
	all := append([]someStates{s}, s.more...)
	at := max(0, slices.IndexFunc(all, func(x someStates) bool { return x.known.From <= from }))
	out := all[at]
	out.more = slices.Concat(all[:at], all[at+1:])
	out.more = slices.DeleteFunc(out.more, func(x someStates) bool { return x.words == out.words })
	if len(out.more) == 0 {
		return out
	}
	var others []string
	for _, x := range out.more {
		others = append(others, x.words)
	}
	why := "the first"
	if at > 0 {
		why = "the first of which it is known over these years who belongs"
	}
	out.notes = append(slices.Clone(out.notes), fmt.Sprintf("these words have several definitions; taken is %s: %s. The others are %s.", why, out.words, strings.Join(others, ", ")))
	return out
}

// in are the states that were among them on some day of a year.
func (s someStates) in(year int) []comity.State {
	var out []comity.State
	for month := 1; month <= 12; month++ {
		for _, state := range s.on(comity.DayOf(year, month, 1)) {
			if !slices.Contains(out, state) {
				out = append(out, state)
			}
		}
	}
	for _, state := range s.on(comity.DayOf(year, 12, 31)) {
		if !slices.Contains(out, state) {
			out = append(out, state)
		}
	}
	slices.Sort(out)
	return out
}

// meant reads a group, a word for a set of states, with "countries" or without, or names of states with commas.
func (d *Desk) meant(text string) (someStates, error) {
	g, unknown := groups.Lookup(text)
	if unknown == nil {
		return ofGroup(g), nil
	}
	for _, word := range []string{text, text + " countries", text + " states", strings.ToUpper(text[:min(1, len(text))]) + text[min(1, len(text)):]} {
		if defs := groups.Sets(word); len(defs) > 0 {
			return defined(defs), nil
		}
	}
	return someNamed(text, unknown)
}

// defined are the states of a word under each of its definitions.
func defined(defs []groups.Definition) someStates {
	var all []someStates
	for _, d := range defs {
		g, _ := groups.Get(d.GroupID)
		all = append(all, ofGroup(g))
	}
	out := all[0]
	out.more = all[1:]
	return out
}

// ofGroup are the members of a group. After the last day its roster is complete for those of that day are taken (see beyond).
func ofGroup(g groups.Group) someStates {
	s := someStates{words: g.Name + " (" + g.ID + ")", known: groups.Coverage(g.ID)}
	s.on = func(day comity.Day) []comity.State {
		if day < s.known.From {
			return nil
		}
		members, _ := groups.Roster(g.ID, min(day, s.known.To))
		return members
	}
	return s
}

// someNamed are states by name. Where no part of the text names one, the error is of the group that was perhaps meant.
func someNamed(text string, unknown error) (someStates, error) {
	var who []comity.State
	var names []string
	s := someStates{known: comity.Always}
	for _, part := range strings.Split(text, ",") {
		state, notes, err := asked(strings.TrimSpace(part), comity.NoDay)
		if err != nil && !strings.Contains(text, ",") {
			hint := ""
			if near := topics.Near(text, groups.SetWords()); len(near) > 0 {
				hint = " (did you mean " + strings.Join(near, ", ") + "?)"
			}
			return s, fmt.Errorf("%w%s; nor is it a state (comity groups lists the groups; states are parted by commas: RUS,CHN)", unknown, hint)
		}
		if err != nil {
			return s, err
		}
		s.notes = append(s.notes, notes...)
		if !slices.Contains(who, state) {
			who, names = append(who, state), append(names, states.Name(state, LastDay))
		}
	}
	s.words = strings.Join(names, ", ")
	s.on = func(comity.Day) []comity.State { return who }
	return s, nil
}

// beyond notes that days asked for lie outside those on which it is known who belongs.
func (s someStates) beyond(m *Measurement, from, to comity.Day) {
	if to > s.known.To {
		m.note("Who belongs is known to %s: later days are counted with the members of that day.", s.known.To)
	}
	if from < s.known.From {
		m.note("Who belongs is known from %s on only: nothing is said of days before.", s.known.From)
	}
}
