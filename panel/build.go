package panel

// This file makes a panel: rows of a unit, the columns asked for filled over the grids and reached from the rows, then the steps
// in their order.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/states"
)

// Spec is what a panel is asked to be; it is what a lock file keeps of it. Zero values are the defaults.
type Spec struct {
	Unit     string   `json:"unit"`
	System   string   `json:"system"` // cow, gw, un
	Directed bool     `json:"directed,omitempty"`
	K        int      `json:"k,omitempty"`  // of k-ad-years
	Of       string   `json:"of,omitempty"` // what the rows are of, where a unit asks: a body, a list of disputes or treaties, groups
	From     int      `json:"from,omitempty"`
	To       int      `json:"to,omitempty"`
	ExtendTo int      `json:"extend_to,omitempty"`
	On       string   `json:"on,omitempty"`
	Scope    []string `json:"scope,omitempty"` // who: states, groups, regions
	Columns  []string `json:"columns,omitempty"`
	Steps    []Step   `json:"steps,omitempty"`
	Compat   string   `json:"compat,omitempty"` // "peacesciencer": values as the peer gives them
	Absent   string   `json:"absent,omitempty"` // "missing": columns whose sources are not here are .e, not an error
	Seed     uint64   `json:"seed,omitempty"`
	Book     string   `json:"book,omitempty"` // the book of trade of columns that ask for none, as it was chosen; empty: by the years (book.go)
}

// Step is one operation on a panel, in the words of the user.
type Step struct {
	Kind string `json:"kind"` // let, where, sample, join
	Text string `json:"text"`
}

// Panel is a panel with all it needs to be written, described and explained.
type Panel struct {
	Spec    Spec
	Frame   *frame.Frame // all rows at once; nil where the panel is made in blocks (see Table)
	blocks  *blocks
	Columns []Made // one a column of the frame
	Log     []Noted
	Joined  []JoinedFile
	base    []int32 // of each row: its row before anything was filtered; nil: itself
	rows    *rows
	bench   *bench
	maker   *maker
}

// Made is a column of a panel: what it is, and the way to its cells.
type Made struct {
	Item
	Header string
	I, J   int    // which states of the row it is of; -1 where of none
	Key    bool   // identifies the row
	Table  string // the user's own table it was joined from
	made   made
	index  []int32                      // of each row before filtering: the row of the grid; nil: itself
	inputs []Made                       // the columns a made one was made of
	Why    func(base int) (Cell, error) // of a column that a step made: explains the cell of a row before anything was filtered
}

// Noted is what a step did to the number of rows, in words.
type Noted struct {
	What          string
	Before, After int
	Notes         []string // what else is to be known of it: the match of a join, the shares of a sample
	Sources       []string // ids of the sources of the columns it used
}

// SystemOf reads the name of a list of states; empty is that of the Correlates of War.
func SystemOf(name string) (comity.System, error) { return systemNamed(name) }

// systemNamed reads the name of a system; empty is cow.
func systemNamed(name string) (comity.System, error) {
	for _, s := range []comity.System{comity.COW, comity.GW, comity.UN} {
		if s.String() == name || name == "" {
			return s, nil
		}
	}
	return 0, fmt.Errorf("no system of states is called %q; there are cow, gw, un", name)
}

// check refuses what makes no sense before anything is made.
func (s Spec) check() error {
	if s.Compat != "" && s.Compat != "peacesciencer" {
		return fmt.Errorf("--compat %q: only peacesciencer can be followed", s.Compat)
	}
	if _, err := s.ops(); err != nil {
		return err
	}
	return s.options().Check()
}

// kind finds the kind of rows asked for, with as many states as are asked for, and the list of states they are of.
func (s Spec) kind() (kind, comity.System, error) {
	if err := s.check(); err != nil {
		return kind{}, 0, err
	}
	k, err := findKind(s.Unit)
	if err != nil {
		return kind{}, 0, err
	}
	if k, err = k.hold(s); err != nil {
		return kind{}, 0, err
	}
	sys, err := systemNamed(cmp.Or(s.System, k.system))
	if err == nil && k.ofList() {
		err = s.within(sys)
	}
	return k, sys, err
}

