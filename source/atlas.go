package source

// This file is China's trade with the members of the G20 after the Atlas of Economic Complexity: a table small enough to have
// at hand, from the full one that is to be fetched.

import (
	"fmt"
	"io/fs"

	"comity"
	"comity/format/csv"
	"comity/states"
)

const atlasFile = "trade/atlas_hs92_g20_china_2000_2024.csv"

func atlasChina() Source {
	return reader{Card{
		ID:            "atlas-g20-china",
		Title:         "Atlas of Economic Complexity: trade of G20 states with China",
		Edition:       "HS92, v18 (April 2026), G20 with China 2000-2024",
		Producer:      "The Growth Lab at Harvard University",
		Citation:      "The Growth Lab at Harvard University. International Trade Data (HS, 92). Harvard Dataverse, doi:10.7910/DVN/T4CHWJ.",
		ShortCitation: "Growth Lab, Atlas of Economic Complexity",
		BibTeX: `@data{atlas_hs92,
  author    = {{The Growth Lab at Harvard University}},
  title     = {International Trade Data ({HS}, 92)},
  publisher = {Harvard Dataverse},
  doi       = {10.7910/DVN/T4CHWJ}
}`,
		Licence: "CC-BY-NC-SA-4.0",
		Rights:  Fetch,
		Page:    "https://doi.org/10.7910/DVN/T4CHWJ",
		Files: []File{
			{atlasFile, "91d00fc6b643c150bc4896bf3286c0ee3b922a017bba315df0cd0a01a1cb43c0", 25624, "csv", raw("gfinamore/China-Trade", "d50fab1f79674549cdf29fe6a4d1832e133fcb69", "dados_china/balanca_g20_china_2000_2024.csv")},
		},
		Variables: []Variable{{Name: "flow", Column: "export_value", Unit: "USD", Absence: Silent}},
		From:      2000, To: 2024, DataTo: "2024",
		Known: []string{
			"reconciled mirror data: neither side's own book",
			"only pairs of China with members of the G20; totals over partners cannot be made of it",
		},
		Contact:     "growthlab@hks.harvard.edu",
		Attribution: "The Growth Lab at Harvard University, Atlas of Economic Complexity",
	}, readAtlas}
}

func readAtlas(_ Card, files fs.FS, out Sink) error {
	t, err := openCSV(files, atlasFile, csv.Options{}, "country_iso3_code", "partner_iso3_code", "year", "export_value", "import_value")
	if err != nil {
		return err
	}
	keys := keysBy(states.SchemeISO3)
	for t.Next() {
		year, err := t.whole(2)
		if err != nil {
			return err
		}
		a, b := keys.in(t.text(0), int(year)), keys.in(t.text(1), int(year))
		if a == comity.NoState || b == comity.NoState {
			return t.wrong(fmt.Errorf("%s and %s: one names no state in %d", t.text(0), t.text(1), year))
		}
		exports, err := t.number(3)
		if err != nil {
			return err
		}
		imports, err := t.number(4)
		if err != nil {
			return err
		}
		out.Datum(Datum{"flow", a, b, int(year), exports, t.Row()})
		out.Datum(Datum{"flow", b, a, int(year), imports, t.Row()})
	}
	return t.Err()
}
