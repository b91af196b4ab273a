package panel

// The scope of a panel: which rows there are at all, said in a few words about the states of a row ("both in BRICS", "with RUS",
// "from NATO to BRICS"). A scope is reckoned in days: the rows are the periods with a day on which the unit exists and all its
// scopes hold, or with --on, the years in which that is so on the day. It is applied before anything is filled.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/groups"
	"comity/states"
)

// Scope is one condition on the states of a row.
type Scope struct {
	Text   string // as it was written
	Words  string // as it was read
	what   quantity
	places []place
	during comity.Span
}

// quantity says which states of a row must be in a place.
type quantity int

const (
	everyState quantity = iota
	someState           // one at least
	oneState            // one and no other
	noState
	firstState
	secondState
	between // one in the first place, the other in the second
	fromTo  // the first state in the first place, the second in the second
	inTime  // of no place: the days themselves
)

// place is a set of states by day.
type place struct {
	words string
	known comity.Span // the days on which it is known who is in it and who is not
	days  func(l life) found
}

// found are the days on which a state is surely in a place, and those on which it may be.
type found struct{ sure, may []comity.Span }

// maxScope is the longest text of a scope.
const maxScope = 10_000

// ScopeError says what cannot be read in a scope.
type ScopeError struct {
	Text string
	Err  error
}

func (e *ScopeError) Error() string {
	if several := new(states.AmbiguousError); errors.As(e.Err, &several) {
		return fmt.Sprintf("scope %.200q: %v", e.Text, several)
	}
	return fmt.Sprintf("scope %.200q: %v. One may write: STATE,STATE (the states of a row are among these) · with STATE · without STATE · both in BRICS · one in NATO · only one in NATO · none in NATO · "+
		"first in EU · second in EU · between EU and BRICS · from EU to BRICS · in UNSC as permanent · during 1950-06-25..1953-07-27. In place of a group stand regions and classes (comity groups) or states with commas", e.Text, e.Err)
}

func (e *ScopeError) Unwrap() error { return e.Err }

// ParseScope reads a scope as it is written; numbers of states are those of the system.
func ParseScope(text string, sys comity.System) (Scope, error) {
	s, err := parseScope(strings.Join(strings.Fields(text), " "), sys)
	if len(text) > maxScope {
		err = fmt.Errorf("a scope of %d bytes is too long", len(text))
	}
	if err != nil {
		return Scope{}, &ScopeError{text, err}
	}
	s.Text = text
	return s, nil
}

// scopeWords are the words a scope begins with, longest first, and what they ask of which states.
var scopeWords = []struct {
	words string
	what  quantity
	say   string
}{
	{"only one in ", oneState, "exactly one state in "}, {"exactly one in ", oneState, "exactly one state in "}, {"at least one in ", someState, "one state or more in "},
	{"both in ", everyState, "every state in "}, {"all in ", everyState, "every state in "}, {"each in ", everyState, "every state in "}, {"every state in ", everyState, "every state in "},
	{"one in ", someState, "one state or more in "}, {"any in ", someState, "one state or more in "}, {"some in ", someState, "one state or more in "},
	{"none in ", noState, "no state in "}, {"neither in ", noState, "no state in "}, {"not in ", noState, "no state in "}, {"no state in ", noState, "no state in "},
	{"first in ", firstState, "the first state in "}, {"second in ", secondState, "the second state in "},
	{"without ", noState, "no state in "}, {"with ", someState, "one state or more in "},
	{"states ", everyState, "every state in "}, {"state ", everyState, "every state in "}, {"in ", everyState, "every state in "},
}

func parseScope(text string, sys comity.System) (Scope, error) {
	folded := strings.ToLower(text)
	if len(folded) != len(text) {
		folded = text // letters whose lower case is of another length are of no word looked for
	}
	if text == "" {
		return Scope{}, errors.New("it is empty")
	}
	if strings.HasPrefix(folded, "during ") {
		span, err := parseDays(text[len("during "):])
		return Scope{what: inTime, during: span, Words: "during " + span.String()}, err
	}
	if strings.HasPrefix(folded, "between ") {
		return parseTwo(between, "one state in %s, another in %s", text[len("between "):], " and ", sys)
	}
	if strings.HasPrefix(folded, "from ") {
		return parseTwo(fromTo, "the first state in %s, the second in %s", text[len("from "):], " to ", sys)
	}
	for _, b := range scopeWords {
		if strings.HasPrefix(folded, b.words) {
			p, err := parsePlace(text[len(b.words):], sys)
			return Scope{what: b.what, places: []place{p}, Words: b.say + p.words}, err
		}
	}
	p, err := parsePlace(text, sys)
	return Scope{what: everyState, places: []place{p}, Words: "every state in " + p.words}, err
}

