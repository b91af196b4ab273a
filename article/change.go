package article

// Change: a column rose, fell or stood still ("trade has more than doubled since 2015", "it fell in 2009").

import (
	"strings"

	"comity/claim"
)

const (
	by      = "[by]? [a|an]? <q:[F|M|X|N times]>"
	hastily = "[rapidly|fast|quickly|steadily|swiftly|apace|strongly|dynamically|vigorously|at a rapid pace]"
)

// factors are the verbs that say by how much.
var factors = map[string]float64{"doubled": 2, "trebled": 3, "tripled": 3, "quadrupled": 4, "quintupled": 5, "sextupled": 6, "halved": 0.5}

var changeRules = []rule{
	newRule("change/verb", "up|down|ro|ris|gr|incr|climb|soar|surg|jump|exp|wid|impr|recov|reb|ball|shot|went|gone|deep|stren|swell|acc|adv|f|decl|drop|decr|shr|contr|sl|pl|tum|s|d|n|coll|dwi|weak|e|tr|quadrupled|quintupled|sextupled|halved|hal|cr|inch|tick|rock|sky|mush|leap|leapt|pick|bou|boom|with|wan|tail",
		"<v:V> [in the [un|united nations]? [general]? assembly|at the un]? {remark}? [D]? [has|have|had]? [D]? [been]? {adverb}? <d:[{rose}|{fell}|is up|was up|were up|are up|is down|was down|were down|are down|<h:[more than|over|nearly|almost|roughly|about|around|at least]>? <x:{doubled}>]> {adverb}? <n:"+by+">? [D]?", changed),
	newRule("change/resumed", ",", "<v:V> ^ *8 , [has|have|had]? {adverb}? <p:<d:[{rose}|{fell}]> {adverb}? <t:D>>", func(x *reading) []found {
		v, p := x.item("v").value, x.parts["p"]
		t := x.item("t").time
		if t.vague || t.since || !t.when.Known() || v.deficit {
			return nil
		}
		return []found{{from: p[0], to: p[1], claim: claim.Claim{Form: claim.Change, Column: v.column, Who: v.who, Direction: direction(x), When: t.when}}}
	}),
	newRule("change/it", "I", "<i:I> [D]? [has|have|had]? [D]? {adverb}? <d:[{rose}|{fell}|<h:[more than|over|nearly|almost|roughly|about|at least]>? <x:{doubled}>]> {adverb}? <n:"+by+">? [D]?", changed),
	newRule("change/elided", "and|but|before|then", "^ [and|but|yet|before|only to] [D|then]? [has|have|had]? {adverb}? <d:[{rose}|{fell}|<x:{doubled}>]> {adverb}? <n:"+by+">? <t:D>", changed),
	newRule("change/having", "having", "having {adverb}? <d:[{rose}|{fell}|<h:[more than|over|nearly|almost|roughly|about|at least]>? <x:{doubled}>]> {adverb}? <n:"+by+">? <t:D>", changed),
	newRule("change/still", "unchanged|flat|stagn|constant", "<v:V> *2 [has|have]? [remained|was|were|stayed|stood|is|are] [largely|broadly|virtually|almost]? <s:[unchanged|flat|stagnant|constant]>", func(x *reading) []found {
		v := x.item("v").value
		return x.yes(claim.Claim{Form: claim.Change, Column: v.column, Who: v.who, Direction: "unchanged"})
	}),
	newRule("change/raised", "increas|rais|boost|expand|doubl|tripl|cut|reduc|slash|halv", "<a:{one}> [D]? [has|have|had]? [D]? {adverb}? <d:[increased|raised|boosted|expanded|cut|reduced|slashed|<h:[more than|nearly|almost|roughly]>? <x:{doubled}>]> <v:V> {adverb}? <n:"+by+">? [D]?",
		func(x *reading) []found {
			if v := x.item("v").value; len(v.who) == 0 || len(x.who("a")) != 1 || v.who[0] != x.who("a")[0] {
				return nil
			}
			return changed(x)
		}),
	newRule("change/quickly", "developing|growing|expanding|deepening|advancing", "[<v:V>|<b:[B|W 's]> [cooperation|co-operation|collaboration|partnership] *14] [is|are|has been|have been] [D|now|currently]? [developing|growing|expanding|deepening|advancing] "+hastily,
		func(x *reading) []found {
			c := claim.Claim{Form: claim.Change, Direction: "rose", Who: x.who("b")}
			if x.has("v") {
				c.Column, c.Who = x.item("v").value.column, x.item("v").value.who
			}
			if len(c.Who) == 0 {
				return nil
			}
			return x.yes(c)
		}),
}

