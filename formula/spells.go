package formula

// This file counts time since something last happened: peace years and spells.

import "comity/format/frame"

// bindSpell binds spell and peaceyears, which are one: the peer has two functions that give the same figures.
func bindSpell(b *binder, n *node, x []*vec) (*vec, error) {
	rule := (*unit).spell
	if b.env.CountRows {
		rule = (*unit).spellRows
		b.notes = append(b.notes, func() string {
			return n.String() + " counts rows since the last event, as peacesciencer does, and does not notice " + b.env.period() + "s that have no row."
		})
	}
	return b.overUnits(n, x[0], numbers(frame.Whole, b.env.period()+"s", nil), rule), nil
}

// spell counts by the calendar: 0 in the year after an event and in the unit's first row; the event's own row holds the count so
// far (Beck, Katz and Tucker 1998). After a cell that is missing nothing is known until the next event.
func (u *unit) spell(out []float64) {
	since := int(u.time[0]) // the time at which the count is 0
	letter := uint8(0)
	for i, v := range u.x {
		if out[i] = float64(int(u.time[i]) - since); letter != 0 {
			out[i] = frame.NaN(letter)
		}
		switch {
		case v != v:
			letter = graver(letter, frame.Letter(v))
		case v != 0:
			since, letter = int(u.time[i])+1, 0
		}
	}
}

// spellRows counts rows: 0 in the first row of a unit and in the row after an event.
func (u *unit) spellRows(out []float64) {
	count, letter := 0, uint8(0)
	for i, v := range u.x {
		if out[i] = float64(count); letter != 0 {
			out[i] = frame.NaN(letter)
		}
		count++
		switch {
		case v != v:
			letter = graver(letter, frame.Letter(v))
		case v != 0:
			count, letter = 0, 0
		}
	}
}

// bindSince binds since: 0 in the event's own row, not applicable before the first.
func bindSince(b *binder, n *node, x []*vec) (*vec, error) {
	return b.overUnits(n, x[0], numbers(frame.Whole, b.env.period()+"s", nil), (*unit).since), nil
}

func (u *unit) since(out []float64) {
	event, happened, letter := 0, false, uint8(0)
	for i, v := range u.x {
		switch {
		case v != v:
			letter = graver(letter, frame.Letter(v))
		case v != 0:
			event, happened, letter = int(u.time[i]), true, 0
		}
		switch {
		case letter != 0:
			out[i] = frame.NaN(letter)
		case !happened:
			out[i] = frame.NaN(letterB)
		default:
			out[i] = float64(int(u.time[i]) - event)
		}
	}
}

const sinceMissing = "after a missing x, with its letter, until the next event"

var spellFunctions = []*Function{
	{Name: "spell", Params: "event", args: "f", Says: "years since the last event of the unit, by the calendar: 0 in the unit's first row and in the year after an event; the event's own row holds the count so far; what happened before the unit's first row is not known and counts as nothing. With --compat peacesciencer: rows, not years", Missing: sinceMissing, Example: "spell(cowmidongoing)", bind: bindSpell, reach: reachSpan(ever, here)},
	{Name: "peaceyears", Params: "event", args: "f", Says: "the same as spell", Missing: sinceMissing, Example: "peaceyears(cowmidongoing)", bind: bindSpell, reach: reachSpan(ever, here)},
	{Name: "since", Params: "event", args: "f", Says: "years since the last event of the unit, 0 in the event's own row", Missing: ".b before the unit's first event; " + sinceMissing, Example: "since(cowmidonset)", bind: bindSince, reach: reachSpan(ever, here)},
}
