package record

// This file looks after the store from outside: is there room, may it be written, who holds it.

import (
	"os"
	"path/filepath"
)

// Health is what can be told of a store without reading what is in it.
type Health struct {
	Exists bool
	Free   int64  // bytes; -1 where the system does not say
	Write  error  // why it may not be written; nil where it may
	Held   bool   // another process is writing
	Holder Holder // which
	Pins   []string
	PinErr error
}

// Health looks after the store. It makes nothing that it does not take away again.
func (s *Store) Health() Health {
	h := Health{Free: -1}
	dir := s.home
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		h.Exists = true
	} else {
		dir = nearest(dir)
	}
	if free, ok := freeSpace(dir); ok {
		h.Free = free
	}
	h.Write = writable(dir)
	h.Holder, h.Held = s.Holder()
	h.Pins, h.PinErr = s.Pins()
	return h
}

// nearest is the closest directory above a path that is there.
func nearest(path string) string {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
	}
}

// writable tries to make a file in a directory, and takes it away.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".comity-*")
	if err != nil {
		return storeError("write", dir, bare(err))
	}
	f.Close()
	return os.Remove(f.Name())
}

// FreeSpace gives the bytes that may still be written on the disk of a directory, where it is known.
func FreeSpace(dir string) (bytes int64, ok bool) { return freeSpace(dir) }
