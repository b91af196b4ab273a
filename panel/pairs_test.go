package panel

import (
	"math"
	"runtime"
	"strings"
	"testing"

	"comity"
	"comity/format/frame"
)

// TestByPair: what is put in under a pair comes out under it, in its order, and nothing under another.
func TestByPair(t *testing.T) {
	pairs := []comity.Pair{{A: usa, B: china}, {A: china, B: usa}, {A: usa, B: china}, {A: comity.NoState, B: usa}, {A: usa, B: math.MaxInt16}, {A: -1, B: usa}}
	x := newByPair(len(pairs), func(i int) comity.Pair { return pairs[i] }, func(i int) int { return i })
	if got := x.of(usa, china); len(got) != 2 || got[0] != 0 || got[1] != 2 {
		t.Errorf("of the first pair %v", got)
	}
	if got := x.of(china, usa); len(got) != 1 || got[0] != 1 {
		t.Errorf("the other way round %v", got)
	}
	for _, p := range []comity.Pair{{A: usa, B: usa}, {A: usa, B: russia}, {A: usa, B: math.MaxInt16}, {A: -1, B: usa}, {A: comity.NoState, B: usa}, {A: 4000, B: 4001}} {
		if got := x.of(p.A, p.B); len(got) > 0 {
			t.Errorf("of %v %v", p, got)
		}
	}
	odd := x.each(func(list []int) []int { return list[1:] })
	if got := odd.of(usa, china); len(got) != 1 || got[0] != 2 || len(odd.of(china, usa)) > 0 {
		t.Errorf("after each %v, %v", got, odd.of(china, usa))
	}
}

// TestNarrowCells: what does not fit a cell, or is no whole number, is undefined, never another number.
func TestNarrowCells(t *testing.T) {
	for _, x := range []float64{0, 1, -101, 127, 128, -102, .5, 1e300, math.Inf(-1), math.MaxInt32, math.MaxInt32 + 1, frame.MinInt, comity.NaN(comity.InSource)} {
		a, b := frame.Column{Small: []int8{small(x)}}, frame.Column{Ints: []int32{wide(x)}}
		for _, got := range []float64{a.At(0), b.At(0)} {
			if got == x || x != x && comity.Why(got) == comity.Why(x) {
				continue
			}
			if comity.Why(got) != comity.Undefined {
				t.Errorf("%v is kept as %v", x, got)
			}
		}
	}
}

// TestEither: a flag of two is known where one is 1, or both are.
func TestEither(t *testing.T) {
	none, unknown, absent := int8(0), reasonOf[int8](comity.InSource), reasonOf[int8](comity.NotCovered)
	for _, c := range [][3]int8{{1, 0, 1}, {0, 0, 0}, {1, unknown, 1}, {unknown, none, unknown}, {none, absent, absent}, {unknown, absent, absent}} {
		if either(c[0], c[1]) != c[2] || either(c[1], c[0]) != c[2] {
			t.Errorf("%d and %d make %d and %d, want %d", c[0], c[1], either(c[0], c[1]), either(c[1], c[0]), c[2])
		}
	}
}

// TestRivalsTable: every line of rivals.tsv has its form, and mends a rivalry that the list has under that number and state.
func TestRivalsTable(t *testing.T) {
	lines := 0
	for line := range strings.Lines(rivalsTSV) {
		if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "source\t") {
			lines++
		}
	}
	if lines != len(mends()) {
		t.Errorf("%d lines, %d are read", lines, len(mends()))
	}
	b := newBench(built(t), comity.COW, Spec{})
	for _, m := range mends() {
		table, err := b.table(m.source, "rivalry")
		if err != nil {
			t.Fatal(err)
		}
		number, start, end, pair := columnOf(table, "number"), columnOf(table, "start"), columnOf(table, "end"), pairOf(table)
		found := false
		for i := range table.Rows {
			found = found || number.Number(i) == m.number && (pair(i).A == m.listed || pair(i).B == m.listed) &&
				start.Number(i) <= float64(m.from) && float64(m.to) <= end.Number(i)
		}
		if !found {
			t.Errorf("%+v mends nothing", m)
		}
	}
}

// TestPairThreads: the same cells at any number of threads.
func TestPairThreads(t *testing.T) {
	s := Spec{Unit: "dyad-year", Directed: true, From: 1900, To: 1950, Columns: pairColumns(), Absent: "missing"}
	cat := catalogueOf(t)
	one := func(threads int) *Panel {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		p, err := built(t).Build(t.Context(), cat, s)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p, q := one(1), one(7)
	for k, c := range p.Frame.Columns {
		for i := range p.Frame.Rows {
			if x, y := c.At(i), q.Frame.Columns[k].At(i); math.Float64bits(x) != math.Float64bits(y) {
				t.Fatalf("%s of %v is %v with one thread, %v with seven", c.Name, key3(p, i), x, y)
			}
		}
	}
}
