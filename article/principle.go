package article

// Principle: a declared principle holds in conduct ("not directed against third parties", "does not depend on third-party
// factors").

import (
	"slices"
	"strings"

	"comity"
	"comity/claim"
)

const third = "[any|other]? [third-party|third party|third|O|O party|O countries|outside]? [factors|factor|parties|party|countries|country|states|state|powers|actors|influence|O parties|O countries|F|anyone]"

var principleRules = []rule{
	newRule("principle/list", "non-|nonalign|non-alignment", "<p:[non-alignment|nonalignment|non-aligned|non-confrontation|non-direction|non-targeting|non-interference] **16 [non-alignment|non-confrontation|non-direction|non-targeting|non-interference] [against|of]? ["+third+"]?>", func(x *reading) []found {
		list := x.principle(principlesIn(x.items("p")), x.declaredBy())
		if len(list) > 0 {
			list[0].claim.AttributedTo = x.declarer()
		}
		return list
	}),
	newRule("principle/independence", "depend|independent|affected|influenced", "*12 [do not|does not|did not|don't|doesn't] [also]? depend on "+third, func(x *reading) []found {
		return x.principle("independence", nil)
	}),
	newRule("principle/independent", "independent|unaffected|influenced", "<v:V|W> [is|are|remain|remains] [not]? [independent of|unaffected by|influenced by] "+third, func(x *reading) []found {
		return x.principle("independence", x.who("v"))
	}),
	newRule("principle/not aimed", "aimed|directed|target", "*8 [is|are|was|were]? not [aimed|directed|targeted] [at|against] "+third, func(x *reading) []found {
		return x.principle("not-aimed", nil)
	}),
	newRule("principle/not target", "target", "*8 [do not|does not] target "+third, func(x *reading) []found { return x.principle("not-aimed", nil) }),
	newRule("principle/mutual", "mutual", "mutual [, win-win|and win-win]? [economic]? [benefit|benefits]", func(x *reading) []found { return x.principle("mutuality", nil) }),
}

// principlesIn names the principles of a list, joined by +.
func principlesIn(items []item) string {
	var out []string
	for _, t := range items {
		p := map[string]string{"non-alignment": "non-alignment", "nonalignment": "non-alignment", "non-aligned": "non-alignment", "non-confrontation": "non-confrontation",
			"non-direction": "not-aimed", "non-targeting": "not-aimed", "non-interference": "non-interference"}[t.tag]
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, "+")
}

// principle takes the pair named in the match or sentence, else the article's.
func (x *reading) principle(p string, who []comity.State) []found {
	for i := x.to - 1; i >= 0 && len(who) != 2; i-- {
		if t := x.row.items[i]; len(t.who) == 2 {
			who = t.who
		}
	}
	if len(who) != 2 {
		who = x.r.about
	}
	if len(who) != 2 || p == "" {
		return nil
	}
	return x.whole(claim.Claim{Form: claim.Principle, Principle: p, Who: sorted(who)})
}

// declarer gives who is said to have declared it, as written.
func (x *reading) declarer() string {
	for i := x.from - 1; i > 0; i-- {
		if t := x.row.items[i]; t.tag == "W" {
			return x.r.text[t.start:t.end]
		}
	}
	return ""
}

// declaredBy gives the states before "have declared".
func (x *reading) declaredBy() []comity.State {
	for i := x.from - 1; i > 0; i-- {
		if t := x.row.items[i]; t.tag == "W" && len(t.who) == 2 {
			return t.who
		}
	}
	return nil
}
