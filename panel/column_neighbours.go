package panel

// This file fills how near the nearest other state is: the states that border by land or are near over water, the nearest capital,
// the nearest territory.

import (
	"math"

	"comity"
	"comity/format/frame"
	"comity/record"
	"comity/states"
)

// borders are, for each row of a grid, the spells of contiguity of its state in the year.
type borders struct {
	t      *record.Table
	g      *Grid
	of     *behind // rows of the table of spells, those of one other state side by side
	kind   []float64
	with   []comity.State
	compat bool
}

// bordersOf reads the spells once a panel.
func bordersOf(b *bench, g *Grid) (*borders, error) {
	t, err := b.table("cow-contiguity", "spell")
	if err != nil {
		return nil, err
	}
	return keptFor(b, "borders", g, func() *borders {
		c := columnsOf(t, "a", "b", "type", "start", "end")
		x := &borders{t: t, g: g, kind: make([]float64, t.Rows), with: make([]comity.State, t.Rows), compat: b.compat}
		p := placesOf(b, g)
		x.of = behindOf(g.Len(), func(yield func(row, source int)) {
			for i := range t.Rows {
				x.kind[i], x.with[i] = c[2].Number(i), c[1].State(i)
				p.span(c[0].State(i), c[3].Date(i).Year(), c[4].Date(i).Year(), func(row, _ int) { yield(row, i) })
			}
		})
		return x
	}), nil
}

// each gives one spell for each other state of a row: of several in a year the closest kind; in the peer's way the first.
func (x *borders) each(row int, f func(i int32)) {
	in := x.of.of(row)
	for n := 0; n < len(in); {
		best := in[n]
		with := x.with[best]
		for n++; n < len(in) && x.with[in[n]] == with; n++ {
			if !x.compat && closer(x.kind[in[n]], x.kind[best]) {
				best = in[n]
			}
		}
		f(best)
	}
}

// closer says whether a kind of contiguity is closer than another; 0 is none.
func closer(x, y float64) bool { return x != 0 && (y == 0 || x < y) }

// borderCount counts those of some kinds.
func borderCount(name string, low, high float64) filler {
	return filler{column: name, from: []string{"cow-contiguity"}, fill: func(b *bench, g *Grid) (made, error) {
		x, err := bordersOf(b, g)
		if err != nil {
			return made{}, err
		}
		counts := func(i int32) bool { return low <= x.kind[i] && x.kind[i] <= high }
		c := eachNumber(g.Len(), "count", func(row int) float64 {
			if year := int(g.Year[row]); year < x.t.From || year > x.t.To || !b.compat && !listedCOW(g, row) {
				return frame.NaN(notCovered)
			}
			n := 0.0
			x.each(row, func(i int32) { n += number(counts(i)) })
			return n
		})
		return made{c, func(row int) Cell {
			year := int(g.Year[row])
			cell := Cell{Year: year, Value: c.At(row), Ref: x.t.Ref(0)}
			x.each(row, func(i int32) {
				if counts(i) {
					in := Input{Label: "contiguity with " + nameIn(x.with[i], year), Value: x.kind[i], Unit: "0-5", Ref: x.t.RowRef(int(i)), Variable: "type"}
					cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
				}
			})
			return cell
		}}, nil
	}}
}

// capital is where a state's first capital of a year lies.
type capital struct {
	lat, lng float64 // degrees
	x, y, z  float64 // on the unit sphere
	row      int     // of the table
}

// capitalsOf gives, for each row of a grid of state-years, the first capital of the year; nil where the list has none.
func capitalsOf(b *bench, g *Grid) ([]*capital, *record.Table, error) {
	id := "capitals-cow"
	if g.System == comity.GW {
		id = "capitals-gw"
	}
	t, err := b.table(id, "capital")
	if err != nil {
		return nil, nil, err
	}
	return keptFor(b, "capitals", g, func() []*capital {
		c := columnsOf(t, "number", "start", "end", "latitude", "longitude")
		out := make([]*capital, g.Len())
		for i := range t.Rows {
			k := &capital{lat: c[3].Number(i), lng: c[4].Number(i), row: i}
			lat, lng := radians(k.lat), radians(k.lng)
			k.x, k.y, k.z = math.Cos(lat)*math.Cos(lng), math.Cos(lat)*math.Sin(lng), math.Sin(lat)
			for year := c[1].Date(i).Year(); year <= c[2].Date(i).Year(); year++ {
				if row := g.findNumber(c[0].Number(i), year); row >= 0 && out[row] == nil {
					out[row] = k
				}
			}
		}
		return out
	}), t, nil
}

func radians(degrees float64) float64 { return degrees * (math.Pi / 180) }

// to is the distance between two capitals in km.
func (c *capital) to(d *capital) float64 { return greatCircle(c.lat, c.lng, d.lat, d.lng) }

// chord is the squared straight distance of two capitals on the unit sphere: in the order of the great circle's, and sooner counted.
func (c *capital) chord(d *capital) float64 {
	x, y, z := c.x-d.x, c.y-d.y, c.z-d.z
	return x*x + y*y + z*z
}

