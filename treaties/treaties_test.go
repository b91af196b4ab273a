package treaties

// The laws every line of the list keeps, and the questions people ask of it.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/states"
)

const (
	usa, can, gbr, fra = comity.State(2), comity.State(20), comity.State(200), comity.State(220)
	deu, gfr, gdr, rus = comity.State(255), comity.State(260), comity.State(265), comity.State(365)
	kor, jpn, chn, ind = comity.State(732), comity.State(740), comity.State(710), comity.State(750)
	prk, twn, tur, aus = comity.State(731), comity.State(713), comity.State(640), comity.State(900)
)

func day(s string) comity.Day {
	d, err := comity.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d.Day
}

func ids(ts []Treaty) []string {
	var out []string
	for _, t := range ts {
		out = append(out, t.ID)
	}
	return out
}

func TestTablesParse(t *testing.T) {
	ts, err := parse(treatiesTSV, partiesTSV)
	if err != nil {
		t.Fatal(err)
	}
	if len(ts) < 900 {
		t.Errorf("%d treaties, want at least 900", len(ts))
	}
}

func TestDatesInOrder(t *testing.T) {
	for _, x := range All() {
		last := x.Signed.First()
		if !x.Signed.Known() {
			t.Errorf("%s: not signed", x.ID)
		}
		for _, d := range append([]comity.Date{x.InForce}, x.Extended...) {
			if d.Known() && d.Last() < last {
				t.Errorf("%s: %s comes before %s", x.ID, d, last)
			} else if d.Known() {
				last = d.First()
			}
		}
		if x.Ended.Known() && x.Ended.Last() < last {
			t.Errorf("%s: ended %s before %s", x.ID, x.Ended, last)
		}
		if x.Suspended.Known() && x.Suspended.Last() < x.Start() {
			t.Errorf("%s: suspended %s before it bound", x.ID, x.Suspended)
		}
		if x.Ended.Known() != (x.EndedHow != "" && x.EndedHow != NotInForce) && x.EndedHow != NotInForce {
			t.Errorf("%s: ended %q how %q: want both or neither", x.ID, x.Ended, x.EndedHow)
		}
	}
}

func TestParties(t *testing.T) {
	for _, x := range All() {
		first := map[comity.State]bool{}
		for _, p := range x.Parties {
			if p.Span.Empty() {
				t.Errorf("%s: state %d is a party over no day (%s)", x.ID, p.State, p.Span)
			}
			if p.Span.From < x.Signed.First() || x.Ended.Known() && p.Span.To > x.Ended.Last() {
				t.Errorf("%s: state %d is a party outside the treaty's life (%s)", x.ID, p.State, p.Span)
			}
			for _, q := range x.Parties {
				if p != q && p.State == q.State && p.Span.Overlaps(q.Span) {
					t.Errorf("%s: state %d is a party twice at a time", x.ID, p.State)
				}
			}
			first[p.State] = true
		}
		if len(first) < 2 {
			t.Errorf("%s: %d parties, want at least two", x.ID, len(first))
		}
	}
}

func TestPartiesExist(t *testing.T) {
	for _, x := range All() {
		for _, p := range x.Parties {
			if p.State < 1000 && !lives(p) {
				t.Errorf("%s: %s is a party over %s but no state then", x.ID, states.ID(p.State, comity.NoDay), p.Span)
			}
		}
	}
}

// lives says whether the party was a state of some system on a day of its span, in its first five years if it is long.
func lives(p Party) bool {
	s := comity.Span{From: p.Span.From, To: min(p.Span.To, p.Span.From+5*366)}
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, a := range states.Alive(sys, p.State) {
			if a.Overlaps(s) || s.From > comity.DayOf(2016, 12, 31) || s.To < comity.DayOf(1816, 12, 31) {
				return true
			}
		}
	}
	return false
}

func TestBasis(t *testing.T) {
	for _, x := range All() {
		if x.Ref.Basis == comity.Seen && len(x.Sources) == 0 {
			t.Errorf("%s: seen, but where?", x.ID)
		}
		if x.Ref.Basis == comity.Recalled && len(x.Recalled) > 0 {
			t.Errorf("%s: all of it is recalled, no need to name fields", x.ID)
		}
	}
}

func TestBetween(t *testing.T) {
	got := ids(Between(rus, chn))
	for _, want := range []string{"chn-sun-1945", "chn-sun-1950", "chn-rus-2001"} {
		if !slices.Contains(got, want) {
			t.Errorf("Between(RUS, CHN) lacks %s", want)
		}
	}
	if !slices.Equal(got, ids(Between(chn, rus))) {
		t.Error("Between is not symmetric")
	}
	if len(Between(chn, chn)) != 0 {
		t.Error("a state has treaties with itself")
	}
}

