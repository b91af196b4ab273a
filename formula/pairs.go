package formula

// This file holds the functions of both states of a pair: a column that the panel has for the first (NAME1) and the second
// (NAME2), called by its bare name.

import (
	"math"

	"comity/format/frame"
)

// ofPair binds a function of the two states' figures.
func ofPair(kind func(x *vec) frame.Kind, unit func(string) string, f func(a, b float64) float64) func(*binder, *node, []*vec) (*vec, error) {
	return func(b *binder, n *node, _ []*vec) (*vec, error) {
		bare := n.args[0]
		var x [2]*vec
		for i, suffix := range []string{"1", "2"} {
			c := b.env.column(bare.text + suffix)
			if c == nil {
				return nil, b.unpaired(bare, suffix)
			}
			x[i] = fromColumn(c)
			if !x[i].isNumber() {
				return nil, b.fail(bare, n.text+" needs numbers, and "+c.Name+" is "+x[i].kindName())
			}
		}
		k := kind(x[0])
		if !x[1].isWhole() {
			k = frame.Real
		}
		return numbers(k, unit(b.unitOf("+", x[0], x[1])), two(x[0], x[1], present(f))), nil
	}
}

// unpaired says that a name is not there for one of the states.
func (b *binder) unpaired(bare *node, suffix string) error {
	var both []string
	all := map[string]bool{}
	names := b.names()
	for _, n := range names {
		all[n] = true
	}
	for _, n := range names {
		if l := len(n) - 1; l > 0 && n[l] == '1' && all[n[:l]+"2"] {
			both = append(both, n[:l])
		}
	}
	return b.fail(bare, "no column is called "+quoteName(bare.text+suffix)+", of which "+quoteName(bare.text)+" would be the pair's"+meant(bare.text, both))
}

func keptUnit(unit string) string { return unit }
func noUnit(string) string        { return "ratio" }

// ratio is the smaller over the larger.
func ratio(a, b float64) float64 {
	large := max(a, b)
	if large <= 0 {
		return frame.NaN(letterD)
	}
	return finite(min(a, b) / large)
}

const bothParts = "where either is, with the graver letter"

var pairFunctions = []*Function{
	{Name: "weaklink", Params: "name", args: "p", Says: "the lower of the two states' figures: the less bound one decides", Missing: bothParts, Example: "weaklink(polity2)", bind: ofPair(numberKind, keptUnit, func(a, b float64) float64 { return min(a, b) })},
	{Name: "dmin", Params: "name", args: "p", Says: "the lower of the two states' figures", Missing: bothParts, Example: "dmin(milper)", bind: ofPair(numberKind, keptUnit, func(a, b float64) float64 { return min(a, b) })},
	{Name: "dmax", Params: "name", args: "p", Says: "the higher of the two states' figures", Missing: bothParts, Example: "dmax(milper)", bind: ofPair(numberKind, keptUnit, func(a, b float64) float64 { return max(a, b) })},
	{Name: "dmean", Params: "name", args: "p", Says: "the mean of the two states' figures", Missing: bothParts, Example: "dmean(polity2)", bind: ofPair(alwaysReal, keptUnit, func(a, b float64) float64 { return finite((a + b) / 2) })},
	{Name: "dratio", Params: "name", args: "p", Says: "the smaller of the two states' figures over the larger", Missing: bothParts + "; .d where the larger is not above zero", Example: "dratio(cinc)", bind: ofPair(alwaysReal, noUnit, ratio)},
	{Name: "ddiff", Params: "name", args: "p", Says: "the first state's figure less the second's", Missing: bothParts, Example: "ddiff(polity2)", bind: ofPair(numberKind, keptUnit, calculations["-"])},
	{Name: "dabs", Params: "name", args: "p", Says: "how far the two states' figures are apart, without sign", Missing: bothParts, Example: "dabs(polity2)", bind: ofPair(numberKind, keptUnit, func(a, b float64) float64 { return math.Abs(finite(a - b)) })},
}
