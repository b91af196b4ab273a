package verdict

// share: a quantifier over a set of states: how they voted on a topic, or whom they recognise.

import (
	"fmt"
	"slices"

	"comity"
	"comity/claim"
	"comity/groups"
	"comity/panel"
	"comity/record"
	"comity/treaties"
)

func share(q question) Answer {
	if q.Event == "recognised" {
		return recognition(q)
	}
	if q.Event == "group" || q.Group != "" {
		return belonging(q)
	}
	if q.Topic == "" {
		return cannot(Answer{Claim: q.Claim}, "no roll call of the General Assembly is tied to what the claim speaks of")
	}
	calls := q.rollCalls()
	if len(calls) == 0 {
		when := fmt.Sprintf("lies within %d years of the time it speaks of", staleAfter)
		if q.named() {
			when = "lies in the time it speaks of"
		}
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("no roll call on %s %s", q.Topic, when))
	}
	f := findings{missing: q.noSet()}
	f.warnings = append(f.warnings, Warning{"proxy", "votes on resolutions stand for what states oppose or support"})
	for _, c := range calls {
		for _, s := range q.sets() {
			f.votes(q, c, s)
		}
	}
	return decide(q.Claim, f)
}

// rollCalls gives the roll calls on the matter, of the first of its topics that has any: those of the claim's time, or for a claim
// about now those of the latest year with one, not after the day it was made.
func (q question) rollCalls() []panel.RollCall {
	span := comity.Span{From: comity.NoDay + 1, To: comity.Forever - 1}
	if d := q.day(); d != comity.NoDay {
		span.To = d
	}
	if start := q.start(); start.Known() {
		span.From = start.First()
	}
	for _, label := range matterOf(q.Topic).labels {
		all := slices.DeleteFunc(q.engine.RollCalls(label, span), partial)
		if len(all) == 0 {
			continue
		}
		last := all[len(all)-1].Day.Year()
		if q.year() != 0 && q.year()-last > staleAfter {
			continue
		}
		if q.lasting() {
			return all
		}
		return slices.DeleteFunc(all, func(c panel.RollCall) bool { return c.Day.Year() != last })
	}
	return nil
}

// partial says whether a roll call was on an amendment or a part of a text: yes to it is no support of the whole.
func partial(c panel.RollCall) bool { return c.Flags&(record.Amendment|record.Paragraph) != 0 }

// votes adds the two readings of a roll call and a set: of those who voted, and of all members of the set.
func (f *findings) votes(q question, c panel.RollCall, s set) {
	members := slices.DeleteFunc(s.in(c.Day), func(m comity.State) bool { return !slices.Contains(unMembers(c.Day), m) })
	if s.whole {
		members = unMembers(c.Day)
	}
	if len(members) == 0 {
		return
	}
	want := q.wanted()
	with, voters := 0, 0
	for _, v := range q.engine.Votes(c, members) {
		if v != record.Out {
			voters++
		}
		if v == want {
			with++
		}
	}
	label := setLabel(s)
	if s.whole {
		label = "all members of the United Nations"
	}
	for _, base := range []struct {
		n    int
		name string
	}{{voters, "of those who voted"}, {len(members), "of all members of the set"}} {
		if base.n == 0 {
			continue
		}
		part := float64(with) / float64(base.n)
		f.add(Reading{Choices: []Choice{{"roll call", symbolOf(c)}, {"set", label}, {"base", base.name}},
			Result: q.turn(quantified(q.Quantifier, part, with, base.n, q)), Value: part, Unit: "share", Ref: c.Ref,
			Text: fmt.Sprintf("%d of %d voted %s on %s (%s)", with, base.n, want, symbolOf(c), c.Day)})
	}
	f.evidence = append(f.evidence, Evidence{Column: "roll call", When: comity.On(c.Day), Value: float64(with), Unit: "votes",
		Text: fmt.Sprintf("%s, %s: %d yes, %d no, %d abstaining; %s: %d of %d voting %s", symbolOf(c), c.Topic, c.Yes, c.No, c.Abstain, label, with, voters, want), Ref: c.Ref})
	f.reach(comity.On(c.Day))
}

// wanted is the vote that does what the claim says.
func (q question) wanted() record.Vote {
	switch q.Direction {
	case "abstain":
		return record.Abstain
	case "", matterOf(q.Topic).yes:
		return record.Yes
	}
	return record.No
}

func symbolOf(c panel.RollCall) string {
	if c.Symbol != "" {
		return c.Symbol
	}
	return fmt.Sprintf("roll call %d", c.Number)
}

