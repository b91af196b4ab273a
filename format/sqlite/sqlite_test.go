package sqlite

// What Write writes, read back by the walker of these tests and, where it is here, by the program sqlite3.

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
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

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

// TestWriteAndRead: any table comes back, in the same bytes however it is cut and on however many processors.
func TestWriteAndRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, whole, cut := frametest.Draw(rt)
		o := WriteOptions{Reasons: rapid.Bool().Draw(rt, "reasons")}
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
		all := walk(rt, first.Bytes()).contents()
		got := all["panel"]
		if len(got.rows) != f.Rows || (all["missing"] != nil) != o.Reasons {
			rt.Fatalf("%d rows, want %d", len(got.rows), f.Rows)
		}
		for row, record := range got.rows {
			if want := recordOf(f, row, o.Reasons); !slices.Equal(record, want) {
				rt.Fatalf("row %d: %v, want %v", row, record, want)
			}
		}
	})
}

// recordOf is the values a row is to have; a whole real is stored as a whole number.
func recordOf(f *frame.Frame, row int, reasons bool) (values []any) {
	for _, c := range f.Columns {
		x := c.At(row)
		letter := frame.Letter(x)
		switch {
		case letter != 0:
			values = append(values, nil)
		case c.Kind == frame.Text:
			s, _ := c.TextAt(row)
			values = append(values, s)
		case c.Kind == frame.Date:
			values = append(values, time.Unix(int64(x)*86400, 0).UTC().Format("2006-01-02"))
		case isWhole(x):
			values = append(values, int64(x))
		default:
			values = append(values, x)
		}
		switch {
		case reasons && letter != 0:
			values = append(values, "."+string(rune('a'-1+letter)))
		case reasons && c.Lacks():
			values = append(values, nil)
		}
	}
	return values
}

// TestVarints: numbers of every length come back.
func TestVarints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Uint64Range(0, 1<<55).Draw(t, "v") >> rapid.IntRange(0, 55).Draw(t, "shift")
		b := appendVarint(nil, v)
		if got, n := varint(append(b, 0xFF)); got != v || n != len(b) {
			t.Fatalf("%d comes back as %d of %d bytes, written %d", v, got, n, len(b))
		}
	})
}

// keyed is a table of pairs of texts and days, each once, in no order.
func keyed(n int) *frame.Frame {
	f := &frame.Frame{Rows: n, Columns: []*frame.Column{{Name: "who", Kind: frame.Text}, {Name: "day", Kind: frame.Date}, {Name: "n", Kind: frame.Whole}}}
	for i := range 50 {
		f.Columns[0].Texts = append(f.Columns[0].Texts, fmt.Sprintf("%c%d %s", 'a'+i*7%26, i, strings.Repeat("é", 40*(i%3))))
	}
	for i := range n {
		k := i * 7919 % n
		f.Columns[0].Ints = append(f.Columns[0].Ints, int32(k%50))
		f.Columns[1].Ints = append(f.Columns[1].Ints, int32(k/50-3000))
		f.Columns[2].Ints = append(f.Columns[2].Ints, int32(k))
	}
	return f
}

// TestKeys: the index of a key holds every row, in the order of the values, at every number of rows around where pages fill.
func TestKeys(t *testing.T) {
	sizes := []int{0, 1, 2, 100}
	for n := 200; n < 420; n += 2 {
		sizes = append(sizes, n)
	}
	for _, n := range append(sizes, 9001, 30_011) {
		f := keyed(n)
		got := walk(t, written(t, frame.One(f), WriteOptions{Key: []string{"who", "day"}})).contents()["panel"]
		if len(got.keys) != n {
			t.Fatalf("%d keys of %d rows", len(got.keys), n)
		}
		for i, k := range got.keys {
			if row := got.rows[k[2].(int64)-1]; k[0] != row[0] || k[1] != row[1] {
				t.Fatalf("key %v of row %v", k, row)
			}
			if i > 0 && strings.Compare(got.keys[i-1][0].(string)+"\x00"+got.keys[i-1][1].(string), k[0].(string)+"\x00"+k[1].(string)) >= 0 {
				t.Fatalf("key %v comes before %v", got.keys[i-1], k)
			}
		}
	}
}

// TestOverflow: records and keys longer than a page.
func TestOverflow(t *testing.T) {
	f := &frame.Frame{Columns: []*frame.Column{{Name: "id", Kind: frame.Text}, {Name: "text", Kind: frame.Text}}}
	for _, n := range []int{0, 1, 2000, 4060, 4070, 4080, 4090, 4100, 8000, 16_300, 16_310, 16_320, 16_330, 16_340, 16_350, 16_360, 16_370, 16_384, 20_000, 32_768, 40_000, 1_000_000} {
		for k := range 8 {
			for _, c := range f.Columns {
				c.Ints = append(c.Ints, int32(f.Rows))
				c.Texts = append(c.Texts, fmt.Sprintf("%07d%d%s", n, k, strings.Repeat("x", n+k)))
			}
			f.Rows++
		}
	}
	f.Columns[1].Texts = slices.Clone(f.Columns[1].Texts)
	for i := range f.Columns[1].Texts {
		f.Columns[1].Texts[i] = f.Columns[1].Texts[i][8:]
	}
	file := written(t, frame.One(f), WriteOptions{Key: []string{"id"}})
	got := walk(t, file).contents()["panel"]
	for row, record := range got.rows {
		if record[0] != f.Columns[0].Texts[row] || record[1] != f.Columns[1].Texts[row] || got.keys[row][0] != record[0] {
			t.Fatalf("row %d is not what it was", row)
		}
	}
	sqlite3(t, file, "PRAGMA integrity_check")
}

