package states

import (
	"slices"
	"testing"

	"comity"
)

func TestIDs(t *testing.T) {
	tests := []struct {
		s    comity.State
		on   string
		want string
	}{
		{365, "1914-01-01", "RUS"}, {365, "1980-01-01", "SUN"}, {365, "1995-01-01", "RUS"}, {365, "", "RUS"},
		{255, "1914-01-01", "DEU"}, {260, "1970-01-01", "DEU"}, {255, "", "DEU"}, {265, "1980-01-01", "DDR"},
		{345, "1900-01-01", "SRB"}, {345, "1980-01-01", "YUG"}, {345, "2004-01-01", "SCG"}, {345, "", "SRB"},
		{300, "", "cow:AUH"}, {730, "1900-01-01", "cow:KOR"}, {817, "1960-01-01", "cow:RVN"}, {2711, "", "gw:711"},
		{816, "1970-01-01", "VDR"}, {816, "1990-01-01", "VNM"}, {775, "1980-01-01", "MMR"}, {490, "1980-01-01", "COD"},
		{678, "1980-01-01", "YEM"}, {680, "1980-01-01", "YMD"}, {679, "", "YEM"}, {1344, "", "HKG"}, {1275, "", "PSE"},
		{315, "1980-01-01", "CSK"}, {comity.NoState, "", ""}, {713, "", "TWN"}, {710, "1850-01-01", "CHN"}, {9999, "", "key:9999"},
	}
	for _, tt := range tests {
		on := comity.NoDay
		if tt.on != "" {
			on = day(tt.on)
		}
		if got := ID(tt.s, on); got != tt.want {
			t.Errorf("ID(%d, %s) = %s, want %s", tt.s, tt.on, got, tt.want)
		}
	}
}

// days are looked at by the tests both ways.
var days = func() (out []comity.Day) {
	for _, d := range []string{"1820-06-01", "1875-01-01", "1900-01-01", "1920-01-11", "1938-01-01", "1946-11-20", "1955-12-31", "1960-06-25",
		"1965-01-01", "1974-06-01", "1976-07-02", "1980-01-01", "1990-10-02", "1990-10-03", "1991-12-26", "1993-01-01", "2003-02-04", "2006-06-05", "2016-12-31", "2024-06-30"} {
		out = append(out, day(d))
	}
	return out
}()

// What ID writes on a day FromIDOn reads back on it, for every state that is there; and FromID for all without a day.
func TestIDBothWays(t *testing.T) {
	for _, on := range days {
		for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
			for _, s := range Members(sys, on) {
				if got, ok := FromIDOn(ID(s, on), on); !ok || got != s {
					t.Errorf("%v on %v: %d is written %s and read %d", sys, on, s, ID(s, on), got)
				}
			}
		}
	}
	shared := map[comity.State]comity.State{260: 255, 678: 679} // DEU and YEM are the identity of two keys each
	for _, s := range All() {
		want := s
		if o, ok := shared[s]; ok {
			want = o
		}
		if got, ok := FromID(ID(s, comity.NoDay)); !ok || got != want {
			t.Errorf("%d is written %s and read %d", s, ID(s, comity.NoDay), got)
		}
	}
}

// Every code of a state on a day leads back to it on that day.
func TestCodesBothWays(t *testing.T) {
	for _, on := range append(days, comity.NoDay) {
		for _, scheme := range Schemes() {
			for _, s := range All() {
				code := Code(s, scheme, on)
				if code != "" && !slices.Contains(Codes(code, scheme, on), s) {
					t.Errorf("%v: %d has the %s code %s, which names %v", on, s, scheme, code, Codes(code, scheme, on))
				}
			}
		}
	}
}

func TestCodesByDate(t *testing.T) {
	tests := []struct {
		code   string
		scheme Scheme
		on     string
		want   []comity.State
	}{
		{"DEU", SchemeISO3, "1970-01-01", []comity.State{260}},
		{"DEU", SchemeISO3, "2000-01-01", []comity.State{255}},
		{"DEU", SchemeISO3, "", []comity.State{255, 260}},
		{"sun", SchemeISO3, "1980-01-01", []comity.State{365}},
		{"SUN", SchemeISO3, "2000-01-01", nil},
		{"RUS", SchemeISO3, "1980-01-01", nil},
		{"CS", SchemeISO2, "1980-01-01", []comity.State{315}},
		{"CS", SchemeISO2, "2004-01-01", []comity.State{345}},
		{"VNM", SchemeISO3, "1970-01-01", []comity.State{817}},
		{"AUS", SchemeCOWLetters, "", []comity.State{305}},
		{"AUS", SchemeISO3, "", []comity.State{900}},
		{"710", SchemeCOW, "", []comity.State{710}},
		{"710", SchemeISON, "", []comity.State{560}},
		{"36", SchemeISON, "", []comity.State{900}},
		{"36.0", SchemeISON, "", []comity.State{900}},
		{"365.0", SchemeCOW, "", []comity.State{365}},
		{"260", SchemeGW, "1970-01-01", []comity.State{260}},
		{"260", SchemeGW, "1995-01-01", []comity.State{255}},
		{"345", SchemeCOW, "1943-01-01", nil},
		{"", SchemeISO3, "", nil},
		{"XX", "no such scheme", "", nil},
	}
	for _, tt := range tests {
		on := comity.NoDay
		if tt.on != "" {
			on = day(tt.on)
		}
		if got := Codes(tt.code, tt.scheme, on); !slices.Equal(got, tt.want) {
			t.Errorf("Codes(%s, %s, %s) = %v, want %v", tt.code, tt.scheme, tt.on, got, tt.want)
		}
	}
}

// 65 of the COW numbers ever given are another state's or territory's ISO number in force.
func TestCollidingNumbers(t *testing.T) {
	n := 0
	for _, s := range All() {
		code := Code(s, SchemeCOW, comity.NoDay)
		if code == "" {
			continue
		}
		for _, r := range iso().rows {
			if r.number == pad3(number(code)) && r.key != s && r.kind == "current" && r.span.To == comity.Forever {
				n++
				break
			}
		}
	}
	if n != 65 {
		t.Errorf("%d COW numbers are another's ISO number, want 65", n)
	}
}

func BenchmarkFromID(b *testing.B) {
	for b.Loop() {
		FromID("RUS")
	}
}
