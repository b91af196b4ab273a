package chart

// Horizontal bars: a few named quantities side by side.

import (
	"fmt"
	"math"
	"strings"

	"comity"
)

// Bar is one quantity. A missing value is written with its reason and has no bar; a marked bar stands out.
type Bar struct {
	Label  string
	Value  float64
	Marked bool
}

// Bars is a chart of bars from zero, in the order given.
type Bars struct {
	Title, Source, Note, Alt string
	Unit                     string
	Bars                     []Bar
}

const barStep = 24 // height of a bar with its room

// SVG draws the chart.
func (c Bars) SVG() []byte {
	s := &sketch{}
	top := s.open(c.Title)
	alt := c.Alt
	if alt == "" {
		alt = c.describe()
	}
	x := c.scale()
	for i, b := range c.Bars {
		c.bar(s, b, x, top+float64(i*barStep))
	}
	if len(c.Bars) > 0 {
		s.line("axis", x.at(0), top-2, x.at(0), top+float64(len(c.Bars)*barStep)-4)
	}
	s.height = top + float64(len(c.Bars)*barStep)
	return s.finish(head{c.Title, alt, c.Source, c.Note})
}

// scale leaves room for the labels on the left and the figures at both ends of the bars.
func (c Bars) scale() scale {
	label, figure, low, high := 0.0, 0.0, 0.0, 0.0
	for _, b := range c.Bars {
		label = math.Max(label, reach(b.Label, 12))
		if known(b.Value) {
			figure = math.Max(figure, reach(comity.Show(b.Value, c.Unit), 12))
			low, high = math.Min(low, b.Value), math.Max(high, b.Value)
		}
	}
	from := 20 + math.Min(label, 240)
	if low < 0 {
		from += figure + 6
	}
	if low == high {
		high = 1
	}
	return scale{low, high, from, width - 18 - figure}
}

func (c Bars) bar(s *sketch, b Bar, x scale, y float64) {
	s.text(12, y+14, "", "", cut(b.Label, 240, 12))
	if !known(b.Value) {
		s.text(x.at(0)+6, y+14, "none", "", comity.Show(b.Value, c.Unit))
		return
	}
	class := "bar"
	if b.Marked {
		class = "mark"
	}
	from, to := x.at(math.Min(b.Value, 0)), x.at(math.Max(b.Value, 0))
	s.rect(class, from, y+2, to-from, 16)
	if b.Value < 0 {
		s.text(from-6, y+14, "", "end", comity.Show(b.Value, c.Unit))
		return
	}
	s.text(to+6, y+14, "", "", comity.Show(b.Value, c.Unit))
}

func (c Bars) describe() string {
	var b strings.Builder
	b.WriteString("Bar chart.")
	for _, one := range c.Bars {
		fmt.Fprintf(&b, " %s: %s.", one.Label, comity.Show(one.Value, c.Unit))
	}
	return b.String()
}
