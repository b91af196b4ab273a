package article

// This file takes the text out of what a reader was given: plain text and Markdown as they stand (markup blanked, so that
// every character keeps its place), the main text of an HTML page, the text of a PDF.

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/ledongthuc/pdf"
)

// MaxText is the most text that is read, MaxFile the largest file it is taken from.
const (
	MaxText = 8 << 20
	MaxFile = 32 << 20
)

// The kinds of text Text knows.
const (
	Plain    = "text"
	Markdown = "markdown"
	HTML     = "html"
	PDF      = "pdf"
)

// Text gives the text of a file and its kind, told by its content. For plain text and Markdown each character of the text
// is the one at its place in the file. It refuses, saying why, what is empty, too large, binary or not UTF-8.
func Text(raw []byte) (text string, kind string, err error) {
	if len(raw) > MaxFile {
		return "", "", fmt.Errorf("article: %d MB is more than one article; at most %d MB are read: cut out the part that matters", len(raw)>>20, MaxFile>>20)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(raw, []byte("%PDF-")) {
		text, err := pdfText(raw)
		return text, PDF, errors.Join(err, tooLong(text))
	}
	if err := readable(raw); err != nil {
		return "", "", err
	}
	text, kind = string(raw), Plain
	switch {
	case looksHTML(text):
		kind = HTML
		if text, err = htmlText(text); err != nil {
			return "", kind, err
		}
	case looksMarkdown(text):
		text, kind = blankMarkup(text), Markdown
	}
	return text, kind, tooLong(text)
}

func tooLong(text string) error {
	if len(text) > MaxText {
		return fmt.Errorf("article: %d MB of text is more than one article; at most %d MB are read: cut out the part that matters", len(text)>>20, MaxText>>20)
	}
	return nil
}

// readable says why bytes are no text, with the place.
func readable(raw []byte) error {
	if len(bytes.TrimSpace(raw)) == 0 {
		return errors.New("article: it is empty; give a file with the text of an article, or - for standard input")
	}
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return errors.New("article: the text is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8 FILE)")
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return fmt.Errorf("article: byte %d is zero, so this is a binary file; text, Markdown, HTML and PDF are read", i)
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			return fmt.Errorf("article: byte %d (0x%02x) is not UTF-8; save the text as UTF-8 (iconv -f LATIN1 -t UTF-8 FILE, if it is Latin-1)", i, raw[i])
		}
		i += n
	}
	return nil
}

var htmlHead = regexp.MustCompile(`(?i)^\s*(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype html|html|head|body|article|div|p|main)[\s>]`)

func looksHTML(text string) bool { return htmlHead.MatchString(text[:min(len(text), 2000)]) }

// htmlText gives the main text of a page, a paragraph a line, its title first.
func htmlText(page string) (string, error) {
	if tooDeep(page) {
		return "", errDeep
	}
	parser := readability.NewParser()
	a, err := parser.Parse(strings.NewReader(page), &url.URL{Scheme: "http", Host: "localhost"})
	if err != nil {
		return "", fmt.Errorf("article: the HTML page cannot be read: %w", err)
	}
	var b strings.Builder
	if t := strings.TrimSpace(a.Title()); t != "" {
		b.WriteString(t + "\n\n")
	}
	if err := a.RenderText(&b); err != nil {
		return "", fmt.Errorf("article: no main text was found in the HTML page (%w); save the text of the article itself", err)
	}
	if strings.TrimSpace(b.String()) == "" {
		return "", errors.New("article: no main text was found in the HTML page; save the text of the article itself")
	}
	return b.String(), nil
}

// pdfPatience is how long a PDF may take: the library walks in circles through some broken files.
const pdfPatience = 15 * time.Second

// pdfText gives the text of a PDF that holds text, or gives up.
func pdfText(raw []byte) (string, error) {
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := pdfPages(raw)
		done <- answer{text, err}
	}()
	select {
	case a := <-done:
		return a.text, a.err
	case <-time.After(pdfPatience):
		return "", fmt.Errorf("article: the PDF is broken (not read in %v); save its text as a .txt file", pdfPatience)
	}
}

// pdfPages reads the pages one after another. The library panics on some broken files.
func pdfPages(raw []byte) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, err = "", fmt.Errorf("article: the PDF is broken (%v); save its text as a .txt file", r)
		}
	}()
	d, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "", fmt.Errorf("article: the PDF cannot be read (%w); save its text as a .txt file", err)
	}
	var b strings.Builder
	for i := 1; i <= d.NumPage() && b.Len() <= MaxText; i++ {
		page, err := d.Page(i).GetPlainText(nil)
		if err != nil {
			return "", fmt.Errorf("article: page %d of the PDF cannot be read (%w); save its text as a .txt file", i, err)
		}
		b.WriteString(page + "\n\n")
	}
	text = strings.ToValidUTF8(b.String(), "�")
	if strings.TrimSpace(text) == "" {
		return "", errors.New("article: the PDF holds no text (perhaps pictures of pages); run it through text recognition first")
	}
	return text, nil
}

var (
	markdownSign = regexp.MustCompile(`(?m)^#{1,6} |^\*\*\S|\]\(\S+\)|^> |^[-*] \S|\*\*\S[^*\n]*\*\*`)
	markup       = regexp.MustCompile(`(?m)^#{1,6} |^> ?|^[ \t]*[-*+] |!\[|\]\([^)\s]*(?: "[^"\n]*")?\)|\[\^?|\]|\*{1,3}|__|` + "`+" + `|^---+$|<[^>\n]{1,80}>`)
)

// looksMarkdown asks for two signs of Markdown, or a heading.
func looksMarkdown(text string) bool {
	found := markdownSign.FindAllString(text, 2)
	return len(found) == 2 || len(found) == 1 && strings.HasPrefix(found[0], "#")
}

// blankMarkup puts spaces in the place of Markdown's marks, one for each character.
func blankMarkup(text string) string {
	text = markup.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", utf8.RuneCountInString(s)) })
	b := []byte(text)
	for i, c := range b {
		if c == '_' && (i == 0 || i == len(b)-1 || !inWord(b[i-1]) || !inWord(b[i+1])) {
			b[i] = ' '
		}
	}
	return string(b)
}

// inWord says whether a byte is of a letter or digit.
func inWord(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
