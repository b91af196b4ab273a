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
	newRule("membership/is", "member|party|parties|observer|state", "<w:{who}> {aside}? [D|, D ,]? [{be}|has never been|have never been|has not been|have not been] {mid}? [not|never]? {mid}? [a|an|the|among the|one of the|one of|N of the]? "+role+"? [member|members|member state|member states|state|states|parties|party|partner|partners|observer|observers] [of|to|in] <g:G|T> <i:, G>? <h:[,]? and [of|to|in]? [the]? G>? <t:D>?", memberOf),
	newRule("membership/g member", "member", "<w:{who}> [D]? {be} [D|also|both|all|still|now]? [not]? [both|all]? [a|an|the]? "+role+"? <g:G> [member|members|member state|member states|state|ally] <t:D>?", memberOf),
	newRule("membership/p5", "G|K", "<w:{who}> [D]? {be} [D|also|both|all|still]? [not]? [among|one of|N of]? <g:G|K> <t:D>?", func(x *reading) []found {
		if g := x.item("g").group; g != "p5" && !strings.HasPrefix(g, "nuclear") && g != "npt-nws" {
			return nil
		}
		return memberOf(x)
	}),
	newRule("membership/is in", "G", "^ [and|but]? {be} <n:not>? [both|a member of|in|members of|part of] <g:G> <t:D>? $", func(x *reading) []found {
		who := x.subjectBefore()
		if g, ok := groups.Get(x.item("g").group); !ok || g.Kind == "class" || len(who) == 0 {
			return nil
		}
		c := claim.Claim{Form: claim.Membership, Who: sortedMany(who), Negated: x.has("n")}
		if !group(&c, x.item("g")) {
			return nil
		}
		return x.yes(c)
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
	newRule("membership/belongs", "belong", "<w:{who}> {aside}? [D|both|has|have|had|also|does|did|do]? [D|both|never]? [not]? [belong|belongs|belonged] to <g:G|T> <i:, [to]? G>? <h:[,]? and [to]? [the]? G>? <t:D>?", memberOf),
	newRule("membership/sits", "sit|sat|serv|participa|tak|took|part|adher|acced|subscri", "<w:{who}> {aside}? {mid}? [has|have|had|does|did|do|is|are|was|were]? {mid}? [not|never]? {mid}? [sits|sit|sat|serves|serve|served|takes part|take part|took part|taken part|participates|participate|participated|serving|adheres|adhere|adhered|acceded|accedes|subscribes|subscribe|subscribed] [in|on|to|at] <g:G|T> [mechanism|format|grouping]? <t:D [and [N|D]]?>? <x:as [a|an|the]? "+role+" [member|members]>?", func(x *reading) []found {
		if to := x.to; to < len(x.row.items) {
			switch t := x.row.items[to]; {
			case t.tag == "more", t.tag == "less", t.tag == "fewer", t.tag == "longer", t.tag == "X", t.tag == "twice", t.tag == "N":
				return nil // how often is another matter
			}
		}
		return memberOf(x)
	}),
	newRule("membership/serves as", "serv|sit|sat", "<w:{who}> {aside}? {mid}? [has|have|had]? {mid}? [serves|serve|served|sits|sit|sat|acts|acted] [D]? as [a|an|the]? "+role+"? [member|members|observer|observers] [of|in|on] <g:G> <t:D>?", memberOf),
	newRule("membership/never joined", "joined|join", "<w:{who}> {aside}? [have|has|had|did]? <n:never|not> [joined|join] <g:G|T> <t:D>?", func(x *reading) []found {
		switch t := x.item("t").time; {
		case t.when.To.Known() && !t.when.From.Known(): // "did not join until 1991"
			list := x.happened(x.from, x.to, "joined", happening{group: x.item("g").group, who: x.who("w")})
			for i := range list {
				list[i].claim.Negated, list[i].claim.When = false, at1(t.when.To)
			}
			return list
		case x.words("n") == "not" && !x.has("t"):
			return nil
		}
		return memberOf(x)
	}),
	newRule("membership/bare", "member|party", "<w:{who}> {aside}? [{be}|has never been|have never been|has not been|have not been] [not|never]? [a|an|the|both]? "+role+" [member|members] [D|$|,]", func(x *reading) []found {
		g := x.r.past.group
		if g.tag != "G" || x.r.past.groupIn < x.r.past.sentence-1 || len(x.who("w")) == 0 {
			return nil
		}
		c := claim.Claim{Form: claim.Membership, Who: sortedMany(x.who("w")), Role: x.role(), Negated: x.item("w").neither || x.anyTag("not", "never")}
		if !group(&c, g) {
			return nil
		}
		return x.yes(c)
	}),
	newRule("membership/which", "which", "^ [which|that] <w:{who}> [have|has|had|did]? [never|not]? [{be} [not|never]? [a|an|the]? "+role+"? [member|members|party|parties]|joined|join|belongs|belong|belonged]", func(x *reading) []found {
		g := x.groupBefore()
		if g.tag != "G" && g.tag != "T" {
			return nil
		}
		c := claim.Claim{Form: claim.Membership, Who: sortedMany(x.who("w")), Role: x.role(), Negated: x.item("w").neither || x.anyTag("not", "never")}
		if len(c.Who) == 0 || !group(&c, g) || !c.Negated && x.anyTag("joined") {
			return nil
		}
		return x.yes(c)
	}),
	newRule("membership/in", "in|part", "<w:{who}> {aside}? [{be}|has never been|have never been|has not been|have not been] {mid}? [not|never]? {mid}? [in|inside|part of|outside] <g:G> [and <h:G>]? <t:D>? [$|,|and]", func(x *reading) []found {
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
		if ok && x.item(part).tag == "T" && x.item(part).group == "" {
			return nil // who is a party to a treaty that is no group is not known well enough to deny it
		}
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

// groupBefore gives the group or treaty that "which" follows: the last item of the clause before.
func (x *reading) groupBefore() item {
	items := x.row.items
	i := x.from
	if items[i].tag == "|" {
		i--
	}
	for i > 0 && (items[i].tag == "|" || items[i].tag == "," || items[i].tag == "of" || items[i].tag == "to" || items[i].tag == "mechanism" || items[i].tag == "D") {
		i--
	}
	return items[max(i, 0)]
}

// subjectBefore gives the states that open the clause before the match: those of "X is not A | and is not in B".
func (x *reading) subjectBefore() []comity.State {
	items := x.row.items
	i := x.from
	if items[i].tag != "|" || i < 2 {
		return nil
	}
	for i--; i > 0 && items[i-1].tag != "|"; i-- {
	}
	if t := items[i]; t.tag == "S" || t.tag == "W" && !t.neither || t.tag == "I" {
		return t.who
	}
	return nil
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
	for _, m := range append(row.find(elliptic), row.find(inverted)...) {
		if p, ok := m.parts["neither"]; ok && items[p[0]].tag == "W" && !items[p[0]].neither {
			continue
		}
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
		c.Negated = m.has("n") || m.has("neither") || m.item("neither").neither
		if u := m.item("u"); u.tag == "D" {
			if u.time.vague || !u.time.when.Known() {
				continue
			}
			c.When = u.time.when
		}
		out = append(out, found{from: m.from, to: m.to, claim: c})
	}
	out = append(out, noneSince(row, list)...)
	for i := range out {
		out[i].from, out[i].to = stretch(items, out[i].from, out[i].to)
	}
	return out
}

var elliptic = compile("^ [but|while|whereas|and]? <w:S|W|I> [[is|are|was|were|does|do|did|has|have] <n:not>? [too]? [yet]?|[did|does|has done] [so|likewise|the same] <u:D [and [D|N]]?>?] $")

// inverted is the same with the state behind: "neither is Iran", "nor does France".
var inverted = compile("^ [and]? <neither:neither|nor|W> [is|are|was|were|does|do|did|has|have] <w:S|W> $")

func sortedMany(who []comity.State) []comity.State {
	if len(who) > 1 {
		return sorted(who)
	}
	return who
}

// noneSince reads "though none since 1922" behind a number of wars or vetoes.
func noneSince(row *row, list []found) []found {
	var out []found
	for _, m := range row.find(nothingSince) {
		for _, f := range list {
			if t := m.item("t").time; f.claim.Form == claim.Count && f.to <= m.from+1 && t.since && !t.vague && len(out) == 0 {
				c := f.claim
				c.Value = &claim.Quantity{Unit: "count", How: claim.Exactly, Digits: 1}
				c.When = t.when
				if t.when.From.Grain == comity.YearGrain {
					c.When.From = comity.YearDate(t.when.From.Year() + 1)
				}
				out = append(out, found{from: m.from, to: m.to, claim: c})
			}
		}
	}
	return out
}

var nothingSince = compile("[^|,] [and|but|though|although]? [there has been|there have been]? none [at all]? <t:D>")
