package panel

// This file fills likeness beyond one portfolio and one pair: S of votes and alliances together, and how alike two states stand to
// all others, the correlation of their profiles of agreement.

import (
	"fmt"
	"math"

	"comity"
	"comity/measure/similarity"
)

var jointFillers = []filler{
	{column: "vote.profile", from: []string{"unga-votes"}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) { return b.profile(g, o) }, nil
	}},
	{column: "policy.s", from: []string{"atop", "unga-votes"}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) { return b.policyS(g, o) }, nil
	}},
}

// profiles are the correlations of all pairs, year by year of a box.
type profiles [][]float64

// profilesOf correlates the agreements of every two states with all others.
func (b *bench) profilesOf(x *box, c choice, o Options) profiles {
	return keep(b, fmt.Sprint("profiles of ", c, " ", o.One("scoring", "half")), func() profiles {
		out, n, score := make(profiles, len(x.windows)), len(x.votes.States), scoring(o)
		each(len(out), func(y int) {
			a := make([]float64, n*n)
			for i := range n {
				a[i*n+i] = math.NaN()
				for j := i + 1; j < n; j++ {
					s := math.NaN()
					if x.windows[y].seat(i, j) {
						t := similarity.Table{K: 3}
						x.crossed(&t, i, j, y)
						s = score(&t)
					}
					a[i*n+j], a[j*n+i] = s, s
				}
			}
			out[y] = similarity.Profiles(a, n)
		})
		return out
	})
}

// profile fills the correlation of profiles.
func (b *bench) profile(g *Grid, o Options) (made, error) {
	c := choiceOf(o)
	x := b.box(c)
	if x == nil {
		return made{}, &AbsentError{Sources: []string{"unga-votes"}}
	}
	b.rests("vote.profile", o, x.sources()...)
	all := b.profilesOf(x, c, o)
	at := func(r *Run, year int) float64 {
		i, j, known := x.pair(r.A, r.B)
		t := similarity.Table{K: 3}
		if why := x.tableAt(&t, i, j, known, r, year); why != comity.Present {
			return comity.NaN(why)
		}
		v := all[year-x.from][similarity.PairIndex(min(i, j), max(i, j), len(x.votes.States))]
		if v != v {
			return comity.NaN(comity.Undefined)
		}
		return v
	}
	col := g.pairNumbers(func(r *Run, out []float64) {
		for k := range out {
			out[k] = at(r, r.From+k)
		}
	})
	return made{col, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		cell := Cell{Year: year, Value: at(r, year)}
		if y := year - x.from; y >= 0 && y < len(x.windows) && x.windows[y].held {
			cell.Ref = x.windows[y].ref
			cell.Inputs = x.others(r, y, scoring(o), cell.Ref)
			cell.N = len(cell.Inputs) / 2
		}
		return cell
	}}, nil
}

// others are the agreements of the two states of a run with every other in a window, those that both have.
func (x *box) others(r *Run, y int, score index, ref comity.Ref) (out []Input) {
	i, j, known := x.pair(r.A, r.B)
	if !known {
		return nil
	}
	year := x.from + y
	with := func(i, k int) float64 {
		if !x.windows[y].seat(i, k) {
			return math.NaN()
		}
		t := similarity.Table{K: 3}
		x.crossed(&t, i, k, y)
		return score(&t)
	}
	for k, s := range x.votes.States {
		if k == i || k == j {
			continue
		}
		p, q := with(i, k), with(j, k)
		if p == p && q == q {
			other := nameIn(s, year)
			out = append(out, Input{Label: "agreement of " + nameIn(r.A, year) + " with " + other, Value: p, Unit: "share", Ref: ref},
				Input{Label: "agreement of " + nameIn(r.B, year) + " with " + other, Value: q, Unit: "share", Ref: ref})
		}
	}
	return out
}

// policyS fills S over votes and alliances at once.
func (b *bench) policyS(g *Grid, o Options) (made, error) {
	t, err := b.alliances(nil)
	if err != nil {
		return made{}, err
	}
	c := choiceOf(o)
	if len(o["calls"]) == 0 {
		c.calls = []string{"all"}
	}
	x := b.box(c)
	if x == nil {
		return made{}, &AbsentError{Sources: []string{"unga-votes"}}
	}
	b.rests("policy.s", o, append([]string{t.Source}, x.sources()...)...)
	p := b.portfolios(t, o.One("values", "valued") == "binary")
	s := similarity.Joint
	if o.One("weights", "items") == "alike" {
		s = similarity.Balanced
	}
	at := func(r *Run, year int) (votes, allies similarity.Table, value float64) {
		votes, why := x.table(r, year)
		allies, other := p.crossed(r.A, r.B, year)
		if why = comity.Worst(why, other); why != comity.Present {
			return votes, allies, comity.NaN(why)
		}
		if value = s(&votes, &allies); value != value {
			value = comity.NaN(comity.Undefined)
		}
		return votes, allies, value
	}
	col := g.pairNumbers(func(r *Run, out []float64) {
		for k := range out {
			_, _, out[k] = at(r, r.From+k)
		}
	})
	return made{col, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		votes, allies, v := at(r, year)
		cell := x.explain(r, year, (*similarity.Table).SLinear)
		more := p.explain(r, year, (*similarity.Table).SLinear)
		cell.Value, cell.N, cell.Inputs = v, int(votes.Items()+allies.Items()), append(cell.Inputs, more.Inputs...)
		return cell
	}}, nil
}
