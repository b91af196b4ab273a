package rda

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// read reads one file of testdata, made by testdata/make.R.
func read(t *testing.T, name string) []Object {
	t.Helper()
	objects, err := ReadFile("testdata/"+name, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

// table writes a frame with a column a line, cells divided by |, NA as ·.
func table(f *Frame) string {
	var lines []string
	for _, c := range f.Columns {
		cells := []string{c.Name + " " + c.Type.String()}
		for i := range f.Rows() {
			s, ok := c.Text(i)
			if c.IsNA(i) != !ok && c.Type != Other {
				s = fmt.Sprintf("IsNA %v, Text %v", c.IsNA(i), ok)
			} else if !ok {
				s = "·"
			}
			cells = append(cells, s)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

// TestEveryWriting reads the same table from every version, writing and packing R has.
func TestEveryWriting(t *testing.T) {
	const want = `code integer|2|·|710|365
value float|1.5|·|NaN|-Inf
name text|United States|·|Côte d'Ivoire|
member bool|TRUE|·|FALSE|TRUE
kind factor|great|·|small|great
day date|1949-10-01|·|1816-01-01|2024-02-29
moment time|1970-01-01T00:00:00Z|·|1970-01-01T00:00:01.5Z|1969-12-31T00:00:00Z`
	files, _ := filepath.Glob("testdata/v[23]_*")
	if len(files) != 16 {
		t.Errorf("%d files in testdata, want 16", len(files))
	}
	for _, path := range files {
		objects, err := ReadFile(path, Limits{})
		if err != nil {
			t.Error(err)
			continue
		}
		if want := map[string]string{".rda": "frame", ".rds": ""}[filepath.Ext(path)]; objects[0].Name != want {
			t.Errorf("%s: the object's name is %q, want %q", path, objects[0].Name, want)
		}
		f, err := objects[0].Value.Frame()
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if got := table(f); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
		}
	}
}

func TestColumns(t *testing.T) {
	f, err := read(t, "v3_gzip.rds")[0].Value.Frame()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) *Column {
		c, err := f.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if n, ok := column("code").Int(2); n != 710 || !ok {
		t.Errorf("code: %d, %v", n, ok)
	}
	if v, ok := column("value").Float(2); v == v || !ok {
		t.Errorf("NaN is a value, not missing: %v, %v", v, ok)
	}
	if _, ok := column("value").Int(0); ok {
		t.Error("1.5 is no whole number")
	}
	if k, ok := column("kind").Code(0); k != 1 || !ok || !slices.Equal(column("kind").Levels, []string{"small", "great", "unused"}) {
		t.Errorf("kind: %d, %v, %q", k, ok, column("kind").Levels)
	}
	if d, ok := column("day").Day(2); d != -56248 || !ok {
		t.Errorf("1816-01-01 is day %d, %v", d, ok)
	}
	if m, ok := column("moment").Time(2); !m.Equal(time.Unix(1, 5e8)) || !ok || column("moment").Zone != "UTC" {
		t.Errorf("moment: %v, %v, %q", m, ok, column("moment").Zone)
	}
	if _, err := f.Column("Code"); err == nil || !strings.Contains(err.Error(), `no column "Code"; there are code, value`) {
		t.Error(err)
	}
}

func TestAltrep(t *testing.T) {
	v := read(t, "altrep.rds")[0].Value
	if got := v.Item("ints").Ints(); !slices.Equal(got, []int32{1, 2, 3, 4, 5}) {
		t.Error("ints", got)
	}
	if got := v.Item("down").Ints(); !slices.Equal(got, []int32{3, 2, 1}) {
		t.Error("down", got)
	}
	if got := v.Item("big").Reals(); !slices.Equal(got, []float64{2147483648, 2147483649, 2147483650}) {
		t.Error("big", got)
	}
	if got := v.Item("wrapped").Reals(); !slices.Equal(got, []float64{1.25, 2, 3.5}) {
		t.Error("wrapped", got)
	}
	for name, want := range map[string]string{"names": "1 2 3 4", "print": "1e+05 123456.7 0.1 1e-05 NA"} {
		s, ok := v.Item(name), []string{}
		for i := range s.Len() {
			text, is := s.Text(i)
			if !is {
				text = "NA"
			}
			ok = append(ok, text)
		}
		if got := strings.Join(ok, " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestTexts(t *testing.T) {
	for _, name := range []string{"texts.rds", "texts_ascii.rds"} {
		v := read(t, name)[0].Value
		want := []string{"Côte", "Côte", "", "NA", "", "a\nb\\\"\t "}
		for i, w := range want {
			if got, ok := v.Text(i); got != w || ok != (i != 2) {
				t.Errorf("%s: text %d is %q, %v; want %q", name, i, got, ok, w)
			}
		}
	}
	if got, _ := read(t, "bytes.rds")[0].Value.Text(0); got != "\xFF\xFE" {
		t.Errorf("bytes: %q", got)
	}
}

// TestOddities reads through everything that is not data, and past it.
func TestOddities(t *testing.T) {
	objects := read(t, "odd.RData")
	if _, err := Find(objects, "fram"); err == nil || err.Error() != `rda: no object "fram"; the file holds odd, frame` {
		t.Error(err)
	}
	if f, err := Find(objects, "frame"); err != nil || !f.Is("data.frame") {
		t.Error("the object after the odd one:", err)
	}
	odd, _ := Find(objects, "odd")
	for _, v := range []*Value{odd, read(t, "odd_ascii.rds")[0].Value} {
		var got []string
		for i, item := range v.Items() {
			got = append(got, v.Names()[i]+" "+item.Kind().String())
		}
		want := "null NULL,complex complex,raw raw,nested list,s4 S4,env environment,again environment,fun function," +
			"plain function,builtin function,call language,symbol symbol,formula language,expr list,pairs list," +
			"ns environment,global environment,base environment,empty environment,last character"
		if s := strings.Join(got, ","); s != want {
			t.Errorf("got  %s\nwant %s", s, want)
		}
		if x := v.Item("s4").Attr("x"); x == nil || x.Reals()[0] != 1.5 {
			t.Error("the slot of an S4 object is lost")
		}
		if c := v.Item("complex").Complexes(); c[0] != complex(1, -2) || !IsNA(real(c[1])) {
			t.Error("complex", c)
		}
		if !bytes.Equal(v.Item("raw").Bytes(), []byte{0, 127, 255}) {
			t.Error("raw", v.Item("raw").Bytes())
		}
		if s, _ := v.Item("nested").Item("a").Item("b").Item("c").Text(0); s != "deep" {
			t.Error("nested", s)
		}
	}
}

func TestMatrixAndRows(t *testing.T) {
	m := read(t, "matrix.rds")[0].Value
	if !slices.Equal(m.Dim(), []int{2, 3}) || !slices.Equal(m.DimNames(1), []string{"a", "b", "c"}) || m.Reals()[1+1*2] != 4 {
		t.Error(m.Dim(), m.DimNames(0), m.DimNames(1), m.Reals())
	}
	f, err := read(t, "rowed.rds")[0].Value.Frame()
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows() != 2 || f.RowName(1) != "second" {
		t.Error(f.Rows(), f.RowName(1))
	}
	if got := table(f); got != "x integer|1|2\npair other|·|·\nm other|·|·\nwide integer|1|0" {
		t.Error(got)
	}
	if f, err := read(t, "empty.rds")[0].Value.Frame(); err != nil || f.Rows() != 0 || len(f.Columns) != 0 {
		t.Error(f, err)
	}
	if o := read(t, "none.rda"); len(o) != 0 {
		t.Error(o)
	}
	if _, err := m.Frame(); err == nil {
		t.Error("a matrix is no data.frame")
	}
}

func TestNAIsNotNaN(t *testing.T) {
	if !IsNA(naReal) || IsNA(math.NaN()) || IsNA(1954) || !IsNA(math.Float64frombits(0x7FF8_0000_0000_07A2)) {
		t.Error("NA is the NaN whose low word is 1954, quiet or not, and no other")
	}
}

func TestPrintReal(t *testing.T) {
	for in, want := range map[float64]string{
		1: "1", -1: "-1", 100000: "1e+05", 123456: "123456", 0.1: "0.1", 0.0001: "1e-04", 0.00012: "0.00012", 1e15: "1e+15",
		123456789012: "123456789012", 1.0 / 3: "0.333333333333333", 2.0 / 3: "0.666666666666667", 1e-300: "1e-300", 0: "0",
	} {
		if got := printReal(in); got != want {
			t.Errorf("%v prints %s, in R %s", in, got, want)
		}
	}
}

// binaryItem writes integers as an .rds file does, after its header.
func binaryItem(ints ...int32) []byte {
	b := []byte("X\n")
	for _, n := range append([]int32{2, 0x00040500, 0x00020300}, ints...) {
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	return b
}

// compact writes a compact sequence of n integers from 1.
func compact(n float64) []byte {
	b := binaryItem(238, 2, 1, 9, 14)
	b = append(b, "compact_intseq"...)
	b = binary.BigEndian.AppendUint32(b, 254)
	for _, n := range []uint32{14, 3} {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	for _, f := range []float64{n, 1, 1} {
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(f))
	}
	return binary.BigEndian.AppendUint32(b, 254)
}

// deep is a list in a list in a list …
func deep(n int) []byte {
	b := binaryItem()
	for range n {
		b = binary.BigEndian.AppendUint32(b, 19)
		b = binary.BigEndian.AppendUint32(b, 1)
	}
	return b
}

// TestUnknownAltrep reads a vector of a class that only another package knows: a value of kind Unknown, no error.
func TestUnknownAltrep(t *testing.T) {
	in := bytes.Replace(compact(5), []byte("compact_intseq"), []byte("somebody_else!"), 1)
	objects, err := Read(bytes.NewReader(in), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if v := objects[0].Value; v.Kind() != Unknown || v.Len() != 0 {
		t.Error(v.Kind(), v.Len())
	}
	column := &Value{kind: Unknown}
	frame := &Value{kind: List, data: []*Value{{kind: Int, data: []int32{1, 2}}, column}, attrs: []Attr{
		{"names", textsOf("a", "b")}, {"class", textsOf("data.frame")}, {"row.names", &Value{kind: Int, data: []int32{NAInt, -2}}}}}
	if f, err := frame.Frame(); err != nil || f.Rows() != 2 || f.Columns[1].Type != Other {
		t.Error(f, err)
	}
	frame.data = []*Value{{kind: Int, data: []int32{1, 2}}, {kind: Int, data: []int32{1}}}
	if _, err := frame.Frame(); err == nil || err.Error() != "rda: column 2 (b) of the data.frame has 1 rows, the data.frame 2" {
		t.Error(err)
	}
}

// textsOf makes a character vector.
func textsOf(in ...string) *Value {
	p, ids := newPool(), []uint32{}
	for _, s := range in {
		id, _ := p.id([]byte(s))
		ids = append(ids, id)
	}
	return &Value{kind: String, data: texts{ids, p}}
}

// TestUnmarkedTexts reads texts that do not say their encoding, under each a file may name.
func TestUnmarkedTexts(t *testing.T) {
	for _, c := range []struct {
		name, in string
		flags    int
		native   encoding
		want     string
	}{
		{"version 2, UTF-8", "C\xC3\xB4te", 0, unnamed, "Côte"},
		{"version 2, Latin-1", "C\xF4te", 0, unnamed, "Côte"},
		{"named Latin-1", "C\xC3\xB4", 0, encodingOf("ISO-8859-1"), "CÃ´"},
		{"named UTF-8", "C\xF4", 0, encodingOf("UTF-8"), "C\xF4"},
		{"another", "C\xF4", 0, encodingOf("CP949"), "C\xF4"},
		{"marked Latin-1 in a UTF-8 file", "C\xF4", flagLatin1, isUTF8, "Cô"},
		{"marked bytes in a Latin-1 file", "C\xF4", flagBytes, isLatin1, "C\xF4"},
	} {
		if got := string(toUTF8([]byte(c.in), nil, c.flags, c.native)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestHostile gives files that claim what they have not: an error that says so, and no memory set aside.
func TestHostile(t *testing.T) {
	const million32 = 232 // 10^12 is 232·2³² and the rest
	rest := int32(-727379968)
	for _, c := range []struct {
		name string
		in   []byte
		is   error
		want string
	}{
		{"empty", nil, ErrFormat, "byte 0"},
		{"not R", []byte("PAR1 and more"), ErrFormat, `the file begins with "PAR1 and"`},
		{"old", []byte("RDX1\n..."), ErrFormat, "versions 2 and 3 are read"},
		{"header only", []byte("RDX3\nX\n"), ErrTruncated, "is the file cut off?"},
		{"10^12 reals", binaryItem(14, -1, million32, rest), ErrTooBig, "it claims 1000000000000 values of 8 bytes"},
		{"10^12 integers", binaryItem(13, -1, million32, rest), ErrTooBig, "it claims 1000000000000 values"},
		{"10^12 texts", binaryItem(16, -1, million32, rest), ErrTooBig, "it claims 1000000000000 values"},
		{"10^12 items", binaryItem(19, -1, million32, rest), ErrTooBig, "it claims 1000000000000 values"},
		{"10^12 bytes", binaryItem(24, -1, million32, rest), ErrTooBig, "it claims 1000000000000 values"},
		{"10^12 complex", binaryItem(15, -1, million32, rest), ErrTooBig, "it claims 1000000000000 values"},
		{"2^62 values", binaryItem(14, -1, 1<<30, 0), ErrFormat, "a length of"},
		{"a negative length", binaryItem(14, -5), ErrFormat, "a length of -5"},
		{"100 million reals that are not there", binaryItem(14, 100e6, 1, 2), ErrTruncated, "byte 30 (unpacked)"},
		{"100 million texts that are not there", binaryItem(16, 100e6), ErrTruncated, "cut off?"},
		{"100 million items that are not there", binaryItem(19, 100e6), ErrTruncated, "in [[1]]"},
		{"10^12 integers in a compact sequence", compact(1e12), ErrFormat, "values beyond 32 bits"},
		{"2·10^9 integers in a compact sequence", compact(2e9), ErrTooBig, "it claims 2000000000 values of 4 bytes"},
		{"a compact sequence of NaN", compact(math.NaN()), ErrFormat, "a compact sequence of [NaN 1 1]"},
		{"nested too deep", deep(100_000), ErrTooBig, "nested deeper than Limits.Depth"},
		{"an unknown type", binaryItem(77), ErrFormat, "an item of type 77"},
		{"a reference to nothing", binaryItem(255 | 5<<8), ErrFormat, "a reference to item 5 of the 0 met"},
		{"a text that is a number", binaryItem(16, 1, 13, 1, 1), ErrFormat, "as an element of a character vector"},
		{"a text of negative size", binaryItem(16, 1, 9, -7), ErrFormat, "a text of -7 bytes"},
		{"attributes that are a number", binaryItem(13|hasAttributes, 0, 13, 1, 1), ErrFormat, "attributes that are a integer"},
		{"version 9", []byte("X\n\x00\x00\x00\x09........"), ErrFormat, "serialization version 9"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Read(bytes.NewReader(c.in), Limits{})
		runtime.ReadMemStats(&after)
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want …%s… because of %q", c.name, err, c.want, c.is)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
			t.Errorf("%s: %d bytes were set aside", c.name, used)
		}
	}
}

// stride is how many bytes the tests of damage go on by: more for xz, which sets aside its dictionary at each try.
func stride(path string) int {
	if strings.Contains(path, "_xz") {
		return 11
	}
	return 1
}

// TestCutOff cuts every file at every byte: always an error, of the place or of the packing, never a table.
func TestCutOff(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.rd*")
	for _, path := range files {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < len(whole); n += stride(path) {
			if n == len(whole)-1 && strings.Contains(path, "texts_ascii") {
				continue // only the line end after the last text is gone
			}
			if _, err := Read(bytes.NewReader(whole[:n]), Limits{}); err == nil {
				t.Errorf("%s cut at byte %d of %d was read", path, n, len(whole))
			}
		}
	}
}

// TestFlippedBits damages packed files at each byte: an error, or, where the damage is to a part of the packing that says
// nothing (a code that no byte uses), the same table still.
func TestFlippedBits(t *testing.T) {
	for _, name := range []string{"v3_gzip.rda", "v3_bzip2.rda", "v3_xz.rda"} {
		whole, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := read(t, name)[0].Value.Frame()
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(whole); i += stride(name) {
			damaged := bytes.Clone(whole)
			damaged[i] ^= 1
			if objects, err := Read(bytes.NewReader(damaged), Limits{}); err == nil {
				if g, err := objects[0].Value.Frame(); err != nil || table(g) != table(f) {
					t.Errorf("%s with byte %d damaged was read as another table (%v)", name, i, err)
				}
			}
		}
	}
}

func TestMemoryLimit(t *testing.T) {
	for _, name := range []string{"v3_gzip.rda", "odd.RData", "altrep.rds"} {
		whole, _ := os.ReadFile("testdata/" + name)
		if _, err := Read(bytes.NewReader(whole), Limits{Memory: 700}); !errors.Is(err, ErrTooBig) {
			t.Errorf("%s within 700 bytes: %v", name, err)
		}
	}
}
