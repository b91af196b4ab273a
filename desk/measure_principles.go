package desk

// This file holds declared principles of a relation against conduct on record: numbers beside all pairs, pairs of major powers and the
// pair's own history, and facts as they are.

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/groups"
	"comity/measure/society"
	"comity/measure/thirdparty"
	"comity/panel"
	"comity/report"
	"comity/states"
	"comity/treaties"
)

// PrinciplesSpec is what is asked of the principles of a relation.
type PrinciplesSpec struct {
	States []string
	Year   int      // the last that is looked at; 0: the last the record reaches
	Thirds []string // as of third parties
	Rank   int      // as of third parties
	Seed   uint64
}

// The principles, as they are declared.
const (
	nonAlignment    = "non-alignment"
	nonConfronting  = "non-confrontation"
	notAtThirds     = "not directed against third parties"
	mutualRespect   = "mutual respect"
	mutualBenefit   = "mutual benefit"
	mutualityItself = "mutuality"
)

// conduct is one number of conduct under a principle. Without a way to put both directions together it is shown in both.
type conduct struct {
	principle string
	indicator
}

// told makes a number of conduct; of is nil where both directions are shown, and %[1]s and %[2]s of its title are the two states then.
func told(principle, name, title, unit, column string, of func(x, y float64) float64) conduct {
	return conduct{principle, indicator{name: name, title: title, unit: unit, column: column, of: of}}
}

// conducts are the numbers of conduct.
var conducts = []conduct{
	told(nonAlignment, "obligation", "level of alliance obligation: 3 defence or offence, 2 neutrality or consultation, 1 non-aggression, 0 none", "0-3", "alliance.obligation", either),
	told(nonAlignment, "kappa", "chance-corrected likeness of alliance portfolios (kappa, squared distance)", "-1 to 1", "alliance.kappa:distance=quadratic", either),
	told(nonAlignment, "joint", "organisations both belong to", "count", "group.joint", either),
	told(nonConfronting, "peace", "years without a militarised dispute between the two", "years", "dispute.cow_spell", either),
	told(nonConfronting, "hostility", "highest hostility of a dispute of the year; missing where there was none", "0-5", "dispute.cow_hostlev", either),
	told(nonConfronting, "rivalry", "a strategic rivalry between the two", "0/1", "rivalry.tss_ongoing", either),
	told(nonConfronting, "sanctions", "a case of sanctions of %[1]s on %[2]s; missing where none was found", "0/1", "sanction.in_force", nil),
	told(nonConfronting, "conflict", "events of material conflict of %[1]s towards %[2]s in the news", "events", "icews.events.material_conflict", nil),
	told(mutualRespect, "agreement", "agreement in the UN General Assembly, all roll calls", "share", "vote.agreement:calls=all", either),
	told(mutualRespect, "rights", "agreement on roll calls on human rights", "share", "vote.agreement:calls=all;issue=hr", either),
	told(mutualRespect, "mission", "rank of the mission of %[1]s in %[2]s", "code", "mission.rank", nil),
	told(mutualBenefit, "share", "share of %[2]s in the trade of %[1]s", "share", "trade.share", nil),
	told(mutualBenefit, "dependence", "trade with %[2]s over the GDP of %[1]s", "share", "trade.dependence", nil),
	told(mutualBenefit, "weak", "dependence on trade, the lesser of the two (weak link)", "share", "trade.weak_link", either),
	told(mutualBenefit, "symmetry", "1 less the difference of the shares in each other's trade (Barbieri)", "0-1", "trade.symmetry", either),
	told(mutualBenefit, "balance", "exports of %[1]s to %[2]s less imports", "USD", "trade.balance", nil),
	told(mutualityItself, "flow", "asymmetry of goods sent each way", "0-1", "trade.exports", society.Asymmetry),
	told(mutualityItself, "news", "asymmetry of cooperation in the news, who acts towards whom", "0-1", "icews.events.verbal_cooperation", society.Asymmetry),
	told(mutualityItself, "students", "asymmetry of students sent each way", "0-1", "oecd-students.students", society.Asymmetry),
	told(mutualityItself, "migrants", "asymmetry of people from one who live in the other", "0-1", "un-migrant-stock.migrants", society.Asymmetry),
}