// YearsError says that a list of states knows nothing of the years asked for.
type YearsError struct{ Why string }

func (e *YearsError) Error() string { return e.Why }

// within refuses years of which the list of states knows nothing.
func (s Spec) within(sys comity.System) error {
	first, last := knownYears(sys)
	switch {
	case s.ExtendTo != 0 && s.ExtendTo < last:
		return fmt.Errorf("--extend-to %d: the list of states (%s) goes to %d by itself; --years takes fewer", s.ExtendTo, sys, last)
	case s.To != 0 && s.To < first:
		return &YearsError{fmt.Sprintf("the list of states (%s) is known from %d to %d, and the years asked for end with %d", sys, first, last, s.To)}
	case s.From > max(last, s.ExtendTo):
		return &YearsError{fmt.Sprintf("the list of states (%s) is known from %d to %d, and the years asked for begin with %d; --extend-to YEAR lets its last members go on", sys, first, last, s.From)}
	}
	return nil
}

// cutShort says that years asked for lie after the last the list of states knows, so that they have no rows.
func (s Spec) cutShort(sys comity.System) []string {
	if _, last := knownYears(sys); s.To > max(last, s.ExtendTo) {
		return []string{fmt.Sprintf("there are none after %d, for the list of states (%s) is known to %d; --extend-to %d lets its last members go on", max(last, s.ExtendTo), sys, last, s.To)}
	}
	return nil
}

// knownYears gives the first and the last year of a list of states.
func knownYears(sys comity.System) (first, last int) {
	last = states.Covered(sys).Year()
	first = last
	for _, s := range states.Spells(sys) {
		first = min(first, s.Span.From.Year())
	}
	return first, last
}

// Build makes a panel. One with very many rows is made block by block as it is read (blocks.go).
func (e *Engine) Build(ctx context.Context, cat *Catalogue, s Spec) (*Panel, error) {
	return e.build(ctx, cat, s, wholeRows, blockRows)
}

// build makes a panel, whole up to a number of rows, else in blocks of about so many.
func (e *Engine) build(ctx context.Context, cat *Catalogue, s Spec, whole, block int64) (*Panel, error) {
	k, sys, err := s.kind()
	if err != nil {
		return nil, err
	}
	s.System = sys.String()
	m := &maker{b: newBench(e, sys, s), cat: cat, spec: s, kind: k, kept: map[madeKey]made{}}
	parts, err := m.parts(whole, block)
	if err != nil {
		return nil, err
	}
	first, err := m.block(ctx, parts[0])
	if err != nil {
		return nil, err
	}
	if len(parts) > 1 {
		first, err = m.stream(ctx, parts, first)
	}
	if err != nil {
		return nil, err
	}
	first.Log, err = m.scoped(first.Log)
	if k.ofList() && err == nil {
		first.Log[0].Notes = append(s.cutShort(sys), first.Log[0].Notes...)
	}
	return first, err
}

// scoped puts before the log of a panel what each of its scopes did to the number of rows.
func (m *maker) scoped(log []Noted) ([]Noted, error) {
	if len(m.spec.Scope) == 0 {
		return log, nil
	}
	all := m.spec
	all.Scope = nil
	n, err := m.kind.count(m.b, all)
	if err != nil {
		return nil, err
	}
	out := []Noted{{What: m.kind.title, After: int(n), Notes: log[0].Notes}}
	scopes, err := m.spec.scopes(m.kind, m.b.sys)
	for i := 0; i < len(scopes) && err == nil; i++ {
		before := n
		all.Scope = m.spec.Scope[:i+1]
		if n, err = m.kind.count(m.b, all); err == nil {
			out = append(out, Noted{What: scopes[i].Words, Before: int(before), After: int(n), Notes: scopes[i].limits(m.b.days(m.spec))})
		}
	}
	return append(out, log[1:]...), err
}

