package formula

// This file is the list of functions: how each is written, what it is in words, and its rule. Those over units in time are in
// lags.go and spells.go, those over rows of one time in across.go, those of both states of a pair in pairs.go.

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"comity/format/frame"
)

// Function is one function of the language.
type Function struct {
	Name    string
	Params  string // as they are written; what may be left out is in square brackets
	Says    string // the formula in words
	Missing string // when the result is missing, beyond the rule that holds for all
	Example string

	// args has a letter for each argument: n a number, f something true or false, x anything, d a date, k a whole number
	// written out, q a number written out, m a letter of missing, p a name of a column of both states. ? follows one that may
	// be left out, + one that may come again.
	args  string
	bind  func(b *binder, n *node, x []*vec) (*vec, error)
	reach reach // the rows it reads for one row; nil: that row
}

// Usage says how the function is written.
func (f *Function) Usage() string { return f.Name + "(" + f.Params + ")" }

// count gives how many arguments a function takes.
func (f *Function) count() (lo, hi int) {
	letters := strings.TrimRight(strings.ReplaceAll(f.args, "?", ""), "+")
	lo = len(letters) - strings.Count(f.args, "?")
	if strings.HasSuffix(f.args, "+") {
		return lo, math.MaxInt
	}
	return lo, len(letters)
}

// arg gives the letter of an argument.
func (f *Function) arg(i int) byte {
	letters := strings.TrimRight(strings.ReplaceAll(f.args, "?", ""), "+")
	return letters[min(i, len(letters)-1)]
}

// Functions gives all functions, in the order of their page.
var Functions = sync.OnceValue(func() []*Function {
	return slices.Concat(rowFunctions, lagFunctions, spellFunctions, acrossFunctions, pairFunctions)
})

// find gives a function by its name, or nil.
func find(name string) *Function {
	for _, f := range Functions() {
		if f.Name == name {
			return f
		}
	}
	return nil
}

func functionNames() []string {
	var out []string
	for _, f := range Functions() {
		out = append(out, f.Name)
	}
	return out
}

// needs are what the letters of arguments ask for.
var needs = map[byte]struct {
	fits func(x *vec) bool
	want string
}{
	'n': {(*vec).isNumber, "a number"},
	'f': {func(x *vec) bool { return x.kind == frame.Flag || x.empty }, "something true or false (as x > 0)"},
	'd': {func(x *vec) bool { return x.kind == frame.Date }, "a date"},
}

// call checks the arguments of a function and binds it.
func (b *binder) call(n *node, x []*vec) (*vec, error) {
	f := find(n.text)
	for i, v := range x {
		if need, ok := needs[f.arg(i)]; ok && !need.fits(v) {
			a := n.args[i]
			return nil, b.fail(a, f.Name+" needs "+need.want+", and "+a.String()+" is "+v.kindName()+": "+f.Usage())
		}
	}
	return f.bind(b, n, x)
}

// like makes a piece that is of the same kind as another, with other cells.
func like(x *vec, f fill) *vec {
	return &vec{kind: x.kind, empty: x.empty, unit: x.unit, texts: x.texts, named: x.named, fill: f}
}

// numbers makes a piece of numbers.
func numbers(kind frame.Kind, unit string, f fill) *vec { return &vec{kind: kind, unit: unit, fill: f} }

// real1 is a function of one number; its unit is written around the argument's.
func real1(name string, f func(float64) float64) func(*binder, *node, []*vec) (*vec, error) {
	return func(_ *binder, _ *node, x []*vec) (*vec, error) {
		return numbers(frame.Real, within1(name, x[0].unit), each(x[0], func(v float64) float64 { return finite(f(v)) })), nil
	}
}

// within1 writes a unit inside a function: log(USD), log(1 + USD).
func within1(name, unit string) string {
	switch {
	case unit == "":
		return ""
	case name == "log1p":
		return "log(1 + " + unit + ")"
	}
	return name + "(" + unit + ")"
}

// same is a function of one number that keeps unit and kind.
func same(f func(float64) float64) func(*binder, *node, []*vec) (*vec, error) {
	return func(_ *binder, _ *node, x []*vec) (*vec, error) {
		return numbers(numberKind(x[0]), x[0].unit, each(x[0], f)), nil
	}
}

// most is a function of several numbers that gives one of them.
func most(f func(a, b float64) float64) func(*binder, *node, []*vec) (*vec, error) {
	return func(b *binder, n *node, x []*vec) (*vec, error) {
		out := numbers(numberKind(x[0]), x[0].unit, x[0].fill)
		for _, y := range x[1:] {
			if !y.isWhole() {
				out.kind = frame.Real
			}
			out.unit = b.unitOf("+", out, y)
			out.fill = two(&vec{fill: out.fill}, y, present(f))
		}
		return out, nil
	}
}

