package verdict

// This file is the time a claim speaks of. It is never later than the claim says, nor than the day the claim was made: what came
// after may be shown beside a verdict, never in it.

import (
	"comity"
	"comity/claim"
	"comity/column"
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

// moments are the days at which a fact that is said to last must stand: the day, and before it the start of a longer time.
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

// years are those in which a claim about a year may find its figure, the latest first: the year it names, or for a claim about now the
// latest that was over when it was made and the ten before it. None where it names a year that was not over, or a month of which
// a yearly sum of money says nothing. With no date at all, last is noYear.
func (q question) years(unit string) (last, first int) {
	last = min(q.year(), q.lastYear())
	if q.year() == 0 {
		last = q.lastYear()
	}
	switch {
	case !q.named():
		return last, last - staleAfter
	case q.year() > last || q.When.To.Grain > comity.YearGrain && !q.lasting() && unit == "USD":
		return 0, 1
	}
	return last, last
}

// pick finds the cell a claim about a year speaks of in a series.
func (q question) pick(s panel.Series) (panel.Cell, bool) {
	last, first := q.years(s.Column.Unit)
	for i := len(s.Cells) - 1; i >= 0; i-- {
		c := s.Cells[i]
		if c.Missing() == comity.Present && c.Year <= last && (c.Year >= first || last == noYear) {
			return c, true
		}
	}
	return panel.Cell{}, false
}

// cell finds the same without computing the series.
func (q question) cell(name string, who []comity.State, r panel.Reading) (panel.Cell, bool) {
	d, _ := column.Claimable(name)
	last, first := q.years(d.Unit)
	if last == noYear {
		s, err := q.engine.Series(name, who, r)
		if err != nil {
			return panel.Cell{}, false
		}
		return q.pick(s)
	}
	for year := last; year >= first; year-- {
		if c := q.engine.Cell(name, who, r, year); c.Missing() == comity.Present {
			return c, true
		}
	}
	return panel.Cell{}, false
}

// warDays is the span in which wars are counted: from the first covered day where the claim names no start.
func (q question) warDays() comity.Span {
	s := q.days(treaties.WarCoverage())
	if !q.start().Known() {
		s.From = treaties.WarCoverage().From
	}
	return s
}
