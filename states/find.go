package states

// The gazetteer over running text: names, demonyms, capitals and governments that stand for states, with their places.

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"comity"
)

// MentionKind is by what a state is mentioned.
type MentionKind uint8

// The kinds of mention.
const (
	MentionName       MentionKind = iota + 1 // Russia, Soviet Union
	MentionDemonym                           // Russian, Chinese
	MentionCapital                           // Moscow, Beijing
	MentionGovernment                        // the Kremlin, the White House
	MentionAbbrev                            // UK, PRC, USSR
	MentionPrefix                            // Sino-, Franco-
)

// String names the kind.
func (k MentionKind) String() string {
	return [...]string{"", "name", "demonym", "capital", "government", "abbreviation", "prefix"}[k]
}

// Mention is a place in a text that speaks of a state.
type Mention struct {
	Start, End int            // byte offsets into the text
	State      comity.State   // comity.NoState where the words may mean several
	Candidates []comity.State // the several; nil otherwise
	Kind       MentionKind
	Text       string
}

// Find gives the mentions of states in a text, in order and without overlap: the longest match at each word, by case, with
// possessives left out ("Russia" of "Russia's"). Compounds give one mention for each part ("Sino-Russian", "China-Russia").
// Words that may mean several states ("Korea", "Congo") give a mention with Candidates; phrases that only hold a state's name
// ("South China Sea", "Paris Agreement") give none. Names are keyed without regard to date: At follows one to a day.
func Find(text string) []Mention {
	g := gazetteer()
	var out []Mention
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && !wordByte[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if r, n := utf8.DecodeRuneInString(text[i:]); !unicode.IsLetter(r) {
				i += n
				continue
			}
		}
		if g.root[c] != 0 {
			if w, n := g.match(text, i); w != nil {
				if (w.kind != MentionPrefix || g.joins(text, i+n)) && !g.outdone(text, i, i+n) {
					out = take(out, text, i, i+n, w)
					i += n
					continue
				}
			}
		}
		i = wordEnd(text, i)
	}
	return out
}

// take appends a mention, unless the words are noise or a person's name.
func take(out []Mention, text string, i, end int, w *word) []Mention {
	if w.kind == 0 || w.given && beforeSurname(text[end:]) {
		return out
	}
	return append(out, Mention{i, end, w.state, w.candidates, w.kind, text[i:end]})
}

// word is what a surface means. Kind 0 is noise.
type word struct {
	state      comity.State
	candidates []comity.State
	kind       MentionKind
	given      bool // also a given name: Jordan, Chad
}

// gazette is a trie over the bytes of all surfaces. Node 0 is "none"; the edges of a node lie together, sorted.
type gazette struct {
	root  [256]uint32
	nodes []node
	edges []edge
	words []word
}

type node struct {
	first, n uint32 // its edges
	word     int32  // index of its word, or -1
}

type edge struct {
	b  byte
	to uint32
}

// match gives the longest word that begins at i and ends at a boundary, and its length.
func (g *gazette) match(text string, i int) (*word, int) {
	at := g.root[text[i]]
	var best *word
	n := 0
	for j := i + 1; at != 0; j++ {
		nd := &g.nodes[at]
		if nd.word >= 0 && boundary(text, j) {
			best, n = &g.words[nd.word], j-i
		}
		if j == len(text) {
			break
		}
		at = g.step(nd, text[j])
	}
	return best, n
}

func (g *gazette) step(nd *node, b byte) uint32 {
	for _, e := range g.edges[nd.first : nd.first+nd.n] {
		if e.b == b {
			return e.to
		}
	}
	return 0
}

// joins says whether a prefix that ends at i is joined by a hyphen to another state.
func (g *gazette) joins(text string, i int) bool {
	r, n := utf8.DecodeRuneInString(text[i:])
	if r != '-' && (r < '\u2010' || r > '\u2013') || i+n >= len(text) {
		return false
	}
	w, m := g.match(text, i+n)
	if w == nil || w.kind == 0 {
		return false
	}
	return w.kind != MentionPrefix || g.joins(text, i+n+m)
}

// outdone says whether a match that opens with "the" is outdone by a longer one without it ("the People's Republic": China).
func (g *gazette) outdone(text string, i, end int) bool {
	const the = "the "
	if !strings.HasPrefix(text[i:end], the) {
		return false
	}
	_, n := g.match(text, i+len(the))
	return i+len(the)+n > end
}

// boundary says whether a word may end before text[i].
func boundary(text string, i int) bool {
	if i >= len(text) {
		return true
	}
	c := text[i]
	if c < utf8.RuneSelf {
		return !wordByte[c] && c != '$' && c != '_'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return !unicode.IsLetter(r) && !unicode.IsMark(r)
}

// wordByte tells the ASCII letters and digits.
var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return t
}()

