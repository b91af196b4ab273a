package panel

// This file fills the columns made of tables of rows.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/format/frame"
	"comity/record"
	"comity/source"
)

// filler fills the column over a grid.
func (r rowColumn) filler() *filler {
	return &filler{column: r.column.Name, from: []string{r.family}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		if v := o.One("rule", "only"); v != "only" && v != "first" && v != "last" && !r.numeric() {
			return nil, fmt.Errorf("%s: rule=%s is of numbers, and these are not: take first or last", r.column.Name, v)
		}
		return func(b *bench, g *Grid) (made, error) {
			t, err := b.table(r.family, r.table.Name)
			if err != nil {
				return made{}, err
			}
			x, err := r.read(b, t, o)
			if err != nil {
				return made{}, err
			}
			return x.fill(g)
		}, nil
	}}
}

// numeric says whether the column holds numbers.
func (r rowColumn) numeric() bool {
	k := r.kind()
	return r.counts() || k == source.NumberCell || k == source.FlagCell
}

func (r rowColumn) kind() source.ColumnKind {
	i := slices.IndexFunc(r.table.Columns, func(c source.TableColumn) bool { return c.Name == r.what })
	if i < 0 {
		return ""
	}
	return r.table.Columns[i].Kind
}

// rowEntry is a row and the years it is in.
type rowEntry struct {
	row      int32
	from, to int16
}

// rowReading is a table read for one column: its rows by state or pair, those the options leave.
type rowReading struct {
	rowColumn
	t      *record.Table
	rows   *byPair[rowEntry] // of one state under the pair of it with itself
	values record.Column
	either bool
	rule   string
	texts  []string // of a column of texts: those there are, in the order they first come, and which of them each row has
	text   []int32
}

// read lays out the rows that the options leave, once a panel for all columns that ask for the same.
func (r rowColumn) read(b *bench, t *record.Table, o Options) (*rowReading, error) {
	x := &rowReading{rowColumn: r, t: t, either: o.One("way", "there") == "either", rule: o.One("rule", "only"), values: columnOf(t, r.what)}
	by := r.times[0]
	for _, time := range r.times {
		if time.name == o.One("by", by.name) {
			by = time
		}
	}
	keeps, key, err := r.filters(t, o)
	if err != nil {
		return nil, err
	}
	type list struct {
		entries []rowEntry
		pairs   []comity.Pair
	}
	name := strings.Join(slices.Concat([]string{"rows of", t.Source, t.Name, by.name}, r.states, key), "\x00")
	x.intern()
	x.rows = keep(b, name, func() *byPair[rowEntry] {
		var l list
		at, units := by.years(t), r.units(t)
		for i := range t.Rows {
			if from, to, ok := at(i); ok && keeps(i) {
				for _, p := range units(i) {
					l.entries, l.pairs = append(l.entries, rowEntry{int32(i), int16(from), int16(to)}), append(l.pairs, p)
				}
			}
		}
		return newByPair(len(l.pairs), func(i int) comity.Pair { return l.pairs[i] }, func(i int) rowEntry { return l.entries[i] })
	})
	return x, nil
}

