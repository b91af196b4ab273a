package desk

// This file answers the small questions: who is this state, who belongs to this group, which treaties, what is this column.

import (
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

// Columns is the catalogue.
func Columns() report.Columns {
	var out report.Columns
	for _, c := range column.All() {
		out.List = append(out.List, report.Column{Name: c.Name, Title: c.Title, Shape: c.Shape.String(), Unit: c.Unit, Formula: c.Formula, Missing: c.Missing})
	}
	return out
}
