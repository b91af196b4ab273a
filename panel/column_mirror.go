package panel

// This file fills what two reports of one flow of goods say: the exporter's and the importer's, or two books.

import (
	"fmt"
	"math"

	"comity"
	"comity/measure/dependence"
	"comity/record"
)

var mirrorFillers = []filler{
	{column: "trade.mirror_gap", from: []string{"tradhist-2016"}, reads: mirrorSources, choose: chooseMirror(gapOf)},
	{column: "trade.reported_exports", from: []string{"tradhist-2016"}, reads: mirrorSources, choose: chooseMirror(func(Options) gap { return gap{value: func(x, _ float64) float64 { return plainOf(x) }} })},
	{column: "trade.reported_imports", from: []string{"tradhist-2016"}, reads: mirrorSources, choose: chooseMirror(func(Options) gap { return gap{value: func(_, y float64) float64 { return plainOf(y) }} })},
	{column: "trade.book_gap", from: []string{"itpd-e", "cow-trade-4.0"}, reads: bookGapSources, choose: chooseBookGap},
}

// gap is what is made of two reports of one flow, and its unit; of the reports' own where it is empty.
type gap struct {
	value func(x, y float64) float64
	unit  string
}

// gapOf is the gap options choose.
func gapOf(o Options) gap {
	switch o.One("as", "log") {
	case "ratio":
		return gap{func(x, y float64) float64 { return ratioOf(y, x) }, "ratio"}
	case "relative":
		return gap{dependence.Gap, "0 to 1"}
	case "difference":
		return gap{func(x, y float64) float64 { return sumOf(y, -x) }, ""}
	}
	return gap{logRatio, "log points"}
}

// logRatio is ln(y/x); of a report of nothing it is undefined.
func logRatio(x, y float64) float64 {
	switch {
	case x != x || y != y:
		return sumOf(x, y)
	case x <= 0 || y <= 0:
		return comity.NaN(comity.Undefined)
	}
	return math.Log(y / x)
}

// report reads what one side says of a flow in a year.
type report func(year int) (float64, comity.Ref)

// reports are the two sides' reports of the flows of a source.
type reports struct {
	unit string
	of   func(a, b comity.State) (exporter, importer report)
}

func mirrorSources(o Options) []string { return []string{o.One("source", "tradhist-2016")} }

// reportsOf are the reports options choose.
func (b *bench) reportsOf(o Options) (reports, error) {
	switch source := o.One("source", "tradhist-2016"); source {
	case "headline":
		return reports{"USD", func(x, y comity.State) (report, report) {
			return officeReport(x, y, "exports"), officeReport(y, x, "imports")
		}}, nil
	case "comtrade-mirror":
		t, err := b.variable(source, "exports.reported")
		if err != nil {
			return reports{}, err
		}
		return reports{"USD", func(x, y comity.State) (report, report) {
			return reportedBy(series(t, "exports.reported", x, y), officeReport(x, y, "exports")), reportedBy(series(t, "imports.reported", y, x), officeReport(y, x, "imports"))
		}}, nil
	default:
		t, err := b.variable(source, "exports.gbp")
		if err != nil {
			return reports{}, err
		}
		return reports{"GBP", func(x, y comity.State) (report, report) {
			return series(t, "exports.gbp", x, y), series(t, "imports.gbp", y, x)
		}}, nil
	}
}

// series reads a variable of a table.
func series(t *record.Table, variable string, a, b comity.State) report {
	run, _ := t.Series(variable, a, b)
	return func(year int) (float64, comity.Ref) {
		x, row := run.At(year)
		if !t.Covers(year) {
			return comity.NaN(comity.NotCovered), t.Ref(0)
		}
		return x, t.Ref(row)
	}
}

// officeReport reads the headline figures of the reporter's office.
func officeReport(reporter, partner comity.State, flow string) report {
	offices := officesOf([]comity.State{reporter, partner})
	return func(year int) (float64, comity.Ref) {
		for _, o := range offices {
			if f, ok := headlines().figures[quote{o.reading.Source, reporter, partner, flow, year}]; ok {
				return f.Value, f.Ref
			}
		}
		return comity.NaN(comity.NotCovered), comity.Ref{Source: "comity-headline", Edition: comity.Version, Basis: comity.Seen}
	}
}

// reportedBy reads the first report, and the second where the first is silent.
func reportedBy(first, second report) report {
	return func(year int) (float64, comity.Ref) {
		if x, ref := first(year); comity.Why(x) != comity.NotCovered {
			return x, ref
		}
		return second(year)
	}
}

// chooseMirror gives the fill of a column of two reports.
func chooseMirror(of func(Options) gap) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			r, err := b.reportsOf(o)
			if err != nil {
				return made{}, err
			}
			return r.fill(g, of(o), "exports as the first reports them", "imports as the second reports them"), nil
		}, nil
	}
}

// fill computes a gap over a grid.
func (s reports) fill(g *Grid, f gap, first, second string) made {
	c := numbers(g, func(r *Run, out []float64) {
		x, y := s.of(r.A, r.B)
		for i := range out {
			a, _ := x(r.From + i)
			b, _ := y(r.From + i)
			out[i] = f.value(a, b)
		}
	})
	if c.Unit = f.unit; c.Unit == "" {
		c.Unit = s.unit
	}
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		x, y := s.of(r.A, r.B)
		in := make([]Input, 2)
		for i, side := range []report{x, y} {
			v, ref := side(year)
			in[i] = Input{Label: []string{first, second}[i] + ", " + r.words(year) + yearWords(year), Value: plainOf(v), Unit: s.unit, Ref: ref}
		}
		cell := Cell{Year: year, Value: f.value(in[0].Value, in[1].Value), Ref: in[0].Ref, Inputs: in}
		cell.Ref.Basis = min(in[0].Ref.Basis, in[1].Ref.Basis)
		return cell
	}}
}

func bookGapSources(o Options) []string {
	return []string{o.One("source", "itpd-e"), o.One("other", "cow-trade-4.0")}
}

// chooseBookGap gives the fill of the gap between two books.
func chooseBookGap(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(b *bench, g *Grid) (made, error) {
		one, err := b.e.chosen("trade.exports", o, []string{"itpd-e"})
		if err != nil {
			return made{}, err
		}
		other, err := b.e.chosen("trade.exports", Options{"source": {o.One("other", "cow-trade-4.0")}}, nil)
		if err != nil {
			return made{}, err
		}
		if b.e.flows[one.Source] == nil || b.e.flows[other.Source] == nil {
			return made{}, fmt.Errorf("the gap is between two books; an office's headline figures are in trade.mirror_gap:comtrade-mirror")
		}
		b.rests("trade.book_gap", o, one.Source, other.Source)
		two := reports{"USD", func(x, y comity.State) (report, report) {
			return b.e.flows[one.Source].report(x, y), b.e.flows[other.Source].report(x, y)
		}}
		return two.fill(g, gapOf(o), one.Source, other.Source), nil
	}, nil
}

// report reads a book's flow.
func (f *flows) report(from, to comity.State) report {
	way := f.route(from, to)
	return func(year int) (float64, comity.Ref) {
		x, table, row := way.at(year)
		return x, f.tables[max(table, 0)].Ref(row)
	}
}
