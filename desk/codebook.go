package desk

// This file writes the codebook of a source from its card: every variable and table column, and what the card says of them.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"comity/record"
	"comity/report"
	"comity/source"
)

// Codebook answers what the variables and tables of a source are.
func (d *Desk) Codebook(home, id string) (report.Codebook, error) {
	src, err := record.NewStore(home).Find(id)
	if err != nil {
		return report.Codebook{}, err
	}
	c := src.Card()
	out := report.Codebook{ID: c.ID, Title: c.Title, Edition: c.Edition, Producer: c.Producer, Page: c.Page, Citation: c.Citation, Licence: c.Licence, Rights: rightsWords[c.Rights], Export: exportWords[c.Export],
		Attribution: c.Attribution, Coverage: coverageOf(c), Variables: []report.CodebookVariable{}, Tables: []report.CodebookTable{}, Known: orEmpty(c.Known), Untried: c.Untried}
	if c.Body != "" {
		out.Votes = fmt.Sprintf("roll calls and votes of %s: `comity facts --source %s`", c.Body, c.ID)
	}
	for _, v := range c.Variables {
		out.Variables = append(out.Variables, codebookVariable(c, v))
	}
	for _, t := range c.Tables {
		out.Tables = append(out.Tables, codebookTable(t))
	}
	return out, nil
}

var rightsWords = map[source.Rights]string{source.Bundle: "ships with comity", source.Fetch: "fetched by each user (`comity pull`)", source.Bring: "brought by who has it (`comity add`)"}

var exportWords = map[source.Export]string{source.May: "yes", source.Never: "with your consent, for your own use", source.NonCommercial: "with your consent, not commercially"}

var absenceWords = map[source.Absence]string{source.Zero: "zero: none", source.Silent: "nothing known"}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func coverageOf(c source.Card) string {
	out := fmt.Sprintf("%d to %d", c.From, c.To)
	if c.DataTo != "" {
		out += ", data to " + c.DataTo
	}
	return out
}

func codebookVariable(c source.Card, v source.Variable) report.CodebookVariable {
	out := report.CodebookVariable{Name: v.Name, Column: v.Column, Unit: v.Unit, Meaning: v.Meaning, Kind: "state", Coverage: fmt.Sprintf("%d-%d", c.From, c.To), Absence: absenceWords[v.Absence], Laws: lawWords(v)}
	if v.None {
		out.Coverage = "has no year"
	}
	for _, s := range c.Series {
		for _, sv := range s.Variables {
			if sv.Name != v.Name {
				continue
			}
			if s.Pairs() {
				out.Kind = "pair"
			}
			if len(sv.Years) == 2 {
				out.Coverage = fmt.Sprintf("%d-%d", sv.Years[0], sv.Years[1])
			}
			for _, code := range slices.Concat(s.Missing, sv.Missing) {
				if !slices.Contains(out.Missing, code) {
					out.Missing = append(out.Missing, code)
				}
			}
		}
	}
	return out
}

// lawWords are the laws a variable is held to beside those of its unit, the coverage and the lists of states.
func lawWords(v source.Variable) (out []string) {
	if v.Law.Symmetric {
		out = append(out, "both directions of a pair are the same")
	}
	if v.Law.SumsTo != 0 {
		out = append(out, fmt.Sprintf("the states of a year add up to %v", v.Law.SumsTo))
	}
	if v.Law.Low != 0 || v.Law.High != 0 {
		out = append(out, fmt.Sprintf("%v to %v", v.Law.Low, v.Law.High))
	}
	if v.Law.Carried {
		out = append(out, "today's territories carried back through time")
	}
	return out
}

func codebookTable(t source.Table) report.CodebookTable {
	out := report.CodebookTable{Name: t.Name, Title: t.Title, Key: t.Key, Absence: cmp.Or(absenceWords[t.Absence], "nothing known"), Columns: []report.CodebookVariable{}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, report.CodebookVariable{Name: c.Name, Column: producerOf(c), Kind: kindOf(c), Unit: c.Unit, Meaning: c.Meaning, Missing: c.Missing})
	}
	return out
}

// producerOf is the producer's name of a column, or where it stands.
func producerOf(c source.TableColumn) string {
	switch {
	case c.Column != "":
		return c.Column
	case len(c.Parts) > 0:
		return strings.Join(c.Parts, ", ")
	case c.Cell:
		return "cells"
	case c.Columns != "":
		return "names of columns"
	}
	return "always " + c.Value
}

func kindOf(c source.TableColumn) string {
	if c.Kind == source.StateCell && c.Scheme != "" {
		return "state (" + c.Scheme + ")"
	}
	return string(c.Kind)
}
