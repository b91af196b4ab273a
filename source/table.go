package source

// This file reads a user's own table whole, as typed columns, for a panel to be joined with: the same readers and the same guess
// of how a file is written as for sources, but no card and no states. Nothing is taken for a missing value but what is written
// as one; a number such as -9 stays a number, and is told.

import (
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"comity"
	dense "comity/format/frame"
	"comity/states"
)

// The bounds of a table that is read whole.
const (
	tableCells = 100_000_000
	tableTexts = 256 << 20 // bytes of distinct texts
)

// OwnTable is a file as typed columns.
type OwnTable struct {
	File  File
	Frame *dense.Frame
	Notes []string
}

// ReadTable reads a file, which lies at the root of files; part names the table in a file of several. Texts are kept once each.
// A cell that is empty, or says NA or the like, is missing in the source (.c); one that a Stata file gives a letter keeps it.
func ReadTable(files fs.FS, name, part string) (*OwnTable, error) {
	o := openerOf(Card{}, files)
	f, notes, err := o.describe(name, part)
	if err != nil {
		return nil, err
	}
	o.card.Files = []File{f}
	g, err := o.open(f, Part{})
	if err != nil {
		return nil, err
	}
	guesses, rows, err := guessColumns(g)
	if err != nil {
		return nil, err
	}
	if g, err = o.open(f, Part{}); err != nil {
		return nil, err
	}
	t := &OwnTable{File: f, Notes: notes, Frame: &dense.Frame{Rows: rows}}
	return t, t.fill(g, guesses)
}

// columnGuess is what the cells of a column can all be read as.
type columnGuess struct {
	name                       string
	filled                     int
	number, whole, date, truth bool
	min, max                   float64
	nines                      map[string]int // cells that may mean missing, where no other number is negative
	pairs                      bool           // all texts are two capital letters, as codes of states: NA is Namibia
	na                         int            // cells that say NA
}

// guessColumns reads all rows once.
func guessColumns(g *grid) ([]*columnGuess, int, error) {
	if len(g.columns) == 0 {
		return nil, 0, fmt.Errorf("%s has no columns", g.name)
	}
	guesses := make([]*columnGuess, len(g.columns))
	seen := map[string]bool{}
	for i, name := range g.columns {
		if name == "" {
			name = "column_" + strconv.Itoa(i+1)
		}
		if seen[name] {
			return nil, 0, fmt.Errorf("%s: two columns are called %q: give one of them another name", g.name, name)
		}
		seen[name] = true
		guesses[i] = &columnGuess{name: name, number: true, whole: true, date: true, truth: true, pairs: true, min: math.Inf(1), max: math.Inf(-1), nines: map[string]int{}}
	}
	rows := 0
	for g.Next() {
		if rows++; rows*len(guesses) > tableCells {
			return nil, 0, fmt.Errorf("%s has more than %d cells: take only the columns and rows you need", g.name, tableCells)
		}
		for i, c := range guesses {
			if text, ok := g.Text(i); ok {
				c.take(strings.TrimSpace(text))
			}
		}
	}
	return guesses, rows, g.Err()
}

// take looks at a cell.
func (c *columnGuess) take(text string) {
	if saysMissing(text) {
		if text == "NA" {
			c.na++
		}
		return
	}
	c.filled++
	c.pairs = c.pairs && len(text) == 2 && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	c.date = c.date && isDay(text)
	c.truth = c.truth && isTruth(text)
	if !c.number {
		return
	}
	x, _, ok := plainNumber(text)
	if !ok || padded(text) {
		c.number = false
		return
	}
	c.whole = c.whole && x == math.Trunc(x) && math.Abs(x) < math.MaxInt32
	if slices.Contains(missingNumbers, strings.TrimSuffix(text, ".0")) {
		c.nines[text]++
		return
	}
	c.min, c.max = min(c.min, x), max(c.max, x)
}

// saysMissing says that a cell is written as R, Excel and others write a missing one.
func saysMissing(text string) bool { return text == "" || slices.Contains(missingTexts, text) }

