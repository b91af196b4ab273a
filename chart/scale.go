package chart

// Axes: where the round numbers lie, how they are written, and where on the page a value falls.

import (
	"math"
	"strconv"
	"strings"
)

// scale maps values from [low, high] to [from, to] on the page.
type scale struct{ low, high, from, to float64 }

// at gives the place of x. The product is rounded on its own, so that all machines draw the same.
func (s scale) at(x float64) float64 {
	if s.high == s.low {
		return (s.from + s.to) / 2
	}
	return s.from + float64((x-s.low)/(s.high-s.low)*(s.to-s.from))
}

// niceStep gives the smallest of 1, 2, 2.5, 5 × 10ᵏ that is not below x.
func niceStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if float64(m*power) >= x*(1-1e-9) {
			return float64(m * power)
		}
	}
	return 10 * power
}

// axis gives the round numbers of an axis that holds [low, high], about n of them, at least two. Whole says that
// fractions mean nothing (wars, treaties).
func axis(low, high float64, n int, whole bool) []float64 {
	if low == high {
		low, high = low-math.Abs(low)/2, high+math.Abs(high)/2
	}
	if low == high {
		high = 1
	}
	step := niceStep((high - low) / float64(n))
	if whole {
		step = math.Max(1, math.Ceil(step))
	}
	first := math.Floor(low/step + 1e-9)
	ticks := []float64{float64(first * step)}
	for i := first + 1; ticks[len(ticks)-1] < high-step*1e-9 && len(ticks) < 3*n+3; i++ {
		ticks = append(ticks, float64(i*step))
	}
	return ticks
}

// fromZero says whether an axis that holds [low, high] should start at zero: unless all values lie in its upper part,
// where the movement could not be seen.
func fromZero(low, high float64) bool { return low >= 0 && low < high*.6 || low < 0 && high > 0 }

// yearAxis gives round years within [first, last], at most n of them; first and last where there are few.
func yearAxis(first, last, n int) []int {
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000} {
		if step = s; (last-first)/s < n {
			break
		}
	}
	var years []int
	start := int(math.Ceil(float64(first)/float64(step))) * step
	for y := start; y <= last; y += step {
		years = append(years, y)
	}
	return years
}

// written gives the labels of an axis: all in one scale (mn, bn, trn), with as many decimals as the step needs.
func written(ticks []float64, unit string) []string {
	most, step := 0.0, math.Inf(1)
	for i, t := range ticks {
		most = math.Max(most, math.Abs(t))
		if i > 0 {
			step = math.Min(step, t-ticks[i-1])
		}
	}
	factor, word := 1.0, ""
	switch {
	case unit == "share":
		factor, word = .01, " %"
	case most >= 1e12:
		factor, word = 1e12, " trn"
	case most >= 1e9:
		factor, word = 1e9, " bn"
	case most >= 1e6:
		factor, word = 1e6, " mn"
	}
	before := ""
	if unit == "USD" || strings.HasPrefix(unit, "USD ") {
		before = "$"
	}
	labels := make([]string, len(ticks))
	for i, t := range ticks {
		labels[i] = tick(t/factor, step/factor, before, word)
	}
	return labels
}

// tick writes one label; zero needs no scale word but that of per cent.
func tick(t, step float64, before, word string) string {
	decimals := 0
	for s := step; decimals < 6 && math.Abs(s-math.Round(s)) > 1e-6*s; decimals++ {
		s *= 10
	}
	if math.Abs(t) < step*1e-6 {
		if word != " %" {
			word = ""
		}
		return before + "0" + word
	}
	text := strconv.FormatFloat(math.Abs(t), 'f', decimals, 64)
	if math.Abs(t) >= 1e9 {
		text = strconv.FormatFloat(math.Abs(t), 'g', 3, 64)
	}
	whole, rest, found := strings.Cut(text, ".")
	if len(whole) > 3 && !strings.Contains(whole, "e") {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if found {
		whole += "." + rest
	}
	if t < 0 {
		before = "-" + before
	}
	return before + whole + word
}

// wholeUnit says that a unit counts things one by one.
func wholeUnit(unit string) bool {
	switch unit {
	case "count", "wars", "treaties", "vetoes", "disputes", "votes", "states", "0/1", "0-3":
		return true
	}
	return false
}

// rangeOf is the range of a unit that is one ("0-3"): its axis shows the whole of it.
func rangeOf(unit string) (from, to float64, ok bool) {
	switch unit {
	case "0/1":
		return 0, 1, true
	case "0-3":
		return 0, 3, true
	}
	return 0, 0, false
}

// unitLine names a unit where the labels of the axis do not: nothing for money in USD and shares.
func unitLine(unit string) string {
	switch unit {
	case "USD", "share", "", "count", "0/1", "0-3":
		return ""
	}
	return unit
}
