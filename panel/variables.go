package panel

// Every variable of every source is a column, named FAMILY.VARIABLE (nmc.cinc), or ID.VARIABLE for one edition (nmc-6.0.cinc).
// This file describes them from the cards, whether their source is here or not, and fills them.

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
	"comity/source"
)

// variable is a variable of a source as a column.
type variable struct {
	column column.Column
	family string // or the id of the source
	name   string // of the variable
	system comity.System
	listed bool     // the source codes by a list of states: silence says nothing of others
	factor float64  // what the producers' figure was multiplied by to be in whole units; 0: nothing
	flip   bool     // of a pair: read from the second state to the first
	rest   []string // variables that hold other years of the same column of the producers
}

// Variables gives the variables of the cards as columns: of a family once, as its highest edition describes it.
func Variables(cards []source.Card) []column.Column {
	var out []column.Column
	for _, v := range variablesOf(cards) {
		out = append(out, v.column)
	}
	return out
}

func variablesOf(cards []source.Card) []variable {
	best := map[string]source.Card{}
	for _, c := range cards {
		if old, ok := best[familyOf(c)]; !ok || c.Rank > old.Rank || c.Rank == old.Rank && c.ID > old.ID {
			best[familyOf(c)] = c
		}
	}
	var out []variable
	for _, c := range cards {
		if best[familyOf(c)].ID == c.ID {
			out = append(out, describeCard(c, familyOf(c))...)
		}
	}
	return out
}

func familyOf(c source.Card) string {
	if c.Family != "" {
		return c.Family
	}
	return c.ID
}

// describeCard gives the variables of a card as columns under a name.
func describeCard(c source.Card, under string) []variable {
	var out []variable
	for _, v := range c.Variables {
		d := column.Column{Name: under + "." + v.Name, Title: cmp.Or(v.Meaning, v.Name+", as "+c.Title+" has it"), Shape: column.Monadic, Unit: v.Unit, Header: headerOf(v.Name),
			Formula: "as the source says it", Missing: "not covered outside the source's years and states; " + absenceWords(v.Absence)}
		w := variable{family: under, name: v.Name}
		for _, s := range c.Series {
			for _, sv := range s.Variables {
				if sv.Name != v.Name {
					continue
				}
				w.system, w.listed = systemOf(s.A.Scheme)
				w.factor, w.rest = sv.Factor, restOf(s, sv)
				if s.B.Column != "" || s.B.Columns != "" || s.B.Value != "" || s.Pair != "" {
					d.Shape = column.Directed
				}
				if (sv.Symmetric || s.Pair == "ordered") && d.Shape == column.Directed {
					d.Shape = column.Symmetric
				}
			}
		}
		w.column = d
		out = append(out, w)
	}
	return out
}

// restOf gives the variables of a series that hold other years of the column of one: it was cut where its unit changes.
func restOf(s source.Series, v source.SeriesVariable) []string {
	var out []string
	for _, o := range s.Variables {
		if o.Name != v.Name && o.Column == v.Column && o.Years != nil && v.Years != nil {
			out = append(out, o.Name)
		}
	}
	return out
}

func absenceWords(a source.Absence) string {
	if a == source.Zero {
		return "inside them no row means zero"
	}
	return "inside them no row means nothing"
}

// systemOf gives the list of states a scheme of codes is of.
func systemOf(scheme string) (comity.System, bool) {
	switch scheme {
	case "cow", "cowc":
		return comity.COW, true
	case "gw", "gwc":
		return comity.GW, true
	}
	return comity.COW, false
}

// headerOf makes the name of a variable one that every statistics program takes.
func headerOf(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '_'
	}, name)
}

// filler fills the variable over a grid.
func (v variable) filler() *filler {
	return &filler{column: v.column.Name, from: []string{v.family}, fill: func(b *bench, g *Grid) (made, error) {
		t, err := b.variable(v.family, v.name)
		if err != nil {
			return made{}, err
		}
		h, _ := t.Variable(v.name)
		at := func(r *Run) func(year int) (float64, int64) { return v.reader(t, h, r) }
		if b.compat {
			h.Unit = v.published(h.Unit)
			at = func(r *Run) func(year int) (float64, int64) { return v.publisher(t, h, r) }
		}
		c := v.overlays(b, t, g).fill(g, h.Unit)
		c.Unit = h.Unit
		return made{c, func(row int) Cell {
			r := g.runOf(row)
			return explainSeries(t, h, v.pair(r), r, row, at)
		}}, nil
	}}
}

// overlays gives the variable over a grid, as the source has it or, where the peer is followed, as its producers do.
func (v variable) overlays(b *bench, t *record.Table, g *Grid) *overlays {
	o := &overlays{list: []overlay{v.overlay(b, t, g)}}
	if !b.compat {
		return o
	}
	for _, name := range v.rest {
		rest := v
		rest.name = name
		o.list = append(o.list, rest.overlay(b, t, g))
	}
	o.per = v.factor
	return o
}

