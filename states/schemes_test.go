package states

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/format/rda"

	"pgregory.net/rapid"
)

// anyDay draws a day from 1780 to 2030, or none.
func anyDay(t *rapid.T) comity.Day {
	if rapid.Bool().Draw(t, "none") {
		return comity.NoDay
	}
	return comity.Day(rapid.Int32Range(int32(comity.DayOf(1780, 1, 1)), int32(comity.DayOf(2030, 12, 31))).Draw(t, "day"))
}

// A state's code on a day names it on that day, in every scheme; and what a code names on a day has that code then, or a
// newer one where the code is an old one or is lent.
func TestCodesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := anyDay(t)
		scheme := rapid.SampledFrom(Schemes()).Draw(t, "scheme")
		s := rapid.SampledFrom(All()).Draw(t, "state")
		code := Code(s, scheme, on)
		if code != "" && !slices.Contains(Codes(code, scheme, on), s) {
			t.Fatalf("%v: %d has the %s code %s, which names %v", on, s, scheme, code, Codes(code, scheme, on))
		}
		for _, c := range CodesOf(s, scheme) {
			if on == comity.NoDay || !c.Span.Has(on) {
				continue
			}
			if !slices.Contains(Codes(c.Code, scheme, on), s) {
				t.Fatalf("%v: %+v is not read back", on, c)
			}
			if c.Written() && Code(s, scheme, on) != c.Code {
				t.Fatalf("%v: %d has the codes %s and %s", on, s, c.Code, Code(s, scheme, on))
			}
		}
	})
}

// Converting a code to a scheme and back gives the state among the answers, on the days on which both hold.
func TestConvertRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := rapid.SampledFrom(Schemes()).Draw(t, "from"), rapid.SampledFrom(Schemes()).Draw(t, "to")
		s := rapid.SampledFrom(All()).Draw(t, "state")
		year := rapid.IntRange(1800, 2025).Draw(t, "year")
		for _, m := range Convert(Code(s, from, comity.NoDay), from, to, comity.YearSpan(year)) {
			if m.Span.Empty() || !m.To.Written() || m.From.State != m.To.State {
				t.Fatalf("%+v", m)
			}
			back := Convert(m.To.Code, to, from, m.Span)
			if !slices.ContainsFunc(back, func(b Match) bool { return b.State == m.State }) {
				t.Fatalf("%s %s in %d is %s %s, which leads back to %v", from, m.From.Code, year, to, m.To.Code, back)
			}
		}
	})
}

// In each scheme a state has one code on a day; days are in order; every code looks as the scheme writes it.
func TestOneCodeADay(t *testing.T) {
	for _, card := range SchemeCards() {
		n := 0
		for _, s := range All() {
			var last CodeSpan
			for _, c := range CodesOf(s, card.Scheme) {
				n++
				if c.Code != card.form(c.Code) || c.Span.Empty() || c.Code == "" {
					t.Errorf("%s: %+v", card.Scheme, c)
				}
				if !c.Written() {
					continue
				}
				if last.Code != "" && last.Span.Overlaps(c.Span) {
					t.Errorf("%s: %d has %+v and %+v", card.Scheme, s, last, c)
				}
				last = c
			}
		}
		for code, spans := range indexes[card.Scheme].byCode() {
			for _, c := range spans {
				if !known(c.State) {
					t.Errorf("%s: %s names %d, which is no key", card.Scheme, code, c.State)
				}
			}
		}
		t.Logf("%s: %d codes", card.Scheme, n)
	}
}

