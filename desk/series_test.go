package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// An error in the unit of a series is as large a part of the values of another basis; a relative one is the same.
func TestErrorOnAnotherBasis(t *testing.T) {
	t1 := timeline{years: []int{2000, 2001}, values: []float64{100, 200}, sd: []float64{10, 10}}
	u := timeline{years: []int{2000, 2001}, values: []float64{1, 4}}
	u.setLike(t1)
	if !slices.Equal(u.sd, []float64{.1, .2}) {
		t.Errorf("%v", u.sd)
	}
	t1.relative, t1.sd = true, []float64{.05, .05}
	u.setLike(t1)
	if !u.relative || !slices.Equal(u.sd, []float64{.05, .05}) {
		t.Errorf("%v", u.sd)
	}
	t1.relative, t1.values[0] = false, 0
	if u.setLike(t1); u.sd != nil {
		t.Errorf("an error of zero on another basis: %v", u.sd)
	}
}

// A series made of several sources rests on all of them, as the column does in a panel, cell by cell or over a grid.
func TestSeriesRestsOnAllSources(t *testing.T) {
	d := core(t)
	for _, name := range []string{"trade.dependence", "trade.weak_link"} {
		got, err := d.timelines(SeriesSpec{Column: name, Who: []string{"USA", "CHN"}})
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.Panel(t.Context(), PanelSpec{Unit: "dyad-year", From: 2005, To: 2005, Scope: []string{"USA,CHN"}, Columns: []string{name}})
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, m := range p.Columns {
			want = append(want, p.Behind(m)...)
		}
		if len(want) < 2 {
			t.Errorf("%s in a panel rests on %v", name, want)
		}
		for _, id := range want {
			if !slices.ContainsFunc(got.list, func(line timeline) bool { return slices.Contains(line.sources, id) }) {
				t.Errorf("%s: no reading rests on %s, which the column of a panel does", name, id)
			}
		}
		if len(got.list[0].sources) < 2 {
			t.Errorf("%s rests on %v, in a panel on %v", name, got.list[0].sources, want)
		}
	}
}

// A search for a record stops when it is told to, and is not begun of a series without bound.
func TestRecordStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	s := RecordSpec{Year: 2003, Draws: 1_000_000_000, Seed: 1}
	line := timeline{years: []int{2000, 2001, 2002, 2003}, values: []float64{1, 1, 1, 1}, sd: []float64{1, 1, 1, 1}}
	if row, ok := s.stand(ctx, line); !ok || row.probability == row.probability {
		t.Errorf("%v of draws that were stopped", row.probability)
	}
	path := filepath.Join(t.TempDir(), "long.csv")
	rows := "year,x\n"
	for y := range mostYears + 1 {
		rows += fmt.Sprintf("%d,%d\n", y+1, y)
	}
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	s.SeriesSpec, s.Year, s.Draws = SeriesSpec{Own: path, Column: "x"}, 0, 100
	if _, err := core(t).MeasureRecord(t.Context(), s); err == nil || !strings.Contains(err.Error(), "--years") {
		t.Errorf("%v", err)
	}
}
