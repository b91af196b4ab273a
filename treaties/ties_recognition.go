package treaties

// This file is which government of China a state has relations with: the People's Republic (key 710, Beijing) or the
// Republic of China (key 713, Taipei). The table lists those with Taipei and those with neither; its silence has a
// meaning, told by Recognises.

import (
	_ "embed"
	"fmt"
	"slices"

	"comity"
)

//go:embed recognition.tsv
var recognitionTSV string

// The two governments of China.
const (
	Beijing comity.State = 710
	Taipei  comity.State = 713
)

// Recognition is a span of days in which a state had diplomatic relations with one of the two governments. Of is
// Beijing, Taipei, or comity.NoState for neither. From and To are as finely known as the table knows them; an unknown
// From is "before the coverage", an unknown To is "to the end of it".
type Recognition struct {
	State    comity.State
	Of       comity.State
	From, To comity.Date
	Ref      comity.Ref
	Note     string
}

// RecognitionCoverage is the span in which the table lists every state that had relations with Taipei, or with neither
// government, among the members of the United Nations and the Holy See: a state not listed on a day of it had relations
// with Beijing. The list rests on complete lists and counts read in documents of 2017-06 to 2024-01; for earlier days it
// is recalled.
func RecognitionCoverage() comity.Span {
	return comity.Span{From: comity.DayOf(2000, 1, 1), To: comity.DayOf(2024, 12, 31)}
}

var recognitions = once(recognitionTSV, parseRecognition)

// Recognitions gives the table, as it stands there.
func Recognitions() []Recognition { return slices.Clone(recognitions()) }

// Recognises says with which government of China a state had diplomatic relations on a day: Beijing, Taipei, or
// comity.NoState for neither. ok is false where the table does not know: on days outside RecognitionCoverage for states
// it does not list, and for the two themselves. The caller sees to it that s is a member of the United Nations (or
// the Holy See) on the day.
func Recognises(s comity.State, on comity.Day) (of comity.State, ok bool) {
	if s == Beijing || s == Taipei || s == comity.NoState {
		return comity.NoState, false
	}
	for _, r := range recognitions() {
		if r.State == s && r.has(on) {
			return r.Of, true
		}
	}
	if RecognitionCoverage().Has(on) {
		return Beijing, true
	}
	return comity.NoState, false
}

// RecogniseTaipei gives the states that had relations with Taipei on the day, in table order; complete is true inside
// RecognitionCoverage.
func RecogniseTaipei(on comity.Day) (list []comity.State, complete bool) {
	for _, r := range recognitions() {
		if r.Of == Taipei && r.has(on) {
			list = append(list, r.State)
		}
	}
	return list, RecognitionCoverage().Has(on)
}

// RecognitionRef says what the list, as a complete list, rests on for a day: between the two documents that name all
// states with Taipei (17 on 2018-08-27, 12 on 2024-01-15) it is seen, on other days recalled.
func RecognitionRef(on comity.Day) comity.Ref {
	r := comity.Ref{Source: "comity-recognition", Basis: comity.Recalled}
	if (comity.Span{From: comity.DayOf(2018, 8, 27), To: comity.DayOf(2024, 1, 15)}).Has(on) {
		r.Basis = comity.Seen
		r.Note = "complete lists of 2018-08-27 (doc:www.eyeontaiwan.com) and 2024-01-15 (Reuters, doc:www.dailymail.co.uk/wires/reuters/article-12963779)"
	}
	return r
}

// has says whether the day lies in the span; a day inside a date known only to the year counts with the span that began.
func (r Recognition) has(on comity.Day) bool {
	return on <= RecognitionCoverage().To && (!r.From.Known() || r.From.First() <= on) && (!r.To.Known() || on < r.To.First())
}

// parseRecognition reads the table: state, recognises, from, to, basis, source, row, note. The day in "to" is the first
// on which it no longer held.
func parseRecognition(text string) ([]Recognition, error) {
	return facts("recognition.tsv", text, 8, parseRecognitionRow)
}

func parseRecognitionRow(c []string, n int) (r Recognition, err error) {
	r.Note = c[7]
	if r.State, err = state(c[0]); err != nil {
		return r, err
	}
	switch c[1] {
	case "CHN":
		r.Of = Beijing
	case "TWN":
		r.Of = Taipei
	case "neither":
		r.Of = comity.NoState
	default:
		return r, fmt.Errorf("recognises %q: want CHN, TWN or neither", c[1])
	}
	if r.From, err = parseDate(c[2]); err != nil {
		return r, err
	}
	if r.To, err = parseDate(c[3]); err != nil {
		return r, err
	}
	r.Ref, err = factRef("comity-recognition", n, c[4], c[5], c[6])
	return r, err
}