const byRule = "where a part is, with the gravest of their letters"

var rowFunctions = []*Function{
	{Name: "abs", Params: "x", args: "n", Says: "x without its sign", Missing: byRule, Example: "abs(polity2 - 5)", bind: same(math.Abs)},
	{Name: "min", Params: "x, y, …", args: "n+", Says: "the least of several numbers of a row", Missing: byRule, Example: "min(cinc1, cinc2)", bind: most(func(a, b float64) float64 { return min(a, b) })},
	{Name: "max", Params: "x, y, …", args: "n+", Says: "the greatest of several numbers of a row", Missing: byRule, Example: "max(cinc1, cinc2)", bind: most(func(a, b float64) float64 { return max(a, b) })},
	{Name: "sqrt", Params: "x", args: "n", Says: "the square root", Missing: byRule + "; .d for a negative x", Example: "sqrt(capdist)", bind: real1("sqrt", math.Sqrt)},
	{Name: "exp", Params: "x", args: "n", Says: "e to the power x", Missing: byRule + "; .d where it is too large for a number", Example: "exp(wbgdppc2011est)", bind: real1("exp", math.Exp)},
	{Name: "log", Params: "x", args: "n", Says: "the natural logarithm", Missing: byRule + "; .d for zero and below", Example: "log(milex1)", bind: real1("log", math.Log)},
	{Name: "log1p", Params: "x", args: "n", Says: "log(1 + x), x in the unit that the label names: another unit gives another curve", Missing: byRule + "; .d for -1 and below", Example: "log1p(flow1)", bind: real1("log1p", math.Log1p)},
	{Name: "asinh", Params: "x", args: "n", Says: "log(x + sqrt(x^2 + 1)), x in the unit that the label names: another unit gives another curve", Missing: byRule, Example: "asinh(flow1 - flow2)", bind: real1("asinh", math.Asinh)},
	{Name: "round", Params: "x[, digits]", args: "nk?", Says: "x to the nearest whole number, or to so many decimals; halves go away from zero", Missing: byRule, Example: "round(cinc1, 3)", bind: bindRound},
	{Name: "floor", Params: "x", args: "n", Says: "the greatest whole number that is not above x", Missing: byRule, Example: "10 * floor(year / 10)", bind: same(math.Floor)},
	{Name: "ceil", Params: "x", args: "n", Says: "the least whole number that is not below x", Missing: byRule, Example: "ceil(capdist / 1000)", bind: same(math.Ceil)},
	{Name: "year", Params: "date", args: "d", Says: "the year of a date", Missing: byRule, Example: "year(date)", bind: ofDate(time.Time.Year)},
	{Name: "month", Params: "date", args: "d", Says: "the month of a date, 1 to 12", Missing: byRule, Example: "month(date) in 1..3", bind: ofDate(func(t time.Time) int { return int(t.Month()) })},
	{Name: "day", Params: "date", args: "d", Says: "the day of the month of a date", Missing: byRule, Example: "day(date)", bind: ofDate(time.Time.Day)},
	{Name: "ifelse", Params: "when, then, else", args: "fxx", Says: "then where when is true, else where it is false", Missing: "where when is, and where the one that is taken is", Example: "ifelse(polity2 == -9, .c, polity2)", bind: bindIfelse},
	{Name: "missing", Params: "x[, letter]", args: "xm?", Says: "1 where x is missing (for that letter), else 0", Missing: "never", Example: "missing(milex1, .a)", bind: bindMissing},
	{Name: "covered", Params: "x", args: "x", Says: "1 where the source speaks of the cell: a value, named unknown (.c) or undefined (.d); 0 where it is silent (.a)", Missing: ".b and .e stay: the question does not apply, or cannot be answered here", Example: "covered(milex1)", bind: bindCovered},
	{Name: "coalesce", Params: "x, y, …", args: "xx+", Says: "x, or where it is missing y, and so on; how many cells were filled stands in the codebook", Missing: "where all are, with the gravest of their letters", Example: "coalesce(milex1, 0)", bind: bindCoalesce},
	{Name: "tpoly", Params: "t, power", args: "nk", Says: "(t / 10)^power: with powers 1 to 3 the cubic of Carter and Signorino (2010), scaled", Missing: byRule, Example: "tpoly(peaceyears(cowmidongoing), 3)", bind: bindPoly},
	{Name: "rcs", Params: "t, term, knot, knot, knot, …", args: "nkqqq+", Says: "term j of the restricted cubic spline (Harrell) on k knots t1 < … < tk, j from 1 to k-2: [(t-tj)+^3 - (t-tk-1)+^3 (tk-tj)/(tk-tk-1) + (t-tk)+^3 (tk-1-tj)/(tk-tk-1)] / (tk-t1)^2, where (·)+ is 0 below zero; t itself is the linear term", Missing: byRule, Example: "rcs(peaceyears(cowmidongoing), 1, 1, 4, 7)", bind: bindSpline},
}

