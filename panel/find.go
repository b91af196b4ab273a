package panel

// Which column a name means: comity's own (trade.turnover), a source's variable (nmc.cinc, nmc-6.0.cinc), a name in a panel file
// (cowmaj, cinc1), or a set (@peacesciencer).

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"comity/column"
	"comity/source"

	"github.com/agnivade/levenshtein"
)

// Item is a column asked for: its description, which of a row's states it is of, and its name in the panel.
type Item struct {
	Asked  string // as it was written
	Column column.Column
	Slot   int    // of a column of a state: which state of the row, from 1; 0: each of them
	Header string // its name in the panel, where it was given one
	Options
	fill *filler
	unit bool // brought by the unit
}

// Catalogue is the columns there are: comity's own and the variables of cards.
type Catalogue struct {
	own       []column.Column
	cards     []source.Card
	variables []variable
	rows      []rowColumn
	rowNames  map[string]int
}

// NewCatalogue makes the catalogue over the cards of sources.
func NewCatalogue(cards []source.Card) *Catalogue {
	c := &Catalogue{own: slices.Concat(column.All(), column.Panel()), cards: cards, variables: variablesOf(cards), rowNames: map[string]int{}}
	taken := map[string]bool{}
	for _, v := range c.variables {
		taken[v.column.Name] = true
	}
	for _, r := range rowColumnsOf(cards) {
		if !taken[r.column.Name] {
			c.rowNames[r.column.Name] = len(c.rows)
			c.rows, taken[r.column.Name] = append(c.rows, r), true
		}
	}
	return c
}

// Columns gives all columns, comity's own first.
func (c *Catalogue) Columns() []column.Column {
	out := slices.Clone(c.own)
	for _, v := range c.variables {
		out = append(out, v.column)
	}
	for _, r := range c.rows {
		out = append(out, r.column)
	}
	return out
}

// Newest gives the id of the source that answers for a family, where all of it are here; of the id of a source, that id.
func (c *Catalogue) Newest(name string) string {
	best := source.Card{ID: name}
	for _, card := range c.cards {
		if card.ID == name {
			return name
		}
		if card.Family == name && (best.Family == "" || card.Rank > best.Rank) {
			best = card
		}
	}
	return best.ID
}

// NoColumnError says that no column has a name, and the three nearest.
type NoColumnError struct {
	Name    string
	Nearest []string
}

func (e *NoColumnError) Error() string {
	if len(e.Nearest) == 0 {
		return fmt.Sprintf("no column is called %q; comity columns lists them", e.Name)
	}
	return fmt.Sprintf("no column is called %q: did you mean %s? (near it are also %s; comity columns WORD lists those with a word)", e.Name, e.Nearest[0], strings.Join(e.Nearest[1:], ", "))
}

// Find reads one item as it is written: NAME, NAME1 for the first state of the row alone, HEADER=NAME, or any of them with
// options after a colon (options.go).
func (c *Catalogue) Find(text string) (Item, error) {
	name, options, chosen := strings.Cut(text, ":")
	it, err := c.find(name)
	it.Asked = text
	if err == nil && chosen {
		it.Options, err = parseOptions(options, it.Column)
	}
	if err == nil && it.fill != nil && it.fill.choose != nil {
		fill := *it.fill
		fill.fill, err = fill.choose(it.Options)
		if fill.reads != nil {
			fill.from = fill.reads(it.Options)
		}
		it.fill = &fill
	}
	return it, err
}

// find reads an item without options.
func (c *Catalogue) find(name string) (Item, error) {
	var it Item
	name = strings.TrimSpace(name)
	if header, rest, ok := strings.Cut(name, "="); ok {
		it.Header, name = strings.TrimSpace(header), strings.TrimSpace(rest)
	}
	if c.lookup(name, &it) {
		return it, nil
	}
	if n := len(name) - 1; n > 0 && name[n] >= '1' && name[n] <= '9' && c.lookup(name[:n], &it) && it.Column.Shape == column.Monadic {
		it.Slot = int(name[n] - '0')
		return it, nil
	}
	return it, &NoColumnError{name, c.nearest(name, 3)}
}

// lookup finds a column by its whole name, by family or edition and variable, then by its name in a panel.
func (c *Catalogue) lookup(name string, it *Item) bool {
	for _, d := range c.own {
		if d.Name == name {
			it.Column, it.fill = d, findFiller(d.Name)
			return true
		}
	}
	for _, v := range c.variables {
		if v.column.Name == name {
			it.Column, it.fill = v.column, v.filler()
			return true
		}
	}
	if i, ok := c.rowNames[name]; ok {
		it.Column, it.fill = c.rows[i].column, c.rows[i].filler()
		return true
	}
	for _, card := range c.cards {
		if rest, ok := strings.CutPrefix(name, card.ID+"."); ok && ofEdition(card, rest, it) {
			return true
		}
	}
	return c.byHeader(name, it)
}

// ofEdition finds a variable or a table of one edition.
func ofEdition(card source.Card, rest string, it *Item) bool {
	for _, v := range describeCard(card, card.ID) {
		if v.name == rest {
			it.Column, it.fill = v.column, v.filler()
			return true
		}
	}
	for _, r := range describeTables(card, card.ID) {
		if r.column.Name == card.ID+"."+rest {
			it.Column, it.fill = r.column, r.filler()
			return true
		}
	}
	return false
}

// byHeader finds the only column that has a name in a panel, comity's own before a source's. What a unit brings with it has that name
// in rows of the unit alone.
func (c *Catalogue) byHeader(name string, it *Item) bool {
	for _, d := range c.own {
		if fill := findFiller(d.Name); d.In() == name && (len(d.Units) == 0 || fill != nil) {
			it.Column, it.fill = d, fill
			return true
		}
	}
	found := 0
	for _, v := range c.variables {
		if v.column.In() == name {
			it.Column, it.fill = v.column, v.filler()
			found++
		}
	}
	return found == 1
}

// nearest gives the n names nearest to one.
func (c *Catalogue) nearest(name string, n int) []string {
	type near struct {
		name string
		far  int
	}
	var all []near
	for _, d := range c.Columns() {
		far := min(levenshtein.ComputeDistance(name, d.Name), levenshtein.ComputeDistance(name, d.In()))
		if strings.Contains(d.Name, name) || strings.Contains(name, d.In()) {
			far /= 2
		}
		all = append(all, near{d.Name, far})
	}
	slices.SortStableFunc(all, func(x, y near) int { return x.far - y.far })
	var out []string
	for _, x := range all[:min(n, len(all))] {
		out = append(out, x.name)
	}
	return out
}

// header is the name of an item in the panel for the states i, j of the row (j < 0: of one; both < 0: of the row), of k.
func (it Item) header(i, j, k int) string {
	name := it.Column.In() + it.suffix()
	if it.Header != "" {
		name = it.Header
		if it.Slot > 0 || k < 2 || i < 0 {
			return name
		}
	}
	switch {
	case i >= 0 && j < 0 && k > 1:
		return name + strconv.Itoa(i+1)
	case j >= 0 && k > 2:
		return name + strconv.Itoa(i+1) + strconv.Itoa(j+1)
	}
	return name
}
