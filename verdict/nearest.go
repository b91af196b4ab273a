package verdict

// This file gives the nearest statement that holds where a claim does not: the same claim with what the main reading found in
// the place of what was said, in the claim language. It is checked like any other before it is offered.

import (
	"math"
	"strconv"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

// nearest writes the first of the candidates that is supported or mostly so, or nothing where none is.
func nearest(q question, a Answer) string {
	if a.word != Not {
		return ""
	}
	q.Claim.AttributedTo, q.Claim.Hedge = "", ""
	for _, c := range candidates(q, firstUsable(a)) {
		x := q
		x.Claim = c
		if word := x.answer().word; word == Supported || word == Mostly {
			return c.String()
		}
	}
	return ""
}

// candidates are statements near to a claim, the nearest first; the last is that it is not so.
func candidates(q question, main Reading) []claim.Claim {
	var out []claim.Claim
	add := func(change func(*claim.Claim)) {
		c := q.Claim
		change(&c)
		out = append(out, c)
	}
	known := !math.IsNaN(main.Value)
	switch {
	case q.Negated:
	case q.Form == claim.Level && q.Value != nil && known:
		add(func(c *claim.Claim) { c.Value = found(main) })
	case q.Form == claim.Count && known:
		add(func(c *claim.Claim) { c.Value = found(main) })
	case q.Form == claim.Anniversary && known:
		add(func(c *claim.Claim) {
			c.Value = &claim.Quantity{Number: main.Value, Unit: "years", How: claim.Exactly, Digits: 1}
		})
	case q.Form == claim.Rank && main.Value >= 1:
		add(func(c *claim.Claim) { c.K = int(main.Value) })
	case q.Form == claim.Comparison:
		add(func(c *claim.Claim) { c.Value = nil })
		add(func(c *claim.Claim) { c.Value, c.Direction = nil, opposite[c.Direction] })
	case q.Form == claim.Change && q.Every == "":
		add(func(c *claim.Claim) { c.Value = nil })
		add(func(c *claim.Claim) { c.Value, c.Direction = nil, opposite[c.Direction] })
	case q.Form == claim.Record && q.Column != relation:
		if since, ok := recordSince(q, main); ok {
			add(func(c *claim.Claim) { c.Since, c.Ever = since, false })
		}
	case q.Form == claim.Share || q.Form == claim.Level:
		for _, word := range []string{"all", "nearly all", "most", "half", "few", "none"} {
			add(func(c *claim.Claim) { c.Quantifier, c.Value = word, nil })
		}
	case q.Form == claim.Event:
		out = append(out, dates(q)...)
	}
	if single := len(q.Who) <= 1 && q.Form == claim.Membership || len(q.Who) <= 2 && q.Form == claim.Tie; single || q.Form != claim.Membership && q.Form != claim.Tie {
		add(func(c *claim.Claim) { c.Negated = !c.Negated }) // of several states "not" says it of each
	}
	return out
}

var opposite = map[string]string{"more": "less", "less": "more", "equal": "more", "rose": "fell", "fell": "rose", "unchanged": "rose"}

// dates are the claim with each date its event had.
func dates(q question) (out []claim.Claim) {
	events, _ := q.happened()
	for _, e := range events {
		c := q.Claim
		c.When = claim.When{From: e.date, To: e.date}
		if said := q.saidDate(); said.Grain == comity.YearGrain || e.day == comity.Recalled {
			year := comity.YearDate(e.date.Year())
			c.When = claim.When{From: year, To: year}
		}
		out = append(out, c)
	}
	return out
}

// firstUsable is the main reading of those that count.
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
	d, ok := column.Claimable(q.Column)
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
