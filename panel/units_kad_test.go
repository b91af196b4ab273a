package panel

// K-ads against the plain way on random systems, from any row on; and on the real ones.

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/format/frame"

	"pgregory.net/rapid"
)

// plainKads gives the sets of k states of a year that have a day together on which every scope holds.
func plainKads(lives []life, k int, o UnitOptions, scopes []Scope, year int) (out []string) {
	o.From, o.To = max(o.From, year), year
	if o.From > year {
		return nil
	}
	var choose func(from int, who []life)
	choose = func(from int, who []life) {
		if len(who) == k {
			if len(plainRows(who, comity.YearGrain, o, scopes)) > 0 {
				text := ""
				for _, l := range who {
					text += fmt.Sprint(" ", l.code)
				}
				out = append(out, text)
			}
			return
		}
		for i := from; i < len(lives); i++ {
			choose(i+1, append(slices.Clone(who), lives[i]))
		}
	}
	choose(0, nil)
	return out
}

func TestKadsRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lives := drawLives(t)
		o := UnitOptions{On: rapid.SampledFrom([]string{"", "", "06-30"}).Draw(t, "on")}
		k := rapid.IntRange(1, 4).Draw(t, "k")
		var scopes []Scope
		for range rapid.IntRange(0, 1).Draw(t, "scopes") {
			scopes = append(scopes, drawScope(t, []quantity{everyState, noState, inTime}))
		}
		if rapid.Bool().Draw(t, "one in") {
			scopes = append(scopes, drawScope(t, []quantity{someState}))
		}
		ks := newRoster(comity.COW, lives, comity.YearGrain, o, scopes).kads(k, nil)
		for i := range ks.years {
			for j := range ks.years[i].who {
				ks.years[i].who[j].row = int32(ks.years[i].who[j].code)
			}
		}
		for year := 1900; year <= 1907; year++ {
			want := plainKads(lives, k, o, scopes, year)
			at := slices.IndexFunc(ks.years, func(y kadYear) bool { return y.year == year })
			if at < 0 {
				if len(want) > 0 {
					t.Fatalf("%d: no rows, want %v", year, want)
				}
				continue
			}
			y, n := ks.years[at], ks.n[at]
			if n != int64(len(want)) {
				t.Fatalf("%d: %d rows counted, want %v", year, n, want)
			}
			lo := rapid.Int64Range(0, n-1).Draw(t, "first row")
			slot := make([][]int32, k)
			for i := range slot {
				slot[i] = make([]int32, n-lo)
			}
			w := y.walk(lo, slot, 0, int(n-lo))
			if w.write(); w.at != int(n-lo) {
				t.Fatalf("%d: %d rows written, want %d", year, w.at, n-lo)
			}
			for row := range int(n - lo) {
				text := ""
				for _, s := range slot {
					text += fmt.Sprint(" ", s[row])
				}
				if text != want[int(lo)+row] {
					t.Fatalf("%d: row %d from %d on is %s, want %s", year, row, lo, text, want[int(lo)+row])
				}
			}
		}
	})
}

// TestKadsOfTwo: sets of two are the pairs.
func TestKadsOfTwo(t *testing.T) {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, on := range []string{"", "07-01"} {
			o := UnitOptions{On: on}
			n := newRoster(sys, livesOf(sys, o), comity.YearGrain, o, nil).kads(2, nil).total()
			if u := DyadYears(sys, false, o); n != int64(u.Len()) {
				t.Errorf("%v %q: %d sets of two, %d pairs", sys, on, n, u.Len())
			}
		}
	}
}

