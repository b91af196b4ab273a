package report

// Scripts in SQL: of delimited text for SQLite's shell, of a database for any SQLite, of Parquet and JSON Lines for DuckDB. What the
// columns are stands in a table, panel_columns, and the names of values in panel_values.

import (
	"fmt"
	"strings"
)

// sqlQuote writes a text as SQL reads it; sqlName a name.
func sqlQuote(s string) string { return "'" + strings.ReplaceAll(plainLine(s), "'", "''") + "'" }
func sqlName(s string) string  { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// shellQuote writes a name of a file as SQLite's shell reads it.
func shellQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(plainLine(s)) + `"`
}

func (s PanelScript) sql(b *strings.Builder) error {
	switch s.Format {
	case "csv", "tsv":
		s.sqliteText(b)
	case "sqlite":
		fmt.Fprintf(b, "-- run it in SQLite's shell: sqlite3 %s < this file\n", comment(s.File))
	case "parquet":
		fmt.Fprintf(b, "-- run it in DuckDB\nCREATE TABLE panel AS SELECT * FROM read_parquet(%s);\n", sqlQuote(s.File))
	case "jsonl", "jsonl.gz":
		fmt.Fprintf(b, "-- run it in DuckDB\nCREATE TABLE panel AS SELECT * FROM read_json_auto(%s, format = 'newline_delimited');\n", sqlQuote(s.File))
	default:
		return s.cannot("SQL", "csv, sqlite or parquet")
	}
	s.sqlLabels(b)
	b.WriteString("SELECT count(*) AS rows FROM panel;\n")
	return nil
}

// sqlType is the type of a column of a kind.
func sqlType(kind string) string {
	switch kind {
	case "real":
		return "REAL"
	case "whole", "flag":
		return "INTEGER"
	}
	return "TEXT"
}

// sqliteText reads delimited text with SQLite's shell. An empty field is NULL after it.
func (s PanelScript) sqliteText(b *strings.Builder) {
	b.WriteString("-- run it in SQLite's shell: sqlite3 panel.db < this file\nDROP TABLE IF EXISTS panel;\nCREATE TABLE panel (\n")
	fields := s.fields()
	var sets []string
	for i, c := range fields {
		comma := ","
		if i == len(fields)-1 {
			comma = ""
		}
		fmt.Fprintf(b, "  %s %s%s\n", sqlName(c.Name), sqlType(c.Kind), comma)
		if c.Lacks || strings.HasSuffix(c.Name, "_missing") {
			sets = append(sets, fmt.Sprintf("%s = nullif(%s, '')", sqlName(c.Name), sqlName(c.Name)))
		}
	}
	mode := "csv"
	if s.Format == "tsv" {
		mode = "tabs"
	}
	fmt.Fprintf(b, ");\n.mode %s\n.import --skip 1 %s panel\n.mode list\n", mode, shellQuote(s.File))
	if len(sets) > 0 {
		fmt.Fprintf(b, "UPDATE panel SET %s;\n", strings.Join(sets, ", "))
	}
	if len(s.Keys) > 0 {
		var names []string
		for _, k := range s.Keys {
			names = append(names, sqlName(k))
		}
		fmt.Fprintf(b, "CREATE INDEX IF NOT EXISTS panel_key ON panel (%s);\n", strings.Join(names, ", "))
	}
}

// sqlLabels makes the tables of labels.
func (s PanelScript) sqlLabels(b *strings.Builder) {
	b.WriteString("DROP TABLE IF EXISTS panel_columns;\nCREATE TABLE panel_columns (name TEXT, label TEXT, unit TEXT, kind TEXT);\n")
	for _, c := range s.fields() {
		fmt.Fprintf(b, "INSERT INTO panel_columns VALUES (%s, %s, %s, %s);\n", sqlQuote(c.Name), sqlQuote(c.Label), sqlQuote(c.Unit), sqlQuote(c.Kind))
	}
	b.WriteString("DROP TABLE IF EXISTS panel_values;\nCREATE TABLE panel_values (name TEXT, value INTEGER, label TEXT);\n")
	for _, c := range s.Columns {
		for _, v := range c.Values {
			fmt.Fprintf(b, "INSERT INTO panel_values VALUES (%s, %d, %s);\n", sqlQuote(c.Name), v.Value, sqlQuote(v.Text))
		}
	}
}
