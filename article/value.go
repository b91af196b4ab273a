package article

// This file reads what a claim is about: a column and whose ("trade between the two", "China's population", "exports to
// France") becomes one item V. Nouns come from the catalogue's words and a few of our own.

import (
	"slices"
	"strings"
	"sync"

	"comity"
	"comity/claim"
	"comity/column"
)

// value is a column with its states. Deficit marks a balance named by its negative side.
type value struct {
	column  string
	who     []comity.State
	deficit bool
}

func (v *value) operand(when claim.When) *claim.Operand {
	return &claim.Operand{Column: v.column, Who: v.who, When: when}
}

// ownNouns are nouns for columns beyond the catalogue's words.
var ownNouns = map[string]string{
	"trade": "trade.turnover", "turnover": "trade.turnover", "commerce": "trade.turnover", "goods trade": "trade.turnover", "merchandise trade": "trade.turnover", "trade in goods": "trade.turnover",
	"trade flows": "trade.turnover", "volume of trade": "trade.turnover", "trade volumes": "trade.turnover", "value of trade": "trade.turnover", "total trade": "trade.turnover",
	"trade exchange": "trade.turnover", "exchange of goods": "trade.turnover", "exchanges of goods": "trade.turnover", "flow of goods": "trade.turnover", "trade exchanges": "trade.turnover", "commercial exchanges": "trade.turnover", "trade relations": "", "trade ties": "", "trade war": "", "trade ministry": "", "trade minister": "",
	"trade agreement": "", "trade deal": "", "trade talks": "", "trade policy": "", "trade dispute": "", "trade route": "", "trade routes": "", "trade pact": "", "trade figures": "",
	"exports": "trade.exports", "imports": "trade.imports", "sales": "trade.exports", "shipments": "trade.exports", "deliveries": "trade.exports", "purchases": "trade.imports",
	"trade gap": "trade.balance", "foreign trade": "trade.total", "external trade": "trade.total", "overall trade": "trade.total",
	"gross domestic product": "gdp", "gdp": "gdp", "economy": "gdp", "economic output": "gdp", "national product": "gdp",
	"gdp per capita": "gdp.percapita", "gdp per head": "gdp.percapita", "income per head": "gdp.percapita", "income per capita": "gdp.percapita", "per capita gdp": "gdp.percapita", "per capita income": "gdp.percapita", "gdp per person": "gdp.percapita",
	"population": "population", "number of inhabitants": "population",
	"military spending": "milex", "military expenditure": "milex", "military expenditures": "milex", "defence spending": "milex", "defense spending": "milex", "defence budget": "milex", "defense budget": "milex",
	"military budget": "milex", "military outlays": "milex", "defence expenditure": "milex", "defence outlays": "milex", "defense outlays": "milex", "defense expenditure": "milex", "expenditure on defence": "milex", "spending on its military": "milex", "spending on the military": "milex", "spending on defence": "milex", "spending on defense": "milex", "arms spending": "milex", "military outlay": "milex",
	"share of world material capabilities": "capability.cinc", "share of global material capabilities": "capability.cinc", "share of the world 's material capabilities": "capability.cinc", "share of material capabilities": "capability.cinc",
	"material capabilities": "capability.cinc", "share of world capabilities": "capability.cinc", "share of global capabilities": "capability.cinc", "composite index of national capability": "capability.cinc", "national capabilities": "capability.cinc", "share of world power": "capability.cinc",
	"voting agreement": "vote.agreement", "vote agreement": "vote.agreement", "rate of agreement": "vote.agreement", "voting similarity": "vote.agreement", "voting coincidence": "vote.agreement", "agreement rate": "vote.agreement",
	"relations": "relation", "relationship": "relation", "ties": "relation", "diplomatic relations": "", "diplomatic ties": "", "trade surplus": "trade.balance", "trade deficit": "trade.balance",
}

// verbalWords of the catalogue are no nouns, or too common to stand alone.
var verbalWords = wordSet("agreement turnover fought wars war veto vetoes allies allied alliance capabilities richer powerful populous inhabitants disputes clashes votes")

// nouns maps the first word of a noun to the nouns that begin with it, longest first.
var nouns = sync.OnceValue(func() map[string][]noun {
	m := map[string][]noun{}
	seen := map[string]bool{}
	add := func(words, column string) {
		if !seen[words] {
			seen[words] = true
			w := strings.Fields(words)
			m[w[0]] = append(m[w[0]], noun{w, column})
		}
	}
	for _, words := range sortedKeys(ownNouns) {
		add(words, ownNouns[words])
	}
	for _, c := range column.All() {
		for _, w := range c.Words {
			if f := strings.Fields(w); len(f) == 1 && !verbalWords[w] || len(f) > 1 && !verbalPhrase(f) {
				add(w, c.Name)
			}
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b noun) int { return len(b.words) - len(a.words) })
	}
	return m
})

