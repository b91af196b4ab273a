// Package jsonl writes tables as JSON Lines: an object a row, a row a line.
//
// Package jsontable reads such files (Options.Lines).
package jsonl

import (
	"context"
	"fmt"
	"io"

	"comity/format/frame"
	"comity/format/lines"
)

// Options say how a table is written.
type Options struct {
	Reasons bool // each column that has missing cells is followed by one that says why: NAME_missing, ".a" to ".z", or null
}

// Write writes a table as lines of JSON. Every line has every column, in the same order; a missing cell is null. The table's title,
// notes, labels, units and names of values have no place in such a file.
//
// Numbers have the fewest digits that read back as the same number (lines.Real), flags are 0 and 1, days are texts, 2006-01-02. JSON
// has no infinite numbers: they are 1e999 and -1e999, which most programs read as infinite and the others refuse.
//
// The bytes are the same at any number of threads. When ctx ends Write stops, with its error. Reasons need Blocks to be run twice.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o Options) error {
	fields, err := t.Fields(ctx, o.Reasons)
	if err == nil {
		err = lines.Write(ctx, w, t, fields, style)
	}
	if err != nil {
		return fmt.Errorf("jsonl: %w", err)
	}
	return nil
}

// style says how a line looks.
var style = lines.Style{
	Open: "{", Close: "}\n", Missing: "null", Infinity: "1e999",
	Before: func(i int, f frame.Field) string {
		name := append(quoted(nil, f.Name), ':')
		if i > 0 {
			return "," + string(name)
		}
		return string(name)
	},
	Text: quoted,
	Date: func(to []byte, day int32) []byte { return append(lines.Day(append(to, '"'), day), '"') },
	Letter: func(to []byte, letter uint8) []byte {
		if letter == 0 {
			return append(to, "null"...)
		}
		return append(to, '"', '.', 'a'-1+letter, '"')
	},
}

const hex = "0123456789abcdef"

// quoted appends a text as a JSON string.
func quoted(to []byte, s string) []byte {
	to = append(to, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			to = append(to, '\\', c)
		case c == '\n':
			to = append(to, '\\', 'n')
		case c < 0x20:
			to = append(to, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			to = append(to, c)
		}
	}
	return append(to, '"')
}
