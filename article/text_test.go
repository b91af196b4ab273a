package article

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

const page = `<!DOCTYPE html><html><head><title>Two Neighbours</title></head><body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>Two Neighbours</h1><p>France is a permanent member of the Security Council; Germany is not. Both have belonged to NATO since 1955, and both were founding members of the European Economic Community.</p>
<p>Germany is France&rsquo;s largest trading partner. France&#39;s trade with Germany was larger in 2008 than in 2000, but it fell in 2009. The German economy is the largest in Europe, and its population exceeds that of France.</p>
<p>The two neighbours fought three wars between 1870 and 1945. Since then there has been no war between them, and they signed a treaty of friendship in Paris on 22 January 1963, which has been in force ever since.</p></article>
<footer>Copyright, all rights reserved. Privacy policy.</footer></body></html>`

func TestText(t *testing.T) {
	for _, test := range []struct {
		name, in, kind string
		holds          string
		lacks          string
	}{
		{"plain", "France and Germany trade.", Plain, "France and Germany trade.", "\x00"},
		{"plain with a less-than sign", "a < b and c > d", Plain, "a < b and c > d", "\x00"},
		{"byte order mark", "\ufeffFrance.", Plain, "France.", "\ufeff"},
		{"markdown", "# Trade\n\n**France** and [Germany](https://example.org/x) *trade*.", Markdown, "Germany", "https"},
		{"html", page, HTML, "Germany is France’s largest trading partner", "Privacy"},
	} {
		text, kind, err := Text([]byte(test.in))
		if err != nil || kind != test.kind || !strings.Contains(text, test.holds) || strings.Contains(text, test.lacks) {
			t.Errorf("%s: %q, %s, %v", test.name, text, kind, err)
		}
	}
}

func TestMarkdownKeepsPlaces(t *testing.T) {
	in := "# Títle\n\nIt is so: **France** is a [permanent member](https://example.org/ü) of the _Security Council_."
	text, _, err := Text([]byte(in))
	if err != nil || utf8.RuneCountInString(text) != utf8.RuneCountInString(in) {
		t.Fatalf("%d characters became %d: %v", utf8.RuneCountInString(in), utf8.RuneCountInString(text), err)
	}
	a := Read(text, Options{})
	if len(a.Found) != 1 || !strings.HasPrefix(string([]rune(in)[a.Found[0].Start:]), "France** is a") {
		t.Errorf("found %+v", a.Found)
	}
}

func TestHTMLIsRead(t *testing.T) {
	text, _, err := Text([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	if a := Read(text, Options{}); len(a.Found) < 8 || a.Title != "Two Neighbours" {
		t.Errorf("%q: %d claims in\n%s", a.Title, len(a.Found), text)
	}
}

func TestTextRefuses(t *testing.T) {
	for _, test := range []struct{ name, in, says string }{
		{"empty", "", "empty"},
		{"blank", " \n\t", "empty"},
		{"binary", "abc\x00def", "byte 3 is zero"},
		{"latin-1", "caf\xe9", "byte 3 (0xe9) is not UTF-8"},
		{"utf-16", "\xff\xfea\x00", "UTF-16"},
		{"too much text", strings.Repeat("word ", MaxText/5+1), "at most 8 MB"},
		{"too large a file", strings.Repeat("x", MaxFile+1), "at most 32 MB"},
		{"broken PDF", "%PDF-1.4\nnothing", "PDF"},
		{"html without text", "<!doctype html><html><body></body></html>", "no main text"},
	} {
		if _, _, err := Text([]byte(test.in)); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", test.name, err, test.says)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{page, "# A\n\n**b** [c](d)", "plain", "%PDF-1.4\n", "<p>", "\xff\xfe", ""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, kind, err := Text(raw)
		if err == nil && (!utf8.ValidString(text) || kind == "") {
			t.Fatalf("%q gave %q", raw, text)
		}
	})
}

// smallPDF makes a PDF of one page with one line of text.
func smallPDF(line string) []byte {
	stream := "BT /F1 12 Tf 72 720 Td (" + line + ") Tj ET"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return []byte(b.String())
}

func TestPDF(t *testing.T) {
	text, kind, err := Text(smallPDF("France is a permanent member of the Security Council."))
	if err != nil || kind != PDF {
		t.Fatalf("%s, %v", kind, err)
	}
	if a := Read(text, Options{}); len(a.Found) != 1 {
		t.Errorf("%q: %d claims", text, len(a.Found))
	}
}
