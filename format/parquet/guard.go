package parquet

// What a file claims, held against what it has and against Options, before the library sets memory aside for it.

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
)

// structCost is about what the library takes for a record in a list of the footer.
const structCost = 1024

// checkFooter looks at the footer: "PAR1" at both ends, a length before the last, a description before that.
func (r *Reader) checkFooter(size int64) error {
	bad := func(at int64, form string, args ...any) error {
		return &Error{Offset: at, Err: fmt.Errorf(form, args...)}
	}
	head, tail := make([]byte, 4), make([]byte, 8)
	if size < 12 {
		return bad(0, "%w: it has %d bytes", ErrFormat, size)
	}
	if _, err := r.src.ReadAt(head, 0); err != nil {
		return bad(0, "%w", err)
	}
	if _, err := r.src.ReadAt(tail, size-8); err != nil && err != io.EOF {
		return bad(size-8, "%w", err)
	}
	if string(head) != "PAR1" {
		return bad(0, "%w: it begins with %q, not with PAR1", ErrFormat, head)
	}
	if string(tail[4:]) != "PAR1" {
		return bad(size-4, "%w: it ends in %q, not in PAR1; is it cut off?", ErrFormat, tail[4:])
	}
	length := int64(binary.LittleEndian.Uint32(tail))
	if length > size-12 {
		return bad(size-8, "%w: a footer of %d bytes in a file of %d", ErrFormat, length, size)
	}
	if length*4 > r.opt.Memory {
		return bad(size-8, "a footer of %d bytes, where a quarter of Options.Memory = %d is allowed: %w", length, r.opt.Memory, ErrTooBig)
	}
	footer := make([]byte, length)
	if _, err := r.src.ReadAt(footer, size-8-length); err != nil {
		return bad(size-8-length, "%w", err)
	}
	s := &skim{buf: footer}
	if s.record(0, 0); s.err != nil {
		return bad(size-8-length+int64(s.pos), "in the footer: %w", s.err)
	}
	if s.structs*structCost > r.opt.Memory {
		return bad(size-8-length, "a footer of %d records, which take more than Options.Memory = %d: %w", s.structs, r.opt.Memory, ErrTooBig)
	}
	return nil
}

// checkGroup looks at every page of the columns read of a group of rows.
func (r *Reader) checkGroup(i int) error {
	group := &r.file.Metadata().RowGroups[i]
	if group.NumRows < 0 || group.NumRows > r.opt.Rows {
		return &Error{Offset: -1, Err: fmt.Errorf("group %d claims %d rows, where Options.Rows = %d are allowed: %w", i+1, group.NumRows, r.opt.Rows, ErrTooBig)}
	}
	open := int64(0)
	for k := range r.columns {
		c := &r.columns[k]
		if c.index < 0 || c.index >= len(group.Columns) {
			return &Error{Offset: -1, Column: c.name, Err: fmt.Errorf("%w: group %d does not have it", ErrFormat, i+1)}
		}
		most, err := r.checkChunk(c, &group.Columns[c.index].MetaData, group.NumRows)
		if err != nil {
			return err
		}
		if open += most; open > r.opt.Memory {
			return &Error{Offset: -1, Column: c.name, Err: fmt.Errorf("the pages of group %d open at one time take %d bytes up to this column, where Options.Memory = %d are allowed; ask for fewer columns with Options.Only: %w", i+1, open, r.opt.Memory, ErrTooBig)}
		}
	}
	return nil
}

// pageHeader is what a page says of itself.
type pageHeader struct {
	at, header   int64 // where it begins, and how long its header is
	kind         int64
	plain        int64 // bytes unpacked
	packed       int64
	values       int64
	levels       int64 // bytes that are never packed, before those that may be
	uncompressed bool
}

// checkChunk goes through the pages of a column in a group and gives the most memory they take at one time: the
// dictionary and the greatest page, unpacked and decoded.
func (r *Reader) checkChunk(c *column, m *format.ColumnMetaData, rows int64) (int64, error) {
	at := m.DataPageOffset
	if m.DictionaryPageOffset != 0 {
		at = m.DictionaryPageOffset
	}
	if at < 0 || m.TotalCompressedSize < 0 || at > r.file.Size() || m.TotalCompressedSize > r.file.Size()-at {
		return 0, &Error{Offset: at, Column: c.name, Err: fmt.Errorf("%w: its %d bytes from byte %d on lie outside of the file's %d", ErrFormat, m.TotalCompressedSize, at, r.file.Size())}
	}
	var dictionary, greatest, values int64
	for end := at + m.TotalCompressedSize; at < end && values < rows; {
		p, err := r.pageAt(at, end)
		if err == nil {
			err = r.checkPage(p, m.Codec, rows)
		}
		if err != nil {
			return 0, &Error{Offset: at, Column: c.name, Err: err}
		}
		cost := p.packed + p.plain + 32*p.values
		if p.kind == int64(format.DictionaryPage) {
			dictionary += cost
		} else {
			values += p.values
			greatest = max(greatest, cost)
		}
		at += p.header + p.packed
	}
	return dictionary + greatest, nil
}

