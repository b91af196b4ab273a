package xls

// Records, and the texts in them. A text that does not fit into its record goes on in CONTINUE records, and each of these
// says anew in its first byte whether characters take one byte or two.

import (
	"fmt"
	"unicode/utf8"
)

// The records that are read (MS-XLS 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// scanner goes through the records of a stream.
type scanner struct {
	b     []byte
	pos   int // of the next record
	start int // of the current one
	id    uint16
	data  []byte
}

// next takes the next record; false at the end of the stream.
func (s *scanner) next() (bool, error) {
	s.start = s.pos
	if s.pos == len(s.b) {
		return false, nil
	}
	if len(s.b)-s.pos < 4 {
		return false, fmt.Errorf("the stream ends within a record's head: %w", ErrFormat)
	}
	n := int(le16(s.b, s.pos+2))
	if n > len(s.b)-s.pos-4 {
		return false, fmt.Errorf("record %#04x of %d bytes, where the stream has %d left: %w", le16(s.b, s.pos), n, len(s.b)-s.pos-4, ErrFormat)
	}
	s.id, s.data = le16(s.b, s.pos), s.b[s.pos+4:s.pos+4+n]
	s.pos += 4 + n
	return true, nil
}

// need sees to it that the current record has n bytes.
func (s *scanner) need(n int) error {
	if len(s.data) < n {
		return fmt.Errorf("record %#04x of %d bytes, where %d are needed: %w", s.id, len(s.data), n, ErrFormat)
	}
	return nil
}

// runOn goes on into the CONTINUE record that follows; false if none does.
func (s *scanner) runOn() bool {
	if len(s.b)-s.pos < 4 || le16(s.b, s.pos) != recContinue {
		return false
	}
	ok, err := s.next()
	return ok && err == nil
}

// cursor reads through a record and the CONTINUE records after it.
type cursor struct {
	s    *scanner
	rest []byte // of the current record
	max  int    // bytes of a text
	buf  []byte // the current text, in UTF-8
}

// take gives n bytes, which may run on; nil if there are fewer. n is small: a count or a size.
func (c *cursor) take(n int) []byte {
	if n <= len(c.rest) {
		b := c.rest[:n]
		c.rest = c.rest[n:]
		return b
	}
	b := append([]byte(nil), c.rest...)
	for len(b) < n {
		if !c.s.runOn() {
			return nil
		}
		part := min(n-len(b), len(c.s.data))
		b = append(b, c.s.data[:part]...)
		c.rest = c.s.data[part:]
	}
	return b
}

// skip passes over n bytes, which may run on.
func (c *cursor) skip(n int64) bool {
	for n > int64(len(c.rest)) {
		n -= int64(len(c.rest))
		if !c.s.runOn() {
			return false
		}
		c.rest = c.s.data
	}
	c.rest = c.rest[n:]
	return true
}

// errShort is the reason where a text is longer than its records.
func (c *cursor) errShort() error {
	return fmt.Errorf("a text is longer than its record: %w", ErrFormat)
}

// text reads a text that begins with the number of its characters in two bytes (MS-XLS 2.5.293, 2.5.294): flags, counts of
// what follows the characters, the characters, and that (how runs look, how it is pronounced), which is passed over.
func (c *cursor) text() (string, error) {
	head := c.take(3)
	if head == nil {
		return "", c.errShort()
	}
	n, flags := int(le16(head, 0)), head[2]
	tail := int64(0)
	if flags&8 != 0 {
		b := c.take(2)
		if b == nil {
			return "", c.errShort()
		}
		tail += 4 * int64(le16(b, 0))
	}
	if flags&4 != 0 {
		b := c.take(4)
		if b == nil {
			return "", c.errShort()
		}
		tail += int64(le32(b, 0))
	}
	s, err := c.chars(n, flags&1 != 0)
	if err == nil && !c.skip(tail) {
		err = c.errShort()
	}
	return s, err
}

// chars reads n characters, of two bytes each if wide.
func (c *cursor) chars(n int, wide bool) (string, error) {
	c.buf = c.buf[:0]
	var high rune // the first half of a pair
	for n > 0 {
		if len(c.rest) == 0 {
			if !c.s.runOn() || len(c.s.data) == 0 {
				return "", c.errShort()
			}
			wide, c.rest = c.s.data[0]&1 != 0, c.s.data[1:]
			continue
		}
		size := 1
		if wide {
			size = 2
		}
		k := min(n, len(c.rest)/size)
		if k == 0 {
			return "", fmt.Errorf("a character is cut in two where its record ends: %w", ErrFormat)
		}
		high = c.decode(c.rest[:k*size], wide, high)
		c.rest, n = c.rest[k*size:], n-k
		if len(c.buf) > c.max {
			return "", fmt.Errorf("a text of more than Limits.Cell = %d bytes: %w", c.max, ErrTooBig)
		}
	}
	if high != 0 {
		c.buf = utf8.AppendRune(c.buf, utf8.RuneError)
	}
	return string(c.buf), nil
}

// decode appends characters to buf and gives the first half of a pair that is still open, or 0. Halves that stand alone
// become U+FFFD.
func (c *cursor) decode(b []byte, wide bool, high rune) rune {
	step := 1
	if wide {
		step = 2
	}
	for i := 0; i < len(b); i += step {
		r := rune(b[i])
		if wide {
			r |= rune(b[i+1]) << 8
		}
		low := r >= 0xDC00 && r < 0xE000
		switch {
		case high != 0 && low:
			c.buf, high = utf8.AppendRune(c.buf, (high-0xD800)<<10|(r-0xDC00)+0x10000), 0
			continue
		case high != 0:
			c.buf, high = utf8.AppendRune(c.buf, utf8.RuneError), 0
		}
		if r >= 0xD800 && r < 0xDC00 {
			high = r
			continue
		}
		c.buf = utf8.AppendRune(c.buf, r) // a low half alone becomes U+FFFD
	}
	return high
}
