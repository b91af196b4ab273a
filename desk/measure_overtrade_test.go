package desk

import (
	"bytes"
	"context"
	"math"
	"os"
	"runtime"
	"strings"
	"testing"

	"comity"
)

// TestTrade measures trade over the core record, the distances of CEPII and what partners report, built of the shared files.
func TestTrade(t *testing.T) {
	const shared = "../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("the files to build from are not here: %v", err)
	}
	k, ctx, ids := Keeper{Home: t.TempDir()}, context.Background(), []string{"cepii-geodist", "comtrade-mirror"}
	if _, err := k.Pull(ctx, ids, PullOptions{Mirrors: []string{shared}, Offline: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Build(ctx, ids, false); err != nil {
		t.Fatal(err)
	}
	d, err := Open(k.Home)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]func(*testing.T, *Desk){
		"overtrade mirrors": overTradeMirrors, "overtrade of all": overTradeOfAll, "overtrade refuses": overTradeRefuses,
		"dependence of both": dependenceSides, "dependence alone": dependenceAlone, "dependence by other numbers": dependenceNumbers, "dependence refuses": dependenceRefuses,
	} {
		t.Run(name, func(t *testing.T) { test(t, d) })
	}
}

// writtenOf gives a table of a measurement as CSV.
func writtenOf(t testing.TB, d *Desk, m *Measurement, table string) string {
	t.Helper()
	var out bytes.Buffer
	if err := d.StreamMeasurement(t.Context(), m, MeasureOutput{Table: table}, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// numbersOf gives a column of a table of a measurement.
func numbersOf(t testing.TB, m *Measurement, table, name string) []float64 {
	t.Helper()
	found, err := m.find(table)
	if err != nil {
		t.Fatal(err)
	}
	for f, err := range found.Blocks {
		if err != nil {
			t.Fatal(err)
		}
		c := f.Column(name)
		if c == nil {
			t.Fatalf("%s has no column %s", table, name)
		}
		out := make([]float64, f.Rows)
		for i := range out {
			out[i] = c.At(i)
		}
		return out
	}
	return nil
}

// overTradeMirrors: the pair named the other way round has the same figures, and so has any number of processors.
func overTradeMirrors(t *testing.T, d *Desk) {
	ask := func(a, b string) string {
		m, err := d.MeasureOverTrade(t.Context(), OverTradeSpec{States: []string{a, b}, From: 2016, Draws: 24, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		return writtenOf(t, d, m, "overtrade")
	}
	first := ask("RUS", "CHN")
	old := runtime.GOMAXPROCS(1)
	again := ask("RUS", "CHN")
	runtime.GOMAXPROCS(old)
	if again != first {
		t.Errorf("one processor gives\n%s\nseveral\n%s", again, first)
	}
	one, err := d.MeasureOverTrade(t.Context(), OverTradeSpec{States: []string{"DEU", "FRA"}, From: 2016})
	if err != nil {
		t.Fatal(err)
	}
	other, err := d.MeasureOverTrade(t.Context(), OverTradeSpec{States: []string{"FRA", "DEU"}, From: 2016})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"trade", "expected", "ratio", "percentile"} {
		x, y := numbersOf(t, one, "overtrade", name)[0], numbersOf(t, other, "overtrade", name)[0]
		if math.Abs(x-y) > 1e-9*math.Abs(x) {
			t.Errorf("%s: %v, the other way round %v", name, x, y)
		}
	}
}

// overTradeOfAll: a pair has the same ratio among all pairs as by itself, percentiles fill the range, and unknown flows are missing.
func overTradeOfAll(t *testing.T, d *Desk) {
	all, err := d.MeasureOverTrade(t.Context(), OverTradeSpec{From: 2016, Refit: "none"})
	if err != nil {
		t.Fatal(err)
	}
	a, b := numbersOf(t, all, "overtrade", "ccode1"), numbersOf(t, all, "overtrade", "ccode2")
	ratio, percentile, trade := numbersOf(t, all, "overtrade", "ratio"), numbersOf(t, all, "overtrade", "percentile"), numbersOf(t, all, "overtrade", "trade")
	one, err := d.MeasureOverTrade(t.Context(), OverTradeSpec{States: []string{"BEL", "KEN"}, From: 2016})
	if err != nil {
		t.Fatal(err)
	}
	low, high, found := 100.0, 0.0, false
	for i := range a {
		if a[i] == 211 && b[i] == 501 {
			found = true
			if want := numbersOf(t, one, "overtrade", "ratio")[0]; math.Abs(ratio[i]/want-1) > 1e-3 {
				t.Errorf("Belgium and Kenya: %v among all, %v by themselves", ratio[i], want)
			}
		}
		if (trade[i] != trade[i]) != (ratio[i] != ratio[i]) {
			t.Fatalf("row %d: trade %v, ratio %v", i, trade[i], ratio[i])
		}
		if percentile[i] == percentile[i] {
			low, high = min(low, percentile[i]), max(high, percentile[i])
		}
	}
	if !found || low != 0 || high != 100 {
		t.Errorf("found %v, percentiles %v to %v", found, low, high)
	}
}

func overTradeRefuses(t *testing.T, d *Desk) {
	for want, s := range map[string]OverTradeSpec{
		"no tie is called":     {States: []string{"RUS", "CHN"}, Ties: []string{"distnace"}},
		"no book of all pairs": {States: []string{"RUS", "CHN"}, Book: "baci"},
		"covers those years":   {States: []string{"RUS", "CHN"}, From: 1850, To: 1860},
		"want none, hard":      {Refit: "some"},
		"want 0 to":            {States: []string{"RUS", "CHN"}, Draws: -1},
		"a pair is two states": {States: []string{"RUS", "RUS"}},
		"name the two states":  {States: []string{"RUS"}},
		"share of one":         {Level: 2},
		"unknown state":        {States: []string{"RUS", "Atlantis"}},
		"in which both trade":  {States: []string{"RUS", "Vatican"}, From: 2016},
	} {
		_, err := d.MeasureOverTrade(t.Context(), s)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", s, err, want)
		}
	}
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := core.MeasureOverTrade(t.Context(), OverTradeSpec{States: []string{"RUS", "CHN"}}); err == nil || !strings.Contains(err.Error(), "comity pull cepii-geodist") {
		t.Errorf("without distances: %v", err)
	}
}

func TestPercentiles(t *testing.T) {
	gone := comity.NaN(comity.InSource)
	if p := percentileOf(2, []float64{1, 2, 3, gone}); p != 50 {
		t.Errorf("%v", p)
	}
	if p := placeIn(2, []float64{1, 2, 3}); p != 50 {
		t.Errorf("%v", p)
	}
	if comity.Why(percentileOf(gone, []float64{1})) != comity.InSource || comity.Why(placeIn(1, nil)) != comity.Undefined {
		t.Error("a missing ratio has a place")
	}
	low, high := quantiles([]float64{1, 2}, .95)
	if comity.Why(low) != comity.Undefined || comity.Why(high) != comity.Undefined {
		t.Error("two draws make an interval")
	}
}
