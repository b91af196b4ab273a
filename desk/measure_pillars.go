package desk

// This file lays a relation out in three pillars: each indicator among all pairs of a year and in the pair's own history, and, where it
// is asked for, an index with its band.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/measure/society"
	"comity/measure/thirdparty"
	"comity/panel"
	"comity/states"
)

// PillarsSpec is what is asked of a relation.
type PillarsSpec struct {
	States []string // the pair
	Year   int      // 0: the last in which most indicators of every pillar are known
	Index  bool
	Seed   uint64
}

// pillarNames are the pillars, in order.
var pillarNames = []string{"politics", "economy", "culture"}

// indicator is one indicator of closeness of a pair. It is worked out from one column read in both directions, the values of the first
// state's row and of the second's.
type indicator struct {
	pillar   int
	name     string
	title    string
	unit     string
	column   string
	of       func(x, y float64) float64
	closer   float64 // +1: more is closer; -1: more is farther
	goals    [2]float64
	relative float64 // relative standard error of a value
	votes    bool    // a share of roll calls
	thin     string  // why little rests on it; empty where nothing is to be said
}

var open2 = [2]float64{math.NaN(), math.NaN()} // goalposts by all pairs

// either takes the value of one direction where both are one, and the larger of two flows.
func either(x, y float64) float64 { return worstOr(x, y, math.Max) }

// larger takes the flow that is known where the other is not.
func larger(x, y float64) float64 {
	switch {
	case x != x:
		return y
	case y != y:
		return x
	}
	return max(x, y)
}

// worstOr is f of two numbers, or the graver of the reasons why one is missing.
func worstOr(x, y float64, f func(x, y float64) float64) float64 {
	if why := comity.Worst(comity.Why(x), comity.Why(y)); why != comity.Present {
		return comity.NaN(why)
	}
	return f(x, y)
}

// mirrorError is the standard error of a figure of trade whose two reports differ by ten percent (mirror data), as nine in ten do.
const mirrorError = 0.10 / 1.645

// indicators are those of the three pillars.
var indicators = []indicator{
	{0, "agreement", "agreement in the UN General Assembly, all roll calls", "share", "vote.agreement:calls=all", either, +1, [2]float64{0, 1}, 0, true, ""},
	{0, "ideal", "distance of ideal points in the UN General Assembly", "points", "ideal.distance", either, -1, open2, 0, false, ""},
	{0, "treaties", "treaties of comity's list that bind the two", "count", "treaty.count", either, +1, open2, 0, false, "the list is chosen, not complete"},
	{0, "peace", "years without a militarised dispute between the two", "years", "dispute.cow_spell", either, +1, open2, 0, false, ""},
	{0, "rivalry", "a strategic rivalry between the two", "0/1", "rivalry.tss_ongoing", either, -1, [2]float64{-1, 0}, 0, false, ""},
	{1, "dependence", "trade over GDP, the lesser of the two (weak link)", "share", "trade.weak_link", either, +1, open2, mirrorError, false, ""},
	{1, "symmetry", "1 less the difference of the shares in each other's trade", "0-1", "trade.symmetry", either, +1, [2]float64{0, 1}, 0, false, ""},
	{1, "agreements", "preferential trade agreements in force", "count", "pta.count", either, +1, open2, 0, false, ""},
	{1, "investment", "investment treaties in force", "count", "bit.count", either, +1, open2, 0, false, ""},
	{2, "students", "students of one at schools of the other, the larger flow known", "persons", "oecd-students.students", larger, +1, open2, 0, false, "few years, hosts of the OECD alone"},
	{2, "languages", "distance of the languages of two people drawn from the two", "0-1", "linguistic-distance.linguistic.distance", either, -1, [2]float64{-1, 0}, 0, false, "the same in every year"},
	{2, "values", "distance in cultural dimensions", "index", "culture.distance", either, -1, open2, 0, false, "the same in every year, by surveys of one firm's staff at first"},
}

// votesBehind is beside the indicators of a year: the roll calls in which both voted.
var votesBehind = indicator{name: "n", column: "vote.common:calls=all", of: either}

// pairYear is columns of a pair in a year, put together, and as they are in both directions. The first state has the lower number.
type pairYear struct {
	a, b           int16
	year           int
	values         []float64
	forward, backw []float64
}

