package report

// Scripts in Python, with pandas.

import (
	"fmt"
	"strconv"
	"strings"
)

// pyQuote writes a text as Python reads it; Go's escapes are Python's.
func pyQuote(s string) string { return strconv.QuoteToASCII(plainLine(s)) }

// pyType is the type pandas reads a column of a kind as; empty for texts and dates, which it finds itself.
func pyType(kind string) string {
	switch kind {
	case "real":
		return "float64"
	case "whole":
		return "Int32"
	case "flag":
		return "Int8"
	}
	return "string"
}

func (s PanelScript) python(b *strings.Builder) error {
	file := pyQuote(s.File)
	b.WriteString("import pandas as pd\n\n")
	switch s.Format {
	case "csv", "csv.gz", "tsv", "tsv.gz":
		s.pyText(b, file)
	case "dta":
		fmt.Fprintf(b, "panel = pd.read_stata(%s, convert_categoricals=False)  # convert_missing=True keeps .a to .e apart\n", file)
	case "parquet":
		fmt.Fprintf(b, "panel = pd.read_parquet(%s)\n", file)
	case "xlsx":
		fmt.Fprintf(b, "panel = pd.read_excel(%s, sheet_name=\"data\")\n", file)
	case "jsonl", "jsonl.gz":
		fmt.Fprintf(b, "panel = pd.read_json(%s, lines=True, convert_dates=False)\n", file)
	case "sqlite":
		fmt.Fprintf(b, "import sqlite3\n\nwith sqlite3.connect(%s) as db:\n    panel = pd.read_sql(\"select * from panel\", db)\n", file)
	case "rds":
		fmt.Fprintf(b, "import pyreadr\n\npanel = pyreadr.read_r(%s)[None]\n", file)
	default:
		return s.cannot("pandas", "csv, dta or parquet")
	}
	s.pyLabels(b)
	b.WriteString("\nprint(panel.head().to_string())\n")
	return nil
}

// pyText reads delimited text.
func (s PanelScript) pyText(b *strings.Builder, file string) {
	sep := `","`
	if strings.HasPrefix(s.Format, "tsv") {
		sep = `"\t"`
	}
	b.WriteString("types = {\n")
	for _, c := range s.fields() {
		fmt.Fprintf(b, "    %s: %q,\n", pyQuote(c.Name), pyType(c.Kind))
	}
	fmt.Fprintf(b, "}\npanel = pd.read_csv(%s, sep=%s, dtype=types, keep_default_na=False, na_values=[\"\"])\n", file, sep)
}

// pyLabels turns days into dates and keeps labels, names of values and what the letters mean with the frame.
func (s PanelScript) pyLabels(b *strings.Builder) {
	for _, c := range s.Columns {
		if c.Kind == "date" && s.Format != "dta" {
			at := "panel[" + pyQuote(c.Name) + "]"
			fmt.Fprintf(b, "%s = pd.to_datetime(%s, errors=\"coerce\")\n", at, at)
		}
	}
	fmt.Fprintf(b, "\npanel.attrs[\"title\"] = %s\npanel.attrs[\"labels\"] = {\n", pyQuote(s.Title))
	for _, c := range s.fields() {
		fmt.Fprintf(b, "    %s: %s,\n", pyQuote(c.Name), pyQuote(c.label()))
	}
	b.WriteString("}\npanel.attrs[\"values\"] = {\n")
	for _, c := range s.Columns {
		if len(c.Values) == 0 {
			continue
		}
		var list []string
		for _, v := range c.Values {
			list = append(list, fmt.Sprintf("%d: %s", v.Value, pyQuote(v.Text)))
		}
		fmt.Fprintf(b, "    %s: {%s},\n", pyQuote(c.Name), strings.Join(list, ", "))
	}
	b.WriteString("}\npanel.attrs[\"missing\"] = {\n")
	for _, l := range s.Letters {
		fmt.Fprintf(b, "    %s: %s,\n", pyQuote(l[0]), pyQuote(l[1]))
	}
	b.WriteString("}\n")
}
