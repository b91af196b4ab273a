package panel

import (
	"math"
	"strings"
	"testing"

	"comity"
	"comity/record"
	"comity/source"
)

// TestSanctions holds sanctions and their onset against the variables of the sources, year by year.
func TestSanctions(t *testing.T) {
	e := built(t)
	b := newBench(e, comity.COW, Spec{ExtendTo: 2023})
	g := b.dyadGrid(Spec{ExtendTo: 2023})
	for text, variable := range map[string][2]string{
		"": {"gsdb-4", "sanction"}, ":type=trade": {"gsdb-4", "sanction.trade"}, ":source=ties": {"ties-4", "sanction.imposed"},
	} {
		_, now := filledBy(t, b, g, "sanction.in_force"+text)
		_, onset := filledBy(t, b, g, "sanction.onset"+text)
		table := e.tables[variable[0]][0]
		n, begun := 0, 0
		for _, row := range sampled(g, 8000) {
			r := g.runOf(row)
			year := r.year(row)
			run, _ := table.Series(variable[1], r.A, r.B)
			x, _ := run.At(year)
			before, _ := run.At(year - 1)
			want := comity.NaN(comity.NotCovered)
			if x == x {
				want = math.Min(x, 1)
				n++
			} else if text == ":source=ties" && table.Covers(year) {
				want = 0
			}
			if !same(now.At(row), want) {
				t.Fatalf("sanctions%s of %v in %d: %v, want %v", text, r.states(), year, show(now.At(row)), show(want))
			}
			first := want
			switch {
			case year == table.From:
				first = comity.NaN(comity.NotCovered)
			case want == 1 && before >= 1:
				first = 0
			case want == 1:
				begun++
			}
			if !same(onset.At(row), first) {
				t.Fatalf("onset%s of %v in %d: %v, want %v", text, r.states(), year, show(onset.At(row)), show(first))
			}
			if why := now.why(row); !same(why.Value, want) || x == x && why.Ref.Row == 0 {
				t.Fatalf("sanctions%s of %v in %d: explained as %+v", text, r.states(), year, why)
			}
		}
		if n == 0 || begun == 0 {
			t.Errorf("%s: %d cells with a case, %d onsets", text, n, begun)
		}
	}
	if _, err := NewCatalogue(nil).Find("sanction.in_force:type=trade;source=ties"); err == nil || !strings.Contains(err.Error(), "Global Sanctions") {
		t.Errorf("a type TIES has not: %v", err)
	}
}

// TestIdealPoints: the points are the newest edition's, distances those between them, and a state outside the UN has none.
func TestIdealPoints(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{ExtendTo: 2024})
	singles, dyads := b.stateGrid(Spec{ExtendTo: 2024}), b.dyadGrid(Spec{ExtendTo: 2024})
	var cards []source.Card
	for _, s := range source.All() {
		cards = append(cards, s.Card())
	}
	for _, series := range []string{"all", "fp", "legacy"} {
		_, point := filledBy(t, b, singles, "ideal.point:"+series)
		it, err := NewCatalogue(cards).Find("ideal-points.ideal." + series)
		if err != nil {
			t.Fatal(err)
		}
		m, err := it.fill.fill(b, singles)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for row := range singles.Len() {
			x, y := point.At(row), m.At(row)
			if y == y && x != y || y != y && x == x {
				t.Fatalf("%s of %d in %d: %v, the source has %v", series, singles.A[row], singles.Year[row], show(x), show(y))
			}
			if x == x {
				n++
			}
			if why := point.why(row); !same(why.Value, x) || x == x && why.Ref.Row == 0 {
				t.Fatalf("%s of %d in %d: explained as %+v", series, singles.A[row], singles.Year[row], why)
			}
		}
		if n < 9000 {
			t.Errorf("%s: only %d points", series, n)
		}
		_, far := filledBy(t, b, dyads, "ideal.distance:"+series)
		checkSymmetric(t, "ideal.distance", dyads, far.Column)
		for _, row := range sampled(dyads, 5000) {
			year := int(dyads.Year[row])
			x, y := point.At(singles.Find(dyads.A[row], 0, year)), point.At(singles.Find(dyads.B[row], 0, year))
			want := math.Abs(x - y)
			if want != want {
				want = comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
			}
			if got := far.At(row); !same(got, want) || !same(far.why(row).Value, want) {
				t.Fatalf("%s: distance of %d and %d in %d: %v, want %v", series, dyads.A[row], dyads.B[row], year, show(got), show(want))
			}
		}
	}
	_, point := filledBy(t, b, singles, "ideal.point")
	if got := point.At(singles.Find(225, 0, 1990)); comity.Why(got) != comity.NotApplicable {
		t.Errorf("Switzerland, outside the UN in 1990, has the point %v", show(got))
	}
}

