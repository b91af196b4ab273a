package panel

// Dyad-years with all the columns the peer offers, held against the peer's own (golden/README.md of the shared files): counts, sums
// and ends of every column, sums by year, and every cell of samples of rows. What is void in the peer's files is not asked for.

import (
	"math"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"comity/format/frame"
)

// dyadSources are what the peer's columns of dyad-years are made of, beside those of states.
var dyadSources = []string{"cow-contdir-3.2", "cow-mid-5-disputes", "gml-mid-2.2.1-disputes", "capitals-cow", "mindist-cow", "cow-igo-3", "rivalries-tss-2022", "rivalries-td-2012", "grh-arms-races-2005", "cow-war-inter-4", "maoz-powers-2010", "mindist-plus-cow"}

// void are columns that are empty in the peer's files, by a fault of the peer.
var void = map[string]bool{"cowinterongoing": true, "cowinteronset": true, "initiator1": true, "initiator2": true, "outcome1": true,
	"outcome2": true, "batdeath1": true, "batdeath2": true, "resume": true}

// kitchen are the panels of the peer with all its columns: all dyad-years to 2010, those to 2025, and the politically relevant.
var kitchens = []struct {
	name, columns, byYear, sample string
	spec                          Spec
}{
	{"1816-2010", "kitchen_1816_2010_columns.csv", "kitchen_1816_2010_byyear.csv", "kitchen_1816_2010_sample20000.csv.gz",
		Spec{Unit: "dyad-year", Directed: true, From: 1816, To: 2010, Compat: "peacesciencer"}},
	{"all years", "kitchen_all_years_columns.csv", "", "kitchen_all_years_sample5000.csv.gz",
		Spec{Unit: "dyad-year", Directed: true, ExtendTo: 2025, Compat: "peacesciencer"}},
	{"politically relevant", "kitchen_prd_1816_2010_columns.csv", "", "kitchen_prd_sample5000.csv.gz",
		Spec{Unit: "dyad-year", Directed: true, From: 1816, To: 2010, Compat: "peacesciencer", Steps: []Step{{"where", "politically_relevant"}}}},
}

func TestKitchen(t *testing.T) {
	notUnderRace(t, "TestPairThreads")
	e, cat := built(t), catalogueOf(t)
	for _, k := range kitchens {
		t.Run(k.name, func(t *testing.T) {
			s := k.spec
			s.Columns = []string{"@peacesciencer"}
			p, err := e.Build(t.Context(), cat, s)
			if err != nil {
				t.Fatal(err)
			}
			if k.byYear != "" {
				holdNames(t, p.Frame, "golden/"+k.columns)
			}
			holdColumns(t, p.Frame, "golden/"+k.columns)
			if k.byYear != "" {
				holdYears(t, p.Frame, "golden/"+k.byYear)
			}
			holdSample(t, p.Frame, "golden/"+k.sample)
		})
	}
}

// holdNames holds the columns and their order against a file of them.
func holdNames(t *testing.T, f *frame.Frame, file string) {
	rows, at := sharedRows(t, file)
	if len(f.Columns) != len(rows) {
		t.Errorf("%d columns, want %d", len(f.Columns), len(rows))
	}
	for i, c := range f.Columns[:min(len(rows), len(f.Columns))] {
		if want := rows[i][at["col"]]; c.Name != want {
			t.Errorf("column %d is %s, want %s", i+1, c.Name, want)
		}
	}
}

// holdColumns holds the count, missing cells, distinct values, sum, sum of squares and ends of each column against a file of them.
func holdColumns(t *testing.T, f *frame.Frame, file string) {
	rows, at := sharedRows(t, file)
	for _, row := range rows {
		c := f.Column(row[at["col"]])
		if c == nil || void[c.Name] {
			continue
		}
		got := describe(c)
		for _, name := range []string{"n", "na", "distinct", "sum", "sumsq", "min", "max"} {
			want := row[at[name]]
			if name == "distinct" && row[at["col"]] == "capdist" {
				continue // the peer's distances differ in the last bit by the order of the two, and are counted twice
			}
			if x, err := strconv.ParseFloat(want, 64); err == nil && !near(got[name], x, 6e-9) {
				t.Errorf("%s of %s: %.12g, want %s", name, row[at["col"]], got[name], want)
			}
		}
	}
}

// describe gives the figures of a column that the peer's files have; a missing cell is one distinct value more.
func describe(c *frame.Column) map[string]float64 {
	na, sum, sumsq, low, high := 0.0, 0.0, 0.0, math.Inf(1), math.Inf(-1)
	uses := make([]int32, c.Cells()) // rows of each kept cell
	for i := range c.Len() {
		if c.Via != nil {
			i = int(c.Via[i])
		}
		uses[i]++
	}
	kept := *c
	kept.Via = nil
	seen, last := map[float64]bool{}, math.NaN()
	for i, n := range uses {
		x := kept.At(i)
		switch {
		case n == 0:
			continue
		case x != x:
			na += float64(n)
			continue
		case x != last:
			seen[x], last = true, x
		}
		sum += x * float64(n)
		sumsq += x * x * float64(n)
		low, high = min(low, x), max(high, x)
	}
	return map[string]float64{"n": float64(c.Len()), "na": na, "distinct": float64(len(seen)) + min(na, 1), "sum": sum, "sumsq": sumsq, "min": low, "max": high}
}

