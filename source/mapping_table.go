package source

// This file reads tables: rows with days, numbers and texts, kept as they are.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"comity"
)

// tableReader reads one table of a card from one grid.
type tableReader struct {
	t       Table
	g       *grid
	file    int
	sieve   *sieve
	wide    *spread
	columns []columnReader
	order   []int // in which the cells are read: dates and years before the states that need them
	cells   []Cell
	out     Sink
}

// columnReader reads one cell of a row.
type columnReader struct {
	c       TableColumn
	at      []int // the column, or the parts of a date; nil: the wide column's cell or name
	on      int   // the column of the day by which a code is read, or -1
	states  *stateReader
	missing codes
}

func (o *opener) readTable(t Table, out Sink) error {
	files := o.card.filesLike(t.Files)
	if t.Files == "" {
		f, err := o.card.file(t.File)
		if err != nil {
			return err
		}
		files = []File{f}
	}
	for _, f := range files {
		g, err := o.open(f, t.Part)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(o.card.Files, func(x File) bool { return x.Name == f.Name })
		r := &tableReader{t: t, g: g, file: at, out: out, cells: make([]Cell, len(t.Columns))}
		if err := r.prepare(); err != nil {
			return err
		}
		if err := r.read(); err != nil {
			return err
		}
	}
	return nil
}

// prepare finds the columns.
func (r *tableReader) prepare() (err error) {
	if r.sieve, err = sieveOf(r.g, r.t.Where, r.t.Drop); err != nil {
		return err
	}
	used := append([]string{fileColumn}, r.t.SkipColumns...)
	for _, c := range r.t.Columns {
		used = append(append(used, c.Column), c.Parts...)
		cr := columnReader{c: c, on: -1, missing: codesOf(c.Missing)}
		if err := cr.prepare(r.g, r.t); err != nil {
			return err
		}
		r.columns = append(r.columns, cr)
	}
	for _, c := range r.t.Columns {
		if c.pattern != nil && r.wide == nil {
			if r.wide, err = spreadOf(r.g, c.pattern, used); err != nil {
				return err
			}
		}
	}
	r.order = orderOf(r.t.Columns)
	return nil
}

// orderOf puts the states last.
func orderOf(columns []TableColumn) (order []int) {
	for _, states := range []bool{false, true} {
		for i, c := range columns {
			if (c.Kind == StateCell) == states {
				order = append(order, i)
			}
		}
	}
	return order
}

func (c *columnReader) prepare(g *grid, t Table) (err error) {
	names := c.c.Parts
	if c.c.Column != "" {
		names = []string{c.c.Column}
	}
	for _, name := range names {
		at, err := g.index(name)
		if err != nil {
			return err
		}
		c.at = append(c.at, at)
	}
	if c.c.Kind != StateCell {
		return nil
	}
	c.on = dayColumn(t, c.c.On)
	if c.c.On != "" && c.on < 0 {
		return fmt.Errorf("%s: column %s: no date or year column %q", g.name, c.c.Name, c.c.On)
	}
	c.states, err = stateReaderOf(g, c.c.key())
	return err
}

// dayColumn finds the column by which codes are read: the named one, else the first date, else the number called year.
func dayColumn(t Table, name string) int {
	is := func(c TableColumn) bool { return c.Kind == DateCell }
	if name != "" {
		is = func(c TableColumn) bool { return c.Name == name && c.Kind != StateCell && c.Kind != TextCell }
	}
	if i := slices.IndexFunc(t.Columns, is); i >= 0 || name != "" {
		return i
	}
	return slices.IndexFunc(t.Columns, func(c TableColumn) bool { return c.Name == "year" && c.Kind == NumberCell })
}

func (r *tableReader) read() error {
	for r.g.Next() {
		if !r.sieve.pass(r.g) {
			continue
		}
		if r.wide == nil {
			if err := r.row(place{at: -1}); err != nil {
				return err
			}
			continue
		}
		for i, at := range r.wide.at {
			if text, ok := r.g.Text(at); !ok || text == "NA" || slices.Contains(r.t.CellDrop, text) {
				continue
			}
			if err := r.row(place{at, r.wide.codes[i]}); err != nil {
				return err
			}
		}
	}
	return r.g.Err()
}

// row reads one row, or one place of a wide one.
func (r *tableReader) row(p place) error {
	many := -1 // the column of several states
	var several []comity.State
	for _, i := range r.order {
		c := &r.columns[i]
		r.cells[i] = Cell{}
		if c.c.Kind != StateCell {
			if err := r.cell(c, p, &r.cells[i]); err != nil {
				return err
			}
			continue
		}
		found, ok := r.statesOf(c, p)
		if !ok {
			return nil
		}
		if len(found) > 1 {
			if many >= 0 {
				return r.pairs(many, several, i, slices.Clone(found), p)
			}
			many, several = i, slices.Clone(found)
		}
		if len(found) > 0 {
			r.cells[i].State = found[0]
		}
	}
	r.emit(many, several)
	return nil
}

