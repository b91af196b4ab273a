package panel

// This file fills what trade is to a pair and to a state (measure/dependence), each column from figures of one book, the GDP of the
// two, and prices.

import (
	"strconv"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/headline"
	"comity/measure/dependence"
	"comity/measure/society"
)

// exchange is such a column: the figures it is made of, and how.
type exchange struct {
	name string
	like string // the column of claims whose readings it has
	of   []string
	make func(x []float64) float64
}

// The figures: of the first state and of the second (a, b), of the pair from a to b and back, of the world.
const (
	figTurnover, figOut, figBack                = "turnover", "exports", "imports"
	figTotalA, figTotalB                        = "total a", "total b"
	figOutA, figInA, figInB, figWorld           = "exports a", "imports a", "imports b", "world"
	figGDPA, figGDPB, figPrice                  = "gdp a", "gdp b", "price"
	figSquares, figOutSquares, figInSquares     = "squares", "squares of exports", "squares of imports"
	mostFigures                             int = 5
)

// over makes a part over a whole; halves gives the turnover over a figure of each of the two to f.
func overOf(x []float64) float64 { return dependence.Over(x[0], x[1]) }

func halves(f func(a, b float64) float64) func(x []float64) float64 {
	return func(x []float64) float64 { return f(dependence.Over(x[0], x[1]), dependence.Over(x[0], x[2])) }
}

func squaresOver(x []float64) float64 { return dependence.Concentration(x[1], x[0]) }

var exchanges = []exchange{
	{"trade.export_share", "trade.share", []string{figOut, figOutA}, overOf},
	{"trade.import_share", "trade.share", []string{figBack, figInA}, overOf},
	{"trade.intensity", "trade.share", []string{figOut, figOutA, figInB, figInA, figWorld}, func(x []float64) float64 {
		return dependence.Intensity(x[0], dependence.World{Exports: x[1], Imports: x[2], Own: x[3], All: x[4]})
	}},
	{"trade.weak_link", "trade.dependence", []string{figTurnover, figGDPA, figGDPB}, halves(dependence.WeakLink)},
	{"trade.salience", "trade.share", []string{figTurnover, figTotalA, figTotalB}, halves(dependence.Salience)},
	{"trade.symmetry", "trade.share", []string{figTurnover, figTotalA, figTotalB}, halves(dependence.Symmetry)},
	{"trade.interdependence", "trade.share", []string{figTurnover, figTotalA, figTotalB}, halves(dependence.Interdependence)},
	{"trade.asymmetry", "trade.turnover", []string{figOut, figBack}, func(x []float64) float64 { return society.Asymmetry(x[0], x[1]) }},
	{"trade.turnover_real", "trade.turnover", []string{figTurnover, figPrice}, overOf},
	{"trade.concentration", "trade.total", []string{figSquares, figTotalA}, squaresOver},
	{"trade.hhi_exports", "trade.total", []string{figOutSquares, figOutA}, squaresOver},
	{"trade.hhi_imports", "trade.total", []string{figInSquares, figInA}, squaresOver},
}

// exchangeFillers makes fillers of them.
func exchangeFillers() []filler {
	var out []filler
	for _, x := range exchanges {
		like := claimColumn{name: x.like, from: []string{"itpd-e"}}
		out = append(out, filler{column: x.name, from: like.reads(nil), choose: x.choose, reads: like.reads})
	}
	return out
}

// choose gives the fill of the book the options ask for.
func (x exchange) choose(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(b *bench, g *Grid) (made, error) {
		r, err := b.chosen(x.like, o, []string{"itpd-e"})
		if err != nil {
			return made{}, err
		}
		sources := []string{r.Source}
		if x.like == "trade.dependence" {
			for _, t := range b.e.rec.With("gdp") {
				sources = append(sources, t.Source)
			}
		}
		b.rests(x.name, o, sources...)
		c := x.fill(b, g, r)
		b.noteBook(c, x.name, r, o["source"] != nil)
		return made{c, func(row int) Cell { return x.explain(b, g, r, row) }}, nil
	}, nil
}

