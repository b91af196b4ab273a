package article

// Tie: something binds or divides states ("they are not allies", "fought each other", "have no diplomatic relations").

import (
	"comity"
	"comity/claim"
)

// bonds are the words for ties and the obligations they name.
var bonds = []struct{ words, obligation string }{
	{"non-aggression pact", "non-aggression"}, {"nonaggression pact", "non-aggression"}, {"non-aggression treaty", "non-aggression"},
	{"mutual defence treaty", "defence"}, {"mutual defense treaty", "defence"}, {"mutual defence pact", "defence"}, {"mutual defense pact", "defence"}, {"defence pact", "defence"}, {"defense pact", "defence"},
	{"defence treaty", "defence"}, {"defense treaty", "defence"}, {"military alliance", "alliance"}, {"formal alliance", "alliance"}, {"defensive alliance", "defence"}, {"alliance", "alliance"},
	{"neutrality pact", "neutrality"}, {"peace treaty", "peace treaty"}, {"treaty of alliance", "alliance"}, {"treaty of friendship", "friendship treaty"}, {"friendship treaty", "friendship treaty"}, {"free trade agreement", "trade agreement"}, {"free-trade agreement", "trade agreement"}, {"trade agreement", "trade agreement"}, {"trade deal", "trade agreement"}, {"diplomatic relations", "relations"}, {"diplomatic ties", "relations"}, {"formal diplomatic relations", "relations"}, {"formal relations", "relations"},
}

const bond = "<o:[formal|bilateral|military|full]? [non-aggression pact|nonaggression pact|non-aggression treaty|mutual defence treaty|mutual defense treaty|mutual defence pact|mutual defense pact|defence pact|defense pact|defence treaty|defense treaty|military alliance|formal alliance|defensive alliance|alliance|neutrality pact|treaty of alliance|treaty of friendship|friendship treaty|free trade agreement|free-trade agreement|trade agreement|trade deal|peace treaty|diplomatic relations|diplomatic ties|formal relations]>"

var tieRules = []rule{
	newRule("tie/allies", "allies|allied", "<w:W> [D]? {be} [D|also|still|now]? <n:not|no longer|never>? [military|formal|treaty|formally]? [allies|allied]", func(x *reading) []found {
		return x.tie("alliance", x.who("w"))
	}),
	newRule("tie/ally", "ally|allied", "<w:{one}> [D]? {be} [D|also|still|now]? <n:not|no longer>? [a|an|formally]? [military|formal|treaty]? [ally of|allied with|allied to] <b:S>", func(x *reading) []found {
		return x.tie("alliance", both(x.who("w"), x.who("b")))
	}),
	newRule("tie/have", "have|has|had|maintain", "<w:W> [D]? [have|had|maintain|maintained|do <n:not> have|have <m:no|never had>|had <k:no>] [D|a|an|any|no]? "+bond+" [with each other|with N another]?", func(x *reading) []found {
		return x.tie(x.bond(), x.who("w"))
	}),
	newRule("tie/with", "has|had|maintains", "<w:{one}> [D]? [has|had|maintains|does <n:not> have|has <m:no>] [D|a|an|any|no]? "+bond+" with <b:S>", func(x *reading) []found {
		return x.tie(x.bond(), both(x.who("w"), x.who("b")))
	}),
	newRule("tie/there is", "there", "there [is|was|has been|exists] <n:no>? [a|an|any]? "+bond+" between <w:W>", func(x *reading) []found {
		return x.tie(x.bond(), x.who("w"))
	}),
	newRule("tie/bound", "bound|linked|tied", "<w:W> [D]? {be} [D|also|still|now|formally]? <n:not|no longer>? [bound|linked|tied] by [a|an|any]? "+bond, func(x *reading) []found {
		return x.tie(x.bond(), x.who("w"))
	}),
	newRule("tie/defend", "defend", "<a:S> is [bound|obliged|treaty-bound] [by [treaty|T]]? to defend <b:S>", func(x *reading) []found {
		return x.tie("defence", both(x.who("a"), x.who("b")))
	}),
	newRule("tie/fought", "fought|war", "<w:W> [have|had]? <n:never|not>? [fought|fought a war|were at war|went to war|waged war|clashed in a war] [with|against]? [each other|N another]? [in *2]? <t:D>", func(x *reading) []found {
		return x.tie("war", x.who("w"))
	}),
	newRule("tie/fought each other", "fought|war", "<w:W> [have|had|are]? <n:never|not>? [fought|at war|gone to war|went to war] [with|against]? [each other|N another]", func(x *reading) []found {
		return x.tie("war", x.who("w"))
	}),
	newRule("tie/never at war", "war", "<w:W> [are|were|have been|had been|have|had] <n:never|not> [been]? at war [with [each other|N another]]? <t:D>?", func(x *reading) []found {
		if x.words("n") == "never" && !x.has("t") {
			return x.wars(x.who("w"), item{tag: "no"})
		}
		return x.tie("war", x.who("w"))
	}),
	newRule("tie/each other's defence", "defend", "each {be} [obliged|bound] to defend [the other|S]", func(x *reading) []found {
		return x.tie("defence", x.r.pair(x.row.items[:x.from]))
	}),
	newRule("tie/fought against", "fought|war", "<w:S> [fought|went to war with|went to war against|was at war with|fought a war against|fought a war with] [against]? <b:S> [in *2]? <t:D>", func(x *reading) []found {
		return x.tie("war", both(x.who("w"), x.who("b")))
	}),
	newRule("tie/sanctions", "sanction|embargo", "<w:S> [has|have|had]? [D]? [imposed|placed|slapped] [D|new|economic|trade|heavy]? [sanctions|an embargo|an arms embargo] [on|against] <b:S>", func(x *reading) []found {
		who := both(x.who("w"), x.who("b"))
		if !fits(who, 2) {
			return nil
		}
		return x.yes(claim.Claim{Form: claim.Tie, Obligation: "sanction", Who: who})
	}),
}

// bond gives the obligation the words name.
func (x *reading) bond() string {
	words := x.words("o")
	for _, b := range bonds {
		if len(words) >= len(b.words) && words[len(words)-len(b.words):] == b.words {
			return b.obligation
		}
	}
	return ""
}

func (x *reading) tie(obligation string, who []comity.State) []found {
	if !fits(who, 2) || len(who) != 2 || obligation == "" {
		return nil
	}
	c := claim.Claim{Form: claim.Tie, Obligation: obligation, Who: sorted(who), Negated: x.item("w").neither || x.anyTag("not", "no", "never")}
	return x.yes(c)
}
