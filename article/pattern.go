package article

// This file compiles patterns over rows of items. A pattern is a row of elements parted by spaces:
//
//	word        the word itself (a regular expression without spaces: votes?)
//	S           an item of that kind (any capital)
//	[a b|c]     one of these rows; with ? after the bracket also none
//	{name}      a row given a name in macros; with ? also none
//	<x:a b|c>   one of these rows, whose items the rule asks for by x; with ? also none
//	**3         as *3, but as many as fit
//	*3          up to three items of any kind but the end of a clause, as few as fit
//	^  $        the clause begins, ends here
//
// The row of items is written as a string, each item followed by a space, and the pattern becomes one regular expression.

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// pattern is a compiled row of elements.
type pattern struct {
	source string
	re     func() *regexp.Regexp
}

// compile makes a pattern; the regular expression is built when first used. A fault in a pattern panics then: patterns are
// part of the program, and a test compiles them all.
func compile(source string) pattern {
	return pattern{source, sync.OnceValue(func() *regexp.Regexp {
		p := &patternParser{in: source}
		body := p.row("")
		if p.at < len(p.in) {
			panic(fmt.Sprintf("pattern %q: %q at %d closes nothing", source, p.in[p.at], p.at))
		}
		return regexp.MustCompile(" " + body)
	})}
}

// patternParser walks a pattern.
type patternParser struct {
	in string
	at int
}

// row translates elements up to one of the closing characters.
func (p *patternParser) row(close string) string {
	var b strings.Builder
	for p.at < len(p.in) && !strings.ContainsRune(close, rune(p.in[p.at])) {
		if p.in[p.at] == ' ' {
			p.at++
			continue
		}
		b.WriteString(p.element(close))
	}
	return b.String()
}

func (p *patternParser) element(close string) string {
	switch c := p.in[p.at]; c {
	case '[':
		p.at++
		return "(?:" + p.rows(']') + ")" + p.optional()
	case '<':
		name, _, _ := strings.Cut(p.in[p.at+1:], ":")
		p.at += len(name) + 2
		return "(?P<" + name + ">" + p.rows('>') + ")" + p.optional()
	case '{':
		name, _, _ := strings.Cut(p.in[p.at+1:], "}")
		p.at += len(name) + 2
		return "(?:" + macro(name) + ")" + p.optional()
	}
	word := p.word(close)
	switch {
	case word == "^":
		return `(?:\| )`
	case word == "$":
		return `(?:\| )`
	case strings.HasPrefix(word, "**"):
		return `(?:[^| ]+ ){0,` + word[2:] + `}`
	case word[0] == '*':
		return `(?:[^| ]+ ){0,` + word[1:] + `}?`
	}
	return "(?:" + word + ") "
}

// rows translates rows parted by bars, up to the closing character.
func (p *patternParser) rows(close byte) string {
	var rows []string
	for {
		rows = append(rows, p.row("|"+string(close)))
		if p.at >= len(p.in) {
			panic(fmt.Sprintf("pattern %q: a %c is missing", p.in, close))
		}
		p.at++
		if p.in[p.at-1] == close {
			return strings.Join(rows, "|")
		}
	}
}

func (p *patternParser) word(close string) string {
	start := p.at
	for p.at < len(p.in) && p.in[p.at] != ' ' && !strings.ContainsRune("[]<>{}|"+close, rune(p.in[p.at])) {
		p.at++
	}
	if p.at == start {
		panic(fmt.Sprintf("pattern %q: %q at %d is not expected", p.in, p.in[p.at], p.at))
	}
	return p.in[start:p.at]
}

func (p *patternParser) optional() string {
	if p.at < len(p.in) && p.in[p.at] == '?' {
		p.at++
		return "?"
	}
	return ""
}

