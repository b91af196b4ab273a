package article

// Anniversary: years since an event ("the 75th anniversary of diplomatic relations", "400 years of contacts").

import (
	"comity"
	"comity/claim"
	"comity/treaties"
)

const jubilee = "[the|a|H|their|its]? <o:O|golden|diamond|Y> [anniversary|jubilee|birthday]"

var anniversaryRules = []rule{
	newRule("anniversary/relations", "anniversary|jubilee", jubilee+" of [the|H|their]? [establishment|establishing|opening|restoration|normalisation|normalization|resumption]? [of]? [the|H|their|formal|full|official|B]? [diplomatic relations|diplomatic ties|C|V|relations|ties] [between <w:W|S S>|with <b:S>]?", func(x *reading) []found {
		event := "established"
		switch {
		case x.anyTag("normalisation", "normalization"):
			event = "normalised"
		case x.anyTag("restoration", "resumption"):
			event = "resumed"
		}
		return x.years(happening{obligation: "relations", who: x.anniversaryWho()}, event)
	}),
	newRule("anniversary/treaty", "anniversary|jubilee", jubilee+" of [the|H|their]? [signing|conclusion]? [of]? [the]? <t:T>", func(x *reading) []found {
		id := x.item("t").treaty
		return x.years(happening{treaty: id, who: x.r.partiesOf(id)}, "signed")
	}),
	newRule("anniversary/group", "anniversary|jubilee|birthday", jubilee+" of [the|H]? [founding|foundation|creation|establishment]? [of]? <g:G>", func(x *reading) []found {
		return x.years(happening{group: x.item("g").group}, "founded")
	}),
	newRule("anniversary/group's", "anniversary|jubilee|birthday", "<g:G> 's "+jubilee, func(x *reading) []found {
		return x.years(happening{group: x.item("g").group}, "founded")
	}),
	newRule("anniversary/since", "since|after", "<o:Y> [have passed]? [since|after] [the|H]? [establishment of|signing of|founding of|foundation of|creation of]? [<r:diplomatic relations|diplomatic ties>|<t:T>|<g:G>] [were established|was signed|between <w:W>]?", func(x *reading) []found {
		if x.has("t") {
			id := x.item("t").treaty
			return x.years(happening{treaty: id, who: x.r.partiesOf(id)}, "signed")
		}
		if x.has("g") {
			return x.years(happening{group: x.item("g").group}, "founded")
		}
		return x.years(happening{obligation: "relations", who: x.anniversaryWho()}, "established")
	}),
	newRule("anniversary/accession", "anniversary|jubilee", jubilee+" of [<h:H>|S 's|the]? [joint]? [accession|admission|entry|membership|joining] [to|of|into|in] <g:G>", func(x *reading) []found {
		who := x.who("h")
		if len(who) == 0 || x.item("g").group == "" {
			return nil
		}
		return x.years(happening{group: x.item("g").group, who: who}, "joined")
	}),
	newRule("anniversary/years ago", "D", "^ <a:D> [D]? [,]? [to the day]? [,]? <w:W> [D|first|formally]? <d:established|opened|normalised|normalized|restored|resumed|broke off|severed> [diplomatic relations|diplomatic ties|relations|ties|C|V]", func(x *reading) []found {
		ago, who := x.item("a").time.ago, x.who("w")
		if ago == 0 || len(who) != 2 || !x.relationsNamed() {
			return nil
		}
		q := claim.Quantity{Number: ago, Unit: "years", How: claim.Exactly, Digits: 1}
		if int(ago)%10 == 0 {
			q.How = claim.About
		}
		c := claim.Claim{Form: claim.Anniversary, Event: deeds[x.item("d").tag], Obligation: "relations", Who: sorted(who), Value: &q}
		if d := x.r.date; d.Known() {
			c.When = at1(d)
		}
		return []found{{from: x.from, to: x.to, claim: c}}
	}),
	newRule("anniversary/of relations", "of", "[the]? [past|last]? <o:Y> of [H|their|unbroken]? <v:V|bilateral contacts|bilateral relations|diplomatic relations|diplomatic ties|contacts>", func(x *reading) []found {
		if v := x.item("v"); v.tag == "V" && v.value.column != "relation" {
			return nil
		}
		h := happening{obligation: "relations", who: x.anniversaryWho()}
		if x.words("v") == "bilateral contacts" || x.words("v") == "contacts" {
			h.obligation = "contacts"
		}
		return x.years(h, "established")
	}),
	newRule("anniversary/ago", "D", "[diplomatic relations|diplomatic ties|relations|C|V|<g:G>|<t:T>] [were|was]? [established|signed]? <u:D>? <q:[,]? <a:D>>", func(x *reading) []found {
		a := x.item("a").time
		if a.ago == 0 {
			return nil
		}
		return x.ago(a)
	}),
}

