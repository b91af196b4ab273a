package xls

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"comity/format/sheet"
)

// rec writes a record; parts are bytes, texts, or numbers in their own width.
func rec(id uint16, parts ...any) []byte {
	var d []byte
	for _, p := range parts {
		switch p := p.(type) {
		case []byte:
			d = append(d, p...)
		case string:
			d = append(d, p...)
		case float64:
			d = binary.LittleEndian.AppendUint64(d, math.Float64bits(p))
		case uint32:
			d = binary.LittleEndian.AppendUint32(d, p)
		case int: // most fields have two bytes
			d = binary.LittleEndian.AppendUint16(d, uint16(p))
		case byte:
			d = append(d, p)
		default:
			panic(p)
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, id)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(d)))
	return append(out, d...)
}

// wide writes a text in two bytes a character.
func wide(s string) []byte {
	var d []byte
	for _, u := range utf16.Encode([]rune(s)) {
		d = binary.LittleEndian.AppendUint16(d, u)
	}
	return d
}

var (
	bofGlobals = rec(recBOF, biff8, globals, uint32(0), uint32(0), uint32(0))
	bofSheet   = rec(recBOF, biff8, worksheet, uint32(0), uint32(0), uint32(0))
	eof        = rec(recEOF)
	style      = rec(recXF, 0, 0, make([]byte, 16))
	dateStyle  = rec(recXF, 0, 14, make([]byte, 16))
	ownStyle   = rec(recXF, 0, 164, make([]byte, 16))
	ownFormat  = rec(recFormat, 164, 10, byte(0), "yyyy-mm-dd")
)

// stream writes a workbook of one sheet "S": records of the workbook, then of the sheet.
func stream(global, cells []byte) []byte {
	boundLen := len(rec(recBoundSheet, uint32(0), 0, byte(1), byte(0), "S"))
	start := len(bofGlobals) + len(global) + boundLen + len(eof)
	bound := rec(recBoundSheet, uint32(start), 0, byte(1), byte(0), "S")
	return bytes.Join([][]byte{bofGlobals, global, bound, eof, bofSheet, cells, eof}, nil)
}

// compoundFile packs one stream into a compound file of sectors of 512 bytes.
func compoundFile(name string, stream []byte) []byte {
	sectors := (len(stream) + 511) / 512
	tables := 1
	for tables*128 < sectors+1+tables {
		tables++
	}
	head := make([]byte, 512)
	copy(head, magic)
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: uint32(tables), 60: lastSector, 68: lastSector} {
		binary.LittleEndian.PutUint32(head[at:], v)
	}
	fat := bytes.Repeat([]byte{0xFF}, 512*tables)
	for i := range tables {
		binary.LittleEndian.PutUint32(head[76+4*i:], uint32(i))
		binary.LittleEndian.PutUint32(fat[4*i:], 0xFFFFFFFD)
	}
	binary.LittleEndian.PutUint32(fat[4*tables:], lastSector)
	for i := range sectors {
		next := uint32(tables + 2 + i)
		if i == sectors-1 {
			next = lastSector
		}
		binary.LittleEndian.PutUint32(fat[4*(tables+1+i):], next)
	}
	dir := append(dirEntry("Root Entry", 5, 1, lastSector, 0), dirEntry(name, 2, noEntry, uint32(tables+1), len(stream))...)
	dir = append(dir, make([]byte, 256)...)
	body := append(bytes.Clone(stream), make([]byte, sectors*512-len(stream))...)
	return bytes.Join([][]byte{head, fat, dir, body}, nil)
}

// dirEntry writes an entry of the directory.
func dirEntry(name string, kind byte, child, start uint32, size int) []byte {
	e := make([]byte, 128)
	copy(e, wide(name))
	binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
	e[66] = kind
	for at, v := range map[int]uint32{68: noEntry, 72: noEntry, 76: child, 116: start, 120: uint32(size)} {
		binary.LittleEndian.PutUint32(e[at:], v)
	}
	return e
}

