package panel

// A panel made in blocks is the panel made whole, and explains the same cells.

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/format/frame"
)

// cellsOf reads a table row by row.
func cellsOf(t *testing.T, table *frame.Table) (out [][]float64) {
	t.Helper()
	err := table.Each(context.Background(), func(_ int, f *frame.Frame) error {
		for row := range f.Rows {
			var cells []float64
			for _, c := range f.Columns {
				cells = append(cells, c.At(row))
			}
			out = append(out, cells)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameBits(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) }

func TestBlocks(t *testing.T) {
	e := core(t)
	for _, s := range []Spec{
		{Unit: "state-year", Columns: []string{"worldbank.gdp"}, From: 1990},
		{Unit: "dyad-year", Directed: true, From: 2000, To: 2003, Columns: []string{"worldbank.gdp", "worldbank.population1"}},
		{Unit: "dyad-month", From: 1990, To: 1991, Columns: []string{"worldbank.gdp"}, Scope: []string{"both in EU"}},
		{Unit: "state-day", From: 1990, To: 1990, System: "un", Columns: []string{"worldbank.gdp"}},
		{Unit: "dyad-year", From: 1990, To: 2012, Scope: []string{"both in EU"}, Columns: []string{"worldbank.gdp"}, Steps: []Step{
			{"let", "more = gdp1 - lag(gdp1)"}, {"where", "more > 0"}, {"drop", "gdp2"}}},
	} {
		cat := catalogueOf(t)
		whole, err := e.build(t.Context(), cat, s, math.MaxInt64, blockRows)
		if err != nil {
			t.Fatal(err)
		}
		parted, err := e.build(t.Context(), cat, s, 10, 500)
		if err != nil {
			t.Fatal(err)
		}
		if whole.Rows() != parted.Rows() || parted.blocks == nil || whole.blocks != nil {
			t.Fatalf("%v: %d rows whole, %d in blocks", s, whole.Rows(), parted.Rows())
		}
		for i, n := range whole.Log {
			if m := parted.Log[i]; n.Before != m.Before || n.After != m.After || !strings.HasPrefix(n.What, m.What) {
				t.Errorf("%v: %v whole, %v in blocks", s, n, m)
			}
		}
		want, got := cellsOf(t, whole.Table()), cellsOf(t, parted.Table())
		for i := range want {
			if !slices.EqualFunc(want[i], got[i], sameBits) {
				t.Fatalf("%v: row %d: %v whole, %v in blocks", s, i, want[i], got[i])
			}
		}
		for _, row := range []int{0, len(want) / 2, len(want) - 1} {
			for _, m := range parted.Columns {
				if m.Key {
					continue
				}
				cell, err := parted.Explain(row, m)
				if at := slices.IndexFunc(whole.Columns, func(o Made) bool { return o.Header == m.Header }); err != nil || !sameBits(cell.Value, want[row][at]) {
					t.Errorf("%v: row %d of %s is explained as %v (%v), not %v", s, row, m.Header, cell.Value, err, want[row][at])
				}
			}
		}
	}
}

// TestStateDaysGolden: the days of every state of the COW list; with the last members going on to 2025 they are as many as the peer has.
func TestStateDaysGolden(t *testing.T) {
	rows, col := sharedRows(t, "golden/statedays_cow_mryoff_by_state.csv")
	p, err := core(t).Build(t.Context(), NewCatalogue(nil), Spec{Unit: "state-day"})
	if err != nil {
		t.Fatal(err)
	}
	type days struct {
		n           int
		first, last comity.Day
	}
	got := map[int]days{}
	if err := p.Table().Each(t.Context(), func(_ int, f *frame.Frame) error {
		for row := range f.Rows {
			code, day := int(f.Columns[0].At(row)), comity.Day(f.Columns[1].At(row))
			d, ok := got[code]
			if !ok {
				d.first = day
			}
			if ok && day <= d.last {
				t.Fatalf("%d: %v after %v", code, day, d.last)
			}
			d.n, d.last = d.n+1, day
			got[code] = d
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if n, err := core(t).Count(Spec{Unit: "state-day", ExtendTo: 2025}); p.Rows() != 5776196 || n != 6417161 || len(got) != len(rows) || err != nil {
		t.Errorf("%d state-days of %d states, %d to 2025 (%v); want 5776196 of %d, 6417161", p.Rows(), len(got), n, err, len(rows))
	}
	for _, r := range rows {
		d := got[num(t, r[col["ccode"]])]
		if d.n != num(t, r[col["days"]]) || d.first.String() != r[col["first"]] || d.last.String() != r[col["last"]] {
			t.Errorf("%s: %d days from %v to %v, want %v", r[col["ccode"]], d.n, d.first, d.last, r)
		}
	}
}

// BenchmarkDyadMonths makes all pairs by month in blocks, reached from the years.
func BenchmarkDyadMonths(b *testing.B) {
	benchBlocks(b, Spec{Unit: "dyad-month", Columns: []string{"worldbank.gdp"}})
}

// BenchmarkStateDays makes all states by day.
func BenchmarkStateDays(b *testing.B) {
	benchBlocks(b, Spec{Unit: "state-day", Columns: []string{"worldbank.gdp"}})
}

func benchBlocks(b *testing.B, s Spec) {
	e, cat := core(b), catalogueOf(b)
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		p, err := e.Build(b.Context(), cat, s)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.Table().Each(b.Context(), func(int, *frame.Frame) error { return nil }); err != nil {
			b.Fatal(err)
		}
		rows += p.Rows()
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
