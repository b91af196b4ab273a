package panel

// This file counts the strategic rivals of states, by kind of rivalry.

import (
	"comity"
	"comity/format/frame"
	"comity/record"
)

// stateRivals are those of the states of a grid.
type stateRivals struct {
	t     *record.Table
	g     *Grid
	of    *behind // rows of the table
	start record.Column
	end   record.Column
}

// stateRivalsOf reads the table once a panel. A rivalry of Austria-Hungary that goes on after 1918 is Austria's.
func stateRivalsOf(b *bench, g *Grid) (*stateRivals, error) {
	t, err := b.table("rivalries-tss-2022", "rivalry")
	if err != nil {
		return nil, err
	}
	return keptFor(b, "rivalries", g, func() *stateRivals {
		c := columnsOf(t, "number_a", "number_b", "start", "end")
		r := &stateRivals{t: t, g: g, start: c[2], end: c[3]}
		p := placesOf(b, g)
		r.of = behindOf(g.Len(), func(yield func(row, source int)) {
			for i := range t.Rows {
				for _, number := range c[:2] {
					s, from, to := comity.State(number.Number(i)), int(r.start.Number(i)), int(r.end.Number(i))
					if s == 300 && to > 1918 {
						p.span(305, 1919, to, func(row, _ int) { yield(row, i) })
						to = 1918
					}
					p.span(s, from, to, func(row, _ int) { yield(row, i) })
				}
			}
		})
		return r
	}), nil
}

// rivalCount counts those of a kind.
func rivalCount(kind string) filler {
	return filler{column: "rivals." + kind, from: []string{"rivalries-tss-2022"}, fill: func(b *bench, g *Grid) (made, error) {
		r, err := stateRivalsOf(b, g)
		if err != nil {
			return made{}, err
		}
		of, _ := r.t.Column(kind)
		name, _ := r.t.Column("name")
		c := eachNumber(g.Len(), "count", func(row int) float64 {
			if year := int(g.Year[row]); year < r.t.From || year > r.t.To || !b.compat && !listedCOW(g, row) {
				return frame.NaN(notCovered)
			}
			n := 0.0
			for _, i := range r.of.of(row) {
				n += number(of.Number(int(i)) == 1)
			}
			return n
		})
		return made{c, func(row int) Cell {
			cell := Cell{Year: int(g.Year[row]), Value: c.At(row), Ref: r.t.Ref(0)}
			for _, i := range r.of.of(row) {
				if of.Number(int(i)) == 1 {
					cell.Inputs = append(cell.Inputs, Input{Label: name.Text(int(i)), Value: 1, Unit: "count", Ref: r.t.RowRef(int(i)), Variable: kind})
				}
			}
			return cell
		}}, nil
	}}
}

var rivalFillers = []filler{rivalCount("positional"), rivalCount("spatial"), rivalCount("ideological"), rivalCount("interventionary")}
