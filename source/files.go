package source

// This file opens the files of a card for its reader: text tables by the names of their columns.

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"

	"comity"
	"comity/format/csv"
	"comity/format/rda"
)

// table is a text table whose wanted columns were found by name.
type table struct {
	*csv.Reader
	name string
	at   []int
}

// openCSV opens a text table, packed or plain, and finds the wanted columns; o says how it is written.
func openCSV(files fs.FS, name string, o csv.Options, columns ...string) (*table, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	o.Name = name
	r, err := csv.Open(bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		return nil, err
	}
	t := &table{Reader: r, name: name, at: make([]int, len(columns))}
	for i, c := range columns {
		if t.at[i], err = r.Index(c); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// text gives a wanted column of the current row.
func (t *table) text(i int) string { return t.Text(t.at[i]) }

// whole gives a wanted column as a whole number ("3" or "3.0").
func (t *table) whole(i int) (int64, error) {
	if s := t.text(i); len(s) > 2 && s[len(s)-2:] == ".0" {
		return strconv.ParseInt(s[:len(s)-2], 10, 64)
	}
	return t.Int(t.at[i])
}

// number gives a wanted column as a number; an empty field or one of the source's missing codes is "missing in the source".
func (t *table) number(i int) (float64, error) {
	if t.Missing(t.at[i]) {
		return comity.NaN(comity.InSource), nil
	}
	return t.Float(t.at[i])
}

// day gives a wanted column as a day.
func (t *table) day(i int) (comity.Day, error) {
	d, err := comity.ParseDate(t.text(i))
	if err == nil && d.Grain != comity.DayGrain {
		err = fmt.Errorf("date %q is not a day", t.text(i))
	}
	if err != nil {
		return comity.NoDay, t.wrong(err)
	}
	return d.Day, nil
}

// wrong says where a row is wrong.
func (t *table) wrong(err error) error {
	return fmt.Errorf("%s: line %d: %w", t.name, t.Line(), err)
}

// frame is an R data frame whose wanted columns were found by name.
type frame struct {
	name string
	rows int
	at   []frameColumn
}

// frameColumn is one column of a frame: one of the three kinds, or the levels of a factor.
type frameColumn struct {
	value  *rda.Value
	ints   []int32
	reals  []float64
	levels *rda.Value
}

// openR reads the object of a name (the only one, without a name) of an R file.
func openR(files fs.FS, name, object string) (*rda.Value, error) {
	objects, err := openAllR(files, name)
	if err != nil {
		return nil, err
	}
	v, err := rda.Find(objects, object)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return v, nil
}

// openFrame reads a data frame and finds the wanted columns.
func openFrame(files fs.FS, name, object string, columns ...string) (*frame, error) {
	v, err := openR(files, name, object)
	if err != nil {
		return nil, err
	}
	f := &frame{name: name, rows: -1}
	for _, c := range columns {
		item := v.Item(c)
		if item == nil {
			return nil, fmt.Errorf("%s: no column %q; there are %v", name, c, v.Names())
		}
		if f.rows >= 0 && item.Len() != f.rows {
			return nil, fmt.Errorf("%s: column %q has %d rows, others %d", name, c, item.Len(), f.rows)
		}
		f.rows = item.Len()
		f.at = append(f.at, frameColumn{item, item.Ints(), item.Reals(), item.Attr("levels")})
	}
	return f, nil
}

// number gives a column of a row (from 0) as a number; R's NA and the source's own missing codes are "missing in the source".
func (f *frame) number(column, row int, codes ...float64) float64 {
	c, x := f.at[column], comity.NaN(comity.InSource)
	switch {
	case c.ints != nil && c.ints[row] != rda.NAInt:
		x = float64(c.ints[row])
	case c.reals != nil && !math.IsNaN(c.reals[row]):
		x = c.reals[row]
	}
	if slices.Contains(codes, x) {
		return comity.NaN(comity.InSource)
	}
	return x
}

// whole gives a column of a row as a whole number, 0 where it is missing.
func (f *frame) whole(column, row int) int {
	if x := f.number(column, row); !math.IsNaN(x) {
		return int(x)
	}
	return 0
}

// text gives a column of a row as text, empty where it is missing.
func (f *frame) text(column, row int) string {
	c := f.at[column]
	if c.levels != nil && c.ints != nil {
		if n := c.ints[row]; n > 0 && int(n) <= c.levels.Len() {
			s, _ := c.levels.Text(int(n) - 1)
			return s
		}
		return ""
	}
	s, _ := c.value.Text(row)
	return s
}
