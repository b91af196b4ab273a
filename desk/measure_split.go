package desk

// This file holds four measures of how split states are against their own history.

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/measure/blocs"
	"comity/measure/cohesion"
	"comity/measure/split"
	"comity/panel"
)

// SplitSpec is what the battery is asked for.
type SplitSpec struct {
	CallsSpec
	Set            string
	Since          string // a date: means before and after it are held against each other; empty: none
	From, To       int
	Source, Series string // of ideal points
	Runs           int
	Seed           uint64
}

// splitMeasure is one measure of the battery.
type splitMeasure struct {
	name, words, unit string
	split.Series
}

// wanted is how many of the measures must agree before anything is said, high the percentile from which a value is high.
// past is how many earlier values a percentile wants.
const wanted, high, past = 3, .9, 10

// MeasureSplit measures.
func (d *Desk) MeasureSplit(ctx context.Context, s SplitSpec) (*Measurement, error) {
	what := "the UN General Assembly"
	if s.Set != "" {
		what = insideWords(s.Set) + " in the UN General Assembly"
	}
	if s.Runs = cmp.Or(s.Runs, 50); s.Runs < 2 || s.Runs > mostRuns {
		return nil, fmt.Errorf("--runs %d: 2 to %d; how far runs agree cannot be told of fewer", s.Runs, mostRuns)
	}
	m := newMeasurement(split.Method, "How split is "+what+yearsAfter(s.From, s.To)+"?")
	q := &splitQuestion{d: d, s: s, m: m}
	if s.Since != "" {
		day, err := comity.ParseDate(s.Since)
		if err != nil {
			return nil, fmt.Errorf("--since %q: want a date as 1991-12-25", s.Since)
		}
		q.since = day.Day
		m.choose("since", s.Since+": a year is after where its first roll call (of ideal points: of its session) is on the day or later")
	}
	if err := q.votes(ctx); err != nil {
		return nil, err
	}
	if err := q.points(); err != nil {
		return nil, err
	}
	if err := q.reached(); err != nil {
		return nil, err
	}
	q.tables()
	m.Answer.Limits = []string{"No number here says what made a change, and a change after a date need not be one because of it.",
		"Four measures of one set of votes are not four independent witnesses: der and sd are of the same points, q and contested of the same roll calls.",
		"A more divided agenda looks like a more divided Assembly; ideal points allow for the agenda, the others do not."}
	return m, nil
}

// reached refuses a date after which there is nothing.
func (q *splitQuestion) reached() error {
	last := 0
	for _, i := range q.list {
		for _, year := range i.Years {
			if q.after[year] {
				return nil
			}
			last = max(last, year)
		}
	}
	if q.since == 0 || last == 0 {
		return nil
	}
	return fmt.Errorf("--since %s: the last year measured is %d, and no year is after the date; name an earlier one", q.s.Since, last)
}

// splitQuestion is a question with what was found so far.
type splitQuestion struct {
	d     *Desk
	s     SplitSpec
	m     *Measurement
	since comity.Day
	after map[int]bool // years that are after the date
	list  []splitMeasure
}

// votes measures the networks and tallies of the sessions.
func (q *splitQuestion) votes(ctx context.Context) error {
	options, err := q.s.options(q.d, q.m)
	if err != nil {
		return err
	}
	nets, err := q.d.engine.Nets(panel.NetSpec{Of: "votes", Options: options, Scope: scopeOf(q.s.Set)})
	if err != nil {
		return q.d.absence("split", err)
	}
	q.m.rests(nets.Sources...)
	q.after = map[int]bool{}
	for _, n := range nets.Years {
		q.after[n.Year] = n.Days.From >= q.since
	}
	o := blocs.Options{Runs: q.s.Runs, Seed: q.s.Seed}
	q.m.choose("runs, seed of the search for blocs", fmt.Sprintf("%d, %d", o.Runs, o.Seed))
	x, err := nets.Only(q.s.From, q.s.To).Search(ctx, o)
	if err != nil {
		return err
	}
	modularity := splitMeasure{name: "q", words: "signed modularity of agreement", unit: "-1 to 1"}
	contested := splitMeasure{name: "contested", words: "share of contested roll calls", unit: "share"}
	var few []string
	for i, n := range x.Years {
		if n.Calls < fewCalls {
			few = append(few, fmt.Sprint(n.Year))
			continue
		}
		modularity.add(n.Year, x.Found[i].Q)
		contested.add(n.Year, cohesion.Summarise(n.Tallies, .25).Contested)
	}
	if len(few) > 0 {
		q.m.note("Fewer than %d roll calls in %s: q and contested leave it out.", fewCalls, strings.Join(few, ", "))
	}
	q.list = append(q.list, modularity, contested)
	return nil
}

func (i *splitMeasure) add(year int, x float64) {
	i.Years, i.Values = append(i.Years, year), append(i.Values, x)
}

// points measures the ideal points.
func (q *splitQuestion) points() error {
	p, err := q.d.engine.Positions(panel.PositionSpec{Options: PolarisationSpec{Source: q.s.Source, Series: q.s.Series}.options(), Scope: scopeOf(q.s.Set)})
	if err != nil {
		return q.d.absence("split", err)
	}
	q.m.rests(p.Sources...)
	q.m.choose("ideal points", p.Source)
	der := splitMeasure{name: "der", words: "polarisation of ideal points (Duclos, Esteban and Ray)", unit: "points^(1/2)"}
	sd := splitMeasure{name: "sd", words: "standard deviation of ideal points", unit: "points"}
	for year := p.From; year <= p.To; year++ {
		of := p.In(year)
		if !within(year, q.s.From, q.s.To) || len(of.States) == 0 {
			continue
		}
		x := of.Measured()
		der.add(year, x.DER(.5, 0))
		sd.add(year, x.SD())
		if _, there := q.after[year]; !there && q.since != 0 {
			q.after[year] = comity.DayOf(year, 12, 31) >= q.since
		}
	}
	q.list = append([]splitMeasure{der}, append(q.list, sd)...)
	return nil
}

