package formula

// This file reads a formula into a tree. From weakest to strongest: or, and, not, comparisons and in, + and -, * and /, a sign
// before, ^ (from the right).

import (
	"math"
	"strconv"
	"strings"
)

type op uint8

const (
	opNumber op = iota
	opText
	opTruth
	opMissing
	opName
	opCall
	opNeg
	opNot
	opAdd // and the rest of arithmetic, in text
	opCompare
	opAnd
	opOr
	opIn
)

// node is a piece of a formula.
type node struct {
	op   op
	text string  // the sign, the name, the text
	num  float64 // the number, the truth, the letter
	args []*node
	list []bounds // of in
	not  bool     // not in
	pair bool     // a name that stands for the columns of both states
	at   int
}

// bounds is an item of a list: one literal, or from one to another.
type bounds struct{ from, to *node }

// walk visits a piece and all within, outermost first.
func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, a := range n.args {
		a.walk(visit)
	}
}

type parser struct {
	text  string
	toks  []token
	i     int
	depth int
}

// Parse reads a formula. A fault is an *Error with its place.
func Parse(text string) (*Expr, error) {
	toks, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, toks: toks}
	if p.peek().kind == tokEnd {
		return nil, p.fail(p.peek(), "the formula is empty")
	}
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != tokEnd {
		return nil, p.fail(t, "the formula should end or go on with a sign here"+p.hint(t))
	}
	return &Expr{text: text, root: n}, nil
}

// hint tells what may be meant where a formula does not go on as it should.
func (p *parser) hint(t token) string {
	switch {
	case t.kind == tokName && (strings.EqualFold(t.text, "and") || strings.EqualFold(t.text, "or") || strings.EqualFold(t.text, "in")):
		return ": write " + strings.ToLower(t.text) + " in small letters"
	case t.text == "*" && p.i > 0 && p.toks[p.i-1].text == "*":
		return ": a power is written ^"
	}
	return ""
}

func (p *parser) fail(t token, what string) error { return &Error{Text: p.text, At: t.at, What: what} }

func (p *parser) peek() token { return p.toks[p.i] }

func (p *parser) take() token {
	t := p.toks[p.i]
	if t.kind != tokEnd {
		p.i++
	}
	return t
}

// accept takes the next token if it is one of the signs or words.
func (p *parser) accept(words ...string) (token, bool) {
	t := p.peek()
	if t.kind == tokSign || t.kind == tokName && !t.quoted {
		for _, w := range words {
			if t.text == w {
				return p.take(), true
			}
		}
	}
	return t, false
}

func (p *parser) expect(sign, after string) error {
	if t, ok := p.accept(sign); !ok {
		return p.fail(t, sign+" is missing "+after)
	}
	return nil
}

// deeper keeps the nesting in bounds.
func (p *parser) deeper(read func() (*node, error)) (*node, error) {
	if p.depth++; p.depth > MaxDepth {
		return nil, p.fail(p.peek(), "the formula is nested more than "+strconv.Itoa(MaxDepth)+" deep: make it in several steps")
	}
	n, err := read()
	p.depth--
	return n, err
}

// chain reads pieces of one strength with signs between them.
func (p *parser) chain(o op, piece func() (*node, error), words ...string) (*node, error) {
	x, err := piece()
	for err == nil {
		t, ok := p.accept(words...)
		if !ok {
			return x, nil
		}
		var y *node
		y, err = piece()
		x = &node{op: o, text: plainSign(t.text), args: []*node{x, y}, at: t.at}
	}
	return nil, err
}

// plainSign is the one form of signs that have several.
func plainSign(s string) string {
	switch s {
	case "&&":
		return "and"
	case "||":
		return "or"
	case "=":
		return "=="
	case "<>":
		return "!="
	}
	return s
}

func (p *parser) or() (*node, error)  { return p.chain(opOr, p.and, "or", "||") }
func (p *parser) and() (*node, error) { return p.chain(opAnd, p.not, "and", "&&") }

