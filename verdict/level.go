package verdict

// level: a column has a value, exactly, about, over or under.

import (
	"fmt"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

// habits are how often two vote alike, in the quantifiers of claims: the share each stands for, and how far it comes near.
var habits = map[string]struct {
	q    claim.Quantity
	near float64
}{
	"all":        {claim.Quantity{Number: 1, How: claim.AtLeast}, .02},
	"nearly all": {claim.Quantity{Number: .9, How: claim.AtLeast}, .05},
	"most":       {claim.Quantity{Number: .5, How: claim.Over}, .05},
	"half":       {claim.Quantity{Number: .5, How: claim.About}, .1},
	"few":        {claim.Quantity{Number: 1. / 3, How: claim.Under}, .5},
	"none":       {claim.Quantity{Number: 0, How: claim.AtMost}, .02},
}

// level judges a value. Its main reading is the usual one of the column, or the source the claim names.
func level(q question) Answer {
	d, ok := column.Lookup(q.Column)
	if !ok {
		return noColumn(q)
	}
	quantity, near := q.Value, d.Band
	if quantity == nil {
		h, ok := habits[q.Quantifier]
		if !ok {
			return cannot(Answer{Claim: q.Claim}, "the claim names no value to compare")
		}
		quantity, near = &h.q, h.near
	}
	value := scaled(*quantity, d.Unit)
	var f findings
	for _, r := range q.readings(d.Name, q.Who) {
		cell, ok := q.value(d.Name, q.Who, r)
		if !ok {
			f.add(silentReading(r, d, cell))
			continue
		}
		f.add(Reading{Choices: choices(r), Result: q.turn(judge(cell.Value, value, near)), Value: cell.Value, Unit: d.Unit,
			Text: fmt.Sprintf("%s in %s", comity.Show(cell.Value, d.Unit), q.period(cell)), Ref: cell.Ref})
		f.show(d, q.Who, cell)
	}
	f.missing = q.notCovered(d)
	return decide(q.Claim, f)
}

// value is the value a level claim speaks of: of its year, or of all its years together for votes over a span.
func (q question) value(name string, who []comity.State, r panel.Reading) (panel.Cell, bool) {
	from, to, span := q.span()
	if name == "vote.agreement" && span {
		c := q.engine.Pooled(r, who, from, to)
		return c, c.Missing() == comity.Present
	}
	s, err := q.engine.Series(name, who, r)
	if err != nil {
		return panel.Cell{}, false
	}
	if spanSums[name] && span {
		return sum(s, from, to)
	}
	return q.pick(s)
}

// spanSums are the columns whose value over a span is the sum of its years'.
var spanSums = map[string]bool{"veto.count": true, "war.count": true}

// span gives the years of a claim about more than one year: "since 2000", "between 1990 and 2000".
func (q question) span() (from, to int, ok bool) {
	switch {
	case q.Since.Known():
		from = q.Since.Year()
	case q.When.From.Known() && q.When.To.Known() && q.When.From.Year() < q.When.To.Year():
		return q.When.From.Year(), q.When.To.Year(), true
	case q.When.From.Known() && !q.When.To.Known():
		from = q.When.From.Year()
	default:
		return 0, 0, false
	}
	to = q.year()
	if !q.When.To.Known() {
		to = 9999
		if q.on != comity.NoDay {
			to = q.on.Year()
		}
	}
	return from, to, to > from
}

// sum adds the present years of a series in a span.
func sum(s panel.Series, from, to int) (panel.Cell, bool) {
	total := panel.Cell{}
	found := false
	for _, c := range s.Cells {
		if c.Year < from || c.Year > to || c.Missing() != comity.Present {
			continue
		}
		total.Year, total.Ref, found = c.Year, c.Ref, true
		total.Value += c.Value
		total.N += c.N
	}
	return total, found
}

// scaled gives a quantity in the unit of the column: 43 per cent is .43 of a share.
func scaled(q claim.Quantity, unit string) claim.Quantity {
	if unit == "share" && (q.Unit == "percent" || q.Unit == "%") {
		q.Number, q.Digits = q.Number/100, q.Digits/100
	}
	return q
}
