package states

// Names by date: what a state was called on a day.

import (
	"cmp"
	"slices"
	"sync"

	"comity"
)

// nameRow is a line of names.tsv.
type nameRow struct {
	held
	kind, text string
	typed      bool // understood when typed, not looked for in running text
}

// nameIndex is names.tsv, and its lines by key.
type nameIndex struct {
	rows  []nameRow
	byKey map[comity.State][]*nameRow
}

var names = sync.OnceValue(func() *nameIndex {
	table := rows("names.tsv", namesTable)
	x := &nameIndex{rows: make([]nameRow, len(table)), byKey: make(map[comity.State][]*nameRow, 300)}
	for i, f := range table {
		kind, typed := f[1], false
		if n := len(kind); kind[n-1] == '-' {
			kind, typed = kind[:n-1], true
		}
		x.rows[i] = nameRow{held{comity.State(number(f[0])), span(f[3], f[4])}, kind, f[2], typed}
		r := &x.rows[i]
		x.byKey[r.key] = append(x.byKey[r.key], r)
	}
	return x
})

// Name gives the short name of a state on a day ("Soviet Union" for 365 in 1980). With comity.NoDay it gives the latest; for
// a key comity does not know, an empty string.
func Name(s comity.State, on comity.Day) string { return nameOf(s, "short", on) }

// Formal gives the formal name of a state on a day, where comity knows one; else the short name. Where only the present
// formal name is known it stands for all days.
func Formal(s comity.State, on comity.Day) string {
	if f := nameOf(s, "formal", on); f != "" {
		return f
	}
	return Name(s, on)
}

// NameSpan is a name of a state over a span of days.
type NameSpan struct {
	Kind, Text string // short, formal, variant, abbrev …; see names.tsv
	Span       comity.Span
}

// NamesOf gives the names of a state of a kind, by the first day they hold.
func NamesOf(s comity.State, kind string) []NameSpan {
	var out []NameSpan
	for _, r := range names().byKey[s] {
		if r.kind == kind {
			out = append(out, NameSpan{r.kind, r.text, r.span})
		}
	}
	slices.SortStableFunc(out, func(a, b NameSpan) int { return cmp.Compare(a.Span.From, b.Span.From) })
	return out
}

// nameOf gives the name of a kind that holds on the day; of several the one that began last, and if none holds (or no day is
// asked for) the one that ends last.
func nameOf(s comity.State, kind string, on comity.Day) string {
	var best *nameRow
	for _, r := range names().byKey[s] {
		if r.kind == kind && r.span.Has(on) && (best == nil || r.span.From > best.span.From) {
			best = r
		}
	}
	if best == nil && (kind == "short" || on == comity.NoDay) {
		for _, r := range names().byKey[s] {
			if r.kind == kind && (best == nil || r.span.To > best.span.To || r.span.To == best.span.To && r.span.From > best.span.From) {
				best = r
			}
		}
	}
	if best == nil {
		return ""
	}
	return best.text
}

// All gives every key comity knows, in order: states of the three systems, the territories of ISO 3166-1, and entities on none of
// these lists.
func All() []comity.State { return slices.Clone(all()) }

var all = sync.OnceValue(func() []comity.State {
	var out []comity.State
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, p := range system(sys).pieces {
			out = append(out, p.key)
		}
	}
	for _, r := range iso().rows {
		out = append(out, r.key)
	}
	for s := range entities() {
		out = append(out, s)
	}
	slices.Sort(out)
	return slices.Compact(out)
})
