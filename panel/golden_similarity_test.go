package panel

// Holds similarity of votes and alliance portfolios against the peer's (R: all pairs and years; sums by year, and 20,000 rows).

import (
	"bytes"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/format/rda"
	"comity/record"
	"comity/states"
)

// outputs are the peer's columns and ours.
var portfolioOutputs = [][2]string{
	{"n", "alliance.portfolio"}, {"s_sq", "alliance.s:quadratic"}, {"s_abs", "alliance.s:linear"}, {"agree", "alliance.likeness"},
	{"kappa_w2", "alliance.kappa:quadratic"}, {"pi_w2", "alliance.pi:quadratic"}, {"kappa", "alliance.kappa:nominal"}, {"pi", "alliance.pi:nominal"}, {"taub", "alliance.tau_b"},
}

var voteOutputs = [][2]string{
	{"n", "vote.common:all;by=session"}, {"s_sq", "vote.s:quadratic;calls=all;by=session"}, {"s_abs", "vote.s:linear;calls=all;by=session"}, {"agree", "vote.agreement:half;calls=all;by=session"},
	{"kappa_w2", "vote.kappa:quadratic;calls=all;by=session"}, {"pi_w2", "vote.pi:quadratic;calls=all;by=session"}, {"kappa", "vote.kappa:nominal;calls=all;by=session"},
	{"pi", "vote.pi:nominal;calls=all;by=session"}, {"taub", "vote.tau_b:all;by=session"},
}

// goldenPairs holds filled columns against a sample of rows and the sums by year. It gives the number of rows and of years.
func goldenPairs(t *testing.T, g *Grid, filled map[string]made, name string, counts func(row int) bool) (rows, years int) {
	t.Helper()
	sample, col := sharedRows(t, "golden/fpsim_"+name+"_sample20000.csv.gz")
	for _, line := range sample {
		year := num(t, line[col["year"]])
		code := func(name string) int16 {
			s := state(t, line[col[name]])
			if g.System == comity.UN {
				s = seatOf(s, comity.DayOf(year, 9, 1))
			}
			return int16(s)
		}
		row := g.Find(code("ccode1"), code("ccode2"), year)
		if row < 0 || !counts(row) || year == 1971 && (int16(china) == g.A[row] || int16(china) == g.B[row] || g.A[row] == 713 || g.B[row] == 713) {
			continue // the seat of China changed hands in the session of 1971
		}
		rows++
		for out, m := range filled {
			want := math.NaN()
			if line[col[out]] != "" {
				want = float(t, line[col[out]])
			}
			if got := m.At(row); math.Abs(got-want) > 1e-9 && !(got != got && want != want) {
				t.Fatalf("%s of %v: %v, want %v", out, line[:4], show(got), want)
			}
		}
	}
	sums, col := sharedRows(t, "golden/fpsim_"+name+"_checksums_by_year.csv")
	type total struct{ sum, n, bad float64 }
	for out, m := range filled {
		byYear := make([]total, 3000)
		for row, year := range g.Year {
			if !counts(row) {
				continue
			}
			x := &byYear[year]
			x.n++
			if v := m.At(row); v == v {
				x.sum += v
			} else {
				x.bad++
			}
		}
		years = 0
		for _, line := range sums {
			x := byYear[num(t, line[col["year"]])]
			if x.n == 0 || x.n != float(t, line[col["n_dyads"]]) {
				continue // the peer pairs states of a year, or of a session, that were not there on one day
			}
			years++
			want := float(t, line[col["sum_"+out]])
			if math.Abs(x.sum-want) > 2e-6+1e-12*math.Abs(want) || x.bad != float(t, line[col["nonfinite_"+out]]) {
				t.Errorf("%s %s in %s: sum %.6f over %v rows (%v undefined), want %.6f over %s (%s)", name, out, line[col["year"]], x.sum, x.n, x.bad, want, line[col["n_dyads"]], line[col["nonfinite_"+out]])
			}
		}
	}
	return rows, years
}

func TestPortfoliosGolden(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	b := newBench(built(t), comity.COW, Spec{ExtendTo: 2018})
	g := b.dyadGrid(Spec{ExtendTo: 2018})
	for _, values := range []string{"valued", "binary"} {
		filled := map[string]made{}
		for _, o := range portfolioOutputs {
			text := o[1]
			if o[0] != "n" {
				sep := ":"
				if strings.Contains(text, ":") {
					sep = ";"
				}
				text += sep + "values=" + values
			}
			_, filled[o[0]] = filledBy(t, b, g, text)
		}
		rows, years := goldenPairs(t, g, filled, "atop_"+values, func(row int) bool { return g.Year[row] <= 2018 })
		t.Logf("%s: %d rows, %d years", values, rows, years)
		if rows < 19990 || years != 193 {
			t.Errorf("%s: only %d rows and the sums of %d years could be held", values, rows, years)
		}
	}
}

// seatOf is the key of who sat under a code: the table gives China's seat one code, as the peer does.
func seatOf(s comity.State, on comity.Day) comity.State {
	if s == china && !states.Is(comity.UN, china, on) {
		return 713
	}
	return s
}

