package article

// This file reads times: days, months, years and decades, spans, and words that count from the article's date ("last
// year", "forty years ago"). Without a date those stay unknown, with a warning; the clock is never asked.

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"comity"
	"comity/claim"
)

// moment is a time as read.
type moment struct {
	when  claim.When
	since bool    // "since 2000": the time runs on
	every string  // "every decade since 1970"
	ago   float64 // years, of "forty years ago"
	vague bool    // a part of a year, "in recent years": names a time that no year stands for
	now   bool    // "today", "currently"
	n     int     // words
}

var months = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
	"november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}

// day reads the date at the head of the words: "22 January 1963", "January 22nd, 1963", "January 1963", "1963",
// "1963-01-22". n is 0 where there is none.
func day(w []string) (d comity.Date, n int) {
	if d, err := comity.ParseDate(w[0]); err == nil && len(w[0]) > 4 {
		return d, 1
	}
	if k, ok := dayNumber(w[0]); ok && len(w) > 1 {
		rest, skip := w[1:], 1
		if rest[0] == "of" {
			rest, skip = rest[1:], 2
		}
		if m, n := monthWord(rest); m > 0 {
			y, c := yearAfter(rest[n:])
			return civil(y, m, k, skip+n+c)
		}
	}
	if m, n := monthWord(w); m > 0 {
		if k, ok := dayNumber(at(w, n)); ok {
			y, c := yearAfter(w[n+1:])
			return civil(y, m, k, n+1+c)
		}
		y, c := yearAfter(w[n:])
		if y == 0 {
			return comity.NoDate, 0
		}
		return comity.Date{Day: comity.DayOf(y, m, 1), Grain: comity.MonthGrain}, n + c
	}
	if y := year(w[0]); y > 0 {
		return comity.YearDate(y), 1
	}
	return comity.NoDate, 0
}

// civil makes a day where year, month and day are all there and exist.
func civil(y, m, k, words int) (comity.Date, int) {
	if y == 0 {
		return comity.NoDate, 0
	}
	d := comity.DayOf(y, m, k)
	if _, mm, kk := d.Civil(); mm != m || kk != k {
		return comity.NoDate, 0
	}
	return comity.On(d), words
}

func at(w []string, i int) string {
	if i < len(w) {
		return w[i]
	}
	return ""
}

func monthWord(w []string) (m, n int) {
	m = months[at(w, 0)]
	if m == 0 {
		return 0, 0
	}
	if at(w, 1) == "." {
		return m, 2
	}
	return m, 1
}

func dayNumber(w string) (int, bool) {
	w = strings.TrimRight(w, "stndrh")
	k, err := strconv.ParseUint(w, 10, 6)
	return int(k), err == nil && k >= 1 && k <= 31
}

// yearAfter reads a year, perhaps behind a comma, and gives the words taken.
func yearAfter(w []string) (y, n int) {
	if at(w, 0) == "," {
		return year(at(w, 1)), 2
	}
	return year(at(w, 0)), 1
}

// year reads a four-figure year from 1500 to 2100, or 0.
func year(w string) int {
	if len(w) != 4 {
		return 0
	}
	y, err := strconv.ParseUint(w, 10, 12)
	if err != nil || y < 1500 || y > 2100 {
		return 0
	}
	return int(y)
}

// years reads a span of years in one word, "1870-1945", "1939-45", "1990s", "mid-1990s".
func years(w string) (from, to int) {
	w = strings.NewReplacer("–", "-", "mid-", "", "early-", "", "late-", "").Replace(w)
	if len(w) == 5 && w[4] == 's' {
		if y := year(w[:4]); y > 0 && y%10 == 0 {
			return y, y + 9
		}
	}
	a, b, ok := strings.Cut(w, "-")
	from, to = year(a), year(b)
	if ok && from > 0 && len(b) == 2 {
		if k, err := strconv.Atoi(b); err == nil {
			to = from/100*100 + k
		}
	}
	if !ok || from == 0 || to < from {
		return 0, 0
	}
	return from, to
}

func span(from, to comity.Date) claim.When { return claim.When{From: from, To: to} }

func at1(d comity.Date) claim.When { return claim.When{From: d, To: d} }

// moment reads the time at the head of the words; bare says whether a time without a preposition counts.
func (r *reader) moment(w []string) (moment, bool) {
	for _, read := range []func([]string) (moment, bool){r.everySince, r.between, r.relative, r.prepositional} {
		if m, ok := read(w); ok {
			return m, true
		}
	}
	return moment{}, false
}

// everySince reads "every decade since 1970", "each year since 2001", "every year".
func (r *reader) everySince(w []string) (moment, bool) {
	if w[0] != "every" && w[0] != "each" {
		return moment{}, false
	}
	step := at(w, 1)
	if step != "year" && step != "decade" {
		return moment{}, false
	}
	m, ok := moment{}, false
	if len(w) > 2 {
		m, ok = r.prepositional(w[2:])
	}
	if past := r.past.year; !ok && at(w, 2) == "since" && past.Known() && (len(w) == 3 || !wordRune(firstRune(w[3]))) {
		return moment{when: claim.When{From: past.From}, since: true, every: step, n: 3}, true
	}
	if !ok || !m.since {
		return moment{every: step, n: 2}, true
	}
	m.every, m.n = step, m.n+2
	return m, true
}

