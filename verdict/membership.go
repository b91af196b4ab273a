package verdict

// membership: a state belongs to a group, in a role, at a time. Said of several states it is said of each, negated or not.

import (
	"fmt"

	"comity"
	"comity/groups"
	"comity/panel"
)

func membership(q question) Answer {
	g, err := groups.Lookup(q.Group)
	if err != nil {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity has no group called %q", q.Group))
	}
	if len(q.Who) == 0 {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say who belongs")
	}
	on, cover := q.day(), groups.Coverage(g.ID)
	if on == comity.NoDay {
		return cannot(Answer{Claim: q.Claim}, "neither the claim nor the article says when")
	}
	if on > cover.To && !q.named() && on.Year()-cover.To.Year() <= freshWithin {
		on = cover.To
	}
	if !cover.Has(on) || q.lasting() && q.Role != "founder" && !cover.Has(q.start().Last()) {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity's roster of %s is complete from %s to %s only", g.Name, cover.From, cover.To))
	}
	var f findings
	for _, t := range q.tenures(on) {
		found := f.members(q, g, t)
		if n := len(f.readings); n == 0 || f.readings[0].Result != found.outcome {
			f.add(found.reading(Choice{"source", "comity's roster"}, Choice{"time", t.label}))
		}
	}
	f.reach(comity.On(on))
	return decide(q.Claim, f)
}

// tenure is a way to read the time of a membership: when must it hold?
type tenure struct {
	label string
	on    comity.Day // the day on which it is looked at
	holds func(spell comity.Span) bool
}

// tenures are the ways to read the claim's time. "In 2020" may mean on the last day of it or on some day of it.
func (q question) tenures(on comity.Day) []tenure {
	if q.lasting() {
		from := q.start().Last()
		if q.Negated { // "has not belonged since 2000" is said of every day
			whole := comity.Span{From: min(from, on), To: on}
			return []tenure{{"on any day of it", on, func(s comity.Span) bool { return s.Overlaps(whole) }}}
		}
		return []tenure{{"from the start to the end of it", on, func(s comity.Span) bool { return s.From <= from && s.Has(on) }}}
	}
	out := []tenure{{"on " + on.String(), on, func(s comity.Span) bool { return s.Has(on) }}}
	if d := q.When.To; q.named() && d.Grain < comity.DayGrain {
		some := comity.Span{From: d.First(), To: on}
		out = append(out, tenure{"on some day of " + d.String(), on, func(s comity.Span) bool { return s.Overlaps(some) }})
	}
	return out
}

// members finds whether each of the states belongs, and puts what it found into the evidence.
func (f *findings) members(q question, g groups.Group, t tenure) finding {
	var list []finding
	for _, s := range q.Who {
		one := q.belongs(g, s, t)
		list = append(list, one)
		if one.outcome != Silent {
			f.fact([]comity.State{s}, comity.On(t.on), one.text, one.ref)
		}
	}
	return allOf(list)
}

// belongs says whether one state belongs to the group as the claim says.
func (q question) belongs(g groups.Group, s comity.State, t tenure) finding {
	for _, key := range keysOf(s) {
		if _, ok := groups.In(g.ID, "contested", key, t.on); ok {
			return silence(fmt.Sprintf("whether %s belongs to the %s on %s is contested; comity takes no side", q.name(s), g.Name, t.on))
		}
	}
	spells := panel.Spells(g.ID, q.Role, s)
	for _, m := range spells {
		if t.holds(m.Span) || q.Role == "founder" && m.Span.From <= t.on {
			return finding{q.turn(Hold), q.spellText(g, s, m), seenDay(m, t.on)}
		}
	}
	if !memberRole(q.Role) {
		return silence(fmt.Sprintf("comity's roster of %s is complete for members only; it has no such spell of %s as %s", g.Name, q.name(s), roleWord(q.Role)))
	}
	text := fmt.Sprintf("%s is not %s of the %s on %s", q.name(s), roleWord(q.Role), g.Name, t.on)
	switch {
	case q.lasting() && q.Negated:
		text = fmt.Sprintf("%s is not %s of the %s on any day from %s to %s", q.name(s), roleWord(q.Role), g.Name, q.start(), t.on)
	case q.lasting():
		text = fmt.Sprintf("%s is not %s of the %s from %s to %s without a break", q.name(s), roleWord(q.Role), g.Name, q.start(), t.on)
	}
	ref := comity.Ref{Source: "comity-groups", Edition: comity.Version, Basis: comity.Seen, Note: "the roster is complete on the day"}
	if n := len(spells); n > 0 {
		ref = seenDay(spells[n-1], t.on)
		text += fmt.Sprintf(" (it was from %s%s)", spells[n-1].Span.From, until(spells[n-1].Span.To))
	}
	return finding{q.turn(Fail), text, ref}
}

// seenDay is the reference of a spell for a day: where the day falls into the year of its start and the day of the start is only
// remembered, or after its end in a month or year known only as such, the spell is remembered too.
func seenDay(m groups.Membership, on comity.Day) comity.Ref {
	ref := m.Ref
	begun := m.DayBasis == comity.Recalled && m.Span.From.Year() == on.Year() && on != comity.DayOf(on.Year(), 12, 31)
	ending := m.End.Known() && m.Span.To < on && on <= m.End.Last()
	if begun || ending {
		ref.Basis = comity.Recalled
	}
	return ref
}

func (q question) spellText(g groups.Group, s comity.State, m groups.Membership) string {
	return fmt.Sprintf("%s is %s of the %s from %s%s", q.name(s), roleWord(m.Role), g.Name, m.Span.From, until(m.Span.To))
}

// until writes the end of a spell, if it has one.
func until(d comity.Day) string {
	if d == comity.Forever {
		return ""
	}
	return " to " + d.String()
}

// memberRole says whether the rosters are complete for a role: they are for members of every kind.
func memberRole(role string) bool { return role == "" || groups.MemberLike(role) }

func roleWord(role string) string {
	switch role {
	case "permanent", "elected":
		return map[string]string{"permanent": "a permanent member", "elected": "an elected member"}[role]
	case "founder":
		return "a founding member"
	case "observer":
		return "an observer"
	case "partner":
		return "a partner"
	}
	return "a member"
}
