package states

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"comity"
)

func onDay(s string) comity.Day {
	if s == "" {
		return comity.NoDay
	}
	return day(s)
}

func TestParse(t *testing.T) {
	tests := []struct {
		in   string
		sys  comity.System
		on   string
		want comity.State
		warn string // kinds of the warnings
	}{
		{"russia", comity.COW, "", 365, ""},
		{"RUS", comity.COW, "", 365, ""},
		{"365", comity.COW, "", 365, ""},
		{"SUN", comity.COW, "", 365, ""},
		{"SUN", comity.COW, "1980-01-01", 365, ""},
		{"SUN", comity.COW, "1995-01-01", 365, "name"},
		{"RUS", comity.COW, "1980-01-01", 365, "name"},
		{"Russia", comity.COW, "1980-01-01", 365, "name"},
		{"MMR", comity.COW, "1980-01-01", 775, ""},
		{"Soviet Union", comity.COW, "", 365, ""},
		{"Soviet Union", comity.COW, "2020-01-01", 365, "name"},
		{"  ussr ", comity.COW, "1970-01-01", 365, ""},
		{"south korea", comity.COW, "1995-07-01", 732, ""},
		{"Korea", comity.COW, "1900-01-01", 730, ""},
		{"Guinea", comity.COW, "", 438, "other"},
		{"Sudan", comity.COW, "1990-01-01", 625, ""},
		{"Sudan", comity.COW, "", 625, "other"},
		{"Germany", comity.COW, "", 255, ""},
		{"Germany", comity.COW, "1970-01-01", 260, "name"},
		{"Germany", comity.COW, "1914-01-01", 255, ""},
		{"East Germany", comity.COW, "1970-01-01", 265, ""},
		{"Yemen", comity.COW, "1980-01-01", 678, "other"},
		{"Yemen", comity.COW, "2000-01-01", 679, ""},
		{"Vietnam", comity.COW, "", 816, ""},
		{"Vietnam", comity.COW, "1980-01-01", 816, ""},
		{"China", comity.COW, "1930-01-01", 710, ""},
		{"China", comity.UN, "1960-01-01", 713, "seat"},
		{"Republic of China", comity.COW, "1930-01-01", 710, ""},
		{"Republic of China", comity.COW, "", 713, ""},
		{"prc", comity.COW, "", 710, ""},
		{"Austria", comity.COW, "1850-01-01", 300, ""},
		{"Austria", comity.COW, "1930-01-01", 305, ""},
		{"Ottoman Empire", comity.COW, "1900-01-01", 640, ""},
		{"Türkiye", comity.COW, "", 640, ""},
		{"turkiye", comity.COW, "", 640, ""},
		{"cote d'ivoire", comity.COW, "", 437, ""},
		{"CÔTE D’IVOIRE", comity.COW, "", 437, ""},
		{"St Lucia", comity.COW, "", 56, ""},
		{"bosnia & herzegovina", comity.COW, "", 346, ""},
		{"the gambia", comity.COW, "", 420, ""},
		{"U.S.", comity.COW, "", 2, ""},
		{"Russia's", comity.COW, "", 365, ""},
		{"Chinese", comity.COW, "", 710, ""},
		{"moscow", comity.COW, "", 365, "taken"},
		{"the Kremlin", comity.COW, "", 365, "taken"},
		{"AUS", comity.COW, "", 900, "collision"},
		{"cow:AUS", comity.COW, "", 305, ""},
		{"cow:aus", comity.COW, "", 305, ""},
		{"710", comity.COW, "", 710, "collision"},
		{"iso:710", comity.COW, "", 560, ""},
		{"iso:ch", comity.COW, "", 225, ""},
		{"gw:260", comity.GW, "1970-01-01", 260, ""},
		{"gw:260", comity.GW, "1995-01-01", 255, ""},
		{"260", comity.GW, "1995-01-01", 255, "collision"},
		{"Ukraine", comity.UN, "1950-01-01", 369, ""},
		{"Hong Kong", comity.COW, "2000-01-01", 1344, "member"},
		{"Palestine", comity.COW, "", 1275, "member"},
		{"Tibet", comity.GW, "1930-01-01", 2711, ""},
		{"YUG", comity.COW, "1980-01-01", 345, ""},
		{"Niger", comity.COW, "", 436, ""},
		{"Macedonia", comity.COW, "2000-01-01", 343, ""},
		{"swaziland", comity.COW, "2000-01-01", 572, ""},
	}
	for _, tt := range tests {
		got, warnings, err := Parse(tt.in, tt.sys, onDay(tt.on))
		var kinds []string
		for _, w := range warnings {
			kinds = append(kinds, w.Kind)
		}
		if err != nil || got != tt.want || strings.Join(kinds, " ") != tt.warn {
			t.Errorf("Parse(%q, %v, %s) = %d %v %v, want %d %s", tt.in, tt.sys, tt.on, got, warnings, err, tt.want, tt.warn)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		in, on string
		want   string
	}{
		{"Russa", "", `unknown state "Russa": did you mean Russia (RUS, COW 365)?`},
		{"Korea", "", `"Korea" may mean North Korea (PRK, COW 731) or South Korea (KOR, COW 732): say which`},
		{"Congo", "", `"Congo" may mean Republic of the Congo (COG, COW 484) or Democratic Republic of the Congo (COD, COW 490): say which`},
		{"Vietnam", "1960-01-01", `"Vietnam" may mean North Vietnam (VDR, COW 816) or South Vietnam (cow:RVN, COW 817): say which`},
		{"Dominican", "", `"Dominican" may mean Dominican Republic (DOM, COW 42) or Dominica (DMA, COW 54): say which`},
		{"Ukraine", "1950-01-01", `Ukraine (UKR, COW 369) is not in the COW list of states on 1950-01-01; it is from 1991-12-26`},
		{"East Germany", "2000-01-01", `East Germany (DDR, COW 265) is not in the COW list of states on 2000-01-01; it is 1954-03-25 to 1990-10-02`},
		{"UKG", "", `unknown state "UKG": did you mean United Kingdom (cow:UKG)?`},
		{"36", "", `no state has the COW number "36": did you mean Australia (iso:036)?`},
		{"", "", `unknown state "": write a name, an ISO alpha-3 code (RUS), a number of the system (365) or a prefixed code (cow:AUH)`},
		{strings.Repeat("x", 1<<16), "", `unknown state "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx …": write a name, an ISO alpha-3 code (RUS), a number of the system (365) or a prefixed code (cow:AUH)`},
	}
	for _, tt := range tests {
		s, _, err := Parse(tt.in, comity.COW, onDay(tt.on))
		if err == nil || err.Error() != tt.want {
			t.Errorf("Parse(%.40q, %s) = %d, %v\nwant %s", tt.in, tt.on, s, err, tt.want)
		}
	}
}

// Each list's own name of each member is read as that member on the first day of its spell, or must be told apart.
func TestParseSystemNames(t *testing.T) {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, s := range Spells(sys) {
			got, _, err := Parse(s.Name, sys, s.Span.From)
			if got != s.State && !errors.As(err, new(*AmbiguousError)) {
				t.Errorf("%v: %q on %v is read as %d, want %d (%v)", sys, s.Name, s.Span.From, got, s.State, err)
			}
		}
	}
}

