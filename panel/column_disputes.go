package panel

// This file fills the columns of militarised disputes: onset and ongoing, what the dispute that is left by the rules was, and the
// years of peace.

import (
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
	"comity/source"
)

// disputeLists are the lists of disputes and wars by the beginning of the names of their columns: their families of sources, how they
// are read, and their usual rules.
var disputeLists = []struct {
	columns, family string
	read            func(b *bench, family string) (*disputes, error)
	rules           []string
}{
	{"dispute.cow_", "cow-mid-disputes", (*bench).disputes, usualRules},
	{"dispute.gml_", "gml-mid-disputes", (*bench).disputes, usualRules},
	{"war.cow_", "cow-war-inter", (*bench).wars, []string{"onsets", "fatality", "jds"}},
}

// disputeFillers gives the fillers of the columns of the lists.
func disputeFillers() []filler {
	var out []filler
	for _, c := range column.Panel() {
		for _, l := range disputeLists {
			if name, ok := strings.CutPrefix(c.Name, l.columns); ok {
				list := func(b *bench) (*disputes, error) { return l.read(b, l.family) }
				out = append(out, filler{column: c.Name, from: []string{l.family}, choose: chooseDispute(list, l.rules, name)})
			}
		}
	}
	return out
}

// listOf reads a list of disputes, once a panel.
type listOf func(b *bench) (*disputes, error)

// chooseDispute gives the fill of a column of a list for the options asked for.
func chooseDispute(list listOf, usual []string, name string) func(Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		rules := o["whittle"]
		if len(rules) == 0 {
			rules = usual
		}
		if _, err := rulesNamed(rules); err != nil {
			return nil, err
		}
		switch name {
		case "spell":
			return peaceFill(list, o.One("event", "ongoing") == "onset"), nil
		case "onset", "ongoing":
			return disputeFlagFill(list, rules, name == "onset"), nil
		case "init1", "init2":
			side := name[len(name)-1:]
			return disputeFigureFill(list, rules, initiates(side, o.One("init", "sidea-all-joiners"))), nil
		}
		return disputeFigureFill(list, rules, plainFigure(name)), nil
	}
}

// disputeFlagFill fills whether the dispute that is left in a year begins in it, or is there at all.
func disputeFlagFill(list listOf, rules []string, onset bool) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		d, err := list(b)
		if err != nil {
			return made{}, err
		}
		left, err := d.left(b, rules)
		if err != nil {
			return made{}, err
		}
		c := flags(g.Len(), 0)
		g.eachRun(func(r *Run) {
			dst := c.Small[r.Row : r.Row+r.Len]
			b.silence(dst, r, d.table, comity.COW)
			for _, w := range left.of(r.A, r.B) {
				if i := w.year - r.From; i >= 0 && i < r.Len {
					dst[i] = flagOf(yes(w.onset || !onset))
				}
			}
		})
		return made{c, d.explain(b, g, c, left, rules, func(w *whittled) []Input {
			return []Input{{Value: yes(w.onset || !onset), Unit: "0/1", Ref: d.table.RowRef(int(w.row)), Variable: d.onset.Name}}
		})}, nil
	}
}

// explain tells the dispute behind a cell, and how many it was taken from.
func (d *disputes) explain(b *bench, g *Grid, c *frame.Column, left *byPair[whittled], rules []string, inputs func(w *whittled) []Input) func(row int) Cell {
	return func(row int) Cell {
		r := g.runOf(row)
		year := r.From + row - r.Row
		cell := Cell{Year: year, Value: c.At(row), Ref: d.table.Ref(0)}
		w := in(left.of(r.A, r.B), year)
		if w == nil {
			cell.Ref.Note = silenceNote(d.table, year)
			return cell
		}
		for _, w := range d.pairs.of(r.A, r.B) {
			if w.year == year {
				cell.N++
			}
		}
		cell.Inputs = inputs(w)
		for i := range cell.Inputs {
			in := &cell.Inputs[i]
			in.Label = strings.TrimSpace(in.Label + " " + d.words(w, r.pair()))
		}
		cell.Ref = cell.Inputs[0].Ref
		if cell.N > 1 {
			cell.Ref.Note = "of several of the two in the year the one left by " + whittleWords(rules)
		}
		return cell
	}
}

// disputeFigure reads a figure of a dispute that is left, and tells the cells it is read from.
type disputeFigure func(d *disputes) (value func(w *whittled) float64, inputs func(w *whittled) []Input, unit string)