// maker makes the panel of a spec, whole or in blocks: what is the same in every block is made once.
type maker struct {
	b     *bench
	cat   *Catalogue
	spec  Spec
	kind  kind
	items []Item
	kept  map[madeKey]made
}

// madeKey is a column over a grid.
type madeKey struct {
	column string
	grid   *Grid
}

// block makes the panel of a part of the rows.
func (m *maker) block(ctx context.Context, part part) (*Panel, error) {
	r, err := part.rows()
	if err != nil {
		return nil, err
	}
	r.world = m.b.worldGrid()
	if m.items == nil {
		if m.items, err = m.cat.items(m.spec, m.kind, r); err != nil {
			return nil, err
		}
	}
	p := &Panel{Spec: m.spec, rows: r, bench: m.b, maker: m, Log: []Noted{{What: m.kind.title, After: r.n, Notes: r.notes}}}
	if err := p.fill(ctx, m.items); err != nil {
		return nil, err
	}
	if err := p.assemble(m.kind); err != nil {
		return nil, err
	}
	return p, p.steps(ctx, m.kind, m.cat)
}

// items reads the columns asked for, sets opened, each held to the unit.
func (c *Catalogue) items(s Spec, k kind, r *rows) ([]Item, error) {
	out := []Item{}
	asked := s.Columns
	if len(asked) == 0 {
		asked = r.ownNames()
	}
	for _, text := range asked {
		names := []string{text}
		if strings.HasPrefix(text, "@") {
			var err error
			if names, err = setOf(text, s); err != nil {
				return nil, err
			}
		}
		for _, name := range r.spelled(names) {
			it, err := c.item(name, k, r)
			if err != nil {
				return nil, err
			}
			out = append(out, it)
		}
	}
	return out, nil
}

// item reads one column asked for; a column the unit brings with it goes before the catalogue's.
func (c *Catalogue) item(name string, k kind, r *rows) (Item, error) {
	header, own, named := strings.Cut(name, "=")
	if !named {
		header, own = "", name
	}
	for _, f := range r.own {
		if d := f.describe(); d.Name == strings.TrimSpace(own) || d.In() == strings.TrimSpace(own) {
			return Item{Asked: name, Column: d, Header: strings.TrimSpace(header), unit: true, fill: &filler{column: d.Name, from: f.from}}, nil
		}
	}
	it, err := c.Find(name)
	if err != nil {
		return it, err
	}
	if err = it.fits(k); err != nil {
		if other, ok := c.namesake(name, k); ok {
			return other, nil
		}
	}
	return it, err
}

// namesake finds the column that fits the unit among those that have one name in a panel (gmlmidongoing of pairs, of states).
func (c *Catalogue) namesake(name string, k kind) (Item, bool) {
	name, options, chosen := strings.Cut(name, ":")
	for _, d := range c.own {
		full := d.Name
		if chosen {
			full += ":" + options
		}
		if d.In() != name {
			continue
		}
		if it, err := c.Find(full); err == nil && it.fits(k) == nil {
			return it, true
		}
	}
	return Item{}, false
}

// fits says whether a column is one of the unit.
func (it Item) fits(k kind) error {
	d := it.Column
	if len(d.Units) > 0 && !slices.Contains(d.Units, k.name) {
		return fmt.Errorf("%s is a column of %s, not of %s", d.Name, strings.Join(d.Units, ", "), k.name)
	}
	if need := d.Size(); need > k.slots {
		return fmt.Errorf("%s is a column of a %s, and a row of %s has %s: ask for it in a panel of pairs (comity panel dyad-year)", d.Name, d.Shape, k.name, countStates(k.slots))
	}
	if it.Slot > 1 && k.slots == 1 {
		return fmt.Errorf("%s is of the second state of a pair, and a row of %s has one state: ask in a panel of pairs (comity panel dyad-year)", it.Asked, k.name)
	}
	if it.Slot > k.slots {
		return fmt.Errorf("%s: a row of %s has %s, not %d", it.Asked, k.name, countStates(k.slots), it.Slot)
	}
	if it.fill == nil {
		return fmt.Errorf("%s cannot be put in a panel yet", d.Name)
	}
	return nil
}

