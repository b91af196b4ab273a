package xls

// The compound file (MS-CFB): sectors, the table that chains them, the directory, and the small streams that share
// sectors of 64 bytes. Every chain is followed with a note of where it has been, so that none can loop.

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

var magic = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")

// Marks in the table of sectors.
const (
	lastSector = 0xFFFFFFFE // the chain ends
	freeSector = 0xFFFFFFFF
	maxSector  = 0xFFFFFFFA
	miniSize   = 64
	noEntry    = 0xFFFFFFFF
)

// compound is an open compound file.
type compound struct {
	f      io.ReaderAt
	size   int64
	sector int64 // bytes of a sector: 512 or 4,096
	cutoff uint64
	fat    []uint32
	mini   []uint32 // the table of small sectors
	small  []byte   // what small streams are cut from
	dir    []entry
	charge func(n int64) error
}

// entry is a file or folder of the directory.
type entry struct {
	name               string
	kind               byte // 1 folder, 2 stream, 5 root
	left, right, child uint32
	start              uint32
	size               uint64
}

// openCompound reads the tables and the directory. What they take is charged first.
func openCompound(f io.ReaderAt, size int64, charge func(n int64) error) (*compound, error) {
	head := make([]byte, 512)
	if n, err := f.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	} else if n < len(head) || !bytes.HasPrefix(head, magic) {
		return nil, notCompound(head[:n])
	}
	c := &compound{f: f, size: size, sector: 512, cutoff: uint64(le32(head, 56)), charge: charge}
	switch shift := le16(head, 30); shift {
	case 9:
	case 12:
		c.sector = 4096
	default:
		return nil, fmt.Errorf("sectors of 2^%d bytes, where 512 and 4,096 are known: %w", shift, ErrFormat)
	}
	if le16(head, 28) != 0xFFFE || le16(head, 32) != 6 {
		return nil, fmt.Errorf("its header is not one of a compound file: %w", ErrFormat)
	}
	if err := c.readTable(head); err != nil {
		return nil, err
	}
	if err := c.readDirectory(le32(head, 48)); err != nil {
		return nil, err
	}
	return c, c.readSmall(le32(head, 60))
}

// notCompound says what a file is instead, by its first bytes.
func notCompound(head []byte) error {
	what := "perhaps CSV or a web page under this name"
	switch {
	case bytes.HasPrefix(head, magic):
		what = "and ends within its header"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		what = "it is a zip file: read it as .xlsx"
	case len(head) > 3 && head[0] == 9 && (head[1] == 0 || head[1] == 2 || head[1] == 4) && head[3] == 0:
		what = "it was written by Excel 2, 3 or 4: save it anew as .xlsx"
	}
	return fmt.Errorf("it begins with %q, not as a compound file does (%s): %w", head[:min(len(head), 8)], what, ErrFormat)
}

// sectors is how many sectors the file can hold, the last perhaps cut short.
func (c *compound) sectors() int64 { return max(0, (c.size-1)/c.sector) }

// read reads one sector, filled up with zeros where the file ends within it.
func (c *compound) read(sector uint32, into []byte) error {
	if sector > maxSector || int64(sector) >= c.sectors() {
		return fmt.Errorf("sector %d, where the file has %d: %w", sector, c.sectors(), ErrFormat)
	}
	n, err := c.f.ReadAt(into[:c.sector], (int64(sector)+1)*c.sector)
	clear(into[n:c.sector])
	if err == io.EOF {
		err = nil
	}
	return err
}

// readTable reads the table of sectors. The header has the places of its first 109 sectors, a chain of sectors the rest.
func (c *compound) readTable(head []byte) error {
	n := int64(le32(head, 44))
	if n > c.sectors() {
		return fmt.Errorf("a table of %d sectors, where the file has %d: %w", n, c.sectors(), ErrFormat)
	}
	if err := c.charge(n * c.sector); err != nil {
		return err
	}
	places := make([]uint32, 0, n)
	for i := 0; i < 109 && int64(len(places)) < n; i++ {
		places = append(places, le32(head, 76+4*i))
	}
	buf := make([]byte, c.sector)
	next := le32(head, 68)
	for int64(len(places)) < n {
		if err := c.read(next, buf); err != nil {
			return fmt.Errorf("the list of the table: %w", err)
		}
		for i := 0; i < len(buf)-4 && int64(len(places)) < n; i += 4 {
			places = append(places, le32(buf, i))
		}
		next = le32(buf, len(buf)-4) // each pass adds 127 places, so that a loop ends when there are n
	}
	c.fat = make([]uint32, 0, n*c.sector/4)
	for _, p := range places {
		if err := c.read(p, buf); err != nil {
			return fmt.Errorf("the table of sectors: %w", err)
		}
		c.fat = appendTable(c.fat, buf)
	}
	return nil
}

// appendTable appends the numbers of a sector.
func appendTable(dst []uint32, b []byte) []uint32 {
	for i := 0; i+4 <= len(b); i += 4 {
		dst = append(dst, le32(b, i))
	}
	return dst
}