// fill works the column out over a grid.
func (x exchange) fill(b *bench, g *Grid, r Reading) *frame.Column {
	states := b.stateFiguresOf(g, r, x.of)
	one := func(run *Run, out []float64) {
		var buf [mostFigures]float64
		reads := b.readersOf(x.of, r, run, states)
		from, to := tradeSpan(b.e, r, run.states())
		for i := range out {
			year := run.From + i
			if year < from || year > to {
				out[i] = comity.NaN(comity.NotCovered)
				continue
			}
			for k, read := range reads {
				buf[k] = read(year)
			}
			out[i] = x.make(buf[:len(reads)])
		}
	}
	if d, _ := descriptor(x.name); d.Shape == column.Symmetric {
		return g.pairNumbers(one)
	}
	return numbers(g, one)
}

// stateFiguresOf looks the figures of states up once for all their partners.
func (b *bench) stateFiguresOf(g *Grid, r Reading, of []string) map[string]map[comity.State]stateFigures {
	out := map[string]map[comity.State]stateFigures{}
	for _, name := range of {
		if read := b.ofState(name, r); read != nil {
			out[name] = figuresOfSide(g, secondOf(name), read)
		}
	}
	return out
}

// secondOf says whether a figure is of the second state of a pair.
func secondOf(name string) bool { return name == figTotalB || name == figInB || name == figGDPB }

// ofState gives the reader of a figure of a state; nil where it is of none.
func (b *bench) ofState(name string, r Reading) func(s comity.State, year int) float64 {
	sums := func(f func(sum) float64) func(s comity.State, year int) float64 {
		return func(s comity.State, year int) float64 { return b.e.sumOf(r, s, year, f) }
	}
	switch name {
	case figTotalA, figTotalB:
		return func(s comity.State, year int) float64 { return b.e.totalOf(r, s, year) }
	case figOutA:
		return sums(func(x sum) float64 { return x.out })
	case figInA, figInB:
		return sums(func(x sum) float64 { return x.in })
	case figSquares:
		return sums(func(x sum) float64 { return x.squares })
	case figOutSquares:
		return sums(func(x sum) float64 { return x.outSquares })
	case figInSquares:
		return sums(func(x sum) float64 { return x.inSquares })
	case figGDPA, figGDPB:
		tables := b.e.rec.With("gdp")
		return func(s comity.State, year int) float64 {
			x, _, _ := attributeIn(tables, "gdp", s, year)
			return x
		}
	}
	return nil
}

// sumOf is one of the sums of a state over all partners of a book; not covered where the book lacks too many of them.
func (e *Engine) sumOf(r Reading, s comity.State, year int, of func(sum) float64) float64 {
	f := e.flows[r.Source]
	if f == nil {
		return comity.NaN(comity.NotCovered)
	}
	if _, lacks := holeIn(r.Source, year); lacks {
		return comity.NaN(comity.NotCovered)
	}
	at, ok := f.sumOf(s, year)
	if !ok {
		return comity.NaN(comity.NotCovered)
	}
	return of(at)
}

// worldOf is all trade of a book in a year.
func (e *Engine) worldOf(r Reading, year int) float64 {
	f := e.flows[r.Source]
	if _, lacks := holeIn(r.Source, year); f == nil || lacks {
		return comity.NaN(comity.NotCovered)
	}
	return f.all(year)
}

// priceIn is the deflator of a year.
func priceIn(year int) float64 {
	if p, ok := headline.Deflator(year); ok {
		return p.Level
	}
	return comity.NaN(comity.NotCovered)
}

// readersOf gives the readers of figures for the states of a run.
func (b *bench) readersOf(of []string, r Reading, run *Run, states map[string]map[comity.State]stateFigures) []func(year int) float64 {
	out := make([]func(year int) float64, len(of))
	for k, name := range of {
		switch {
		case states[name] != nil:
			s := run.A
			if secondOf(name) {
				s = run.B
			}
			out[k] = states[name][s].at
		case name == figWorld:
			out[k] = func(year int) float64 { return b.e.worldOf(r, year) }
		case name == figPrice:
			out[k] = priceIn
		default:
			out[k] = b.flowReader(name, r, run)
		}
	}
	return out
}