// reciprocal are the flows whose reciprocity over all pairs is told.
var reciprocal = []string{"flow", "news", "students", "migrants"}

func conductIndicators() []indicator {
	var out []indicator
	for _, c := range conducts {
		out = append(out, c.indicator)
	}
	return out
}

// principlesQuestion is a question of the principles of one relation.
type principlesQuestion struct {
	d    *Desk
	s    PrinciplesSpec
	who  []comity.State
	on   comity.Day
	m    *Measurement
	own  []pairYear
	book string // of trade, the same for the pair's own years and for all pairs
	rows []conductRow
	rho  []reciprocityRow
}

// conductRow is one number as it is told.
type conductRow struct {
	principle, test, unit, years string
	value, among, past, ofMajors float64
	year, pairs, majors          int
}

// reciprocityRow is the reciprocity of a flow over all pairs of a year.
type reciprocityRow struct {
	flow    string
	year, n int
	rho     float64
}

// MeasurePrinciples holds the principles of a relation against conduct.
func (d *Desk) MeasurePrinciples(ctx context.Context, s PrinciplesSpec) (*Measurement, error) {
	if len(s.States) != 2 {
		return nil, errors.New("name the two states of a pair, as RUS CHN")
	}
	if s.Year > Reach.Year() {
		return nil, fmt.Errorf("--year: nothing is known of %d: the record as a whole reaches %s, some of its tables %s; name an earlier year (--year %d)", s.Year, LastDay, Reach, LastDay.Year())
	}
	on := LastDay
	if s.Year != 0 {
		on = min(Reach, comity.DayOf(s.Year, 12, 31))
	}
	who, notes, err := resolve(s.States[0], s.States[1], comity.NoDay)
	if err != nil {
		return nil, err
	}
	q := &principlesQuestion{d: d, s: s, who: who, on: on}
	q.m = newMeasurement(society.Principles, fmt.Sprintf("%s and %s to %d: declared principles and conduct", q.name(0), q.name(1), on.Year()))
	for _, n := range notes {
		q.m.note("%s", n)
	}
	if err := q.measured(ctx); err != nil {
		return nil, err
	}
	q.conductTable()
	q.record()
	if err := q.thirds(ctx); err != nil {
		return nil, err
	}
	q.finish()
	return q.m, nil
}

func (q *principlesQuestion) name(i int) string { return states.Name(q.who[i], q.on) }

// isPair says whether a row is of the two, and whether its first state is the first of them.
func (q *principlesQuestion) isPair(r pairYear) (is, straight bool) {
	at := func(code int16, i int) bool { return slices.Contains(panel.Keys(q.who[i]), comity.State(code)) }
	straight = at(r.a, 0) && at(r.b, 1)
	return straight || at(r.a, 1) && at(r.b, 0), straight
}

// measured works out every number: in the pair's last year with a value, among all pairs of that year.
func (q *principlesQuestion) measured(ctx context.Context) error {
	list := conductIndicators()
	own, by, err := q.d.pairRows(ctx, PanelSpec{Scope: []string{strings.Join(q.s.States, ",")}, To: q.on.Year(), ExtendTo: Reach.Year()}, list)
	if err != nil {
		return err
	}
	q.m.rests(by.sources...)
	q.own, q.book = own, by.book
	byYear := map[int][]int{} // year: numbers whose last value is of it
	last := make([]int, len(list))
	for k := range list {
		for _, r := range own {
			if r.known(list[k], k) {
				last[k] = r.year
			}
		}
		byYear[last[k]] = append(byYear[last[k]], k)
	}
	all := make([][]pairYear, len(list))
	at := make([]int, len(list)) // of each number: its place among the columns of the panel of its year
	for year, numbers := range byYear {
		if year == 0 {
			continue
		}
		var part []indicator
		for i, k := range numbers {
			part, at[k] = append(part, list[k]), i
		}
		rows, _, err := q.d.pairRows(ctx, PanelSpec{From: year, To: year, ExtendTo: max(year, 2016), Book: q.book}, part)
		if err != nil {
			return err
		}
		for _, k := range numbers {
			all[k] = rows
		}
	}
	for k, c := range conducts {
		q.tell(k, c, last[k], at[k], all[k])
	}
	return nil
}

