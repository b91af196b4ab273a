package claim

// This file writes a claim in the language of docs/CLAIM-LANGUAGE.md. What it writes, Parse reads back to the same claim.

import (
	"math"
	"strconv"
	"strings"

	"comity"
	"comity/states"
)

// String writes the claim in its canonical form. Slots its form does not have are left out.
func (c Claim) String() string {
	w := &writer{}
	if c.Negated {
		w.word("not")
	}
	if write, ok := writers[c.Form]; ok {
		write(w, c)
	}
	w.tail(c)
	return w.b.String()
}

// writers has one writer for each form: the head, the time and the predicate.
var writers = map[Form]func(*writer, Claim){
	Level: func(w *writer, c Claim) {
		w.column(c.Column, c.Who, c.When)
		w.word("is")
		if c.Quantifier != "" {
			w.word(c.Quantifier)
		} else {
			w.value(c.Value)
		}
	},
	Change: func(w *writer, c Claim) {
		w.column(c.Column, c.Who, c.When)
		w.word(orElse(c.Direction, "changed"))
		w.value(c.Value)
	},
	Record: func(w *writer, c Claim) {
		w.column(c.Column, c.Who, c.When)
		w.word("is")
		w.word(highest(c.Low))
	},
	Rank: func(w *writer, c Claim) {
		w.column(c.Column, c.Who, c.When)
		w.word("ranks")
		w.word(strconv.Itoa(c.K))
		if c.Low {
			w.word("from lowest")
		}
		if c.Set != "" {
			w.word("among " + quote(c.Set))
		}
	},
	Comparison: writeComparison,
	Count: func(w *writer, c Claim) {
		w.column(c.Column, c.Who, c.When)
		w.word("counts")
		w.value(c.Value)
	},
	Share: writeShare,
	Membership: func(w *writer, c Claim) {
		w.call("member", joined(c.Who), name(c.Group), optional(c.Role, name))
		w.when(c.When)
	},
	Tie: func(w *writer, c Claim) {
		w.call("tie", joined(c.Who), optional(c.Obligation, name), treatyArgument(c.Treaty))
		w.when(c.When)
	},
	Event: func(w *writer, c Claim) {
		w.event("event", c)
		w.when(c.When)
	},
	Anniversary: func(w *writer, c Claim) {
		w.event("anniversary", c)
		w.when(c.When)
		if c.Value != nil {
			w.word("is")
			w.value(c.Value)
		}
	},
	SystemForm: func(w *writer, c Claim) {
		w.call("system", name(strings.TrimPrefix(c.Column, "system.")))
		w.when(c.When)
		w.word("is " + orElse(c.Direction, "present"))
	},
	Principle: func(w *writer, c Claim) {
		w.call("principle", joined(c.Who), name(c.Principle))
		w.when(c.When)
	},
	NotCheckable: func(w *writer, c Claim) {
		w.call("not checkable", string(c.Kind), joined(c.Who))
	},
}

func writeComparison(w *writer, c Claim) {
	w.column(c.Column, c.Who, c.When)
	w.word("is " + orElse(c.Direction, "more"))
	w.value(c.Value)
	w.word("than")
	than := Operand{}
	if c.Than != nil {
		than = *c.Than
	}
	w.column(than.Column, than.Who, than.When)
}

func writeShare(w *writer, c Claim) {
	w.word(orElse(c.Quantifier, "unknown"))
	w.word("of " + quote(c.Set))
	w.word(orElse(c.Direction, "have"))
	switch {
	case c.Topic != "":
		w.word(quote(c.Topic))
	case c.Group != "":
		w.word("group " + name(c.Group))
	case c.Event != "":
		w.call(name(c.Event), joined(c.Who))
	}
	w.when(c.When)
	if c.Value != nil {
		w.word("at")
		w.value(c.Value)
	}
}

// writer puts words after one another with single spaces.
type writer struct{ b strings.Builder }

func (w *writer) word(s string) {
	if s == "" {
		return
	}
	if w.b.Len() > 0 {
		w.b.WriteByte(' ')
	}
	w.b.WriteString(s)
}

