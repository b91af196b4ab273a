package panel

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/record"
)

// whittleLists are the lists of disputes, with the peer's files of what is left of them.
var whittleLists = []struct{ family, data, left string }{
	{"cow-mid-disputes", "cow_mid_dirdisps", "golden/whittled_cow_mid_dirdisps.csv.gz"},
	{"gml-mid-disputes", "gml_dirdisp", "golden/whittled_gml_dirdisp.csv.gz"},
}

// TestWhittle: after each rule as many rows are left as the peer has, and after the last the same rows, cell by cell.
func TestWhittle(t *testing.T) {
	steps, at := sharedRows(t, "golden/whittled_steps.csv")
	for _, l := range whittleLists {
		d, err := newBench(built(t), comity.COW, Spec{}).disputes(l.family)
		if err != nil {
			t.Fatal(err)
		}
		left := d.pairs
		for _, step := range steps {
			if step[at["data"]] != l.data || step[at["step"]] == "start" {
				continue
			}
			rules, err := rulesNamed(step[at["step"] : at["step"]+1])
			if err != nil {
				t.Fatal(err)
			}
			left = left.each(func(list []whittled) []whittled { return whittle(list, rules) })
			if want := num(t, step[at["rows"]]); len(left.items) != want {
				t.Errorf("%s: %d disputes are left after %s, want %d", l.data, len(left.items), step[at["step"]], want)
			}
		}
		holdLeft(t, d, left, l.left)
	}
}

// holdLeft holds the cells of the disputes that are left against a file of them.
func holdLeft(t *testing.T, d *disputes, left *byPair[whittled], file string) {
	t.Helper()
	rows, at := sharedRows(t, file)
	if len(rows) != len(left.items) {
		t.Fatalf("%s: %d disputes are left, want %d", file, len(left.items), len(rows))
	}
	for _, row := range rows {
		w := in(left.of(state(t, row[at["ccode1"]]), state(t, row[at["ccode2"]])), num(t, row[at["year"]]))
		if w == nil {
			t.Fatalf("%s: no dispute is left of %v", file, row[:4])
		}
		for name, j := range at {
			if strings.HasPrefix(name, "ccode") {
				continue
			}
			c, i := columnOf(d.table, name), w.row
			if c.Name == "" {
				c, i = columnOf(d.whole, name), w.whole
			}
			if got := shownAs(c, int(i)); got != row[j] {
				t.Errorf("%s: %s of %v is %q, want %q", file, name, row[:4], got, row[j])
			}
		}
	}
}

// shownAs writes a cell as the producers do, missing as -9.
func shownAs(c record.Column, i int) string {
	if x := c.Number(i); comity.Why(x) == comity.InSource {
		return "-9"
	} else if x == x {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return c.Text(i)
}

// TestWhittleOrders: whatever the order of the rules, one dispute a pair and year is left, one of those there were, and no rule
// leaves nothing; a rule asked for first decides.
func TestWhittleOrders(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{})
	for _, l := range whittleLists {
		d, err := b.disputes(l.family)
		if err != nil {
			t.Fatal(err)
		}
		years := map[[3]int]float64{} // of each pair and year: the greatest length
		for _, p := range d.eachPair() {
			for _, w := range d.pairs.of(p.A, p.B) {
				key := [3]int{int(p.A), int(p.B), w.year}
				years[key] = max(years[key], w.maxdur)
			}
		}
		for _, names := range [][]string{{"maxdur"}, {"maxdur", "onsets"}, {"maxdur", "stmon", "fatality", "hostility", "recip", "jds"}} {
			left, err := d.left(b, names)
			if err != nil || len(left.items) != len(years) {
				t.Fatalf("%s by %v: %d left, want %d (%v)", l.data, names, len(left.items), len(years), err)
			}
			for _, p := range d.eachPair() {
				for _, w := range left.of(p.A, p.B) {
					if want := years[[3]int{int(p.A), int(p.B), w.year}]; w.maxdur != want {
						t.Fatalf("%s by %v: dispute of %v in %d is of %v days, want %v", l.data, names, p, w.year, w.maxdur, want)
					}
				}
			}
		}
	}
	if _, err := rulesNamed([]string{"onsets", "deaths"}); err == nil || !strings.Contains(err.Error(), "deaths") {
		t.Errorf("a rule that is none: %v", err)
	}
}

// eachPair gives the pairs of a list, each once.
func (d *disputes) eachPair() []comity.Pair {
	var out []comity.Pair
	pair := pairOf(d.table)
	for i := range d.table.Rows {
		out = append(out, pair(i))
	}
	slices.SortFunc(out, func(x, y comity.Pair) int { return slices.Compare([]comity.State{x.A, x.B}, []comity.State{y.A, y.B}) })
	return slices.Compact(out)
}
