package cases

// How well is an article read? Nine articles of our own writing are labelled by hand in articles/labels.jsonl, the first
// six before their writer had seen the reader; here `comity check --core --json` answers them and the answers are held against
// the labels. The three labelled articles of ../shared/claims/dev are scored alike where they are present.
//
// What an article teaches it no longer measures. At first sight the first six were found .33 and right .25; the reader was
// then widened by what they showed; h7 and h8, written after, were at first sight found .45 and right .33; and h9, written
// after that, found .61 and right .48. An honest measure of the reader of today needs articles of tomorrow: add them, and
// write down what they show at first sight.
//
// A claim meets a label when their overlap is half of the label or nine tenths of the claim. A label is found when a claim
// that meets it has a fitting form and shares a state with it; then it is right when some such claim has a verdict that
// fits and no other contradicts it, wrong when any contradicts it, abstained when all say `cannot tell`. On a label that
// nothing can check, any verdict of fact is an error of neutrality: that number stays zero.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"comity/internal/cli"
)

// A many is one word or a list of them in JSON.
type many []string

func (m *many) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*m = many{one}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(m))
}

// A label is what a person says of one stretch of an article.
type label struct {
	Article  string   `json:"a"`
	Quote    string   `json:"q"`
	Form     many     `json:"form"`
	Who      []string `json:"who"`
	Truth    many     `json:"truth"` // true, false, depends, mostly, unknown, nc
	Optional bool     `json:"optional"`

	start, end int // in code points
}

// An answer is what comity says of one stretch of an article.
type answer struct {
	Start, End           int
	Quote, Form, Verdict string
	Who                  []string
	Because              string
}

// fitting tells which labelled truths a verdict agrees with; one that is not listed here commits to nothing.
var fitting = map[string][]string{
	"supported":              {"true"},
	"mostly supported":       {"true", "mostly"},
	"not supported":          {"false"},
	"depends on the measure": {"depends"},
	"cannot tell":            {"unknown"},
	"not checkable":          {"nc"},
}

func (l label) overlap(a answer) float64 {
	return float64(max(0, min(l.end, a.End)-max(l.start, a.Start)))
}

func (l label) metBy(a answer) bool {
	over := l.overlap(a)
	return over > 0 && (over >= .5*float64(l.end-l.start) || over >= .9*float64(a.End-a.Start))
}

// holds tells whether most of the answer lies inside the label.
func (l label) holds(a answer) bool {
	over := l.overlap(a)
	return over > 0 && over >= .6*float64(a.End-a.Start)
}

// fits tells whether the answer is of a fitting form and about the same states: one in common, all where three are named.
func (l label) fits(a answer) bool {
	if !slices.Contains(l.Form, a.Form) {
		return false
	}
	if len(l.Who) == 0 || len(a.Who) == 0 {
		return true
	}
	within := func(xs, ys []string) bool {
		return !slices.ContainsFunc(xs, func(x string) bool { return !slices.Contains(ys, x) })
	}
	if len(l.Who) > 2 {
		return within(l.Who, a.Who) || within(a.Who, l.Who)
	}
	return slices.ContainsFunc(l.Who, func(x string) bool { return slices.Contains(a.Who, x) })
}

func (l label) agrees(a answer) bool {
	return slices.ContainsFunc(fitting[a.Verdict], func(t string) bool { return slices.Contains(l.Truth, t) })
}

func (l label) uncheckable() bool { return len(l.Truth) == 1 && l.Truth[0] == "nc" }

// factual tells a verdict that decides something from one that declines to.
func (a answer) factual() bool { return a.Verdict != "not checkable" && a.Verdict != "cannot tell" }

// A tally is the score of one article or of several together.
type tally struct {
	checkable, uncheckable     int // labels
	found                      int // of both kinds
	right, wrong, abstained    int // of checkable ones
	neutrality, extra, factual int // errors; claims beside every label; claims with a verdict of fact
	notes                      []string
}

