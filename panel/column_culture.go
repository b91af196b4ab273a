package panel

// This file fills the distance of two states in Hofstede's dimensions (Kogut and Singh 1988).

import (
	"slices"

	"comity"
	"comity/record"
)

// dimensions are the variables of the dimensions, the first four those of the index as it was first made.
var dimensions = []string{"culture.power_distance", "culture.individualism", "culture.masculinity", "culture.uncertainty_avoidance", "culture.long_term", "culture.indulgence"}

var cultureFillers = []filler{{column: "culture.distance", from: []string{"hofstede-6d"}, choose: chooseCulture}}

// culturalScores are the scores of the states that have all dimensions, with the variance of each among all states that have it.
type culturalScores struct {
	table     *record.Table
	names     []string
	variances []float64
	scores    map[comity.State][]float64
}

func chooseCulture(o Options) (func(*bench, *Grid) (made, error), error) {
	names := dimensions
	if o.One("dimensions", "four") == "four" {
		names = names[:4]
	}
	return func(b *bench, g *Grid) (made, error) {
		t, err := b.variable("hofstede-6d", names[0])
		if err != nil {
			return made{}, err
		}
		x := dimensionsOf(t, names)
		c := g.pairNumbers(func(r *Run, out []float64) {
			far := x.distance(r.A, r.B)
			for i := range out {
				out[i] = far
			}
		})
		return made{c, func(row int) Cell { r := g.runOf(row); return x.explain(r, r.year(row)) }}, nil
	}, nil
}

func dimensionsOf(t *record.Table, names []string) *culturalScores {
	x := &culturalScores{table: t, names: names, scores: map[comity.State][]float64{}}
	for d, name := range names {
		var all []float64
		t.Each(name, comity.NoState, func(run record.Run) {
			if v, _ := run.At(0); v == v {
				all = append(all, v)
				if scores := x.scores[run.A]; len(scores) == d {
					x.scores[run.A] = append(scores, v)
				}
			}
		})
		x.variances = append(x.variances, variance(all))
	}
	for s, scores := range x.scores {
		if len(scores) < len(names) {
			delete(x.scores, s)
		}
	}
	return x
}

// variance is the sample variance.
func variance(xs []float64) float64 {
	var mean, sum float64
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		sum += float64((x - mean) * (x - mean))
	}
	return sum / float64(len(xs)-1)
}

// scoresOf gives the scores of a state, under any key it has had.
func (x *culturalScores) scoresOf(s comity.State) []float64 {
	keys := Keys(s)
	if i := slices.IndexFunc(keys, func(k comity.State) bool { return x.scores[k] != nil }); i >= 0 {
		return x.scores[keys[i]]
	}
	return nil
}

func (x *culturalScores) distance(a, b comity.State) float64 {
	p, q := x.scoresOf(a), x.scoresOf(b)
	if p == nil || q == nil {
		return comity.NaN(comity.NotCovered)
	}
	var sum float64
	for d := range p {
		sum += float64((p[d] - q[d]) * (p[d] - q[d]) / x.variances[d])
	}
	return sum / float64(len(p))
}

func (x *culturalScores) explain(r *Run, year int) Cell {
	cell := Cell{Year: year, Value: x.distance(r.A, r.B), Ref: x.table.Ref(0)}
	for _, s := range r.states() {
		for d, v := range x.scoresOf(s) {
			cell.Inputs = append(cell.Inputs, Input{Label: x.names[d] + " of " + nameIn(s, year), Value: v, Unit: "0-100", Ref: cell.Ref, Variable: x.names[d]})
		}
	}
	for d, v := range x.variances {
		cell.Inputs = append(cell.Inputs, Input{Label: "variance of " + x.names[d], Value: v, Ref: cell.Ref})
	}
	return cell
}
