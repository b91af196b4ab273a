package source

// This file is the list of the sources: the cards that ship with comity, and the readers written in Go.

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// readers are the sources whose shape no mapping can say, by the name a card gives in reader.
var readers = map[string]func(Card, fs.FS, Sink) error{
	"unga-votes":      readUNGA,
	"unga-votes-2025": readUNGA2025,
	"unsc-votes":      readUNSCVotes,
	"unsc-vetoes":     readVetoes,
	"unsc-membership": readMembership,
	"gacc-2024":       readGACC,
	"itpd-e":          readITPD,
	"peace":           readPeace,
}

//go:embed cards
var cardFiles embed.FS

// All gives every source that ships with comity, in the order of their ids.
func All() []Source { return slices.Clone(all()) }

var all = sync.OnceValue(func() []Source {
	list, err := Shelf(cardFiles, "cards")
	if err != nil {
		panic("source: a card that ships with comity is wrong: " + err.Error())
	}
	return list
})

// read are the cards that were looked up: each is read once.
var read sync.Map

// Lookup finds a source that ships with comity by its id; it reads no card but that one.
func Lookup(id string) (Source, bool) {
	if s, ok := read.Load(id); ok {
		return s.(Source), true
	}
	s, ok := lookup(id)
	if ok {
		read.Store(id, s)
	}
	return s, ok
}

func lookup(id string) (Source, bool) {
	if !idPattern.MatchString(id) {
		return nil, false
	}
	text, err := cardFiles.ReadFile("cards/" + id + ".toml")
	if err != nil {
		return nil, false
	}
	c, err := ParseCard(id+".toml", string(text))
	return carded{c}, err == nil
}

// maxCard bounds the size of a card.
const maxCard = 1 << 20

// Shelf reads the cards of a folder, in the order of their ids. A folder that is not there is empty.
func Shelf(files fs.FS, dir string) ([]Source, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.toml"))
	if err != nil {
		return nil, err
	}
	var out []Source
	for _, name := range names {
		c, err := OpenCard(files, name)
		if err != nil {
			return nil, err
		}
		out = append(out, carded{c})
	}
	slices.SortFunc(out, func(a, b Source) int { return cmp.Compare(a.Card().ID, b.Card().ID) })
	return out, nil
}

// OpenCard reads one card, whose file must be named by its id.
func OpenCard(files fs.FS, name string) (Card, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return Card{}, err
	}
	if info.Size() > maxCard {
		return Card{}, fmt.Errorf("%s: a card has at most %d bytes", name, maxCard)
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return Card{}, err
	}
	c, err := CheckCard(name, text)
	if err == nil && path.Base(name) != c.ID+".toml" {
		err = fmt.Errorf("%s: a card is named by its id: %s.toml", name, c.ID)
	}
	return c, err
}

// Of makes a source of a card.
func Of(c Card) Source { return carded{c} }

// CheckCard reads the text of a card wherever it lies; name is its file.
func CheckCard(name string, text []byte) (Card, error) {
	if len(text) > maxCard {
		return Card{}, fmt.Errorf("%s: a card has at most %d bytes", name, maxCard)
	}
	c, err := ParseCard(name, string(text))
	if err == nil && c.Reader != "" && readers[c.Reader] == nil {
		err = fmt.Errorf("%s: line %d: no reader %q; there are %s", name, spot{key: "reader"}.line(string(text)), c.Reader, strings.Join(slices.Sorted(maps.Keys(readers)), ", "))
	}
	return c, err
}

// Pairs says that a series is of pairs of states.
func (s Series) Pairs() bool { return s.B.set() }
