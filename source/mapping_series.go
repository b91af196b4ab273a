package source

// This file reads series: values of states and pairs by year.

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/states"
)

// seriesReader reads one series of a card from one grid.
type seriesReader struct {
	card      Card
	s         Series
	g         *grid
	sieve     *sieve
	wide      *spread
	wideOf    byte // what the names of the wide columns are: a, b or y
	a, b      *stateReader
	year      [2]int // columns of the year, or of the first and last; -1: none
	variables []variableReader
	out       func(Datum)
	leave     func(string)
	listed    bool // the states of the current row were in the list it codes by in the year
}

// variableReader reads one variable of a row.
type variableReader struct {
	v       SeriesVariable
	at      int // the column, or -1: the cell of the wide column
	sieve   *sieve
	missing codes
	factor  float64
}

func (o *opener) readSeries(s Series, out Sink) error {
	f, err := o.card.file(s.File)
	if err != nil {
		return err
	}
	g, err := o.open(f, s.Part)
	if err != nil {
		return err
	}
	r := &seriesReader{card: o.card, s: s, g: g, out: out.Datum, leave: out.Leave}
	if err := r.prepare(); err != nil {
		return err
	}
	if s.Duplicates == "" || s.Duplicates == "refuse" {
		return r.read()
	}
	m := &merger{rule: s.Duplicates, at: map[cellKey]int{}, leave: out.Leave}
	r.out = func(d Datum) { m.take(d, r.listed) }
	if err := r.read(); err != nil {
		return err
	}
	if m.broken != nil {
		return fmt.Errorf("%s: %w", g.name, m.broken)
	}
	for _, d := range m.cells {
		out.Datum(d)
	}
	return nil
}

// prepare finds the columns.
func (r *seriesReader) prepare() (err error) {
	if r.sieve, err = sieveOf(r.g, r.s.Where, r.s.Drop); err != nil {
		return err
	}
	if r.a, err = stateReaderOf(r.g, r.s.A); err != nil {
		return err
	}
	if r.s.B.set() {
		if r.b, err = stateReaderOf(r.g, r.s.B); err != nil {
			return err
		}
	}
	if err := r.prepareYear(); err != nil {
		return err
	}
	for _, v := range r.s.Variables {
		if err := r.prepareVariable(v); err != nil {
			return err
		}
	}
	return r.prepareWide()
}

func (r *seriesReader) prepareYear() (err error) {
	y := r.s.Year
	r.year = [2]int{-1, -1}
	for i, name := range []string{cmp.Or(y.Column, y.From), cmp.Or(y.To, y.Column, y.From)} {
		if name == "" {
			continue
		}
		if r.year[i], err = r.g.index(name); err != nil {
			return err
		}
	}
	return nil
}

func (r *seriesReader) prepareVariable(v SeriesVariable) (err error) {
	vr := variableReader{v: v, at: -1, missing: codesOf(r.s.Missing, v.Missing), factor: cmp.Or(v.Factor, 1)}
	if v.Column != "" {
		if vr.at, err = r.g.index(v.Column); err != nil {
			return err
		}
	}
	if vr.sieve, err = sieveOf(r.g, v.Where, nil); err != nil {
		return err
	}
	r.variables = append(r.variables, vr)
	return nil
}

// prepareWide finds the wide columns: at most one of the two states and the year may stand in their names.
func (r *seriesReader) prepareWide() (err error) {
	used := append([]string{r.s.A.Column, r.s.B.Column, r.s.Year.Column, r.s.Year.From, r.s.Year.To, fileColumn}, r.s.SkipColumns...)
	for _, m := range []Match{r.s.Where, r.s.Drop} {
		used = slices.AppendSeq(used, maps.Keys(m))
	}
	for _, v := range r.s.Variables {
		used = append(used, v.Column)
	}
	switch {
	case r.s.A.pattern != nil:
		r.wideOf = 'a'
		r.wide, err = spreadOf(r.g, r.s.A.pattern, used)
	case r.s.B.pattern != nil:
		r.wideOf = 'b'
		r.wide, err = spreadOf(r.g, r.s.B.pattern, used)
	case r.s.Year.pattern != nil:
		r.wideOf = 'y'
		r.wide, err = spreadOf(r.g, r.s.Year.pattern, used)
	}
	return err
}

