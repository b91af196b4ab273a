package states

// Codes in both directions, by date: which states a code names, and which code a state has.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"

	"github.com/agnivade/levenshtein"
)

// CodeSpan is a code of a scheme that names a state over a span of days.
type CodeSpan struct {
	Code  string
	State comity.State
	Span  comity.Span
	Kind  string // empty; old: once used for the state; part: of a part of it. Both are read, and never written
	Basis comity.Basis
}

// Written says whether the code is one to write: neither an old one nor that of a part.
func (c CodeSpan) Written() bool { return c.Kind == "" }

// isoRow is a line of iso.tsv: the codes of a state or territory over a span.
type isoRow struct {
	alpha2, alpha3, number string
	held
	kind  string // current, former, renamed, lent, user
	basis comity.Basis
}

// own says that the alpha-3 code is the state's own identity, not an old code of a state that goes on.
func (r *isoRow) own() bool { return r.kind != "renamed" && r.kind != "lent" }

type isoIndex struct {
	rows   []isoRow
	byKey  map[comity.State][]*isoRow
	alpha3 map[string][]*isoRow
}

var iso = sync.OnceValue(func() *isoIndex {
	table := rows("iso.tsv", isoTable)
	x := &isoIndex{
		rows:   make([]isoRow, len(table)),
		byKey:  make(map[comity.State][]*isoRow, len(table)),
		alpha3: make(map[string][]*isoRow, len(table)),
	}
	for i, f := range table {
		x.rows[i] = isoRow{f[0], f[1], f[2], held{comity.State(number(f[3])), span(f[4], f[5])}, f[6], basisOf(f[7])}
		r := &x.rows[i]
		x.byKey[r.key] = append(x.byKey[r.key], r)
		x.alpha3[r.alpha3] = append(x.alpha3[r.alpha3], r)
	}
	return x
})

// codeIndex is one scheme, looked at from both ends, each made on first use.
type codeIndex struct {
	byCode func() map[string][]CodeSpan
	byKey  func() map[comity.State][]CodeSpan
}

// indexes holds an index a scheme.
var indexes = func() map[Scheme]*codeIndex {
	m := make(map[Scheme]*codeIndex, len(cards))
	for _, c := range cards {
		spans := sync.OnceValue(func() []CodeSpan { return codesOf(c.Scheme) })
		m[c.Scheme] = &codeIndex{
			byCode: sync.OnceValue(func() map[string][]CodeSpan { return by(spans(), func(s CodeSpan) string { return s.Code }) }),
			byKey: sync.OnceValue(func() map[comity.State][]CodeSpan {
				return by(spans(), func(s CodeSpan) comity.State { return s.State })
			}),
		}
	}
	return m
}()

// codesOf gives every code of a scheme from the table it stands in.
func codesOf(scheme Scheme) []CodeSpan {
	switch scheme {
	case SchemeCOW, SchemeCOWLetters:
		return listCodes(cowList(), scheme == SchemeCOWLetters)
	case SchemeGW, SchemeGWLetters:
		return listCodes(gwList(), scheme == SchemeGWLetters)
	case SchemeISO2, SchemeISO3, SchemeISON:
		return isoCodes(scheme)
	}
	var out []CodeSpan
	for _, f := range schemeRows()[string(scheme)] {
		out = append(out, CodeSpan{f[1], comity.State(number(f[2])), span(f[3], f[4]), f[5], basisOf(f[6])})
	}
	return out
}

// schemeRows is schemes.tsv by scheme.
var schemeRows = sync.OnceValue(func() map[string][][]string {
	m := map[string][][]string{}
	for _, f := range rows("schemes.tsv", schemesTable) {
		m[f[0]] = append(m[f[0]], f)
	}
	return m
})

func listCodes(l *list, letters bool) []CodeSpan {
	var out []CodeSpan
	for _, p := range l.pieces {
		code := p.letters
		if !letters {
			code = strconv.Itoa(int(p.code))
		}
		out = append(out, CodeSpan{code, p.key, p.span, "", comity.Seen})
	}
	return out
}

func isoCodes(scheme Scheme) []CodeSpan {
	var out []CodeSpan
	for i := range iso().rows {
		r := &iso().rows[i]
		if code := r.in(scheme); code != "" {
			out = append(out, CodeSpan{code, r.key, r.span, "", r.basis})
		}
	}
	return out
}

