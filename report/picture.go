package report

// This file draws the series behind an answer: the title says the latest value in numbers, nothing else.

import (
	"fmt"
	"strings"

	"comity"
	"comity/chart"
	"comity/states"
	"comity/verdict"
)

// picture draws the series behind an answer, or nothing where there is none.
func picture(lines []verdict.Line) *chart.Line {
	if len(lines) == 0 {
		return nil
	}
	first := lines[0]
	c := &chart.Line{Unit: first.Column.Unit, Source: "Source: " + strings.TrimSpace(first.Ref.Source+" "+first.Ref.Edition) + "; " + first.Reading}
	var found []string
	for _, l := range lines {
		c.Series = append(c.Series, chart.Series{Name: statesOf(l.Who), Years: l.Years, Values: l.Values})
		if year, value, ok := lastOf(l); ok {
			found = append(found, fmt.Sprintf("%s %s in %d", statesOf(l.Who), comity.Show(value, first.Column.Unit), year))
		}
	}
	c.Title = upper(first.Column.Title) + ": " + strings.Join(found, "; ")
	c.Alt = fmt.Sprintf("Line chart over years: %s.", c.Title)
	return c
}

func statesOf(who []comity.State) string {
	var out []string
	for _, s := range who {
		out = append(out, states.Name(s, comity.NoDay))
	}
	if len(out) == 0 {
		return "all states"
	}
	return strings.Join(out, " and ")
}

// lastOf is the latest year with a value.
func lastOf(l verdict.Line) (year int, value float64, ok bool) {
	for i, v := range l.Values {
		if comity.Why(v) == comity.Present {
			year, value, ok = l.Years[i], v, true
		}
	}
	return year, value, ok
}

// sparks marks each series in one line, for where a chart cannot be drawn.
func sparks(c *chart.Line) []Block {
	var out []Block
	for _, s := range c.Series {
		values := s.Values[max(0, len(s.Values)-sparkYears):]
		out = append(out, Block{Spark: &Spark{Marks: chart.Spark(values), Note: fmt.Sprintf("%s, %d to %d", s.Name, s.Years[len(s.Years)-len(values)], s.Years[len(s.Years)-1])}})
	}
	return out
}
