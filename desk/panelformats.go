package desk

// This file knows the formats a panel can be written in: by the ending of the file's name, or by name.

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"comity/format/csv"
	"comity/format/frame"
)

// writing says how a table is written, whatever the format.
type writing struct {
	Reasons bool // columns beside those with missing cells that say why
}

// panelFormat is a format a panel can be written in.
type panelFormat struct {
	name    string
	endings []string
	write   func(ctx context.Context, w io.Writer, t *frame.Table, o writing) error
}

// panelFormats is the plain list of them.
var panelFormats = []panelFormat{
	{"csv", []string{".csv"}, writeDelimited(',')},
	{"csv.gz", []string{".csv.gz"}, packed(writeDelimited(','))},
	{"tsv", []string{".tsv"}, writeDelimited('\t')},
	{"tsv.gz", []string{".tsv.gz"}, packed(writeDelimited('\t'))},
}

func writeDelimited(comma byte) func(context.Context, io.Writer, *frame.Table, writing) error {
	return func(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
		return csv.Write(ctx, w, t, csv.WriteOptions{Comma: comma, Reasons: o.Reasons})
	}
}

// packed packs what a writer writes with gzip, without name and time.
func packed(write func(context.Context, io.Writer, *frame.Table, writing) error) func(context.Context, io.Writer, *frame.Table, writing) error {
	return func(ctx context.Context, w io.Writer, t *frame.Table, o writing) error {
		z := gzip.NewWriter(w)
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
	best, length := -1, 0
	for i, f := range panelFormats {
		for _, e := range f.endings {
			if len(e) > length && strings.HasSuffix(strings.ToLower(path), e) {
				best, length = i, len(e)
			}
		}
	}
	if best < 0 {
		return panelFormat{}, fmt.Errorf("%s: the ending names no format that can be written; name one (--format), there are %s", path, formatNames())
	}
	return panelFormats[best], nil
}

func formatNames() string {
	var names []string
	for _, f := range panelFormats {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}