// units gives what tells the pair a row is of, or the states it names, each once as a pair with itself. What is told of a row stands
// until the next is asked for.
func (r rowColumn) units(t *record.Table) func(row int) []comity.Pair {
	var named []record.Column
	for _, name := range r.states {
		named = append(named, columnOf(t, name))
	}
	out := make([]comity.Pair, 0, len(named))
	if len(named) == 2 {
		return func(row int) []comity.Pair {
			return append(out, comity.Pair{A: named[0].State(row), B: named[1].State(row)})
		}
	}
	return func(row int) []comity.Pair {
		list := out
		for _, c := range named {
			s := c.State(row)
			if p := (comity.Pair{A: s, B: s}); s != comity.NoState && !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
		return list
	}
}

// years gives the years of each row, inside the coverage of its table.
func (w rowTime) years(t *record.Table) func(row int) (from, to int, ok bool) {
	start, end, begins := yearCell(t, w.start, t.From-1), yearCell(t, w.end, t.To), columnOf(t, w.start)
	return func(row int) (int, int, bool) {
		from := start(row)
		to := from
		if w.end != "" {
			to = end(row)
		}
		if from < t.From && w.end == "" || from == t.From-1 && w.end != "" && !dated(begins, row) {
			return 0, 0, false
		}
		from, to = max(from, t.From), min(to, t.To)
		return from, to, from <= to
	}
}

// dated says whether a row has a value in a column of dates or numbers.
func dated(c record.Column, row int) bool {
	if c.Kind == source.DateCell {
		return c.Date(row).Known()
	}
	return c.Number(row) == c.Number(row)
}

// yearCell reads the year of a column of dates or numbers; another where it is not known, or has not come.
func yearCell(t *record.Table, name string, otherwise int) func(row int) int {
	c := columnOf(t, name)
	return func(row int) int {
		if c.Kind == source.DateCell {
			if d := c.Date(row); d.Known() && d.Day != comity.Forever {
				return d.Year()
			}
			return otherwise
		}
		if x := c.Number(row); x == x {
			return int(x)
		}
		return otherwise
	}
}

// filters gives what says whether a row is left by the options, and the options as a key.
func (r rowColumn) filters(t *record.Table, o Options) (keeps func(row int) bool, key []string, err error) {
	type filter struct {
		column record.Column
		want   []string
		number []float64
	}
	var list []filter
	for _, c := range r.table.Columns {
		want := o[c.Name]
		if want == nil || c.Name == "rule" || c.Name == "by" || c.Name == "way" {
			continue
		}
		f := filter{columnOf(t, c.Name), want, nil}
		if c.Kind != source.TextCell {
			for _, w := range want {
				x, err := strconv.ParseFloat(w, 64)
				if err != nil {
					return nil, nil, fmt.Errorf("%s: %s=%s: the column is of numbers", r.column.Name, c.Name, w)
				}
				f.number = append(f.number, x)
			}
		}
		list, key = append(list, f), append(key, c.Name+"="+strings.Join(want, ","))
	}
	return func(row int) bool {
		for _, f := range list {
			if f.number != nil && !slices.Contains(f.number, f.column.Number(row)) {
				return false
			}
			if f.number == nil && !slices.ContainsFunc(f.want, func(w string) bool { return strings.EqualFold(w, f.column.Text(row)) }) {
				return false
			}
		}
		return true
	}, key, nil
}

// of gives the rows of the states of a run, in their order.
func (x *rowReading) of(r *Run) []rowEntry {
	if len(x.states) != 2 {
		return x.rows.of(r.A, r.A)
	}
	list := x.rows.of(r.A, r.B)
	if back := x.rows.of(r.B, r.A); x.either && len(back) > 0 {
		list = slices.Concat(list, back)
		slices.SortFunc(list, func(p, q rowEntry) int { return cmp.Compare(p.row, q.row) })
	}
	return list
}

// silence is the cell of a year without a row.
func (x *rowReading) silence(r *Run, year int) float64 {
	switch {
	case !x.t.Covers(year) || x.t.Absence != string(source.Zero) || x.listed && !membersIn(x.system).both(r, year):
		return comity.NaN(comity.NotCovered)
	case x.counts() || x.rule == "sum":
		return 0
	}
	return comity.NaN(comity.NotApplicable)
}

// cells fills the cells of a run: the rows of each year are put together by what the column is.
func (x *rowReading) cells(r *Run, out []float64) error {
	for i := range out {
		out[i] = x.silence(r, r.From+i)
	}
	list := x.of(r)
	if len(list) == 0 {
		return nil
	}
	if x.counts() {
		x.tally(r, list, out)
		return nil
	}
	years := make([][]rowEntry, len(out))
	for _, e := range list {
		for i := max(0, int(e.from)-r.From); i < min(len(out), int(e.to)-r.From+1); i++ {
			years[i] = append(years[i], e)
		}
	}
	for i, rows := range years {
		if len(rows) == 0 {
			continue
		}
		v, err := x.joined(r, r.From+i, rows)
		if err != nil {
			return err
		}
		out[i] = v
	}
	return nil
}

// tally counts rows by year, each entered where it begins and taken out after its end.
func (x *rowReading) tally(r *Run, list []rowEntry, out []float64) {
	steps := make([]int, len(out)+1)
	for _, e := range list {
		lo, hi := max(0, int(e.from)-r.From), min(len(out), int(e.to)-r.From+1)
		if lo < hi {
			steps[lo]++
			steps[hi]--
		}
	}
	n := 0
	for i := range out {
		if n += steps[i]; n > 0 {
			out[i] = float64(n)
			if x.what == "any" {
				out[i] = 1
			}
		}
	}
}

// joined puts the rows of a year together.
func (x *rowReading) joined(r *Run, year int, rows []rowEntry) (float64, error) {
	first, last := x.cell(rows[0].row), x.cell(rows[len(rows)-1].row)
	switch x.rule {
	case "first":
		return first, nil
	case "last":
		return last, nil
	case "only":
		for _, e := range rows[1:] {
			if v := x.cell(e.row); !alike(v, first) {
				return 0, fmt.Errorf("%s in %d has %d rows that differ (rows %d and %d of %s): choose with :rule=first, last%s", r.words(year), year, len(rows),
					x.t.RowRef(int(rows[0].row)).Row, x.t.RowRef(int(e.row)).Row, x.t.Source, map[bool]string{true: ", sum, mean, min or max"}[x.numeric()])
			}
		}
		return first, nil
	}
	return x.summed(rows), nil
}

// summed is the sum, mean, least or greatest of the rows, missing where one of them is: a part is no whole.
func (x *rowReading) summed(rows []rowEntry) float64 {
	sum, low, high := 0.0, 0.0, 0.0
	for i, e := range rows {
		v := x.cell(e.row)
		if v != v {
			return comity.NaN(comity.Why(v))
		}
		sum += v
		if i == 0 || v < low {
			low = v
		}
		if i == 0 || v > high {
			high = v
		}
	}
	return map[string]float64{"sum": sum, "mean": sum / float64(len(rows)), "min": low, "max": high}[x.rule]
}

// alike says whether two cells hold the same.
func alike(x, y float64) bool { return x == y || x != x && y != y }

// cell is a cell of the column: a number, a day, a text by the number of its row.
func (x *rowReading) cell(row int32) float64 {
	switch x.values.Kind {
	case source.DateCell:
		if d := x.values.Date(int(row)); d.Known() && d.Day != comity.Forever {
			return float64(d.Day)
		}
		return comity.NaN(comity.InSource)
	case source.TextCell:
		if x.text[row] < 0 {
			return comity.NaN(comity.InSource)
		}
		return float64(x.text[row])
	}
	return x.values.Number(int(row))
}

// fill computes the column over a grid.
func (x *rowReading) fill(g *Grid) (made, error) {
	var mu sync.Mutex
	var failed error
	at := len(g.Runs)
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, g.Len())}
	each(len(g.Runs), func(i int) {
		r := &g.Runs[i]
		if err := x.cells(r, c.Reals[r.Row:r.Row+r.Len]); err != nil {
			mu.Lock()
			if i < at { // the same error however the work was shared
				at, failed = i, err
			}
			mu.Unlock()
		}
	})
	if failed != nil {
		return made{}, failed
	}
	x.shape(c)
	return made{c, func(row int) Cell { r := g.runOf(row); return x.explain(r, r.year(row)) }}, nil
}

