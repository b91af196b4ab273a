package xls

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"comity/format/sheet"
)

// fuzzLimits are small, so that a hostile file meets them soon.
var fuzzLimits = sheet.Limits{Memory: 1 << 20, Cell: 1 << 14}

// FuzzOpen reads hostile compound files.
func FuzzOpen(f *testing.F) {
	files, _ := filepath.Glob("testdata/members*.xls")
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add(compoundFile("Workbook", stream(style, rec(recNumber, 0, 0, 0, 1.0))))
	f.Fuzz(func(t *testing.T, in []byte) { readAll(t, in) })
}

// FuzzRecords reads hostile records of a workbook and a sheet in a sound compound file.
func FuzzRecords(f *testing.F) {
	strings := all(style, dateStyle, rec(recSST, uint32(2), uint32(2), 2, byte(0), "ab", 3, byte(1), wide("c")), rec(recContinue, byte(0), "de"))
	f.Add(strings, all(rec(recLabelSST, 0, 0, 0, uint32(1)), rec(recMulRK, 1, 1, 0, uint32(2), 1, uint32(0x40590001), 2)))
	f.Add(all(style, ownFormat, rec(recDate1904, 1)), all(rec(recFormula, 0, 0, 0, make([]byte, 6), 0xFFFF), rec(recString, 1, byte(8), 1, "a"), rec(recContinue, uint32(0)), rec(recBoolErr, 0, 1, 0, byte(7), byte(1))))
	f.Add([]byte{}, rec(recRString, 9, 9, 0, 1, byte(5), uint32(2), "a\x00bc"))
	f.Fuzz(func(t *testing.T, global, cells []byte) {
		readAll(t, compoundFile("Workbook", stream(global, cells)))
	})
}

// readAll reads every sheet of a file, calls every accessor, and sees that errors say where and reading again gives the
// same.
func readAll(t *testing.T, in []byte) {
	names, err := Sheets(bytes.NewReader(in), int64(len(in)), fuzzLimits)
	if err != nil {
		placed(t, err)
		return
	}
	for _, name := range names[:min(len(names), 3)] {
		o := sheet.Options{Sheet: name, NoHeader: true, Limits: fuzzLimits}
		first, err := dump(in, o)
		placed(t, err)
		if second, again := dump(in, o); second != first || (err == nil) != (again == nil) {
			t.Fatalf("%q, %v; then %q, %v", first, err, second, again)
		}
	}
}

// placed sees that an error is one of this package's.
func placed(t *testing.T, err error) {
	var e *sheet.Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("an error without a place: %v", err)
	}
}
