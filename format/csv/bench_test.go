package csv

import (
	"bytes"
	stdcsv "encoding/csv"
	"fmt"
	"io"
	"testing"
)

// numbers is a plain numeric table of dyad-years, about 4 MB.
var numbers = func() []byte {
	var b bytes.Buffer
	b.WriteString("ccode1,ccode2,year,imports,exports\n")
	for i := range 150_000 {
		fmt.Fprintf(&b, "%d,%d,%d,%.4f,%d.5\n", 2+i%990, 20+i%970, 1816+i%200, float64(i)/7, i%5000)
	}
	return b.Bytes()
}()

func BenchmarkRows(b *testing.B) {
	b.SetBytes(int64(len(numbers)))
	b.ReportAllocs()
	for b.Loop() {
		r := NewReader(bytes.NewReader(numbers), Options{})
		for r.Next() {
		}
	}
}

func BenchmarkRowsAndNumbers(b *testing.B) {
	b.SetBytes(int64(len(numbers)))
	b.ReportAllocs()
	for b.Loop() {
		r := NewReader(bytes.NewReader(numbers), Options{})
		for r.Next() {
			for i := range 5 {
				if _, err := r.Float(i); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkStandardLibrary(b *testing.B) {
	b.SetBytes(int64(len(numbers)))
	b.ReportAllocs()
	for b.Loop() {
		r := stdcsv.NewReader(bytes.NewReader(numbers))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			}
		}
	}
}
