package unpack

// What must be known of a zip file before one of its entries is opened: how many it claims, which one is meant, and
// that its name stays inside the archive.

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"

	"archive/zip"
)

// zipClaim reads how many entries the end record claims, so that an archive of millions is refused before its table of
// contents is loaded. It answers 0 when there is no such record; the zip reader then says what is wrong.
func zipClaim(r io.ReaderAt, size int64) int {
	const endLen = 22
	tail := make([]byte, min(size, endLen+1<<16))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < endLen {
		return 0
	}
	n := int(binary.LittleEndian.Uint16(tail[i+10:]))
	if j := bytes.LastIndex(tail[:i], []byte("PK\x06\x06")); n == 0xFFFF && j >= 0 && i-j >= 40 {
		n = int(min(binary.LittleEndian.Uint64(tail[j+32:]), 1<<31-1))
	}
	return n
}

// pick finds the entry named, or the only file if no name is given. Folders and the shadow files some archivers add
// (__MACOSX/) are not counted.
func pick(files []*zip.File, entry string) (*zip.File, error) {
	var found []*zip.File
	for _, f := range files {
		if strings.HasSuffix(f.Name, "/") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		if entry == "" || f.Name == entry {
			found = append(found, f)
		}
	}
	switch {
	case len(found) == 1 && !inside(found[0].Name):
		return nil, fmt.Errorf("entry %q points outside the archive: the file is not to be trusted", found[0].Name)
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0 && entry != "":
		return nil, fmt.Errorf("no entry %q; it holds %s", entry, names(files))
	case len(found) == 0:
		return nil, fmt.Errorf("it holds no file")
	case entry != "":
		return nil, fmt.Errorf("%d entries are named %q: the file is not to be trusted", len(found), entry)
	}
	return nil, fmt.Errorf("it holds %d files (%s): say which entry is wanted", len(found), names(found))
}

// inside says whether an entry's name stays inside the archive.
func inside(name string) bool {
	slashed := strings.ReplaceAll(name, `\`, "/")
	clean := path.Clean(slashed)
	drive := len(slashed) > 1 && slashed[1] == ':'
	return !path.IsAbs(slashed) && !drive && clean != ".." && !strings.HasPrefix(clean, "../")
}

// names lists the first entries for an error message.
func names(files []*zip.File) string {
	var b strings.Builder
	for i, f := range files {
		if i == 5 {
			fmt.Fprintf(&b, " and %d more", len(files)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", f.Name)
	}
	return b.String()
}
