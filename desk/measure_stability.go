package desk

// This file asks how often disputes, wars and deaths in conflict fall upon a set of states, year by year, with intervals and trend.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/measure/change"
	"comity/measure/stability"
	"comity/panel"
	"comity/states"
)

// StabilitySpec is what is asked of a set of states.
type StabilitySpec struct {
	Region, Set, Group string // one of them: a region or class, states with commas, a group
	From, To           int    // 0: since 1946, as far as the lists go
}

// strifeKind is a kind of event, taken with any member or between two.
type strifeKind struct {
	name, title string
	within      bool // between two members, per pair-year; else with any member, per state-year
	from, to    int
	source      string
	in          func(year int) []panel.Event
	counts      func(e panel.Event) bool
}

// MeasureStability measures rates of disputes, wars and deaths.
func (d *Desk) MeasureStability(ctx context.Context, s StabilitySpec) (*Measurement, error) {
	q := &stabilityQuestion{d: d, s: s}
	if err := q.open(); err != nil {
		return nil, err
	}
	return q.answer(ctx)
}

// stabilityQuestion is a question of a set of states with the lists.
type stabilityQuestion struct {
	d          *Desk
	s          StabilitySpec
	who        someStates
	indicators []strifeKind
	tolls      *panel.Tolls
	from, to   int
	absent     []string
	risks      map[string]risk
}

// risk is what was at risk in a year.
type risk struct {
	members []comity.State
	pairs   int
}

// open reads who is meant and finds the lists.
func (q *stabilityQuestion) open() error {
	var text []string
	for _, t := range []string{q.s.Region, q.s.Set, q.s.Group} {
		if t != "" {
			text = append(text, t)
		}
	}
	if len(text) != 1 {
		return errors.New("name whose stability: --region Eurasia, --set RUS,UKR,BLR or --group NATO, one of them (comity groups lists regions and groups)")
	}
	var err error
	if q.who, err = q.d.meant(text[0]); err != nil {
		return err
	}
	q.risks = map[string]risk{}
	q.lists()
	if len(q.indicators) == 0 && q.tolls == nil {
		return fmt.Errorf("none of the lists is here: %s; comity pull cow-mid-5-disputes ucdp-orgviolence-25.1 && comity build", strings.Join(q.absent, ", "))
	}
	return q.years()
}

// lists finds the lists of events.
func (q *stabilityQuestion) lists() {
	fatal := func(e panel.Event) bool { return e.Level >= 1 }
	for _, list := range []struct{ family, short, words string }{{"cow-mid-disputes", "cow", "Correlates of War"}, {"gml-mid-disputes", "gml", "Gibler, Miller and Little"}} {
		s, err := q.d.engine.Disputes(list.family)
		q.add(s, err, list.family, "disputes_"+list.short, "militarised disputes begun ("+list.words+")", true, nil)
		q.add(s, err, "", "fatal_"+list.short, "disputes begun in which somebody died ("+list.words+")", false, fatal)
	}
	s, err := q.d.engine.Wars()
	q.add(s, err, "cow-war-inter", "wars", "interstate wars begun (Correlates of War)", true, nil)
	s, err = q.d.engine.CivilWars()
	q.add(s, err, "cow-war-intra", "civil_wars", "intrastate wars begun (Correlates of War)", false, nil)
	if c, err := q.d.engine.ArmedConflicts(); err == nil {
		q.indicators = append(q.indicators, strifeKind{"conflicts", "armed conflicts active, from 25 battle deaths (UCDP/PRIO)", false, c.From, c.To, c.Source, c.In, nil})
	} else {
		q.absent = append(q.absent, "ucdp-acd")
	}
	if q.tolls, err = q.d.engine.Tolls(); err != nil {
		q.tolls = nil
		q.absent = append(q.absent, "ucdp-orgviolence")
	}
}

