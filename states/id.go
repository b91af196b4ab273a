package states

// The written identity of a state, as JSON and every facts table use it.

import (
	"strconv"
	"strings"
	"sync"

	"comity"
)

// ID gives the identity of a state on a day: its ISO alpha-3 code; the withdrawn one where it was another state then (365
// is SUN in 1980 and RUS in 1995; 255 and 260 are both DEU); else a code with its scheme: "cow:AUH", "gw:711". With
// comity.NoDay it gives the latest, for comity.NoState an empty string. FromIDOn undoes it for every day on which the state existed.
func ID(s comity.State, on comity.Day) string {
	if s == comity.NoState {
		return ""
	}
	r := latest(iso().byKey[s], on, true)
	if r == nil {
		r = nearest(iso().byKey[s], on)
	}
	if r != nil {
		return r.alpha3
	}
	if c := Code(s, SchemeCOWLetters, comity.NoDay); c != "" {
		return "cow:" + c
	}
	if c := Code(s, SchemeGW, comity.NoDay); c != "" {
		return "gw:" + c
	}
	return "key:" + strconv.Itoa(int(s))
}

// nearest gives the state's own row for a day no row holds (Myanmar of 1980, whose code then was BUR): the one that
// begins soonest after, else the latest.
func nearest(rows []*isoRow, on comity.Day) *isoRow {
	var best *isoRow
	for _, r := range rows {
		if r.own() && r.span.From > on && (best == nil || r.span.From < best.span.From) {
			best = r
		}
	}
	if best == nil {
		best = latest(rows, comity.NoDay, true)
	}
	return best
}

// byID holds the plain answers of FromID: every alpha-3 code, and the prefixed forms ID writes.
var byID = sync.OnceValue(func() map[string]comity.State {
	m := make(map[string]comity.State, 2*len(iso().rows))
	for code, rows := range iso().alpha3 {
		m[code] = latest(rows, comity.NoDay, false).key
	}
	for _, p := range cowList().pieces {
		m["cow:"+p.letters] = p.key
		m["cow:"+strconv.Itoa(int(p.code))] = p.key
	}
	for _, p := range gwList().pieces {
		m["gw:"+strconv.Itoa(int(p.code))] = p.key
		if _, taken := m["gw:"+p.letters]; !taken {
			m["gw:"+p.letters] = p.key
		}
	}
	return m
})

// FromID reads an identity: an alpha-3 code in capitals, withdrawn ones included (RUS and SUN are 365, DEU is 255), or a
// prefixed code ("cow:AUH", "cow:300", "gw:711"). A code that passed from one state to another gives the latest; FromIDOn
// gives the one of a day. It is exact and fast, for tables; people's spellings are read by Parse.
func FromID(id string) (comity.State, bool) {
	if s, ok := byID()[id]; ok {
		return s, true
	}
	if n, ok := strings.CutPrefix(id, "key:"); ok {
		k, err := strconv.ParseInt(n, 10, 16)
		return comity.State(k), err == nil && known(comity.State(k))
	}
	return comity.NoState, false
}

// FromIDOn reads an identity as of a day: DEU is 260 in 1970 and 255 in 1914 and today, YEM 678 in 1980, VNM 817 (South
// Vietnam) in 1970. Where the code named no state on the day it answers as FromID does. Sources that carry today's codes back
// through time (VNM of 1970 for Hanoi's Vietnam) want FromID.
func FromIDOn(id string, on comity.Day) (comity.State, bool) {
	if r := latest(iso().alpha3[id], on, false); r != nil {
		return r.key, true
	}
	return FromID(id)
}

// Stands gives the other keys that a state's ISO code stood for before or after it: a question about Germany in 1970 is one about
// the Federal Republic, as the ISO code DEU says. The slice is shared: do not change it.
func Stands(s comity.State) []comity.State { return stands()[s] }

var stands = sync.OnceValue(func() map[comity.State][]comity.State {
	m := map[comity.State][]comity.State{}
	for _, f := range rows("stands.tsv", standsTable) {
		s := comity.State(number(f[0]))
		m[s] = append(m[s], comity.State(number(f[1])))
	}
	return m
})

// known says whether comity has the key at all.
func known(s comity.State) bool {
	_, entity := entities()[s]
	return entity || len(Alive(comity.COW, s)) > 0 || len(Alive(comity.GW, s)) > 0 || len(Alive(comity.UN, s)) > 0 || len(iso().byKey[s]) > 0
}
