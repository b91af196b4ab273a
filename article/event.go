package article

// Event: something happened at a time: a treaty was signed, relations established, a group joined.

import (
	"comity"
	"comity/claim"
)

// deeds turn the verbs into the events of the claim language.
var deeds = map[string]string{
	"signed": "signed", "concluded": "signed", "initialled": "signed", "ratified": "ratified", "extended": "extended", "renewed": "extended", "prolonged": "extended", "terminated": "ended", "denounced": "ended",
	"abrogated": "ended", "suspended": "suspended", "expired": "ended", "ended": "ended", "withdrew": "left", "withdrawn": "left", "established": "established", "opened": "established", "entered": "joined", "normalised": "normalised",
	"normalized": "normalised", "restored": "resumed", "resumed": "resumed", "re-established": "resumed", "reestablished": "resumed", "severed": "broken", "broke": "broken", "cut": "broken", "broken": "broken", "suspending": "suspended",
	"joined": "joined", "acceded": "joined", "admitted": "joined", "left": "left", "quit": "left", "founded": "founded", "created": "founded", "formed": "founded", "launched": "founded", "set": "founded", "recognised": "recognised", "recognized": "recognised",
}

const (
	treatyDeed    = "<d:signed|concluded|initialled|ratified|extended|renewed|prolonged|terminated|denounced|abrogated|suspended|expired|ended>"
	relationsDeed = "<d:established|opened|normalised|normalized|restored|resumed|re-established|reestablished|severed|broke off|broke|cut off|cut>"
	relationsNoun = "[full|formal|official|their|H]? [diplomatic relations|diplomatic ties|relations|ties|C|V]"
	where         = "[in *3|at *3]"
)

