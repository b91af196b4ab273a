package verdict

// membership: a state belongs to a group, in a role, at a time.

import (
	"fmt"
	"strings"

	"comity"
	"comity/groups"
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
	var f findings
	for _, s := range q.Who {
		f.belongs(q, g, s, on)
	}
	return decide(q.Claim, f)
}

// belongs adds the reading whether one state belongs to the group at the time.
func (f *findings) belongs(q question, g groups.Group, s comity.State, on comity.Day) {
	spells := spellsOf(g.ID, q.Role, s)
	text := fmt.Sprintf("%s is not %s of %s on %s", q.name(s), roleWord(q.Role), g.Name, on)
	result, ref := Fail, comity.Ref{Source: "comity-groups", Edition: comity.Version, Basis: comity.Seen}
	for _, m := range spells {
		if !q.lasted(m, on) {
			continue
		}
		result, ref = Hold, m.Ref
		text = fmt.Sprintf("%s is %s of %s from %s", q.name(s), roleWord(m.Role), g.Name, m.Span.From)
		if m.Span.To != comity.Forever {
			text += " to " + m.Span.To.String()
		}
	}
	if result == Fail && len(spells) > 0 {
		m := spells[len(spells)-1]
		text += fmt.Sprintf(" (it was from %s%s)", m.Span.From, strings.Replace(" to "+m.Span.To.String(), " to ", " to ", 1))
		ref = m.Ref
	}
	f.add(Reading{Choices: []Choice{{"state", q.name(s)}}, Result: q.turn(result), Value: comity.NaN(comity.NotApplicable), Text: text, Ref: ref})
	f.fact([]comity.State{s}, comity.On(on), text, ref)
	f.reach(comity.On(on))
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

// spellsOf gives a state's spells in a group, under its key and those its ISO code stands for.
func spellsOf(group, role string, s comity.State) []groups.Membership {
	var out []groups.Membership
	for _, key := range keysOf(s) {
		for _, m := range groups.History(group, key) {
			if role == "founder" {
				g, _ := groups.Lookup(group)
				if m.Role == "founder" || g.Founded.Known() && m.Span.From <= g.Founded.Last() {
					out = append(out, m)
				}
				continue
			}
			if role != "" && role != "member" && m.Role == role || (role == "" || role == "member") && memberLike(m.Role) {
				out = append(out, m)
			}
		}
	}
	return out
}

func memberLike(role string) bool {
	switch role {
	case "member", "permanent", "elected", "founder":
		return true
	}
	return false
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
