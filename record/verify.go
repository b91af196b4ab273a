package record

// This file verifies: every byte of the core, of every snapshot and of every built table is held against its checksum.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// FindingKind says how grave a finding is.
type FindingKind string

// The kinds: damaged bytes; something missing or out of date that a command mends; a remark.
const (
	Damaged FindingKind = "damaged"
	Stale   FindingKind = "stale"
	Note    FindingKind = "note"
)

// Finding is one thing Verify has to say.
type Finding struct {
	Kind  FindingKind
	Where string // a path, or "core"
	Text  string // what is wrong, and what to do
}

// String is the finding in a line.
func (f Finding) String() string { return string(f.Kind) + ": " + f.Where + ": " + f.Text }

// Clean says whether no finding is of damage.
func Clean(all []Finding) bool {
	for _, f := range all {
		if f.Kind == Damaged {
			return false
		}
	}
	return true
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Verify checks the core and everything in the store. The error is of a check that could not be made; what the checks found
// is in the findings.
func (s *Store) Verify(ctx context.Context) ([]Finding, error) { return s.VerifyWith(ctx, nil) }

// VerifyWith does the same, and holds the core's signature against a public key (PEM) where one is given.
func (s *Store) VerifyWith(ctx context.Context, key []byte) ([]Finding, error) {
	var out []Finding
	if err := Verify(coreBytes()); err != nil {
		out = append(out, Finding{Damaged, "core", err.Error()})
	}
	out = append(out, verifySignature(key))
	out = append(out, s.verifyPins()...)
	out = append(out, s.verifyBrought()...)
	found, err := s.verifySnapshots(ctx)
	if err != nil {
		return out, err
	}
	out = append(out, found...)
	if _, err := s.Sources(); err != nil {
		out = append(out, Finding{Stale, s.dir("cards"), err.Error()})
	}
	found, err = s.verifyTables(ctx)
	out = append(out, found...)
	if err == nil {
		out = append(out, s.verifyLaws(out)...)
	}
	return out, err
}

// verifyLaws holds the sound tables against the laws of the record. A breach is in the source, and no damage: it is a remark.
func (s *Store) verifyLaws(found []Finding) (out []Finding) {
	names, err := s.tables()
	if err != nil || !Clean(found) {
		return nil
	}
	for _, path := range names {
		id := strings.TrimSuffix(filepath.Base(path), ".comity")
		if n, err := s.breaches(id); err == nil && n > 0 {
			out = append(out, Finding{Note, id, fmt.Sprintf("%d breaches of the laws of the record, in the source itself; comity laws %s names the rows", n, id)})
		}
	}
	return out
}

// verifyPins reads the lock files the store was told of.
func (s *Store) verifyPins() (out []Finding) {
	pins, err := s.Pins()
	if err != nil {
		return []Finding{{Damaged, s.dir("locks"), err.Error()}}
	}
	for _, path := range pins {
		if _, err := readLockAt(path, true); err != nil {
			out = append(out, Finding{Damaged, path, err.Error()})
		}
	}
	return out
}

func (s *Store) verifySnapshots(ctx context.Context) (out []Finding, err error) {
	err = filepath.WalkDir(s.dir("snapshots"), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return storeError("read", path, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // collected since
		}
		if err != nil {
			return storeError("read", path, err)
		}
		if sumOf(data) != d.Name() {
			file, again := s.ofSource(d.Name())
			out = append(out, Finding{Damaged, path, fmt.Sprintf("the snapshot%s does not have the checksum it is named by; %s", file, again)})
		}
		return nil
	})
	return out, err
}

// ofSource names the source and file a snapshot belongs to, and says how to have it again.
func (s *Store) ofSource(sum string) (what, again string) {
	sources, _ := s.Sources()
	for _, src := range sources {
		for _, f := range src.Card().Files {
			if f.SHA256 != sum {
				continue
			}
			if f.Brought || f.Address == "" {
				return " " + f.Name, fmt.Sprintf("bring it again: comity add FILE --as %s (or pull it from a mirror)", src.Card().ID)
			}
			return " " + f.Name, "pull it again: comity pull " + src.Card().ID
		}
	}
	return "", "pull it again: comity pull"
}

func (s *Store) verifyTables(ctx context.Context) (out []Finding, err error) {
	names, err := s.tables()
	if err != nil {
		return nil, err
	}
	for _, path := range names {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // collected since
		}
		if err != nil {
			return out, storeError("read", path, err)
		}
		if err := Verify(data); err != nil {
			out = append(out, Finding{Damaged, path, err.Error()})
			continue
		}
		out = append(out, s.stale(path, data)...)
	}
	return out, nil
}

// stale says where a sound table was built of other snapshots than the card now names.
func (s *Store) stale(path string, data []byte) []Finding {
	id := strings.TrimSuffix(filepath.Base(path), ".comity")
	tables, err := Read(data)
	if err != nil || len(tables) == 0 {
		return []Finding{{Damaged, path, "it has no table; build it again: comity build " + id}}
	}
	src, ok := s.Lookup(id)
	if !ok || tables[0].Source != id {
		return []Finding{{Stale, path, "it is of a source this comity does not know; comity gc takes it away, unless a lock file names it"}}
	}
	for i, f := range src.Card().Files {
		if in := tables[0].Snapshots; i >= len(in) || in[i].SHA256 != f.SHA256 {
			return []Finding{{Stale, path, fmt.Sprintf("it was built of edition %q, the card names %q; run: comity pull %s && comity build %s", tables[0].Edition, src.Card().Edition, id, id)}}
		}
	}
	return nil
}
