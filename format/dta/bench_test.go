package dta

import (
	"bytes"
	"os"
	"testing"
)

// benchmarkFile gives a shared file in memory.
func benchmarkFile(b *testing.B, path string) []byte {
	in, err := os.ReadFile(sharedData + "/" + path)
	if err != nil {
		b.Skip("no ../shared/data beside the project")
	}
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	return in
}

// BenchmarkRead opens a file of 11,440 rows of 24 columns; cells are found in place, later.
func BenchmarkRead(b *testing.B) {
	in := benchmarkFile(b, "ideal_points/IdealpointsJuly2025.dta")
	for b.Loop() {
		if _, err := Read(bytes.NewReader(in), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNumbers opens it and takes each cell as a number.
func BenchmarkNumbers(b *testing.B) {
	in := benchmarkFile(b, "ideal_points/IdealpointsJuly2025.dta")
	for b.Loop() {
		f, err := Read(bytes.NewReader(in), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for k := range f.Columns {
			for i := range f.Rows() {
				f.Columns[k].Float(i)
			}
		}
	}
}

// BenchmarkTexts goes through 8,284 rows of 15 columns, mostly texts.
func BenchmarkTexts(b *testing.B) {
	in := benchmarkFile(b, "states/worldbank_CLASS_1988_2025.dta")
	for b.Loop() {
		f, err := Read(bytes.NewReader(in), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for c := f.Cursor(); c.Next(); {
			for k := range f.Columns {
				c.Text(k)
			}
		}
	}
}
