package xlsx

// The workbook: which part is which, the sheets' names, and what all sheets share: strings and styles.

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"comity/format/sheet"
	"comity/format/unpack"
)

// book is an open workbook.
type book struct {
	f       io.ReaderAt
	size    int64
	opt     sheet.Options
	limits  sheet.Limits
	memory  int64    // what is left of Limits.Memory
	entries []string // of the zip file

	part     string // the workbook's own
	names    []string
	parts    []string // of the sheets named
	from1904 bool
	current  int

	strings []string // shared
	dates   []bool   // for each style, whether its numbers are dates
	styled  bool     // there is a part of styles
}

// The endings of the types of relations; what is before differs between the editions of the format.
const (
	toWorkbook  = "/officeDocument"
	toSheet     = "/worksheet"
	toStrings   = "/sharedStrings"
	toStyles    = "/styles"
	maxSheets   = 1 << 14
	maxRelation = 1 << 18
)

// openBook reads a workbook up to the choice of its sheet.
func openBook(f io.ReaderAt, size int64, o sheet.Options) (*book, error) {
	b := &book{f: f, size: size, opt: o, limits: o.Limits.WithDefaults()}
	b.memory = b.limits.Memory
	if err := refuse(f); err != nil {
		return nil, b.fail("", -1, err)
	}
	var err error
	if b.entries, err = unpack.Entries(f, size, b.limits.Unpack); err != nil {
		return nil, b.fail("", -1, err)
	}
	if err := b.findWorkbook(); err != nil {
		return nil, err
	}
	relations, err := b.relations(b.part)
	if err != nil {
		return nil, err
	}
	if err := b.readWorkbook(relations); err != nil {
		return nil, err
	}
	if b.current, err = sheet.Choose(b.names, o.Sheet); err != nil {
		return nil, b.fail(b.part, -1, err)
	}
	if err := b.readStrings(target(relations, toStrings)); err != nil {
		return nil, err
	}
	return b, b.readStyles(target(relations, toStyles))
}

// fail says where something is wrong.
func (b *book) fail(part string, offset int64, err error) error {
	return &sheet.Error{Format: "xlsx", Name: b.opt.Name, Part: part, Offset: offset, Err: err}
}

// charge counts bytes that are to be kept.
func (b *book) charge(n int) error {
	if b.memory -= int64(n); b.memory < 0 {
		return fmt.Errorf("the strings and styles take more than Limits.Memory = %d bytes: %w", b.limits.Memory, ErrTooBig)
	}
	return nil
}

