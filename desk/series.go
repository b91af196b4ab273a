package desk

// This file reads a series of values by year, for measures of records and of change: a column of a state or a pair under each defensible
// reading, and for money on each defensible basis; or a column of the user's own table.

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/formula"
	"comity/headline"
	"comity/panel"
	"comity/source"
	"comity/states"
)

// SeriesSpec names a series: a column and its states, or a file and a column of it.
type SeriesSpec struct {
	Column   string
	Who      []string
	Own      string // the user's own table; then Column is its column
	Part     string // the table of a file of several
	Time     string // the column of years; empty: year
	SDColumn string // of standard deviations of error; empty: none
	Steps    []PanelStep
	From, To int
	Error    float64 // relative standard deviation of error, as .05; below zero: the band of the column
	SD       float64 // the same in the unit of the column; 0: none
}

// timeline is one reading of a series, on one basis: its years in order.
type timeline struct {
	reading, label string // its name, and what it is
	basis, unit    string
	caution        string
	years          []int
	values         []float64 // missing: NaN of the reason
	sd             []float64 // of each value's error, in its unit or, where relative, as a part of it; nil: not known
	relative       bool
	amount         bool // of money, people or goods: changes are in per cent
	sources        []string
}

// known gives the years and values that are there.
func (t timeline) known() (years []int, values, sd []float64) {
	for i, x := range t.values {
		if x != x {
			continue
		}
		years, values = append(years, t.years[i]), append(values, x)
		if t.sd != nil {
			sd = append(sd, t.sd[i])
		}
	}
	return years, values, sd
}

// in gives the place of a year, or -1.
func (t timeline) in(year int) int {
	i, ok := slices.BinarySearch(t.years, year)
	if !ok {
		return -1
	}
	return i
}

// reach is the last year with a value; 0 where there is none.
func (t timeline) reach() int {
	years, _, _ := t.known()
	if len(years) == 0 {
		return 0
	}
	return years[len(years)-1]
}

// allPositive says whether every known value is above zero.
func (t timeline) allPositive() bool {
	_, xs, _ := t.known()
	return len(xs) > 0 && slices.Min(xs) > 0
}

// timelines are all readings of a series, with what they are of in words.
type timelines struct {
	title  string
	column column.Column
	who    []comity.State
	list   []timeline
	notes  []string
}

// amountUnits are the units of amounts: their changes are told in per cent.
var amountUnits = []string{"USD", "GBP", "persons", "tonnes", "million", "metric"}

func isAmount(unit string) bool {
	return slices.ContainsFunc(amountUnits, func(u string) bool { return strings.Contains(unit, u) })
}

// timelines reads a series.
func (d *Desk) timelines(s SeriesSpec) (*timelines, error) {
	var out *timelines
	var err error
	if s.Own != "" {
		out, err = ownTimeline(s)
	} else {
		out, err = d.columnTimelines(s)
	}
	if err != nil {
		return nil, err
	}
	for i := range out.list {
		out.list[i].cut(s.From, s.To)
	}
	out.list = slices.DeleteFunc(out.list, func(t timeline) bool { return t.reach() == 0 })
	if len(out.list) == 0 {
		return nil, fmt.Errorf("%s has no value in these years", out.title)
	}
	return out, nil
}

// cut leaves the years asked for.
func (t *timeline) cut(from, to int) {
	lo, hi := 0, len(t.years)
	for lo < hi && from != 0 && t.years[lo] < from {
		lo++
	}
	for hi > lo && to != 0 && t.years[hi-1] > to {
		hi--
	}
	t.years, t.values = t.years[lo:hi], t.values[lo:hi]
	if t.sd != nil {
		t.sd = t.sd[lo:hi]
	}
}

// columnTimelines reads a column of the record.
func (d *Desk) columnTimelines(s SeriesSpec) (*timelines, error) {
	name, reading, _ := strings.Cut(s.Column, ":")
	c, ok := column.Claimable(name)
	if !ok {
		return nil, &UnknownColumnError{Name: name, Guess: panel.NearestColumn(name), In: d.holder(name)}
	}
	out := &timelines{column: c}
	if err := out.resolve(s.Who); err != nil {
		return nil, err
	}
	readings := d.engine.Readings(c.Name, out.who)
	if len(readings) == 0 {
		if lacks := d.engine.Lacks(c.Name, out.who); len(lacks) > 0 {
			return nil, d.lacking(c.Name, &panel.AbsentError{Sources: lacks})
		}
		return nil, fmt.Errorf("nothing here speaks of %s; comity column %s says which sources do", out.title, c.Name)
	}
	if readings, err := readingsNamed(readings, reading); err != nil {
		return nil, fmt.Errorf("%s: %w", c.Name, err)
	} else if err := d.readAll(out, readings, s); err != nil {
		return nil, err
	}
	return out, nil
}

