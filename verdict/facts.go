package verdict

// This file joins facts. A claim may rest on several: of each state, each pair, both ends of a time.

import (
	"strings"

	"comity"
)

// finding is what one fact says of a claim, already turned round for a negated one.
type finding struct {
	outcome Outcome
	text    string
	ref     comity.Ref // its basis is Recalled where the fact is remembered only
}

// allOf joins findings that must all hold: one seen failure decides; else what is silent or remembered leaves the whole so.
func allOf(list []finding) finding {
	var texts []string
	worst := finding{outcome: Hold}
	for _, f := range list {
		texts = append(texts, f.text)
		if f.weight() > worst.weight() || worst.ref.Source == "" {
			worst = f
		}
	}
	if worst.outcome == Silent {
		return worst
	}
	worst.text = strings.Join(texts, "; ")
	return worst
}

// weight orders findings by how much they say of the whole.
func (f finding) weight() int {
	recalled := f.ref.Basis == comity.Recalled
	switch {
	case f.outcome == Fail && !recalled:
		return 5
	case f.outcome == Silent:
		return 4
	case recalled && f.outcome == Fail:
		return 3
	case recalled:
		return 2
	case f.outcome == Nearly:
		return 1
	}
	return 0
}

// reading makes a reading of a finding.
func (f finding) reading(choices ...Choice) Reading {
	return Reading{Choices: choices, Result: f.outcome, Value: comity.NaN(comity.NotApplicable), Text: f.text, Ref: f.ref}
}

// pairs gives every pair among states, in their order.
func pairs(who []comity.State) []comity.Pair {
	var out []comity.Pair
	for i, a := range who {
		for _, b := range who[i+1:] {
			out = append(out, comity.Pair{A: a, B: b})
		}
	}
	return out
}

// silence is the finding that nothing is known, and why.
func silence(why string) finding { return finding{outcome: Silent, text: why} }
