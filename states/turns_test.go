package states

import (
	"slices"
	"strings"
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

// What is seen in the colonial history data stands there: the year in its notes, or among its dates of independence and union.
func TestEntriesSeen(t *testing.T) {
	file := map[string]map[string]string{}
	for _, r := range shared(t, "data/states/icow_coldata110.csv") {
		file[r["\ufeffState"]] = r
	}
	for _, f := range rows("entries.tsv", entriesTable) {
		if basisOf(f[6]) != comity.Seen {
			continue
		}
		r := file[f[1]]
		told := r["Notes"] + " " + r["IndDate"] + " " + r["SecDate"] + " " + r["IntoDate"]
		if year := f[3][:4]; !strings.Contains(told, year) && !strings.Contains(told, "-"+year[2:]) && !strings.Contains(told, "-"+year[3:]+" ") {
			t.Errorf("%v: the file says %q", f, told)
		}
	}
}
