package desk

// This file finds the blocs of states by votes or defence pacts, follows them through the years and weighs them by capability.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/measure/blocs"
	"comity/panel"
)

// BlocsSpec is what blocs are asked for.
type BlocsSpec struct {
	CallsSpec
	Of, Ties string // votes, pacts or signs; of votes excess or kappa
	Source   string // of pacts: the edition of ATOP
	// Of signs: the rules of positive and negative ties, and how many years a tie holds.
	Positive, Negative []string
	Window             int
	Set                string
	From, To           int
	Runs               int
	Seed               uint64
	Resolution         float64
	Pole               float64 // share of capability that makes a pole; 0: a fifth
}

const mostRuns = 10_000

// check refuses what makes no sense, and fills in what is not said.
func (s *BlocsSpec) check() error {
	s.Of, s.Runs, s.Resolution, s.Pole = cmp.Or(s.Of, "votes"), cmp.Or(s.Runs, 50), cmp.Or(s.Resolution, 1), cmp.Or(s.Pole, .2)
	switch {
	case s.Of != "votes" && s.Of != "pacts" && s.Of != "signs":
		return fmt.Errorf("--of %q: blocs are of votes (General Assembly), pacts (defence, ATOP) or signs (ties by rules, as comity measure balance has them)", s.Of)
	case s.Of != "signs" && (len(s.Positive) > 0 || len(s.Negative) > 0 || s.Window > 0):
		return errors.New("--positive, --negative and --window are of signed ties (--of signs)")
	case s.Of != "votes" && (s.Calls != "" || s.By != "" || s.Issue != "" || s.Topic != "" || s.Ties != ""):
		return errors.New("--ties, --calls, --by, --issue and --topic are of votes, and other networks have none")
	case s.Of != "pacts" && s.Source != "":
		return errors.New("--source is the edition of ATOP (--of pacts)")
	case s.Ties != "" && s.Ties != "excess" && s.Ties != "kappa":
		return fmt.Errorf("--ties %q: there are excess and kappa", s.Ties)
	case s.Runs < 2 || s.Runs > mostRuns:
		return fmt.Errorf("--runs %d: 2 to %d; how far runs agree cannot be told of fewer", s.Runs, mostRuns)
	case !(s.Resolution > 0 && s.Resolution <= 100):
		return fmt.Errorf("--resolution %v: above 0, at most 100 (1 is the usual modularity)", s.Resolution)
	case !(s.Pole > 0 && s.Pole <= 1):
		return fmt.Errorf("--pole %v: a share above 0, at most 1", s.Pole)
	}
	return nil
}

// MeasureBlocs finds blocs.
func (d *Desk) MeasureBlocs(ctx context.Context, s BlocsSpec) (*Measurement, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	title := map[string]string{"votes": "Blocs by votes in the UN General Assembly", "pacts": "Blocs by defence pacts", "signs": "Blocs by signed ties"}[s.Of]
	if s.Set != "" {
		title += " within " + insideWords(s.Set)
	}
	m := newMeasurement(blocs.Method, title+yearsAfter(s.From, s.To))
	spec, err := s.network(d, m)
	if err != nil {
		return nil, err
	}
	m.choose("runs, seed, resolution", fmt.Sprintf("%d, %d, %g", s.Runs, s.Seed, s.Resolution))
	m.choose("a bloc is the same in another year", "where it shares at least .3 of the members of both (Jaccard), the nearest first")
	nets, err := d.engine.Nets(spec)
	if err != nil {
		return nil, d.absence("blocs", err)
	}
	m.rests(nets.Sources...)
	x, err := nets.Only(s.From, s.To).Search(ctx, blocs.Options{Runs: s.Runs, Seed: s.Seed, Resolution: s.Resolution})
	if err != nil {
		return nil, err
	}
	t := &blocTables{x: x, pole: s.Pole}
	if err := t.weigh(d, m); err != nil {
		return nil, err
	}
	t.fill()
	t.tables(m)
	t.notes(m)
	m.Answer.Limits = []string{"A bloc here is a cluster in one network of one year; it is no organisation, and its label is a number without meaning.",
		"Where stability is low other partitions are nearly as sharp: which bloc a state is put in must then not be relied on.",
		"Modularity has a limit of resolution: blocs much smaller than the network may be joined to others (Fortunato and Barthélemy 2007)."}
	return m, nil
}

