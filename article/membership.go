package article

// Membership: a state belongs to a group, perhaps in a role ("permanent members of the Security Council", "neither belongs to
// the SCO").

import (
	"strings"

	"comity"
	"comity/claim"
	"comity/groups"
)

const role = "<r:permanent|founding|founder|full|elected|non-permanent|observer|original|charter|associate|dialogue>"

// roles turn the words into the roles of package groups.
var roles = map[string]string{"permanent": "permanent", "founding": "founder", "founder": "founder", "original": "founder", "charter": "founder", "elected": "elected", "non-permanent": "elected", "observer": "observer", "associate": "associate", "dialogue": "partner"}

var membershipRules = []rule{
	newRule("membership/is", "member|party|observer|state", "<w:{who}> [D|, D ,]? [{be}|has never been|have never been|has not been|have not been] [D|also|both|all|still|now]? [not]? [both|all]? [a|an|the|among the|one of the|one of|N of the]? "+role+"? [member|members|member state|member states|state|states|parties|party|partner|partners|observer|observers] [of|to|in] <g:G> <i:, G>? <h:[,]? and G>? <t:D>?", memberOf),
	newRule("membership/g member", "member", "<w:{who}> [D]? {be} [D|also|both|all|still|now]? [not]? [both|all]? [a|an|the]? "+role+"? <g:G> [member|members|member state|member states|state|ally] <t:D>?", memberOf),
	newRule("membership/p5", "G|K", "<w:{who}> [D]? {be} [D|also|both|all|still]? [not]? [among|one of|N of]? <g:G|K> <t:D>?", func(x *reading) []found {
		if g := x.item("g").group; g != "p5" && !strings.HasPrefix(g, "nuclear") && g != "npt-nws" {
			return nil
		}
		return memberOf(x)
	}),
	newRule("membership/nuclear", "nuclear", "<w:{who}> [D]? {be} [D|also|both|all|still]? [not]? [a|an]? [recognised|recognized|declared]? <n:nuclear-weapon state|nuclear weapon state|nuclear-weapons state|nuclear power|nuclear-armed state|nuclear state|nuclear-armed power>", func(x *reading) []found {
		id := "nuclear-armed"
		if strings.Contains(x.words("n"), "weapon") {
			id = "npt-nws"
		}
		c := claim.Claim{Form: claim.Membership, Group: id, Who: sortedMany(x.who("w")), Negated: x.item("w").neither || x.negated()}
		if len(c.Who) == 0 {
			return nil
		}
		return x.yes(c)
	}),
	newRule("membership/belongs", "belong", "<w:{who}> [D|both|has|have|had|also|does|did|do]? [D|both]? [not]? [belong|belongs|belonged] to <g:G> <i:, G>? <h:[,]? and G>? <t:D>?", memberOf),
	newRule("membership/in", "in|part", "<w:{who}> {be} [D|both|also|still|now]? [not]? [both]? [in|inside|part of|outside] <g:G> <t:D>? $", func(x *reading) []found {
		if g, ok := groups.Get(x.item("g").group); !ok || g.Kind == "class" {
			return nil
		}
		return memberOf(x)
	}),
	newRule("membership/seat", "seat", "<w:{who}> [D]? [holds|hold|has|have|occupies|occupy|held|had] [a|no]? <r:permanent> [seat|seats] [on|in|at] <g:G> <t:D>?", memberOf),
	newRule("membership/as", "as", "<w:W|S|B> [,]? <q:as [a|an|the|both]? "+role+"? [member|members|member states|parties] of <g:G> [and|or]? <h:G>?>", memberAs),
	newRule("membership/asp5", "as", "<w:W|S|B> [,]? <q:as [the]? <g:G>>", func(x *reading) []found {
		if x.item("g").group != "p5" {
			return nil
		}
		return memberAs(x)
	}),
	newRule("membership/apposition", "member", "<w:S|W> , <q:[a|an|the|both|itself a|also a]? "+role+"? [member|members] of <g:G>> [,|$]", memberAs),
	newRule("membership/fellow", "member", "<q:[fellow]? <g:G> [member|members|member states|member state]> <w:S|W>", memberAs),
	newRule("membership/platform", "such|like|including", "<w:B|W> *20 [^ *10]? [platform|platforms|forum|forums|format|formats|framework|frameworks|organisations|organizations|mechanisms|groups|groupings|bodies] [such as|like|including] <q:<g:G> [mechanism|framework|format]? [, <i:G>]? [,]? [[and|or] <h:G> [mechanism|framework|format]?]?>", memberAs),
}

func memberOf(x *reading) []found { return x.members(x.from, x.to) }

func memberAs(x *reading) []found {
	p := x.parts["q"]
	return x.members(p[0], p[1])
}

// members makes one claim for each group named, over the stretch or, of several groups, its part of it.
func (x *reading) members(from, to int) []found {
	who := x.who("w")
	if len(who) == 0 {
		return nil
	}
	c := claim.Claim{Form: claim.Membership, Who: who, Role: x.role(), Negated: x.item("w").neither || x.anyTag("not", "never", "no", "outside")}
	if len(who) > 1 {
		c.Who = sorted(who)
	}
	if !x.timed(&c) {
		return nil
	}
	var out []found
	for _, part := range []string{"g", "i", "h"} {
		p, ok := x.parts[part]
		if !ok || !group(&c, x.item(part)) {
			continue
		}
		if len(out) == 0 {
			out = x.over(from, to, c)
			continue
		}
		last := &out[len(out)-1]
		last.to = min(last.to, p[0])
		out = append(out, found{from: p[0], to: max(to, p[1]), claim: c})
	}
	return out
}

// group sets the group; the permanent five are the Council's permanent members. Sets with several definitions and regions are no
// groups one belongs to.
func group(c *claim.Claim, t item) bool {
	c.Group = t.group
	if t.group == "p5" {
		c.Group, c.Role = "unsc", "permanent"
	}
	return c.Group != "" && !strings.HasPrefix(c.Group, "m49-")
}

func (x *reading) role() string {
	if x.anyTag("observer", "observers") && !x.has("r") {
		return "observer"
	}
	return roles[x.words("r")]
}

// ellipses reads "Germany is not" behind "France is a permanent member": the same said, or denied, of another state.
func ellipses(items []item, list []found) []found {
	row := newRow(items)
	var out []found
	for _, m := range row.find(elliptic) {
		var last *found
		for i := range list {
			f := &list[i]
			if c := f.claim; f.to <= m.from+1 && (c.Form == claim.Membership || c.Form == claim.Tie) && (last == nil || f.from > last.from) {
				last = f
			}
		}
		who := m.item("w").who
		if last == nil || len(who) == 0 || len(sorted(append(who[:len(who):len(who)], last.claim.Who...))) == len(last.claim.Who) {
			continue
		}
		c := last.claim
		c.Who = sortedMany(who)
		c.Negated = m.has("n")
		out = append(out, found{from: m.from, to: m.to, claim: c})
	}
	for i := range out {
		out[i].from, out[i].to = stretch(items, out[i].from, out[i].to)
	}
	return out
}

var elliptic = compile("^ [but|while|whereas|and]? <w:S|W> [is|are|was|were|does|do|did|has|have] <n:not>? [too]? [yet]? $")

func sortedMany(who []comity.State) []comity.State {
	if len(who) > 1 {
		return sorted(who)
	}
	return who
}
