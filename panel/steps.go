package panel

// Steps are operations on a panel in the order in which the user writes them: a column is made (let) or taken away (drop), rows
// are kept by a condition (where) or by chance (sample), the user's own table is joined. After each step stands how many rows
// there were before and after, and why the others went. All steps are read before anything is made.

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"comity/format/frame"
	"comity/formula"
)

// Op is a step that was read.
type Op struct {
	Step
	Name   string        // of let: the column it makes
	Expr   *formula.Expr // of let and where
	Sample Sample
	Join   Join
	Drop   []string // of drop: names, or patterns of names
}

// Uses gives the names of the columns a step needs.
func (o Op) Uses() []string {
	switch {
	case o.Expr != nil:
		return o.Expr.Names()
	case o.Sample.Cases != nil:
		return o.Sample.Cases.Names()
	}
	var out []string
	for _, k := range o.Join.Keys {
		out = append(out, k.Panel)
	}
	return out
}

// opKind is a kind of steps: how its text is read, and what it does.
type opKind struct {
	name  string
	parse func(text string, o *Op) error
	run   func(s *stepper, o Op) error
}

// opKinds is the plain list of them.
var opKinds = []opKind{
	{"let", parseLet, (*stepper).let},
	{"where", parseWhere, (*stepper).where},
	{"sample", parseSample, (*stepper).sample},
	{"join", parseJoin, (*stepper).join},
	{"drop", parseDrop, (*stepper).drop},
}

// maxSteps bounds how many steps a panel may have.
const maxSteps = 500

func findOp(name string) (opKind, error) {
	var names []string
	for _, k := range opKinds {
		if k.name == name {
			return k, nil
		}
		names = append(names, k.name)
	}
	return opKind{}, fmt.Errorf("no step is called %q; there are %s", name, strings.Join(names, ", "))
}

// ParseStep reads the text of a step: of let NAME = FORMULA, of where FORMULA, of sample, join and drop as they are described in
// docs/OPERATIONS.md.
func ParseStep(kind, text string) (Op, error) {
	o := Op{Step: Step{Kind: kind, Text: text}}
	k, err := findOp(kind)
	if err == nil {
		err = k.parse(text, &o)
	}
	return o, err
}

// ops reads the steps of a panel.
func (s Spec) ops() ([]Op, error) {
	if len(s.Steps) > maxSteps {
		return nil, fmt.Errorf("%d steps are more than %d", len(s.Steps), maxSteps)
	}
	var out []Op
	for i, step := range s.Steps {
		o, err := ParseStep(step.Kind, step.Text)
		if err != nil {
			return nil, &StepError{i + 1, step, err}
		}
		out = append(out, o)
	}
	return out, nil
}

// StepError says which step is wrong.
type StepError struct {
	N    int // from 1
	Step Step
	Err  error
}

func (e *StepError) Error() string {
	return fmt.Sprintf("step %d, %s %s: %v", e.N, e.Step.Kind, clipText(e.Step.Text), e.Err)
}

// Unwrap gives the reason.
func (e *StepError) Unwrap() error { return e.Err }

// clipText quotes a text, cut where it is long.
func clipText(text string) string {
	if r := []rune(text); len(r) > 60 {
		text = string(r[:59]) + "…"
	}
	return strconv.Quote(text)
}

// stepper carries out the steps of one panel.
type stepper struct {
	*Panel
	ctx        context.Context
	cat        *Catalogue
	kind       kind
	unit, time []int32 // of the rows there are now
	samples    int     // drawn so far

	aside *Panel // columns that only formulas use: they are not part of the panel, but go with its rows
	env   *formula.Env
}

// steps carries out the steps in their order.
func (p *Panel) steps(ctx context.Context, k kind, cat *Catalogue) error {
	ops, err := p.Spec.ops()
	if err != nil {
		return err
	}
	s := &stepper{Panel: p, ctx: ctx, cat: cat, kind: k, unit: p.rows.unit, time: p.rows.time, aside: &Panel{Frame: &frame.Frame{Rows: p.rows.n}}}
	for i, o := range ops {
		if err := ctx.Err(); err != nil {
			return err
		}
		op, _ := findOp(o.Kind)
		if err := op.run(s, o); err != nil {
			return &StepError{i + 1, o.Step, err}
		}
	}
	return nil
}

