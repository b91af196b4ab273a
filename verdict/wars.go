package verdict

// This file counts wars between states, by the rule of whoever defines them: each definer is a reading.

import (
	"fmt"
	"strings"

	"comity"
	"comity/claim"
	"comity/treaties"
)

var ownWars = comity.Ref{Source: "comity-wars", Edition: comity.Version, Basis: comity.Seen}

// definers of wars, with the days their own lists cover. A war that several define stands under the first of them, which is the
// Correlates of War wherever it is one of them: so of no other can it be told what it alone would count.
var definers = []struct {
	id, label string
	cover     comity.Span
}{
	{"", "wars by any definer of the list", treaties.WarCoverage()},
	{"cow", "Correlates of War alone", comity.Span{From: comity.DayOf(1816, 1, 1), To: comity.DayOf(2007, 12, 31)}},
}

// opposed gives the wars of a definer in which the two fought each other on a day of the span.
func opposed(who []comity.State, span comity.Span, definer string) []treaties.War {
	var out []treaties.War
	for _, w := range treaties.WarsBetweenAny(keysOf(who[0]), keysOf(who[1]), span) {
		if definer == "" || w.Definer == definer {
			out = append(out, w)
		}
	}
	return out
}

// wars counts the wars of two states by each definer, and by two readings of "in the span": begun in it, and with a day in it.
func wars(q question) Answer {
	span := q.warDays()
	if why := q.outside(span, treaties.WarCoverage(), "comity's list of wars"); why != "" {
		return cannot(Answer{Claim: q.Claim}, why)
	}
	var f findings
	for i, d := range definers {
		if span.From < d.cover.From || span.To > d.cover.To {
			continue
		}
		list := opposed(q.Who, span, d.id)
		begun := since(list, span.From)
		f.number(q, d.label, "with a day in the span", list, span)
		if q.Form == claim.Count && (len(begun) != len(list) || i == 0) { // "at war in 1951" asks for a day, not for a start
			f.number(q, d.label, "begun in the span", begun, span)
		}
		if i == 0 {
			f.warRows(q.Who, list)
		}
	}
	f.fact(q.Who, comity.On(span.To), fmt.Sprintf("%d interstate wars on opposite sides from %s to %s", len(opposed(q.Who, span, "")), span.From, span.To), ownWars)
	f.reach(comity.On(span.To))
	return decide(q.Claim, f)
}

// since keeps the wars that began on a day or later.
func since(list []treaties.War, from comity.Day) (out []treaties.War) {
	for _, w := range list {
		if w.Start.First() >= from || w.Start.Has(from) {
			out = append(out, w)
		}
	}
	return out
}

// number adds the reading of a count. Wars that are only remembered leave it unverified where they would make a difference.
func (f *findings) number(q question, definer, rule string, list []treaties.War, span comity.Span) {
	seen := 0
	var names []string
	for _, w := range list {
		names = append(names, fmt.Sprintf("%s (%s%s)", w.Name, w.Start, endOf(w)))
		if w.Ref.Basis == comity.Seen {
			seen++
		}
	}
	text := fmt.Sprintf("none from %s to %s", span.From, span.To)
	if len(names) > 0 {
		text = fmt.Sprintf("%d: %s", len(names), strings.Join(names, "; "))
	}
	result, ref := judge(float64(len(list)), *q.Value, 0), ownWars
	if judge(float64(seen), *q.Value, 0) != result {
		ref.Basis = comity.Recalled
	}
	f.add(Reading{Choices: []Choice{{"definition", definer}, {"count", rule}}, Result: q.turn(result), Value: float64(len(list)), Unit: "count", Text: text, Ref: ref})
}

// warRows puts wars into the evidence.
func (f *findings) warRows(who []comity.State, list []treaties.War) {
	for _, w := range list {
		f.fact(who, w.Start, fmt.Sprintf("%s (%s%s)", w.Name, w.Start, endOf(w)), w.Ref)
	}
}

func endOf(w treaties.War) string {
	if !w.End.Known() {
		return ", not ended"
	}
	return " to " + w.End.String()
}

// fought reads whether states were at war with each other in the time of the claim: a count of at least one, pair by pair.
func fought(q question) Answer {
	n := claim.Quantity{Number: 1, How: claim.AtLeast}
	var all findings
	var out Answer
	for _, p := range pairs(q.Who) {
		x := q
		x.Who, x.Value = []comity.State{p.A, p.B}, &n
		x.Claim.Since = x.start()
		if !x.Since.Known() {
			x.Claim.Since = comity.On(q.day())
		}
		if out = wars(x); out.word == CannotTell {
			out.Claim = q.Claim
			return out
		}
		all.join(out)
	}
	return decide(q.Claim, all)
}

// join takes the findings of a pair into those of all pairs, reading by reading: each must hold of every pair.
func (f *findings) join(a Answer) {
	for _, r := range a.Readings {
		i := 0
		for ; i < len(f.readings) && chosen(f.readings[i]) != chosen(r); i++ {
		}
		if i == len(f.readings) {
			f.add(r)
			continue
		}
		both := allOf([]finding{{f.readings[i].Result, f.readings[i].Text, f.readings[i].Ref}, {r.Result, r.Text, r.Ref}})
		f.readings[i].Result, f.readings[i].Text, f.readings[i].Ref = both.outcome, both.text, both.ref
	}
	f.evidence = append(f.evidence, a.Evidence...)
	f.dataTo = max(f.dataTo, a.DataTo)
}
