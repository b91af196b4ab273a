package csv

// The writer: a frame.Table as delimited text.

import (
	"context"
	"fmt"
	"io"
	"strings"

	"comity/format/frame"
	"comity/format/lines"
)

// WriteOptions say how a table is written. The zero value is commas, an empty field for what is missing, and no reasons.
type WriteOptions struct {
	Comma   byte   // the delimiter; default ','
	Missing string // a missing cell; default empty
	Reasons bool   // after each column that has missing cells one that says why: NAME_missing, .a to .z
}

// Write writes a table as rows of fields in UTF-8: a header, then a row a line, each ended by a line feed. The table's title,
// notes, labels, units and names of values have no place in such a file.
//
// Numbers have the fewest digits that read back as the same number (lines.Real), flags are 0 and 1, days 2006-01-02, an infinite
// number Inf or -Inf. A text is quoted, as RFC 4180 says, where it holds the delimiter, a quote or a line end, and besides where it
// would read as something else: the empty text, and one that is what stands for a missing cell. In a table of one column a missing cell that would leave a blank line is written as two quotes.
//
// The bytes are the same at any number of threads. When ctx ends Write stops, with its error. Reasons need Blocks to be run twice.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o WriteOptions) error {
	if o.Comma == 0 {
		o.Comma = ','
	}
	if err := o.check(); err != nil {
		return err
	}
	fields, err := t.Fields(ctx, o.Reasons)
	if err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	style := o.style(len(fields))
	var header []byte
	for i, f := range fields {
		header = append(header, style.Before(i, f)...)
		header = o.text(header, f.Name)
	}
	if _, err := w.Write(append(header, '\n')); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	if err := lines.Write(ctx, w, t, fields, style); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	return nil
}

// check refuses a delimiter or a mark of what is missing that could not be told from the rest.
func (o WriteOptions) check() error {
	if strings.IndexByte("\"\r\n.-+0123456789", o.Comma) >= 0 || o.Comma >= 0x80 {
		return fmt.Errorf("csv: the delimiter %q could not be told from quotes, line ends, numbers and letters: take a comma, a tab or a semicolon", o.Comma)
	}
	if o.special(o.Missing) {
		return fmt.Errorf("csv: a missing cell written as %q could not be told from delimiter, quotes and line ends: take a word such as NA", o.Missing)
	}
	return nil
}

// style says how a row of n fields looks.
func (o WriteOptions) style(n int) lines.Style {
	comma := string(o.Comma)
	s := lines.Style{
		Close:    "\n",
		Text:     o.text,
		Date:     lines.Day,
		Missing:  o.Missing,
		Infinity: "Inf",
		Before: func(i int, _ frame.Field) string {
			if i == 0 {
				return ""
			}
			return comma
		},
		Letter: func(to []byte, letter uint8) []byte {
			if letter == 0 {
				return to
			}
			return append(to, '.', 'a'-1+letter)
		},
	}
	if n == 1 && o.Missing == "" {
		s.Missing = `""`
	}
	return s
}

// text appends a text, quoted where it must be.
func (o WriteOptions) text(to []byte, s string) []byte {
	if s != o.Missing && s != "" && !o.special(s) {
		return append(to, s...)
	}
	to = append(to, '"')
	for {
		before, after, more := strings.Cut(s, `"`)
		to = append(to, before...)
		if !more {
			return append(to, '"')
		}
		to = append(to, `""`...)
		s = after
	}
}

// special says whether a text holds what has a meaning in the file, or begins as a byte order mark does.
func (o WriteOptions) special(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == o.Comma || c == '"' || c == '\n' || c == '\r' {
			return true
		}
	}
	return strings.HasPrefix(s, "\xEF\xBB\xBF")
}
