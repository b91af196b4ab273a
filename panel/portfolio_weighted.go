package panel

// This file fills S of alliance portfolios in which every state counts by its share of world capabilities (Signorino and Ritter 1999).

import (
	"fmt"
	"math/bits"

	"comity"
	"comity/record"
)

// weights are the shares of the members of portfolios by year, 0 where a member has none, with their sum.
type weights struct {
	table *record.Table
	share [][]float64
	sum   []float64
}

// cincWeights reads the shares of capability.
func (p *portfolios) cincWeights(t *record.Table) *weights {
	w := &weights{t, make([][]float64, len(p.member)), make([]float64, len(p.member))}
	for y := range w.share {
		w.share[y] = make([]float64, p.words*64)
	}
	t.Each("cinc", comity.NoState, func(run record.Run) {
		i := p.place.of(run.A)
		for year := max(run.From, p.from); i >= 0 && year < min(run.From+run.Years(), p.to+1); year++ {
			if x, _ := run.At(year); x == x && p.is(i, year-p.from) {
				w.share[year-p.from][i] = x
			}
		}
	})
	for y := range w.share {
		for _, x := range w.share[y] {
			w.sum[y] += x
		}
	}
	return w
}

// weightedS fills S with weights.
func (b *bench) weightedS(t *record.Table, g *Grid, o Options) (made, error) {
	nmc := b.e.rec.With("cinc")
	if len(nmc) == 0 {
		return made{}, &AbsentError{Sources: []string{"nmc"}}
	}
	b.rests("alliance.s", o, t.Source, nmc[0].Source)
	p := b.portfolios(t, o.One("values", "valued") == "binary")
	w := keep(b, fmt.Sprintf("weights of portfolios of %s by %s, %d grades", t.Source, nmc[0].Source, p.planes), func() *weights { return p.cincWeights(nmc[0]) })
	squared := o.One("distance", "linear") == "quadratic"
	cell := func(i, j int, known bool, year int) float64 { return p.weighted(w, i, j, known, year, squared) }
	c := g.pairNumbers(func(r *Run, out []float64) {
		i, j, known := p.pair(r.A, r.B)
		for k := range out {
			out[k] = cell(i, j, known, r.From+k)
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		i, j, known := p.pair(r.A, r.B)
		out := p.explain(r, year, indices["s"]["linear"])
		out.Value = cell(i, j, known, year)
		if len(out.Inputs) > 0 {
			out.Inputs = append(out.Inputs, Input{Label: "sum of the shares of the members" + yearWords(year), Value: w.sum[year-p.from], Unit: "share", Ref: w.table.Ref(0), Variable: "cinc"})
		}
		return out
	}}, nil
}

// weighted is S of two states: 1 less twice the weighted mean of the distance between their grades, over its range.
func (p *portfolios) weighted(w *weights, i, j int, known bool, year int, squared bool) float64 {
	if _, why := p.crossedAt(i, j, known, year); why != comity.Present {
		return comity.NaN(why)
	}
	y := year - p.from
	if w.sum[y] == 0 {
		return comity.NaN(comity.NotCovered)
	}
	apart := 0.0
	a, b := p.of(i, y), p.of(j, y)
	for word := range p.words {
		var some uint64
		for g := range p.planes {
			some |= a[g*p.words+word] | b[g*p.words+word]
		}
		for ; some != 0; some &= some - 1 {
			at := bits.TrailingZeros64(some)
			d := float64(p.gradeAt(a, word, at)-p.gradeAt(b, word, at)) / float64(p.planes)
			if d < 0 {
				d = -d
			}
			if squared {
				d *= d
			}
			apart += float64(d * w.share[y][word*64+at])
		}
	}
	return 1 - 2*apart/w.sum[y]
}

// gradeAt reads the grade of one item, 0 where it is in no plane.
func (p *portfolios) gradeAt(planes []uint64, word, at int) int {
	for g := range p.planes {
		if planes[g*p.words+word]>>at&1 == 1 {
			return g + 1
		}
	}
	return 0
}
