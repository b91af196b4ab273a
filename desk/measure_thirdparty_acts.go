package desk

// This file is the tests of third parties that look at roll calls, treaties and hostile acts: T4, T5 and T6.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"comity"
	"comity/format/frame"
	"comity/measure/similarity"
	"comity/measure/thirdparty"
	"comity/panel"
	"comity/record"
	"comity/states"
	"comity/treaties"
)

// stand is a way in which the vote of the third takes a roll call away.
type stand struct {
	words string
	away  func(third record.Vote, yes, no int) bool
}

// stands are those that are tried. None looks at the votes of the two.
var stands = []stand{
	{"voted no", func(v record.Vote, _, _ int) bool { return v == record.No }},
	{"voted yes", func(v record.Vote, _, _ int) bool { return v == record.Yes }},
	{"voted against the majority", func(v record.Vote, yes, no int) bool {
		return v == record.No && yes > no || v == record.Yes && no > yes
	}},
}

// removal is T4.
func (q *thirdQuestion) removal(context.Context) error {
	votes := q.d.rec.Votes("UNGA")
	var calls []panel.RollCall
	for year := q.from; year <= q.to; year++ {
		list, _ := q.d.engine.Window(q.reading, year)
		calls = append(calls, list...)
	}
	words := (len(votes.Calls) + 63) / 64
	all := make([]uint64, words)
	scores := make([]float64, len(calls))
	for i, c := range calls {
		all[c.Index()/64] |= 1 << (c.Index() % 64)
		v := q.d.engine.Votes(c, q.who)
		scores[i] = scoreOf(v[0], v[1])
	}
	for _, third := range q.thirds {
		for _, s := range stands {
			away, left := make([]bool, len(calls)), slices.Clone(all)
			for i, c := range calls {
				if s.away(q.d.engine.Votes(c, []comity.State{third})[0], c.Yes, c.No) {
					away[i] = true
					left[c.Index()/64] &^= 1 << (c.Index() % 64)
				}
			}
			q.removed(third, s, thirdparty.Remove(scores, away, q.s.Seed), q.changeOfAll(votes, all, left))
		}
	}
	return nil
}

// scoreOf is agreement on one roll call; NaN where one of the two did not vote.
func scoreOf(a, b record.Vote) float64 {
	switch {
	case a == record.Out || b == record.Out:
		return comity.NaN(comity.NotApplicable)
	case a == b:
		return 1
	case a == record.Abstain || b == record.Abstain:
		return 0.5
	}
	return 0
}

// leastCalls is how many roll calls a pair must have left to be among those a change is placed in.
const leastCalls = 20

// changeOfAll gives the change of agreement of every pair when roll calls are taken away.
func (q *thirdQuestion) changeOfAll(votes *record.Votes, all, left []uint64) []float64 {
	bits := make([]similarity.Bits, len(votes.States))
	for i := range bits {
		bits[i] = similarity.Bits{Low: votes.Low[i], High: votes.High[i]}
	}
	n := len(votes.Calls)
	counts := similarity.AllPairs(bits, []similarity.Window{{To: n, Mask: all}, {To: n, Mask: left}})
	var out []float64
	for k := range counts[0] {
		if counts[1][k].Both >= leastCalls {
			out = append(out, counts[1][k].Half()-counts[0][k].Half())
		}
	}
	return out
}

// removed tells T4 for one third state and stand.
func (q *thirdQuestion) removed(third comity.State, s stand, r thirdparty.Removal, all []float64) {
	name := states.Name(third, q.on)
	asks := fmt.Sprintf("how does agreement change without the roll calls on which it %s?", s.words)
	if r.Left < 8 {
		q.silent("T4 "+s.words, name, asks, fmt.Sprintf("%d of %d roll calls are left", r.Left, r.Calls))
		return
	}
	if r.Left == r.Calls {
		q.silent("T4 "+s.words, name, asks, fmt.Sprintf("it took this stand on none of the %d roll calls on which both voted", r.Calls))
		return
	}
	place := thirdparty.Place(all, r.Change)
	q.add(testRow{test: "T4 " + s.words, third: name, asks: asks, estimate: r.Change, low: number(r.Low), high: number(r.High), n: r.Left,
		detectable: number(r.Detectable), power: number(r.Power), beside: number(place), result: removedWords(r),
		detail: fmt.Sprintf("agreement %.4f on the %d of %d that are left, %.4f on all", r.Rest, r.Left, r.Calls, r.All)})
}

