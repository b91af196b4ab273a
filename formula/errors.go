package formula

// This file says what is wrong with a formula, where, and what may have been meant.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Error is a fault of a formula at a place of its text.
type Error struct {
	Text string // the formula
	At   int    // byte where the fault is
	What string // what is wrong, and what to do
}

// Error tells the fault with the place, counted in characters from 1, and the text there.
func (e *Error) Error() string {
	at := min(e.At, len(e.Text))
	return fmt.Sprintf("%s (at character %d, %s)", e.What, utf8.RuneCountInString(e.Text[:at])+1, near(e.Text, at))
}

// near quotes what stands at a place.
func near(text string, at int) string {
	rest := []rune(text[at:])
	if len(rest) == 0 {
		return "the end"
	}
	if len(rest) > 24 {
		rest = append(rest[:23], '…')
	}
	return "at " + fmt.Sprintf("%q", string(rest))
}

// Meant says which of the names may be meant by one that is not there, as "; did you mean a, b or c?": the nearest three, or
// nothing where none is near.
func Meant(name string, names []string) string { return meant(name, names) }

// meant says which of the names may be meant by one that is not there: the nearest three, or nothing where none is near.
func meant(name string, names []string) string {
	type near struct {
		name string
		far  int
	}
	var all []near
	folded := strings.ToLower(name)
	for _, n := range slices.Compact(slices.Sorted(slices.Values(names))) {
		other := strings.ToLower(n)
		far := 2 * distance(folded, other)
		if far > 2+len(name)/2*2 {
			continue
		}
		if other != "" && folded != "" && other[0] != folded[0] { // the first letter is seldom mistyped
			far++
		}
		all = append(all, near{n, far})
	}
	if len(all) == 0 {
		return ""
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.far, b.far) })
	var out []string
	for _, n := range all[:min(3, len(all))] {
		out = append(out, n.name)
	}
	return "; did you mean " + orList(out) + "?"
}

// distance is the number of changed characters, where two that changed places count once; a name that has the other as one of its
// parts (cinc in nmc.cinc) is near.
func distance(a, b string) int {
	if len(a) > 200 || len(b) > 200 {
		return 1 << 20
	}
	d := levenshtein.ComputeDistance(a, b)
	if swapped(a, b) || len(a) >= 3 && strings.Contains(b, a) {
		return min(d, 1)
	}
	return d
}

// swapped says that two names differ by two neighbours that changed places.
func swapped(a, b string) bool {
	for i := 0; len(a) == len(b) && i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// orList writes "a", "a or b", "a, b or c".
func orList(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
