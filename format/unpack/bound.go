package unpack

// The guards: a reader that stops at the limit, and a look at an xz header before memory is given to it.

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/ulikunitz/xz"
)

// bounded passes at most max bytes on, then fails; it also says which kind a damaged stream was of.
type bounded struct {
	r         io.Reader
	kind      Kind
	max, left int64
}

// Read implements io.Reader. After the last allowed byte one more is asked for, to tell a file that just fits from one
// that does not.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left == 0 {
		return b.probe()
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	return n, b.explain(err)
}

// probe answers at the limit: end of file, or too big.
func (b *bounded) probe() (int, error) {
	var one [1]byte
	n, err := b.r.Read(one[:])
	switch {
	case n > 0:
		return 0, fmt.Errorf("unpack: %s: it unpacks to more than Limits.Bytes = %d bytes: %w", b.kind, b.max, ErrTooBig)
	case err == nil:
		return 0, io.ErrNoProgress
	}
	return 0, b.explain(err)
}

// explain adds where an error of the decompressor struck. A packed stream that ends early is unexpected, never a quiet
// end of file.
func (b *bounded) explain(err error) error {
	if err == nil || err == io.EOF || b.kind == Plain {
		return err
	}
	return fmt.Errorf("unpack: %s: after %d plain bytes: %w", b.kind, b.max-b.left, err)
}

// checkDictionary looks at the first block of an xz stream and refuses one that asks for a larger dictionary than
// allowed. A header it does not understand is left to the xz reader.
func checkDictionary(br *bufio.Reader, most int64) error {
	const streamHeader, lzma2 = 12, 0x21
	head, _ := br.Peek(streamHeader + 32)
	if len(head) < streamHeader+2 {
		return nil
	}
	h := head[streamHeader+2:]
	sizes := int(head[streamHeader+1]>>6&1) + int(head[streamHeader+1]>>7)
	for ; sizes > 0; sizes-- {
		h = skipVarint(h)
	}
	if len(h) < 3 || h[0] != lzma2 {
		return nil
	}
	if size := dictionary(h[2]); size > most {
		return fmt.Errorf("it asks for a dictionary of %d bytes, more than Limits.Dictionary = %d: %w", size, most, ErrTooBig)
	}
	return nil
}

// skipVarint drops one variable-length number: bytes with the high bit set, then one without.
func skipVarint(b []byte) []byte {
	for i, c := range b {
		if c < 0x80 {
			return b[i+1:]
		}
	}
	return nil
}

// dictionary decodes the size byte of an LZMA2 filter: 2 or 3 times a power of two.
func dictionary(bits byte) int64 {
	if bits >= 40 {
		return 1<<32 - 1
	}
	return (2 | int64(bits&1)) << (bits/2 + 11)
}

// xzReader sees to it that an xz stream ends with its footer: the library takes a file cut off between two blocks for
// one that ended.
type xzReader struct {
	r    io.Reader
	tail *tail
}

// newXz starts an xz reader.
func newXz(br *bufio.Reader) (io.Reader, error) {
	t := &tail{br: br}
	r, err := xz.NewReader(t)
	return &xzReader{r, t}, err
}

// Read implements io.Reader.
func (x *xzReader) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	if err == io.EOF && x.tail.last != [2]byte{'Y', 'Z'} {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// tail passes bytes on and remembers the last two but for zeros, which may pad the end.
type tail struct {
	br   *bufio.Reader
	last [2]byte
}

// Read implements io.Reader.
func (t *tail) Read(p []byte) (int, error) {
	n, err := t.br.Read(p)
	for _, c := range last2(bytes.TrimRight(p[:n], "\x00")) {
		t.last = [2]byte{t.last[1], c}
	}
	return n, err
}

// ReadByte implements io.ByteReader, which the xz reader wants for speed.
func (t *tail) ReadByte() (byte, error) {
	c, err := t.br.ReadByte()
	if err == nil && c != 0 {
		t.last = [2]byte{t.last[1], c}
	}
	return c, err
}

// last2 gives at most the last two bytes.
func last2(b []byte) []byte { return b[max(0, len(b)-2):] }
