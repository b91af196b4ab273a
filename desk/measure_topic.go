package desk

// This file asks how a group votes on a topic in the General Assembly, and lists the topics with their rules and what these are worth.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/measure/cohesion"
	"comity/measure/topic"
	"comity/panel"
	"comity/record"
	"comity/source"
	"comity/states"
	"comity/topics"
)

// TopicSpec is what is asked of a topic.
type TopicSpec struct {
	Topic    string // a topic, an issue code or a label; empty: the list of topics
	Group    string // a group, a class, or states; empty: all members of the United Nations
	From, To int
	By       string // year (the usual) or session
	Calls    string // all (the usual), final: without amendments and paragraphs, divided: not all voted alike
}

// issueCodes are the codes of the source, as they are asked for.
var issueCodes = []struct {
	name, title string
	flag        record.Flag
}{
	{"me", "the Middle East (code of the source)", record.IssueME}, {"nu", "nuclear weapons and material (code of the source)", record.IssueNU}, {"di", "arms control and disarmament (code of the source)", record.IssueDI},
	{"hr", "human rights (code of the source)", record.IssueHR}, {"co", "colonialism (code of the source)", record.IssueCO}, {"ec", "economic development (code of the source)", record.IssueEC},
}

// MeasureTopic measures votes on a topic, or lists the topics.
func (d *Desk) MeasureTopic(ctx context.Context, s TopicSpec) (*Measurement, error) {
	all := d.engine.RollCalls("", comity.Always)
	if len(all) == 0 {
		return nil, errors.New("the record has no votes of the General Assembly; comity pull unga-votes && comity build")
	}
	if s.Topic == "" {
		if s.Group != "" {
			return nil, errors.New("name a topic to ask how a group votes on it (comity measure topic lists them)")
		}
		return d.listTopics(all), topicsRead(all)
	}
	about, err := topicNamed(s.Topic)
	if err != nil {
		return nil, err
	}
	q := &topicQuestion{d: d, s: s, about: about}
	if err := q.choose(all); err != nil {
		return nil, err
	}
	return q.answer(ctx)
}