// pair is the pair whose values are those of a run.
func (v variable) pair(r *Run) comity.Pair {
	if v.flip {
		return r.pair().Flip()
	}
	return r.pair()
}

// reader gives the values of one state or pair: what the source says, or what its silence means.
func (v variable) reader(t *record.Table, h record.Variable, r *Run) func(year int) (float64, int64) {
	p := v.pair(r)
	run, found := t.Series(v.name, p.A, p.B)
	if !found && r.B != comity.NoState && v.column.Shape == column.Symmetric {
		run, _ = t.Series(v.name, r.B, r.A)
	}
	silence := comity.NaN(comity.NotCovered)
	return func(year int) (float64, int64) {
		if h.None {
			return run.At(0)
		}
		x, row := run.At(year)
		if comity.Why(x) == comity.NotCovered && h.Absence == string(source.Zero) && t.Covers(year) && v.spokenOf(r, year) {
			return 0, 0
		}
		if x != x && comity.Why(x) == comity.NotCovered {
			return silence, 0
		}
		return x, row
	}
}

// publisher gives the values of one state or pair as the producers' own column has them: in their unit, all its years together.
func (v variable) publisher(t *record.Table, h record.Variable, r *Run) func(year int) (float64, int64) {
	reads := []func(int) (float64, int64){v.reader(t, h, r)}
	for _, name := range v.rest {
		o := v
		o.name = name
		reads = append(reads, o.reader(t, h, r))
	}
	return func(year int) (x float64, row int64) {
		for _, read := range reads {
			if x, row = read(year); comity.Why(x) != comity.NotCovered {
				break
			}
		}
		if v.factor != 0 && x == x {
			x /= v.factor
		}
		return x, row
	}
}

// published is the unit of the producers' own column.
func (v variable) published(unit string) string {
	switch {
	case v.factor == 0:
		return unit
	case v.rest != nil:
		return strconv.FormatFloat(v.factor, 'f', -1, 64) + " of the currency of the year"
	}
	return strconv.FormatFloat(v.factor, 'f', -1, 64) + " " + unit
}

// spokenOf says whether the source's list of states has the states of a run in a year: only of them does its silence speak.
func (v variable) spokenOf(r *Run, year int) bool {
	return v.listed && membersIn(v.system).both(r, year)
}

// runOf gives the run a row is in.
func (g *Grid) runOf(row int) *Run {
	lo, hi := 0, len(g.Runs)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; g.Runs[mid].Row <= row {
			lo = mid
		} else {
			hi = mid
		}
	}
	return &g.Runs[lo]
}

// explainSeries is the cell of a row that is one value of a table.
func explainSeries(t *record.Table, h record.Variable, p comity.Pair, r *Run, row int, at func(*Run) func(int) (float64, int64)) Cell {
	year := r.From + row - r.Row
	x, n := at(r)(year)
	in := Input{Label: h.Name + " of " + nameIn(p.A, year), Value: x, Unit: h.Unit, Ref: t.Ref(n), Variable: h.Name}
	if p.B != comity.NoState {
		in.Label += " and " + nameIn(p.B, year)
	}
	in.Label += yearWords(year)
	if n == 0 && x == 0 {
		in.Ref.Note = "no row of them: none, by the source's card"
	}
	return Cell{Year: year, Value: x, Ref: in.Ref, Inputs: []Input{in}}
}

// wholeUnits are the units of variables that count or code.
var wholeUnits = map[string]bool{"count": true, "number": true, "year": true, "years": true, "days": true, "months": true, "0-5": true, "0-3": true, "code": true}

// narrow keeps a column of flags or of small whole numbers as such.
func narrow(c *frame.Column, unit string) {
	flag := unit == "0/1"
	if !flag && !wholeUnits[unit] {
		return
	}
	for _, x := range c.Reals {
		if x == x && (x != math.Trunc(x) || math.Abs(x) > math.MaxInt32-32 || flag && x != 0 && x != 1) {
			return
		}
	}
	if flag {
		c.Kind, c.Small = frame.Flag, make([]int8, len(c.Reals))
		for i, x := range c.Reals {
			if l := frame.Letter(x); l != 0 {
				c.Small[i] = frame.SmallMissing(l)
			} else {
				c.Small[i] = int8(x)
			}
		}
	} else {
		c.Kind, c.Ints = frame.Whole, make([]int32, len(c.Reals))
		for i, x := range c.Reals {
			if l := frame.Letter(x); l != 0 {
				c.Ints[i] = frame.IntMissing(l)
			} else {
				c.Ints[i] = int32(x)
			}
		}
	}
	c.Reals = nil
}
