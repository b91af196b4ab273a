package desk

// This file answers what a code is in another scheme: every answer with its days, or the reason why there is none.

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/report"
	"comity/states"
)

// ByName stands for a scheme where a state is written as people type it.
const ByName = "name"

// CodeQuestion asks for the codes of what a value of one scheme (or a name) names, in one scheme or (To empty) in all.
type CodeQuestion struct {
	Value, From, To string
	On              comity.Day // comity.NoDay: at any time
}

// Code answers a question about one code.
func Code(q CodeQuestion) (report.Code, error) {
	if q.On != comity.NoDay && q.On > Reach {
		return report.Code{}, &OutsideError{q.On}
	}
	from, to, err := schemes(q.From, q.To)
	if err != nil {
		return report.Code{}, err
	}
	out := report.Code{Value: q.Value, From: name(from), To: string(to), Answers: []report.CodeOf{}, Nearest: []string{}, Warnings: []report.Note{}}
	during := comity.Always
	if q.On != comity.NoDay {
		out.On, during = q.On.String(), comity.Span{From: q.On, To: q.On}
	}
	c := &coder{from: from, to: to, system: comity.COW}
	for _, scheme := range targets(to) {
		for _, m := range c.matches(q.Value, scheme, during) {
			out.Answers = append(out.Answers, codeOf(scheme, m, q.On))
		}
	}
	if len(out.Answers) == 0 {
		why := c.none(q.Value, during)
		out.None, out.Nearest = why.text, why.nearest
	}
	if from != "" && len(states.Named(q.Value, from)) == 0 {
		return out, nil // the reason says what the code is elsewhere
	}
	for _, text := range warnings(from, q.Value, q.On) {
		out.Warnings = append(out.Warnings, report.Note{Code: "code", Text: text})
	}
	return out, nil
}

// targets gives the scheme asked for, or all.
func targets(to states.Scheme) []states.Scheme {
	if to == "" {
		return states.Schemes()
	}
	return []states.Scheme{to}
}

// schemes reads the two schemes of a question; from may be a name, to may be empty.
func schemes(from, to string) (f, t states.Scheme, err error) {
	if from != "" && !strings.EqualFold(from, ByName) {
		if f, err = states.ParseScheme(from); err != nil {
			return "", "", err
		}
	}
	if to != "" {
		t, err = states.ParseScheme(to)
	}
	return f, t, err
}

func name(from states.Scheme) string {
	if from == "" {
		return ByName
	}
	return string(from)
}

func codeOf(scheme states.Scheme, m states.Match, on comity.Day) report.CodeOf {
	when := on
	if when == comity.NoDay {
		when = min(m.Span.To, LastDay)
	}
	return report.CodeOf{Scheme: string(scheme), Code: m.To.Code, ID: states.ID(m.State, when), Name: states.Name(m.State, when), From: since(m.Span), To: endOf(m.Span), Basis: m.To.Basis.String()}
}

// since writes the first day of a span, nothing for one open at its start.
func since(s comity.Span) string {
	if s.From == comity.Always.From {
		return ""
	}
	return s.From.String()
}

