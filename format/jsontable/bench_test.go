package jsontable

import (
	"bytes"
	"os"
	"testing"
)

// BenchmarkRows reads 14,258 rows of 8 columns, twice as Open does.
func BenchmarkRows(b *testing.B) {
	in, err := os.ReadFile(sharedData + "/un_votes/wcg_un-votes-summary.json")
	if err != nil {
		b.Skip("no ../shared/data beside the project")
	}
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := Open(bytes.NewReader(in), int64(len(in)), Options{Path: "*.sessions"})
		if err != nil {
			b.Fatal(err)
		}
		for r.Next() {
			for i := range r.cells {
				r.Text(i)
			}
		}
	}
}
