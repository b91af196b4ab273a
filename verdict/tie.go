package verdict

// tie: a treaty, an obligation, diplomatic relations or a war between two states exists, or does not, at a time. "Allied" alone
// is asked obligation by obligation.

import (
	"fmt"

	"comity"
	"comity/panel"
	"comity/treaties"
)

// obligations are asked in this order; the words are those of readings.
var obligations = []struct {
	o    treaties.Obligation
	word string
}{
	{treaties.Defence, "defence"}, {treaties.Offence, "offence"}, {treaties.Neutrality, "neutrality"},
	{treaties.NonAggression, "non-aggression"}, {treaties.Consultation, "consultation"},
}

func tie(q question) Answer {
	if len(q.Who) < 2 {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say between whom")
	}
	on := q.day()
	if on == comity.NoDay {
		return cannot(Answer{Claim: q.Claim}, "neither the claim nor the article says when")
	}
	switch q.Obligation {
	case "relations":
		return relations(q, on)
	case "war":
		return fought(q)
	case "treaty":
		return bound(q, on)
	}
	var f findings
	for _, o := range obligations {
		if q.Obligation == o.word || q.Obligation == "alliance" || q.Obligation == "" {
			f.obliged(q, o.o, o.word, on)
		}
	}
	f.missing = fmt.Sprintf("comity's list of treaties is not complete for the two on %s; `comity pull atop-5.1` and `comity build` would add a census to 2018", on)
	return decide(q.Claim, f)
}

// obliged adds the reading of one obligation: in force by a treaty of the list, or absent where the list is complete, or by
// ATOP where it is built.
func (f *findings) obliged(q question, o treaties.Obligation, word string, on comity.Day) {
	a, b := keyOn(q.Who[0], on), keyOn(q.Who[1], on)
	r := Reading{Choices: []Choice{{"obligation", word}}, Value: comity.NaN(comity.NotApplicable)}
	if list := treaties.InForce(a, b, on, o); len(list) > 0 {
		t := list[0]
		r.Result, r.Ref, r.Text = q.turn(Hold), t.Ref, fmt.Sprintf("%s, signed %s, carries an obligation of %s", t.Title, t.Signed, word)
		if t.BasisOf("obligations") == comity.Recalled {
			r.Ref.Basis = comity.Recalled
		}
		f.add(r)
		f.fact(q.Who, t.Signed, r.Text, r.Ref)
		f.reach(comity.On(on))
		return
	}
	span, ok := treaties.Complete(a, b, o)
	r.Ref = treaties.CompleteRef()
	switch {
	case !ok || on < span.From || on.Year() > span.To.Year()+staleAfter:
		r.Result, r.Text = Silent, "the list is not complete for the two"
		f.add(r)
		return
	case !span.Has(on):
		r.Text = fmt.Sprintf("no treaty with an obligation of %s to %s, nor in the list since", word, span.To)
	default:
		r.Text = fmt.Sprintf("no treaty with an obligation of %s on %s", word, on)
	}
	r.Result = q.turn(Fail)
	f.add(r)
	f.fact(q.Who, comity.On(min(on, span.To)), r.Text, r.Ref)
	f.reach(comity.On(min(on, span.To)))
}

// keyOn is the key of a state on a day.
func keyOn(s comity.State, on comity.Day) comity.State {
	if k := panel.KeyIn(s, on.Year()); k != comity.NoState {
		return k
	}
	return s
}

// keysOf are the keys a state is found under: its own and those its ISO code stands for.
func keysOf(s comity.State) []comity.State { return panel.Keys(s) }

// relations reads whether the two had diplomatic relations.
func relations(q question, on comity.Day) Answer {
	open, known := treaties.Ties(q.Who[0], q.Who[1], on)
	if !known {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity's list of diplomatic relations does not cover %s on %s", q.names(q.Who), on))
	}
	f := findings{}
	var last treaties.TieEvent
	for _, e := range treaties.TieEvents(q.Who[0], q.Who[1]) {
		if e.Date.First() <= on {
			last = e
		}
	}
	text := fmt.Sprintf("diplomatic relations were %s on %s", last.Event, last.Date)
	f.add(Reading{Choices: []Choice{{"source", "comity's list of diplomatic relations"}}, Result: q.turn(map[bool]Outcome{true: Hold, false: Fail}[open]),
		Value: comity.NaN(comity.NotApplicable), Text: text, Ref: last.Ref})
	f.fact(q.Who, last.Date, text, last.Ref)
	f.reach(comity.On(on))
	return decide(q.Claim, f)
}

// fought reads whether the two were at war with each other in the time of the claim.
func fought(q question) Answer {
	span := q.days()
	if !treaties.WarCoverage().Has(min(span.To, treaties.WarCoverage().To)) || span.From < treaties.WarCoverage().From {
		return cannot(Answer{Claim: q.Claim}, "comity's list of wars begins in 1816")
	}
	var f findings
	list := treaties.WarsBetweenAny(keysOf(q.Who[0]), keysOf(q.Who[1]), span)
	result, text, ref := Fail, fmt.Sprintf("no interstate war between the two from %s to %s", span.From, span.To), ownWars
	if len(list) > 0 {
		w := list[0]
		result, ref = Hold, w.Ref
		text = fmt.Sprintf("%s, %s to %s", w.Name, w.Start, w.End)
	}
	f.add(Reading{Choices: []Choice{{"definition", "interstate war (1,000 battle deaths)"}}, Result: q.turn(result), Value: float64(len(list)), Unit: "count", Text: text, Ref: ref})
	f.fact(q.Who, comity.On(span.To), text, ref)
	f.reach(comity.On(span.To))
	return decide(q.Claim, f)
}

var ownWars = comity.Ref{Source: "comity-wars", Edition: comity.Version, Basis: comity.Seen}

// days is the span of days a claim speaks of: its own, from its start to the day it was made, or the one day.
func (q question) days() comity.Span {
	s := comity.Span{From: q.day(), To: q.day()}
	cover := treaties.WarCoverage()
	switch {
	case q.Since.Known():
		s.From = q.Since.First()
	case q.When.From.Known():
		s.From = q.When.From.First()
	}
	if q.When.To.Known() {
		s.To = q.When.To.Last()
	} else if q.on != comity.NoDay && (q.Since.Known() || q.When.From.Known() && q.When.From.Year() != q.year()) {
		s.To = q.on
	}
	if s.From == comity.NoDay {
		s.From = cover.From
	}
	if s.To == comity.NoDay {
		s.To = cover.To
	}
	return comity.Span{From: s.From, To: min(s.To, cover.To)}
}

// bound reads whether a treaty binds the two.
func bound(q question, on comity.Day) Answer {
	t, err := treaties.Lookup(q.Treaty)
	if err != nil {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity has no treaty called %q", q.Treaty))
	}
	a, b := keyOn(q.Who[0], on), keyOn(q.Who[1], on)
	live := t.Live(on) && t.PartyOn(a, on) && t.PartyOn(b, on)
	text := fmt.Sprintf("%s, signed %s, in force on %s: %v", t.Title, t.Signed, on, live)
	var f findings
	f.add(Reading{Choices: []Choice{{"treaty", t.ID}}, Result: q.turn(map[bool]Outcome{true: Hold, false: Fail}[live]), Value: comity.NaN(comity.NotApplicable), Text: text, Ref: t.Ref})
	f.fact(q.Who, t.Signed, text, t.Ref)
	f.reach(comity.On(on))
	return decide(q.Claim, f)
}
