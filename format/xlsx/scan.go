package xlsx

// The scanner: XML as workbooks use it, token by token, in one bounded buffer. encoding/xml reads the same but makes an
// object of each tag, 2.2 million tokens in a sheet of 30,000 rows. A document type is refused, and with it entities
// that grow; names are taken without their prefix; a tag that closes itself gives an open and a close.

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

type kind uint8

const (
	atEnd kind = iota
	opening
	closing
	chars
)

// maxDepth is how deep elements may be nested; in workbooks it is fewer than twenty.
const maxDepth = 256

// scanner reads one part. name, attrs and data are valid until next is called again.
type scanner struct {
	src      io.Reader
	buf      []byte
	pos, end int
	base     int64 // offset of buf[0] in the part
	max      int   // bytes of one token
	eof      bool

	name  []byte // of an element, without prefix
	attrs []byte // what stands between its name and its end
	data  []byte // chars as they stand in the file, references not replaced
	raw   bool   // data is a CDATA section: nothing in it is a reference
	start int64  // offset of the token

	open  []byte // the full names of the open elements, one after another
	sizes []int  // and their lengths
	ended bool   // the element just opened closes at once
	done  bool   // the outermost element has ended
}

func newScanner(src io.Reader, most int) *scanner {
	return &scanner{src: src, buf: make([]byte, max(64, min(64<<10, most))), max: most}
}

// depth is the number of open elements: of an opening token it counts itself, of a closing one no longer.
func (s *scanner) depth() int { return len(s.sizes) }

// next gives the next token. White space outside the outermost element, comments and instructions are passed over.
func (s *scanner) next() (kind, error) {
	if s.ended {
		s.ended = false
		s.pop()
		return closing, nil
	}
	for {
		s.start = s.base + int64(s.pos)
		if s.pos == s.end {
			if err := s.more(); err == io.EOF {
				return atEnd, s.finish()
			} else if err != nil {
				return atEnd, err
			}
		}
		if s.buf[s.pos] != '<' {
			if k, err := s.text(); k != atEnd || err != nil {
				return k, err
			}
			continue
		}
		if k, err := s.markup(); k != atEnd || err != nil {
			return k, err
		}
	}
}

// finish says whether a part may end here.
func (s *scanner) finish() error {
	switch {
	case s.depth() > 0:
		return fmt.Errorf("the part ends inside element %q: %w", s.last(), ErrFormat)
	case !s.done:
		return fmt.Errorf("the part is empty: %w", ErrFormat)
	}
	return nil
}

// text takes the characters up to the next tag; atEnd if they are to be passed over.
func (s *scanner) text() (kind, error) {
	n, err := s.find("<", 0)
	if err == io.EOF {
		n = s.end - s.pos
	} else if err != nil {
		return atEnd, err
	}
	s.data, s.raw = s.buf[s.pos:s.pos+n], false
	s.pos += n
	if s.depth() > 0 {
		return chars, nil
	}
	rest := s.data
	if s.start == 0 {
		rest = bytes.TrimPrefix(rest, []byte("\xEF\xBB\xBF"))
	}
	if len(bytes.TrimSpace(rest)) > 0 {
		return atEnd, fmt.Errorf("%q where an XML element should begin (UTF-8 is read): %w", rest[:min(len(rest), 8)], ErrFormat)
	}
	return atEnd, nil
}

// markup takes what begins with "<"; atEnd if it is to be passed over.
func (s *scanner) markup() (kind, error) {
	if err := s.need(2); err != nil {
		return atEnd, err
	}
	switch s.buf[s.pos+1] {
	case '?':
		return atEnd, s.instruction()
	case '!':
		return s.special()
	case '/':
		return s.close()
	}
	return s.tag()
}

// instruction passes over <?…?>; the declaration at the beginning may name UTF-8 only.
func (s *scanner) instruction() error {
	n, err := s.find("?>", 2)
	if err != nil {
		return s.cut(err)
	}
	body := s.buf[s.pos : s.pos+n]
	s.pos += n + 2
	if !bytes.HasPrefix(body, []byte("<?xml ")) {
		return nil
	}
	if enc, ok := attribute(body[len("<?xml "):], "encoding"); ok && !bytes.EqualFold(enc, []byte("utf-8")) && !bytes.EqualFold(enc, []byte("us-ascii")) {
		return fmt.Errorf("the part is written in %q; UTF-8 is read: %w", enc, ErrFormat)
	}
	return nil
}

