package chart

// Line charts over years.

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
)

// Series is a value a year. Years need not be in order; a year that is not named, or whose value is missing
// (comity.Why), is a gap. Of a year named twice the first counts.
type Series struct {
	Name   string
	Years  []int
	Values []float64
}

// Line is a chart of one or several series over years. Unit is a column's unit ("USD", "share", "persons" …) and governs
// how the axis is written. An empty Alt is written from the numbers.
type Line struct {
	Title, Source, Note, Alt string
	Unit                     string
	Series                   []Series
	// Height of the plot; 240 where zero.
	Height int
}

// point is a known value of a year.
type point struct {
	year  int
	value float64
}

// points gives what is known, in the order of years. Years beyond ten thousand are no years.
func (s Series) points() []point {
	var all []point
	for i, y := range s.Years {
		if i < len(s.Values) && y > -10_000 && y < 10_000 && known(s.Values[i]) {
			all = append(all, point{y, s.Values[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b point) int { return cmp.Compare(a.year, b.year) })
	return slices.CompactFunc(all, func(a, b point) bool { return a.year == b.year })
}

// runs splits points where a year lies between two of them: a line is never drawn over a gap.
func runs(all []point) [][]point {
	var parts [][]point
	for i, p := range all {
		if i == 0 || p.year != all[i-1].year+1 {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], p)
	}
	return parts
}

// bounds are the first and last year anybody names, known or not, and the least and greatest known value.
type bounds struct {
	first, last int
	low, high   float64
	any         bool // at least one known value
}

func boundsOf(series []Series) bounds {
	b := bounds{first: math.MaxInt, last: math.MinInt, low: math.Inf(1), high: math.Inf(-1)}
	for _, s := range series {
		for _, y := range s.Years {
			if y > -10_000 && y < 10_000 {
				b.first, b.last = min(b.first, y), max(b.last, y)
			}
		}
		for _, p := range s.points() {
			b.low, b.high, b.any = math.Min(b.low, p.value), math.Max(b.high, p.value), true
		}
	}
	return b
}

// ticks are the round numbers of the value axis that holds the bounds.
func (b bounds) ticks(unit string, n int) []float64 {
	low, high := b.low, b.high
	if from, to, ok := rangeOf(unit); ok && low >= from && high <= to {
		low, high = from, to
	}
	if fromZero(low, high) {
		low = math.Min(low, 0)
	}
	all := axis(low, high, n, wholeUnit(unit))
	for unit == "share" && high <= 1 && len(all) > 2 && all[len(all)-1] > 1+1e-9 {
		all = all[:len(all)-1] // a share of more than the whole is no place to go
	}
	if unit == "share" && high <= 1 && all[len(all)-1] < high {
		all = append(all, 1)
	}
	return all
}

// startNote warns of an axis that does not start at zero.
func (b bounds) startNote(unit string) string {
	ticks := b.ticks(unit, 5)
	if ticks[0] <= 0 {
		return ""
	}
	return "The axis starts at " + written(ticks, unit)[0] + ", not at zero."
}

// SVG draws the chart.
func (l Line) SVG() []byte {
	s := &sketch{}
	top := s.open(l.Title)
	height := float64(l.Height)
	if height <= 0 {
		height = 240
	}
	alt := l.Alt
	if alt == "" {
		alt = describe(l.Unit, l.Series)
	}
	note := l.Note
	if b := boundsOf(l.Series); b.any {
		height += l.draw(s, b, top, height)
		note = strings.TrimSpace(note + " " + b.startNote(l.Unit))
	} else {
		s.text(8, top+16, "none", "", "no value is known")
		height = 20
	}
	s.height += top + height
	return s.finish(head{l.Title, alt, l.Source, note})
}

// besideRoom is how wide the labels beside the ends of the lines may be; longer ones go into a key below.
const besideRoom = 210

// draw fills the room between top and top+height, and gives the height of the key it wrote below it, if any.
func (l Line) draw(s *sketch, b bounds, top, height float64) float64 {
	below := top + height
	if unit := unitLine(l.Unit); unit != "" {
		s.text(8, top+6, "tick", "", unit)
		top, height = top+14, height-14
	}
	ticks := b.ticks(l.Unit, 5)
	labels := written(ticks, l.Unit)
	ends := endLabels(l.Series, l.Unit, b.last)
	right, beside := widest(ends, 12), true
	if right > besideRoom {
		right, beside = 0, false
	}
	f := frame{
		x: scale{float64(b.first), float64(b.last), 16 + widest(labels, 11), width - 18 - right},
		y: scale{ticks[0], ticks[len(ticks)-1], top + height - 20, top + 4},
	}
	f.gaps(s, l.Series, b)
	f.grid(s, ticks, labels)
	f.years(s, yearAxis(b.first, b.last, int((f.x.to-f.x.from)/52)))
	for i, series := range l.Series {
		f.series(s, series, i, l.Unit)
	}
	if beside {
		f.ends(s, l.Series, ends)
		return 0
	}
	f.ends(s, l.Series, make([]string, len(ends)))
	return key(s, ends, f.x.from, below+16) - below - 8
}

// key writes from the height y on which line is whose, and gives the height of the row after the last.
func key(s *sketch, labels []string, x, y float64) float64 {
	for i, label := range labels {
		s.line(fmt.Sprintf("plot s%d", i%len(palette)), x, y-4, x+28, y-4)
		for _, line := range wrap(label, width-x-44, 12) {
			s.text(x+36, y, "", "", line)
			y += 17
		}
	}
	return y
}

func widest(labels []string, size float64) float64 {
	w := 0.0
	for _, l := range labels {
		w = math.Max(w, reach(l, size))
	}
	return w
}

// endLabels says beside the end of each line whose it is and what it last was, with the year where that is not the last.
func endLabels(series []Series, unit string, last int) []string {
	labels := make([]string, len(series))
	for i, s := range series {
		p := s.points()
		if len(p) == 0 {
			labels[i] = s.Name + " (no data)"
			continue
		}
		end := p[len(p)-1]
		value := comity.Show(end.value, unit)
		if end.year != last {
			value += fmt.Sprintf(" (%d)", end.year)
		}
		if s.Name != "" {
			value = s.Name + ": " + value
		}
		labels[i] = value
	}
	return labels
}

// frame is the room of a plot: its two scales.
type frame struct{ x, y scale }

func (f frame) grid(s *sketch, ticks []float64, labels []string) {
	for i, t := range ticks {
		y := f.y.at(t)
		s.line("grid", f.x.from, y, f.x.to, y)
		s.text(f.x.from-6, y+4, "tick", "end", labels[i])
	}
	if ticks[0] <= 0 && ticks[len(ticks)-1] >= 0 {
		s.line("axis", f.x.from, f.y.at(0), f.x.to, f.y.at(0))
	}
}

func (f frame) years(s *sketch, years []int) {
	for _, y := range years {
		x := f.x.at(float64(y))
		s.line("axis", x, f.y.from, x, f.y.from+4)
		s.text(x, f.y.from+16, "tick", "middle", fmt.Sprint(y))
	}
}

// gaps shades the years of which no series knows anything.
func (f frame) gaps(s *sketch, series []Series, b bounds) {
	covered := map[int]bool{}
	for _, one := range series {
		for _, p := range one.points() {
			covered[p.year] = true
		}
	}
	for from := b.first; from <= b.last; from++ {
		if covered[from] {
			continue
		}
		to := from
		for to < b.last && !covered[to+1] {
			to++
		}
		f.shade(s, from, to, b)
		from = to
	}
}

// shade marks the years from and to, half a year more on each side, and says so where there is room.
func (f frame) shade(s *sketch, from, to int, b bounds) {
	x1 := f.x.at(math.Max(float64(from)-.5, float64(b.first)))
	x2 := f.x.at(math.Min(float64(to)+.5, float64(b.last)))
	if b.first == b.last {
		return
	}
	s.rect("gap", x1, f.y.to, x2-x1, f.y.from-f.y.to)
	if x2-x1 > 50 {
		s.text((x1+x2)/2, f.y.to+14, "none", "middle", "no data")
	}
}

// series draws one line: runs of years, and a dot where a year stands alone.
func (f frame) series(s *sketch, one Series, i int, unit string) {
	stroke, fill := fmt.Sprintf("plot s%d", i%len(palette)), fmt.Sprintf("f%d", i%len(palette))
	all := one.points()
	for _, run := range runs(all) {
		if len(run) == 1 {
			s.dot(fill, f.x.at(float64(run[0].year)), f.y.at(run[0].value), 2.5, "")
			continue
		}
		fmt.Fprintf(&s.body, `<polyline class="%s" points="`, stroke)
		for j, p := range run {
			if j > 0 {
				s.body.WriteByte(' ')
			}
			s.body.WriteString(num(f.x.at(float64(p.year))) + "," + num(f.y.at(p.value)))
		}
		s.body.WriteString("\"/>\n")
	}
	if len(all) > 250 {
		return
	}
	for _, p := range all {
		tip := strings.TrimLeft(fmt.Sprintf("%s %d: %s", one.Name, p.year, comity.Show(p.value, unit)), " ")
		s.dot("tip", f.x.at(float64(p.year)), f.y.at(p.value), 6, tip)
	}
}

// ends writes the labels at the right, pushed apart where they would lie on one another.
func (f frame) ends(s *sketch, series []Series, labels []string) {
	type place struct {
		i int
		y float64
	}
	var places []place
	for i, one := range series {
		y := f.y.from
		if p := one.points(); len(p) > 0 {
			end := p[len(p)-1]
			y = f.y.at(end.value)
			s.dot(fmt.Sprintf("f%d", i%len(palette)), f.x.at(float64(end.year)), y, 3.5, "")
		}
		places = append(places, place{i, y})
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.y, b.y) })
	for i := range places {
		places[i].y = clip(places[i].y, f.y.to+4, f.y.from)
		if i > 0 {
			places[i].y = math.Max(places[i].y, places[i-1].y+15)
		}
	}
	for i := len(places) - 1; i >= 0; i-- { // and back up from the floor of the plot
		floor := f.y.from + 2 - 15*float64(len(places)-1-i)
		places[i].y = math.Min(places[i].y, floor)
	}
	for _, p := range places {
		s.text(f.x.to+10, p.y+4, fmt.Sprintf("f%d", p.i%len(palette)), "", labels[p.i])
	}
}

// describe is the alternative text: each series with its first, greatest and last known value.
func describe(unit string, series []Series) string {
	var b strings.Builder
	b.WriteString("Line chart.")
	for _, s := range series {
		name := s.Name
		if name == "" {
			name = "Values"
		}
		all := s.points()
		if len(all) == 0 {
			fmt.Fprintf(&b, " %s: no value is known.", name)
			continue
		}
		most := slices.MaxFunc(all, func(a, b point) int { return cmp.Compare(a.value, b.value) })
		first, last := all[0], all[len(all)-1]
		fmt.Fprintf(&b, " %s: %s in %d, %s in %d, greatest %s in %d; %d of %d years known.", name,
			comity.Show(first.value, unit), first.year, comity.Show(last.value, unit), last.year,
			comity.Show(most.value, unit), most.year, len(all), last.year-first.year+1)
	}
	return b.String()
}
