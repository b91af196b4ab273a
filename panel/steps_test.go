package panel

// Steps on panels: what stays, what is told, and what is refused.

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/format/frame"

	"pgregory.net/rapid"
)

// stepped builds a panel of the core record with steps given as "kind text".
func stepped(t testing.TB, s Spec, steps ...string) (*Panel, error) {
	t.Helper()
	for _, text := range steps {
		kind, rest, _ := strings.Cut(text, " ")
		s.Steps = append(s.Steps, Step{kind, rest})
	}
	return core(t).Build(t.Context(), catalogueOf(t), s)
}

func mustStep(t testing.TB, s Spec, steps ...string) *Panel {
	t.Helper()
	p, err := stepped(t, s, steps...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var (
	someStates = Spec{Unit: "state-year", System: "cow", From: 1990, To: 2010, Columns: []string{"worldbank.gdp", "worldbank.population"}}
	somePairs  = Spec{Unit: "dyad-year", System: "cow", From: 2000, To: 2003, Columns: []string{"worldbank.gdp"}}
)

// cellOf finds the cell of a row by its keys.
func cellOf(t testing.TB, p *Panel, name string, keys ...float64) float64 {
	t.Helper()
	c := p.Frame.Column(name)
	if c == nil {
		t.Fatalf("no column %s", name)
	}
	for row := range p.Frame.Rows {
		same := true
		for i, k := range keys {
			same = same && p.Frame.Columns[i].At(row) == k
		}
		if same {
			return c.At(row)
		}
	}
	t.Fatalf("no row %v", keys)
	return 0
}

// TestLet: a made column is the formula of the cells beside it, in every row, and tells its sources.
func TestLet(t *testing.T) {
	p := mustStep(t, someStates, "let rich = gdp / population", "let was = lag(rich, 2)", "let growth = 100 * diff(log(worldbank.gdp))")
	gdp, pop, rich := p.Frame.Column("gdp"), p.Frame.Column("population"), p.Frame.Column("rich")
	if gdp == nil || rich == nil {
		t.Fatalf("columns are %v", columnNames(p))
	}
	for row := range p.Frame.Rows {
		want := gdp.At(row) / pop.At(row)
		if x := rich.At(row); x != want && !(x != x && want != want) {
			t.Fatalf("row %d: %v, want %v", row, x, want)
		}
	}
	if a, b := cellOf(t, p, "was", 365, 2005), cellOf(t, p, "rich", 365, 2003); a != b || b != b {
		t.Errorf("the lag of Russia's 2005 is %v, 2003 was %v", a, b)
	}
	if x := cellOf(t, p, "was", 365, 1990); comity.Why(x) != comity.NotCovered {
		t.Errorf("before the panel begins the lag is %v %s", x, comity.Why(x))
	}
	if x := cellOf(t, p, "was", 371, 1992); comity.Why(x) != comity.NotApplicable {
		t.Errorf("the lag of Armenia's 1992, when it was no state in 1990, is %v %s", x, comity.Why(x))
	}
	at := slices.IndexFunc(p.Columns, func(m Made) bool { return m.Header == "was" })
	if got := p.Behind(p.Columns[at]); !slices.Equal(got, []string{"worldbank"}) {
		t.Errorf("behind the lag stand %q", got)
	}
	if c := p.Frame.Column("was"); c.Label != "rich, 2 years before" && !strings.Contains(c.Label, "2 years before") {
		t.Errorf("label %q", c.Label)
	}
}

func columnNames(p *Panel) (out []string) {
	for _, c := range p.Frame.Columns {
		out = append(out, c.Name)
	}
	return out
}

// TestMadeIsExplained: after filters too, the cells a made cell rests on are the right ones, down to the source's row.
func TestMadeIsExplained(t *testing.T) {
	p := mustStep(t, someStates, "let was = lag(gdp)", "where year >= 2000 and ccode != 2", "let twice = 2 * was", "where ccode == 365")
	for row := range p.Frame.Rows {
		year := p.Frame.Column("year").At(row)
		for _, name := range []string{"was", "twice"} {
			at := slices.IndexFunc(p.Columns, func(m Made) bool { return m.Header == name })
			c, err := p.Explain(row, p.Columns[at])
			if err != nil || c.Value != p.Frame.Columns[at].At(row) || len(c.Inputs) != 1 || float64(c.Year) != year {
				t.Fatalf("%s in row %d: %+v, %v", name, row, c, err)
			}
			if name == "was" && (c.Inputs[0].Ref.Source != "worldbank" || c.Inputs[0].Value != c.Value || !strings.Contains(c.Inputs[0].Label, yearWords(int(year)-1))) {
				t.Fatalf("behind was in %v stands %+v", year, c.Inputs[0])
			}
		}
	}
}

// TestWhereTells: how many rows were false, and how many missing for which reason; together with those kept they are all.
func TestWhereTells(t *testing.T) {
	p := mustStep(t, someStates, "where gdp > 1e11")
	last := p.Log[len(p.Log)-1]
	if last.After != p.Frame.Rows || last.Before <= last.After || !strings.Contains(last.What, "false") || !strings.Contains(last.What, ".a") {
		t.Errorf("the log says %+v", last)
	}
	if !slices.Equal(last.Sources, []string{"worldbank"}) {
		t.Errorf("the filter rests on %q", last.Sources)
	}
	for row := range p.Frame.Rows {
		if !(p.Frame.Column("gdp").At(row) > 1e11) {
			t.Fatalf("row %d was kept", row)
		}
	}
}

// TestPairs: a function of both states' figures takes them from the panel or from the catalogue, and the unit numbers go along.
func TestPairs(t *testing.T) {
	p := mustStep(t, somePairs, "let link = weaklink(worldbank.population)", "let ratio = dratio(gdp)", "drop gdp*")
	if p.Frame.Column("gdp1") != nil || p.Frame.Column("population1") != nil {
		t.Errorf("columns are %v", columnNames(p))
	}
	q := mustStep(t, Spec{Unit: "state-year", From: 2000, To: 2003, Columns: []string{"worldbank.population"}})
	want := min(cellOf(t, q, "population", 2, 2001), cellOf(t, q, "population", 365, 2001))
	if got := cellOf(t, p, "link", 2, 365, 2001); got != want {
		t.Errorf("the weaker of the two has %v, want %v", got, want)
	}
	if x := cellOf(t, p, "ratio", 2, 365, 2001); !(x > 0 && x < 1) {
		t.Errorf("the ratio is %v", x)
	}
}

func TestStepFaults(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return `"` + name + `"`
	}
	twice := file("twice.csv", "ccode,year,x\n365,2000,1\n710,2000,2\n365,2000,3\n")
	plain := file("plain.csv", "ccode,year,x\n365,2000,1\n")
	static := file("static.csv", "ccode,x\n365,1\n")
	texts := file("texts.csv", "country,x\nRussia,1\n")
	tests := []struct{ name, step, want string }{
		{"kind", "lett x = 1", `no step is called "lett"`},
		{"no name", "let 1 + 2", "want NAME = FORMULA"},
		{"bad name", "let my-x = 1", "no name for a column"},
		{"taken", "let gdp = 1", "the panel has a column gdp"},
		{"column", "where gpd > 1", "did you mean gdp"},
		{"formula", "where 1 +", "step 1, where"},
		{"not true", "where gdp", "a filter keeps the rows"},
		{"drop key", "drop year", "year identifies the row"},
		{"drop nothing", "drop gpd", "did you mean gdp"},
		{"sample", "sample some", "want 1000 rows"},
		{"sample share", "sample 120%", "more than there is"},
		{"sample part", "sample 1.5 rows", "no number of rows"},
		{"no cases", "sample cases year == 1800 with 2 others", "nothing to draw"},
		{"no keys", "join " + plain + " many:1", "want FILE on KEY"},
		{"no cardinality", "join " + plain + " on ccode,year", "not declared"},
		{"multiplying", "join " + plain + " on ccode,year 1:many", "would multiply the rows"},
		{"keys twice", "join " + twice + " on ccode,year many:1", "rows 1 and 3 both have ccode 365, year 2000"},
		{"once", "join " + static + " on ccode 1:1", "1:1 does not hold"},
		{"key", "join " + plain + " on ccdoe=ccode,year many:1", `has no column "ccdoe"; did you mean ccode?`},
		{"panel key", "join " + plain + " on ccode=cowcode,year many:1", `the panel has no column "cowcode"`},
		{"scheme", "join " + plain + " on ccode:isoo3=ccode,year many:1", "no scheme of codes"},
		{"scheme of year", "join " + plain + " on ccode,year:iso3=year many:1", "no column of a state"},
		{"texts", "join " + texts + " on country=ccode many:1", "say how the file writes them"},
		{"names", "join " + plain + " on ccode,year many:1 only y", `has no column "y"`},
		{"no file", "join nowhere.csv on ccode many:1", "nowhere.csv"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := stepped(t, someStates, tt.step); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: %v, want %q", tt.step, err, tt.want)
			}
		})
	}
}

