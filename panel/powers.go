package panel

// This file gathers how much of something each state of a set has, year by year: what concentration and polarity are measured on, and
// what two states are held against each other by.

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/record"
	"comity/states"
)

// power is a way to say how much power a state has: figures of a source, and what is made of them.
type power struct {
	name, title, unit string
	cow, gw           string   // the source or family, by the list of states; gw empty: the same
	reads             []string // its variables
	make              func(x []float64) float64
}

func first(x []float64) float64 { return x[0] }

// dollarsOrPounds is military expenditure: in dollars from 1914 on, before in pounds.
func dollarsOrPounds(x []float64) float64 {
	if comity.Why(x[0]) == comity.NotCovered {
		return x[1]
	}
	return x[0]
}

// components are the six of the Composite Index of National Capability.
var components = []string{"milex", "milper", "irst", "pec", "tpop", "upop"}

var capabilities = []power{
	{"cinc", "share of world material capabilities (CINC, as published)", "share", "nmc", "", []string{"cinc"}, first},
	{"milex", "military expenditure", "USD (GBP before 1914)", "nmc", "", []string{"milex", "milex.pounds"}, dollarsOrPounds},
	{"milper", "military personnel", "persons", "nmc", "", []string{"milper"}, first},
	{"irst", "iron and steel production", "tonnes", "nmc", "", []string{"irst"}, first},
	{"pec", "primary energy consumption", "tonnes of coal equivalent", "nmc", "", []string{"pec"}, first},
	{"tpop", "total population", "persons", "nmc", "", []string{"tpop"}, first},
	{"upop", "urban population", "persons", "nmc", "", []string{"upop"}, first},
	{"gdp", "GDP, estimated (Fariss and others 2022)", "2017 international USD", "gdppop-2022-cow", "gdppop-2022-gw", []string{"gdp.2017"}, first},
	{"gdp-current", "GDP at market prices (World Bank)", "USD", "worldbank", "", []string{"gdp"}, first},
	{"gdp-per-head", "GDP times GDP per head (Beckley 2018), of the estimates of Fariss and others", "squared 2017 international USD per person", "gdppop-2022-cow", "gdppop-2022-gw", []string{"gdp.2017", "population.estimated"},
		func(x []float64) float64 { return quotient(x[0], x[1]) * x[0] }},
	{"surplus", "surplus domestic product (Anders, Fariss and Markowitz 2020)", "2011 USD", "sdp-2020-cow", "sdp-2020-gw", []string{"sdp.log"}, func(x []float64) float64 { return expOf(x[0]) }},
	{"population", "population, estimated (Fariss and others 2022)", "persons", "gdppop-2022-cow", "gdppop-2022-gw", []string{"population.estimated"}, first},
}

// quotient is x over y, missing as the graver of the two is.
func quotient(x, y float64) float64 {
	switch {
	case x != x || y != y:
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	case y == 0:
		return comity.NaN(comity.Undefined)
	}
	return x / y
}

// expOf takes a logarithm off; a missing one stays as it is.
func expOf(x float64) float64 {
	if x != x {
		return x
	}
	return math.Exp(x)
}

// CapabilityNames are the words for capabilities, in their order.
func CapabilityNames() []string {
	var out []string
	for _, c := range capabilities {
		out = append(out, c.name)
	}
	return out
}

// amounts are a capability of every state its source has, by year.
type amounts struct {
	power
	table *record.Table
	by    map[comity.State][]float64 // from the first year of the table on
}

// amountsOf reads a capability once a panel: of the source of the list of states, or of an edition by its id.
func (b *bench) amountsOf(name, source string) (*amounts, error) {
	i := slices.IndexFunc(capabilities, func(c power) bool { return c.name == name })
	if i < 0 {
		return nil, fmt.Errorf("%q is no capability; those are %s", name, strings.Join(CapabilityNames(), ", "))
	}
	c := capabilities[i]
	id := c.cow
	if b.sys == comity.GW {
		id = cmp.Or(c.gw, c.cow)
	}
	t, err := b.variable(cmp.Or(source, id), c.reads[0])
	if err != nil {
		return nil, err
	}
	return keep(b, "amounts of "+name+" by "+t.Source, func() *amounts { return readAmounts(c, t) }), nil
}

