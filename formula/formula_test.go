package formula

// What formulas mean, cell by cell, and what is said of those that mean nothing.

import (
	"errors"
	"math"
	"strings"
	"testing"

	"comity/format/frame"
)

var nan = math.NaN()

// panelOf makes a frame of one unit over years from columns of reals.
func panelOf(columns map[string][]float64, years ...int32) *Env {
	env := &Env{Frame: &frame.Frame{Rows: len(years)}, Time: years, Unit: make([]int32, len(years))}
	for name, cells := range columns {
		env.Frame.Columns = append(env.Frame.Columns, &frame.Column{Name: name, Kind: frame.Real, Reals: cells})
	}
	return env
}

// cells writes a column as text: a letter for what is missing.
func cells(c *frame.Column) string {
	var out []string
	for i := range c.Len() {
		x := c.At(i)
		if l := frame.Letter(x); l != 0 {
			out = append(out, "."+string('a'+rune(l)-1))
		} else {
			out = append(out, (&node{op: opNumber, num: x}).String())
		}
	}
	return strings.Join(out, " ")
}

func evaluate(t *testing.T, text string, env *Env) *frame.Column {
	t.Helper()
	e, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := e.Eval(env)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMeaning(t *testing.T) {
	a, b, d := frame.NaN(1), frame.NaN(2), frame.NaN(4)
	env := func() *Env {
		return panelOf(map[string][]float64{"x": {1, 0, a, 4, -1}, "y": {2, b, a, d, 0}, "x1": {1, 2, 3, 4, 5}, "x2": {2, 2, b, 0, -5}}, 1900, 1901, 1902, 1904, 1905)
	}
	tests := []struct{ name, in, want string }{
		{"binding", "-x1^2 + 2 * 3 - 4 / 2", "3 0 -5 -12 -21"},
		{"power from the right", "2^3^0 + 0*x1", "2 2 2 2 2"},
		{"graver wins", "x + y", "3 .b .a .d -1"},
		{"order does not matter", "y + x", "3 .b .a .d -1"},
		{"by zero", "x1 / (x1 - x1)", ".d .d .d .d .d"},
		{"log", "log(x)", "0 .d .a 1.3862943611198906 .d"},
		{"overflow", "exp(1000 * x1)", ".d .d .d .d .d"},
		{"comparison", "x > 0", "1 0 .a 1 0"},
		{"and", "x > 0 and y > 0", "1 0 .a .d 0"},
		{"or", "x > 0 or y > 0", "1 .b .a 1 0"},
		{"not", "not x > 0", "0 1 .a 0 1"},
		{"in", "x in (1, 4..9)", "1 0 .a 1 0"},
		{"not in", "x not in -1..0", "1 0 .a 1 0"},
		{"missing", "missing(x)", "0 0 1 0 0"},
		{"missing for a letter", "missing(y, .b)", "0 1 0 0 0"},
		{"covered", "covered(y)", "1 .b 0 1 1"},
		{"coalesce", "coalesce(x, 0)", "1 0 0 4 -1"},
		{"coalesce of missing", "coalesce(y, .c)", "2 .b .a .c 0"},
		{"recode", "ifelse(x == -1, .c, x)", "1 0 .a 4 .c"},
		{"lag by the calendar", "lag(x1)", ".a 1 2 .a 4"},
		{"lead", "lead(x1, 2)", "3 .a 4 .a .a"},
		{"diff", "diff(x)", ".a -1 .a .a -5"},
		{"cum", "cum(x)", "1 1 .a .a .a"},
		{"rolling", "rollsum(x1, 2)", ".a 3 5 .a 9"},
		{"rolling with fewer", "rollmean(x, 3, 2)", ".a 0.5 0.5 .a 1.5"},
		{"spell", "spell(x == 4)", "0 1 2 .a 0"},
		{"spell by the calendar", "spell(x1 == 2)", "0 1 0 2 3"},
		{"since", "since(x1 == 2)", ".b 0 1 3 4"},
		{"pct", "pct(x)", "100 .d .a 100 100"},
		{"weak link", "weaklink(x)", "1 2 .b 0 -5"},
		{"ratio", "dratio(x)", "0.5 1 .b 0 -1"},
		{"difference", "dabs(x)", "1 0 .b 4 10"},
		{"spline", "rcs(x1, 1, 1, 2, 3)", "0 0.25 1.5 3 4.5"},
		{"least of several", "min(x1, 3, x2)", "1 2 .b 0 -5"},
		{"rounded", "round(x1 / 3, 2)", "0.33 0.67 1 1.33 1.67"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cells(evaluate(t, tt.in, env())); got != tt.want {
				t.Errorf("%s: %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

// The sequence of methods that the peer counts as 0 1 2 0 0, and how a gap in years tells the two ways of counting apart.
func TestSpells(t *testing.T) {
	event := []float64{0, 0, 1, 1, 0, 0}
	years := []int32{1900, 1901, 1902, 1903, 1904, 1910}
	for rows, want := range map[bool]string{false: "0 1 2 0 0 6", true: "0 1 2 0 0 1"} {
		env := panelOf(map[string][]float64{"e": event}, years...)
		env.CountRows = rows
		if got := cells(evaluate(t, "peaceyears(e == 1)", env)); got != want {
			t.Errorf("counting rows %v: %s, want %s", rows, got, want)
		}
	}
}

// TestExists: a year in which the unit did not exist is not applicable, not a hole.
func TestExists(t *testing.T) {
	env := panelOf(map[string][]float64{"x": {1, 2, 3}}, 1900, 1901, 1903)
	env.Exists = func(_ int, year int32) bool { return year >= 1900 }
	if got := cells(evaluate(t, "lag(x)", env)); got != ".b 1 .a" {
		t.Errorf("lags are %s", got)
	}
	env = &Env{Frame: env.Frame, Unit: env.Unit, Time: env.Time, Exists: env.Exists}
	if got := cells(evaluate(t, "rollsum(x, 3)", env)); got != ".b .b .a" {
		t.Errorf("sums are %s", got)
	}
}

// TestWhere: which rows stay, and how many were false and missing.
func TestWhere(t *testing.T) {
	env := panelOf(map[string][]float64{"x": {1, 5, frame.NaN(1), 7, nan, frame.NaN(2)}}, 1, 2, 3, 4, 5, 6)
	e, err := Parse("x >= 5")
	if err != nil {
		t.Fatal(err)
	}
	rows, tally, err := e.Where(env)
	if err != nil || len(rows) != 2 || rows[0] != 1 || rows[1] != 3 {
		t.Errorf("rows %v, %v", rows, err)
	}
	if tally.True != 2 || tally.False != 1 || tally.Missing[1] != 1 || tally.Missing[2] != 1 || tally.Missing[4] != 1 || tally.Unknown() != 3 {
		t.Errorf("tally %+v", tally)
	}
}

// TestWords: a made column says its unit, its label and how it was made.
func TestWords(t *testing.T) {
	env := panelOf(map[string][]float64{"irst": {1, frame.NaN(1), 3}, "pop": {1, 2, 3}, "polity1": {1, 2, 3}, "polity2": {3, 2, 1}}, 1, 2, 3)
	set := func(name, label, unit string) {
		c := env.Frame.Column(name)
		c.Label, c.Unit = label, unit
	}
	set("irst", "iron and steel", "tonnes")
	set("pop", "", "persons")
	set("polity1", "democracy, of state 1", "index")
	set("polity2", "democracy, of state 2", "index")
	tests := []struct{ in, label, unit, note string }{
		{"log1p(irst)", "log(1 + tonnes): iron and steel", "log(1 + tonnes)", "another unit gives another curve"},
		{"asinh(pop)", "asinh(persons): pop", "asinh(persons)", ""},
		{"lag(irst, 5)", "iron and steel, 5 years before", "tonnes", "by the calendar"},
		{"irst / pop", "irst / pop", "tonnes per person", "Made by the formula irst / pop."},
		{"irst + pop", "irst + pop", "", "puts tonnes and persons together"},
		{"pop > 1", "pop > 1", "0/1", ""},
		{"coalesce(irst, 0)", "coalesce(irst, 0)", "tonnes", "filled 1 missing cells (1 .a)"},
		{"weaklink(polity)", "lower of both: democracy", "index", "less bound"},
		{"peaceyears(pop == 1)", "peaceyears(pop == 1)", "years", "left"},
	}
	for _, tt := range tests {
		c := evaluate(t, tt.in, env)
		if c.Label != tt.label || c.Unit != tt.unit || tt.note != "left" && !strings.Contains(strings.Join(c.Notes, " "), tt.note) {
			t.Errorf("%s: label %q, unit %q, notes %q", tt.in, c.Label, c.Unit, c.Notes)
		}
	}
}

// TestKinds: what is stored narrowly, and what whole numbers that grow become.
func TestKinds(t *testing.T) {
	env := panelOf(map[string][]float64{"x": {1, 2}}, 1, 2)
	env.Frame.Columns = append(env.Frame.Columns, &frame.Column{Name: "i", Kind: frame.Whole, Ints: []int32{math.MaxInt32, 1}})
	for in, want := range map[string]frame.Kind{"i - 1": frame.Whole, "i + i": frame.Real, "x + 1": frame.Real, "i > x": frame.Flag, "spell(i > 1)": frame.Whole, "i / 1": frame.Real, "ifelse(i > 1, \"a\", \"b\")": frame.Text} {
		if c := evaluate(t, in, env); c.Kind != want {
			t.Errorf("%s is %s, want %s", in, c.Kind, want)
		}
	}
}

func TestFaults(t *testing.T) {
	env := panelOf(map[string][]float64{"cinc1": {1}, "cinc2": {1}, "polity21": {1}, "gdp": {1}}, 1)
	env.Frame.Columns = append(env.Frame.Columns, &frame.Column{Name: "name", Kind: frame.Text, Ints: []int32{0}, Texts: []string{"Peru"}},
		&frame.Column{Name: "day0", Kind: frame.Date, Ints: []int32{0}}, &frame.Column{Name: "region", Kind: frame.Whole, Ints: []int32{1}, Named: []frame.Named{{Value: 1, Text: "Europe"}}})
	env.Known = []string{"trade.turnover"}
	tests := []struct{ name, in, want string }{
		{"empty", "  ", "empty"},
		{"unknown column", "cicn1 > 0", "no column is called cicn1; did you mean cinc1 or cinc2? (at character 1, at \"cicn1 > 0\")"},
		{"part of a name", "turnover > 0", "trade.turnover"},
		{"unknown function", "lagg(gdp)", "no function is called lagg; did you mean lag"},
		{"function without brackets", "lag > 1", "lag is a function: write lag(x[, k])"},
		{"too few arguments", "ifelse(gdp > 1)", "ifelse is written ifelse(when, then, else)"},
		{"open bracket", "(gdp + 1", ") is missing"},
		{"open quote", "name == \"Peru", "quote"},
		{"nothing after sign", "gdp + ", "ends where a number"},
		{"two comparisons", "1 < gdp < 3", "write a < b and b < c"},
		{"text and number", "name > 3", "cannot be compared"},
		{"text in arithmetic", "gdp * name", "* needs numbers, and name is a text"},
		{"number as truth", "gdp and cinc1 > 0", "compare it, as in gdp > 0"},
		{"missing compared", "gdp == .a", "write missing(…, .a)"},
		{"capital and", "gdp > 1 AND gdp < 2", "write and in small letters"},
		{"power", "gdp ** 2", "a power is written ^"},
		{"percent", "gdp % 2", "backquotes"},
		{"step", "lag(gdp, 0)", "argument 2 of lag is a whole number from 1"},
		{"step not written out", "lag(gdp, cinc1)", "argument 2 of lag"},
		{"pair", "weaklink(polity)", "no column is called polity1, of which polity would be the pair's"},
		{"pair meant", "weaklink(cicn)", "did you mean cinc?"},
		{"pair of formula", "weaklink(gdp + 1)", "name of a column that both states have"},
		{"day", "day0 > \"1 May 2001\"", "a day is written \"2001-07-16\""},
		{"named value", "region == \"Evrope\"", "did you mean Europe?"},
		{"range", "gdp in 5..1", "from the lower to the higher"},
		{"one without brackets", "gdp in 5", "a list in brackets or a range"},
		{"mixed kinds", "ifelse(gdp > 1, name, gdp)", "both must be of one kind"},
		{"knots", "rcs(gdp, 1, 1, 5, 3)", "knots rise"},
		{"term", "rcs(gdp, 2, 1, 3, 5)", "terms 1 to 1"},
		{"number and name", "2gdp", "cannot begin with a digit"},
		{"huge number", "gdp < 1e999", "too large"},
		{"deep", strings.Repeat("(", 300) + "gdp" + strings.Repeat(")", 300), "nested more than"},
		{"long", strings.Repeat("1+", MaxText), "bytes"},
		{"not text", "gdp > \xff", "UTF-8"},
		{"odd character", "gdp ≥ 2", "write <=, >= or !="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := Parse(tt.in)
			if err == nil {
				err = e.Check(env)
			}
			var fault *Error
			if err == nil || !errors.As(err, &fault) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%.60q: %v, want %q", tt.in, err, tt.want)
			}
		})
	}
}

// TestNoTime: functions over time say what they need, and a doubled year is told with its rows.
func TestNoTime(t *testing.T) {
	env := panelOf(map[string][]float64{"x": {1, 2}}, 1950, 1950)
	e, _ := Parse("lag(x)")
	if _, err := e.Eval(env); err == nil || !strings.Contains(err.Error(), "rows 1 and 2 are of one unit and one year (1950)") {
		t.Errorf("a doubled year gives %v", err)
	}
	if _, err := e.Eval(&Env{Frame: env.Frame}); err == nil || !strings.Contains(err.Error(), "of no unit in time") {
		t.Errorf("no time gives %v", err)
	}
}

// TestCellwise: a formula of columns reached by one index is worked out once for each cell, and is reached by it too; one that
// counts, or looks at other rows, is not.
func TestCellwise(t *testing.T) {
	via := []int32{1, 0, 1, 1, 0}
	env := &Env{Frame: &frame.Frame{Rows: 5, Columns: []*frame.Column{{Name: "x", Kind: frame.Real, Reals: []float64{1, frame.NaN(1)}, Via: via}, {Name: "y", Kind: frame.Real, Reals: []float64{3, 4}, Via: via}}},
		Unit: []int32{0, 0, 0, 0, 0}, Time: []int32{1, 2, 3, 4, 5}}
	for in, want := range map[string]string{"x + y": ".a 4 .a .a 4", "y > 3 or x > 5": "1 0 1 1 0", "lag(y)": ".a 4 3 4 4", "coalesce(x, 0)": "0 1 0 0 1"} {
		c := evaluate(t, in, env)
		if got := cells(c); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if once := !strings.Contains(in, "("); once != (c.Via != nil) {
			t.Errorf("%s is kept in %d cells", in, c.Cells())
		}
	}
	if notes := strings.Join(evaluate(t, "coalesce(x, 0)", env).Notes, " "); !strings.Contains(notes, "filled 3 missing cells") {
		t.Errorf("notes: %s", notes)
	}
}

// TestReads: which cells a made cell is made of.
func TestReads(t *testing.T) {
	env := panelOf(map[string][]float64{"x": {1, 2, 3, 4}, "y": {1, 2, 3, 4}, "x1": {1, 1, 1, 1}, "x2": {1, 1, 1, 1}}, 1900, 1901, 1903, 1904)
	tests := []struct{ in, want string }{
		{"x + y", "x3 y3"},
		{"lag(x) / y", "x2 y3"},
		{"lag(x, 3)", "x1"},
		{"diff(x)", "x3 x2"},
		{"rollsum(y, 3)", "y3 y2"},
		{"cum(x)", "x3 x2 x1 x0"},
		{"dmin(x)", "x13 x23"},
		{"total(x)", "x3"},
		{"lag(lag(x))", ""},
		{"z(x)", "x3 x0 x1 x2"},
	}
	for _, tt := range tests {
		e, err := Parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		reads, all, err := e.Reads(env, 3, 10)
		var got []string
		for _, r := range reads {
			got = append(got, r.Column+string(rune('0'+r.Row)))
		}
		if text := strings.Join(got, " "); err != nil || text != tt.want || all != len(reads) {
			t.Errorf("%s reads %q (%d), want %q", tt.in, text, all, tt.want)
		}
	}
}

// TestLongChain: a chain of many pieces is no nesting.
func TestLongChain(t *testing.T) {
	env := panelOf(map[string][]float64{"x": {1}}, 1)
	if got := cells(evaluate(t, strings.Repeat("x+", 20_000)+"x", env)); got != "20001" {
		t.Errorf("the sum is %s", got)
	}
}

func TestFunctionsAreTold(t *testing.T) {
	for _, f := range Functions() {
		if f.Says == "" || f.Missing == "" || f.Example == "" || f.bind == nil || f.args == "" {
			t.Errorf("%s is not told wholly", f.Name)
		}
		e, err := Parse(f.Example)
		if err != nil {
			t.Errorf("the example of %s: %v", f.Name, err)
		} else if e.String() != f.Example {
			t.Errorf("the example of %s is written %s", f.Name, e)
		}
	}
}

// FuzzParse: no text makes reading panic; what is read is written so that it is read alike, and is worked out or refused.
func FuzzParse(f *testing.F) {
	for _, fn := range Functions() {
		f.Add(fn.Example)
	}
	for _, s := range []string{"a.b1 in (1, -2..3.5e1, \"x\")", "not a and !b || c", "`odd \"name\"` <> 'it''s'", ".a", "-2^-3", "x not in \"a\"..\"b\"", "1..5", "((((", "lag(lag(x,2),3)", "rcs(t,1,1,2,3)", "ifelse(true, .z, x)", "é_ü == 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Parse(text)
		if err != nil {
			var fault *Error
			if !errors.As(err, &fault) || err.Error() == "" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := Parse(e.String())
		if err != nil || again.String() != e.String() {
			t.Fatalf("%q is written %q, read as %v, %v", text, e, again, err)
		}
		env := panelOf(map[string][]float64{"x": {1, frame.NaN(2), 3}}, 1900, 1901, 1903)
		env.Lookup = func(name string) *frame.Column {
			if strings.HasPrefix(name, "s") {
				return &frame.Column{Name: name, Kind: frame.Text, Texts: []string{"a", "b"}, Ints: []int32{0, 1, frame.IntMissing(3)}}
			}
			return env.Frame.Column("x")
		}
		if c, err := e.Eval(env); err == nil && c.Len() != 3 {
			t.Fatalf("%q gives %d rows", text, c.Len())
		}
	})
}