// statesOf reads the states of a column; false where the row is left out.
func (r *tableReader) statesOf(c *columnReader, p place) ([]comity.State, bool) {
	year, on := 0, comity.NoDay
	if c.on >= 0 {
		switch cell := r.cells[c.on]; r.columns[c.on].c.Kind {
		case DateCell:
			if cell.Date.Known() && cell.Date.Day != comity.Forever {
				on = cell.Date.First()
			}
		default:
			if cell.Number == cell.Number {
				year = int(cell.Number)
			}
		}
	}
	if c.states.at >= 0 && c.missing.texts != nil {
		if text, _ := r.g.Text(c.states.at); c.missing.is(text) {
			return nil, true
		}
	}
	found, why := c.states.read(r.g, p.code, year, on)
	if why != "" {
		r.out.Leave(why)
	}
	return found, why == "" || len(found) > 0 || c.c.Blank
}

// pairs emits the rows of two columns of several states each.
func (r *tableReader) pairs(i int, as []comity.State, j int, bs []comity.State, p place) error {
	for _, k := range r.order {
		if c := &r.columns[k]; c.c.Kind == StateCell && k != i && k != j && slices.Index(r.order, k) > slices.Index(r.order, j) {
			found, ok := r.statesOf(c, p)
			if !ok {
				return nil
			}
			if len(found) > 1 {
				return fmt.Errorf("%s: row %d: three columns of several states", r.g.name, r.g.Row())
			}
			if r.cells[k] = (Cell{}); len(found) > 0 {
				r.cells[k].State = found[0]
			}
		}
	}
	for _, a := range as {
		r.cells[i].State = a
		r.emit(j, bs)
	}
	return nil
}

func (r *tableReader) emit(many int, several []comity.State) {
	row := Row{r.t.Name, r.file, r.g.Row(), r.cells}
	if many < 0 {
		r.out.Row(row)
		return
	}
	for _, s := range several {
		r.cells[many].State = s
		r.out.Row(row)
	}
}

// cell reads one cell that is no state.
func (r *tableReader) cell(c *columnReader, p place, cell *Cell) error {
	g := r.g
	cell.Number, cell.Date = comity.NaN(comity.InSource), comity.NoDate
	text, ok := c.text(g, p)
	if c.missing.is(text) && c.c.Kind != DateCell {
		return nil
	}
	switch c.c.Kind {
	case TextCell:
		if w, has := c.c.Words[text]; has {
			cell.Text = w
		} else if ok && text != "NA" {
			cell.Text = text
		}
		return nil
	case DateCell:
		d, err := c.date(g, text, ok)
		if errors.Is(err, errNoDay) {
			r.out.Leave(fmt.Sprintf("%s: a date that is no day of the calendar is left empty", c.c.Name))
			return nil
		}
		if err != nil {
			return c.wrong(g, err)
		}
		cell.Date = d
		return nil
	}
	x, err := c.number(g, p, text, ok)
	if err != nil {
		return c.wrong(g, err)
	}
	cell.Number = x
	return nil
}

func (c *columnReader) wrong(g *grid, err error) error {
	if len(c.at) > 0 {
		return g.wrong(c.at[0], err)
	}
	return fmt.Errorf("%s: row %d, column %s: %w", g.name, g.Row(), c.c.Name, err)
}

// text gives the text of a cell: of its column, of the wide column's name or cell, or the one that is always the same.
func (c *columnReader) text(g *grid, p place) (string, bool) {
	switch {
	case c.c.Value != "":
		return c.c.Value, true
	case len(c.at) > 0:
		return g.Text(c.at[0])
	case c.c.Cell:
		return g.Text(p.at)
	}
	return p.code, true
}

func (c *columnReader) number(g *grid, p place, text string, ok bool) (x float64, err error) {
	if c.c.Labels != nil {
		x, labelled := c.c.Labels[text]
		if !labelled && (!ok || text == "NA" || text == "") {
			return comity.NaN(comity.InSource), nil
		}
		if !labelled {
			return 0, fmt.Errorf("%q is none of the labels", clip(text))
		}
		return x, nil
	}
	switch {
	case c.c.Value == "" && len(c.at) > 0:
		x, err = number(g, c.at[0], c.c.Commas)
	case c.c.Cell:
		x, err = number(g, p.at, c.c.Commas)
	default:
		x, err = floatOf(text, ok)
	}
	if err != nil || x != x {
		return x, err
	}
	if c.missing.has(x) {
		return comity.NaN(comity.InSource), nil
	}
	return float64(x * cmp.Or(c.c.Factor, 1)), nil
}

