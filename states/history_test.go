package states

import (
	"strconv"
	"strings"
	"testing"

	"comity"
)

func TestHistory(t *testing.T) {
	for _, e := range events() {
		if !known(e.From) || !known(e.To) || e.Note == "" {
			t.Errorf("%+v", e)
		}
		switch e.Kind {
		case Continues, SplitsFrom, MergesInto, Renames, IndependentOf:
		default:
			t.Errorf("%+v: no such kind", e)
		}
		if e.Kind == Renames && e.From != e.To {
			t.Errorf("%+v: a renaming keeps the key", e)
		}
	}
	last := comity.NoDay
	for _, e := range History(365) {
		if e.Date < last {
			t.Errorf("%+v comes after %v", e, last)
		}
		last = e.Date
	}
	if len(History(365)) < 15 {
		t.Errorf("%d successions touch Russia", len(History(365)))
	}
}

// The successions that are seen stand in the colonial history data, with these parties in this month.
func TestHistorySeen(t *testing.T) {
	file := map[string]map[string]string{}
	for _, r := range shared(t, "data/states/icow_coldata110.csv") {
		file[r["\ufeffState"]] = r
	}
	for _, e := range events() {
		if e.Basis != comity.Seen {
			continue
		}
		from, to := strconv.Itoa(int(e.From)), strconv.Itoa(int(e.To))
		month := strings.ReplaceAll(e.Date.String()[:7], "-", "")
		left, joined := file[to], file[from]
		if !(left["IndFrom"] == from && left["IndDate"] == month || left["SecFrom"] == from && left["SecDate"] == month ||
			joined["Into"] == to && joined["IntoDate"] == month) {
			t.Errorf("%+v is not in the file", e)
		}
	}
}

// A state of the COW list that ended has a succession, and so has one that began after the list did out of another.
func TestEndedStatesHaveHeirs(t *testing.T) {
	for _, s := range Spells(comity.COW) {
		spans := Alive(comity.COW, s.State)
		if spans[len(spans)-1].To != comity.Forever && len(History(s.State)) == 0 {
			t.Errorf("%d %s ended and nothing is told of it", s.State, s.Name)
		}
	}
}

func TestAt(t *testing.T) {
	tests := []struct {
		sys  comity.System
		s    comity.State
		on   string
		want comity.State
		ok   bool
	}{
		{comity.COW, 255, "1970-01-01", 260, true},
		{comity.COW, 260, "2000-01-01", 255, true},
		{comity.COW, 255, "1914-01-01", 255, true},
		{comity.COW, 255, "1947-01-01", 255, false},
		{comity.UN, 255, "1980-01-01", 260, true},
		{comity.GW, 100, "1825-01-01", 2099, true},
		{comity.COW, 679, "1980-01-01", 679, false},
		{comity.COW, 1344, "", 1344, true},
	}
	for _, tt := range tests {
		if got, ok := At(tt.sys, tt.s, onDay(tt.on)); got != tt.want || ok != tt.ok {
			t.Errorf("At(%v, %d, %s) = %d, %v; want %d, %v", tt.sys, tt.s, tt.on, got, ok, tt.want, tt.ok)
		}
	}
}

func TestContested(t *testing.T) {
	if got := Contested(347); len(got) < 3 {
		t.Errorf("Kosovo: %v", got)
	}
	if got := Contested(2); got != nil {
		t.Errorf("the United States: %v", got)
	}
}

// What the table says of the two lists and of ISO 3166-1 is what they say.
func TestContestedLists(t *testing.T) {
	for _, f := range rows("contested.tsv", contestedTable) {
		s := comity.State(number(f[0]))
		if !known(s) || f[2] == "" {
			t.Errorf("%v", f)
		}
		var member bool
		switch f[1] {
		case "cow":
			member = len(Alive(comity.COW, s)) > 0
		case "gw":
			member = len(Alive(comity.GW, s)) > 0
		case "iso":
			member = Code(s, SchemeISO3, comity.NoDay) != ""
			if code := Code(s, SchemeISO3, comity.NoDay); member && !strings.Contains(f[2], code) {
				t.Errorf("%v: the code is %s", f, code)
			}
		default:
			continue
		}
		if says := !strings.HasPrefix(f[2], "not "); says != member {
			t.Errorf("%v: on the list: %v", f, member)
		}
		for _, span := range Alive(comity.COW, s) {
			if f[1] == "cow" && !strings.Contains(f[2], span.From.String()) {
				t.Errorf("%v: the list has %v", f, span)
			}
		}
	}
	for _, e := range entities() {
		if len(Contested(e.State)) < 4 {
			t.Errorf("little is told of %d %s: %v", e.State, Name(e.State, comity.NoDay), Contested(e.State))
		}
	}
}
