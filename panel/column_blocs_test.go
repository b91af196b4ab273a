package panel

// Holds networks, blocs, signs and ideal points against figures measured by others, and against laws that hold of any set of states.

import (
	"context"
	"math"
	"slices"
	"testing"

	"comity"
	"comity/measure/blocs"
	"comity/measure/cohesion"
)

// TestCohesionOfSessions: methods.md 4.1 was measured on dgrtwo/unvotes (2021); the record's votes are of the edition of June 2024, which
// has the roll calls of these sessions alike: number, Rice, majority and dispersion are the same to the four digits given.
func TestCohesionOfSessions(t *testing.T) {
	n, err := core(t).Nets(NetSpec{Of: "votes"})
	if err != nil {
		t.Fatal(err)
	}
	for session, want := range map[int][4]float64{
		1: {42, .5402, .6693, .4503}, 20: {40, .6955, .7102, .3865}, 36: {134, .8885, .8396, .2513}, 45: {86, .9364, .8808, .1958}, 60: {101, .8496, .8156, .2632}, 74: {91, .8317, .8039, .2862},
	} {
		got := cohesion.Summarise(n.In(1945+session).Tallies, .25)
		for k, x := range []float64{float64(got.Calls), got.Rice, got.Majority, got.Dispersion} {
			if !(math.Abs(x-want[k]) <= 5.1e-5) {
				t.Errorf("session %d: %+v, want %v", session, got, want)
			}
		}
	}
}

// TestExcessSumsToNothing: where all vote on all roll calls, ties of excess of all pairs sum to zero, for the expected agreement of a
// roll call is the mean over its pairs of voters.
func TestExcessSumsToNothing(t *testing.T) {
	w := window{held: true, words: 1, list: []int{0, 1, 2}}
	for _, votes := range [][3]int{{0, 0, 2}, {0, 1, 2}, {2, 1, 0}, {1, 1, 1}, {0, 2, 2}} {
		planes := make([]uint64, 3)
		for k, v := range votes {
			planes[v] |= 1 << k
		}
		w.cast = append(w.cast, planes...)
	}
	at := []int{0, 1, 2, 3, 4}
	n := Net{Calls: 3, Tallies: w.tallies(at), Network: blocs.NewNetwork(5)}
	w.excess(&n, at)
	sum := 0.0
	for _, x := range n.Ties {
		sum += x
	}
	if math.Abs(sum) > 1e-12 {
		t.Errorf("the ties sum to %v", sum)
	}
	// the first two: alike on two roll calls, half on the second; expected of each roll call by hand
	e := (1 - (2*1+.5*(2*2+2*1))/10.) + (1 - (1*1+.5*(1*3+3*1))/10.) + (1 - (1*3+.5*(1*1+1*3))/10.)
	if got, want := n.At(0, 1), (2.5-e)/3; math.Abs(got-want) > 1e-12 {
		t.Errorf("the first tie is %v, want %v", got, want)
	}
}

// TestPositionsWeighted: the same states under both weights, as many equal ones where each counts one, far fewer by capability.
func TestPositionsWeighted(t *testing.T) {
	e := built(t)
	p, err := e.Positions(PositionSpec{})
	if err != nil {
		t.Skip(err)
	}
	q, err := e.Positions(PositionSpec{Weights: "cinc"})
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{1950, 1990, 2010} {
		a, b := p.In(year), q.In(year)
		if len(a.States) < 50 || !slices.Equal(a.States, b.States) || a.Weights != nil || len(b.Weights) != len(b.States) {
			t.Errorf("%d: %d and %d states", year, len(a.States), len(b.States))
		}
		if x, y := a.Measured(), b.Measured(); math.Abs(x.Effective()-float64(x.N())) > 1e-9 || y.Effective() >= x.Effective()/2 {
			t.Errorf("%d: %v and %v equal states", year, x.Effective(), y.Effective())
		}
	}
	if x := p.In(1700); len(x.States) != 0 {
		t.Errorf("%v", x)
	}
}

