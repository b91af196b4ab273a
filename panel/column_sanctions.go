package panel

// This file fills how many sanctions are in force, on a state, of a state, and in the world, and how much of output and trade stands
// behind them.

import (
	"cmp"
	"slices"

	"comity"
	"comity/measure/sanctions"
)

// weighed is what a column of sanctions is made of.
type weighed struct {
	book    *Sanctions
	outputs *Outputs
	trade   *Commerce
	by      map[sanctionedYear]sanctionParties
	world   map[int]sanctionParties
}

// sanctionedYear is a state in a year; sanctionParties are the senders and targets of it, or of all.
type (
	sanctionedYear struct {
		s    comity.State
		year int
	}
	sanctionParties struct{ senders, targets []comity.State }
)

// sanctionWeight is a column of a state, or of the whole system where it needs none.
type sanctionWeight struct {
	name         string
	world        bool
	output, book bool // it needs GDP, a book of trade
	value        func(w *weighed, s comity.State, year int) float64
}

var sanctionWeights = []sanctionWeight{
	{"sanction.senders", false, false, false, func(w *weighed, s comity.State, year int) float64 { return foundCount(w.of(s, year).senders) }},
	{"sanction.targets", false, false, false, func(w *weighed, s comity.State, year int) float64 { return foundCount(w.of(s, year).targets) }},
	{"sanction.senders_gdp", false, true, false, func(w *weighed, s comity.State, year int) float64 { return w.output(w.of(s, year).senders, year) }},
	{"sanction.senders_trade", false, false, true, func(w *weighed, s comity.State, year int) float64 { return w.tradeWith(s, w.of(s, year).senders, year) }},
	{"system.sanctions", true, false, false, func(w *weighed, _ comity.State, year int) float64 { return foundCount(w.book.In(year)) }},
	{"system.sanctioned", true, false, false, func(w *weighed, _ comity.State, year int) float64 { return foundCount(w.world[year].targets) }},
	{"system.sanctioning", true, false, false, func(w *weighed, _ comity.State, year int) float64 { return foundCount(w.world[year].senders) }},
	{"system.sanctioning_gdp", true, true, false, func(w *weighed, _ comity.State, year int) float64 { return w.output(w.world[year].senders, year) }},
	{"system.sanctioned_gdp", true, true, false, func(w *weighed, _ comity.State, year int) float64 { return w.output(w.world[year].targets, year) }},
}

// sanctionWeightFillers gives the fillers of those columns.
func sanctionWeightFillers() []filler {
	var out []filler
	for _, c := range sanctionWeights {
		from := []string{"gsdb"}
		if c.output {
			from = append(from, "worldbank")
		}
		out = append(out, filler{column: c.name, from: from, reads: func(o Options) []string {
			return append([]string{o.One("source", "gsdb")}, from[1:]...)
		}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
			return func(b *bench, g *Grid) (made, error) { return c.fill(b, g, o) }, nil
		}})
	}
	return out
}

func (c sanctionWeight) fill(b *bench, g *Grid, o Options) (made, error) {
	w, err := b.weighed(o, c.output, c.book)
	if err != nil {
		return made{}, err
	}
	rests := []string{w.book.Source}
	if w.outputs != nil {
		rests = append(rests, w.outputs.Source)
	}
	if w.trade != nil {
		rests = append(rests, w.trade.Source)
	}
	b.rests(c.name, o, rests...)
	column := numbers(g, func(r *Run, out []float64) {
		for i := range out {
			out[i] = c.value(w, r.A, r.From+i)
		}
	})
	narrow(column, "count")
	return made{column, func(row int) Cell {
		r := g.runOf(row)
		return w.explain(c, r.A, r.year(row))
	}}, nil
}

