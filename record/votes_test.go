package record

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"comity"
)

// ballot is a vote as it was dealt.
type ballot struct {
	call  int64
	state comity.State
}

// TestVotesComeBackAsTheyWereCast deals random roll calls over one or two tables and asks every vote of the joined layout.
func TestVotesComeBackAsTheyWereCast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := map[ballot]Vote{}
		var tables []*Table
		number := int64(0)
		for n := range rapid.IntRange(1, 2).Draw(t, "tables") {
			b := &VotesBuilder{Head: Head{Source: string(rune('a' + n)), Body: "UNGA", From: 2000 + n}}
			for range rapid.IntRange(0, 150).Draw(t, "calls") {
				number++
				call := b.Call(RollCall{Number: number, Day: comity.Day(rapid.IntRange(0, 500).Draw(t, "day")), Row: number, Topic: rapid.SampledFrom([]string{"", "x", "long topic"}).Draw(t, "topic")})
				for range rapid.IntRange(0, 3).Draw(t, "votes") {
					s := rapid.SampledFrom([]comity.State{2, 20, 365, 710, 1344}).Draw(t, "state")
					v := Vote(rapid.IntRange(1, 3).Draw(t, "vote"))
					b.Cast(call, s, v)
					want[ballot{number, s}] = v
				}
			}
			var out bytes.Buffer
			if err := Write(&out, b); err != nil {
				t.Fatal(err)
			}
			read, err := Read(out.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			tables = append(tables, read...)
		}
		checkBallots(t, New("", tables, nil).Votes("UNGA"), want, int(number))
	})
}

func checkBallots(t *rapid.T, v *Votes, want map[ballot]Vote, calls int) {
	if len(v.Calls) != calls {
		t.Fatalf("%d roll calls, want %d", len(v.Calls), calls)
	}
	for c := range v.Calls {
		if c > 0 && v.Calls[c].Day < v.Calls[c-1].Day {
			t.Fatal("not in order of day")
		}
		if v.Ref(c).Row != v.Calls[c].Number {
			t.Fatalf("roll call %d is of row %d", v.Calls[c].Number, v.Ref(c).Row)
		}
		tally := [4]int{}
		for i, s := range v.States {
			got := v.Cast(i, c)
			tally[got]++
			if got != want[ballot{v.Calls[c].Number, s}] {
				t.Fatalf("%d on %d: %s, want %s", s, v.Calls[c].Number, got, want[ballot{v.Calls[c].Number, s}])
			}
		}
		if y, n, a := v.Tally(c); y != tally[Yes] || n != tally[No] || a != tally[Abstain] {
			t.Fatalf("tally %d-%d-%d of %v", y, n, a, tally)
		}
	}
}

// Sections that are there and empty say no more than sections that are not.
func TestVotesWithEmptySections(t *testing.T) {
	b := &VotesBuilder{Head: Head{Source: "a", Body: "UNGA", From: 2000}}
	b.Cast(b.Call(RollCall{Number: 1, Day: 1, Row: 1}), 2, Yes)
	var out bytes.Buffer
	if err := Write(&out, b); err != nil {
		t.Fatal(err)
	}
	tables, err := Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	tables[0].sections["topics"], tables[0].sections["tallies"] = []byte{}, []byte{}
	if err := tables[0].checkVotes(); err != nil {
		t.Fatal(err)
	}
	if v := tables[0].Votes(); len(v.Calls) != 1 || v.Calls[0].Topics != 0 || v.Calls[0].Tally.Known {
		t.Errorf("%+v", v.Calls)
	}
}
