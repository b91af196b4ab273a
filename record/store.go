package record

// This file is the store: where a user's snapshots and built tables live, how they are put there whole or not at all, and
// how the record is opened.
//
//	HOME/snapshots/ab/abcdef…   the exact bytes of a source's file, named by their SHA-256
//	HOME/tables/ID.comity       the tables built of a source
//	HOME/partial/abcdef…        a download under way, to be continued
//	HOME/stamps/ID              what the tables of a source were built of; without it they are built again
//	HOME/cards/ID.toml          the user's own cards
//	HOME/pins/ID.json           the checksums of files no card knows, as they were brought
//	HOME/locks/…                the lock files whose snapshots are never collected
//	HOME/tmp/                   files being written; what a kill left there is ignored and swept
//	HOME/lock                   held while something is written

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"comity/source"
)

// Store is a directory of snapshots and built tables.
type Store struct {
	home    string
	waiting func(Holder)           // what is told while another process holds the lock; nil: do not wait
	all     func() []source.Source // the sources that ship; nil for comity's own
	program func() string          // a checksum of the program that reads them

	create func(path string) (diskFile, error) // makes a file to be written; tests put a full disk here
	fault  func(op, path string) error         // asked before the disk is; tests put a full disk here too
}

// may asks whether the disk may be touched; outside tests it always may.
func (s *Store) may(op, path string) error {
	if s.fault == nil {
		return nil
	}
	return s.fault(op, path)
}

// diskFile is a file being written.
type diskFile interface {
	io.Writer
	Sync() error
	Close() error
}

// NewStore gives the store in a directory, which need not exist yet.
func NewStore(home string) *Store {
	return &Store{home: home, program: programSum, create: func(path string) (diskFile, error) {
		return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	}}
}

// Waiting gives a store whose writers wait for their turn where another process writes, after telling who it is.
func (s *Store) Waiting(tell func(Holder)) *Store {
	patient := *s
	patient.waiting = tell
	return &patient
}

// Home gives the user's store directory: COMITY_HOME, else comity under the data directory of the system's custom
// (XDG_DATA_HOME, else ~/.local/share).
func Home() (string, error) {
	if home := os.Getenv("COMITY_HOME"); home != "" {
		return filepath.Abs(home)
	}
	if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "comity"), nil
	}
	user, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no home directory for the store: %w; set COMITY_HOME", err)
	}
	return filepath.Join(user, ".local", "share", "comity"), nil
}

// Home gives the directory of the store.
func (s *Store) Home() string { return s.home }

