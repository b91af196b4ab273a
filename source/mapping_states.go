package source

// This file reads the states of a row: by code or name, by the lists of names on the card, several in one cell.

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"comity"
	"comity/groups"
	"comity/states"
)

// stateReader reads the states of a row.
type stateReader struct {
	at       int // the column, or -1
	name     string
	keys     *keyOf
	alias    map[string]string
	patterns []aliasPattern
	split    string
	fixed    comity.State
	iso2     bool // NA is Namibia
	said     map[string]string
	buf      []comity.State
}

// aliasPattern is an alias whose name is a pattern.
type aliasPattern struct {
	pattern *regexp.Regexp
	id      string
}

func stateReaderOf(g *grid, k Key) (*stateReader, error) {
	r := &stateReader{at: -1, name: k.Column, alias: k.Alias.list, split: k.Split, iso2: k.Scheme == string(states.SchemeISO2), said: map[string]string{}}
	if k.Value != "" {
		s, ok := states.FromID(k.Value)
		if !ok {
			return nil, fmt.Errorf("%s: %q is no state as comity writes them", g.name, k.Value)
		}
		r.fixed = s
		return r, nil
	}
	scheme := states.Scheme(k.Scheme)
	if scheme != byName && !slices.Contains(states.Schemes(), scheme) {
		return nil, fmt.Errorf("%s: no scheme %q; there are name, %v", g.name, k.Scheme, states.Schemes())
	}
	r.keys = keysBy(scheme)
	r.keys.today = k.Today
	if err := r.checkAlias(); err != nil {
		return nil, fmt.Errorf("%s: %w", g.name, err)
	}
	if k.Column == "" {
		r.name = "of the column's name"
		return r, nil
	}
	var err error
	r.at, err = g.index(k.Column)
	return r, err
}

// checkAlias refuses aliases that lead nowhere, and compiles those that are patterns.
func (r *stateReader) checkAlias() error {
	for _, text := range slices.Sorted(maps.Keys(r.alias)) {
		id := r.alias[text]
		group, isGroup := strings.CutPrefix(id, "group:")
		_, known := states.FromID(id)
		if isGroup {
			_, known = groups.Get(group)
		}
		if !known && !strings.HasPrefix(id, "-") && !strings.HasPrefix(id, "=") {
			return fmt.Errorf("alias %q: %q is no state or group as comity writes them", text, id)
		}
		if expr, ok := strings.CutPrefix(text, "~"); ok {
			p, err := regexp.Compile(expr)
			if err != nil {
				return fmt.Errorf("alias %q: %w", text, err)
			}
			r.patterns = append(r.patterns, aliasPattern{p, id})
		}
	}
	return nil
}

// read gives the states of the current row on a day, else by the year, or why there is none. The slice is good until the next
// call.
func (r *stateReader) read(g *grid, code string, year int, on comity.Day) (found []comity.State, why string) {
	r.buf = r.buf[:0]
	if r.fixed != comity.NoState {
		r.buf = append(r.buf, r.fixed)
		return r.buf, ""
	}
	if r.at >= 0 {
		code, _ = g.Text(r.at)
	}
	if why, ok := r.one(code, year, on); ok && !r.gone(code, 0, year, on) || r.split == "" || !strings.Contains(code, r.split) {
		return r.buf, why
	}
	return r.buf, r.several(strings.Split(code, r.split), year, on)
}

// several reads the pieces of a cell. Neighbouring pieces that together name a state are one ("Iran, Islamic Republic of").
func (r *stateReader) several(pieces []string, year int, on comity.Day) (why string) {
	for i := 0; i < len(pieces); {
		n, no := r.longest(pieces[i:], year, on)
		if no != "" {
			why = no
		}
		i += n
	}
	return why
}

// longest reads the longest run of pieces that names a state, and gives its length; at least one piece is passed over.
func (r *stateReader) longest(pieces []string, year int, on comity.Day) (n int, why string) {
	for n := min(len(pieces), 4); n > 0; n-- {
		text := strings.TrimSpace(strings.Join(pieces[:n], r.split))
		if text == "" {
			return n, ""
		}
		had := len(r.buf)
		no, ok := r.one(text, year, on)
		if ok && !r.gone(text, had, year, on) || n == 1 {
			return n, no
		}
	}
	return 1, ""
}

// gone takes back what was read of several pieces as one where that is a state of another time: "Austria, Hungary" of 1988 are two.
func (r *stateReader) gone(text string, had, year int, on comity.Day) bool {
	span := comity.YearSpan(year)
	if on != comity.NoDay {
		span = comity.YearSpan(on.Year())
	}
	if year == 0 && on == comity.NoDay || len(r.buf) != had+1 || r.split == "" || !strings.Contains(text, r.split) || r.keys.scheme != byName || states.Was(r.buf[had], span) {
		return false
	}
	for _, piece := range strings.Split(text, r.split) {
		if s := r.keys.in(strings.TrimSpace(piece), span.From.Year()); s == comity.NoState || !states.Was(s, span) {
			return false
		}
	}
	r.buf = r.buf[:had]
	return true
}

// one adds the state of a code, or says why there is none; ok says that the code is known, if only as what is kept out.
func (r *stateReader) one(code string, year int, on comity.Day) (why string, ok bool) {
	if id := r.aliased(code); id != "" {
		if why, no := strings.CutPrefix(id, "-"); no {
			return why, true
		}
		if text, again := strings.CutPrefix(id, "="); again {
			code = text
		} else {
			r.add(id, year, on)
			return "", true
		}
	}
	if code == "" || code == "NA" && !r.iso2 {
		return "no state in column " + r.name, false
	}
	var s comity.State
	if on != comity.NoDay || year == 0 {
		s = r.keys.on(code, on)
	} else {
		s = r.keys.in(code, year)
	}
	if s != comity.NoState {
		r.buf = append(r.buf, s)
		return "", true
	}
	why, said := r.said[code]
	if !said {
		why = fmt.Sprintf("%q in column %s names no state", clip(code), r.name)
		r.said[code] = why
	}
	return why, false
}

// listed says whether the code of the current row was one of its list on the first or the last day of a year.
func (r *stateReader) listed(g *grid, code string, year int) bool {
	if r.at >= 0 {
		code, _ = g.Text(r.at)
	}
	return r.keys != nil && r.keys.listed(code, year)
}

// aliased gives what the card says of a text, empty where it says nothing.
func (r *stateReader) aliased(text string) string {
	if id, ok := r.alias[text]; ok {
		return id
	}
	for _, p := range r.patterns {
		if p.pattern.MatchString(text) {
			return p.id
		}
	}
	return ""
}

// add adds the state of an id, or every member of a group on the day, else on the last day of the year.
func (r *stateReader) add(id string, year int, on comity.Day) {
	group, isGroup := strings.CutPrefix(id, "group:")
	if !isGroup {
		s, _ := states.FromID(id)
		r.buf = append(r.buf, s)
		return
	}
	if on == comity.NoDay {
		on = comity.DayOf(year, 12, 31)
	}
	members, _ := groups.Roster(group, on)
	for _, s := range members {
		if !slices.Contains(r.buf, s) {
			r.buf = append(r.buf, s)
		}
	}
}
