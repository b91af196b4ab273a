package comity

// How a quantity is written for people. One rule for every figure, so that the same figure reads the same everywhere;
// exact digits are for JSON and files, not for here.

import (
	"math"
	"strconv"
	"strings"
)

// Show writes x with its unit, deterministically and in plain text:
//
//   - "USD" is money: $240.1 bn, $999, -$3.20 mn. What follows in the unit follows the figure: "USD per person" gives
//     $12,345 per person.
//   - "share" is a fraction of one, in per cent with one decimal: 0.874 is 87.4 %. What is not zero never reads 0.0 %,
//     but "< 0.1 %".
//   - "year" is the bare number, 1991; "0/1" is yes or no.
//   - "index", "count", a range ("0-3", "-1 to 1") and "" write the figure alone: 0.874, 12.
//   - any other unit counts things and stands after the figure: 1.41 bn persons, 1.74 trn CNY.
//
// A missing x is written by ShowMissing with its reason, an infinite one as ∞. Minus is "-", so that text can be searched.
func Show(x float64, unit string) string {
	if math.IsNaN(x) {
		return ShowMissing(Why(x))
	}
	money, what, _ := strings.Cut(unit, " ")
	switch {
	case unit == "share":
		return showShare(x)
	case unit == "0/1" && (x == 0 || x == 1):
		return [...]string{"no", "yes"}[int(x)]
	case unit == "year" && math.Abs(x) < 1e6:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case unit == "index" || unit == "count" || unit == "" || unit[0] >= '0' && unit[0] <= '9' || ranged(unit):
		return Scaled(x)
	case money == "USD":
		return strings.TrimRight(sign(x)+"$"+Scaled(math.Abs(x))+" "+what, " ")
	}
	return Scaled(x) + " " + unit
}

// ShowMissing writes why a figure is missing: "– (not covered by the source)". It is never empty and never a number.
func ShowMissing(m Missing) string { return "– (" + m.String() + ")" }

// scales in falling order; below the last, the figure is written as it is.
var scales = []struct {
	factor float64
	word   string
}{{1e12, " trn"}, {1e9, " bn"}, {1e6, " mn"}}

// Scaled writes a figure without its unit: in trn (10¹²), bn (10⁹) or mn (10⁶) with three significant digits below 100
// and one decimal from there on (1.41 bn, 14.1 bn, 240.1 bn); below a million with commas and the digits that matter
// (12,345, 3.5, 0.874). Rounding never leaves a thousand of the smaller scale: 999.96 mn is 1.00 bn.
func Scaled(x float64) string {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return ShowMissing(Why(x))
	case math.IsInf(x, 0):
		return sign(x) + "∞"
	case a >= 1e18:
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	for i, s := range scales {
		if text := digits(a / s.factor); text == "1000.0" && i > 0 {
			return sign(x) + "1.00" + scales[i-1].word
		} else if text >= "1" {
			return sign(x) + commas(text) + s.word
		}
	}
	if a >= 999_999.5 {
		return sign(x) + "1.00 mn"
	}
	return sign(x) + commas(plain(a))
}

// digits writes three significant digits below 100, one decimal from 100 on.
func digits(y float64) string {
	if y < 9.995 {
		return strconv.FormatFloat(y, 'f', 2, 64)
	}
	return strconv.FormatFloat(y, 'f', 1, 64)
}

// plain writes a figure below a million: whole from 1,000 on, else with up to four significant digits.
func plain(a float64) string {
	decimals := 3
	switch {
	case a >= 1000:
		decimals = 0
	case a >= 100:
		decimals = 1
	case a >= 10:
		decimals = 2
	case a > 0 && a < .0005:
		return strconv.FormatFloat(a, 'g', 2, 64)
	}
	text := strconv.FormatFloat(a, 'f', decimals, 64)
	if decimals == 0 {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// commas sets commas between groups of three digits of the whole part.
func commas(s string) string {
	whole, rest, found := strings.Cut(s, ".")
	if found {
		rest = "." + rest
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + rest
}

func showShare(x float64) string {
	p := 100 * x
	switch {
	case p > 0 && p < .05:
		return "< 0.1 %"
	case p < 0 && p > -.05:
		return "> -0.1 %"
	case math.Abs(p) >= 1e6:
		return Scaled(p) + " %"
	}
	return sign(p) + commas(strconv.FormatFloat(math.Abs(p), 'f', 1, 64)) + " %"
}

func sign(x float64) string {
	if x < 0 {
		return "-"
	}
	return ""
}

// ranged says that a unit is a range, as "-1 to 1": it says how to read the figure, and is not written after it.
func ranged(unit string) bool { return unit[0] == '-' && strings.Contains(unit, " to ") }
