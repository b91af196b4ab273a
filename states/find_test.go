package states

import (
	"slices"
	"strings"
	"testing"

	"comity"
)

// mentions writes the mentions of a text as "Russia=365 Korea=731/732".
func mentions(text string) string {
	var out []string
	for _, m := range Find(text) {
		s := ID(m.State, comity.NoDay)
		if m.State == comity.NoState {
			var ids []string
			for _, c := range m.Candidates {
				ids = append(ids, ID(c, comity.NoDay))
			}
			s = strings.Join(ids, "/")
		}
		out = append(out, m.Text+"="+s)
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Russia and China traded.", "Russia=RUS China=CHN"},
		{"possessive", "Russia’s oil and China's gas", "Russia=RUS China=CHN"},
		{"longest", "the Democratic People's Republic of Korea, the Democratic Republic of the Congo and Guinea-Bissau",
			"Democratic People's Republic of Korea=PRK Democratic Republic of the Congo=COD Guinea-Bissau=GNB"},
		{"compound names", "China-Russia and US–China ties", "China=CHN Russia=RUS US=USA China=CHN"},
		{"prefixes", "Sino-Russian, Franco-German, Anglo-Franco-Turkish", "Sino=CHN Russian=RUS Franco=FRA German=DEU Anglo=GBR Franco=FRA Turkish=TUR"},
		{"prefix alone", "Franco died; the Indo-Pacific; an Anglo-Saxon", ""},
		{"two states share it", "Korea and the Congo", "Korea=PRK/KOR Congo=COG/COD"},
		{"a town two claim", "envoys in Jerusalem", "Jerusalem=ISR/PSE"},
		{"demonyms by case", "Polish officials polish US shoes for us", "Polish=POL US=USA"},
		{"capitals", "Moscow told Beijing, Washington and New Delhi", "Moscow=RUS Beijing=CHN Washington=USA New Delhi=IND"},
		{"governments", "the Kremlin, the White House, the Élysée and Whitehall", "Kremlin=RUS White House=USA Élysée=FRA Whitehall=GBR"},
		{"abbreviations", "the U.S., the UK, the PRC and the USSR", "U.S.=USA UK=GBR PRC=CHN USSR=RUS"},
		{"former", "the Soviet Union, Soviet troops, West Germany, Czechoslovakia", "Soviet Union=RUS Soviet=RUS West Germany=DEU Czechoslovakia=CSK"},
		{"the two Chinas", "the People's Republic of China and the Republic of China", "People's Republic of China=CHN Republic of China=TWN"},
		{"noise", "the South China Sea, the Paris Agreement, Latin American states, New Mexico, US dollars and US$5", ""},
		{"people", "Michael Jordan, Jordan Smith and Chad Brown flew to Jordan and Chad.", "Jordan=JOR Chad=TCD"},
		{"titles", "Jordan King Abdullah", "Jordan=JOR"},
		{"headline", "RUSSIA AND CHINA SIGN", "RUSSIA=RUS CHINA=CHN"},
		{"within words", "Russians, Chinatown, Indiana, Maliki, USAID", "Russians=RUS"},
		{"accents", "Türkiye, Côte d’Ivoire, São Tomé and Príncipe", "Türkiye=TUR Côte d’Ivoire=CIV São Tomé and Príncipe=STP"},
		{"the West is no state", "the West and the Global South", ""},
		{"unified Germany and the GDR", "East Germany and Germany", "East Germany=DDR Germany=DEU"},
		{"the Peoples Republics", "the People's Republic said; the People’s Republic of Nowhere", "the People's Republic=CHN"},
		{"end of text", "China", "China=CHN"},
		{"bad bytes", "Russia\xff China", "Russia=RUS China=CHN"},
		{"at the edge of a rune", "“Russia”—China", "Russia=RUS China=CHN"},
	}
	for _, tt := range tests {
		if got := mentions(tt.in); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
	}
}

// Every word of the table is found in running text as what the table says, whole, unless several states share it.
func TestFindWholeTable(t *testing.T) {
	for i := range names().rows {
		r := &names().rows[i]
		if r.typed || r.kind == "either" || r.kind == "prefix" {
			continue
		}
		text := strings.TrimPrefix(r.text, "The ")
		got := Find("of " + text + ".")
		if len(got) != 1 || got[0].Text != text {
			t.Errorf("%q: %+v", text, got)
			continue
		}
		if m := got[0]; m.State != r.key && !slices.Contains(m.Candidates, r.key) && r.span.To == comity.Forever {
			t.Errorf("%q is %d, want %d", text, m.State, r.key)
		}
	}
}

// Every place is where the text says, in order and without overlap.
func checkMentions(t *testing.T, text string) {
	t.Helper()
	last := 0
	for _, m := range Find(text) {
		if m.Start < last || m.End <= m.Start || m.End > len(text) || text[m.Start:m.End] != m.Text {
			t.Fatalf("%q: mention %+v after %d", text, m, last)
		}
		if (m.State == comity.NoState) != (len(m.Candidates) > 1) || m.Kind == 0 {
			t.Fatalf("%q: mention %+v", text, m)
		}
		last = m.End
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Sino-Russian ties", "Russia’s", "Côte d’Ivoire", "\xff\xfeUS–China", "Anglo-", "U.S.S.R.", "Franco-\u2011German", "the Porte\x00China"} {
		f.Add(s)
	}
	f.Fuzz(checkMentions)
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Trade between Russia and China grew last year, the Kremlin said on Tuesday, while officials in Washington and the "+
		"European Union looked at the figures that Beijing’s customs administration had published. Analysts of Sino-Russian relations in New Delhi "+
		"noted that most of the growth came from energy, and that neither government had said how much of it was paid in other currencies.\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text)
	}
}
