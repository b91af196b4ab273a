package panel

// This file fills diplomatic relations, missions and recognition, by comity's own tables, on the last day of each period or another
// day of the year.

import (
	"fmt"
	"slices"

	"comity"
	"comity/format/frame"
	"comity/states"
	"comity/treaties"
)

var diplomacyFillers = []filler{
	{column: "relations.open", byDay: true, choose: chooseDay(relationsOpen)},
	{column: "relations.rank", byDay: true, choose: chooseDay(relationsRank)},
	{column: "mission.rank", byDay: true, choose: chooseDay(missionRank)},
	{column: "recognition.of", byDay: true, choose: chooseEntity},
	{column: "recognition.recognises", byDay: true, choose: chooseDay(recognises)},
	{column: "recognition.china", byDay: true, choose: chooseDay(recognisesChina)},
}

// told is a cell by days with what it rests on.
type told struct {
	value  int8
	ref    comity.Ref
	inputs []Input
}

// untold is the cell of what a table does not say.
func untold(why comity.Missing) told { return told{value: missingSmall(why)} }

// chooseDay reads the day of a column that is told day by day. On any of several days the highest value that is told counts.
func chooseDay(tell func(b *bench) teller) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			day, err := b.dayRuleOf(o)
			if err != nil {
				return made{}, err
			}
			t := tell(b)
			if t.kind == frame.Whole && day == "any" {
				return made{}, fmt.Errorf("day=any: a rank or a choice is asked of one day: last, or MM-DD")
			}
			return t.fill(g, day), nil
		}, nil
	}
}

// teller tells the cells of a run by day, and the days on which what it tells may change.
type teller struct {
	kind      frame.Kind
	symmetric bool
	// of prepares a run; ok is false where nothing is known of it on any day, and what silence is then.
	of func(r *Run) (at func(on comity.Day) told, turns []comity.Day, silence comity.Missing)
}

// fill tells a grid.
func (t teller) fill(g *Grid, day dayRule) made {
	run := func(r *Run, out []int8) {
		at, turns, silence := t.of(r)
		if at == nil {
			fillSmall(out, missingSmall(silence))
			return
		}
		for i := range out {
			out[i] = tellOver(day.of(r, i), at, turns).value
		}
	}
	var c *frame.Column
	if t.symmetric {
		c = g.pairSmalls(t.kind, run)
	} else {
		c = smalls(g, t.kind, run)
	}
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		at, turns, silence := t.of(r)
		x := untold(silence)
		if at != nil {
			x = tellOver(day.of(r, row-r.Row), at, turns)
		}
		return Cell{Year: r.year(row), Value: fromSmall(x.value), N: len(x.inputs), Ref: x.ref, Inputs: x.inputs}
	}}
}

// tellOver tells a span of days: its first, and every day in it on which something changes.
func tellOver(days comity.Span, at func(comity.Day) told, turns []comity.Day) told {
	best := at(days.From)
	for _, turn := range turns {
		if days.From < turn && turn <= days.To {
			if x := at(turn); x.value > best.value {
				best = x
			}
		}
	}
	return best
}

// relationsOpen tells whether two have relations.
func relationsOpen(*bench) teller {
	return teller{frame.Flag, true, func(r *Run) (func(comity.Day) told, []comity.Day, comity.Missing) {
		events := treaties.TieEvents(r.A, r.B)
		if len(events) == 0 {
			return nil, nil, comity.NotCovered
		}
		return func(on comity.Day) told {
			if !treaties.TieCoverage().Has(on) {
				return untold(comity.NotCovered)
			}
			x, known, open := untold(comity.NotCovered), false, false
			for _, e := range events {
				if e.Date.First() > on {
					break
				}
				open, known = e.Opens(open, known), true
				x = toldBy(e)
			}
			if known {
				x.value = map[bool]int8{true: 1}[open]
			}
			return x
		}, turnsOf(events), comity.NotCovered
	}}
}

// toldBy is what the latest event says.
func toldBy(e treaties.TieEvent) told {
	words := e.Event
	if e.Level != "" {
		words += ", " + e.Level
	}
	return told{ref: e.Ref, inputs: []Input{{Label: words + " " + e.Date.String(), Value: 1, Unit: "0/1", Ref: e.Ref}}}
}

// turnsOf gives the days on which events change something; those of the coverage too.
func turnsOf(events []treaties.TieEvent) []comity.Day {
	out := []comity.Day{treaties.TieCoverage().From}
	for _, e := range events {
		out = append(out, e.Date.First())
	}
	return out
}

// relationsRank tells the rank of missions after the latest event that says it; a break without a rank leaves it unknown.
func relationsRank(*bench) teller {
	return teller{frame.Whole, true, func(r *Run) (func(comity.Day) told, []comity.Day, comity.Missing) {
		events := treaties.TieEvents(r.A, r.B)
		if len(events) == 0 {
			return nil, nil, comity.NotCovered
		}
		return func(on comity.Day) told {
			x := untold(comity.NotCovered)
			if !treaties.TieCoverage().Has(on) {
				return x
			}
			for _, e := range events {
				switch level := slices.Index(treaties.TieLevels(), e.Level); {
				case e.Date.First() > on:
					return x
				case level >= 0:
					x = toldBy(e)
					x.value = int8(level + 1)
				case e.Event == "broken" || e.Event == "resumed":
					x = untold(comity.NotCovered)
				}
			}
			return x
		}, nil, comity.NotCovered
	}}
}