// parseTwo reads two places with a word between them; where the word is in a name too, the split that reads both counts.
func parseTwo(what quantity, say, text, word string, sys comity.System) (Scope, error) {
	last := fmt.Errorf("two places with %q between them are wanted", strings.TrimSpace(word))
	folded := strings.ToLower(text)
	for at := 0; len(folded) == len(text); at += len(word) {
		next := strings.Index(folded[at:], word)
		if next < 0 {
			break
		}
		at += next
		a, err := parsePlace(text[:at], sys)
		b, err2 := parsePlace(text[at+len(word):], sys)
		if err = cmp.Or(err, err2); err == nil {
			return Scope{what: what, places: []place{a, b}, Words: fmt.Sprintf(say, a.words, b.words)}, nil
		}
		last = err
	}
	return Scope{}, last
}

// parseDays reads a day, month or year, or two with .. between them.
func parseDays(text string) (comity.Span, error) {
	first, last, ranged := strings.Cut(text, "..")
	from, err := comity.ParseDate(strings.TrimSpace(first))
	if err != nil {
		return comity.Span{}, err
	}
	to := from
	if ranged {
		if to, err = comity.ParseDate(strings.TrimSpace(last)); err != nil {
			return comity.Span{}, err
		}
	}
	span := comity.Span{From: from.First(), To: to.Last()}
	if span.Empty() {
		return span, fmt.Errorf("%s is after %s", first, last)
	}
	return span, nil
}

// parsePlace reads a group with perhaps a role, a word for a set of states, or states with commas.
func parsePlace(text string, sys comity.System) (place, error) {
	name, role := strings.TrimSpace(text), ""
	if i := strings.LastIndex(strings.ToLower(name), " as "); i > 0 && len(strings.ToLower(name)) == len(name) {
		name, role = name[:i], strings.ToLower(strings.TrimSpace(name[i+len(" as "):]))
	}
	g, err := groups.Lookup(name)
	if err == nil {
		return groupPlace(g, role, "")
	}
	if defs := groups.Sets(name); len(defs) > 0 {
		g, _ := groups.Get(defs[0].GroupID)
		return groupPlace(g, role, otherMeanings(defs))
	}
	if role != "" {
		return place{}, err
	}
	return statePlace(name, sys, err)
}

// otherMeanings says which definition of a word was taken, where there are several.
func otherMeanings(defs []groups.Definition) string {
	if len(defs) < 2 {
		return ""
	}
	var ids []string
	for _, d := range defs[1:] {
		ids = append(ids, d.GroupID)
	}
	return ", the first of its definitions; the others are " + strings.Join(ids, ", ")
}

// groupPlace is the states that hold a role in a group, by day.
func groupPlace(g groups.Group, role, note string) (place, error) {
	p := place{words: g.Name + " (" + g.ID + note + ")", known: groups.Coverage(g.ID)}
	if role == "any role" {
		role = "*"
	}
	if role != "" {
		var roles []string
		for _, m := range groups.Spells(g.ID) {
			if !slices.Contains(roles, m.Role) {
				roles = append(roles, m.Role)
			}
		}
		if slices.Sort(roles); role != "*" && role != "member" && !slices.Contains(roles, role) {
			return place{}, fmt.Errorf("nobody is in %s as %q; there are %s", g.ID, role, strings.Join(roles, ", "))
		}
		p.words += " as " + strings.Replace(role, "*", "anything", 1)
	}
	p.days = func(l life) found {
		var f found
		for _, h := range l.held {
			for _, m := range groups.History(g.ID, h.key) {
				sure, may := heldIn(m, role, p.known)
				f.sure, f.may = append(f.sure, sure.Meet(h.Span)), append(f.may, may.Meet(h.Span))
			}
		}
		return found{tidy(f.sure), tidy(f.may)}
	}
	return p, nil
}

// heldIn gives the days on which a spell surely gives its state a role, and those on which it may.
func heldIn(m groups.Membership, role string, known comity.Span) (sure, may comity.Span) {
	none := comity.Span{From: 0, To: -1}
	is := groups.MemberLike(m.Role)
	switch role {
	case "":
	case "*":
		is = true
	case "member":
		is = m.Role == "member" || m.Role == "founder"
	default:
		is = m.Role == role
	}
	may = m.Span
	if m.Start.Known() {
		may.From = min(may.From, m.Start.First())
	}
	if m.End.Known() {
		may.To = max(may.To, m.End.Last())
	}
	switch {
	case is && m.Span.To == comity.Forever: // nothing is known of it after the last day of its group's roster
		return comity.Span{From: m.Span.From, To: known.To}, may
	case is:
		return m.Span, may
	case m.Role == "contested":
		return none, may
	}
	return none, none
}