// tables lays the measures side by side, and says how many agree.
func (q *splitQuestion) tables() {
	var name []string
	var n, last []int
	var numbers [12][]float64
	up, down, highs, rising, falling, used, long := 0, 0, 0, 0, 0, 0, 0
	for _, i := range q.list {
		at, trend := i.Standing(), i.Trend()
		if at.N == 0 {
			q.m.note("%s has no value in these years.", i.name)
		} else {
			used++
		}
		if at.N > past {
			long++
		} else {
			at.Percentile = comity.NaN(comity.Undefined)
		}
		difference, before, after := q.difference(i)
		name, n, last = append(name, i.name), append(n, at.N), append(last, at.Year)
		for k, x := range []float64{at.Value, at.Percentile, trend.Value, trend.SE, trend.Low, trend.High, before, after, difference.Value, difference.SE, difference.Low, difference.High} {
			numbers[k] = append(numbers[k], x)
		}
		up, down = up+one(difference.Clear() > 0), down+one(difference.Clear() < 0)
		rising, falling = rising+one(trend.Clear() > 0), falling+one(trend.Clear() < 0)
		highs += one(at.Percentile >= high)
	}
	columns := []*frame.Column{textColumn("measure", "measure", name), wholeColumn("years", "years with a value", n), wholeColumn("last", "the last of them", last)}
	for k, c := range [][2]string{{"value", "its value"}, {"percentile", "share of the earlier values below it"}, {"trend", "change a year"}, {"trend_se", "its standard error"}, {"trend_low", "95 % interval"}, {"trend_high", "95 % interval"},
		{"before", "mean before the date"}, {"after", "mean after it"}, {"difference", "after less before"}, {"difference_se", "its standard error"}, {"difference_low", "95 % interval"}, {"difference_high", "95 % interval"}} {
		if q.since == 0 && k >= 6 {
			break
		}
		columns = append(columns, realColumn(c[0], c[1], "", numbers[k]))
	}
	q.m.table("battery", "Four measures against their own history", columns...)
	q.series()
	q.m.Answer.Finding = q.finding(up, down, highs, rising, falling, used, long)
	if used < len(q.list) {
		q.m.note("Only %d of four measures can be made here.", used)
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// difference holds the years after the date against those before.
func (q *splitQuestion) difference(i splitMeasure) (e split.Estimate, before, after float64) {
	nan := comity.NaN(comity.NotApplicable)
	if q.since == 0 {
		return split.Estimate{Value: nan, SE: nan, Low: nan, High: nan}, nan, nan
	}
	var sum, count [2]float64
	for k, x := range i.Values {
		if x == x {
			side := one(q.after[i.Years[k]])
			sum[side], count[side] = sum[side]+x, count[side]+1
		}
	}
	if count[1] < 3 {
		q.m.note("%s has %g values after the date: too few to hold much against the years before.", i.name, count[1])
	}
	part := func(side int) float64 {
		if count[side] == 0 {
			return comity.NaN(comity.Undefined)
		}
		return sum[side] / count[side]
	}
	return i.Difference(func(year int) bool { return q.after[year] }), part(0), part(1)
}

// finding says in one sentence how many agree.
func (q *splitQuestion) finding(up, down, highs, rising, falling, used, long int) string {
	agree := func(n int) string {
		if n >= wanted {
			return "at least three agree"
		}
		return "fewer than three agree"
	}
	text := fmt.Sprintf("%d of %d measures stand at or above the 90th percentile of their own past (%s)", highs, long, agree(highs))
	if long == 0 {
		text = fmt.Sprintf("Where the last year stands in the past of the measures cannot be told: none has %d earlier years", past)
	} else if long < used {
		text += fmt.Sprintf(", and of %d it cannot be told, with fewer than %d earlier years", used-long, past)
	}
	text += fmt.Sprintf("; %d have a rising and %d a falling trend whose 95 %% interval leaves zero out.", rising, falling)
	if q.since == 0 {
		return text
	}
	return text + fmt.Sprintf(" Since %s %d are clearly higher and %d clearly lower than before (%s).", q.s.Since, up, down, agree(max(up, down)))
}

// series is the table of the measures by year.
func (q *splitQuestion) series() {
	at := map[int]int{}
	first, last := 0, 0
	for _, i := range q.list {
		for _, y := range i.Years {
			if first == 0 || y < first {
				first = y
			}
			last = max(last, y)
			at[y] = 1
		}
	}
	var years, after []int
	for y := first; y <= last && first > 0; y++ {
		if at[y] == 1 {
			years, after = append(years, y), append(after, one(q.after[y] && q.since != 0))
		}
	}
	columns := []*frame.Column{wholeColumn("year", "year", years), wholeColumn("after", "1 where it is after the date", after)}
	for _, i := range q.list {
		by := map[int]float64{}
		for k, y := range i.Years {
			by[y] = i.Values[k]
		}
		xs := make([]float64, len(years))
		for k, y := range years {
			x, ok := by[y]
			if xs[k] = x; !ok {
				xs[k] = comity.NaN(comity.NotCovered)
			}
		}
		columns = append(columns, realColumn(i.name, i.words, i.unit, xs))
		q.m.Answer.Charts = append(q.m.Answer.Charts, &chart.Line{Title: i.words, Unit: "number", Series: []chart.Series{{Name: i.name, Years: years, Values: xs}}})
	}
	q.m.table("series", "The measures by year", columns...)
}
