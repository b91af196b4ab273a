package record

// This file compares two editions of a source: which rows came, went and changed, by their keys.

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/source"
	"comity/states"
)

// Change is one row that differs between two editions.
type Change struct {
	Of       string // the variable or the table
	Key      string // whose, and of which year: "USA 1990", "USA CHN 1990", or the key of a row
	Kind     string // added, removed or changed
	Column   string // of a changed row of a table: the column
	Old, New string // the values; empty where there is none
	RowOld   int64
	RowNew   int64
}

// Difference is what two editions of a source differ in.
type Difference struct {
	Of                             string // the variable or the table
	Rows                           [2]int // in the old and in the new edition
	Added, Removed, Changed, Equal int
	Changes                        []Change // by key; of a row of a table one for each column that changed
	Only                           int      // -1: only the old edition has it, 1: only the new one
}

// Diff compares the tables of two editions: every variable and every table, in the order of the newer edition, what only the
// older one has last. Values are equal when they are the same number, or missing for the same reason.
func Diff(old, new []*Table) []Difference {
	var out []Difference
	for _, t := range new {
		for _, v := range t.Variables {
			out = append(out, diffSeries(v.Name, holder(old, v.Name), t))
		}
		if t.Kind == kindRows {
			out = append(out, diffRows(rowsNamed(old, t.Name), t))
		}
	}
	for _, t := range old {
		for _, v := range t.Variables {
			if holder(new, v.Name) == nil {
				out = append(out, diffSeries(v.Name, t, nil))
			}
		}
		if t.Kind == kindRows && rowsNamed(new, t.Name) == nil {
			out = append(out, diffRows(t, nil))
		}
	}
	return out
}

// holder finds the table that has a variable by comity's name.
func holder(tables []*Table, variable string) *Table {
	i := slices.IndexFunc(tables, func(t *Table) bool {
		return slices.ContainsFunc(t.Variables, func(v Variable) bool { return v.Name == variable })
	})
	if i < 0 {
		return nil
	}
	return tables[i]
}

// rowsNamed finds a table of rows by its name.
func rowsNamed(tables []*Table, name string) *Table {
	i := slices.IndexFunc(tables, func(t *Table) bool { return t.Kind == kindRows && t.Name == name })
	if i < 0 {
		return nil
	}
	return tables[i]
}

// cell is a value and its row.
type cell struct {
	text string
	row  int64
}

// cells gives the cells of a variable by state, state and year.
func cells(t *Table, variable string) (out map[cellID]cell) {
	out = map[cellID]cell{}
	if t == nil {
		return out
	}
	t.Each(variable, comity.NoState, func(r Run) {
		for i := range r.years {
			x, row := r.At(r.From + i)
			if comity.Why(x) != comity.NotCovered {
				out[cellID{r.A, r.B, r.From + i}] = cell{exact(x), row}
			}
		}
	})
	return out
}

type cellID struct {
	a, b comity.State
	year int
}

// exact writes a value so that two are equal where their texts are.
func exact(x float64) string {
	if math.IsNaN(x) {
		return comity.Why(x).Letter()
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func diffSeries(variable string, old, new *Table) Difference {
	d := Difference{Of: variable}
	was, is := cells(old, variable), cells(new, variable)
	d.Rows, d.Only = [2]int{len(was), len(is)}, onlyOne(old, new)
	for id, c := range is {
		o, had := was[id]
		switch {
		case !had:
			d.Added++
			d.Changes = append(d.Changes, Change{Of: variable, Key: id.text(), Kind: "added", New: c.text, RowNew: c.row})
		case o.text != c.text:
			d.Changed++
			d.Changes = append(d.Changes, Change{Of: variable, Key: id.text(), Kind: "changed", Old: o.text, New: c.text, RowOld: o.row, RowNew: c.row})
		default:
			d.Equal++
		}
	}
	for id, o := range was {
		if _, has := is[id]; !has {
			d.Removed++
			d.Changes = append(d.Changes, Change{Of: variable, Key: id.text(), Kind: "removed", Old: o.text, RowOld: o.row})
		}
	}
	sortChanges(d.Changes)
	return d
}

func onlyOne(old, new *Table) int {
	switch {
	case old == nil:
		return 1
	case new == nil:
		return -1
	}
	return 0
}

func (id cellID) text() string {
	parts := []string{idOf(id.a)}
	if id.b != comity.NoState {
		parts = append(parts, idOf(id.b))
	}
	if id.year != 0 {
		parts = append(parts, strconv.Itoa(id.year))
	}
	return strings.Join(parts, " ")
}

func sortChanges(list []Change) {
	slices.SortFunc(list, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.RowOld, b.RowOld), cmp.Compare(a.RowNew, b.RowNew), cmp.Compare(a.Column, b.Column))
	})
}