func (t *tally) note(kind, article, quote, what string, more ...any) {
	t.notes = append(t.notes, fmt.Sprintf("%-10s %-4s %q %s", kind, article, quote, fmt.Sprintf(what, more...)))
}

func (t *tally) add(o tally) {
	t.checkable, t.uncheckable, t.found = t.checkable+o.checkable, t.uncheckable+o.uncheckable, t.found+o.found
	t.right, t.wrong, t.abstained = t.right+o.right, t.wrong+o.wrong, t.abstained+o.abstained
	t.neutrality, t.extra, t.factual = t.neutrality+o.neutrality, t.extra+o.extra, t.factual+o.factual
	t.notes = append(t.notes, o.notes...)
}

func part(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func (t tally) foundShare() float64 { return part(t.found, t.checkable+t.uncheckable) }
func (t tally) rightShare() float64 { return part(t.right, t.checkable) }
func (t tally) extraShare() float64 { return part(t.extra, t.factual) }

func (t tally) row(name string) string {
	return fmt.Sprintf("%-22s %6d %5d %6.2f %6d %6.2f %6d %9d %10d %5d/%d", name, t.checkable, t.uncheckable, t.foundShare(),
		t.right, t.rightShare(), t.wrong, t.abstained, t.neutrality, t.extra, t.factual)
}

const heading = "article                checkb    nc  found  right  share  wrong abstained neutrality extra"

// scoreArticle holds the answers to one article against its labels.
func scoreArticle(labels []label, answers []answer) tally {
	var t tally
	for _, l := range labels {
		met := slices.DeleteFunc(slices.Clone(answers), func(a answer) bool { return !l.metBy(a) })
		if l.uncheckable() {
			t.scoreOpinion(l, met, answers)
		} else {
			t.scoreFact(l, met)
		}
	}
	for _, a := range answers {
		if !a.factual() {
			continue
		}
		t.factual++
		if !slices.ContainsFunc(labels, func(l label) bool { return l.metBy(a) && l.fits(a) }) {
			t.extra++
			t.note("EXTRA", "", a.Quote, "%s/%s", a.Form, a.Verdict)
		}
	}
	return t
}

// scoreOpinion counts a label that nothing can check.
func (t *tally) scoreOpinion(l label, met, all []answer) {
	t.uncheckable++
	if i := slices.IndexFunc(all, func(a answer) bool { return a.factual() && l.holds(a) }); i >= 0 {
		t.neutrality++
		t.note("NEUTRALITY", l.Article, l.Quote, "got %s/%s", all[i].Form, all[i].Verdict)
		return
	}
	if slices.ContainsFunc(met, func(a answer) bool { return a.Verdict == "not checkable" }) {
		t.found++
		return
	}
	t.note("UNFOUND", l.Article, l.Quote, "is not checkable; got %s", forms(met))
}

// scoreFact counts a label with a truth. An optional one counts only when it is wrong.
func (t *tally) scoreFact(l label, met []answer) {
	if !l.Optional {
		t.checkable++
	}
	fit := slices.DeleteFunc(slices.Clone(met), func(a answer) bool { return !l.fits(a) })
	if len(fit) > 0 && !l.Optional {
		t.found++
	}
	against := slices.IndexFunc(fit, func(a answer) bool { return !l.agrees(a) && a.Verdict != "cannot tell" })
	switch {
	case against >= 0:
		t.wrong++
		t.note("WRONG", l.Article, l.Quote, "is %v; got %s/%s: %s", l.Truth, fit[against].Form, fit[against].Verdict, fit[against].Because)
	case l.Optional:
	case len(fit) == 0:
		t.note("MISSED", l.Article, l.Quote, "wants %v; got %s", l.Form, forms(met))
	case slices.ContainsFunc(fit, l.agrees):
		t.right++
	default:
		t.abstained++
		t.note("ABSTAINED", l.Article, l.Quote, "is %v: %s", l.Truth, fit[0].Because)
	}
}

func forms(answers []answer) string {
	if len(answers) == 0 {
		return "nothing"
	}
	var all []string
	for _, a := range answers {
		all = append(all, a.Form+"/"+a.Verdict)
	}
	return strings.Join(all, ", ")
}

// readLabels gives the labels of a file by article.
func readLabels(t *testing.T, file string) map[string][]label {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]label{}
	for n, line := range strings.Split(string(raw), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var l label
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%s:%d: %v", file, n+1, err)
		}
		out[l.Article] = append(out[l.Article], l)
	}
	return out
}

