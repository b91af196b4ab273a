package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"comity/format/sheet"
)

const (
	ns  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// workbook is a file to be written for a test: the sheets' data, and what they share.
type workbook struct {
	sheets  []string // name and what stands inside sheetData, by turns
	strings string   // inside <sst>
	styles  string   // inside <styleSheet>
	pr      string   // attributes of workbookPr
	parts   map[string]string
}

// file writes the workbook. parts replace the written ones; an empty one is left out.
func (w workbook) file() []byte {
	parts := map[string]string{}
	links, list := "", ""
	for i := 0; i < len(w.sheets); i += 2 {
		n := i/2 + 1
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n)] = `<?xml version="1.0" encoding="UTF-8"?><worksheet ` + ns + `><dimension ref="A1"/><sheetData>` + w.sheets[i+1] + `</sheetData></worksheet>`
		links += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, rel, n)
		list += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, w.sheets[i], n, n)
	}
	if w.strings != "" {
		parts["xl/sharedStrings.xml"] = `<sst ` + ns + `>` + w.strings + `</sst>`
		links += `<Relationship Id="s" Type="` + rel + `/sharedStrings" Target="/xl/sharedStrings.xml"/>`
	}
	if w.styles != "" {
		parts["xl/styles.xml"] = `<styleSheet ` + ns + `>` + w.styles + `</styleSheet>`
		links += `<Relationship Id="y" Type="` + rel + `/styles" Target="../xl/styles.xml"/>`
	}
	parts["_rels/.rels"] = `<Relationships><Relationship Id="r1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	parts["xl/workbook.xml"] = `<workbook ` + ns + ` xmlns:r="` + rel + `"><workbookPr ` + w.pr + `/><sheets>` + list + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` + links + `</Relationships>`
	for name, text := range w.parts {
		parts[name] = text
	}
	return zipped(parts)
}

// zipped packs parts; the order in a zip file means nothing.
func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		if text == "" {
			continue
		}
		f, err := z.Create(name)
		if err != nil {
			panic(err)
		}
		io.WriteString(f, text)
	}
	z.Close()
	return b.Bytes()
}

// dump writes a table as one line a row, a cell as its kind's first letter and its value.
func dump(b []byte, o sheet.Options) (string, error) {
	r, err := Open(bytes.NewReader(b), int64(len(b)), o)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if !o.NoHeader {
		fmt.Fprintf(&out, "%q\n", r.Columns())
	}
	for r.Next() {
		fmt.Fprintf(&out, "%d@%d", r.Row(), r.SheetRow())
		for i := range r.Len() {
			fmt.Fprintf(&out, " %c:%s%s", r.Cell(i).Kind.String()[0], r.Cell(i).Value(), r.Fault(i))
		}
		out.WriteByte('\n')
	}
	return out.String(), r.Err()
}

