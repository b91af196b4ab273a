package parquet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	lib "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
)

// place is a group of columns within another.
type place struct {
	Lat *float64 `parquet:"lat,optional"`
	Lon float32  `parquet:"lon"`
}

// event has a column of each type that is read.
type event struct {
	ID    int64     `parquet:"id"`
	Small int32     `parquet:"small,optional"`
	Name  *string   `parquet:"name,optional,dict"`
	Tone  *float64  `parquet:"tone,optional"`
	Short float32   `parquet:"short"`
	OK    *bool     `parquet:"ok,optional"`
	Big   uint64    `parquet:"big"`
	Price int64     `parquet:"price,decimal(2:18)"`
	Day   int32     `parquet:"day,date"`
	When  time.Time `parquet:"when,timestamp(microsecond)"`
	Raw   []byte    `parquet:"raw"`
	Place *place    `parquet:"place,optional"`
}

// ptr gives a place of a value.
func ptr[T any](v T) *T { return &v }

// events are the rows of the tests.
var events = []event{
	{ID: -1, Small: 7, Name: ptr("Côte"), Tone: ptr(0.1), Short: 0.1, OK: ptr(true), Big: 1<<64 - 1, Price: -12345, Day: -1,
		When: time.Date(2024, 2, 29, 12, 30, 0, 500_000_000, time.UTC), Raw: []byte("raw"), Place: &place{ptr(1.5), 2}},
	{ID: 2, Price: 5, Raw: []byte{0xFF, 1}, When: time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), Day: 19782},
}

