package desk

// Tests of sanctions in force, on the Global Sanctions Data Base where its file is at hand, and on output and trade of the core.

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"comity/format/frame"
)

// besideDesk is a desk over the core and some sources built of the shared files, made once a test run, or the test is skipped.
func besideDesk(t *testing.T) *Desk {
	t.Helper()
	if _, err := os.Stat("../../shared/data"); err != nil {
		t.Skip("the files of the sources are not at hand")
	}
	d, err := builtBeside()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var besideSources = []string{"gsdb-4", "gsdb-3", "ties-4", "ist-2023", "cow-mid-5-disputes", "gml-mid-2.2.1-disputes", "cow-war-inter-4", "cow-war-intra-4.1", "ucdp-orgviolence-25.1", "ucdp-acd-25.1"}

var builtBeside = sync.OnceValues(func() (*Desk, error) {
	home, err := os.MkdirTemp("", "comity-beside")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(home) // what is open stays readable
	k, ctx := Keeper{Home: home}, context.Background()
	if _, err := k.Pull(ctx, besideSources, PullOptions{Mirrors: []string{"../../shared/data"}, Offline: true}); err != nil {
		return nil, err
	}
	if _, err := k.Build(ctx, besideSources, false); err != nil {
		return nil, err
	}
	return Open(home)
})

func sanctionTable(t *testing.T, s SanctionsSpec, name string) *frame.Frame {
	t.Helper()
	m, err := besideDesk(t).MeasureSanctions(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	table, err := m.find(name)
	if err != nil {
		t.Fatal(err)
	}
	for f := range table.Blocks {
		return f
	}
	return &frame.Frame{}
}

// cellIn is the cell of a column in the row of a year.
func cellIn(t *testing.T, f *frame.Frame, name string, year int) float64 {
	t.Helper()
	for row := range f.Rows {
		if tableColumn(t, f, "year").At(row) == float64(year) {
			return tableColumn(t, f, name).At(row)
		}
	}
	t.Fatalf("no row of %d", year)
	return 0
}

func textIn(t *testing.T, f *frame.Frame, name string, row int) string {
	t.Helper()
	text, _ := tableColumn(t, f, name).TextAt(row)
	return text
}

// TestSanctionsInForce keeps figures as they were measured from the fourth edition (our own, against change), and reads the cases of South
// Africa's trade off the file: two in 1964-72 (Switzerland, India), four in 1975-82 (Denmark and the United States besides).
func TestSanctionsInForce(t *testing.T) {
	f := sanctionTable(t, SanctionsSpec{From: 2010, To: 2023}, "years")
	for year, want := range map[int][3]float64{2010: {1518, 181, 100}, 2014: {2083, 185, 114}, 2023: {2130, 151, 153}} {
		if got := [3]float64{cellIn(t, f, "pairs", year), cellIn(t, f, "senders", year), cellIn(t, f, "targets", year)}; got != want {
			t.Errorf("%d: pairs, senders, targets %v, want %v", year, got, want)
		}
	}
	close4(t, "senders' GDP 2023", cellIn(t, f, "senders_gdp", 2023), .902403, 1e-6)
	f = sanctionTable(t, SanctionsSpec{Target: "ZAF", Type: "trade", From: 1960, To: 2000}, "years")
	for year, want := range map[int]float64{1963: 1, 1964: 2, 1972: 2, 1975: 4, 1982: 4, 1983: 3} {
		if got := cellIn(t, f, "senders", year); got != want {
			t.Errorf("trade of South Africa, %d: %v senders, want %v", year, got, want)
		}
	}
	if x := cellIn(t, f, "senders", 1995); x == x {
		t.Errorf("no case is found in 1995, and %v senders are told", x)
	}
	f = sanctionTable(t, SanctionsSpec{Target: "RUS", From: 2010, To: 2016}, "years")
	close4(t, "share of the target's trade", cellIn(t, f, "target_trade", 2014), .631988, 1e-6)
	close4(t, "share of world GDP", cellIn(t, f, "senders_gdp", 2014), .581158, 1e-6)
}

// TestSanctionsAreOneBook: targets by sender and senders by target are the same pairs, and no type has more than any.
func TestSanctionsAreOneBook(t *testing.T) {
	f := sanctionTable(t, SanctionsSpec{Target: "IRN", Sender: "USA", From: 1980, To: 2020}, "years")
	g := sanctionTable(t, SanctionsSpec{Target: "IRN", From: 1980, To: 2020}, "senders")
	for row := range g.Rows {
		if textIn(t, g, "state", row) == "USA" {
			n := 0.0
			for i := range f.Rows {
				if x := tableColumn(t, f, "pairs").At(i); x == x {
					n += x
				}
			}
			if years := tableColumn(t, g, "years").At(row); years != n {
				t.Errorf("the United States sanctioned in %v years by one table, %v by the other", n, years)
			}
		}
	}
	types := sanctionTable(t, SanctionsSpec{From: 2000, To: 2005}, "types")
	any := map[float64]float64{}
	for row := range types.Rows {
		year, pairs := tableColumn(t, types, "year").At(row), tableColumn(t, types, "pairs").At(row)
		if textIn(t, types, "type", row) == "any" {
			any[year] = pairs
		}
		if pairs > any[year] {
			t.Errorf("%s in %v: %v pairs of %v", textIn(t, types, "type", row), year, pairs, any[year])
		}
	}
}

func TestSanctionsMistyped(t *testing.T) {
	d := besideDesk(t)
	for _, x := range []struct {
		s    SanctionsSpec
		want string
	}{
		{SanctionsSpec{Type: "trad"}, "no sanctions of type"}, {SanctionsSpec{Target: "ZZF"}, "nor is it a state"}, {SanctionsSpec{Source: "ties"}, "stand beside"},
		{SanctionsSpec{From: 2030, To: 2031}, "none of these years"}, {SanctionsSpec{Book: "nothing"}, "no book"}, {SanctionsSpec{Source: "gsdb-9"}, "gsdb-9"},
	} {
		if _, err := d.MeasureSanctions(context.Background(), x.s); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%+v: %v, want %q", x.s, err, x.want)
		}
	}
}
