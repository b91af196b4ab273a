package article

// Not checkable: what no record can decide, clause by clause, with its kind: judgement, prediction, norm, cause, motive,
// definition, promise.

import (
	"strings"

	"comity/claim"
)

// merit are words that judge.
var merit = wordSet(`beautiful ugly healthy unhealthy good bad evil best worst right wrong rightly wrongly just unjust justified unjustified justifiable unfair fair unfairly responsible irresponsible legitimate illegitimate
	noble shameful admirable disgraceful wise unwise foolish reckless brave cowardly heroic tragic regrettable deplorable unacceptable acceptable arrogant hypocritical hypocrisy dangerous wonderful glorious
	win-win exemplary unfortunate unfortunately fortunately sadly happily rightful immoral moral sensible absurd ridiculous outrageous scandalous excellent splendid terrible awful dreadful important importance crucial vital essential
	valuable priceless meaningless senseless pointless historic remarkable impressive disappointing pathetic toxic mature immature honest dishonest sincere insincere trustworthy treacherous peaceful aggressive peace-loving
	bullying hegemonic hegemony colourful colorful fruitful effective ineffective hostage invincible deserves deserve selfish generous petty unforgivable indispensable natural inspiring success failure proud humiliating disastrous catastrophic
	cruel illegal unlawful stupid stark lopsided innocent guilty cosy cozy naive cynical brutal harsh ruthless barbaric heartless farcical worrying alarming encouraging hollow overdue inevitable ironic laughable grotesque thinner sworn
	nonsense mistake blunder folly arrogance sour gloomy bitter friendly unfriendly pretentious cowardice courageous commendable lamentable welcome thoughtless reckless misguided self-defeating counterproductive futile dishonourable obscene
	untenable preposterous indefensible inexcusable betrayal disgrace travesty farce nauseating spineless sham shabby charade`)

var (
	commitVerbs = wordSet("accept make allow tolerate yield give abandon compromise surrender concede retreat bow sign recognise recognize join leave waver forget")
	motiveWords = wordSet("wants want wanted seeks seek sought aims aim aimed intends intend intended hopes hope hoped desires desire wishes wish longs strives strive plots plot plans plan dreams dream")
)

// unchecked gives the clauses that cannot be checked and hold no claim that can.
func unchecked(r *reader, row *row, clauses []clause, list []found) []found {
	var out []found
	for i := 0; i < len(clauses); i++ {
		c := clauses[i]
		from, to := c.from, c.to
		kind := kindOf(row.items[from:to], c)
		if c.cond && i+1 < len(clauses) && clauses[i+1].modal {
			i++
			to, kind = clauses[i].to, claim.Prediction
		}
		if kind == "" || to-from < 2 || row.items[c.to].set == "said" {
			continue
		}
		if f, t := free(from, to, list); f != from || t != to {
			from, to = f, t
			kind = kindOf(row.items[from:to], c)
		}
		from, to = stretch(row.items, from, participle(row.items, from, to))
		if kind == "" {
			continue
		}
		if to-from < 3 && kind != claim.Judgement || to-from < 2 {
			continue
		}
		if kind == claim.Motive {
			to = firstComma(row.items, telling(row.items, from, to), to)
		}
		if kind == claim.Judgement || kind == claim.Cause {
			from = predicate(row.items, from, to)
		}
		f := found{from: from, to: to, claim: claim.Claim{Form: claim.NotCheckable, Kind: kind, AttributedTo: c.said}}
		out = append(out, f)
	}
	return out
}

// free gives what claims leave of a clause: the stretch before the first or behind the last of them.
func free(from, to int, list []found) (int, int) {
	for _, f := range list {
		if f.to <= from || f.from >= to {
			continue
		}
		if f.from-from > to-f.to {
			to = f.from
		} else {
			from = max(from, f.to)
		}
	}
	return from, max(from, to)
}

// participle ends a clause before ", convincing …": what hangs on it is another thing.
func participle(items []item, from, to int) int {
	for i := from + 3; i+1 < to; i++ {
		if items[i].tag == "," && len(items[i+1].tag) > 5 && strings.HasSuffix(items[i+1].tag, "ing") {
			return i
		}
	}
	return to
}

