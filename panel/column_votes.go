package panel

// This file computes agreement in the UN General Assembly from the votes themselves, under every scoring in use.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/measure/similarity"
	"comity/record"
	"comity/states"
)

// assembly is the body whose votes are read.
const assembly = "UNGA"

// ballots are the Assembly's votes laid out for counting, made once.
type ballots struct {
	rec     *record.Record
	once    sync.Once
	votes   *record.Votes
	bits    []similarity.Bits
	windows map[calendar]map[int]calls // by year: of the calendar, or in which the session opened
	last    comity.Day                 // no roll call after it is heard
}

// calendar is how roll calls are put into windows.
type calendar struct{ divided, sessions bool }

// calls is the roll calls of a window: its mask, where they stand and when they were.
type calls struct {
	similarity.Window
	ref  comity.Ref
	days comity.Span
	rows [2]int64 // the first and the last row of the source they stand in
}

func (b *ballots) load() *ballots {
	b.once.Do(func() {
		b.votes = b.rec.Votes(assembly)
		if b.votes == nil {
			return
		}
		for i := range b.votes.States {
			b.bits = append(b.bits, similarity.Bits{Low: b.votes.Low[i], High: b.votes.High[i]})
		}
		b.windows = map[calendar]map[int]calls{}
		divided := similarity.Divided(b.bits)
		for _, sessions := range []bool{true, false} {
			all := b.mark(sessions)
			b.windows[calendar{false, sessions}] = all
			b.windows[calendar{true, sessions}] = masked(all, divided)
		}
	})
	return b
}

// mark puts every roll call into the window of its year or session.
func (b *ballots) mark(sessions bool) map[int]calls {
	windows := map[int]calls{}
	for i, c := range b.votes.Calls {
		year := c.Day.Year()
		if sessions {
			n, err := strconv.Atoi(c.Session)
			if err != nil {
				continue // an emergency special session belongs to no regular one
			}
			year = n + 1945
		}
		w, ok := windows[year]
		if !ok {
			w = calls{Window: similarity.Window{From: i, Mask: make([]uint64, (len(b.votes.Calls)+63)/64)}, ref: b.votes.Ref(i), days: comity.Span{From: c.Day, To: c.Day}, rows: [2]int64{c.Row, c.Row}}
			w.ref.Row, w.ref.RowEnd = 0, 0 // a figure of many rows stands in none
		}
		w.To = i + 1
		w.Mask[i/64] |= 1 << (i % 64)
		w.days.From, w.days.To = min(w.days.From, c.Day), max(w.days.To, c.Day)
		w.rows[0], w.rows[1] = min(w.rows[0], c.Row), max(w.rows[1], c.Row)
		windows[year] = w
	}
	for year, w := range windows {
		first, last := b.votes.Calls[w.From], b.votes.Calls[w.To-1]
		w.ref.Note = fmt.Sprintf("roll calls %d (%s) to %d (%s), within rows %d to %d", first.Number, first.Day, last.Number, last.Day, w.rows[0], w.rows[1])
		windows[year] = w
	}
	return windows
}

// masked keeps the roll calls of a mask in every window.
func masked(windows map[int]calls, mask []uint64) map[int]calls {
	out := make(map[int]calls, len(windows))
	for year, w := range windows {
		kept := make([]uint64, len(w.Mask))
		for i := range kept {
			kept[i] = w.Mask[i] & mask[i]
		}
		w.Mask = kept
		out[year] = w
	}
	return out
}

// window is the roll calls of a year under a variant.
func (b *ballots) window(v variant, year int) (calls, bool) {
	w, ok := b.windows[calendar{v.divided, v.sessions}][year]
	return w, ok
}

// variant is one way to score agreement.
type variant struct {
	scoring  string // half, yes-no, same
	divided  bool   // only roll calls on which not all voted alike
	sessions bool   // by session, labelled with the year in which it opened; else by calendar year
}

var scorings = map[string]struct {
	label string
	score func(similarity.Counts) float64
	n     func(similarity.Counts) int32
}{
	"half":   {"an abstention against a yes or no counts half", similarity.Counts.Half, func(c similarity.Counts) int32 { return c.Both }},
	"yes-no": {"only votes of yes and no count", similarity.Counts.YesNo, func(c similarity.Counts) int32 { return c.SameYN + c.Opposite }},
	"same":   {"only exactly the same vote counts", similarity.Counts.Identical, func(c similarity.Counts) int32 { return c.Both }},
}

// variants are the readings of agreement, the usual one of the literature (Voeten's) first.
func variants() []variant {
	var out []variant
	for _, sessions := range []bool{true, false} {
		for _, divided := range []bool{true, false} {
			for _, scoring := range []string{"half", "yes-no", "same"} {
				out = append(out, variant{scoring, divided, sessions})
			}
		}
	}
	return out
}

