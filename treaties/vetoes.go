package treaties

// This file is vetoes in the Security Council: texts not adopted because a permanent member voted against them.

import (
	_ "embed"
	"slices"
	"strings"

	"comity"
)

//go:embed vetoes.tsv
var vetoesTSV string

// Veto is one text that a veto stopped, with all who cast one on it. What counts is what the Dag Hammarskjöld Library
// lists: draft resolutions and applications, votes on whether a matter is procedural, and amendments, each text once.
// Not counted: ballots on the choice of a Secretary-General (held in private), negative votes of permanent members on
// texts that failed for want of votes, and each of the fifteen single applicants the Soviet Union voted against inside
// one draft on 1955-12-13, which other lists count as fifteen and more.
type Veto struct {
	Date    comity.Date
	Draft   string         // symbol of the draft, or of the meeting where the draft had none
	Casters []comity.State // keys of the day: China's seat is 713 to 1971-10-24 and 710 after; 365 is the Soviet Union and Russia
	Form    string         // draft, preliminary or amendment
	Topic   string         // comity's own words
	Ref     comity.Ref
	Note    string
}

var vetoForms = []string{"draft", "preliminary", "amendment"}

var vetoes = once(vetoesTSV, parseVetoes)

// Vetoes gives every vetoed text, oldest first.
func Vetoes() []Veto { return slices.Clone(vetoes()) }

// VetoCoverage is the span in which the list is complete by its definition.
func VetoCoverage() comity.Span {
	return comity.Span{From: comity.DayOf(1946, 1, 17), To: comity.DayOf(2025, 6, 4)}
}

// VetoesBy gives the texts on which a state cast a veto within the span, oldest first.
func VetoesBy(s comity.State, span comity.Span) []Veto {
	var out []Veto
	for _, v := range vetoes() {
		if v.By(s) && span.Has(v.Date.Day) {
			out = append(out, v)
		}
	}
	return out
}

// VetoCount counts the texts on which a state cast a veto within the span; complete is false where the span leaves
// VetoCoverage, and the count is then of its part inside. China's seat before 1971-10-25 counts for key 713: the caller
// adds the two where the claim means the seat.
func VetoCount(s comity.State, span comity.Span) (n int, complete bool) {
	c := VetoCoverage()
	return len(VetoesBy(s, span)), c.From <= span.From && span.To <= c.To
}

// By says whether the state cast a veto on the text.
func (v Veto) By(s comity.State) bool { return slices.Contains(v.Casters, s) }

// parseVetoes reads the table: date, draft, casters, form, topic, basis, source, row, note.
func parseVetoes(text string) ([]Veto, error) {
	return facts("vetoes.tsv", text, 9, parseVeto)
}

func parseVeto(c []string, n int) (v Veto, err error) {
	v = Veto{Draft: c[1], Form: c[3], Topic: c[4], Note: c[8]}
	if v.Date, err = comity.ParseDate(c[0]); err != nil {
		return v, err
	}
	if err = oneOf("form", v.Form, vetoForms); err != nil {
		return v, err
	}
	for id := range strings.SplitSeq(c[2], ",") {
		s, err := state(id)
		if err != nil {
			return v, err
		}
		v.Casters = append(v.Casters, s)
	}
	v.Ref, err = factRef("comity-vetoes", n, c[5], c[6], c[7])
	return v, err
}