// MeasurePillars lays the relation of two states out.
func (d *Desk) MeasurePillars(ctx context.Context, s PillarsSpec) (*Measurement, error) {
	if len(s.States) != 2 {
		return nil, errors.New("name the two states of a pair, as RUS CHN")
	}
	if s.Year > Reach.Year() {
		return nil, &OutsideError{comity.DayOf(s.Year, 12, 31)}
	}
	who, notes, err := resolve(s.States[0], s.States[1], comity.NoDay)
	if err != nil {
		return nil, err
	}
	q := &pillarsQuestion{d: d, s: s, who: who}
	if q.own, err = q.rows(ctx, PanelSpec{Scope: []string{strings.Join(s.States, ",")}, ExtendTo: Reach.Year()}); err != nil {
		return nil, err
	}
	if err := q.chooseYear(); err != nil {
		return nil, err
	}
	q.m = newMeasurement(society.Pillars, fmt.Sprintf("%s and %s in %d, in three pillars", q.name(0), q.name(1), q.year))
	for _, n := range notes {
		q.m.note("%s", n)
	}
	all, err := q.rows(ctx, PanelSpec{From: q.year, To: q.year, ExtendTo: max(q.year, 2016)})
	if err != nil {
		return nil, err
	}
	q.m.rests(q.from...)
	at := slices.IndexFunc(all, q.isPair)
	if at < 0 {
		return nil, fmt.Errorf("%s and %s were not both states of the list in %d; they were in %s", q.name(0), q.name(1), q.year, q.years())
	}
	p, err := population(all)
	if err != nil {
		return nil, err
	}
	q.dashboard(p, all[at])
	if s.Index {
		q.index(p, all[at], at)
	}
	q.finish()
	return q.m, nil
}

// pillarsQuestion is a question of one relation.
type pillarsQuestion struct {
	d    *Desk
	s    PillarsSpec
	who  []comity.State
	own  []pairYear // year by year
	year int
	from []string
	book string // of trade, the same for the pair's own years and for all pairs
	m    *Measurement
}

func (q *pillarsQuestion) name(i int) string {
	return states.Name(q.who[i], comity.DayOf(q.year, 12, 31))
}

func (q *pillarsQuestion) isPair(r pairYear) bool {
	is := func(code int16, i int) bool { return slices.Contains(panel.Keys(q.who[i]), comity.State(code)) }
	return is(r.a, 0) && is(r.b, 1) || is(r.a, 1) && is(r.b, 0)
}

// years names the years the pair has rows in.
func (q *pillarsQuestion) years() string {
	if len(q.own) == 0 {
		return "no year"
	}
	return fmt.Sprintf("%d to %d", q.own[0].year, q.own[len(q.own)-1].year)
}

// rows gives the indicators of pairs, and the roll calls behind their votes.
func (q *pillarsQuestion) rows(ctx context.Context, s PanelSpec) ([]pairYear, error) {
	s.Book = q.book
	out, by, err := q.d.pairRows(ctx, s, append(slices.Clone(indicators), votesBehind))
	q.from, q.book = append(q.from, by.sources...), by.book
	return out, err
}

// behindRows is what rows of pairs rest on: sources, and the one book of trade.
type behindRows struct {
	sources []string
	book    string
}

// pairRows gives columns of pairs, each pair once a year, in the order of years and pairs, and what they rest on.
func (d *Desk) pairRows(ctx context.Context, s PanelSpec, list []indicator) (out []pairYear, by behindRows, err error) {
	s.Unit, s.Directed, s.Absent, s.Columns = "dyad-year", true, "missing", nil
	for _, c := range list {
		s.Columns = append(s.Columns, c.name+"="+c.column)
	}
	p, err := d.Panel(ctx, s)
	if err != nil {
		return nil, by, err
	}
	by.book = p.Book()
	for _, c := range p.Columns {
		for _, id := range p.Behind(c) {
			if len(d.rec.Source(id)) > 0 {
				by.sources = append(by.sources, id)
			}
		}
	}
	type place struct {
		a, b int16
		year int
	}
	cells := map[place][]float64{}
	var order []place
	err = p.Table().Each(ctx, func(_ int, f *frame.Frame) error {
		a, b, year := f.Column("ccode1"), f.Column("ccode2"), f.Column("year")
		for row := range f.Rows {
			at := place{int16(a.At(row)), int16(b.At(row)), int(year.At(row))}
			if at.a < at.b {
				order = append(order, at)
			}
			xs := make([]float64, len(list))
			for k, c := range list {
				xs[k] = missingOr(f.Column(c.name).At(row))
			}
			cells[at] = xs
		}
		return nil
	})
	for _, at := range order {
		r := pairYear{a: at.a, b: at.b, year: at.year, forward: cells[at], backw: cells[place{at.b, at.a, at.year}]}
		if r.backw == nil {
			continue
		}
		for k, c := range list {
			r.values = append(r.values, comity.NaN(comity.NotApplicable))
			if c.of != nil {
				r.values[k] = c.of(r.forward[k], r.backw[k])
			}
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y pairYear) int { return cmp.Compare(x.year, y.year) })
	return out, by, err
}

// missingOr gives a cell as comity has its reasons.
func missingOr(x float64) float64 {
	if l := frame.Letter(x); l != 0 {
		return comity.NaN(comity.Missing(l))
	}
	return x
}

