package treaties

// This file knows a treaty by its titles: by name (Lookup) and in running text (Find). One treaty goes by many spellings
// (Good-Neighbourliness, Good Neighborliness; Élysée, Elysee), and one title may be many treaties' ("Treaty of
// Friendship"): spellings are folded together, and a shared title counts only where the states it is about decide it.

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"comity"
)

// title is a title made ready for comparison. In the table "~" before an alias marks a title that several treaties
// share (it counts only where all states in question are parties), "?" one that is not sought in running text ("NATO",
// which there is an organisation).
type title struct {
	text   string
	tokens []string
	caps   bool // an acronym: running text must write it in capitals
	shared bool
	asked  bool // for Lookup only
}

func newTitle(s string) title {
	t := title{text: s}
	switch {
	case strings.HasPrefix(s, "~"):
		t.text, t.shared = s[1:], true
	case strings.HasPrefix(s, "?"):
		t.text, t.asked = s[1:], true
	}
	toks := tokens(t.text)
	for _, k := range toks {
		t.tokens = append(t.tokens, k.word)
	}
	t.caps = len(toks) > 0 && toks[0].caps
	return t
}

// titles are the titles of each treaty of the list, made ready when first asked for: reading the list does not pay for it.
var titles = sync.OnceValue(func() [][]title {
	var out [][]title
	for _, t := range list() {
		var ts []title
		for _, s := range t.titles {
			ts = append(ts, newTitle(s))
		}
		out = append(out, ts)
	}
	return out
})

// token is a word of a text, folded, with its place in bytes.
type token struct {
	word       string
	start, end int
	caps       bool // two or more capitals and no small letter
}

// tokens cuts a text into words of letters and digits. Words that titles carry or drop at will are left out.
func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !wordRune(r) {
			i += n
			continue
		}
		start := i
		for i < len(s) {
			if r, n = utf8.DecodeRuneInString(s[i:]); !wordRune(r) {
				break
			}
			i += n
		}
		if w := fold(s[start:i]); !dropped[w] {
			out = append(out, token{w, start, i, allCaps(s[start:i])})
		}
	}
	return out
}

// wordRune counts combining marks as letters, so that a decomposed é stays one word.
func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

var dropped = map[string]bool{"the": true, "a": true, "an": true, "of": true, "on": true, "for": true, "and": true, "s": true}

func allCaps(s string) bool {
	return utf8.RuneCountInString(s) > 1 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// fold brings the spellings of a word together: case, accents, and British and American forms.
func fold(w string) string {
	w = strings.ToLower(w)
	if ascii(w) {
		return spelling.Replace(w)
	}
	w = spelling.Replace(accents.Replace(w))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, w)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

var accents = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "é", "e", "è", "e", "ê", "e",
	"ë", "e", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ó", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ú", "u", "û", "u", "ü", "u", "ß", "ss")

var spelling = strings.NewReplacer("neighbour", "neighbor", "defence", "defense", "organis", "organiz", "normalis", "normaliz",
	"programme", "program")

// UnknownError says that no treaty goes by the title, and which come near.
type UnknownError struct {
	Title string
	Near  []string // titles that share words with it, best first, at most five
}

func (e *UnknownError) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no treaty in the list goes by %q (the list is not complete)", e.Title)
	}
	return fmt.Sprintf("no treaty in the list goes by %q; did you mean %s?", e.Title, strings.Join(e.Near, "; "))
}

// AmbiguousError says that several treaties go by the title.
type AmbiguousError struct {
	Title string
	IDs   []string
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is the title of several treaties: %s", e.Title, strings.Join(e.IDs, ", "))
}

// Lookup finds a treaty by its id, title or alias; case, accents, hyphens and British or American spelling do not
// matter. A title no treaty has gives *UnknownError, one that several share *AmbiguousError.
func Lookup(name string) (Treaty, error) {
	ts := list()
	if i := slices.IndexFunc(ts, func(t Treaty) bool { return strings.EqualFold(t.ID, name) }); i >= 0 {
		return ts[i], nil
	}
	found := slices.Clone(byTitle()[strings.Join(newTitle(name).tokens, " ")])
	switch len(found) {
	case 0:
		return Treaty{}, &UnknownError{name, near(name)}
	case 1:
		return ts[found[0]], nil
	}
	e := &AmbiguousError{Title: name}
	for _, i := range found {
		e.IDs = append(e.IDs, ts[i].ID)
	}
	return Treaty{}, e
}

