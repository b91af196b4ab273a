package panel

// This file fills the intra-state wars of states by year (COW). Of several wars of a state in a year one is shown: where some begin
// in the year, of those; of what is left the deadliest; of equals the first of the file.

import (
	"strconv"
	"strings"

	"comity/format/frame"
	"comity/record"
)

// civilWars are the wars of the states of a grid, under one choice of kind.
type civilWars struct {
	t        *record.Table
	g        *Grid
	all      *behind
	chosen   []int32 // of each row of the grid: the row of the war shown, -1 where there is none
	from, to int     // years in which no war means none
}

// civilWarsOf reads the table, once a panel for each choice.
func civilWarsOf(b *bench, g *Grid, kind string) (*civilWars, error) {
	t, err := b.table("cow-war-intra", "war")
	if err != nil {
		return nil, err
	}
	return keptFor(b, "civil wars "+kind, g, func() *civilWars {
		w := &civilWars{t: t, g: g, from: t.From, to: min(t.To, 2007)} // the list was closed with 2007; two wars have a row of 2008
		cols := columnsOf(t, "a", "year", "primary_state", "wartype")
		p := placesOf(b, g)
		w.all = behindOf(g.Len(), func(yield func(row, source int)) {
			for i := range t.Rows {
				if cols[2].Number(i) == 1 && (kind == "" || strings.HasPrefix(cols[3].Text(i), kind)) {
					p.of(cols[0].State(i), int(cols[1].Number(i)), func(row int) { yield(row, i) })
				}
			}
		})
		w.choose()
		return w
	}), nil
}

// columnsOf gives columns of a table by name; a name it lacks gives a column without cells of any kind.
func columnsOf(t *record.Table, names ...string) []record.Column {
	out := make([]record.Column, len(names))
	for i, name := range names {
		out[i], _ = t.Column(name)
	}
	return out
}

// choose takes the war that is shown of each row's.
func (w *civilWars) choose() {
	cols := columnsOf(w.t, "onset", "sidea_deaths", "sideb_deaths")
	deaths := func(i int) float64 {
		x, y := cols[1].Number(i), cols[2].Number(i)
		switch {
		case x == x && y == y:
			return x + y
		case x == x:
			return x
		case y == y:
			return y
		}
		return -1
	}
	w.chosen = make([]int32, w.g.Len())
	for row := range w.chosen {
		w.chosen[row] = -1
		begun := false
		for _, i := range w.all.of(row) {
			begun = begun || cols[0].Number(int(i)) == 1
		}
		for _, i := range w.all.of(row) {
			if begun && cols[0].Number(int(i)) != 1 {
				continue
			}
			if at := w.chosen[row]; at < 0 || deaths(int(i)) > deaths(int(at)) {
				w.chosen[row] = i
			}
		}
	}
}

// none is the letter of a row without a war.
func (w *civilWars) none(row int) uint8 {
	if year := int(w.g.Year[row]); year < w.t.From || year > w.t.To {
		return notCovered
	}
	return notApplicable
}

// cell explains a row: the war shown, and the others of the year.
func (w *civilWars) cell(c *frame.Column, column string) func(row int) Cell {
	name, _ := w.t.Column("warname")
	from, _ := w.t.Column(column)
	return func(row int) Cell {
		cell := Cell{Year: int(w.g.Year[row]), Value: c.At(row), Ref: w.t.Ref(0), N: len(w.all.of(row))}
		for _, i := range w.all.of(row) {
			in := Input{Label: name.Text(int(i)), Value: from.Number(int(i)), Unit: c.Unit, Ref: w.t.RowRef(int(i)), Variable: column}
			cell.Inputs = append(cell.Inputs, in)
			if i == w.chosen[row] {
				cell.Ref = in.Ref
			}
		}
		return cell
	}
}

// civilWarFlag is a column that is 0 where there is no war.
func civilWarFlag(column string) filler {
	return civilWarColumn("civilwar."+column, func(b *bench, g *Grid, w *civilWars) *frame.Column {
		from, _ := w.t.Column(column)
		return eachNumber(g.Len(), "0/1", func(row int) float64 {
			i := w.chosen[row]
			switch year := int(g.Year[row]); {
			case i >= 0:
				return from.Number(int(i))
			case year < w.from || year > w.to || !b.compat && !listedCOW(g, row):
				return frame.NaN(notCovered)
			}
			return 0
		})
	}, column)
}

// civilWarNumber is a column of numbers of the war shown; the peer writes -9 where the source does not know it.
func civilWarNumber(name, column, unit string, unknown bool) filler {
	return civilWarColumn(name, func(b *bench, g *Grid, w *civilWars) *frame.Column {
		from, _ := w.t.Column(column)
		return eachNumber(g.Len(), unit, func(row int) float64 {
			i := w.chosen[row]
			if i < 0 {
				return frame.NaN(w.none(row))
			}
			x := from.Number(int(i))
			if x != x && unknown && b.compat {
				return -9
			}
			return x
		})
	}, column)
}

// civilWarText is a column of texts of the war shown.
func civilWarText(name, column string) filler {
	return civilWarColumn(name, func(_ *bench, g *Grid, w *civilWars) *frame.Column {
		from, _ := w.t.Column(column)
		return textColumn(g.Len(), func(row int) (string, uint8) {
			if i := w.chosen[row]; i >= 0 {
				return from.Text(int(i)), 0
			}
			return "", w.none(row)
		})
	}, column)
}

// civilWarColumn is a column over the wars that its option leaves.
func civilWarColumn(name string, make func(*bench, *Grid, *civilWars) *frame.Column, column string) filler {
	fill := func(kind string) func(b *bench, g *Grid) (made, error) {
		return func(b *bench, g *Grid) (made, error) {
			w, err := civilWarsOf(b, g, kind)
			if err != nil {
				return made{}, err
			}
			c := make(b, g, w)
			return made{c, w.cell(c, column)}, nil
		}
	}
	return filler{column: name, from: []string{"cow-war-intra"}, fill: fill(""),
		choose: func(o Options) (func(*bench, *Grid) (made, error), error) { return fill(o.One("type", "")), nil }}
}

var civilWarFillers = []filler{
	civilWarFlag("ongoing"),
	civilWarFlag("onset"),
	civilWarNumber("civilwar.number", "warnum", "number", false),
	civilWarText("civilwar.name", "warname"),
	civilWarText("civilwar.type", "wartype"),
	civilWarNumber("civilwar.international", "intnl", "0/1", false),
	civilWarNumber("civilwar.outcome", "outcome", "code", false),
	civilWarNumber("civilwar.deaths_a", "sidea_deaths", "persons", true),
	civilWarNumber("civilwar.deaths_b", "sideb_deaths", "persons", true),
	civilWarColumn("civilwar.numbers", func(_ *bench, g *Grid, w *civilWars) *frame.Column {
		from, _ := w.t.Column("warnum")
		return textColumn(g.Len(), func(row int) (string, uint8) {
			if len(w.all.of(row)) == 0 {
				return "", w.none(row)
			}
			return parted(w.all.of(row), func(i int32) string { return strconv.Itoa(int(from.Number(int(i)))) }), 0
		})
	}, "warnum"),
}