// warnings tells of a code what it is in other schemes, and of an old one what is written now.
func warnings(from states.Scheme, value string, on comity.Day) []string {
	if from == "" {
		_, notes, _ := asked(value, on)
		return notes
	}
	var out []string
	for _, c := range states.Named(value, from) {
		now := states.Code(c.State, from, on)
		switch {
		case c.Kind == "old" && now != "":
			out = append(out, fmt.Sprintf("%s is an old code of %s; %s is written now", c.Code, states.Name(c.State, on), now))
		case c.Kind == "part":
			out = append(out, fmt.Sprintf("%s is the code of a part of %s", c.Code, states.Name(c.State, on)))
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for _, c := range states.Collisions(value, from, on) {
		var in []string
		for _, s := range c.Schemes {
			in = append(in, string(s))
		}
		out = append(out, fmt.Sprintf("the same code is %s in %s", states.Name(c.State, on), strings.Join(in, ", ")))
	}
	return out
}

// Schemes is the catalogue of schemes.
func Schemes() report.Schemes {
	var out report.Schemes
	for _, c := range states.SchemeCards() {
		n := 0
		for _, s := range states.All() {
			n += len(states.CodesOf(s, c.Scheme))
		}
		out.List = append(out.List, report.Scheme{Name: string(c.Scheme), Title: c.Title, Codes: n, Days: c.Days, Source: c.Source, Also: c.Also})
	}
	return out
}

// coder takes values of one scheme (or names) to another.
type coder struct {
	from, to states.Scheme // from empty: names
	system   comity.System // by which names are read
	unknown  int           // how many unknown values were met
}

// mostNearest bounds the unknown values for which those written like them are looked up: it takes a millisecond each.
const mostNearest = 1000

// near says whether to look up what an unknown value is near to.
func (c *coder) near() bool {
	c.unknown++
	return c.unknown <= mostNearest
}

// The reasons why a value gets no code.
const (
	emptyCell = "empty"
	noDate    = "no date"
	unknown   = "unknown"
	ambiguous = "ambiguous"
	notThen   = "not then"
	noCode    = "no code"
)

// reason is why a value gets no code.
type reason struct {
	kind, text string
	nearest    []string
}

// matches gives every way from a value to the codes of a scheme on some day of a span.
func (c *coder) matches(value string, to states.Scheme, during comity.Span) []states.Match {
	if c.from != "" {
		return states.Convert(value, c.from, to, during)
	}
	s, err := c.byName(value, during)
	if err != nil {
		return nil
	}
	for _, k := range append([]comity.State{s}, states.Stands(s)...) {
		if found := states.ConvertState(k, to, during); len(found) > 0 {
			return found
		}
	}
	return nil
}

// byName reads a name as of the last day of a span. A state that was none then is taken all the same: a scheme may have a
// code for it; and one that was there earlier in the span is not exchanged for the one that continues it.
func (c *coder) byName(value string, during comity.Span) (comity.State, error) {
	if c.unknown > mostNearest && !states.MayRead(value) {
		return comity.NoState, &states.UnknownError{Text: value}
	}
	if during == comity.Always {
		return nameOn(value, c.system, comity.NoDay)
	}
	s, err := nameOn(value, c.system, during.To)
	var absent *states.AbsentError
	if errors.As(err, &absent) {
		s, err = absent.State, nil
	}
	if err != nil || during.From == during.To {
		return s, err
	}
	own, e := nameOn(value, c.system, comity.NoDay)
	if e == nil && own != s && slices.ContainsFunc(states.Alive(c.system, own), during.Overlaps) {
		return own, nil
	}
	return s, nil
}

// nameOn reads a name on a day; one that stands within the names of several other states is ambiguous.
func nameOn(value string, sys comity.System, on comity.Day) (comity.State, error) {
	s, notes, err := states.Parse(value, sys, on)
	for _, w := range notes {
		if len(w.Others) > 1 {
			return s, &states.AmbiguousError{Text: value, On: on, Candidates: append([]comity.State{s}, w.Others...)}
		}
	}
	return s, err
}

// none says why a value has no code in the span.
func (c *coder) none(value string, during comity.Span) reason {
	if strings.TrimSpace(value) == "" {
		return reason{kind: emptyCell, text: "there is nothing to code"}
	}
	if c.from == "" {
		return c.noName(value, during)
	}
	named := states.Named(value, c.from)
	if len(named) == 0 {
		return c.unknownCode(value)
	}
	var then []comity.State
	for _, n := range named {
		if !n.Span.Meet(during).Empty() {
			then = append(then, n.State)
		}
	}
	if len(then) == 0 {
		return reason{kind: notThen, text: fmt.Sprintf("%s names %s in %s, and nothing then", named[0].Code, holders(named), c.from)}
	}
	return c.noCodeOf(then, during)
}

func (c *coder) noName(value string, during comity.Span) reason {
	s, err := c.byName(value, during)
	var odd *states.UnknownError
	var several *states.AmbiguousError
	switch {
	case errors.As(err, &odd):
		r := reason{kind: unknown, text: "no state is known by this name", nearest: []string{}}
		if !c.near() {
			return r
		}
		for _, x := range states.Nearest(value, 3) {
			r.nearest = append(r.nearest, x.String())
		}
		return r
	case errors.As(err, &several):
		return reason{kind: ambiguous, text: "it" + strings.TrimPrefix(several.Error(), fmt.Sprintf("%q", several.Text))}
	case err != nil:
		return reason{kind: unknown, text: err.Error()}
	}
	return c.noCodeOf([]comity.State{s}, during)
}

// unknownCode says of a code that its scheme does not have it which are written most like it, and which schemes do.
func (c *coder) unknownCode(value string) reason {
	r := reason{kind: unknown, text: fmt.Sprintf("%s has no such code", c.from), nearest: []string{}}
	if !c.near() {
		return r
	}
	for _, code := range states.NearestCodes(value, c.from, 3) {
		found := states.Named(code, c.from)
		r.nearest = append(r.nearest, fmt.Sprintf("%s (%s)", code, states.Name(found[len(found)-1].State, comity.NoDay)))
	}
	var also []string
	for _, scheme := range states.Schemes() {
		if found := states.Named(value, scheme); len(found) > 0 {
			also = append(also, fmt.Sprintf("%s in %s", states.Name(found[len(found)-1].State, comity.NoDay), scheme))
		}
	}
	if len(also) > 0 {
		r.text += "; it is " + strings.Join(also, ", ")
	}
	return r
}

// noCodeOf says of states that they have no code in the scheme, or none then.
func (c *coder) noCodeOf(who []comity.State, during comity.Span) reason {
	if c.to == "" {
		return reason{kind: noCode, text: "no scheme has a code for it then"}
	}
	var texts []string
	kind := notThen
	for _, s := range who {
		has := states.CodesOf(s, c.to)
		if len(has) == 0 {
			kind = noCode
			texts = append(texts, fmt.Sprintf("%s has no code in %s", states.Name(s, comity.NoDay), c.to))
			continue
		}
		if c.alive(s, during) {
			kind = noCode
		}
		texts = append(texts, fmt.Sprintf("%s has %s in %s, and none then", states.Name(s, comity.NoDay), spells(has), c.to))
	}
	return reason{kind: kind, text: strings.Join(texts, "; ")}
}

// alive says whether a state was one on a day of the span by any list.
func (c *coder) alive(s comity.State, during comity.Span) bool {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		if slices.ContainsFunc(states.Alive(sys, s), during.Overlaps) {
			return true
		}
	}
	return false
}

// holders writes what a code named when: "Germany (1955-05-05 to 1990-10-02)".
func holders(named []states.CodeSpan) string {
	var out []string
	for _, n := range named {
		out = append(out, fmt.Sprintf("%s (%s)", states.Name(n.State, min(n.Span.To, LastDay)), days(n.Span)))
	}
	return strings.Join(out, ", ")
}

// spells writes codes with their days: "DEU (to 1945-05-08)".
func spells(codes []states.CodeSpan) string {
	var out []string
	for _, x := range codes {
		out = append(out, fmt.Sprintf("%s (%s)", x.Code, days(x.Span)))
	}
	return strings.Join(out, ", ")
}

// days writes a span as people do.
func days(s comity.Span) string {
	switch {
	case s == comity.Always:
		return "always"
	case s.From == comity.Always.From:
		return "to " + s.To.String()
	case s.To == comity.Forever:
		return "from " + s.From.String()
	}
	return s.From.String() + " to " + s.To.String()
}
