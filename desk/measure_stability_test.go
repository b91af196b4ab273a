package desk

// Tests of rates of disputes, wars and deaths, where the files of the lists are at hand.

import (
	"context"
	"strings"
	"testing"

	"comity/format/frame"
)

func stabilityTable(t *testing.T, s StabilitySpec, name string) *frame.Frame {
	t.Helper()
	m, err := besideDesk(t).MeasureStability(context.Background(), s)
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

// indicatorRow finds the row of an indicator.
func indicatorRow(t *testing.T, f *frame.Frame, indicator string) int {
	t.Helper()
	for row := range f.Rows {
		if textIn(t, f, "indicator", row) == indicator {
			return row
		}
	}
	t.Fatalf("no row of %s", indicator)
	return 0
}

func indicatorCell(t *testing.T, f *frame.Frame, indicator, name string) float64 {
	t.Helper()
	return tableColumn(t, f, name).At(indicatorRow(t, f, indicator))
}

// TestWarsOfAPair: India and Pakistan fought four interstate wars by the Correlates of War's list (1947, 1965, 1971, 1999; Sarkees and
// Wayman 2010, recalled), and one pair is at risk in every year from 1947.
func TestWarsOfAPair(t *testing.T) {
	f := stabilityTable(t, StabilitySpec{Set: "IND,PAK", From: 1947, To: 2007}, "rates")
	if n := indicatorCell(t, f, "wars_within", "events"); n != 4 {
		t.Errorf("%v wars between the two", n)
	}
	if n := indicatorCell(t, f, "wars_within", "exposure"); n != 61 {
		t.Errorf("%v pair-years", n)
	}
	if n := indicatorCell(t, f, "wars", "exposure"); n != 122 {
		t.Errorf("%v state-years", n)
	}
	close4(t, "rate", indicatorCell(t, f, "wars_within", "rate"), 4./61, 1e-12)
}

// TestRatesOfARegion keeps the figures of Eurasia (Europe and Asia by the United Nations' M49) as they were measured (our own, against
// change); the six wars are Bosnia, Azerbaijan, Kosovo, Kargil, Afghanistan and Iraq by the list.
func TestRatesOfARegion(t *testing.T) {
	s := StabilitySpec{Region: "Eurasia", From: 1992, To: 2024}
	f := stabilityTable(t, s, "rates")
	for indicator, want := range map[string][2]float64{"disputes_cow": {491, 2072}, "disputes_cow_within": {414, 92326}, "disputes_gml": {367, 1704}, "wars": {6, 1428}, "conflicts": {778, 2992}} {
		if got := [2]float64{indicatorCell(t, f, indicator, "events"), indicatorCell(t, f, indicator, "exposure")}; got != want {
			t.Errorf("%s: %v, want %v", indicator, got, want)
		}
	}
	close4(t, "low", indicatorCell(t, f, "disputes_cow", "low"), .21647, 1e-5)
	close4(t, "high", indicatorCell(t, f, "disputes_cow", "high"), .258887, 1e-5)
	deaths := stabilityTable(t, s, "deaths")
	if x := cellIn(t, deaths, "deaths", 1992); x != 54118 {
		t.Errorf("%v deaths in 1992", x)
	}
	if by := stabilityTable(t, s, "definitions"); by.Rows < 3*10 {
		t.Errorf("the other definitions are not shown: %d rows", by.Rows)
	}
}

// TestWorldIsTheList: with all states every dispute of the list counts once, and the years add up to the whole.
func TestWorldIsTheList(t *testing.T) {
	d := besideDesk(t)
	list, err := d.engine.Disputes("cow-mid-disputes")
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, e := range list.Events {
		if e.Year >= 1950 && e.Year <= 2010 {
			want++
		}
	}
	f := stabilityTable(t, StabilitySpec{Group: "UN", From: 1950, To: 2010}, "rates")
	if got := indicatorCell(t, f, "disputes_cow", "events"); got < .98*float64(want) || got > float64(want) {
		t.Errorf("%v disputes with a member of the United Nations, %d in the list", got, want)
	}
	years := stabilityTable(t, StabilitySpec{Group: "UN", From: 1950, To: 2010}, "years")
	sum := 0.0
	for row := range years.Rows {
		if textIn(t, years, "indicator", row) == "disputes_cow" {
			sum += tableColumn(t, years, "events").At(row)
		}
	}
	if got := indicatorCell(t, f, "disputes_cow", "events"); sum != got {
		t.Errorf("the years add up to %v of %v", sum, got)
	}
}

// TestSetInAnyOrder: the order of the states changes nothing; a state more never takes an event away.
func TestSetInAnyOrder(t *testing.T) {
	a := stabilityTable(t, StabilitySpec{Set: "FRA,DEU,ITA", From: 1960, To: 2010}, "rates")
	b := stabilityTable(t, StabilitySpec{Set: "ITA,FRA,DEU", From: 1960, To: 2010}, "rates")
	more := stabilityTable(t, StabilitySpec{Set: "ITA,FRA,DEU,GRC", From: 1960, To: 2010}, "rates")
	for row := range a.Rows {
		x, y, z := tableColumn(t, a, "events").At(row), tableColumn(t, b, "events").At(row), tableColumn(t, more, "events").At(row)
		if x != y || z < x {
			t.Errorf("%s: %v, %v in another order, %v with one state more", textIn(t, a, "indicator", row), x, y, z)
		}
	}
}

func TestStabilityMistyped(t *testing.T) {
	d := besideDesk(t)
	for _, x := range []struct {
		s    StabilitySpec
		want string
	}{
		{StabilitySpec{}, "name whose stability"}, {StabilitySpec{Region: "Eurasia", Group: "NATO"}, "one of them"}, {StabilitySpec{Region: "Eurasa"}, "did you mean Eurasia"}, {StabilitySpec{Set: "RUS,XXX"}, "unknown state"},
		{StabilitySpec{Region: "Eurasia", From: 2100, To: 2150}, "none of these years"}, {StabilitySpec{Group: "NATO", From: 1500, To: 1510}, "none of these years"},
	} {
		if _, err := d.MeasureStability(context.Background(), x.s); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%+v: %v, want %q", x.s, err, x.want)
		}
	}
	if _, err := coreDesk(t).MeasureStability(context.Background(), StabilitySpec{Group: "NATO"}); err == nil || !strings.Contains(err.Error(), "none of the lists is here") {
		t.Errorf("without lists: %v", err)
	}
}
