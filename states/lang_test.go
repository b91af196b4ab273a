package states

import (
	"strings"
	"testing"

	"comity"
)

func TestNameIn(t *testing.T) {
	tests := []struct {
		s              comity.State
		lang, on, want string
	}{
		{365, "fr", "1980-01-01", "Union soviétique"}, {365, "zh", "", "俄罗斯"}, {365, "ru", "1900-01-01", "Россия"}, {365, "en", "1980-01-01", "Soviet Union"},
		{800, "es", "1900-01-01", "Siam"}, {800, "es", "2000-01-01", "Tailandia"}, {345, "ar", "1950-01-01", "يوغوسلافيا"}, {345, "fr", "", "Serbie"},
		{1336, "es", "", "Santa Sede"}, {327, "fr", "1850-01-01", "États pontificaux"}, {9999, "fr", "", ""}, {2, "tlh", "", ""},
	}
	for _, tt := range tests {
		if got := NameIn(tt.s, tt.lang, onDay(tt.on)); got != tt.want {
			t.Errorf("%d in %s on %q is %q, want %q", tt.s, tt.lang, tt.on, got, tt.want)
		}
	}
}

// Every member of the United Nations today, and every state of the two lists ever, has a short name in the six languages.
func TestSixLanguages(t *testing.T) {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, s := range Spells(sys) {
			for _, lang := range Languages() {
				if NameIn(s.State, lang, comity.NoDay) == "" {
					t.Errorf("%d %s has no name in %s", s.State, s.Name, lang)
				}
			}
		}
	}
}

// What NameIn writes is read back, of a day too, unless several states bear it.
func TestParseLanguages(t *testing.T) {
	for _, s := range All() {
		if len(Alive(comity.COW, s)) == 0 {
			continue
		}
		on := Alive(comity.COW, s)[0].From
		for _, lang := range Languages() {
			name := NameIn(s, lang, on)
			if name == "" {
				continue
			}
			got, _, err := Parse(name, comity.COW, on)
			if got != s && (err == nil || !strings.Contains(err.Error(), "may mean")) {
				t.Errorf("%s %q on %v is %d (%v), want %d %s", lang, name, on, got, err, s, Name(s, on))
			}
		}
	}
	for text, want := range map[string]comity.State{"Россия": 365, "中国": 710, "Deux-Siciles": 329, "Unión Soviética": 365, "ألمانيا": 255, "Países Bajos": 210, "RÉPUBLIQUE DE CORÉE": 732, "صربيا": 345} {
		if got, _, err := Parse(text, comity.COW, comity.NoDay); got != want || err != nil {
			t.Errorf("%q is %d (%v), want %d", text, got, err, want)
		}
	}
}

// The names that are seen stand in the file they were seen in.
func TestLangNamesSeen(t *testing.T) {
	columns := []string{"UNTERM Arabic Formal", "UNTERM Spanish Formal", "UNTERM French Formal", "UNTERM Russian Formal", "UNTERM Chinese Formal"}
	formal := inTable(t, "states/datasets_country-codes.csv", columns...)
	var lists []string
	for _, lang := range []string{"ar", "es", "fr", "ru", "zh"} {
		lists = append(lists, "cldr.short."+lang, "cldr.name."+lang, "un.name."+lang)
	}
	list := inFrame(t, "states/countrycode_codelist.rda", "codelist", lists...)
	for _, f := range rows("langnames.tsv", langNamesTable) {
		if strings.HasSuffix(f[6], "country-codes.csv") && !formal(f[3]) && !formal(" "+f[3]) && !formal(f[3]+" ") || strings.HasSuffix(f[6], "codelist.rda") && !list(f[3]) {
			t.Errorf("%v is not in the file", f)
		}
	}
}