func countStates(n int) string {
	switch n {
	case 0:
		return "no state"
	case 1:
		return "one state"
	}
	return fmt.Sprintf("%d states", n)
}

// fill computes the distinct columns of the items, several at a time. Columns whose sources are not here are told together.
func (p *Panel) fill(ctx context.Context, items []Item) error {
	type job struct {
		made made
		err  error
	}
	jobs, names := map[string]*job{}, []string{}
	for _, it := range items {
		if jobs[it.key()] == nil {
			jobs[it.key()] = &job{}
			names = append(names, it.key())
		}
	}
	var wg sync.WaitGroup
	for _, name := range names {
		it := items[slices.IndexFunc(items, func(it Item) bool { return it.key() == name })]
		wg.Go(func() {
			if ctx.Err() == nil {
				j := jobs[name]
				j.made, j.err = p.fillOne(it)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	absent := &AbsentError{}
	for _, name := range names {
		var a *AbsentError
		switch err := jobs[name].err; {
		case err == nil:
		case errors.As(err, &a):
			absent.Columns = append(absent.Columns, name)
			for _, s := range a.Sources {
				if !slices.Contains(absent.Sources, s) {
					absent.Sources = append(absent.Sources, s)
				}
			}
		default:
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if len(absent.Columns) > 0 {
		return absent
	}
	for _, it := range items {
		p.spread(it, jobs[it.key()].made)
	}
	return nil
}

// fillOne computes one column over its grid, or takes it from the block before where the grid is the same.
func (p *Panel) fillOne(it Item) (made, error) {
	m := p.maker
	if it.unit {
		done, err := p.rows.unitColumn(it.Column.Name)
		if p.mayLack(err) {
			return withheldColumn(p.rows.n), nil
		}
		return done, err
	}
	grid := p.rows.grid(it)
	key := madeKey{it.key(), grid}
	m.b.mu.Lock()
	done, ok := m.kept[key]
	m.b.mu.Unlock()
	if ok {
		return done, nil
	}
	done, err := it.fill.fill(m.b, grid)
	if p.mayLack(err) {
		done, err = withheldColumn(grid.Len()), nil
	}
	if err == nil && grid != p.rows.only {
		m.b.mu.Lock()
		m.kept[key] = done
		m.b.mu.Unlock()
	}
	return done, err
}

// mayLack says whether an error is of a source that is not here, and the panel is to be made without it.
func (p *Panel) mayLack(err error) bool {
	var absent *AbsentError
	return errors.As(err, &absent) && p.Spec.Absent == "missing"
}

// withheldColumn is a column whose source is not here.
func withheldColumn(n int) made {
	return made{reals(n, comity.Withheld), func(int) Cell { return Cell{Value: comity.NaN(comity.Withheld)} }}
}

// grid is the grid a column is computed on; nil for what the unit brings.
func (r *rows) grid(it Item) *Grid {
	if it.unit {
		return nil
	}
	g, _, _ := r.of(it)
	return g
}

// spread makes the columns of the panel that one column gives: of each state of a row, of each two.
func (p *Panel) spread(it Item, m made) {
	add := func(i, j int, index []int32) {
		k := len(p.rows.slot)
		p.Columns = append(p.Columns, Made{Item: it, Header: it.header(i, j, k), I: i, J: j, made: m, index: index})
	}
	_, slot, pair := p.rows.of(it)
	switch size := it.Column.Size(); {
	case it.unit:
		add(-1, -1, nil)
	case size == 0:
		add(-1, -1, p.rows.toWorld())
	case size == 1:
		for i, index := range slot {
			if it.Slot == 0 || it.Slot == i+1 {
				add(i, -1, index)
			}
		}
	default:
		for i := range p.rows.slot {
			for j := range p.rows.slot {
				if index, ok := pair[[2]int{i, j}]; ok {
					add(i, j, index)
				}
			}
		}
	}
}

// assemble puts the columns that identify a row and those asked for into one frame.
func (p *Panel) assemble(k kind) error {
	p.Frame = &frame.Frame{Rows: p.rows.n}
	asked := p.Columns
	p.Columns = nil
	for _, c := range p.rows.ids {
		p.Frame.Columns = append(p.Frame.Columns, c)
		p.Columns = append(p.Columns, Made{Header: c.Name, Key: true, I: -1, J: -1})
	}
	for _, m := range asked {
		if p.Frame.Column(m.Header) != nil {
			return fmt.Errorf("two columns of the panel would be called %s (the second is %s): give one another name, as NAME=%s", m.Header, m.Column.Name, m.Column.Name)
		}
		p.Frame.Columns = append(p.Frame.Columns, m.columnOf(p.rows.n, len(p.rows.slot)))
		p.Columns = append(p.Columns, m)
	}
	return nil
}

// columnOf is a filled column as it stands in the panel: named, described, reached from the rows.
func (m Made) columnOf(rows, states int) *frame.Column {
	c := *m.made.Column
	c.Name, c.Label, c.Unit = m.Header, label(m, states), cmp.Or(c.Unit, m.Column.Unit)
	switch {
	case rows == 0:
		c.Via = []int32{} // an index of no rows, not none
	case len(m.index) > 0:
		c.Via = through(c.Via, m.index)
	}
	for _, v := range m.Column.Values {
		c.Named = append(c.Named, frame.Named{Value: int32(v.Value), Text: v.Text})
	}
	c.Notes = append(c.Notes, m.Column.Formula, "missing: "+m.Column.Missing)
	return &c
}

// through gives the cells that rows lead to which lead to rows of a grid themselves; a grid without a way has its rows as cells.
func through(via, index []int32) []int32 {
	if via == nil {
		return index
	}
	out := make([]int32, len(index))
	for i, row := range index {
		out[i] = via[row]
	}
	return out
}

// label says in one line what a column of a panel is whose rows have so many states.
func label(m Made, states int) string {
	switch {
	case m.Column.Size() == 1 && m.I >= 0 && states > 1:
		return fmt.Sprintf("%s, of state %d", m.Column.Title, m.I+1)
	case m.Column.Shape == column.Directed:
		return m.Column.Title + ", first to second"
	}
	return m.Column.Title
}

// Explain says how the cell of a row and column of the panel came about: its inputs and the source rows behind them.
func (p *Panel) Explain(row int, m Made) (Cell, error) {
	block, at, err := p.Holding(row)
	if err != nil {
		return Cell{}, err
	}
	if block != p { // the way to its cells is the block's
		i := slices.IndexFunc(block.Columns, func(c Made) bool { return c.Header == m.Header })
		if i < 0 {
			return Cell{}, fmt.Errorf("the panel has no column %s", m.Header)
		}
		m = block.Columns[i]
	}
	return block.explainAt(block.baseRow(at), m)
}

// explainAt explains the cell of a row before anything was filtered.
func (p *Panel) explainAt(row int, m Made) (Cell, error) {
	if m.Why != nil {
		return m.Why(row)
	}
	if len(m.index) > 0 {
		row = int(m.index[row])
	}
	if m.made.why == nil {
		return Cell{}, fmt.Errorf("%s identifies the row", m.Header)
	}
	return m.made.why(row), nil
}

// Rows is the number of rows of the panel.
func (p *Panel) Rows() int {
	if p.blocks != nil {
		return p.blocks.before[len(p.blocks.parts)]
	}
	return p.Frame.Rows
}

// Table gives the panel as a table to be written.
func (p *Panel) Table() *frame.Table {
	t := &frame.Table{Rows: p.Rows()}
	if p.blocks == nil {
		t = frame.One(p.Frame)
	} else {
		t.Columns, t.Blocks = p.blocks.heads, p.blocks.frames
	}
	for m := comity.NotCovered; m <= comity.Withheld; m++ {
		t.Reasons = append(t.Reasons, m.String())
	}
	return t
}
