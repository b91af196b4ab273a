package verdict

// event: something happened at a date; anniversary: so many years since it did.

import (
	"fmt"
	"math"
	"slices"

	"comity"
	"comity/groups"
	"comity/panel"
	"comity/treaties"
)

// dated is something that happened.
type dated struct {
	date comity.Date
	what string
	ref  comity.Ref
	day  comity.Basis // of the month and day
}

// basis is the reference of an event for a claim as fine as a date: inside the year of the event, a day that is only remembered, or
// not known, cannot decide a claim about the day.
func (e dated) basis(said comity.Date) comity.Ref {
	ref := e.ref
	unsure := e.day == comity.Recalled || e.date.Grain < said.Grain
	if said.Grain > comity.YearGrain && said.Year() == e.date.Year() && unsure {
		ref.Basis = comity.Recalled
	}
	return ref
}

func event(q question) Answer {
	var list []finding
	var f findings
	for _, side := range q.sides() {
		events, whole := side.happened()
		found, e := q.judgeEvent(events, whole)
		list = append(list, found)
		if found.outcome != Silent {
			f.fact(side.Who, e.date, found.text, found.ref)
			f.reach(e.date)
		}
	}
	all := allOf(list)
	f.add(all.reading(Choice{"source", all.ref.Source}))
	if q.on != comity.NoDay {
		f.dataTo = min(f.dataTo, q.on.String())
	}
	return decide(q.Claim, f)
}

// sides splits an event that each state has of its own: entering a group and leaving it.
func (q question) sides() []question {
	if q.Group == "" || q.Event == "founded" || len(q.Who) < 2 {
		return []question{q}
	}
	var out []question
	for _, s := range q.Who {
		one := q
		one.Claim.Who = []comity.State{s}
		out = append(out, one)
	}
	return out
}

// judgeEvent finds the event that the claim may speak of among those of the record up to the day the claim was made; whole says
// that the record has them all, so that another date is wrong.
func (q question) judgeEvent(events []dated, whole bool) (finding, dated) {
	if len(events) == 0 {
		return silence(q.unknownEvent()), dated{}
	}
	var past []dated
	for _, e := range events {
		if q.on == comity.NoDay || e.date.First() <= q.on {
			past = append(past, e)
		}
	}
	best, ok := q.agreeing(past)
	switch {
	case ok:
		return finding{q.turn(Hold), best.text(), best.basis(q.saidDate())}, best
	case !whole:
		return silence("comity's lists are not complete for such events; the nearest of them: " + nearestEvent(events, q.year()).text()), dated{}
	case len(past) == 0:
		first := nearestEvent(events, 0)
		return finding{q.turn(Fail), "not before " + q.on.String() + ": " + first.text(), first.ref}, first
	}
	best = nearestEvent(past, q.year())
	return finding{q.turn(Fail), best.text(), best.basis(q.saidDate())}, best
}

// saidDate is the date the claim names, where it names one.
func (q question) saidDate() comity.Date {
	if q.lasting() || !q.When.To.Known() {
		return comity.NoDate
	}
	return q.When.To
}

// agreeing finds an event at the time the claim names, one that was read before one that is remembered.
func (q question) agreeing(events []dated) (best dated, ok bool) {
	for _, e := range events {
		if q.at(e.date) && (!ok || best.basis(q.saidDate()).Basis == comity.Recalled) {
			best, ok = e, true
		}
	}
	return best, ok
}

// at says whether a date of the record lies at the time of the claim; without one any does.
func (q question) at(d comity.Date) bool {
	switch {
	case q.lasting():
		return d.Last() >= q.start().First() && (!q.When.To.Known() || d.First() <= q.When.To.Last())
	case q.When.To.Known():
		return agrees(d, q.When.To)
	}
	return true
}

