package desk

// This file measures how united groups vote in the General Assembly, by session and roll call by roll call, and holds what the other
// measures of votes share: which roll calls count, and how sets of states are named.

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/groups"
	"comity/measure/cohesion"
	"comity/panel"
	"comity/states"
	"comity/topics"
)

// CallsSpec says which roll calls count: divided, all, important or final (parted by commas), by session or calendar year, of issues, of
// topics.
type CallsSpec struct{ Calls, By, Issue, Topic string }

// options are the choices as columns of votes know them, told in the answer.
func (c CallsSpec) options(d *Desk, m *Measurement) (panel.Options, error) {
	out := panel.Options{}
	for _, o := range []struct {
		name, text, usual, words string
		known                    string
	}{
		{"calls", c.Calls, "divided", "roll calls", "divided all important final"},
		{"by", c.By, "session", "roll calls of a year", "session year"},
		{"issue", c.Issue, "", "issues", "me nu di hr co ec"},
	} {
		list := strings.FieldsFunc(o.text, func(r rune) bool { return r == ',' || r == '+' })
		for _, x := range list {
			if !strings.Contains(" "+o.known+" ", " "+x+" ") {
				return nil, fmt.Errorf("--%s %q: there are %s", o.name, x, strings.ReplaceAll(o.known, " ", ", "))
			}
		}
		if len(list) > 0 {
			out[o.name] = list
			m.choose(o.words, strings.Join(list, ", "))
		} else if o.usual != "" {
			m.choose(o.words, o.usual)
		}
	}
	for _, name := range strings.FieldsFunc(c.Topic, func(r rune) bool { return r == ',' || r == '+' }) {
		if topics.Place(name) < 0 {
			return nil, fmt.Errorf("--topic %q: no topic is called so; comity measure topic lists them", name)
		}
		out["topic"] = append(out["topic"], name)
	}
	if len(out["topic"]) > 0 {
		if err := topicsRead(d.engine.RollCalls("", comity.Always)); err != nil {
			return nil, err
		}
		m.choose("topics", strings.Join(out["topic"], ", "))
	}
	if len(out["by"]) > 1 {
		return nil, errors.New("--by is session or year, not both")
	}
	return out, nil
}

// absence says of a source that is not here what would bring it.
func (d *Desk) absence(what string, err error) error {
	return d.lacking(what, err)
}

// setWords names a set of states as it was asked for.
func setWords(set string) string {
	if set == "" {
		return "all"
	}
	return set
}

// insideWords names a set of states after "within" or "how split is": "in EU" is EU.
func insideWords(set string) string { return strings.TrimPrefix(set, "in ") }

// scopeOf is a set as a scope; none where all states are asked for.
func scopeOf(set string) []string {
	if set == "" {
		return nil
	}
	return []string{set}
}

// idIn names a state in a year.
func idIn(s comity.State, year int) string { return states.ID(s, comity.DayOf(year, 12, 31)) }

// within says whether a year is asked for.
func within(year, from, to int) bool {
	return (from == 0 || year >= from) && (to == 0 || year <= to)
}

// CohesionSpec is what cohesion is asked for.
type CohesionSpec struct {
	CallsSpec
	Sets     []string // groups or states; none: all who vote
	From, To int
	Minority float64 // share of votes from which a roll call is contested; 0: a quarter
}

