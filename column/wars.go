package column

// Interstate wars of a pair on opposite sides.

import "slices"

const (
	warCite    = " (Sarkees and Wayman 2010)"
	warMissing = "0 inside the years of the source where both states are in the COW list; .a outside them"
	warFormula = "; of several wars of the two in a year the one that begins in it, then the deadliest for the two, then the first listed"
)

var warOutcomes = []Value{{1, "won"}, {2, "lost"}, {3, "compromise"}, {4, "became part of another war"}, {5, "goes on"}, {6, "stalemate"}, {7, "went on below the level of war"}, {8, "changed sides"}}

// ofWar describes what a war was.
func ofWar(name, header, title, unit string, values []Value) Column {
	return Column{Name: "war.cow_" + name, Header: header, Title: title, Shape: Symmetric, Unit: unit, Values: values, Formula: title + warFormula + warCite,
		Missing: ".b inside the years of the source where the pair has no war; .c where the source does not know; .a outside its years"}
}

var wars = slices.Concat(
	[]Column{
		{Name: "war.cow_ongoing", Header: "cowinterongoing", Title: "an interstate war between the two goes on", Shape: Symmetric, Unit: "0/1",
			Formula: "1 where the list has a war with the two on opposite sides on any day of the year" + warCite, Missing: warMissing},
		{Name: "war.cow_onset", Header: "cowinteronset", Title: "an interstate war between the two begins", Shape: Symmetric, Unit: "0/1",
			Formula: "1 where the two first fought each other in a war in the year" + warCite, Missing: warMissing},
		ofWar("warnum", "cowinternum", "number of the interstate war", "number", nil),
	},
	ofWar("sidea1", "warside1", "side in the war, 1 or 2", "code", nil).bothStates(),
	ofWar("initiator1", "initiator1", "began the war", "0/1", nil).bothStates(),
	ofWar("outcome1", "outcome1", "outcome of the war", "code", warOutcomes).bothStates(),
	ofWar("batdeath1", "batdeath1", "battle deaths in the whole war", "persons", nil).bothStates(),
	[]Column{
		ofWar("resume", "resume", "fighting of the war resumes", "0/1", nil),
		{Name: "war.cow_spell", Header: "cowinterspell", Title: "years without an interstate war between the two", Shape: Symmetric, Unit: "years",
			Formula: "calendar years since the year after the last year with a war, or since both were first states at once" + warCite,
			Missing: ".a outside the years of the source",
			Options: []Option{{Name: "event", Title: "what ends a spell: a war that goes on, or one that begins", Values: []string{"ongoing", "onset"}}}},
	},
)