// nearestEvent is the event nearest to a year, the first of those as near.
func nearestEvent(events []dated, year int) dated {
	best := events[0]
	for _, e := range events {
		if abs(e.date.Year()-year) < abs(best.date.Year()-year) {
			best = e
		}
	}
	return best
}

func (e dated) text() string { return e.what + " " + onDate(e.date) }

// agrees says whether a date of the record and a date of a claim name the same time, as finely as the coarser of the two.
func agrees(fact, said comity.Date) bool {
	if fact.Grain < said.Grain {
		return fact.Has(said.First())
	}
	return said.Has(fact.First())
}

// anniversary compares the years claimed with those between the event and the year of the claim: in its 75th year after an event
// the whole year is that of the 75th anniversary.
func anniversary(q question) Answer {
	year := q.year()
	if q.Value == nil || year == 0 {
		return cannot(Answer{Claim: q.Claim}, "the claim or the article does not say in which year, or which anniversary")
	}
	events, _ := q.happened()
	events = slices.DeleteFunc(events, func(e dated) bool { return e.date.Year() > year })
	if len(events) == 0 {
		return cannot(Answer{Claim: q.Claim}, q.unknownEvent())
	}
	best := nearestEvent(events, year-int(math.Round(q.Value.Number)))
	for _, e := range events {
		if e.date.Year() == best.date.Year() && e.ref.Basis == comity.Seen {
			best = e
		}
	}
	gap := float64(year - best.date.Year())
	text := fmt.Sprintf("%s, %.0f years before %d", best.text(), gap, year)
	var f findings
	f.add(Reading{Choices: []Choice{{"event", best.what}}, Result: q.turn(judge(gap, *q.Value, 0)), Value: gap, Unit: "years", Text: text, Ref: best.ref})
	f.fact(q.Who, best.date, text, best.ref)
	f.reach(best.date)
	return decide(q.Claim, f)
}

func abs(n int) int { return max(n, -n) }

// happened gives the events of the record that the claim may speak of; whole says that there were no others of the kind.
func (q question) happened() (list []dated, whole bool) {
	switch {
	case q.Group != "":
		return q.groupEvents()
	case q.Treaty != "":
		return q.treatyEvents(), true
	case q.Obligation != "" && q.Obligation != "relations" && q.Obligation != "war" && q.Obligation != "alliance":
		return nil, false
	}
	switch q.Event {
	case "established", "broken", "resumed", "normalised", "recognised", "raised", "lowered":
		if q.Obligation == "alliance" {
			return nil, false
		}
		return q.tieEvents()
	case "war", "fought":
		return q.warEvents(), treaties.WarCoverage().Has(q.day())
	case "signed", "extended", "ratified", "in force", "ended":
		return q.treatiesBetween(), false
	}
	return nil, false
}

func (q question) unknownEvent() string {
	what := "that event"
	if q.Treaty != "" {
		if _, err := q.treaty(); err != nil {
			return err.Error()
		}
	}
	switch {
	case q.Treaty != "":
		what = fmt.Sprintf("the treaty %q", q.Treaty)
	case q.Group != "":
		what = "that event of " + q.Group
	case q.Obligation != "":
		what = fmt.Sprintf("%s %s", q.Obligation, q.Event)
	case q.Event != "":
		what = fmt.Sprintf("what was %s", q.Event)
	}
	if len(q.Who) > 0 {
		what += " of " + q.names(q.Who)
	}
	return "comity's own lists do not have " + what
}

// sameTie says whether an event of the list is what a claim calls so: "recognised" is the establishment of relations, "normalised"
// their establishment, resumption or raising.
func sameTie(said, event string) bool {
	switch said {
	case "recognised":
		return event == "established"
	case "normalised":
		return event == "established" || event == "resumed" || event == "raised"
	}
	return said == event
}