// plainFigure is a cell of the disputes by pair and year, or, where they do not have it, of the dispute as a whole.
func plainFigure(name string) disputeFigure {
	return func(d *disputes) (func(w *whittled) float64, func(w *whittled) []Input, string) {
		table, c, row := d.table, columnOf(d.table, name), func(w *whittled) int32 { return w.row }
		if c.Name == "" {
			table, c, row = d.whole, columnOf(d.whole, name), func(w *whittled) int32 { return w.whole }
		}
		value := func(w *whittled) float64 { return numberAt(c, row(w)) }
		return value, func(w *whittled) []Input {
			return []Input{{Label: c.Name + " of", Value: value(w), Unit: c.Unit, Ref: rowRef(table, row(w)), Variable: c.Name}}
		}, unitOf(c)
	}
}

// unitOf is the unit of the cells of a column of a table of rows.
func unitOf(c record.Column) string {
	if c.Kind == source.FlagCell {
		return "0/1"
	}
	return c.Unit
}

// yes is the number of a flag.
func yes(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// rowRef is the provenance of a row, of the table where there is none.
func rowRef(t *record.Table, row int32) comity.Ref {
	if row < 0 {
		return t.Ref(0)
	}
	return t.RowRef(int(row))
}

// initiates says by a rule whether a state began a dispute: the rules take its side and whether it was in from the first day.
func initiates(side, rule string) disputeFigure {
	return func(d *disputes) (func(w *whittled) float64, func(w *whittled) []Input, string) {
		sidea, orig := columnOf(d.table, "sidea"+side), columnOf(d.table, "orig"+side)
		value := func(w *whittled) float64 {
			a, o := sidea.Number(int(w.row)), orig.Number(int(w.row))
			if a != a || o != o {
				return comity.NaN(comity.Worst(comity.Why(a), comity.Why(o)))
			}
			began := a == 1
			switch rule {
			case "sidea-orig":
				began = a == 1 && o == 1
			case "sidea-all-joiners":
				began = a == 1 || o == 0
			}
			return yes(began)
		}
		return value, func(w *whittled) []Input {
			var out []Input
			for _, c := range []record.Column{sidea, orig} {
				out = append(out, Input{Label: c.Name + " of", Value: c.Number(int(w.row)), Unit: "0/1", Ref: d.table.RowRef(int(w.row)), Variable: c.Name})
			}
			return out
		}, "0/1"
	}
}

// disputeFigureFill fills a figure of the dispute that is left; where the pair has none the question does not apply.
func disputeFigureFill(list listOf, rules []string, figure disputeFigure) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		d, err := list(b)
		if err != nil {
			return made{}, err
		}
		left, err := d.left(b, rules)
		if err != nil {
			return made{}, err
		}
		value, inputs, unit := figure(d)
		shown := func(w *whittled) float64 {
			x := value(w)
			if b.compat && d.ninth && comity.Why(x) == comity.InSource {
				return -9 // as the source writes it, and the peer leaves it
			}
			return x
		}
		c := &frame.Column{Kind: frame.Whole}
		if unit == "0/1" {
			c.Kind = frame.Flag
		}
		if fitsSmall(left, shown) {
			c.Small = make([]int8, g.Len())
			disputeCells(b, g, d, left, c.Small, func(w *whittled) int8 { return small(shown(w)) })
		} else {
			c.Ints = make([]int32, g.Len())
			disputeCells(b, g, d, left, c.Ints, func(w *whittled) int32 { return wide(shown(w)) })
		}
		return made{c, d.explain(b, g, c, left, rules, inputs)}, nil
	}
}

// fitsSmall says whether all figures are small whole numbers.
func fitsSmall(left *byPair[whittled], value func(w *whittled) float64) bool {
	return !slices.ContainsFunc(left.items, func(w whittled) bool {
		x := value(&w)
		return x == x && float64(int8(small(x))) != x
	})
}

// disputeCells writes the cells of a figure.
func disputeCells[T int8 | int32](b *bench, g *Grid, d *disputes, left *byPair[whittled], cells []T, cell func(w *whittled) T) {
	g.eachRun(func(r *Run) {
		dst := cells[r.Row : r.Row+r.Len]
		fillSilence(b, dst, r, d.table, comity.COW, reasonOf[T](comity.NotApplicable))
		list := left.of(r.A, r.B)
		for k := range list {
			if i := list[k].year - r.From; i >= 0 && i < r.Len {
				dst[i] = cell(&list[k])
			}
		}
	})
}
