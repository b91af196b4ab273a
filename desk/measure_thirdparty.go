package desk

// This file asks whether the closeness of two states goes with third parties: it gathers agreement, roll calls, treaties and hostile
// acts, and lays six tests side by side.

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
	"comity/groups"
	"comity/measure/thirdparty"
	"comity/panel"
	"comity/record"
	"comity/states"
)

// ThirdPartySpec is what is asked of third parties.
type ThirdPartySpec struct {
	States    []string // the pair
	Thirds    []string // none: the permanent members of the Security Council that are not of the pair
	From, To  int      // sessions by the year they opened in, and years of hostile acts; 0: the last thirty
	Least     int      // roll calls a state must have voted in to count in T1; 0: half of them
	Hostility int      // level of hostility from which a dispute counts as an act against a state; 0: 2, the threat of force
	Rank      int      // dimensions of the multiplicative effects in T1; 0: T1 is additive alone
	Seed      uint64
}

// usualSessions is how many sessions are looked at where none are named.
const usualSessions = 30

// MeasureThirdParty tests the closeness of two states against third parties.
func (d *Desk) MeasureThirdParty(ctx context.Context, s ThirdPartySpec) (*Measurement, error) {
	q, err := d.thirdParties(s)
	if err != nil {
		return nil, err
	}
	m := newMeasurement(thirdparty.Method, fmt.Sprintf("%s and %s, and third parties (%s)", q.name(0), q.name(1), strings.Join(q.thirdNames(), ", ")))
	q.m = m
	m.rests(q.reading.Source)
	for _, n := range q.notes {
		m.note("%s", n)
	}
	tests := []func(context.Context) error{q.structure, q.latent, q.changes, q.permuted, q.removal, q.declarations, q.hostility}
	for _, test := range tests {
		if err := test(ctx); err != nil {
			return nil, err
		}
	}
	q.finish()
	return m, nil
}

// thirdQuestion is a question of third parties with what its tests share.
type thirdQuestion struct {
	d        *Desk
	s        ThirdPartySpec
	who      []comity.State
	thirds   []comity.State
	on       comity.Day
	notes    []string
	reading  panel.Reading // of agreement
	from, to int
	m        *Measurement
	session  *session // of T1; nil where there is none
	rows     []testRow
	extra    []func()
}

// testRow is one test as it is told.
type testRow struct {
	test, third, asks         string
	estimate, low, high       float64
	n                         int
	detectable, power, beside float64
	result, detail            string
}

var noNumber = comity.NaN(comity.NotApplicable)

// number is a number of an estimate as a cell: one that could not be worked out is undefined.
func number(x float64) float64 {
	if x != x {
		return comity.NaN(comity.Undefined)
	}
	return x
}

// thirdParties reads the question.
func (d *Desk) thirdParties(s ThirdPartySpec) (*thirdQuestion, error) {
	if len(s.States) != 2 {
		return nil, errors.New("name the two states of a pair, as RUS CHN")
	}
	who, notes, err := resolve(s.States[0], s.States[1], comity.NoDay)
	if err != nil {
		return nil, err
	}
	q := &thirdQuestion{d: d, s: s, who: who, on: LastDay, notes: notes}
	readings := d.engine.Readings("vote.agreement", who)
	at := slices.IndexFunc(readings, func(r panel.Reading) bool { return r.Variant == "half, all roll calls, by session" })
	if at < 0 {
		return nil, errors.New("the record has no votes of the General Assembly; comity pull unga-votes && comity build")
	}
	q.reading = readings[at]
	if last := Reach.Year(); s.To > last || s.From > last {
		return nil, &OutsideError{comity.DayOf(max(s.To, s.From), 12, 31)}
	}
	q.years()
	return q, q.name3()
}

