package article

// This file holds the patterns of all forms against a sentence and decides between what they find. There is one file of
// rules for each form (level.go, change.go …); the list of them is rules().

import (
	"slices"
	"strings"

	"comity"
	"comity/claim"
)

// rule reads one way of making a claim. needs are words of which the row must hold one, so that most rules cost nothing.
type rule struct {
	name  string
	needs []string
	pattern
	read func(x *reading) []found
}

// found is a claim over items [from, to) of the row; core is the part that no other claim may share.
type found struct {
	from, to int
	claim    claim.Claim
	rank     int // of its rule: the lower wins
}

// reading is a match with all a rule may want to know.
type reading struct {
	match
	r      *reader
	clause clause
}

// rules are all rules, the more telling first: of two claims that overlap the first rule's stands.
var rules = slices.Concat(anniversaryRules, eventRules, countRules, comparisonRules, rankRules, recordRules, changeRules, levelRules,
	shareRules, membershipRules, tieRules, systemRules, principleRules)

func newRule(name, needs, source string, read func(x *reading) []found) rule {
	return rule{name, strings.Split(needs, "|"), compile(source), read}
}

// read finds the claims of one sentence.
func (r *reader) read(items []item) []Found {
	r.past.sentence++
	items = join(r.theGroup(peoples(plain(items))))
	items = attributed(clauses(items))
	r.refer(items)
	items = elided(relatives(r.values(r.columns(items))))
	row := newRow(items)
	clauses := r.clausesOf(row)
	list := r.match(row, clauses)
	list = chosen(items, list)
	list = append(list, ellipses(items, list)...)
	list = append(list, unchecked(r, row, clauses, list)...)
	r.remember(items, list)
	var out []Found
	for _, f := range list {
		from, to := stretch(items, f.from, f.to)
		out = append(out, Found{Start: items[from].start, End: items[to-1].end, Claim: f.claim})
	}
	return out
}

// match gives what every rule finds, clauses of what may or ought to be left out.
func (r *reader) match(row *row, clauses []clause) []found {
	var out []found
	for i := range rules {
		if !slices.ContainsFunc(rules[i].needs, func(w string) bool { return strings.Contains(row.text, " "+w) }) {
			continue
		}
		for _, m := range row.find(rules[i].pattern) {
			if m.has("v") && !m.subject() {
				continue
			}
			c := clauseAt(clauses, m)
			for _, f := range rules[i].read(&reading{m, r, c}) {
				k := clauseOf(clauses, f.from)
				if k.cond || k.modalBefore(row.items, f.to) {
					continue
				}
				f.rank = i
				if k.said != "" {
					f.claim.AttributedTo = k.said
				}
				out = append(out, f)
			}
		}
	}
	return out
}

// subject says whether the column named v stands on its own, not within another phrase ("the share of China's trade", "GDP
// growth").
func (m match) subject() bool {
	p := m.parts["v"]
	if m.row.items[p[0]].tag != "V" {
		return true
	}
	if p[1] < len(m.row.items) && within[m.row.items[p[1]].tag] {
		return false
	}
	before := m.row.items[max(p[0]-1, 0)].tag
	return before != "between" && before != "than" && !preposition(before) || m.from < p[0]
}

var within = wordSet("growth ministry minister deal deals talks policy figures surplus balance deficit negotiations war dispute agreement agreements tensions barriers data statistics officials partner partners mission delegation forecast")

// clauseAt gives the clause a match begins in, or the next one where it begins at a barrier.
func clauseAt(clauses []clause, m match) clause {
	from := m.from
	for from < m.to && m.row.items[from].tag == "|" {
		from++
	}
	return clauseOf(clauses, from)
}

func clauseOf(clauses []clause, i int) clause {
	for _, c := range clauses {
		if i < c.to {
			return c
		}
	}
	return clause{from: i, to: i}
}

// modalBefore says whether the clause speaks of what will or ought to be, by a word before item to.
func (c clause) modalBefore(items []item, to int) bool {
	if !c.modal {
		return false
	}
	for i := c.from; i < min(to, c.to); i++ {
		if modals[items[i].tag] || i+1 < c.to && items[i+1].tag == "to" && describe(items, i, i+2).modal {
			return true
		}
	}
	return false
}

// chosen keeps, of claims that share words, the one of the first rule, then the longer. Sharing the first item is no
// conflict: two claims may have one subject.
func chosen(items []item, list []found) []found {
	slices.SortStableFunc(list, func(a, b found) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return a.from - b.from
	})
	var kept []found
	for _, f := range list {
		f.from, f.to = stretch(items, f.from, f.to)
		if f.to > f.from && !slices.ContainsFunc(kept, func(k found) bool { return f.from < k.to && k.from < f.to }) {
			kept = append(kept, f)
		}
	}
	return kept
}

