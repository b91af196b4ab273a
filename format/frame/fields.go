package frame

// Columns of reasons: the letters of missing cells, for files in which a missing cell has no room for one.

import (
	"context"
	"fmt"
)

// Suffix is what the name of a column that says why another is missing has more than that one's.
const Suffix = "_missing"

// Field is what a file has of a column: the cell of a column, or the letter that says why it is missing.
type Field struct {
	Name   string
	Column int  // of the table
	Reason bool // the field holds the letter
}

// Fields gives what a row of a table becomes in a file that has no place for letters. With reasons each column that has a missing
// cell is followed by one for the letters; the table's blocks are run once to see which have.
func (t *Table) Fields(ctx context.Context, reasons bool) ([]Field, error) {
	if err := t.Sound(); err != nil {
		return nil, err
	}
	lacking := make([]bool, len(t.Columns))
	names := map[string]bool{}
	var err error
	if reasons {
		lacking, err = t.Lacking(ctx)
	}
	if err != nil {
		return nil, err
	}
	var all []Field
	for i := range t.Columns {
		name := t.Columns[i].Name
		names[name] = true
		all = append(all, Field{name, i, false})
		if lacking[i] {
			all = append(all, Field{name + Suffix, i, true})
		}
	}
	for _, f := range all {
		if f.Reason && names[f.Name] {
			return nil, fmt.Errorf("column %s is there already: the reasons why %s is missing need that name; rename it", f.Name, t.Columns[f.Column].Name)
		}
	}
	return all, nil
}
