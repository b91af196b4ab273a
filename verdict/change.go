package verdict

// change: a column rose, fell, doubled, or grew by a figure between two times.

import (
	"fmt"
	"math"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

func change(q question) Answer {
	d, ok := column.Lookup(q.Column)
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
		f.add(Reading{Choices: choices(r), Result: q.turn(q.moved(before.Value, after.Value, d.Band)), Value: after.Value / before.Value, Unit: "ratio",
			Text: fmt.Sprintf("from %s in %d to %s in %d", comity.Show(before.Value, d.Unit), before.Year, comity.Show(after.Value, d.Unit), after.Year), Ref: after.Ref})
		f.show(d, q.Who, before, after)
	}
	f.missing = q.notCovered(d)
	return decide(q.Claim, f)
}

// ends are the two cells a change lies between: from the year it starts (or the year before the one named) to the year it ends.
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
	before = s.In(from)
	for _, c := range s.Known() {
		if c.Year > from && c.Year <= to {
			after, ok = c, true
		}
	}
	ended := q.When.To.Known() && q.When.From.Known() && after.Year != to
	return before, after, ok && !ended && before.Missing() == comity.Present && to-after.Year <= staleAfter || ok && before.Missing() == comity.Present && to == 9999
}

// moved judges a change by its direction, and by its size where one is claimed.
func (q question) moved(before, after, band float64) Outcome {
	if q.Value == nil {
		switch q.Direction {
		case "fell":
			return more(before, after, 0)
		case "unchanged":
			return judge(after, claim.Quantity{Number: before, How: claim.About}, band)
		}
		return more(after, before, 0)
	}
	if before == 0 {
		return Silent
	}
	v := *q.Value
	got := after / before
	switch v.Unit {
	case "percent", "%":
		got = (after/before - 1) * 100
	case "ratio":
	default:
		got = after - before
	}
	if q.Direction == "fell" && v.Unit != "ratio" {
		got = -got
	}
	if q.Direction == "fell" && v.Unit == "ratio" && v.Number > 1 {
		got = before / after
	}
	return judge(got, v, band)
}

// steps judges every decade and every year: each step of the series must move the way claimed.
func (f *findings) steps(q question, d column.Column, s panel.Series) {
	step := 1
	if q.Every == "decade" {
		step = 10
	}
	from, to, ok := q.span()
	if !ok {
		return
	}
	known := map[int]panel.Cell{}
	last := 0
	for _, c := range s.Known() {
		if c.Year <= to {
			known[c.Year], last = c, c.Year
		}
	}
	result, text, n := Hold, "", 0
	for y := from; y+step <= last; y += step {
		a, okA := known[y]
		b, okB := known[y+step]
		if !okA || !okB {
			continue
		}
		n++
		f.show(d, q.Who, a, b)
		if o := q.moved(a.Value, b.Value, d.Band); o != Hold && result == Hold {
			result, text = o, fmt.Sprintf("not from %d to %d: %s to %s", y, y+step, comity.Show(a.Value, d.Unit), comity.Show(b.Value, d.Unit))
		}
	}
	r := Reading{Choices: choices(s.Reading), Result: q.turn(result), Value: math.NaN(), Text: text}
	if n == 0 {
		r.Result, r.Text = Silent, "not covered by the source"
	} else {
		r.Ref = known[last].Ref
		if text == "" {
			r.Text = fmt.Sprintf("so in each of %d steps of %d years from %d", n, step, from)
		}
	}
	f.add(r)
}
