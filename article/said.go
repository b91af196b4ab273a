package article

// This file reads who is said to have said something ("both sides have emphasised that", "according to the ministry,"): the
// claim within is read on its own and marked.

import (
	"slices"
	"strings"
)

var sayVerbs = wordSet(`say says said saying claim claims claimed emphasise emphasised emphasises emphasize emphasized emphasizes argue argues argued insist insists insisted maintain maintains maintained
	believe believes believed state stated states declare declared declares note noted notes announce announced announces report reported reports warn warned warns tell told stress stressed stresses
	assert asserts asserted contend contends contended suggest suggests suggested add added adds acknowledge acknowledged admit admits admitted think thinks repeat repeated repeats reiterate reiterated
	conclude concluded concludes estimate estimates estimated affirm affirmed boast boasts boasted observe observed observes concede conceded explain explained recall recalled point pointed write writes wrote`)

// attributed puts a barrier behind the words that say who said it, marked so by the tag "|" with the speaker in set.
func attributed(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		out = append(out, items[i])
		if items[i].tag != "|" {
			continue
		}
		if n := speech(items[i+1:]); n > 0 {
			out = append(out, items[i+1:i+1+n]...)
			b := barrier(items[i+n].end)
			b.set = "said"
			out = append(out, b)
			i += n
		}
	}
	return out
}

// speech gives the length of "X has said that" or "according to X," at the head of a clause.
func speech(items []item) int {
	if n := preface(items); n > 0 {
		for i := n; i < min(len(items), 14); i++ {
			if items[i].tag == "," {
				return i + 1
			}
		}
		return 0
	}
	for i := 0; i < min(len(items)-1, 12); i++ {
		switch t := items[i]; {
		case (t.tag == "noting" || t.tag == "remembering" || t.tag == "clear" || t.tag == "true") && items[i+1].tag == "that":
			return i + 2
		case t.tag == "|":
			return 0
		case sayVerbs[t.tag] && i > 0:
			next := i + 1
			if items[next].tag == "out" || items[next].tag == "," || items[next].kind() != 0 && next+1 < len(items) && items[next+1].tag == "that" {
				next++
			}
			if next < len(items) && items[next].tag == "that" {
				return next + 1
			}
			if clauseFollows(items[next:]) && !strings.HasSuffix(items[i-1].tag, "be") {
				return next
			}
		}
	}
	return 0
}

// preface gives the length of "according to" or "in the words of" at the head of a clause, before whoever said it.
func preface(items []item) int {
	for _, words := range [][]string{{"according", "to"}, {"in", "the", "words", "of"}} {
		if len(items) > len(words) && slices.Equal(tags(items[:len(words)]), words) {
			return len(words)
		}
	}
	return 0
}

// attribute fills in the speakers: what follows a marked barrier is theirs, up to a "but" or a semicolon; a clause "X said" at the
// end is the speaker of what came before.
func (r *reader) attribute(items []item, list []clause) {
	said := ""
	for i := range list {
		c := &list[i]
		mark := items[c.to]
		first := items[c.from].tag
		if first == "but" || first == "while" || first == "yet" || first == "whereas" || c.from > 0 && r.semicolon(items[c.from-1].start) {
			said = ""
		}
		if mark.tag == "|" && mark.set == "said" {
			said = r.speaker(items[c.from:c.to])
			continue
		}
		c.said = said
	}
	if n := len(list); n > 1 {
		if last := items[list[n-1].from:list[n-1].to]; len(last) <= 7 && len(last) > 1 && sayVerbs[last[len(last)-1].tag] {
			for i := range list[:n-1] {
				list[i].said = r.speaker(last)
			}
		}
	}
}

func (r *reader) semicolon(at int) bool { return at < len(r.text) && r.text[at] == ';' }

// speaker cuts who spoke out of the text: without "according to", the verb, and "that".
func (r *reader) speaker(items []item) string {
	head := preface(items)
	from, to := head, len(items)
	for i, t := range items {
		if i > 0 && sayVerbs[t.tag] {
			to = i
			break
		}
	}
	for to > from+1 && slices.Contains([]string{"has", "have", "had", ",", "that", "D", "also", "repeatedly", "often", "to", "like", "likes", "liked"}, items[to-1].tag) {
		to--
	}
	if to <= from || items[0].tag == "I" || to == len(items) && head == 0 {
		return ""
	}
	return r.text[items[from].start:items[to-1].end]
}
