package treaties

// This file is what a treaty declares beside its obligations, as data: a closed vocabulary, one clause of one treaty a line in
// clauses.tsv, each with the place it was read. A clause is told, never weighed: that a treaty calls itself not directed
// against third countries says what it declares, not what it does.

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
)

//go:embed clauses.tsv
var clausesTSV string

// Clause is one thing a treaty declares.
type Clause struct {
	Kind  string     // one of ClauseKinds
	Value string     // years, months, a state or words, as the kind asks; empty for kinds that ask for nothing
	Ref   comity.Ref // where it was read; Ref.Basis may be recalled though the treaty was seen
	Note  string     // the article, where known
}

// ClauseKind is a word of the vocabulary.
type ClauseKind struct {
	ID    string
	Means string // in words; %s stands for the value
	Value string // what its value is: "" (none), "years", "months", "text"
}

// clauseKinds is the vocabulary, in the order it is documented in docs/GLOSSARY.md.
var clauseKinds = []ClauseKind{
	{"not-aimed-at-third-parties", "not directed against third countries", ""},
	{"aimed-at", "directed against %s", "text"},
	{"other-treaties-unaffected", "leaves other treaties and relations with third countries as they are", ""},
	{"renounces-force", "renounces force or the threat of it between the parties", ""},
	{"no-alliance-against", "no alliance, treaty or act against the other party", ""},
	{"no-bases-for-third-parties", "territory not to be used by third countries against the other party", ""},
	{"grants-bases", "forces or bases of a party on another's territory", ""},
	{"withdraws-forces", "forces of a party leave another's territory", ""},
	{"no-first-use", "no first use of nuclear weapons against each other", ""},
	{"nuclear-free", "no nuclear weapons in the territory or zone", ""},
	{"assistance-automatic", "help to an attacked party is due at once", ""},
	{"assistance-by-own-decision", "each party decides what help it gives an attacked one", ""},
	{"sovereign-equality", "respect for sovereignty and equality", ""},
	{"territorial-integrity", "respect for territorial integrity or frontiers", ""},
	{"non-interference", "no interference in internal affairs", ""},
	{"peaceful-settlement", "disputes settled by peaceful means", ""},
	{"five-principles", "the five principles of peaceful coexistence", ""},
	{"no-hegemony", "no seeking of hegemony", ""},
	{"one-china", "one China", ""},
	{"mutual-recognition", "the parties recognise each other or open relations", ""},
	{"ends-war", "ends a war or state of war", ""},
	{"sets-border", "settles a boundary", ""},
	{"shares-waters", "divides or shares waters", ""},
	{"autonomy", "autonomy promised: %s", "text"},
	{"guarantee", "guarantees %s", "text"},
	{"permanent-neutrality", "permanent neutrality of %s", "text"},
	{"demilitarised", "an area kept free of forces or arms", ""},
	{"peaceful-use", "peaceful purposes only", ""},
	{"open-door", "equal access for all nations", ""},
	{"free-passage", "free passage of ships or goods", ""},
	{"limits-arms", "limits arms or forces", ""},
	{"bans-weapons", "bans a kind of weapon or test", ""},
	{"verification", "inspection or monitoring", ""},
	{"free-trade", "free trade area", ""},
	{"customs-union", "customs union", ""},
	{"common-market", "common market or single economic space", ""},
	{"open-to-accession", "open to accession by other states", ""},
	{"withdrawal", "a party may withdraw after notice of %s", "months"},
	{"term", "for %s", "years"},
	{"tacit-renewal", "renewed tacitly, %s at a time", "years"},
	{"renewal-by-agreement", "may be prolonged by agreement", ""},
	{"indefinite", "of unlimited duration", ""},
	{"secret", "kept secret when made", ""},
}

// ClauseKinds gives the vocabulary, in fixed order.
func ClauseKinds() []ClauseKind { return slices.Clone(clauseKinds) }

// UnknownClauseError says that no clause goes by a name, and which do.
type UnknownClauseError struct{ Name string }

func (e *UnknownClauseError) Error() string {
	var near []string
	for _, k := range clauseKinds {
		if e.Name != "" && (strings.Contains(k.ID, e.Name) || strings.Contains(e.Name, k.ID)) {
			near = append(near, k.ID)
		}
	}
	if len(near) > 0 {
		return fmt.Sprintf("no clause is called %q; did you mean %s?", e.Name, strings.Join(near, ", "))
	}
	var all []string
	for _, k := range clauseKinds {
		all = append(all, k.ID)
	}
	return fmt.Sprintf("no clause is called %q; want one of %s, or an obligation (%s)", e.Name, strings.Join(all, ", "), strings.Join(obligationNames, ", "))
}

