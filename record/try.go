package record

// This file tries a card before it is trusted: its files are read as the build would read them, nothing is written, and what
// would come of it is told, with the first rows. A sound card can then be put among the user's own, with its files.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"comity/source"
)

// Trial is what a card would read.
type Trial struct {
	Built
	Variables []TriedVariable
	Tables    []TriedTable
	Files     []source.File // with the checksums they were read under
	Beside    []string      // files that were read from the directory and are not in the store
}

// TriedVariable is what was read of a variable.
type TriedVariable struct {
	Name    string
	N       int // values, those that say why they are missing counted
	Missing int
	First   int // years
	Last    int
	Rows    []source.Datum // the first
}

// TriedTable is what was read of a table.
type TriedTable struct {
	Name string
	N    int
	Rows []source.Row // the first, with their cells
}

// firstRows is how many rows of each variable and table are shown.
const firstRows = 5

// Try reads the files of a card, from the store or else from a directory, and says what would come of it.
func (s *Store) Try(c source.Card, beside fs.FS) (Trial, error) {
	t := &Trial{}
	files := map[string][]byte{}
	c, err := s.find(c, beside, files, t)
	if err != nil {
		return *t, err
	}
	w := &watcher{trial: t, card: c, at: map[string]int{}}
	src := watched{source.Of(c), w}
	tables, built, err := build(src, checkedFiles{c, func(f source.File) ([]byte, error) { return files[f.Name], nil }})
	t.Built, t.Files = built, c.Files
	if err == nil {
		err = Write(io.Discard, tables...)
	}
	return *t, err
}

// find reads every file of a card: from the store, else from the directory, under its name on the card or its last part.
func (s *Store) find(c source.Card, beside fs.FS, files map[string][]byte, t *Trial) (source.Card, error) {
	list := c.Files
	c.Files = nil
	for _, f := range list {
		if data, err := s.Snapshot(f); err == nil && f.SHA256 != "" {
			files[f.Name] = data
			c.Files = append(c.Files, f)
			continue
		}
		data, err := fs.ReadFile(beside, f.Name)
		if errors.Is(err, fs.ErrNotExist) {
			data, err = fs.ReadFile(beside, path.Base(f.Name))
		}
		if err != nil {
			return c, fmt.Errorf("%s is neither in the store nor beside the card (%w); say where it lies: --dir DIR", f.Name, err)
		}
		if f.SHA256 == "" {
			f.SHA256, f.Size, f.Brought = sumOf(data), int64(len(data)), true
		}
		if err := checkBytes(f, data); err != nil {
			return c, fmt.Errorf("%s beside the card is not the file the card names, of %d bytes and SHA-256 %.12s…. Is it another edition? Then the card wants: sha256 = %q, size = %d", f.Name, f.Size, f.SHA256, sumOf(data), len(data))
		}
		files[f.Name] = data
		c.Files = append(c.Files, f)
		t.Beside = append(t.Beside, f.Name)
	}
	return c, nil
}

// watched is a source whose rows are looked at on their way.
type watched struct {
	source.Source
	w *watcher
}

func (s watched) Read(files fs.FS, out source.Sink) error {
	s.w.Sink = out
	return s.Source.Read(files, s.w)
}

// watcher counts and keeps the first rows.
type watcher struct {
	source.Sink
	trial *Trial
	card  source.Card
	at    map[string]int
}

func (w *watcher) Datum(d source.Datum) {
	i, ok := w.at["v "+d.Variable]
	if !ok {
		i = len(w.trial.Variables)
		w.at["v "+d.Variable] = i
		w.trial.Variables = append(w.trial.Variables, TriedVariable{Name: d.Variable, First: d.Year, Last: d.Year})
	}
	v := &w.trial.Variables[i]
	v.N++
	v.First, v.Last = min(v.First, d.Year), max(v.Last, d.Year)
	if d.Value != d.Value {
		v.Missing++
	}
	if len(v.Rows) < firstRows {
		v.Rows = append(v.Rows, d)
	}
	w.Sink.Datum(d)
}

func (w *watcher) Row(r source.Row) {
	i, ok := w.at["t "+r.Table]
	if !ok {
		i = len(w.trial.Tables)
		w.at["t "+r.Table] = i
		w.trial.Tables = append(w.trial.Tables, TriedTable{Name: r.Table})
	}
	t := &w.trial.Tables[i]
	if t.N++; len(t.Rows) < firstRows {
		kept := r
		kept.Cells = append([]source.Cell(nil), r.Cells...)
		t.Rows = append(t.Rows, kept)
	}
	w.Sink.Row(r)
}

// CardPath is where a card of the user's own lies.
func (s *Store) CardPath(id string) string { return s.cardPath(id) }

// Shelve puts a card among the user's own, and its files (by their names on the card) into the store. A card that is there is
// never written over, and no card takes the id of a source that ships with comity.
func (s *Store) Shelve(ctx context.Context, c source.Card, text []byte, files map[string][]byte) error {
	if err := s.Free(c.ID); err != nil {
		return err
	}
	return s.write(ctx, "source", func() error {
		if err := s.Free(c.ID); err != nil {
			return err
		}
		for _, f := range c.Files {
			data, ok := files[f.Name]
			if !ok {
				continue
			}
			if err := s.keep(sumOf(data), data); err != nil {
				return err
			}
			if f.SHA256 == "" || f.Brought {
				if err := s.bring(c.ID, broughtFile{f.Name, sumOf(data), int64(len(data))}); err != nil {
					return err
				}
			}
		}
		return s.put(s.cardPath(c.ID), func(w io.Writer) error { _, err := w.Write(text); return err })
	})
}

// reserved are the words that stand where ids do on the command line.
var reserved = []string{"new", "check", "help"}

// Free says whether an id may be given to a card of the user's own; the error says why not.
func (s *Store) Free(id string) error {
	if _, taken := s.shipped(id); taken {
		return fmt.Errorf("comity ships a source with the id %s: give the card another", id)
	}
	for _, r := range reserved {
		if id == r {
			return fmt.Errorf("the id %s is a word of the command line: give the card another", id)
		}
	}
	if _, err := os.Stat(s.cardPath(id)); err == nil {
		return fmt.Errorf("%s is there already, and a card is never written over: edit it, take it away, or give the new one another id", s.cardPath(id))
	}
	return nil
}
