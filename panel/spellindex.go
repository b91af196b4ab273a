package panel

// The spells index: rows of a table that say from when to when something was so of a state or a pair, laid out so that they can be
// read over periods of any grain. It is the pattern for facts with days (alliances, contiguity, memberships, disputes, wars,
// treaties): the same filler fills years, months and days, and explains a cell by the rows that made it.
//
// A date may be known to the day, the month or the year. A spell is surely going on in a period where it is whatever the days
// of its dates were, and may be going on where it is for some of them. Of a year the two differ only where a year is known by
// nothing else; of a month or day of a year in which a spell began by the year alone they do, and the cell is missing in the
// source (.c), neither yes nor no.

import (
	"cmp"
	"slices"
	"sort"

	"comity"
	"comity/format/frame"
)

// spell is a run of days of a state (b NoState) or a pair, by one row of a table.
type spell struct {
	a, b       comity.State
	start, end comity.Span // the days the first and the last day may be: of a day known to the day, that day
	row        int32       // in the table, from 0
}

// spellOf makes a spell of two dates. An unknown start is of no spell (ok is false), an unknown end is the end of what is known.
func spellOf(a, b comity.State, from, to comity.Date, known comity.Day, row int) (s spell, ok bool) {
	if !from.Known() {
		return s, false
	}
	s = spell{a: a, b: b, start: from.Span(), end: comity.Span{From: known, To: known}, row: int32(row)}
	switch {
	case to.Day == comity.Forever:
		s.end = comity.Span{From: comity.Forever, To: comity.Forever}
	case to.Known():
		s.end = to.Span()
	}
	s.end.From, s.start.To = max(s.end.From, s.start.From), min(s.start.To, s.end.To) // the end is no earlier than the start
	return s, s.end.To >= s.start.From
}

// spellIndex is the spells of a table, by state or pair and day.
type spellIndex struct {
	list    []spell
	ordered bool // a pair is kept once, the lower key first: what is so of it is so both ways
}

// indexSpells sorts spells into an index.
func indexSpells(list []spell, ordered bool) *spellIndex {
	for i := range list {
		if s := &list[i]; ordered && s.a > s.b {
			s.a, s.b = s.b, s.a
		}
	}
	slices.SortFunc(list, func(x, y spell) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.start.From, y.start.From), cmp.Compare(x.end.To, y.end.To), cmp.Compare(x.row, y.row))
	})
	return &spellIndex{list, ordered}
}

// of gives the spells of a state or pair, by their first day.
func (x *spellIndex) of(a, b comity.State) []spell {
	if x.ordered && a > b {
		a, b = b, a
	}
	at := func(s spell) int { return cmp.Or(cmp.Compare(s.a, a), cmp.Compare(s.b, b)) }
	lo := sort.Search(len(x.list), func(i int) bool { return at(x.list[i]) >= 0 })
	hi := lo
	for hi < len(x.list) && x.list[hi].a == a && x.list[hi].b == b {
		hi++
	}
	return x.list[lo:hi]
}

// touch is what a spell is to the rows of a run: those from lo to before hi it surely goes on in; those from mayLo to before mayHi
// it may go on in (the sure ones among them).
type touch struct {
	*spell
	lo, hi       int
	mayLo, mayHi int
	begins       int  // the row of the period it begins in, -1 where that is none of the run
	sure         bool // whether it surely begins in that period
}

// visit calls f with every spell that may touch a run of the grid, run by run, by first day. Runs are shared among a few
// goroutines; f may write the cells of the rows it is given.
func (x *spellIndex) visit(g *Grid, f func(r *Run, t touch)) {
	g.eachRun(func(r *Run) {
		days := r.Days()
		list := x.of(r.A, r.B)
		for i := range list {
			if list[i].start.From <= days.To && list[i].end.To >= days.From {
				f(r, r.touch(&list[i]))
			}
		}
	})
}

// touch finds the rows of a spell in a run.
func (r *Run) touch(s *spell) touch {
	row := func(d comity.Day) int { return min(max(period(r.Grain, d)-r.From, 0), r.Len) }
	after := func(d comity.Day) int { return min(max(period(r.Grain, d)-r.From+1, 0), r.Len) }
	t := touch{spell: s, lo: r.Row + row(s.start.To), hi: r.Row + after(s.end.From), mayLo: r.Row + row(s.start.From), mayHi: r.Row + after(s.end.To), begins: -1}
	t.hi = max(t.lo, t.hi)
	if first := period(r.Grain, s.start.From) - r.From; first >= 0 && first < r.Len {
		t.begins, t.sure = r.Row+first, period(r.Grain, s.start.To)-r.From == first
	}
	return t
}

// ongoing writes 1 into the flags of the rows in which a spell surely goes on, and missing in the source where one only may.
func (x *spellIndex) ongoing(g *Grid, c *frame.Column) {
	x.visit(g, func(_ *Run, t touch) {
		for i := t.mayLo; i < t.mayHi; i++ {
			switch {
			case i >= t.lo && i < t.hi:
				c.Small[i] = 1
			case c.Small[i] != 1:
				c.Small[i] = frame.SmallMissing(inSource)
			}
		}
	})
}

// onsets writes 1 into the flags of the rows in which a spell surely begins, and missing in the source where one only may.
func (x *spellIndex) onsets(g *Grid, c *frame.Column) {
	x.visit(g, func(r *Run, t touch) {
		for i := t.mayLo; i < t.mayHi && !r.Span(i-r.Row).Meet(t.start).Empty(); i++ {
			switch {
			case t.sure && i == t.begins:
				c.Small[i] = 1
			case c.Small[i] != 1:
				c.Small[i] = frame.SmallMissing(inSource)
			}
		}
	})
}

// counts adds to a column of whole numbers the spells that surely go on in each row; where one only may, the number is missing
// in the source.
func (x *spellIndex) counts(g *Grid, c *frame.Column) {
	x.visit(g, func(_ *Run, t touch) {
		for i := t.mayLo; i < t.mayHi; i++ {
			switch {
			case i < t.lo || i >= t.hi:
				c.Ints[i] = frame.IntMissing(inSource)
			case c.Ints[i] == frame.IntMissing(inSource): // it stays unknown
			case c.Ints[i] < frame.MinInt:
				c.Ints[i] = 1
			default:
				c.Ints[i]++
			}
		}
	})
}

// silence says of each row what it means that no spell is there: 0 where the whole period is covered by the source and its
// list of states has those of the row (speaks; nil: whoever they are), else not covered.
func silence(g *Grid, cover comity.Span, speaks func(s comity.State, during comity.Span) bool) *frame.Column {
	c := flags(g.Len(), frame.SmallMissing(notCovered))
	g.eachRun(func(r *Run) {
		for i := range r.Len {
			span := r.Span(i)
			if span.From < cover.From || span.To > cover.To {
				continue
			}
			if speaks == nil || speaks(r.A, span) && (r.B == comity.NoState || speaks(r.B, span)) {
				c.Small[r.Row+i] = 0
			}
		}
	})
	return c
}

// whole gives a column of flags as one of whole numbers.
func whole(c *frame.Column) *frame.Column {
	out := &frame.Column{Kind: frame.Whole, Ints: make([]int32, len(c.Small))}
	for i, x := range c.Small {
		out.Ints[i] = int32(x)
		if x < frame.MinSmall {
			out.Ints[i] = frame.IntMissing(frame.Letter(c.At(i)))
		}
	}
	return out
}
