package article

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/claim"
	"comity/column"
	"comity/states"
)

func TestPatternsCompile(t *testing.T) {
	for _, r := range rules {
		r.re()
	}
	for _, r := range valueRules {
		r.re()
	}
}

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		name, in string
		want     []string
	}{
		{"abbreviations", "Mr. Smith met Dr. Wu in Dec. 2019. They talked.", []string{"Mr. Smith met Dr. Wu in Dec. 2019.", "They talked."}},
		{"initials", "J. F. Kennedy spoke. He left.", []string{"J. F. Kennedy spoke.", "He left."}},
		{"U.N. within", "The U.N. General Assembly voted. It was close.", []string{"The U.N. General Assembly voted.", "It was close."}},
		{"U.N. at the end", "It joined the U.N. The vote was close.", []string{"It joined the U.N.", "The vote was close."}},
		{"decimals", "Trade rose 2.5 per cent to $240.1 bn. It fell later.", []string{"Trade rose 2.5 per cent to $240.1 bn.", "It fell later."}},
		{"title and date", "A Title\n1 May 2020\n\nText here.", []string{"A Title", "1 May 2020", "Text here."}},
		{"wrapped lines", "This is a paragraph that was broken at a width of sixty or\nso characters and goes on here until it comes to an end at\nlast.", []string{"This is a paragraph that was broken at a width of sixty or\nso characters and goes on here until it comes to an end at\nlast."}},
		{"empty", " \n\n ", nil},
	} {
		var got []string
		for _, s := range sentences(test.in) {
			if test.in[s.Start:s.End] != s.Text {
				t.Errorf("%s: %q is not at its place", test.name, s.Text)
			}
			got = append(got, s.Text)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestQuantities(t *testing.T) {
	for _, test := range []struct {
		in     string
		kind   byte
		number float64
		unit   string
		how    claim.How
		digits float64
	}{
		{"$240 billion", 'M', 240e9, "USD", claim.Exactly, 1e9},
		{"$240.1 bn", 'M', 240.1e9, "USD", claim.Exactly, 1e8},
		{"US$240bn", 'M', 240e9, "USD", claim.Exactly, 1e9},
		{"more than 2.3 trillion yuan", 'M', 2.3e12, "CNY", claim.Over, 1e11},
		{"nearly €1,250 million", 'M', 1250e6, "EUR", claim.About, 1e6},
		{"7 per cent", 'F', 0.07, "share", claim.Exactly, 0.01},
		{"70.5%", 'F', 0.705, "share", claim.Exactly, 0.001},
		{"a quarter", 'F', 0.25, "share", claim.Exactly, 0.01},
		{"less than a third", 'F', 1. / 3, "share", claim.Under, 0.01},
		{"two-thirds", 'F', 2. / 3, "share", claim.Exactly, 0.01},
		{"more than nine out of ten", 'F', 0.9, "share", claim.Over, 0.05},
		{"one in five", 'F', 0.2, "share", claim.Exactly, 0.1},
		{"tenfold", 'X', 10, "ratio", claim.Exactly, 1},
		{"two-fold", 'X', 2, "ratio", claim.Exactly, 1},
		{"at least three times", 'X', 3, "ratio", claim.AtLeast, 1},
		{"400 years", 'Y', 400, "years", claim.Exactly, 1},
		{"half a century", 'Y', 50, "years", claim.Exactly, 1},
		{"two centuries", 'Y', 200, "years", claim.Exactly, 100},
		{"three", 'N', 3, "", claim.Exactly, 1},
		{"twenty-one", 'N', 21, "", claim.Exactly, 1},
		{"a hundred", 'N', 100, "", claim.Exactly, 100},
		{"1.4 billion", 'N', 1.4e9, "", claim.Exactly, 1e8},
	} {
		var w []string
		for _, x := range split(test.in) {
			w = append(w, x.low)
		}
		kind, q, n := quantity(w)
		near := q.Number-test.number < 1e-9*test.number && test.number-q.Number < 1e-9*test.number+1e-12
		if kind != test.kind || !near || q.Unit != test.unit || q.How != test.how || q.Digits/test.digits > 1.001 || q.Digits/test.digits < 0.999 || n != len(w) {
			t.Errorf("%q: got %c %+v over %d of %d words", test.in, kind, q, n, len(w))
		}
	}
}

func TestTimes(t *testing.T) {
	day := func(s string) comity.Date {
		d, err := comity.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	r := &reader{date: day("2024-01-15"), warned: map[string]bool{}}
	for _, test := range []struct {
		in, from, to string
		since        bool
	}{
		{"in 2023", "2023", "2023", false},
		{"since 2000", "2000", "", true},
		{"between 1870 and 1945", "1870", "1945", false},
		{"from 2000 to 2008", "2000", "2008", false},
		{"on 1 January 1979", "1979-01-01", "1979-01-01", false},
		{"on January 22nd, 1963", "1963-01-22", "1963-01-22", false},
		{"in October 1949", "1949-10", "1949-10", false},
		{"by 2020", "", "2020", false},
		{"in the 1990s", "1990", "1999", false},
		{"in 1939-45", "1939", "1945", false},
		{"this year", "2024", "2024", false},
		{"last year", "2023", "2023", false},
		{"forty years ago", "1984", "1984", false},
		{"in the past hundred years", "1924", "", true},
		{"over the last decade", "2014", "", true},
		{"every decade since 1970", "1970", "", true},
		{"since the Second World War", "1945", "", true},
		{"on 30 February 2001", "", "", false},
		{"in the first half of 2023", "", "", false},
	} {
		var w []string
		for _, x := range split(test.in) {
			w = append(w, x.low)
		}
		m, _ := r.moment(w)
		if m.when.From.String() != test.from || m.when.To.String() != test.to || m.since != test.since {
			t.Errorf("%q: got %v to %v, since %v", test.in, m.when.From, m.when.To, m.since)
		}
	}
	unknown := &reader{warned: map[string]bool{}}
	if m, _ := unknown.moment([]string{"last", "year"}); m.when.Known() || len(unknown.warnings) != 1 {
		t.Errorf("without a date last year is %v with %d warnings", m.when, len(unknown.warnings))
	}
}

func TestDateFromText(t *testing.T) {
	for in, want := range map[string]string{
		"Title\n22 January 2013\n\nText.":             "2013-01-22",
		"Title\nBy A. Writer, March 3, 2020\n\nText.": "2020-03-03",
		"Published: 2019-10-10\n\nText.":              "2019-10-10",
		"Title\n\nThe war began on 1 September 1939 and ended in 1945, which nobody had expected at the time it began.": "",
	} {
		if got := Read(in, Options{}).Date.String(); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestOffsetsAreCodePoints(t *testing.T) {
	text := "“Élysée” — naïve.\n\nFrance is a permanent member of the Security Council."
	a := Read(text, Options{})
	if len(a.Found) != 1 {
		t.Fatalf("found %d claims", len(a.Found))
	}
	f := a.Found[0]
	if got := string([]rune(text)[f.Start:f.End]); got != "France is a permanent member of the Security Council" || got != f.Quote {
		t.Errorf("[%d, %d) is %q", f.Start, f.End, got)
	}
}

// Nothing that is said of what may be or ought to be, and no word of merit, becomes a claim that is checked.
func TestNothingUncheckableIsChecked(t *testing.T) {
	for _, s := range []string{
		"France will be Germany's largest trading partner in 2050.", "Trade between France and Germany must double.", "If France leaves NATO, trade between France and Germany will fall.",
		"France should be a permanent member of the Security Council.", "French policy is unjustified.", "Germany wants to lead Europe.", "The crisis was caused by France.",
		"As long as France is a member of NATO, Germany will be safe.", "France would never leave NATO.", "Germany is expected to join BRICS in 2030.",
	} {
		for _, f := range Read(s, Options{}).Found {
			if f.Claim.Form != claim.NotCheckable {
				t.Errorf("%s\n\tis read as %s", s, f.Claim)
			}
		}
	}
}

// A word that may mean several states is not guessed.
func TestAmbiguousNamesAreNotGuessed(t *testing.T) {
	for _, s := range []string{"Korea is a member of NATO.", "Congo joined the United Nations in 1960."} {
		for _, f := range Read(s, Options{}).Found {
			t.Errorf("%s\n\tis read as %s", s, f.Claim)
		}
	}
}

func TestColumnsAreOfTheCatalogue(t *testing.T) {
	for words, name := range ownNouns {
		if _, ok := column.Lookup(name); name != "" && name != "relation" && !ok {
			t.Errorf("%q names the column %q, which is not in the catalogue", words, name)
		}
	}
}

// somePairs are states whose names and demonyms the templates take.
var somePairs = []string{"France", "Germany", "India", "Japan", "Brazil", "Argentina", "Turkey", "Greece", "Nigeria", "Kenya", "Mexico", "Canada", "Poland", "Ukraine", "Russia", "China", "Iran", "Iraq",
	"Egypt", "Israel", "Spain", "Italy", "Sweden", "Norway", "Peru", "Chile", "Vietnam", "Thailand", "Pakistan", "Indonesia", "the United States", "the United Kingdom"}

var templates = []string{
	"In 2014 trade between %[1]s and %[2]s reached a record level of $12 billion.",
	"%[1]s's exports to %[2]s have doubled since 1999.",
	"%[1]s is %[2]s's second-largest trading partner.",
	"%[1]s spends more on its military than %[2]s.",
	"%[1]s and %[2]s established diplomatic relations in 1951.",
	"%[1]s and %[2]s have fought two wars since 1900.",
	"%[1]s and %[2]s are both members of the United Nations.",
	"%[1]s and %[2]s are not allies.",
	"Relations between %[1]s and %[2]s have never been closer.",
	"In 2012 %[1]s and %[2]s voted alike in 70 per cent of roll calls.",
	"%[1]s must apologise to %[2]s.",
	"%[1]s wants to humiliate %[2]s.",
	"%[1]s is a permanent member of the Security Council; %[2]s is not.",
}

// The same sentence over any pair is read as the same claim up to names: the reader knows no sides.
func TestTemplatesReadAlikeForEveryPair(t *testing.T) {
	shape := func(a, b string, template string) (string, int) {
		text := fmt.Sprintf(template, a, b)
		text = strings.ToUpper(text[:1]) + text[1:]
		x, _, _ := states.Parse(strings.TrimPrefix(a, "the "), comity.COW, comity.NoDay)
		y, _, _ := states.Parse(strings.TrimPrefix(b, "the "), comity.COW, comity.NoDay)
		article := Read(text, Options{Date: comity.YearDate(2015)})
		var out []string
		for _, f := range article.Found {
			c := f.Claim
			c.Who = relabel(c.Who, x, y, inOrder(c))
			if c.Than != nil {
				than := *c.Than
				than.Who = relabel(than.Who, x, y, inOrder(c))
				c.Than = &than
			}
			out = append(out, c.String())
		}
		return strings.Join(out, " / "), len(article.Found)
	}
	for _, template := range templates {
		want, n := shape("France", "Germany", template)
		if n == 0 {
			t.Errorf("%s\n\tis not read at all", template)
		}
		pairs := 0
		for i, a := range somePairs {
			for _, b := range []string{somePairs[(i+1)%len(somePairs)], somePairs[(i+7)%len(somePairs)]} {
				pairs++
				if got, _ := shape(a, b, template); got != want {
					t.Errorf("%s of %s and %s\n\tis read as %s\n\tnot as    %s", template, a, b, got, want)
				}
			}
		}
		if pairs < 50 {
			t.Fatal("fewer than fifty pairs")
		}
	}
}

// relabel puts France and Germany in the place of the pair; states that stand in the order of their keys are put in it again.
func relabel(who []comity.State, x, y comity.State, ordered bool) []comity.State {
	var out []comity.State
	for _, s := range who {
		switch s {
		case x:
			s = 220
		case y:
			s = 255
		}
		out = append(out, s)
	}
	if !ordered {
		slices.Sort(out)
	}
	return out
}

// inOrder says whether the order of a claim's states means something.
func inOrder(c claim.Claim) bool {
	return c.Form == claim.Rank || c.Column != "" && !symmetric(c.Column)
}

func FuzzRead(f *testing.F) {
	for _, s := range templates {
		f.Add(fmt.Sprintf(s, "France", "Germany"))
	}
	f.Add("Sino-Russian trade, up 10-fold “since 1990” — it fell… U.N. 1,,2 $ % 's ' -")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		runes := []rune(text)
		last := 0
		for _, x := range Read(text, Options{}).Found {
			if x.Start < last || x.End < x.Start || x.End > len(runes) || string(runes[x.Start:x.End]) != x.Quote {
				t.Fatalf("%q at [%d, %d) of %q", x.Quote, x.Start, x.End, text)
			}
			last = x.Start
			if back, err := claim.Parse(x.Claim.String()); err != nil || back.String() != x.Claim.String() {
				t.Fatalf("%s does not read back: %v", x.Claim, err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(readingFile)
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	words := 0
	for line := range strings.Lines(string(data)) {
		if words < 2000 && line[0] != '\t' && line[0] != '#' {
			text.WriteString(line)
			words += len(strings.Fields(line))
		}
	}
	for b.Loop() {
		Read(text.String(), Options{})
	}
	b.ReportMetric(float64(words), "words")
}