// note writes a step into the log.
func (s *stepper) note(o Op, before int, what string, notes []string, used []Made) {
	n := Noted{What: o.Kind + " " + o.Text, Before: before, After: s.Frame.Rows, Notes: notes}
	if what != "" {
		n.What += ": " + what
	}
	for _, m := range used {
		for _, id := range s.Behind(m) {
			if !slices.Contains(n.Sources, id) {
				n.Sources = append(n.Sources, id)
			}
		}
	}
	s.Log = append(s.Log, n)
}

// keep leaves only some rows, in the order they had.
func (s *stepper) keep(rows []int32) {
	if rows == nil {
		rows = []int32{} // an index of no rows, not none
	}
	s.Frame, s.aside.Frame = s.Frame.Select(rows), s.aside.Frame.Select(rows)
	s.unit, s.time = chosen(s.unit, rows), chosen(s.time, rows)
	if s.base == nil {
		s.base = rows
	} else {
		s.base = chosen(s.base, rows)
	}
	s.env = nil
}

func chosen(x, rows []int32) []int32 {
	if x == nil {
		return nil
	}
	out := make([]int32, len(rows))
	for i, r := range rows {
		out[i] = x[r]
	}
	return out
}

// baseRow is the row before anything was filtered.
func (p *Panel) baseRow(row int) int {
	if p.base == nil {
		return row
	}
	return int(p.base[row])
}

// column finds a column of the panel, or one that only formulas use, by its name there; nil where there is none.
func (s *stepper) column(name string) (*frame.Column, Made) {
	for _, p := range []*Panel{s.Panel, s.aside} {
		for i, c := range p.Frame.Columns {
			if c.Name == name {
				return c, p.Columns[i]
			}
		}
	}
	return nil, Made{}
}

// resolve sees to it that the columns of names are there: of those that are not in the panel it makes the catalogue's. A name
// that is nowhere is left for the formula to complain of, which knows the place.
func (s *stepper) resolve(names []string) ([]Made, error) {
	var used []Made
	for _, name := range names {
		c, m := s.column(name)
		if c == nil {
			var err error
			if m, err = s.fetch(name); err != nil {
				return nil, err
			}
		}
		if m.Header != "" {
			used = append(used, m)
		}
	}
	return used, nil
}

// fetch makes a column of the catalogue beside the panel, under the name by which it was called.
func (s *stepper) fetch(name string) (Made, error) {
	it, err := s.cat.item(name, s.kind, s.rows)
	if unknown := new(NoColumnError); errors.As(err, &unknown) {
		return Made{}, nil
	}
	if err != nil {
		return Made{}, err
	}
	of := &Panel{Spec: s.Spec, rows: s.rows, maker: s.maker}
	of.spread(it, made{})
	if len(of.Columns) != 1 {
		return Made{}, fmt.Errorf("%s is a column of each state of the row: write %s1 or %s2, or a function of both, as weaklink(%s)", name, name, name, name)
	}
	cells, err := of.fillOne(it)
	if err != nil {
		return Made{}, err
	}
	m := of.Columns[0]
	m.made, m.Header = cells, name
	one := &frame.Frame{Rows: s.rows.n, Columns: []*frame.Column{m.columnOf(s.rows.n, len(s.rows.slot))}}
	if s.base != nil {
		one = one.Select(s.base)
	}
	s.aside.Frame.Columns = append(s.aside.Frame.Columns, one.Columns[0])
	s.aside.Columns = append(s.aside.Columns, m)
	return m, nil
}

// formulas gives what formulas are worked out over.
func (s *stepper) formulas() *formula.Env {
	if s.env == nil {
		now, aside := s.Frame, s.aside.Frame
		s.env = &formula.Env{Frame: now, Unit: s.unit, Time: s.time, Exists: s.exists(), Known: s.known(), Period: s.kind.period(), CountRows: s.bench.compat,
			Lookup: func(name string) *frame.Column {
				if c := now.Column(name); c != nil {
					return c
				}
				return aside.Column(name)
			}}
	}
	return s.env
}

// known are the names of the catalogue that a formula may mean.
func (s *stepper) known() []string {
	var out []string
	for _, c := range s.cat.Columns() {
		for _, name := range []string{c.Name, c.In()} {
			if c.Size() == 1 && s.kind.slots > 1 {
				out = append(out, name+"1", name+"2")
			} else {
				out = append(out, name)
			}
		}
	}
	return out
}