// macros are rows with a name. Those below are shared; each form's file adds none of its own.
var macros = map[string]string{
	"one":     "[S|I]",
	"who":     "[S|W|I]",
	"whose":   "[S 's|A|B|W 's|H|S]",
	"be":      "[is|are|was|were|has been|have been|had been|remains|remain|remained|became|has become|have become]",
	"have":    "[has|have|had]",
	"very":    "[by far|now|still|already|also|currently|again|once again|even|D|ever|both|long|clearly]",
	"mid":     "[D|also|both|all|still|again|long|once|long been|never|each|now]",
	"aside":   "[, [unlike|like|an|a|the|itself|S|H|alongside|together|with] *6 ,]",
	"remark":  "[<ap:, [up|down|at|worth|already|long|once|still|itself|M] *6 ,>]", // a remark between commas that changes nothing of what the column measures
	"adverb":  "[sharply|rapidly|slightly|steadily|strongly|significantly|substantially|markedly|dramatically|quickly|slowly|further|again|continuously|considerably|even|also|only|steeply|hugely|greatly|consistently]",
	"largest": "[largest|biggest|greatest|most important|top|leading|main|number one|chief|principal|highest|smallest|lowest]",
	"more":    "[larger|bigger|greater|higher|more|stronger|closer]",
	"less":    "[smaller|lower|less|fewer|weaker|poorer|more distant]",
	"rose": "[rose|risen|rises|rise|rising|grew|grown|grows|growing|increased|increases|increasing|climbed|climbs|soared|soars|surged|surges|jumped|jumps|expanded|expands|" +
		"widened|widens|edged up|edges up|edging up|crept up|creeps up|inched up|ticked up|rocketed|skyrocketed|boomed|mushroomed|leapt|leaped|picked up|bounced back|improved|recovered|rebounded|ballooned|shot up|went up|gone up|deepened|strengthened|swelled|accelerated|advanced]",
	"fell": "[fell|fallen|falls|falling|declined|declines|declining|dropped|drops|decreased|decreases|shrank|shrunk|shrinks|shrinking|contracted|contracts|slumped|plunged|plummeted|tumbled|" +
		"slipped|sank|dipped|narrowed|went down|gone down|collapsed|dwindled|weakened|eroded|slid|edged down|edges down|crept down|inched down|ticked down|crashed|nosedived|withered|waned|ebbed|sagged|diminished|tailed off]",
	"doubled":  "[doubled|trebled|tripled|quadrupled|quintupled|sextupled|halved]",
	"sign":     "[signed|concluded|initialled|ratified|extended|renewed|prolonged|terminated|denounced|abrogated|withdrew from|suspended]",
	"sc":       "[G]",
	"states":   "[states|countries|nations|governments|members|member states|un members|un member states|world 's states|world 's countries|capitals]",
	"allstate": "[states|countries|nations|governments|members|member states|un members|the world|the international community]",
}

func macro(name string) string {
	source, ok := macros[name]
	if !ok {
		panic("no macro " + name)
	}
	p := &patternParser{in: source}
	return p.row("")
}

// row is a sentence as a row of items, written out for the patterns.
type row struct {
	items []item
	text  string
	at    []int // where in text each item begins
}

func newRow(items []item) *row {
	var b strings.Builder
	r := &row{items: items, at: make([]int, len(items)+1)}
	b.WriteByte(' ')
	for i, t := range items {
		r.at[i] = b.Len()
		b.WriteString(t.tag)
		b.WriteByte(' ')
	}
	r.at[len(items)] = b.Len()
	r.text = b.String()
	return r
}

// index gives the item that begins at or after a byte of the text.
func (r *row) index(byte int) int {
	lo, hi := 0, len(r.items)
	for lo < hi {
		if mid := (lo + hi) / 2; r.at[mid] < byte {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// match is a pattern found in a row: the items [from, to), and those of its named parts.
type match struct {
	row      *row
	from, to int
	parts    map[string][2]int
}

// find gives the matches of a pattern, from left to right, each beginning behind the begin of the one before.
func (r *row) find(p pattern) []match {
	re := p.re()
	var out []match
	for start := 0; start < len(r.text); {
		loc := re.FindStringSubmatchIndex(r.text[start:])
		if loc == nil {
			break
		}
		m := match{row: r, from: r.index(start + loc[0] + 1), to: r.index(start + loc[1]), parts: map[string][2]int{}}
		for i, name := range re.SubexpNames() {
			if name != "" && loc[2*i] >= 0 && loc[2*i+1] > loc[2*i] {
				m.parts[name] = [2]int{r.index(start + loc[2*i]), r.index(start + loc[2*i+1])}
			}
		}
		out = append(out, m)
		start = r.at[m.from] // the next may begin at the next item
		if m.to > m.from {
			start = max(start, r.at[m.to]-1)
		}
	}
	return out
}

// has says whether the named part took something.
func (m match) has(part string) bool { _, ok := m.parts[part]; return ok }

// items gives the items of a named part.
func (m match) items(part string) []item {
	p, ok := m.parts[part]
	if !ok {
		return nil
	}
	return m.row.items[p[0]:p[1]]
}

// item gives the first item of a named part that is of a kind other than a word, else its first.
func (m match) item(part string) item {
	items := m.items(part)
	for _, t := range items {
		if t.kind() != 0 {
			return t
		}
	}
	if len(items) > 0 {
		return items[0]
	}
	return item{tag: "?"}
}

// words gives a named part as text of the row.
func (m match) words(part string) string {
	var w []string
	for _, t := range m.items(part) {
		w = append(w, t.tag)
	}
	return strings.Join(w, " ")
}
