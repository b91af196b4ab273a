package panel

// The preview of ideal points, held against the published estimates and against those of the nearest package.

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"comity/measure/idealpoint"
	"comity/record"
	"comity/source"
)

// pointsOf is a table of points by country and session: its rows, whose columns of country, session and value are named.
func pointsOf(t testing.TB, path, country, session, value string) map[[2]int32]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join("../../shared", path))
	if err != nil {
		t.Skip("no ../shared beside the project")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[[2]int32]float64{}
	at := func(name string) int { return slices.Index(rows[0], name) }
	for _, r := range rows[1:] {
		c, err1 := strconv.Atoi(r[at(country)])
		s, err2 := strconv.Atoi(r[at(session)])
		x, err3 := strconv.ParseFloat(r[at(value)], 64)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if err3 == nil {
			out[[2]int32{int32(c), int32(s)}] = x
		}
	}
	return out
}

// correlated is the correlation of two lists.
func correlated(x, y []float64) float64 {
	var mx, my, xx, yy, xy float64
	n := float64(len(x))
	for i := range x {
		mx, my = mx+x[i]/n, my+y[i]/n
	}
	for i := range x {
		xx, yy, xy = xx+(x[i]-mx)*(x[i]-mx), yy+(y[i]-my)*(y[i]-my), xy+(x[i]-mx)*(y[i]-my)
	}
	return xy / math.Sqrt(xx*yy)
}

// pointsAgainst is how an estimate correlates with points: over all country-sessions, and the least and the median over sessions.
func pointsAgainst(d *idealpoint.Data, mean []float64, points map[[2]int32]float64) (all, least, median float64) {
	var x, y []float64
	by := map[int32][2][]float64{}
	for i, u := range d.Units {
		p, ok := points[[2]int32{u.Country, u.Session}]
		if !ok || math.IsNaN(mean[i]) {
			continue
		}
		x, y = append(x, mean[i]), append(y, p)
		s := by[u.Session]
		by[u.Session] = [2][]float64{append(s[0], mean[i]), append(s[1], p)}
	}
	var rs []float64
	for _, s := range by {
		rs = append(rs, correlated(s[0], s[1]))
	}
	slices.Sort(rs)
	return correlated(x, y), rs[0], rs[len(rs)/2]
}

// previewVotes are the votes of the core to session 74, bridged as published: what the estimates of April 2020 are of, in a later edition.
func previewVotes(t testing.TB) *idealpoint.Data {
	t.Helper()
	rec, err := record.Core()
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(rec).IdealVotes(IdealSpec{Votes: []string{"unga-votes"}, To: 2019, Bridges: source.BridgePublished})
	if err != nil {
		t.Fatal(err)
	}
	return v.Data
}

// TestPreviewAgainstPublished: the published estimates are IdealpointestimatesAll_Apr2020.csv; the measure of the nearest package is
// emIRT's dynIRT with abstention as no (binary, without bridges), whose correlations by session are in the golden files: median .985.
func TestPreviewAgainstPublished(t *testing.T) {
	notUnderRace(t, "the tests of measure/idealpoint")
	const file = "data/ideal_points/IdealpointestimatesAll_Apr2020.csv"
	points := pointsOf(t, file, "ccode", "session", "IdealPoint")
	low, high := pointsOf(t, file, "ccode", "session", "Q5%"), pointsOf(t, file, "ccode", "session", "Q95%")
	d := previewVotes(t)
	e, err := idealpoint.Preview(t.Context(), d, idealpoint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, least, median := pointsAgainst(d, e.Mean, points)
	t.Logf("r with the published: %.4f over all, by session %.4f at least and %.4f in the median", all, least, median)
	if all < 0.98 || least < 0.98 || median < 0.99 {
		t.Error("want .98, .98 and .99 at least")
	}
	ours, theirs := 0.0, 0.0
	for i, u := range d.Units {
		k := [2]int32{u.Country, u.Session}
		if _, ok := points[k]; ok {
			ours += e.SD[i]
			theirs += (high[k] - low[k]) / (2 * 1.6448536269514722)
		}
	}
	t.Logf("standard deviations are %.2f of the published", ours/theirs)
	if r := ours / theirs; r < 0.4 || r > 0.6 {
		t.Errorf("they are said to be about half: %.2f", r)
	}
	emirt := pointsOf(t, "golden/idealpoints_emIRT_dynIRT_full_abstno_cor_by_session.csv", "n", "session", "cor")
	var rs []float64
	for k, r := range emirt {
		if k[1] <= 74 {
			rs = append(rs, math.Abs(r))
		}
	}
	slices.Sort(rs)
	t.Logf("emIRT, binary: median by session %.4f of %d", rs[len(rs)/2], len(rs))
	if median <= rs[len(rs)/2] {
		t.Error("the ordinal model with bridges is no nearer than the binary one without")
	}
}

func BenchmarkPreviewOfTheAssembly(b *testing.B) {
	d := previewVotes(b)
	b.ReportMetric(float64(d.Votes()), "votes")
	for b.Loop() {
		if _, err := idealpoint.Preview(b.Context(), d, idealpoint.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestBridgesBy: each rule has the bridges of the one before it; only the later ones reach past session 74.
func TestBridgesBy(t *testing.T) {
	before := 0
	for rule, least := range map[string]int{"published": 955, "series": 1100, "title": 1200} {
		pairs, err := BridgesBy(rule)
		if err != nil || len(pairs) < least {
			t.Errorf("%s: %d bridges, %v", rule, len(pairs), err)
		}
	}
	for _, rule := range []string{"published", "series", "title"} {
		pairs, _ := BridgesBy(rule)
		if len(pairs) <= before {
			t.Errorf("%s: %d bridges, no more than before it", rule, len(pairs))
		}
		before = len(pairs)
	}
	if usual, err := BridgesBy(""); err != nil || len(usual) >= before {
		t.Errorf("the usual ones are %d, %v; want those by series", len(usual), err)
	}
	if _, err := BridgesBy("titel"); err == nil {
		t.Error("a rule that is none is taken")
	}
}

// TestSilentSessions: session 19 has no votes that count, and a text is of the years asked for where it names one of them.
func TestSilentSessions(t *testing.T) {
	rec, err := record.Core()
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(rec).IdealVotes(IdealSpec{Votes: []string{"unga-votes"}, From: 1960, To: 1968})
	if err != nil {
		t.Fatal(err)
	}
	if silent := v.SilentSessions(); !slices.Equal(silent, []string{"19 (1964)"}) {
		t.Errorf("silent: %v", silent)
	}
	if v.Mentions("nothing dated 2021-04") || !v.Mentions("no votes of 1969") || v.Mentions("ES-11/1, 87 roll calls") {
		t.Error("texts are told apart by the years they name")
	}
}