// missionRank tells the rank of the mission of the first in the second.
func missionRank(b *bench) teller {
	senders := keep(b, "senders of missions", func() map[comity.State]bool {
		out := map[comity.State]bool{}
		for _, m := range treaties.Missions() {
			out[m.Sender] = true
		}
		return out
	})
	return teller{frame.Whole, false, func(r *Run) (func(comity.Day) told, []comity.Day, comity.Missing) {
		if !senders[r.A] {
			return nil, nil, comity.NotCovered
		}
		list := treaties.MissionsOf(r.A, r.B)
		return func(on comity.Day) told {
			for _, m := range list {
				if m.Span.Has(on) {
					x := told{value: int8(slices.Index(treaties.MissionRanks(), m.Rank) + 1), ref: m.Ref}
					x.inputs = []Input{{Label: m.Rank + ", " + m.Span.String(), Value: float64(x.value), Unit: "code", Ref: m.Ref}}
					return x
				}
			}
			return untold(comity.NotCovered)
		}, nil, comity.NotCovered
	}}
}

// chooseEntity reads the entity whose recognition is asked for.
func chooseEntity(o Options) (func(*bench, *Grid) (made, error), error) {
	name := o.One("entity", "")
	e, ok := treaties.LookupEntity(name)
	if name != "" && !ok {
		return nil, fmt.Errorf("no entity of the table of recognition is called %q; there are %s", name, entityNames())
	}
	return func(b *bench, g *Grid) (made, error) {
		if name == "" {
			return made{}, fmt.Errorf("recognition of what? Say it after a colon, as recognition.of:XKX; there are %s", entityNames())
		}
		day, err := b.dayRuleOf(o)
		if err != nil {
			return made{}, err
		}
		return teller{frame.Flag, false, func(r *Run) (func(comity.Day) told, []comity.Day, comity.Missing) { return recognition(e, r.A) }}.fill(g, day), nil
	}, nil
}

func entityNames() string {
	var out string
	for i, e := range treaties.RecognisedEntities() {
		if i > 0 {
			out += ", "
		}
		out += e.ID
	}
	return out
}

// recognition tells whether a state recognises an entity.
func recognition(e treaties.Entity, by comity.State) (func(comity.Day) told, []comity.Day, comity.Missing) {
	if e.State == by {
		return nil, nil, comity.NotApplicable
	}
	spans := treaties.RecognisedHistory(e.ID, by)
	turns := []comity.Day{e.Span.From}
	for _, r := range spans {
		for _, d := range []comity.Date{r.From, r.To} {
			if d.Known() {
				turns = append(turns, d.First())
			}
		}
	}
	return func(on comity.Day) told {
		if !e.Span.Has(on) {
			return untold(comity.NotCovered)
		}
		for _, r := range spans {
			if (!r.From.Known() || r.From.First() <= on) && (!r.To.Known() || on < r.To.First()) {
				return told{1, r.Ref, []Input{{Label: "recognises " + e.Name + " since " + r.From.String(), Value: 1, Unit: "0/1", Ref: r.Ref}}}
			}
		}
		if e.Complete && states.Is(comity.UN, by, on) {
			return told{value: 0, ref: comity.Ref{Source: "comity-recognition", Edition: comity.Version, Note: "not in the list of those that recognise " + e.Name + ", which is complete", Basis: comity.Seen}}
		}
		return untold(comity.NotCovered)
	}, turns, comity.NotCovered
}

// recognises tells whether the first recognises the second, where the second is an entity of the table.
func recognises(*bench) teller {
	return teller{frame.Flag, false, func(r *Run) (func(comity.Day) told, []comity.Day, comity.Missing) {
		e, ok := treaties.EntityOf(r.B)
		if !ok {
			return nil, nil, comity.NotApplicable
		}
		return recognition(e, r.A)
	}}
}

// recognisesChina tells which government of China a state has relations with.
func recognisesChina(*bench) teller {
	codes := map[comity.State]int8{comity.NoState: 0, treaties.Beijing: 1, treaties.Taipei: 2}
	return teller{frame.Whole, false, func(r *Run) (func(comity.Day) told, []comity.Day, comity.Missing) {
		if r.A == treaties.Beijing || r.A == treaties.Taipei {
			return nil, nil, comity.NotApplicable
		}
		listed := slices.ContainsFunc(treaties.Recognitions(), func(x treaties.Recognition) bool { return x.State == r.A })
		return func(on comity.Day) told {
			of, ok := treaties.Recognises(r.A, on)
			if !ok || !listed && !states.Is(comity.UN, r.A, on) {
				return untold(comity.NotCovered)
			}
			x := told{value: codes[of], ref: treaties.RecognitionRef(on)}
			with := "neither government"
			if of != comity.NoState {
				with = states.Name(of, on)
			}
			x.inputs = []Input{{Label: "relations with " + with, Value: float64(x.value), Unit: "code", Ref: x.ref}}
			return x
		}, nil, comity.NotCovered
	}}
}
