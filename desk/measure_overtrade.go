package desk

// This file holds trade against what structural gravity expects: it puts a book's flows and what pairs are to each other into matrices,
// has measure/gravity fit them without a pair, and lays out the series of the pair, or all pairs.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/formula"
	"comity/measure/gravity"
	"comity/panel"
	"comity/states"
)

// OverTradeSpec is what is asked for.
type OverTradeSpec struct {
	States   []string // a pair; none: all pairs
	From, To int
	Book     string
	Ties     []string // names of gravityTies; none: all
	Draws    int
	Seed     uint64
	Level    float64
	Refit    string // of all pairs, which are fitted anew: a key of refits; empty: hard
}

// gravityTies are what pairs are to each other besides their sizes: the variable of CEPII's GeoDist, and whether its logarithm is taken.
var gravityTies = []struct {
	name, variable, words string
	log                   bool
}{
	{"distance", "distance.weighted", "logarithm of the distance between cities, weighted by their people", true},
	{"border", "border.common", "a common border", false},
	{"language", "language.official.common", "a common official language", false},
	{"colony", "colony.ever", "one was ever a colony of the other", false},
	{"coloniser", "coloniser.common", "a common coloniser after 1945", false},
}

// refits are the ways all pairs are left out, and their words.
var refits = map[string]struct {
	how   gravity.How
	words string
}{
	"none": {gravity.OneStep, "each left out by one step of Newton's method from the fit of all, which is rough for those that pull the fit hard"},
	"hard": {gravity.HardAnew, "each left out: by one step of Newton's method from the fit of all; fitted anew where the step is long or the pair pulls hard"},
	"all":  {gravity.AllAnew, "each left out and all others fitted anew"},
}

const geoDist = "cepii-geodist"

// Bounds of what is asked for at once.
const (
	mostGravityYears = 60
	mostDraws        = 10_000
)

// MeasureOverTrade holds trade against gravity.
func (d *Desk) MeasureOverTrade(ctx context.Context, s OverTradeSpec) (*Measurement, error) {
	s.Level, s.Refit = cmp.Or(s.Level, .95), cmp.Or(s.Refit, "hard")
	switch {
	case len(s.States) != 0 && len(s.States) != 2:
		return nil, errors.New("name the two states of a pair, as RUS CHN; or none, with --all")
	case s.Draws < 0 || s.Draws > mostDraws:
		return nil, fmt.Errorf("--draws %d: want 0 to %d", s.Draws, mostDraws)
	case refits[s.Refit].words == "":
		return nil, fmt.Errorf("--refit %q: want none, hard or all", s.Refit)
	case !(s.Level > 0 && s.Level < 1):
		return nil, fmt.Errorf("the level of intervals is a share of one, as 0.95; %v is none", s.Level)
	}
	book, err := d.engine.TradeBook(s.Book, cmp.Or(s.From, 1), cmp.Or(s.To, 9999))
	if err != nil {
		return nil, err
	}
	last := min(cmp.Or(s.To, book.To), book.To)
	first := max(cmp.Or(s.From, s.firstYear(last)), book.From)
	if first > last || last-first+1 > mostGravityYears {
		return nil, fmt.Errorf("%s covers %d to %d, and up to %d years are fitted at once: name some of them with --years", book.Source, book.From, book.To, mostGravityYears)
	}
	if len(s.States) == 2 {
		return d.overTradeOf(ctx, s, book, first, last)
	}
	return d.overTradeOfAll(ctx, s, book, first, last)
}

// firstYear is the first year where none is named: of a pair the series before the last, of all pairs the last alone.
func (s OverTradeSpec) firstYear(last int) int {
	if len(s.States) == 2 && s.To == 0 {
		return last - 24
	}
	return last
}

// gravityYear is gravity of a year, made ready.
type gravityYear struct {
	year      int
	at        comity.Day
	trade     panel.TradeMatrix
	terms     []string
	sources   []string
	problem   *gravity.Problem
	full      *gravity.Fit
	uncovered int // flows known of pairs without all covariates
}

