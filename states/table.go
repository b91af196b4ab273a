package states

// The tables: text, one fact a line, compiled in and parsed once, on first use.

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"comity"
)

// rows gives the fields of each line of a table: lines that open with # and the header line (the first of the rest) are
// left out. A line with another number of fields than the header is a fault of the table and panics with its place.
func rows(name, text string) [][]string {
	var out [][]string
	width := 0
	for n := 1; text != ""; n++ {
		line := text
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			line, text = text[:i], text[i+1:]
		} else {
			text = ""
		}
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if width == 0 {
			width = len(f)
			out = make([][]string, 0, strings.Count(text, "\n")+1)
			continue
		}
		if len(f) != width {
			panic(fmt.Sprintf("states/%s line %d: %d fields, want %d", name, n, len(f), width))
		}
		out = append(out, f)
	}
	return out
}

// number reads a whole number of a table.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("states: a table has " + strconv.Quote(s) + " where a number belongs")
	}
	return n
}

// span reads the two ends of a span; an empty end is open.
func span(from, to string) comity.Span {
	s := comity.Always
	if from != "" {
		s.From = day(from)
	}
	if to != "" {
		s.To = day(to)
	}
	return s
}

// day reads YYYY-MM-DD.
func day(s string) comity.Day {
	d, err := comity.ParseDate(s)
	if err != nil || d.Grain != comity.DayGrain {
		panic("states: a table has " + strconv.Quote(s) + " where a day belongs")
	}
	return d.Day
}

var (
	//go:embed cow.tsv
	cowTable string
	//go:embed gw.tsv
	gwTable string
	//go:embed gwkey.tsv
	gwKeyTable string
	//go:embed un.tsv
	unTable string
	//go:embed iso.tsv
	isoTable string
	//go:embed schemes.tsv
	schemesTable string
	//go:embed entities.tsv
	entitiesTable string
	//go:embed stands.tsv
	standsTable string
	//go:embed names.tsv
	namesTable string
	//go:embed langnames.tsv
	langNamesTable string
	//go:embed noise.tsv
	noiseTable string
	//go:embed succession.tsv
	successionTable string
	//go:embed entries.tsv
	entriesTable string
	//go:embed contested.tsv
	contestedTable string
)

// basisOf reads the basis column: "recalled", or "seen:" and where.
func basisOf(s string) comity.Basis {
	if strings.HasPrefix(s, "seen") {
		return comity.Seen
	}
	return comity.Recalled
}

// Count is how many facts of a table are seen and how many recalled.
type Count struct {
	Table          string
	Seen, Recalled int
}

// Counts gives the facts of every table of this package by basis, for the list of sources.
func Counts() []Count {
	out := []Count{
		{Table: "Correlates of War list", Seen: len(rows("cow.tsv", cowTable))},
		{Table: "Gleditsch-Ward list", Seen: len(rows("gw.tsv", gwTable)) + len(rows("gwkey.tsv", gwKeyTable))},
	}
	for _, t := range []struct{ name, file, text string }{
		{"membership of the United Nations", "un.tsv", unTable}, {"ISO 3166-1 codes", "iso.tsv", isoTable}, {"codes of other schemes", "schemes.tsv", schemesTable},
		{"entities on no list", "entities.tsv", entitiesTable}, {"names in English", "names.tsv", namesTable}, {"names in five languages", "langnames.tsv", langNamesTable},
		{"successions", "succession.tsv", successionTable}, {"reasons of entries and exits", "entries.tsv", entriesTable}, {"who counts whom", "contested.tsv", contestedTable},
	} {
		c := Count{Table: t.name}
		for _, f := range rows(t.file, t.text) {
			if basisOf(f[len(f)-1]) == comity.Seen {
				c.Seen++
			} else {
				c.Recalled++
			}
		}
		out = append(out, c)
	}
	return out
}
