package panel

// This file computes the columns of single states: GDP, population, capabilities, vetoes.

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/groups"
	"comity/record"
	"comity/states"
	"comity/treaties"
)

// attribute is a variable of a state from the first of the tables that has it for the year; where none has, the first says why.
func attribute(tables []*record.Table, variable string, s comity.State, year int) Input {
	in := Input{Label: variable + " of " + nameIn(s, year) + yearWords(year), Variable: variable}
	in.Value, in.Unit, in.Ref = attributeIn(tables, variable, s, year)
	return in
}

// attributeIn is its value, unit and provenance.
func attributeIn(tables []*record.Table, variable string, s comity.State, year int) (value float64, unit string, ref comity.Ref) {
	value = comity.NaN(comity.NotCovered)
	for _, t := range tables {
		v, ok := t.Variable(variable)
		if !ok {
			continue
		}
		x, at := attributeOf(t, variable, s, year)
		if ref.Source == "" || comity.Why(x) == comity.Present {
			value, unit, ref = x, v.Unit, at
		}
		if comity.Why(x) == comity.Present {
			break
		}
	}
	return value, unit, ref
}

// attributeOf is the variable in one table; a figure of another territory than the state's of the day is not covered.
func attributeOf(t *record.Table, variable string, s comity.State, year int) (float64, comity.Ref) {
	if c, ok := carriedBack()[carrier{t.Source, variable, s}]; ok && year < c.first {
		ref := t.Ref(0)
		ref.Note = c.why
		return comity.NaN(comity.NotCovered), ref
	}
	run, _ := t.Series(variable, s, comity.NoState)
	if !t.Covers(year) {
		return comity.NaN(comity.NotCovered), t.Ref(0)
	}
	value, row := run.At(year)
	return value, t.Ref(row)
}

//go:embed carried.tsv
var carriedTSV string

// carrier is a variable of a state in a source; carried is the first year in which it is of the state of the day.
type (
	carrier struct {
		source, variable string
		state            comity.State
	}
	carried struct {
		first int
		why   string
	}
)

// carriedBack reads the table: source, variable, state, first, why, basis.
var carriedBack = sync.OnceValue(func() map[carrier]carried {
	out := map[carrier]carried{}
	for line := range strings.Lines(carriedTSV) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 6 || c[0] == "source" {
			continue // a test holds every line to its form
		}
		s, _ := states.FromID(c[2])
		first, _ := strconv.Atoi(c[3])
		out[carrier{c[0], c[1], s}] = carried{first, c[4]}
	}
	return out
})

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

// tableSpan is the years of a source's first table.
func tableSpan(e *Engine, r Reading, _ []comity.State) (from, to int) {
	for _, t := range e.tables[r.Source] {
		return t.From, t.To
	}
	return 1, 0
}

// plain is a column that is a variable of a table as it stands there.
func plain(name, variable string) calculator {
	return calculator{name, sourcesOf(variable), tableSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := attribute(e.tables[r.Source], variable, who[0], year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}}
}

var stateColumns = []calculator{
	plain("gdp", "gdp"),
	{"gdp.percapita", sourcesOf("gdp"), tableSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		tables := e.tables[r.Source]
		return over(year, attribute(tables, "gdp", who[0], year), attribute(tables, "population", who[0], year))
	}},
	plain("population", "population"),
	plain("capability.cinc", "cinc"),
	plain("milex", "milex"),
	{"veto.count", ownList("comity-vetoes", "comity's list of vetoes"), vetoSpan, vetoes},
}

// ownList is the one reading of a column that comes from comity's own tables.
func ownList(source, label string) func(*Engine, []comity.State) []Reading {
	return func(*Engine, []comity.State) []Reading { return []Reading{{Source: source, Label: label}} }
}

// vetoSpan is the years all of whose days since the Council first met the list covers.
func vetoSpan(*Engine, Reading, []comity.State) (from, to int) {
	c := treaties.VetoCoverage()
	from, to = c.From.Year(), c.To.Year()
	if c.To < comity.DayOf(to, 12, 31) {
		to--
	}
	return from, to
}

// vetoes counts a permanent member's vetoes of a year; the question does not apply to another state.
func vetoes(_ *Engine, r Reading, who []comity.State, year int) Cell {
	if !permanentIn(who[0], year) {
		return Cell{Value: comity.NaN(comity.NotApplicable)}
	}
	var in []Input
	for _, v := range treaties.VetoesBy(who[0], comity.YearSpan(year)) {
		in = append(in, Input{Label: strings.TrimSpace(fmt.Sprintf("%s %s %s", v.Date, v.Draft, v.Topic)), Value: 1, Unit: "count", Ref: v.Ref})
	}
	return counted(r.Source, in)
}

func permanentIn(s comity.State, year int) bool {
	for _, m := range groups.History("UNSC", s) {
		if m.Role == "permanent" && m.Span.Overlaps(comity.YearSpan(year)) {
			return true
		}
	}
	return false
}