func (p *parser) not() (*node, error) {
	t, ok := p.accept("not", "!")
	if !ok {
		return p.compare()
	}
	x, err := p.deeper(p.not)
	return &node{op: opNot, text: "not", args: []*node{x}, at: t.at}, err
}

var comparisons = []string{"==", "=", "!=", "<>", "<=", ">=", "<", ">"}

func (p *parser) compare() (*node, error) {
	x, err := p.sum()
	if err != nil {
		return nil, err
	}
	if t, ok := p.accept(comparisons...); ok {
		y, err := p.sum()
		if err != nil {
			return nil, err
		}
		if again, ok := p.accept(comparisons...); ok {
			return nil, p.fail(again, "comparisons are not strung together: write a < b and b < c")
		}
		return &node{op: opCompare, text: plainSign(t.text), args: []*node{x, y}, at: t.at}, nil
	}
	start := p.i
	t, not := p.accept("not")
	if in, ok := p.accept("in"); ok {
		return p.in(x, in, not)
	}
	if not {
		p.i = start
		return nil, p.fail(t, "not stands before what it denies, or before in")
	}
	return x, nil
}

// in reads the list after in: bracketed items, or one range without brackets.
func (p *parser) in(x *node, t token, not bool) (*node, error) {
	n := &node{op: opIn, text: "in", args: []*node{x}, not: not, at: t.at}
	if _, ok := p.accept("("); !ok {
		b, err := p.bounds()
		if err == nil && b.to == nil {
			err = p.fail(t, "after in comes a list in brackets or a range: in (1, 2, 5) or in 1..5")
		}
		n.list = []bounds{b}
		return n, err
	}
	for {
		b, err := p.bounds()
		if err != nil {
			return nil, err
		}
		n.list = append(n.list, b)
		if _, ok := p.accept(","); !ok {
			return n, p.expect(")", "after the list")
		}
	}
}

// bounds reads one item of a list: a literal or from..to.
func (p *parser) bounds() (bounds, error) {
	from, err := p.literal()
	if err != nil {
		return bounds{}, err
	}
	if _, ok := p.accept(".."); !ok {
		return bounds{from: from}, nil
	}
	to, err := p.literal()
	if err == nil && (from.op != to.op || from.op == opNumber && from.num > to.num || from.op == opText && from.text > to.text) {
		err = &Error{Text: p.text, At: from.at, What: "a range goes from the lower to the higher of two numbers or two texts"}
	}
	return bounds{from, to}, err
}

// literal reads a number with its sign, or a text.
func (p *parser) literal() (*node, error) {
	minus, neg := p.accept("-")
	t := p.take()
	switch {
	case t.kind == tokNumber && neg:
		return &node{op: opNumber, num: -t.num, at: minus.at}, nil
	case t.kind == tokNumber:
		return &node{op: opNumber, num: t.num, at: t.at}, nil
	case t.kind == tokText && !neg:
		return &node{op: opText, text: t.text, at: t.at}, nil
	}
	return nil, p.fail(t, "a list holds numbers, texts in quotes and ranges of them")
}

func (p *parser) sum() (*node, error)     { return p.chain(opAdd, p.product, "+", "-") }
func (p *parser) product() (*node, error) { return p.chain(opAdd, p.sign, "*", "/") }

func (p *parser) sign() (*node, error) {
	t, ok := p.accept("-", "+")
	if !ok {
		return p.power()
	}
	x, err := p.deeper(p.sign)
	if err != nil || t.text == "+" {
		return x, err
	}
	return &node{op: opNeg, text: "-", args: []*node{x}, at: t.at}, nil
}

func (p *parser) power() (*node, error) {
	x, err := p.atom()
	if err != nil {
		return nil, err
	}
	t, ok := p.accept("^")
	if !ok {
		return x, nil
	}
	y, err := p.deeper(p.sign)
	return &node{op: opAdd, text: "^", args: []*node{x, y}, at: t.at}, err
}

