package article

// Comparison: one value against another, or one time against another ("exports more to X than to Y", "was larger in 2008
// than in 2000").

import (
	"math"

	"comity"
	"comity/claim"
)

const (
	much   = "[far|much|slightly|somewhat|significantly|considerably|substantially|a little|even|still|D|<x:X>]"
	higher = "[larger|bigger|greater|higher|more|stronger|closer|ahead of]"
	lesser = "[smaller|lower|less|fewer|weaker|poorer|behind]"
)

// tradeVerbs are the verbs of trade and the columns they speak of.
var tradeVerbs = map[string]string{"export": "trade.exports", "exports": "trade.exports", "exported": "trade.exports", "sell": "trade.exports", "sells": "trade.exports", "sold": "trade.exports", "ships": "trade.exports", "shipped": "trade.exports",
	"import": "trade.imports", "imports": "trade.imports", "imported": "trade.imports", "buy": "trade.imports", "buys": "trade.imports", "bought": "trade.imports", "purchases": "trade.imports",
	"trade": "trade.turnover", "trades": "trade.turnover", "traded": "trade.turnover"}

const tradeVerb = "[C|export|exported|sell|sells|sold|ships|shipped|import|imported|buy|buys|bought|purchases|trades|traded|has exported|has imported]"

var comparisonRules = []rule{
	newRule("comparison/trade", "than|as", "<a:{one}> *2 <p:"+tradeVerb+"> "+much+"? <d:more|less> [goods|C]? [to|from|with] <b:S> than [D]? [[I]? <z:V>|<s:S|I|W> [did|does]? <q:"+tradeVerb+"|does|did> [D]? [to|from|with]? <e:S|I>?]", compareTrade),
	newRule("comparison/partners", "than", "<a:{one}> *1 <p:"+tradeVerb+"> "+much+"? <d:more|less> [goods|C]? [to|from|with] <b:S> than [D]? [to|from|with|it does with|it did with|it does to|it does from] <e:S>", comparePartners),
	newRule("comparison/spends", "spends|spent|outspen", "<a:{one}> *1 [spends|spent|spend] "+much+"? <d:more|less> [money]? on [its|the|H]? [military|defence|defense|armed forces|arms|army|weapons] [spending]? than <b:S|I> [does|did|do|spends]?", func(x *reading) []found {
		return x.compare("milex", x.who("a"), x.who("b"))
	}),
	newRule("comparison/spends ratio", "as much|spends|spent", "<a:{one}> *1 [spends|spent|spend] <x:X|F> as much [money]? on [its|the|H]? [military|defence|defense|armed forces|arms|army|weapons] as <b:S|I> [does|did|do]?", func(x *reading) []found {
		return x.compare("milex", x.who("a"), x.who("b"))
	}),
	newRule("comparison/spends plain", "spends|spent|spend", "<a:{one}> *1 [spends|spent|spend] "+much+"? <d:more|less> on [weapons|arms|soldiers|guns|warships|tanks|troops] [and [weapons|arms|soldiers|guns|warships|tanks|troops]]? than <b:S|I>", func(x *reading) []found {
		return x.compare("milex", x.who("a"), x.who("b"))
	}),
	newRule("comparison/trade ratio", "as much", "<a:{one}> <p:"+tradeVerb+"> <x:X|F> as much [to|from] <b:S> as I <q:"+tradeVerb+"> [from I|to I]?", func(x *reading) []found {
		a, b := x.who("a"), x.who("b")
		if len(a) != 1 || len(b) != 1 || a[0] == b[0] {
			return nil
		}
		return x.compared(directedValue(x.tradeColumn("p"), a[0], b[0]), directedValue(x.tradeColumn("q"), a[0], b[0]))
	}),
	newRule("comparison/spends2", "spends|spent|outspen", "<a:{one}> *1 [spends|spent|spend] "+much+"? <d:more|less> than <b:S|I> on [its|the|H]? [military|defence|defense|armed forces|arms|army|weapons]", func(x *reading) []found {
		return x.compare("milex", x.who("a"), x.who("b"))
	}),
	newRule("comparison/vetoes", "veto", "<a:{one}> *1 [has|have|had]? [cast|used|exercised|wielded|vetoed] "+much+"? <d:more|fewer|less> [vetoes|resolutions|drafts|draft resolutions] than <b:S|I>", func(x *reading) []found {
		return x.compare("veto.count", x.who("a"), x.who("b"))
	}),
	newRule("comparison/vetoes often", "veto", "<a:{one}> *1 [has|have|had]? used [its|the|H] veto [power]? "+much+"? <d:more|less> often than <b:S|I>", func(x *reading) []found {
		return x.compare("veto.count", x.who("a"), x.who("b"))
	}),
	newRule("comparison/outspends", "outspen", "<a:{one}> *1 [has|have]? [outspends|outspend|outspent] <b:S|I> [militarily|on *3 [defence|defense|military|arms|weapons|armed forces]] [by a factor of <f:N>|<x:X> over|by <y:X>]?", func(x *reading) []found {
		if x.has("f") {
			a, b, q := x.who("a"), x.who("b"), x.item("f").quantity
			if len(a) != 1 || len(b) != 1 || a[0] == b[0] || q.Number <= 1 {
				return nil
			}
			return x.ratioBy(value{column: "milex", who: a}, value{column: "milex", who: b}, q)
		}
		return x.compare("milex", x.who("a"), x.who("b"))
	}),
	newRule("comparison/times as many", "as many", "<a:{one}> *1 [has|had] <x:X|F> as many [people|inhabitants|citizens] as <b:S|I> [does|did|has|had]?", func(x *reading) []found {
		return x.compare("population", x.who("a"), x.who("b"))
	}),
	newRule("comparison/people for every", "for every", "there [are|were] <q:N> [S|<a:A>] for [every|each] <b:A> [citizen|resident|inhabitant|person]?", func(x *reading) []found {
		a, b, q := x.who("a"), x.who("b"), x.item("q").quantity
		if len(a) != 1 || len(b) != 1 || a[0] == b[0] || q.Number <= 1 {
			return nil
		}
		return x.ratioBy(value{column: "population", who: a}, value{column: "population", who: b}, q)
	}),
	newRule("comparison/as much", "as much", "<a:{one}> *1 <p:"+tradeVerb+"> <x:X|F> as much [goods]? [to|from|with] <b:S> as [it does|it did|I does|I did|I [export|exports|exported|sell|sells|sold|import|imports|imported|buy|buys|bought]]? [to|from|with]? <e:S>", comparePartners),
	newRule("comparison/as much back", "as much", "<a:{one}> *1 <p:[sells|sold|exports|exported]> <b:S> <x:X|F> as much as [I|it] <q:[buys|bought|imports|imported]> [from I|from there]?", compareBack),
	newRule("comparison/times ratio", "X|F", "<v:V> <t:D> {be} <x:X|F> [larger than|bigger than|higher than|greater than|as large as|as big as|as high as|as great as|what it was|the size of|that of|of that|the level of|the figure] [it was|it had been|they were]? <u:D>", compareTimes),
	newRule("comparison/times ratio last", "X|F", "<v:V> {be} <x:X|F> [larger|bigger|higher|greater|as large|as big|as high|as great] <t:D> [than|as] [it was|it had been|they were]? <u:D>", compareTimes),
	newRule("comparison/as many", "as many", "<a:{one}> [has|had|counts] N [people|inhabitants|citizens] [D]? , <p:<x:X|F> as many as [does|did]? <b:S|I>>", func(x *reading) []found {
		list := x.compare("population", x.who("a"), x.who("b"))
		for i := range list {
			list[i].from, list[i].to = x.parts["p"][0], x.parts["p"][1]
		}
		return list
	}),
	newRule("comparison/traded times", "than", "<a:{one}> *1 <p:"+tradeVerb+"> "+much+"? <d:more|less> [goods]? [to|from|with] <b:S> <t:D> than [it did]? <u:D>", func(x *reading) []found {
		a, b, t, u := x.who("a"), x.who("b"), x.item("t").time, x.item("u").time
		if len(a) != 1 || len(b) != 1 || a[0] == b[0] || t.vague || u.vague || !t.when.Known() || !u.when.Known() || t.since || u.since {
			return nil
		}
		v := directedValue(x.tradeColumn("p"), a[0], b[0])
		return x.whole(claim.Claim{Form: claim.Comparison, Column: v.column, Who: v.who, When: t.when, Direction: x.more(), Than: v.operand(u.when)})
	}),
	newRule("comparison/than it was", "than", "<v:V> {be} [D]? "+much+"? <d:"+higher+"|"+lesser+"> [today|now|D]? than [it|they|I|W] [was|were|had been] <u:D>", func(x *reading) []found {
		v, u := x.item("v").value, x.item("u").time
		if v.deficit || u.vague || u.since || !u.when.Known() || x.has("x") || v.column == "relation" {
			return nil
		}
		return x.whole(claim.Claim{Form: claim.Comparison, Column: v.column, Who: v.who, Direction: x.more(), Than: v.operand(u.when)})
	}),
	newRule("comparison/times", "than", "<v:V> {be} "+much+"? <d:"+higher+"|"+lesser+"> [in|on]? <t:D> than [it was|it had been|they were]? [in|on]? <u:D>", compareTimes),
	newRule("comparison/that", "than|exceed|surpass|outstrip|dwarf|overt|trail|outgr", "<v:V> {remark}? *1 <d:{be} "+much+"? ["+higher+"|"+lesser+"] than|{be} "+much+"? [ahead of|behind]|was overtaken by|has been overtaken by|fell behind|has fallen behind|slipped behind|fell below|has overtaken|have overtaken|had overtaken|has outgrown|had outgrown|overtook|exceeds|exceed|exceeded|surpasses|surpassed|has surpassed|outstrips|outstripped|dwarfs|trails|lags behind> [[that|those] [of|with|between]|its|their|the|H]? <b:S 's C|S 's|S|W|V|A C|A>", compareThat),
	newRule("comparison/ratio", "X|F", "<v:V> *1 {be} [D|now|still]? [worth]? <q:X|F> [larger than|bigger than|higher than|greater than|as large as|as big as|as high as|as great as|the size of|the level of|of]? [that of|those of|that between]? <b:S 's|S|W|V|[the]? A>", compareRatio),
	newRule("comparison/has", "than", "<a:{one}> *1 [has|had] a "+much+"? <d:"+higher+"|"+lesser+"> <c:C> than <b:S|I>", func(x *reading) []found {
		v := single(x.item("c"), x.item("a"))
		if v == nil {
			return nil
		}
		return x.compare(v.column, x.who("a"), x.who("b"))
	}),
	newRule("comparison/populous", "populous|richer|poorer|inhabitants|people", "<a:{one}> *1 {be} "+much+"? <d:more populous|less populous|richer|poorer> [per head|per capita]? than <b:S|I>", func(x *reading) []found {
		col := "population"
		if x.words("d") == "richer" || x.words("d") == "poorer" {
			col = "gdp.percapita"
		}
		return x.compare(col, x.who("a"), x.who("b"))
	}),
	newRule("comparison/people", "inhabitants|people|citizens", "<a:{one}> *1 has "+much+"? <d:more|fewer> [inhabitants|people|citizens] than <b:S|I>", func(x *reading) []found {
		return x.compare("population", x.who("a"), x.who("b"))
	}),
	newRule("comparison/votes", "vote|votes|voted|sides|agrees", "<a:{one}> *1 [has|had]? [votes|voted|vote|sides|sided|agrees|agreed] "+much+"? <d:more|less> [often|frequently] with <b:S> than [it does|it did]? with <e:S>", func(x *reading) []found {
		return x.comparePairs("vote.agreement")
	}),
	newRule("comparison/votes with", "vote|votes|voted|side|agree", "<a:{one}> *1 [has|had]? [votes|voted|vote|sides|sided|side|agrees|agreed|agree] with <b:S> "+much+"? <d:more|less> [often|frequently] than [it does|it did]? with <e:S>", func(x *reading) []found {
		return x.comparePairs("vote.agreement")
	}),
	newRule("comparison/pairs vote", "vote|votes|voted|agree", "<a:W> *1 [has|have|had]? [vote|votes|voted|agree|agreed|side|sided] [alike|together|the same way]? "+much+"? <d:more|less> [often|frequently] [in G *2|in the *3 assembly]? than <b:W> [do|did|have|does]?", func(x *reading) []found {
		a, b := x.who("a"), x.who("b")
		if len(a) != 2 || len(b) != 2 || !fits(a, 2) || !fits(b, 2) || same(sorted(a), sorted(b)) {
			return nil
		}
		return x.compared(value{column: "vote.agreement", who: sorted(a)}, value{column: "vote.agreement", who: sorted(b)})
	}),
	newRule("comparison/which agree", "agree|vote|votes", "[which|that] {be} "+much+"? <d:more|less> [often]? than <b:S|I> [agree|agrees|agreed|vote|votes|voted|does|do|did] with <e:S>", func(x *reading) []found {
		left := x.agreementBefore()
		b, e := x.who("b"), x.who("e")
		if left == nil || len(b) != 1 || len(e) != 1 || b[0] == e[0] || same(left, sorted(both(b, e))) {
			return nil
		}
		return x.compared(value{column: "vote.agreement", who: left}, directedValue("vote.agreement", b[0], e[0]))
	}),
	newRule("comparison/far more populous", "populous|richer|poorer", "<a:{one}> [, *5 ,]? {be} {mid}? "+much+"? <d:more populous|less populous|richer|poorer> $", func(x *reading) []found {
		a := x.who("a")
		if len(a) != 1 || len(x.r.about) != 2 || x.r.about[0] != a[0] && x.r.about[1] != a[0] {
			return nil
		}
		col := "population"
		if x.words("d") == "richer" || x.words("d") == "poorer" {
			col = "gdp.percapita"
		}
		return x.compare(col, a, []comity.State{other(x.r.about, a[0])})
	}),
	newRule("comparison/has share", "F|X", "<a:{one}> [has|had] <q:F|X> [of]? <z:V>", func(x *reading) []found {
		a, z := x.who("a"), x.item("z").value
		if len(a) != 1 || len(z.who) != 1 || a[0] == z.who[0] || z.deficit {
			return nil
		}
		return x.ratioOf(value{column: z.column, who: a}, *z)
	}),
	newRule("comparison/ratio behind", "X|F", "<v:V> *3 [M|N] [D]? , <p:[or]? <q:X|F> [that of|the size of|as large as|as much as]? <b:S 's|S>> [$|,]", func(x *reading) []found {
		v := x.item("v").value
		b := x.than("b", v)
		if b == nil || v.deficit || len(v.who) != 1 {
			return nil
		}
		list := x.ratioOf(*v, *b)
		for i := range list {
			list[i].from, list[i].to = x.parts["p"][0], x.parts["p"][1]
		}
		return list
	}),
	newRule("comparison/own size", "F|X", "<v:V> *1 {be} {mid}? <q:X|F> [of]? <h:H> size", func(x *reading) []found {
		v, h := x.item("v").value, x.who("h")
		if len(v.who) != 1 || len(h) != 1 || v.who[0] == h[0] {
			return nil
		}
		return x.ratioOf(*v, value{column: v.column, who: h})
	}),
	newRule("comparison/what it was", "what", "<t:D>? [,]? <v:V|I> {be} <q:X|F> what [it|they|I|W] [was|were|had been] <u:D>", func(x *reading) []found {
		v := x.item("v").value
		if v == nil && x.subjectIsValue() {
			v = x.valueBefore(x.from)
		}
		u := x.item("u").time
		if v == nil || v.deficit || u.vague || !u.when.Known() {
			return nil
		}
		q := x.item("q").quantity
		q.Unit = "ratio"
		c := claim.Claim{Form: claim.Comparison, Column: v.column, Who: v.who, Direction: "more", Value: &q, When: x.item("t").time.when, Than: v.operand(u.when)}
		if q.Number < 1 {
			c.Direction, q = "less", inverse(q)
		}
		return x.whole(c)
	}),
	newRule("comparison/closer", "closer", "<a:{one}> *1 {be} "+much+"? <d:closer> to <b:S> than [it is]? to <e:S>", func(x *reading) []found { return x.comparePairs("relation") }),
}