// stretch takes barriers, marks and joining words off both ends.
func stretch(items []item, from, to int) (int, int) {
	trim := func(t item) bool {
		return t.tag == "|" || t.tag == "," || t.tag == "and" || t.tag == "but" || t.tag == "yet" || t.tag == "\"" || t.tag == "'" || t.tag == "that" || t.tag == "-"
	}
	for from < to-1 && trim(items[from]) {
		from++
	}
	for to-1 > from && trim(items[to-1]) {
		to--
	}
	return from, to
}

// whole is the claim over the whole match, with a time that stands right before or behind it.
func (x *reading) whole(c claim.Claim) []found { return x.over(x.from, x.to, c) }

func (x *reading) over(from, to int, c claim.Claim) []found {
	items := x.row.items
	for from < to-1 && items[from].tag == "|" {
		from++
	}
	for to-1 > from && items[to-1].tag == "|" {
		to--
	}
	if to < len(items) && items[to].tag == "D" && items[to].time.ago == 0 {
		to++
	}
	for from > 0 && items[from-1].tag == "D" && items[from].tag != "," {
		from--
	}
	return []found{{from: from, to: to, claim: c}}
}

// who gives the states of a named part.
func (x *reading) who(part string) []comity.State { return x.item(part).who }

// time gives the time of the claim: one in the match, else in its clause (what stands behind a comma last), else the one that opens the sentence.
func (x *reading) time() moment {
	items := x.row.items
	every := ""
	comma := x.to
	for comma < x.clause.to && comma < len(items) && items[comma].tag != "," {
		comma++
	}
	end := comma // what another state does behind the comma has its own time, and so has ", a reversal of the position in 2008"
	for comma+1 < len(items) && !appositions[items[comma+1].tag] &&
		end < x.clause.to && end < len(items) && items[end].tag != "S" && items[end].tag != "W" {
		end++
	}
	for _, r := range [][2]int{{x.from, x.to}, {x.to, comma}, {x.clause.from, x.from}, {comma, end}} {
		for i := r[0]; i < r[1] && i < len(items); i++ {
			if p, ok := x.parts["ap"]; ok && i == p[0] {
				i = p[1] - 1 // a remark between commas dates itself
				continue
			}
			if items[i].tag == "D" && !items[i].time.now && items[i].time.ago == 0 || items[i].tag == "D" && items[i].time.ago > 0 && items[i].time.when.Known() && items[max(i-1, 0)].tag != "," {
				t := items[i].time
				if t.every != "" && !t.when.Known() {
					every = t.every
					continue
				}
				if t.every == "" {
					t.every = every
				}
				return t
			}
		}
	}
	if every != "" {
		return moment{every: every}
	}
	if len(items) > 1 && items[1].tag == "D" && x.clause.from > 1 && items[x.clause.from].tag == "and" {
		return items[1].time
	}
	return moment{}
}

// appositions begin a remark behind a comma that has a time of its own.
var appositions = wordSet("a an up down compared against")

// timed sets the time of a claim; ok is false where the claim names a time that no year stands for.
func (x *reading) timed(c *claim.Claim) bool {
	t := x.time()
	c.Every = t.every
	switch {
	case t.vague:
		return false
	case t.since && (c.Form == claim.Change || c.Form == claim.Record):
		c.Since = t.when.From
	default:
		c.When = t.when
	}
	return true
}

// yes is the claim over the match, timed, or nothing where its time cannot be told.
func (x *reading) yes(c claim.Claim) []found {
	if !x.timed(&c) {
		return nil
	}
	return x.whole(c)
}

// fits says whether there are as many states as wanted, all different.
func fits(who []comity.State, least int) bool {
	return len(sorted(who)) >= least && len(sorted(who)) == len(who)
}

// remember keeps what the sentence spoke of, for the next ones.
func (r *reader) remember(items []item, list []found) {
	for _, t := range items {
		switch {
		case t.tag == "V":
			r.past.value, r.past.valueIn = t.value, r.past.sentence
			if t.value.column == "trade.turnover" {
				r.past.trade = t.value
			}
		case t.tag == "D" && t.time.when.Known():
			r.past.when = t.time.when
		}
	}
	for _, f := range list {
		if c := f.claim; c.Form == claim.Level && c.Column == "vote.agreement" {
			r.past.value, r.past.valueIn = &value{column: c.Column, who: c.Who}, r.past.sentence
		}
	}
}

// valueBefore gives the last column spoken of before item i in the sentence, else in the sentence before.
func (x *reading) valueBefore(i int) *value {
	for j := i - 1; j >= 0; j-- {
		if x.row.items[j].tag == "V" {
			return x.row.items[j].value
		}
	}
	return x.r.past.value
}

// clausesOf lists the clauses of a row with who is said to have said each.
func (r *reader) clausesOf(row *row) []clause {
	list := clausesOf(row.items)
	r.attribute(row.items, list)
	return list
}