// by gathers spans by a key, each key's by start.
func by[K comparable](spans []CodeSpan, key func(CodeSpan) K) map[K][]CodeSpan {
	m := make(map[K][]CodeSpan, len(spans))
	for _, s := range spans {
		k := key(s)
		m[k] = append(m[k], s)
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b CodeSpan) int { return cmp.Compare(a.Span.From, b.Span.From) })
	}
	return m
}

// Codes gives the states a code names on a day, by key: none, one, or several. With comity.NoDay it gives every state the
// code ever named. Letters are taken in either case, numbers with or without leading zeros.
func Codes(x string, scheme Scheme, on comity.Day) []comity.State {
	var out []comity.State
	for _, c := range Named(x, scheme) {
		if at(c.Span, on) {
			out = append(out, c.State)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Code gives the code of a state on a day, or "" if it has none then. With comity.NoDay it gives the latest.
func Code(s comity.State, scheme Scheme, on comity.Day) string {
	code := ""
	var last comity.Day
	for _, c := range CodesOf(s, scheme) {
		if c.Written() && at(c.Span, on) && (code == "" || c.Span.To >= last) {
			code, last = c.Code, c.Span.To
		}
	}
	return code
}

// Named gives every state a code of a scheme ever named, with the days. The slice is shared: do not change it.
func Named(x string, scheme Scheme) []CodeSpan {
	card := scheme.Card()
	if card == nil || len(x) > longestName {
		return nil
	}
	return indexes[scheme].byCode()[card.form(x)]
}

// CodesOf gives every code a state ever had in a scheme, with the days, by start. The slice is shared: do not change it.
func CodesOf(s comity.State, scheme Scheme) []CodeSpan {
	if scheme.Card() == nil {
		return nil
	}
	return indexes[scheme].byKey()[s]
}

// NearestCodes gives the codes of a scheme that are written most like a text, at most n.
func NearestCodes(x string, scheme Scheme, n int) []string {
	card := scheme.Card()
	if card == nil || len(x) > longestName {
		return nil
	}
	x = card.form(x)
	all := make([]string, 0, len(indexes[scheme].byCode()))
	for code := range indexes[scheme].byCode() {
		all = append(all, code)
	}
	far := make(map[string]int, len(all))
	for _, code := range all {
		far[code] = levenshtein.ComputeDistance(x, code)
	}
	slices.SortFunc(all, func(a, b string) int {
		if far[a] != far[b] {
			return far[a] - far[b]
		}
		return strings.Compare(a, b)
	})
	return all[:min(n, len(all))]
}

// Collision is what a code means in another scheme, where it means another state.
type Collision struct {
	State   comity.State
	Schemes []Scheme
}

// Collisions gives the states, other than those given, that the same code names in other schemes on a day. States the code
// names in its own scheme are no collision.
func Collisions(x string, scheme Scheme, on comity.Day) []Collision {
	own := Codes(x, scheme, comity.NoDay)
	var out []Collision
	for _, c := range cards {
		if c.Scheme == scheme {
			continue
		}
		for _, s := range Codes(x, c.Scheme, on) {
			if slices.Contains(own, s) {
				continue
			}
			i := slices.IndexFunc(out, func(k Collision) bool { return k.State == s })
			if i < 0 {
				i, out = len(out), append(out, Collision{State: s})
			}
			out[i].Schemes = append(out[i].Schemes, c.Scheme)
		}
	}
	return out
}

func at(s comity.Span, on comity.Day) bool { return on == comity.NoDay || s.Has(on) }

// latest gives the row that holds on the day, of several the one that lasts longest.
func latest(rows []*isoRow, on comity.Day, own bool) *isoRow {
	var best *isoRow
	for _, r := range rows {
		if at(r.span, on) && (r.own() || !own) && (best == nil || r.span.To > best.span.To) {
			best = r
		}
	}
	return best
}

func (r *isoRow) in(scheme Scheme) string {
	switch scheme {
	case SchemeISO2:
		return r.alpha2
	case SchemeISO3:
		return r.alpha3
	}
	return r.number
}

func pad3(n int) string { return fmt.Sprintf("%03d", n) }
