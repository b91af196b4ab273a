package record

// This file remembers files whose checksum no card knows: a card of rights "bring", or one nobody could try, names a file and
// takes whatever bytes the user has. What they were is noted beside the store, so that from then on they are held to it.
//
//	HOME/pins/ID.json   of each such file of a source: its name, checksum and size

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"comity/source"
)

// broughtFile is one such file.
type broughtFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

func (s *Store) broughtPath(id string) string { return filepath.Join(s.dir("pins"), id+".json") }

// brought reads what was noted of a source's files; nothing where nothing was.
func (s *Store) brought(id string) ([]broughtFile, error) {
	data, err := os.ReadFile(s.broughtPath(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, storeError("read", s.broughtPath(id), bare(err))
	}
	var list []broughtFile
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%s is damaged (%w); take it away and add the files again: comity add FILE --as %s", s.broughtPath(id), err, id)
	}
	for _, b := range list {
		if !isSum(b.SHA256) || b.Size < 0 {
			return nil, fmt.Errorf("%s is damaged: %q has no checksum; take it away and add the files again: comity add FILE --as %s", s.broughtPath(id), b.Name, id)
		}
	}
	return list, nil
}

// pinned says whether a card knows the checksums of all its files.
func pinned(c source.Card) bool {
	return !slices.ContainsFunc(c.Files, func(f source.File) bool { return f.SHA256 == "" })
}

// filled gives a source whose card knows what was brought for it.
func (s *Store) filled(src source.Source) (source.Source, error) {
	c := src.Card()
	if pinned(c) {
		return src, nil
	}
	list, err := s.brought(c.ID)
	if err != nil || len(list) == 0 {
		return src, err
	}
	c.Files = slices.Clone(c.Files)
	for i := range c.Files {
		f := &c.Files[i]
		if k := slices.IndexFunc(list, func(b broughtFile) bool { return b.Name == f.Name }); k >= 0 && f.SHA256 == "" {
			f.SHA256, f.Size, f.Brought = list[k].SHA256, list[k].Size, true
		}
	}
	return source.Of(c), nil
}

// bring notes the checksums of files of a source, beside those noted before. The lock is held.
func (s *Store) bring(id string, files ...broughtFile) error {
	list, err := s.brought(id)
	if err != nil {
		return err
	}
	for _, f := range files {
		list = slices.DeleteFunc(list, func(b broughtFile) bool { return b.Name == f.Name })
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b broughtFile) int { return strings.Compare(a.Name, b.Name) })
	data, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	return s.put(s.broughtPath(id), func(w io.Writer) error { _, err := w.Write(append(data, '\n')); return err })
}

// Add takes a file the user has as a file of a source. Its bytes must be those of one of the files on the card; where the card
// does not know the checksum of a file any bytes will do, and are noted. name picks the file of the card; without it that of
// the same checksum, else of the same base name, else the only one whose checksum is not known.
func (s *Store) Add(ctx context.Context, file, id, name string) (source.File, error) {
	src, err := s.raw(id)
	if err != nil {
		return source.File{}, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return source.File{}, err
	}
	if len(data) == 0 {
		return source.File{}, fmt.Errorf("%s is empty", file)
	}
	f, err := chooseFile(src.Card(), filepath.Base(file), name, data)
	if err != nil {
		return f, fmt.Errorf("%s (%d bytes, SHA-256 %.12s…) %w", file, len(data), sumOf(data), err)
	}
	if f.SHA256 != "" {
		return f, s.write(ctx, "add", func() error { return s.keep(f.SHA256, data) })
	}
	f.SHA256, f.Size, f.Brought = sumOf(data), int64(len(data)), true
	return f, s.write(ctx, "add", func() error {
		if err := s.keep(f.SHA256, data); err != nil {
			return err
		}
		return s.bring(id, broughtFile{f.Name, f.SHA256, f.Size})
	})
}

// keep puts a snapshot into the store. The lock is held.
func (s *Store) keep(sum string, data []byte) error {
	return s.put(s.snapshotPath(sum), func(w io.Writer) error { _, err := w.Write(data); return err })
}

// chooseFile finds which file of a card some bytes are.
func chooseFile(c source.Card, base, name string, data []byte) (source.File, error) {
	var open []source.File
	for _, f := range c.Files {
		switch {
		case name != "" && f.Name != name && path.Base(f.Name) != name:
		case f.SHA256 == "":
			open = append(open, f)
		case checkBytes(f, data) == nil:
			return f, nil
		case name != "":
			return f, fmt.Errorf("is not %s of source %s, edition %s, which has %d bytes and the SHA-256 %.12s…: another edition? A card of its own can read it (comity source new FILE)", f.Name, c.ID, c.Edition, f.Size, f.SHA256)
		}
	}
	for _, f := range open {
		if name != "" || path.Base(f.Name) == base {
			return f, nil
		}
	}
	switch {
	case name != "":
		return source.File{}, fmt.Errorf("cannot be %s: source %s has no file of this name; there are %s", name, c.ID, fileNames(c.Files))
	case len(open) == 1:
		return open[0], nil
	case len(open) > 1:
		return source.File{}, fmt.Errorf("may be any of %s: say which, with --file NAME", fileNames(open))
	}
	return source.File{}, fmt.Errorf("is none of the files of source %s, edition %s: another edition? The card (comity source %s) names the files and where they are", c.ID, c.Edition, c.ID)
}

func fileNames(files []source.File) string {
	var out []string
	for _, f := range files {
		out = append(out, path.Base(f.Name))
	}
	return strings.Join(out, ", ")
}

// verifyBrought reads what was noted, and says where a snapshot is gone.
func (s *Store) verifyBrought() (out []Finding) {
	names, err := s.files("pins")
	if err != nil {
		return []Finding{{Damaged, s.dir("pins"), err.Error()}}
	}
	for _, g := range names {
		id, ok := strings.CutSuffix(filepath.Base(g.Path), ".json")
		if !ok {
			continue
		}
		list, err := s.brought(id)
		if err != nil {
			out = append(out, Finding{Damaged, g.Path, err.Error()})
		}
		for _, b := range list {
			if !s.has(source.File{SHA256: b.SHA256, Size: b.Size}) {
				out = append(out, Finding{Stale, g.Path, fmt.Sprintf("the snapshot of %s is gone; bring it again: comity add FILE --as %s --file %s", b.Name, id, b.Name)})
			}
		}
	}
	return out
}
