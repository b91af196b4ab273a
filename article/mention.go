package article

// This file takes the states a text names: names, capitals and governments stand as S, adjectives as A. A word that may mean
// several states is not guessed: it stands as an S of nobody.

import "comity/states"

// stateNames gives the states named in a text.
func stateNames(text string) []named {
	var out []named
	for _, m := range states.Find(text) {
		t := item{tag: "S"}
		if m.Kind == states.MentionDemonym || m.Kind == states.MentionPrefix {
			t.tag = "A"
		}
		t.city = m.Kind == states.MentionCapital
		if m.State != 0 {
			t.who = append(t.who, m.State)
		}
		out = append(out, named{m.Start, m.End, t})
	}
	return out
}
