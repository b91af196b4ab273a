package desk

// This file gathers the page on a pair of states.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/groups"
	"comity/panel"
	"comity/record"
	"comity/report"
	"comity/states"
	"comity/treaties"
)

// Pair answers with one page on two states as of a day (comity.NoDay: the last the record reaches).
func (d *Desk) Pair(a, b string, on comity.Day) (report.Pair, error) {
	who, notes, err := resolve(a, b, on)
	if err != nil {
		return report.Pair{}, err
	}
	on = orLast(on)
	p := report.Pair{Comity: comity.Version, Record: d.rec.Edition(), On: on.String(), Unknown: []string{}, Warnings: []report.Note{}}
	for _, n := range notes {
		p.Warnings = append(p.Warnings, report.Note{Code: "name", Text: n})
	}
	p.Title = states.Name(who[0], on) + " and " + states.Name(who[1], on)
	for _, s := range who {
		p.States = append(p.States, card(s, on))
	}
	p.Relations = relations(who, on)
	both := together(who, on)
	p.Treaties = rowsOf(both, on)
	p.Warnings = append(p.Warnings, successionNotes(who, obliging(both), on)...)
	p.Groups = joint(who, on)
	p.Wars = wars(who, on)
	p.Vetoes = vetoes(who, on)
	p.Measures = d.measures(who, on)
	p.Principles = d.principles(who, on)
	p.Unknown = d.unknown()
	p.Sources = d.sourcesOf(refs(p))
	return p, nil
}

func card(s comity.State, on comity.Day) report.StateCard {
	c := report.StateCard{ID: states.ID(s, on), COW: int(s), Name: states.Name(s, on), Formal: states.Formal(s, on), Member: []string{}, History: []string{}}
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		var spans []string
		for _, sp := range states.Alive(sys, s) {
			spans = append(spans, fmt.Sprintf("%s to %s", sp.From, endOf(sp)))
		}
		if len(spans) > 0 {
			c.Member = append(c.Member, strings.ToUpper(sys.String())+" "+strings.Join(spans, ", "))
		}
	}
	c.History = append(c.History, steps(s)...)
	return c
}

// steps says the successions of a state in words. The dependencies that left it, which may be sixty, are counted.
func steps(s comity.State) []string {
	var out []string
	var left []states.Event
	for _, e := range states.History(s) {
		if e.Kind == states.IndependentOf && e.From == s {
			left = append(left, e)
			continue
		}
		out = append(out, step(e))
	}
	switch n := len(left); {
	case n > 3:
		out = append(out, fmt.Sprintf("%d to %d: %d states become independent of it (comity state %s --history lists them)",
			left[0].Date.Year(), left[n-1].Date.Year(), n, states.ID(s, comity.NoDay)))
	default:
		for _, e := range left {
			out = append(out, step(e))
		}
	}
	return out
}

// step says one succession in words.
func step(e states.Event) string {
	before, after := states.Name(e.From, e.Date-1), states.Name(e.To, e.Date)
	if before == after {
		before, after = states.Formal(e.From, e.Date-1), states.Formal(e.To, e.Date)
	}
	text := fmt.Sprintf("%s: %s %s %s", e.Date, after, e.Kind, before)
	if e.Kind == states.MergesInto {
		text = fmt.Sprintf("%s: %s %s %s", e.Date, before, e.Kind, after)
	}
	if e.Kind == states.Renames {
		text = fmt.Sprintf("%s: %s is now called %s", e.Date, before, after)
	}
	if e.Basis == comity.Recalled {
		text += " (unverified)"
	}
	return text
}

func endOf(s comity.Span) string {
	if s.To == comity.Forever {
		return "now"
	}
	return s.To.String()
}

