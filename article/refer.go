package article

// This file joins states into pairs (W, B) and follows words that stand for states named elsewhere: "the two countries", "both
// sides", "they", "it", "its". What they stand for is taken only where it is clear: the pair the article is about, or the
// one state last spoken of.

import (
	"slices"
	"strings"

	"comity"
	"comity/claim"
	"comity/states"
)

// discourse is what was said so far in the article, for later words to refer to.
type discourse struct {
	single   []comity.State // the one state last spoken of as a subject
	pair     []comity.State // the pair last named as a subject
	pairIn   int            // the sentence it was named in
	pairs    bool           // the last sentence spoke of a pair
	value    *value         // the last column spoken of
	trade    *value         // the last trade of two states spoken of
	valueIn  int            // the sentence it was spoken of in
	when     claim.When     // the last time named
	year     claim.When     // the last year named
	event    happening      // the last event spoken of
	group    item           // the last group named
	groupIn  int            // the sentence it was named in
	council  item           // the Security Council, once named
	eventIn  int            // the sentence it was spoken of in
	treaty   happening      // the last treaty something happened to
	sentence int
}

// happening is what an event was about, for "extended in 2021" behind it.
type happening struct {
	treaty, group, obligation string
	who                       []comity.State
}

var pairNouns = wordSet("countries states nations sides neighbours neighbors powers governments partners parties capitals giants rivals allies economies superpowers adversaries foes enemies republics kingdoms peoples heavyweights")

// plainStates may be any number of them; "these enemies" are the two spoken of.
var plainStates = wordSet("countries states nations governments powers parties capitals giants economies republics kingdoms peoples heavyweights superpowers")

var pairAdjectives = wordSet("asian european african arab american neighbouring neighboring great nuclear communist rival former big old largest baltic nordic gulf island")

// join makes W of states in a row ("France and Germany", "both", "the two countries", "neither"), B of hyphenated ones
// ("Sino-Russian"), H of "its" and "their", I of "it". Their states are filled in later where they refer.
func join(items []item) []item {
	var out []item
	for i := 0; i < len(items); {
		t, n := compound(items[i:])
		if n == 0 {
			t, n = coordinated(items[i:])
		}
		if n == 0 {
			t, n = reference(items[i:])
		}
		if n == 0 {
			out = append(out, items[i])
			i++
			continue
		}
		t.start, t.end = items[i].start, items[i+n-1].end
		out = append(out, t)
		i += n
	}
	return out
}

// compound reads "Sino-Russian", "US-China".
func compound(items []item) (item, int) {
	t := item{tag: "B"}
	i := 0
	for i < len(items) && (items[i].tag == "S" || items[i].tag == "A") && len(items[i].who) == 1 {
		t.who = append(t.who, items[i].who[0])
		if i+2 >= len(items) || items[i+1].tag != "-" {
			i++
			break
		}
		i += 2
	}
	if len(t.who) < 2 || i > 0 && items[i-1].tag == "-" {
		return item{}, 0
	}
	return t, i
}

// coordinated reads "France and Germany", "Russia, China and India", "both France and Germany", "neither France nor Germany".
func coordinated(items []item) (item, int) {
	t, i := item{tag: "W"}, 0
	if items[0].tag == "both" || items[0].tag == "neither" {
		t.neither = items[0].tag == "neither"
		i = 1
	}
	open := i
	for i < len(items) && items[i].tag == "S" && len(items[i].who) == 1 {
		t.who = append(t.who, items[i].who[0])
		i++
		if i+1 >= len(items) || items[i+1].tag != "S" && items[i+1].tag != "and" {
			break
		}
		switch items[i].tag {
		case "and", "nor", ",":
			if items[i].tag == "," && !moreStates(items[i+1:]) {
				return done(t, i, open)
			}
			i++
			if i < len(items) && items[i].tag == "and" {
				i++
			}
		default:
			return done(t, i, open)
		}
	}
	if len(t.who) == 0 || i > len(items) || items[i-1].tag != "S" {
		return item{}, 0
	}
	return done(t, i, open)
}

func done(t item, n, open int) (item, int) {
	if len(t.who) < 2 {
		return item{}, 0
	}
	return t, n
}

// moreStates says whether a comma goes on with a list: states parted by commas up to an "and" and a last one.
func moreStates(items []item) bool {
	for i := 0; i+1 < len(items); i++ {
		switch items[i].tag {
		case "S", ",":
		case "and":
			return items[i+1].tag == "S" && i > 0
		default:
			return false
		}
	}
	return false
}

