package panel

// This file fills whether two states are politically relevant to each other: near, or one of them a power.

import (
	"slices"
	"strconv"

	"comity"
	"comity/column"
	"comity/format/frame"
)

var relevanceFillers = []filler{
	{column: "pair.politically_relevant", from: []string{"cow-contiguity", "major-powers"}, choose: chooseRelevance},
}

// powerLists are the lists of powers by the name of the option: how a column of state-years says who is one.
var powerLists = map[string]func(b *bench, g *Grid) (made, error){
	"cow":      figureFill("power.major"),
	"global":   maozFill("power.global"),
	"regional": maozFill("power.regional"),
}

// figureFill fills a column of states that is one of the figures.
func figureFill(name string) func(b *bench, g *Grid) (made, error) {
	i := slices.IndexFunc(figures, func(f figure) bool { return f.column == name })
	return figures[i].fill
}

func maozFill(name string) func(b *bench, g *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		v := variable{family: "maoz-powers-2010", name: name, listed: true, column: column.Column{Shape: column.Monadic}}
		return v.filler().fill(b, g)
	}
}

// chooseRelevance gives the fill of the rule asked for.
func chooseRelevance(o Options) (func(*bench, *Grid) (made, error), error) {
	farthest, err := strconv.Atoi(o.One("contiguity", "5"))
	if err != nil {
		return nil, err
	}
	powers := powerLists[o.One("majors", "cow")]
	return func(b *bench, g *Grid) (made, error) {
		rule, err := newRelevance(b, g, int8(farthest), powers)
		if err != nil {
			return made{}, err
		}
		c := flags(g.Len(), 0)
		g.eachRun(func(r *Run) {
			for row := r.Row; row < r.Row+r.Len; row++ {
				c.Small[row] = rule.of(row, b.compat)
			}
		})
		return made{c, func(row int) Cell { return rule.explain(g, row, c.At(row)) }}, nil
	}, nil
}

// relevant is the rule over a grid: the columns it is made of.
type relevant struct {
	near     made
	farthest int8
	power    *made   // of state-years; nil: no list is asked for
	powers   []int8  // its flags
	of1, of2 []int32 // the rows in them of both states of each row
}

func newRelevance(b *bench, g *Grid, farthest int8, powers func(b *bench, g *Grid) (made, error)) (*relevant, error) {
	near, err := contiguityFill(frame.Whole, itself)(b, g)
	if err != nil {
		return nil, err
	}
	rule := &relevant{near: near, farthest: farthest}
	if powers == nil {
		return rule, nil
	}
	all := b.stateGrid(b.spec)
	power, err := powers(b, all)
	if err != nil {
		return nil, err
	}
	rule.power, rule.powers, rule.of1, rule.of2 = &power, flagsOf(power.Column), g.reach(all, false), g.reach(all, true)
	return rule, nil
}

// flagsOf gives the cells of a column as flags.
func flagsOf(c *frame.Column) []int8 {
	out := make([]int8, c.Len())
	for i := range out {
		out[i] = flagOf(c.At(i))
	}
	return out
}

// parts are the flags a row is judged by: near, and each of the two a power (0 where no list of powers is asked for).
func (rule *relevant) parts(row int) (parts [3]int8) {
	kind := rule.near.Small[row]
	switch {
	case kind < 0:
		parts[0] = kind // the letter of what is missing
	case kind > 0 && kind <= rule.farthest:
		parts[0] = 1
	}
	if rule.power != nil {
		parts[1], parts[2] = rule.powers[rule.of1[row]], rule.powers[rule.of2[row]]
	}
	return parts
}

// of judges a row: one part that holds is enough. The peer does not look at powers where contiguity is missing, and knows no missing.
func (rule *relevant) of(row int, peer bool) int8 {
	parts := rule.parts(row)
	if peer && parts[0] < 0 {
		return 0
	}
	x := parts[0]
	for _, part := range parts[1:] {
		x = either(x, part)
	}
	return x
}

// explain tells the parts of a row.
func (rule *relevant) explain(g *Grid, row int, value float64) Cell {
	cells := []Cell{rule.near.why(row)}
	labels := []string{"contiguity of the two"}
	if rule.power != nil {
		cells = append(cells, rule.power.why(int(rule.of1[row])), rule.power.why(int(rule.of2[row])))
		r := g.runOf(row)
		for _, key := range []comity.State{r.A, r.B} {
			labels = append(labels, "a power: "+nameIn(key, r.From+row-r.Row))
		}
	}
	out := Cell{Year: cells[0].Year, Value: value, Ref: cells[0].Ref}
	for i, c := range cells {
		out.Inputs = append(out.Inputs, Input{Label: labels[i], Value: c.Value, Ref: c.Ref})
		if c.Value > 0 && out.Ref.Row == 0 {
			out.Ref = c.Ref
		}
	}
	return out
}