// known says whether a year has a number: put together, or in one of both directions.
func (r pairYear) known(c indicator, k int) bool {
	if c.of != nil {
		return r.values[k] == r.values[k]
	}
	return r.forward[k] == r.forward[k] || r.backw[k] == r.backw[k]
}

// tell adds the rows of a number: one, or one for each direction.
func (q *principlesQuestion) tell(k int, c conduct, year, at int, all []pairYear) {
	ways := 1
	if c.of == nil {
		ways = 2
	}
	for way := range ways {
		row := conductRow{principle: c.principle, test: fmt.Sprintf(c.title+"%.0[1]s%.0[2]s", q.name(way), q.name(1-way)), unit: c.unit, year: year,
			value: comity.NaN(comity.NotCovered), among: comity.NaN(comity.NotCovered), past: comity.NaN(comity.NotCovered), ofMajors: comity.NaN(comity.NotCovered), years: "none"}
		if year == 0 {
			if n := len(q.own); n > 0 {
				row.value = q.own[n-1].in(c.indicator, k, 0)
			}
			q.rows = append(q.rows, row)
			continue
		}
		past, from, to := q.past(c.indicator, k, way)
		population, majors := q.population(c.indicator, at, year, all)
		row.value = q.valueIn(c.indicator, k, way, year)
		row.among, row.past = reasonOr(row.value, thirdparty.Place(population, row.value)), reasonOr(row.value, thirdparty.Place(past, row.value))
		row.ofMajors = reasonOr(row.value, thirdparty.Place(majors, row.value))
		row.pairs, row.majors, row.years = len(population), len(majors), fmt.Sprintf("%d: %d-%d", len(past), from, to)
		q.rows = append(q.rows, row)
	}
	if slices.Contains(reciprocal, c.name) && year != 0 {
		var there, back []float64
		for _, r := range all {
			there, back = append(there, r.forward[at]), append(back, r.backw[at])
		}
		rho, n := society.Reciprocity(there, back)
		q.rho = append(q.rho, reciprocityRow{strings.TrimPrefix(c.title, "asymmetry of "), year, n, rho})
	}
}

// in is a number of a row, put together or in a direction: 0 from the first of the row, 1 from the second.
func (r pairYear) in(c indicator, k, direction int) float64 {
	switch {
	case c.of != nil:
		return r.values[k]
	case direction == 0:
		return r.forward[k]
	}
	return r.backw[k]
}

// direction is that of a row in which the way of the two goes: 0 from the first of the two.
func (q *principlesQuestion) direction(r pairYear, way int) int {
	if _, straight := q.isPair(r); !straight {
		return 1 - way
	}
	return way
}

func (q *principlesQuestion) valueIn(c indicator, k, way, year int) float64 {
	for _, r := range q.own {
		if r.year == year {
			return r.in(c, k, q.direction(r, way))
		}
	}
	return comity.NaN(comity.NotCovered)
}

// past gives a number of the two in all their years.
func (q *principlesQuestion) past(c indicator, k, way int) (xs []float64, from, to int) {
	for _, r := range q.own {
		x := r.in(c, k, q.direction(r, way))
		if x != x {
			continue
		}
		if xs, to = append(xs, x), r.year; from == 0 {
			from = r.year
		}
	}
	return xs, from, to
}

// population gives a number of all pairs of a year, in both directions where it has two, and of the pairs of permanent members of the
// Security Council.
func (q *principlesQuestion) population(c indicator, at, year int, all []pairYear) (population, majors []float64) {
	major := map[int16]bool{}
	for _, m := range groups.Members("UNSC", "permanent", comity.DayOf(year, 12, 31)) {
		for _, key := range panel.Keys(m.State) {
			major[int16(key)] = true
		}
	}
	ways := 1
	if c.of == nil {
		ways = 2
	}
	for _, r := range all {
		for way := range ways {
			x := r.in(c, at, way)
			if x != x {
				continue
			}
			population = append(population, x)
			if major[r.a] && major[r.b] {
				majors = append(majors, x)
			}
		}
	}
	return population, majors
}

