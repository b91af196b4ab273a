package record

// This file locks the store the way Windows does: a file that may be opened for writing once at a time, which the system
// closes when its process ends, however it ends.

import (
	"errors"
	"os"
	"syscall"
)

const (
	sharingViolation = syscall.Errno(32)
	readShared       = syscall.FILE_SHARE_READ // others may read who holds it
)

// tryLock takes the lock, or gives errHeld where another process has it.
func tryLock(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, readShared, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errHeld
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

func unlock(f *os.File) { f.Close() }

const lockAdvice = ""
