// Package lines writes tables as lines of text, a row a line: what CSV and JSON Lines have in common, which is the work. Each
// of them says in a Style how a cell looks.
//
// Rows are made in runs of a fixed length on several goroutines and written in order. A text is made once for each cell that is
// kept, not once for each row: columns that stand side by side and are reached through the same index make one text, and a row
// copies it.
package lines

import (
	"context"
	"io"
	"sync"

	"comity/format/frame"
	"comity/format/inorder"
)

// Style is how lines look.
type Style struct {
	Open, Close string                               // what begins and ends a line
	Before      func(i int, f frame.Field) string    // what stands before the cell of field i
	Text        func(to []byte, text string) []byte  // appends a text, quoted as it must be
	Date        func(to []byte, day int32) []byte    // appends a day
	Missing     string                               // a missing cell
	Letter      func(to []byte, letter uint8) []byte // appends why a cell is missing; 0 where it is not
	Infinity    string                               // a number above all others
}

// step is how many rows are made at one time. What is written does not depend on it.
const step = 2048

// Write writes the lines of a table, those of its fields, to w. When ctx ends it stops within a run of rows, with its error.
func Write(ctx context.Context, w io.Writer, t *frame.Table, fields []frame.Field, s Style) error {
	var spare sync.Pool
	q := inorder.New(ctx, func(buf *[]byte) error {
		_, err := w.Write(*buf)
		spare.Put(buf)
		return err
	})
	var pieces []piece
	err := t.Each(ctx, func(_ int, f *frame.Frame) error {
		pieces = cut(f, fields, s, pieces)
		here := pieces
		for lo := 0; lo < f.Rows; lo += step {
			hi := min(lo+step, f.Rows)
			err := q.Add(func() (*[]byte, error) {
				buf, _ := spare.Get().(*[]byte)
				if buf == nil {
					buf = new([]byte)
				}
				*buf = rows((*buf)[:0], here, s, lo, hi)
				return buf, nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if done := q.Close(); done != nil {
		return done
	}
	return err
}
