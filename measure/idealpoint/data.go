package idealpoint

// This file puts ballots into the shape the samplers work on: repeated resolutions made one item, unanimous items dropped, the
// country-sessions linked in time, and the votes laid out densely, by item and by country-session.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// The votes, in the order in which they stand against a resolution.
const (
	Yes uint8 = iota
	Abstain
	No
)

// Ballot is one vote of a country: absences are no ballots.
type Ballot struct {
	Call    int32 // number of the roll call
	Session int32
	Country int32 // the caller's code
	Vote    uint8 // Yes, Abstain or No
}

// Anchors say which way the scale points: they set starting values, and no more. The scale itself has neither direction nor unit.
type Anchors struct {
	High, Low []int32  // countries that start at +3 and at -2
	Lead      [2]int32 // an item starts at +1 where the first of the two voted more against it than the second, at -1 where less, else at 0
}

// Unit is a country in a session.
type Unit struct {
	Country, Session int32
	Votes            int32   // on items that are kept
	Prev, Next       int32   // the unit of the country's latest session before, and of its next; -1 where there is none
	Start            float64 // +3, -2 or 0, by the anchors
}

// Item is a roll call, or several of the same text.
type Item struct {
	Call        int32 // the first roll call's number
	Abstain, No int32 // where its abstentions and its noes begin among the votes by item
	Sign        int8  // +1, -1 or 0, by the anchors
}

// Data is what the samplers work on. Votes stand twice: by item (ItemUnit, the yeses first, then abstentions, then noes, each by
// unit), from ItemStart[i] to ItemStart[i+1]; and by unit (UnitItem and UnitVote), from UnitStart[u] to UnitStart[u+1].
type Data struct {
	Units     []Unit // by session, then country
	Items     []Item // by number
	ItemStart []int32
	ItemUnit  []int32
	ItemVote  []uint8
	UnitStart []int32
	UnitItem  []int32
	UnitVote  []uint8

	Calls, Linked int // roll calls that came in, and items they make, the unanimous ones among them
}

// Votes is the number of votes.
func (d *Data) Votes() int { return len(d.ItemUnit) }

// Gather lays ballots out. Pairs are roll calls of the same text, the earlier first: chains of them are one item, whose parameters
// hold for all its sessions, which is what tells change over time. Items on which all votes were the same are dropped.
func Gather(ballots []Ballot, pairs [][2]int32, a Anchors) (*Data, error) {
	earlier, err := earliest(pairs)
	if err != nil {
		return nil, err
	}
	sorted, d, err := labelled(ballots, earlier)
	if err != nil {
		return nil, err
	}
	sorted = dropUnanimous(sorted)
	if len(sorted) == 0 {
		return nil, errors.New("no roll call is left on which votes differed")
	}
	d.setUnits(sorted, a)
	d.setItems(sorted, a)
	d.setByUnit()
	return d, nil
}

// earliest gives for each later roll call of a pair the earliest it is paired with.
func earliest(pairs [][2]int32) (map[int32]int32, error) {
	out := map[int32]int32{}
	for _, p := range pairs {
		if p[0] >= p[1] {
			return nil, fmt.Errorf("roll calls %d and %d are paired: the earlier (with the smaller number) must stand first", p[0], p[1])
		}
		if old, ok := out[p[1]]; !ok || p[0] < old {
			out[p[1]] = p[0]
		}
	}
	return out, nil
}

// cast is a ballot with the item it belongs to.
type cast struct {
	item int32
	Ballot
}

// labelled gives the ballots with their items, by item, vote, session and country, and data with the counts of what came in.
func labelled(ballots []Ballot, earlier map[int32]int32) ([]cast, *Data, error) {
	first := map[int32]int32{}
	out := make([]cast, len(ballots))
	for i, b := range ballots {
		item, ok := first[b.Call]
		if !ok {
			item = b.Call
			for next, more := earlier[item]; more; next, more = earlier[item] {
				item = next
			}
			first[b.Call] = item
		}
		if b.Vote > No {
			return nil, nil, fmt.Errorf("vote %d of %d on roll call %d: want 0 (yes), 1 (abstention) or 2 (no)", b.Vote, b.Country, b.Call)
		}
		out[i] = cast{item, b}
	}
	slices.SortFunc(out, func(x, y cast) int {
		if c := cmp.Compare(x.item, y.item); c != 0 {
			return c
		}
		if c := cmp.Compare(x.Vote, y.Vote); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(x.Session, y.Session), cmp.Compare(x.Country, y.Country), cmp.Compare(x.Call, y.Call))
	})
	if err := once(out); err != nil {
		return nil, nil, err
	}
	d := &Data{Calls: len(first)}
	for i := range out {
		if i == 0 || out[i].item != out[i-1].item {
			d.Linked++
		}
	}
	return out, d, nil
}

