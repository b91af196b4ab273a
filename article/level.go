package article

// Level: a column has a value ("turnover reached $240 billion", "they agreed in nine of ten roll calls").

import (
	"math"
	"slices"
	"strings"

	"comity"
	"comity/claim"
	"comity/column"
)

// frequencies are adverbs that stand for a share of votes.
var frequencies = map[string]string{"always": "all", "invariably": "all", "almost always": "nearly all", "nearly always": "nearly all", "almost invariably": "nearly all",
	"usually": "most", "mostly": "most", "generally": "most", "often": "most", "mainly": "most", "typically": "most", "frequently": "most", "tend to": "most",
	"rarely": "few", "seldom": "few", "hardly ever": "few", "almost never": "few", "never": "none", "only rarely": "few", "very rarely": "few", "most of the time": "most",
	"habitually": "most", "regularly": "most", "routinely": "most", "consistently": "nearly all", "scarcely ever": "few", "more often than not": "most", "in most cases": "most",
	"nine times out of ten": "nearly all", "all the time": "all", "without exception": "all", "every time": "all", "almost every time": "nearly all", "nearly every time": "nearly all"}

// allPolls are the ways to count roll calls by a word.
var allPolls = map[string]string{"all": "all", "every": "all", "nearly all": "nearly all", "almost all": "nearly all", "virtually all": "nearly all", "nearly every": "nearly all", "almost every": "nearly all",
	"virtually every": "nearly all", "most": "most", "the majority of": "most", "a majority of": "most", "the large majority of": "most", "a large majority of": "most", "the great majority of": "most",
	"the vast majority of": "nearly all", "the overwhelming majority of": "nearly all", "few": "few", "very few": "few", "hardly any": "few", "a minority of": "few"}

const (
	often = "[almost always|nearly always|almost invariably|always|invariably|usually|mostly|generally|often|mainly|typically|frequently|only rarely|very rarely|rarely|seldom|hardly ever|scarcely ever|almost never|never|most of the time|habitually|regularly|routinely|consistently|more often than not|in most cases|all the time|without exception|every time|almost every time|nearly every time]"
	eye   = "[see|saw|seen] eye to eye|[were|are|was|been|be|stood|stand] [on the same side|in agreement|of one mind]|concur|concurred|coincide|coincided"
	apart = "[disagree|disagreed|differ|differed|[were|are|stood|stand|been] [on opposite sides|at odds|on different sides]|[vote|voted] [differently|against N another|against each other|on opposite sides]|part company|parted company]"
	floor = "[in G|in the G|in the [un|united nations]? [general]? assembly|in the un|at the un|there]"
	alike = "[alike|together|the same way|in the same way|the same|with each other|with N another|in unison|identically|in tandem|on the same side|on the same lines|as N|in step|in lockstep|in concert|in harmony|side by side|likewise]"
	poll  = "[recorded|roll-call|general assembly|un general assembly|un|assembly|G]? [votes|vote|roll calls|roll call|roll-call votes|roll-call vote|rollcalls|resolutions|resolution|ballots|occasions|cases|time|votes cast]"
	polls = "[of]? [the|all|their|its]? " + poll
	// counted is how many of the roll calls: "in only nine in ten votes", "in almost every roll call", "in seven votes out of ten".
	counted = "<n:[[in|on|for]? [only|just|barely|fully|as many as]? <q:[F|X]> " + polls + "|[in|on] [only|just|barely]? <nm:N [votes|roll calls|resolutions|ballots|cases] [out of|in every|in|of] [every]? N>|" +
		"[in|on] [only]? <k:[nearly|almost|virtually]? [all|every]|most|[the|a] [large|great|vast|overwhelming]? [majority|minority] of|[very]? few|hardly any> " + polls + "]>"
)

