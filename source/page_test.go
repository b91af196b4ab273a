package source

// Writes docs/SOURCES.md from the cards, and holds the page against them.

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

const sourcesPage = "../docs/SOURCES.md"

func TestSourcesPage(t *testing.T) {
	want := sourcesMarkdown(All())
	if *update {
		if err := os.WriteFile(sourcesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(sourcesPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/SOURCES.md is not what the cards say; run: go test ./source -run TestSourcesPage -update")
	}
}

// sourcesMarkdown is the page: a line for each source.
func sourcesMarkdown(all []Source) string {
	var b strings.Builder
	count := map[Rights]int{}
	variables, tables, untried := 0, 0, 0
	for _, s := range all {
		c := s.Card()
		count[c.Rights]++
		variables, tables = variables+len(c.Variables), tables+len(c.Tables)
		if c.Untried {
			untried++
		}
	}
	fmt.Fprintf(&b, "# Sources\n\n%d sources in this edition: %d ship with comity (bundle), %d are fetched by each user (`comity pull`), %d are brought by\nwho has them (`comity add`). Together they have %d variables and %d tables. %d cards are written from the producer's own\n"+
		"description and were never tried on the file (untried). `comity codebook ID` tells of each variable, `comity source ID` of the\nfiles and terms; [CARDS.md](CARDS.md) says how cards are written, [ADD-A-SOURCE.md](ADD-A-SOURCE.md) how to add one.\n\n"+
		"This page is written from the cards: `go test ./source -run TestSourcesPage -update`.\n\n"+
		"| id | title | edition | years | rights | formats | variables | tables |\n|---|---|---|---|---|---|---:|---:|\n",
		len(all), count[Bundle], count[Fetch], count[Bring], variables, tables, untried)
	for _, s := range all {
		b.WriteString(sourceLine(s.Card()))
	}
	return b.String()
}

func sourceLine(c Card) string {
	var formats []string
	for _, f := range c.Files {
		if !slices.Contains(formats, f.Format) {
			formats = append(formats, f.Format)
		}
	}
	slices.Sort(formats)
	rights := string(c.Rights)
	if c.Untried {
		rights += ", untried"
	}
	what := fmt.Sprint(len(c.Variables))
	if c.Body != "" {
		what = "votes"
	}
	escape := strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", "\n", " ").Replace
	return fmt.Sprintf("| %s | %s | %s | %d–%d | %s | %s | %s | %d |\n", c.ID, escape(c.Title), escape(c.Edition), c.From, c.To, rights, strings.Join(formats, " "), what, len(c.Tables))
}
