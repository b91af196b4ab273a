package article

// This file reads numbers: digits and words, magnitudes, money, per cent, fractions, multiples, ordinals, durations, and the
// words before them that say how they are meant ("more than", "nearly").

import (
	"math"
	"strconv"
	"strings"

	"comity/claim"
)

// units, tens and magnitudes are the number words.
var (
	units = map[string]float64{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
		"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
	tens       = map[string]float64{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
	magnitudes = map[string]float64{"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6,
		"billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "trn": 1e12}
	currencies = map[string]string{"$": "USD", "us$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "CNY", "rmb": "CNY", "cny": "CNY",
		"dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
		"rubles": "RUB", "yen": "JPY", "rupee": "INR", "rupees": "INR", "sterling": "GBP"}
	ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
		"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
		"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
		"golden": 50, "diamond": 60, "centenary": 100, "centennial": 100, "bicentenary": 200}
	fractions = map[string]float64{"half": 1. / 2, "halves": 1. / 2, "third": 1. / 3, "thirds": 1. / 3, "quarter": 1. / 4, "quarters": 1. / 4,
		"fifth": 1. / 5, "fifths": 1. / 5, "sixth": 1. / 6, "sixths": 1. / 6, "sevenths": 1. / 7, "eighth": 1. / 8, "eighths": 1. / 8, "ninths": 1. / 9, "tenth": 1. / 10, "tenths": 1. / 10}
	durations = map[string]float64{"year": 1, "years": 1, "decade": 10, "decades": 10, "century": 100, "centuries": 100}
)

// number is a number as read: its value, the unit of its last digit, and how many words it took.
type number struct {
	value, digits float64
	n             int
}

// plainNumber reads "240.1", "1,234", "three", "twenty-one", "two hundred", "a hundred", "2.3 trillion".
func plainNumber(w []string) (number, bool) {
	x, ok := baseNumber(w)
	if !ok {
		return x, false
	}
	for x.n < len(w) {
		m, ok := magnitudes[w[x.n]]
		if !ok || m < 1e2 {
			break
		}
		x.value, x.digits, x.n = x.value*m, x.digits*m, x.n+1
	}
	return x, true
}

func baseNumber(w []string) (number, bool) {
	if len(w) == 0 {
		return number{}, false
	}
	if x, ok := digits(w[0]); ok {
		return x, true
	}
	if len(w) > 1 && (w[0] == "a" || w[0] == "the") && magnitudes[w[1]] >= 100 && len(w[1]) > 2 {
		return number{1, 1, 1}, true
	}
	if x, ok := wordNumber(w[0]); ok {
		return number{x, 1, 1}, true
	}
	if magnitudes[w[0]] == 100 {
		return number{1, 1, 0}, true
	}
	return number{}, false
}

// wordNumber reads one word: "seven", "forty", "twenty-one".
func wordNumber(w string) (float64, bool) {
	if x, ok := units[w]; ok {
		return x, true
	}
	ten, unit, _ := strings.Cut(w, "-")
	x, ok := tens[ten]
	if !ok || unit == "" {
		return x, ok && unit == ""
	}
	u, ok := units[unit]
	return x + u, ok && u > 0 && u < 10
}

// digits reads a figure written in digits, with its magnitude where it is glued on ("240bn"), thousands parted by commas.
func digits(w string) (number, bool) {
	i := 0
	for i < len(w) && (w[i] >= '0' && w[i] <= '9' || w[i] == ',' || w[i] == '.') {
		i++
	}
	figure := strings.TrimRight(w[:i], ".,")
	scale := 1.0
	if tail := w[i:]; tail != "" {
		m, ok := magnitudes[tail]
		if !ok {
			return number{}, false
		}
		scale = m
	}
	if figure == "" || !thousands(figure) {
		return number{}, false
	}
	figure = strings.ReplaceAll(figure, ",", "")
	x, err := strconv.ParseFloat(figure, 64)
	if err != nil || math.IsInf(x, 0) {
		return number{}, false
	}
	digit := 1.0
	if _, decimals, ok := strings.Cut(figure, "."); ok {
		digit = math.Pow10(-len(decimals))
	}
	return number{scaled(x, scale), digit * scale, 1}, true
}

// scaled multiplies so that 240.1 billion is the float nearest to 240100000000.
func scaled(x, scale float64) float64 {
	y := x * scale
	if r := math.Round(y); scale > 1 && math.Abs(y-r) < 1e-3 {
		return r
	}
	return y
}

// thousands says whether the commas of a figure part it in threes.
func thousands(figure string) bool {
	whole, _, _ := strings.Cut(figure, ".")
	parts := strings.Split(whole, ",")
	for i, p := range parts {
		if i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && (len(p) == 0 || len(p) > 3) {
			return false
		}
	}
	return whole != ""
}

// ordinal reads "75th", "third", "twenty-first".
func ordinal(w string) (int, bool) {
	if k, ok := ordinals[w]; ok {
		return k, true
	}
	if ten, unit, ok := strings.Cut(w, "-"); ok && tens[ten] > 0 && ordinals[unit] > 0 && ordinals[unit] < 10 {
		return int(tens[ten]) + ordinals[unit], true
	}
	if len(w) < 3 || !strings.Contains(" st nd rd th ", " "+w[len(w)-2:]+" ") {
		return 0, false
	}
	k, err := strconv.ParseUint(w[:len(w)-2], 10, 12)
	return int(k), err == nil && k > 0
}

// fraction reads a share of a whole: "70 per cent", "7 %", "a third", "two-thirds", "nine out of ten", "one in five".
func fraction(w []string) (number, bool) {
	if len(w) > 1 && (w[0] == "a" || w[0] == "one") {
		if f, ok := fractions[w[1]]; ok {
			return number{f, 0.01, 2}, true
		}
	}
	if part, ok := strings.CutPrefix(w[0], "one-"); ok && ordinalPart(part) > 0 {
		return number{ordinalPart(part), 0.01, 1}, true
	}
	if (w[0] == "a" || w[0] == "one") && len(w) > 2 && w[2] == "of" && ordinalPart(w[1]) > 0 {
		return number{ordinalPart(w[1]), 0.01, 2}, true // "a seventh of"
	}
	if top, part, ok := strings.Cut(w[0], "-"); ok && units[top] > 0 && fractions[part] > 0 {
		return number{units[top] * fractions[part], 0.01, 1}, true
	}
	if w[0] == "half" {
		return number{0.5, 0.01, 1}, true
	}
	x, ok := plainNumber(w)
	if !ok || x.n == 0 {
		return number{}, false
	}
	return ofWhole(x, w[x.n:])
}

// ordinalPart is the part an ordinal names: a seventh, a twentieth.
func ordinalPart(w string) float64 {
	if f := fractions[w]; f > 0 {
		return f
	}
	if k := ordinals[w]; k > 2 && strings.HasSuffix(w, "th") {
		return 1 / float64(k)
	}
	return 0
}

func ofWhole(x number, rest []string) (number, bool) {
	switch {
	case starts(rest, "%") || starts(rest, "percent") || starts(rest, "pc") || starts(rest, "pct"):
		return number{scaleDown(x.value), scaleDown(x.digits), x.n + 1}, true
	case starts(rest, "per", "cent"):
		return number{scaleDown(x.value), scaleDown(x.digits), x.n + 2}, true
	case len(rest) > 0 && fractions[rest[0]] > 0 && strings.HasSuffix(rest[0], "s") && x.value < 10:
		return number{x.value * fractions[rest[0]], 0.01, x.n + 1}, true
	}
	skip := 0
	switch {
	case starts(rest, "out", "of", "every"):
		skip = 3
	case starts(rest, "out", "of"):
		skip = 2
	case starts(rest, "in", "every"):
		skip = 2
	case starts(rest, "in"), starts(rest, "of"):
		skip = 1
	default:
		return number{}, false
	}
	of, ok := plainNumber(rest[skip:])
	if skip == 1 && (of.value > 20 || x.value > 20) && rest[0] == "in" {
		return number{}, false // "40 in 1990"
	}
	if !ok || of.value < x.value || of.value < 2 || x.digits < 1 || of.n == 0 {
		return number{}, false
	}
	return number{x.value / of.value, 0.5 / of.value, x.n + skip + of.n}, true
}

// scaleDown turns per cent into a share, without the dust of binary fractions.
func scaleDown(x float64) float64 { return math.Round(x*1e8) / 1e10 }

// multiple reads "tenfold", "ten-fold", "two fold", "three times", "twice", "a factor of ten".
func multiple(w []string) (number, bool) {
	if w[0] == "twice" {
		return number{2, 0.1, 1}, true
	}
	if w[0] == "thrice" {
		return number{3, 0.1, 1}, true
	}
	if stem, ok := strings.CutSuffix(w[0], "fold"); ok && stem != "" {
		if x, ok := plainNumber([]string{strings.TrimSuffix(stem, "-")}); ok {
			return number{x.value, x.digits, 1}, true
		}
	}
	if starts(w, "a", "factor", "of") {
		if x, ok := plainNumber(w[3:]); ok {
			return number{x.value, x.digits, x.n + 3}, true
		}
	}
	x, ok := plainNumber(w)
	if ok && x.n > 0 && starts(w[x.n:], "and", "a", "half", "times") {
		return number{x.value + 0.5, 0.1, x.n + 4}, true
	}
	if ok && x.n > 0 && (starts(w[x.n:], "times") || starts(w[x.n:], "fold")) {
		return number{x.value, x.digits, x.n + 1}, true
	}
	return number{}, false
}

// money reads "$240 billion", "240bn dollars", "1.2 trillion yuan", "US$ 5m".
func money(w []string) (number, string, bool) {
	if unit, ok := currencies[w[0]]; ok && len(w) > 1 && len(w[0]) <= 4 {
		x, ok := plainNumber(w[1:])
		if ok && x.n > 0 && w[1] != "a" {
			return number{x.value, x.digits, x.n + 1}, unit, true
		}
		return number{}, "", false
	}
	x, ok := plainNumber(w)
	if !ok || x.n == 0 {
		return number{}, "", false
	}
	rest, skip := w[x.n:], 0
	if starts(rest, "us") || starts(rest, "american") {
		skip = 1
	}
	if len(rest) > skip {
		if unit, ok := currencies[rest[skip]]; ok && len(rest[skip]) > 2 {
			return number{x.value, x.digits, x.n + skip + 1}, unit, true
		}
	}
	return number{}, "", false
}

// duration reads "75 years", "forty years", "a decade", "half a century", "the past hundred years" without the article.
func duration(w []string) (number, bool) {
	switch {
	case starts(w, "half", "a", "century"):
		return number{50, 1, 3}, true
	case starts(w, "a", "quarter", "of", "a", "century"), starts(w, "a", "quarter-century"):
		return number{25, 1, map[bool]int{true: 2, false: 5}[w[1] == "quarter-century"]}, true
	case len(w) > 1 && w[0] == "a" && durations[w[1]] > 0:
		return number{durations[w[1]], 1, 2}, true
	}
	x, ok := plainNumber(w)
	if !ok || x.n == 0 || x.n >= len(w) {
		return number{}, false
	}
	if d := durations[w[x.n]]; d > 0 {
		return number{x.value * d, x.digits * d, x.n + 1}, true
	}
	return number{}, false
}

// hows are the words before a number that say how it is meant, longest first.
var hows = []struct {
	words []string
	how   claim.How
}{
	{strings.Fields("slightly more than"), claim.Over}, {strings.Fields("slightly less than"), claim.Under}, {strings.Fields("in excess of"), claim.Over},
	{strings.Fields("no more than"), claim.AtMost}, {strings.Fields("not more than"), claim.AtMost}, {strings.Fields("no fewer than"), claim.AtLeast},
	{strings.Fields("no less than"), claim.AtLeast}, {strings.Fields("not less than"), claim.AtLeast}, {strings.Fields("far more than"), claim.Over},
	{strings.Fields("well over"), claim.Over}, {strings.Fields("well under"), claim.Under}, {strings.Fields("just over"), claim.Over},
	{strings.Fields("just under"), claim.Under}, {strings.Fields("just below"), claim.Under}, {strings.Fields("just above"), claim.Over},
	{strings.Fields("more than"), claim.Over}, {strings.Fields("greater than"), claim.Over}, {strings.Fields("less than"), claim.Under},
	{strings.Fields("fewer than"), claim.Under}, {strings.Fields("at least"), claim.AtLeast}, {strings.Fields("at most"), claim.AtMost},
	{strings.Fields("up to"), claim.AtMost}, {strings.Fields("as many as"), claim.AtMost}, {strings.Fields("close to"), claim.About},
	{strings.Fields("or so"), claim.About}, {strings.Fields("over"), claim.Over}, {strings.Fields("above"), claim.Over}, {strings.Fields("exceeding"), claim.Over},
	{strings.Fields("under"), claim.Under}, {strings.Fields("below"), claim.Under}, {strings.Fields("about"), claim.About}, {strings.Fields("around"), claim.About},
	{strings.Fields("some"), claim.About}, {strings.Fields("roughly"), claim.About}, {strings.Fields("approximately"), claim.About},
	{strings.Fields("nearly"), claim.About}, {strings.Fields("almost"), claim.About}, {strings.Fields("circa"), claim.About},
	{strings.Fields("exactly"), claim.Exactly}, {strings.Fields("only"), claim.Exactly}, {strings.Fields("just"), claim.Exactly},
}

// howOf reads the words that say how a number is meant and how many they are.
func howOf(w []string) (claim.How, int) {
	for _, h := range hows {
		if starts(w, h.words...) {
			return h.how, len(h.words)
		}
	}
	return claim.Exactly, 0
}

func starts(w []string, words ...string) bool {
	if len(w) < len(words) {
		return false
	}
	for i, x := range words {
		if w[i] != x {
			return false
		}
	}
	return true
}

// quantity reads a number with its hedge and says what kind of item it makes: M money, F share, X multiple, Y duration,
// N plain. n is the number of words; 0 where there is none.
func quantity(w []string) (kind byte, q claim.Quantity, n int) {
	how, skip := howOf(w)
	if skip >= len(w) {
		return 0, q, 0
	}
	rest := w[skip:]
	q.How = how
	set := func(x number, unit string) { q.Number, q.Digits, q.Unit, n = x.value, x.digits, unit, x.n+skip }
	if x, unit, ok := money(rest); ok {
		set(x, unit)
		return 'M', q, n
	}
	if x, ok := duration(rest); ok {
		set(x, "years")
		return 'Y', q, n
	}
	if x, ok := fraction(rest); ok {
		set(x, "share")
		return 'F', q, n
	}
	if x, ok := multiple(rest); ok {
		set(x, "ratio")
		return 'X', q, n
	}
	if x, ok := plainNumber(rest); ok && x.n > 0 {
		set(x, "")
		return 'N', q, n
	}
	return 0, q, 0
}

// starters are the words a time or number may begin with, beside digits.
var starters = func() map[string]bool {
	m := wordSet("a the half twice thrice every each this last next today now currently nowadays at these is hundred usd eur gbp rmb cny us$")
	for _, words := range []map[string]float64{units, tens} {
		for w := range words {
			m[w] = true
		}
	}
	for w := range ordinals {
		m[w] = true
	}
	for w := range months {
		m[w] = true
	}
	for w := range prepositions {
		m[w] = true
	}
	for _, w := range []string{"between", "over", "within", "ever", "that"} {
		m[w] = true
	}
	for _, h := range hows {
		m[h.words[0]] = true
	}
	return m
}()

// mayBeginNumber says cheaply whether a time or number may begin with the word.
func mayBeginNumber(w string) bool {
	if w[0] >= '0' && w[0] <= '9' || currencies[w] != "" || starters[w] || strings.HasSuffix(w, "fold") {
		return true
	}
	first, _, hyphen := strings.Cut(w, "-")
	return hyphen && starters[first]
}
