package article

// This file cuts a text into sentences: paragraphs at blank lines, lines that are not wrapped text (titles, dates, lists)
// on their own, and within a paragraph by the Unicode rules, mended where a full stop only ends an abbreviation.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	segment "github.com/clipperhouse/uax29/v2/sentences"
)

// wrapWidth is the least width of wrapped text: lines of a narrower paragraph each stand alone.
const wrapWidth = 50

// sentences gives the sentences of a text in order, without the space around them.
func sentences(text string) []Sentence {
	var out []Sentence
	for _, b := range blocks(text) {
		out = append(out, cut(text, b.Start, b.End)...)
	}
	return out
}

// blocks gives the stretches within which sentences lie: paragraphs, and lines that stand alone.
func blocks(text string) []Sentence {
	var out []Sentence
	var open []Sentence // the lines of the paragraph so far
	flush := func() {
		out = append(out, unwrap(text, open)...)
		open = nil
	}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		line := text[at : at+end]
		if strings.TrimSpace(line) == "" {
			flush()
		} else {
			open = append(open, Sentence{at, at + end, line})
		}
		at += end + 1
	}
	flush()
	return out
}

// unwrap joins the lines of a paragraph that were broken only for width: a line was if the next word did not fit in it.
func unwrap(text string, lines []Sentence) []Sentence {
	width := 0
	for _, l := range lines {
		width = max(width, len(l.Text))
	}
	var out []Sentence
	for i, l := range lines {
		if i > 0 && width >= wrapWidth && wrapped(lines[i-1].Text, l.Text, width) {
			last := &out[len(out)-1]
			last.End, last.Text = l.End, text[last.Start:l.End]
			continue
		}
		out = append(out, l)
	}
	return out
}

func wrapped(line, next string, width int) bool {
	if dateLine(strings.TrimSpace(next)).Known() {
		return false
	}
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	first, _ := utf8.DecodeRuneInString(word)
	return len(strings.TrimRight(line, " \r\t"))+1+len(word) > width*9/10 || unicode.IsLower(first)
}

// cut cuts one block by the Unicode sentence rules and joins pieces parted at an abbreviation.
func cut(text string, start, end int) []Sentence {
	var out []Sentence
	seg := segment.FromString(strings.NewReplacer("\n", " ", "\r", " ").Replace(text[start:end])) // a line's end within a block ends nothing
	for seg.Next() {
		s := Sentence{start + seg.Start(), start + seg.End(), ""}
		if n := len(out); n > 0 && abbreviated(text[out[n-1].Start:out[n-1].End], text[s.Start:s.End]) {
			out[n-1].End = s.End
			continue
		}
		out = append(out, s)
	}
	kept := out[:0]
	for _, s := range out {
		if s = trim(text, s); s.Text != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func trim(text string, s Sentence) Sentence {
	t := text[s.Start:s.End]
	left := strings.TrimLeftFunc(t, unicode.IsSpace)
	s.Start += len(t) - len(left)
	s.Text = strings.TrimRightFunc(left, unicode.IsSpace)
	s.End = s.Start + len(s.Text)
	return s
}

// abbreviations end with a full stop that ends no sentence.
var abbreviations = wordSet("mr mrs ms dr prof gen col lt sen rep gov st mt vs no nos vol art jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e cf ca approx est fig u.s u.n u.k e.u p.r.c u.s.s.r")

// abbreviated says that the full stop at the end of s belongs to an abbreviation, so that the sentence goes on in next.
func abbreviated(s, next string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if !strings.HasSuffix(s, ".") {
		return false
	}
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1 : len(s)-1]
	word = strings.TrimLeft(word, "(“‘\"'")
	if !abbreviations[strings.ToLower(word)] && !initial(word) {
		return false
	}
	return !acronym(word) || !startsSentence(next)
}

// initial says whether the word is a single capital, as in "J. Smith".
func initial(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsUpper(r)
}

func acronym(word string) bool { return strings.Contains(word, ".") }

// startsSentence says whether the words after "the U.N." begin a sentence: a word that rarely follows it within one.
func startsSentence(next string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return sentenceOpeners[strings.TrimRight(word, ",")]
}

var sentenceOpeners = wordSet("The A An In On At It They He She This That These Those But And Yet However Since Both Neither Most Today Now As If For From After Before While When There We")

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
