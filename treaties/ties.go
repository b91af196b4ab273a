package treaties

// This file is diplomatic relations: dated events between two states (established, broken, resumed …), read from
// ties.tsv, and the answer to "did they have relations on that day?".

import (
	_ "embed"
	"fmt"
	"slices"

	"comity"
)

//go:embed ties.tsv
var tiesTSV string

// TieEvent is one dated event in the diplomatic relations of two states. A is the lower key of the two.
type TieEvent struct {
	A, B  comity.State
	Date  comity.Date
	Event string     // one of TieKinds
	Level string     // rank of the missions afterwards, where known: one of TieLevels, or empty
	Ref   comity.Ref // speaks for the event and its year; Ref.Note is the place it was read
	// DayBasis is the basis of the month and day, where the place read gives the year only.
	DayBasis comity.Basis
	Note     string
}

// TieKinds are the events: established (for the first time, or with a new government), broken and resumed open and close
// relations; raised and lowered change the rank of the missions and leave relations as they were.
func TieKinds() []string { return []string{"established", "broken", "resumed", "raised", "lowered"} }

// TieLevels are the ranks of missions, from the highest; an empty level is unknown. A high commission is an embassy
// between members of the Commonwealth; none is a mission that closed while relations are not known to have been broken.
func TieLevels() []string {
	return []string{"embassy", "high commission", "legation", "liaison", "nonresident ambassador", "nonresident envoy", "charge", "interests", "none"}
}

// Opens says whether relations are open after the event, given whether they were before. A change of rank at the head of
// a list means that there were relations.
func (e TieEvent) Opens(before, known bool) bool {
	switch e.Event {
	case "established", "resumed":
		return true
	case "broken":
		return false
	}
	return before || !known
}

// ties is the table, under each ordered pair, by date.
var ties = once(tiesTSV, parseTies)

// TieCoverage is the span within which Ties answers. Events before it are listed where they are well known, but the
// breaks of the two world wars are not listed pair by pair.
func TieCoverage() comity.Span {
	return comity.Span{From: comity.DayOf(1946, 1, 1), To: comity.DayOf(2024, 12, 31)}
}

// TieEvents gives the events between two states, in either order, by date; empty where the table has none, which does
// not mean that there were none. The Federal Republic of Germany and united Germany are one line: the keys 260 and 255
// give the same events.
func TieEvents(a, b comity.State) []TieEvent { return slices.Clone(ties()[tiePair(a, b)]) }

// Ties says whether two states had diplomatic relations on a day. It is known only inside TieCoverage and from the
// first event listed for the pair. On the days of a date known to the month or year only, the event counts as having
// happened.
func Ties(a, b comity.State, on comity.Day) (open, known bool) {
	if !TieCoverage().Has(on) {
		return false, false
	}
	for _, e := range ties()[tiePair(a, b)] {
		if e.Date.First() > on {
			break
		}
		open, known = e.Opens(open, known), true
	}
	return open, known
}

// TiePairs gives every pair with at least one event, in key order.
func TiePairs() []comity.Pair {
	var out []comity.Pair
	for p := range ties() {
		out = append(out, p)
	}
	slices.SortFunc(out, func(p, q comity.Pair) int {
		if p.A != q.A {
			return int(p.A) - int(q.A)
		}
		return int(p.B) - int(q.B)
	})
	return out
}

// tiePair orders a pair and puts both Germanies of the Federal Republic under one key.
func tiePair(a, b comity.State) comity.Pair {
	return comity.Pair{A: tieLine(a), B: tieLine(b)}.Ordered()
}

// tieLine follows the one case where the key of a state changed while its relations went on.
func tieLine(s comity.State) comity.State {
	const federalRepublic, germany = 260, 255
	if s == federalRepublic {
		return germany
	}
	return s
}

// parseTies reads the table: a, b, date, event, level, basis, day, source, row, note.
func parseTies(text string) (map[comity.Pair][]TieEvent, error) {
	m := map[comity.Pair][]TieEvent{}
	n := 0
	err := rows("ties.tsv", text, 10, func(c []string) error {
		n++
		e, err := parseTie(c, n)
		if err != nil {
			return err
		}
		p := comity.Pair{A: e.A, B: e.B}
		m[p] = append(m[p], e)
		return nil
	})
	for _, es := range m {
		slices.SortStableFunc(es, func(a, b TieEvent) int { return int(a.Date.Day) - int(b.Date.Day) })
	}
	return m, err
}

// parseTie reads one line, the n-th fact of the table.
func parseTie(c []string, n int) (TieEvent, error) {
	e := TieEvent{Event: c[3], Level: c[4], Note: c[9]}
	var err error
	if e.A, e.B, err = statePair(c[0], c[1]); err != nil {
		return e, err
	}
	if e.Date, err = comity.ParseDate(c[2]); err != nil {
		return e, err
	}
	if err = oneOf("event", e.Event, TieKinds()); err != nil {
		return e, err
	}
	if e.Level != "" {
		if err = oneOf("level", e.Level, TieLevels()); err != nil {
			return e, err
		}
	}
	if e.Ref, err = factRef("comity-ties", n, c[5], c[7], c[8]); err != nil {
		return e, err
	}
	e.DayBasis, err = comity.ParseBasis(c[6])
	return e, err
}

// statePair reads two ids as an ordered pair of lines.
func statePair(a, b string) (x, y comity.State, err error) {
	if x, err = state(a); err != nil {
		return x, y, err
	}
	if y, err = state(b); err != nil {
		return x, y, err
	}
	p := tiePair(x, y)
	if p.A == p.B {
		return x, y, fmt.Errorf("%s and %s are the same state", a, b)
	}
	return p.A, p.B, nil
}
