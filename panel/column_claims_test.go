package panel

// The columns of claims in panels: every cell is the calculator's.

import (
	"math/rand/v2"
	"strings"
	"testing"

	"comity"
	"comity/column"
	"comity/format/frame"
)

// filledBy computes a column with options over a grid.
func filledBy(t testing.TB, b *bench, g *Grid, text string) (Item, made) {
	t.Helper()
	it, err := NewCatalogue(nil).Find(text)
	if err != nil {
		t.Fatal(err)
	}
	if it.fill == nil {
		t.Fatalf("%s has no filler", text)
	}
	m, err := it.fill.fill(b, g)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return it, m
}

// gridFor is all state-years or directed dyad-years of a system.
func gridFor(b *bench, d column.Column) *Grid {
	if d.Size() == 1 {
		return b.stateGrid(Spec{})
	}
	return b.dyadGrid(Spec{})
}

// sampled gives rows to look at: some at random, and all of a few states or pairs.
func sampled(g *Grid, n int) []int {
	r := rand.New(rand.NewPCG(20, 26))
	var out []int
	for range n {
		out = append(out, r.IntN(g.Len()))
	}
	for range 12 {
		run := g.Runs[r.IntN(len(g.Runs))]
		for i := range run.Len {
			out = append(out, run.Row+i)
		}
	}
	for _, p := range [][2]int16{{2, 365}, {365, 710}, {200, 255}, {220, 260}, {2, 200}, {640, 2}, {325, 255}, {300, 345}, {710, 2}} {
		for i := range g.Runs {
			if run := &g.Runs[i]; run.CodeA == p[0] && (run.CodeB == p[1] || run.CodeB == 0) {
				for i := range run.Len {
					out = append(out, run.Row+i)
				}
			}
		}
	}
	return out
}

// TestClaimColumnsInPanels holds the cells filled at once against those computed one by one, under the usual reading and others.
func TestClaimColumnsInPanels(t *testing.T) {
	notUnderRace(t, "TestDeterminism")
	e := built(t)
	texts := []string{"trade.turnover:cow-trade-4.0", "trade.exports:source=cow-trade-4.0", "trade.share:cow-trade-4.0", "trade.dependence:cow-trade-4.0", "trade.total:cow-trade-4.0",
		"trade.balance:headline:gacc", "trade.imports:headline:gacc", "alliance.obligation:atop-5.1", "trade.turnover:atlas-g20-china"}
	for _, d := range column.All() {
		texts = append(texts, d.Name)
	}
	for _, sys := range []comity.System{comity.COW, comity.UN} {
		b := newBench(e, sys, Spec{})
		for _, text := range texts {
			it, err := NewCatalogue(nil).Find(text)
			if err != nil {
				t.Fatal(err)
			}
			g := gridFor(b, it.Column)
			_, m := filledBy(t, b, g, text)
			r, err := b.chosen(it.Column.Name, it.Options, nil)
			if it.Column.Name == "vote.agreement" {
				r, err = e.Readings("vote.agreement", nil)[0], nil
			}
			if err != nil {
				t.Fatal(err)
			}
			known := 0
			for _, row := range sampled(g, 4000) {
				run := g.runOf(row)
				want := e.Cell(it.Column.Name, run.states(), r, run.year(row))
				if got := m.At(row); !same(got, want.Value) {
					t.Fatalf("%s, %s, %v in %d: %v, the calculator's is %v", sys, text, run.states(), run.year(row), show(got), show(want.Value))
				} else if got == got {
					known++
				}
				if why := m.why(row); !same(why.Value, m.At(row)) || why.Year != run.year(row) {
					t.Fatalf("%s, %s, %v in %d: filled %v, explained as %v of %d", sys, text, run.states(), run.year(row), show(m.At(row)), show(why.Value), why.Year)
				}
			}
			if known == 0 {
				t.Errorf("%s, %s: no cell of the sample has a value", sys, text)
			}
		}
	}
}

func show(x float64) any {
	if x != x {
		return comity.Why(x).Letter()
	}
	return x
}

// TestSymmetricInPanels: a symmetric column has one value for a pair, whichever comes first.
func TestSymmetricInPanels(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	for _, d := range symmetricColumns(t) {
		_, m := filledBy(t, b, g, d.Name)
		checkSymmetric(t, d.Name, g, m.Column)
	}
}

// symmetricColumns are the symmetric columns of comity's own that the test record can fill.
func symmetricColumns(t *testing.T) []column.Column {
	var out []column.Column
	for _, d := range column.All() {
		if d.Shape == column.Symmetric {
			out = append(out, d)
		}
	}
	return out
}

func checkSymmetric(t *testing.T, name string, g *Grid, c *frame.Column) {
	t.Helper()
	for _, row := range sampled(g, 20000) {
		if back := g.Find(g.B[row], g.A[row], int(g.Year[row])); !same(c.At(row), c.At(back)) {
			t.Fatalf("%s of %d and %d in %d: %v one way, %v the other", name, g.A[row], g.B[row], g.Year[row], c.At(row), c.At(back))
		}
	}
}

// TestSourceOfAColumn: a source that is not here, or not of the kind, is said.
func TestSourceOfAColumn(t *testing.T) {
	e := core(t)
	for text, want := range map[string]string{
		"trade.turnover:atlas-hs92-v18": "not in the record here", "trade.turnover:polity-5": "not in the record here", "trade.turnover:nonsense": "can be read from itpd-e",
		"capability.cinc": "comity pull nmc",
	} {
		it, err := NewCatalogue(nil).Find(text)
		if err != nil {
			t.Fatal(err)
		}
		b := newBench(e, comity.COW, Spec{})
		if _, err = it.fill.fill(b, gridFor(b, it.Column)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