// Open opens the record: the core, widened by the tables built in the store at home. Only headers are read.
func Open(home string) (*Record, error) {
	core, err := Core()
	if err != nil {
		return nil, err
	}
	names, err := NewStore(home).tables()
	if err != nil || len(names) == 0 {
		return core, err
	}
	found := make([][]*Table, len(names))
	stamps := make([][]byte, len(names))
	err = each(context.Background(), len(names), runtime.GOMAXPROCS(0), func(i int) error {
		data, err := mapFile(names[i])
		if err != nil {
			return storeError("open", names[i], err)
		}
		if found[i], err = Read(data); err != nil {
			return fmt.Errorf("%s: %w", names[i], err)
		}
		stamps[i] = []byte(stamp(data))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return New(core.Edition()+" +local "+hashOf(stamps...), core.Tables(), slices.Concat(found...)), nil
}

// tables gives the paths of the built tables, in order of name. A store that is not there has none.
func (s *Store) tables() ([]string, error) {
	list, err := os.ReadDir(filepath.Join(s.home, "tables"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, storeError("read", s.home, err)
	}
	var out []string
	for _, e := range list {
		if strings.HasSuffix(e.Name(), ".comity") && !e.IsDir() {
			out = append(out, filepath.Join(s.home, "tables", e.Name()))
		}
	}
	return out, nil
}

func (s *Store) tablePath(id string) string { return filepath.Join(s.home, "tables", id+".comity") }

func (s *Store) snapshotPath(sum string) string {
	if len(sum) < 2 { // a card that does not know the checksum of its file: there is no such snapshot
		sum = "unknown"
	}
	return filepath.Join(s.home, "snapshots", sum[:2], sum)
}

// has says whether a snapshot of the right size is there; its bytes are checked when they are read.
func (s *Store) has(f source.File) bool {
	info, err := os.Stat(s.snapshotPath(f.SHA256))
	return err == nil && info.Size() == f.Size
}

// Snapshot gives the bytes of a file of a card, checked.
func (s *Store) Snapshot(f source.File) ([]byte, error) {
	data, err := os.ReadFile(s.snapshotPath(f.SHA256))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &NotPulledError{File: f.Name}
	}
	if err != nil {
		return nil, storeError("read", s.snapshotPath(f.SHA256), err)
	}
	return data, checkBytes(f, data)
}

// NotPulledError says that a file of a source is not in the store.
type NotPulledError struct{ Source, File string }

func (e *NotPulledError) Error() string {
	if e.Source == "" {
		return e.File + " is not in the store"
	}
	return fmt.Sprintf("%s of source %s is not in the store; run: comity pull %s (or, where it must be brought: comity add FILE --as %s)", e.File, e.Source, e.Source, e.Source)
}

// snapshots gives a source its files from the store.
func (s *Store) snapshots(c source.Card) checkedFiles {
	return checkedFiles{c, func(f source.File) ([]byte, error) {
		data, err := os.ReadFile(s.snapshotPath(f.SHA256))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &NotPulledError{c.ID, f.Name}
		}
		return data, err
	}}
}

// put writes a file whole or not at all: to a temporary file, synced, then renamed into place.
func (s *Store) put(path string, write func(io.Writer) error) error {
	if err := s.makeDirs(filepath.Dir(path), s.dir("tmp")); err != nil {
		return err
	}
	tmp := filepath.Join(s.dir("tmp"), filepath.Base(filepath.Dir(path))+"-"+filepath.Base(path)+".new")
	os.Remove(tmp) // left by a kill; the lock is ours
	err := s.fill(tmp, write)
	if err == nil {
		err = s.rename(tmp, path)
	}
	if err != nil {
		os.Remove(tmp)
		return storeError("write", path, err)
	}
	return nil
}

// fill makes a file, writes it and makes it durable.
func (s *Store) fill(path string, write func(io.Writer) error) error {
	if err := s.may("create", path); err != nil {
		return err
	}
	f, err := s.create(path)
	if err != nil {
		return err
	}
	if err = write(writerFunc(func(p []byte) (int, error) {
		if err := s.may("write", path); err != nil {
			return 0, err
		}
		return f.Write(p)
	})); err == nil {
		err = s.may("sync", path)
	}
	return errors.Join(err, f.Sync(), f.Close())
}

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(p []byte) (int, error) { return w(p) }

// rename puts a finished file into its place, durably.
func (s *Store) rename(from, to string) error {
	if err := s.may("rename", to); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	syncDir(filepath.Dir(to))
	return nil
}

// remove takes a file away; one that is not there is no error.
func (s *Store) remove(path string) error {
	if err := s.may("remove", path); err != nil {
		return storeError("remove", path, err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return storeError("remove", path, err)
	}
	return nil
}

func (s *Store) dir(name string) string { return filepath.Join(s.home, name) }

func (s *Store) makeDirs(dirs ...string) error {
	for _, d := range dirs {
		if err := s.may("mkdir", d); err != nil {
			return storeError("write", d, err)
		}
		if err := os.MkdirAll(d, 0o755); err != nil {
			return storeError("write", d, err)
		}
	}
	return nil
}

// syncDir makes a rename durable, where the system can; where it cannot the file is whole all the same.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// StoreError says what could not be done to the store, why, and what to do.
type StoreError struct {
	Op, Path string
	Err      error
}

func storeError(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &StoreError{op, path, err}
}

// Unwrap gives the reason.
func (e *StoreError) Unwrap() error { return e.Err }

func (e *StoreError) Error() string {
	return fmt.Sprintf("store: cannot %s %s: %v%s", e.Op, e.Path, e.Err, e.advice())
}

func (e *StoreError) advice() string {
	switch {
	case errors.Is(e.Err, syscall.ENOSPC):
		return "; the disk is full: what was there before is unharmed; make room, or set COMITY_HOME to another disk"
	case errors.Is(e.Err, syscall.EROFS), errors.Is(e.Err, fs.ErrPermission):
		return "; the store may not be written: set COMITY_HOME to a directory you may write"
	case errors.Is(e.Err, syscall.ENOTDIR), errors.Is(e.Err, fs.ErrExist):
		return "; something else stands there: set COMITY_HOME to a directory of its own"
	}
	return ""
}

// write runs f while this process alone may write to the store, after sweeping what a killed one left. The command is what
// other processes are told while they wait.
func (s *Store) write(ctx context.Context, command string, f func() error) error {
	if err := s.makeDirs(s.home); err != nil {
		return err
	}
	unlock, err := s.lock(ctx, command)
	if err != nil {
		return err
	}
	defer unlock()
	s.sweep()
	return f()
}

// sweep removes the temporary files of processes that were killed. The lock is held, so nobody is writing them.
func (s *Store) sweep() {
	list, _ := os.ReadDir(s.dir("tmp"))
	for _, e := range list {
		os.Remove(filepath.Join(s.dir("tmp"), e.Name()))
	}
}
