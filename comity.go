// Package comity holds the nouns of relations between states: a state, a pair, a day, a span of days, a year's value
// and why it may be missing, and the place in a source a number came from. It knows no files, no network and no other
// package; everything else in the house speaks these words.
package comity

import "fmt"

// Version is the version of comity itself, printed with every answer.
const Version = "0.1.0"

// State is comity's key of a state: its Correlates of War (COW) number where it has one (RUS 365, through the USSR and
// Russia; CHN 710). Polities without a COW number have a key of their own: 1000 + ISO 3166-1 numeric for territories and
// entities (Hong Kong 1344, Palestine 1275), 2000 + Gleditsch-Ward number for members of that system only (Tibet 2711).
// Zero is no state.
type State int16

// NoState is the zero key: nobody.
const NoState State = 0

// System is one of the state systems carried side by side: who counts as a state, from which day to which.
type System uint8

// The systems. UN is membership of the United Nations, keyed by COW numbers (China's seat is 713 to 1971-10-24 and 710 after).
const (
	COW System = iota
	GW
	UN
)

// String names the system as the command line does.
func (s System) String() string {
	switch s {
	case COW:
		return "cow"
	case GW:
		return "gw"
	case UN:
		return "un"
	}
	return fmt.Sprintf("System(%d)", uint8(s))
}

// Pair is two states. Symmetric facts are kept under the ordered pair (lower key first); directed ones read A to B.
type Pair struct{ A, B State }

// Ordered gives the pair with the lower key first.
func (p Pair) Ordered() Pair {
	if p.A > p.B {
		return Pair{p.B, p.A}
	}
	return p
}

// Flip gives the pair in the other direction.
func (p Pair) Flip() Pair { return Pair{p.B, p.A} }

// Basis says how a fact of comity's own tables is known.
type Basis uint8

// A Seen fact was read in a named file or document; a Recalled one is remembered, shown as unverified, and never decides
// a verdict alone.
const (
	Recalled Basis = iota
	Seen
)

// String is the word used in the tables.
func (b Basis) String() string {
	if b == Seen {
		return "seen"
	}
	return "recalled"
}

// ParseBasis reads the word used in the tables.
func ParseBasis(s string) (Basis, error) {
	switch s {
	case "seen":
		return Seen, nil
	case "recalled":
		return Recalled, nil
	}
	return Recalled, fmt.Errorf("basis %q: want seen or recalled", s)
}

// Ref is the place a number or a fact came from: a source's id and edition, and the rows of its snapshot (1-based, the
// header not counted; zero where the source has no rows). Note is a locator for people ("atopid 4980").
type Ref struct {
	Source  string
	Edition string
	Row     int64
	RowEnd  int64
	Note    string
	Basis   Basis
}