type noun struct {
	words  []string
	column string
}

// verbalPhrase says whether a phrase of the catalogue is more than a noun.
func verbalPhrase(w []string) bool {
	for _, x := range w {
		switch x {
		case "bilateral", "mutual", "two-way", "to", "from", "with", "between", "vote", "voted", "votes", "spends", "depends", "agree", "partner", "its", "both", "alliance", "pact", "dispute":
			return true
		}
	}
	return false
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// columns puts C in the place of nouns for columns.
func columns(items []item) []item {
	var out []item
	for i := 0; i < len(items); {
		n, col, deficit := nounAt(items[i:])
		if n == 0 || col == "" {
			n = max(n, 1)
			out = append(out, items[i:i+n]...)
			i += n
			continue
		}
		out = append(out, item{tag: "C", column: col, set: deficit, start: items[i].start, end: items[i+n-1].end})
		i += n
	}
	return out
}

// nounAt gives the longest noun for a column at the head of the items; n without a column is a phrase that is none.
func nounAt(items []item) (n int, column, deficit string) {
	for _, x := range nouns()[items[0].tag] {
		if len(x.words) > len(items) {
			continue
		}
		fits := true
		for i, w := range x.words {
			fits = fits && items[i].tag == w
		}
		if fits {
			if last := x.words[len(x.words)-1]; last == "deficit" || last == "gap" {
				deficit = "deficit"
			}
			return len(x.words), x.column, deficit
		}
	}
	return 0, "", ""
}

// valueRule makes a V of a row of items; read gives nil where the states are not clear.
type valueRule struct {
	pattern
	read func(r *reader, m match) *value
}

// valueRules are held against a sentence one after another; what one takes, later ones do not see.
var valueRules = []valueRule{
	{compile("<c:[the]? [total|overall|annual|mutual|bilateral|two-way|reciprocal|goods]? C> [in goods|in goods and services|volume|volumes]? [between|among] <w:W>"), func(r *reader, m match) *value {
		return pairValue(m.item("c"), m.item("w").who)
	}},
	{compile("<b:[S 's|[the]? A]> share [in|of] <a:[S 's|A|H]> [total|overall|foreign]? <c:C>"), func(r *reader, m match) *value {
		if a, b := m.item("a").who, m.item("b").who; len(a) == 1 && len(b) == 1 && a[0] != b[0] && m.item("c").column == "trade.turnover" {
			return &value{column: "trade.share", who: []comity.State{a[0], b[0]}}
		}
		return nil
	}},
	{compile("<c:[the]? [value of|volume of]? [total|annual]? C> [in goods|of goods]? from <a:S> to <b:S>"), func(r *reader, m match) *value {
		return directed(m.item("c"), m.item("a").who, m.item("b").who)
	}},
	{compile("<a:[S 's|A|H|S]> [own|total|overall|annual|bilateral|goods|merchandise]? <c:C> [in goods|of goods]? [with|to|from] [the]? <b:S>"), func(r *reader, m match) *value {
		return directed(m.item("c"), m.item("a").who, m.item("b").who)
	}},
	{compile("[the]? <a:[B|W 's|H]> [total|overall|annual|bilateral|mutual|goods|economic]? <c:C>"), func(r *reader, m match) *value {
		if who := m.item("a").who; len(who) > 1 {
			return pairValue(m.item("c"), who)
		}
		return single(m.item("c"), m.item("a"))
	}},
	{compile("[the]? [total|overall|annual]? [bilateral|mutual|two-way|reciprocal] [total]? <c:C>"), func(r *reader, m match) *value {
		return pairValue(m.item("c"), r.about)
	}},
	{compile("<a:[S 's|[the]? A]> [own|total|overall|annual|current]? <c:C>"), func(r *reader, m match) *value {
		return single(m.item("c"), m.item("a"))
	}},
	{compile("<c:[the]? C> [of|between] <w:W>"), func(r *reader, m match) *value { return pairValue(m.item("c"), m.item("w").who) }},
	{compile("<c:[the]? C> [of|in|by] [the]? <a:S> [in goods]? [with|to|from] [the]? <b:S>"), func(r *reader, m match) *value {
		return directed(m.item("c"), m.item("a").who, m.item("b").who)
	}},
	{compile("<c:[the]? C> in [the]? <a:S>"), func(r *reader, m match) *value {
		if c := m.item("c"); c.column == "milex" || c.column == "population" || strings.HasPrefix(c.column, "gdp") {
			return single(c, m.item("a"))
		}
		return nil
	}},
	{compile("<c:[the]? C> of [the]? <a:S>"), func(r *reader, m match) *value { return single(m.item("c"), m.item("a")) }},
	{compile("^ [D]? [the]? [annual|total|overall]? <c:C> [D]? [has|have|had|is|was|rose|fell|grew|reached|hit|stood|exceeded|totalled|totaled|doubled|tripled|peaked|declined|dropped|increased|shrank|amounted|{rose}|{fell}]"), func(r *reader, m match) *value {
		if v := r.past.trade; v != nil && m.item("c").column == v.column {
			return v
		}
		if who := r.pair(nil); m.item("c").column == "relation" && len(who) == 2 {
			return &value{column: "relation", who: sorted(who)}
		}
		return nil
	}},
	{compile("<a:S> <c:C>"), func(r *reader, m match) *value { return single(m.item("c"), m.item("a")) }},
	{compile("<c:C> [with|to|from] <b:S>"), func(r *reader, m match) *value {
		b := m.item("b").who
		if len(r.about) == 2 && len(b) == 1 && slices.Contains(r.about, b[0]) {
			return directed(m.item("c"), []comity.State{other(r.about, b[0])}, b)
		}
		return nil
	}},
}

func other(pair []comity.State, s comity.State) comity.State {
	if pair[0] == s {
		return pair[1]
	}
	return pair[0]
}

// pairValue is a column of two states; a column of one state or a directed one is not clear for a pair.
func pairValue(c item, who []comity.State) *value {
	if len(who) != 2 || who[0] == who[1] || !symmetric(c.column) {
		return nil
	}
	return &value{column: c.column, who: sorted(who), deficit: c.set != ""}
}

func symmetric(name string) bool {
	if name == "relation" {
		return true
	}
	c, ok := column.Lookup(name)
	return ok && c.Shape == column.Symmetric
}

// directed is a column from the first to the second; a symmetric one is sorted.
func directed(c item, a, b []comity.State) *value {
	if len(a) != 1 || len(b) != 1 || a[0] == b[0] {
		return nil
	}
	v := &value{column: c.column, who: []comity.State{a[0], b[0]}, deficit: c.set != ""}
	if symmetric(c.column) {
		v.who = sorted(v.who)
		return v
	}
	if d, ok := column.Lookup(c.column); !ok || d.Shape != column.Directed {
		return nil
	}
	return v
}

// single is a column of one state; "China's trade" with nobody named is its trade with all.
// A capital with inhabitants and a product of its own is a town.
func single(c, owner item) *value {
	who := owner.who
	if len(who) != 1 || owner.city && (c.column == "population" || strings.HasPrefix(c.column, "gdp")) {
		return nil
	}
	name := c.column
	if name == "trade.turnover" {
		name = "trade.total"
	}
	if d, ok := column.Lookup(name); !ok || d.Shape != column.Monadic {
		return nil
	}
	return &value{column: name, who: who}
}

// values puts V in the place of columns with their states.
func (r *reader) values(items []item) []item {
	for _, rule := range valueRules {
		row := newRow(items)
		if !strings.Contains(row.text, " C ") {
			return items
		}
		matches := row.find(rule.pattern)
		if len(matches) == 0 {
			continue
		}
		var out []item
		next := 0
		for _, m := range matches {
			v := rule.read(r, m)
			if v == nil {
				continue
			}
			from, to := m.from, m.to
			if items[from].tag == "|" { // a bare noun: only it is the value
				from, to = m.parts["c"][0], m.parts["c"][1]
			}
			out = append(out, items[next:from]...)
			out = append(out, item{tag: "V", value: v, who: v.who, start: items[from].start, end: items[to-1].end})
			next = to
		}
		items = append(out, items[next:]...)
	}
	return items
}

// columns puts C in the place of nouns for columns; "agreement" is one where the talk is of votes.
func (r *reader) columns(items []item) []item {
	out := columns(items)
	voting := ofAssembly(out) || r.past.value != nil && r.past.value.column == "vote.agreement" && r.past.valueIn >= r.past.sentence-3
	for i, t := range out {
		voting = voting || t.tag == "vote" || t.tag == "voted" || t.tag == "votes" || t.tag == "voting"
		between := i+3 < len(out) && (out[i+1].tag == "between" || out[i+1].tag == "of") && out[i+2].tag == "W" && i > 0 && out[i-1].tag != "an" && out[i-1].tag != "this"
		if t.tag == "agreement" && voting && i > 0 && (out[i-1].kind() != 0 || out[i-1].tag == "'s" || between) {
			out[i].tag, out[i].column = "C", "vote.agreement"
		}
	}
	return out
}

// ofAssembly says whether a sentence names the General Assembly or its roll calls: "agreement between the two in the
// General Assembly has fallen".
func ofAssembly(items []item) bool {
	for i, t := range items {
		switch t.tag {
		case "assembly", "roll-call", "rollcalls":
			return true
		case "roll":
			return i+1 < len(items) && (items[i+1].tag == "calls" || items[i+1].tag == "call")
		}
	}
	return false
}