// TestSampleRows: as many as asked for, by the seed alone, and no row twice.
func TestSampleRows(t *testing.T) {
	rows := func(steps ...string) []int32 { return mustStep(t, someStates, steps...).base }
	a, b, c := rows("sample 100 rows seed 7"), rows("let x = year", "sample 100 rows seed 7"), rows("sample 100 seed 8")
	if len(a) != 100 || !slices.Equal(a, b) || slices.Equal(a, c) || !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != 100 {
		t.Errorf("samples %v %v %v", a[:5], b[:5], c[:5])
	}
	p := mustStep(t, someStates, "sample 10% of units")
	units := map[float64]int{}
	for row := range p.Frame.Rows {
		units[p.Frame.Column("ccode").At(row)]++
	}
	all := mustStep(t, someStates)
	for code, n := range units {
		if whole := countOf(all, code); n != whole {
			t.Errorf("of state %v there are %d of %d rows", code, n, whole)
		}
	}
	if len(units) < 17 || len(units) > 20 || !strings.Contains(p.Log[1].What, "seed 0") {
		t.Errorf("%d units; %s", len(units), p.Log[1].What)
	}
}

func countOf(p *Panel, code float64) (n int) {
	for row := range p.Frame.Rows {
		if p.Frame.Column("ccode").At(row) == code {
			n++
		}
	}
	return n
}

