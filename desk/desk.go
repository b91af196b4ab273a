// Package desk is the one door to the house: the questions one may ask, whichever the face. It opens the record, asks panel
// and verdict, and gives report's answers. It knows no flags, no HTTP and no page.
package desk

import (
	"slices"

	"comity"
	"comity/article"
	"comity/claim"
	"comity/panel"
	"comity/record"
	"comity/report"
	"comity/verdict"
)

// Desk answers questions over one record. It may be used by several goroutines at once.
type Desk struct {
	store   *record.Store // whose cards are known beside those that ship; nil: none
	rec     *record.Record
	engine  *panel.Engine
	checker *verdict.Checker

	editions []string // sources that were asked to answer for their families
}

// Core opens a desk over the record that ships inside the binary.
func Core() (*Desk, error) {
	rec, err := record.Core()
	if err != nil {
		return nil, err
	}
	return over(rec), nil
}

func over(rec *record.Record) *Desk {
	e := panel.New(rec)
	return &Desk{rec: rec, engine: e, checker: verdict.New(e)}
}

// AsOf gives a desk at which each of the named editions answers for its source, however old it is.
func (d *Desk) AsOf(editions []string) (*Desk, error) {
	rec, err := d.rec.Choose(editions...)
	if err != nil {
		return nil, err
	}
	out := over(rec)
	out.store, out.editions = d.store, editions
	return out, nil
}

// LastDay is the day the record as a whole reaches: what "today" means where no date is given, since nothing depends on the
// clock.
var LastDay = comity.DayOf(2024, 12, 31)

// Check reads a text and holds its claims against the record. The date is the article's (comity.NoDate: read from the text).
func (d *Desk) Check(text string, date comity.Date, about []comity.State) report.Check {
	return d.answer(article.Read(text, article.Options{Date: date, About: about}))
}

// answer holds the claims found in an article against the record, as of its date.
func (d *Desk) answer(a article.Article) report.Check {
	on := comity.NoDay
	if a.Date.Known() {
		on = a.Date.Last()
	}
	answers, lines := make([]verdict.Answer, len(a.Found)), make([][]verdict.Line, len(a.Found))
	for i, f := range a.Found {
		answers[i] = d.checker.Check(f.Claim, on)
		lines[i] = d.checker.Lines(answers[i], on)
	}
	return report.NewCheck(a, answers, lines, d.rec.Edition(), d.cite)
}

// Text gives the text of an article file: plain, Markdown, HTML or PDF.
func Text(raw []byte) (string, error) {
	text, _, err := article.Text(raw)
	return text, err
}

// sourcesOf gathers the citations of references, in order of first use.
func (d *Desk) sourcesOf(refs []report.Ref) []report.Source {
	out := []report.Source{}
	for _, r := range refs {
		if r.ID == "" || slices.ContainsFunc(out, func(s report.Source) bool { return s.ID == r.ID }) {
			continue
		}
		s := d.cite(r.ID)
		if s.Edition == "" {
			s.Edition = r.Edition
		}
		out = append(out, s)
	}
	return out
}

// Claim checks one claim written in the claim language, made on a date (comity.NoDate: unknown).
func (d *Desk) Claim(text string, date comity.Date) (report.Check, error) {
	c, err := claim.Parse(text)
	if err != nil {
		return report.Check{}, err
	}
	found := article.Found{Quote: text, End: len([]rune(text)), Claim: c}
	a := article.Article{Date: date, About: c.Who, Sentences: []article.Sentence{{End: len(text), Text: text}}, Found: []article.Found{found}}
	return d.answer(a), nil
}
