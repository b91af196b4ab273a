package treaties

// This file is the life of a treaty asked by day: not yet, signed only, in force, suspended, ended; and who was bound when.

import (
	"slices"

	"comity"
)

// Stage is where a treaty stands in its life on a day.
type Stage string

// The stages. A treaty whose entry into force the list does not know counts as in force from its signing.
const (
	NotYet     Stage = "not yet signed"
	SignedOnly Stage = "signed only"
	Binding    Stage = "in force"
	Suspended  Stage = "suspended"
	Over       Stage = "ended"
)

// Stages gives every stage, in the order of a life.
func Stages() []Stage { return []Stage{NotYet, SignedOnly, Binding, Suspended, Over} }

// Status gives the stage of a treaty, by id or title, on a day. A title no treaty has gives *UnknownError, one that several
// share *AmbiguousError.
func Status(name string, on comity.Day) (Stage, error) {
	t, err := Lookup(name)
	if err != nil {
		return "", err
	}
	return t.StageOn(on), nil
}

// StageOn gives the stage of the treaty on a day. A date known by its year or month only counts from its first day and, for
// an end, to its last.
func (t Treaty) StageOn(on comity.Day) Stage {
	switch {
	case on < t.Signed.First():
		return NotYet
	case t.EndedHow == NotInForce && !t.Ended.Known():
		return SignedOnly
	case t.Ended.Known() && on > t.Ended.Last():
		return Over
	case t.EndedHow == NotInForce || on < t.Start():
		return SignedOnly
	case t.Suspended.Known() && on >= t.Suspended.First():
		return Suspended
	}
	return Binding
}

// PartiesOn gives the states bound on a day (or that had signed, before it was in force), in table order; none where the
// treaty had not been signed or was over.
func (t Treaty) PartiesOn(on comity.Day) []comity.State {
	var out []comity.State
	for _, p := range t.Parties {
		if p.Span.Has(on) && !slices.Contains(out, p.State) {
			out = append(out, p.State)
		}
	}
	return out
}

// Of gives the treaties that bound a state on a day, oldest signature first.
func Of(s comity.State, on comity.Day) []Treaty {
	var out []Treaty
	for _, t := range list() {
		if t.PartyOn(s, on) {
			out = append(out, t)
		}
	}
	return out
}

// PredecessorsOf gives the treaties of the list that a treaty took the place of.
func PredecessorsOf(id string) []Treaty {
	var out []Treaty
	for _, t := range list() {
		if t.SupersededBy == id {
			out = append(out, t)
		}
	}
	return out
}
