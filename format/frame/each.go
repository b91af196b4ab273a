package frame

// The run through a table that every writer makes.

import (
	"context"
	"fmt"
)

// Each hands over the blocks of a table one after another, each with the number of rows before it. It ends with the first
// error there is: of visit, of the blocks, of the context; or because a block has other columns, or all blocks together
// have other rows, than the table says.
func (t *Table) Each(ctx context.Context, visit func(before int, f *Frame) error) error {
	rows := 0
	if t.Blocks != nil {
		for f, err := range t.Blocks {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = t.fits(f, rows)
			}
			if err == nil {
				err = visit(rows, f)
			}
			if err != nil {
				return err
			}
			rows += f.Rows
		}
	}
	if rows != t.Rows {
		return fmt.Errorf("the blocks of the table have %d rows, and %d are announced", rows, t.Rows)
	}
	return ctx.Err()
}

// fits says whether a block that begins after so many rows is one of the table.
func (t *Table) fits(f *Frame, before int) error {
	if len(f.Columns) != len(t.Columns) {
		return fmt.Errorf("a block of the table has %d columns, and %d are announced", len(f.Columns), len(t.Columns))
	}
	if f.Rows > t.Rows-before {
		return fmt.Errorf("the blocks of the table have more than the %d rows that are announced", t.Rows)
	}
	for i, c := range f.Columns {
		if want := &t.Columns[i]; c.Kind != want.Kind {
			return fmt.Errorf("column %d (%s) is %s in a block, and %s is announced", i+1, want.Name, c.Kind, want.Kind)
		}
		if c.Len() != f.Rows {
			return fmt.Errorf("column %d (%s) has %d rows in a block of %d", i+1, c.Name, c.Len(), f.Rows)
		}
		if err := c.stored(); err != nil {
			return err
		}
	}
	return nil
}
