package claim

// This file reads a claim written in the language of docs/CLAIM-LANGUAGE.md: a recursive-descent parser with one rule for
// each form and errors that say where.

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/states"
)

// Parse reads one claim. An error is an *Error and gives the place.
func Parse(text string) (Claim, error) {
	tokens, err := lex(text)
	if err != nil {
		return Claim{}, err
	}
	p := &parser{text: text, tokens: tokens}
	c := p.claim()
	if p.err == nil && p.peek().kind != endToken {
		p.fail(p.peek(), fmt.Sprintf("%q is not expected here; the claim was complete", p.peek().text))
	}
	if p.err != nil {
		return Claim{}, p.err
	}
	return c, nil
}

// parser walks the tokens; the first fault stays in err and the walk goes on harmlessly to its end.
type parser struct {
	text   string
	tokens []token
	next   int
	err    error
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != endToken {
		p.next++
	}
	return t
}

func (p *parser) fail(t token, why string) {
	if p.err == nil {
		p.err = &Error{p.text, t.at, why}
	}
	p.next = len(p.tokens) - 1
}

// is says whether the next tokens are these words; has also takes them.
func (p *parser) is(words ...string) bool {
	for i, w := range words {
		if p.next+i >= len(p.tokens) {
			return false
		}
		if t := p.tokens[p.next+i]; t.kind == stringToken || t.text != w || t.kind == endToken {
			return false
		}
	}
	return true
}

func (p *parser) has(words ...string) bool {
	ok := p.is(words...)
	if ok {
		p.next += len(words)
	}
	return ok
}

func (p *parser) want(word string) {
	if !p.has(word) {
		p.fail(p.peek(), fmt.Sprintf("want %q, have %s", word, shown(p.peek())))
	}
}

func shown(t token) string {
	if t.kind == endToken {
		return "the end"
	}
	return strconv.Quote(t.text)
}

// claim is the whole: not? head tail.
func (p *parser) claim() Claim {
	var c Claim
	if !p.is("not", "checkable") && p.has("not") {
		c.Negated = true
	}
	switch {
	case p.has("not", "checkable", "("):
		p.notCheckable(&c)
	case p.has("member", "("):
		p.membership(&c)
	case p.has("tie", "("):
		p.tie(&c)
	case p.has("event", "("):
		c.Form = Event
		p.event(&c)
	case p.has("anniversary", "("):
		p.anniversary(&c)
	case p.has("system", "("):
		p.system(&c)
	case p.has("principle", "("):
		p.principle(&c)
	case p.quantifier(&c.Quantifier):
		p.share(&c)
	default:
		p.columned(&c)
	}
	p.tail(&c)
	return c
}

func (p *parser) notCheckable(c *Claim) {
	c.Form = NotCheckable
	t := p.take()
	c.Kind = Kind(t.text)
	if !slices.Contains(Kinds(), c.Kind) {
		p.fail(t, fmt.Sprintf("%q is no kind of claim that cannot be checked; the kinds are %s", t.text, join(Kinds())))
	}
	if p.has(",") {
		c.Who = p.states("+")
	}
	p.want(")")
}

func (p *parser) membership(c *Claim) {
	c.Form = Membership
	c.Who = p.states("+")
	p.want(",")
	c.Group = p.name("the name of a group")
	if p.has(",") {
		c.Role = p.name("a role")
	}
	p.want(")")
	p.when(&c.When)
}

func (p *parser) tie(c *Claim) {
	c.Form = Tie
	c.Who = p.states("+")
	for p.has(",") {
		if p.has("treaty") {
			c.Treaty = p.string("the title or id of a treaty")
			continue
		}
		c.Obligation = p.name("an obligation")
	}
	p.want(")")
	p.when(&c.When)
}

// event reads WHO, EVENT and what it happened to: a treaty, a group, or relations, an alliance, a war. A state may be
// absent: an event of a treaty or group as a whole.
func (p *parser) event(c *Claim) {
	if len(p.tokens) > p.next+1 && p.statesAhead() {
		c.Who = p.states("+")
		p.want(",")
	}
	c.Event = p.name("an event (signed, extended, established, joined …)")
	if p.has(",") {
		switch {
		case p.has("treaty"):
			c.Treaty = p.string("the title or id of a treaty")
		case p.has("group"):
			c.Group = p.name("the name of a group")
		default:
			c.Obligation = p.name("treaty, group, relations, alliance or war")
		}
	}
	p.want(")")
	p.when(&c.When)
}

func (p *parser) statesAhead() bool {
	_, ok := state(p.peek())
	return ok
}

func (p *parser) anniversary(c *Claim) {
	c.Form = Anniversary
	p.event(c)
	if p.has("is") {
		c.Value = p.value()
	}
}

func (p *parser) system(c *Claim) {
	c.Form = SystemForm
	c.Column = "system." + p.name("polarity, polarisation or concentration")
	p.want(")")
	p.when(&c.When)
	p.want("is")
	c.Direction = p.oneOf("more", "less", "equal", "present")
	if c.Direction == "present" {
		c.Direction = ""
	}
}