// TestManyColumns: the SQL of wide tables does not fit the first page, which then has a page below it, or several.
func TestManyColumns(t *testing.T) {
	wide := func(columns, label int) *frame.Table {
		f := &frame.Frame{Rows: 3}
		for i := range columns {
			f.Columns = append(f.Columns, &frame.Column{Name: fmt.Sprintf("v%d", i), Label: strings.Repeat("l", label), Kind: frame.Whole, Small: []int8{1, 2, frame.SmallMissing(1)}})
		}
		return frame.One(f)
	}
	for label := 0; label < 700; label += 14 {
		file := written(t, wide(24, label), WriteOptions{Tables: []Table{{"codebook", wide(20, label), nil}}})
		if all := walk(t, file).contents(); len(all) != 2 || len(all["codebook"].rows) != 3 {
			t.Fatalf("labels of %d bytes: %d tables", label, len(all))
		}
		if label%98 == 0 {
			sqlite3(t, file, "PRAGMA integrity_check")
		}
	}
	all := walk(t, written(t, wide(2000, 80), WriteOptions{})).contents()
	if len(all["panel"].rows) != 3 || len(all["panel"].rows[0]) != 2000 {
		t.Error("2000 columns do not come back")
	}
	if err := Write(t.Context(), io.Discard, wide(2001, 1), WriteOptions{}); !errors.Is(err, ErrTooBig) {
		t.Errorf("2001 columns: %v", err)
	}
}

// TestRefusals: what cannot be a table, and what to do.
func TestRefusals(t *testing.T) {
	f := func(columns ...frame.Column) *frame.Table {
		all := &frame.Frame{}
		for _, c := range columns {
			all.Rows = c.Len()
			all.Columns = append(all.Columns, &c)
		}
		return frame.One(all)
	}
	a := frame.Column{Name: "a", Kind: frame.Whole, Ints: []int32{2, 7, frame.IntMissing(1), 2}}
	day := frame.Column{Name: "day", Kind: frame.Date, Ints: []int32{0, 1, 2, 0}}
	long := frame.Column{Name: "day", Kind: frame.Date, Ints: []int32{0, 1, 2, 1 << 30}}
	capital := day
	capital.Name = "A"
	tests := []struct {
		table *frame.Table
		o     WriteOptions
		is    error
		want  string
	}{
		{f(a, day), WriteOptions{Key: []string{"day"}}, ErrKey, "table panel: no primary key: rows 1 and 4 have the same day 1970-01-01; name more columns"},
		{f(a, day), WriteOptions{Key: []string{"a", "day"}}, ErrKey, "column a is missing in row 3"},
		{f(a), WriteOptions{Key: []string{"b"}}, ErrKey, `there is no column "b"`},
		{f(a), WriteOptions{Key: []string{"a", "a"}}, ErrKey, "named twice"},
		{f(a, capital), WriteOptions{}, ErrName, `columns "a" and "A"`},
		{f(a), WriteOptions{Name: "sqlite_x"}, ErrName, "begins with sqlite_"},
		{f(a), WriteOptions{Tables: []Table{{"Panel", f(a), nil}}}, ErrName, "there is a table panel already"},
		{f(long), WriteOptions{}, nil, "column day: day 1.073741824e+09 (since 1970-01-01) lies outside the years 0 to 9999"},
		{&frame.Table{}, WriteOptions{}, nil, "no columns"},
		{f(frame.Column{Name: "x\x00", Small: []int8{1}}), WriteOptions{}, ErrName, "zero byte"},
	}
	for _, tt := range tests {
		err := Write(t.Context(), io.Discard, tt.table, tt.o)
		if err == nil || tt.is != nil && !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.want) {
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

// TestEnds: a cancelled context, a source that breaks off or changes, a full disk.
func TestEnds(t *testing.T) {
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
	broken := frame.One(keyed(10))
	broken.Blocks = func(yield func(*frame.Frame, error) bool) { yield(nil, io.ErrUnexpectedEOF) }
	if err := Write(t.Context(), io.Discard, broken, WriteOptions{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("broken off: %v", err)
	}
	calls := 0
	fickle := &frame.Table{Rows: 1, Columns: []frame.Column{{Name: "a", Kind: frame.Text}}, Blocks: func(yield func(*frame.Frame, error) bool) {
		calls++
		yield(&frame.Frame{Rows: 1, Columns: []*frame.Column{{Name: "a", Kind: frame.Text, Ints: []int32{0}, Texts: []string{strings.Repeat("x", calls*40_000)}}}}, nil)
	}}
	if err := Write(t.Context(), io.Discard, fickle, WriteOptions{}); !errors.Is(err, errChanged) {
		t.Errorf("other cells: %v", err)
	}
	o := WriteOptions{Key: []string{"ccode1", "ccode2", "year"}}
	large := frametest.Large(4000, 20)
	whole := written(t, large, o)
	for room := 0; room < len(whole); room += 1 + len(whole)/20 {
		if err := Write(t.Context(), &disk{room}, large, o); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("a disk of %d bytes: %v", room, err)
		}
	}
}

// sqlite3 runs a statement of the program and gives its rows; an integrity check must be in order. It skips where the program is absent.
func sqlite3(t *testing.T, file []byte, statement string) [][]string {
	t.Helper()
	program, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("the program sqlite3 is not here")
	}
	path := filepath.Join(t.TempDir(), "written.sqlite")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "-csv", "-readonly", path, statement).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, out)
	}
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if statement == "PRAGMA integrity_check" && (len(rows) != 1 || rows[0][0] != "ok") {
		t.Fatalf("integrity: %.500q", rows)
	}
	return rows
}

