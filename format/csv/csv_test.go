package csv

import (
	"bytes"
	stdcsv "encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// rows reads everything: the header, where there is one, and then each row.
func rows(r *Reader) ([][]string, error) {
	var all [][]string
	if r.Header() != nil {
		all = append(all, slices.Clone(r.Header()))
	}
	for r.Next() {
		row := make([]string, r.Len())
		for i := range row {
			row[i] = r.Text(i)
		}
		all = append(all, row)
	}
	return all, r.Err()
}

func TestRows(t *testing.T) {
	for _, c := range []struct {
		name, in string
		o        Options
		want     string // fields divided by |, rows by /
	}{
		{"plain", "a,b\n1,2\n3,4\n", Options{}, "a|b/1|2/3|4"},
		{"no line end at the end", "a,b\n1,2", Options{}, "a|b/1|2"},
		{"carriage returns", "a,b\r\n1,2\r\n", Options{}, "a|b/1|2"},
		{"byte order mark", "\xEF\xBB\xBFa,b\n1,2\n", Options{}, "a|b/1|2"},
		{"byte order mark before a quote", "\xEF\xBB\xBF\"a\",b\n1,2\n", Options{}, "a|b/1|2"},
		{"empty fields", "a,b,c\n,,\n1,,\n", Options{}, "a|b|c/||/1||"},
		{"empty last field at the end", "a,b\n1,", Options{}, "a|b/1|"},
		{"quotes", "a,b\n\"1,x\",\"say \"\"hi\"\"\"\n", Options{}, `a|b/1,x|say "hi"`},
		{"quoted line ends", "a,b\n\"1\n2\r\n3\",4\n", Options{}, "a|b/1\n2\r\n3|4"},
		{"quoted last, carriage return", "a,b\r\n1,\"2\"\r\n", Options{}, "a|b/1|2"},
		{"quoted last, end of file", "a,b\n1,\"2\"", Options{}, "a|b/1|2"},
		{"quote inside a plain field", "a,b\n5\" gun,x\n", Options{}, `a|b/5" gun|x`},
		{"only quotes", "a,b\n\"\",\"\"\"\"\n", Options{}, `a|b/|"`},
		{"blank lines", "a,b\n\n1,2\n\r\n\n3,4\n\n", Options{}, "a|b/1|2/3|4"},
		{"tab", "a\tb\n1,5\t2\n", Options{Comma: '\t'}, "a|b/1,5|2"},
		{"semicolon and comment", "# note\na;b\n# more\n1;2\n#end", Options{Comma: ';', Comment: '#'}, "a|b/1|2"},
		{"lines before the table", "\"Data, of\n\n\nlast \"updated\"\na,b\n1,2\n", Options{Skip: 4}, "a|b/1|2"},
		{"no quotes", "a,b\n\"1,2\"\n", Options{NoQuote: true}, `a|b/"1|2"`},
		{"no header", "1,2\n3,4\n", Options{NoHeader: true}, "1|2/3|4"},
		{"ragged", "a,b\n1\n1,2,3\n", Options{Ragged: true}, "a|b/1/1|2|3"},
		{"bytes as they are", "a\n\xE9\n", Options{}, "a/\xE9"},
		{"latin-1", "a,b\nC\xF4te,\xC3\xA9\n", Options{Encoding: Latin1}, "a|b/Côte|Ã©"},
		{"either", "a,b\nC\xF4te,x\nCôte,y\n", Options{Encoding: Either}, "a|b/Côte|x/Côte|y"},
		{"empty without header", "", Options{NoHeader: true}, ""},
		{"longer than a word", "alpha,beta,gamma\n0123456789,0123456789,0123456789\n", Options{}, "alpha|beta|gamma/0123456789|0123456789|0123456789"},
	} {
		for _, slow := range []bool{false, true} {
			var src io.Reader = strings.NewReader(c.in)
			if slow {
				src = iotest.OneByteReader(src)
			}
			got, err := rows(NewReader(src, c.o))
			var lines []string
			for _, row := range got {
				lines = append(lines, strings.Join(row, "|"))
			}
			if s := strings.Join(lines, "/"); err != nil || s != c.want {
				t.Errorf("%s: got %q, %v; want %q", c.name, s, err, c.want)
			}
		}
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct {
		name, in string
		o        Options
		want     string
	}{
		{"empty", "", Options{}, "csv: line 1: the file is empty"},
		{"nothing after the skipped lines", "title\nend", Options{Skip: 3}, "csv: line 2: the file is empty"},
		{"too few after skipped lines", "title\na,b\n3\n", Options{Skip: 1}, "csv: line 3: the row has 1 fields"},
		{"too few", "a,b\n1,2\n3\n", Options{Name: "t.csv"}, "csv: t.csv: line 3: the row has 1 fields, the first row 2"},
		{"too many", "a,b\n\n1,2,3\n", Options{}, "csv: line 3: the row has 3 fields"},
		{"after a quoted line end", "a,b\n\"x\ny\",1\n3\n", Options{}, "csv: line 4: the row has 1 fields"},
		{"unclosed", "a,b\n1,2\n3,\"4\n5,6\n", Options{}, "csv: line 3, byte 3, field 2 (b): the quote that opens here is never closed"},
		{"text after the quote", "a,b\n\"1\"x,2\n", Options{}, "csv: line 2, byte 4, field 1 (a): text after the closing quote"},
		{"text after the quote on its second line", "a,b\n\"1\n22\"x,2\n", Options{}, "csv: line 3, byte 4, field 1 (a): text after the closing quote"},
		{"not UTF-8", "a,b\nx,\xE9\n", Options{Encoding: UTF8}, `csv: line 2, byte 3, field 2 (b): "\xe9" is not valid UTF-8`},
		{"not UTF-8 on a row's second line", "a,b\n\"x\"\"\ny\",\xE9\n", Options{Encoding: UTF8}, `csv: line 3, byte 4, field 2 (b): "\xe9" is not valid UTF-8`},
		{"UTF-16", "\xFF\xFEa\x00", Options{}, "csv: line 1, byte 1: the file is UTF-16"},
		{"row too long", "a\n" + strings.Repeat("x", 99), Options{MaxRow: 50}, "csv: line 2: the row is longer than MaxRow = 50 bytes"},
		{"field too long", "a,b\n1," + strings.Repeat("x", 99) + "\n", Options{MaxField: 50}, "csv: line 2, byte 3, field 2 (b): the field has 99 bytes, more than MaxField = 50"},
		{"too many columns", strings.Repeat(",", 99), Options{MaxColumns: 80}, "csv: line 1, byte 81: the row has more than MaxColumns = 80 fields"},
		{"comma is a quote", "a", Options{Comma: '"'}, `csv: comma '"'`},
		{"comma is the comment", "a", Options{Comma: ';', Comment: ';'}, `csv: comma ';'`},
	} {
		_, err := rows(NewReader(strings.NewReader(c.in), c.o))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v; want %s…", c.name, err, c.want)
		}
	}
}

func TestRowAndLine(t *testing.T) {
	r := NewReader(strings.NewReader("a,b\n1,\"x\ny\"\n\n2,z\n"), Options{})
	var got []string
	for r.Next() {
		got = append(got, fmt.Sprintf("row %d line %d", r.Row(), r.Line()))
	}
	if want := []string{"row 1 line 2", "row 2 line 5"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestErrorRows counts the rows of data in errors: the header is row 0.
func TestErrorRows(t *testing.T) {
	for in, want := range map[string]int64{"": 0, "a,\"b": 0, "a,b\n1": 1, "a,b\n1,\"2": 1, "a,b\n\n1,2\n\"\n\",4\n5,6,7\n": 3} {
		_, err := rows(NewReader(strings.NewReader(in), Options{}))
		var e *Error
		if !errors.As(err, &e) || e.Row != want {
			t.Errorf("%q: row %v, want %d (%v)", in, e.Row, want, err)
		}
	}
}

func TestMissingAndQuoted(t *testing.T) {
	r := NewReader(strings.NewReader("a,b,c,d\n,NA,\"NA\",\"\"\n"), Options{NA: []string{"NA"}})
	r.Next()
	for i, want := range []struct{ missing, quoted bool }{{true, false}, {true, false}, {false, true}, {true, true}} {
		if r.Missing(i) != want.missing || r.Quoted(i) != want.quoted {
			t.Errorf("field %d: missing %v, quoted %v; want %v", i, r.Missing(i), r.Quoted(i), want)
		}
	}
}

func TestIndex(t *testing.T) {
	r := NewReader(strings.NewReader("year,a,a\n"), Options{Name: "x"})
	if i, err := r.Index("year"); i != 0 || err != nil {
		t.Errorf("year: %d, %v", i, err)
	}
	if _, err := r.Index("Year"); err == nil || err.Error() != `csv: x: no column "Year"; there are year, a, a` {
		t.Errorf("Year: %v", err)
	}
	if _, err := r.Index("a"); err == nil {
		t.Error("a is ambiguous and was found")
	}
}

func TestNumbers(t *testing.T) {
	for _, in := range []string{"0", "1", "-1", "-0", "1.5", ".5", "5.", "123456789012345", "1234567890123456", "0.000000000000001", "1e300", "-2.5e-3", "0.1", "9007199254740993", "00012.5", "inf"} {
		want, err := strconv.ParseFloat(in, 64)
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(strings.NewReader(" "+in+" \n"), Options{NoHeader: true})
		r.Next()
		if got, err := r.Float(0); err != nil || math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%s: got %v, %v; want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"-", ".", "-.", "1.2.3", "NA", "1,5", "12a", "--1", "0x", "1 2"} {
		r := NewReader(strings.NewReader("year\n\""+in+"\"\n"), Options{})
		r.Next()
		if got, err := r.Float(0); err == nil || err.Error() != `csv: line 2, field 1 (year): "`+in+`" is not a number` {
			t.Errorf("%s: got %v, %v", in, got, err)
		}
	}
	r := NewReader(strings.NewReader("year,b\n,19.5\n"), Options{})
	r.Next()
	if _, err := r.Int(0); err == nil || err.Error() != "csv: line 2, field 1 (year): the field is empty, where a whole number was wanted" {
		t.Errorf("empty: %v", err)
	}
	if _, err := r.Int(1); err == nil {
		t.Error("19.5 is no whole number")
	}
}

// TestRandomFloats compares the short way with the general one.
func TestRandomFloats(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		s := strconv.FormatFloat((rng.Float64()-.5)*math.Pow10(rng.IntN(14)), 'f', rng.IntN(12), 64)
		want, _ := strconv.ParseFloat(s, 64)
		if got, ok := shortFloat([]byte(s)); ok && got != want {
			t.Fatalf("%s: got %v, want %v", s, got, want)
		}
	}
}

// TestAcrossBuffers reads rows that straddle the buffer's ends, with quotes, as encoding/csv does.
func TestAcrossBuffers(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for range 30_000 {
		for i := range 5 {
			cell := strings.Repeat("x", rng.IntN(20))
			if rng.IntN(4) == 0 {
				cell = `"` + strings.Repeat(`a,""`+"\n", rng.IntN(5)) + `"`
			}
			b.WriteString(cell)
			b.WriteByte(",,,,\n"[i])
		}
	}
	want, err := stdcsv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got, err := rows(NewReader(strings.NewReader(b.String()), Options{NoHeader: true}))
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d rows, %v; want %d", len(got), err, len(want))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Fatalf("row %d: %q, want %q", i, got[i], want[i])
		}
	}
}

// TestSourceFails sees the rows before a failure, the failure, and no row made of what stood just before it.
func TestSourceFails(t *testing.T) {
	broken := errors.New("broken pipe")
	src := io.MultiReader(strings.NewReader("a,b\n1,2\n3,4"), iotest.ErrReader(broken))
	got, err := rows(NewReader(src, Options{}))
	if !errors.Is(err, broken) || len(got) != 2 {
		t.Errorf("got %q, %v; want the header, one row and the failure", got, err)
	}
}

func TestRowsAllocateNothing(t *testing.T) {
	text := bytes.Repeat([]byte("200,2,1950,\"x \"\"y\"\"\",3.25\n"), 10_000)
	r := NewReader(bytes.NewReader(text), Options{NoHeader: true, Encoding: UTF8})
	r.Next()
	if n := testing.AllocsPerRun(5_000, func() {
		r.Next()
		r.Float(4)
		r.Int(2)
		r.Text(3)
	}); n > 0 {
		t.Errorf("%.2f allocations a row", n)
	}
}
