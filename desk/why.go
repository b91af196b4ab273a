package desk

// This file says where a number comes from: the formula, the inputs and the rows behind them, to the bytes of the source where
// the store has them; and how to cite it.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/column"
	"comity/panel"
	"comity/record"
	"comity/report"
	"comity/source"
	"comity/states"
)

// WhyOptions say how far to follow a figure.
type WhyOptions struct {
	Home string // the store whose snapshots show the rows themselves; empty: only where they stand
	All  bool   // every row behind the value, not the first of them
}

// Why answers where the value of a column comes from, for one or two states in a year, under every reading; of a column that only
// panels have, as a panel has it.
func (d *Desk) Why(who []string, year int, name string, o WhyOptions) (report.Why, error) {
	c, ok := column.Lookup(name)
	if !ok {
		return d.whyColumn(context.Background(), who, year, name, o)
	}
	if want := c.Size(); len(who) != want {
		return report.Why{}, fmt.Errorf("%s is a column of %s, and %s named: comity why STATE%s YEAR %s", name, manyStates(want), wereNamed(len(who)), strings.Repeat(" STATE", want-1), name)
	}
	on := comity.DayOf(year, 12, 31)
	if on > Reach {
		return report.Why{}, &OutsideError{on}
	}
	keys, ids := make([]comity.State, len(who)), make([]string, len(who))
	for i, w := range who {
		s, _, err := anyTime(w, on)
		if err != nil {
			return report.Why{}, err
		}
		keys[i], ids[i] = s, states.ID(s, on)
	}
	if len(keys) == 2 && slices.Contains(panel.Keys(keys[0]), keys[1]) {
		return report.Why{}, &SameStateError{states.Name(keys[0], on)}
	}
	t := &trail{desk: d, options: o, who: keys, ids: ids, year: year}
	t.out = report.Why{Column: name, Title: c.Title, Formula: c.Formula, Missing: c.Missing, Who: ids, Year: year,
		Cells: []report.WhyCell{}, Sources: []report.WhyTable{}, More: []string{}}
	for _, r := range d.engine.Readings(name, keys) {
		cell := d.engine.Cell(name, keys, r, year)
		t.out.Cells = append(t.out.Cells, whyCell(c, r, cell))
		t.follow(cell)
		if name == "vote.agreement" {
			t.calls(r)
		}
	}
	t.more(name)
	return t.out, nil
}

func whyCell(c column.Column, r panel.Reading, cell panel.Cell) report.WhyCell {
	p := report.NewPoint(cell.Year, cell.Value, cell.N, cell.Ref.Basis)
	w := report.WhyCell{Reading: r.Label, Value: p.Value, Shown: comity.Show(cell.Value, c.Unit), N: cell.N, Inputs: []report.WhyInput{}, Source: report.NewRef(cell.Ref)}
	for _, in := range cell.Inputs {
		v := report.NewPoint(cell.Year, in.Value, 0, comity.Seen)
		w.Inputs = append(w.Inputs, report.WhyInput{Label: in.Label, Value: v.Value, Shown: comity.Show(in.Value, in.Unit), Source: report.NewRef(in.Ref)})
	}
	return w
}

// trail follows the inputs of cells to the rows they stand in.
type trail struct {
	desk    *Desk
	options WhyOptions
	who     []comity.State
	ids     []string
	year    int
	out     report.Why
}

// follow adds the sources of a cell and of its inputs, and the rows where the store has them.
func (t *trail) follow(cell panel.Cell) {
	for i, in := range cell.Inputs {
		at := t.table(in.Ref.Source)
		if at >= 0 && in.Ref.Row > 0 && in.Variable != "" && (i < mostInputs || t.options.All) {
			t.row(&t.out.Sources[at], in.Variable, in.Ref.Row)
		}
	}
	if left := len(cell.Inputs) - mostInputs; left > 0 && !t.options.All {
		t.out.More = append(t.out.More, fmt.Sprintf("The rows of %d further inputs are not shown; --all shows them.", left))
	}
	t.table(cell.Ref.Source)
}

// mostInputs is how many inputs are followed to their rows.
const mostInputs = 20

// table adds a source, once, and gives its place; -1 where it is none of the record's.
func (t *trail) table(id string) int {
	if i := slices.IndexFunc(t.out.Sources, func(s report.WhyTable) bool { return s.Source == id }); i >= 0 || id == "" {
		return i
	}
	cited := t.desk.cite(id)
	w := report.WhyTable{Source: id, Edition: cited.Edition, Citation: cited.Citation, Files: []report.WhyFile{}}
	tables := t.desk.rec.Source(id)
	if _, ours := own[id]; len(tables) == 0 && !ours {
		return -1
	}
	for _, table := range tables {
		w.Edition = table.Edition
		for _, in := range table.Snapshots {
			if !slices.ContainsFunc(w.Files, func(f report.WhyFile) bool { return f.SHA256 == in.SHA256 }) {
				w.Files = append(w.Files, report.WhyFile{Name: in.File, SHA256: in.SHA256})
			}
		}
	}
	if s, err := t.desk.source(id); err == nil {
		w.Known = s.Card().Known
	}
	t.out.Sources = append(t.out.Sources, w)
	return len(t.out.Sources) - 1
}

// mostCells is how many cells of a row are shown; of a wider row those that name the unit and hold the value.
const mostCells = 12

