package desk

// This file answers how full a panel is: which share of the cells of each column is there, by years.

import (
	"context"
	"fmt"

	"comity"
	"comity/panel"
	"comity/report"
)

// mostSteps is how many cells of years a coverage has at most.
const mostSteps = 60

// Coverage makes a panel and says how full its columns are.
func (d *Desk) Coverage(ctx context.Context, s PanelSpec) (report.Coverage, error) {
	p, err := d.Panel(ctx, s)
	if err != nil {
		return report.Coverage{}, err
	}
	t := d.titled(p)
	counted, err := count(ctx, t)
	if err != nil {
		return report.Coverage{}, err
	}
	shown := d.describePanel(p, t, counted)
	out := report.Coverage{Title: "Coverage of " + shown.Title, Rows: t.Rows, Step: 1, Columns: []report.CoveredColumn{}, Sources: shown.Sources, Letters: []report.CoverageLetter{}}
	last := 0
	out.From, last = yearsIn(counted.Years)
	for _, step := range []int{1, 2, 5, 10, 20, 50, 100} {
		if out.Step = step; (last-out.From)/step < mostSteps {
			break
		}
	}
	out.From -= out.From % out.Step
	for i, m := range p.Columns {
		if !m.Key {
			out.Columns = append(out.Columns, coveredColumn(m, &counted, i, t.Rows, out.From, out.Step, last))
		}
	}
	out.Letters = lettersOf(counted)
	out.Finding = findingOf(out)
	return out, nil
}

// yearsIn gives the first and the last year there are rows of.
func yearsIn(rows map[int]int) (from, to int) {
	for y := range rows {
		if from == 0 || y < from {
			from = y
		}
		to = max(to, y)
	}
	return from, to
}

// coveredColumn counts one column by steps of years.
func coveredColumn(m panel.Made, counted *countedTable, i, rows, from, step, last int) report.CoveredColumn {
	n := &counted.Columns[i]
	out := report.CoveredColumn{Name: m.Header, Of: m.Column.Name, N: n.N, Missing: n.letters(), Shares: []*float64{}}
	if rows > 0 {
		out.Share = float64(n.N) / float64(rows)
	}
	for y := from; y <= last && counted.Years != nil; y += step {
		there, all := 0, 0
		for k := y; k < y+step; k++ {
			there, all = there+n.Years[k], all+counted.Years[k]
		}
		var share *float64
		if all > 0 {
			x := float64(there) / float64(all)
			share = &x
		}
		out.Shares = append(out.Shares, share)
	}
	return out
}

// lettersOf gives the reasons that occur.
func lettersOf(counted countedTable) []report.CoverageLetter {
	out := []report.CoverageLetter{}
	for m := comity.NotCovered; m <= comity.Withheld; m++ {
		for i := range counted.Columns {
			if counted.Columns[i].Missing[m] > 0 {
				out = append(out, report.CoverageLetter{Letter: m.Letter(), Means: m.String()})
				break
			}
		}
	}
	return out
}

// findingOf says in a sentence what the coverage shows.
func findingOf(c report.Coverage) string {
	if len(c.Columns) == 0 {
		return "The panel has no columns beside those that identify its rows."
	}
	full := 0
	thin := c.Columns[0]
	for _, col := range c.Columns {
		if col.N == c.Rows {
			full++
		}
		if col.N < thin.N {
			thin = col
		}
	}
	if full == len(c.Columns) {
		return fmt.Sprintf("Every cell of %s is there, in %s rows", columnsWords(full), thousands(c.Rows))
	}
	return fmt.Sprintf("%d of %s full; the emptiest is %s, with %s of %s cells", full, columnsAre(len(c.Columns)), thin.Name, comity.Show(thin.Share, "share"), thousands(c.Rows))
}

func columnsWords(n int) string {
	if n == 1 {
		return "1 column"
	}
	return fmt.Sprintf("%d columns", n)
}

func columnsAre(n int) string {
	if n == 1 {
		return "1 column is"
	}
	return fmt.Sprintf("%d columns are", n)
}
