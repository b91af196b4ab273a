package treaties_test

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"testing"

	"comity"
	"comity/treaties"
)

func TestWarLaws(t *testing.T) {
	var last comity.Day = comity.DayOf(1816, 1, 1)
	for _, w := range treaties.Wars() {
		if w.Start.Day < last {
			t.Errorf("%s starts before the one above it", w.ID)
		}
		last = w.Start.Day
		if w.End.Known() && w.End.Last() < w.Start.First() {
			t.Errorf("%s ends before it starts", w.ID)
		}
		sides := map[int]bool{}
		for _, p := range w.Parties {
			sides[p.Side] = true
			if p.Span.Empty() || p.Span.Meet(w.Span()) != p.Span {
				t.Errorf("%s: %d on %s, outside the war %s", w.ID, p.State, p.Span, w.Span())
			}
		}
		if len(sides) != 2 {
			t.Errorf("%s: %d sides", w.ID, len(sides))
		}
	}
}

func TestWarsBetween(t *testing.T) {
	const geo, arm, aze comity.State = 372, 371, 373
	years := func(a, b int) comity.Span {
		return comity.Span{From: comity.DayOf(a, 1, 1), To: comity.DayOf(b, 12, 31)}
	}
	for _, c := range []struct {
		name string
		a, b comity.State
		span comity.Span
		want []string
	}{
		{"France and Germany", fra, deu, years(1870, 1945), []string{"cow-58", "cow-106", "cow-139"}},
		{"United States and China", usa, chn, years(1945, 2024), []string{"cow-151"}},
		{"only while both fought", usa, chn, years(1954, 2024), nil},
		{"India and Pakistan", ind, pak, years(1947, 2024), []string{"cow-147", "cow-166", "cow-178", "cow-223"}},
		{"China and India", ind, chn, years(1816, 2024), []string{"cow-160"}},
		{"United States and Soviet Union: never on opposite sides", usa, rus, years(1816, 2024), nil},
		{"Russia and Ukraine", ukr, rus, years(1991, 2024), []string{"russia-ukraine-2014", "ucdp-13243"}},
		{"since 2022", ukr, rus, years(2023, 2024), []string{"ucdp-13243"}},
		{"Russia and Georgia", rus, geo, years(1991, 2024), []string{"russia-georgia-2008"}},
		{"Armenia and Azerbaijan", arm, aze, years(1991, 2024), []string{"cow-216", "azerbaijan-armenia-2020"}},
		{"Britain and France: once, with Vichy", gbr, fra, years(1816, 2024), []string{"cow-139"}},
		{"a state with itself", fra, fra, years(1816, 2024), nil},
	} {
		var got []string
		for _, w := range treaties.WarsBetween(c.a, c.b, c.span) {
			got = append(got, w.ID)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if n := len(treaties.WarsBetweenAny([]comity.State{gfr, deu}, []comity.State{345}, years(1816, 2024))); n != 3 {
		t.Errorf("Germany by both keys and Serbia: %d wars, want 3 (two world wars, Kosovo)", n)
	}
}

// Where the converted Correlates of War table lies beside the project, every dyad and year of it is in the list, and
// what the list has beyond it is named: side-switchers against themselves do not count, and the Second World War, where
// the list knows years and the table left out the dyads that did not fight.
func TestWarsAgainstCOW(t *testing.T) {
	type dyad struct {
		war  string
		a, b comity.State
		year int
	}
	cow := map[dyad]bool{}
	for i, r := range readGzip(t, "../../shared/data/rda_as_csv/cow_war_inter.csv.gz") {
		if i > 0 {
			cow[dyad{"cow-" + r[0], number(r[1]), number(r[2]), int(number(r[3]))}] = true
		}
	}
	ours := map[dyad]bool{}
	for _, w := range treaties.Wars() {
		if w.Definer != "cow" {
			continue
		}
		for _, p := range w.Parties {
			for _, q := range w.Parties {
				if days := p.Span.Meet(q.Span); p.Side != q.Side && p.State != q.State && !days.Empty() {
					for y := days.From.Year(); y <= days.To.Year(); y++ {
						ours[dyad{w.ID, p.State, q.State, y}] = true
					}
				}
			}
		}
	}
	for d := range cow {
		if !ours[d] && d.a != d.b {
			t.Errorf("%v is not in the list", d)
		}
	}
	extra := map[string]int{}
	for d := range ours {
		if !cow[d] {
			extra[d.war]++
		}
	}
	t.Logf("%d dyads and years of the table; the list has more in %v", len(cow), extra)
	for war, n := range extra {
		if war != "cow-139" || n > 60 {
			t.Errorf("%s: %d dyads and years the table does not have", war, n)
		}
	}
}

func number(s string) comity.State {
	n, _ := strconv.Atoi(s)
	return comity.State(n)
}

func readGzip(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the collected files are not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
