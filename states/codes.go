package states

// Codes in both directions, by date: which states a code names, and which code a state has.

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
)

// Scheme is a way of writing states down.
type Scheme string

// The schemes.
const (
	SchemeCOW        Scheme = "cow"  // Correlates of War number
	SchemeCOWLetters Scheme = "cowc" // Correlates of War letters
	SchemeGW         Scheme = "gw"   // Gleditsch-Ward number
	SchemeISO2       Scheme = "iso2" // ISO 3166-1 alpha-2, withdrawn codes included
	SchemeISO3       Scheme = "iso3" // ISO 3166-1 alpha-3, withdrawn codes included
	SchemeISON       Scheme = "ison" // ISO 3166-1 numeric
)

// Schemes gives every scheme Codes and Code know.
func Schemes() []Scheme {
	return []Scheme{SchemeCOW, SchemeCOWLetters, SchemeGW, SchemeISO2, SchemeISO3, SchemeISON}
}

// isoRow is a line of iso.tsv: the codes of a state or territory over a span.
type isoRow struct {
	alpha2, alpha3, number string
	held
	kind string // current, former, renamed, lent, user
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
		x.rows[i] = isoRow{f[0], f[1], f[2], held{comity.State(number(f[3])), span(f[4], f[5])}, f[6]}
		r := &x.rows[i]
		x.byKey[r.key] = append(x.byKey[r.key], r)
		x.alpha3[r.alpha3] = append(x.alpha3[r.alpha3], r)
	}
	return x
})

// Codes gives the states a code names on a day, by key: none, one, or several. With comity.NoDay it gives every state the
// code ever named. Letters are taken in either case, ISO numbers with or without leading zeros.
func Codes(x string, scheme Scheme, on comity.Day) []comity.State {
	x = strings.ToUpper(strings.TrimSpace(x))
	var out []comity.State
	if x == "" {
		return nil
	}
	switch scheme {
	case SchemeCOW, SchemeCOWLetters, SchemeGW:
		for _, p := range schemeList(scheme).pieces {
			if p.in(scheme) == x && at(p.span, on) {
				out = append(out, p.key)
			}
		}
	case SchemeISO2, SchemeISO3, SchemeISON:
		if n, err := strconv.Atoi(x); err == nil && scheme == SchemeISON {
			x = pad3(n)
		}
		for i := range iso().rows {
			if r := &iso().rows[i]; r.in(scheme) == x && at(r.span, on) {
				out = append(out, r.key)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Code gives the code of a state on a day, or "" if it has none then. With comity.NoDay it gives the latest.
func Code(s comity.State, scheme Scheme, on comity.Day) string {
	code := ""
	switch scheme {
	case SchemeCOW, SchemeCOWLetters, SchemeGW:
		var last comity.Day
		for _, p := range schemeList(scheme).pieces {
			if p.key == s && at(p.span, on) && (code == "" || p.span.To >= last) {
				code, last = p.in(scheme), p.span.To
			}
		}
	case SchemeISO2, SchemeISO3, SchemeISON:
		if r := latest(iso().byKey[s], on, false); r != nil {
			code = r.in(scheme)
		}
	}
	return code
}

func schemeList(scheme Scheme) *list {
	if scheme == SchemeGW {
		return gwList()
	}
	return cowList()
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

func (p *piece) in(scheme Scheme) string {
	if scheme == SchemeCOWLetters {
		return p.letters
	}
	return strconv.Itoa(int(p.code))
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

func pad3(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 3 {
		s = "0" + s
	}
	return s
}
