package desk

// This file is what all measurements share: how one is put together, shown, and written to a file with what is needed to read it
// beside it. Each family of measures asks its question in a file of its own (measure_*.go).

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/measure"
	"comity/measure/balance"
	"comity/measure/blocs"
	"comity/measure/capability"
	"comity/measure/change"
	"comity/measure/cohesion"
	"comity/measure/dependence"
	"comity/measure/gravity"
	"comity/measure/idealpoint"
	"comity/measure/polarisation"
	"comity/measure/polarity"
	records "comity/measure/record"
	"comity/measure/sanctions"
	"comity/measure/similarity"
	"comity/measure/society"
	"comity/measure/split"
	"comity/measure/stability"
	"comity/measure/thirdparty"
	"comity/measure/topic"
	"comity/record"
	"comity/report"
)

// Method describes a family of measures.
type Method = measure.Method

// Methods are the families of measures that can be asked for by name, in the order they are listed.
var Methods = []Method{
	similarity.Method,
	idealpoint.Method,
	capability.Method,
	polarity.Method,
	records.Method,
	change.Method,
	thirdparty.Method,
	society.Pillars,
	topic.Method,
	sanctions.Method,
	stability.Method,
	society.Principles,
	cohesion.Method,
	polarisation.Method,
	blocs.Method,
	split.Method,
	balance.Method,
	dependence.Method,
	gravity.OverTrade,
	gravity.Counterfactual,
}

// Measurement is a measurement with its tables whole: the first is the one that goes to a file.
type Measurement struct {
	Answer report.Measurement // all but its tables and sources
	Tables []NamedTable
	from   []string // ids of the sources behind it
}

// NamedTable is a table of a measurement.
type NamedTable struct {
	Name, Title string
	*frame.Table
	quiet bool // written where it is asked for, never shown
}

// newMeasurement begins a measurement by a method.
func newMeasurement(m Method, title string) *Measurement {
	out := &Measurement{Answer: report.Measurement{Comity: comity.Version, Measure: m.Name, Title: title,
		Choices: []report.Choice{}, Tables: []report.MeasuredTable{}, Notes: []string{}, Limits: []string{}, Formula: []report.FormulaOf{}, Sources: []report.Source{}}}
	for _, f := range m.Formulas {
		out.Answer.Formula = append(out.Answer.Formula, report.FormulaOf{Name: f.Name, Formula: f.Text, Unit: f.Unit, Reference: f.Reference})
	}
	return out
}

// choose tells a choice that was made, by the user or by default.
func (m *Measurement) choose(name, value string) {
	m.Answer.Choices = append(m.Answer.Choices, report.Choice{Name: name, Value: value})
}

// note warns the reader.
func (m *Measurement) note(format string, args ...any) {
	m.Answer.Notes = append(m.Answer.Notes, fmt.Sprintf(format, args...))
}

// rests names sources the measurement rests on.
func (m *Measurement) rests(ids ...string) {
	for _, id := range ids {
		if !slices.Contains(m.from, id) {
			m.from = append(m.from, id)
		}
	}
}

// table adds a table of columns.
func (m *Measurement) table(name, title string, columns ...*frame.Column) {
	f := &frame.Frame{Columns: columns}
	if len(columns) > 0 {
		f.Rows = columns[0].Len()
	}
	t := frame.One(f)
	t.Title = title
	m.Tables = append(m.Tables, NamedTable{Name: name, Title: title, Table: t})
}

// realColumn, wholeColumn and textColumn are columns of a table of a measurement. Missing cells are comity.NaN of their reasons;
// whole numbers have none. An infinite value is no number that a file can hold: its cell is undefined.
func realColumn(name, label, unit string, xs []float64) *frame.Column {
	infinite := func(x float64) bool { return math.IsInf(x, 0) }
	if slices.ContainsFunc(xs, infinite) {
		xs = slices.Clone(xs)
		for i := range xs {
			if infinite(xs[i]) {
				xs[i] = comity.NaN(comity.Undefined)
			}
		}
	}
	return &frame.Column{Name: name, Label: label, Unit: unit, Kind: frame.Real, Reals: xs}
}

func wholeColumn(name, label string, xs []int) *frame.Column {
	c := &frame.Column{Name: name, Label: label, Kind: frame.Whole, Ints: make([]int32, len(xs))}
	for i, x := range xs {
		c.Ints[i] = int32(x)
	}
	return c
}

func textColumn(name, label string, xs []string) *frame.Column {
	c := &frame.Column{Name: name, Label: label, Kind: frame.Text, Ints: make([]int32, len(xs))}
	at := map[string]int32{}
	for i, x := range xs {
		if _, ok := at[x]; !ok {
			at[x] = int32(len(c.Texts))
			c.Texts = append(c.Texts, x)
		}
		c.Ints[i] = at[x]
	}
	return c
}

// MeasureOutput says how a measurement is given out.
type MeasureOutput struct {
	Home   string // the store whose consents open the gate of rights; empty: nothing leaves the terminal
	Path   string
	Format string // empty: by the ending of Path
	Table  string // the name of the table that is written; empty: the first
	Bare   bool   // without the page beside the file
	Rows   int    // how many rows of each table are shown
}