// pageAt reads the header of a page. Most are less than 100 bytes, but they may hold the least and greatest value.
func (r *Reader) pageAt(at, end int64) (*pageHeader, error) {
	for room := int64(512); ; room *= 16 {
		buf := make([]byte, min(room, end-at))
		if _, err := r.src.ReadAt(buf, at); err != nil && err != io.EOF {
			return nil, err
		}
		p := &pageHeader{at: at}
		s := &skim{buf: buf, visit: p.note}
		s.record(0, 0)
		if s.short && room < end-at && room < 16<<20 {
			continue
		}
		p.header = int64(s.pos)
		if s.err != nil {
			return nil, s.err
		}
		if p.packed < 0 || p.packed > end-at-p.header || p.plain < 0 || p.values < 0 || p.levels < 0 || p.levels > p.packed {
			return nil, fmt.Errorf("%w: a page of %d bytes (%d unpacked, %d values) in %d bytes", ErrFormat, p.packed, p.plain, p.values, end-at)
		}
		return p, nil
	}
}

// note takes a number of a page's header, by the field numbers of Parquet's definition.
func (p *pageHeader) note(field int, v int64) {
	switch field {
	case 1:
		p.kind = v
	case 2:
		p.plain = v
	case 3:
		p.packed = v
	case 501, 701, 801:
		p.values = max(p.values, v)
	case 807:
		p.uncompressed = v == 0
	case 805, 806:
		if v < 0 || v > math.MaxInt32 {
			v = math.MaxInt32 + 1 // more than any page has
		}
		p.levels += v
	}
}

// checkPage bounds what a page unpacks to.
func (r *Reader) checkPage(p *pageHeader, codec format.CompressionCodec, rows int64) error {
	if p.plain > r.opt.Memory || p.values > r.opt.Memory/32 {
		return fmt.Errorf("a page of %d values in %d bytes, where Options.Memory = %d: %w", p.values, p.plain, r.opt.Memory, ErrTooBig)
	}
	if p.kind != int64(format.DictionaryPage) && p.values > rows {
		return fmt.Errorf("%w: a page of %d values in a group of %d rows", ErrFormat, p.values, rows)
	}
	if p.kind == int64(format.DictionaryPage) && p.values > 8*p.plain {
		return fmt.Errorf("%w: a dictionary of %d values in %d bytes", ErrFormat, p.values, p.plain)
	}
	body := io.NewSectionReader(r.src, p.at+p.header+p.levels, p.packed-p.levels)
	if body.Size() == 0 || p.uncompressed {
		return nil
	}
	switch codec {
	case format.Uncompressed:
		return nil
	case format.Snappy:
		return checkSnappy(body, p.plain)
	case format.Gzip:
		return checkUnpacked(body, p.plain, 1040, func(b io.Reader) (io.Reader, func(), error) {
			z, err := gzip.NewReader(b)
			return z, func() {}, err
		})
	case format.Zstd:
		return checkUnpacked(body, p.plain, 40_000, func(b io.Reader) (io.Reader, func(), error) {
			z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(r.opt.Memory)), zstd.WithDecoderMaxWindow(128<<20))
			if err != nil {
				return nil, nil, err
			}
			return z, z.Close, nil
		})
	}
	return fmt.Errorf("its pages are packed with %s, which is not read here (only snappy, gzip, zstd and none): %w", codec, ErrFormat)
}

// checkSnappy looks at the length a snappy block says it unpacks to, which comes first and which its reader trusts.
func checkSnappy(body *io.SectionReader, plain int64) error {
	var head [binary.MaxVarintLen64]byte
	n, _ := body.ReadAt(head[:], 0)
	length, k := binary.Uvarint(head[:n])
	if k <= 0 || length > uint64(plain) {
		return fmt.Errorf("%w: a snappy block that unpacks to %d bytes in a page of %d", ErrFormat, length, plain)
	}
	return nil
}

// checkUnpacked unpacks a page for trial, unless it is so small that even the greatest ratio there is keeps it small.
func checkUnpacked(body *io.SectionReader, plain, ratio int64, open func(io.Reader) (io.Reader, func(), error)) error {
	if body.Size()*ratio <= max(plain, 1<<20) {
		return nil
	}
	z, done, err := open(body)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	defer done()
	n, err := io.CopyN(io.Discard, z, plain+1)
	switch {
	case n > plain:
		return fmt.Errorf("%w: a page that unpacks to more than the %d bytes it says", ErrFormat, plain)
	case !errors.Is(err, io.EOF):
		return fmt.Errorf("%w: a page that does not unpack: %w", ErrFormat, err)
	}
	return nil
}
