package source

// This file is the peace data of Diehl, Goertz and Gallegos: one line for each pair of states, of a number that is both states'
// and then, two by two, the spans of its relation and their levels ("51365,19000101-19450815,0,19450816-20201231,0.5").

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/csv"
	"comity/states"
)

const (
	peaceLevel   = "peace.level"
	peaceMissing = -9
	maxPeace     = 2000 // fields of a line: a pair changes its level some ten times at most
)

// peaceCodes are numbers the producers write for others of the COW list: Kiribati and Tuvalu.
var peaceCodes = map[string]string{"936": "946", "937": "947"}

// peaceSpan is one span of a relation: days as the file writes them, read as numbers, and the level.
type peaceSpan struct {
	from, to int
	level    float64
}

// readPeace gives each year the level of the span that reaches furthest in it.
func readPeace(c Card, files fs.FS, out Sink) error {
	f := c.Files[0]
	t, err := openCSV(files, f.Name, csv.Options{NoHeader: true, Ragged: true, Entry: f.Entry, MaxColumns: maxPeace})
	if err != nil {
		return err
	}
	keys := keysBy(states.SchemeCOW)
	for t.Next() {
		one, other, err := peacePair(t.Text(0))
		if err != nil {
			return t.wrong(err)
		}
		spans, err := peaceSpans(t)
		if err != nil {
			return t.wrong(err)
		}
		for _, v := range peaceYears(spans, c.From, c.To) {
			a, b := keys.in(one, v.from), keys.in(other, v.from)
			if a == comity.NoState || b == comity.NoState {
				out.Leave("a COW number that names no state in the year")
				continue
			}
			pair := comity.Pair{A: a, B: b}.Ordered()
			out.Datum(Datum{peaceLevel, pair.A, pair.B, v.from, v.level, t.Row()})
		}
	}
	if t.Err() == nil && t.Row() == 0 {
		return fmt.Errorf("%s: no line in it", f.Name)
	}
	return t.Err()
}

// peacePair cuts the number of a pair: the last three digits are the second state's, what stands before them the first's.
func peacePair(code string) (one, other string, err error) {
	if _, err := strconv.Atoi(code); err != nil || len(code) < 4 || len(code) > 6 {
		return "", "", fmt.Errorf("%q is no number of a pair: want four to six digits", clip(code))
	}
	one, other = code[:len(code)-3], strings.TrimLeft(code[len(code)-3:], "0")
	return cmp.Or(peaceCodes[one], one), cmp.Or(peaceCodes[other], other), nil
}

// peaceSpans reads the spans of the current line; a point or nothing means that there are no more.
func peaceSpans(t *table) (spans []peaceSpan, err error) {
	for i := 1; i < t.Len(); i += 2 {
		text := t.Text(i)
		if text == "" || text == "." {
			continue
		}
		from, to, ok := strings.Cut(text, "-")
		s := peaceSpan{level: comity.NaN(comity.InSource)}
		if s.from, err = peaceDay(from); err == nil {
			s.to, err = peaceDay(to)
		}
		if err != nil || !ok || s.to < s.from {
			return nil, fmt.Errorf("%q is no span of days", clip(text))
		}
		x, err := t.Float(i + 1)
		if err != nil || i+1 >= t.Len() {
			return nil, fmt.Errorf("span %s has no level", text)
		}
		if x != peaceMissing {
			s.level = x
		}
		spans = append(spans, s)
	}
	return spans, nil
}

// peaceDay reads a day of eight digits, or a year of four. A few of the file are no days (19620086): only their order counts.
func peaceDay(text string) (int, error) {
	n, err := strconv.Atoi(text)
	switch {
	case err != nil || n <= 0 || len(text) != 4 && len(text) != 8:
		return 0, fmt.Errorf("%q is no day", clip(text))
	case len(text) == 4:
		return n * 10_000, nil
	}
	return n, nil
}

// peaceYears gives the level of each year, in order; from holds the year.
func peaceYears(spans []peaceSpan, first, last int) []peaceSpan {
	at := map[int]peaceSpan{}
	for _, s := range spans {
		for year := max(first, s.from/10_000); year <= min(last, s.to/10_000); year++ {
			if old, ok := at[year]; !ok || s.to >= old.to {
				at[year] = s
			}
		}
	}
	out := make([]peaceSpan, 0, len(at))
	for _, year := range slices.Sorted(maps.Keys(at)) {
		out = append(out, peaceSpan{year, at[year].to, at[year].level})
	}
	return out
}