// padded says that a number is written as codes are, with zeros before it.
func padded(text string) bool {
	return len(text) > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9'
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

func isTruth(text string) bool {
	return text == "TRUE" || text == "FALSE" || text == "true" || text == "false"
}

// kind is the narrowest kind that holds all cells.
func (c *columnGuess) kind() dense.Kind {
	switch {
	case c.filled == 0:
		return dense.Real
	case c.truth:
		return dense.Flag
	case c.number && c.whole && c.min == 0 && c.max == 1 && len(c.nines) == 0:
		return dense.Flag
	case c.number && c.whole:
		return dense.Whole
	case c.number:
		return dense.Real
	case c.date:
		return dense.Date
	}
	return dense.Text
}

// fill reads all rows again into columns.
func (t *OwnTable) fill(g *grid, guesses []*columnGuess) error {
	cells := make([]func(i int), len(guesses))
	texts := 0
	for at, c := range guesses {
		column := &dense.Column{Name: c.name, Kind: c.kind()}
		t.Frame.Columns = append(t.Frame.Columns, column)
		cells[at] = reader(g, at, column, t.Frame.Rows, &texts)
		if c.namibia() {
			cells[at] = withNamibia(g, at, column, cells[at])
			t.Notes = append(t.Notes, fmt.Sprintf("%s holds codes of two letters, so that NA, in %s, is Namibia and not missing", c.name, cellsNumber(c.na)))
		}
		if c.number && len(c.nines) > 0 && c.min >= 0 {
			for _, code := range slices.Sorted(maps.Keys(c.nines)) {
				t.Notes = append(t.Notes, fmt.Sprintf("%s holds %s in %s and nothing else below zero: it may mean missing, and is kept as a number", c.name, code, cellsNumber(c.nines[code])))
			}
		}
	}
	for row := 0; row < t.Frame.Rows && g.Next(); row++ {
		for _, read := range cells {
			read(row)
		}
		if texts > tableTexts {
			return fmt.Errorf("%s: its distinct texts take more than %d MiB: take only the columns you need", g.name, tableTexts>>20)
		}
	}
	return g.Err()
}

// reader gives what reads the cell of a row of one column.
func reader(g *grid, at int, c *dense.Column, rows int, texts *int) func(row int) {
	switch c.Kind {
	case dense.Real:
		c.Reals = make([]float64, rows)
		return func(row int) {
			x, l := g.number(at)
			if c.Reals[row] = x; l != 0 {
				c.Reals[row] = dense.NaN(l)
			}
		}
	case dense.Text:
		c.Ints = make([]int32, rows)
		return textReader(g, at, c, texts)
	}
	c.Ints = make([]int32, rows)
	value := g.number
	if c.Kind == dense.Date {
		value = g.day
	}
	return func(row int) {
		x, l := value(at)
		if c.Ints[row] = int32(x); l != 0 {
			c.Ints[row] = dense.IntMissing(l)
		}
	}
}

// textReader keeps each text once.
func textReader(g *grid, at int, c *dense.Column, texts *int) func(row int) {
	places := map[string]int32{}
	return func(row int) {
		text, l := g.cell(at)
		if l != 0 {
			c.Ints[row] = dense.IntMissing(l)
			return
		}
		place, ok := places[text]
		if !ok {
			place = int32(len(c.Texts))
			text = strings.ToValidUTF8(strings.Clone(text), "�")
			places[text] = place
			c.Texts = append(c.Texts, text)
			*texts += len(text)
		}
		c.Ints[row] = place
	}
}

// namibia says that NA in the column is a code like its others.
func (c *columnGuess) namibia() bool { return c.filled > 0 && c.pairs && c.na > 0 }

// withNamibia reads NA as a text.
func withNamibia(g *grid, at int, c *dense.Column, read func(row int)) func(row int) {
	place := int32(-1)
	return func(row int) {
		if text, ok := g.Text(at); !ok || strings.TrimSpace(text) != "NA" {
			read(row)
			return
		}
		if place < 0 {
			place = int32(len(c.Texts))
			c.Texts = append(c.Texts, "NA")
		}
		c.Ints[row] = place
	}
}

// cell gives a cell of the current row as text, or the letter for which it is missing.
func (g *grid) cell(at int) (string, uint8) {
	text, ok := g.Text(at)
	text = strings.TrimSpace(text)
	if ok && !saysMissing(text) {
		return text, 0
	}
	if lettered, ok := g.rows.(interface{ Letter(i int) uint8 }); ok {
		if l := lettered.Letter(at); l != 0 {
			return "", l
		}
	}
	return "", uint8(comity.InSource)
}

// number gives a cell as a number: as the file keeps it where it keeps numbers, true as 1 and false as 0.
func (g *grid) number(at int) (float64, uint8) {
	text, l := g.cell(at)
	switch {
	case l != 0:
		return 0, l
	case isTruth(text):
		if text[0] == 'T' || text[0] == 't' {
			return 1, 0
		}
		return 0, 0
	}
	if x, err := g.Float(at); err == nil && x == x {
		return x, 0
	}
	x, _, _ := plainNumber(text)
	return x, 0
}

// day gives a cell as a day from 1970-01-01.
func (g *grid) day(at int) (float64, uint8) {
	text, l := g.cell(at)
	if l != 0 {
		return 0, l
	}
	day, _ := time.Parse(time.DateOnly, text)
	return float64(day.Unix() / 86400), 0
}

// Letter gives the letter for which a cell of the current row is missing, where the format has letters.
func (c cellRows) Letter(i int) uint8 {
	if l, ok := c.cells.(interface{ Letter(i int) byte }); ok {
		if l := l.Letter(i); l >= 'a' && l <= 'z' {
			return l - 'a' + 1
		}
	}
	return 0
}

// StatesBy gives what reads codes of a scheme, or names where the scheme is "name", as the states they mean in a year: NoState
// where they mean none or several. Year 0 is any year. What was read is remembered; it is for one goroutine.
func StatesBy(scheme states.Scheme) func(code string, year int) comity.State {
	k := keysBy(scheme)
	return func(code string, year int) comity.State {
		if year == 0 {
			return k.on(code, comity.NoDay)
		}
		return k.in(code, year)
	}
}

// cellsNumber writes a number of cells.
func cellsNumber(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", n)
}
