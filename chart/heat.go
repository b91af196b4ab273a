package chart

// Heat maps: how full a table is, a row a column of it, a cell a few years.

import (
	"fmt"
	"strings"

	"comity"
)

// HeatRow is one row: shares from 0 to 1, or missing where there is nothing that could be full; Value says in words what stands at
// its end ("62.1 %").
type HeatRow struct {
	Label  string
	Shares []float64
	Value  string
}

// Heat shows shares by years, the fuller the darker. The first cell begins with the year From, each is Step years wide.
type Heat struct {
	Title, Source, Note, Alt string
	From, Step               int
	Rows                     []HeatRow
}

const heatStep = 15 // height of a row

// heatLevels are how dark a cell is: below a quarter, a half, three quarters, one, and full. Nothing is white.
const heatLevels = 5

// level gives how dark a share is drawn, 0 to heatLevels; what is not zero is seen, and only what is full is darkest.
func level(share float64) int {
	switch {
	case share <= 0:
		return 0
	case share >= 1:
		return heatLevels
	}
	return 1 + min(int(share*4), 3)
}

var shades = []rune("·░▒▓▆█")

// Shade writes one character a share: · for nothing, then darker to █ for all; a space where there is nothing that could be full.
func Shade(shares []float64) string {
	out := make([]rune, len(shares))
	for i, x := range shares {
		if out[i] = ' '; known(x) {
			out[i] = shades[level(x)]
		}
	}
	return string(out)
}

// SVG draws the chart.
func (c Heat) SVG() []byte {
	s := &sketch{}
	top := s.open(c.Title)
	cells := 0
	label, value := 0.0, 0.0
	for _, r := range c.Rows {
		cells = max(cells, len(r.Shares))
		label, value = max(label, reach(r.Label, 11)), max(value, reach(r.Value, 11))
	}
	label, value = min(label, 220), min(value, 120)
	x := scale{0, float64(max(cells, 1)), 16 + label, width - 16 - value}
	for i, r := range c.Rows {
		r.draw(s, x, top+float64(i*heatStep), c.From, c.Step)
	}
	foot := top + float64(len(c.Rows)*heatStep)
	last := c.From + cells*c.Step - 1
	for _, y := range yearAxis(c.From, last, 12) {
		at := x.at(float64(y-c.From) / float64(max(c.Step, 1)))
		s.line("grid", at, top-2, at, foot+3)
		s.text(at, foot+14, "tick", "", fmt.Sprint(y))
	}
	s.height = foot + 18
	alt := c.Alt
	if alt == "" {
		alt = c.describe()
	}
	return s.finish(head{c.Title, alt, c.Source, c.Note})
}

// draw draws the cells of a row; those beside each other of one level are one rectangle.
func (r HeatRow) draw(s *sketch, x scale, y float64, from, step int) {
	s.text(12, y+11, "tick", "", cut(r.Label, 220, 11))
	for i := 0; i < len(r.Shares); {
		j := i + 1
		for j < len(r.Shares) && alike(r.Shares[i], r.Shares[j]) {
			j++
		}
		if n := level(r.Shares[i]); known(r.Shares[i]) && n > 0 {
			fmt.Fprintf(&s.body, `<rect class="mark" fill-opacity="%s" x="%s" y="%s" width="%s" height="%d"><title>%s</title></rect>`+"\n",
				num(float64(n)/heatLevels), num(x.at(float64(i))), num(y+1), num(x.at(float64(j))-x.at(float64(i))), heatStep-2, escape(r.tip(i, j, from, step)))
		} else if !known(r.Shares[i]) {
			s.rect("gap", x.at(float64(i)), y+1, x.at(float64(j))-x.at(float64(i)), heatStep-2)
		}
		i = j
	}
	s.text(x.to+6, y+11, "tick", "", cut(r.Value, 120, 11))
}

// alike says that two cells are drawn alike.
func alike(a, b float64) bool {
	return known(a) == known(b) && (!known(a) || level(a) == level(b))
}

// tip is what is shown when one points at the cells from i to j (without it).
func (r HeatRow) tip(i, j, from, step int) string {
	low, high := r.Shares[i], r.Shares[i]
	for _, x := range r.Shares[i:j] {
		low, high = min(low, x), max(high, x)
	}
	share := comity.Show(low, "share")
	if high := comity.Show(high, "share"); high != share {
		share += " to " + high
	}
	return fmt.Sprintf("%s, %d to %d: %s", r.Label, from+i*step, from+j*step-1, share)
}

func (c Heat) describe() string {
	var b strings.Builder
	b.WriteString("Heat map over years.")
	for _, r := range c.Rows {
		fmt.Fprintf(&b, " %s: %s.", r.Label, r.Value)
	}
	return b.String()
}
