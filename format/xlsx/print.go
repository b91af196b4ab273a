package xlsx

// Rows of a table as the XML of a sheet.

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"comity/format/frame"
	"comity/format/sheet"
)

// printer makes the XML of one sheet; its methods may run side by side.
type printer struct {
	table   *frame.Table
	letters bool
	names   []string // of the columns: A, B …
}

// head is the sheet up to the first row of data: how large it is, the header fixed in sight, the columns of dates and texts wide
// enough to be read.
func (p *printer) head() ([]byte, error) {
	last := "A1"
	if n := len(p.names); n > 0 {
		last = p.names[n-1] + strconv.Itoa(p.table.Rows+1)
	}
	b := fmt.Appendf(nil, `%s<worksheet xmlns="%s"><dimension ref="A1:%s"/><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>%s<sheetData><row r="1">`, xmlHead, mainSpace, last, p.widths())
	for i := range p.names {
		var err error
		if b, err = p.text(b, i, "1", strings.ToValidUTF8(p.table.Columns[i].Name, "\uFFFD"), headStyle); err != nil {
			return nil, fmt.Errorf("the name of column %d: %w", i+1, err)
		}
	}
	return append(b, "</row>\n"...), nil
}

// widths says which columns are wider than a number.
func (p *printer) widths() string {
	var b strings.Builder
	for i := range p.names {
		width := map[frame.Kind]int{frame.Date: 11, frame.Text: 20}[p.table.Columns[i].Kind]
		if width > 0 {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "<cols>" + b.String() + "</cols>"
}

// rows makes the XML of some rows of a block that begins after so many.
func (p *printer) rows(f *frame.Frame, lo, hi, before int) ([]byte, error) {
	n := hi - lo
	cells := make([]float64, n*len(f.Columns))
	for i, c := range f.Columns {
		c.Read(lo, hi, cells[i*n:(i+1)*n])
	}
	b := make([]byte, 0, 32*len(cells))
	for k := range n {
		row := strconv.Itoa(before + lo + k + 2)
		b = append(append(append(b, `<row r="`...), row...), `">`...)
		for i, c := range f.Columns {
			var err error
			if b, err = p.cell(b, i, row, c, cells[i*n+k]); err != nil {
				return nil, fmt.Errorf("column %d (%s), row %d: %w", i+1, p.table.Columns[i].Name, before+lo+k+1, err)
			}
		}
		b = append(b, "</row>\n"...)
	}
	return b, nil
}

// cell writes one cell.
func (p *printer) cell(b []byte, i int, row string, c *frame.Column, x float64) ([]byte, error) {
	switch {
	case x != x && p.letters:
		return p.text(b, i, row, "."+string(rune('a'-1+frame.Letter(x))), 0)
	case x != x:
		return b, nil
	case c.Kind == frame.Text:
		return p.text(b, i, row, c.Texts[int(x)], 0)
	case c.Kind == frame.Date:
		return p.date(b, i, row, x)
	case math.IsInf(x, 0):
		return nil, fmt.Errorf("%v is %w: filter the row or leave the column out", x, ErrValue)
	}
	return append(appendNumber(append(p.open(b, i, row), `"><v>`...), x), `</v></c>`...), nil
}

// open begins a cell.
func (p *printer) open(b []byte, i int, row string) []byte {
	return append(append(append(b, `<c r="`...), p.names[i]...), row...)
}

// text writes a cell of text.
func (p *printer) text(b []byte, i int, row, s string, style int) ([]byte, error) {
	if tooLong(s) {
		return nil, fmt.Errorf("the text %.40q… is %w: it has more than %d characters; leave the column out, or write another format", s, ErrValue, longestText)
	}
	b = append(p.open(b, i, row), '"')
	if style != 0 {
		b = append(strconv.AppendInt(append(b, ` s="`...), int64(style), 10), '"')
	}
	b = append(b, ` t="inlineStr"><is><t`...)
	if spaced(s) {
		b = append(b, ` xml:space="preserve"`...)
	}
	return append(appendEscaped(append(b, '>'), s), "</t></is></c>"...), nil
}

// date writes a cell of a day, as text where sheets do not know it.
func (p *printer) date(b []byte, i int, row string, day float64) ([]byte, error) {
	serial, ok := sheet.ToSerial(day)
	if !ok {
		return p.text(b, i, row, time.Unix(int64(day)*86400, 0).UTC().Format("2006-01-02"), 0)
	}
	b = strconv.AppendInt(append(p.open(b, i, row), `" s="`...), dateStyle, 10)
	return append(appendNumber(append(b, `"><v>`...), serial), `</v></c>`...), nil
}

// appendNumber writes a number with the fewest digits that give it back.
func appendNumber(b []byte, x float64) []byte {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return strconv.AppendInt(b, int64(x), 10)
	}
	return strconv.AppendFloat(b, x, 'G', -1, 64)
}
