package verdict

// This file is the door: which check answers which form, and what every check may ask.

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
)

// Checker holds claims against the columns of an engine.
type Checker struct {
	engine *panel.Engine
	until  sync.Map // by day: an engine that has heard no roll call after it
}

// New makes a checker.
func New(e *panel.Engine) *Checker { return &Checker{engine: e} }

// engineOn gives the engine as it would have answered on a day.
func (k *Checker) engineOn(on comity.Day) *panel.Engine {
	e, ok := k.until.Load(on)
	if !ok {
		e, _ = k.until.LoadOrStore(on, k.engine.Until(on))
	}
	return e.(*panel.Engine)
}

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

// check answers one claim, with the nearest statement that holds where it does not.
func (k *Checker) check(c claim.Claim, on comity.Day) Answer {
	q := question{c, on, k.engineOn(on)}
	a := q.answer()
	a.NearestTrue = nearest(q, a)
	return a
}

// answer gives the verdict alone.
func (q question) answer() Answer {
	if q.Form == claim.NotCheckable {
		return uncheckable(q.Claim)
	}
	check, ok := checks[q.Form]
	switch {
	case !ok:
		return cannot(Answer{Claim: q.Claim}, "comity has no rule for claims of the form "+string(q.Form))
	case q.ahead():
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("the time it speaks of had not come on %s", q.on))
	}
	a := check(q)
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
	swap := func(who []comity.State) []comity.State { return []comity.State{who[1], who[0]} }
	d, _ := column.Claimable(c.Column)
	c.AttributedTo = "" // nobody said the claim exchanged
	switch {
	case c.Form == claim.Comparison && c.Than != nil:
		than := *c.Than
		c.Who, than.Who = than.Who, c.Who
		c.Than = &than
		return c, len(c.Who) == len(than.Who) && len(c.Who) > 0 && !slices.Equal(c.Who, than.Who) && c.When == than.When
	case len(c.Who) == 2 && (c.Form == claim.Rank || d.Directed()):
		c.Who = swap(c.Who)
		return c, true
	}
	return c, false
}
