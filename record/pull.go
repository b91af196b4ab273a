package record

// This file brings snapshots into the store (pull, add) and says what is there.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"comity/internal/fetch"
	"comity/source"
)

// Progress is how far a step has come: bytes of all that is to be brought while pulling (with the file that came on last),
// sources while building.
type Progress struct {
	Source, File string
	Done, Total  int64
}

// PullOptions say where files come from and how many at a time: mirrors, each a directory laid out as the cards name the
// files or the address (http, https) of one, asked in order; without mirrors the cards' own addresses, unless Offline.
// Progress may be nil; it is called from one goroutine at a time.
type PullOptions struct {
	Mirrors  []string
	Offline  bool
	AtOnce   int // how many files come at a time; default fetch.AtOnce
	PerHost  int // how many of them from one host; default fetch.PerHost
	Progress func(Progress)
	Client   *fetch.Client // nil for the ordinary one
}

// Pulled is what came of one source.
type Pulled struct {
	Source string
	Files  int      // files of the card
	New    int      // of them brought now
	Bytes  int64    // bytes brought now
	Notes  []string // mirrors that failed where another did not
	Err    error    // why the source is not complete
}

// Pull brings the files of the sources (of all that may be had from where the options say, where none is named) into the
// store. What is there already is checked and not brought again. A source that fails does not keep the others from coming:
// its reason stands in its Pulled and in the error, which joins them all; so does a card of the user's that is wrong.
func (s *Store) Pull(ctx context.Context, ids []string, o PullOptions) (all []Pulled, err error) {
	sources, wrong := s.pick(ids)
	if len(sources) == 0 {
		return nil, wrong
	}
	if err := checkMirrors(o.Mirrors); err != nil {
		return nil, err
	}
	if o.Client == nil {
		o.Client = &fetch.Client{PerHost: o.PerHost}
	}
	var cards []source.Card
	for _, src := range sources {
		if c := src.Card(); len(ids) > 0 || pinned(c) && (len(o.Mirrors) > 0 && !c.Untried || addressed(c)) {
			cards = append(cards, c)
		}
	}
	err = s.write(ctx, "pull", func() error {
		all, err = s.pullAll(ctx, cards, o)
		return err
	})
	return all, errors.Join(wrong, err)
}

