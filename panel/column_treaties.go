package panel

// This file fills the treaties of comity's own list that bind two states at the end of a year.

import (
	"math/bits"
	"slices"

	"comity"
	"comity/topics"
	"comity/treaties"
)

var treatyFillers = []filler{
	{column: "treaty.in_force", choose: chooseTreaties(func(n int, _, _ int) float64 { return float64(min(n, 1)) }, 0)},
	{column: "treaty.count", choose: chooseTreaties(func(n int, _, _ int) float64 { return float64(n) }, 0)},
	{column: "treaty.years", choose: chooseTreaties(func(_ int, first, year int) float64 { return float64(year - first) }, comity.NaN(comity.NotApplicable))},
}

// treatyQuestion is a column of treaties: which count, and what is made of their number and the first year of signature.
type treatyQuestion struct {
	*treatyYears
	mask       []uint64
	obligation treaties.Obligation // asked for alone: the list may know that there is none
	value      func(n, first, year int) float64
	none       float64 // where it is known that there is none
}

func chooseTreaties(value func(n, first, year int) float64, none float64) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		is, err := treatiesOf(o)
		if err != nil {
			return nil, err
		}
		return func(b *bench, g *Grid) (made, error) {
			in := b.treatiesAtYearEnd()
			q := treatyQuestion{treatyYears: in, mask: in.mask(is), value: value, none: none}
			if len(o) == 1 && o["obligation"] != nil {
				q.obligation = obligationsOf(o["obligation"])
			}
			c := g.pairNumbers(q.run(g))
			narrow(c, "count")
			return made{c, func(row int) Cell { r := g.runOf(row); return q.explain(g, r, r.year(row)) }}, nil
		}, nil
	}
}

func obligationsOf(names []string) (out treaties.Obligation) {
	for _, name := range names {
		o, _ := treaties.ParseObligation(name)
		out |= o
	}
	return out
}

// treatiesOf reads which treaties options choose.
func treatiesOf(o Options) (func(treaties.Treaty) bool, error) {
	for _, name := range o["clause"] {
		if !slices.ContainsFunc(treaties.ClauseKinds(), func(k treaties.ClauseKind) bool { return k.ID == name }) {
			return nil, &treaties.UnknownClauseError{Name: name}
		}
	}
	obligation, about := obligationsOf(o["obligation"]), topicSet(o["topic"])
	return func(t treaties.Treaty) bool {
		if about != 0 && topics.OfTreaty(t.Title)&about == 0 {
			return false
		}
		for _, name := range o["clause"] {
			if !t.HasClause(name) {
				return false
			}
		}
		return (obligation == 0 || t.Obligations&obligation != 0) && (o["kind"] == nil || slices.Contains(o["kind"], t.Kind)) && (o.One("parties", "any") == "any" || t.Bilateral())
	}, nil
}

// run gives the cells of a run.
func (q *treatyQuestion) run(g *Grid) func(r *Run, out []float64) {
	return func(r *Run, out []float64) {
		var cow years
		complete, known := treaties.Complete(r.A, r.B, q.obligation)
		if known {
			cow = cowYears(g, r)
		}
		for i := range out {
			year := r.From + i
			n, first := q.count(r.A, r.B, year)
			switch {
			case year > lastTreaty:
				out[i] = comity.NaN(comity.NotCovered)
			case n > 0:
				out[i] = q.value(n, first, year)
			case known && complete.Has(comity.DayOf(year, 12, 31)) && cow.has(year):
				out[i] = q.none
			default:
				out[i] = comity.NaN(comity.NotCovered)
			}
		}
	}
}

// count gives the treaties that bind both at the end of a year and the first year one of them was signed in: the list is in the
// order of signature.
func (q *treatyQuestion) count(a, b comity.State, year int) (n, first int) {
	x, y := q.of(a, year), q.of(b, year)
	if x == nil || y == nil {
		return 0, 0
	}
	for i, w := range x {
		w &= y[i] & q.mask[i]
		if w == 0 {
			continue
		}
		if n == 0 {
			first = q.list[i*64+bits.TrailingZeros64(w)].Signed.Year()
		}
		n += bits.OnesCount64(w)
	}
	return n, first
}

// explain shows the treaties behind a cell.
func (q *treatyQuestion) explain(g *Grid, r *Run, year int) Cell {
	one, out := *r, make([]float64, 1)
	one.From, one.Len = year, 1
	q.run(g)(&one, out)
	cell := Cell{Year: year, Value: out[0], Ref: comity.Ref{Source: ownTreaties, Edition: comity.Version, Basis: comity.Seen}}
	for i, t := range q.list {
		x, y := q.of(r.A, year), q.of(r.B, year)
		if x == nil || y == nil || x[i/64]&y[i/64]&q.mask[i/64]>>(i%64)&1 == 0 {
			continue
		}
		cell.N++
		cell.Ref.Basis = min(cell.Ref.Basis, t.Ref.Basis)
		cell.Inputs = append(cell.Inputs, Input{Label: t.String() + ", " + t.Kind + ", in force from " + t.Start().String(), Value: 1, Unit: "count", Ref: t.Ref})
	}
	if out[0] == 0 {
		cell.Ref.Note = "no such treaty, by the census " + treaties.CompleteRef().Source + " " + treaties.CompleteRef().Edition
	}
	return cell
}
