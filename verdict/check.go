package verdict

// This file is the door: which check answers which form, and what every check may ask.

import (
	"fmt"
	"strconv"

	"comity"
	"comity/claim"
	"comity/panel"
)

// Checker holds claims against the columns of an engine.
type Checker struct{ engine *panel.Engine }

// New makes a checker.
func New(e *panel.Engine) *Checker { return &Checker{e} }

// question is a claim and the day it was made.
type question struct {
	claim.Claim
	on     comity.Day // the article's date, NoDay where unknown
	engine *panel.Engine
}

// checks is the plain list of forms.
var checks = map[claim.Form]func(question) Answer{
	claim.Level:       level,
	claim.Change:      change,
	claim.Record:      top,
	claim.Rank:        rank,
	claim.Comparison:  comparison,
	claim.Share:       share,
	claim.Membership:  membership,
	claim.Tie:         tie,
	claim.Event:       event,
	claim.Anniversary: anniversary,
	claim.Count:       count,
	claim.SystemForm:  system,
	claim.Principle:   principle,
}

// Check gives the answer to a claim made on a day (comity.NoDay where it is unknown), and that to the claim with its two
// states exchanged.
func (k *Checker) Check(c claim.Claim, on comity.Day) Answer {
	a := k.check(c, on)
	if x, ok := exchanged(c); ok && a.word != NotCheckable {
		other := k.check(x, on)
		a.Exchanged = &other
	}
	return a
}

func (k *Checker) check(c claim.Claim, on comity.Day) Answer {
	if c.Form == claim.NotCheckable {
		return uncheckable(c)
	}
	check, ok := checks[c.Form]
	if !ok {
		return cannot(Answer{Claim: c}, "comity has no rule for claims of the form "+string(c.Form))
	}
	q := question{c, on, k.engine}
	a := check(q)
	a.NearestTrue = nearest(q, a)
	a.Warnings = append(a.Warnings, stale(q, a)...)
	return a
}

// stale warns of evidence years older than a claim about now.
func stale(q question, a Answer) []Warning {
	if q.named() || q.on == comity.NoDay || len(a.DataTo) < 4 || a.word == CannotTell {
		return nil
	}
	to, err := strconv.Atoi(a.DataTo[:4])
	if gap := q.on.Year() - to; err == nil && gap > freshWithin && columnar[q.Form] {
		return []Warning{{"stale", fmt.Sprintf("the evidence reaches %s, %d years before the claim was made", a.DataTo, gap)}}
	}
	return nil
}

// columnar are the forms that speak of a value now.
var columnar = map[claim.Form]bool{claim.Level: true, claim.Rank: true, claim.Comparison: true, claim.Record: true, claim.Share: true, claim.Change: true}

// exchanged swaps the two states of a claim whose order matters.
func exchanged(c claim.Claim) (claim.Claim, bool) {
	switch {
	case c.Form == claim.Comparison && c.Than != nil && len(c.Who) == 1 && len(c.Than.Who) == 1 && c.Who[0] != c.Than.Who[0]:
		than := *c.Than
		c.Who, than.Who = than.Who, c.Who
		c.Than = &than
		return c, true
	case c.Form == claim.Comparison && c.Than != nil && len(c.Who) == 2 && len(c.Than.Who) == 2 && c.Who[0] == c.Than.Who[1] && c.Who[1] == c.Than.Who[0]:
		than := *c.Than
		c.Who, than.Who = than.Who, c.Who
		c.Than = &than
		return c, true
	case c.Form == claim.Rank && len(c.Who) == 2:
		c.Who = []comity.State{c.Who[1], c.Who[0]}
		return c, true
	}
	return c, false
}

// staleAfter is how many years old the latest figure may be for a claim about now.
const staleAfter = 10

// year is the year a claim speaks of, or the year it was made in; zero where neither is known.
func (q question) year() int {
	switch {
	case q.When.To.Known():
		return q.When.To.Year()
	case q.When.From.Known():
		return q.When.From.Year()
	case q.on != comity.NoDay:
		return q.on.Year()
	}
	return 0
}

// named says whether the claim names its time.
func (q question) named() bool { return q.When.Known() }

// day is the day a claim about facts is held against: its own, else the day it was made.
func (q question) day() comity.Day {
	switch {
	case q.When.To.Known():
		return q.When.To.Last()
	case q.When.From.Known():
		return q.When.From.Last()
	}
	return q.on
}

// pick finds the cell a claim about a year speaks of: the year's, or for a claim about now the latest year that was over when it
// was made and is not stale.
func (q question) pick(s panel.Series) (panel.Cell, bool) {
	want, exact := q.year(), q.named()
	if !exact && q.on != comity.NoDay && q.on < comity.DayOf(want, 12, 31) {
		want--
	}
	var best panel.Cell
	found := false
	for _, c := range s.Cells {
		if c.Missing() != comity.Present || want != 0 && c.Year > want || exact && c.Year != want {
			continue
		}
		best, found = c, true
	}
	if found && want != 0 && want-best.Year > staleAfter {
		return best, false
	}
	return best, found
}