// Peculiar codes, as the makers of the schemes have them.
func TestPeculiarCodes(t *testing.T) {
	tests := []struct {
		s      comity.State
		scheme Scheme
		on     string
		want   string
	}{
		{530, SchemePolity, "1990-01-01", "530"}, {530, SchemePolity, "2000-01-01", "529"}, {365, SchemePolity, "1980-01-01", "364"},
		{770, SchemePolity, "1960-01-01", "769"}, {770, SchemePolity, "1980-01-01", "770"}, {345, SchemePolity, "1900-01-01", "342"},
		{345, SchemePolity, "1950-01-01", "345"}, {345, SchemePolity, "2000-01-01", "347"}, {347, SchemePolity, "2010-01-01", "341"},
		{341, SchemePolity, "2010-01-01", "348"}, {625, SchemePolity, "2000-01-01", "625"}, {625, SchemePolity, "2015-01-01", "626"},
		{626, SchemePolity, "2015-01-01", "525"}, {816, SchemePolity, "1970-01-01", "816"}, {816, SchemePolity, "1980-01-01", "818"},
		{325, SchemePolity, "1850-01-01", "324"}, {325, SchemePolityLetters, "1900-01-01", "ITA"},
		{345, SchemeUCDP, "2010-01-01", "345"}, {679, SchemeUCDP, "2010-01-01", "678"}, {255, SchemeUCDP, "2010-01-01", "260"}, {946, SchemeUCDP, "2010-01-01", "970"},
		{360, SchemeCAMEO, "", "ROM"}, {341, SchemeCAMEO, "", "MTN"}, {365, SchemeWorldBank, "1980-01-01", "SUN"}, {490, SchemeWorldBank, "1980-01-01", "COD"},
		{347, SchemeWorldBank, "", "XKX"}, {365, SchemeM49, "1980-01-01", "810"}, {713, SchemeM49, "", ""}, {365, SchemeISO4, "1980-01-01", "SUHH"}, {365, SchemeISO4, "2000-01-01", ""},
		{260, SchemeVDem, "1970-01-01", "77"}, {265, SchemeVDem, "1970-01-01", "137"}, {3001, SchemeVDem, "", "139"}, {2711, SchemeISD, "1930-01-01", "7910"},
		{626, SchemeFIPS, "", "OD"}, {200, SchemeIMF, "", "112"},
	}
	for _, tt := range tests {
		if got := Code(tt.s, tt.scheme, onDay(tt.on)); got != tt.want {
			t.Errorf("%d in %s on %q is %q, want %q", tt.s, tt.scheme, tt.on, got, tt.want)
		}
	}
	for _, code := range []string{"ROM", "ROU"} {
		if got := Codes(code, SchemeWorldBank, comity.NoDay); !slices.Equal(got, []comity.State{360}) {
			t.Errorf("%s of the World Bank is %v", code, got)
		}
	}
}

