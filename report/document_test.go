package report

// Pins how every layout prints the same document, and that nothing a document holds can break out of its place.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"comity/chart"
)

// sly is text that would break a layout that does not escape it.
const sly = `<script>alert("x")</script> & a|b *c* _d_ [e](f) ~g~ # h`

// sample has one block of every kind.
func sample() Document {
	return Document{
		Title: "Title " + sly,
		Blocks: []Block{
			{Lead: "The answer first " + sly},
			{Heading: "Heading " + sly},
			{Paragraph: "A fact (unverified) of 2001-07-16; `comity pull x-1.0` would add more. " + sly},
			{Quote: "said " + sly},
			{Verdict: "not supported: because " + sly},
			{Table: &Table{Caption: "Caption " + sly, Header: []string{"when", "what", "how much", "source"}, Right: []bool{false, false, true},
				Rows: [][]string{{"2001-07-16", sly, "1,234", "own (unverified)"}, {"2002", "b", "5", "–"}}}},
			{Table: &Table{Header: []string{"", ""}, Rows: [][]string{{"id", "x"}}}},
			{Chart: &chart.Line{Title: "Chart " + sly, Source: sly, Unit: "share", Series: []chart.Series{{Name: sly, Years: []int{2000, 2001}, Values: []float64{.1, .2}}}}},
			{Spark: &Spark{Marks: "▁█", Note: "20.0 % in 2001; " + sly}},
			{Fold: &Fold{"Fold " + sly, []Block{{Paragraph: "inside " + sly}}}},
		},
		Notes: []string{"[key] note " + sly, "no key"},
	}
}

func printed(t *testing.T, layout func(io.Writer, Document) error, d Document) string {
	t.Helper()
	var a, b bytes.Buffer
	if err := layout(&a, d); err != nil {
		t.Fatal(err)
	}
	if err := layout(&b, d); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("the same document gives different bytes")
	}
	return a.String()
}

// balanced reads a page as strictly as XML would, but for the elements HTML does not close.
func balanced(t *testing.T, html string, visit func(xml.StartElement)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.Entity = true, xml.HTMLEntity
	d.AutoClose = []string{"meta", "br"}
	d.Strict = false
	var open []string
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			visit(e)
			if e.Name.Local != "meta" {
				open = append(open, e.Name.Local)
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != e.Name.Local {
				t.Fatalf("</%s> closes %v", e.Name.Local, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("left open: %v", open)
	}
}

func TestHTML(t *testing.T) {
	out := printed(t, HTML, sample())
	headings, scoped := []string{}, 0
	balanced(t, out, func(e xml.StartElement) {
		switch e.Name.Local {
		case "script", "link", "iframe", "img", "object", "base":
			t.Errorf("<%s> has no place in a page that needs nothing else", e.Name.Local)
		case "h1", "h2":
			headings = append(headings, e.Name.Local)
		}
		for _, a := range e.Attr {
			if a.Name.Local == "scope" {
				scoped++
			}
			if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "://") && a.Name.Local != "xmlns" {
				t.Errorf("<%s %s=%q> reaches outside the page", e.Name.Local, a.Name.Local, a.Value)
			}
		}
	})
	if got := strings.Join(headings, " "); got != "h1 h2" {
		t.Errorf("headings %s, want h1 h2", got)
	}
	if scoped != 5 { // four columns, one row
		t.Errorf("%d headers of tables say what they head, want 5", scoped)
	}
	for _, want := range []string{`<html lang="en">`, `<p class="lead">The answer first`, `A fact <span class="doubt">unverified</span> of <span class="day">2001-07-16</span>`,
		`<code>comity pull x-1.0</code>`, `<td class="r" data-head="how much">1,234</td>`, `<p class="v not-supported"><b>not supported</b>: because`,
		`<caption>Caption`, `<b>key</b> note`, `<details><summary>Fold`, `role="img"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(out, "▁█"); n != 0 {
		t.Error("a page that draws the chart needs no sparkline")
	}
}

func TestMarkdown(t *testing.T) {
	out := printed(t, Markdown, sample())
	const safe = `&lt;script&gt;alert("x")&lt;/script&gt; &amp; a\|b \*c\* \_d\_ \[e\](f) \~g\~ \# h`
	for _, want := range []string{"# Title " + safe, "\n## Heading " + safe, "> said " + safe, "**not supported**: because " + safe,
		"\nCaption " + safe + "\n\n| when | what | how much | source |\n|---|---|---:|---|\n| 2001-07-16 | " + safe + " | 1,234 | own (unverified) |\n",
		"`comity pull x-1.0`", "<summary>Fold " + safe + "</summary>\n\ninside", "\n</details>\n", "▁█ 20.0 % in 2001; "} {
		if !strings.Contains(out, want) {
			t.Errorf("Markdown lacks %q", want)
		}
	}
	if strings.Contains(out, "<script") {
		t.Error("a script came through")
	}
	bar := regexp.MustCompile(`(^|[^\\])\|`)
	for _, line := range strings.Split(out, "\n") {
		if strings.HasPrefix(line, "| 2") && len(bar.FindAllString(line, -1)) != 5 {
			t.Errorf("a row of four cells has another number of bars: %s", line)
		}
	}
}

func TestText(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("long title of a treaty ", 8))
	d := Document{Title: "Title", Blocks: []Block{
		{Lead: "The answer."},
		{Heading: "Part"},
		{Table: &Table{Header: []string{"when", "what", "how much"}, Right: []bool{false, false, true}, Rows: [][]string{{"2001", long, "1,234"}, {"2002", "short", "5"}}}},
		{Chart: &chart.Line{Title: "Finding"}}, {Spark: &Spark{Marks: "▁█", Note: "20.0 % in 2001; one reading"}},
		{Fold: &Fold{"label", []Block{{Paragraph: "in full"}}}}}, Notes: []string{"a note"}}
	const want = `Title
=====
The answer.

PART
  when  what                                                                                         how much
  2001  long title of a treaty long title of a treaty long title of a treaty long title of a treaty     1,234
          long title of a treaty long title of a treaty long title of a treaty long title of a
          treaty
  2002  short                                                                                               5
Finding
  ▁█                                20.0 % in 2001; one reading
  in full

a note
`
	if got := printed(t, Text, d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextWidth(t *testing.T) {
	word := strings.Repeat("x", 64) // a checksum is never broken
	tests := []struct {
		name string
		rows [][]string
		most int
	}{
		{"words", [][]string{{strings.Repeat("ab ", 80), strings.Repeat("cd ", 80), strings.Repeat("ef ", 10)}}, tableWidth},
		{"a long word", [][]string{{strings.Repeat("ab ", 80), word, "c"}}, tableWidth},
		{"nothing to wrap", [][]string{{word, word, word}}, 3*64 + 6},
		{"letters of several bytes", [][]string{{strings.Repeat("Österreich–Ungarn ", 12), "b", "c"}}, tableWidth},
		{"ragged", [][]string{{"a"}, {strings.Repeat("ab ", 80), "b"}}, tableWidth},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := printed(t, Text, Document{Blocks: []Block{{Table: &Table{Header: []string{"a", "b", "c"}, Rows: tt.rows}}}})
			for _, line := range strings.Split(out, "\n") {
				if n := utf8.RuneCountInString(line); n > tt.most {
					t.Errorf("%d wide: %s", n, line)
				}
			}
			for _, row := range tt.rows {
				for _, w := range strings.Fields(strings.Join(row, " ")) {
					if !strings.Contains(out, w) {
						t.Errorf("lost %q", w)
					}
				}
			}
		})
	}
}
