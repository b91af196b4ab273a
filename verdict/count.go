package verdict

// count: the number of things in a span: wars between the two, vetoes.

import (
	"fmt"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/panel"
	"comity/treaties"
)

func count(q question) Answer {
	if q.Value == nil && (q.Negated || q.Quantifier == "none") {
		q.Negated = false
		q.Value = &claim.Quantity{Number: 0, How: claim.Exactly}
	}
	switch {
	case q.Value == nil:
		return cannot(Answer{Claim: q.Claim}, "the claim names no number")
	case q.Column == "war.count" && len(q.Who) == 2:
		return wars(q)
	case q.Column == "veto.count" && len(q.Who) == 1:
		return vetoes(q)
	case q.Column == "treaties":
		return cannot(Answer{Claim: q.Claim}, "comity's list of treaties is not a count of all treaties")
	}
	d, ok := column.Claimable(q.Column)
	if !ok {
		return noColumn(q)
	}
	return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("%s is not something comity counts over a span", d.Title))
}

// vetoes counts a state's vetoes by day.
func vetoes(q question) Answer {
	var f findings
	n, ok := vetoCount(q)
	f.missing = fmt.Sprintf("comity's list of vetoes covers %s to %s, and the permanent members alone", treaties.VetoCoverage().From, treaties.VetoCoverage().To)
	if ok {
		d, _ := column.Claimable(q.Column)
		f.add(Reading{Choices: []Choice{{"source", "comity's list of vetoes"}}, Result: q.turn(judge(n.Value, *q.Value, 0)), Value: n.Value, Unit: "count", Ref: n.Ref,
			Text: fmt.Sprintf("%.0f %s", n.Value, vetoTime(q))})
		f.show(d, q.Who, n)
	}
	return decide(q.Claim, f)
}

// vetoDays is the span in which vetoes are counted: from the first where the claim names no start.
func vetoDays(q question) comity.Span {
	s := q.days(treaties.VetoCoverage())
	if start := q.start(); !start.Known() || start.First() < treaties.VetoCoverage().From && start.Has(treaties.VetoCoverage().From) {
		s.From = treaties.VetoCoverage().From
	}
	return s
}

func vetoTime(q question) string {
	s := vetoDays(q)
	return fmt.Sprintf("from %s to %s", s.From, s.To)
}

// vetoCount counts vetoes to the day; ok is false outside the list, and for a state that had no veto on any day of the span.
func vetoCount(q question) (panel.Cell, bool) {
	span := vetoDays(q)
	n, complete := treaties.VetoCount(q.Who[0], span)
	permanent := false
	for _, m := range panel.Spells("UNSC", "permanent", q.Who[0]) {
		permanent = permanent || m.Span.Overlaps(span)
	}
	ref := comity.Ref{Source: "comity-vetoes", Edition: comity.Version, Basis: comity.Seen}
	for _, v := range treaties.VetoesBy(q.Who[0], span) {
		ref.Basis = min(ref.Basis, v.Ref.Basis)
	}
	late := q.outside(span, treaties.VetoCoverage(), "") != ""
	return panel.Cell{Year: span.To.Year(), Value: float64(n), N: n, Ref: ref}, complete && permanent && !late
}