// changed reads a verb of change over a column named in the match or before it.
func changed(x *reading) []found {
	v := x.item("v").value
	if v == nil {
		v = x.valueBefore(x.from)
	}
	if v == nil || x.has("i") && !x.subjectIsValue() || !x.has("v") && !x.has("i") && x.sameSentenceValue() == nil {
		return nil
	}
	if x.to < len(x.row.items) && (x.row.items[x.to].tag == "behind" || x.row.items[x.to].tag == "below" || x.row.items[x.to].tag == "short") {
		return nil // "fell behind that of China" is a comparison
	}
	c := claim.Claim{Form: claim.Change, Column: v.column, Who: v.who, Direction: direction(x)}
	if list := x.crossed(v, c); list != nil {
		return list
	}
	c.Value = x.growth()
	if v.column == "gdp" && c.Value != nil && c.Value.Unit == "percent" {
		return nil // growth of an economy is told in constant prices, which the column is not in
	}
	if from, to := x.fromTo(); from.when.Known() && to.when.Known() {
		c.When = claim.When{From: from.when.From, To: to.when.To}
		return x.whole(c)
	}
	if v.deficit && c.Direction != "" {
		c.Direction = map[string]string{"rose": "fell", "fell": "rose"}[c.Direction]
		c.Value = nil
	}
	return x.yes(c)
}

// crossed reads "fell below $1 billion": where the value came to, not by how much it changed.
func (x *reading) crossed(v *value, c claim.Claim) []found {
	if !x.has("q") {
		return nil
	}
	q, n := x.item("q"), x.parts["n"]
	low := strings.ToLower(x.r.text[q.start:q.end])
	if v.deficit || !strings.HasPrefix(low, "below") && !strings.HasPrefix(low, "above") && !strings.HasPrefix(low, "under") {
		return nil
	}
	level := claim.Claim{Form: claim.Level, Column: v.column, Who: v.who}
	level.Value = &q.quantity
	if !levelUnit(v, level.Value) || !x.timed(&c) || !x.timed(&level) {
		return []found{}
	}
	return []found{{from: x.from, to: n[0], claim: c}, {from: n[0], to: n[1], claim: level}}
}

// subjectIsValue says whether "it" can stand for a column: one was the subject of this sentence or the last.
func (x *reading) subjectIsValue() bool {
	return x.sameSentenceValue() != nil || x.r.past.value != nil && x.r.past.valueIn >= x.r.past.sentence-1
}

func (x *reading) sameSentenceValue() *value {
	for j := x.from - 1; j >= 0; j-- {
		if x.row.items[j].tag == "V" {
			return x.row.items[j].value
		}
	}
	return nil
}

// fromTo gives the two times of "rose from $10 billion in 2010 to $15 billion in 2014".
func (x *reading) fromTo() (from, to moment) {
	items := x.row.items
	i := x.to
	if i+5 < len(items) && items[i].tag == "from" && items[i+2].tag == "D" && items[i+3].tag == "to" && items[i+5].tag == "D" {
		return items[i+2].time, items[i+5].time
	}
	return moment{}, moment{}
}

// direction says which way the verb points.
func direction(x *reading) string {
	for _, t := range x.items("d") {
		if t.tag == "halved" || t.tag == "cut" || t.tag == "reduced" || t.tag == "slashed" || falling[t.tag] {
			return "fell"
		}
	}
	return "rose"
}

var falling = wordSet(`fell fallen falls falling declined declines declining dropped drops decreased decreases shrank shrunk shrinks shrinking contracted contracts slumped plunged plummeted tumbled
	slipped sank dipped narrowed down collapsed dwindled weakened eroded slid crashed nosedived withered waned ebbed sagged diminished tailed`)

// growth gives by how much: a verb like "doubled", or a number behind the verb.
func (x *reading) growth() *claim.Quantity {
	if x.has("x") {
		q := &claim.Quantity{Number: factors[x.words("x")], Unit: "ratio", Digits: 0.1}
		q.How, _ = howOf(tags(x.items("h")))
		if x.words("x") == "halved" {
			q.Digits = 0.01
		}
		if q.How == claim.Exactly {
			q.How = claim.About
		}
		return q
	}
	if !x.has("q") {
		return nil
	}
	q := x.item("q").quantity
	switch q.Unit {
	case "share":
		q.Number, q.Digits, q.Unit = q.Number*100, q.Digits*100, "percent"
	case "":
		q.Unit = "count"
	}
	return &q
}

func tags(items []item) []string {
	var w []string
	for _, t := range items {
		w = append(w, t.tag)
	}
	return w
}