// follow lists the sectors of a chain in a table, at most want of them if want is not negative. A chain that comes back
// to where it was, leaves the table, or ends before want is an error.
func follow(table []uint32, start uint32, want int64) ([]uint32, error) {
	seen := make([]bool, len(table))
	var chain []uint32
	for at := start; at != lastSector && (want < 0 || int64(len(chain)) < want); at = table[at] {
		if int64(at) >= int64(len(table)) {
			return nil, fmt.Errorf("a chain leads to sector %d, where the table has %d: %w", at, len(table), ErrFormat)
		}
		if seen[at] {
			return nil, fmt.Errorf("a chain comes back to sector %d: %w", at, ErrFormat)
		}
		seen[at] = true
		chain = append(chain, at)
	}
	if int64(len(chain)) < want {
		return nil, fmt.Errorf("a chain of %d sectors, where %d are needed: %w", len(chain), want, ErrFormat)
	}
	return chain, nil
}

// chained reads the sectors of a chain; of size bytes, or to its end if size is negative.
func (c *compound) chained(start uint32, size int64) ([]byte, error) {
	want := int64(-1)
	if size >= 0 {
		want = (size + c.sector - 1) / c.sector
	}
	chain, err := follow(c.fat, start, want)
	if err != nil {
		return nil, err
	}
	whole := int64(len(chain)) * c.sector
	if err := c.charge(whole); err != nil {
		return nil, err
	}
	b := make([]byte, whole)
	for i, s := range chain {
		if err := c.read(s, b[int64(i)*c.sector:]); err != nil {
			return nil, err
		}
	}
	if size >= 0 {
		return b[:size], c.covers(chain, size)
	}
	return b, nil
}

// covers sees to it that the file does not end within the bytes a chain stands for.
func (c *compound) covers(chain []uint32, size int64) error {
	for i, s := range chain {
		part := min(c.sector, size-int64(i)*c.sector)
		if end := (int64(s)+1)*c.sector + part; end > c.size {
			return fmt.Errorf("the file ends at byte %d, within sector %d: it was cut off: %w", c.size, s, ErrFormat)
		}
	}
	return nil
}

// readDirectory reads the directory's chain.
func (c *compound) readDirectory(start uint32) error {
	b, err := c.chained(start, -1)
	if err != nil {
		return fmt.Errorf("the directory: %w", err)
	}
	if err := c.charge(int64(len(b))); err != nil {
		return err
	}
	for i := 0; i+128 <= len(b); i += 128 {
		e := b[i : i+128]
		size := binary.LittleEndian.Uint64(e[120:])
		if c.sector == 512 {
			size &= 0xFFFFFFFF // in files of this version the upper half may be anything
		}
		c.dir = append(c.dir, entry{utf16Name(e), e[66], le32(e, 68), le32(e, 72), le32(e, 76), le32(e, 116), size})
	}
	if len(c.dir) == 0 || c.dir[0].kind != 5 {
		return fmt.Errorf("the directory has no root: %w", ErrFormat)
	}
	return nil
}

// utf16Name decodes the name of a directory entry.
func utf16Name(e []byte) string {
	n := max(0, min(int(le16(e, 64)), 64)/2-1) // the length counts the zero at the end
	units := make([]uint16, n)
	for i := range units {
		units[i] = le16(e, 2*i)
	}
	return string(utf16.Decode(units))
}

// readSmall reads the small sectors, which stand in a stream of the root, and their table.
func (c *compound) readSmall(start uint32) error {
	root := c.dir[0]
	if start > maxSector || root.start > maxSector || root.size == 0 {
		return nil
	}
	table, err := c.chained(start, -1)
	if err != nil {
		return fmt.Errorf("the table of small sectors: %w", err)
	}
	c.mini = appendTable(nil, table)
	if root.size > uint64(c.size) {
		return fmt.Errorf("small streams of %d bytes in a file of %d: %w", root.size, c.size, ErrFormat)
	}
	c.small, err = c.chained(root.start, int64(root.size))
	if err != nil {
		return fmt.Errorf("the small streams: %w", err)
	}
	return nil
}

// find looks a stream up among those that lie in the root itself: an embedded object has a folder of its own, which may
// hold another workbook. Names do not differ by case.
func (c *compound) find(name string) (found entry, ok bool, others []string) {
	seen := make([]bool, len(c.dir))
	queue := []uint32{c.dir[0].child}
	for len(queue) > 0 {
		id := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if int64(id) >= int64(len(c.dir)) || seen[id] {
			continue
		}
		seen[id] = true
		e := c.dir[id]
		if e.kind == 2 && strings.EqualFold(e.name, name) {
			return e, true, nil
		}
		others = append(others, e.name)
		queue = append(queue, e.left, e.right)
	}
	return entry{}, false, others
}

// stream reads a stream whole.
func (c *compound) stream(e entry) ([]byte, error) {
	if e.size > uint64(c.size) {
		return nil, fmt.Errorf("it says it has %d bytes, in a file of %d: %w", e.size, c.size, ErrFormat)
	}
	if e.size >= c.cutoff {
		return c.chained(e.start, int64(e.size))
	}
	chain, err := follow(c.mini, e.start, (int64(e.size)+miniSize-1)/miniSize)
	if err != nil {
		return nil, err
	}
	b := make([]byte, 0, len(chain)*miniSize)
	for _, s := range chain {
		from := int64(s) * miniSize
		part := min(miniSize, int64(e.size)-int64(len(b)))
		if from+part > int64(len(c.small)) {
			return nil, fmt.Errorf("small sector %d lies beyond the small streams: %w", s, ErrFormat)
		}
		b = append(b, c.small[from:from+part]...)
	}
	return b, nil
}

func le16(b []byte, at int) uint16 { return binary.LittleEndian.Uint16(b[at:]) }
func le32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
