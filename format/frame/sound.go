package frame

// What every writer asks of a table before it believes it, so that a mistake in making one is told and not written.

import (
	"context"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// Sound says what is wrong with the head of a table: no columns, one without a name or with one that is not UTF-8, two of
// one name.
func (t *Table) Sound() error {
	if len(t.Columns) == 0 {
		return errors.New("the table has no columns: choose at least one")
	}
	seen := map[string]bool{}
	for i := range t.Columns {
		switch name := t.Columns[i].Name; {
		case name == "":
			return fmt.Errorf("column %d has no name", i+1)
		case !utf8.ValidString(name):
			return fmt.Errorf("the name of column %d, %.60q, is not UTF-8", i+1, name)
		case seen[name]:
			return fmt.Errorf("two columns are named %q: rename one", name)
		default:
			seen[name] = true
		}
	}
	return nil
}

// stored says what is wrong with where a column keeps its cells: texts are reached through Ints, and what is kept in Reals of a
// column of whole numbers, flags or dates must be whole. Texts must be UTF-8. Texts are UTF-8.
func (c *Column) stored() error {
	if c.Kind == Text && (c.Small != nil || c.Reals != nil) {
		return fmt.Errorf("column %s is of texts, and keeps their places elsewhere than in Ints", c.Name)
	}
	for _, s := range c.Texts {
		if !utf8.ValidString(s) {
			return fmt.Errorf("column %s: %.60q is not UTF-8: read its file with the encoding it has (Latin-1?)", c.Name, s)
		}
	}
	if c.Kind == Real {
		return nil
	}
	for i, x := range c.Reals {
		if x != math.Trunc(x) && x == x || x < MinInt || x > math.MaxInt32 {
			return fmt.Errorf("column %s is of kind %s, and its cell %d is %v", c.Name, c.Kind, i, x)
		}
	}
	return nil
}

// Lacking runs the blocks once and says of each column whether a cell of it is missing.
func (t *Table) Lacking(ctx context.Context) ([]bool, error) {
	lacking := make([]bool, len(t.Columns))
	err := t.Each(ctx, func(_ int, f *Frame) error {
		for i, c := range f.Columns {
			lacking[i] = lacking[i] || c.Lacks()
		}
		return nil
	})
	return lacking, err
}

// Lacks says whether a cell of any row is missing.
func (c *Column) Lacks() bool {
	var kept []bool // which of the kept cells are missing
	for i := range c.Cells() {
		if c.letter(i) == 0 {
			continue
		}
		if c.Via == nil {
			return true
		}
		if kept == nil {
			kept = make([]bool, c.Cells())
		}
		kept[i] = true
	}
	if kept == nil {
		return false
	}
	for _, i := range c.Via {
		if kept[i] {
			return true
		}
	}
	return false
}

// letter says why a kept cell is missing, 0 where it is there.
func (c *Column) letter(i int) uint8 {
	switch {
	case c.Reals != nil:
		return Letter(c.Reals[i])
	case c.Ints != nil:
		return Letter(fromInt(c.Ints[i]))
	}
	return Letter(fromSmall(c.Small[i]))
}
