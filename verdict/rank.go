package verdict

// rank: the k-th among a set: of a state's partners (a pair column) or of the states of a set (a column of states).

import (
	"fmt"

	"comity"
	"comity/column"
	"comity/panel"
)

func rank(q question) Answer {
	d, ok := column.Lookup(q.Column)
	if !ok {
		return noColumn(q)
	}
	if len(q.Who) == 0 {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say who is ranked")
	}
	subject, centre := q.Who[len(q.Who)-1], comity.NoState
	if d.Shape != column.Monadic {
		if len(q.Who) < 2 {
			return cannot(Answer{Claim: q.Claim}, "the claim does not say whose partner is ranked")
		}
		centre = q.Who[0]
	}
	var f findings
	for _, set := range q.sets() {
		for _, r := range q.readings(d.Name, q.Who) {
			if r.Partial {
				continue
			}
			f.place(q, d, r, set, centre, subject)
		}
	}
	f.missing = q.notCovered(d)
	return decide(q.Claim, f)
}

// place adds the reading of a state's place in a set.
func (f *findings) place(q question, d column.Column, r panel.Reading, set set, centre, subject comity.State) {
	who := []comity.State{subject}
	if centre != comity.NoState {
		who = []comity.State{centre, subject}
	}
	s, err := q.engine.Series(d.Name, who, r)
	if err != nil {
		return
	}
	at, ok := q.pick(s)
	if !ok {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
		return
	}
	list := q.engine.Partners(d.Name, centre, r, at.Year, set.in(at.Year))
	if q.Low {
		for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
			list[i], list[j] = list[j], list[i]
		}
	}
	place := 0
	for i, x := range list {
		if x.State == panel.KeyIn(subject, at.Year) || x.State == subject {
			place = i + 1
		}
	}
	k := max(q.K, 1)
	if place == 0 || len(list) < 2 {
		f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotApplicable)}))
		return
	}
	result, held := ranked(list, place, k, d.Band)
	choice := choices(r)
	if set.label != "" {
		choice = append(choice, Choice{"set", set.label})
	}
	f.add(Reading{Choices: choice, Result: q.turn(result), Value: float64(place), Unit: "rank", Ref: at.Ref,
		Text: fmt.Sprintf("%s is number %d of %d in %d with %s (number %d: %s with %s)", q.name(subject), place, len(list), at.Year,
			comity.Show(at.Value, d.Unit), held+1, q.name(list[held].State), comity.Show(list[held].Cell.Value, d.Unit))})
	f.show(d, who, at)
	rival := []comity.State{list[held].State}
	if centre != comity.NoState {
		rival = []comity.State{centre, list[held].State}
	}
	f.show(d, rival, list[held].Cell)
}

// ranked judges a place against the k claimed; held is the index of the state to name beside it: who stands on the k-th
// place, or the next where the claim holds.
func ranked(list []panel.Ranked, place, k int, band float64) (o Outcome, held int) {
	if k > len(list) {
		return Fail, len(list) - 1
	}
	if place == k {
		if k < len(list) {
			return Hold, k
		}
		return Hold, k - 2
	}
	mine, theirs := list[place-1].Cell.Value, list[k-1].Cell.Value
	if more(mine, theirs, band) == Nearly || more(theirs, mine, band) == Nearly {
		return Nearly, k - 1
	}
	return Fail, k - 1
}
