package record

// This file collects garbage: it takes away the snapshots and tables that nothing names. What a card, a built table of a known
// source or a lock file names stays, whatever else goes wrong; where it cannot be told what a lock file names, nothing goes.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// CollectOptions say what is collected.
type CollectOptions struct {
	DryRun  bool     // only say what would go
	Partial bool     // also downloads under way that nothing names any more
	Keep    []string // lock files beside the pinned ones
}

// Garbage is one file that nothing names.
type Garbage struct {
	Path  string
	Bytes int64
	Why   string
}

// Collected is what a collection did, or would do.
type Collected struct {
	Gone  []Garbage
	Kept  int      // snapshots and tables that something names
	Locks []string // the lock files that were heeded
	Notes []string // what is odd and was left alone
}

// named is what must stay: files by checksum, sources by id.
type named struct {
	files   map[string]bool
	sources map[string]bool
}

// Collect takes away what nothing names. The error says what kept it from being done; what was done before it stands.
func (s *Store) Collect(ctx context.Context, o CollectOptions) (c Collected, err error) {
	run := func() error {
		names, err := s.named(o.Keep, &c)
		if err != nil {
			return err
		}
		garbage, err := s.garbage(names, o.Partial, &c)
		if err != nil {
			return err
		}
		for _, g := range garbage {
			if err := ctx.Err(); err != nil {
				return err
			}
			if !o.DryRun {
				if err := s.remove(g.Path); err != nil {
					return err
				}
			}
			c.Gone = append(c.Gone, g)
		}
		return nil
	}
	if o.DryRun {
		err = run()
		return c, err
	}
	err = s.write(ctx, "gc", run)
	return c, err
}

// named gathers what the cards and the lock files name.
func (s *Store) named(keep []string, c *Collected) (named, error) {
	n := named{map[string]bool{}, map[string]bool{}}
	sources, err := s.Sources()
	if err != nil { // what a card that cannot be read names is not known
		return n, fmt.Errorf("nothing was removed: %w", err)
	}
	for _, src := range sources {
		n.sources[src.Card().ID] = true
		for _, f := range src.Card().Files {
			n.files[f.SHA256] = true
		}
	}
	if err := s.nameBrought(n); err != nil {
		return n, err
	}
	pins, err := s.Pins()
	if err != nil {
		return n, err
	}
	for i, path := range slices.Concat(pins, keep) {
		l, err := readLockAt(path, i < len(pins))
		if err != nil {
			return n, err
		}
		for _, src := range l.Sources {
			n.sources[src.ID] = true
			for _, f := range src.Files {
				n.files[f.SHA256] = true
			}
		}
		c.Locks = append(c.Locks, path)
	}
	return n, nil
}

// nameBrought adds what was brought for sources whose cards know no checksum. A note whose snapshot is not there may be damaged,
// and then it no longer names the right one.
func (s *Store) nameBrought(n named) error {
	if found := s.verifyBrought(); len(found) > 0 {
		return fmt.Errorf("nothing was removed: %s", found[0])
	}
	for id := range n.sources {
		list, err := s.brought(id)
		if err != nil {
			return fmt.Errorf("nothing was removed: %w", err)
		}
		for _, b := range list {
			n.files[b.SHA256] = true
		}
	}
	return nil
}

// garbage lists what nothing names: tables first, since those that stay name snapshots.
func (s *Store) garbage(n named, partial bool, c *Collected) (all []Garbage, err error) {
	tables, err := s.files("tables")
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		id, ok := strings.CutSuffix(filepath.Base(t.Path), ".comity")
		switch {
		case !ok:
			c.Notes = append(c.Notes, t.Path+" is no table of comity's: left alone")
		case n.sources[id]:
			c.Kept++
			s.nameInputs(t.Path, n, c)
		default:
			t.Why = "the table of a source neither the list nor a lock file names"
			all = append(all, t)
			if info, err := os.Stat(s.stampPath(id)); err == nil {
				all = append(all, Garbage{s.stampPath(id), info.Size(), "the stamp of that table"})
			}
		}
	}
	brought, err := s.files("pins")
	if err != nil {
		return nil, err
	}
	for _, b := range brought {
		if id, ok := strings.CutSuffix(filepath.Base(b.Path), ".json"); ok && !n.sources[id] {
			b.Why = "what was brought for a source neither the list nor a lock file names"
			all = append(all, b)
		}
	}
	snapshots, err := s.files("snapshots")
	if err != nil {
		return nil, err
	}
	for _, f := range snapshots {
		switch sum := filepath.Base(f.Path); {
		case !isSum(sum):
			c.Notes = append(c.Notes, f.Path+" is no snapshot of comity's: left alone")
		case n.files[sum]:
			c.Kept++
		default:
			f.Why = "a snapshot that no card, table or lock file names"
			all = append(all, f)
		}
	}
	if !partial {
		return all, nil
	}
	parts, err := s.files("partial")
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		sum := filepath.Base(p.Path)
		if _, err := os.Stat(s.snapshotPath(sum)); err == nil || !n.files[sum] {
			p.Why = "a download under way that nothing waits for"
			all = append(all, p)
		}
	}
	return all, nil
}

// nameInputs adds the snapshots a table was built of. A damaged one cannot say; it is built again of what its card names.
func (s *Store) nameInputs(path string, n named, c *Collected) {
	data, err := os.ReadFile(path)
	if err != nil {
		c.Notes = append(c.Notes, storeError("read", path, bare(err)).Error())
		return
	}
	tables, err := Read(data)
	if err != nil {
		c.Notes = append(c.Notes, path+": "+err.Error())
		return
	}
	for _, t := range tables {
		for _, in := range t.Snapshots {
			n.files[in.SHA256] = true
		}
	}
}

// files lists the files below a directory of the store, in order of path. A directory that is not there has none.
func (s *Store) files(dir string) (all []Garbage, err error) {
	err = filepath.WalkDir(s.dir(dir), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // not there, or gone since
		}
		if err != nil {
			return storeError("read", path, bare(err))
		}
		if d.IsDir() {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return storeError("read", path, bare(err))
		}
		all = append(all, Garbage{Path: path, Bytes: info.Size()})
		return nil
	})
	return all, err
}
