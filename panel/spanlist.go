package panel

// Lists of spans: days as spans in order, none touching another. Who exists, and whom a scope takes, is reckoned with them.

import (
	"slices"

	"comity"
)

// tidy puts spans in order and joins those that touch.
func tidy(list []comity.Span) []comity.Span {
	list = slices.DeleteFunc(list, comity.Span.Empty)
	slices.SortFunc(list, func(x, y comity.Span) int {
		if x.From < y.From {
			return -1
		}
		return 1
	})
	out := list[:0]
	for _, s := range list {
		if n := len(out) - 1; n >= 0 && (out[n].To == comity.Forever || s.From <= out[n].To+1) {
			out[n].To = max(out[n].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// meetDays gives the days in both lists.
func meetDays(a, b []comity.Span) []comity.Span {
	var out []comity.Span
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if in := a[i].Meet(b[j]); !in.Empty() {
			out = append(out, in)
		}
		if a[i].To < b[j].To {
			i++
		} else {
			j++
		}
	}
	return out
}

// joinDays gives the days in one list or the other.
func joinDays(a, b []comity.Span) []comity.Span { return tidy(slices.Concat(a, b)) }

// lessDays gives the days of a that are not in b.
func lessDays(a, b []comity.Span) []comity.Span {
	var out []comity.Span
	for _, s := range a {
		for _, t := range b {
			if !t.Overlaps(s) {
				continue
			}
			if s.From < t.From {
				out = append(out, comity.Span{From: s.From, To: t.From - 1})
			}
			if t.To == comity.Forever {
				s.From = s.To + 1 // nothing is left
				if s.To == comity.Forever {
					s = comity.Span{From: 0, To: -1}
				}
				break
			}
			s.From = t.To + 1
		}
		if !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}
