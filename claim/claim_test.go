package claim

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"comity"
	"comity/states"
)

// documented gives the examples of the documentation: the lines of its claim blocks.
func documented(t testing.TB) []string {
	data, err := os.ReadFile("../docs/CLAIM-LANGUAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	in := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "```claim":
			in = true
		case line == "```":
			in = false
		case in:
			lines = append(lines, line)
		}
	}
	return lines
}

func TestDocumentationRoundTrips(t *testing.T) {
	seen := map[Form]bool{}
	for _, text := range documented(t) {
		c, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		seen[c.Form] = true
		if got := c.String(); got != text {
			t.Errorf("wrote %q\nback as %q", text, got)
		}
	}
	for _, f := range Forms() {
		if !seen[f] {
			t.Errorf("the documentation has no example of form %q", f)
		}
	}
}

func TestParseSlots(t *testing.T) {
	c, err := Parse(`vote.agreement(RUS,CHN) in 2023 is highest since 1949 hedged "almost" said by "both sides"`)
	if err != nil {
		t.Fatal(err)
	}
	want := Claim{Form: Record, Who: []comity.State{365, 710}, Column: "vote.agreement", When: When{comity.YearDate(2023), comity.YearDate(2023)},
		Since: comity.YearDate(1949), Hedge: "almost", AttributedTo: "both sides"}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v\nwant %+v", c, want)
	}
}

func TestDigitsFollowTheWriting(t *testing.T) {
	for _, test := range []struct {
		text   string
		digits float64
		canon  string
	}{
		{"gdp(CHN) is 240e9 USD", 1e9, "gdp(CHN) is 240e9 USD"},
		{"gdp(CHN) is 240.1e9 USD", 1e8, "gdp(CHN) is 240.1e9 USD"},
		{"gdp(CHN) is 240000000000 USD", 1, "gdp(CHN) is 240e9 USD nearest 1"},
		{"gdp(CHN) is 0.25", 0.01, "gdp(CHN) is 0.25"},
		{"gdp(CHN) is exactly 3 nearest 0", 0, "gdp(CHN) is 3 nearest 0"},
	} {
		c, err := Parse(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if c.Value.Digits != test.digits || c.String() != test.canon {
			t.Errorf("%s: digits %v, canonical %q", test.text, c.Value.Digits, c)
		}
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, test := range []struct {
		text string
		at   int
		why  string
	}{
		{"", 0, "want a column"},
		{"trade.turnover(XYZ,CHN) is 3", 15, "no state"},
		{"trade.turnover(RUS,CHN)", 23, "want a predicate"},
		{"trade.turnover(RUS,CHN) grows", 24, "no predicate"},
		{"trade.turnover(RUS,CHN) in 2023-02-30 is 3", 27, "no such day"},
		{`most of states oppose "x"`, 8, "in double quotes"},
		{`most of "states`, 8, "not closed"},
		{"gdp(CHN) is 3 USD please", 18, "not expected"},
		{"gdp(CHN) ranks 0", 15, "whole number from 1"},
		{"not checkable(opinion)", 14, "the kinds are judgement"},
		{"gdp(CHN) is ☃", 12, "no meaning"},
		{"member(CHN UN)", 11, `want ","`},
	} {
		_, err := Parse(test.text)
		var e *Error
		if !errors.As(err, &e) || e.At != test.at || !strings.Contains(e.Error(), test.why) {
			t.Errorf("%q: got %v, want a fault at byte %d saying %q", test.text, err, test.at, test.why)
		}
	}
}

// The claims a generator makes, written and read back, are the same claims.
func TestClaimsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyClaim(t)
		text := c.String()
		back, err := Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if !reflect.DeepEqual(back, c) {
			t.Fatalf("%s\nback %+v\nfrom %+v", text, back, c)
		}
	})
}

var (
	someStates = []comity.State{2, 200, 220, 255, 260, 300, 365, 710, 713, 740}
	words      = rapid.SampledFrom([]string{"UN", "G77", "African Union", "treaty", "a \"b\" \\ c", "é", "partners", "since", "of", "not"})
	dates      = rapid.SampledFrom([]comity.Date{comity.YearDate(1949), comity.YearDate(2023), comity.On(comity.DayOf(1979, 1, 1)), {Day: comity.DayOf(2001, 7, 1), Grain: comity.MonthGrain}})
)

func anyWho(t *rapid.T, least, most int) []comity.State {
	return rapid.SliceOfN(rapid.SampledFrom(someStates), least, most).Draw(t, "who")
}

