package record

// This file is the sources of a store: those that ship with comity, and the user's own, whose cards lie in HOME/cards.

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"comity/source"

	"github.com/agnivade/levenshtein"
)

// Sources gives every source, in the order of their ids. A card of the user's that is wrong is left out; the error says which
// and why, beside the sources that are sound.
func (s *Store) Sources() ([]source.Source, error) {
	all := s.list()
	own, err := s.own()
	for _, o := range own {
		if _, taken := s.shipped(o.Card().ID); taken {
			err = errors.Join(err, fmt.Errorf("%s: comity has a source of this id; give the card another", s.cardPath(o.Card().ID)))
			continue
		}
		all = append(all, o)
	}
	for i := range all {
		var bad error
		if all[i], bad = s.filled(all[i]); bad != nil {
			err = errors.Join(err, bad)
		}
	}
	slices.SortFunc(all, func(a, b source.Source) int { return cmp.Compare(a.Card().ID, b.Card().ID) })
	return all, err
}

// own reads the user's cards, each by itself.
func (s *Store) own() (out []source.Source, err error) {
	files := os.DirFS(s.home)
	names, _ := fs.Glob(files, "cards/*.toml")
	for _, name := range names {
		c, bad := source.OpenCard(files, name)
		if bad != nil {
			err = errors.Join(err, bad)
			continue
		}
		out = append(out, source.Of(c))
	}
	return out, err
}

func (s *Store) cardPath(id string) string {
	return s.dir("cards") + string(os.PathSeparator) + id + ".toml"
}

// list gives the sources that ship with comity; tests put others there.
func (s *Store) list() []source.Source {
	if s.all == nil {
		return source.All()
	}
	return slices.Clone(s.all())
}

// shipped finds a source that ships with comity.
func (s *Store) shipped(id string) (source.Source, bool) {
	if s.all == nil {
		return source.Lookup(id)
	}
	all := s.all()
	i := slices.IndexFunc(all, func(src source.Source) bool { return src.Card().ID == id })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}

// Lookup finds a source by its id, comity's before the user's.
func (s *Store) Lookup(id string) (source.Source, bool) {
	src, err := s.Find(id)
	return src, err == nil
}

// Find does the same, and says why there is none: an *UnknownSourceError, or what is wrong with the user's card.
func (s *Store) Find(id string) (source.Source, error) {
	src, err := s.raw(id)
	if err != nil {
		return nil, err
	}
	return s.filled(src)
}

// raw finds a source as its card stands, without what was brought for it.
func (s *Store) raw(id string) (source.Source, error) {
	if src, ok := s.shipped(id); ok {
		return src, nil
	}
	if !fs.ValidPath(id) || strings.ContainsAny(id, `/\`) {
		return nil, &UnknownSourceError{ID: id}
	}
	c, err := source.OpenCard(os.DirFS(s.home), "cards/"+id+".toml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &UnknownSourceError{id, s.ownIDs()}
	}
	if err != nil {
		return nil, fmt.Errorf("%s%c%w", s.home, os.PathSeparator, err)
	}
	return source.Of(c), nil
}

// ownIDs are the ids of the user's own cards, by their files' names.
func (s *Store) ownIDs() (out []string) {
	names, _ := fs.Glob(os.DirFS(s.home), "cards/*.toml")
	for _, n := range names {
		out = append(out, strings.TrimSuffix(path.Base(n), ".toml"))
	}
	return out
}

// pick gives the sources of the ids, all there are where none is named.
func (s *Store) pick(ids []string) ([]source.Source, error) {
	if len(ids) == 0 {
		return s.Sources()
	}
	var out []source.Source
	for _, id := range ids {
		src, err := s.Find(id)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(o source.Source) bool { return o.Card().ID == id }) {
			out = append(out, src)
		}
	}
	return out, nil
}

// UnknownSourceError says that there is no source of an id, and which ids come near.
type UnknownSourceError struct {
	ID  string
	Own []string // the user's own
}

func (e *UnknownSourceError) Error() string {
	msg := fmt.Sprintf("no source %q; ", e.ID)
	if near := e.near(); len(near) > 0 {
		msg += "did you mean " + strings.Join(near, ", ") + "? "
	}
	return msg + "comity sources lists them"
}

// near gives up to three ids that hold the text, or are a few letters away from it.
func (e *UnknownSourceError) near() (out []string) {
	if len(e.ID) < 3 || len(e.ID) > 64 {
		return nil
	}
	ids := e.Own
	for _, s := range source.All() {
		ids = append(ids, s.Card().ID)
	}
	for _, id := range ids {
		if len(out) < 3 && (strings.Contains(id, strings.ToLower(e.ID)) || levenshtein.ComputeDistance(id, e.ID) <= 2) {
			out = append(out, id)
		}
	}
	return out
}
