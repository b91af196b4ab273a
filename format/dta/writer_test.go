package dta

// What Write writes, read back by Read and by readers of other authors: ReadStat, R's haven and pandas, each where it is here.

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
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

// TestWriteAndRead: any table comes back, every letter with it, and in the same bytes however it is cut into blocks.
func TestWriteAndRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, whole, cut := frametest.Draw(rt)
		o := WriteOptions{Format: rapid.SampledFrom([]int{0, 118, 119}).Draw(rt, "format")}
		var first, second bytes.Buffer
		if err := errors.Join(Write(t.Context(), &first, whole, o), Write(t.Context(), &second, cut, o)); err != nil {
			rt.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			rt.Fatal("the file depends on how the table is cut")
		}
		got, err := Read(&first, Options{})
		if err != nil {
			rt.Fatal(err)
		}
		if got.Rows() != f.Rows || got.Format != max(o.Format, 118) {
			rt.Fatalf("%d rows of format %d, want %d", got.Rows(), got.Format, f.Rows)
		}
		for i, want := range f.Columns {
			compareColumn(rt, &got.Columns[i], want)
		}
	})
}

// compareColumn holds a column that was read against the one that was written.
func compareColumn(t rapid.TB, got *Column, want *frame.Column) {
	t.Helper()
	if got.Name != want.Name || got.Label != want.Label || (want.Kind == frame.Date) != (got.Unit == Days) {
		t.Fatalf("column %q, %q, %s; want %q, %q, %s", got.Name, got.Label, got.Unit, want.Name, want.Label, want.Kind)
	}
	for row := range want.Len() {
		x := want.At(row)
		if want.Kind == frame.Text {
			s, _ := want.TextAt(row)
			if text, _ := got.Text(row); text != s {
				t.Fatalf("row %d of %s: %q, want %q", row, want.Name, text, s)
			}
			continue
		}
		v, ok := got.Float(row)
		if want.Kind == frame.Date {
			v += epoch
		}
		if letter := frame.Letter(x); letter != 0 {
			meaning, _ := got.ValueLabel(row)
			if ok || got.MissingLetter(row) != letterAt(int(letter)) || meaning != frametest.Reasons[letter-1] {
				t.Fatalf("row %d of %s: %v, %c, %q; want letter %d", row, want.Name, v, got.MissingLetter(row), meaning, letter)
			}
		} else if !ok || v != x {
			t.Fatalf("row %d of %s (%s): %v, want %v", row, want.Name, got.Type, v, x)
		}
	}
}

// small is a table with something of everything.
func small() *frame.Table {
	const a, d = 1, 4
	f := &frame.Frame{Rows: 4, Columns: []*frame.Column{
		{Name: "flag", Kind: frame.Flag, Small: []int8{0, 1, frame.SmallMissing(a), 1}},
		{Name: "bytes", Kind: frame.Whole, Small: []int8{-101, 100, 0, 5}, Named: []frame.Named{{Value: 5, Text: "five"}, {Value: 100, Text: "höchstens"}}},
		{Name: "byte_no_more", Kind: frame.Whole, Small: []int8{101, 1, 2, frame.SmallMissing(d)}, Named: []frame.Named{{Value: 1, Text: "one"}}},
		{Name: "ints", Kind: frame.Whole, Ints: []int32{-32767, 32740, 0, 1}},
		{Name: "longs", Kind: frame.Whole, Ints: []int32{32741, frame.IntMissing(26), 0, 1}},
		{Name: "doubles", Kind: frame.Whole, Ints: []int32{math.MaxInt32, frame.MinInt, 0, 1}},
		{Name: "real", Label: strings.Repeat("é", 81), Unit: "million US dollars", Notes: []string{"where it is from", "how"}, Kind: frame.Real, Reals: []float64{0.1, -1e300, frame.NaN(d), math.NaN()}},
		{Name: "round", Kind: frame.Real, Reals: []float64{1, 2, 3, -4}},
		{Name: "day", Kind: frame.Date, Ints: []int32{0, -3653, 19782, frame.IntMissing(a)}},
		{Name: "text", Kind: frame.Text, Ints: []int32{0, 1, 2, frame.IntMissing(a)}, Texts: []string{"one", "", "drei ß", "never used and longer"}},
		{Name: "story", Kind: frame.Text, Ints: []int32{0, 1, 0, 2}, Texts: []string{strings.Repeat("ü lang ", 399) + "zu Ende", "short", ""}},
		{Name: "again", Kind: frame.Text, Ints: []int32{2, 1, 0, 0}, Texts: []string{strings.Repeat("ü lang ", 399) + "zu Ende", "other", ""}},
		{Name: "none", Kind: frame.Text, Ints: []int32{0, 0, 0, 0}, Texts: []string{""}},
	}}
	t := frame.One(f)
	t.Title, t.Notes, t.Reasons = "Relations of states", []string{"Made by comity", "two\nlines"}, frametest.Reasons
	return t
}

