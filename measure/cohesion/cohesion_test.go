package cohesion

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"os"

	"comity/format/rda"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %.10f, want %.10f", what, got, want)
	}
}

func TestTally(t *testing.T) {
	x := Tally{6, 2, 2}
	near(t, "Rice", x.Rice(), .5, 0)
	near(t, "agreement", x.Agreement(), (6-2.)/10, 1e-15)
	near(t, "majority", x.Majority(), .6, 0)
	near(t, "minority", x.Minority(), .4, 0)
	near(t, "dispersion", x.Dispersion(), 1-.36-.04-.04, 1e-15)
	near(t, "three equal sides", Tally{3, 3, 3}.Agreement(), 0, 0)
	near(t, "one side", Tally{0, 0, 7}.Agreement(), 1, 0)
	near(t, "alike", x.Alike(), (15+1)/28., 1e-15)
	for _, u := range []float64{Tally{}.Rice(), Tally{0, 3, 0}.Rice(), Tally{}.Agreement(), Tally{}.Dispersion(), Tally{1, 0, 0}.Alike(), Summarise(nil, .25).Rice, Summarise([]Tally{{1, 0, 0}}, .25).Agreement} {
		if u == u {
			t.Errorf("%v of no votes", u)
		}
	}
}

// TestSmallGroups: Rice of three voters who say yes with the chance of a half is .5 on average, as Desposato 2005 warns; the chance that
// two say the same is a half whatever the size. The two sides may be swapped.
func TestSmallGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var all []Tally
	for range 40000 {
		var x Tally
		for range 3 {
			if r.IntN(2) == 0 {
				x.Yes++
			} else {
				x.No++
			}
		}
		all = append(all, x)
		if y := (Tally{x.No, x.Abstain, x.Yes}); y.Rice() != x.Rice() || y.Agreement() != x.Agreement() || y.Alike() != x.Alike() {
			t.Fatal("yes and no are not alike")
		}
	}
	s := Summarise(all, .25)
	near(t, "Rice", s.Rice, .5, .01)
	near(t, "alike", s.Alike, .5, .01)
}

// TestSessions: methods.md 4.1, measured on dgrtwo/unvotes (2021), roll calls on which not all voted alike, all states: session, n,
// Rice, majority, dispersion. The votes comity answers from are of a later edition; the package's are read from its own files.
func TestSessions(t *testing.T) {
	dir := "../../../shared/data/un_votes/dgrtwo_2021/"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	calls, votes := frameOf(t, dir+"un_roll_calls.rda"), frameOf(t, dir+"un_votes.rda")
	session := map[float64]string{}
	id, of := column(t, calls, "rcid"), column(t, calls, "session")
	for i := range calls.Rows() {
		x, _ := id.Float(i)
		n, _ := of.Float(i)
		session[x] = strconv.Itoa(int(n))
	}
	tallies := map[float64]*Tally{}
	rcid, vote := column(t, votes, "rcid"), column(t, votes, "vote")
	for i := range votes.Rows() {
		x, _ := rcid.Float(i)
		if tallies[x] == nil {
			tallies[x] = &Tally{}
		}
		switch v, _ := vote.Text(i); strings.ToLower(v) {
		case "yes":
			tallies[x].Yes++
		case "no":
			tallies[x].No++
		case "abstain":
			tallies[x].Abstain++
		default:
			t.Fatalf("vote %q", v)
		}
	}
	by := map[string][]Tally{}
	for x, y := range tallies {
		if y.most() < y.Cast() {
			by[session[x]] = append(by[session[x]], *y)
		}
	}
	for s, want := range map[string][4]float64{
		"1": {42, .5402, .6693, .4503}, "20": {40, .6955, .7102, .3865}, "36": {134, .8885, .8396, .2513},
		"45": {86, .9364, .8808, .1958}, "60": {101, .8496, .8156, .2632}, "74": {91, .8317, .8039, .2862},
	} {
		got := Summarise(by[s], .25)
		near(t, "roll calls of session "+s, float64(got.Calls), want[0], 0)
		near(t, "Rice of session "+s, got.Rice, want[1], 5.1e-5)
		near(t, "majority of session "+s, got.Majority, want[2], 5.1e-5)
		near(t, "dispersion of session "+s, got.Dispersion, want[3], 5.1e-5)
	}
}

func frameOf(t *testing.T, path string) *rda.Frame {
	t.Helper()
	objects, err := rda.ReadFile(path, rda.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := objects[0].Value.Frame()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func column(t *testing.T, f *rda.Frame, name string) *rda.Column {
	t.Helper()
	c, err := f.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
