package treaties_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/states"
	"comity/treaties"
)

// Keys used in the tests.
const (
	usa, gbr, fra, deu, gfr, ita, rus, ukr, cub, irn, isr, egy, chn, twn, jpn, kor, ind, pak comity.State = 2, 200, 220, 255, 260, 325, 365, 369, 40, 630, 666, 651, 710, 713, 740, 732, 750, 770
)

func day(s string) comity.Day {
	d, err := comity.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d.Day
}

func TestTies(t *testing.T) {
	for _, c := range []struct {
		name        string
		a, b        comity.State
		on          string
		open, known bool
	}{
		{"People's Republic, first day", rus, chn, "1949-10-02", true, true},
		{"Soviet key runs on as Russia", chn, rus, "2024-02-01", true, true},
		{"liaison offices are not yet relations", usa, chn, "1975-01-01", false, true},
		{"normalisation", usa, chn, "1979-01-01", true, true},
		{"Taipei until then", usa, twn, "1978-12-31", true, true},
		{"Taipei no longer", usa, twn, "1979-01-01", false, true},
		{"Cuba broken", usa, cub, "1990-06-01", false, true},
		{"Cuba resumed", usa, cub, "2015-07-20", true, true},
		{"Iran", usa, irn, "2020-01-01", false, true},
		{"Federal Republic", chn, gfr, "1972-10-11", true, true},
		{"one line with Germany", chn, deu, "2000-01-01", true, true},
		{"Russia and Ukraine", rus, ukr, "2022-02-24", false, true},
		{"chargé counts as relations", gbr, chn, "1960-01-01", true, true},
		{"between two governments of China", gbr, chn, "1951-01-01", false, true},
		{"before the coverage", gbr, fra, "1900-01-01", false, false},
		{"after the coverage", gbr, fra, "2030-01-01", false, false},
		{"nothing listed", cub, comity.State(950), "2000-01-01", false, false},
	} {
		open, known := treaties.Ties(c.a, c.b, day(c.on))
		if open != c.open || known != c.known {
			t.Errorf("%s: Ties(%d, %d, %s) = %v, %v, want %v, %v", c.name, c.a, c.b, c.on, open, known, c.open, c.known)
		}
	}
}

// A pair is never with itself, dates run forward, nothing is broken twice or resumed while open, and relations are
// established anew only after a break.
func TestTieLaws(t *testing.T) {
	for _, p := range treaties.TiePairs() {
		open, known := false, false
		var before treaties.TieEvent
		for _, e := range treaties.TieEvents(p.A, p.B) {
			if e.A == e.B || e.A > e.B {
				t.Errorf("%v: not an ordered pair of two states", e)
			}
			if known && e.Date.First() < before.Date.First() {
				t.Errorf("%d-%d: %s stands after %s", p.A, p.B, e.Date, before.Date)
			}
			if known && (e.Event == "broken" && !open || (e.Event == "resumed" || e.Event == "established") && open) {
				t.Errorf("%d-%d: %s %s after %s %s", p.A, p.B, e.Event, e.Date, before.Event, before.Date)
			}
			open, known, before = e.Opens(open, known), true, e
		}
	}
}

// Every pair of the permanent five has its history, and 100 further pairs of the G20 at least.
func TestTieReach(t *testing.T) {
	five := []comity.State{usa, gbr, fra, rus, chn}
	g20 := append(five, 160, 900, 140, 20, deu, ind, 850, ita, jpn, kor, 70, 670, 640, 560)
	n := 0
	for i, a := range g20 {
		for j, b := range g20[:i] {
			listed := len(treaties.TieEvents(a, b)) > 0
			if !listed && i < len(five) {
				t.Errorf("no events for %d and %d", a, b)
			}
			if listed {
				n++
			}
			if open, known := treaties.Ties(a, b, day("2020-01-01")); known && !open {
				t.Errorf("%d and %d (%d) had relations in 2020", a, b, j)
			}
		}
	}
	if n < 170 {
		t.Errorf("%d pairs of the G20, want at least 170", n)
	}
	t.Logf("%d pairs of the G20 of 171", n)
}

