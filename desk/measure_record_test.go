package desk

// Tests of records and change on the record that ships, and on a table of one's own.

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func recordSpec(column string, year int, who ...string) RecordSpec {
	return RecordSpec{SeriesSpec: SeriesSpec{Column: column, Who: who, Error: -1}, Year: year, Draws: 10000, Seed: 1}
}

// TestRecordOfTrade: 2023 against 2022 in one book, 240.11 and 190.27 billion dollars: with an error of a tenth the probability is .950, of
// a twentieth .9995 (worked by hand); the error of the draws of a few rivals besides.
func TestRecordOfTrade(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for e, want := range map[float64]float64{.10: .950, .05: .9995} {
		s := recordSpec("trade.turnover:headline:gacc", 2023, "RUS", "CHN")
		s.Error = e
		m, err := d.MeasureRecord(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		rows := cellsOf(t, m, "readings")
		found := false
		for key, x := range rows {
			if !strings.HasPrefix(key, "headline:gacc|as given|USD|yes|") {
				continue
			}
			found = true
			// from, n, value, rank, rival, its value, margin, probability …
			if x[4] != 2022 || math.Abs(x[2]-240.11e9) > 1e7 || math.Abs(x[5]-190.27e9) > 1e7 || math.Abs(x[7]-want) > .006 {
				t.Errorf("error %v: %v, want probability %v", e, x, want)
			}
		}
		if !found {
			t.Errorf("the reading is not there: %v", rows)
		}
		if !strings.Contains(m.Answer.Finding, "2023 is the highest so far in ") {
			t.Error(m.Answer.Finding)
		}
	}
}

// TestRecordIsSymmetric: of a column without direction the order of the two states does not matter, and shares of each side change places.
func TestRecordIsSymmetric(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range []string{"trade.turnover", "vote.agreement"} {
		var rows [2]map[string][]float64
		for i, who := range [][]string{{"USA", "CHN"}, {"CHN", "USA"}} {
			m, err := d.MeasureRecord(context.Background(), recordSpec(column, 0, who...))
			if err != nil {
				t.Fatal(err)
			}
			rows[i] = cellsOf(t, m, "readings")
		}
		sameCells(t, column, rows[0], rows[1])
	}
}

func TestRecordDeterminism(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	answer := func() string {
		m, err := d.MeasureRecord(context.Background(), recordSpec("trade.turnover", 2016, "DEU", "CHN"))
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(m.Answer.Finding, cellsOf(t, m, "readings"))
	}
	one := answer()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if other := answer(); other != one {
		t.Error("the number of threads matters")
	}
}

func TestSuperlative(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	s := recordSpec("", 2019, "USA", "ISR")
	s.Superlative, s.Indicators = true, []string{"vote.agreement", "group.joint", "gdp"}
	if _, err := d.MeasureRecord(context.Background(), s); err == nil {
		t.Error("a column of a state is an indicator of two")
	}
	s.Indicators = []string{"vote.agreement", "vote.common>", "group.joint"}
	m, err := d.MeasureRecord(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(m.Answer.Finding, "known that year are above every other year") || !strings.Contains(m.Answer.Finding, "per cent of weightings") {
		t.Error(m.Answer.Finding)
	}
	ties := s
	ties.Indicators, ties.Year = []string{"vote.agreement", "group.joint"}, 2016
	ties.Who = []string{"USA", "JPN"}
	if m, err := d.MeasureRecord(context.Background(), ties); err != nil || !strings.Contains(m.Answer.Finding, "group.joint (equal to 7 other years)") || !strings.Contains(m.Answer.Finding, "dominance: no") {
		t.Errorf("a tie is told as a record: %v, %v", m, err)
	}
	s.Who = []string{"ISR", "USA"}
	other, err := d.MeasureRecord(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if other.Answer.Finding != m.Answer.Finding {
		t.Errorf("the order of the states matters: %s and %s", m.Answer.Finding, other.Answer.Finding)
	}
	s.Indicators = []string{"vote.common", "group.joint"}
	if _, err := d.MeasureRecord(context.Background(), s); err == nil || !strings.Contains(err.Error(), "vote.common>") {
		t.Errorf("which way counts is not asked: %v", err)
	}
}

// ownSeries writes a table of one's own: two series of twelve years, of which one has a shift.
func ownSeries(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("series,year,x,e\n")
	for i := range 24 {
		x := float64(i%3) / 10
		if i >= 12 {
			x += 5
		}
		fmt.Fprintf(&b, "a,%d,%.1f,0.1\n", 2000+i, x)
		fmt.Fprintf(&b, "b,%d,%.1f,0.1\n", 2000+i, float64(i))
	}
	file := filepath.Join(t.TempDir(), "own.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestChangeOfOwnTable(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	s := ChangeSpec{SeriesSpec: SeriesSpec{Own: ownSeries(t), Column: "x", SDColumn: "e", Steps: []PanelStep{{Kind: "where", Text: `series == "a"`}}}, Date: 2012, Trim: .15, Most: 3, Level: .95, Draws: 99, Seed: 1, Known: true}
	m, err := d.MeasureChange(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(m.Answer.Finding, "new levels begin in 2012 by the partition") {
		t.Error(m.Answer.Finding)
	}
	again, err := d.MeasureChange(context.Background(), s)
	if err != nil || !reflect.DeepEqual(cellsOf(t, m, "shifts"), cellsOf(t, again, "shifts")) && fmt.Sprint(cellsOf(t, m, "shifts")) != fmt.Sprint(cellsOf(t, again, "shifts")) {
		t.Errorf("one seed gives two answers: %v", err)
	}
	r := RecordSpec{SeriesSpec: s.SeriesSpec, Draws: 100, Seed: 1}
	r.Steps[0].Text = `series == "b"`
	if m, err = d.MeasureRecord(context.Background(), r); err != nil || !strings.HasPrefix(m.Answer.Finding, "2023 is the highest so far in 1 of 1 readings. Where it is, the probability that the true value is so lies between 1.000") {
		t.Errorf("%v, %v", m.Answer.Finding, err)
	}
}

// TestSeriesRefuse: each error says what, and what to do.
func TestSeriesRefuse(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	file := ownSeries(t)
	whole := ChangeSpec{Trim: .15, Most: 3, Level: .95, Draws: 9}
	for _, c := range []struct {
		series SeriesSpec
		want   string
	}{
		{SeriesSpec{Column: "gpd", Who: []string{"RUS"}}, "gpd"},
		{SeriesSpec{Column: "gdp", Who: []string{"RUS", "CHN"}}, "name one"},
		{SeriesSpec{Column: "vote.agreement", Who: []string{"RUS"}}, "two states"},
		{SeriesSpec{Column: "vote.agreement", Who: []string{"RUS", "Russia"}}, "both names"},
		{SeriesSpec{Column: "trade.turnover:atlas", Who: []string{"RUS", "CHN"}}, "no reading is called"},
		{SeriesSpec{Own: "nowhere.csv", Column: "x"}, "nowhere.csv"},
		{SeriesSpec{Own: file, Column: "y"}, "no column"},
		{SeriesSpec{Own: file, Column: "series"}, "not of numbers"},
		{SeriesSpec{Own: file, Column: "x"}, "several rows of 2000"},
		{SeriesSpec{Own: file, Column: "x", Time: "e"}, "no whole year"},
		{SeriesSpec{Own: file, Column: "x", Steps: []PanelStep{{Kind: "where", Text: `series == "a"`}}, To: 2003}, "fewer than 8"},
		{SeriesSpec{Own: file, Column: "x", Steps: []PanelStep{{Kind: "where", Text: `series == "a"`}}, To: 1990}, "no value"},
	} {
		s := whole
		s.SeriesSpec = c.series
		if _, err := d.MeasureChange(context.Background(), s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.series, err)
		}
	}
	bad := whole
	bad.Known = true
	if _, err := d.MeasureChange(context.Background(), bad); err == nil {
		t.Error("variances are known without an error")
	}
}
