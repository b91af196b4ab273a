package desk

// This file is the keeping of the record: pulling, adding, building, verifying and collecting what the store holds.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"comity"
	"comity/record"
	"comity/report"
)

// Keeper keeps one store.
type Keeper struct {
	Home     string
	Wait     bool         // wait where another process is writing to the store
	Tell     func(string) // told whom it waits for; may be nil
	Progress Progress     // may be nil
}

// Progress is told how far a long step has come.
type Progress func(source, file string, done, total int64)

func (p Progress) tell() func(record.Progress) {
	if p == nil {
		return nil
	}
	return func(r record.Progress) { p(r.Source, r.File, r.Done, r.Total) }
}

func (k Keeper) store() *record.Store {
	s := record.NewStore(k.Home)
	if !k.Wait {
		return s
	}
	return s.Waiting(func(h record.Holder) {
		if k.Tell != nil {
			k.Tell(fmt.Sprintf("waiting: %s is writing to the store", h))
		}
	})
}

// PullOptions say where files come from (mirrors: directories and addresses, in order; else the sources' own addresses) and
// how many come at a time (0: four).
type PullOptions struct {
	Mirrors []string
	Offline bool
	AtOnce  int
}

// Pull brings the files of sources into the store.
func (k Keeper) Pull(ctx context.Context, ids []string, o PullOptions) (report.Steps, error) {
	all, err := k.store().Pull(ctx, ids, record.PullOptions{Mirrors: o.Mirrors, Offline: o.Offline, AtOnce: o.AtOnce, Progress: k.Progress.tell()})
	out := report.Steps{OK: err == nil, Lines: []string{}}
	files := 0
	for _, one := range all {
		files += one.New
		for _, note := range one.Notes {
			out.Lines = append(out.Lines, one.Source+": "+note)
		}
		if one.Err == nil { // what failed stands in the error
			out.Lines = append(out.Lines, fmt.Sprintf("%s: %d files, %d new (%s)", one.Source, one.Files, one.New, bytesWords(one.Bytes)))
		}
	}
	out.Title = fmt.Sprintf("%d sources, %d new files in %s; now run `comity build`.", len(all), files, k.Home)
	return out, err
}

func bytesWords(n int64) string { return comity.Show(float64(n), "bytes") }

// Add takes a file the user has as a file of a source; name, where it is not empty, says which.
func (k Keeper) Add(ctx context.Context, path, id, name string) (report.Steps, error) {
	f, err := k.store().Add(ctx, path, id, name)
	if err != nil {
		return report.Steps{}, err
	}
	if f.Brought {
		note := fmt.Sprintf("%s is now %s of %s. Its card does not know the checksum: %s (%d bytes) is noted.", path, f.Name, id, f.SHA256, f.Size)
		return report.Steps{OK: true, Title: fmt.Sprintf("Run `comity build %s`.", id), Lines: []string{note}}, nil
	}
	return report.Steps{OK: true, Title: fmt.Sprintf("%s is now %s of %s; run `comity build %s`.", path, f.Name, id, id), Lines: []string{}}, nil
}

// Build makes the tables of the sources whose files are in the store: of those that changed, or of all with force.
func (k Keeper) Build(ctx context.Context, ids []string, force bool) (report.Steps, error) {
	all, err := k.store().Build(ctx, ids, record.BuildOptions{Workers: runtime.GOMAXPROCS(0), Force: force, Progress: k.Progress.tell()})
	out := report.Steps{OK: err == nil, Lines: []string{}}
	n, same := 0, 0
	for _, m := range all {
		switch {
		case m.Source == "":
			continue
		case m.UpToDate:
			same++
		default:
			n++
		}
		out.Lines = append(out.Lines, m.String())
	}
	out.Title = fmt.Sprintf("%d sources built in %s.", n, k.Home)
	if same > 0 {
		out.Title = fmt.Sprintf("%d sources built in %s; %d were up to date (--force builds them as well).", n, k.Home, same)
	}
	if n+same == 0 && err == nil {
		out.Title = fmt.Sprintf("Nothing to build in %s: pull sources first (`comity pull`).", k.Home)
	}
	return out, err
}

// BuildCore makes the core record from a mirror directory and writes it to a file, whole or not at all. With a key file it is
// signed: the signature and the public key stand beside it (.sig, .pub).
func BuildCore(ctx context.Context, mirror, path, key string) (report.Steps, error) {
	var private []byte
	if key != "" { // before the work, which takes seconds
		var err error
		if private, err = os.ReadFile(key); err != nil {
			return report.Steps{}, fmt.Errorf("key file: %w", err)
		}
	}
	data, built, err := record.BuildCore(ctx, os.DirFS(mirror), runtime.GOMAXPROCS(0))
	if err != nil {
		return report.Steps{}, err
	}
	out := report.Steps{OK: true, Lines: []string{}}
	for _, b := range built {
		out.Lines = append(out.Lines, b.String())
	}
	files := []string{path}
	contents := [][]byte{data}
	if key != "" {
		signature, public, err := record.Sign(data, private)
		if err != nil {
			return out, fmt.Errorf("%s: %w", key, err)
		}
		files = append(files, beside(path, ".sig"), beside(path, ".pub"))
		contents = append(contents, signature, public)
	}
	for i, f := range files {
		if err := replace(f, contents[i]); err != nil {
			return out, err
		}
	}
	if key != "" {
		out.Lines = append(out.Lines, "signature in "+files[1], "public key in "+files[2])
	}
	out.Title = fmt.Sprintf("core record of %s written to %s", bytesWords(int64(len(data))), path)
	return out, nil
}