// place finds each label in the text.
func place(t *testing.T, text string, labels []label) {
	for i := range labels {
		l := &labels[i]
		at := strings.Index(text, l.Quote)
		if at < 0 {
			t.Fatalf("%s: no such words in the article: %q", l.Article, l.Quote)
		}
		l.start = utf8.RuneCountInString(text[:at])
		l.end = l.start + utf8.RuneCountInString(l.Quote)
	}
}

// checkArticle asks comity about an article, by the record that ships with it alone.
func checkArticle(t *testing.T, file string, more ...string) []answer {
	var out, errs bytes.Buffer
	if status := cli.Run(append([]string{"check", file, "--json"}, more...), strings.NewReader(""), &out, &errs); status != cli.OK {
		t.Fatalf("comity check %s: status %d: %s", file, status, errs.String())
	}
	var page struct{ Claims []answer }
	if err := json.Unmarshal(out.Bytes(), &page); err != nil {
		t.Fatalf("comity check %s: %v", file, err)
	}
	return page.Claims
}

// scoreFolder scores the articles of a folder against a file of labels; an article's key opens its file's name.
func scoreFolder(t *testing.T, folder, labels string, options map[string][]string) (all tally, table []string) {
	by := readLabels(t, labels)
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) != len(by) {
		t.Fatalf("%s: %d articles, labels for %d (%v)", folder, len(files), len(by), err)
	}
	table = append(table, heading)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		key, _, _ := strings.Cut(name, "-")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		place(t, string(text), by[key])
		one := scoreArticle(by[key], checkArticle(t, file, append([]string{"--core"}, options[key]...)...))
		table = append(table, one.row(name))
		all.add(one)
	}
	return all, append(table, all.row("together"))
}

// A floor is the least, or for errors the most, that is accepted.
type floor struct {
	found, right, extra float64
	wrong, neutrality   int
}

func (f floor) hold(t *testing.T, got tally) {
	if got.foundShare() < f.found {
		t.Errorf("found %.3f of all labels, want at least %.2f", got.foundShare(), f.found)
	}
	if got.rightShare() < f.right {
		t.Errorf("right on %.3f of checkable labels, want at least %.2f", got.rightShare(), f.right)
	}
	if got.extraShare() > f.extra {
		t.Errorf("extra claims are %.3f of all verdicts, want at most %.2f", got.extraShare(), f.extra)
	}
	if got.wrong > f.wrong {
		t.Errorf("%d wrong verdicts, want at most %d", got.wrong, f.wrong)
	}
	if got.neutrality > f.neutrality {
		t.Errorf("%d errors of neutrality, want at most %d", got.neutrality, f.neutrality)
	}
}

// held measures one folder and shows the table; every miss and error is listed when the test is run with -v.
func held(t *testing.T, folder, labels string, options map[string][]string, f floor) {
	t.Setenv("COMITY_HOME", t.TempDir())
	all, table := scoreFolder(t, folder, labels, options)
	t.Log("\n" + strings.Join(table, "\n"))
	t.Log("\n" + strings.Join(all.notes, "\n"))
	f.hold(t, all)
}

// The floors are what was reached, rounded down. Those of the project's first issue are found .60, right .50, extra .15, and
// five wrong verdicts in three articles.
func TestScoreOwnArticles(t *testing.T) {
	held(t, "articles", "articles/labels.jsonl", nil, floor{found: .66, right: .57, extra: .02, wrong: 2})
}

