package article

// This file parts a row of items into clauses: a "|" stands between them. Each clause knows who is said to have said it and
// whether it speaks of what may be, will be or ought to be.

import (
	"strings"
)

// barrier stands between clauses, and at both ends of a sentence.
func barrier(at int) item { return item{tag: "|", start: at, end: at} }

var (
	stops        = wordSet("; : ( ) . ? ! [ ]")
	conjunctions = wordSet("but yet while whereas although though because if unless when whenever once whose which who until")
	verbs        = wordSet(`is are was were be been has have had will would shall should must can could may might do does did
		am cannot can't won't isn't aren't wasn't weren't doesn't don't didn't hasn't haven't
		rose fell grew rise fall grow rises falls grows shrank sank reached reaches hit stands stood stand exceeds exceed exceeded
		exports imports export import sells sell sold buys buy bought spends spend spent trades trade vote votes agree agrees belong belongs
		fought fight fights signed sign signs joined join joins left leave leaves became become becomes took take takes cast casts made make makes
		remain remains account accounts accounted say says said claim claims want wants seek seeks need needs mean means began begin begins broke
		recognise recognises recognize recognizes oppose opposes support supports held hold holds keep keeps kept get gets got went go goes came come comes
		gave give gives put puts set sets lost won met meet depends depend embodies continues continue know knows believe believes think thinks argue argues
		nobody requires require refuses refuse marks mark celebrate celebrates celebrated overtook overtakes surpassed surpasses`)
	subjects = wordSet("it they we he she this that these those both neither nobody i you there")
)

// verbal says whether a word is likely a finite verb.
func verbal(tag string) bool {
	return verbs[tag] || len(tag) > 4 && strings.HasSuffix(tag, "ed") && tag != "united"
}

// clauses puts barriers between the clauses of a sentence. A time or place that opens it stays with what follows.
func clauses(items []item) []item {
	if len(items) == 0 {
		return nil
	}
	out := []item{barrier(items[0].start)}
	verbSeen := false
	part := func(at int) {
		if out[len(out)-1].tag != "|" {
			out = append(out, barrier(at))
		}
		verbSeen = false
	}
	for i, t := range items {
		rest := items[i+1:]
		switch {
		case stops[t.tag]:
			part(t.start)
			continue
		case t.tag == "\"" && i > 0 && items[i-1].tag == ",":
			part(t.start)
			continue
		case t.tag == "," && !verbSeen && opening(out):
			continue
		case t.tag == "," && (clauseFollows(rest) || len(rest) > 0 && conjunctions[rest[0].tag]):
			part(t.start)
			continue
		case conjunctions[t.tag] && !(t.tag == "once" && i+1 < len(items) && items[i+1].tag == "again"):
			part(t.start)
		case (t.tag == "and" || t.tag == "or") && verbSeen && (clauseFollows(rest) || len(rest) > 0 && verbal(rest[0].tag)):
			part(t.start)
		case t.tag == "as" && len(rest) > 1 && rest[0].tag == "long" && rest[1].tag == "as", t.tag == "because", t.tag == "so" && len(rest) > 0 && rest[0].tag == "that":
			part(t.start)
		}
		verbSeen = verbSeen || verbal(t.tag)
		out = append(out, t)
	}
	if out[len(out)-1].tag != "|" {
		out = append(out, barrier(items[len(items)-1].end))
	}
	return out
}

var openers = wordSet("in on at since under after before during between by from for throughout until within over amid despite yet however meanwhile moreover today still also once together then thus indeed")

// opening says whether the items since the last barrier only set a time or place.
func opening(out []item) bool {
	n := 0
	for i := len(out) - 1; i >= 0 && out[i].tag != "|"; i-- {
		if n++; n > 6 {
			return false
		}
		if first := out[i-1].tag == "|"; first && out[i].tag != "D" && !openers[out[i].tag] {
			return false
		}
	}
	return n > 0
}

// clauseFollows says whether a subject and its verb come next: within a few items, before any comma.
func clauseFollows(items []item) bool {
	i := 0
	for i < len(items) && (items[i].tag == "and" || items[i].tag == "but" || items[i].tag == "yet" || items[i].tag == "D" || items[i].tag == "then") {
		i++
	}
	if i >= len(items) {
		return false
	}
	if i > 0 && verbal(items[i].tag) {
		return true
	}
	k := items[i].kind()
	subject := k == 'S' || k == 'W' || k == 'I' || k == 'H' || k == 'A' || k == 'B' || k == 'V' || subjects[items[i].tag] || items[i].tag == "the" || items[i].tag == "a"
	for j := i + 1; subject && j < len(items) && j <= i+7; j++ {
		if t := items[j]; t.tag == "," || stops[t.tag] || t.tag == "and" {
			return false
		} else if verbal(t.tag) {
			return true
		}
	}
	return false
}

// clause is one clause of a row: its items [from, to) and what it is said under.
type clause struct {
	from, to int
	said     string // who is said to have said it
	modal    bool   // will, would, must, should, may …
	cond     bool   // if, unless, as long as …
}

// clausesOf lists the clauses of a row.
func clausesOf(items []item) []clause {
	var out []clause
	from := 0
	for i, t := range items {
		if t.tag != "|" {
			continue
		}
		if i > from {
			out = append(out, describe(items, from, i))
		}
		from = i + 1
	}
	return out
}

var (
	modals     = wordSet("will would shall should must ought may might could won't wouldn't shouldn't mustn't couldn't 'll")
	conditions = wordSet("if unless provided whether lest")
)

func describe(items []item, from, to int) clause {
	c := clause{from: from, to: to}
	for i := from; i < to; i++ {
		switch tag := items[i].tag; {
		case modals[tag]:
			c.modal = true
		case conditions[tag] && i < from+3, tag == "long" && i > from && i+1 < to && items[i-1].tag == "as" && items[i+1].tag == "as":
			c.cond = true
		case (tag == "going" || tag == "set" || tag == "expected" || tag == "likely" || tag == "bound" || tag == "due") && i+2 < to && items[i+1].tag == "to" && items[i+2].kind() == 0:
			c.modal = true
		case (tag == "has" || tag == "have" || tag == "needs" || tag == "need") && i+1 < to && items[i+1].tag == "to":
			c.modal = true
		}
	}
	return c
}