// gravityOf fits a year of all pairs.
func (d *Desk) gravityOf(book string, year int, ties []string) (*gravityYear, error) {
	g := &gravityYear{year: year, at: comity.DayOf(year, 12, 31)}
	var err error
	if g.trade, err = d.engine.TradeMatrix(book, year); err != nil {
		return nil, err
	}
	f := gravity.Flows{N: len(g.trade.States), Y: g.trade.Flows}
	for _, tie := range gravityTies {
		if len(ties) > 0 && !slices.Contains(ties, tie.name) {
			continue
		}
		x, source, err := d.engine.PairMatrix(geoDist, tie.variable, g.trade.States, year)
		if err != nil {
			return nil, d.named(err)
		}
		if tie.log {
			for i := range x {
				x[i] = math.Log(x[i])
			}
		}
		g.sources = []string{source}
		f.X, f.Names = append(f.X, x), append(f.Names, tie.name)
	}
	g.terms = f.Names
	if g.problem, err = gravity.New(f); err == nil {
		g.full, err = g.problem.Fit(nil, gravity.NoPair, nil, nil)
	}
	if err != nil {
		return nil, fmt.Errorf("%s, %d: %w", book, year, err)
	}
	g.uncovered = g.trade.Known - g.problem.Cells
	return g, nil
}

// named puts the ids of sources where an error has families.
func (d *Desk) named(err error) error {
	if absent := new(panel.AbsentError); errors.As(err, &absent) {
		cat := d.catalogue()
		for i, name := range absent.Sources {
			absent.Sources[i] = cat.Newest(name)
		}
	}
	return err
}

// checkTies holds the names of ties to those there are.
func checkTies(names []string) error {
	var known []string
	for _, t := range gravityTies {
		known = append(known, t.name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return fmt.Errorf("--ties: no tie is called %q%s; there are %s", name, formula.Meant(name, known), strings.Join(known, ", "))
		}
	}
	return nil
}

// place finds a state in a year's matrix, under any key it has had.
func (g *gravityYear) place(s comity.State) int {
	for _, key := range panel.Keys(s) {
		if i := slices.Index(g.trade.States, key); i >= 0 {
			return i
		}
	}
	return -1
}

// flow is a flow of the year, and ratios are over it.
func (g *gravityYear) flow(i, j int) float64 { return g.trade.Flows[i*len(g.trade.States)+j] }

// expectedOr gives what is expected, or why it is not: a state or a covariate of the two is not covered.
func expectedOr(x float64) float64 {
	if x != x {
		return comity.NaN(comity.NotCovered)
	}
	return x
}

// overRow is a pair's year one way or both.
type overRow struct {
	trade, expected, ratio, low, high float64
}

// overRowOf makes it of a flow, what is expected and the draws of that.
func overRowOf(trade, expected float64, draws []float64, level float64) overRow {
	r := overRow{trade, expectedOr(expected), 0, comity.NaN(comity.NotCovered), comity.NaN(comity.NotCovered)}
	r.ratio = quotient(trade, r.expected)
	if len(draws) > 0 && r.ratio == r.ratio {
		low, high := quantiles(draws, level)
		r.low, r.high = quotient(trade, high), quotient(trade, low)
	}
	return r
}

// quotient divides figures, missing for the graver of their reasons.
func quotient(x, y float64) float64 {
	switch worst := comity.Worst(comity.Why(x), comity.Why(y)); {
	case worst != comity.Present:
		return comity.NaN(worst)
	case y == 0:
		return comity.NaN(comity.Undefined)
	}
	return x / y
}

// total adds figures, missing for the graver of their reasons.
func totalOf(x, y float64) float64 {
	if worst := comity.Worst(comity.Why(x), comity.Why(y)); worst != comity.Present {
		return comity.NaN(worst)
	}
	return x + y
}

// quantiles are the two ends of the middle share of draws, those without a number left out.
func quantiles(draws []float64, level float64) (low, high float64) {
	var known []float64
	for _, x := range draws {
		if x == x {
			known = append(known, x)
		}
	}
	if len(known) < 20 {
		return comity.NaN(comity.Undefined), comity.NaN(comity.Undefined)
	}
	slices.Sort(known)
	at := func(p float64) float64 {
		x := p * float64(len(known)-1)
		i := min(int(x), len(known)-2)
		return known[i] + (x-float64(i))*(known[i+1]-known[i])
	}
	return at((1 - level) / 2), at((1 + level) / 2)
}