// WithClause gives the treaties of the list that carry a clause, or an obligation by its name ("non-aggression"), oldest
// signature first. That a treaty is not among them may mean that the list does not know its clauses: see ClauseCoverage.
func WithClause(name string) ([]Treaty, error) {
	_, known := clauseKind(name)
	o, err := ParseObligation(name)
	if !known && (err != nil || o == 0) {
		return nil, &UnknownClauseError{name}
	}
	var out []Treaty
	for _, t := range list() {
		if known && t.HasClause(name) || !known && t.Obligations&o != 0 {
			out = append(out, t)
		}
	}
	return out, nil
}

// ClauseCoverage says in words what the list of clauses is and is not.
func ClauseCoverage() string {
	n, seen, with := 0, 0, 0
	for _, t := range list() {
		for _, c := range t.Clauses {
			n++
			if c.Ref.Basis == comity.Seen {
				seen++
			}
		}
		if len(t.Clauses) > 0 {
			with++
		}
	}
	return fmt.Sprintf("%d clauses of %d treaties (of %d in the list), %d read in a source, %d recalled. "+
		"A treaty without a clause here may have it all the same: nobody has read every text.", n, with, len(list()), seen, n-seen)
}

// HasClause says whether the list knows the clause of the treaty.
func (t Treaty) HasClause(kind string) bool {
	return slices.ContainsFunc(t.Clauses, func(c Clause) bool { return c.Kind == kind })
}

// String says the clause in words: "for 20 years", "not directed against third countries".
func (c Clause) String() string {
	k, _ := clauseKind(c.Kind)
	if k.Value == "" {
		return k.Means
	}
	if strings.Contains(k.Means, "%s") {
		return fmt.Sprintf(k.Means, amount(c.Value, k.Value))
	}
	return k.Means
}

// amount writes a value with its unit; an empty value is not known.
func amount(value, unit string) string {
	switch {
	case unit == "text":
		return value
	case value == "":
		return "a time not known"
	case value == "1":
		return "1 " + strings.TrimSuffix(unit, "s")
	}
	return value + " " + unit
}

var clauseIndex = sync.OnceValue(func() map[string]ClauseKind {
	m := map[string]ClauseKind{}
	for _, k := range clauseKinds {
		m[k.ID] = k
	}
	return m
})

func clauseKind(id string) (ClauseKind, bool) {
	k, ok := clauseIndex()[id]
	return k, ok
}

// parseClauses reads the table into the treaties: treaty, clause, value, basis, source, note.
func parseClauses(text string, ts []Treaty) error {
	at := make(map[string]int, len(ts))
	for i, t := range ts {
		at[t.ID] = i
	}
	n := int64(0)
	return rows("clauses.tsv", text, 6, func(c []string) error {
		n++
		i, ok := at[c[0]]
		if !ok {
			return fmt.Errorf("treaty %q is not in treaties.tsv", c[0])
		}
		clause, err := parseClause(c)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(ts[i].Clauses, func(k Clause) bool { return k.Kind == clause.Kind && k.Value == clause.Value }) {
			return fmt.Errorf("%s has %s twice", c[0], clause.Kind)
		}
		clause.Ref.Row, clause.Ref.RowEnd = n, n
		ts[i].Clauses = append(ts[i].Clauses, clause)
		return nil
	})
}

func parseClause(c []string) (Clause, error) {
	out := Clause{Kind: c[1], Value: c[2], Note: c[5]}
	k, ok := clauseKind(c[1])
	if !ok {
		return out, &UnknownClauseError{c[1]}
	}
	if err := k.check(c[2]); err != nil {
		return out, err
	}
	var err error
	if out.Ref, err = factRef("comity-treaties", 0, c[3], c[4], ""); err != nil {
		return out, err
	}
	return out, nil
}

// check says whether a value is one the kind asks for. Years and months may be empty: that there is a term is known, its
// length is not.
func (k ClauseKind) check(value string) error {
	switch k.Value {
	case "":
		if value != "" {
			return fmt.Errorf("%s takes no value, has %q", k.ID, value)
		}
	case "text":
		if value == "" {
			return fmt.Errorf("%s wants words as its value", k.ID)
		}
	default:
		if x, err := strconv.ParseFloat(value, 64); value != "" && (err != nil || x <= 0 || x > 999) {
			return fmt.Errorf("%s: value %q: want a number of %s from above 0 to 999, or nothing", k.ID, value, k.Value)
		}
	}
	return nil
}