// dump writes a table as one line a row, a cell as its kind's first letter and its value.
func dump(b []byte, o sheet.Options) (string, error) {
	r, err := Open(bytes.NewReader(b), int64(len(b)), o)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for r.Next() {
		fmt.Fprintf(&out, "%d@%d", r.Row(), r.SheetRow())
		for i := range r.Len() {
			fmt.Fprintf(&out, " %c:%s%s", r.Cell(i).Kind.String()[0], r.Cell(i).Value(), r.Fault(i))
		}
		out.WriteByte('\n')
	}
	return out.String(), r.Err()
}

// all joins records.
func all(recs ...[]byte) []byte { return bytes.Join(recs, nil) }

// TestCells reads records of every kind.
func TestCells(t *testing.T) {
	styles := all(ownFormat, style, dateStyle, ownStyle)
	special := func(b ...byte) []byte { return append(b, make([]byte, 6-len(b))...) }
	for _, c := range []struct {
		name          string
		global, cells []byte
		want          string
	}{
		{"number", styles, all(rec(recNumber, 0, 0, 0, 1.0/3), rec(recNumber, 0, 2, 0, -1e300)), "1@1 n:0.3333333333333333 e: n:-1e+300\n"},
		{"RK", styles, all(rec(recRK, 0, 0, 0, uint32(123<<2|2)), rec(recRK, 0, 1, 0, uint32(12345<<2|3)), rec(recRK, 0, 2, 0, ^uint32(0)&^3|2), rec(recRK, 0, 3, 0, uint32(0x3FF00000)), rec(recRK, 0, 4, 0, uint32(0x40590001))), "1@1 n:123 n:123.45 n:-1 n:1 n:1\n"},
		{"MULRK", styles, rec(recMulRK, 4, 1, 0, uint32(7<<2|2), 1, uint32(45000<<2|2), 0, uint32(9<<2|2), 3), "1@5 e: n:7 d:2023-03-15 n:9\n"},
		{"dates", styles, all(rec(recNumber, 0, 0, 1, 45000.75), rec(recNumber, 0, 1, 2, 1.0), rec(recNumber, 0, 2, 2, 60.0)), "1@1 d:2023-03-15T18:00:00 d:1900-01-01 n:60\n"},
		{"1904", all(styles, rec(recDate1904, 1)), rec(recNumber, 0, 0, 1, 43538.0), "1@1 d:2023-03-15\n"},
		{"label", styles, all(rec(recLabel, 0, 0, 0, 2, byte(0), "\xE9t"), rec(recLabel, 0, 1, 0, 2, byte(1), wide("中国")), rec(recRString, 0, 2, 0, 1, byte(8), 1, "a", 0, 1), rec(recLabel, 0, 3, 0, 0, byte(0))), "1@1 t:ét t:中国 t:a\n"},
		{"bool and fault", styles, all(rec(recBoolErr, 0, 0, 0, byte(1), byte(0)), rec(recBoolErr, 0, 1, 0, byte(0), byte(0)), rec(recBoolErr, 0, 2, 0, byte(0x2A), byte(1)), rec(recBoolErr, 0, 3, 0, byte(7), byte(1))), "1@1 b:TRUE b:FALSE f:#N/A f:#DIV/0!\n"},
		{"formula", styles, all(rec(recFormula, 0, 0, 0, 2.5, uint32(0), uint32(0)), rec(recFormula, 0, 1, 0, special(0), 0xFFFF, uint32(0), uint32(0)), rec(0x04BC), rec(recString, 2, byte(0), "ab"),
			rec(recFormula, 0, 2, 0, special(1, 0, 1), 0xFFFF), rec(recFormula, 0, 3, 0, special(2, 0, 0x17), 0xFFFF), rec(recFormula, 0, 4, 0, special(3), 0xFFFF), rec(recFormula, 0, 5, 1, 45000.0), rec(recString, 1, byte(0), "z")),
			"1@1 n:2.5 t:ab b:TRUE f:#REF! e: d:2023-03-15\n"},
		{"out of order", styles, all(rec(recNumber, 3, 1, 0, 4.0), rec(recNumber, 1, 2, 0, 2.0), rec(recNumber, 1, 0, 0, 1.0), rec(recNumber, 3, 0, 0, 3.0)), "1@2 n:1 e: n:2\n2@4 n:3 n:4\n"},
		{"blank", styles, all(rec(0x0201, 0, 0, 0), rec(0x00BE, 0, 1, 0, 0, 2), rec(recNumber, 0, 3, 0, 1.0)), "1@1 e: e: e: n:1\n"},
		{"chart within", styles, all(bofSheet, rec(recNumber, 0, 0, 0, 9.0), eof, rec(recNumber, 0, 0, 0, 1.0)), "1@1 n:1\n"},
		{"no cells", nil, nil, ""},
	} {
		in := compoundFile("Workbook", stream(c.global, c.cells))
		if got, err := dump(in, sheet.Options{NoHeader: true}); got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestSharedStrings reads tables that run over several records, split in every place a writer may split them.
func TestSharedStrings(t *testing.T) {
	cells := all(rec(recLabelSST, 0, 0, 0, uint32(0)), rec(recLabelSST, 0, 1, 0, uint32(1)), rec(recLabelSST, 0, 2, 0, uint32(2)))
	head := []any{uint32(3), uint32(3)}
	sst := func(parts ...any) []byte { return rec(recSST, append(head, parts...)...) }
	first, last := []any{2, byte(0), "ab"}, []any{1, byte(0), "z"}
	plain := "1@1 t:ab t:mn\u20ac\U0001F30Dop t:z\n"
	mid := wide("mn\u20ac\U0001F30Dop") // 7 units
	join := func(a ...[]any) []any {
		var out []any
		for _, x := range a {
			out = append(out, x...)
		}
		return out
	}
	for _, c := range []struct {
		name, want string
		in         []byte
	}{
		{"whole", plain, sst(join(first, []any{7, byte(1), mid}, last)...)},
		{"between texts", plain, all(sst(join(first, []any{7, byte(1), mid})...), rec(recContinue, last...))},
		{"before the characters", plain, all(sst(join(first, []any{7, byte(1)})...), rec(recContinue, join([]any{byte(1), mid}, last)...))},
		{"within a pair", plain, all(sst(join(first, []any{7, byte(1), mid[:8]})...), rec(recContinue, join([]any{byte(1), mid[8:]}, last)...))},
		{"wide, then narrow", plain, all(sst(join(first, []any{7, byte(1), mid[:10]})...), rec(recContinue, join([]any{byte(0), "op"}, last)...))},
		{"narrow, then wide", plain, all(sst(join(first, []any{7, byte(0), "mn"})...), rec(recContinue, join([]any{byte(1), mid[4:]}, last)...))},
		{"in three", plain, all(sst(join(first, []any{7, byte(0), "m"})...), rec(recContinue, byte(1), mid[2:4]), rec(recContinue, join([]any{byte(1), mid[4:]}, last)...))},
		{"runs and sounds", plain, sst(join(first, []any{7, byte(13), 2, uint32(3), mid, uint32(1), uint32(2), "abc"}, last)...)},
		{"runs that go on", plain, all(sst(join(first, []any{7, byte(13), 2, uint32(3), mid, uint32(1), 7})...), rec(recContinue, join([]any{8, "abc"}, last)...))},
		{"half a pair", "1@1 t:ab t:\uFFFDa\uFFFD t:z\n", sst(join(first, []any{3, byte(1), 0xD83C, 0x61, 0xD83C}, last)...)},
		{"low half alone", "1@1 t:ab t:\uFFFD t:z\n", sst(join(first, []any{1, byte(1), 0xDF0D}, last)...)},
	} {
		in := compoundFile("Workbook", stream(all(style, c.in), cells))
		if got, err := dump(in, sheet.Options{NoHeader: true}); got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestRefused reads files that cannot be read, and says why and where.
func TestRefused(t *testing.T) {
	book := func(global, cells []byte) []byte { return compoundFile("Workbook", stream(global, cells)) }
	good := book(style, rec(recNumber, 0, 0, 0, 1.0))
	changed := func(at int, v uint32) []byte {
		b := bytes.Clone(good)
		binary.LittleEndian.PutUint32(b[at:], v)
		return b
	}
	long := compoundFile("Workbook", append(stream(style, nil), make([]byte, 2000)...))
	loop := bytes.Clone(long)
	binary.LittleEndian.PutUint32(loop[512+4*3:], 2) // the stream's second sector leads back to its first
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"nothing", nil, `begins with ""`},
		{"text", []byte("a,b\n1,2\n"), "perhaps CSV"},
		{"zip", []byte("PK\x03\x04...."), "read it as .xlsx"},
		{"Excel 4", []byte("\x09\x04\x06\x00...."), "Excel 2, 3 or 4"},
		{"head only", good[:100], "ends within its header"},
		{"no table", good[:512], "where the file has 0"},
		{"Excel 95", compoundFile("Book", stream(nil, nil)), "Excel 5.0 or 95"},
		{"BIFF5", compoundFile("Workbook", rec(recBOF, 0x0500, globals)), "version 0x0500"},
		{"locked", compoundFile("Workbook", stream(rec(recFilePass, 1), nil)), "locked with a password"},
		{"locked .xlsx", compoundFile("EncryptedPackage", []byte("x")), "locked with a password"},
		{"a letter", compoundFile("WordDocument", []byte("x")), `but ["WordDocument"]`},
		{"sector size", changed(30, 0x0006_0007), "2^7"},
		{"table too large", changed(44, 1<<30), "a table of 1073741824 sectors"},
		{"directory away", changed(48, 1<<20), "the directory: a chain leads to sector 1048576"},
		{"stream too large", changed(512*2+128+120, 1<<30), "1073741824 bytes, in a file of"},
		{"loop", loop, "comes back to sector 2"},
		{"loop in the directory", changed(512+4, 1), "the directory: a chain comes back"},
		{"cut", long[:len(long)-600], "sector"},
		{"cut within a record", compoundFile("Workbook", stream(style, nil)[:40]), "(Workbook, byte 20)"},
		{"no end", compoundFile("Workbook", bofGlobals), "no end"},
		{"sheet elsewhere", book(nil, nil)[:0], "begins with"},
		{"no sheet", compoundFile("Workbook", all(bofGlobals, eof)), "no sheet of cells"},
		{"sheet far away", compoundFile("Workbook", all(bofGlobals, rec(recBoundSheet, uint32(1<<30), 0, byte(1), byte(0), "S"), eof)), `sheet "S": the sheet begins at byte 1073741824`},
		{"sheet without BOF", compoundFile("Workbook", all(bofGlobals, rec(recBoundSheet, uint32(0), 0, byte(1), byte(0), "S"), eof)), "a part of kind 0x0005"},
		{"short record", book(style, rec(recNumber, 0, 0, 0)), "record 0x0203 of 6 bytes, where 14 are needed"},
		{"no such string", book(style, rec(recLabelSST, 2, 1, 0, uint32(0))), `xls: sheet "S", cell B3 (Workbook, byte 81): shared string 0 of 0`},
		{"no such style", book(style, rec(recNumber, 0, 0, 1, 1.0)), "style 1 of 1"},
		{"no number", book(style, rec(recNumber, 0, 0, 0, math.NaN())), "a number that is none"},
		{"no error", book(style, rec(recBoolErr, 0, 0, 0, byte(1), byte(1))), "the error 0x01"},
		{"no value", book(style, rec(recFormula, 0, 0, 0, byte(9), make([]byte, 5), 0xFFFF)), "value of kind 9"},
		{"twice", book(style, all(rec(recRK, 0, 0, 0, uint32(2)), rec(recRK, 0, 0, 0, uint32(2)))), "cell A1: the cell comes twice"},
		{"MULRK", book(style, rec(recMulRK, 0, 1, 0, uint32(2), 2)), "1 numbers for the columns 1 to 2"},
		{"text too long", book(style, rec(recLabel, 0, 0, 0, 9, byte(0), "ab")), "a text is longer than its record"},
		{"strings too few", book(rec(recSST, uint32(9), uint32(9), 1, byte(0), "a"), nil), "shared string 2 of 9"},
		{"half a character", book(all(rec(recSST, uint32(1), uint32(1), 2, byte(1), "abc"), rec(recContinue, byte(1), "d")), nil), "cut in two"},
		{"far column", book(style, rec(recNumber, 0, 20000, 0, 1.0)), "Limits.Columns"},
	} {
		got, err := dump(c.in, sheet.Options{NoHeader: true})
		var e *sheet.Error
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &e) {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestLimits meets each limit.
func TestLimits(t *testing.T) {
	var cells []byte
	for i := range 1000 {
		cells = append(cells, rec(recNumber, i, 1, 0, 1.0)...)
	}
	in := compoundFile("Workbook", stream(all(style, rec(recSST, uint32(1), uint32(1), 200, byte(0), strings.Repeat("a", 200))), cells))
	for name, l := range map[string]sheet.Limits{"stream": {Memory: 5000}, "cells": {Memory: 50000}, "cell": {Cell: 100}, "columns": {Columns: 1}} {
		if got, err := dump(in, sheet.Options{NoHeader: true, Limits: l}); !errors.Is(err, ErrTooBig) {
			t.Errorf("%s: %.40q, %v", name, got, err)
		}
	}
	l := sheet.Limits{}
	l.Unpack.Bytes = 1000
	if got, err := dump(in, sheet.Options{NoHeader: true, Limits: l}); !errors.Is(err, ErrTooBig) {
		t.Errorf("bytes: %.40q, %v", got, err)
	}
	if got, err := dump(in, sheet.Options{NoHeader: true, Limits: sheet.Limits{Memory: 100000, Cell: 200, Columns: 2}}); err != nil || strings.Count(got, "\n") != 1000 {
		t.Errorf("within the limits: %.40q, %v", got, err)
	}
}

// TestWorkbookWithin passes over a workbook that lies in a folder of its own, as embedded objects do.
func TestWorkbookWithin(t *testing.T) {
	in := compoundFile("Workbook", stream(style, rec(recNumber, 0, 0, 0, 1.0)))
	at := 1024 + 128 // the entry that was the stream becomes a folder that holds it
	inner := bytes.Clone(in[at : at+128])
	in[at+66] = 1
	binary.LittleEndian.PutUint32(in[at+76:], 2)
	copy(in[at+128:], inner)
	if got, err := dump(in, sheet.Options{}); err == nil || !strings.Contains(err.Error(), "no stream Workbook") {
		t.Errorf("%q, %v", got, err)
	}
}

// TestSmallStream reads a file as xlwt writes it; that its stream stands in small sectors is not xlwt's way, so it is
// made so here.
func TestSmallStream(t *testing.T) {
	body := stream(style, rec(recNumber, 0, 0, 0, 1.0))
	in := compoundFile("Workbook", body)
	binary.LittleEndian.PutUint32(in[56:], 4096) // small streams are those below
	binary.LittleEndian.PutUint32(in[60:], 3)    // sector 3 is the table of small sectors
	root, entry := in[1024:], in[1024+128:]
	binary.LittleEndian.PutUint32(root[116:], 2)
	binary.LittleEndian.PutUint32(root[120:], 512)
	binary.LittleEndian.PutUint32(entry[116:], 0)
	binary.LittleEndian.PutUint32(in[512+12:], lastSector)
	table := bytes.Repeat([]byte{0xFF}, 512)
	n := (len(body) + 63) / 64
	for i := range n {
		binary.LittleEndian.PutUint32(table[4*i:], uint32(i+1))
	}
	binary.LittleEndian.PutUint32(table[4*(n-1):], lastSector)
	if got, err := dump(append(in, table...), sheet.Options{NoHeader: true}); got != "1@1 n:1\n" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	binary.LittleEndian.PutUint32(table, 0)
	if _, err := dump(append(in, table...), sheet.Options{NoHeader: true}); n > 1 && (err == nil || !strings.Contains(err.Error(), "comes back to sector 0")) {
		t.Error(err)
	}
}

// TestSheets lists the sheets of a file, and reads one by its name.
func TestSheets(t *testing.T) {
	in, err := os.ReadFile("testdata/members.xls")
	if err != nil {
		t.Fatal(err)
	}
	names, err := Sheets(bytes.NewReader(in), int64(len(in)), sheet.Limits{})
	if fmt.Sprintf("%q", names) != `["Members" "Notes"]` || err != nil {
		t.Errorf("%q, %v", names, err)
	}
	if got, err := dump(in, sheet.Options{Sheet: "notes", NoHeader: true}); got != "1@2 e: t:one\n" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := dump(in, sheet.Options{Sheet: "Data", Name: "a.xls"}); err == nil || err.Error() != `xls: a.xls: (Workbook): no sheet "Data"; there are "Members", "Notes"` {
		t.Error(err)
	}
}
