package treaties_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/treaties"
)

// permanent says whether a key was a permanent member of the Security Council on a day.
func permanent(s comity.State, on comity.Day) bool {
	switch s {
	case usa, gbr, fra, rus:
		return true
	case twn:
		return on < day("1971-10-25")
	case chn:
		return on >= day("1971-10-25")
	}
	return false
}

func TestVetoLaws(t *testing.T) {
	last := treaties.VetoCoverage().From
	for _, v := range treaties.Vetoes() {
		if v.Date.Grain != comity.DayGrain || v.Date.Day < last || !treaties.VetoCoverage().Has(v.Date.Day) {
			t.Errorf("%s %s: out of order or outside the coverage", v.Date, v.Draft)
		}
		last = v.Date.Day
		if len(v.Casters) == 0 || len(v.Casters) > 3 {
			t.Errorf("%s %s: %d casters", v.Date, v.Draft, len(v.Casters))
		}
		for _, s := range v.Casters {
			if !permanent(s, v.Date.Day) {
				t.Errorf("%s %s: %d was not a permanent member", v.Date, v.Draft, s)
			}
		}
		if n := len(strings.Fields(v.Topic)); n == 0 || n > 8 {
			t.Errorf("%s %s: topic of %d words", v.Date, v.Draft, n)
		}
	}
}

// The counts are those of the library's list to 2022-05-26 (213 texts: USSR 90, USA 82, Russia 30, UK 29, China 17,
// France 17) and of the Council's votes to 2025-06-04 (18 more), with the one cast from Taipei in 1955.
func TestVetoCount(t *testing.T) {
	span := func(a, b string) comity.Span { return comity.Span{From: day(a), To: day(b)} }
	for _, c := range []struct {
		name     string
		s        comity.State
		span     comity.Span
		n        int
		complete bool
	}{
		{"Soviet Union", rus, span("1946-01-17", "1991-12-24"), 90, true},
		{"Russia to 2022-05", rus, span("1991-12-25", "2022-05-26"), 30, true},
		{"United States to 2022-05", usa, span("1946-01-17", "2022-05-26"), 82, true},
		{"United States", usa, span("1946-01-17", "2025-06-04"), 89, true},
		{"United Kingdom", gbr, span("1946-01-17", "2025-06-04"), 29, true},
		{"France", fra, span("1946-01-17", "2025-06-04"), 17, true},
		{"People's Republic", chn, span("1971-10-25", "2025-06-04"), 19, true},
		{"Republic of China", twn, span("1946-01-17", "1971-10-24"), 1, true},
		{"none since 1989", gbr, span("1990-01-01", "2024-12-31"), 0, true},
		{"beyond the coverage", rus, span("2020-01-01", "2030-12-31"), 16, false},
		{"not a permanent member", ind, span("1946-01-17", "2024-12-31"), 0, true},
	} {
		if n, complete := treaties.VetoCount(c.s, c.span); n != c.n || complete != c.complete {
			t.Errorf("%s: %d, %v, want %d, %v", c.name, n, complete, c.n, c.complete)
		}
	}
}

// Where the collected file lies beside the project, every seen veto is its row, and no row is left out.
func TestVetoesAgainstTheFile(t *testing.T) {
	rows := readCSV(t, "../../shared/data/unsc/unsc_vetoes_1946_2025.csv")
	seen := map[int]bool{}
	for _, v := range treaties.Vetoes() {
		name, row, _ := strings.Cut(v.Ref.Note, ":")
		n, err := strconv.Atoi(row)
		if v.Ref.Basis != comity.Seen {
			continue
		}
		if err != nil || name != "unsc_vetoes_1946_2025" || seen[n] || rows[n][0] != v.Date.String() || !strings.Contains(rows[n][1], v.Draft) {
			t.Errorf("%s %s: not row %s of %s", v.Date, v.Draft, row, name)
			continue
		}
		seen[n] = true
		ids := map[string]comity.State{"SUN": rus, "RUS": rus, "USA": usa, "GBR": gbr, "FRA": fra, "CHN": chn}
		casters := strings.Split(rows[n][4], ";")
		for _, id := range casters {
			if !v.By(ids[id]) || len(casters) != len(v.Casters) {
				t.Errorf("%s %s: cast by %v, the file has %s", v.Date, v.Draft, v.Casters, rows[n][4])
			}
		}
	}
	if len(seen) != len(rows)-1 {
		t.Errorf("%d of the %d rows of the file", len(seen), len(rows)-1)
	}
}

// readCSV reads a file of the collected data, or skips the test where it is not there.
func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the collected files are not here: %v", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