// telling gives where the word stands that tells a motive, or from.
func telling(items []item, from, to int) int {
	for i := from; i < to; i++ {
		if motiveWords[items[i].tag] {
			return max(from, i-3)
		}
	}
	return from
}

// firstComma ends a clause at its first comma behind five items.
func firstComma(items []item, from, to int) int {
	for i := from + 5; i < to; i++ {
		if items[i].tag == "," {
			return i
		}
	}
	return to
}

// predicate cuts a long clause at the verb before its telling word, so that only what judges is quoted.
func predicate(items []item, from, to int) int {
	if to-from <= 14 {
		return from
	}
	last := from
	for i := from; i < to; i++ {
		if verbal(items[i].tag) {
			last = i
		}
		if merit[items[i].tag] && last > from {
			return last
		}
	}
	return from
}

// kindOf says why a clause cannot be checked, or "".
func kindOf(items []item, c clause) claim.Kind {
	text := " " + strings.Join(tags(items), " ") + " "
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, " "+w+" ") {
				return true
			}
		}
		return false
	}
	switch {
	case has("must", "should", "ought to", "has to", "have to", "needs to", "they need to", "we need to", "both need to", "W need to", "shouldn't", "mustn't", "it is time to", "it is necessary", "require", "requires") && !has("would have to"):
		return claim.Norm
	case has("vows", "vowed", "vows to", "vowed to", "pledges to", "pledged to", "promises to", "promised to", "has promised", "have promised", "commits to", "committed itself to"):
		return claim.Promise
	case has("will not", "will never", "won't", "shall not") && refuses(items):
		return claim.Promise
	case has("will", "would", "shall", "won't", "wouldn't", "may well", "may soon", "may yet", "might well", "could well", "could soon", "could become", "may become", "bound to", "likely to", "unlikely to", "likely ever to", "unlikely ever to", "is about to", "are about to", "set to", "expected to") || c.modal && has("going to"):
		return claim.Prediction
	case motive(items) || has("purpose is", "aim is", "goal is", "objective is", "intention is", "motive is", "in the hope of", "did it for", "did I for", "does I for", "for the sake of", "is using", "are using", "in order to", "in a bid to", "is trying to", "are trying to", "is determined to", "are determined to", "is bent on", "so as to", "out of fear", "out of greed", "refuses to", "refuse to", "in effect to", "willing to", "unwilling to"):
		return claim.Motive
	case has("is why", "are why", "was why", "explains", "explain", "put down to", "has brought", "have brought", "the reason for", "the reason why", "caused by", "is caused", "was caused", "because", "because of", "thanks to", "as a result of", "led to", "is the result of", "stems from", "driven by", "owing to", "due to", "to blame", "triggered", "responsible for", "caused", "brought about", "gave rise to"):
		return claim.Cause
	case has("means that", "understood as", "understood here as", "i mean", "we mean", "is meant by", "is taken to mean", "is defined as", "so-called", "by definition", "is called", "essence of", "the essence"):
		return claim.Definition
	case judges(items) || has("i believe", "we believe", "in my view", "in our view", "in my opinion", "in our opinion", "nobody can", "no one can", "condemned to", "doomed to", "destined to", "has failed", "have failed", "matters less", "matters more", "count for something", "counts for something", "count for nothing", "counts for nothing", "going nowhere", "leading nowhere", "a dead end", "in vain", "nobody believes", "nobody doubts", "everyone knows", "everybody knows", "no one doubts"):
		return claim.Judgement
	}
	return ""
}

// refuses says whether the clause is of a state's own doing: a promise rather than a forecast.
func refuses(items []item) bool {
	for _, t := range items {
		if commitVerbs[t.tag] {
			return true
		}
	}
	return false
}

// motive says whether somebody is said to want something.
func motive(items []item) bool {
	for i, t := range items {
		if motiveWords[t.tag] && i > 0 && i+1 < len(items) && (items[i+1].tag == "to" || items[i+1].tag == "nothing") {
			return true
		}
	}
	return false
}

// judges says whether a word of merit stands in the clause.
func judges(items []item) bool {
	for i, t := range items {
		next := ""
		if i+1 < len(items) {
			next = items[i+1].tag
		}
		if merit[t.tag] && !strings.HasPrefix(next, "neighbo") && next != "offices" && (t.tag != "right" || next != "to" && next != "of") {
			return true
		}
	}
	return false
}