func (r *seriesReader) read() error {
	one := []place{{at: -1}}
	if r.wide != nil {
		one = one[:0]
		for i, at := range r.wide.at {
			one = append(one, place{at, r.wide.codes[i]})
		}
	}
	for r.g.Next() {
		if !r.sieve.pass(r.g) {
			continue
		}
		for _, p := range one {
			if err := r.place(p); err != nil {
				return err
			}
		}
	}
	return r.g.Err()
}

// place reads one place of the current row.
func (r *seriesReader) place(p place) error {
	first, last, err := r.years(p)
	if err != nil {
		return err
	}
	if first > last {
		return nil
	}
	var values [32]float64
	n := 0
	for i := range r.variables {
		v := &r.variables[i]
		if !v.sieve.pass(r.g) {
			continue
		}
		if n++; i >= len(values) {
			return fmt.Errorf("%s: a series has at most %d variables", r.g.name, len(values))
		}
		if values[i], err = v.read(r.g, p); err != nil {
			return err
		}
	}
	if n == 0 {
		return nil
	}
	for year := first; year <= last; year++ {
		r.emit(p, year, &values)
	}
	return nil
}

// years gives the years of the current row, cut to the coverage; 0 to 0 for what has no year.
func (r *seriesReader) years(p place) (first, last int, err error) {
	y := r.s.Year
	switch {
	case y.None:
		return 0, 0, nil
	case y.Value != 0:
		return y.Value, y.Value, nil
	case r.wideOf == 'y':
		if first, err = wholeYear(p.code); err != nil {
			return 0, -1, fmt.Errorf("%s: the name of a column: %w", r.g.name, err)
		}
		first, last = r.covered(first)
		return first, last, nil
	}
	if first, err = r.yearAt(0, r.card.From); err != nil || first == noYear {
		return 0, -1, err
	}
	if r.year[1] == r.year[0] {
		first, last = r.covered(first)
		return first, last, nil
	}
	if last, err = r.yearAt(1, r.card.To); err != nil || last == noYear {
		return 0, -1, err
	}
	return max(first, r.card.From), min(last, r.card.To), nil
}

// covered gives a year twice, or no year where it lies outside the coverage.
func (r *seriesReader) covered(year int) (first, last int) {
	if year < r.card.From || year > r.card.To {
		r.leave(fmt.Sprintf("a year outside %d-%d", r.card.From, r.card.To))
		return 0, -1
	}
	return year, year
}

// yearAt reads one of the two columns of the year; an open text gives the end of the coverage.
func (r *seriesReader) yearAt(i, open int) (int, error) {
	at := r.year[i]
	text, ok := r.g.Text(at)
	if !ok {
		text = ""
	}
	if slices.Contains(r.s.Year.Open, text) {
		return open, nil
	}
	if text == "" || text == "NA" {
		r.leave("no year in column " + r.g.columns[at])
		return noYear, nil
	}
	if plus := r.s.Year.Plus; plus != 0 {
		n, err := strconv.Atoi(strings.TrimSuffix(text, ".0"))
		if err != nil {
			return 0, r.g.wrong(at, fmt.Errorf("%q is not a whole number", clip(text)))
		}
		return n + plus, nil
	}
	n, err := wholeYear(text)
	if err != nil {
		return 0, r.g.wrong(at, err)
	}
	return n, nil
}

// noYear stands for the year of a row that has none.
const noYear = -1 << 15

// emit hands on the values of one year, for every state and pair of states of the row.
func (r *seriesReader) emit(p place, year int, values *[32]float64) {
	var aCode, bCode string
	switch r.wideOf {
	case 'a':
		aCode = p.code
	case 'b':
		bCode = p.code
	}
	at := year
	if r.s.Year.None {
		at = r.card.To
	}
	as, why := r.a.read(r.g, aCode, at, comity.NoDay)
	if why != "" {
		r.leave(why)
	}
	if r.s.Duplicates == "listed" {
		r.listed = r.a.listed(r.g, aCode, at) && (r.b == nil || r.b.listed(r.g, bCode, at))
	}
	if r.b == nil {
		for _, a := range as {
			r.values(p, a, comity.NoState, year, values)
		}
		return
	}
	bs, why := r.b.read(r.g, bCode, at, comity.NoDay)
	if why != "" {
		r.leave(why)
	}
	for _, a := range as {
		for _, b := range bs {
			r.values(p, a, b, year, values)
		}
	}
}

