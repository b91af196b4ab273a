package states

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
)

// shared reads a table of the shared data with its header, or skips the test where it is not there.
func shared(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", filepath.FromSlash(path)))
	if err != nil {
		t.Skipf("the shared data is not here: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	table, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range table[1:] {
		m := map[string]string{}
		for i, name := range table[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The COW list is the one seen, row for row.
func TestCOWSeen(t *testing.T) {
	var want []Spell
	for _, r := range shared(t, "data/states/cow_states2016.csv") {
		d := func(at string) comity.Day {
			return comity.DayOf(atoi(t, r[at+"year"]), atoi(t, r[at+"month"]), atoi(t, r[at+"day"]))
		}
		want = append(want, Spell{Code: int16(atoi(t, r["ccode"])), Letters: r["stateabb"], Span: comity.Span{From: d("st"), To: d("end")}})
	}
	checkSpells(t, comity.COW, want)
}

// So is the Gleditsch-Ward list.
func TestGWSeen(t *testing.T) {
	var want []Spell
	for _, r := range shared(t, "data/isard/gw_system.csv.gz") {
		want = append(want, Spell{Code: int16(atoi(t, r["gwcode"])), Letters: r["gw_abb"], Micro: r["microstate"] == "1",
			Span: comity.Span{From: day(r["start"]), To: day(r["end"])}})
	}
	checkSpells(t, comity.GW, want)
}

func checkSpells(t *testing.T, sys comity.System, want []Spell) {
	t.Helper()
	got := Spells(sys)
	if len(got) != len(want) {
		t.Fatalf("%d spells, want %d", len(got), len(want))
	}
	for _, w := range want {
		if w.Span.To == Covered(sys) {
			w.Span.To = comity.Forever
		}
		if !slices.ContainsFunc(got, func(g Spell) bool {
			return g.Code == w.Code && g.Letters == w.Letters && g.Span == w.Span && g.Micro == w.Micro
		}) {
			t.Errorf("no spell %+v", w)
		}
	}
}

func TestSpellsInOrder(t *testing.T) {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		spells := Spells(sys)
		for i, s := range spells {
			if s.Span.Empty() || s.State == comity.NoState || s.Name == "" {
				t.Errorf("%v: %+v", sys, s)
			}
			if i > 0 && (s.Code < spells[i-1].Code || s.Code == spells[i-1].Code && s.Span.From <= spells[i-1].Span.To) {
				t.Errorf("%v: %+v comes after %+v", sys, s, spells[i-1])
			}
		}
		for _, s := range All() {
			for i, span := range Alive(sys, s) {
				if i > 0 && span.From <= Alive(sys, s)[i-1].To {
					t.Errorf("%v: the spans of %d overlap: %v", sys, s, Alive(sys, s))
				}
			}
		}
	}
}

func TestMembership(t *testing.T) {
	tests := []struct {
		name string
		sys  comity.System
		s    comity.State
		on   string
		want bool
	}{
		{"Russia through the Soviet Union", comity.COW, 365, "1980-01-01", true},
		{"France occupied", comity.COW, 220, "1943-01-01", false},
		{"after the covered days", comity.COW, 365, "2024-01-01", true},
		{"East Germany's last day", comity.COW, 265, "1990-10-02", true},
		{"East Germany gone", comity.COW, 265, "1990-10-03", false},
		{"Germany in Gleditsch-Ward, by our key", comity.GW, 255, "1995-01-01", true},
		{"no longer 260", comity.GW, 260, "1995-01-01", false},
		{"Yemen in Gleditsch-Ward", comity.GW, 679, "1995-01-01", true},
		{"Tibet", comity.GW, 2711, "1930-01-01", true},
		{"China's seat 1971-10-24", comity.UN, 713, "1971-10-24", true},
		{"China's seat 1971-10-25", comity.UN, 713, "1971-10-25", false},
		{"the People's Republic before", comity.UN, 710, "1971-10-24", false},
		{"the People's Republic from", comity.UN, 710, "1971-10-25", true},
		{"Ukraine from the start", comity.UN, 369, "1945-10-24", true},
		{"Belarus from the start", comity.UN, 370, "1960-01-01", true},
		{"Syria in the United Arab Republic", comity.UN, 652, "1960-01-01", false},
		{"Indonesia away", comity.UN, 850, "1965-06-01", false},
		{"Indonesia back", comity.UN, 850, "1966-09-28", true},
		{"South Vietnam never", comity.UN, 817, "1970-01-01", false},
		{"Yugoslavia between", comity.UN, 345, "1995-01-01", false},
		{"Serbia and Montenegro admitted", comity.UN, 345, "2000-11-01", true},
		{"East Germany admitted", comity.UN, 265, "1973-09-18", true},
		{"Zanzibar", comity.UN, 511, "1964-01-01", true},
	}
	for _, tt := range tests {
		if got := Is(tt.sys, tt.s, day(tt.on)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// Members of the United Nations at year ends, as the organisation counts them (its table of growth in membership); recalled.
func TestUNCounts(t *testing.T) {
	for year, want := range map[int]int{1945: 51, 1946: 55, 1950: 60, 1955: 76, 1960: 99, 1970: 127, 1975: 144, 1980: 154, 1990: 159, 2002: 191, 2006: 192, 2011: 193, 2024: 193} {
		if got := len(Members(comity.UN, comity.DayOf(year, 12, 31))); got != want {
			t.Errorf("%d: %d members, want %d", year, got, want)
		}
	}
}

// Our keys of Gleditsch-Ward numbers against the crosswalk, year by year: on some day of the year the key is the COW number.
func TestGWCrosswalk(t *testing.T) {
	for _, r := range shared(t, "data/isard/gw_cw_panel.csv.gz") {
		if r["gwcode"] == "" || r["ccode"] == "" {
			continue
		}
		gw, cow, year := int16(atoi(t, r["gwcode"])), comity.State(atoi(t, r["ccode"])), atoi(t, r["year"])
		if on := (comity.Span{From: comity.DayOf(year, 1, 1), To: comity.DayOf(year, 12, 31)}); !held1(gw, cow, on) {
			t.Errorf("%d: Gleditsch-Ward %d is not %d", year, gw, cow)
		}
	}
}

func held1(gw int16, key comity.State, during comity.Span) bool {
	for _, p := range gwList().pieces {
		if p.code == gw && p.key == key && p.span.Overlaps(during) {
			return true
		}
	}
	return false
}

// Who cast a vote in the General Assembly was a member. The record's dates before 2010 can be weeks off (data/NOTES.md), so 45
// days of grace; three series without a state's code are left out.
func TestVotersAreMembers(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a million votes")
	}
	dates := map[string]comity.Day{}
	for _, r := range shared(t, "data/un_votes/derived/un_rollcalls_merged.csv") {
		dates[r["vote_id"]] = day(r["date"])
	}
	f, err := os.Open(filepath.FromSlash("../../shared/data/un_votes/derived/un_votes_merged.csv.gz"))
	if err != nil {
		t.Skipf("the shared data is not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(z)
	in.ReuseRecord = true
	votes, wrong := 0, map[string]int{}
	for r, err := in.Read(); err != io.EOF; r, err = in.Read() {
		if err != nil {
			t.Fatal(err)
		}
		if on, ok := dates[r[0]]; ok && r[1] != "" && r[1] != "EAZ" && strings.Contains("123", r[3]) {
			votes++
			if s, _ := FromIDOn(r[1], on); !near(s, on) {
				wrong[r[1]+" "+on.String()]++
			}
		}
	}
	if votes < 900000 || len(wrong) > 0 {
		t.Errorf("of %d votes, cast by no member: %v", votes, wrong)
	}
}

// near says whether a state was a member of the United Nations on the day or within 45 days after it, or China's seat.
func near(s comity.State, on comity.Day) bool {
	if s == 710 && on < comity.DayOf(1971, 10, 25) {
		s = 713
	}
	for _, span := range Alive(comity.UN, s) {
		if span.From-45 <= on && on <= span.To {
			return true
		}
	}
	return false
}

// Keys stand for one another where, and only where, they share an alpha-3 code that is the identity of both.
func TestStands(t *testing.T) {
	for _, s := range All() {
		for _, o := range Stands(s) {
			if !slices.Contains(Stands(o), s) || ID(s, comity.NoDay) != ID(o, comity.NoDay) {
				t.Errorf("%d stands for %d: %v, %s, %s", s, o, Stands(o), ID(s, comity.NoDay), ID(o, comity.NoDay))
			}
		}
		for _, o := range All() {
			if s != o && ID(s, comity.NoDay) == ID(o, comity.NoDay) && !slices.Contains(Stands(s), o) {
				t.Errorf("%d and %d are both %s", s, o, ID(s, comity.NoDay))
			}
		}
	}
}

func TestCountsAddUp(t *testing.T) {
	for _, c := range Counts() {
		if c.Seen+c.Recalled == 0 {
			t.Errorf("table %s is empty", c.Table)
		}
	}
}

// The rows of the ISO table that are seen stand in the file they were seen in.
func TestISOSeen(t *testing.T) {
	file := map[string]map[string]string{}
	for _, r := range shared(t, "data/states/datasets_country-codes.csv") {
		file[r["ISO3166-1-Alpha-3"]] = r
	}
	for _, f := range rows("iso.tsv", isoTable) {
		if basisOf(f[7]) != comity.Seen {
			continue
		}
		r := file[f[1]]
		if r == nil || r["ISO3166-1-Alpha-2"] != f[0] || pad3(atoi(t, r["ISO3166-1-numeric"])) != f[2] {
			t.Errorf("%v is not in the file", f)
		}
	}
	for code := range file {
		if _, ok := FromID(code); !ok {
			t.Errorf("%s of the file has no key", code)
		}
	}
}

// The names and capitals that are seen in that file stand in it.
func TestNamesSeen(t *testing.T) {
	text := map[string]string{}
	for _, r := range shared(t, "data/states/datasets_country-codes.csv") {
		s, _ := FromID(r["ISO3166-1-Alpha-3"])
		for _, column := range []string{"UNTERM English Short", "UNTERM English Formal", "official_name_en", "Capital"} {
			text[strconv.Itoa(int(s))] += "|" + r[column]
		}
	}
	for _, f := range rows("names.tsv", namesTable) {
		if f[5] == "seen:states/datasets_country-codes.csv" && !strings.Contains(text[f[0]], f[2]) {
			t.Errorf("%v is not in the file: %s", f, text[f[0]])
		}
	}
}

// Serving the first answer must not take long: the whole program starts within 20 ms.
func BenchmarkColdTables(b *testing.B) {
	for b.Loop() {
		for _, t := range []struct{ name, text string }{{"cow", cowTable}, {"gw", gwTable}, {"un", unTable}, {"iso", isoTable}, {"names", namesTable}} {
			rows(t.name, t.text)
		}
	}
}

func BenchmarkColdGazetteer(b *testing.B) {
	names()
	for b.Loop() {
		surfacesOf()
	}
}