// more says which way the comparison points.
func (x *reading) more() string {
	for _, t := range x.items("d") {
		switch t.tag {
		case "by", "below", "smaller", "lower", "less", "fewer", "weaker", "poorer", "behind", "trails", "lags":
			return "less"
		}
	}
	return "more"
}

// compare holds one state's value against another's.
func (x *reading) compare(col string, a, b []comity.State) []found {
	if len(a) != 1 || len(b) != 1 || a[0] == b[0] {
		return nil
	}
	return x.compared(value{column: col, who: a}, value{column: col, who: b})
}

func (x *reading) compared(a, b value) []found {
	if a.column != b.column && !tradePair(a.column, b.column) || a.deficit || b.deficit || a.column == "vote.agreement" && x.otherBody() {
		return nil
	}
	c := claim.Claim{Form: claim.Comparison, Column: a.column, Who: a.who, Direction: x.more(), Negated: x.anyTag("not", "no")}
	if x.has("x") {
		q := x.item("x").quantity
		q.Unit = "ratio"
		c.Value = &q
		if q.Number < 1 {
			c.Direction, q = "less", inverse(q)
		}
	}
	if !x.timed(&c) {
		return nil
	}
	c.Than = b.operand(c.When)
	return x.whole(c)
}

// tradePair says whether two columns of trade may be held against one another.
func tradePair(a, b string) bool {
	return a == "trade.exports" && b == "trade.imports" || a == "trade.imports" && b == "trade.exports"
}

