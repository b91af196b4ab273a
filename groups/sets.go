package groups

// Words that stand for sets of states. Each has the definitions somebody made of it, under their names: comity has none of
// its own opinion of what "the West" is.

import (
	"slices"
	"sync"
)

// Definition is one named definition of a set of states: the group whose members it means.
type Definition struct {
	Name    string // "G77 members"
	Definer string // who so defines it
	GroupID string
}

// Sets gives the definitions of a word for a set of states ("developing countries", "the West", "Europe"), the main one
// first; for the name of a group that group alone; nothing for a word comity does not know.
func Sets(word string) []Definition {
	if defs, ok := setTable()[fold(word)]; ok {
		return slices.Clone(defs)
	}
	if g, err := Lookup(word); err == nil {
		return []Definition{{g.Name, g.Definer, g.ID}}
	}
	return nil
}

// SetWords gives the words Sets knows beyond the names of groups, as they are written in text.
func SetWords() []string { return slices.Clone(setWords()) }

// setTable holds sets.tsv by folded word.
var setTable = sync.OnceValue(func() map[string][]Definition {
	m := map[string][]Definition{}
	for _, l := range lines("sets.tsv", 2) {
		g, ok := Get(l.fields[1])
		if !ok {
			l.fault("no group has the id " + quote(l.fields[1]))
		}
		w := fold(l.fields[0])
		m[w] = append(m[w], Definition{g.Name, g.Definer, g.ID})
	}
	return m
})

var setWords = sync.OnceValue(func() []string {
	var out []string
	for _, l := range lines("sets.tsv", 2) {
		if !slices.Contains(out, l.fields[0]) {
			out = append(out, l.fields[0])
		}
	}
	return out
})
