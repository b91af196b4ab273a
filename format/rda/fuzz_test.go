package rda

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"comity/format/unpack"
)

// FuzzRead reads hostile files within little memory. Whatever is read must be such that every accessor can be called.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.rd*")
	odd, _ := filepath.Glob("testdata/*.RData")
	for _, path := range append(files, odd...) {
		packed, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed)
		plain, _, err := unpack.Stream(bytes.NewReader(packed), unpack.Limits{})
		if err != nil {
			f.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(plain); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes()) // unpacked, so that changes reach the format
	}
	f.Add(compact(1e12))
	f.Add(deep(50))
	f.Fuzz(func(t *testing.T, in []byte) {
		objects, err := Read(bytes.NewReader(in), Limits{Memory: 1 << 20, Depth: 200, Unpack: unpack.Limits{Bytes: 1 << 20, Dictionary: 1 << 20}})
		var e *Error
		if err != nil && unpack.Sniff(in) == unpack.Plain && !errors.As(err, &e) {
			t.Fatalf("an error without a place: %v", err)
		}
		seen := map[*Value]bool{}
		for _, o := range objects {
			walk(o.Value, seen)
		}
	})
}

// walk calls every accessor of a value and all it holds.
func walk(v *Value, seen map[*Value]bool) {
	if seen[v] {
		return
	}
	seen[v] = true
	v.Names()
	v.Class()
	v.Dim()
	v.DimNames(0)
	v.Item("x")
	for i := range v.Len() {
		printed(v, i)
	}
	if f, err := v.Frame(); err == nil {
		walkFrame(f)
	}
	for _, item := range v.Items() {
		walk(item, seen)
	}
	for _, a := range v.Attrs() {
		walk(a.Value, seen)
	}
}

// walkFrame calls every accessor of a frame's cells; rows that no column holds are only claimed, and may be many.
func walkFrame(f *Frame) {
	for i := range min(f.Rows(), 100) {
		f.RowName(i)
		for k := range f.Columns {
			c := &f.Columns[k]
			c.IsNA(i)
			c.Float(i)
			c.Int(i)
			c.Code(i)
			c.Day(i)
			c.Time(i)
			c.Text(i)
		}
	}
}
