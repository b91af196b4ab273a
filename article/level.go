package article

// Level: a column has a value ("turnover reached $240 billion", "they agreed in nine of ten roll calls").

import (
	"slices"

	"comity"
	"comity/claim"
	"comity/column"
)

// frequencies are adverbs that stand for a share of votes.
var frequencies = map[string]string{"always": "all", "invariably": "all", "almost always": "nearly all", "nearly always": "nearly all", "almost invariably": "nearly all",
	"usually": "most", "mostly": "most", "generally": "most", "often": "most", "mainly": "most", "typically": "most", "frequently": "most", "tend to": "most",
	"rarely": "few", "seldom": "few", "hardly ever": "few", "almost never": "few", "never": "none", "only rarely": "few", "very rarely": "few", "most of the time": "most"}

const (
	often = "[almost always|nearly always|almost invariably|always|invariably|usually|mostly|generally|often|mainly|typically|frequently|only rarely|very rarely|rarely|seldom|hardly ever|almost never|never|most of the time]"
	alike = "[alike|together|the same way|in the same way|the same|with each other|with N another|in unison|identically|in tandem|on the same side|as N|in step]"
	polls = "[of]? [the|all|their]? [recorded|roll-call|general assembly|un general assembly|un|assembly|G]? [votes|roll calls|roll-call votes|rollcalls|resolutions|ballots|occasions|cases|time|votes cast]"
)