// conductTable lays the numbers out.
func (q *principlesQuestion) conductTable() {
	var principle, test, unit, years []string
	var value, among, past, ofMajors []float64
	var year, pairs, majors []int
	for _, r := range q.rows {
		principle, test, unit, years = append(principle, r.principle), append(test, r.test), append(unit, r.unit), append(years, r.years)
		value, among, past, ofMajors = append(value, r.value), append(among, r.among), append(past, r.past), append(ofMajors, r.ofMajors)
		year, pairs, majors = append(year, r.year), append(pairs, r.pairs), append(majors, r.majors)
	}
	q.m.table("conduct", "Conduct in numbers: in the last year with a value, among all pairs, pairs of permanent members of the Security Council, and the pair's own years",
		textColumn("principle", "principle", principle), textColumn("test", "what is measured", test), realColumn("value", "value", "", value), textColumn("unit", "unit", unit), wholeColumn("year", "year of the value; 0: none", year),
		realColumn("among", "share of all pairs below, equal ones half", "", among), wholeColumn("pairs", "pairs with a value (both directions, where it has two)", pairs),
		realColumn("majors", "share of pairs of permanent members below", "", ofMajors), wholeColumn("n", "pairs of permanent members with a value", majors),
		realColumn("own", "share of own years below", "", past), textColumn("years", "own years with a value", years))
	var flow []string
	var rho []float64
	var of, n []int
	for _, r := range q.rho {
		flow, of, rho, n = append(flow, r.flow), append(of, r.year), append(rho, number(r.rho)), append(n, r.n)
	}
	q.m.table("reciprocity", "Reciprocity of the same flows over all pairs: is what goes one way what comes back?", textColumn("flow", "flow", flow), wholeColumn("year", "year", of), realColumn("rho", "correlation of what goes with what comes", "", rho), wholeColumn("n", "pairs", n))
}

// respecting are the clauses of treaties on respect, and on force between the two.
var respecting = map[string][]string{
	mutualRespect:  {"sovereign-equality", "territorial-integrity", "non-interference", "five-principles", "mutual-recognition"},
	nonConfronting: {"renounces-force", "peaceful-settlement", "no-first-use"},
}

// record is what is on record that is no number.
func (q *principlesQuestion) record() {
	var principle, question, answer, source []string
	add := func(p string, tests ...report.Test) {
		for _, t := range tests {
			principle, question, answer, source = append(principle, p), append(question, t.Question), append(answer, t.Answer), append(source, t.Source.ID)
			if t.Source.ID != "" {
				q.m.rests(t.Source.ID)
			}
		}
	}
	add(nonAlignment, q.d.defence(q.who, q.on), q.memberships())
	add(nonConfronting, confrontation(q.who, q.on))
	if r := q.d.engine.Readings("dispute.ongoing", q.who); len(r) > 0 {
		add(nonConfronting, q.d.disputes(q.who, r[0], q.on))
	}
	add(nonConfronting, q.clauses(nonConfronting)...)
	add(notAtThirds, declared(q.who, q.on)...)
	open, known := treaties.Ties(keyOn(q.who[0], q.on), keyOn(q.who[1], q.on), q.on)
	add(mutualRespect, report.Test{Question: fmt.Sprintf("diplomatic relations on %s?", q.on), Answer: map[bool]string{true: openOr(open), false: "not known"}[known], Source: report.NewRef(comity.Ref{Source: "comity-ties"})})
	for _, f := range recognition(q.who, q.on) {
		add(mutualRespect, report.Test{Question: "recognition where not all recognise?", Answer: f.Text + " (" + f.When + ")", Source: f.Source})
	}
	add(mutualRespect, q.clauses(mutualRespect)...)
	q.m.table("record", "What is on record", textColumn("principle", "principle", principle), textColumn("question", "question", question), textColumn("answer", "answer", answer), textColumn("source", "source", source))
}

