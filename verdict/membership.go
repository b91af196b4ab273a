package verdict

// membership: a state belongs to a group, in a role, at a time.

import (
	"fmt"
	"strings"

	"comity"
	"comity/groups"
	"comity/panel"
)

func membership(q question) Answer {
	g, err := groups.Lookup(q.Group)
	if err != nil {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity has no group called %q", q.Group))
	}
	on := q.day()
	if on == comity.NoDay {
		return cannot(Answer{Claim: q.Claim}, "neither the claim nor the article says when")
	}
	cover := groups.Coverage(g.ID)
	if !cover.Has(on) {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity's roster of %s is complete from %s to %s only", g.Name, cover.From, cover.To))
	}
	f := findings{}
	all := Reading{Choices: []Choice{{"source", "comity's roster"}}, Result: Hold, Value: comity.NaN(comity.NotApplicable), Ref: comity.Ref{Basis: comity.Seen}}
	var found []string
	for _, s := range q.Who {
		if _, ok := groups.In(g.ID, "contested", s, on); ok {
			return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("whether %s belongs to the %s on %s is contested; comity takes no side", q.name(s), g.Name, on))
		}
		result, text, ref := q.belongs(g, s, on)
		if result != Hold {
			all.Result = result
		}
		all.Ref = weaker(all.Ref, ref)
		found = append(found, text)
		f.fact([]comity.State{s}, comity.On(on), text, ref)
	}
	all.Text = strings.Join(found, "; ")
	f.add(all)
	f.reach(comity.On(on))
	return decide(q.Claim, f)
}

// weaker keeps the reference that is recalled, else the last: a verdict on several states rests on the weakest.
func weaker(a, b comity.Ref) comity.Ref {
	if a.Basis == comity.Recalled && a.Source != "" {
		return a
	}
	return b
}

// belongs says whether one state belongs to the group at the time as the claim says ("not" with several states says it of each).
func (q question) belongs(g groups.Group, s comity.State, on comity.Day) (Outcome, string, comity.Ref) {
	spells := panel.Spells(g.ID, q.Role, s)
	text := fmt.Sprintf("%s is not %s of the %s on %s", q.name(s), roleWord(q.Role), g.Name, on)
	result, ref := Fail, comity.Ref{Source: "comity-groups", Edition: comity.Version, Basis: comity.Seen}
	for _, m := range spells {
		if q.lasted(m, on) {
			result, ref = Hold, m.Ref
			text = fmt.Sprintf("%s is %s of the %s from %s", q.name(s), roleWord(m.Role), g.Name, m.Span.From)
			if m.Span.To != comity.Forever {
				text += " to " + m.Span.To.String()
			}
		}
	}
	if n := len(spells); result == Fail && n > 0 {
		ref = spells[n-1].Ref
		text += fmt.Sprintf(" (it was from %s to %s)", spells[n-1].Span.From, spells[n-1].Span.To)
	}
	return q.turn(result), text, ref
}

// lasted says whether a spell covers the time of the claim: the day, or a whole span where the claim says since when.
func (q question) lasted(m groups.Membership, on comity.Day) bool {
	if q.Role == "founder" {
		return true
	}
	if q.Since.Known() {
		return m.Span.From <= q.Since.Last() && m.Span.Has(on)
	}
	if q.When.From.Known() && q.When.From.Grain == comity.YearGrain && !q.When.To.Known() {
		return m.Span.Overlaps(q.When.From.Span())
	}
	return m.Span.Has(on)
}

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
