package dta

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// formats are all that are read.
var formats = []int{104, 105, 108, 110, 111, 113, 114, 115, 117, 118, 119}

// latin1 writes a text as the format has it.
func (s sample) enc(text string) string {
	if s.format >= 118 {
		return text
	}
	return strings.NewReplacer("ô", "\xF4", "’", "\x92", "é", "\xE9").Replace(text)
}

// everything is a data set with each type, missing values, labels, notes and dates. Its rows: ordinary, greatest, missing,
// letters (from 113 on; before, least).
func everything(format int, big bool) sample {
	s := sample{format: format, big: big, rows: 4, stamp: "29 Feb 2024 08:36", sorted: []int{2, 1}}
	s.label = s.enc("Côte d’Ivoire and others")
	greatest := []int64{126, 32766, 1<<31 - 2}
	missing := []int64{127, 32767, 1<<31 - 1}
	letters := []int64{-127, -32767, -(1<<31 - 1)}
	float, double := f32(-1.5), f64(-1e-300)
	if format >= 113 {
		greatest = []int64{100, 32740, 1<<31 - 28}
		missing = []int64{101, 32741, 1<<31 - 27}
		letters = []int64{102, 32741 + 26, 1<<31 - 27 + 3}
		float, double = 0x7F000000+2*0x800, 0x7FE0_0000_0000_0000+25<<40
	}
	names := []string{"b", "i", "l"}
	for k, kind := range []Type{Byte, Int, Long} {
		s.columns = append(s.columns, sampleColumn{name: names[k], format: "%8.0g", kind: kind, label: "whole " + names[k],
			cells: []any{int64(-1), greatest[k], missing[k], letters[k]}})
	}
	s.columns[0].set = "yesno"
	s.columns = append(s.columns,
		sampleColumn{name: "f", format: "%9.0g", kind: Float, cells: []any{f32(0.1), uint64(0x7EFFFFFF), uint64(0x7F000000), float}},
		sampleColumn{name: "d", format: "%10.0g", kind: Double, cells: []any{f64(0.1), uint64(0x7FDF_FFFF_FFFF_FFFF), uint64(0x7FE0_0000_0000_0000), double}},
		sampleColumn{name: "day", format: "%d", kind: Int, cells: []any{int64(0), int64(-1), missing[1], int64(19783)}},
		sampleColumn{name: "s", format: "%9s", kind: Text, width: 5, label: s.enc("naïve é"), cells: []any{[]byte(s.enc("Côt")), []byte("12345"), []byte(""), []byte(" a ")}},
	)
	if format >= 105 {
		s.chars = [][3]string{{"_dta", "note0", "2"}, {"_dta", "note2", "second"}, {"_dta", "note1", s.enc("first é")}, {"b", "note1", "of b"}, {"_dta", "_lang_c", "default"}}
	}
	s.sets = []LabelSet{{Name: "yesno", Labels: []ValueLabel{{Code: -1, Text: "true"}, {Code: 0, Text: "not true"}}}}
	if format >= 113 {
		s.sets[0].Labels = append(s.sets[0].Labels, ValueLabel{Letter: 'a', Text: s.enc("réfused")})
	}
	if format >= 117 {
		s.columns = append(s.columns, sampleColumn{name: "long", format: "%9s", kind: LongText,
			cells: []any{[2]uint64{8, 1}, [2]uint64{0, 0}, [2]uint64{8, 1}, [2]uint64{8, 4}}})
		s.longs = []sampleLong{{8, 1, 130, append([]byte(s.enc(strings.Repeat("é", 3000))), 0)}, {8, 4, 129, []byte("\x00\x01\x00")}}
	}
	return s
}

// TestEveryFormat reads everything in each format and byte order.
func TestEveryFormat(t *testing.T) {
	for _, format := range formats {
		for _, big := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d big %v", format, big), func(t *testing.T) {
				f, err := Read(bytes.NewReader(everything(format, big).write(t)), Options{})
				if err != nil {
					t.Fatal(err)
				}
				checkEverything(t, f, format, big)
			})
		}
	}
}