// TestWriteTypes: columns take the narrowest type, and what is said of them stands where Stata looks for it.
func TestWriteTypes(t *testing.T) {
	f, err := Read(bytes.NewReader(written(t, small(), WriteOptions{})), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"byte %8.0g missing", "byte %8.0g bytes", "int %8.0g byte_no_more", "int %8.0g ", "long %12.0g missing", "double %10.0g ", "double %10.0g missing",
		"byte %8.0g ", "int %td missing", "str7 %9s ", "strL %9s ", "strL %9s ", "str1 %9s "}
	for i, c := range f.Columns {
		kind := c.Type.String()
		if c.Type == Text {
			kind += strconv.Itoa(c.Width)
		}
		if got := kind + " " + c.Format + " " + c.Set; got != want[i] {
			t.Errorf("%s is %q, want %q", c.Name, got, want[i])
		}
	}
	if f.Label != "Relations of states" || f.Stamp != "" || column(t, f, "real").Label != strings.Repeat("é", 80) {
		t.Errorf("label %q, stamp %q, label of real %q", f.Label, f.Stamp, column(t, f, "real").Label)
	}
	notes := fmt.Sprint(f.Notes())
	if want := fmt.Sprintf("[{_dta 1 Made by comity} {_dta 2 two\nlines} {real 1 %s} {real 2 unit: million US dollars} {real 3 where it is from} {real 4 how}]", strings.Repeat("é", 81)); notes != want {
		t.Errorf("notes %s\nwant  %s", notes, want)
	}
	if !slices.Contains(f.Characteristics, Characteristic{"real", "note0", "4"}) || !slices.Contains(f.Characteristics, Characteristic{"real", "unit", "million US dollars"}) {
		t.Errorf("characteristics %q", f.Characteristics)
	}
	if five, _ := column(t, f, "bytes").ValueLabel(3); five != "five" {
		t.Errorf("5 is %q", five)
	}
	if len(f.long) != 3 {
		t.Errorf("%d long texts, want each distinct one once: 3", len(f.long))
	}
}

// TestWriteEmpty: no rows, no columns, neither.
func TestWriteEmpty(t *testing.T) {
	for _, table := range []*frame.Table{{}, {Columns: []frame.Column{{Name: "a"}, {Name: "b", Kind: frame.Text}}}, frame.One(&frame.Frame{Rows: 3})} {
		f, err := Read(bytes.NewReader(written(t, table, WriteOptions{})), Options{})
		if err != nil || f.Rows() != 0 || len(f.Columns) != len(table.Columns) {
			t.Errorf("%d columns: %+v, %v", len(table.Columns), f, err)
		}
	}
}

