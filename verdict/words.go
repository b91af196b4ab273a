package verdict

// This file holds the templates of the answers: numbers and names only, the same words whichever the states.

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"comity"
	"comity/column"
	"comity/panel"
	"comity/states"
)

// because says in one sentence what the usable readings say.
func because(a Answer, usable []Reading) string {
	main := usable[0]
	switch {
	case len(usable) == 1 && a.word == Depends:
		return sentence("Nearly, inside the known error: " + main.Text)
	case len(usable) == 1:
		return sentence(verb[a.word] + ": " + main.Text)
	case a.word == Depends:
		for _, r := range usable {
			if (r.Result == Hold) != (main.Result == Hold) || main.Result != Hold && r.Result != main.Result {
				return sentence(fmt.Sprintf("%s: %s (%s); but %s (%s)", verb[a.word], main.Text, chosen(main), r.Text, chosen(r)))
			}
		}
	}
	if a.word == Depends {
		return sentence(fmt.Sprintf("Nearly, inside the known error, under all %d readings: %s (%s)", len(usable), main.Text, chosen(main)))
	}
	return sentence(fmt.Sprintf("%s under %s: %s (%s)", verb[a.word], readings(a.word, usable), main.Text, chosen(main)))
}

var verb = map[Word]string{Supported: "Holds", Not: "Does not hold", Mostly: "Holds, or nearly", Depends: "Depends on the measure"}

func readings(w Word, usable []Reading) string {
	if w == Mostly {
		n := 0
		for _, r := range usable {
			if r.Result == Hold {
				n++
			}
		}
		return fmt.Sprintf("all %d readings (%d hold, %d nearly)", len(usable), n, len(usable)-n)
	}
	if w == Not {
		return fmt.Sprintf("any of %d readings", len(usable))
	}
	return fmt.Sprintf("all %d readings", len(usable))
}

// sentence ends a text with one full stop.
func sentence(s string) string { return strings.TrimRight(s, ".") + "." }

// chosen writes the choices of a reading.
func chosen(r Reading) string {
	var out []string
	for _, c := range r.Choices {
		out = append(out, c.Value)
	}
	return strings.Join(out, "; ")
}

// flips names the choice that separates the readings that hold from those that fail.
func flips(a Answer, usable []Reading) string {
	switch {
	case a.word != Depends:
		return ""
	case !slices.ContainsFunc(usable, func(r Reading) bool { return r.Result != Nearly }):
		return "the figures miss it by less than the known error of their source"
	}
	by := map[Outcome][]string{}
	for _, r := range usable {
		by[r.Result] = append(by[r.Result], chosen(r))
	}
	var parts []string
	for _, o := range []struct {
		o    Outcome
		word string
	}{{Hold, "holds under"}, {Nearly, "nearly holds under"}, {Fail, "does not under"}} {
		if n := len(by[o.o]); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d of %d readings (%s)", o.word, n, len(usable), few(by[o.o])))
		}
	}
	return strings.Join(parts, "; ")
}

// few lists at most two.
func few(list []string) string {
	switch {
	case len(list) == 0:
		return "none"
	case len(list) > 2:
		return strings.Join(list[:2], " | ") + fmt.Sprintf(" | and %d more", len(list)-2)
	}
	return strings.Join(list, " | ")
}

// choices are the choices of a panel reading.
func choices(r panel.Reading) []Choice {
	out := []Choice{{"source", r.Label}}
	if r.Variant != "" {
		out = []Choice{{"source", r.Source}, {"scoring", r.Label}}
	}
	return out
}

// add puts a reading into the findings.
func (f *findings) add(r Reading) { f.readings = append(f.readings, r) }

// show puts a cell and what it was computed from into the evidence, once.
func (f *findings) show(d column.Column, who []comity.State, cells ...panel.Cell) {
	for _, c := range cells {
		e := Evidence{Column: d.Name, Who: who, When: comity.YearDate(c.Year), Value: c.Value, Unit: d.Unit, Ref: c.Ref}
		if c.N > 1 {
			e.Text = fmt.Sprintf("n = %d", c.N)
		}
		same := func(o Evidence) bool {
			return o.Column == e.Column && o.When == e.When && o.Ref == e.Ref && o.Value == e.Value && slices.Equal(o.Who, e.Who)
		}
		if slices.ContainsFunc(f.evidence, same) {
			continue
		}
		f.evidence = append(f.evidence, e)
		f.reach(e.When)
	}
}

// fact puts a dated fact into the evidence.
func (f *findings) fact(who []comity.State, when comity.Date, text string, ref comity.Ref) {
	same := func(e Evidence) bool {
		return e.Text == text && e.When == when && e.Ref == ref && slices.Equal(e.Who, who)
	}
	if slices.ContainsFunc(f.evidence, same) {
		return
	}
	f.evidence = append(f.evidence, Evidence{Who: who, When: when, Value: comity.NaN(comity.NotApplicable), Text: text, Ref: ref})
}

