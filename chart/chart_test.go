package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
)

var update = flag.Bool("update", false, "rewrite the pictures in testdata")

var silent = comity.NaN(comity.NotCovered)

// The pictures that stand for all: small ones, so that a change can be read as a diff.
func pictures() map[string][]byte {
	years := []int{2010, 2011, 2012, 2013, 2015}
	a := Series{"book A", years, []float64{30e9, 39e9, 34e9, silent, 23e9}}
	b := Series{"book B <&>", years, []float64{31e9, 40e9, 35e9, 36e9, 24e9}}
	return map[string][]byte{
		"line":      Line{Title: "Trade of A & B", Unit: "USD", Source: "Source: two books.", Series: []Series{a, b}}.SVG(),
		"key":       Line{Title: "A name too long to stand beside", Unit: "share", Series: []Series{{"same vote exactly, all roll calls of the session, absences left out", years, []float64{.8, .9, .85, .87, .9}}, {"kappa", years, []float64{.7, silent, .75, .7, .8}}}}.SVG(),
		"empty":     Line{Title: "Nothing", Unit: "USD", Series: []Series{{"book", []int{2010}, []float64{silent}}}}.SVG(),
		"bars":      Bars{Title: "Partners", Unit: "USD", Bars: []Bar{{"A", 3e9, false}, {"B", -1e9, true}, {"C", silent, false}}}.SVG(),
		"intervals": Intervals{Title: "Estimates", Rows: []Interval{{"near", 1.2, .4, 2}, {"far <&>", -.3, -.5, -.1}, {"alone", .2, silent, silent}, {"none", silent, 0, 1}}}.SVG(),
		"strip":     Strip{Title: "Among all", Low: "least", High: "greatest", Rows: []Standing{{"trade", .9, "$30.0 bn"}, {"visits", silent, ""}}}.SVG(),
		"heat":      Heat{Title: "Two columns", From: 1990, Step: 5, Rows: []HeatRow{{"cinc1", []float64{1, 1, .3, 0}, "57.5 %"}, {"a <&>", []float64{silent, .8, .9, .001}, "56.7 %"}}}.SVG(),
		"multiples": Multiples{Title: "Both ways", Unit: "USD", Columns: 2, Panels: []Panel{{"A to B", []Series{a}}, {"B to A", []Series{b}}}}.SVG(),
	}
}

func TestPictures(t *testing.T) {
	for name, got := range pictures() {
		file := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from what is drawn now: look at the new picture, and if it is right run go test ./chart -update", file)
		}
		wellFormed(t, got)
	}
}

// wellFormed reads the picture as XML and wants a title, a description and no address to load from.
func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	seen := map[string]bool{}
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, svg)
		}
		if e, ok := tok.(xml.StartElement); ok {
			seen[e.Name.Local] = true
		}
	}
	for _, want := range []string{"svg", "title", "desc"} {
		if !seen[want] {
			t.Errorf("no <%s>", want)
		}
	}
	text := string(svg)
	for _, never := range []string{"NaN", "Inf", "<script", "<image", "href", "url(", "@import"} {
		if strings.Contains(strings.ReplaceAll(text, "– (", ""), never) {
			t.Errorf("%q in the picture", never)
		}
	}
	if !strings.Contains(text, `role="img"`) {
		t.Error("no role")
	}
}

func TestGapsStayGaps(t *testing.T) {
	tests := []struct {
		name   string
		years  []int
		values []float64
		want   []int // lengths of the runs
	}{
		{"whole", []int{1, 2, 3}, []float64{1, 2, 3}, []int{3}},
		{"missing value", []int{1, 2, 3, 4}, []float64{1, silent, 3, 4}, []int{1, 2}},
		{"year not named", []int{1, 2, 4, 5}, []float64{1, 2, 4, 5}, []int{2, 2}},
		{"out of order", []int{3, 1, 2}, []float64{3, 1, 2}, []int{3}},
		{"twice", []int{1, 1, 2}, []float64{1, 9, 2}, []int{2}},
		{"more years than values", []int{1, 2, 3}, []float64{1}, []int{1}},
		{"infinite", []int{1, 2, 3}, []float64{1, math.Inf(1), 3}, []int{1, 1}},
		{"nothing", nil, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []int
			for _, r := range runs(Series{"", tt.years, tt.values}.points()) {
				got = append(got, len(r))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("runs of %v, want %v", got, tt.want)
			}
		})
	}
}

