package article

// Rank: k-th of a set ("Germany is France's largest trading partner", "the third-largest economy in Europe").

import (
	"strings"

	"comity"
	"comity/claim"
)

const (
	partner = "[trading partner|trade partner|commercial partner|economic partner|export market|market|export destination|customer|buyer|supplier|source of imports|import source|provider of imports|source of C]"
	inSet   = "[in|of|among|on|within] [the|all|any|all the]? [other]? <set:[G|K|world|globe|state|country|states|countries|nation|nations|continent|[two|N|world|G|european|asian|african|latin american|member] [states|countries|nations|economies|members]]>"
	topmost = "<k:O>? <l:[largest|biggest|greatest|highest|smallest|lowest|most important|top|leading|main|number N|principal]>"
)

// partners says which column ranks what one state is to another.
var partners = map[string]string{"trading": "trade.turnover", "trade": "trade.turnover", "commercial": "trade.turnover", "economic": "trade.turnover",
	"export": "trade.exports", "market": "trade.exports", "customer": "trade.exports", "buyer": "trade.exports", "supplier": "trade.imports", "source": "trade.imports", "import": "trade.imports", "provider": "trade.imports"}

var rankRules = []rule{
	newRule("rank/partner's", "partner|market|destination|customer|buyer|supplier|source|provider",
		"<a:{one}> *1 [{be}|had become] {very}? [not]? {very}? <b:[S 's|A|H|W 's]> {very}? "+topmost+" [single]? <p:"+partner+">", rankPartner),
	newRule("rank/is", "partner|market|destination|customer|buyer|supplier", "<b:S 's|[the]? A|H> {very}? "+topmost+" [single]? <p:"+partner+"> {be} {very}? <a:S>", rankPartner),
	newRule("rank/as", "as", "<a:{one}> [D]? [has|have|had]? [D]? [overtook|overtaken|replaced|displaced|passed|surpassed] <z:S> as <b:S 's|A|H> "+topmost+" [single]? <p:"+partner+">", rankPartner),
	newRule("rank/partner of", "partner|market|destination|customer|buyer|supplier|source|provider",
		"<a:{one}> *1 [{be}|had become] {very}? [not]? {very}? the {very}? "+topmost+" [single]? <p:"+partner+"> [of|for] [the]? <b:S|I>", rankPartner),
	newRule("rank/source", "source|supplier|buyer|market|destination|importer|customer",
		"<a:{one}> *1 [{be}|had become] {very}? [not]? {very}? the {very}? "+topmost+" [single]? <p:[source|supplier|provider|buyer|market|destination|customer]> [of|for] [all]? <b:S 's|A|H|S> [goods]? <c:C>", rankSource),
	newRule("rank/value", "largest|biggest|greatest|highest|smallest|lowest|leading",
		"<v:V> *1 [{be}|had become] {very}? [not]? {very}? the "+topmost+" [single]? "+inSet, rankValue),
	newRule("rank/noun", "largest|biggest|greatest|highest|smallest|lowest|leading|populous|richest|spender|poorest",
		"<a:{one}> *1 <h:{be}|has|had|boasts> {very}? [not]? {very}? [the|<w:the world 's|G 's>] {very}? "+topmost+" <c:C|military spender|spender on arms|defence spender|army|nuclear arsenal> ["+inSet+"]?", rankNoun),
	newRule("rank/populous", "populous|richest|poorest",
		"<a:{one}> *1 [{be}|had become] {very}? [not]? {very}? [the|<w:the world 's|G 's>] {very}? <k:O>? <p:most populous|least populous|richest|poorest> [country|state|nation]? ["+inSet+"]?", rankPopulous),
	newRule("rank/populous in", "populous|richest|poorest",
		"<a:S> , [<w:the world 's|G 's>] <k:O>? <p:most populous|least populous|richest|poorest> [country|state|nation]?", rankPopulous),
	newRule("rank/and the", "largest|biggest|highest|smallest|lowest", ", and [by far]? the "+topmost+" "+inSet, func(x *reading) []found {
		if x.sameSentenceValue() == nil {
			return nil
		}
		return rankValue(x)
	}),
	newRule("rank/elided", "largest|biggest|highest|smallest|lowest", "^ [and|but]? [D]? <h:{be}|has> {very}? the "+topmost+" "+inSet, func(x *reading) []found {
		if x.sameSentenceValue() == nil {
			return nil
		}
		return rankValue(x)
	}),
}

