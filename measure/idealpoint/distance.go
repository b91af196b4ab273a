package idealpoint

// This file holds pairs of countries against each other, draw by draw, so that every distance has an interval and every "closest
// ever" a probability.

import (
	"errors"
	"math"
	"slices"
)

// Distance is how far two countries stand apart in a session in which both voted.
type Distance struct {
	Session   int32
	OfMeans   float64 // absolute difference of the two means
	Mean, SD  float64 // of the absolute difference, over draws
	Low, High float64 // its .05 and .95 quantiles
	Closest   float64 // probability that it is the least of all sessions
	Furthest  float64 // and that it is the greatest
}

// Distances gives the distances of two countries, by session. Both must have voted in some session, and the estimate must have draws.
func Distances(d *Data, e *Estimate, a, b int32) ([]Distance, error) {
	if e.Kept < 2 {
		return nil, errors.New("a distance needs draws, and this model has none: ask for rw or compat")
	}
	units := map[[2]int32]int{}
	for i, u := range d.Units {
		units[[2]int32{u.Session, u.Country}] = i
	}
	var out []Distance
	var at [][2]int
	for i, u := range d.Units {
		if j, ok := units[[2]int32{u.Session, b}]; ok && u.Country == a {
			at = append(at, [2]int{i, j})
			out = append(out, Distance{Session: u.Session, OfMeans: math.Abs(e.Mean[i] - e.Mean[j])})
		}
	}
	if len(out) == 0 {
		return nil, errors.New("they have no session in which both voted")
	}
	apart := make([][]float64, len(out))
	for k := range e.Kept {
		draw := e.Draw(k)
		least, most := 0, 0
		for s, p := range at {
			apart[s] = append(apart[s], math.Abs(float64(draw[p[0]])-float64(draw[p[1]])))
			if apart[s][k] < apart[least][k] {
				least = s
			}
			if apart[s][k] > apart[most][k] {
				most = s
			}
		}
		out[least].Closest += 1 / float64(e.Kept)
		out[most].Furthest += 1 / float64(e.Kept)
	}
	for s := range out {
		out[s].Mean, out[s].SD = meanSD(apart[s])
		slices.Sort(apart[s])
		out[s].Low, out[s].High = quantile(apart[s], 0.05), quantile(apart[s], 0.95)
	}
	return out, nil
}
