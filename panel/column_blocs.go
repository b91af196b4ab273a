package panel

// This file fills how united and polarised votes are, the blocs states form and the balance of signed ties: of the whole system by year,
// of states and of pairs.

import (
	"cmp"
	"strconv"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/measure/blocs"
	"comity/measure/cohesion"
	"comity/measure/polarisation"
)

var blocFillers = []filler{
	pointsFiller("system.ideal_sd", polarisation.Points.SD),
	pointsFiller("system.ideal_difference", polarisation.Points.MeanDifference),
	pointsFiller("system.ideal_bimodality", polarisation.Points.Bimodality),
	pointsFiller("system.ideal_polarisation", func(q polarisation.Points) float64 { return q.DER(.5, 0) }),
	callsFiller("system.vote_rice", func(s cohesion.Summary) float64 { return s.Rice }),
	callsFiller("system.vote_cohesion", func(s cohesion.Summary) float64 { return s.Agreement }),
	callsFiller("system.vote_contested", func(s cohesion.Summary) float64 { return s.Contested }),
	netFiller("system.modularity", func(f blocs.Found) float64 { return f.Q }),
	netFiller("system.blocs", func(f blocs.Found) float64 {
		if f.Q != f.Q {
			return f.Q
		}
		return float64(f.Blocs())
	}),
	netFiller("system.bloc_stability", func(f blocs.Found) float64 { return f.Stability }),
	signFiller("system.balance", func(x *Signed, i int) float64 { return x.Years[i].Graph.Triangles().Balanced() }),
	signFiller("system.balance_weak", func(x *Signed, i int) float64 { return x.Years[i].Graph.Triangles().Weak() }),
	signFiller("system.balance_walk", func(x *Signed, i int) float64 { return x.Walks()[i].Whole }),
	memberFiller("bloc.label", (*Blocs).labelOf),
	memberFiller("bloc.size", (*Blocs).sizeOf),
	{column: "bloc.same", from: netSources(nil), reads: netSources, choose: chooseSameBloc},
	aroundFiller("balance.local", func(x *Signed, y *SignedYear, i int) float64 { return x.Walks()[y.Year-x.From].Local[i] }),
	aroundFiller("balance.share", func(_ *Signed, y *SignedYear, i int) float64 { return y.Graph.TrianglesOf(i).Balanced() }),
	{column: "balance.sign", from: signSources(nil), reads: signSources, choose: chooseSign},
}

// yearly is a measure of the whole by year: its sources, its value, and how that came about.
type yearly struct {
	sources []string
	at      func(year int) float64
	tell    func(year int) Cell
}

// yearlyFiller fills a column of the whole system.
func yearlyFiller(column string, reads func(Options) []string, f func(b *bench, o Options) (yearly, error)) filler {
	return filler{column: column, from: reads(nil), reads: reads, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			y, err := f(b, o)
			if err != nil {
				return made{}, err
			}
			b.rests(column, o, y.sources...)
			c := reals(g.Len(), comity.NotCovered)
			each(g.Len(), func(row int) { c.Reals[row] = y.at(int(g.Year[row])) })
			if column == "system.blocs" {
				narrow(c, "count")
			}
			return made{c, func(row int) Cell {
				year := int(g.Year[row])
				cell := y.tell(year)
				cell.Year, cell.Value = year, c.At(row)
				return cell
			}}, nil
		}, nil
	}}
}

// scopeOption is the set that options name; none: all states.
func scopeOption(o Options) []string {
	if set := o.One("set", ""); set != "" {
		return []string{set}
	}
	return nil
}

// positionSources are the sources of ideal points and of their weights.
func positionSources(o Options) []string {
	out := idealSources(o)
	switch w := o.One("weights", "states"); {
	case w != "states":
		out = append(out, capabilitySource(Options{"of": {w}})...)
	}
	return out
}

func pointsFiller(column string, f func(polarisation.Points) float64) filler {
	return yearlyFiller(column, positionSources, func(b *bench, o Options) (yearly, error) {
		p, err := b.e.networks().positions(PositionSpec{Weights: o.One("weights", "states"), Options: o, Scope: scopeOption(o)})
		if err != nil {
			return yearly{}, err
		}
		return yearly{p.Sources, func(year int) float64 {
			q := p.In(year).Measured()
			if q.N() == 0 {
				return comity.NaN(comity.NotCovered)
			}
			return f(q)
		}, func(year int) Cell {
			of := p.In(year)
			cell := Cell{Ref: p.Ref, N: len(of.States)}
			for i, s := range of.States {
				in := Input{Label: "ideal point of " + nameIn(s, year) + yearWords(year), Value: of.Points[i], Unit: "points", Ref: p.Ref}
				if of.Weights != nil {
					in.Label += ", weight " + strconv.FormatFloat(of.Weights[i], 'g', 6, 64)
				}
				cell.Inputs = append(cell.Inputs, in)
			}
			return cell
		}}, nil
	})
}

// callSources are the sources of votes.
func callSources(Options) []string { return []string{"unga-votes"} }

