package formula

// This file writes a tree back as text.

import (
	"strconv"
	"strings"
)

// strength orders the pieces by how strongly they bind.
func (n *node) strength() int {
	switch n.op {
	case opOr:
		return 1
	case opAnd:
		return 2
	case opNot:
		return 3
	case opCompare, opIn:
		return 4
	case opNeg:
		return 7
	case opAdd:
		return map[string]int{"+": 5, "-": 5, "*": 6, "/": 6, "^": 8}[n.text]
	case opNumber:
		if n.num < 0 {
			return 7
		}
	}
	return 9
}

// String writes a piece so that reading it gives the same piece.
func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

// part writes a piece within another, in brackets where it binds less strongly than it must.
func (n *node) part(b *strings.Builder, least int) {
	if n.strength() >= least {
		n.write(b)
		return
	}
	b.WriteByte('(')
	n.write(b)
	b.WriteByte(')')
}

func (n *node) write(b *strings.Builder) {
	switch n.op {
	case opNumber:
		b.WriteString(strconv.FormatFloat(n.num, 'g', -1, 64))
	case opText:
		b.WriteString(`"` + strings.ReplaceAll(n.text, `"`, `""`) + `"`)
	case opName:
		b.WriteString(quoteName(n.text))
	case opNeg:
		b.WriteByte('-')
		n.args[0].part(b, 7)
	case opNot:
		b.WriteString("not ")
		n.args[0].part(b, 3)
	case opCall:
		b.WriteString(n.text + "(")
		for i, a := range n.args {
			if i > 0 {
				b.WriteString(", ")
			}
			a.write(b)
		}
		b.WriteByte(')')
	case opIn:
		n.writeIn(b)
	case opTruth, opMissing:
		b.WriteString(n.text)
	default:
		n.writePair(b)
	}
}

// writePair writes what has a left and a right side. Comparisons are not strung together; ^ goes from the right, its exponent
// may have a sign; all else goes from the left.
func (n *node) writePair(b *strings.Builder) {
	s := n.strength()
	left, right := s, s+1
	if n.op == opCompare {
		left = s + 1
	}
	if n.text == "^" {
		left, right = s+1, 7
	}
	n.args[0].part(b, left)
	if n.text == "^" {
		b.WriteString("^")
	} else {
		b.WriteString(" " + n.text + " ")
	}
	n.args[1].part(b, right)
}

func (n *node) writeIn(b *strings.Builder) {
	n.args[0].part(b, 5)
	if n.not {
		b.WriteString(" not")
	}
	b.WriteString(" in ")
	if len(n.list) == 1 && n.list[0].to != nil {
		n.list[0].write(b)
		return
	}
	b.WriteByte('(')
	for i, item := range n.list {
		if i > 0 {
			b.WriteString(", ")
		}
		item.write(b)
	}
	b.WriteByte(')')
}

func (i bounds) write(b *strings.Builder) {
	i.from.write(b)
	if i.to != nil {
		b.WriteString("..")
		i.to.write(b)
	}
}

// quoteName writes a name, in backquotes where it could be read as something else.
func quoteName(name string) string {
	toks, err := lex(name)
	plain := err == nil && len(toks) == 2 && toks[0].kind == tokName && !toks[0].quoted && toks[0].text == name
	switch name {
	case "and", "or", "not", "in", "true", "false":
		plain = false
	}
	if plain {
		return name
	}
	return "`" + strings.ReplaceAll(name, "`", "``") + "`"
}
