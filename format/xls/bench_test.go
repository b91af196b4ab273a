package xls

import (
	"bytes"
	"os"
	"testing"

	"comity/format/sheet"
)

// BenchmarkThreats reads 1,412 rows of 66 cells, most of them numbers.
func BenchmarkThreats(b *testing.B) { benchmark(b, sharedData+"/sanctions/TIESv4.xls") }

// BenchmarkTexts reads shared strings that run over several records.
func BenchmarkTexts(b *testing.B) { benchmark(b, "testdata/long.xls") }

// benchmark reads a file.
func benchmark(b *testing.B, path string) {
	in, err := os.ReadFile(path)
	if err != nil {
		b.Skip("no ../shared/data beside the project")
	}
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := Open(bytes.NewReader(in), int64(len(in)), sheet.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for r.Next() {
		}
		if r.Err() != nil {
			b.Fatal(r.Err())
		}
	}
}
