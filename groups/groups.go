// Package groups says who belongs to what: organisations, blocs and classes of states, who belongs to each, in which role,
// from which day to which.
//
// A group is an organisation (a treaty and a secretariat: NATO, the African Union), a treaty (the parties to a convention
// open to all: the Paris Agreement), a bloc (a club that meets: BRICS, the G7) or a class (a set somebody defines: the developing regions of the UN's M49, the World Bank's income groups, "the
// West" under each of its named definitions). Members are comity's own facts, one spell a line in the .tsv tables of this
// folder, each with its basis: seen in a named row of a source, or recalled. Some groups are rules over other rosters (the
// UN over the list of states, the West as NATO and the Five Eyes and ...).
//
// Every group says for which days its roster is complete (Coverage). Outside it the honest answer is "not covered", never
// "not a member". The package knows no measure, no record and not what day it is.
package groups

import (
	"slices"
	"strings"
	"sync"

	"comity"
)

// Group is an organisation, a bloc or a class of states.
type Group struct {
	ID        string      // short and stable: "nato", "sco", "wb-high"
	Name      string      // the name in full
	Aliases   []string    // other names and acronyms people write
	Kind      string      // organisation, treaty, bloc or class
	Definer   string      // who says who belongs (for an organisation, itself)
	Founded   comity.Date // the founding act; unknown for classes without one
	Dissolved comity.Date // unknown for a group that goes on
	Note      string      // what a reader should know: members that are not states, what the dates mean
	Ref       comity.Ref  // where the definition comes from
	COWIGO    []string    // the columns of COW IGO 3.0 for the same organisation, earliest first; nil where that list has none

	covered comity.Span
	rule    []string
}

// Membership is one spell of a state in a group.
type Membership struct {
	Group    string       // the group's id
	State    comity.State // the member
	Role     string       // founder, member, permanent, elected; suspended, observer, associate, partner, participant, signatory, invited, contested
	Span     comity.Span  // the days it surely held the role; To is comity.Forever for a spell not ended
	Start    comity.Date  // the first day, month or year, as finely as it is known
	End      comity.Date  // the last, within the spell; unknown for a spell not ended
	Ref      comity.Ref   // the row that shows it, and its basis
	DayBasis comity.Basis // how the start day itself is known
}

// UnknownError says that no group has the name, and which names come near.
type UnknownError struct {
	Name string
	Near []string
}

// Error names the group asked for and the nearest ones known.
func (e *UnknownError) Error() string {
	msg := "no group is called " + quote(e.Name)
	if len(e.Near) > 0 {
		msg += "; did you mean " + strings.Join(e.Near, ", ") + "?"
	}
	return msg
}

func quote(s string) string { return "“" + s + "”" }

// All gives every group in the order of the table.
func All() []Group { return slices.Clone(table().groups) }

// Get gives the group of an id, whatever its case.
func Get(id string) (Group, bool) {
	i, ok := table().byID[strings.ToLower(id)]
	if !ok {
		return Group{}, false
	}
	return table().groups[i], true
}

// Lookup finds a group by id, name or alias, whatever the case; a leading "the" may be left out or put in. Where no group
// is so called the error is an *UnknownError with the nearest names.
func Lookup(name string) (Group, error) {
	if i, ok := names()[fold(name)]; ok {
		return table().groups[i], nil
	}
	return Group{}, &UnknownError{Name: name, Near: near(fold(name))}
}

// names holds the folded form of every id, name and alias.
var names = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, g := range table().groups {
		for _, n := range append([]string{g.ID, g.Name}, g.Aliases...) {
			if _, taken := m[fold(n)]; !taken {
				m[fold(n)] = i
			}
		}
	}
	return m
})

// fold brings a name to the form compared: lower case, single spaces, no leading article, British spelling of organisation.
func fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	s = strings.TrimPrefix(s, "the ")
	return strings.NewReplacer("organization", "organisation", "‑", "-", "–", "-", "’", "'").Replace(s)
}

// near gives up to three names of groups at a small edit distance from s, or that contain it.
func near(s string) []string {
	type hit struct {
		name string
		far  int
	}
	var hits []hit
	if len(s) > 100 {
		return nil // no name of a group is that long
	}
	for n, i := range names() {
		far := distance(s, n)
		if len(s) >= 3 && strings.Contains(n, s) {
			far = 1
		}
		if far <= 1+len(s)/4 {
			hits = append(hits, hit{table().groups[i].Name + " (" + table().groups[i].ID + ")", far})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		if a.far != b.far {
			return a.far - b.far
		}
		return strings.Compare(a.name, b.name)
	})
	var out []string
	for _, h := range hits {
		if !slices.Contains(out, h.name) && len(out) < 3 {
			out = append(out, h.name)
		}
	}
	return out
}

// distance is the number of letters to change, add or drop (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