func (v variant) String() string {
	calls, by := "all roll calls", "by calendar year"
	if v.divided {
		calls = "divided roll calls"
	}
	if v.sessions {
		by = "by session"
	}
	return strings.Join([]string{v.scoring, calls, by}, ", ")
}

// byName finds a variant by the name its reading carries.
var byName = sync.OnceValue(func() map[string]variant {
	out := map[string]variant{}
	for _, v := range variants() {
		out[v.String()] = v
	}
	return out
})

// variantOf is the variant of a reading, the usual one where it names none.
func variantOf(s string) variant {
	if v, ok := byName()[s]; ok {
		return v
	}
	return variants()[0]
}

func (v variant) label() string {
	rest := v.String()[len(v.scoring)+2:]
	return scorings[v.scoring].label + "; " + rest
}

func voteReadings(e *Engine, _ []comity.State) []Reading {
	b := e.votes.load()
	if b.votes == nil {
		return nil
	}
	var out []Reading
	for _, v := range variants() {
		out = append(out, Reading{Source: b.votes.Table.Source, Variant: v.String(), Label: v.label()})
	}
	return out
}

func voteSpan(e *Engine, _ Reading, _ []comity.State) (from, to int) {
	b := e.votes.load()
	if b.votes == nil || len(b.votes.Calls) == 0 {
		return 1, 0
	}
	return b.votes.Calls[0].Day.Year(), b.votes.Calls[len(b.votes.Calls)-1].Day.Year()
}

func agreement(e *Engine, r Reading, who []comity.State, year int) Cell {
	b, v := e.votes.load(), variantOf(r.Variant)
	if b.votes == nil {
		return silent(year)
	}
	w, ok := b.window(v, year)
	if !ok {
		return silent(year)
	}
	if !seated(who[0], w.days) || !seated(who[1], w.days) {
		return Cell{Value: comity.NaN(comity.NotApplicable)}
	}
	i, j := b.votes.Of(who[0]), b.votes.Of(who[1])
	if i < 0 || j < 0 {
		return silent(year)
	}
	return b.cell(v, similarity.Count(b.bits[i], b.bits[j], w.Window), w.ref)
}

// seated says whether a state was a member of the United Nations in one of the months of the span: others cast no votes. Before
// 2010 the days of roll calls are numbered within their month rather than true: Spain, a member since 1955-12-14, has votes of 1955-12-02.
func seated(s comity.State, days comity.Span) bool {
	days = wholeMonths(days)
	return slices.ContainsFunc(states.Alive(comity.UN, s), func(p comity.Span) bool { return p.Overlaps(days) })
}

// wholeMonths gives a span from the first day of its first month to the last day of its last.
func wholeMonths(days comity.Span) comity.Span {
	y, m, _ := days.From.Civil()
	z, n, _ := days.To.Civil()
	return comity.Span{From: comity.DayOf(y, m, 1), To: comity.DayOf(z, n+1, 1) - 1}
}

func (b *ballots) cell(v variant, c similarity.Counts, ref comity.Ref) Cell {
	s := scorings[v.scoring]
	cell := Cell{Value: s.score(c), N: int(s.n(c)), Ref: ref}
	if cell.N == 0 {
		cell.Value = comity.NaN(comity.Undefined)
	}
	cell.Inputs = []Input{
		{Label: "roll calls in which both voted", Value: float64(c.Both), Unit: "count", Ref: ref},
		{Label: "the same vote", Value: float64(c.Same), Unit: "count", Ref: ref},
		{Label: "one yes, one no", Value: float64(c.Opposite), Unit: "count", Ref: ref},
		{Label: "both yes or both no", Value: float64(c.SameYN), Unit: "count", Ref: ref},
	}
	return cell
}

// Pooled is agreement over all roll calls from one year to another (both within), as one figure.
func (e *Engine) Pooled(r Reading, who []comity.State, from, to int) Cell {
	b, v := e.votes.load(), variantOf(r.Variant)
	if b.votes == nil {
		return silent(to)
	}
	var sum similarity.Counts
	var first, last *calls
	for year := from; year <= to; year++ {
		keys, ok := unitIn(who, year)
		w, any := b.window(v, year)
		if !ok || !any {
			continue
		}
		i, j := b.votes.Of(keys[0]), b.votes.Of(keys[1])
		if i < 0 || j < 0 {
			continue
		}
		c := similarity.Count(b.bits[i], b.bits[j], w.Window)
		sum.Both, sum.Same, sum.Opposite, sum.SameYN = sum.Both+c.Both, sum.Same+c.Same, sum.Opposite+c.Opposite, sum.SameYN+c.SameYN
		if first == nil {
			first = &w
		}
		last = &w
	}
	if first == nil {
		return silent(to)
	}
	ref := first.ref
	ref.Note = fmt.Sprintf("roll calls of %s to %s, within rows %d to %d", first.days.From, last.days.To, min(first.rows[0], last.rows[0]), max(first.rows[1], last.rows[1]))
	cell := b.cell(v, sum, ref)
	cell.Year = to
	return cell
}