// coverage counts how many indicators of each pillar are known.
func (r pairYear) coverage() (known, all [3]int) {
	for k, c := range indicators {
		all[c.pillar]++
		if x := r.values[k]; x == x {
			known[c.pillar]++
		}
	}
	return known, all
}

// chooseYear takes the year asked for, or the last in which two thirds of every pillar are known, or else the one with the most.
func (q *pillarsQuestion) chooseYear() error {
	if q.year = q.s.Year; q.year != 0 {
		return nil
	}
	most := -1
	for i := len(q.own) - 1; i >= 0; i-- {
		known, all := q.own[i].coverage()
		whole, sum := true, 0
		for k := range known {
			whole, sum = whole && 3*known[k] >= 2*all[k], sum+known[k]
		}
		if whole {
			q.year = q.own[i].year
			return nil
		}
		if sum > most {
			most, q.year = sum, q.own[i].year
		}
	}
	if q.year == 0 {
		return fmt.Errorf("%s and %s were never states of the list on the same day", states.Name(q.who[0], LastDay), states.Name(q.who[1], LastDay))
	}
	return nil
}

// population turns the indicators so that more is closer.
func population(all []pairYear) (*society.Population, error) {
	p := &society.Population{Pillars: len(pillarNames)}
	for k, c := range indicators {
		xs := make([]float64, len(all))
		for i, r := range all {
			xs[i] = c.closer * r.values[k]
		}
		p.Pillar, p.X, p.Goals = append(p.Pillar, c.pillar), append(p.X, xs), append(p.Goals, c.goals)
	}
	return p, p.Prepare()
}

// dashboard is each indicator among all pairs and in the pair's own history.
func (q *pillarsQuestion) dashboard(p *society.Population, r pairYear) {
	var pillar, name, title, unit, label, why, own, column []string
	var value, among, history []float64
	var pairs []int
	for k, c := range indicators {
		x := r.values[k]
		pillar, name, title, unit = append(pillar, pillarNames[c.pillar]), append(name, c.name), append(title, c.title), append(unit, c.unit)
		value, pairs, column = append(value, x), append(pairs, p.Known(k)), append(column, c.column)
		among = append(among, reasonOr(x, p.Percentile(k, c.closer*x)))
		past, years := q.history(k)
		history, own = append(history, reasonOr(x, thirdparty.Place(past, c.closer*x))), append(own, years)
		short, long := c.label(x, p.Known(k))
		label, why = append(label, short), append(why, long)
	}
	q.m.table("indicators", fmt.Sprintf("Indicators of closeness in %d: among all pairs of the year, and among the pair's own years", q.year),
		textColumn("pillar", "pillar", pillar), textColumn("indicator", "indicator", name), realColumn("value", "value", "", value), textColumn("unit", "unit", unit),
		realColumn("among", "share of all pairs that are less close by it, those equal counted half", "", among), wholeColumn("pairs", "pairs that have it", pairs),
		realColumn("own", "share of the pair's own years up to this one in which it was less close by it", "", history), textColumn("years", "own years with a value", own), textColumn("label", "what to mind", label))
	q.m.table("legend", "What each indicator is", textColumn("indicator", "indicator", name), textColumn("what", "what it is", title), textColumn("column", "column", column), textColumn("mind", "what to mind", why))
	known, all := r.coverage()
	for i, n := range known {
		if 3*n < 2*all[i] {
			q.m.note("The pillar of %s is thin: %d of its %d indicators are known.", pillarNames[i], n, all[i])
		}
	}
}

// label says what to mind of an indicator, in a word and in full.
func (c indicator) label(x float64, pairs int) (short, long string) {
	switch {
	case pairs == 0:
		return "not here", "no pair has it in the record here: comity column " + strings.SplitN(c.column, ":", 2)[0] + " says which source brings it"
	case x != x:
		return "missing", comity.Why(x).String()
	case c.thin != "":
		return "thin", c.thin
	}
	return "", ""
}

// reasonOr is a number, or the reason why the value behind it is missing.
func reasonOr(x, number float64) float64 {
	switch {
	case x != x:
		return x
	case number != number:
		return comity.NaN(comity.Undefined)
	}
	return number
}

// history gives an indicator in the years up to the one asked for, turned so that more is closer, and names the years.
func (q *pillarsQuestion) history(k int) (past []float64, years string) {
	from, to := 0, 0
	for _, r := range q.own {
		x := r.values[k]
		if r.year > q.year || x != x {
			continue
		}
		if past = append(past, indicators[k].closer*x); from == 0 {
			from = r.year
		}
		to = r.year
	}
	if len(past) == 0 {
		return nil, "none"
	}
	return past, fmt.Sprintf("%d: %d-%d", len(past), from, to)
}