// once refuses a country that has two votes on a roll call.
func once(all []cast) error {
	type seat struct{ call, session, country int32 }
	seen := make(map[seat]struct{}, len(all))
	for _, c := range all {
		if _, ok := seen[seat{c.Call, c.Session, c.Country}]; ok {
			return fmt.Errorf("country %d has two votes on roll call %d", c.Country, c.Call)
		}
		seen[seat{c.Call, c.Session, c.Country}] = struct{}{}
	}
	return nil
}

// dropUnanimous drops the items on which all votes were the same.
func dropUnanimous(sorted []cast) []cast {
	kept := sorted[:0]
	for from := 0; from < len(sorted); {
		to := from
		for to < len(sorted) && sorted[to].item == sorted[from].item {
			to++
		}
		if sorted[from].Vote != sorted[to-1].Vote {
			kept = append(kept, sorted[from:to]...)
		}
		from = to
	}
	return kept
}

// setUnits makes the country-sessions and links them in time.
func (d *Data) setUnits(sorted []cast, a Anchors) {
	count := map[[2]int32]int32{}
	for _, c := range sorted {
		count[[2]int32{c.Session, c.Country}]++
	}
	for k, n := range count {
		u := Unit{Session: k[0], Country: k[1], Votes: n, Prev: -1, Next: -1}
		switch {
		case slices.Contains(a.High, u.Country):
			u.Start = 3
		case slices.Contains(a.Low, u.Country):
			u.Start = -2
		}
		d.Units = append(d.Units, u)
	}
	slices.SortFunc(d.Units, func(x, y Unit) int {
		return cmp.Or(cmp.Compare(x.Session, y.Session), cmp.Compare(x.Country, y.Country))
	})
	last := map[int32]int32{}
	for i := range d.Units {
		u := &d.Units[i]
		if before, ok := last[u.Country]; ok {
			u.Prev, d.Units[before].Next = before, int32(i)
		}
		last[u.Country] = int32(i)
	}
}

// setItems makes the items and lays the votes out by item.
func (d *Data) setItems(sorted []cast, a Anchors) {
	at := make(map[[2]int32]int32, len(d.Units))
	for i, u := range d.Units {
		at[[2]int32{u.Session, u.Country}] = int32(i)
	}
	d.ItemUnit, d.ItemVote = make([]int32, len(sorted)), make([]uint8, len(sorted))
	for i, c := range sorted {
		d.ItemUnit[i], d.ItemVote[i] = at[[2]int32{c.Session, c.Country}], c.Vote
	}
	for from := 0; from < len(sorted); {
		to := from
		n := [3]int32{}
		for ; to < len(sorted) && sorted[to].item == sorted[from].item; to++ {
			n[sorted[to].Vote]++
		}
		yes := int32(from) + n[Yes]
		d.Items = append(d.Items, Item{Call: sorted[from].item, Abstain: yes, No: yes + n[Abstain], Sign: sign(sorted[from:to], a)})
		d.ItemStart = append(d.ItemStart, int32(from))
		from = to
	}
	d.ItemStart = append(d.ItemStart, int32(len(sorted)))
}

// sign compares the votes of the two leads in the first session in which each has one.
func sign(votes []cast, a Anchors) int8 {
	var first [2]*cast
	for k, lead := range a.Lead {
		for i := range votes {
			v := &votes[i]
			if v.Country == lead && (first[k] == nil || cmp.Or(cmp.Compare(v.Session, first[k].Session), cmp.Compare(v.Call, first[k].Call)) < 0) {
				first[k] = v
			}
		}
	}
	if first[0] == nil || first[1] == nil {
		return 0
	}
	return int8(cmp.Compare(first[0].Vote, first[1].Vote))
}

// setByUnit lays the votes out by unit, in the order of the items.
func (d *Data) setByUnit() {
	d.UnitStart = make([]int32, len(d.Units)+1)
	for i, u := range d.Units {
		d.UnitStart[i+1] = d.UnitStart[i] + u.Votes
	}
	d.UnitItem, d.UnitVote = make([]int32, len(d.ItemUnit)), make([]uint8, len(d.ItemUnit))
	next := slices.Clone(d.UnitStart)
	for i := range d.Items {
		for k := d.ItemStart[i]; k < d.ItemStart[i+1]; k++ {
			u := d.ItemUnit[k]
			d.UnitItem[next[u]], d.UnitVote[next[u]] = int32(i), d.ItemVote[k]
			next[u]++
		}
	}
}
