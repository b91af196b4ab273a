package desk

// This file answers the small questions: who is this state, who belongs to this group, which treaties, what is this column.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/groups"
	"comity/report"
	"comity/states"
)

// StateAnswer says who a state is on a day, under every code.
func (d *Desk) StateAnswer(text string, on comity.Day) (report.State, error) {
	s, notes, err := asked(text, on)
	if err != nil {
		return report.State{}, err
	}
	day := orLast(on)
	out := report.State{StateCard: card(s, day), On: day.String(), Codes: map[string]string{}, Groups: []report.Fact{}, Warnings: []report.Note{}}
	for _, scheme := range []states.Scheme{"cow", "cowc", "gw", "iso2", "iso3", "ison"} {
		if code := states.Code(s, scheme, day); code != "" {
			out.Codes[string(scheme)] = code
		}
	}
	for _, m := range groups.Of(s, day) {
		g, err := groups.Lookup(m.Group)
		if err != nil {
			continue
		}
		out.Groups = append(out.Groups, report.Fact{When: m.Span.From.String(), Text: g.Name + " (" + m.Role + ")", Source: report.NewRef(m.Ref)})
	}
	for _, n := range notes {
		out.Warnings = append(out.Warnings, report.Note{Code: "name", Text: n})
	}
	return out, nil
}

// GroupAnswer says who belonged to a group on a day, in which role, since when.
func (d *Desk) GroupAnswer(name string, on comity.Day) (report.Group, error) {
	if on == comity.NoDay {
		on = LastDay
	}
	g, err := groups.Lookup(name)
	if err != nil {
		return report.Group{}, err
	}
	cover := groups.Coverage(g.ID)
	out := report.Group{ID: g.ID, Name: g.Name, Kind: g.Kind, Definer: g.Definer, On: on.String(), From: cover.From.String(), To: cover.To.String(),
		Founded: g.Founded.String(), Dissolved: g.Dissolved.String(), Source: report.NewRef(g.Ref), Members: []report.Member{}}
	if !cover.Has(on) {
		return out, fmt.Errorf("comity's roster of %s is complete from %s to %s; %s lies outside, so nothing is said of it (try --on %s)", g.Name, cover.From, cover.To, on, cover.To)
	}
	for _, m := range groups.Members(g.ID, "*", on) {
		out.Members = append(out.Members, report.Member{ID: states.ID(m.State, on), Name: states.Name(m.State, on), Role: m.Role, From: m.Span.From.String(), To: m.Span.To.String(),
			DayBasis: m.DayBasis.String(), Source: report.NewRef(m.Ref)})
	}
	slices.SortStableFunc(out.Members, func(x, y report.Member) int {
		if x.Role != y.Role {
			return strings.Compare(x.Role, y.Role)
		}
		return strings.Compare(x.Name, y.Name)
	})
	return out, nil
}

// Columns is the catalogue.
func Columns() report.Columns {
	var out report.Columns
	for _, c := range column.All() {
		out.List = append(out.List, report.Column{Name: c.Name, Title: c.Title, Shape: c.Shape.String(), Unit: c.Unit, Formula: c.Formula, Missing: c.Missing})
	}
	return out
}