func relations(who []comity.State, on comity.Day) []report.Fact {
	out := []report.Fact{}
	for _, e := range treaties.TieEvents(who[0], who[1]) {
		if e.Date.First() > on {
			continue
		}
		text := "diplomatic relations " + e.Event
		if e.Level != "" {
			text += " (" + e.Level + ")"
		}
		if n := on.Year() - e.Date.Year(); e.Event == "established" && n > 0 {
			text += fmt.Sprintf("; %d years in %d", n, on.Year())
		}
		out = append(out, report.Fact{When: e.Date.String(), Text: text, Source: report.NewRef(e.Ref)})
	}
	return out
}

// joint are the organisations and blocs both belong to, since when both do.
func joint(who []comity.State, on comity.Day) []report.Fact {
	out := []report.Fact{}
	for _, id := range groups.Common(keyOn(who[0], on), keyOn(who[1], on), on) {
		g, ok := groups.Get(id)
		x, okX := spellOn(id, who[0], on)
		y, okY := spellOn(id, who[1], on)
		if ok && okX && okY {
			out = append(out, report.Fact{When: max(x.Span.From, y.Span.From).String(), Text: g.Name, Source: report.NewRef(x.Ref)})
		}
	}
	return out
}

func spellOn(group string, s comity.State, on comity.Day) (groups.Membership, bool) {
	for _, m := range panel.Spells(group, "", s) {
		if m.Span.Has(on) {
			return m, true
		}
	}
	return groups.Membership{}, false
}

func keyOn(s comity.State, on comity.Day) comity.State {
	if k := panel.KeyIn(s, on.Year()); k != comity.NoState {
		return k
	}
	return s
}

func wars(who []comity.State, on comity.Day) []report.Fact {
	out := []report.Fact{}
	for _, w := range treaties.WarsBetweenAny(panel.Keys(who[0]), panel.Keys(who[1]), comity.Span{From: treaties.WarCoverage().From, To: on}) {
		end := w.End.String()
		if end == "" {
			end = "(not ended)"
		}
		out = append(out, report.Fact{When: fmt.Sprintf("%s to %s", w.Start, end), Text: w.Name, Source: report.NewRef(w.Ref)})
	}
	return out
}

// vetoes counts the vetoes of those of the two that are permanent members.
func vetoes(who []comity.State, on comity.Day) []report.Fact {
	out := []report.Fact{}
	for _, s := range who {
		if _, ok := groups.In("UNSC", "permanent", keyOn(s, on), on); !ok {
			continue
		}
		span := comity.Span{From: treaties.VetoCoverage().From, To: min(on, treaties.VetoCoverage().To)}
		n, _ := treaties.VetoCount(s, span)
		ref := comity.Ref{Source: "comity-vetoes", Edition: comity.Version, Basis: comity.Seen}
		out = append(out, report.Fact{When: fmt.Sprintf("%d to %d", span.From.Year(), span.To.Year()), Text: fmt.Sprintf("%s: %d", states.Name(s, on), n), Source: report.NewRef(ref)})
	}
	return out
}

// shown are the columns of the page, by pillar.
var shown = []struct {
	pillar, column string
	both           bool // directed: shown both ways
	most           int  // readings
}{
	{"politics", "vote.agreement", false, 3},
	{"politics", "vote.kappa", false, 1},
	{"politics", "ideal.distance", false, 1},
	{"politics", "alliance.obligation", false, 2},
	{"politics", "alliance.kappa", false, 1},
	{"politics", "dispute.ongoing", false, 1},
	{"economy", "trade.turnover", false, 6},
	{"economy", "trade.balance", false, 2},
	{"economy", "trade.share", true, 2},
	{"economy", "trade.dependence", true, 1},
	{"economy", "trade.interdependence", false, 1},
}

