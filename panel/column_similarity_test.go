package panel

import (
	"slices"
	"strconv"
	"testing"

	"comity"
	"comity/record"
)

// TestRollCallsChosen holds the roll calls options choose, and what two did on them, against going through them one by one.
func TestRollCallsChosen(t *testing.T) {
	e := built(t)
	b := newBench(e, comity.COW, Spec{ExtendTo: 2024})
	g := b.dyadGrid(Spec{ExtendTo: 2024})
	for text, counts := range map[string]func(v *record.Votes, i int) bool{
		"important;by=year": func(v *record.Votes, i int) bool { return v.Calls[i].Flags&record.Important != 0 },
		"final":             func(v *record.Votes, i int) bool { return v.Calls[i].Flags&(record.Amendment|record.Paragraph) == 0 },
		"all;issue=me+co":   func(v *record.Votes, i int) bool { return v.Calls[i].Flags&(record.IssueME|record.IssueCO) != 0 },
		"divided":           divided,
		"all;topic=unilateral-measures+terrorism": func(v *record.Votes, i int) bool {
			return slices.ContainsFunc(v.Calls[i].Topics.Names(), func(name string) bool { return name == "unilateral-measures" || name == "terrorism" })
		},
		"divided+final;by=year": func(v *record.Votes, i int) bool {
			return divided(v, i) && v.Calls[i].Flags&(record.Amendment|record.Paragraph) == 0
		},
	} {
		_, common := filledBy(t, b, g, "vote.common:"+text)
		_, half := filledBy(t, b, g, "vote.agreement:half;calls="+text)
		_, notYes := filledBy(t, b, g, "vote.agreement:not-yes;calls="+text)
		v := e.votes.load().votes
		n := 0
		for _, p := range [][2]int16{{2, 365}, {365, 710}, {200, 220}, {750, 770}, {2, 666}, {652, 40}} {
			i, j := v.Of(comity.State(p[0])), v.Of(comity.State(p[1]))
			for _, year := range []int{1950, 1965, 1985, 1990, 2003, 2012, 2020, 2023} {
				row := g.Find(p[0], p[1], year)
				if row < 0 || common.At(row) != common.At(row) {
					continue
				}
				both, like, twice := 0.0, 0.0, 0.0
				for c := range v.Calls {
					if !counts(v, c) || yearOfCall(v.Calls[c], text) != year {
						continue
					}
					x, y := v.Cast(i, c), v.Cast(j, c)
					if x == record.Out || y == record.Out {
						continue
					}
					both++
					like += 1 - float64(max(x, y)-min(x, y))/2
					if (x == record.Yes) == (y == record.Yes) {
						twice++
					}
				}
				n++
				if common.At(row) != both || both > 0 && (!nearly(half.At(row), like/both) || !nearly(notYes.At(row), twice/both)) || both == 0 && comity.Why(half.At(row)) != comity.Undefined {
					t.Errorf("%s, %v in %d: %v common, agreement %v and %v; want %v, %v, %v", text, p, year, common.At(row), show(half.At(row)), show(notYes.At(row)), both, like/both, twice/both)
				}
			}
		}
		if n < 30 {
			t.Errorf("%s: only %d cells", text, n)
		}
	}
}

func nearly(x, y float64) bool { return x-y < 1e-12 && y-x < 1e-12 }

func divided(v *record.Votes, i int) bool {
	yes, no, abstain := v.Tally(i)
	return min(yes, 1)+min(no, 1)+min(abstain, 1) > 1
}

// yearOfCall is the year a roll call counts in, 0 where it counts in none.
func yearOfCall(c record.RollCall, text string) int {
	if len(text) > 7 && text[len(text)-7:] == "by=year" {
		return c.Day.Year()
	}
	n, err := strconv.Atoi(c.Session)
	if err != nil {
		return 0
	}
	return n + 1945
}

// TestCouncil: who sits in the Council and what the permanent members did there.
func TestCouncil(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{ExtendTo: 2024})
	g := b.dyadGrid(Spec{ExtendTo: 2024})
	_, common := filledBy(t, b, g, "council.common")
	_, agree := filledBy(t, b, g, "council.agreement")
	_, divided := filledBy(t, b, g, "council.agreement:calls=divided")
	v := b.e.rec.Votes(council)
	for _, year := range []int{1995, 2003, 2017, 2022} {
		both, same := 0.0, 0.0
		for c := range v.Calls {
			x, y := v.Cast(v.Of(2), c), v.Cast(v.Of(365), c)
			if v.Calls[c].Day.Year() == year && x != record.Out && y != record.Out {
				both++
				same += 1 - float64(max(x, y)-min(x, y))/2
			}
		}
		row := g.Find(2, 365, year)
		if common.At(row) != both || !nearly(agree.At(row), same/both) || divided.At(row) > agree.At(row) || both < 20 {
			t.Errorf("%d: %v votes, agreement %v, on divided ones %v; want %v, %v", year, common.At(row), show(agree.At(row)), show(divided.At(row)), both, same/both)
		}
	}
	if got := agree.At(g.Find(2, 225, 2010)); comity.Why(got) != comity.NotApplicable {
		t.Errorf("a state outside the Council agrees there: %v", show(got))
	}
	if got := agree.At(g.Find(2, 365, 1960)); comity.Why(got) != comity.NotCovered {
		t.Errorf("1960 is outside the list: %v", show(got))
	}
}