// add takes a list of events as an indicator with any member and, where asked, between members.
func (q *stabilityQuestion) add(s *panel.Strife, err error, family, name, title string, within bool, counts func(panel.Event) bool) {
	if err != nil {
		if family != "" {
			q.absent = append(q.absent, family)
		}
		return
	}
	by := map[int][]panel.Event{}
	for _, e := range s.Events {
		by[e.Year] = append(by[e.Year], e)
	}
	in := func(year int) []panel.Event { return by[year] }
	q.indicators = append(q.indicators, strifeKind{name, title, false, s.From, s.To, s.Source, in, counts})
	if within {
		q.indicators = append(q.indicators, strifeKind{name + "_within", title + ", between members", true, s.From, s.To, s.Source, in, counts})
	}
}

// years settles which are asked of, within those of the lists and those it is known for who is meant.
func (q *stabilityQuestion) years() error {
	first, last := 9999, 0
	for _, i := range q.indicators {
		first, last = min(first, i.from), max(last, i.to)
	}
	if q.tolls != nil {
		first, last = min(first, q.tolls.From), max(last, q.tolls.To)
	}
	q.from, q.to = orInt(q.s.From, 1946), min(last, orInt(q.s.To, last))
	if q.from > q.to || q.to < first {
		return fmt.Errorf("the lists here tell of %d to %d; none of these years was asked for", first, last)
	}
	q.who = q.who.over(comity.DayOf(q.from, 12, 31))
	if q.from = max(q.from, q.who.known.From.Year()); q.from > q.to {
		return fmt.Errorf("who belongs to %s is known from %s on; none of these years was asked for", q.who.words, q.who.known.From)
	}
	return nil
}

func orInt(x, usual int) int {
	if x == 0 {
		return usual
	}
	return x
}

// at gives who of some states was at risk in a year, worked out once.
func (q *stabilityQuestion) at(who someStates, year int) risk {
	key := fmt.Sprint(who.words, " ", year)
	r, ok := q.risks[key]
	if !ok {
		r.members, r.pairs = panel.AtRisk(who.in(year), year)
		slices.Sort(r.members)
		q.risks[key] = r
	}
	return r
}

// strifeCount is a kind of event over the years it covers.
type strifeCount struct {
	years, events []int
	exposure      []float64
}

func (c strifeCount) sum() (events int, exposure float64) {
	for i := range c.years {
		events, exposure = events+c.events[i], exposure+c.exposure[i]
	}
	return events, exposure
}

// part is the counts of some of the years.
func (c strifeCount) part(from, to int) strifeCount {
	return strifeCount{c.years[from:to], c.events[from:to], c.exposure[from:to]}
}

// count counts an indicator for some states.
func (q *stabilityQuestion) count(i strifeKind, who someStates) strifeCount {
	var c strifeCount
	for year := max(q.from, i.from); year <= min(q.to, i.to); year++ {
		r := q.at(who, year)
		n := 0
		for _, e := range i.in(year) {
			if (i.counts == nil || i.counts(e)) && touches(e, r.members, i.within) {
				n++
			}
		}
		exposure := float64(len(r.members))
		if i.within {
			exposure = float64(r.pairs)
		}
		c.years, c.events, c.exposure = append(c.years, year), append(c.events, n), append(c.exposure, exposure)
	}
	return c
}

// touches says whether an event is of one of the members, or between two of them.
func touches(e panel.Event, members []comity.State, within bool) bool {
	in := func(s comity.State) bool { _, ok := slices.BinarySearch(members, s); return ok }
	if !within {
		return slices.ContainsFunc(e.States, in)
	}
	return slices.ContainsFunc(e.Pairs, func(p [2]comity.State) bool { return in(p[0]) && in(p[1]) })
}

