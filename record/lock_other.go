//go:build !unix

package record

// This file locks and opens files where Unix's ways are not there: a lock file that is removed at the end, and plain reading.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// lock takes the lock of the store, or says that another process has it (or was killed while it had it).
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w; if none is running, remove %s", ErrLocked, path)
	}
	if err != nil {
		return nil, storeError("lock", path, err)
	}
	return func() { f.Close(); os.Remove(path) }, nil
}

func mapFile(path string) ([]byte, error) { return os.ReadFile(path) }
