package treaties

// This file is the succession of states to treaties: which state carries the treaties of one before it, how that came
// about, and whether it is disputed. A key of comity may run through two states (365 is the Soviet Union and Russia): that
// a key goes on does not say that a treaty does, so a binding that rests on succession is told as such.

import (
	_ "embed"
	"slices"

	"comity"
)

//go:embed succession_of_treaties.tsv
var successionTSV string

// Succession is how a state stands to the treaties, or to one treaty, of a state before it.
type Succession struct {
	Treaty          string // id, or "*": every treaty the predecessor was party to, unless a line of its own says otherwise
	Successor       comity.State
	Predecessor     comity.State
	PredecessorName string // as the table writes it: "SUN", "cow:GFR"; the key may be the successor's own
	Date            comity.Date
	Kind            string // one of SuccessionKinds
	Ref             comity.Ref
	Note            string
}

// SuccessionKinds are how a state may stand to the treaties of one before it: it continues them as the same state, it
// declared to succeed to them, it joined them anew, they lapsed, or it is disputed.
func SuccessionKinds() []string {
	return []string{"continues", "succeeds", "joins anew", "lapsed", "disputed"}
}

var successions = once(successionTSV, parseSuccessions)

// Successions gives the whole table.
func Successions() []Succession { return slices.Clone(successions()) }

// SuccessionsTo gives the lines that speak of one treaty: its own, and the general ones of states that were party to it.
func SuccessionsTo(t Treaty) []Succession {
	var out []Succession
	for _, s := range successions() {
		if s.Treaty == t.ID || s.Treaty == "*" && s.carries(t) && !ownLine(t.ID, s.Successor) {
			out = append(out, s)
		}
	}
	return out
}

// RestsOn says whether the binding of a state by the treaty on a day rests on succession, and on which. ok is false where
// the state bound itself, or where the table knows of no succession.
func (t Treaty) RestsOn(s comity.State, on comity.Day) (Succession, bool) {
	if !t.PartyOn(s, on) {
		return Succession{}, false
	}
	var last Succession
	found := false
	for _, x := range SuccessionsTo(t) {
		if x.Successor == s && x.Date.First() <= on && (!found || x.Date.First() >= last.Date.First()) {
			last, found = x, true
		}
	}
	return last, found && last.bindsBySuccession()
}

func (s Succession) bindsBySuccession() bool {
	return s.Kind == "continues" || s.Kind == "succeeds" || s.Kind == "disputed"
}

// carries says whether the predecessor was party to the treaty on the eve of the succession and the treaty outlived it; and,
// for a successor with a key of its own, whether it is listed as a party from then on and not before.
func (s Succession) carries(t Treaty) bool {
	eve := s.Date.First() - 1
	if !t.PartyOn(s.Predecessor, eve) || t.Ended.Known() && t.Ended.Last() < s.Date.First() {
		return false
	}
	return s.Successor == s.Predecessor || s.Kind == "lapsed" ||
		slices.ContainsFunc(t.Parties, func(p Party) bool { return p.State == s.Successor && p.Span.From >= s.Date.First() })
}

// EveOf is the last day before any state of the table took over from the predecessor: a day on which it bore its own name,
// though the key may have gone on with another.
func EveOf(s Succession) comity.Day {
	eve := s.Date.First() - 1
	for _, x := range successions() {
		if x.Predecessor == s.Predecessor && x.PredecessorName == s.PredecessorName {
			eve = min(eve, x.Date.First()-1)
		}
	}
	return eve
}

// ownLine says whether the table has a line for the successor and this treaty alone.
func ownLine(treaty string, successor comity.State) bool {
	return slices.ContainsFunc(successions(), func(s Succession) bool { return s.Treaty == treaty && s.Successor == successor })
}

// parseSuccessions reads the table: treaty, successor, predecessor, date, kind, basis, source, row, note.
func parseSuccessions(text string) ([]Succession, error) {
	return facts("succession_of_treaties.tsv", text, 9, parseSuccession)
}

func parseSuccession(c []string, n int) (Succession, error) {
	s := Succession{Treaty: c[0], PredecessorName: c[2], Kind: c[4], Note: c[8]}
	var err error
	if s.Successor, err = state(c[1]); err != nil {
		return s, err
	}
	if s.Predecessor, err = state(c[2]); err != nil {
		return s, err
	}
	if s.Date, err = comity.ParseDate(c[3]); err != nil {
		return s, err
	}
	if err = oneOf("kind", s.Kind, SuccessionKinds()); err != nil {
		return s, err
	}
	s.Ref, err = factRef("comity-treaties", n, c[5], c[6], c[7])
	return s, err
}
