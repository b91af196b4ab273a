package parquet

import (
	"errors"
	"os"
	"testing"

	lib "github.com/parquet-go/parquet-go"
)

// FuzzOpen reads hostile files within little memory: an error or rows, no panic.
func FuzzOpen(f *testing.F) {
	f.Add(write(f, events, lib.Compression(&lib.Snappy)))
	f.Add(write(f, events, lib.DataPageVersion(1)))
	f.Add(write(f, manyRows(50), lib.Compression(&lib.Gzip), lib.PageBufferSize(200)))
	f.Add(write(f, manyRows(50), lib.Compression(&lib.Zstd), lib.MaxRowsPerRowGroup(20)))
	f.Add(write(f, []listed{{1, []int32{1, 2}}}))
	if b, err := os.ReadFile("testdata/hyparquet.parquet"); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		r, err := open(in, Options{Memory: 16 << 20, Rows: 10_000, Columns: 100})
		var e *Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		defer r.Close()
		for r.Next() {
			for i := range r.Columns() {
				r.Text(i)
				r.Float(i)
				r.IsNull(i)
			}
		}
		if r.Row() > 10_000*32_767 || r.Err() != nil && !errors.As(r.Err(), &e) {
			t.Fatalf("%d rows, %v", r.Row(), r.Err())
		}
	})
}

// FuzzSkim goes through hostile descriptions: it ends, and within the bytes there are.
func FuzzSkim(f *testing.F) {
	f.Add([]byte{0x15, 0x06, 0x15, 0xC8, 0x01, 0x3C, 0x15, 0x01, 0x21, 0, 0})
	f.Add([]byte{0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0})
	f.Add([]byte{0x1B, 0x05, 0x8C, 1, 'a', 0, 0})
	f.Fuzz(func(t *testing.T, in []byte) {
		s := &skim{buf: in, visit: func(int, int64) {}}
		if s.record(0, 0); s.pos > len(in) || s.pos < 0 {
			t.Fatal(s.pos)
		}
	})
}
