package chart

// Sparklines: a series in a row of characters, for terminals and tables.

import "math"

// gapMark stands for a missing value: no bar, so that it cannot be read as a low one.
const gapMark = '·'

var blocks = []rune("▁▂▃▄▅▆▇█")

// Spark draws one character a value, from the least ▁ to the greatest █, and · where a value is missing. Values that are
// all alike stand in the middle, ▄. The scale is the series' own: a sparkline shows movement, not size.
func Spark(values []float64) string {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if known(v) {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	out := make([]rune, len(values))
	for i, v := range values {
		switch {
		case !known(v):
			out[i] = gapMark
		case low == high:
			out[i] = blocks[3]
		default:
			out[i] = blocks[min(int((v-low)/(high-low)*8), 7)]
		}
	}
	return string(out)
}

// SparkYears draws the years from first to last of a series, a character a year; years it does not name are missing.
func SparkYears(s Series, first, last int) string {
	first, last = max(first, -9999), min(last, 9999)
	if first > last {
		return ""
	}
	values := make([]float64, last-first+1)
	for i := range values {
		values[i] = math.NaN()
	}
	for _, p := range s.points() {
		if p.year >= first && p.year <= last {
			values[p.year-first] = p.value
		}
	}
	return Spark(values)
}
