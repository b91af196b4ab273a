package sheet

import (
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestIsDateFormat(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, `yyyy\-mm\-dd`: true, "d. mmmm yyyy": true, "[$-409]mmm\\-yy;@": true, "mmm": true, "yyyy": true, "dd": true,
		"m/d/yy h:mm": true, `[$-411]ge\.m\.d;@`: true, "[Black]yyyy": true, "D/M/YYYY": true, `"on" dd`: true,
		"General": false, "GENERAL": false, "0.00": false, "#,##0": false, "0.00E+00": false, "##0.0e-0": false, "@": false, "": false,
		"h:mm": false, "h:mm AM/PM": false, "mm:ss": false, "[h]:mm:ss": false, "[mm]:ss.0": false, `0 "days"`: false, `0.0\d`: false,
		"[Red]0.00": false, "0_d": false, "*d0": false, `"unfinished d`: false, `[Red`: false, `0\`: false, `#,##0;[Red]\-#,##0;"d"`: false,
		"0;yyyy": false,
	} {
		if got := IsDateFormat(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func TestFromSerial(t *testing.T) {
	day := func(s string) float64 {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return float64(d.Unix() / 86400)
	}
	for _, c := range []struct {
		serial float64
		from   bool
		want   string
	}{
		{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {25569, false, "1970-01-01"}, {2958465, false, "9999-12-31"},
		{0, false, ""}, {60, false, ""}, {60.5, false, ""}, {-1, false, ""}, {2958466, false, ""}, {math.NaN(), false, ""}, {math.Inf(1), false, ""},
		{0, true, "1904-01-01"}, {24107, true, "1970-01-01"}, {2957003, true, "9999-12-31"}, {2957004, true, ""}, {-1, true, ""}, {math.NaN(), true, ""},
	} {
		got, ok := FromSerial(c.serial, c.from)
		if ok != (c.want != "") || ok && got != day(c.want) {
			t.Errorf("%v (1904: %v): %v, %v; want %q", c.serial, c.from, got, ok, c.want)
		}
	}
}

// TestBuiltinDates counts the built-in formats that are dates.
func TestBuiltinDates(t *testing.T) {
	var got []int
	for id := range 200 {
		if IsBuiltinDate(id) {
			got = append(got, id)
		}
	}
	if want := "[14 15 16 17 22 27 28 29 30 31 36 50 51 52 53 54 57 58]"; fmt.Sprint(got) != want {
		t.Errorf("%v; want %s", got, want)
	}
}

func TestCellName(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {0, 0}, "Z10": {25, 9}, "AA1": {26, 0}, "AZ1": {51, 0}, "ZZ1": {701, 0}, "AAA1": {702, 0}, "XFD1048576": {16383, 1048575}} {
		if got := CellName(at[0], at[1]); got != want {
			t.Errorf("%v: %s; want %s", at, got, want)
		}
	}
}

func TestCellValues(t *testing.T) {
	for _, c := range []struct {
		in   Cell
		text string
		num  float64
		ok   bool
	}{
		{Cell{}, "", 0, false},
		{Cell{Kind: Fault, Text: "#N/A"}, "", 0, false},
		{Cell{Kind: Number, Number: 1994}, "1994", 1994, true},
		{Cell{Kind: Number, Number: -9}, "-9", -9, true},
		{Cell{Kind: Number, Number: 0.1}, "0.1", 0.1, true},
		{Cell{Kind: Number, Number: 123456789012345678}, "1.2345678901234568e+17", 123456789012345678, true},
		{Cell{Kind: Bool, Number: 1}, "TRUE", 1, true},
		{Cell{Kind: Bool}, "FALSE", 0, true},
		{Cell{Kind: Text, Text: " 0.5 "}, " 0.5 ", 0.5, true},
		{Cell{Kind: Text, Text: "1e3"}, "1e3", 1000, true},
		{Cell{Kind: Text, Text: "n.a."}, "n.a.", 0, false},
		{Cell{Kind: Text, Text: "inf"}, "inf", 0, false},
		{Cell{Kind: Text, Text: "0x1p3"}, "0x1p3", 0, false},
		{Cell{Kind: Text, Text: "1,5"}, "1,5", 0, false},
		{Cell{Kind: Text, Text: "1e999"}, "1e999", 0, false},
		{Cell{Kind: Date, Number: 0}, "1970-01-01", 0, false},
		{Cell{Kind: Date, Number: -0.25}, "1969-12-31T18:00:00", 0, false},
		{Cell{Kind: Date, Number: 0.9999999}, "1970-01-02", 0, false},
	} {
		num, ok := c.in.Float()
		if got := c.in.Value(); got != c.text || ok != c.ok || ok && num != c.num {
			t.Errorf("%+v: %q, %v, %v", c.in, got, num, ok)
		}
	}
}

// TestNumbersReadBack writes numbers so that they read back to the bit.
func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Filter(func(v float64) bool { return v-v == 0 }).Draw(t, "v")
		if back, ok := parseNumber(formatNumber(v)); !ok || back != v {
			t.Fatalf("%v is written %s and read %v", v, formatNumber(v), back)
		}
	})
}