func TestInForce(t *testing.T) {
	tests := []struct {
		name string
		a, b comity.State
		on   string
		o    Obligation
		want []string
	}{
		{"China and the USSR allied", chn, rus, "1960-01-01", Defence, []string{"chn-sun-1950"}},
		{"China and Russia have no defence pact", chn, rus, "2023-01-01", Defence, nil},
		{"the pact of 2001", chn, rus, "2002-06-01", Consultation, []string{"chn-rus-2001"}},
		{"the United States and Japan", usa, jpn, "2020-01-01", Defence, []string{"usa-jpn-1960"}},
		{"West Germany in NATO", usa, gfr, "1970-01-01", Defence, []string{"north-atlantic-1949"}},
		{"Germany in NATO", usa, deu, "1995-01-01", Defence, []string{"north-atlantic-1949"}},
		{"the Reich is not in NATO", usa, deu, "1970-01-01", 0, nil},
		{"China and the United States", usa, chn, "2018-01-01", Defence | Offence | Neutrality | Consultation, nil},
	}
	for _, x := range tests {
		if got := ids(InForce(x.a, x.b, day(x.on), x.o)); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

func TestLookup(t *testing.T) {
	for _, x := range []struct{ in, want string }{
		{"elysee treaty", "elysee-1963"},
		{"ÉLYSÉE TREATY", "elysee-1963"},
		{"chn-rus-2001", "chn-rus-2001"},
		{"Treaty on Good Neighborliness, Friendship and Cooperation between China and Russia", "chn-rus-2001"},
		{"NATO", "north-atlantic-1949"},
		{"Molotov–Ribbentrop pact", "molotov-ribbentrop-1939"},
		{"US-Japan Security Treaty of 1960", "usa-jpn-1960"},
	} {
		if got, err := Lookup(x.in); err != nil || got.ID != x.want {
			t.Errorf("Lookup(%q) = %q, %v; want %s", x.in, got.ID, err, x.want)
		}
	}
}

func TestLookupUnknown(t *testing.T) {
	_, err := Lookup("Elyse Treaty of Friendship")
	var unknown *UnknownError
	if !errors.As(err, &unknown) || len(unknown.Near) == 0 {
		t.Errorf("got %v, want an UnknownError with suggestions", err)
	}
	_, err = Lookup("Mutual Defense Treaty")
	var many *AmbiguousError
	if !errors.As(err, &many) || len(many.IDs) < 3 {
		t.Errorf("got %v, want an AmbiguousError", err)
	}
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, text string
		about      []comity.State
		want       []string // id=words
	}{
		{"a full title with the states in it", "The Treaty on Good Neighbourliness, Friendship and Cooperation between China and Russia, signed in 2001 and extended", []comity.State{chn, rus},
			[]string{"chn-rus-2001=Treaty on Good Neighbourliness, Friendship and Cooperation between China and Russia"}},
		{"a shared title decided by the states", "the Treaty of Good-Neighborliness and Friendly Cooperation of 2001", []comity.State{chn, rus},
			[]string{"chn-rus-2001=Treaty of Good-Neighborliness and Friendly Cooperation"}},
		{"a shared title undecided", "a Treaty of Good-Neighborliness and Friendly Cooperation", []comity.State{usa, chn}, nil},
		{"a shared title of nobody", "a mutual defence treaty", nil, nil},
		{"accents", "fifty years of the Elysee Treaty", nil, []string{"elysee-1963=Elysee Treaty"}},
		{"two of them", "from the Warsaw Pact to the North Atlantic Treaty", nil, []string{"warsaw-1955=Warsaw Pact", "north-atlantic-1949=North Atlantic Treaty"}},
		{"an organisation is not its treaty", "both joined NATO", nil, nil},
	}
	for _, x := range tests {
		var got []string
		for _, m := range Find(x.text, x.about) {
			got = append(got, m.Treaty+"="+x.text[m.Start:m.End])
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}

func TestFindOwnTitles(t *testing.T) {
	for _, x := range All() {
		var about []comity.State
		for _, p := range x.Parties[:2] {
			about = append(about, p.State)
		}
		for _, m := range Find("Then came the "+x.Title+".", about) {
			if m.Treaty != x.ID {
				t.Errorf("%q is read as %s, want %s", x.Title, m.Treaty, x.ID)
			}
		}
	}
}

func TestObligation(t *testing.T) {
	for _, x := range []struct {
		in   string
		want Obligation
	}{{"", 0}, {"none", 0}, {"defence;consultation", Defence | Consultation}, {"Defense, nonaggression", Defence | NonAggression}} {
		if got, err := ParseObligation(x.in); err != nil || got != x.want {
			t.Errorf("ParseObligation(%q) = %v, %v", x.in, got, err)
		}
	}
	if _, err := ParseObligation("friendship"); err == nil {
		t.Error("friendship is no obligation")
	}
	if got := (Defence | Consultation).String(); got != "defence, consultation" {
		t.Errorf("String: %q", got)
	}
}

func TestCoverage(t *testing.T) {
	if !strings.Contains(Coverage(), "does not mean that there is none") {
		t.Error("Coverage does not say what silence means")
	}
	if _, ok := Complete(chn, rus, Defence); !ok {
		t.Error("China and Russia are not covered")
	}
	if _, ok := Complete(chn, prk, Defence); ok {
		t.Error("North Korea is not of the G20")
	}
	if span, ok := Kept(chn, rus, Defence); !ok || !span.Has(day("2023-01-01")) {
		t.Error("the list is not kept to 2023")
	}
	if _, ok := Kept(chn, rus, Consultation); ok {
		t.Error("consultation is not kept")
	}
	if _, ok := Complete(chn, chn, Defence); ok {
		t.Error("a state is no ally of itself")
	}
}
