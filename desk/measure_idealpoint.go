package desk

// This file estimates UN ideal points from the votes, and holds pairs of states against each other on them.

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/measure/idealpoint"
	"comity/panel"
	"comity/source"
	"comity/states"
)

// IdealpointSpec is what ideal points are asked for.
type IdealpointSpec struct {
	States   []string // none: the estimates of all; else of these, and the distances of their pairs
	Model    string   // rw, compat, preview
	Votes    []string // sources of votes
	Issues   []string
	From, To int    // years in which sessions opened
	Bridges  string // which repeated resolutions tie sessions together: published, series, title; empty: published for compat, else series

	Burn, Draws, Thin, Chains int // Thin 0: such that at most 500 draws of a chain are kept
	Seed                      uint64
	KeepDraws                 bool // the table "draws" besides
	Progress                  Progress
}

// keptUnasked is how many draws of a chain are kept where no thinning is asked for.
const keptUnasked = 500

// MeasureIdealpoint estimates ideal points.
func (d *Desk) MeasureIdealpoint(ctx context.Context, s IdealpointSpec) (*Measurement, error) {
	sampler, ok := idealpoint.Samplers[s.Model]
	if !ok {
		return nil, fmt.Errorf("--model %q: the models are rw, compat and preview", s.Model)
	}
	m := newMeasurement(idealpoint.Method, "UN ideal points"+yearsAfter(s.From, s.To))
	who, err := m.named(s.States)
	if err != nil {
		return nil, err
	}
	if err := d.haveVotes(s.Votes); err != nil {
		return nil, err
	}
	v, err := d.engine.IdealVotes(panel.IdealSpec{Votes: s.Votes, Issues: s.Issues, From: s.From, To: s.To, Bridges: s.bridges()})
	if err != nil {
		return nil, err
	}
	if s.Thin == 0 {
		s.Thin = max(1, (s.Draws+keptUnasked-1)/keptUnasked)
	}
	o := idealpoint.Options{Burn: s.Burn, Draws: s.Draws, Thin: s.Thin, Chains: s.Chains, Seed: s.Seed}
	if s.Progress != nil {
		o.Progress = func(done, total int) { s.Progress("idealpoint", s.Model, int64(done), int64(total)) }
	}
	e, err := sampler(ctx, v.Data, o)
	if err != nil {
		return nil, err
	}
	m.rests(v.Sources...)
	m.rests("unga-pairs-2020")
	m.tellIdealpoint(s, v, e)
	d.tellHoles(m, v)
	if err := m.distances(v, e, who); err != nil {
		return nil, err
	}
	m.idealpoints(v, e, who)
	if s.KeepDraws {
		m.draws(v, e)
	}
	m.Answer.Limits = []string{
		"An ideal point sums up votes on the resolutions put to the Assembly, on one line. It is no measure of how close relations are, and moves with what is voted on.",
		"The scale is set anew by every run: differences between runs, editions of the votes or subsets of roll calls are not change over time.",
	}
	return m, nil
}

// haveVotes refuses a source of votes that is not in the record, and says how it gets there, or which was perhaps meant.
func (d *Desk) haveVotes(ids []string) error {
	var all []string
	for _, src := range d.sources() {
		c := src.Card()
		has := func(name string) bool {
			return slices.ContainsFunc(c.Tables, func(t source.Table) bool { return t.Name == name })
		}
		if c.Body == "UNGA" || has("call") && has("vote") {
			all = append(all, c.ID)
		}
	}
	for _, id := range ids {
		switch {
		case slices.Contains(d.engine.SourcesOfBallots(), id):
		case slices.Contains(all, id):
			return fmt.Errorf("the votes of %s are not in the record here; fetch and build them: comity pull %s && comity build %s", id, id, id)
		default:
			meant := ""
			if n := nearest(id, all); n != "" {
				meant = fmt.Sprintf("; did you mean %s?", n)
			}
			return fmt.Errorf("--votes %q is no source of votes in the General Assembly%s There are %s", id, cmp.Or(meant, "."), strings.Join(all, ", "))
		}
	}
	return nil
}

