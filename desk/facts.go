package desk

// This file answers what the tables of the record hold on a state or a pair, source by source, as the sources say it.

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/record"
	"comity/report"
	"comity/source"
	"comity/states"
)

// FactsOptions narrow a question for facts.
type FactsOptions struct {
	Source   string // of one source; empty: of all
	Name     string // of one variable or table
	From, To int    // of these years; zero: open
	Limit    int    // rows of each variable and table; zero: all
}

// Facts answers what the record holds on a state, or on a pair, in the words of its sources.
func (d *Desk) Facts(who []string, o FactsOptions) (report.Facts, error) {
	if o.Source == "" && len(who) == 0 {
		return report.Facts{}, errors.New("facts of whom? Give a state, a pair of states, or --source ID")
	}
	if o.Source != "" && len(d.rec.Source(o.Source)) == 0 {
		return report.Facts{}, d.notHere(o.Source)
	}
	if o.From != 0 && o.To != 0 && o.From > o.To {
		return report.Facts{}, fmt.Errorf("from %d to %d: the first year is after the last", o.From, o.To)
	}
	q := factsQuery{options: o}
	for _, text := range who {
		s, _, err := states.Parse(text, comity.COW, comity.NoDay)
		if err != nil {
			return report.Facts{}, err
		}
		q.who = append(q.who, s)
	}
	for _, t := range d.rec.Tables() {
		if o.Source == "" || t.Source == o.Source {
			q.table(t)
		}
	}
	if o.Name != "" && !q.named {
		return report.Facts{}, noVariable(o, q.names)
	}
	q.out.Title = q.title()
	q.out.Sources = d.sourcesOf(q.refs)
	return q.out, nil
}

// noVariable says that nothing has the name asked for, and what there is.
func noVariable(o FactsOptions, names []string) error {
	msg := fmt.Sprintf("no variable or table that is here is called %q", o.Name)
	if o.Source != "" {
		msg = fmt.Sprintf("%s has no variable or table %q; it has %s", o.Source, o.Name, strings.Join(names, ", "))
	} else if near := nearest(o.Name, names); near != "" {
		msg += ": did you mean " + near + "?"
	} else {
		msg += "; comity sources lists what can be pulled and built"
	}
	return errors.New(msg)
}

// notHere says that a source has no tables here, and how to bring them.
func (d *Desk) notHere(id string) error {
	src, err := d.source(id)
	if err != nil {
		return err
	}
	if c := src.Card(); !slices.ContainsFunc(c.Files, func(f source.File) bool { return f.Address == "" }) {
		return fmt.Errorf("no tables of %s are here; run: comity pull %s && comity build %s", id, id, id)
	}
	return fmt.Errorf("no tables of %s are here; its files must be brought (comity source %s names them): comity add FILE --as %s, then comity build %s", id, id, id, id)
}

// Row answers with one row of the file a variable or table of a source is read from, as the producer wrote it.
func (d *Desk) Row(home, id, name string, row int64) (report.Facts, error) {
	store := record.NewStore(home)
	src, err := store.Find(id)
	if err != nil {
		return report.Facts{}, err
	}
	cited := d.cite(id)
	out := report.Facts{Title: fmt.Sprintf("Row %d of %s", row, id), Sources: []report.Source{cited}}
	var first error
	for _, p := range src.Card().Places(name) { // a variable may be read from several files, which all may have the row
		e, err := store.Excerpt(id, name, p.File, row)
		if err != nil {
			first = cmp.Or(first, err)
			continue
		}
		f := report.FactList{Source: id, Edition: cited.Edition, Name: cmp.Or(name, e.File.Name), Meaning: fmt.Sprintf("row %d of %s, as it stands there", row, e.File.Name), N: len(e.Cells), Header: []string{"column", "value"}}
		for _, c := range e.Cells {
			f.Rows = append(f.Rows, []string{c.Column, c.Value})
		}
		out.List = append(out.List, f)
	}
	if len(out.List) == 0 {
		return report.Facts{}, first
	}
	return out, nil
}

// factsQuery gathers the facts.
type factsQuery struct {
	who     []comity.State
	options FactsOptions
	out     report.Facts
	refs    []report.Ref
	names   []string // of all variables and tables of the sources asked
	named   bool     // one of them has the name asked for
}

func (q *factsQuery) title() string {
	var names []string
	for _, s := range q.who {
		names = append(names, states.Name(s, comity.NoDay))
	}
	if len(names) == 0 {
		return "Facts of " + q.options.Source
	}
	return "Facts on " + strings.Join(names, " and ")
}

func (q *factsQuery) table(t *record.Table) {
	for _, v := range t.Variables {
		if q.asked(v.Name, v.Column) {
			q.series(t, v)
			q.absent(t, v.Name, v.Absence)
		}
	}
	if len(t.Columns) > 0 && q.asked(t.Name, "") {
		q.rows(t)
		q.absent(t, t.Name, t.Absence)
	}
}