// years settles the sessions that are looked at.
func (q *thirdQuestion) years() {
	q.from, q.to = q.s.From, q.s.To
	if q.to == 0 {
		for year := Reach.Year(); year > 1945 && q.to == 0; year-- {
			if list, _ := q.d.engine.Window(q.reading, year); len(list) > 0 {
				q.to = year
			}
		}
	}
	if q.from == 0 {
		q.from = max(1946, q.to-usualSessions+1)
	}
	q.s.Hostility = cmp.Or(q.s.Hostility, 2)
	q.s.Seed = cmp.Or(q.s.Seed, 1)
	q.on = min(LastDay, comity.DayOf(q.to, 12, 31))
}

// name3 reads the third states.
func (q *thirdQuestion) name3() error {
	for _, text := range q.s.Thirds {
		t, more, err := asked(text, comity.NoDay)
		if err != nil {
			return err
		}
		if q.ofPair(t) {
			return fmt.Errorf("--third %s: it is one of the two; a third party is another state", text)
		}
		if !slices.Contains(q.thirds, t) {
			q.thirds, q.notes = append(q.thirds, t), append(q.notes, more...)
		}
	}
	if len(q.s.Thirds) > 0 {
		return nil
	}
	for _, m := range groups.Members("UNSC", "permanent", q.on) {
		if !q.ofPair(m.State) {
			q.thirds = append(q.thirds, m.State)
		}
	}
	if len(q.thirds) == 0 {
		return errors.New("name a third state with --third: the Security Council had no permanent members then")
	}
	q.notes = append(q.notes, "No third state was named: the permanent members of the Security Council are taken (--third STATE names others).")
	return nil
}

// ofPair says whether a state is one of the two, under any of its keys.
func (q *thirdQuestion) ofPair(s comity.State) bool {
	return slices.Contains(panel.Keys(q.who[0]), s) || slices.Contains(panel.Keys(q.who[1]), s)
}

func (q *thirdQuestion) name(i int) string { return states.Name(q.who[i], q.on) }

func (q *thirdQuestion) thirdNames() []string {
	var out []string
	for _, t := range q.thirds {
		out = append(out, states.Name(t, q.on))
	}
	return out
}

func (q *thirdQuestion) add(r testRow) { q.rows = append(q.rows, r) }

// silent tells a test that could not be made.
func (q *thirdQuestion) silent(test, third, asks, why string) {
	none := comity.NaN(comity.NotCovered)
	q.add(testRow{test: test, third: third, asks: asks, estimate: none, low: none, high: none, detectable: noNumber, power: noNumber, beside: noNumber, result: "cannot tell", detail: why})
}

// structure is T1, at the last session in which both voted enough.
func (q *thirdQuestion) structure(context.Context) error {
	asks := "is the agreement of the two more than their agreement with all others implies?"
	for year := q.to; year >= q.from; year-- {
		sq := q.square(year)
		if sq.i < 0 || sq.j < 0 {
			continue
		}
		e, err := thirdparty.Structure(sq.x, sq.i, sq.j)
		if err != nil || e.Residual != e.Residual {
			continue
		}
		q.session = &sq
		q.m.choose("T1 and T3: session", fmt.Sprintf("opened in %d; states that voted in at least %d roll calls", year, sq.least))
		q.add(testRow{test: "T1 additive", third: "all others", asks: asks, estimate: e.Residual, low: e.Value - e.High, high: e.Value - e.Low, n: e.Pairs,
			detectable: 2 * e.SD, power: noNumber, beside: e.Percentile, result: structural(e.Z),
			detail: fmt.Sprintf("session of %d: agreement %.4f, expected without the pair %.4f; residual %+.4f, z %.2f, percentile %.1f of %s pairs of %d states", year, e.Value, e.Expected, e.Residual, e.Z, 100*e.Percentile, thousands(e.Pairs), e.States)})
		return nil
	}
	q.silent("T1 additive", "all others", asks, "no session in these years in which both voted")
	return nil
}

