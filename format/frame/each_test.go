package frame

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// run counts the rows Each hands over.
func run(ctx context.Context, t *Table) (rows int, err error) {
	err = t.Each(ctx, func(before int, f *Frame) error {
		if before != rows {
			return errors.New("rows were skipped")
		}
		rows += f.Rows
		return nil
	})
	return rows, err
}

// TestEach: all blocks come, and what does not hold together is an error.
func TestEach(t *testing.T) {
	block := func(kind Kind, n int) *Frame {
		return &Frame{Rows: n, Columns: []*Column{{Name: "a", Kind: kind, Small: make([]int8, n)}}}
	}
	broken := errors.New("the source broke")
	table := func(rows int, blocks ...*Frame) *Table {
		return &Table{Rows: rows, Columns: []Column{{Name: "a", Kind: Whole}}, Blocks: func(yield func(*Frame, error) bool) {
			for _, f := range blocks {
				if f == nil && !yield(nil, broken) || f != nil && !yield(f, nil) {
					return
				}
			}
		}}
	}
	tests := []struct {
		name  string
		table *Table
		want  string
	}{
		{"two blocks", table(5, block(Whole, 2), block(Whole, 3)), ""},
		{"an empty block", table(2, block(Whole, 0), block(Whole, 2)), ""},
		{"no blocks", &Table{}, ""},
		{"too few rows", table(6, block(Whole, 2), block(Whole, 3)), "have 5 rows, and 6 are announced"},
		{"too many rows", table(4, block(Whole, 2), block(Whole, 3)), "more than the 4 rows"},
		{"another kind", table(2, block(Flag, 2)), "column 1 (a) is flag in a block, and whole is announced"},
		{"another number of columns", table(2, &Frame{Rows: 2}), "has 0 columns, and 1 are announced"},
		{"a short column", table(2, &Frame{Rows: 2, Columns: block(Whole, 1).Columns}), "has 1 rows in a block of 2"},
		{"an error", table(4, block(Whole, 2), nil), broken.Error()},
	}
	for _, tt := range tests {
		rows, err := run(t.Context(), tt.table)
		if tt.want == "" && (err != nil || rows != tt.table.Rows) {
			t.Errorf("%s: %d rows, %v", tt.name, rows, err)
		}
		if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q in it", tt.name, err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := run(ctx, table(2, block(Whole, 2))); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run ends with %v", err)
	}
}