func (p *parser) principle(c *Claim) {
	c.Form = Principle
	if p.statesAhead() {
		c.Who = p.states("+")
		p.want(",")
	}
	c.Principle = p.name("a principle")
	p.want(")")
	p.when(&c.When)
}

// quantifier takes a quantifier at the head of a share.
func (p *parser) quantifier(q *string) bool {
	if p.is("nearly", "all") {
		p.next += 2
		*q = "nearly all"
		return true
	}
	for _, w := range []string{"all", "most", "half", "few", "none", "unknown"} {
		if p.is(w, "of") {
			p.next++
			*q = w
			return true
		}
	}
	if n, of, m := p.tokens[p.next].text, p.at(1), p.at(2); of == "of" && whole(n) && whole(m) && p.at(3) == "of" {
		p.next += 3
		*q = n + " of " + m
		return true
	}
	return false
}

func (p *parser) at(i int) string {
	if p.next+i >= len(p.tokens) {
		return ""
	}
	return p.tokens[p.next+i].text
}

func whole(s string) bool {
	_, err := strconv.ParseUint(s, 10, 31)
	return err == nil
}

func (p *parser) share(c *Claim) {
	c.Form = Share
	if c.Quantifier == "unknown" {
		c.Quantifier = ""
	}
	p.want("of")
	c.Set = p.string("a set of states")
	c.Direction = p.oneOf("oppose", "support", "abstain", "have")
	if c.Direction == "have" {
		c.Direction = ""
	}
	switch {
	case p.peek().kind == stringToken:
		c.Topic = p.take().text
	case p.has("group"):
		c.Group = p.name("the name of a group")
	case p.at(1) == "(":
		c.Event = p.name("an event")
		p.want("(")
		c.Who = p.states("+")
		p.want(")")
	}
	p.when(&c.When)
	if p.has("at") {
		c.Value = p.value()
	}
}

// columned reads the forms that begin with a column: level, change, record, rank, comparison, count.
func (p *parser) columned(c *Claim) {
	operand := p.operand()
	c.Column, c.Who, c.When = operand.Column, operand.Who, operand.When
	switch t := p.take(); {
	case t.kind == stringToken || t.kind == endToken:
		p.fail(t, "want a predicate (is, ranks, rose, fell, counts), have "+shown(t))
	case t.text == "is":
		p.isWhat(c)
	case t.text == "ranks":
		p.rank(c)
	case t.text == "counts":
		c.Form, c.Value = Count, p.optionalValue()
	case slices.Contains([]string{"rose", "fell", "unchanged", "changed"}, t.text):
		c.Form, c.Direction = Change, strings.TrimSuffix(t.text, "changed")
		if t.text == "unchanged" {
			c.Direction = t.text
		}
		c.Value = p.optionalValue()
	default:
		p.fail(t, fmt.Sprintf("%q is no predicate; want is, ranks, rose, fell, unchanged, changed or counts", t.text))
	}
	if !c.When.Known() {
		p.when(&c.When)
	}
}

func (p *parser) isWhat(c *Claim) {
	switch {
	case p.has("highest"):
		c.Form = Record
	case p.has("lowest"):
		c.Form, c.Low = Record, true
	case p.is("more") || p.is("less") || p.is("equal"):
		p.comparison(c)
	case p.levelQuantifier(c):
		c.Form = Level
	default:
		c.Form, c.Value = Level, p.value()
	}
}

func (p *parser) levelQuantifier(c *Claim) bool {
	if p.has("nearly", "all") {
		c.Quantifier = "nearly all"
		return true
	}
	for _, w := range []string{"all", "most", "half", "few", "none"} {
		if p.has(w) {
			c.Quantifier = w
			return true
		}
	}
	return false
}

func (p *parser) rank(c *Claim) {
	c.Form = Rank
	t := p.take()
	k, err := strconv.ParseUint(t.text, 10, 16)
	if err != nil || k == 0 || t.kind != wordToken {
		p.fail(t, fmt.Sprintf("a rank is a whole number from 1, not %s", shown(t)))
	}
	c.K = int(k)
	c.Low = p.has("from", "lowest")
	if p.has("among") {
		c.Set = p.string("a set of states")
	}
}

func (p *parser) comparison(c *Claim) {
	c.Form, c.Direction = Comparison, p.take().text
	c.Value = p.optionalValue()
	p.want("than")
	than := p.operand()
	c.Than = &than
}

// operand reads column(A,B) and its time.
func (p *parser) operand() Operand {
	t := p.take()
	if t.kind != wordToken || !p.has("(") {
		p.fail(t, fmt.Sprintf("want a column with its states, like trade.turnover(CHN,RUS), or member(, tie(, event(, anniversary(, system(, principle(; have %s", shown(t)))
		return Operand{}
	}
	o := Operand{Column: t.text}
	if o.Column == "unknown" {
		o.Column = ""
	}
	if !p.is(")") {
		o.Who = p.states(",")
	}
	p.want(")")
	p.when(&o.When)
	return o
}