// TestAgainstSQLite: the program finds the file in order, uses the key, and gives every cell back.
func TestAgainstSQLite(t *testing.T) {
	f := frametest.LargeFrame(20_000, 40)
	texts := &frame.Column{Name: `odd "name", with --`, Label: "label\nof two lines", Unit: "x", Kind: frame.Text, Texts: frametest.Tame, Ints: make([]int32, f.Rows)}
	hard := &frame.Column{Name: "hard", Kind: frame.Real, Reals: make([]float64, f.Rows)}
	for i := range texts.Ints {
		texts.Ints[i] = int32(i % len(frametest.Tame))
		hard.Reals[i] = []float64{0.1, -1e300, 5e-324, 1 << 46, 1 << 47, -1 << 47, 1 << 31, -8388608, 8388608, math.Copysign(0, -1), 1e15, frame.NaN(5)}[i%12]
	}
	f.Columns = append(f.Columns, texts, hard)
	file := written(t, frame.One(f), WriteOptions{Key: []string{"year", "ccode1", "ccode2"}, Tables: []Table{{"codebook", frame.One(keyed(77)), []string{"who", "day"}}}})
	sqlite3(t, file, "PRAGMA integrity_check")
	var columns []string
	for _, c := range f.Columns {
		columns = append(columns, "quote("+quoted(c.Name)+")")
	}
	rows := sqlite3(t, file, "SELECT "+strings.Join(columns, ",")+" FROM panel ORDER BY rowid")
	if len(rows) != f.Rows {
		t.Fatalf("%d rows", len(rows))
	}
	for row, got := range rows {
		for i, c := range f.Columns {
			if !same(got[i], c, row) {
				t.Fatalf("row %d of %s: %s, want %v", row, c.Name, got[i], c.At(row))
			}
		}
	}
	if plan := sqlite3(t, file, "EXPLAIN QUERY PLAN SELECT * FROM panel WHERE year=1900 AND ccode1=2"); !strings.Contains(fmt.Sprint(plan), "sqlite_autoindex_panel_1 (year=? AND ccode1=?)") {
		t.Errorf("the plan is %v", plan)
	}
	count := sqlite3(t, file, `SELECT count(*), sum(year), min(typeof(hard)), max(typeof(v7_real)), (SELECT count(*) FROM codebook), date(max(v10_date), '+1 day') FROM panel`)
	sum, last := 0.0, 0.0
	for i := range f.Rows {
		sum, last = sum+f.Column("year").At(i), max(last, f.Column("v10_date").At(i))
	}
	want := []string{"20000", strconv.Itoa(int(sum)), "null", "real", "77", time.Unix(int64(last+1)*86400, 0).UTC().Format("2006-01-02")}
	if !slices.Equal(count[0], want) {
		t.Errorf("%q, want %q", count[0], want)
	}
}

// same says whether SQLite's quote of a value is a cell.
func same(got string, c *frame.Column, row int) bool {
	x := c.At(row)
	switch {
	case x != x:
		return got == "NULL"
	case c.Kind == frame.Text:
		want := strings.ReplaceAll(c.Texts[int(x)], "\r\n", "\n") // as a reader of CSV has it
		return got == "'"+strings.ReplaceAll(want, "'", "''")+"'"
	case c.Kind == frame.Date:
		return got == time.Unix(int64(x)*86400, 0).UTC().Format("'2006-01-02'")
	}
	y, err := strconv.ParseFloat(got, 64)
	return err == nil && (x == y || math.Abs(x-y) < 1e-14*math.Abs(x) || math.Abs(x) < 1e-300) // it prints 15 digits of some
}

// BenchmarkWrite writes 200,000 rows of 60 columns with a key of three.
func BenchmarkWrite(b *testing.B) {
	table, o := frametest.Large(200_000, 60), WriteOptions{Key: []string{"ccode1", "ccode2", "year"}}
	b.SetBytes(int64(len(written(b, table, o))))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), io.Discard, table, o); err != nil {
			b.Fatal(err)
		}
	}
}