// date reads a date: of its parts, or of one text by its format.
func (c *columnReader) date(g *grid, text string, ok bool) (comity.Date, error) {
	if len(c.c.Parts) > 0 {
		return c.parts(g)
	}
	text = strings.TrimSpace(text)
	switch {
	case slices.Contains(c.c.Open, text) && (ok || slices.Contains(c.c.Open, "")):
		return comity.Date{Day: comity.Forever, Grain: comity.DayGrain}, nil
	case !ok, text == "", text == "NA", c.missing.is(text):
		return comity.NoDate, nil
	case c.c.Format == "edtf":
		return edtf(text)
	case c.c.Format == "":
		if i := strings.IndexAny(text, "T "); i == 10 {
			text = text[:i]
		}
		return civil(strings.TrimSuffix(text, ".0"))
	}
	t, err := time.Parse(c.c.Format, text)
	if err != nil && strings.Contains(err.Error(), "out of range") {
		return comity.NoDate, errNoDay
	}
	if err != nil {
		return comity.NoDate, fmt.Errorf("%q is no date written as %s", clip(text), c.c.Format)
	}
	d := comity.On(comity.DayOf(t.Year(), int(t.Month()), t.Day()))
	switch {
	case !strings.ContainsAny(c.c.Format, "1") && !strings.Contains(c.c.Format, "Jan"):
		d = comity.YearDate(t.Year())
	case !strings.Contains(strings.NewReplacer("2006", "", "01", "", "15", "").Replace(c.c.Format), "2"):
		d = comity.Date{Day: comity.DayOf(t.Year(), int(t.Month()), 1), Grain: comity.MonthGrain}
	}
	return d, nil
}

// parts reads year, month and day; an unknown day or month makes the date coarser.
func (c *columnReader) parts(g *grid) (comity.Date, error) {
	var n [3]int
	for i, at := range c.at {
		text, ok := g.Text(at)
		text = strings.TrimSuffix(strings.TrimSpace(text), ".0")
		if i == 0 && slices.Contains(c.c.Open, text) {
			return comity.Date{Day: comity.Forever, Grain: comity.DayGrain}, nil
		}
		if !ok || text == "" || text == "NA" || c.missing.is(text) {
			break
		}
		v, err := strconv.Atoi(text)
		if err != nil {
			return comity.NoDate, fmt.Errorf("%q is no part of a date", clip(text))
		}
		n[i] = v
	}
	return dateOf(n[0], n[1], n[2])
}

// dateOf makes a date of its parts, 0 where unknown.
func dateOf(year, month, day int) (comity.Date, error) {
	switch {
	case year == 0:
		return comity.NoDate, nil
	case year < 0 || year > 9999 || month < 0 || month > 12 || day < 0:
		return comity.NoDate, errNoDay
	case month == 0:
		return comity.YearDate(year), nil
	case day == 0:
		return comity.Date{Day: comity.DayOf(year, month, 1), Grain: comity.MonthGrain}, nil
	}
	d := comity.DayOf(year, month, day)
	if _, m, n := d.Civil(); m != month || n != day {
		return comity.NoDate, errNoDay
	}
	return comity.On(d), nil
}

// errNoDay says that a date has the form of one and is no day of the calendar.
var errNoDay = errors.New("no such day")

// civil reads YYYY, YYYY-MM or YYYY-MM-DD.
func civil(text string) (comity.Date, error) {
	var n [3]int
	for i := range n {
		at, end := [3]int{0, 5, 8}[i], [3]int{4, 7, 10}[i]
		if len(text) < end || i > 0 && text[at-1] != '-' {
			break
		}
		v, err := strconv.ParseUint(text[at:end], 10, 16)
		if err != nil {
			break
		}
		if n[i] = int(v); len(text) == end {
			return dateOf(n[0], n[1], n[2])
		}
	}
	return comity.NoDate, fmt.Errorf("%q is no date; want YYYY, YYYY-MM or YYYY-MM-DD, or say the format", clip(text))
}

// edtf reads a date as ISO 8601-2 lets it be uncertain: marks of doubt are dropped, unknown parts (XX, 00) make the date coarser,
// and of a range from..to comes the coarsest date that holds both.
func edtf(text string) (comity.Date, error) {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("?~%{} ", r) {
			return -1
		}
		return r
	}, text)
	from, to, ranged := strings.Cut(text, "..")
	if from == "" {
		from = to
	}
	a, err := edtfOne(from)
	if err != nil || !ranged || to == "" {
		return a, err
	}
	b, err := edtfOne(to)
	if err != nil || a == b {
		return a, err
	}
	y, m, _ := a.Day.Civil()
	switch {
	case !a.Known() || !b.Known() || y != b.Day.Year():
		return comity.NoDate, nil
	case sameMonth(a, b):
		return comity.Date{Day: comity.DayOf(y, m, 1), Grain: comity.MonthGrain}, nil
	}
	return comity.YearDate(y), nil
}

// sameMonth says that two dates lie in one known month.
func sameMonth(a, b comity.Date) bool {
	ay, am, _ := a.Day.Civil()
	by, bm, _ := b.Day.Civil()
	return min(a.Grain, b.Grain) >= comity.MonthGrain && ay == by && am == bm
}

func edtfOne(text string) (comity.Date, error) {
	if strings.HasPrefix(text, "-") || text == "" {
		return comity.NoDate, nil // before our era, or unknown
	}
	parts := strings.Split(text, "-")
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil && strings.Trim(p, "Xu") == "" || i == 3 {
			break
		}
		if err != nil {
			return comity.NoDate, fmt.Errorf("%q is no date", clip(text))
		}
		if n[i] = v; v == 0 {
			break
		}
	}
	return dateOf(n[0], n[1], n[2])
}
