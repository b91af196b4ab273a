package rda

// What Write writes, read back by Read and, where it is here, by R.

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"comity/format/frame"
	"comity/format/frametest"

	"pgregory.net/rapid"
)

// written writes a table.
func written(t testing.TB, table *frame.Table, o WriteOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(t.Context(), &out, table, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readFrame reads the data.frame of a file.
func readFrame(t rapid.TB, file []byte) (*Frame, *Value) {
	t.Helper()
	objects, err := Read(bytes.NewReader(file), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := objects[0].Value.Frame()
	if err != nil {
		t.Fatal(err)
	}
	return f, objects[0].Value
}

// TestWriteAndRead: any table comes back, every letter with it, and in the same bytes however it is cut and on however many
// processors.
func TestWriteAndRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, whole, cut := frametest.Draw(rt)
		o := WriteOptions{Strings: rapid.Bool().Draw(rt, "strings")}
		var first, second bytes.Buffer
		err := Write(t.Context(), &first, whole, o)
		before := runtime.GOMAXPROCS(1)
		err = errors.Join(err, Write(t.Context(), &second, cut, o))
		runtime.GOMAXPROCS(before)
		if err != nil {
			rt.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			rt.Fatal("the file depends on how the table is cut")
		}
		got, value := readFrame(rt, first.Bytes())
		if got.Rows() != f.Rows || text(value, "label") != whole.Title {
			rt.Fatalf("%d rows, label %q; want %d", got.Rows(), text(value, "label"), f.Rows)
		}
		for i, want := range f.Columns {
			compareColumn(rt, &got.Columns[i], want)
		}
	})
}

// text gives the first text of an attribute.
func text(v *Value, name string) string {
	if all := v.strings(name); len(all) > 0 {
		return all[0]
	}
	return ""
}

// letterOf gives the letter of a missing cell as R has it: the tag of a double, or what the runs say.
func letterOf(c *Column, row int) string {
	if c.reals != nil {
		return string(rune(byte(math.Float64bits(c.reals[row]) >> 32)))
	}
	runs := c.Value.Attr("missing")
	if runs == nil {
		return ""
	}
	for i, n := range runs.Items()[0].Ints() {
		if row -= int(n); row < 0 {
			s, _ := runs.Items()[1].Text(i)
			return s
		}
	}
	return "beyond the runs"
}

// compareColumn holds a column that was read against the one that was written.
func compareColumn(t rapid.TB, got *Column, want *frame.Column) {
	t.Helper()
	v := got.Value
	if got.Name != want.Name || text(v, "label") != want.Label || text(v, "units") != want.Unit || !slices.Equal(v.strings("notes"), want.Notes) {
		t.Fatalf("column %q, %q, %q, %q", got.Name, text(v, "label"), text(v, "units"), v.strings("notes"))
	}
	types := map[frame.Kind][]Type{frame.Real: {Float}, frame.Date: {Date}, frame.Whole: {Integer}, frame.Flag: {Integer}, frame.Text: {Factor, Text}}
	if !slices.Contains(types[want.Kind], got.Type) {
		t.Fatalf("%s is %s for %s", got.Name, got.Type, want.Kind)
	}
	if got.Type == Factor && !slices.IsSorted(got.Levels) {
		t.Fatalf("levels %q", got.Levels)
	}
	for row := range want.Len() {
		x := want.At(row)
		if letter := frame.Letter(x); letter != 0 {
			if !got.IsNA(row) || letterOf(got, row) != letterNames[letter] {
				t.Fatalf("row %d of %s: NA %v for %q, want letter %d", row, want.Name, got.IsNA(row), letterOf(got, row), letter)
			}
			continue
		}
		if want.Kind == frame.Text {
			s, _ := want.TextAt(row)
			if text, ok := got.Text(row); !ok || text != s {
				t.Fatalf("row %d of %s: %q, want %q", row, want.Name, text, s)
			}
		} else if y, ok := got.Float(row); !ok || y != x {
			t.Fatalf("row %d of %s: %v, want %v", row, want.Name, y, x)
		}
	}
}

