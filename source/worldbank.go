package source

// This file is the World Bank's GDP and population, by way of two small tables kept up to date in public.

import (
	"io/fs"

	"comity"
	"comity/format/csv"
	"comity/states"
)

func worldBank() Source {
	return reader{Card{
		ID:            "worldbank",
		Title:         "World Development Indicators: GDP (current US$) and population",
		Edition:       "GDP to 2023, population to 2024",
		Producer:      "World Bank",
		Citation:      "World Bank. World Development Indicators: GDP, current US$ (NY.GDP.MKTP.CD) and Population, total (SP.POP.TOTL). Washington, DC.",
		ShortCitation: "World Bank, WDI",
		BibTeX: `@misc{worldbank_wdi,
  author = {{World Bank}},
  title  = {World Development Indicators: NY.GDP.MKTP.CD, SP.POP.TOTL},
  url    = {https://data.worldbank.org}
}`,
		Licence: "CC-BY-4.0",
		Rights:  Bundle,
		Page:    "https://datacatalog.worldbank.org/search/dataset/0037712",
		Files: []File{
			{worldBankGDP, "f0a8408195646dbb1a9d7fc4424e2d302ee5380d0ec8834793f12ca25cbd7e2c", 576746, "csv", raw("datasets/gdp", "822019c80142c162e4ca4eb1a63699ae36075078", "data/gdp.csv")},
			{worldBankPeople, "7d2dd6a17f5ed7916de1f89a9c116791e64d207f2e2f6ce47c57e1ab46f0088a", 552112, "csv", raw("datasets/population", "425fc447a53a26c767a15a7de60c4cc2478a0595", "data/population.csv")},
		},
		Variables: []Variable{
			{Name: "gdp", Column: "NY.GDP.MKTP.CD", Unit: "USD", Absence: Silent},
			{Name: "population", Column: "SP.POP.TOTL", Unit: "persons", Absence: Silent, File: worldBankPeople},
		},
		From: 1960, To: 2024, DataTo: "2024",
		Known: []string{
			"a series is that of today's territory carried back: Germany before 1990, Yemen before 1990 and Russia before 1992 are today's states",
			"GDP ends in 2023, population in 2024; Taiwan is not in the tables",
		},
		Contact:     "data@worldbank.org",
		Attribution: "The World Bank: World Development Indicators, CC BY 4.0",
	}, readWorldBank}
}

const (
	worldBankGDP    = "econ/worldbank_gdp_current_usd.csv"
	worldBankPeople = "econ/worldbank_population.csv"
)

func readWorldBank(_ Card, files fs.FS, out Sink) error {
	if err := readIndicator(files, worldBankGDP, "gdp", out); err != nil {
		return err
	}
	return readIndicator(files, worldBankPeople, "population", out)
}

// readIndicator reads one table of country code, year and value. Codes of regions and income groups (WLD, EUU …) name no
// state and are left out.
func readIndicator(files fs.FS, name, variable string, out Sink) error {
	t, err := openCSV(files, name, csv.Options{}, "Country Code", "Year", "Value")
	if err != nil {
		return err
	}
	keys := keysBy(states.SchemeISO3)
	for t.Next() {
		year, err := t.whole(1)
		if err != nil {
			return err
		}
		code := t.text(0)
		s := worldBankKey(keys, code, int(year))
		if s == comity.NoState {
			out.Leave("World Bank figure of a region or income group")
			continue
		}
		v, err := t.number(2)
		if err != nil {
			return err
		}
		out.Datum(Datum{variable, s, comity.NoState, int(year), v, t.Row()})
	}
	return t.Err()
}

// worldBankKey reads a code as today's state of the name: the Bank carries a state's series back beyond its independence and
// past unions (RUS before 1992, DEU before 1990, YEM before 1990 are today's territory), so it is the last state of the code.
func worldBankKey(keys *keyOf, code string, year int) comity.State {
	return keys.in(code, max(year, 2020))
}