func anyWhen(t *rapid.T) When {
	w := When{}
	if rapid.Bool().Draw(t, "from") {
		w.From = dates.Draw(t, "from date")
	}
	if rapid.Bool().Draw(t, "to") {
		w.To = dates.Draw(t, "to date")
	}
	return w
}

func anyValue(t *rapid.T) *Quantity {
	return &Quantity{
		Number: rapid.Float64Range(-1e15, 1e15).Draw(t, "number"),
		Unit:   rapid.SampledFrom([]string{"", "USD", "percent", "ratio", "share", "odd unit"}).Draw(t, "unit"),
		How:    rapid.SampledFrom([]How{Exactly, About, Over, Under, AtLeast, AtMost}).Draw(t, "how"),
		Digits: rapid.SampledFrom([]float64{0, 1, 1e9, 0.01}).Draw(t, "digits"),
	}
}

func anyColumn(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "trade.turnover", "vote.agreement", "relation", "gdp"}).Draw(t, "column")
}

func anyClaim(t *rapid.T) Claim {
	c := Claim{Form: rapid.SampledFrom(Forms()).Draw(t, "form"), Negated: rapid.Bool().Draw(t, "negated")}
	switch c.Form {
	case Level, Change, Record, Rank, Comparison, Count:
		c.Column, c.Who, c.When = anyColumn(t), anyWho(t, 1, 3), anyWhen(t)
	case Share:
		c.Set, c.Quantifier = words.Draw(t, "set"), rapid.SampledFrom([]string{"", "all", "nearly all", "most", "half", "few", "none", "9 of 10"}).Draw(t, "quantifier")
	case Membership:
		c.Who, c.Group, c.When = anyWho(t, 1, 3), words.Draw(t, "group"), anyWhen(t)
	case Tie, Principle:
		c.Who, c.When = anyWho(t, 1, 3), anyWhen(t)
	case Event, Anniversary:
		c.Who, c.When, c.Event = anyWho(t, 1, 2), anyWhen(t), "signed"
	}
	fill(t, &c)
	if rapid.Bool().Draw(t, "tail") {
		c.Since, c.Ever, c.Every, c.Hedge, c.AttributedTo, c.Source = dates.Draw(t, "since"), true, "decade", "almost", words.Draw(t, "said"), words.Draw(t, "source")
	}
	return c
}

// fill sets the slots of the claim's own form.
func fill(t *rapid.T, c *Claim) {
	switch c.Form {
	case Level:
		c.Value = anyValue(t)
	case Change:
		c.Direction = rapid.SampledFrom([]string{"rose", "fell", "unchanged", ""}).Draw(t, "direction")
	case Rank:
		c.K, c.Low = rapid.IntRange(1, 200).Draw(t, "k"), rapid.Bool().Draw(t, "low")
	case Record:
		c.Low = rapid.Bool().Draw(t, "low")
	case Comparison:
		c.Direction = rapid.SampledFrom([]string{"more", "less", "equal"}).Draw(t, "direction")
		c.Than = &Operand{Column: anyColumn(t), Who: anyWho(t, 1, 2), When: anyWhen(t)}
		if rapid.Bool().Draw(t, "factor") {
			c.Value = anyValue(t)
		}
	case Share:
		c.Direction = rapid.SampledFrom([]string{"oppose", "support", "abstain"}).Draw(t, "stance")
		c.Topic = words.Draw(t, "topic")
	case Tie:
		c.Obligation = "defence"
	case Event:
		c.Treaty = words.Draw(t, "treaty")
	case Anniversary:
		c.Group, c.Value = words.Draw(t, "group"), anyValue(t)
	case SystemForm:
		c.Column, c.Direction = "system.polarity", "more"
	case Principle:
		c.Principle = "mutuality"
	case NotCheckable:
		c.Negated, c.Kind = false, Judgement
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range documented(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(text)
		if err != nil {
			return
		}
		canon := c.String()
		again, err := Parse(canon)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, canon, err)
		}
		if again.String() != canon {
			t.Fatalf("%q is not canonical: %q", canon, again)
		}
	})
}

func TestStatesAreWrittenSoThatTheyReadBack(t *testing.T) {
	for _, s := range someStates {
		if back, ok := states.FromID(id(s)); !ok || back != s {
			t.Errorf("%d is written %q and read %d", s, id(s), back)
		}
	}
}