// tieEvents are the events of diplomatic relations of a kind between the two.
// Breaks are listed from the time the list covers.
func (q question) tieEvents() (list []dated, whole bool) {
	if len(q.Who) != 2 {
		return nil, false
	}
	var out []dated
	for _, e := range treaties.TieEvents(q.Who[0], q.Who[1]) {
		if sameTie(q.Event, e.Event) {
			out = append(out, dated{e.Date, fmt.Sprintf("diplomatic relations of %s were %s", q.names(q.Who), e.Event), e.Ref, e.DayBasis})
		}
	}
	covered := q.day() != comity.NoDay && treaties.TieCoverage().Has(q.day())
	return out, q.Event == "established" || q.Event == "recognised" || covered
}

func (q question) warEvents() []dated {
	if len(q.Who) != 2 {
		return nil
	}
	var out []dated
	for _, w := range treaties.WarsBetweenAny(keysOf(q.Who[0]), keysOf(q.Who[1]), treaties.WarCoverage()) {
		out = append(out, dated{w.Start, w.Name + " began", w.Ref, w.DayBasis})
	}
	return out
}

// treatyEvents are the dates of a kind in the life of the treaty named.
func (q question) treatyEvents() []dated {
	t, err := q.treaty()
	if err != nil || len(q.Who) > 0 && !q.partiesOf(t) {
		return nil
	}
	return eventsOf(t, q.Event)
}

// treatiesBetween are the dates of a kind in the lives of the treaties of the two, for a claim that names none.
func (q question) treatiesBetween() []dated {
	if len(q.Who) != 2 {
		return nil
	}
	var out []dated
	for _, t := range treaties.Between(q.Who[0], q.Who[1]) {
		if t.Bilateral() {
			out = append(out, eventsOf(t, q.Event)...)
		}
	}
	return out
}

func eventsOf(t treaties.Treaty, kind string) []dated {
	ref := t.Ref
	part := map[string]string{"in force": "in_force", "extended": "extended", "ended": "ended"}[kind]
	if part != "" {
		ref.Basis = t.BasisOf(part)
	}
	dates := []comity.Date{t.Signed}
	switch kind {
	case "extended":
		dates = t.Extended
	case "in force", "ratified":
		dates = []comity.Date{t.InForce}
	case "ended":
		dates = []comity.Date{t.Ended}
	}
	if kind == "" || kind == "established" || kind == "founded" {
		kind = "signed"
	}
	var out []dated
	for _, d := range dates {
		if d.Known() {
			out = append(out, dated{d, fmt.Sprintf("%s was %s", t.Title, kind), ref, t.DayBasis})
		}
	}
	return out
}

// groupEvents are the entries, exits and the founding of a group.
func (q question) groupEvents() (list []dated, whole bool) {
	g, err := groups.Lookup(q.Group)
	if err != nil {
		return nil, false
	}
	if q.Event == "founded" && g.Founded.Known() {
		return []dated{{g.Founded, g.Name + " was founded", g.Ref, g.Ref.Basis}}, true
	}
	for _, s := range q.Who {
		for _, m := range panel.Spells(g.ID, q.Role, s) {
			switch {
			case q.Event == "left" && m.Span.To != comity.Forever:
				// people name the last day inside or the first day outside
				list = append(list, dated{comity.On(m.Span.To), q.name(s) + " was last in the " + g.Name, m.Ref, m.DayBasis},
					dated{comity.On(m.Span.To + 1), q.name(s) + " was no longer in the " + g.Name, m.Ref, m.DayBasis})
			case q.Event != "left":
				list = append(list, dated{started(m), fmt.Sprintf("%s became %s of the %s", q.name(s), roleWord(m.Role), g.Name), m.Ref, m.DayBasis})
			}
		}
	}
	return list, q.day() != comity.NoDay && groups.Coverage(g.ID).Has(q.day()) && memberRole(q.Role)
}

// started is when a spell began, as finely as it is known.
func started(m groups.Membership) comity.Date {
	if m.Start.Known() {
		return m.Start
	}
	return comity.On(m.Span.From)
}
