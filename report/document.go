// Package report lays answers out. An answer is data with JSON tags, and a Document: headings, paragraphs, tables, charts and
// notes in order, which Text, Markdown and HTML print. The package knows no queries and no engines: the same answer gives the
// same page, byte for byte.
package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"comity/chart"
)

// Document is an answer in the order it is read.
type Document struct {
	Title  string
	Blocks []Block
	Notes  []string // provenance: printed last, small
}

// Block is one piece of a document; exactly one of its parts is set.
type Block struct {
	Heading   string
	Paragraph string
	Verdict   string // a paragraph set off by its verdict: the word before the colon
	Quote     string
	Table     *Table
	Chart     *chart.Line
	Spark     *Spark
	Fold      *Fold
}

// Table is rows of cells under headers. Numbers are set right.
type Table struct {
	Header []string
	Right  []bool // by column; short or nil: left
	Rows   [][]string
}

// Spark is a series in one line.
type Spark struct {
	Label string
	Marks string
	Note  string
}

// Fold is a part the reader may open (HTML), printed in full elsewhere only when short.
type Fold struct {
	Label  string
	Blocks []Block
}

// right says whether column i is set right.
func (t *Table) right(i int) bool { return i < len(t.Right) && t.Right[i] }

// widths gives the width of every column in runes.
func (t *Table) widths() []int {
	w := make([]int, len(t.Header))
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i, cell := range row {
			if i < len(w) {
				w[i] = max(w[i], utf8.RuneCountInString(cell))
			}
		}
	}
	return w
}

// lineWidth is where paragraphs wrap in the terminal.
const lineWidth = 96

// Text prints a document for a terminal: plain, aligned, wrapped.
func Text(w io.Writer, d Document) error {
	var b strings.Builder
	if d.Title != "" {
		fmt.Fprintf(&b, "%s\n%s\n", d.Title, strings.Repeat("=", min(lineWidth, utf8.RuneCountInString(d.Title))))
	}
	textBlocks(&b, d.Blocks, "")
	if len(d.Notes) > 0 {
		b.WriteString("\n")
		for _, n := range d.Notes {
			b.WriteString(wrap(n, lineWidth, "", "  "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func textBlocks(b *strings.Builder, blocks []Block, indent string) {
	for _, k := range blocks {
		switch {
		case k.Heading != "":
			fmt.Fprintf(b, "\n%s%s\n", indent, strings.ToUpper(k.Heading))
		case k.Verdict != "":
			b.WriteString(wrap(k.Verdict, lineWidth, indent+"→ ", indent+"  "))
		case k.Paragraph != "":
			b.WriteString(wrap(k.Paragraph, lineWidth, indent, indent))
		case k.Quote != "":
			b.WriteString("\n" + wrap("“"+k.Quote+"”", lineWidth, indent, indent+" "))
		case k.Table != nil:
			textTable(b, k.Table, indent)
		case k.Spark != nil:
			fmt.Fprintf(b, "%s%-34s %s  %s\n", indent, k.Spark.Label, k.Spark.Marks, k.Spark.Note)
		case k.Fold != nil:
			textBlocks(b, k.Fold.Blocks, indent+"  ")
		}
	}
}

func textTable(b *strings.Builder, t *Table, indent string) {
	widths := t.widths()
	if strings.Join(t.Header, "") != "" {
		textRow(b, t, t.Header, widths, indent)
	}
	for _, row := range t.Rows {
		textRow(b, t, row, widths, indent)
	}
}

func textRow(b *strings.Builder, t *Table, row []string, widths []int, indent string) {
	line := indent + "  "
	for i, cell := range row {
		pad := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(cell)))
		if t.right(i) {
			line += pad + cell + "  "
		} else {
			line += cell + pad + "  "
		}
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// wrap breaks a text into lines of a width; first and rest are the indents.
func wrap(s string, width int, first, rest string) string {
	var b strings.Builder
	line, indent := first, first
	for _, word := range strings.Fields(s) {
		if line != indent && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			b.WriteString(line + "\n")
			line, indent = rest, rest
		}
		if line != indent {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
	return b.String()
}

// Markdown prints a document as Markdown.
func Markdown(w io.Writer, d Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", mdEscape(d.Title))
	mdBlocks(&b, d.Blocks)
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "\n*%s*\n", mdEscape(n))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func mdBlocks(b *strings.Builder, blocks []Block) {
	for _, k := range blocks {
		switch {
		case k.Heading != "":
			fmt.Fprintf(b, "\n## %s\n", mdEscape(k.Heading))
		case k.Verdict != "":
			word, rest, _ := strings.Cut(k.Verdict, ": ")
			fmt.Fprintf(b, "\n**%s**: %s\n", mdEscape(word), mdEscape(rest))
		case k.Paragraph != "":
			fmt.Fprintf(b, "\n%s\n", mdEscape(k.Paragraph))
		case k.Quote != "":
			fmt.Fprintf(b, "\n> %s\n", mdEscape(strings.Join(strings.Fields(k.Quote), " ")))
		case k.Table != nil:
			mdTable(b, k.Table)
		case k.Spark != nil:
			fmt.Fprintf(b, "\n%s `%s` %s\n", mdEscape(k.Spark.Label), k.Spark.Marks, mdEscape(k.Spark.Note))
		case k.Fold != nil:
			mdBlocks(b, k.Fold.Blocks)
		}
	}
}

func mdTable(b *strings.Builder, t *Table) {
	row := func(cells []string) {
		b.WriteString("|")
		for _, c := range cells {
			b.WriteString(" " + mdEscape(c) + " |")
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	row(t.Header)
	rule := make([]string, len(t.Header))
	b.WriteString("|")
	for i := range rule {
		b.WriteString(map[bool]string{true: "---:|", false: "---|"}[t.right(i)])
	}
	b.WriteString("\n")
	for _, r := range t.Rows {
		row(r)
	}
}

var mdEscaper = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", "[", "\\[", "]", "\\]")

func mdEscape(s string) string { return mdEscaper.Replace(s) }
