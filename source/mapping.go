package source

// This file reads what every mapping shares: which rows are kept, whose they are, and of which years.

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// readMapped reads the files of a card as its mappings say.
func readMapped(c Card, files fs.FS, out Sink) error {
	o := openerOf(c, files)
	for _, s := range c.Series {
		if err := o.readSeries(s, out); err != nil {
			return err
		}
	}
	for _, t := range c.Tables {
		if err := o.readTable(t, out); err != nil {
			return err
		}
	}
	return nil
}

// sieve keeps rows by the texts of their columns.
type sieve struct {
	at   []int
	any  []map[string]bool
	keep []bool
}

func sieveOf(g *grid, where, drop Match) (*sieve, error) {
	s := &sieve{}
	for i, m := range []Match{where, drop} {
		for _, column := range slices.Sorted(maps.Keys(m)) {
			at, err := g.index(column)
			if err != nil {
				return nil, err
			}
			any := map[string]bool{}
			for _, text := range m[column] {
				any[text] = true
			}
			s.at, s.any, s.keep = append(s.at, at), append(s.any, any), append(s.keep, i == 0)
		}
	}
	return s, nil
}

// pass says whether the current row is kept.
func (s *sieve) pass(g *grid) bool {
	for i, at := range s.at {
		text, _ := g.Text(at)
		if s.any[i][text] != s.keep[i] {
			return false
		}
	}
	return true
}

// spread is the columns of a wide table: for each, the code in its name.
type spread struct {
	at    []int
	codes []string
}

// place is one of them: the column whose cell is read, and the code; or the one cell of a table that is not wide.
type place struct {
	at   int // -1: none
	code string
}

// spreadOf finds the columns whose names fit a pattern; those that are used otherwise are left out.
func spreadOf(g *grid, p interface{ FindStringSubmatch(string) []string }, used []string) (*spread, error) {
	s := &spread{}
	for i, name := range g.columns {
		if m := p.FindStringSubmatch(name); m != nil && !slices.Contains(used, name) {
			s.at, s.codes = append(s.at, i), append(s.codes, m[1])
		}
	}
	if len(s.at) == 0 {
		return nil, fmt.Errorf("%s: no column fits the pattern; there are %s", g.name, few(g.columns))
	}
	return s, nil
}

// clip shortens a text for a message.
func clip(s string) string {
	if len(s) > 60 {
		return s[:57] + "…"
	}
	return s
}

// wholeYear reads a year from a cell that is a year, a date, or a number: 2003, 2003.0, 2003-05-01, 20030501.
func wholeYear(text string) (int, error) {
	s := strings.TrimSpace(text)
	s = strings.TrimSuffix(s, ".0")
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits == 3 && len(s) == 3 || digits == 4 && (len(s) == 4 || s[4] == '-' || s[4] == '/' || s[4] == ' ') || digits == 8 && len(s) == 8 {
		return strconv.Atoi(s[:min(digits, 4)])
	}
	return 0, fmt.Errorf("%q is no year", clip(text))
}

// numbers are the texts that mean a missing value, and the numbers they are.
type codes struct {
	texts   []string
	numbers []float64
}

func codesOf(lists ...[]string) codes {
	var c codes
	for _, text := range slices.Concat(lists...) {
		c.texts = append(c.texts, text)
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			c.numbers = append(c.numbers, x)
		}
	}
	return c
}

// has says that a number is one of the codes.
func (c codes) has(x float64) bool { return slices.Contains(c.numbers, x) }

// is says that a text is one of the codes.
func (c codes) is(text string) bool { return slices.Contains(c.texts, text) }

// number reads a number from a cell, with commas between its thousands where the card says so.
func number(g *grid, at int, commas bool) (float64, error) {
	if !commas {
		return g.Float(at)
	}
	text, ok := g.Text(at)
	return floatOf(strings.ReplaceAll(text, ",", ""), ok)
}
