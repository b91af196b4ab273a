package panel

// This file makes an engine that hears no roll call after a day: a claim is held against what had been voted when it was made. A
// session that opened in one year goes on into the next, so leaving out whole years would not do.

import (
	"fmt"

	"comity"
)

// Until gives an engine whose votes end with the day; all else is shared with e. comity.NoDay cuts nothing.
func (e *Engine) Until(day comity.Day) *Engine {
	b := e.votes.load()
	if day == comity.NoDay || b.votes == nil || len(b.votes.Calls) == 0 || b.votes.Calls[len(b.votes.Calls)-1].Day <= day {
		return e
	}
	cut := &ballots{rec: b.rec, votes: b.votes, bits: b.bits, windows: map[calendar]map[int]calls{}, last: day}
	cut.once.Do(func() {}) // it is laid out already
	for f, windows := range b.windows {
		cut.windows[f] = b.until(windows, day)
	}
	out := *e
	out.votes, out.gridded = cut, newGridded()
	return &out
}

// until keeps the roll calls of every window that are not after the day.
func (b *ballots) until(windows map[int]calls, day comity.Day) map[int]calls {
	out := make(map[int]calls, len(windows))
	for year, w := range windows {
		switch {
		case w.days.To <= day:
			out[year] = w
		case w.days.From <= day:
			out[year] = b.shorten(w, day)
		}
	}
	return out
}

// shorten leaves the roll calls after the day out of a window; calls stand in the order of their days.
func (b *ballots) shorten(w calls, day comity.Day) calls {
	mask := make([]uint64, len(w.Mask))
	copy(mask, w.Mask)
	last := w.From
	for i := w.From; i < w.To; i++ {
		if b.votes.Calls[i].Day > day {
			mask[i/64] &^= 1 << (i % 64)
		} else {
			last = i
		}
	}
	first, end := b.votes.Calls[w.From], b.votes.Calls[last]
	w.Mask, w.To, w.days.To = mask, last+1, end.Day
	w.ref.Note = fmt.Sprintf("roll calls %d (%s) to %d (%s), none later counted", first.Number, first.Day, end.Number, end.Day)
	return w
}
