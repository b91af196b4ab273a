package formula

// Laws tried on random panels and random formulas.

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"comity/format/frame"
)

// letters of missing cells that random columns hold, and their share in them.
var someLetters = []uint8{1, 2, 3, 4, 5, 6, 26}

func drawCell(t *rapid.T, values []float64) float64 {
	if rapid.IntRange(0, 5).Draw(t, "gone") == 0 {
		return frame.NaN(rapid.SampledFrom(someLetters).Draw(t, "letter"))
	}
	return rapid.SampledFrom(values).Draw(t, "value")
}

// drawPanel makes a panel of up to 3 units with gaps in time, in any order, and columns of every kind and storage.
func drawPanel(t *rapid.T) *Env {
	env := &Env{Frame: &frame.Frame{}, CountRows: rapid.Bool().Draw(t, "rows")}
	for u := range int32(3) {
		for year := range int32(8) {
			if rapid.IntRange(0, 4).Draw(t, "there") > 0 {
				env.Unit, env.Time = append(env.Unit, 7*u-3), append(env.Time, 1990+year)
			}
		}
	}
	n := len(env.Unit)
	if rapid.Bool().Draw(t, "shuffled") {
		order := rapid.Permutation(counting(n)).Draw(t, "order")
		env.Unit, env.Time = gather(env.Unit, order), gather(env.Time, order)
	}
	if rapid.Bool().Draw(t, "exists") {
		unit := slices.Clone(env.Unit)
		env.Exists = func(row int, time int32) bool { return (int(unit[row])+int(time))%3 != 0 && time > 1991 }
	}
	env.Frame.Rows = n
	reals := func(name string, values ...float64) *frame.Column {
		c := &frame.Column{Name: name, Kind: frame.Real, Reals: make([]float64, n)}
		for i := range c.Reals {
			c.Reals[i] = drawCell(t, values)
		}
		return c
	}
	ints := func(name string, kind frame.Kind, values ...float64) *frame.Column {
		c := &frame.Column{Name: name, Kind: kind, Ints: make([]int32, n)}
		for i := range c.Ints {
			if x := drawCell(t, values); x != x {
				c.Ints[i] = frame.IntMissing(frame.Letter(x))
			} else {
				c.Ints[i] = int32(x)
			}
		}
		return c
	}
	flags := &frame.Column{Name: "f", Kind: frame.Flag, Small: []int8{0, 1, frame.SmallMissing(1), frame.SmallMissing(5)}, Via: make([]int32, n)}
	for i := range flags.Via {
		flags.Via[i] = int32(rapid.IntRange(0, 3).Draw(t, "flag"))
	}
	few := &frame.Column{Name: "v", Kind: frame.Real, Reals: []float64{-1, 0.5, frame.NaN(2), 7}, Via: flags.Via}
	named := ints("r", frame.Whole, 1, 2, 3)
	named.Named = []frame.Named{{Value: 1, Text: "one"}, {Value: 2, Text: "two"}, {Value: 3, Text: "three"}}
	text := ints("s", frame.Text, 0, 1, 2, 3)
	text.Texts = []string{"b", "a", "", "b"}
	env.Frame.Columns = []*frame.Column{reals("x", 0, 1, -2.5, 1e200, 3, math.Inf(1)), reals("p1", 1, 2, 0), ints("p2", frame.Whole, -1, 0, 5), ints("i", frame.Whole, 0, 1, -7, math.MaxInt32),
		flags, few, named, text, ints("d", frame.Date, -1, 0, 20000, -141000)}
	return env
}

// drawNumber writes a random formula that is a number; drawTruth one that is true or false.
func drawNumber(t *rapid.T, depth int) string {
	leaf := rapid.SampledFrom([]string{"x", "i", "f", "v", "v", "p1", "2", "0.5", "-3", "year(d)", "month(d)", "day(d)", "d - 5 - d", "weaklink(p)", "dmax(p)", "dmin(p)", "dmean(p)", "dratio(p)", "ddiff(p)", "dabs(p)"})
	if depth == 0 {
		return leaf.Draw(t, "leaf")
	}
	x := func() string { return drawNumber(t, depth-1) }
	c := func() string { return drawTruth(t, depth-1) }
	switch rapid.IntRange(0, 7).Draw(t, "form") {
	case 0, 1:
		return "(" + x() + ") " + rapid.SampledFrom([]string{"+", "-", "*", "/", "^"}).Draw(t, "sign") + " (" + x() + ")"
	case 2:
		return rapid.SampledFrom([]string{"abs", "sqrt", "exp", "log", "log1p", "asinh", "round", "floor", "ceil", "-", "lag", "lead", "diff", "cum", "first", "last", "total", "pct", "z", "zby", "rank"}).Draw(t, "f") + "(" + x() + ")"
	case 3:
		f := rapid.SampledFrom([]string{"lag(%s, 2)", "lead(%s, 3)", "diff(%s, 2)", "rollmean(%s, 3, 2)", "rollmean(%s, 2)", "rollsum(%s, 3)", "rollmin(%s, 3)", "rollmax(%s, 4, 1)", "rollsd(%s, 4, 1)", "round(%s, 1)", "tpoly(%s, 3)", "rcs(%s, 2, -1, 0, 1, 2.5)"}).Draw(t, "f")
		return fmt.Sprintf(f, x())
	case 4:
		return rapid.SampledFrom([]string{"spell", "peaceyears", "since"}).Draw(t, "f") + "(" + c() + ")"
	case 5:
		return "ifelse(" + c() + ", " + x() + ", " + x() + ")"
	case 6:
		return rapid.SampledFrom([]string{"min", "max", "coalesce"}).Draw(t, "f") + "(" + x() + ", " + x() + ", " + x() + ")"
	}
	return fmt.Sprintf(rapid.SampledFrom([]string{"coalesce(%s, .c, .z)", "ifelse(f, %s, .c)", "ifelse(f, .a, %s)"}).Draw(t, "form"), x())
}

