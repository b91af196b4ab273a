package verdict

// This file gives the nearest statement that holds where a claim does not: the same claim with what the main reading found in
// the place of what was said, in the claim language, so that it can be checked like any other.

import (
	"math"
	"strconv"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

// nearest writes the nearest statement that holds under the main reading, or nothing where there is none of the form.
func nearest(q question, a Answer) string {
	if a.word != Not {
		return ""
	}
	main := firstUsable(a)
	c := q.Claim
	c.AttributedTo, c.Hedge = "", ""
	ok := false
	switch {
	case c.Negated:
		c.Negated, ok = false, c.Form != claim.Membership || len(c.Who) == 1
	case c.Form == claim.Level || c.Form == claim.Count:
		ok = c.Value != nil && !math.IsNaN(main.Value)
		c.Value = found(main)
	case c.Form == claim.Anniversary:
		ok = !math.IsNaN(main.Value)
		c.Value = &claim.Quantity{Number: main.Value, Unit: "years", How: claim.Exactly, Digits: 1}
	case c.Form == claim.Comparison:
		c.Direction, ok = map[string]string{"more": "less", "less": "more"}[c.Direction], c.Value == nil && c.Direction != "equal"
	case c.Form == claim.Change:
		c.Direction, ok = map[string]string{"rose": "fell", "fell": "rose"}[c.Direction], c.Value == nil && c.Every == "" && c.Direction != "unchanged"
	case c.Form == claim.Rank:
		c.K, ok = int(main.Value), main.Value >= 1
	case c.Form == claim.Record && c.Column != relation:
		c.Since, ok = recordSince(q, main)
		c.Ever = false
	}
	if !ok {
		return ""
	}
	return c.String()
}

func firstUsable(a Answer) Reading {
	for _, r := range a.Readings {
		if r.Result != Silent && r.Ref.Basis == comity.Seen {
			return r
		}
	}
	return Reading{Value: comity.NaN(comity.NotCovered)}
}

// found is the value of a reading as a claim would put it: about, to three figures.
func found(r Reading) *claim.Quantity {
	if r.Unit == "count" {
		return &claim.Quantity{Number: r.Value, Unit: "count", How: claim.Exactly, Digits: 1}
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(r.Value, 'g', 3, 64), 64)
	return &claim.Quantity{Number: short, Unit: r.Unit, How: claim.About, Digits: digits(short)}
}

// digits is the unit of the third figure of a number.
func digits(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-2)
}

// recordSince finds since when the claim's year is the highest (or lowest) of the main reading's series: the start year slid
// over the whole coverage.
func recordSince(q question, main Reading) (comity.Date, bool) {
	d, ok := column.Lookup(q.Column)
	if !ok {
		return comity.NoDate, false
	}
	for _, r := range q.readings(d.Name, q.Who) {
		if !sameChoices(choices(r), main.Choices) {
			continue
		}
		s, err := q.engine.Series(d.Name, q.Who, r)
		if err != nil {
			return comity.NoDate, false
		}
		return slide(q, s)
	}
	return comity.NoDate, false
}

func slide(q question, s panel.Series) (comity.Date, bool) {
	at, ok := q.pick(s)
	if !ok {
		return comity.NoDate, false
	}
	last := 0 // the last year not below the claim's
	rows := 0 // years after it
	for _, c := range s.Known() {
		switch {
		case c.Year >= at.Year:
		case (c.Value < at.Value) == q.Low || c.Value == at.Value:
			last, rows = c.Year, 0
		default:
			rows++
		}
	}
	return comity.YearDate(last + 1), last > 0 && rows > 0
}

func sameChoices(a, b []Choice) bool {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return false
		}
	}
	return true
}