// The pairs whose list ends with a break are few, and each is meant.
func TestTiesThatStandBroken(t *testing.T) {
	want := map[string]bool{"2-101": true, "2-630": true, "2-713": true, "20-630": true, "20-713": true, "70-130": true, "70-713": true,
		"100-666": true, "140-713": true, "145-666": true, "200-713": true, "220-713": true, "325-713": true, "365-369": true, "365-372": true,
		"560-713": true, "600-615": true, "630-651": true, "630-666": true, "640-713": true, "670-713": true, "713-732": true, "713-740": true,
		"713-750": true, "713-900": true, "731-820": true,
		"31-713": true, "40-666": true, "42-713": true, "54-713": true, "55-713": true, "56-710": true, "80-666": true, "91-713": true, "92-713": true, "93-666": true, "93-713": true, "94-713": true, "95-713": true, "101-666": true, "145-155": true, "343-713": true, "369-652": true, "369-731": true, "403-713": true, "420-713": true, "433-713": true, "435-666": true, "439-713": true, "450-713": true, "483-713": true, "520-630": true, "553-713": true, "600-630": true, "630-692": true, "713-940": true, "713-946": true, "713-955": true, "713-970": true}
	for _, p := range treaties.TiePairs() {
		es := treaties.TieEvents(p.A, p.B)
		if es[len(es)-1].Event != "broken" {
			continue
		}
		if k := pairKey(p); !want[k] {
			t.Errorf("%s stands broken since %s: meant?", k, es[len(es)-1].Date)
		}
	}
}

func pairKey(p comity.Pair) string { return fmt.Sprintf("%d-%d", p.A, p.B) }

func TestRecognises(t *testing.T) {
	const solomon, kiribati, nauru, bhutan, holySee, gambia, malawi comity.State = 940, 946, 970, 760, 328, 420, 553
	for _, c := range []struct {
		name string
		s    comity.State
		on   string
		of   comity.State
		ok   bool
	}{
		{"Germany", deu, "2019-10-10", treaties.Beijing, true},
		{"Solomon Islands before", solomon, "2019-09-15", treaties.Taipei, true},
		{"Solomon Islands after", solomon, "2019-09-16", treaties.Beijing, true},
		{"Kiribati", kiribati, "2019-10-10", treaties.Beijing, true},
		{"Nauru", nauru, "2024-01-01", treaties.Taipei, true},
		{"Nauru after", nauru, "2024-01-15", treaties.Beijing, true},
		{"Bhutan", bhutan, "2019-10-10", comity.NoState, true},
		{"Gambia between", gambia, "2015-01-01", comity.NoState, true},
		{"not known before the coverage", deu, "1965-01-01", comity.NoState, false},
		{"known to have been with Taipei", malawi, "2000-01-01", treaties.Taipei, true},
		{"China itself", chn, "2019-10-10", comity.NoState, false},
	} {
		if of, ok := treaties.Recognises(c.s, day(c.on)); of != c.of || ok != c.ok {
			t.Errorf("%s: %d, %v, want %d, %v", c.name, of, ok, c.of, c.ok)
		}
	}
	for _, c := range []struct {
		on string
		n  int // as published: 29 in 2000, 27 in 2003, 23 after 2008-01-14, 22 to 2016-12-20, 15 after 2019-09-20, 13 at the start of 2024, 12 from 2024-01-15
	}{{"2000-01-01", 29}, {"2003-12-31", 27}, {"2008-01-14", 23}, {"2016-12-20", 22}, {"2017-06-12", 21}, {"2019-10-10", 15}, {"2021-12-31", 14}, {"2024-01-01", 13}, {"2024-12-31", 12}} {
		if list, complete := treaties.RecogniseTaipei(day(c.on)); len(list) != c.n || !complete {
			t.Errorf("%s: %d with Taipei, complete %v, want %d", c.on, len(list), complete, c.n)
		}
	}
	if treaties.RecognitionRef(day("2019-10-10")).Basis != comity.Seen || treaties.RecognitionRef(day("2001-01-01")).Basis != comity.Recalled {
		t.Error("the list of 2019 is seen, that of 2001 recalled")
	}
	if _, complete := treaties.RecogniseTaipei(day("1995-01-01")); complete {
		t.Error("1995 is not covered")
	}
}

