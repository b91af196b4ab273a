package states

// This file takes a code of one scheme to another: every pair of a code that names a state and a code the state has, with
// the days on which both hold. It never picks one of several in silence, and never answers nothing without the reason.

import (
	"cmp"
	"slices"

	"comity"
)

// Match is one way from a code to another: the state between them and the days on which both hold.
type Match struct {
	State    comity.State
	From, To CodeSpan
	Span     comity.Span
}

// Convert gives every way from a code of one scheme to the codes of another that holds on some day of the span, by days. Old
// codes are read and not written.
func Convert(code string, from, to Scheme, during comity.Span) []Match {
	return convert(Named(code, from), to, during)
}

// ConvertState gives the codes of a state in a scheme that hold on some day of the span, by days.
func ConvertState(s comity.State, to Scheme, during comity.Span) []Match {
	return convert([]CodeSpan{{State: s, Span: comity.Always}}, to, during)
}

func convert(named []CodeSpan, to Scheme, during comity.Span) []Match {
	var out []Match
	for _, f := range named {
		for _, t := range CodesOf(f.State, to) {
			both := f.Span.Meet(t.Span).Meet(during)
			if t.Written() && !both.Empty() {
				out = append(out, Match{f.State, f, t, both})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Span.From, b.Span.From), cmp.Compare(a.Span.To, b.Span.To), cmp.Compare(a.State, b.State))
	})
	return out
}

// AtEnd keeps the matches that hold on the last day on which any does: how a year is read, whose codes may change within it.
func AtEnd(matches []Match) []Match {
	last := comity.NoDay
	for _, m := range matches {
		last = max(last, m.Span.To)
	}
	return slices.DeleteFunc(slices.Clone(matches), func(m Match) bool { return m.Span.To < last })
}

// Distinct gives the different codes of matches, in their order.
func Distinct(matches []Match) []string {
	var out []string
	for _, m := range matches {
		if !slices.Contains(out, m.To.Code) {
			out = append(out, m.To.Code)
		}
	}
	return out
}