// checkEverything holds a frame against what everything wrote.
func checkEverything(t *testing.T, f *Frame, format int, big bool) {
	if f.Format != format || f.BigEndian != big || f.Rows() != 4 || f.Label != "Côte d’Ivoire and others" {
		t.Errorf("header: %d %v %d %q", f.Format, f.BigEndian, f.Rows(), f.Label)
	}
	if want := map[bool]string{true: "29 Feb 2024 08:36"}[format >= 105]; f.Stamp != want {
		t.Errorf("stamp %q, want %q", f.Stamp, want)
	}
	if !slices.Equal(f.SortedBy, []string{"i", "b"}) {
		t.Errorf("sorted by %q", f.SortedBy)
	}
	modern := format >= 113
	old := func(a, b string) string {
		if modern {
			return b
		}
		return a
	}
	want := map[string][]string{
		"b":   {"-1", old("126", "100"), ".", old("-127", ".a")},
		"i":   {"-1", old("32766", "32740"), ".", old("-32767", ".z")},
		"l":   {"-1", old("2147483646", "2147483620"), ".", old("-2147483647", ".c")},
		"f":   {"0.1", "170141173319264430000000000000000000000", ".", old("-1.5", ".b")},
		"d":   {"0.1", "8.988465674311579e+307", ".", old("-1e-300", ".y")},
		"day": {"1960-01-01", "1959-12-31", ".", "2014-03-01"},
		"s":   {"Côt", "12345", "", " a "},
	}
	want["f"][1] = "1.7014117e+38"
	if format >= 117 {
		want["long"] = []string{strings.Repeat("é", 3000), "", strings.Repeat("é", 3000), ""}
	}
	for name, cells := range want {
		c, err := f.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, cell := range cells {
			if got := shown(c, i); got != cell {
				t.Errorf("%s, row %d: %q, want %q", name, i+1, got, cell)
			}
		}
	}
	checkMeta(t, f, format)
}

// shown writes a cell with the letter of a missing value.
func shown(c *Column, i int) string {
	switch letter := c.MissingLetter(i); letter {
	case 0:
		s, _ := c.Text(i)
		return s
	case '.':
		return "."
	default:
		return "." + string(letter)
	}
}

// checkMeta looks at labels, notes and bytes.
func checkMeta(t *testing.T, f *Frame, format int) {
	b, _ := f.Column("b")
	if s, ok := b.ValueLabel(0); s != "true" || !ok {
		t.Errorf("value label %q, %v", s, ok)
	}
	if _, ok := b.ValueLabel(1); ok {
		t.Error("a value label where there is none")
	}
	if s, ok := b.ValueLabel(3); ok != (format >= 113) || ok && s != "réfused" {
		t.Errorf("the label of .a: %q, %v", s, ok)
	}
	if b.Label != "whole b" || b.Format[0] != '%' || b.Set != "yesno" {
		t.Errorf("column %+v", *b)
	}
	if n, ok := b.Int(0); n != -1 || !ok {
		t.Errorf("Int: %d, %v", n, ok)
	}
	if _, ok := b.Float(2); ok || !b.IsNA(2) {
		t.Error("a missing value has a number")
	}
	var notes []string
	for _, n := range f.Notes() {
		notes = append(notes, fmt.Sprint(n.Of, n.Number, n.Text))
	}
	if want := []string{"_dta1first é", "_dta2second", "b1of b"}; format >= 105 && !slices.Equal(notes, want) {
		t.Errorf("notes %q", notes)
	}
	if format >= 117 {
		long, _ := f.Column("long")
		raw, ok := long.Bytes(3)
		if _, text := long.Text(3); text || !ok || string(raw) != "\x00\x01\x00" {
			t.Errorf("bytes: %q, %v", raw, ok)
		}
	}
}

