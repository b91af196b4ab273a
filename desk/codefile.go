package desk

// This file codes a column of the user's own table: it reads the file row by row, adds one column, keeps every other byte,
// and tells of each row that got no code why. Files of any size pass through; only the values met are remembered.

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"comity"
	"comity/format/csv"
	"comity/format/latin1"
	"comity/report"
	"comity/states"
)

// CodeFileQuestion asks to code a column of a file.
type CodeFileQuestion struct {
	File, Column string
	From, To     string     // schemes; From may be "name"
	DateColumn   string     // the column that says when: dates (YYYY, YYYY-MM, YYYY-MM-DD)
	YearColumn   string     // or years
	On           comity.Day // or one day for all rows; comity.NoDay: at any time
	As           string     // the name of the column added; empty: that of the scheme
	Out          string     // the file to write; empty: Table
	Table        io.Writer  // where the table goes without Out
}

// CodeFile codes a column of a file and reports how. With Out the file is written whole or not at all.
func CodeFile(ctx context.Context, q CodeFileQuestion) (report.Coded, error) {
	from, to, err := schemes(q.From, q.To)
	if err != nil {
		return report.Coded{}, err
	}
	in, err := os.Open(q.File)
	if err != nil {
		return report.Coded{}, unreadable(q.File, err)
	}
	defer in.Close()
	if same(in, q.Out) {
		return report.Coded{}, fmt.Errorf("%s would be written over the file it is read from; name another file", q.Out)
	}
	f := &codedFile{q: q, coder: &coder{from: from, to: to, system: comity.COW}, known: map[valueWhen]answer{}, left: map[leftKey]int{}}
	f.out = report.Coded{File: q.File, Out: q.Out, Column: q.Column, Added: orElse(q.As, string(to)), From: name(from), To: string(to), When: q.when(), Uncoded: []report.Uncoded{}}
	if q.Out == "" {
		err = f.run(ctx, in, q.Table)
	} else {
		err = replaceBy(q.Out, func(w io.Writer) error { return f.run(ctx, in, w) })
	}
	return f.out, err
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// when says in words how the time of a row is told.
func (q CodeFileQuestion) when() string {
	switch {
	case q.DateColumn != "":
		return "as of the dates in " + q.DateColumn
	case q.YearColumn != "":
		return "as of the last day with a code in the years in " + q.YearColumn
	case q.On != comity.NoDay:
		return "as of " + q.On.String()
	}
	return "at any time"
}

// same says whether a path leads to the open file.
func same(in *os.File, path string) bool {
	a, err := in.Stat()
	if err != nil || path == "" {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s", path)
	}
	return fmt.Errorf("%s cannot be read: %w", path, bare(err))
}

// WriteUncoded writes every row without a code to a file, whole or not at all: row, value, reason, why, nearest, by tabs, in
// the order of the rows.
func WriteUncoded(path string, c report.Coded) error {
	type line struct{ row, at int }
	var rows []line
	for i, u := range c.Uncoded {
		for _, run := range u.Rows {
			for n := run.First; n <= run.Last; n++ {
				rows = append(rows, line{n, i})
			}
		}
	}
	slices.SortFunc(rows, func(a, b line) int { return a.row - b.row })
	return replaceBy(path, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		fmt.Fprintln(out, "row\tvalue\treason\twhy\tnearest")
		for _, r := range rows {
			u := c.Uncoded[r.at]
			fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\n", r.row, flat(u.Value), u.Reason, flat(u.Why), flat(strings.Join(u.Nearest, "; ")))
		}
		return out.Flush()
	})
}

// flat takes tabs and line ends out of a text.
func flat(s string) string { return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(s) }

// codedFile is a file on its way.
type codedFile struct {
	q     CodeFileQuestion
	coder *coder
	comma byte
	width int // fields of the header
	col   int // place of the column to code
	date  int // place of the column that says when, or -1
	known map[valueWhen]answer
	left  map[leftKey]int // places in out.Uncoded
	out   report.Coded
}

type valueWhen struct {
	value string
	when  comity.Span
}

