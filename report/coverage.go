package report

// This file is the coverage of a panel: which share of the cells of each column is there, by years.

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"comity"
	"comity/chart"
)

// Coverage is how full the columns of a panel are.
type Coverage struct {
	Title   string           `json:"title"`
	Finding string           `json:"finding"` // in a sentence
	Rows    int              `json:"rows"`
	From    int              `json:"from"` // the first year of the first cell
	Step    int              `json:"step"` // years of a cell
	Columns []CoveredColumn  `json:"columns"`
	Sources []Source         `json:"sources"`
	Letters []CoverageLetter `json:"letters"`
}

// CoveredColumn is how full one column is: of all its cells, and of those of each step of years (null where there are no rows).
type CoveredColumn struct {
	Name    string         `json:"name"`
	Of      string         `json:"column"`
	N       int            `json:"n"`
	Share   float64        `json:"share"`
	Missing map[string]int `json:"missing"`
	Shares  []*float64     `json:"shares"`
}

// CoverageLetter is a reason why cells are missing.
type CoverageLetter struct {
	Letter string `json:"letter"`
	Means  string `json:"means"`
}

// JSON gives the answer as data.
func (c Coverage) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the answer out: a line a column, a character a step of years.
func (c Coverage) Document() Document {
	d := Document{Title: c.Title, Notes: sourceNotes(c.Sources), Blocks: []Block{{Lead: c.Finding}}}
	if len(c.Columns) == 0 {
		return d
	}
	d.Blocks = append(d.Blocks, Block{Code: c.picture()})
	d.Blocks = append(d.Blocks, Block{Paragraph: fmt.Sprintf("A character is %s: · no cell is there, ░ under a quarter, ▒ under a half, ▓ under three quarters, ▆ more, █ every one.", yearsOf(c.Step))})
	var means []string
	for _, l := range c.Letters {
		means = append(means, l.Letter+" "+l.Means)
	}
	if len(means) > 0 {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Missing: " + strings.Join(means, ", ") + "."})
	}
	return d
}

func yearsOf(n int) string {
	if n == 1 {
		return "a year"
	}
	return fmt.Sprintf("%d years", n)
}

// picture is the lines of columns under a line of years.
func (c Coverage) picture() string {
	wide, cells := 0, 0
	for _, col := range c.Columns {
		wide, cells = max(wide, utf8.RuneCountInString(col.Name)), max(cells, len(col.Shares))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%*s  %s\n", wide, "", c.ticks(cells))
	for _, col := range c.Columns {
		fmt.Fprintf(&b, "%-*s  %s  %7s  %s\n", wide, col.Name, chart.Shade(numbers(col.Shares)), comity.Show(col.Share, "share"), missingWords(col.Missing, c.Rows))
	}
	return b.String()
}

// ticks writes a year every ten cells.
func (c Coverage) ticks(cells int) string {
	line := []rune(strings.Repeat(" ", cells+4))
	for i := 0; i < cells; i += 10 {
		copy(line[i:], []rune(fmt.Sprint(c.From+i*c.Step)))
	}
	return strings.TrimRight(string(line), " ")
}

// numbers gives shares with gaps where there are no rows.
func numbers(list []*float64) []float64 {
	out := make([]float64, len(list))
	for i, x := range list {
		if out[i] = comity.NaN(comity.NotApplicable); x != nil {
			out[i] = *x
		}
	}
	return out
}

// SVG draws the coverage as a heat map.
func (c Coverage) SVG() []byte {
	var ids []string
	for _, s := range c.Sources {
		ids = append(ids, strings.TrimSpace(s.ID+" "+s.Edition))
	}
	h := chart.Heat{Title: c.Finding, From: c.From, Step: c.Step, Source: "Source: " + strings.Join(append(ids, "comity "+comity.Version), "; ") + ".",
		Note: c.Title + ". The darker, the more of the cells are there; grey where there are no rows."}
	for _, col := range c.Columns {
		h.Rows = append(h.Rows, chart.HeatRow{Label: col.Name, Shares: numbers(col.Shares), Value: comity.Show(col.Share, "share")})
	}
	return h.SVG()
}