// publishedVotes are the votes of sessions 1-72 under the states of their day, by the calendar year the table gives.
func publishedVotes(t *testing.T) *Engine {
	t.Helper()
	f, err := rda.ReadFile(filepath.FromSlash("../../shared/data/un_votes/UNVotes1-72full.RData"), rda.Limits{})
	if err != nil {
		t.Skipf("the votes to count are not here: %v", err)
	}
	table, err := f[0].Value.Frame()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) func(i int) int {
		c, err := table.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		return func(i int) int {
			x, ok := c.Float(i)
			if !ok {
				return 0
			}
			return int(x)
		}
	}
	call, code, vote, session := column("rcid"), column("ccode"), column("vote"), column("session.x")
	date, err := table.Column("date")
	if err != nil {
		t.Fatal(err)
	}
	b := &record.VotesBuilder{Head: record.Head{Source: "published", Edition: "1-72", Body: assembly, From: 1946, To: 2017}}
	index := map[int]int{}
	for i := range table.Rows() {
		n, ok := index[call(i)]
		if !ok {
			day, _ := date.Day(i)
			n = b.Call(record.RollCall{Number: int64(call(i)), Day: comity.Day(day), Session: strconv.Itoa(session(i))})
			index[call(i)] = n
		}
		if v := vote(i); v >= 1 && v <= 3 {
			day, _ := date.Day(i)
			b.Cast(n, seatOf(comity.State(code(i)), comity.Day(day)), record.Vote(v))
		}
	}
	var data bytes.Buffer
	if err := record.Write(&data, b); err != nil {
		t.Fatal(err)
	}
	tables, err := record.Read(data.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return New(record.New("published", nil, tables))
}

// TestVotesGolden counts the votes the peer counted.
func TestVotesGolden(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	b := newBench(publishedVotes(t), comity.UN, Spec{})
	g := b.dyadGrid(Spec{})
	filled := map[string]made{}
	for _, o := range voteOutputs {
		_, filled[o[0]] = filledBy(t, b, g, o[1])
	}
	n := filled["n"]
	rows, years := goldenPairs(t, g, filled, "un", func(row int) bool { return g.Year[row] >= 1946 && g.Year[row] <= 2015 && n.At(row) > 0 })
	t.Logf("%d rows, %d years", rows, years)
	if rows < 19900 || years != 65 {
		t.Errorf("only %d rows and the sums of %d years could be held", rows, years)
	}
}

// TestPortfolioChecks holds the indices of a few pairs against figures computed in R from the same obligations and capabilities: S
// absolute, squared, weighted by capability, of binary portfolios; kappa linear, quadratic, binary; pi quadratic, binary; tau-b.
func TestPortfolioChecks(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{ExtendTo: 2018})
	g := b.dyadGrid(Spec{ExtendTo: 2018})
	texts := []string{"alliance.s", "alliance.s:quadratic", "alliance.s:weights=cinc", "alliance.s:values=binary", "alliance.kappa:linear", "alliance.kappa:quadratic", "alliance.kappa:quadratic;values=binary",
		"alliance.pi:quadratic", "alliance.pi:quadratic;values=binary", "alliance.tau_b"}
	var filled []made
	for _, text := range texts {
		_, m := filledBy(t, b, g, text)
		filled = append(filled, m)
	}
	for _, c := range []struct {
		a, b int16
		year int
		want []float64
	}{
		{255, 365, 1880, []float64{.8378, .8378, .5191, .8378, -.0374, -.0374, -.0374, -.0423, -.0423, -.0398}},
		{220, 365, 1913, []float64{.9091, .9394, .7889, .8636, .7000, .7626, .6292, .7624, .6287, .6609}},
		{2, 200, 1950, []float64{.3333, .3333, .5351, .3333, .2752, .2752, .2752, .2423, .2423, .3056}},
		{365, 710, 2018, []float64{.6650, .8336, .6281, .3436, .3430, .3976, .3421, .3626, .3100, .3819}},
	} {
		row := g.Find(c.a, c.b, c.year)
		for i, want := range c.want {
			if got := filled[i].At(row); math.Abs(got-want) > .00006 || filled[i].why(row).Value != got {
				t.Errorf("%s of %d and %d in %d: %.4f, want %.4f", texts[i], c.a, c.b, c.year, got, want)
			}
		}
	}
}

// TestAuthorsLoop holds 1900 against the peer author's own loop over pairs; his valued kappa spaces the grades that occur evenly, and
// is left out.
func TestAuthorsLoop(t *testing.T) {
	rows, col := sharedRows(t, "golden/fpsim_author_loop_1900.csv")
	b := newBench(built(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	n := 0
	for out, text := range map[string]string{"s": "alliance.s:quadratic", "sa": "alliance.s:linear", "p": "alliance.pi:nominal", "pb": "alliance.pi:values=binary", "kb": "alliance.kappa:values=binary", "tb": "alliance.tau_b"} {
		_, m := filledBy(t, b, g, text)
		for _, line := range rows {
			row := g.Find(int16(num(t, line[col["ccode1"]])), int16(num(t, line[col["ccode2"]])), 1900)
			if row < 0 {
				continue // a state with itself
			}
			n++
			if got, want := m.At(row), float(t, line[col[out]]); math.Abs(got-want) > 1e-9 {
				t.Fatalf("%s of %v: %v, want %v", out, line[:2], show(got), want)
			}
		}
	}
	if n != 6*42*41 {
		t.Errorf("%d figures", n)
	}
}
