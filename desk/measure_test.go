package desk

// Tests of what all measurements share.

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"comity"
	"comity/measure/split"
	"comity/measure/stability"
	"comity/measure/thirdparty"
	"comity/panel"
	"comity/topics"
)

// TestInfinityIsUndefined: a measurement with an infinite value can be shown and written in every format that has numbers.
func TestInfinityIsUndefined(t *testing.T) {
	d := coreDesk(t)
	xs := []float64{1, math.Inf(1), math.Inf(-1)}
	m := newMeasurement(Methods[0], "infinite")
	m.table("t", "a table", realColumn("x", "x", "", xs))
	c := m.Tables[0].Columns[0]
	shown, err := d.ShowMeasurement(context.Background(), m, MeasureOutput{Rows: 9})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown.Tables[0].Columns[0].Numbers; len(got) != 3 || got[1] != nil || got[2] != nil {
		t.Errorf("shown: %v of %v", got, c)
	}
	if !math.IsInf(xs[1], 1) {
		t.Error("the values of the caller were changed")
	}
	for _, name := range []string{"t.jsonl", "t.dta", "t.xlsx", "t.csv"} {
		file := filepath.Join(t.TempDir(), name)
		if _, err := d.WriteMeasurement(context.Background(), m, MeasureOutput{Path: file, Bare: true}); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if x := realColumn("x", "", "", xs).Reals[1]; comity.Why(x) != comity.Undefined {
		t.Errorf("%v", x)
	}
}

// TestMistakesOfMeasures: each error says what is wrong, and what to write in its place.
func TestMistakesOfMeasures(t *testing.T) {
	d, ctx := coreDesk(t), context.Background()
	errorOf := func(_ *Measurement, err error) error { return err }
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"sets of one", errorOf(d.MeasureCohesion(ctx, CohesionSpec{Sets: []string{"RUS", "CHN"}})), "RUS,CHN"},
		{"a set of one", errorOf(d.MeasureCohesion(ctx, CohesionSpec{Sets: []string{"France"}})), "a set of one has no cohesion"},
		{"one state twice", errorOf(d.MeasureSimilarity(ctx, SimilaritySpec{Of: "unga", States: []string{"RUS", "Russia"}})), "a pair is two states"},
		{"a year to come", errorOf(d.MeasurePrinciples(ctx, PrinciplesSpec{States: []string{"RUS", "CHN"}, Year: 2050})), "(--year "},
		{"what is not here", errorOf(d.MeasureSplit(ctx, SplitSpec{Runs: 2, From: 2000, To: 2003})), "comity build"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, c.err, c.want)
		} else if strings.Contains(c.err.Error(), "--absent") {
			t.Errorf("%s: a measure has no --absent: %v", c.name, c.err)
		}
	}
	if m, err := d.MeasureCohesion(ctx, CohesionSpec{Sets: []string{"RUS,CHN"}, From: 2000, To: 2001}); err != nil || len(m.Tables) == 0 {
		t.Errorf("a set of two: %v", err)
	}
}

// TestTopicsRead: votes built before topics were read are refused with what to do.
func TestTopicsRead(t *testing.T) {
	old := []panel.RollCall{{}, {}}
	for i := range old {
		old[i].Ref.Source = "unga-votes"
	}
	if err := topicsRead(old); err == nil || !strings.Contains(err.Error(), "comity build unga-votes") {
		t.Errorf("%v", err)
	}
	old[1].Topics = topics.Read
	if err := topicsRead(old); err != nil {
		t.Error(err)
	}
}

// TestWordsOfTheUndefined: no sentence prints NaN.
func TestWordsOfTheUndefined(t *testing.T) {
	nan := math.NaN()
	for _, text := range []string{conWords(spreadRow{n: 1, con: nan}), conWords(spreadRow{n: 3, con: nan}), byChance(thirdparty.Joint{Expected: nan}, thirdparty.Joint{Expected: nan})} {
		if strings.Contains(text, "NaN") || !strings.Contains(text, "undefined") {
			t.Error(text)
		}
	}
	m := newMeasurement(Methods[0], "")
	new(stabilityQuestion).finding(m, strifeKind{name: "disputes_cow"}, strifeCount{years: []int{2000, 2001}, events: []int{0, 0}, exposure: []float64{0, 0}}, stability.RateOf(0, 0), stability.Trend{}, false)
	if strings.Contains(m.Answer.Finding, "NaN") || !strings.Contains(m.Answer.Finding, "no state of the set was at risk") {
		t.Error(m.Answer.Finding)
	}
}

// TestSplitOfFewYears: a past of fewer than ten years has no percentiles, and a date after the last year is refused.
func TestSplitOfFewYears(t *testing.T) {
	short := new(splitQuestion)
	if text := short.finding(0, 0, 0, 0, 0, 4, 0); strings.Contains(text, "percentile") || !strings.Contains(text, "cannot be told") {
		t.Error(text)
	}
	late := &splitQuestion{s: SplitSpec{Since: "2040-01-01"}, since: comity.DayOf(2040, 1, 1), after: map[int]bool{2000: false, 2001: false}, list: []splitMeasure{{Series: split.Series{Years: []int{2000, 2001}}}}}
	if err := late.reached(); err == nil || !strings.Contains(err.Error(), "2001") {
		t.Errorf("%v", err)
	}
}

// TestReadingsBeginInTheirOwnYear: a record of a series of dependence is told since the year that series begins, not since the first of all.
func TestReadingsBeginInTheirOwnYear(t *testing.T) {
	nan := math.NaN()
	x := &pairTrade{years: []int{2000, 2001, 2002}, who: []comity.State{2, 710}}
	for side := range x.cells {
		x.cells[side] = map[string][]float64{}
		for _, column := range []string{"turnover", "turnover_real", "share", "dependence"} {
			x.cells[side][column] = []float64{9, 1, 2}
		}
	}
	x.cells[1]["dependence"] = []float64{nan, 1, 2}
	text := x.finding([2]string{"A", "B"}, panel.TradeBook{})
	if !strings.Contains(text, "It is the highest in 1 of 6 readings (trade over GDP of ") || !strings.Contains(text, ", since 2001)") || strings.Contains(text, "2000") {
		t.Error(text)
	}
}