var eventRules = []rule{
	newRule("event/treaty then", "sign|conclu|initial|ratif|exten|renew|prolong|terminat|denounc|abrogat|suspend|expir|ended",
		"<t:T> [between <w:W>|of <w2:W>]? [, | which]? *4 <q:[was|were|has been|had been]? "+treatyDeed+" [by <v:W>]? [again]? "+where+"? <u:D>>", func(x *reading) []found {
			p := x.parts["q"]
			from := x.from
			if x.row.items[p[0]-1].tag == "," || x.row.items[p[0]-1].tag == "|" {
				from = p[0]
			}
			return x.happened(from, p[1], x.item("d").tag, happening{treaty: x.item("t").treaty, who: x.treatyWho()})
		}),
	newRule("event/signed treaty", "sign|conclu|ratif|exten|renew|terminat|denounc|abrogat|withdrew|suspend|left|quit",
		"<w:{who}> [D]? [have|has|had]? [D|never|not]? "+treatyDeed+" [the|a|H|its]? <t:T> "+where+"? <u:D>?", func(x *reading) []found {
			return x.happened(x.from, x.to, x.item("d").tag, happening{treaty: x.item("t").treaty, who: x.who("w")})
		}),
	newRule("event/withdrew", "withdrew|left|quit|withdrawn|pulled", "<w:{who}> [D]? [have|has|had]? [D]? <d:withdrew from|withdrawn from|left|quit|pulled out of> [the]? <t:T|G> <u:D>?", func(x *reading) []found {
		t := x.item("t")
		return x.happened(x.from, x.to, "left", happening{treaty: t.treaty, group: t.group, who: x.who("w")})
	}),
	newRule("event/unnamed treaty", "sign|conclu", "<w:W> [D]? [have|has|had]? [D]? <d:signed|concluded> [a|an|the|H|their]? [bilateral|formal|military]? "+bond+" "+where+"? <u:D>", func(x *reading) []found {
		return x.happened(x.from, x.to, "signed", happening{obligation: x.bond(), who: x.who("w")})
	}),
	newRule("event/unnamed with", "sign|conclu", "<w:S> [D]? [has|had]? [D]? <d:signed|concluded> [a|an|the|H|its]? [bilateral|formal|military]? "+bond+" with <b:S> "+where+"? <u:D>", func(x *reading) []found {
		return x.happened(x.from, x.to, "signed", happening{obligation: x.bond(), who: both(x.who("w"), x.who("b"))})
	}),
	newRule("event/relations", "establish|open|normali|restor|resum|re-est|reest|sever|broke|cut", "<w:W> [D|only|first|formally|officially]? [have|had]? "+relationsDeed+" "+relationsNoun+" [with each other|with N another|at ambassadorial level]? <u:D>", func(x *reading) []found {
		return x.relations(x.who("w"))
	}),
	newRule("event/relations of one", "restor|resum|re-est|reest|sever|broke|cut", "<w:S|I> [D|first]? [has|had]? <d:restored|resumed|re-established|reestablished|severed|broke off|broke|cut off|cut> [full|formal|official|all]? [diplomatic relations|diplomatic ties|C|<v:V>] <u:D>", func(x *reading) []found {
		who := x.who("w")
		if v := x.item("v").value; v != nil && len(who) == 1 && len(v.who) == 2 && (v.who[0] == who[0] || v.who[1] == who[0]) {
			return x.relations(v.who)
		}
		if len(who) != 1 || len(x.r.about) != 2 || who[0] != x.r.about[0] && who[0] != x.r.about[1] {
			return nil
		}
		return x.relations(x.r.about)
	}),
	newRule("event/relations elided", "restor|resum|re-est|reest|sever|broke|normali", "^ [and|but] [D|later|then]? <d:normalised|normalized|restored|resumed|re-established|severed|broke off> [full|formal|official|H]? [diplomatic relations|diplomatic ties|C] <u:D>", func(x *reading) []found {
		return x.relations(x.r.pair(x.row.items[:x.from]))
	}),
	newRule("event/they were", "restor|resum|re-est|sever|normali", "^ [W|I] [were|was|had been] [D|only|later|fully]? <d:restored|resumed|re-established|severed|broken off|normalised|normalized> <u:D>", func(x *reading) []found {
		if h := x.r.past.event; h.obligation == "relations" && x.r.past.eventIn >= x.r.past.sentence-1 {
			return x.happened(x.from, x.to, x.item("d").tag, h)
		}
		return nil
	}),
	newRule("event/relations with", "establish|open|normali|restor|resum|re-est|reest|sever|broke|cut", "<w:{one}> [D|only|first|formally|officially]? [has|had]? "+relationsDeed+" "+relationsNoun+" with <b:S|I> <u:D>?", func(x *reading) []found {
		return x.relations(both(x.who("w"), x.who("b")))
	}),
	newRule("event/relations were", "establish|normali|restor|resum|re-est|reest|sever|broken|cut", "[diplomatic]? [diplomatic relations|diplomatic ties|relations|ties|C|V] [between <w:W>]? [were|was|had been|have been] [D|only|first|formally|officially]? <d:established|normalised|normalized|restored|resumed|re-established|severed|broken off|cut> <u:D>", func(x *reading) []found {
		who := x.who("w")
		if len(who) == 0 {
			who = x.r.about
		}
		return x.relations(who)
	}),
	newRule("event/recognised", "recogni", "<w:S> [D|only|first|formally|officially]? [recognised|recognized] <b:S|W> <u:D>", func(x *reading) []found {
		if len(x.who("b")) != 1 || len(x.who("w")) != 1 {
			return nil
		}
		return x.happened(x.from, x.to, "recognised", happening{who: both(x.who("w"), x.who("b"))})
	}),
	newRule("event/joined", "join|acced|enter|left|quit|withdrew|admitted|become|became|welcomed|accepted|taken|brought|walked|pulled", "<w:{who}> [D|both|only|formally|finally|officially|eventually]? [has|have|had|was|were]? [D|both|formally|finally|officially|eventually]? <d:joined|acceded to|entered|left|quit|withdrew from|walked out of|pulled out of|admitted to|admitted into|welcomed into|accepted into|taken into|brought into|became [a|full|the]? [member|members] of|become [a|full]? [member|members] of> <g:G> <h:and G>? <u:D>?", func(x *reading) []found {
		deed := x.items("d")[0].tag
		if x.to < len(x.row.items) && x.row.items[x.to].tag == "'s" {
			return nil // "left NATO's command" is not "left NATO"
		}
		switch deed {
		case "became", "become", "welcomed", "accepted", "taken", "brought":
			deed = "joined"
		case "walked", "pulled":
			deed = "left"
		}
		list := x.happened(x.from, x.to, deed, happening{group: x.item("g").group, who: x.who("w")})
		if p, ok := x.parts["h"]; ok && len(list) > 0 && x.item("h").group != "" {
			second := list[0]
			second.claim.Group = x.item("h").group
			list[0].to, second.from = p[0], p[0]
			list = append(list, second)
		}
		return list
	}),
	newRule("event/group's member", "became|become", "<w:{one}> [D]? [has|had]? [D]? [became|become] <g:G> 's [newest|latest|youngest|O]? [full]? member <u:D>", func(x *reading) []found {
		return x.happened(x.from, x.to, "joined", happening{group: x.item("g").group, who: x.who("w")})
	}),
	newRule("event/accession", "accession|admission|entry|withdrawal|exit", "<w:S> 's [formal|full]? <d:accession to|admission to|entry into|withdrawal from|exit from> <g:G> [came|took place|took effect|was completed] <u:D>", func(x *reading) []found {
		deed := "joined"
		if x.anyTag("withdrawal", "exit") {
			deed = "left"
		}
		return x.happened(x.from, x.to, deed, happening{group: x.item("g").group, who: x.who("w")})
	}),
	newRule("event/founded", "found|establish|creat|form|launch|set", "<g:G> [was|were] [D|first|formally]? <d:founded|established|created|formed|launched|set up> [by <w:W>]? "+where+"? <u:D>", func(x *reading) []found {
		return x.happened(x.from, x.to, "founded", happening{group: x.item("g").group, who: x.who("w")})
	}),
	newRule("event/founders", "found", "<w:W> [founded|created|set up|launched|co-founded] <g:G> <u:D>", func(x *reading) []found {
		return x.happened(x.from, x.to, "founded", happening{group: x.item("g").group, who: x.who("w")})
	}),
	newRule("event/seat", "seat", "<w:{one}> [D]? [took|took over|assumed|occupied|inherited|received] *4 seat [in|on|at] <g:G> <u:D>?", func(x *reading) []found {
		return x.happened(x.from, x.to, "took seat", happening{group: x.item("g").group, who: x.who("w")})
	}),
	newRule("event/the treaty", "treaty|pact|accord", "the [treaty|pact|accord] [was|has been] [D|later|again|then]? <d:signed|ratified|extended|renewed|prolonged|terminated|suspended> <u:D>", func(x *reading) []found {
		if x.r.past.treaty.treaty == "" {
			return nil
		}
		return x.happened(x.from, x.to, x.item("d").tag, x.r.past.treaty)
	}),
	newRule("event/elided", "sign|exten|renew|prolong|ratif|end|expir|resum|restor|sever|normali", "^ [and|but|then]? [was|were|has been]? [D|later|again|then]? <d:signed|ratified|extended|renewed|prolonged|terminated|expired|ended|restored|resumed|severed|normalised|normalized> <u:D>", func(x *reading) []found {
		h := x.r.past.event
		if h.treaty == "" && h.obligation == "" {
			return nil
		}
		return x.happened(x.from, x.to, x.item("d").tag, h)
	}),
}