// topicsRead refuses votes that were built before topics were read from titles.
func topicsRead(all []panel.RollCall) error {
	var from []string
	for _, c := range all {
		if c.Topics&topics.Read != 0 {
			return nil
		}
		if !slices.Contains(from, c.Ref.Source) {
			from = append(from, c.Ref.Source)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return fmt.Errorf("the votes in the store were built before topics were read from titles; comity build %s", strings.Join(from, " "))
}

// aboutness is a topic that can be asked for: which roll calls are of it.
type aboutness struct {
	name, title string
	is          func(c record.RollCall) bool
	rule        string // where its precision was measured
}

// topicNamed finds a topic, an issue code or a label.
func topicNamed(name string) (aboutness, error) {
	if i := topics.Place(name); i >= 0 {
		t := topics.All()[i]
		return aboutness{t.Name, t.Title, func(c record.RollCall) bool { return c.Topics.Has(i) }, t.Name}, nil
	}
	for _, code := range issueCodes {
		if strings.EqualFold(code.name, name) {
			return aboutness{code.name, code.title, func(c record.RollCall) bool { return c.Flags&code.flag != 0 }, ""}, nil
		}
	}
	var names []string
	for _, label := range source.Topics() {
		if strings.EqualFold(label, name) {
			return aboutness{label, label, func(c record.RollCall) bool { return c.Topic == label }, ""}, nil
		}
		names = append(names, strconv.Quote(label))
	}
	var first []string
	for _, t := range topics.All() {
		first = append(first, t.Name)
	}
	msg := fmt.Sprintf("there is no topic %q", name)
	if near := topics.Near(name, append(first, names...)); len(near) > 0 {
		msg += "; did you mean " + strings.Join(near, ", ") + "?"
	}
	return aboutness{}, errors.New(msg + " (comity measure topic lists the topics)")
}

// topicQuestion is a question of a topic with its roll calls.
type topicQuestion struct {
	d       *Desk
	s       TopicSpec
	about   aboutness
	calls   []panel.RollCall
	windows []int // of each roll call: its year, or the year in which its session opened
	blank   int   // roll calls of the years that have no title
	who     someStates
	ballots []topic.Ballot
	members []map[comity.State]record.Vote // of each roll call: what each member did
	unknown int                            // roll calls of days on which it is not known who belongs: the first ones
}

// choose picks the roll calls.
func (q *topicQuestion) choose(all []panel.RollCall) error {
	if q.s.By != "" && q.s.By != "year" && q.s.By != "session" {
		return fmt.Errorf("--by %q: roll calls are put together by year or by session", q.s.By)
	}
	if !slices.Contains([]string{"", "all", "final", "divided"}, q.s.Calls) {
		return fmt.Errorf("--calls %q: count all, final (no amendments and paragraphs) or divided ones (not all voted alike)", q.s.Calls)
	}
	if q.about.rule != "" {
		if err := topicsRead(all); err != nil {
			return err
		}
	}
	for _, c := range all {
		year, ok := q.window(c)
		if !ok || q.s.From != 0 && year < q.s.From || q.s.To != 0 && year > q.s.To {
			continue
		}
		if c.Topics&topics.Read == 0 {
			q.blank++
		}
		if q.about.is(c.RollCall) && q.counts(c) {
			q.calls, q.windows = append(q.calls, c), append(q.windows, year)
		}
	}
	return nil
}

// window is the year a roll call is put into; an emergency special session belongs to no regular one.
func (q *topicQuestion) window(c panel.RollCall) (int, bool) {
	if q.s.By != "session" {
		return c.Day.Year(), true
	}
	n, err := strconv.Atoi(c.Session)
	return n + 1945, err == nil
}

func (q *topicQuestion) counts(c panel.RollCall) bool {
	switch q.s.Calls {
	case "final":
		return c.Flags&(record.Amendment|record.Paragraph) == 0
	case "divided":
		return max(c.Yes, c.No, c.Abstain) < c.Yes+c.No+c.Abstain
	}
	return true
}

// answer measures and lays out.
func (q *topicQuestion) answer(ctx context.Context) (*Measurement, error) {
	group := q.s.Group
	if group == "" {
		group = "un"
	}
	var err error
	if q.who, err = q.d.meant(group); err != nil {
		return nil, err
	}
	if len(q.calls) > 0 {
		q.who = q.who.over(q.calls[0].Day)
	}
	m := newMeasurement(topic.Method, fmt.Sprintf("Votes of %s on %s%s", q.who.words, q.about.title, yearsAfter(q.s.From, q.s.To)))
	for _, c := range q.calls {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b, did := q.count(c, q.who)
		q.ballots, q.members = append(q.ballots, b), append(q.members, did)
		m.rests(c.Ref.Source)
	}
	if len(m.from) == 0 {
		m.rests("unga-votes")
	}
	m.rests("comity-topics")
	q.unknown = q.who.unknown(q.calls)
	q.tell(m)
	q.yearTable(m)
	q.definitionTable(m)
	q.callTable(m)
	q.memberTable(m)
	return m, nil
}

// unknown counts the roll calls, in order of time, of days before it is known who is among some states.
func (s someStates) unknown(calls []panel.RollCall) int {
	n := slices.IndexFunc(calls, func(c panel.RollCall) bool { return c.Day >= s.known.From })
	if n < 0 {
		return len(calls)
	}
	return n
}

// count takes the votes on a roll call of those who were among some states then.
func (q *topicQuestion) count(c panel.RollCall, of someStates) (b topic.Ballot, did map[comity.State]record.Vote) {
	who := of.on(c.Day)
	votes, seated := q.d.engine.Votes(c, who), q.d.engine.Seated(c, who)
	did = map[comity.State]record.Vote{}
	for i, v := range votes {
		switch {
		case v == record.Yes:
			b.Yes++
		case v == record.Abstain:
			b.Abstain++
		case v == record.No:
			b.No++
		case seated[i]:
			b.Absent++
		default:
			continue
		}
		did[who[i]] = v
	}
	return b, did
}

// tell says what was chosen, what was found and what it does not show.
func (q *topicQuestion) tell(m *Measurement) {
	m.choose("topic", q.about.name+": "+q.about.title)
	m.choose("states", q.who.words)
	m.choose("roll calls", fmt.Sprintf("%s, by %s", orElse(q.s.Calls, "all"), orElse(q.s.By, "year")))
	for _, n := range q.who.notes {
		m.note("%s", upperFirst(n))
	}
	if q.about.rule != "" {
		j := judged(q.about.rule, q.d.engine.RollCalls("", comity.Always))
		m.choose("precision of the rule", estimateWords(j.Precision))
		m.choose("recall of the rule", estimateWords(j.Recall))
	}
	if q.blank > 0 {
		m.note("%s roll calls of these years have no title in the source, or a page of the record in its place: they are of no topic.", thousands(q.blank))
	}
	if len(q.calls) == 0 {
		m.note("No roll call of these years is of the topic.")
		return
	}
	q.who.beyond(m, q.calls[0].Day, q.calls[len(q.calls)-1].Day)
	m.Answer.Finding = q.finding()
	m.Answer.Limits = []string{
		"A vote is on a text with all its parts: it is not an opinion on the topic. What is put to the vote, and by whom, changes from year to year.",
		"Absence is not told apart from not taking part in the vote; neither is counted as a vote.",
		"Resolutions adopted without a vote leave no roll call: those that are here are the divided part of the agenda.",
	}
}

func estimateWords(e topic.Estimate) string {
	if e.Share != e.Share {
		return "not measured"
	}
	return fmt.Sprintf("%.2f (95 %%: %.2f to %.2f, %d titles read)", e.Share, e.Low, e.High, e.N)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// finding is the answer in a sentence.
func (q *topicQuestion) finding() string {
	measured := q.calls[q.unknown:]
	s := topic.Share(q.ballots[q.unknown:])
	not := ""
	if q.unknown > 0 {
		not = fmt.Sprintf("who belongs is not known before %s", q.who.known.From)
	}
	if len(measured) == 0 {
		return fmt.Sprintf("Of %s of the topic none is measured: %s.", countWords(len(q.calls), "roll call", "roll calls"), not)
	}
	if not != "" {
		not = fmt.Sprintf(" %s not measured: %s.", countWords(q.unknown, "roll call is", "roll calls are"), not)
	}
	if s.Yes != s.Yes {
		return "None of these states was a member of the United Nations when a roll call of the topic was held." + not
	}
	yes, abstain, no := topic.With(q.ballots[q.unknown:])
	return fmt.Sprintf("On %s of %s to %s %.0f %% of their places were votes of yes, %.0f %% no, %.0f %% abstentions and %.0f %% absent; the largest side was yes on %d, no on %d, abstention on %d.",
		countWords(len(measured), "roll call", "roll calls"), measured[0].Day, measured[len(measured)-1].Day, 100*s.Yes, 100*s.No, 100*s.Abstain, 100*s.Absent, yes, no, abstain) + not
}

func countWords(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// yearTable is the series: a row a year with a roll call of the topic.
func (q *topicQuestion) yearTable(m *Measurement) {
	var t topicYears
	q.windowsOf(func(year, from, to int) { t.add(year, q.ballots[min(max(from, q.unknown), to):to], q.calls[from:to]) })
	m.table("years", "By "+orElse(q.s.By, "year"),
		wholeColumn("year", "calendar year, or year in which the session opened", t.year), wholeColumn("calls", "roll calls", t.calls), realColumn("members", "members on the days, mean", "count", t.members),
		realColumn("yes", "part of yes", "share", t.yes), realColumn("no", "part of no", "share", t.no), realColumn("abstain", "part of abstentions", "share", t.abstain), realColumn("absent", "part of absences", "share", t.absent),
		realColumn("agreement", "agreement of two members", "0 to 1", t.agreement), realColumn("rice", "Rice's cohesion", "0 to 1", t.rice), realColumn("ai", "agreement index", "0 to 1", t.ai),
		wholeColumn("all_yes", "yes of all states", t.allYes), wholeColumn("all_no", "no of all states", t.allNo), wholeColumn("all_abstain", "abstentions of all states", t.allAbstain))
	if len(t.year) > 1 {
		series := func(name string, xs []float64) chart.Series {
			return chart.Series{Name: name, Years: t.year, Values: xs}
		}
		m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: fmt.Sprintf("Votes of %s on %s", q.who.words, q.about.title), Unit: "share",
			Series: []chart.Series{series("yes", t.yes), series("no", t.no), series("abstain", t.abstain), series("absent", t.absent)}})
	}
}

// topicYears are the columns of the series.
type topicYears struct {
	year, calls, allYes, allNo, allAbstain                 []int
	members, yes, no, abstain, absent, agreement, rice, ai []float64
}

// add adds a window: all its roll calls, and the ballots of those on whose days it is known who belongs.
func (t *topicYears) add(year int, ballots []topic.Ballot, calls []panel.RollCall) {
	s := topic.Share(ballots)
	tallies := make([]cohesion.Tally, len(ballots))
	var yes, no, abstain int
	for i, b := range ballots {
		tallies[i] = b.Tally
	}
	for _, c := range calls {
		yes, no, abstain = yes+c.Yes, no+c.No, abstain+c.Abstain
	}
	c := cohesion.Summarise(tallies, .25)
	t.year, t.calls = append(t.year, year), append(t.calls, len(calls))
	t.members, t.yes, t.no, t.abstain, t.absent = append(t.members, s.Members), append(t.yes, s.Yes), append(t.no, s.No), append(t.abstain, s.Abstain), append(t.absent, s.Absent)
	t.agreement, t.rice, t.ai = append(t.agreement, topic.Agreement(ballots)), append(t.rice, c.Rice), append(t.ai, c.Agreement)
	t.allYes, t.allNo, t.allAbstain = append(t.allYes, yes), append(t.allNo, no), append(t.allAbstain, abstain)
}

// windowsOf visits the runs of roll calls of one window.
func (q *topicQuestion) windowsOf(visit func(year, from, to int)) {
	for from := 0; from < len(q.calls); {
		to := from
		for to < len(q.calls) && q.windows[to] == q.windows[from] {
			to++
		}
		visit(q.windows[from], from, to)
		from = to
	}
}

// definitionTable is the series under every definition of the states, where there are several.
func (q *topicQuestion) definitionTable(m *Measurement) {
	if len(q.who.more) == 0 {
		return
	}
	var words []string
	var years []int
	var members, yes, no, abstain, absent []float64
	for _, of := range append([]someStates{q.who}, q.who.more...) {
		q.windowsOf(func(year, from, to int) {
			var ballots []topic.Ballot
			for _, c := range q.calls[from:to] {
				if c.Day < of.known.From {
					continue
				}
				b, _ := q.count(c, of)
				ballots = append(ballots, b)
			}
			s := topic.Share(ballots)
			words, years, members = append(words, of.words), append(years, year), append(members, s.Members)
			yes, no, abstain, absent = append(yes, s.Yes), append(no, s.No), append(abstain, s.Abstain), append(absent, s.Absent)
		})
	}
	m.table("definitions", "By definition of the states", textColumn("definition", "who is meant", words), wholeColumn("year", "year", years), realColumn("members", "members on the days, mean", "count", members),
		realColumn("yes", "part of yes", "share", yes), realColumn("no", "part of no", "share", no), realColumn("abstain", "part of abstentions", "share", abstain), realColumn("absent", "part of absences", "share", absent))
}

// callTable is the roll calls one by one, all states beside the group.
func (q *topicQuestion) callTable(m *Measurement) {
	n := len(q.calls)
	number, dates, symbols, labels, kinds := make([]int, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	var all [3][]int
	var of [4][]float64
	for i := range of {
		of[i] = make([]float64, n)
	}
	for i, c := range q.calls {
		b := q.ballots[i]
		number[i], dates[i], symbols[i], labels[i], kinds[i] = int(c.Number), c.Day.String(), c.Symbol, c.Topic, kindOfCall(c.Flags)
		for k, x := range []int{c.Yes, c.No, c.Abstain} {
			all[k] = append(all[k], x)
		}
		for k, x := range []int{b.Yes, b.No, b.Abstain, b.Absent} {
			if of[k][i] = float64(x); i < q.unknown {
				of[k][i] = comity.NaN(comity.NotCovered)
			}
		}
	}
	m.table("calls", "Roll calls", wholeColumn("call", "number in the source", number), textColumn("date", "day", dates), textColumn("symbol", "symbol", symbols), textColumn("kind", "what was put to the vote", kinds),
		wholeColumn("all_yes", "yes of all states", all[0]), wholeColumn("all_no", "no of all states", all[1]), wholeColumn("all_abstain", "abstentions of all states", all[2]),
		realColumn("yes", "yes of the group", "votes", of[0]), realColumn("no", "no of the group", "votes", of[1]), realColumn("abstain", "abstentions of the group", "votes", of[2]), realColumn("absent", "absent of the group", "states", of[3]), textColumn("series", "comity's label", labels))
}

func kindOfCall(f record.Flag) string {
	switch {
	case f&record.Amendment != 0:
		return "amendment"
	case f&record.Paragraph != 0:
		return "paragraph"
	}
	return "whole"
}

// memberTable is what each member did over all the roll calls.
func (q *topicQuestion) memberTable(m *Measurement) {
	seen := map[comity.State]*[4]int{}
	var who []comity.State
	for _, did := range q.members {
		for s, v := range did {
			if seen[s] == nil {
				seen[s], who = new([4]int), append(who, s)
			}
			seen[s][v]++
		}
	}
	slices.Sort(who)
	last := LastDay
	if n := len(q.calls); n > 0 {
		last = q.calls[n-1].Day
	}
	id, name := make([]string, len(who)), make([]string, len(who))
	var count [4][]int
	share := make([]float64, len(who))
	for i := range count {
		count[i] = make([]int, len(who))
	}
	for i, s := range who {
		id[i], name[i] = states.ID(s, last), states.Name(s, last)
		n := 0
		for k, x := range seen[s] {
			count[k][i], n = x, n+x
		}
		share[i] = float64(seen[s][record.Yes]) / float64(n)
	}
	m.table("states", "Members, each over the roll calls held while it was one", textColumn("state", "state", id), textColumn("name", "name", name),
		wholeColumn("yes", "votes of yes", count[record.Yes]), wholeColumn("no", "votes of no", count[record.No]), wholeColumn("abstain", "abstentions", count[record.Abstain]), wholeColumn("absent", "absent", count[record.Out]),
		realColumn("share_yes", "part of yes", "share", share))
}

// judged is what the rule of a topic is worth by the second draw of titles that were read by hand.
func judged(name string, calls []panel.RollCall) topic.Judgement {
	place := topics.Place(name)
	found := map[int64]topics.Set{}
	for _, c := range calls {
		if c.Ref.Source == "unga-votes" {
			found[c.Number] = c.Topics
		}
	}
	var cases []topic.Judged
	for _, l := range topics.Labels() {
		if set, ok := found[l.Call]; ok && l.Draw == 2 {
			cases = append(cases, topic.Judged{Found: set.Has(place), Is: l.Topics.Has(place), Weight: l.Weight})
		}
	}
	return topic.Judge(cases)
}

// listTopics is the table of topics.
func (d *Desk) listTopics(calls []panel.RollCall) *Measurement {
	m := newMeasurement(topic.Method, "Topics of roll calls in the UN General Assembly")
	m.rests("comity-topics")
	for _, c := range calls {
		m.rests(c.Ref.Source)
	}
	var t topicList
	for _, x := range topics.All() {
		about, _ := topicNamed(x.Name)
		t.add(about, calls, judged(x.Name, calls))
	}
	u := topic.Judge(nil)
	for _, code := range issueCodes {
		about, _ := topicNamed(code.name)
		t.add(about, calls, u)
	}
	m.table("topics", "Topics, and what their rules are worth",
		textColumn("topic", "topic", t.name), textColumn("title", "what it is", t.title), wholeColumn("calls", "roll calls", t.n), textColumn("years", "years", t.years),
		wholeColumn("read", "titles the rule takes among those read by hand", t.read), realColumn("precision", "precision", "share", t.p[0]), realColumn("precision_low", "lower end of 95 %", "share", t.p[1]), realColumn("precision_high", "upper end of 95 %", "share", t.p[2]),
		realColumn("recall", "recall", "share", t.r[0]), realColumn("recall_low", "lower end of 95 %", "share", t.r[1]), realColumn("recall_high", "upper end of 95 %", "share", t.r[2]))
	rules := topics.All()
	var name, has, apart, not []string
	for _, r := range rules {
		name, has, apart, not = append(name, r.Name), append(has, r.Has), append(apart, r.Apart), append(not, r.Not)
	}
	m.table("rules", "The rules", textColumn("topic", "topic", name), textColumn("has", "a title matches this", has), textColumn("apart", "with this taken out", apart), textColumn("not", "and does not match this", not))
	m.table("labels", "Labels of single series of resolutions, which can be asked for as topics", labelColumns(calls)...)
	blank := 0
	for _, c := range calls {
		if c.Topics&topics.Read == 0 {
			blank++
		}
	}
	m.note("%s of %s roll calls have no title in the source, or a page of the record in its place: they are of no topic.", thousands(blank), thousands(len(calls)))
	m.Answer.Limits = []string{"A rule reads words, not meaning; titles of the first sessions are long and name more than they are about. Precision and recall are of titles of 1946 to 2024 read by one reader: what another reader would call a topic may differ."}
	return m
}

// topicList are the columns of the table of topics.
type topicList struct {
	name, title, years []string
	n, read            []int
	p, r               [3][]float64
}

func (t *topicList) add(about aboutness, calls []panel.RollCall, j topic.Judgement) {
	n, first, last := 0, 0, 0
	for _, c := range calls {
		if !about.is(c.RollCall) {
			continue
		}
		if n++; first == 0 {
			first = c.Day.Year()
		}
		last = c.Day.Year()
	}
	years := ""
	if n > 0 {
		years = fmt.Sprintf("%d-%d", first, last)
	}
	t.name, t.title, t.n, t.years, t.read = append(t.name, about.name), append(t.title, about.title), append(t.n, n), append(t.years, years), append(t.read, j.Precision.N)
	for i, x := range []float64{j.Precision.Share, j.Precision.Low, j.Precision.High} {
		t.p[i] = append(t.p[i], x)
	}
	for i, x := range []float64{j.Recall.Share, j.Recall.Low, j.Recall.High} {
		t.r[i] = append(t.r[i], x)
	}
}

// labelColumns are the labels of series with the number of their roll calls.
func labelColumns(calls []panel.RollCall) []*frame.Column {
	count := map[string]int{}
	for _, c := range calls {
		count[c.Topic]++
	}
	var name []string
	var n []int
	for _, label := range source.Topics() {
		name, n = append(name, label), append(n, count[label])
	}
	return []*frame.Column{textColumn("label", "label", name), wholeColumn("calls", "roll calls", n)}
}