// between reads "between 1870 and 1945", "from 2000 to 2008", "in 1870-1945", "the 1990s".
func (r *reader) between(w []string) (moment, bool) {
	n := 0
	if len(prepositions[w[0]]) > 0 {
		n = 1
	}
	if w[0] == "between" || w[0] == "from" {
		a, i := dayAt(w, 1)
		if i > 0 {
			link := at(w, 1+i)
			if b, j := dayAt(w, 2+i); j > 0 && (link == "and" || link == "to" || link == "until" || link == "till" || link == "through") && a.Day <= b.Day {
				return moment{when: span(a, b), n: 2 + i + j}, true
			}
		}
	}
	for at(w, n) == "the" || at(w, n) == "early" || at(w, n) == "late" || at(w, n) == "years" {
		n++
	}
	from, to := years(at(w, n))
	if from == 0 || n > 3 {
		return moment{}, false
	}
	m := moment{when: span(comity.YearDate(from), comity.YearDate(to)), n: n + 1}
	if w[0] == "since" {
		m.when, m.since = claim.When{From: comity.YearDate(from)}, true
	}
	return m, true
}

func dayAt(w []string, i int) (comity.Date, int) {
	if i >= len(w) {
		return comity.NoDate, 0
	}
	return day(w[i:])
}

// prepositions may stand before a time; what they make of it.
var prepositions = map[string]string{"in": "at", "on": "at", "during": "at", "for": "at", "of": "at", "at": "at", "throughout": "at", "by": "until", "until": "until", "till": "until",
	"through": "until", "before": "before", "after": "since", "since": "since", "from": "since", "as": "at"}

// prepositional reads "in 2023", "on 1 January 1979", "since 2000", "by 2020", "at the end of 2022", and a bare date with a month.
func (r *reader) prepositional(w []string) (moment, bool) {
	how, n := prepositions[w[0]], 1
	if how == "" {
		how, n = "at", 0
	}
	for _, words := range [][]string{{"the", "end", "of"}, {"the", "start", "of"}, {"the", "beginning", "of"}, {"the", "year"}, {"of"}, {"early"}, {"late"}, {"mid"}, {"around"}, {"about"}} {
		if n > 0 && n < len(w) && starts(w[n:], words...) {
			n += len(words)
		}
	}
	if n >= len(w) {
		return moment{}, false
	}
	if m, ok := partOfYear(w, n); ok {
		return m, true
	}
	if m, ok := wars(w, n); ok && how == "since" {
		return m, true
	}
	d, k := day(w[n:])
	if k == 0 || n == 0 && d.Grain == comity.YearGrain {
		return moment{}, false
	}
	m := moment{n: n + k}
	switch how {
	case "since":
		m.when.From, m.since = d, true
	case "until":
		m.when.To = d
	case "before":
		m.when.To = comity.On(d.First() - 1)
	default:
		m.when = at1(d)
	}
	return m, true
}

// partOfYear reads "in the first half of 2023", "in the second quarter of 2024", "in the first ten months of 2023": a time for
// which no yearly figure stands.
func partOfYear(w []string, n int) (moment, bool) {
	if at(w, n) != "the" {
		return moment{}, false
	}
	i := n + 1
	if _, ok := ordinal(at(w, i)); !ok && at(w, i) != "last" {
		return moment{}, false
	}
	i++
	if x, ok := plainNumber(rest(w, i)); ok {
		i += x.n
	}
	if p := at(w, i); p != "half" && p != "quarter" && p != "months" || at(w, i+1) != "of" {
		return moment{}, false
	}
	i += 2
	if year(at(w, i)) == 0 && at(w, i+1) != "year" {
		return moment{}, false
	}
	if year(at(w, i)) == 0 {
		i++
	}
	return moment{vague: true, n: i + 1}, true
}

func rest(w []string, i int) []string {
	if i < len(w) {
		return w[i:]
	}
	return nil
}

// wars reads "since the Second World War" and its like: the years are those in which they ended.
func wars(w []string, n int) (moment, bool) {
	for _, x := range []struct {
		words string
		year  int
	}{
		{"the end of the second world war", 1945}, {"the end of world war ii", 1945}, {"the second world war", 1945}, {"world war ii", 1945}, {"world war two", 1945}, {"ww2", 1945},
		{"the first world war", 1918}, {"world war i", 1918}, {"the end of the cold war", 1991}, {"the cold war", 1991}, {"the collapse of the soviet union", 1991},
	} {
		if words := strings.Fields(x.words); starts(w[n:], words...) {
			return moment{when: claim.When{From: comity.YearDate(x.year)}, since: true, n: n + len(words)}, true
		}
	}
	return moment{}, false
}