// open opens a part. The names of parts do not differ by case (ECMA-376 part 2, 9.1.1.1).
func (b *book) open(part string) (*scanner, error) {
	i := slices.Index(b.entries, part)
	if i < 0 {
		i = slices.IndexFunc(b.entries, func(e string) bool { return strings.EqualFold(strings.ReplaceAll(e, `\`, "/"), part) })
	}
	if i < 0 {
		return nil, fmt.Errorf("the part is not in the file: %w", ErrFormat)
	}
	r, _, err := unpack.Open(b.f, b.size, b.entries[i], b.limits.Unpack)
	if err != nil {
		return nil, err
	}
	return newScanner(r, 4*b.limits.Cell), nil // in XML a text is longer than it is
}

// each reads a part whole and hands every token to do.
func (b *book) each(part string, do func(s *scanner, k kind) error) error {
	s, err := b.open(part)
	if err != nil {
		return b.fail(part, -1, err)
	}
	for {
		k, err := s.next()
		if err == nil && k == atEnd {
			return nil
		}
		if err == nil {
			err = do(s, k)
		}
		if err != nil {
			return b.fail(part, s.start, err)
		}
	}
}

// relation leads from one part to another.
type relation struct{ id, kind, target string }

// relations reads where the relations of a part lead; part "" stands for the file itself. Targets are resolved; those
// outside the file are left out.
func (b *book) relations(part string) ([]relation, error) {
	dir, file := path.Split(part)
	var list []relation
	err := b.each(dir+"_rels/"+file+".rels", func(s *scanner, k kind) error {
		if k != opening || string(s.name) != "Relationship" {
			return nil
		}
		if mode, _ := s.attr("TargetMode"); string(mode) == "External" {
			return nil
		}
		if len(list) >= maxRelation {
			return fmt.Errorf("more than %d relations: %w", maxRelation, ErrTooBig)
		}
		id, _ := s.attr("Id")
		kind, _ := s.attr("Type")
		to, _ := s.attr("Target")
		if err := b.charge(len(id) + len(kind) + len(to) + 64); err != nil {
			return err
		}
		r := relation{string(id), string(kind), string(to)}
		if !strings.HasPrefix(r.target, "/") {
			r.target = "/" + dir + r.target
		}
		r.target = strings.TrimPrefix(path.Clean(r.target), "/")
		list = append(list, r)
		return nil
	})
	return list, err
}

// target gives the part the first relation of a type leads to; empty if there is none.
func target(list []relation, kind string) string {
	for _, r := range list {
		if strings.HasSuffix(r.kind, kind) {
			return r.target
		}
	}
	return ""
}

// findWorkbook finds the workbook's part and refuses the other kinds of document kept in zip files.
func (b *book) findWorkbook() error {
	if !slices.Contains(b.entries, "_rels/.rels") {
		if slices.Contains(b.entries, "mimetype") {
			return b.fail("", -1, fmt.Errorf("it is an OpenDocument file: save it as .xlsx: %w", ErrFormat))
		}
		return b.fail("", -1, fmt.Errorf("the zip file holds no _rels/.rels, with which a workbook begins: %w", ErrFormat))
	}
	list, err := b.relations("")
	if err != nil {
		return err
	}
	b.part = target(list, toWorkbook)
	switch {
	case b.part == "":
		return b.fail("_rels/.rels", -1, fmt.Errorf("no relation leads to a workbook: %w", ErrFormat))
	case strings.HasSuffix(b.part, ".bin"):
		return b.fail(b.part, -1, fmt.Errorf("it is a binary workbook (.xlsb): save it as .xlsx: %w", ErrFormat))
	}
	return nil
}

// readWorkbook reads the sheets' names, keeping those of cells (not charts), and the system of dates.
func (b *book) readWorkbook(relations []relation) error {
	byID := make(map[string]relation, len(relations))
	for _, r := range relations {
		byID[r.id] = r
	}
	return b.each(b.part, func(s *scanner, k kind) error {
		if k != opening {
			return nil
		}
		if s.depth() == 1 && string(s.name) != "workbook" {
			return fmt.Errorf("the document is a <%s>, not a workbook: %w", s.name, ErrFormat)
		}
		switch name := string(s.name); {
		case name == "workbookPr" && s.depth() == 2:
			v, _ := s.attr("date1904")
			b.from1904 = truth(v)
		case name == "sheet" && s.depth() == 3:
			id, _ := s.attr("id")
			name, _ := s.attr("name")
			return b.addSheet(string(name), byID[string(id)])
		}
		return nil
	})
}

// addSheet takes a sheet of the workbook's list.
func (b *book) addSheet(name string, r relation) error {
	if r.id == "" {
		return fmt.Errorf("sheet %q has no relation to a part: %w", name, ErrFormat)
	}
	if !strings.HasSuffix(r.kind, toSheet) {
		return nil
	}
	if len(b.names) >= maxSheets {
		return fmt.Errorf("more than %d sheets: %w", maxSheets, ErrTooBig)
	}
	b.names = append(b.names, name)
	b.parts = append(b.parts, r.target)
	return nil
}

// truth reads a boolean attribute.
func truth(v []byte) bool { return string(v) == "1" || string(v) == "true" || string(v) == "on" }

// readStrings reads the shared strings, each the joined texts of its runs.
func (b *book) readStrings(part string) error {
	if part == "" {
		return nil
	}
	t := textReader{max: b.limits.Cell}
	return b.each(part, func(s *scanner, k kind) error {
		if s.depth() == 2 && k == opening && string(s.name) == "si" {
			t.begin()
			return nil
		}
		if s.depth() == 1 && k == closing && string(s.name) == "si" {
			text := t.text()
			b.strings = append(b.strings, text)
			return b.charge(len(text) + 24)
		}
		if s.depth() >= 2 {
			return t.take(s, k)
		}
		return nil
	})
}

// textReader gathers a text that may be in runs: <t>…</t>, or <r><t>…</t></r> many times. How it is pronounced (<rPh>)
// is left out.
type textReader struct {
	buf      []byte
	max      int
	inText   bool
	phonetic int // depth of the rPh element that is open; 0 for none
}

// begin starts a text.
func (t *textReader) begin() { t.buf, t.inText, t.phonetic = t.buf[:0], false, 0 }

// take takes a token inside the element that holds the text.
func (t *textReader) take(s *scanner, k kind) (err error) {
	switch k {
	case opening:
		if string(s.name) == "rPh" && t.phonetic == 0 {
			t.phonetic = s.depth()
		}
		t.inText = t.phonetic == 0 && string(s.name) == "t"
	case closing:
		t.inText = false
		if s.depth() < t.phonetic {
			t.phonetic = 0
		}
	case chars:
		if t.inText {
			t.buf, err = appendText(t.buf, s.data, s.raw)
		}
		if len(t.buf) > t.max {
			return fmt.Errorf("a text of more than Limits.Cell = %d bytes: %w", t.max, ErrTooBig)
		}
	}
	return err
}

// text ends a text.
func (t *textReader) text() string { return unescapeText(t.buf) }

// unescapeText undoes _xHHHH_, with which texts hold characters that XML cannot (ECMA-376 part 1, 22.9.2.19).
func unescapeText(b []byte) string {
	if !bytes.Contains(b, []byte("_x")) {
		return string(b)
	}
	var out []byte
	for i := 0; i < len(b); {
		if r, ok := escaped(b[i:]); ok {
			out = append(out, string(r)...)
			i += 7
			continue
		}
		out = append(out, b[i])
		i++
	}
	return string(out)
}

// escaped reads _xHHHH_ at the beginning of b.
func escaped(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	v, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(v), err == nil
}

// readStyles finds out which styles show numbers as dates.
func (b *book) readStyles(part string) error {
	if part == "" {
		return nil
	}
	b.styled = true
	custom := map[int]bool{}
	inCells := false
	return b.each(part, func(s *scanner, k kind) error {
		switch name := string(s.name); {
		case k == closing && name == "cellXfs":
			inCells = false
		case k != opening:
		case name == "cellXfs":
			inCells = true
		case name == "numFmt" && s.depth() == 3: // deeper ones are of conditional formats
			id, _ := s.attr("numFmtId")
			code, _ := s.attr("formatCode")
			n, err := strconv.Atoi(string(id))
			if err != nil {
				return fmt.Errorf("a number format with the number %q: %w", id, ErrFormat)
			}
			custom[n] = sheet.IsDateFormat(string(code))
			return b.charge(32)
		case name == "xf" && inCells && s.depth() == 3:
			return b.addStyle(s, custom)
		}
		return nil
	})
}

// addStyle takes a style of cells; a format of the file's own goes before a built-in one.
func (b *book) addStyle(s *scanner, custom map[int]bool) error {
	v, ok := s.attr("numFmtId")
	id, err := strconv.Atoi(string(v))
	if ok && err != nil {
		return fmt.Errorf("a style with the number format %q: %w", v, ErrFormat)
	}
	date, own := custom[id]
	if !own {
		date = sheet.IsBuiltinDate(id)
	}
	b.dates = append(b.dates, date)
	return b.charge(1)
}

// isDate says whether a style shows numbers as dates.
func (b *book) isDate(style int) (bool, error) {
	if style < len(b.dates) {
		return b.dates[style], nil
	}
	if b.styled {
		return false, fmt.Errorf("style %d of %d: %w", style, len(b.dates), ErrFormat)
	}
	return false, nil
}
