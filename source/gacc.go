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

func gacc2024() Source {
	return reader{Card{
		ID:            "gacc-2024",
		Title:         "China's goods trade in 2024 by partner, after its customs administration, in renminbi",
		Edition:       "January to December 2024",
		Producer:      "General Administration of Customs of China",
		Citation:      "General Administration of Customs of the People's Republic of China. Imports and exports by country (region), December 2024, RMB.",
		ShortCitation: "China Customs (GACC) 2024",
		BibTeX: `@misc{gacc2024,
  author = {{General Administration of Customs of the People's Republic of China}},
  title  = {Imports and Exports by Country (Region), December 2024, {RMB}},
  year   = {2025},
  url    = {http://english.customs.gov.cn}
}`,
		Licence: "official statistics; not to be redistributed as a table",
		Rights:  Fetch,
		Page:    "http://english.customs.gov.cn/statics/report/monthly.html",
		Files: []File{
			{gaccFile, "ea2e001d396885c64a22e4efc10b91650ec6a72acc41082949c3f71a9abfa029", 250607, "csv", raw("JaviReitano/China-Trade-2024", "872ff9759c44b3ba3f4b6611dd659558497329e7", "china_trade_dashboard/data/raw/gac_regions_2024.csv")},
			{gaccNames, "6c10c81e72ec1c90ca24562c5f5a354550f47e168579e85bb648b6355d51d6ef", 6780, "csv", raw("JaviReitano/China-Trade-2024", "872ff9759c44b3ba3f4b6611dd659558497329e7", "china_trade_dashboard/data/external/regions_translated.csv")},
		},
		Variables: []Variable{
			{Name: "trade.turnover.rmb", Column: "trade_total_cum", Unit: "RMB", Absence: Silent},
			{Name: "flow.rmb", Column: "exports_cum", Unit: "RMB", Absence: Silent},
		},
		From: gaccYear, To: gaccYear, DataTo: "2024-12",
		Known: []string{
			"the names of the partners were lost; they are found again by order and by number of characters, which for December leaves one solution",
			"the producers give units of 10,000 renminbi; here they are renminbi",
			"China's own book: imports with freight and insurance, exports without",
		},
		Contact: "General Administration of Customs of China",
	}, readGACC}
}

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
