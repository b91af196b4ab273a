package record

// This file is the lock of the store: one process writes at a time, any number read. Who holds it stands in the lock file, so
// that others can say whom they wait for; the lock itself is the system's and ends with its process, so that a killed one
// never blocks the next. Readers take no lock: what is put in place is whole, and what is replaced or removed stays readable
// to whoever has it open.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
)

// ErrLocked says that another process is writing to the store.
var ErrLocked = errors.New("another comity is writing to the store")

var errHeld = errors.New("held")

// Holder is the process that holds the lock of a store.
type Holder struct {
	Command string // what it does: "build"
	PID     int
	Since   string // day and time, UTC, by the clock of the disk
}

// String is the holder in words.
func (h Holder) String() string {
	if h.PID == 0 {
		return "a process that has not said its name"
	}
	return fmt.Sprintf("comity %s, process %d, since %s", h.Command, h.PID, h.Since)
}

// LockedError says who is writing to the store.
type LockedError struct {
	Holder Holder
	Path   string
}

// Unwrap gives ErrLocked.
func (e *LockedError) Unwrap() error { return ErrLocked }

func (e *LockedError) Error() string {
	return fmt.Sprintf("%v (%s); wait for it with --wait, or try again when it has finished%s (%s)", ErrLocked, e.Holder, lockAdvice, e.Path)
}

// lockPause is how often a waiting process looks again; who does not wait looks three times, a hundredth of a second apart,
// since looking whether a lock is free takes it for a moment.
const lockPause = 100 * time.Millisecond

// lock takes the lock of the store and says so in it. Where another process has it the store waits, or says who it is.
func (s *Store) lock(ctx context.Context, command string) (release func(), err error) {
	path := s.dir("lock")
	for n := 1; ; n++ {
		if err := s.may("lock", path); err != nil {
			return nil, storeError("lock", path, err)
		}
		f, err := tryLock(path)
		if err == nil {
			return sign(f, command), nil
		}
		if !errors.Is(err, errHeld) {
			return nil, storeError("lock", path, bare(err))
		}
		pause := lockPause
		switch {
		case n < 3:
			pause = lockPause / 10
		case s.waiting == nil:
			return nil, &LockedError{readHolder(path), path}
		case n == 3:
			s.waiting(readHolder(path))
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// sign writes who holds the lock into it. That the disk is full does not matter here: it is a courtesy to others.
func sign(f *os.File, command string) (release func()) {
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt(fmt.Appendf(nil, "%d %s\n", os.Getpid(), command), 0)
	}
	return func() {
		_ = f.Truncate(0)
		unlock(f)
	}
}

// bare takes the path out of an error whose path is told already.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Holder says who holds the lock of the store, and whether anybody does.
func (s *Store) Holder() (Holder, bool) {
	path := s.dir("lock")
	if _, err := os.Stat(path); err != nil {
		return Holder{}, false
	}
	if lockAdvice == "" { // where the file itself is the lock, that it is there says all
		f, err := tryLock(path)
		if err == nil {
			unlock(f)
		}
		if !errors.Is(err, errHeld) {
			return Holder{}, false
		}
	}
	return readHolder(path), true
}

// maxHolder bounds a lock file of whatever origin.
const maxHolder = 200

// readHolder reads what a lock file says; what cannot be read says nothing.
func readHolder(path string) Holder {
	f, err := os.Open(path)
	if err != nil {
		return Holder{}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Holder{}
	}
	text := make([]byte, maxHolder)
	n, _ := f.Read(text)
	number, command, _ := strings.Cut(strings.TrimSpace(string(text[:n])), " ")
	pid, err := strconv.Atoi(number)
	if err != nil || pid <= 0 || strings.ContainsFunc(command, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return Holder{}
	}
	return Holder{command, pid, info.ModTime().UTC().Format(time.RFC3339)}
}
