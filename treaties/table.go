package treaties

// This file is how the tables of this package are read: text, one fact a line, compiled in and parsed once, on first use.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

// once reads a compiled-in table when it is first asked for. One that cannot be read panics: a test keeps them readable.
func once[T any](text string, parse func(string) (T, error)) func() T {
	return sync.OnceValue(func() T {
		out, err := parse(text)
		if err != nil {
			panic(err)
		}
		return out
	})
}

// rows hands the cells of each line of a table to f: the header (first line that is no comment) is skipped.
func rows(file, text string, cells int, f func([]string) error) error {
	n, header := 0, true
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != cells {
			return fmt.Errorf("%s:%d: %d cells, want %d", file, n, len(c), cells)
		}
		if err := f(c); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return nil
}

// facts reads a table with one fact a line; parse gets the cells and which fact it is, from 1.
func facts[T any](file, text string, cells int, parse func(c []string, n int) (T, error)) ([]T, error) {
	var out []T
	err := rows(file, text, cells, func(c []string) error {
		fact, err := parse(c, len(out)+1)
		out = append(out, fact)
		return err
	})
	return out, err
}

// parseDate reads a date; an empty cell is an unknown date.
func parseDate(s string) (comity.Date, error) {
	if s == "" {
		return comity.NoDate, nil
	}
	return comity.ParseDate(s)
}

// spanOf reads the first and the last date of a span, to the ends of the month or year where they are no finer.
func spanOf(from, to string) (comity.Span, error) {
	a, err := comity.ParseDate(from)
	if err != nil {
		return comity.Span{}, err
	}
	b, err := comity.ParseDate(to)
	if err != nil {
		return comity.Span{}, err
	}
	return comity.Span{From: a.First(), To: b.Last()}, nil
}

// words cuts a cell at its semicolons.
func words(cell string) []string {
	if cell == "" {
		return nil
	}
	out := strings.Split(cell, ";")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// oneOf says what is wrong with a cell that has to be one of some words; nil where it is.
func oneOf(what, cell string, words []string) error {
	if slices.Contains(words, cell) {
		return nil
	}
	return fmt.Errorf("%s %q: want one of %s", what, cell, strings.Join(words, ", "))
}

// state reads the identity of a state.
func state(id string) (comity.State, error) {
	if s, ok := states.FromID(id); ok {
		return s, nil
	}
	return comity.NoState, fmt.Errorf("state %q: want an id such as CHN or cow:GFR", id)
}

// factRef gives the place of the n-th fact of a table of ours: where it was read goes into Note, "source:row" or the
// address of a document. A seen fact must name its source.
func factRef(table string, n int, basis, source, row string) (comity.Ref, error) {
	r := comity.Ref{Source: table, Row: int64(n), RowEnd: int64(n), Note: source}
	var err error
	if r.Basis, err = comity.ParseBasis(basis); err != nil {
		return r, err
	}
	if r.Basis == comity.Seen && source == "" {
		return r, fmt.Errorf("seen, but no source named")
	}
	if row == "" {
		return r, nil
	}
	from, _, _ := strings.Cut(row, "-")
	if _, err := strconv.Atoi(from); err != nil {
		return r, fmt.Errorf("row %q: want a number or a range", row)
	}
	r.Note += ":" + row
	return r, nil
}
