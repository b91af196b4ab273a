package panel

import (
	"strings"
	"testing"

	"comity"
	"comity/treaties"
)

// TestTreatiesInPanels holds the treaties counted as bits against the list asked day by day.
func TestTreatiesInPanels(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	b := newBench(core(t), comity.COW, Spec{ExtendTo: 2025})
	g := b.dyadGrid(Spec{ExtendTo: 2025})
	for text, is := range map[string]func(treaties.Treaty) bool{
		"treaty.count": func(treaties.Treaty) bool { return true },
		"treaty.count:not-aimed-at-third-parties": func(x treaties.Treaty) bool { return x.HasClause("not-aimed-at-third-parties") },
		"treaty.count:kind=friendship":            func(x treaties.Treaty) bool { return x.Kind == "friendship" },
		"treaty.count:kind=alliance+friendship;parties=two;obligation=defence": func(x treaties.Treaty) bool {
			return (x.Kind == "alliance" || x.Kind == "friendship") && x.Bilateral() && x.Obligations&treaties.Defence != 0
		},
	} {
		_, m := filledBy(t, b, g, text)
		_, flag := filledBy(t, b, g, strings.Replace(text, "treaty.count", "treaty.in_force", 1))
		_, age := filledBy(t, b, g, strings.Replace(text, "treaty.count", "treaty.years", 1))
		checkSymmetric(t, text, g, m.Column)
		found := 0
		for _, row := range sampled(g, 2000) {
			r := g.runOf(row)
			year := r.year(row)
			n, first := 0, 0
			for _, x := range treaties.InForce(r.A, r.B, comity.DayOf(year, 12, 31), 0) {
				if is(x) {
					if n++; n == 1 {
						first = x.Signed.Year()
					}
				}
			}
			want, years, any := float64(n), float64(year-first), 1.0
			if n == 0 || year > 2024 {
				want = comity.NaN(comity.NotCovered)
				years, any = want, want
			} else {
				found++
			}
			if !same(m.At(row), want) || !same(flag.At(row), any) || !same(age.At(row), years) {
				t.Fatalf("%s of %v in %d: %v, %v, %v years; want %v, %v", text, r.states(), year, show(m.At(row)), show(flag.At(row)), show(age.At(row)), show(want), show(years))
			}
			if why := m.why(row); !same(why.Value, want) || n > 0 && year <= 2024 && len(why.Inputs) != n {
				t.Fatalf("%s of %v in %d: explained as %+v", text, r.states(), year, why)
			}
		}
		if found == 0 {
			t.Errorf("%s: no treaty in the sample", text)
		}
	}
}

// TestTreatiesKnownToBeNone: only of obligations among the powers does the list know that there is none.
func TestTreatiesKnownToBeNone(t *testing.T) {
	b := newBench(core(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	for _, c := range []struct {
		text string
		a, b int16
		year int
		want float64
	}{
		{"treaty.in_force:obligation=defence", 2, 365, 1985, 0}, {"treaty.in_force:obligation=defence", 2, 200, 1985, 1},
		{"treaty.in_force:obligation=defence", 365, 435, 1985, comity.NaN(comity.NotCovered)}, {"treaty.in_force:kind=alliance", 2, 365, 1985, comity.NaN(comity.NotCovered)},
		{"treaty.years:obligation=defence", 2, 365, 1985, comity.NaN(comity.NotApplicable)}, {"treaty.years:kind=friendship;parties=two", 365, 710, 2012, 11},
		{"treaty.in_force:not-aimed-at-third-parties;parties=two", 365, 710, 2012, 1},
	} {
		_, m := filledBy(t, b, g, c.text)
		if got := m.At(g.Find(c.a, c.b, c.year)); !same(got, c.want) {
			t.Errorf("%s of %d and %d in %d: %v, want %v", c.text, c.a, c.b, c.year, show(got), show(c.want))
		}
	}
	if _, err := NewCatalogue(nil).Find("treaty.count:clause=no-war"); err == nil || !strings.Contains(err.Error(), "no clause is called") {
		t.Errorf("a clause nobody knows: %v", err)
	}
}
