package panel

// What a source has of a pair, found at once: its rows, or its runs of years.

import (
	"math"

	"comity"
	"comity/format/frame"
	"comity/record"
)

// wide is the cell of an Ints column: a whole number that fits, else the letter of what is missing.
func wide(x float64) int32 {
	if l := frame.Letter(x); l != 0 {
		return frame.IntMissing(l)
	}
	if x < frame.MinInt || x > math.MaxInt32 || x != math.Trunc(x) {
		return frame.IntMissing(undefined)
	}
	return int32(x)
}

// byPair keeps items so that those of one directed pair are found without a search: keys are numbered, and a square of all pairs
// of them says where the items of each begin. Items of one pair stay in the order they came in.
type byPair[T any] struct {
	number []int16 // of a key, from 1; 0: a key with no items
	side   int
	begin  []int32
	items  []T
}

// lastKey is no less than the key of any state: the square of pairs is no larger than its square, whatever a table holds.
const lastKey = 1<<12 - 1

// newByPair makes the index of n items. Items without one of their states are left out.
func newByPair[T any](n int, pair func(i int) comity.Pair, item func(i int) T) *byPair[T] {
	x := &byPair[T]{}
	for i := range n {
		if p := pair(i); p.A > 0 && p.B > 0 && p.A <= lastKey && p.B <= lastKey {
			x.count(p.A)
			x.count(p.B)
		}
	}
	x.begin = make([]int32, x.side*x.side+1)
	for i := range n {
		if at := x.at(pair(i)); at >= 0 {
			x.begin[at+1]++
		}
	}
	for i := range x.side * x.side {
		x.begin[i+1] += x.begin[i]
	}
	x.items = make([]T, x.begin[len(x.begin)-1])
	next := append([]int32(nil), x.begin...)
	for i := range n {
		if at := x.at(pair(i)); at >= 0 {
			x.items[next[at]] = item(i)
			next[at]++
		}
	}
	return x
}

// count gives a key a number.
func (x *byPair[T]) count(s comity.State) {
	for int(s) >= len(x.number) {
		x.number = append(x.number, make([]int16, 1024)...)
	}
	if x.number[s] == 0 {
		x.side++
		x.number[s] = int16(x.side)
	}
}

// at is the place of a pair in the square, -1 where nothing is known of one of the two.
func (x *byPair[T]) at(p comity.Pair) int {
	if p.A <= 0 || p.B <= 0 || int(p.A) >= len(x.number) || int(p.B) >= len(x.number) {
		return -1
	}
	a, b := int(x.number[p.A]), int(x.number[p.B])
	if a == 0 || b == 0 {
		return -1
	}
	return (a-1)*x.side + b - 1
}

// of gives the items of a directed pair.
func (x *byPair[T]) of(a, b comity.State) []T {
	at := x.at(comity.Pair{A: a, B: b})
	if at < 0 {
		return nil
	}
	return x.items[x.begin[at]:x.begin[at+1]]
}

// pairRuns gives the table of a variable of pairs and the index of its runs, made once a panel.
func (b *bench) pairRuns(family, name string) (*pairSeries, error) {
	t, err := b.variable(family, name)
	if err != nil {
		return nil, err
	}
	return b.seriesOf(t, name), nil
}

// pairSeries is a variable of pairs with its runs by pair.
type pairSeries struct {
	table *record.Table
	record.Variable
	runs *byPair[record.Run]
}

func (b *bench) seriesOf(t *record.Table, name string) *pairSeries {
	return keep(b, "runs of "+t.Source+" "+name, func() *pairSeries {
		h, _ := t.Variable(name)
		var runs []record.Run
		t.Each(name, comity.NoState, func(r record.Run) { runs = append(runs, r) })
		pair := func(i int) comity.Pair { return comity.Pair{A: runs[i].A, B: runs[i].B} }
		return &pairSeries{t, h, newByPair(len(runs), pair, func(i int) record.Run { return runs[i] })}
	})
}

// at gives the value of a directed pair in a year and its row.
func (s *pairSeries) at(p comity.Pair, year int) (float64, int64) {
	for _, run := range s.runs.of(p.A, p.B) {
		return run.At(year)
	}
	return comity.NaN(comity.NotCovered), 0
}

// eachFlag calls f with the flag of each year of a run that the source has a cell of, by its place in the run: 0, 1, or the
// letter of a missing cell.
func (s *pairSeries) eachFlag(p comity.Pair, r *Run, f func(i int, x int8)) {
	for _, run := range s.runs.of(p.A, p.B) {
		lo, hi := max(r.From, run.From), min(r.From+r.Len, run.From+run.Years())
		for from := lo; from < hi; from += chunk {
			var buf [chunk]float64
			xs := buf[:min(chunk, hi-from)]
			for i := range xs {
				xs[i] = comity.NaN(comity.NotCovered)
			}
			run.Values(from, xs)
			for i, x := range xs {
				if cell := flagOf(x); cell != frame.SmallMissing(notCovered) {
					f(from-r.From+i, cell)
				}
			}
		}
	}
}

// flagOf is the cell of a flag.
func flagOf(x float64) int8 {
	switch l := frame.Letter(x); {
	case l != 0:
		return frame.SmallMissing(l)
	case x == 0:
		return 0
	}
	return 1
}

// pair is the pair of a run.
func (r *Run) pair() comity.Pair { return comity.Pair{A: r.A, B: r.B} }

// columnOf gives a column of a table of rows; one it does not have has no values.
func columnOf(t *record.Table, name string) record.Column {
	c, _ := t.Column(name)
	return c
}

// pairOf gives the pair of each row of a table.
func pairOf(t *record.Table) func(i int) comity.Pair {
	a, b := columnOf(t, "a"), columnOf(t, "b")
	return func(i int) comity.Pair { return comity.Pair{A: a.State(i), B: b.State(i)} }
}

// small is the cell of a Small column: a whole number that fits, else the letter of what is missing (what does not fit is undefined).
func small(x float64) int8 {
	if l := frame.Letter(x); l != 0 {
		return frame.SmallMissing(l)
	}
	if x < frame.MinSmall || x > frame.MaxSmall || x != math.Trunc(x) {
		return frame.SmallMissing(undefined)
	}
	return int8(x)
}

// each gives the index of what f makes of the items of each pair; f may change the list it is given.
func (x *byPair[T]) each(f func(list []T) []T) *byPair[T] {
	out := &byPair[T]{number: x.number, side: x.side, begin: make([]int32, len(x.begin))}
	for i := range x.side * x.side {
		if lo, hi := x.begin[i], x.begin[i+1]; lo < hi {
			out.items = append(out.items, f(x.items[lo:hi:hi])...)
		}
		out.begin[i+1] = int32(len(out.items))
	}
	return out
}
