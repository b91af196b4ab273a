package article

// Share: a quantifier over a set of states ("most developing countries oppose …", "unanimously").

import (
	"slices"
	"strings"

	"comity/claim"
)

const (
	manyOf    = "[most|nearly all|almost all|virtually all|practically all|all|the overwhelming majority|an overwhelming majority|the vast majority|a vast majority|the great majority|a large majority|the majority|a majority|half|few|none|no|F|two thirds|more than half|<nm:N of [the]? N>]"
	ofSet     = "[of]? [the]? [world 's|other|all]? <s:K|G [states|countries|members]?|states|countries|nations|governments|member states|un members|un member states|members of G|members|[african|asian|european|arab|latin american|western|muslim|small|poor|rich] [states|countries|nations]>"
	anyMember = "[of]? [the]? [world 's|other]? [K|[member|members|member state|member states|state|states|country|countries|nation|nations|government|governments] [of G|of the world|in the world|on earth]?]"
	stance    = "[oppose|opposes|opposed|have opposed|reject|rejected|rejects|have rejected|condemn|condemned|have condemned|condemns|are against|were against|is against|stand against|criticise|criticize|criticised|object to|objected to|denounce|denounced|disapprove of|" +
		"support|supports|supported|have supported|back|backed|favour|favor|favoured|endorse|endorsed|are for|are in favour of|are in favor of|approve of|call for|called for|welcome|welcomed]"
)

// quantifiers turn the words into the claim's own.
var quantifiers = map[string]string{"most": "most", "nearly all": "nearly all", "almost all": "nearly all", "virtually all": "nearly all", "practically all": "nearly all", "all": "all",
	"the overwhelming majority": "nearly all", "an overwhelming majority": "nearly all", "the vast majority": "nearly all", "a vast majority": "nearly all", "the great majority": "most", "a large majority": "most",
	"the majority": "most", "a majority": "most", "half": "half", "few": "few", "none": "none", "no": "none", "more than half": "most",
	"nearly every": "nearly all", "almost every": "nearly all", "virtually every": "nearly all", "every": "all"}

// topics are the matters people say states take a side on, by a word of the phrase, with the topic label of roll calls.
var topics = []struct{ word, topic string }{
	{"embargo", "Cuba embargo"}, {"blockade", "Cuba embargo"}, {"sanctions", "unilateral coercive measures"}, {"coercive", "unilateral coercive measures"}, {"annexation", "Ukraine"}, {"invasion", "Ukraine"},
	{"ukraine", "Ukraine"}, {"palestinian", "Palestine"}, {"palestine", "Palestine"}, {"gaza", "Palestine"}, {"two-state", "Palestine"}, {"settlements", "Palestine"}, {"nuclear", "nuclear weapons"}, {"death", "death penalty"}, {"penalty", "death penalty"},
	{"colonialism", "decolonisation"}, {"decolonisation", "decolonisation"}, {"racism", "racism"}, {"nazism", "glorification of Nazism"}, {"arms", "arms control"}, {"mines", "land mines"},
}

var shareRules = []rule{
	newRule("share/stance", "oppos|reject|condemn|against|critic|object|denounc|disapprov|support|back|fav|endors|are|approve|call|welcom",
		"<a:<q:"+manyOf+"> "+ofSet+" <e:, *14 ,>?> [D|still|also|have]? <u:unanimously|universally|overwhelmingly|all|consistently>? <d:"+stance+"> <t:*9> [$|and|,|than|in D|D]", stanceShare),
	newRule("share/passive", "by", "<t:[the|a]? *8> {be} {mid}? <d:opposed|rejected|condemned|denounced|criticised|criticized|supported|backed|endorsed|favoured|favored> by <q:"+manyOf+"|nearly every|almost every|virtually every|every> <s:"+anyMember+">", func(x *reading) []found {
		c := claim.Claim{Form: claim.Share, Direction: stanceOf(x.words("d")), Topic: topic(x)}
		if c.Topic == "" || !x.quantify(&c) {
			return nil
		}
		return x.yes(c)
	}),
	newRule("share/recognise", "recogni|relations", "<q:"+manyOf+"> "+ofSet+" [have|has]? [D|still|now|today]? [recognise|recognize|recognises|recognizes|recognised|recognized|have recognised|have diplomatic relations with|have relations with|maintain diplomatic relations with|maintain relations with] <w:S> <r:[rather than|and not|, not|instead of] [S|A]>?", func(x *reading) []found {
		c := claim.Claim{Form: claim.Share, Event: "recognised", Who: x.who("w")}
		if len(c.Who) != 1 || !x.quantify(&c) {
			return nil
		}
		return x.yes(c)
	}),
	newRule("share/members", "belong|are|join|members", "<q:"+manyOf+"> "+ofSet+" [belong|belonged|are members|were members|have joined|joined] [to|of]? <g:G>", func(x *reading) []found {
		c := claim.Claim{Form: claim.Share, Group: x.item("g").group}
		if c.Group == "" || !x.quantify(&c) {
			return nil
		}
		return x.yes(c)
	}),
}

// stanceShare reads "most countries, especially developing ones, unanimously oppose X": the quantifier over the set is one claim, the
// unanimity of those named last another.
func stanceShare(x *reading) []found {
	c := claim.Claim{Form: claim.Share, Direction: stanceOf(x.words("d"))}
	c.Topic = topic(x)
	if c.Topic == "" || !x.quantify(&c) || !x.timed(&c) {
		return nil
	}
	u, second := x.parts["u"]
	if w := x.words("u"); !second || w != "unanimously" && w != "universally" && w != "all" {
		return x.whole(c)
	}
	a := x.parts["a"]
	all := c
	all.Quantifier, all.Value = "all", nil
	if k := lastSet(x.items("e")); k != "" {
		all.Set = k
	}
	return append(x.over(a[0], a[1], c), x.over(u[0], x.parts["t"][1], all)...)
}

// quantify sets the quantifier and the set.
func (x *reading) quantify(c *claim.Claim) bool {
	q := x.words("q")
	c.Quantifier = quantifiers[q]
	if t := x.item("q"); t.tag == "F" {
		share := t.quantity
		c.Value = &share
	}
	if x.has("nm") {
		n := x.items("nm")
		c.Quantifier = claim.Number(n[0].quantity.Number) + " of " + claim.Number(n[len(n)-1].quantity.Number)
	}
	c.Set = "states"
	for _, t := range x.items("s") {
		if t.tag == "K" || t.tag == "G" {
			c.Set = t.set
		}
	}
	if len(x.items("s")) == 2 && c.Set == "states" && x.items("s")[0].kind() == 0 && x.items("s")[0].tag != "member" && x.items("s")[0].tag != "un" {
		c.Set = x.words("s")
	}
	return c.Quantifier != "" || c.Value != nil
}

func lastSet(items []item) string {
	for _, t := range items {
		if t.tag == "K" {
			return t.set
		}
	}
	return ""
}

func stanceOf(words string) string {
	for _, w := range []string{"support", "back", "favo", "endors", "are for", "approve of", "call", "welcom"} {
		if strings.HasPrefix(words, w) || strings.Contains(words, " "+w) {
			return "support"
		}
	}
	return "oppose"
}

// topic gives the topic of the phrase a stance is on, or "" where it is none that states vote on.
func topic(x *reading) string {
	items := x.items("t")
	for _, t := range topics {
		if slices.ContainsFunc(items, func(i item) bool {
			return i.tag == t.word || i.kind() != 0 && strings.Contains(strings.ToLower(x.r.text[i.start:i.end]), t.word)
		}) {
			return t.topic
		}
	}
	return ""
}
