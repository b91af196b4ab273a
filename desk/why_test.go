package desk

// Every value that can be shown says where it comes from: source, edition, and the files or the rows behind it.

import (
	"strings"
	"testing"

	"comity"
	"comity/column"
	"comity/panel"
	"comity/report"
	"comity/states"
)

// everyKind visits questions over columns, units and years, ends and edges among them.
func everyKind(visit func(who []string, year int, column string)) {
	for _, year := range []int{1870, 1913, 1941, 1946, 1955, 1971, 1989, 1990, 1999, 2005, 2012, 2016, 2019, 2023, 2024} {
		on := comity.DayOf(year, 12, 31)
		list := panel.StatesIn(year)
		for i := 0; i < len(list); i += 11 {
			a := states.ID(list[i], on)
			for _, c := range column.All() {
				if c.Size() == 1 {
					visit([]string{a}, year, c.Name)
					continue
				}
				for j := i + 1; j < len(list); j += 29 {
					visit([]string{a, states.ID(list[j], on)}, year, c.Name)
				}
			}
		}
		for _, c := range column.All() {
			visit([]string{"USA", "CHN"}[:c.Size()], year, c.Name)
		}
	}
}

// provenance says what is missing on the way from a value to its source, empty where nothing is.
func provenance(w report.Why, c report.WhyCell) string {
	switch {
	case c.Value == nil:
		return ""
	case c.Source.ID == "":
		return "no source"
	case c.Source.Edition == "" && c.Source.ID != "comity-headline":
		return "no edition of " + c.Source.ID
	case len(c.Inputs) == 0 && *c.Value != 0:
		return "no inputs"
	}
	for _, in := range c.Inputs {
		if in.Source.ID == "" || in.Label == "" {
			return "an input without source: " + in.Label
		}
	}
	for _, s := range w.Sources {
		if s.Source != c.Source.ID {
			continue
		}
		if _, ours := own[s.Source]; !ours && (len(s.Files) == 0 || len(s.Files[0].SHA256) != 64) {
			return "no files of " + s.Source
		}
		return ""
	}
	return "source " + c.Source.ID + " is not described"
}

func TestWhyOfEveryValue(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	values, columns := 0, map[string]bool{}
	everyKind(func(who []string, year int, name string) {
		w, err := d.Why(who, year, name, WhyOptions{})
		if err != nil {
			t.Errorf("%s of %v in %d: %v", name, who, year, err)
			return
		}
		for _, c := range w.Cells {
			if c.Value != nil {
				values++
				columns[name] = true
			}
			if bad := provenance(w, c); bad != "" {
				t.Errorf("%s of %v in %d, %s: %s", name, who, year, c.Reading, bad)
			}
		}
		if len(w.Cells) == 0 && len(w.More) == 0 && year > 1946 && year <= 2010 {
			t.Errorf("%s of %v in %d: no reading, and no word of what would give one", name, who, year)
		}
	})
	t.Logf("%d values of %d columns", values, len(columns))
	if values < 10000 || len(columns) < 14 {
		t.Errorf("only %d values of %d columns", values, len(columns))
	}
}

// whyShowsRows: with the files in the store, the rows of every figure that stands in one are shown as the producer wrote them. Called
// where every source is built (whole_test.go).
func whyShowsRows(t *testing.T, d *Desk, home string) {
	for _, c := range []struct {
		who    []string
		year   int
		column string
		want   []string // in the rows of each of the sources, in order
	}{
		{[]string{"DEU"}, 2012, "gdp.percapita", []string{"3527143188785.157"}},
		{[]string{"USA"}, 2012, "milex", []string{"655388000"}},
		{[]string{"RUS", "CHN"}, 2012, "trade.exports", []string{"42498087977", "4.163325126702527e+10", "45027"}},
		{[]string{"USA", "GBR"}, 1960, "alliance.obligation", []string{"1"}},
		{[]string{"RUS", "CHN"}, 1969, "dispute.ongoing", []string{"365"}},
	} {
		w, err := d.Why(c.who, c.year, c.column, WhyOptions{Home: home})
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, s := range w.Sources {
			for _, r := range s.Rows {
				if at < len(c.want) && strings.Contains(" "+strings.Join(r.Rows[0], " ")+" ", " "+c.want[at]+" ") {
					at++
				}
			}
			if _, ours := own[s.Source]; !ours && len(s.Rows) == 0 {
				t.Errorf("%s of %v in %d: no rows of %s (%s)", c.column, c.who, c.year, s.Source, s.Fetch)
			}
		}
		if at < len(c.want) {
			t.Errorf("%s of %v in %d: the rows do not show %v: %+v", c.column, c.who, c.year, c.want[at:], w.Sources)
		}
	}
}

// TestWhyOfVotes: all roll calls of the window on request, else how many there are and the first and the last.
func TestWhyOfVotes(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, all := range []bool{false, true} {
		w, err := d.Why([]string{"USA", "GBR"}, 2019, "vote.agreement", WhyOptions{All: all})
		if err != nil {
			t.Fatal(err)
		}
		rows := w.Sources[0].Rows
		if len(rows) != 2 || !strings.HasPrefix(rows[0].Of, "91 roll calls") {
			t.Fatalf("%d tables of roll calls: %+v", len(rows), rows)
		}
		if n := len(rows[0].Rows); all != (n == 91) || (rows[0].Note == "") != all {
			t.Errorf("all %v: %d rows, note %q", all, n, rows[0].Note)
		}
	}
}
