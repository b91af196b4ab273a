package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"

	"comity/format/sheet"
)

// fuzzLimits are small, so that a hostile file meets them soon.
var fuzzLimits = sheet.Limits{Memory: 1 << 20, Cell: 1 << 16}

// FuzzOpen reads hostile files. The seeds are not compressed, so that changes reach the XML.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x05\x06"))
	f.Add(stored(workbook{sheets: []string{"S", `<row><c><v>1</v></c></row>`}}.file()))
	f.Add(stored(workbook{sheets: []string{"S", `<row><c t="s" s="1"><v>0</v></c></row>`}, strings: "<si><t>a</t></si>", styles: dateStyles}.file()))
	f.Fuzz(func(t *testing.T, in []byte) { readAll(t, in) })
}

// FuzzSheet reads hostile sheets, strings and styles of a sound file.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="2"><v>45000</v></c></row><row r="7"><c t="inlineStr"><is><r><t>b</t></r></is></c></row>`, `<si><t>a&amp;_x000D_</t></si>`, dateStyles)
	f.Add(`<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>1976-11-22</v></c><c t="str"><f>A1</f><v><![CDATA[x]]></v></c></row>`, `<si><r><t>a</t></r><rPh><t>b</t></rPh></si>`, `<cellXfs><xf/></cellXfs>`)
	f.Add(`</sheetData><!-- a --><x:row r="2"/>`, `<si/>`, `<numFmts><numFmt numFmtId="1" formatCode="[h]"/></numFmts>`)
	f.Fuzz(func(t *testing.T, data, shared, styles string) {
		readAll(t, workbook{sheets: []string{"S", data}, strings: shared, styles: styles}.file())
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

// stored packs a zip file anew without compression.
func stored(in []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(in), int64(len(in)))
	if err != nil {
		panic(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		to, _ := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		from, err := f.Open()
		if err != nil {
			panic(err)
		}
		io.Copy(to, from)
	}
	w.Close()
	return b.Bytes()
}
