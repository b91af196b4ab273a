package desk

// This file measures how polarised the ideal points of states are, under several weights.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/measure/polarisation"
	"comity/panel"
)

// PolarisationSpec is what polarisation is asked for.
type PolarisationSpec struct {
	Weights        []string // states, population, cinc and the other capabilities; none: the three that are here
	Set            string
	From, To       int
	Source, Series string  // the edition of ideal points, and which of its series
	Alpha          float64 // of Duclos, Esteban and Ray; 0: .5
	GroupAlpha     float64 // of Esteban and Ray; 0: 1.3
}

// usualWeights are those asked for where none are.
var usualWeights = []string{"states", "population", "cinc"}

// MeasurePolarisation measures polarisation.
func (d *Desk) MeasurePolarisation(ctx context.Context, s PolarisationSpec) (*Measurement, error) {
	if s.Alpha == 0 {
		s.Alpha = .5
	}
	if s.GroupAlpha == 0 {
		s.GroupAlpha = 1.3
	}
	if !(s.Alpha >= .25 && s.Alpha <= 1 && s.GroupAlpha > 0 && s.GroupAlpha <= 1.6) {
		return nil, errors.New("--alpha is .25 to 1 (Duclos, Esteban and Ray 2004), --er-alpha above 0 to 1.6 (Esteban and Ray 1994)")
	}
	title := "Polarisation of ideal points in the UN General Assembly"
	if s.Set != "" {
		title += " within " + insideWords(s.Set)
	}
	m := newMeasurement(polarisation.Method, title+yearsAfter(s.From, s.To))
	m.choose("alpha", fmt.Sprintf("%g (der), %g (er)", s.Alpha, s.GroupAlpha))
	t := &polarisationTable{spec: s}
	asked := s.Weights
	if len(asked) == 0 {
		asked = usualWeights
	}
	for _, w := range asked {
		p, err := d.engine.Positions(panel.PositionSpec{Weights: w, Options: s.options(), Scope: scopeOf(s.Set)})
		if absent := new(panel.AbsentError); errors.As(err, &absent) && len(s.Weights) == 0 && w != "states" {
			m.note("Not weighted by %s: its source is not in the record here (comity pull %s && comity build).", w, strings.Join(absent.Sources, " "))
			continue
		}
		if err != nil {
			return nil, d.absence("polarisation", err)
		}
		m.rests(p.Sources...)
		m.choose("weights "+w, p.Weights)
		if w == asked[0] {
			m.choose("ideal points", p.Source)
		}
		t.add(w, p)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	t.finish(m)
	m.Answer.Limits = []string{"Ideal points are what votes in the General Assembly reveal of one dimension; what is never voted on, or lies across it, is not there.",
		"Their scale is set anew in each edition and session by session over all states: levels of two editions are not to be compared.",
		"The points are taken as known; each has an error of its own, which widens every distribution a little."}
	return m, nil
}

func (s PolarisationSpec) options() panel.Options {
	out := panel.Options{}
	if s.Source != "" {
		out["source"] = []string{s.Source}
	}
	if s.Series != "" {
		out["series"] = []string{s.Series}
	}
	return out
}

// polarisationTable is the table of the answer as it grows.
type polarisationTable struct {
	spec    PolarisationSpec
	year, n []int
	weights []string
	numbers [9][]float64
	none    map[string][]int // by weight: of the years with states that have none, how many
	bare    []string         // weights and years in which no state has one
}

func (t *polarisationTable) add(weights string, p *panel.Positions) {
	for year := p.From; year <= p.To; year++ {
		of := p.In(year)
		if len(of.States) == 0 || !within(year, t.spec.From, t.spec.To) {
			continue
		}
		q := of.Measured()
		if q.N() == 0 {
			t.bare = append(t.bare, fmt.Sprintf("%s in %d", weights, year))
			continue
		}
		t.year, t.n, t.weights = append(t.year, year), append(t.n, q.N()), append(t.weights, weights)
		shares, means, ok := q.Camps()
		er, gap := comity.NaN(comity.Undefined), comity.NaN(comity.Undefined)
		high := gap
		if ok {
			er, high, gap = polarisation.EstebanRay(means[:], shares[:], t.spec.GroupAlpha), shares[1], means[1]-means[0]
		}
		if of.Unweighted > 0 {
			if t.none == nil {
				t.none = map[string][]int{}
			}
			t.none[weights] = append(t.none[weights], of.Unweighted)
		}
		for k, x := range []float64{q.Effective(), q.SD(), q.MeanDifference(), q.Bimodality(), q.DER(t.spec.Alpha, 0), er, high, gap, q.Bandwidth()} {
			t.numbers[k] = append(t.numbers[k], x)
		}
	}
}

func (t *polarisationTable) finish(m *Measurement) {
	columns := []*frame.Column{wholeColumn("year", "year", t.year), textColumn("weights", "what a state counts by", t.weights), wholeColumn("n", "states", t.n)}
	for k, c := range []struct{ name, label, unit string }{
		{"effective", "number of equal states with as much concentration of weight", "number"}, {"sd", "standard deviation", "points"}, {"mean_difference", "mean distance of two states", "points"},
		{"bimodality", "bimodality coefficient", "number"}, {"der", "polarisation of Duclos, Esteban and Ray", "points^(1-alpha)"}, {"er", "polarisation of Esteban and Ray between the two camps", "points"},
		{"share_high", "weight of the camp with the higher points", "share"}, {"gap", "distance of the means of the camps", "points"}, {"bandwidth", "bandwidth of the density", "points"},
	} {
		columns = append(columns, realColumn(c.name, c.label, c.unit, t.numbers[k]))
	}
	m.table("polarisation", "Polarisation by year and weights", columns...)
	for _, w := range slices.Compact(slices.Clone(t.weights)) {
		if list := t.none[w]; len(list) > 0 {
			m.note("Weighted by %s, up to %d states a year have an ideal point and no weight, in %d years; they are left out.", w, slices.Max(list), len(list))
		}
	}
	if len(t.bare) > 0 {
		m.note("No state has a weight by %s: there is no row.", strings.Join(t.bare, ", "))
	}
	if len(t.year) == 0 {
		m.note("No state of the set has an ideal point in these years.")
	}
	line := &chart.Line{Title: "Polarisation of ideal points (der, alpha " + fmt.Sprintf("%g", t.spec.Alpha) + ")", Unit: "number"}
	for i, w := range t.weights {
		if len(line.Series) == 0 || line.Series[len(line.Series)-1].Name != w {
			line.Series = append(line.Series, chart.Series{Name: w})
		}
		x := &line.Series[len(line.Series)-1]
		x.Years, x.Values = append(x.Years, t.year[i]), append(x.Values, t.numbers[4][i])
	}
	m.Answer.Charts = append(m.Answer.Charts, line)
}
