package record

// This file gives a source its files, each checked against the size and the checksum on its card before a byte of it is read.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"comity/source"
)

// checkedFiles is the files of one card as a file system: names are those of the card, bytes are what the card says or an
// error.
type checkedFiles struct {
	card source.Card
	read func(source.File) ([]byte, error)
}

// ReadFile implements fs.ReadFileFS.
func (c checkedFiles) ReadFile(name string) ([]byte, error) {
	for _, f := range c.card.Files {
		if f.Name == name {
			data, err := c.read(f)
			if err != nil {
				return nil, err
			}
			return data, checkBytes(f, data)
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open implements fs.FS.
func (c checkedFiles) Open(name string) (fs.File, error) {
	data, err := c.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &memoryFile{bytes.NewReader(data), name}, nil
}

// ChecksumError says that a file is not the one its card names.
type ChecksumError struct {
	File      string
	Size      int64
	WantSize  int64
	Sum, Want string
}

func (e *ChecksumError) Error() string {
	if e.Size != e.WantSize {
		return fmt.Sprintf("%s has %d bytes, its card says %d: it is another edition or was damaged on its way; pull it again", e.File, e.Size, e.WantSize)
	}
	return fmt.Sprintf("%s has the SHA-256 %.12s…, its card says %.12s…: it was damaged; pull it again", e.File, e.Sum, e.Want)
}

// checkBytes holds bytes against the card.
func checkBytes(f source.File, data []byte) error {
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != f.SHA256 || int64(len(data)) != f.Size {
		return &ChecksumError{f.Name, int64(len(data)), f.Size, got, f.SHA256}
	}
	return nil
}

// memoryFile is a file already read.
type memoryFile struct {
	*bytes.Reader
	name string
}

func (m *memoryFile) Close() error               { return nil }
func (m *memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo{m.name, m.Size()}, nil }

type memoryInfo struct {
	name string
	size int64
}

func (i memoryInfo) Name() string     { return i.name }
func (i memoryInfo) Size() int64      { return i.size }
func (memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (memoryInfo) ModTime() time.Time { return time.Time{} }
func (memoryInfo) IsDir() bool        { return false }
func (memoryInfo) Sys() any           { return nil }

// fromMirror reads the files of a card from a directory laid out as the cards name them; comity's own come with it.
func fromMirror(mirror fs.FS, c source.Card) checkedFiles {
	return checkedFiles{c, func(f source.File) ([]byte, error) {
		if data, ok := source.Own(f.Name); ok {
			return data, nil
		}
		data, err := fs.ReadFile(mirror, f.Name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("source %s: the mirror has no %s", c.ID, f.Name)
		}
		return data, err
	}}
}
