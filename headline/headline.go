// Package headline holds comity's small tables of official headline figures: a country's trade in goods with one partner
// in one year, as its own customs or statistical office gives it, the number that news articles quote. Each figure names
// its reporter, its unit and the page or file where it was read ("seen"), or says that it is remembered ("recalled").
//
// The figures are one reporter's view and stay so: China's figure for its trade with Russia and Russia's for its trade
// with China are two figures, in two series. Years and partners not in the table are not known here; that never means
// that there was no trade.
package headline

// This file is the table, how it is read and how it is asked.

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

//go:embed headline.tsv
var headlineTSV string

// Figure is one published number.
type Figure struct {
	Series            string // "gacc.turnover"; all figures of a series have one reporter, flow and unit
	Reporter, Partner comity.State
	Flow              string // turnover (exports + imports), exports or imports, seen from the reporter
	Year              int    // calendar year
	Value             float64
	Unit              string // currency, in whole units: USD, EUR or CNY, current prices
	Ref               comity.Ref
	Note              string
}

// Flows are the flows a figure may be of.
func Flows() []string { return []string{"turnover", "exports", "imports"} }

var units = []string{"USD", "EUR", "CNY"}

// producers name who publishes a series, by the first part of its id.
var producers = map[string]string{
	"gacc":     "General Administration of Customs of China",
	"census":   "United States Census Bureau",
	"destatis": "Federal Statistical Office of Germany (Destatis)",
	"secex":    "Secretariat of Foreign Trade of Brazil (Secex)",
	"fts":      "Federal Customs Service of Russia",
}

var figures = sync.OnceValue(func() []Figure {
	fs, err := parse(headlineTSV)
	if err != nil {
		panic(err) // the table is compiled in: a test keeps it readable
	}
	return fs
})

// All gives every figure, by series, partner and year.
func All() []Figure { return slices.Clone(figures()) }

// Series gives a reporter's figures with a partner for one flow, by unit and year. Figures in different units are
// different series: compare within one Unit only (see In).
func Series(reporter, partner comity.State, flow string) []Figure {
	var out []Figure
	for _, f := range figures() {
		if f.Reporter == reporter && f.Partner == partner && f.Flow == flow {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Figure) int {
		if c := strings.Compare(b.Unit, a.Unit); c != 0 {
			return c
		}
		return a.Year - b.Year
	})
	return out
}

// In gives the figures of a unit, in the order they had.
func In(unit string, fs []Figure) []Figure {
	var out []Figure
	for _, f := range fs {
		if f.Unit == unit {
			out = append(out, f)
		}
	}
	return out
}

// Gaps gives the years between the first and the last of a series that it does not have: a record or a rank over a
// series with gaps is one among the years known.
func Gaps(fs []Figure) []int {
	var out []int
	for i := 1; i < len(fs); i++ {
		for y := fs[i-1].Year + 1; y < fs[i].Year; y++ {
			out = append(out, y)
		}
	}
	return out
}

// Coverage says in words what the table holds.
func Coverage() string {
	fs, seen := figures(), 0
	for _, f := range fs {
		if f.Ref.Basis == comity.Seen {
			seen++
		}
	}
	return fmt.Sprintf("%d yearly figures of trade in goods with one partner, as five customs and statistical offices give them; %d read in a document or file, %d recalled. "+
		"Complete runs: China with Russia 1999 to 2024 and the United States with China 1985 to 2024; single years for others. A year or partner not listed is not covered.",
		len(fs), seen, len(fs)-seen)
}

// Producer names who publishes a series; an unknown one gives an empty string.
func Producer(series string) string {
	id, _, _ := strings.Cut(series, ".")
	return producers[id]
}

// parse reads the table: series, reporter, partner, flow, year, value, unit, basis, source, row, note.
func parse(text string) ([]Figure, error) {
	var out []Figure
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
		f, err := parseFigure(strings.Split(line, "\t"))
		if err != nil {
			return out, fmt.Errorf("headline.tsv:%d: %w", n, err)
		}
		f.Ref.Row, f.Ref.RowEnd = int64(len(out)+1), int64(len(out)+1)
		out = append(out, f)
	}
	return out, nil
}

// parseFigure reads one line.
func parseFigure(c []string) (f Figure, err error) {
	if len(c) != 11 {
		return f, fmt.Errorf("%d cells, want 11", len(c))
	}
	f = Figure{Series: c[0], Flow: c[3], Unit: c[6], Note: c[10]}
	if Producer(f.Series) == "" {
		return f, fmt.Errorf("series %q: no producer of that name", f.Series)
	}
	if !slices.Contains(Flows(), f.Flow) || !slices.Contains(units, f.Unit) {
		return f, fmt.Errorf("flow %q in %q: want one of %s in one of %s", f.Flow, f.Unit, strings.Join(Flows(), ", "), strings.Join(units, ", "))
	}
	var ok bool
	if f.Reporter, ok = states.FromID(c[1]); !ok {
		return f, fmt.Errorf("no state %q", c[1])
	}
	if f.Partner, ok = states.FromID(c[2]); !ok {
		return f, fmt.Errorf("no state %q", c[2])
	}
	if f.Year, err = strconv.Atoi(c[4]); err != nil {
		return f, fmt.Errorf("year %q: not a number", c[4])
	}
	if f.Value, err = strconv.ParseFloat(c[5], 64); err != nil || f.Value <= 0 {
		return f, fmt.Errorf("value %q: want a number above zero", c[5])
	}
	f.Ref, err = ref(c[7], c[8], c[9])
	return f, err
}

// ref gives the place a figure was read, "source:row" or the address of a page, in Note.
func ref(basis, source, row string) (comity.Ref, error) {
	b, err := comity.ParseBasis(basis)
	if err != nil {
		return comity.Ref{}, err
	}
	if b == comity.Seen && source == "" {
		return comity.Ref{}, fmt.Errorf("seen, but no source named")
	}
	if row != "" {
		source += ":" + row
	}
	return comity.Ref{Source: "comity-headline", Note: source, Basis: b}, nil
}