// intern numbers the texts of a column of texts.
func (x *rowReading) intern() {
	if x.values.Kind != source.TextCell {
		return
	}
	seen := map[string]int32{"": -1}
	x.text = make([]int32, x.t.Rows)
	for i := range x.text {
		s := x.values.Text(i)
		n, ok := seen[s]
		if !ok {
			n = int32(len(x.texts))
			seen[s] = n
			x.texts = append(x.texts, s)
		}
		x.text[i] = n
	}
}

// shape keeps the cells as what they are: whole numbers, flags, dates, texts.
func (x *rowReading) shape(c *frame.Column) {
	whole := func(k frame.Kind) {
		c.Kind, c.Ints = k, make([]int32, len(c.Reals))
		for i, v := range c.Reals {
			c.Ints[i] = wide(v)
		}
		c.Reals = nil
	}
	switch kind := x.values.Kind; {
	case x.what == "count":
		whole(frame.Whole)
	case x.what == "any" || kind == source.FlagCell && x.rule != "sum" && x.rule != "mean":
		narrow(c, "0/1")
	case kind == source.DateCell:
		whole(frame.Date)
	case kind == source.TextCell:
		whole(frame.Text)
		c.Texts = x.texts
	default:
		narrow(c, x.column.Unit)
	}
}

// mostRows is how many rows an explanation lists.
const mostRows = 25

// explain is a cell with the rows behind it.
func (x *rowReading) explain(r *Run, year int) Cell {
	one := *r
	one.From, one.Len = year, 1
	var out [1]float64
	if err := x.cells(&one, out[:]); err != nil {
		out[0] = comity.NaN(comity.Undefined) // it was refused when the panel was made
	}
	cell := Cell{Year: year, Value: out[0], Ref: x.t.Ref(0)}
	for _, e := range x.of(r) {
		if int(e.from) > year || year > int(e.to) {
			continue
		}
		cell.N++
		if cell.N > mostRows {
			continue
		}
		cell.Inputs = append(cell.Inputs, x.input(e.row))
	}
	switch {
	case cell.N > mostRows:
		cell.Ref.Note = fmt.Sprintf("%d rows, of which the first %d are shown", cell.N, mostRows)
	case cell.N == 1:
		cell.Ref = cell.Inputs[0].Ref
	case cell.N == 0:
		cell.Ref.Note = "no row: " + x.silenceWords()
	}
	return cell
}

// input is one row in words: what identifies it, and its cell.
func (x *rowReading) input(row int32) Input {
	var words []string
	for _, name := range x.t.Key {
		if c := columnOf(x.t, name); c.Kind != source.StateCell {
			words = append(words, name+" "+c.Show(int(row)))
		}
	}
	in := Input{Label: strings.TrimSpace(x.t.Name + " " + strings.Join(words, ", ")), Value: 1, Unit: "rows", Ref: x.t.RowRef(int(row))}
	if !x.counts() {
		in.Value, in.Unit = x.cell(row), x.column.Unit
		if x.values.Kind == source.TextCell || x.values.Kind == source.DateCell {
			in.Label += ": " + x.values.Show(int(row))
		}
	}
	return in
}