// reference reads the words that stand for states.
func reference(items []item) (item, int) {
	next := func(i int) string {
		if i < len(items) {
			return items[i].tag
		}
		return ""
	}
	ref := func(tag string) item { return item{tag: tag, refers: true} }
	switch items[0].tag {
	case "the":
		n := 1
		if next(1) == "two" || next(1) == "N" && items[1].quantity.Number == 2 {
			n = 2
		}
		switch {
		case n == 2 && pairNouns[next(2)]:
			return ref("W"), 3
		case n == 2 && next(2) != "" && pairNouns[next(3)] && (next(2) == "A" || pairAdjectives[next(2)]):
			return ref("W"), 4
		case n == 2 && (endsPair(next(2)) || verbal(next(2))):
			return ref("W"), 2
		case next(1) == "parties" || next(1) == "sides" || next(1) == "partners" || next(1) == "pair" || next(1) == "duo":
			return ref("W"), 2
		case (next(1) == "neighbours" || next(1) == "neighbors" || next(1) == "rivals") && next(2) != "of":
			return ref("W"), 2
		case next(1) == "country" || next(1) == "kingdom" || next(1) == "republic":
			return ref("I"), 2
		}
	case "these", "those":
		if n := 1; pairNouns[next(n)] || next(n) != "" && pairNouns[next(n+1)] {
			if !pairNouns[next(n)] {
				n++
			}
			if next(1) != "two" && verbal(next(n+1)) && !plainStates[next(n)] {
				return ref("W"), n + 1
			}
		}
	case "both":
		switch {
		case pairNouns[next(1)]:
			return ref("W"), 2
		case next(1) == "of" && next(2) == "them":
			return ref("W"), 3
		case verbal(next(1)) || next(1) == "|" || next(1) == "":
			return ref("W"), 1
		}
	case "neither":
		t := ref("W")
		t.neither = true
		switch {
		case next(1) == "of" && next(2) == "them", next(1) == "of" && next(2) == "the":
			return t, 3
		case pairNouns[next(1)] || next(1) == "country" || next(1) == "side" || next(1) == "state" || next(1) == "nation" || next(1) == "power":
			return t, 2
		case verbal(next(1)):
			return t, 1
		}
	case "they", "them":
		return ref("W"), 1
	case "their":
		return ref("H"), 1
	case "its":
		if n := next(1); n == "neighbour" || n == "neighbor" || n == "rival" {
			t := ref("I")
			t.set = "other"
			return t, 2
		}
		t := ref("H")
		t.set = "its"
		return t, 1
	case "it":
		return ref("I"), 1
	}
	return item{}, 0
}

// endsPair are words before which "the two" stands for states and not for other things.
func endsPair(tag string) bool {
	return tag == "" || tag == "|" || tag == "," || tag == "D" || tag == "." || tag == "in" || tag == "on" || tag == "at" || tag == "over" || tag == "rarely" || tag == "often" || tag == "usually" ||
		tag == "seldom" || tag == "never" || tag == "always" || tag == "almost" || tag == "nearly" || tag == "also" || tag == "still" || tag == "now" || tag == "mostly" || tag == "generally" || tag == "hardly" || tag == "again"
}

// refer fills in whom the words that refer stand for, from left to right.
func (r *reader) refer(items []item) {
	pairHere := false
	verb := false
	for i := range items {
		t := &items[i]
		switch {
		case t.tag == "|":
			verb = false
		case t.refers && t.set == "other":
			if one := r.past.single; len(one) == 1 && len(r.about) == 2 && slices.Contains(r.about, one[0]) {
				t.who = []comity.State{other(r.about, one[0])}
			}
		case t.refers && t.tag == "I" || t.refers && t.set == "its":
			t.who = r.past.single
		case t.refers:
			t.who = r.pair(items[:i])
			if (t.start < t.end) && len(t.who) == 2 && (r.text[t.start] == 't' || r.text[t.start] == 'T') && t.tag == "W" && isThey(r.text[t.start:t.end]) && !r.past.pairs && !pairHere {
				t.who = nil
			}
			pairHere = pairHere || len(t.who) == 2
		case t.tag == "W" || t.tag == "B":
			pairHere = true
			if len(t.who) == 2 && !verb && (i == 0 || !preposition(items[i-1].tag) || items[i-1].tag == "between") {
				r.past.pair, r.past.pairIn = t.who, r.past.sentence
			}
		case (t.tag == "S" || t.tag == "A") && len(t.who) == 1 && !verb && (i == 0 || !preposition(items[i-1].tag)):
			r.past.single = t.who
		}
		verb = verb || verbal(t.tag)
	}
	r.past.pairs = pairHere
}

func isThey(s string) bool { return s == "they" || s == "They" || s == "them" }

func preposition(tag string) bool {
	switch tag {
	case "of", "with", "to", "from", "in", "between", "against", "for", "by", "on", "than", "over", "at", "into":
		return true
	}
	return false
}

// pair gives the two states that "the two" stands for: two named before in the sentence, else those that were the subject just
// before, else those the article is about.
func (r *reader) pair(before []item) []comity.State {
	var named []comity.State
	for _, t := range before {
		if t.tag == "S" || t.tag == "W" || t.tag == "B" || t.tag == "A" {
			for _, s := range t.who {
				if !slices.Contains(named, s) {
					named = append(named, s)
				}
			}
		}
	}
	if len(named) == 2 {
		return named
	}
	if r.past.pairIn >= r.past.sentence-2 && len(r.past.pair) == 2 {
		return r.past.pair
	}
	return r.about
}

// about gives the pair an article is about: as told, else the two states it names most, if they stand out.
func about(told []comity.State, lines [][]named) []comity.State {
	if len(told) > 0 {
		return sorted(told)
	}
	count := map[comity.State]int{}
	for i, names := range lines {
		for _, n := range names {
			for _, s := range n.item.who {
				count[s]++
				if i == 0 {
					count[s]++ // a state in the title counts twice
				}
			}
		}
	}
	var list []comity.State
	for s := range count {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b comity.State) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return int(a) - int(b)
	})
	if len(list) < 2 || len(list) > 2 && count[list[2]] == count[list[1]] {
		return nil
	}
	return sorted(list[:2])
}

// sorted puts states in the order of their identities, as the contract of claims asks for columns without a direction.
func sorted(who []comity.State) []comity.State {
	out := slices.Clone(who)
	slices.SortFunc(out, func(a, b comity.State) int {
		return strings.Compare(states.ID(a, comity.NoDay), states.ID(b, comity.NoDay))
	})
	return slices.Compact(out)
}