// TestSampleCases: all cases stay, the weights add up to the rows there were, and what King and Zeng's correction needs is told.
func TestSampleCases(t *testing.T) {
	p := mustStep(t, someStates, "sample cases ccode == 365 with 3 others as w")
	cases, sum := countOf(p, 365), 0.0
	for row := range p.Frame.Rows {
		sum += p.Frame.Column("w").At(row)
	}
	before := p.Log[1].Before
	if cases != 21 || p.Frame.Rows != 84 || math.Abs(sum-float64(before)) > 1e-9 {
		t.Errorf("%d cases in %d rows, weights %v of %d", cases, p.Frame.Rows, sum, before)
	}
	tau, ybar := float64(cases)/float64(before), .25
	if notes := strings.Join(p.Log[1].Notes, "\n"); !strings.Contains(notes, "ybar = 0.25") || !strings.Contains(notes, trimmed(math.Log((1-tau)/tau*ybar/(1-ybar)))) {
		t.Errorf("notes: %s", notes)
	}
}

func trimmed(x float64) string { return comity.Show(x, "")[:4] }

// TestChance: the first numbers of SplitMix64 for the seed 1234567, as published with the reference program.
func TestChance(t *testing.T) {
	c := chance{1234567}
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := c.next(); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	seen := map[uint64]int{}
	for range 60_000 {
		seen[c.below(6)]++
	}
	for face := range uint64(6) {
		if n := seen[face]; n < 9_600 || n > 10_400 {
			t.Errorf("%d comes %d times in 60000", face, n)
		}
	}
}