// byTitle maps a folded title to the places of the treaties that go by it.
var byTitle = sync.OnceValue(func() map[string][]int {
	m := map[string][]int{}
	for i, ts := range titles() {
		for _, x := range ts {
			k := strings.Join(x.tokens, " ")
			if !slices.Contains(m[k], i) {
				m[k] = append(m[k], i)
			}
		}
	}
	return m
})

// near gives the titles that share most words with the name.
func near(name string) []string {
	type hit struct {
		title string
		score float64
	}
	want := newTitle(name).tokens
	var hits []hit
	for i, t := range list() {
		best := 0.0
		for _, x := range titles()[i] {
			best = max(best, overlap(want, x.tokens))
		}
		if best >= 0.3 {
			hits = append(hits, hit{t.Title, best})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var out []string
	for _, h := range hits[:min(5, len(hits))] {
		out = append(out, h.title)
	}
	return out
}

// overlap is the share of common words among all words of both titles (Jaccard).
func overlap(a, b []string) float64 {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

// Mention is a treaty named in a text, from byte Start to before byte End.
type Mention struct {
	Start, End int
	Treaty     string // id
}

// Find gives the treaties of the list that the text names by a title or an alias, in order, the longest name where
// several begin at one place. A title that several treaties share counts only where exactly one of them has all states
// of about as parties. It does not read descriptions ("the treaty signed in 2001"): that is the reader's work.
func Find(text string, about []comity.State) []Mention {
	toks := tokens(text)
	index := byFirst()
	var out []Mention
	for i := 0; i < len(toks); {
		n, id := longest(index[toks[i].word], toks[i:], about)
		if n == 0 {
			i++
			continue
		}
		out = append(out, Mention{toks[i].start, toks[i+n-1].end, id})
		i += n
	}
	return out
}

// entry is one title of one treaty.
type entry struct {
	title
	treaty int
}

// byFirst maps the first word of a title to the titles that begin with it, longest first.
var byFirst = sync.OnceValue(func() map[string][]entry {
	m := map[string][]entry{}
	for i, ts := range titles() {
		for _, x := range ts {
			if !x.asked && len(x.tokens) > 0 {
				m[x.tokens[0]] = append(m[x.tokens[0]], entry{x, i})
			}
		}
	}
	for _, es := range m {
		slices.SortStableFunc(es, func(a, b entry) int { return len(b.tokens) - len(a.tokens) })
	}
	return m
})

// longest gives the length in tokens and the treaty of the longest title the tokens begin with; zero where there is
// none or where it is not clear whose it is.
func longest(es []entry, toks []token, about []comity.State) (int, string) {
	for k := 0; k < len(es); {
		n := len(es[k].tokens)
		var fit []entry
		for ; k < len(es) && len(es[k].tokens) == n; k++ {
			if es[k].begins(toks) {
				fit = append(fit, es[k])
			}
		}
		if id := only(fit, about); id != "" {
			return n, id
		}
	}
	return 0, ""
}

// begins says whether the tokens begin with the title, an acronym only where the text has it in capitals.
func (e entry) begins(toks []token) bool {
	if len(e.tokens) > len(toks) || e.caps && !toks[0].caps {
		return false
	}
	for i, w := range e.tokens {
		if toks[i].word != w {
			return false
		}
	}
	return true
}

// only gives the treaty that alone goes by the titles: of several, and of a shared one, the one all states are party to.
func only(es []entry, about []comity.State) string {
	ids := map[int]bool{}
	for _, e := range es {
		ids[e.treaty] = true
	}
	decide := len(ids) > 1 || slices.ContainsFunc(es, func(e entry) bool { return e.shared })
	found := -1
	for _, e := range es {
		if e.treaty == found || decide && !list()[e.treaty].binds(about) {
			continue
		}
		if found >= 0 {
			return ""
		}
		found = e.treaty
	}
	if found < 0 {
		return ""
	}
	return list()[found].ID
}

// binds says whether two or more states are named and all are parties at some time.
func (t Treaty) binds(about []comity.State) bool {
	for _, s := range about {
		if !slices.ContainsFunc(t.Parties, func(p Party) bool { return p.State == s }) {
			return false
		}
	}
	return len(about) > 1
}