// percentileOf is the place of a ratio among others.
func percentileOf(ratio float64, all []float64) float64 {
	if ratio != ratio {
		return comity.NaN(comity.Why(ratio))
	}
	below, n := 0.0, 0.0
	for _, x := range all {
		switch {
		case x != x:
			continue
		case x < ratio:
			below++
		case x == ratio:
			below += .5
		}
		n++
	}
	if n == 0 {
		return comity.NaN(comity.Undefined)
	}
	return 100 * below / n
}

// ratiosOf are the ratios of the turnover of all pairs.
func (g *gravityYear) ratiosOf(pairs map[[2]int]gravity.Expected) map[[2]int]float64 {
	out := make(map[[2]int]float64, len(pairs))
	for p, e := range pairs {
		out[p] = quotient(totalOf(g.flow(p[0], p[1]), g.flow(p[1], p[0])), totalOf(expectedOr(e.There), expectedOr(e.Back)))
	}
	return out
}

// overPair gathers the series of a pair.
type overPair struct {
	years, countries, pairs []int
	rows                    [3][]overRow // both ways, there, back
	percentile, pull        []float64
	coefYears               []int
	coefTerms               []string
	coef, coefSD            []float64
}

// overTradeOf measures one pair, year by year.
func (d *Desk) overTradeOf(ctx context.Context, s OverTradeSpec, book panel.TradeBook, first, last int) (*Measurement, error) {
	if err := checkTies(s.Ties); err != nil {
		return nil, err
	}
	who, notes, err := resolve(s.States[0], s.States[1], comity.DayOf(last, 12, 31))
	if err != nil {
		return nil, err
	}
	names := [2]string{states.Name(who[0], comity.DayOf(last, 12, 31)), states.Name(who[1], comity.DayOf(last, 12, 31))}
	m := newMeasurement(gravity.OverTrade, fmt.Sprintf("Trade of %s and %s against gravity, %s", names[0], names[1], yearsWords(first, last)))
	for _, n := range notes {
		m.note("%s", n)
	}
	var o overPair
	uncovered, failed, tried := 0, 0, 0
	for year := first; year <= last; year++ {
		g, err := d.gravityOf(book.Source, year, s.Ties)
		if hole := new(panel.HoleError); errors.As(err, &hole) {
			m.note("%d is left out: %s.", year, hole.Why)
			continue
		}
		if err != nil {
			return nil, err
		}
		i, j := g.place(who[0]), g.place(who[1])
		if i < 0 || j < 0 || i == j {
			m.note("%d is left out: %s has no trade of one of the two.", year, book.Source)
			continue
		}
		lost, err := o.add(ctx, s, g, i, j)
		if err != nil {
			return nil, err
		}
		failed, tried, uncovered = failed+lost, tried+s.Draws, max(uncovered, g.uncovered)
		m.rests(book.Source)
		m.rests(g.sources...)
	}
	if len(o.years) == 0 {
		return nil, fmt.Errorf("%s has no year from %d to %d in which both trade; it covers %d to %d", book.Source, first, last, book.From, book.To)
	}
	if failed > 0 {
		m.note("%d of %d draws of countries could not be fitted and are left out.", failed, tried)
	}
	o.lay(m, who, s)
	m.Answer.Finding = o.finding(names, book.Label, s)
	m.gravityNotes(s, book, uncovered, first)
	return m, nil
}

