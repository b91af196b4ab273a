package source

// The rules of bridges, held against the published list on the sessions that have one, and the table they give.

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/format/csv"
)

const bridgesHead = `# Roll calls of the General Assembly that put the same question again in a later session: the bridges by which ideal points of different
# years are compared. from, to: numbers of the earlier and the later roll call, Voeten's rcid; above a million the Library's record of 2025.
# rule: published: listed by Bailey, Strezhnev and Voeten 2017 (Matches.csv of their replication files, MIT licence), to session 74. After it,
# by title (docs/MEASURES.md): series: the same title, and the earlier roll call is itself bridged by the published list or by this rule;
# title: the same title alone. Titles are not carried; topic is comity's label of the later roll call.
# Made by: go test ./source -run TestBridges -update
from	to	rule	symbol_from	symbol_to	topic
`

func realFiles(t *testing.T) fs.FS {
	t.Helper()
	if _, err := os.Stat("../../shared/data"); err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	return os.DirFS("../../shared/data")
}

// calls is a sink that keeps roll calls alone.
type calls []RollCall

func (c *calls) Datum(Datum)                  {}
func (c *calls) Row(Row)                      {}
func (c *calls) Cast(int, comity.State, Vote) {}
func (c *calls) Leave(string)                 {}
func (c *calls) Call(r RollCall) int          { *c = append(*c, r); return len(*c) - 1 }

var titledOnce []titled

// titledCalls gives the roll calls of both sources with their titles, read once; parts of resolutions are left out.
func titledCalls(t *testing.T, files fs.FS) []titled {
	if titledOnce == nil {
		titledOnce = readTitled(t, files)
	}
	return titledOnce
}

func readTitled(t *testing.T, files fs.FS) (out []titled) {
	t.Helper()
	titles := map[int64]string{}
	f, err := openFrame(files, ungaCalls, "un_roll_calls", "rcid", "short", "descr")
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.rows {
		titles[int64(f.whole(0, i))] = titleOf(f.text(1, i), f.text(2, i))
	}
	table, err := openCSV(files, unga2025File, csv.Options{}, "token", "Title")
	if err != nil {
		t.Fatal(err)
	}
	for table.Next() {
		n, err := table.whole(0)
		if err != nil {
			t.Fatal(err)
		}
		titles[n] = table.text(1)
	}
	for _, id := range []string{"unga-votes", "unga-votes-2025"} {
		s, _ := Lookup(id)
		var list calls
		if err := s.Read(files, &list); err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			session, err := strconv.Atoi(c.Session)
			if err != nil || c.Flags&(Amendment|Paragraph) != 0 {
				continue
			}
			title := plainTitle(titles[c.Number])
			out = append(out, titled{c.Number, session, c.Symbol, c.Topic, title, triplesOf(title)})
		}
	}
	return out
}

// published reads the published list.
func published(t *testing.T, files fs.FS) (out []Bridge) {
	t.Helper()
	table, err := openCSV(files, "un_votes/Matches.csv", csv.Options{}, "rcid1", "rcid2")
	if err != nil {
		t.Fatal(err)
	}
	for table.Next() {
		from, err1 := table.whole(0)
		to, err2 := table.whole(1)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		out = append(out, Bridge{From: from, To: to, Rule: BridgePublished})
	}
	if len(out) != 955 {
		t.Errorf("%d published bridges, want 955", len(out))
	}
	return out
}

