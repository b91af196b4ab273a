package verdict

// record: the highest or lowest in a span, by default from the first covered year up to the time named; "ever" also looks at the
// years after it, to the day the claim was made and never later. For the closeness of a pair ("better than ever") every column that says something of closeness is a reading.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/panel"
)

// relation is the pseudo-column of the closeness of two states.
const relation = "relation"

func top(q question) Answer {
	if q.Column == relation {
		return closest(q)
	}
	d, ok := column.Claimable(q.Column)
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
	f.named(q)
	return decide(q.Claim, f)
}

// shares tells beside a record of trade whether it is one in share of each side's trade too. It is another quantity than the
// amount a claim of record trade speaks of, so it informs and does not count.
func (f *findings) shares(q question) {
	d, _ := column.Claimable("trade.share")
	for _, who := range [][]comity.State{q.Who, {q.Who[1], q.Who[0]}} {
		for _, r := range q.engine.Readings(d.Name, who) {
			var beside findings
			x := q
			x.Who = who
			beside.top(x, d, r, q.Low, staleAfter)
			if n := len(beside.readings); n > 0 && beside.readings[n-1].Result != Silent {
				f.warnings = append(f.warnings, Warning{"share", fmt.Sprintf("as a share of the trade of %s: %s (%s)", q.name(who[0]), beside.readings[n-1].Text, r.Label)})
				break
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
			n := len(f.readings)
			f.top(q, d, r, d.Close < 0 != q.Low, freshWithin)
			if len(f.readings) == n {
				continue
			}
			f.readings[n].Choices = append([]Choice{{"measure", d.Title}}, f.readings[n].Choices...)
			if f.readings[n].Result != Silent {
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
	field := q.field(s, at)
	if !ok || !q.named() && q.year() != 0 && q.year()-at.Year > oldest || len(field) < 2 {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	rival := best(field, at.Year, low)
	result, word := more(at.Value, rival.Value, margin(d, r)), "highest"
	if low {
		result, word = more(rival.Value, at.Value, margin(d, r)), "lowest"
	}
	if result != Fail && q.Since.Known() && !q.covers(d.Name, r, q.Since.Year(), at.Year) {
		silent := silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)})
		silent.Text = fmt.Sprintf("covered from %d only, not since %d", field[0].Year, q.Since.Year())
		f.add(silent)
		return
	}
	text := fmt.Sprintf("%s in %d is the %s since %d (next: %s in %d)", comity.Show(at.Value, d.Unit), at.Year, word, field[0].Year, comity.Show(rival.Value, d.Unit), rival.Year)
	if result != Hold {
		text = fmt.Sprintf("%s in %d; %s in %d", comity.Show(at.Value, d.Unit), at.Year, comity.Show(rival.Value, d.Unit), rival.Year)
	}
	ref := at.Ref
	if rival.Ref.Basis == comity.Recalled {
		ref = rival.Ref
	}
	f.add(Reading{Choices: choices(r), Result: q.turn(result), Value: at.Value, Unit: d.Unit, Text: text + covered(field), Ref: ref})
	f.show(d, q.Who, at, rival)
	if r.Caution != "" {
		f.warnings = append(f.warnings, Warning{"caution", r.Caution})
	}
	if q.Column != relation {
		f.later(q, d, s, at, low)
	}
}

// margin is how far below the highest year another may lie and still be it within the source's known error: figures put together
// from two sides' books err, those of one office are held against each other as they stand.
func margin(d column.Column, r panel.Reading) float64 {
	if strings.HasPrefix(r.Source, panel.HeadlinePrefix) {
		return 0
	}
	return d.Band
}

// covered says how many years a record is held among, and how many of them rest on recalled figures.
func covered(field []panel.Cell) string {
	recalled := 0
	for _, c := range field {
		if c.Ref.Basis == comity.Recalled {
			recalled++
		}
	}
	if recalled == 0 {
		return fmt.Sprintf(", of %d years covered", len(field))
	}
	return fmt.Sprintf(", of %d years covered (%d of them unverified)", len(field), recalled)
}

// field is the years among which the claim's year is held to stand out: from the start it names to the claim's year, and where it
// says "ever" to the last that was over when it was made.
func (q question) field(s panel.Series, at panel.Cell) []panel.Cell {
	from, to := 0, at.Year
	if q.Since.Known() {
		from = q.Since.Year()
	}
	if q.Ever {
		to = max(to, q.lastYear())
	}
	var out []panel.Cell
	for _, c := range s.Cells {
		if c.Missing() == comity.Present && from <= c.Year && c.Year <= to {
			out = append(out, c)
		}
	}
	if at.Year < from {
		return nil
	}
	return out
}

// best is the highest (or lowest) of the years other than the claim's, the first of those as high.
func best(field []panel.Cell, year int, low bool) (best panel.Cell) {
	found := false
	for _, c := range field {
		if c.Year != year && (!found || (c.Value > best.Value) != low && c.Value != best.Value) {
			best, found = c, true
		}
	}
	return best
}

// warned says whether a warning of a code was given.
func (f *findings) warned(code string) bool {
	return slices.ContainsFunc(f.warnings, func(w Warning) bool { return w.Code == code })
}

// later notes what came after the year, beside the verdict and never in it.
func (f *findings) later(q question, d column.Column, s panel.Series, at panel.Cell, low bool) {
	for _, c := range s.Known() {
		if c.Year > at.Year && (!q.Ever || c.Year > q.lastYear()) && (c.Value > at.Value) != low && c.Value != at.Value && !f.warned("later") {
			f.warnings = append(f.warnings, Warning{"later", fmt.Sprintf("later, in %d: %s (%s)", c.Year, comity.Show(c.Value, d.Unit), s.Reading.Label)})
			return
		}
	}
}