// flowReader reads a pair's flow one way or its turnover, by a book or by the figures of an office.
func (b *bench) flowReader(name string, r Reading, run *Run) func(year int) float64 {
	book := b.e.flows[r.Source]
	if book == nil {
		c, who := find("trade."+name), run.states()
		return func(year int) float64 { return c.under(b.e, r, who, year).Value }
	}
	there, back := book.route(run.A, run.B), book.route(run.B, run.A)
	switch name {
	case figOut:
		return there.value
	case figBack:
		return back.value
	}
	return func(year int) float64 { return sumOf(there.value(year), back.value(year)) }
}

// figuresOfSide gives the figures of the first states of a grid, or of the second, over the years each is in it.
func figuresOfSide(g *Grid, second bool, f func(s comity.State, year int) float64) map[comity.State]stateFigures {
	if !second {
		return figuresOf(g, f)
	}
	flipped := &Grid{Runs: make([]Run, len(g.Runs))}
	for i, r := range g.Runs {
		r.A, r.B = r.B, r.A
		flipped.Runs[i] = r
	}
	return figuresOf(flipped, f)
}

// explain gives the cell of a row with the figures it was made of.
func (x exchange) explain(b *bench, g *Grid, r Reading, row int) Cell {
	run := g.runOf(row)
	year, who := run.year(row), run.states()
	if from, to := tradeSpan(b.e, r, who); year < from || year > to {
		return silent(year)
	}
	var in []Input
	var figures []float64
	for _, name := range x.of {
		list, value := b.inputs(name, r, who, year)
		in, figures = append(in, list...), append(figures, value)
	}
	cell := Cell{Year: year, Value: x.make(figures), Inputs: in, Ref: in[0].Ref}
	for _, i := range in {
		cell.Ref.Basis = min(cell.Ref.Basis, i.Ref.Basis)
	}
	return cell
}

// inputs gives a figure, and the rows it is.
func (b *bench) inputs(name string, r Reading, who []comity.State, year int) ([]Input, float64) {
	one := func(in Input) ([]Input, float64) { return []Input{in}, in.Value }
	s := who[0]
	if secondOf(name) {
		s = who[1]
	}
	switch name {
	case figTurnover:
		list := tradeOf(b.e, r, who, year)
		sum := 0.0
		for _, in := range list {
			sum = sumOf(sum, in.Value)
		}
		return list, sum
	case figOut:
		return one(exports(b.e, r, who[0], who[1], year))
	case figBack:
		return one(exports(b.e, r, who[1], who[0], year))
	case figGDPA, figGDPB:
		return one(attribute(b.e.rec.With("gdp"), "gdp", s, year))
	case figPrice:
		in := Input{Label: "deflator of the GDP of the United States" + yearWords(year) + ", " + strconv.Itoa(headline.DeflatorBase) + " = 1", Value: priceIn(year), Unit: "ratio"}
		p, _ := headline.Deflator(year)
		in.Ref = p.Ref
		if in.Ref.Source == "" {
			in.Ref = comity.Ref{Source: "comity-headline", Edition: comity.Version, Basis: comity.Seen}
		}
		return one(in)
	}
	in := total(b.e, r, s, year)
	switch name {
	case figTotalA, figTotalB:
		return one(in)
	case figWorld:
		in.Label, in.Value = "trade of all states of the book"+yearWords(year), b.e.worldOf(r, year)
		return one(in)
	}
	in.Value = b.ofState(name, r)(s, year)
	in.Label = map[string]string{figOutA: "exports", figInA: "imports", figInB: "imports", figSquares: "squares of trade", figOutSquares: "squares of exports", figInSquares: "squares of imports"}[name] +
		" of " + nameIn(s, year) + " with all partners" + yearWords(year)
	if name == figSquares || name == figOutSquares || name == figInSquares {
		in.Unit = "USD squared"
	}
	return one(in)
}
