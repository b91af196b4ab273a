// Package topics is comity's own table of what roll calls and treaties are about: topics with the rules that read them from a title,
// and titles read by hand, by which the rules are judged. A title may be of several topics or of none.
package topics

import (
	_ "embed"
	"fmt"
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
)

//go:embed rules.tsv
var rulesTSV string

//go:embed labels.tsv
var labelsTSV string

// Topic is a topic and its rule.
type Topic struct {
	Name  string // one word in lower case: unilateral-measures
	Title string
	Has   string // an expression: titles of the topic match it …
	Apart string // … once the words of this one are taken out; empty: none are
	Not   string // … and do not match this one
}

// Set is a set of topics, bit by place in All. Read says that there was a title to read them from.
type Set uint64

// Read is in every set that was read from a title, be it of no topic.
const Read Set = 1 << 63

// Most is how many topics there may be.
const Most = 63

// Has says whether the topic of a place is in the set.
func (s Set) Has(i int) bool { return s>>i&1 == 1 }

// Count is the number of topics in the set.
func (s Set) Count() int { return bits.OnesCount64(uint64(s &^ Read)) }

// Names are the topics of the set, in order.
func (s Set) Names() []string {
	var out []string
	for i, t := range table() {
		if s.Has(i) {
			out = append(out, t.Name)
		}
	}
	return out
}

// All gives the topics in the order of the table.
func All() []Topic {
	out := make([]Topic, len(table()))
	for i, t := range table() {
		out[i] = t.Topic
	}
	return out
}

// Place gives the place of a topic, or -1.
func Place(name string) int {
	return slices.IndexFunc(table(), func(t compiled) bool { return t.Name == strings.ToLower(name) })
}

// Of reads the topics of a title. A blank title gives the empty set.
func Of(title string) Set {
	title = strings.ReplaceAll(strings.ToLower(title), "ſ", "s")
	if strings.Trim(title, " |") == "" {
		return 0
	}
	s := Read
	for i, t := range table() {
		if t.takes(title) {
			s |= 1 << i
		}
	}
	return s
}

// Near gives up to three names, of those given, that a mistyped one may have meant.
func Near(name string, names []string) []string {
	name = strings.ToLower(name)
	type near struct {
		name string
		far  int
	}
	var all []near
	for _, n := range names {
		far := levenshtein.ComputeDistance(name, strings.ToLower(n))
		if strings.Contains(strings.ToLower(n), name) && len(name) > 2 {
			far = 0
		}
		if far <= max(2, len(name)/3) {
			all = append(all, near{n, far})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return a.far - b.far })
	var out []string
	for _, n := range all[:min(3, len(all))] {
		out = append(out, n.name)
	}
	return out
}

// compiled is a topic with its expressions made ready.
type compiled struct {
	Topic
	has, not expression
	apart    *regexp.Regexp
	words    []string // of apart: without one of these it takes nothing out
}

func (t compiled) takes(title string) bool {
	if t.apart != nil && anyIn(title, t.words) {
		title = t.apart.ReplaceAllString(title, " ")
	}
	return t.has.matches(title) && !t.not.matches(title)
}

var table = sync.OnceValue(func() []compiled {
	var out []compiled
	for _, f := range lines("rules.tsv", rulesTSV, 5) {
		t := compiled{Topic: Topic{Name: f[0], Title: f[1], Has: f[2], Apart: f[3], Not: f[4]}}
		t.has, t.not = alternatives(t.Has), alternatives(t.Not)
		if t.Apart != "" {
			t.apart, t.words = regexp.MustCompile("(?s)"+t.Apart), alternatives(t.Apart).words()
		}
		out = append(out, t)
	}
	if len(out) > Most {
		panic(fmt.Sprintf("rules.tsv has %d topics; a set holds %d", len(out), Most))
	}
	return out
})

// lines gives the fields of the lines of a table below its header, filled up to a number.
func lines(name, text string, width int) [][]string {
	var out [][]string
	header := true
	for n, l := range strings.Split(text, "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) > width {
			panic(fmt.Sprintf("%s:%d: %d fields, want %d", name, n+1, len(f), width))
		}
		for len(f) < width {
			f = append(f, "")
		}
		out = append(out, f)
	}
	return out
}

// Label is a roll call whose title was read by hand.
type Label struct {
	Call   int64   // its number in the source
	Draw   int     // of which sample it is: the first served to correct the rules, the second was drawn after it
	Weight float64 // the inverse of its chance of being drawn
	Topics Set
}

// Labels gives the roll calls read by hand, in the order of the table.
var Labels = sync.OnceValue(func() []Label {
	var out []Label
	for i, f := range lines("labels.tsv", labelsTSV, 5) {
		l, err := label(f)
		if err != nil {
			panic(fmt.Sprintf("labels.tsv: row %d: %v", i+1, err))
		}
		out = append(out, l)
	}
	return out
})

func label(f []string) (l Label, err error) {
	l.Topics = Read
	if l.Call, err = strconv.ParseInt(f[0], 10, 64); err != nil {
		return l, err
	}
	if l.Draw, err = strconv.Atoi(f[1]); err != nil {
		return l, err
	}
	if l.Weight, err = strconv.ParseFloat(f[2], 64); err != nil {
		return l, err
	}
	for _, name := range strings.Fields(f[3]) {
		i := Place(name)
		switch {
		case name == "-":
		case i < 0:
			return l, fmt.Errorf("no topic %q", name)
		default:
			l.Topics |= 1 << i
		}
	}
	return l, nil
}