// TestBridgesAreWhatTheRulesGive holds the table against the sources, or writes it.
func TestBridgesAreWhatTheRulesGive(t *testing.T) {
	files := realFiles(t)
	list, all := titledCalls(t, files), published(t, files)
	of := map[int64]titled{}
	for _, c := range list {
		of[c.number] = c
	}
	for i, b := range all {
		all[i].Symbols, all[i].Topic = [2]string{of[b.From].symbol, of[b.To].symbol}, of[b.To].topic
	}
	slices.SortFunc(all, func(a, b Bridge) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From)) })
	found := findBridges(list, lastPublished, all)
	slices.SortFunc(found, func(a, b Bridge) int {
		return cmp.Or(of[a.To].session-of[b.To].session, cmp.Compare(a.To, b.To))
	})
	var text strings.Builder
	text.WriteString(bridgesHead)
	count := map[string]int{}
	for _, b := range append(all, found...) {
		count[fmt.Sprint(b.Rule, " ", of[b.To].session)]++
		fmt.Fprintf(&text, "%d\t%d\t%s\t%s\t%s\t%s\n", b.From, b.To, b.Rule, b.Symbols[0], b.Symbols[1], b.Topic)
	}
	for session := lastPublished + 1; session <= 80; session++ {
		t.Logf("session %d: %d by series, %d by title alone", session, count[fmt.Sprint("series ", session)], count[fmt.Sprint("title ", session)])
	}
	if *update {
		if err := os.WriteFile("bridges.tsv", []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text.String() != bridgesTSV {
		t.Error("bridges.tsv is not what the rules give; run: go test ./source -run TestBridges -update")
	}
}

// TestBridgesAgainstThePublished measures the rule of titles on the sessions that have a published list (docs/MEASURES.md tells the figures):
// whether it names the same earlier roll call as the list where the list knows one of the two (identity), what share of the list it
// finds (recall), and what share of what it finds the list has (precision). The list holds to session 73 only what its authors judged
// to be the same text, and in session 74 nearly every repeated title.
func TestBridgesAgainstThePublished(t *testing.T) {
	files := realFiles(t)
	list, all := titledCalls(t, files), published(t, files)
	session := map[int64]int{}
	for _, c := range list {
		session[c.number] = c.session
	}
	earlier, later := map[int64]int64{}, map[int64]int64{}
	for _, b := range all {
		earlier[b.To], later[b.From] = b.From, b.To
	}
	type score struct{ found, hit, listed, wrong int }
	measure := func(from, to int, rule string) (s score) {
		for n := from; n <= to; n++ {
			var upTo []titled
			for _, c := range list {
				if c.session <= n {
					upTo = append(upTo, c)
				}
			}
			var known []Bridge
			for _, b := range all {
				if session[b.To] < n {
					known = append(known, b)
				}
				if session[b.To] == n && session[b.From] > 0 {
					s.listed++
				}
			}
			for _, b := range findBridges(upTo, n-1, known) {
				if session[b.From] != n-1 || rule != "" && b.Rule != rule {
					continue
				}
				s.found++
				switch {
				case earlier[b.To] == b.From:
					s.hit++
				case earlier[b.To] != 0 || later[b.From] != 0:
					s.wrong++
				}
			}
		}
		return s
	}
	for _, c := range []struct {
		from, to  int
		rule      string
		identity  float64 // at least
		recall    float64
		precision float64
	}{
		{44, 73, "", .995, .91, .36},
		{65, 73, "", 1, .97, .40},
		{74, 74, "", 1, .94, .90},
		{44, 73, BridgeSeries, .995, .50, .60},
		{74, 74, BridgeSeries, 1, .45, .96},
	} {
		s := measure(c.from, c.to, c.rule)
		identity, recall, precision := float64(s.hit)/float64(s.hit+s.wrong), float64(s.hit)/float64(s.listed), float64(s.hit)/float64(s.found)
		t.Logf("sessions %d-%d %-6s found %4d, in the list %4d of %4d; identity %.3f, recall %.3f, precision %.3f", c.from, c.to, c.rule, s.found, s.hit, s.listed, identity, recall, precision)
		if identity < c.identity || recall < c.recall || precision < c.precision {
			t.Errorf("below %.3f, %.3f, %.3f", c.identity, c.recall, c.precision)
		}
	}
}

// TestBridgesAcrossHoles leaves sessions out between two that have the same resolution: the rule must name the roll call that the chain
// of published bridges leads to.
func TestBridgesAcrossHoles(t *testing.T) {
	files := realFiles(t)
	list, all := titledCalls(t, files), published(t, files)
	session, earlier := map[int64]int{}, map[int64]int64{}
	for _, c := range list {
		session[c.number] = c.session
	}
	for _, b := range all {
		earlier[b.To] = b.From
	}
	for back := 2; back <= farBack; back++ {
		right, wrong := 0, 0
		for n := 57; n <= lastPublished; n++ {
			var some []titled
			for _, c := range list {
				if c.session == n || c.session == n-back {
					some = append(some, c)
				}
			}
			for _, b := range findBridges(some, n-1, nil) {
				at := b.To
				for at != 0 && session[at] != n-back {
					at = earlier[at]
				}
				switch at {
				case 0:
				case b.From:
					right++
				default:
					wrong++
				}
			}
		}
		t.Logf("%d sessions back: %d as the published chains lead, %d otherwise", back, right, wrong)
		if right < 80 || wrong > 0 {
			t.Errorf("%d sessions back: want at least 80 and none", back)
		}
	}
}

func TestBridgesTable(t *testing.T) {
	seen := map[[2]int64]bool{}
	for _, b := range Bridges() {
		if seen[[2]int64{b.From, b.To}] || b.From == b.To {
			t.Errorf("%d and %d are bridged twice, or one with itself", b.From, b.To)
		}
		seen[[2]int64{b.From, b.To}] = true
	}
	for _, text := range []string{"1\t2\tpublished", "a\t2\ttitle\t\t\t\n", "1\t2\tguess\t\t\t\n"} {
		if _, err := parseBridges("# head\n" + text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

// TestPlainTitles shows what titles are brought down to.
func TestPlainTitles(t *testing.T) {
	for title, want := range map[string]string{
		"Human rights and unilateral coercive measures : resolution / adopted by the General Assembly": "human right unilateral coercive measure",
		"Human rights an unilateral coercive measures: resolution / adupted by the General Assembly":   "human right unilateral coercive measure",
		"The Syrian Golan ": "syrian golan",
	} {
		if got := plainTitle(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := titleOf("Jerusalem : resolution / adopted", "A/72/251 37 - The situation in the Middle East. - MIDDLE EAST"); got != "Jerusalem : resolution / adopted" {
		t.Error(got)
	}
}