// quantified judges a part of a whole by a quantifier. Most is more than half; nearly all at least nine tenths; unanimous is
// all, and nearly so from 95 per cent.
func quantified(word string, part float64, with, n int, q question) Outcome {
	if k, m, ok := ofCount(word); ok {
		return judge(part*float64(m), claim.Quantity{Number: float64(k), How: claim.Exactly, Digits: 1}, .1)
	}
	switch word {
	case "all", "unanimous":
		switch {
		case with == n:
			return Hold
		case part >= .95:
			return Nearly
		}
		return Fail
	case "nearly all":
		return beyond(part-.9, 1, .05, true)
	case "most":
		return beyond(part-.5, 1, 0, false)
	case "half":
		return map[bool]Outcome{true: Hold, false: Fail}[part >= .45 && part <= .55]
	case "few":
		return beyond(1./3-part, 1, 0, false)
	case "none":
		return beyond(-part, 1, 0, true)
	}
	if q.Value != nil {
		return judge(part, scaled(*q.Value, "share"), 0)
	}
	return Silent
}

// ofCount reads "9 of 10".
func ofCount(word string) (k, m int, ok bool) {
	n, err := fmt.Sscanf(word, "%d of %d", &k, &m)
	return k, m, err == nil && n == 2 && m > 0
}

// belonging counts how many of a set belong to a group.
func belonging(q question) Answer {
	on := q.day()
	g, err := groups.Lookup(q.Group)
	if err != nil || on == comity.NoDay || !groups.Coverage(g.ID).Has(on) {
		return cannot(Answer{Claim: q.Claim}, "comity's rosters do not cover the group at the time")
	}
	f := findings{missing: q.noSet()}
	for _, s := range q.sets() {
		members := s.in(on)
		if len(members) > 0 {
			f.belonging(q, g, s, members, on)
		}
	}
	f.reach(comity.On(on))
	return decide(q.Claim, f)
}

// belonging adds the reading of one set. Memberships that are only remembered leave it unverified where they make a difference.
func (f *findings) belonging(q question, g groups.Group, s set, members []comity.State, on comity.Day) {
	with, seen := 0, 0
	for _, m := range members {
		if x, ok := groups.In(g.ID, q.Role, m, on); ok {
			with++
			if x.Ref.Basis == comity.Seen {
				seen++
			}
		}
	}
	n := len(members)
	part := float64(with) / float64(n)
	ref := comity.Ref{Source: "comity-groups", Edition: comity.Version, Basis: comity.Seen}
	result := quantified(q.Quantifier, part, with, n, q)
	if quantified(q.Quantifier, float64(seen)/float64(n), seen, n, q) != result {
		ref.Basis = comity.Recalled
	}
	text := fmt.Sprintf("%d of %d states of the set belong to %s on %s", with, n, g.Name, on)
	f.add(Reading{Choices: []Choice{{"set", setLabel(s)}}, Result: q.turn(result), Value: part, Unit: "share", Text: text, Ref: ref})
	f.fact(nil, comity.On(on), text, ref)
}

// recognition counts who recognises the first state named: comity has a list for two governments that claim one seat, and for no
// other state.
func recognition(q question) Answer {
	on := q.day()
	if len(q.Who) == 0 || on == comity.NoDay {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say when, or who is recognised")
	}
	chosenBySome := func(s comity.State) bool {
		of, ok := treaties.Recognises(s, on)
		return ok && of == q.Who[0]
	}
	if !slices.ContainsFunc(unMembers(on), chosenBySome) {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity has no list of who recognises %s", q.name(q.Who[0])))
	}
	f := findings{missing: q.noSet()}
	for _, s := range q.sets() {
		members := s.in(on)
		if s.whole {
			members = unMembers(on)
		}
		f.recognising(q, s, members, on)
	}
	f.reach(comity.On(on))
	return decide(q.Claim, f)
}

// recognising adds the reading of one set: of its states whose choice is listed.
func (f *findings) recognising(q question, s set, members []comity.State, on comity.Day) {
	yes, known := 0, 0
	for _, m := range members {
		if r, ok := treaties.Recognises(m, on); ok {
			known++
			if r == q.Who[0] {
				yes++
			}
		}
	}
	if known == 0 {
		return
	}
	label := setLabel(s)
	if s.whole {
		label = "members of the United Nations"
	}
	ref, part := treaties.RecognitionRef(on), float64(yes)/float64(known)
	text := fmt.Sprintf("%d of %d states whose choice is listed recognise %s on %s", yes, known, q.name(q.Who[0]), on)
	f.add(Reading{Choices: []Choice{{"set", label}}, Result: q.turn(quantified(q.Quantifier, part, yes, known, q)), Value: part, Unit: "share", Text: text, Ref: ref})
	f.fact(q.Who[:1], comity.On(on), text, ref)
}