// near says that two numbers are the same but for the last digits printed.
func near(x, y, share float64) bool { return math.Abs(x-y) <= share*math.Max(math.Abs(x), math.Abs(y)) }

// holdYears holds the sums by year of each column, missing cells left out.
func holdYears(t *testing.T, f *frame.Frame, file string) {
	rows, at := sharedRows(t, file)
	years := f.Column("year")
	for name, j := range at {
		c := f.Column(name)
		if c == nil || name == "year" || void[name] {
			continue
		}
		sums := make([]float64, 3000)
		for i := range c.Len() {
			if x := c.At(i); x == x {
				sums[years.Ints[i]] += x
			}
		}
		wrong := 0
		for _, row := range rows {
			year, want := num(t, row[at["year"]]), float(t, row[j])
			if got := sums[year]; math.Abs(got-want) > 6e-5+1e-11*math.Abs(want) {
				if wrong++; wrong <= 3 {
					t.Errorf("sum of %s in %d: %.5f, want %.5f", name, year, got, want)
				}
			}
		}
		if wrong > 3 {
			t.Errorf("sum of %s: %d years are other", name, wrong)
		}
	}
}

// holdSample holds each cell of rows the peer gives whole.
func holdSample(t *testing.T, f *frame.Frame, file string) {
	rows, at := sharedRows(t, file)
	at3 := func(i int) [3]int {
		return [3]int{int(f.Columns[0].At(i)), int(f.Columns[1].At(i)), int(f.Columns[2].At(i))}
	}
	find := func(key [3]int) int {
		return sort.Search(f.Rows, func(i int) bool { at := at3(i); return slices.Compare(at[:], key[:]) >= 0 })
	}
	columns := map[int]*frame.Column{} // by their place in the file
	for name, j := range at {
		if c := f.Column(name); c != nil && !void[name] {
			columns[j] = c
		}
	}
	code1, code2, year := at["ccode1"], at["ccode2"], at["year"]
	wrong := map[string]int{}
	for _, row := range rows {
		key := [3]int{num(t, row[code1]), num(t, row[code2]), num(t, row[year])}
		i := find(key)
		if i == f.Rows || at3(i) != key {
			t.Fatalf("no row %v", key)
		}
		for j, c := range columns {
			if sameCell(c, i, row[j]) {
				continue
			}
			if wrong[c.Name]++; wrong[c.Name] <= 3 {
				t.Errorf("%s of %v: %s, want %q", c.Name, key, showCell(c, i), row[j])
			}
		}
	}
	for name, n := range wrong {
		t.Errorf("%s: %d of %d cells are other", name, n, len(rows))
	}
}

// TestUndirected: every cell of the peer's undirected dyad-years, where an obligation of alliance is one of either state.
func TestUndirected(t *testing.T) {
	notUnderRace(t, "TestPairThreads")
	p, err := built(t).Build(t.Context(), catalogueOf(t), Spec{Unit: "dyad-year", From: 1816, To: 2010, Compat: "peacesciencer",
		Columns: []string{"gmlmidonset", "gmlmidongoing", "gmlmidspell", "conttype", "cowmaj", "nmc.cinc", "polity2", "atop_defense", "capdist"}})
	if err != nil {
		t.Fatal(err)
	}
	holdSample(t, p.Frame, "golden/logit_input_nondirected_1816_2010.csv.gz")
}

// TestDistances: the distance of the year is that of its first day, but in the few years the source's card tells of.
func TestDistances(t *testing.T) {
	p, err := built(t).Build(t.Context(), catalogueOf(t), Spec{Unit: "dyad-year", From: 1886, To: 2019, Columns: []string{"mindist", "mindist_day"}})
	if err != nil {
		t.Fatal(err)
	}
	year, day, both, other := p.Frame.Column("mindist"), p.Frame.Column("mindist_day"), 0, 0
	for i := range p.Frame.Rows {
		if x, y := year.At(i), day.At(i); x == x && y == y {
			both++
			if math.Abs(x-y) > 1e-6 {
				other++
			}
		}
	}
	if both < 890000 || other > both/1000 {
		t.Errorf("%d pair-years have both distances, %d of them differ", both, other)
	}
	t.Logf("%d pair-years have both distances, %d of them differ", both, other)
}