func TestScoreDevArticles(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "claims", "dev")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no labelled articles at", folder)
	}
	held(t, folder, filepath.Join(folder, "claims.jsonl"), map[string][]string{"seed": {"--date", "2024-01-15"}},
		floor{found: .98, right: .86, extra: .02, wrong: 1})
}

// The rules of scoring, each by its smallest case.
func TestScoringRules(t *testing.T) {
	fact := label{Form: many{"level"}, Who: []string{"FRA", "DEU"}, Truth: many{"true"}, start: 10, end: 30}
	opinion := label{Form: many{"not checkable"}, Truth: many{"nc"}, start: 10, end: 30}
	optional := fact
	optional.Optional = true
	three := fact
	three.Who = []string{"CHN", "RUS", "USA"}
	at := func(start, end int, form, verdict string, who ...string) answer {
		return answer{Start: start, End: end, Form: form, Verdict: verdict, Who: who}
	}
	for _, c := range []struct {
		name string
		l    label
		as   []answer
		want tally
	}{
		{"right", fact, []answer{at(10, 30, "level", "supported", "FRA")}, tally{checkable: 1, found: 1, right: 1, factual: 1}},
		{"half of the label is enough", fact, []answer{at(0, 20, "level", "supported")}, tally{checkable: 1, found: 1, right: 1, factual: 1}},
		{"nine tenths of the claim are enough", fact, []answer{at(12, 16, "level", "supported")}, tally{checkable: 1, found: 1, right: 1, factual: 1}},
		{"less is beside it", fact, []answer{at(0, 19, "level", "supported")}, tally{checkable: 1, extra: 1, factual: 1}},
		{"another form", fact, []answer{at(10, 30, "rank", "supported")}, tally{checkable: 1, extra: 1, factual: 1}},
		{"other states", fact, []answer{at(10, 30, "level", "supported", "ITA")}, tally{checkable: 1, extra: 1, factual: 1}},
		{"three states want all", three, []answer{at(10, 30, "level", "supported", "CHN", "FRA")}, tally{checkable: 1, extra: 1, factual: 1}},
		{"wrong", fact, []answer{at(10, 30, "level", "not supported")}, tally{checkable: 1, found: 1, wrong: 1, factual: 1}},
		{"one of two contradicts", fact, []answer{at(10, 20, "level", "supported"), at(20, 30, "level", "depends on the measure")},
			tally{checkable: 1, found: 1, wrong: 1, factual: 2}},
		{"one of two abstains", fact, []answer{at(10, 20, "level", "supported"), at(20, 30, "level", "cannot tell")},
			tally{checkable: 1, found: 1, right: 1, factual: 1}},
		{"abstained", fact, []answer{at(10, 30, "level", "cannot tell")}, tally{checkable: 1, found: 1, abstained: 1}},
		{"missed", fact, nil, tally{checkable: 1}},
		{"optional right", optional, []answer{at(10, 30, "level", "supported")}, tally{factual: 1}},
		{"optional wrong", optional, []answer{at(10, 30, "level", "not supported")}, tally{wrong: 1, factual: 1}},
		{"opinion found", opinion, []answer{at(10, 30, "not checkable", "not checkable")}, tally{uncheckable: 1, found: 1}},
		{"opinion judged", opinion, []answer{at(10, 30, "level", "supported")}, tally{uncheckable: 1, neutrality: 1, extra: 1, factual: 1}},
		{"opinion inside a longer claim", opinion, []answer{at(0, 60, "level", "supported")}, tally{uncheckable: 1, extra: 1, factual: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := scoreArticle([]label{c.l}, c.as)
			got.notes = nil
			if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", c.want); g != w {
				t.Errorf("got  %s\nwant %s", g, w)
			}
		})
	}
}