// answer is a code, or the reason for none.
type answer struct {
	code string
	why  reason
}

type leftKey struct{ value, kind, text string }

// mostKnown bounds the answers remembered; a column of states has a few hundred values a year.
const mostKnown = 1 << 17

func (f *codedFile) run(ctx context.Context, in io.ReadSeeker, w io.Writer) error {
	if err := f.header(in); err != nil {
		return err
	}
	rows := csv.NewRaw(in, csv.Options{Name: f.q.File, Comma: f.comma})
	out := bufio.NewWriterSize(w, 1<<16)
	for first := true; rows.Next(); {
		switch {
		case rows.Blank():
			out.Write(rows.Row())
			out.Write(rows.End())
			continue
		case rows.Len() != f.width:
			return fmt.Errorf("%s line %d: %d fields where the header has %d, which is nearly always a lost quote; nothing was written", f.q.File, rows.Line(), rows.Len(), f.width)
		case first:
			f.write(out, rows, cellText(f.out.Added, f.comma))
			first = false
			continue
		}
		f.write(out, rows, f.code(rows))
		if f.out.Rows%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return errors.Join(rows.Err(), out.Flush())
}

func (f *codedFile) write(out *bufio.Writer, rows *csv.Raw, cell string) {
	out.Write(rows.Row())
	out.WriteByte(f.comma)
	out.WriteString(cell)
	out.Write(rows.End())
}

// cellText writes a text as a field.
func cellText(s string, comma byte) string {
	if strings.ContainsAny(s, "\"\r\n"+string(rune(comma))) {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// header finds the delimiter, under which the header has the column asked for, and the places of the columns; the file is
// then read from its start.
func (f *codedFile) header(in io.ReadSeeker) error {
	var fault error
	for _, comma := range []byte{',', '\t', ';', '|'} {
		if _, err := in.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("%s is no ordinary file: code a file that can be read twice", f.q.File)
		}
		rows := csv.NewRaw(in, csv.Options{Name: f.q.File, Comma: comma})
		for rows.Next() && rows.Blank() {
		}
		if rows.Err() != nil {
			return rows.Err()
		}
		if rows.Len() == 0 {
			return fmt.Errorf("%s is empty: not even a header", f.q.File)
		}
		err := f.place(rows)
		if err == nil {
			f.comma, f.width = comma, rows.Len()
			_, err = in.Seek(0, io.SeekStart)
			return err
		}
		if fault == nil || rows.Len() > 1 {
			fault = err
		}
	}
	return fault
}

// place finds the columns in a header.
func (f *codedFile) place(rows *csv.Raw) error {
	var names []string
	for i := range rows.Len() {
		names = append(names, strings.TrimSpace(utf8Text(rows.Field(i))))
	}
	find := func(name string) (int, error) {
		i := slices.Index(names, name)
		switch {
		case i < 0:
			return -1, fmt.Errorf("%s has no column %q; there are %s", f.q.File, name, strings.Join(names, ", "))
		case slices.Contains(names[i+1:], name):
			return -1, fmt.Errorf("%s has several columns named %q", f.q.File, name)
		}
		return i, nil
	}
	var err error
	if f.col, err = find(f.q.Column); err != nil {
		return err
	}
	f.date = -1
	if when := orElse(f.q.DateColumn, f.q.YearColumn); when != "" {
		if f.date, err = find(when); err != nil {
			return err
		}
	}
	if slices.Contains(names, f.out.Added) {
		return fmt.Errorf("%s has a column %q already; name the new one with --as", f.q.File, f.out.Added)
	}
	return nil
}

// utf8Text reads bytes that are not UTF-8 as Latin-1, the field's other habit.
func utf8Text(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string(latin1.Append(nil, b))
}

// code gives the cell to add to a row, and notes a row that gets none.
func (f *codedFile) code(rows *csv.Raw) string {
	f.out.Rows++
	value := strings.TrimSpace(utf8Text(rows.Field(f.col)))
	when, err := f.when(rows)
	if err != nil {
		f.leave(value, reason{kind: noDate, text: err.Error()})
		return ""
	}
	at := valueWhen{value, when}
	a, ok := f.known[at]
	if !ok {
		a = f.coder.answer(value, when)
		if len(f.known) >= mostKnown {
			clear(f.known)
		}
		f.known[at] = a
	}
	if a.code == "" {
		f.leave(value, a.why)
		return ""
	}
	f.out.Coded++
	return a.code
}

// mostLeft bounds the different values without a code that are told apart: a column of other things was named.
const mostLeft = 1 << 16

// leave notes a row without a code.
func (f *codedFile) leave(value string, why reason) {
	key := leftKey{value, why.kind, why.text}
	i, ok := f.left[key]
	if !ok && len(f.out.Uncoded) >= mostLeft {
		value, why = "…", reason{kind: why.kind, text: fmt.Sprintf("further values after %d different ones", mostLeft)}
		key = leftKey{value, why.kind, why.text}
		i, ok = f.left[key]
	}
	if !ok {
		i = len(f.out.Uncoded)
		f.left[key] = i
		near := why.nearest
		if near == nil {
			near = []string{}
		}
		f.out.Uncoded = append(f.out.Uncoded, report.Uncoded{Value: value, Reason: why.kind, Why: why.text, Nearest: near})
	}
	u := &f.out.Uncoded[i]
	u.Count++
	if n := len(u.Rows); n > 0 && u.Rows[n-1].Last == f.out.Rows-1 {
		u.Rows[n-1].Last++
		return
	}
	u.Rows = append(u.Rows, report.Run{First: f.out.Rows, Last: f.out.Rows})
}

// when gives the days a row speaks of.
func (f *codedFile) when(rows *csv.Raw) (comity.Span, error) {
	switch {
	case f.date < 0 && f.q.On == comity.NoDay:
		return comity.Always, nil
	case f.date < 0:
		return comity.Span{From: f.q.On, To: f.q.On}, nil
	}
	text := string(bytes.TrimSpace(rows.Field(f.date)))
	if f.q.YearColumn != "" {
		return yearText(text)
	}
	d, err := comity.ParseDate(text)
	if err != nil {
		return comity.Span{}, fmt.Errorf("%s: %w", f.q.DateColumn, err)
	}
	return comity.Span{From: d.First(), To: d.Last()}, nil
}

// yearText reads a year as tables have it: 1990, or 1990.0 from programs whose numbers all have a point.
func yearText(text string) (comity.Span, error) {
	year, err := strconv.Atoi(strings.TrimSuffix(text, ".0"))
	if err != nil || year < 1 || year > 9999 {
		return comity.Span{}, fmt.Errorf("%q is not a year", text)
	}
	return comity.YearSpan(year), nil
}

// answer codes one value: the one code it has in the span, at the end of a span of several days. Several are none.
func (c *coder) answer(value string, when comity.Span) answer {
	found := c.matches(value, c.to, when)
	if when != comity.Always {
		found = states.AtEnd(found)
	}
	codes := states.Distinct(found)
	switch len(codes) {
	case 0:
		return answer{why: c.none(value, when)}
	case 1:
		return answer{code: codes[0]}
	}
	var list []string
	for _, m := range found {
		list = append(list, fmt.Sprintf("%s (%s, %s)", m.To.Code, states.Name(m.State, min(m.Span.To, LastDay)), days(m.Span)))
	}
	text := "it has " + strings.Join(list, " and ")
	if when == comity.Always {
		text += ": say when (--on, --year-column, --date-column)"
	}
	return answer{why: reason{kind: ambiguous, text: text}}
}

// replaceBy writes a file in one go: what is there already stays until the new one is whole.
func replaceBy(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s was not written: it is no ordinary file; name a file", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".comity-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s was not written: there is no directory %s", path, filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("%s was not written: %w", path, bare(err))
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close(), os.Chmod(f.Name(), 0o644)); err != nil {
		return fmt.Errorf("%s was not written: %w; the old file, if any, is as it was", path, bare(err))
	}
	return os.Rename(f.Name(), path)
}
