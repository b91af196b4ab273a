package panel

// Militarised disputes by directed pair and year, of a list of them (Correlates of War; Gibler, Miller and Little), and the one of
// each year that is left by rules.

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/record"
)

// disputes are the disputes, or the wars, of one list.
type disputes struct {
	noun  string
	ninth bool          // the source writes -9 for what it does not know, and the peer leaves it
	table *record.Table // by directed pair and year
	whole *record.Table // as a whole; the same table where its rows say it
	pairs *byPair[whittled]

	year, number, onset                             record.Column
	fatality, hostlev, mindur, maxdur, recip, stmon record.Column // of whole
	wholeOf                                         map[float64]int32
}

// disputes reads the list of a family of sources, once a panel.
func (b *bench) disputes(family string) (*disputes, error) {
	table, err := b.table(family, "dirdisp")
	if err != nil {
		return nil, err
	}
	whole := table
	if _, ok := table.Column("hostlev"); !ok {
		if whole, err = b.table(family, "disp"); err != nil {
			return nil, err
		}
	}
	return keep(b, "disputes of "+family, func() *disputes { return newDisputes(table, whole) }), nil
}

// wars reads the list of interstate wars, once a panel: what the rules take for the deaths of a war are those of both states.
func (b *bench) wars(family string) (*disputes, error) {
	t, err := b.table(family, "war")
	if err != nil {
		return nil, err
	}
	return keep(b, "wars of "+family, func() *disputes {
		d := &disputes{noun: "war", table: t, whole: t, year: columnOf(t, "year"), number: columnOf(t, "warnum"), onset: columnOf(t, "onset")}
		one, two := columnOf(t, "batdeath1"), columnOf(t, "batdeath2")
		d.lay(func(row int) whittled {
			w := whittled{row: int32(row), whole: int32(row), year: int(known(d.year.Number(row), 0)), onset: d.onset.Number(row) == 1}
			w.fatality = math.Inf(-1)
			if x, y := one.Number(row), two.Number(row); x == x || y == y {
				w.fatality = known(x, 0) + known(y, 0)
			}
			return w
		})
		return d
	}), nil
}

func newDisputes(table, whole *record.Table) *disputes {
	d := &disputes{noun: "dispute", ninth: true, table: table, whole: whole, year: columnOf(table, "year"), number: columnOf(table, "dispnum")}
	if d.onset = columnOf(table, "disponset"); d.onset.Name == "" {
		d.onset = columnOf(table, "midonset")
	}
	d.fatality, d.hostlev, d.mindur = columnOf(whole, "fatality"), columnOf(whole, "hostlev"), columnOf(whole, "mindur")
	d.maxdur, d.recip, d.stmon = columnOf(whole, "maxdur"), columnOf(whole, "recip"), columnOf(whole, "stmon")
	if whole != table {
		number := columnOf(whole, "dispnum")
		d.wholeOf = make(map[float64]int32, whole.Rows)
		for i := range whole.Rows {
			d.wholeOf[number.Number(i)] = int32(i)
		}
	}
	d.lay(d.read)
	return d
}

// lay lays the rows out by pair, in order of years.
func (d *disputes) lay(read func(row int) whittled) {
	d.pairs = newByPair(d.table.Rows, pairOf(d.table), read).each(func(list []whittled) []whittled {
		slices.SortStableFunc(list, func(x, y whittled) int { return cmp.Compare(x.year, y.year) })
		return list
	})
}

// read reads what the rules look at from a row.
func (d *disputes) read(row int) whittled {
	w := whittled{row: int32(row), whole: int32(row), year: int(known(d.year.Number(row), 0)), onset: d.onset.Number(row) == 1}
	if d.wholeOf != nil {
		var ok bool
		if w.whole, ok = d.wholeOf[d.number.Number(row)]; !ok {
			w.whole = -1
		}
	}
	least := math.Inf(-1)
	w.fatality, w.hostlev = known(numberAt(d.fatality, w.whole), .5), known(numberAt(d.hostlev, w.whole), least)
	w.mindur, w.maxdur = known(numberAt(d.mindur, w.whole), least), known(numberAt(d.maxdur, w.whole), least)
	w.recip, w.stmon = known(numberAt(d.recip, w.whole), least), known(numberAt(d.stmon, w.whole), math.Inf(1))
	return w
}

// numberAt reads a number of a row, missing in the source where there is no such row.
func numberAt(c record.Column, row int32) float64 {
	if row < 0 {
		return comity.NaN(comity.InSource)
	}
	return c.Number(int(row))
}

// known gives a number, or another where it is missing.
func known(x, otherwise float64) float64 {
	if x != x {
		return otherwise
	}
	return x
}

// left gives the disputes that rules leave, one a pair and year.
func (d *disputes) left(b *bench, names []string) (*byPair[whittled], error) {
	rules, err := rulesNamed(names)
	if err != nil {
		return nil, err
	}
	rules = append(rules, whittleRules[len(whittleRules)-1])
	name := "disputes left of " + d.table.Source + " by " + strings.Join(names, ",")
	return keep(b, name, func() *byPair[whittled] {
		return d.pairs.each(func(list []whittled) []whittled { return whittle(list, rules) })
	}), nil
}

// in gives the dispute of a pair that is left in a year, nil where there is none.
func in(list []whittled, year int) *whittled {
	if i, ok := slices.BinarySearchFunc(list, year, func(w whittled, year int) int { return cmp.Compare(w.year, year) }); ok {
		return &list[i]
	}
	return nil
}

// words names a dispute.
func (d *disputes) words(w *whittled, p comity.Pair) string {
	return d.noun + " " + d.number.Show(int(w.row)) + " of " + nameIn(p.A, w.year) + " and " + nameIn(p.B, w.year) + yearWords(w.year)
}
