//go:build !unix && !windows

package record

// This file locks the store where the system has no lock that ends with its process: a lock file that is removed at the end.
// One that a killed process left must be removed by hand, and the message says so.

import (
	"errors"
	"io/fs"
	"os"
)

// tryLock takes the lock, or gives errHeld where another process has it.
func tryLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, errHeld
	}
	return f, err
}

func unlock(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}

// lockAdvice is what to do about a lock that nobody holds any more.
const lockAdvice = "; if no comity is running, remove the file"