// tableRow is a row of a table as texts, by the names of its columns.
type tableRow struct {
	at  int
	row int64
}

// diffRows compares two tables of rows by the key of the newer one; rows of one key are compared in their order.
func diffRows(old, new *Table) Difference {
	t := cmp.Or(new, old)
	d := Difference{Of: t.Name, Only: onlyOne(old, new)}
	was, is := keyed(old, t.Key), keyed(new, t.Key)
	if old != nil {
		d.Rows[0] = old.Rows
	}
	if new != nil {
		d.Rows[1] = new.Rows
	}
	for key, rows := range is {
		d.pair(key, was[key], rows, old, new)
	}
	for key, rows := range was {
		if is[key] == nil {
			d.pair(key, rows, nil, old, new)
		}
	}
	sortChanges(d.Changes)
	return d
}

// keyed gives the rows of each key; of a table without one, of each whole row.
func keyed(t *Table, key []string) map[string][]tableRow {
	out := map[string][]tableRow{}
	if t == nil {
		return out
	}
	var columns []Column
	for _, name := range key {
		if c, ok := t.Column(name); ok {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		for _, c := range t.All() {
			columns = append(columns, c)
		}
	}
	for i := range t.Rows {
		var parts []string
		for _, c := range columns {
			parts = append(parts, shown(c, i))
		}
		k := strings.Join(parts, " ")
		out[k] = append(out[k], tableRow{i, t.RowRef(i).Row})
	}
	return out
}

// shown writes a cell for people: states by their letters.
func shown(c Column, i int) string {
	if c.Kind == source.StateCell {
		if s := c.State(i); s != comity.NoState {
			return idOf(s)
		}
	}
	return c.Show(i)
}

// pair compares the rows of one key.
func (d *Difference) pair(key string, was, is []tableRow, old, new *Table) {
	for i := range max(len(was), len(is)) {
		switch {
		case i >= len(was):
			d.Added++
			d.Changes = append(d.Changes, Change{Of: d.Of, Key: key, Kind: "added", RowNew: is[i].row})
		case i >= len(is):
			d.Removed++
			d.Changes = append(d.Changes, Change{Of: d.Of, Key: key, Kind: "removed", RowOld: was[i].row})
		default:
			d.compare(key, was[i], is[i], old, new)
		}
	}
}

// compare compares two rows in the columns both tables have.
func (d *Difference) compare(key string, was, is tableRow, old, new *Table) {
	same := true
	for _, c := range new.All() {
		o, ok := old.Column(c.Name)
		if !ok {
			continue
		}
		if a, b := shown(o, was.at), shown(c, is.at); a != b {
			same = false
			d.Changes = append(d.Changes, Change{Of: d.Of, Key: key, Kind: "changed", Column: c.Name, Old: a, New: b, RowOld: was.row, RowNew: is.row})
		}
	}
	if same {
		d.Equal++
	} else {
		d.Changed++
	}
}

// idOf is a state's identity as answers give it.
func idOf(s comity.State) string { return states.ID(s, comity.NoDay) }
