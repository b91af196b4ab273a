package panel

// Holds panels of state-years and of leaders against the peer's own outputs, cell by cell.

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"comity/format/frame"
	"comity/source"
)

// stateSources are the sources the columns of states and leaders are made of.
var stateSources = []string{
	"cow-majors-2016", "democracy-cow", "democracy-gw", "gdppop-2022-cow", "gdppop-2022-gw", "cow-trade-sy-4.0", "cow-igo-3", "ucdp-onsets-19.1",
	"ucdp-acd-25.1", "cow-war-intra-4.1", "gml-mid-2.2.1-disputes", "rivalries-tss-2022", "creg-2012", "rugged-2012", "cow-contdir-3.2",
	"capitals-cow", "capitals-gw", "mindist-cow", "mindist-gw", "archigos-4.1", "lead-2015", "lwuf-2020", "terrthreat-2022", "sdp-2020-cow", "sdp-2020-gw",
}

// catalogueOf is the catalogue over the cards that come with comity.
func catalogueOf(t testing.TB) *Catalogue {
	t.Helper()
	var cards []source.Card
	for _, s := range source.All() {
		cards = append(cards, s.Card())
	}
	return NewCatalogue(cards)
}

// panelOf builds a panel or fails.
func panelOf(t testing.TB, s Spec) *Panel {
	t.Helper()
	p, err := built(t).Build(t.Context(), catalogueOf(t), s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestGoldenStateYears: every cell of the peer's tables of state-years.
func TestGoldenStateYears(t *testing.T) {
	for _, sys := range []string{"cow", "gw"} {
		p := panelOf(t, Spec{Unit: "state-year", System: sys, ExtendTo: 2025, Columns: []string{"@peacesciencer"}, Compat: "peacesciencer"})
		holdGolden(t, p, "golden/stateyear_"+sys+"_kitchen.csv.gz")
	}
}

// TestGoldenLeaderYears: every cell of the peer's tables of leader-years, by both lists and as the list of leaders has them.
func TestGoldenLeaderYears(t *testing.T) {
	for _, c := range []struct{ golden, system, of string }{{"none", "gw", "all"}, {"gw", "gw", ""}, {"cow", "cow", ""}} {
		p := panelOf(t, Spec{Unit: "leader-year", System: c.system, Of: c.of, Columns: []string{"@peacesciencer"}, Compat: "peacesciencer"})
		holdGolden(t, p, "golden/leaderyears_"+c.golden+".csv.gz")
	}
}

// holdGolden holds every cell of a panel against a table, row by row in its order.
func holdGolden(t *testing.T, p *Panel, name string) {
	t.Helper()
	rows, col := sharedRows(t, name)
	if len(rows) != p.Frame.Rows {
		t.Fatalf("%s: %d rows, want %d", name, p.Frame.Rows, len(rows))
	}
	for header, at := range col {
		c := p.Frame.Column(header)
		if c == nil {
			t.Errorf("%s: no column %s", name, header)
			continue
		}
		wrong := 0
		for i, row := range rows {
			if sameCell(c, i, row[at]) {
				continue
			}
			if wrong++; wrong <= 3 {
				t.Errorf("%s: %s of %s %s is %s, want %q", name, header, row[0], row[col["year"]], showCell(c, i), row[at])
			}
		}
		if wrong > 3 {
			t.Errorf("%s: %s: %d cells differ", name, header, wrong)
		}
	}
}

// sameCell says whether a cell is what the peer wrote, to the fifteen digits it writes.
func sameCell(c *frame.Column, row int, want string) bool {
	if c.Kind == frame.Text {
		text, letter := c.TextAt(row)
		return letter == 0 && text == want || letter != 0 && want == ""
	}
	x := c.At(row)
	if want == "" || x != x {
		return want == "" && x != x
	}
	y, err := strconv.ParseFloat(want, 64)
	return err == nil && math.Abs(x-y) <= 1e-14*math.Abs(y)
}

func showCell(c *frame.Column, row int) string {
	if text, letter := c.TextAt(row); c.Kind == frame.Text && letter == 0 {
		return strconv.Quote(text)
	}
	return strconv.FormatFloat(c.At(row), 'g', -1, 64)
}

// BenchmarkStateYears builds the peer's kitchen sink of state-years, of both systems.
func BenchmarkStateYears(b *testing.B) {
	e, cat := built(b), catalogueOf(b)
	for _, sys := range []string{"cow", "gw"} {
		s := Spec{Unit: "state-year", System: sys, ExtendTo: 2025, Columns: []string{"@peacesciencer"}, Compat: "peacesciencer"}
		b.Run(sys, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Build(b.Context(), cat, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestCompatPage: every example of states on the page of differences is so.
func TestCompatPage(t *testing.T) {
	page, err := os.ReadFile("../docs/COMPAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## States and leaders")
	section, _, _ = strings.Cut(section, "\n## ")
	panels := map[[2]string]*Panel{}
	n := 0
	for line := range strings.Lines(section) {
		c := strings.Split(line, " | ")
		if len(c) != 7 || !strings.HasPrefix(line, "| ") || c[1] != "cow" && c[1] != "gw" {
			continue
		}
		n++
		header, want := strings.TrimPrefix(c[0], "| "), map[string]string{"peacesciencer": strings.TrimSpace(c[4]), "": strings.TrimSpace(c[5])}
		for _, compat := range []string{"peacesciencer", ""} {
			key := [2]string{c[1], compat}
			if panels[key] == nil {
				panels[key] = panelOf(t, Spec{Unit: "state-year", System: c[1], ExtendTo: 2025, Columns: []string{"@peacesciencer"}, Compat: compat})
			}
			p := panels[key]
			row := p.rowOf(num(t, strings.TrimSpace(c[2])), num(t, strings.TrimSpace(c[3])))
			if got := plainCell(p.Frame.Column(header), row); got != want[compat] && !(compat != "" && want[compat] == "" && strings.HasPrefix(got, ".")) {
				t.Errorf("%s of %s in %s (%s) is %s, and the page says %s", header, c[2], c[3], compat, got, want[compat])
			}
		}
	}
	if n < 20 {
		t.Errorf("the page has %d examples", n)
	}
}

// rowOf finds the row of a number and year.
func (p *Panel) rowOf(number, year int) int {
	for row := range p.Frame.Rows {
		if p.Frame.Columns[0].Ints[row] == int32(number) && p.Frame.Columns[1].At(row) == float64(year) {
			return row
		}
	}
	return -1
}

// plainCell writes a cell as the page does.
func plainCell(c *frame.Column, row int) string {
	text, letter := c.TextAt(row)
	switch {
	case letter != 0:
		return "." + string(rune('a'+letter-1))
	case c.Kind == frame.Text:
		return text
	}
	return strconv.FormatFloat(c.At(row), 'f', -1, 64)
}