// add fits a year without the pair, and gives how many draws could not be fitted.
func (o *overPair) add(ctx context.Context, s OverTradeSpec, g *gravityYear, i, j int) (failed int, err error) {
	pairs, err := g.problem.Pairs(ctx, g.full, gravity.OneStep, nil)
	if err != nil {
		return 0, err
	}
	own := g.problem.Pair(g.full, i, j)
	var there, back, both []float64
	var betas [][]float64
	if s.Draws > 0 && own.There == own.There && own.Back == own.Back {
		draws, err := g.problem.Bootstrap(ctx, g.full, i, j, s.Draws, nil, s.Seed, uint64(g.year))
		if err != nil {
			return 0, err
		}
		for _, d := range draws {
			there, back, both = append(there, d.There), append(back, d.Back), append(both, d.There+d.Back)
			if d.Coefficients != nil {
				betas = append(betas, d.Coefficients)
			}
		}
		failed = s.Draws - len(betas)
	}
	x, y := g.flow(i, j), g.flow(j, i)
	o.years, o.countries, o.pairs = append(o.years, g.year), append(o.countries, len(g.trade.States)), append(o.pairs, len(pairs))
	turnover := overRowOf(totalOf(x, y), own.There+own.Back, both, s.Level)
	for k, r := range []overRow{turnover, overRowOf(x, own.There, there, s.Level), overRowOf(y, own.Back, back, s.Level)} {
		o.rows[k] = append(o.rows[k], r)
	}
	ratios := g.ratiosOf(pairs)
	delete(ratios, [2]int{min(i, j), max(i, j)})
	all := make([]float64, 0, len(ratios))
	for _, r := range ratios {
		all = append(all, r)
	}
	o.percentile, o.pull = append(o.percentile, percentileOf(turnover.ratio, all)), append(o.pull, expectedOr(own.Pull))
	for k, b := range g.full.Coefficients() {
		o.coefYears, o.coefTerms, o.coef = append(o.coefYears, g.year), append(o.coefTerms, g.terms[k]), append(o.coef, b)
		o.coefSD = append(o.coefSD, deviation(betas, k))
	}
	return failed, nil
}

// deviation is the standard deviation of a coefficient among draws.
func deviation(betas [][]float64, k int) float64 {
	if len(betas) < 20 {
		return comity.NaN(comity.NotApplicable)
	}
	mean, square := 0.0, 0.0
	for _, b := range betas {
		mean += b[k] / float64(len(betas))
	}
	for _, b := range betas {
		square += (b[k] - mean) * (b[k] - mean)
	}
	return math.Sqrt(square / float64(len(betas)-1))
}

// lay puts the series into tables and a chart.
func (o *overPair) lay(m *Measurement, who []comity.State, s OverTradeSpec) {
	of := func(k int, f func(overRow) float64) []float64 {
		out := make([]float64, len(o.years))
		for i, r := range o.rows[k] {
			out[i] = f(r)
		}
		return out
	}
	trade, expected := of(0, func(r overRow) float64 { return r.trade }), of(0, func(r overRow) float64 { return r.expected })
	m.table("overtrade", "Trade both ways and what is expected, by year", wholeColumn("year", "year", o.years),
		realColumn("trade", "trade both ways", "USD", trade), realColumn("expected", "trade expected without the pair", "USD", expected),
		realColumn("ratio", "trade over expected trade", "ratio", of(0, func(r overRow) float64 { return r.ratio })),
		realColumn("ratio_low", "lower end of the interval of the ratio", "ratio", of(0, func(r overRow) float64 { return r.low })),
		realColumn("ratio_high", "upper end of the interval of the ratio", "ratio", of(0, func(r overRow) float64 { return r.high })),
		realColumn("log_ratio", "logarithm of the ratio", "log", of(0, func(r overRow) float64 { return logarithm(r.ratio) })),
		realColumn("percentile", "place among all pairs of the year", "0 to 100", o.percentile),
		realColumn("pull", "leverage of the pair", "0 to 1", o.pull), wholeColumn("countries", "countries", o.countries), wholeColumn("pairs", "pairs", o.pairs))
	var years []int
	var from, to []string
	var rows []overRow
	for i, year := range o.years {
		at := comity.DayOf(year, 12, 31)
		a, b := states.ID(panel.KeyIn(who[0], year), at), states.ID(panel.KeyIn(who[1], year), at)
		years, from, to, rows = append(years, year, year), append(from, a, b), append(to, b, a), append(rows, o.rows[1][i], o.rows[2][i])
	}
	each := func(f func(overRow) float64) []float64 {
		out := make([]float64, len(rows))
		for i, r := range rows {
			out[i] = f(r)
		}
		return out
	}
	m.table("directions", "Each way", wholeColumn("year", "year", years), textColumn("from", "exporter", from), textColumn("to", "importer", to),
		realColumn("trade", "flow", "USD", each(func(r overRow) float64 { return r.trade })), realColumn("expected", "flow expected", "USD", each(func(r overRow) float64 { return r.expected })),
		realColumn("ratio", "flow over expected flow", "ratio", each(func(r overRow) float64 { return r.ratio })),
		realColumn("ratio_low", "lower end", "ratio", each(func(r overRow) float64 { return r.low })), realColumn("ratio_high", "upper end", "ratio", each(func(r overRow) float64 { return r.high })))
	m.table("coefficients", "Coefficients of the fit of all pairs", wholeColumn("year", "year", o.coefYears), textColumn("tie", "tie", o.coefTerms),
		realColumn("coefficient", "coefficient", "", o.coef), realColumn("sd", "standard deviation among draws of countries", "", o.coefSD))
	if len(o.years) > 1 {
		m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: "Trade both ways, and what gravity expects of it", Unit: "USD",
			Series: []chart.Series{{Name: "trade", Years: o.years, Values: trade}, {Name: "expected without the pair", Years: o.years, Values: expected}}})
	}
}

