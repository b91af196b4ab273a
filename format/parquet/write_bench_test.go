package parquet

import (
	"io"
	"testing"

	"comity/format/frame"
	"comity/format/frametest"
)

// counter counts what is written.
type counter int64

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

// BenchmarkWriteKitchen writes a panel of 1,668,420 rows and 76 columns.
func BenchmarkWriteKitchen(b *testing.B) {
	f := frametest.Kitchen(93, 195)
	var size counter
	if err := Write(b.Context(), &size, frame.One(f), WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), io.Discard, frame.One(f), WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(f.Rows), "ns/row")
	b.ReportMetric(float64(size)/1e6, "MB")
}
