package panel

// This file fills the columns of alliances from ATOP's directed pair-years.

import (
	"math"

	"comity"
	"comity/format/frame"
	"comity/record"
)

var atop = []string{"atop"}

var allianceFillers = []filler{
	{column: "alliance.atop_alliance", from: atop, fill: obligationsFill(func(int8) int8 { return 1 }, "defense", "offense", "neutral", "nonagg", "consul")},
	{column: "alliance.atop_defense", from: atop, fill: obligationsFill(itself, "defense")},
	{column: "alliance.atop_offense", from: atop, fill: obligationsFill(itself, "offense")},
	{column: "alliance.atop_neutral", from: atop, fill: obligationsFill(itself, "neutral")},
	{column: "alliance.atop_nonagg", from: atop, fill: obligationsFill(itself, "nonagg")},
	{column: "alliance.atop_consul", from: atop, fill: obligationsFill(itself, "consul")},
}

func itself(x int8) int8 { return x }

// obligationsFill fills a flag that holds where any of the variables has a cell that as reads as 1: of the pair as it stands, or, in
// a grid of undirected pairs, of the pair in either direction.
func obligationsFill(as func(int8) int8, variables ...string) func(b *bench, g *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		var series []*pairSeries
		for _, name := range variables {
			s, err := b.pairRuns("atop", name)
			if err != nil {
				return made{}, err
			}
			series = append(series, s)
		}
		c := flags(g.Len(), 0)
		g.eachRun(func(r *Run) {
			dst := c.Small[r.Row : r.Row+r.Len]
			b.silence(dst, r, series[0].table, comity.COW)
			for _, p := range g.directions(r) {
				for _, s := range series {
					s.eachFlag(p, r, func(i int, x int8) {
						if dst[i] == frame.SmallMissing(notCovered) {
							dst[i] = 0 // the source speaks
						}
						dst[i] = either(dst[i], as(x))
					})
				}
			}
		})
		return made{c, func(row int) Cell {
			r := g.runOf(row)
			return explainFlags(c.At(row), g.directions(r), r.From+row-r.Row, series)
		}}, nil
	}
}

// directions are the pairs whose facts a row of a run tells: the pair as it stands, and back where the grid has it once.
func (g *Grid) directions(r *Run) []comity.Pair {
	if g.Undirected {
		return []comity.Pair{r.pair(), r.pair().Flip()}
	}
	return []comity.Pair{r.pair()}
}

// either is whether one of two flags holds: it is not known where one is missing and the other is 0.
func either(x, y int8) int8 {
	switch {
	case x == 1 || y == 1:
		return 1
	case x < frame.MinSmall && y < frame.MinSmall:
		return reasonOf[int8](comity.Worst(comity.Missing(x-math.MinInt8), comity.Missing(y-math.MinInt8)))
	}
	return min(x, y)
}

// explainFlags tells the cells of several variables behind a flag.
func explainFlags(value float64, pairs []comity.Pair, year int, series []*pairSeries) Cell {
	cell := Cell{Year: year, Value: value, Ref: series[0].table.Ref(0)}
	for _, p := range pairs {
		for _, s := range series {
			x, row := s.at(p, year)
			in := Input{Label: s.Name + " of " + nameIn(p.A, year) + " and " + nameIn(p.B, year) + yearWords(year), Value: x, Unit: s.Unit, Ref: s.table.Ref(row), Variable: s.Name}
			if row == 0 {
				in.Ref.Note = silenceNote(s.table, year)
			}
			if row == 0 && value == value {
				in.Value = 0
			}
			cell.Inputs = append(cell.Inputs, in)
			if row != 0 && cell.Ref.Row == 0 {
				cell.Ref = in.Ref
			}
		}
	}
	return cell
}

// silenceNote says what no row means.
func silenceNote(t *record.Table, year int) string {
	if t.Covers(year) {
		return "no row of them: none, by the source's card"
	}
	return "the source does not cover the year"
}