// tradeColumn gives the column of a verb of trade.
func (x *reading) tradeColumn(part string) string {
	for _, t := range x.items(part) {
		if t.tag == "C" {
			return t.column
		}
		if c := tradeVerbs[t.tag]; c != "" {
			return c
		}
	}
	return ""
}

// compareTrade reads "Berlin exports more to Paris than Paris exports to Berlin", "sells more to X than it buys from it".
func compareTrade(x *reading) []found {
	a, b, s := x.who("a"), x.who("b"), x.who("s")
	p, q := x.tradeColumn("p"), x.tradeColumn("q")
	if q == "" {
		q = p // "than France does"
	}
	if x.item("s").tag != "S" {
		s = a // "than it buys"
	}
	if z := x.item("z").value; z != nil && len(a) == 1 && len(b) == 1 && a[0] != b[0] {
		if left := directedValue(p, a[0], b[0]); left.column != z.column || !same(left.who, z.who) {
			return x.compared(left, *z)
		}
		return nil
	}
	if len(a) != 1 || len(b) != 1 || len(s) != 1 || a[0] == b[0] || s[0] != a[0] && s[0] != b[0] {
		return nil
	}
	left, right := directedValue(p, a[0], b[0]), directedValue(q, s[0], other([]comity.State{a[0], b[0]}, s[0]))
	if e := x.who("e"); x.item("e").tag == "S" && len(e) == 1 && e[0] == s[0] || left.column == right.column && left.who[0] == right.who[0] {
		return nil
	}
	return x.compared(left, right)
}

