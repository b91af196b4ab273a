package desk

// This file asks for sanctions in force by sender, target, type and year, and for how much of world output and trade stands behind them.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/measure/sanctions"
	"comity/panel"
	"comity/states"
)

// SanctionsSpec is what is asked of sanctions.
type SanctionsSpec struct {
	Target, Sender string // a state, several with commas, or a group; empty: all
	Type           string // any, trade, arms, military, financial, travel, other
	Source         string // gsdb (the newest edition here) or the id of an edition
	Book           string // of trade; empty: the one that covers most of the years
	From, To       int
}

// MeasureSanctions measures sanctions in force.
func (d *Desk) MeasureSanctions(ctx context.Context, s SanctionsSpec) (*Measurement, error) {
	q := &sanctionsQuestion{d: d, s: s}
	if err := q.open(); err != nil {
		return nil, err
	}
	if err := q.measure(ctx); err != nil {
		return nil, err
	}
	return q.answer(), nil
}

// sanctionsQuestion is a question of sanctions with its sources.
type sanctionsQuestion struct {
	d              *Desk
	s              SanctionsSpec
	book           *panel.Sanctions
	outputs        *panel.Outputs
	trade          *panel.Commerce
	sender, target *someStates // nil: all
	from, to       int
	rows           []sanctionRow
	why            []string // what is not here
}

// sanctionRow is a year.
type sanctionRow struct {
	year             int
	list             []panel.Sanction
	senders, targets []comity.State
	sendersGDP       sanctions.Weight
	targetsGDP       sanctions.Weight
	pairTrade        sanctions.Weight
	targetTrade      sanctions.Weight
}

// open finds the sources and reads who is meant.
func (q *sanctionsQuestion) open() error {
	source := orElse(q.s.Source, "gsdb")
	if source == "ties" || source == "ist" || source == "ist-2023" || source == "ties-4" {
		return errors.New("TIES and IST do not tell of each year who sanctions whom: they stand beside in the table \"beside\"; --source is gsdb, gsdb-4 or gsdb-3")
	}
	var err error
	if q.book, err = q.d.engine.Sanctions(source, orElse(q.s.Type, "any")); err != nil {
		return err
	}
	for _, side := range []struct {
		text string
		to   **someStates
	}{{q.s.Target, &q.target}, {q.s.Sender, &q.sender}} {
		if side.text == "" {
			continue
		}
		who, err := q.d.meant(side.text)
		if err != nil {
			return err
		}
		*side.to = &who
	}
	q.from, q.to = max(q.s.From, q.book.From), q.book.To
	if q.s.To != 0 {
		q.to = min(q.to, q.s.To)
	}
	if q.from > q.to {
		return fmt.Errorf("%s tells of %d to %d; none of these years was asked for", q.book.Source, q.book.From, q.book.To)
	}
	if q.outputs, err = q.d.engine.Outputs(); err != nil {
		q.why = append(q.why, "Shares of GDP are missing: "+err.Error()+".")
	}
	if q.trade, err = q.d.engine.Commerce(q.s.Book, q.from, q.to); err != nil {
		if q.s.Book != "" {
			return err
		}
		q.why = append(q.why, "Shares of trade are missing: "+err.Error()+".")
	}
	return nil
}

// takes says whether a state is one of those meant in a year.
func (q *sanctionsQuestion) takes(who *someStates, year int) func(comity.State) bool {
	if who == nil {
		return nil
	}
	list := who.in(year)
	return func(s comity.State) bool {
		return slices.ContainsFunc(list, func(x comity.State) bool { return x == s || slices.Contains(states.Stands(x), s) })
	}
}

// measure goes through the years.
func (q *sanctionsQuestion) measure(ctx context.Context) error {
	for year := q.from; year <= q.to; year++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := sanctionRow{year: year}
		sender, target := q.takes(q.sender, year), q.takes(q.target, year)
		for _, x := range q.book.In(year) {
			if (sender == nil || sender(x.Sender)) && (target == nil || target(x.Target)) {
				r.list = append(r.list, x)
				r.senders, r.targets = append(r.senders, x.Sender), append(r.targets, x.Target)
			}
		}
		r.senders, r.targets = statesOnce(r.senders), statesOnce(r.targets)
		q.weigh(&r)
		q.rows = append(q.rows, r)
	}
	return nil
}