const dateStyles = `<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot; d&quot;"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
	`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs>`

// TestCells reads cells of every kind.
func TestCells(t *testing.T) {
	row := func(cells string) string { return `<row r="1">` + cells + `</row>` }
	for _, c := range []struct {
		name, in, want string
		w              workbook
	}{
		{"number", `<c r="A1"><v>42</v></c><c r="B1" t="n"><v>0.83199999999999996</v></c><c r="C1"><v>-1.5E-7</v></c><c><v>1e300</v></c>`, "n:42 n:0.832 n:-1.5e-07 n:1e+300", workbook{}},
		{"full precision", `<c><v>3.3333333333333331E-2</v></c><c><v>12345678901234567</v></c>`, "n:0.03333333333333333 n:1.2345678901234568e+16", workbook{}},
		{"gap", `<c r="B1"><v>1</v></c><c r="AA1"><v>2</v></c>`, "e: n:1" + strings.Repeat(" e:", 24) + " n:2", workbook{}},
		{"empty cells", `<c r="A1" s="0"/><c r="B1"><v></v></c><c r="C1" t="str"><v></v></c><c r="D1"><v> 7 </v></c><c r="E1"/>`, "e: e: e: n:7", workbook{}},
		{"shared", `<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>2</v></c>`, "t:C\u00f4te d'Ivoire & co t:US t:a\nb", workbook{strings: "<si><t>US</t></si><si><r><rPr><b/></rPr><t>C\u00f4te </t></r><r><t xml:space=\"preserve\">d&apos;Ivoire &#38; co</t></r><rPh sb=\"0\"><t>no</t></rPh></si><si><t>a\r\nb</t></si>"}},
		{"inline", `<c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><r><t>b</t></r><r><t>c</t></r><phoneticPr/></is></c>`, "t:a t:bc", workbook{}},
		{"escaped", `<c t="str"><v>a_x000D_b_x005F_x0041_</v></c>`, "t:a\rb_x0041_", workbook{}},
		{"CDATA", `<c t="str"><v><![CDATA[a<b&amp;]]>c</v></c>`, "t:a<b&amp;c", workbook{}},
		{"bool", `<c t="b"><v>1</v></c><c t="b"><v>0</v></c>`, "b:TRUE b:FALSE", workbook{}},
		{"fault", `<c t="e"><v>#N/A</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>`, "f:#N/A f:#DIV/0!", workbook{}},
		{"formula", `<c><f>A1+B1</f><v>3</v></c><c t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c><f>1</f></c><c><v>4</v></c>`, "n:3 t:xy e: n:4", workbook{}},
		{"dates", `<c s="1"><v>45000</v></c><c s="2"><v>61</v></c><c s="2"><v>59</v></c><c s="2"><v>60</v></c><c s="1"><v>1</v></c><c s="5"><v>45000.75</v></c>`, "d:2023-03-15 d:1900-03-01 d:1900-02-28 n:60 d:1900-01-01 d:2023-03-15T18:00:00", workbook{styles: dateStyles}},
		{"no dates", `<c s="0"><v>45000</v></c><c s="3"><v>45000</v></c><c s="4"><v>0.5</v></c><c s="1"><v>-1</v></c><c s="1"><v>3000000</v></c>`, "n:45000 n:45000 n:0.5 n:-1 n:3000000", workbook{styles: dateStyles}},
		{"1904", `<c s="1"><v>0</v></c><c s="1"><v>43538</v></c>`, "d:1904-01-01 d:2023-03-15", workbook{styles: dateStyles, pr: `date1904="1"`}},
		{"strict dates", `<c t="d"><v>1976-11-22</v></c><c t="d"><v>1976-11-22T08:30:00</v></c><c t="d"><v>06:00:00</v></c>`, "d:1976-11-22 d:1976-11-22T08:30:00 n:0.25", workbook{}},
		{"comments", `<!-- <c> --><c><?x y?><v>1<!-- 2 -->3</v></c>`, "n:13", workbook{}},
	} {
		c.w.sheets = []string{"S", row(c.in)}
		got, err := dump(c.w.file(), sheet.Options{NoHeader: true})
		if want := "1@1 " + c.want + "\n"; got != want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, want)
		}
	}
}