// structural reads a residual in standard deviations.
func structural(z float64) string {
	switch {
	case z != z:
		return "undefined"
	case z > 2:
		return "closer than their positions towards all others imply: a tie of the pair itself"
	case z < -2:
		return "farther apart than their positions towards all others imply"
	case -1 < z && z < 1:
		return "what their positions towards all others imply"
	}
	return "inconclusive: one to two standard deviations from it"
}

// session is agreement of all pairs in a session among states that voted enough.
type session struct {
	year, least int
	x           *thirdparty.Square
	states      []comity.State // of each row
	i, j        int            // the rows of the two; -1 for one that did not vote enough
}

// row is that of a state, under any of its keys; -1 where it has none.
func (s *session) row(state comity.State) int {
	for _, key := range panel.Keys(state) {
		if n := slices.Index(s.states, key); n >= 0 {
			return n
		}
	}
	return -1
}

// square gives a session.
func (q *thirdQuestion) square(year int) session {
	cast := q.cast(year)
	list, _ := q.d.engine.Window(q.reading, year)
	out := session{year: year, least: q.s.Least}
	if out.least == 0 {
		out.least = (len(list) + 1) / 2
	}
	place := map[comity.State]int{}
	pairs, values := q.d.engine.Agreements(q.reading, year)
	for _, p := range pairs {
		for _, s := range []comity.State{p.A, p.B} {
			if _, ok := place[s]; !ok && cast[s] >= out.least {
				place[s] = len(place)
				out.states = append(out.states, s)
			}
		}
	}
	out.x = thirdparty.NewSquare(len(place))
	for k, p := range pairs {
		a, ok := place[p.A]
		b, both := place[p.B]
		if ok && both {
			out.x.Set(a, b, values[k])
		}
	}
	out.i, out.j = out.row(q.who[0]), out.row(q.who[1])
	return out
}

// cast counts the votes of each state in a session.
func (q *thirdQuestion) cast(year int) map[comity.State]int {
	out := map[comity.State]int{}
	votes := q.d.rec.Votes("UNGA")
	list, _ := q.d.engine.Window(q.reading, year)
	for s, state := range votes.States {
		for _, c := range list {
			if votes.Cast(s, c.Index()) != record.Out {
				out[state]++
			}
		}
	}
	return out
}

// changes is T2, for each third state.
func (q *thirdQuestion) changes(context.Context) error {
	common := q.commonAgreement()
	pair := q.agreement(q.who[0], q.who[1])
	var years []int
	for year := q.from; year <= q.to; year++ {
		if _, ok := common[year]; ok {
			years = append(years, year)
		}
	}
	lists := map[string]map[int]float64{q.name(0) + " and " + q.name(1): pair}
	names := []string{q.name(0) + " and " + q.name(1)}
	for _, t := range q.thirds {
		with := [2]map[int]float64{q.agreement(q.who[0], t), q.agreement(q.who[1], t)}
		for k := range with {
			name := q.name(k) + " and " + states.Name(t, q.on)
			names, lists[name] = append(names, name), with[k]
		}
		q.change(t, thirdparty.Series{}, years, pair, with, common)
	}
	names, lists["mean of all pairs"] = append(names, "mean of all pairs"), common
	q.extra = append(q.extra, func() { q.series(years, names, lists) })
	return nil
}