var levelRules = []rule{
	newRule("level/reached", "reach|hit|total|amount|st|was|ran|runs|approach|near|cross|broke|went|sank|were|is|are|came|exceed|surpass|top|pass|average|equal|rose|grew|climb|fell|drop|has|expand|shrank|increas|declin",
		"<v:V> {remark}? *3 <b:[came in at|ran at|runs at|ran to|runs to|was put at|is put at|was estimated at|is estimated at|was valued at|is valued at|was running at|came close to|approached|neared|was close to|climbed past|rose above|rose past|grew past|crossed|broke through|went past|fell below|dropped below|sank below|reached|reaches|hit|hits|totalled|totaled|totals|amounted to|amounts to|stood at|stands at|was worth|is worth|were worth|came to|comes to|averaged|averages|equalled|equals|exceeded|exceeds|surpassed|surpasses|topped|tops|passed|was|is|were|are|rose to|rose by F to|grew to|grew by F to|climbed to|fell to|fell by F to|dropped to|dropped by F to|expanded to|shrank to|increased to|increased by F to|declined to|jumped to|soared to]> [D]? *6 <q:[of|at]? [M|N|F]>",
		func(x *reading) []found {
			v := x.item("v").value
			q := x.item("q").quantity
			if !levelUnit(v, &q) || x.anyTag("more", "less", "than", "as") {
				return nil
			}
			q.How = boundOf(x.items("b"), q.How)
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
		"<a:S> [exported|shipped|sold|imported|bought|purchased] [[goods|merchandise|products] [worth|valued at]]? <q:M> [worth]? [of]? [goods|merchandise|products]? [to|from] <b:S>",
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
	newRule("level/inhabitants", "inhabitants|people|home", "<a:{one}> [has|had|is home to|was home to|counts|counted|numbers|numbered] <q:N> [inhabitants|people|citizens|souls] [$|,|and|D]", func(x *reading) []found {
		q := x.item("q").quantity
		q.Unit = "persons"
		if len(x.who("a")) != 1 || q.Number < 1000 {
			return nil
		}
		return x.yes(claim.Claim{Form: claim.Level, Column: "population", Who: x.who("a"), Value: &q})
	}),
	newRule("level/with people", "people|inhabitants|citizens", "<a:{one}> , <q:with <n:N> [people|inhabitants|citizens|souls]>", func(x *reading) []found { return x.people(x.from, x.to) }),
	newRule("level/with value", "with", "<a:{one}> , <p:with [a|an|its]? <c:C> of [only|just]? <q:M|N> <t:D>?>", (*reading).having),
	newRule("level/with value first", "with", "^ <p:with [a|an|its]? <c:C> of [only|just]? <q:M|N> <t:D>?> , <a:{one}>", (*reading).having),
	newRule("level/at", "at", "<v:V> , <p:at [only|just]? <q:M>> <t:D>? ,", func(x *reading) []found {
		v, q, p := x.item("v").value, x.item("q").quantity, x.parts["p"]
		c := claim.Claim{Form: claim.Level, Column: v.column, Who: v.who}
		if !levelUnit(v, &q) || !x.timed(&c) {
			return nil
		}
		c.Value = negative(v, q)
		return []found{{from: p[0], to: p[1], claim: c}}
	}),
	newRule("level/up from", "up|down", "<v:V> *12 , <p:[up|down] from [only|just]? <q:M|N> <t:D>>", func(x *reading) []found {
		v, q, p := x.item("v").value, x.item("q").quantity, x.parts["p"]
		t := x.item("t").time
		if !levelUnit(v, &q) || t.vague || !t.when.Known() {
			return nil
		}
		return []found{{from: p[0], to: p[1], claim: claim.Claim{Form: claim.Level, Column: v.column, Who: v.who, When: t.when, Value: negative(v, q)}}}
	}),
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
		q.How = boundOf(x.items("b"), q.How)
		return x.yes(claim.Claim{Form: claim.Level, Column: v.column, Who: v.who, Value: negative(v, q)})
	}),
	newRule("level/balance", "C", "<a:{one}> [D]? [has|have|had]? [ran|runs|run|has|had|recorded|posted|enjoys|enjoyed|reported|registered] [D]? [a|an|its|H]? [record|large|huge|growing|small]? <c:C> [of <q:M>]? with <b:S> [of <r:M>]? <t:D>?", balance),
	newRule("level/runs balance", "V", "<a:{one}> [D]? [has|have|had]? [ran|runs|run|has|had|recorded|posted|enjoys|enjoyed|reported|registered] [D]? [a|an|its|H]? [record|large|huge|growing|small|big|vast|hefty|sizeable]? <z:V> [of <q:M>]?", func(x *reading) []found {
		z := x.item("z").value
		if z.column != "trade.balance" || len(x.who("a")) != 1 || z.who[0] != x.who("a")[0] || x.anyTag("no") {
			return nil
		}
		q := claim.Quantity{Unit: "USD", How: claim.Over, Digits: 1}
		if x.has("q") {
			q = x.item("q").quantity
		}
		return x.yes(claim.Claim{Form: claim.Level, Column: z.column, Who: z.who, Value: negative(z, q)})
	}),
	newRule("level/votes", "vot|agree|side",
		"<w:W> *1 [have|has|had]? <f:"+often+">? [have]? [vote|voted|voting|side|sided] <g:"+often+">? <a:"+alike+"> "+floor+"? <h:"+often+">? "+counted+"?", agreeing),
	newRule("level/same vote", "vote|votes|ballot", "<w:W> *1 [have|has|had]? <f:"+often+">? [cast|casts] [the same|identical] [vote|votes|ballot|ballots] "+floor+"? <h:"+often+">? "+counted+"?", votesAlike),
	newRule("level/agree", "agree|eye|side|agreement|mind|concur|coincide", "<w:W> *1 [have|has|had]? <f:"+often+">? [have]? [agree|agreed|"+eye+"] [with N another|with each other]? "+floor+"? <h:"+often+">? "+counted+"?", agreeing),
	newRule("level/agree with", "agree|sid|vot|eye|concur", "<w:{one}> *1 [has|had]? <f:"+often+">? [votes|voted|sides|sided|agrees|agreed|concurs|concurred|sees eye to eye|saw eye to eye] <g:"+often+">? [together|alike]? with <b:S> "+floor+"? <h:"+often+">? "+counted+"?", agreeing),
	newRule("level/disagree", "disagree|differ|opposite|odds|company|against", "<w:W> *1 [have|has|had]? <f:"+often+">? [have]? <u:"+apart+"> "+floor+"? <h:"+often+">? "+counted+"?", agreeing),
	newRule("level/half the time", "F", "[in]? <k:F> "+polls+" [,|^]? <w:W> [vote|voted|agree|agreed|side|sided] "+alike+"? [D]?", halfTheTime),
	newRule("level/votes, others", "do|did", "[and|but|whereas|while] <w:W> <f:"+often+"> [do|did] <t:D>? $", func(x *reading) []found {
		if before := x.agreementBefore(); before == nil || same(before, sorted(x.who("w"))) {
			return nil
		}
		return votesAlike(x)
	}),
	newRule("level/votes match", "match|coincid|same as|agreed", "[the votes of <w:S>|<w:S 's|A|H> votes] <f:"+often+">? [matched|match|coincided with|coincide with|agreed with|agree with|were the same as|are the same as|mirrored|mirror] [those of|that of] <b:S> "+floor+"? <h:"+often+">? "+counted+"?", votesAlike),
	newRule("level/identically", "identically|unison|lockstep", "<w:W> [D|still|now]? [vote|voted] [identically|in unison|in lockstep] "+floor+"? [D]? $", func(x *reading) []found {
		if t := x.time(); len(x.who("w")) != 2 || !fits(x.who("w"), 2) || !t.when.Known() && !ofAssembly(x.row.items) {
			return nil // on one resolution, perhaps
		}
		return x.yes(claim.Claim{Form: claim.Level, Column: "vote.agreement", Who: sorted(x.who("w")), Quantifier: "nearly all"})
	}),
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

// boundOf gives how a number is meant by the verb before it: what "passed" it lies over it, what "neared" it about there. A
// hedge of the number's own stands.
func boundOf(verb []item, own claim.How) claim.How {
	if own != claim.Exactly {
		return own
	}
	for _, t := range verb {
		switch t.tag {
		case "exceeded", "exceeds", "surpassed", "surpasses", "topped", "tops", "passed", "past", "above", "crossed", "through":
			return claim.Over
		case "below":
			return claim.Under
		case "approached", "neared", "close", "estimated", "put":
			return claim.About
		}
	}
	return own
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
		q.Number = 0 - q.Number // not -0
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
	if len(pair) != 2 || pair[0] == pair[1] || x.otherBody() {
		return nil
	}
	c := claim.Claim{Form: claim.Level, Column: "vote.agreement", Who: sorted(pair)}
	for _, part := range []string{"f", "g", "h"} {
		if x.has(part) {
			c.Quantifier = frequencies[x.words(part)]
		}
	}
	if x.has("k") {
		c.Quantifier = allPolls[x.words("k")]
	}
	if q := x.pollShare(); q != nil {
		c.Value, c.Quantifier = q, ""
	}
	if x.has("u") && !disagreement(&c) || c.Value == nil && c.Quantifier == "" {
		return nil
	}
	return x.yes(c)
}

// agreeing reads verbs that say more than voting ("agree", "differ", "see eye to eye"): only where the talk is of roll calls.
func agreeing(x *reading) []found {
	v := x.r.past.value
	if !x.aboutVotes() && !ofAssembly(x.row.items) && (v == nil || v.column != "vote.agreement" || x.r.past.valueIn < x.r.past.sentence-1) {
		return nil
	}
	return votesAlike(x)
}

// pollShare gives the share of roll calls said, if one is: "nine in ten votes", "seven votes out of ten".
func (x *reading) pollShare() *claim.Quantity {
	if x.has("q") {
		q := x.item("q").quantity
		return &q
	}
	if !x.has("nm") {
		return nil
	}
	n := x.items("nm")
	part, whole := n[0].quantity, n[len(n)-1].quantity
	if whole.Number < 2 || part.Number > whole.Number {
		return nil
	}
	return &claim.Quantity{Number: part.Number / whole.Number, Digits: 0.5 / whole.Number, Unit: "share", How: part.How}
}

// disagreement turns how often two disagree into how often they agree; false where words do not say.
func disagreement(c *claim.Claim) bool {
	if c.Value != nil {
		c.Value.Number, c.Value.How = math.Round((1-c.Value.Number)*1e6)/1e6, opposite(c.Value.How)
		return true
	}
	turned := map[string]string{"all": "none", "nearly all": "few", "few": "nearly all", "none": "all"}
	if c.Quantifier == "most" {
		c.Value, c.Quantifier = &claim.Quantity{Number: 0.5, Unit: "share", How: claim.Under}, ""
		return true
	}
	c.Quantifier = turned[c.Quantifier]
	return c.Quantifier != ""
}

// halfTheTime reads the share before the verb: "in half of the roll calls the two vote alike".
func halfTheTime(x *reading) []found {
	q := x.item("k").quantity
	if len(x.who("w")) != 2 || !fits(x.who("w"), 2) || !x.aboutVotes() && !ofAssembly(x.row.items) {
		return nil
	}
	return x.yes(claim.Claim{Form: claim.Level, Column: "vote.agreement", Who: sorted(x.who("w")), Value: &q})
}

// otherBody says whether the sentence speaks of votes in a body other than the General Assembly, whose roll calls the column counts.
func (x *reading) otherBody() bool {
	for _, t := range x.row.items {
		low := t.tag
		if t.tag == "G" {
			low = strings.ToLower(x.r.text[t.start:t.end])
		}
		for _, body := range []string{"council", "parliament", "commission", "committee", "congress", "eurovision"} {
			if strings.HasSuffix(low, body) && !ofAssembly(x.row.items) {
				return true
			}
		}
	}
	return false
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

// having reads "with a GDP of $2 trillion" of the state it stands by.
func (x *reading) having() []found {
	v := single(x.item("c"), x.item("a"))
	q, p := x.item("q").quantity, x.parts["p"]
	if v == nil || !levelUnit(v, &q) {
		return nil
	}
	t := x.item("t").time
	if x.has("t") && (t.vague || !t.when.Known()) {
		return nil
	}
	return []found{{from: p[0], to: p[1], claim: claim.Claim{Form: claim.Level, Column: v.column, Who: v.who, When: t.when, Value: &q}}}
}