func drawTruth(t *rapid.T, depth int) string {
	leaf := rapid.SampledFrom([]string{"f", "true", "r == \"two\"", "r in (\"one\", 3)", "s == \"b\"", "s in (\"a\", \"b\"..\"c\")", "s != lag(s)", "s < last(s)", "d > \"1970-01-01\"", "d in \"1600-01-01\"..\"1970-01-01\"", "missing(s)", "missing(x, .a)", "covered(i)", "coalesce(s, \"a\") == ifelse(f, s, \"b\")", "lag(f)", "i in (1, 0..2, -7)", "r not in 2..3", "first(d) == d"})
	if depth == 0 {
		return leaf.Draw(t, "leaf")
	}
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0:
		return drawNumber(t, depth-1) + " " + rapid.SampledFrom(comparisons).Draw(t, "sign") + " " + drawNumber(t, depth-1)
	case 1:
		return "(" + drawTruth(t, depth-1) + ") " + rapid.SampledFrom([]string{"and", "or", "&&", "||"}).Draw(t, "sign") + " (" + drawTruth(t, depth-1) + ")"
	case 2:
		return "not (" + drawTruth(t, depth-1) + ")"
	}
	return rapid.SampledFrom([]string{"missing", "covered"}).Draw(t, "f") + "(" + drawNumber(t, depth-1) + ")"
}

// TestJudge: the fast evaluation gives in every row what the plain one gives, to the last bit.
func TestJudge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		env := drawPanel(t)
		text := drawNumber(t, rapid.IntRange(0, 3).Draw(t, "depth"))
		if rapid.Bool().Draw(t, "truth") {
			text = drawTruth(t, rapid.IntRange(0, 3).Draw(t, "depth"))
		}
		e, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Eval(env)
		if err != nil {
			t.Fatal(err)
		}
		for row := range env.Frame.Rows {
			want := judge{env}.eval(e.root, row)
			x := got.At(row)
			if e.root.op == opName && math.IsInf(x, 0) {
				continue // a bare name is the column as it is
			}
			if l := frame.Letter(x); l != want.letter || l == 0 && x != want.num {
				t.Fatalf("%s in row %d: %v (letter %d), the judge says %v (letter %d)", text, row, x, l, want.num, want.letter)
			}
		}
		again, err := Parse(e.String())
		if err != nil || again.String() != e.String() {
			t.Fatalf("%s is written %s, which is read as %v (%v)", text, e, again, err)
		}
	})
}

// TestManyRows: more rows than a block, and every number of threads, give what the judge gives in rows picked at random.
func TestManyRows(t *testing.T) {
	env := &Env{Frame: &frame.Frame{Rows: 70_000}}
	x := &frame.Column{Name: "x", Kind: frame.Flag, Small: make([]int8, env.Frame.Rows)}
	for i := range x.Small {
		env.Unit, env.Time = append(env.Unit, int32(i/70)), append(env.Time, int32(1900+i%70+i/3%2))
		x.Small[i] = int8(i * 7919 % 11 / 10)
	}
	for i := 1; i < len(env.Time); i++ { // rise within a unit
		if env.Unit[i] == env.Unit[i-1] && env.Time[i] <= env.Time[i-1] {
			env.Time[i] = env.Time[i-1] + 1
		}
	}
	env.Frame.Columns = []*frame.Column{x}
	for _, text := range []string{"spell(x) + 2 * cum(x)", "lag(x, 3) or x", "rollmean(x, 5, 2) > 0.2"} {
		e, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Eval(env)
		if err != nil {
			t.Fatal(err)
		}
		for row := 13; row < env.Frame.Rows; row += 6997 {
			want := judge{env}.eval(e.root, row)
			if v := got.At(row); frame.Letter(v) != want.letter || want.letter == 0 && v != want.num {
				t.Errorf("%s in row %d: %v, the judge says %+v", text, row, v, want)
			}
		}
	}
}

// TestThreads: one thread gives the bits that several give.
func TestThreads(t *testing.T) {
	env := largePanel(1_200, true)
	for _, text := range []string{"z(cinc1) + rank(cinc2) / total(cinc1)", "rollsd(cinc1, 7, 3)", "log1p(cinc1) ^ 1.5 - dratio(cinc)", "coalesce(lag(cinc1, 3), first(cinc2))"} {
		e, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		var sums [2]uint64
		for i, threads := range []int{1, 5} {
			was := runtime.GOMAXPROCS(threads)
			c, err := e.Eval(&Env{Frame: env.Frame, Unit: env.Unit, Time: env.Time})
			runtime.GOMAXPROCS(was)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range c.Reals {
				sums[i] = sums[i]*31 + math.Float64bits(x)
			}
		}
		if sums[0] != sums[1] {
			t.Errorf("%s is another with more threads", text)
		}
	}
}

// TestNames: what a formula uses, each once, with both states' columns of a pair's function.
func TestNames(t *testing.T) {
	e, err := Parse("weaklink(nmc.cinc) > 0 and lag(year, 2) in 1..5 or `GDP (USD)` < year")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(e.Names(), " "); got != "nmc.cinc1 nmc.cinc2 year GDP (USD)" {
		t.Errorf("names are %s", got)
	}
}
