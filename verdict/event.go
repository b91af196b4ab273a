package verdict

// event: something happened at a date; anniversary: so many years since it did.

import (
	"fmt"

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

// basis is the reference of an event for a claim as fine as a date: a recalled day cannot decide a claim about the day.
func (e dated) basis(said comity.Date) comity.Ref {
	ref := e.ref
	if said.Grain > comity.YearGrain && e.day == comity.Recalled {
		ref.Basis = comity.Recalled
	}
	return ref
}

func event(q question) Answer {
	list := q.happened()
	if len(list) == 0 {
		return cannot(Answer{Claim: q.Claim}, q.unknownEvent())
	}
	when := q.When.From
	if !when.Known() {
		when = q.When.To
	}
	var f findings
	best := list[0]
	for _, e := range list {
		if when.Known() && agrees(e.date, when) {
			best = e
			break
		}
		if !when.Known() && q.on != comity.NoDay && e.date.First() <= q.on {
			best = e
		}
	}
	result := Hold
	if when.Known() && !agrees(best.date, when) {
		result = Fail
	}
	if !when.Known() && q.on != comity.NoDay && best.date.First() > q.on {
		result = Fail
	}
	text := fmt.Sprintf("%s on %s", best.what, best.date)
	if best.date.Grain != comity.DayGrain {
		text = fmt.Sprintf("%s in %s", best.what, best.date)
	}
	ref := best.basis(when)
	f.add(Reading{Choices: []Choice{{"source", ref.Source}}, Result: q.turn(result), Value: comity.NaN(comity.NotApplicable), Text: text, Ref: ref})
	f.fact(q.Who, best.date, text, ref)
	f.reach(best.date)
	return decide(q.Claim, f)
}

// agrees says whether a date of the record and a date of a claim name the same time, as finely as the coarser of the two.
func agrees(fact, said comity.Date) bool {
	if fact.Grain < said.Grain {
		return fact.Has(said.First())
	}
	return said.Has(fact.First())
}

// anniversary compares the years claimed with those between the event and the year of the claim.
func anniversary(q question) Answer {
	if q.Value == nil || q.year() == 0 {
		return cannot(Answer{Claim: q.Claim}, "the claim or the article does not say in which year, or which anniversary")
	}
	list := q.happened()
	if len(list) == 0 {
		return cannot(Answer{Claim: q.Claim}, q.unknownEvent())
	}
	var f findings
	year := q.year()
	if q.on != comity.NoDay && !q.named() {
		year = q.on.Year()
	}
	best, gap := list[0], 0
	for i, e := range list {
		n := year - e.date.Year()
		if i == 0 || abs(n-int(q.Value.Number)) < abs(gap-int(q.Value.Number)) {
			best, gap = e, n
		}
	}
	result := judge(float64(gap), *q.Value, 0)
	text := fmt.Sprintf("%s on %s, %d years before %d", best.what, best.date, gap, year)
	f.add(Reading{Choices: []Choice{{"event", best.what}}, Result: q.turn(result), Value: float64(gap), Unit: "years", Text: text, Ref: best.ref})
	f.fact(q.Who, best.date, text, best.ref)
	f.reach(best.date)
	return decide(q.Claim, f)
}

func abs(n int) int { return max(n, -n) }

// happened gives the events of the record that the claim may speak of.
func (q question) happened() []dated {
	switch {
	case q.Group != "":
		return q.groupEvents()
	case q.Treaty != "":
		return q.treatyEvents()
	}
	switch q.Event {
	case "established", "broken", "resumed", "recognised", "raised", "lowered":
		return q.tieEvents()
	case "war", "fought":
		return q.warEvents()
	case "signed", "extended", "ratified", "in force", "ended":
		return q.treatiesBetween()
	}
	return nil
}

func (q question) unknownEvent() string {
	what := "that event"
	switch {
	case q.Treaty != "":
		what = fmt.Sprintf("the treaty %q", q.Treaty)
	case q.Group != "":
		what = "that event of " + q.Group
	case q.Event != "":
		what = fmt.Sprintf("what was %s", q.Event)
	}
	if len(q.Who) > 0 {
		what += " of " + q.names(q.Who)
	}
	return "comity's own lists do not have " + what
}

// tieEvents are the events of diplomatic relations of a kind between the two; "recognised" is their establishment.
func (q question) tieEvents() []dated {
	if len(q.Who) < 2 {
		return nil
	}
	var out []dated
	for _, e := range treaties.TieEvents(q.Who[0], q.Who[1]) {
		if e.Event == q.Event || q.Event == "recognised" && e.Event == "established" {
			out = append(out, dated{e.Date, fmt.Sprintf("diplomatic relations of %s were %s", q.names(q.Who), e.Event), e.Ref, e.DayBasis})
		}
	}
	return out
}

func (q question) warEvents() []dated {
	if len(q.Who) < 2 {
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
	t, err := treaties.Lookup(q.Treaty)
	if err != nil {
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
func (q question) groupEvents() []dated {
	g, err := groups.Lookup(q.Group)
	if err != nil {
		return nil
	}
	var out []dated
	if q.Event == "founded" && g.Founded.Known() {
		return []dated{{g.Founded, g.Name + " was founded", g.Ref, g.Ref.Basis}}
	}
	for _, s := range q.Who {
		for _, m := range panel.Spells(g.ID, q.Role, s) {
			switch {
			case q.Event == "left" && m.Span.To != comity.Forever:
				out = append(out, dated{comity.On(m.Span.To + 1), q.name(s) + " was no longer in " + g.Name, m.Ref, m.DayBasis})
			case q.Event != "left":
				out = append(out, dated{comity.On(m.Span.From), fmt.Sprintf("%s became %s of %s", q.name(s), roleWord(m.Role), g.Name), m.Ref, m.DayBasis})
			}
		}
	}
	return out
}
