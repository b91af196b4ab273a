package article

// This file tidies a row of items before patterns are held against it: words that say nothing of a claim are left out, peoples
// named as such ("the French") stand as their states, and a relative "which" stands for what it follows.

import (
	"slices"
	"strings"
)

// asides are words that may stand anywhere in a sentence and change nothing of what is claimed.
var asides = wordSet("nonetheless nevertheless therefore furthermore moreover actually indeed already simply accordingly incidentally naturally consequently formally officially duly however meanwhile")

// bullets open the lines of a list.
var bullets = wordSet("- * # • ##")

// plain leaves out asides, with the commas around them, and the marks that open a line.
func plain(items []item) []item {
	for len(items) > 1 && bullets[items[0].tag] {
		items = items[1:]
	}
	var out []item
	for i := 0; i < len(items); i++ {
		if !asides[items[i].tag] && !idle(items, i) {
			out = append(out, items[i])
			continue
		}
		if idle(items, i) {
			i++ // "of course", "in turn"
		}
		opened := len(out) == 0 || out[len(out)-1].tag == ","
		if opened && i+1 < len(items) && items[i+1].tag == "," {
			i++
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
		}
	}
	return out
}

// idle says whether an aside of two words stands at item i.
func idle(items []item, i int) bool {
	return i+1 < len(items) && idioms[items[i].tag+" "+items[i+1].tag]
}

var idioms = map[string]bool{"of course": true, "in turn": true, "in fact": true, "by contrast": true, "for instance": true, "for example": true, "after all": true}

// peoples turns "the French", "the Saudis" into the state where no noun follows that the adjective could belong to.
func peoples(items []item) []item {
	for i := 1; i < len(items); i++ {
		if items[i].tag != "A" || items[i-1].tag != "the" || len(items[i].who) != 1 {
			continue
		}
		if i+1 == len(items) || endsPeople(items[i+1].tag) {
			items[i].tag, items[i].start = "S", items[i-1].start
			items = slices.Delete(items, i-1, i)
		}
	}
	return items
}

var afterPeople = wordSet("| , . ; : ? ! and or but than far much more less never also with to from in on by for against as far rarely often seldom always usually D")

// traders are verbs of trade that may as well be nouns: "the French exports".
var traders = wordSet("exports imports export import trade trades vote votes claims claim support holds marks")

func endsPeople(tag string) bool {
	return afterPeople[tag] || verbal(tag) && !traders[tag]
}

// theGroup lets "joined the alliance", "a member of the bloc" mean the group last named.
func (r *reader) theGroup(items []item) []item {
	last := r.past.group
	for i := 0; i+2 < len(items); i++ {
		if items[i].tag == "G" && !strings.HasPrefix(items[i].group, "m49-") {
			last, r.past.groupIn = items[i], r.past.sentence
		}
		if items[i].tag == "the" && items[i+1].tag == "council" && r.text[items[i+1].start] == 'C' && r.past.council.group != "" {
			t := r.past.council
			t.start, t.end = items[i].start, items[i+1].end
			items = slices.Replace(items, i, i+2, t)
			continue
		}
		if items[i].tag == "G" && items[i].group == "unsc" {
			r.past.council = items[i]
		}
		if last.group == "" || !beforeGroup[items[i].tag] || items[i+1].tag != "the" || !groupWords[items[i+2].tag] {
			continue
		}
		if items[i].tag == "of" && (i == 0 || !strings.HasPrefix(items[i-1].tag, "member")) {
			continue
		}
		t := last
		t.start, t.end = items[i+1].start, items[i+2].end
		items = slices.Replace(items, i+1, i+3, t)
	}
	r.past.group = last
	return items
}

var (
	beforeGroup = wordSet("joined join joins left leave quit entered of")
	groupWords  = wordSet("alliance bloc union organisation organization grouping club body")
)

// relatives puts what "which" follows in its place: a state, a pair or a column whose name ends the clause before it.
func relatives(items []item) []item {
	for i := 2; i+1 < len(items); i++ {
		t := &items[i]
		if t.tag != "which" && t.tag != "who" || items[i-1].tag != "|" || !verbal(items[i+1].tag) {
			continue
		}
		if before := items[i-2]; len(before.who) > 0 && (before.tag == "S" || before.tag == "W" || before.tag == "V") {
			start, end := t.start, t.end
			*t = before
			t.start, t.end = start, end
		}
	}
	return items
}

// elided reads "Japan's was" behind "India's GDP is": the same column of another state.
func elided(items []item) []item {
	column := ""
	for i := 0; i+2 < len(items); i++ {
		switch t := items[i]; {
		case t.tag == "V" && len(t.value.who) == 1:
			column = t.value.column
		case t.tag == "V":
			column = ""
		case t.tag == "C":
			column = t.column
		case t.tag == "S" && items[i+1].tag == "'s" && ownVerb[items[i+2].tag] && column != "":
			if v := single(item{column: column}, t); v != nil {
				items[i] = item{tag: "V", value: v, who: v.who, start: t.start, end: items[i+1].end}
				items = slices.Delete(items, i+1, i+2)
			}
		}
	}
	return items
}

var ownVerb = wordSet("is was has had stood remained reached rose fell grew shrank")
