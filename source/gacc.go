package source

// This file is China's trade in 2024 by partner as its customs administration reports it, in renminbi. The names of the
// partners were lost in the table (each character became a question mark) and are found again by their order and length.

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"comity"
	"comity/format/csv"
	"comity/states"
)

const (
	gaccFile  = "trade/gacc_2024_by_partner_month.csv"
	gaccNames = "trade/gacc_2024_partner_names.csv"
	gaccYear  = 2024
	gaccUnit  = 10_000 // RMB
)

// gaccRow is one partner's year to December.
type gaccRow struct {
	signs                   int // characters of the lost name
	total, exports, imports float64
	row                     int64
}

func readGACC(_ Card, files fs.FS, out Sink) error {
	rows, err := readGACCDecember(files)
	if err != nil {
		return err
	}
	signs, names, err := readGACCNames(files)
	if err != nil {
		return err
	}
	at, err := align(rows, signs)
	if err != nil {
		return fmt.Errorf("%s: %w", gaccFile, err)
	}
	for i, r := range rows {
		partner, _, err := states.Parse(names[at[i]], comity.COW, comity.DayOf(gaccYear, 7, 1))
		if err != nil || partner == china {
			out.Leave("partner that is a region, a bloc or no state or territory comity knows")
			continue
		}
		pair := comity.Pair{A: china, B: partner}.Ordered()
		out.Datum(Datum{"trade.turnover.rmb", pair.A, pair.B, gaccYear, r.total * gaccUnit, r.row})
		out.Datum(Datum{"flow.rmb", china, partner, gaccYear, r.exports * gaccUnit, r.row})
		out.Datum(Datum{"flow.rmb", partner, china, gaccYear, r.imports * gaccUnit, r.row})
	}
	return nil
}

func readGACCDecember(files fs.FS) ([]gaccRow, error) {
	t, err := openCSV(files, gaccFile, csv.Options{}, "region_raw", "trade_total_cum", "exports_cum", "imports_cum", "month")
	if err != nil {
		return nil, err
	}
	var out []gaccRow
	for t.Next() {
		if t.text(4) != "12" {
			continue
		}
		r := gaccRow{signs: signsOf(t.text(0)), row: t.Row()}
		for i, v := range []*float64{&r.total, &r.exports, &r.imports} {
			if *v, err = t.number(i + 1); err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, t.Err()
}

func readGACCNames(files fs.FS) (signs []int, names []string, err error) {
	t, err := openCSV(files, gaccNames, csv.Options{}, "chinese_raw", "english_name")
	if err != nil {
		return nil, nil, err
	}
	for t.Next() {
		signs = append(signs, signsOf(t.text(0)))
		names = append(names, strings.TrimSpace(t.text(1)))
	}
	return signs, names, t.Err()
}

// signsOf counts the characters of a name, spaces (the unbreakable one too) left out.
func signsOf(s string) int { return utf8.RuneCountInString(strings.Join(strings.Fields(s), "")) }

// align finds for every row its place in the list of names, of which some have no row: the earliest and the latest solution
// that keep the order and the number of characters. Where the two differ nothing is guessed.
func align(rows []gaccRow, names []int) ([]int, error) {
	first, last := make([]int, len(rows)), make([]int, len(rows))
	j := 0
	for i := range rows {
		for j < len(names) && names[j] != rows[i].signs {
			j++
		}
		first[i], j = j, j+1
	}
	j = len(names) - 1
	for i := len(rows) - 1; i >= 0; i-- {
		for j >= 0 && names[j] != rows[i].signs {
			j--
		}
		last[i], j = j, j-1
	}
	for i := range rows {
		if first[i] != last[i] || first[i] >= len(names) || first[i] < 0 {
			return nil, fmt.Errorf("row %d could be more than one partner, or none", rows[i].row)
		}
	}
	return first, nil
}