// MeasureCohesion measures how united groups vote.
func (d *Desk) MeasureCohesion(ctx context.Context, s CohesionSpec) (*Measurement, error) {
	m := newMeasurement(cohesion.Method, "How united "+strings.Join(setsWords(s.Sets), " and ")+" voted in the UN General Assembly"+yearsAfter(s.From, s.To))
	if s.Minority == 0 {
		s.Minority = .25
	}
	if !(s.Minority > 0 && s.Minority <= 2./3) {
		return nil, fmt.Errorf("--minority %v: a share above 0, at most 2/3 (of three sides no minority is larger)", s.Minority)
	}
	options, err := s.options(d, m)
	if err != nil {
		return nil, err
	}
	m.choose("contested from a minority of", fmt.Sprintf("%g", s.Minority))
	sets := s.Sets
	if len(sets) == 0 {
		sets = []string{""}
	}
	if err := d.several(s.Sets); err != nil {
		return nil, err
	}
	t := &cohesionTables{minority: s.Minority}
	for _, set := range sets {
		nets, err := d.engine.Nets(panel.NetSpec{Of: "votes", Options: options, Scope: scopeOf(set)})
		if err != nil {
			return nil, d.absence("cohesion", err)
		}
		m.rests(nets.Sources...)
		for _, n := range nets.Only(s.From, s.To).Years {
			t.add(d, setWords(set), n)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	t.tables(m)
	if len(t.year) == 0 {
		m.note("No member of the set voted on a roll call that counts in these years.")
	}
	m.Answer.Limits = []string{"Voting alike is not acting together: states may vote alike for different reasons, and most resolutions bind nobody.",
		"The agenda decides how divided a session looks: a change of cohesion may be a change of what was voted on."}
	return m, nil
}

// several refuses a set that is one state.
func (d *Desk) several(sets []string) error {
	for _, set := range sets {
		who, err := someNamed(set, nil)
		if err != nil || len(who.on(LastDay)) != 1 {
			continue
		}
		if _, none := groups.Lookup(set); none == nil {
			continue
		}
		try := "RUS,CHN"
		if len(sets) > 1 {
			try = strings.Join(sets, ",")
		}
		return fmt.Errorf("the set %q is one state, %s, and a set of one has no cohesion; the states of a set are parted by commas: %s", set, who.words, try)
	}
	return nil
}

func setsWords(sets []string) []string {
	if len(sets) == 0 {
		return []string{"states"}
	}
	return sets
}

// cohesionTables are the tables of the answer as they grow.
type cohesionTables struct {
	minority  float64
	set       []string
	year      []int
	members   []int
	calls     []int
	numbers   [7][]float64
	callSet   []string
	callYear  []int
	callWhat  [2][]string
	callCount [4][]int
	callShare [4][]float64
}

// add adds a session of a set.
func (t *cohesionTables) add(d *Desk, set string, n panel.Net) {
	x := cohesion.Summarise(n.Tallies, t.minority)
	if x.Calls == 0 {
		return
	}
	t.set, t.year, t.members, t.calls = append(t.set, set), append(t.year, n.Year), append(t.members, len(n.States)), append(t.calls, x.Calls)
	for k, v := range []float64{x.Voters, x.Rice, x.Alike, x.Agreement, x.Majority, x.Dispersion, x.Contested} {
		t.numbers[k] = append(t.numbers[k], v)
	}
	votes := d.engine.Ballot()
	for k, y := range n.Tallies {
		if y.Cast() < 2 {
			continue
		}
		call := votes.Calls[n.Numbers[k]]
		t.callSet, t.callYear = append(t.callSet, set), append(t.callYear, n.Year)
		t.callWhat[0] = append(t.callWhat[0], call.Day.String())
		t.callWhat[1] = append(t.callWhat[1], call.Symbol)
		for i, v := range []int{int(call.Number), y.Yes, y.Abstain, y.No} {
			t.callCount[i] = append(t.callCount[i], v)
		}
		for i, v := range []float64{y.Rice(), y.Agreement(), y.Majority(), y.Dispersion()} {
			t.callShare[i] = append(t.callShare[i], v)
		}
	}
}

// tables adds the tables to an answer.
func (t *cohesionTables) tables(m *Measurement) {
	columns := []*frame.Column{textColumn("set", "set of states", t.set), wholeColumn("year", "year in which the session opened, or calendar year", t.year),
		wholeColumn("states", "states of the set that voted", t.members), wholeColumn("calls", "roll calls on which at least two of the set voted", t.calls)}
	for k, c := range []struct{ name, label, unit string }{
		{"voters", "mean number of votes of the set", "count"}, {"rice", "Rice index", "0 to 1"}, {"alike", "share of pairs of voters who said the same", "0 to 1"},
		{"agreement", "agreement index", "0 to 1"}, {"majority", "mean share of the largest side", "share"}, {"dispersion", "mean dispersion", "0 to 2/3"}, {"contested", "share of contested roll calls", "share"},
	} {
		columns = append(columns, realColumn(c.name, c.label, c.unit, t.numbers[k]))
	}
	m.table("cohesion", "Cohesion by year", columns...)
	columns = []*frame.Column{textColumn("set", "set of states", t.callSet), wholeColumn("year", "year of the session, or calendar year", t.callYear),
		wholeColumn("number", "number of the roll call in the source", t.callCount[0]), textColumn("date", "day of the roll call, as the source has it", t.callWhat[0]), textColumn("symbol", "symbol of the resolution", t.callWhat[1])}
	for i, name := range []string{"yes", "abstain", "no"} {
		columns = append(columns, wholeColumn(name, "votes of the set: "+name, t.callCount[i+1]))
	}
	for i, c := range []struct{ name, label, unit string }{{"rice", "Rice index", "0 to 1"}, {"agreement", "agreement index", "0 to 1"}, {"majority", "share of the largest side", "share"}, {"dispersion", "dispersion", "0 to 2/3"}} {
		columns = append(columns, realColumn(c.name, c.label, c.unit, t.callShare[i]))
	}
	m.table("calls", "Roll call by roll call", columns...)
	t.chart(m)
}

// chart draws the agreement index of each set.
func (t *cohesionTables) chart(m *Measurement) {
	line := &chart.Line{Title: "Agreement index by session", Unit: "number"}
	for i, set := range t.set {
		if len(line.Series) == 0 || line.Series[len(line.Series)-1].Name != set {
			line.Series = append(line.Series, chart.Series{Name: set})
		}
		x := &line.Series[len(line.Series)-1]
		x.Years, x.Values = append(x.Years, t.year[i]), append(x.Values, t.numbers[3][i])
	}
	line.Series = line.Series[:min(6, len(line.Series))]
	m.Answer.Charts = append(m.Answer.Charts, line)
}
