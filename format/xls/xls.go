// Package xls reads the tables of .xls files as Excel 97 to 2003 wrote them (BIFF8).
//
// An .xls file is a compound file (MS-CFB): a small file system of sectors chained through a table, in which one stream,
// "Workbook", holds records (MS-XLS): two bytes of type, two of length, then the contents. The first records describe the
// workbook: its sheets and where each begins, number formats and styles, the system of dates, and all texts once, in the
// shared string table SST, which runs on over CONTINUE records because none may be longer than 8,224 bytes. Then come the
// sheets' cells. Numbers are kept whole (NUMBER) or squeezed into four bytes (RK, MULRK), and a date is a number whose
// style has a date format. Texts are UTF-16, or its low bytes alone where they suffice, so the code page the file names
// is of no use here.
//
// The stream and the cells of the chosen sheet are held in memory, charged against Limits.Memory before it is set aside;
// an .xls sheet has at most 65,536 rows of 256 columns. Formulas are not computed: the value saved with them is given.
// Refused, with the reason: files locked with a password, files of Excel 5.0/95 and older, and .xlsx under this name.
//
// Chains that loop or leave the file, records that end early and texts longer than their records give an error that says
// which sheet, cell and byte.
package xls

import (
	"errors"
	"io"
	"os"

	"comity/format/sheet"
)

// The reasons an error may have, for errors.Is.
var (
	ErrTooBig = sheet.ErrTooBig                 // a limit was met
	ErrFormat = errors.New("not an .xls table") // or damaged
)

// Open reads a sheet of a file of the given size. All errors are of type *sheet.Error and are returned at once: the sheet
// is read whole.
func Open(f io.ReaderAt, size int64, o sheet.Options) (*sheet.Reader, error) {
	b, err := openBook(f, size, o)
	if err != nil {
		return nil, err
	}
	rows, err := b.rows()
	if err != nil {
		return nil, err
	}
	return sheet.NewReader(rows, o)
}

// OpenFile is Open of the file at path. Errors carry the path unless Options.Name is set.
func OpenFile(path string, o sheet.Options) (*sheet.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // what is read of it is in memory by then
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if o.Name == "" {
		o.Name = path
	}
	return Open(f, info.Size(), o)
}

// Sheets lists the sheets of cells in a file of the given size, in the workbook's order, hidden ones included.
func Sheets(f io.ReaderAt, size int64, l sheet.Limits) ([]string, error) {
	b, err := openBook(f, size, sheet.Options{Limits: l})
	if err != nil {
		return nil, err
	}
	return b.names, nil
}
