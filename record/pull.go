package record

// This file brings snapshots into the store (pull, add), builds tables of them, and says what is there.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"comity/internal/fetch"
	"comity/source"
)

// ErrLocked says that another process is writing to the store.
var ErrLocked = errors.New("another comity is writing to the store; try again when it has finished")

// Progress is how far a step has come: bytes of a file while pulling, sources while building.
type Progress struct {
	Source, File string
	Done, Total  int64
}

// PullOptions say where files come from: a mirror directory laid out as the cards name them, or else their addresses,
// unless Offline. Progress may be nil; it is called from one goroutine at a time.
type PullOptions struct {
	Mirror   string
	Offline  bool
	Progress func(Progress)
	Client   *fetch.Client // nil for the ordinary one
}

// Pulled is what came of one source.
type Pulled struct {
	Source string
	Files  int   // files of the card
	New    int   // of them brought now
	Bytes  int64 // bytes brought now
	Err    error // why the source is not complete
}

// Pull brings the files of the sources (of all that may be had from where the options say, where none is named) into the
// store. What is there already is checked and not brought again. A source that fails does not keep the others from coming:
// its reason stands in its Pulled and in the error, which joins them all.
func (s *Store) Pull(ctx context.Context, ids []string, o PullOptions) (all []Pulled, err error) {
	sources, err := s.pick(ids)
	if err != nil {
		return nil, err
	}
	if o.Mirror != "" {
		if info, err := os.Stat(o.Mirror); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("mirror %s is not a directory", o.Mirror)
		}
	}
	err = s.write(func() error {
		var errs []error
		for _, src := range sources {
			c := src.Card()
			if len(ids) == 0 && o.Mirror == "" && !addressed(c) {
				continue
			}
			p := s.pullSource(ctx, c, o)
			all = append(all, p)
			if p.Err != nil {
				errs = append(errs, fmt.Errorf("source %s: %w", c.ID, p.Err))
			}
			if ctx.Err() != nil || isFull(p.Err) {
				break
			}
		}
		return errors.Join(errs...)
	})
	return all, err
}

// addressed says whether all files of a card have an address.
func addressed(c source.Card) bool {
	for _, f := range c.Files {
		if f.Address == "" {
			return false
		}
	}
	return true
}

// isFull says that going on makes no sense: the store itself failed.
func isFull(err error) bool {
	var e *StoreError
	return errors.As(err, &e)
}

func (s *Store) pullSource(ctx context.Context, c source.Card, o PullOptions) Pulled {
	p := Pulled{Source: c.ID, Files: len(c.Files)}
	for _, f := range c.Files {
		if _, err := s.Snapshot(f); err == nil {
			continue
		}
		if p.Err = s.pullFile(ctx, c, f, o); p.Err != nil {
			return p
		}
		p.New++
		p.Bytes += f.Size
	}
	return p
}

// pullFile brings one file to the partial directory, checked, and moves it into place.
func (s *Store) pullFile(ctx context.Context, c source.Card, f source.File, o PullOptions) error {
	path := s.snapshotPath(f.SHA256)
	if err := s.makeDirs(s.dir("partial"), filepath.Dir(path)); err != nil {
		return err
	}
	part := fetch.File{Address: f.Address, Path: filepath.Join(s.dir("partial"), f.SHA256), SHA256: f.SHA256, Size: f.Size}
	if o.Progress != nil {
		part.Progress = func(done, total int64) { o.Progress(Progress{c.ID, f.Name, done, total}) }
	}
	if err := bring(ctx, c, f, part, o); err != nil {
		return s.explain(err, part.Path)
	}
	if err := os.Rename(part.Path, path); err != nil {
		return storeError("write", path, err)
	}
	syncDir(filepath.Dir(path))
	return nil
}

// bring fetches or copies one file.
func bring(ctx context.Context, c source.Card, f source.File, part fetch.File, o PullOptions) error {
	if o.Mirror != "" {
		err := fetch.Copy(ctx, filepath.Join(o.Mirror, filepath.FromSlash(f.Name)), part)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the mirror has no %s", f.Name)
		}
		return err
	}
	if f.Address == "" {
		return fmt.Errorf("%s has no address that gives these bytes: bring it (comity add FILE --as %s) or pull from a mirror directory; see %s", f.Name, c.ID, c.Page)
	}
	client := o.Client
	if client == nil {
		client = &fetch.Client{}
	}
	if o.Offline {
		quiet := *client
		quiet.Offline = true
		client = &quiet
	}
	return client.Get(ctx, part)
}

// explain makes a failure of the disk one of the store.
func (s *Store) explain(err error, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Path == path {
		return storeError("write", path, p.Err)
	}
	return err
}