// TestJoin: states in several schemes, read as of the row's year; what does not fit is told, and the rows stay.
func TestJoin(t *testing.T) {
	file := filepath.Join(t.TempDir(), "my.csv")
	text := "iso3,year,x,what\nRUS,2000,1,a\nDEU,1990,2,b\nDEU,2000,3,a\nYUG,1991,4,\nXKX,2000,5,c\nUSA,1950,6,d\n,2000,7,e\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	whole := mustStep(t, someStates)
	p := mustStep(t, someStates, "join "+file+" on iso3=ccode year many:1 as my_", "where ccode in (2, 255, 260, 345, 365)")
	if p.Log[1].Before != whole.Frame.Rows || p.Log[1].After != whole.Frame.Rows {
		t.Errorf("the join changed the rows: %+v", p.Log[1])
	}
	for _, c := range []struct {
		code, year, want float64
	}{{365, 2000, 1}, {255, 1990, 2}, {255, 2000, 3}, {345, 1991, 4}, {2, 1990, frame.NaN(1)}} {
		if got := cellOf(t, p, "my_x", c.code, c.year); math.Float64bits(got) != math.Float64bits(c.want) {
			t.Errorf("state %v in %v: %v, want %v", c.code, c.year, got, c.want)
		}
	}
	if got := cellOf(t, p, "my_what", 345, 1991); comity.Why(got) != comity.InSource {
		t.Errorf("an empty text is %v", got)
	}
	if what := p.Log[1].What; !strings.Contains(what, "4 of ") || !strings.Contains(what, "4 of 7 rows of the file used") {
		t.Errorf("the log says %s", what)
	}
	notes := strings.Join(p.Log[1].Notes, "\n")
	for _, want := range []string{"XKX", "iso3 USA, year 1950", "1 rows of the file lack a key", "x of the file: whole", "United States, year 1990"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is not in the notes:\n%s", want, notes)
		}
	}
	at := slices.IndexFunc(p.Columns, func(m Made) bool { return m.Header == "my_x" })
	for row := range p.Frame.Rows {
		if p.Frame.Columns[at].At(row) == 4 {
			if c, err := p.Explain(row, p.Columns[at]); err != nil || c.Value != 4 || c.Ref.Row != 4 {
				t.Errorf("explained as %+v, %v", c, err)
			}
		}
	}
}

// TestJoinPairs: both states of a pair by name, without a year, and a column made of what was joined.
func TestJoinPairs(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pairs.tsv")
	if err := os.WriteFile(file, []byte("from\tto\tkm\nRussia\tChina\t100\nUnited States\tCanada\t50\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	p := mustStep(t, Spec{Unit: "dyad-year", Directed: true, From: 2000, To: 2001}, "join "+file+" on from:name=ccode1 to:name=ccode2 many:1", "let half = km / 2", "let half = half + 1", "where not missing(half)")
	if p.Frame.Rows != 4 || cellOf(t, p, "half", 365, 710, 2001) != 51 {
		t.Errorf("%d rows", p.Frame.Rows)
	}
}

// TestJoinsKeepRows: whatever the file holds, a join that is not refused leaves the rows as they were, in their order.
func TestJoinsKeepRows(t *testing.T) {
	dir := t.TempDir()
	e, cat := core(t), catalogueOf(t)
	s := Spec{Unit: "state-year", From: 1998, To: 2000}
	whole, err := e.Build(t.Context(), cat, s)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("ccode,year,x\n")
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			b.WriteString(rapid.SampledFrom([]string{"2", "365", "710", "999", "", "NA"}).Draw(t, "code") + "," + rapid.SampledFrom([]string{"1998", "1999", "2000", "2001", ""}).Draw(t, "year") + "," +
				rapid.SampledFrom([]string{"1", "0.5", "", "-9"}).Draw(t, "x") + "\n")
		}
		file := filepath.Join(dir, "my.csv")
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		s := s
		s.Steps = []Step{{"join", file + " on ccode,year " + rapid.SampledFrom([]string{"1:1", "many:1"}).Draw(t, "fit")}}
		p, err := e.Build(t.Context(), cat, s)
		if err != nil {
			return
		}
		if p.Frame.Rows != whole.Frame.Rows {
			t.Fatalf("%d rows, there were %d", p.Frame.Rows, whole.Frame.Rows)
		}
		for i, c := range whole.Frame.Columns {
			for row := range c.Len() {
				if p.Frame.Columns[i].At(row) != c.At(row) {
					t.Fatalf("row %d is another", row)
				}
			}
		}
	})
}

