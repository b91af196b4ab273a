package article

// Count: a number of things in a span ("fought three wars", "no war between them since", "has cast fourteen vetoes").

import (
	"comity"
	"comity/claim"
)

var countRules = []rule{
	newRule("count/wars", "wars|war", "<w:W> [D]? [have|had]? [D]? [fought|waged|been through|gone through] <n:N|no> [major|bloody|open|full-scale]? [wars|war] [against each other|with each other|with N another|against N another]? <t:D>?", func(x *reading) []found {
		return x.wars(x.who("w"), x.item("n"))
	}),
	newRule("count/wars with", "wars|war", "<w:S> [D]? [has|had]? [D]? [fought|waged] <n:N|no> [major|bloody|open]? [wars|war] [against|with] <b:S|I> <t:D>?", func(x *reading) []found {
		return x.wars(both(x.who("w"), x.who("b")), x.item("n"))
	}),
	newRule("count/no war", "war", "[there has been|there have been|there was|there were|there has not been|there has never been] <n:no|N|a|any> [war|wars|armed conflict] between <w:W|S S> <t:D>?", func(x *reading) []found {
		return x.wars(x.who("w"), x.item("n"))
	}),
	newRule("count/never fought", "fought|war", "<w:W> [have|had] <n:not|never> [fought|fought a war|gone to war|been at war|waged war] [with|against]? [each other|N another|a war|again|a war with each other|a war against each other] <t:D>?", func(x *reading) []found {
		return x.wars(x.who("w"), item{tag: "no"})
	}),
	newRule("count/war times", "war", "<w:W> [have|had]? [D]? [gone to war|went to war|been at war|been to war] [with each other|against each other|with N another]? <n:X> <t:D>?", func(x *reading) []found {
		return x.wars(x.who("w"), item{tag: "N", quantity: x.item("n").quantity})
	}),
	newRule("count/vetoes", "veto", "<w:{one}> [D]? [has|had]? [D]? [cast|used|exercised|wielded] <n:N> [vetoes|veto] <t:D>?", func(x *reading) []found {
		return x.vetoes(x.item("n").quantity)
	}),
	newRule("count/no veto", "veto", "<w:{one}> [has|have|had] [not|never] [used|cast|wielded|exercised|employed] [H|its|a|the|any]? [veto|vetoes] [power]? <t:D>?", func(x *reading) []found {
		list := x.vetoes(claim.Quantity{How: claim.Exactly, Digits: 1})
		if t := x.item("t").time; len(list) > 0 && t.since && t.when.From.Grain == comity.YearGrain {
			list[0].claim.When.From = comity.YearDate(t.when.From.Year() + 1) // "not since 1989": the last was then
		}
		return list
	}),
	newRule("count/vetoed", "veto", "<w:{one}> [D]? [has|had]? [D]? vetoed <n:N> [draft|un|security council|G]? [resolutions|drafts|texts] <t:D>?", func(x *reading) []found {
		return x.vetoes(x.item("n").quantity)
	}),
	newRule("count/veto times", "veto", "<w:{one}> [D]? [has|had]? [D]? [used|cast|wielded|exercised] [its|the|a|H]? veto [power]? <n:X> <t:D>?", func(x *reading) []found {
		return x.vetoes(x.item("n").quantity)
	}),
}

// wars counts wars between two states; "no war" is none.
func (x *reading) wars(who []comity.State, n item) []found {
	if len(who) != 2 || !fits(who, 2) {
		return nil
	}
	q := n.quantity
	if n.tag != "N" {
		q = claim.Quantity{How: claim.Exactly, Digits: 1}
	}
	q.Unit = "count"
	return x.yes(claim.Claim{Form: claim.Count, Column: "war.count", Who: sorted(who), Value: &q})
}

func (x *reading) vetoes(q claim.Quantity) []found {
	if len(x.who("w")) != 1 {
		return nil
	}
	q.Unit = "count"
	return x.yes(claim.Claim{Form: claim.Count, Column: "veto.count", Who: x.who("w"), Value: &q})
}