// readingsNamed are those of a source or variant; all where none is named.
func readingsNamed(list []panel.Reading, name string) ([]panel.Reading, error) {
	if name == "" {
		return list, nil
	}
	var out []panel.Reading
	var names []string
	for _, r := range list {
		if names = append(names, cmp.Or(r.Variant, r.Source)); r.Source == name || r.Variant == name {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no reading is called %q%s; there are %s", name, formula.Meant(name, names), strings.Join(names, " | "))
	}
	return out, nil
}

// readAll reads a column under several readings, and on every basis.
func (d *Desk) readAll(out *timelines, readings []panel.Reading, s SeriesSpec) error {
	c := out.column
	for _, r := range readings {
		t, err := d.timelineOf(c.Name, out.who, r)
		if err != nil {
			return err
		}
		t.setError(s, c.Band)
		out.list = append(out.list, t)
		for _, u := range d.otherBases(c, out.who, r, t) {
			if t.sd != nil && u.sd == nil {
				out.notes = append(out.notes, fmt.Sprintf("%s, %s: no error, for an error in %s is no part of a value of zero or of a year without one.", u.reading, u.basis, t.unit))
			}
			out.list = append(out.list, u)
		}
	}
	return nil
}

// resolve reads the states a series is of.
func (t *timelines) resolve(who []string) error {
	if len(who) != t.column.Size() {
		want := map[int]string{0: "of the whole system: name no state", 1: "of a state: name one", 2: "of a pair: name two states"}[t.column.Size()]
		return fmt.Errorf("%s is %s, and %d named", t.column.Name, want, len(who))
	}
	var names []string
	for _, text := range who {
		s, notes, err := anyTime(text, LastDay)
		if err != nil {
			return err
		}
		for _, n := range notes {
			t.notes = append(t.notes, n+".")
		}
		t.who, names = append(t.who, s), append(names, states.Name(s, LastDay))
	}
	if len(t.who) == 2 && slices.Contains(panel.Keys(t.who[0]), t.who[1]) {
		return &SameStateError{names[0]}
	}
	t.title = t.column.Title
	if len(names) > 0 {
		t.title += ", " + strings.Join(names, " and ")
	}
	return nil
}

// timelineOf is a column under one reading.
func (d *Desk) timelineOf(name string, who []comity.State, r panel.Reading) (timeline, error) {
	series, err := d.engine.Series(name, who, r)
	if err != nil {
		return timeline{}, err
	}
	t := timeline{reading: cmp.Or(r.Variant, r.Source), label: cmp.Or(r.Label, r.Source), basis: "as given", unit: series.Column.Unit, caution: r.Caution, amount: isAmount(series.Column.Unit)}
	for _, c := range series.Cells {
		t.years, t.values = append(t.years, c.Year), append(t.values, c.Value)
		if c.Missing() == comity.Present {
			t.rests(c.Sources())
		}
	}
	t.rests(d.engine.Behind(name, who, r))
	return t, nil
}

// rests adds sources the values rest on.
func (t *timeline) rests(ids []string) {
	for _, id := range ids {
		if !slices.Contains(t.sources, id) {
			t.sources = append(t.sources, id)
		}
	}
}

// setError gives every value the error asked for, or the band of its column.
func (t *timeline) setError(s SeriesSpec, band float64) {
	each, relative := s.SD, false
	if s.SD == 0 {
		if each, relative = s.Error, true; s.Error < 0 {
			each = band
		}
	}
	if each > 0 {
		t.sd, t.relative = make([]float64, len(t.values)), relative
		for i := range t.sd {
			t.sd[i] = each
		}
	}
}

// otherBases are the other ways to tell an amount of current dollars: in constant prices, per head, and trade as a share of all trade and
// of GDP of each side.
func (d *Desk) otherBases(c column.Column, who []comity.State, r panel.Reading, t timeline) []timeline {
	if c.Unit != "USD" {
		return nil
	}
	var out []timeline
	add := func(basis, unit string, sources []string, f func(i int) float64) {
		u := t
		u.basis, u.unit, u.values = basis, unit, make([]float64, len(t.values))
		u.sources = append(slices.Clone(t.sources), sources...)
		for i := range u.values {
			u.values[i] = f(i)
		}
		u.setLike(t)
		if u.reach() != 0 {
			out = append(out, u)
		}
	}
	add("constant prices", fmt.Sprintf("USD of %d", headline.DeflatorBase), nil, func(i int) float64 {
		p, ok := headline.Deflator(t.years[i])
		if !ok {
			return worseOf(t.values[i], comity.NotCovered)
		}
		return t.values[i] / p.Level
	})
	heads, from := d.population(who)
	add("per head", "USD per person", from, func(i int) float64 {
		return ratioOf(t.values[i], heads(t.years[i]))
	})
	if c.Name != "trade.turnover" || len(who) != 2 {
		return out
	}
	for _, part := range []struct{ column, words string }{{"trade.share", "share of the trade of "}, {"trade.dependence", "share of the GDP of "}} {
		for _, order := range [][]comity.State{who, {who[1], who[0]}} {
			for _, other := range d.engine.Readings(part.column, order) {
				if other.Source != r.Source || other.Variant != r.Variant {
					continue
				}
				if u, err := d.timelineOf(part.column, order, other); err == nil && u.reach() != 0 {
					u.reading, u.label, u.caution = t.reading, t.label, t.caution
					u.basis, u.relative, u.amount = part.words+states.Name(order[0], LastDay), t.relative, true
					u.setLike(t)
					out = append(out, u)
				}
			}
		}
	}
	return out
}

// setLike gives a timeline the error of another that it tells on another basis: a relative one is the same, one in the unit of that other is as large
// a part of the value in each year. Where that cannot be said (a zero, or a year the other is without) there is no error.
func (t *timeline) setLike(u timeline) {
	t.sd = nil
	if len(u.sd) == 0 {
		return
	}
	t.sd, t.relative = make([]float64, len(t.values)), u.relative
	for i, year := range t.years {
		if u.relative {
			t.sd[i] = u.sd[0]
			continue
		}
		t.sd[i] = math.NaN()
		if at := u.in(year); at >= 0 {
			t.sd[i] = math.Abs(ratioOf(u.sd[at]*t.values[i], u.values[at]))
		}
	}
	if !t.relative {
		t.dropUnknownErrors()
	}
}

// dropUnknownErrors leaves the errors out where one of a known value is not known.
func (t *timeline) dropUnknownErrors() {
	for i, e := range t.sd {
		if x := t.values[i]; x == x && !(e >= 0) {
			t.sd = nil
			return
		}
	}
}

// population is that of some states together, by year, with its sources.
func (d *Desk) population(who []comity.State) (func(year int) float64, []string) {
	var sources []string
	readings := d.engine.Readings("population", who[:1])
	if len(readings) == 0 {
		return func(int) float64 { return comity.NaN(comity.NotCovered) }, nil
	}
	sources = append(sources, readings[0].Source)
	return func(year int) float64 {
		sum := 0.0
		for _, s := range who {
			c := d.engine.Cell("population", []comity.State{s}, readings[0], year)
			sum = sumOr(sum, c.Value)
		}
		return sum
	}, sources
}

func sumOr(x, y float64) float64 {
	if x != x || y != y {
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	}
	return x + y
}

// ratioOf is x over y, missing as they are.
func ratioOf(x, y float64) float64 {
	switch {
	case x != x || y != y:
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	case y == 0:
		return comity.NaN(comity.Undefined)
	}
	return x / y
}

// worseOf is missing for the graver of a value's reason and another.
func worseOf(x float64, why comity.Missing) float64 {
	return comity.NaN(comity.Worst(comity.Why(x), why))
}

// ownTimeline reads a column of the user's own table by its years.
func ownTimeline(s SeriesSpec) (*timelines, error) {
	dir, name := filepath.Split(s.Own)
	if _, err := os.Stat(s.Own); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", s.Own, bare(err))
	}
	table, err := source.ReadTable(os.DirFS(cmp.Or(dir, ".")), name, s.Part)
	if err != nil {
		return nil, err
	}
	f := table.Frame
	for _, step := range s.Steps {
		e, err := formula.Parse(step.Text)
		if err != nil {
			return nil, err
		}
		rows, _, err := e.Where(&formula.Env{Frame: f})
		if err != nil {
			return nil, err
		}
		f = f.Select(rows)
	}
	x, err := numberColumn(f, s.Own, s.Column)
	if err != nil {
		return nil, err
	}
	years, err := numberColumn(f, s.Own, cmp.Or(s.Time, "year"))
	if err != nil {
		return nil, err
	}
	t := timeline{reading: name, basis: "as given", unit: x.Unit, amount: isAmount(x.Unit)}
	var sd *frame.Column
	if s.SDColumn != "" {
		if sd, err = numberColumn(f, s.Own, s.SDColumn); err != nil {
			return nil, err
		}
	}
	if err := t.read(f.Rows, x, years, sd, s); err != nil {
		return nil, err
	}
	t.setErrorUnless(sd, s)
	return &timelines{title: s.Column + " of " + name, column: column.Column{Name: s.Column, Title: s.Column, Unit: x.Unit}, list: []timeline{t}, notes: table.Notes}, nil
}

