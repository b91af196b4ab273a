package verdict

// system: a property of all states together (polarity, concentration, polarisation) and its trend. Each property has several measures,
// named here; every one of them is a reading, and none is the property itself.

import (
	"fmt"
	"slices"

	"comity"
	"comity/column"
	"comity/panel"
)

// way is one measure of a property of the system: a column and the options of it.
type way struct {
	column, options string
	label           string
}

// ways are the measures of each property. More of the measure is more of the property, but of those that are opposite. (Modularity is
// left out: looking for blocs in every year takes seconds; `comity measure split` has it.)
var ways = map[string][]way{
	"system.polarity": {
		{"system.powers", "", "effective number of powers, CINC of all states"},
		{"system.powers", "set=majors", "effective number of powers, CINC of the major powers"},
		{"system.powers", "of=gdp", "effective number of powers, GDP of all states"},
		{"system.poles", "definition=half", "states with half the leader's CINC or more"},
	},
	"system.concentration": {
		{"system.con", "", "CON, CINC of all states"},
		{"system.con", "set=majors", "CON, CINC of the major powers"},
		{"system.con", "set=majors;shares=components", "CON, components of CINC within the major powers"},
		{"system.con", "of=gdp", "CON, GDP of all states"},
	},
	"system.polarisation": {
		{"system.ideal_polarisation", "", "polarisation of ideal points (Duclos, Esteban and Ray)"},
		{"system.ideal_sd", "", "standard deviation of ideal points"},
		{"system.vote_contested", "", "share of contested roll calls"},
		{"system.vote_cohesion", "", "cohesion of votes (mean agreement index), of which less is more of it"},
	},
}

// inverse are the measures of which less is more of the property.
var inverse = []string{"system.vote_cohesion"}

// turned gives the direction in which a measure moves where the property moves in another.
var turned = map[string]string{"rose": "fell", "fell": "rose", "unchanged": "unchanged"}

// windowOfSystem is how many years a trend of the system is judged over where the claim names none.
const windowOfSystem = 10

// system holds a claim about the system against every measure of the property it names.
func system(q question) Answer {
	if len(ways[q.Column]) == 0 || q.Direction == "" {
		return unmeasured(q)
	}
	trend := q
	trend.Direction = map[string]string{"more": "rose", "less": "fell", "equal": "unchanged"}[q.Direction]
	var f findings
	for _, w := range ways[q.Column] {
		f.trend(trend, w)
	}
	f.missing = "the measures of " + q.Column[len("system."):] + " need sources that are not here, or do not reach the time it speaks of; `comity columns system` lists them, `comity pull nmc-7.0` and `comity build` bring the capabilities"
	return decide(q.Claim, f)
}

// unmeasured answers what has no threshold, or no measure: that the system is divided, that it has a property.
func unmeasured(q question) Answer {
	why := "no threshold says when the system of states is so; what can be told is whether a measure of it rose or fell"
	if len(ways[q.Column]) == 0 {
		why = fmt.Sprintf("comity has no measure called %s", q.Column)
	}
	a := cannot(Answer{Claim: q.Claim}, why)
	for _, w := range ways[q.Column] {
		a.Measurable = append(a.Measurable, w.column)
	}
	a.Warnings = q.standing()
	if a.Measurable == nil {
		a.Measurable = []string{agreement, "capability.cinc", "alliance.obligation"}
	}
	return a
}

// standing tells where each measure of the property stands in its own past.
func (q question) standing() (out []Warning) {
	for _, w := range ways[q.Column] {
		d, _ := column.Claimable(w.column)
		list := q.engine.Readings(w.column, nil)
		if len(list) == 0 {
			continue
		}
		s, err := q.engine.Series(w.column, nil, panel.Reading{Source: list[0].Source, Variant: w.options})
		at, ok := q.pick(s)
		if err != nil || !ok {
			continue
		}
		above, years := 0, 0
		for _, c := range s.Known() {
			if c.Year < at.Year {
				years++
			}
			if c.Year < at.Year && c.Value < at.Value {
				above++
			}
		}
		out = append(out, Warning{"standing", fmt.Sprintf("%s: %s in %d, above %d of the %d years before", w.label, comity.Show(at.Value, d.Unit), at.Year, above, years)})
	}
	return out
}

// trend judges one measure.
func (f *findings) trend(q question, w way) {
	d, ok := column.Claimable(w.column)
	list := q.engine.Readings(w.column, nil)
	if !ok || len(list) == 0 {
		return
	}
	r := panel.Reading{Source: list[0].Source, Variant: w.options, Label: w.label}
	if slices.Contains(inverse, w.column) {
		q.Direction = turned[q.Direction]
	}
	s, err := q.engine.Series(w.column, nil, r)
	if err != nil {
		return
	}
	before, after, ok := q.systemEnds(s)
	if !ok {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	r.Source = after.Ref.Source
	f.add(Reading{Choices: choices(r), Result: q.turn(q.moved(before.Value, after.Value, d)), Value: ratio(after.Value, before.Value), Unit: "ratio",
		Text: fmt.Sprintf("from %s in %d to %s in %d", comity.Show(before.Value, d.Unit), before.Year, comity.Show(after.Value, d.Unit), after.Year), Ref: after.Ref})
	f.show(d, nil, before, after)
}

// systemEnds are the two cells a trend lies between: those of the span the claim names, else the latest and the one ten years before.
func (q question) systemEnds(s panel.Series) (before, after panel.Cell, ok bool) {
	if _, _, span := q.span(); span {
		return q.ends(s)
	}
	if after, ok = q.pick(s); !ok {
		return before, after, false
	}
	before = s.In(after.Year - windowOfSystem)
	return before, after, before.Missing() == comity.Present
}
