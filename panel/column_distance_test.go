package panel

// Distances follow the numbers of the list of states a source is made for.

import (
	"testing"

	"comity"
)

func TestDistancesByNumber(t *testing.T) {
	b := newBench(built(t), comity.GW, Spec{})
	g := b.dyadGrid(Spec{})
	_, capital := filledBy(t, b, g, "distance.capital")
	_, least := filledBy(t, b, g, "distance.minimum")
	years := b.stateGrid(Spec{})
	_, nearest := filledBy(t, b, years, "distance.nearest_state")
	for _, c := range []struct {
		m       made
		g       *Grid
		a, b    int16
		year    int
		lo, hi  float64 // 0, 0: not covered
		because string
	}{
		{capital, g, 2, 260, 1989, 6400, 6410, "Bonn"},
		{capital, g, 2, 260, 1990, 6400, 6410, "Bonn is the seat of 260 on, whoever is its key's"},
		{capital, g, 260, 2, 1991, 6400, 6410, "Bonn, the seat on the first day"},
		{capital, g, 2, 260, 1992, 6710, 6725, "Berlin"},
		{capital, g, 2, 345, 2006, 7598, 7600, "345's own place of Belgrade"},
		{least, g, 2, 345, 2006, 6285, 6286, "there on the first day"},
		{least, g, 2, 340, 2006, 0, 0, "not there on the first day"},
		{least, g, 340, 2, 2006, 0, 0, "not there on the first day"},
		{least, g, 2, 340, 2007, 6000, 6500, "there"},
		{nearest, years, 340, 0, 2006, 0, 0, "not there on the first day"},
	} {
		row := c.g.Find(c.a, c.b, c.year)
		x := c.m.At(row)
		if why := c.m.why(row); !same(x, why.Value) {
			t.Errorf("%d and %d in %d: %v is explained as %v", c.a, c.b, c.year, show(x), show(why.Value))
		}
		if c.hi == 0 && comity.Why(x) != comity.NotCovered || c.hi > 0 && !(x >= c.lo && x <= c.hi) {
			t.Errorf("%d and %d in %d: %v, want %v to %v: %s", c.a, c.b, c.year, show(x), c.lo, c.hi, c.because)
		}
	}
}
