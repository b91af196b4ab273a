package verdict

// rank: the k-th among a set: of a state's partners (a pair column) or of the states of a set (a column of states).

import (
	"fmt"
	"slices"

	"comity"
	"comity/column"
	"comity/panel"
)

// wholeSet is the part of a set's states that must have a value for a place among them to mean something.
const wholeSet = 2. / 3

func rank(q question) Answer {
	d, ok := column.Claimable(q.Column)
	if !ok {
		return noColumn(q)
	}
	if len(q.Who) == 0 || d.Size() > 1 && len(q.Who) < 2 {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say who is ranked, or whose partner is")
	}
	x := ranking{question: q, column: d, subject: q.Who[len(q.Who)-1]}
	if d.Size() > 1 {
		x.centre = q.Who[0]
	}
	var f findings
	for _, set := range q.sets() {
		for _, r := range q.readings(d.Name, q.Who) {
			if !r.Partial { // a book without some partners ranks none
				f.place(x, r, set)
			}
		}
	}
	f.missing = q.notCovered(d)
	f.named(q)
	return decide(q.Claim, f)
}

// ranking is who is ranked by what, and whose partner it is (NoState for a column of states).
type ranking struct {
	question
	column          column.Column
	centre, subject comity.State
}

// unit is a state as a unit of the column.
func (x ranking) unit(s comity.State) []comity.State {
	if x.centre == comity.NoState {
		return []comity.State{s}
	}
	return []comity.State{x.centre, s}
}

// place adds the reading of a state's place in a set.
func (f *findings) place(x ranking, r panel.Reading, set set) {
	d := x.column
	silent := func(why string) {
		f.add(Reading{Choices: x.choices(r, set), Result: Silent, Value: comity.NaN(comity.NotCovered), Unit: "rank", Text: why, Ref: comity.Ref{Source: r.Source}})
	}
	at, ok := x.cell(d.Name, x.unit(x.subject), r)
	if !ok {
		silent(comity.NotCovered.String())
		return
	}
	members := set.in(comity.DayOf(at.Year, 12, 31))
	list := x.engine.Partners(d.Name, x.centre, r, at.Year, members)
	if x.Low {
		slices.Reverse(list)
	}
	i := slices.IndexFunc(list, func(y panel.Ranked) bool {
		return y.State == panel.KeyIn(x.subject, at.Year) || y.State == x.subject
	})
	switch {
	case len(members) == 0:
		silent("the members of the set are not known for the time")
	case i < 0 || len(list) < 2:
		silent(x.name(x.subject) + " is not in the set")
	case float64(len(list)) < wholeSet*float64(len(members)):
		silent(fmt.Sprintf("only %d of the %d states of the set have a value", len(list), len(members)))
	default:
		f.placed(x, r, set, list, i, at.Year)
	}
}

// placed adds the reading of the state at an index of a ranked list.
func (f *findings) placed(x ranking, r panel.Reading, set set, list []panel.Ranked, i, year int) {
	d, at, k := x.column, list[i].Cell, max(x.K, 1)
	place := slices.IndexFunc(list, func(y panel.Ranked) bool { return y.Cell.Value == at.Value }) + 1
	result, held := ranked(list, i, place, k, d.Band)
	rival := list[held]
	f.add(Reading{Choices: x.choices(r, set), Result: x.turn(result), Value: float64(place), Unit: "rank", Ref: at.Ref,
		Text: fmt.Sprintf("%s is number %d of %d in %d with %s (number %d: %s with %s)", x.name(x.subject), place, len(list), year,
			comity.Show(at.Value, d.Unit), held+1, x.name(rival.State), comity.Show(rival.Cell.Value, d.Unit))})
	f.show(d, x.unit(x.subject), at)
	f.show(d, x.unit(rival.State), rival.Cell)
}

func (x ranking) choices(r panel.Reading, set set) []Choice {
	out := choices(r)
	if set.label != "" {
		out = append(out, Choice{"set", setLabel(set)})
	}
	return out
}

// ranked judges the place of the state at index i against the k claimed; held is the index of the state to name beside it: who
// stands on the k-th place, or the next where the claim holds. A shared place nearly holds, as does one inside the known error.
func ranked(list []panel.Ranked, i, place, k int, band float64) (o Outcome, held int) {
	next := func(at int) int {
		switch {
		case at == i && at+1 < len(list):
			return at + 1
		case at == i:
			return at - 1
		}
		return at
	}
	if k > len(list) {
		return Fail, next(len(list) - 1)
	}
	mine, theirs := list[i].Cell.Value, list[k-1].Cell.Value
	shared := next(i) != i && list[next(i)].Cell.Value == mine
	switch {
	case place == k && shared:
		return Nearly, next(i)
	case place == k:
		return Hold, next(i)
	case more(mine, theirs, band) == Nearly || more(theirs, mine, band) == Nearly:
		return Nearly, next(k - 1)
	}
	return Fail, next(k - 1)
}
