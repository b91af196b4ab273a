package panel

// This file fills distances between two states: of their capitals, and of their territories.

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"comity"
	"comity/format/frame"
	"comity/record"
)

var distanceFillers = []filler{
	{column: "distance.capital", from: []string{"cow=capitals-cow", "un=capitals-cow", "gw=capitals-gw"}, byDay: true, fill: capitalDistanceFill},
	{column: "distance.minimum", from: []string{"cow=mindist-cow", "un=mindist-cow", "gw=mindist-gw"}, fill: minimumFill},
	{column: "distance.minimum_day", from: []string{"cow=mindist-plus-cow", "un=mindist-plus-cow", "gw=mindist-plus-gw"}, byDay: true, fill: dayDistanceFill},
}

// minimumFill fills the least distance between two territories, by the source made for the panel's list of states.
func minimumFill(b *bench, g *Grid) (made, error) {
	m, err := ofPair("distance.minimum", func(b *bench) string { return b.bySystem("mindist") })(b, g)
	if err != nil {
		return m, err
	}
	for code, year := range tookOver(b.sys) {
		for i := range g.Runs {
			if r := &g.Runs[i]; r.From == year && (r.CodeA == code || r.CodeB == code) {
				m.Reals[r.Row] = comity.NaN(comity.NotCovered)
			}
		}
	}
	why := m.why
	return made{m.Column, func(row int) Cell {
		cell := why(row)
		if x := m.At(row); x != x && cell.Value == cell.Value {
			return Cell{Year: cell.Year, Value: x, Ref: comity.Ref{Source: cell.Ref.Source, Edition: cell.Ref.Edition, Basis: cell.Ref.Basis, Note: "the source measures the first day of the year, on which the state had another number"}}
		}
		return cell
	}}, nil
}

// tookOver gives the numbers of a list that took a state over from another number within a year, and the year: what a source says of
// the beginning of that year it says of the other number.
func tookOver(sys comity.System) map[int16]int {
	out := map[int16]int{}
	keys := keysOf(sys)
	for code, list := range keys {
		for _, h := range list {
			for other, before := range keys {
				for _, x := range before {
					if other != code && x.key == h.key && x.To < h.From && x.To.Year() == h.From.Year() {
						out[code] = h.From.Year()
					}
				}
			}
		}
	}
	return out
}

// bySystem names the source of a pair of them that is made for the system of the panel.
func (b *bench) bySystem(stem string) string {
	if b.sys == comity.GW {
		return stem + "-gw"
	}
	return stem + "-cow"
}

// seat is a capital over some days.
type seat struct {
	days                comity.Span
	from, to            int     // their years
	latitude, longitude float64 // degrees
	row                 int32
}

// seats are the capitals of each state, in the order of the list: by the numbers of the list they are made for in panels of it (united
// Germany is 260 there and sat in Bonn at first, while 255 sat in Berlin), in others by comity's keys.
type seats struct {
	table    *record.Table
	byNumber bool
	list     map[int16][]seat
}

// of gives the capitals of a state.
func (s *seats) of(number int16, key comity.State) []seat {
	if s.byNumber {
		return s.list[number]
	}
	return s.list[int16(key)]
}

// seats reads the list of capitals of the system, once a panel.
func (b *bench) seats() (*seats, error) {
	t, err := b.table(b.bySystem("capitals"), "capital")
	if err != nil {
		return nil, err
	}
	return keep(b, "capitals by state", func() *seats {
		s := &seats{t, b.sys != comity.UN, map[int16][]seat{}}
		a, number, start, end, lat, lng := columnOf(t, "a"), columnOf(t, "number"), columnOf(t, "start"), columnOf(t, "end"), columnOf(t, "latitude"), columnOf(t, "longitude")
		for i := range t.Rows {
			days := comity.Span{From: start.Date(i).First(), To: end.Date(i).Last()}
			of := int16(a.State(i))
			if s.byNumber {
				of = int16(number.Number(i))
			}
			s.list[of] = append(s.list[of], seat{days, days.From.Year(), days.To.Year(), lat.Number(i), lng.Number(i), int32(i)})
		}
		return s
	}), nil
}

