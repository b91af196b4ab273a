// Package report lays answers out. An answer is data with JSON tags, and a Document: headings, paragraphs, tables, charts and
// notes in order, which Text, Markdown and HTML print. The package knows no queries and no engines: the same answer gives the
// same page, byte for byte.
package report

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
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

// warn appends what the reader of an answer should mind, a paragraph each.
func (d *Document) warn(notes []Note) {
	for _, n := range notes {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + n.Text})
	}
}

// Block is one piece of a document; exactly one of its parts is set.
type Block struct {
	Heading   string
	Lead      string // the paragraph that answers, before all others
	Paragraph string
	Verdict   string // a paragraph set off by its verdict: the word before the colon
	Quote     string
	Table     *Table
	Chart     *chart.Line
	Spark     *Spark
	Fold      *Fold
	Code      string // lines as they are, to be copied
}

// Table is rows of cells under headers. Numbers are set right. A table whose headers are all empty names its rows in
// the first column.
type Table struct {
	Caption string
	Header  []string
	Right   []bool // by column; short or nil: left
	Rows    [][]string
}

// Spark is a series in one line: what a terminal and Markdown show under the title of a chart, which only HTML can draw.
type Spark struct {
	Marks string
	Note  string
}

// Fold is a part the reader may open (HTML, Markdown); a terminal prints it in full.
type Fold struct {
	Label  string
	Blocks []Block
}

// right says whether column i is set right.
func (t *Table) right(i int) bool { return i < len(t.Right) && t.Right[i] }

// bare says that no column has a header.
func (t *Table) bare() bool { return strings.Join(t.Header, "") == "" }

// lineWidth is where paragraphs wrap in the terminal, tableWidth where cells do.
const (
	lineWidth  = 96
	tableWidth = 110
)

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
		case k.Lead != "" || k.Paragraph != "":
			b.WriteString(wrap(k.Lead+k.Paragraph, lineWidth, indent, indent))
		case k.Quote != "":
			b.WriteString("\n" + wrap("“"+k.Quote+"”", lineWidth, indent, indent+" "))
		case k.Table != nil:
			textTable(b, k.Table, indent)
		case k.Chart != nil:
			b.WriteString(wrap(k.Chart.Title, lineWidth, indent, indent+"  "))
		case k.Spark != nil:
			marks := fmt.Sprintf("%s  %-*s  ", indent, sparkYears, k.Spark.Marks)
			b.WriteString(wrap(k.Spark.Note, tableWidth, marks, indent+strings.Repeat(" ", sparkYears+4)))
		case k.Fold != nil:
			textBlocks(b, k.Fold.Blocks, indent+"  ")
		case k.Code != "":
			b.WriteString("\n" + strings.TrimRight(k.Code, "\n") + "\n")
		}
	}
}

func textTable(b *strings.Builder, t *Table, indent string) {
	if t.Caption != "" {
		b.WriteString(wrap(t.Caption, lineWidth, indent, indent))
	}
	widths := t.widths(tableWidth - utf8.RuneCountInString(indent))
	if !t.bare() {
		textRow(b, t, t.Header, widths, indent)
	}
	for _, row := range t.Rows {
		textRow(b, t, row, widths, indent)
	}
}

// widths gives the width of every column in runes, so that the table fits the room if it can: the column gives way that
// costs the fewest new lines, of those the widest; those set right and single words never do.
func (t *Table) widths(room int) []int {
	w, word := make([]int, len(t.Header)), make([]int, len(t.Header))
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i := range min(len(row), len(w)) {
			w[i] = max(w[i], utf8.RuneCountInString(row[i]))
			word[i] = max(word[i], longestWord(row[i])+len(hang))
		}
	}
	for total := sum(w) + 2*len(w); total > room; total-- {
		best, least := -1, 0
		for i := range w {
			if t.right(i) || w[i] <= word[i] {
				continue
			}
			if cost := t.lines(i, w[i]-1) - t.lines(i, w[i]); best < 0 || cost < least || cost == least && w[i] > w[best] {
				best, least = i, cost
			}
		}
		if best < 0 {
			break
		}
		w[best]--
	}
	return t.settled(w, room)
}