// asked says whether a variable or table is asked for.
func (q *factsQuery) asked(name, column string) bool {
	q.names = append(q.names, name)
	yes := q.options.Name == "" || q.options.Name == name || q.options.Name == column
	q.named = q.named || yes
	return yes
}

// absent notes what it means that a source or variable asked for by name has no row.
func (q *factsQuery) absent(t *record.Table, name, absence string) {
	if q.options.Source == "" && q.options.Name == "" {
		return
	}
	last := len(q.out.Absent) - 1
	if last < 0 || q.out.Absent[last].Source != t.Source {
		q.out.Absent = append(q.out.Absent, report.Absent{Source: t.Source, From: t.From, To: t.To})
		last++
	}
	if a := &q.out.Absent[last]; absence == string(source.Zero) {
		a.None = append(a.None, name)
	} else {
		a.Unknown = append(a.Unknown, name)
	}
}

// inYears says whether a year is asked for.
func (q *factsQuery) inYears(from, to int) bool {
	return (q.options.From == 0 || to >= q.options.From) && (q.options.To == 0 || from <= q.options.To)
}

// series adds the values of a variable.
func (q *factsQuery) series(t *record.Table, v record.Variable) {
	f := report.FactList{Source: t.Source, Edition: t.Edition, Name: v.Name, Unit: v.Unit, Meaning: v.Meaning, Header: []string{"year", "value", "row"}}
	if len(q.who) == 0 {
		f.Header = []string{"who", "year", "value", "row"}
	} else if len(q.who) == 2 || q.partners(t, v) {
		f.Header = []string{"from", "to", "year", "value", "row"}
	}
	add := func(r record.Run) {
		for i := range r.Years() {
			year := r.From + i
			x, row := r.At(year)
			if comity.Why(x) == comity.NotCovered || !q.inYears(year, year) && year != 0 {
				continue
			}
			f.N++
			if q.options.Limit > 0 && len(f.Rows) >= q.options.Limit {
				continue
			}
			f.Rows = append(f.Rows, append(q.whoCells(r), whenText(year), valueText(x), strconv.FormatInt(row, 10)))
		}
	}
	switch len(q.who) {
	case 0:
		t.Each(v.Name, comity.NoState, add)
	case 1:
		if r, ok := t.Series(v.Name, q.who[0], comity.NoState); ok {
			add(r)
		} else if q.partners(t, v) {
			t.Each(v.Name, comity.NoState, func(r record.Run) {
				if r.A == q.who[0] || r.B == q.who[0] {
					add(r)
				}
			})
		}
	default:
		for _, p := range [][2]comity.State{{q.who[0], q.who[1]}, {q.who[1], q.who[0]}} {
			if r, ok := t.Series(v.Name, p[0], p[1]); ok {
				add(r)
			}
		}
	}
	q.add(t, f)
}

// partners says that a state's values with every other are asked for: of one source or variable, whose values are of pairs. Of
// all sources they would fill the page.
func (q *factsQuery) partners(t *record.Table, v record.Variable) bool {
	if len(q.who) != 1 || q.options.Source == "" && q.options.Name == "" {
		return false
	}
	_, own := t.Series(v.Name, q.who[0], comity.NoState)
	return !own
}

// whoCells are the cells that say whose a value is, where that is not plain from the question.
func (q *factsQuery) whoCells(r record.Run) []string {
	switch {
	case len(q.who) == 2, len(q.who) == 1 && r.B != comity.NoState:
		return []string{idOf(r.A), idOf(r.B)}
	case len(q.who) == 0 && r.B != comity.NoState:
		return []string{idOf(r.A) + " " + idOf(r.B)}
	case len(q.who) == 0:
		return []string{idOf(r.A)}
	}
	return nil
}

// rows adds the rows of a table in which the states asked for stand.
func (q *factsQuery) rows(t *record.Table) {
	f := report.FactList{Source: t.Source, Edition: t.Edition, Name: t.Name, Meaning: t.Title, Header: []string{"row"}}
	var columns []record.Column
	for _, c := range t.All() {
		columns = append(columns, c)
		f.Header = append(f.Header, c.Name)
	}
	files := t.ManyFiles()
	if files {
		f.Header = append([]string{"file"}, f.Header...)
	}
	for i := range t.Rows {
		if !q.concerns(columns, i) || !q.inYears(rowYears(columns, i)) {
			continue
		}
		f.N++
		if q.options.Limit > 0 && len(f.Rows) >= q.options.Limit {
			continue
		}
		ref := t.RowRef(i)
		cells := []string{strconv.FormatInt(ref.Row, 10)}
		if files {
			cells = []string{ref.Note, cells[0]}
		}
		for _, c := range columns {
			cells = append(cells, shownCell(c, i))
		}
		f.Rows = append(f.Rows, cells)
	}
	q.add(t, f)
}

// concerns says whether every state asked for stands in the row.
func (q *factsQuery) concerns(columns []record.Column, i int) bool {
	for _, s := range q.who {
		if !slices.ContainsFunc(columns, func(c record.Column) bool { return c.Kind == source.StateCell && c.State(i) == s }) {
			return false
		}
	}
	return true
}

