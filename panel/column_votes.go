package panel

// This file computes agreement in the UN General Assembly from the votes themselves, under every scoring in use.

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/measure/similarity"
	"comity/record"
)

// assembly is the body whose votes are read.
const assembly = "UNGA"

// ballots are the Assembly's votes laid out for counting, made once.
type ballots struct {
	rec     *record.Record
	once    sync.Once
	votes   *record.Votes
	bits    []similarity.Bits
	divided []uint64
	years   map[int]similarity.Window
	session map[int]similarity.Window // by the year in which the session opened
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
		b.divided = similarity.Divided(b.bits)
		b.years, b.session = map[int]similarity.Window{}, map[int]similarity.Window{}
		for i, c := range b.votes.Calls {
			b.mark(b.years, c.Day.Year(), i)
			if n, err := strconv.Atoi(c.Session); err == nil {
				b.mark(b.session, n+1945, i)
			}
		}
	})
	return b
}

// mark puts a roll call into a window.
func (b *ballots) mark(windows map[int]similarity.Window, year, call int) {
	w, ok := windows[year]
	if !ok {
		w = similarity.Window{From: call, Mask: make([]uint64, (len(b.votes.Calls)+63)/64)}
	}
	w.To = call + 1
	w.Mask[call/64] |= 1 << (call % 64)
	windows[year] = w
}

// window is the roll calls of a year under a variant.
func (b *ballots) window(v variant, year int) (similarity.Window, bool) {
	windows := b.years
	if v.sessions {
		windows = b.session
	}
	w, ok := windows[year]
	if !ok || !v.divided {
		return w, ok
	}
	mask := make([]uint64, len(w.Mask))
	for i := w.From / 64; i*64 < w.To; i++ {
		mask[i] = w.Mask[i] & b.divided[i]
	}
	w.Mask = mask
	return w, true
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

func variantOf(s string) variant {
	for _, v := range variants() {
		if v.String() == s {
			return v
		}
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

func voteSpan(e *Engine, _ Reading) (from, to int) {
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
	i, j := b.votes.Of(who[0]), b.votes.Of(who[1])
	if !ok || i < 0 || j < 0 {
		return silent(year)
	}
	return b.cell(v, similarity.Count(b.bits[i], b.bits[j], w), w)
}

func (b *ballots) cell(v variant, c similarity.Counts, w similarity.Window) Cell {
	s := scorings[v.scoring]
	cell := Cell{Value: s.score(c), N: int(s.n(c)), Ref: b.votes.Table.Ref(0)}
	if cell.N == 0 {
		cell.Value = comity.NaN(comity.Undefined)
	}
	first, last := b.votes.Calls[w.From], b.votes.Calls[w.To-1]
	cell.Ref.Note = fmt.Sprintf("roll calls %d to %d (%s to %s)", first.Number, last.Number, first.Day, last.Day)
	for _, in := range []struct {
		label string
		n     int32
	}{{"roll calls in which both voted", c.Both}, {"the same vote", c.Same}, {"one yes, one no", c.Opposite}, {"both yes or both no", c.SameYN}} {
		cell.Inputs = append(cell.Inputs, Input{Label: in.label, Value: float64(in.n), Unit: "count", Ref: cell.Ref})
	}
	return cell
}

// Pooled is agreement over all roll calls from one year to another (both within), as one figure.
func (e *Engine) Pooled(r Reading, who []comity.State, from, to int) Cell {
	b, v := e.votes.load(), variantOf(r.Variant)
	var sum similarity.Counts
	var hull similarity.Window
	for year := from; year <= to; year++ {
		i, j := b.index(who[0], year), b.index(who[1], year)
		w, ok := b.window(v, year)
		if !ok || i < 0 || j < 0 {
			continue
		}
		c := similarity.Count(b.bits[i], b.bits[j], w)
		sum.Both, sum.Same, sum.Opposite, sum.SameYN = sum.Both+c.Both, sum.Same+c.Same, sum.Opposite+c.Opposite, sum.SameYN+c.SameYN
		if hull.To == 0 {
			hull.From = w.From
		}
		hull.To = w.To
	}
	if hull.To == 0 {
		return silent(to)
	}
	cell := b.cell(v, sum, hull)
	cell.Year = to
	return cell
}

// index is the place of the state's key of a year among the votes, or -1.
func (b *ballots) index(s comity.State, year int) int {
	if b.votes == nil {
		return -1
	}
	return b.votes.Of(KeyIn(s, year))
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
		r := RollCall{RollCall: c, index: i, Ref: b.votes.Table.Ref(c.Row)}
		r.Yes, r.No, r.Abstain = b.votes.Tally(i)
		out = append(out, r)
	}
	return out
}

// RollCall is a roll call with its tally.
type RollCall struct {
	record.RollCall
	Yes, No, Abstain int
	Ref              comity.Ref
	index            int
}

// Votes gives what each of the states did on a roll call.
func (e *Engine) Votes(c RollCall, of []comity.State) []record.Vote {
	b := e.votes.load()
	out := make([]record.Vote, len(of))
	for i, s := range of {
		if at := b.index(s, c.Day.Year()); at >= 0 {
			out[i] = b.votes.Cast(at, c.index)
		}
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
	all := similarity.AllPairs(b.bits, []similarity.Window{w})[0]
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
	from, to := voteSpan(e, r)
	var windows []similarity.Window
	for year := from; year <= to; year++ {
		if w, ok := b.window(v, year); ok {
			windows = append(windows, w)
		}
	}
	return similarity.AllPairs(b.bits, windows)
}