// relative reads times that count from the article's date.
func (r *reader) relative(w []string) (moment, bool) {
	for _, words := range [][]string{{"today"}, {"now"}, {"currently"}, {"nowadays"}, {"at", "present"}, {"these", "days"}} {
		if starts(w, words...) {
			return moment{now: true, n: len(words)}, true
		}
	}
	n := 0
	if prepositions[w[0]] == "at" {
		n = 1
	}
	for shift, word := range []string{"last", "this", "next"} {
		if starts(rest(w, n), word, "year") {
			return r.shifted(shift-1, n+2), true
		}
	}
	for _, words := range [][]string{{"that", "year"}, {"that", "same", "year"}, {"the", "same", "year"}} {
		if starts(w[n:], words...) {
			return moment{when: r.past.year, vague: !r.past.year.Known(), n: n + len(words)}, true
		}
	}
	if (starts(w, "since", "then") || starts(w, "ever", "since") && !timeFollows(w[2:])) && r.past.when.Known() {
		return moment{when: claim.When{From: after(r.past.when)}, since: true, n: 2}, true
	}
	if starts(w[n:], "the", "year", "before", "last") {
		return r.shifted(-2, n+4), true
	}
	if starts(w[n:], "the", "previous", "year") || starts(w[n:], "the", "past", "year") {
		return moment{vague: true, n: n + 3}, true
	}
	if m, ok := r.pastYears(w); ok {
		return m, true
	}
	return r.agoTime(w)
}

// timeFollows says whether the words begin with a time: "ever since 1990".
func timeFollows(w []string) bool {
	_, n := dayAt(w, 0)
	return n > 0
}

// agoTime reads "forty years ago", "a decade ago", "since three years ago".
func (r *reader) agoTime(w []string) (moment, bool) {
	skip := 0
	if w[0] == "since" || w[0] == "in" {
		skip = 1
	}
	_, h := howOf(rest(w, skip))
	d, ok := duration(rest(w, skip+h))
	if !ok || at(w, skip+h+d.n) != "ago" {
		return moment{}, false
	}
	m := r.shifted(-int(d.value), skip+h+d.n+1)
	m.ago = d.value
	if w[0] == "since" {
		m.when.To, m.since = comity.NoDate, true
	}
	return m, true
}

// pastYears reads "in the past hundred years", "over the last decade", "in recent years".
func (r *reader) pastYears(w []string) (moment, bool) {
	n := 0
	if w[0] == "in" || w[0] == "over" || w[0] == "during" || w[0] == "for" || w[0] == "within" {
		n = 1
	}
	if n == 1 && starts(w[1:], "recent", "years") || n == 1 && starts(w[1:], "recent", "decades") {
		return moment{vague: true, n: 3}, true
	}
	if at(w, n) == "the" {
		n++
	}
	if p := at(w, n); p != "past" && p != "last" {
		return moment{}, false
	}
	n++
	d, ok := duration(rest(w, n))
	if !ok && durations[at(w, n)] > 1 {
		d, ok = number{durations[at(w, n)], 1, 1}, true // "the past decade"
	}
	if !ok || at(w, n+d.n) == "of" {
		return moment{}, false
	}
	m := r.shifted(-int(d.value), n+d.n)
	m.when.To, m.since = comity.NoDate, true
	return m, true
}

// after is the first day, or year, after a time.
func after(w claim.When) comity.Date {
	end := w.To
	if !end.Known() {
		end = w.From
	}
	if end.Grain == comity.YearGrain {
		return comity.YearDate(end.Year() + 1)
	}
	return comity.On(end.Last() + 1)
}

// shifted is the year so many years from the article's.
func (r *reader) shifted(by, n int) moment {
	m := moment{n: n}
	if !r.date.Known() {
		r.warn("date-unknown", "the article's date is not known, so times like “this year” and “ago” are not; give it with --date")
		m.vague = true
		return m
	}
	if y := r.date.Year() + by; y > 0 {
		m.when = at1(comity.YearDate(y))
	}
	return m
}

// dateOf finds the article's date: a line near the head that is a date and little else.
func dateOf(sentences []Sentence) comity.Date {
	for _, s := range sentences[:min(len(sentences), 6)] {
		if d := dateLine(s.Text); d.Known() {
			return d
		}
	}
	return comity.NoDate
}

// dateLine gives the day a line tells if it tells little else: "22 January 2013", "ATHENS, Feb 18, 2012", "Posted on 3 May 2020 by Ann".
func dateLine(line string) comity.Date {
	if len(line) > 80 {
		return comity.NoDate
	}
	var w []string
	for _, t := range split(line) {
		if wordRune(firstRune(t.low)) || t.low == "," {
			w = append(w, t.low)
		}
	}
	most := 6
	if len(w) > 0 && (w[0] == "posted" || w[0] == "published" || w[0] == "updated" || w[0] == "dated") {
		most = 12
	}
	for i := range w {
		if d, n := day(w[i:]); n > 0 && d.Grain == comity.DayGrain && len(w)-n <= most {
			return d
		}
	}
	return comity.NoDate
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