// TestTables reads tables that begin in different places.
func TestTables(t *testing.T) {
	num := func(n int) string { return fmt.Sprintf(`<c><v>%d</v></c>`, n) }
	two := workbook{sheets: []string{
		"Notes", `<row><c t="inlineStr"><is><t>title</t></is></c></row><row r="4">` + num(10) + num(20) + `</row><row r="5"/><row>` + num(1) + num(2) + num(3) + `</row><row r="9">` + num(4) + `</row><row r="10"><c s="1"/></row>`,
		"A &amp; B", `<row>` + num(7) + `</row>`,
		"None", "",
	}}
	for _, c := range []struct {
		name string
		o    sheet.Options
		want string
		fail string
	}{
		{"first", sheet.Options{}, "[\"title\"]\n1@4 n:10 n:20\n2@6 n:1 n:2 n:3\n3@9 n:4\n", ""},
		{"skip", sheet.Options{Skip: 3}, "[\"10\" \"20\"]\n1@6 n:1 n:2 n:3\n2@9 n:4\n", ""},
		{"skip to nothing", sheet.Options{Skip: 2}, "", `xlsx: sheet "Notes", row 3: the row is empty where the header should be; the next row that holds something is 4: skip 3 rows`},
		{"skip all", sheet.Options{Skip: 9}, "", `row 10: the row is empty`},
		{"no header", sheet.Options{Skip: 4, NoHeader: true}, "1@6 n:1 n:2 n:3\n2@9 n:4\n", ""},
		{"by name", sheet.Options{Sheet: "A & B"}, "[\"7\"]\n", ""},
		{"by name in another case", sheet.Options{Sheet: "a & b", NoHeader: true}, "1@1 n:7\n", ""},
		{"empty", sheet.Options{Sheet: "None"}, "", `choose another of the sheets "Notes", "A & B", "None"`},
		{"empty without header", sheet.Options{Sheet: "None", NoHeader: true}, "", ""},
		{"no such", sheet.Options{Sheet: "Data", Name: "a.xlsx"}, "", `xlsx: a.xlsx: (xl/workbook.xml): no sheet "Data"; there are "Notes", "A & B", "None"`},
	} {
		got, err := dump(two.file(), c.o)
		if got != c.want || (err != nil) != (c.fail != "") || err != nil && !strings.Contains(err.Error(), c.fail) {
			t.Errorf("%s: %q, %v; want %q, %s", c.name, got, err, c.want, c.fail)
		}
	}
	b := two.file()
	names, err := Sheets(bytes.NewReader(b), int64(len(b)), sheet.Limits{})
	if fmt.Sprintf("%q", names) != `["Notes" "A & B" "None"]` || err != nil {
		t.Errorf("sheets %q, %v", names, err)
	}
}