// TestBetweenLetters looks at floats between and beyond the missing values.
func TestBetweenLetters(t *testing.T) {
	bits := []uint64{0x7FE0_0000_0000_0001, 0x7FE0_01FF_0000_0000, 0x7FE0_1A00_0000_0001, 0x7FEF_FFFF_FFFF_FFFF, 0x7FF0_0000_0000_0000, 0xFFF8_0000_0000_0000, 0x7FF8_0000_0000_0001}
	s := sample{format: 118, rows: len(bits), columns: []sampleColumn{{name: "x", kind: Double}}}
	for _, b := range bits {
		s.columns[0].cells = append(s.columns[0].cells, b)
	}
	f, err := Read(bytes.NewReader(s.write(t)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	for i := range bits {
		got = append(got, f.Columns[0].MissingLetter(i))
	}
	if string(got) != ".azz..." {
		t.Errorf("letters %q", got)
	}
}

// TestDates reads each unit. The numbers are of Stata's documentation of dates and times: 2006-01-15 is day 16816,
// 2006w2 week 2393, 2006m1 month 552, 2006q1 quarter 184, 2006h1 half-year 92.
func TestDates(t *testing.T) {
	const day = 16816
	for _, c := range []struct {
		format      string
		value       float64
		text        string
		first, last string
	}{
		{"%td", day, "2006-01-15", "2006-01-15", "2006-01-15"},
		{"%-tdD_m_Y", day, "2006-01-15", "2006-01-15", "2006-01-15"},
		{"%dD_m_Y", day + 0.5, "2006-01-15", "2006-01-15", "2006-01-15"},
		{"%tc", day*86400000.0 + 1, "2006-01-15T00:00:00.001Z", "2006-01-15", "2006-01-15"},
		{"%tc", -1, "1959-12-31T23:59:59.999Z", "1959-12-31", "1959-12-31"},
		{"%tC", day*86400000.0 + 23000, "2006-01-15T00:00:00.000Z", "2006-01-15", "2006-01-15"},
		{"%tC", day*86400000.0 + 22999, "2006-01-14T23:59:59.999Z", "2006-01-14", "2006-01-14"},
		{"%tC", 4565 * 86400000.0, "1972-06-30T23:59:59.999Z", "1972-06-30", "1972-06-30"},
		{"%tw", 2393, "2006w2", "2006-01-08", "2006-01-14"},
		{"%tw", 51, "1960w52", "1960-12-23", "1960-12-31"},
		{"%tm", 552, "2006-01", "2006-01-01", "2006-01-31"},
		{"%tm", -1, "1959-12", "1959-12-01", "1959-12-31"},
		{"%tq", 184, "2006q1", "2006-01-01", "2006-03-31"},
		{"%th", 92, "2006h1", "2006-01-01", "2006-06-30"},
		{"%ty", 2006, "2006", "2006-01-01", "2006-12-31"},
		{"%tb", 7, "7", "", ""},
		{"%9.0g", 7, "7", "", ""},
		{"%td", 1e18, "1000000000000000000", "", ""},
		{"%ty", -1e300, "-1e+300", "", ""},
	} {
		s := sample{format: 118, rows: 1, columns: []sampleColumn{{name: "x", kind: Double, format: c.format, cells: []any{f64(c.value)}}}}
		f, err := Read(bytes.NewReader(s.write(t)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		x := &f.Columns[0]
		first, last, ok := x.Period(0)
		if text, _ := x.Text(0); text != c.text || ok != (c.first != "") || ok && (printDay(first) != c.first || printDay(last) != c.last) {
			t.Errorf("%s %v: %q, %s to %s, %v; want %q, %s to %s", c.format, c.value, text, printDay(first), printDay(last), ok, c.text, c.first, c.last)
		}
		d, ok := x.Day(0)
		if when, dated := x.Time(0); dated != ok || ok && when.Format("2006-01-02") != printDay(d) {
			t.Errorf("%s: time %v, day %s, %v", c.format, when, printDay(d), ok)
		}
	}
}

// printDay prints days since 1970-01-01 as a date.
func printDay(days int) string {
	c := Column{Unit: Days}
	s, _ := c.dateText(float64(days - epoch))
	return s
}

// TestEncodings overrules how texts are read, and repairs what is not what it says.
func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		format int
		enc    Encoding
		raw    string
		want   string
	}{
		{115, Either, "\xE9\x80", "é€"}, {115, Either, "é", "é"}, {115, Windows1252, "é", "Ã©"},
		{118, Either, "é", "é"}, {118, Either, "\xE9", "é"}, {118, Windows1252, "é", "Ã©"},
	} {
		s := sample{format: c.format, rows: 1, columns: []sampleColumn{{name: "s", kind: Text, width: 9, cells: []any{[]byte(c.raw)}}}}
		f, err := Read(bytes.NewReader(s.write(t)), Options{Encoding: c.enc})
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := f.Columns[0].Text(0); got != c.want {
			t.Errorf("%d, %d: %q read as %q, want %q", c.format, c.enc, c.raw, got, c.want)
		}
	}
}

// TestCutOff cuts every file at every byte: each piece is an error with a place, none a panic, but where only value
// labels, which end with the file, are gone whole.
func TestCutOff(t *testing.T) {
	for _, format := range formats {
		s := everything(format, format%2 == 0)
		s.longs = slices.Clone(s.longs)
		whole := s.write(t)
		s.sets = nil
		bare := len(s.write(t))
		for n := range whole {
			_, err := Read(bytes.NewReader(whole[:n]), Options{})
			var e *Error
			if err == nil && format < 117 && n >= bare && len(bytes.Trim(whole[bare:n], "\x00")) == 0 {
				continue
			}
			if n > 0 && !errors.As(err, &e) || err == nil {
				t.Fatalf("format %d cut at byte %d: %v", format, n, err)
			}
		}
	}
}

// TestPadded reads files with bytes behind the end, as some programs leave there.
func TestPadded(t *testing.T) {
	whole := append(everything(115, false).write(t), 0, 0, 0, 0x1A)
	if _, err := Read(bytes.NewReader(whole), Options{}); err != nil {
		t.Error(err)
	}
}

// TestPacked reads a packed file.
func TestPacked(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(everything(118, true).write(t))
	z.Close()
	f, err := Read(&b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkEverything(t, f, 118, true)
}

// TestHostile asks for errors that say what is wrong, within little memory.
func TestHostile(t *testing.T) {
	claims := func(format int, at int, bytes ...byte) []byte {
		b := everything(format, false).write(t)
		copy(b[at:], bytes)
		return b
	}
	forward := everything(118, false)
	forward.columns[7].cells[2] = [2]uint64{8, 3}
	kind := everything(118, false)
	kind.longs[0].kind = 7
	unsorted := everything(118, false)
	slices.Reverse(unsorted.longs)
	for _, c := range []struct {
		name string
		in   []byte
		opt  Options
		want string
	}{
		{"empty", nil, Options{}, "the file is empty"},
		{"text", []byte("ccode,year\n2,1946\n"), Options{}, `byte 0: it begins with "ccod"`},
		{"spss", []byte("$FL2@(#) SPSS"), Options{}, "where a .dta file has its format"},
		{"112", claims(111, 0, 112), Options{}, "format 112 is not among those read here"},
		{"rows", claims(115, 6, 255, 255, 255, 255), Options{}, "claims 4294967295 rows of"},
		{"columns", claims(115, 4, 255, 255), Options{}, "claims 65535 variables, which take"},
		{"many columns", claims(115, 4, 255, 255), Options{Columns: 9}, "more than Options.Columns = 9"},
		{"type", claims(110, 109, 'x'), Options{}, "column 1: storage type 120 is none of format 110"},
		{"memory", claims(115, 0, 115), Options{Memory: 100}, "more than Options.Memory = 100"},
		{"no text", forward.write(t), Options{}, "row 3, column 8 (long): it refers to the long text of variable 8, row 3"},
		{"kind", kind.write(t), Options{}, "a long text of kind 7"},
		{"tag", bytes.Replace(everything(118, false).write(t), []byte("<data>"), []byte("<dota>"), 1), Options{}, `"<dota>" where <data> was awaited`},
	} {
		_, err := Read(bytes.NewReader(c.in), c.opt)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
	if f, err := Read(bytes.NewReader(unsorted.write(t)), Options{}); err != nil {
		t.Error(err)
	} else {
		checkEverything(t, f, 118, false)
	}
}

// TestOverlappingLabels has many labels share one long text: they are bounded in memory, not only in the file.
func TestOverlappingLabels(t *testing.T) {
	s := sample{format: 118, sets: []LabelSet{{Name: "x", Labels: make([]ValueLabel, 5000)}}}
	s.sets[0].Labels[0].Text = strings.Repeat("x", 31_000)
	b := s.write(t)
	at := bytes.Index(b, []byte("<lbl>")) + 5 + 4 + 129 + 3 + 8
	for i := range 5000 {
		binary.LittleEndian.PutUint32(b[at+4*i:], 0)
	}
	if _, err := Read(bytes.NewReader(b), Options{Memory: 8 << 20}); !errors.Is(err, ErrTooBig) {
		t.Error(err)
	}
}

// TestNoColumns reads a file of nothing.
func TestNoColumns(t *testing.T) {
	f, err := Read(bytes.NewReader(sample{format: 118, rows: 7}.write(t)), Options{})
	if err != nil || f.Rows() != 0 || f.Cursor().Next() {
		t.Error(f, err)
	}
}

// TestCursor goes through the rows.
func TestCursor(t *testing.T) {
	f, err := Read(bytes.NewReader(everything(118, false).write(t)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := f.Cursor()
	for c.Next() {
		for i := range c.Columns() {
			column := &f.Columns[i]
			text, ok := c.Text(i)
			if want, wantOK := column.Text(int(c.Row()) - 1); text != want || ok != wantOK {
				t.Errorf("row %d, %s: %q, %v; want %q, %v", c.Row(), c.Columns()[i], text, ok, want, wantOK)
			}
			v, ok := c.Float(i)
			if want, wantOK := column.Float(int(c.Row()) - 1); v != want || ok != wantOK {
				t.Errorf("row %d, %s: %v, %v", c.Row(), c.Columns()[i], v, ok)
			}
		}
	}
	if c.Row() != 4 || c.Err() != nil {
		t.Error(c.Row(), c.Err())
	}
}

// TestSpecialFloats keeps Float's rule that what it gives is a number.
func TestSpecialFloats(t *testing.T) {
	s := sample{format: 111, rows: 3, columns: []sampleColumn{{name: "x", kind: Float, cells: []any{f32(float32(math.NaN())), uint64(0xFFC00000), uint64(0x7F000800)}}}}
	f, err := Read(bytes.NewReader(s.write(t)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if letter := f.Columns[0].MissingLetter(i); letter != '.' {
			t.Errorf("row %d: %q", i+1, letter)
		}
	}
}
