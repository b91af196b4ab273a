package desk

// This file answers on diplomatic relations: events, missions and recognition of a pair, or of one state with all others.

import (
	"fmt"

	"comity"
	"comity/report"
	"comity/states"
	"comity/treaties"
)

// TiesAnswer says what is known of the relations of a pair as of a day.
func (d *Desk) TiesAnswer(a, b string, on comity.Day) (report.Ties, error) {
	who, notes, err := resolve(a, b, on)
	if err != nil {
		return report.Ties{}, err
	}
	on = orLast(on)
	out := report.Ties{Title: "Relations of " + states.Name(who[0], on) + " and " + states.Name(who[1], on), On: on.String(), Relations: "not known",
		Events: relations(who, on), Missions: missionRows(who, on), Recognition: recognition(who, on), Coverage: tieCoverage(), Warnings: named(notes)}
	if open, known := treaties.Ties(who[0], who[1], on); known {
		out.Relations = openOr(open)
	}
	return out, nil
}

func openOr(open bool) string {
	if open {
		return "open"
	}
	return "none"
}

// tieCoverage says what the silence of the lists means, and where each ends.
func tieCoverage() string {
	span := treaties.TieCoverage()
	text := fmt.Sprintf("Relations are answered from %s to %s for pairs with an event in the list; missions to %s.", span.From, span.To, treaties.MissionCoverage().To)
	for _, t := range treaties.FactTables() {
		if t.ID == "comity-ties" || t.ID == "comity-missions" {
			text += " " + t.Title + ": " + t.Note
		}
	}
	return text
}

// missionRows are the missions of either of the two in the other that had begun by the day.
func missionRows(who []comity.State, on comity.Day) []report.Mission {
	out := []report.Mission{}
	for _, order := range [][]comity.State{who, {who[1], who[0]}} {
		for _, m := range treaties.MissionsOf(order[0], order[1]) {
			if m.Span.From > on {
				continue
			}
			out = append(out, report.Mission{Sender: states.ID(m.Sender, m.Span.From), Host: states.ID(m.Host, m.Span.From), From: m.Span.From.String(), To: m.Span.To.String(), Rank: m.Rank, Source: report.NewRef(m.Ref)})
		}
	}
	return out
}

// recognition is whether either of the two recognises the other, where the other is not recognised by all, and which
// government of China each has relations with.
func recognition(who []comity.State, on comity.Day) []report.Fact {
	out := []report.Fact{}
	for _, order := range [][]comity.State{who, {who[1], who[0]}} {
		e, ok := treaties.EntityOf(order[1])
		if !ok {
			continue
		}
		for _, r := range treaties.RecognisedHistory(e.ID, order[0]) {
			if !r.From.Known() || r.From.First() <= on {
				out = append(out, recognisedFact(states.Name(r.By, on)+" recognises "+e.Name, r))
			}
		}
	}
	return out
}

// recognisedFact writes a span of recognition.
func recognisedFact(text string, r treaties.Recognised) report.Fact {
	when := r.From.String()
	if when == "" {
		when = "by a day not known"
	}
	if r.To.Known() {
		text += ", until " + r.To.String()
		if r.ToBasis == comity.Recalled {
			text += " (unverified)"
		}
	}
	if r.Note != "" {
		text += " (" + r.Note + ")"
	}
	return report.Fact{When: when, Text: text, Source: report.NewRef(r.Ref)}
}

// TiesOfAnswer says with whom of the list a state has relations on a day, and whom it recognises and who recognises it
// among entities not recognised by all.
func (d *Desk) TiesOfAnswer(name string, on comity.Day) (report.TiesOf, error) {
	s, notes, err := asked(name, on)
	if e, ok := treaties.LookupEntity(name); ok && err != nil {
		return ofEntity(e, orLast(on)), nil
	}
	if err != nil {
		return report.TiesOf{}, err
	}
	on = orLast(on)
	out := report.TiesOf{Title: "Relations of " + states.Name(s, on) + " on " + on.String(), On: on.String(), List: []report.Relation{}, Recognises: []report.Fact{}, RecognisedL: []report.Fact{}, Coverage: tieCoverage(), Warnings: named(notes)}
	for _, p := range treaties.TiePairs() {
		if p.A != s && p.B != s {
			continue
		}
		other := p.A
		if p.A == s {
			other = p.B
		}
		if open, known := treaties.Ties(s, other, on); known {
			out.List = append(out.List, relationWith(s, other, open, on))
		}
	}
	for _, e := range treaties.RecognisedEntities() {
		for _, r := range treaties.RecognisedBy(e.ID, on) {
			if r.By == s {
				out.Recognises = append(out.Recognises, recognisedFact(e.Name, r))
			}
		}
	}
	if of, ok := treaties.Recognises(s, on); ok && of != comity.NoState && states.Is(comity.UN, s, on) {
		text := "of the two governments that claim the same state, relations with " + states.Formal(of, on)
		out.Recognises = append(out.Recognises, report.Fact{When: on.String(), Text: text, Source: report.NewRef(treaties.RecognitionRef(on))})
	}
	if e, ok := treaties.EntityOf(s); ok {
		out.RecognisedN, out.RecognisedL = recognisers(e, on)
	}
	return out, nil
}

// recognisers lists who recognised an entity on a day.
func recognisers(e treaties.Entity, on comity.Day) (*int, []report.Fact) {
	facts := []report.Fact{}
	for _, r := range treaties.RecognisedBy(e.ID, on) {
		facts = append(facts, recognisedFact(states.Name(r.By, on), r))
	}
	n := len(facts)
	return &n, facts
}

// ofEntity answers for an entity that comity's lists of states do not have: who recognises it, and no more.
func ofEntity(e treaties.Entity, on comity.Day) report.TiesOf {
	out := report.TiesOf{Title: "Recognition of " + e.Name + " on " + on.String(), On: on.String(), List: []report.Relation{}, Recognises: []report.Fact{}, Coverage: tieCoverage(), Warnings: []report.Note{}}
	out.RecognisedN, out.RecognisedL = recognisers(e, on)
	out.Warnings = append(out.Warnings, report.Note{Code: "entity", Text: e.Name + " is in none of comity's lists of states on that day; who recognises it is data about those who do"})
	return out
}

// relationWith is the state of relations on a day and the event it follows from.
func relationWith(s, other comity.State, open bool, on comity.Day) report.Relation {
	out := report.Relation{ID: states.ID(other, on), Name: states.Name(other, on), Relations: openOr(open)}
	for _, e := range treaties.TieEvents(s, other) {
		if e.Date.First() <= on && (e.Event != "raised" && e.Event != "lowered" || out.Event == "") {
			out.Since, out.Event, out.Source = e.Date.String(), e.Event, report.NewRef(e.Ref)
		}
	}
	return out
}
