package topics

// This file says what treaties are about. The rules were written for titles of resolutions: in titles of treaties the names of parties
// stand, so that only topics whose rules read a subject and no state are asked there, and treaties that bear a mere name stand in a table.

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed treaties.tsv
var treatiesTSV string

// OfTreaties are the topics treaties may be of.
var OfTreaties = []string{"terrorism", "nuclear-weapons", "nuclear-energy", "disarmament", "chemical-biological", "conventional-arms", "outer-space", "information-security", "food", "energy", "drugs", "health",
	"climate-environment", "human-rights", "racism", "women", "children", "refugees-migration", "debt-finance", "law-of-the-sea"}

// OfTreaty reads the topics of a treaty from its title.
func OfTreaty(title string) Set {
	if s, ok := namedTreaties()[title]; ok {
		return s
	}
	return Of(title) & (treatyMask() | Read)
}

var treatyMask = sync.OnceValue(func() (mask Set) {
	for _, name := range OfTreaties {
		mask |= 1 << Place(name)
	}
	return mask
})

var namedTreaties = sync.OnceValue(func() map[string]Set {
	out := map[string]Set{}
	for _, f := range lines("treaties.tsv", treatiesTSV, 2) {
		s := Read
		for _, name := range strings.Fields(f[1]) {
			if name == "-" {
				continue
			}
			if !slices.Contains(OfTreaties, name) {
				panic(fmt.Sprintf("treaties.tsv: %s: treaties are not read for the topic %q", f[0], name))
			}
			s |= 1 << Place(name)
		}
		out[f[0]] = s
	}
	return out
})

// NamedTreaties gives the titles that stand in the table.
func NamedTreaties() []string {
	var out []string
	for title := range namedTreaties() {
		out = append(out, title)
	}
	slices.Sort(out)
	return out
}