func TestParseScheme(t *testing.T) {
	for text, want := range map[string]Scheme{"iso3": SchemeISO3, " ISO3C ": SchemeISO3, "ccode": SchemeCOW, "un": SchemeM49, "p5n": SchemePolity, "v-dem": SchemeVDem} {
		if got, err := ParseScheme(text); got != want || err != nil {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
	if _, err := ParseScheme("iso33"); err == nil || !strings.Contains(err.Error(), "iso3") {
		t.Errorf("%v", err)
	}
	names := map[string]Scheme{}
	for _, c := range cards {
		for _, n := range append([]string{string(c.Scheme)}, c.Also...) {
			if o, taken := names[n]; taken || n != strings.ToLower(n) {
				t.Errorf("%q names %s and %s", n, o, c.Scheme)
			}
			names[n] = c.Scheme
		}
	}
}

// The codes that are seen stand in the file they were seen in.
func TestSchemesSeen(t *testing.T) {
	files := map[string]func(code string) bool{
		"states/countrycode_codelist.rda":             inFrame(t, "states/countrycode_codelist.rda", "codelist", "un", "wb", "imf", "fips"),
		"states/countrycode_codelist_panel.rda":       inFrame(t, "states/countrycode_codelist_panel.rda", "codelist_panel", "vdem"),
		"regime/vdem_v15_1960_2024_extract.csv":       inTable(t, "regime/vdem_v15_1960_2024_extract.csv", "country_id"),
		"regime/polity5_v2018.csv":                    inTable(t, "regime/polity5_v2018.csv", "ccode", "scode"),
		"conflict/ucdp_organizedviolencecy_v25_1.csv": inTable(t, "conflict/ucdp_organizedviolencecy_v25_1.csv", "country_id_cy"),
		"conflict/ucdp_acd.rda":                       inText(t, "rda_as_csv/ucdp_acd.csv.gz"),
		"events/dict/CAMEO.country.txt":               inText(t, "events/dict/CAMEO.country.txt"),
		"events/dict/FIPS.country.txt":                inText(t, "events/dict/FIPS.country.txt"),
		"states/isd_2_2_update.xlsx":                  inSheet(t, "states/isd_2_2_update.xlsx"),
		"states/worldbank_OGHIST_FY26.xlsx":           inSheet(t, "states/worldbank_OGHIST_FY26.xlsx"),
	}
	n := 0
	for _, f := range rows("schemes.tsv", schemesTable) {
		path, seen := strings.CutPrefix(f[6], "seen:")
		if !seen {
			continue
		}
		n++
		if has := files[path]; has == nil || !has(f[1]) {
			t.Errorf("%v is not in the file", f)
		}
	}
	t.Logf("%d codes stand in their files", n)
}

func sharedPath(t *testing.T, path string) string {
	t.Helper()
	full := filepath.Join("..", "..", "shared", "data", filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	return full
}

// inFrame says of a code whether one of the columns of a data frame has it.
func inFrame(t *testing.T, path, object string, columns ...string) func(string) bool {
	t.Helper()
	objects, err := rda.ReadFile(sharedPath(t, path), rda.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	v, err := rda.Find(objects, object)
	if err != nil {
		t.Fatal(err)
	}
	f, err := v.Frame()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, name := range columns {
		c, err := f.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range f.Rows() {
			have[cell(c, i)] = true
		}
	}
	return func(code string) bool { return have[code] || have[strings.TrimLeft(code, "0")] }
}

func inTable(t *testing.T, path string, columns ...string) func(string) bool {
	t.Helper()
	have := map[string]bool{}
	for _, r := range shared(t, "data/"+path) {
		for _, c := range columns {
			have[r[c]] = true
		}
	}
	return func(code string) bool { return have[code] }
}

// inText says of a code whether it is a word of a text file.
func inText(t *testing.T, path string) func(string) bool {
	t.Helper()
	have := map[string]bool{}
	if strings.HasSuffix(path, ".gz") {
		for _, r := range shared(t, "data/"+path) {
			for _, v := range r {
				have[v] = true
			}
		}
	} else {
		data, err := os.ReadFile(sharedPath(t, path))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range regexp.MustCompile(`(?m)^[0-9A-Z]+`).FindAllString(string(data), -1) {
			have[w] = true
		}
	}
	return func(code string) bool { return have[code] }
}

// inSheet says of a code whether it is a cell of a workbook.
func inSheet(t *testing.T, path string) func(string) bool {
	t.Helper()
	z, err := zip.OpenReader(sharedPath(t, path))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	have := map[string]bool{}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if err := texts(r, have); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		r.Close()
	}
	return func(code string) bool { return have[code] }
}

// texts gathers the character data of an XML file.
func texts(r io.Reader, have map[string]bool) error {
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if c, ok := token.(xml.CharData); ok {
			have[strings.TrimSpace(string(c))] = true
		}
	}
}

// Hostile values are answered, not obeyed.
func FuzzCodes(f *testing.F) {
	for _, s := range []string{"RUS", "365", "0", "-1", "99999999999", "\xff", "", "ß", strings.Repeat("9", 200)} {
		f.Add(s, uint8(3), int32(0))
	}
	f.Fuzz(func(t *testing.T, x string, scheme uint8, on int32) {
		sc := Schemes()[int(scheme)%len(cards)]
		for _, s := range Codes(x, sc, comity.Day(on)) {
			if !known(s) {
				t.Fatalf("%q names %d", x, s)
			}
		}
		NearestCodes(x, sc, 3)
		Collisions(x, sc, comity.Day(on))
		if _, err := ParseScheme(x); err != nil && err.Error() == "" {
			t.Fatal(err)
		}
	})
}

func BenchmarkConvert(b *testing.B) {
	for i := range b.N {
		Convert(strconv.Itoa(2+i%900), SchemeCOW, SchemeISO3, comity.YearSpan(1990))
	}
}

func ExampleConvert() {
	for _, m := range Convert("DEU", SchemeISO3, SchemeCOW, comity.Always) {
		fmt.Println(m.To.Code, m.Span)
	}
	// Output:
	// 255 1816-01-01..1945-05-08
	// 260 1955-05-05..1990-10-02
	// 255 1990-10-03..
}
