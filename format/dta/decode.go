package dta

// The parts of a file in their order. Whatever is wrong ends in fail, which unwinds to read.

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"

	"comity/format/latin1"
)

// decoder is a place in a file that is wholly in memory.
type decoder struct {
	buf    []byte
	pos    int
	opt    Options
	layout layout
	frame  *Frame
	column int   // the variable being read, from 1, for errors
	spent  int64 // memory taken beside the file
}

// fail stops reading.
func (d *decoder) fail(format string, args ...any) {
	d.failAt(d.pos, 0, format, args...)
}

// failAt is fail with another place.
func (d *decoder) failAt(at int, row int64, format string, args ...any) {
	e := &Error{Offset: int64(at), Row: row, Column: d.column, Err: fmt.Errorf(format, args...)}
	if c := d.column - 1; c >= 0 && c < len(d.frame.Columns) {
		e.Name = d.frame.Columns[c].Name
	}
	panic(e)
}

// spend takes memory beside the file into account.
func (d *decoder) spend(n int) {
	d.spent += int64(n)
	if used := int64(len(d.buf)) + d.spent; used > d.opt.Memory {
		d.fail("the file, its long texts and its value labels take more than Options.Memory = %d bytes: %w", d.opt.Memory, ErrTooBig)
	}
}

// left is how many bytes were not yet used.
func (d *decoder) left() int { return len(d.buf) - d.pos }

// take uses up the next n bytes.
func (d *decoder) take(n int, what string) []byte {
	if n < 0 || n > d.left() {
		d.fail("%w within %s: %d bytes are announced, %d are left; is the file cut off?", ErrTruncated, what, n, d.left())
	}
	b := d.buf[d.pos : d.pos+n : d.pos+n]
	d.pos += n
	return b
}

// tag uses up a tag; files without tags have none.
func (d *decoder) tag(tag string) {
	if !d.layout.tagged {
		return
	}
	if !bytes.HasPrefix(d.buf[d.pos:], []byte(tag)) {
		d.fail("%q where %s was awaited: %w", d.buf[d.pos:min(len(d.buf), d.pos+len(tag))], tag, ErrFormat)
	}
	d.pos += len(tag)
}

// number decodes an unsigned number of 1 to 8 bytes.
func number(b []byte, big bool) uint64 {
	var wide [8]byte
	if big {
		copy(wide[8-len(b):], b)
		return binary.BigEndian.Uint64(wide[:])
	}
	copy(wide[:], b)
	return binary.LittleEndian.Uint64(wide[:])
}

// uint uses up an unsigned number of n bytes.
func (d *decoder) uint(n int, what string) uint64 { return number(d.take(n, what), d.frame.BigEndian) }

// size uses up a number of bytes or entries, which must fit what is left of the file when each takes unit bytes.
func (d *decoder) size(n, unit int, what string) int {
	at := d.pos
	count := d.uint(n, what)
	if most := uint64(d.left()) / uint64(unit); count > most {
		d.failAt(at, 0, "%w: %s claims %d, and the rest of the file holds at most %d; is the file cut off?", ErrTruncated, what, count, most)
	}
	return int(count)
}

// text uses up a field of n bytes that a zero byte may end early.
func (d *decoder) text(n int, what string) string { return d.decode(upToZero(d.take(n, what))) }

// upToZero cuts a field at its first zero byte.
func upToZero(b []byte) []byte {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return b[:i]
	}
	return b
}

// decode turns the bytes of a text into UTF-8.
func (d *decoder) decode(b []byte) string { return decodeText(b, d.frame.latin) }

