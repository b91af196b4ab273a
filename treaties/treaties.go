package treaties

// This file is the list of treaties: what a treaty is here, how its table is read, and who was bound by it on a day.

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"comity"
)

//go:embed treaties.tsv
var treatiesTSV string

//go:embed treaties_parties.tsv
var partiesTSV string

// Treaty is one agreement between states and its life. Dates are as finely known as the list knows them; an unknown
// date is comity.NoDate.
type Treaty struct {
	ID      string   // short name of our own, "rus-chn-2001"
	Title   string   // the usual English title
	Aliases []string // other titles it goes by
	Kind    string   // one of Kinds
	Signed  comity.Date
	InForce comity.Date // unknown: taken to be the day of signing
	Ended   comity.Date // the last day it bound; unknown while it binds
	// Extended are the dates on which the parties prolonged it (signed the extension, not the day it took effect).
	Extended []comity.Date
	// Suspended is the day a party suspended it, not being released from it; the note says which.
	Suspended comity.Date
	EndedHow  string // one of expired, terminated, denounced, withdrawn, superseded, violated, dissolved, "not in force"; with the state where one acted: "withdrawn USA"
	// Obligations are what at least one party promised at least one other, by the categories of the Alliance Treaty
	// Obligations and Provisions project; zero where none of them. In a treaty of several parties a promise need not bind
	// all: by the Locarno Treaty of 1925 Britain and Italy guaranteed, Belgium, France and Germany renounced force.
	Obligations  Obligation
	Clauses      []Clause // what it declares beside its obligations, in table order
	SupersededBy string   // the id of the treaty that took its place, where EndedHow is "superseded" and the list has it
	Parties      []Party
	Ref          comity.Ref   // where it was read; Ref.Basis is the basis of its existence, its parties and the year of signing
	Sources      []string     // every locator: "atop:4980", "untc:26-3", "desta:123", "ggo:FRA-DEU_1963A", "doc:address"
	DayBasis     comity.Basis // basis of the day and month of signing
	Recalled     []string     // the fields that were not read in a source though the treaty was: see BasisOf
	Note         string

	titles []string // title and aliases as the table has them, marks and all
}

// Party is a state bound by a treaty, from its signature or accession to its exit.
type Party struct {
	State comity.State
	Span  comity.Span
}

// Kinds are the kinds of treaties in the list.
func Kinds() []string {
	return []string{"alliance", "non-aggression", "friendship", "peace", "armistice", "arms control", "trade", "integration", "communique", "border", "convention"}
}

// endings are the ways a treaty may end.
var endings = []string{"expired", "terminated", "denounced", "withdrawn", "superseded", "violated", "dissolved", NotInForce}

// NotInForce is the EndedHow of a treaty that was signed but never bound.
const NotInForce = "not in force"

var list = sync.OnceValue(func() []Treaty {
	ts, err := parse(treatiesTSV, partiesTSV)
	if err == nil {
		err = parseClauses(clausesTSV, ts)
	}
	if err != nil {
		panic(err) // the tables are compiled in: a test keeps them readable
	}
	return ts
})

// All gives the whole list, oldest signature first.
func All() []Treaty { return slices.Clone(list()) }

// Between gives the treaties both states were party to on some same day, oldest signature first. It is empty where a
// and b are the same state. That a treaty is not there does not mean that there was none: see Coverage and Complete.
func Between(a, b comity.State) []Treaty {
	var out []Treaty
	for _, t := range list() {
		if a != b && t.together(a, b) {
			out = append(out, t)
		}
	}
	return out
}

// InForce gives the treaties that bound both states on the day and carry any of the obligations; o of zero asks for any
// treaty.
func InForce(a, b comity.State, on comity.Day, o Obligation) []Treaty {
	var out []Treaty
	for _, t := range list() {
		if a != b && (o == 0 || t.Obligations&o != 0) && t.Live(on) && t.PartyOn(a, on) && t.PartyOn(b, on) {
			out = append(out, t)
		}
	}
	return out
}

// Live says whether the treaty bound its parties on the day: from its entry into force (its signing where that is not
// known) to its end. A date known only by its year counts from its first day and to its last.
func (t Treaty) Live(on comity.Day) bool {
	return t.EndedHow != NotInForce && t.Start() <= on && (!t.Ended.Known() || on <= t.Ended.Last())
}

// Start is the first day the treaty bound: entry into force, or signing where that is not known.
func (t Treaty) Start() comity.Day {
	if t.InForce.Known() {
		return t.InForce.First()
	}
	return t.Signed.First()
}

// PartyOn says whether the state was a party on the day: from its signature or accession to its exit.
func (t Treaty) PartyOn(s comity.State, on comity.Day) bool {
	return slices.ContainsFunc(t.Parties, func(p Party) bool { return p.State == s && p.Span.Has(on) })
}

// Bilateral says whether at most two states were parties on any one day, a successor counted with its predecessor.
func (t Treaty) Bilateral() bool {
	for _, p := range t.Parties {
		n := 0
		for _, q := range t.Parties {
			if q.Span.Has(p.Span.From) {
				n++
			}
		}
		if n > 2 {
			return false
		}
	}
	return true
}

