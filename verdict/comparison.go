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
	d, ok := column.Claimable(q.Column)
	if !ok {
		return noColumn(q)
	}
	if q.Than == nil {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say what is compared with what")
	}
	other := q.otherSide(d)
	if e, ok := column.Claimable(other.Column); !ok || e.Unit != d.Unit {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("%s cannot be compared with %q: they have not one unit", d.Title, other.Column))
	}
	var f findings
	theirs := q.engine.Readings(other.Column, other.Who)
	for _, r := range q.readings(d.Name, q.Who) {
		if slices.Contains(theirs, r) { // by another reading the two sides are not comparable
			f.pair(q, other, d, r)
		}
	}
	f.missing = q.notCovered(d)
	f.named(q)
	return decide(q.Claim, f)
}

// otherSide is the question about what the claim compares with.
func (q question) otherSide(d column.Column) question {
	other := q
	other.Claim.Column = d.Name
	if len(q.Than.Who) > 0 {
		other.Claim.Who = q.Than.Who
	}
	if q.Than.Column != "" {
		other.Claim.Column = q.Than.Column
	}
	if q.Than.When.Known() {
		other.Claim.When = q.Than.When
	}
	return other
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
	if !okX || !okY || other.ahead() {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	ref := x.Ref
	if y.Ref.Basis == comity.Recalled {
		ref = y.Ref
	}
	f.add(Reading{Choices: choices(r), Result: q.turn(q.compared(x.Value, y.Value, d)), Value: x.Value, Unit: d.Unit, Ref: ref,
		Text: fmt.Sprintf("%s: %s %s; %s: %s %s", q.whose(d), comity.Show(x.Value, d.Unit), q.during(x), other.whose(d), comity.Show(y.Value, d.Unit), other.during(y))})
	f.show(d, q.Who, x)
	f.show(d, other.Who, y)
}

// compared judges two values by the claim's direction, and by how much where it says so.
func (q question) compared(x, y float64, d column.Column) Outcome {
	switch q.Direction {
	case "less", "lower", "fewer", "smaller", "fell":
		x, y = y, x
	case "equal", "same":
		return same(x, y, d.Band)
	}
	if q.Value == nil {
		return more(x, y, d.Band)
	}
	v := *q.Value
	switch {
	case (v.Unit == "ratio" || v.Unit == "percent" || v.Unit == "%") && y <= 0:
		return Silent
	case v.Unit == "ratio":
		return judge(x/y, v, d.Band)
	case (v.Unit == "percent" || v.Unit == "%") && d.Unit != "share":
		return judge((x/y-1)*100, v, 0)
	}
	return judge(x-y, scaled(v, d.Unit), d.Band)
}

// whose names the unit of a column.
func (q question) whose(d column.Column) string {
	if len(q.Who) == 2 && d.Directed() {
		return q.name(q.Who[0]) + toward(d.Name) + q.name(q.Who[1])
	}
	return q.names(q.Who)
}

// toward joins the two states of a directed column.
func toward(name string) string {
	switch name {
	case "trade.exports":
		return " to "
	case "trade.imports":
		return " from "
	}
	return " with "
}

// during says which time a value stands for: "in 2018", or "to 2018" for a tally.
func (q question) during(c panel.Cell) string {
	if spanSums[q.Column] && !q.named() {
		return fmt.Sprintf("to %d", c.Year)
	}
	return "in " + q.period(c)
}