// TestNoRows: a panel of no rows is one, whether it began so or a filter took them all, and goes through every step.
func TestNoRows(t *testing.T) {
	steps := []string{"let a = lag(gdp1) + total(gdp2)", "where a > 0", "let b = weaklink(worldbank.population)", "sample 10 rows", "sample 50% of units", "where b > a"}
	for _, s := range []Spec{{Unit: "dyad-year", From: 2000, To: 2001, Scope: []string{"RUS"}, Columns: []string{"worldbank.gdp"}}, {Unit: "dyad-year", From: 2000, To: 2001, Columns: []string{"worldbank.gdp"}}} {
		p := mustStep(t, s, append([]string{"where year > 2017"}, steps...)...)
		for _, c := range p.Frame.Columns {
			if p.Frame.Rows != 0 || c.Len() != 0 {
				t.Errorf("%d rows, %d in %s", p.Frame.Rows, c.Len(), c.Name)
			}
		}
	}
}

// TestLagsAtTheEdge: before the list of states begins nothing is known of a state; where the list has it not, it was none.
func TestLagsAtTheEdge(t *testing.T) {
	p := mustStep(t, Spec{Unit: "dyad-year", From: 1816, To: 1920}, "let was = lag(year)")
	for _, c := range []struct {
		a, b, year float64
		want       comity.Missing
	}{{2, 200, 1816, comity.NotCovered}, {2, 20, 1920, comity.NotApplicable}, {200, 220, 1817, comity.Present}} {
		if got := cellOf(t, p, "was", c.a, c.b, c.year); comity.Why(got) != c.want {
			t.Errorf("the year before of %v: %v", c, got)
		}
	}
}

// TestSpellsAgree: the spells of the catalogue and those of formulas are the same, counted in years and in rows.
func TestSpellsAgree(t *testing.T) {
	e, cat := built(t), catalogueOf(t)
	for _, compat := range []string{"", "peacesciencer"} {
		s := Spec{Unit: "dyad-year", From: 1816, To: 2010, Compat: compat, Columns: []string{"cowmidongoing", "theirs=dispute.cow_spell"}, Steps: []Step{{"let", "ours = spell(cowmidongoing)"}, {"let", "peace = peaceyears(cowmidongoing)"}}}
		p, err := e.Build(t.Context(), cat, s)
		if err != nil {
			t.Fatal(err)
		}
		ours, peace, theirs, differ := p.Frame.Column("ours"), p.Frame.Column("peace"), p.Frame.Column("theirs"), 0
		for row := range p.Frame.Rows {
			if ours.At(row) != theirs.At(row) || peace.At(row) != theirs.At(row) {
				if differ++; differ < 4 {
					t.Errorf("%q, %v and %v in %v: %v, the catalogue's is %v", compat, p.Frame.Columns[0].At(row), p.Frame.Columns[1].At(row), p.Frame.Columns[2].At(row), ours.At(row), theirs.At(row))
				}
			}
		}
		t.Logf("%q: %d of %d rows differ", compat, differ, p.Frame.Rows)
	}
}

// FuzzParseStep: no text of a step makes reading panic, and what is read says what it needs.
func FuzzParseStep(f *testing.F) {
	for _, step := range []string{"let a = b / c", "where x in 1..5", "sample 10% of units seed 3", "sample cases x > 1 with 5 others as w", "join my.csv on a:iso3=ccode1, year many:1 as p_ only x, \"y z\"", `join "a b.xlsx" part "Sheet 1" on "key one"=year 1:1`, "drop a*, b", "let a == b", "join x on"} {
		kind, text, _ := strings.Cut(step, " ")
		f.Add(kind, text)
	}
	f.Fuzz(func(t *testing.T, kind, text string) {
		o, err := ParseStep(kind, text)
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without words")
			}
			return
		}
		if names := o.Uses(); o.Kind == "join" && (len(names) == 0 || slices.Contains(names, "")) {
			t.Fatalf("%q has the keys %q", text, names)
		}
	})
}
