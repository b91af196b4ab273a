package panel

import (
	"strings"
	"testing"

	"comity"
	"comity/groups"
)

// TestGroupsInPanels holds membership filled at once against the rosters asked day by day.
func TestGroupsInPanels(t *testing.T) {
	b := newBench(core(t), comity.COW, Spec{ExtendTo: 2024})
	states, dyads := b.stateGrid(Spec{ExtendTo: 2024}), b.dyadGrid(Spec{ExtendTo: 2024})
	for _, id := range []string{"brics", "nato", "eu", "sco", "npt"} {
		_, in := filledBy(t, b, states, "group.in:"+id)
		_, both := filledBy(t, b, dyads, "group.both:"+id)
		covered, members := groups.Coverage(id), 0
		for row, year := range states.Year {
			on := comity.DayOf(int(year), 12, 31)
			s := states.runOf(row).A
			m, is := groups.In(id, "", s, on)
			_, contested := groups.In(id, "contested", s, on)
			want := comity.NaN(comity.NotCovered)
			switch {
			case is && m.Holds(on):
				want, members = 1, members+1
			case contested:
				want = comity.NaN(comity.InSource)
			case covered.Has(on):
				want = 0
			}
			if got := in.At(row); !same(got, want) {
				t.Fatalf("%d in %s at the end of %d: %v, want %v", s, id, year, show(got), show(want))
			}
			if why := in.why(row); !same(why.Value, want) || is && m.Holds(on) && len(why.Inputs) == 0 {
				t.Fatalf("%d in %s at the end of %d: explained as %+v", s, id, year, why)
			}
		}
		if members == 0 {
			t.Errorf("%s has no members", id)
		}
		checkSymmetric(t, "group.both:"+id, dyads, both.Column)
		for _, row := range sampled(dyads, 20000) {
			year := int(dyads.Year[row])
			x, y := in.At(states.Find(dyads.A[row], 0, year)), in.At(states.Find(dyads.B[row], 0, year))
			want := comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
			if x == 0 || y == 0 || x == 1 && y == 1 {
				want = min(x, y)
				if x != x || y != y {
					want = 0
				}
			}
			if got := both.At(row); !same(got, want) {
				t.Fatalf("%d and %d in %s at the end of %d: %v, want %v", dyads.A[row], dyads.B[row], id, year, show(got), show(want))
			}
		}
	}
}

// TestGroupDays: a state that left in the year was in on a day of it; two that were never in on one day were not both in.
func TestGroupDays(t *testing.T) {
	for _, c := range []struct {
		text string
		a, b int16
		year int
		want float64
	}{
		{"group.in:eu", 200, 0, 2020, 0}, {"group.in:eu;day=any", 200, 0, 2020, 1}, {"group.in:eu;day=01-15", 200, 0, 2020, 1}, {"group.in:eu;day=07-01", 200, 0, 2020, 0},
		{"group.in:sco;role=observer", 750, 0, 2010, 1}, {"group.in:sco;role=observer", 750, 0, 2018, 0}, {"group.in:sco", 750, 0, 2018, 1},
		{"group.both:nato", 2, 200, 1960, 1}, {"group.both:nato", 2, 365, 1960, 0},
	} {
		b := newBench(core(t), comity.COW, Spec{ExtendTo: 2024})
		g := b.stateGrid(Spec{ExtendTo: 2024})
		if c.b != 0 {
			g = b.dyadGrid(Spec{ExtendTo: 2024})
		}
		_, m := filledBy(t, b, g, c.text)
		if got := m.At(g.Find(c.a, c.b, c.year)); got != c.want {
			t.Errorf("%s of %d %d in %d: %v, want %v", c.text, c.a, c.b, c.year, show(got), c.want)
		}
	}
}

// TestGroupRefusals: no group, one nobody has, a day no year has.
func TestGroupRefusals(t *testing.T) {
	b := newBench(core(t), comity.COW, Spec{})
	for text, want := range map[string]string{"group.in": "which group", "group.in:BRIKS": "did you mean", "group.in:nato;day=02-30": "MM-DD", "group.in:nato;role=boss": "none of member"} {
		it, err := NewCatalogue(nil).Find(text)
		if err == nil {
			_, err = it.fill.fill(b, b.stateGrid(Spec{}))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestSharedGroups: the groups both are in, one by one.
func TestSharedGroups(t *testing.T) {
	b := newBench(core(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	_, joint := filledBy(t, b, g, "group.joint")
	_, shared := filledBy(t, b, g, "group.shared:organisation")
	_, blocs := filledBy(t, b, g, "group.shared")
	checkSymmetric(t, "group.shared", g, blocs.Column)
	for _, row := range sampled(g, 3000) {
		if !same(joint.At(row), shared.At(row)) || blocs.At(row) < shared.At(row) {
			t.Fatalf("%d and %d in %d: %v organisations, %v, with blocs %v", g.A[row], g.B[row], g.Year[row], show(joint.At(row)), show(shared.At(row)), show(blocs.At(row)))
		}
		if why := blocs.why(row); !same(why.Value, blocs.At(row)) {
			t.Fatalf("%d and %d in %d: %v, explained as %v", g.A[row], g.B[row], g.Year[row], show(blocs.At(row)), show(why.Value))
		}
	}
	_, count := filledBy(t, b, b.stateGrid(Spec{}), "group.count")
	us := b.stateGrid(Spec{}).Find(2, 0, 2010)
	if n := count.At(us); n < 20 || count.why(us).Value != n {
		t.Errorf("the United States is in %v organisations in 2010", n)
	}
}
