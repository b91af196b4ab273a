package parquet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
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

	lib "github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"comity/format/frame"
	"comity/format/frametest"
)

// wrote writes a table.
func wrote(t *frame.Table, o WriteOptions) ([]byte, error) {
	var b bytes.Buffer
	err := Write(context.Background(), &b, t, o)
	return b.Bytes(), err
}

// differs reads what was written of a frame with reasons and says where it is not the frame.
func differs(f *frame.Frame, b []byte) (string, error) {
	r, err := open(b, Options{})
	if err != nil {
		return "", err
	}
	defer r.Close()
	places := map[string]int{}
	for i, name := range r.Columns() {
		places[name] = i
	}
	n := 0
	for ; r.Next(); n++ {
		for _, c := range f.Columns {
			place, ok := places[c.Name]
			if !ok {
				return c.Name + " is not among " + strings.Join(r.Columns(), ", "), nil
			}
			text, there := r.Text(place)
			cell := frametest.Cell{Text: text, Missing: !there}
			if why, ok := places[c.Name+"_missing"]; ok {
				cell.Reason, _ = r.Text(why)
			}
			if d := frametest.Differs(c, n, cell); d != "" {
				return d, nil
			}
		}
	}
	if r.Err() == nil && n != f.Rows {
		return fmt.Sprintf("%d rows of %d", n, f.Rows), nil
	}
	return "", r.Err()
}

// TestWriteReadsBack: every kind of cell, whole, in blocks, on any number of threads.
func TestWriteReadsBack(t *testing.T) {
	f := frametest.Everything()
	want, err := wrote(frame.One(f), WriteOptions{Reasons: true})
	if err != nil {
		t.Fatal(err)
	}
	if d, err := differs(f, want); d != "" || err != nil {
		t.Errorf("%s %v", d, err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for n := 1; n < f.Rows; n += 11 {
		runtime.GOMAXPROCS(1 + n%5)
		for _, copied := range []bool{false, true} {
			if got, err := wrote(frametest.Blocks(f, n, copied), WriteOptions{Reasons: true}); err != nil || !bytes.Equal(got, want) {
				t.Errorf("blocks of %d rows (copied: %v) give other bytes, or an error: %v", n, copied, err)
			}
		}
	}
}

// TestWriteLaw: what is written of any frame reads back as it.
func TestWriteLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := frametest.Frames().Draw(t, "frame")
		b, err := wrote(frame.One(f), WriteOptions{Reasons: true})
		if err != nil {
			t.Fatal(err)
		}
		if d, err := differs(f, b); d != "" || err != nil {
			t.Fatalf("%s %v", d, err)
		}
		again, err := wrote(frametest.Blocks(f, rapid.IntRange(1, 31).Draw(t, "block"), rapid.Bool().Draw(t, "copied")), WriteOptions{Reasons: true})
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("blocks give other bytes, or an error: %v", err)
		}
	})
}

// many is a frame of several groups and pages: numbers that all differ, more than a dictionary takes, numbers through an index, texts
// long and short.
func many(rows int) *frame.Frame {
	differ, places, via := make([]float64, rows), make([]int32, rows), make([]int32, rows)
	for i := range rows {
		differ[i], places[i], via[i] = float64(i)/7, int32(i%1000), int32(i*7919%rows)
		if i%11 == 0 {
			differ[i], places[i] = frame.NaN(uint8(1+i%26)), frame.IntMissing(3)
		}
	}
	texts := make([]string, 1000)
	for i := range texts {
		texts[i] = strings.Repeat(fmt.Sprint(i), i*i%29)
	}
	long := make([]string, rows)
	for i := range long {
		long[i] = fmt.Sprintf("%060d", i)
	}
	longPlaces := make([]int32, rows)
	for i := range longPlaces {
		longPlaces[i] = int32(i)
	}
	return &frame.Frame{Rows: rows, Columns: []*frame.Column{
		{Name: "differ", Reals: differ}, {Name: "differ via", Reals: differ, Via: via}, {Name: "few", Kind: frame.Whole, Ints: places}, {Name: "text", Kind: frame.Text, Ints: places, Texts: texts},
		{Name: "text via", Kind: frame.Text, Ints: places, Texts: texts, Via: via}, {Name: "long", Kind: frame.Text, Ints: longPlaces, Texts: long}}}
}