// answer counts and lays out.
func (q *stabilityQuestion) answer(ctx context.Context) (*Measurement, error) {
	m := newMeasurement(stability.Method, fmt.Sprintf("Disputes, wars and deaths in conflict of %s, %d-%d", q.who.words, q.from, q.to))
	m.choose("states", q.who.words)
	m.choose("state-years at risk", "members of the set that are members of the Correlates of War system in the year")
	for _, n := range q.who.notes {
		m.note("%s", upperFirst(n))
	}
	if len(q.absent) > 0 {
		m.note("Not in the store, so not counted: %s.", strings.Join(q.absent, ", "))
	}
	q.who.beyond(m, comity.DayOf(orInt(q.s.From, q.from), 12, 31), comity.DayOf(q.to, 12, 31))
	all := make([]strifeCount, len(q.indicators))
	for k, i := range q.indicators {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		all[k] = q.count(i, q.who)
		m.rests(i.source)
	}
	q.rateTable(m, all)
	q.yearTable(m, all)
	q.deathTable(m)
	if err := q.definitionTable(ctx, m); err != nil {
		return nil, err
	}
	q.memberTable(m)
	m.Answer.Limits = []string{
		"The numbers are of events that lists have recorded, of the kinds they record. They do not show tension that has not come to blows, coercion short of threats of force, who is right, or why something happened; few events are not trust.",
		"A rate says nothing of the size of an event: a shot at a fishing boat and an invasion are a dispute each. Deaths say it, and are counted where they fell, whoever fought, and for years of the source only.",
		"Disputes with any member include those with states outside the set; between members they do not. Larger sets have more pairs at risk that are not near each other, so that rates of sets of different size or distance are not alike.",
		"A trend describes the years it is made of: it is no forecast, and a list that ends does not say that events ended.",
	}
	return m, nil
}

// rateTable is a row an indicator: its rate over all years, its trend, and the second half of the years against the first.
func (q *stabilityQuestion) rateTable(m *Measurement, all []strifeCount) {
	var name, title []string
	var from, to, events []int
	var x [14][]float64
	put := func(i int, v float64) { x[i] = append(x[i], v) }
	for k, i := range q.indicators {
		c := all[k]
		if len(c.years) == 0 {
			m.note("%s: the list is of %d to %d, and no year asked for is among them.", upperFirst(i.title), i.from, i.to)
			continue
		}
		n, exposure := c.sum()
		rate := stability.RateOf(n, exposure)
		name, title, from, to, events = append(name, i.name), append(title, i.title), append(from, c.years[0]), append(to, c.years[len(c.years)-1]), append(events, n)
		for at, v := range []float64{exposure, rate.Value, rate.Low, rate.High} {
			put(at, v)
		}
		trend, ok := stability.TrendOf(c.years, c.events, c.exposure)
		if !ok {
			u := comity.NaN(comity.Undefined)
			trend = stability.Trend{Change: u, Low: u, High: u, Dispersion: u}
		}
		slope, p := medianSlope(c)
		half := len(c.years) / 2
		n1, e1 := c.part(0, half).sum()
		n2, e2 := c.part(half, len(c.years)).sum()
		ratio := stability.Ratio(n2, n1, e2, e1)
		for at, v := range []float64{trend.Change, trend.Low, trend.High, trend.Dispersion, slope, p, ratio.Value, ratio.Low, ratio.High} {
			put(4+at, number(v))
		}
		if k == 0 {
			q.finding(m, i, c, rate, trend, ok)
		}
	}
	m.table("rates", "Rates over the years, and their trend", textColumn("indicator", "indicator", name), wholeColumn("from", "first year", from), wholeColumn("to", "last year", to),
		wholeColumn("events", "events", events), realColumn("exposure", "state-years, or pair-years between members", "count", x[0]), realColumn("rate", "rate", "per year", x[1]), realColumn("low", "lower end of 95 %", "per year", x[2]), realColumn("high", "upper end of 95 %", "per year", x[3]),
		realColumn("change", "change a year (quasi-Poisson)", "part", x[4]), realColumn("change_low", "lower end of 95 %", "part", x[5]), realColumn("change_high", "upper end of 95 %", "part", x[6]), realColumn("dispersion", "dispersion", "ratio", x[7]),
		realColumn("slope", "median slope of the rate (Theil-Sen)", "per year", x[8]), realColumn("p", "p of no trend (Mann-Kendall, Hamed-Rao)", "chance", x[9]),
		realColumn("ratio", "rate of the second half over the first", "ratio", x[10]), realColumn("ratio_low", "lower end of 95 %", "ratio", x[11]), realColumn("ratio_high", "upper end of 95 %", "ratio", x[12]), textColumn("what", "what is counted", title))
}