// nearestCapital fills the least distance to another state's capital of those that share a day of the year.
func nearestCapital(b *bench, g *Grid) (made, error) {
	at, t, err := capitalsOf(b, g)
	if err != nil {
		return made{}, err
	}
	near := keptFor(b, "nearest capitals", g, func() []int32 { return nearest(g, at) })
	c := eachNumber(g.Len(), "km", func(row int) float64 {
		if at[row] == nil || near[row] < 0 {
			return frame.NaN(notCovered)
		}
		return at[row].to(at[near[row]])
	})
	return made{c, func(row int) Cell {
		cell := Cell{Year: int(g.Year[row]), Value: c.At(row), Ref: t.Ref(0)}
		if near[row] < 0 {
			return cell
		}
		cell.Ref = t.RowRef(at[row].row)
		for _, r := range []int32{int32(row), near[row]} {
			k := at[r]
			ref, who := t.RowRef(k.row), nameIn(g.runOf(int(r)).A, cell.Year)
			cell.Inputs = append(cell.Inputs, Input{Label: "latitude of the capital of " + who, Value: k.lat, Unit: "degrees", Ref: ref, Variable: "latitude"},
				Input{Label: "longitude of the capital of " + who, Value: k.lng, Unit: "degrees", Ref: ref, Variable: "longitude"})
		}
		return cell
	}}, nil
}

// nearest gives, for each row, the row of the same year whose capital is nearest; -1 where there is none.
func nearest(g *Grid, at []*capital) []int32 {
	out := make([]int32, g.Len())
	byYear := map[int16][]int32{}
	var years []int16
	for row := range out {
		out[row] = -1
		year := g.Year[row]
		if byYear[year] == nil {
			years = append(years, year)
		}
		if at[row] != nil {
			byYear[year] = append(byYear[year], int32(row))
		}
	}
	days := membershipDays(g)
	each(len(years), func(i int) {
		rows := byYear[years[i]]
		for _, r := range rows {
			best := math.Inf(1)
			for _, s := range rows {
				if d := at[r].chord(at[s]); d < best && s != r && meet(days[r], days[s]) {
					best, out[r] = d, s
				}
			}
		}
	})
	return out
}

// membershipDays gives, for each row of a grid, the days of the year on which its number was a member.
func membershipDays(g *Grid) [][]comity.Span {
	out := make([][]comity.Span, g.Len())
	spells := states.Spells(g.System)
	for i := range spells {
		s := &spells[i]
		for y := s.Span.From.Year(); ; y++ {
			days := comity.YearSpan(y).Meet(s.Span)
			row := g.Find(s.Code, 0, y)
			if days.Empty() || row < 0 && y > states.Covered(g.System).Year() {
				break
			}
			if row >= 0 {
				out[row] = append(out[row], days)
			}
		}
	}
	return out
}

// meet says whether two lists of days have one in common.
func meet(a, b []comity.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

// closest is the least distance of each row's state to another's territory, and whose it is.
type closest struct {
	km   []float64
	with []comity.State
}

// nearestState fills the least of the minimum distances of a state's territory to the others'.
func nearestState(b *bench, g *Grid) (made, error) {
	id := "mindist-cow"
	if g.System == comity.GW {
		id = "mindist-gw"
	}
	const variable = "distance.minimum"
	t, err := b.variable(id, variable)
	if err != nil {
		return made{}, err
	}
	x := keptFor(b, "nearest states", g, func() *closest { return closestOf(b, g, t, variable) })
	c := eachNumber(g.Len(), "km", func(row int) float64 { return x.km[row] })
	return made{c, func(row int) Cell {
		year, a := int(g.Year[row]), g.runOf(row).A
		cell := Cell{Year: year, Value: c.At(row), Ref: t.Ref(0)}
		if other := x.with[row]; other != comity.NoState {
			run, _ := t.Series(variable, min(a, other), max(a, other))
			km, n := run.At(year)
			in := Input{Label: "least distance to " + nameIn(other, year), Value: km, Unit: "km", Ref: t.Ref(n), Variable: variable}
			cell.Ref, cell.Inputs = in.Ref, []Input{in}
		}
		return cell
	}}, nil
}

// closestOf goes through all pairs once.
func closestOf(b *bench, g *Grid, t *record.Table, variable string) *closest {
	x := &closest{make([]float64, g.Len()), make([]comity.State, g.Len())}
	for row := range x.km {
		x.km[row] = math.Inf(1)
	}
	p := placesOf(b, g)
	var years []float64
	t.Each(variable, comity.NoState, func(run record.Run) {
		years = append(years[:0], make([]float64, run.Years())...)
		for i := range years {
			years[i] = math.Inf(1)
		}
		run.Values(run.From, years)
		x.add(p.runs[run.A], run.B, run.From, years)
		x.add(p.runs[run.B], run.A, run.From, years)
	})
	taken := tookOver(g.System)
	for row := range x.km {
		if year, ok := taken[g.A[row]]; ok && year == int(g.Year[row]) {
			x.with[row] = comity.NoState
		}
		if x.with[row] == comity.NoState {
			x.km[row] = frame.NaN(notCovered)
		}
	}
	return x
}

// add takes the distances to one other state over years into the rows of a state.
func (x *closest) add(runs []*Run, other comity.State, from int, years []float64) {
	for _, r := range runs {
		lo, hi := max(from, r.From), min(from+len(years), r.From+r.Len)
		if lo >= hi {
			continue
		}
		at := r.Row + lo - r.From
		km, with := x.km[at:at+hi-lo], x.with[at:at+hi-lo]
		for i, d := range years[lo-from : hi-from] {
			if d < km[i] {
				km[i], with[i] = d, other
			}
		}
	}
}

var neighbourFillers = []filler{
	borderCount("neighbours.land", 1, 1),
	borderCount("neighbours.sea", 2, 5),
	{column: "distance.nearest_capital", from: []string{"cow=capitals-cow", "un=capitals-cow", "gw=capitals-gw"}, fill: nearestCapital},
	{column: "distance.nearest_state", from: []string{"cow=mindist-cow", "un=mindist-cow", "gw=mindist-gw"}, fill: nearestState},
}
