package record

// This file reads lock files (comity.lock): which editions of which sources a piece of work rests on, file by file, so that it
// can be repeated. The store remembers the lock files it was told of, and garbage collection never takes what they name. A
// lock file carries its own checksum: one flipped bit in it could name another file, and lose the right one.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"comity/source"
)

// LockFile is what a lock file names. Fields this version does not know are ignored.
type LockFile struct {
	Comity  string         `json:"comity"` // the version that wrote it
	GOARCH  string         `json:"goarch"`
	Sources []LockedSource `json:"sources"`
}

// LockedSource is one source in one edition.
type LockedSource struct {
	ID      string       `json:"id"`
	Edition string       `json:"edition"`
	Tables  string       `json:"tables,omitempty"` // checksum of what was built of the files
	Files   []LockedFile `json:"files"`
}

// LockedFile is one file of a source, by its bytes.
type LockedFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// Locked gives a source of a record as a lock file names it: the files its tables were built of, and what was built.
func (s *Store) Locked(r *Record, id string) (LockedSource, error) {
	tables := r.Source(id)
	if len(tables) == 0 {
		return LockedSource{}, fmt.Errorf("source %s has no tables in the record", id)
	}
	out := LockedSource{ID: id, Edition: tables[0].Edition, Tables: sumOfTables(tables), Files: []LockedFile{}}
	var known []source.File
	if src, err := s.Find(id); err == nil { // a card that is gone names no sizes
		known = src.Card().Files
	}
	for _, t := range tables {
		for _, in := range t.Snapshots {
			if slices.ContainsFunc(out.Files, func(f LockedFile) bool { return f.SHA256 == in.SHA256 }) {
				continue
			}
			f := LockedFile{Name: in.File, SHA256: in.SHA256}
			if i := slices.IndexFunc(known, func(k source.File) bool { return k.SHA256 == in.SHA256 }); i >= 0 {
				f.Size = known[i].Size
			}
			out.Files = append(out.Files, f)
		}
	}
	return out, nil
}

// sumOfTables is the checksum of the tables of a source: of every section's.
func sumOfTables(tables []*Table) string {
	var b bytes.Buffer
	for _, t := range tables {
		for _, section := range t.Sections {
			fmt.Fprintf(&b, "%s %s %s %s\n", t.Kind, t.Name, section.Name, section.SHA256)
		}
	}
	return sumOf(b.Bytes())
}

// maxLock bounds a lock file of whatever origin.
const maxLock = 16 << 20

// checkField is the member of a lock file that holds its checksum: the SHA-256 of the whole file with these 64 digits as zeros.
var checkField = regexp.MustCompile(`"check"\s*:\s*"([0-9a-f]{64})"`)

var noCheck = bytes.Repeat([]byte{'0'}, 64)

// lockSum finds where the checksum of a lock file stands and what it should be.
func lockSum(data []byte) (at int, sum string, err error) {
	found := checkField.FindAllSubmatchIndex(data, 2)
	if len(found) != 1 {
		return 0, "", errors.New(`it has no checksum ("check"), or more than one: comity did not write it so`)
	}
	at = found[0][2]
	return at, sumOf(slices.Concat(data[:at], noCheck, data[at+len(noCheck):])), nil
}

// SealLock sets the checksum of a lock file, a JSON object that has "check" with 64 zeros.
func SealLock(data []byte) ([]byte, error) {
	at, sum, err := lockSum(data)
	if err != nil {
		return nil, err
	}
	return slices.Concat(data[:at], []byte(sum), data[at+len(sum):]), nil
}

// ReadLock reads a lock file whose checksum is right.
func ReadLock(data []byte) (LockFile, error) {
	var l LockFile
	if len(data) > maxLock {
		return l, fmt.Errorf("it has %d bytes, more than %d", len(data), maxLock)
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return l, fmt.Errorf("it is not JSON as a lock file is: %w", err)
	}
	at, sum, err := lockSum(data)
	if err != nil {
		return l, err
	}
	if string(data[at:at+len(sum)]) != sum {
		return l, fmt.Errorf("its checksum is %.12s…, its bytes give %.12s…: it was damaged or changed by hand", data[at:], sum)
	}
	for _, s := range l.Sources {
		for _, f := range s.Files {
			if !isSum(f.SHA256) {
				return l, fmt.Errorf("source %s: %s has no SHA-256 (%q)", s.ID, f.Name, f.SHA256)
			}
		}
	}
	return l, nil
}

// isSum says whether a text is a SHA-256 as we write it: 64 lower-case hexadecimal digits.
func isSum(text string) bool {
	_, err := hex.DecodeString(text)
	return err == nil && len(text) == 64 && strings.ToLower(text) == text
}

// LockFileError says which lock file cannot be read, and why.
type LockFileError struct {
	Path   string
	Pinned bool // the store was told to keep it
	Err    error
}

// Unwrap gives the reason.
func (e *LockFileError) Unwrap() error { return e.Err }

func (e *LockFileError) Error() string {
	if !e.Pinned {
		return fmt.Sprintf("lock file %s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("lock file %s is pinned and cannot be read (%v): what it names is not known, so nothing was removed; bring it back, or forget it with: comity gc --unpin %s", e.Path, e.Err, e.Path)
}

func readLockAt(path string, pinned bool) (LockFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return LockFile{}, &LockFileError{path, pinned, bare(err)}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLock+1))
	if err != nil {
		return LockFile{}, &LockFileError{path, pinned, bare(err)}
	}
	l, err := ReadLock(data)
	if err != nil {
		return l, &LockFileError{path, pinned, err}
	}
	return l, nil
}

// pinPath is where the store remembers a lock file: named by the checksum of what stands in it, so that damage shows.
func (s *Store) pinPath(path string) string {
	return filepath.Join(s.home, "locks", sumOf([]byte(path+"\n")))
}

// Pin tells the store of a lock file: nothing it names is collected from now on, as long as it stands where it is. The lock
// file is read first; what cannot be read is not pinned.
func (s *Store) Pin(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := readLockAt(path, false); err != nil {
		return err
	}
	if strings.Contains(path, "\n") {
		return fmt.Errorf("lock file %q: a path of several lines cannot be pinned", path)
	}
	return s.write(ctx, "gc", func() error {
		return s.put(s.pinPath(path), func(w io.Writer) error {
			_, err := io.WriteString(w, path+"\n")
			return err
		})
	})
}

// Unpin forgets a lock file. One that was not pinned is an error that says which are.
func (s *Store) Unpin(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.pinPath(path)); err != nil {
		pins, _ := s.Pins()
		return fmt.Errorf("lock file %s is not pinned; pinned are: %s", path, cmp.Or(strings.Join(pins, ", "), "none"))
	}
	return s.write(ctx, "gc", func() error { return s.remove(s.pinPath(path)) })
}

// Pins gives the lock files the store was told of, in order of path.
func (s *Store) Pins() ([]string, error) {
	list, err := os.ReadDir(s.dir("locks"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, storeError("read", s.dir("locks"), err)
	}
	var out []string
	for _, e := range list {
		path := filepath.Join(s.dir("locks"), e.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, storeError("read", path, err)
		}
		if sumOf(text) != e.Name() {
			return nil, fmt.Errorf("store: %s is damaged: it should name a lock file and does not have its checksum; remove it, and pin the lock file again: comity gc --pin FILE", path)
		}
		out = append(out, strings.TrimSuffix(string(text), "\n"))
	}
	slices.Sort(out)
	return out, nil
}
