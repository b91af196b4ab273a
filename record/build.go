package record

// This file builds tables of snapshots, and knows which need not be built: beside each table stands a stamp of what it was made
// of (the card with the checksums of its files, the program that read them) and of its own bytes. Where both are as they were,
// building again would give the same table. The stamp is no part of the table, so that the same files give the same bytes
// whichever program reads them.

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"comity/source"
)

// BuildOptions say how building is done. Progress may be nil.
type BuildOptions struct {
	Workers  int  // how many sources are read at a time
	Force    bool // build what is up to date as well
	Progress func(Progress)
}

// Made is what came of one source.
type Made struct {
	Built
	UpToDate bool // nothing had changed; the table is as it was
}

// String is the outcome in a line.
func (m Made) String() string {
	if m.UpToDate {
		return m.Source + ": up to date"
	}
	return m.Built.String()
}

// Build makes the tables of the sources (of all whose files are in the store, where none is named), each put in place whole.
// A table that would come out the same is left alone, after its bytes are checked. A source that fails leaves its old table
// as it was and does not keep the others from being built.
func (s *Store) Build(ctx context.Context, ids []string, o BuildOptions) ([]Made, error) {
	sources, wrong := s.pick(ids)
	if len(sources) == 0 {
		return nil, wrong
	}
	if len(ids) == 0 {
		sources = s.complete(sources)
	}
	reports := make([]Made, len(sources))
	errs := make([]error, len(sources), len(sources)+2)
	var say sync.Mutex
	done := 0
	order := largestFirst(sources)
	err := s.write(ctx, "build", func() error {
		return each(ctx, len(sources), o.Workers, func(at int) error {
			i := order[at]
			if reports[i], errs[i] = s.make(sources[i], o.Force); errs[i] != nil {
				reports[i] = Made{}
			}
			say.Lock()
			defer say.Unlock()
			if done++; o.Progress != nil {
				o.Progress(Progress{Source: sources[i].Card().ID, Done: int64(done), Total: int64(len(sources))})
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
	return reports, errors.Join(append(errs, wrong)...)
}

// largestFirst is the order in which sources are built: the largest files first, so that no worker begins one when the others
// have done.
func largestFirst(sources []source.Source) []int {
	order, size := make([]int, len(sources)), make([]int64, len(sources))
	for i, s := range sources {
		order[i] = i
		for _, f := range s.Card().Files {
			size[i] += f.Size
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	return order
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

// make builds one source, unless its table is up to date.
func (s *Store) make(src source.Source, force bool) (Made, error) {
	c := src.Card()
	inputs := s.inputs(src)
	if !force && inputs != "" && s.stamped(c.ID) == inputs {
		return Made{Built: Built{Source: c.ID, Edition: c.Edition}, UpToDate: true}, nil
	}
	tables, report, err := build(src, s.snapshots(c))
	if err != nil || len(tables) == 0 {
		return Made{Built: report}, err
	}
	sum := sha256.New()
	err = s.put(s.tablePath(c.ID), func(w io.Writer) error {
		count := &counter{w: io.MultiWriter(w, sum)}
		err := Write(count, tables...)
		report.Bytes = count.n
		return err
	})
	if err == nil {
		report.Breaches, err = s.breaches(c.ID)
	}
	if err == nil && inputs != "" {
		err = s.put(s.stampPath(c.ID), func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s %x\n", inputs, sum.Sum(nil))
			return err
		})
	}
	return Made{Built: report}, err
}

// breaches counts where the built tables of a source break the laws of the record.
func (s *Store) breaches(id string) (n int, err error) {
	data, err := mapFile(s.tablePath(id))
	if err != nil {
		return 0, storeError("read", s.tablePath(id), err)
	}
	tables, err := Read(data)
	for _, t := range tables {
		for _, b := range Breaches(t) {
			n += b.N
		}
	}
	return n, err
}

func (s *Store) stampPath(id string) string { return filepath.Join(s.home, "stamps", id) }

// stamped gives what the table of a source was made of, by its stamp; empty where there is no stamp, or where the table is
// not the one the stamp speaks of: lost, damaged, or put there since.
func (s *Store) stamped(id string) (inputs string) {
	text, err := os.ReadFile(s.stampPath(id))
	if err != nil || len(text) != 2*2*sha256.Size+2 {
		return ""
	}
	table, err := os.ReadFile(s.tablePath(id))
	if err != nil {
		return ""
	}
	inputs = string(text[:2*sha256.Size])
	if string(text) != inputs+" "+sumOf(table)+"\n" {
		return ""
	}
	return inputs
}

// inputs is a checksum of all a table depends on: the card, which holds the checksums of the files, and the program. Empty
// where it cannot be told; then the table is always built.
func (s *Store) inputs(src source.Source) string {
	card, err := json.Marshal(src.Card())
	program := s.program()
	if err != nil || program == "" {
		return ""
	}
	own, err := os.ReadFile(s.cardPath(src.Card().ID)) // the program does not hold the user's own cards
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n%s", program, card, own)
	return hex.EncodeToString(sum.Sum(nil))
}

// programSum is the checksum of the running program: a reader that changed makes its tables anew, and so does every other.
var programSum = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
})

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