// rankPartner reads "A is B's k-th largest partner": B is the state whose partners are ranked.
func rankPartner(x *reading) []found {
	return x.ranked(partners[x.items("p")[0].tag])
}

// rankSource reads "the largest source of American imports", "the biggest market for Indian exports".
func rankSource(x *reading) []found {
	col := x.item("c").column
	if col != "trade.imports" && col != "trade.exports" {
		return nil
	}
	return x.ranked(col)
}

func (x *reading) ranked(col string) []found {
	a, b := x.who("a"), x.who("b")
	if len(a) != 1 || len(b) != 1 || a[0] == b[0] || col == "" {
		return nil
	}
	c := claim.Claim{Form: claim.Rank, Column: col, Who: []comity.State{b[0], a[0]}, Set: "partners", Negated: x.negated()}
	x.place(&c)
	return x.yes(c)
}

// place sets the k of a rank and from which end it is counted.
func (x *reading) place(c *claim.Claim) {
	c.K = 1
	if x.has("k") {
		c.K = x.item("k").ordinal
	}
	switch x.words("l") {
	case "smallest", "lowest":
		c.Low = true
	}
}

func (x *reading) negated() bool { return x.anyTag("not", "never", "no longer") }

// rankValue reads "the German economy is the largest in Europe".
func rankValue(x *reading) []found {
	v := x.item("v").value
	if !x.has("v") {
		v = x.sameSentenceValue()
	}
	c := claim.Claim{Form: claim.Rank, Column: v.column, Who: v.who, Set: x.set(), Negated: x.negated()}
	if c.Set == "" || v.deficit {
		return nil
	}
	x.place(&c)
	return x.yes(c)
}

// set names the set a rank is in: a region or group as it is written, else all states.
func (x *reading) set() string {
	if x.has("w") {
		if t := x.item("w"); t.tag == "G" {
			return t.set
		}
		return "states"
	}
	if !x.has("set") {
		return ""
	}
	for _, t := range x.items("set") {
		if t.tag == "G" || t.tag == "K" {
			return t.set
		}
	}
	switch s := x.words("set"); {
	case strings.Contains(s, "world"), s == "globe", s == "state", s == "country", s == "states", s == "countries", s == "nation", s == "nations":
		return "states"
	}
	return ""
}

// rankNoun reads "the largest economy in Europe", "the world's second-largest economy", "has the largest population of any state".
func rankNoun(x *reading) []found {
	col := x.item("c").column
	switch x.words("c") {
	case "military spender", "spender on arms", "defence spender":
		col = "milex"
	}
	if x.words("h") != "has" && x.words("h") != "had" && x.words("h") != "boasts" && col == "population" {
		return nil // "is the largest population" says nothing
	}
	v := single(item{column: col}, x.item("a"))
	if v == nil {
		return nil
	}
	c := claim.Claim{Form: claim.Rank, Column: v.column, Who: v.who, Set: x.set(), Negated: x.negated()}
	if c.Set == "" {
		return nil
	}
	x.place(&c)
	return x.yes(c)
}

func rankPopulous(x *reading) []found {
	c := claim.Claim{Form: claim.Rank, Column: "population", Who: x.who("a"), Set: x.set(), Negated: x.negated()}
	switch x.words("p") {
	case "richest":
		c.Column = "gdp.percapita"
	case "poorest":
		c.Column, c.Low = "gdp.percapita", true
	case "least populous":
		c.Low = true
	}
	if c.Set == "" || len(c.Who) != 1 {
		return nil
	}
	low := c.Low
	x.place(&c)
	c.Low = low
	return x.yes(c)
}
