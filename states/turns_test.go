package states

import (
	"slices"
	"testing"

	"comity"
)

// Every entry and exit of both lists after their beginning is explained, by a succession of about that day or by a reason.
func TestEveryTurnExplained(t *testing.T) {
	known := []string{"independence", "unification", "recognition", "sovereignty", "league", "un", "restoration", "occupation", "protectorate", "annexation", "union", "dissolution"}
	used := map[turnKey]bool{}
	n := 0
	for _, sys := range []comity.System{comity.COW, comity.GW} {
		for _, s := range All() {
			for _, turn := range Turns(sys, s) {
				n++
				if len(turn.Events) == 0 && turn.Reason == "" {
					t.Errorf("%v %d %s: entry %v on %v is not explained", sys, s, Name(s, turn.Day), turn.Entry, turn.Day)
				}
				if turn.Reason != "" && (!slices.Contains(known, turn.Reason) || turn.Note == "") {
					t.Errorf("%+v", turn)
				}
				used[turnKey{sys, s, turn.Day, turn.Entry}] = true
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d entries and exits", n)
	}
	for k := range reasons() {
		if !used[k] {
			t.Errorf("entries.tsv explains what is no entry and no exit: %+v", k)
		}
	}
}

// Who enters for membership of the United Nations is a member from that day, unless the note says from which.
func TestUNEntries(t *testing.T) {
	for k, turn := range reasons() {
		if turn.Reason == "un" && !Is(comity.UN, k.state, k.day) {
			t.Errorf("%+v is no member of the United Nations", turn)
		}
	}
}