func readAmounts(c power, t *record.Table) *amounts {
	a := &amounts{c, t, map[comity.State][]float64{}}
	for _, name := range c.reads {
		t.Each(name, comity.NoState, func(run record.Run) {
			if a.by[run.A] != nil {
				return
			}
			xs, parts := make([]float64, t.To-t.From+1), make([]float64, len(c.reads))
			for i := range xs {
				for k, name := range c.reads {
					parts[k], _ = attributeOf(t, name, run.A, t.From+i)
				}
				xs[i] = c.make(parts)
			}
			a.by[run.A] = xs
		})
	}
	return a
}

// in is the amount a state has in a year; of gives it by the state's own run of years.
func (a *amounts) in(s comity.State, year int) float64 { return a.of(s)(year) }

func (a *amounts) of(s comity.State) func(year int) float64 {
	xs := a.by[s]
	return func(year int) float64 {
		if i := year - a.table.From; i >= 0 && i < len(xs) {
			return xs[i]
		}
		return comity.NaN(comity.NotCovered)
	}
}

// inputs are the figures an amount is made of.
func (a *amounts) inputs(s comity.State, year int) []Input {
	var in []Input
	for _, name := range a.reads {
		one := attribute([]*record.Table{a.table}, name, s, year)
		if len(a.reads) > 1 && name != a.reads[0] && comity.Why(one.Value) == comity.NotCovered {
			continue // the other unit of the years before or after
		}
		in = append(in, one)
	}
	if len(in) > 1 && comity.Why(in[0].Value) == comity.NotCovered {
		in = in[1:]
	}
	return in
}

// Powers are the states of a set by year, and how much each has.
type Powers struct {
	From, To   int // years
	By, Unit   string
	Set        string       // in words
	Sources    []string     // of the amounts, then of the set
	Refs       []comity.Ref // of these
	Listed     int          // the last year the list of states is known for; after it its last members go on
	Of         []PowersOf   // by year, from From on
	Strict     bool         // of a list of powers: where one amount is missing nothing is measured
	components []*amounts   // of cinc: the six, for shares made anew within the set
}

// PowersOf are those of one year: Amounts of States, in order of their keys, and the amounts of each component where they were asked for.
type PowersOf struct {
	States     []comity.State
	Amounts    []float64   // a missing one is NaN of its reason
	Components [][]float64 // [component][state]
	Unknown    bool        // it is not known who is in the set
}

// PowersSpec asks for them.
type PowersSpec struct {
	System     comity.System
	By, Source string // a capability, and the edition it is read from; empty: cinc, the usual one
	Set        string // system, majors, global, regional, or the words of a scope
	Components bool   // the six components too
}

// Powers gathers the amounts of a set of states.
func (e *Engine) Powers(s PowersSpec) (*Powers, error) {
	return newBench(e, s.System, Spec{}).powers(s)
}

// powers gathers them once a panel.
func (b *bench) powers(s PowersSpec) (*Powers, error) {
	type kept struct {
		p   *Powers
		err error
	}
	s.System = b.sys
	k := keepBy(b, s, func() kept {
		p, err := b.makePowers(s)
		return kept{p, err}
	})
	return k.p, k.err
}

func (b *bench) makePowers(s PowersSpec) (*Powers, error) {
	a, err := b.amountsOf(cmp.Or(s.By, "cinc"), s.Source)
	if err != nil {
		return nil, err
	}
	p := &Powers{From: a.table.From, To: a.table.To, By: a.title, Unit: a.unit, Sources: []string{a.table.Source}, Refs: []comity.Ref{a.table.Ref(0)}, Listed: states.Covered(b.sys).Year()}
	if s.Components {
		for _, name := range components {
			c, err := b.amountsOf(name, s.Source)
			if err != nil {
				return nil, err
			}
			p.components = append(p.components, c)
		}
	}
	in, err := b.setOfPowers(s, p)
	if err != nil {
		return nil, err
	}
	p.Of = make([]PowersOf, p.To-p.From+1)
	each(len(p.Of), func(i int) { p.fill(&p.Of[i], a, in, p.From+i) })
	return p, nil
}

