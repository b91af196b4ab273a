package xlsx

// The writer of .xlsx files: a zip file of a few parts of XML, of which only the sheets are long. Rows are turned to XML on several
// goroutines and packed on several; memory does not grow with the rows. Texts stand in their cells, not in a part of shared
// strings, which would have to be held until the end.

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"comity/format/frame"
	"comity/format/gzip"
	"comity/format/inorder"
	"comity/format/sheet"
)

// Sheet is a table under the name its sheet is to have.
type Sheet struct {
	Name  string
	Table *frame.Table
}

// WriteOptions say how a file is written.
type WriteOptions struct {
	Name    string  // of the table's sheet; default: data
	Sheets  []Sheet // that follow: codebook, sources
	Letters bool    // a missing cell holds its letter as text, ".a" to ".z"; else it is empty
}

// ErrValue is in the chain of an error about a cell that no sheet can hold.
var ErrValue = errors.New("no value of a sheet's cell")

// The most characters of a cell and of a sheet's name, in UTF-16.
const (
	longestText = 32_767
	longestName = 31
)

// Write writes a table as the first sheet of an .xlsx file, without author or time: the same table gives the same bytes, however
// it is cut into blocks and at any number of threads.
//
// The first row holds the names of the columns, in bold, and stays in sight. Dates are dates, shown as 2006-01-02; those before
// 1900-03-01, which programs that read sheets do not agree on or do not know, are texts of that form. Texts are never taken for
// formulas. Of what is said of columns only the names are kept: hand over a codebook as another sheet.
//
// A sheet holds 1,048,576 rows with the header and 16,384 columns; a table with more is an error with ErrTooBig in its chain, told
// before anything is written. Infinite numbers and texts of more than 32,767 characters (UTF-16) are errors with ErrValue.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o WriteOptions) error {
	if o.Name == "" {
		o.Name = "data"
	}
	sheets := append([]Sheet{{o.Name, t}}, o.Sheets...)
	if err := checkSheets(sheets); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	z := &zipper{zip: zip.NewWriter(w)}
	z.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewDeflate(ctx, w), nil })
	z.skeleton(sheets)
	for i, s := range sheets {
		part := z.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		if z.err != nil {
			break
		}
		if err := writeSheet(ctx, part, s.Table, o.Letters); err != nil {
			z.err = fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	if err := z.zip.Close(); z.err == nil {
		z.err = err
	}
	if z.err != nil {
		return fmt.Errorf("xlsx: %w", z.err)
	}
	return nil
}

// checkSheets sees to what can be refused before a cell is looked at.
func checkSheets(sheets []Sheet) error {
	taken := map[string]bool{}
	for _, s := range sheets {
		name := strings.ToLower(s.Name)
		switch {
		case name == "" || len(utf16.Encode([]rune(name))) > longestName || strings.ContainsAny(name, `[]:*?/\`) || name[0] == '\'' || name[len(name)-1] == '\'':
			return fmt.Errorf("no sheet can be named %q: 1 to %d characters, none of []:*?/\\, no ' at either end", s.Name, longestName)
		case taken[name]:
			return fmt.Errorf("two sheets are named %q", s.Name)
		case s.Table.Rows > sheet.MaxRows-1:
			return fmt.Errorf("%w: sheet %q would have %d rows below its header, and %d are the most a sheet holds; write Parquet, CSV, Stata or SQLite instead, or fewer rows", ErrTooBig, s.Name, s.Table.Rows, sheet.MaxRows-1)
		case len(s.Table.Columns) > sheet.MaxColumns:
			return fmt.Errorf("%w: sheet %q would have %d columns, and %d are the most a sheet holds; write Parquet, CSV, Stata or R instead, or fewer columns", ErrTooBig, s.Name, len(s.Table.Columns), sheet.MaxColumns)
		}
		taken[name] = true
	}
	return nil
}

// zipper writes the parts of a file; after an error it does nothing.
type zipper struct {
	zip *zip.Writer
	err error
}

// firstDay is the least time a zip file can tell, which stands for none.
var firstDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// create begins a part.
func (z *zipper) create(name string) io.Writer {
	if z.err != nil {
		return io.Discard
	}
	var w io.Writer
	w, z.err = z.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: firstDay})
	return w
}

// part writes a short part.
func (z *zipper) part(name, body string) {
	w := z.create(name)
	if z.err == nil {
		_, z.err = io.WriteString(w, xmlHead+body)
	}
}

const (
	xmlHead   = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgSpace  = "http://schemas.openxmlformats.org/package/2006/"
	partTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// The styles of cells, by their place among the formats of the part of styles.
const (
	headStyle = 1
	dateStyle = 2
)

// styles is the part of styles: plain, bold, and the date that shows as 2006-01-02.
const styles = `<styleSheet xmlns="` + mainSpace + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// skeleton writes the parts beside the sheets.
func (z *zipper) skeleton(sheets []Sheet) {
	var types, list, links strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, partTypes)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, appendEscaped(nil, s.Name), i+1, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relSpace, i+1)
	}
	z.part("[Content_Types].xml", `<Types xmlns="`+pkgSpace+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="`+partTypes+`sheet.main+xml"/>`+
		`<Override PartName="/xl/styles.xml" ContentType="`+partTypes+`styles+xml"/>`+types.String()+`</Types>`)
	z.part("_rels/.rels", `<Relationships xmlns="`+pkgSpace+`relationships"><Relationship Id="rId1" Type="`+relSpace+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	z.part("xl/workbook.xml", `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`"><sheets>`+list.String()+`</sheets></workbook>`)
	z.part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+pkgSpace+`relationships">`+links.String()+
		fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(sheets)+1, relSpace))
	z.part("xl/styles.xml", styles)
}

// piece is how many cells are turned to XML at one time.
const piece = 32 << 10

// writeSheet writes one sheet.
func writeSheet(ctx context.Context, w io.Writer, t *frame.Table, letters bool) error {
	p := &printer{table: t, letters: letters, names: make([]string, len(t.Columns))}
	for i := range p.names {
		p.names[i] = sheet.ColumnName(i)
	}
	head, err := p.head()
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	queue := inorder.New(ctx, func(b []byte) error { _, err := w.Write(b); return err })
	rows := max(1, piece/max(1, len(t.Columns)))
	err = t.Each(ctx, func(before int, f *frame.Frame) error {
		for lo := 0; lo < f.Rows; lo += rows {
			hi := min(lo+rows, f.Rows)
			if err := queue.Add(func() ([]byte, error) { return p.rows(f, lo, hi, before) }); err != nil {
				return err
			}
		}
		return nil
	})
	if failed := queue.Close(); failed != nil {
		err = failed // the reason why nothing more could be added
	}
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "</sheetData></worksheet>")
	return err
}