// wordEnd gives the place after the word at i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !wordByte[c] {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += n
	}
	return i
}

// titles are words that may follow the name of a state without making it a given name.
var titles = []string{"President", "Prime", "King", "Queen", "Foreign", "Army", "Armed", "Government", "Parliament", "Defence", "Defense"}

// beforeSurname says whether a text goes on with a blank and a capitalised word that is no title and no shout.
func beforeSurname(rest string) bool {
	if len(rest) < 3 || rest[0] != ' ' || rest[1] < 'A' || rest[1] > 'Z' || rest[2] < 'a' || rest[2] > 'z' {
		return false
	}
	return !slices.Contains(titles, rest[1:wordEnd(rest, 1)])
}

var gazetteer = sync.OnceValue(func() *gazette {
	surfaces := surfacesOf()
	g := &gazette{words: make([]word, 0, len(surfaces)), nodes: make([]node, 1, 8*len(surfaces)), edges: make([]edge, 0, 8*len(surfaces))}
	texts := slices.Sorted(maps.Keys(surfaces))
	for _, t := range texts {
		g.words = append(g.words, *surfaces[t])
	}
	top := g.build(texts, 0, 0, len(texts))
	for _, e := range g.edges[g.nodes[top].first : g.nodes[top].first+g.nodes[top].n] {
		g.root[e.b] = e.to
	}
	return g
})

// build makes the node of the sorted texts lo … hi-1, which share their first depth bytes.
func (g *gazette) build(texts []string, depth, lo, hi int) uint32 {
	me := uint32(len(g.nodes))
	g.nodes = append(g.nodes, node{word: -1})
	if len(texts[lo]) == depth {
		g.nodes[me].word = int32(lo)
		lo++
	}
	first := uint32(len(g.edges))
	var ends []int
	for i := lo; i < hi; {
		b, j := texts[i][depth], i
		for j < hi && texts[j][depth] == b {
			j++
		}
		g.edges = append(g.edges, edge{b: b})
		ends = append(ends, j)
		i = j
	}
	g.nodes[me].first, g.nodes[me].n = first, uint32(len(ends))
	for k, end := range ends {
		to := g.build(texts, depth+1, lo, end)
		g.edges[first+uint32(k)].to = to
		lo = end
	}
	return me
}

// surfacesOf gathers what is looked for in running text.
func surfacesOf() map[string]*word {
	lines := map[string][]*nameRow{}
	for i := range names().rows {
		r := &names().rows[i]
		dated := r.kind == "either" && r.span != comity.Always
		if r.typed || dated {
			continue
		}
		text := strings.TrimPrefix(r.text, "The ")
		lines[text] = append(lines[text], r)
	}
	out := make(map[string]*word, 3*len(lines))
	for text, rows := range lines {
		out[text] = meaning(rows)
	}
	for text, w := range spell(out) {
		if out[text] == nil {
			out[text] = w
		}
	}
	for _, f := range rows("noise.tsv", noiseTable) {
		out[f[0]] = &word{}
	}
	for _, name := range []string{"Jordan", "Chad"} {
		out[name].given = true
	}
	return out
}

// meaning decides what a surface means: the states that must be told apart, else those that bear it still, else all.
func meaning(rows []*nameRow) *word {
	var either, open, any []comity.State
	for _, r := range rows {
		any = append(any, r.key)
		if r.kind == "either" {
			either = append(either, r.key)
		} else if r.span.To == comity.Forever {
			open = append(open, r.key)
		}
	}
	keys := either
	for _, next := range [][]comity.State{open, any} {
		if len(keys) == 0 {
			keys = next
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	w := &word{kind: kindOf(rows)}
	if len(keys) == 1 {
		w.state = keys[0]
	} else {
		w.candidates = keys
	}
	return w
}

// kindOf gives the kind of mention of a surface: a name before what stands for one.
func kindOf(rows []*nameRow) MentionKind {
	kinds := map[string]MentionKind{"short": MentionName, "formal": MentionName, "variant": MentionName, "either": MentionName,
		"abbrev": MentionAbbrev, "demonym": MentionDemonym, "capital": MentionCapital, "government": MentionGovernment, "prefix": MentionPrefix}
	best := MentionPrefix
	for _, r := range rows {
		best = min(best, kinds[r.kind])
	}
	return best
}

// spell gives further spellings of the surfaces: the curly apostrophe, and names in capitals as headlines have them.
func spell(words map[string]*word) map[string]*word {
	more := map[string]*word{}
	for _, text := range slices.Sorted(maps.Keys(words)) {
		w := words[text]
		if strings.Contains(text, "'") {
			more[strings.ReplaceAll(text, "'", "’")] = w
		}
		if w.kind == MentionName && len(text) > 3 {
			more[strings.ToUpper(text)] = w
		}
	}
	return more
}
