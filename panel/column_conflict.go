package panel

// This file fills the armed conflicts of states by year (UCDP/PRIO): whether there is one, whether one has its first year, how
// intense they are, which. A state is a party on either side; the peer counts those on side A alone.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"comity/format/frame"
	"comity/record"
)

// armed are the conflicts of the states of a grid, under one choice of type, issue and level.
type armed struct {
	t       *record.Table
	g       *Grid
	parties []party // each conflict, state and year once, in the order of the conflicts' numbers
	of      *behind // parties
}

// party is a state in a conflict in a year.
type party struct {
	conflict int
	number   int16 // in the Gleditsch-Ward list
	year     int
	level    float64
	first    bool // of the conflict's years with the state
	row      int  // of the table
}

// armedOf reads the table, once a panel for each choice.
func armedOf(b *bench, g *Grid, o Options) (*armed, error) {
	t, err := b.table("ucdp-acd-25.1", "conflict")
	if err != nil {
		return nil, err
	}
	return keptFor(b, fmt.Sprint("armed conflicts ", o["type"], o["issue"], o["level"]), g, func() *armed {
		a := &armed{t: t, g: g, parties: partiesOf(t, o, b.compat)}
		p := placesOf(b, g)
		a.of = behindOf(g.Len(), func(yield func(row, source int)) {
			for i, x := range a.parties {
				p.numbered(x.number, x.year, func(row int) { yield(row, i) })
			}
		})
		return a
	}), nil
}

// partiesOf gives the parties of the conflicts the options leave.
func partiesOf(t *record.Table, o Options, sideA bool) []party {
	c := columnsOf(t, "conflict", "year", "intensity", "kind", "incompatibility")
	sides := columnsOf(t, "number", "number_b")
	if sideA {
		sides = sides[:1]
	}
	in := func(option, value string) bool { return o[option] == nil || slices.Contains(o[option], value) }
	war := o.One("level", "any") == "war"
	var out []party
	for i := range t.Rows {
		if !in("type", c[3].Text(i)) || !in("issue", c[4].Text(i)) || war && c[2].Number(i) != 2 {
			continue
		}
		for _, side := range sides {
			if n := side.Number(i); n == n {
				out = append(out, party{conflict: int(c[0].Number(i)), number: int16(n), year: int(c[1].Number(i)), level: c[2].Number(i), row: i})
			}
		}
	}
	return firstYears(out)
}

// firstYears sorts the parties, keeps each conflict, state and year once, and marks the first year of each conflict and state.
func firstYears(all []party) []party {
	slices.SortStableFunc(all, func(x, y party) int {
		return cmp.Or(cmp.Compare(x.conflict, y.conflict), cmp.Compare(x.number, y.number), cmp.Compare(x.year, y.year))
	})
	all = slices.CompactFunc(all, func(x, y party) bool { return x.conflict == y.conflict && x.number == y.number && x.year == y.year })
	for i := range all {
		all[i].first = i == 0 || all[i-1].conflict != all[i].conflict || all[i-1].number != all[i].number
	}
	return all
}

// silent is the letter of a row without a conflict: 0 where it means that there is none.
func (a *armed) silent(row int, peer bool) uint8 {
	if year := int(a.g.Year[row]); year < a.t.From || year > a.t.To || !peer && !listedGW(a.g, row) {
		return notCovered
	}
	return 0
}

// conflictColumn is a column over the conflicts its options leave.
func conflictColumn(name string, column func(b *bench, a *armed) *frame.Column) filler {
	choose := func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			a, err := armedOf(b, g, o)
			if err != nil {
				return made{}, err
			}
			c := column(b, a)
			return made{c, a.why(c)}, nil
		}, nil
	}
	fill, _ := choose(nil)
	return filler{column: name, from: []string{"ucdp-acd-25.1"}, fill: fill, choose: choose}
}

// conflictNumber is one of numbers: of each party of a row the greatest, 0 where there is none, or not applicable.
func conflictNumber(name, unit string, zero bool, of func(p *party) float64) filler {
	return conflictColumn(name, func(b *bench, a *armed) *frame.Column {
		return eachNumber(a.g.Len(), unit, func(row int) float64 {
			in := a.of.of(row)
			switch letter := a.silent(row, b.compat); {
			case len(in) > 0:
				x := of(&a.parties[in[0]])
				for _, i := range in[1:] {
					x = max(x, of(&a.parties[i]))
				}
				return x
			case letter != 0:
				return frame.NaN(letter)
			case !zero:
				return frame.NaN(notApplicable)
			}
			return 0
		})
	})
}

// why leads from a cell to the conflicts of its row.
func (a *armed) why(c *frame.Column) func(row int) Cell {
	return func(row int) Cell {
		cell := Cell{Year: int(a.g.Year[row]), Value: c.At(row), Ref: a.t.Ref(0), N: len(a.of.of(row))}
		for _, i := range a.of.of(row) {
			p := &a.parties[i]
			in := Input{Label: "conflict " + strconv.Itoa(p.conflict), Value: p.level, Unit: "1-2", Ref: a.t.RowRef(p.row), Variable: "intensity"}
			if p.first {
				in.Label += ", its first year"
			}
			cell.Inputs = append(cell.Inputs, in)
			cell.Ref = in.Ref
		}
		return cell
	}
}

var conflictFillers = []filler{
	conflictNumber("conflict.ongoing", "0/1", true, func(*party) float64 { return 1 }),
	conflictNumber("conflict.onset", "0/1", true, func(p *party) float64 { return number(p.first) }),
	conflictNumber("conflict.intensity", "count", false, func(p *party) float64 { return p.level }),
	conflictColumn("conflict.ids", func(b *bench, a *armed) *frame.Column {
		return textColumn(a.g.Len(), func(row int) (string, uint8) {
			if in := a.of.of(row); len(in) > 0 {
				return parted(in, func(i int32) string { return strconv.Itoa(a.parties[i].conflict) }), 0
			}
			if letter := a.silent(row, b.compat); letter != 0 {
				return "", letter
			}
			return "", notApplicable
		})
	}),
}