// change tells T2 for one third state.
func (q *thirdQuestion) change(third comity.State, s thirdparty.Series, years []int, pair map[int]float64, with [2]map[int]float64, common map[int]float64) {
	for _, year := range years {
		a, ok := pair[year]
		b, ok1 := with[0][year]
		c, ok2 := with[1][year]
		if ok && ok1 && ok2 {
			s.Years, s.Pair, s.First, s.Second, s.Common = append(s.Years, year), append(s.Pair, a), append(s.First, b), append(s.Second, c), append(s.Common, common[year])
		}
	}
	t := thirdparty.Temporally(s, q.s.Seed)
	name := states.Name(third, q.on)
	for k := range 2 {
		asks := fmt.Sprintf("do its changes from session to session go with those of the agreement of %s and %s?", q.name(k), name)
		if t.N < 4 {
			q.silent("T2 changes", name, asks, fmt.Sprintf("%d changes from one session to the next", t.N))
			continue
		}
		with := q.name(k) + " with " + name
		q.add(testRow{test: "T2 changes", third: with, asks: asks, estimate: number(t.Change[k]), low: number(t.ChangeBand[k][0]), high: number(t.ChangeBand[k][1]), n: t.N,
			detectable: t.Detectable, power: t.Power, beside: number(t.Level[k]), result: moved(t.Finding[k], t.Margin, t.Power),
			detail: fmt.Sprintf("%d changes %d-%d: r %s in changes, %s in levels; on the change a year before %s (error %s), a year after %s (%s)", t.N, t.From, t.To,
				signed(t.Change[k]), signed(t.Level[k]), signed(t.Before[k].B), plain(t.Before[k].SE), signed(t.After[k].B), plain(t.After[k].SE))})
		q.add(testRow{test: "T2 partial", third: with, asks: "the same, with the changes of the other's agreement with it and of the mean of all pairs taken out", estimate: number(t.Partial[k]), low: number(t.PartialBand[k][0]), high: number(t.PartialBand[k][1]), n: t.N,
			detectable: thirdparty.Detectable(t.N - 2), power: thirdparty.Power(t.Margin, t.N-2), beside: number(t.Effect[k].B), result: moved(t.PartialFinding[k], t.Margin, thirdparty.Power(t.Margin, t.N-2)),
			detail: fmt.Sprintf("effect %s (error %s, p %s); of three states, agreement is bound up: where one moves, its agreement with both others does", signed(t.Effect[k].B), plain(t.Effect[k].SE), plain(t.Effect[k].P))})
	}
}

func signed(x float64) string {
	if x != x {
		return "undefined"
	}
	return fmt.Sprintf("%+.3f", x)
}

func plain(x float64) string { return strings.TrimPrefix(signed(x), "+") }

// moved reads a correlation of changes.
func moved(f thirdparty.Finding, margin, power float64) string {
	switch f {
	case thirdparty.Small:
		return fmt.Sprintf("no connection as large as %.1f", margin)
	case thirdparty.Positive:
		return "changes go together" + unsure(power)
	case thirdparty.Negative:
		return "changes go opposite ways" + unsure(power)
	}
	return fmt.Sprintf("inconclusive: power %.2f", power)
}

// unsure warns of an effect that was found by a test of little power: how large it is, it cannot tell.
func unsure(power float64) string {
	if power < 0.8 {
		return fmt.Sprintf(" (power %.2f: size uncertain)", power)
	}
	return ""
}

// agreement gives agreement of two by session.
func (q *thirdQuestion) agreement(a, b comity.State) map[int]float64 {
	out := map[int]float64{}
	for year := q.from; year <= q.to; year++ {
		if c := q.d.engine.Cell("vote.agreement", []comity.State{a, b}, q.reading, year); c.Missing() == comity.Present {
			out[year] = c.Value
		}
	}
	return out
}

// commonAgreement gives the mean agreement of all pairs by session.
func (q *thirdQuestion) commonAgreement() map[int]float64 {
	out := map[int]float64{}
	for year := q.from; year <= q.to; year++ {
		_, values := q.d.engine.Agreements(q.reading, year)
		sum := 0.0
		for _, x := range values {
			sum += x / float64(len(values))
		}
		if len(values) > 0 {
			out[year] = sum
		}
	}
	return out
}

