package desk

// This file answers on treaties: those of a pair, of one state, with a clause; and everything known of one.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/panel"
	"comity/report"
	"comity/states"
	"comity/treaties"
)

// TreatiesAnswer lists the treaties of a pair, those with a clause where one is named.
func (d *Desk) TreatiesAnswer(a, b, clause string, on comity.Day) (report.Treaties, error) {
	who, notes, err := resolve(a, b, on)
	if err != nil {
		return report.Treaties{}, err
	}
	keep, note, err := withClause(clause)
	if err != nil {
		return report.Treaties{}, err
	}
	on = orLast(on)
	list := slices.DeleteFunc(together(who, on), func(t treaties.Treaty) bool { return !keep(t) })
	out := report.Treaties{Title: "Treaties of " + states.Name(who[0], on) + " and " + states.Name(who[1], on), List: rowsOf(list, on), Coverage: treaties.Coverage() + note, Warnings: named(notes)}
	out.Warnings = append(out.Warnings, successionNotes(who, list, on)...)
	return out, nil
}

// TreatyList lists the treaties of the list with a clause, or those that bound a state on a day, or both.
func (d *Desk) TreatyList(of, clause string, on comity.Day) (report.Treaties, error) {
	keep, note, err := withClause(clause)
	if err != nil {
		return report.Treaties{}, err
	}
	title := "Treaties"
	list := treaties.All()
	var notes []report.Note
	if of != "" {
		s, said, err := asked(of, on)
		if err != nil {
			return report.Treaties{}, err
		}
		on = orLast(on)
		list = ofAnyKey(s, on)
		title, notes = fmt.Sprintf("Treaties of %s on %s", states.Name(s, on), on), append(named(said), successionNotes([]comity.State{s}, list, on)...)
	}
	on = orLast(on)
	list = slices.DeleteFunc(list, func(t treaties.Treaty) bool { return !keep(t) || t.Signed.First() > on })
	if clause != "" {
		title += " with the clause " + clause
	}
	return report.Treaties{Title: title, List: rowsOf(list, on), Coverage: treaties.Coverage() + note, Warnings: append([]report.Note{}, notes...)}, nil
}

// withClause gives the test of a clause or obligation, and what to say of the list of clauses; no name lets all through.
func withClause(name string) (func(treaties.Treaty) bool, string, error) {
	if name == "" {
		return func(treaties.Treaty) bool { return true }, "", nil
	}
	list, err := treaties.WithClause(name)
	if err != nil {
		return nil, "", err
	}
	ids := map[string]bool{}
	for _, t := range list {
		ids[t.ID] = true
	}
	return func(t treaties.Treaty) bool { return ids[t.ID] }, " " + treaties.ClauseCoverage(), nil
}

func named(notes []string) []report.Note {
	out := []report.Note{}
	for _, n := range notes {
		out = append(out, report.Note{Code: "name", Text: n})
	}
	return out
}