// row adds the row of the snapshot behind a figure; where the store does not have it, how to fetch it.
func (t *trail) row(w *report.WhyTable, variable string, row int64) {
	fetch := fmt.Sprintf("`comity pull %s` fetches the files; this command then shows the rows themselves.", w.Source)
	if t.options.Home == "" {
		w.Fetch = fetch
		return
	}
	e, err := record.NewStore(t.options.Home).Excerpt(w.Source, variable, "", row)
	if missing := new(record.NotPulledError); errors.As(err, &missing) {
		w.Fetch = fetch
		return
	}
	if err != nil {
		w.Fetch = fmt.Sprintf("Row %d could not be read: %v.", row, err)
		return
	}
	header, cells := t.narrow(e, variable, w.Source)
	number := strconv.FormatInt(row, 10)
	for i := range w.Rows {
		if r := &w.Rows[i]; r.Of == e.File.Name && slices.Equal(r.Header, header) {
			if !slices.ContainsFunc(r.Rows, func(c []string) bool { return c[0] == number }) {
				r.Rows = append(r.Rows, append([]string{number}, cells...))
			}
			return
		}
	}
	rows := report.WhyRows{Of: e.File.Name, Header: header, Rows: [][]string{append([]string{number}, cells...)}}
	if left := len(e.Cells) + 1 - len(header); left > 0 {
		rows.Note = fmt.Sprintf("%d further cells of the row are not shown.", left)
	}
	w.Rows = append(w.Rows, rows)
}

// narrow leaves of a wide row the first cells, those of the states asked for, and the one that holds the value.
func (t *trail) narrow(e record.Excerpt, variable, id string) (header, cells []string) {
	keep := slices.Clone(t.ids)
	for _, table := range t.desk.rec.Source(id) {
		if v, ok := table.Variable(variable); ok {
			keep = append(keep, v.Column, fmt.Sprintf("matrix %d", t.year-table.From+1))
		}
	}
	header = []string{"row"}
	for i, c := range e.Cells {
		if len(e.Cells) < mostCells || i < 2 || slices.Contains(keep, c.Column) {
			header, cells = append(header, c.Column), append(cells, c.Value)
		}
	}
	return header, cells
}

// calls adds the roll calls behind agreement, once a session or year: how many there are, and the first and the last of them.
func (t *trail) calls(r panel.Reading) {
	list, divided := t.desk.engine.Window(r, t.year)
	if len(list) == 0 {
		return
	}
	at := t.table(list[0].Ref.Source)
	if at < 0 {
		return
	}
	w := &t.out.Sources[at]
	split := 0
	rows := [][]string{}
	for i, c := range list {
		mark := "no"
		if divided[i] {
			mark, split = "yes", split+1
		}
		if !t.options.All && i > 1 && i < len(list)-1 {
			continue
		}
		row := []string{strconv.FormatInt(c.Ref.Row, 10), strconv.FormatInt(c.Number, 10), c.Day.String(), c.Symbol, c.Topic, mark}
		for _, v := range t.desk.engine.Votes(c, t.who) {
			row = append(row, v.String())
		}
		rows = append(rows, row)
	}
	of := fmt.Sprintf("%d roll calls %s to %s, on %d of which the Assembly was divided", len(list), list[0].Day, list[len(list)-1].Day, split)
	if slices.ContainsFunc(w.Rows, func(have report.WhyRows) bool { return have.Of == of }) {
		return
	}
	add := report.WhyRows{Of: of, Header: append([]string{"row", "number", "day", "symbol", "topic", "divided"}, t.ids...), Rows: rows}
	if len(rows) < len(list) {
		add.Note = fmt.Sprintf("%d further roll calls are not shown; --all lists every one.", len(list)-len(rows))
	}
	w.Rows = append(w.Rows, add)
}

// more says which sources that are not here hold what the column is made of.
func (t *trail) more(name string) {
	for _, s := range t.desk.sources() {
		c := s.Card()
		if len(t.desk.rec.Source(c.ID)) > 0 || t.year < c.From || t.year > c.To {
			continue
		}
		feeds := panel.Feeds(name)
		if c.Body != "" && c.Body == feeds || slices.ContainsFunc(c.Variables, func(v source.Variable) bool { return v.Name == feeds }) {
			t.out.More = append(t.out.More, fmt.Sprintf("%s, %s, has a figure of its own: `comity pull %s` and `comity build` would add it.", c.Title, c.Edition, c.ID))
		}
	}
}

// Citations answers how to cite a source, or every source a column may rest on.
func (d *Desk) Citations(name string) (report.Citations, error) {
	s, err := d.source(name)
	if err == nil {
		return report.Citations{List: []report.Citation{citation(s.Card())}}, nil
	}
	if _, ok := column.Lookup(name); !ok {
		if none := new(record.UnknownSourceError); !errors.As(err, &none) {
			return report.Citations{}, err // a card of the user's that is wrong
		}
		if page, err := d.ColumnPage(name); err == nil {
			return report.Citations{List: page.Citations}, nil
		}
		return report.Citations{}, d.unknownNeither(name)
	}
	var out report.Citations
	for _, id := range d.engine.Sources(name) {
		if s, err := d.source(id); err == nil {
			out.List = append(out.List, citation(s.Card()))
		} else if title, ok := own[id]; ok {
			out.List = append(out.List, report.Citation{ID: id, Full: title + ", version " + comity.Version + "."})
		}
	}
	return out, nil
}

func citation(c source.Card) report.Citation {
	return report.Citation{ID: c.ID, Edition: c.Edition, Full: c.Citation, Short: c.ShortCitation, BibTeX: c.BibTeX, Licence: c.Licence}
}