// memberships holds what the two belong to together against chance.
func (q *principlesQuestion) memberships() report.Test {
	a, b := keyOn(q.who[0], q.on), keyOn(q.who[1], q.on)
	n, x, y := 0, 0, 0
	for _, g := range groups.All() {
		if g.Kind == "class" || g.Kind == "treaty" || len(groups.Members(g.ID, "", q.on)) == 0 {
			continue
		}
		n++
		if s, in := groups.In(g.ID, "", a, q.on); in && s.Holds(q.on) {
			x++
		}
		if s, in := groups.In(g.ID, "", b, q.on); in && s.Holds(q.on) {
			y++
		}
	}
	both := len(groups.Common(a, b, q.on))
	expected, p := society.Overlap(x, y, both, n)
	return report.Test{Question: fmt.Sprintf("organisations and blocs both belong to on %s, beside chance?", q.on),
		Answer: fmt.Sprintf("%d, where %s of %d would be by chance (%s %d, %s %d; chance of as many or more %s)", both, plainOr(expected), n, q.name(0), x, q.name(1), y, plainOr(p)),
		Source: report.NewRef(comity.Ref{Source: "comity-groups", Edition: comity.Version, Basis: comity.Seen})}
}

// plainOr writes a number with three decimals.
func plainOr(x float64) string {
	if x != x || math.IsInf(x, 0) {
		return "undefined"
	}
	return fmt.Sprintf("%.3f", x)
}

// clauses asks which clauses of a principle stand in a treaty of the two alone that is in force.
func (q *principlesQuestion) clauses(principle string) []report.Test {
	var out []report.Test
	for _, kind := range respecting[principle] {
		for _, t := range together(q.who, q.on) {
			i := slices.IndexFunc(t.Clauses, func(c treaties.Clause) bool { return c.Kind == kind })
			if i < 0 || !t.Bilateral() || t.StageOn(q.on) != treaties.Binding {
				continue
			}
			out = append(out, report.Test{Question: "declared in a treaty of the two in force: " + t.Clauses[i].String() + "?", Answer: "yes: " + t.String(), Source: report.NewRef(t.Clauses[i].Ref)})
			break
		}
	}
	return out
}

// thirds are the tests of third parties, told again in short.
func (q *principlesQuestion) thirds(ctx context.Context) error {
	spec := ThirdPartySpec{States: q.s.States, Thirds: q.s.Thirds, Rank: q.s.Rank, Seed: q.s.Seed}
	if q.s.Year != 0 {
		spec.To = q.on.Year()
	}
	m, err := q.d.MeasureThirdParty(ctx, spec)
	if err != nil {
		return err
	}
	t := m.Tables[0]
	t.Name, t.Title = "third", "Not directed against third parties: the tests of comity measure thirdparty, each read alone"
	q.m.Tables = append(q.m.Tables, t)
	q.m.rests(m.from...)
	for _, n := range m.Answer.Notes {
		if !slices.Contains(q.m.Answer.Notes, n) {
			q.m.note("%s", n)
		}
	}
	return nil
}

// principles are those with a number.
func (q *principlesQuestion) principles() []string {
	var out []string
	for _, r := range q.rows {
		if !slices.Contains(out, r.principle) {
			out = append(out, r.principle)
		}
	}
	return out
}

// finish says what is not shown.
func (q *principlesQuestion) finish() {
	q.m.Answer.Finding = fmt.Sprintf("%d numbers under %d principles, each beside all pairs and the pair's own years. Whether a principle is kept is not said.", len(q.rows), len(q.principles()))
	q.m.choose("to", q.on.String())
	if q.book != "" {
		q.m.choose("book of trade", q.book)
	}
	q.m.choose("pairs of major powers", "those of permanent members of the Security Council in the year")
	q.m.Answer.Limits = []string{
		"A principle is declared in words; conduct beside it is numbers of some of what the words may mean. The value in it is not measured.",
		"A missing case of sanctions is not the absence of sanctions: the source lists cases.",
		"Visits of leaders, opinion polls and statements of ministries are not in the record for all pairs, and are not used.",
	}
}
