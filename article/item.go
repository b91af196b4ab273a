package article

// This file turns a sentence into items: words in lower case, and in the place of the words that name something one item with
// a letter. S a state, A an adjective of a state, G a group, K a word for a set of states, T a treaty, D a time, M money, F a
// share, X a multiple, Y a duration, N a number, O an ordinal. Patterns are held against the row of items (pattern.go).

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"comity"
	"comity/claim"
	"comity/groups"
	"comity/treaties"
)

// item is a word, or something the words name.
type item struct {
	tag        string // the word, or the letter of its kind
	start, end int    // bytes of the article
	who        []comity.State
	city       bool // of an S: named by its capital, which may mean the town
	neither    bool // of a W: neither of them
	refers     bool // a W, I or H that stands for states named elsewhere
	group      string
	set        string
	treaty     string
	time       moment
	quantity   claim.Quantity
	ordinal    int
	value      *value // of a V
	column     string // of a C
}

// kind is the letter of the item, or 0 of a word.
func (t item) kind() byte {
	if c := t.tag[0]; len(t.tag) == 1 && c >= 'A' && c <= 'Z' {
		return c
	}
	return 0
}

// word is a piece of the text before anything is recognised in it.
type word struct {
	low        string // in lower case, apostrophes made straight
	start, end int
}

// split cuts a text into words and marks. "France's" is two: france and 's; hyphens stay within a word.
func split(text string) []word {
	var out []word
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		end := i + n
		if wordRune(r) {
			end = wordEnd(text, i)
		}
		out = append(out, possessive(text, i, end)...)
		i = end
	}
	return out
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordEnd finds where the word that begins at i ends: marks within a word belong to it ("U.N", "1,234.5", "third-party", "US$").
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if wordRune(r) {
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		last, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case (r == '\'' || r == '’' || r == '-' || r == '‑' || r == '&') && wordRune(next):
		case (r == '.' || r == ',') && unicode.IsDigit(last) && unicode.IsDigit(next):
		case r == '.' && unicode.IsLetter(last) && unicode.IsLetter(next):
		case r == '–' && unicode.IsDigit(last) && unicode.IsDigit(next):
		case r == '$' && unicode.IsLetter(last):
			return i + n // US$
		default:
			return i
		}
		i += n
	}
	return i
}

var lower = strings.NewReplacer("’", "'", "‘", "'", "‑", "-", "“", "\"", "”", "\"", "—", ";", "–", "-")

// contracted are the verbs that "n't" leaves cut short.
var contracted = map[string]string{"ca": "can", "wo": "will", "sha": "shall"}

