package xls

// The workbook: its sheets, its texts, and which styles show numbers as dates.

import (
	"fmt"
	"io"
	"strings"

	"comity/format/sheet"
)

// book is an open workbook.
type book struct {
	opt    sheet.Options
	limits sheet.Limits
	memory int64 // what is left of Limits.Memory

	stream   []byte
	names    []string
	starts   []uint32 // where the records of the sheets named begin
	current  int
	strings  []string
	formats  map[uint16]bool // of the file's own: is it a date?
	styles   []uint16        // the formats of the styles
	from1904 bool
}

// The kinds of substreams and sheets.
const (
	globals      = 0x0005
	worksheet    = 0x0010
	biff8        = 0x0600
	sheetOfCells = 0
)

// openBook reads a workbook up to the choice of its sheet.
func openBook(f io.ReaderAt, size int64, o sheet.Options) (*book, error) {
	b := &book{opt: o, limits: o.Limits.WithDefaults(), formats: map[uint16]bool{}}
	b.memory = b.limits.Memory
	if err := b.readStream(f, size); err != nil {
		return nil, b.fail("", -1, err)
	}
	s := &scanner{b: b.stream}
	if err := b.readGlobals(s); err != nil {
		return nil, b.fail("Workbook", int64(s.start), err)
	}
	var err error
	if b.current, err = sheet.Choose(b.names, o.Sheet); err != nil {
		return nil, b.fail("Workbook", -1, err)
	}
	return b, nil
}

// fail says where something is wrong.
func (b *book) fail(part string, offset int64, err error) error {
	return &sheet.Error{Format: "xls", Name: b.opt.Name, Part: part, Offset: offset, Err: err}
}

// charge counts bytes that are to be kept.
func (b *book) charge(n int64) error {
	if b.memory -= n; b.memory < 0 {
		return fmt.Errorf("the workbook takes more than Limits.Memory = %d bytes: %w", b.limits.Memory, ErrTooBig)
	}
	return nil
}

// readStream finds the workbook's stream in the compound file.
func (b *book) readStream(f io.ReaderAt, size int64) error {
	if most := b.limits.Unpack.Bytes; most > 0 && size > most {
		return fmt.Errorf("the file has %d bytes, more than Limits.Unpack.Bytes = %d: %w", size, most, ErrTooBig)
	}
	c, err := openCompound(f, size, b.charge)
	if err != nil {
		return err
	}
	e, ok, others := c.find("Workbook")
	if !ok {
		return absent(others)
	}
	b.stream, err = c.stream(e)
	if err != nil {
		return fmt.Errorf("stream Workbook: %w", err)
	}
	return nil
}

// absent says what a compound file without a workbook is.
func absent(streams []string) error {
	for _, name := range streams {
		switch {
		case strings.EqualFold(name, "Book"):
			return fmt.Errorf("it was written by Excel 5.0 or 95, a format that is not read: save it anew as .xlsx: %w", ErrFormat)
		case strings.EqualFold(name, "EncryptedPackage"):
			return fmt.Errorf("it is locked with a password: save it without: %w", ErrFormat)
		}
	}
	return fmt.Errorf("the compound file holds no stream Workbook but %q: %w", streams[:min(len(streams), 5)], ErrFormat)
}

// begin reads the BOF record with which a substream begins, and gives its kind.
func (s *scanner) begin() (kind uint16, err error) {
	ok, err := s.next()
	if err != nil {
		return 0, err
	}
	if !ok || s.id != recBOF {
		return 0, fmt.Errorf("no BOF record where a sheet or workbook should begin: %w", ErrFormat)
	}
	if err := s.need(4); err != nil {
		return 0, err
	}
	if v := le16(s.data, 0); v != biff8 {
		return 0, fmt.Errorf("version %#04x; that of Excel 97 to 2003 (0x0600) is read: save it anew as .xlsx: %w", v, ErrFormat)
	}
	return le16(s.data, 2), nil
}

// readGlobals reads the records of the workbook, up to the first EOF.
func (b *book) readGlobals(s *scanner) error {
	if kind, err := s.begin(); err != nil {
		return err
	} else if kind != globals {
		return fmt.Errorf("the stream begins with a part of kind %#04x, not with the workbook: %w", kind, ErrFormat)
	}
	for {
		ok, err := s.next()
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("the workbook's records have no end: %w", ErrFormat)
		}
		if s.id == recEOF {
			return nil
		}
		if err := b.global(s); err != nil {
			return err
		}
	}
}

// global reads one record of the workbook.
func (b *book) global(s *scanner) error {
	switch s.id {
	case recFilePass:
		return fmt.Errorf("it is locked with a password: save it without: %w", ErrFormat)
	case recDate1904:
		if err := s.need(2); err != nil {
			return err
		}
		b.from1904 = le16(s.data, 0) != 0
	case recBoundSheet:
		return b.addSheet(s)
	case recXF:
		if err := s.need(4); err != nil {
			return err
		}
		b.styles = append(b.styles, le16(s.data, 2))
		return b.charge(2)
	case recFormat:
		return b.addFormat(s)
	case recSST:
		return b.readStrings(s)
	}
	return nil
}

// addSheet takes a sheet of the workbook's list, if it is one of cells and not a chart or a macro.
func (b *book) addSheet(s *scanner) error {
	if err := s.need(8); err != nil {
		return err
	}
	start, kind := le32(s.data, 0), s.data[5]
	c := cursor{s: s, rest: s.data[8:], max: b.limits.Cell}
	name, err := c.chars(int(s.data[6]), s.data[7]&1 != 0)
	if err != nil || kind != sheetOfCells {
		return err
	}
	b.names = append(b.names, name)
	b.starts = append(b.starts, start)
	return b.charge(int64(len(name)) + 24)
}

// addFormat takes a number format of the file's own.
func (b *book) addFormat(s *scanner) error {
	if err := s.need(5); err != nil {
		return err
	}
	id := le16(s.data, 0)
	c := cursor{s: s, rest: s.data[2:], max: b.limits.Cell}
	code, err := c.text()
	if err != nil {
		return err
	}
	b.formats[id] = sheet.IsDateFormat(code)
	return b.charge(16)
}

// readStrings reads the shared string table.
func (b *book) readStrings(s *scanner) error {
	if err := s.need(8); err != nil {
		return err
	}
	n := le32(s.data, 4)
	c := cursor{s: s, rest: s.data[8:], max: b.limits.Cell}
	for i := range n {
		text, err := c.text()
		if err != nil {
			return fmt.Errorf("shared string %d of %d: %w", i+1, n, err)
		}
		if err := b.charge(int64(len(text)) + 24); err != nil {
			return err
		}
		b.strings = append(b.strings, text)
	}
	return nil
}

// isDate says whether a style shows numbers as dates.
func (b *book) isDate(style uint16) (bool, error) {
	if int(style) >= len(b.styles) {
		return false, fmt.Errorf("style %d of %d: %w", style, len(b.styles), ErrFormat)
	}
	format := b.styles[style]
	if date, own := b.formats[format]; own {
		return date, nil
	}
	return sheet.IsBuiltinDate(int(format)), nil
}