// made supplies rows written in a test; the last fails if fail is set.
type made struct {
	rows map[int][]Cell
	next int
	fail error
}

func (m *made) Next() (int, []Cell, error) {
	for ; m.next < 10; m.next++ {
		if row, ok := m.rows[m.next]; ok {
			m.next++
			return m.next - 1, row, nil
		}
	}
	if m.fail != nil {
		return 0, nil, m.fail
	}
	return 0, nil, io.EOF
}
func (m *made) Sheets() ([]string, int) { return []string{"S"}, 0 }
func (m *made) Fail(column, row int, err error) error {
	return &Error{Format: "made", Sheet: "S", Cell: CellName(column, row), Offset: -1, Err: err}
}
func (m *made) Close() error { return nil }

// TestReader passes over empty rows, cuts empty cells at the end, and stops at an error.
func TestReader(t *testing.T) {
	n := func(v float64) Cell { return Cell{Kind: Number, Number: v} }
	m := &made{rows: map[int][]Cell{1: {n(1), {}}, 2: {{}, {}}, 5: {{}, n(2), {}}}, fail: errors.New("damage")}
	r, err := NewReader(m, Options{Skip: 1})
	if err != nil || fmt.Sprint(r.Columns()) != "[1]" {
		t.Fatal(r, err)
	}
	if !r.Next() || r.Row() != 1 || r.SheetRow() != 6 || r.Len() != 2 {
		t.Fatal(r.Row(), r.SheetRow(), r.Len(), r.Err())
	}
	if v, ok := r.Float(1); v != 2 || !ok {
		t.Error(v, ok)
	}
	for _, i := range []int{-1, 0, 2, 99} {
		if v, ok := r.Text(i); v != "" || ok {
			t.Errorf("cell %d: %q", i, v)
		}
	}
	if got := r.Fail(1, errors.New("odd")).Error(); got != `made: sheet "S", cell B6: odd` {
		t.Error(got)
	}
	//lint:ignore SA4000 it is asked twice: after the end it stays at the end
	if r.Next() || r.Next() || r.Err() != m.fail || r.Len() != 0 {
		t.Error(r.Err(), r.Len())
	}
}

func TestErrors(t *testing.T) {
	for want, e := range map[string]Error{
		`xlsx: a.xlsx: sheet "S", cell B12 (xl/a.xml, byte 0): damage`: {Name: "a.xlsx", Sheet: "S", Cell: "B12", Part: "xl/a.xml"},
		`xlsx: sheet "S", row 7: damage`:                               {Sheet: "S", Cell: "7", Offset: -1},
		`xlsx: (xl/a.xml): damage`:                                     {Part: "xl/a.xml", Offset: -1},
		`xlsx: a.xlsx: damage`:                                         {Name: "a.xlsx", Offset: -1},
	} {
		e.Format, e.Err = "xlsx", errors.New("damage")
		if got := e.Error(); got != want {
			t.Errorf("%s; want %s", got, want)
		}
	}
}

// FuzzFormat reads hostile format codes.
func FuzzFormat(f *testing.F) {
	for _, s := range []string{"yyyy-mm-dd", `[$-409]d\-mmm;@`, `0.00" d"`, "[h", "General"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if IsDateFormat(code) != IsDateFormat(code+";@") && code != "" && !unfinished(code) {
			t.Fatalf("%q differs once it has a second section", code)
		}
	})
}

// unfinished says whether a code may end within a quoted, escaped or bracketed text, so that what follows joins it.
func unfinished(code string) bool {
	for _, c := range code {
		switch c {
		case '"', '[', '\\', '_', '*', ';':
			return true
		}
	}
	return false
}