// bridges is the rule of bridges asked for, or the usual one of the model.
func (s IdealpointSpec) bridges() string {
	switch {
	case s.Bridges != "":
		return s.Bridges
	case s.Model == "compat":
		return source.BridgePublished
	}
	return source.BridgeSeries
}

// bridgeWords tell which repeated resolutions tie sessions together.
var bridgeWords = map[string]string{
	source.BridgePublished: "repeated resolutions of the published list, to session 74",
	source.BridgeSeries:    "repeated resolutions of the published list to session 74, and after it those of the same title that go on such a series",
	source.BridgeTitle:     "repeated resolutions of the published list to session 74, and after it all of the same title",
}

// hole begins what a card says of votes that are missing.
var hole = regexp.MustCompile(`^(no votes|nothing|the \d+ roll calls) `)

// tellHoles says where the votes are silent: sessions without any among those asked for, and what the cards of the sources know to be missing
// of the years asked for.
func (d *Desk) tellHoles(m *Measurement, v *panel.IdealVotes) {
	if silent := v.SilentSessions(); len(silent) > 0 {
		m.note("No votes of these sessions count, and they have no ideal points: %s.", strings.Join(silent, ", "))
	}
	for _, id := range v.Sources {
		src, err := d.source(id)
		if err != nil {
			continue
		}
		for _, known := range src.Card().Known {
			if hole.MatchString(known) && v.Mentions(known) {
				m.note("Holes of the votes (%s): %s.", id, known)
			}
		}
	}
}

// named reads the names of states.
func (m *Measurement) named(texts []string) ([]comity.State, error) {
	var who []comity.State
	for _, text := range texts {
		one, notes, err := anyTime(text, LastDay)
		if err != nil {
			return nil, err
		}
		if slices.Contains(who, one) {
			return nil, &SameStateError{Name: states.Name(one, LastDay)}
		}
		who = append(who, one)
		for _, n := range notes {
			m.note("%s.", n)
		}
	}
	return who, nil
}

// tellIdealpoint tells the choices made, and what the draws are worth.
func (m *Measurement) tellIdealpoint(s IdealpointSpec, v *panel.IdealVotes, e *idealpoint.Estimate) {
	for _, w := range e.Warnings {
		m.note("%s", w)
	}
	m.choose("model", s.Model)
	m.choose("votes", strings.Join(s.Votes, ", "))
	if len(s.Issues) > 0 {
		m.choose("issues", strings.Join(s.Issues, ", "))
	}
	m.choose("roll calls", fmt.Sprintf("%s; %s after the data rules; %s items once repeated ones are joined, %s of them not unanimous", thousands(v.RollCalls), thousands(v.Calls), thousands(v.Linked), thousands(len(v.Items))))
	m.choose("bridges", bridgeWords[s.bridges()])
	m.choose("votes cast", fmt.Sprintf("%s by %s country-sessions", thousands(v.Votes()), thousands(len(v.Units))))
	if e.Kept > 0 {
		m.choose("sampler", fmt.Sprintf("%d sweeps after %d to burn in, of which %d are kept; chains: %d; seed %d", s.Draws, s.Burn, e.Kept/e.Chains, e.Chains, s.Seed))
	}
}