// TestWriteGroups: several groups of rows and pages, with dictionaries and without.
func TestWriteGroups(t *testing.T) {
	f := many(groupRows + 3*pageRows + 5)
	b, err := wrote(frame.One(f), WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Columns {
		c.Reals, c.Ints = slices.Clone(c.Reals), slices.Clone(c.Ints) // the letters are not written here, and read back as none
		for i, x := range c.Reals {
			if x != x {
				c.Reals[i] = frame.NaN(1)
			}
		}
	}
	r, err := open(b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if n := len(r.file.RowGroups()); n != 2 {
		t.Errorf("%d groups of rows", n)
	}
	for row := 0; r.Next(); row++ {
		for i, c := range f.Columns {
			text, there := r.Text(i)
			cell := frametest.Cell{Text: text, Missing: !there}
			if l := frame.Letter(c.At(row)); l != 0 && !there {
				cell.Reason = "." + string(rune('a'-1+l))
			}
			if d := frametest.Differs(c, row, cell); d != "" {
				t.Fatal(d)
			}
		}
	}
	if r.Err() != nil || r.Row() != int64(f.Rows) {
		t.Errorf("%d rows of %d: %v", r.Row(), f.Rows, r.Err())
	}
	checkStatistics(t, f, r)
	blocks, err := wrote(frametest.Blocks(f, 100_003, true), WriteOptions{})
	if err != nil || !bytes.Equal(blocks, b) {
		t.Errorf("blocks give other bytes, or an error: %v", err)
	}
}

// checkStatistics holds what a file says of its columns against them: a reader passes over groups by it.
func checkStatistics(t *testing.T, f *frame.Frame, r *Reader) {
	t.Helper()
	lo := 0
	for _, g := range r.file.Metadata().RowGroups {
		for i, c := range f.Columns {
			nulls, least, most := int64(0), math.Inf(1), math.Inf(-1)
			for row := lo; row < lo+int(g.NumRows); row++ {
				x := c.At(row)
				if frame.Letter(x) != 0 {
					nulls++
					continue
				}
				least, most = min(least, x), max(most, x)
			}
			s := g.Columns[i].MetaData.Statistics
			if s.NullCount != nulls {
				t.Errorf("column %s: %d nulls told, %d are", c.Name, s.NullCount, nulls)
			}
			switch kind := r.file.Root().Columns()[i].Type().Kind(); {
			case kind == lib.Double && (lib.Double.Value(s.MinValue).Double() != least || lib.Double.Value(s.MaxValue).Double() != most),
				kind == lib.Int32 && (float64(lib.Int32.Value(s.MinValue).Int32()) != least || float64(lib.Int32.Value(s.MaxValue).Int32()) != most):
				t.Errorf("column %s: %v to %v told, %v to %v are", c.Name, s.MinValue, s.MaxValue, least, most)
			}
		}
		lo += int(g.NumRows)
	}
}

// TestWriteTells: types, metadata and the least and greatest of each column.
func TestWriteTells(t *testing.T) {
	f := &frame.Frame{Rows: 3, Columns: []*frame.Column{
		{Name: "nmc.cinc", Label: "Share", Unit: "share", Notes: []string{"a", "b"}, Reals: []float64{0, 0.5, frame.NaN(1)}},
		{Name: "ally", Kind: frame.Flag, Small: []int8{0, 1, 1}, Named: []frame.Named{{Value: 0, Text: "no"}, {Value: 1, Text: "yes"}}},
		{Name: "since", Kind: frame.Date, Ints: []int32{0, -1, 19782}},
		{Name: "name", Kind: frame.Text, Ints: []int32{1, 0, 1}, Texts: []string{"b", "a"}},
		{Name: "none", Kind: frame.Whole, Small: []int8{frame.SmallMissing(2), frame.SmallMissing(2), frame.SmallMissing(2)}}}}
	table := frame.One(f)
	table.Title, table.Notes, table.Reasons = "A title", []string{"one", "two"}, []string{"not covered", "not applicable"}
	b, err := wrote(table, WriteOptions{Reasons: true})
	if err != nil {
		t.Fatal(err)
	}
	r, err := open(b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(r.Columns(), r.Types()), "[nmc.cinc nmc.cinc_missing ally since name none none_missing] [float text integer date text integer text]"; got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
	m := r.file.Metadata()
	if m.CreatedBy != createdBy || m.NumRows != 3 {
		t.Errorf("written by %q, %d rows", m.CreatedBy, m.NumRows)
	}
	want := []string{"title=A title", "notes=one\ntwo", "reasons=.a not covered\n.b not applicable",
		`columns=[{"name":"nmc.cinc","kind":"real","label":"Share","unit":"share","notes":["a","b"]},{"name":"nmc.cinc_missing","kind":"text","label":"why nmc.cinc is missing"},` +
			`{"name":"ally","kind":"flag","values":{"0":"no","1":"yes"}},{"name":"since","kind":"date"},{"name":"name","kind":"text"},{"name":"none","kind":"whole"},{"name":"none_missing","kind":"text","label":"why none is missing"}]`}
	for _, kv := range m.KeyValueMetadata { // in the order of the library's reading
		if got := kv.Key + "=" + kv.Value; !slices.Contains(want, got) {
			t.Errorf("metadata\n%s\nwant one of\n%s", got, strings.Join(want, "\n"))
		}
	}
	if len(m.KeyValueMetadata) != len(want) {
		t.Errorf("%d pieces of metadata", len(m.KeyValueMetadata))
	}
	var told []string
	for _, c := range m.RowGroups[0].Columns {
		s := c.MetaData.Statistics
		told = append(told, fmt.Sprintf("%x %x %d", s.MinValue, s.MaxValue, s.NullCount))
	}
	if got, want := strings.Join(told, "; "), "0000000000000080 000000000000e03f 1; 2e61 2e61 2; 00000000 01000000 0; ffffffff 464d0000 0; 61 62 0;   3; 2e62 2e62 0"; got != want {
		t.Errorf("least, greatest and nulls:\n%s\nwant\n%s", got, want)
	}
}

// TestWriteEmpty: a table of no rows has its columns; one of no columns is none.
func TestWriteEmpty(t *testing.T) {
	f := frametest.Everything().Select(nil)
	b, err := wrote(frame.One(f), WriteOptions{Reasons: true})
	if err != nil {
		t.Fatal(err)
	}
	if d, err := differs(f, b); d != "" || err != nil {
		t.Errorf("%s %v", d, err)
	}
	if r, err := open(b, Options{}); err != nil || len(r.Columns()) != len(f.Columns) {
		t.Errorf("%v, %v", r, err)
	}
	if _, err := wrote(&frame.Table{}, WriteOptions{}); err == nil || !strings.Contains(err.Error(), "parquet: the table has no columns") {
		t.Errorf("a table of no columns: %v", err)
	}
}

// ending is a writer that fails, or ends a context, after some bytes.
type ending struct {
	left int
	end  func() error
}

func (e *ending) Write(b []byte) (int, error) {
	if e.left -= len(b); e.left < 0 {
		return 0, e.end()
	}
	return len(b), nil
}

// TestWriteStops: the end of a context, or an error of the file, ends the writing.
func TestWriteStops(t *testing.T) {
	f := frametest.Kitchen(20, 195)
	ctx, cancel := context.WithCancel(t.Context())
	if err := Write(ctx, &ending{1 << 17, func() error { cancel(); return nil }}, frame.One(f), WriteOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ends: %v", err)
	}
	if err := Write(ctx, io.Discard, frame.One(f), WriteOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended before: %v", err)
	}
	full := errors.New("disk full")
	for _, left := range []int{0, 3, 1 << 17} {
		if err := Write(t.Context(), &ending{left, func() error { return full }}, frame.One(f), WriteOptions{}); !errors.Is(err, full) {
			t.Errorf("a disk full after %d bytes: %v", left, err)
		}
	}
}

// TestWriteThreads: the bytes are the same at any number of threads.
func TestWriteThreads(t *testing.T) {
	f := frametest.Kitchen(12, 195)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var one []byte
	for _, n := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(n)
		b, err := wrote(frame.One(f), WriteOptions{Reasons: true})
		if err != nil {
			t.Fatal(err)
		}
		if one == nil {
			one = b
		}
		if !bytes.Equal(one, b) {
			t.Errorf("%d threads give other bytes", n)
		}
	}
}

// TestWriteBytes: the bytes are those of other days and machines, or whoever replays an old panel gets another file. Where they must
// change, raise createdBy too.
func TestWriteBytes(t *testing.T) {
	for name, c := range map[string]struct {
		f    *frame.Frame
		want string
	}{"everything": {frametest.Everything(), "9ae8293b2cace45c01cc19a5ba9ef627dcaf1256875bd8e7fdda8523e184c84e"}, "many": {many(3*pageRows + 5), "691e31120fb0b4938d66d97f1f6a88aefb592da8ce22bdfd5cf7436ff62c740d"}} {
		b, err := wrote(frame.One(c.f), WriteOptions{Reasons: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != c.want {
			t.Errorf("%s: %d bytes of checksum %s", name, len(b), got)
		}
	}
}

// duckdb reads a file with DuckDB and gives its columns and cells; the test is skipped where it is not.
func duckdb(t *testing.T, from string) (columns []string, rows [][]*string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node here, and so no DuckDB")
	}
	root, _ := exec.Command("npm", "root", "-g").Output()
	probe := exec.Command(node, "-e", "require('@duckdb/node-api')")
	probe.Env = append(os.Environ(), "NODE_PATH="+strings.TrimSpace(string(root)))
	if err := probe.Run(); err != nil {
		t.Skip("no DuckDB here: npm install -g @duckdb/node-api")
	}
	run := exec.Command(node, "testdata/duckdb.cjs", from)
	run.Env = probe.Env
	out, err := run.Output()
	if err != nil {
		t.Fatalf("DuckDB does not read %s: %v %s", from, err, err.(*exec.ExitError).Stderr)
	}
	d := json.NewDecoder(bytes.NewReader(out))
	if err := d.Decode(&columns); err != nil {
		t.Fatal(err)
	}
	for d.More() {
		var row []*string
		if err := d.Decode(&row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return columns, rows
}

// TestDuckDB: DuckDB reads every cell as it was written, and finds rows by their values.
func TestDuckDB(t *testing.T) {
	for name, f := range map[string]*frame.Frame{"everything": frametest.Everything(), "kitchen": frametest.Kitchen(6, 195), "many": many(3*pageRows + 5)} {
		b, err := wrote(frame.One(f), WriteOptions{Reasons: true})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name+".parquet")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		columns, rows := duckdb(t, "read_parquet('"+path+"')")
		if len(rows) != f.Rows {
			t.Errorf("%s: DuckDB reads %d rows of %d", name, len(rows), f.Rows)
			continue
		}
		for _, c := range f.Columns {
			place, why := slices.Index(columns, c.Name), slices.Index(columns, c.Name+"_missing")
			for row := range f.Rows {
				cell := frametest.Cell{Missing: rows[row][place] == nil}
				if !cell.Missing {
					cell.Text = *rows[row][place]
				}
				if s, _ := c.TextAt(row); s == "\uFEFF"+cell.Text {
					cell.Text = s // a mark that Node takes off
				}
				if why >= 0 && rows[row][why] != nil {
					cell.Reason = *rows[row][why]
				}
				if d := frametest.Differs(c, row, cell); d != "" {
					t.Errorf("%s: %s", name, d)
					break
				}
			}
		}
		if name == "kitchen" {
			_, found := duckdb(t, "(select count(*)::varchar from read_parquet('"+path+"') where year = 1900 and ccode1 <= 22)")
			if len(found) != 1 || *found[0][0] != "15" {
				t.Errorf("DuckDB finds %s rows of 15", *found[0][0])
			}
		}
	}
}