// mayUse says whether the figures behind a measurement may be written for the user's own work.
func (d *Desk) mayUse(home string, m *Measurement) error {
	store := record.NewStore(home)
	var no refusal
	for _, id := range m.from {
		if _, ours := own[id]; ours {
			continue
		}
		no.add(id, "the measure "+m.Answer.Measure, store.MayUse(id))
	}
	return no.err()
}

// ShowMeasurement lays a measurement out with the first rows of its tables.
func (d *Desk) ShowMeasurement(ctx context.Context, m *Measurement, o MeasureOutput) (report.Measurement, error) {
	out := m.Answer
	if o.Home != "" {
		if err := d.mayUse(o.Home, m); err != nil {
			return out, err
		}
	}
	for _, id := range m.from {
		out.Sources = append(out.Sources, d.cite(id))
	}
	for _, t := range m.Tables {
		if t.quiet {
			continue
		}
		shown, err := tableShown(ctx, t, o.Rows)
		if err != nil {
			return out, err
		}
		out.Tables = append(out.Tables, shown)
	}
	return out, nil
}

// tableShown is the head of a table.
func tableShown(ctx context.Context, t NamedTable, rows int) (report.MeasuredTable, error) {
	out := report.MeasuredTable{Name: t.Name, Title: t.Title, Rows: t.Rows, Columns: make([]report.MeasuredColumn, len(t.Columns))}
	for i, c := range t.Columns {
		out.Columns[i] = report.MeasuredColumn{Name: c.Name, Title: c.Label, Unit: c.Unit}
	}
	left := rows
	for f, err := range t.Blocks {
		if err != nil || left == 0 {
			return out, err
		}
		for i := range out.Columns {
			addShown(&out.Columns[i], f.Columns[i], min(left, f.Rows))
		}
		left -= min(left, f.Rows)
	}
	return out, ctx.Err()
}

// addShown adds the first cells of a column.
func addShown(to *report.MeasuredColumn, c *frame.Column, rows int) {
	for row := range rows {
		shown, x := shownIn(c, row), c.At(row)
		letter := ""
		if frame.Letter(x) != 0 {
			letter = shown
		}
		to.Shown, to.Missing = append(to.Shown, shown), append(to.Missing, letter)
		switch {
		case c.Kind == frame.Text || c.Kind == frame.Date:
			to.Texts = append(to.Texts, shown)
		case letter != "" || x != x:
			to.Numbers = append(to.Numbers, nil)
		default:
			to.Numbers = append(to.Numbers, &x)
		}
	}
	if !slices.ContainsFunc(to.Missing, func(s string) bool { return s != "" }) {
		to.Missing = nil
	}
}

// find gives the table that is to be written.
func (m *Measurement) find(name string) (NamedTable, error) {
	var names []string
	for _, t := range m.Tables {
		if t.Name == name || name == "" {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return NamedTable{}, fmt.Errorf("%s has no table %q; it has %s", m.Answer.Measure, name, strings.Join(names, ", "))
}

// WriteMeasurement writes a table of a measurement to a file, whole or not at all, and beside it a page that says how it was made. It
// gives the lines that say what was written.
func (d *Desk) WriteMeasurement(ctx context.Context, m *Measurement, o MeasureOutput) ([]string, error) {
	f, err := formatOf(o.Path, o.Format)
	if err != nil {
		return nil, err
	}
	t, err := m.find(o.Table)
	if err != nil {
		return nil, err
	}
	page, err := d.ShowMeasurement(ctx, m, o)
	if err != nil {
		return nil, err
	}
	file, err := writeWhole(o.Path, func(w io.Writer) error { return f.write(ctx, w, t.Table, writing{}) })
	if err != nil {
		return nil, err
	}
	lines := []string{fmt.Sprintf("wrote %s (%s rows, %d columns, %d bytes)", o.Path, thousands(t.Rows), len(t.Columns), file.Bytes)}
	if o.Bare {
		return lines, nil
	}
	var about bytes.Buffer
	if err := report.Markdown(&about, page.Document()); err != nil {
		return nil, err
	}
	beside := strings.TrimSuffix(o.Path, filepath.Ext(o.Path)) + ".about.md"
	if err := WriteFile(beside, about.Bytes()); err != nil {
		return nil, err
	}
	return append(lines, "wrote "+beside+" (how it was made)"), nil
}

// StreamMeasurement writes a table of a measurement to a stream.
func (d *Desk) StreamMeasurement(ctx context.Context, m *Measurement, o MeasureOutput, w io.Writer) error {
	if o.Format == "" {
		o.Format = "csv"
	}
	f, err := formatOf("", o.Format)
	if err != nil {
		return err
	}
	t, err := m.find(o.Table)
	if err != nil {
		return err
	}
	if err := d.mayUse(o.Home, m); err != nil {
		return err
	}
	return f.write(ctx, w, t.Table, writing{})
}
