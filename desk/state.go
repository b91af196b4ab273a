package desk

// This file answers who a state is on a day, and what it was at other times.

import (
	"fmt"
	"strings"

	"comity"
	"comity/groups"
	"comity/report"
	"comity/states"
	"comity/treaties"
)

// StateAnswer says who a state is on a day, under every code; with past, also what it was at other times.
func (d *Desk) StateAnswer(text string, on comity.Day, past bool) (report.State, error) {
	s, notes, err := asked(text, on)
	if err != nil {
		return report.State{}, err
	}
	day := orLast(on)
	out := report.State{StateCard: card(s, day), On: day.String(), Codes: map[string]string{}, Names: map[string]string{},
		Contested: []report.CountedBy{}, Groups: belongs(s, day), Warnings: []report.Note{}}
	for _, scheme := range states.Schemes() {
		if code := states.Code(s, scheme, day); code != "" {
			out.Codes[string(scheme)] = code
		}
	}
	for _, lang := range states.Languages() {
		if name := states.NameIn(s, lang, day); name != "" {
			out.Names[lang] = name
		}
	}
	for _, c := range states.Contested(s) {
		out.Contested = append(out.Contested, report.CountedBy{By: c.By, Status: c.Status, Basis: c.Basis.String()})
	}
	if e, ok := treaties.EntityOf(s); ok && e.Span.Has(day) {
		out.Contested = append(out.Contested, registered(e, day))
	}
	if e, ok := states.EntityOf(s); ok {
		notes = append(notes, fmt.Sprintf("%s; it is on no list of states (%s)", e.Note, days(e.Span)))
	}
	if past {
		out.Past = pastOf(s)
	}
	for _, n := range notes {
		out.Warnings = append(out.Warnings, report.Note{Code: "name", Text: n})
	}
	return out, nil
}

// registered says how many states recognise an entity by comity's register.
func registered(e treaties.Entity, day comity.Day) report.CountedBy {
	list := treaties.RecognisedBy(e.ID, day)
	basis := comity.Seen
	for _, r := range list {
		basis = min(basis, r.Ref.Basis)
	}
	text := fmt.Sprintf("recognised by %d states on %s by comity's register (comity ties %s lists them)", len(list), day, states.ID(e.State, day))
	if !e.Complete {
		text += ", which is not complete"
	}
	return report.CountedBy{By: "register", Status: text, Basis: basis.String()}
}

// belongs gives the groups a state belongs to on a day.
func belongs(s comity.State, day comity.Day) []report.Fact {
	out := []report.Fact{}
	for _, m := range groups.Of(s, day) {
		if g, err := groups.Lookup(m.Group); err == nil {
			out = append(out, report.Fact{When: m.Span.From.String(), Text: g.Name + " (" + m.Role + ")", Source: report.NewRef(m.Ref)})
		}
	}
	return out
}

// pastOf gathers what a state was at other times.
func pastOf(s comity.State) *report.Past {
	p := &report.Past{Turns: turnsOf(s), From: []string{}, Into: []string{}, Names: []report.Dated{}, Codes: []report.Dated{}}
	for _, e := range states.History(s) {
		if e.To == s && e.From != s || e.From == s && e.To == s {
			p.From = append(p.From, step(e))
		} else {
			p.Into = append(p.Into, step(e))
		}
	}
	for _, kind := range []string{"short", "formal"} {
		for _, n := range states.NamesOf(s, kind) {
			p.Names = append(p.Names, report.Dated{Kind: kind, Text: n.Text, From: since(n.Span), To: endOf(n.Span)})
		}
	}
	for _, scheme := range states.Schemes() {
		for _, c := range states.CodesOf(s, scheme) {
			kind := string(scheme)
			if !c.Written() {
				kind += ", " + c.Kind
			}
			p.Codes = append(p.Codes, report.Dated{Kind: kind, Text: c.Code, From: since(c.Span), To: endOf(c.Span)})
		}
	}
	return p
}

// turnsOf gives the entries of a state into the three lists and its exits.
func turnsOf(s comity.State) []report.Turn {
	out := []report.Turn{}
	for _, sys := range []comity.System{comity.COW, comity.GW} {
		for _, t := range states.Turns(sys, s) {
			out = append(out, turnOf(t))
		}
	}
	for _, m := range states.Spells(comity.UN) {
		if m.State != s {
			continue
		}
		out = append(out, report.Turn{List: "UN", Day: m.Span.From.String(), Change: "entry", Reason: "membership", Basis: m.DayBasis.String()})
		if m.Span.To != comity.Forever {
			out = append(out, report.Turn{List: "UN", Day: m.Span.To.String(), Change: "exit", Reason: "membership ends", Basis: m.DayBasis.String()})
		}
	}
	return out
}

func turnOf(t states.Turn) report.Turn {
	out := report.Turn{List: strings.ToUpper(t.System.String()), Day: t.Day.String(), Change: "exit", Reason: t.Reason, Note: t.Note, Basis: t.Basis.String()}
	if t.Entry {
		out.Change = "entry"
	}
	for i, e := range t.Events {
		if i == 0 {
			out.Reason = string(e.Kind)
		}
		out.Note = strings.TrimPrefix(out.Note+"; "+strings.TrimSuffix(step(e), " (unverified)"), "; ")
	}
	return out
}
