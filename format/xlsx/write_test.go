package xlsx

// What Write writes, read back by Open, by openpyxl and by LibreOffice, each where it is here.

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"comity/format/csv"
	"comity/format/frame"
	"comity/format/frametest"
	"comity/format/sheet"

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

// opened opens a sheet of a file in memory.
func opened(t rapid.TB, file []byte, o sheet.Options) *sheet.Reader {
	t.Helper()
	r, err := Open(bytes.NewReader(file), int64(len(file)), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestWriteAndRead: any table comes back, in the same bytes however it is cut and on however many processors.
func TestWriteAndRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, whole, cut := frametest.Draw(rt)
		o := WriteOptions{Letters: rapid.Bool().Draw(rt, "letters")}
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
		compareTable(rt, opened(rt, first.Bytes(), sheet.Options{}), f, o.Letters)
	})
}

// compareTable holds a sheet that is read against the frame that was written.
func compareTable(t rapid.TB, r *sheet.Reader, f *frame.Frame, letters bool) {
	t.Helper()
	for i, c := range f.Columns {
		if r.Columns()[i] != c.Name {
			t.Fatalf("column %q, want %q", r.Columns()[i], c.Name)
		}
	}
	more := r.Next()
	for row := range f.Rows {
		here := more && r.SheetRow() == row+2 // a row without a value is passed over
		for i, c := range f.Columns {
			got := sheet.Cell{}
			if here {
				got = r.Cell(i)
			}
			if want := cellOf(c, row, letters); got != want {
				t.Fatalf("row %d of %s: %+v, want %+v", row, c.Name, got, want)
			}
		}
		if here {
			more = r.Next()
		}
	}
	if more || r.Err() != nil {
		t.Fatal("more rows, or", r.Err())
	}
}

// cellOf is the cell a reader is to find.
func cellOf(c *frame.Column, row int, letters bool) sheet.Cell {
	x := c.At(row)
	text := func(s string) sheet.Cell {
		if s == "" {
			return sheet.Cell{}
		}
		return sheet.Cell{Kind: sheet.Text, Text: s}
	}
	switch letter := frame.Letter(x); {
	case letter != 0 && letters:
		return text("." + string(rune('a'-1+letter)))
	case letter != 0:
		return sheet.Cell{}
	case c.Kind == frame.Text:
		s, _ := c.TextAt(row)
		return text(s)
	case c.Kind == frame.Date && x < -25508: // 1900-03-01
		return text(time.Unix(int64(x)*86400, 0).UTC().Format("2006-01-02"))
	case c.Kind == frame.Date:
		return sheet.Cell{Kind: sheet.Date, Number: x}
	}
	return sheet.Cell{Kind: sheet.Number, Number: x}
}

// small is a table with something of everything.
func small() *frame.Table {
	return frame.One(&frame.Frame{Rows: 3, Columns: []*frame.Column{
		{Name: "flag", Kind: frame.Flag, Small: []int8{0, 1, frame.SmallMissing(1)}},
		{Name: "real & <such>", Kind: frame.Real, Reals: []float64{0.1, -1e300, 123456789.12345678}},
		{Name: "day", Kind: frame.Date, Ints: []int32{-25508, -25509, 19782}},
		{Name: "text", Kind: frame.Text, Ints: []int32{0, 1, 2}, Texts: []string{"=1+1", " zwölf \"&\" <b> ", "two\nlines, 日本 \U0001F54A"}},
	}})
}

// sheets are those beside the data.
func sheets() []Sheet {
	return []Sheet{{"codebook", small()}, {"sources & more", frame.One(&frame.Frame{Rows: 1, Columns: []*frame.Column{{Name: "id", Kind: frame.Text, Ints: []int32{0}, Texts: []string{"nmc"}}}})}}
}