// Where the collected mission file lies beside the project, every row read there is the day a mission of the United
// States changed.
func TestTiesAgainstMissions(t *testing.T) {
	rows := readCSV(t, "../../shared/data/diplomacy/us_mission_status_range_gw_v0.1.csv")
	n := 0
	for _, p := range treaties.TiePairs() {
		for _, e := range treaties.TieEvents(p.A, p.B) {
			source, row, _ := strings.Cut(e.Ref.Note, ":")
			if source != "us_mission_status_range_gw_v0.1" {
				continue
			}
			n++
			i, err := strconv.Atoi(row)
			if err != nil || rows[i][4] != e.Date.String() {
				t.Errorf("%d-%d %s: row %s of the file has another day", p.A, p.B, e.Date, row)
				continue
			}
			if none := rows[i][6] == "None"; none != (e.Event == "broken" || e.Level == "none") {
				t.Errorf("%d-%d %s %s: the file has %s", p.A, p.B, e.Event, e.Date, rows[i][6])
			}
		}
	}
	if n < 50 {
		t.Errorf("%d events from the file, want at least 50", n)
	}
}

func TestFactTables(t *testing.T) {
	for _, x := range treaties.FactTables() {
		t.Logf("%s: %d facts, %d seen, %s", x.ID, x.Facts, x.Seen, x.Span)
		if x.Facts == 0 || x.Seen == 0 || x.Seen > x.Facts || x.Span.Empty() || x.Note == "" {
			t.Errorf("%+v", x)
		}
	}
}

// Where both lists know, relations with Taipei and recognition of it agree, on the middle day of every year.
func TestTiesAgreeWithRecognition(t *testing.T) {
	n := 0
	for _, p := range treaties.TiePairs() {
		other := p.A
		if p.A == treaties.Taipei {
			other = p.B
		}
		if p.A != treaties.Taipei && p.B != treaties.Taipei || other == treaties.Beijing {
			continue
		}
		for year := 2000; year <= 2024; year++ {
			on := comity.DayOf(year, 7, 1)
			of, ok := treaties.Recognises(other, on)
			open, known := treaties.Ties(other, treaties.Taipei, on)
			if !ok || !known {
				continue
			}
			n++
			if open != (of == treaties.Taipei) {
				t.Errorf("%d on %s: relations with Taipei %v, recognises %d", other, on, open, of)
			}
		}
	}
	t.Logf("%d state-years compared", n)
}

// Nobody had relations before it was a state: an event since 1816 lies in the life of both, in some system, or less than
// five years before it, as missions open before the lists admit a state.
func TestTieStatesExist(t *testing.T) {
	alive := func(s comity.State, d comity.Date) bool {
		whole := false
		for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
			for _, a := range states.Alive(sys, s) {
				whole = true
				if a.Overlaps(comity.Span{From: d.First(), To: d.Last() + 5*366}) {
					return true
				}
			}
		}
		return !whole
	}
	early := map[string]string{"365-395": "Iceland was sovereign in union with Denmark from 1918"}
	for _, p := range treaties.TiePairs() {
		for _, e := range treaties.TieEvents(p.A, p.B) {
			if e.Date.First() < comity.DayOf(1900, 1, 1) || e.Event == "broken" {
				continue
			}
			for _, s := range []comity.State{e.A, e.B} {
				federal := s == deu && alive(gfr, e.Date) // one line with the Federal Republic, also before COW lists it
				if !alive(s, e.Date) && !federal && early[pairKey(p)] == "" {
					t.Errorf("%d-%d %s %s: %d was no state", e.A, e.B, e.Event, e.Date, s)
				}
			}
		}
	}
}