func logarithm(x float64) float64 {
	switch {
	case x != x:
		return comity.NaN(comity.Why(x))
	case x <= 0:
		return comity.NaN(comity.Undefined)
	}
	return math.Log(x)
}

// finding says what the last year that has a ratio shows.
func (o *overPair) finding(names [2]string, book string, s OverTradeSpec) string {
	for i := len(o.years) - 1; i >= 0; i-- {
		r := o.rows[0][i]
		if r.ratio != r.ratio {
			continue
		}
		text := fmt.Sprintf("In %d %s and %s traded %s by %s; without the pair, gravity expects %s: %.2f times as much as expected", o.years[i], names[0], names[1],
			comity.Show(r.trade, "USD"), book, comity.Show(r.expected, "USD"), r.ratio)
		if r.low == r.low {
			text += fmt.Sprintf(" (%.0f %% interval %.2f to %.2f)", 100*s.Level, r.low, r.high)
		}
		return text + fmt.Sprintf(", a higher ratio than that of %.0f per cent of all pairs.", o.percentile[i])
	}
	return "In no year is the trade of the two known both ways and expected."
}

// gravityNotes says by which choices it was made, and what it does not show.
func (m *Measurement) gravityNotes(s OverTradeSpec, book panel.TradeBook, uncovered, first int) {
	m.choose("book", fmt.Sprintf("%s (%s)", book.Source, book.Label))
	var ties []string
	for _, t := range gravityTies {
		if len(s.Ties) == 0 || slices.Contains(s.Ties, t.name) {
			ties = append(ties, t.name+": "+t.words)
		}
	}
	m.choose("ties", strings.Join(ties, "; "))
	if len(s.States) == 2 {
		m.choose("the pair", "left out and all others fitted anew")
		m.choose("other pairs of the percentile", "each left out by one step of Newton's method from the fit of all")
		m.choose("interval", fmt.Sprintf("%.0f %%, %d draws of the other countries, seed %d", 100*s.Level, s.Draws, s.Seed))
	} else {
		m.choose("pairs", refits[s.Refit].words)
	}
	if uncovered > 0 {
		m.note("Up to %s flows a year are of pairs of which %s lacks a tie; they are not fitted.", thousands(uncovered), geoDist)
	}
	if book.Caution != "" {
		m.note("%s.", upperFirst(book.Caution))
	}
	if first < 1992 {
		m.note("Distances and ties are those of states of about 2000; a state that has changed its territory has today's.")
	}
	m.Answer.Limits = []string{
		"Expected is what the pattern of all other pairs would make of the two states' sizes, distance and ties: no norm, and no cause. A ratio far from 1 may come from what is traded, routes, agreements, sanctions, re-exports or errors of the books.",
		"The interval says how far the expectation hangs on who the other countries are. It is not the scatter of flows about it: for that read the percentile.",
		"Flows a book does not know are left out; where a book does not tell zero from unknown, gravity is that of flows above zero.",
	}
}

// overTradeOfAll measures all pairs.
func (d *Desk) overTradeOfAll(ctx context.Context, s OverTradeSpec, book panel.TradeBook, first, last int) (*Measurement, error) {
	if err := checkTies(s.Ties); err != nil {
		return nil, err
	}
	m := newMeasurement(gravity.OverTrade, "Trade of all pairs against gravity, "+yearsWords(first, last))
	var t overAll
	uncovered := 0
	for year := first; year <= last; year++ {
		g, err := d.gravityOf(book.Source, year, s.Ties)
		if hole := new(panel.HoleError); errors.As(err, &hole) {
			m.note("%d is left out: %s.", year, hole.Why)
			continue
		}
		if err != nil {
			return nil, err
		}
		pairs, err := g.problem.Pairs(ctx, g.full, refits[s.Refit].how, nil)
		if err != nil {
			return nil, err
		}
		t.add(g, pairs)
		uncovered = max(uncovered, g.uncovered)
		m.rests(book.Source)
		m.rests(g.sources...)
	}
	t.lay(m)
	m.gravityNotes(s, book, uncovered, first)
	return m, nil
}