// appendEscaped writes a text so that XML gives it back: its own signs as entities, characters it does not know (and a return, which
// it would turn into a new line) as _xHHHH_, and an underscore that would look like the beginning of one the same way.
func appendEscaped(b []byte, s string) []byte {
	from := 0
	for i, r := range s {
		var with string
		switch {
		case r == '&':
			with = "&amp;"
		case r == '<':
			with = "&lt;"
		case r == '>':
			with = "&gt;"
		case r == '"':
			with = "&quot;"
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
			with = fmt.Sprintf("_x%04X_", r)
		case r == '_' && looksEscaped(s[i:]):
			with = "_x005F_"
		default:
			continue
		}
		b = append(append(b, s[from:i]...), with...)
		from = i + utf8.RuneLen(r)
	}
	return append(b, s[from:]...)
}

// looksEscaped says whether a text begins as a character that is written as _xHHHH_ does.
func looksEscaped(s string) bool {
	return len(s) >= 7 && s[1] == 'x' && s[6] == '_' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// tooLong says whether a text has more characters than a cell holds.
func tooLong(s string) bool {
	if len(s) <= longestText {
		return false
	}
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n > longestText
}

// spaced says whether a reader of XML might drop something at the ends of a text.
func spaced(s string) bool { return s != string(bytes.TrimSpace([]byte(s))) }