func statesOnce(list []comity.State) []comity.State {
	slices.Sort(list)
	return slices.Compact(list)
}

// weigh puts the weights of a year to it.
func (q *sanctionsQuestion) weigh(r *sanctionRow) {
	unknown := sanctions.Behind(nil, comity.NaN(comity.NotCovered))
	r.sendersGDP, r.targetsGDP, r.pairTrade, r.targetTrade = unknown, unknown, unknown, unknown
	if q.outputs != nil {
		world := q.outputs.World(r.year)
		r.sendersGDP, r.targetsGDP = q.outputOf(r.senders, r.year, world), q.outputOf(r.targets, r.year, world)
	}
	if q.trade == nil {
		return
	}
	var pairs [][2]comity.State
	for _, x := range r.list {
		pairs = append(pairs, [2]comity.State{min(x.Sender, x.Target), max(x.Sender, x.Target)})
	}
	slices.SortFunc(pairs, func(a, b [2]comity.State) int { return 4096*int(a[0]-b[0]) + int(a[1]-b[1]) })
	var amounts []float64
	for _, p := range slices.Compact(pairs) {
		amounts = append(amounts, q.trade.Between(p[0], p[1], r.year))
	}
	r.pairTrade = sanctions.Behind(amounts, q.trade.World(r.year))
	if q.target != nil && len(r.targets) == 1 {
		r.targetTrade = q.tradeOf(r.targets[0], r.senders, r.year)
	}
}

func (q *sanctionsQuestion) outputOf(who []comity.State, year int, world float64) sanctions.Weight {
	amounts := make([]float64, len(who))
	for i, s := range who {
		amounts[i] = q.outputs.Of(s, year)
	}
	return sanctions.Behind(amounts, world)
}

// tradeOf is the share of a state's trade that is with some others.
func (q *sanctionsQuestion) tradeOf(s comity.State, with []comity.State, year int) sanctions.Weight {
	amounts := make([]float64, len(with))
	for i, p := range with {
		amounts[i] = q.trade.Between(s, p, year)
	}
	return sanctions.Behind(amounts, q.trade.Total(s, year))
}

// answer lays the measurement out.
func (q *sanctionsQuestion) answer() *Measurement {
	m := newMeasurement(sanctions.Method, q.title())
	m.rests(q.book.Source)
	m.choose("sanctions of", q.book.Source)
	m.choose("type", orElse(q.s.Type, "any"))
	m.choose("senders", wordsOf(q.sender))
	m.choose("targets", wordsOf(q.target))
	if q.outputs != nil {
		m.rests(q.outputs.Source)
		m.choose("GDP of", q.outputs.Source)
	}
	if q.trade != nil {
		m.rests(q.trade.Source)
		m.choose("trade of", fmt.Sprintf("%s (%d-%d)", q.trade.Source, q.trade.From, q.trade.To))
	}
	for _, n := range q.why {
		m.note("%s", n)
	}
	for _, who := range []*someStates{q.sender, q.target} {
		if who != nil {
			for _, n := range who.notes {
				m.note("%s", upperFirst(n))
			}
		}
	}
	if q.s.To > q.book.To || q.s.From != 0 && q.s.From < q.book.From {
		m.note("%s tells of %d to %d: nothing is said of other years.", q.book.Source, q.book.From, q.book.To)
	}
	if q.to == q.book.To {
		m.note("Cases that last still end in %d, the last covered year, in the source.", q.book.To)
	}
	if q.trade != nil {
		for _, lack := range q.trade.Lacks(q.from, q.to) {
			m.note("Shares of trade are not covered in years in which %s: %s.", q.trade.Source, lack)
		}
	}
	q.yearTable(m)
	q.partyTables(m)
	q.typeTable(m)
	q.besideTable(m)
	q.finding(m)
	m.Answer.Limits = []string{
		"What is counted was found by the source: a pair that is not found is not known to be without sanctions, for not every sender of a case could be told apart, and sanctions of the United Nations, a duty of all, count as nobody's.",
		"A case counts in all its years, with every type it had in any of them; partial and complete measures count alike.",
		"The weight of those behind sanctions is not their effect: it says neither what is forbidden, nor how much trade was lost, nor whether anything was changed by it.",
	}
	return m
}

func wordsOf(who *someStates) string {
	if who == nil {
		return "all"
	}
	return who.words
}

