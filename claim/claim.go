// Package claim holds the forms a checkable claim may take. A claim is a form of speech: who, which column, when, what
// value, which group, treaty or set. It knows no data: a claim may be written by hand, by a program or by the reader of
// articles, and is checked elsewhere.
package claim

import "comity"

// Form is the form of a claim; the words are those of the JSON contract.
type Form string

// The forms. NotCheckable carries a Kind.
const (
	Level        Form = "level"
	Change       Form = "change"
	Record       Form = "record"
	Rank         Form = "rank"
	Comparison   Form = "comparison"
	Share        Form = "share"
	Membership   Form = "membership"
	Tie          Form = "tie"
	Event        Form = "event"
	Anniversary  Form = "anniversary"
	Count        Form = "count"
	SystemForm   Form = "system"
	Principle    Form = "principle"
	NotCheckable Form = "not checkable"
)

// Kind is why a claim cannot be checked.
type Kind string

// The kinds of claims that cannot be checked.
const (
	Judgement  Kind = "judgement"
	Prediction Kind = "prediction"
	Norm       Kind = "norm"
	Cause      Kind = "cause"
	Motive     Kind = "motive"
	Definition Kind = "definition"
	Promise    Kind = "promise"
)

// How says how a value is meant.
type How string

// The ways a value may be meant. "40" is Exactly up to the rounding of the figure as written; Over and Under are strict.
const (
	Exactly How = "exactly"
	About   How = "about"
	Over    How = "over"
	Under   How = "under"
	AtLeast How = "at least"
	AtMost  How = "at most"
)

// Quantity is a value as claimed. Number is in Unit; Digits is the unit of the last digit written (10e9 for "$240bn" is
// 1e9), so that a reader's rounding is known: the claim covers [Number-Digits/2, Number+Digits/2).
type Quantity struct {
	Number float64
	Unit   string // USD, percent, ratio (2 = doubled), share (0..1), years, count …
	How    How
	Digits float64
}

// When is the time a claim speaks of. From and To are unknown where it names none (then the checker asks for the latest
// covered time not after the article).
type When struct {
	From, To comity.Date
}

// Known says whether the claim names a time.
func (w When) Known() bool { return w.From.Known() || w.To.Known() }

// Operand is one side of a comparison, or what a rank is held against.
type Operand struct {
	Column string
	Who    []comity.State
	When   When
}

// Claim is one checkable (or not checkable) statement. Only the slots its form has are set.
type Claim struct {
	Form    Form
	Kind    Kind           // of a NotCheckable claim
	Who     []comity.State // sorted for symmetric columns, ordered for directed ones, empty for the system of states
	Column  string         // name of a column of the catalogue ("trade.turnover"); empty for facts of groups and treaties
	Negated bool
	When    When
	Value   *Quantity // change: "ratio" 2 is doubled, "percent" 30 is by 30 %; anniversary: years; nil where no figure is named

	Group      string      // membership: id of a group ("UNSC")
	Role       string      // membership: "permanent", "founder" …
	Treaty     string      // event, anniversary, tie: id of a treaty, or its title where none is known
	Topic      string      // share, level: topic of roll calls ("unilateral coercive measures")
	Than       *Operand    // comparison: the other side
	K          int         // rank: 1 is the first
	Low        bool        // rank, record: counted from the lowest
	Quantifier string      // share: all, nearly all, most, half, few, none, or n of m; level of votes: "they rarely vote together" is few
	Set        string      // share, rank: the set ("developing countries", "Europe", "partners")
	Direction  string      // change: rose, fell, unchanged; comparison, system: more, less, equal; share: oppose, support, abstain
	Event      string      // event, anniversary: signed, extended, established, joined, founded, broken, recognised, war …
	Obligation string      // tie: defence, offence, neutrality, non-aggression, consultation, alliance, relations, war, treaty
	Since      comity.Date // change, record: since when
	Every      string      // change, record: said of each "year" or "decade" of the span
	Ever       bool        // record: over the whole coverage, whatever came after
	Source     string      // a source or book named in the claim ("Chinese customs")
	Principle  string      // principle: non-alignment, non-confrontation, not-aimed, mutuality, independence

	AttributedTo string // who is said to have said it
	Hedge        string // "almost", "at least": as written
}

// Checkable says whether the claim is of a form that can be held against the record.
func (c Claim) Checkable() bool { return c.Form != NotCheckable }

// Rule names the rule a claim of this form is judged by.
func (c Claim) Rule() string { return string(c.Form) + "/1" }
