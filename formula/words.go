package formula

// This file says in words what a made column is: its unit, its label, and the notes for the codebook.

import (
	"slices"
	"strconv"
	"strings"

	"comity/format/frame"
)

// unitOf gives the unit of what a sign makes of two pieces; adding two units that differ is told in the notes.
func (b *binder) unitOf(sign string, x, y *vec) string {
	u, v := plainUnit(x), plainUnit(y)
	switch sign {
	case "+", "-":
		if u != "" && v != "" && u != v {
			b.notes = append(b.notes, func() string { return "It puts " + u + " and " + v + " together with " + sign + "." })
			return ""
		}
		if u == "" {
			return v
		}
		return u
	case "/":
		switch {
		case u != "" && u == v:
			return "ratio"
		case u != "" && v != "":
			return u + " per " + singular(v)
		}
	case "*":
		if u != "" && v != "" {
			return u + " × " + v
		}
	}
	return ""
}

// singular is a unit after "per": USD per person.
func singular(unit string) string {
	if strings.HasSuffix(unit, "ss") {
		return unit
	}
	return strings.TrimSuffix(unit, "s")
}

// plainUnit is the unit of a piece, none for what is true or false.
func plainUnit(x *vec) string {
	if x.kind == frame.Flag {
		return ""
	}
	return x.unit
}

// title is what a column is called in a label: its own label, else its name.
func title(c *frame.Column) string {
	if c.Label != "" {
		return c.Label
	}
	return c.Name
}

// label is the made column in one line: words for a single function of a column, the formula for all else.
func (b *binder) label(n *node, x *vec) string {
	if n.op != opCall || len(n.args) == 0 || n.args[0].op != opName {
		return n.String()
	}
	if n.args[0].pair {
		return pairLabels[n.text] + b.bothTitle(n.args[0].text)
	}
	c := b.env.column(n.args[0].text)
	unit, what := c.Unit, title(c)
	if unit == "" {
		unit = c.Name
	}
	switch n.text {
	case "log1p":
		return "log(1 + " + unit + "): " + what
	case "log", "asinh", "sqrt", "exp":
		return n.text + "(" + unit + "): " + what
	case "lag":
		return what + ", " + b.apart(n) + " before"
	case "lead":
		return what + ", " + b.apart(n) + " later"
	case "diff":
		return what + ", change over " + b.apart(n)
	case "peaceyears", "spell", "since":
		return b.env.period() + "s since the last: " + what
	}
	return n.String()
}

// bothTitle is what a column of both states is called: what their labels share, but for the number, else its bare name.
func (b *binder) bothTitle(name string) string {
	one, two := title(b.env.column(name+"1")), title(b.env.column(name+"2"))
	if shared, ok := strings.CutSuffix(one, "1"); ok && two == shared+"2" {
		return strings.TrimRight(strings.TrimSuffix(shared, "of state "), " ,")
	}
	return name
}

// pairLabels begin the labels of functions of both states.
var pairLabels = map[string]string{
	"weaklink": "lower of both: ", "dmin": "lower of both: ", "dmax": "higher of both: ", "dmean": "mean of both: ",
	"dratio": "smaller over larger: ", "ddiff": "first less second: ", "dabs": "difference without sign: ",
}

// apart writes the step of a lag: 1 year, 5 years.
func (b *binder) apart(n *node) string {
	k := steps(n, 1, 1)
	if k == 1 {
		return "1 " + b.env.period()
	}
	return strconv.Itoa(k) + " " + b.env.period() + "s"
}

// notesOf are the lines for the codebook: the formula, each function in it in words, and what was told of the making.
func (b *binder) notesOf(e *Expr) []string {
	notes := []string{"Made by the formula " + e.String() + "."}
	var seen []string
	e.root.walk(func(n *node) {
		if n.op != opCall || slices.Contains(seen, n.text) {
			return
		}
		seen = append(seen, n.text)
		f := find(n.text)
		notes = append(notes, f.Usage()+": "+b.inPeriods(f.Says)+". Missing "+b.inPeriods(f.Missing)+".")
	})
	for _, note := range b.notes {
		if text := note(); !slices.Contains(notes, text) {
			notes = append(notes, text)
		}
	}
	return append(notes, "A cell made of a missing cell is missing, for the gravest reason among its parts; what has no value is .d.")
}

// inPeriods puts the panel's own word for a step of time into a sentence about years.
func (b *binder) inPeriods(text string) string {
	if b.env.period() == "year" {
		return text
	}
	return strings.ReplaceAll(text, "year", b.env.period())
}