// years makes the anniversary; without a time of its own it is that of the article.
func (x *reading) years(h happening, event string) []found {
	if len(h.who) == 0 && h.treaty == "" && h.group == "" || h.obligation != "" && len(h.who) != 2 {
		return nil
	}
	q := x.item("o").quantity
	if n := x.item("o"); n.tag == "O" {
		q = claim.Quantity{Number: float64(n.ordinal), Digits: 1, How: claim.Exactly}
	} else if n.tag != "Y" {
		q = claim.Quantity{Number: float64(ordinals[n.tag]), Digits: 1, How: claim.Exactly}
	}
	q.Unit = "years"
	c := claim.Claim{Form: claim.Anniversary, Event: event, Treaty: h.treaty, Group: h.group, Obligation: h.obligation, Who: sorted(h.who), Value: &q}
	x.anniversaryTime(&c)
	f := x.whole(c)
	return f
}

func (x *reading) anniversaryTime(c *claim.Claim) {
	items := x.row.items
	for i := x.clause.from; i < x.clause.to; i++ {
		if i >= x.to && items[i].tag == "," {
			break // ", signed in Paris in 1963" tells another time
		}
		if t := items[i].time; items[i].tag == "D" && t.when.From.Known() && t.when.From == t.when.To && t.ago == 0 {
			c.When = t.when
			return
		}
	}
	if d := x.r.date; d.Known() {
		c.When = at1(d)
	} else {
		x.r.warn("date-unknown", "the article's date is not known, so times like “this year” and “ago” are not; give it with --date")
	}
}

// ago reads "…, forty years ago" behind an event: the same event, so many years before the article.
func (x *reading) ago(a moment) []found {
	h := x.r.past.event
	event := "established"
	switch {
	case x.has("t"):
		id := x.item("t").treaty
		h, event = happening{treaty: id, who: x.r.partiesOf(id)}, "signed"
	case !x.has("u"):
		return nil
	default:
		who := x.nearestWho()
		if len(who) != 2 || !x.relationsNamed() || x.has("g") {
			return nil
		}
		h = happening{obligation: "relations", who: who}
	}
	q := claim.Quantity{Number: a.ago, Unit: "years", How: claim.Exactly, Digits: 1}
	if a.ago >= 10 && int(a.ago)%10 == 0 {
		q.How = claim.About
	}
	c := claim.Claim{Form: claim.Anniversary, Event: event, Treaty: h.treaty, Obligation: h.obligation, Who: sorted(h.who), Value: &q}
	if d := x.r.date; d.Known() {
		c.When = at1(d)
	}
	p := x.parts["q"]
	return []found{{from: p[0], to: p[1], claim: c}}
}

// nearestWho gives the pair that stands last before the match.
func (x *reading) nearestWho() []comity.State {
	for i := x.from; i >= 0; i-- {
		if t := x.row.items[i]; len(t.who) == 2 {
			return t.who
		}
	}
	return nil
}

func (x *reading) anniversaryWho() []comity.State {
	if who := x.who("w"); len(who) == 2 {
		return who
	}
	if b := x.who("b"); len(b) == 1 {
		for _, s := range both(x.r.past.single, x.r.about) {
			if s != b[0] {
				return []comity.State{s, b[0]}
			}
		}
	}
	for _, t := range x.row.items[x.from:x.to] {
		if len(t.who) == 2 && (t.tag == "V" || t.tag == "B" || t.tag == "H") {
			return t.who
		}
	}
	return x.r.pair(nil)
}

// partiesOf gives the parties of a treaty of the list where it has two, else the article's pair.
func (r *reader) partiesOf(id string) []comity.State {
	t, err := treaties.Lookup(id)
	if err != nil {
		return r.about
	}
	var who []comity.State
	for _, p := range t.Parties {
		who = append(who, p.State)
	}
	if who = sorted(who); len(who) == 2 {
		return who
	}
	for _, s := range r.about {
		if !binds(t, s) {
			return nil
		}
	}
	return r.about
}

func binds(t treaties.Treaty, s comity.State) bool {
	for _, p := range t.Parties {
		if p.State == s {
			return true
		}
	}
	return false
}