// statePlace is states by name or number, with commas; why says why the text is no group.
func statePlace(text string, sys comity.System, why error) (place, error) {
	keys, codes := map[comity.State]bool{}, map[int16]bool{}
	var words []string
	for _, name := range strings.Split(text, ",") {
		name = strings.TrimSpace(name)
		if n, err := strconv.ParseUint(name, 10, 15); err == nil {
			if _, ok := keysOf(sys)[int16(n)]; !ok {
				return place{}, fmt.Errorf("no state has the number %d in the list %s", n, sys)
			}
			codes[int16(n)] = true
			words = append(words, fmt.Sprint(n))
			continue
		}
		key, _, err := states.Parse(name, sys, comity.NoDay)
		if several := new(states.AmbiguousError); errors.As(err, &several) {
			return place{}, several
		}
		if err != nil && !strings.Contains(text, ",") {
			return place{}, fmt.Errorf("%v; nor a state: %v", why, err)
		}
		if err != nil {
			return place{}, err
		}
		words = append(words, nameOf(key))
		keys[key] = true
		for _, other := range states.Stands(key) {
			if !strings.Contains(name, ":") {
				keys[other] = true
				words = append(words, nameOf(other))
			}
		}
	}
	return place{strings.Join(words, ", "), comity.Always, func(l life) found {
		var days []comity.Span
		for _, h := range l.held {
			if codes[l.code] || keys[h.key] {
				days = append(days, h.Span)
			}
		}
		days = tidy(days)
		return found{days, days}
	}}, nil
}

// nameOf is a state with its key.
func nameOf(s comity.State) string {
	return fmt.Sprintf("%s (%s)", states.Name(s, comity.NoDay), states.ID(s, comity.NoDay))
}

// ofPair says whether the scope asks for the two states of a row together; others are asked of each state by itself.
func (s Scope) ofPair() bool { return s.what != everyState && s.what != noState && s.what != inTime }

// limits says for which of some days it is not known who is in the places of the scope.
func (s Scope) limits(days comity.Span) (out []string) {
	for _, p := range s.places {
		if !p.known.Has(days.From) || !p.known.Has(days.To) {
			out = append(out, fmt.Sprintf("who is in %s and who is not is known from %s to %s", p.words, p.known.From, p.known.To))
		}
	}
	return out
}

// cut leaves of a state's days those on which it may be in a row by itself.
func (s Scope) cut(l life, days []comity.Span) []comity.Span {
	switch s.what {
	case everyState:
		return meetDays(days, s.places[0].days(l).sure)
	case noState:
		return lessDays(meetDays(days, []comity.Span{s.places[0].known}), s.places[0].days(l).may)
	case inTime:
		return meetDays(days, []comity.Span{s.during})
	}
	return days
}

// find gives the days of a state in the places of the scope.
func (s Scope) find(l life) (out [2]found) {
	for i, p := range s.places {
		out[i] = p.days(l)
	}
	return out
}

// together gives the days on which the scope holds of two states, of the days each is in its places.
func (s Scope) together(a, b [2]found) []comity.Span {
	switch s.what {
	case someState:
		return joinDays(a[0].sure, b[0].sure)
	case oneState:
		one := joinDays(lessDays(a[0].sure, b[0].may), lessDays(b[0].sure, a[0].may))
		return meetDays(one, []comity.Span{s.places[0].known})
	case firstState:
		return a[0].sure
	case secondState:
		return b[0].sure
	case between:
		return joinDays(meetDays(a[0].sure, b[1].sure), meetDays(b[0].sure, a[1].sure))
	}
	return meetDays(a[0].sure, b[1].sure)
}

// fits holds a scope to a unit, and for one state says what of two means: some or one is that one.
func (s Scope) fits(k kind, directed bool) (Scope, error) {
	fail := func(why string) (Scope, error) { return Scope{}, &ScopeError{s.Text, errors.New(why)} }
	switch {
	case k.slots == 0 && s.what != inTime:
		return fail("a row of " + k.name + " has no state; only during can be said of it")
	case k.slots == 1 && (s.what == someState || s.what == oneState || s.what == firstState):
		s.what = everyState
	case k.slots == 1 && s.ofPair():
		return fail("a row of " + k.name + " has one state")
	case k.slots > 2 && s.ofPair() && s.what != someState:
		return fail("of a row of " + k.name + " only all, one or none can be asked to be in a place")
	case k.slots == 2 && !directed && (s.what == firstState || s.what == secondState || s.what == fromTo):
		return fail("which state is first is by its number alone where pairs have no direction: ask for directed pairs, or say between, one or only one")
	}
	return s, nil
}

// scopes reads the scopes of a panel.
func (s Spec) scopes(k kind, sys comity.System) ([]Scope, error) {
	var out []Scope
	for _, text := range s.Scope {
		scope, err := ParseScope(text, sys)
		if err == nil {
			scope, err = scope.fits(k, s.Directed)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, scope)
	}
	return out, nil
}