// write writes rows.
func write[T any](t testing.TB, rows []T, options ...lib.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := lib.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// open opens a file in memory.
func open(b []byte, o Options) (*Reader, error) { return Open(bytes.NewReader(b), int64(len(b)), o) }

// shown writes all rows.
func shown(r *Reader) (rows []string) {
	for r.Next() {
		var cells []string
		for i := range r.Columns() {
			s, ok := r.Text(i)
			if !ok {
				s = "-"
			}
			cells = append(cells, s)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

// TestTypes reads a column of each type, packed in each way.
func TestTypes(t *testing.T) {
	want := []string{
		"-1|7|Côte|0.1|0.1|true|18446744073709551615|-123.45|1969-12-31|2024-02-29T12:30:00.5Z|raw|1.5|2",
		"2|-|-|-|0|-|0|0.05|2024-02-29|1960-01-01T00:00:00Z|0xff01|-|-",
	}
	for name, codec := range map[string]compress.Codec{"none": &lib.Uncompressed, "snappy": &lib.Snappy, "gzip": &lib.Gzip, "zstd": &lib.Zstd} {
		for _, version := range []int{1, 2} {
			r, err := open(write(t, events, lib.Compression(codec), lib.DataPageVersion(version)), Options{})
			if err != nil {
				t.Fatal(name, version, err)
			}
			if got := shown(r); fmt.Sprint(got) != fmt.Sprint(want) || r.Err() != nil {
				t.Errorf("%s %d: %q, %v", name, version, got, r.Err())
			}
			if got := strings.Join(r.Columns(), ","); got != "id,small,name,tone,short,ok,big,price,day,when,raw,place.lat,place.lon" {
				t.Error(got)
			}
			if got := fmt.Sprint(r.Types()); got != "[integer integer text float float bool integer decimal date time bytes float float]" {
				t.Error(got)
			}
		}
	}
}

// TestNumbers looks at Float.
func TestNumbers(t *testing.T) {
	r, err := open(write(t, events), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r.Next()
	want := map[string]float64{"id": -1, "small": 7, "tone": 0.1, "short": float64(float32(0.1)), "ok": 1, "big": 1 << 64, "price": -123.45, "day": -1, "when": 1709209800.5, "place.lat": 1.5, "place.lon": 2}
	for i, name := range r.Columns() {
		v, ok := r.Float(i)
		if w, number := want[name]; ok != number || v != w && ok {
			t.Errorf("%s: %v, %v; want %v, %v", name, v, ok, w, number)
		}
	}
	r.Next()
	for i, name := range r.Columns() {
		if _, ok := r.Float(i); ok && r.IsNull(i) {
			t.Errorf("%s: missing, and a number", name)
		}
	}
}

// TestOnly reads some columns, in the order asked for.
func TestOnly(t *testing.T) {
	r, err := open(write(t, events), Options{Only: []string{"place.lat", "id"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(r); fmt.Sprint(got) != "[1.5|-1 -|2]" {
		t.Errorf("%q", got)
	}
	if _, err := open(write(t, events), Options{Only: []string{"lat"}}); err == nil || !strings.Contains(err.Error(), `no column "lat"; there are id, small`) {
		t.Error(err)
	}
}

// listed has a list in each row.
type listed struct {
	ID   int64   `parquet:"id"`
	Tags []int32 `parquet:"tags,list"`
}

// TestNested refuses what is no table, by name, and reads the rest when asked.
func TestNested(t *testing.T) {
	b := write(t, []listed{{1, []int32{1, 2}}, {2, nil}})
	_, err := open(b, Options{})
	if !errors.Is(err, ErrNested) || !strings.Contains(err.Error(), "column tags.list.element: a list or map in each row; leave it out with Options.Only") {
		t.Error(err)
	}
	r, err := open(b, Options{Only: []string{"id"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(r); fmt.Sprint(got) != "[1 2]" {
		t.Errorf("%q", got)
	}
}

// numbered is a row of many.
type numbered struct {
	N int64   `parquet:"n"`
	S string  `parquet:"s,dict"`
	X *string `parquet:"x,optional"`
}

// manyRows makes rows of many pages and groups.
func manyRows(n int) []numbered {
	rows := make([]numbered, n)
	for i := range rows {
		rows[i] = numbered{N: int64(i), S: strings.Repeat("s", i%7)}
		if i%3 == 0 {
			rows[i].X = ptr(fmt.Sprint("x", i))
		}
	}
	return rows
}

// TestManyPages reads pages of different lengths side by side, in several groups.
func TestManyPages(t *testing.T) {
	const n = 20_000
	b := write(t, manyRows(n), lib.PageBufferSize(700), lib.MaxRowsPerRowGroup(6_000), lib.Compression(&lib.Snappy))
	r, err := open(b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := int64(0); r.Next(); i++ {
		v, _ := r.Float(0)
		s, _ := r.Text(1)
		x, ok := r.Text(2)
		if v != float64(i) || r.Row() != i+1 || len(s) != int(i%7) || ok != (i%3 == 0) || ok && x != fmt.Sprint("x", i) {
			t.Fatal(i, v, r.Row(), s, x, ok)
		}
	}
	if r.Err() != nil || r.Row() != n || r.Rows() != n {
		t.Error(r.Row(), r.Err())
	}
	if err := r.Close(); err != nil || r.Next() {
		t.Error(err)
	}
}

// TestHostile asks for errors that say what is wrong.
func TestHostile(t *testing.T) {
	whole := write(t, events)
	footer := func(b []byte) []byte { // a file whose footer is b
		out := append([]byte("PAR1"), b...)
		return append(out, byte(len(b)), 0, 0, 0, 'P', 'A', 'R', '1')
	}
	for _, c := range []struct {
		name string
		in   []byte
		opt  Options
		want string
	}{
		{"empty", nil, Options{}, "byte 0: not Parquet"},
		{"text", []byte("ccode,year\n2,1946\n"), Options{}, `begins with "ccod"`},
		{"cut", whole[:len(whole)-3], Options{}, "not in PAR1; is it cut off?"},
		{"long footer", append(bytes.Clone(whole[:len(whole)-8]), 255, 255, 255, 255, 'P', 'A', 'R', '1'), Options{}, "a footer of 4294967295 bytes"},
		{"claims", footer([]byte{0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0}), Options{}, "a description ends early"},
		{"deep", footer(bytes.Repeat([]byte{0x1C}, 200)), Options{}, "nested more than 32 deep"},
		{"records", whole, Options{Memory: 4096}, "Options.Memory = 4096"},
		{"rows", whole, Options{Rows: 1}, "claims 2 rows"},
		{"columns", whole, Options{Columns: 1}, "Options.Columns = 1"},
	} {
		_, err := open(c.in, c.opt)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
}

// TestPageClaims changes what pages say of themselves.
func TestPageClaims(t *testing.T) {
	for _, codec := range []compress.Codec{&lib.Snappy, &lib.Gzip, &lib.Zstd} {
		rows := make([]numbered, 50_000)
		for i := range rows {
			rows[i].S = "a"
			rows[i].X = ptr(strings.Repeat("a", 100))
		}
		r, err := open(write(t, rows, lib.Compression(codec), lib.PageBufferSize(16<<20)), Options{Memory: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		for r.Next() {
		}
		if !errors.Is(r.Err(), ErrTooBig) {
			t.Errorf("%v: %v", codec, r.Err())
		}
	}
}

// TestBomb unpacks pages that hold more than they say.
func TestBomb(t *testing.T) {
	r := &Reader{opt: Options{}.withDefaults()}
	plain := bytes.Repeat([]byte{0}, 4<<20)
	for _, codec := range []compress.Codec{&lib.Snappy, &lib.Gzip, &lib.Zstd} {
		packed, err := codec.Encode(nil, plain)
		if err != nil {
			t.Fatal(err)
		}
		r.src = bytes.NewReader(packed)
		p := &pageHeader{plain: 1000, packed: int64(len(packed)), values: 1}
		if err := r.checkPage(p, codec.CompressionCodec(), 10); !errors.Is(err, ErrFormat) {
			t.Errorf("%v: %v", codec, err)
		}
		p.plain = int64(len(plain))
		if err := r.checkPage(p, codec.CompressionCodec(), 10); err != nil {
			t.Errorf("%v: %v", codec, err)
		}
	}
}

// TestEveryCut cuts a file short and turns each of its bytes: errors, no panic, no endless reading.
func TestEveryCut(t *testing.T) {
	whole := write(t, events, lib.Compression(&lib.Snappy))
	for i := range whole {
		if _, err := open(whole[:i], Options{}); err == nil {
			t.Fatalf("cut at %d", i)
		}
		turned := bytes.Clone(whole)
		turned[i] ^= 0xFF
		drain(turned)
	}
}

// drain reads a file to its end, within little memory.
func drain(b []byte) {
	r, err := open(b, Options{Memory: 16 << 20, Rows: 10_000})
	if err != nil {
		return
	}
	defer r.Close()
	for r.Next() {
		for i := range r.columns {
			r.Text(i)
			r.Float(i)
			r.IsNull(i)
		}
	}
}

// TestSkim holds the look at Thrift against numbers of which each kind has some.
func TestSkim(t *testing.T) {
	seen := map[int]int64{}
	s := &skim{buf: []byte{0x15, 0x06, 0x15, 0xC8, 0x01, 0x3C, 0x15, 0x01, 0x21, 0, 0}, visit: func(f int, v int64) { seen[f] = v }}
	s.record(0, 0)
	if s.err != nil || s.pos != len(s.buf) || fmt.Sprint(seen) != "map[1:3 2:100 501:-1 503:1]" {
		t.Error(s.err, s.pos, seen)
	}
}

// TestBadSource passes the source's own error on.
func TestBadSource(t *testing.T) {
	whole := write(t, events)
	_, err := Open(failing{bytes.NewReader(whole)}, int64(len(whole)), Options{})
	if err == nil || !errors.Is(err, io.ErrNoProgress) {
		t.Error(err)
	}
}

// failing fails to read what is not at the beginning.
type failing struct{ io.ReaderAt }

func (f failing) ReadAt(p []byte, at int64) (int, error) {
	if at > 0 {
		return 0, io.ErrNoProgress
	}
	return f.ReaderAt.ReadAt(p, at)
}