// reach notes how far the evidence reaches.
func (f *findings) reach(d comity.Date) {
	if s := d.String(); s > f.dataTo {
		f.dataTo = s
	}
}

// silentReading is a reading with no value, and why.
func silentReading(r panel.Reading, d column.Column, c panel.Cell) Reading {
	why := c.Missing()
	if why == comity.Present {
		why = comity.NotCovered
	}
	return Reading{Choices: choices(r), Result: Silent, Value: comity.NaN(why), Unit: d.Unit, Text: why.String(), Ref: comity.Ref{Source: r.Source}}
}

// noColumn answers a claim about something the catalogue has no column for.
func noColumn(q question) Answer {
	if q.Column == "" {
		return cannot(Answer{Claim: q.Claim}, "comity has no column for what the claim measures")
	}
	text := fmt.Sprintf("comity has no column %q", q.Column)
	if near := panel.NearestColumn(q.Column); near != "" {
		text += "; the nearest is " + near
	}
	return cannot(Answer{Claim: q.Claim}, text)
}

// notCovered says that no source of the record covers what is asked, and what would add one.
func (q question) notCovered(d column.Column) string {
	var who []string
	for _, s := range q.Who {
		who = append(who, q.name(s))
	}
	when := "the time it speaks of"
	if y := q.year(); y != 0 {
		when = fmt.Sprint(y)
	}
	of := " of " + strings.Join(who, " and ")
	if len(who) == 0 { // a column of the whole system
		of = ""
	}
	text := fmt.Sprintf("no source of this record has %s%s for %s", d.Title, of, when)
	if q.named() && q.year() > q.lastYear() {
		return fmt.Sprintf("the year %d was not over on %s, and only a year that is over has its figure", q.year(), q.on)
	}
	if add := wouldAdd[d.Name]; add != "" {
		text += "; `comity pull " + add + "` and `comity build` would add one"
	} else if lacks := q.engine.Lacks(d.Name, q.Who); len(lacks) > 0 {
		text += "; it is made of " + strings.Join(lacks, ", ") + ", of which no edition is here (`comity sources` lists them, `comity pull` and `comity build` bring them)"
	}
	return text
}

// wouldAdd names the source to fetch for a column.
var wouldAdd = map[string]string{
	"trade.turnover": "cow-trade-4.0 atlas-g20-china", "trade.exports": "cow-trade-4.0 atlas-g20-china", "trade.imports": "cow-trade-4.0 atlas-g20-china",
	"trade.balance": "cow-trade-4.0 atlas-g20-china", "trade.share": "cow-trade-4.0", "trade.total": "cow-trade-4.0",
	"capability.cinc": "nmc-7.0", "milex": "nmc-7.0", "alliance.obligation": "atop-5.1",
}

// name is the state's name on the day the claim speaks of.
func (q question) name(s comity.State) string { return states.Name(s, q.day()) }

// names joins the names of states.
func (q question) names(list []comity.State) string {
	var out []string
	for _, s := range list {
		out = append(out, q.name(s))
	}
	return strings.Join(out, " and ")
}

// period says which time a cell stands for.
func (q question) period(c panel.Cell) string {
	if from, to, ok := q.span(); ok {
		return fmt.Sprintf("%d to %d", from, min(to, c.Year))
	}
	return fmt.Sprint(c.Year)
}

// readings are those of a column; one whose source the claim names comes first.
func (q question) readings(name string, who []comity.State) []panel.Reading {
	list := slices.Clone(q.engine.Readings(name, who))
	if q.Source != "" {
		slices.SortStableFunc(list, func(x, y panel.Reading) int {
			return q.sourceOrder(x.Source, x.Label) - q.sourceOrder(y.Source, y.Label)
		})
	}
	return list
}

// sourceOrder is 0 for a source the claim names, else 1.
func (q question) sourceOrder(id, label string) int {
	said, have := sourceWords(q.Source), sourceWords(id+" "+label)
	for w := range said {
		if !have[w] {
			return 1
		}
	}
	if len(said) == 0 {
		return 1
	}
	return 0
}

// idle are words that name no source.
var idle = []string{"the", "of", "and", "to", "by", "from", "data", "figures", "statistics", "official", "according", "national"}

// sourceWords are the words by which a source is known, states under their keys: "the customs of" a state and its adjective with
// "customs" are one.
func sourceWords(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range states.Find(text) {
		out[fmt.Sprint(m.State)] = true
		text = text[:m.Start] + strings.Repeat(" ", m.End-m.Start) + text[m.End:]
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !slices.Contains(idle, w) {
			out[w] = true
		}
	}
	return out
}

// named warns where the claim names a source that the record does not have, or that is silent on it.
func (f *findings) named(q question) {
	if q.Source == "" {
		return
	}
	for _, r := range f.readings {
		if q.sourceOrder(r.Ref.Source, chosen(r)) == 0 && r.Result != Silent {
			return
		}
	}
	f.warnings = append(f.warnings, Warning{"source", fmt.Sprintf("the source it names (%s) does not speak of it in this record; others do", q.Source)})
}