var levelRules = []rule{
	newRule("level/reached", "reach|hit|total|amount|st|was|were|is|are|came|exceed|surpass|top|pass|average|equal|rose|grew|climb|fell|drop|has|expand|shrank|increas|declin",
		"<v:V> *3 <b:[reached|reaches|hit|hits|totalled|totaled|totals|amounted to|amounts to|stood at|stands at|was worth|is worth|were worth|came to|comes to|averaged|averages|equalled|equals|exceeded|exceeds|surpassed|surpasses|topped|tops|passed|was|is|were|are|rose to|rose by F to|grew to|grew by F to|climbed to|fell to|fell by F to|dropped to|dropped by F to|expanded to|shrank to|increased to|increased by F to|declined to|jumped to|soared to]> [D]? *6 <q:[of|at]? [M|N|F]>",
		func(x *reading) []found {
			v := x.item("v").value
			q := x.item("q").quantity
			if !levelUnit(v, &q) || x.anyTag("more", "less", "than", "as") {
				return nil
			}
			switch x.items("b")[0].tag {
			case "exceeded", "exceeds", "surpassed", "surpasses", "topped", "tops", "passed":
				if q.How == claim.Exactly {
					q.How = claim.Over
				}
			}
			c := claim.Claim{Form: claim.Level, Column: v.column, Who: v.who, Value: negative(v, q)}
			if !x.timed(&c) {
				return nil
			}
			if p := x.parts["q"]; p[0]-x.parts["b"][1] > 1 || x.items("b")[len(x.items("b"))-1].tag == "to" && moves(x.items("b")[0].tag) {
				return []found{{from: p[0], to: p[1], claim: c}}
			}
			return x.whole(c)
		}),
	newRule("level/from to", "from", "<v:V> [has|have|had]? [{rose}|{fell}] <q:from <m:M> <t:D>?> <p:to <n:M> <u:D>?>", fromTo),
	newRule("level/goods", "exported|imported|sold|bought|shipped|purchased",
		"<a:S> [exported|shipped|sold|imported|bought|purchased] <q:M> [worth]? [of]? [goods|merchandise|products]? [to|from] <b:S>",
		func(x *reading) []found {
			col := "trade.exports"
			if x.anyTag("imported", "bought", "purchased") {
				col = "trade.imports"
			}
			q := x.item("q").quantity
			who := both(x.who("a"), x.who("b"))
			if !fits(who, 2) {
				return nil
			}
			return x.yes(claim.Claim{Form: claim.Level, Column: col, Who: who, Value: &q})
		}),
	newRule("level/spends", "spends|spent|spend",
		"<a:{one}> [spends|spent|spend] <q:M> [a year|annually|D]? on [its|the|his|H]? [military|defence|defense|armed forces|arms]", func(x *reading) []found {
			q := x.item("q").quantity
			if len(x.who("a")) != 1 {
				return nil
			}
			return x.yes(claim.Claim{Form: claim.Level, Column: "milex", Who: x.who("a"), Value: &q})
		}),
	newRule("level/population", "population|inhabitants|people|home",
		"<a:{one}> [has|had] a population of <q:N>", func(x *reading) []found {
			q := x.item("q").quantity
			q.Unit = "persons"
			if len(x.who("a")) != 1 {
				return nil
			}
			return x.yes(claim.Claim{Form: claim.Level, Column: "population", Who: x.who("a"), Value: &q})
		}),
	newRule("level/inhabitants", "inhabitants|people|home", "<a:{one}> [has|had|is home to|was home to] <q:N> [inhabitants|people|citizens] [$|,|and]", func(x *reading) []found {
		q := x.item("q").quantity
		q.Unit = "persons"
		if len(x.who("a")) != 1 || q.Number < 1000 {
			return nil
		}
		return x.yes(claim.Claim{Form: claim.Level, Column: "population", Who: x.who("a"), Value: &q})
	}),
	newRule("level/with people", "people|inhabitants|citizens", "<a:{one}> , <q:with <n:N> [people|inhabitants|citizens|souls]>", func(x *reading) []found { return x.people(x.from, x.to) }),
	newRule("level/has", "N", "<a:S> [has|had] <n:N> $", func(x *reading) []found {
		for _, t := range x.row.items[:x.from] {
			switch t.tag {
			case "people", "inhabitants", "populous", "citizens":
				return x.people(x.from, x.to)
			}
			if t.tag == "V" && t.value.column == "population" {
				return x.people(x.from, x.to)
			}
		}
		return nil
	}),
	newRule("level/elided", "M|N", "[[, |^] [and|but]? [then|later]?|^ and] <b:reached|hit|totalled|totaled|amounted to|stood at|came to|exceeded|surpassed|topped|passed> <q:M|N> <t:D>?", func(x *reading) []found {
		v, q := x.sameSentenceValue(), x.item("q").quantity
		if v == nil || !levelUnit(v, &q) {
			return nil
		}
		switch x.words("b") {
		case "exceeded", "surpassed", "topped", "passed":
			if q.How == claim.Exactly {
				q.How = claim.Over
			}
		}
		return x.yes(claim.Claim{Form: claim.Level, Column: v.column, Who: v.who, Value: negative(v, q)})
	}),
	newRule("level/balance", "C", "<a:{one}> [D]? [has|have|had]? [ran|runs|run|has|had|recorded|posted|enjoys|enjoyed|reported|registered] [D]? [a|an|its|H]? [record|large|huge|growing|small]? <c:C> [of <q:M>]? with <b:S> [of <r:M>]? <t:D>?", balance),
	newRule("level/votes", "vot|agree|side",
		"<w:W> *1 [have|has|had]? <f:"+often+">? [have]? [vote|voted|voting|side|sided] <g:"+often+">? <a:"+alike+"> <h:"+often+">? <n:[in|on|for]? [only|just|barely]? <q:[F|X]> "+polls+">?", votesAlike),
	newRule("level/same vote", "vote|votes", "<w:W> *1 [have|has|had]? <f:"+often+">? [cast|casts] [the same|identical|their] [vote|votes|ballot|ballots] <h:"+often+">? <n:[in|on|for]? [only|just|barely]? <q:[F|X]> "+polls+">?", votesAlike),
	newRule("level/agree", "agree", "<w:W> *1 [have|has|had]? <f:"+often+">? [have]? [agree|agreed] <h:"+often+">? <n:[in|on] [only|just|barely]? <q:F> "+polls+">", votesAlike),
	newRule("level/with", "vot", "<w:S> *1 [has|had]? <f:"+often+">? [votes|voted|sides|sided] <g:"+often+">? [together|alike]? with <b:S> <h:"+often+">? <n:[in|on|for]? <q:F> "+polls+">?", votesAlike),
	newRule("level/share", "account|made up|makes up", "<v:V> [D]? [accounts for|accounted for|makes up|made up|represents|represented] <q:F> of [all]? [the]? <z:V>",
		func(x *reading) []found {
			v, z, q := x.item("v").value, x.item("z").value, x.item("q").quantity
			if v.column != "trade.turnover" || z.column != "trade.total" || !slices.Contains(v.who, z.who[0]) {
				return nil
			}
			return x.yes(claim.Claim{Form: claim.Level, Column: "trade.share", Who: []comity.State{z.who[0], other(v.who, z.who[0])}, Value: &q})
		}),
	newRule("level/partner", "account|made up|makes up", "<a:{one}> [accounts for|accounted for|makes up|made up|represents|represented|takes|took] <q:F> of [all]? [the]? <z:V>",
		func(x *reading) []found {
			v, q := x.item("z").value, x.item("q").quantity
			if v.column != "trade.total" || !fits(both(v.who, x.who("a")), 2) {
				return nil
			}
			return x.yes(claim.Claim{Form: claim.Level, Column: "trade.share", Who: both(v.who, x.who("a")), Value: &q})
		}),
}