func (q *sanctionsQuestion) title() string {
	title := "Sanctions in force"
	if t := orElse(q.s.Type, "any"); t != "any" {
		title = "Sanctions of type " + t + " in force"
	}
	if q.sender != nil {
		title += " of " + q.sender.words
	}
	if q.target != nil {
		title += " on " + q.target.words
	}
	return title + yearsAfter(q.s.From, q.s.To)
}

// finding says what the last year with figures shows.
func (q *sanctionsQuestion) finding(m *Measurement) {
	last := len(q.rows) - 1
	for last > 0 && len(q.rows[last].list) == 0 {
		last--
	}
	r := q.rows[last]
	if len(r.list) == 0 {
		m.Answer.Finding = fmt.Sprintf("From %d to %d %s has no such case in force; that none is found is not that there was none.", q.from, q.to, q.book.Source)
		return
	}
	if last < len(q.rows)-1 {
		m.note("No such case is found after %d; that is not that there was none.", r.year)
	}
	m.Answer.Finding = fmt.Sprintf("In %d %s had sanctions in force on %s (%s found).", r.year, countWords(len(r.senders), "state", "states"), countWords(len(r.targets), "state", "states"), countWords(len(r.list), "pair", "pairs"))
	if w := r.sendersGDP; w.Share == w.Share {
		m.Answer.Finding += fmt.Sprintf(" The senders have %.0f %% of the GDP of all states whose GDP is known (it is known of %d of %d).", 100*w.Share, w.Known, w.Among)
	}
	for i := len(q.rows) - 1; i >= 0; i-- {
		if w := q.rows[i].targetTrade; w.Share == w.Share && q.target != nil {
			m.Answer.Finding += fmt.Sprintf(" In %d the senders had %.0f %% of the target's trade.", q.rows[i].year, 100*w.Share)
			break
		}
	}
}

// yearTable is the series.
func (q *sanctionsQuestion) yearTable(m *Measurement) {
	n := len(q.rows)
	year, pairs, senders, targets, known := make([]int, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]int, n)
	gdp, targetGDP, pairTrade, targetTrade := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i, r := range q.rows {
		year[i], pairs[i], senders[i], targets[i], known[i] = r.year, found(len(r.list)), found(len(r.senders)), found(len(r.targets)), r.sendersGDP.Known
		gdp[i], targetGDP[i], pairTrade[i], targetTrade[i] = weightOf(r, r.sendersGDP), weightOf(r, r.targetsGDP), weightOf(r, r.pairTrade), weightOf(r, r.targetTrade)
	}
	m.table("years", "By year", wholeColumn("year", "year", year), realColumn("pairs", "pairs of sender and target", "count", pairs), realColumn("senders", "states that sanction", "count", senders), realColumn("targets", "states sanctioned", "count", targets),
		realColumn("senders_gdp", "senders' share of world GDP", "share", gdp), wholeColumn("gdp_known", "senders whose GDP is known", known), realColumn("targets_gdp", "targets' share of world GDP", "share", targetGDP),
		realColumn("pair_trade", "trade of the pairs in world trade", "share", pairTrade), realColumn("target_trade", "senders' share of the target's trade", "share", targetTrade))
	series := []chart.Series{{Name: "senders' share of world GDP", Years: year, Values: gdp}}
	if q.target != nil {
		series = append(series, chart.Series{Name: "senders' share of the target's trade", Years: year, Values: targetTrade})
	}
	m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: q.title(), Unit: "share", Series: series})
}

// found is a count of what was found: of nothing it is not known whether there is none.
func found(n int) float64 {
	if n == 0 {
		return comity.NaN(comity.NotCovered)
	}
	return float64(n)
}

func weightOf(r sanctionRow, w sanctions.Weight) float64 {
	if len(r.list) == 0 {
		return comity.NaN(comity.NotCovered)
	}
	return w.Share
}

// partyTables are the senders and the targets over the years, most first.
func (q *sanctionsQuestion) partyTables(m *Measurement) {
	for _, side := range []struct {
		name, title, with string
		of, other         func(panel.Sanction) comity.State
	}{
		{"targets", "Targets, by the years in which they were sanctioned", "senders", func(x panel.Sanction) comity.State { return x.Target }, func(x panel.Sanction) comity.State { return x.Sender }},
		{"senders", "Senders, by the years in which they sanctioned", "targets", func(x panel.Sanction) comity.State { return x.Sender }, func(x panel.Sanction) comity.State { return x.Target }},
	} {
		q.partyTable(m, side.name, side.title, side.with, side.of, side.other)
	}
}

