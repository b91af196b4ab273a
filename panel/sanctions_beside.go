package panel

// This file counts sanctions by the two other sources that are here, to stand beside the first: cases that began with measures imposed
// (TIES), and cases in force of the United States, the European Union and the United Nations (IST).

import (
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/record"
)

// CasesBeside counts cases by year, of senders and targets that are taken; nil: the source is not here.
type CasesBeside struct {
	Source   string
	From, To int
	count    func(year int, sender, target func(comity.State) bool) int
}

// Count is the number of cases in a year; a case of an organisation has no sender that is a state, and counts where any sender is asked for.
// Outside the years of the source it is not covered.
func (c *CasesBeside) Count(year int, sender, target func(comity.State) bool) float64 {
	if c == nil || year < c.From || year > c.To {
		return comity.NaN(comity.NotCovered)
	}
	return float64(c.count(year, sender, target))
}

// ImposedCases are the cases of TIES in which sanctions were imposed, by the year they began and the primary sender.
func (e *Engine) ImposedCases() *CasesBeside {
	for _, t := range e.rec.Answering("ties") {
		if _, ok := t.Variable("sanction.imposed"); !ok {
			continue
		}
		return &CasesBeside{t.Source, t.From, t.To, func(year int, sender, target func(comity.State) bool) int {
			n := 0.0
			t.Each("sanction.imposed", comity.NoState, func(run record.Run) {
				x, _ := run.At(year)
				if x > 0 && (sender == nil || sender(run.A)) && (target == nil || target(run.B)) {
					n += x
				}
			})
			return int(n)
		}}
	}
	return nil
}

// endedCase is a case of IST: its senders by COW number, target and years.
type endedCase struct {
	senders  []comity.State
	target   comity.State
	from, to int
}

// EndingCases are the cases of IST in force in a year.
func (e *Engine) EndingCases() *CasesBeside {
	for _, t := range e.rec.Answering("ist-2023") {
		if t.Name != "case" {
			continue
		}
		cases := endedCases(t)
		return &CasesBeside{t.Source, t.From, t.To, func(year int, sender, target func(comity.State) bool) int {
			n := 0
			for _, c := range cases {
				if c.from <= year && year <= c.to && (target == nil || target(c.target)) && (sender == nil || slices.ContainsFunc(c.senders, sender)) {
					n++
				}
			}
			return n
		}}
	}
	return nil
}

func endedCases(t *record.Table) []endedCase {
	sender, target, start, end := columnOf(t, "sender"), columnOf(t, "target"), columnOf(t, "start"), columnOf(t, "end")
	var out []endedCase
	for i := range t.Rows {
		from, to := start.Date(i), end.Date(i)
		if !from.Known() || target.State(i) == comity.NoState {
			continue
		}
		c := endedCase{target: target.State(i), from: from.First().Year(), to: t.To}
		if to.Known() {
			c.to = to.Last().Year()
		}
		for _, code := range strings.Split(sender.Text(i), ",") {
			if n, err := strconv.Atoi(strings.TrimSpace(code)); err == nil && n > 0 && n < 1000 {
				c.senders = append(c.senders, comity.State(n))
			}
		}
		out = append(out, c)
	}
	return out
}
