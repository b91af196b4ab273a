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
	d, ok := column.Claimable(q.Column)
	if !ok {
		return noColumn(q)
	}
	quantity, near := q.Value, d.Band
	if quantity == nil {
		h, ok := habits[q.Quantifier]
		if !ok || d.Unit != "share" {
			return cannot(Answer{Claim: q.Claim}, "the claim names no value to compare")
		}
		quantity, near = &h.q, h.near
	}
	value := scaled(*quantity, d.Unit)
	var f findings
	for _, r := range q.readings(d.Name, q.Who) {
		if _, _, span := q.span(); span && d.Name != agreement && !spanSums[d.Name] {
			f.throughout(q, d, r, value, near)
			continue
		}
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
	f.named(q)
	return decide(q.Claim, f)
}

// throughout judges a value said of several years: it must be so in each year covered, from the first to the last of them.
func (f *findings) throughout(q question, d column.Column, r panel.Reading, value claim.Quantity, near float64) {
	from, to, _ := q.span()
	to = min(to, q.lastYear())
	result, n := Hold, 0
	var at, last panel.Cell
	s, err := q.engine.Series(d.Name, q.Who, r)
	if err != nil {
		return
	}
	for _, c := range s.Cells {
		if c.Year < from || c.Year > to || c.Missing() != comity.Present {
			continue
		}
		n++
		o := judge(c.Value, value, near)
		if n == 1 || worse(result, o) != result {
			result, at = worse(result, o), c
		}
		last = c
	}
	if n == 0 || result != Fail && !q.covers(d.Name, r, from, to) {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	f.add(Reading{Choices: choices(r), Result: q.turn(result), Value: at.Value, Unit: d.Unit, Ref: at.Ref,
		Text: fmt.Sprintf("%s in %d, of %d years covered from %d to %d", comity.Show(at.Value, d.Unit), at.Year, n, from, last.Year)})
	f.show(d, q.Who, at, last)
}

// wholeSpan is the part of the years of a span that a reading must cover to speak for all of them.
const wholeSpan = .9

// covers says whether a reading has a value for nearly every year of a span in which the question applies.
func (q question) covers(name string, r panel.Reading, from, to int) bool {
	applies, known := 0, 0
	for year := from; year <= min(to, q.lastYear()) && year < noYear; year++ {
		switch q.engine.Cell(name, q.Who, r, year).Missing() {
		case comity.NotApplicable:
			continue
		case comity.Present:
			known++
		}
		applies++
	}
	return known > 0 && float64(known) >= wholeSpan*float64(applies)
}

const agreement = "vote.agreement"

// value is the value a level claim speaks of: of its year, or of all its years together for votes over a span.
func (q question) value(name string, who []comity.State, r panel.Reading) (panel.Cell, bool) {
	from, to, span := q.span()
	if name == agreement && span && to < noYear {
		c := q.engine.Pooled(r, who, from, to)
		return c, c.Missing() == comity.Present
	}
	if name == "veto.count" {
		q.Who = who
		return vetoCount(q)
	}
	if spanSums[name] && span {
		s, err := q.engine.Series(name, who, r)
		if err != nil {
			return panel.Cell{}, false
		}
		return sum(s, from, min(to, q.lastYear()))
	}
	return q.cell(name, who, r)
}

// spanSums are the columns whose value over a span is the sum of its years'.
var spanSums = map[string]bool{"veto.count": true, "war.count": true}

// sum adds the present years of a series in a span.
func sum(s panel.Series, from, to int) (panel.Cell, bool) {
	total := panel.Cell{}
	found := false
	for _, c := range s.Cells {
		if c.Year < from || c.Year > to || c.Missing() != comity.Present {
			continue
		}
		if !found {
			total.Ref = c.Ref
		}
		total.Year, found = c.Year, true
		total.Ref.Basis = min(total.Ref.Basis, c.Ref.Basis)
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