func (r *seriesReader) values(p place, a, b comity.State, year int, values *[32]float64) {
	if a == b {
		r.leave("a state paired with itself")
		return
	}
	if r.s.Pair == "ordered" && b != comity.NoState && a > b {
		a, b = b, a
	}
	for i := range r.variables {
		v := &r.variables[i]
		if len(v.v.Years) == 2 && (year < v.v.Years[0] || year > v.v.Years[1]) || !v.sieve.pass(r.g) {
			continue
		}
		if r.wideOf == 'y' && math.IsNaN(values[i]) && !states.Was(a, comity.YearSpan(year)) {
			continue // a blank of a year in which there was no such state says nothing
		}
		d := Datum{v.v.Name, a, b, year, values[i], r.g.Row()}
		if v.v.Flip {
			d.A, d.B = b, a
		}
		r.out(d)
	}
}

// read gives the value of a variable in the current row.
func (v *variableReader) read(g *grid, p place) (float64, error) {
	if v.v.Value != nil {
		return *v.v.Value, nil
	}
	at := v.at
	if at < 0 {
		at = p.at
	}
	if at < 0 {
		return 0, fmt.Errorf("%s: variable %s has no column", g.name, v.v.Name)
	}
	if v.v.Labels != nil {
		return v.labelled(g, at)
	}
	x, err := number(g, at, v.v.Commas)
	if err != nil {
		text, _ := g.Text(at)
		if v.missing.is(text) {
			return comity.NaN(comity.InSource), nil
		}
		return 0, g.wrong(at, err)
	}
	if v.missing.has(x) {
		return comity.NaN(comity.InSource), nil
	}
	if math.IsNaN(x) {
		return x, nil
	}
	return float64(x * v.factor), nil
}

// labelled gives the number of a text.
func (v *variableReader) labelled(g *grid, at int) (float64, error) {
	text, ok := g.Text(at)
	x, labelled := v.v.Labels[text]
	if !labelled && (!ok || text == "NA" || v.missing.is(text)) {
		return comity.NaN(comity.InSource), nil
	}
	if !labelled {
		return 0, g.wrong(at, fmt.Errorf("%q is none of the labels of variable %s", clip(text), v.v.Name))
	}
	return x, nil
}

// merger makes one cell of several of one key.
type merger struct {
	rule   string
	cells  []Datum
	listed map[int]bool // cells of a state that was in the list
	at     map[cellKey]int
	leave  func(string)
	broken error
}

type cellKey struct {
	variable string
	a, b     comity.State
	year     int
}

// take takes a cell; listed says whether its states were in the list the source codes by in the year.
func (m *merger) take(d Datum, listed bool) {
	k := cellKey{d.Variable, d.A, d.B, d.Year}
	i, seen := m.at[k]
	if !seen {
		i = len(m.cells)
		m.at[k] = i
		m.cells = append(m.cells, d)
		m.list(i, listed)
		return
	}
	m.leave("a second row of one key (" + m.rule + ")")
	old := &m.cells[i]
	switch {
	case m.rule == "listed":
		if listed && !m.listed[i] {
			*old = d
			m.list(i, true)
		}
	case m.rule == "first":
	case m.rule == "last":
		*old = d
	case m.rule == "same":
		if old.Value != d.Value && comity.Why(old.Value) != comity.Why(d.Value) || old.Value != d.Value && !math.IsNaN(d.Value) && m.broken == nil {
			m.broken = fmt.Errorf("%s of %d and %d in %d differs in rows %d and %d", d.Variable, d.A, d.B, d.Year, old.Row, d.Row)
		}
	case m.rule == "sum" && (math.IsNaN(old.Value) || math.IsNaN(d.Value)): // a part is no whole
		if !math.IsNaN(old.Value) {
			*old = d
		}
	case math.IsNaN(d.Value):
	case math.IsNaN(old.Value):
		*old = d
	case m.rule == "sum":
		old.Value += d.Value
	case m.rule == "max" && d.Value > old.Value, m.rule == "min" && d.Value < old.Value:
		*old = d
	}
}

// list remembers of a cell that its states were in the list.
func (m *merger) list(i int, listed bool) {
	if m.rule != "listed" || !listed {
		return
	}
	if m.listed == nil {
		m.listed = map[int]bool{}
	}
	m.listed[i] = true
}