// together says whether a and b were parties on some same day.
func (t Treaty) together(a, b comity.State) bool {
	for _, p := range t.Parties {
		for _, q := range t.Parties {
			if p.State == a && q.State == b && p.Span.Overlaps(q.Span) {
				return true
			}
		}
	}
	return false
}

// fields are the parts of a treaty whose basis may differ from that of the treaty.
var fields = []string{"day", "in_force", "extended", "suspended", "ended", "ended_how", "obligations", "parties"}

// BasisOf gives the basis of a part of the treaty: "day" (of signing), "in_force", "extended", "suspended", "ended",
// "ended_how", "obligations", "parties". A recalled part never decides a verdict alone. A clause has a basis of its own.
func (t Treaty) BasisOf(field string) comity.Basis {
	if slices.Contains(t.Recalled, field) {
		return comity.Recalled
	}
	return t.Ref.Basis
}

// String prints the title and the year.
func (t Treaty) String() string { return fmt.Sprintf("%s (%d)", t.Title, t.Signed.Year()) }

// parse reads the two tables.
func parse(treaties, parties string) ([]Treaty, error) {
	lines := strings.Count(treaties, "\n")
	ts, at := make([]Treaty, 0, lines), make(map[string]int, lines)
	err := rows("treaties.tsv", treaties, 16, func(c []string) error {
		t, err := parseTreaty(c)
		if err == nil {
			if _, twice := at[t.ID]; twice {
				return fmt.Errorf("id %q is there twice", t.ID)
			}
			at[t.ID] = len(ts)
			ts = append(ts, t)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = rows("treaties_parties.tsv", parties, 4, func(c []string) error {
		i, ok := at[c[0]]
		if !ok {
			return fmt.Errorf("treaty %q is not in treaties.tsv", c[0])
		}
		return ts[i].addParties(c)
	})
	slices.SortStableFunc(ts, func(a, b Treaty) int { return int(a.Signed.Day) - int(b.Signed.Day) })
	return ts, err
}

// parseTreaty reads a line: id, title, aliases, kind, signed, in_force, extended, suspended, ended, ended_how,
// obligations, superseded_by, basis, recalled, sources, note.
func parseTreaty(c []string) (Treaty, error) {
	t := Treaty{ID: c[0], Title: c[1], Kind: c[3], EndedHow: c[9], SupersededBy: c[11], Sources: words(c[14]), Note: c[15]}
	if err := oneOf("kind", t.Kind, Kinds()); err != nil {
		return t, err
	}
	if how := t.EndedHow; how != "" && !slices.ContainsFunc(endings, func(e string) bool { return how == e || strings.HasPrefix(how, e+" ") }) {
		return t, fmt.Errorf("ended_how %q: want one of %s", how, strings.Join(endings, ", "))
	}
	t.titles = append([]string{t.Title}, words(c[2])...)
	for _, a := range t.titles[1:] {
		t.Aliases = append(t.Aliases, strings.TrimLeft(a, "~?"))
	}
	if err := t.parseDates(c); err != nil {
		return t, err
	}
	var err error
	if t.Obligations, err = ParseObligation(c[10]); err != nil {
		return t, err
	}
	return t, t.parseBasis(c[12], c[13])
}

// parseDates reads the cells of the life of a treaty.
func (t *Treaty) parseDates(c []string) error {
	for i, d := range map[int]*comity.Date{4: &t.Signed, 5: &t.InForce, 7: &t.Suspended, 8: &t.Ended} {
		var err error
		if *d, err = parseDate(c[i]); err != nil {
			return err
		}
	}
	for _, s := range words(c[6]) {
		d, err := comity.ParseDate(s)
		if err != nil {
			return err
		}
		t.Extended = append(t.Extended, d)
	}
	return nil
}

// parseBasis reads the basis of the treaty and the fields that are recalled all the same.
func (t *Treaty) parseBasis(basis, recalled string) (err error) {
	if t.Ref.Basis, err = comity.ParseBasis(basis); err != nil {
		return err
	}
	t.Recalled = words(recalled)
	for _, f := range t.Recalled {
		if err := oneOf("recalled field", f, fields); err != nil {
			return err
		}
	}
	t.DayBasis = t.BasisOf("day")
	t.Ref.Source = "comity-treaties"
	t.Ref.Note = strings.Join(t.Sources, "; ")
	return nil
}

// addParties reads a line: treaty, states (one or several, separated by spaces), start, end. An empty start is the
// signing of the treaty, an empty end the end of the treaty.
func (t *Treaty) addParties(c []string) error {
	span := comity.Span{From: t.Signed.First(), To: comity.Forever}
	if t.Ended.Known() {
		span.To = t.Ended.Last()
	}
	start, err := parseDate(c[2])
	if err != nil {
		return err
	}
	if start.Known() {
		span.From = start.First()
	}
	end, err := parseDate(c[3])
	if err != nil {
		return err
	}
	if end.Known() {
		span.To = min(span.To, end.Last())
	}
	for _, id := range strings.Fields(c[1]) {
		s, err := state(id)
		if err != nil {
			return err
		}
		t.Parties = append(t.Parties, Party{s, span})
	}
	return nil
}