// overAll gathers all pairs.
type overAll struct {
	a, b, year, exact                                  []int
	nameA, nameB                                       []string
	trade, expected, ratio, log, percentile, pull      []float64
	exports, expectedExports, imports, expectedImports []float64
}

// add adds the pairs of a year, by their states.
func (t *overAll) add(g *gravityYear, pairs map[[2]int]gravity.Expected) {
	ratios := g.ratiosOf(pairs)
	all := make([]float64, 0, len(ratios))
	for _, r := range ratios {
		if r == r {
			all = append(all, r)
		}
	}
	slices.Sort(all)
	n := len(g.trade.States)
	for i := range n {
		for j := i + 1; j < n; j++ {
			e, ok := pairs[[2]int{i, j}]
			if !ok {
				continue
			}
			a, b, ratio := g.trade.States[i], g.trade.States[j], ratios[[2]int{i, j}]
			t.a, t.b, t.year = append(t.a, int(a)), append(t.b, int(b)), append(t.year, g.year)
			t.nameA, t.nameB = append(t.nameA, states.ID(a, g.at)), append(t.nameB, states.ID(b, g.at))
			t.trade, t.expected = append(t.trade, totalOf(g.flow(i, j), g.flow(j, i))), append(t.expected, totalOf(expectedOr(e.There), expectedOr(e.Back)))
			t.ratio, t.log, t.percentile = append(t.ratio, ratio), append(t.log, logarithm(ratio)), append(t.percentile, placeIn(ratio, all))
			t.exports, t.expectedExports = append(t.exports, g.flow(i, j)), append(t.expectedExports, expectedOr(e.There))
			t.imports, t.expectedImports = append(t.imports, g.flow(j, i)), append(t.expectedImports, expectedOr(e.Back))
			exact := 0
			if e.Exact {
				exact = 1
			}
			t.pull, t.exact = append(t.pull, e.Pull), append(t.exact, exact)
		}
	}
}

// placeIn is the place of a ratio that stands among sorted others, itself left out.
func placeIn(ratio float64, sorted []float64) float64 {
	if ratio != ratio {
		return comity.NaN(comity.Why(ratio))
	}
	if len(sorted) < 2 {
		return comity.NaN(comity.Undefined)
	}
	low, _ := slices.BinarySearch(sorted, ratio)
	high := low
	for high < len(sorted) && sorted[high] == ratio {
		high++
	}
	return 100 * (float64(low) + float64(high-low-1)/2) / float64(len(sorted)-1)
}

func (t *overAll) lay(m *Measurement) {
	m.table("overtrade", "Trade of pairs and what is expected", wholeColumn("ccode1", "first state", t.a), wholeColumn("ccode2", "second state", t.b), wholeColumn("year", "year", t.year),
		textColumn("state1", "first state", t.nameA), textColumn("state2", "second state", t.nameB),
		realColumn("trade", "trade both ways", "USD", t.trade), realColumn("expected", "trade expected without the pair", "USD", t.expected),
		realColumn("ratio", "trade over expected trade", "ratio", t.ratio), realColumn("log_ratio", "logarithm of the ratio", "log", t.log),
		realColumn("percentile", "place among all pairs of the year", "0 to 100", t.percentile),
		realColumn("exports", "exports of the first to the second", "USD", t.exports), realColumn("expected_exports", "exports expected", "USD", t.expectedExports),
		realColumn("imports", "imports of the first from the second", "USD", t.imports), realColumn("expected_imports", "imports expected", "USD", t.expectedImports),
		realColumn("pull", "leverage of the pair", "0 to 1", t.pull), wholeColumn("anew", "1: all other pairs fitted anew; 0: one step from the fit of all", t.exact))
}