// idealpoints is the table of estimates, by state and session, and their chart where few states are named.
func (m *Measurement) idealpoints(v *panel.IdealVotes, e *idealpoint.Estimate, who []comity.State) {
	var units []int
	for i, u := range v.Units {
		if len(who) == 0 || slices.Contains(who, comity.State(u.Country)) {
			units = append(units, i)
		}
	}
	slices.SortFunc(units, func(i, j int) int {
		x, y := v.Units[i], v.Units[j]
		return cmp.Or(cmp.Compare(x.Country, y.Country), cmp.Compare(x.Session, y.Session))
	})
	whole := func(name, label string, of func(u idealpoint.Unit) int32) *frame.Column {
		xs := make([]int, len(units))
		for k, i := range units {
			xs[k] = int(of(v.Units[i]))
		}
		return wholeColumn(name, label, xs)
	}
	reals := func(name, label, unit string, of []float64) *frame.Column {
		xs := make([]float64, len(units))
		for k, i := range units {
			xs[k] = unknownAs(of[i], comity.NotApplicable)
		}
		return realColumn(name, label, unit, xs)
	}
	names := make([]string, len(units))
	for k, i := range units {
		names[k] = states.Name(comity.State(v.Units[i].Country), comity.YearSpan(int(v.Units[i].Session)+1945).To)
	}
	m.table("idealpoints", "Ideal points by state and session",
		whole("ccode", "state, number of the Correlates of War", func(u idealpoint.Unit) int32 { return u.Country }),
		whole("session", "session", func(u idealpoint.Unit) int32 { return u.Session }),
		reals("mean", "ideal point, mean of the posterior", "scale", e.Mean),
		reals("sd", "its standard deviation", "scale", e.SD),
		reals("q05", "its .05 quantile", "scale", e.Low),
		reals("q95", "its .95 quantile", "scale", e.High),
		whole("nvotes", "votes cast", func(u idealpoint.Unit) int32 { return u.Votes }),
		whole("year", "year in which the session opened", func(u idealpoint.Unit) int32 { return u.Session + 1945 }),
		textColumn("state", "state", names),
		reals("rhat", "split R-hat", "", e.RHat),
		reals("ess", "effective number of draws", "", e.ESS))
	m.chartIdealpoints(v, e, who)
}

// unknownAs gives a number, or a missing cell where it is none.
func unknownAs(x float64, why comity.Missing) float64 {
	if x != x {
		return comity.NaN(why)
	}
	return x
}

// chartIdealpoints draws where each of a few states stood.
func (m *Measurement) chartIdealpoints(v *panel.IdealVotes, e *idealpoint.Estimate, who []comity.State) {
	line := &chart.Line{Title: "UN ideal points", Unit: "index"}
	for _, s := range who[:min(6, len(who))] {
		one := chart.Series{Name: states.Name(s, LastDay)}
		for i, u := range v.Units {
			if u.Country == int32(s) {
				one.Years, one.Values = append(one.Years, int(u.Session)+1945), append(one.Values, e.Mean[i])
			}
		}
		line.Series = append(line.Series, one)
	}
	if len(who) > 0 {
		m.Answer.Charts = append(m.Answer.Charts, line)
	}
}

// distances is the table of the distances of every pair of the states named, and what it says of each.
func (m *Measurement) distances(v *panel.IdealVotes, e *idealpoint.Estimate, who []comity.State) error {
	var all []pairDistance
	line := &chart.Line{Title: "Distance of ideal points", Unit: "index"}
	for i, a := range who {
		for _, b := range who[i+1:] {
			list, err := idealpoint.Distances(v.Data, e, int32(a), int32(b))
			if err != nil {
				return fmt.Errorf("%s and %s: %w", states.Name(a, LastDay), states.Name(b, LastDay), err)
			}
			one := chart.Series{Name: states.Name(a, LastDay) + " and " + states.Name(b, LastDay)}
			for _, x := range list {
				all = append(all, pairDistance{a, b, x})
				one.Years, one.Values = append(one.Years, int(x.Session)+1945), append(one.Values, x.Mean)
			}
			line.Series = append(line.Series, one)
			m.Answer.Finding = strings.TrimSpace(m.Answer.Finding + " " + closestWords(one.Name, list) + mixedWords(v, e, a, b))
		}
	}
	if len(all) == 0 {
		return nil
	}
	line.Series = line.Series[:min(6, len(line.Series))]
	m.Answer.Charts = append(m.Answer.Charts, line)
	m.distanceTable(all)
	return nil
}

// pairDistance is a distance with the pair it is of.
type pairDistance struct {
	a, b comity.State
	idealpoint.Distance
}

