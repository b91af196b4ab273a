package gravity

// This file draws countries anew, to say how far what is expected of a pair hangs on who the others are.

import (
	"context"
	"math"

	"comity/numeric"
)

// Bootstrap draws the other countries with replacement, the two of the pair always there, and fits each draw without the pair: a country
// drawn twice counts twice in each of its flows. It gives what is expected of the pair both ways in each draw, NaN in those that cannot
// be fitted; draw d of a seed and keys is the same at any number of processors.
func (p *Problem) Bootstrap(ctx context.Context, full *Fit, i, j, draws int, tell func(done, of int), seed uint64, keys ...uint64) (there, back []float64, err error) {
	start, err := p.Fit(nil, Without{i, j}, full, nil)
	if err != nil {
		return nil, nil, err
	}
	there, back = make([]float64, draws), make([]float64, draws)
	err = atOnce(ctx, p, draws, tell, func(d int, r *Room) {
		there[d], back[d] = math.NaN(), math.NaN()
		f, err := p.Fit(p.drawn(i, j, numeric.NewStream(seed, append(keys[:len(keys):len(keys)], uint64(d))...)), Without{i, j}, start, r)
		if err != nil {
			return
		}
		if p.Used(i, j) {
			there[d] = f.Mean(i, j, nil)
		}
		if p.Used(j, i) {
			back[d] = f.Mean(j, i, nil)
		}
	})
	return there, back, err
}

// drawn draws the weights of countries: of those that trade, n less two times one of the others, and the two once.
func (p *Problem) drawn(i, j int, s *numeric.Stream) []float64 {
	w := make([]float64, p.n)
	var others []int
	for k := range p.n {
		if k != i && k != j && p.trades(k) {
			others = append(others, k)
		}
	}
	for range others {
		w[others[s.IntN(len(others))]]++
	}
	w[i], w[j] = 1, 1
	return w
}

// trades says whether a flow of a country is used.
func (p *Problem) trades(k int) bool {
	for l := range p.n {
		if p.used[k*p.n+l] || p.used[l*p.n+k] {
			return true
		}
	}
	return false
}
