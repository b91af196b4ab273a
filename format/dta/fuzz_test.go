package dta

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
	for _, format := range formats {
		f.Add(everything(format, format%2 == 0).write(f))
	}
	f.Add(sample{format: 118, rows: 7}.write(f))
	files, _ := filepath.Glob("testdata/*.dta")
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		frame, err := Read(bytes.NewReader(in), Options{Memory: 1 << 20, Columns: 1000, Unpack: unpack.Limits{Bytes: 1 << 20, Dictionary: 1 << 20}})
		var e *Error
		if err != nil && unpack.Sniff(in) == unpack.Plain && !errors.As(err, &e) {
			t.Fatalf("an error without a place: %v", err)
		}
		if err == nil {
			walk(frame)
		}
	})
}

// walk calls every accessor.
func walk(f *Frame) {
	f.Notes()
	rows := f.Cursor()
	for rows.Next() && rows.Row() < 100 {
		i := int(rows.Row()) - 1
		for k := range f.Columns {
			c := &f.Columns[k]
			rows.Text(k)
			rows.Float(k)
			c.IsNA(i)
			c.MissingLetter(i)
			c.Float(i)
			c.Int(i)
			c.Text(i)
			c.Bytes(i)
			c.Day(i)
			c.Time(i)
			c.Period(i)
			c.ValueLabel(i)
		}
	}
}