func callsFiller(column string, f func(cohesion.Summary) float64) filler {
	return yearlyFiller(column, callSources, func(b *bench, o Options) (yearly, error) {
		n, err := b.e.networks().nets(NetSpec{Of: "votes", Options: o, Scope: scopeOption(o)})
		if err != nil {
			return yearly{}, err
		}
		return yearly{n.Sources, func(year int) float64 {
			y := n.In(year)
			if y == nil {
				return comity.NaN(comity.NotCovered)
			}
			return f(cohesion.Summarise(y.Tallies, .25))
		}, func(year int) Cell {
			y := n.In(year)
			if y == nil {
				return Cell{}
			}
			s := cohesion.Summarise(y.Tallies, .25)
			return Cell{Ref: y.Ref, N: s.Calls, Inputs: countsOf(y.Ref, "states of the set that voted", len(y.States), "roll calls on which two or more did", s.Calls)}
		}}, nil
	})
}

// countsOf are counts as inputs: labels and numbers in turn.
func countsOf(ref comity.Ref, list ...any) []Input {
	var out []Input
	for i := 0; i+1 < len(list); i += 2 {
		out = append(out, Input{Label: list[i].(string), Value: float64(list[i+1].(int)), Unit: "count", Ref: ref})
	}
	return out
}

// netSources are the sources of a network.
func netSources(o Options) []string {
	if o.One("of", "votes") == "pacts" {
		return []string{"atop"}
	}
	return []string{"unga-votes"}
}

// netSpec is the network that options choose.
func netSpec(o Options) NetSpec {
	s := NetSpec{Of: o.One("of", "votes"), Scope: scopeOption(o)}
	if s.Of == "votes" {
		s.Ties, s.Options = o.One("ties", "excess"), o
	}
	return s
}

func netFiller(column string, f func(blocs.Found) float64) filler {
	return yearlyFiller(column, netSources, func(b *bench, o Options) (yearly, error) {
		x, err := b.e.networks().blocs(netSpec(o))
		if err != nil {
			return yearly{}, err
		}
		return yearly{x.Sources, func(year int) float64 {
			i, ok := x.at[year]
			if !ok {
				return comity.NaN(comity.NotCovered)
			}
			return f(x.Found[i])
		}, func(year int) Cell {
			y := x.In(year)
			if y == nil {
				return Cell{}
			}
			return y.cell()
		}}, nil
	})
}

// cell tells what a network is made of.
func (n *Net) cell() Cell {
	positive, negative := n.Counts()
	in := countsOf(n.Ref, "states of the network", len(n.States), "positive ties", positive, "negative ties", negative)
	if n.Calls > 0 {
		in = append(in, countsOf(n.Ref, "roll calls", n.Calls)...)
	}
	return Cell{Year: n.Year, Ref: n.Ref, N: cmp.Or(n.Calls, len(n.States)), Inputs: in}
}

// sizeOf is the number of states in the bloc of a state.
func (x *Blocs) sizeOf(s comity.State, year int) (int, comity.Missing) {
	_, why := x.labelOf(s, year)
	if why != comity.Present {
		return 0, why
	}
	i := x.at[year]
	return x.Found[i].Sizes[x.Found[i].Part[x.Years[i].place.of(s)]], comity.Present
}

// memberFiller fills a number of the bloc of a state.
func memberFiller(column string, f func(x *Blocs, s comity.State, year int) (int, comity.Missing)) filler {
	return filler{column: column, from: netSources(nil), reads: netSources, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			x, err := b.e.networks().blocs(netSpec(o))
			if err != nil {
				return made{}, err
			}
			b.rests(column, o, x.Sources...)
			c := numbers(g, func(r *Run, out []float64) {
				for k := range out {
					n, why := f(x, r.A, r.From+k)
					if out[k] = float64(n); why != comity.Present {
						out[k] = comity.NaN(why)
					}
				}
			})
			narrow(c, "count")
			return made{c, func(row int) Cell { return x.explain(g, row, c) }}, nil
		}, nil
	}}
}

// explain tells the bloc behind a cell: its members.
func (x *Blocs) explain(g *Grid, row int, c *frame.Column) Cell {
	r := g.runOf(row)
	year := r.year(row)
	cell := Cell{Year: year, Value: c.At(row)}
	y := x.In(year)
	if y == nil {
		return cell
	}
	cell = y.cell()
	cell.Value = c.At(row)
	i := x.at[year]
	label, why := x.labelOf(r.A, year)
	if why != comity.Present {
		return cell
	}
	var names []string
	for k, s := range y.States {
		if x.Labels[i][k] == label {
			names = append(names, nameIn(s, year))
		}
	}
	cell.Ref.Note = "in one bloc: " + strings.Join(names, ", ")
	return cell
}

