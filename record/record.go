package record

// This file is the record as the rest of the house sees it: the tables of the core and of the local store, found by variable.

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"comity"
)

// Record is what comity knows: the core that ships in the binary, widened by what was built locally.
type Record struct {
	tables  []*Table
	built   map[string]bool
	edition string
	votes   map[string]func() *Votes
	chosen  map[string]string // of a family: the source that answers, where it was asked for
}

// New makes a record of tables, the core's first; built ones of the same source take the core's place.
func New(edition string, core, built []*Table) *Record {
	r := &Record{edition: edition, built: map[string]bool{}, votes: map[string]func() *Votes{}}
	for _, t := range built {
		r.built[t.Source] = true
	}
	for _, t := range core {
		if !r.built[t.Source] {
			r.tables = append(r.tables, t)
		}
	}
	r.tables = append(r.tables, built...)
	bodies := map[string][]*Table{}
	for _, t := range r.tables {
		if t.Kind == kindVotes {
			bodies[t.Body] = append(bodies[t.Body], t)
		}
	}
	for body, tables := range bodies {
		r.votes[body] = sync.OnceValue(func() *Votes { return layOut(tables) })
	}
	return r
}

// Edition names the record: the core's name, and a hash of the built tables where there are any.
func (r *Record) Edition() string { return r.edition }

// Tables gives the tables, the core's first.
func (r *Record) Tables() []*Table { return r.tables }

// Built says whether the tables of a source were built locally.
func (r *Record) Built(source string) bool { return r.built[source] }

// Source gives the tables of a source.
func (r *Record) Source(id string) []*Table {
	return slices.DeleteFunc(slices.Clone(r.tables), func(t *Table) bool { return t.Source != id })
}

// With gives the series tables that have a variable: of each family of editions those of one edition, the one asked for
// (Choose), else the one of the highest rank that has the variable.
func (r *Record) With(variable string) []*Table {
	best := map[string]*Table{}
	for _, t := range r.tables {
		if t.variable(variable) < 0 {
			continue
		}
		if old := best[t.family()]; old == nil || r.before(t, old) {
			best[t.family()] = t
		}
	}
	return slices.DeleteFunc(slices.Clone(r.tables), func(t *Table) bool {
		return t.variable(variable) < 0 || best[t.family()].Source != t.Source
	})
}

// family is the family of a table's source: that of its card, else the source alone.
func (t *Table) family() string { return cmp.Or(t.Family, t.Source) }

// before says that a table answers before another of its family.
func (r *Record) before(a, b *Table) bool {
	if want := r.chosen[a.family()]; want != "" && (a.Source == want) != (b.Source == want) {
		return a.Source == want
	}
	return a.Rank > b.Rank || a.Rank == b.Rank && a.Source > b.Source
}

// Choose gives the record in which each of the named sources answers for its family, whatever its rank. A source that is not
// in the record is an error.
func (r *Record) Choose(sources ...string) (*Record, error) {
	out := *r
	out.chosen = map[string]string{}
	for _, id := range sources {
		tables := r.Source(id)
		if len(tables) == 0 {
			return nil, fmt.Errorf("no tables of edition %q are here; comity sources lists what there is, comity pull and comity build bring it", id)
		}
		family := tables[0].family()
		if old := out.chosen[family]; old != "" && old != id {
			return nil, fmt.Errorf("%s and %s are editions of one source: choose one", old, id)
		}
		out.chosen[family] = id
	}
	out.edition += " as of " + strings.Join(sources, ", ")
	return &out, nil
}

// Editions gives the sources of a family that are in the record, the one that answers first.
func (r *Record) Editions(family string) []string {
	var tables []*Table
	for _, t := range r.tables {
		if t.family() == family && !slices.ContainsFunc(tables, func(o *Table) bool { return o.Source == t.Source }) {
			tables = append(tables, t)
		}
	}
	slices.SortStableFunc(tables, func(a, b *Table) int {
		if r.before(a, b) {
			return -1
		}
		return 1
	})
	var out []string
	for _, t := range tables {
		out = append(out, t.Source)
	}
	return out
}

// Answering gives the tables that answer for a name, the id of a source or of a family of editions: those of the source; of a
// family those of each edition, the one that answers first (Choose, else the highest rank) in front.
func (r *Record) Answering(name string) []*Table {
	if own := r.Source(name); len(own) > 0 {
		return own
	}
	var out []*Table
	for _, id := range r.Editions(name) {
		out = append(out, r.Source(id)...)
	}
	return out
}

// Votes gives the votes of a body ("UNGA", "UNSC"), laid out once; of several tables those of all, in order of day. It is nil
// where there is none.
func (r *Record) Votes(body string) *Votes {
	if f := r.votes[body]; f != nil {
		return f()
	}
	return nil
}

// Ref is the provenance of a cell of a table.
func (t *Table) Ref(row int64) comity.Ref {
	return comity.Ref{Source: t.Source, Edition: t.Edition, Row: row, RowEnd: row, Basis: comity.Seen}
}

// hashOf names bytes by the first twelve letters of their SHA-256.
func hashOf(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