// special takes a comment, a CDATA section, or refuses a document type.
func (s *scanner) special() (kind, error) {
	if err := s.need(4); err != nil {
		return atEnd, err
	}
	if string(s.buf[s.pos:s.pos+4]) == "<!--" {
		n, err := s.find("-->", 4)
		if err != nil {
			return atEnd, s.cut(err)
		}
		s.pos += n + 3
		return atEnd, nil
	}
	const cdata = "<![CDATA["
	if err := s.need(len(cdata)); err != nil {
		return atEnd, err
	}
	if string(s.buf[s.pos:s.pos+len(cdata)]) != cdata || s.depth() == 0 {
		return atEnd, fmt.Errorf("a document type or other declaration, which workbooks do not have: %w", ErrFormat)
	}
	n, err := s.find("]]>", len(cdata))
	if err != nil {
		return atEnd, s.cut(err)
	}
	s.data, s.raw = s.buf[s.pos+len(cdata):s.pos+n], true
	s.pos += n + 3
	return chars, nil
}

// close takes </name>, which must name the innermost open element.
func (s *scanner) close() (kind, error) {
	n, err := s.find(">", 2)
	if err != nil {
		return atEnd, s.cut(err)
	}
	name := s.buf[s.pos+2 : s.pos+n]
	for len(name) > 0 && isSpace(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	if s.depth() == 0 || string(name) != string(s.last()) {
		return atEnd, fmt.Errorf("</%s> where %q should end: %w", name[:min(len(name), 40)], s.last(), ErrFormat)
	}
	s.name = local(name)
	s.pos += n + 1
	s.pop()
	return closing, nil
}

// tag takes <name …>; a ">" inside a quoted value does not end it.
func (s *scanner) tag() (kind, error) {
	n, err := s.tagEnd()
	if err != nil {
		return atEnd, s.cut(err)
	}
	body := s.buf[s.pos+1 : s.pos+n]
	s.pos += n + 1
	if len(body) > 0 && body[len(body)-1] == '/' {
		s.ended, body = true, body[:len(body)-1]
	}
	i := 0
	for i < len(body) && !isSpace(body[i]) {
		i++
	}
	if i == 0 || s.done {
		return atEnd, fmt.Errorf("a tag without a name, or a second outermost element: %w", ErrFormat)
	}
	if s.depth() >= maxDepth {
		return atEnd, fmt.Errorf("elements nested deeper than %d: %w", maxDepth, ErrTooBig)
	}
	s.open = append(s.open, body[:i]...)
	s.sizes = append(s.sizes, i)
	s.name, s.attrs = local(body[:i]), body[i:]
	return opening, nil
}

// tagEnd finds the ">" of the tag at pos.
func (s *scanner) tagEnd() (int, error) {
	from := 1
	for {
		n, err := s.find(">", from)
		if err != nil {
			return 0, err
		}
		q := quote(s.buf[s.pos+from : s.pos+n])
		if q < 0 {
			return n, nil
		}
		end, err := s.find(string(s.buf[s.pos+from+q]), from+q+1) // where the value ends
		if err != nil {
			return 0, err
		}
		from = end + 1
	}
}

// quote gives the place of the first quote, -1 if there is none.
func quote(b []byte) int {
	for i, c := range b {
		if c == '"' || c == '\'' {
			return i
		}
	}
	return -1
}

// last is the full name of the innermost open element.
func (s *scanner) last() []byte {
	if len(s.sizes) == 0 {
		return nil
	}
	return s.open[len(s.open)-s.sizes[len(s.sizes)-1]:]
}

// pop closes the innermost element.
func (s *scanner) pop() {
	n := len(s.sizes) - 1
	s.open = s.open[:len(s.open)-s.sizes[n]]
	s.sizes = s.sizes[:n]
	s.done = n == 0
}

// find gives the distance from pos of what is sought, looked for from that distance on; it reads on as needed.
func (s *scanner) find(sought string, from int) (int, error) {
	for {
		if s.pos+from < s.end {
			window := s.buf[s.pos+from : s.end]
			i := -1
			if len(sought) == 1 {
				i = bytes.IndexByte(window, sought[0])
			} else {
				i = bytes.Index(window, []byte(sought))
			}
			if i >= 0 {
				return from + i, nil
			}
			from = max(from, s.end-s.pos-len(sought)+1)
		}
		if err := s.more(); err != nil {
			return 0, err
		}
	}
}

// need sees to it that n bytes from pos on are there.
func (s *scanner) need(n int) error {
	for s.end-s.pos < n {
		if err := s.more(); err != nil {
			return s.cut(err)
		}
	}
	return nil
}

// cut turns the end of the part, where more was needed, into a reason.
func (s *scanner) cut(err error) error {
	if err == io.EOF {
		return fmt.Errorf("the part ends in the midst of a tag: %w", ErrFormat)
	}
	return err
}

// more reads on, keeping what is from pos on; the buffer grows up to max.
func (s *scanner) more() error {
	if s.eof {
		return io.EOF
	}
	if s.pos > 0 && (s.pos == s.end || s.end == len(s.buf)) {
		copy(s.buf, s.buf[s.pos:s.end])
		s.base += int64(s.pos)
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= s.max {
			return fmt.Errorf("a tag or text of more than %d bytes, four times Limits.Cell: %w", s.max, ErrTooBig)
		}
		s.buf = append(s.buf, make([]byte, min(len(s.buf), s.max-len(s.buf)))...)
	}
	for range 100 {
		n, err := s.src.Read(s.buf[s.end:])
		s.end += n
		if err == io.EOF {
			s.eof = true
		} else if err != nil {
			return err
		}
		if n > 0 {
			return nil
		}
		if s.eof {
			return io.EOF
		}
	}
	return io.ErrNoProgress
}

// attr gives the value of the current element's attribute, without prefix.
func (s *scanner) attr(name string) ([]byte, bool) { return attribute(s.attrs, name) }

// attribute looks an attribute up by its name without prefix, references replaced.
func attribute(b []byte, name string) ([]byte, bool) {
	for len(b) > 0 {
		key, value, rest := cutAttribute(b)
		if value == nil {
			return nil, false
		}
		if string(local(key)) == name {
			return unescaped(value), true
		}
		b = rest
	}
	return nil, false
}

// cutAttribute takes the first attribute off: its name, its value without quotes (nil if there is none), what follows.
func cutAttribute(b []byte) (key, value, rest []byte) {
	i := skipSpace(b, 0)
	end := i
	for end < len(b) && b[end] != '=' && !isSpace(b[end]) {
		end++
	}
	key = b[i:end]
	i = skipSpace(b, end)
	if i == len(b) || b[i] != '=' {
		return key, nil, nil
	}
	i = skipSpace(b, i+1)
	if i == len(b) || b[i] != '"' && b[i] != '\'' {
		return key, nil, nil
	}
	n := bytes.IndexByte(b[i+1:], b[i])
	if n < 0 {
		return key, nil, nil
	}
	return key, b[i+1 : i+1+n], b[i+n+2:]
}

// skipSpace gives the next place from i on that is no white space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// unescaped replaces references in an attribute's value; one that cannot be read is left as it stands.
func unescaped(b []byte) []byte {
	if bytes.IndexByte(b, '&') < 0 {
		return b
	}
	out, err := appendText(nil, b, false)
	if err != nil {
		return b
	}
	return out
}

// appendText appends characters with their references replaced and line ends made one way. It refuses bytes that are no
// UTF-8, and references to what XML does not know.
func appendText(dst, b []byte, raw bool) ([]byte, error) {
	if !utf8.Valid(b) {
		return dst, fmt.Errorf("%q is not UTF-8: %w", b[:min(len(b), 40)], ErrFormat)
	}
	for len(b) > 0 {
		i := bytes.IndexAny(b, "&\r")
		if i < 0 {
			return append(dst, b...), nil
		}
		dst = append(dst, b[:i]...)
		b = b[i:]
		if b[0] == '\r' {
			if len(b) == 1 || b[1] != '\n' {
				dst = append(dst, '\n')
			}
			b = b[1:]
			continue
		}
		if raw {
			dst, b = append(dst, '&'), b[1:]
			continue
		}
		r, n := reference(b)
		if n == 0 {
			return dst, fmt.Errorf("%q is no character reference: %w", b[:min(len(b), 12)], ErrFormat)
		}
		dst, b = utf8.AppendRune(dst, r), b[n:]
	}
	return dst, nil
}

// reference reads &amp; and the like at the beginning of b; n is 0 if it is none.
func reference(b []byte) (r rune, n int) {
	end := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if end < 0 {
		return 0, 0
	}
	switch body := string(b[1:end]); body {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		if len(body) < 2 || body[0] != '#' {
			return 0, 0
		}
		v, err := codePoint(body[1:])
		if err != nil || v == 0 || v > utf8.MaxRune {
			return 0, 0
		}
		return rune(v), end + 1
	}
}

// codePoint reads the number of a reference: decimal, or hexadecimal after an x.
func codePoint(s string) (uint64, error) {
	if s[0] == 'x' {
		return strconv.ParseUint(s[1:], 16, 32)
	}
	return strconv.ParseUint(s, 10, 32)
}

// local is a name without its prefix.
func local(name []byte) []byte {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == ':' {
			return name[i+1:]
		}
	}
	return name
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