// TestSignsByHand: signs of a year by rules, held against the columns they come from.
func TestSignsByHand(t *testing.T) {
	e := built(t)
	x, err := e.Signed(SignSpec{})
	if err != nil {
		t.Fatal(err)
	}
	y := x.In(1939)
	if y == nil || y.of(220) < 0 {
		t.Fatal("no network of 1939")
	}
	disputes, pacts := 0, 0
	for i, a := range y.States {
		for j, b := range y.States[:i] {
			s := y.Graph.Sign(i, j)
			if s != y.Graph.Sign(j, i) {
				t.Fatal("signs are not symmetric")
			}
			ongoing := e.Cell("dispute.ongoing", []comity.State{a, b}, Reading{Source: "cow-mid-5"}, 1939).Value == 1
			grade := e.Cell("alliance.obligation", []comity.State{a, b}, Reading{Source: "atop-5.1"}, 1939).Value
			if s < 0 && !ongoing || s > 0 && grade != 3 {
				t.Errorf("%d and %d: sign %d, dispute %v, obligation %v", a, b, s, ongoing, grade)
			}
			disputes, pacts = disputes+int(yes(s < 0)), pacts+int(yes(s > 0))
		}
	}
	if disputes < 20 || pacts < 10 {
		t.Errorf("%d disputes, %d pacts", disputes, pacts)
	}
	four, err := e.Signed(SignSpec{Window: 4})
	if err != nil {
		t.Fatal(err)
	}
	p1, n1 := y.Graph.Edges()
	p4, n4 := four.In(1939).Graph.Edges()
	if n4 <= n1 || p4+n4 <= p1+n1 {
		t.Errorf("a window of four years has %d and %d ties, one of a year %d and %d", p4, n4, p1, n1)
	}
	if _, err := e.Signed(SignSpec{Negative: []string{"pact"}}); err == nil {
		t.Error("a positive rule was taken for a negative one")
	}
	if _, err := e.Signed(SignSpec{Scope: []string{"in Nowhere"}}); err == nil {
		t.Error("a set that is none")
	}
}

// TestPactNets: who owes whom defence, of a set and of all: the network of a set is the part of it.
func TestPactNets(t *testing.T) {
	e := built(t)
	all, err := e.Nets(NetSpec{Of: "pacts"})
	if err != nil {
		t.Fatal(err)
	}
	part, err := e.Nets(NetSpec{Of: "pacts", Scope: []string{"220,230,235,365"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{1820, 1910, 1960, 2010} {
		whole, some := all.In(year), part.In(year)
		if whole == nil || some == nil || len(some.States) < 3 {
			t.Fatalf("%d: no networks", year)
		}
		for a, s := range some.States {
			for b, u := range some.States {
				if some.At(a, b) != whole.At(int(whole.place[s]), int(whole.place[u])) {
					t.Errorf("%d: %d and %d are tied otherwise in a set", year, s, u)
				}
			}
		}
	}
}

// TestBlocsHold: labels are those of the partition, the same seed finds the same, and one bloc has one label.
func TestBlocsHold(t *testing.T) {
	e := core(t)
	n, err := e.Nets(NetSpec{Of: "votes"})
	if err != nil {
		t.Fatal(err)
	}
	n = n.Only(1986, 1990)
	x, err := n.Search(context.Background(), blocs.Options{Seed: 1, Runs: 20})
	if err != nil {
		t.Fatal(err)
	}
	again, _ := n.Search(context.Background(), blocs.Options{Seed: 1, Runs: 20})
	for i, y := range x.Years {
		if !slices.Equal(x.Labels[i], again.Labels[i]) || x.Found[i].Q != again.Found[i].Q {
			t.Errorf("%d: the same seed found otherwise", y.Year)
		}
		for a := range y.States {
			for b := range y.States {
				if in := x.Found[i].Part[a] == x.Found[i].Part[b]; x.Labels[i][a] > 0 && in != (x.Labels[i][a] == x.Labels[i][b]) {
					t.Fatalf("%d: labels are not those of the partition", y.Year)
				}
			}
		}
		us, su := x.Labels[i][y.place[usa]], x.Labels[i][y.place[russia]]
		if us == su || us < 1 || su < 1 {
			t.Errorf("%d: labels %d and %d of two states that hardly agreed", y.Year, us, su)
		}
	}
	if x.Labels[0][x.Years[0].place[usa]] != x.Labels[4][x.Years[4].place[usa]] {
		t.Error("a bloc that stayed changed its label")
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := n.Search(stopped, blocs.Options{}); err == nil {
		t.Error("a search that was stopped has an answer")
	}
}

// TestBlocColumns: columns by year are the measures; what is not there is told by its reason.
func TestBlocColumns(t *testing.T) {
	e := built(t)
	p, err := e.Build(context.Background(), NewCatalogue(nil), Spec{Unit: "dyad-year", From: 1990, To: 1990, Scope: []string{"USA,RUS,CUB,CHE"},
		Columns: []string{"m=system.modularity:of=pacts", "k=system.blocs:of=pacts", "bloc=bloc.label:of=pacts", "same=bloc.same:of=pacts", "balance.sign", "system.balance"}})
	if err != nil {
		t.Fatal(err)
	}
	x, err := e.Nets(NetSpec{Of: "pacts"})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := x.Only(1990, 1990).Search(context.Background(), blocs.Options{Seed: 1})
	for row := range p.Frame.Rows {
		if got := p.Frame.Column("m").At(row); math.Abs(got-b.Found[0].Q) > 1e-9 {
			t.Errorf("modularity %v, measured %v", got, b.Found[0].Q)
		}
		one, two, same := p.Frame.Column("bloc1").At(row), p.Frame.Column("bloc2").At(row), p.Frame.Column("same").At(row)
		if same == 1 && one != two {
			t.Errorf("in one bloc under labels %v and %v", one, two)
		}
	}
	if n := p.Frame.Rows; n != 3 && n != 6 {
		t.Errorf("%d rows", n)
	}
}
