package panel

// This file computes the columns of ties between two states: wars, disputes, obligations, organisations both belong to.

import (
	"fmt"

	"comity"
	"comity/groups"
	"comity/treaties"
)

func warSpan(*Engine, Reading) (from, to int) {
	s := treaties.WarCoverage()
	return s.From.Year(), s.To.Year()
}

// warsBegun counts the wars between the two that began in the year.
func warsBegun(_ *Engine, r Reading, who []comity.State, year int) Cell {
	n := 0
	var in []Input
	for _, w := range treaties.WarsBetween(who[0], who[1], comity.YearSpan(year)) {
		if w.Start.Year() == year {
			n++
			in = append(in, Input{Label: w.Name, Value: 1, Unit: "count", Ref: w.Ref})
		}
	}
	ref := comity.Ref{Source: r.Source, Edition: comity.Version, Basis: comity.Seen}
	return Cell{Value: float64(n), N: n, Inputs: in, Ref: ref}
}

// pairVariable is a column that is a variable of a pair in a table, under the ordered or the given pair.
func pairVariable(name, variable string) calculator {
	return calculator{name, sourcesOf(variable), tableSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := pairInput(e, r.Source, variable, who, year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}}
}

// pairInput reads a variable of a pair: absence inside the coverage is none only where the source's card says so.
func pairInput(e *Engine, source, variable string, who []comity.State, year int) Input {
	in := Input{Label: fmt.Sprintf("%s of %s and %s in %d", variable, nameIn(who[0], year), nameIn(who[1], year), year), Value: comity.NaN(comity.NotCovered)}
	for _, t := range e.rec.Source(source) {
		v, ok := t.Variable(variable)
		if !ok || !t.Covers(year) {
			continue
		}
		in.Unit, in.Ref = v.Unit, t.Ref(0)
		if v.Absence == "zero" {
			in.Value = 0
		}
		for _, p := range [2]comity.Pair{{A: who[0], B: who[1]}, {A: who[1], B: who[0]}} {
			run, ok := t.Series(variable, p.A, p.B)
			if !ok {
				continue
			}
			if value, row := run.At(year); comity.Why(value) != comity.NotCovered {
				in.Value, in.Ref = value, t.Ref(row)
				break
			}
		}
	}
	return in
}

// obligationReadings: our own list where it is complete, and ATOP where it is built.
func obligationReadings(e *Engine, _ []comity.State) []Reading {
	out := []Reading{{Source: "comity-treaties", Label: "comity's list of treaties"}}
	for _, t := range e.rec.With("defense") {
		out = append(out, Reading{Source: t.Source, Label: t.Source + " " + t.Edition})
	}
	return out
}

func obligationSpan(e *Engine, r Reading) (from, to int) {
	if r.Source != "comity-treaties" {
		return tableSpan(e, r)
	}
	return 1945, 2024
}

// obligation grades the strongest obligation between the two in a year: 3 defence or offence, 2 neutrality or consultation,
// 1 non-aggression only, 0 none (Chiba, Johnson and Leeds 2015).
func obligation(e *Engine, r Reading, who []comity.State, year int) Cell {
	if r.Source != "comity-treaties" {
		return obligationOf(e, r, who, year)
	}
	return ownObligation(who, year)
}

func obligationOf(e *Engine, r Reading, who []comity.State, year int) Cell {
	grades := []struct {
		variable string
		grade    float64
	}{{"defense", 3}, {"offense", 3}, {"neutral", 2}, {"consul", 2}, {"nonagg", 1}}
	var in []Input
	best := 0.0
	for _, g := range grades {
		v := pairInput(e, r.Source, g.variable, who, year)
		in = append(in, v)
		if v.Value == 1 {
			best = max(best, g.grade)
		}
	}
	return derived(year, in, func() float64 { return best })
}

func ownObligation(who []comity.State, year int) Cell {
	ref := comity.Ref{Source: "comity-treaties", Edition: comity.Version, Basis: comity.Seen}
	cell := Cell{Year: year, Value: comity.NaN(comity.NotCovered), Ref: ref}
	on := comity.DayOf(year, 12, 31)
	grades := []struct {
		o     treaties.Obligation
		grade float64
	}{{treaties.Defence | treaties.Offence, 3}, {treaties.Neutrality | treaties.Consultation, 2}, {treaties.NonAggression, 1}}
	for _, g := range grades {
		if list := treaties.InForce(who[0], who[1], on, g.o); len(list) > 0 {
			cell.Value = g.grade
			for _, t := range list {
				cell.Inputs = append(cell.Inputs, Input{Label: t.Title, Value: g.grade, Unit: "0-3", Ref: t.Ref})
			}
			return cell
		}
		if span, ok := treaties.Complete(who[0], who[1], g.o); !ok || !span.Has(on) {
			return cell
		}
	}
	cell.Value = 0
	return cell
}

func groupSpan(*Engine, Reading) (from, to int) { return 1945, 2024 }

// joint counts the organisations both belong to at the end of the year.
func joint(_ *Engine, r Reading, who []comity.State, year int) Cell {
	var in []Input
	for _, id := range groups.Common(who[0], who[1], comity.DayOf(year, 12, 31)) {
		if g, err := groups.Lookup(id); err == nil && g.Kind == "organisation" {
			in = append(in, Input{Label: g.Name, Value: 1, Unit: "count", Ref: g.Ref})
		}
	}
	ref := comity.Ref{Source: r.Source, Edition: comity.Version, Basis: comity.Seen}
	return Cell{Value: float64(len(in)), N: len(in), Inputs: in, Ref: ref}
}

var tieColumns = []calculator{
	{"war.count", ownList("comity-wars", "comity's list of interstate wars"), warSpan, warsBegun},
	pairVariable("dispute.ongoing", "dispute.ongoing"),
	{"alliance.obligation", obligationReadings, obligationSpan, obligation},
	{"group.joint", ownList("comity-groups", "comity's table of organisations"), groupSpan, joint},
}
