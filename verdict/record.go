package verdict

// record: the highest or lowest in a span, by default from the first covered year up to the time named, never later. For the
// closeness of a pair ("better than ever") every column that says something of closeness is a reading.

import (
	"fmt"

	"comity"
	"comity/column"
	"comity/panel"
)

// relation is the pseudo-column of the closeness of two states.
const relation = "relation"

// freshWithin is how near to the time of a claim about now an indicator's latest year must lie to count.
const freshWithin = 2

func top(q question) Answer {
	if q.Column == relation {
		return closest(q)
	}
	d, ok := column.Lookup(q.Column)
	if !ok {
		return noColumn(q)
	}
	var f findings
	for _, r := range q.readings(d.Name, q.Who) {
		f.top(q, d, r, q.Low, staleAfter)
	}
	if d.Name == "trade.turnover" && len(q.Who) == 2 {
		f.shares(q)
	}
	f.missing = q.notCovered(d)
	return decide(q.Claim, f)
}

// shares reads a record of trade as a record of each side's share too: a nominal record may be none in share.
func (f *findings) shares(q question) {
	d, _ := column.Lookup("trade.share")
	for _, who := range [][]comity.State{q.Who, {q.Who[1], q.Who[0]}} {
		for _, r := range q.engine.Readings(d.Name, who) {
			before := len(f.readings)
			x := q
			x.Who = who
			f.top(x, d, r, q.Low, staleAfter)
			for i := before; i < len(f.readings); i++ {
				f.readings[i].Choices = append(f.readings[i].Choices, Choice{"unit", "share of the trade of " + q.name(who[0])})
			}
		}
	}
}

// closest reads "closer than ever" by every indicator of closeness.
func closest(q question) Answer {
	var f findings
	for _, d := range column.All() {
		if d.Close == 0 || d.Shape != column.Symmetric || d.Name == "dispute.ongoing" || d.Name == "war.count" {
			continue
		}
		for _, r := range q.engine.Readings(d.Name, q.Who) {
			f.top(q, d, r, d.Close < 0 != q.Low, freshWithin)
			if i := len(f.readings) - 1; i >= 0 {
				f.readings[i].Choices = append([]Choice{{"measure", d.Title}}, f.readings[i].Choices...)
			}
			if f.readings[len(f.readings)-1].Result != Silent {
				break // one reading a measure: its usual one
			}
		}
	}
	f.warnings = append(f.warnings, Warning{"several-measures", "closeness has no one measure: each indicator is one reading"})
	f.missing = "no indicator of closeness reaches the time the claim speaks of"
	return decide(q.Claim, f)
}

// top adds the reading whether the claim's year is the highest (or lowest) of the series up to it.
func (f *findings) top(q question, d column.Column, r panel.Reading, low bool, oldest int) {
	s, err := q.engine.Series(d.Name, q.Who, r)
	if err != nil {
		return
	}
	at, ok := q.pick(s)
	if !ok || !q.named() && q.year() != 0 && q.year()-at.Year > oldest {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	first, rival, n, ok := q.rival(s, at, low)
	if !ok {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	x, y := at.Value, rival.Value
	if low {
		x, y = y, x
	}
	word := map[bool]string{false: "highest", true: "lowest"}[low]
	text := fmt.Sprintf("%s in %d is the %s since %d (next: %s in %d)", comity.Show(at.Value, d.Unit), at.Year, word, first, comity.Show(rival.Value, d.Unit), rival.Year)
	result := more(x, y, 0)
	if result != Hold {
		text = fmt.Sprintf("%s in %d; %s in %d", comity.Show(at.Value, d.Unit), at.Year, comity.Show(rival.Value, d.Unit), rival.Year)
	}
	ref := at.Ref
	if rival.Ref.Basis == comity.Recalled {
		ref = rival.Ref
	}
	f.add(Reading{Choices: choices(r), Result: q.turn(result), Value: at.Value, Unit: d.Unit, Text: fmt.Sprintf("%s, of %d years covered", text, n), Ref: ref})
	f.show(d, q.Who, at, rival)
	if q.Column != relation {
		f.later(d, s, at, low)
	}
}

// rival is the best of the other years in the claim's span.
func (q question) rival(s panel.Series, at panel.Cell, low bool) (first int, rival panel.Cell, n int, ok bool) {
	from := 0
	if q.Since.Known() {
		from = q.Since.Year()
	}
	for _, c := range s.Known() {
		if c.Year < from || c.Year > at.Year && !q.Ever {
			continue
		}
		n++
		if first == 0 {
			first = c.Year
		}
		if c.Year == at.Year {
			continue
		}
		if !ok || (c.Value > rival.Value) != low && c.Value != rival.Value {
			rival, ok = c, true
		}
	}
	return first, rival, n, ok && at.Year >= from
}

// later notes what came after the year, beside the verdict and never in it.
func (f *findings) later(d column.Column, s panel.Series, at panel.Cell, low bool) {
	for _, c := range s.Known() {
		if c.Year > at.Year && (c.Value > at.Value) != low && c.Value != at.Value && len(f.warnings) == 0 {
			f.warnings = append(f.warnings, Warning{"later", fmt.Sprintf("later, in %d: %s (%s)", c.Year, comity.Show(c.Value, d.Unit), s.Reading.Label)})
			return
		}
	}
}
