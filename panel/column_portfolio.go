package panel

// This file fills how alike the alliance portfolios of two states are.

import (
	"strings"

	"comity"
	"comity/measure/similarity"
	"comity/record"
)

// portfolioColumns are the columns of alliance portfolios, with the measure their options choose.
var portfolioColumns = []struct {
	name  string
	index func(Options) index
}{
	{"alliance.s", likeness("s")}, {"alliance.likeness", likeness("mean")}, {"alliance.kappa", likeness("kappa")},
	{"alliance.pi", likeness("pi")}, {"alliance.tau_b", likeness("tau_b")}, {"alliance.portfolio", commonly},
}

// portfolioFillers gives their fillers.
func portfolioFillers() []filler {
	var out []filler
	for _, c := range portfolioColumns {
		out = append(out, filler{column: c.name, from: []string{"atop"}, reads: portfolioSources, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
			return func(b *bench, g *Grid) (made, error) {
				t, err := b.alliances(o)
				if err != nil {
					return made{}, err
				}
				b.rests(c.name, o, t.Source)
				if o.One("weights", "none") == "cinc" {
					return b.weightedS(t, g, o)
				}
				p := b.portfolios(t, o.One("values", "valued") == "binary")
				m := p.fill(g, c.index(o))
				if strings.HasSuffix(c.name, ".portfolio") {
					narrow(m.Column, "count")
				}
				return m, nil
			}, nil
		}})
	}
	return out
}

// portfolioSources gives the sources under options.
func portfolioSources(o Options) []string {
	out := []string{o.One("source", "atop")}
	if o.One("weights", "none") == "cinc" {
		out = append(out, "nmc")
	}
	return out
}

// alliances is the table of obligations that options choose.
func (b *bench) alliances(o Options) (*record.Table, error) {
	with := b.e.rec.With("defense")
	id := o.One("source", "")
	if id == "" && len(with) > 0 {
		return with[0], nil
	}
	for _, t := range b.e.tables[id] {
		if _, ok := t.Variable("defense"); ok {
			return t, nil
		}
	}
	if id == "" {
		return nil, &AbsentError{Sources: []string{"atop"}}
	}
	return nil, unreadable("the alliance portfolio", id, sourcesOf("defense")(b.e, nil))
}

// fill computes a measure over a grid of pairs.
func (p *portfolios) fill(g *Grid, f index) made {
	all, fold := p.tables(g), g.folded()
	c := g.pairNumbersBy(func(i int, out []float64) {
		t := similarity.Table{K: p.planes + 1}
		at := fold.at[i]
		for k := range out {
			for c, n := range all.cells[at+int32(k)] {
				t.N[c] = int32(n)
			}
			out[k] = measured(&t, comity.Missing(all.why[at+int32(k)]), f)
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		return p.explain(r, r.year(row), f)
	}}
}

// promised are the grades of promises in words; of binary portfolios the last stands for all.
var promised = []string{"none", "non-aggression", "neutrality or consultation", "defence or offence"}

// explain is a cell with the cross-table it was measured on.
func (p *portfolios) explain(r *Run, year int, f index) Cell {
	t, why := p.crossed(r.A, r.B, year)
	cell := Cell{Year: year, Value: measured(&t, why, f), N: int(t.Items()), Ref: p.table.Ref(0)}
	if why != comity.Present {
		return cell
	}
	cell.Ref.Note = "obligations of " + r.words(year) + " towards each of the members"
	words := promised
	if p.planes == 1 {
		words = []string{"none", "any"}
	}
	a, b := nameIn(r.A, year), nameIn(r.B, year)
	for k, n := range t.N[:t.K*t.K] {
		cell.Inputs = append(cell.Inputs, Input{Label: "members whom " + a + " promised " + words[k/t.K] + ", " + b + " " + words[k%t.K], Value: float64(n), Unit: "count", Ref: cell.Ref})
	}
	return cell
}

// words names the states of a run in a year.
func (r *Run) words(year int) string {
	if r.B == comity.NoState {
		return nameIn(r.A, year)
	}
	return nameIn(r.A, year) + " and " + nameIn(r.B, year)
}