// The name and the formal name comity gives a member on a day are read as that member on it.
func TestParseOwnNames(t *testing.T) {
	for _, on := range days {
		for _, s := range Members(comity.COW, on) {
			for _, name := range []string{Name(s, on), Formal(s, on), ID(s, on)} {
				got, _, err := Parse(name, comity.COW, on)
				if got != s && !errors.As(err, new(*AmbiguousError)) {
					t.Errorf("%v: %q is read as %d, want %d (%v)", on, name, got, s, err)
				}
			}
		}
	}
}

// Every member today has a capital that can be typed, or is a town itself.
func TestCapitals(t *testing.T) {
	towns := []string{"MCO", "SMR", "SGP", "DJI"}
	for _, s := range Members(comity.UN, comity.DayOf(2024, 1, 1)) {
		has := slices.Contains(towns, ID(s, comity.NoDay))
		for _, r := range names().byKey[s] {
			has = has || r.kind == "capital" && r.span.To == comity.Forever
		}
		if !has && s != 666 { // Jerusalem must be told apart
			t.Errorf("%s has no capital", Name(s, comity.NoDay))
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		s            comity.State
		on           string
		name, formal string
	}{
		{365, "1980-01-01", "Soviet Union", "Union of Soviet Socialist Republics"},
		{365, "1900-01-01", "Russia", "Russian Empire"},
		{365, "", "Russia", "Russian Federation"},
		{345, "1900-01-01", "Serbia", "Kingdom of Serbia"},
		{345, "1935-01-01", "Yugoslavia", "Kingdom of Yugoslavia"},
		{345, "2004-01-01", "Serbia and Montenegro", "State Union of Serbia and Montenegro"},
		{640, "1900-01-01", "Ottoman Empire", "Sublime Ottoman State"},
		{640, "", "Turkey", "Republic of Türkiye"},
		{780, "1960-01-01", "Ceylon", "Democratic Socialist Republic of Sri Lanka"},
		{663, "1947-01-01", "Transjordan", "Hashemite Kingdom of Jordan"},
		{663, "", "Jordan", "Hashemite Kingdom of Jordan"},
		{811, "1978-01-01", "Kampuchea", "Democratic Kampuchea"},
		{811, "", "Cambodia", "Kingdom of Cambodia"},
		{816, "1970-01-01", "North Vietnam", "Democratic Republic of Vietnam"},
		{255, "1850-01-01", "Germany", "Kingdom of Prussia"},
		{710, "1920-01-01", "China", "Republic of China"},
		{2711, "", "Tibet", "Tibet"},
		{9999, "", "", ""},
	}
	for _, tt := range tests {
		if n, f := Name(tt.s, onDay(tt.on)), Formal(tt.s, onDay(tt.on)); n != tt.name || f != tt.formal {
			t.Errorf("%d on %s: %q, %q; want %q, %q", tt.s, tt.on, n, f, tt.name, tt.formal)
		}
	}
	for _, s := range All() {
		if Name(s, comity.NoDay) == "" {
			t.Errorf("%d (%s) has no name", s, ID(s, comity.NoDay))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"Russia", "cow:AUH", "iso:710", "gw:260", "365", "Korea", "Rusia", "\xff", "cow:", ":", "-1", "99999", "St. Lucia", "the ", "key:1344", "key:-5", "Côte d’Ivoire", "’s", "Rusia", "俄罗斯", "Россия’s", "ألمانيا"} {
		f.Add(s, uint8(0), int32(-10000))
	}
	f.Fuzz(func(t *testing.T, text string, sys uint8, on int32) {
		if on < -100000 || on > 100000 {
			on = -1 << 31
		}
		s, _, err := Parse(text, comity.System(sys%3), comity.Day(on))
		if (err == nil) == (s == comity.NoState) {
			t.Fatalf("%q: %d, %v", text, s, err)
		}
		if err != nil && err.Error() == "" {
			t.Fatalf("%q: an error without words", text)
		}
		if err == nil && !MayRead(text) {
			t.Fatalf("%q is read as %d, and MayRead denies it", text, s)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("South Korea", comity.COW, comity.NoDay)
	}
}

func BenchmarkParseUnknown(b *testing.B) {
	for b.Loop() {
		Parse("Russa", comity.COW, comity.NoDay)
	}
}