// medianSlope is the median slope of the yearly rates, and the p of its test; undefined with fewer than eight years.
func medianSlope(c strifeCount) (slope, p float64) {
	var y, times []float64
	for i, year := range c.years {
		if c.exposure[i] > 0 {
			y, times = append(y, float64(c.events[i])/c.exposure[i]), append(times, float64(year))
		}
	}
	t, err := change.TrendOf(y, times, .95)
	if err != nil {
		u := comity.NaN(comity.Undefined)
		return u, u
	}
	return t.Slope, t.P
}

// finding says the first indicator in words.
func (q *stabilityQuestion) finding(m *Measurement, i strifeKind, c strifeCount, rate stability.Rate, trend stability.Trend, ok bool) {
	n, exposure := c.sum()
	if exposure == 0 {
		m.Answer.Finding = fmt.Sprintf("From %d to %d no state of the set was at risk (a member of the Correlates of War system): there is no rate.", c.years[0], c.years[len(c.years)-1])
		return
	}
	m.Answer.Finding = fmt.Sprintf("From %d to %d %s with a member: %.3f per state-year at risk (95 %%: %.3f to %.3f).", c.years[0], c.years[len(c.years)-1], countWords(n, "dispute began", "disputes began"), rate.Value, rate.Low, rate.High)
	if ok {
		m.Answer.Finding += fmt.Sprintf(" The rate changes by %+.1f %% a year (95 %%: %+.1f to %+.1f, dispersion %.1f).", 100*trend.Change, 100*trend.Low, 100*trend.High, trend.Dispersion)
	}
	if i.name != "disputes_cow" {
		m.Answer.Finding = strings.Replace(m.Answer.Finding, "disputes began with", "events ("+i.title+") with", 1)
	}
}

// yearTable is the series of all indicators.
func (q *stabilityQuestion) yearTable(m *Measurement, all []strifeCount) {
	var name []string
	var year, events []int
	var exposure, rate, low, high []float64
	for k, i := range q.indicators {
		c := all[k]
		values := make([]float64, len(c.years))
		for j := range c.years {
			r := stability.RateOf(c.events[j], c.exposure[j])
			values[j] = r.Value
			name, year, events, exposure = append(name, i.name), append(year, c.years[j]), append(events, c.events[j]), append(exposure, c.exposure[j])
			rate, low, high = append(rate, r.Value), append(low, r.Low), append(high, r.High)
		}
		if strings.HasPrefix(i.name, "disputes") && !i.within && len(c.years) > 1 {
			m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: upperFirst(i.title) + " with a member, per state-year", Unit: "per year", Series: []chart.Series{{Name: q.who.words, Years: c.years, Values: values}}})
		}
	}
	m.table("years", "By indicator and year", textColumn("indicator", "indicator", name), wholeColumn("year", "year", year), wholeColumn("events", "events", events), realColumn("exposure", "state-years, or pair-years between members", "count", exposure),
		realColumn("rate", "rate", "per year", rate), realColumn("low", "lower end of 95 %", "per year", low), realColumn("high", "upper end of 95 %", "per year", high))
}