// series is the table and the picture of agreement by session.
func (q *thirdQuestion) series(years []int, names []string, lists map[string]map[int]float64) {
	line := &chart.Line{Title: "Agreement in the UN General Assembly, by session", Unit: "share"}
	columns := []*frame.Column{wholeColumn("year", "year in which the session opened", years)}
	for k, name := range names {
		xs := make([]float64, len(years))
		for i, year := range years {
			x, ok := lists[name][year]
			if xs[i] = x; !ok {
				xs[i] = comity.NaN(comity.NotCovered)
			}
		}
		columns = append(columns, realColumn(seriesHeader(k, len(names)), name, "share", xs))
		if k < 6 {
			line.Series = append(line.Series, chart.Series{Name: name, Years: years, Values: xs})
		}
	}
	q.m.table("series", "Agreement by session: pair "+strings.Join(names[:1], "")+"; with thirds in the order "+strings.Join(q.thirdNames(), ", "), columns...)
	q.m.Answer.Charts = append(q.m.Answer.Charts, line)
}

// seriesHeader names a column of the series: the pair, each of the two with each third, the mean.
func seriesHeader(k, n int) string {
	switch k {
	case 0:
		return "pair"
	case n - 1:
		return "mean"
	}
	return fmt.Sprintf("%s_third%d", [2]string{"first", "second"}[(k-1)%2], (k+1)/2)
}

// finish lays the tests out, and says what they do not show.
func (q *thirdQuestion) finish() {
	m := q.m
	var tests, thirds, asks, results, details []string
	var estimate, low, high, detectable, power, beside []float64
	var n []int
	open := 0
	for _, r := range q.rows {
		tests, thirds, asks, results = append(tests, r.test), append(thirds, r.third), append(asks, r.asks), append(results, r.result)
		details = append(details, r.detail)
		estimate, low, high, n = append(estimate, r.estimate), append(low, r.low), append(high, r.high), append(n, r.n)
		detectable, power, beside = append(detectable, r.detectable), append(power, r.power), append(beside, r.beside)
		if strings.HasPrefix(r.result, "inconclusive") || strings.HasPrefix(r.result, "cannot tell") {
			open++
		}
	}
	m.Answer.Finding = fmt.Sprintf("%d tests, each read alone; %d of them cannot tell or are inconclusive. No test shows why states act as they do.", len(q.rows), open)
	m.table("tests", "Tests, each read alone", textColumn("test", "test", tests), textColumn("third", "third state", thirds),
		realColumn("estimate", "estimate", "", estimate), realColumn("low", "lower end of its interval", "", low), realColumn("high", "upper end of its interval", "", high), wholeColumn("n", "observations", n),
		realColumn("seen", "least effect seen with power .8 (T6: least overlap that differs from chance)", "", detectable), realColumn("power", "power for an effect as large as the margin (T2 .3, T4 .05)", "", power),
		textColumn("result", "plain result", results))
	m.table("questions", "What each asks, and what stands beside it", textColumn("test", "test", tests), textColumn("third", "third state", thirds), textColumn("asks", "what it asks", asks),
		realColumn("beside", "T1, T4: share of all pairs below; T2 changes: correlation of levels; T2 partial: effect; T3: p by permutation; T6: chance of so much overlap", "", beside), textColumn("detail", "the numbers behind it", details))
	for _, f := range q.extra {
		f()
	}
	m.choose("sessions and years", fmt.Sprintf("%d-%d", q.from, q.to))
	m.choose("agreement", q.reading.Label)
	m.choose("third states", strings.Join(q.thirdNames(), ", "))
	m.choose("margins", fmt.Sprintf("T2 a correlation of %.1f, T4 a change of agreement of %.2f", thirdparty.Margin, thirdparty.RemovalMargin))
	m.choose("seed", fmt.Sprint(q.s.Seed))
	m.Answer.Limits = []string{
		"A correlation, present or absent, shows no motive: two states may draw closer for reasons of their own while both drift from a third.",
		"Votes of the General Assembly are one kind of conduct; what is not voted on is not in T1 to T4.",
		"A treaty's clause (T5) is what the parties declared; it is held against nothing here.",
	}
}