// Add takes a file the user has as a file of a source. Its bytes must be those of one of the files on the card.
func (s *Store) Add(ctx context.Context, path, id string) (source.File, error) {
	src, ok := s.Lookup(id)
	if !ok {
		return source.File{}, &UnknownSourceError{id}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return source.File{}, err
	}
	c := src.Card()
	for _, f := range c.Files {
		if checkBytes(f, data) == nil {
			return f, s.write(func() error {
				return s.put(s.snapshotPath(f.SHA256), func(w io.Writer) error { _, err := w.Write(data); return err })
			})
		}
	}
	return source.File{}, fmt.Errorf("%s (%d bytes, SHA-256 %.12s…) is none of the files of source %s, edition %s: another edition? The card (comity source %s) names the files and where they are", path, len(data), sumOf(data), c.ID, c.Edition, c.ID)
}

// Build makes the tables of the sources (of all whose files are in the store, where none is named), each put in place whole.
// Up to the given number of sources are read at a time. A source that fails leaves its old table as it was and does not keep
// the others from being built.
func (s *Store) Build(ctx context.Context, ids []string, workers int, progress func(Progress)) ([]Built, error) {
	sources, err := s.pick(ids)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		sources = s.complete(sources)
	}
	reports := make([]Built, len(sources))
	errs := make([]error, len(sources))
	var say sync.Mutex
	done := 0
	err = s.write(func() error {
		return each(ctx, len(sources), workers, func(i int) error {
			if reports[i], errs[i] = s.buildSource(sources[i]); errs[i] != nil {
				reports[i] = Built{}
			}
			say.Lock()
			defer say.Unlock()
			if done++; progress != nil {
				progress(Progress{Source: sources[i].Card().ID, Done: int64(done), Total: int64(len(sources))})
			}
			if isFull(errs[i]) {
				return errs[i]
			}
			return nil
		})
	})
	if !slices.ContainsFunc(errs, func(e error) bool { return e != nil && e == err }) { // a full disk stops the rest and is told once
		errs = append(errs, err)
	}
	return reports, errors.Join(errs...)
}

// complete gives the sources all of whose files are in the store.
func (s *Store) complete(sources []source.Source) (out []source.Source) {
	for _, src := range sources {
		if s.pulled(src.Card()) == len(src.Card().Files) {
			out = append(out, src)
		}
	}
	return out
}

func (s *Store) pulled(c source.Card) (n int) {
	for _, f := range c.Files {
		if s.has(f) {
			n++
		}
	}
	return n
}

func (s *Store) buildSource(src source.Source) (Built, error) {
	c := src.Card()
	tables, report, err := build(src, s.snapshots(c))
	if err != nil {
		return report, err
	}
	if len(tables) == 0 {
		return report, nil
	}
	err = s.put(s.tablePath(c.ID), func(w io.Writer) error {
		count := &counter{w: w}
		err := Write(count, tables...)
		report.Bytes = count.n
		return err
	})
	return report, err
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// SourceStatus says how much of a source is here.
type SourceStatus struct {
	Card         source.Card
	Core         bool   // its figures ship with comity
	Pulled       int    // files of the card in the store
	Built        bool   // tables of it are in the store
	BuiltEdition string // the edition the tables were built of, where it is not the card's
}

// Status gives every source, in the order of the list.
func (s *Store) Status() ([]SourceStatus, error) {
	var out []SourceStatus
	sources, _ := s.Sources() // a wrong card is told by verify
	for _, src := range sources {
		c := src.Card()
		st := SourceStatus{Card: c, Core: InCore(c.ID), Pulled: s.pulled(c)}
		data, err := mapFile(s.tablePath(c.ID))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, storeError("read", s.tablePath(c.ID), err)
		}
		if tables, rerr := Read(data); err == nil && rerr == nil && len(tables) > 0 {
			st.Built = true
			if e := tables[0].Edition; e != c.Edition {
				st.BuiltEdition = e
			}
		}
		out = append(out, st)
	}
	return out, nil
}

// Excerpt is one row of a snapshot as it stands there.
type Excerpt struct {
	File  source.File
	Row   int64
	Cells []source.ExcerptCell
}

// Excerpt gives the row of the snapshot behind a value of a variable, a row of a table, or (where the name is empty) a roll call;
// file names the file of the row where a table has several. Where it is not in the store the error is a *NotPulledError.
func (s *Store) Excerpt(id, name, file string, row int64) (Excerpt, error) {
	src, ok := s.Lookup(id)
	if !ok {
		return Excerpt{}, &UnknownSourceError{id}
	}
	f, cells, err := source.Excerpt(src.Card(), s.snapshots(src.Card()), name, file, row)
	return Excerpt{f, row, cells}, err
}
