package treaties

// This file is what allies promise each other. "Allied" alone says nothing: a pact of non-aggression is not a promise to
// fight, so every question about alliances is asked by obligation.

import (
	"fmt"
	"strings"
)

// Obligation is a set of promises, by the categories of the Alliance Treaty Obligations and Provisions project
// (Leeds, Ritter, Mitchell and Long 2002).
type Obligation uint8

// The promises.
const (
	Defence       Obligation = 1 << iota // to aid an attacked party actively
	Offence                              // to join a party's war that it was not attacked in
	Neutrality                           // not to help a party's enemy
	NonAggression                        // not to use force against each other
	Consultation                         // to consult in a crisis

	AllObligations = Defence | Offence | Neutrality | NonAggression | Consultation
)

var obligationNames = []string{"defence", "offence", "neutrality", "non-aggression", "consultation"}

// String lists the promises, "defence, consultation", or "none".
func (o Obligation) String() string {
	var out []string
	for i, name := range obligationNames {
		if o&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}

// ParseObligation reads a list of promises separated by semicolons or commas; an empty string and "none" are no promise.
// The American spellings defense and offense are read too.
func ParseObligation(s string) (Obligation, error) {
	var o Obligation
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == ',' }) {
		one, err := parseOne(strings.ToLower(strings.TrimSpace(w)))
		if err != nil {
			return 0, err
		}
		o |= one
	}
	return o, nil
}

func parseOne(w string) (Obligation, error) {
	switch w {
	case "none":
		return 0, nil
	case "defense":
		return Defence, nil
	case "offense":
		return Offence, nil
	case "nonaggression":
		return NonAggression, nil
	}
	for i, name := range obligationNames {
		if w == name {
			return 1 << i, nil
		}
	}
	return 0, fmt.Errorf("obligation %q: want %s or none", w, strings.Join(obligationNames, ", "))
}
