package parquet

import (
	"os"
	"testing"
)

// benchmarkShared reads some or all columns of 10,000 events; the speed is of packed bytes.
func benchmarkShared(b *testing.B, o Options) {
	in, err := os.ReadFile(sharedEvents)
	if err != nil {
		b.Skip("no ../shared/data beside the project")
	}
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := open(in, o)
		if err != nil {
			b.Fatal(err)
		}
		for r.Next() {
			for i := range r.columns {
				if r.columns[i].kind == Text {
					r.Text(i)
				} else {
					r.Float(i)
				}
			}
		}
		if r.Err() != nil {
			b.Fatal(r.Err())
		}
		r.Close()
	}
}

// BenchmarkAll reads all 43 columns.
func BenchmarkAll(b *testing.B) { benchmarkShared(b, Options{}) }

// BenchmarkThree reads three columns, whose pages alone are unpacked.
func BenchmarkThree(b *testing.B) {
	benchmarkShared(b, Options{Only: []string{"year", "AvgTone", "Actor1CountryCode"}})
}
