package panel

// Sanctions by state and in the world, held against those of every pair.

import (
	"testing"

	"comity"
)

// TestSanctionsOfStates counts senders, targets and pairs over again from sanction.in_force of all directed pairs.
func TestSanctionsOfStates(t *testing.T) {
	e := built(t)
	b := newBench(e, comity.COW, Spec{From: 1990, To: 2016})
	pairs := b.dyadGrid(Spec{From: 1990, To: 2016, Directed: true})
	for _, kind := range []string{"any", "trade"} {
		s, err := e.Sanctions("gsdb", kind)
		if err != nil {
			t.Fatal(err)
		}
		_, force := filledBy(t, b, pairs, "sanction.in_force:type="+kind)
		type at struct {
			code int16
			year int
		}
		senders, targets, all := map[at]int{}, map[at]int{}, map[int]int{}
		for row := range pairs.Len() {
			if force.At(row) == 1 {
				year := int(pairs.Year[row])
				senders[at{pairs.B[row], year}]++
				targets[at{pairs.A[row], year}]++
				all[year]++
			}
		}
		for year := 1990; year <= 2016; year++ {
			got, n := map[at][2]int{}, 0
			for _, x := range s.In(year) {
				if !alive(x.Sender, comity.YearSpan(year)) || !alive(x.Target, comity.YearSpan(year)) {
					continue // Palestine, Tuvalu before 2000: no states of the panel's list
				}
				n++
				on, of := got[at{int16(x.Target), year}], got[at{int16(x.Sender), year}]
				on[0]++
				got[at{int16(x.Target), year}] = on
				of = got[at{int16(x.Sender), year}]
				of[1]++
				got[at{int16(x.Sender), year}] = of
			}
			for who, n := range got {
				if n[0] != senders[who] || n[1] != targets[who] {
					t.Errorf("%s, %d in %d: %v, pairs have %d and %d", kind, who.code, year, n, senders[who], targets[who])
				}
			}
			if n != all[year] {
				t.Errorf("%s in %d: %d pairs, the panel of pairs has %d", kind, year, n, all[year])
			}
		}
	}
}

// TestSanctionWeights holds shares to their bounds, and counts of states to the tables of the measure.
func TestSanctionWeights(t *testing.T) {
	e := built(t)
	b := newBench(e, comity.COW, Spec{From: 1990, To: 2016})
	g := b.stateGrid(Spec{From: 1990, To: 2016})
	_, senders := filledBy(t, b, g, "sanction.senders")
	_, output := filledBy(t, b, g, "sanction.senders_gdp")
	_, trade := filledBy(t, b, g, "sanction.senders_trade")
	n := 0
	for row := range g.Len() {
		for _, x := range []float64{output.At(row), trade.At(row)} {
			if x == x && (x < 0 || x > 1+1e-9) {
				t.Errorf("%d in %d: share %v", g.A[row], g.Year[row], x)
			}
		}
		if known := senders.At(row); known == known {
			n++
			if known < 1 {
				t.Errorf("%d in %d: %v senders found", g.A[row], g.Year[row], known)
			}
			if why := senders.why(row); why.Value != known || len(why.Inputs) == 0 {
				t.Errorf("%d in %d: %v senders, explained as %+v", g.A[row], g.Year[row], known, why)
			}
		} else if comity.Why(known) != comity.NotCovered {
			t.Errorf("%d in %d: %v", g.A[row], g.Year[row], comity.Why(known))
		}
	}
	if n < 1000 {
		t.Errorf("only %d cells", n)
	}
}