// period is the word for one step of time of a kind of rows.
func (k kind) period() string {
	for _, period := range []string{"month", "day"} {
		if strings.HasSuffix(k.name, "-"+period) {
			return period
		}
	}
	return "year"
}

// exists says whether all states of a row were states at another time; nil where rows are of something else too (a leader, a
// dispute), which may not have been there although its states were. Of times before and after the list of states nothing is
// known, so that there they may have been.
func (s *stepper) exists() func(row int, time int32) bool {
	if !slices.Contains([]string{"state", "dyad", "k-ad"}, s.kind.name[:max(strings.LastIndexByte(s.kind.name, '-'), 0)]) {
		return nil
	}
	grid, slots, base := s.rows.states, s.rows.slot, s.base
	if s.rows.fine != nil {
		grid, slots = s.rows.fine.states, s.rows.fine.slot
	}
	first, last := grid.span()
	return func(row int, time int32) bool {
		if int(time) < first || int(time) > last {
			return true
		}
		if base != nil {
			row = int(base[row])
		}
		for _, slot := range slots {
			at := row
			if len(slot) > 0 { // else the rows are those of the grid
				at = int(slot[row])
			}
			if grid.Find(grid.A[at], 0, int(time)) < 0 {
				return false
			}
		}
		return true
	}
}

// span gives the first and the last period of a grid.
func (g *Grid) span() (first, last int) {
	for i, r := range g.Runs {
		if i == 0 || r.From < first {
			first = r.From
		}
		last = max(last, r.From+r.Len-1)
	}
	return first, last
}

// parseDrop reads names, with commas.
func parseDrop(text string, o *Op) error {
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if _, err := path.Match(name, ""); name == "" || err != nil {
			return fmt.Errorf("want names of columns with commas, or patterns of names: NAME, milex*")
		}
		o.Drop = append(o.Drop, name)
	}
	return nil
}

// drop takes columns away. Those that identify the row stay.
func (s *stepper) drop(o Op) error {
	var gone []string
	for _, pattern := range o.Drop {
		hit := false
		for _, m := range s.Columns {
			ok, _ := path.Match(pattern, m.Header)
			if hit = hit || ok; !ok {
				continue
			}
			if m.Key {
				return fmt.Errorf("%s identifies the row and stays", m.Header)
			}
			gone = append(gone, m.Header)
		}
		if !hit {
			return fmt.Errorf("the panel has no column %s%s", pattern, s.nearest(pattern))
		}
	}
	f := &frame.Frame{Rows: s.Frame.Rows}
	var columns []Made
	for i, m := range s.Columns {
		if !slices.Contains(gone, m.Header) {
			f.Columns, columns = append(f.Columns, s.Frame.Columns[i]), append(columns, m)
		}
	}
	s.Frame, s.Columns, s.env = f, columns, nil
	s.note(o, s.Frame.Rows, "", nil, nil)
	return nil
}

// nearest says which columns of the panel a name may mean.
func (s *stepper) nearest(name string) string {
	var names []string
	for _, m := range s.Columns {
		names = append(names, m.Header)
	}
	return formula.Meant(name, names)
}

// grouped writes a count with commas between its thousands.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// letters writes how many cells are missing, by letter: "1,200 missing (1,100 .a, 100 .c)".
func letters(by [27]int) string {
	all := 0
	var parts []string
	for l, n := range by {
		if all += n; n > 0 {
			parts = append(parts, fmt.Sprintf("%s .%c", grouped(n), 'a'+l-1))
		}
	}
	if all == 0 {
		return "none missing"
	}
	return fmt.Sprintf("%s missing (%s)", grouped(all), strings.Join(parts, ", "))
}

// missingOf counts the missing cells of a column by letter.
func missingOf(c *frame.Column) (by [27]int) {
	var cells [1024]float64
	for lo := 0; lo < c.Len(); lo += len(cells) {
		hi := min(lo+len(cells), c.Len())
		c.Read(lo, hi, cells[:hi-lo])
		for _, x := range cells[:hi-lo] {
			by[frame.Letter(x)]++
		}
	}
	by[0] = 0
	return by
}

// firstOf gives the first few of a list, cut with an ellipsis.
func firstOf(list []string, n int) string {
	return strings.Join(list[:min(n, len(list))], "; ") + map[bool]string{true: " …"}[len(list) > n]
}
