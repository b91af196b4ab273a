package panel

// Dispute-dyad-years: each militarised dispute, each pair of states on its two sides, each year of the pair in it, as the lists of the
// Correlates of War project and of Gibler, Miller and Little have them.

import (
	"cmp"
	"slices"

	"comity/format/frame"
	"comity/record"
)

// midLists are the families of the lists of disputes by their names, the usual first.
var midLists = []string{"cow-mid", "gml-mid"}

func disputeRows(b *bench, k kind, s Spec) (*rows, error) {
	family := cmp.Or(s.Of, midLists[0]) + "-disputes"
	t, err := b.table(family, "dirdisp")
	if err != nil {
		return nil, err
	}
	l := &listing{b: b, pairs: true, undirected: !s.Directed}
	if l.scoped, l.all, err = b.rostersOf(k, s); err != nil {
		return nil, err
	}
	number, _ := t.Column("dispnum")
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
	id.Name, id.Label = "dispnum", "number of the dispute in the list "+t.Source
	r.ids = append([]*frame.Column{id}, l.codeColumns(s)...)
	for _, c := range t.All() {
		if !slices.Contains([]string{"dispnum", "a", "b", "year"}, c.Name) {
			r.own = append(r.own, tableColumn(t, family, c, l.from))
		}
	}
	return r, b.wholeDisputes(r, family, number, l.from)
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
