package panel

// This file fills what sources give by the numbers of both lists of states side by side: CREG's fractionalisation and polarisation,
// and terrain. Each list's number is followed in panels of that list.

import (
	"comity"
	"comity/format/frame"
	"comity/record"
)

// numberColumn is the column of a table that has the numbers of a system.
func numberColumn(t *record.Table, sys comity.System) record.Column {
	c, _ := t.Column(codeName(sys))
	if sys == comity.UN {
		c, _ = t.Column("ccode")
	}
	return c
}

// cultures are the estimates behind the rows of a grid.
type cultures struct {
	t  *record.Table
	of *behind
}

func culturesOf(b *bench, g *Grid) (*cultures, error) {
	t, err := b.table("creg-2012", "group")
	if err != nil {
		return nil, err
	}
	return keptFor(b, "cultures", g, func() *cultures {
		number, year := numberColumn(t, g.System), columnsOf(t, "year")[0]
		return &cultures{t, behindOf(g.Len(), func(yield func(row, source int)) {
			for i := range t.Rows {
				if row := g.findNumber(number.Number(i), int(year.Number(i))); row >= 0 {
					yield(row, i)
				}
			}
		})}
	}), nil
}

// findNumber finds a row of state-years by a number that may be missing.
func (g *Grid) findNumber(number float64, year int) int {
	if number != number {
		return -1
	}
	return g.Find(int16(number), 0, year)
}

// estimate is one row's values of the four measures.
type estimate [4]float64

// measuresOfCulture are the producers' columns of an estimate.
var measuresOfCulture = []string{"ethfrac", "ethpol", "relfrac", "relpol"}

// cultureColumn fills one of the measures.
func cultureColumn(name string, k int) filler {
	return filler{column: name, from: []string{"creg-2012"}, fill: func(b *bench, g *Grid) (made, error) {
		x, err := culturesOf(b, g)
		if err != nil {
			return made{}, err
		}
		cols := columnsOf(x.t, measuresOfCulture...)
		pick := func(row int) float64 {
			in := x.of.of(row)
			switch len(in) {
			case 0:
				return frame.NaN(notCovered)
			case 1:
				return cols[k].Number(int(in[0]))
			}
			return pickEstimate(cols, in)[k]
		}
		c := eachNumber(g.Len(), "0-1", pick)
		return made{c, func(row int) Cell {
			cell := Cell{Year: int(g.Year[row]), Value: c.At(row), Ref: x.t.Ref(0)}
			for _, i := range x.of.of(row) {
				in := Input{Label: measuresOfCulture[k] + " of territory " + columnsOf(x.t, "creg")[0].Show(int(i)), Value: cols[k].Number(int(i)), Unit: "0-1", Ref: x.t.RowRef(int(i)), Variable: measuresOfCulture[k]}
				cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
			}
			return cell
		}}, nil
	}}
}

// pickEstimate chooses among several estimates of a state and year: a measure missing in one is the greatest of the others; of the
// rows so filled the one of the greatest ethnic, then religious fractionalisation stands.
func pickEstimate(cols []record.Column, rows []int32) estimate {
	var best estimate
	for n, i := range rows {
		var e estimate
		for k := range e {
			if e[k] = cols[k].Number(int(i)); e[k] == e[k] {
				continue
			}
			for _, j := range rows {
				if x := cols[k].Number(int(j)); x == x && !(e[k] >= x) {
					e[k] = x
				}
			}
		}
		if n == 0 || after(best[0], e[0]) || !after(e[0], best[0]) && after(best[2], e[2]) {
			best = e
		}
	}
	return best
}

// after says that x stands below y where the greatest comes first and the missing last.
func after(x, y float64) bool { return y == y && !(x >= y) }

// terrainColumn fills a measure of terrain, the same in every year.
func terrainColumn(name, column string) filler {
	return filler{column: name, from: []string{"rugged-2012"}, fill: func(b *bench, g *Grid) (made, error) {
		t, err := b.table("rugged-2012", "terrain")
		if err != nil {
			return made{}, err
		}
		number, value := numberColumn(t, g.System), columnsOf(t, column)[0]
		source := map[int16]int{}
		for i := range t.Rows {
			if x := number.Number(i); x == x {
				source[int16(x)] = i
			}
		}
		c := eachNumber(g.Len(), value.Unit, func(row int) float64 {
			if i, ok := source[g.A[row]]; ok && (b.compat || t.Covers(int(g.Year[row]))) {
				return value.Number(i)
			}
			return frame.NaN(notCovered)
		})
		return made{c, func(row int) Cell {
			cell := Cell{Year: int(g.Year[row]), Value: c.At(row), Ref: t.Ref(0)}
			if i, ok := source[g.A[row]]; ok && cell.Value == cell.Value {
				cell.Ref = t.RowRef(i)
				cell.Inputs = []Input{{Label: column, Value: value.Number(i), Unit: value.Unit, Ref: cell.Ref, Variable: column}}
			}
			return cell
		}}, nil
	}}
}

var societyFillers = []filler{
	cultureColumn("culture.ethnic_fractionalisation", 0),
	cultureColumn("culture.ethnic_polarisation", 1),
	cultureColumn("culture.religious_fractionalisation", 2),
	cultureColumn("culture.religious_polarisation", 3),
	terrainColumn("terrain.rugged", "rugged"),
	terrainColumn("terrain.mountains", "newlmtnest"),
}