// beside names a file that belongs to a core: core.sig to core.comity.
func beside(core, ending string) string { return strings.TrimSuffix(core, ".comity") + ending }

// KeyGen makes a key to sign core records with, readable by its owner alone, and its public half beside it (.pub). Neither
// may be there already.
func KeyGen(path string) (report.Steps, error) {
	private, public, err := record.NewKey()
	if err != nil {
		return report.Steps{}, err
	}
	for _, f := range []struct {
		path string
		data []byte
		mode os.FileMode
	}{{path + ".pub", public, 0o644}, {path, private, 0o600}} {
		if err := writeNew(f.path, f.data, f.mode); err != nil {
			return report.Steps{}, err
		}
	}
	return report.Steps{OK: true, Lines: []string{}, Title: fmt.Sprintf("private key in %s: keep it off-line and out of every repository; public key in %s.pub.", path, path)}, nil
}

// writeNew writes a file that must not be there yet.
func writeNew(path string, data []byte, mode os.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already, and a key is never written over; name another file", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// Verify checks every checksum of the core and the store. With a key file (the maintainers' public key) the core's signature
// must be of that key.
func (k Keeper) Verify(ctx context.Context, key string) (report.Steps, error) {
	public, err := keyFile(key)
	if err != nil {
		return report.Steps{}, err
	}
	findings, err := k.store().VerifyWith(ctx, public)
	out := report.Steps{OK: err == nil && record.Clean(findings), Lines: []string{}}
	for _, f := range findings {
		out.Lines = append(out.Lines, f.String())
	}
	recalled, facts := 0, 0
	for _, o := range ownFacts() {
		recalled, facts = recalled+o.Recalled, facts+o.Facts
	}
	out.Lines = append(out.Lines, fmt.Sprintf("own facts: %d, of which %d recalled (unverified)", facts, recalled))
	out.Title = "Everything has its checksum."
	if !out.OK {
		out.Title = "Something is damaged: see above."
	}
	return out, err
}

func keyFile(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	return key, nil
}

// VerifyCore checks a core record in a file, every checksum and its signature beside it (.sig), against a public key: the one
// beside it (.pub) where none is given.
func VerifyCore(path, key string) (report.Steps, error) {
	if key == "" {
		key = beside(path, ".pub")
	}
	var parts [3][]byte
	for i, f := range []string{path, beside(path, ".sig"), key} {
		var err error
		if parts[i], err = os.ReadFile(f); err != nil {
			return report.Steps{}, err
		}
	}
	if err := record.Verify(parts[0]); err != nil {
		return report.Steps{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := record.CheckSignature(parts[0], parts[1], parts[2]); err != nil {
		return report.Steps{}, fmt.Errorf("%s: %w", path, err)
	}
	return report.Steps{OK: true, Lines: []string{}, Title: fmt.Sprintf("%s has its checksums and is signed with %s.", path, key)}, nil
}

// CollectOptions say what is collected; Pin and Unpin name a lock file to be remembered or forgotten instead.
type CollectOptions struct {
	DryRun, Partial bool
	KeepLocks       []string
	Pin, Unpin      string
}

// Collect takes away the snapshots and tables that no card, no table and no lock file names.
func (k Keeper) Collect(ctx context.Context, o CollectOptions) (report.Steps, error) {
	s := k.store()
	switch {
	case o.Pin != "":
		return report.Steps{OK: true, Lines: []string{}, Title: fmt.Sprintf("%s is pinned: nothing it names is collected.", o.Pin)}, s.Pin(ctx, o.Pin)
	case o.Unpin != "":
		return report.Steps{OK: true, Lines: []string{}, Title: fmt.Sprintf("%s is forgotten.", o.Unpin)}, s.Unpin(ctx, o.Unpin)
	}
	c, err := s.Collect(ctx, record.CollectOptions{DryRun: o.DryRun, Partial: o.Partial, Keep: o.KeepLocks})
	out := report.Steps{OK: err == nil, Lines: []string{}}
	did := "removed"
	if o.DryRun {
		did = "would remove"
	}
	var freed int64
	for _, g := range c.Gone {
		freed += g.Bytes
		out.Lines = append(out.Lines, fmt.Sprintf("%s %s (%s): %s", did, relative(k.Home, g.Path), bytesWords(g.Bytes), g.Why))
	}
	out.Lines = append(out.Lines, c.Notes...)
	out.Title = fmt.Sprintf("%s %d files (%s); %d snapshots and tables are named by cards, tables and %d lock files.", did, len(c.Gone), bytesWords(freed), c.Kept, len(c.Locks))
	return out, err
}

// relative is a path as it stands in the store.
func relative(home, path string) string {
	if rel, err := filepath.Rel(home, path); err == nil {
		return filepath.ToSlash(rel)
	}
	return path
}
