package formula

// This file turns a tree into pieces ready to be worked out: it finds the columns, checks that kinds fit, and joins the rules
// of the signs. Nothing is computed here but what is written out.

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"comity/format/frame"
)

// binder joins one formula with one Env.
type binder struct {
	env   *Env
	text  string
	steps []func() error  // whole columns made before rows are read, the innermost first
	notes []func() string // what is told of the making, after it
}

func (b *binder) fail(n *node, what string) error { return &Error{Text: b.text, At: n.at, What: what} }

// prepare makes the whole columns that pieces need.
func (b *binder) prepare() error {
	for i, step := range b.steps {
		if err := step(); err != nil {
			return err
		}
		b.steps[i] = nil // what only this step needed may go
	}
	return nil
}

func (b *binder) bind(n *node) (*vec, error) {
	switch n.op {
	case opNumber:
		return &vec{kind: kindOf(n.num), literal: true, fill: constant(n.num)}, nil
	case opText:
		return &vec{kind: frame.Text, literal: true, texts: []string{n.text}, fill: constant(0)}, nil
	case opTruth:
		return &vec{kind: frame.Flag, literal: true, fill: constant(n.num)}, nil
	case opMissing:
		return &vec{kind: frame.Whole, empty: true, literal: true, fill: constant(frame.NaN(uint8(n.num)))}, nil
	case opName:
		return b.name(n)
	}
	args := make([]*vec, len(n.args))
	for i, a := range n.args {
		if a.pair {
			continue
		}
		x, err := b.bind(a)
		if err != nil {
			return nil, err
		}
		args[i] = x
	}
	if n.op == opCall {
		return b.call(n, args)
	}
	return b.sign(n, args)
}

// kindOf tells whole numbers from others.
func kindOf(x float64) frame.Kind {
	if x == math.Trunc(x) && math.Abs(x) <= math.MaxInt32 {
		return frame.Whole
	}
	return frame.Real
}

// name finds a column.
func (b *binder) name(n *node) (*vec, error) {
	c := b.env.column(n.text)
	if c == nil {
		return nil, b.unknown(n, n.text, b.names())
	}
	if c.Len() != b.env.Frame.Rows {
		return nil, b.fail(n, "the column "+n.text+" has "+strconv.Itoa(c.Len())+" cells for "+strconv.Itoa(b.env.Frame.Rows)+" rows")
	}
	return fromColumn(c), nil
}

func (b *binder) unknown(n *node, name string, names []string) error {
	what := "no column is called " + quoteName(name) + meant(name, names)
	if find(name) != nil {
		what = name + " is a function: write " + find(name).Usage()
	}
	return b.fail(n, what)
}

// names are those that a name may be meant by.
func (b *binder) names() []string {
	names := slices.Clone(b.env.Known)
	for _, c := range b.env.Frame.Columns {
		names = append(names, c.Name)
	}
	return names
}

// sign joins the rule of a sign with its sides.
func (b *binder) sign(n *node, x []*vec) (*vec, error) {
	switch n.op {
	case opNeg:
		if !x[0].isNumber() {
			return nil, b.fail(n, "- needs a number, and "+n.args[0].String()+" is "+x[0].kindName())
		}
		return &vec{kind: numberKind(x[0]), unit: x[0].unit, fill: each(x[0], func(v float64) float64 { return 0 - v })}, nil
	case opNot:
		if err := b.truths(n, x); err != nil {
			return nil, err
		}
		return flag(each(x[0], func(v float64) float64 { return truth(v == 0) })), nil
	case opAnd, opOr:
		if err := b.truths(n, x); err != nil {
			return nil, err
		}
		if n.op == opAnd {
			return flag(two(x[0], x[1], both)), nil
		}
		return flag(two(x[0], x[1], either)), nil
	case opCompare:
		return b.compare(n, x[0], x[1])
	case opIn:
		return b.in(n, x[0])
	}
	return b.arithmetic(n, x[0], x[1])
}

func flag(f fill) *vec { return &vec{kind: frame.Flag, unit: "0/1", fill: f} }

// numberKind is the kind of what is calculated from x alone.
func numberKind(x *vec) frame.Kind {
	if x.kind == frame.Flag {
		return frame.Whole
	}
	return x.kind
}

// truths checks that all sides are true or false.
func (b *binder) truths(n *node, x []*vec) error {
	for i, v := range x {
		if v.kind != frame.Flag && !v.empty {
			a := n.args[i]
			return b.fail(a, n.text+" needs something true or false, and "+a.String()+" is "+v.kindName()+": compare it, as in "+a.String()+" > 0")
		}
	}
	return nil
}

// calculations are the rules of + - * / ^ for two numbers that are there. A result that is no number is undefined.
var calculations = map[string]func(a, b float64) float64{
	"+": func(a, b float64) float64 { return finite(a + b) },
	"-": func(a, b float64) float64 { return finite(a - b) },
	"*": func(a, b float64) float64 { return finite(a * b) },
	"/": func(a, b float64) float64 { return finite(a / b) },
	"^": func(a, b float64) float64 { return finite(math.Pow(a, b)) },
}

func (b *binder) arithmetic(n *node, x, y *vec) (*vec, error) {
	out := &vec{kind: frame.Real, fill: two(x, y, present(calculations[n.text]))}
	switch {
	case x.kind == frame.Date && y.kind == frame.Date && n.text == "-":
		out.kind, out.unit = frame.Whole, "days"
		return out, nil
	case x.kind == frame.Date && y.isWhole() && (n.text == "+" || n.text == "-"):
		out.kind = frame.Date
		return out, nil
	}
	for i, v := range []*vec{x, y} {
		if !v.isNumber() {
			a := n.args[i]
			return nil, b.fail(a, n.text+" needs numbers, and "+a.String()+" is "+v.kindName()+adviceOn(v))
		}
	}
	if x.isWhole() && y.isWhole() && n.text != "/" && n.text != "^" {
		out.kind = frame.Whole
	}
	out.unit = b.unitOf(n.text, x, y)
	return out, nil
}

