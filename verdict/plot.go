package verdict

// This file gives the series behind an answer, so that a reader sees the year spoken of among the others: under the main reading,
// of the states of the claim and of those it compares them with.

import (
	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

// Line is one series behind an answer: a column of a unit over years, cut off where the claim was made.
type Line struct {
	Column  column.Column
	Who     []comity.State
	Reading string
	Years   []int
	Values  []float64
	Ref     comity.Ref
}

// drawn are the forms that speak of a value among years.
var drawn = map[claim.Form]bool{claim.Level: true, claim.Change: true, claim.Record: true, claim.Comparison: true}

// Lines gives the series behind an answer to a claim made on a day; nothing for forms and answers without one.
func (k *Checker) Lines(a Answer, on comity.Day) []Line {
	d, ok := column.Claimable(a.Claim.Column)
	if !ok || !drawn[a.Claim.Form] || a.word == CannotTell {
		return nil
	}
	q := question{a.Claim, on, k.engineOn(on)}
	r, ok := q.mainReading(a)
	if !ok {
		return nil
	}
	lines := q.line(nil, d, a.Claim.Who, r)
	if t := a.Claim.Than; t != nil && len(t.Who) > 0 && (t.Column == "" || t.Column == d.Name) {
		lines = q.line(lines, d, t.Who, r)
	}
	return lines
}

// mainReading is the reading of the column that the first usable reading of the answer names.
func (q question) mainReading(a Answer) (panel.Reading, bool) {
	main := firstUsable(a)
	for _, r := range q.readings(q.Column, q.Who) {
		if len(main.Choices) > 0 && sameChoices(choices(r), main.Choices) {
			return r, true
		}
	}
	return panel.Reading{}, false
}

// line adds a series with at least two values.
func (q question) line(lines []Line, d column.Column, who []comity.State, r panel.Reading) []Line {
	s, err := q.engine.Series(d.Name, who, r)
	if err != nil || len(s.Known()) < 2 {
		return lines
	}
	l := Line{Column: d, Who: who, Reading: r.Label}
	for _, c := range s.Cells {
		if c.Missing() == comity.NotApplicable || c.Year > max(q.lastYear(), q.year()) && q.on != comity.NoDay {
			continue
		}
		l.Years, l.Values = append(l.Years, c.Year), append(l.Values, c.Value)
		if c.Missing() == comity.Present {
			l.Ref = c.Ref
		}
	}
	for i := range lines { // the same pair in the other order, or the same state: one line says it
		if samePlace(lines[i].Who, who, d.Directed()) {
			return lines
		}
	}
	return append(lines, l)
}

// samePlace says whether two units are the same row of a column.
func samePlace(a, b []comity.State, directed bool) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 2 && !directed {
		return comity.Pair{A: a[0], B: a[1]}.Ordered() == comity.Pair{A: b[0], B: b[1]}.Ordered()
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
