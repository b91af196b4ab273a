package panel

// Holds the ballots that ideal points are estimated from against the published table: the same country-sessions, each with the same
// number of votes.

import (
	"slices"
	"testing"

	"comity/measure/idealpoint"
)

const apr2020 = "data/ideal_points/IdealpointestimatesAll_Apr2020.csv"

// bsvVotes are the votes of the published estimates of April 2020.
func bsvVotes(t testing.TB) *IdealVotes {
	t.Helper()
	v, err := built(t).IdealVotes(IdealSpec{Votes: []string{"dgrtwo-2021"}})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestIdealVotes: the counts measured when the published code's data rules were run on these votes, and NVotes of the published
// table, 10,469 rows of 10,469.
func TestIdealVotes(t *testing.T) {
	rows, col := sharedRows(t, apr2020)
	v := bsvVotes(t)
	if all := linkedOfAll(t); v.RollCalls != 6203 || all != 5254 || len(v.Items) != 4784 || v.Votes() != 797473 || len(v.Units) != 10469 {
		t.Errorf("%d roll calls, %d linked, %d kept, %d votes, %d country-sessions; want 6203, 5254, 4784, 797473, 10469", v.RollCalls, all, len(v.Items), v.Votes(), len(v.Units))
	}
	n := map[[2]int]int{}
	for _, u := range v.Units {
		n[[2]int{int(u.Country), int(u.Session)}] = int(u.Votes)
	}
	same := 0
	for _, r := range rows {
		key := [2]int{num(t, r[col["ccode"]]), num(t, r[col["session"]])}
		if want := num(t, r[col["NVotes"]]); n[key] != want {
			t.Errorf("%v: %d votes, published %d", key, n[key], want)
		} else {
			same++
		}
	}
	if same != 10469 || len(rows) != 10469 {
		t.Errorf("%d rows of %d have the published number of votes, want 10469", same, len(rows))
	}
}

// linkedOfAll counts the items that all roll calls of the source make, before any rule leaves one out.
func linkedOfAll(t *testing.T) int {
	t.Helper()
	box, err := built(t).ballotBox("dgrtwo-2021")
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := BridgesBy("published")
	if err != nil {
		t.Fatal(err)
	}
	d, err := idealpoint.Gather(box.ballots, pairs, anchors)
	if err != nil {
		t.Fatal(err)
	}
	return d.Linked
}

// TestIdealVotesOfIssues: issues by code, and what is wrong said.
func TestIdealVotesOfIssues(t *testing.T) {
	e := built(t)
	all := bsvVotes(t)
	hr, err := e.IdealVotes(IdealSpec{Votes: []string{"dgrtwo-2021"}, Issues: []string{"hr"}})
	if err != nil {
		t.Fatal(err)
	}
	rest, err := e.IdealVotes(IdealSpec{Votes: []string{"dgrtwo-2021"}, Issues: []string{"not-hr"}})
	if err != nil {
		t.Fatal(err)
	}
	if hr.Calls+rest.Calls != all.Calls || hr.Calls < 500 || !slices.Contains(hr.Sources, "unga-issues-2021") {
		t.Errorf("%d roll calls on human rights, %d others, %d in all; of %v", hr.Calls, rest.Calls, all.Calls, hr.Sources)
	}
	for _, s := range []IdealSpec{{Votes: []string{"dgrtwo-2021"}, Issues: []string{"xx"}}, {Votes: []string{"none"}}, {Votes: []string{"dgrtwo-2021"}, From: 2030}} {
		if _, err := e.IdealVotes(s); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
	own, err := e.IdealVotes(IdealSpec{Votes: []string{"unga-votes"}, Issues: []string{"nu"}})
	if err != nil || own.Votes() < 10_000 {
		t.Errorf("our own votes on nuclear weapons: %v", err)
	}
}