func (m *Measurement) distanceTable(all []pairDistance) {
	whole := func(name, label string, of func(p pairDistance) int) *frame.Column {
		xs := make([]int, len(all))
		for i, p := range all {
			xs[i] = of(p)
		}
		return wholeColumn(name, label, xs)
	}
	reals := func(name, label, unit string, of func(p pairDistance) float64) *frame.Column {
		xs := make([]float64, len(all))
		for i, p := range all {
			xs[i] = of(p)
		}
		return realColumn(name, label, unit, xs)
	}
	m.table("distances", "Distance by session",
		whole("ccode1", "first state", func(p pairDistance) int { return int(p.a) }),
		whole("ccode2", "second state", func(p pairDistance) int { return int(p.b) }),
		whole("session", "session", func(p pairDistance) int { return int(p.Session) }),
		whole("year", "year in which the session opened", func(p pairDistance) int { return int(p.Session) + 1945 }),
		reals("distance", "distance, mean over draws", "scale", func(p pairDistance) float64 { return p.Mean }),
		reals("sd", "its standard deviation", "scale", func(p pairDistance) float64 { return p.SD }),
		reals("q05", "its .05 quantile", "scale", func(p pairDistance) float64 { return p.Low }),
		reals("q95", "its .95 quantile", "scale", func(p pairDistance) float64 { return p.High }),
		reals("of_means", "distance of the two means", "scale", func(p pairDistance) float64 { return p.OfMeans }),
		reals("closest", "probability that it is the least of all sessions", "probability", func(p pairDistance) float64 { return p.Closest }),
		reals("furthest", "probability that it is the greatest", "probability", func(p pairDistance) float64 { return p.Furthest }))
}

// closestWords says when two states stood closest, and where they stand last.
func closestWords(names string, list []idealpoint.Distance) string {
	best := slices.MaxFunc(list, func(x, y idealpoint.Distance) int { return cmp.Compare(x.Closest, y.Closest) })
	last := list[len(list)-1]
	words := fmt.Sprintf("%s: of %d sessions the closest is most probably that of %d (probability %.2f; distance %.2f, 90 %% interval %.2f to %.2f).",
		names, len(list), best.Session+1945, best.Closest, best.Mean, best.Low, best.High)
	if last.Session == best.Session {
		return words
	}
	return words + fmt.Sprintf(" That the session of %d, the last, is the closest has probability %s (distance %.2f, %.2f to %.2f).", last.Session+1945, probability(last.Closest), last.Mean, last.Low, last.High)
}

// mixedWords warns where the draws of two states have not converged: what they say of distances may change with more of them.
func mixedWords(v *panel.IdealVotes, e *idealpoint.Estimate, a, b comity.State) string {
	for i, u := range v.Units {
		if of := comity.State(u.Country); (of == a || of == b) && !(e.RHat[i] <= idealpoint.HighRHat) {
			return " The draws of the two have not converged: with more of them these figures may change."
		}
	}
	return ""
}

// probability writes a share of draws; none of them is no proof of impossibility.
func probability(p float64) string {
	if p < 0.005 {
		return "below .01"
	}
	return fmt.Sprintf("%.2f", math.Min(p, 1))
}

// draws is the table of the kept draws, a column each, for other programs.
func (m *Measurement) draws(v *panel.IdealVotes, e *idealpoint.Estimate) {
	n := len(v.Units)
	country, session := make([]int, n), make([]int, n)
	for i, u := range v.Units {
		country[i], session[i] = int(u.Country), int(u.Session)
	}
	columns := []*frame.Column{wholeColumn("ccode", "state", country), wholeColumn("session", "session", session)}
	for k := range e.Kept {
		xs := make([]float64, n)
		for i, x := range e.Draw(k) {
			xs[i] = float64(x)
		}
		columns = append(columns, realColumn(fmt.Sprintf("draw%d", k+1), fmt.Sprintf("draw %d", k+1), "scale", xs))
	}
	m.table("draws", "Draws of ideal points", columns...)
	m.Tables[len(m.Tables)-1].quiet = true
}