// weighed gathers what columns of some options share.
func (b *bench) weighed(o Options, output, trade bool) (*weighed, error) {
	type key struct{ source, kind string }
	book, err := b.e.Sanctions(o.One("source", "gsdb"), o.One("type", "any"))
	if err != nil {
		return nil, err
	}
	base := keepBy(b, key{book.Source, book.Kind}, func() *weighed {
		b.opened(book.table)
		w := &weighed{book: book, by: map[sanctionedYear]sanctionParties{}, world: map[int]sanctionParties{}}
		for year := book.From; year <= book.To; year++ {
			w.add(year)
		}
		return w
	})
	w := *base
	if output {
		if w.outputs, err = b.e.Outputs(); err != nil {
			return nil, err
		}
		b.opened(w.outputs.table)
	}
	if trade {
		from, to := b.years()
		w.trade, err = b.e.Commerce(o.One("book", ""), max(from, book.From), min(to, book.To))
	}
	return &w, err
}

// add takes the sanctions of a year.
func (w *weighed) add(year int) {
	var all sanctionParties
	for _, x := range w.book.In(year) {
		on := w.by[sanctionedYear{x.Target, year}]
		on.senders = append(on.senders, x.Sender)
		w.by[sanctionedYear{x.Target, year}] = on
		of := w.by[sanctionedYear{x.Sender, year}]
		of.targets = append(of.targets, x.Target)
		w.by[sanctionedYear{x.Sender, year}] = of
		all.senders, all.targets = append(all.senders, x.Sender), append(all.targets, x.Target)
	}
	slices.Sort(all.senders)
	slices.Sort(all.targets)
	w.world[year] = sanctionParties{slices.Compact(all.senders), slices.Compact(all.targets)}
}

func (w *weighed) of(s comity.State, year int) sanctionParties { return w.by[sanctionedYear{s, year}] }

// foundCount is a count of what was found: where nothing was, it is not known.
func foundCount[T any](list []T) float64 {
	if len(list) == 0 {
		return comity.NaN(comity.NotCovered)
	}
	return float64(len(list))
}

// output is the share of some states in the output of all.
func (w *weighed) output(who []comity.State, year int) float64 {
	if len(who) == 0 {
		return comity.NaN(comity.NotCovered)
	}
	amounts := make([]float64, len(who))
	for i, s := range who {
		amounts[i] = w.outputs.Of(s, year)
	}
	return sanctions.Behind(amounts, w.outputs.World(year)).Share
}

// tradeWith is the share of a state's trade that is with some others.
func (w *weighed) tradeWith(s comity.State, with []comity.State, year int) float64 {
	if len(with) == 0 {
		return comity.NaN(comity.NotCovered)
	}
	amounts := make([]float64, len(with))
	for i, p := range with {
		amounts[i] = w.trade.Between(s, p, year)
	}
	return sanctions.Behind(amounts, w.trade.Total(s, year)).Share
}

// explain names those behind a cell: the sanctions of the state, or the number of all.
func (w *weighed) explain(c sanctionWeight, s comity.State, year int) Cell {
	cell := Cell{Year: year, Value: c.value(w, s, year), Ref: w.book.table.Ref(0)}
	n := 0
	for _, x := range w.book.In(year) {
		if !c.world && x.Target != s && x.Sender != s {
			continue
		}
		if n++; n > mostNamed {
			continue
		}
		cell.Inputs = append(cell.Inputs, Input{Label: nameIn(x.Sender, year) + " on " + nameIn(x.Target, year) + yearWords(year), Value: 1, Unit: "0/1", Ref: x.Ref})
	}
	if n > mostNamed {
		cell.Inputs = append(cell.Inputs, Input{Label: "pairs in all", Value: float64(n), Unit: "count", Ref: cell.Ref})
	}
	cell.N = n
	if len(cell.Inputs) > 0 {
		cell.Ref = cmp.Or(cell.Inputs[0].Ref, cell.Ref)
	}
	if c.output {
		cell.Inputs = append(cell.Inputs, Input{Label: "GDP of all states whose GDP is known" + yearWords(year), Value: w.outputs.World(year), Unit: "USD", Ref: w.outputs.table.Ref(0)})
	}
	if c.book {
		cell.Inputs = append(cell.Inputs, Input{Label: "trade of " + nameIn(s, year) + " with all partners" + yearWords(year), Value: w.trade.Total(s, year), Unit: "USD", Ref: w.trade.f.tables[0].Ref(0)})
	}
	return cell
}

// mostNamed is how many pairs an explanation names.
const mostNamed = 30
