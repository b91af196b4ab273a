package record

import (
	"testing"

	"comity"
	"comity/states"
)

// Every vote in the core is of a state that sat in the United Nations within the month, under the key it then had.
func TestVotersWereMembers(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	v := core.Votes("UNGA")
	first, last := map[comity.State]comity.Day{}, map[comity.State]comity.Day{}
	for i, s := range v.States {
		spans := states.Alive(comity.UN, s)
		for c := range v.Calls {
			if v.Cast(i, c) == Out {
				continue
			}
			day := v.Calls[c].Day
			if first[s] == 0 && last[s] == 0 {
				first[s] = day
			}
			last[s] = day
			y, m, _ := day.Civil()
			month, in := comity.Span{From: comity.DayOf(y, m, 1), To: comity.DayOf(y, m+1, 1) - 1}, false
			for _, span := range spans {
				in = in || span.Overlaps(month)
			}
			if !in {
				t.Errorf("%d voted on %s and was no member", s, day)
			}
		}
	}
	for s, want := range map[comity.State][2]int{ // first and last year of votes
		713: {1946, 1971}, 710: {1971, 2024}, 365: {1946, 2024}, 260: {1973, 1989}, 265: {1973, 1989}, 255: {1990, 2024}, 315: {1946, 1992},
		316: {1993, 2024}, 317: {1993, 2024}, 345: {1946, 2024}, 343: {1993, 2024}, 678: {1947, 1989}, 679: {1990, 2024}, 680: {1967, 1989}, 369: {1946, 2024}, 370: {1946, 2024},
	} {
		if got := [2]int{first[s].Year(), last[s].Year()}; got != want {
			t.Errorf("%d voted from %d to %d, want %v", s, got[0], got[1], want)
		}
	}
}
