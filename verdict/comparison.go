package verdict

// comparison: one value against another, by the same source, scoring and year.

import (
	"fmt"
	"slices"

	"comity"
	"comity/column"
	"comity/panel"
)

func comparison(q question) Answer {
	d, ok := column.Lookup(q.Column)
	if !ok {
		return noColumn(q)
	}
	if q.Than == nil {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say what is compared with what")
	}
	other := q
	other.Claim.Who = or(q.Than.Who, q.Who)
	other.Claim.Column = d.Name
	if q.Than.Column != "" {
		other.Claim.Column = q.Than.Column
	}
	if q.Than.When.Known() {
		other.Claim.When = q.Than.When
	}
	var f findings
	for _, r := range q.readings(d.Name, q.Who) {
		if !slices.ContainsFunc(q.engine.Readings(other.Column, other.Who), func(o panel.Reading) bool { return o == r }) {
			continue // another reading on the other side: not comparable
		}
		f.pair(q, other, d, r)
	}
	f.missing = q.notCovered(d)
	return decide(q.Claim, f)
}

func or(a, b []comity.State) []comity.State {
	if len(a) == 0 {
		return b
	}
	return a
}

// pair adds the reading of one source: both values of the same year where the claim names one time.
func (f *findings) pair(q, other question, d column.Column, r panel.Reading) {
	x, okX := q.value(d.Name, q.Who, r)
	y, okY := other.value(other.Column, other.Who, r)
	if okX && okY && x.Year != y.Year && !q.Than.When.Known() {
		year := min(x.Year, y.Year)
		x, y = q.engine.Cell(d.Name, q.Who, r, year), q.engine.Cell(other.Column, other.Who, r, year)
		okX, okY = x.Missing() == comity.Present, y.Missing() == comity.Present
	}
	if d.Name == "veto.count" && !q.named() {
		x, okX = tally(q, r)
		y, okY = tally(other, r)
	}
	if !okX || !okY {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	result := more(x.Value, y.Value, d.Band)
	switch q.Direction {
	case "less", "lower", "fewer", "smaller", "fell":
		result = more(y.Value, x.Value, d.Band)
	}
	f.add(Reading{Choices: choices(r), Result: q.turn(result), Value: x.Value, Unit: d.Unit, Ref: x.Ref,
		Text: fmt.Sprintf("%s: %s %s; %s: %s %s", q.whose(d), comity.Show(x.Value, d.Unit), q.during(x), other.whose(d), comity.Show(y.Value, d.Unit), other.during(y))})
	f.show(d, q.Who, x)
	f.show(d, other.Who, y)
}

// whose names the unit of a column.
func (q question) whose(d column.Column) string {
	if len(q.Who) == 2 && d.Directed() {
		return q.name(q.Who[0]) + " to " + q.name(q.Who[1])
	}
	return q.names(q.Who)
}

// during says which time a value stands for: "in 2018", or "to 2018" for a tally.
func (q question) during(c panel.Cell) string {
	if spanSums[q.Column] && !q.named() {
		return fmt.Sprintf("to %d", c.Year)
	}
	return "in " + q.period(c)
}

// tally adds up a count over all years to the claim's day: "has cast fewer vetoes".
func tally(q question, r panel.Reading) (panel.Cell, bool) {
	s, err := q.engine.Series(q.Column, q.Who, r)
	if err != nil {
		return panel.Cell{}, false
	}
	to := q.year()
	if to == 0 {
		to = 9999
	}
	return sum(s, 0, to)
}
