// Package article reads an article and finds the claims in it, each with its place in the text. It reads by rule alone:
// sentences are cut, states, groups, treaties, dates and numbers are recognised and put as items in the place of their words
// ("D1 V1 reached a record level of N1"), and a list of patterns for each form of claim is held against the result. It
// knows no data: what it finds is checked elsewhere, and reading is not bent by the answer. What it is not sure of it
// leaves unread: a wrong claim is worse than a missed one.
package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"comity"
	"comity/claim"
)

// Options are what the reader is told beside the text.
type Options struct {
	Date  comity.Date    // the article's date; unknown: taken from a line near its head, else unknown (never the clock)
	About []comity.State // the pair the article is about; none: the two states it names most
}

// Article is an article as read.
type Article struct {
	Title     string
	Date      comity.Date
	About     []comity.State // the pair the article is about, by key; empty where no two states stand out
	Sentences []Sentence
	Found     []Found // by place
	Warnings  []Warning
}

// Sentence is a stretch of the text, in bytes.
type Sentence struct {
	Start, End int
	Text       string
}

// Found is a claim and its place: the sentence (from 0) and [Start, End) in Unicode code points of the text given.
type Found struct {
	Sentence   int
	Start, End int
	Quote      string
	Claim      claim.Claim
}

// Warning tells what the reader could not know.
type Warning struct{ Code, Text string }

// Read reads an article. It never fails: a text without claims gives an article without claims.
func Read(text string, opt Options) Article {
	a := Article{Date: opt.Date, Sentences: sentences(text)}
	a.Title = title(a.Sentences)
	if !a.Date.Known() {
		a.Date = dateOf(a.Sentences)
	}
	r := &reader{text: text, date: a.Date, warned: map[string]bool{}}
	named := make([][]named, len(a.Sentences))
	for i, s := range a.Sentences {
		named[i] = stateNames(s.Text)
	}
	r.about = about(opt.About, named)
	for i, s := range a.Sentences {
		if i > 0 && len(r.about) == 2 && strings.Count(text[a.Sentences[i-1].End:s.Start], "\n") > 1 {
			r.past.pair = nil // a new paragraph speaks of the article's pair again
		}
		for _, f := range r.read(r.items(s, named[i])) {
			f.Sentence = i
			a.Found = append(a.Found, f)
		}
	}
	a.About, a.Warnings = r.about, r.warnings
	place(text, a.Found)
	return a
}

// title is the first line where it reads like one: short, without a full stop.
func title(sentences []Sentence) string {
	if len(sentences) == 0 {
		return ""
	}
	t := sentences[0].Text
	if utf8.RuneCountInString(t) > 200 || strings.HasSuffix(t, ".") {
		return ""
	}
	return t
}

// place turns the byte offsets of the claims, which are in order, into code points, and cuts the quotes.
func place(text string, found []Found) {
	slices.SortStableFunc(found, func(a, b Found) int { return a.Start - b.Start })
	at, points := 0, 0
	for i := range found {
		f := &found[i]
		f.Quote = text[f.Start:f.End]
		points += utf8.RuneCountInString(text[at:f.Start])
		at = f.Start
		f.Start, f.End = points, points+utf8.RuneCountInString(f.Quote)
	}
}

// reader is the state of reading one article: what was said so far, that later words refer to.
type reader struct {
	text     string
	date     comity.Date
	about    []comity.State
	past     discourse
	warnings []Warning
	warned   map[string]bool
}

func (r *reader) warn(code, text string) {
	if !r.warned[code] {
		r.warned[code] = true
		r.warnings = append(r.warnings, Warning{code, text})
	}
}
