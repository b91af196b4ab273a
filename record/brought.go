package record

// This file is what was brought for cards that do not know their files: a card written from a producer's codebook names a
// file without checksum, and takes the one its user brings. What was brought stands in HOME/brought/ID, a file a line.

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"comity/source"
)

// pinned says whether a card knows the checksums of all its files.
func pinned(c source.Card) bool {
	for _, f := range c.Files {
		if f.SHA256 == "" {
			return false
		}
	}
	return true
}

func (s *Store) broughtPath(id string) string { return filepath.Join(s.home, "brought", id) }

// withBrought fills in the checksums of files that were brought for a card that does not know them.
func (s *Store) withBrought(src source.Source) source.Source {
	c := src.Card()
	if pinned(c) {
		return src
	}
	c.Files = append([]source.File(nil), c.Files...)
	for name, f := range s.broughtFor(c.ID) {
		for i := range c.Files {
			if c.Files[i].Name == name && c.Files[i].SHA256 == "" {
				c.Files[i].SHA256, c.Files[i].Size = f.SHA256, f.Size
			}
		}
	}
	return source.Of(c)
}

// broughtFor reads what was brought for a card, by the names of its files. A line that is no such line counts for nothing:
// the file has to be brought again.
func (s *Store) broughtFor(id string) map[string]source.File {
	text, err := os.ReadFile(s.broughtPath(id))
	if err != nil {
		return nil
	}
	files := map[string]source.File{}
	for line := range strings.Lines(string(text)) {
		var f source.File
		sum, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		size, name, ok := strings.Cut(rest, " ")
		if _, err := fmt.Sscanf(size, "%d", &f.Size); err == nil && ok && len(sum) == 64 && strings.Trim(sum, "0123456789abcdef") == "" && f.Size > 0 {
			f.SHA256, f.Name = sum, name
			files[name] = f
		}
	}
	return files
}

// asShipped gives a card as it is written, without what was brought for it: another file may be brought in its place.
func (s *Store) asShipped(id string) (source.Card, bool) {
	all := source.All
	if s.all != nil {
		all = s.all
	}
	for _, src := range all() {
		if src.Card().ID == id {
			return src.Card(), true
		}
	}
	return source.Card{}, false
}

// bring keeps a file for a card that does not know it: as the file of the card whose name it bears, or as its only one.
func (s *Store) bring(ctx context.Context, c source.Card, file string, data []byte) (source.File, error) {
	at := -1
	for i, f := range c.Files {
		if path.Base(f.Name) == filepath.Base(file) || len(c.Files) == 1 {
			at = i
		}
	}
	if at < 0 {
		var names []string
		for _, f := range c.Files {
			names = append(names, path.Base(f.Name))
		}
		return source.File{}, fmt.Errorf("%s: source %s wants files named %s; give it one of these names", file, c.ID, strings.Join(names, ", "))
	}
	if len(data) == 0 {
		return source.File{}, fmt.Errorf("%s is empty", file)
	}
	f := c.Files[at]
	f.SHA256, f.Size = sumOf(data), int64(len(data))
	return f, s.write(ctx, "add", func() error {
		if err := s.put(s.snapshotPath(f.SHA256), func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return err
		}
		all := s.broughtFor(c.ID)
		if all == nil {
			all = map[string]source.File{}
		}
		all[f.Name] = f
		return s.put(s.broughtPath(c.ID), func(w io.Writer) error {
			for _, of := range c.Files { // in the card's order
				if b, ok := all[of.Name]; ok {
					if _, err := fmt.Fprintf(w, "%s %d %s\n", b.SHA256, b.Size, of.Name); err != nil {
						return err
					}
				}
			}
			return nil
		})
	})
}
