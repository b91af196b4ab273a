package panel

// Steps that are formulas: a column made (let), rows kept (where).

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"comity"
	"comity/column"
	"comity/formula"
)

// explained is how many of the cells behind a made cell are shown.
const explained = 24

// parseLet reads NAME = FORMULA.
func parseLet(text string, o *Op) error {
	name, rest, ok := strings.Cut(text, "=")
	name = strings.TrimSpace(name)
	if !ok || strings.HasPrefix(rest, "=") {
		return errors.New("want NAME = FORMULA, as ratio = cinc1 / (cinc1 + cinc2)")
	}
	if !isName(name) {
		return fmt.Errorf("%q is no name for a column: want letters, digits and _, a letter first", name)
	}
	e, err := formula.Parse(strings.TrimSpace(rest))
	o.Name, o.Expr = name, e
	return err
}

// isName says that a column made may be called so: every program can then read the name.
func isName(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != "" && len(name) <= 128
}

// parseWhere reads a formula that is true or false.
func parseWhere(text string, o *Op) (err error) {
	o.Expr, err = formula.Parse(text)
	return err
}

// let makes a column. One that was made or joined before may be made anew of itself; what the catalogue gave keeps its name.
func (s *stepper) let(o Op) error {
	at := slices.IndexFunc(s.Columns, func(m Made) bool { return m.Header == o.Name })
	if at >= 0 && s.Columns[at].Why == nil {
		return fmt.Errorf("the panel has a column %s: give the new one another name, or drop that one first", o.Name)
	}
	used, err := s.resolve(o.Expr.Names())
	if err != nil {
		return err
	}
	env := s.formulas()
	c, err := o.Expr.Eval(env)
	if err != nil {
		return err
	}
	c.Name = o.Name
	m := Made{Item: Item{Asked: o.Text, Column: column.Column{Title: c.Label, Unit: c.Unit, Formula: o.Expr.String(), Missing: "where a part is, with the gravest of their letters"}},
		Header: o.Name, I: -1, J: -1, inputs: used}
	was := snapshot{env, s.base, used}
	m.Why = func(base int) (Cell, error) { return s.Panel.whyMade(o.Expr, was, base, c.At(was.row(base))) }
	s.add(at, c, m)
	s.note(o, s.Frame.Rows, letters(missingOf(c)), nil, used)
	return nil
}

// snapshot is what a column was made of, as it stood then.
type snapshot struct {
	env  *formula.Env
	base []int32
	used []Made
}

// row is the row then of a row before anything was filtered. Filters keep the order.
func (w snapshot) row(base int) int {
	if w.base == nil {
		return base
	}
	at, _ := slices.BinarySearch(w.base, int32(base))
	return at
}

// baseRow is the way back.
func (w snapshot) baseRow(row int) int {
	if w.base == nil {
		return row
	}
	return int(w.base[row])
}

// whyMade explains a made cell by the cells it was made of.
func (p *Panel) whyMade(e *formula.Expr, was snapshot, base int, value float64) (Cell, error) {
	reads, all, err := e.Reads(was.env, was.row(base), explained)
	if err != nil {
		return Cell{}, err
	}
	cell := Cell{Year: int(p.rows.years[base]), Value: value, N: all, Ref: comity.Ref{Note: "made by the formula " + e.String()}}
	if all > len(reads) {
		cell.Ref.Note += fmt.Sprintf("; of %s cells behind it the nearest %d are shown", grouped(all), len(reads))
	}
	for _, r := range reads {
		at := was.baseRow(r.Row)
		in := Input{Label: r.Column + yearWords(int(p.rows.years[at])), Value: was.env.Lookup(r.Column).At(r.Row)}
		for _, m := range was.used {
			if m.Header != r.Column {
				continue
			}
			in.Unit = m.Column.Unit
			if c, err := p.explainAt(at, m); err == nil && !m.Key {
				in.Ref = c.Ref
			}
		}
		cell.Inputs = append(cell.Inputs, in)
	}
	return cell, nil
}

// where keeps the rows for which a formula is true.
func (s *stepper) where(o Op) error {
	used, err := s.resolve(o.Expr.Names())
	if err != nil {
		return err
	}
	rows, t, err := o.Expr.Where(s.formulas())
	if err != nil {
		return err
	}
	before := s.Frame.Rows
	s.keep(rows)
	s.note(o, before, fmt.Sprintf("%s false, %s", grouped(t.False), letters(t.Missing)), nil, used)
	return nil
}
