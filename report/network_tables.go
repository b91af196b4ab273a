package report

// This file writes a model of a matrix as a table for a paper (LaTeX) and for programs (CSV), and as a picture.

import (
	"fmt"
	"strconv"
	"strings"

	"comity"
	"comity/chart"
)

// SVG draws the figures: of ame the coefficients with their intervals, times the standard deviation of the regressor; of qap the
// statistics beside their range under permutation; of srm the moments.
func (m Network) SVG() []byte {
	share := strconv.FormatFloat(100*m.Level, 'g', 4, 64)
	c := chart.Intervals{
		Title:  upperFirst(m.Title) + " of " + m.Y + ": coefficients times the standard deviation of the regressor",
		Source: fmt.Sprintf("comity %s, of %s.", m.Comity, m.File.Name),
		Note:   fmt.Sprintf("%s states, %s cells. Lines: %s %% intervals.", grouped(m.States), grouped(m.Cells), share),
	}
	terms := m.Terms
	switch m.Model {
	case "qap":
		c.Title = upperFirst(m.Title) + " of " + m.Y + ": statistics"
		c.Note = fmt.Sprintf("%s states, %s cells. Dots: the statistic; lines: the middle 95 %% of it under permutation.", grouped(m.States), grouped(m.Cells))
	case "srm":
		c.Title, terms = upperFirst(m.Title)+" of "+m.Y, m.Variances
	}
	for _, t := range terms {
		if row, ok := m.drawn(t); ok {
			c.Rows = append(c.Rows, row)
		}
	}
	return c.SVG()
}

// drawn is one line of the picture; the constant has none.
func (m Network) drawn(t NetworkTerm) (chart.Interval, bool) {
	or := func(x *float64, by float64) float64 {
		if x == nil {
			return comity.NaN(comity.Undefined)
		}
		return *x * by
	}
	switch {
	case m.Model == "srm":
		return chart.Interval{Label: t.Name, Value: or(t.Estimate, 1), Low: or(t.Low, 1), High: or(t.High, 1)}, true
	case t.SD == nil:
		return chart.Interval{}, false
	case m.Model == "qap":
		return chart.Interval{Label: t.Name, Value: or(t.Statistic, 1), Low: or(t.NullLow, 1), High: or(t.NullHigh, 1)}, true
	}
	return chart.Interval{Label: t.Name, Value: or(t.Estimate, *t.SD), Low: or(t.Low, *t.SD), High: or(t.High, *t.SD)}, true
}

// CSV gives one line a figure, with all digits: coefficients, variances, correlations, checks, held-out cells and the effects of states.
func (m Network) CSV() []byte {
	var b strings.Builder
	csvLine(&b, []string{"model", "y", "part", "name", "with", "estimate", "se", "low", "high", "statistic", "p", "naive_p", "r_hat", "effective_draws", "states", "cells"})
	line := func(part, name, with string, figures ...*float64) {
		row := []string{m.Model, m.Y, part, name, with}
		for _, x := range figures {
			row = append(row, exact(x))
		}
		for len(row) < 14 {
			row = append(row, "")
		}
		csvLine(&b, append(row, strconv.Itoa(m.States), strconv.Itoa(m.Cells)))
	}
	for _, part := range []struct {
		name  string
		terms []NetworkTerm
	}{{"coefficient", m.Terms}, {"variance", m.Variances}, {"correlation", m.Correlations}} {
		for _, t := range part.terms {
			line(part.name, t.Name, "", t.Estimate, t.SE, t.Low, t.High, t.Statistic, t.P, t.NaiveP, t.RHat, t.ESS)
		}
	}
	for _, c := range m.Checks {
		line("check", c.Name, "", c.Data, nil, c.Low, c.High, nil, c.P)
	}
	for _, c := range m.Predictions {
		line("held out", c.State1, c.State2, c.Outcome)
		line("expected", c.State1, c.State2, c.Expected, c.SD, nil, nil, c.Z)
	}
	for _, s := range m.Effects {
		m.stateLines(s, line)
	}
	return []byte(b.String())
}

// stateLines writes what is told of a state.
func (m Network) stateLines(s NetworkState, line func(part, name, with string, figures ...*float64)) {
	if m.Symmetric {
		line("effect", s.State, "", s.Row, s.RowSE)
	} else {
		line("row effect", s.State, "", s.Row, s.RowSE)
		line("column effect", s.State, "", s.Col, s.ColSE)
	}
	for r := range s.Left {
		line("dimension "+strconv.Itoa(r+1), s.State, "", &s.Left[r])
	}
	for r := range s.Right {
		line("column dimension "+strconv.Itoa(r+1), s.State, "", &s.Right[r])
	}
}

// LaTeX gives the tables in the manner of the package booktabs, one below the other.
func (m Network) LaTeX() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%% comity %s, %s of %s (SHA-256 %s); needs \\usepackage{booktabs}\n", m.Comity, m.Model, latexLine(m.File.Name), m.File.SHA256)
	for _, part := range m.parts() {
		if len(part.table.Rows) == 0 || part.word == "state" {
			continue
		}
		fmt.Fprintf(&b, "%% %s\n\\begin{tabular}{l%s}\n\\toprule\n", latexLine(part.title), strings.Repeat("r", len(part.table.Header)-1))
		latexRow(&b, part.table.Header)
		b.WriteString("\\midrule\n")
		for _, row := range part.table.Rows {
			latexRow(&b, row)
		}
		b.WriteString("\\bottomrule\n\\end{tabular}\n\n")
	}
	fmt.Fprintf(&b, "%% %s %s\n", latexLine(m.rests()), latexLine(m.made()))
	return []byte(b.String())
}

// latexRow writes one row: the first cell as text, the others as numbers.
func latexRow(b *strings.Builder, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteString(" & ")
		}
		if _, err := strconv.ParseFloat(c, 64); err == nil {
			b.WriteString(latexNumber(c))
		} else {
			b.WriteString(latex(c))
		}
	}
	b.WriteString(" \\\\\n")
}