// TestKadColumns: columns of states and of pairs are those of the states and pairs of a row, and blocks those of the whole.
func TestKadColumns(t *testing.T) {
	e, cat := core(t), catalogueOf(t)
	s := Spec{Unit: "k-ad-year", K: 3, From: 2011, To: 2012, Scope: []string{"all in G20", "with RUS"}, Columns: []string{"worldbank.gdp", "population1"}}
	whole, err := e.Build(t.Context(), cat, s)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"ccode1", "ccode2", "ccode3", "year", "gdp1", "gdp2", "gdp3", "population1"}
	var names []string
	for _, c := range whole.Frame.Columns {
		names = append(names, c.Name)
	}
	if !slices.Equal(names, want) || whole.Rows() != 2*153 { // 18 other states, two of them with Russia
		t.Errorf("%v, %d rows", names, whole.Rows())
	}
	states, err := e.Build(t.Context(), cat, Spec{Unit: "state-year", From: 2011, To: 2012, Columns: []string{"worldbank.gdp"}})
	if err != nil {
		t.Fatal(err)
	}
	gdp := map[[2]int]float64{}
	for row := range states.Frame.Rows {
		gdp[[2]int{int(states.Frame.Columns[0].At(row)), int(states.Frame.Columns[1].At(row))}] = states.Frame.Columns[2].At(row)
	}
	for row := range whole.Frame.Rows {
		at := func(i int) float64 { return whole.Frame.Columns[i].At(row) }
		for i := range 3 {
			if x := gdp[[2]int{int(at(i)), int(at(3))}]; !sameBits(x, at(4+i)) {
				t.Fatalf("row %d: GDP of state %d is %v, want %v", row, i+1, at(4+i), x)
			}
		}
	}
	parted, err := e.build(t.Context(), cat, s, 10, 47)
	if err != nil {
		t.Fatal(err)
	}
	a, b := cellsOf(t, whole.Table()), cellsOf(t, parted.Table())
	if len(a) != len(b) || !slices.EqualFunc(a, b, func(x, y []float64) bool { return slices.EqualFunc(x, y, sameBits) }) {
		t.Errorf("%d rows whole, %d in blocks, or others", len(a), len(b))
	}
}

// TestKadErrors: what k-ads cannot be asked.
func TestKadErrors(t *testing.T) {
	for want, s := range map[string]Spec{
		"from 3 to 10 states":          {Unit: "k-ad-year"},
		"only one scope":               {Unit: "k-ad-year", K: 3, Scope: []string{"with 2", "one in NATO"}},
		"only all, one or none":        {Unit: "k-ad-year", K: 3, Scope: []string{"between NATO and EU"}},
		"-k is of k-ad-year":           {Unit: "dyad-year", K: 3},
		"a row of k-ad-year has":       {Unit: "k-ad-year", K: 3, Directed: true},
		"rows of 10 states together":   {Unit: "k-ad-year", K: 10},
		"rows of state-month are of t": {Unit: "state-month", On: "01-01"},
	} {
		_, err := core(t).Build(t.Context(), NewCatalogue(nil), s)
		if err == nil || !containsText(err, want) {
			t.Errorf("%+v: %v, want %q", s, err, want)
		}
	}
	if n, err := core(t).Count(Spec{Unit: "k-ad-year", K: 4, From: 2011, To: 2011, Scope: nil}); err != nil || n < 58_000_000 {
		t.Errorf("%d sets of four in 2011 (%v)", n, err)
	}
}

// BenchmarkKads writes the sets of four of one year, block by block.
func BenchmarkKads(b *testing.B) {
	e := core(b)
	p, err := e.Build(b.Context(), NewCatalogue(nil), Spec{Unit: "k-ad-year", K: 4, From: 2016})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Table().Each(b.Context(), func(int, *frame.Frame) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(p.Rows())*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func containsText(err error, text string) bool { return strings.Contains(err.Error(), text) }

// TestKadsFlat: the memory of sets of four does not grow with their number.
func TestKadsFlat(t *testing.T) {
	p, err := core(t).Build(t.Context(), NewCatalogue(nil), Spec{Unit: "k-ad-year", K: 4, From: 1990, To: 1990, System: "un"})
	if err != nil {
		t.Fatal(err)
	}
	var most, first uint64
	blocks := 0
	if err := p.Table().Each(t.Context(), func(int, *frame.Frame) error {
		if blocks++; blocks%5 != 2 {
			return nil
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		if first == 0 {
			first = m.HeapAlloc
		}
		most = max(most, m.HeapAlloc)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if blocks < 20 || most > first+8<<20 {
		t.Errorf("%d blocks: %d MB in use at first, then %d MB", blocks, first>>20, most>>20)
	}
}