// happened makes the event, and keeps it for what is said of it next.
func (x *reading) happened(from, to int, deed string, h happening) []found {
	event, ok := deeds[deed]
	if !ok {
		event = deed
	}
	if x.has("w") && len(x.who("w")) == 0 {
		return nil // somebody did it, and it is not clear who
	}
	if len(h.who) == 0 && h.treaty == "" && h.group == "" || h.treaty == "" && h.group == "" && h.obligation == "" && event != "recognised" {
		return nil
	}
	c := claim.Claim{Form: claim.Event, Event: event, Who: h.who, Treaty: h.treaty, Group: h.group, Obligation: h.obligation, Negated: x.anyTag("not", "never")}
	if c.Group == "p5" {
		return nil
	}
	if len(c.Who) > 1 && event != "recognised" {
		c.Who = sorted(c.Who)
	}
	if !x.timed(&c) {
		return nil
	}
	if u := x.item("u"); u.tag == "D" && u.time.when.Known() {
		c.When = u.time.when
	}
	x.r.past.event, x.r.past.eventIn = h, x.r.past.sentence
	if h.treaty != "" {
		x.r.past.treaty = h
	}
	return x.over(from, to, c)
}

// relations makes an event of diplomatic relations.
func (x *reading) relations(who []comity.State) []found {
	if len(who) != 2 || !fits(who, 2) {
		return nil
	}
	if v := x.relationsNamed(); !v {
		return nil
	}
	return x.happened(x.from, x.to, x.item("d").tag, happening{obligation: "relations", who: who})
}

// relationsNamed guards against other columns standing where relations do ("cut exports").
func (x *reading) relationsNamed() bool {
	for _, t := range x.row.items[x.from:x.to] {
		switch {
		case t.tag == "C" && t.column != "relation", t.tag == "V" && t.value.column != "relation":
			return false
		}
	}
	return true
}

// treatyWho gives the parties of a treaty as the sentence or the article has them.
func (x *reading) treatyWho() []comity.State {
	for _, part := range []string{"v", "w", "w2"} {
		if who := x.who(part); len(who) > 1 {
			return who
		}
	}
	return x.r.partiesOf(x.item("t").treaty)
}
