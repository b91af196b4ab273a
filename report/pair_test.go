package report

// Pins what the pair page says of a series: the finding in numbers, the names of its lines, where it is silent.

import (
	"strings"
	"testing"

	"comity"
)

func measureOf(column, title, reading string, who []string, values ...float64) Measure {
	m := Measure{Pillar: "economy", Column: column, Title: title, Reading: reading, Unit: "share", Who: who, From: 2000, To: 2000 + len(values) - 1}
	for i, v := range values {
		m.Points = append(m.Points, NewPoint(2000+i, v, 1, comity.Seen))
	}
	m.Rank = RankOf(m.Points)
	return m
}

var (
	ab, ba = []string{"A", "B"}, []string{"B", "A"}
	silent = comity.NaN(comity.NotCovered)
	absent = comity.NaN(comity.NotApplicable)
)

func TestFinding(t *testing.T) {
	recalled := measureOf("c", "c", "r", ab, .1)
	recalled.Points[0].Basis = comity.Recalled.String()
	few := measureOf("c", "c", "r", ab, .3, .2)
	few.Points[0].N, few.Points[1].N = 1, 80
	tests := []struct {
		name string
		in   Measure
		want string
	}{
		{"few observations", few, "20.0 % in 2001, highest 30.0 % in 2000 (n = 1)"},
		{"not the highest", measureOf("c", "c", "r", ab, .1, .3, .2), "20.0 % in 2002, highest 30.0 % in 2001"},
		{"the highest", measureOf("c", "c", "r", ab, .1, .2), "20.0 % in 2001, the highest of 2 years"},
		{"silent at the end", measureOf("c", "c", "r", ab, .1, .2, silent), "20.0 % in 2001, the highest of 2 years"},
		{"one year", measureOf("c", "c", "r", ab, silent, .2), "20.0 % in 2001, the only year known"},
		{"nothing", measureOf("c", "c", "r", ab, silent), "not covered"},
		{"unverified", recalled, "10.0 % in 2000 (unverified), the only year known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.in.finding(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNamesOf(t *testing.T) {
	tests := []struct {
		name          string
		in            []Measure
		names, shared string
	}{
		{"one", []Measure{measureOf("c", "c", "x; all", ab)}, "x; all", ""},
		{"a common end", []Measure{measureOf("c", "c", "x; all", ab), measureOf("c", "c", "y; all", ab)}, "x | y", "all"},
		{"nothing in common", []Measure{measureOf("c", "c", "x; p", ab), measureOf("c", "c", "y; q", ab)}, "x; p | y; q", ""},
		{"both ways", []Measure{measureOf("c", "of A", "x", ab), measureOf("c", "of B", "x", ba)}, "of A | of B", "x"},
		{"both ways, two books", []Measure{measureOf("c", "of A", "x", ab), measureOf("c", "of A", "y", ab), measureOf("c", "of B", "x", ba)}, "of A, x | of A, y | of B, x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			names, shared := namesOf(tt.in)
			if got := strings.Join(names, " | "); got != tt.names || shared != tt.shared {
				t.Errorf("got %q and %q, want %q and %q", got, shared, tt.names, tt.shared)
			}
		})
	}
}

func TestCharted(t *testing.T) {
	one := measureOf("c", "share of B in A", "book", ab, absent, .1, silent, .2)
	two := measureOf("c", "share of A in B", "book", ba, absent, .4, silent, .3)
	one.Formula, two.Formula = "turnover of A with B", "turnover of A with B"
	one.Source, two.Source = Ref{ID: "s", Edition: "1"}, Ref{ID: "s", Edition: "1"}
	blocks := charted([]Measure{one, two})
	c := blocks[0].Chart
	if want := "Share of B in A: 20.0 % in 2003, the highest of 2 years; share of A in B: 30.0 % in 2003, highest 40.0 % in 2001"; c.Title != want {
		t.Errorf("title %q, want %q", c.Title, want)
	}
	if want := "Source: s 1"; c.Source != want {
		t.Errorf("source %q, want %q", c.Source, want)
	}
	if want := "Book. Turnover of A with B. "; c.Note != want {
		t.Errorf("note %q, want %q", c.Note, want)
	}
	if n := len(c.Series[0].Years); n != 3 {
		t.Errorf("%d years drawn, want 3: none in which there was nothing to know, the silent one kept as a gap", n)
	}
	if len(blocks) != 4 {
		t.Errorf("%d blocks, want the chart, a line for each and what they share", len(blocks))
	}
}

// A page on a pair of which nothing is known is a page, and says so.
func TestEmptyPair(t *testing.T) {
	out := printed(t, HTML, Pair{Title: "A and B", On: "2024-12-31"}.Document())
	for _, want := range []string{"0 treaties and 0 interstate wars in comity&#39;s lists.", "that does not mean there was none", "No source of this record covers it", "not a finding"} {
		if !strings.Contains(out, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestPlural(t *testing.T) {
	tests := []struct {
		n    int
		one  string
		want string
	}{{0, "war", "0 wars"}, {1, "treaty", "1 treaty"}, {2, "treaty", "2 treaties"}, {3, "series", "3 series"}}
	for _, tt := range tests {
		if got := plural(tt.n, tt.one); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