// party is a sender or a target over the years.
type party struct {
	state              comity.State
	first, last, years int
	now                int // of the other side in the last year
}

func (q *sanctionsQuestion) partyTable(m *Measurement, name, title, with string, of, other func(panel.Sanction) comity.State) {
	at := map[comity.State]*party{}
	var all []*party
	for _, r := range q.rows {
		for _, x := range r.list {
			p := at[of(x)]
			if p == nil {
				p = &party{state: of(x), first: r.year}
				at[of(x)], all = p, append(all, p)
			}
			if p.last != r.year {
				p.last, p.years, p.now = r.year, p.years+1, 0
			}
			p.now++
		}
	}
	slices.SortStableFunc(all, func(a, b *party) int {
		if a.years != b.years {
			return b.years - a.years
		}
		return int(a.state - b.state)
	})
	n := len(all)
	id, names, years, first, last, now := make([]string, n), make([]string, n), make([]int, n), make([]int, n), make([]int, n), make([]int, n)
	for i, p := range all {
		on := comity.DayOf(p.last, 12, 31)
		id[i], names[i], years[i], first[i], last[i], now[i] = states.ID(p.state, on), states.Name(p.state, on), p.years, p.first, p.last, p.now
	}
	m.table(name, title, textColumn("state", "state", id), textColumn("name", "name", names), wholeColumn("years", "years with a case in force", years), wholeColumn("first", "first of them", first), wholeColumn("last", "last of them", last),
		wholeColumn(with, with+" in the last of them", now))
}

// typeTable is the years by type.
func (q *sanctionsQuestion) typeTable(m *Measurement) {
	var kinds []string
	var years []int
	var pairs, senders, targets []float64
	for _, kind := range panel.SanctionKinds {
		book, err := q.d.engine.Sanctions(q.book.Source, kind)
		if err != nil {
			continue
		}
		for _, r := range q.rows {
			sender, target := q.takes(q.sender, r.year), q.takes(q.target, r.year)
			var a, b []comity.State
			for _, x := range book.In(r.year) {
				if (sender == nil || sender(x.Sender)) && (target == nil || target(x.Target)) {
					a, b = append(a, x.Sender), append(b, x.Target)
				}
			}
			kinds, years, pairs = append(kinds, kind), append(years, r.year), append(pairs, found(len(a)))
			senders, targets = append(senders, found(len(statesOnce(a)))), append(targets, found(len(statesOnce(b))))
		}
	}
	m.table("types", "By type and year", textColumn("type", "type", kinds), wholeColumn("year", "year", years), realColumn("pairs", "pairs of sender and target", "count", pairs),
		realColumn("senders", "states that sanction", "count", senders), realColumn("targets", "states sanctioned", "count", targets))
}

// besideTable is the other sources by year.
func (q *sanctionsQuestion) besideTable(m *Measurement) {
	imposed, ending := q.d.engine.ImposedCases(), q.d.engine.EndingCases()
	n := len(q.rows)
	year, a, b := make([]int, n), make([]float64, n), make([]float64, n)
	for i, r := range q.rows {
		sender, target := q.takes(q.sender, r.year), q.takes(q.target, r.year)
		year[i], a[i], b[i] = r.year, imposed.Count(r.year, sender, target), ending.Count(r.year, sender, target)
	}
	var here, absent []string
	for _, c := range []struct {
		beside *panel.CasesBeside
		name   string
	}{{imposed, "TIES (ties-4)"}, {ending, "IST (ist-2023)"}} {
		if c.beside == nil {
			absent = append(absent, c.name)
			continue
		}
		m.rests(c.beside.Source)
		here = append(here, fmt.Sprintf("%s %d-%d", c.beside.Source, c.beside.From, c.beside.To))
	}
	if len(absent) > 0 {
		m.note("Not in the store, so not beside: %s.", strings.Join(absent, ", "))
	}
	if len(here) == 0 {
		return
	}
	m.table("beside", "Other sources beside ("+strings.Join(here, ", ")+")", wholeColumn("year", "year", year), realColumn("imposed", "cases that began in the year in which sanctions were imposed, by primary sender (TIES)", "count", a),
		realColumn("in_force", "cases in force, of the three senders the source codes (IST)", "count", b))
}