// deathTable is deaths in organised violence by year.
func (q *stabilityQuestion) deathTable(m *Measurement) {
	if q.tolls == nil || q.from > q.tolls.To || q.to < q.tolls.From {
		return
	}
	m.rests(q.tolls.Source, "worldbank")
	var years, states, both []int
	var x [5][]float64 // best, low, high, inhabitants, per million
	for year := max(q.from, q.tolls.From); year <= min(q.to, q.tolls.To); year++ {
		var sum [4]float64
		n, peopled, killed := 0, 0, 0.0 // killed: of members with both figures
		for _, s := range q.at(q.who, year).members {
			best, low, high := q.tolls.Of(s, year)
			if best != best {
				continue
			}
			n++
			sum[0], sum[1], sum[2] = sum[0]+best, sum[1]+low, sum[2]+high
			if people := q.d.engine.Inhabitants(s, year); people == people {
				sum[3], killed = sum[3]+people, killed+best
				peopled++
			}
		}
		years, states, both = append(years, year), append(states, n), append(both, peopled)
		for i, v := range sum {
			if n == 0 || i == 3 && peopled == 0 {
				v = comity.NaN(comity.NotCovered)
			}
			x[i] = append(x[i], v)
		}
		per := comity.NaN(comity.NotCovered)
		if sum[3] > 0 {
			per = 1e6 * killed / sum[3]
		}
		x[4] = append(x[4], per)
	}
	m.table("deaths", "Deaths in organised violence on the territory of the members (UCDP)", wholeColumn("year", "year", years), wholeColumn("states", "members with a figure", states), realColumn("deaths", "deaths, central estimate", "persons", x[0]),
		realColumn("deaths_low", "low estimate", "persons", x[1]), realColumn("deaths_high", "high estimate", "persons", x[2]), realColumn("inhabitants", "inhabitants of members with a figure", "persons", x[3]), wholeColumn("peopled", "members with a figure and inhabitants", both), realColumn("per_million", "deaths per million inhabitants, of members with both", "per million", x[4]))
	if len(years) > 1 {
		m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: "Deaths in organised violence per million inhabitants", Unit: "per million", Series: []chart.Series{{Name: q.who.words, Years: years, Values: x[4]}}})
	}
}

// definitionTable is the rates under every definition of the states, where there are several.
func (q *stabilityQuestion) definitionTable(ctx context.Context, m *Measurement) error {
	if len(q.who.more) == 0 {
		return nil
	}
	var words, name []string
	var from, to, events []int
	var exposure, rate, low, high []float64
	for _, who := range append([]someStates{q.who}, q.who.more...) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, i := range q.indicators {
			known := *q
			known.from = max(q.from, who.known.From.Year())
			c := known.count(i, who)
			if len(c.years) == 0 {
				continue
			}
			n, at := c.sum()
			r := stability.RateOf(n, at)
			words, name, from, to, events = append(words, who.words), append(name, i.name), append(from, c.years[0]), append(to, c.years[len(c.years)-1]), append(events, n)
			exposure, rate, low, high = append(exposure, at), append(rate, r.Value), append(low, r.Low), append(high, r.High)
		}
	}
	m.table("definitions", "By definition of the states, each over the years it is known for", textColumn("definition", "who is meant", words), textColumn("indicator", "indicator", name), wholeColumn("from", "first year", from), wholeColumn("to", "last year", to),
		wholeColumn("events", "events", events), realColumn("exposure", "state-years, or pair-years between members", "count", exposure), realColumn("rate", "rate", "per year", rate), realColumn("low", "lower end of 95 %", "per year", low), realColumn("high", "upper end of 95 %", "per year", high))
	return nil
}

// memberTable is who was at risk, and in how many of the years.
func (q *stabilityQuestion) memberTable(m *Measurement) {
	type life struct{ first, last, years int }
	lives := map[comity.State]*life{}
	var who []comity.State
	for year := q.from; year <= q.to; year++ {
		for _, s := range q.at(q.who, year).members {
			if lives[s] == nil {
				lives[s], who = &life{first: year}, append(who, s)
			}
			lives[s].last = year
			lives[s].years++
		}
	}
	slices.Sort(who)
	n := len(who)
	id, name, first, last, years := make([]string, n), make([]string, n), make([]int, n), make([]int, n), make([]int, n)
	for i, s := range who {
		on := comity.DayOf(lives[s].last, 12, 31)
		id[i], name[i], first[i], last[i], years[i] = states.ID(s, on), states.Name(s, on), lives[s].first, lives[s].last, lives[s].years
	}
	m.table("members", "States at risk", textColumn("state", "state", id), textColumn("name", "name", name), wholeColumn("first", "first year", first), wholeColumn("last", "last year", last), wholeColumn("years", "years", years))
}
