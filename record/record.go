package record

// This file is the record as the rest of the house sees it: the tables of the core and of the local store, found by variable.

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"

	"comity"
)

// Record is what comity knows: the core that ships in the binary, widened by what was built locally.
type Record struct {
	tables  []*Table
	built   map[string]bool
	edition string
	votes   map[string]func() *Votes
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

// With gives the series tables that have a variable.
func (r *Record) With(variable string) []*Table {
	return slices.DeleteFunc(slices.Clone(r.tables), func(t *Table) bool { return t.variable(variable) < 0 })
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