// index is the index of the pair, with its band and never without.
func (q *pillarsQuestion) index(p *society.Population, r pairYear, at int) {
	votes := r.values[len(indicators)]
	own := society.Own{Pair: at, Error: make([]float64, len(indicators))}
	for k, c := range indicators {
		x := r.values[k]
		switch {
		case c.votes && votes > 0:
			own.Error[k] = math.Sqrt(x * (1 - x) / votes)
		case c.relative > 0 && x == x:
			own.Error[k] = c.relative * x
		}
	}
	known, all := r.coverage()
	b := p.Banded(own, cmp.Or(q.s.Seed, 1))
	if b.Index != b.Index {
		var lacks []string
		for i, n := range known {
			if 3*n < 2*all[i] {
				lacks = append(lacks, fmt.Sprintf("%s has %d of %d indicators", pillarNames[i], n, all[i]))
			}
		}
		q.m.note("No index: a pillar needs two thirds of its indicators, and %s.", strings.Join(lacks, ", "))
		return
	}
	q.m.Answer.Finding = fmt.Sprintf("Index %.0f, but anything from %.0f to %.0f by how it is put together; of %s pairs %.0f %% are below it, anything from %.0f %% to %.0f %%.",
		b.Index, b.Low, b.High, thousands(b.Pairs), 100*b.Place, 100*b.PlaceLow, 100*b.PlaceHigh)
	q.m.table("index", "The index with its band: 5 to 95 percent of the ways to put it together",
		textColumn("what", "what", []string{"index", "share of pairs below"}), realColumn("usual", "by ranks, geometric mean, pillars alike", "", []float64{b.Index, b.Place}),
		realColumn("low", "5 percent", "", []float64{b.Low, b.PlaceLow}), realColumn("high", "95 percent", "", []float64{b.High, b.PlaceHigh}), wholeColumn("n", "draws; pairs", []int{b.Draws, b.Pairs}))
	q.m.table("chances", "The chance of its rank among all pairs, over the ways to put it together", textColumn("rank", "rank", []string{"above half of all pairs", "among the highest tenth", "among the highest hundredth"}),
		realColumn("chance", "chance", "", []float64{b.AboveMedian, b.TopTenth, b.TopHundred}))
	q.m.table("sensitivity", "What makes the spread of the index", textColumn("choice", "choice", b.Factors), realColumn("first", "share it makes by itself", "", undefinedAll(b.First)), realColumn("total", "share with all it takes part in", "", undefinedAll(b.Total)))
	q.coherence(p.Cohere())
}

// undefinedAll gives numbers as cells.
func undefinedAll(xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = number(x)
	}
	return out
}

// coherence tells whether the pillars go together, and what weighs in effect. What a pillar of the pair comes to is not told: it would
// be a number without its band.
func (q *pillarsQuestion) coherence(c society.Coherence) {
	columns := []*frame.Column{textColumn("pillar", "pillar", pillarNames)}
	for i, name := range pillarNames {
		columns = append(columns, realColumn("r_"+name, "correlation with "+name+" over all pairs", "", undefinedAll(c.Pillars[i])))
	}
	q.m.table("pillars", "How the pillars go together over all pairs", columns...)
	var names []string
	for _, k := range indicators {
		names = append(names, k.name)
	}
	q.m.table("importance", "How much each indicator weighs in effect", textColumn("indicator", "indicator", names), realColumn("r2", "squared correlation with the index over all pairs", "", undefinedAll(c.Importance)), wholeColumn("n", "pairs", c.ImportanceN))
	q.m.note("Cronbach's alpha of the three pillars is %s over %s pairs.", plain(c.Alpha), thousands(c.N))
	if c.Least < 0.2 {
		q.m.note("The three pillars do not measure one thing: over all pairs the least correlation of two is %s.", signed(c.Least))
	}
}

// finish says what was chosen and what is not shown.
func (q *pillarsQuestion) finish() {
	q.m.choose("year", fmt.Sprintf("%d%s", q.year, map[bool]string{true: " (the last in which two thirds of every pillar are known, or else most)", false: ""}[q.s.Year == 0]))
	q.m.choose("pairs", "all pairs of the Correlates of War list in the year")
	if q.book != "" {
		q.m.choose("book of trade", q.book)
	}
	q.m.choose("seed", fmt.Sprint(cmp.Or(q.s.Seed, 1)))
	q.m.Answer.Limits = []string{
		"A percentile says where a pair stands among pairs, not how much closeness there is; most pairs of states hardly meet.",
		"The indicators are those there are figures for. Students, languages and values are what is at hand of culture, not what culture is.",
	}
	if !q.s.Index {
		q.m.Answer.Limits = append(q.m.Answer.Limits, "No number stands for the whole: --index works one out, with the band the choices behind it leave.")
	}
}
