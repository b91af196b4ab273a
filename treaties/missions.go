package treaties

// This file is missions: the rank at which one state was represented in another, from when to when, read from missions.tsv.
// A mission that closes is not a break of relations: many close for want of money, staff or safety. Breaks are in ties.tsv.

import (
	_ "embed"
	"fmt"
	"slices"

	"comity"
)

//go:embed missions.tsv
var missionsTSV string

// Mission is a span of days in which one state had a mission of one rank in another.
type Mission struct {
	Sender, Host comity.State
	Span         comity.Span
	Rank         string     // one of MissionRanks
	Ref          comity.Ref // Ref.Note is the place it was read
	Note         string
}

// MissionRanks are the ranks of missions, from the highest. A nonresident ambassador or envoy lives in a third country;
// interests is a section under the flag of another; none is said where a source says that there was no mission.
func MissionRanks() []string {
	return []string{"embassy", "legation", "liaison", "nonresident ambassador", "nonresident envoy", "interests", "consulate", "nonresident consul", "none"}
}

// MissionCoverage is the span of the table: of the missions of one sender, from its source.
func MissionCoverage() comity.Span {
	return comity.Span{From: comity.DayOf(1816, 1, 1), To: comity.DayOf(2020, 12, 31)}
}

var missions = once(missionsTSV, parseMissions)

// Missions gives the whole table.
func Missions() []Mission { return slices.Clone(missions()) }

// MissionsOf gives the missions of one state in another, by date; empty where the table has none, which does not mean
// that there were none. As with ties, the Federal Republic of Germany and united Germany are one line.
func MissionsOf(sender, host comity.State) []Mission {
	var out []Mission
	for _, m := range missions() {
		if tieLine(m.Sender) == tieLine(sender) && tieLine(m.Host) == tieLine(host) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Mission) int { return int(a.Span.From) - int(b.Span.From) })
	return out
}

// MissionOn gives the rank of the mission of one state in another on a day; ok is false where the table says nothing.
func MissionOn(sender, host comity.State, on comity.Day) (Mission, bool) {
	for _, m := range MissionsOf(sender, host) {
		if m.Span.Has(on) {
			return m, true
		}
	}
	return Mission{}, false
}

// parseMissions reads the table: sender, host, from, to, rank, basis, source, row, note.
func parseMissions(text string) ([]Mission, error) {
	return facts("missions.tsv", text, 9, parseMission)
}

func parseMission(c []string, n int) (Mission, error) {
	m := Mission{Rank: c[4], Note: c[8]}
	var err error
	if m.Sender, err = state(c[0]); err != nil {
		return m, err
	}
	if m.Host, err = state(c[1]); err != nil {
		return m, err
	}
	if m.Span, err = spanOf(c[2], c[3]); err != nil {
		return m, err
	}
	if m.Span.Empty() {
		return m, fmt.Errorf("from %s to %s: ends before it begins", c[2], c[3])
	}
	if err = oneOf("rank", m.Rank, MissionRanks()); err != nil {
		return m, err
	}
	m.Ref, err = factRef("comity-missions", n, c[5], c[6], c[7])
	return m, err
}