// ofAnyKey gives the treaties that bound a state on a day, under whichever of its keys it then had.
func ofAnyKey(s comity.State, on comity.Day) []treaties.Treaty {
	var out []treaties.Treaty
	for _, k := range panel.Keys(s) {
		for _, t := range treaties.Of(k, on) {
			if !slices.ContainsFunc(out, func(x treaties.Treaty) bool { return x.ID == t.ID }) {
				out = append(out, t)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y treaties.Treaty) int { return int(x.Signed.Day) - int(y.Signed.Day) })
	return out
}

// together are the treaties both states were party to on some same day, signed by the day.
func together(who []comity.State, on comity.Day) []treaties.Treaty {
	var out []treaties.Treaty
	seen := map[string]bool{}
	for _, a := range panel.Keys(who[0]) {
		for _, b := range panel.Keys(who[1]) {
			for _, t := range treaties.Between(a, b) {
				if t.Signed.First() <= on && !seen[t.ID] {
					seen[t.ID] = true
					out = append(out, t)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y treaties.Treaty) int { return strings.Compare(x.Signed.String(), y.Signed.String()) })
	return out
}

// declarations are the clauses a page on a pair asks for, as the treaties of the two in force have them.
var declarations = []string{"not-aimed-at-third-parties", "aimed-at", "no-alliance-against"}

// declared asks which of the declarations stand in a treaty in force between the two. It is what a text says, held against nothing.
func declared(who []comity.State, on comity.Day) []report.Test {
	live := slices.DeleteFunc(together(who, on), func(t treaties.Treaty) bool { return t.StageOn(on) != treaties.Binding || !t.Bilateral() })
	var out []report.Test
	for _, kind := range declarations {
		for _, t := range live {
			i := slices.IndexFunc(t.Clauses, func(c treaties.Clause) bool { return c.Kind == kind })
			if i < 0 {
				continue
			}
			answer := "yes: " + t.String()
			if t.Clauses[i].Note != "" {
				answer += ", " + t.Clauses[i].Note
			}
			out = append(out, report.Test{Question: "declared in a treaty of the two in force: " + t.Clauses[i].String() + "?", Answer: answer, Source: report.NewRef(t.Clauses[i].Ref)})
			break
		}
	}
	return out
}

// obliging are those of the treaties that carry an obligation of alliances.
func obliging(list []treaties.Treaty) []treaties.Treaty {
	return slices.DeleteFunc(slices.Clone(list), func(t treaties.Treaty) bool { return t.Obligations == 0 })
}

func rowsOf(list []treaties.Treaty, on comity.Day) []report.Treaty {
	out := []report.Treaty{}
	for _, t := range list {
		out = append(out, TreatyRow(t, on))
	}
	return out
}

// TreatyRow writes a treaty as an answer does, as it stood on a day.
func TreatyRow(t treaties.Treaty, on comity.Day) report.Treaty {
	row := report.Treaty{ID: t.ID, Title: t.Title, Kind: t.Kind, Signed: t.Signed.String(), InForce: t.InForce.String(), Ended: t.Ended.String(),
		EndedHow: t.EndedHow, Stage: string(t.StageOn(on)), Obligations: t.Obligations.String(), Parties: parties(t), Clauses: []string{}, Extended: []string{}, Source: report.NewRef(t.Ref)}
	for _, c := range t.Clauses {
		row.Clauses = append(row.Clauses, c.String())
	}
	for _, d := range t.Extended {
		row.Extended = append(row.Extended, d.String())
	}
	return row
}

// parties counts the states that were party to a treaty at any time; a treaty of two and the successor of one counts two.
func parties(t treaties.Treaty) int {
	if t.Bilateral() {
		return 2
	}
	return len(t.Parties)
}

// successionNotes say which of the treaties in force bind one of the states because it carries those of a state before it.
func successionNotes(who []comity.State, list []treaties.Treaty, on comity.Day) []report.Note {
	out := []report.Note{}
	var said []string
	ids := map[string][]string{}
	for _, s := range who {
		for _, t := range list {
			x, ok := restsOn(t, s, on)
			if !ok || !t.Live(on) {
				continue
			}
			say := succeeds(x)
			if ids[say] == nil {
				said = append(said, say)
			}
			ids[say] = append(ids[say], t.ID)
		}
	}
	for _, say := range said {
		out = append(out, report.Note{Code: "succession", Text: say + ": " + few(ids[say])})
	}
	return out
}

// few lists the first of many treaties.
func few(ids []string) string {
	const most = 5
	if len(ids) <= most {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:most], ", "), len(ids)-most)
}

// restsOn looks under every key of the state.
func restsOn(t treaties.Treaty, s comity.State, on comity.Day) (treaties.Succession, bool) {
	for _, k := range panel.Keys(s) {
		if x, ok := t.RestsOn(k, on); ok {
			return x, true
		}
	}
	return treaties.Succession{}, false
}

// succeeds says a succession in words.
func succeeds(x treaties.Succession) string {
	verb := map[string]string{"continues": "is bound as continuing", "succeeds": "is bound by succession to", "joins anew": "joined anew after", "lapsed": "is not bound by the treaties of", "disputed": "may be bound, which is disputed, as coming after"}[x.Kind]
	text := fmt.Sprintf("%s %s %s since %s", states.Name(x.Successor, x.Date.First()), verb, before(x), x.Date)
	if x.Ref.Basis == comity.Recalled {
		text += " (unverified)"
	}
	return text
}

// before names the state a succession is from: by its formal name where the short one went on.
func before(x treaties.Succession) string {
	eve := treaties.EveOf(x)
	if name := states.Name(x.Predecessor, eve); name != states.Name(x.Successor, x.Date.First()) {
		return name
	}
	return states.Formal(x.Predecessor, eve)
}

// TreatyAnswer says everything the list knows of one treaty, and how it stood on a day.
func (d *Desk) TreatyAnswer(name string, on comity.Day) (report.TreatyPage, error) {
	t, err := treaties.Lookup(name)
	if err != nil {
		return report.TreatyPage{}, err
	}
	on = orLast(on)
	out := report.TreatyPage{Treaty: TreatyRow(t, on), On: on.String(), Aliases: append([]string{}, t.Aliases...), Suspended: t.Suspended.String(), TookPlace: []report.TreatyLink{},
		Bound: []report.PartySpan{}, Declares: []report.Clause{}, Successors: []report.Fact{}, Read: append([]string{}, t.Sources...), Recalled: append([]string{}, t.Recalled...), Remark: t.Note, Warnings: []report.Note{}}
	if by, err := treaties.Lookup(t.SupersededBy); err == nil && t.SupersededBy != "" {
		l := link(by)
		out.Superseded = &l
	}
	for _, p := range treaties.PredecessorsOf(t.ID) {
		out.TookPlace = append(out.TookPlace, link(p))
	}
	for _, p := range t.Parties {
		out.Bound = append(out.Bound, boundBy(t, p, on))
	}
	for _, c := range t.Clauses {
		out.Declares = append(out.Declares, report.Clause{Kind: c.Kind, Value: c.Value, Text: c.String(), Note: c.Note, Source: report.NewRef(c.Ref)})
	}
	for _, x := range treaties.SuccessionsTo(t) {
		text := succeeds(x)
		if x.Note != "" {
			text += "; " + x.Note
		}
		out.Successors = append(out.Successors, report.Fact{When: x.Date.String(), Text: text, Source: report.NewRef(x.Ref)})
	}
	out.Warnings = append(out.Warnings, successionNotes(t.PartiesOn(on), []treaties.Treaty{t}, on)...)
	return out, nil
}

func link(t treaties.Treaty) report.TreatyLink {
	return report.TreatyLink{ID: t.ID, Title: t.Title, Signed: t.Signed.String()}
}

// boundBy writes a party with the days it was bound, and the succession its binding rests on, if any.
func boundBy(t treaties.Treaty, p treaties.Party, on comity.Day) report.PartySpan {
	out := report.PartySpan{ID: states.ID(p.State, p.Span.From), Name: states.Name(p.State, min(p.Span.To, max(p.Span.From, on))), From: p.Span.From.String(), On: p.Span.Has(on)}
	if p.Span.To != comity.Forever {
		out.To = p.Span.To.String()
	}
	if x, ok := t.RestsOn(p.State, min(p.Span.To, max(p.Span.From, on))); ok {
		out.RestsOn = x.Kind + " " + before(x)
	}
	return out
}
