package panel

// Comity's own ideal points: how they are made (make ideal-points), and what is asked of them.

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/measure/idealpoint"
	"comity/record"
	"comity/source"
)

var estimateOwn = flag.Bool("estimate", false, "estimate comity's own ideal points anew; an hour and a half of processor time")

// ownSeries is how comity's own series is estimated. Another edition of the votes makes another series, under another name.
var ownSeries = struct {
	file    string
	votes   []string
	options idealpoint.Options
}{
	"../source/own/ideal-points-comity-2024.tsv", []string{"unga-votes"}, idealpoint.Options{Burn: 300, Draws: 1200, Thin: 4, Chains: 4, Seed: 2024},
}

// TestEstimateOwnIdealPoints makes the table of comity's own ideal points.
func TestEstimateOwnIdealPoints(t *testing.T) {
	if !*estimateOwn {
		t.Skip("asked for with -estimate: it takes long")
	}
	rec, err := record.Core()
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(rec).IdealVotes(IdealSpec{Votes: ownSeries.votes, Bridges: source.BridgeSeries})
	if err != nil {
		t.Fatal(err)
	}
	o := ownSeries.options
	o.Progress = func(done, total int) {
		if done%200 == 0 {
			fmt.Fprintf(os.Stderr, "sweep %d of %d\n", done, total)
		}
	}
	e, err := idealpoint.RandomWalk(t.Context(), v.Data, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(ownSeries.file, []byte(ownTable(v.Data, e)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ownTable writes an estimate as a table, a country-session a line.
func ownTable(d *idealpoint.Data, e *idealpoint.Estimate) string {
	var out strings.Builder
	o := ownSeries.options
	fmt.Fprintf(&out, "# Ideal points in the United Nations General Assembly, comity's own estimates: a random walk of each country (comity measure idealpoint --model rw),\n")
	fmt.Fprintf(&out, "# estimated from %d votes of %s on %d questions (%d roll calls, bridged as published to session 74 and by series after it).\n", d.Votes(), strings.Join(ownSeries.votes, ", "), len(d.Items), d.Calls)
	fmt.Fprintf(&out, "# %d chains of %d sweeps after %d, every %dth kept, seed %d. R-hat: median %.3f, nine tenths below %.3f, highest %.3f. Effective size: median %.0f, nine tenths above %.0f, lowest %.0f.\n",
		o.Chains, o.Draws, o.Burn, o.Thin, o.Seed, fraction(e.RHat, 0.5), fraction(e.RHat, 0.9), fraction(e.RHat, 1), fraction(e.ESS, 0.5), fraction(e.ESS, 0.1), fraction(e.ESS, 0))
	for _, w := range e.Warnings {
		fmt.Fprintf(&out, "# Warning: %s\n", w)
	}
	out.WriteString("state\tsession\tvotes\tmean\tsd\tq05\tq95\trhat\n")
	order := make([]int, len(d.Units))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(d.Units[a].Country - d.Units[b].Country) })
	for _, i := range order {
		u := d.Units[i]
		fmt.Fprintf(&out, "%d\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.2f\n", u.Country, u.Session, u.Votes, e.Mean[i], e.SD[i], e.Low[i], e.High[i], e.RHat[i])
	}
	return out.String()
}

// fraction is the p-quantile of numbers.
func fraction(xs []float64, p float64) float64 {
	xs = slices.Sorted(slices.Values(xs))
	return xs[int(p*float64(len(xs)-1))]
}

// TestOwnIdealPoints: the table in the core is of the run it names, of members of the United Nations, on the scale of the model, and
// near the published estimates by session; ideal.point takes it where it is asked for, and only there.
func TestOwnIdealPoints(t *testing.T) {
	text, ok := source.Own("own/ideal-points-comity-2024.tsv")
	o := ownSeries.options
	if want := fmt.Sprintf("# %d chains of %d sweeps after %d, every %dth kept, seed %d.", o.Chains, o.Draws, o.Burn, o.Thin, o.Seed); !ok || !strings.Contains(string(text), want) {
		t.Errorf("the table is not of the run it should be: want %q", want)
	}
	rec, err := record.Core()
	if err != nil {
		t.Fatal(err)
	}
	e := New(rec)
	v, err := e.IdealVotes(IdealSpec{Votes: ownSeries.votes, Bridges: source.BridgeSeries})
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(e, comity.UN, Spec{})
	g := b.stateGrid(Spec{})
	columns := map[string]made{}
	for _, name := range []string{"ideal.point:source=ideal-points-comity", "ideal-points-comity.ideal.all.sd", "ideal-points-comity.ideal.all.q5", "ideal-points-comity.ideal.all.q95", "ideal-points-comity.ideal.all.rhat", "ideal-points-comity.votes.all"} {
		it, err := NewCatalogue([]source.Card{ownCard(t)}).Find(name)
		if err != nil {
			t.Fatal(err)
		}
		fill := it.fill.fill
		if it.fill.choose != nil {
			if fill, err = it.fill.choose(it.Options); err != nil {
				t.Fatal(err)
			}
		}
		if columns[name], err = fill(b, g); err != nil {
			t.Fatal(err)
		}
	}
	at := func(name string, u idealpoint.Unit) float64 {
		return columns[name].At(g.Find(int16(u.Country), 0, int(u.Session)+1945))
	}
	mean := make([]float64, len(v.Units))
	worst, early := 0.0, 0
	for i, u := range v.Units {
		if g.Find(int16(u.Country), 0, int(u.Session)+1945) < 0 {
			mean[i] = math.NaN() // admitted in the year after the session opened
			early++
			continue
		}
		x, sd := at("ideal.point:source=ideal-points-comity", u), at("ideal-points-comity.ideal.all.sd", u)
		low, high := at("ideal-points-comity.ideal.all.q5", u), at("ideal-points-comity.ideal.all.q95", u)
		if !(low < x && x < high && sd > 0 && sd < 1) || at("ideal-points-comity.votes.all", u) != float64(u.Votes) {
			t.Fatalf("%d in session %d: %v (%v to %v), sd %v, of %v votes", u.Country, u.Session, x, low, high, sd, at("ideal-points-comity.votes.all", u))
		}
		mean[i] = x
		worst = max(worst, at("ideal-points-comity.ideal.all.rhat", u))
	}
	if early > 10 {
		t.Errorf("%d country-sessions of states that were no members in the year", early)
	}
	if worst > 1.2 {
		t.Errorf("R-hat up to %.2f: the chains do not agree", worst)
	}
	points := pointsOf(t, "data/ideal_points/IdealpointestimatesAll_Apr2020.csv", "ccode", "session", "IdealPoint")
	all, least, median := pointsAgainst(v.Data, mean, points)
	t.Logf("r with the published of April 2020: %.4f over all, by session %.4f at least and %.4f in the median; highest R-hat %.2f", all, least, median, worst)
	if all < 0.985 || least < 0.98 || median < 0.998 {
		t.Error("want .985, .98 and .998 at least")
	}
}

func ownCard(t *testing.T) source.Card {
	t.Helper()
	s, ok := source.Lookup("ideal-points-comity-2024")
	if !ok {
		t.Fatal("there is no card of the own series")
	}
	return s.Card()
}