// rowYears gives the first and last year of a row: of its dates, else of its year.
func rowYears(columns []record.Column, i int) (from, to int) {
	from, to = math.MaxInt, math.MinInt
	for _, c := range columns {
		switch d := c.Date(i); {
		case c.Kind == source.NumberCell && c.Name == "year" && !math.IsNaN(c.Number(i)):
			return int(c.Number(i)), int(c.Number(i))
		case c.Kind != source.DateCell || !d.Known():
		case d.Day == comity.Forever:
			to = math.MaxInt
		default:
			from, to = min(from, d.Year()), max(to, d.Year())
		}
	}
	if from > to {
		return math.MinInt, math.MaxInt
	}
	return from, to
}

func (q *factsQuery) add(t *record.Table, f report.FactList) {
	if f.N == 0 {
		return
	}
	q.out.List = append(q.out.List, f)
	q.refs = append(q.refs, report.NewRef(t.Ref(0)))
}

func idOf(s comity.State) string { return states.ID(s, comity.NoDay) }

func whenText(year int) string {
	if year == 0 {
		return "always"
	}
	return strconv.Itoa(year)
}

func valueText(x float64) string {
	if math.IsNaN(x) {
		return comity.Why(x).Letter()
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func shownCell(c record.Column, i int) string {
	if c.Kind == source.StateCell && c.State(i) != comity.NoState {
		return idOf(c.State(i))
	}
	return c.Show(i)
}

// Diff answers what changed from one edition of a source to another. Editions are ids, or what follows the family's name in
// them ("7.0" of nmc).
func (d *Desk) Diff(family, old, new string, limit int) (report.Diff, error) {
	a, err := d.edition(family, old)
	if err != nil {
		return report.Diff{}, err
	}
	b, err := d.edition(family, new)
	if err != nil {
		return report.Diff{}, err
	}
	if a == b {
		return report.Diff{}, fmt.Errorf("%s is one edition: name two; here are %s", a, strings.Join(d.rec.Editions(family), ", "))
	}
	out := report.Diff{Old: a, New: b, Title: fmt.Sprintf("From %s to %s", a, b)}
	for _, x := range record.Diff(d.rec.Source(a), d.rec.Source(b)) {
		p := report.DiffPart{Of: x.Of, Old: x.Rows[0], New: x.Rows[1], Added: x.Added, Removed: x.Removed, Changed: x.Changed, Equal: x.Equal}
		p.Only = map[int]string{-1: a, 1: b}[x.Only]
		for _, c := range x.Changes {
			if limit > 0 && len(p.Changes) >= limit || x.Only != 0 {
				break
			}
			p.Changes = append(p.Changes, report.DiffChange{Key: c.Key, Kind: c.Kind, Column: c.Column, Old: c.Old, New: c.New, RowOld: c.RowOld, RowNew: c.RowNew})
		}
		out.Parts = append(out.Parts, p)
	}
	out.Sources = []report.Source{d.cite(a), d.cite(b)}
	return out, nil
}

// edition finds the source of an edition of a family that is in the record.
func (d *Desk) edition(family, edition string) (string, error) {
	here := d.rec.Editions(family)
	for _, id := range here {
		if id == edition || id == family+"-"+edition {
			return id, nil
		}
	}
	if len(here) == 0 {
		return "", fmt.Errorf("no edition of %q is here; comity sources lists the sources, comity pull and comity build bring them", family)
	}
	return "", fmt.Errorf("no edition %q of %s is here; there are %s", edition, family, strings.Join(here, ", "))
}

// Laws answers where the tables of a source, or of all, break the laws of the record; most is how many row numbers are listed.
func (d *Desk) Laws(ids []string, most int) (report.Laws, error) {
	for _, id := range ids {
		if len(d.rec.Source(id)) == 0 {
			return report.Laws{}, d.notHere(id)
		}
	}
	out := report.Laws{Record: d.rec.Edition()}
	for _, l := range record.Laws() {
		out.Laws = append(out.Laws, report.LawText{ID: l.ID, Text: l.Text})
	}
	tables := slices.Clone(d.rec.Tables())
	slices.SortStableFunc(tables, func(a, b *record.Table) int { return cmp.Compare(a.Source, b.Source) })
	for _, t := range tables {
		if len(ids) > 0 && !slices.Contains(ids, t.Source) {
			continue
		}
		out.Tables++
		for _, b := range record.Breaches(t) {
			out.Add(report.Breach{Source: b.Source, Edition: b.Edition, Of: b.Of, Law: b.Law, N: b.N, Rows: record.RowsText(b.Rows, most), First: b.First})
		}
		for _, l := range t.Left {
			out.Left = append(out.Left, report.LeftOut{Source: t.Source, Edition: t.Edition, Why: l.Why, N: l.N})
		}
	}
	return out, nil
}