func TestMissingIsNotDrawnAtZero(t *testing.T) {
	with := Line{Unit: "USD", Series: []Series{{"", []int{1, 2, 3}, []float64{5, silent, 6}}}}.SVG()
	if n := bytes.Count(with, []byte(`class="tip"`)); n != 2 {
		t.Errorf("%d points drawn of 2 that are known", n)
	}
	bars := Bars{Unit: "USD", Bars: []Bar{{"A", silent, false}}}.SVG()
	if bytes.Contains(bars, []byte(`class="bar"`)) || !bytes.Contains(bars, []byte("not covered")) {
		t.Error("a missing bar is drawn, or its reason is not said")
	}
}

func TestAxis(t *testing.T) {
	tests := []struct {
		name      string
		low, high float64
		unit      string
		want      string
	}{
		{"money", 8e9, 240.1e9, "USD", "$0 $50 bn $100 bn $150 bn $200 bn $250 bn"},
		{"small money", 200, 950, "USD", "$0 $200 $400 $600 $800 $1,000"},
		{"per head", 9000, 12500, "USD per person", "$9,000 $10,000 $11,000 $12,000 $13,000"},
		{"share", .61, .94, "share", "60 % 70 % 80 % 90 % 100 %"},
		{"whole share", 0, 1, "share", "0 % 20 % 40 % 60 % 80 % 100 %"},
		{"wars", 0, 2, "count", "0 1 2"},
		{"persons", 1.2e9, 1.43e9, "persons", "1.20 bn 1.25 bn 1.30 bn 1.35 bn 1.40 bn 1.45 bn"},
		{"below zero", -3e9, 2e9, "USD", "-$3 bn -$2 bn -$1 bn $0 $1 bn $2 bn"},
		{"one value", 5, 5, "count", "2 3 4 5 6 7 8"},
		{"zero", 0, 0, "USD", "$0 $0.2 $0.4 $0.6 $0.8 $1.0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ticks := bounds{low: tt.low, high: tt.high, any: true}.ticks(tt.unit, 5)
			if got := strings.Join(written(ticks, tt.unit), " "); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestYearAxis(t *testing.T) {
	tests := []struct {
		first, last, n int
		want           []int
	}{
		{2000, 2023, 6, []int{2000, 2005, 2010, 2015, 2020}},
		{1816, 2023, 10, []int{1825, 1850, 1875, 1900, 1925, 1950, 1975, 2000}},
		{1990, 1992, 10, []int{1990, 1991, 1992}},
		{1991, 1991, 10, []int{1991}},
	}
	for _, tt := range tests {
		if got := yearAxis(tt.first, tt.last, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("yearAxis(%d, %d, %d) = %v, want %v", tt.first, tt.last, tt.n, got, tt.want)
		}
	}
}

func TestSpark(t *testing.T) {
	tests := []struct {
		name   string
		values []float64
		want   string
	}{
		{"rising", []float64{0, 1, 2, 3, 4, 5, 6, 7}, "▁▂▃▄▅▆▇█"},
		{"missing", []float64{0, silent, 7}, "▁·█"},
		{"zero is no gap", []float64{0, 0, silent}, "▄▄·"},
		{"all missing", []float64{silent, silent}, "··"},
		{"infinite", []float64{0, math.Inf(1), 1}, "▁·█"},
		{"nothing", nil, ""},
	}
	for _, tt := range tests {
		if got := Spark(tt.values); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := SparkYears(Series{"", []int{2001, 2003}, []float64{1, 2}}, 2000, 2004); got != "·▁·█·" {
		t.Errorf("SparkYears %s", got)
	}
}

// Whatever the numbers and texts, a picture is XML and nothing panics.
func FuzzPictures(f *testing.F) {
	f.Add("title", "unit", 2000, 2001, 1.0, 2.0)
	f.Add("<&>\x00\xff", "share", -1<<62, 1<<62, math.Inf(1), math.NaN())
	f.Add("", "USD", 0, 0, math.MaxFloat64, -math.MaxFloat64)
	f.Add("0", "count", 1999, 2010, math.SmallestNonzeroFloat64, 1e149)
	f.Add("0", "persons", 1, 9000, 1e-320, 0.0)
	f.Fuzz(func(t *testing.T, text, unit string, y1, y2 int, a, b float64) {
		s := []Series{{text, []int{y1, y2, y1 + 1, y2}, []float64{a, b, a - b, a * b}}, {"", []int{y2}, nil}}
		wellShaped := [][]byte{
			Line{Title: text, Alt: text, Note: text, Source: text, Unit: unit, Series: s, Height: y1 % 1000}.SVG(),
			Bars{Title: text, Unit: unit, Bars: []Bar{{text, a, true}, {unit, b, false}}}.SVG(),
			Intervals{Title: text, Unit: unit, Rows: []Interval{{text, a, b, a}, {unit, b, a, b}}}.SVG(),
			Strip{Title: text, Low: text, High: unit, Rows: []Standing{{text, a, unit}, {"", b, text}}}.SVG(),
			Multiples{Title: text, Unit: unit, Columns: y2, Panels: []Panel{{text, s}, {unit, nil}}}.SVG(),
		}
		for _, svg := range wellShaped {
			for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("no XML: %v\n%s", err, svg)
				}
			}
		}
		Spark([]float64{a, b, a - b, math.NaN()})
		SparkYears(s[0], y1%3000, y2%3000)
	})
}

func BenchmarkLine(b *testing.B) {
	s := Series{Name: "a"}
	for y := 1946; y <= 2023; y++ {
		s.Years, s.Values = append(s.Years, y), append(s.Values, float64(y%17)*1e9)
	}
	for b.Loop() {
		Line{Title: "t", Unit: "USD", Series: []Series{s, s}}.SVG()
	}
}

// An axis of a range shows all of it, even where the values stand still.
func TestRangeAxis(t *testing.T) {
	tests := []struct {
		name, unit string
		values     []float64
		want       string
	}{
		{"all alike", "0-3", []float64{3, 3}, "0 1 2 3"},
		{"part of it", "0-3", []float64{0, 1}, "0 1 2 3"},
		{"yes or no", "0/1", []float64{1, 1}, "0 1"},
		{"beyond it", "0-3", []float64{0, 5}, "0 1 2 3 4 5"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := boundsOf([]Series{{"", []int{2000, 2001}, tt.values}})
			ticks := b.ticks(tt.unit, 5)
			if got := strings.Join(written(ticks, tt.unit), " "); got != tt.want {
				t.Errorf("axis %s, want %s", got, tt.want)
			}
		})
	}
}

// Words stand out from the ground, and from the shade of a gap, by 4.5 to 1 (WCAG 2.2, 1.4.3), by day and by night.
func TestContrast(t *testing.T) {
	light, dark := []string{"#ffffff", "#f1f1f1"}, []string{"#16181b", "#212429"}
	day, night := []string{"#222222", "#666666"}, []string{"#e6e6e6", "#a5a5a5"}
	for _, p := range palette {
		day, night = append(day, p.words), append(night, p.dark)
	}
	check := func(grounds, words []string) {
		for _, g := range grounds {
			for _, w := range words {
				if c := contrast(t, g, w); c < 4.5 {
					t.Errorf("%s on %s: %.2f to 1", w, g, c)
				}
			}
		}
	}
	check(light, day)
	check(dark, night)
}

// contrast of two colours, by WCAG 2.2's relative luminance.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(t *testing.T, colour string) (sum float64) {
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += float64(weight * c)
	}
	return sum
}

func TestShade(t *testing.T) {
	if got := Shade([]float64{0, .001, .25, .5, .75, .999, 1, silent}); got != "·░▒▓▆▆█ " {
		t.Errorf("%q", got)
	}
}