// shortened gives the two words of "they're", "we've", "it'll", "I'd", "it's"; none of a possessive.
func shortened(low string) (stem, verb string) {
	stem, tail, ok := strings.Cut(low, "'")
	if !ok || !subjects[stem] && stem != "we" && stem != "who" {
		return "", ""
	}
	return stem, map[string]string{"re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}[tail]
}

// possessive parts the 's, and the ' behind a plural, from its word.
func possessive(text string, start, end int) []word {
	low := lower.Replace(strings.ToLower(text[start:end]))
	if low == "-" && start > 0 && text[start-1] == ' ' {
		low = ";" // a dash between spaces parts clauses
	}
	if stem, ok := strings.CutSuffix(low, "n't"); ok && stem != "" {
		cut := start + strings.LastIndexAny(text[start:end], "nN")
		if full, ok := contracted[stem]; ok {
			stem = full
		}
		return []word{{stem, start, cut}, {"not", cut, end}}
	}
	if stem, verb := shortened(low); verb != "" {
		cut := start + strings.LastIndexAny(text[start:end], "'’")
		if i := strings.LastIndex(text[start:end], "’"); i >= 0 {
			cut = start + i
		} else if i := strings.LastIndex(text[start:end], "'"); i >= 0 {
			cut = start + i
		}
		return []word{{stem, start, cut}, {verb, cut, end}}
	}
	if stem, ok := strings.CutSuffix(low, "'s"); ok && stem != "" {
		cut := start + strings.LastIndexAny(text[start:end], "'’")
		if i := strings.LastIndex(text[start:end], "’"); i >= 0 {
			cut = start + i
		} else if i := strings.LastIndex(text[start:end], "'"); i >= 0 {
			cut = start + i
		}
		return []word{{stem, start, cut}, {"'s", cut, end}}
	}
	if low == "'" && start > 0 && (text[start-1] == 's' || text[start-1] == 'S') {
		low = "'s"
	}
	return []word{{low, start, end}}
}

// named is something with a name found in a sentence, by byte offsets within it.
type named struct {
	start, end int
	item       item
}

// items gives the items of a sentence in which states were found.
func (r *reader) items(s Sentence, states []named) []item {
	found := r.names(s.Text, states)
	words := split(s.Text)
	var out []item
	for i := 0; i < len(words); {
		w := words[i]
		for len(found) > 0 && found[0].end <= w.start {
			found = found[1:]
		}
		if len(found) > 0 && found[0].start < w.end {
			out, i = r.placeName(out, words, i, found[0], s.Start)
			continue
		}
		if first, unit, ok := strings.Cut(w.low, "-"); ok && superlative[unit] {
			if k, ok := ordinal(first); ok {
				cut := w.start + len(first)
				out = append(out, item{tag: "O", ordinal: k, start: s.Start + w.start, end: s.Start + cut})
				words[i] = word{unit, cut + 1, w.end}
				continue
			}
		}
		if t, n := r.number(words, i, found); n > 0 {
			t.start, t.end = s.Start+w.start, s.Start+words[i+n-1].end
			if w := t.time.when; t.tag == "D" && w.From.Known() && w.From.Year() == w.To.Year() && w.To.Known() {
				r.past.year = at1(comity.YearDate(w.From.Year()))
			}
			out = append(out, t)
			i += n
			continue
		}
		out = append(out, item{tag: w.low, start: s.Start + w.start, end: s.Start + w.end})
		i++
	}
	return out
}

var superlative = wordSet("largest biggest greatest highest lowest smallest richest")

// placeName puts a name in the place of the words it covers; what is left of a word around it stands for itself.
func (r *reader) placeName(out []item, words []word, i int, f named, base int) ([]item, int) {
	t := f.item
	t.start, t.end = base+f.start, base+f.end
	if n := len(out); n > 0 && out[n-1].tag == "the" && t.tag != "A" {
		t.start = out[n-1].start
		out = out[:n-1]
	}
	out = append(out, t)
	for i < len(words) && words[i].start < f.end {
		if left := words[i].end - f.end; left > 0 {
			tail := words[i].low[max(0, len(words[i].low)-left):]
			words[i] = word{tail, f.end, words[i].end}
			if strings.HasPrefix(tail, "-") && len(tail) > 1 {
				out = append(out, item{tag: "-", start: base + f.end, end: base + f.end + 1})
				words[i] = word{tail[1:], f.end + 1, words[i].end}
			}
			return out, i
		}
		i++
	}
	return out, i
}

// number reads a time or number at word i, as far as the next name.
func (r *reader) number(words []word, i int, found []named) (item, int) {
	if !mayBeginNumber(words[i].low) {
		return item{}, 0
	}
	var w []string
	for _, x := range words[i:] {
		if len(found) > 0 && x.end > found[0].start || len(w) == 12 {
			break
		}
		w = append(w, x.low)
	}
	if len(w) == 0 {
		return item{}, 0
	}
	if m, ok := r.moment(w); ok && m.n <= len(w) {
		return item{tag: "D", time: m}, m.n
	}
	if kind, q, n := quantity(w); n > 0 && n <= len(w) {
		return item{tag: string(kind), quantity: q}, n
	}
	if k, ok := ordinal(w[0]); ok {
		return item{tag: "O", ordinal: k}, 1
	}
	return item{}, 0
}

// names gives the states, groups and treaties a text names, in order; of two that overlap the longer, treaties before groups
// before states.
func (r *reader) names(text string, states []named) []named {
	var all []named
	for _, m := range treaties.Find(text, r.about) {
		all = append(all, named{m.Start, m.End, item{tag: "T", treaty: m.Treaty, group: groupOfTreaty(text[m.Start:m.End])}})
	}
	for _, m := range groups.Find(text) {
		t := item{tag: "G", group: m.Group, set: text[m.Start:m.End]}
		if m.Set != "" {
			t.tag, t.set = "K", m.Set
		}
		all = append(all, named{m.Start, m.End, t})
	}
	all = append(all, states...)
	return disjoint(all)
}

// groupOfTreaty gives the group that the parties of a treaty are, where its name is that of one ("the NPT", "the Warsaw Pact").
func groupOfTreaty(name string) string {
	if list := groups.Find(name); len(list) == 1 && list[0].Set == "" {
		return list[0].Group
	}
	return ""
}

func disjoint(all []named) []named {
	slices.SortStableFunc(all, func(a, b named) int { return (b.end - b.start) - (a.end - a.start) })
	var kept []named
	for _, x := range all {
		if !slices.ContainsFunc(kept, func(k named) bool { return x.start < k.end && k.start < x.end }) {
			kept = append(kept, x)
		}
	}
	slices.SortFunc(kept, func(a, b named) int { return a.start - b.start })
	return kept
}
