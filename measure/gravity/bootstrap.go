package gravity

// This file draws countries anew, to say how far what is expected of a pair hangs on who the others are.

import (
	"context"
	"math"

	"comity/numeric"
)

// Draw is the fit of one draw of countries, without the pair: what is expected of the pair both ways, and the coefficients; no numbers
// where the draw could not be fitted, or left one of the two without a flow to tell its effects by.
type Draw struct {
	There, Back  float64
	Coefficients []float64
}

// Bootstrap draws the other countries with replacement, the two of the pair always there, and fits each draw without the pair: a country
// drawn twice counts twice in each of its flows. Draw d of a seed and keys is the same at any number of processors.
func (p *Problem) Bootstrap(ctx context.Context, full *Fit, i, j, draws int, tell func(done, of int), seed uint64, keys ...uint64) ([]Draw, error) {
	start, err := p.Fit(nil, Without{i, j}, full, nil)
	if err != nil {
		return nil, err
	}
	out := make([]Draw, draws)
	err = atOnce(ctx, p, draws, tell, func(d int, r *Room) {
		out[d] = Draw{There: math.NaN(), Back: math.NaN()}
		w := p.drawn(i, j, numeric.NewStream(seed, append(keys[:len(keys):len(keys)], uint64(d))...))
		if !p.told(w, i, j) || !p.told(w, j, i) {
			return
		}
		if f, err := p.Fit(w, Without{i, j}, start, r); err == nil {
			out[d] = Draw{f.Mean(i, j), f.Mean(j, i), f.Coefficients()}
		}
	})
	return out, err
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

// told says whether flows above zero, of weight and not with the other of the pair, tell each effect that a country has.
func (p *Problem) told(w []float64, i, other int) bool {
	out, in := !p.out[i], !p.in[i]
	for k := range p.n {
		if k == other || w[k] == 0 {
			continue
		}
		out = out || p.used[i*p.n+k] && p.y[i*p.n+k] > 0
		in = in || p.used[k*p.n+i] && p.y[k*p.n+i] > 0
	}
	return out && in
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
