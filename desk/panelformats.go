package desk

// This file knows the formats a panel can be written in: by the ending of the file's name, or by name.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"comity/format/csv"
	"comity/format/dta"
	"comity/format/frame"
	"comity/format/gzip"
	"comity/format/jsonl"
	"comity/format/parquet"
	"comity/format/rda"
	"comity/format/sqlite"
	"comity/format/xlsx"
)

// tableWriter writes a table in one format.
type tableWriter func(ctx context.Context, w io.Writer, t *frame.Table, o writing) error

// writing says how a table is written, whatever the format.
type writing struct {
	reasons bool         // columns beside those with missing cells that say why, where the format cannot
	sheets  []xlsx.Sheet // codebook and sources, for a workbook or a database
	key     []string     // the columns that identify a row
}

// panelFormat is a format a panel can be written in.
type panelFormat struct {
	name, ending string
	write        tableWriter
	marks        string  // what a missing cell looks like
	bytes        float64 // a cell takes, about
	beside       bool    // with reasons, columns NAME_missing stand beside those with missing cells
}

// How the formats show what is missing.
const (
	emptyMarks = "A missing cell is an empty field; with --reasons the column NAME_missing beside it has its letter."
	sheetMarks = "A missing cell is empty; with --reasons it holds its letter as text."
	nullMarks  = "A missing cell is null; with --reasons NAME_missing beside it has its letter."
	stataMarks = "A missing cell is Stata's extended missing value of its letter; a missing text is the empty text."
	rMarks     = "A missing cell is NA. Of doubles and dates haven::na_tag gives its letter, of other columns inverse.rle(attr(x, \"missing\"))."
)

// panelFormats is the plain list of them.
var panelFormats = []panelFormat{
	{"csv", ".csv", delimited(','), emptyMarks, 5, true},
	{"csv.gz", ".csv.gz", packed(delimited(',')), emptyMarks, 1, true},
	{"tsv", ".tsv", delimited('\t'), emptyMarks, 5, true},
	{"tsv.gz", ".tsv.gz", packed(delimited('\t')), emptyMarks, 1, true},
	{"dta", ".dta", writeStata, stataMarks, 5, false},
	{"rds", ".rds", writeR, rMarks, 1, false},
	{"parquet", ".parquet", writeParquet, nullMarks, 1, true},
	{"xlsx", ".xlsx", writeWorkbook, sheetMarks, 5, false},
	{"sqlite", ".sqlite", writeDatabase, nullMarks, 8, true},
	{"sqlite", ".db", writeDatabase, nullMarks, 8, true},
	{"jsonl", ".jsonl", writeLines, nullMarks, 20, true},
	{"jsonl.gz", ".jsonl.gz", packed(writeLines), nullMarks, 2, true},
}

func delimited(comma byte) tableWriter {
	return func(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
		return csv.Write(ctx, w, t, csv.WriteOptions{Comma: comma, Reasons: o.reasons})
	}
}

func writeLines(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
	return jsonl.Write(ctx, w, t, jsonl.Options{Reasons: o.reasons})
}

func writeStata(ctx context.Context, w io.Writer, t *frame.Table, _ writing) error {
	return dta.Write(ctx, w, t, dta.WriteOptions{})
}

func writeR(ctx context.Context, w io.Writer, t *frame.Table, _ writing) error {
	return rda.Write(ctx, w, t, rda.WriteOptions{})
}

func writeParquet(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
	return parquet.Write(ctx, w, t, parquet.WriteOptions{Reasons: o.reasons})
}

func writeWorkbook(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
	return xlsx.Write(ctx, w, t, xlsx.WriteOptions{Sheets: o.sheets, Letters: o.reasons})
}

// writeDatabase writes the table "panel" with its codebook and sources beside it. Where two rows have one key there is no primary key.
func writeDatabase(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
	opts := sqlite.WriteOptions{Key: o.key, Reasons: o.reasons}
	for _, s := range o.sheets {
		opts.Tables = append(opts.Tables, sqlite.Table{Name: s.Name, Table: s.Table})
	}
	to := &counter{w: w}
	err := sqlite.Write(ctx, to, t, opts)
	if errors.Is(err, sqlite.ErrKey) && to.n == 0 {
		opts.Key = nil
		return sqlite.Write(ctx, w, t, opts)
	}
	return err
}

// packed packs what a writer writes with gzip, without name and time.
func packed(write tableWriter) tableWriter {
	return func(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
		z := gzip.NewWriter(ctx, w)
		return errors.Join(write(ctx, z, t, o), z.Close())
	}
}

// formatOf finds the format of a file: the one named, else the one of its ending.
func formatOf(path, name string) (panelFormat, error) {
	if name != "" {
		i := slices.IndexFunc(panelFormats, func(f panelFormat) bool { return f.name == name })
		if i < 0 {
			return panelFormat{}, fmt.Errorf("no format is called %q; there are %s", name, formatNames())
		}
		return panelFormats[i], nil
	}
	best := panelFormat{}
	for _, f := range panelFormats {
		if len(f.ending) > len(best.ending) && strings.HasSuffix(strings.ToLower(path), f.ending) {
			best = f
		}
	}
	if best.name == "" {
		return best, fmt.Errorf("%s: the ending names no format that can be written; name one (--format), there are %s", path, formatNames())
	}
	return best, nil
}

// IsPanel says whether a name ends as that of a panel file does.
func IsPanel(name string) bool {
	_, err := formatOf(name, "")
	return err == nil
}

func formatNames() string {
	var names []string
	for _, f := range panelFormats {
		names = append(names, f.name)
	}
	return strings.Join(slices.Compact(names), ", ")
}
