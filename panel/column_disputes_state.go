package panel

// This file fills whether a state takes part in militarised disputes, enters one, and begins one, by year: from the participants
// of Gibler, Miller and Little's list.

import (
	"comity/format/frame"
	"comity/record"
)

// parts are the participations in disputes of the states of a grid.
type parts struct {
	t    *record.Table
	g    *Grid
	of   *behind // rows of the table
	cols []record.Column
}

// The columns of parts.
const (
	partStart = iota
	partEnd
	partSideA
	partOriginal
	partNumber
)

// partsOf reads the table once a panel. The peer leaves out those of which no leader is known, at the start or at the end: all
// before 1870, and some after.
func partsOf(b *bench, g *Grid) (*parts, error) {
	t, err := b.table("gml-mid-disputes", "part")
	if err != nil {
		return nil, err
	}
	return keptFor(b, "parts in disputes", g, func() *parts {
		p := &parts{t: t, g: g, cols: columnsOf(t, "styear", "endyear", "sidea", "orig", "dispnum")}
		c := columnsOf(t, "a", "allmiss_leader_start", "allmiss_leader_end")
		places := placesOf(b, g)
		p.of = behindOf(g.Len(), func(yield func(row, source int)) {
			for i := range t.Rows {
				if b.compat && (c[1].Number(i) == 1 || c[2].Number(i) == 1) {
					continue
				}
				places.span(c[0].State(i), int(p.cols[partStart].Number(i)), int(p.cols[partEnd].Number(i)), func(row, _ int) { yield(row, i) })
			}
		})
		return p
	}), nil
}

// begun says whether a participant began the dispute, by who counts as having begun: those on side A and all who joined later,
// those on side A, or those on side A from the first day.
func (p *parts) begun(i int32, init string) bool {
	sideA, original := p.cols[partSideA].Number(int(i)) == 1, p.cols[partOriginal].Number(int(i)) == 1
	switch init {
	case "sidea":
		return sideA
	case "originators":
		return sideA && original
	}
	return sideA || !original
}

// disputeFlag is 1 where a participation counts in the year.
func disputeFlag(name string, onset, init bool) filler {
	fill := func(by string) func(b *bench, g *Grid) (made, error) {
		return func(b *bench, g *Grid) (made, error) {
			p, err := partsOf(b, g)
			if err != nil {
				return made{}, err
			}
			counts := func(row int, i int32) bool {
				return (!onset || int(p.cols[partStart].Number(int(i))) == int(g.Year[row])) && (!init || p.begun(i, by))
			}
			c := eachNumber(g.Len(), "0/1", func(row int) float64 {
				for _, i := range p.of.of(row) {
					if counts(row, i) {
						return 1
					}
				}
				if year := int(g.Year[row]); !b.compat && (year < p.t.From || year > p.t.To || !listedCOW(g, row)) {
					return frame.NaN(notCovered)
				}
				return 0
			})
			return made{c, p.why(c, counts)}, nil
		}
	}
	f := filler{column: name, from: []string{"gml-mid-disputes"}, fill: fill("")}
	if init {
		f.choose = func(o Options) (func(*bench, *Grid) (made, error), error) { return fill(o.One("init", "")), nil }
	}
	return f
}

// why leads from a cell to the participations that count.
func (p *parts) why(c *frame.Column, counts func(row int, i int32) bool) func(row int) Cell {
	return func(row int) Cell {
		cell := Cell{Year: int(p.g.Year[row]), Value: c.At(row), Ref: p.t.Ref(0)}
		for _, i := range p.of.of(row) {
			if counts(row, i) {
				in := p.input(i)
				cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
			}
		}
		return cell
	}
}

var stateDisputeFillers = []filler{
	disputeFlag("disputes.ongoing", false, false),
	disputeFlag("disputes.onset", true, false),
	disputeFlag("disputes.ongoing_init", false, true),
	disputeFlag("disputes.onset_init", true, true),
}