// atom reads a number, a text, a name, a function or what stands in brackets.
func (p *parser) atom() (*node, error) {
	t := p.take()
	switch t.kind {
	case tokNumber:
		return &node{op: opNumber, num: t.num, at: t.at}, nil
	case tokText:
		return &node{op: opText, text: t.text, at: t.at}, nil
	case tokMissing:
		return &node{op: opMissing, text: t.text, num: t.num, at: t.at}, nil
	case tokName:
		return p.named(t)
	case tokSign:
		if t.text == "(" {
			x, err := p.deeper(p.or)
			if err != nil {
				return nil, err
			}
			return x, p.expect(")", "after what stands in brackets")
		}
	case tokEnd:
		return nil, p.fail(t, "the formula ends where a number, a name or a bracket should come")
	}
	p.i-- // back to the sign, which the hint looks at
	return nil, p.fail(t, "a number, a name or a bracket should come before "+t.text+p.hint(t))
}

// named reads what begins with a name: true, false, a function with its arguments, or a column.
func (p *parser) named(t token) (*node, error) {
	if !t.quoted {
		switch t.text {
		case "true", "false":
			n := &node{op: opTruth, text: t.text, at: t.at}
			if t.text == "true" {
				n.num = 1
			}
			return n, nil
		case "and", "or", "in", "not":
			return nil, p.fail(t, "a number, a name or a bracket should come before "+t.text)
		}
		if _, ok := p.accept("("); ok {
			return p.deeper(func() (*node, error) { return p.call(t) })
		}
	}
	return &node{op: opName, text: t.text, at: t.at}, nil
}

// call reads the arguments of a function; the bracket is taken already.
func (p *parser) call(t token) (*node, error) {
	f := find(t.text)
	if f == nil {
		return nil, p.fail(t, "no function is called "+t.text+meant(t.text, functionNames()))
	}
	n := &node{op: opCall, text: f.Name, at: t.at}
	if _, ok := p.accept(")"); !ok {
		for {
			x, err := p.or()
			if err != nil {
				return nil, err
			}
			n.args = append(n.args, x)
			if _, ok := p.accept(","); !ok {
				break
			}
		}
		if err := p.expect(")", "after the arguments of "+f.Name); err != nil {
			return nil, err
		}
	}
	if lo, hi := f.count(); len(n.args) < lo || len(n.args) > hi {
		return nil, p.fail(t, f.Name+" is written "+f.Usage())
	}
	return n, p.plainArguments(f, n)
}

// plainArguments checks arguments that must be written out: a step of time, a bare name.
func (p *parser) plainArguments(f *Function, n *node) error {
	for i, a := range n.args {
		what := ""
		switch x := literalOf(a); f.arg(i) {
		case 'k':
			if x == nil || x.num < 1 || x.num > maxSteps || x.num != math.Trunc(x.num) {
				what = "a whole number from 1 to " + strconv.Itoa(maxSteps)
			}
		case 'q':
			if x == nil {
				what = "a number that is written out"
			}
		case 'm':
			if a.op != opMissing {
				what = "a letter of missing, .a to .z"
			}
		case 'p':
			if a.op != opName {
				what = "the name of a column that both states have, without 1 and 2"
			}
			a.pair = true
		}
		if what != "" {
			return &Error{Text: p.text, At: a.at, What: "argument " + strconv.Itoa(i+1) + " of " + f.Name + " is " + what + ": " + f.Usage()}
		}
	}
	return nil
}

// literalOf gives the number that is written out, with its sign, or nil.
func literalOf(n *node) *node {
	if n.op == opNeg && n.args[0].op == opNumber {
		return &node{op: opNumber, num: -n.args[0].num, at: n.at}
	}
	if n.op == opNumber {
		return n
	}
	return nil
}