// states reads one or more states joined by the mark.
func (p *parser) states(mark string) []comity.State {
	var who []comity.State
	for p.err == nil {
		t := p.take()
		s, ok := state(t)
		if !ok {
			p.fail(t, fmt.Sprintf("%s is no state; want an ISO alpha-3 code like CHN, or one with its scheme like cow:AUH", shown(t)))
			return nil
		}
		who = append(who, s)
		if !p.has(mark) {
			break
		}
	}
	return who
}

func state(t token) (comity.State, bool) {
	if t.kind != wordToken {
		return comity.NoState, false
	}
	if s, ok := states.FromID(t.text); ok {
		return s, true
	}
	if n, err := strconv.ParseUint(strings.TrimPrefix(t.text, "cow:"), 10, 14); err == nil && strings.HasPrefix(t.text, "cow:") && n > 0 {
		return comity.State(n), true
	}
	return comity.NoState, false
}

func (p *parser) name(what string) string {
	t := p.take()
	if t.kind == endToken || t.kind == markToken || t.text == "" {
		p.fail(t, "want "+what+", have "+shown(t))
	}
	return t.text
}

func (p *parser) string(what string) string {
	t := p.take()
	if t.kind != stringToken || t.text == "" {
		p.fail(t, "want "+what+" in double quotes, have "+shown(t))
	}
	return t.text
}

func (p *parser) oneOf(words ...string) string {
	for _, w := range words {
		if p.has(w) {
			return w
		}
	}
	p.fail(p.peek(), fmt.Sprintf("want one of %s, have %s", strings.Join(words, ", "), shown(p.peek())))
	return ""
}

func (p *parser) when(w *When) {
	switch {
	case p.has("in"):
		d := p.date()
		*w = When{d, d}
	case p.is("from", "lowest"):
	case p.has("from"):
		w.From = p.date()
		if p.has("to") {
			w.To = p.date()
		}
	case p.has("until"):
		w.To = p.date()
	}
}

func (p *parser) date() comity.Date {
	t := p.take()
	d, err := comity.ParseDate(t.text)
	if err != nil {
		p.fail(t, err.Error())
	}
	return d
}

// hows are the ways a value may be meant, longest first.
var hows = [][]string{{"at", "least"}, {"at", "most"}, {"exactly"}, {"about"}, {"over"}, {"under"}}

func (p *parser) how() (How, bool) {
	for _, words := range hows {
		if p.has(words...) {
			return How(strings.Join(words, " ")), true
		}
	}
	return Exactly, false
}

// optionalValue reads a value where one stands.
func (p *parser) optionalValue() *Quantity {
	for _, words := range hows {
		if p.is(words...) {
			return p.value()
		}
	}
	if _, ok := number(p.peek()); ok {
		return p.value()
	}
	return nil
}

func (p *parser) value() *Quantity {
	q := &Quantity{}
	q.How, _ = p.how()
	t := p.take()
	x, ok := number(t)
	if !ok {
		p.fail(t, "want a number like 240e9, have "+shown(t))
		return nil
	}
	q.Number, q.Digits = x, digitsOf(Number(x))
	if written := digitsOf(t.text); written > 0 && !math.IsInf(written, 0) {
		q.Digits = written
	}
	if t := p.peek(); t.kind == stringToken || t.kind == wordToken && unitWord(t.text) {
		q.Unit = p.take().text
	}
	if p.has("nearest") {
		t := p.take()
		if q.Digits, ok = number(t); !ok || q.Digits < 0 {
			p.fail(t, "want the unit of the last digit, have "+shown(t))
		}
	}
	return q
}

func number(t token) (float64, bool) {
	if t.kind != wordToken || !strings.ContainsAny(t.text[:1], "0123456789-.") || strings.ContainsAny(t.text, "xXpP_:") {
		return 0, false
	}
	x, err := strconv.ParseFloat(t.text, 64)
	return x, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x)
}

// unitWord says whether a unit may stand without quotes.
func unitWord(u string) bool {
	return slices.Contains([]string{"USD", "EUR", "CNY", "RUB", "GBP", "JPY", "INR", "percent", "ratio", "share", "years", "count", "persons"}, u)
}

// tail reads what any form may have.
func (p *parser) tail(c *Claim) {
	for p.err == nil {
		switch {
		case p.has("since"):
			c.Since = p.date()
		case p.has("ever"):
			c.Ever = true
		case p.has("every"):
			c.Every = p.string("a step of time")
		case p.has("source"):
			c.Source = p.string("a source or book")
		case p.has("hedged"):
			c.Hedge = p.string("the hedge")
		case p.has("said", "by"):
			c.AttributedTo = p.string("who said it")
		default:
			return
		}
	}
}

// Kinds lists the kinds of claims that cannot be checked.
func Kinds() []Kind {
	return []Kind{Judgement, Prediction, Norm, Cause, Motive, Definition, Promise}
}

// Forms lists the forms, in the order of the documentation.
func Forms() []Form {
	return []Form{Level, Change, Record, Rank, Comparison, Share, Membership, Tie, Event, Anniversary, Count, SystemForm, Principle, NotCheckable}
}

func join(kinds []Kind) string {
	s := make([]string, len(kinds))
	for i, k := range kinds {
		s[i] = string(k)
	}
	return strings.Join(s, ", ")
}