// TestWriteMany: more variables than format 118 holds.
func TestWriteMany(t *testing.T) {
	f := &frame.Frame{Rows: 2}
	for i := range maxColumns118 + 1 {
		f.Columns = append(f.Columns, &frame.Column{Name: "v" + strconv.Itoa(i), Kind: frame.Whole, Small: []int8{int8(i % 100), frame.SmallMissing(1)}})
	}
	f.Columns[0] = &frame.Column{Name: "story", Kind: frame.Text, Ints: []int32{0, 0}, Texts: []string{strings.Repeat("x", 3000)}}
	if err := Write(t.Context(), io.Discard, frame.One(f), WriteOptions{Format: 118}); err == nil || !strings.Contains(err.Error(), "choose format 119") {
		t.Errorf("format 118: %v", err)
	}
	got, err := Read(bytes.NewReader(written(t, frame.One(f), WriteOptions{})), Options{})
	if err != nil || got.Format != 119 || got.Rows() != 2 {
		t.Fatal(got, err)
	}
	for i, want := range f.Columns {
		for row := range 2 {
			v, _ := got.Columns[i].Float(row)
			if x := want.At(row); i > 0 && x == x && v != x {
				t.Fatalf("column %d: %v, want %v", i, v, x)
			}
		}
	}
	if s, _ := got.Columns[0].Text(1); len(s) != 3000 {
		t.Errorf("the long text has %d bytes", len(s))
	}
}

// TestWriteRefusals: what Stata cannot hold is refused, with the column and what to do.
func TestWriteRefusals(t *testing.T) {
	named := func(names ...string) *frame.Frame {
		f := &frame.Frame{Rows: 1}
		for _, n := range names {
			f.Columns = append(f.Columns, &frame.Column{Name: n, Kind: frame.Flag, Small: []int8{1}})
		}
		return f
	}
	one := func(c frame.Column) *frame.Frame { return &frame.Frame{Rows: c.Len(), Columns: []*frame.Column{&c}} }
	tests := []struct {
		f    *frame.Frame
		is   error
		want string
	}{
		{named("ok", "trade.turnover"), ErrName, `column 2: "trade.turnover" is not a name that Stata allows: '.' is neither letter, digit nor underscore; rename it, perhaps to trade_turnover`},
		{named(strings.Repeat("n", 33)), ErrName, "it has 33 characters, and 32 are the most; rename it, perhaps to " + strings.Repeat("n", 32)},
		{named("2nd"), ErrName, "begins with a digit; rename it, perhaps to _2nd"},
		{named("str12"), ErrName, "Stata keeps the word to itself; rename it, perhaps to v_str12"},
		{named("using", ""), ErrName, `column 2: "" is`},
		{named("a\xFF"), ErrName, "no UTF-8; rename it, perhaps to a_"},
		{named("a", "b", "a"), ErrName, "column 3: \"a\" is not a name that Stata allows twice: column 1 has it too"},
		{named("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), ErrName, "and 2 columns more"},
		{one(frame.Column{Name: "x", Reals: []float64{1, math.Inf(1)}}), ErrValue, "column 1 (x), row 2: +Inf"},
		{one(frame.Column{Name: "x", Reals: []float64{1, math.Inf(-1)}}), ErrValue, "column 1 (x), row 2: -Inf"},
		{one(frame.Column{Name: "x", Reals: []float64{1, 0x1p1023}}), ErrValue, "filter the row"},
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0, 1}, Texts: []string{"", "a\x00b"}}), ErrValue, `row 2: the text "a\x00b"`},
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0}, Texts: []string{"\xFF"}}), nil, "UTF-8"},
		{one(frame.Column{Name: "x", Kind: frame.Whole, Ints: []int32{0}, Named: []frame.Named{{Value: math.MaxInt32, Text: "most"}}}), ErrValue, "named \"most\""},
	}
	for _, tt := range tests {
		err := Write(t.Context(), io.Discard, frame.One(tt.f), WriteOptions{})
		if tt.is != nil && !errors.Is(err, tt.is) || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v\nwant %q in it", err, tt.want)
		}
	}
	if err := Write(t.Context(), io.Discard, frame.One(named("a")), WriteOptions{Format: 117}); err == nil {
		t.Error("format 117 is written")
	}
}