// adviceOn says how a text or date becomes a number.
func adviceOn(x *vec) string {
	if x.kind == frame.Date {
		return ": take year(…), or the difference of two dates"
	}
	return ""
}

// orders are the rules of comparisons, for the sign of a comparison of two cells.
var orders = map[string]func(sign int) bool{
	"==": func(s int) bool { return s == 0 },
	"!=": func(s int) bool { return s != 0 },
	"<":  func(s int) bool { return s < 0 },
	"<=": func(s int) bool { return s <= 0 },
	">":  func(s int) bool { return s > 0 },
	">=": func(s int) bool { return s >= 0 },
}

func (b *binder) compare(n *node, x, y *vec) (*vec, error) {
	for i, v := range []*vec{x, y} {
		if v.empty {
			return nil, b.fail(n.args[i], "a missing cell equals nothing: write missing(…, "+n.args[i].text+")")
		}
	}
	x, err := b.adapt(n.args[0], x, y)
	if err == nil {
		y, err = b.adapt(n.args[1], y, x)
	}
	if err != nil {
		return nil, err
	}
	order := orders[n.text]
	switch {
	case x.kind == frame.Text && y.kind == frame.Text:
		return flag(two(x, y, present(func(i, j float64) float64 {
			return truth(order(strings.Compare(x.texts[int(i)], y.texts[int(j)])))
		}))), nil
	case x.isNumber() && y.isNumber(), x.kind == frame.Date && y.kind == frame.Date:
		return flag(two(x, y, present(func(i, j float64) float64 { return truth(order(signOf(i, j))) }))), nil
	}
	return nil, b.fail(n, n.args[0].String()+" is "+x.kindName()+" and "+n.args[1].String()+" is "+y.kindName()+": they cannot be compared")
}

func signOf(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// adapt makes of a text that is written out what the other side is: a day, or the number that has this name.
func (b *binder) adapt(n *node, x, other *vec) (*vec, error) {
	if n.op != opText || other.kind == frame.Text {
		return x, nil
	}
	v, err := b.value(n, other)
	if err != nil {
		return nil, err
	}
	return &vec{kind: other.kind, literal: true, fill: constant(v)}, nil
}

// value is what a text that is written out means beside dates or numbers with names.
func (b *binder) value(n *node, other *vec) (float64, error) {
	if other.kind == frame.Date {
		day, err := time.Parse(time.DateOnly, n.text)
		if err != nil {
			return 0, b.fail(n, "a day is written \"2001-07-16\"")
		}
		return float64(day.Unix() / 86400), nil
	}
	if other.named == nil {
		return 0, b.fail(n, "a text does not go with "+other.kindName())
	}
	var names []string
	for _, v := range other.named {
		if v.Text == n.text {
			return float64(v.Value), nil
		}
		names = append(names, v.Text)
	}
	return 0, b.fail(n, "no value has the name "+strconv.Quote(n.text)+meant(n.text, names))
}

// in binds a list: numbers and days are looked for in ranges, texts once for each text there is.
func (b *binder) in(n *node, x *vec) (*vec, error) {
	if x.empty {
		return nil, b.fail(n, "a missing cell is in no list")
	}
	if x.kind == frame.Text {
		return b.inTexts(n, x)
	}
	var ranges [][2]float64
	for _, item := range n.list {
		from, err := b.bound(item.from, x)
		if err != nil {
			return nil, err
		}
		to := from
		if item.to != nil {
			if to, err = b.bound(item.to, x); err != nil {
				return nil, err
			}
		}
		ranges = append(ranges, [2]float64{from, to})
	}
	ranges = merged(ranges)
	return flag(each(x, func(v float64) float64 { return truth(within(ranges, v) != n.not) })), nil
}

// bound is the number that an item of a list means beside x.
func (b *binder) bound(n *node, x *vec) (float64, error) {
	if n.op == opText {
		return b.value(n, x)
	}
	if x.kind == frame.Date {
		return 0, b.fail(n, "a day is written \"2001-07-16\"")
	}
	return n.num, nil
}

// merged puts ranges in order and joins those that overlap.
func merged(ranges [][2]float64) [][2]float64 {
	slices.SortFunc(ranges, func(a, b [2]float64) int { return signOf(a[0], b[0]) })
	out := ranges[:0]
	for _, r := range ranges {
		if last := len(out) - 1; last >= 0 && r[0] <= out[last][1] {
			out[last][1] = max(out[last][1], r[1])
			continue
		}
		out = append(out, r)
	}
	return out
}

// within says whether a number lies in one of the ranges.
func within(ranges [][2]float64, v float64) bool {
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i][0] > v })
	return i > 0 && v <= ranges[i-1][1]
}

// inTexts looks for each text of a column once.
func (b *binder) inTexts(n *node, x *vec) (*vec, error) {
	for _, item := range n.list {
		if item.from.op != opText {
			return nil, b.fail(item.from, n.args[0].String()+" is a text: put what it may be in quotes")
		}
	}
	hit := make([]bool, len(x.texts))
	for i, t := range x.texts {
		hit[i] = slices.ContainsFunc(n.list, func(item bounds) bool {
			return item.to == nil && t == item.from.text || item.to != nil && item.from.text <= t && t <= item.to.text
		})
	}
	return flag(each(x, func(v float64) float64 { return truth(hit[int(v)] != n.not) })), nil
}
