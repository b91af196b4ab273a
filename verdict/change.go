package verdict

// change: a column rose, fell, stayed, doubled, or grew by a figure between two times.

import (
	"fmt"
	"math"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

func change(q question) Answer {
	d, ok := column.Claimable(q.Column)
	if !ok {
		return noColumn(q)
	}
	var f findings
	for _, r := range q.readings(d.Name, q.Who) {
		s, err := q.engine.Series(d.Name, q.Who, r)
		if err != nil {
			continue
		}
		if q.Every != "" {
			f.steps(q, d, s)
			continue
		}
		before, after, ok := q.ends(s)
		if !ok {
			f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
			continue
		}
		ref := after.Ref
		if before.Ref.Basis == comity.Recalled {
			ref = before.Ref
		}
		f.add(Reading{Choices: choices(r), Result: q.turn(q.moved(before.Value, after.Value, d)), Value: ratio(after.Value, before.Value), Unit: "ratio",
			Text: fmt.Sprintf("from %s in %d to %s in %d", comity.Show(before.Value, d.Unit), before.Year, comity.Show(after.Value, d.Unit), after.Year), Ref: ref})
		f.show(d, q.Who, before, after)
	}
	f.missing = q.notCovered(d)
	f.named(q)
	return decide(q.Claim, f)
}

func ratio(x, y float64) float64 {
	if y == 0 {
		return comity.NaN(comity.Undefined)
	}
	return x / y
}

// ends are the two cells a change lies between: from the year it starts (or the year before the one named) to the year it ends,
// or the latest year over that is not stale.
func (q question) ends(s panel.Series) (before, after panel.Cell, ok bool) {
	from, to, span := q.span()
	if !span {
		after, ok = q.pick(s)
		if !ok {
			return before, after, false
		}
		before = s.In(after.Year - 1)
		return before, after, before.Missing() == comity.Present
	}
	last := min(to, q.lastYear())
	before = s.In(from)
	for _, c := range s.Cells {
		if c.Year > from && c.Year <= last && c.Missing() == comity.Present {
			after, ok = c, true
		}
	}
	switch {
	case !ok || before.Missing() != comity.Present:
		return before, after, false
	case q.When.To.Known():
		return before, after, after.Year == q.When.To.Year()
	}
	return before, after, last == noYear || last-after.Year <= staleAfter
}

// moved judges a change by its direction, and by its size where one is claimed. Near is a change inside the known error.
func (q question) moved(before, after float64, d column.Column) Outcome {
	if q.Value != nil {
		return q.size(before, after, d)
	}
	switch q.Direction {
	case "fell":
		return more(before, after, 0)
	case "unchanged":
		return judge(after, claim.Quantity{Number: before, How: claim.About}, d.Band)
	case "changed":
		return negate(judge(after, claim.Quantity{Number: before, How: claim.About}, d.Band))
	}
	return more(after, before, 0)
}

// size judges how far it moved: by a ratio, by per cent, or in the unit of the column.
func (q question) size(before, after float64, d column.Column) Outcome {
	v := *q.Value
	switch {
	case (v.Unit == "ratio" || v.Unit == "percent" || v.Unit == "%") && before <= 0:
		return Silent
	case v.Unit == "ratio" && q.Direction == "fell" && v.Number > 1:
		return judge(ratio(before, after), v, d.Band)
	case v.Unit == "ratio":
		return judge(after/before, v, d.Band)
	}
	sign := 1.0
	if q.Direction == "fell" {
		sign = -1
	}
	if v.Unit == "percent" || v.Unit == "%" {
		return judge(sign*(after/before-1)*100, v, 0)
	}
	v = scaled(v, d.Unit)
	return judge(sign*(after-before), v, d.Band)
}

// steps judges every decade and every year: each step of the series must move the way claimed.
func (f *findings) steps(q question, d column.Column, s panel.Series) {
	step := 1
	if q.Every == "decade" {
		step = 10
	}
	from, to, ok := q.span()
	if !ok {
		from, to, ok = firstKnown(s), min(q.lastYear(), noYear), true
	}
	to = min(to, q.lastYear())
	known, last := map[int]panel.Cell{}, 0
	for _, c := range s.Known() {
		if c.Year <= to {
			known[c.Year], last = c, c.Year
		}
	}
	result, text, n := Hold, "", 0
	ref := comity.Ref{}
	for y := from; y+step <= last; y += step {
		a, okA := known[y]
		b, okB := known[y+step]
		if !okA || !okB {
			continue
		}
		if n++; n == 1 || b.Ref.Basis == comity.Recalled {
			ref = b.Ref
		}
		f.show(d, q.Who, a, b)
		if o := q.moved(a.Value, b.Value, d); worse(result, o) != result {
			result, text = o, fmt.Sprintf("not from %d to %d: %s to %s", y, y+step, comity.Show(a.Value, d.Unit), comity.Show(b.Value, d.Unit))
		}
	}
	if n == 0 || to < noYear && to-last > staleAfter {
		f.add(silentReading(s.Reading, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	if text == "" {
		text = fmt.Sprintf("so in each of %d steps of %d years from %d", n, step, from)
	}
	f.add(Reading{Choices: choices(s.Reading), Result: q.turn(result), Value: math.NaN(), Text: text, Ref: ref})
}

// firstKnown is the first year of a series that has a value.
func firstKnown(s panel.Series) int {
	for _, c := range s.Cells {
		if c.Missing() == comity.Present {
			return c.Year
		}
	}
	return noYear
}
