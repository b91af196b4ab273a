package desk

// This file reads what a question names (states, days, columns), and says what is wrong with it and what to write instead.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/panel"
	"comity/states"

	"github.com/agnivade/levenshtein"
)

// Reach is the last day any of comity's tables says something of.
var Reach = comity.DayOf(2025, 12, 31)

// OutsideError says that a day lies after everything the record knows.
type OutsideError struct{ On comity.Day }

func (e *OutsideError) Error() string {
	return fmt.Sprintf("nothing is known of %s: the record as a whole reaches %s, some of its tables %s; ask as of an earlier day (--on %s)", e.On, LastDay, Reach, LastDay)
}

// State resolves a state as people type it. A name that stands within the names of several other states (Guinea) is asked
// back like one that several bear.
func State(text string, on comity.Day) (comity.State, []string, error) {
	s, warnings, err := states.Parse(text, comity.COW, on)
	var notes []string
	for _, w := range warnings {
		if len(w.Others) > 1 {
			return comity.NoState, nil, &states.AmbiguousError{Text: text, On: on, Candidates: append([]comity.State{s}, w.Others...)}
		}
		notes = append(notes, w.Text)
	}
	return s, notes, err
}

// asked resolves a state as of the day asked for, and strictly then: who names a day means it. Without a day, any time will do.
func asked(text string, on comity.Day) (comity.State, []string, error) {
	if on == comity.NoDay {
		return anyTime(text, LastDay)
	}
	if on > Reach {
		return comity.NoState, nil, &OutsideError{on}
	}
	return State(text, on)
}

// anyTime resolves a name on the day, or else at the time when it was a state's: "Soviet Union" is asked of after 1991 too.
func anyTime(text string, on comity.Day) (comity.State, []string, error) {
	s, notes, err := State(text, on)
	if err == nil {
		return s, notes, nil
	}
	if other, more, e := State(text, comity.NoDay); e == nil {
		note := fmt.Sprintf("%q names no state on %s: read as %s", text, on, states.Name(other, on))
		return other, append(more, note), nil
	}
	return s, nil, err
}

// SameStateError says that a pair was asked of one state.
type SameStateError struct{ Name string }

func (e *SameStateError) Error() string {
	return fmt.Sprintf("a pair is two states, and both names mean %s; name another, for instance `comity pair %q china`", e.Name, e.Name)
}

// resolve reads the two states of a pair as of a day (comity.NoDay: any time).
func resolve(a, b string, on comity.Day) ([]comity.State, []string, error) {
	var who []comity.State
	var notes []string
	for _, text := range []string{a, b} {
		s, n, err := asked(text, on)
		if err != nil {
			return nil, nil, err
		}
		who, notes = append(who, s), append(notes, n...)
	}
	if slices.Contains(panel.Keys(who[0]), who[1]) {
		return nil, nil, &SameStateError{states.Name(who[0], orLast(on))}
	}
	return who, notes, nil
}

// orLast is the day, or the last the record reaches where none is given.
func orLast(on comity.Day) comity.Day {
	if on == comity.NoDay {
		return LastDay
	}
	return on
}

// UnknownColumnError says that no column has a name, and which was perhaps meant.
type UnknownColumnError struct {
	Name  string
	Also  string // what else the name could have been: "source"
	Guess string // the nearest column or source, if one is near
	In    string // the source that has a variable or table of the name
}

func (e *UnknownColumnError) Error() string {
	what, lists := "no column is called %q", "`comity columns` lists them"
	if e.Also != "" {
		what, lists = "%q is neither a source nor a column", "`comity sources` and `comity columns` list them"
	}
	if e.In != "" {
		return fmt.Sprintf(what+"; %s has a variable or table of this name: comity facts STATE [STATE] --source %s --name %s", e.Name, e.In, e.In, e.Name)
	}
	if e.Guess != "" {
		what += ": did you mean " + e.Guess + "?"
		return fmt.Sprintf(what+" (%s)", e.Name, lists)
	}
	return fmt.Sprintf(what+"; %s", e.Name, lists)
}

// nearest gives the name that begins with a text or is nearest to it, or "" if none is near.
func nearest(text string, names []string) string {
	for _, n := range names {
		if len(text) > 2 && strings.HasPrefix(n, text) {
			return n
		}
	}
	best, least := "", 1+min(4, len(text)/3)
	for _, n := range names {
		if d := levenshtein.ComputeDistance(text, n); d < least {
			best, least = n, d
		}
	}
	return best
}

func columnNames() []string {
	var out []string
	for _, c := range column.All() {
		out = append(out, c.Name)
	}
	return out
}

// unknownNeither says that a name is neither of a source nor of a column.
func (d *Desk) unknownNeither(name string) error {
	names := columnNames()
	for _, s := range d.sources() {
		names = append(names, s.Card().ID)
	}
	return &UnknownColumnError{Name: name, Also: "source", Guess: nearest(name, names), In: d.holder(name)}
}

// holder gives the first source of the record that has a variable or table of a name, "" where none has.
func (d *Desk) holder(name string) string {
	for _, t := range d.rec.Tables() {
		if _, has := t.Variable(name); has || len(t.Columns) > 0 && t.Name == name {
			return t.Source
		}
	}
	return ""
}

// manyStates and wereNamed say one or two in words.
func manyStates(n int) string {
	return map[int]string{1: "one state", 2: "two states"}[n]
}

func wereNamed(n int) string {
	if n == 1 {
		return "one is"
	}
	return fmt.Sprintf("%d are", n)
}
