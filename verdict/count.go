package verdict

// count: the number of things in a span: wars between the two, vetoes, treaties.

import (
	"fmt"
	"strings"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/treaties"
)

func count(q question) Answer {
	value := q.Value
	if value == nil && (q.Negated || q.Quantifier == "none") {
		q.Negated = false
		value = &claim.Quantity{Number: 0, How: claim.Exactly}
	}
	if value == nil {
		return cannot(Answer{Claim: q.Claim}, "the claim names no number")
	}
	q.Value = value
	switch {
	case q.Column == "war.count" && len(q.Who) == 2:
		return wars(q)
	case q.Column == "treaties":
		return cannot(Answer{Claim: q.Claim}, "comity's list of treaties is not a count of all treaties")
	}
	d, ok := column.Lookup(q.Column)
	if !ok {
		return noColumn(q)
	}
	var f findings
	for _, r := range q.readings(d.Name, q.Who) {
		s, err := q.engine.Series(d.Name, q.Who, r)
		if err != nil {
			continue
		}
		span := q.days()
		n, ok := sum(s, span.From.Year(), span.To.Year())
		if !ok {
			continue
		}
		f.add(Reading{Choices: choices(r), Result: q.turn(judge(n.Value, *value, 0)), Value: n.Value, Unit: "count", Ref: n.Ref,
			Text: fmt.Sprintf("%.0f from %d to %d", n.Value, span.From.Year(), n.Year)})
		f.show(d, q.Who, n)
	}
	f.missing = q.notCovered(d)
	return decide(q.Claim, f)
}

// wars counts interstate wars on opposite sides, by two readings of "in the span": begun in it, and touching it.
func wars(q question) Answer {
	span := q.days()
	cover := treaties.WarCoverage()
	if span.From < cover.From {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity's list of wars covers %s to %s", cover.From, cover.To))
	}
	var f findings
	touching := treaties.WarsBetweenAny(keysOf(q.Who[0]), keysOf(q.Who[1]), span)
	begun := 0
	var names []string
	for _, w := range touching {
		names = append(names, fmt.Sprintf("%s (%s to %s)", w.Name, w.Start, w.End))
		f.fact(q.Who, w.Start, names[len(names)-1], w.Ref)
		if w.Start.First() >= span.From || w.Start.Has(span.From) {
			begun++
		}
	}
	text := fmt.Sprintf("none from %s to %s", span.From, span.To)
	if len(names) > 0 {
		text = strings.Join(names, "; ")
	}
	for _, r := range []struct {
		n    int
		word string
	}{{begun, "wars begun in the span"}, {len(touching), "wars with a day in the span"}} {
		f.add(Reading{Choices: []Choice{{"count", r.word}}, Result: q.turn(judge(float64(r.n), *q.Value, 0)), Value: float64(r.n), Unit: "count",
			Text: fmt.Sprintf("%d: %s", r.n, text), Ref: ownWars})
	}
	f.fact(q.Who, comity.On(span.To), fmt.Sprintf("%d interstate wars on opposite sides from %s to %s", len(touching), span.From, span.To), ownWars)
	f.reach(comity.On(span.To))
	return decide(q.Claim, f)
}
