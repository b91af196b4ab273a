package chart

// Small multiples: the same picture many times, all on the same axes, so that eyes may go from one to another.

import (
	"fmt"
	"math"
	"strings"
)

// Panel is one small picture.
type Panel struct {
	Title  string
	Series []Series
}

// Multiples is a grid of panels on common axes, left to right, in the order given. The first series of every panel is
// drawn in the same colour, and so on. Columns is how many stand beside one another; 3 where zero.
type Multiples struct {
	Title, Source, Note, Alt string
	Unit                     string
	Panels                   []Panel
	Columns                  int
}

const panelHeight = 130

// SVG draws the chart.
func (m Multiples) SVG() []byte {
	s := &sketch{}
	top := s.open(m.Title)
	alt := m.Alt
	if alt == "" {
		alt = m.describe()
	}
	columns := m.Columns
	if columns <= 0 {
		columns = 3
	}
	columns = min(columns, 8)
	var all []Series
	for _, p := range m.Panels {
		all = append(all, p.Series...)
	}
	b := boundsOf(all)
	for i, p := range m.Panels {
		m.panel(s, p, b, columns, i, top)
	}
	s.height = top + float64((len(m.Panels)+columns-1)/columns*panelHeight)
	return s.finish(head{m.Title, alt, m.Source, m.Note})
}

// panel draws the i-th picture into its cell.
func (m Multiples) panel(s *sketch, p Panel, b bounds, columns, i int, top float64) {
	cell := (width - 16.0) / float64(columns)
	left := 8 + float64(float64(i%columns)*cell)
	y := top + float64(i/columns*panelHeight)
	s.text(left, y+10, "", "", cut(p.Title, cell-8, 12))
	if !b.any {
		s.text(left, y+30, "none", "", "no value is known")
		return
	}
	ticks := b.ticks(m.Unit, 2)
	labels := written(ticks, m.Unit)
	f := frame{
		x: scale{float64(b.first), float64(b.last), left + widest(labels, 11) + 8, left + cell - 18},
		y: scale{ticks[0], ticks[len(ticks)-1], y + panelHeight - 32, y + 20},
	}
	f.gaps(s, p.Series, b)
	f.grid(s, ticks, labels)
	f.years(s, ends(yearAxis(b.first, b.last, int(math.Max((f.x.to-f.x.from)/45, 2)))))
	for j, series := range p.Series {
		f.series(s, series, j, m.Unit)
	}
}

// ends keeps the first and last of years: a small picture needs no more.
func ends(years []int) []int {
	if len(years) < 2 {
		return years
	}
	return []int{years[0], years[len(years)-1]}
}

func (m Multiples) describe() string {
	var b strings.Builder
	for _, p := range m.Panels {
		fmt.Fprintf(&b, "%s: %s ", p.Title, strings.TrimPrefix(describe(m.Unit, p.Series), "Line chart. "))
	}
	return fmt.Sprintf("%d small line charts on the same axes. %s", len(m.Panels), strings.TrimSpace(b.String()))
}