// call writes head(a, b); empty arguments are left out.
func (w *writer) call(head string, args ...string) {
	var given []string
	for _, a := range args {
		if a != "" {
			given = append(given, a)
		}
	}
	w.word(head + "(" + strings.Join(given, ", ") + ")")
}

func (w *writer) column(column string, who []comity.State, when When) {
	if column == "" {
		column = "unknown"
	}
	ids := make([]string, len(who))
	for i, s := range who {
		ids[i] = id(s)
	}
	w.word(column + "(" + strings.Join(ids, ",") + ")")
	w.when(when)
}

func (w *writer) event(head string, c Claim) {
	about := treatyArgument(c.Treaty)
	if about == "" && c.Group != "" {
		about = "group " + name(c.Group)
	}
	if about == "" {
		about = optional(c.Obligation, name)
	}
	w.call(head, joined(c.Who), name(c.Event), about)
}

func (w *writer) when(t When) {
	switch {
	case t.From.Known() && t.From == t.To:
		w.word("in " + t.From.String())
	case t.From.Known() && t.To.Known():
		w.word("from " + t.From.String() + " to " + t.To.String())
	case t.From.Known():
		w.word("from " + t.From.String())
	case t.To.Known():
		w.word("until " + t.To.String())
	}
}

func (w *writer) value(q *Quantity) {
	if q == nil {
		return
	}
	if q.How != Exactly {
		w.word(string(q.How))
	}
	text := Number(q.Number)
	w.word(text)
	if q.Unit != "" {
		w.word(quotedUnit(q.Unit))
	}
	if q.Digits != digitsOf(text) {
		w.word("nearest " + Number(q.Digits))
	}
}

// tail writes what any form may have: since when, how often, whose book, how it was hedged, who said it.
func (w *writer) tail(c Claim) {
	if c.Since.Known() {
		w.word("since " + c.Since.String())
	}
	if c.Ever {
		w.word("ever")
	}
	for _, slot := range []struct{ word, text string }{{"every", c.Every}, {"source", c.Source}, {"hedged", c.Hedge}, {"said by", c.AttributedTo}} {
		if slot.text != "" {
			w.word(slot.word + " " + quote(slot.text))
		}
	}
}

// Number writes a number as the language does: whole millions and above with their power of ten ("240e9").
func Number(x float64) string {
	for _, p := range []int{12, 9, 6} {
		scale := math.Pow10(p)
		if math.Abs(x) < scale || math.Abs(x) >= 1000*scale {
			continue
		}
		s := strconv.FormatFloat(x/scale, 'f', -1, 64) + "e" + strconv.Itoa(p)
		if back, _ := strconv.ParseFloat(s, 64); back == x && len(s) < 16 {
			return s
		}
	}
	if a := math.Abs(x); x == 0 || 1e-6 <= a && a < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strings.Replace(strconv.FormatFloat(x, 'g', -1, 64), "e+", "e", 1)
}

// digitsOf gives the unit of the last digit of a number as written: "240e9" is known to 1e9, "0.25" to 0.01.
func digitsOf(text string) float64 {
	mantissa, power, _ := strings.Cut(text, "e")
	p, _ := strconv.Atoi(power)
	if _, decimals, ok := strings.Cut(mantissa, "."); ok {
		p -= len(decimals)
	}
	d, _ := strconv.ParseFloat("1e"+strconv.Itoa(p), 64)
	return d
}

// id writes a state so that FromID reads back the same one: where two states bear one code in turn (DEU) the earlier one
// is written by its number.
func id(s comity.State) string {
	text := states.ID(s, comity.NoDay)
	if back, ok := states.FromID(text); !ok || back != s {
		return "cow:" + strconv.Itoa(int(s))
	}
	return text
}

func joined(who []comity.State) string {
	ids := make([]string, len(who))
	for i, s := range who {
		ids[i] = id(s)
	}
	return strings.Join(ids, "+")
}

func treatyArgument(t string) string {
	return optional(t, func(s string) string { return "treaty " + quote(s) })
}

func optional(s string, write func(string) string) string {
	if s == "" {
		return ""
	}
	return write(s)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func highest(low bool) string {
	if low {
		return "lowest"
	}
	return "highest"
}

func quotedUnit(u string) string {
	if unitWord(u) {
		return u
	}
	return quote(u)
}