// removedWords reads the change.
func removedWords(r thirdparty.Removal) string {
	switch r.Finding {
	case thirdparty.Small:
		return fmt.Sprintf("agreement stays within %.2f", r.Margin)
	case thirdparty.Positive:
		return "agreement is higher on what is left"
	case thirdparty.Negative:
		return "agreement is lower on what is left"
	}
	return fmt.Sprintf("inconclusive: power %.2f", r.Power)
}

// thirdClauses are the clauses of treaties that speak of third parties.
var thirdClauses = []string{"not-aimed-at-third-parties", "aimed-at", "no-alliance-against", "no-bases-for-third-parties", "other-treaties-unaffected"}

// declarations is T5.
func (q *thirdQuestion) declarations(context.Context) error {
	var clause, title, signed, stage, basis []string
	bound := map[string]int{}
	for _, t := range together(q.who, q.on) {
		for _, c := range t.Clauses {
			if !slices.Contains(thirdClauses, c.Kind) || !t.Bilateral() {
				continue
			}
			if t.StageOn(q.on) == treaties.Binding {
				bound[c.Kind]++
			}
			clause, title, signed = append(clause, c.String()), append(title, t.Title), append(signed, t.Signed.String())
			stage, basis = append(stage, string(t.StageOn(q.on))), append(basis, c.Ref.Basis.String())
			q.m.rests(c.Ref.Source)
		}
	}
	for _, kind := range thirdClauses[:2] {
		asks := fmt.Sprintf("does a treaty of the two in force on %s declare \"%s\"? What a text declares is held against nothing", q.on, kind)
		result := "not in the treaties of comity's list"
		if bound[kind] > 0 {
			result = "declared"
		}
		q.add(testRow{test: "T5 " + kind, third: "any", asks: asks, estimate: float64(bound[kind]), low: noNumber, high: noNumber, n: bound[kind], detectable: noNumber, power: noNumber, beside: noNumber, result: result})
	}
	q.extra = append(q.extra, func() {
		q.m.table("declarations", "What treaties of the two declare on third parties",
			textColumn("clause", "what is declared", clause), textColumn("treaty", "treaty", title), textColumn("signed", "day of signing", signed),
			textColumn("stage", "stage on "+q.on.String(), stage), textColumn("basis", "how the clause is known", basis))
	})
	return nil
}

// acts are the kinds of hostile acts: the filter of rows that are one, and the source it needs.
func (q *thirdQuestion) acts() []struct{ name, column, where, words string } {
	return []struct{ name, column, where, words string }{
		{"disputes", "act=dispute.cow_hostlev1", fmt.Sprintf("act >= %d", q.s.Hostility), fmt.Sprintf("militarised disputes of hostility %d or more", q.s.Hostility)},
		{"sanctions", "act=sanction.in_force", "act == 1", "sanctions in force"},
	}
}

// hostility is T6.
func (q *thirdQuestion) hostility(ctx context.Context) error {
	for _, act := range q.acts() {
		asks := "do the " + act.words + " of the two aim at the same states?"
		p, err := q.d.Panel(ctx, PanelSpec{Unit: "dyad-year", Directed: true, From: q.from, To: q.to, ExtendTo: max(q.to, 2016), Columns: []string{act.column}, Steps: []PanelStep{{Kind: "where", Text: act.where}}})
		if absent := new(panel.AbsentError); errors.As(err, &absent) {
			q.silent("T6 "+act.name, "any", asks, absent.Error())
			continue
		}
		if err != nil {
			return err
		}
		for _, c := range p.Columns {
			q.m.rests(p.Behind(c)...)
		}
		if err := q.aimed(ctx, p, act.name, act.words, asks); err != nil {
			return err
		}
	}
	return nil
}