// seat is the place among the votes of a state on a day, under the key that sat in the Assembly then, or -1.
func (b *ballots) seat(s comity.State, on comity.Day) int {
	for _, key := range keysIn(s, on.Year()) {
		if states.Is(comity.UN, key, on) {
			return b.votes.Of(key)
		}
	}
	return b.votes.Of(KeyIn(s, on.Year()))
}

// RollCalls gives the roll calls of the Assembly in a span whose topic is the one asked for (empty: all), with tallies.
func (e *Engine) RollCalls(topic string, span comity.Span) []RollCall {
	b := e.votes.load()
	if b.votes == nil {
		return nil
	}
	var out []RollCall
	for i, c := range b.votes.Calls {
		if !span.Has(c.Day) || topic != "" && !strings.EqualFold(c.Topic, topic) {
			continue
		}
		r := RollCall{RollCall: c, index: i, Ref: b.votes.Ref(i)}
		r.Yes, r.No, r.Abstain = b.votes.Tally(i)
		out = append(out, r)
	}
	return out
}

// Window gives the roll calls behind agreement in a year under a reading, and for each whether the Assembly was divided on it.
func (e *Engine) Window(r Reading, year int) (list []RollCall, divided []bool) {
	b, v := e.votes.load(), variantOf(r.Variant)
	if b.votes == nil {
		return nil, nil
	}
	v.divided = false
	w, _ := b.window(v, year)
	v.divided = true
	some, _ := b.window(v, year)
	for i := w.From; i < w.To; i++ {
		if w.Mask[i/64]>>(i%64)&1 == 0 {
			continue
		}
		c := RollCall{RollCall: b.votes.Calls[i], index: i, Ref: b.votes.Ref(i)}
		c.Yes, c.No, c.Abstain = b.votes.Tally(i)
		list, divided = append(list, c), append(divided, some.Mask[i/64]>>(i%64)&1 == 1)
	}
	return list, divided
}

// RollCall is a roll call with its tally.
type RollCall struct {
	record.RollCall
	Yes, No, Abstain int
	Ref              comity.Ref
	index            int
}

// Index is the place of a roll call among those of its body, as record.Votes has them.
func (c RollCall) Index() int { return c.index }

// Votes gives what each of the states did on a roll call.
func (e *Engine) Votes(c RollCall, of []comity.State) []record.Vote {
	b := e.votes.load()
	out := make([]record.Vote, len(of))
	if b.votes == nil {
		return out
	}
	for i, s := range of {
		if at := b.seat(s, c.Day); at >= 0 {
			out[i] = b.votes.Cast(at, c.index)
		}
	}
	return out
}

// Seated says of each of the states whether it was a member of the Assembly in the month of a roll call, under a key it bore then.
func (e *Engine) Seated(c RollCall, of []comity.State) []bool {
	out := make([]bool, len(of))
	for i, s := range of {
		out[i] = slices.ContainsFunc(keysIn(s, c.Day.Year()), func(key comity.State) bool { return seated(key, comity.Span{From: c.Day, To: c.Day}) })
	}
	return out
}

var voteColumns = []calculator{{"vote.agreement", voteReadings, voteSpan, agreement}}

// Agreements computes agreement of every pair for a year under a reading: the population a pair is placed in.
func (e *Engine) Agreements(r Reading, year int) (pairs []comity.Pair, values []float64) {
	b, v := e.votes.load(), variantOf(r.Variant)
	if b.votes == nil {
		return nil, nil
	}
	w, ok := b.window(v, year)
	if !ok {
		return nil, nil
	}
	all := similarity.AllPairs(b.bits, []similarity.Window{w.Window})[0]
	for i := range b.bits {
		for j := i + 1; j < len(b.bits); j++ {
			c := all[similarity.PairIndex(i, j, len(b.bits))]
			if s := scorings[v.scoring]; s.n(c) > 0 {
				pairs = append(pairs, comity.Pair{A: b.votes.States[i], B: b.votes.States[j]})
				values = append(values, s.score(c))
			}
		}
	}
	return pairs, values
}

// AllAgreements counts every pair over every session (or year) of a reading at once.
func (e *Engine) AllAgreements(r Reading) [][]similarity.Counts {
	b, v := e.votes.load(), variantOf(r.Variant)
	from, to := voteSpan(e, r, nil)
	var windows []similarity.Window
	for year := from; year <= to; year++ {
		if w, ok := b.window(v, year); ok {
			windows = append(windows, w.Window)
		}
	}
	return similarity.AllPairs(b.bits, windows)
}