func directedValue(col string, a, b comity.State) value {
	v := value{column: col, who: []comity.State{a, b}}
	if symmetric(col) {
		v.who = sorted(v.who)
	}
	return v
}

// comparePartners reads "trades more with X than with Y".
func comparePartners(x *reading) []found {
	return x.comparePairs(x.tradeColumn("p"))
}

func (x *reading) comparePairs(col string) []found {
	a, b, e := x.who("a"), x.who("b"), x.who("e")
	if len(a) != 1 || len(b) != 1 || len(e) != 1 || !fits([]comity.State{a[0], b[0], e[0]}, 3) || col == "" {
		return nil
	}
	return x.compared(directedValue(col, a[0], b[0]), directedValue(col, a[0], e[0]))
}

// compareTimes reads "was larger in 2008 than in 2000".
func compareTimes(x *reading) []found {
	v, t, u := x.item("v").value, x.item("t").time, x.item("u").time
	if t.vague || u.vague || !t.when.Known() || !u.when.Known() {
		return nil
	}
	c := claim.Claim{Form: claim.Comparison, Column: v.column, Who: v.who, When: t.when, Direction: x.more(), Than: v.operand(u.when)}
	if x.has("x") {
		q := x.item("x").quantity
		q.Unit = "ratio"
		c.Value = &q
		if q.Number < 1 {
			c.Direction, q = "less", inverse(q)
		}
	}
	if v.deficit {
		c.Direction = map[string]string{"more": "less", "less": "more"}[c.Direction]
	}
	return x.whole(c)
}

