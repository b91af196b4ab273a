package panel

// This file computes the columns of single states: GDP, population, capabilities, vetoes.

import (
	"fmt"

	"comity"
	"comity/groups"
	"comity/record"
	"comity/treaties"
)

// attribute is a variable of a state from the first table that has it.
func attribute(e *Engine, variable string, s comity.State, year int) Input {
	in := Input{Label: fmt.Sprintf("%s of %s in %d", variable, nameIn(s, year), year), Value: comity.NaN(comity.NotCovered)}
	for _, t := range e.rec.With(variable) {
		in.Ref = t.Ref(0)
		v, _ := t.Variable(variable)
		in.Unit = v.Unit
		if run, ok := t.Series(variable, s, comity.NoState); ok {
			value, row := run.At(year)
			in.Value, in.Ref = value, t.Ref(row)
		}
		if comity.Why(in.Value) == comity.Present {
			break
		}
	}
	return in
}

// sourcesOf gives one reading a table that has the variable.
func sourcesOf(variable string) func(*Engine, []comity.State) []Reading {
	return func(e *Engine, _ []comity.State) []Reading {
		var out []Reading
		for _, t := range e.rec.With(variable) {
			out = append(out, Reading{Source: t.Source, Label: t.Source + " " + t.Edition})
		}
		return out
	}
}

func tableSpan(e *Engine, r Reading) (from, to int) {
	for _, t := range e.rec.Source(r.Source) {
		return t.From, t.To
	}
	return 1, 0
}

// plain is a column that is a variable of a table, times a factor into the column's unit.
func plain(name, variable string, factor float64) calculator {
	return calculator{name, sourcesOf(variable), tableSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := attributeOf(e.rec.Source(r.Source), variable, who[0], year)
		return derived(year, []Input{in}, func() float64 { return in.Value * factor })
	}}
}

// attributeOf is the variable from the tables of one source.
func attributeOf(tables []*record.Table, variable string, s comity.State, year int) Input {
	in := Input{Label: fmt.Sprintf("%s of %s in %d", variable, nameIn(s, year), year), Value: comity.NaN(comity.NotCovered)}
	for _, t := range tables {
		v, ok := t.Variable(variable)
		if !ok {
			continue
		}
		in.Unit, in.Ref = v.Unit, t.Ref(0)
		if run, ok := t.Series(variable, s, comity.NoState); ok {
			value, row := run.At(year)
			in.Value, in.Ref = value, t.Ref(row)
		}
	}
	return in
}

var stateColumns = []calculator{
	plain("gdp", "gdp", 1),
	{"gdp.percapita", sourcesOf("gdp"), tableSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		tables := e.rec.Source(r.Source)
		in := []Input{attributeOf(tables, "gdp", who[0], year), attributeOf(tables, "population", who[0], year)}
		return derived(year, in, func() float64 { return share(in[0].Value, in[1].Value) })
	}},
	plain("population", "population", 1),
	plain("capability.cinc", "cinc", 1),
	plain("milex", "milex", 1),
	{"veto.count", ownList("comity-vetoes", "comity's list of vetoes"), vetoSpan, vetoes},
}

// ownList is the one reading of a column that comes from comity's own tables.
func ownList(source, label string) func(*Engine, []comity.State) []Reading {
	return func(*Engine, []comity.State) []Reading { return []Reading{{Source: source, Label: label}} }
}

func vetoSpan(*Engine, Reading) (from, to int) {
	list := treaties.Vetoes()
	if len(list) == 0 {
		return 1, 0
	}
	return 1946, list[len(list)-1].Date.Year()
}

// vetoes counts a permanent member's vetoes of a year; the question does not apply to another state.
func vetoes(_ *Engine, r Reading, who []comity.State, year int) Cell {
	from, to := vetoSpan(nil, r)
	if year < from || year > to {
		return silent(year)
	}
	if !permanentIn(who[0], year) {
		return Cell{Value: comity.NaN(comity.NotApplicable)}
	}
	n, complete := treaties.VetoCount(who[0], comity.YearSpan(year))
	if !complete {
		return silent(year)
	}
	ref := comity.Ref{Source: r.Source, Edition: comity.Version, Basis: comity.Seen}
	return Cell{Value: float64(n), N: n, Ref: ref, Inputs: []Input{{Label: fmt.Sprintf("vetoes cast in %d", year), Value: float64(n), Unit: "count", Ref: ref}}}
}

func permanentIn(s comity.State, year int) bool {
	for _, m := range groups.History("UNSC", s) {
		if m.Role == "permanent" && m.Span.Overlaps(comity.YearSpan(year)) {
			return true
		}
	}
	return false
}
