package verdict

// This file is the time a claim speaks of. It is never later than the claim says, nor than the day the claim was made: what came
// after may be shown beside a verdict, never in it.

import (
	"comity"
	"comity/claim"
	"comity/panel"
	"comity/treaties"
)

const (
	staleAfter  = 10 // years: how old the latest figure may be for a claim about now
	freshWithin = 2  // years: the same for indicators of a relation, and for lists of facts
	noYear      = 9999
)

// named says whether the claim names the time it speaks of; "today" on the day it was made is now.
func (q question) named() bool {
	today := q.When.From == q.When.To && q.When.To.Grain == comity.DayGrain && q.When.To.Day == q.on
	return q.When.To.Known() && !today
}

// ahead says whether the claim speaks of a time that had not come when it was made.
func (q question) ahead() bool {
	from := q.When.From
	if !from.Known() {
		from = q.When.To
	}
	return from.Known() && q.on != comity.NoDay && from.First() > q.on && q.Form != claim.Anniversary
}

// year is the year a claim speaks of, or the year it was made in; zero where neither is known.
func (q question) year() int {
	switch {
	case q.When.To.Known():
		return q.When.To.Year()
	case q.on != comity.NoDay:
		return q.on.Year()
	}
	return 0
}

// lastYear is the last year that was over when the claim was made: only such a year has its yearly figure.
func (q question) lastYear() int {
	if q.on == comity.NoDay {
		return noYear
	}
	if q.on < comity.DayOf(q.on.Year(), 12, 31) {
		return q.on.Year() - 1
	}
	return q.on.Year()
}

// day is the day a claim about facts is held against: the last of its own time, not after the day it was made.
func (q question) day() comity.Day {
	d := q.on
	if q.When.To.Known() {
		d = q.When.To.Last()
	}
	if q.on != comity.NoDay {
		d = min(d, q.on)
	}
	return d
}

// start is the date from which a claim speaks, where it names one.
func (q question) start() comity.Date {
	if q.Since.Known() {
		return q.Since
	}
	return q.When.From
}

// lasting says whether a claim speaks of more than one date: "since 2000", "between 1990 and 2000".
func (q question) lasting() bool {
	return q.start().Known() && (!q.When.To.Known() || q.start() != q.When.To)
}

// ends are the days at which a fact that is said to last must stand: the day, and before it the start of a longer time.
func (q question) moments() []comity.Day {
	if q.lasting() && q.start().Last() < q.day() {
		return []comity.Day{q.start().Last(), q.day()}
	}
	return []comity.Day{q.day()}
}

// days is the span of days a claim speaks of, inside the span a list covers.
func (q question) days(cover comity.Span) comity.Span {
	s := comity.Span{From: q.day(), To: q.day()}
	if start := q.start(); start.Known() {
		s.From = start.First()
	}
	if s.From == comity.NoDay {
		s.From = cover.From
	}
	if s.To == comity.NoDay {
		s.To = cover.To
	}
	return comity.Span{From: s.From, To: min(s.To, cover.To)}
}

// outside says why a list that covers a span cannot answer for a time: it begins later, or ends too early.
func (q question) outside(s comity.Span, cover comity.Span, list string) string {
	late := q.day() != comity.NoDay && q.day() > cover.To && (q.named() || q.day().Year()-cover.To.Year() > freshWithin)
	if s.From < cover.From || late {
		return list + " covers " + cover.From.String() + " to " + cover.To.String()
	}
	return ""
}

// span gives the years of a claim about more than one year, none after the year it was made in.
func (q question) span() (from, to int, ok bool) {
	if !q.lasting() {
		return 0, 0, false
	}
	from, to = q.start().Year(), noYear
	if q.When.To.Known() {
		to = q.When.To.Year()
	}
	if q.on != comity.NoDay {
		to = min(to, q.on.Year())
	}
	return from, to, to > from
}

// pick finds the cell a claim about a year speaks of: the year's, or for a claim about now the latest year that was over when it
// was made and is not stale. A yearly sum of money says nothing of a month or a day.
func (q question) pick(s panel.Series) (panel.Cell, bool) {
	want, exact := min(q.year(), q.lastYear()), q.named()
	if q.year() == 0 {
		want = q.lastYear()
	}
	if exact && (q.year() > want || q.When.To.Grain > comity.YearGrain && !q.lasting() && s.Column.Unit == "USD") {
		return panel.Cell{}, false
	}
	var best panel.Cell
	found := false
	for _, c := range s.Cells {
		if c.Missing() == comity.Present && c.Year <= want && (!exact || c.Year == want) {
			best, found = c, true
		}
	}
	if want != noYear && want-best.Year > staleAfter {
		return best, false
	}
	return best, found
}

// warDays is the span in which wars are counted: from the first covered day where the claim names no start.
func (q question) warDays() comity.Span {
	s := q.days(treaties.WarCoverage())
	if !q.start().Known() {
		s.From = treaties.WarCoverage().From
	}
	return s
}
