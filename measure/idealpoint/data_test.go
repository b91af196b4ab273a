package idealpoint

// The data rules on small made-up ballots, and the sums of draws.

import (
	"math"
	"slices"
	"testing"

	"comity/numeric"
)

func TestGather(t *testing.T) {
	ballots := []Ballot{
		{1, 1, 10, Yes}, {1, 1, 20, No}, // 1 - 3 - 7 is a chain, and one item
		{2, 1, 10, Yes}, {2, 1, 20, Yes}, // unanimous
		{3, 3, 10, Abstain}, {3, 3, 20, No},
		{5, 3, 10, Yes}, {5, 3, 30, Yes}, {6, 3, 20, No}, // 5 and 6: unanimous each, not together
		{7, 4, 20, No}, {7, 4, 30, Yes},
	}
	d, err := Gather(ballots, [][2]int32{{1, 3}, {3, 7}, {5, 6}, {100, 200}}, Anchors{High: []int32{20}, Low: []int32{10}, Lead: [2]int32{20, 10}})
	if err != nil {
		t.Fatal(err)
	}
	if d.Calls != 6 || d.Linked != 3 || len(d.Items) != 2 || d.Votes() != 9 {
		t.Fatalf("%d roll calls, %d linked, %d kept, %d votes; want 6, 3, 2, 9", d.Calls, d.Linked, len(d.Items), d.Votes())
	}
	want := []Unit{{10, 1, 1, -1, 2, -2}, {20, 1, 1, -1, 3, 3}, {10, 3, 2, 0, -1, -2}, {20, 3, 2, 1, 5, 3}, {30, 3, 1, -1, 6, 0}, {20, 4, 1, 3, -1, 3}, {30, 4, 1, 4, -1, 0}}
	if !slices.Equal(d.Units, want) {
		t.Errorf("units %v, want %v", d.Units, want)
	}
	if d.Items[0] != (Item{Call: 1, Abstain: 2, No: 3, Sign: 1}) || d.Items[1] != (Item{Call: 5, Abstain: 8, No: 8, Sign: 1}) {
		t.Errorf("items %+v", d.Items)
	}
	if !slices.Equal(d.ItemUnit, []int32{0, 6, 2, 1, 3, 5, 2, 4, 3}) || !slices.Equal(d.ItemVote, []uint8{0, 0, 1, 2, 2, 2, 0, 0, 2}) {
		t.Errorf("votes by item %v %v", d.ItemUnit, d.ItemVote)
	}
	if !slices.Equal(d.UnitStart, []int32{0, 1, 2, 4, 6, 7, 8, 9}) || !slices.Equal(d.UnitItem, []int32{0, 0, 0, 1, 0, 1, 1, 0, 0}) || !slices.Equal(d.UnitVote, []uint8{0, 2, 1, 0, 2, 2, 0, 2, 0}) {
		t.Errorf("votes by unit %v %v %v", d.UnitStart, d.UnitItem, d.UnitVote)
	}
	if s := spreads(d); s[0] != 0.5/3 || s[2] != 0.5*2/3 { // N/(N + N of the session it is tied to)
		t.Errorf("spreads %v", s)
	}
	if p := paths(d); len(p) != 3 || !slices.Equal(p[0], []int32{0, 2}) || !slices.Equal(p[1], []int32{1, 3, 5}) || !slices.Equal(p[2], []int32{4, 6}) {
		t.Errorf("paths %v", p)
	}
}

func TestGatherRefuses(t *testing.T) {
	two := []Ballot{{1, 1, 10, Yes}, {1, 1, 20, No}}
	for name, c := range map[string]struct {
		ballots []Ballot
		pairs   [][2]int32
	}{
		"nothing":            {nil, nil},
		"unanimous":          {two[:1], nil},
		"a vote of 3":        {[]Ballot{{1, 1, 10, 3}}, nil},
		"a pair turned":      {two, [][2]int32{{5, 4}}},
		"a pair with itself": {two, [][2]int32{{5, 5}}},
		"a vote twice":       {append(slices.Clone(two), two[0]), nil},
		"two votes at once":  {append(slices.Clone(two), Ballot{1, 1, 10, No}), nil},
	} {
		if _, err := Gather(c.ballots, c.pairs, Anchors{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestMixing(t *testing.T) {
	s := numeric.NewStream(4)
	chain := func(rho float64) []float64 {
		xs, x := make([]float64, 4000), s.Norm()
		for i := range xs {
			x = rho*x + math.Sqrt(1-rho*rho)*s.Norm()
			xs[i] = x
		}
		return xs
	}
	for _, c := range []struct{ rho, low, high float64 }{{0, 3400, 4600}, {0.5, 1100, 1600}, {0.9, 140, 290}} { // n (1-rho)/(1+rho): 4000, 1333, 211
		if rhat, ess := mixing(chain(c.rho), 1); math.Abs(rhat-1) > 0.03 || ess < c.low || ess > c.high {
			t.Errorf("correlation %.1f: R-hat %.3f, effective size %.0f of 4000, want %.0f to %.0f", c.rho, rhat, ess, c.low, c.high)
		}
	}
	apart := append(chain(0), chain(0)...)
	for i := range 4000 {
		apart[i] += 2
	}
	if rhat, _ := mixing(apart, 2); rhat < 1.3 {
		t.Errorf("two chains that stand two deviations apart have R-hat %.3f", rhat)
	}
	for _, xs := range [][]float64{make([]float64, 100), {1, 2, 3}} {
		if rhat, ess := mixing(xs, 1); !math.IsNaN(rhat) || !math.IsNaN(ess) {
			t.Errorf("%d draws without variance, or too few, have R-hat %g", len(xs), rhat)
		}
	}
	if got := quantile([]float64{1, 2, 3, 4, 5}, 0.05); math.Abs(got-1.2) > 1e-15 { // R: quantile(1:5, .05)
		t.Errorf("the .05 quantile of 1 to 5 is %g, want 1.2", got)
	}
}

func TestDistances(t *testing.T) {
	d := &Data{Units: []Unit{{Country: 1, Session: 1}, {Country: 2, Session: 1}, {Country: 1, Session: 2}, {Country: 2, Session: 2}, {Country: 1, Session: 3}}}
	e := &Estimate{Mean: []float64{0, 1, 0, 0.25, 5}, Kept: 4, Chains: 1, Draws: []float32{
		0, 1, 0, 0.5, 5,
		0, 1, 0, -0.5, 5,
		0, 1, 0, 2, 5,
		0, 1, 0, -1.5, 5}}
	for _, pair := range [][2]int32{{1, 2}, {2, 1}} {
		got, err := Distances(d, e, pair[0], pair[1])
		if err != nil || len(got) != 2 {
			t.Fatalf("%v, %v", got, err)
		}
		if x := got[1]; x.Session != 2 || x.OfMeans != 0.25 || x.Mean != 1.125 || x.Closest != 0.5 || x.Furthest != 0.5 || got[0].Closest != 0.5 || got[0].SD != 0 {
			t.Errorf("distances %+v", got)
		}
	}
	if _, err := Distances(d, e, 1, 3); err == nil {
		t.Error("a country that never voted has distances")
	}
	if _, err := Distances(d, &Estimate{Mean: e.Mean}, 1, 2); err == nil {
		t.Error("an estimate without draws has distances")
	}
}