// small is a table with something of everything.
func small() *frame.Table {
	const a, d, z = 1, 4, 26
	f := &frame.Frame{Rows: 4, Columns: []*frame.Column{
		{Name: "flag", Kind: frame.Flag, Small: []int8{0, 1, frame.SmallMissing(a), 1}},
		{Name: "trade.turnover", Label: "Trade", Unit: "million US dollars", Notes: []string{"where from", "zwölf"}, Kind: frame.Real, Reals: []float64{0.1, math.Inf(-1), frame.NaN(d), frame.NaN(z)}},
		{Name: "whole", Kind: frame.Whole, Ints: []int32{math.MaxInt32, frame.MinInt, frame.IntMissing(a), frame.IntMissing(d)}, Named: []frame.Named{{Value: -1, Text: "less"}, {Value: 7, Text: "sieben ß"}}},
		{Name: "day", Kind: frame.Date, Ints: []int32{0, -3653, 19782, frame.IntMissing(z)}},
		{Name: "few", Kind: frame.Text, Ints: []int32{0, 1, 0, frame.IntMissing(a)}, Texts: []string{"zwei ß", "eins", "never used"}},
		{Name: "many", Kind: frame.Text, Ints: []int32{0, 1, 2, frame.IntMissing(z)}, Texts: []string{"NA", "", "日本"}},
	}}
	t := frame.One(f)
	t.Title, t.Notes, t.Reasons = "Relations of states", []string{"Made by comity"}, frametest.Reasons
	return t
}

// TestWriteTypes: a text is a factor or not by how many differ, and by choice.
func TestWriteTypes(t *testing.T) {
	f, v := readFrame(t, written(t, small(), WriteOptions{}))
	types := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		types[i] = c.Type.String()
	}
	if got := strings.Join(types, " "); got != "integer float integer date factor text" {
		t.Errorf("types %s", got)
	}
	if names := v.Attr("missing").Names(); !slices.Equal(names, letterNames[1:6]) {
		t.Errorf("letters %q", names)
	}
	f, _ = readFrame(t, written(t, small(), WriteOptions{Strings: true}))
	if f.Columns[4].Type != Text {
		t.Errorf("few is %s", f.Columns[4].Type)
	}
}

// TestWriteEmpty: no rows, no columns, neither.
func TestWriteEmpty(t *testing.T) {
	for _, table := range []*frame.Table{{}, {Columns: []frame.Column{{Name: "a"}, {Name: "b", Kind: frame.Text}}}, frame.One(&frame.Frame{Rows: 3})} {
		f, _ := readFrame(t, written(t, table, WriteOptions{}))
		if f.Rows() != table.Rows || len(f.Columns) != len(table.Columns) {
			t.Errorf("%d columns, %d rows", len(f.Columns), f.Rows())
		}
	}
}

// TestWriteRefusals: what R cannot hold, and what is wrong with a table.
func TestWriteRefusals(t *testing.T) {
	one := func(c frame.Column) *frame.Table {
		return frame.One(&frame.Frame{Rows: c.Len(), Columns: []*frame.Column{&c}})
	}
	reasons := one(frame.Column{Name: "x", Small: []int8{1}})
	reasons.Reasons = make([]string, 27)
	tests := []struct {
		table *frame.Table
		want  string
	}{
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0, 1}, Texts: []string{"", "a\x00b"}}), `rda: column 1 (x): row 2: the text "a\x00b" is no value of R's`},
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0}, Texts: []string{"\xFF"}}), "UTF-8"},
		{one(frame.Column{Name: "x", Kind: frame.Whole, Reals: []float64{0.5}}), "0.5"},
		{one(frame.Column{Name: "", Small: []int8{1}}), "has no name"},
		{reasons, "26 letters"},
	}
	for _, tt := range tests {
		if err := Write(t.Context(), io.Discard, tt.table, WriteOptions{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v\nwant %q in it", err, tt.want)
		}
	}
}

// disk has room for so many bytes.
type disk struct{ room int }