// TestRefused reads files that cannot be read, and says why and where.
func TestRefused(t *testing.T) {
	one := func(data string) []byte { return workbook{sheets: []string{"S", data}}.file() }
	with := func(part, text string) []byte {
		return workbook{sheets: []string{"S", `<row r="1"><c><v>1</v></c></row>`}, strings: "<si><t>a</t></si>", styles: dateStyles, parts: map[string]string{part: text}}.file()
	}
	sheet1 := "xl/worksheets/sheet1.xml"
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"nothing", nil, `begins with ""`},
		{"text", []byte("a,b\n1,2\n"), "perhaps CSV"},
		{"compound", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), "locked with a password"},
		{"broken zip", []byte("PK\x03\x04...."), "zip"},
		{"OpenDocument", zipped(map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"},
		{"other zip", zipped(map[string]string{"a.csv": "1"}), "no _rels/.rels"},
		{"binary", with("_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`), ".xlsb"},
		{"document", with("xl/workbook.xml", `<document/>`), "<document>, not a workbook"},
		{"no sheet part", with(sheet1, ""), "(xl/worksheets/sheet1.xml): the part is not in the file"},
		{"chart for a sheet", with(sheet1, `<chartsheet/>`), "not a worksheet"},
		{"no data", with(sheet1, `<worksheet/>`), "no sheetData"},
		{"document type", with(sheet1, `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`), "document type"},
		{"encoding", with(sheet1, `<?xml version="1.0" encoding="UTF-16"?><worksheet/>`), `"UTF-16"`},
		{"UTF-16", with(sheet1, "\xFF\xFE<\x00w\x00"), "UTF-8 is read"},
		{"cut", with(sheet1, `<worksheet><sheetData><row r="1"><c r="A1"><v>12`), `sheet "S", cell A1 (xl/worksheets/sheet1.xml, byte 48)`},
		{"cut after the data", with(sheet1, `<worksheet><sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData>`), `ends inside element "worksheet"`},
		{"crossed", with(sheet1, `<worksheet><sheetData></worksheet></sheetData>`), `</worksheet> where "sheetData" should end`},
		{"two roots", with(sheet1, `<worksheet><sheetData/></worksheet><a/>`), "second outermost"},
		{"deep", with(sheet1, `<worksheet><sheetData>`+strings.Repeat("<a>", 300)), "nested deeper"},
		{"kind", one(`<row><c t="zz"><v>1</v></c></row>`), `kind "zz"`},
		{"string", one(`<row><c t="s"><v>0</v></c></row>`), `cell A1 (xl/worksheets/sheet1.xml, byte 169): shared string "0" of 0`},
		{"number", one(`<row r="3"><c/><c><v>1,5</v></c></row>`), `sheet "S", cell B3`},
		{"infinite", one(`<row><c><v>1e999</v></c></row>`), `the number "1e999"`},
		{"bool", one(`<row><c t="b"><v>7</v></c></row>`), `the bool "7"`},
		{"date", one(`<row><c t="d"><v>1976-13-22</v></c></row>`), `the date "1976-13-22"`},
		{"reference", one(`<row><c t="str"><v>&nbsp;</v></c></row>`), "no character reference"},
		{"not UTF-8", one("<row><c t=\"str\"><v>C\xF4te</v></c></row>"), "not UTF-8"},
		{"style", with(sheet1, `<worksheet><sheetData><row><c s="6"><v>1</v></c></row></sheetData></worksheet>`), "style 6 of 6"},
		{"row back", one(`<row r="2"><c><v>1</v></c></row><row r="2"/>`), "row 2 comes after row 2"},
		{"row far", one(`<row r="1048577"/>`), "1048576 are the most"},
		{"cell back", one(`<row><c r="C1"/><c r="B1"/></row>`), "cell B1 comes after cell C1"},
		{"cell of another row", one(`<row r="2"><c r="C1"/></row>`), "cell C1 stands in row 2"},
		{"cell far", one(`<row r="2"><c r="XFE2"/></row>`), "Limits.Columns"},
		{"cell's name", one(`<row><c r="1A"/></row>`), `name "1A"`},
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
	long := strings.Repeat("x", 5000)
	w := workbook{sheets: []string{"S", `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>` + long + `</t></is></c></row>`}, strings: "<si><t>" + strings.Repeat("y", 3000) + "</t></si>"}
	for name, l := range map[string]sheet.Limits{
		"memory":  {Memory: 2000},
		"cell":    {Cell: 4000},
		"tag":     {Cell: 600},
		"columns": {Columns: 1},
	} {
		if got, err := dump(w.file(), sheet.Options{NoHeader: true, Limits: l}); !errors.Is(err, ErrTooBig) {
			t.Errorf("%s: %.40q, %v", name, got, err)
		}
	}
	l := sheet.Limits{}
	l.Unpack.Bytes = 2000
	if got, err := dump(w.file(), sheet.Options{NoHeader: true, Limits: l}); !errors.Is(err, ErrTooBig) {
		t.Errorf("bytes: %.40q, %v", got, err)
	}
	if got, err := dump(w.file(), sheet.Options{NoHeader: true, Limits: sheet.Limits{Memory: 4000, Cell: 5000, Columns: 2}}); err != nil || len(got) < 8000 {
		t.Errorf("within the limits: %.40q, %v", got, err)
	}
}

// TestBomb reads a small file of many rows, each with one cell in the last column.
func TestBomb(t *testing.T) {
	var b strings.Builder
	const rows = 100_000
	for i := range rows {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
	}
	in := workbook{sheets: []string{"S", b.String()}}.file()
	r, err := Open(bytes.NewReader(in), int64(len(in)), sheet.Options{NoHeader: true})
	if err != nil {
		t.Fatal(err)
	}
	for r.Next() {
		if r.Len() != sheet.MaxColumns {
			t.Fatal(r.Row(), r.Len())
		}
	}
	if r.Err() != nil || r.Row() != rows {
		t.Fatal(r.Row(), r.Err())
	}
}