// TestWriteSheets: several sheets, by name; the header is frozen.
func TestWriteSheets(t *testing.T) {
	file := written(t, small(), WriteOptions{Sheets: sheets()})
	r := opened(t, file, sheet.Options{})
	if want := []string{"data", "codebook", "sources & more"}; !slices.Equal(r.Sheets(), want) {
		t.Errorf("sheets %q", r.Sheets())
	}
	r = opened(t, file, sheet.Options{Sheet: "sources & more"})
	if !r.Next() || r.Cell(0).Text != "nmc" {
		t.Errorf("the sources begin with %+v", r.Cell(0))
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(part)
	if err != nil || !bytes.Contains(xml, []byte(`state="frozen"`)) || !bytes.Contains(xml, []byte(`<dimension ref="A1:D4"/>`)) {
		t.Errorf("%v: %s", err, xml)
	}
	if !z.File[0].Modified.Equal(firstDay) {
		t.Errorf("made %v", z.File[0].Modified)
	}
}

// TestWriteEmpty: no rows.
func TestWriteEmpty(t *testing.T) {
	r := opened(t, written(t, &frame.Table{Columns: []frame.Column{{Name: "a"}}}, WriteOptions{Name: "nothing"}), sheet.Options{Sheet: "nothing"})
	if r.Next() || r.Err() != nil || len(r.Columns()) != 1 {
		t.Error(r.Columns(), r.Err())
	}
	written(t, &frame.Table{}, WriteOptions{})
}

// TestWriteRefusals: what a sheet cannot hold is refused, and another format named.
func TestWriteRefusals(t *testing.T) {
	one := func(c frame.Column) *frame.Table {
		return frame.One(&frame.Frame{Rows: c.Len(), Columns: []*frame.Column{&c}})
	}
	tests := []struct {
		table *frame.Table
		o     WriteOptions
		is    error
		want  string
	}{
		{&frame.Table{Columns: make([]frame.Column, 1), Rows: 1 << 20}, WriteOptions{}, ErrTooBig, "1048576 rows below its header, and 1048575 are the most a sheet holds; write Parquet"},
		{&frame.Table{Columns: make([]frame.Column, 1<<14+1)}, WriteOptions{}, ErrTooBig, "16385 columns, and 16384 are the most"},
		{&frame.Table{}, WriteOptions{Name: "a/b"}, nil, "no sheet can be named"},
		{&frame.Table{}, WriteOptions{Name: strings.Repeat("n", 32)}, nil, "no sheet can be named"},
		{&frame.Table{}, WriteOptions{Sheets: []Sheet{{"Data", &frame.Table{}}}}, nil, "two sheets"},
		{one(frame.Column{Name: "x", Reals: []float64{1, math.Inf(1)}}), WriteOptions{}, ErrValue, `sheet "data": column 1 (x), row 2: +Inf is no value`},
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0}, Texts: []string{"\xFF"}}), WriteOptions{}, nil, "UTF-8"},
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0}, Texts: []string{strings.Repeat("x", 32768)}}), WriteOptions{}, ErrValue, "more than 32767 characters"},
		{one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0}, Texts: []string{strings.Repeat("\U0001F54A", 16384)}}), WriteOptions{}, ErrValue, "more than 32767 characters"},
		{&frame.Table{Rows: 1}, WriteOptions{}, nil, "blocks of the table have 0 rows"},
	}
	for _, tt := range tests {
		err := Write(t.Context(), io.Discard, tt.table, tt.o)
		if err == nil || tt.is != nil && !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v\nwant %q in it", err, tt.want)
		}
	}
	written(t, one(frame.Column{Name: "x", Kind: frame.Text, Ints: []int32{0}, Texts: []string{strings.Repeat("é", 32767)}}), WriteOptions{})
}

// disk has room for so many bytes.
type disk struct{ room int }

func (d *disk) Write(b []byte) (int, error) {
	if d.room -= len(b); d.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

// TestWriteEnds: a cancelled context, a source that breaks off, a full disk; no goroutine stays behind.
func TestWriteEnds(t *testing.T) {
	before := runtime.NumGoroutine()
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
	large := frametest.Large(4000, 20)
	whole := written(t, large, WriteOptions{})
	for room := 0; room < len(whole); room += 1 + len(whole)/12 {
		if err := Write(t.Context(), &disk{room}, large, WriteOptions{}); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("a disk of %d bytes: %v", room, err)
		}
	}
	for wait := 0; runtime.NumGoroutine() > before && wait < 100; wait++ {
		time.Sleep(10 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}

// toDisk writes a file where another program finds it.
func toDisk(t *testing.T, table *frame.Table, o WriteOptions) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "written.xlsx")
	if err := os.WriteFile(path, written(t, table, o), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWrittenAgainstOpenpyxl: openpyxl reads the same cells as Open.
func TestWrittenAgainstOpenpyxl(t *testing.T) {
	interpreter := python(t)
	cells := compare(t, interpreter, toDisk(t, small(), WriteOptions{Sheets: sheets()}))
	cells += compare(t, interpreter, toDisk(t, frametest.Large(2000, 20), WriteOptions{Letters: true}))
	t.Logf("%d cells equal", cells)
}

// TestWrittenAgainstLibreOffice: LibreOffice reads the sheet and saves it as CSV.
func TestWrittenAgainstLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes some seconds to start")
	}
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("the program soffice is not here")
	}
	f := frametest.LargeFrame(300, 20)
	texts := &frame.Column{Name: "texts", Kind: frame.Text, Texts: frametest.Tame, Ints: make([]int32, f.Rows)}
	for i := range texts.Ints {
		texts.Ints[i] = int32(i % len(frametest.Tame))
	}
	f.Columns = append(f.Columns, texts)
	path := toDisk(t, frame.One(f), WriteOptions{})
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-env:UserInstallation=file://"+dir, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--outdir", dir, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r, err := csv.OpenFile(filepath.Join(dir, "written.csv"), csv.Options{Encoding: csv.UTF8})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for row := 0; r.Next(); row++ {
		for i, c := range f.Columns {
			want := cellOf(c, row, false)
			got, ok := string(r.Field(i)), true
			switch want.Kind {
			case sheet.Number: // shown with 15 digits at most
				var x float64
				_, err := fmt.Sscan(got, &x)
				ok = err == nil && math.Abs(x-want.Number) <= 1e-9*math.Abs(want.Number)
			case sheet.Text:
				ok = got == want.Text || strings.ContainsAny(want.Text, "\x01\r\uFFFE") // which it drops or changes
			case sheet.Date:
				ok = got == want.Value()
			default:
				ok = got == ""
			}
			if !ok {
				t.Errorf("row %d of %s: %q, want %+v", row, c.Name, got, want)
			}
		}
	}
	if r.Err() != nil || int(r.Row()) != f.Rows {
		t.Errorf("%d rows, %v", r.Row(), r.Err())
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
