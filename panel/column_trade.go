package panel

// This file computes the columns of trade. Four figures of a pair's trade are legitimate (either side's books, and two ways of
// reconciling them), so a reading is always one book, and no cell mixes two.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/record"
	"comity/states"
)

// book is a source of trade by pair, in the order of preference: the more complete and reconciled first.
type book struct {
	source, label string
	partial       bool   // not all partners are in it: no totals, shares or ranks
	caution       string // see Reading.Caution
}

var books = []book{
	{source: "atlas-hs92", label: "Atlas of Economic Complexity, reconciled from both sides"},
	{source: "atlas-g20-china", label: "Atlas of Economic Complexity, G20 states with China, reconciled from both sides", partial: true},
	{source: "itpd-e", label: "ITPD-E totals, services where reported (US International Trade Commission)", caution: "ITPD-E totals jump between years where reports of services come and go: a record in them may be one of reporting"},
	{source: "cow-trade-4.0", label: "COW trade 4.0"},
}

// shortSeries is the number of years below which an office's figures come after the books.
const shortSeries = 6

// tradeReadings gives the books that can speak of trade: longer headline series of either side, the tables, then the short series.
func tradeReadings(e *Engine, who []comity.State) []Reading {
	var out, short []Reading
	for _, o := range officesOf(who) {
		if o.to-o.from+1 < shortSeries {
			short = append(short, o.reading)
		} else {
			out = append(out, o.reading)
		}
	}
	for _, b := range books {
		if e.flows[b.source] != nil {
			out = append(out, Reading{Source: b.source, Label: b.label, Partial: b.partial, Caution: b.caution})
		}
	}
	return append(out, short...)
}

// wholeBooks are the readings that cover all partners.
func wholeBooks(e *Engine, _ []comity.State) []Reading {
	return slices.DeleteFunc(tradeReadings(e, nil), func(r Reading) bool { return r.Partial })
}

func tradeSpan(e *Engine, r Reading, who []comity.State) (from, to int) {
	if f := e.flows[r.Source]; f != nil {
		return f.from, f.to
	}
	for _, o := range officesOf(who) {
		if o.reading.Source == r.Source {
			return o.from, o.to
		}
	}
	return 1, 0
}

// exports is the flow from a to b by one book.
func exports(e *Engine, r Reading, a, b comity.State, year int) Input {
	in := Input{Label: "goods from " + nameIn(a, year) + " to " + nameIn(b, year) + yearWords(year), Unit: "USD", Value: comity.NaN(comity.NotCovered)}
	switch f := e.flows[r.Source]; {
	case f != nil:
		in.Variable = flow
		in.Value, in.Ref = f.at(a, b, year)
	case strings.HasPrefix(r.Source, HeadlinePrefix):
		in.Ref = comity.Ref{Source: "comity-headline", Edition: comity.Version, Basis: comity.Seen}
		if f, ok := quoted(r.Source, a, b, year); ok {
			in.Value, in.Ref = f.Value, f.Ref
		}
	}
	return in
}

func nameIn(s comity.State, year int) string { return states.Name(s, comity.DayOf(year, 12, 31)) }

func yearWords(year int) string { return fmt.Sprintf(" in %d", year) }

// tradeOf is the figures a pair's turnover is made of: the flow each way, or the one figure an office gives for both.
func tradeOf(e *Engine, r Reading, who []comity.State, year int) []Input {
	if f, ok := quotedTurnover(r.Source, who[0], who[1], year); ok {
		return []Input{{Label: "turnover reported" + yearWords(year), Value: f.Value, Unit: f.Unit, Ref: f.Ref}}
	}
	return []Input{exports(e, r, who[0], who[1], year), exports(e, r, who[1], who[0], year)}
}

// added is the sum of figures none of which is missing.
func added(in []Input) (sum float64) {
	for _, x := range in {
		sum += x.Value
	}
	return sum
}

func turnover(e *Engine, r Reading, who []comity.State, year int) Cell {
	in := tradeOf(e, r, who, year)
	return derived(year, in, func() float64 { return added(in) })
}

// total is the trade of a state with all partners of a book: the sum of the flows known, as the book leaves the others out.
func total(e *Engine, r Reading, a comity.State, year int) Input {
	in := Input{Label: "trade of " + nameIn(a, year) + " with all partners" + yearWords(year), Unit: "USD", Value: comity.NaN(comity.NotCovered)}
	if f := e.flows[r.Source]; f != nil {
		in.Ref = f.tables[0].Ref(0)
		if why, lacks := holeIn(r.Source, year); lacks {
			in.Ref.Note = why
			return in
		}
		n := 0
		in.Value, n = f.total(a, year)
		in.Ref.Note = fmt.Sprintf("the sum of %d flows", n)
	}
	return in
}

// over is the sum of all inputs but the last over the last: a share.
func over(year int, in ...Input) Cell {
	last := len(in) - 1
	return derived(year, in, func() float64 { return share(added(in[:last]), in[last].Value) })
}

// share divides; by nothing it is undefined.
func share(part, whole float64) float64 {
	if whole == 0 {
		return comity.NaN(comity.Undefined)
	}
	return part / whole
}

var tradeColumns = []calculator{
	{"trade.turnover", tradeReadings, tradeSpan, turnover},
	{"trade.exports", tradeReadings, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := exports(e, r, who[0], who[1], year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}},
	{"trade.imports", tradeReadings, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := exports(e, r, who[1], who[0], year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}},
	{"trade.balance", tradeReadings, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := []Input{exports(e, r, who[0], who[1], year), exports(e, r, who[1], who[0], year)}
		return derived(year, in, func() float64 { return in[0].Value - in[1].Value })
	}},
	{"trade.share", wholeBooks, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		return over(year, append(tradeOf(e, r, who, year), total(e, r, who[0], year))...)
	}},
	{"trade.dependence", tradeReadings, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		return over(year, append(tradeOf(e, r, who, year), attribute(e.rec.With("gdp"), "gdp", who[0], year))...)
	}},
	{"trade.total", wholeBooks, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := total(e, r, who[0], year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}},
}

// Turnovers gives the turnover of every pair of a book in a year that has both directions.
func (e *Engine) Turnovers(r Reading, year int) []float64 {
	f := e.flows[r.Source]
	if _, lacks := holeIn(r.Source, year); f == nil || lacks {
		return nil
	}
	var out []float64
	for _, t := range f.tables {
		if !t.Covers(year) {
			continue
		}
		there := map[comity.Pair]float64{} // runs come by the first state: the way back comes after the way there
		t.Each(flow, comity.NoState, func(run record.Run) {
			v, _ := run.At(year)
			if comity.Why(v) != comity.Present {
				return
			}
			if run.A < run.B {
				there[comity.Pair{A: run.A, B: run.B}] = v
			} else if x, ok := there[comity.Pair{A: run.B, B: run.A}]; ok {
				out = append(out, x+v)
			}
		})
	}
	return out
}