// compareThat reads "exceeds that of France", "is lower than that between China and Russia", "is larger than China's".
func compareThat(x *reading) []found {
	v := x.item("v").value
	b := x.than("b", v)
	if b == nil {
		return nil
	}
	return x.compared(*v, *b)
}

// than gives the other side of a comparison: a value named in full, or the same column of other states.
func (x *reading) than(part string, v *value) *value {
	t := x.item(part)
	if t.tag == "V" {
		return t.value
	}
	b := &value{column: v.column, who: t.who}
	switch {
	case len(t.who) == 0 || len(v.who) == 1 && len(t.who) != 1:
		return nil
	case len(v.who) == 2 && len(t.who) == 1:
		if v.who[0] == t.who[0] || v.who[1] == t.who[0] {
			return nil
		}
		return nil // "trade with India is larger than with Japan": whose is not said plainly
	case len(v.who) == 2:
		b.who = sorted(t.who)
	}
	if len(b.who) != len(v.who) || same(b.who, v.who) {
		return nil
	}
	return b
}

func same(a, b []comity.State) bool {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

// compareRatio reads "is three times that of India", "is half the size of China's".
func compareRatio(x *reading) []found {
	v, q := x.item("v").value, x.item("q").quantity
	b := x.than("b", v)
	if b == nil || b.column != v.column {
		return nil
	}
	q.Unit = "ratio"
	c := claim.Claim{Form: claim.Comparison, Column: v.column, Who: v.who, Direction: "more", Value: &q}
	if q.Number < 1 {
		c.Direction, q = "less", inverse(q)
	}
	if !x.timed(&c) {
		return nil
	}
	c.Than = b.operand(c.When)
	return x.whole(c)
}

// compareBack reads "it sells Japan twice as much as it buys": exports to a state against imports from it.
func compareBack(x *reading) []found {
	a, b := x.who("a"), x.who("b")
	if len(a) != 1 || len(b) != 1 || a[0] == b[0] {
		return nil
	}
	return x.compared(directedValue("trade.exports", a[0], b[0]), directedValue("trade.imports", a[0], b[0]))
}

// ratioOf holds one value against another by the ratio q.
func (x *reading) ratioOf(a, b value) []found { return x.ratioBy(a, b, x.item("q").quantity) }

func (x *reading) ratioBy(a, b value, q claim.Quantity) []found {
	q.Unit = "ratio"
	if q.How == claim.Exactly {
		q.How = claim.About
	}
	c := claim.Claim{Form: claim.Comparison, Column: a.column, Who: a.who, Direction: "more", Value: &q}
	if q.Number < 1 {
		c.Direction, q = "less", inverse(q)
	}
	if !x.timed(&c) {
		return nil
	}
	c.Than = b.operand(c.When)
	return x.whole(c)
}

// agreementBefore gives the pair whose agreement in votes the clause before speaks of.
func (x *reading) agreementBefore() []comity.State {
	for j := x.from - 1; j >= 0; j-- {
		t := x.row.items[j]
		if t.tag == "W" && len(t.who) == 2 && x.aboutVotes() {
			return sorted(t.who)
		}
		if t.tag == "V" {
			return nil
		}
	}
	return nil
}

// inverse turns "a fifth of" into "five times less than": a comparison that points down counts how many times less.
func inverse(q claim.Quantity) claim.Quantity {
	if q.Number > 0 {
		q.Digits = math.Round(q.Digits/(q.Number*q.Number)*100) / 100
		q.Number = math.Round(100/q.Number) / 100
	}
	q.How = opposite(q.How)
	return q
}
