package panel

// This file computes the columns of trade. Four figures of a pair's trade are legitimate (either side's books, and two ways of
// reconciling them), so a reading is always one book, and no cell mixes two.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/headline"
	"comity/record"
	"comity/states"
)

// flow is the variable of a directed flow in the tables.
const flow = "flow"

// book is a source of trade by pair, in the order of preference: the more complete and reconciled first.
type book struct {
	source, label string
	partial       bool // not all partners are in it: no totals, shares or ranks
}

var books = []book{
	{"atlas-hs92", "Atlas of Economic Complexity, reconciled from both sides", false},
	{"atlas-g20-china", "Atlas of Economic Complexity, G20 states with China, reconciled from both sides", true},
	{"itpd-e", "ITPD-E totals (US International Trade Commission)", false},
	{"cow-trade-4.0", "COW trade 4.0", false},
}

// headlinePrefix marks a reading of one reporter's official headline series.
const headlinePrefix = "headline:"

// tradeReadings gives the books that can speak of trade: headline series of either side, then the tables.
func tradeReadings(e *Engine, who []comity.State) []Reading {
	var out, short []Reading
	if len(who) == 2 {
		for _, r := range headlineReadings(who) {
			if from, to := headlineSpan(r.Source[len(headlinePrefix):]); to-from < shortSeries {
				short = append(short, r)
			} else {
				out = append(out, r)
			}
		}
	}
	for _, b := range books {
		if len(tablesOf(e, b.source)) > 0 {
			out = append(out, Reading{Source: b.source, Label: b.label, Partial: b.partial})
		}
	}
	return append(out, short...)
}

// shortSeries is the number of years below which an office's figures come after the books.
const shortSeries = 5

// wholeBooks are the readings that cover all partners.
func wholeBooks(e *Engine, who []comity.State) []Reading {
	return slices.DeleteFunc(tradeReadings(e, nil), func(r Reading) bool { return r.Partial })
}

// headlineReadings gives a reading for each office that publishes figures of the pair in US dollars, the longest series first.
func headlineReadings(who []comity.State) []Reading {
	years := map[string]int{}
	var out []Reading
	for _, f := range headline.All() {
		id := headlinePrefix + office(f)
		if f.Unit != "USD" || !of(f, who) {
			continue
		}
		if years[id]++; years[id] == 1 {
			out = append(out, Reading{Source: id, Label: headline.Producer(f.Series), Partial: true})
		}
	}
	slices.SortStableFunc(out, func(x, y Reading) int { return years[y.Source] - years[x.Source] })
	return out
}

// office is who publishes a figure: the first part of its series' id.
func office(f headline.Figure) string {
	id, _, _ := strings.Cut(f.Series, ".")
	return id
}

// of says whether a figure is of the trade of the two.
func of(f headline.Figure, who []comity.State) bool {
	return f.Reporter == who[0] && f.Partner == who[1] || f.Reporter == who[1] && f.Partner == who[0]
}

func tablesOf(e *Engine, source string) []*record.Table {
	var out []*record.Table
	for _, t := range e.rec.Source(source) {
		if _, ok := t.Variable(flow); ok {
			out = append(out, t)
		}
	}
	return out
}

func tradeSpan(e *Engine, r Reading) (from, to int) {
	if id, ok := strings.CutPrefix(r.Source, headlinePrefix); ok {
		return headlineSpan(id)
	}
	from, to = 1, 0
	for _, t := range tablesOf(e, r.Source) {
		if from > to {
			from, to = t.From, t.To
		}
		from, to = min(from, t.From), max(to, t.To)
	}
	return from, to
}

func headlineSpan(id string) (from, to int) {
	from, to = 1, 0
	for _, f := range headline.All() {
		if office(f) != id {
			continue
		}
		if from > to {
			from, to = f.Year, f.Year
		}
		from, to = min(from, f.Year), max(to, f.Year)
	}
	return from, to
}

// exports is the flow from a to b by one book.
func exports(e *Engine, r Reading, a, b comity.State, year int) Input {
	in := Input{Label: fmt.Sprintf("goods from %s to %s in %d", nameIn(a, year), nameIn(b, year), year), Unit: "USD", Value: comity.NaN(comity.NotCovered)}
	if f, ok := headlineFigure(r, a, b, year); ok {
		in.Value, in.Ref = f.Value, f.Ref
		return in
	}
	for _, t := range tablesOf(e, r.Source) {
		in.Ref = t.Ref(0)
		if !t.Covers(year) {
			continue
		}
		run, ok := t.Series(flow, a, b)
		if !ok {
			if v, _ := t.Variable(flow); v.Absence == "zero" {
				in.Value = 0
			}
			continue
		}
		v, row := run.At(year)
		in.Value, in.Ref = v, t.Ref(row)
	}
	return in
}

