package report

// Scripts in R. Delimited text wants no package; the other formats name theirs.

import (
	"fmt"
	"strings"
)

// rQuote writes a text as R reads it.
func rQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(plainLine(s)) + `"`
}

// rClass is the class R reads a column of a kind as.
func rClass(kind string) string {
	switch kind {
	case "real":
		return "numeric"
	case "whole", "flag":
		return "integer"
	}
	return "character"
}

func (s PanelScript) r(b *strings.Builder) error {
	file, labelled := rQuote(s.File), false
	switch s.Format {
	case "csv", "csv.gz", "tsv", "tsv.gz":
		s.rText(b)
	case "rds":
		fmt.Fprintf(b, "panel <- readRDS(%s) # it comes with its labels\n", file)
		labelled = true
	case "dta":
		fmt.Fprintf(b, "panel <- haven::read_dta(%s) # it comes with its labels; haven::na_tag() gives the letters of missing cells\n", file)
		labelled = true
	case "parquet":
		fmt.Fprintf(b, "panel <- as.data.frame(arrow::read_parquet(%s))\n", file)
	case "xlsx":
		fmt.Fprintf(b, "panel <- as.data.frame(readxl::read_excel(%s, sheet = \"data\", guess_max = 1e6))\n", file)
	case "jsonl", "jsonl.gz":
		fmt.Fprintf(b, "panel <- jsonlite::stream_in(gzfile(%s), verbose = FALSE) # gzfile reads what is not packed, too\n", file)
	case "sqlite":
		fmt.Fprintf(b, "db <- DBI::dbConnect(RSQLite::SQLite(), %s)\npanel <- DBI::dbReadTable(db, \"panel\", check.names = FALSE)\nDBI::dbDisconnect(db)\n", file)
	default:
		return s.cannot("R", "csv, rds or dta")
	}
	if !labelled {
		s.rLabels(b)
	}
	b.WriteString("\nstr(panel, list.len = 10)\n")
	return nil
}

// rText reads delimited text.
func (s PanelScript) rText(b *strings.Builder) {
	sep := `","`
	if strings.HasPrefix(s.Format, "tsv") {
		sep = `"\t"`
	}
	b.WriteString("classes <- c(\n")
	fields := s.fields()
	for i, c := range fields {
		comma := ","
		if i == len(fields)-1 {
			comma = ")"
		}
		fmt.Fprintf(b, "  %s = %q%s\n", rQuote(c.Name), rClass(c.Kind), comma)
	}
	fmt.Fprintf(b, "panel <- read.csv(%s, sep = %s, na.strings = \"\", colClasses = classes, check.names = FALSE, encoding = \"UTF-8\")\n", rQuote(s.File), sep)
}

// rLabels labels the columns, turns days into dates, and names values.
func (s PanelScript) rLabels(b *strings.Builder) {
	b.WriteString("\n")
	for _, c := range s.fields() {
		at := "panel[[" + rQuote(c.Name) + "]]"
		if c.Kind == "date" {
			fmt.Fprintf(b, "%s <- as.Date(%s)\n", at, at)
		}
		fmt.Fprintf(b, "attr(%s, \"label\") <- %s\n", at, rQuote(c.label()))
		if len(c.Values) > 0 {
			var list []string
			for _, v := range c.Values {
				list = append(list, fmt.Sprintf("%s = %dL", rQuote(v.Text), v.Value))
			}
			fmt.Fprintf(b, "attr(%s, \"labels\") <- c(%s)\n", at, strings.Join(list, ", "))
		}
	}
	var letters []string
	for _, l := range s.Letters {
		letters = append(letters, rQuote(l[0])+" = "+rQuote(l[1]))
	}
	fmt.Fprintf(b, "attr(panel, \"label\") <- %s\nattr(panel, \"missing\") <- c(%s)\n", rQuote(s.Title), strings.Join(letters, ", "))
}