// aimed compares the targets of the two in a panel of acts.
func (q *thirdQuestion) aimed(ctx context.Context, p *panel.Panel, name, words, asks string) error {
	targets, last := map[int16]map[int16]int{}, 0
	err := p.Table().Each(ctx, func(_ int, f *frame.Frame) error {
		a, b, year := f.Column("ccode1"), f.Column("ccode2"), f.Column("year")
		for row := range f.Rows {
			from, to := int16(a.At(row)), int16(b.At(row))
			if targets[from] == nil {
				targets[from] = map[int16]int{}
			}
			targets[from][to]++
			last = max(last, int(year.At(row)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	eligible := q.eligible()
	var sets [2][]bool
	weight := make([]float64, len(eligible))
	for i, code := range eligible {
		for k := range sets {
			sets[k] = append(sets[k], aims(targets, q.who[k], code) > 0)
		}
		weight[i] = 1
		for from := range targets {
			if !q.ofPair(comity.State(from)) && targets[from][code] > 0 {
				weight[i]++
			}
		}
	}
	j := thirdparty.JointTargets(sets[0], sets[1], weight, q.s.Seed)
	flat := thirdparty.JointTargets(sets[0], sets[1], nil, q.s.Seed)
	q.add(testRow{test: "T6 " + name, third: "any", asks: asks, estimate: number(j.Jaccard), low: number(j.Low), high: number(j.High), n: j.A + j.B - j.Both,
		detectable: number(j.Needed), power: noNumber, beside: number(j.P), result: overlap(j),
		detail: fmt.Sprintf("%d-%d, last found in %d: %s acted against %d states, %s against %d, both against %d of %d; %s", q.from, q.to, last,
			q.name(0), j.A, q.name(1), j.B, j.Both, j.Eligible, byChance(j, flat))})
	for _, third := range q.thirds {
		var years [2]int
		for _, key := range panel.Keys(third) {
			for k := range years {
				years[k] += aims(targets, q.who[k], int16(key))
			}
		}
		result := aimedAt(years, [2]string{q.name(0), q.name(1)})
		q.add(testRow{test: "T6 " + name, third: states.Name(third, q.on), asks: "are there " + words + " of either against it?", estimate: noNumber, low: noNumber, high: noNumber,
			n: years[0] + years[1], detectable: noNumber, power: noNumber, beside: noNumber, result: result})
	}
	return nil
}

// aimedAt says how often each of the two acted.
func aimedAt(years [2]int, names [2]string) string {
	if years[0]+years[1] == 0 {
		return "of neither"
	}
	return fmt.Sprintf("%s in %d years, %s in %d", names[0], years[0], names[1], years[1])
}

// aims counts the years in which a state, under any of its keys, acted against another.
func aims(targets map[int16]map[int16]int, s comity.State, at int16) int {
	n := 0
	for _, key := range panel.Keys(s) {
		n += targets[int16(key)][at]
	}
	return n
}

// byChance says what the two would share by chance, by how often states are acted against and where all are alike.
func byChance(j, flat thirdparty.Joint) string {
	if j.Expected != j.Expected || flat.Expected != flat.Expected {
		return "what they share by chance is undefined: one of the two acted against no third state"
	}
	return fmt.Sprintf("by chance they share %.3f (%.3f where all states are alike)", j.Expected, flat.Expected)
}

// overlap reads the overlap of targets.
func overlap(j thirdparty.Joint) string {
	switch {
	case j.A == 0 || j.B == 0:
		return "undefined: one of the two acted against no third state"
	case j.P <= 0.05:
		return "more of the same states than chance would have it"
	case j.Needed != j.Needed:
		return "inconclusive: sets of such sizes overlap by chance whatever they are"
	}
	return fmt.Sprintf("no more than chance would have it (%.2f would be more)", j.Needed)
}

// eligible are the states other than the two that were members of the list in the years.
func (q *thirdQuestion) eligible() []int16 {
	span := comity.Span{From: comity.DayOf(q.from, 1, 1), To: comity.DayOf(q.to, 12, 31)}
	var out []int16
	for _, s := range states.Spells(comity.COW) {
		if s.Span.Overlaps(span) && !q.ofPair(comity.State(s.Code)) && !slices.Contains(out, s.Code) {
			out = append(out, s.Code)
		}
	}
	slices.Sort(out)
	return out
}
