package panel

// This file fills how alike two states vote, in the General Assembly and the Security Council.

import (
	"math"
	"slices"
	"strings"

	"comity"
	"comity/measure/similarity"
)

// index is one measure of a cross-table.
type index func(*similarity.Table) float64

// indices are the measures of likeness by name and distance.
var indices = map[string]map[string]index{
	"s":     {"linear": (*similarity.Table).SLinear, "quadratic": (*similarity.Table).SQuadratic},
	"kappa": {"linear": (*similarity.Table).KappaLinear, "quadratic": (*similarity.Table).KappaQuadratic, "nominal": (*similarity.Table).KappaNominal},
	"pi":    {"linear": (*similarity.Table).PiLinear, "quadratic": (*similarity.Table).PiQuadratic, "nominal": (*similarity.Table).PiNominal},
	"tau_b": {"": (*similarity.Table).TauB},
	"mean":  {"": (*similarity.Table).Agreement},
}

// usualDistance is the distance taken where none is chosen.
var usualDistance = map[string]string{"s": "linear", "kappa": "quadratic", "pi": "quadratic"}

// scored are the ways to score agreement, of what two did together.
var scored = map[string]index{
	"half":    func(t *similarity.Table) float64 { return t.Counts().Half() },
	"yes-no":  func(t *similarity.Table) float64 { return t.Counts().YesNo() },
	"same":    func(t *similarity.Table) float64 { return t.Counts().Identical() },
	"not-yes": notYes,
}

// notYes takes an abstention for a no: the share of roll calls in which both said yes or neither did.
func notYes(t *similarity.Table) float64 {
	n := t.Items()
	if n == 0 {
		return math.NaN()
	}
	return float64(t.N[0]+t.N[4]+t.N[5]+t.N[7]+t.N[8]) / float64(n)
}

// common counts the votes both cast.
func common(t *similarity.Table) float64 { return float64(t.Items()) }

// voteColumn is a column of votes: the choice its options make of the roll calls, and of the measure.
type voteColumn struct {
	name   string
	choice func(Options) choice
	index  func(Options) index
}

func likeness(name string) func(Options) index {
	return func(o Options) index { return indices[name][o.One("distance", usualDistance[name])] }
}

// affinity is S of three kinds of votes, or of yes and no alone.
func affinity(o Options) index {
	if o.One("votes", "three") == "two" {
		return (*similarity.Table).Affinity2
	}
	return likeness("s")(o)
}

func scoring(o Options) index { return scored[o.One("scoring", "half")] }

func commonly(Options) index { return common }

var voteFillColumns = []voteColumn{
	{"vote.agreement", choiceOf, scoring},
	{"vote.common", choiceOf, commonly},
	{"vote.s", choiceOf, affinity},
	{"vote.kappa", choiceOf, likeness("kappa")},
	{"vote.pi", choiceOf, likeness("pi")},
	{"vote.tau_b", choiceOf, likeness("tau_b")},
	{"council.agreement", councilChoice, scoring},
	{"council.common", councilChoice, commonly},
}

// voteFillers gives the fillers of the columns of votes.
func voteFillers() []filler {
	var out []filler
	for _, c := range voteFillColumns {
		from := []string{"unga-votes"}
		if c.choice(nil).body == council {
			from = []string{"unsc-votes"}
		}
		out = append(out, filler{column: c.name, from: from, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
			return func(b *bench, g *Grid) (made, error) {
				x := b.box(c.choice(o))
				if x == nil {
					return made{}, &AbsentError{Sources: from}
				}
				b.rests(c.name, o, x.sources()...)
				m := x.fill(g, c.index(o))
				if strings.HasSuffix(c.name, ".common") {
					narrow(m.Column, "count")
				}
				return m, nil
			}, nil
		}})
	}
	return out
}

// sources are the sources of the votes.
func (x *box) sources() []string {
	var out []string
	for i := range x.votes.Calls {
		if id := x.votes.Ref(i).Source; !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// fill computes a measure over a grid of pairs.
func (x *box) fill(g *Grid, f index) made {
	if len(g.Runs) >= manyRuns {
		x.count()
	}
	c := g.pairNumbers(func(r *Run, out []float64) {
		i, j, known := x.pair(r.A, r.B)
		t := similarity.Table{K: 3}
		for k := range out {
			why := x.tableAt(&t, i, j, known, r, r.From+k)
			out[k] = measured(&t, why, f)
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		return x.explain(r, r.year(row), f)
	}}
}

// measured is a measure of a cross-table as a cell.
func measured(t *similarity.Table, why comity.Missing, f index) float64 {
	if why != comity.Present {
		return comity.NaN(why)
	}
	if v := f(t); v == v {
		return v
	}
	return comity.NaN(comity.Undefined)
}

// acts are the ways to vote, as planes have them.
var acts = [3]string{"yes", "abstain", "no"}

// explain is a cell with the cross-table it was measured on.
func (x *box) explain(r *Run, year int, f index) Cell {
	t, why := x.table(r, year)
	cell := Cell{Year: year, Value: measured(&t, why, f), N: int(t.Items())}
	if y := year - x.from; y >= 0 && y < len(x.windows) && x.windows[y].held {
		cell.Ref = x.windows[y].ref
	}
	if why != comity.Present {
		return cell
	}
	a, b := nameIn(r.A, year), nameIn(r.B, year)
	for k, n := range t.N[:9] {
		cell.Inputs = append(cell.Inputs, Input{Label: a + " " + acts[k/3] + ", " + b + " " + acts[k%3], Value: float64(n), Unit: "count", Ref: cell.Ref})
	}
	return cell
}
