package sqlite

// The primary key: its values are kept until all rows are there, then put in order.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"comity/format/frame"
)

// keys are the values of a key, column by column. A text is kept as its place among the distinct ones.
type keys struct {
	table  *table
	values [][]float64
	texts  []lexicon
	rows   int
}

// lexicon is the distinct texts of a column.
type lexicon struct {
	place map[string]int
	texts []string
}

func newKeys(t *table) *keys {
	k := &keys{table: t, values: make([][]float64, len(t.key)), texts: make([]lexicon, len(t.key))}
	for i := range t.key {
		k.values[i] = make([]float64, 0, t.Table.Table.Rows)
		k.texts[i].place = map[string]int{}
	}
	return k
}

// take keeps the key of the rows of a block.
func (k *keys) take(f *frame.Frame, before int) error {
	for i, column := range k.table.key {
		c := f.Columns[column]
		from := len(k.values[i])
		k.values[i] = k.values[i][:from+f.Rows]
		values := k.values[i][from:]
		c.Read(0, f.Rows, values)
		for row, x := range values {
			if x != x {
				return fmt.Errorf("%w: column %s is missing in row %d; leave the row out or name other columns", ErrKey, k.table.Key[i], before+row+1)
			}
			if c.Kind == frame.Text {
				values[row] = float64(k.texts[i].at(c.Texts[int(x)]))
			}
		}
	}
	k.rows += f.Rows
	return nil
}

// at gives the place of a text.
func (l *lexicon) at(s string) int {
	n, known := l.place[s]
	if !known {
		n = len(l.texts)
		s = strings.Clone(s)
		l.place[s] = n
		l.texts = append(l.texts, s)
	}
	return n
}

// sort puts the texts in the order of their bytes, as SQLite does, and renumbers the values.
func (l *lexicon) sort(values []float64) {
	slices.Sort(l.texts)
	rank := make([]float64, len(l.texts))
	for n, s := range l.texts {
		rank[l.place[s]] = float64(n)
	}
	for i, v := range values {
		values[i] = rank[int(v)]
	}
}

// compare orders two rows by their keys.
func (k *keys) compare(a, b int32) int {
	for _, v := range k.values {
		if c := cmp.Compare(v[a], v[b]); c != 0 {
			return c
		}
	}
	return 0
}

// lay writes the tree of the keys and gives its root.
func (k *keys) lay(ctx context.Context, p *pager) (uint32, error) {
	for i, column := range k.table.key {
		if k.table.Table.Table.Columns[column].Kind == frame.Text {
			k.texts[i].sort(k.values[i])
		}
	}
	order := make([]int32, k.rows)
	for i := range order {
		order[i] = int32(i)
	}
	if !slices.IsSortedFunc(order, k.compare) {
		slices.SortFunc(order, func(a, b int32) int { return cmp.Or(k.compare(a, b), cmp.Compare(a, b)) })
	}
	t := &tree{pager: p, keys: true}
	var r record
	var buf []byte
	for n, row := range order {
		if n > 0 && k.compare(order[n-1], row) == 0 {
			return 0, fmt.Errorf("%w: rows %d and %d have the same %s; name more columns", ErrKey, order[n-1]+1, row+1, k.describe(row))
		}
		if n%4096 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		r.reset()
		if err := k.record(&r, row); err != nil {
			return 0, err
		}
		buf = r.appendTo(buf[:0])
		if err := t.key(buf, n == len(order)-1); err != nil {
			return 0, err
		}
	}
	return t.finish()
}

// record fills in the record of a row's key.
func (k *keys) record(r *record, row int32) error {
	for i, column := range k.table.key {
		x := k.values[i][row]
		switch k.table.Table.Table.Columns[column].Kind {
		case frame.Text:
			r.text(k.texts[i].texts[int(x)])
		case frame.Date:
			if err := r.date(x); err != nil {
				return err
			}
		default:
			r.real(x)
		}
	}
	r.whole(int64(row) + 1)
	return nil
}

// describe says the key of a row in words.
func (k *keys) describe(row int32) string {
	var parts []string
	for i, column := range k.table.key {
		x := k.values[i][row]
		s := strconv.FormatFloat(x, 'f', -1, 64)
		switch k.table.Table.Table.Columns[column].Kind {
		case frame.Text:
			s = strconv.Quote(k.texts[i].texts[int(x)])
		case frame.Date:
			s = time.Unix(int64(x)*86400, 0).UTC().Format("2006-01-02")
		}
		parts = append(parts, k.table.Key[i]+" "+s)
	}
	return strings.Join(parts, ", ")
}