// TestSafeNames: what is offered instead of a name is a name.
func TestSafeNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.SampledFrom(append(reserved, "str1", "str", "", "9")), rapid.StringN(30, 40, -1)).Draw(t, "name")
		if err := CheckName(SafeName(name)); err != nil {
			t.Fatal(err)
		}
		if CheckName(name) == nil && SafeName(name) != name {
			t.Fatalf("%q is a name, and %q is offered", name, SafeName(name))
		}
	})
}

// TestWriteEnds: a cancelled context, a source that breaks off, one that differs when it is asked again, a full disk.
func TestWriteEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Write(ctx, io.Discard, small(), WriteOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	broken := small()
	broken.Blocks = func(yield func(*frame.Frame, error) bool) { yield(nil, io.ErrUnexpectedEOF) }
	if err := Write(t.Context(), io.Discard, broken, WriteOptions{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("broken off: %v", err)
	}
	for _, longer := range []int{20, 3000} {
		calls := 0
		fickle := &frame.Table{Rows: 1, Columns: []frame.Column{{Name: "a", Kind: frame.Text}}, Blocks: func(yield func(*frame.Frame, error) bool) {
			calls++
			yield(&frame.Frame{Rows: 1, Columns: []*frame.Column{{Name: "a", Kind: frame.Text, Ints: []int32{0}, Texts: []string{strings.Repeat("x", longer*(calls/2+1)+calls)}}}}, nil)
		}}
		if err := Write(t.Context(), io.Discard, fickle, WriteOptions{}); !errors.Is(err, errChanged) {
			t.Errorf("other cells: %v", err)
		}
	}
	whole := written(t, small(), WriteOptions{})
	for room := 0; room < len(whole); room += 97 {
		if err := Write(t.Context(), &disk{room}, small(), WriteOptions{}); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("a disk of %d bytes: %v", room, err)
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

// toDisk writes the small table, or one drawn by hand, where another program finds it.
func toDisk(t *testing.T, table *frame.Table, o WriteOptions) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "written.dta")
	if err := os.WriteFile(path, written(t, table, o), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWrittenAgainstReadStat: ReadStat reads the same cells.
func TestWrittenAgainstReadStat(t *testing.T) {
	for _, table := range []*frame.Table{small(), frametest.Large(3000, 30)} {
		for _, format := range []int{118, 119} {
			path := toDisk(t, table, WriteOptions{Format: format})
			f, err := ReadFile(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d cells equal", compareWithReadStat(t, f, readstat(t, path)))
		}
	}
}

// run has a program write CSV and reads it; it skips where the program does not start or lacks what it needs.
func run(t *testing.T, program string, check []string, args ...string) [][]string {
	t.Helper()
	if err := exec.Command(program, check...).Run(); err != nil {
		t.Skipf("%s %s: %v", program, strings.Join(check, " "), err)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return rows
}

// TestWrittenAgainstHaven: R's haven reads the letters as tagged NAs, the labels, the dates.
func TestWrittenAgainstHaven(t *testing.T) {
	const script = `suppressMessages(library(haven)); d <- read_dta(commandArgs(TRUE)[1])
v <- function(x) if (inherits(x, "Date")) ifelse(is.na(x), paste0("NA", na_tag(unclass(x))), format(x)) else if (is.character(x)) as.character(nchar(x, "bytes")) else ifelse(is.na(x), paste0("NA", na_tag(zap_labels(x))), format(as.numeric(zap_labels(x)), digits = 17, trim = TRUE))
out <- do.call(rbind, lapply(names(d), function(n) data.frame(name = n, label = paste0("", attr(d[[n]], "label", exact = TRUE)), values = paste(v(d[[n]]), collapse = " "), labels = paste(names(attr(d[[n]], "labels")), collapse = "|"), stringsAsFactors = FALSE)))
out <- rbind(out, data.frame(name = "_dta", label = attr(d, "label", exact = TRUE), values = paste(nrow(d)), labels = paste(attr(d, "notes"), collapse = "|")))
write.csv(out, row.names = FALSE)`
	got := run(t, "Rscript", []string{"-e", "library(haven)"}, "-e", script, toDisk(t, small(), WriteOptions{}))
	reasons := strings.Join(frametest.Reasons, "|")
	want := [][]string{{"name", "label", "values", "labels"},
		{"flag", "", "0 1 NAa 1", reasons},
		{"bytes", "", "-101 100 0 5", "five|höchstens"},
		{"byte_no_more", "", "101 1 2 NAd", "one|" + reasons},
		{"ints", "", "-32767 32740 0 1", ""},
		{"longs", "", "32741 NAz 0 1", reasons},
		{"doubles", "", "2147483647 -2147483621 0 1", ""},
		{"real", strings.Repeat("é", 80), "1.0000000000000001e-01 -1.0000000000000001e+300 NAd NAd", reasons},
		{"round", "", "1 2 3 -4", ""},
		{"day", "", "1970-01-01 1960-01-01 2024-02-29 NAa", reasons},
		{"text", "", "3 0 7 0", ""},
		{"story", "", "3199 5 3199 0", ""},
		{"again", "", "0 5 3199 3199", ""},
		{"none", "", "0 0 0 0", ""},
		{"_dta", "Relations of states", "4", "Made by comity|two\nlines|2"}, // haven takes note0, the number of notes, for one,
	}
	for i := range want {
		if i >= len(got) || !slices.Equal(got[i], want[i]) {
			t.Errorf("got  %q\nwant %q", got[min(i, len(got)-1)], want[i])
		}
	}
}

// TestWrittenAgainstPandas: pandas reads the numbers, the letters and the texts.
func TestWrittenAgainstPandas(t *testing.T) {
	const script = `
import sys, csv, pandas
d = pandas.read_stata(sys.argv[1], convert_categoricals=False, convert_missing=True, convert_dates=False)
out = csv.writer(sys.stdout)
for name in d: out.writerow([name] + [str(v) if not isinstance(v, str) else "%d" % len(v) for v in d[name]])
r = pandas.io.stata.StataReader(sys.argv[1])
r.read(convert_categoricals=False)
out.writerow(["_label", r.data_label, r.value_labels()["byte_no_more"][1], r.variable_labels()["flag"], ""])
`
	got := run(t, "/usr/bin/python3", []string{"-c", "import pandas"}, "-c", script, toDisk(t, small(), WriteOptions{}))
	want := [][]string{{"flag", "0", "1", ".a", "1"}, {"bytes", "-101", "100", "0", "5"}, {"byte_no_more", "101", "1", "2", ".d"}, {"ints", "-32767", "32740", "0", "1"},
		{"longs", "32741", ".z", "0", "1"}, {"doubles", "2147483647.0", "-2147483621.0", "0.0", "1.0"}, {"real", "0.1", "-1e+300", ".d", ".d"}, {"round", "1", "2", "3", "-4"},
		{"day", "3653", "0", "23435", ".a"}, {"text", "3", "0", "6", "0"}, {"story", "2800", "5", "2800", "0"}, {"again", "0", "5", "2800", "2800"}, {"none", "0", "0", "0", "0"},
		{"_label", "Relations of states", "one", "", ""}}
	for i := range want {
		if i >= len(got) || !slices.Equal(got[i], want[i]) {
			t.Errorf("got  %q\nwant %q", got[min(i, len(got)-1)], want[i])
		}
	}
}

// BenchmarkWrite writes 200,000 rows of 60 columns.
func BenchmarkWrite(b *testing.B) {
	table := frametest.Large(200_000, 60)
	b.SetBytes(int64(len(written(b, table, WriteOptions{}))))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), io.Discard, table, WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
