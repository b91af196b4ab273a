package chart

// Strips: where one unit stands among all, from the least to the greatest.

import (
	"fmt"
	"strings"

	"comity"
)

// Standing is one row: At is the share of the others that lie below, 0 to 1, or missing; Value says in words what stands
// there ("87.4 %, 12th of 192").
type Standing struct {
	Label string
	At    float64
	Value string
}

// Strip shows for several measures where one unit stands among all. Low and High name the two ends ("least of all pairs").
type Strip struct {
	Title, Source, Note, Alt string
	Low, High                string
	Rows                     []Standing
}

const stripStep = 28 // height of a row

// SVG draws the chart.
func (c Strip) SVG() []byte {
	s := &sketch{}
	top := s.open(c.Title)
	alt := c.Alt
	if alt == "" {
		alt = c.describe()
	}
	label, value := c.room()
	x := scale{0, 1, 24 + label, width - 26 - value}
	foot := top + float64(len(c.Rows)*stripStep)
	for _, q := range []float64{0, .25, .5, .75, 1} {
		s.line("grid", x.at(q), top-4, x.at(q), foot)
	}
	for i, r := range c.Rows {
		r.draw(s, x, top+float64(i*stripStep)+10)
	}
	s.text(x.from, foot+14, "tick", "", c.Low)
	s.text(x.at(.5), foot+14, "tick", "middle", "median")
	s.text(x.to, foot+14, "tick", "end", c.High)
	s.height = foot + 18
	return s.finish(head{c.Title, alt, c.Source, c.Note})
}

func (c Strip) room() (label, value float64) {
	for _, r := range c.Rows {
		label = max(label, reach(r.Label, 12))
		value = max(value, reach(r.written(), 12))
	}
	return min(label, 220), min(value, 220)
}

// written is what stands at the right of a row: the value, and why the place is unknown where it is.
func (r Standing) written() string {
	if known(r.At) {
		return r.Value
	}
	return strings.TrimSpace(r.Value + " " + comity.ShowMissing(comity.Why(r.At)))
}

func (r Standing) draw(s *sketch, x scale, y float64) {
	s.text(12, y+4, "", "", cut(r.Label, 220, 12))
	s.line("track", x.from, y, x.to, y)
	if !known(r.At) {
		s.text(x.to+14, y+4, "none", "", cut(r.written(), 220, 12))
		return
	}
	tip := fmt.Sprintf("%s: above %s of the others", r.Label, comity.Show(clip(r.At, 0, 1), "share"))
	s.dot("mark", x.at(clip(r.At, 0, 1)), y, 6, tip)
	s.text(x.to+14, y+4, "", "", cut(r.Value, 220, 12))
}

func (c Strip) describe() string {
	var b strings.Builder
	b.WriteString("Standing among all.")
	for _, r := range c.Rows {
		where := "unknown"
		if known(r.At) {
			where = "above " + comity.Show(clip(r.At, 0, 1), "share") + " of the others"
		}
		fmt.Fprintf(&b, " %s: %s", r.Label, where)
		if r.Value != "" {
			b.WriteString(" (" + r.Value + ")")
		}
		b.WriteString(".")
	}
	return b.String()
}
