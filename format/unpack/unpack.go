// Package unpack reads files that may be compressed, and never more of them than it was allowed to.
//
// Data files travel as they are or packed with gzip, bzip2, xz or zip, often under a name that does not say which. This
// package looks at the first bytes (their "magic") and gives the plain bytes inside. A few kilobytes can unpack into
// terabytes, so every reader it gives stops with an error at Limits.Bytes; it also refuses zip files with more entries,
// or xz files with a larger dictionary, than honest data files have, and zip entries whose names climb out of the
// archive. It writes nothing to disk.
//
// Stream serves any reader but zip, whose table of contents is at the end; Open serves all five.
package unpack

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Kind is how a file is packed.
type Kind uint8

// The kinds. Plain is everything that is none of the others.
const (
	Plain Kind = iota
	Gzip
	Bzip2
	Xz
	Zip
)

// String names the kind as its tool is named.
func (k Kind) String() string {
	return [...]string{"plain", "gzip", "bzip2", "xz", "zip"}[k]
}

// MagicLen is how many leading bytes Sniff needs.
const MagicLen = 6

// Sniff tells the kind from a file's first bytes (MagicLen of them, fewer if the file is shorter).
func Sniff(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}):
		return Gzip
	case bytes.HasPrefix(head, []byte("\xFD7zXZ\x00")):
		return Xz
	case len(head) >= 4 && bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9':
		return Bzip2
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return Zip
	}
	return Plain
}

// Limits bound what a file may unpack into. A zero field means its default.
type Limits struct {
	Bytes      int64 // plain bytes in all; default 4 GiB, and no limit for a file that is not packed
	Entries    int   // entries of a zip file; default 10,000
	Dictionary int64 // bytes an xz file may ask to keep in memory; default 256 MiB (xz -9 asks for 64 MiB)
}

// withDefaults fills in the zero fields.
func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 4 << 30
	}
	if l.Entries <= 0 {
		l.Entries = 10_000
	}
	if l.Dictionary <= 0 {
		l.Dictionary = 256 << 20
	}
	return l
}

// ErrTooBig is in the chain of every error about a limit.
var ErrTooBig = errors.New("more than allowed")

// Stream gives the plain bytes of r and how they were packed. A zip file is refused: its table of contents is at its
// end, so it needs Open. Damage shows as an error of Read.
func Stream(r io.Reader, l Limits) (io.Reader, Kind, error) {
	limited := l.Bytes > 0
	l = l.withDefaults()
	br := bufio.NewReaderSize(r, 64<<10)
	head, err := br.Peek(MagicLen)
	if err != nil && err != io.EOF {
		return nil, Plain, err
	}
	kind := Sniff(head)
	plain, err := open(br, kind, l)
	if err != nil {
		return nil, kind, fmt.Errorf("unpack: %s: %w", kind, err)
	}
	if kind == Plain && !limited {
		return plain, kind, nil
	}
	return &bounded{r: plain, kind: kind, max: l.Bytes, left: l.Bytes}, kind, nil
}

// open starts the decompressor of a kind.
func open(br *bufio.Reader, kind Kind, l Limits) (io.Reader, error) {
	switch kind {
	case Gzip:
		return gzip.NewReader(br)
	case Bzip2:
		return bzip2.NewReader(br), nil
	case Xz:
		if err := checkDictionary(br, l.Dictionary); err != nil {
			return nil, err
		}
		return newXz(br)
	case Zip:
		return nil, errors.New("a zip file cannot be read as a stream; open it as a file")
	}
	return br, nil
}

// Open gives the plain bytes of a file of the given size. Of a zip file it gives the entry named, or, if entry is empty,
// the only file in it; entry means nothing for the other kinds.
func Open(r io.ReaderAt, size int64, entry string, l Limits) (io.Reader, Kind, error) {
	head := make([]byte, MagicLen)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, Plain, err
	}
	if Sniff(head[:n]) != Zip {
		return Stream(io.NewSectionReader(r, 0, size), l)
	}
	l = l.withDefaults()
	plain, err := openZip(r, size, entry, l)
	if err != nil {
		return nil, Zip, fmt.Errorf("unpack: zip: %w", err)
	}
	return &bounded{r: plain, kind: Zip, max: l.Bytes, left: l.Bytes}, Zip, nil
}

// Entries lists the files of a zip file of the given size by their names, folders left out, in the order of its table of
// contents. A file of another kind is an error.
func Entries(r io.ReaderAt, size int64, l Limits) ([]string, error) {
	files, err := contents(r, size, l.withDefaults())
	if err != nil {
		return nil, fmt.Errorf("unpack: zip: %w", err)
	}
	var names []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	return names, nil
}

// contents reads the table of contents of a zip file.
func contents(r io.ReaderAt, size int64, l Limits) ([]*zip.File, error) {
	if n := zipClaim(r, size); n > l.Entries {
		return nil, fmt.Errorf("it holds %d entries, more than Limits.Entries = %d: %w", n, l.Entries, ErrTooBig)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	if len(z.File) > l.Entries {
		return nil, fmt.Errorf("it holds %d entries, more than Limits.Entries = %d: %w", len(z.File), l.Entries, ErrTooBig)
	}
	return z.File, nil
}

// openZip opens one entry of a zip file.
func openZip(r io.ReaderAt, size int64, entry string, l Limits) (io.Reader, error) {
	files, err := contents(r, size, l)
	if err != nil {
		return nil, err
	}
	f, err := pick(files, entry)
	if err != nil {
		return nil, err
	}
	if f.UncompressedSize64 > uint64(l.Bytes) {
		return nil, fmt.Errorf("entry %q says it unpacks to %d bytes, more than Limits.Bytes = %d: %w", f.Name, f.UncompressedSize64, l.Bytes, ErrTooBig)
	}
	return f.Open()
}