// settled takes from every column what wrapping left free, and gives it to the column of the most lines.
func (t *Table) settled(w []int, room int) []int {
	tall := 0
	for i := range w {
		w[i] = t.used(i, w[i])
		if t.lines(i, max(w[i], 1)) > t.lines(tall, max(w[tall], 1)) {
			tall = i
		}
	}
	if free := room - sum(w) - 2*len(w); free > 0 && len(w) > 0 {
		w[tall] = t.used(tall, w[tall]+free)
	}
	return w
}

// used is how much of a width the cells of column i fill once they are wrapped.
func (t *Table) used(i, width int) (n int) {
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		if i < len(row) {
			for _, line := range wrapped(row[i], width) {
				n = max(n, utf8.RuneCountInString(line))
			}
		}
	}
	return n
}

// wrapped breaks a cell into lines, if it must.
func wrapped(cell string, width int) []string {
	if utf8.RuneCountInString(cell) <= width {
		return []string{cell}
	}
	return strings.Split(strings.TrimSuffix(wrap(cell, width, "", hang), "\n"), "\n")
}

// lines guesses how many lines the cells of column i need in a width.
func (t *Table) lines(i, width int) (n int) {
	for _, row := range t.Rows {
		if i < len(row) {
			n += (utf8.RuneCountInString(row[i]) + width - 1) / width
		}
	}
	return n
}

func sum(list []int) (n int) {
	for _, x := range list {
		n += x
	}
	return n
}

func longestWord(s string) (n int) {
	for _, word := range strings.Fields(s) {
		n = max(n, utf8.RuneCountInString(word))
	}
	return n
}

// hang is how far the later lines of a cell stand in.
const hang = "  "

// textRow prints a row, over as many lines as its longest cell needs.
func textRow(b *strings.Builder, t *Table, row []string, widths []int, indent string) {
	cells, lines := make([][]string, len(row)), 1
	for i, cell := range row {
		if cells[i] = []string{cell}; i < len(widths) {
			cells[i] = wrapped(cell, widths[i])
		}
		lines = max(lines, len(cells[i]))
	}
	for n := range lines {
		line := indent + "  "
		for i, cell := range cells {
			text := ""
			if n < len(cell) {
				text = cell[n]
			}
			pad := ""
			if i < len(widths) {
				pad = strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(text)))
			}
			if t.right(i) {
				text, pad = pad, text
			}
			line += text + pad + "  "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
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
	if d.Title != "" {
		fmt.Fprintf(&b, "# %s\n", mdEscape(d.Title))
	}
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
		case k.Lead != "" || k.Paragraph != "":
			fmt.Fprintf(b, "\n%s\n", mdSay(k.Lead+k.Paragraph))
		case k.Quote != "":
			fmt.Fprintf(b, "\n> %s\n", mdEscape(k.Quote))
		case k.Table != nil:
			mdTable(b, k.Table)
		case k.Spark != nil:
			fmt.Fprintf(b, "\n%s %s\n", cmp.Or(k.Spark.Marks, "–"), mdEscape(k.Spark.Note))
		case k.Chart != nil:
			fmt.Fprintf(b, "\n**%s**\n", mdEscape(k.Chart.Title))
		case k.Fold != nil:
			fmt.Fprintf(b, "\n<details><summary>%s</summary>\n", mdEscape(k.Fold.Label))
			mdBlocks(b, k.Fold.Blocks)
			b.WriteString("\n</details>\n")
		case k.Code != "":
			fence := "```"
			for strings.Contains(k.Code, fence) {
				fence += "`"
			}
			fmt.Fprintf(b, "\n%s\n%s\n%s\n", fence, strings.TrimRight(k.Code, "\n"), fence)
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
	if t.Caption != "" {
		fmt.Fprintf(b, "\n%s\n", mdEscape(t.Caption))
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

var mdEscaper = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "~", "\\~", "#", "\\#",
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "[", "\\[", "]", "\\]")

// mdEscape makes a text safe in Markdown, on one line.
func mdEscape(s string) string { return mdEscaper.Replace(strings.Join(strings.Fields(s), " ")) }

// mdCommand is a command that mdEscape took the backquotes from.
var mdCommand = regexp.MustCompile("\\\\`([a-zA-Z0-9 .-]+)\\\\`")

// mdSay is mdEscape for comity's own sentences, in which commands stand between backquotes.
func mdSay(s string) string { return mdCommand.ReplaceAllString(mdEscape(s), "`$1`") }