func (d *Desk) measures(who []comity.State, on comity.Day) []report.Measure {
	out := []report.Measure{}
	for _, c := range shown {
		orders := [][]comity.State{who}
		if c.both {
			orders = append(orders, []comity.State{who[1], who[0]})
		}
		for _, order := range orders {
			for i, r := range d.engine.Readings(c.column, order) {
				if i == c.most {
					break
				}
				if m, ok := d.measure(c.pillar, c.column, order, r, on); ok {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// measure is one column under one reading; ok is false where the reading has no value for the pair.
func (d *Desk) measure(pillar, name string, who []comity.State, r panel.Reading, on comity.Day) (report.Measure, bool) {
	s, err := d.engine.Series(name, who, r)
	if err != nil || len(s.Known()) == 0 {
		return report.Measure{}, false
	}
	m := report.Measure{Pillar: pillar, Column: name, Title: titleOf(s.Column, who, on), Reading: r.Label, Formula: s.Column.Formula, Unit: s.Column.Unit}
	for _, w := range who {
		m.Who = append(m.Who, states.ID(w, on))
	}
	var last panel.Cell
	for _, c := range s.Cells {
		if c.Year > on.Year() {
			break
		}
		m.Points = append(m.Points, report.NewPoint(c.Year, c.Value, c.N, c.Ref.Basis))
		if c.Missing() == comity.Present {
			last = c
		}
	}
	if len(m.Points) == 0 || last.Ref.Source == "" && last.Year == 0 {
		return report.Measure{}, false
	}
	m.From, m.To = m.Points[0].Year, m.Points[len(m.Points)-1].Year
	m.Rank = report.RankOf(m.Points)
	m.Source = report.NewRef(last.Ref)
	m.Source.Row, m.Source.Note = nil, ""
	if values := d.everyPair(name, r, last.Year); len(values) > 0 {
		m.Percentile, m.Pairs = report.PercentileOf(values, last.Value), len(values)
	}
	return m, true
}

func titleOf(c column.Column, who []comity.State, on comity.Day) string {
	first, second := states.Name(who[0], on), states.Name(who[1], on)
	switch c.Name {
	case "trade.share":
		return fmt.Sprintf("share of %s in the trade of %s", second, first)
	case "trade.dependence":
		return fmt.Sprintf("trade with %s over the GDP of %s", second, first)
	case "trade.balance":
		return fmt.Sprintf("exports of %s to %s less imports", first, second)
	}
	return c.Title
}

// everyPair gives a column for all pairs of a year: the population the pair is placed in.
func (d *Desk) everyPair(name string, r panel.Reading, year int) []float64 {
	switch {
	case name == "vote.agreement":
		_, values := d.engine.Agreements(r, year)
		return values
	case name == "trade.turnover" && !r.Partial:
		return d.engine.Turnovers(r, year)
	}
	return nil
}

// principles are tested by facts alone: a question, and what the record says.
func (d *Desk) principles(who []comity.State, on comity.Day) []report.Test {
	out := []report.Test{d.defence(who, on), confrontation(who, on)}
	if r := d.engine.Readings("dispute.ongoing", who); len(r) > 0 {
		out = append(out, d.disputes(who, r[0], on))
	}
	out = append(out, declared(who, on)...)
	return append(out, d.against(who, on)...)
}

func (d *Desk) defence(who []comity.State, on comity.Day) report.Test {
	t := report.Test{Question: fmt.Sprintf("a defence pact with each other on %s?", on), Source: report.NewRef(treaties.CompleteRef())}
	a, b := keyOn(who[0], on), keyOn(who[1], on)
	if list := treaties.InForce(a, b, on, treaties.Defence); len(list) > 0 {
		t.Answer, t.Source = "yes: "+list[0].String(), report.NewRef(list[0].Ref)
		return t
	}
	span, ok := treaties.Complete(a, b, treaties.Defence)
	switch {
	case !ok:
		t.Answer = "not known: comity's list of alliances is not complete for the two"
	case span.Has(on):
		t.Answer = "no"
	default:
		t.Answer = fmt.Sprintf("none to %s by a census of alliances, and none in comity's list since", span.To)
	}
	return t
}

func confrontation(who []comity.State, on comity.Day) report.Test {
	list := wars(who, on)
	t := report.Test{Question: fmt.Sprintf("interstate wars against each other, 1816 to %d?", on.Year()), Answer: "none",
		Source: report.NewRef(comity.Ref{Source: "comity-wars", Edition: comity.Version, Basis: comity.Seen})}
	if n := len(list); n > 0 {
		t.Answer = fmt.Sprintf("%d, the last %s (%s)", n, list[n-1].Text, list[n-1].When)
	}
	return t
}

func (d *Desk) disputes(who []comity.State, r panel.Reading, on comity.Day) report.Test {
	t := report.Test{Question: "militarised disputes with each other?", Answer: "not covered by the source"}
	s, err := d.engine.Series("dispute.ongoing", who, r)
	if err != nil {
		return t
	}
	n, last, to := 0, 0, 0
	for _, c := range s.Known() {
		if c.Year > on.Year() {
			break
		}
		to = c.Year
		if t.Source = report.NewRef(c.Ref); c.Value > 0 {
			n, last = n+1, c.Year
		}
	}
	t.Source.Row = nil
	if to > 0 {
		t.Answer = fmt.Sprintf("in %d years, the last %d (data to %d)", n, last, to)
		if n == 0 {
			t.Answer = fmt.Sprintf("none (data to %d)", to)
		}
	}
	return t
}

// against counts how often the two voted alike while a third permanent member voted the other way, over the last ten sessions.
func (d *Desk) against(who []comity.State, on comity.Day) []report.Test {
	var out []report.Test
	to := on
	calls := d.engine.RollCalls("", comity.Span{From: comity.DayOf(on.Year()-10, 1, 1), To: to})
	if len(calls) == 0 {
		return nil
	}
	for _, m := range groups.Members("UNSC", "permanent", on) {
		if slices.Contains(panel.Keys(who[0]), m.State) || slices.Contains(panel.Keys(who[1]), m.State) {
			continue
		}
		both, opposed := 0, 0
		for _, c := range calls {
			v := d.engine.Votes(c, []comity.State{who[0], who[1], m.State})
			if v[0] == record.Out || v[1] == record.Out || v[2] == record.Out {
				continue
			}
			both++
			if v[0] == v[1] && v[0] != v[2] && v[0] != record.Abstain && v[2] != record.Abstain {
				opposed++
			}
		}
		if both == 0 {
			continue
		}
		out = append(out, report.Test{
			Question: fmt.Sprintf("votes alike of the two, the other way than %s, in the General Assembly %d to %d?", states.Name(m.State, on), calls[0].Day.Year(), calls[len(calls)-1].Day.Year()),
			Answer:   fmt.Sprintf("%d of %d roll calls in which all three voted (%s)", opposed, both, comity.Show(float64(opposed)/float64(both), "share")),
			Source:   report.NewRef(comity.Ref{Source: calls[0].Ref.Source, Edition: calls[0].Ref.Edition, Basis: comity.Seen}),
		})
	}
	return out
}

// unknown names what could be fetched and would widen the page.
func (d *Desk) unknown() []string {
	out := []string{}
	for _, f := range fetchable {
		if len(d.rec.Source(f.id)) == 0 {
			out = append(out, fmt.Sprintf("%s; `comity pull %s` and `comity build` would add it.", f.what, f.id))
		}
	}
	return out
}

// fetchable are sources whose rights let comity fetch, not ship them.
var fetchable = []struct{ id, what string }{
	{"cow-trade-4.0", "trade of every pair 1870 to 2014"},
	{"atlas-g20-china", "trade of the G20 states with China 2000 to 2024"},
	{"nmc-7.0", "material capabilities and military spending"},
	{"atop-5.1", "alliance obligations of every pair 1815 to 2018"},
	{"unsc-votes", "votes in the Security Council"},
}

func refs(p report.Pair) []report.Ref {
	var out []report.Ref
	for _, m := range p.Measures {
		out = append(out, m.Source)
	}
	for _, t := range p.Treaties {
		out = append(out, t.Source)
	}
	for _, list := range [][]report.Fact{p.Relations, p.Wars, p.Vetoes, p.Groups} {
		for _, f := range list {
			out = append(out, f.Source)
		}
	}
	return out
}