// headlineFigure finds the reporter's own figure of the flow from a to b.
func headlineFigure(r Reading, a, b comity.State, year int) (headline.Figure, bool) {
	for _, f := range headline.All() {
		if headlinePrefix+office(f) != r.Source || f.Year != year || f.Unit != "USD" {
			continue
		}
		out := f.Flow == "exports" && f.Reporter == a && f.Partner == b
		in := f.Flow == "imports" && f.Reporter == b && f.Partner == a
		if out || in {
			return f, true
		}
	}
	return headline.Figure{}, false
}

func nameIn(s comity.State, year int) string { return states.Name(s, comity.DayOf(year, 12, 31)) }

// turnover is the trade of a pair both ways; a headline series may state it as one figure.
func turnover(e *Engine, r Reading, who []comity.State, year int) Cell {
	for _, f := range headline.All() {
		if headlinePrefix+office(f) == r.Source && f.Year == year && f.Flow == "turnover" && f.Unit == "USD" && of(f, who) {
			return Cell{Value: f.Value, Ref: f.Ref, Inputs: []Input{{Label: fmt.Sprintf("turnover reported in %d", year), Value: f.Value, Unit: f.Unit, Ref: f.Ref}}}
		}
	}
	in := []Input{exports(e, r, who[0], who[1], year), exports(e, r, who[1], who[0], year)}
	return derived(year, in, func() float64 { return in[0].Value + in[1].Value })
}

// total is the trade of a state with all partners of a book; rows of missing pairs are left out, as the book leaves them.
func total(e *Engine, r Reading, a comity.State, year int) (sum float64, partners int) {
	for _, t := range tablesOf(e, r.Source) {
		if !t.Covers(year) {
			continue
		}
		for _, b := range StatesIn(year) {
			for _, pair := range [2]comity.Pair{{A: a, B: b}, {A: b, B: a}} {
				if run, ok := t.Series(flow, pair.A, pair.B); ok {
					if v, _ := run.At(year); comity.Why(v) == comity.Present {
						sum += v
						partners++
					}
				}
			}
		}
	}
	if partners == 0 {
		return comity.NaN(comity.NotCovered), 0
	}
	return sum, partners
}

func totalInput(e *Engine, r Reading, a comity.State, year int) Input {
	sum, n := total(e, r, a, year)
	in := Input{Label: fmt.Sprintf("trade of %s with all partners in %d (%d flows)", nameIn(a, year), year, n), Value: sum, Unit: "USD"}
	for _, t := range tablesOf(e, r.Source) {
		in.Ref = t.Ref(0)
	}
	return in
}

func turnoverInput(e *Engine, r Reading, who []comity.State, year int) Input {
	c := turnover(e, r, who, year)
	return Input{Label: fmt.Sprintf("trade of %s and %s in %d", nameIn(who[0], year), nameIn(who[1], year), year), Value: c.Value, Unit: "USD", Ref: c.Ref}
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
		in := []Input{turnoverInput(e, r, who, year), totalInput(e, r, who[0], year)}
		return derived(year, in, func() float64 { return share(in[0].Value, in[1].Value) })
	}},
	{"trade.dependence", tradeReadings, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := []Input{turnoverInput(e, r, who, year), attribute(e, "gdp", who[0], year)}
		return derived(year, in, func() float64 { return share(in[0].Value, in[1].Value) })
	}},
	{"trade.total", wholeBooks, tradeSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := totalInput(e, r, who[0], year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}},
}

// share divides; by nothing it is undefined.
func share(part, whole float64) float64 {
	if whole == 0 {
		return comity.NaN(comity.Undefined)
	}
	return part / whole
}

// Turnovers gives the turnover of every pair of a book in a year that has both directions.
func (e *Engine) Turnovers(r Reading, year int) []float64 {
	var out []float64
	for _, t := range tablesOf(e, r.Source) {
		if !t.Covers(year) {
			continue
		}
		t.Each(flow, comity.NoState, func(run record.Run) {
			if run.A >= run.B {
				return
			}
			back, ok := t.Series(flow, run.B, run.A)
			if !ok {
				return
			}
			x, _ := run.At(year)
			y, _ := back.At(year)
			if comity.Why(x) == comity.Present && comity.Why(y) == comity.Present {
				out = append(out, x+y)
			}
		})
	}
	return out
}
