package xlsx

import (
	"bytes"
	"os"
	"testing"

	"comity/format/sheet"
)

// BenchmarkVotes reads 30,256 rows of 15 cells, most of them shared strings; the speed is of the file as it is packed.
func BenchmarkVotes(b *testing.B) { benchmark(b, "unsc/sc_voting.xlsx") }

// BenchmarkNumbers reads a matrix of 269 by 269 numbers.
func BenchmarkNumbers(b *testing.B) { benchmark(b, "geo/population_distance_269.xlsx") }

// benchmark reads a shared file.
func benchmark(b *testing.B, path string) {
	in, err := os.ReadFile(sharedData + "/" + path)
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
