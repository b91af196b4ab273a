package panel

import (
	"strings"
	"testing"

	"comity"
	"comity/states"
)

func TestScopeRows(t *testing.T) {
	e := core(t)
	for _, c := range []struct {
		unit     string
		directed bool
		from, to int
		scope    string
		want     int64
	}{
		{"state-year", false, 2000, 2000, "RUS,CHN,USA", 3},
		{"state-year", false, 2000, 2000, "365, 710", 2},
		{"state-year", false, 1970, 1970, "Germany", 1}, // the Federal Republic
		{"state-year", false, 1950, 1950, "in NATO", 12},
		{"state-year", false, 1952, 1952, "NATO", 14}, // Greece and Turkey of 18 February
		{"state-year", false, 2000, 2000, "in UNSC as permanent", 5},
		{"state-year", false, 2000, 2000, "in UN Security Council as elected", 10},
		{"dyad-year", false, 1950, 1950, "both in NATO", 66},
		{"dyad-year", true, 1950, 1950, "both in NATO", 132},
		{"dyad-year", true, 2012, 2012, "both in BRICS", 20},
		{"dyad-year", false, 2000, 2000, "with USA", 190},
		{"dyad-year", true, 2000, 2000, "from USA to RUS,CHN", 2},
		{"dyad-year", true, 2000, 2000, "between USA and RUS,CHN", 4},
		{"dyad-month", false, 1949, 1949, "both in NATO", 66 * 5}, // from 24 August
		{"dyad-day", false, 1949, 1949, "both in NATO", 66 * 130},
		{"state-day", false, 0, 0, "during 1950-06-25..1950-06-26", 2 * int64(len(states.Members(comity.COW, comity.DayOf(1950, 6, 25))))},
	} {
		n, err := e.Count(Spec{Unit: c.unit, Directed: c.directed, From: c.from, To: c.to, Scope: []string{c.scope}})
		if err != nil || n != c.want {
			t.Errorf("%s %d, %s: %d rows, want %d (%v)", c.unit, c.from, c.scope, n, c.want, err)
		}
	}
}

// TestScopeAdds: no scope adds rows, and of two scopes the order does not matter.
func TestScopeAdds(t *testing.T) {
	e := core(t)
	texts := []string{"both in NATO", "one in EU", "only one in EU", "none in the G7", "between NATO and Warsaw Pact", "with RUS", "without RUS", "during 1960..1975", "first in Europe", "second in Africa", "in developing countries"}
	count := func(scope ...string) int64 {
		t.Helper()
		n, err := e.Count(Spec{Unit: "dyad-year", Directed: true, From: 1950, To: 2010, Scope: scope})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	all := count()
	for _, a := range texts {
		if count(a) > all {
			t.Errorf("%s adds rows", a)
		}
		for _, b := range texts {
			if n := count(a, b); n != count(b, a) || n > count(a) || n > count(b) {
				t.Errorf("%s and %s: %d rows, turned round %d, alone %d and %d", a, b, n, count(b, a), count(a), count(b))
			}
		}
	}
	if some, none := count("with RUS"), count("without RUS"); some+none != all {
		t.Errorf("with and without RUS %d and %d rows of %d", some, none, all)
	}
}

func TestScopeErrors(t *testing.T) {
	e := core(t)
	for _, c := range []struct{ unit, scope, want string }{
		{"state-year", "", "it is empty"},
		{"state-year", "both in BRIX", "did you mean"},
		{"state-year", "in NATO as permanent", `nobody is in nato as "permanent"; there are founder, member`},
		{"state-year", "RUS,Atlantis", "Atlantis"},
		{"state-year", "999", "no state has the number 999"},
		{"state-year", "between EU and USA", "has one state"},
		{"dyad-year", "first in EU", "ask for directed pairs"},
		{"dyad-year", "between EU", `two places with "and" between them`},
		{"dyad-year", "during 1950-13", "date"},
		{"dyad-year", "during 1960..1950", "is after"},
		{"dyad-year", strings.Repeat("x", 20000), "too long"},
	} {
		_, err := e.Count(Spec{Unit: c.unit, Scope: []string{c.scope}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "One may write") {
			t.Errorf("%s, %.50q: %.300v", c.unit, c.scope, err)
		}
	}
}

// TestScopeOfSeveral: where a name means several states, they alone are told.
func TestScopeOfSeveral(t *testing.T) {
	_, err := ParseScope("Korea", comity.COW)
	if err == nil || !strings.Contains(err.Error(), "North Korea (PRK, COW 731) or South Korea") || strings.Contains(err.Error(), "One may write") {
		t.Errorf("%v", err)
	}
}

func FuzzParseScope(f *testing.F) {
	for _, s := range []string{"RUS,CHN,USA", "both in BRICS", "one in NATO", "between EU and Central Asia and Europe", "from USA to 710", "in UNSC as permanent", "during 1950-06-25..1953-07-27", "developing countries", "not in G77", "with cow:AUH", "in as as", "during ..", "between and "} {
		f.Add(s, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text string, sys uint8) {
		s, err := ParseScope(text, comity.System(sys%3))
		if err != nil {
			return
		}
		again, err := ParseScope(text, comity.System(sys%3))
		if err != nil || again.Words != s.Words || s.Words == "" {
			t.Fatalf("%q reads %q, then %q (%v)", text, s.Words, again.Words, err)
		}
		for _, l := range livesOf(comity.System(sys%3), UnitOptions{})[:20] {
			days := s.cut(l, l.days())
			if len(lessDays(days, l.days())) > 0 {
				t.Fatalf("%q adds days to %d", text, l.code)
			}
		}
	})
}