func (t *timeline) setErrorUnless(sd *frame.Column, s SeriesSpec) {
	if sd == nil {
		t.setError(s, 0)
	}
}

// numberColumn finds a column of numbers of a file.
func numberColumn(f *frame.Frame, file, name string) (*frame.Column, error) {
	c := f.Column(name)
	if c == nil {
		var names []string
		for _, c := range f.Columns {
			names = append(names, c.Name)
		}
		return nil, fmt.Errorf("%s has no column %q%s", file, name, formula.Meant(name, names))
	}
	if c.Kind == frame.Text || c.Kind == frame.Date {
		return nil, fmt.Errorf("the column %q of %s is not of numbers", name, file)
	}
	return c, nil
}

// read fills a timeline from the rows of a table, in the order of their years.
func (t *timeline) read(rows int, x, years, sd *frame.Column, s SeriesSpec) error {
	order := make([]int, rows)
	for i := range order {
		order[i] = i
		if y := years.At(i); y != y || y != math.Trunc(y) || math.Abs(y) > 9999 {
			return fmt.Errorf("row %d of %s has no whole year", i+1, s.Own)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(years.At(a), years.At(b)) })
	for k, i := range order {
		year := int(years.At(i))
		if k > 0 && t.years[k-1] == year {
			return fmt.Errorf("%s has several rows of %d: keep those of one series with --where", s.Own, year)
		}
		if v := x.At(i); math.IsInf(v, 0) || math.Abs(v) > 1e100 {
			return fmt.Errorf("the value of %d in %s is beyond any measure: %g", year, s.Own, v)
		}
		t.years, t.values = append(t.years, year), append(t.values, x.At(i))
		if sd == nil {
			continue
		}
		e := sd.At(i)
		if x := x.At(i); x == x && !(e > 0) {
			return fmt.Errorf("the standard deviation of %d in %s is not above zero", year, s.Own)
		}
		t.sd = append(t.sd, e)
	}
	return nil
}