// network is the network asked for, its choices told.
func (s BlocsSpec) network(d *Desk, m *Measurement) (panel.NetSpec, error) {
	spec := panel.NetSpec{Of: s.Of, Ties: s.Ties, Scope: scopeOf(s.Set), Options: panel.Options{}}
	var err error
	switch s.Of {
	case "votes":
		m.choose("ties", cmp.Or(s.Ties, "excess"))
		spec.Options, err = s.options(d, m)
	case "signs":
		spec.Signs = panel.SignSpec{Positive: s.Positive, Negative: s.Negative, Window: s.Window}
		var x *panel.Signed
		if x, err = d.engine.Signed(spec.Signs); err != nil {
			return spec, d.absence("blocs", err)
		}
		for i, r := range x.Rules {
			m.choose(fmt.Sprintf("rule %d", i+1), r)
		}
		m.choose("years a tie holds", fmt.Sprint(x.Window))
	default:
		if s.Source != "" {
			spec.Options["source"] = []string{s.Source}
		}
	}
	return spec, err
}

// blocTables are the tables of the answer as they grow.
type blocTables struct {
	x    *panel.Blocs
	pole float64
	cinc func(s comity.State, year int) float64

	year, states, positive, negative, count, calls []int
	numbers                                        [6][]float64 // q, stability, reached, power, effective, largest
	poles                                          []float64
	blocYear, blocLabel, blocSize                  []int
	blocShare, blocUnity                           []float64
	blocMembers                                    []string
	memberYear, memberKey                          []int
	member                                         []string
	memberBloc                                     []float64
}

// weigh finds the capabilities, or says that they are not here.
func (t *blocTables) weigh(d *Desk, m *Measurement) error {
	in, source, err := d.engine.Amounts("cinc")
	if absent := new(panel.AbsentError); errors.As(err, &absent) {
		m.note("Power is not given: capabilities (CINC) are not in the record here (comity pull nmc-7.0 && comity build).")
		return nil
	}
	if err != nil {
		return err
	}
	m.rests(source)
	m.choose("poles have at least", fmt.Sprintf("%g of the capability of the states of the network", t.pole))
	t.cinc = in
	return nil
}

func (t *blocTables) fill() {
	for i, n := range t.x.Years {
		f := t.x.Found[i]
		positive, negative := n.Counts()
		tied := 0
		for _, c := range f.Part {
			if c >= 0 {
				tied++
			}
		}
		t.year, t.states, t.positive, t.negative = append(t.year, n.Year), append(t.states, tied), append(t.positive, positive), append(t.negative, negative)
		t.count, t.calls = append(t.count, f.Blocs()), append(t.calls, n.Calls)
		weights := t.weights(n)
		power, poles := t.power(f, weights)
		for k, v := range []float64{f.Q, f.Stability, f.Best, power[0], power[1], power[2]} {
			t.numbers[k] = append(t.numbers[k], v)
		}
		t.poles = append(t.poles, poles)
		t.blocs(i, n, f, weights)
	}
}

// weights are the capabilities of the states of a network; nil where there are none.
func (t *blocTables) weights(n panel.Net) []float64 {
	if t.cinc == nil {
		return nil
	}
	out := make([]float64, len(n.States))
	for k, s := range n.States {
		out[k] = t.cinc(s, n.Year)
	}
	return out
}

// power is how capability is spread over the blocs, and how many poles there are.
func (t *blocTables) power(f blocs.Found, weights []float64) (out [3]float64, poles float64) {
	why := comity.NotCovered
	if weights == nil {
		why = comity.Withheld
	} else if p, ok := blocs.PowerOf(f.Part, weights, t.pole); ok {
		return [3]float64{p.Square, p.Effective, p.Largest}, float64(p.Poles)
	}
	nan := comity.NaN(why)
	return [3]float64{nan, nan, nan}, nan
}

// blocs adds the blocs of a year and their members, in order of labels.
func (t *blocTables) blocs(i int, n panel.Net, f blocs.Found, weights []float64) {
	members := map[int][]int{}
	all := 0.0
	for k, label := range t.x.Labels[i] {
		if weights != nil && weights[k] > 0 {
			all += weights[k]
		}
		members[label] = append(members[label], k)
		x := float64(label)
		switch label {
		case 0:
			x = comity.NaN(comity.Undefined)
		case -1:
			x = comity.NaN(comity.NotApplicable)
		}
		t.memberYear, t.memberKey, t.member = append(t.memberYear, n.Year), append(t.memberKey, int(n.States[k])), append(t.member, idIn(n.States[k], n.Year))
		t.memberBloc = append(t.memberBloc, x)
	}
	var labels []int
	for l := range members {
		if l > 0 {
			labels = append(labels, l)
		}
	}
	slices.Sort(labels)
	for _, l := range labels {
		t.bloc(n, l, members[l], weights, all)
	}
}

