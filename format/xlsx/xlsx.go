// Package xlsx reads the tables of .xlsx files, row by row and in bounded memory, and writes them likewise.
//
// An .xlsx file is a zip file of XML parts (ECMA-376, "Office Open XML"). _rels/.rels leads to the workbook, the workbook
// lists the sheets, and its own relations say which part holds which. A sheet's part is rows of cells <c r="B2" s="1"
// t="s"><v>509</v></c>: r is the place, t the kind, s the style. Most texts stand once in a part of shared strings and the
// cells give their numbers; others stand in the cell. A date is a number whose style has a date format, so the styles are
// read too. This package reads the shared strings and styles whole and the sheet as it goes, and gives a sheet.Reader.
//
// Both editions of the format are read (transitional and strict, which may keep dates as texts), as are the .xlsm and
// .xltx files that differ in name only; macros are not looked at. Formulas are not computed: the value saved with them is
// given. Not read: .xlsb (binary), .ods, and encrypted files, each refused by name.
//
// A hostile file gets an error that says which sheet, cell and byte: parts unpack up to a limit, document types and with
// them entities are refused, texts are charged against Limits.Memory, and a row takes memory by its cells, not by the
// places it claims.
package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"comity/format/sheet"
	"comity/format/unpack"
)

// The reasons an error may have, for errors.Is.
var (
	ErrTooBig = sheet.ErrTooBig                  // a limit was met
	ErrFormat = errors.New("not an .xlsx table") // or damaged
)

// Open reads a sheet of a file of the given size. Errors in the workbook and the header are returned at once, those of a
// later row by Err; all are of type *sheet.Error.
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

// OpenFile is Open of the file at path, which Close closes. Errors carry the path unless Options.Name is set.
func OpenFile(path string, o sheet.Options) (*sheet.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if o.Name == "" {
		o.Name = path
	}
	r, err := openFile(f, o)
	if err != nil {
		f.Close()
	}
	return r, err
}

// openFile reads a sheet of an open file and hands the file over to the reader.
func openFile(f *os.File, o sheet.Options) (*sheet.Reader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b, err := openBook(f, info.Size(), o)
	if err != nil {
		return nil, err
	}
	rows, err := b.rows()
	if err != nil {
		return nil, err
	}
	rows.file = f
	return sheet.NewReader(rows, o)
}

// Sheets lists the sheets of cells in a file of the given size, in the workbook's order, hidden ones included.
func Sheets(f io.ReaderAt, size int64, l sheet.Limits) ([]string, error) {
	b, err := openBook(f, size, sheet.Options{Limits: l})
	if err != nil {
		return nil, err
	}
	return b.names, nil
}

// refuse tells the files that are often taken for .xlsx by their first bytes; nil for a zip file.
func refuse(f io.ReaderAt) error {
	head := make([]byte, 8)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return err
	}
	head = head[:n]
	switch {
	case unpack.Sniff(head) == unpack.Zip:
		return nil
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return fmt.Errorf("it is a compound file: an old .xls, or a workbook locked with a password, which has to be saved without: %w", ErrFormat)
	}
	return fmt.Errorf("it begins with %q, not as a zip file does: perhaps CSV or a web page under this name: %w", head, ErrFormat)
}