// TestPeaceYears: the peer's spells over all dyad-years of its lists of disputes, and over every row of pairs that had one.
func TestPeaceYears(t *testing.T) {
	notUnderRace(t, "TestPairThreads")
	for _, c := range []struct {
		list string
		to   int
	}{{"cow", 2014}, {"gml", 2010}} {
		s := Spec{Unit: "dyad-year", Directed: true, From: 1816, To: c.to, Compat: "peacesciencer",
			Columns: []string{c.list + "midonset", c.list + "midongoing", "peace=dispute." + c.list + "_spell", "spell=dispute." + c.list + "_spell"}}
		file := "golden/spells_" + c.list
		p, err := built(t).Build(t.Context(), catalogueOf(t), s)
		if err != nil {
			t.Fatal(err)
		}
		holdYears(t, p.Frame, file+"_byyear.csv")
		holdSample(t, p.Frame, file+"_sample20000.csv.gz")
		s.Directed = false
		if p, err = built(t).Build(t.Context(), catalogueOf(t), s); err != nil {
			t.Fatal(err)
		}
		holdSample(t, p.Frame, file+"_all_dispute_dyads_nondir.csv.gz")
	}
}

// TestWars: every war and year of two states on opposite sides of the producers' list, and no other; where they had several, the
// one the rules name, found here by looking through the list.
func TestWars(t *testing.T) {
	rows, at := sharedRows(t, "data/rda_as_csv/cow_war_inter.csv.gz")
	names := []string{"cowinterongoing", "cowinteronset", "initiator1", "initiator2", "outcome1", "outcome2", "batdeath1", "batdeath2", "resume"}
	best := map[[3]int][]string{}
	deaths := func(row []string) int {
		sum := -1
		for _, name := range []string{"batdeath1", "batdeath2"} {
			if n := num(t, row[at[name]]); n >= 0 {
				sum = max(sum, 0) + n
			}
		}
		return sum
	}
	for _, row := range rows {
		key := [3]int{num(t, row[at["ccode1"]]), num(t, row[at["ccode2"]]), num(t, row[at["year"]])}
		old, ok := best[key]
		onset, before := row[at["cowinteronset"]], ""
		if ok {
			before = old[at["cowinteronset"]]
		}
		if !ok || onset > before || onset == before && deaths(row) > deaths(old) {
			best[key] = row
		}
	}
	p, err := built(t).Build(t.Context(), catalogueOf(t), Spec{Unit: "dyad-year", Directed: true, From: 1816, To: 2007, Columns: names})
	if err != nil {
		t.Fatal(err)
	}
	f, found := p.Frame, 0
	for i := range f.Rows {
		key := [3]int{int(f.Columns[0].Ints[i]), int(f.Columns[1].Ints[i]), int(f.Columns[2].Ints[i])}
		row, war := best[key]
		if f.Column("cowinterongoing").At(i) != oneIf(war) {
			t.Fatalf("war of %v: %v, want %v", key, f.Column("cowinterongoing").At(i), war)
		}
		if !war {
			continue
		}
		found++
		for _, name := range names {
			if want := row[at[name]]; !sameCell(f.Column(name), i, want) && !(want == "-9" && frame.Letter(f.Column(name).At(i)) == inSource) {
				t.Errorf("%s of %v: %s, want %q", name, key, showCell(f.Column(name), i), want)
			}
		}
	}
	if found != len(best) {
		t.Errorf("%d war years of pairs, want %d", found, len(best))
	}
}

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// TestCompatPagePairs: every example of pairs on the page of differences is so.
func TestCompatPagePairs(t *testing.T) {
	notUnderRace(t, "TestPairThreads")
	page, err := os.ReadFile("../docs/COMPAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## Pairs of states")
	section, _, _ = strings.Cut(section, "\n## ")
	var examples [][]string
	for line := range strings.Lines(section) {
		if c := strings.Split(strings.TrimPrefix(line, "| "), " | "); len(c) == 7 && c[0] != "column" {
			examples = append(examples, c)
		}
	}
	if len(examples) < 15 {
		t.Fatalf("the page has %d examples", len(examples))
	}
	for _, compat := range []string{"peacesciencer", ""} {
		s := Spec{Unit: "dyad-year", Directed: true, ExtendTo: 2025, Compat: compat, Columns: []string{"@peacesciencer", "politically_relevant", "dispnum", "fatality1", "cow_fatality", "flow1"}}
		p := panelOf(t, s)
		for _, c := range examples {
			row := p.rows.dyads.Find(int16(num(t, c[1])), int16(num(t, c[2])), num(t, c[3]))
			if row < 0 {
				t.Fatalf("no row %v", c[1:4])
			}
			got, want := plainCell(p.Frame.Column(c[0]), row), strings.TrimSpace(c[5])
			if compat != "" {
				want = strings.TrimSpace(c[4])
			}
			if got != want && !(compat != "" && want == "" && strings.HasPrefix(got, ".")) {
				t.Errorf("%s of %v (%s) is %s, and the page says %q", c[0], c[1:4], compat, got, want)
			}
		}
	}
}
