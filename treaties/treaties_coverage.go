package treaties

// This file says what the list of treaties is not. A treaty that is not in it may exist all the same; only for alliances
// among the great powers and the G20 states has the list been held against a complete census, and only there and then
// does silence mean that there was none.

import (
	"fmt"
	"slices"

	"comity"
)

// covered are the states among which alliances are complete: the permanent five of the Security Council and the states
// of the G20 with the states that were Germany and China, by COW number.
var covered = []comity.State{2, 20, 70, 140, 160, 200, 220, 255, 260, 265, 325, 365, 560, 640, 670, 710, 713, 732, 740, 750, 850, 900}

// censusFrom and censusTo bound the days the list was held against the census of alliances.
var (
	censusFrom = comity.DayOf(1816, 1, 1)
	censusTo   = comity.DayOf(2018, 12, 31)
	keptTo     = comity.DayOf(2024, 12, 31)
)

// Complete gives the days on which the absence of an obligation from the list means that there was none between the two
// states, and whether there are any such days. It is so for the pairs among the permanent five of the Security Council
// and the states of the G20, held against ATOP 5.1 (directed dyad-years to 2018) and the members' entries and exits of
// ATOP 4.01. For later days see Kept.
func Complete(a, b comity.State, o Obligation) (comity.Span, bool) {
	if a == b || o == 0 || o&^AllObligations != 0 || !slices.Contains(covered, a) || !slices.Contains(covered, b) {
		return comity.Span{From: comity.Forever, To: comity.NoDay}, false
	}
	return comity.Span{From: censusFrom, To: censusTo}, true
}

// Kept is like Complete for the days after the census, on which the list was kept up from news and memory only, and for
// defence and offence alone: absence on these days is a recalled fact, to be shown as unverified.
func Kept(a, b comity.State, o Obligation) (comity.Span, bool) {
	if _, ok := Complete(a, b, o); !ok || o&^(Defence|Offence) != 0 {
		return comity.Span{From: comity.Forever, To: comity.NoDay}, false
	}
	return comity.Span{From: censusTo + 1, To: keptTo}, true
}

// CompleteRef is the census Complete rests on.
func CompleteRef() comity.Ref {
	return comity.Ref{Source: "atop", Edition: "5.1", Note: "directed dyad-years 1815-2018; entries and exits of members from 4.01", Basis: comity.Seen}
}

// Coverage says in words what the list is and is not.
func Coverage() string {
	ts := list()
	seen := 0
	for _, t := range ts {
		if t.Ref.Basis == comity.Seen {
			seen++
		}
	}
	return fmt.Sprintf("%d treaties that a general reader would expect, of all regions, those of the great powers and the G20 states the fullest, signed %d to %d; %d read in a source, %d recalled. "+
		"A treaty that is not in the list is not covered: its absence does not mean that there is none. "+
		"The one exception is alliances by obligation (defence, offence, neutrality, non-aggression, consultation) between two of the permanent five of the Security Council and the G20 states "+
		"(the European Union and the African Union are not counted as states): from %s to %s the list was held against ATOP 5.1 and lacks none; from then to %s it was kept up from news and memory, for defence and offence only. "+
		"Parties to world-wide conventions are those of the UN treaty depositary to March 2015; accessions after that are missing unless the list says otherwise.",
		len(ts), ts[0].Signed.Year(), ts[len(ts)-1].Signed.Year(), seen, len(ts)-seen, censusFrom, censusTo, keptTo)
}
