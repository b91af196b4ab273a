package panel

// Dispute-dyad-years: each militarised dispute, each pair of states on its two sides, each year of the pair in it, as the lists of the
// Correlates of War project and of Gibler, Miller and Little have them.

import (
	"cmp"
	"slices"

	"comity/format/frame"
	"comity/record"
)

// midLists are the lists of disputes by their names, the usual first.
var midLists = []string{"cow-mid", "gml-mid", "dyadic-mid"}

// midTable is where a list has its disputes by directed pair and year.
type midTable struct {
	family, table, number string
	keys                  []string // columns of the key beside the number, the states and the year
	whole                 bool     // a table of the same family says what disputes are as a whole
}

var midTables = map[string]midTable{
	"cow-mid":    {"cow-mid-disputes", "dirdisp", "dispnum", nil, true},
	"gml-mid":    {"gml-mid-disputes", "dirdisp", "dispnum", nil, true},
	"dyadic-mid": {"dyadic-mid", "dyad", "disno", []string{"start"}, false}, // a pair may enter a dispute twice in a year
}

func disputeRows(b *bench, k kind, s Spec) (*rows, error) {
	mid := midTables[cmp.Or(s.Of, midLists[0])]
	t, err := b.table(mid.family, mid.table)
	if err != nil {
		return nil, err
	}
	l := &listing{b: b, pairs: true, undirected: !s.Directed}
	if l.scoped, l.all, err = b.rostersOf(k, s); err != nil {
		return nil, err
	}
	number, _ := t.Column(mid.number)
	first, _ := t.Column("a")
	second, _ := t.Column("b")
	year, _ := t.Column("year")
	order := make([]int, t.Rows)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(number.Number(x), number.Number(y)), cmp.Compare(first.State(x), first.State(y)), cmp.Compare(second.State(x), second.State(y)), cmp.Compare(year.Number(x), year.Number(y)))
	})
	unit := int32(0)
	for n, i := range order {
		if n > 0 && (number.Number(i) != number.Number(order[n-1]) || first.State(i) != first.State(order[n-1]) || second.State(i) != second.State(order[n-1])) {
			unit++
		}
		l.add(i, first.State(i), second.State(i), int(year.Number(i)), unit)
	}
	r := l.rows(s)
	id := tableCells(t, number, l.from)
	id.Name, id.Label = number.Name, "number of the dispute in the list "+t.Source
	r.ids = append([]*frame.Column{id}, l.codeColumns(s)...)
	for _, c := range t.All() {
		switch {
		case slices.Contains(mid.keys, c.Name):
			key := tableCells(t, c, l.from)
			key.Name, key.Label = headerOf(c.Name), c.Meaning
			r.ids = append(r.ids, key)
		case !slices.Contains([]string{number.Name, "a", "b", "year"}, c.Name):
			r.own = append(r.own, tableColumn(t, mid.family, c, l.from))
		}
	}
	if !mid.whole {
		return r, nil
	}
	return r, b.wholeDisputes(r, mid.family, number, l.from)
}

// wholeDisputes adds what a list says of disputes as a whole, where it does not say so of the pair.
func (b *bench) wholeDisputes(r *rows, family string, number record.Column, from []int32) error {
	t, err := b.table(family, "disp")
	if err != nil {
		return err
	}
	rowOf := map[float64]int32{}
	key, _ := t.Column("dispnum")
	for i := range t.Rows {
		rowOf[key.Number(i)] = int32(i)
	}
	at := make([]int32, len(from))
	for row, i := range from {
		j, ok := rowOf[number.Number(int(i))]
		if !ok {
			return &record.DamagedError{Where: t.Source, Why: "a dispute of a pair is not among the disputes"}
		}
		at[row] = j
	}
	for _, c := range t.All() {
		if c.Name != "dispnum" && !slices.ContainsFunc(r.own, func(f filled) bool { return f.column.In() == headerOf(c.Name) }) {
			r.own = append(r.own, tableColumn(t, family, c, at))
		}
	}
	return nil
}
