package headline

// This file is the deflator of the gross domestic product of the United States, by which current dollars become dollars of one year.

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"comity"
)

//go:embed deflator.tsv
var deflatorTSV string

// DeflatorBase is the year whose dollars deflated figures are in.
const DeflatorBase = 2017

// Price is the price level of a year: current over chained product, 1 in DeflatorBase.
type Price struct {
	Year             int
	Level            float64
	Current, Chained float64 // billions of dollars
	Ref              comity.Ref
}

// prices reads the table: year, current, chained, basis, source, row. A test holds every line to its form.
var prices = sync.OnceValue(func() map[int]Price {
	out := map[int]Price{}
	for line := range strings.Lines(deflatorTSV) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 6 || c[0] == "year" {
			continue
		}
		year, _ := strconv.Atoi(c[0])
		current, _ := strconv.ParseFloat(c[1], 64)
		chained, _ := strconv.ParseFloat(c[2], 64)
		r, err := ref(c[3], c[4], c[5])
		if err != nil || !(chained > 0) {
			continue
		}
		r.Row, _ = strconv.ParseInt(c[5], 10, 64)
		r.RowEnd = r.Row
		out[year] = Price{year, current / chained, current, chained, r}
	}
	return out
})

// Deflator gives the price level of a year; false outside the years of the table.
func Deflator(year int) (Price, bool) {
	p, ok := prices()[year]
	return p, ok
}

// DeflatorYears are the first and the last year of the table.
func DeflatorYears() (from, to int) {
	from = DeflatorBase
	for year := range prices() {
		from, to = min(from, year), max(to, year)
	}
	return from, to
}