// seriesTable is every value of every timeline.
func (m *Measurement) seriesTable(list []timeline) {
	var reading, basis, unit []string
	var year []int
	var value []float64
	for _, t := range list {
		for i, y := range t.years {
			reading, basis, unit, year, value = append(reading, t.reading), append(basis, t.basis), append(unit, t.unit), append(year, y), append(value, t.values[i])
		}
		m.rests(t.sources...)
	}
	m.table("series", "The series", textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), textColumn("unit", "unit", unit), wholeColumn("year", "year", year), realColumn("value", "value", "", value))
}

// told moves what was found while reading into the notes, and tells the choices.
func (m *Measurement) told(t *timelines, s SeriesSpec) {
	for _, n := range t.notes {
		m.note("%s", n)
	}
	m.choose("series", cmp.Or(t.column.Name, s.Column)+", "+t.title)
	if t.column.Formula != "" {
		m.choose("what it is", t.column.Formula)
	}
	if t.column.Unit == "USD" {
		m.choose("constant prices", fmt.Sprintf("by the deflator of the GDP of the United States, dollars of %d", headline.DeflatorBase))
		m.choose("per head", "over the population of the state, or of the two together")
	}
	switch first := t.list[0]; {
	case s.SDColumn != "":
		m.choose("error of each value", "the column "+s.SDColumn)
	case first.sd == nil:
		m.choose("error of each value", "none given: probabilities are not worked out (--error .05 or --sd X gives one)")
	case first.relative:
		m.choose("error of each value", strconv.FormatFloat(100*first.sd[0], 'g', 4, 64)+" per cent of it, a standard deviation")
	default:
		m.choose("error of each value", strconv.FormatFloat(first.sd[0], 'g', 6, 64)+" "+first.unit+", a standard deviation")
	}
	told := map[string]bool{}
	for _, line := range t.list {
		if !told[line.reading] && line.label != "" {
			m.choose("reading "+line.reading, line.label)
		}
		if !told[line.reading] && line.caution != "" {
			m.note("%s: %s.", line.reading, line.caution)
		}
		told[line.reading] = true
	}
}

// logged are values and their errors as logarithms, where errors are relative or changes are told in per cent.
func logged(values, sd []float64, relative bool) ([]float64, []float64) {
	out := make([]float64, len(values))
	var errs []float64
	for i, x := range values {
		out[i] = math.Log(x)
		if sd == nil {
			continue
		}
		e := sd[i]
		if !relative {
			e /= x
		}
		errs = append(errs, e)
	}
	return out, errs
}

// shareOf writes k of n.
func shareOf(k, n int) string { return fmt.Sprintf("%d of %d", k, n) }