// capitalDistanceFill fills the great circle between two capitals.
func capitalDistanceFill(b *bench, g *Grid) (made, error) {
	s, err := b.seats()
	if err != nil {
		return made{}, err
	}
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, g.Len())}
	g.eachRun(func(r *Run) {
		dst := c.Reals[r.Row : r.Row+r.Len]
		listA, listB := s.of(r.CodeA, r.A), s.of(r.CodeB, r.B)
		var lastA, lastB *seat
		far := comity.NaN(comity.NotCovered)
		for i := range dst {
			seatA, seatB := b.seatIn(listA, r, i), b.seatIn(listB, r, i)
			if seatA != lastA || seatB != lastB {
				far, lastA, lastB = seatA.away(seatB), seatA, seatB
			}
			dst[i] = far
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		cell := Cell{Year: r.Year(row - r.Row), Value: c.At(row), Ref: s.table.Ref(0)}
		for k, key := range []comity.State{r.A, r.B} {
			x := b.seatIn(s.of([]int16{r.CodeA, r.CodeB}[k], key), r, row-r.Row)
			if x == nil {
				continue
			}
			cell.Ref = s.table.RowRef(int(x.row))
			who := " of the capital of " + nameIn(key, cell.Year)
			cell.Inputs = append(cell.Inputs, Input{Label: "latitude" + who, Value: x.latitude, Unit: "degrees", Ref: cell.Ref, Variable: "latitude"},
				Input{Label: "longitude" + who, Value: x.longitude, Unit: "degrees", Ref: cell.Ref, Variable: "longitude"})
		}
		return cell
	}}, nil
}

// seatIn gives the first capital in the list on the days of a row; nil where there is none.
func (b *bench) seatIn(list []seat, r *Run, i int) *seat {
	byYear := b.on == "" && r.Grain <= comity.YearGrain
	var days comity.Span
	if !byYear {
		days = b.daysOf(r, i)
	}
	for k := range list {
		x := &list[k]
		if byYear && x.from <= r.From+i && r.From+i <= x.to || !byYear && x.days.Overlaps(days) {
			return x
		}
	}
	return nil
}

// away is the distance between two capitals in km, to the last bit the same both ways; where one is not known, not covered.
func (x *seat) away(y *seat) float64 {
	if x == nil || y == nil {
		return comity.NaN(comity.NotCovered)
	}
	if x.row > y.row {
		x, y = y, x
	}
	return greatCircle(x.latitude, x.longitude, y.latitude, y.longitude)
}

// earthRadius is that of the sphere distances between capitals are measured on, in metres.
const earthRadius = 6378137

// greatCircle is the distance in km between two places given in degrees, by Vincenty's formula on a sphere.
func greatCircle(latA, lngA, latB, lngB float64) float64 {
	sinA, cosA := math.Sincos(radians(latA))
	sinB, cosB := math.Sincos(radians(latB))
	sin, cos := math.Sincos(radians(lngB) - radians(lngA))
	across, along := cosB*sin, float64(cosA*sinB)-float64(float64(sinA*cosB)*cos)
	return earthRadius * math.Atan2(math.Sqrt(float64(across*across)+float64(along*along)), float64(sinA*sinB)+float64(float64(cosA*cosB)*cos)) / 1000
}

// surveyed is a least distance from a day on.
type surveyed struct {
	day      comity.Day
	distance float64
	row      int32
}

// dayDistanceFill fills the least distance between the territories as of a day.
func dayDistanceFill(b *bench, g *Grid) (made, error) {
	t, err := b.table(b.bySystem("mindist-plus"), "distance")
	if err != nil {
		return made{}, err
	}
	pairs := keep(b, "distances by day", func() *byPair[surveyed] {
		day, distance, pair := columnOf(t, "day"), columnOf(t, "distance"), pairOf(t)
		return newByPair(t.Rows, func(i int) comity.Pair { return pair(i).Ordered() }, func(i int) surveyed {
			return surveyed{day.Date(i).First(), distance.Number(i), int32(i)}
		}).each(func(list []surveyed) []surveyed {
			slices.SortStableFunc(list, func(x, y surveyed) int { return cmp.Compare(x.day, y.day) })
			return list
		})
	})
	in := func(r *Run, i int) *surveyed {
		p := r.pair().Ordered()
		return lastSurveyed(pairs.of(p.A, p.B), b.daysOf(r, i))
	}
	c := reals(g.Len(), comity.NotCovered)
	g.eachRun(func(r *Run) {
		for i := range r.Len {
			if x := in(r, i); x != nil && t.Covers(r.Year(i)) {
				c.Reals[r.Row+i] = x.distance
			}
		}
	})
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		cell := Cell{Year: r.Year(row - r.Row), Value: c.At(row), Ref: t.Ref(0)}
		if x := in(r, row-r.Row); x != nil && t.Covers(cell.Year) {
			cell.Ref = t.RowRef(int(x.row))
			cell.Inputs = []Input{{Label: "least distance as of " + x.day.String(), Value: x.distance, Unit: "km", Ref: cell.Ref, Variable: "distance"}}
		}
		return cell
	}}, nil
}

// lastSurveyed gives the last of distances in order of days up to the first of some days, or the first within them; nil where there
// is none.
func lastSurveyed(list []surveyed, days comity.Span) *surveyed {
	i := sort.Search(len(list), func(i int) bool { return list[i].day > days.From })
	switch {
	case i > 0:
		return &list[i-1]
	case len(list) > 0 && list[0].day <= days.To:
		return &list[0]
	}
	return nil
}