// decodeText is decode for a file whose texts are all Windows-1252, or only those that are not UTF-8.
func decodeText(b []byte, latin bool) string {
	ascii := true
	for _, c := range b {
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii || !latin && utf8.Valid(b) {
		return string(b)
	}
	return string(latin1.Append(nil, b))
}

// file reads everything.
func (d *decoder) file() {
	if bytes.HasPrefix(d.buf, []byte("<stata_dta>")) {
		d.taggedHeader()
	} else {
		d.oldHeader()
	}
	d.map14()
	columns := d.frame.Columns
	d.storageTypes()
	d.each("varnames", d.layout.name, func(c *Column, s string) { c.Name = s })
	d.sortOrder()
	d.each("formats", d.layout.format, func(c *Column, s string) { c.Format, c.Unit = s, unitOf(s) })
	d.each("value_label_names", d.layout.name, func(c *Column, s string) { c.Set = s })
	d.each("variable_labels", d.layout.varLabel, func(c *Column, s string) { c.Label = s })
	for i := range columns {
		if !columns[i].Type.numeric() {
			columns[i].Unit = Plain
		}
	}
	d.column = 0
	d.characteristics()
	d.rows()
	d.longTexts()
	d.valueLabels()
	d.tag("</stata_dta>")
}

// setFormat takes note of the format and byte order.
func (d *decoder) setFormat(format int, big bool) {
	f := d.frame
	f.Format, f.BigEndian = format, big
	var ok bool
	if d.layout, ok = layoutOf(format); !ok {
		d.fail("format %d is not among those read here (104, 105, 108, 110, 111, 113, 114, 115, 117, 118, 119); if Stata opens it, save it anew from there: %w", format, ErrFormat)
	}
	f.longColumn = d.layout.longColumn
	f.latin = d.opt.Encoding == Windows1252
}

// counts reads the numbers of variables and rows between two tags each.
func (d *decoder) counts() {
	d.tag("<K>")
	n := d.uint(d.layout.columns, "the number of variables")
	if n > uint64(d.opt.Columns) {
		d.fail("it claims %d variables, more than Options.Columns = %d: %w", n, d.opt.Columns, ErrTooBig)
	}
	if least := uint64(d.layout.types + 2*d.layout.name + d.layout.format + d.layout.varLabel); n*least > uint64(d.left()) {
		d.fail("%w: it claims %d variables, which take %d bytes to describe, and has %d more; is the file cut off?", ErrTruncated, n, n*least, d.left())
	}
	d.tag("</K>")
	d.tag("<N>")
	d.frame.claimed = d.uint(d.layout.rows, "the number of rows")
	d.tag("</N>")
	d.frame.Columns = make([]Column, n)
}

// oldHeader reads the header of a file without tags.
func (d *decoder) oldHeader() {
	if d.left() == 0 {
		d.fail("the file is empty: %w", ErrFormat)
	}
	order := byte(0)
	if len(d.buf) > 1 {
		order = d.buf[1]
	}
	if format := d.buf[0]; format < 102 || format > 116 || order != 1 && order != 2 {
		d.fail("it begins with %q, where a .dta file has its format and byte order: %w", d.buf[:min(4, len(d.buf))], ErrFormat)
	}
	d.setFormat(int(d.buf[0]), order == 1)
	d.take(4, "the header") // the third byte is always 1, the fourth unused
	d.counts()
	d.frame.Label = d.text(d.layout.label, "the data set's label")
	d.frame.Stamp = d.text(d.layout.stamp, "the time of saving")
}

// taggedHeader reads the header of a file with tags.
func (d *decoder) taggedHeader() {
	d.layout.tagged = true
	d.tag("<stata_dta>")
	d.tag("<header>")
	d.tag("<release>")
	format := 0
	for _, c := range d.take(3, "the format") {
		if c < '0' || c > '9' {
			d.fail("the format is not a number: %w", ErrFormat)
		}
		format = format*10 + int(c-'0')
	}
	d.tag("</release>")
	d.tag("<byteorder>")
	order := string(d.take(3, "the byte order"))
	if order != "MSF" && order != "LSF" {
		d.fail("byte order %q, neither MSF nor LSF: %w", order, ErrFormat)
	}
	if format < 117 {
		d.fail("tags in format %d, which has none: %w", format, ErrFormat)
	}
	d.setFormat(format, order == "MSF")
	d.tag("</byteorder>")
	d.counts()
	d.tag("<label>")
	d.frame.Label = d.text(d.size(d.layout.label, 1, "the data set's label"), "the data set's label")
	d.tag("</label>")
	d.tag("<timestamp>")
	d.frame.Stamp = d.text(d.size(1, 1, "the time of saving"), "the time of saving")
	d.tag("</timestamp>")
	d.tag("</header>")
}

// map14 passes over the map of where the parts begin. They are read in their order, and each part's length follows from
// what was read before, so that a wrong map does no harm.
func (d *decoder) map14() {
	if d.layout.tagged {
		d.tag("<map>")
		d.take(14*8, "the map")
		d.tag("</map>")
	}
}

// storageTypes reads how cells are stored, and where they lie in a row.
func (d *decoder) storageTypes() {
	d.tag("<variable_types>")
	f := d.frame
	for i := range f.Columns {
		d.column = i + 1
		at := d.pos
		code := d.uint(d.layout.types, "the storage types")
		t, width, ok := typeOf(f.Format, uint16(code))
		if !ok {
			d.failAt(at, 0, "storage type %d is none of format %d: %w", code, f.Format, ErrFormat)
		}
		f.Columns[i] = Column{Type: t, Width: width, frame: f, offset: f.width}
		f.width += width
	}
	d.column = 0
	d.tag("</variable_types>")
}

// each reads one text for each variable.
func (d *decoder) each(part string, width int, set func(*Column, string)) {
	d.tag("<" + part + ">")
	for i := range d.frame.Columns {
		d.column = i + 1
		set(&d.frame.Columns[i], d.text(width, "the "+strings.ReplaceAll(part, "_", " ")))
	}
	d.column = 0
	d.tag("</" + part + ">")
}

// sortOrder reads by which variables the rows are sorted: their numbers, ended by 0; what follows is left over.
func (d *decoder) sortOrder() {
	d.tag("<sortlist>")
	f := d.frame
	ended := false
	for range len(f.Columns) + 1 {
		n := d.uint(d.layout.sort, "the sort order")
		ended = ended || n == 0 || n > uint64(len(f.Columns))
		if !ended {
			f.SortedBy = append(f.SortedBy, f.Columns[n-1].Name)
		}
	}
	d.tag("</sortlist>")
}

// characteristics reads the free texts.
func (d *decoder) characteristics() {
	d.tag("<characteristics>")
	switch {
	case d.layout.tagged:
		for bytes.HasPrefix(d.buf[d.pos:], []byte("<ch>")) {
			d.tag("<ch>")
			d.characteristic(d.size(4, 1, "a characteristic"))
			d.tag("</ch>")
		}
	case d.layout.expansion > 0:
		d.expansionFields()
	}
	d.tag("</characteristics>")
}

// expansionFields reads the characteristics of a file without tags: a kind, a length, so many bytes; a kind of 0 ends
// them. Kinds other than 1 are of the future that never came, and to be passed over.
func (d *decoder) expansionFields() {
	for {
		kind := d.take(1, "the expansion fields")[0]
		n := d.size(d.layout.expansion, 1, "an expansion field")
		switch kind {
		case 0:
			if n != 0 {
				d.fail("the last expansion field has %d bytes, where 0 were awaited: %w", n, ErrFormat)
			}
			return
		case 1:
			d.characteristic(n)
		default:
			d.take(n, "an expansion field")
		}
	}
}

// characteristic reads the n bytes of one: whose it is, its name, its text.
func (d *decoder) characteristic(n int) {
	names := 2 * d.layout.name
	if n < names {
		d.fail("a characteristic of %d bytes, of which its names alone take %d: %w", n, names, ErrFormat)
	}
	d.frame.Characteristics = append(d.frame.Characteristics, Characteristic{
		Of:   d.text(d.layout.name, "a characteristic"),
		Name: d.text(d.layout.name, "a characteristic"),
		Text: d.text(n-names, "a characteristic"),
	})
}

// rows finds the data.
func (d *decoder) rows() {
	d.tag("<data>")
	f := d.frame
	if f.width == 0 {
		f.claimed = 0 // rows of nothing
	}
	n := f.claimed
	if f.width > 0 && n > uint64(d.left()/f.width) {
		whole := d.left() / f.width
		d.failAt(len(d.buf), int64(whole)+1, "%w: it claims %d rows of %d bytes, and has %d whole ones; is the file cut off?", ErrTruncated, n, f.width, whole)
	}
	f.rows = int(n)
	f.at = d.pos
	f.data = d.take(f.rows*f.width, "the data")
	d.tag("</data>")
}
