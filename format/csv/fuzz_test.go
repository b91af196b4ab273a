package csv

import (
	"bytes"
	stdcsv "encoding/csv"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzRows holds the reader against itself reading byte by byte, and against encoding/csv: what that accepts must be
// read alike.
func FuzzRows(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a,b\r\n\"1,\"\"x\",2\r\n", "\xEF\xBB\xBFa\n\n\"\n\"\n", "a,\n,", "\"a\"\"b\"\n\"\"", "a\"b,c\n\r\n", "x\r", "\"x\"\r",
		"0123456789,0123456789\n\"\",\n", "a,\"b", "a\n\"b\"c", ",,,\n\n\n,,,\n", "\"\r\n\",1\n", strings.Repeat("x,\"\",", 40) + "\n",
	} {
		f.Add([]byte(s), byte(','), false)
	}
	f.Add([]byte("a\tb\n\"\t\"\tc\n"), byte('\t'), true)
	f.Fuzz(func(t *testing.T, in []byte, comma byte, noQuote bool) {
		o := Options{Comma: comma, NoQuote: noQuote, NoHeader: true, Ragged: true, MaxColumns: 1000}
		got, err := rows(NewReader(bytes.NewReader(in), o))
		slow, slowErr := rows(NewReader(iotest.OneByteReader(bytes.NewReader(in)), o))
		if !slices.EqualFunc(got, slow, slices.Equal) || (err == nil) != (slowErr == nil) {
			t.Fatalf("whole: %q, %v; byte by byte: %q, %v", got, err, slow, slowErr)
		}
		if noQuote || comma != ',' && comma != '\t' && comma != ';' || err != nil && strings.Contains(err.Error(), "MaxColumns") {
			return
		}
		std := stdcsv.NewReader(bytes.NewReader(bytes.TrimPrefix(in, []byte("\xEF\xBB\xBF"))))
		std.Comma, std.FieldsPerRecord = rune(comma), -1
		want, stdErr := std.ReadAll()
		if stdErr != nil || bytes.HasPrefix(in, []byte("\xFF\xFE")) || bytes.HasPrefix(in, []byte("\xFE\xFF")) {
			return
		}
		for _, row := range got { // encoding/csv drops the carriage return of a line end inside quotes
			for i := range row {
				row[i] = strings.ReplaceAll(row[i], "\r\n", "\n")
			}
		}
		if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("got %q, %v; encoding/csv %q", got, err, want)
		}
	})
}

// FuzzEncoding reads hostile text under each encoding and small limits.
func FuzzEncoding(f *testing.F) {
	f.Add([]byte("a,b\nC\xF4te,\"x\"\"\xE9\"\n"), byte(2))
	f.Add([]byte("a,b\n\xC3\xA9,1\n\xE9,2\n"), byte(3))
	f.Add([]byte("\x1f\x8b\x08\x00"), byte(1))
	f.Fuzz(func(t *testing.T, in []byte, e byte) {
		o := Options{Encoding: Encoding(e % 4), Comment: '#', MaxRow: 200, MaxField: 50, MaxColumns: 20}
		r, err := Open(bytes.NewReader(in), int64(len(in)), o)
		if err != nil {
			return
		}
		for r.Next() {
			for i := range r.Len() {
				if b := r.Field(i); o.Encoding == Latin1 && strings.ToValidUTF8(string(b), "") != string(b) {
					t.Fatalf("%q is not UTF-8", b)
				}
				r.Missing(i)
			}
		}
	})
}

// FuzzFloat holds Float against strconv.
func FuzzFloat(f *testing.F) {
	for _, s := range []string{"1", "-0.5", "1e9", ".", "123456789012345.", "0.000000000000001", "+1", "inf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := shortFloat([]byte(s))
		want, err := strconv.ParseFloat(s, 64)
		if ok && (err != nil || math.Float64bits(got) != math.Float64bits(want)) {
			t.Fatalf("%q: %v, want %v, %v", s, got, want, err)
		}
	})
}
