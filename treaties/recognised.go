package treaties

// This file is who recognises an entity as a state: one entity and one state a line in recognised.tsv, with the day it
// began and, where it was taken back, the day it ended. That a state recognises an entity says nothing of what the entity
// is: it is data about the state (see docs/NEUTRALITY.md).

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"comity"
)

//go:embed recognised.tsv
var recognisedTSV string

//go:embed recognised_counts.tsv
var countsTSV string

// Recognised is a span of days in which a state recognised an entity as a state. An unknown From is "by a day not known", an
// unknown To is "to the end of what the table covers".
type Recognised struct {
	Entity   string // one of RecognisedEntities
	By       comity.State
	From, To comity.Date
	Ref      comity.Ref // where the recognition was read
	ToBasis  comity.Basis
	Note     string
}

// Entity is something that some states recognise as a state and others do not.
type Entity struct {
	ID    string // an id of a state where comity has one ("XKX"), else a word ("TRNC")
	Name  string
	State comity.State // comity.NoState where comity has no key for it
	// Complete says whether every member of the United Nations that is not listed on a day of Span did not recognise it, as far
	// as the table knows; where false the list is what is known.
	Complete bool
	Span     comity.Span
	Note     string
}

// Count is how many members of the United Nations recognised an entity on a day, as published.
type Count struct {
	Entity string
	On     comity.Day
	N      int
	Ref    comity.Ref
}

// recognition tables, read once.
var recognised = once(recognisedTSV, parseRecognised)

var entities = sync.OnceValue(func() []Entity {
	out, _, err := parseCounts(countsTSV)
	if err != nil {
		panic(err)
	}
	return out
})

var counts = sync.OnceValue(func() []Count {
	_, out, err := parseCounts(countsTSV)
	if err != nil {
		panic(err)
	}
	return out
})

// RecognisedEntities gives the entities of the table, in table order.
func RecognisedEntities() []Entity { return slices.Clone(entities()) }

// RecognitionCounts gives the published counts the table is held against.
func RecognitionCounts() []Count { return slices.Clone(counts()) }

// AllRecognised gives the whole table.
func AllRecognised() []Recognised { return slices.Clone(recognised()) }

// EntityOf finds the entity of a key; ok is false where the table has none.
func EntityOf(s comity.State) (Entity, bool) {
	i := slices.IndexFunc(entities(), func(e Entity) bool { return e.State == s && s != comity.NoState })
	if i < 0 {
		return Entity{}, false
	}
	return entities()[i], true
}

// LookupEntity finds an entity by its id or name, whatever the case.
func LookupEntity(name string) (Entity, bool) {
	i := slices.IndexFunc(entities(), func(e Entity) bool { return strings.EqualFold(e.ID, name) || strings.EqualFold(e.Name, name) })
	if i < 0 {
		return Entity{}, false
	}
	return entities()[i], true
}

// RecognisedBy gives the states that recognised the entity on a day, in table order.
func RecognisedBy(entity string, on comity.Day) []Recognised {
	var out []Recognised
	for _, r := range recognised() {
		if r.Entity == entity && r.has(on) {
			out = append(out, r)
		}
	}
	return out
}

// RecognisedHistory gives every span in which a state recognised the entity, in table order.
func RecognisedHistory(entity string, by comity.State) []Recognised {
	var out []Recognised
	for _, r := range recognised() {
		if r.Entity == entity && tieLine(r.By) == tieLine(by) {
			out = append(out, r)
		}
	}
	return out
}

// has counts a recognition whose first day is not known from the day the entity's span begins, and one known to the year
// or month from its first day.
func (r Recognised) has(on comity.Day) bool {
	i := slices.IndexFunc(entities(), func(e Entity) bool { return e.ID == r.Entity })
	return i >= 0 && entities()[i].Span.Has(on) && (!r.From.Known() || r.From.First() <= on) && (!r.To.Known() || on < r.To.First())
}

// parseRecognised reads the table: entity, by, from, to, basis, to_basis, source, note. The day in "to" is the first on which
// it no longer held.
func parseRecognised(text string) ([]Recognised, error) {
	var out []Recognised
	err := rows("recognised.tsv", text, 8, func(c []string) error {
		list, err := parseRecognisedRow(c, len(out)+1)
		out = append(out, list...)
		return err
	})
	return out, err
}

// parseRecognisedRow reads a line; several states that share entity, dates and source stand on one, separated by spaces.
func parseRecognisedRow(c []string, n int) ([]Recognised, error) {
	r := Recognised{Entity: c[0], Note: c[7]}
	var err error
	if r.From, err = parseDate(c[2]); err != nil {
		return nil, err
	}
	if r.To, err = parseDate(c[3]); err != nil {
		return nil, err
	}
	if r.Ref, err = factRef("comity-recognition", n, c[4], c[6], ""); err != nil {
		return nil, err
	}
	if r.ToBasis, err = comity.ParseBasis(c[5]); err != nil {
		return nil, err
	}
	var out []Recognised
	for i, id := range strings.Fields(c[1]) {
		if r.By, err = state(id); err != nil {
			return out, err
		}
		r.Ref.Row, r.Ref.RowEnd = int64(n+i), int64(n+i)
		out = append(out, r)
	}
	return out, nil
}

// parseCounts reads the entities and their published counts: entity, name, state, complete, from, to, on, count, basis, source,
// note. A line with a name begins an entity; the others add counts to it.
func parseCounts(text string) (es []Entity, cs []Count, err error) {
	err = rows("recognised_counts.tsv", text, 11, func(c []string) error {
		if c[1] != "" {
			e, err := parseEntity(c)
			if err != nil {
				return err
			}
			es = append(es, e)
		}
		if c[6] == "" {
			return nil
		}
		k, err := parseCount(c, len(cs)+1)
		cs = append(cs, k)
		return err
	})
	return es, cs, err
}

func parseEntity(c []string) (Entity, error) {
	e := Entity{ID: c[0], Name: c[1], Complete: c[3] == "yes", Note: c[10]}
	var err error
	if c[2] != "" {
		if e.State, err = state(c[2]); err != nil {
			return e, err
		}
	}
	e.Span, err = spanOf(c[4], c[5])
	return e, err
}

func parseCount(c []string, n int) (Count, error) {
	k := Count{Entity: c[0]}
	on, err := comity.ParseDate(c[6])
	if err != nil {
		return k, err
	}
	k.On = on.Last()
	if _, err := fmt.Sscanf(c[7], "%d", &k.N); err != nil {
		return k, fmt.Errorf("count %q: want a number", c[7])
	}
	k.Ref, err = factRef("comity-recognition", n, c[8], c[9], "")
	return k, err
}