// chooseSameBloc fills whether two states are in one bloc.
func chooseSameBloc(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(b *bench, g *Grid) (made, error) {
		x, err := b.e.networks().blocs(netSpec(o))
		if err != nil {
			return made{}, err
		}
		b.rests("bloc.same", o, x.Sources...)
		c := smalls(g, frame.Flag, func(r *Run, out []int8) {
			for k := range out {
				out[k] = x.same(r.A, r.B, r.From+k)
			}
		})
		return made{c, func(row int) Cell { return x.explain(g, row, c) }}, nil
	}, nil
}

func (x *Blocs) same(a, b comity.State, year int) int8 {
	i, whyA := x.labelOf(a, year)
	j, whyB := x.labelOf(b, year)
	for _, why := range []comity.Missing{whyA, whyB} {
		if why == comity.NotCovered || why == comity.NotApplicable {
			return missingSmall(why)
		}
	}
	return flagOf(yes(whyA == comity.Present && whyB == comity.Present && i == j))
}

// signSources are the sources of the rules that options choose.
func signSources(o Options) []string {
	s := signSpec(o).usual()
	var out []string
	for _, name := range append(append([]string{}, s.Positive...), s.Negative...) {
		for _, r := range signRules {
			if r.name == name {
				out = append(out, r.family)
			}
		}
	}
	return out
}

func signSpec(o Options) SignSpec {
	window, _ := strconv.Atoi(o.One("window", "1")) // one of the option's values
	return SignSpec{Positive: o["positive"], Negative: o["negative"], Window: window, Scope: scopeOption(o)}
}

func signFiller(column string, f func(x *Signed, year int) float64) filler {
	return yearlyFiller(column, signSources, func(b *bench, o Options) (yearly, error) {
		x, err := b.e.networks().signed(signSpec(o))
		if err != nil {
			return yearly{}, err
		}
		return yearly{x.Sources, func(year int) float64 {
			y := x.In(year)
			if y == nil || len(y.States) == 0 {
				return comity.NaN(comity.NotCovered)
			}
			return f(x, year-x.From)
		}, func(year int) Cell {
			y := x.In(year)
			if y == nil {
				return Cell{Ref: x.Refs[0]}
			}
			return y.cell(x)
		}}, nil
	})
}

// cell tells what a signed network is made of.
func (y *SignedYear) cell(x *Signed) Cell {
	t := y.Graph.Triangles()
	positive, negative := y.Graph.Edges()
	return Cell{Year: y.Year, Ref: x.Refs[0], N: int(t.All()), Inputs: countsOf(x.Refs[0], "positive ties", positive, "negative ties", negative, "triangles +++", int(t[0]), "triangles ++-", int(t[1]), "triangles +--", int(t[2]), "triangles ---", int(t[3]))}
}

// aroundFiller fills a measure of the balance around a state.
func aroundFiller(column string, f func(x *Signed, y *SignedYear, i int) float64) filler {
	return filler{column: column, from: signSources(nil), reads: signSources, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			x, err := b.e.networks().signed(signSpec(o))
			if err != nil {
				return made{}, err
			}
			b.rests(column, o, x.Sources...)
			c := numbers(g, func(r *Run, out []float64) {
				for k := range out {
					out[k] = x.around(r.A, r.From+k, func(y *SignedYear, i int) float64 { return f(x, y, i) })
				}
			})
			return made{c, func(row int) Cell {
				year := g.runOf(row).year(row)
				cell := Cell{Ref: x.Refs[0]}
				if y := x.In(year); y != nil {
					cell = y.cell(x)
				}
				cell.Year, cell.Value = year, c.At(row)
				return cell
			}}, nil
		}, nil
	}}
}

// around measures something of a state in a year, or gives the reason why it cannot be.
func (x *Signed) around(s comity.State, year int, f func(y *SignedYear, i int) float64) float64 {
	y := x.In(year)
	if y == nil || len(y.States) == 0 {
		return comity.NaN(comity.NotCovered)
	}
	i := y.of(s)
	if i < 0 {
		return comity.NaN(comity.NotApplicable)
	}
	return f(y, i)
}

// chooseSign fills the sign of the tie of two states.
func chooseSign(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(b *bench, g *Grid) (made, error) {
		x, err := b.e.networks().signed(signSpec(o))
		if err != nil {
			return made{}, err
		}
		b.rests("balance.sign", o, x.Sources...)
		c := smalls(g, frame.Whole, func(r *Run, out []int8) {
			for k := range out {
				out[k] = small(x.around(r.A, r.From+k, func(y *SignedYear, i int) float64 {
					j := y.of(r.B)
					if j < 0 {
						return comity.NaN(comity.NotApplicable)
					}
					return float64(y.Graph.Sign(i, j))
				}))
			}
		})
		return made{c, func(row int) Cell {
			year := g.runOf(row).year(row)
			cell := Cell{Year: year, Value: c.At(row), Ref: x.Refs[0]}
			for i, rule := range x.Rules {
				cell.Inputs = append(cell.Inputs, Input{Label: "rule: " + rule, Value: cell.Value, Unit: "-1, 0, 1", Ref: x.Refs[min(i, len(x.Refs)-1)]})
			}
			return cell
		}}, nil
	}, nil
}