func bindRound(_ *binder, n *node, x []*vec) (*vec, error) {
	scale := 1.0
	if len(x) > 1 {
		scale = math.Pow(10, n.args[1].num)
	}
	kind := x[0].kind
	if kind == frame.Flag || len(x) == 1 {
		kind = frame.Whole
	}
	return numbers(kind, x[0].unit, each(x[0], func(v float64) float64 {
		scaled := math.Round(v * scale)
		if math.IsInf(scaled, 0) {
			return v // so large that it has no decimals
		}
		return finite(scaled / scale)
	})), nil
}

// ofDate takes a part of a day, counted from 1970-01-01.
func ofDate(part func(time.Time) int) func(*binder, *node, []*vec) (*vec, error) {
	return func(_ *binder, _ *node, x []*vec) (*vec, error) {
		return numbers(frame.Whole, "", each(x[0], func(v float64) float64 {
			return float64(part(time.Unix(int64(v)*86400, 0).UTC()))
		})), nil
	}
}

func bindIfelse(b *binder, n *node, x []*vec) (*vec, error) {
	out, parts, err := b.oneKind(n, x[1:], 1)
	if err != nil {
		return nil, err
	}
	when, then, other := x[0], parts[0], parts[1]
	out.fill = func(s *scratch, lo, hi int, cells []float64) {
		when.fill(s, lo, hi, cells)
		yes, no := s.take(hi-lo), s.take(hi-lo)
		then.fill(s, lo, hi, yes)
		other.fill(s, lo, hi, no)
		for i, w := range cells {
			switch {
			case w != w:
			case w != 0:
				cells[i] = yes[i]
			default:
				cells[i] = no[i]
			}
		}
		s.give(yes)
		s.give(no)
	}
	return out, nil
}

func bindMissing(_ *binder, n *node, x []*vec) (*vec, error) {
	letter := uint8(0)
	if len(n.args) > 1 {
		letter = uint8(n.args[1].num)
	}
	return flag(whole1(x[0], func(v float64) float64 {
		l := frame.Letter(v)
		return truth(l != 0 && (letter == 0 || l == letter))
	})), nil
}

func bindCovered(_ *binder, _ *node, x []*vec) (*vec, error) {
	return flag(whole1(x[0], func(v float64) float64 {
		switch frame.Letter(v) {
		case letterA:
			return 0
		case letterB, letterE:
			return v
		}
		return 1
	})), nil
}

// whole1 makes a piece by a rule for one cell, there or not.
func whole1(x *vec, f func(float64) float64) fill {
	return func(s *scratch, lo, hi int, out []float64) {
		x.fill(s, lo, hi, out)
		for i, v := range out {
			out[i] = f(v)
		}
	}
}

func bindPoly(_ *binder, n *node, x []*vec) (*vec, error) {
	power := n.args[1].num
	return numbers(frame.Real, "", each(x[0], func(v float64) float64 { return finite(math.Pow(v/10, power)) })), nil
}

// bindSpline binds one term of Harrell's restricted cubic spline.
func bindSpline(b *binder, n *node, x []*vec) (*vec, error) {
	var knots []float64
	for _, a := range n.args[2:] {
		knots = append(knots, literalOf(a).num)
		if k := len(knots); k > 1 && knots[k-1] <= knots[k-2] {
			return nil, b.fail(a, "knots rise from one to the next")
		}
	}
	k, j := len(knots), int(n.args[1].num)
	if j > k-2 {
		return nil, b.fail(n.args[1], strconv.Itoa(k)+" knots have terms 1 to "+strconv.Itoa(k-2))
	}
	return numbers(frame.Real, "", each(x[0], func(t float64) float64 { return finite(spline(t, knots, j-1)) })), nil
}

// spline is term j (from 0) of the restricted cubic spline at t. Products are rounded before they are added, so that the result
// is the same on every machine.
func spline(t float64, knots []float64, j int) float64 {
	k := len(knots)
	first, before, last := knots[0], knots[k-2], knots[k-1]
	at := knots[j]
	sum := cube(t-at) - float64(cube(t-before)*((last-at)/(last-before)))
	sum += float64(cube(t-last) * ((before - at) / (last - before)))
	return sum / float64((last-first)*(last-first))
}

// cube is x to the third, 0 below zero.
func cube(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return float64(float64(x*x) * x)
}