// bloc adds one bloc: its members by weight where they have any, else by name.
func (t *blocTables) bloc(n panel.Net, label int, list []int, weights []float64, all float64) {
	var names []string
	share := 0.0
	heavy := func(k int) float64 {
		if weights == nil || weights[k] != weights[k] {
			return 0
		}
		return weights[k]
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(heavy(b), heavy(a)) })
	inside := 0.0
	for at, k := range list {
		names = append(names, idIn(n.States[k], n.Year))
		share += heavy(k)
		for _, l := range list[:at] {
			inside += n.At(k, l)
		}
	}
	switch {
	case weights == nil:
		share = comity.NaN(comity.Withheld)
	case all == 0:
		share = comity.NaN(comity.NotCovered)
	default:
		share /= all
	}
	pairs := float64(len(list) * (len(list) - 1) / 2)
	t.blocYear, t.blocLabel, t.blocSize = append(t.blocYear, n.Year), append(t.blocLabel, label), append(t.blocSize, len(list))
	t.blocShare, t.blocUnity, t.blocMembers = append(t.blocShare, share), append(t.blocUnity, inside/pairs), append(t.blocMembers, strings.Join(names, " "))
}

func (t *blocTables) tables(m *Measurement) {
	columns := []*frame.Column{wholeColumn("year", "year", t.year), wholeColumn("states", "states with a tie", t.states), wholeColumn("positive", "positive ties", t.positive), wholeColumn("negative", "negative ties", t.negative),
		wholeColumn("calls", "roll calls", t.calls), wholeColumn("blocs", "blocs of two states or more", t.count)}
	for k, c := range []struct{ name, label, unit string }{
		{"q", "modularity", "-1 to 1"}, {"stability", "mean likeness of two runs", "0 to 1"}, {"reached", "share of runs that found it", "share"},
		{"power", "sum of squared shares of capability", "share"}, {"effective", "effective number of blocs by capability", "number"}, {"largest", "largest share of a bloc or lone state", "share"},
	} {
		columns = append(columns, realColumn(c.name, c.label, c.unit, t.numbers[k]))
	}
	columns = append(columns, realColumn("poles", "blocs or lone states with at least the share of a pole", "count", t.poles))
	m.table("years", "Year by year", columns...)
	m.table("blocs", "The blocs", wholeColumn("year", "year", t.blocYear), wholeColumn("bloc", "label, the same as long as the bloc is", t.blocLabel), wholeColumn("states", "members", t.blocSize),
		realColumn("power", "share of capability of the states of the network", "share", t.blocShare), realColumn("tie", "mean tie within", "tie", t.blocUnity), textColumn("members", "members, by capability where it is known", t.blocMembers))
	m.table("members", "States and their blocs", wholeColumn("year", "year", t.memberYear), wholeColumn("ccode", "comity's number of the state (that of COW, where it has one)", t.memberKey),
		textColumn("state", "state", t.member), realColumn("bloc", "label of the bloc", "label", t.memberBloc))
	m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: "Modularity and stability", Unit: "number",
		Series: []chart.Series{{Name: "modularity q", Years: t.year, Values: t.numbers[0]}, {Name: "stability", Years: t.year, Values: t.numbers[1]}}})
}

// lowStability is the likeness of runs below which the borders of blocs are warned of.
const lowStability = .8

// fewCalls is the number of roll calls below which a year is warned of.
const fewCalls = 10

func (t *blocTables) notes(m *Measurement) {
	low, unknown := 0, 0
	var few []string
	for i, x := range t.numbers[1] {
		if n := t.x.Years[i]; n.Calls > 0 && n.Calls < fewCalls {
			few = append(few, fmt.Sprint(n.Year))
		}
		if x < lowStability {
			low++
		}
		unknown = max(unknown, t.x.Years[i].Unknown)
	}
	if low > 0 {
		m.note("In %d of %d years runs agree less than %g: the borders of blocs are not to be relied on there (see stability).", low, len(t.year), lowStability)
	}
	if len(few) > 0 {
		m.note("Fewer than %d roll calls in %s: the network is made of very little.", fewCalls, strings.Join(few, ", "))
	}
	if unknown > 0 {
		m.note("Up to %d obligations a year are missing in the source; they count as no tie.", unknown)
	}
	if len(t.year) == 0 {
		m.note("There is no network in these years.")
	}
}
