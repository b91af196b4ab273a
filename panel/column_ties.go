package panel

// This file computes the columns of ties between two states: wars, disputes, obligations, organisations both belong to.

import (
	"slices"
	"sync"

	"comity"
	"comity/groups"
	"comity/treaties"
)

func warSpan(*Engine, Reading, []comity.State) (from, to int) {
	s := treaties.WarCoverage()
	return s.From.Year(), s.To.Year()
}

// warsBegun counts the wars in which the two first fought each other in the year. A war between states needs two states: of
// others the question is not asked.
func warsBegun(_ *Engine, r Reading, who []comity.State, year int) Cell {
	if !bothCOW(who[0], who[1], year) {
		return Cell{Value: comity.NaN(comity.NotApplicable)}
	}
	before := comity.Span{From: comity.NoDay + 1, To: comity.DayOf(year, 1, 1) - 1}
	var in []Input
	for _, w := range treaties.WarsBetween(who[0], who[1], comity.YearSpan(year)) {
		if !w.Opposed(who[0], who[1], before) {
			in = append(in, Input{Label: w.Name, Value: 1, Unit: "count", Ref: w.Ref})
		}
	}
	return counted(r.Source, in)
}

// pairVariable is a symmetric column that is a variable of a pair in a table: what holds in either direction holds of the pair.
func pairVariable(name, variable string) calculator {
	return calculator{name, sourcesOf(variable), tableSpan, func(e *Engine, r Reading, who []comity.State, year int) Cell {
		in := eitherWay(e, r.Source, variable, who, year)
		return derived(year, []Input{in}, func() float64 { return in.Value })
	}}
}

// eitherWay reads a variable of a pair in both directions and gives the greater; the lower key is read first, so that the order
// of the two does not matter.
func eitherWay(e *Engine, source, variable string, who []comity.State, year int) Input {
	pair := comity.Pair{A: who[0], B: who[1]}.Ordered()
	in := pairInput(e, source, variable, pair, year)
	back := pairInput(e, source, variable, pair.Flip(), year)
	known := comity.Why(back.Value) == comity.Present
	if known && (comity.Why(in.Value) != comity.Present || back.Value > in.Value || back.Value == in.Value && in.Ref.Row == 0) {
		in = back
	}
	in.Label = variable + " of " + nameIn(pair.A, year) + " and " + nameIn(pair.B, year) + yearWords(year)
	return in
}

// pairInput reads a variable of a directed pair: absence inside the coverage is none only where the source's card says so, and
// only of two members of the system the source codes by.
func pairInput(e *Engine, source, variable string, p comity.Pair, year int) Input {
	in := Input{Variable: variable, Value: comity.NaN(comity.NotCovered)}
	for _, t := range e.tables[source] {
		v, ok := t.Variable(variable)
		if !ok {
			continue
		}
		in.Unit, in.Ref = v.Unit, t.Ref(0)
		if !t.Covers(year) {
			continue
		}
		run, _ := t.Series(variable, p.A, p.B)
		if value, row := run.At(year); comity.Why(value) != comity.NotCovered {
			in.Value, in.Ref = value, t.Ref(row)
		} else if v.Absence == "zero" && bothCOW(p.A, p.B, year) {
			in.Value, in.Ref.Note = 0, "no row of the two: none, by the source's card"
		}
	}
	return in
}

const ownTreaties = "comity-treaties"

// obligationReadings: our own list where it is complete, and ATOP where it is built.
func obligationReadings(e *Engine, _ []comity.State) []Reading {
	out := []Reading{{Source: ownTreaties, Label: "comity's list of treaties"}}
	for _, t := range e.rec.With("defense") {
		out = append(out, Reading{Source: t.Source, Label: t.Source + " " + t.Edition})
	}
	return out
}

// firstObligations is the first year of our own list's column: it was made for the time since the United Nations.
const firstObligations, lastObligations = 1945, 2024

func obligationSpan(e *Engine, r Reading, who []comity.State) (from, to int) {
	if r.Source != ownTreaties {
		return tableSpan(e, r, who)
	}
	return firstObligations, lastObligations
}

// obligation grades the strongest obligation between the two in a year: 3 defence or offence, 2 neutrality or consultation,
// 1 non-aggression only, 0 none (Chiba, Johnson and Leeds 2015).
func obligation(e *Engine, r Reading, who []comity.State, year int) Cell {
	if r.Source != ownTreaties {
		return obligationOf(e, r, who, year)
	}
	return ownObligation(who, year)
}

