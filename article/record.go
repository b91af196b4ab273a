package article

// Record: a column is the highest or lowest of a span ("a record level", "never been closer", "no precedent in a hundred
// years").

import (
	"strings"

	"comity/claim"
)

const (
	peak   = "[record level|record levels|record high|record highs|record low|record lows|record|all-time high|all-time highs|all-time record|historic high|historic peak|highest level|highest levels|highest point|peak|maximum|high-water mark|all-time low|historic low|lowest level|lowest point|lowest ebb|minimum|new high|new low]"
	closer = "[closer|better|warmer|stronger|so close|so good|so strong|so warm|higher|larger|bigger|so high|as close|as good]"
	worse  = "[worse|colder|so bad|so low|lower|smaller|so tense|as bad|more tense|more strained]"
)

var recordRules = []rule{
	newRule("record/reached", "record|high|peak|maximum|low|minimum",
		"<v:V> *4 [reached|reach|hit|hits|set|sets|attained|posted|at|is|was|were|stood at|climbed to|rose to|grew to|fell to|dropped to|touched|sank to] [D]? [a|an|its|their|H|the|at]? [new|historic|historical|absolute|highest|fresh]? <p:"+peak+"> <e:[ever|on record|in history|of all time]>? <t:D>?", recorded),
	newRule("record/apposition", "record|highest", "<v:V> *9 <p:, [a|the] [new|all-time|fresh|its]? [record high|record low|record|highest ever|highest on record]> [$|,|D]", func(x *reading) []found {
		p := x.parts["p"]
		list := recorded(x)
		for i := range list {
			list[i].from, list[i].to = p[0]+1, p[1]
		}
		return list
	}),
	newRule("record/elided", "highest|largest|lowest|smallest", "^ [a|the|its]? <p:highest|largest|lowest|smallest> [level|figure|total|volume|value|sum]? <e:ever recorded|on record|ever|in history|of all time|recorded so far> <t:D>?", func(x *reading) []found {
		v := x.sameSentenceValue()
		if v == nil {
			return nil
		}
		p := x.words("p")
		c := claim.Claim{Form: claim.Record, Column: v.column, Who: v.who, Ever: true, Low: (p == "lowest" || p == "smallest") != v.deficit}
		if !x.timed(&c) {
			return nil
		}
		for j := x.from; j >= 0 && !c.When.Known(); j-- {
			if t := x.row.items[j]; t.tag == "D" && !t.time.since && !t.time.vague {
				c.When = t.time.when
			}
		}
		return x.whole(c)
	}),
	newRule("record/superlative", "highest|largest|biggest|greatest|lowest|smallest|worst|best|closest|strongest|warmest",
		"<v:V> [in the [un|united nations]? [general]? assembly]? *1 [is|was|were|are|has been|stood at|is at|are at|was at|were at|has reached|reached] [D]? [at]? [the|its|their|H] <p:[highest|largest|biggest|greatest|lowest|smallest|worst|best|closest|strongest|warmest]> [level|point|figure|value|volume|total|ebb]? <e:[ever|on record|in history|in their history|in its history|of all time|ever recorded]|D>", recorded),
	newRule("record/peaked", "peak|bottom", "<v:V> [D]? [had|has]? <p:peaked|bottomed out> [at M]? <t:D>", func(x *reading) []found {
		list := recorded(x)
		if len(list) > 0 {
			list[0].claim.Ever, list[0].claim.Low = true, x.words("p") != "peaked"
		}
		return list
	}),
	newRule("record/never", "never", "<v:[V|W|H C]> [has|have|had]? never [been|were|was|stood] <p:["+closer+"|"+worse+"]>", neverBeen),
	newRule("record/inverted", "never", "never [before]? [has|have] <v:[V|W]> been <p:["+closer+"|"+worse+"]>", neverBeen),
	newRule("record/better", "than", "<v:V> *2 [is|are|were|was|have been|has been] [D|now|currently|today]? <p:["+closer+"|"+worse+"]> [D|now|today]? than [ever before|ever|at any [other]? [time|point|moment]|in any other year] <e:[in history|in their history|in the history of *4|ever]>? <t:D>?", neverBeen),
	newRule("record/precedent", "precedent|unprecedented|unparalleled",
		"^ *12 [^ which|that|^]? [has|have|is|are|was|were] [no precedent|no parallel|without precedent|unprecedented|unparalleled|without parallel] <t:[in|for]? D>", precedent),
}

// recorded reads "reached a record level", "the highest since 1990".
func recorded(x *reading) []found {
	v := x.item("v").value
	p := x.words("p")
	c := claim.Claim{Form: claim.Record, Column: v.column, Who: v.who, Ever: x.has("e") && x.item("e").kind() == 0}
	c.Low = strings.Contains(p, "low") || strings.Contains(p, "smallest") || strings.Contains(p, "worst") || strings.Contains(p, "minimum")
	c.Low = c.Low != v.deficit
	if !x.timed(&c) || c.When.From.Known() && c.When.To.Known() && c.When.From.Year() != c.When.To.Year() {
		return nil // "at its lowest in the 1990s" names no year
	}
	return x.whole(c)
}

// neverBeen reads "have never been closer", "better than at any other time in history".
func neverBeen(x *reading) []found {
	v := x.item("v").value
	who, col := x.who("v"), "relation"
	if v != nil {
		who, col = v.who, v.column
	}
	if len(who) < 2 && col == "relation" || len(who) == 0 {
		return nil
	}
	c := claim.Claim{Form: claim.Record, Column: col, Who: who, Ever: true}
	if col == "relation" {
		c.Who = sorted(who)
	}
	for _, t := range x.items("p") {
		switch t.tag {
		case "worse", "colder", "bad", "low", "lower", "smaller", "tense", "strained":
			c.Low = true
		}
	}
	if !x.timed(&c) {
		return nil
	}
	if t := x.item("t").time; x.has("t") && t.since {
		c.Since = t.when.From // "lower in 2015 than at any time since 2009"
	}
	c.Ever = !c.Since.Known()
	return x.whole(c)
}

// precedent reads "has no precedent in the past hundred years" of whatever it is said.
func precedent(x *reading) []found {
	c := claim.Claim{Form: claim.Record, Ever: true}
	if t := x.item("t").time; t.since {
		c.Since, c.Ever = t.when.From, false
	} else if t.when.Known() {
		c.When = t.when
	}
	return x.whole(c)
}
