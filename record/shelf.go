package record

// This file is the sources of a store: those that ship with comity, and the user's own, whose cards lie in HOME/cards.

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
	all := source.All
	if s.all != nil {
		all = s.all
	}
	out := slices.Clone(all())
	for i := range out {
		out[i] = s.withBrought(out[i])
	}
	return out
}

// shipped finds a source that ships with comity.
func (s *Store) shipped(id string) (source.Source, bool) {
	if s.all == nil {
		src, ok := source.Lookup(id)
		if ok {
			src = s.withBrought(src)
		}
		return src, ok
	}
	all := s.list()
	i := slices.IndexFunc(all, func(src source.Source) bool { return src.Card().ID == id })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}

// Lookup finds a source by its id, comity's before the user's.
func (s *Store) Lookup(id string) (source.Source, bool) {
	if src, ok := s.shipped(id); ok {
		return src, true
	}
	if !fs.ValidPath(id) || strings.ContainsAny(id, `/\`) {
		return nil, false
	}
	c, err := source.OpenCard(os.DirFS(s.home), "cards/"+id+".toml")
	return source.Of(c), err == nil
}

// pick gives the sources of the ids, all there are where none is named.
func (s *Store) pick(ids []string) ([]source.Source, error) {
	if len(ids) == 0 {
		return s.Sources()
	}
	var out []source.Source
	for _, id := range ids {
		src, ok := s.Lookup(id)
		if !ok {
			return nil, &UnknownSourceError{id}
		}
		if !slices.ContainsFunc(out, func(o source.Source) bool { return o.Card().ID == id }) {
			out = append(out, src)
		}
	}
	return out, nil
}

// UnknownSourceError says that there is no source of an id, and which ids come near.
type UnknownSourceError struct{ ID string }

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
	for _, s := range source.All() {
		id := s.Card().ID
		if len(out) < 3 && (strings.Contains(id, strings.ToLower(e.ID)) || levenshtein.ComputeDistance(id, e.ID) <= 2) {
			out = append(out, id)
		}
	}
	return out
}