// obligationGrades grades the obligations as ATOP names them, ownGrades those of comity's list.
var (
	obligationGrades = []struct {
		variable string
		grade    float64
	}{{"defense", 3}, {"offense", 3}, {"neutral", 2}, {"consul", 2}, {"nonagg", 1}}
	ownGrades = []struct {
		o     treaties.Obligation
		grade float64
	}{{treaties.Defence | treaties.Offence, 3}, {treaties.Neutrality | treaties.Consultation, 2}, {treaties.NonAggression, 1}}
)

func obligationOf(e *Engine, r Reading, who []comity.State, year int) Cell {
	var in []Input
	best := 0.0
	for _, g := range obligationGrades {
		v := eitherWay(e, r.Source, g.variable, who, year)
		in = append(in, v)
		if v.Value == 1 {
			best = max(best, g.grade)
		}
	}
	return derived(year, in, func() float64 { return best })
}

// ownObligation goes down the grades on the last day of the year. A grade holds where a treaty read in a source carries it; it is
// passed over only where the list is complete for it and nothing remembered stands in the way.
func ownObligation(who []comity.State, year int) Cell {
	on := comity.DayOf(year, 12, 31)
	cell := Cell{Value: comity.NaN(comity.NotCovered), Ref: comity.Ref{Source: ownTreaties, Edition: comity.Version, Basis: comity.Seen}}
	for _, g := range ownGrades {
		list := treaties.InForce(who[0], who[1], on, g.o)
		for _, t := range list {
			in := Input{Label: t.Title, Value: g.grade, Unit: "0-3", Ref: t.Ref}
			if !promises(t) {
				in.Ref.Basis = comity.Recalled
			}
			cell.Inputs = append(cell.Inputs, in)
		}
		if slices.ContainsFunc(list, promises) {
			cell.Value = g.grade
			return cell
		}
		if span, ok := treaties.Complete(who[0], who[1], g.o); len(list) > 0 || !ok || !span.Has(on) {
			return cell
		}
	}
	if !bothCOW(who[0], who[1], year) {
		return cell // the census is of members of the COW system
	}
	cell.Value, cell.Ref.Note = 0, "no such treaty, by the census "+treaties.CompleteRef().Source+" "+treaties.CompleteRef().Edition
	return cell
}

// promises says whether it was read in a source that the treaty's parties are bound and by what.
func promises(t treaties.Treaty) bool {
	return t.Ref.Basis == comity.Seen && t.BasisOf("obligations") == comity.Seen && t.BasisOf("parties") == comity.Seen
}

// groupSpan is the years at whose end the rosters are complete of the organisations that group.joint counts.
const firstJoint, lastJoint = 1946, 2024

func groupSpan(*Engine, Reading, []comity.State) (from, to int) { return firstJoint, lastJoint }

// rosters are the organisations whose roster is complete at the end of every year of the span: others would make a count of
// what happens to be known.
var rosters = sync.OnceValue(func() []groups.Group { return completeGroups([]string{"organisation"}) })

// joint counts the organisations to which both surely belong on the last day of the year. A contested membership is not counted,
// and shown.
func joint(_ *Engine, r Reading, who []comity.State, year int) Cell {
	on := comity.DayOf(year, 12, 31)
	var in, doubtful []Input
	for _, g := range rosters() {
		a, inA := groups.In(g.ID, "", who[0], on)
		b, inB := groups.In(g.ID, "", who[1], on)
		switch {
		case inA && inB:
			ref := a.Ref
			ref.Basis = min(a.Ref.Basis, b.Ref.Basis)
			if ref.Source == "" { // remembered, read nowhere
				ref.Source, ref.Edition = r.Source, comity.Version
			}
			in = append(in, Input{Label: g.Name, Value: 1, Unit: "count", Ref: ref})
		case (inA || contested(g.ID, who[0], on)) && (inB || contested(g.ID, who[1], on)):
			doubtful = append(doubtful, Input{Label: g.Name + ": membership contested, not counted", Value: comity.NaN(comity.InSource), Unit: "count", Ref: g.Ref})
		}
	}
	cell := counted(r.Source, in)
	cell.Inputs = append(cell.Inputs, doubtful...)
	return cell
}

func contested(group string, s comity.State, on comity.Day) bool {
	_, ok := groups.In(group, "contested", s, on)
	return ok
}

var tieColumns = []calculator{
	{"war.count", ownList("comity-wars", "comity's list of interstate wars"), warSpan, warsBegun},
	pairVariable("dispute.ongoing", "dispute.ongoing"),
	{"alliance.obligation", obligationReadings, obligationSpan, obligation},
	{"group.joint", ownList("comity-groups", "comity's table of organisations"), groupSpan, joint},
}