// TestMirrorGaps: the gap is between the two reports, and turns round with the flow.
func TestMirrorGaps(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	e := built(t)
	b := newBench(e, comity.COW, Spec{ExtendTo: 2023})
	g := b.dyadGrid(Spec{ExtendTo: 2023})
	for _, source := range []string{"tradhist-2016", "comtrade-mirror"} {
		_, gap := filledBy(t, b, g, "trade.mirror_gap:"+source)
		_, ratio := filledBy(t, b, g, "trade.mirror_gap:"+source+";as=ratio")
		_, less := filledBy(t, b, g, "trade.mirror_gap:"+source+";as=difference")
		_, out := filledBy(t, b, g, "trade.reported_exports:"+source)
		_, in := filledBy(t, b, g, "trade.reported_imports:"+source)
		n := 0
		for _, row := range spoken(e, g, source) {
			x, y := out.At(row), in.At(row)
			if x != x || y != y {
				if gap.At(row) == gap.At(row) {
					t.Fatalf("%s: a gap without two reports: %d to %d in %d", source, g.A[row], g.B[row], g.Year[row])
				}
				continue
			}
			n++
			if x > 0 && y > 0 && math.Abs(gap.At(row)-math.Log(y/x)) > 1e-12 || x > 0 && ratio.At(row) != y/x || less.At(row) != y-x || (x == 0 || y == 0) && comity.Why(gap.At(row)) != comity.Undefined {
				t.Fatalf("%s: %d to %d in %d: reports %v and %v, gap %v, ratio %v", source, g.A[row], g.B[row], g.Year[row], x, y, show(gap.At(row)), show(ratio.At(row)))
			}
			if n%500 == 1 {
				if why := gap.why(row); !same(why.Value, gap.At(row)) || len(why.Inputs) != 2 || why.Inputs[0].Value != x || why.Inputs[1].Value != y {
					t.Fatalf("%s: explained as %+v", source, why)
				}
			}
		}
		t.Logf("%s: %d flows with two reports", source, n)
		if n < map[string]int{"tradhist-2016": 1000, "comtrade-mirror": 50}[source] {
			t.Errorf("%s: only %d flows have two reports", source, n)
		}
	}
	_, gap := filledBy(t, b, g, "trade.book_gap")
	_, one := filledBy(t, b, g, "trade.exports:itpd-e")
	_, other := filledBy(t, b, g, "trade.exports:cow-trade-4.0")
	n := 0
	for row := 0; row < g.Len(); row += 7 {
		if x, y := one.At(row), other.At(row); x > 0 && y > 0 {
			if n++; gap.At(row) != math.Log(y/x) {
				t.Fatalf("books on %d to %d in %d: %v and %v, gap %v", g.A[row], g.B[row], g.Year[row], x, y, gap.At(row))
			}
		} else if gap.At(row) == gap.At(row) {
			t.Fatalf("a gap without two books")
		}
	}
	if n < 15000 {
		t.Errorf("only %d flows stand in both books", n)
	}
}

// spoken gives the rows of the pairs a source has anything of, both ways, and some others.
func spoken(e *Engine, g *Grid, source string) []int {
	pairs := map[comity.Pair]bool{}
	for _, t := range e.tables[source] {
		for _, v := range t.Variables {
			t.Each(v.Name, comity.NoState, func(r record.Run) { pairs[comity.Pair{A: r.A, B: r.B}.Ordered()] = true })
		}
	}
	out := sampled(g, 2000)
	for i := range g.Runs {
		if r := &g.Runs[i]; pairs[r.pair().Ordered()] {
			for k := range r.Len {
				out = append(out, r.Row+k)
			}
		}
	}
	return out
}

func TestColonialTies(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	for _, c := range []struct {
		text string
		a, b int16
		year int
		want float64
	}{
		{"colonial.ruled_by", 2, 200, 1990, 1}, {"colonial.ruled_by", 200, 2, 1990, 0}, {"colonial.tie", 200, 2, 1990, 1}, {"colonial.common", 2, 750, 1990, 1}, {"colonial.common", 2, 220, 1990, 0},
		{"colonial.ruled_by", 615, 220, 1990, 1}, {"colonial.tie", 2, 710, 1990, 0},
	} {
		_, m := filledBy(t, b, g, c.text)
		row := g.Find(c.a, c.b, c.year)
		if got := m.At(row); !same(got, c.want) || m.why(row).Value != c.want {
			t.Errorf("%s of %d and %d: %v, want %v", c.text, c.a, c.b, show(got), c.want)
		}
		if c.text != "colonial.ruled_by" {
			checkSymmetric(t, c.text, g, m.Column)
		}
	}
}
