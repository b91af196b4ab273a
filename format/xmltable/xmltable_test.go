package xmltable

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// open opens a text.
func open(in string, o Options) (*Reader, error) {
	return Open(strings.NewReader(in), int64(len(in)), o)
}

// shown writes a table: the names, then each row, - where a cell is missing.
func shown(r *Reader) string {
	lines := []string{strings.Join(r.Columns(), "|")}
	for r.Next() {
		var cells []string
		for i := range r.Columns() {
			s, ok := r.Text(i)
			if !ok {
				s = "-"
			}
			cells = append(cells, s)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, " / ")
}

// TestShapes reads each shape of a row.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		name, in string
		opt      Options
		want     string
	}{
		{"elements", `<?xml version="1.0"?><t><r><a>1</a><b>x</b></r><r><b/><c>true</c></r></t>`, Options{}, "a|b|c / 1|x|- / -|-|true"},
		{"attributes", `<t><r role="p"><role>q</role><c id="china">China</c></r></t>`, Options{}, "@role|role|c/@id|c / p|q|china|China"},
		{"path", `<t><m><r><a>9</a></r></m><rs n="1"><r><a>1</a></r><r><a>2</a></r></rs></t>`, Options{Path: "t/rs/r"}, "a / 1 / 2"},
		{"path with a slash", `<t><r a="1"/><s a="2"/></t>`, Options{Path: "/t/r"}, "@a / 1"},
		{"any", `<t><x><r>1</r></x><y><r>2</r></y></t>`, Options{Path: "t/*/r"}, ". / 1 / 2"},
		{"the root", `<t><a>1</a></t>`, Options{Path: "t"}, "a / 1"},
		{"twice", `<t><r><c id="1">A</c><c/><c id="2">B</c></r></t>`, Options{}, "c/@id|c / 1; 2|A; B"},
		{"twice, otherwise", `<t><r><c>A</c><c>B</c></r></t>`, Options{Join: "|"}, "c / A|B"},
		{"within", `<t><r><p><lat>1</lat><lon>2</lon></p></r></t>`, Options{}, "p/lat|p/lon / 1|2"},
		{"mixed", `<t><r><n>see <i>The Times</i> of <d>1 May</d></n></r></t>`, Options{}, "n/i|n/d|n / The Times|1 May|see The Times of 1 May"},
		{"own text", `<t><r id="1">one <b>two</b></r></t>`, Options{}, "@id|b|. / 1|two|one two"},
		{"space", "<t><r><a>\n  two\n\t words </a></r></t>", Options{}, "a / two words"},
		{"raw", "<t><r><a> two\n</a></r></t>", Options{Raw: true}, "a /  two\n"},
		{"escapes", `<t><r><a>&lt;A &amp; B&gt; &#233;</a><b><![CDATA[<x>]]></b><!-- no --></r></t>`, Options{}, "a|b / <A & B> é|<x>"},
		{"latin1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><t><r><a>C\xF4te</a></r></t>", Options{}, "a / Côte"},
		{"name spaces", `<n:t xmlns:n="u"><n:r xmlns="v" n:k="1"><a>2</a></n:r></n:t>`, Options{Path: "t/r"}, "@k|a / 1|2"},
		{"doctype", `<!DOCTYPE t SYSTEM "file:///etc/passwd"><t><r><a>1</a></r></t>`, Options{}, "a / 1"},
		{"nothing in it", `<t><r/></t>`, Options{}, " / "},
	} {
		r, err := open(c.in, c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := shown(r); got != c.want || r.Err() != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, r.Err(), c.want)
		}
	}
}

// TestErrors asks for errors that say where and why.
func TestErrors(t *testing.T) {
	deep := strings.Repeat("<a>", 100)
	long := `<t><r><a>` + strings.Repeat("x", 200_000) + `</a></r></t>`
	many := `<t><r>` + strings.Repeat("<a>x</a>", 20_000) + `</r></t>`
	var kinds strings.Builder
	for i := range 300 {
		fmt.Fprintf(&kinds, "<a%d>x</a%d>", i, i)
	}
	mixed := `<t><r>` + strings.Repeat("<a>x", 50) + strings.Repeat("x", 2000) + strings.Repeat("</a>", 50) + `</r></t>`
	for _, c := range []struct {
		name, in string
		opt      Options
		want     string
	}{
		{"empty", "", Options{}, "line 1, byte 0: not XML: there is no element in it"},
		{"cut", "<t>\n<r><a>1", Options{}, "line 2, byte 11, row 1: not XML: XML syntax error on line 2: unexpected EOF"},
		{"crossed", "<t><r></t>", Options{}, "element <r> closed by </t>"},
		{"path", "<t><x/><y/><x/></t>", Options{Path: "t/r"}, `not a table: no element at the path "t/r"; there are t/x, t/y`},
		{"deep", deep, Options{}, "nested more than Options.MaxDepth = 64 deep"},
		{"deep aside", deep, Options{Path: "b"}, "nested more than Options.MaxDepth = 64 deep"},
		{"long", long, Options{MaxRow: 1000}, "Options.MaxRow = 1000 bytes"},
		{"many", many, Options{MaxRow: 100_000}, "Options.MaxRow = 100000"},
		{"mixed", mixed, Options{MaxRow: 5000}, "four times Options.MaxRow = 5000"},
		{"many columns", "<t><r>" + kinds.String() + "</r></t>", Options{MaxColumns: 200}, "more than Options.MaxColumns = 200 columns"},
		{"many kinds", "<t><r><a><b><c/></b></a></r></t>", Options{MaxColumns: 1}, "twice Options.MaxColumns = 1 kinds"},
		{"long name", "<t><r><" + strings.Repeat("n", 5000) + "/></r></t>", Options{}, "is longer than 4096 bytes"},
		{"behind", "<t><r/></t><u/>", Options{}, "behind the end of the root"},
		{"entity", `<!DOCTYPE t [<!ENTITY x "y">]><t><r><a>&x;</a></r></t>`, Options{}, "invalid character entity &x;"},
		{"encoding", `<?xml version="1.0" encoding="EBCDIC"?><t/>`, Options{}, `the encoding "EBCDIC" is not read here`},
	} {
		_, err := open(c.in, c.opt)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
}

// TestFloat looks at what is a number.
func TestFloat(t *testing.T) {
	r, err := open(`<t><r>1.5</r><r> -2 </r><r>x</r><r/><r>NaN</r><r>0x10</r></t>`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for r.Next() {
		v, ok := r.Float(0)
		got = append(got, fmt.Sprint(v, ok))
	}
	if want := "[1.5 true -2 true 0 false 0 false NaN false 0 false]"; fmt.Sprint(got) != want {
		t.Errorf("%v", got)
	}
}

// TestPacked reads a packed file, and OpenFile.
func TestPacked(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(`<t><r><a>1</a></r></t>`))
	z.Close()
	path := filepath.Join(t.TempDir(), "a.xml.gz")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := OpenFile(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(r); got != "a / 1" {
		t.Error(got)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := OpenFile(path, Options{Path: "x"}); !errors.Is(err, ErrShape) || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
}