// checkMirrors finds a mirror that cannot be one.
func checkMirrors(mirrors []string) error {
	for _, m := range mirrors {
		if fetch.IsAddress(m) {
			continue
		}
		if info, err := os.Stat(m); err != nil || !info.IsDir() {
			return fmt.Errorf("mirror %s is not a directory, nor an address (http, https)", m)
		}
	}
	return nil
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

// errNotTried is the reason of a file that was not asked for since the store had failed before.
var errNotTried = errors.New("not tried")

// wanted is a file that is not in the store; several sources may want it.
type wanted struct {
	card  source.Card // of the first that wants it
	file  source.File
	notes []string
	err   error
}

// pullAll brings what the cards name and is not there, several files at a time.
func (s *Store) pullAll(ctx context.Context, cards []source.Card, o PullOptions) ([]Pulled, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	missing, order := s.missing(ctx, cards)
	tell := tally(order, o.Progress)
	var jobs []fetch.Job
	for _, w := range order {
		jobs = append(jobs, fetch.Job{Host: firstHost(w.file, o.Mirrors), Do: func(ctx context.Context) {
			if w.err = context.Cause(ctx); w.err != nil {
				return
			}
			w.err = s.pullFile(ctx, w, o, tell)
			switch {
			case isFull(w.err):
				stop(errNotTried)
			case errors.Is(w.err, context.Canceled):
				w.err = context.Cause(ctx) // stopped by Ctrl-C, or by another file's full disk
			}
		}})
	}
	fetch.Run(ctx, jobs, o.AtOnce, o.PerHost)
	return pulled(cards, missing)
}

// missing gives the files that are not in the store whole, by checksum and in order.
func (s *Store) missing(ctx context.Context, cards []source.Card) (by map[string]*wanted, order []*wanted) {
	by = map[string]*wanted{}
	sound := map[string]bool{}
	for _, c := range cards {
		for _, f := range c.Files {
			if f.SHA256 == "" {
				continue // no bytes are known to be its: nothing can be brought
			}
			if by[f.SHA256] != nil || sound[f.SHA256] {
				continue
			}
			if ctx.Err() == nil {
				_, err := s.Snapshot(f)
				sound[f.SHA256] = err == nil
			}
			if !sound[f.SHA256] {
				by[f.SHA256] = &wanted{card: c, file: f}
				order = append(order, by[f.SHA256])
			}
		}
	}
	return by, order
}

// pulled says source by source what came.
func pulled(cards []source.Card, missing map[string]*wanted) (all []Pulled, err error) {
	var errs []error
	for _, c := range cards {
		p := Pulled{Source: c.ID, Files: len(c.Files)}
		failed := 0
		for _, f := range c.Files {
			switch w := missing[f.SHA256]; {
			case f.SHA256 == "":
				p.Err = cmp.Or(p.Err, error(&unknownBytesError{c.ID, f.Name, c.Page}))
			case w == nil:
			case w.err == nil && w.card.ID != c.ID: // it came for another source
			case w.err == nil:
				p.New++
				p.Bytes += f.Size
				p.Notes = append(p.Notes, w.notes...)
			case p.Err == nil || errors.Is(p.Err, errNotTried):
				p.Err = w.err
			case !errors.Is(w.err, errNotTried):
				failed++
			}
		}
		all = append(all, p)
		if p.Err == nil || errors.Is(p.Err, errNotTried) {
			continue
		}
		more := ""
		if failed > 0 {
			more = fmt.Sprintf(" (and %d more of its files)", failed)
		}
		errs = append(errs, fmt.Errorf("source %s: %w%s", c.ID, p.Err, more))
	}
	return all, errors.Join(errs...)
}

// unknownBytesError says that the card does not know the checksum of a file, so that it cannot be pulled.
type unknownBytesError struct{ id, file, page string }

func (e *unknownBytesError) Error() string {
	return fmt.Sprintf("the card does not know the checksum of %s, so that it cannot be pulled: get it (%s), then: comity add FILE --as %s --file %s", e.file, e.page, e.id, e.file)
}

// tally makes one count of bytes of many files under way.
func tally(order []*wanted, say func(Progress)) func(w *wanted, done int64) {
	if say == nil {
		return nil
	}
	var mu sync.Mutex
	var sum, total int64
	for _, w := range order {
		total += w.file.Size
	}
	have := map[*wanted]int64{}
	return func(w *wanted, done int64) {
		mu.Lock()
		defer mu.Unlock()
		sum += done - have[w]
		have[w] = done
		say(Progress{w.card.ID, w.file.Name, sum, total})
	}
}

// pullFile brings one file to the partial directory, checked, and moves it into place.
func (s *Store) pullFile(ctx context.Context, w *wanted, o PullOptions, tell func(*wanted, int64)) error {
	path := s.snapshotPath(w.file.SHA256)
	if err := s.makeDirs(s.dir("partial"), filepath.Dir(path)); err != nil {
		return err
	}
	part := fetch.File{Path: filepath.Join(s.dir("partial"), w.file.SHA256), SHA256: w.file.SHA256, Size: w.file.Size}
	if tell != nil {
		part.Progress = func(done, _ int64) { tell(w, done) }
	}
	part.Fault = func(op string) error { return s.may(op, part.Path) }
	if err := w.bring(ctx, part, o); err != nil {
		return explain(err, part.Path)
	}
	return storeError("write", path, s.rename(part.Path, path))
}

// bring fetches or copies one file: from the first mirror that has it, or from its address; comity's own are at hand.
func (w *wanted) bring(ctx context.Context, part fetch.File, o PullOptions) error {
	if data, ok := source.Own(w.file.Name); ok {
		return os.WriteFile(part.Path, data, 0o644)
	}
	if len(o.Mirrors) == 0 {
		if w.file.Address == "" {
			return fmt.Errorf("%s has no address that gives these bytes: bring it (comity add FILE --as %s) or pull from a mirror directory; see %s", w.file.Name, w.card.ID, w.card.Page)
		}
		return get(ctx, w.file.Address, part, o)
	}
	var errs []error
	for _, m := range o.Mirrors {
		err := fromPlace(ctx, m, w.file.Name, part, o)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil || isDisk(err, part.Path) {
			return err
		}
		errs = append(errs, err)
		w.notes = append(w.notes, fmt.Sprintf("mirror %s: %v; the next was asked", m, err))
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return fmt.Errorf("none of the %d mirrors gives %s: %w", len(errs), w.file.Name, errors.Join(errs...))
}

// fromPlace brings a file from one mirror.
func fromPlace(ctx context.Context, mirror, name string, part fetch.File, o PullOptions) error {
	if fetch.IsAddress(mirror) {
		address, err := fetch.Under(mirror, name)
		if err != nil {
			return err
		}
		return get(ctx, address, part, o)
	}
	err := fetch.Copy(ctx, filepath.Join(mirror, filepath.FromSlash(name)), part)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the mirror has no %s", name)
	}
	return err
}

// get brings a file from an address, unless the network is not to be used.
func get(ctx context.Context, address string, part fetch.File, o PullOptions) error {
	if o.Offline {
		return fmt.Errorf("%s: %w", address, fetch.ErrOffline)
	}
	part.Address = address
	return o.Client.Get(ctx, part)
}

// firstHost is the host a file is asked of first, empty for a directory.
func firstHost(f source.File, mirrors []string) string {
	switch {
	case len(mirrors) == 0:
		return fetch.Host(f.Address)
	case fetch.IsAddress(mirrors[0]):
		return fetch.Host(mirrors[0])
	}
	return ""
}

// isDisk says whether an error is of writing to a path.
func isDisk(err error, path string) bool {
	var p *fs.PathError
	return errors.As(err, &p) && p.Path == path
}

// explain makes a failure of the disk one of the store.
func explain(err error, path string) error {
	if isDisk(err, path) {
		return storeError("write", path, bare(err))
	}
	return err
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
	src, err := s.Find(id)
	if err != nil {
		return Excerpt{}, err
	}
	f, cells, err := source.Excerpt(src.Card(), s.snapshots(src.Card()), name, file, row)
	return Excerpt{f, row, cells}, err
}
