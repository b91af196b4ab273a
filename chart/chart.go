// Package chart turns series of numbers into pictures: SVG for pages, block characters for terminals. It knows numbers,
// years and units, and nothing of states, sources or questions.
//
// The pictures keep the manners of the record. Missing is never zero: a gap stays a gap, is never bridged by a line, and
// is shaded where nothing is known. Bars start at zero. Titles, alternative texts, source lines come from the caller.
// Same input, same bytes: no clock, no random ids, no scripts, no fonts or addresses to load. A picture is readable
// without colour (direct labels, dashes), in the dark and in print, and to a screen reader (role, title, desc).
package chart

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"comity"
)

// width of every picture, in units of its view box; pages scale it.
const width = 680

// palette of Okabe and Ito (2008), told apart by all common kinds of colour blindness: for light and dark ground. Words
// on light ground are a shade darker where the colour would not stand out by 4.5 to 1.
var palette = []struct{ light, dark, words, dash string }{
	{"#0072b2", "#56b4e9", "#0072b2", ""},
	{"#d55e00", "#ff8a3d", "#b84e00", "7 3"},
	{"#009e73", "#3ddbab", "#007a58", "2 3"},
	{"#a3457d", "#e39ac5", "#a3457d", "9 3 2 3"},
	{"#8a6d00", "#e6c229", "#806500", "4 4"},
	{"#555555", "#bbbbbb", "#555555", "1 3"},
}

// sketch is a picture being drawn.
type sketch struct {
	body   bytes.Buffer
	height float64
}

// head is what every picture says about itself.
type head struct{ title, alt, source, note string }

// finish wraps what was drawn: title above, note and source below.
func (s *sketch) finish(h head) []byte {
	var b bytes.Buffer
	y := s.height
	foot := &sketch{}
	for _, part := range []string{h.note, h.source} {
		for _, line := range wrap(part, width-16, 11) {
			y += 15
			foot.text(8, y, "foot", "", line)
		}
	}
	total := num(y + 10)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 %d %s" width="%d" height="%s">`+"\n", width, total, width, total)
	fmt.Fprintf(&b, "<title>%s</title>\n<desc>%s</desc>\n<style>%s</style>\n", escape(h.title), escape(h.alt), style())
	fmt.Fprintf(&b, `<rect class="ground" width="%d" height="%s"/>`+"\n", width, total)
	b.Write(s.body.Bytes())
	b.Write(foot.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// open draws the title, which is bold and so a sixth wider than other text, and gives the height at which the picture may begin.
func (s *sketch) open(title string) float64 {
	y := 8.0
	for _, line := range wrap(title, width-16, 16*1.18) {
		y += 19
		s.text(8, y, "title", "", line)
	}
	return y + 14
}

func (s *sketch) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&s.body, `<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s"/>`+"\n", class, num(x1), num(y1), num(x2), num(y2))
}

func (s *sketch) rect(class string, x, y, w, h float64) {
	fmt.Fprintf(&s.body, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`+"\n", class, num(x), num(y), num(w), num(h))
}

// dot draws a circle; a tip is shown when one points at it.
func (s *sketch) dot(class string, x, y, r float64, tip string) {
	fmt.Fprintf(&s.body, `<circle class="%s" cx="%s" cy="%s" r="%s">`, class, num(x), num(y), num(r))
	if tip != "" {
		fmt.Fprintf(&s.body, "<title>%s</title>", escape(tip))
	}
	s.body.WriteString("</circle>\n")
}

// text writes a line; anchor is "", "middle" or "end".
func (s *sketch) text(x, y float64, class, anchor, words string) {
	if words == "" {
		return
	}
	if anchor != "" {
		anchor = ` text-anchor="` + anchor + `"`
	}
	fmt.Fprintf(&s.body, `<text class="%s" x="%s" y="%s"%s>%s</text>`+"\n", class, num(x), num(y), anchor, escape(words))
}

// style is the same in every picture, so that several on a page do not quarrel.
func style() string {
	var b strings.Builder
	b.WriteString(`.chart{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px;max-width:100%;height:auto}` +
		`.chart .ground{fill:#fff}.chart text{fill:#222}.chart .title{font-size:16px;font-weight:600}` +
		`.chart .foot{font-size:11px;fill:#666}.chart .tick{font-size:11px;fill:#555}.chart .none{font-size:11px;fill:#666;font-style:italic}` +
		`.chart .grid{stroke:#e3e3e3}.chart .axis{stroke:#888}.chart .gap{fill:#f1f1f1}` +
		`.chart .plot{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.chart .tip{fill:transparent}` +
		`.chart .bar{fill:#b5c7d6}.chart .mark{fill:#0072b2}.chart .track{stroke:#d9d9d9;stroke-width:6;stroke-linecap:round}`)
	for i, p := range palette {
		fmt.Fprintf(&b, ".chart .s%d{stroke:%s", i, p.light)
		if p.dash != "" {
			b.WriteString(";stroke-dasharray:" + p.dash)
		}
		fmt.Fprintf(&b, "}.chart .f%d{fill:%s}.chart text.f%d{fill:%s}", i, p.light, i, p.words)
	}
	b.WriteString(`@media screen and (prefers-color-scheme:dark){.chart .ground{fill:#16181b}.chart text{fill:#e6e6e6}` +
		`.chart .foot,.chart .tick,.chart .none{fill:#a5a5a5}.chart .grid{stroke:#303338}.chart .axis{stroke:#777}.chart .gap{fill:#212429}` +
		`.chart .bar{fill:#3f5566}.chart .mark{fill:#56b4e9}.chart .track{stroke:#3a3d42}`)
	for i, p := range palette {
		fmt.Fprintf(&b, ".chart .s%d{stroke:%s}.chart .f%d,.chart text.f%d{fill:%s}", i, p.dark, i, i, p.dark)
	}
	b.WriteString("}")
	return b.String()
}

// num writes a coordinate, to a tenth.
func num(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "0"
	}
	text := strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
	if text == "-0" {
		return "0"
	}
	return text
}

// escape makes text safe inside XML, leaving out characters XML does not know.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// reach guesses how wide a text is in a font of the given size; sans-serif faces differ by a tenth.
func reach(s string, size float64) float64 { return float64(utf8.RuneCountInString(s)) * size * .56 }

// wrap breaks a text into lines no wider than the room; a word that is wider stands alone.
func wrap(s string, room, size float64) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		if n := len(lines); n > 0 && reach(lines[n-1]+" "+word, size) <= room {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// cut shortens a label to the room it has.
func cut(s string, room, size float64) string {
	n := max(int(room/(size*.56)), 2)
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// known says that a value can be drawn: neither missing nor beyond all measure.
func known(x float64) bool { return comity.Why(x) == comity.Present && math.Abs(x) < 1e150 }

// clip keeps x within the two ends.
func clip(x, low, high float64) float64 { return math.Max(low, math.Min(high, x)) }
