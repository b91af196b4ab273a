package groups

// Group names in running text.

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Mention is the name of a group, or a word for a set of states, in a text.
type Mention struct {
	Start, End int    // byte offsets; text[Start:End] is the name
	Group      string // the group's id; empty for a word with several definitions
	Set        string // the word, where it stands for a set of states by definition (see Sets)
}

// phrase is one way of writing a name.
type phrase struct {
	text  string // as matched: folded to lower case unless exact
	exact bool   // the case matters: acronyms and single words
	group string
	set   string
}

// others are names that hold the name of a group and mean something else; Find passes over them.
var others = []string{"South Africa", "Asia-Pacific", "Radio Free Europe", "Armed Forces in Europe", "Economic Commission for Europe", "Economic Commission for Africa",
	"British Commonwealth Games", "Commonwealth Games", "Western Sahara"}

// theWord opens the names that are common words without it: "the West", "the Commonwealth".
const theWord = "the "

// phrases holds every name by the way it begins, longest first.
var phrases = sync.OnceValue(func() map[opening][]phrase {
	m := map[opening][]phrase{}
	add := func(p phrase) {
		p.exact = p.exact || !strings.ContainsAny(p.text, " -")
		if !p.exact {
			p.text = strings.ToLower(p.text)
		}
		m[openingOf(p.text)] = append(m[openingOf(p.text)], p)
	}
	for _, n := range others {
		add(phrase{text: n, exact: true})
	}
	for _, word := range setWords() {
		defs := setTable()[fold(word)]
		p := phrase{text: word, set: word, exact: capital(word)}
		if len(defs) == 1 {
			p.group = defs[0].GroupID
		}
		add(p)
	}
	for _, g := range table().groups {
		for _, n := range append([]string{g.Name}, g.Aliases...) {
			if !strings.Contains(g.Name, ":") {
				add(phrase{text: n, group: g.ID, exact: strings.HasPrefix(n, theWord)})
			}
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.text) - len(a.text) })
	}
	return m
})

// opening is the first two letters of a name or a text in lower case; blanks and hyphens of every kind are one each.
type opening [2]rune

func openingOf(text string) opening {
	first, n := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[n:])
	for _, plain := range " -" {
		if blank(second, plain) {
			second = plain
		}
	}
	return opening{unicode.ToLower(first), unicode.ToLower(second)}
}

// capital says that a word of a set has a capital, which then matters ("the West", not "the west").
func capital(s string) bool { return strings.IndexFunc(s, unicode.IsUpper) >= 0 }

// Find gives the names of groups and the words for sets of states in a text, in order, the longest where several fit and
// none within another. Acronyms and single words are matched by case ("SCO", not "sco"); longer names whatever their case.
func Find(text string) []Mention {
	var out []Mention
	boundary := true
	for i, r := range text {
		if len(out) > 0 && i < out[len(out)-1].End {
			boundary = !wordly(r)
			continue
		}
		if boundary && wordly(r) {
			if m, ok := at(text, i); ok {
				out = append(out, m)
			}
		}
		boundary = !wordly(r)
	}
	return slices.DeleteFunc(out, func(m Mention) bool { return m.Group == "" && m.Set == "" })
}

// at gives the longest name that begins at byte i and ends a word.
func at(text string, i int) (Mention, bool) {
	for _, p := range phrases()[openingOf(text[i:])] {
		n, ok := p.match(text[i:])
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		if n < len(text)-i && wordly(next) || p.goesOn(text[i+n:]) {
			continue
		}
		return Mention{i, i + n, p.group, p.set}, true
	}
	return Mention{}, false
}

// match gives the length in bytes of the phrase at the head of the text.
func (p phrase) match(text string) (int, bool) {
	if p.exact {
		if strings.HasPrefix(p.text, theWord) && strings.HasPrefix(text, "The ") {
			text = theWord + text[len(theWord):]
		}
		return len(p.text), strings.HasPrefix(text, p.text)
	}
	n := 0
	for _, want := range p.text {
		got, size := utf8.DecodeRuneInString(text[n:])
		if got = unicode.ToLower(got); got != want && !blank(got, want) {
			return 0, false
		}
		n += size
	}
	return n, true
}

// goesOn says that a name with "the" is the head of a longer one: the West Bank, the Commonwealth of Virginia.
func (p phrase) goesOn(rest string) bool {
	if !strings.HasPrefix(p.text, theWord) {
		return false
	}
	rest, _ = strings.CutPrefix(rest, " of")
	next, size := utf8.DecodeRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(rest[size:])
	return next == ' ' && unicode.IsUpper(after)
}

// blank lets a line break or another hyphen stand where the name has a space or a hyphen.
func blank(got, want rune) bool {
	switch want {
	case ' ':
		return got == '\n' || got == '\u00a0' || got == '\t'
	case '-':
		return got == '\u2010' || got == '\u2011' || got == '\u2013'
	}
	return false
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
