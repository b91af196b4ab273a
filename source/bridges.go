package source

// This file knows which roll calls of the General Assembly put the same question again in a later session. Ideal points of
// different years can be compared through such bridges alone: both roll calls are given one set of item parameters.
//
// To session 74 the bridges are the published ones (Matches.csv of Bailey, Strezhnev and Voeten). After it they are found by
// title. Titles are not carried by comity, so that the list is worked out where the sources are (go test ./source -run Bridges
// -update) and kept as a table of numbers and symbols, bridges.tsv, to be read and corrected.

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed bridges.tsv
var bridgesTSV string

// The rules by which bridges are known.
const (
	BridgePublished = "published" // listed by Bailey, Strezhnev and Voeten
	BridgeSeries    = "series"    // the same title, and the earlier roll call is itself bridged to an earlier one by the published list or by this rule
	BridgeTitle     = "title"     // the same title alone
)

// Bridge is two roll calls on the same question.
type Bridge struct {
	From, To int64  // numbers of the earlier and the later roll call (Voeten's, or in 2025 the Library's)
	Rule     string // see above
	Symbols  [2]string
	Topic    string // comity's label of the later roll call, where it has one
}

// lastPublished is the last session the published list knows; farBack is how many sessions back a title is looked for, where
// the sessions between have no roll call of that title: the titles of session 78 and all of autumn 2024 are not to be had.
const (
	lastPublished = 74
	farBack       = 4
)

// likeTitles is how alike (Dice's coefficient of their letter triples) two titles must be; it allows for slips of the pen.
const (
	likeTitles = 0.88
	shortTitle = 12 // letters: a shorter title says too little
)

// Bridges gives the bridges, in the order of the later roll call.
func Bridges() []Bridge { return slices.Clone(allBridges()) }

var allBridges = sync.OnceValue(func() []Bridge {
	out, err := parseBridges(bridgesTSV)
	if err != nil {
		panic(err) // the table is compiled in: a test keeps it readable
	}
	return out
})

func parseBridges(text string) (out []Bridge, err error) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line[0] == '#' || n == 1 || strings.HasPrefix(line, "from\t") {
			continue
		}
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(c) != 6 {
			return nil, fmt.Errorf("bridges.tsv:%d: %d columns, want 6", n, len(c))
		}
		from, err1 := strconv.ParseInt(c[0], 10, 64)
		to, err2 := strconv.ParseInt(c[1], 10, 64)
		if err1 != nil || err2 != nil || !slices.Contains([]string{BridgePublished, BridgeSeries, BridgeTitle}, c[2]) {
			return nil, fmt.Errorf("bridges.tsv:%d: want two numbers and a rule, not %q", n, c[:3])
		}
		out = append(out, Bridge{From: from, To: to, Rule: c[2], Symbols: [2]string{c[3], c[4]}, Topic: c[5]})
	}
	return out, nil
}

// titled is a roll call with what its source calls it.
type titled struct {
	number  int64
	session int
	symbol  string
	topic   string
	title   string   // as bridges are sought by: see plainTitle
	triples []uint32 // sorted; see triplesOf
}

// agendaTitle is how the source writes titles of sessions 71 to 73: an item of the agenda. The title is then its short one.
var (
	agendaTitle = regexp.MustCompile(`^A/\d+/251\b`)
	afterTitle  = regexp.MustCompile(`(?i)\s*[:;]?\s*(resolution|decision)\s*/.*$`)
)

// idleWords say nothing of what a resolution is on.
var idleWords = map[string]bool{"the": true, "of": true, "a": true, "an": true, "and": true, "in": true, "on": true, "for": true, "to": true, "by": true, "its": true}

// titleOf chooses the title of the two that the source gives.
func titleOf(short, long string) string {
	if agendaTitle.MatchString(long) && short != "" {
		return short
	}
	return long
}

// plainTitle is a title without what follows it, punctuation, idle words and the s of plurals, in lower case.
func plainTitle(title string) string {
	title = strings.ToLower(afterTitle.ReplaceAllString(title, ""))
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := words[:0]
	for _, w := range words {
		if idleWords[w] {
			continue
		}
		if len(w) > 4 {
			w = strings.TrimSuffix(w, "s")
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// triplesOf gives the runs of three bytes of a plain title, sorted.
func triplesOf(title string) []uint32 {
	s := " " + title + " "
	out := make([]uint32, 0, len(title))
	for i := 0; i+3 <= len(s); i++ {
		out = append(out, uint32(s[i])<<16|uint32(s[i+1])<<8|uint32(s[i+2]))
	}
	slices.Sort(out)
	return out
}

// alike is Dice's coefficient of two titles' triples, 1 for the same title, and 0 where their lengths alone keep it below likeTitles.
func (t titled) alike(u titled) float64 {
	x, y := t.triples, u.triples
	whole := float64(len(x) + len(y))
	switch {
	case t.title == u.title:
		return 1
	case 2*float64(min(len(x), len(y))) < likeTitles*whole:
		return 0
	}
	both := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return 2 * float64(both) / whole
}

// sameTitles pairs the roll calls of two sessions that are each other's likest by title, none else being as like.
func sameTitles(earlier, later []titled) [][2]int64 {
	likest := func(of titled, among []titled) (at int) {
		at, best, tie := -1, likeTitles, false
		for i, u := range among {
			switch d := of.alike(u); {
			case d > best || at < 0 && d == best:
				at, best, tie = i, d, false
			case at >= 0 && d == best:
				tie = true
			}
		}
		if tie {
			return -1
		}
		return at
	}
	var out [][2]int64
	for _, t := range later {
		i := likest(t, earlier)
		if i < 0 {
			continue
		}
		if j := likest(earlier[i], later); j >= 0 && later[j].number == t.number {
			out = append(out, [2]int64{earlier[i].number, t.number})
		}
	}
	return out
}

// findBridges finds the bridges by title after a session: of every roll call to the nearest session before it that has a roll call of its
// title, at most farBack sessions back. Where the title stands twice in that session, none is taken.
func findBridges(calls []titled, after int, published []Bridge) []Bridge {
	bySession, of := map[int][]titled{}, map[int64]titled{}
	last := 0
	for _, c := range calls {
		of[c.number], last = c, max(last, c.session)
		if len(c.title) >= shortTitle {
			bySession[c.session] = append(bySession[c.session], c)
		}
	}
	inSeries := map[int64]bool{}
	for _, b := range published {
		inSeries[b.To] = true
	}
	var out []Bridge
	for session := after + 1; session <= last; session++ {
		rest := bySession[session]
		for back := 1; back <= farBack && len(rest) > 0; back++ {
			earlier := bySession[session-back]
			for _, p := range sameTitles(earlier, rest) {
				rule := BridgeTitle
				if inSeries[p[0]] {
					rule, inSeries[p[1]] = BridgeSeries, true
				}
				out = append(out, Bridge{From: p[0], To: p[1], Rule: rule, Symbols: [2]string{of[p[0]].symbol, of[p[1]].symbol}, Topic: of[p[1]].topic})
			}
			rest = slices.DeleteFunc(slices.Clone(rest), func(t titled) bool {
				return slices.ContainsFunc(earlier, func(u titled) bool { return t.alike(u) >= likeTitles })
			})
		}
	}
	return out
}