// moves says whether the verb is one of change: "rose to" tells a level only behind the "to".
func moves(tag string) bool {
	switch tag {
	case "rose", "grew", "climbed", "fell", "dropped", "expanded", "shrank", "increased", "declined", "jumped", "soared":
		return true
	}
	return false
}

// levelUnit says whether a number can be a value of the column, and gives it the column's unit.
func levelUnit(v *value, q *claim.Quantity) bool {
	c, ok := column.Lookup(v.column)
	switch {
	case !ok:
		return false
	case q.Unit == "" && c.Unit == "persons":
		q.Unit = "persons"
		return q.Number >= 1000
	case q.Unit == "share":
		return c.Unit == "share"
	case q.Unit == "":
		return c.Unit == "index" || c.Unit == "share" && q.Number <= 1
	}
	return c.Unit == "USD" || c.Unit == "USD per person" // other currencies are turned by the checker, or not
}

// balance reads "ran a trade deficit with X of $3 billion"; without a figure only on which side of zero it lies.
func balance(x *reading) []found {
	c := x.item("c")
	who := both(x.who("a"), x.who("b"))
	if c.column != "trade.balance" || !fits(who, 2) || len(who) != 2 || x.anyTag("no") {
		return nil
	}
	v := &value{column: c.column, who: who, deficit: c.set != ""}
	q := claim.Quantity{Unit: "USD", How: claim.Over, Digits: 1}
	for _, part := range []string{"q", "r"} {
		if x.has(part) {
			q = x.item(part).quantity
		}
	}
	return x.yes(claim.Claim{Form: claim.Level, Column: v.column, Who: who, Value: negative(v, q)})
}

// fromTo reads "rose from $10 billion in 2010 to $15 billion in 2014": two levels.
func fromTo(x *reading) []found {
	v := x.item("v").value
	var out []found
	for part, of := range [][2]string{{"m", "t"}, {"n", "u"}} {
		q := x.item(of[0]).quantity
		if !levelUnit(v, &q) || !x.has(of[1]) || !x.item(of[1]).time.when.Known() {
			continue
		}
		p := x.parts[[]string{"q", "p"}[part]]
		out = append(out, found{from: p[0], to: p[1], claim: claim.Claim{Form: claim.Level, Column: v.column, Who: v.who, When: x.item(of[1]).time.when, Value: negative(v, q)}})
	}
	return out
}

// negative turns the value of a deficit into the balance it stands for.
func negative(v *value, q claim.Quantity) *claim.Quantity {
	if v.deficit {
		q.Number = -q.Number
		q.How = opposite(q.How)
	}
	return &q
}

func opposite(h claim.How) claim.How {
	switch h {
	case claim.Over:
		return claim.Under
	case claim.Under:
		return claim.Over
	case claim.AtLeast:
		return claim.AtMost
	case claim.AtMost:
		return claim.AtLeast
	}
	return h
}

// votesAlike reads how often two states vote alike: as a share, or by an adverb.
func votesAlike(x *reading) []found {
	pair := both(x.who("w"), x.who("b"))
	if len(pair) != 2 || pair[0] == pair[1] || !x.aboutVotes() {
		return nil
	}
	c := claim.Claim{Form: claim.Level, Column: "vote.agreement", Who: sorted(pair)}
	for _, part := range []string{"f", "g", "h"} {
		if x.has(part) {
			c.Quantifier = frequencies[x.words(part)]
		}
	}
	if x.has("q") {
		q := x.item("q").quantity
		c.Value, c.Quantifier = &q, ""
	}
	if c.Value == nil && c.Quantifier == "" {
		return nil
	}
	return x.yes(c)
}

// aboutVotes says whether the sentence speaks of voting: by a word of it.
func (x *reading) aboutVotes() bool {
	for _, t := range x.row.items {
		switch t.tag {
		case "vote", "voted", "votes", "voting", "calls", "roll-call", "resolutions", "ballots":
			return true
		}
	}
	return false
}

// anyTag says whether one of the words stands in the match.
func (x *reading) anyTag(words ...string) bool {
	for _, t := range x.row.items[x.from:x.to] {
		for _, w := range words {
			if t.tag == w {
				return true
			}
		}
	}
	return false
}

// both puts the states of two items after one another.
func both(a, b []comity.State) []comity.State { return slices.Concat(a, b) }

// people is the claim that a state has so many inhabitants.
func (x *reading) people(from, to int) []found {
	q := x.item("n").quantity
	q.Unit = "persons"
	if len(x.who("a")) != 1 || q.Number < 1000 {
		return nil
	}
	if x.has("q") && q.How == claim.Exactly {
		q.How = claim.About
	}
	c := claim.Claim{Form: claim.Level, Column: "population", Who: x.who("a"), Value: &q}
	if !x.timed(&c) {
		return nil
	}
	return []found{{from: from, to: to, claim: c}}
}
