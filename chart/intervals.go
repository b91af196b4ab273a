package chart

// Intervals: estimates with how far they may be off, one below the other, about a line at zero.

import (
	"fmt"
	"math"
	"strings"

	"comity"
)

// Interval is one estimate between its ends. Where the ends are missing it stands alone; a missing estimate is written with its reason.
type Interval struct {
	Label            string
	Value, Low, High float64
}

// Intervals is a chart of estimates in the order given.
type Intervals struct {
	Title, Source, Note, Alt string
	Unit                     string
	Rows                     []Interval
}

// SVG draws the chart.
func (c Intervals) SVG() []byte {
	s := &sketch{}
	top := s.open(c.Title)
	alt := c.Alt
	if alt == "" {
		alt = c.describe()
	}
	x, ticks := c.scale()
	bottom := top + float64(len(c.Rows)*barStep)
	for i, label := range written(ticks, c.Unit) {
		s.line("grid", x.at(ticks[i]), top-4, x.at(ticks[i]), bottom)
		s.text(x.at(ticks[i]), bottom+14, "tick", "middle", label)
	}
	s.line("axis", x.at(0), top-4, x.at(0), bottom)
	for i, r := range c.Rows {
		c.row(s, r, x, top+float64(i*barStep))
	}
	s.height = bottom + 18
	return s.finish(head{c.Title, alt, c.Source, c.Note})
}

// scale leaves room for the labels on the left, and holds zero and all that is known.
func (c Intervals) scale() (scale, []float64) {
	label, low, high := 0.0, 0.0, 0.0
	for _, r := range c.Rows {
		label = math.Max(label, reach(r.Label, 12))
		for _, v := range []float64{r.Value, r.Low, r.High} {
			if known(v) {
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
	}
	if low == high {
		low, high = -1, 1
	}
	ticks := axis(low, high, 6, false)
	if len(ticks) > 0 {
		low, high = math.Min(low, ticks[0]), math.Max(high, ticks[len(ticks)-1])
	}
	return scale{low, high, 28 + math.Min(label, 240), width - 28}, ticks
}

func (c Intervals) row(s *sketch, r Interval, x scale, y float64) {
	s.text(12, y+14, "", "", cut(r.Label, 240, 12))
	if !known(r.Value) {
		s.text(x.at(0)+6, y+14, "none", "", comity.Show(r.Value, c.Unit))
		return
	}
	if known(r.Low) && known(r.High) {
		s.rect("bar", x.at(r.Low), y+8, x.at(r.High)-x.at(r.Low), 4)
	}
	s.dot("mark", x.at(r.Value), y+10, 4, r.Label+": "+c.words(r))
}

// words writes an estimate with its ends.
func (c Intervals) words(r Interval) string {
	text := comity.Show(r.Value, c.Unit)
	if known(r.Low) && known(r.High) {
		text += fmt.Sprintf(" (%s to %s)", comity.Show(r.Low, c.Unit), comity.Show(r.High, c.Unit))
	}
	return text
}

func (c Intervals) describe() string {
	var b strings.Builder
	b.WriteString("Estimates with intervals.")
	for _, r := range c.Rows {
		fmt.Fprintf(&b, " %s: %s.", r.Label, c.words(r))
	}
	return b.String()
}
