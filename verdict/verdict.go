// Package verdict holds a claim against the record, under every defensible reading, and says what follows. It knows the claim,
// never who made it or where: the same rule judges every claim of a form, whichever the states. Its one rule is in decide.
package verdict

import (
	"slices"

	"comity"
	"comity/claim"
)

// Word is a verdict.
type Word string

// The verdicts, as the JSON contract writes them.
const (
	Supported    Word = "supported"
	Mostly       Word = "mostly supported"
	Depends      Word = "depends on the measure"
	Not          Word = "not supported"
	CannotTell   Word = "cannot tell"
	NotCheckable Word = "not checkable"
)

// Outcome is what one reading says of a claim.
type Outcome string

// The outcomes. A reading nearly holds inside the known error of its source; a silent one does not count.
const (
	Hold   Outcome = "hold"
	Nearly Outcome = "nearly"
	Fail   Outcome = "fail"
	Silent Outcome = "silent"
)

// Choice is one of the choices that make a reading: what is chosen (source, scoring, set …) and which.
type Choice struct{ Key, Value string }

// Reading is one defensible reading of the claim and what it says. The first of an answer's readings is the main one.
type Reading struct {
	Choices []Choice
	Result  Outcome
	Value   float64 // what was compared with the claim; comity.NaN where there is no number
	Unit    string
	Text    string // what the reading found, one clause
	Ref     comity.Ref
}

// Evidence is one row the verdict rests on.
type Evidence struct {
	Column string
	Who    []comity.State
	When   comity.Date
	Value  float64
	Unit   string
	Text   string // for facts that are no number
	Ref    comity.Ref
}

// Warning is something the reader should know, as data.
type Warning struct{ Code, Text string }

// Answer is a claim with its verdict. The verdict is set by decide, cannot and uncheckable alone, so that none is without its
// evidence or its reason.
type Answer struct {
	Claim       claim.Claim
	Because     string // one sentence
	Readings    []Reading
	Evidence    []Evidence
	Warnings    []Warning
	Flips       string   // which choice or start year would change the verdict
	NearestTrue string   // the nearest statement that holds, where the claim does not
	Measurable  []string // columns next to what cannot be checked
	DataTo      string   // the last date the evidence reaches
	Exchanged   *Answer  // the claim with its two states exchanged
	word        Word
}

// Verdict is the verdict.
func (a Answer) Verdict() Word { return a.word }

// Count counts the readings of an outcome.
func (a Answer) Count(o Outcome) int {
	n := 0
	for _, r := range a.Readings {
		if r.Result == o {
			n++
		}
	}
	return n
}

// findings is what a form's check hands to decide.
type findings struct {
	readings []Reading // the main one first
	evidence []Evidence
	warnings []Warning
	missing  string // why nothing can be said, where all readings are silent
	dataTo   string
}

// decide is the rule. Readings that rest on recalled facts are shown but count as silent: a recalled fact never decides.
//
//	all usable readings hold                          supported
//	all fail                                          not supported
//	all hold or nearly hold, the main one holds       mostly supported
//	anything else                                     depends on the measure
//	no usable reading, or no evidence                 cannot tell
func decide(c claim.Claim, f findings) Answer {
	a := Answer{Claim: c, Readings: f.readings, Evidence: f.evidence, Warnings: f.warnings, DataTo: f.dataTo}
	usable := slices.DeleteFunc(slices.Clone(f.readings), func(r Reading) bool { return r.Result == Silent || r.Ref.Basis == comity.Recalled })
	if len(usable) == 0 || len(f.evidence) == 0 {
		return cannot(a, f.reason())
	}
	n := map[Outcome]int{}
	for _, r := range usable {
		n[r.Result]++
	}
	switch {
	case n[Hold] == len(usable):
		a.word = Supported
	case n[Fail] == len(usable):
		a.word = Not
	case n[Fail] == 0 && usable[0].Result == Hold:
		a.word = Mostly
	default:
		a.word = Depends
	}
	a.Because = because(a, usable)
	a.Flips = flips(a, usable)
	return a
}

// reason says why there is no usable reading.
func (f findings) reason() string {
	for _, r := range f.readings {
		if r.Result != Silent && r.Ref.Basis == comity.Recalled {
			return "the record has only an unverified (recalled) fact for it: " + r.Text
		}
	}
	for _, r := range f.readings {
		if r.Text != "" && r.Text != comity.NotCovered.String() && r.Text != comity.NotApplicable.String() {
			return r.Text
		}
	}
	if f.missing != "" {
		return f.missing
	}
	for _, r := range f.readings {
		if r.Text != "" {
			return r.Text
		}
	}
	return "no source of the record speaks of it"
}

// cannot makes the answer that nothing can be told, with the reason.
func cannot(a Answer, why string) Answer {
	a.word, a.Because = CannotTell, "Cannot tell: "+why+"."
	return a
}

// uncheckable makes the answer for a claim of a kind that cannot be checked.
func uncheckable(c claim.Claim) Answer {
	return Answer{Claim: c, word: NotCheckable, Because: kindReason[c.Kind], Measurable: neighbours(c)}
}

var kindReason = map[claim.Kind]string{
	claim.Judgement:  "This is a judgement of worth: no record of facts settles it.",
	claim.Prediction: "This speaks of what will or might be: it can be held against the record when its time has come.",
	claim.Norm:       "This says what ought to be: no record of facts settles it.",
	claim.Cause:      "This says why something is so: the record shows what happened and when, not what caused it.",
	claim.Motive:     "This speaks of an intention: the record shows acts, not motives.",
	claim.Definition: "This says what a thing is or means: it is a choice of words.",
	claim.Promise:    "This is a promise or a declared policy: it can be held against the record when its time has come.",
}

// neighbours offers the measurable columns next to what cannot be checked, for claims about a pair.
func neighbours(c claim.Claim) []string {
	if len(c.Who) != 2 || c.Kind == claim.Prediction || c.Kind == claim.Promise {
		return nil
	}
	return []string{"vote.agreement", "trade.turnover", "trade.share", "alliance.obligation", "war.count", "group.joint"}
}