func (d *disk) Write(b []byte) (int, error) {
	if d.room -= len(b); d.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

// TestWriteEnds: a cancelled context, before and in the middle, a source that breaks off, a full disk.
func TestWriteEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	table := frametest.Large(70_000, 4)
	blocks, n := table.Blocks, 0
	table.Blocks = func(yield func(*frame.Frame, error) bool) {
		for f, err := range blocks {
			if n++; n == 2 {
				cancel()
			}
			if !yield(f, err) {
				return
			}
		}
	}
	for range 2 {
		if err := Write(ctx, io.Discard, table, WriteOptions{}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
	broken := small()
	broken.Blocks = func(yield func(*frame.Frame, error) bool) { yield(nil, io.ErrUnexpectedEOF) }
	if err := Write(t.Context(), io.Discard, broken, WriteOptions{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("broken off: %v", err)
	}
	large := frametest.Large(3000, 20)
	whole := written(t, large, WriteOptions{})
	for room := 0; room < len(whole); room += 1 + len(whole)/20 {
		if err := Write(t.Context(), &disk{room}, large, WriteOptions{}); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("a disk of %d bytes: %v", room, err)
		}
	}
}

// TestWrittenAgainstR: R reads the values, classes and attributes, and haven the tags.
func TestWrittenAgainstR(t *testing.T) {
	if err := exec.Command("Rscript", "-e", "library(haven)").Run(); err != nil {
		t.Skip("R with haven is not here:", err)
	}
	path := filepath.Join(t.TempDir(), "written.rds")
	if err := os.WriteFile(path, written(t, small(), WriteOptions{}), 0o600); err != nil {
		t.Fatal(err)
	}
	const script = `d <- readRDS(commandArgs(TRUE)[1])
stopifnot(identical(class(d), "data.frame"), nrow(d) == 4, identical(.row_names_info(d), -4L), infoRDS(commandArgs(TRUE)[1])$version == 2)
letter <- function(x) if (is.double(x)) haven::na_tag(unclass(x)) else if (is.null(attr(x, "missing"))) "" else inverse.rle(attr(x, "missing"))
show <- function(x) paste(ifelse(is.na(x), paste0("NA", letter(x)), if (is.numeric(x)) format(as.numeric(x), digits = 15, trim = TRUE) else as.character(x)), collapse = " ")
a <- function(x, n) paste(attr(x, n, exact = TRUE), collapse = "|")
out <- do.call(rbind, lapply(names(d), function(n) data.frame(n, paste(class(d[[n]]), typeof(d[[n]])), show(d[[n]]), a(d[[n]], "label"), a(d[[n]], "units"), a(d[[n]], "notes"), paste(c(names(attr(d[[n]], "labels")), attr(d[[n]], "labels")), collapse = " "), paste(levels(d[[n]]), collapse = "|"))))
write.table(out, sep = ",", row.names = FALSE, col.names = FALSE)
write.table(data.frame("data", a(d, "label"), a(d, "notes"), a(d, "missing"), paste(names(attr(d, "missing")), collapse = ""), sum(d$flag, na.rm = TRUE), Encoding(d$many)[3], format(d$day[3] + 1)), sep = ",", row.names = FALSE, col.names = FALSE)`
	cmd := exec.Command("Rscript", "--vanilla", "-e", script, path)
	var stderr bytes.Buffer
	cmd.Stderr, cmd.Env = &stderr, append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	got, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"flag", "integer integer", "0 1 NAa 1", "", "", "", "", ""},
		{"trade.turnover", "numeric double", "0.1 -Inf NAd NAz", "Trade", "million US dollars", "where from|zwölf", "", ""},
		{"whole", "integer integer", "2147483647 -2147483621 NAa NAd", "", "", "", "less sieben ß -1 7", ""},
		{"day", "Date double", "1970-01-01 1960-01-01 2024-02-29 NAz", "", "", "", "", ""},
		{"few", "factor integer", "zwei ß eins zwei ß NAa", "", "", "", "", "eins|zwei ß"},
		{"many", "character character", "NA  日本 NAz", "", "", "", "", ""},
		{"data", "Relations of states", "Made by comity", strings.Join(frametest.Reasons, "|"), "abcde", "2", "UTF-8", "2024-03-01"},
	}
	for i := range want {
		if !slices.ContainsFunc(got, func(r []string) bool { return slices.Equal(r, want[i]) }) {
			t.Errorf("no row %q in\n%q", want[i], got)
		}
	}
}

// BenchmarkWrite writes 200,000 rows of 60 columns.
func BenchmarkWrite(b *testing.B) {
	table := frametest.Large(200_000, 60)
	b.Logf("%d bytes packed", len(written(b, table, WriteOptions{})))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), io.Discard, table, WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