// fill gathers one year.
func (p *Powers) fill(of *PowersOf, a *amounts, in func(year int) ([]comity.State, bool), year int) {
	list, known := in(year)
	of.States, of.Unknown = list, !known
	of.Components = make([][]float64, len(p.components))
	for _, s := range list {
		x := a.in(s, year)
		of.Amounts = append(of.Amounts, x)
		for c, component := range p.components {
			y := component.in(s, year)
			of.Components[c] = append(of.Components[c], y)
		}
	}
}

// listed are the lists of powers a set may be, each a variable of a source.
var listedPowers = map[string]struct{ family, variable, words string }{
	"majors":   {"major-powers", "major.power", "major powers of the Correlates of War"},
	"global":   {"powers", "power.global", "global powers of Maoz"},
	"regional": {"powers", "power.regional", "regional powers of Maoz"},
}

// setOfPowers gives who is in the set in a year, in order, and whether that is known.
func (b *bench) setOfPowers(s PowersSpec, p *Powers) (func(year int) ([]comity.State, bool), error) {
	lives := livesOf(b.sys, UnitOptions{ExtendTo: max(p.To, p.Listed)})
	var scopes []Scope
	list, isList := listedPowers[s.Set]
	switch {
	case isList:
		p.Set, p.Strict = list.words, true
	case s.Set == "" || s.Set == "system":
		p.Set = "all members of the list of states (" + b.sys.String() + ")"
	default:
		scope, err := ParseScope(s.Set, b.sys)
		if err != nil {
			return nil, err
		}
		if scope.ofPair() {
			return nil, fmt.Errorf("the set %q is of pairs of states: name a set of states, as \"in BRICS\"", s.Set)
		}
		scopes, p.Set = []Scope{scope}, scope.Words
	}
	r := newRoster(b.sys, lives, comity.YearGrain, UnitOptions{}, scopes)
	g := gridOf(r.units(r.entries(1, false)))
	members := make([][]comity.State, p.To-p.From+1)
	for _, run := range g.Runs {
		for year := max(run.From, p.From); year <= min(run.From+run.Len-1, p.To); year++ {
			members[year-p.From] = append(members[year-p.From], run.A)
		}
	}
	for i := range members {
		slices.Sort(members[i])
		members[i] = slices.Compact(members[i])
	}
	if !isList {
		return func(year int) ([]comity.State, bool) { return members[year-p.From], true }, nil
	}
	t, err := b.variable(list.family, list.variable)
	if err != nil {
		return nil, err
	}
	p.Sources, p.Refs = append(p.Sources, t.Source), append(p.Refs, t.Ref(0))
	return func(year int) (out []comity.State, known bool) {
		if !t.Covers(year) {
			return nil, false
		}
		t.Each(list.variable, comity.NoState, func(run record.Run) {
			if x, _ := run.At(year); x == 1 {
				out = append(out, run.A)
			}
		})
		return out, true
	}, nil
}

// In gives the amounts of a year that are measured: those known. They are none, for a reason, where the set or the source does not
// reach the year, or where an amount of a list of powers is missing.
func (p *Powers) In(year int) (PowersOf, comity.Missing) {
	if year < p.From || year > p.To || p.Of[year-p.From].Unknown {
		return PowersOf{}, comity.NotCovered
	}
	of := p.Of[year-p.From]
	worst, known := comity.Present, 0
	for _, x := range of.Amounts {
		worst = comity.Worst(worst, comity.Why(x))
		if x == x {
			known++
		}
	}
	switch {
	case len(of.States) == 0:
		return of, comity.Undefined
	case worst != comity.Present && (p.Strict || known == 0):
		return of, worst
	}
	return of, comity.Present
}
